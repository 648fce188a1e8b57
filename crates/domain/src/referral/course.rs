//! The course of a referral: handed in, looked through, decided. Nothing here has a default, and every decision has
//! its reasons.

use super::events::ReferralEvent;
use super::record::{InfoRequest, OrderTerms};
use super::state::ReferralState;
use super::topic::Topic;
use super::words::{Asked, CheckOutcome, DeclineGround, InfoOutcome, ProceedingsRole, RedirectTo, Stage};
use crate::arrangement::facts::{case_facts, clear};
use crate::decision::{Context, Decision, Recorded, Refusal};
use crate::ids::{CaseId, InfoRequestId, OrderId, PersonId};
use crate::private::Private;
use crate::private::{Compartment, Subject};
use crate::risk::{RiskEvent, TriggerKind, TriggerOrigin};
use crate::rules::Moment;
use crate::stream::StreamName;
use crate::words::{Answer, ContactLevel, Narrative, OrderSeen, Side};
use crate::world::{CaseState, World};
use jiff::civil::Date;

/// A case, with everything a step of its course needs.
pub(super) struct Step<'w, 'c, 'x> {
    pub(super) world: &'w World,
    pub(super) case: CaseId,
    pub(super) state: &'w CaseState,
    pub(super) context: &'x mut Context<'c>,
}

