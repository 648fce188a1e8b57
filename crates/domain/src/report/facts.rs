//! What the rules look at when a report is reviewed, released or changed.

use super::commands::Checked;
use super::events::{Basis, Recipient, RecipientKind};
use super::sharing::{RecipientClass, SharingPurpose};
use super::state::{Report, ReportStage};
use crate::actor::Actor;
use crate::ids::ReportId;
use crate::rules::Facts;
use crate::rules::facts::{
    CaseFacts, CourtProperty, EditFact, EditKind, OutputFact, ProtectedHit, RecipientFact, RecipientKind as FactKind,
    WritingKind,
};
use crate::words::{Answer, ContactLevel};
use jiff::civil::Date;

/// A report with whoever reviews or reviewed it. Anybody who wrote part of it counts as its author before them.
pub(super) fn output(id: ReportId, report: &Report, level: ContactLevel, reviewer: Option<Actor>) -> OutputFact {
    let author = reviewer.filter(|r| report.was_written_by(*r)).unwrap_or(report.author);
    OutputFact {
        id: id.to_string(),
        kind: WritingKind::Report,
        level: Some(level),
        author: author.worker(),
        reviewer: reviewer.and_then(Actor::worker),
        court_property: CourtProperty::NotKnown,
        recipients: Vec::new(),
    }
}

/// Adds the one recipient a copy is for.
pub(super) fn add_recipient(
    output: &mut OutputFact,
    report: &Report,
    recipient: &Recipient,
    checked: &Checked,
    facts: &Facts,
) {
    output.court_property = court_property(report, recipient);
    output.recipients = vec![RecipientFact {
        id: recipient.person.map_or_else(|| recipient.kind.name().to_owned(), |person| format!("person/{person}")),
        kind: fact_kind(recipient.kind),
        allowed: allowed(recipient, &facts.case, facts.today),
        checked: checked.compared,
        hits: checked.hits.iter().map(|hit| ProtectedHit { kind: hit.kind, count: hit.count }).collect(),
    }];
}

const fn fact_kind(kind: RecipientKind) -> FactKind {
    match kind {
        RecipientKind::ResidentAdult
        | RecipientKind::VisitingAdult
        | RecipientKind::Solicitor
        | RecipientKind::OtherParent => FactKind::Party,
        RecipientKind::Court => FactKind::Court,
        RecipientKind::Cafcass
        | RecipientKind::LocalAuthority
        | RecipientKind::Referrer
        | RecipientKind::Police
        | RecipientKind::ChildrensServices
        | RecipientKind::AdultServices
        | RecipientKind::Marac
        | RecipientKind::Lado => FactKind::Professional,
    }
}

/// The report is the court's as soon as it goes to anybody because the court directed it. The court consents to those
/// it directed it to or whom its order names, and to nobody else. Where nobody said so it stays unknown, unless the
/// order itself names this recipient.
fn court_property(report: &Report, recipient: &Recipient) -> CourtProperty {
    let directed = report.recipients.iter().any(|r| r.basis == Basis::CourtProperty);
    match (directed, recipient.basis) {
        (_, Basis::CourtProperty | Basis::Order(_)) => CourtProperty::Yes(Answer::Yes),
        (_, Basis::Safeguarding) if protects_a_child(recipient) => CourtProperty::Yes(Answer::Yes),
        (true, Basis::WrittenAgreement | Basis::Safeguarding) => CourtProperty::Yes(Answer::No),
        (false, Basis::WrittenAgreement | Basis::Safeguarding) => CourtProperty::NotKnown,
    }
}

/// Whether it goes to a professional who acts to protect children, to whom information of family proceedings may be
/// told without leave (Family Procedure Rules 2010, rule 12.73(1)(a)).
fn protects_a_child(recipient: &Recipient) -> bool {
    let child = [SharingPurpose::ChildProtection, SharingPurpose::UrgentSafety, SharingPurpose::WorkerAllegation];
    let protects =
        matches!(recipient.kind, RecipientKind::Police | RecipientKind::ChildrensServices | RecipientKind::Lado);
    protects && recipient.purpose.is_some_and(|purpose| child.contains(&purpose))
}

fn allowed(recipient: &Recipient, case: &CaseFacts, today: Date) -> Answer {
    match recipient.basis {
        Basis::WrittenAgreement | Basis::CourtProperty => Answer::Yes,
        Basis::Safeguarding if recipient.kind.class() == RecipientClass::Service && recipient.purpose.is_some() => {
            Answer::Yes
        }
        Basis::Safeguarding => Answer::No,
        Basis::Order(id) => match case.orders.iter().find(|order| order.id == id) {
            Some(order) if order.in_force_on(today) => Answer::Yes,
            Some(_) => Answer::No,
            None => Answer::Unknown,
        },
    }
}

/// A change to a report: signed from the moment somebody has passed it.
pub(super) fn edit(id: ReportId, report: &Report, kind: EditKind) -> EditFact {
    let signed = match report.stage {
        ReportStage::Draft | ReportStage::Submitted => Answer::No,
        ReportStage::Passed | ReportStage::Released => Answer::Yes,
    };
    EditFact { record: format!("report/{id}"), signed, kind }
}
