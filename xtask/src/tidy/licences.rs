//! Licences of everything we build on, against the list in `deny.toml`.

use cargo_metadata::Metadata;
use toml::Table;

use super::{Problem, spdx};
use crate::sources::Source;

const LIST: &str = "deny.toml";

/// A package and the licence it declares.
pub(super) struct Declared {
    name: String,
    licence: Option<String>,
}

/// What cargo knows of the packages that are really used.
pub(super) fn declared(metadata: &Metadata) -> Vec<Declared> {
    metadata
        .packages
        .iter()
        .map(|package| Declared { name: package.name.to_string(), licence: package.license.clone() })
        .collect()
}

/// Packages whose licence the list does not allow.
pub(super) fn check(sources: &[Source], packages: &[Declared]) -> Vec<Problem> {
    let Some(list) = sources.iter().find(|source| source.path == LIST).and_then(|source| read(&source.text)) else {
        return vec![Problem::at(LIST, "has no readable [licenses] with `allow`")];
    };
    let mut problems = Vec::new();
    for package in packages {
        let Some(licence) = &package.licence else {
            problems.push(Problem::at(&package.name, "declares no licence"));
            continue;
        };
        match spdx::permits(licence, &|one| list.allows(&package.name, one)) {
            Ok(true) => {}
            Ok(false) => {
                problems.push(Problem::at(&package.name, format!("is under {licence}, which {LIST} does not allow")))
            }
            Err(spdx::Unreadable) => {
                problems.push(Problem::at(&package.name, format!("declares {licence:?}, which is no SPDX expression")))
            }
        }
    }
    problems
}

struct List {
    allow: Vec<String>,
    /// A package, and what is allowed for it alone.
    exceptions: Vec<(String, Vec<String>)>,
}

impl List {
    fn allows(&self, package: &str, licence: &str) -> bool {
        let excepted = self.exceptions.iter().filter(|(name, _)| name == package).flat_map(|(_, allow)| allow);
        self.allow.iter().chain(excepted).any(|allowed| allowed == licence)
    }
}

fn read(text: &str) -> Option<List> {
    let table: Table = text.parse().ok()?;
    let licences = table.get("licenses")?.as_table()?;
    let mut exceptions = Vec::new();
    for exception in licences.get("exceptions").and_then(toml::Value::as_array).into_iter().flatten() {
        let exception = exception.as_table()?;
        exceptions.push((exception.get("crate")?.as_str()?.to_owned(), strings(exception.get("allow")?)?));
    }
    Some(List { allow: strings(licences.get("allow")?)?, exceptions })
}

fn strings(value: &toml::Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|one| one.as_str().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use super::super::{source, texts};
    use super::*;

    const SAMPLE: &str = r#"
        [licenses]
        allow = ["MIT", "Apache-2.0"]
        exceptions = [{ crate = "fonts", allow = ["OFL-1.1"] }]
    "#;

    fn found(name: &str, licence: Option<&str>) -> Vec<String> {
        let package = Declared { name: name.to_owned(), licence: licence.map(str::to_owned) };
        texts(&check(&[source(LIST, SAMPLE)], &[package]))
    }

    #[test]
    fn a_licence_that_is_not_on_the_list_is_found() {
        assert!(found("free", Some("MIT OR GPL-3.0-only")).is_empty());
        assert_eq!(
            found("bound", Some("GPL-3.0-only")),
            ["bound: is under GPL-3.0-only, which deny.toml does not allow"]
        );
        assert_eq!(found("silent", None), ["silent: declares no licence"]);
        assert_eq!(found("odd", Some("see file")).len(), 1);
    }

    #[test]
    fn an_exception_is_for_one_package() {
        assert!(found("fonts", Some("MIT AND OFL-1.1")).is_empty());
        assert_eq!(found("other", Some("MIT AND OFL-1.1")).len(), 1);
    }

    #[test]
    fn without_a_list_nothing_is_allowed() {
        assert_eq!(check(&[], &[]).len(), 1);
        assert_eq!(check(&[source(LIST, "[licenses]")], &[]).len(), 1);
    }
}
