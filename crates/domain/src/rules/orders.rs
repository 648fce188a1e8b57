//! Rules about orders, bail and licence conditions, and about the level of contact they set.

use super::facts::{AttendeeFact, ClauseFact, DecidedBy, Facts, OrderFact, Place, PlanFact, Presence};
use super::finding::{Effect, Finding};
use super::moment::Moment;
use super::rule::{Check, ENGLAND_AND_WALES, LEADS, Rule, SINCE};
use crate::ids::PersonId;
use crate::private::Subject;
use crate::words::{Answer, ContactLevel, Exception, OrderKind, Prohibition, Side};

pub(super) const RULES: &[&Rule] = &[&R_O01, &R_O03, &R_O04, &R_O06];

/// The moments at which contact is decided on, from first look to the day itself.
const DECIDING: &[Moment] =
    &[Moment::Triage, Moment::Acceptance, Moment::Agreement, Moment::Booking, Moment::Confirm, Moment::Progression];

/// The moments at which the centre commits itself to hold contact.
const COMMITTING: &[Moment] = &[Moment::Agreement, Moment::Booking, Moment::Confirm, Moment::Progression];

static R_O01: Rule = Rule {
    id: "R-O01",
    version: 1,
    statement: "Contact is not planned against a bail or licence condition, a protection, non-molestation, restraining \
                or sexual harm prevention order or another clause that forbids it, unless a documented exception of \
                that clause is met.",
    clears: "Read the clause and record that a documented exception covers this plan and is met, or that the clause \
             no longer binds. The family court cannot vary police or criminal bail.",
    source: "Nottinghamshire CC v The Mother [2024] EWHC 666 (Fam) (bail); statutory guidance on domestic abuse \
             protection orders, November 2024; Community Care, January 2016 (contact while on bail)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: DECIDING,
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(forbidden_by_an_order),
};

/// Kinds that restrict somebody and whose clauses must be read before anything is planned. A section 91(14) order
/// limits applications to a court, and a prohibited steps order binds what it names, which is transcribed as clauses.
const fn must_be_read(kind: OrderKind) -> bool {
    kind.restricts() && !matches!(kind, OrderKind::Section91 | OrderKind::ProhibitedSteps)
}

fn forbidden_by_an_order(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let day = facts.day_in_question();
    let mut found = Vec::new();
    for order in facts.case.orders.iter().filter(|order| order.in_force_on(day)) {
        if order.clauses.is_empty() && must_be_read(order.kind) {
            found.push(about(rule.finds(NOT_READ), order, facts).cleared_by(TO_READ));
        }
        for clause in &order.clauses {
            if let Some(reason) = forbids(clause, order, facts) {
                let finding = about(rule.finds(reason), order, facts).citing(clause_ref(order, clause));
                found.push(match clause.restrained {
                    Some(person) => finding.about(Subject::Person(person)),
                    None => finding,
                });
            }
        }
    }
    found
}

const NOT_READ: &str = "An order or condition that restricts somebody is in force and nobody has recorded what it \
                        forbids.";
const TO_READ: &str = "Obtain the order or condition, transcribe its clauses and have a second person check them.";

fn about(finding: Finding, order: &OrderFact, facts: &Facts) -> Finding {
    finding.about_case(facts).citing(format_args!("order/{}", order.id))
}

/// Names a clause by what it says, so that an override or a reading of it lapses when it is transcribed anew.
fn clause_ref(order: &OrderFact, clause: &ClauseFact) -> String {
    let restrained = clause.restrained.map_or_else(|| "unknown".to_owned(), |person| person.to_string());
    let mut protected: Vec<String> = clause.protected.iter().map(ToString::to_string).collect();
    protected.sort();
    format!("clause/{}/{:?}/{restrained}/{}", order.id, clause.prohibition, protected.join("+"))
}

