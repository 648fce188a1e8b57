//! The way from a file to a draft referral: choose, look, save. What was looked at is what is saved.

use super::uploaded::Uploaded;
use crate::answer::Answer;
use crate::cases::words::{bullets, capital, heading};
use crate::components::{
    BackLink, Button, Details, ErrorSummary, FileUpload, Html, InsetText, Select, SelectOption, SummaryList, SummaryRow,
};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, REPEAT_KEY, Sent};
use crate::state::Web;
use app::cases::words::{contact_wanted, order_kind};
use app::referral::Preview;
use app::{DraftName, Failure, Order};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Redirect;
use domain::command::Command;
use domain::decision::Refusal;
use domain::ids::FreshIds;
use domain::referral::court_application::{ExistingOrder, NotMapped, WhyNotMapped};
use domain::referral::{OriginalFile, ReferralCommand, ReferrerKind};

const PATH: &str = "/referrals/upload";
/// The field that says which looked-at file is to be saved.
const FILE_ID: &str = "file_id";
const REFERRERS: [ReferrerKind; 6] = [
    ReferrerKind::Court,
    ReferrerKind::Cafcass,
    ReferrerKind::Solicitor,
    ReferrerKind::LocalAuthority,
    ReferrerKind::Themselves,
    ReferrerKind::Mediator,
];

pub(super) async fn ask(State(web): State<Web>, reader: Reader) -> Result<Page, Answer> {
    web.house.may_refer(&reader.who, "import-court-application").await?;
    Ok(question(&reader, None))
}

pub(super) async fn look(State(web): State<Web>, sent: Uploaded) -> Result<Page, Answer> {
    let reader = &sent.reader;
    let bytes = match sent.file {
        Ok(bytes) => bytes,
        Err(problem) => return Ok(question(reader, Some(problem))),
    };
    let preview = match web.house.preview_application(&reader.who, &bytes).await? {
        Ok(preview) => preview,
        Err(not_taken) => {
            let problem = format!(
                "Nothing was saved. At {} of the document: expected {}",
                not_taken.path(),
                not_taken.why().expected()
            );
            return Ok(question(reader, Some(&problem)));
        }
    };
    let id = web.house.ids().fresh().to_string();
    web.house.keep_draft(&reader.who, &kept(reader, &id), &bytes).await?;
    Ok(looked(&web, reader, &preview, &id))
}

