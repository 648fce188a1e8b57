//! Who may have a report, and what stops a copy from leaving.

use crate::case_story::{because, fields_of, rules_of, text};
use crate::report::{held, passed, report};
use crate::saturday::{COORDINATOR, Family, SAFEGUARDING, Saturday};
use domain::decision::Refusal;
use domain::event::Event;
use domain::ids::{OrderId, ReportId, SessionId};
use domain::referral::{OrderDescribed, OrderTerms, ReferralEvent};
use domain::report::{
    Basis, Checked, FoundHit, NameRecipients, RecipientGiven, RecipientKind, ReleaseReport, ReportCommand,
};
use domain::rules::facts::ProtectedKind;
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, OrderKind};
use jiff::civil::date;
use uuid::Uuid;

/// "test", as base64.
const CONTENT: &str = "dGVzdA==";

const PAPER: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

pub fn recipient(family: Family, basis: Basis) -> RecipientGiven {
    let kind = RecipientKind::VisitingAdult;
    RecipientGiven { person: Some(family.visiting), kind, name: text("R. Okafor"), basis, purpose: None }
}

pub fn named(day: &mut Saturday, session: SessionId, report: ReportId, recipients: Vec<RecipientGiven>) {
    let name = ReportCommand::NameRecipients(NameRecipients { session, report, recipients });
    day.does(COORDINATOR, name).unwrap();
}

pub fn release(session: SessionId, report: ReportId, recipient: u32) -> ReleaseReport {
    let checked = Checked { compared: Answer::Yes, hits: Vec::new() };
    ReleaseReport { session, report, recipient, paper: PAPER.to_owned(), content: CONTENT.to_owned(), checked }
}

pub fn releases(day: &mut Saturday, release: ReleaseReport) -> Result<Vec<Event>, Refusal> {
    day.does(COORDINATOR, ReportCommand::ReleaseReport(release))
}

#[test]
fn a_paper_with_a_protected_fact_or_not_compared_does_not_leave() {
    let mut day = Saturday::of_centre();
    let (family, session) = held(&mut day);
    let id = passed(&mut day, session);
    named(&mut day, session, id, vec![recipient(family, Basis::WrittenAgreement)]);
    let mut found = release(session, id, 0);
    found.checked.hits = vec![FoundHit { whose: None, kind: ProtectedKind::School, count: 1 }];
    assert_eq!(rules_of(releases(&mut day, found).unwrap_err()), ["R-I01"]);
    for unchecked in [Answer::NotAsked, Answer::Unknown, Answer::No] {
        let mut release = release(session, id, 0);
        release.checked.compared = unchecked;
        assert_eq!(rules_of(releases(&mut day, release).unwrap_err()), ["R-I01"], "{unchecked:?}");
    }
    // It goes back to its author although a reviewer passed it.
    let reason = text("Take the name of the school out.");
    day.does(SAFEGUARDING, ReportCommand::ReturnReport { session, report: id, reason }).unwrap();
    assert_eq!(report(&day, session, id).reviewer, None);
    assert!(because(releases(&mut day, release(session, id, 0)).unwrap_err()).contains("not been passed"));
}

