use crate::answer::Answer;
use crate::components::{
    BackLink, Button, Cell, Html, InsetText, SummaryAction, SummaryList, SummaryRow, Table, Tag, TagColour,
};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::FORM_TOKEN;
use crate::today::words::{capital, day, name, roles};
use app::worker::{Currency, TrainingLine, WorkerLine, WorkerPage, Workforce};
use domain::words::Answer as Said;
use domain::worker::{DbsCheck, Evidence, Officer, Terms, Workforce as Works};
use jiff::civil::Date;

/// Whether specialist training is current, in a word and a date.
fn specialist(currency: Currency) -> Html {
    let (tag, date) = match currency {
        Currency::Yes(on) => (Tag::new("Yes").colour(TagColour::Green), Some(on)),
        Currency::No(on) => (Tag::new("No").colour(TagColour::Red), Some(on)),
        Currency::NotKnown => (Tag::new("Not known").colour(TagColour::Grey), None),
    };
    let date = date.map_or_else(Html::default, |on| {
        Html::trusted("<br>")
            .then(Html::trusted("<span class=\"govuk-body-s\">"))
            .then(day(on))
            .then(Html::trusted("</span>"))
    });
    Html::from(tag).then(date)
}

/// Everybody who works for the centre, or did.
pub(super) fn list(reader: &Reader, page: &Workforce) -> Result<Page, Answer> {
    let mut here: Vec<(String, Vec<Cell>)> = Vec::new();
    let mut left: Vec<(String, Vec<Cell>)> = Vec::new();
    for line in &page.workers {
        let (who, cells) = row(line, page)?;
        if line.left_on.is_some() {
            left.push((who, cells));
        } else {
            here.push((who, cells));
        }
    }
    let engage =
        if page.may_engage { Button::link("/workforce/new", "Engage a worker").into() } else { Html::default() };
    let note = format!(
        "Specialist training on domestic abuse counts for {} days from the day it was completed. What only a worker says of \
         themselves is not known to the centre.",
        page.counts_for
    );
    let centre = Html::paragraph(Html::link("/centre", "Rooms, doors and settings of the centre"));
    let mut body = engage.then(centre).then(Html::paragraph(note)).then(table("People who work here", here));
    if !left.is_empty() {
        body = body.then(table("People who have left", left));
    }
    Ok(Page::new("Workforce", body).for_reader(reader).part("/workforce"))
}

fn table(caption: &str, mut rows: Vec<(String, Vec<Cell>)>) -> Table {
    rows.sort_by_cached_key(|(who, _)| who.to_lowercase());
    Table::new()
        .caption(caption)
        .head(["Name", "Roles", "Specialist training"].map(Cell::new))
        .rows(rows.into_iter().map(|(_, cells)| cells))
        .scrolls(caption)
}

fn row(line: &WorkerLine, page: &Workforce) -> Result<(String, Vec<Cell>), Answer> {
    let who = name(&line.name, &page.grant)?;
    let page_of = Html::link(&format!("/workforce/{}", line.worker), who.as_str());
    let does = match line.left_on {
        Some(on) => format!("left on {}", day(on)),
        None => roles(&line.roles),
    };
    let terms = line.terms.map_or("", terms);
    let does = Html::from(capital(&does)).then(Html::trusted("<br>")).then(terms);
    Ok((who, vec![Cell::new(page_of), Cell::new(does), Cell::new(specialist(line.specialist))]))
}

const fn terms(terms: Terms) -> &'static str {
    match terms {
        Terms::Paid => "paid",
        Terms::Volunteer => "unpaid",
    }
}

/// One worker.
pub(super) fn one(reader: &Reader, page: &WorkerPage) -> Result<Page, Answer> {
    let who = name(&page.name, &page.grant)?;
    let body = Html::from(facts(page))
        .then(invite(reader, page))
        .then(training(page))
        .then(suitability(page))
        .then(super::recover::section(reader, page)?)
        .then(ending(page));
    let back = BackLink::new("/workforce").text("Workforce");
    Ok(Page::new(&who, body).for_reader(reader).above(back).part("/workforce"))
}

/// The way to let somebody in who has none yet.
fn invite(reader: &Reader, page: &WorkerPage) -> Html {
    if !page.may_invite {
        return Html::default();
    }
    Html::from(InsetText::new("They cannot sign in yet."))
        .then(Html::trusted(format!(
            "<form method=\"post\" action=\"/workforce/{}/join\"><input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"",
            page.worker
        )))
        .then(reader.who.form_token.as_str())
        .then(Html::trusted("\">"))
        .then(Button::new("Make a link to sign in with").secondary())
        .then(Html::trusted("</form>"))
}

