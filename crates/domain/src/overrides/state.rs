use super::events::OverrideEvent;
use super::words::{Channel, OverrideInForce, OverrideStanding, SecondRole};
use crate::actor::Actor;
use crate::event::Happened;
use crate::ids::{OverrideId, PersonId};
use crate::private::Private;
use crate::rules::{FindingKey, RuleId};
use crate::words::Narrative;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The overrides of a case.
#[derive(Debug, Clone, Default)]
pub struct OverrideState {
    records: BTreeMap<OverrideId, OverrideRecord>,
}

/// One override from request to end.
#[derive(Debug, Clone)]
pub struct OverrideRecord {
    /// The override.
    pub id: OverrideId,
    /// Exactly the finding it is for.
    pub finding: FindingKey,
    /// The rule of that finding.
    pub rule: RuleId,
    /// Who asked for it.
    pub requested_by: Actor,
    /// When.
    pub requested_at: Timestamp,
    /// Why.
    pub reason: Private<Narrative>,
    /// The last day it is to hold.
    pub until: Date,
    /// The second person's authorisation.
    pub authorised: Option<Authorisation>,
    /// When it was taken back.
    pub withdrawn_at: Option<Timestamp>,
    /// The newest link made for the lead of a partner centre.
    pub asked: Option<PartnerAsked>,
    /// When the second person said that they do not authorise it.
    pub declined_at: Option<Timestamp>,
}

/// A link made for the lead of a partner centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartnerAsked {
    /// Who is asked.
    pub lead: PersonId,
    /// Who made the link and passed it on.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// Until when it works.
    pub until: Timestamp,
}

/// What the second person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authorisation {
    /// Who.
    pub second: Actor,
    /// As what.
    pub role: SecondRole,
    /// How.
    pub channel: Channel,
    /// When it was recorded.
    pub at: Timestamp,
    /// By telephone: the last day on which they can confirm it.
    pub confirm_by: Option<Date>,
    /// When they confirmed it.
    pub confirmed_at: Option<Timestamp>,
}

impl Authorisation {
    /// The last day it can still be confirmed, while that is open.
    fn still_unconfirmed(&self) -> Option<Date> {
        self.confirm_by.filter(|_| self.confirmed_at.is_none())
    }
}

impl OverrideRecord {
    /// How it stands on a day.
    pub fn standing(&self, today: Date) -> OverrideStanding {
        if self.withdrawn_at.is_some() {
            return OverrideStanding::Withdrawn;
        }
        if self.declined_at.is_some() {
            return OverrideStanding::Declined;
        }
        let Some(authorised) = &self.authorised else {
            return if today > self.until { OverrideStanding::Ended } else { OverrideStanding::Requested };
        };
        match authorised.still_unconfirmed() {
            Some(last) if today > last => OverrideStanding::NotConfirmed,
            _ if today > self.until => OverrideStanding::Ended,
            Some(_) => OverrideStanding::AwaitingConfirmation,
            None => OverrideStanding::InForce,
        }
    }

    /// Whether somebody is the lead of a partner centre for whom the newest link was made, while it works.
    pub fn is_asked(&self, actor: Actor, now: Timestamp) -> bool {
        self.asked.is_some_and(|asked| Actor::Person(asked.lead) == actor && now < asked.until)
    }

    fn evolve(&mut self, happened: &Happened, event: &OverrideEvent) {
        let at = happened.recorded_at;
        match event {
            // A request makes a record; it never changes one.
            OverrideEvent::Requested { .. } => {}
            OverrideEvent::Authorised { second, role, channel, confirm_by, .. } => {
                self.authorised = Some(Authorisation {
                    second: *second,
                    role: *role,
                    channel: *channel,
                    at,
                    confirm_by: *confirm_by,
                    confirmed_at: None,
                });
            }
            OverrideEvent::Confirmed { .. } => {
                if let Some(authorised) = self.authorised.as_mut() {
                    authorised.confirmed_at = Some(at);
                }
            }
            OverrideEvent::Withdrawn { .. } => self.withdrawn_at = Some(at),
            OverrideEvent::PartnerLeadAsked { lead, until, .. } => {
                self.asked = Some(PartnerAsked { lead: *lead, by: happened.actor, at, until: *until });
            }
            OverrideEvent::Declined { .. } => self.declined_at = Some(at),
        }
    }

    fn in_force(&self, today: Date) -> Option<OverrideInForce> {
        let authorised = self.authorised.filter(|_| {
            matches!(self.standing(today), OverrideStanding::InForce | OverrideStanding::AwaitingConfirmation)
        })?;
        Some(OverrideInForce {
            id: self.id,
            requested_by: self.requested_by,
            second: authorised.second,
            role: authorised.role,
            until: self.until,
            confirm_by: authorised.still_unconfirmed(),
        })
    }
}

impl OverrideState {
    /// Takes one more event into the state.
    pub fn evolve(&mut self, happened: &Happened, event: &OverrideEvent) {
        match event {
            OverrideEvent::Requested { id, finding, rule, reason, until } => {
                let record = OverrideRecord {
                    id: *id,
                    finding: finding.clone(),
                    rule: rule.clone(),
                    requested_by: happened.actor,
                    requested_at: happened.recorded_at,
                    reason: reason.clone(),
                    until: *until,
                    authorised: None,
                    withdrawn_at: None,
                    asked: None,
                    declined_at: None,
                };
                self.records.insert(*id, record);
            }
            OverrideEvent::Authorised { id, .. }
            | OverrideEvent::Confirmed { id }
            | OverrideEvent::Withdrawn { id, .. }
            | OverrideEvent::PartnerLeadAsked { id, .. }
            | OverrideEvent::Declined { id } => {
                if let Some(record) = self.records.get_mut(id) {
                    record.evolve(happened, event);
                }
            }
        }
    }

    /// Every override of the case, lapsed ones included.
    pub fn records(&self) -> impl Iterator<Item = &OverrideRecord> {
        self.records.values()
    }

    /// One override.
    pub fn record(&self, id: OverrideId) -> Option<&OverrideRecord> {
        self.records.get(&id)
    }

    /// The override that lets a finding pass on a day: the one that holds longest. A finding whose facts have changed
    /// has another key and so none.
    pub fn in_force(&self, finding: &FindingKey, today: Date) -> Option<OverrideInForce> {
        self.of(finding).filter_map(|record| record.in_force(today)).max_by_key(|held| (held.until, held.id))
    }

    /// Whether an override for a finding holds on a day.
    pub fn is_in_force(&self, finding: &FindingKey, today: Date) -> bool {
        self.in_force(finding, today).is_some()
    }

    /// The request for a finding that waits for the second person.
    pub fn awaiting<'a>(&'a self, finding: &'a FindingKey, today: Date) -> Option<&'a OverrideRecord> {
        self.of(finding).find(|record| record.standing(today) == OverrideStanding::Requested)
    }

    fn of<'a>(&'a self, finding: &'a FindingKey) -> impl Iterator<Item = &'a OverrideRecord> {
        self.records.values().filter(move |record| record.finding == *finding)
    }
}
