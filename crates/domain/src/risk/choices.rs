//! Closed lists of the field's words, each with the name it is stored under and the words pages show.

/// Makes an enum of plain choices: variant, stored name, shown label.
macro_rules! choices {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $stored:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
        pub enum $name {
            $(
                #[doc = concat!($label, ".")]
                #[serde(rename = $stored)]
                $variant
            ),+
        }

        impl $name {
            /// Every choice, in the order pages offer them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in stored events and in forms.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $stored),+ }
            }

            /// The words pages and papers show.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }
    };
}

pub(crate) use choices;
