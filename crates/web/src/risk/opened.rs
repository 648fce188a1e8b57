//! The parts of a version that lie among protected facts and health: a page that asks what for, and shows them once.

use super::Version;
use crate::answer::Answer;
use crate::asked::Path;
use crate::cases::shell::{identity, reference};
use crate::cases::words::{ERASED, heading, opened};
use crate::components::{BackLink, Button, Choice, ErrorSummary, Html, InsetText, Radios, Tag, TagColour, WarningText};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::Sent;
use crate::session::taps::{carried, open_form};
use crate::state::Web;
use access::action::{InCompartment, Opens};
use access::{Grant, Purpose, Sealed};
use app::Failure;
use app::cases::CaseHead;
use app::risk::{OpenedPart, OpenedParts};
use axum::extract::State;
use domain::words::Narrative;

pub(super) async fn ask(State(web): State<Web>, reader: Reader, Path(path): Path<Version>) -> Result<Page, Answer> {
    question(&web, &reader, path, None).await
}

pub(super) async fn open(State(web): State<Web>, Path(path): Path<Version>, sent: Sent) -> Result<Page, Answer> {
    let reader = &sent.reader;
    let purposes = web.house.purposes(&reader.who, path.0).await?;
    let Some(purpose) = purposes.into_iter().find(|purpose| purpose.name() == sent.fields.get("purpose")) else {
        return question(&web, reader, path, Some("Say what you need them for")).await;
    };
    shown(reader, &web.house.open_assessment_parts(&reader.who, path.0, path.1, purpose).await?, purpose)
}

const fn label(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::SafeContact => "To get in touch with somebody safely",
        Purpose::Safeguarding => "Because of a concern, an incident or a disclosure",
        Purpose::Emergency => "In an emergency: 999, or somebody's welfare now",
        Purpose::CaseWork | Purpose::LeakCheck => "Another purpose",
    }
}

fn framed(reader: &Reader, head: &CaseHead, path: Version, error: &str, body: Html) -> Result<Page, Answer> {
    let back = BackLink::new(format!("/cases/{}/risk/{}", path.0, path.1));
    let above = Html::from(back).then(identity(head)?);
    let title = "What lies apart from the assessment";
    let body = Html::trusted("<h1 class=\"govuk-heading-l\">").then(title).then(Html::trusted("</h1>")).then(body);
    Ok(Page::bare(&format!("{error}{}: {title}", reference(head)), body).for_reader(reader).above(above).part("/cases"))
}

async fn question(web: &Web, reader: &Reader, path: Version, problem: Option<&str>) -> Result<Page, Answer> {
    let found = web.house.assessment(&reader.who, path.0, path.1).await?;
    let purposes = web.house.purposes(&reader.who, path.0).await?;
    if purposes.is_empty() {
        return Err(Failure::NotOpen.into());
    }
    let choices = purposes.into_iter().map(|purpose| Choice::new(purpose.name(), label(purpose)));
    let radios = Radios::new("purpose", "What do you need them for?").choices(choices).error_if(problem);
    let summary = problem.map_or_else(Html::default, |p| ErrorSummary::default().field("purpose", p).into());
    let text = "Hazards that could lead somebody to a door, and those of health. They are shown once, and who looked, when \
                and for what is written down.";
    let body = summary
        .then(Html::paragraph(text))
        .then(open_form(&format!("/cases/{}/risk/{}/opened", path.0, path.1)))
        .then(carried(web, reader, &[]))
        .then(radios)
        .then(Button::new("Open them once"))
        .then(Html::trusted("</form>"));
    framed(reader, &found.head, path, if problem.is_some() { "Error: " } else { "" }, body)
}

fn shown(reader: &Reader, found: &OpenedParts, purpose: Purpose) -> Result<Page, Answer> {
    let path = (found.head.case, found.line.id);
    let note = format!("Opened for this purpose: {}. This look is recorded.", label(purpose).to_lowercase());
    let mut body = Html::from(InsetText::new(note)).then(WarningText::new(
        "Do not read these aloud where somebody can hear, and do not copy them into notes or reports.",
    ));
    body = body.then(heading("Protected facts")).then(parts(&found.protected, &found.opened)?);
    for leak in &found.leaks {
        body =
            body.then(Html::paragraph("A protected address may have become known:")).then(words(leak, &found.opened)?);
    }
    if let Some((health, grant)) = &found.health {
        body = body.then(heading("Health")).then(parts(health, grant)?);
    }
    let close = Button::link(format!("/cases/{}/risk/{}", path.0, path.1), "Close").secondary();
    framed(reader, &found.head, path, "", body.then(close))
}

fn parts<C, A>(parts: &[OpenedPart<C>], grant: &Grant<A>) -> Result<Html, Answer>
where
    C: InCompartment,
    A: Opens<C>,
{
    if parts.is_empty() {
        return Ok(Html::paragraph("Nothing of this version lies here."));
    }
    let part = |part: &OpenedPart<C>| -> Result<Html, Answer> {
        let head = Html::trusted("<p class=\"govuk-body\"><strong>")
            .then(part.kind.label())
            .then(Html::trusted("</strong> "))
            .then(Tag::new(part.status.label()).colour(TagColour::Grey))
            .then(Html::trusted("</p>"));
        Ok(head.then(words(&part.what, grant)?))
    };
    parts.iter().map(part).collect()
}

fn words<C, A>(sealed: &Sealed<Narrative, C>, grant: &Grant<A>) -> Result<Html, Answer>
where
    C: InCompartment,
    A: Opens<C>,
{
    Ok(match opened(sealed, grant)? {
        Ok(text) => Html::verbatim(text.as_str()),
        Err(_) => Html::paragraph(ERASED),
    })
}
