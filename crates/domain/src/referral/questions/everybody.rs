//! What everybody is asked.

use super::{AnswerKind, Opened, Question};
use crate::referral::topic::Topic;

/// Why a telephone number is asked for.
const TO_REACH: &str = "So that somebody can be told when a session cannot be held. It is kept from the other adult.";

const MESSAGES: AnswerKind =
    AnswerKind::OneOf(&[("safe", "Yes"), ("do-not-leave", "No, never"), ("not-asked", "They were not asked")]);

const RELATIONSHIP: AnswerKind = AnswerKind::OneOf(&[
    ("parent", "Parent"),
    ("step-parent", "Step-parent"),
    ("grandparent", "Grandparent"),
    ("guardian", "Guardian"),
    ("carer", "Foster carer or other carer"),
    ("relative", "Another relative"),
    ("other", "Something else"),
]);

pub(super) const LEVEL: AnswerKind = AnswerKind::OneOf(&[
    ("supported", "Supported: several families in one room, nobody observes or reports"),
    ("supervised", "Supervised: one worker for this family, within sight and sound, written reports"),
    ("handover", "Handover: the child goes from one adult to the other, nobody stays"),
    ("indirect", "Indirect: letters, gifts or recordings, looked through first"),
    ("virtual", "Virtual: live video"),
    ("community", "Community: supervised, away from the centre"),
    ("life-story", "Life story: for a child's identity, often once"),
]);

pub(super) const fn always(field: &'static str, wording: &'static str, kind: AnswerKind) -> Question {
    Question { field, wording, hint: None, why: None, kind, opened: Opened::Always, topics: &[] }
}

const fn about(field: &'static str, wording: &'static str, why: &'static str, topics: &'static [Topic]) -> Question {
    let question = always(field, wording, AnswerKind::Answer).because(why);
    Question { topics, ..question }
}

impl Question {
    pub(super) const fn hinting(self, hint: &'static str) -> Self {
        Self { hint: Some(hint), ..self }
    }

    pub(super) const fn because(self, why: &'static str) -> Self {
        Self { why: Some(why), ..self }
    }
}

/// What everybody is asked, in the order of the form.
pub const OF_EVERYBODY: [Question; 25] = [
    always(
        "referrer",
        "Who refers the family?",
        AnswerKind::OneOf(&[
            ("court", "A court"),
            ("cafcass", "Cafcass or Cafcass Cymru"),
            ("solicitor", "A solicitor"),
            ("local-authority", "A local authority"),
            ("self", "One of the adults"),
            ("mediator", "A mediator"),
        ]),
    ),
    always("referrer_details", "What is the referrer's name, and how can they be reached?", AnswerKind::Text),
    always("children.0.name", "What is the child's name?", AnswerKind::Name).hinting("Add the other children below."),
    always("children.0.date_of_birth", "When was the child born?", AnswerKind::Date),
    always("adults.0.name", "Who does the child live with?", AnswerKind::Name),
    always("adults.0.relationship", "What is this person to the child?", RELATIONSHIP),
    always("adults.0.telephone", "On which number can this person be reached?", AnswerKind::Telephone)
        .because(TO_REACH),
    always("adults.0.messages", "Is it safe to leave a message there?", MESSAGES)
        .because("A message that somebody else hears can put a person in danger."),
    always("adults.1.name", "Who wants to spend time with the child at the centre?", AnswerKind::Name),
    always("adults.1.relationship", "What is this person to the child?", RELATIONSHIP),
    always("adults.1.telephone", "On which number can this person be reached?", AnswerKind::Telephone)
        .because(TO_REACH),
    always("adults.1.messages", "Is it safe to leave a message there?", MESSAGES)
        .because("A message that somebody else hears can put a person in danger."),
    always("requested_level", "Which kind of contact is asked for?", LEVEL)
        .hinting("Say what it means to whoever refers: supported contact is not watched."),
    always("texts.frequency", "How often and for how long?", AnswerKind::Line),
    always(
        "decided_by",
        "Who decides that there is to be contact?",
        AnswerKind::OneOf(&[
            ("court", "A court"),
            ("local-authority", "A local authority"),
            ("agreement", "The adults agree on it"),
        ]),
    ),
    about(
        "answers.orders_in_force",
        "Is there any court order about the child or either adult?",
        "An order may forbid contact, or say how it is to be held.",
        &[Topic::OrdersInForce],
    ),
    about(
        "answers.bail_conditions",
        "Is anybody on bail or licence with conditions?",
        "Bail may forbid contact even where a family court allows it.",
        &[Topic::BailConditions],
    ),
    about(
        "answers.domestic_abuse",
        "Has there been domestic abuse, or does anybody say so?",
        "The centre must know to keep people safe before, during and after contact.",
        &[Topic::DomesticAbuse],
    )
    .hinting("Controlling somebody, frightening them or using money against them is abuse too."),
    about(
        "answers.police_involved",
        "Have the police been involved with the family?",
        "Nobody tells the centre unless it asks.",
        &[Topic::PoliceInvolved],
    ),
    about(
        "answers.local_authority_known",
        "Do children's services know the family?",
        "They may already protect the child, and may need to know of the contact.",
        &[Topic::LocalAuthorityKnown, Topic::ChildProtectionPlan, Topic::LookedAfter, Topic::ChildInNeed],
    )
    .hinting("A child protection plan, a child in need and a child in care count, now or before."),
    about(
        "answers.other_concerns",
        "Is there any other concern: harm to a child, a child being taken away, drugs or alcohol, or anything else?",
        "The centre may not be able to keep everybody safe without knowing.",
        &[Topic::ChildAbuse, Topic::ChildAbduction, Topic::SubstanceAbuse, Topic::OtherConcerns],
    ),
    about(
        "answers.access_needed",
        "Does anybody need an interpreter, or help with access?",
        "So that it is there on the day. Nobody of the family interprets.",
        &[Topic::AccessNeeded, Topic::InterpreterNeeded],
    ),
    always("texts.who-brings", "Who brings and collects the child?", AnswerKind::Line),
    about(
        "answers.both_adults_informed",
        "Do both adults know of this referral?",
        "The centre contacts nobody who does not know of it before asking whether that is safe.",
        &[Topic::BothAdultsInformed],
    ),
    about(
        "answers.level_explained",
        "Does the referrer know what this kind of contact means?",
        "Contact was often thought to be supervised when it was not.",
        &[Topic::LevelExplained],
    ),
];
