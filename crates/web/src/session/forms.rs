//! Forms of a session: a time afterwards or from paper, a timed note, another ending.

use super::taps::Back;
use super::views::{movement, stopped};
use crate::answer::Answer;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::{capital, day, name, part};
use app::session::Wall;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{PersonId, SessionId};
use domain::session::{Ending, Movement, SessionCommand, StoppedBecause};
use domain::words::Side;
use jiff::Timestamp;
use jiff::civil::Date;

/// The day of a session and today, for times that may be left out.
pub(crate) struct Times {
    wall: Wall,
    today: Date,
}

impl Times {
    pub(crate) const fn new(wall: Wall, today: Date) -> Self {
        Self { wall, today }
    }

    /// The question for a time.
    pub(crate) fn question(&self, label: &str) -> Question {
        let hint = if self.wall.date() == self.today {
            "Leave it empty for now. For example, 10:30".to_owned()
        } else {
            format!("On {}. For example, 10:30", day(self.wall.date()))
        };
        Question::time("at", label).hint(&hint)
    }

    /// The instant that was entered; `None` for now, which is only an answer on the day itself.
    pub(crate) fn read(&self, reading: &mut Reading<'_>) -> Option<Timestamp> {
        if reading.raw("at").is_empty() {
            if self.wall.date() != self.today {
                reading.problem("at", "Enter the time at which it was");
            }
            return None;
        }
        let time = reading.time_if_any("at")?;
        let instant = self.wall.instant(time);
        if instant.is_none() {
            reading.problem("at", "There is no such time on that day");
        }
        instant
    }
}

fn at(session: SessionId) -> String {
    format!("/sessions/{session}")
}

/// Somebody came or went: later, from paper, or one of several.
pub(super) struct Moves {
    session: SessionId,
    back: Back,
    times: Times,
    people: Vec<(PersonId, String)>,
}

impl Form for Moves {
    type Path = SessionId;

    async fn open(web: &Web, reader: &Reader, session: SessionId) -> Result<Self, Answer> {
        let place = web.house.recording_place(&reader.who, session).await?;
        let mut people = Vec::new();
        for comer in place.comings.iter().flat_map(|coming| &coming.people) {
            people.push((comer.person, format!("{} ({})", name(&comer.name, &place.grant)?, part(comer.comes))));
        }
        let back = Back::of(&place);
        Ok(Self { session, back, times: Times::new(place.wall, place.today), people })
    }

    fn heading(&self) -> String {
        "Record who came or left, and when".to_owned()
    }

    fn introduction(&self) -> Html {
        let text = "Anything can be recorded in any order, and afterwards. If somebody came who is not on the list, ";
        let concern = format!("{}/incident", at(self.session));
        Html::paragraph(Html::from(text).then(Html::link(&concern, "record that as an incident")).then("."))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let moves = [
            ("visiting-in", Movement::VisitingIn),
            ("child-in", Movement::ChildIn),
            ("child-out", Movement::ChildOut),
            ("visiting-out", Movement::VisitingOut),
        ];
        let known = [
            ("live", "I saw it now, or just now"),
            ("from-paper", "It was written on paper"),
            ("as-planned", "Somebody saw that it went as planned; the minute was not noted"),
        ];
        vec![
            Question::one("movement", "What happened?", moves.map(|(value, moved)| (value, movement(moved)))),
            Question::one("person", "Who?", self.people.clone()),
            self.times.question("At what time?"),
            Question::one("known", "How is the time known?", known),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let movement = reading.choice("movement", "Choose what happened");
        let person = reading.parsed("person", "Choose who it was");
        let known = reading.choice("known", "Choose how the time is known");
        let at = self.times.read(&mut reading);
        let command = match (movement, person, known) {
            (Some(movement), Some(person), Some(known)) => {
                let (session, person) = (self.session, Some(person));
                Some(SessionCommand::Move { session, person, movement, at, known }.into())
            }
            _ => None,
        };
        reading.finish(command)
    }

    fn back(&self) -> String {
        self.back.path(self.session)
    }
}

/// A timed note, where contact is observed.
pub(super) struct Observes {
    session: SessionId,
    back: Back,
    times: Times,
}

impl Form for Observes {
    type Path = SessionId;

