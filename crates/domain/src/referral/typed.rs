//! Decides a referral typed in, or taken by telephone.

use super::drafting::Drafting;
use super::events::ReferralEvent;
use super::questions;
use super::record::{Clause, CourtDetails, FactAssertion, OrderDescribed, OrderTerms, Relationship};
use super::reference::Reference;
use super::typed_form::{TypedAdult, TypedAssertion, TypedOrder, TypedReferral};
use super::words::{ChildPlace, ProceedingsRole, Route};
use crate::decision::{Context, Decision, FieldProblem, Refusal};
use crate::ids::{AssertionId, CaseId, OrderId, PersonId};
use crate::person::{
    Channel, Confidentiality, FactKind, KnownFrom, LeavingMessages, NameGiven, PersonKind, SafeContactRules,
};
use crate::private::Private;
use crate::words::{Answer, PersonName, Side};
use jiff::civil::Date;

/// What was wrong with the form, collected so that all of it is shown at once.
struct Checked {
    children: Vec<PersonName>,
    adults: Vec<(PersonName, Vec<PersonName>)>,
}

/// Decides a typed referral: a draft with everything in it, or all problems of the form.
pub(super) fn decide(typed: &TypedReferral, context: &mut Context<'_>) -> Decision {
    let checked = check(typed, context.today).map_err(Refusal::Fields)?;
    let case = CaseId::fresh(context.ids);
    let reference = Reference::fresh(context.ids);
    let received_on = typed.received_on.unwrap_or(context.today);
    let mut draft = Drafting::new(case, context, KnownFrom::Referrer);
    draft.say(ReferralEvent::Drafted {
        reference,
        route: typed.route,
        referrer: Some(typed.referrer),
        referrer_details: typed.referrer_details.clone().map(|text| draft.protected_of_case(text)),
        received_on,
    });
    let children = add_children(typed, checked.children, &mut draft);
    let adults = add_adults(typed, checked.adults, &children, received_on, &mut draft);
    let implied = questions::implied(&typed.answers).into_iter().map(|topic| (topic, Answer::No));
    let given = typed.answers.iter().map(|(topic, answer)| (*topic, *answer));
    for (topic, answer) in given.chain(implied) {
        draft.say(ReferralEvent::AnswerRecorded { topic, about: None, answer, note: None });
    }
    for (kind, text) in &typed.texts {
        draft.text(*kind, text.clone());
    }
    for order in typed.orders.iter().cloned() {
        let described = described(order, &adults, &mut draft);
        draft.say(ReferralEvent::OrderRecorded(described));
    }
    for assertion in typed.assertions.iter().cloned() {
        let recorded = asserted(assertion, &children, &adults, &mut draft);
        draft.say(ReferralEvent::AssertionRecorded(recorded));
    }
    add_decision(typed, &mut draft);
    Ok(draft.events())
}

fn check(typed: &TypedReferral, today: Date) -> Result<Checked, Vec<FieldProblem>> {
    let mut problems = Vec::new();
    check_form(typed, today, &mut problems);
    check_places(typed, &mut problems);
    let checked = check_names(typed, &mut problems);
    if problems.is_empty() { Ok(checked) } else { Err(problems) }
}

fn check_form(typed: &TypedReferral, today: Date, problems: &mut Vec<FieldProblem>) {
    let mut say = |field: &str, message: &str| problems.push(FieldProblem::new(field, message));
    if typed.route == Route::CourtApplicationFile {
        say("route", "say whether it was typed in or taken by telephone");
    }
    if typed.children.is_empty() {
        say("children", "add at least one child");
    }
    if typed.adults.is_empty() {
        say("adults", "add at least one adult");
    }
    if typed.received_on.is_some_and(|date| date > today) {
        say("received_on", "enter a day that has been");
    }
    for (i, child) in typed.children.iter().enumerate() {
        if child.date_of_birth.is_some_and(|date| date > today) {
            let field = format!("children.{i}.date_of_birth");
            say(&field, "a date of birth cannot be in the future");
        }
    }
}

/// People of orders and statements are named by their places in the lists of the form.
fn check_places(typed: &TypedReferral, problems: &mut Vec<FieldProblem>) {
    let adults = typed.adults.len();
    let children = typed.children.len();
    let mut outside = |field: String, found: bool| {
        if found {
            problems.push(FieldProblem::new(&field, "choose people of this referral"));
        }
    };
    for (i, order) in typed.orders.iter().enumerate() {
        let mut named = order.restrains.iter().chain(&order.protects);
        outside(format!("orders.{i}"), named.any(|place| *place >= adults));
    }
    for (i, assertion) in typed.assertions.iter().enumerate() {
        let mut named = assertion.by.iter().chain(&assertion.against_adults);
        let found =
            named.any(|place| *place >= adults) || assertion.against_children.iter().any(|place| *place >= children);
        outside(format!("assertions.{i}"), found);
    }
}

fn check_names(typed: &TypedReferral, problems: &mut Vec<FieldProblem>) -> Checked {
    let mut name = |given: &NameGiven, field: String| match given.parse(&field) {
        Ok(name) => Some(name),
        Err(problem) => {
            problems.push(problem);
            None
        }
    };
    let mut checked = Checked { children: Vec::new(), adults: Vec::new() };
    for (i, child) in typed.children.iter().enumerate() {
        checked.children.extend(name(&child.name, format!("children.{i}.name")));
    }
    for (i, adult) in typed.adults.iter().enumerate() {
        let own = name(&adult.name, format!("adults.{i}.name"));
        let aliases = adult.aliases.iter().enumerate();
        let aliases = aliases.filter_map(|(n, alias)| name(alias, format!("adults.{i}.aliases.{n}"))).collect();
        checked.adults.extend(own.map(|own| (own, aliases)));
    }
    checked
}

