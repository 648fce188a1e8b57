//! What the lead of a partner centre sees and does by a one-time link: one request, without anybody's name. Unknown, used,
//! old and burnt links are told apart nowhere.

use super::partner::{can_be_asked, code_hash, token_of};
use super::{all_findings, sentence};
use crate::execute::Order;
use crate::failure::Failure;
use crate::house::{House, today};
use crate::reading::{Look, record_name};
use crate::sign_in::SignedIn;
use access::action::{Ordinary, ReadOverrideRequest};
use access::{Grant, Purpose, Record, RecordKind, Relation, Sealed};
use domain::actor::Actor;
use domain::command::Command;
use domain::overrides::{Channel, OverrideCommand, OverrideStanding, SecondRole};
use domain::stream::StreamName;
use domain::words::Narrative;
use jiff::civil::Date;
use storage::{CodeTried, PartnerLink, token_hash};

/// What a link leads to.
#[derive(Debug)]
pub enum ByLink<T> {
    /// Nothing: it is unknown, used, old, burnt, or nothing is asked any more.
    Nothing,
    /// The code does not belong to it.
    WrongCode,
    /// What it was made for.
    Open(T),
}

/// One request, as the lead of a partner centre sees it.
#[derive(Debug)]
pub struct PartnerRequest {
    /// The rule in one sentence.
    pub sentence: &'static str,
    /// Why the rule applies, without personal data; nothing where that shows only when a session is planned.
    pub found_because: Option<String>,
    /// The requester's reason.
    pub reason: Sealed<Narrative, Ordinary>,
    /// The last day it is to hold.
    pub until: Date,
    /// What is asked.
    pub asks: PartnerAsks,
    /// What the reason opens with.
    pub grant: Grant<ReadOverrideRequest>,
}

/// What a link asks of the lead of a partner centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerAsks {
    /// To authorise it.
    Authorise,
    /// To confirm what they are recorded to have authorised by telephone.
    Confirm,
}

/// What the lead of a partner centre answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartnerAnswer {
    /// They authorise it, or confirm it.
    Authorise,
    /// They do not.
    Decline,
}

impl House {
    /// Whether a link leads anywhere, before its code is asked for. Looking changes nothing.
    pub async fn partner_link_works(&self, text: &str) -> Result<bool, Failure> {
        let Some(token) = token_of(text) else {
            return Ok(false);
        };
        Ok(self.storage.partner_link_works(&token_hash(&token), self.now()).await?)
    }

    /// The request a link was made for, to whoever has its code.
    pub async fn partner_request(&self, text: &str, code: &str) -> Result<ByLink<PartnerRequest>, Failure> {
        match self.link_of(text, code).await? {
            ByLink::Open((link, who)) => Ok(self.asked_of(&link, &who).await?.map_or(ByLink::Nothing, ByLink::Open)),
            ByLink::WrongCode => Ok(ByLink::WrongCode),
            ByLink::Nothing => Ok(ByLink::Nothing),
        }
    }

    /// Answers the request a link was made for. The link works no more afterwards.
    pub async fn answer_partner_request(
        &self,
        text: &str,
        code: &str,
        answer: PartnerAnswer,
    ) -> Result<ByLink<PartnerAsks>, Failure> {
        let (link, who) = match self.link_of(text, code).await? {
            ByLink::Open(open) => open,
            ByLink::WrongCode => return Ok(ByLink::WrongCode),
            ByLink::Nothing => return Ok(ByLink::Nothing),
        };
        let Some(request) = self.asked_of(&link, &who).await? else {
            return Ok(ByLink::Nothing);
        };
        let command = command(&link, request.asks, answer);
        match self.decide_and_append(&who, Order::from(Command::from(command))).await {
            // The record holds the answer now and would refuse a second one, should this row not be written.
            Ok(_) => self.storage.use_partner_link(&link.token_hash, self.now()).await?,
            Err(Failure::Refused(_) | Failure::NotOpen) => return Ok(ByLink::Nothing),
            Err(other) => return Err(other),
        }
        Ok(ByLink::Open(request.asks))
    }