    async fn open(web: &Web, reader: &Reader, session: SessionId) -> Result<Self, Answer> {
        let place = web.house.recording_place_for(&reader.who, session, "record-observation").await?;
        Ok(Self { session, back: Back::of(&place), times: Times::new(place.wall, place.today) })
    }

    fn heading(&self) -> String {
        "Write a timed note".to_owned()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let hint = "Describe; do not explain or judge. Put what somebody said in their own words.";
        vec![
            Question::text("note", "What was seen and heard").hint(hint),
            self.times.question("Time, if it was not now"),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let note = reading.text("note", "Write what was seen and heard");
        let at = self.times.read(&mut reading);
        let session = self.session;
        reading.finish(note.map(|note| SessionCommand::Observe { session, at, note }.into()))
    }

    fn back(&self) -> String {
        self.back.path(self.session)
    }
}

/// Contact ended in another way than planned, or did not begin.
pub(super) struct Ends {
    session: SessionId,
    back: Back,
    times: Times,
}

const REASONS: [(&str, StoppedBecause); 8] = [
    ("childs-wish", StoppedBecause::ChildsWish),
    ("under-influence", StoppedBecause::UnderInfluence),
    ("aggression", StoppedBecause::Aggression),
    ("ground-rules", StoppedBecause::GroundRules),
    ("illness", StoppedBecause::Illness),
    ("adults-wish", StoppedBecause::AdultsWish),
    ("safety", StoppedBecause::Safety),
    ("too-late", StoppedBecause::TooLate),
];

impl Form for Ends {
    type Path = SessionId;

    async fn open(web: &Web, reader: &Reader, session: SessionId) -> Result<Self, Answer> {
        let place = web.house.recording_place(&reader.who, session).await?;
        Ok(Self { session, back: Back::of(&place), times: Times::new(place.wall, place.today) })
    }

    fn heading(&self) -> String {
        "How did it end?".to_owned()
    }

    fn introduction(&self) -> Html {
        InsetText::new(
            "A session can always be ended, and a child can always leave with a safe adult. Nobody is made to stay.",
        )
        .into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let ways = [
            ("as-planned", "At its time"),
            ("stopped-early", "It was stopped early"),
            ("stopped-at-door", "It did not begin: somebody was not let in"),
            ("no-visiting", "The visiting adult did not come"),
            ("no-child", "The child did not come"),
        ];
        vec![
            Question::one("how", "How did it end?", ways),
            Question::one("because", "Why was it stopped?", REASONS.map(|(value, why)| (value, capital(stopped(why)))))
                .hint("Only if it was stopped early or at the door."),
            self.times.question("At what time?"),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let ending = ending(&mut reading);
        let at = self.times.read(&mut reading);
        let session = self.session;
        reading.finish(ending.map(|ending| SessionCommand::End { session, ending, at }.into()))
    }

    fn back(&self) -> String {
        self.back.path(self.session)
    }
}

fn ending(reading: &mut Reading<'_>) -> Option<Ending> {
    let how = reading.raw("how");
    match how {
        "as-planned" => Some(Ending::AsPlanned),
        "no-visiting" => Some(Ending::NoShow(Side::Visiting)),
        "no-child" => Some(Ending::NoShow(Side::Resident)),
        "stopped-early" | "stopped-at-door" => {
            let because = reading.choice("because", "Choose why it was stopped")?;
            Some(if how == "stopped-early" { Ending::StoppedEarly(because) } else { Ending::StoppedAtDoor(because) })
        }
        _ => {
            reading.problem("how", "Choose how it ended");
            None
        }
    }
}
