//! Turns a court application into a draft referral.

use super::court_application::{AppliedAdult, AppliedChild, AppliedOrder, CourtApplication, Harmed, Maker, read};
use super::drafting::Drafting;
use super::events::ReferralEvent;
use super::record::{
    Clause, ContactWish, CourtDetails, FactAssertion, OrderDescribed, OrderTerms, Proceedings, Relationship,
};
use super::reference::Reference;
use super::topic::Topic;
use super::words::{ChildPlace, ProceedingsRole, ReferrerKind, Route};
use crate::decision::{Context, Decision, Refusal};
use crate::ids::{AssertionId, CaseId, DocumentId, OrderId, PersonId};
use crate::person::{KnownFrom, PersonKind};
use crate::private::Private;
use crate::words::{Answer, EvidentialStatus, Harm, OrderKind, Side};
use std::collections::BTreeSet;

/// Who is who: the people of an application as they are known here, in the order of its lists.
struct People {
    children: Vec<PersonId>,
    adults: Vec<PersonId>,
    applicants: Vec<PersonId>,
    respondents: Vec<PersonId>,
}

/// Decides an import: everything of it in one go, or nothing.
pub(super) fn decide(original: String, referrer: Option<ReferrerKind>, context: &mut Context<'_>) -> Decision {
    let application = read(original.as_bytes()).map_err(|problem| Refusal::field("original", problem))?;
    let case = CaseId::fresh(context.ids);
    let mut draft = Drafting::new(case, context, KnownFrom::CourtApplication);
    begin(&application, referrer, original, &mut draft);
    let people = add_people(&application, &mut draft);
    add_relations(&application, &people, &mut draft);
    add_answers(&application, &mut draft);
    add_allegations(&application, &people, &mut draft);
    for order in &application.orders {
        add_order(order, &people, &mut draft);
    }
    add_court(&application, &people, &mut draft);
    Ok(draft.events())
}

fn begin(
    application: &CourtApplication,
    referrer: Option<ReferrerKind>,
    original: String,
    draft: &mut Drafting<'_, '_>,
) {
    let reference = Reference::fresh(draft.context.ids);
    let document = DocumentId::fresh(draft.context.ids);
    let received_on = draft.context.today;
    draft.say(ReferralEvent::Drafted {
        reference,
        route: Route::CourtApplicationFile,
        referrer,
        referrer_details: None,
        received_on,
    });
    let bytes = u64::try_from(original.len()).unwrap_or(u64::MAX);
    let content = draft.protected_of_case(original);
    draft.say(ReferralEvent::OriginalKept { document, bytes, content });
    let places = application.not_mapped.clone();
    draft.say(ReferralEvent::NotMappedListed {
        count: u32::try_from(places.len()).unwrap_or(u32::MAX),
        places: draft.of_case(places),
    });
}

fn add_people(application: &CourtApplication, draft: &mut Drafting<'_, '_>) -> People {
    let children =
        application.children.iter().map(|child| add_child(child, ChildPlace::OfTheReferral, draft)).collect();
    for child in &application.other_children {
        add_child(child, ChildPlace::OtherChild, draft);
    }
    let adults: Vec<_> = application
        .adults
        .iter()
        .enumerate()
        .map(|(place, adult)| add_adult(adult, side(application, place, adult), draft))
        .collect();
    let in_role =
        |role| application.adults_in(role).into_iter().filter_map(|place| adults.get(place).copied()).collect();
    People {
        applicants: in_role(ProceedingsRole::Applicant),
        respondents: in_role(ProceedingsRole::Respondent),
        children,
        adults,
    }
}

fn add_child(child: &AppliedChild, place: ChildPlace, draft: &mut Drafting<'_, '_>) -> PersonId {
    let person = draft.person(PersonKind::Child, child.name.clone(), Vec::new(), child.born);
    for fact in &child.facts {
        draft.protected(person, fact.kind, fact.text.clone(), fact.confidentiality);
    }
    let parental_responsibility = child.parental_responsibility.clone().map(|text| Private::of_person(person, text));
    draft.say(ReferralEvent::ChildAdded { person, place, parental_responsibility });
    person
}

fn add_adult(adult: &AppliedAdult, side: Option<Side>, draft: &mut Drafting<'_, '_>) -> PersonId {
    let person = draft.person(PersonKind::Adult, adult.name.clone(), adult.aliases.clone(), adult.born);
    for fact in &adult.facts {
        draft.protected(person, fact.kind, fact.text.clone(), fact.confidentiality);
    }
    if let Some(rules) = &adult.safe_contact {
        let today = draft.context.today;
        draft.safe_contact(person, today, rules.clone());
    }
    for need in &adult.needs {
        draft.need(person, need.clone());
    }
    draft.say(ReferralEvent::AdultAdded { person, side, role: adult.role });
    person
}

/// The side an application states: somebody a child lives with, and nobody of another role besides. Who visits it does
/// not state; somebody has to say so.
fn side(application: &CourtApplication, place: usize, adult: &AppliedAdult) -> Option<Side> {
    let with = |adult: usize| {
        application.relations.iter().filter(move |r| r.adult == adult && r.lives_with == Answer::Yes).map(|r| r.child)
    };
    let own: BTreeSet<_> = with(place).collect();
    if own.is_empty() {
        return (adult.role == ProceedingsRole::OtherPerson).then_some(Side::Other);
    }
    let disputed = application
        .adults
        .iter()
        .enumerate()
        .any(|(other, a)| a.role != adult.role && with(other).any(|child| own.contains(&child)));
    (!disputed).then_some(Side::Resident)
}

