//! Who of a centre's own people has something to do with a family. Whoever is one of them, or close to one of them, is kept
//! from the whole case, whatever their role; an acquaintance is written down and keeps nobody away (R-R15).

mod commands;
mod events;
mod state;
mod words;

pub use commands::InterestCommand;
pub use events::{InterestEvent, Settlement};
pub use state::{Interest, InterestState, Standing, noticed};
pub use words::{Closeness, Suspicion};
