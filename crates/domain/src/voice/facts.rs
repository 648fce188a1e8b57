//! What rules look at of what was said: whether somebody was asked, never the words.

use super::state::{VoiceEntry, VoiceState};
use super::words::Outcome;
use crate::ids::PersonId;
use crate::rules::facts::{ChildVoiceFact, VoiceStanding};
use jiff::Timestamp;

/// Whether a child was asked after an instant, or ever where there is none (R-V07).
pub fn child_voice_since(voice: &VoiceState, child: PersonId, since: Option<Timestamp>) -> ChildVoiceFact {
    let after = |e: &&VoiceEntry| since.is_none_or(|since| e.at > since);
    let newest =
        |asked: bool| voice.of(child).filter(after).filter(|e| e.outcome.was_asked() == asked).max_by_key(|e| e.at);
    // A reason for not asking, written later, does not undo that the child was asked.
    let entry = newest(true).or_else(|| newest(false));
    ChildVoiceFact {
        child,
        entry: entry.map(|e| e.id),
        standing: entry.map_or(VoiceStanding::NotAsked, |e| match e.outcome {
            Outcome::Said { .. } => VoiceStanding::Answered,
            Outcome::ChoseNotToSay => VoiceStanding::Declined,
            Outcome::TooYoungObserved { .. } => VoiceStanding::Observed,
            Outcome::NotAsked { .. } => VoiceStanding::NotAsked,
        }),
    }
}
