//! From a booking to a report that was passed.

use super::{Family, text};
use crate::TestHouse;
use domain::booking::{BookSession, BookingCommand};
use domain::ids::{PersonId, ReportId, SessionId};
use domain::report::{
    Basis, NameRecipients, RecipientGiven, RecipientKind, ReportCommand, Section, Source, StatementText,
};
use domain::session::{BeforeOrAfter, Ending, HowKnown, Movement, SessionCommand, WellbeingNote};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Role};
use domain::world::SessionRecord;
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};

impl Family {
    /// A booking that fits: the contact supervisor or a volunteer with the family, the shift lead in charge, the safeguarding
    /// lead within reach.
    pub fn booking(&self, house: &TestHouse, date: Date, from: Time) -> BookSession {
        let with = if self.level == ContactLevel::Supported { Role::Volunteer } else { Role::ContactSupervisor };
        BookSession {
            case: self.case,
            date,
            from,
            room: None,
            team: vec![house.worker(with)],
            lead: house.worker(Role::ShiftLead),
            on_call: house.worker(Role::SafeguardingLead),
        }
    }

    /// The coordinator books a session of a family whose arrangement is live.
    pub async fn book(&self, house: &TestHouse, date: Date, from: Time) -> SessionId {
        let book = BookingCommand::Book(self.booking(house, date, from));
        let done = house.carry_out(Role::Coordinator, book).await.expect("the session is booked");
        done.session().expect("a session")
    }

    /// Confirmed, held as planned on its day and closed. The clock of the house moves there; it never moves back, so that of
    /// several sessions the earliest is held first.
    pub async fn hold(&self, house: &TestHouse, session: SessionId) {
        self.moment(house, session, -45).await;
        house.carry_out(Role::Coordinator, SessionCommand::Confirm { session }).await.expect("it is confirmed");
        for (minute, movement) in [(-30, Movement::VisitingIn), (-5, Movement::ChildIn)] {
            self.moves(house, session, minute, movement).await;
        }
        if self.level.is_observed() {
            self.moment(house, session, 20).await;
            let note = text("They built a tower together, and laughed when it fell.");
            let observe = SessionCommand::Observe { session, at: None, note };
            house.carry_out(Role::ContactSupervisor, observe).await.expect("a note is written");
        }
        self.moment(house, session, 60).await;
        let end = SessionCommand::End { session, ending: Ending::AsPlanned, at: None };
        house.carry_out(Role::ShiftLead, end).await.expect("its end is recorded");
        for (minute, movement) in [(65, Movement::ChildOut), (90, Movement::VisitingOut)] {
            self.moves(house, session, minute, movement).await;
        }
        self.close(house, session).await;
    }

    /// Moves the clock to a minute counted from the start of contact.
    pub async fn moment(&self, house: &TestHouse, session: SessionId, minute: i64) {
        house.clock.reach(self.start(house, session).await + SignedDuration::from_mins(minute));
    }

    /// When contact is to start.
    pub async fn start(&self, house: &TestHouse, session: SessionId) -> Timestamp {
        let world = house.world(&[StreamName::Session(session)]).await;
        let contact = world.sessions[&session].session.slot().expect("a booking").contact;
        contact.date().to_datetime(contact.from()).to_zoned(world.centre.zone()).unwrap().timestamp()
    }

    /// The shift lead records a coming or going of everybody who moves that way.
    pub async fn moves(&self, house: &TestHouse, session: SessionId, minute: i64, movement: Movement) {
        self.moment(house, session, minute).await;
        let moved = SessionCommand::Move { session, person: None, movement, at: None, known: HowKnown::Live };
        house.carry_out(Role::ShiftLead, moved).await.expect("the movement is recorded");
    }

    /// The shift lead enters how everybody was, as far as it is asked for, and closes the session.
    pub async fn close(&self, house: &TestHouse, session: SessionId) {
        let missing = self.record(house, session).await.session.wellbeing_missing();
        for (person, when) in missing {
            let note = SessionCommand::NoteWellbeing { session, person, when, note: seen(when, person, self.child) };
            house.carry_out(Role::ShiftLead, note).await.expect("how they were is recorded");
        }
        house.carry_out(Role::ShiftLead, SessionCommand::Close { session }).await.expect("the session is closed");
    }

    /// The session as it stands.
    pub async fn record(&self, house: &TestHouse, session: SessionId) -> SessionRecord {
        let mut world = house.world(&[StreamName::Session(session)]).await;
        world.sessions.remove(&session).expect("the session")
    }

    /// A report that the contact supervisor drafted of a supervised session, saying this beside what the notes say; not handed
    /// in.
    pub async fn report_saying(&self, house: &TestHouse, session: SessionId, says: &str) -> ReportId {
        let (_, author) = house.sign_in(Role::ContactSupervisor).await;
        let mut statements = house.house.report_start(&author, session).await.expect("the notes are open").statements;
        let noted =
            self.record(house, session).await.session.observed().iter().map(|note| Source::Note(note.id)).collect();
        statements.push(StatementText { id: None, section: Section::Session, text: Some(text(says)), sources: noted });
        let draft = ReportCommand::DraftReport { session, statements };
        house.carry_out(Role::ContactSupervisor, draft).await.expect("the report is drafted");
        self.record(house, session).await.report.current().expect("a report").0
    }

    /// A draft that is handed in by its author and passed by the reviewer, with the visiting adult as its recipient by written
    /// agreement.
    pub async fn pass(&self, house: &TestHouse, session: SessionId, report: ReportId) {
        let submit = ReportCommand::SubmitReport { session, report };
        house.carry_out(Role::ContactSupervisor, submit).await.expect("the report is handed in");
        let pass = ReportCommand::PassReport { session, report };
        house.carry_out(Role::Reviewer, pass).await.expect("the report is passed");
        let recipients = vec![recipient(self)];
        let name = ReportCommand::NameRecipients(NameRecipients { session, report, recipients });
        house.carry_out(Role::Coordinator, name).await.expect("its recipient is named");
    }

    /// A report of a supervised session: drafted from its notes, passed, its recipient named. It has not left.
    pub async fn report(&self, house: &TestHouse, session: SessionId) -> ReportId {
        let report = self.report_saying(house, session, "They greeted each other warmly.").await;
        self.pass(house, session, report).await;
        report
    }
}

/// The visiting adult of a family, by written agreement.
pub fn recipient(family: &Family) -> RecipientGiven {
    RecipientGiven {
        person: Some(family.visiting),
        kind: RecipientKind::VisitingAdult,
        name: text("The visiting adult"),
        basis: Basis::WrittenAgreement,
        purpose: None,
    }
}

fn seen(when: BeforeOrAfter, person: Option<PersonId>, child: PersonId) -> WellbeingNote {
    match (when, person) {
        (BeforeOrAfter::After, Some(person)) if person == child => {
            WellbeingNote::Described(text("Tired, and smiling."))
        }
        _ => WellbeingNote::AsPlanned,
    }
}
