//! Reads the answers of the typed form into the domain's form.

use super::amend::choice_if_any;
use crate::cases::words::capital;
use crate::forms::Reading;
use crate::sent::Fields;
use domain::person::{NameGiven, Need, NeedKind};
use domain::referral::questions::{AnswerKind, asked};
use domain::referral::{Route, TextKind, Topic, TypedAdult, TypedAssertion, TypedChild, TypedOrder, TypedReferral};
use domain::words::{Answer, Harm, Narrative, OrderKind, Side};
use serde_json::Value;
use std::collections::BTreeMap;

/// The most children besides the first that one form takes.
const MOST_OTHERS: u8 = 7;

/// How many children besides the first the form asks about.
pub(super) fn most_children(answers: &Fields) -> u8 {
    answers.get("other_children").parse::<u8>().unwrap_or(0).min(MOST_OTHERS)
}

/// The referral that the answers make; what is wrong with them goes into the reading.
pub(super) fn read(route: Route, answers: &Fields, reading: &mut Reading<'_>) -> Option<TypedReferral> {
    let referrer = reading.choice("referrer", "Choose who refers the family");
    let referrer_details = reading.text_if_any("referrer_details");
    let children = children(answers, reading);
    let resident = adult(0, Side::Resident, reading);
    let visiting = adult(1, Side::Visiting, reading);
    let requested_level = choice_if_any(reading, "requested_level");
    let decided_by = choice_if_any(reading, "decided_by");
    let orders = orders(answers, reading);
    let ordered_level =
        if says(answers, "orders_in_force", "yes") { choice_if_any(reading, "ordered_level") } else { None };
    let assertions = assertions(answers, children.len(), reading);
    let (court, next_hearing) = court(answers, reading);
    let said = safety(answers, reading);
    let texts = texts(answers, reading);
    Some(TypedReferral {
        route,
        referrer: referrer?,
        referrer_details,
        received_on: None,
        children,
        adults: vec![resident?, visiting?],
        answers: said,
        texts,
        orders: orders?,
        assertions: assertions?,
        requested_level,
        ordered_level,
        decided_by,
        court,
        court_case_number: None,
        next_hearing,
    })
}

/// The children, and that there are not too many of them.
fn children(answers: &Fields, reading: &mut Reading<'_>) -> Vec<TypedChild> {
    if answers.get("other_children").parse::<u8>().is_ok_and(|number| number > MOST_OTHERS) {
        reading.problem("other_children", "Enter 7 or fewer; add the others to the referral afterwards");
    }
    (0..=most_children(answers)).map(|place| child(place, reading)).collect()
}

/// The court, where a court decides.
fn court(answers: &Fields, reading: &mut Reading<'_>) -> (Option<Narrative>, Option<jiff::civil::Date>) {
    if answers.get("decided_by") == "court" {
        (reading.text_if_any("court"), reading.day_if_any("next_hearing"))
    } else {
        (None, None)
    }
}

fn says(answers: &Fields, topic: &str, value: &str) -> bool {
    answers.get(&format!("answers.{topic}")) == value
}

fn name(field: &str, reading: &mut Reading<'_>) -> NameGiven {
    let given = format!("{field}.given");
    let name =
        NameGiven { given: reading.raw(&given).to_owned(), family: reading.raw(&format!("{field}.family")).to_owned() };
    if let Err(problem) = name.parse(&given) {
        reading.problem(&given, &capital(&problem.message));
    }
    name
}

fn child(place: u8, reading: &mut Reading<'_>) -> TypedChild {
    TypedChild {
        name: name(&format!("children.{place}.name"), reading),
        date_of_birth: reading.day_if_any(&format!("children.{place}.date_of_birth")),
        school: None,
        needs: Vec::new(),
    }
}

fn adult(place: u8, side: Side, reading: &mut Reading<'_>) -> Option<TypedAdult> {
    let field = |name: &str| format!("adults.{place}.{name}");
    let name = name(&field("name"), reading);
    let relationship = reading.choice(&field("relationship"), "Choose what this person is to the child");
    let telephone = reading.text_if_any(&field("telephone"));
    let messages = reading.choice(&field("messages"), "Choose whether a message is safe");
    let code_word = reading.text_if_any(&field("code_word"));
    let needs = reading.text_if_any(&field("needs")).map(|text| Need { kind: NeedKind::Access, text: Some(text) });
    Some(TypedAdult {
        name,
        aliases: Vec::new(),
        date_of_birth: None,
        side,
        role: None,
        relationship: relationship?,
        relationship_words: None,
        parental_responsibility: Answer::NotAsked,
        telephone,
        messages: messages?,
        code_word,
        times: None,
        address: None,
        keep_from_others: Answer::NotAsked,
        needs: needs.into_iter().collect(),
    })
}

fn orders(answers: &Fields, reading: &mut Reading<'_>) -> Option<Vec<TypedOrder>> {
    let mut found = Vec::new();
    let mut whole = true;
    if says(answers, "orders_in_force", "yes") {
        let kind = reading.choice("orders.0.kind", "Choose what kind of order it is");
        let current = reading.choice("orders.0.current", "Choose whether the order is in force");
        let order = kind.zip(current).map(|(kind, current)| order("orders.0", kind, current, reading));
        whole = order.is_some();
        found.extend(order);
    }
    if says(answers, "bail_conditions", "yes") {
        found.push(order("orders.1", OrderKind::BailCondition, Answer::Yes, reading));
    }
    whole.then_some(found)
}

