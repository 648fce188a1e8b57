//! Recording that a pre-visit was held.

use super::planning::{of_side, window};
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::cases::words::{long, name_in};
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::risk::words::{Choosable, choosable};
use crate::sent::Fields;
use crate::state::Web;
use app::previsit::PreVisitChoices;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, PersonId};
use domain::previsit::{Held, PreVisitCommand, SignedText, TextVersion};
use domain::words::Answer as Told;
use jiff::civil::Time;

/// Records a pre-visit that was held.
pub(crate) struct Holds {
    choices: PreVisitChoices,
    adult: String,
    children: Vec<Choosable>,
    said: Vec<(String, String)>,
}

/// What identity can come to, as the form offers it and the page shows it.
const IDENTITY: [(Told, &str, &str); 5] = [
    (Told::Yes, "yes", "Checked, and it fits"),
    (Told::No, "no", "Checked, and it does not fit"),
    (Told::Declined, "declined", "They chose not to show anything"),
    (Told::CannotBeObtained, "cannot-be-obtained", "They have nothing to show"),
    (Told::NotAsked, "not-asked", "Not checked"),
];

/// What came of checking identity.
pub(super) fn identity(answer: Told) -> &'static str {
    IDENTITY.iter().find(|(known, ..)| *known == answer).map_or("Not known", |(_, _, words)| *words)
}

const SAFE_CONTACT: [(&str, &str); 3] =
    [("yes", "Asked, and they said"), ("declined", "Asked, and they chose not to say"), ("not-asked", "Not asked")];

fn version(reading: &mut Reading<'_>, field: &str) -> Option<TextVersion> {
    match TextVersion::parse(reading.raw(field)) {
        Ok(version) => Some(version),
        Err(problem) => {
            reading.problem(field, &crate::answer::capital(&problem.to_string()));
            None
        }
    }
}

impl Form for Holds {
    type Path = (CaseId, PersonId);

    async fn open(web: &Web, reader: &Reader, (case, adult): Self::Path) -> Result<Self, Answer> {
        let choices = web.house.pre_visit_choices(&reader.who, case, adult).await?;
        let grant = &choices.head.grant;
        let children = choosable(&choices.children, &choices.names, grant)?;
        let mut said = Vec::new();
        for entry in &choices.said {
            let label =
                format!("{}, written down on {}", name_in(&choices.names, entry.person, grant)?, long(entry.on));
            said.push((entry.voice.to_string(), label));
        }
        let adult = name_in(&choices.names, choices.adult, grant)?;
        Ok(Self { choices, adult, children, said })
    }

    fn heading(&self) -> String {
        format!("{}: a pre-visit of {} was held", reference(&self.choices.head), of_side(self.choices.side))
    }

    fn introduction(&self) -> Html {
        let voice = Html::link(&format!("/cases/{}/voice", self.choices.head.case), "on the page of what people said");
        Html::paragraph(format!("Of {}. It can be recorded afterwards, planned or not.", self.adult)).then(
            Html::paragraph(Html::from("What the adult and the children said is written down ").then(voice).then(".")),
        )
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let mut all = vec![
            Question::day("window", "On which day?"),
            Question::time("from", "From when?"),
            Question::time("to", "Until when?"),
            Question::one("identity_checked", "Was identity checked?", IDENTITY.map(|(_, name, words)| (name, words))),
            Question::line("rules_explained", "Which version of the ground rules was explained?").hint(
                &self.version_hint(
                    "It stands on the sheet, such as 2026-09. Leave it empty where they were not explained.",
                ),
            ),
            Question::many(
                "signed",
                "What did they sign there?",
                SignedText::ALL.iter().map(|text| (text.name(), text.label())),
            ),
        ];
        if answers.all("signed").any(|name| name == SignedText::RecordingNotice.name()) {
            all.push(Question::line(
                "notice_version",
                "Which version of the notice of what is recorded did they sign?",
            ));
        }
        if !self.children.is_empty() {
            let children = self.children.iter().map(|(child, name)| (child.to_string(), name.clone()));
            all.push(Question::many(
                "children_shown",
                "Which children were shown the room and told how to stop?",
                children,
            ));
        }
        all.push(
            Question::one("safe_contact_asked", "Were they asked how they can safely be reached?", SAFE_CONTACT)
                .hint("What they said belongs among their protected facts, not here."),
        );
        if !self.said.is_empty() {
            all.push(Question::many("voices", "Which of these was said there?", self.said.clone()));
        }
        all.push(
            Question::text("note", "Anything else to know?")
                .hint("Leave it empty where there is nothing. No addresses."),
        );
        all
    }

    /// The plan's own times: whoever records it changes what was different.
    fn standing(&self) -> Fields {
        let Some(planned) = self.choices.planned else {
            return Fields::default();
        };
        let time = |time: Time| time.strftime("%-H:%M").to_string();
        crate::risk::with_day(Fields::default(), "window", planned.window.date())
            .with("from", &time(planned.window.from()))
            .with("to", &time(planned.window.to()))
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let held = held(&mut reading);
        let signed: Vec<SignedText> = reading.choices("signed");
        let rules_signed = if signed.contains(&SignedText::GroundRules) {
            if reading.raw("rules_explained").is_empty() {
                reading.problem("rules_explained", "Enter the version of the ground rules they signed");
            }
            TextVersion::parse(reading.raw("rules_explained")).ok()
        } else {
            None
        };
        let notice_signed =
            if signed.contains(&SignedText::RecordingNotice) { version(&mut reading, "notice_version") } else { None };
        let (case, adult) = (self.choices.head.case, self.choices.adult);
        let previsit = self.choices.planned.map(|planned| planned.id);
        let command = held.map(|held| {
            PreVisitCommand::HoldPreVisit { case, previsit, adult, held, rules_signed, notice_signed }.into()
        });
        reading.finish(command)
    }

    fn back(&self) -> String {
        format!("/cases/{}/pre-visits", self.choices.head.case)
    }
}

impl Holds {
    fn version_hint(&self, otherwise: &str) -> String {
        if self.choices.versions.is_empty() {
            return otherwise.to_owned();
        }
        let known: Vec<_> = self.choices.versions.iter().map(TextVersion::as_str).collect();
        format!("{otherwise} Signed in this case before: {}.", known.join(", "))
    }
}

fn held(reading: &mut Reading<'_>) -> Option<Held<domain::words::Narrative>> {
    let window = window(reading);
    let identity_checked = reading.choice("identity_checked", "Choose what came of checking identity");
    let explained = !reading.raw("rules_explained").is_empty();
    let rules_explained = if explained { version(reading, "rules_explained") } else { None };
    let children_shown = reading.all_parsed("children_shown");
    let safe_contact_asked = reading.choice("safe_contact_asked", "Choose whether they were asked");
    let voices = reading.all_parsed("voices");
    let note = reading.text_if_any("note");
    let (identity_checked, safe_contact_asked) = (identity_checked?, safe_contact_asked?);
    Some(Held { window: window?, identity_checked, rules_explained, children_shown, safe_contact_asked, voices, note })
}
