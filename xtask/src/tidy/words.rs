//! Words that do not belong: hosts of registries, gendered roles, American spelling.

use std::str::FromStr;

use proc_macro2::{TokenStream, TokenTree};

use super::Problem;
use crate::sources::Source;

/// Hosts that packages come from. Where a package comes from is the reader's own setting, never ours. Joined by a dot
/// when used, so that this file is not its own first finding.
const HOSTS: [(&str, &str); 7] = [
    ("crates", "io"),
    ("npmjs", "org"),
    ("npmjs", "com"),
    ("pypi", "org"),
    ("pythonhosted", "org"),
    ("proxy.golang", "org"),
    ("yarnpkg", "com"),
];

/// Cargo writes the index's name into its lock file itself, whatever it was really fetched from.
const CARGOS_OWN: &str = "Cargo.lock";

/// Lines that name such a host.
pub(super) fn hosts(sources: &[Source]) -> Vec<Problem> {
    let hosts = HOSTS.map(|(name, top)| format!("{name}.{top}"));
    let mut problems = Vec::new();
    for source in sources.iter().filter(|source| source.path != CARGOS_OWN) {
        for (number, line) in (1..).zip(source.text.lines()) {
            let line = line.to_ascii_lowercase();
            if let Some(host) = hosts.iter().find(|host| names_host(&line, host)) {
                problems
                    .push(Problem::at(format!("{}:{number}", source.path), format!("names {host}, a registry's host")));
            }
        }
    }
    problems
}

