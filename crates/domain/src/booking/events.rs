use super::slot::Slot;
use crate::event::FeatureEvent;
use crate::ids::SessionId;
use crate::risk::choices;
use serde::{Deserialize, Serialize};

choices! {
    /// Why a planned session does not take place.
    CancelledBecause {
        ChildsWish = "childs-wish", "The child did not want to come";
        ResidentAdult = "resident-adult", "The adult the child lives with cancelled";
        VisitingAdult = "visiting-adult", "The visiting adult cancelled";
        Illness = "illness", "Somebody was ill";
        Centre = "centre", "The centre could not host it";
        Safety = "safety", "It was not safe";
        OrderChanged = "order-changed", "A court or authority changed what is to happen";
    }
}

/// What was booked on a centre-day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum BookingEvent {
    /// A session took its place in the day.
    Booked(Slot),
    /// A session gave its place up.
    Cancelled {
        /// Which.
        session: SessionId,
        /// Why.
        because: CancelledBecause,
    },
}

impl FeatureEvent for BookingEvent {
    const FEATURE: &'static str = "booking";
}