fn order(field: &str, kind: OrderKind, current: Answer, reading: &mut Reading<'_>) -> TypedOrder {
    TypedOrder {
        kind,
        issued_on: reading.day_if_any(&format!("{field}.issued_on")),
        ends_on: reading.day_if_any(&format!("{field}.ends_on")),
        current,
        restrains: Vec::new(),
        protects: Vec::new(),
        directs: None,
        made_by: reading.text_if_any(&format!("{field}.made_by")),
    }
}

fn assertions(answers: &Fields, children: usize, reading: &mut Reading<'_>) -> Option<Vec<TypedAssertion>> {
    if !says(answers, "domestic_abuse", "yes") {
        return Some(Vec::new());
    }
    let status = reading.choice("assertions.0.status", "Choose what stands behind it");
    let by = reading.all_parsed("assertions.0.by");
    let harmed = reading.raws("assertions.0.against_adults");
    let against_adults = harmed.iter().filter_map(|place| place.parse().ok()).collect();
    let against_children = if harmed.contains(&"children") { (0..children).collect() } else { Vec::new() };
    let when = reading.text_if_any("assertions.0.when");
    let narrative = reading.text_if_any("assertions.0.narrative");
    Some(vec![TypedAssertion {
        harm: Harm::DomesticAbuse,
        form: None,
        status: status?,
        by,
        against_adults,
        against_children,
        when,
        narrative,
    }])
}

fn open(answers: &Fields) -> Vec<&'static domain::referral::questions::Question> {
    let given = answers.iter().map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect();
    asked(&given)
}

/// What was answered about safety. A no to a question of several topics settles all of them; any other answer settles
/// only the topic it names, so that a worry about one thing never reads as a statement about another.
fn safety(answers: &Fields, reading: &mut Reading<'_>) -> BTreeMap<Topic, Answer> {
    let mut said = BTreeMap::new();
    for question in open(answers) {
        let topic = question.field.strip_prefix("answers.").and_then(choice::<Topic>);
        let (AnswerKind::Answer, Some(topic)) = (question.kind, topic) else {
            continue;
        };
        let Some(answer) = choice_if_any::<Answer>(reading, question.field) else {
            continue;
        };
        if answer == Answer::No {
            said.extend(question.topics.iter().map(|topic| (*topic, answer)));
        }
        said.insert(topic, answer);
    }
    said
}

fn texts(answers: &Fields, reading: &mut Reading<'_>) -> BTreeMap<TextKind, Narrative> {
    let kinds = open(answers).into_iter().filter_map(|question| {
        let kind = question.field.strip_prefix("texts.").and_then(choice::<TextKind>)?;
        Some((kind, question.field))
    });
    kinds.filter_map(|(kind, field)| Some((kind, reading.text_if_any(field)?))).collect()
}

fn choice<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(Value::String(name.to_owned())).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shortest form that can be saved: who refers, and three names with what goes with them.
    fn shortest() -> Fields {
        Fields::default()
            .with("referrer", "solicitor")
            .with("children.0.name.given", "Ines")
            .with("adults.0.name.given", "Ama")
            .with("adults.0.relationship", "parent")
            .with("adults.0.messages", "safe")
            .with("adults.1.name.given", "Tomasz")
            .with("adults.1.relationship", "parent")
            .with("adults.1.messages", "do-not-leave")
    }

    fn typed(answers: &Fields) -> Result<TypedReferral, Vec<String>> {
        let mut reading = Reading::of(answers);
        let typed = read(Route::ByTelephone, answers, &mut reading);
        reading.finish(typed).map_err(|problems| problems.into_iter().map(|p| p.field).collect())
    }

    #[test]
    fn what_nobody_answered_stays_out_of_the_answers() {
        let typed = typed(&shortest()).unwrap();
        assert!(typed.answers.is_empty() && typed.requested_level.is_none());
        assert_eq!(typed.adults.iter().map(|adult| adult.side).collect::<Vec<_>>(), [Side::Resident, Side::Visiting]);
    }

    #[test]
    fn a_no_to_any_other_concern_settles_each_of_them_and_a_yes_settles_none_but_itself() {
        let no = typed(&shortest().with("answers.other_concerns", "no")).unwrap().answers;
        assert_eq!(no.get(&Topic::ChildAbuse), Some(&Answer::No));
        let yes = typed(&shortest().with("answers.other_concerns", "yes")).unwrap().answers;
        assert_eq!(yes.get(&Topic::OtherConcerns), Some(&Answer::Yes));
        assert_eq!(yes.get(&Topic::ChildAbuse), None);
    }

    #[test]
    fn an_answer_that_opens_nothing_any_more_takes_what_it_opened_with_it() {
        let answers = shortest().with("answers.domestic_abuse", "no").with("texts.fears", "the car park");
        let typed = typed(&answers).unwrap();
        assert!(typed.texts.is_empty() && typed.assertions.is_empty());
    }

    #[test]
    fn abuse_is_recorded_with_what_stands_behind_it_or_not_at_all() {
        let abuse = shortest().with("answers.domestic_abuse", "yes");
        assert_eq!(typed(&abuse).unwrap_err(), ["assertions.0.status"]);
        let told = abuse
            .with("assertions.0.status", "allegation")
            .with("assertions.0.by", "1")
            .with("assertions.0.against_adults", "0")
            .with("assertions.0.against_adults", "children");
        let assertions = typed(&told).unwrap().assertions;
        let only = assertions.first().unwrap();
        assert_eq!((only.by.as_slice(), only.against_adults.as_slice()), ([1_usize].as_slice(), [0_usize].as_slice()));
        assert_eq!(only.against_children, [0]);
    }

    #[test]
    fn a_name_that_is_missing_is_told_at_its_box() {
        let missing = Fields::default().with("referrer", "court");
        let fields = typed(&missing).unwrap_err();
        assert!(fields.contains(&"children.0.name.given".to_owned()), "{fields:?}");
    }
}
