//! Writing down what somebody said, or what happened. No question leads: their words, and nothing asked beyond what they
//! offered.

use super::views::{back, first, known_name};
use super::{Place, base};
use crate::answer::Answer;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::session::Times;
use crate::state::Web;
use crate::today::words::capital;
use app::Done;
use app::concern::{At, ConcernPlace};
use domain::command::Command;
use domain::concern::{CaptureDisclosure, ConcernCommand, IncidentKind, ReportIncident, Severity};
use domain::decision::FieldProblem;
use domain::ids::{CaseId, PersonId, SessionId};
use std::marker::PhantomData;

/// What both forms know.
struct Here {
    at: At,
    case: CaseId,
    session: Option<SessionId>,
    people: Vec<(PersonId, String)>,
    times: Times,
}

impl Here {
    async fn find(web: &Web, reader: &Reader, at: At) -> Result<Self, Answer> {
        let place = web.house.concern_place(&reader.who, at).await?;
        let people = people(&place)?;
        let times = Times::new(place.wall, place.today);
        Ok(Self { at, case: place.case, session: place.session, people, times })
    }

    fn done(&self) -> String {
        format!("{}/concern/recorded", base(self.at))
    }
}

/// Everybody by name and part, or by part alone; parts that several have are counted.
fn people(place: &ConcernPlace) -> Result<Vec<(PersonId, String)>, Answer> {
    let mut all: Vec<(PersonId, String)> = Vec::new();
    for person in &place.people {
        let label = if let Some(name) = known_name(&person.name, &place.known)? {
            format!("{name} ({})", person.part)
        } else {
            let same = |(_, label): &&(PersonId, String)| label.to_lowercase().starts_with(person.part);
            match all.iter().filter(same).count() {
                0 => capital(person.part),
                others => format!("{} ({})", capital(person.part), others + 1),
            }
        };
        all.push((person.person, label));
    }
    Ok(all)
}

/// What somebody said.
pub(super) struct Disclosed<P> {
    here: Here,
    place: PhantomData<P>,
}

impl<P: Place> Form for Disclosed<P> {
    type Path = P;

    async fn open(web: &Web, reader: &Reader, place: P) -> Result<Self, Answer> {
        Ok(Self { here: Here::find(web, reader, place.at()).await?, place: PhantomData })
    }

    fn heading(&self) -> String {
        "Write down what they said".to_owned()
    }

    fn introduction(&self) -> Html {
        let text = "Listen, and write their own words. Do not ask for more, do not ask why, and do not promise to keep it \
                    to yourself. You do not have to decide whether it is true.";
        first().then(InsetText::new(text))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let words = "As they said it, in the language they said it in. Add nothing of your own.";
        vec![
            Question::text("words", "Their words").hint(words),
            Question::one("from", "Who said it?", self.here.people.clone()),
            Question::many("about", "Whom is it about?", self.here.people.clone())
                .hint("As far as they said. Leave it empty if they did not say."),
            self.here.times.question("When did they say it?"),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let words = reading.text("words", "Write what they said");
        let from = reading.parsed("from", "Choose who said it");
        let about = reading.all_parsed("about");
        let at = self.here.times.read(&mut reading);
        let (case, session) = (self.here.case, self.here.session);
        let command = match (words, from) {
            (Some(words), Some(from)) => {
                let disclosure = CaptureDisclosure { case, session, from, about, words, at };
                Some(ConcernCommand::CaptureDisclosure(disclosure).into())
            }
            _ => None,
        };
        reading.finish(command)
    }

    fn back(&self) -> String {
        back(self.here.at)
    }

    fn next(&self, _done: &Done) -> String {
        self.here.done()
    }
}

/// What happened.
pub(super) struct Happened<P> {
    here: Here,
    place: PhantomData<P>,
}

impl<P: Place> Form for Happened<P> {
    type Path = P;

    async fn open(web: &Web, reader: &Reader, place: P) -> Result<Self, Answer> {
        Ok(Self { here: Here::find(web, reader, place.at()).await?, place: PhantomData })
    }

    fn heading(&self) -> String {
        "Write down what happened".to_owned()
    }

    fn introduction(&self) -> Html {
        let text =
            "Write what you saw and heard, and what was done. If somebody told you something that may mean harm, ";
        let link = Html::link(&format!("{}/disclosure", base(self.here.at)), "write down what they said");
        first().then(InsetText::new(Html::from(text).then(link).then(" instead.")))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let kinds = IncidentKind::ALL.iter().map(|kind| (kind.name(), kind.label()));
        let severities = Severity::ALL.iter().map(|severity| (severity.name(), severity.label()));
        vec![
            Question::one("kind", "What kind of thing was it?", kinds),
            Question::one("severity", "How serious was it?", severities),
            Question::text("what", "What happened?").hint("What you saw and heard, and what was done about it."),
            Question::many("people", "Who was there?", self.here.people.clone()).hint("As far as you know."),
            self.here.times.question("When was it?"),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let kind = reading.choice("kind", "Choose what kind of thing it was");
        let severity = reading.choice("severity", "Choose how serious it was");
        let what = reading.text("what", "Write what happened");
        let people = reading.all_parsed("people");
        let at = self.here.times.read(&mut reading);
        let (case, session) = (self.here.case, self.here.session);
        let command = match (kind, severity, what) {
            (Some(kind), Some(severity), Some(what)) => {
                let incident = ReportIncident { case, session, kind, severity, people, what, at };
                Some(ConcernCommand::ReportIncident(incident).into())
            }
            _ => None,
        };
        reading.finish(command)
    }

    fn back(&self) -> String {
        back(self.here.at)
    }

    fn next(&self, _done: &Done) -> String {
        self.here.done()
    }
}
