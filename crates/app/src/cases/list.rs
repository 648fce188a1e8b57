use super::file::Course;
use super::people::Named;
use crate::failure::Failure;
use crate::house::House;
use crate::reading::Look;
use crate::sign_in::SignedIn;
use access::action::{Action, ListCases};
use access::{Grant, Record, RecordKind, Sealed};
use domain::ids::{CaseId, CentreId, PersonId};
use domain::person::PersonKind;
use domain::stream::StreamName;
use domain::words::ContactLevel;
use domain::world::World;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use storage::lists::{CASES, Filter, ListQuery, ListRecord, Order, PARTIES};

/// How many cases stand on one page.
pub const PER_PAGE: u32 = 25;

/// The column cases are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseSort {
    /// By reference.
    Reference,
    /// By the day the referral came.
    Received,
    /// By when something was last recorded.
    #[default]
    Changed,
}

/// In which direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Direction {
    /// Smallest or earliest first.
    Up,
    /// Largest or latest first.
    #[default]
    Down,
}

/// What a reader asks the list of cases for. Nothing in it tells about a person, so that it may stand in an address.
#[derive(Debug, Clone, Default)]
pub struct CaseQuery {
    /// Only cases that have come this far.
    pub course: Option<Course>,
    /// Only cases at this level.
    pub level: Option<ContactLevel>,
    /// Only references that begin so, with or without "CS-" and hyphens, in any case.
    pub reference: String,
    /// The column.
    pub sort: CaseSort,
    /// The direction.
    pub direction: Direction,
    /// The page, from 1.
    pub page: u32,
}

/// One case of the list.
#[derive(Debug)]
pub struct CaseRow {
    /// The case.
    pub case: CaseId,
    /// What people call it.
    pub reference: String,
    /// How far it has come.
    pub course: Option<Course>,
    /// The level arranged, or else requested.
    pub level: Option<ContactLevel>,
    /// When the referral came.
    pub received: Option<Date>,
    /// When something was last recorded.
    pub changed: Option<Timestamp>,
    /// When the arrangement is looked at again.
    pub review_due: Option<Date>,
    /// The children the contact is about.
    pub children: Vec<Named>,
}

/// One page of the cases this reader may know of.
#[derive(Debug)]
pub struct CaseList {
    /// The cases.
    pub rows: Vec<CaseRow>,
    /// How many there are in all, of those the reader may know of.
    pub total: u64,
    /// The page, from 1.
    pub page: u32,
    /// How many pages there are.
    pub pages: u32,
    /// The zone of the clock on the centre's wall.
    pub zone: TimeZone,
    /// What the names open with.
    pub grant: Grant<ListCases>,
}

/// A row of a list that its reader may not see: the list's filters and the policies do not agree.
#[derive(Debug, thiserror::Error)]
#[error("a list holds a case its reader may not see")]
struct OutOfScope;

impl House {
    /// One page of the list of cases.
    pub async fn cases(&self, who: &SignedIn, query: &CaseQuery) -> Result<CaseList, Failure> {
        let centre = who.asker.centre;
        let grant = self.grant::<ListCases>(who, Look::at(Record::new(centre, RecordKind::Centre))).await?;
        let page = query.page.max(1);
        let offset = u64::from(page - 1) * u64::from(PER_PAGE);
        let open = self.open_to(centre, who.asker.worker, "case_id").await?;
        let found = self.storage.list(&asked(centre, query).only(open).page(offset, PER_PAGE)).await?;
        let mut rows: Vec<_> = found.rows.iter().filter_map(row).collect();
        self.decide_rows(who, &rows).await?;
        self.add_children(centre, &mut rows).await?;
        let world = self.world(centre, &[StreamName::Centre(centre)]).await?;
        Ok(CaseList {
            rows,
            total: found.total,
            page,
            pages: u32::try_from(found.total.div_ceil(u64::from(PER_PAGE))).unwrap_or(u32::MAX).max(1),
            zone: crate::house::zone_of(&world),
            grant,
        })
    }

    /// Decides every row of a page: the filters of the query are the reader's scope, and the policies have the last word.
    async fn decide_rows(&self, who: &SignedIn, rows: &[CaseRow]) -> Result<(), Failure> {
        let centre = who.asker.centre;
        let cases = rows.iter().map(|row| row.case).collect();
        for (case, relations) in self.relations_among(centre, who.asker.worker, &cases).await? {
            let record = Record::new(centre, RecordKind::Case(case));
            if !self.permitted(who, ListCases::NAME, record, &relations) {
                return Err(Failure::fault(OutOfScope));
            }
        }
        Ok(())
    }

