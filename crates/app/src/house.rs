use crate::edge::{Clock, Entropy, Ids};
use crate::failure::Failure;
use access::Access;
use domain::ids::CentreId;
use domain::stream::StreamName;
use domain::world::World;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};
use std::sync::Arc;
use storage::{Boxed, Marker, Storage};

/// The program without its doors: storage, policies, clock.
pub struct House {
    pub(crate) storage: Storage,
    pub(crate) access: Access,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

impl House {
    /// Puts the parts together.
    pub fn new(storage: Storage, access: Access, clock: Arc<dyn Clock>, entropy: Arc<dyn Entropy>) -> Self {
        Self { storage, access, clock, entropy }
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Fresh ids.
    pub fn ids(&self) -> Ids {
        Ids::new(Arc::clone(&self.entropy))
    }

    /// A random token of 32 bytes.
    pub fn token(&self) -> [u8; 32] {
        let mut token = [0; 32];
        self.entropy.fill(&mut token);
        token
    }

    /// Whether this is a demo, with one-click sign-in and a banner on every page.
    pub fn is_demo(&self) -> bool {
        self.storage.marker() == Marker::Demo
    }

    /// Whether the storage answers.
    pub async fn ready(&self) -> Result<(), Failure> {
        Ok(self.storage.ready().await?)
    }

    /// The storage, for the program's own upkeep: verify, rebuild, erase.
    pub const fn storage(&self) -> &Storage {
        &self.storage
    }

    /// The present instant on the clock of a centre's wall.
    pub fn clock_at(&self, world: &World) -> Zoned {
        domain::words::at_centre(self.now(), &zone_of(world))
    }

    /// The streams folded into a world, with how far each was read.
    pub fn world<'a>(&'a self, centre: CentreId, streams: &'a [StreamName]) -> Boxed<'a, Result<World, Failure>> {
        Box::pin(async move {
            let mut world = World::of_centre(centre);
            self.read_into(&mut world, centre, streams).await?;
            Ok(world)
        })
    }

    /// Reads further streams into a world.
    pub(crate) fn read_into<'a>(
        &'a self,
        world: &'a mut World,
        centre: CentreId,
        streams: &'a [StreamName],
    ) -> Boxed<'a, Result<(), Failure>> {
        Box::pin(async move {
            let unread: Vec<_> = streams.iter().copied().filter(|s| !world.versions.contains_key(s)).collect();
            if unread.is_empty() {
                return Ok(());
            }
            let loaded = self.storage.load(centre, &unread).await?;
            for happened in &loaded.happened {
                world.evolve(happened);
            }
            // A stream whose newest events were erased still stands at its version.
            world.versions.extend(loaded.versions);
            Ok(())
        })
    }
}

/// The zone of the centre's wall clock; England's where the centre has not said.
pub(crate) fn zone_of(world: &World) -> TimeZone {
    world.centre.zone()
}

/// Today on the centre's calendar.
pub(crate) fn today(now: Timestamp, world: &World) -> Date {
    domain::words::at_centre(now, &zone_of(world)).date()
}
