//! Amendments about the referral itself: answers, referrer, level, who decides, court, free texts.

use super::amend::{Amends, choice_if_any};
use crate::answer::Answer;
use crate::cases::words::capital;
use crate::components::{Html, InsetText};
use crate::forms::{Question, Reading};
use crate::referral::triage::stored;
use crate::sent::Fields;
use app::cases::words::{LEVELS, answer, decided_by, text_kind};
use app::referral::TriagePage;
use domain::ids::CaseId;
use domain::referral::{Amendment, DecidedBy, ReferrerKind, TextKind, Topic};
use domain::words::Answer as Said;

/// The answer to a question of safety.
pub(super) struct AnswerTo {
    topic: Topic,
    standing: Option<Said>,
}

impl Amends for AnswerTo {
    type Path = (CaseId, Topic);

    fn case(path: &Self::Path) -> CaseId {
        path.0
    }

    fn look(found: &TriagePage, (_, topic): Self::Path) -> Result<Self, Answer> {
        let line = found.answers.iter().find(|line| line.topic == topic && line.about.is_none());
        Ok(Self { topic, standing: line.map(|line| line.answer) })
    }

    fn standing(&self) -> Fields {
        self.standing.map_or_else(Fields::default, |answer| Fields::default().with("answer", &stored(answer)))
    }

    fn heading(&self) -> String {
        format!("Answer about {}", self.topic.label())
    }

    fn introduction(&self) -> Html {
        InsetText::new("Write down what somebody told the centre. Not knowing is an answer; it never counts as No.")
            .into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let answers = [Said::Yes, Said::No, Said::Unknown, Said::Declined, Said::CannotBeObtained];
        let answers = answers.map(|said| (stored(said), answer(said)));
        vec![
            Question::one("answer", &capital(self.topic.label()), answers),
            Question::text("note", "Who said so, and what else did they say?")
                .hint("Leave it empty if there is nothing to write."),
        ]
    }

    fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment> {
        let answer = reading.choice("answer", "Choose an answer");
        let note = reading.text_if_any("note");
        Some(Amendment::Answer { topic: self.topic, about: None, answer: answer?, note })
    }
}

macro_rules! of_a_case {
    ($(#[$doc:meta])* $name:ident, $heading:literal) => {
        $(#[$doc])*
        pub(super) struct $name;

        impl Amends for $name {
            type Path = CaseId;

            fn case(path: &CaseId) -> CaseId {
                *path
            }

            fn look(_found: &TriagePage, _path: CaseId) -> Result<Self, Answer> {
                Ok(Self)
            }

            fn heading(&self) -> String {
                $heading.to_owned()
            }

            fn questions(&self, _answers: &Fields) -> Vec<Question> {
                Self::asks()
            }

            fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment> {
                Self::made(reading)
            }
        }
    };
}

of_a_case!(
    /// Who refers.
    Referrer,
    "Who refers"
);
of_a_case!(
    /// The level asked for or ordered.
    Level,
    "The level asked for or ordered"
);
of_a_case!(
    /// Who decides about the contact.
    WhoDecides,
    "Who decides about the contact"
);
of_a_case!(
    /// Court, number, hearing.
    Court,
    "The court and the next hearing"
);
of_a_case!(
    /// A free text.
    Told,
    "Something else that was told"
);

impl Referrer {
    fn asks() -> Vec<Question> {
        let kinds = [
            ReferrerKind::Court,
            ReferrerKind::Cafcass,
            ReferrerKind::Solicitor,
            ReferrerKind::LocalAuthority,
            ReferrerKind::Themselves,
            ReferrerKind::Mediator,
        ];
        vec![
            Question::one(
                "referrer",
                "Who refers the family?",
                kinds.map(|kind| (stored(kind), capital(kind.label()))),
            ),
            Question::text("details", "What is their name, and how can they be reached?")
                .hint("Kept with the protected facts of the case."),
        ]
    }

    fn made(reading: &mut Reading<'_>) -> Option<Amendment> {
        let referrer = reading.choice("referrer", "Choose who refers");
        let details = reading.text_if_any("details");
        Some(Amendment::Referrer { referrer: referrer?, details })
    }
}

impl Level {
    fn asks() -> Vec<Question> {
        let which = [("requested", "Asked for by whoever refers"), ("ordered", "Ordered")];
        let levels = LEVELS.map(|level| (stored(level), capital(level.label())));
        vec![
            Question::one("which", "Which of the two?", which)
                .hint("The two are kept apart, and shown where they differ."),
            Question::one("level", "Which level?", levels),
        ]
    }

    fn made(reading: &mut Reading<'_>) -> Option<Amendment> {
        let level = reading.choice("level", "Choose the level");
        match reading.raw("which") {
            "requested" => Some(Amendment::LevelRequested { level: level? }),
            "ordered" => Some(Amendment::LevelOrdered { level: level?, order: None }),
            _ => {
                reading.problem("which", "Choose whether it is asked for or ordered");
                None
            }
        }
    }
}

impl WhoDecides {
    fn asks() -> Vec<Question> {
        let who = [DecidedBy::Court, DecidedBy::LocalAuthority, DecidedBy::Agreement];
        vec![
            Question::one(
                "decided_by",
                "Who decides that there is to be contact?",
                who.map(|by| (stored(by), capital(decided_by(by)))),
            )
            .hint("Never the centre: it decides only whether it can host safely."),
        ]
    }

    fn made(reading: &mut Reading<'_>) -> Option<Amendment> {
        let decided_by = reading.choice("decided_by", "Choose who decides")?;
        Some(Amendment::DecidedBy { decided_by })
    }
}

impl Court {
    fn asks() -> Vec<Question> {
        vec![
            Question::line("court", "Which court?"),
            Question::line("case_number", "What is the case's number at the court?"),
            Question::day("submitted_on", "When was the application made?"),
            Question::day("next_hearing", "When is the next hearing?"),
        ]
    }

    fn made(reading: &mut Reading<'_>) -> Option<Amendment> {
        let court = reading.text_if_any("court");
        let case_number = reading.text_if_any("case_number");
        let submitted_on = reading.day_if_any("submitted_on");
        let next_hearing = reading.day_if_any("next_hearing");
        if court.is_none() && case_number.is_none() && submitted_on.is_none() && next_hearing.is_none() {
            reading.problem("court", "Enter the court, its number or a date");
            return None;
        }
        Some(Amendment::Court { court, case_number, submitted_on, next_hearing })
    }
}

impl Told {
    fn asks() -> Vec<Question> {
        let kinds = [
            TextKind::Fears,
            TextKind::LastContact,
            TextKind::WhoBrings,
            TextKind::Frequency,
            TextKind::LocalAuthority,
            TextKind::Police,
            TextKind::WhereTheChildrenAre,
            TextKind::Anything,
        ];
        vec![
            Question::listed("kind", "What is it about?", kinds.map(|kind| (stored(kind), text_kind(kind)))),
            Question::text("text", "What was told?").hint("In the words of whoever told it, and who that was."),
        ]
    }

    fn made(reading: &mut Reading<'_>) -> Option<Amendment> {
        let kind = choice_if_any(reading, "kind");
        if kind.is_none() {
            reading.problem("kind", "Choose what it is about");
        }
        let text = reading.text("text", "Write down what was told");
        Some(Amendment::Text { kind: kind?, text: text? })
    }
}