fn forbids(clause: &ClauseFact, order: &OrderFact, facts: &Facts) -> Option<String> {
    if clause.exception == Exception::Met {
        return None;
    }
    let what = match clause.prohibition {
        Prohibition::ContactWithChild if touches_a_child(clause, facts) => "forbids contact with the child",
        Prohibition::AttendingPlace if clause.covers_the_centre == Answer::Yes => "forbids going to this place",
        Prohibition::AttendingPlace if clause.covers_the_centre.is_unknown() => {
            "forbids going to a place, and nobody has recorded whether the centre lies in it"
        }
        Prohibition::NotTranscribed if must_be_read(order.kind) || order.kind == OrderKind::Other => {
            return Some(NOT_READ.to_owned());
        }
        // Adults who must not meet are kept apart by R-O03; such a clause alone does not forbid contact with a child.
        _ => return None,
    };
    let exception = match clause.exception {
        Exception::Unknown => "Nobody has recorded whether an exception covers the plan.",
        Exception::None => "It has no exception.",
        Exception::NotMet | Exception::Met => "It has an exception whose condition the plan does not meet.",
    };
    Some(format!("A clause in force {what}. {exception}"))
}

/// Whether the clause may protect a child of the case from somebody on the visiting side. Who is restrained or
/// protected may be unknown, and then it may.
fn touches_a_child(clause: &ClauseFact, facts: &Facts) -> bool {
    let case = &facts.case;
    let protects = clause.protected.is_empty() || clause.protected.iter().any(|p| case.children.contains(p));
    let binds = clause.restrained.is_none_or(|person| {
        let side = case.adults.iter().find(|adult| adult.person == person).map(|adult| adult.side);
        let comes = facts.plan.as_ref().is_some_and(|plan| plan.attendees.iter().any(|a| a.person == person));
        comes || side.is_none_or(|side| side != Side::Resident)
    });
    protects && binds
}

static R_O03: Rule = Rule {
    id: "R-O03",
    version: 1,
    statement: "Two adults who must not meet are never planned into the same room, door or corridor within the buffer \
                of each other.",
    clears: "Plan separate doors, rooms or times with the buffer between them.",
    source: "NACCC general questions (parents need never meet) and sample rules (staggered arrival); practice on \
             non-molestation orders",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: &[Moment::Booking, Moment::Confirm],
    effect: Effect::Block,
    parameters: &["arrival_buffer_minutes", "leaving_buffer_minutes"],
    who_can_act: LEADS,
    check: Check::Plan(would_meet),
};

fn would_meet(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let Some(plan) = facts.plan.as_ref().filter(|plan| plan.is_in_person()) else {
        return Vec::new();
    };
    let buffer = facts.pack.arrival_buffer().max(facts.pack.leaving_buffer());
    let everybody = || plan.attendees.iter().chain(&plan.others_there);
    let mut found = Vec::new();
    for pair in facts.case.pairs_on(plan.session.date()) {
        for one in everybody().filter(|a| a.person == pair.one) {
            for other in everybody().filter(|a| a.person == pair.other) {
                if let Some(reason) = meeting(one, other, buffer) {
                    found.push(
                        named_pair(rule.finds(reason), pair.one, pair.other)
                            .about_case(facts)
                            .citing(&pair.because)
                            .citing(plan.slot()),
                    );
                }
            }
        }
    }
    found
}

fn named_pair(finding: Finding, one: PersonId, other: PersonId) -> Finding {
    finding.about(Subject::Person(one.min(other))).about(Subject::Person(one.max(other)))
}

fn meeting(one: &AttendeeFact, other: &AttendeeFact, buffer: i64) -> Option<&'static str> {
    let (Some(ones), Some(others)) = (whereabouts(one), whereabouts(other)) else {
        return Some("It is not planned when or by which door each of them comes and goes.");
    };
    let meet = ones.iter().any(|a| {
        others.iter().any(|b| a.place == b.place && a.window.gap_minutes(b.window).is_some_and(|gap| gap < buffer))
    });
    meet.then_some("The plan puts them in one place at the same time or within the buffer.")
}

/// Where somebody is, doors included; `None` where their coming or going is not planned.
fn whereabouts(attendee: &AttendeeFact) -> Option<Vec<Presence>> {
    let door = Place::Entrance(attendee.entrance?);
    let mut places = attendee.presences.clone();
    for window in [attendee.arriving?, attendee.leaving?] {
        places.push(Presence { place: door.clone(), window });
    }
    Some(places)
}