fn names_host(line: &str, host: &str) -> bool {
    line.match_indices(host).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + host.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Roles are resident adult and visiting adult: any adult can be either.
const GENDERED: [&str; 8] = ["mother", "father", "mothers", "fathers", "mum", "dad", "husband", "wife"];
/// The courts' own form has these words, and its mapping has to read them.
const COURTS_WORDS: &str = "court_application";

/// Identifiers of the domain that give a role a gender.
pub(super) fn gendered_roles(sources: &[Source]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in sources {
        let domain = source.path.starts_with("crates/domain/src/") && !source.path.contains(COURTS_WORDS);
        if !domain || source.extension() != "rs" {
            continue;
        }
        match TokenStream::from_str(&source.text) {
            Ok(tokens) => look_for_roles(&source.path, tokens, &mut problems),
            Err(_) => problems.push(Problem::at(&source.path, "is not Rust")),
        }
    }
    problems
}

fn look_for_roles(path: &str, tokens: TokenStream, problems: &mut Vec<Problem>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => look_for_roles(path, group.stream(), problems),
            TokenTree::Ident(identifier) => {
                let name = identifier.to_string();
                if let Some(word) = parts(&name).iter().find(|word| GENDERED.contains(&word.as_str())) {
                    let line = identifier.span().start().line;
                    problems.push(Problem::at(
                        format!("{path}:{line}"),
                        format!("`{name}` gives a role a gender ({word})"),
                    ));
                }
            }
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

/// `WithFather` and `with_father` are both `with`, `father`.
fn parts(identifier: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for letter in identifier.chars() {
        if letter == '_' || letter.is_uppercase() {
            parts.push(String::new());
        }
        if let Some(last) = parts.last_mut().filter(|_| letter != '_') {
            last.extend(letter.to_lowercase());
        }
    }
    parts
}

/// American words that turn up, and how they are written here.
const SPELLING: [(&str, &str); 16] = [
    ("analyze", "analyse"),
    ("behavior", "behaviour"),
    ("canceled", "cancelled"),
    ("center", "centre"),
    ("centers", "centres"),
    ("color", "colour"),
    ("counselor", "counsellor"),
    ("defense", "defence"),
    ("enrollment", "enrolment"),
    ("favorite", "favourite"),
    ("fulfill", "fulfil"),
    ("honor", "honour"),
    ("labeled", "labelled"),
    ("neighbor", "neighbour"),
    ("organization", "organisation"),
    ("recognize", "recognise"),
];

/// American words in pages and documents, outside code.
pub(super) fn spelling(sources: &[Source]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in sources {
        let prose: fn(&str) -> String = if source.extension() == "md" {
            without_code
        } else if source.extension() == "html" && source.path.contains("/templates/") {
            without_markup
        } else {
            continue;
        };
        for (number, line) in (1..).zip(prose(&source.text).lines()) {
            let lower = line.to_lowercase();
            for word in lower.split(|letter: char| !letter.is_alphabetic()) {
                if let Some((_, british)) = SPELLING.iter().find(|(american, _)| *american == word) {
                    problems.push(Problem::at(
                        format!("{}:{number}", source.path),
                        format!("{word} is written {british} here"),
                    ));
                }
            }
        }
    }
    problems
}

/// Markdown without fenced blocks, code spans and link targets; lines keep their numbers.
fn without_code(text: &str) -> String {
    let mut prose = String::new();
    let mut fenced = false;
    for line in text.lines() {
        let fence = line.trim_start().starts_with("```");
        if !(fenced || fence) {
            let spoken: Vec<&str> = line.split('`').step_by(2).collect();
            prose.push_str(&without_between(&spoken.join(" "), "](", ')'));
        }
        fenced ^= fence;
        prose.push('\n');
    }
    prose
}

/// A template without tags, expressions and comments; lines keep their numbers.
fn without_markup(text: &str) -> String {
    let text = without_between(text, "{{", '}');
    let text = without_between(&text, "{%", '}');
    let text = without_between(&text, "{#", '}');
    without_between(&text, "<", '>')
}

/// Leaves out everything from `open` to the next `close`, except line ends.
fn without_between(text: &str, open: &str, close: char) -> String {
    let mut pieces = text.split(open);
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (inside, outside) = piece.split_once(close).unwrap_or((piece, ""));
        kept.extend(inside.chars().filter(|letter| *letter == '\n'));
        kept.push(' ');
        kept.push_str(outside);
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::{source, texts};
    use super::*;

    #[test]
    fn a_registrys_host_is_found_in_any_file_but_cargos_own() {
        let line = format!("\"resolved\": \"https://registry.{}.{}/a.tgz\"", "npmjs", "org");
        assert_eq!(texts(&hosts(&[source("e2e/package-lock.json", &line)])).len(), 1);
        assert_eq!(hosts(&[source("Cargo.lock", &line)]), []);
        assert_eq!(hosts(&[source("a.rs", "crates.iota and pypi")]), []);
    }

    #[test]
    fn a_gendered_role_is_found_as_a_name_and_not_in_a_sentence() {
        let found = |path: &str, text: &str| texts(&gendered_roles(&[source(path, text)]));
        assert_eq!(found("crates/domain/src/person.rs", "struct A { with_father: u8 }").len(), 1);
        assert_eq!(
            found("crates/domain/src/person.rs", "enum Role {\n    BirthMother,\n}"),
            ["crates/domain/src/person.rs:2: `BirthMother` gives a role a gender (mother)"]
        );
        assert!(
            found("crates/domain/src/person.rs", "/// Not the father: any adult.\nstruct Grandfathered;").is_empty()
        );
        assert!(found("crates/domain/src/referral/court_application.rs", "enum Role { Mother }").is_empty());
        assert!(found("crates/web/src/a.rs", "fn father() {}").is_empty());
    }

    #[test]
    fn american_spelling_is_found_in_prose_only() {
        let found = |path: &str, text: &str| texts(&spelling(&[source(path, text)]));
        assert_eq!(found("docs/a.md", "one\nThe Center opens"), ["docs/a.md:2: center is written centre here"]);
        assert!(found("docs/a.md", "`color` and\n```\ncenter\n```\n[here](center.md)").is_empty());
        assert_eq!(
            found("crates/web/templates/a.html", "<p class=\"center\">\n{{ color }} behavior</p>"),
            ["crates/web/templates/a.html:2: behavior is written behaviour here"]
        );
        assert!(found("crates/web/src/a.css", "color: red").is_empty());
    }
}
