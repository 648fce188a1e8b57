//! Changing the centre: its name, and what it has settled.

use crate::answer::Answer;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::{capital, name};
use app::worker::CentrePage;
use app::{Failure, IfMatch};
use domain::centre::{CentreCommand, Clock, Label, Settings, ZoneCode};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::stream::StreamName;
use domain::words::{Answer as Said, ContactLevel};
use std::collections::BTreeSet;

/// The centre, for a reader who may change it.
pub(super) struct Here {
    pub(super) seen: IfMatch,
    pub(super) page: CentrePage,
}

impl Here {
    pub(super) async fn find(web: &Web, reader: &Reader) -> Result<Self, Answer> {
        let page = web.house.centre_page(&reader.who).await?;
        if !page.may_change {
            return Err(Failure::NotOpen.into());
        }
        let seen = IfMatch { stream: StreamName::Centre(reader.who.asker.centre), edition: page.edition };
        Ok(Self { seen, page })
    }
}

pub(super) fn centre() -> String {
    "/centre".to_owned()
}

pub(super) fn label(reading: &mut Reading<'_>) -> Option<Label> {
    let label = Label::parse(reading.raw("name")).ok();
    if label.is_none() {
        reading.problem("name", "Enter a name of 1 to 120 characters");
    }
    label
}

/// Zones are written one after another, with spaces or commas between them.
pub(super) fn zones(reading: &mut Reading<'_>) -> BTreeSet<ZoneCode> {
    let words = reading.raw("zones").split([',', ' ', '\n']).filter(|word| !word.trim().is_empty());
    let read: Vec<_> = words.map(|word| ZoneCode::parse(word.trim())).collect();
    if read.iter().any(Result::is_err) {
        reading.problem("zones", "Write each zone in lower-case letters, digits and hyphens, such as north-corridor");
    }
    read.into_iter().flatten().collect()
}

pub(super) fn zones_question(label: &str) -> Question {
    Question::line("zones", label)
        .hint("Corridors or areas it shares with others, such as north-corridor. You may leave this empty.")
}

pub(super) fn zones_field(zones: &BTreeSet<ZoneCode>) -> String {
    zones.iter().map(ZoneCode::as_str).collect::<Vec<_>>().join(" ")
}

/// What is written about a form that changes something of the centre: the version it was looked at, and the way back.
macro_rules! of_the_centre {
    () => {
        fn seen(&self) -> Option<IfMatch> {
            Some(self.here.seen)
        }

        fn back(&self) -> String {
            centre()
        }
    };
}

pub(super) use of_the_centre;

/// Gives the centre another name.
pub(super) struct Renames {
    here: Here,
    called: String,
}

impl Form for Renames {
    type Path = ();

    async fn open(web: &Web, reader: &Reader, (): ()) -> Result<Self, Answer> {
        let here = Here::find(web, reader).await?;
        let called = name(&here.page.name, &here.page.grant)?;
        Ok(Self { here, called })
    }

    fn heading(&self) -> String {
        "Name of the centre".to_owned()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::line("name", "Name").hint("It stands on run sheets and reports.")]
    }

    fn standing(&self) -> Fields {
        Fields::default().with("name", &self.called)
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let name = label(&mut reading);
        reading.finish(name.map(|name| CentreCommand::RenameCentre { name }.into()))
    }

    of_the_centre!();
}

const LEVELS: [(&str, ContactLevel); 8] = [
    ("supported", ContactLevel::Supported),
    ("supervised", ContactLevel::Supervised),
    ("handover", ContactLevel::Handover),
    ("indirect", ContactLevel::Indirect),
    ("virtual", ContactLevel::Virtual),
    ("community", ContactLevel::Community),
    ("supervised-assessment", ContactLevel::SupervisedAssessment),
    ("life-story", ContactLevel::LifeStory),
];

/// What the centre has settled for itself.
pub(super) struct Settles {
    here: Here,
}

impl Form for Settles {
    type Path = ();

    async fn open(web: &Web, reader: &Reader, (): ()) -> Result<Self, Answer> {
        Ok(Self { here: Here::find(web, reader).await? })
    }

    fn heading(&self) -> String {
        "Settings of the centre".to_owned()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let advice = [("yes", "Yes"), ("no", "No"), ("unknown", "Not known"), ("not-asked", "Nobody has asked")];
        let buffer = "10 to 120. Leave it empty to follow the policy pack.";
        vec![
            Question::day("opened_on", "When did it take its first family?"),
            Question::many(
                "levels",
                "Which levels of contact does it offer?",
                LEVELS.map(|(v, l)| (v, capital(l.label()))),
            ),
            Question::number("minimum_staff", "Fewest workers on a shift").hint("At least 2."),
            Question::number("arrival_buffer_minutes", "Minutes between arrivals").hint(buffer),
            Question::number("leaving_buffer_minutes", "Minutes between leavings").hint(buffer),
            Question::one(
                "advice_by_telephone",
                "Can somebody trained in domestic abuse be reached by telephone during sessions?",
                advice,
            ),
        ]
    }

    fn standing(&self) -> Fields {
        self.here.page.settings.as_ref().map(standing).unwrap_or_default()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let opened_on = reading.day("opened_on", "Enter the day");
        let levels: Vec<ContactLevel> = reading.choices("levels");
        let minimum_staff = reading.parsed("minimum_staff", "Enter a number of workers from 2 to 50");
        let arrival_buffer_minutes = minutes(&mut reading, "arrival_buffer_minutes");
        let leaving_buffer_minutes = minutes(&mut reading, "leaving_buffer_minutes");
        let advice: Option<Said> = reading.choice("advice_by_telephone", "Choose what is known");
        let command = match (opened_on, minimum_staff, advice) {
            (Some(opened_on), Some(minimum_staff), Some(advice_by_telephone)) => {
                let settings = Settings {
                    clock: self.here.page.settings.as_ref().map_or(Clock::London, |settings| settings.clock),
                    opened_on,
                    levels: levels.into_iter().collect(),
                    minimum_staff,
                    arrival_buffer_minutes,
                    leaving_buffer_minutes,
                    advice_by_telephone,
                };
                Some(CentreCommand::ChangeSettings { settings }.into())
            }
            _ => None,
        };
        reading.finish(command)
    }

    of_the_centre!();
}

fn minutes(reading: &mut Reading<'_>, field: &str) -> Option<u16> {
    if reading.raw(field).is_empty() { None } else { reading.parsed(field, "Enter 10 to 120 minutes") }
}

fn standing(settings: &Settings) -> Fields {
    let advice = match settings.advice_by_telephone {
        Said::Yes => "yes",
        Said::No => "no",
        Said::NotAsked => "not-asked",
        Said::Declined | Said::Unknown | Said::CannotBeObtained => "unknown",
    };
    let mut fields = Fields::default()
        .with("opened_on-day", &settings.opened_on.day().to_string())
        .with("opened_on-month", &settings.opened_on.month().to_string())
        .with("opened_on-year", &settings.opened_on.year().to_string())
        .with("minimum_staff", &settings.minimum_staff.to_string())
        .with("advice_by_telephone", advice);
    let buffers = [
        ("arrival_buffer_minutes", settings.arrival_buffer_minutes),
        ("leaving_buffer_minutes", settings.leaving_buffer_minutes),
    ];
    for (field, minutes) in buffers {
        if let Some(minutes) = minutes {
            fields = fields.with(field, &minutes.to_string());
        }
    }
    let offered = LEVELS.iter().filter(|(_, level)| settings.levels.contains(level));
    offered.fold(fields, |fields, (value, _)| fields.with("levels", value))
}
