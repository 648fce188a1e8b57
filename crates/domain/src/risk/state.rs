use super::content::Content;
use super::events::RiskEvent;
use super::versions::{Draft, InForce, Past, Signed, Signing, Trigger, WhyPast};
use super::words::Readiness;
use crate::event::Happened;
use crate::ids::{AssessmentId, ControlId, WorkerId};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The risk assessments of a case: at most one draft, at most one waiting for a second signature, and exactly one
/// that counts, once there is one.
#[derive(Debug, Clone, Default)]
pub struct RiskState {
    /// The draft being written.
    pub draft: Option<Draft>,
    /// Signed, and waiting for a second person.
    pub awaiting: Option<Signed>,
    /// The one that counts.
    pub current: Option<InForce>,
    /// Those that counted, or were withdrawn, oldest first.
    pub past: Vec<Past>,
    /// Everything that made an assessment due, oldest first.
    pub triggers: Vec<Trigger>,
    /// How many versions were begun.
    pub versions: u32,
}

impl RiskState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &RiskEvent) {
        match event {
            RiskEvent::Drafted { assessment, number, content, readiness } => {
                self.begin(happened, (*assessment, *number), content, *readiness)
            }
            RiskEvent::DraftAmended { assessment, content, readiness } => {
                self.amend(happened, *assessment, content, *readiness)
            }
            RiskEvent::Signed { assessment, signed_by, signed_on, valid_until, countersignature } => self.sign(
                *assessment,
                Signing {
                    by: *signed_by,
                    at: happened.happened_at(),
                    on: *signed_on,
                    valid_until: *valid_until,
                    countersignature: *countersignature,
                },
            ),
            RiskEvent::Countersigned { assessment, countersigned_by, countersigned_on } => {
                self.countersign(*assessment, *countersigned_by, *countersigned_on)
            }
            RiskEvent::Withdrawn { assessment, .. } => self.withdraw(*assessment),
            RiskEvent::TriggerRaised { kind, origin, note } => self.triggers.push(Trigger {
                kind: *kind,
                origin: *origin,
                note: note.clone(),
                raised_at: happened.happened_at(),
                version: happened.version,
            }),
        }
    }

    fn begin(
        &mut self,
        happened: &Happened,
        (id, number): (AssessmentId, u32),
        content: &Content,
        readiness: Readiness,
    ) {
        self.versions = self.versions.max(number);
        self.draft = Some(Draft {
            id,
            number,
            content: content.clone(),
            author: happened.actor,
            amended_by: BTreeSet::new(),
            readiness,
            knows_up_to: happened.version,
        });
    }

    fn amend(&mut self, happened: &Happened, assessment: AssessmentId, content: &Content, readiness: Readiness) {
        if let Some(draft) = self.draft.as_mut().filter(|d| d.id == assessment) {
            draft.content = content.clone();
            draft.readiness = readiness;
            draft.amended_by.insert(happened.actor);
            draft.knows_up_to = happened.version;
        }
    }

    fn sign(&mut self, assessment: AssessmentId, signing: Signing) {
        let Some(draft) = self.draft.take_if(|d| d.id == assessment) else {
            return;
        };
        // A newer signed version replaces one that was still waiting: it says more of what is known.
        if let Some(waiting) = self.awaiting.take() {
            self.past.push(Past::of_signed(waiting, WhyPast::Superseded));
        }
        match draft.sign(signing).into_force() {
            Ok(in_force) => self.put_in_force(in_force),
            Err(signed) => self.awaiting = Some(*signed),
        }
    }

    fn countersign(&mut self, assessment: AssessmentId, by: WorkerId, on: Date) {
        if let Some(signed) = self.awaiting.take_if(|s| s.draft.id == assessment) {
            match signed.countersign(by, on) {
                Ok(in_force) => self.put_in_force(in_force),
                Err((signed, _)) => self.awaiting = Some(*signed),
            }
        } else if let Some(current) = &mut self.current
            && current.signed.draft.id == assessment
            && current.signed.signing.by != by
        {
            current.countersigned.get_or_insert((by, on));
        }
    }

    fn put_in_force(&mut self, newest: InForce) {
        if let Some(old) = self.current.replace(newest) {
            self.past.push(Past::of_signed(old.signed, WhyPast::Superseded));
        }
    }

    fn withdraw(&mut self, assessment: AssessmentId) {
        if let Some(draft) = self.draft.take_if(|d| d.id == assessment) {
            self.past.push(Past::of_draft(draft));
        }
        if let Some(signed) = self.awaiting.take_if(|s| s.draft.id == assessment) {
            self.past.push(Past::of_signed(signed, WhyPast::Withdrawn));
        }
        if let Some(old) = self.current.take_if(|c| c.signed.draft.id == assessment) {
            self.past.push(Past::of_signed(old.signed, WhyPast::Withdrawn));
        }
    }

    /// The newest assessment somebody signed, preferring one that counts: what rules about signatures look at.
    pub fn signed(&self) -> Option<&Signed> {
        self.current.as_ref().map(|c| &c.signed).or(self.awaiting.as_ref())
    }

    /// The signed version with this id that has one signature: waiting for the second, or counting without it.
    pub fn without_second_signature(&self, assessment: AssessmentId) -> Option<&Signed> {
        let single = self.current.iter().filter(|c| c.countersigned.is_none());
        self.awaiting.iter().chain(single.map(|c| &c.signed)).find(|s| s.draft.id == assessment)
    }

    /// The triggers that the assessment which counts does not know of (R-P07), oldest first.
    pub fn open_triggers(&self) -> impl Iterator<Item = &Trigger> {
        let known = self.signed().map_or(0, |s| s.draft.knows_up_to);
        self.triggers.iter().filter(move |t| t.version > known)
    }

    /// The triggers raised since the draft was last changed: whoever signs must have thought of them.
    pub fn triggers_unknown_to_draft(&self) -> impl Iterator<Item = &Trigger> {
        let known = self.draft.as_ref().map_or(u64::MAX, |d| d.knows_up_to);
        self.triggers.iter().filter(move |t| t.version > known)
    }

    /// What a version said, whatever has become of it.
    pub fn content(&self, assessment: AssessmentId) -> Option<&Content> {
        let draft = self.draft.iter();
        let signed = self.awaiting.iter().chain(self.current.iter().map(|c| &c.signed)).map(|s| &s.draft);
        draft
            .chain(signed)
            .map(|d| (d.id, &d.content))
            .chain(self.past.iter().map(|p| (p.id, &p.content)))
            .find_map(|(id, content)| (id == assessment).then_some(content))
    }

    /// Every control any version of the case asked for: ids a new version may keep.
    pub fn has_control(&self, control: ControlId) -> bool {
        let live = self
            .draft
            .iter()
            .chain(self.awaiting.iter().map(|s| &s.draft))
            .chain(self.current.iter().map(|c| &c.signed.draft))
            .map(|d| &d.content);
        live.chain(self.past.iter().map(|p| &p.content)).flat_map(|c| &c.controls).any(|c| c.id == control)
    }
}
