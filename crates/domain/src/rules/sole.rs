//! What stays with two people where one person runs a centre.

use crate::words::Role;
use serde::{Deserialize, Serialize};

const SHIPPED: &str = include_str!("../../../../packs/sole-coordinator.json");

/// The pack for a centre that one person runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SoleCoordinatorPack {
    /// The pack's name.
    pub name: String,
    /// The pack's version.
    pub version: String,
    /// What it is for, in a few sentences.
    pub explains: String,
    /// What stays with two people whatever happens.
    pub always_two_people: Vec<TwoPersonDuty>,
}

/// Something one person may not do alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwoPersonDuty {
    /// Its name.
    pub duty: String,
    /// What it is, in words.
    pub what: String,
    /// Why it takes two.
    pub because: String,
    /// Who can be the second: roles of the centre, and "partner-lead" for the lead of a partner centre.
    pub second_person: Vec<String>,
    /// The rules that rest on it.
    pub rules: Vec<String>,
}

impl SoleCoordinatorPack {
    /// The pack the program is shipped with; `None` only for a broken build, which a test excludes.
    pub fn shipped() -> Option<Self> {
        serde_json::from_str(SHIPPED).ok()
    }
}

impl TwoPersonDuty {
    /// The roles of the centre that can be the second person.
    pub fn second_roles(&self) -> impl Iterator<Item = Role> + '_ {
        Role::ALL.into_iter().filter(|role| self.second_person.iter().any(|name| name == role.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sole_coordinator_pack_names_known_roles_and_rules_and_leaves_somebody_else_each_time() {
        let pack = SoleCoordinatorPack::shipped().expect("the shipped pack parses");
        let rules: Vec<&str> = super::super::catalogue().iter().map(|rule| rule.id).collect();
        assert!(pack.always_two_people.len() >= 7);
        for duty in &pack.always_two_people {
            for name in &duty.second_person {
                assert!(name == "partner-lead" || Role::ALL.iter().any(|r| r.name() == name), "{name}");
            }
            assert!(duty.rules.iter().all(|rule| rules.contains(&rule.as_str())), "{:?}", duty.rules);
            // Somebody besides the coordinator can always be asked.
            assert!(!duty.second_person.iter().any(|name| name == Role::Coordinator.name()), "{}", duty.duty);
            assert!(!duty.second_person.is_empty() && duty.because.ends_with('.'));
        }
    }

    #[test]
    fn overrides_assessments_and_reports_stay_with_two_people() {
        let pack = SoleCoordinatorPack::shipped().expect("the shipped pack parses");
        for duty in ["authorise-override", "countersign-assessment", "review-report"] {
            assert!(pack.always_two_people.iter().any(|d| d.duty == duty), "{duty}");
        }
    }
}
