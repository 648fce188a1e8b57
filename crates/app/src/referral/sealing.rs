//! Seals what a referral records for its reader, line by line.

use super::lines::{
    AdultLine, AnswerLine, AssertionDetail, ChildLine, ClauseLine, OrderLine, ProceedingsLine, RelationLine,
    RequestLine, TextLine, WhoTranscribed, WishLine,
};
use crate::cases::CaseFile;
use access::Sealed;
use access::action::Ordinary;
use domain::actor::Actor;
use domain::ids::PersonId;
use domain::private::{Compartment, Private};
use domain::referral::{Clause, ContactWanted, FactAssertion, InfoRequest, Order, Topic};
use jiff::civil::Date;

impl CaseFile {
    /// A text of the ordinary compartment; nothing where it lies in another.
    pub(crate) fn ordinary<T: Clone>(&self, text: &Private<T>) -> Option<Sealed<T, Ordinary>> {
        let ordinary = text.compartment().is_none_or(|c| c == Compartment::Ordinary);
        ordinary.then(|| self.seal(text.clone()))
    }

    pub(crate) fn ordinary_if<T: Clone>(&self, text: Option<&Private<T>>) -> Option<Sealed<T, Ordinary>> {
        text.and_then(|text| self.ordinary(text))
    }

    fn born(&self, person: PersonId) -> Option<Sealed<Date, Ordinary>> {
        let identity = self.world.people.get(&person)?.identity.as_ref()?;
        self.ordinary_if(identity.date_of_birth.as_ref())
    }

    pub(crate) fn child_lines(&self) -> Vec<ChildLine> {
        let children = self.case_state().referral.children.iter().map(|child| ChildLine {
            child: self.named(child.person),
            place: child.place,
            born: self.born(child.person),
            parental_responsibility: self.ordinary_if(child.parental_responsibility.as_ref()),
        });
        children.collect()
    }

    pub(crate) fn adult_lines(&self) -> Vec<AdultLine> {
        let referral = &self.case_state().referral;
        let account = |person| referral.answers_about.get(&(Topic::AccountObtained, person)).copied();
        let adults = referral.adults.iter().map(|adult| AdultLine {
            adult: self.named(adult.person),
            role: adult.role,
            born: self.born(adult.person),
            relations: self.relations_of(adult.person),
            account: account(adult.person).unwrap_or_else(|| referral.answer(Topic::AccountObtained)),
        });
        adults.collect()
    }

    fn relations_of(&self, adult: PersonId) -> Vec<RelationLine> {
        let of = self.case_state().referral.relationships.iter().filter(|r| r.adult == adult);
        of.map(|r| RelationLine {
            child: r.child,
            kind: r.kind,
            lives_with: r.lives_with,
            parental_responsibility: r.parental_responsibility,
        })
        .collect()
    }

    /// Every answer on record, every question that must have one, and the agreement on which contact rests where there
    /// is no order.
    pub(crate) fn answer_lines(&self) -> Vec<AnswerLine> {
        let referral = &self.case_state().referral;
        let mut topics: Vec<Topic> = Topic::MANDATORY.to_vec();
        topics.push(Topic::WrittenAgreement);
        let others = referral.answers.keys().filter(|topic| !topics.contains(topic)).copied().collect::<Vec<_>>();
        topics.extend(others);
        let notes = |topic: Topic| {
            let of = referral.notes.iter().filter(|(about, _)| *about == topic);
            of.filter_map(|(_, note)| self.ordinary(note)).collect()
        };
        let whole = topics.into_iter().map(|topic| AnswerLine {
            topic,
            about: None,
            answer: referral.answer(topic),
            notes: notes(topic),
        });
        let single = referral.answers_about.iter().map(|((topic, person), answer)| AnswerLine {
            topic: *topic,
            about: Some(*person),
            answer: *answer,
            notes: Vec::new(),
        });
        whole.chain(single).collect()
    }

    pub(crate) fn text_lines(&self) -> Vec<TextLine> {
        let texts = self.case_state().referral.texts.iter();
        texts.map(|(kind, text)| TextLine { kind: *kind, text: self.ordinary(text) }).collect()
    }

    pub(crate) fn assertion_details(&self) -> Vec<AssertionDetail> {
        self.case_state().referral.assertions.iter().map(|a| self.assertion(a)).collect()
    }

    fn assertion(&self, a: &FactAssertion) -> AssertionDetail {
        AssertionDetail {
            id: a.assertion,
            harm: a.harm,
            form: a.form,
            status: a.status,
            by: a.by.clone(),
            against: a.against.clone(),
            made_by: a.made_by.clone(),
            when: self.ordinary_if(a.when.as_ref()),
            narrative: self.ordinary_if(a.narrative.as_ref()),
            learned_on: a.learned_on,
        }
    }

    pub(crate) fn order_lines(&self, reader: Actor) -> Vec<OrderLine> {
        self.case_state().referral.orders.iter().map(|order| self.order(order, reader)).collect()
    }

    fn order(&self, order: &Order, reader: Actor) -> OrderLine {
        let terms = order.terms();
        let clause = |c: &Clause| ClauseLine { prohibition: c.prohibition, exception: c.exception };
        OrderLine {
            id: order.id(),
            kind: order.kind(),
            seen: order.seen,
            may_be_in_force: order.may_be_in_force(self.today),
            current: terms.current,
            issued_on: terms.issued_on,
            ends_on: terms.ends_on,
            protects: terms.protects.clone(),
            restrains: terms.restrains.clone(),
            clauses: terms.clauses.iter().map(clause).collect(),
            directs: terms.directs,
            made_by: self.ordinary_if(order.described.made_by.as_ref()),
            transcribed_by: order.transcribed_by.map(|actor| self.by(actor)),
            checked_by: order.checked_by.map(|actor| self.by(actor)),
            by_reader: match order.transcribed_by {
                None => WhoTranscribed::Nobody,
                Some(actor) if actor == reader => WhoTranscribed::TheReader,
                Some(_) => WhoTranscribed::SomebodyElse,
            },
        }
    }

    pub(crate) fn proceedings_lines(&self) -> Vec<ProceedingsLine> {
        let proceedings = self.case_state().referral.proceedings.iter().map(|p| ProceedingsLine {
            ongoing: p.ongoing,
            orders: p.orders.clone(),
            started_on: p.started_on,
            ended_on: p.ended_on,
            details: self.ordinary_if(p.details.as_ref()),
        });
        proceedings.collect()
    }

    pub(crate) fn wish_lines(&self) -> Vec<WishLine> {
        let wishes = self.case_state().referral.wishes.iter();
        wishes.map(|wish| WishLine { by: wish.by.clone(), wanted: ContactWanted::of(wish) }).collect()
    }

    pub(crate) fn request_lines(&self) -> Vec<RequestLine> {
        self.case_state().referral.requests.iter().map(|request| self.request(request)).collect()
    }

    fn request(&self, request: &InfoRequest) -> RequestLine {
        RequestLine {
            id: request.request,
            to: request.to,
            about: request.about.clone(),
            question: self.seal(request.question.clone()),
            asked_on: request.asked_on,
            due: request.due,
            outcome: request.outcome,
            reply: self.ordinary_if(request.reply.as_ref()),
        }
    }
}
