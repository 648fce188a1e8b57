//! Both adults side by side: what each has had, signed, and left open.

use crate::answer::Answer;
use crate::cases::shell::{Part, view};
use crate::cases::words::{anchored, bullets, by, capital, heading, long, name_in, names_in, verbatim};
use crate::cases::{Asking, findings_html};
use crate::components::{
    Alert, AlertKind, Button, Details, Html, SummaryAction, SummaryList, SummaryRow, Tag, TagColour,
};
use crate::page::Page;
use crate::reader::Reader;
use crate::today::words::{name as place_name, span, weekday};
use app::previsit::{AdultVisits, PreVisitsPage, ProgressLine, VisitLine};
use domain::previsit::{SignedText, TextSignature};
use domain::words::{Answer as Told, Side};

pub(super) fn page(reader: &Reader, found: &PreVisitsPage) -> Result<Page, Answer> {
    let case = found.head.case;
    let text = "Each adult comes on a day of their own, and not on the day of the first session: nobody should have to \
                hope that somebody else has left.";
    let mut body = Html::paragraph(text);
    if !found.findings.is_empty() {
        let told = findings_html(&found.findings, case, Asking::by(&found.may));
        body = body.then(Alert::new(AlertKind::Warning, "What the rules say about the pre-visits").headed(told));
    }
    for (side, title, id) in [
        (Side::Resident, "The adult the child lives with", "resident"),
        (Side::Visiting, "The visiting adult", "visiting"),
    ] {
        body = body.then(anchored(id, title));
        let mut any = false;
        for adult in found.adults.iter().filter(|adult| adult.side == side) {
            any = true;
            body = body.then(one(found, adult)?);
        }
        if !any {
            let link = Html::link(&format!("/cases/{case}/referral"), "Say so in the referral");
            body = body.then(Html::paragraph(Html::from("Nobody has said who stands on this side. ").then(link)));
        }
    }
    view(reader, &found.head, Part::Overview, "Pre-visits", body)
}

fn one(found: &PreVisitsPage, adult: &AdultVisits) -> Result<Html, Answer> {
    let name = name_in(&found.names, adult.adult, &found.head.grant)?;
    let state = match (adult.held(), adult.planned()) {
        (true, _) => Tag::new("Held").colour(TagColour::Green),
        (false, Some(_)) => Tag::new("Planned").colour(TagColour::Tint),
        (false, None) => Tag::new("To do").colour(TagColour::Grey),
    };
    let mut rows = vec![SummaryRow::new("Pre-visit", state)];
    for (text, signature) in
        [(SignedText::GroundRules, &adult.ground_rules), (SignedText::RecordingNotice, &adult.notice)]
    {
        let mut row = SummaryRow::new(text.label(), signed(signature.as_ref()));
        if found.may.contains(&"sign-ground-rules") {
            let href = format!("/cases/{}/pre-visits/signed/{}", found.head.case, adult.adult);
            let what = format!("{}, {name}", text.label().to_lowercase());
            row = row.action(SummaryAction::new(href, "Record a signature").unseen(what));
        }
        rows.push(row);
    }
    if !adult.open.is_empty() {
        rows.push(SummaryRow::new("Still open", bullets(adult.open.iter().map(|point| point.label().into()))));
    }
    let visits: Result<Html, Answer> = adult.visits.iter().map(|visit| visited(found, adult, visit)).collect();
    Ok(Html::from(SummaryList::new(rows).card(name.as_str()).card_level(3))
        .then(visits?)
        .then(buttons(found, adult, &name)))
}

fn signed(signature: Option<&TextSignature>) -> Html {
    match signature {
        Some(signature) => format!("Signed on {}, version {}", long(signature.on), signature.version.as_str()).into(),
        None => "Not signed".into(),
    }
}

fn visited(found: &PreVisitsPage, adult: &AdultVisits, visit: &VisitLine) -> Result<Html, Answer> {
    let when = visit
        .window
        .map_or_else(|| "Date not known".to_owned(), |window| format!("{}, {}", weekday(window.date()), span(window)));
    let (title, rows) = match &visit.progress {
        ProgressLine::Planned => (format!("Planned: {when}"), planned(found, visit)?),
        ProgressLine::Held { .. } => (format!("Held: {when}"), held(found, adult, &visit.progress)?),
        ProgressLine::NotHeld { reason, note } => {
            let mut rows = vec![SummaryRow::new("Why", reason.label())];
            if let Some(note) = note {
                rows.push(SummaryRow::new("In words", verbatim(note, &found.head.grant)?));
            }
            (format!("Not held: {when}"), rows)
        }
    };
    let details = Details::new(title, SummaryList::new(rows));
    Ok(if matches!(visit.progress, ProgressLine::Planned) { details.open().into() } else { details.into() })
}

