//! How a referral's events add up to its state.

use super::court_application::NotMapped;
use super::events::ReferralEvent;
use super::record::{Clause, InfoRequest, Order, ReferredAdult, ReferredChild, Relationship};
use super::state::ReferralState;
use super::words::{CheckOutcome, InfoOutcome, Stage};
use crate::event::Happened;
use crate::ids::{AssertionId, InfoRequestId, OrderId};
use crate::private::Private;
use crate::stream::StreamName;
use crate::words::{Answer, EvidentialStatus, Narrative, OrderSeen};

impl ReferralState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &ReferralEvent) {
        if !self.evolve_people(event) && !self.evolve_facts(event) && !self.evolve_orders(happened, event) {
            self.evolve_course(happened, event);
        }
    }

    fn evolve_people(&mut self, event: &ReferralEvent) -> bool {
        match event {
            ReferralEvent::ChildAdded { person, place, parental_responsibility } => self.children.push(ReferredChild {
                person: *person,
                place: *place,
                parental_responsibility: parental_responsibility.clone(),
            }),
            ReferralEvent::AdultAdded { person, side, role } => {
                self.adults.push(ReferredAdult { person: *person, side: *side, role: *role })
            }
            ReferralEvent::SideStated { person, side } => {
                for adult in self.adults.iter_mut().filter(|a| a.person == *person) {
                    adult.side = Some(*side);
                }
            }
            ReferralEvent::RelationshipRecorded(relationship) => {
                let same = |r: &Relationship| (r.child, r.adult) == (relationship.child, relationship.adult);
                self.relationships.retain(|r| !same(r));
                self.relationships.push(relationship.clone());
            }
            ReferralEvent::NeedNoted { need } => self.needs.push(need.clone()),
            _ => return false,
        }
        true
    }

    fn evolve_facts(&mut self, event: &ReferralEvent) -> bool {
        match event {
            ReferralEvent::AnswerRecorded { topic, about, answer, note } => {
                match about {
                    Some(person) => self.answers_about.insert((*topic, *person), *answer),
                    None => self.answers.insert(*topic, *answer),
                };
                self.notes.extend(note.clone().map(|note| (*topic, note)));
            }
            ReferralEvent::TextRecorded { kind, text } => self.texts.push((*kind, text.clone())),
            ReferralEvent::AssertionRecorded(assertion) => self.assertions.push(assertion.clone()),
            ReferralEvent::AssertionStatusRecorded { assertion, status, .. } => {
                self.status_changed(*assertion, *status)
            }
            ReferralEvent::ContactWished(wish) => self.wishes.push(wish.clone()),
            ReferralEvent::LevelRequested { level } => self.levels.requested = Some(*level),
            ReferralEvent::LevelOrdered { level, .. } => self.levels.ordered = Some(*level),
            ReferralEvent::DecidedByRecorded { decided_by } => self.decided_by = Some(*decided_by),
            ReferralEvent::CourtRecorded(court) => self.court = court.clone(),
            ReferralEvent::ConclusionRecorded(conclusion) => {
                self.conclusions.push(conclusion.clone());
            }
            _ => return false,
        }
        true
    }

    fn status_changed(&mut self, id: AssertionId, status: EvidentialStatus) {
        for assertion in self.assertions.iter_mut().filter(|a| a.assertion == id) {
            assertion.status = status;
        }
    }

    fn evolve_orders(&mut self, happened: &Happened, event: &ReferralEvent) -> bool {
        match event {
            ReferralEvent::OrderRecorded(described) => self.orders.push(Order {
                described: described.clone(),
                seen: OrderSeen::DescribedOnly,
                transcribed_by: None,
                checked_by: None,
            }),
            ReferralEvent::OrderTranscribed { order, terms } => self.change(*order, |order| {
                order.described.terms = terms.clone();
                order.seen = OrderSeen::CopySeen;
                order.transcribed_by = Some(happened.actor);
                order.checked_by = None;
            }),
            ReferralEvent::OrderSecondChecked { order, outcome } => self.change(*order, |order| {
                (order.seen, order.checked_by) = match outcome {
                    CheckOutcome::Agrees => (OrderSeen::SecondChecked, Some(happened.actor)),
                    CheckOutcome::Differs => (OrderSeen::DescribedOnly, None),
                };
            }),
            ReferralEvent::ClauseExceptionRecorded { order, clause, now, .. } => {
                self.change(*order, |order| order.set_clause(*clause, *now))
            }
            ReferralEvent::ProceedingsNoted(proceedings) => {
                self.proceedings.push(proceedings.clone());
            }
            ReferralEvent::AppliedFor { orders } => self.applied_for.clone_from(orders),
            _ => return false,
        }
        true
    }

    fn change(&mut self, id: OrderId, change: impl Fn(&mut Order)) {
        self.orders.iter_mut().filter(|order| order.id() == id).for_each(change);
    }

    fn evolve_course(&mut self, happened: &Happened, event: &ReferralEvent) {
        match event {
            ReferralEvent::Drafted { .. } => self.drafted(happened, event),
            ReferralEvent::ReferrerRecorded { referrer, details } => {
                self.referrer = Some(*referrer);
                self.referrer_details.clone_from(details);
            }
            ReferralEvent::OriginalKept { document, bytes, .. } => self.original = Some((*document, *bytes)),
            ReferralEvent::NotMappedListed { count, places } => {
                self.not_mapped = *count;
                let paths = |places: Vec<NotMapped>| places.into_iter().map(|p| p.path).collect();
                self.not_mapped_paths = Some(places.clone().map(paths));
                self.not_mapped_places = Some(places.clone());
            }
            ReferralEvent::Submitted => self.stage = Some(Stage::Submitted),
            ReferralEvent::InformationRequested { .. } => self.asked(event),
            ReferralEvent::InformationRecorded { request, outcome, reply } => {
                self.answered(*request, *outcome, reply.as_ref())
            }
            other => self.decided(other),
        }
    }

    fn drafted(&mut self, happened: &Happened, event: &ReferralEvent) {
        let ReferralEvent::Drafted { reference, route, referrer, referrer_details, received_on } = event else {
            return;
        };
        if let StreamName::Case(case) = happened.stream {
            self.case = Some(case);
        }
        self.stage = Some(Stage::Draft);
        self.reference = Some(reference.clone());
        self.route = Some(*route);
        self.referrer = *referrer;
        self.referrer_details.clone_from(referrer_details);
        self.received_on = Some(*received_on);
    }

    fn asked(&mut self, event: &ReferralEvent) {
        let ReferralEvent::InformationRequested { request, to, about, question, due, asked_on } = event else {
            return;
        };
        self.requests.push(InfoRequest {
            request: *request,
            to: *to,
            about: about.clone(),
            question: question.clone(),
            due: *due,
            asked_on: *asked_on,
            outcome: None,
            reply: None,
        });
        if matches!(self.stage, Some(Stage::Submitted | Stage::Triaged)) {
            self.stage = Some(Stage::InfoRequested);
        }
    }

    fn answered(&mut self, id: InfoRequestId, outcome: InfoOutcome, reply: Option<&Private<Narrative>>) {
        for request in self.requests.iter_mut().filter(|r| r.request == id) {
            request.outcome = Some(outcome);
            request.reply = reply.cloned();
            if outcome == InfoOutcome::CannotBeObtained {
                for topic in &request.about {
                    let answer = self.answers.entry(*topic).or_default();
                    if answer.is_unknown() {
                        *answer = Answer::CannotBeObtained;
                    }
                }
            }
        }
        if self.stage == Some(Stage::InfoRequested) && self.open_requests().next().is_none() {
            self.stage = Some(Stage::Submitted);
        }
    }

    fn decided(&mut self, event: &ReferralEvent) {
        let (stage, reasons) = match event {
            ReferralEvent::TriageRecorded { level_needed, reasons } => {
                self.levels.needed = level_needed.or(self.levels.needed);
                (Stage::Triaged, reasons)
            }
            ReferralEvent::AcceptedToPreVisit { level, reasons } => {
                self.levels.accepted = Some(*level);
                (Stage::PreVisit, reasons)
            }
            ReferralEvent::Redirected { reasons, .. } => (Stage::Redirected, reasons),
            ReferralEvent::Declined { reasons, .. } => (Stage::Declined, reasons),
            ReferralEvent::Waitlisted { reasons } => (Stage::Waitlisted, reasons),
            ReferralEvent::Accepted { reasons } => (Stage::Accepted, reasons),
            ReferralEvent::Withdrawn { reasons } => (Stage::Withdrawn, reasons),
            ReferralEvent::Converted => {
                self.stage = Some(Stage::Converted);
                return;
            }
            // Everything else was taken in before.
            _ => return,
        };
        self.stage = Some(stage);
        self.decision_reasons = Some(reasons.clone());
    }
}

impl Order {
    fn set_clause(&mut self, index: u32, now: Clause) {
        let place = usize::try_from(index).ok().and_then(|i| self.described.terms.clauses.get_mut(i));
        if let Some(clause) = place {
            *clause = now;
        }
    }
}
