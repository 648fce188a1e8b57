//! Booking a session and giving one up. People, doors and windows come from the arrangement and are not typed in again.

use crate::answer::Answer;
use crate::cases::shell;
use crate::components::{Html, InsetText, SummaryList, SummaryRow};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::{capital, day, name, roles, span, weekday};
use app::Done;
use app::booking::BookingChoices;
use app::cases::CaseHead;
use domain::arrangement::Phase;
use domain::booking::{BookSession, BookingCommand, CancelledBecause};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, RoomId, SessionId, WorkerId};
use domain::words::{Role, Window};
use std::collections::BTreeSet;

/// Books a session of a case.
pub(super) struct Books {
    case: CaseId,
    reference: String,
    phase: Phase,
    arranged: Vec<(&'static str, String)>,
    rooms: Vec<(RoomId, String)>,
    workers: Vec<Worker>,
}

struct Worker {
    id: WorkerId,
    words: String,
    roles: BTreeSet<Role>,
}

impl Books {
    fn of(case: CaseId, choices: &BookingChoices) -> Result<Self, Answer> {
        let head: &CaseHead = &choices.head;
        let mut rooms = Vec::new();
        for (room, label) in &choices.rooms {
            let agreed = if choices.agreed_room == Some(*room) { " (agreed)" } else { "" };
            rooms.push((*room, format!("{}{agreed}", name(label, &head.grant)?)));
        }
        let mut workers = Vec::new();
        for worker in &choices.workers {
            let words = format!("{}, {}", name(&worker.name, &head.grant)?, roles(&worker.roles));
            workers.push(Worker { id: worker.worker, words, roles: worker.roles.clone() });
        }
        Ok(Self {
            case,
            reference: shell::reference(head),
            phase: choices.phase,
            arranged: arranged(choices),
            rooms,
            workers,
        })
    }

    fn who(&self, wanted: &[Role]) -> Vec<(WorkerId, String)> {
        let holds = |worker: &&Worker| wanted.iter().any(|role| worker.roles.contains(role));
        self.workers.iter().filter(holds).map(|worker| (worker.id, worker.words.clone())).collect()
    }
}

fn arranged(choices: &BookingChoices) -> Vec<(&'static str, String)> {
    let rows = [
        ("Level", choices.level.map(|level| capital(level.label()))),
        ("How often", choices.frequency.map(|often| often.label().to_owned())),
        ("Length", choices.minutes.map(|minutes| format!("{minutes} minutes"))),
        ("Looked at again", choices.review_on.map(day)),
    ];
    rows.into_iter().filter_map(|(key, value)| Some((key, value?))).collect()
}

/// Who works on the floor with families.
const FLOOR: [Role; 4] = [Role::Volunteer, Role::ContactSupervisor, Role::ShiftLead, Role::Coordinator];
/// Who may lead a shift.
const LEAD: [Role; 3] = [Role::ShiftLead, Role::Coordinator, Role::ContactSupervisor];
/// Who answers for safeguarding.
const ON_CALL: [Role; 2] = [Role::SafeguardingLead, Role::DeputySafeguardingLead];

impl Form for Books {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let choices = web.house.booking_choices(&reader.who, case).await?;
        Self::of(case, &choices)
    }

    fn heading(&self) -> String {
        format!("Book a session for {}", self.reference)
    }

    fn introduction(&self) -> Html {
        if self.phase != Phase::Live {
            let link = Html::link(&format!("/cases/{}/arrangement", self.case), "Look at the arrangement");
            let text = "Sessions are booked under a live arrangement, and this case has none at present. ";
            return InsetText::new(Html::from(text).then(link).then(".")).into();
        }
        let rows = self.arranged.iter().map(|(key, value)| SummaryRow::new(*key, value.as_str()));
        let text = "Who comes, by which door and when, follows from the arrangement.";
        Html::from(SummaryList::new(rows)).then(Html::paragraph(text))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::day("date", "On which day?"),
            Question::time("from", "When does contact start?"),
            Question::one("room", "In which room?", self.rooms.clone()),
            Question::many("team", "Who works on it?", self.who(&FLOOR))
                .hint("Observed contact needs a worker for this family alone."),
            Question::listed("lead", "Who leads the shift?", self.who(&LEAD)),
            Question::listed("on_call", "Who can be reached on the safeguarding side?", self.who(&ON_CALL)),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let date = reading.day("date", "Enter the day");
        let from = reading.time("from", "Enter when contact starts");
        let room = reading.parsed("room", "Choose a room");
        let team: Vec<WorkerId> = reading.all_parsed("team");
        if team.is_empty() {
            reading.problem("team", "Choose who works on it");
        }
        let lead = reading.parsed("lead", "Choose who leads the shift");
        let on_call = reading.parsed("on_call", "Choose who can be reached");
        let command = match (date, from, room, lead, on_call) {
            (Some(date), Some(from), Some(room), Some(lead), Some(on_call)) => {
                let room = Some(room);
                let book = BookSession { case: self.case, date, from, room, team, lead, on_call };
                Some(BookingCommand::Book(book).into())
            }
            _ => None,
        };
        reading.finish(command)
    }

    fn back(&self) -> String {
        format!("/cases/{}/sessions", self.case)
    }

    fn next(&self, done: &Done) -> String {
        done.session().map_or_else(|| self.back(), |session| format!("/sessions/{session}"))
    }
}

/// Gives up the place of a session.
pub(super) struct Cancels {
    session: SessionId,
    contact: Window,
}

const REASONS: [(&str, CancelledBecause); 7] = [
    ("childs-wish", CancelledBecause::ChildsWish),
    ("resident-adult", CancelledBecause::ResidentAdult),
    ("visiting-adult", CancelledBecause::VisitingAdult),
    ("illness", CancelledBecause::Illness),
    ("centre", CancelledBecause::Centre),
    ("safety", CancelledBecause::Safety),
    ("order-changed", CancelledBecause::OrderChanged),
];

impl Form for Cancels {
    type Path = SessionId;

    async fn open(web: &Web, reader: &Reader, session: SessionId) -> Result<Self, Answer> {
        let shown = web.house.session_head_for(&reader.who, session, "cancel-session").await?;
        Ok(Self { session, contact: shown.contact })
    }

    fn heading(&self) -> String {
        format!("Cancel the session on {}", weekday(self.contact.date()))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(format!(
            "It was to be from {}. Tell both sides by the way each of them named as safe.",
            span(self.contact)
        ))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let words = |why| capital(crate::session::cancelled_because(why));
        vec![Question::one("because", "Why does it not take place?", REASONS.map(|(value, why)| (value, words(why))))]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let because = reading.choice("because", "Choose why it does not take place");
        let (session, date) = (self.session, self.contact.date());
        reading.finish(because.map(|because| BookingCommand::Cancel { session, date, because }.into()))
    }

    fn back(&self) -> String {
        format!("/sessions/{}", self.session)
    }

    fn next(&self, _done: &Done) -> String {
        format!("/day/{}", self.contact.date())
    }
}
