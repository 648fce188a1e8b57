//! Pre-visits, what was said there, the risk assessment and the arrangement.

use super::families::{Abuse, Case, Family};
use super::office::Colleague;
use super::story::Signatures;
use super::texts;
use crate::failed::Failed;
use domain::arrangement::{
    Allowance, ArrangementCommand, Attendee, ComesAs, EntranceUse, Frequency, HouseRules, LanguagePlan, OrderEnd,
    Terms, Timing, ToiletHelp,
};
use domain::ids::{CaseId, PersonId, PreVisitId, VoiceId};
use domain::previsit::{Held, Plan, PreVisitCommand, TextVersion};
use domain::risk::{
    AppliesTo, ChildImpact, ContentGiven, ControlGiven, ControlKind, Hazard, HazardKind, ProtectedPair, Readiness,
    Requirement, RiskCommand, Source, SourceKind, Unknown,
};
use domain::rules::facts::DecidedBy;
use domain::stream::StreamName;
use domain::voice::{MaySee, Outcome, ReadBack, Stage, VoiceCommand};
use domain::words::{Answer, ContactLevel, EvidentialStatus, Narrative, Side, Window};
use domain::world::CaseState;
use jiff::ToSpan as _;
use jiff::civil::{Date, Time};

/// Children below this number of their family are old enough to be asked in words.
const SPEAKING: usize = 2;

impl Family {
    /// The case as it stands.
    pub async fn state(&self, case: CaseId) -> Result<CaseState, Failed> {
        let mut world = self.office.house.world(self.office.centre, &[StreamName::Case(case)]).await?;
        world.cases.remove(&case).ok_or_else(|| Failed::no("The demo lost a case.", "Please report this."))
    }

    /// The adult the children live with comes with them and sees the rooms.
    pub async fn previsit_of_resident(&mut self, case: &Case, day: Date) -> Result<(), Failed> {
        let window = morning(day)?;
        self.at(day.saturating_sub(5.days()), 12, 10).await;
        let by = self.office.coordinator()?;
        let plan =
            Plan { window, room: Some(self.office.building.hall), worker: by.id, children: case.children.clone() };
        let planning = PreVisitCommand::PlanPreVisit { case: case.id, adult: case.resident, plan };
        self.carry_out(by, planning).await?;
        self.at(day, 11, 5).await;
        let mut voices = self.children_speak(case, Stage::PreVisit).await?;
        voices.extend(self.adult_speaks(case, case.resident).await?);
        self.hold(case, case.resident, window, case.children.clone(), voices).await
    }

    /// The visiting adult is invited for another day.
    pub async fn plan_previsit_of_visiting(&mut self, case: &Case, asked: Date, day: Date) -> Result<(), Failed> {
        self.at(asked, 12, 40).await;
        let by = self.office.coordinator()?;
        let room = Some(self.office.building.hall);
        let plan = Plan { window: morning(day)?, room, worker: by.id, children: Vec::new() };
        let planning = PreVisitCommand::PlanPreVisit { case: case.id, adult: case.visiting, plan };
        self.carry_out(by, planning).await.map(drop)
    }

    /// The visiting adult comes.
    pub async fn hold_previsit_of_visiting(&mut self, case: &Case, day: Date) -> Result<(), Failed> {
        self.at(day, 11, 5).await;
        let voices = self.adult_speaks(case, case.visiting).await?;
        self.hold(case, case.visiting, morning(day)?, Vec::new(), voices).await
    }

    async fn hold(
        &mut self,
        case: &Case,
        adult: PersonId,
        window: Window,
        children_shown: Vec<PersonId>,
        voices: Vec<VoiceId>,
    ) -> Result<(), Failed> {
        let version =
            TextVersion::parse("2026-01").map_err(|_| Failed::no("The demo lost its rules.", "Please report this."))?;
        let planned: Option<PreVisitId> = None;
        let holding = PreVisitCommand::HoldPreVisit {
            case: case.id,
            previsit: planned,
            adult,
            held: Held {
                window,
                identity_checked: Answer::Yes,
                rules_explained: Some(version.clone()),
                children_shown,
                safe_contact_asked: Answer::Yes,
                voices,
                note: None,
            },
            rules_signed: Some(version.clone()),
            notice_signed: Some(version),
        };
        self.carry_out(self.office.coordinator()?, holding).await.map(drop)
    }

