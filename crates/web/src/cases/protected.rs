//! Protected facts: a page that says whose they are and asks what for, and the answer, shown once.

use super::shell::{identity, reference};
use super::words::{ERASED, long, name, opened};
use crate::answer::Answer;
use crate::asked::Path;
use crate::components::{
    BackLink, Button, Choice, ErrorSummary, Html, InsetText, Legend, Radios, Size, SummaryList, SummaryRow, WarningText,
};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, Fields, Sent};
use crate::state::Web;
use access::action::{OpenProtectedFacts, ProtectedFacts};
use access::{Erased, Grant, Purpose, Sealed};
use app::cases::words::{confidentiality, fact_kind, known_from};
use app::cases::{CaseHead, OpenedFacts, OpenedOfCase, ProtectedLine, SafeContactLine};
use axum::extract::State;
use domain::ids::{CaseId, PersonId};
use domain::person::{Channel, LeavingMessages, SafeContactRules};
use domain::words::Narrative;

/// Whose facts, in words for a heading, and what is asked before they are shown.
pub(super) struct Whose {
    pub(super) heading: String,
    pub(super) title: &'static str,
    pub(super) back: String,
    pub(super) at: String,
    pub(super) before: Html,
}

pub(super) async fn ask(
    State(web): State<Web>,
    reader: Reader,
    Path((case, person)): Path<(CaseId, PersonId)>,
) -> Result<Page, Answer> {
    let (head, named) = web.house.protected_of(&reader.who, case, person).await?;
    let purposes = web.house.purposes(&reader.who, case).await?;
    let mut whose = of_person(case, person, &name(&named, &head.grant)?);
    whose.before = whose.before.then(refuge_way(&web, &reader, case, person).await?);
    question(&reader, &head, &whose, &purposes, None)
}

/// The other way for whoever may open a refuge. It is there whether or not anybody is in one.
async fn refuge_way(web: &Web, reader: &Reader, case: CaseId, person: PersonId) -> Result<Html, Answer> {
    if web.house.refuge_purposes(&reader.who, case).await?.is_empty() {
        return Ok(Html::default());
    }
    let link = Html::link(&format!("/cases/{case}/people/{person}/refuge"), "A refuge opens apart");
    Ok(Html::paragraph(link))
}

pub(super) async fn open(
    State(web): State<Web>,
    Path((case, person)): Path<(CaseId, PersonId)>,
    sent: Sent,
) -> Result<Page, Answer> {
    let reader = &sent.reader;
    let (head, named) = web.house.protected_of(&reader.who, case, person).await?;
    let purposes = web.house.purposes(&reader.who, case).await?;
    let whose = of_person(case, person, &name(&named, &head.grant)?);
    let Some(purpose) = chosen(&sent.fields, &purposes) else {
        return question(reader, &head, &whose, &purposes, Some(MISSING));
    };
    let found = web.house.open_protected(&reader.who, case, person, purpose).await?;
    shown(reader, &found.head, &whose, purpose, facts(&found)?)
}

pub(super) async fn ask_of_case(
    State(web): State<Web>,
    reader: Reader,
    Path(case): Path<CaseId>,
) -> Result<Page, Answer> {
    let head = web.house.sealed_head(&reader.who, case).await?;
    let purposes = web.house.purposes(&reader.who, case).await?;
    question(&reader, &head, &of_case(case), &purposes, None)
}

pub(super) async fn open_of_case(State(web): State<Web>, Path(case): Path<CaseId>, sent: Sent) -> Result<Page, Answer> {
    let reader = &sent.reader;
    let purposes = web.house.purposes(&reader.who, case).await?;
    let Some(purpose) = chosen(&sent.fields, &purposes) else {
        let head = web.house.sealed_head(&reader.who, case).await?;
        return question(reader, &head, &of_case(case), &purposes, Some(MISSING));
    };
    let found = web.house.open_case_protected(&reader.who, case, purpose).await?;
    shown(reader, &found.head, &of_case(case), purpose, texts(&found)?)
}

