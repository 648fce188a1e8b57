//! Only `storage::seam` knows which database it talks to.

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{ItemUse, Macro, Path, UseTree};

use super::Problem;
use crate::sources::Source;

const SEAM: [&str; 2] = ["crates/storage/src/seam.rs", "crates/storage/src/seam/"];

/// What sqlx calls an engine, or anything that belongs to one: `Sqlite`, `SqlitePool`, `sqlite::`, `PgPool`, `Any`.
const ENGINE_WORDS: [&str; 6] = ["Sqlite", "sqlite", "Postgres", "postgres", "Pg", "Any"];

/// Every place outside the seam that names an engine.
pub(super) fn check(sources: &[Source]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in sources {
        let ours = source.path.starts_with("crates/") && source.extension() == "rs";
        // The seam's own tests stand beside it and may look behind it.
        if !ours || SEAM.iter().any(|seam| source.path.starts_with(seam)) || !source.text.contains("sqlx") {
            continue;
        }
        let Ok(file) = syn::parse_file(&source.text) else {
            problems.push(Problem::at(&source.path, "is not Rust"));
            continue;
        };
        let mut names = Names::default();
        names.visit_file(&file);
        for (line, name) in names.0 {
            problems.push(Problem::at(
                format!("{}:{line}", source.path),
                format!("names {name}: only the seam names an engine"),
            ));
        }
    }
    problems
}

#[derive(Default)]
struct Names(Vec<(usize, String)>);

impl Names {
    fn look(&mut self, line: usize, words: &[String]) {
        let Some((first, second)) = words.first().zip(words.get(1)) else {
            return;
        };
        let engine = second == "*" || second == "any" || ENGINE_WORDS.iter().any(|word| second.starts_with(word));
        if first == "sqlx" && engine {
            self.0.push((line, words.join("::")));
        }
    }

    fn look_through_use(&mut self, line: usize, tree: &UseTree, above: &[String]) {
        let with = |word: String| above.iter().cloned().chain([word]).collect::<Vec<_>>();
        match tree {
            UseTree::Path(path) => {
                self.look_through_use(line, &path.tree, &with(path.ident.to_string()));
            }
            UseTree::Name(name) => self.look(line, &with(name.ident.to_string())),
            UseTree::Rename(name) => self.look(line, &with(name.ident.to_string())),
            UseTree::Glob(_) => self.look(line, &with("*".to_owned())),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.look_through_use(line, tree, above);
                }
            }
        }
    }

    fn look_through_tokens(&mut self, line: usize, tokens: &TokenStream) {
        // `syn` does not read a macro's arguments: as text, without the blanks it puts between tokens.
        let text = tokens.to_string().replace(' ', "");
        for rest in text.split("sqlx::").skip(1) {
            let word: String = rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
            self.look(line, &["sqlx".to_owned(), word]);
        }
    }
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.look_through_use(item.use_token.span.start().line, &item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast Path) {
        let words: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let Some(segment) = path.segments.first() {
            self.look(segment.ident.span().start().line, &words);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, found: &'ast Macro) {
        let line = found.path.segments.first().map_or(0, |segment| segment.ident.span().start().line);
        self.look_through_tokens(line, &found.tokens);
        visit::visit_macro(self, found);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{source, texts};
    use super::*;

    #[track_caller]
    fn refused(text: &str) {
        let found = check(&[source("crates/storage/src/journal.rs", text)]);
        assert_eq!(found.len(), 1, "{text}: {:?}", texts(&found));
    }

    #[test]
    fn an_engine_named_outside_the_seam_is_found() {
        refused("use sqlx::Sqlite;");
        refused("use sqlx::{Row, Postgres as Engine};");
        refused("use sqlx::postgres::{PgPoolOptions};");
        refused("use sqlx::*;");
        refused("fn open() -> sqlx::AnyPool { later() }");
        refused("fn open() { take::<sqlx::Sqlite>() }");
        refused("fn open() { assert!(take::<sqlx::Sqlite>()) }");
    }

    #[test]
    fn what_belongs_to_no_engine_may_be_named_anywhere() {
        let text = "use sqlx::{Row, Error}; fn read(row: &impl sqlx::Row) {}";
        assert_eq!(check(&[source("crates/storage/src/journal.rs", text)]), []);
    }

    #[test]
    fn the_seam_itself_names_engines() {
        assert_eq!(check(&[source("crates/storage/src/seam/mod.rs", "use sqlx::Sqlite;")]), []);
    }
}