    /// Each child is asked, or watched where they are too young, each for themselves.
    pub async fn children_speak(&mut self, case: &Case, stage: Stage) -> Result<Vec<VoiceId>, Failed> {
        for (place, child) in case.children.iter().enumerate() {
            let outcome = if place >= SPEAKING {
                Outcome::TooYoungObserved { seen: texts::one(&mut self.chance, texts::YOUNG_SEEN)? }
            } else if self.chance.of_hundred(15) {
                Outcome::ChoseNotToSay
            } else {
                Outcome::Said { words: texts::one(&mut self.chance, texts::CHILD_SAID)?, read_back: ReadBack::Agreed }
            };
            self.speak(case, *child, stage, outcome).await?;
        }
        self.voices_of(case, &case.children).await
    }

    async fn adult_speaks(&mut self, case: &Case, adult: PersonId) -> Result<Vec<VoiceId>, Failed> {
        let outcome =
            Outcome::Said { words: texts::one(&mut self.chance, texts::ADULT_SAID)?, read_back: ReadBack::NotReadBack };
        self.speak(case, adult, Stage::PreVisit, outcome).await?;
        self.voices_of(case, &[adult]).await
    }

    async fn speak(
        &self,
        case: &Case,
        person: PersonId,
        stage: Stage,
        outcome: Outcome<Narrative>,
    ) -> Result<(), Failed> {
        let may_see = Some(MaySee::NobodyElse);
        let voice =
            VoiceCommand::RecordVoice { case: case.id, person, stage, session: None, outcome, may_see, asked_at: None };
        self.carry_out(self.office.coordinator()?, voice).await.map(drop)
    }

    async fn voices_of(&self, case: &Case, people: &[PersonId]) -> Result<Vec<VoiceId>, Failed> {
        let state = self.state(case.id).await?;
        Ok(state.voice.entries.iter().filter(|entry| people.contains(&entry.person)).map(|entry| entry.id).collect())
    }

    /// A risk assessment is written and signed; the coordinator writes, others countersign.
    pub async fn assess(&mut self, case: &Case, day: Date, signatures: Signatures) -> Result<(), Failed> {
        self.at(day, 13, 30).await;
        let content = self.content(case).await?;
        let writer: &Colleague = self.office.coordinator()?;
        let readiness = Readiness::ReadyToSign;
        self.carry_out(writer, RiskCommand::DraftAssessment { case: case.id, content, readiness }).await?;
        let state = self.state(case.id).await?;
        let Some(assessment) = state.risk.draft.map(|draft| draft.id) else {
            return Err(Failed::no("The demo lost a draft.", "Please report this."));
        };
        self.at(day, 15, 45).await;
        self.carry_out(writer, RiskCommand::SignAssessment { case: case.id, assessment }).await?;
        if signatures == Signatures::Two {
            self.at(day.saturating_add(1.day()), 9, 40).await;
            let second = RiskCommand::CountersignAssessment { case: case.id, assessment };
            self.carry_out(self.office.safeguarding_lead()?, second).await?;
        }
        Ok(())
    }

    fn hazards(&mut self, case: &Case) -> Result<Vec<Hazard<Narrative>>, Failed> {
        let abuse = self.abuse();
        let mut hazards = Vec::new();
        if abuse != Abuse::None {
            let (about, towards) =
                if self.number == 3 { (case.resident, case.visiting) } else { (case.visiting, case.resident) };
            hazards.push(Hazard {
                kind: HazardKind::CoerciveControl,
                about: Some(about),
                towards: vec![towards],
                status: if abuse == Abuse::Found { EvidentialStatus::Finding } else { EvidentialStatus::Allegation },
                what: texts::one(&mut self.chance, texts::HAZARD)?,
            });
        } else if self.chance.of_hundred(40) {
            hazards.push(Hazard {
                kind: HazardKind::EmotionalHarm,
                about: None,
                towards: case.children.clone(),
                status: EvidentialStatus::Allegation,
                what: texts::words("The children have heard the adults argue at handovers.")?,
            });
        }
        Ok(hazards)
    }

