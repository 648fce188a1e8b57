use domain::world::World;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;

/// The clock on the centre's wall on one day, for times that people read off it or off paper.
#[derive(Debug, Clone)]
pub struct Wall {
    date: Date,
    zone: TimeZone,
}

impl Wall {
    pub(crate) fn of(world: &World, date: Date) -> Self {
        Self { date, zone: world.centre.zone() }
    }

    /// The day.
    pub const fn date(&self) -> Date {
        self.date
    }

    /// The instant at which it shows this time; of a time that comes twice, the first.
    pub fn instant(&self, time: Time) -> Option<Timestamp> {
        self.date.to_datetime(time).to_zoned(self.zone.clone()).ok().map(|zoned| zoned.timestamp())
    }

    /// What it shows at an instant.
    pub fn shows(&self, at: Timestamp) -> Time {
        at.to_zoned(self.zone.clone()).time()
    }

    /// The day at an instant.
    pub fn date_of(&self, at: Timestamp) -> Date {
        at.to_zoned(self.zone.clone()).date()
    }
}
