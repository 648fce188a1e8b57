use super::findings::{Asking, findings_html, rules};
use super::shell::{Part, view};
use super::steps;
use super::words::{bullets, capital, heading, links, long, names_in};
use crate::answer::Answer;
use crate::components::{Alert, AlertKind, Details, Html, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use app::cases::words::{abuse_form, side};
use app::cases::{AssertionLine, LevelGap, Overview, Safeguards};
use domain::rules::facts::Levels;
use domain::words::ContactLevel;

/// The first page of a case: what stops it and what is on record about harm before everything else.
pub(super) fn page(reader: &Reader, found: &Overview, may: &[&'static str]) -> Result<Page, Answer> {
    let case = found.head.case;
    let asking = Asking::by(may);
    let (stopping, others): (Vec<_>, Vec<_>) = found.findings.iter().partition(|standing| standing.stops());
    let mut body = Html::default();
    if !stopping.is_empty() {
        let title = match rules(&stopping) {
            1 => "One safety rule stops this case".to_owned(),
            several => format!("{several} safety rules stop this case"),
        };
        body = body.then(Alert::new(AlertKind::Error, title).headed(findings_html(stopping, case, asking)));
    }
    body = body.then(on_record(found)?);
    if found.safeguards == Safeguards::CentreOnly {
        let text = "No order, plan or service that protects the family is on record. A contact centre alone does not \
                    keep people safe before and after a session.";
        let title = "The contact centre is the only recorded safeguard";
        body = body.then(Alert::new(AlertKind::Warning, title).headed(Html::paragraph(text)));
    }
    body = body.then(steps::list(&found.steps, case)).then(levels(found.levels, &found.gaps)).then(people(found)?);
    if !others.is_empty() {
        let summary = format!("What else the rules say ({})", others.len());
        body = body.then(Details::new(summary, findings_html(others, case, asking)));
    }
    let more = [
        ("triage", "Triage"),
        ("overrides", "Overrides of rules"),
        ("pre-visits", "Pre-visits"),
        ("voice", "What people said"),
        ("interests", "Who here knows the family"),
    ];
    let emergency = may.contains(&"read-break-glass").then_some(("emergency", "In an emergency: ask to be let in"));
    let log = may.contains(&"read-access-log").then_some(("who-looked", "Who looked at this case"));
    let more = more.into_iter().chain(emergency).chain(log);
    body = body
        .then(heading("More about this case"))
        .then(links(more.map(|(path, text)| (format!("/cases/{case}/{path}"), text.to_owned()))));
    view(reader, &found.head, Part::Overview, "Overview", body)
}

/// What is on record about harm: what stands behind it always beside it.
fn on_record(found: &Overview) -> Result<Html, Answer> {
    if found.assertions.is_empty() {
        return Ok(Html::default());
    }
    let lines: Result<Vec<_>, _> = found.assertions.iter().map(|line| assertion(line, found)).collect();
    let note = "An allegation is not a finding: it stays as it was made until a court, the police or the person themselves \
                settles it.";
    let body = bullets(lines?).then(Html::paragraph(note));
    Ok(Alert::new(AlertKind::Warning, "On record about harm").headed(body).into())
}

fn assertion(line: &AssertionLine, found: &Overview) -> Result<Html, Answer> {
    let form = line.form.map_or_else(String::new, |form| format!(" ({})", abuse_form(form)));
    let by = names_in(&found.names, &line.by, &found.head.grant, "nobody named")?;
    let against = names_in(&found.names, &line.against, &found.head.grant, "nobody named")?;
    let about = format!(" By: {by}. Towards: {against}. Known here since {}.", long(line.learned_on));
    Ok(Html::from(format!("{}{form}: ", capital(line.harm.label())))
        .then(Html::trusted("<strong>"))
        .then(line.status.label())
        .then(Html::trusted("</strong>."))
        .then(about))
}

/// The level as four facts, never merged into one.
pub(crate) fn levels(levels: Levels, gaps: &[LevelGap]) -> Html {
    let shown = |level: Option<ContactLevel>| level.map_or_else(|| "Not known".to_owned(), |l| capital(l.label()));
    let rows = [
        ("Requested", levels.requested),
        ("Ordered", levels.ordered),
        ("Assessed as needed", levels.assessed),
        ("Planned or delivered", levels.delivered),
    ];
    let list = SummaryList::new(rows.map(|(name, level)| SummaryRow::new(name, shown(level))));
    let mut html = heading("Level of contact").then(list);
    if !gaps.is_empty() {
        let told = gaps.iter().map(|gap| {
            let ((one, of_one), (other, of_other)) = (gap.one, gap.other);
            Html::from(format!("{}: {}. {}: {}.", capital(one), of_one.label(), capital(other), of_other.label()))
        });
        html = html.then(Alert::new(AlertKind::Warning, "These levels differ").level(3).headed(bullets(told)));
    }
    html
}

fn people(found: &Overview) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    for named in found.names.values() {
        let who = match (named.kind, named.side) {
            (Some(domain::person::PersonKind::Child), _) => "Child".to_owned(),
            (_, Some(of)) => capital(side(of)),
            (_, None) => "Adult, nobody has said on which side".to_owned(),
        };
        rows.push((named.kind, SummaryRow::new(super::words::name(named, &found.head.grant)?, who)));
    }
    rows.sort_by_key(|(kind, _)| *kind);
    Ok(heading("People").then(SummaryList::new(rows.into_iter().map(|(_, row)| row))))
}