static R_O04: Rule = Rule {
    id: "R-O04",
    version: 1,
    statement: "Contact rests on an order in force or on a written agreement that the centre has on file.",
    clears: "Put the order in force or the written agreement of both adults on file.",
    source: "Judicial Protocol on child contact centres, 2023 (secondary summaries)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: COMMITTING,
    effect: Effect::Override,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(rests_on_nothing),
};

fn rests_on_nothing(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let day = facts.day_in_question();
    let directing: Vec<&OrderFact> = facts.case.orders.iter().filter(|o| o.directs_contact()).collect();
    let agreed = facts.case.agreement == Answer::Yes;
    if directing.iter().any(|order| order.in_force_on(day)) {
        return Vec::new();
    }
    let decided_elsewhere = !matches!(facts.case.decided_by, Some(DecidedBy::Agreement));
    let reason = match (directing.is_empty(), agreed) {
        (true, true) => return Vec::new(),
        (false, true) if !decided_elsewhere => return Vec::new(),
        (true, false) => "There is no order for contact and no written agreement on file.",
        (false, _) => "The order for contact is no longer in force on that day, and nothing on file has replaced it.",
    };
    let finding = rule.finds(reason).about_case(facts);
    vec![directing.iter().fold(finding, |finding, order| finding.citing(format_args!("order/{}", order.id)))]
}

static R_O06: Rule = Rule {
    id: "R-O06",
    version: 1,
    statement: "The level delivered is never lower than the level ordered or the level the risk assessment says is \
                needed.",
    clears: "Deliver the level ordered and assessed, or do not hold the session.",
    source: "University of Warwick study of contact centres, 2002/3 (68% of parents believed contact was supervised, \
             22% was)",
    jurisdiction: ENGLAND_AND_WALES,
    in_force_from: SINCE,
    in_force_until: None,
    moments: COMMITTING,
    effect: Effect::Block,
    parameters: &[],
    who_can_act: LEADS,
    check: Check::Plan(delivered_is_lower),
};

fn delivered_is_lower(rule: &Rule, _: Moment, facts: &Facts) -> Vec<Finding> {
    let levels = facts.case.levels;
    let planned = facts.plan.as_ref().and_then(|plan: &PlanFact| plan.level);
    let Some(delivered) = planned.or(levels.delivered) else {
        return Vec::new();
    };
    [("ordered", levels.ordered), ("assessed", levels.assessed)]
        .into_iter()
        .filter_map(|(name, level)| Some((name, level.filter(|level| is_lower(delivered, *level))?)))
        .map(|(name, level)| {
            let reason = format!("What is planned is {}; what is {name} is {}.", delivered.label(), level.label());
            cite_levels(rule.finds(reason).about_case(facts), facts)
                .citing(format_args!("delivered/{delivered:?}"))
                .citing(format_args!("lower-than/{name}"))
        })
        .collect()
}

/// Cites the orders and the assessment that the levels come from, and the levels themselves: an enum, not a statement
/// about a person.
fn cite_levels(mut finding: Finding, facts: &Facts) -> Finding {
    let levels = facts.case.levels;
    for order in facts.case.orders.iter().filter(|order| order.level.is_some()) {
        finding = finding.citing(format_args!("order/{}", order.id));
    }
    if let Some(assessment) = &facts.assessment {
        finding = finding.citing(format_args!("assessment/{}", assessment.id));
    }
    for (name, level) in [("ordered", levels.ordered), ("assessed", levels.assessed)] {
        if let Some(level) = level {
            finding = finding.citing(format_args!("{name}/{level:?}"));
        }
    }
    finding
}

/// Whether one level protects less than another. Where the other means that people are never in one building, every
/// level in person does.
fn is_lower(delivered: ContactLevel, other: ContactLevel) -> bool {
    match (delivered.protection(), other.protection()) {
        (Some(delivered), Some(other)) => delivered < other,
        (Some(_), None) => true,
        (None, _) => false,
    }
}