impl Step<'_, '_, '_> {
    const fn referral(&self) -> &ReferralState {
        &self.state.referral
    }

    const fn private<T>(&self, value: T) -> Private<T> {
        Private::new(Subject::Case(self.case), Compartment::Ordinary, value)
    }

    fn one(&self, event: ReferralEvent) -> Vec<Recorded> {
        vec![Recorded::now(StreamName::Case(self.case), event)]
    }

    fn stands_at(&self, stages: &[Stage]) -> Result<(), Refusal> {
        match self.referral().stage {
            Some(stage) if stages.contains(&stage) => Ok(()),
            Some(stage) => Err(Refusal::not_now(
                &format!("The referral stands at \"{}\".", stage.label()),
                "Look at the referral again: somebody may have moved it on.",
            )),
            None => Err(super::amending::no_referral()),
        }
    }

    /// Hands a draft in.
    pub(super) fn submit(&self) -> Decision {
        self.stands_at(&[Stage::Draft])?;
        Ok(self.one(ReferralEvent::Submitted))
    }

    /// Asks somebody for information.
    pub(super) fn request(&mut self, to: Asked, about: Vec<Topic>, question: Narrative, due: Date) -> Decision {
        let open = self.referral().stage.is_some_and(|stage| !stage.is_closed());
        if !open {
            self.stands_at(&[Stage::Submitted, Stage::InfoRequested, Stage::Triaged])?;
        }
        if due < self.context.today {
            return Err(Refusal::field("due", "enter today or a later day"));
        }
        let question = self.private(question);
        let request = InfoRequestId::fresh(self.context.ids);
        Ok(self.one(ReferralEvent::InformationRequested {
            request,
            to,
            about,
            question,
            due,
            asked_on: self.context.today,
        }))
    }

    /// Records what was answered, or that it cannot be obtained. What the answer says of each topic is told by people:
    /// a reply alone clears nothing.
    pub(super) fn information(
        &self,
        request: InfoRequestId,
        outcome: InfoOutcome,
        reply: Option<Narrative>,
        answers: Vec<(Topic, Answer)>,
    ) -> Decision {
        let asked = self.referral().requests.iter().find(|r| r.request == request);
        if !asked.is_some_and(InfoRequest::is_open) {
            return Err(Refusal::not_now(
                "This request is not open.",
                "Look at the requests again: somebody may have recorded the answer.",
            ));
        }
        if outcome == InfoOutcome::Replied && reply.is_none() {
            return Err(Refusal::field("reply", "write down what was answered"));
        }
        let mut events = self.one(ReferralEvent::InformationRecorded {
            request,
            outcome,
            reply: reply.map(|text| self.private(text)),
        });
        for (topic, answer) in answers {
            events.extend(self.one(ReferralEvent::AnswerRecorded { topic, about: None, answer, note: None }));
        }
        if self.state.risk.signed().is_some() && outcome == InfoOutcome::Replied {
            events.push(self.trigger(TriggerKind::AgencyInformation, TriggerOrigin::Information(request)));
        }
        Ok(events)
    }

    fn trigger(&self, kind: TriggerKind, origin: TriggerOrigin) -> Recorded {
        Recorded::now(StreamName::Case(self.case), RiskEvent::TriggerRaised { kind, origin, note: None })
    }

    /// Records that somebody looked the referral through.
    pub(super) fn triage(&self, level_needed: Option<ContactLevel>, reasons: Narrative) -> Decision {
        self.stands_at(&[Stage::Submitted, Stage::InfoRequested, Stage::Triaged])?;
        Ok(self.one(ReferralEvent::TriageRecorded { level_needed, reasons: self.private(reasons) }))
    }

    fn can_be_decided(&self) -> Result<(), Refusal> {
        self.stands_at(&[Stage::Submitted, Stage::InfoRequested, Stage::Triaged, Stage::Waitlisted])
    }

    /// Invites both adults to pre-visits.
    pub(super) fn accept_to_previsit(&self, level: ContactLevel, reasons: Narrative) -> Decision {
        self.can_be_decided()?;
        self.sides_are_known()?;
        let mut facts = case_facts(self.world, self.case, self.context.now, self.context.today);
        facts.case.levels.delivered = Some(level);
        clear(Moment::Acceptance, &facts, self.state)?;
        Ok(self.one(ReferralEvent::AcceptedToPreVisit { level, reasons: self.private(reasons) }))
    }

    /// Whom to keep apart, and whom to invite when, follows from the sides: they must be said, not guessed.
    fn sides_are_known(&self) -> Result<(), Refusal> {
        let party = |role| matches!(role, ProceedingsRole::Applicant | ProceedingsRole::Respondent);
        let unsaid = self.referral().adults.iter().any(|adult| adult.side.is_none() && party(adult.role));
        let on = |side| self.referral().adults_on(side).next().is_some();
        if unsaid || !on(Side::Resident) || !on(Side::Visiting) {
            return Err(Refusal::not_now(
                "It is not said who the children live with and who visits them.",
                "Say for each adult of the referral on which side they stand.",
            ));
        }
        Ok(())
    }

    /// Sends the referral to somewhere that fits better.
    pub(super) fn redirect(&self, to: RedirectTo, reasons: Narrative) -> Decision {
        self.can_be_decided()?;
        let reasons = self.private(reasons);
        Ok(self.one(ReferralEvent::Redirected { to, reasons }))
    }

    /// Does not take the referral.
    pub(super) fn decline(&self, ground: DeclineGround, reasons: Narrative) -> Decision {
        let from_previsit = self.referral().stage == Some(Stage::PreVisit);
        if !from_previsit {
            self.can_be_decided()?;
        }
        let reasons = self.private(reasons);
        Ok(self.one(ReferralEvent::Declined { ground, reasons }))
    }

    /// Puts the referral on the waiting list.
    pub(super) fn waitlist(&self, reasons: Narrative) -> Decision {
        self.stands_at(&[Stage::Submitted, Stage::InfoRequested, Stage::Triaged])?;
        let reasons = self.private(reasons);
        Ok(self.one(ReferralEvent::Waitlisted { reasons }))
    }

    /// Takes the referral, after both adults had their pre-visits.
    pub(super) fn accept(&self, reasons: Narrative) -> Decision {
        self.stands_at(&[Stage::PreVisit])?;
        let held = |person: &PersonId| self.state.previsit.held_of(*person).is_some();
        let both = [Side::Resident, Side::Visiting].into_iter().all(|side| {
            let adults: Vec<_> = self.referral().adults_on(side).collect();
            !adults.is_empty() && adults.iter().any(held)
        });
        if !both {
            return Err(Refusal::not_now(
                "Both adults must have had their pre-visits first.",
                "Hold the pre-visits, or record those that were held.",
            ));
        }
        let facts = case_facts(self.world, self.case, self.context.now, self.context.today);
        clear(Moment::Acceptance, &facts, self.state)?;
        let reasons = self.private(reasons);
        Ok(self.one(ReferralEvent::Accepted { reasons }))
    }

    /// Takes the referral back.
    pub(super) fn withdraw(&self, reasons: Narrative) -> Decision {
        let closed = self.referral().stage.is_none_or(Stage::is_closed);
        if closed {
            return Err(Refusal::not_now("The referral is closed already.", "Nothing is left to take back."));
        }
        let reasons = self.private(reasons);
        Ok(self.one(ReferralEvent::Withdrawn { reasons }))
    }

    /// Writes down what an order says.
    pub(super) fn transcribe(&self, order: OrderId, terms: OrderTerms) -> Decision {
        if self.referral().order(order).is_none() {
            return Err(Refusal::field("order", "choose an order of this referral"));
        }
        if terms.clauses.is_empty() && terms.directs.is_none() {
            return Err(Refusal::field("clauses", "write down what it forbids, or the contact it directs"));
        }
        let mut named = terms.protects.iter().chain(&terms.restrains);
        if !named.all(|person| self.referral().people().any(|p| p == *person)) {
            return Err(Refusal::field("restrains", "choose people of this referral"));
        }
        let mut events = self.one(ReferralEvent::OrderTranscribed { order, terms });
        if self.state.risk.signed().is_some() {
            events.push(self.trigger(TriggerKind::NewOrder, TriggerOrigin::Order(order)));
        }
        Ok(events)
    }

    /// Compares a transcription with its order: by somebody other than whoever made it.
    pub(super) fn second_check(&self, order: OrderId, outcome: CheckOutcome) -> Decision {
        let Some(found) = self.referral().order(order) else {
            return Err(Refusal::field("order", "choose an order of this referral"));
        };
        if found.seen != OrderSeen::CopySeen {
            return Err(Refusal::not_now(
                "This order has no transcription that waits for a second look.",
                "Transcribe the order first.",
            ));
        }
        if found.transcribed_by == Some(self.context.actor) {
            return Err(Refusal::not_now(
                "You transcribed this order yourself.",
                "Ask somebody else to compare it with the order.",
            ));
        }
        Ok(self.one(ReferralEvent::OrderSecondChecked { order, outcome }))
    }
}
