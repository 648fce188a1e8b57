//! The components pages are made of: typed Rust structs over the markup of `govuk-frontend` and of the Ministry of
//! Justice's package.
//!
//! A component has only the options this program uses. It is made with `new`, told its options one by one, and put into
//! a template with `{{ component }}`: no `|safe`, because everything in it is escaped already (see [`Html`]).
//!
//! ```
//! use web::components::{Button, TextInput};
//!
//! let name = TextInput::new("name", "Who brought the child?").hint("As they gave it").value("Ama O\u{2019}Neill");
//! let page = name.to_string() + &Button::new("Save").to_string();
//! assert!(page.contains("aria-describedby=\"name-hint\""));
//! ```
//!
//! `tests/it/components.rs` compares every component with the fixtures that `govuk-frontend` ships. To add an option:
//! add it here, in the template and in the test's adapter; the test then says which fixtures it made comparable.

mod banners;
mod builder;
mod buttons;
mod choices;
mod content;
mod date;
mod errors;
mod field;
mod header;
mod html;
mod inputs;
mod lists;
mod moj;
mod navigation;
mod pages;
mod session;
mod table;
mod tag;
mod upload;

pub use banners::{Panel, PhaseBanner};
pub use buttons::{Button, ExitThisPage};
pub use choices::{Checkboxes, Choice, Radios};
pub use content::{Details, InsetText, WarningText};
pub use date::{DateInput, DatePart};
pub use errors::{ErrorMessage, ErrorSummary};
pub use field::{Fieldset, Hint, Label, Legend, Size};
pub use header::{Footer, FooterColumn, GenericHeader, NavigationItem, ServiceNavigation};
pub use html::Html;
pub use inputs::{InputKind, PasswordInput, Select, SelectOption, Spellcheck, TextInput, Textarea};
pub use lists::{SummaryAction, SummaryList, SummaryRow, Task, TaskList};
pub use moj::{Alert, AlertKind, Filter, IdentityBar, SubNavigation, Timeline, TimelineItem};
pub use navigation::{BackLink, Breadcrumbs, Language, LanguageNavigation, SkipLink};
pub use pages::{Pagination, PaginationItem, PaginationLink};
pub use session::{DraftStatus, SessionWarning};
pub use table::{Cell, Sorted, Table};
pub use tag::{Tag, TagColour};
pub use upload::FileUpload;
