//! Invented families, brought by the commands of the right roles to where a test wants them.
//!
//! Every step goes through [`app::House::carry_out`] as somebody who may take it: intake worker, coordinator, safeguarding
//! lead, shift lead, contact supervisor, reviewer. What is supervised has an allegation of domestic abuse behind it and so an
//! assessment with two signatures; what is supported has neither.
//!
//! ```ignore
//! let house = TestHouse::build().await;
//! let family = Family::live(&house, ContactLevel::Supervised).await;
//! let session = family.book(&house, SATURDAY, TEN).await;
//! family.hold(&house, session).await;
//! let report = family.report(&house, session).await;
//! ```

mod referred;
mod session;
mod until_live;

use crate::TestHouse;
use domain::ids::{CaseId, PersonId};
use domain::stream::StreamName;
use domain::words::{ContactLevel, Narrative, Side};
use domain::world::CaseState;
use jiff::civil::{Date, Time, date, time};

pub use referred::{SCHOOL, TELEPHONE};
pub use session::recipient;

/// The first Saturday after the clock of a house starts.
pub const SATURDAY: Date = date(2026, 11, 28);

/// Ten in the morning.
pub const TEN: Time = time(10, 0, 0, 0);

/// A family: one child, the adult they live with, and the adult who visits.
#[derive(Debug, Clone, Copy)]
pub struct Family {
    /// Their case.
    pub case: CaseId,
    /// The child.
    pub child: PersonId,
    /// The adult the child lives with.
    pub resident: PersonId,
    /// The adult who visits.
    pub visiting: PersonId,
    /// The level asked for, assessed and arranged.
    pub level: ContactLevel,
}

impl Family {
    /// The family of a case that has one child and one adult on each side.
    pub async fn of_case(house: &TestHouse, case: CaseId, level: ContactLevel) -> Self {
        let world = house.world(&[StreamName::Case(case)]).await;
        let referral = &world.cases[&case].referral;
        Self {
            case,
            child: referral.children_of_referral().next().expect("a child"),
            resident: referral.adults_on(Side::Resident).next().expect("somebody the child lives with"),
            visiting: referral.adults_on(Side::Visiting).next().expect("somebody who visits"),
            level,
        }
    }

    /// The case as it stands.
    pub async fn state(&self, house: &TestHouse) -> CaseState {
        let mut world = house.world(&[StreamName::Case(self.case)]).await;
        world.cases.remove(&self.case).expect("the case")
    }
}

/// A text that is not empty.
///
/// # Panics
///
/// Where it is empty.
pub fn text(words: &str) -> Narrative {
    Narrative::parse(words).expect("words")
}