    async fn add_children(&self, centre: CentreId, rows: &mut [CaseRow]) -> Result<(), Failure> {
        let ids = rows.iter().map(|row| row.case.to_string().into()).collect();
        let parties = ListQuery::of(centre, &PARTIES)
            .only(Filter::In("case_id", ids))
            .only(Filter::Is("role", "child".into()))
            .page(0, 1_000);
        let parties = self.storage.list(&parties).await?;
        let mut by_case: BTreeMap<CaseId, Vec<PersonId>> = BTreeMap::new();
        for party in &parties.rows {
            let id = |column| party.text(column).and_then(|text| text.parse().ok());
            if let (Some(case), Some(person)) = (party.text("case_id").and_then(|t| t.parse().ok()), id("person_id")) {
                by_case.entry(case).or_default().push(person);
            }
        }
        let people: Vec<_> = by_case.values().flatten().copied().map(StreamName::Person).collect();
        let world = self.world(centre, &people).await?;
        for row in rows {
            let children = by_case.get(&row.case).map(Vec::as_slice).unwrap_or_default();
            row.children = children.iter().map(|child| named(centre, row.case, *child, &world)).collect();
        }
        Ok(())
    }
}

fn named(centre: CentreId, case: CaseId, person: PersonId, world: &World) -> Named {
    let record = Record::new(centre, RecordKind::Person(person, case));
    let identity = world.people.get(&person).and_then(|state| state.identity.as_ref());
    Named {
        person,
        kind: Some(PersonKind::Child),
        side: None,
        name: identity.and_then(|identity| identity.name.clone()).map(|name| Sealed::new(record, name)),
    }
}

fn asked(centre: CentreId, query: &CaseQuery) -> ListQuery {
    let mut list = ListQuery::of(centre, &CASES);
    if let Some(course) = query.course {
        list = list.only(Filter::Is("stage", course.name().into()));
    }
    if let Some(level) = query.level {
        list = list.only(Filter::Is("level", stored(level).into()));
    }
    if let Some(beginning) = beginning(&query.reference) {
        // Every letter, digit and hyphen of a reference sorts before the tilde.
        list = list
            .only(Filter::AtLeast("reference", beginning.clone().into()))
            .only(Filter::Below("reference", format!("{beginning}~").into()));
    }
    let column = match query.sort {
        CaseSort::Reference => "reference",
        CaseSort::Received => "opened_on",
        CaseSort::Changed => "changed_at",
    };
    let order = match query.direction {
        Direction::Up => Order::Ascending,
        Direction::Down => Order::Descending,
    };
    list.sort(column, order)
}

/// The beginning of a reference as somebody types it: "7f3k 29" is "CS-7F3K-29".
fn beginning(typed: &str) -> Option<String> {
    let typed = typed.trim().to_ascii_uppercase();
    let has_prefix = typed.starts_with("CS-") || typed.starts_with("CS ");
    let letters: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    let letters = match letters.strip_prefix("CS") {
        Some(rest) if has_prefix || letters.len() > 8 => rest,
        _ => letters.as_str(),
    };
    if letters.is_empty() {
        return None;
    }
    let (first, rest) = letters.split_at(letters.len().min(4));
    Some(if rest.is_empty() { format!("CS-{first}") } else { format!("CS-{first}-{rest}") })
}

fn row(record: &ListRecord) -> Option<CaseRow> {
    Some(CaseRow {
        case: record.key().parse().ok()?,
        reference: record.text("reference").unwrap_or_default().to_owned(),
        course: record.text("stage").and_then(Course::parse),
        level: record.text("level").and_then(choice),
        received: record.text("opened_on").and_then(|text| text.parse().ok()),
        changed: record.int("changed_at").and_then(|at| Timestamp::from_microsecond(at).ok()),
        review_due: record.text("review_due").and_then(|text| text.parse().ok()),
        children: Vec::new(),
    })
}

/// A choice of the domain by its stored name.
fn choice<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(name.to_owned())).ok()
}

/// The stored name of a choice of the domain.
pub(super) fn stored(choice: impl serde::Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_found_however_it_is_typed() {
        for (typed, expect) in [
            ("", None),
            ("  ", None),
            ("CS-", None),
            ("7f3k", Some("CS-7F3K")),
            ("CS-7F3K-29QM", Some("CS-7F3K-29QM")),
            ("cs7f3k29qm", Some("CS-7F3K-29QM")),
            ("7f3k 29", Some("CS-7F3K-29")),
            ("CSGH", Some("CS-CSGH")),
        ] {
            assert_eq!(beginning(typed).as_deref(), expect, "{typed}");
        }
    }

    #[test]
    fn every_course_reads_back_from_the_name_lists_keep() {
        for course in Course::ALL {
            assert_eq!(Course::parse(&course.name()), Some(course), "{course:?}");
        }
    }
}