    async fn link_of(&self, text: &str, code: &str) -> Result<ByLink<(PartnerLink, SignedIn)>, Failure> {
        let Some(token) = token_of(text) else {
            return Ok(ByLink::Nothing);
        };
        let now = self.now();
        let tried = self.storage.try_partner_code(&token_hash(&token), &code_hash(&token, code), now).await?;
        match tried {
            None => Ok(ByLink::Nothing),
            Some(CodeTried::Right(link)) => {
                let who = SignedIn::by_link(link.centre, link.lead, link.case);
                Ok(ByLink::Open((link, who)))
            }
            Some(CodeTried::Wrong(link)) => {
                let who = SignedIn::by_link(link.centre, link.lead, link.case);
                let asked_for = record_name(Record::new(link.centre, RecordKind::Case(link.case)));
                match self.not_here::<ReadOverrideRequest>(&who, Purpose::CaseWork, asked_for).await {
                    // With the last wrong code it is as if there had never been a link.
                    Failure::NotOpen if link.tries >= storage::CODE_TRIES => Ok(ByLink::Nothing),
                    Failure::NotOpen => Ok(ByLink::WrongCode),
                    fault => Err(fault),
                }
            }
        }
    }

    /// What the link asks, where it is still asked.
    async fn asked_of(&self, link: &PartnerLink, who: &SignedIn) -> Result<Option<PartnerRequest>, Failure> {
        let record = Record::new(link.centre, RecordKind::Case(link.case));
        let mut look = Look::at(record);
        look.relations.insert(Relation::AskedByLink);
        let grant = self.grant::<ReadOverrideRequest>(who, look).await?;
        let mut world =
            self.world(link.centre, &[StreamName::Case(link.case), StreamName::Centre(link.centre)]).await?;
        let people: Vec<_> =
            world.cases.values().flat_map(|case| case.referral.people()).map(StreamName::Person).collect();
        self.read_into(&mut world, link.centre, &people).await?;
        let now = self.now();
        let today = today(now, &world);
        let found = world.cases.get(&link.case).and_then(|case| case.overrides.record(link.id)).filter(|record| {
            record.is_asked(Actor::Person(link.lead), now)
                && can_be_asked(record, link.lead, today)
                && world.centre.partner_lead(link.lead).is_some()
        });
        let request = found.and_then(|asked| {
            let asks = match asked.standing(today) {
                OverrideStanding::AwaitingConfirmation => PartnerAsks::Confirm,
                _ => PartnerAsks::Authorise,
            };
            let findings = all_findings(&world, link.case, now, today);
            let found_because = findings.into_iter().find(|f| f.key() == asked.finding).map(|f| f.reason);
            Some((sentence(asked.rule.as_str())?, found_because, asked.reason.clone(), asked.until, asks))
        });
        Ok(request.map(|(sentence, found_because, reason, until, asks)| PartnerRequest {
            sentence,
            found_because,
            reason: Sealed::new(record, reason),
            until,
            asks,
            grant,
        }))
    }
}

const fn command(link: &PartnerLink, asks: PartnerAsks, answer: PartnerAnswer) -> OverrideCommand {
    let (case, id) = (link.case, link.id);
    match (answer, asks) {
        (PartnerAnswer::Authorise, PartnerAsks::Authorise) => OverrideCommand::AuthoriseOverride {
            case,
            id,
            second: Actor::Person(link.lead),
            role: SecondRole::PartnerLead,
            channel: Channel::ByLink,
        },
        (PartnerAnswer::Authorise, PartnerAsks::Confirm) => OverrideCommand::ConfirmPhoned { case, id },
        (PartnerAnswer::Decline, _) => OverrideCommand::DeclineOverride { case, id },
    }
}
