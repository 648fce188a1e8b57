//! Why two records are, or are not, held for one person: words first, then bits.

use ::matching::{Explanation, Field, FieldWeight, Kind};
use std::fmt::Write as _;

/// The pair that is explained.
pub struct Pair<'a> {
    /// Their ids.
    pub ids: (&'a str, &'a str),
    /// What the list says of them, where it is in it.
    pub score: Option<f64>,
}

/// From here on a field is called strong evidence, in bits: one in eight.
const STRONG: f64 = 3.0;
/// Below this an agreement speaks for relatives: a family shares its telephone and its address.
const AGAINST: f64 = -0.5;

/// The explanation as lines.
pub fn text(pair: &Pair<'_>, explanation: &Explanation) -> String {
    let (one, other) = pair.ids;
    let verdict = explanation.verdict;
    let judged = match verdict.kind() {
        Kind::Same => "possibly the same person",
        Kind::Relative => "probably two people of one family or household",
        Kind::Stranger => "probably two people",
    };
    let mut text = format!("{one} and {other}: {judged}.\n\n");
    for (title, wanted) in [("Agrees", true), ("Differs", false)] {
        let fields = explanation.fields.iter().filter(|field| field.level.agrees(field.field) == Some(wanted));
        let words: Vec<String> = fields.map(words).collect();
        let words = if words.is_empty() { "nothing".to_owned() } else { words.join("; ") };
        let _into_memory = writeln!(text, "{title}: {words}.");
    }
    if explanation.names_crossed {
        text.push_str("Given and family names were compared crosswise.\n");
    }
    let _into_memory = write!(
        text,
        "\nSame person {:.3}, relative {:.3}, stranger {:.3}, by these two records alone.\n",
        verdict.same, verdict.relative, verdict.stranger
    );
    let _into_memory = match pair.score {
        Some(score) => writeln!(text, "In the list: {score:.3}, with what other records say about them."),
        None => writeln!(text, "Not in the list."),
    };
    text.push_str("\nIn bits: above 0 for one person, below 0 for two. Rarity is how rare the agreeing name is.\n");
    let _into_memory = writeln!(text, "  {:<10} {:<32} {:>7} {:>7}", "field", "how it agrees", "bits", "rarity");
    for field in &explanation.fields {
        let level = field.level.name(field.field).replace('_', " ");
        let _into_memory =
            writeln!(text, "  {:<10} {level:<32} {:>+7.1} {:>+7.1}", field.field.name(), field.bits, field.rarity_bits);
    }
    let _into_memory = writeln!(text, "  {:<43} {:>+7.1}", "before any field", explanation.prior_bits);
    let (same, others) = (explanation.as_same.replace('_', " "), explanation.as_others.replace('_', " "));
    let sum = format!("sum: {same}, against {others}");
    let _into_memory = write!(text, "  {sum:<43} {:>+7.1}", explanation.total_bits());
    text
}

fn bits(field: &FieldWeight) -> f64 {
    field.bits + field.rarity_bits
}

fn words(field: &FieldWeight) -> String {
    let name = match field.field {
        Field::Given => "given names",
        Field::Surname => "family names",
        Field::Middle => "middle names",
        Field::Birth => "date of birth",
        Field::Sex => "sex",
        Field::Place => "address",
        Field::Phone => "telephone",
        Field::Email => "e-mail",
        Field::Other => "the further value",
    };
    let strength = match (field.level.agrees(field.field), bits(field)) {
        (Some(true), bits) if bits >= STRONG => ", strongly",
        (Some(true), bits) if bits <= AGAINST => ", as relatives do",
        (Some(false), bits) if bits <= -STRONG => ", strongly",
        _ => "",
    };
    format!("{name} ({}{strength})", field.level.name(field.field).replace('_', " "))
}
