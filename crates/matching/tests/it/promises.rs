//! What holds for every table.

use crate::invented::{self, Chance, Invented, shuffle};
use crate::quality::table;
use matching::{Comparison, Field, Index, Kind, Model, Record, Table};
use proptest::prelude::*;

/// Pairs with probabilities to the last bit, by the numbers the records had before they were shuffled.
fn pairs(records: &[(usize, Invented)], across: Option<usize>) -> Vec<(usize, usize, u64)> {
    let plain: Vec<Invented> = records.iter().map(|(_, record)| record.clone()).collect();
    let table = table(&plain);
    let comparison = across.map_or_else(|| Comparison::within(&table), |first| Comparison::across(&table, first));
    let model = comparison.learn(&Model::shipped().unwrap());
    let number = |place: usize| records[place].0;
    let found = comparison.matches(&model, 0.05);
    for verdict in found.iter().chain(&comparison.likely(&model, 0.0)).map(|found| found.verdict) {
        assert!((verdict.same + verdict.relative + verdict.stranger - 1.0).abs() < 1e-9, "{verdict:?}");
    }
    let mut pairs: Vec<(usize, usize, u64)> = found
        .iter()
        .map(|found| {
            let (one, other) = (number(found.left), number(found.right));
            // Sums over a table run in the order of its rows; the twelfth decimal place may differ.
            (one.min(other), one.max(other), (found.verdict.same * 1e9).round().to_bits())
        })
        .collect();
    pairs.sort_unstable();
    pairs
}

#[test]
fn the_order_of_the_rows_changes_nothing() {
    let records: Vec<(usize, Invented)> = invented::recorded(21, 500).into_iter().enumerate().collect();
    let expected = pairs(&records, None);
    assert!(expected.len() > 300);
    for seed in 0..3 {
        let mut shuffled = records.clone();
        shuffle(&mut Chance::new(seed), &mut shuffled);
        assert_eq!(pairs(&shuffled, None), expected);
    }
}

#[test]
fn the_order_of_two_lists_changes_nothing() {
    let (known, new) = invented::known_and_new(22, 600);
    let first = known.len();
    let records: Vec<(usize, Invented)> = known.into_iter().chain(new).enumerate().collect();
    let expected = pairs(&records, Some(first));
    let mut shuffled = records.clone();
    shuffle(&mut Chance::new(1), &mut shuffled[..first]);
    shuffle(&mut Chance::new(2), &mut shuffled[first..]);
    assert_eq!(pairs(&shuffled, Some(first)), expected);
    // Which list comes first changes nothing either.
    let turned: Vec<(usize, Invented)> = records[first..].iter().chain(&records[..first]).cloned().collect();
    assert_eq!(pairs(&turned, Some(records.len() - first)), expected);
}

#[test]
fn the_number_of_cores_changes_nothing() {
    let records: Vec<(usize, Invented)> = invented::recorded(23, 500).into_iter().enumerate().collect();
    let on = |cores: usize| {
        rayon::ThreadPoolBuilder::new().num_threads(cores).build().unwrap().install(|| pairs(&records, None))
    };
    assert_eq!(on(1), on(3));
}

#[test]
fn a_model_that_was_learned_is_the_same_after_it_was_written_down() {
    let records = invented::recorded(24, 500);
    let table = table(&records);
    let model = Comparison::within(&table).learn(&Model::shipped().unwrap());
    let text = model.to_json().unwrap();
    assert_eq!(Model::from_json(&text).unwrap().to_json().unwrap(), text);
    assert_eq!(model.people(), u64::try_from(records.len()).unwrap());
}

#[test]
fn a_centre_can_teach_the_model_with_its_own_judgements() {
    let records = invented::recorded(25, 600);
    let table = table(&records);
    let comparison = Comparison::within(&table);
    let taught = comparison.learn_from(&Model::shipped().unwrap(), |one, other| {
        let (one, other) = (&records[one], &records[other]);
        Some(match (one.person == other.person, one.family == other.family) {
            (true, _) => Kind::Same,
            (_, true) => Kind::Relative,
            _ => Kind::Stranger,
        })
    });
    let wrong = |model: &Model| {
        let found = comparison.likely(model, 0.5);
        found.iter().filter(|found| records[found.left].person != records[found.right].person).count()
    };
    assert!(wrong(&taught) <= wrong(&Model::shipped().unwrap()));
}

