//! Our components against the fixtures that `govuk-frontend` ships, and on their own.

mod adapter;
mod dom;
mod fields;
mod gallery;
mod options;
mod ours;
mod rows;
mod showcase;
mod unsupported;

use std::collections::{BTreeMap, BTreeSet};

use options::Options;
use serde_json::Value;
use unsupported::{DIFFERENT, UNSUPPORTED, pruned_classes};

/// Fewer compared fixtures than this means that a package update or a change here took the ground from under the test.
const FLOOR: usize = 480;

struct Fixture {
    component: &'static str,
    name: String,
    options: Value,
    html: String,
}

fn fixtures() -> Vec<Fixture> {
    let folder = std::path::Path::new(web_assets::PACKAGES).join("govuk-frontend/dist/govuk/components");
    let mut all = Vec::new();
    for (component, _) in adapter::ADAPTERS {
        let path = folder.join(component).join("fixtures.json");
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| {
            panic!("{}: {error}; build web-assets again to fetch the packages", path.display())
        });
        let file: Value = serde_json::from_str(&text).unwrap();
        all.extend(file["fixtures"].as_array().unwrap().iter().map(|fixture| Fixture {
            component,
            name: fixture["name"].as_str().unwrap().to_owned(),
            options: fixture["options"].clone(),
            html: fixture["html"].as_str().unwrap().to_owned(),
        }));
    }
    all
}

#[test]
fn every_component_renders_what_govuk_frontend_renders_for_the_options_we_support() {
    let (mut compared, mut unsupported) = (0, BTreeMap::<String, usize>::new());
    let (mut used, mut wrong) = (BTreeSet::new(), Vec::new());
    let adapters: BTreeMap<_, _> = adapter::ADAPTERS.iter().copied().collect();
    for fixture in fixtures() {
        let name = format!("{} / {}", fixture.component, fixture.name);
        if let Some(reason) =
            DIFFERENT.iter().position(|(of, named, _)| *of == fixture.component && *named == fixture.name)
        {
            used.insert(format!("different {reason}"));
            *unsupported.entry(format!("{}: {}", fixture.component, fixture.name)).or_default() += 1;
            continue;
        }
        let taken = options::Taken::default();
        let ours = adapters[fixture.component](&Options::new(&fixture.options, &taken));
        let left = options::leaves(&fixture.options).difference(&taken.into_inner()).cloned().collect::<Vec<_>>();
        for option in &left {
            match UNSUPPORTED.iter().position(|entry| entry.0.matches(fixture.component, option)) {
                Some(reason) => drop(used.insert(format!("unsupported {reason}"))),
                None => {
                    wrong.push(format!("{name}: the option {option} is neither supported nor listed as unsupported"))
                }
            }
        }
        if let Some(option) = left.first() {
            *unsupported.entry(format!("{}: {option}", fixture.component)).or_default() += 1;
            continue;
        }
        compared += 1;
        let (ours, theirs) = (dom::read(&ours, &[]), dom::read(&fixture.html, pruned_classes(fixture.component)));
        if ours != theirs {
            wrong.push(format!("{name}\n--- govuk-frontend\n{theirs}\n--- ours\n{ours}"));
        }
    }
    println!("{compared} fixtures compared, {} unsupported:", unsupported.values().sum::<usize>());
    for (option, count) in &unsupported {
        println!("  {count} {option}");
    }
    assert!(wrong.is_empty(), "{} differences\n\n{}", wrong.len(), wrong.join("\n\n"));
    assert!(compared >= FLOOR, "only {compared} fixtures were compared; the floor is {FLOOR}");
    let listed = (0..UNSUPPORTED.len()).map(|n| format!("unsupported {n}"));
    let stale: Vec<_> =
        listed.chain((0..DIFFERENT.len()).map(|n| format!("different {n}"))).filter(|n| !used.contains(n)).collect();
    assert!(stale.is_empty(), "entries that no fixture needs any more: {stale:?}");
}
