use super::commands::{CaptureDisclosure, ConcernCommand, ReportIncident};
use super::events::{ConcernEvent, Incident, IncidentKind, RaisedBy, Severity};
use super::state::ConcernState;
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::{CaseId, DisclosureId, IncidentId, PersonId, SessionId};
use crate::private::{Compartment, Private, Subject};
use crate::risk::{RiskEvent, TriggerKind, TriggerOrigin};
use crate::stream::StreamName;
use crate::words::Narrative;
use crate::world::World;
use jiff::Timestamp;

pub(super) fn decide(command: ConcernCommand, world: &World, context: &mut Context<'_>) -> Decision {
    let place = Place::of(command.place(), world)?;
    match command {
        ConcernCommand::ReportIncident(incident) => report(incident, &place, context),
        ConcernCommand::CaptureDisclosure(disclosure) => capture(disclosure, &place, context),
        ConcernCommand::SeeDisclosure { disclosure, .. } => see(disclosure, &place),
        ConcernCommand::ReviewIncident { incident, outcome, .. } => review(incident, outcome, &place),
    }
}

/// What tells the safeguarding lead that protected facts of these people, or of the case as a whole, were opened in an
/// emergency (N-02). `None` while an earlier opening of the same by the same person is still to be reviewed.
pub fn opened_in_emergency(
    case: CaseId,
    concern: &ConcernState,
    people: Vec<PersonId>,
    context: &mut Context<'_>,
) -> Option<Recorded> {
    let raised = RaisedBy::Rule("N-02".to_owned());
    let told = concern.incidents().any(|(_, known)| {
        let same = known.recorded_by == context.actor && known.incident.raised == raised;
        same && known.outcome.is_none() && known.incident.people == people
    });
    let what = Narrative::parse("Protected facts were opened, for an emergency. The access log says by whom and when.");
    let incident = Incident {
        id: IncidentId::fresh(context.ids),
        kind: IncidentKind::Other,
        // From here on an incident waits for the safeguarding lead.
        severity: Severity::Moderate,
        people,
        what: what.ok().map(|what| Private::new(Subject::Case(case), Compartment::Ordinary, what)),
        raised,
    };
    let event = ConcernEvent::IncidentReported(incident);
    (!told).then(|| Recorded::about(StreamName::Case(case), event, context.now))
}

/// What tells the safeguarding lead that two people let somebody into what is sealed, for an emergency (N-02).
pub fn let_in_for_emergency(case: CaseId, context: &mut Context<'_>) -> ConcernEvent {
    let what = Narrative::parse(
        "Two people let somebody into what is sealed, for an emergency. The timeline says who and why, and the access log \
         what they looked at.",
    );
    ConcernEvent::IncidentReported(Incident {
        id: IncidentId::fresh(context.ids),
        kind: IncidentKind::Other,
        severity: Severity::Moderate,
        people: Vec::new(),
        what: what.ok().map(|what| Private::new(Subject::Case(case), Compartment::Ordinary, what)),
        raised: RaisedBy::Rule("N-02".to_owned()),
    })
}

/// Where a concern is recorded, and whose case it is.
struct Place<'w> {
    stream: StreamName,
    case: CaseId,
    state: &'w ConcernState,
}

impl<'w> Place<'w> {
    fn of((case, session): (CaseId, Option<SessionId>), world: &'w World) -> Result<Self, Refusal> {
        if let Some(session) = session {
            let record = world.sessions.get(&session).ok_or_else(no_session)?;
            let case = record.session.slot().ok_or_else(no_session)?.case;
            return Ok(Self { stream: StreamName::Session(session), case, state: &record.concern });
        }
        let state = world.cases.get(&case).filter(|state| state.version > 0);
        let state = state.ok_or_else(|| Refusal::field("case", "there is no such case; choose one from the list"))?;
        Ok(Self { stream: StreamName::Case(case), case, state: &state.concern })
    }
}

fn no_session() -> Refusal {
    Refusal::field("session", "there is no such session; choose one from the list, or record it for the case")
}

/// When it happened: a time that has come, or now.
fn past(at: Option<Timestamp>, context: &Context<'_>) -> Result<Timestamp, Refusal> {
    match at {
        Some(at) if at > context.now => {
            Err(Refusal::field("at", "enter a time that has already come, or leave it empty for now"))
        }
        Some(at) => Ok(at),
        None => Ok(context.now),
    }
}

fn report(command: ReportIncident, place: &Place<'_>, context: &mut Context<'_>) -> Decision {
    let at = past(command.at, context)?;
    let id = IncidentId::fresh(context.ids);
    let incident = Incident {
        id,
        kind: command.kind,
        severity: command.severity,
        people: command.people,
        what: Some(Private::new(Subject::Case(place.case), Compartment::Ordinary, command.what)),
        raised: RaisedBy::Recorder,
    };
    let trigger = trigger_of(command.kind, command.severity);
    let mut events = vec![Recorded::about(place.stream, ConcernEvent::IncidentReported(incident), at)];
    events.extend(trigger.map(|kind| raised(place.case, kind, TriggerOrigin::Incident(id), at)));
    Ok(events)
}

/// What an incident makes due. An address that became known, and somebody followed, make the assessment due however
/// it ended (R-P07, R-D07); anything else does from moderate.
fn trigger_of(kind: IncidentKind, severity: Severity) -> Option<TriggerKind> {
    match kind {
        IncidentKind::AddressKnown => Some(TriggerKind::AddressLeak),
        IncidentKind::FollowedOrWatched => Some(TriggerKind::Following),
        _ => (severity >= Severity::Moderate).then_some(TriggerKind::Incident),
    }
}

/// The note stays empty: more people see that an assessment is due than may know why.
fn raised(case: CaseId, kind: TriggerKind, origin: TriggerOrigin, at: Timestamp) -> Recorded {
    Recorded::about(StreamName::Case(case), RiskEvent::TriggerRaised { kind, origin, note: None }, at)
}

fn capture(command: CaptureDisclosure, place: &Place<'_>, context: &mut Context<'_>) -> Decision {
    let at = past(command.at, context)?;
    let id = DisclosureId::fresh(context.ids);
    let discloser = Subject::Person(command.from);
    let event = ConcernEvent::DisclosureCaptured {
        id,
        from: Private::new(discloser, Compartment::Disclosure, command.from),
        about: Private::new(discloser, Compartment::Disclosure, command.about),
        words: Private::new(discloser, Compartment::Disclosure, command.words),
    };
    Ok(vec![
        Recorded::about(place.stream, event, at),
        raised(place.case, TriggerKind::Disclosure, TriggerOrigin::Disclosure(id), at),
    ])
}

fn see(id: DisclosureId, place: &Place<'_>) -> Decision {
    let disclosure = place.state.disclosure(id).ok_or_else(|| {
        Refusal::field("disclosure", "there is no such record here; go back to the list and open it again")
    })?;
    if disclosure.seen.is_some() {
        return Err(Refusal::not_now("this has been seen already", "Record what follows from it."));
    }
    Ok(vec![Recorded::now(place.stream, ConcernEvent::DisclosureSeen { id })])
}

fn review(id: IncidentId, outcome: Narrative, place: &Place<'_>) -> Decision {
    if place.state.incident(id).is_none() {
        let problem = "there is no such incident here; go back to the list and open it again";
        return Err(Refusal::field("incident", problem));
    }
    let outcome = Private::new(Subject::Case(place.case), Compartment::Ordinary, outcome);
    Ok(vec![Recorded::now(place.stream, ConcernEvent::IncidentReviewed { id, outcome })])
}
