//! The versions of an assessment as types: an unsigned one cannot act as signed, a signed one cannot be changed, and
//! one that needs two people does not count after one.

use super::content::Content;
use super::state::RiskState;
use super::words::{Countersignature, Readiness, TriggerKind, TriggerOrigin};
use crate::actor::Actor;
use crate::ids::{AssessmentId, WorkerId};
use crate::private::Private;
use crate::words::Narrative;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A version that can still be changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its id.
    pub id: AssessmentId,
    /// Its number in the case, from 1.
    pub number: u32,
    /// What it says.
    pub content: Content,
    /// Who began it.
    pub author: Actor,
    /// Who changed it since.
    pub amended_by: BTreeSet<Actor>,
    /// Whether the writer has finished.
    pub readiness: Readiness,
    /// The place in the case's stream up to which its writer could know what had happened.
    pub knows_up_to: u64,
}

/// A first signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signing {
    /// Who.
    pub by: WorkerId,
    /// When.
    pub at: Timestamp,
    /// The day at the centre.
    pub on: Date,
    /// The last day on which its age alone does not make it due.
    pub valid_until: Date,
    /// Whether a second signature is needed.
    pub countersignature: Countersignature,
}

/// A version that carries one signature and never changes again.
#[derive(Debug, Clone, PartialEq)]
pub struct Signed {
    /// What was signed.
    pub draft: Draft,
    /// The signature.
    pub signing: Signing,
}

/// A version that counts: it has every signature it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct InForce {
    /// What was signed.
    pub signed: Signed,
    /// The second signature, where one was given.
    pub countersigned: Option<(WorkerId, Date)>,
}

/// The second signature must be another person's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the person who signed cannot countersign")]
pub struct SamePerson;

impl Draft {
    /// Puts a first signature to it.
    pub fn sign(self, signing: Signing) -> Signed {
        Signed { draft: self, signing }
    }
}

impl Signed {
    /// Counts from here, where one signature is enough; otherwise comes back as it was.
    pub fn into_force(self) -> Result<InForce, Box<Self>> {
        match self.signing.countersignature {
            Countersignature::NotRequired => Ok(InForce { signed: self, countersigned: None }),
            Countersignature::Required => Err(Box::new(self)),
        }
    }

    /// Puts a second person's signature to it.
    pub fn countersign(self, by: WorkerId, on: Date) -> Result<InForce, (Box<Self>, SamePerson)> {
        if by == self.signing.by {
            return Err((Box::new(self), SamePerson));
        }
        Ok(InForce { signed: self, countersigned: Some((by, on)) })
    }
}

/// Why a version no longer counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhyPast {
    /// A newer one took its place.
    Superseded,
    /// It was withdrawn.
    Withdrawn,
}

/// A version that no longer counts, kept as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Past {
    /// Its id.
    pub id: AssessmentId,
    /// Its number in the case.
    pub number: u32,
    /// What it said.
    pub content: Content,
    /// The first signature, where it had one.
    pub signing: Option<Signing>,
    /// Why it is past.
    pub why: WhyPast,
}

impl Past {
    /// A draft given up.
    pub fn of_draft(draft: Draft) -> Self {
        Self { id: draft.id, number: draft.number, content: draft.content, signing: None, why: WhyPast::Withdrawn }
    }

    /// A signed version that no longer counts.
    pub fn of_signed(signed: Signed, why: WhyPast) -> Self {
        Self { signing: Some(signed.signing), why, ..Self::of_draft(signed.draft) }
    }
}

/// Something that made an assessment due again.
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// What kind of thing.
    pub kind: TriggerKind,
    /// What it arose from.
    pub origin: TriggerOrigin,
    /// What was said of it.
    pub note: Option<Private<Narrative>>,
    /// When it happened.
    pub raised_at: Timestamp,
    /// Its place in the case's stream: its name within the case.
    pub version: u64,
}

/// Where a version stands on a day. It is computed, never stored: a date passing changes it without an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AssessmentStatus {
    /// Being written.
    Draft,
    /// Written, and waiting for a first signature.
    AwaitingSignature,
    /// Signed once, and waiting for a second person.
    AwaitingCountersignature,
    /// Counts.
    Current,
    /// Counts, and must be done again.
    ReviewDue(ReviewReason),
    /// A newer one took its place.
    Superseded,
    /// Withdrawn.
    Withdrawn,
}

/// Why an assessment must be done again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReviewReason {
    /// Something happened; the first thing since it was written.
    Trigger(TriggerKind),
    /// This was the last day of its validity.
    Age(Date),
}

impl RiskState {
    /// Where a version stands on this day, by the calendar at the centre.
    pub fn status(&self, assessment: AssessmentId, today: Date) -> Option<AssessmentStatus> {
        if let Some(draft) = self.draft.as_ref().filter(|d| d.id == assessment) {
            return Some(match draft.readiness {
                Readiness::StillWriting => AssessmentStatus::Draft,
                Readiness::ReadyToSign => AssessmentStatus::AwaitingSignature,
            });
        }
        if self.awaiting.as_ref().is_some_and(|s| s.draft.id == assessment) {
            return Some(AssessmentStatus::AwaitingCountersignature);
        }
        if self.current.as_ref().is_some_and(|c| c.signed.draft.id == assessment) {
            return self.current_status(today);
        }
        let past = self.past.iter().find(|p| p.id == assessment)?;
        Some(match past.why {
            WhyPast::Superseded => AssessmentStatus::Superseded,
            WhyPast::Withdrawn => AssessmentStatus::Withdrawn,
        })
    }

    /// Where the one that counts stands on this day; `None` where none counts.
    pub fn current_status(&self, today: Date) -> Option<AssessmentStatus> {
        let current = self.current.as_ref()?;
        let valid_until = current.signed.signing.valid_until;
        Some(if let Some(trigger) = self.open_triggers().next() {
            AssessmentStatus::ReviewDue(ReviewReason::Trigger(trigger.kind))
        } else if today > valid_until {
            AssessmentStatus::ReviewDue(ReviewReason::Age(valid_until))
        } else {
            AssessmentStatus::Current
        })
    }
}
