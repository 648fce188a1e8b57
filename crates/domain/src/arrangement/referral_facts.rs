//! The referral's part of what rules look at.

use crate::ids::CaseId;
use crate::referral::{
    Clause, DecidedBy as ReferralDecidedBy, FactAssertion, InfoOutcome, InfoRequest, Order, ReferralState, Topic,
};
use crate::rules::facts::{
    AdultFact, AssertionFact, CaseFacts, ClauseFact, DecidedBy, FactFinding, Levels, MandatoryAnswerFact,
    MandatoryQuestion, OrderFact, ProtectedPair, RequestStanding, RiskConclusionFact,
};
use crate::words::{Answer, EvidentialStatus, OrderSeen, Side};
use jiff::civil::Date;

/// What the referral tells.
pub(super) fn referral_facts(case: CaseId, referral: &ReferralState, today: Date) -> CaseFacts {
    CaseFacts {
        id: Some(case),
        levels: Levels {
            requested: referral.levels.requested,
            ordered: referral.levels.ordered,
            assessed: referral.levels.needed,
            delivered: referral.levels.accepted,
        },
        decided_by: referral.decided_by.map(decided_by),
        agreement: referral.answer(Topic::WrittenAgreement),
        assertions: assertions(referral),
        domestic_abuse_flag: if referral.domestic_abuse_recorded() { Answer::Yes } else { Answer::NotAsked },
        orders: referral.orders.iter().map(|o| order(o, today)).collect(),
        risk_conclusions: conclusions(referral),
        adults: adults(referral),
        children: referral.children_of_referral().collect(),
        protected_pairs: referral
            .protected_pairs(today)
            .into_iter()
            .map(|(one, other)| ProtectedPair { one, other, because: "referral".to_owned() })
            .collect(),
        mandatory: mandatory(referral),
        ..CaseFacts::default()
    }
}

const fn decided_by(by: ReferralDecidedBy) -> DecidedBy {
    match by {
        ReferralDecidedBy::Court => DecidedBy::Court,
        ReferralDecidedBy::LocalAuthority => DecidedBy::LocalAuthority,
        ReferralDecidedBy::Agreement => DecidedBy::Agreement,
    }
}

fn adults(referral: &ReferralState) -> Vec<AdultFact> {
    referral
        .adults
        .iter()
        .map(|adult| AdultFact {
            person: adult.person,
            side: adult.side.unwrap_or(Side::Other),
            account: referral
                .answers_about
                .get(&(Topic::AccountObtained, adult.person))
                .copied()
                .unwrap_or_else(|| referral.answer(Topic::AccountObtained)),
            engagement: Answer::NotAsked,
        })
        .collect()
}

fn assertions(referral: &ReferralState) -> Vec<AssertionFact> {
    let hearing = referral.answer(Topic::FactFindingHearing);
    referral.assertions.iter().flat_map(|assertion| assertion_facts(assertion, hearing)).collect()
}

/// One fact for each person who is said to have done it to each who is said to have suffered it.
fn assertion_facts(assertion: &FactAssertion, hearing: Answer) -> Vec<AssertionFact> {
    let fact_finding = match (assertion.status, hearing) {
        (EvidentialStatus::Finding, _) => FactFinding::Concluded,
        (_, Answer::Yes) => FactFinding::Pending,
        (_, Answer::No) => FactFinding::NoneOrdered,
        _ => FactFinding::NotKnown,
    };
    some_or_unknown(&assertion.by)
        .into_iter()
        .flat_map(|by| some_or_unknown(&assertion.against).into_iter().map(move |to| (by, to)))
        .map(|(done_by, done_to)| AssertionFact {
            id: assertion.assertion,
            harm: assertion.harm,
            done_by,
            done_to,
            status: assertion.status,
            fact_finding,
        })
        .collect()
}

fn some_or_unknown<T: Copy>(named: &[T]) -> Vec<Option<T>> {
    if named.is_empty() { vec![None] } else { named.iter().copied().map(Some).collect() }
}

fn order(order: &Order, today: Date) -> OrderFact {
    let terms = order.terms();
    let over = terms.current == Answer::No;
    OrderFact {
        id: order.id(),
        kind: order.kind(),
        seen: order.seen,
        // Where somebody says that it is still in force, an end that has passed does not count.
        expires_on: terms.ends_on.filter(|_| terms.current != Answer::Yes),
        discharged_on: over.then(|| {
            let known = terms.ends_on.or(terms.issued_on);
            known.filter(|day| *day < today).unwrap_or(today)
        }),
        level: terms.directs,
        clauses: clauses(order),
    }
}

fn clauses(order: &Order) -> Vec<ClauseFact> {
    let terms = order.terms();
    let unread = [Clause::UNREAD];
    // A restriction that nobody has transcribed may forbid anything.
    let nobody_read = terms.clauses.is_empty() && order.kind().restricts() && order.seen == OrderSeen::DescribedOnly;
    let read: &[Clause] = if nobody_read { &unread } else { &terms.clauses };
    read.iter()
        .flat_map(|clause| {
            some_or_unknown(&terms.restrains).into_iter().map(|restrained| ClauseFact {
                prohibition: clause.prohibition,
                restrained,
                protected: terms.protects.clone(),
                exception: clause.exception,
                covers_the_centre: Answer::NotAsked,
            })
        })
        .collect()
}

fn conclusions(referral: &ReferralState) -> Vec<RiskConclusionFact> {
    referral
        .conclusions
        .iter()
        .enumerate()
        .map(|(place, conclusion)| RiskConclusionFact {
            id: format!("conclusion/{place}"),
            adult: conclusion.about,
            poses_risk: conclusion.poses_risk,
        })
        .collect()
}

fn mandatory(referral: &ReferralState) -> Vec<MandatoryAnswerFact> {
    MandatoryQuestion::ALL
        .into_iter()
        .map(|question| {
            let topics: &[Topic] = match question {
                MandatoryQuestion::OrdersInForce => &[Topic::OrdersInForce, Topic::BailConditions],
                MandatoryQuestion::DomesticAbuse => &[Topic::DomesticAbuse],
                MandatoryQuestion::PoliceInvolvement => &[Topic::PoliceInvolved],
                MandatoryQuestion::LocalAuthority => &[Topic::LocalAuthorityKnown, Topic::ChildProtectionPlan],
            };
            // A question of several parts is as unknown as its least known part.
            let unknown = topics.iter().find(|t| referral.answer(**t).is_unknown());
            let answer = unknown.map_or_else(
                || {
                    let yes = topics.iter().any(|t| referral.answer(*t) == Answer::Yes);
                    if yes { Answer::Yes } else { Answer::No }
                },
                |topic| referral.answer(*topic),
            );
            let asked_about = unknown.map_or(topics, std::slice::from_ref);
            MandatoryAnswerFact { question, answer, request: request(referral, asked_about) }
        })
        .collect()
}

fn request(referral: &ReferralState, topics: &[Topic]) -> RequestStanding {
    let about = |r: &&InfoRequest| r.about.iter().any(|topic| topics.contains(topic));
    let requests = || referral.requests.iter().filter(about);
    match requests().find(|r| r.is_open()).or_else(|| requests().next_back()) {
        None => RequestStanding::None,
        Some(r) => match r.outcome {
            None => RequestStanding::Open(r.request),
            Some(InfoOutcome::CannotBeObtained) => RequestStanding::CannotBeObtained(r.request),
            Some(InfoOutcome::Replied) => RequestStanding::Answered(r.request),
        },
    }
}
