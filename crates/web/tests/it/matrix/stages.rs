//! What the families of the world have been through.

use super::marks::Kept;
use super::world::{LEVEL, Making, Reader, Stands};
use domain::arrangement::{ArrangementCommand, PauseReason};
use domain::centre::Telephone;
use domain::centre::{CentreCommand, Label};
use domain::ids::{ReportId, SessionId};
use domain::previsit::{Plan, PreVisitCommand};
use domain::referral::{Amendment, Asked, ReferralCommand, Topic};
use domain::report::ReportCommand;
use domain::risk::{Hazard, HazardKind, Readiness, RiskCommand};
use domain::words::{Answer, ContactLevel, EvidentialStatus, OrderKind, PersonName, Role, Window};
use jiff::ToSpan;
use jiff::civil::{Date, date, time};
use testkit::story::{Family, SATURDAY, TEN, text};

impl Making {
    /// A referral that was handed in, with an order, a statement, a question that was asked and a text.
    pub(super) async fn triaged(&mut self, family: &Family) {
        let case = family.case;
        let order = Amendment::Order {
            kind: OrderKind::NonMolestation,
            issued_on: None,
            ends_on: None,
            current: Answer::Yes,
            protects: vec![family.resident],
            restrains: vec![family.visiting],
            directs: None,
            made_by: None,
        };
        let amend = ReferralCommand::AmendReferral { case, amendment: Box::new(order) };
        self.house.carry_out(Role::Coordinator, amend).await.expect("an order");
        let ask = ReferralCommand::OpenInformationRequest {
            case,
            to: Asked::Police,
            about: vec![Topic::BailConditions],
            question: text("Is anybody on bail?"),
            due: date(2026, 12, 1),
        };
        self.house.carry_out(Role::IntakeWorker, ask).await.expect("a question");
        let state = family.state(&self.house).await;
        for part in ["triage", "requests", "orders", "assertions", "decide"] {
            self.set(&format!("cases/{part} case"), &case);
        }
        self.set("/cases/{case}/assertions/new case", &case);
        self.set("request", &state.referral.requests[0].request);
        self.set("order", &state.referral.orders[0].id());
        self.set("clause", &0);
        self.set("assertion", &state.referral.assertions[0].assertion);
        self.set("decision", &"waitlist");
        self.set("topic", &"bail_conditions");
    }

    /// A family that comes: sessions with a report of every stage, and one that is to come.
    pub(super) async fn lived(&mut self, family: &Family, readers: &[Reader]) {
        self.set("case", &family.case);
        self.set("person", &family.child);
        self.set("/cases/{case}/adults/{person}/side person", &family.visiting);
        self.set("/cases/{case}/adults/{person}/account person", &family.visiting);
        self.set("adult", &family.visiting);
        self.set("came_of_it", &"said");
        self.set("when", &"after");
        let mut reports = Vec::new();
        for week in 0..4 {
            let session = family.book(&self.house, SATURDAY + (week * 7).days(), TEN).await;
            family.hold(&self.house, session).await;
            reports.push(self.reported(family, session).await);
        }
        let [(_, draft), (handed, _), (passed, _), (gone, report)] = reports[..] else { panic!("four reports") };
        for (session, report, stage) in [(handed, reports[1].1, 1), (passed, reports[2].1, 2), (gone, report, 3)] {
            self.reviewed(family, session, report, stage).await;
        }
        self.set("report", &report);
        for (route, report) in [
            ("/reports/{report}/change", draft),
            ("/reports/{report}/submit", draft),
            ("/reports/{report}/pass", reports[1].1),
            ("/reports/{report}/return", reports[1].1),
            ("/reports/{report}/recipients", reports[2].1),
            ("/reports/{report}/release/{place}", reports[2].1),
            ("/api/v1/reports/{report}/release/{place}", reports[2].1),
        ] {
            self.set(&format!("{route} report"), &report);
        }
        self.set("place", &0);
        let record = family.record(&self.house, gone).await;
        let (_, standing) = record.report.current().expect("a report");
        self.set("statement", &standing.statements[0].id);
        self.books_to_come(family, readers, SATURDAY + 28.days()).await;
        self.assessed_again(family).await;
    }

