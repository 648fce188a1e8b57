//! Files and functions that a person can hold in mind.

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, ImplItemFn, ItemFn, ItemMod, Signature, TraitItemFn};

use super::Problem;
use crate::sources::Source;

/// Lines a file may have, and one of tests, where a table of cases reads best in one piece.
const FILE: usize = 400;
const TEST_FILE: usize = 800;
/// Lines a function may have from `fn` to its closing brace.
const FUNCTION: usize = 50;
const TEST_FUNCTION: usize = 100;

/// Files that may be longer, each with its reason.
const EXEMPT: [(&str, &str); 0] = [];

const EXTENSIONS: [&str; 3] = ["rs", "mjs", "html"];

/// Every file and function that is too long.
pub(super) fn check(sources: &[Source]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for source in sources {
        let extension = source.extension();
        if !EXTENSIONS.contains(&extension) || EXEMPT.iter().any(|(path, _)| *path == source.path) {
            continue;
        }
        let test_file = holds_tests(&source.path);
        let (lines, most) = (source.text.lines().count(), if test_file { TEST_FILE } else { FILE });
        if lines > most {
            problems.push(Problem::at(&source.path, format!("has {lines} lines; {most} is the most")));
        }
        if extension == "rs" {
            problems.extend(long_functions(source, test_file));
        }
    }
    problems
}

fn holds_tests(path: &str) -> bool {
    path.split('/').any(|part| ["tests", "tests.rs", "journeys", "selftest", "examples"].contains(&part))
}

fn long_functions(source: &Source, test_file: bool) -> Vec<Problem> {
    let Ok(file) = syn::parse_file(&source.text) else {
        return vec![Problem::at(&source.path, "is not Rust")];
    };
    let mut functions = Functions { in_tests: test_file, long: Vec::new() };
    functions.visit_file(&file);
    functions.long.into_iter().map(|(line, text)| Problem::at(format!("{}:{line}", source.path), text)).collect()
}

struct Functions {
    in_tests: bool,
    long: Vec<(usize, String)>,
}

impl Functions {
    fn measure(&mut self, signature: &Signature, body: &Block) {
        let first = signature.fn_token.span.start().line;
        let lines = body.span().end().line.saturating_sub(first) + 1;
        let most = if self.in_tests { TEST_FUNCTION } else { FUNCTION };
        if lines > most {
            self.long.push((first, format!("`{}` has {lines} lines; {most} is the most", signature.ident)));
        }
    }
}

impl<'ast> Visit<'ast> for Functions {
    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        let outside = self.in_tests;
        self.in_tests |= module.attrs.iter().any(is_for_tests);
        visit::visit_item_mod(self, module);
        self.in_tests = outside;
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.measure(&function.sig, &function.block);
        visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.measure(&function.sig, &function.block);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        if let Some(body) = &function.default {
            self.measure(&function.sig, body);
        }
        visit::visit_trait_item_fn(self, function);
    }
}

fn is_for_tests(attribute: &Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && attribute.parse_args::<syn::Path>().is_ok_and(|condition| condition.is_ident("test"))
}

#[cfg(test)]
mod tests {
    use super::super::{source, texts};
    use super::*;

    fn function(lines: usize) -> String {
        format!("fn long() {{\n{}}}\n", "    work();\n".repeat(lines - 2))
    }

    fn found(path: &str, text: &str) -> Vec<String> {
        texts(&check(&[source(path, text)]))
    }

    #[test]
    fn a_long_file_is_found() {
        assert_eq!(found("a/src/b.rs", &"\n".repeat(FILE)), [""; 0]);
        assert_eq!(found("a/src/b.rs", &"\n".repeat(FILE + 1)), ["a/src/b.rs: has 401 lines; 400 is the most"]);
        assert_eq!(found("a/tests/it/b.rs", &"\n".repeat(FILE + 1)), [""; 0]);
        assert_eq!(found("a/tests/it/b.rs", &"\n".repeat(TEST_FILE + 1)).len(), 1);
        assert_eq!(found("web/templates/b.html", &"\n".repeat(FILE + 1)).len(), 1);
    }

    #[test]
    fn a_long_function_is_found_wherever_it_stands() {
        assert_eq!(found("a/src/b.rs", &function(FUNCTION)), [""; 0]);
        let long = function(FUNCTION + 1);
        assert_eq!(found("a/src/b.rs", &long), ["a/src/b.rs:1: `long` has 51 lines; 50 is the most"]);
        for within in ["impl Thing", "trait Thing", "mod thing", "fn outer()"] {
            let lines = found("a/src/b.rs", &format!("{within} {{\n{long}}}"));
            assert!(lines.iter().any(|line| line.contains("`long` has 51 lines")), "{within}: {lines:?}");
        }
    }

    #[test]
    fn a_test_may_tell_a_longer_story() {
        let text = |lines| format!("#[cfg(test)]\nmod tests {{\n{}}}", function(lines));
        assert_eq!(found("a/src/b.rs", &text(FUNCTION + 1)), [""; 0]);
        assert_eq!(found("a/src/b.rs", &text(TEST_FUNCTION + 1)).len(), 1);
    }
}
