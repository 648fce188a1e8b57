//! The need-to-know card of a session, and confirming it.

use super::taps::{carried, open_form};
use super::views::{when, worried};
use crate::answer::Answer;
use crate::cases::{Asking, findings_html};
use crate::components::{BackLink, Button, Cell, Html, InsetText, SummaryList, SummaryRow, Table};
use crate::page::Page;
use crate::reader::Reader;
use crate::state::Web;
use crate::today::family::{parties, tag};
use crate::today::words::{capital, listed, name};
use app::cases::words::order_kind;
use app::session::{ConfirmPage, ControlLine, FactLine, Name};
use domain::person::NeedKind;
use domain::rules::Standing;
use domain::session::Stage;
use domain::words::OrderSeen;

pub(super) fn page(web: &Web, reader: &Reader, page: &ConfirmPage) -> Result<Page, Answer> {
    let shown = &page.shown;
    let body = Html::paragraph(tag(shown.stage))
        .then(worried(shown))
        .then(findings(page))
        .then(coming(page)?)
        .then(controls(page)?)
        .then(needs(page)?)
        .then(standing_facts(page)?)
        .then(button(web, reader, page));
    let back = BackLink::new(format!("/sessions/{}", shown.session)).text("The session");
    let heading = format!("What you need to know: {}", when(shown));
    Ok(Page::new(&heading, body).for_reader(reader).above(back).part("/today"))
}

fn heading(text: &str) -> Html {
    Html::trusted("<h2 class=\"govuk-heading-m\">").then(text).then(Html::trusted("</h2>"))
}

fn findings(page: &ConfirmPage) -> Html {
    let asking = if page.may_ask { Asking::Open } else { Asking::Closed };
    let section = |title: &str, found: &[Standing]| {
        if found.is_empty() {
            return Html::default();
        }
        heading(title).then(findings_html(found, page.shown.case, asking))
    };
    let ahead = matches!(page.shown.stage, Stage::Planned | Stage::Confirmed);
    let stops = if ahead { section("What stops this session", &page.stops) } else { Html::default() };
    let warnings = section("What to bear in mind", &page.warnings);
    let overridden = section("What two people have overridden", &page.overridden);
    stops.then(warnings).then(overridden)
}

fn coming(page: &ConfirmPage) -> Result<Html, Answer> {
    let shown = &page.shown;
    let rows =
        parties(&shown.comings, &shown.grant)?.into_iter().map(|party| SummaryRow::new(party.when, party.people));
    let room = SummaryRow::new("Room", name(&shown.room, &shown.grant)?);
    let level = SummaryRow::new("Level", capital(shown.level.label()));
    let nobody = Html::paragraph("Nobody else is let in.");
    Ok(heading("Who may come").then(SummaryList::new(rows.chain([room, level]))).then(nobody))
}

fn controls(page: &ConfirmPage) -> Result<Html, Answer> {
    if page.controls.is_empty() {
        return Ok(heading("What must be in place")
            .then(Html::paragraph("The assessment asks for nothing besides the rules of the centre.")));
    }
    let mut rows = Vec::new();
    for control in &page.controls {
        rows.push(control_row(control, page)?);
    }
    Ok(heading("What must be in place").then(SummaryList::new(rows)))
}

fn control_row(control: &ControlLine, page: &ConfirmPage) -> Result<SummaryRow, Answer> {
    let grant = &page.shown.grant;
    let whom = match &control.person {
        Some(person) => format!("{}, for {}", control.kind.label(), name(person, grant)?),
        None => control.kind.label().to_owned(),
    };
    let planned = if control.planned { "planned for this session" } else { "not planned for this session" };
    let mut value = Html::from(format!("{}, {planned}", control.requirement.label()));
    if let Some(note) = &control.note {
        let words = note.open(grant)?;
        value = value.then(words.map_or_else(|_| Html::from("erased"), |text| Html::verbatim(text.as_str())));
    }
    Ok(SummaryRow::new(whom, value))
}

const fn need(kind: NeedKind) -> &'static str {
    match kind {
        NeedKind::Interpreter => "needs an interpreter, never a relative",
        NeedKind::Language => "prefers another language",
        NeedKind::Access => "has access needs",
        NeedKind::Intermediary => "has an intermediary",
        NeedKind::KeptApart => "is to be kept apart from somebody",
        NeedKind::Medical => "has medical needs",
    }
}

fn needs(page: &ConfirmPage) -> Result<Html, Answer> {
    if page.needs.is_empty() {
        return Ok(Html::default());
    }
    let mut all = heading("What to be ready for");
    for (who, kind) in &page.needs {
        all = all.then(Html::paragraph(format!("{} {}.", name(who, &page.shown.grant)?, need(*kind))));
    }
    Ok(all)
}

fn standing_facts(page: &ConfirmPage) -> Result<Html, Answer> {
    if !page.case_open {
        return Ok(Html::default());
    }
    let title = heading("What is on record, and what stands behind it");
    if page.facts.is_empty() && page.orders.is_empty() {
        return Ok(title.then(Html::paragraph("Nothing was stated. That is not the same as nothing having happened.")));
    }
    let mut rows = Vec::new();
    for fact in &page.facts {
        rows.push(fact_row(fact, page)?);
    }
    let facts = Table::new()
        .caption("Statements of harm")
        .head(["What", "What stands behind it", "Said of", "Towards"].map(Cell::new))
        .rows(rows)
        .scrolls("Statements of harm");
    let facts = if page.facts.is_empty() { Html::default() } else { facts.into() };
    let orders: Html = page
        .orders
        .iter()
        .map(|(kind, seen)| Html::paragraph(format!("{} ({}).", capital(order_kind(*kind)), seen_words(*seen))))
        .collect();
    Ok(title.then(facts).then(orders))
}

fn fact_row(fact: &FactLine, page: &ConfirmPage) -> Result<Vec<Cell>, Answer> {
    let names = |people: &[Name]| -> Result<String, Answer> {
        let mut all = Vec::new();
        for person in people {
            all.push(name(person, &page.shown.grant)?);
        }
        Ok(if all.is_empty() { "nobody said".to_owned() } else { listed(&all) })
    };
    Ok(vec![
        Cell::new(capital(fact.harm.label())),
        Cell::new(capital(fact.status.label())),
        Cell::new(names(&fact.by)?),
        Cell::new(names(&fact.against)?),
    ])
}

const fn seen_words(seen: OrderSeen) -> &'static str {
    match seen {
        OrderSeen::DescribedOnly => "described; nobody here has seen a copy",
        OrderSeen::CopySeen => "a copy was seen",
        OrderSeen::SecondChecked => "a copy was seen and checked by a second person",
    }
}

fn button(web: &Web, reader: &Reader, page: &ConfirmPage) -> Html {
    if page.shown.stage != Stage::Planned {
        return Html::default();
    }
    if !page.stops.is_empty() {
        return InsetText::new("This session cannot be confirmed until what stops it is cleared.").into();
    }
    if !page.may_confirm {
        return InsetText::new("A coordinator or safeguarding lead confirms this session.").into();
    }
    open_form(&format!("/sessions/{}/confirm", page.shown.session))
        .then(carried(web, reader, &[]))
        .then(Button::new("I have read this: confirm the session").once())
        .then(Html::trusted("</form>"))
}
