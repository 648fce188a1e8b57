//! Markup as a browser understands it, written out so that two pieces can be compared and a difference can be read.

use std::fmt::Write as _;

use ego_tree::NodeRef;
use scraper::{Html, Node};

/// Reads a fragment. The order of attributes and of classes, white space between things and comments do not count.
/// Elements whose class attribute is one of `pruned` are left out.
pub fn read(markup: &str, pruned: &[&str]) -> String {
    let fragment = Html::parse_fragment(markup);
    let mut out = String::new();
    for child in fragment.root_element().children() {
        write(child, 0, pruned, &mut out);
    }
    out
}

fn write(node: NodeRef<'_, Node>, depth: usize, pruned: &[&str], out: &mut String) {
    let indent = "  ".repeat(depth);
    match node.value() {
        Node::Text(text) => {
            let words: Vec<_> = text.split_whitespace().collect();
            if !words.is_empty() {
                let _ = writeln!(out, "{indent}{:?}", words.join(" "));
            }
        }
        Node::Element(element) => {
            if element.attr("class").is_some_and(|class| pruned.contains(&class)) {
                return;
            }
            let mut attributes: Vec<_> =
                element.attrs().map(|(name, value)| format!(" {name}={:?}", settled(name, value))).collect();
            attributes.sort();
            let _ = writeln!(out, "{indent}<{}{}>", element.name(), attributes.concat());
            for child in node.children() {
                write(child, depth + 1, pruned, out);
            }
        }
        _ => {}
    }
}

fn settled(name: &str, value: &str) -> String {
    let mut words: Vec<_> = value.split_whitespace().collect();
    if name == "class" {
        words.sort_unstable();
        words.dedup();
        words.join(" ")
    } else {
        value.to_owned()
    }
}
