//! Who goes by the same name, whatever else is known of them.

use crate::compare::{Comparer, Field, Lexicon};
use crate::table::Table;

/// How far down the list of levels of [`Field::Given`] and [`Field::Surname`] two names are still the same one: equal, a
/// short form, some of several words, or written differently.
const STILL_THE_SAME: usize = 3;

/// Pairs, by place, of one of the first `first` people of a table and one of the rest who go by the same given and family
/// name, in either order. Nothing but the names is looked at, and a pair of which either has only one name is none.
///
/// Everybody is compared with everybody, so one side should be short: the workers of a centre, the people of a referral.
pub fn namesakes(table: &Table, first: usize) -> Vec<(usize, usize)> {
    let mut comparer = Comparer::new(Lexicon::of(table));
    let (ours, others) = table.people.split_at(first.min(table.people.len()));
    let mut found = Vec::new();
    for (left, one) in ours.iter().enumerate() {
        for (right, other) in others.iter().enumerate() {
            let pattern = comparer.compare(one, other);
            if [Field::Given, Field::Surname].iter().all(|field| pattern.level(*field).place() <= STILL_THE_SAME) {
                found.push((left, ours.len() + right));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;

    fn same(one: &str, other: &str) -> bool {
        let mut table = Table::new();
        table.add(&[one, other].map(|name| Record { full_name: name, ..Record::default() }));
        namesakes(&table, 1) == [(0, 1)]
    }

    #[test]
    fn a_name_is_the_same_in_another_spelling_order_script_or_length() {
        assert!(same("Amina Khan", "amina KHAN"));
        assert!(same("Amina Khan", "Khan, Amina"));
        assert!(same("Amina Zahra Khan", "Amina Khan"));
        assert!(same("Robert Ashdown", "Bob Ashdown"));
        assert!(same("Siân O'Brien", "Sian OBrien"));
        assert!(same("Mohammed Rahman", "Muhammad Rahman"));
    }

    #[test]
    fn a_shared_family_name_or_given_name_alone_is_not_the_same_name() {
        assert!(!same("Amina Khan", "Bilal Khan"));
        assert!(!same("Amina Khan", "Amina Osei"));
        assert!(!same("Amina", "Amina"));
        assert!(!same("", ""));
    }

    #[test]
    fn nobody_is_compared_with_their_own_side() {
        let mut table = Table::new();
        table.add(
            &["Amina Khan", "Amina Khan", "Rhys Morgan"].map(|name| Record { full_name: name, ..Record::default() }),
        );
        assert_eq!(namesakes(&table, 2), []);
        assert_eq!(namesakes(&table, 1), [(0, 1)]);
        assert_eq!(namesakes(&table, 9), []);
    }
}