#[test]
fn an_explanation_adds_up_and_names_every_field() {
    let records = [
        Record { given: "Rebecca", surname: "Oakes", birth: "1990-03-04", postcode: "BD6 6HX", ..Record::default() },
        Record { given: "Becky", surname: "Oaks", birth: "04/03/1990", phone: "07123 456789", ..Record::default() },
    ];
    let mut table = Table::new();
    table.add(&records);
    let model = Model::shipped().unwrap();
    let explanation = table.explain(0, 1, &model).unwrap();
    assert_eq!(explanation.fields.iter().map(|field| field.field).collect::<Vec<_>>(), Field::ALL);
    let named = |field: Field| {
        let weight = explanation.fields.iter().find(|weight| weight.field == field).unwrap();
        (weight.level.name(field), weight.bits > 0.0)
    };
    assert_eq!(named(Field::Given), ("short_form", true));
    assert_eq!(named(Field::Surname), ("variant", true));
    assert_eq!(named(Field::Birth), ("same", true));
    assert_eq!(named(Field::Phone).0, "missing");
    assert!(explanation.total_bits() > 0.0 && explanation.verdict.same > 0.5, "{explanation:?}");
    assert_eq!(table.explain(0, 2, &model), None);
}

#[test]
fn names_in_the_other_order_agree() {
    let records = [
        Record { given: "Nguyen", surname: "Thanh", birth: "1990-03-04", ..Record::default() },
        Record { given: "Thanh", surname: "Nguyen", birth: "1990-03-04", ..Record::default() },
        Record { given: "Quang", surname: "Tran", birth: "1990-03-04", ..Record::default() },
    ];
    let mut table = Table::new();
    table.add(&records);
    let model = Model::shipped().unwrap();
    let crossed = table.explain(0, 1, &model).unwrap();
    assert!(crossed.names_crossed && crossed.verdict.same > 0.5, "{crossed:?}");
    assert!(!table.explain(0, 2, &model).unwrap().names_crossed);
}

#[test]
fn a_former_name_and_an_alias_are_names() {
    let known =
        Record { given: "Rhiannon", surname: "Hughes", birth: "1990-03-04", phone: "07700900123", ..Record::default() };
    let mut table = Table::new();
    table.add(&[known]);
    let index = Index::with_model(table, Model::shipped().unwrap());
    let same = |record: &Record<'_>| index.find(record, 0.0).first().map_or(0.0, |found| found.verdict.same);
    let renamed = Record { surname: "Pritchard", ..known };
    let with_former = Record { former_surname: "Hughes", ..renamed };
    let alias = Record { given: "Bo", surname: "Pritchard", aliases: "Rhi Penrose; Rhiannon Hughes", ..known };
    assert!(same(&with_former) > same(&renamed));
    assert!(same(&alias) > 0.9, "{}", same(&alias));
}

fn anything() -> impl Strategy<Value = [String; 7]> {
    let name = prop_oneof!["[A-Za-z' -]{0,12}", "\\PC{0,12}", Just("Mohammed".to_owned()), Just("Khan".to_owned())];
    let birth = prop_oneof!["[0-9]{1,2}/[0-9]{1,2}/[0-9]{2,4}", "[0-9-]{0,10}", Just("1990-03-04".to_owned())];
    let rest = prop_oneof!["\\PC{0,16}", "[0-9]{1,3} [A-Z][a-z]{2,8} Road", "[A-Z]{1,2}[0-9] [0-9][A-Z]{2}"];
    (name.clone(), name.clone(), name, birth, rest.clone(), rest.clone(), rest)
        .prop_map(|(a, b, c, d, e, f, g)| [a, b, c, d, e, f, g])
}

fn record(values: &[String; 7]) -> Record<'_> {
    let [given, middle, surname, birth, address, postcode, phone] = values;
    Record { given, middle, surname, birth, address, postcode, phone, ..Record::default() }
}

proptest! {
    #[test]
    fn either_order_gives_the_same_probabilities_and_they_sum_to_one(one in anything(), other in anything()) {
        let model = Model::shipped().unwrap();
        let mut table = Table::new();
        table.add(&[record(&one), record(&other)]);
        let there = table.explain(0, 1, &model).unwrap();
        let back = table.explain(1, 0, &model).unwrap();
        prop_assert_eq!(&there, &back);
        let verdict = there.verdict;
        prop_assert!((verdict.same + verdict.relative + verdict.stranger - 1.0).abs() < 1e-9);
        prop_assert!([verdict.same, verdict.relative, verdict.stranger].iter().all(|share| (0.0..=1.0).contains(share)));
    }

    #[test]
    fn a_question_is_compared_as_the_table_would(one in anything(), other in anything()) {
        let model = Model::shipped().unwrap();
        let mut both = Table::new();
        both.add(&[record(&one), record(&other)]);
        // The index has never seen the words of the question.
        let mut known = Table::new();
        known.add(&[record(&one)]);
        let index = Index::with_model(known, model.clone());
        let levels = |explanation: matching::Explanation| explanation.fields.iter().map(|field| field.level).collect::<Vec<_>>();
        let asked = index.explain(&record(&other), 0).unwrap();
        prop_assert_eq!(levels(asked), levels(both.explain(0, 1, &model).unwrap()));
    }
}

#[test]
fn a_model_learned_from_a_handful_can_be_written_and_read() {
    let records = invented::recorded(26, 3);
    let table = table(&records);
    let model = Comparison::within(&table).learn(&Model::shipped().unwrap());
    Model::from_json(&model.to_json().unwrap()).unwrap();
}
