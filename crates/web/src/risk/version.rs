//! One version in full: while it is a draft, with its sections to be done.

use super::content::{Shown, sections};
use super::steps;
use super::words::{on_record, signatures, status_sentence, status_tag};
use crate::answer::Answer;
use crate::cases::Asking;
use crate::cases::shell::{Part, view};
use crate::cases::words::{bullets, clock, heading, links, long};
use crate::components::{Alert, AlertKind, Button, Html, SummaryList, SummaryRow, Tag, TagColour, Task, TaskList};
use crate::page::Page;
use crate::reader::Reader;
use crate::state::Web;
use app::risk::{AssessmentPage, Kept, NextStep};
use domain::risk::AssessmentStatus;

pub(super) fn page(web: &Web, reader: &Reader, found: &AssessmentPage) -> Result<Page, Answer> {
    let shown = Shown { names: &found.names, grant: &found.head.grant };
    let mut body = summary(found)?;
    if changes(found) {
        body = body.then(heading("Sections")).then(tasks(found));
    }
    let under = |at: usize| under_hazard(web, reader, found, at);
    body = body
        .then(heading("On record about harm"))
        .then(on_record(&found.assertions, &found.names, &found.head)?)
        .then(sections(&found.content, &found.children, shown, &under)?)
        .then(sealed_parts(found))
        .then(heading("What can be done with it"))
        .then(since(found))
        .then(next(web, reader, found))
        .then(others(found));
    view(reader, &found.head, Part::Risk, &format!("Risk assessment, version {}", found.line.number), body)
}

fn changes(found: &AssessmentPage) -> bool {
    matches!(found.line.status, AssessmentStatus::Draft | AssessmentStatus::AwaitingSignature)
        && found.may.contains(&"amend-risk-assessment")
}

fn summary(found: &AssessmentPage) -> Result<Html, Answer> {
    let line = &found.line;
    let status = Html::from(status_tag(&line.status)).then(" ").then(status_sentence(&line.status));
    let mut rows =
        vec![SummaryRow::new("Status", status), SummaryRow::new("Signatures", signatures(line, &found.head.grant)?)];
    if let Some(second) = line.countersignature {
        rows.push(SummaryRow::new("How many", second.label()));
    }
    if let Some(day) = line.valid_until {
        rows.push(SummaryRow::new("Valid until", long(day)));
    }
    Ok(SummaryList::new(rows).into())
}

fn written(many: usize) -> Html {
    match many {
        0 => Tag::new("To do").colour(TagColour::Tint).into(),
        1 => "1 written".into(),
        many => format!("{many} written").into(),
    }
}

fn tasks(found: &AssessmentPage) -> TaskList {
    let at = |section: &str| format!("/cases/{}/risk/{}/{section}", found.head.case, found.line.id);
    let content = &found.content;
    let impact = found.children.iter().filter(|child| content.impact.iter().any(|i| i.child == **child)).count();
    let each = if impact == found.children.len() && impact > 0 {
        Html::from(format!("{impact} of {}", found.children.len()))
    } else {
        Tag::new(format!("{impact} of {}", found.children.len())).colour(TagColour::Tint).into()
    };
    // Nothing may be the true answer in these two, so that neither is told as undone.
    let apart = content.protected_pairs.len() + content.conclusions.len();
    let plain = |many: usize| {
        if many == 0 { Html::from("Nothing written") } else { written(many) }
    };
    TaskList::new([
        Task::new("What it rests on, and the level", written(content.sources.len())).href(at("grounds")),
        Task::new("Add a hazard", written(content.hazards.len()))
            .href(at("hazards/new"))
            .hint("Change one or take one out below, beside the hazard"),
        Task::new("What it means for each child", each).href(at("impact")),
        Task::new("What we do not know", written(content.unknowns.len())).href(at("unknowns")),
        Task::new("Controls", written(content.controls.len())).href(at("controls")),
        Task::new("Who must not meet, and what was concluded", plain(apart)).href(at("apart")),
    ])
}

