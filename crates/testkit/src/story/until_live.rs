//! From a referral taken by telephone to an arrangement that both adults agreed to.

use super::referred::{NAMES, is_alleged, typed};
use super::{Family, text};
use crate::TestHouse;
use domain::arrangement::{
    Allowance, ArrangementCommand, Attendee, ComesAs, EntranceUse, Frequency, HouseRules, LanguagePlan, OrderEnd,
    Terms, Timing, ToiletHelp,
};
use domain::ids::{AssessmentId, FreshIds, PersonId};
use domain::previsit::{Held, PreVisitCommand, TextVersion};
use domain::referral::{Amendment, ReferralCommand, Topic};
use domain::risk::{ChildImpact, ContentGiven, Hazard, HazardKind, Readiness, RiskCommand};
use domain::rules::facts::DecidedBy;
use domain::voice::{Outcome, Stage, VoiceCommand};
use domain::words::{Answer, ContactLevel, EvidentialStatus, Narrative, Role, Side, Window};
use jiff::ToSpan;
use jiff::civil::{Date, time};

impl Family {
    /// A referral that the intake worker took by telephone, not yet handed in.
    pub async fn drafted(house: &TestHouse, level: ContactLevel) -> Self {
        let place = usize::from(house.house.ids().fresh().as_bytes()[0]) % NAMES.len();
        let referral = ReferralCommand::RecordTypedReferral(Box::new(typed(NAMES[place], level)));
        let done = house.carry_out(Role::IntakeWorker, referral).await.expect("the referral is taken");
        Self::of_case(house, done.case().expect("a case"), level).await
    }

    /// Handed in.
    pub async fn submitted(house: &TestHouse, level: ContactLevel) -> Self {
        let family = Self::drafted(house, level).await;
        let submit = ReferralCommand::Submit { case: family.case };
        house.carry_out(Role::IntakeWorker, submit).await.expect("it is handed in");
        family
    }

    /// Looked through, accepted to pre-visits, both adults seen on different days of the week before, and accepted.
    pub async fn pre_visited(house: &TestHouse, level: ContactLevel) -> Self {
        let family = Self::submitted(house, level).await;
        let (case, reasons) = (family.case, text("Everything that must be known is known."));
        let looked = ReferralCommand::RecordTriage { case, level_needed: Some(level), reasons: reasons.clone() };
        house.carry_out(Role::Coordinator, looked).await.expect("it is looked through");
        let invited = ReferralCommand::AcceptToPreVisit { case, level, reasons: reasons.clone() };
        house.carry_out(Role::Coordinator, invited).await.expect("both adults are invited");
        for (adult, days_ago) in [(family.resident, 5), (family.visiting, 3)] {
            family.visits_before(house, adult, days_ago).await;
        }
        let accepted = ReferralCommand::AcceptReferral { case, reasons };
        house.carry_out(Role::Coordinator, accepted).await.expect("the referral is accepted");
        family
    }

    /// A pre-visit that was held this many days ago, with everything that belongs to it.
    async fn visits_before(&self, house: &TestHouse, adult: PersonId, days_ago: i32) {
        let day = house.house.clock_at(&house.world(&[]).await).date() - days_ago.days();
        let version = Some(TextVersion::parse("2026-01").unwrap());
        let held = Held {
            window: Window::new(day, time(14, 0, 0, 0), time(14, 45, 0, 0)).unwrap(),
            identity_checked: Answer::Yes,
            rules_explained: version.clone(),
            children_shown: if adult == self.resident { vec![self.child] } else { Vec::new() },
            safe_contact_asked: Answer::Yes,
            voices: Vec::new(),
            note: None,
        };
        let visit = PreVisitCommand::HoldPreVisit {
            case: self.case,
            previsit: None,
            adult,
            held,
            rules_signed: version.clone(),
            notice_signed: version,
        };
        house.carry_out(Role::Coordinator, visit).await.expect("the pre-visit is recorded");
        let heard =
            Amendment::Answer { topic: Topic::AccountObtained, about: Some(adult), answer: Answer::Yes, note: None };
        let amend = ReferralCommand::AmendReferral { case: self.case, amendment: Box::new(heard) };
        house.carry_out(Role::Coordinator, amend).await.expect("their account is recorded");
    }

    /// With a risk assessment that the coordinator wrote and signed. Where contact is supervised it waits for a second
    /// signature.
    pub async fn assessed(house: &TestHouse, level: ContactLevel) -> Self {
        let family = Self::pre_visited(house, level).await;
        let asked = VoiceCommand::RecordVoice {
            case: family.case,
            person: family.child,
            stage: Stage::PreVisit,
            session: None,
            outcome: Outcome::ChoseNotToSay,
            may_see: None,
            asked_at: None,
        };
        house.carry_out(Role::Coordinator, asked).await.expect("the child is asked");
        family.assess(house).await;
        family
    }

