use super::shell::course_tag;
use super::words::{capital, long, long_or, names};
use crate::answer::Answer;
use crate::components::{
    Button, Cell, Details, Filter, Html, Pagination, Select, SelectOption, Sorted, Table, TextInput,
};
use crate::page::Page;
use crate::reader::Reader;
use app::cases::words::LEVELS;
use app::cases::{CaseList, CaseQuery, CaseRow, CaseSort, Course, Direction, PER_PAGE};
use serde::Deserialize;

/// What stands in the address of the list.
#[derive(Deserialize, Clone, Default)]
pub(super) struct Asked {
    #[serde(default)]
    stage: String,
    #[serde(default)]
    level: String,
    #[serde(default)]
    reference: String,
    #[serde(default)]
    sort: String,
    #[serde(default)]
    order: String,
    page: Option<u32>,
}

impl Asked {
    pub(super) fn query(&self) -> CaseQuery {
        CaseQuery {
            course: Course::parse(&self.stage),
            level: serde_json::from_value(serde_json::Value::String(self.level.clone())).ok(),
            reference: self.reference.clone(),
            sort: match self.sort.as_str() {
                "reference" => CaseSort::Reference,
                "received" => CaseSort::Received,
                _ => CaseSort::Changed,
            },
            direction: if self.order == "up" { Direction::Up } else { Direction::Down },
            page: self.page.unwrap_or(1),
        }
    }

    fn address(&self) -> String {
        let mut address = form_urlencoded::Serializer::new(String::new());
        let page = self.page.filter(|page| *page > 1).map(|page| page.to_string()).unwrap_or_default();
        for (name, value) in [
            ("stage", &self.stage),
            ("level", &self.level),
            ("reference", &self.reference),
            ("sort", &self.sort),
            ("order", &self.order),
            ("page", &page),
        ] {
            if !value.is_empty() {
                address.append_pair(name, value);
            }
        }
        let query = address.finish();
        if query.is_empty() { "/cases".to_owned() } else { format!("/cases?{query}") }
    }

    fn with(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut asked = Self { page: None, ..self.clone() };
        change(&mut asked);
        asked.address()
    }
}

/// The list of cases.
pub(super) fn page(
    reader: &Reader,
    asked: &Asked,
    query: &CaseQuery,
    found: &CaseList,
    refers: bool,
) -> Result<Page, Answer> {
    let mut body = Html::default();
    if refers {
        body = body.then(Button::link("/referrals/new", "Take in a referral"));
    }
    body = body.then(filter(asked, query));
    if found.rows.is_empty() {
        body = body.then(empty(asked));
    } else {
        body = body.then(Html::paragraph(shown(found))).then(table(asked, query, found)?);
    }
    if found.pages > 1 {
        let pages = usize::try_from(found.pages).unwrap_or(usize::MAX);
        let current = usize::try_from(found.page).unwrap_or(1);
        let address = |page: usize| asked.with(|asked| asked.page = u32::try_from(page).ok());
        body = body.then(Pagination::through(current, pages, address));
    }
    Ok(Page::new("Cases", body).for_reader(reader).part("/cases"))
}

fn shown(found: &CaseList) -> String {
    let first = u64::from(found.page - 1) * u64::from(PER_PAGE) + 1;
    let last = first + found.rows.len() as u64 - 1;
    format!("{first} to {last} of {} cases", found.total)
}

fn empty(asked: &Asked) -> Html {
    let nothing = asked.stage.is_empty() && asked.level.is_empty() && asked.reference.is_empty();
    if nothing {
        Html::paragraph("There are no cases yet. A case begins with a referral.")
    } else {
        Html::paragraph("No case fits these filters.").then(Html::paragraph(Html::link("/cases", "Show all cases")))
    }
}