fn under_hazard(web: &Web, reader: &Reader, found: &AssessmentPage, at: usize) -> Html {
    if !changes(found) {
        return Html::default();
    }
    let path = format!("/cases/{}/risk/{}/hazards/{at}", found.head.case, found.line.id);
    let kind = found.content.hazards.get(at).map_or("", |hazard| hazard.kind.label());
    let which = Html::unseen(format!(": hazard {}, {kind}", at + 1));
    let remove = Button::new(Html::from("Take it out").then(which.clone())).secondary();
    Html::paragraph(Html::link(&path, Html::from("Change").then(which))).then(steps::button(
        web,
        reader,
        &found.head,
        &format!("{path}/remove"),
        remove,
    ))
}

fn sealed_parts(found: &AssessmentPage) -> Html {
    let sealed = |kept: &Kept| matches!(kept, Kept::WithProtectedFacts | Kept::WithHealth);
    if !found.content.hazards.iter().any(|hazard| sealed(&hazard.what)) {
        return Html::default();
    }
    let href = format!("/cases/{}/risk/{}/opened", found.head.case, found.line.id);
    Html::paragraph(Html::link(&href, "Open what lies among protected facts and health, and say what for"))
}

fn since(found: &AssessmentPage) -> Html {
    if found.since.is_empty() {
        return Html::default();
    }
    let told = found.since.iter().map(|line| Html::from(format!("{}: {}", clock(&line.at), line.kind.label())));
    let text = "Whoever signs must have thought of this. Change the draft where it matters, or keep it as it is.";
    Alert::new(AlertKind::Warning, "Something happened since the draft was last changed")
        .headed(bullets(told).then(Html::paragraph(text)))
        .into()
}

fn next(web: &Web, reader: &Reader, found: &AssessmentPage) -> Html {
    let at = |step: &str| format!("/cases/{}/risk/{}/{step}", found.head.case, found.line.id);
    let may = |action: &str| found.may.contains(&action);
    let tap = |step: &str, button: Button| steps::button(web, reader, &found.head, &at(step), button);
    let mut html = match found.next {
        NextStep::Finish if may("amend-risk-assessment") => stops(found, "What will stop it from being signed")
            .then(tap("finish", Button::new("It is ready to be signed"))),
        NextStep::Sign if may("sign-risk-assessment") => {
            let again = if found.since.is_empty() {
                Html::default()
            } else {
                tap("finish", Button::new("I have thought of what happened: keep the draft as it is").secondary())
            };
            let text = "By signing you say that you have read it, and that it says what you know. It never changes after that.";
            stops(found, "What stops it from being signed")
                .then(again)
                .then(Html::paragraph(text))
                .then(tap("sign", Button::new("Sign it")))
        }
        NextStep::Countersign if may("countersign-risk-assessment") => {
            let text = "By signing as the second person you say that you have read it and hold it to be right. Your name \
                        stands beside that of the first.";
            stops(found, "What stops the second signature")
                .then(Html::paragraph(text))
                .then(tap("countersign", Button::new("Sign as the second person")))
        }
        NextStep::SomebodyElseCountersigns => Html::paragraph(
            "You signed it. Ask another coordinator, safeguarding lead or deputy to read it and sign as the second person.",
        ),
        _ => Html::default(),
    };
    let counts = !matches!(found.line.status, AssessmentStatus::Superseded | AssessmentStatus::Withdrawn);
    if counts && may("withdraw-risk-assessment") {
        html = html.then(Html::paragraph(Html::link(&at("withdraw"), "Withdraw this version")));
    }
    if html.is_empty() { Html::paragraph("There is nothing to be done with this version.") } else { html }
}

fn stops(found: &AssessmentPage, title: &str) -> Html {
    steps::notice(title, found.stopped.as_ref(), found.head.case, Asking::by(&found.may))
}

fn others(found: &AssessmentPage) -> Html {
    if found.others.is_empty() {
        return Html::default();
    }
    let (case, id) = (found.head.case, found.line.id);
    let compare = found.others.iter().map(|(other, number)| {
        (format!("/cases/{case}/risk/{id}/against/{other}"), format!("Compare with version {number}"))
    });
    heading("Other versions").then(links(compare))
}
