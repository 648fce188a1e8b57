//! The referral that a family here starts from, as it is taken by telephone.

use super::text;
use domain::person::{LeavingMessages, NameGiven};
use domain::referral::{
    DecidedBy, ReferrerKind, RelationshipKind, Route, Topic, TypedAdult, TypedAssertion, TypedChild, TypedReferral,
};
use domain::words::{Answer, ContactLevel, EvidentialStatus, Harm, Side};
use std::collections::BTreeMap;

/// The school of every child here: a protected fact.
pub const SCHOOL: &str = "Larkspur Primary School";

/// The telephone number of every adult a child here lives with: a protected fact.
pub const TELEPHONE: &str = "07700 900371";

/// Child, adult the child lives with, adult who visits.
pub(super) type Names = [(&'static str, &'static str); 3];

pub(super) const NAMES: [Names; 6] = [
    [("Amina", "Kone"), ("Fatou", "Kone"), ("Sekou", "Barry")],
    [("Tomasz", "Lis"), ("Marek", "Lis"), ("Ewa", "Zając")],
    [("Rosa", "Almeida"), ("Ines", "Almeida"), ("Paulo", "Reis")],
    [("Idris", "Hughes"), ("Gwen", "Hughes"), ("Owain", "Pryce")],
    [("Mei", "Tan"), ("Jun", "Tan"), ("Wei", "Lim")],
    [("Zahra", "Aziz"), ("Bilal", "Aziz"), ("Noor", "Shah")],
];

pub(super) const fn is_alleged(level: ContactLevel) -> bool {
    level.is_observed()
}

pub(super) fn typed(names: Names, level: ContactLevel) -> TypedReferral {
    let [child, resident, visiting] =
        names.map(|(given, family)| NameGiven { given: given.to_owned(), family: family.to_owned() });
    let child = TypedChild {
        name: child,
        date_of_birth: Some("2018-05-04".parse().unwrap()),
        school: Some(text(SCHOOL)),
        needs: Vec::new(),
    };
    let mut resident = adult(resident, Side::Resident);
    resident.telephone = Some(text(TELEPHONE));
    resident.keep_from_others = Answer::Yes;
    TypedReferral {
        route: Route::ByTelephone,
        referrer: ReferrerKind::Solicitor,
        referrer_details: None,
        received_on: None,
        children: vec![child],
        adults: vec![resident, adult(visiting, Side::Visiting)],
        answers: answers(level),
        texts: BTreeMap::new(),
        orders: Vec::new(),
        assertions: if is_alleged(level) { vec![allegation()] } else { Vec::new() },
        requested_level: Some(level),
        ordered_level: None,
        decided_by: Some(DecidedBy::Agreement),
        court: None,
        court_case_number: None,
        next_hearing: None,
    }
}

fn adult(name: NameGiven, side: Side) -> TypedAdult {
    TypedAdult {
        name,
        aliases: Vec::new(),
        date_of_birth: None,
        side,
        role: None,
        relationship: RelationshipKind::Parent,
        relationship_words: None,
        parental_responsibility: Answer::Yes,
        telephone: None,
        messages: LeavingMessages::DoNotLeave,
        code_word: None,
        times: None,
        address: None,
        keep_from_others: Answer::No,
        needs: Vec::new(),
    }
}

fn answers(level: ContactLevel) -> BTreeMap<Topic, Answer> {
    let abuse = if is_alleged(level) { Answer::Yes } else { Answer::No };
    let mut answers = BTreeMap::from([
        (Topic::DomesticAbuse, abuse),
        (Topic::AdultsAgree, Answer::Yes),
        (Topic::WrittenAgreement, Answer::Yes),
    ]);
    for topic in Topic::MANDATORY {
        answers.entry(topic).or_insert(Answer::No);
    }
    answers
}

/// What the adult the child lives with says of the one who visits. It stays an allegation.
fn allegation() -> TypedAssertion {
    TypedAssertion {
        harm: Harm::DomesticAbuse,
        form: None,
        status: EvidentialStatus::Allegation,
        by: vec![1],
        against_adults: vec![0],
        against_children: Vec::new(),
        when: None,
        narrative: Some(text("Watched where the other went.")),
    }
}
