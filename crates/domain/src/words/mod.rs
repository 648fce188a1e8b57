//! The field's vocabulary, shared by every feature (`GLOSSARY.md`).

mod answer;
mod contact;
mod harm;
mod order;
mod role;
mod text;
mod time;

pub use answer::Answer;
pub use contact::{ContactLevel, Side};
pub use harm::{EvidentialStatus, Harm};
pub use order::{Exception, OrderKind, OrderSeen, Prohibition};
pub use role::Role;
pub use text::{Narrative, NotText, PersonName};
pub use time::{NotAWindow, Window, at_centre, day_in_words};
