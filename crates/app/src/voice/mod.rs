//! What children and adults said when asked: who was asked when, and each person's words, each for themselves.

mod asking;
mod page;

pub use asking::{VoiceAsking, VoiceSession};
pub use page::{PersonVoice, VoiceLine, VoicePage};
