use crate::question::Question;

/// What the truths of a question say, in the order they are told.
const SAID: &[(&str, &str)] = &[
    ("lives_with", "who is the adult the child lives with"),
    ("visits", "who is the visiting adult"),
    ("child", "who is a child of the case"),
    ("accompanies", "who comes as another visitor"),
    ("acts_for_lives_with", "who acts for the adult the child lives with"),
    ("acts_for_visits", "who acts for the visiting adult"),
    ("agency", "who is the contact of an agency"),
    ("referred", "who sent the family"),
    ("asked_by_link", "who came by a one-time link"),
    ("assigned", "who is assigned to the case"),
    ("conflicted", "who has an interest in the case"),
    ("suspected", "who may have an interest in the case"),
    ("author", "who wrote it"),
    ("themselves", "about themselves"),
    ("client", "about the person they act for"),
    ("passed_on", "passed on by the safeguarding lead"),
    ("released", "released to them"),
    ("required", "asked for by an order"),
    ("second_person", "with a second person"),
    ("of_today", "about today's sessions"),
    ("by_pin", "with a PIN"),
    ("second_factor", "with a second factor"),
];

/// A question as a sentence: who, what, about what, for what.
pub(crate) fn told(question: &Question) -> String {
    let mut said = vec![roles(question)];
    said.extend(SAID.iter().filter(|(name, _)| question.holds(name)).map(|(_, words)| (*words).to_owned()));
    if question.holds("second_factor_demanded") && !question.holds("second_factor") {
        said.push("without the second factor that is demanded".to_owned());
    }
    let time = match (question.numbers.get("now"), question.numbers.get("until")) {
        (Some(now), Some(until)) if now >= until => ", after their time was up",
        (Some(now), Some(until)) if now < until => ", within their time",
        _ => "",
    };
    let purpose = question.texts.get("purpose").map_or("", String::as_str);
    let place = if question.theirs == question.keeps { "the same centre" } else { "another centre" };
    let (who, action, kind) = (said.join(", "), &question.action, &question.kind);
    format!("{who}: {action} on a record of kind {kind:?} of {place}, for {purpose:?}{time}")
}

fn roles(question: &Question) -> String {
    if question.roles.is_empty() {
        return "somebody without a role".to_owned();
    }
    let roles: Vec<_> = question.roles.iter().map(String::as_str).collect();
    format!("somebody who is {}", roles.join(" and "))
}
