//! Writing down what came of asking one person: the words first, then who may see them.

use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::cases::words::{long, name_in};
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::Failure;
use app::voice::VoiceAsking;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, PersonId, SessionId};
use domain::person::PersonKind;
use domain::voice::{MaySee, NotAskedReason, Outcome, ReadBack, Stage, VoiceCommand, VoiceReader};
use domain::words::Narrative;
use jiff::Timestamp;
use serde::Deserialize;

/// What came of asking: the form differs with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CameOfIt {
    Said,
    ChoseNotToSay,
    TooYoung,
    NotAsked,
}

impl CameOfIt {
    /// What can come of asking somebody.
    pub(super) fn of(kind: PersonKind) -> Vec<Self> {
        let all = [Self::Said, Self::ChoseNotToSay, Self::TooYoung, Self::NotAsked];
        all.into_iter().filter(|way| kind == PersonKind::Child || *way != Self::TooYoung).collect()
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Said => "said",
            Self::ChoseNotToSay => "chose-not-to-say",
            Self::TooYoung => "too-young",
            Self::NotAsked => "not-asked",
        }
    }

    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Said => "They said something",
            Self::ChoseNotToSay => "They were asked, and chose not to say",
            Self::TooYoung => "Too young to say: write what was seen",
            Self::NotAsked => "They were not asked",
        }
    }

    /// Whether there is something that somebody could be shown.
    const fn tells(self) -> bool {
        matches!(self, Self::Said | Self::TooYoung)
    }
}

/// Writes down what came of asking somebody.
pub(crate) struct Records {
    asking: VoiceAsking,
    name: String,
    way: CameOfIt,
}

/// The value that stands for nobody besides those who work on the case.
const NOBODY: &str = "nobody-else";

/// The stages at which something belongs to a session.
const AT_SESSIONS: [Stage; 3] = [Stage::BeforeSession, Stage::During, Stage::AfterSession];

impl Form for Records {
    type Path = (CaseId, PersonId, CameOfIt);

    async fn open(web: &Web, reader: &Reader, (case, person, way): Self::Path) -> Result<Self, Answer> {
        let asking = web.house.voice_asking(&reader.who, case, person).await?;
        if !CameOfIt::of(asking.kind).contains(&way) {
            return Err(Failure::NotOpen.into());
        }
        let name = name_in(&asking.names, person, &asking.head.grant)?;
        Ok(Self { asking, name, way })
    }

    fn heading(&self) -> String {
        let who = match self.asking.kind {
            PersonKind::Child => "a child",
            PersonKind::Adult => "an adult",
        };
        let what = match self.way {
            CameOfIt::Said => "what somebody said",
            CameOfIt::ChoseNotToSay => "somebody chose not to say",
            CameOfIt::TooYoung => "what was seen of somebody too young to say",
            CameOfIt::NotAsked => "somebody was not asked",
        };
        format!("{}: {}", reference(&self.asking.head), what.replace("somebody", who))
    }

    fn introduction(&self) -> Html {
        let text = match self.way {
            CameOfIt::Said => {
                "Write it as it was said, in their own words and language. What you think of it belongs elsewhere."
            }
            CameOfIt::ChoseNotToSay => "That somebody chose not to say is an answer, and nobody is pressed.",
            CameOfIt::TooYoung => "Write what could be seen and heard, not what it may mean.",
            CameOfIt::NotAsked => {
                "It does not count as having been asked. It says why, so that somebody asks next time."
            }
        };
        let worried = "If what they say makes you worry for somebody's safety, record it as a concern as well.";
        Html::paragraph(format!("About {}.", self.name)).then(Html::paragraph(text)).then(Html::paragraph(worried))
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let mut all = self.about_outcome();
        all.push(Question::one(
            "stage",
            "At which stage?",
            Stage::ALL.iter().map(|stage| (stage.name(), stage.label())),
        ));
        if at_session(answers) && !self.asking.sessions.is_empty() {
            let sessions = self.asking.sessions.iter().map(|s| (s.session.to_string(), long(s.on)));
            let none = [("none".to_owned(), "None of these".to_owned())];
            all.push(Question::listed("session", "Which session does it belong to?", sessions.chain(none)));
        }
        if self.way.tells() {
            all.push(about_readers());
        }
        let (day, time) = match self.way {
            CameOfIt::NotAsked => ("On which day could they have been asked?", "At what time?"),
            _ => ("On which day were they asked?", "At what time were they asked?"),
        };
        all.push(Question::day("asked", day).hint("Leave day and time empty where it was just now."));
        all.push(Question::time("asked_at", time));
        all
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let outcome = self.outcome(&mut reading);
        let stage = reading.choice("stage", "Choose the stage");
        // Another stage may have been chosen after a session was: then it belongs to none.
        let session = if at_session(answers) { session(&mut reading) } else { None };
        let may_see = if self.way.tells() { may_see(&mut reading).map(Some) } else { Some(None) };
        let asked_at = self.asked_at(&mut reading);
        let (case, person) = (self.asking.head.case, self.asking.person);
        let command = outcome.zip(stage).zip(may_see).map(|((outcome, stage), may_see)| {
            VoiceCommand::RecordVoice { case, person, stage, session, outcome, may_see, asked_at }.into()
        });
        reading.finish(command)
    }

