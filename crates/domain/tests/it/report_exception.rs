//! Letting a paper go although something was found in it: by two people, or to a service for its purpose.

use crate::case_story::{because, fields_of, rules_of, text};
use crate::report::{held, passed, report};
use crate::report_release::{named, recipient, release, releases};
use crate::saturday::{COORDINATOR, Family, LEAD, SAFEGUARDING, Saturday};
use domain::actor::Actor;
use domain::decision::Refusal;
use domain::ids::{ReportId, SessionId, WorkerId};
use domain::private::Compartment;
use domain::report::{
    AnswerRelease, AskRelease, Basis, ComparedPaper, ExceptionStage, FoundHit, NameRecipients, RecipientClass,
    RecipientGiven, RecipientKind, ReleaseReport, ReportCommand, SharingPurpose, allowed,
};
use domain::rules::facts::ProtectedKind;

const OTHER_PAPER: &str = "0000000000000000000000000000000000000000000000000000000000000000";

fn found(family: Family, kind: ProtectedKind) -> Vec<FoundHit> {
    vec![FoundHit { whose: Some(family.resident), kind, count: 2 }]
}

/// A passed report with one recipient, whose paper tells where the other adult lives.
struct Desk {
    day: Saturday,
    family: Family,
    session: SessionId,
    report: ReportId,
}

impl Desk {
    fn of(to: impl FnOnce(Family) -> RecipientGiven) -> Self {
        let mut day = Saturday::of_centre();
        let (family, session) = held(&mut day);
        let report = passed(&mut day, session);
        named(&mut day, session, report, vec![to(family)]);
        Self { day, family, session, report }
    }

    fn visiting() -> Self {
        Self::of(|family| recipient(family, Basis::WrittenAgreement))
    }

    fn told(&self, kind: ProtectedKind) -> ReleaseReport {
        let mut paper = release(self.session, self.report, 0);
        paper.checked.hits = found(self.family, kind);
        paper
    }

    fn asks(&mut self, who: WorkerId, kind: ProtectedKind) -> Result<(), Refusal> {
        let paper = self.told(kind);
        let compared = ComparedPaper { paper: paper.paper, content: paper.content, found: paper.checked.hits };
        let ask = AskRelease {
            session: self.session,
            report: self.report,
            recipient: 0,
            reason: text("They have lived there together for years."),
            compared: Some(compared),
        };
        self.day.does(who, ReportCommand::AskRelease(ask)).map(|_| ())
    }

    fn answer(&self, paper: &str) -> AnswerRelease {
        let (session, report, paper) = (self.session, self.report, paper.to_owned());
        AnswerRelease { session, report, recipient: 0, paper, reason: text("I looked at it.") }
    }

    fn agrees(&mut self, who: WorkerId) -> Result<(), Refusal> {
        let answer = self.answer(&self.told(ProtectedKind::Address).paper);
        self.day.does(who, ReportCommand::AgreeRelease(answer)).map(|_| ())
    }

    fn agreed(&mut self) {
        self.asks(COORDINATOR, ProtectedKind::Address).unwrap();
        self.agrees(SAFEGUARDING).unwrap();
    }

    fn leaves(&mut self, kind: ProtectedKind) -> Result<(), Refusal> {
        let paper = self.told(kind);
        releases(&mut self.day, paper).map(|_| ())
    }

    fn stage(&self) -> ExceptionStage {
        report(&self.day, self.session, self.report).exception_for(0).unwrap().stage
    }
}

#[test]
fn two_people_together_let_a_paper_go_that_tells_an_address() {
    let mut desk = Desk::visiting();
    assert_eq!(rules_of(desk.leaves(ProtectedKind::Address).unwrap_err()), ["R-I01"]);
    desk.asks(COORDINATOR, ProtectedKind::Address).unwrap();
    assert_eq!(rules_of(desk.leaves(ProtectedKind::Address).unwrap_err()), ["R-I01"], "nobody has agreed yet");
    assert!(because(desk.agrees(COORDINATOR).unwrap_err()).contains("does not answer it"));
    desk.agrees(SAFEGUARDING).unwrap();
    assert_eq!(desk.stage(), ExceptionStage::Agreed);
    desk.leaves(ProtectedKind::Address).unwrap();
    assert_eq!(desk.stage(), ExceptionStage::Used);
    let left = report(&desk.day, desk.session, desk.report).last_release(0).unwrap();
    assert_eq!(left.content.compartment(), Some(Compartment::ProtectedFacts));
    assert_eq!(left.told, found(desk.family, ProtectedKind::Address));
}

