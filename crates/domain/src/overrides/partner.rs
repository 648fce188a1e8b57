//! The lead of a partner centre as the second person: asked by a link, answering by it, or by telephone and confirming by
//! it.

use super::decide::waits_for_a_second;
use super::events::OverrideEvent;
use super::state::OverrideRecord;
use super::words::{Channel, OverrideStanding};
use crate::actor::Actor;
use crate::decision::{Context, Refusal};
use crate::ids::PersonId;
use crate::world::World;
use jiff::{SignedDuration, Timestamp};

/// How long a link works.
pub const LINK_LASTS: SignedDuration = SignedDuration::from_hours(3 * 24);

/// A link for the lead of a partner centre: to a request that waits, or to what they authorised by telephone.
pub(super) fn ask(
    record: &OverrideRecord,
    lead: PersonId,
    world: &World,
    context: &Context<'_>,
) -> Result<OverrideEvent, Refusal> {
    may_be_asked(record, lead, world)?;
    if record.standing(context.today) == OverrideStanding::AwaitingConfirmation {
        if record.authorised.is_none_or(|authorised| authorised.second != Actor::Person(lead)) {
            return Err(Refusal::not_now(
                "Only whoever authorised it by telephone can confirm it.",
                "Make the link for them.",
            ));
        }
    } else {
        waits_for_a_second(record, context.today)?;
    }
    let until = context.now.saturating_add(LINK_LASTS).unwrap_or(context.now);
    Ok(OverrideEvent::PartnerLeadAsked { id: record.id, lead, until })
}

/// Refuses whoever the centre has not named, or no longer names, and whoever was named by the one who asks for the
/// override: else one person could be both.
pub(super) fn may_be_asked(record: &OverrideRecord, lead: PersonId, world: &World) -> Result<(), Refusal> {
    match world.centre.partner_lead(lead) {
        None => Err(Refusal::field("lead", "choose the lead of a partner centre from the list")),
        Some(found) if found.named_by == record.requested_by => Err(Refusal::not_now(
            "Whoever asks for an override cannot have named the lead who authorises it.",
            "Ask somebody else here, such as a trustee, to name the lead, or ask another second person.",
        )),
        Some(_) => Ok(()),
    }
}

/// Refuses an answer that did not come by the newest link, while it works, or by telephone.
pub(super) fn answers(record: &OverrideRecord, second: Actor, channel: Channel, now: Timestamp) -> Result<(), Refusal> {
    match channel {
        Channel::ByPhone => Ok(()),
        Channel::ByLink if record.is_asked(second, now) => Ok(()),
        Channel::ByLink => Err(Refusal::not_now("This link no longer works.", "Ask the centre for another.")),
        Channel::InPerson => {
            Err(Refusal::field("channel", "the lead of a partner centre authorises by a link or by telephone"))
        }
    }
}

/// The lead of a partner centre does not authorise it. What they are said to have authorised by telephone ends with it.
pub(super) fn decline(record: &OverrideRecord, context: &Context<'_>) -> Result<OverrideEvent, Refusal> {
    answers(record, context.actor, Channel::ByLink, context.now)?;
    if record.standing(context.today) != OverrideStanding::AwaitingConfirmation {
        waits_for_a_second(record, context.today)?;
    } else if record.authorised.is_none_or(|authorised| authorised.second != context.actor) {
        return Err(Refusal::not_now("Somebody else authorised this by telephone.", "Nothing more is needed."));
    }
    Ok(OverrideEvent::Declined { id: record.id })
}