    /// A report that the author drafted, with a mark in its note.
    async fn reported(&mut self, family: &Family, session: SessionId) -> (SessionId, ReportId) {
        (session, family.report_saying(&self.house, session, "They greeted each other warmly.").await)
    }

    async fn reviewed(&self, family: &Family, session: SessionId, report: ReportId, stage: u8) {
        if stage == 1 {
            let submit = ReportCommand::SubmitReport { session, report };
            self.house.carry_out(Role::ContactSupervisor, submit).await.expect("the report is handed in");
            return;
        }
        family.pass(&self.house, session, report).await;
        if stage == 3 {
            let (_, who) = self.house.sign_in(Role::Coordinator).await;
            self.house.house.release_report(&who, report, 0, None).await.expect("the report leaves");
        }
    }

    /// A session that is to come, with everybody who stands assigned on its team.
    async fn books_to_come(&mut self, family: &Family, readers: &[Reader], on: Date) {
        let mut booking = family.booking(&self.house, on, TEN);
        let of = |role: Role| readers.iter().find(|r| r.role == role && r.stands == Stands::Assigned).unwrap().worker;
        booking.team =
            vec![of(Role::ContactSupervisor), of(Role::Volunteer), self.house.worker(Role::ContactSupervisor)];
        booking.lead = of(Role::ShiftLead);
        let book = domain::booking::BookingCommand::Book(booking);
        let done = self.house.carry_out(Role::Coordinator, book).await.expect("it is booked");
        let session = done.session().expect("a session");
        self.set("session", &session);
        self.set("date", &on);
        self.house.clock.reach("2026-12-26T08:30:00Z".parse().unwrap());
        self.disclosed(family, Some(session)).await;
        self.disclosed(family, None).await;
        let concern = family.record(&self.house, session).await.concern;
        let (disclosure, incident) = (concern.disclosures().next().unwrap().0, concern.incidents().next().unwrap().0);
        self.set("disclosure", &disclosure);
        self.set("incident", &incident);
        let concern = family.state(&self.house).await.concern;
        let (disclosure, incident) = (concern.disclosures().next().unwrap().0, concern.incidents().next().unwrap().0);
        for (part, name, id) in [
            ("disclosures/{disclosure}", "disclosure", disclosure.to_string()),
            ("disclosures/{disclosure}/seen", "disclosure", disclosure.to_string()),
            ("incidents/{incident}", "incident", incident.to_string()),
        ] {
            self.set(&format!("/cases/{{case}}/{part} {name}"), &id);
        }
    }

    /// The signed version of an assessment, and a draft after it with a hazard that leads to a door.
    async fn assessed_again(&mut self, family: &Family) {
        let risk = family.state(&self.house).await.risk;
        let first = risk.current.expect("it counts").signed.draft.id;
        let mut content = family.assessment();
        content.hazards.push(Hazard {
            kind: HazardKind::LocationTraced,
            about: Some(family.visiting),
            towards: vec![family.resident],
            status: EvidentialStatus::Allegation,
            what: self.marks.make(Kept::Fact),
        });
        let draft = RiskCommand::DraftAssessment { case: family.case, content, readiness: Readiness::StillWriting };
        self.house.carry_out(Role::Coordinator, draft).await.expect("a draft");
        let draft = family.state(&self.house).await.risk.draft.expect("a draft").id;
        self.set("assessment", &draft);
        self.set("other", &first);
        self.set("at", &0);
        for part in ["", "/withdraw", "/opened"] {
            self.set(&format!("/cases/{{case}}/risk/{{assessment}}{part} assessment"), &first);
        }
        self.set("/cases/{case}/risk/{assessment}/against/{other} other", &draft);
        self.set("/cases/{case}/risk/{assessment}/against/{other} assessment", &first);
    }