pub(super) async fn save(State(web): State<Web>, sent: Sent) -> Result<Redirect, Answer> {
    let who = &sent.reader.who;
    web.house.may_refer(who, "import-court-application").await?;
    let name = kept(&sent.reader, sent.fields.get(FILE_ID));
    let file = web.house.draft(who, &name).await?;
    // Sent twice: the first sending took the draft with it, and its outcome is told again by the repeat key.
    let text = String::from_utf8(file.unwrap_or_default()).map_err(|_| Answer::Unreadable("The file is not text."))?;
    let referrer =
        REFERRERS.into_iter().find(|kind| crate::referral::triage::stored(*kind) == sent.fields.get("referrer"));
    let command = ReferralCommand::ImportCourtApplication { original: OriginalFile::new(text), referrer };
    let order = Order { repeat: sent.repeat(), draft: Some(name), ..Order::from(Command::from(command)) };
    match web.house.carry_out(who, order).await {
        Ok(done) => {
            let to = done.case().map_or_else(|| "/cases".to_owned(), |case| format!("/cases/{case}/referral"));
            Ok(Redirect::to(&to))
        }
        Err(Failure::Refused(Refusal::Fields(_))) => {
            Err(Answer::Unreadable("The file is no longer here. Nothing was saved. Upload it again."))
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) async fn discard(State(web): State<Web>, sent: Sent) -> Result<Redirect, Answer> {
    web.house.may_refer(&sent.reader.who, "import-court-application").await?;
    let name = kept(&sent.reader, sent.fields.get(FILE_ID));
    web.house.discard_draft(&sent.reader.who, &name).await?;
    Ok(Redirect::to(PATH))
}

fn kept(reader: &Reader, id: &str) -> DraftName {
    DraftName { actor: reader.who.actor(), form: PATH.to_owned(), about: id.to_owned() }
}

fn hidden(name: &'static str, value: &str) -> Html {
    Html::trusted(format!("<input type=\"hidden\" name=\"{name}\" value=\"")).then(value).then(Html::trusted("\">"))
}

fn question(reader: &Reader, problem: Option<&str>) -> Page {
    let heading = "Upload a court application";
    // A problem names a path of the document, which has no spaces and would make a phone scroll sideways.
    let mut body = Html::trusted("<div class=\"govuk-!-text-break-word\">");
    if let Some(problem) = problem {
        body = body.then(ErrorSummary::default().field("file", problem));
    }
    let text = "The file of a C100 or C1A as the family court's service keeps it: JSON, at most 5 MiB. Nothing is saved \
                before you have seen what is in it. The file itself is then kept sealed.";
    body = body
        .then(Html::trusted("<h1 class=\"govuk-heading-l\">"))
        .then(heading)
        .then(Html::trusted("</h1>"))
        .then(Html::paragraph(text))
        .then(Html::trusted(format!(
            "<form method=\"post\" action=\"{PATH}\" enctype=\"multipart/form-data\" novalidate>"
        )))
        .then(hidden(FORM_TOKEN, &reader.who.form_token))
        .then(FileUpload::new("file", "The file").accept(".json,application/json").error_if(problem))
        .then(Button::new("Look into the file"))
        .then(Html::trusted("</form></div>"));
    let title = if problem.is_some() { format!("Error: {heading}") } else { heading.to_owned() };
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Page::bare(&title, body).for_reader(reader).above(BackLink::new("/referrals/new")).part("/cases").status(status)
}

fn looked(web: &Web, reader: &Reader, preview: &Preview, id: &str) -> Page {
    let note = "Nothing is saved yet. Everything in an application is an allegation or a statement of whoever made it.";
    let options = REFERRERS.map(|kind| SelectOption::new(crate::referral::triage::stored(kind), capital(kind.label())));
    let referrer = Select::new("referrer", "Who refers?")
        .hint("Leave it open if it is not known yet.")
        .options([SelectOption::new("", "Not known yet")])
        .options(options);
    let save = Html::trusted(format!("<form method=\"post\" action=\"{PATH}/save\" novalidate>"))
        .then(hidden(FORM_TOKEN, &reader.who.form_token))
        .then(hidden(REPEAT_KEY, &web.house.ids().fresh().to_string()))
        .then(hidden(FILE_ID, id))
        .then(referrer)
        .then(Button::new("Save as a draft referral"))
        .then(Html::trusted("</form>"));
    let discard = Html::trusted(format!("<form method=\"post\" action=\"{PATH}/discard\" novalidate>"))
        .then(hidden(FORM_TOKEN, &reader.who.form_token))
        .then(hidden(FILE_ID, id))
        .then(Button::new("Throw the file away").secondary())
        .then(Html::trusted("</form>"));
    let body = Html::from(InsetText::new(note))
        .then(SummaryList::new(rows(preview)))
        .then(not_mapped(&preview.not_mapped))
        .then(save)
        .then(discard);
    Page::new("What the file holds", body).for_reader(reader).above(BackLink::new(PATH)).part("/cases")
}

fn rows(preview: &Preview) -> Vec<SummaryRow> {
    let list = |items: Vec<String>, none: &str| {
        if items.is_empty() { none.to_owned() } else { items.join("; ") }
    };
    let allegations = preview.allegations.iter().map(|harm| format!("{} (alleged, not decided)", harm.label()));
    let orders = preview.orders.iter().map(|order| existing(*order).to_owned());
    let unknown = preview.unknown.iter().map(|name| name.replace('_', " "));
    vec![
        SummaryRow::new("Children", preview.children),
        SummaryRow::new("Adults", preview.adults),
        SummaryRow::new("Harm", capital(&list(allegations.collect(), "none stated"))),
        SummaryRow::new("Orders", capital(&list(orders.collect(), "none described"))),
        SummaryRow::new("Contact agreed to", capital(contact_wanted(preview.contact_wanted))),
        SummaryRow::new("Nobody has said", capital(&list(unknown.collect(), "nothing is missing"))),
    ]
}

const fn existing(order: ExistingOrder) -> &'static str {
    match order {
        ExistingOrder::Undertaking => "undertaking",
        other => order_kind(other.kind()),
    }
}

/// What has no place in a referral: what tells something first, the service's own bookkeeping on request.
pub(super) fn not_mapped(places: &[NotMapped]) -> Html {
    let of = |whys: &[WhyNotMapped]| -> Vec<Html> {
        places.iter().filter(|place| whys.contains(&place.why)).map(|place| Html::from(place.path.as_str())).collect()
    };
    let telling = of(&[WhyNotMapped::NoPlace, WhyNotMapped::SaidTwice]);
    let other = of(&[WhyNotMapped::Repeats, WhyNotMapped::Bookkeeping]);
    let mut html = heading(&format!("Not mapped ({})", places.len()));
    if places.is_empty() {
        return html.then(Html::paragraph("Everything in the file has a place here."));
    }
    let text = "These places of the file say something that has no place in a referral. They stay in the sealed file. Look \
                whether anything about safety is among them.";
    html = html.then(Html::paragraph(text));
    html = if telling.is_empty() {
        html.then(Html::paragraph("None tells anything new."))
    } else {
        let summary = format!("Worth a look ({})", telling.len());
        html.then(Details::new(summary, scrolling(telling)).open())
    };
    if !other.is_empty() {
        let summary = format!("Copies and the service's own bookkeeping ({})", other.len());
        html = html.then(Details::new(summary, scrolling(other)));
    }
    html
}

/// Paths have no spaces: they break anywhere, so that a phone does not scroll sideways.
fn scrolling(paths: Vec<Html>) -> Html {
    Html::trusted("<div class=\"govuk-!-text-break-word\">").then(bullets(paths)).then(Html::trusted("</div>"))
}
