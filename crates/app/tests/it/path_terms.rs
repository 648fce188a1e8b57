//! The Okafor family's risk assessment and the arrangement that rests on it.

use crate::answers::{because, rules_of};
use crate::path_case::{LEVEL, Okafor};
use domain::arrangement::{ArrangementCommand, Attendee, ComesAs};
use domain::ids::PersonId;
use domain::risk::{
    AppliesTo, ChildImpact, ContentGiven, ControlGiven, ControlKind, Hazard, HazardKind, Readiness, Requirement,
    RiskCommand,
};
use domain::voice::{MaySee, Outcome, ReadBack, Stage as VoiceStage, VoiceCommand};
use domain::words::{EvidentialStatus, Role};
use jiff::civil::date;
use testkit::TestHouse;
use testkit::story::text;

impl Okafor {
    /// Written and signed by the coordinator once each child was asked; countersigned by somebody else.
    pub async fn is_assessed(&self, house: &TestHouse) {
        let case = self.family.case;
        let draft = RiskCommand::DraftAssessment { case, content: self.content(), readiness: Readiness::ReadyToSign };
        house.carry_out(Role::Coordinator, draft).await.unwrap();
        let assessment = self.family.state(house).await.risk.draft.unwrap().id;
        let sign = RiskCommand::SignAssessment { case, assessment };
        assert_eq!(
            rules_of(house.carry_out(Role::Coordinator, sign.clone()).await),
            ["R-P09", "R-P09"],
            "nobody asked"
        );
        for child in &self.children {
            let asked = VoiceCommand::RecordVoice {
                case,
                person: *child,
                stage: VoiceStage::PreVisit,
                session: None,
                outcome: Outcome::Said { words: text("I want to see the fish tank."), read_back: ReadBack::Agreed },
                may_see: Some(MaySee::NobodyElse),
                asked_at: None,
            };
            house.carry_out(Role::Coordinator, asked).await.unwrap();
        }
        house.carry_out(Role::Coordinator, sign).await.unwrap();
        let second = RiskCommand::CountersignAssessment { case, assessment };
        let own = house.carry_out(Role::Coordinator, second.clone()).await;
        assert!(because(own).contains("cannot countersign"));
        assert!(self.family.state(house).await.risk.current.is_none(), "one signature does not carry it");
        house.carry_out(Role::SafeguardingLead, second).await.unwrap();
    }

    fn content(&self) -> ContentGiven {
        let hazard = Hazard {
            kind: HazardKind::CoerciveControl,
            about: Some(self.family.visiting),
            towards: vec![self.family.resident],
            status: EvidentialStatus::Allegation,
            what: text("Said to have shouted at the door."),
        };
        let control = ControlGiven {
            id: None,
            kind: ControlKind::StaggeredArrival,
            requirement: Requirement::Mandatory,
            applies_to: AppliesTo::Session,
            note: None,
        };
        let impact = |child: &PersonId| ChildImpact { child: *child, impact: text("Frightened by raised voices.") };
        ContentGiven {
            level: LEVEL,
            hazards: vec![hazard],
            impact: self.children.iter().map(impact).collect(),
            unknowns: Vec::new(),
            controls: vec![control],
            sources: Vec::new(),
            protected_pairs: Vec::new(),
            conclusions: Vec::new(),
        }
    }

    /// Terms with both children and the control of the assessment, agreed by both adults.
    pub async fn agrees(&self, house: &TestHouse) {
        let case = self.family.case;
        let state = self.family.state(house).await;
        let mut terms = self.family.terms(house, date(2026, 11, 25));
        let others = self.children.iter().filter(|child| **child != self.family.child);
        terms.attendees.extend(others.map(|child| Attendee {
            person: *child,
            comes_as: ComesAs::Child,
            relation: None,
        }));
        let signed = state.risk.current.unwrap().signed;
        terms.controls = signed.draft.content.controls.iter().map(|control| control.id).collect();
        let propose = ArrangementCommand::ProposeArrangement { case, terms: Box::new(terms) };
        house.carry_out(Role::Coordinator, propose).await.unwrap();
        let one = ArrangementCommand::AgreeArrangement { case, agreed_by: vec![self.family.resident] };
        assert_eq!(rules_of(house.carry_out(Role::Coordinator, one).await), ["R-O04"], "one adult alone agreed");
        let agreed_by = vec![self.family.resident, self.family.visiting];
        let agree = ArrangementCommand::AgreeArrangement { case, agreed_by };
        house.carry_out(Role::Coordinator, agree).await.unwrap();
    }
}