#[test]
fn a_refusal_is_kept_with_its_reason_and_lets_nothing_go() {
    let mut desk = Desk::visiting();
    desk.asks(COORDINATOR, ProtectedKind::Address).unwrap();
    let answer = desk.answer(&desk.told(ProtectedKind::Address).paper);
    desk.day.does(SAFEGUARDING, ReportCommand::RefuseRelease(answer)).unwrap();
    assert_eq!(rules_of(desk.leaves(ProtectedKind::Address).unwrap_err()), ["R-I01"]);
    let report = report(&desk.day, desk.session, desk.report);
    let (_, by, reason) = report.exceptions[0].answer.as_ref().unwrap();
    assert_eq!((*by, reason.expose().unwrap().as_str()), (Actor::Worker(SAFEGUARDING), "I looked at it."));
    assert_eq!(reason.compartment(), Some(Compartment::ProtectedFacts));
    assert!(because(desk.agrees(LEAD).unwrap_err()).contains("nobody asks"), "it was answered");
    desk.asks(SAFEGUARDING, ProtectedKind::Address).unwrap();
    assert_eq!(desk.stage(), ExceptionStage::Asked);
    let kept = report_stages(&desk);
    assert_eq!(kept, [ExceptionStage::Refused, ExceptionStage::Asked]);
}

fn report_stages(desk: &Desk) -> Vec<ExceptionStage> {
    report(&desk.day, desk.session, desk.report).exceptions.iter().map(|e| e.stage).collect()
}

#[test]
fn what_was_agreed_holds_for_exactly_these_bytes_and_findings() {
    let mut desk = Desk::visiting();
    desk.agreed();
    let mut other_bytes = desk.told(ProtectedKind::Address);
    other_bytes.paper = OTHER_PAPER.to_owned();
    assert_eq!(rules_of(releases(&mut desk.day, other_bytes).unwrap_err()), ["R-I01"]);
    let mut another_fact = desk.told(ProtectedKind::Address);
    another_fact.checked.hits.extend(found(desk.family, ProtectedKind::School));
    assert_eq!(rules_of(releases(&mut desk.day, another_fact).unwrap_err()), ["R-I01"]);
    let mut once_more = desk.told(ProtectedKind::Address);
    once_more.checked.hits[0].count = 3;
    assert_eq!(rules_of(releases(&mut desk.day, once_more).unwrap_err()), ["R-I01"]);
    let mut of_another = desk.told(ProtectedKind::Address);
    of_another.checked.hits[0].whose = Some(desk.family.child);
    assert_eq!(rules_of(releases(&mut desk.day, of_another).unwrap_err()), ["R-I01"]);
    desk.leaves(ProtectedKind::Address).unwrap();
}

#[test]
fn it_lapses_when_the_report_changes_or_the_recipient_does() {
    let mut desk = Desk::visiting();
    desk.agreed();
    let (session, report) = (desk.session, desk.report);
    let reason = text("Take the address out.");
    desk.day.does(SAFEGUARDING, ReportCommand::ReturnReport { session, report, reason }).unwrap();
    assert_eq!(desk.stage(), ExceptionStage::Lapsed);

    let mut desk = Desk::visiting();
    desk.agreed();
    let as_another = RecipientGiven { name: text("Robin Okafor"), ..recipient(desk.family, Basis::WrittenAgreement) };
    named(&mut desk.day, desk.session, desk.report, vec![as_another]);
    assert_eq!(desk.stage(), ExceptionStage::Lapsed);
    assert_eq!(rules_of(desk.leaves(ProtectedKind::Address).unwrap_err()), ["R-I01"]);

    let mut desk = Desk::visiting();
    desk.agreed();
    let same = recipient(desk.family, Basis::WrittenAgreement);
    let more =
        RecipientGiven { person: Some(desk.family.resident), kind: RecipientKind::ResidentAdult, ..same.clone() };
    named(&mut desk.day, desk.session, desk.report, vec![same, more]);
    assert_eq!(desk.stage(), ExceptionStage::Agreed, "somebody else on the list changes nothing for this paper");
    desk.asks(SAFEGUARDING, ProtectedKind::Address).unwrap();
    assert_eq!(report_stages(&desk), [ExceptionStage::Lapsed, ExceptionStage::Asked], "asked anew");
    releases(&mut desk.day, release(desk.session, desk.report, 0)).unwrap();
    assert_eq!(desk.stage(), ExceptionStage::Lapsed, "a paper that tells nothing went instead");
}

#[test]
fn a_refuge_goes_to_nobody_however_many_agree() {
    let mut desk = Desk::visiting();
    assert_eq!(rules_of(desk.asks(COORDINATOR, ProtectedKind::Refuge).unwrap_err()), ["R-I01", "R-I02"]);
    assert_eq!(rules_of(desk.leaves(ProtectedKind::Refuge).unwrap_err()), ["R-I01", "R-I02"]);
    for kind in RecipientKind::ALL {
        for purpose in SharingPurpose::ALL {
            let told = allowed(*kind, *purpose);
            assert!(!told.contains(&ProtectedKind::Refuge) && !told.contains(&ProtectedKind::Other), "{kind:?}");
            assert!(told.is_empty() || kind.class() == RecipientClass::Service, "{kind:?} {purpose:?}");
        }
    }
    let mut desk = Desk::of(|_| service(RecipientKind::Police, Some(SharingPurpose::UrgentSafety)));
    assert_eq!(rules_of(desk.leaves(ProtectedKind::Refuge).unwrap_err()), ["R-I01", "R-I02"]);
}

