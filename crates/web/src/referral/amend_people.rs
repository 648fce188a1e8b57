//! Amendments about people: who is on which side, who told their own account, who belongs to the referral, who is what to
//! whom.

use super::amend::{Amends, choice_if_any};
use crate::answer::Answer;
use crate::cases::words::{capital, name_in};
use crate::forms::{Question, Reading};
use crate::referral::triage::{people, stored};
use crate::sent::Fields;
use app::Failure;
use app::cases::words::{proceedings_role, relationship, side};
use app::referral::TriagePage;
use domain::ids::{CaseId, PersonId};
use domain::person::{NameGiven, PersonKind};
use domain::referral::questions::ANSWERS;
use domain::referral::{Amendment, ChildPlace, ProceedingsRole, RelationshipKind, Topic};
use domain::words::{Answer as Said, Side};

fn adult_named(found: &TriagePage, person: PersonId) -> Result<String, Answer> {
    if found.adults.iter().any(|line| line.adult.person == person) {
        name_in(&found.names, person, &found.head.grant)
    } else {
        Err(Failure::NotOpen.into())
    }
}

/// On which side an adult stands.
pub(super) struct AdultSide {
    person: PersonId,
    name: String,
    standing: Option<Side>,
}

impl Amends for AdultSide {
    type Path = (CaseId, PersonId);

    fn case(path: &Self::Path) -> CaseId {
        path.0
    }

    fn look(found: &TriagePage, (_, person): Self::Path) -> Result<Self, Answer> {
        let line = found.adults.iter().find(|line| line.adult.person == person);
        Ok(Self { person, name: adult_named(found, person)?, standing: line.and_then(|line| line.adult.side) })
    }

    fn standing(&self) -> Fields {
        self.standing.map_or_else(Fields::default, |side| Fields::default().with("side", &stored(side)))
    }

    fn heading(&self) -> String {
        format!("On which side {} stands", self.name)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let sides = [Side::Resident, Side::Visiting, Side::Other].map(|of| (stored(of), capital(side(of))));
        vec![Question::one("side", "Who is this adult here?", sides).hint("Say only what somebody told the centre.")]
    }

    fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment> {
        let side = reading.choice("side", "Choose who this adult is here")?;
        Some(Amendment::Side { person: self.person, side })
    }
}

/// Whether an adult told their own account.
pub(super) struct Account {
    person: PersonId,
    name: String,
    standing: Option<Said>,
}

impl Amends for Account {
    type Path = (CaseId, PersonId);

    fn case(path: &Self::Path) -> CaseId {
        path.0
    }

    fn look(found: &TriagePage, (_, person): Self::Path) -> Result<Self, Answer> {
        let line = found.adults.iter().find(|line| line.adult.person == person);
        Ok(Self { person, name: adult_named(found, person)?, standing: line.map(|line| line.account) })
    }

    fn standing(&self) -> Fields {
        self.standing.map_or_else(Fields::default, |answer| Fields::default().with("answer", &stored(answer)))
    }

    fn heading(&self) -> String {
        format!("The account of {}", self.name)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let answers = [
            (stored(Said::Yes), "Yes, they told their own account"),
            (stored(Said::Declined), "They were asked and chose not to say"),
            (stored(Said::CannotBeObtained), "It cannot be obtained"),
            (stored(Said::No), "No, not yet"),
        ];
        vec![
            Question::one("answer", "Has this adult told the centre their own account?", answers)
                .hint("Each adult is heard on their own, and neither sees what the other said."),
            Question::text("note", "What did they say?")
                .hint("In their own words. Leave it empty if there is nothing to write."),
        ]
    }

    fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment> {
        let answer = reading.choice("answer", "Choose an answer");
        let note = reading.text_if_any("note");
        Some(Amendment::Answer { topic: Topic::AccountObtained, about: Some(self.person), answer: answer?, note })
    }
}

/// A child or adult added to the referral.
pub(super) struct NewPerson;

impl Amends for NewPerson {
    type Path = CaseId;

    fn case(path: &CaseId) -> CaseId {
        *path
    }

    fn look(_found: &TriagePage, _path: CaseId) -> Result<Self, Answer> {
        Ok(Self)
    }

