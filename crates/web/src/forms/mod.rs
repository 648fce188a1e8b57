//! The way every form goes: questions, check-answers, save. Drafts lie on the server, under the person they are about;
//! a repeat key makes sending twice harmless; a version shows when somebody changed the record meanwhile.
//!
//! A form says what it asks ([`Question`]), which command its answers make ([`Form::command`], with [`Reading`]) and where
//! to go next. It decides nothing.

mod conflict;
mod flow;
mod question;
mod reading;

pub(crate) use flow::{Form, Opener, open, opener, take};
pub use question::Question;
pub use reading::Reading;
