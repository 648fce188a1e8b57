use std::collections::BTreeSet;

use documents::{Place, ProtectedKind, RecipientClass, Refusal, gate, scan, session_report};

use crate::spellings::LEAKS;
use crate::{fact, papers};

#[test]
fn there_are_at_least_sixty_seeded_leaks_of_every_kind() {
    let count: usize = LEAKS.iter().map(|(_, _, texts)| texts.len()).sum();
    assert!(count >= 60, "{count}");
    let kinds: BTreeSet<_> = LEAKS.iter().map(|(kind, _, _)| *kind).collect();
    assert_eq!(kinds.len(), 10);
}

#[test]
fn every_seeded_leak_is_found_in_text() {
    let missed: Vec<_> = LEAKS
        .iter()
        .flat_map(|(kind, value, texts)| texts.iter().map(move |text| (*kind, *value, *text)))
        .filter(|(kind, value, text)| scan(text, &[fact(*kind, value)]).is_empty())
        .collect();
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn every_seeded_leak_is_found_between_other_words() {
    for (kind, value, texts) in LEAKS {
        for text in *texts {
            let page = format!("They painted for 20 minutes. Then:\n{text}\nAt 11 they read a book.");
            let hits = scan(&page, &[fact(*kind, value)]);
            assert!(!hits.is_empty(), "{kind:?} {text}");
            assert!(hits.iter().all(|hit| hit.line >= 2), "{kind:?} {text} {hits:?}");
        }
    }
}

/// Each seeded leak as a statement of its own in a finished PDF.
#[test]
fn every_seeded_leak_is_stopped_in_the_final_bytes_of_a_report() {
    for (kind, value, texts) in LEAKS {
        // Wide letters have no typeface here, so a report with them is refused before the gate.
        let texts: Vec<_> =
            texts.iter().filter(|text| !text.contains(|letter| ('\u{FF00}'..'\u{FFF0}').contains(&letter))).collect();
        let mut report = papers::report();
        let recorded = report.session[0].recorded;
        report.session = texts.iter().map(|text| papers::statement("r-1", recorded, text)).collect();
        let pdf = session_report(&report).unwrap();
        let refusal = gate(pdf, RecipientClass::Party, &[fact(*kind, value)]).unwrap_err();
        let Refusal::Leaks(hits) = refusal else { panic!("{refusal}") };
        let lines = hits
            .iter()
            .filter(|hit| matches!(hit.place, Place::Page(_)))
            .map(|hit| (hit.place.clone(), hit.line))
            .collect::<BTreeSet<_>>();
        assert!(lines.len() >= texts.len(), "{kind:?} {value}: {lines:?}");
    }
}

/// Narrow cells break words anywhere a line may break; the fact must still be found.
#[test]
fn a_fact_wrapped_at_every_possible_place_is_found() {
    for filler in (0..60).step_by(12) {
        let mut report = papers::report();
        let lead = "x".repeat(filler);
        report.session = vec![papers::statement(
            "r-1",
            report.session[0].recorded,
            &format!("{lead} They spoke of the weather and Ama said it rained at 14 Larch Grove."),
        )];
        let protected = [fact(ProtectedKind::Address, "14 Larch Grove, Leeds")];
        let pdf = session_report(&report).unwrap();
        assert!(gate(pdf, RecipientClass::Court, &protected).is_err(), "{filler}");
    }
    for cut in 1.."14 Larch Grove".len() {
        let (before, after) = "14 Larch Grove".split_at(cut);
        for hyphen in ["", "-"] {
            let text = format!("to {before}{hyphen}\n{after} today");
            let hits = scan(&text, &[fact(ProtectedKind::Address, "14 Larch Grove, Leeds")]);
            assert!(!hits.is_empty(), "{text}");
        }
    }
}