fn planned(found: &PreVisitsPage, visit: &VisitLine) -> Result<Vec<SummaryRow>, Answer> {
    let room = match &visit.room {
        None => "Not settled".to_owned(),
        room => place_name(room, &found.head.grant)?,
    };
    let mut rows = vec![SummaryRow::new("Where", room)];
    if let Some(worker) = &visit.worker {
        rows.push(SummaryRow::new("Who receives them", by(worker, &found.head.grant)?));
    }
    if !visit.children.is_empty() {
        rows.push(SummaryRow::new(
            "Who comes along",
            names_in(&found.names, &visit.children, &found.head.grant, "nobody")?,
        ));
    }
    Ok(rows)
}

fn held(found: &PreVisitsPage, adult: &AdultVisits, progress: &ProgressLine) -> Result<Vec<SummaryRow>, Answer> {
    let ProgressLine::Held { identity, rules_explained, children_shown, safe_contact_asked, voices, note } = progress
    else {
        return Ok(Vec::new());
    };
    let grant = &found.head.grant;
    let rules = rules_explained
        .as_ref()
        .map_or_else(|| "Not explained".to_owned(), |version| format!("Explained, version {}", version.as_str()));
    let mut rows = vec![
        SummaryRow::new("Identity", super::holding::identity(*identity)),
        SummaryRow::new("Ground rules", rules),
        SummaryRow::new("Safe contact", safe_contact(*safe_contact_asked)),
    ];
    if adult.side == Side::Resident {
        let shown = names_in(&found.names, children_shown, grant, "Nobody")?;
        rows.push(SummaryRow::new("Shown the room and told how to stop", shown));
    }
    let said = match voices {
        0 => "Nothing is linked".to_owned(),
        1 => "1 entry".to_owned(),
        many => format!("{many} entries"),
    };
    let said =
        Html::from(format!("{said}. ")).then(Html::link(&format!("/cases/{}/voice", found.head.case), "Read it"));
    rows.push(SummaryRow::new("What was said", said));
    if let Some(note) = note {
        rows.push(SummaryRow::new("Anything else", verbatim(note, grant)?));
    }
    Ok(rows)
}

fn safe_contact(asked: Told) -> String {
    match asked {
        Told::Yes => "Asked, and they said".to_owned(),
        Told::No | Told::NotAsked => "Not asked".to_owned(),
        other => capital(&app::cases::words::answer(other).to_lowercase()),
    }
}

fn buttons(found: &PreVisitsPage, adult: &AdultVisits, name: &str) -> Html {
    let may = |action: &str| found.may.contains(&action);
    let at = |step: &str| format!("/cases/{}/pre-visits/{step}/{}", found.head.case, adult.adult);
    let about = || Html::unseen(format!(" ({name})"));
    let mut group = Html::trusted("<div class=\"govuk-button-group\">");
    if adult.planned().is_none() && may("plan-pre-visit") {
        group = group.then(Button::link(at("plan"), Html::from("Plan a pre-visit").then(about())));
    }
    if may("hold-pre-visit") {
        let held = Button::link(at("held"), Html::from("Record that it was held").then(about()));
        // What comes next is the main button: the visit itself once it is planned.
        group = group.then(if adult.planned().is_some() { held } else { held.secondary() });
    }
    if adult.planned().is_some() && may("record-pre-visit-not-held") {
        group = group.then(Button::link(at("not-held"), Html::from("It was not held").then(about())).secondary());
    }
    group.then(Html::trusted("</div>"))
}

/// The days on which the other side comes, for whoever plans.
pub(super) fn taken(days: &[jiff::civil::Date]) -> Html {
    if days.is_empty() {
        return Html::paragraph("The other side has no pre-visit yet, planned or held.");
    }
    let mut days = days.to_vec();
    days.sort_unstable();
    days.dedup();
    let told = bullets(days.into_iter().map(|day| weekday(day).into()));
    heading("The other side's days").then(Html::paragraph("Choose another day than these:")).then(told)
}
