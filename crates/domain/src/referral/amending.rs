//! What is added to a referral, or put right in it, after it was drafted. Facts can be added at any stage: an order that
//! arrives after the first session is still a fact.

use super::amendment::Amendment;
use super::drafting::Drafting;
use super::events::ReferralEvent;
use super::record::{Clause, Conclusion, CourtDetails, FactAssertion, OrderDescribed, OrderTerms, Relationship};
use crate::decision::{Context, Decision, Refusal};
use crate::ids::{AssertionId, OrderId, PersonId};
use crate::person::{KnownFrom, PersonKind};
use crate::private::Private;
use crate::risk::{RiskEvent, TriggerKind, TriggerOrigin};
use crate::stream::StreamName;
use crate::words::PersonName;
use crate::world::CaseState;

/// Decides an amendment of a case that exists.
pub(super) fn decide(amendment: Amendment, state: &CaseState, context: &mut Context<'_>) -> Decision {
    let case = state.referral.case.ok_or_else(no_referral)?;
    named_here(&amendment, state)?;
    let name = match &amendment {
        Amendment::Child { name, .. } | Amendment::Adult { name, .. } => {
            Some(name.parse("name").map_err(|problem| Refusal::Fields(vec![problem]))?)
        }
        _ => None,
    };
    let mut draft = Drafting::new(case, context, KnownFrom::Referrer);
    let trigger = add(amendment, name, &mut draft);
    let mut events = draft.events();
    // Something new about orders or abuse makes a signed assessment due again (R-P07).
    if let (Some((kind, origin)), Some(_)) = (trigger, state.risk.signed()) {
        events.push(crate::decision::Recorded::now(
            StreamName::Case(case),
            RiskEvent::TriggerRaised { kind, origin, note: None },
        ));
    }
    Ok(events)
}

/// A case without a referral: nothing was drafted under this id.
pub(super) fn no_referral() -> Refusal {
    Refusal::not_now("There is no such referral at this centre.", "Open the referral from the list.")
}

/// Everybody an amendment names belongs to the referral.
fn named_here(amendment: &Amendment, state: &CaseState) -> Result<(), Refusal> {
    let named: Vec<PersonId> = match amendment {
        Amendment::Side { person, .. } => vec![*person],
        Amendment::Relationship { child, adult, .. } => vec![*child, *adult],
        Amendment::Answer { about, .. } => about.iter().copied().collect(),
        Amendment::Assertion { by, against, made_by, .. } => [by.as_slice(), against, made_by].concat(),
        Amendment::Order { protects, restrains, .. } => [protects.as_slice(), restrains].concat(),
        Amendment::Conclusion { about, .. } => vec![*about],
        _ => Vec::new(),
    };
    if named.iter().all(|person| state.referral.people().any(|p| p == *person)) {
        Ok(())
    } else {
        Err(Refusal::field("person", "choose people of this referral"))
    }
}

type Why = Option<(TriggerKind, TriggerOrigin)>;

fn add(amendment: Amendment, name: Option<PersonName>, draft: &mut Drafting<'_, '_>) -> Why {
    match amendment {
        Amendment::Referrer { referrer, details } => {
            let details = details.map(|text| draft.protected_of_case(text));
            draft.say(ReferralEvent::ReferrerRecorded { referrer, details });
        }
        Amendment::Child { date_of_birth, place, .. } => {
            let person = draft.person(PersonKind::Child, name, Vec::new(), date_of_birth);
            draft.say(ReferralEvent::ChildAdded { person, place, parental_responsibility: None });
        }
        Amendment::Adult { side, role, .. } => {
            let person = draft.person(PersonKind::Adult, name, Vec::new(), None);
            draft.say(ReferralEvent::AdultAdded { person, side: Some(side), role });
        }
        Amendment::Side { person, side } => draft.say(ReferralEvent::SideStated { person, side }),
        Amendment::Text { kind, text } => draft.text(kind, text),
        Amendment::LevelRequested { level } => draft.say(ReferralEvent::LevelRequested { level }),
        Amendment::LevelOrdered { level, order } => {
            draft.say(ReferralEvent::LevelOrdered { level, order });
        }
        Amendment::DecidedBy { decided_by } => {
            draft.say(ReferralEvent::DecidedByRecorded { decided_by });
        }
        other => return add_fact(other, draft),
    }
    None
}

fn add_fact(amendment: Amendment, draft: &mut Drafting<'_, '_>) -> Why {
    match amendment {
        Amendment::Relationship { child, adult, kind, lives_with, parental_responsibility, as_stated } => {
            draft.say(ReferralEvent::RelationshipRecorded(Relationship {
                child,
                adult,
                kind,
                as_stated: as_stated.map(|text| Private::of_person(child, text)),
                lives_with,
                parental_responsibility,
            }));
            None
        }
        Amendment::Answer { topic, about, answer, note } => {
            let note = note.map(|text| match about {
                Some(person) => Private::of_person(person, text),
                None => draft.of_case(text),
            });
            draft.say(ReferralEvent::AnswerRecorded { topic, about, answer, note });
            None
        }
        other => add_court_or_conclusion(other, draft),
    }
}

fn add_court_or_conclusion(amendment: Amendment, draft: &mut Drafting<'_, '_>) -> Why {
    match amendment {
        Amendment::Court { court, case_number, submitted_on, next_hearing } => {
            let court = CourtDetails {
                court: court.map(|text| draft.of_case(text)),
                case_number: case_number.map(|text| draft.of_case(text)),
                submitted_on,
                next_hearing,
            };
            draft.say(ReferralEvent::CourtRecorded(court));
            None
        }
        Amendment::Conclusion { by, about, poses_risk, dated, note } => {
            draft.say(ReferralEvent::ConclusionRecorded(Conclusion {
                by,
                about,
                poses_risk,
                dated,
                note: note.map(|text| Private::of_person(about, text)),
            }));
            Some((TriggerKind::AgencyInformation, TriggerOrigin::Told))
        }
        other => add_harm_or_order(other, draft),
    }
}

fn add_harm_or_order(amendment: Amendment, draft: &mut Drafting<'_, '_>) -> Why {
    match amendment {
        Amendment::Assertion { harm, form, status, by, against, made_by, when, narrative } => {
            let assertion = FactAssertion {
                assertion: AssertionId::fresh(draft.context.ids),
                harm,
                form,
                status,
                by,
                made_by,
                when: when.map(|text| draft.of_harmed(&against, text)),
                narrative: narrative.map(|text| draft.of_harmed(&against, text)),
                against,
                learned_on: draft.context.today,
            };
            draft.say(ReferralEvent::AssertionRecorded(assertion));
            Some((TriggerKind::AgencyInformation, TriggerOrigin::Told))
        }
        order => add_order(order, draft),
    }
}

fn add_order(amendment: Amendment, draft: &mut Drafting<'_, '_>) -> Why {
    let Amendment::Order { kind, issued_on, ends_on, current, protects, restrains, directs, made_by } = amendment
    else {
        return None;
    };
    let order = OrderId::fresh(draft.context.ids);
    let unread = kind.restricts().then_some(Clause::UNREAD);
    let described = OrderDescribed {
        order,
        kind,
        terms: OrderTerms {
            issued_on,
            ends_on,
            current,
            protects,
            restrains,
            clauses: unread.into_iter().collect(),
            directs,
        },
        made_by: made_by.map(|text| draft.of_case(text)),
        told_by: Vec::new(),
    };
    draft.say(ReferralEvent::OrderRecorded(described));
    Some((TriggerKind::NewOrder, TriggerOrigin::Order(order)))
}