fn add_children(typed: &TypedReferral, names: Vec<PersonName>, draft: &mut Drafting<'_, '_>) -> Vec<PersonId> {
    let mut found = Vec::new();
    for (child, name) in typed.children.iter().zip(names) {
        let person = draft.person(PersonKind::Child, Some(name), Vec::new(), child.date_of_birth);
        if let Some(school) = child.school.clone() {
            draft.protected(person, FactKind::School, school, Confidentiality::NotStated);
        }
        for need in &child.needs {
            draft.need(person, need.clone());
        }
        draft.say(ReferralEvent::ChildAdded {
            person,
            place: ChildPlace::OfTheReferral,
            parental_responsibility: None,
        });
        found.push(person);
    }
    found
}

fn add_adults(
    typed: &TypedReferral,
    names: Vec<(PersonName, Vec<PersonName>)>,
    children: &[PersonId],
    asked_on: Date,
    draft: &mut Drafting<'_, '_>,
) -> Vec<PersonId> {
    let mut found = Vec::new();
    for (adult, (name, aliases)) in typed.adults.iter().zip(names) {
        let person = draft.person(PersonKind::Adult, Some(name), aliases, adult.date_of_birth);
        how_to_reach(adult, person, asked_on, draft);
        for need in &adult.needs {
            draft.need(person, need.clone());
        }
        draft.say(ReferralEvent::AdultAdded {
            person,
            side: Some(adult.side),
            role: adult.role.unwrap_or(ProceedingsRole::NotAParty),
        });
        for child in children {
            draft.say(ReferralEvent::RelationshipRecorded(Relationship {
                child: *child,
                adult: person,
                kind: adult.relationship,
                as_stated: adult.relationship_words.clone().map(|text| Private::of_person(*child, text)),
                lives_with: if adult.side == Side::Resident { Answer::Yes } else { Answer::NotAsked },
                parental_responsibility: adult.parental_responsibility,
            }));
        }
        found.push(person);
    }
    found
}

fn how_to_reach(adult: &TypedAdult, person: PersonId, asked_on: Date, draft: &mut Drafting<'_, '_>) {
    let confidentiality = match adult.keep_from_others {
        Answer::Yes => Confidentiality::Confidential,
        Answer::No => Confidentiality::NotAskedToBeKept,
        _ => Confidentiality::NotStated,
    };
    for (kind, text) in [(FactKind::Telephone, &adult.telephone), (FactKind::Address, &adult.address)] {
        if let Some(text) = text.clone() {
            draft.protected(person, kind, text, confidentiality);
        }
    }
    let says_something =
        adult.messages != LeavingMessages::NotAsked || adult.code_word.is_some() || adult.times.is_some();
    if says_something {
        let channels = adult.telephone.iter().map(|_| Channel::Telephone).collect();
        draft.safe_contact(
            person,
            asked_on,
            SafeContactRules {
                channels,
                times: adult.times.clone(),
                messages: adult.messages,
                code_word: adult.code_word.clone(),
                instructions: None,
            },
        );
    }
}

fn chosen(places: &[usize], people: &[PersonId]) -> Vec<PersonId> {
    places.iter().filter_map(|place| people.get(*place).copied()).collect()
}

/// An order as it is recorded. A restriction nobody has read forbids nothing in particular and so perhaps anything.
fn described(order: TypedOrder, adults: &[PersonId], draft: &mut Drafting<'_, '_>) -> OrderDescribed {
    let clauses = if order.kind.restricts() { vec![Clause::UNREAD] } else { Vec::new() };
    OrderDescribed {
        order: OrderId::fresh(draft.context.ids),
        kind: order.kind,
        terms: OrderTerms {
            issued_on: order.issued_on,
            ends_on: order.ends_on,
            current: order.current,
            protects: chosen(&order.protects, adults),
            restrains: chosen(&order.restrains, adults),
            clauses,
            directs: order.directs,
        },
        made_by: order.made_by.map(|text| draft.of_case(text)),
        told_by: Vec::new(),
    }
}

fn asserted(
    typed: TypedAssertion,
    children: &[PersonId],
    adults: &[PersonId],
    draft: &mut Drafting<'_, '_>,
) -> FactAssertion {
    let mut against = chosen(&typed.against_adults, adults);
    against.extend(chosen(&typed.against_children, children));
    FactAssertion {
        assertion: AssertionId::fresh(draft.context.ids),
        harm: typed.harm,
        form: typed.form,
        status: typed.status,
        by: chosen(&typed.by, adults),
        made_by: Vec::new(),
        when: typed.when.map(|text| draft.of_harmed(&against, text)),
        narrative: typed.narrative.map(|text| draft.of_harmed(&against, text)),
        learned_on: draft.context.today,
        against,
    }
}

fn add_decision(typed: &TypedReferral, draft: &mut Drafting<'_, '_>) {
    if let Some(level) = typed.requested_level {
        draft.say(ReferralEvent::LevelRequested { level });
    }
    if let Some(level) = typed.ordered_level {
        draft.say(ReferralEvent::LevelOrdered { level, order: None });
    }
    if let Some(decided_by) = typed.decided_by {
        draft.say(ReferralEvent::DecidedByRecorded { decided_by });
    }
    let court = CourtDetails {
        court: typed.court.clone().map(|text| draft.of_case(text)),
        case_number: typed.court_case_number.clone().map(|text| draft.of_case(text)),
        submitted_on: None,
        next_hearing: typed.next_hearing,
    };
    if court != CourtDetails::default() {
        draft.say(ReferralEvent::CourtRecorded(court));
    }
}