fn may(page: &WorkerPage, action: &'static str) -> bool {
    page.may.contains(&action)
}

fn facts(page: &WorkerPage) -> SummaryList {
    let at = format!("/workforce/{}", page.worker);
    let does = if page.roles.is_empty() { "None today".to_owned() } else { capital(&roles(&page.roles)) };
    let mut row = SummaryRow::new("Roles", does);
    if may(page, "change-worker-roles") {
        row = row.change(format!("{at}/roles"), "roles");
    }
    let optional = |date: Option<Date>| date.map_or_else(|| "Not known".to_owned(), day);
    let mut rows = vec![
        row,
        SummaryRow::new("Paid or unpaid", page.terms.map_or_else(|| "Not known".to_owned(), |t| capital(terms(t)))),
        SummaryRow::new("First day", optional(page.started_on)),
        SummaryRow::new("Specialist domestic abuse training", specialist(page.specialist)),
    ];
    let mut office = SummaryRow::new(
        "Data-protection officer",
        match page.officer {
            Officer::DataProtection => "Yes: reads who looked at a case",
            Officer::Nobody => "No",
        },
    );
    if may(page, "change-worker-roles") {
        office = office.change(format!("{at}/office"), "whether they are the data-protection officer");
    }
    rows.push(office);
    if let Some(left) = page.left_on {
        rows.insert(3, SummaryRow::new("Last day", day(left)));
    }
    SummaryList::new(rows)
}

const fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::CertificateSeen => "Certificate seen",
        Evidence::ProviderConfirmed => "Confirmed by whoever gave it",
        Evidence::GivenHere => "Given here",
        Evidence::SelfDeclared => "Only the worker says so; it does not count",
    }
}

fn training(page: &WorkerPage) -> Html {
    let heading = Html::trusted("<h2 class=\"govuk-heading-m\">Training</h2>");
    let rows = page.training.iter().map(|line| training_row(line, page));
    let list = if page.training.is_empty() {
        Html::from(InsetText::new("No training is recorded."))
    } else {
        SummaryList::new(rows).into()
    };
    let button = if may(page, "record-training") {
        Button::link(format!("/workforce/{}/training", page.worker), "Record training").secondary().into()
    } else {
        Html::default()
    };
    heading.then(list).then(button)
}

fn training_row(line: &TrainingLine, page: &WorkerPage) -> SummaryRow {
    let value = Html::from(day(line.completed_on)).then(Html::trusted("<br>")).then(evidence(line.evidence));
    let row = SummaryRow::new(capital(line.course.label()), value);
    if may(page, "record-training") {
        let withdraw = format!("/workforce/{}/training/{}/withdraw", page.worker, line.record);
        row.action(SummaryAction::new(withdraw, "Take back").unseen(line.course.label()))
    } else {
        row
    }
}

fn suitability(page: &WorkerPage) -> Html {
    let heading = Html::trusted("<h2 class=\"govuk-heading-m\">Disclosure and barring check</h2>");
    let shown =
        page.dbs.map_or_else(|| InsetText::new("No check is recorded.").into(), |check| Html::from(check_list(check)));
    let button = if may(page, "record-suitability") {
        Button::link(format!("/workforce/{}/check", page.worker), "Record a check").secondary().into()
    } else {
        Html::default()
    };
    heading.then(shown).then(button)
}

fn check_list(check: DbsCheck) -> SummaryList {
    let with = match check.workforce {
        Works::Children => "Children",
        Works::ChildrenAndAdults => "Children and adults",
        Works::Adults => "Adults only",
        Works::Other => "Other, or it does not say",
    };
    let update = match check.update_service {
        Said::Yes => "Asked, and no change is shown",
        Said::No => "Asked, and a change is shown",
        Said::NotAsked => "Not asked",
        Said::Declined | Said::Unknown | Said::CannotBeObtained => "Not known",
    };
    SummaryList::new([
        SummaryRow::new("Date of the certificate", day(check.certificate_on)),
        SummaryRow::new("Work with", with),
        SummaryRow::new("Update service", update),
    ])
}

fn ending(page: &WorkerPage) -> Html {
    if page.left_on.is_some() || !may(page, "end-engagement") {
        return Html::default();
    }
    Html::paragraph(Html::link(&format!("/workforce/{}/end", page.worker), "End their engagement"))
}