    /// The coordinator writes a version of the risk assessment, the first or a new one, and signs it.
    pub async fn assess(&self, house: &TestHouse) {
        let draft = RiskCommand::DraftAssessment {
            case: self.case,
            content: self.assessment(),
            readiness: Readiness::ReadyToSign,
        };
        house.carry_out(Role::Coordinator, draft).await.expect("the assessment is written");
        let assessment = self.state(house).await.risk.draft.expect("a draft").id;
        let sign = RiskCommand::SignAssessment { case: self.case, assessment };
        house.carry_out(Role::Coordinator, sign).await.expect("the assessment is signed");
    }

    /// What the first assessment of a family here says.
    pub fn assessment(&self) -> ContentGiven {
        let hazard = Hazard {
            kind: HazardKind::CoerciveControl,
            about: Some(self.visiting),
            towards: vec![self.resident],
            status: EvidentialStatus::Allegation,
            what: text("Said to have watched where the other went."),
        };
        ContentGiven {
            level: self.level,
            hazards: if is_alleged(self.level) { vec![hazard] } else { Vec::new() },
            impact: vec![ChildImpact { child: self.child, impact: text("Settled, and looks forward to it.") }],
            unknowns: Vec::new(),
            controls: Vec::new(),
            sources: Vec::new(),
            protected_pairs: Vec::new(),
            conclusions: Vec::new(),
        }
    }

    /// The assessment that waits for a second signature.
    pub async fn awaiting(&self, house: &TestHouse) -> Option<AssessmentId> {
        self.state(house).await.risk.awaiting.map(|signed| signed.draft.id)
    }

    /// With an assessment that counts: where it needs a second signature, the safeguarding lead has put it there.
    pub async fn countersigned(house: &TestHouse, level: ContactLevel) -> Self {
        let family = Self::assessed(house, level).await;
        family.countersign(house).await;
        family
    }

    /// The safeguarding lead countersigns the assessment that waits for it, if one does.
    pub async fn countersign(&self, house: &TestHouse) {
        if let Some(assessment) = self.awaiting(house).await {
            let case = self.case;
            let second = RiskCommand::CountersignAssessment { case, assessment };
            house.carry_out(Role::SafeguardingLead, second).await.expect("the assessment is countersigned");
        }
    }

    /// With an arrangement that both adults agreed to: supported contact in the hall, anything else in the small room.
    pub async fn live(house: &TestHouse, level: ContactLevel) -> Self {
        let family = Self::countersigned(house, level).await;
        let today = house.house.clock_at(&house.world(&[]).await).date();
        let terms = Box::new(family.terms(house, today));
        let propose = ArrangementCommand::ProposeArrangement { case: family.case, terms };
        house.carry_out(Role::Coordinator, propose).await.expect("terms are proposed");
        let agreed_by = vec![family.resident, family.visiting];
        let agree = ArrangementCommand::AgreeArrangement { case: family.case, agreed_by };
        house.carry_out(Role::Coordinator, agree).await.expect("both adults agree");
        family
    }

    /// The terms that [`Self::live`] proposes: an hour a fortnight, the two sides by two doors with the usual buffer.
    pub fn terms(&self, house: &TestHouse, today: Date) -> Terms<Narrative> {
        let attendee = |person, comes_as| Attendee { person, comes_as, relation: None };
        let ask = Allowance::AskFirst;
        let room = usize::from(self.level != ContactLevel::Supported);
        Terms {
            level: self.level,
            frequency: Frequency::Fortnightly,
            minutes: 60,
            attendees: vec![
                attendee(self.child, ComesAs::Child),
                attendee(self.visiting, ComesAs::Visiting),
                attendee(self.resident, ComesAs::Escort),
            ],
            brings: self.resident,
            collects: self.resident,
            room: house.rooms[room],
            entrances: vec![
                EntranceUse { side: Side::Resident, entrance: house.entrances[0] },
                EntranceUse { side: Side::Visiting, entrance: house.entrances[1] },
            ],
            timing: Timing::USUAL,
            room_buffer: 15,
            language: LanguagePlan::Shared,
            house_rules: HouseRules { photos: ask, gifts: ask, food: ask, phones: ask, toilet: ToiletHelp::Worker },
            review_on: today + 10.weeks(),
            order_end: OrderEnd::NoOrder,
            decided_by: DecidedBy::Agreement,
            centre_concern: None,
            controls: Vec::new(),
        }
    }
}