#[test]
fn a_report_goes_only_where_the_order_or_the_agreed_list_says() {
    let mut day = Saturday::of_centre();
    let (family, session) = held(&mut day);
    let id = passed(&mut day, session);
    let order = OrderId::from_uuid(Uuid::from_u128(900));
    let name = |recipients| ReportCommand::NameRecipients(NameRecipients { session, report: id, recipients });
    let unknown = name(vec![recipient(family, Basis::Order(order))]);
    assert_eq!(fields_of(day.does(COORDINATOR, unknown).unwrap_err()), ["recipients.0.basis"]);
    let mut nobody = recipient(family, Basis::WrittenAgreement);
    nobody.person = None;
    assert_eq!(fields_of(day.does(COORDINATOR, name(vec![nobody])).unwrap_err()), ["recipients.0.person"]);
    assert_eq!(fields_of(day.does(COORDINATOR, name(Vec::new())).unwrap_err()), ["recipients"]);

    let ended = ReferralEvent::OrderRecorded(OrderDescribed {
        order,
        kind: OrderKind::ChildArrangements,
        terms: OrderTerms {
            issued_on: Some(date(2025, 1, 6)),
            ends_on: Some(date(2026, 1, 6)),
            current: Answer::Unknown,
            protects: Vec::new(),
            restrains: Vec::new(),
            clauses: Vec::new(),
            directs: Some(ContactLevel::Supervised),
        },
        made_by: None,
        told_by: Vec::new(),
    });
    day.happens(StreamName::Case(family.case), ended);
    named(&mut day, session, id, vec![recipient(family, Basis::Order(order))]);
    let refused = rules_of(releases(&mut day, release(session, id, 0)).unwrap_err());
    assert_eq!(refused, ["R-I04"], "an order that has ended names nobody");
}

#[test]
fn a_report_that_is_the_courts_goes_to_nobody_by_agreement_alone() {
    let mut day = Saturday::of_centre();
    let (family, session) = held(&mut day);
    let id = passed(&mut day, session);
    let court = RecipientGiven {
        person: None,
        kind: RecipientKind::Court,
        name: text("The family court"),
        basis: Basis::CourtProperty,
        purpose: None,
    };
    named(&mut day, session, id, vec![court, recipient(family, Basis::WrittenAgreement)]);
    releases(&mut day, release(session, id, 0)).unwrap();
    assert_eq!(rules_of(releases(&mut day, release(session, id, 1)).unwrap_err()), ["R-I04"]);
}

#[test]
fn those_who_have_the_report_stay_on_the_list() {
    let mut day = Saturday::of_centre();
    let (family, session) = held(&mut day);
    let id = passed(&mut day, session);
    let visiting = recipient(family, Basis::WrittenAgreement);
    let resident =
        RecipientGiven { person: Some(family.resident), kind: RecipientKind::ResidentAdult, ..visiting.clone() };
    named(&mut day, session, id, vec![visiting.clone()]);
    releases(&mut day, release(session, id, 0)).unwrap();
    let name = |recipients| ReportCommand::NameRecipients(NameRecipients { session, report: id, recipients });
    let replaced = name(vec![resident.clone(), visiting.clone()]);
    assert_eq!(fields_of(day.does(COORDINATOR, replaced).unwrap_err()), ["recipients"]);
    named(&mut day, session, id, vec![visiting, resident]);
    releases(&mut day, release(session, id, 1)).unwrap();
    assert_eq!(fields_of(releases(&mut day, release(session, id, 7)).unwrap_err()), ["recipient"]);
}

#[test]
fn a_paper_is_named_by_its_hash() {
    let mut day = Saturday::of_centre();
    let (family, session) = held(&mut day);
    let id = passed(&mut day, session);
    named(&mut day, session, id, vec![recipient(family, Basis::WrittenAgreement)]);
    let mut odd = release(session, id, 0);
    odd.paper = "report.pdf".to_owned();
    assert_eq!(fields_of(releases(&mut day, odd).unwrap_err()), ["paper"]);
    let mut gone = release(session, id, 0);
    gone.content = String::new();
    assert_eq!(fields_of(releases(&mut day, gone).unwrap_err()), ["content"]);
    let mut loud = release(session, id, 0);
    loud.paper = PAPER.to_ascii_uppercase();
    let events = releases(&mut day, loud).unwrap();
    let shown = format!("{events:?}");
    assert!(!shown.contains(CONTENT), "{shown}");
    let release = report(&day, session, id).last_release(0).unwrap();
    assert_eq!(release.paper, PAPER);
    assert_eq!(release.content.expose().unwrap(), CONTENT);
}