fn add_relations(application: &CourtApplication, people: &People, draft: &mut Drafting<'_, '_>) {
    for relation in &application.relations {
        let (Some(child), Some(adult)) = (people.children.get(relation.child), people.adults.get(relation.adult))
        else {
            continue;
        };
        draft.say(ReferralEvent::RelationshipRecorded(Relationship {
            child: *child,
            adult: *adult,
            kind: relation.kind,
            as_stated: relation.as_stated.clone().map(|text| Private::of_person(*child, text)),
            lives_with: relation.lives_with,
            parental_responsibility: Answer::NotAsked,
        }));
    }
}

fn add_answers(application: &CourtApplication, draft: &mut Drafting<'_, '_>) {
    let topics: BTreeSet<Topic> = application.answers.iter().map(|a| a.topic).collect();
    for topic in topics {
        draft.say(ReferralEvent::AnswerRecorded { topic, about: None, answer: application.answer(topic), note: None });
    }
    for (kind, text) in &application.texts {
        draft.text(*kind, text.clone());
    }
    for need in &application.needs {
        let need = Private::new(crate::private::Subject::Case(draft.case), need.kind.compartment(), need.clone());
        draft.say(ReferralEvent::NeedNoted { need });
    }
}

fn makers(maker: Maker, people: &People) -> Vec<PersonId> {
    match maker {
        Maker::Applicants => people.applicants.clone(),
        Maker::Respondent(place) => people.adults.get(place).copied().into_iter().collect(),
        Maker::SomeRespondent => Vec::new(),
    }
}

/// Form C1A asks about the other people in the application. Where there is one of them it is that person who is said
/// to have done it; where there are several the form does not say which, and nobody is named.
fn said_to_have_done(harm: Harm, maker: Maker, people: &People) -> Vec<PersonId> {
    let others = match maker {
        Maker::Applicants => &people.respondents,
        Maker::Respondent(_) | Maker::SomeRespondent => &people.applicants,
    };
    match (harm, others.as_slice()) {
        (Harm::OtherConcerns, _) => Vec::new(),
        (_, [one]) => vec![*one],
        _ => Vec::new(),
    }
}

fn add_allegations(application: &CourtApplication, people: &People, draft: &mut Drafting<'_, '_>) {
    let learned_on = draft.context.today;
    for allegation in &application.allegations {
        let made_by = makers(allegation.maker, people);
        let against = match &allegation.harmed {
            Harmed::TheMaker => made_by.clone(),
            Harmed::EveryChild => people.children.clone(),
            Harmed::Children(places) => {
                places.iter().filter_map(|place| people.children.get(*place).copied()).collect()
            }
            Harmed::NotStated => Vec::new(),
        };
        let assertion = FactAssertion {
            assertion: AssertionId::fresh(draft.context.ids),
            harm: allegation.harm,
            form: allegation.form,
            status: EvidentialStatus::Allegation,
            by: said_to_have_done(allegation.harm, allegation.maker, people),
            when: allegation.when.clone().map(|text| draft.of_harmed(&against, text)),
            narrative: allegation.narrative.clone().map(|text| draft.of_harmed(&against, text)),
            against,
            made_by,
            learned_on,
        };
        draft.say(ReferralEvent::AssertionRecorded(assertion));
    }
}

fn add_order(order: &AppliedOrder, people: &People, draft: &mut Drafting<'_, '_>) {
    let kind = order.order.kind();
    // The bail question of the form is about the respondent; the other questions do not say who is bound.
    let restrains = match (kind, people.respondents.as_slice()) {
        (OrderKind::BailCondition, [one]) => vec![*one],
        _ => Vec::new(),
    };
    let described = OrderDescribed {
        order: OrderId::fresh(draft.context.ids),
        kind,
        terms: OrderTerms {
            issued_on: order.issued_on,
            ends_on: order.ends_on,
            current: order.current,
            protects: Vec::new(),
            restrains,
            clauses: vec![Clause::UNREAD],
            directs: None,
        },
        made_by: order.made_by.clone().map(|text| draft.of_case(text)),
        told_by: makers(order.maker, people),
    };
    draft.say(ReferralEvent::OrderRecorded(described));
}

fn add_court(application: &CourtApplication, people: &People, draft: &mut Drafting<'_, '_>) {
    for wish in &application.wishes {
        draft.say(ReferralEvent::ContactWished(ContactWish { by: makers(wish.maker, people), ..wish.wish.clone() }));
    }
    for proceedings in &application.proceedings {
        let details = proceedings.details.clone();
        let event = ReferralEvent::ProceedingsNoted(Proceedings {
            ongoing: proceedings.ongoing,
            orders: proceedings.orders.clone(),
            started_on: proceedings.started_on,
            ended_on: proceedings.ended_on,
            details: details.map(|text| draft.of_case(text)),
        });
        draft.say(event);
    }
    if !application.applied_for.is_empty() {
        draft.say(ReferralEvent::AppliedFor { orders: application.applied_for.clone() });
    }
    let court = &application.court;
    let details = CourtDetails {
        court: court.court.clone().map(|text| draft.of_case(text)),
        case_number: court.case_number.clone().map(|text| draft.of_case(text)),
        submitted_on: court.submitted_on,
        next_hearing: court.next_hearing,
    };
    if details != CourtDetails::default() {
        draft.say(ReferralEvent::CourtRecorded(details));
    }
}
