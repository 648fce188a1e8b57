//! No table, however odd, costs more than a sensible one of its size.

use matching::{Comparison, Index, Model, Record, Table};

const PEOPLE: usize = 40_000;

/// What any table of this size may cost, in pairs.
const MOST_PAIRS: usize = 14 * PEOPLE + 3_000_000;

fn table<'a>(record: impl Fn(usize) -> Record<'a>) -> Table {
    let mut table = Table::new();
    table.add(&(0..PEOPLE).map(record).collect::<Vec<_>>());
    table
}

#[track_caller]
fn bounded(table: &Table) {
    let comparison = Comparison::within(table);
    assert!(comparison.pairs() <= MOST_PAIRS, "{}", comparison.pairs());
    assert!(comparison.blocks_left_out() > 0);
}

#[test]
fn one_name_for_everybody_is_bounded() {
    bounded(&table(|_| Record { given: "Amina", surname: "Khan", ..Record::default() }));
}

#[test]
fn one_record_for_everybody_is_bounded() {
    let same = Record {
        given: "Amina",
        surname: "Khan",
        birth: "1990-03-04",
        postcode: "BD6 6HX",
        phone: "07123456789",
        ..Record::default()
    };
    bounded(&table(|_| same));
}

#[test]
fn names_made_to_fill_one_block_are_bounded() {
    // All of these share one skeleton.
    let names: Vec<String> = (0..PEOPLE).map(|number| vowels(number, "mhmd")).collect();
    bounded(&table(|row| Record { given: &names[row], surname: "Khan", ..Record::default() }));
}

#[test]
fn many_large_blocks_are_as_bounded_as_one() {
    // Five hundred people to a name: no block is too large by itself, all together are.
    let names: Vec<String> = (0..PEOPLE).map(|number| consonants(number / 500)).collect();
    bounded(&table(|row| Record { given: &names[row], surname: &names[row], ..Record::default() }));
}

fn consonants(number: usize) -> String {
    let letters: Vec<char> = "bdfgjklmnprst".chars().collect();
    let (first, second) = (letters[number % 13], letters[number / 13 % 13]);
    format!("{first}a{second}alo")
}

fn vowels(mut number: usize, bones: &str) -> String {
    let mut name = String::new();
    for letter in bones.chars() {
        name.push(letter);
        for _ in 0..2 {
            name.push(['a', 'e', 'i', 'o', 'u'][number % 5]);
            number /= 5;
        }
    }
    name
}

#[test]
fn a_question_about_a_name_that_everybody_has_is_bounded() {
    let births: Vec<String> =
        (0..PEOPLE).map(|row| format!("{}-{:02}-{:02}", 1950 + row % 70, 1 + row % 12, 1 + row % 28)).collect();
    let everybody = table(|row| Record { given: "Amina", surname: "Khan", birth: &births[row], ..Record::default() });
    let index = Index::new(everybody, &Model::shipped().unwrap());
    let asked = Record { given: "Amina", surname: "Khan", ..Record::default() };
    assert!(index.find(&asked, 0.0).len() < 5_000);
}

#[test]
fn an_empty_table_and_columns_of_nothing_have_no_matches() {
    let model = Model::shipped().unwrap();
    let empty = Table::new();
    let comparison = Comparison::within(&empty);
    assert!(comparison.matches(&comparison.learn(&model), 0.0).is_empty());
    let nothing = table(|_| Record::default());
    let comparison = Comparison::within(&nothing);
    assert!(comparison.matches(&comparison.learn(&model), 0.0).is_empty());
    let index = Index::new(Table::new(), &model);
    assert!(index.find(&Record { given: "Amina", ..Record::default() }, 0.0).is_empty());
}

#[test]
fn absurdly_long_values_are_read_in_part() {
    let long = "Ξ".repeat(2_000_000);
    let mut table = Table::new();
    let record = Record {
        given: &long,
        surname: &long,
        birth: &long,
        address: &long,
        phone: &long,
        email: &long,
        postcode: &long,
        ..Record::default()
    };
    table.add(&[record, record]);
    let comparison = Comparison::within(&table);
    assert!(comparison.pairs() <= 1);
}
