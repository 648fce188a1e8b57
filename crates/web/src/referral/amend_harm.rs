//! Amendments about orders, statements of harm, and what others' assessments conclude.

use super::amend::{Amends, choice_if_any};
use crate::answer::Answer;
use crate::cases::words::capital;
use crate::components::{Html, InsetText};
use crate::forms::{Question, Reading};
use crate::referral::triage::{STATUSES, people, stored};
use crate::sent::Fields;
use app::cases::words::{LEVELS, ORDER_KINDS, abuse_form, concluded_by, order_kind};
use app::referral::TriagePage;
use domain::ids::{CaseId, PersonId};
use domain::person::PersonKind;
use domain::referral::questions::ANSWERS;
use domain::referral::{AbuseForm, Amendment, ConcludedBy};
use domain::words::Harm;

type People = Vec<(PersonId, String)>;

fn everybody(found: &TriagePage) -> Result<People, Answer> {
    people(&found.names, &found.head.grant, |_| true)
}

fn adults(found: &TriagePage) -> Result<People, Answer> {
    people(&found.names, &found.head.grant, |named| named.kind == Some(PersonKind::Adult))
}

/// An order or condition the centre was told of.
pub(super) struct NewOrder {
    people: People,
}

impl Amends for NewOrder {
    type Path = CaseId;

    fn case(path: &CaseId) -> CaseId {
        *path
    }

    fn look(found: &TriagePage, _path: CaseId) -> Result<Self, Answer> {
        Ok(Self { people: everybody(found)? })
    }

    fn heading(&self) -> String {
        "Add an order or condition".to_owned()
    }

    fn introduction(&self) -> Html {
        let text = "What the centre was told of it. Once you have the order itself, write down what it says and have a \
                    second person compare.";
        InsetText::new(text).into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let levels = LEVELS.map(|level| (stored(level), capital(level.label())));
        vec![
            Question::listed(
                "kind",
                "What kind is it?",
                ORDER_KINDS.map(|kind| (stored(kind), capital(order_kind(kind)))),
            ),
            Question::one("current", "Is it in force?", ANSWERS),
            Question::day("issued_on", "When was it made?"),
            Question::day("ends_on", "When does it end?"),
            Question::many("restrains", "Whom does it restrain?", self.people.clone()),
            Question::many("protects", "Whom does it protect?", self.people.clone()),
            Question::listed("directs", "Which level of contact does it direct?", levels)
                .hint("Leave it open if it directs none."),
            Question::line("made_by", "Which court, police force or prison made it, and what is its number?"),
        ]
    }

    fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment> {
        let kind = reading.choice("kind", "Choose what kind it is");
        let current = reading.choice("current", "Choose whether it is in force");
        let issued_on = reading.day_if_any("issued_on");
        let ends_on = reading.day_if_any("ends_on");
        let restrains = reading.all_parsed("restrains");
        let protects = reading.all_parsed("protects");
        let directs = choice_if_any(reading, "directs");
        let made_by = reading.text_if_any("made_by");
        Some(Amendment::Order {
            kind: kind?,
            issued_on,
            ends_on,
            current: current?,
            protects,
            restrains,
            directs,
            made_by,
        })
    }
}

/// A statement that somebody was harmed.
pub(super) struct NewAssertion {
    people: People,
    adults: People,
}

const HARMS: [Harm; 5] =
    [Harm::DomesticAbuse, Harm::ChildAbuse, Harm::ChildAbduction, Harm::SubstanceAbuse, Harm::OtherConcerns];
const FORMS: [AbuseForm; 6] = [
    AbuseForm::Physical,
    AbuseForm::Psychological,
    AbuseForm::Sexual,
    AbuseForm::Emotional,
    AbuseForm::Financial,
    AbuseForm::Other,
];

impl Amends for NewAssertion {
    type Path = CaseId;

    fn case(path: &CaseId) -> CaseId {
        *path
    }

    fn look(found: &TriagePage, _path: CaseId) -> Result<Self, Answer> {
        Ok(Self { people: everybody(found)?, adults: adults(found)? })
    }

    fn heading(&self) -> String {
        "Add a statement of harm".to_owned()
    }

    fn introduction(&self) -> Html {
        InsetText::new(
            "What somebody says is an allegation until it is admitted or decided. It is shown as what it is.",
        )
        .into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::one("harm", "What kind of harm?", HARMS.map(|harm| (stored(harm), capital(harm.label())))),
            Question::listed("form", "In which form?", FORMS.map(|form| (stored(form), capital(abuse_form(form)))))
                .hint("Leave it open if nobody said."),
            Question::one(
                "status",
                "What stands behind it?",
                STATUSES.map(|status| (stored(status), capital(status.label()))),
            ),
            Question::many("by", "Who is said to have done it?", self.adults.clone()),
            Question::many("against", "Who is said to have been harmed?", self.people.clone()),
            Question::many("made_by", "Who says so?", self.people.clone()),
            Question::line("when", "When was it, and when last?"),
            Question::text("narrative", "What is said to have happened?")
                .hint("Only what the centre needs to keep people safe, in the words of whoever said it."),
        ]
    }

    fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment> {
        let harm = reading.choice("harm", "Choose the kind of harm");
        let form = choice_if_any(reading, "form");
        let status = reading.choice("status", "Choose what stands behind it");
        let by = reading.all_parsed("by");
        let against = reading.all_parsed("against");
        let made_by = reading.all_parsed("made_by");
        let when = reading.text_if_any("when");
        let narrative = reading.text_if_any("narrative");
        Some(Amendment::Assertion { harm: harm?, form, status: status?, by, against, made_by, when, narrative })
    }
}

/// What somebody else's assessment concludes about an adult.
pub(super) struct NewConclusion {
    adults: People,
}

const BODIES: [ConcludedBy; 7] = [
    ConcludedBy::Cafcass,
    ConcludedBy::LocalAuthority,
    ConcludedBy::Court,
    ConcludedBy::Police,
    ConcludedBy::Probation,
    ConcludedBy::Expert,
    ConcludedBy::OtherCentre,
];

impl Amends for NewConclusion {
    type Path = CaseId;

    fn case(path: &CaseId) -> CaseId {
        *path
    }

    fn look(found: &TriagePage, _path: CaseId) -> Result<Self, Answer> {
        Ok(Self { adults: adults(found)? })
    }

    fn heading(&self) -> String {
        "What somebody else's assessment concludes".to_owned()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::one(
                "by",
                "Whose assessment or report?",
                BODIES.map(|body| (stored(body), capital(concluded_by(body)))),
            ),
            Question::one("about", "About whom?", self.adults.clone()),
            Question::one(
                "poses_risk",
                "Does it conclude that this adult poses a risk to a child or the other adult?",
                ANSWERS,
            ),
            Question::day("dated", "Which date does it bear?"),
            Question::text("note", "In its words").hint("Leave it empty if there is nothing to write."),
        ]
    }

    fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment> {
        let by = reading.choice("by", "Choose whose it is");
        let about = reading.parsed("about", "Choose whom it is about");
        let poses_risk = reading.choice("poses_risk", "Choose what it concludes");
        let dated = reading.day_if_any("dated");
        let note = reading.text_if_any("note");
        Some(Amendment::Conclusion { by: by?, about: about?, poses_risk: poses_risk?, dated, note })
    }
}
