//! What happens in both histories of a pair.

use super::past::Past;
use domain::concern::{ConcernCommand, IncidentKind, ReportIncident, Severity};
use domain::person::{Confidentiality, FactKind, KnownFrom, PersonCommand};
use domain::referral::{Amendment, ReferralCommand};
use domain::report::{ReportCommand, Section, StatementText};
use domain::risk::{RiskCommand, TriggerKind, TriggerOrigin};
use domain::words::{Role, Side};
use jiff::{SignedDuration, ToSpan};
use testkit::TestHouse;
use testkit::story::{SATURDAY, TEN, text};

/// A step that both histories take, wherever it comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    Books,
    Incident,
    Custody,
    Releases,
    Amends,
    TakesSide,
    OtherFact,
    Passes,
}

impl Later {
    pub const ALL: [Self; 8] = [
        Self::Books,
        Self::Incident,
        Self::Custody,
        Self::Releases,
        Self::Amends,
        Self::TakesSide,
        Self::OtherFact,
        Self::Passes,
    ];

    /// Takes the step, as far as the program lets it.
    pub async fn taken(self, house: &TestHouse, past: &Past) {
        match self {
            Self::Books => {
                let book = past.family.booking(house, SATURDAY + 28.days(), TEN);
                let _refused_where_the_assessment_is_due =
                    house.carry_out(Role::Coordinator, domain::booking::BookingCommand::Book(book)).await;
            }
            Self::Incident => incident(house, past).await,
            Self::Custody => {
                let raise = RiskCommand::RaiseTrigger {
                    case: past.family.case,
                    kind: TriggerKind::Custody,
                    origin: TriggerOrigin::Told,
                    note: None,
                    happened_at: None,
                };
                house.carry_out(Role::Coordinator, raise).await.expect("a trigger");
            }
            Self::Releases => {
                let (_, who) = house.sign_in(Role::Coordinator).await;
                house.house.release_report(&who, past.reports[1], 0, None).await.expect("a paper leaves");
            }
            Self::Amends => {
                let says = Some(text("They sang, and clapped."));
                let statement = StatementText { id: None, section: Section::Session, text: says, sources: Vec::new() };
                let (session, report) = (past.sessions[2], past.reports[2]);
                let amend = ReportCommand::AmendReport { session, report, statements: vec![statement] };
                house.carry_out(Role::ContactSupervisor, amend).await.expect("a draft is changed");
            }
            Self::TakesSide => {
                let side = Amendment::Side { person: past.other.visiting, side: Side::Visiting };
                let amend = ReferralCommand::AmendReferral { case: past.other.case, amendment: Box::new(side) };
                let _refused_where_nothing_changes = house.carry_out(Role::Coordinator, amend).await;
            }
            Self::OtherFact => {
                let record = PersonCommand::RecordProtectedFact {
                    person: past.other.resident,
                    kind: FactKind::School,
                    text: text("Thistle Lane School"),
                    confidentiality: Confidentiality::Confidential,
                    known_from: KnownFrom::ThePerson,
                };
                house.carry_out(Role::IntakeWorker, record).await.expect("a fact of another family");
            }
            Self::Passes => house.clock.reach(house.house.now() + SignedDuration::from_mins(7)),
        }
    }
}

async fn incident(house: &TestHouse, past: &Past) {
    let incident = ConcernCommand::ReportIncident(ReportIncident {
        case: past.family.case,
        session: Some(past.sessions[3]),
        kind: IncidentKind::Other,
        severity: Severity::Minor,
        people: Vec::new(),
        what: text("A cup was broken."),
        at: None,
    });
    house.carry_out(Role::ShiftLead, incident).await.expect("an incident");
}
