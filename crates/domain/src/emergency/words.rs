use crate::risk::choices;
use jiff::SignedDuration;

choices! {
    /// For how long somebody asks to be let in.
    Length {
        QuarterHour = "15-minutes", "15 minutes";
        OneHour = "1-hour", "1 hour";
        TwoHours = "2-hours", "2 hours";
        FourHours = "4-hours", "4 hours";
    }
}

impl Length {
    /// The time itself.
    pub const fn duration(self) -> SignedDuration {
        match self {
            Self::QuarterHour => SignedDuration::from_mins(15),
            Self::OneHour => SignedDuration::from_hours(1),
            Self::TwoHours => SignedDuration::from_hours(2),
            Self::FourHours => SignedDuration::from_hours(4),
        }
    }
}