    fn back(&self) -> String {
        format!("/cases/{}/voice", self.asking.head.case)
    }
}

impl Records {
    fn about_outcome(&self) -> Vec<Question> {
        match self.way {
            CameOfIt::Said => vec![
                Question::text("words", "What did they say, word for word?"),
                Question::one(
                    "read_back",
                    "Was it read back to them?",
                    ReadBack::ALL.iter().map(|r| (r.name(), r.label())),
                ),
            ],
            CameOfIt::ChoseNotToSay => Vec::new(),
            CameOfIt::TooYoung => vec![Question::text("words", "What was seen?")],
            CameOfIt::NotAsked => vec![
                Question::one(
                    "reason",
                    "Why were they not asked?",
                    NotAskedReason::ALL.iter().map(|r| (r.name(), r.label())),
                ),
                Question::text("note", "In words").hint("Leave it empty where the answer above says it all."),
            ],
        }
    }

    fn outcome(&self, reading: &mut Reading<'_>) -> Option<Outcome<Narrative>> {
        match self.way {
            CameOfIt::Said => {
                let words = reading.text("words", "Write what they said");
                let read_back = reading.choice("read_back", "Choose whether it was read back");
                Some(Outcome::Said { words: words?, read_back: read_back? })
            }
            CameOfIt::ChoseNotToSay => Some(Outcome::ChoseNotToSay),
            CameOfIt::TooYoung => {
                Some(Outcome::TooYoungObserved { seen: reading.text("words", "Write what was seen")? })
            }
            CameOfIt::NotAsked => {
                let reason = reading.choice("reason", "Choose why they were not asked");
                let note = reading.text_if_any("note");
                Some(Outcome::NotAsked { reason: reason?, note })
            }
        }
    }

    fn asked_at(&self, reading: &mut Reading<'_>) -> Option<Timestamp> {
        let day = reading.day_if_any("asked");
        let time = reading.time_if_any("asked_at");
        match (day, time) {
            (Some(day), Some(time)) => self.asking.instant(day, time),
            (Some(_), None) => {
                reading.problem("asked_at", "Enter the time, as nearly as it is known");
                None
            }
            (None, Some(_)) => {
                reading.problem("asked", "Enter the day, or leave day and time empty");
                None
            }
            (None, None) => None,
        }
    }
}

fn at_session(answers: &Fields) -> bool {
    AT_SESSIONS.iter().any(|stage| stage.name() == answers.get("stage"))
}

fn session(reading: &mut Reading<'_>) -> Option<SessionId> {
    match reading.raw("session") {
        "" | "none" => None,
        _ => reading.parsed("session", "Choose a session of the list"),
    }
}

fn about_readers() -> Question {
    let nobody = (NOBODY, "Nobody but those who work on the case here");
    let readers = [nobody].into_iter().chain(VoiceReader::ALL.iter().map(|reader| (reader.name(), reader.label())));
    Question::many("may_see", "Who may see it, as they wish?", readers).hint(
        "Ask them. A wish is not yet a decision: before a child's words are shown, the safeguarding lead decides.",
    )
}

fn may_see(reading: &mut Reading<'_>) -> Option<MaySee> {
    let chosen = reading.raws("may_see");
    let nobody = chosen.contains(&NOBODY);
    if chosen.is_empty() || (nobody && chosen.len() > 1) {
        reading.problem("may_see", "Choose nobody else, or those who may see it");
        return None;
    }
    if nobody {
        return Some(MaySee::NobodyElse);
    }
    let readers: Vec<VoiceReader> = reading.choices("may_see");
    Some(MaySee::These(readers.into_iter().collect()))
}