const MISSING: &str = "Say what you need the protected facts for";

fn about() -> Html {
    let text = "Addresses, telephone numbers, schools and whatever else could lead somebody to a door. They are shown once, \
                and who looked, when and for what is written down.";
    Html::paragraph(text)
}

fn of_person(case: CaseId, person: PersonId, name: &str) -> Whose {
    Whose {
        heading: format!("Protected facts of {name}"),
        title: "Protected facts",
        before: about(),
        back: format!("/cases/{case}/referral"),
        at: format!("/cases/{case}/people/{person}/protected"),
    }
}

fn of_case(case: CaseId) -> Whose {
    Whose {
        heading: "Protected facts of the case".to_owned(),
        title: "Protected facts",
        before: about(),
        back: format!("/cases/{case}/referral"),
        at: format!("/cases/{case}/protected"),
    }
}

pub(super) fn chosen(fields: &Fields, purposes: &[Purpose]) -> Option<Purpose> {
    purposes.iter().copied().find(|purpose| purpose.name() == fields.get("purpose"))
}

const fn label(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::SafeContact => "To get in touch with somebody safely",
        Purpose::Safeguarding => "Because of a concern, an incident or a disclosure",
        Purpose::Emergency => "In an emergency: 999, or somebody's welfare now",
        Purpose::CaseWork | Purpose::LeakCheck => "Another purpose",
    }
}

fn framed(reader: &Reader, head: &CaseHead, whose: &Whose, title: &str, body: Html) -> Result<Page, Answer> {
    let above = Html::from(BackLink::new(whose.back.as_str())).then(identity(head)?);
    let heading =
        Html::trusted("<h1 class=\"govuk-heading-l\">").then(whose.heading.as_str()).then(Html::trusted("</h1>"));
    // A name in a title would stay in the browser's list of pages.
    let title = format!("{title}{}: {}", reference(head), whose.title);
    Ok(Page::bare(&title, heading.then(body)).for_reader(reader).above(above).part("/cases"))
}

