//! Every action a command names is in the schema, and in a group that some policy permits.

use crate::world::{access, asker, case};
use access::{Asker, Moment, Office, Purpose, Relation, Relations, SecondFactor};
use domain::words::Role;
use std::collections::BTreeSet;

/// The actions that the domain's commands name: the texts in the bodies of `fn action`.
fn named() -> BTreeSet<String> {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../domain/src"));
    let mut found = BTreeSet::new();
    for feature in std::fs::read_dir(folder).unwrap() {
        let Ok(text) = std::fs::read_to_string(feature.unwrap().path().join("commands.rs")) else {
            continue;
        };
        let body = text.split("fn action(&self)").nth(1).unwrap();
        let body = body.split("fn reads(").next().unwrap();
        found.extend(body.split('"').skip(1).step_by(2).map(str::to_owned));
    }
    found
}

#[test]
fn every_action_of_a_command_is_in_the_schema() {
    let known = access().actions();
    let named = named();
    assert!(named.len() > 50, "the commands were not read: {named:?}");
    for action in named {
        assert!(known.contains(&action), "{action} is not in policies/house.cedarschema");
    }
}

#[test]
fn every_action_of_a_command_is_permitted_to_somebody() {
    let by = |who: &Asker, relation: Relation, action: &str| {
        let moment = Moment { second_factor: SecondFactor::Given, ..Moment::from(Purpose::Emergency) };
        access().explain(who, action, case(), &Relations::from([relation]), moment).permitted
    };
    let permitted = |roles: &[Role], relation: Relation, action: &str| by(&asker(roles), relation, action);
    for action in named() {
        let somebody = Role::ALL.iter().any(|role| permitted(&[*role], Relation::Assigned, &action));
        let by_link = permitted(&[], Relation::AskedByLink, &action);
        let officer = Asker { offices: [Office::DataProtectionOfficer].into(), ..asker(&[]) };
        let by_office = by(&officer, Relation::Assigned, &action);
        assert!(somebody || by_link || by_office, "nobody may {action}");
    }
}