    /// Families whose arrangement is proposed, paused, and to have another level.
    pub(super) async fn in_other_stages(&mut self) -> [Family; 3] {
        let proposed = Family::countersigned(&self.house, LEVEL).await;
        let case = proposed.case;
        let today = self.house.house.clock_at(&self.house.world(&[]).await).date();
        let terms = Box::new(proposed.terms(&self.house, today));
        let propose = ArrangementCommand::ProposeArrangement { case, terms };
        self.house.carry_out(Role::Coordinator, propose).await.expect("terms are proposed");
        self.set("/cases/{case}/arrangement/agree case", &case);
        self.planned(&proposed).await;
        let paused = Family::live(&self.house, LEVEL).await;
        self.stopped(&paused).await;
        let leaving = Family::live(&self.house, LEVEL).await;
        self.stepping(&leaving).await;
        [proposed, paused, leaving]
    }

    async fn planned(&mut self, family: &Family) {
        let day = date(2027, 1, 5);
        let plan = Plan {
            window: Window::new(day, time(14, 0, 0, 0), time(14, 45, 0, 0)).unwrap(),
            room: None,
            worker: self.house.worker(Role::Coordinator),
            children: Vec::new(),
        };
        let plan = PreVisitCommand::PlanPreVisit { case: family.case, adult: family.visiting, plan };
        self.house.carry_out(Role::Coordinator, plan).await.expect("another pre-visit is planned");
        for name in ["case", "adult"] {
            let value = if name == "case" { family.case.to_string() } else { family.visiting.to_string() };
            self.set(&format!("/cases/{{case}}/pre-visits/not-held/{{adult}} {name}"), &value);
        }
    }

    /// A file that the pages ask for.
    async fn asset(&self) -> String {
        let page = crate::client::anybody(&self.house).get("/sign-in").await.text();
        let (_, from) = page.split_once("\"/assets/").expect("a style");
        from.split_once('"').expect("its name").0.to_owned()
    }

    async fn stopped(&mut self, family: &Family) {
        let case = family.case;
        let pause = ArrangementCommand::PauseArrangement { case, reason: PauseReason::Safety, note: None };
        self.house.carry_out(Role::Coordinator, pause).await.expect("it is paused");
        self.set("/cases/{case}/arrangement/resume case", &case);
    }

    /// Somebody who is no reader proposes another level, so that every reader could decide.
    async fn stepping(&mut self, family: &Family) {
        let (case, why) = (family.case, text("It goes well."));
        let propose = ArrangementCommand::ProposeLevelChange { case, to: ContactLevel::Supported, why };
        self.house.carry_out(Role::Coordinator, propose).await.expect("another level is proposed");
        self.set("/cases/{case}/arrangement/level/decide case", &case);
    }

    /// What the centre has besides its families.
    pub(super) async fn centre(&mut self) {
        let lead = CentreCommand::NamePartnerLead {
            name: PersonName::parse("Temi", "Balogun").unwrap(),
            organisation: Label::parse("Rowan House").unwrap(),
            telephone: Telephone::parse("01632 960 001").unwrap(),
        };
        self.house.carry_out(Role::Coordinator, lead).await.expect("a partner lead");
        let lead = *self.house.world(&[]).await.centre.partner_leads().keys().next().unwrap();
        self.set("lead", &lead);
        let (room, door) = (self.house.rooms[1], self.house.entrances[1]);
        self.set("room", &room);
        self.set("door", &door);
        self.set("worker", &self.house.worker(Role::Reviewer));
        self.set("record", &1);
        self.set("finding", &"R-R02");
        self.set("device", &domain::ids::DeviceId::fresh(&mut self.house.house.ids()));
        self.set("tap", &"child-in");
        self.set("link", &"0123456789");
        let asset = self.asset().await;
        self.set("path", &asset);
        self.set("*form", &"referrals/phone");
    }
}