pub(super) fn question(
    reader: &Reader,
    head: &CaseHead,
    whose: &Whose,
    purposes: &[Purpose],
    problem: Option<&str>,
) -> Result<Page, Answer> {
    if purposes.is_empty() {
        return Err(app::Failure::NotOpen.into());
    }
    let choices = purposes.iter().map(|purpose| Choice::new(purpose.name(), label(*purpose)));
    let legend = Legend::new("What do you need them for?").size(Size::Medium);
    let radios = Radios::new("purpose", legend).choices(choices).error_if(problem);
    let mut body = Html::default();
    if let Some(problem) = problem {
        body = body.then(ErrorSummary::default().field("purpose", problem));
    }
    body = body
        .then(whose.before.clone())
        .then(Html::trusted("<form method=\"post\" novalidate action=\""))
        .then(whose.at.as_str())
        .then(Html::trusted(format!("\"><input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"")))
        .then(reader.who.form_token.as_str())
        .then(Html::trusted("\">"))
        .then(radios)
        .then(Button::new("Open them once"))
        .then(Html::trusted("</form>"));
    framed(reader, head, whose, if problem.is_some() { "Error: " } else { "" }, body)
}

pub(super) fn shown(
    reader: &Reader,
    head: &CaseHead,
    whose: &Whose,
    purpose: Purpose,
    facts: Html,
) -> Result<Page, Answer> {
    let note = format!("Opened for this purpose: {}. This look is recorded.", label(purpose).to_lowercase());
    let warning = "Do not read these aloud where somebody can hear, and do not copy them into notes or reports.";
    let body = Html::from(InsetText::new(note))
        .then(WarningText::new(warning))
        .then(facts)
        .then(Button::link(whose.back.as_str(), "Close").secondary());
    framed(reader, head, whose, "Opened: ", body)
}

fn facts(found: &OpenedFacts) -> Result<Html, Answer> {
    let rows: Result<Vec<_>, _> = found.facts.iter().map(|line| fact(line, &found.opened)).collect();
    let rows = rows?;
    let list = if rows.is_empty() {
        Html::paragraph(if erased(found)? { ERASED } else { "No protected facts are on record." })
    } else {
        SummaryList::new(rows).into()
    };
    let contact = match &found.safe_contact {
        Some(line) => safe_contact(line, &found.opened)?,
        None => Html::paragraph("Nobody has asked how this person can safely be reached. Do not leave a message."),
    };
    Ok(list.then(super::words::heading("How to reach them safely")).then(contact))
}

/// Whether what was known of the person was erased: what was among it nobody can tell any more.
fn erased(found: &OpenedFacts) -> Result<bool, Answer> {
    match &found.person.name {
        Some(name) => Ok(opened(name, &found.head.grant)?.is_err()),
        None => Ok(false),
    }
}

fn fact(line: &ProtectedLine, grant: &Grant<OpenProtectedFacts>) -> Result<SummaryRow, Answer> {
    let about = format!("{}. Known from {}.", confidentiality(line.confidentiality), known_from(line.known_from));
    Ok(match opened(&line.detail, grant)? {
        Ok(detail) => {
            SummaryRow::new(fact_kind(detail.kind), Html::verbatim(detail.text.as_str()).then(Html::paragraph(about)))
        }
        Err(Erased) => SummaryRow::new("Protected fact", ERASED),
    })
}

fn safe_contact(line: &SafeContactLine, grant: &Grant<OpenProtectedFacts>) -> Result<Html, Answer> {
    Ok(match opened(&line.rules, grant)? {
        Ok(rules) => SummaryList::new(contact_rows(rules, &long(line.asked_on))).into(),
        Err(Erased) => Html::paragraph(ERASED),
    })
}

fn contact_rows(rules: &SafeContactRules, asked_on: &str) -> Vec<SummaryRow> {
    let channel = |channel: &Channel| match channel {
        Channel::Telephone => "call",
        Channel::Text => "text message",
        Channel::Email => "email",
        Channel::Post => "letter",
        Channel::ThroughRepresentative => "through the referrer or a representative",
    };
    let messages = match rules.messages {
        LeavingMessages::Safe => "They said it is safe",
        LeavingMessages::DoNotLeave => "Never leave one",
        LeavingMessages::NotAsked => "Nobody has asked: never leave one",
    };
    let text = |text: &Option<Narrative>| {
        text.as_ref().map_or_else(|| Html::from("Not said"), |text| Html::verbatim(text.as_str()))
    };
    let channels: Vec<_> = rules.channels.iter().map(channel).collect();
    let channels = if channels.is_empty() { "Not said".to_owned() } else { channels.join(", then ") };
    vec![
        SummaryRow::new("Ways", channels),
        SummaryRow::new("Messages", messages),
        SummaryRow::new("When", text(&rules.times)),
        SummaryRow::new("Code word", text(&rules.code_word)),
        SummaryRow::new("Besides", text(&rules.instructions)),
        SummaryRow::new("Asked on", asked_on),
    ]
}

fn texts(found: &OpenedOfCase) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    for (label, sealed) in &found.texts {
        rows.push(SummaryRow::new(*label, text(sealed, &found.opened)?));
    }
    Ok(if rows.is_empty() {
        Html::paragraph("No protected facts are on record for the case as a whole.")
    } else {
        SummaryList::new(rows).into()
    })
}

fn text(sealed: &Sealed<Narrative, ProtectedFacts>, grant: &Grant<OpenProtectedFacts>) -> Result<Html, Answer> {
    Ok(match opened(sealed, grant)? {
        Ok(text) => Html::verbatim(text.as_str()),
        Err(Erased) => Html::from(ERASED),
    })
}
