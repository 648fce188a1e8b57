use super::events::PreVisitEvent;
use super::record::{Held, Plan};
use super::words::{NotHeldReason, OpenPoint, SignedText, TextVersion};
use crate::event::Happened;
use crate::ids::{PersonId, PreVisitId};
use crate::private::Private;
use crate::words::{Answer, Narrative, Side, Window};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How far a pre-visit has come.
#[derive(Debug, Clone, PartialEq)]
pub enum Progress {
    /// Planned.
    Planned,
    /// It took place.
    Held(Held),
    /// It did not take place.
    NotHeld {
        /// Why.
        reason: NotHeldReason,
        /// In words.
        note: Option<Private<Narrative>>,
    },
}

/// One pre-visit of one adult.
#[derive(Debug, Clone, PartialEq)]
pub struct PreVisit {
    /// Its id.
    pub id: PreVisitId,
    /// The adult.
    pub adult: PersonId,
    /// The side the adult stands on.
    pub side: Side,
    /// The plan, where it was planned.
    pub plan: Option<Plan>,
    /// How far it has come.
    pub progress: Progress,
}

impl PreVisit {
    /// When it took place or, while it is planned, is to take place; `None` where it did not take place.
    pub fn window(&self) -> Option<Window> {
        match &self.progress {
            Progress::Held(held) => Some(held.window),
            Progress::Planned => self.plan.as_ref().map(|p| p.window),
            Progress::NotHeld { .. } => None,
        }
    }

    /// What took place, where it did.
    pub fn held(&self) -> Option<&Held> {
        match &self.progress {
            Progress::Held(held) => Some(held),
            Progress::Planned | Progress::NotHeld { .. } => None,
        }
    }
}

/// A signature under a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextSignature {
    /// The version of the text.
    pub version: TextVersion,
    /// The day.
    pub on: Date,
}

/// The pre-visits of a case, and what each adult signed.
#[derive(Debug, Clone, Default)]
pub struct PreVisitState {
    /// Every pre-visit, in the order in which they were first recorded.
    pub visits: Vec<PreVisit>,
    /// The newest signature of each adult under each text.
    pub signatures: BTreeMap<(PersonId, SignedText), TextSignature>,
}

impl PreVisitState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, _happened: &Happened, event: &PreVisitEvent) {
        match event {
            PreVisitEvent::Planned { previsit, adult, side, plan } => {
                if let Some(visit) = self.visit(*previsit, *adult, *side) {
                    visit.plan = Some(plan.clone());
                }
            }
            PreVisitEvent::Held { previsit, adult, side, held } => {
                if let Some(visit) = self.visit(*previsit, *adult, *side) {
                    visit.progress = Progress::Held(held.clone());
                }
            }
            PreVisitEvent::TextSigned { adult, text, version, on } => self.signed(*adult, *text, version, *on),
            PreVisitEvent::NotHeld { previsit, reason, note } => {
                if let Some(visit) = self.visits.iter_mut().find(|v| v.id == *previsit) {
                    visit.progress = Progress::NotHeld { reason: *reason, note: note.clone() };
                }
            }
        }
    }

    fn visit(&mut self, id: PreVisitId, adult: PersonId, side: Side) -> Option<&mut PreVisit> {
        if self.find(id).is_none() {
            self.visits.push(PreVisit { id, adult, side, plan: None, progress: Progress::Planned });
        }
        self.visits.iter_mut().find(|v| v.id == id)
    }

    /// A signature of an earlier day that is typed in late does not replace a newer one.
    fn signed(&mut self, adult: PersonId, text: SignedText, version: &TextVersion, on: Date) {
        let newest = TextSignature { version: version.clone(), on };
        self.signatures
            .entry((adult, text))
            .and_modify(|s| {
                if s.on <= on {
                    *s = newest.clone();
                }
            })
            .or_insert(newest);
    }

    /// One pre-visit.
    pub fn find(&self, id: PreVisitId) -> Option<&PreVisit> {
        self.visits.iter().find(|v| v.id == id)
    }

    /// The newest pre-visit of this adult that took place.
    pub fn held_of(&self, adult: PersonId) -> Option<&Held> {
        self.visits.iter().filter(|v| v.adult == adult).filter_map(PreVisit::held).max_by_key(|h| h.window)
    }

    /// The signature of this adult under a text.
    pub fn signature(&self, adult: PersonId, text: SignedText) -> Option<&TextSignature> {
        self.signatures.get(&(adult, text))
    }

    /// What is still open of this adult's pre-visit; empty where it has not taken place, since everything is.
    pub fn open_points(&self, adult: PersonId, children: &[PersonId]) -> Vec<OpenPoint> {
        let Some(held) = self.held_of(adult) else {
            return Vec::new();
        };
        let mut open = Vec::new();
        if held.identity_checked != Answer::Yes {
            open.push(OpenPoint::IdentityNotChecked);
        }
        if self.signature(adult, SignedText::GroundRules).is_none() {
            open.push(OpenPoint::GroundRulesNotSigned);
        }
        if self.signature(adult, SignedText::RecordingNotice).is_none() {
            open.push(OpenPoint::NoticeNotSigned);
        }
        if held.safe_contact_asked == Answer::NotAsked {
            open.push(OpenPoint::SafeContactNotAsked);
        }
        let resident = |v: &&PreVisit| v.adult == adult && v.side == Side::Resident;
        let comes_with_children = self.visits.iter().find(resident).is_some();
        let shown =
            |child: &PersonId| self.visits.iter().filter_map(PreVisit::held).any(|h| h.children_shown.contains(child));
        if comes_with_children && !children.iter().all(shown) {
            open.push(OpenPoint::ChildNotShown);
        }
        open
    }
}
