use crate::cases::{By, CaseFile, CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::session::{Name, room_name};
use crate::sign_in::SignedIn;
use access::Sealed;
use access::action::Ordinary;
use domain::actor::Actor;
use domain::ids::{CaseId, PersonId, PreVisitId};
use domain::previsit::{Held, NotHeldReason, OpenPoint, PreVisit, Progress, SignedText, TextSignature, TextVersion};
use domain::rules::{Moment, Standing};
use domain::words::{Answer, Narrative, Side, Window};

/// How far a pre-visit has come.
#[derive(Debug)]
pub enum ProgressLine {
    /// It is planned.
    Planned,
    /// It took place.
    Held {
        /// Whether identity was checked and fits.
        identity: Answer,
        /// The version of the ground rules that was explained.
        rules_explained: Option<TextVersion>,
        /// The children who were shown the room.
        children_shown: Vec<PersonId>,
        /// Whether the adult was asked how they can safely be reached.
        safe_contact_asked: Answer,
        /// How many entries of what was said there belong to it.
        voices: usize,
        /// Anything else.
        note: Option<Sealed<Narrative, Ordinary>>,
    },
    /// It did not take place.
    NotHeld {
        /// Why.
        reason: NotHeldReason,
        /// In words.
        note: Option<Sealed<Narrative, Ordinary>>,
    },
}

/// One pre-visit.
#[derive(Debug)]
pub struct VisitLine {
    /// Its id.
    pub id: PreVisitId,
    /// When it took place, or is or was to take place.
    pub window: Option<Window>,
    /// Where it was planned.
    pub room: Name,
    /// Who was to receive them.
    pub worker: Option<By>,
    /// The children who were to come along.
    pub children: Vec<PersonId>,
    /// How far it has come.
    pub progress: ProgressLine,
}

/// One adult's pre-visits.
#[derive(Debug)]
pub struct AdultVisits {
    /// Who.
    pub adult: PersonId,
    /// On which side.
    pub side: Side,
    /// Their pre-visits, newest first.
    pub visits: Vec<VisitLine>,
    /// Their signature under the ground rules.
    pub ground_rules: Option<TextSignature>,
    /// Their signature under the notice of what is recorded.
    pub notice: Option<TextSignature>,
    /// What the one that took place left open.
    pub open: Vec<OpenPoint>,
}

impl AdultVisits {
    /// Whether one took place.
    pub fn held(&self) -> bool {
        self.visits.iter().any(|visit| matches!(visit.progress, ProgressLine::Held { .. }))
    }

    /// The one that is planned.
    pub fn planned(&self) -> Option<&VisitLine> {
        self.visits.iter().find(|visit| matches!(visit.progress, ProgressLine::Planned))
    }
}

/// The pre-visits of a case.
#[derive(Debug)]
pub struct PreVisitsPage {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// Every adult of the two sides, those the children live with first.
    pub adults: Vec<AdultVisits>,
    /// What rules find about pre-visits today.
    pub findings: Vec<Standing>,
    /// Which of the actions of the page the reader may take.
    pub may: Vec<&'static str>,
}

/// The actions of the page.
const ACTIONS: &[&str] =
    &["plan-pre-visit", "hold-pre-visit", "sign-ground-rules", "record-pre-visit-not-held", "request-override"];

impl House {
    /// The pre-visits of a case.
    pub async fn pre_visits(&self, who: &SignedIn, case: CaseId) -> Result<PreVisitsPage, Failure> {
        let mut file = self.open_case(who, case).await?;
        let may = self.may_of(who, case, ACTIONS).await?;
        let plans = file.case_state().previsit.visits.iter().filter_map(|visit| visit.plan.as_ref());
        let workers: Vec<_> = plans.map(|plan| Actor::Worker(plan.worker)).collect();
        self.read_workers(&mut file, workers).await?;
        let adults = file.sides().into_iter().map(|(adult, side)| file.adult_visits(adult, side)).collect();
        Ok(PreVisitsPage {
            adults,
            findings: file.findings(Moment::PreVisit),
            names: file.names(),
            may,
            head: file.into_head(),
        })
    }
}

impl CaseFile {
    /// The adults on the two sides, those the children live with first.
    pub(crate) fn sides(&self) -> Vec<(PersonId, Side)> {
        let referral = &self.case_state().referral;
        [Side::Resident, Side::Visiting]
            .into_iter()
            .flat_map(|side| referral.adults_on(side).map(move |adult| (adult, side)))
            .collect()
    }

    fn adult_visits(&self, adult: PersonId, side: Side) -> AdultVisits {
        let state = &self.case_state().previsit;
        let children: Vec<_> = self.case_state().referral.children_of_referral().collect();
        let visits = state.visits.iter().rev().filter(|visit| visit.adult == adult);
        AdultVisits {
            adult,
            side,
            visits: visits.map(|visit| self.visit_line(visit)).collect(),
            ground_rules: state.signature(adult, SignedText::GroundRules).cloned(),
            notice: state.signature(adult, SignedText::RecordingNotice).cloned(),
            open: state.open_points(adult, &children),
        }
    }

    fn visit_line(&self, visit: &PreVisit) -> VisitLine {
        let plan = visit.plan.as_ref();
        VisitLine {
            id: visit.id,
            window: visit.window().or(plan.map(|plan| plan.window)),
            room: plan.and_then(|plan| plan.room).and_then(|room| room_name(&self.world, room, self.record)),
            worker: plan.map(|plan| self.by(Actor::Worker(plan.worker))),
            children: plan.map(|plan| plan.children.clone()).unwrap_or_default(),
            progress: match &visit.progress {
                Progress::Planned => ProgressLine::Planned,
                Progress::Held(held) => self.held_line(held),
                Progress::NotHeld { reason, note } => {
                    ProgressLine::NotHeld { reason: *reason, note: note.clone().map(|note| self.seal(note)) }
                }
            },
        }
    }

    fn held_line(&self, held: &Held) -> ProgressLine {
        ProgressLine::Held {
            identity: held.identity_checked,
            rules_explained: held.rules_explained.clone(),
            children_shown: held.children_shown.clone(),
            safe_contact_asked: held.safe_contact_asked,
            voices: held.voices.len(),
            note: held.note.clone().map(|note| self.seal(note)),
        }
    }
}
