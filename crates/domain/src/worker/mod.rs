//! People who work for the centre: roles, training, suitability.

mod commands;
mod decide;
mod events;
mod state;
mod words;

pub use commands::WorkerCommand;
pub use events::WorkerEvent;
pub use state::{DbsCheck, WorkerState};
pub use words::{Course, Evidence, Officer, Terms, Training, Workforce};
