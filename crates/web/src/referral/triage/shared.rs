//! What the forms about a case share.

use crate::answer::Answer;
use crate::cases::words::{long_or, name_in};
use crate::reader::Reader;
use crate::state::Web;
use access::Grant;
use access::action::ReadCase;
use app::cases::{CaseHead, Names};
use app::referral::TriagePage;
use app::{Failure, IfMatch};
use domain::ids::{CaseId, PersonId};
use domain::stream::StreamName;
use jiff::civil::Date;

/// Opens what a form about a case looks at; only for whoever may do what the form does.
pub(crate) async fn open_for(web: &Web, reader: &Reader, case: CaseId, action: &str) -> Result<TriagePage, Answer> {
    let found = web.house.triage(&reader.who, case).await?;
    if found.may.contains(&action) { Ok(found) } else { Err(Failure::NotOpen.into()) }
}

/// The case as the form saw it.
pub(crate) const fn on_case(head: &CaseHead) -> IfMatch {
    IfMatch { stream: StreamName::Case(head.case), edition: head.edition }
}

/// People as choices: the id, and the name.
pub(crate) fn people(
    names: &Names,
    grant: &Grant<ReadCase>,
    only: impl Fn(&app::cases::Named) -> bool,
) -> Result<Vec<(PersonId, String)>, Answer> {
    let chosen = names.values().filter(|named| only(named));
    chosen.map(|named| Ok((named.person, crate::cases::words::name(named, grant)?))).collect()
}

/// Names after one another.
pub(crate) fn names_of(names: &Names, people: &[PersonId], grant: &Grant<ReadCase>) -> Result<String, Answer> {
    let each: Result<Vec<_>, _> = people.iter().map(|person| name_in(names, *person, grant)).collect();
    Ok(each?.join(", "))
}

/// A day, or that it is not known.
pub(crate) fn day(date: Option<Date>) -> String {
    long_or(date, "Not known")
}
