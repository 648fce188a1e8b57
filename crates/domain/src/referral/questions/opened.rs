//! Questions that an answer opens, or that somebody adds.

use super::everybody::{LEVEL, always};
use super::{AnswerKind, Opened, Question};

const fn after(
    field: &'static str,
    wording: &'static str,
    kind: AnswerKind,
    (opener, values): (&'static str, &'static [&'static str]),
) -> Question {
    let question = always(field, wording, kind);
    Question { opened: Opened::By { field: opener, values }, ..question }
}

const fn added(field: &'static str, wording: &'static str, kind: AnswerKind) -> Question {
    let question = always(field, wording, kind);
    Question { opened: Opened::ByAdding, ..question }
}

const YES: &[&str] = &["yes"];
const ORDERS: (&str, &[&str]) = ("answers.orders_in_force", YES);
const BAIL: (&str, &[&str]) = ("answers.bail_conditions", YES);
const ABUSE: (&str, &[&str]) = ("answers.domestic_abuse", YES);
const CONCERN: (&str, &[&str]) = ("answers.other_concerns", &["yes", "unknown", "declined"]);
const NEEDS: (&str, &[&str]) = ("answers.access_needed", YES);
const AUTHORITY: (&str, &[&str]) = ("answers.local_authority_known", &["yes", "unknown"]);
const COURT: (&str, &[&str]) = ("decided_by", &["court"]);

const STATUS: AnswerKind = AnswerKind::OneOf(&[
    ("allegation", "Somebody says so"),
    ("admission", "The person admits it"),
    ("finding", "A court found it"),
    ("conviction", "A criminal court convicted"),
    ("caution", "The police cautioned"),
    ("not-known", "Not known"),
]);

/// What is asked only where an answer asks for it, in the order of the form.
pub const OPENED: [Question; 30] = [
    after(
        "orders.0.kind",
        "What kind of order is it?",
        AnswerKind::OneOf(&[
            ("child-arrangements", "Child arrangements order"),
            ("non-molestation", "Non-molestation order"),
            ("occupation", "Occupation order"),
            ("prohibited-steps", "Prohibited steps order"),
            ("specific-issue", "Specific issue order"),
            ("section91", "Order under section 91(14)"),
            ("protection-notice", "Domestic abuse protection notice"),
            ("protection-order", "Domestic abuse protection order"),
            ("restraining", "Restraining order"),
            ("forced-marriage-protection", "Forced marriage protection order"),
            ("sexual-harm-prevention", "Sexual harm prevention order"),
            ("care", "Care order or interim care order"),
            ("section34-contact", "Contact order for a child in care"),
            ("other-injunction", "Another injunction or an undertaking"),
            ("other", "Something else"),
        ]),
        ORDERS,
    ),
    after("orders.0.issued_on", "When was it made?", AnswerKind::Date, ORDERS),
    after("orders.0.ends_on", "When does it end?", AnswerKind::Date, ORDERS),
    after("orders.0.current", "Is it in force?", AnswerKind::Answer, ORDERS),
    after("orders.0.made_by", "Which court made it, and what is its number?", AnswerKind::Line, ORDERS),
    after("ordered_level", "Which kind of contact does it order, if it does?", LEVEL, ORDERS),
    after("orders.1.ends_on", "Until when does the bail or licence last?", AnswerKind::Date, BAIL),
    after("orders.1.made_by", "Which police force, court or prison set the conditions?", AnswerKind::Line, BAIL),
    after("assertions.0.status", "What stands behind it?", STATUS, ABUSE)
        .hinting("What somebody says is an allegation until it is admitted or decided."),
    after("assertions.0.by", "Who is said to have done it?", AnswerKind::Line, ABUSE),
    after("assertions.0.against_adults", "Who is said to have been harmed?", AnswerKind::Line, ABUSE),
    after("assertions.0.when", "When was it, and when last?", AnswerKind::Line, ABUSE),
    after("assertions.0.narrative", "What is said to have happened?", AnswerKind::Text, ABUSE)
        .because("Only what the centre needs to keep people safe. Write down who said it."),
    after(
        "answers.fact_finding_hearing",
        "Has a court held, or planned, a hearing to find the facts?",
        AnswerKind::Answer,
        ABUSE,
    ),
    after("texts.fears", "What is anybody afraid of, in their own words?", AnswerKind::Text, ABUSE),
    after(
        "adults.0.code_word",
        "Which word shows this person that a caller is from the centre?",
        AnswerKind::Line,
        ABUSE,
    )
    .because("So that nobody else can pretend to call from the centre."),
    after("answers.kept_apart", "Has anybody asked to be kept apart from another adult?", AnswerKind::Answer, ABUSE),
    after(
        "answers.child_abuse",
        "Was a child harmed or neglected, or does anybody say so?",
        AnswerKind::Answer,
        CONCERN,
    ),
    after(
        "answers.child_abduction",
        "Is anybody afraid that a child could be taken away?",
        AnswerKind::Answer,
        CONCERN,
    ),
    after("answers.substance_abuse", "Are drugs or alcohol a concern?", AnswerKind::Answer, CONCERN),
    after("texts.anything", "What is the concern?", AnswerKind::Text, CONCERN),
    after(
        "texts.local-authority",
        "Which local authority, and who works with the family?",
        AnswerKind::Line,
        AUTHORITY,
    ),
    after("answers.child_protection_plan", "Is a child under a child protection plan?", AnswerKind::Answer, AUTHORITY),
    after("answers.looked_after", "Is a child looked after by the local authority?", AnswerKind::Answer, AUTHORITY),
    after(
        "texts.police",
        "What were the police involved in, and when?",
        AnswerKind::Text,
        ("answers.police_involved", YES),
    ),
    after("adults.0.needs", "Who needs what?", AnswerKind::Text, NEEDS)
        .because("So that it is there on the day. Kept with what concerns health."),
    after("court", "Which court, and what is the case's number?", AnswerKind::Line, COURT),
    after("next_hearing", "When is the next hearing?", AnswerKind::Date, COURT),
    added("children.1.name", "What is the next child's name?", AnswerKind::Name),
    added("children.1.date_of_birth", "When was that child born?", AnswerKind::Date),
];
