//! How people were, before and after, where contact is observed: one button each, or words.

use super::taps::{Back, carried, open_form};
use crate::answer::Answer;
use crate::components::{Button, Html, InsetText, SummaryList, SummaryRow};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::name;
use app::Done;
use app::session::{SessionPage, WellbeingWords};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{PersonId, SessionId};
use domain::session::{BeforeOrAfter, SessionCommand, WellbeingNote};

const fn when_words(when: BeforeOrAfter) -> &'static str {
    match when {
        BeforeOrAfter::Before => "before",
        BeforeOrAfter::After => "after",
    }
}

/// The entries that are still missing, each with its buttons.
pub(super) fn missing(web: &Web, reader: &Reader, page: &SessionPage) -> Result<Html, Answer> {
    let heading = Html::trusted("<h2 class=\"govuk-heading-m\" id=\"how\">How people were</h2>");
    if page.missing.is_empty() {
        return Ok(heading.then(Html::paragraph("Everybody has an entry before and after.")));
    }
    let mut rows = Vec::new();
    // How people were after is asked once contact has ended.
    let asked = |when| page.ended.is_some() || when == BeforeOrAfter::Before;
    for (person, who, when) in page.missing.iter().filter(|(_, _, when)| asked(*when)) {
        let Some(person) = person else {
            continue;
        };
        let who = name(who, &page.shown.grant)?;
        let buttons = entry(web, reader, page.shown.session, *person, *when, &who);
        rows.push(SummaryRow::new(format!("{who}, {}", when_words(*when)), buttons));
    }
    if rows.is_empty() {
        return Ok(heading
            .then(Html::paragraph("Everybody has an entry before. Each is asked for again once contact has ended.")));
    }
    let ended = InsetText::new("Each is recorded, or said why it could not be, before the session is finished.");
    Ok(heading.then(ended).then(SummaryList::new(rows)))
}

fn entry(web: &Web, reader: &Reader, session: SessionId, person: PersonId, when: BeforeOrAfter, who: &str) -> Html {
    let (id, moment) = (person.to_string(), when_words(when));
    let unseen = || Html::unseen(format!(" ({who}, {moment})"));
    let button = |note: &str, words: &str| {
        let button = Button::new(Html::from(words).then(unseen())).name("note").value(note);
        Html::from(button.secondary().once().classes("govuk-!-margin-bottom-2"))
    };
    let words = Html::link(
        &format!("/sessions/{session}/how/{id}/{moment}"),
        Html::from("In words, or why not").then(unseen()),
    );
    open_form(&format!("/sessions/{session}/how"))
        .then(carried(web, reader, &[("person", &id), ("when", moment)]))
        .then(Html::trusted("<div class=\"govuk-button-group govuk-!-margin-bottom-0\">"))
        .then(button("as-planned", "Nothing out of the ordinary"))
        .then(button("not-seen", "Not seen"))
        .then(button("concern", "I have a concern"))
        .then(words)
        .then(Html::trusted("</div></form>"))
}

/// The entries that were made.
pub(super) fn noted(page: &SessionPage) -> Result<Html, Answer> {
    if page.wellbeing.is_empty() {
        return Ok(Html::default());
    }
    let mut rows = Vec::new();
    for line in &page.wellbeing {
        let who = match line.person {
            Some(_) => name(&line.name, &page.shown.grant)?,
            None => "The family".to_owned(),
        };
        rows.push(SummaryRow::new(format!("{who}, {}", when_words(line.when)), words(&line.entry, page)?));
    }
    Ok(Html::trusted("<h3 class=\"govuk-heading-s\">How people were</h3>").then(SummaryList::new(rows)))
}

fn words(entry: &WellbeingWords, page: &SessionPage) -> Result<Html, Answer> {
    let opened = |sealed: &access::Sealed<domain::words::Narrative, access::action::Ordinary>| {
        let text = sealed.open(&page.shown.grant)?;
        Ok::<_, Answer>(text.map_or_else(|_| Html::from("erased"), |text| Html::verbatim(text.as_str())))
    };
    match entry {
        WellbeingWords::AsPlanned => Ok("Nothing out of the ordinary".into()),
        WellbeingWords::Concern => Ok("Somebody has a concern".into()),
        WellbeingWords::NotSeen => Ok("Not seen".into()),
        WellbeingWords::Described(text) => opened(text),
        WellbeingWords::NotObtained(text) => Ok(Html::from("Could not be obtained: ").then(opened(text)?)),
    }
}

/// How somebody was, in words, or why nobody can say.
pub(super) struct Describes {
    session: SessionId,
    back: Back,
    person: PersonId,
    when: BeforeOrAfter,
    who: String,
}

impl Form for Describes {
    type Path = (SessionId, PersonId, BeforeOrAfter);

    async fn open(web: &Web, reader: &Reader, (session, person, when): Self::Path) -> Result<Self, Answer> {
        let place = web.house.recording_place(&reader.who, session).await?;
        let mut comers = place.comings.iter().flat_map(|coming| &coming.people);
        let comer = comers.find(|comer| comer.person == person).ok_or(app::Failure::NotOpen)?;
        Ok(Self { session, back: Back::of(&place), person, when, who: name(&comer.name, &place.grant)? })
    }

    fn heading(&self) -> String {
        format!("How {} was {}", self.who, when_words(self.when))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let choices = [("described", "I saw them, and describe it"), ("not-obtained", "It could not be obtained")];
        let hint = "What was seen or said. Never a number, and nothing about why.";
        vec![Question::one("kind", "What can you say?", choices), Question::text("note", "In words").hint(hint)]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let kind = reading.raw("kind");
        let text = reading.text("note", "Write what you can say, or why it could not be obtained");
        let note = match (kind, text) {
            ("described", Some(text)) => Some(WellbeingNote::Described(text)),
            ("not-obtained", Some(text)) => Some(WellbeingNote::NotObtained(text)),
            ("described" | "not-obtained", None) => None,
            _ => {
                reading.problem("kind", "Choose what you can say");
                None
            }
        };
        let command = note.map(|note| {
            let (session, when) = (self.session, self.when);
            SessionCommand::NoteWellbeing { session, person: Some(self.person), when, note }.into()
        });
        reading.finish(command)
    }

    fn back(&self) -> String {
        self.back.path(self.session)
    }

    fn next(&self, _done: &Done) -> String {
        match self.back {
            Back::Session => format!("/sessions/{}#how", self.session),
            Back::Today | Back::Day(_) => self.back(),
        }
    }
}