    fn heading(&self) -> String {
        "Add a child or adult".to_owned()
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let kinds = [
            ("of-the-referral", "A child the contact is about"),
            ("other-child", "Another child of the family"),
            ("adult", "An adult"),
        ];
        let mut questions = vec![
            Question::one("who", "Who is it?", kinds),
            Question::line("given", "First name").hint("Or the only name they have"),
            Question::line("family", "Family name, if there is one"),
        ];
        match answers.get("who") {
            "adult" => {
                let sides = [Side::Resident, Side::Visiting, Side::Other].map(|of| (stored(of), capital(side(of))));
                let roles = ROLES.map(|role| (stored(role), capital(proceedings_role(role))));
                questions.push(Question::one("side", "Who is this adult here?", sides));
                questions.push(Question::one("role", "What is their place in court proceedings?", roles));
            }
            "" => {}
            _ => questions.push(Question::day("born", "When was the child born?")),
        }
        questions
    }

    fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment> {
        let name = NameGiven { given: reading.raw("given").to_owned(), family: reading.raw("family").to_owned() };
        if let Err(problem) = name.parse("given") {
            reading.problem("given", &capital(&problem.message));
        }
        match reading.raw("who") {
            "adult" => {
                let side = reading.choice("side", "Choose who this adult is here");
                let role = reading.choice("role", "Choose their place in court proceedings");
                Some(Amendment::Adult { name, side: side?, role: role? })
            }
            "" => {
                reading.problem("who", "Choose who it is");
                None
            }
            _ => {
                let place: ChildPlace = reading.choice("who", "Choose who it is")?;
                let date_of_birth = reading.day_if_any("born");
                Some(Amendment::Child { name, date_of_birth, place })
            }
        }
    }
}

const ROLES: [ProceedingsRole; 4] =
    [ProceedingsRole::Applicant, ProceedingsRole::Respondent, ProceedingsRole::OtherPerson, ProceedingsRole::NotAParty];

const RELATIONS: [RelationshipKind; 7] = [
    RelationshipKind::Parent,
    RelationshipKind::StepParent,
    RelationshipKind::Grandparent,
    RelationshipKind::Guardian,
    RelationshipKind::Carer,
    RelationshipKind::Relative,
    RelationshipKind::Other,
];

/// What an adult is to a child.
pub(super) struct Relation {
    children: Vec<(PersonId, String)>,
    adults: Vec<(PersonId, String)>,
}

impl Amends for Relation {
    type Path = CaseId;

    fn case(path: &CaseId) -> CaseId {
        *path
    }

    fn look(found: &TriagePage, _path: CaseId) -> Result<Self, Answer> {
        let of = |kind| people(&found.names, &found.head.grant, move |named| named.kind == Some(kind));
        Ok(Self { children: of(PersonKind::Child)?, adults: of(PersonKind::Adult)? })
    }

    fn heading(&self) -> String {
        "What an adult is to a child".to_owned()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::one("adult", "Which adult?", self.adults.clone()),
            Question::one("child", "Which child?", self.children.clone()),
            Question::one(
                "kind",
                "What is the adult to the child?",
                RELATIONS.map(|kind| (stored(kind), capital(relationship(kind)))),
            ),
            Question::one("lives_with", "Does the child live with this adult?", ANSWERS),
            Question::one("responsibility", "Does this adult have parental responsibility?", ANSWERS),
            Question::text("as_stated", "In whose words?")
                .hint("The same as it was stated. Leave it empty if there is nothing to add."),
        ]
    }

    fn amendment(&self, reading: &mut Reading<'_>) -> Option<Amendment> {
        let adult = reading.parsed("adult", "Choose the adult");
        let child = reading.parsed("child", "Choose the child");
        let kind = reading.choice("kind", "Choose what the adult is to the child");
        let lives_with = choice_if_any(reading, "lives_with").unwrap_or_default();
        let parental_responsibility = choice_if_any(reading, "responsibility").unwrap_or_default();
        let as_stated = reading.text_if_any("as_stated");
        Some(Amendment::Relationship {
            child: child?,
            adult: adult?,
            kind: kind?,
            lives_with,
            parental_responsibility,
            as_stated,
        })
    }
}
