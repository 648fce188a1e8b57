//! The invented region: three centres as the field mixes them, a supported one, a supervised one, and one that is both.

use domain::words::{ContactLevel, Role};
use std::collections::BTreeSet;

/// What becomes of a family's referral in the demo's four months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// Somebody began to type it in.
    Draft,
    /// It was handed in; nobody has looked at it.
    Submitted,
    /// A question is out with somebody.
    InfoRequested,
    /// It was looked through.
    Triaged,
    /// It was sent to a centre of the other kind.
    Redirected,
    /// It was not taken.
    Declined,
    /// One pre-visit was held, the other is planned.
    PreVisits,
    /// The risk assessment waits for its second signature.
    AwaitingCountersignature,
    /// Sessions go on.
    Active,
    /// Sessions were paused.
    Paused,
    /// Contact came to an end.
    Ended,
}

/// How many families of a kind and fate.
#[derive(Debug, Clone, Copy)]
pub struct Group {
    /// The level of contact.
    pub level: ContactLevel,
    /// What becomes of them.
    pub fate: Fate,
    /// How many.
    pub families: u32,
}

/// A centre to be.
pub struct CentrePlan {
    /// Its name.
    pub name: &'static str,
    /// The rooms and how many families fit in each; the first is the largest.
    pub rooms: &'static [(&'static str, u16)],
    /// Who works there: how many with these roles.
    pub staff: &'static [(u32, &'static [Role])],
    /// The partner centre whose lead can be a second person, and where that lead can be rung: numbers that are kept
    /// out of use for stories.
    pub partner: (&'static str, &'static str),
    /// Its families.
    pub families: &'static [Group],
}

impl CentrePlan {
    /// The levels of contact it offers: those of its families, besides of what it redirects.
    pub fn levels(&self) -> BTreeSet<ContactLevel> {
        self.families.iter().filter(|g| g.fate != Fate::Redirected).map(|g| g.level).collect()
    }

    /// How many families it has.
    pub fn family_count(&self) -> u32 {
        self.families.iter().map(|group| group.families).sum()
    }
}

const fn group(level: ContactLevel, fate: Fate, families: u32) -> Group {
    Group { level, fate, families }
}

use ContactLevel::{Supervised, Supported};
use Role::{
    Administrator, ContactSupervisor, Coordinator, DeputySafeguardingLead, IntakeWorker, Reviewer, SafeguardingLead,
    ShiftLead, Trustee, Volunteer,
};

/// The three centres: 40 workers and 61 families between them.
pub const REGION: [CentrePlan; 3] = [
    CentrePlan {
        name: "Hawthorn Hall",
        rooms: &[("Main hall", 16), ("Garden room", 4)],
        staff: &[
            (1, &[Coordinator]),
            (1, &[SafeguardingLead]),
            (1, &[DeputySafeguardingLead, Volunteer]),
            (1, &[IntakeWorker, Volunteer]),
            (2, &[ShiftLead, Volunteer]),
            (5, &[Volunteer]),
            (1, &[Trustee]),
            (1, &[Administrator]),
        ],
        partner: ("Willow Yard Contact Centre", "01632 960 014"),
        families: &[
            group(Supported, Fate::Active, 12),
            group(Supported, Fate::Paused, 1),
            group(Supported, Fate::Ended, 2),
            group(Supported, Fate::Draft, 2),
            group(Supported, Fate::Submitted, 1),
            group(Supported, Fate::InfoRequested, 1),
            group(Supported, Fate::Triaged, 1),
            group(Supervised, Fate::Redirected, 1),
            group(Supported, Fate::Declined, 1),
            group(Supported, Fate::PreVisits, 1),
            group(Supported, Fate::AwaitingCountersignature, 1),
        ],
    },
    CentrePlan {
        name: "Kingfisher House",
        rooms: &[("Oak room", 1), ("Willow room", 1), ("Elm room", 1)],
        staff: &[
            (1, &[Coordinator]),
            (1, &[SafeguardingLead]),
            (1, &[DeputySafeguardingLead, Reviewer]),
            (1, &[IntakeWorker]),
            (6, &[ContactSupervisor]),
            (1, &[Reviewer]),
            (1, &[Trustee]),
            (1, &[Administrator]),
        ],
        partner: ("Tern Street Family Centre", "01632 960 127"),
        families: &[
            group(Supervised, Fate::Active, 7),
            group(Supervised, Fate::Paused, 1),
            group(Supervised, Fate::Ended, 1),
            group(Supervised, Fate::Draft, 1),
            group(Supervised, Fate::Submitted, 1),
            group(Supervised, Fate::InfoRequested, 1),
            group(Supervised, Fate::Triaged, 1),
            group(Supported, Fate::Redirected, 1),
            group(Supervised, Fate::Declined, 1),
            group(Supervised, Fate::PreVisits, 1),
            group(Supervised, Fate::AwaitingCountersignature, 1),
        ],
    },
    CentrePlan {
        name: "Millbrook Family Centre",
        rooms: &[("Mill hall", 12), ("Weir room", 1), ("Heron room", 1)],
        staff: &[
            (1, &[Coordinator]),
            (1, &[SafeguardingLead]),
            (1, &[DeputySafeguardingLead]),
            (1, &[IntakeWorker]),
            (2, &[ShiftLead, Volunteer]),
            (3, &[ContactSupervisor]),
            (3, &[Volunteer]),
            (1, &[Reviewer]),
            (1, &[Trustee]),
        ],
        partner: ("Linden Court Contact Centre", "01632 960 238"),
        families: &[
            group(Supported, Fate::Active, 8),
            group(Supervised, Fate::Active, 3),
            group(Supervised, Fate::Paused, 1),
            group(Supported, Fate::Ended, 1),
            group(Supervised, Fate::Draft, 1),
            group(Supported, Fate::Submitted, 1),
            group(Supported, Fate::InfoRequested, 1),
            group(Supervised, Fate::Triaged, 1),
            group(Supported, Fate::Declined, 1),
            group(Supported, Fate::PreVisits, 1),
            group(Supervised, Fate::AwaitingCountersignature, 1),
        ],
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_region_has_forty_workers_and_more_than_sixty_families_in_every_stage() {
        let workers: u32 = REGION.iter().flat_map(|c| c.staff).map(|(many, _)| many).sum();
        assert_eq!(workers, 40);
        assert!(REGION.iter().map(CentrePlan::family_count).sum::<u32>() >= 60);
        let fates = [
            Fate::Draft,
            Fate::Submitted,
            Fate::InfoRequested,
            Fate::Triaged,
            Fate::Redirected,
            Fate::Declined,
            Fate::PreVisits,
            Fate::AwaitingCountersignature,
            Fate::Active,
            Fate::Paused,
            Fate::Ended,
        ];
        for fate in fates {
            assert!(REGION.iter().any(|c| c.families.iter().any(|g| g.fate == fate)), "{fate:?}");
        }
    }
}