    async fn content(&mut self, case: &Case) -> Result<ContentGiven, Failed> {
        let kept = self.state(case.id).await?.risk;
        let kept: Vec<_> = kept.signed().map(|signed| signed.draft.content.controls.clone()).unwrap_or_default();
        let mut impact = Vec::new();
        for child in &case.children {
            impact.push(ChildImpact { child: *child, impact: texts::one(&mut self.chance, texts::IMPACT)? });
        }
        let hazards = self.hazards(case)?;
        let controls = self.controls(&kept);
        Ok(ContentGiven {
            level: self.group.level,
            hazards,
            impact,
            unknowns: vec![Unknown {
                what: texts::one(&mut self.chance, texts::UNKNOWN)?,
                could_tell: SourceKind::Cafcass,
            }],
            controls,
            sources: vec![
                Source { kind: SourceKind::Referrer, dated: None },
                Source { kind: SourceKind::ResidentAdult, dated: None },
                Source { kind: SourceKind::VisitingAdult, dated: None },
            ],
            protected_pairs: if self.abuse() == Abuse::None {
                Vec::new()
            } else {
                vec![ProtectedPair { one: case.resident, other: case.visiting }]
            },
            conclusions: Vec::new(),
        })
    }

    fn controls(&self, kept: &[domain::risk::Control]) -> Vec<ControlGiven> {
        let mut controls = Vec::new();
        for kind in self.control_kinds() {
            let id = kept.iter().find(|control| control.kind == kind).map(|control| control.id);
            let applies_to = AppliesTo::Session;
            controls.push(ControlGiven { id, kind, requirement: Requirement::Mandatory, applies_to, note: None });
        }
        controls
    }

    fn control_kinds(&self) -> Vec<ControlKind> {
        let mut kinds = vec![ControlKind::SeparateEntrances, ControlKind::StaggeredArrival];
        if self.group.level != ContactLevel::Supported {
            kinds.extend([ControlKind::OneToOne, ControlKind::NoPhotos]);
        }
        kinds
    }

    /// Terms are proposed, and agreed to by both adults two days later.
    pub async fn arrange(&mut self, case: &Case, day: Date) -> Result<(), Failed> {
        self.at(day, 17, 10).await;
        let terms = Box::new(self.terms(case, day).await?);
        let proposing = ArrangementCommand::ProposeArrangement { case: case.id, terms };
        self.carry_out(self.office.coordinator()?, proposing).await?;
        self.at(day.saturating_add(2.days()), 10, 10).await;
        let agreed_by = vec![case.resident, case.visiting];
        let agreeing = ArrangementCommand::AgreeArrangement { case: case.id, agreed_by };
        self.carry_out(self.office.coordinator()?, agreeing).await.map(drop)
    }

    async fn terms(&self, case: &Case, day: Date) -> Result<Terms<Narrative>, Failed> {
        let state = self.state(case.id).await?;
        let controls = state.risk.signed().map(|s| s.draft.content.controls.iter().map(|c| c.id).collect());
        let come = |person, comes_as| Attendee { person, comes_as, relation: None };
        let mut attendees: Vec<_> = case.children.iter().map(|child| come(*child, ComesAs::Child)).collect();
        attendees.extend([come(case.visiting, ComesAs::Visiting), come(case.escort, ComesAs::Escort)]);
        let building = &self.office.building;
        let observed = self.group.level != ContactLevel::Supported;
        let entrance = |side, entrance| EntranceUse { side, entrance };
        Ok(Terms {
            level: self.group.level,
            frequency: if self.every_other_week() { Frequency::Fortnightly } else { Frequency::Weekly },
            minutes: if observed { 90 } else { 120 },
            attendees,
            brings: case.escort,
            collects: case.escort,
            room: self.room(),
            entrances: vec![
                entrance(Side::Resident, building.resident_door),
                entrance(Side::Visiting, building.visiting_door),
            ],
            timing: Timing::USUAL,
            room_buffer: 10,
            language: LanguagePlan::Shared,
            house_rules: HouseRules {
                photos: if observed { Allowance::NotAllowed } else { Allowance::AskFirst },
                gifts: Allowance::AskFirst,
                food: Allowance::Allowed,
                phones: Allowance::NotAllowed,
                toilet: ToiletHelp::Worker,
            },
            review_on: day.saturating_add(84.days()),
            order_end: if self.ordered() { OrderEnd::NotStated } else { OrderEnd::NoOrder },
            decided_by: if self.ordered() { DecidedBy::Court } else { DecidedBy::Agreement },
            centre_concern: None,
            controls: controls.unwrap_or_default(),
        })
    }
}

fn morning(day: Date) -> Result<Window, Failed> {
    let (from, to) = (Time::constant(10, 0, 0, 0), Time::constant(11, 0, 0, 0));
    Window::new(day, from, to).map_err(|_| Failed::no("The demo lost an hour.", "Please report this."))
}
