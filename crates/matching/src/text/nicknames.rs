//! Which names may be one person's: short forms and forms in other languages.

use super::skeleton::skeleton;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The table, compiled in.
const TABLE: &str = include_str!("nicknames.txt");

type Groups = FxHashMap<&'static str, Vec<u16>>;

static GROUPS: LazyLock<Groups> = LazyLock::new(|| {
    let mut groups = Groups::default();
    let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
    for (number, line) in (1_u16..).zip(lines) {
        for name in line.split_whitespace() {
            let of_name: &mut Vec<u16> = groups.entry(name).or_default();
            if of_name.last() != Some(&number) {
                of_name.push(number);
            }
        }
    }
    groups
});

/// The numbers of the groups a folded name stands in, ascending; empty for a name without any.
pub(crate) fn groups(name: &str) -> &'static [u16] {
    GROUPS.get(name).map_or(&[], Vec::as_slice)
}

/// What stands for a name where only one word can: the first name of its first group, or its own skeleton.
///
/// A block keyed by it holds Bob together with Robert. A name in several groups meets only those of its first.
pub(crate) fn root(name: &str) -> String {
    static HEADS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#'));
        lines.map(|line| skeleton(line.split_whitespace().next().unwrap_or_default())).collect()
    });
    let head = groups(name).first().and_then(|group| HEADS.get(usize::from(*group).saturating_sub(1)));
    head.cloned().unwrap_or_else(|| skeleton(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_folded_spelling_and_has_no_name_alone() {
        for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
            assert!(line.bytes().all(|byte| byte.is_ascii_lowercase() || b" -".contains(&byte)), "{line}");
        }
    }

    #[test]
    fn short_forms_meet_their_names() {
        for (one, other) in [("bob", "robert"), ("kasia", "katarzyna"), ("peggy", "margaret"), ("md", "mohammed")] {
            assert!(groups(one).iter().any(|group| groups(other).contains(group)), "{one} {other}");
        }
        assert_eq!(root("bob"), root("robert"));
        assert_eq!(groups("xiomara"), [0_u16; 0]);
    }
}