#[test]
fn only_what_was_compared_and_found_can_be_asked_about() {
    let mut desk = Desk::visiting();
    let (session, report) = (desk.session, desk.report);
    let ask = AskRelease { session, report, recipient: 0, reason: text("Why not."), compared: None };
    assert_eq!(fields_of(desk.day.does(COORDINATOR, ReportCommand::AskRelease(ask.clone())).unwrap_err()), ["paper"]);
    let nothing = ComparedPaper { paper: OTHER_PAPER.to_owned(), content: "dGVzdA==".to_owned(), found: Vec::new() };
    for (broken, says) in [
        (ComparedPaper { paper: "short".to_owned(), ..nothing.clone() }, "paper"),
        (ComparedPaper { content: String::new(), ..nothing.clone() }, "paper"),
    ] {
        let ask = AskRelease { compared: Some(broken), ..ask.clone() };
        assert_eq!(fields_of(desk.day.does(COORDINATOR, ReportCommand::AskRelease(ask)).unwrap_err()), [says]);
    }
    let clean = AskRelease { compared: Some(nothing), ..ask };
    let refused = desk.day.does(COORDINATOR, ReportCommand::AskRelease(clean)).unwrap_err();
    assert!(because(refused).contains("nothing of anybody else"));
    let other = desk.answer(OTHER_PAPER);
    desk.asks(COORDINATOR, ProtectedKind::Address).unwrap();
    let refused = desk.day.does(SAFEGUARDING, ReportCommand::AgreeRelease(other)).unwrap_err();
    assert!(because(refused).contains("changed since"), "another paper than the one they looked at");
}

fn service(kind: RecipientKind, purpose: Option<SharingPurpose>) -> RecipientGiven {
    RecipientGiven { person: None, kind, name: text("The duty desk"), basis: Basis::Safeguarding, purpose }
}

#[test]
fn a_service_is_told_by_one_person_what_its_purpose_needs_and_no_more() {
    use RecipientKind::{AdultServices, ChildrensServices, Lado, Marac, Police};
    use SharingPurpose::{AdultSafeguarding, ChildProtection, Crime, MultiAgencyRisk, UrgentSafety, WorkerAllegation};
    for (kind, purpose, told, kept) in [
        (Police, UrgentSafety, ProtectedKind::Workplace, ProtectedKind::Other),
        (Police, Crime, ProtectedKind::Vehicle, ProtectedKind::School),
        (Police, ChildProtection, ProtectedKind::School, ProtectedKind::Vehicle),
        (ChildrensServices, ChildProtection, ProtectedKind::Address, ProtectedKind::Workplace),
        (ChildrensServices, UrgentSafety, ProtectedKind::Telephone, ProtectedKind::Email),
        (AdultServices, AdultSafeguarding, ProtectedKind::Address, ProtectedKind::School),
        (AdultServices, UrgentSafety, ProtectedKind::Associate, ProtectedKind::Vehicle),
        (Marac, MultiAgencyRisk, ProtectedKind::Address, ProtectedKind::Email),
        (Lado, WorkerAllegation, ProtectedKind::School, ProtectedKind::Address),
    ] {
        let mut desk = Desk::of(|_| service(kind, Some(purpose)));
        assert_eq!(rules_of(desk.leaves(kept).unwrap_err()), ["R-I01"], "{kind:?} {purpose:?}");
        desk.leaves(told).unwrap();
        let left = report(&desk.day, desk.session, desk.report).last_release(0).unwrap();
        assert_eq!(left.told, found(desk.family, told), "what was told is on the record");
    }
}

#[test]
fn a_service_says_what_it_is_told_for_and_nobody_else_does() {
    let mut desk = Desk::visiting();
    let (session, report) = (desk.session, desk.report);
    let visiting = recipient(desk.family, Basis::WrittenAgreement);
    for (given, field) in [
        (service(RecipientKind::Police, None), "recipients.0.purpose"),
        (service(RecipientKind::Lado, Some(SharingPurpose::Crime)), "recipients.0.purpose"),
        (RecipientGiven { purpose: Some(SharingPurpose::Crime), ..visiting.clone() }, "recipients.0.basis"),
        (RecipientGiven { basis: Basis::Safeguarding, ..visiting.clone() }, "recipients.0.basis"),
    ] {
        let name = ReportCommand::NameRecipients(NameRecipients { session, report, recipients: vec![given] });
        assert_eq!(fields_of(desk.day.does(COORDINATOR, name).unwrap_err()), [field]);
    }
    for kind in [RecipientKind::Referrer, RecipientKind::Court, RecipientKind::Cafcass, RecipientKind::LocalAuthority] {
        let mut desk = Desk::of(|_| RecipientGiven { person: None, kind, ..visiting.clone() });
        assert_eq!(rules_of(desk.leaves(ProtectedKind::Address).unwrap_err()), ["R-I01"], "{kind:?}");
    }
}