fn filter(asked: &Asked, query: &CaseQuery) -> Html {
    let any = |text: &str| SelectOption::new("", text);
    let stages = Course::ALL.map(|course| SelectOption::new(course.name(), capital(course.label())));
    let levels = LEVELS.map(|level| SelectOption::new(stored(level), capital(level.label())));
    let fields = Html::from(
        TextInput::new("reference", "Reference")
            .hint("The whole or the beginning, such as CS-7F3K")
            .width(20)
            .value(&asked.reference),
    )
    .then(Select::new("stage", "How far it has come").options([any("Any")]).options(stages).value(&asked.stage))
    .then(Select::new("level", "Level of contact").options([any("Any")]).options(levels).value(&asked.level))
    .then(kept("sort", &asked.sort))
    .then(kept("order", &asked.order));
    let (filter, set) = chosen(Filter::new("/cases", fields).clear("/cases"), asked, query);
    let details = Details::new("Filter the list", filter);
    if set { details.open().into() } else { details.into() }
}

/// The filters that are set, each with the address of the list without it; and whether there are any.
fn chosen(mut filter: Filter, asked: &Asked, query: &CaseQuery) -> (Filter, bool) {
    let mut set = false;
    if let Some(course) = query.course {
        filter = filter.set(asked.with(|asked| asked.stage.clear()), capital(course.label()));
        set = true;
    }
    if let Some(level) = query.level {
        filter = filter.set(asked.with(|asked| asked.level.clear()), capital(level.label()));
        set = true;
    }
    if !asked.reference.trim().is_empty() {
        let text = format!("Reference {}", asked.reference.trim());
        filter = filter.set(asked.with(|asked| asked.reference.clear()), text);
        set = true;
    }
    (filter, set)
}

fn kept(name: &'static str, value: &str) -> Html {
    if value.is_empty() {
        return Html::default();
    }
    Html::trusted(format!("<input type=\"hidden\" name=\"{name}\" value=\"")).then(value).then(Html::trusted("\">"))
}

fn stored(level: domain::words::ContactLevel) -> String {
    serde_json::to_value(level).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn table(asked: &Asked, query: &CaseQuery, found: &CaseList) -> Result<Table, Answer> {
    let head = |sort: CaseSort, name: &str, text: &str| {
        let (sorted, turned) = match (query.sort == sort, query.direction) {
            (true, Direction::Up) => (Sorted::Ascending, "down"),
            (true, Direction::Down) => (Sorted::Descending, "up"),
            (false, _) => (Sorted::No, if sort == CaseSort::Reference { "up" } else { "down" }),
        };
        let href = asked.with(|asked| {
            name.clone_into(&mut asked.sort);
            turned.clone_into(&mut asked.order);
        });
        Cell::sort(&href, text, sorted)
    };
    let rows: Result<Vec<_>, _> = found.rows.iter().map(|row| cells(row, found)).collect();
    Ok(Table::new()
        .caption("Cases")
        .caption_classes("govuk-visually-hidden")
        .head([
            head(CaseSort::Reference, "reference", "Reference"),
            Cell::new("Children"),
            Cell::new("Stage"),
            Cell::new("Level"),
            head(CaseSort::Received, "received", "Received"),
            head(CaseSort::Changed, "changed", "Last change"),
        ])
        .rows(rows?)
        .headed_rows()
        .scrolls("Cases"))
}

fn cells(row: &CaseRow, found: &CaseList) -> Result<Vec<Cell>, Answer> {
    let reference = if row.reference.is_empty() { "Case without a reference" } else { &row.reference };
    let changed = row.changed.map(|at| at.to_zoned(found.zone.clone()).date());
    let level = row.level.map_or_else(|| "Not known".to_owned(), |level| capital(level.label()));
    let stage = row.course.map_or_else(|| Html::from("Not known"), |course| course_tag(course).into());
    let children =
        if row.children.is_empty() { "None recorded".to_owned() } else { names(&row.children, &found.grant)? };
    Ok(vec![
        Cell::new(Html::link(&format!("/cases/{}", row.case), reference)).classes("house-nowrap"),
        Cell::new(children),
        Cell::new(stage),
        Cell::new(level),
        Cell::new(long_or(row.received, "Not known")),
        Cell::new(changed.map_or_else(String::new, long)),
    ])
}
