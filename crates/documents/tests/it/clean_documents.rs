use documents::ProtectedKind::{Address, Email, FamilyName, Other, PersonName, Phone, Plate, Postcode, Refuge, School};
use documents::{ProtectedString, RecipientClass, gate, run_sheet, scan, session_report, trust_sheet};

use crate::{fact, papers};

/// The facts of somebody else in the case, none of which the texts below tell.
fn protected() -> Vec<ProtectedString> {
    [
        (Postcode, "LS2 1AA"),
        (Phone, "07700 900123"),
        (Phone, "0113 496 0123"),
        (Plate, "AB12 CDE"),
        (Email, "amira.k@example.org"),
        (Address, "Flat 3, 14 Larch Grove, Leeds LS2 1AA"),
        (Address, "9 High Street, Otley"),
        (School, "St Mary's Primary School, Leeds"),
        (School, "Park View Academy"),
        (School, "Oakfield Academy"),
        (Refuge, "Sycamore House refuge, 2 Hollin Drive, LS8 4QQ"),
        (PersonName, "Jordan Adeyemi"),
        (PersonName, "Hope Price"),
        (FamilyName, "Will"),
        (FamilyName, "Grace"),
        (FamilyName, "Baker"),
        (Other, "Northgate Boxing Club"),
    ]
    .map(|(kind, value)| fact(kind, value))
    .to_vec()
}

/// Sentences of ordinary notes, many of them close to a protected fact without telling it.
const CLEAN: [&str; 48] = [
    "Will you paint with me? Ama asked.",
    "They will come again in two weeks.",
    "Will was not discussed.",
    "We hope the price of the paints is fine.",
    "She moved with grace and laughed.",
    "They played shops; Kojo was the baker.",
    "The maker of the puzzle is printed on the box.",
    "A larch tree grows in the garden.",
    "The grove of trees behind the hall was wet.",
    "They walked to the park and liked the view.",
    "They shop on the high street.",
    "Leeds won at the weekend.",
    "Otley is a town.",
    "Ama has a primary colour chart from school.",
    "Mary's cup was blue.",
    "The sycamore in the yard lost its leaves.",
    "They built a house of cards.",
    "A family sought refuge from the rain under the roof.",
    "Jordan is a country they found on the map.",
    "The river Jordan is in the story they read.",
    "Boxing was on the television.",
    "The club sandwich was shared.",
    "They counted to 123 and then to 900.",
    "The game had 12 cards and 7 tokens.",
    "On 14 November 2026 the session began at 10:00 and ended at 12:00.",
    "Session 07 of 12, room 2, at 11:00.",
    "Record 7f3e-0011 was read by 2 people.",
    "Kojo wrote A B 1 2 C D.",
    "Ama read the letters L S and then the number 2.",
    "They set the table for 14.",
    "Kofi Mensah brought fruit.",
    "The example on the worksheet was hard.",
    "They looked at an atlas for ten minutes.",
    "The supervisor was within sight and sound.",
    "Kojo asked for the toilet and was taken by staff.",
    "Both children ate a snack at 11:15.",
    "Ama chose the sun card.",
    "Kojo said the drawing is of an oak in a field.",
    "The academy award film was mentioned.",
    "The bus was late by 20 minutes.",
    "They sang and the street outside was noisy.",
    "Siobhán and Łukasz helped at the door.",
    "The code of the paint is 21 A.",
    "A number plate was drawn on the cardboard car: KOJO 1.",
    "The call lasted 496 seconds.",
    "Two drives along the drive with a toy car.",
    "They talked about the hollow tree.",
    "The price was not known.",
];

#[test]
fn ordinary_notes_are_not_stopped() {
    let stopped: Vec<_> =
        CLEAN.iter().map(|text| (text, scan(text, &protected()))).filter(|(_, hits)| !hits.is_empty()).collect();
    assert!(stopped.is_empty(), "{stopped:#?}");
}

#[test]
fn forty_eight_reports_of_ordinary_notes_are_cleared() {
    let clears = |texts: &[&str]| {
        for text in texts {
            let mut report = papers::report();
            report.session = vec![papers::statement("r-1", report.session[0].recorded, text)];
            report.arrival.clear();
            report.ending.clear();
            report.wellbeing.clear();
            let pdf = session_report(&report).unwrap();
            gate(pdf, RecipientClass::Party, &protected()).unwrap();
        }
    };
    let (some, others) = CLEAN.split_at(CLEAN.len() / 2);
    std::thread::scope(|threads| {
        threads.spawn(|| clears(some));
        threads.spawn(|| clears(others));
    });
}

#[test]
fn the_sample_papers_are_cleared() {
    for pdf in [
        run_sheet(&papers::saturday()).unwrap(),
        session_report(&papers::report()).unwrap(),
        trust_sheet(&papers::trust()).unwrap(),
    ] {
        gate(pdf, RecipientClass::Professional, &protected()).unwrap();
    }
}

#[test]
fn an_everyday_word_as_a_name_counts_only_with_a_capital() {
    let name = [fact(FamilyName, "Hope")];
    assert!(scan("we hope so", &name).is_empty());
    assert!(!scan("we met Hope there", &name).is_empty());
}

/// The price of not stopping every sentence: this one passes. People read what they release.
#[test]
fn a_name_that_often_begins_sentences_is_not_seen_at_the_beginning_of_one() {
    let name = [fact(FamilyName, "Will")];
    assert!(scan("Will came.", &name).is_empty());
    assert!(!scan("and Will came", &name).is_empty());
}
