//! Writes the small methods by which a component is told its options.

/// `options! { impl Component { /// doc \n name: kind => field; } }`, where the kind is `html` (an `Option<Html>`),
/// `text` (a `String`), `classes` (added to a `String`) or `flag` (a `bool` that the method turns on).
macro_rules! options {
    (impl $type:ty { $($rest:tt)* }) => { impl $type { options! { @ $($rest)* } } };
    (@) => {};
    (@ $(#[$doc:meta])* $name:ident: html => $($path:ident).+; $($rest:tt)*) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(mut self, $name: impl Into<$crate::components::Html>) -> Self {
            self.$($path).+ = Some($name.into());
            self
        }
        options! { @ $($rest)* }
    };
    (@ $(#[$doc:meta])* $name:ident: text => $($path:ident).+; $($rest:tt)*) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(mut self, $name: impl Into<String>) -> Self {
            self.$($path).+ = $name.into();
            self
        }
        options! { @ $($rest)* }
    };
    (@ $(#[$doc:meta])* $name:ident: classes => $($path:ident).+; $($rest:tt)*) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(mut self, $name: &str) -> Self {
            $crate::components::builder::add_class(&mut self.$($path).+, $name);
            self
        }
        options! { @ $($rest)* }
    };
    (@ $(#[$doc:meta])* $name:ident: flag => $($path:ident).+; $($rest:tt)*) => {
        $(#[$doc])*
        #[must_use]
        pub fn $name(mut self) -> Self {
            self.$($path).+ = true;
            self
        }
        options! { @ $($rest)* }
    };
}

/// Makes template structs pieces of a page: `{{ component }}` needs no `|safe`, and one can stand inside another.
macro_rules! components {
    ($($type:ty),+ $(,)?) => {
        $(
            impl askama::filters::HtmlSafe for $type {}
            impl From<$type> for $crate::components::Html {
                fn from(component: $type) -> Self {
                    Self::trusted(component.to_string())
                }
            }
        )+
    };
}

pub(super) use {components, options};

/// Adds class names to those that are there.
pub(super) fn add_class(classes: &mut String, more: &str) {
    if !classes.is_empty() && !more.is_empty() {
        classes.push(' ');
    }
    classes.push_str(more);
}
