use super::conflict::changed_page;
use super::question::Question;
use crate::answer::Answer;
use crate::asked::Path;
use crate::components::{BackLink, Button, DraftStatus, ErrorSummary, Html, InsetText, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, Fields, REPEAT_KEY, Sent};
use crate::state::Web;
use app::DraftName;
use app::{Done, Failure, IfMatch, Order};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use domain::command::Command;
use domain::decision::{FieldProblem, Refusal};
use domain::ids::FreshIds;
use serde::de::DeserializeOwned;
use std::future::Future;
use std::pin::Pin;

/// A form.
pub(crate) trait Form: Send + Sync + 'static {
    /// What its address names.
    type Path: DeserializeOwned + Send + 'static
    where
        Self: Sized;

    /// Looks at what the form is about; asks for the grants it needs.
    fn open(web: &Web, reader: &Reader, path: Self::Path) -> impl Future<Output = Result<Self, Answer>> + Send
    where
        Self: Sized;

    /// What the form does, as heading and title.
    fn heading(&self) -> String;

    /// What stands before the questions.
    fn introduction(&self) -> Html {
        Html::default()
    }

    /// What it asks. Questions opened by answers look at them.
    fn questions(&self, answers: &Fields) -> Vec<Question>;

    /// Answers that stand already, where something is changed rather than begun.
    fn standing(&self) -> Fields {
        Fields::default()
    }

    /// What the form opens with: what stands, unless each answer is to be given afresh.
    fn begun(&self) -> Fields {
        self.standing()
    }

    /// The command its answers make.
    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>>;

    /// The question in which a problem of this field is told, where the domain names the field otherwise than the form.
    fn asked_as(&self, field: String) -> String {
        field
    }

    /// The record as it was looked at, where the form changes something that stands.
    fn seen(&self) -> Option<IfMatch> {
        None
    }

    /// Where the way back leads.
    fn back(&self) -> String;

    /// Where to go when it is done: back, unless somewhere else shows what was done.
    fn next(&self, _done: &Done) -> String {
        self.back()
    }
}

/// The field that tells which questions a page showed.
const SHOWN: &str = "_shown";
const KEPT: &str = "This is the draft you kept. Nothing of it is saved until you confirm it.";
const OPENED: &str =
    "What you answered opens further questions. They stand among the others; nothing you entered is lost.";

fn names(questions: &[Question]) -> Vec<&str> {
    questions.iter().filter(|question| question.asks()).map(Question::name).collect()
}

/// Whether the answers open a question that the page they come from did not show.
fn opened_more(form: &dyn Form, answers: &Fields, shown: &str) -> bool {
    let shown: Vec<_> = shown.split(' ').filter(|name| !name.is_empty()).collect();
    !shown.is_empty() && names(&form.questions(answers)).iter().any(|name| !shown.contains(name))
}

/// Looks at what a form at this address is about, with the address's parts.
pub(crate) type Opener = for<'a> fn(&'a Web, &'a Reader, Parts) -> Opening<'a>;
type Opening<'a> = Pin<Box<dyn Future<Output = Result<Box<dyn Form>, Answer>> + Send + 'a>>;

/// The opener of a kind of form. Behind it all kinds go the same way, so that way is compiled once.
pub(crate) fn opener<'a, F: Form>(web: &'a Web, reader: &'a Reader, mut parts: Parts) -> Opening<'a> {
    Box::pin(async move {
        let Path(path) = Path::<F::Path>::from_request_parts(&mut parts, web).await?;
        let form: Box<dyn Form> = Box::new(F::open(web, reader, path).await?);
        Ok(form)
    })
}

/// Shows the form: a draft where there is one, else what stands.
pub(crate) async fn open(web: &Web, reader: &Reader, at: &str, form: &dyn Form) -> Result<Response, Answer> {
    let name = draft_name(reader, at);
    let draft = web.house.draft(&reader.who, &name).await?;
    let note = draft.is_some().then_some(KEPT);
    let fields = draft.map_or_else(|| form.begun(), |body| Fields::parse(&body));
    Ok(questions_page(web, reader, at, form, &fields, &[], note))
}

/// Takes the form: check, change, keep as a draft, or save.
pub(crate) async fn take(web: &Web, sent: &Sent, form: &dyn Form) -> Result<Response, Answer> {
    let reader = &sent.reader;
    let answers = sent.fields.answers();
    match sent.fields.get("_step") {
        "draft" => {
            let name = draft_name(reader, &sent.path);
            web.house.keep_draft(&reader.who, &name, answers.body().as_bytes()).await?;
            Ok(Redirect::to(&form.back()).into_response())
        }
        "discard" => {
            web.house.discard_draft(&reader.who, &draft_name(reader, &sent.path)).await?;
            Ok(Redirect::to(&sent.path).into_response())
        }
        "change" => Ok(questions_page(web, reader, &sent.path, form, &answers, &[], None)),
        "save" => save(web, sent, form, &answers).await,
        _ if opened_more(form, &answers, sent.fields.get(SHOWN)) => {
            Ok(questions_page(web, reader, &sent.path, form, &answers, &[], Some(OPENED)))
        }
        _ => Ok(match form.command(&answers) {
            Ok(_) => check_page(web, sent, form, &answers),
            Err(problems) => questions_page(web, reader, &sent.path, form, &answers, &problems, None),
        }),
    }
}

async fn save(web: &Web, sent: &Sent, form: &dyn Form, answers: &Fields) -> Result<Response, Answer> {
    let reader = &sent.reader;
    let command = match form.command(answers) {
        Ok(command) => command,
        Err(problems) => {
            return Ok(questions_page(web, reader, &sent.path, form, answers, &problems, None));
        }
    };
    let edition = sent.fields.get("_version").parse().ok();
    let if_match = form.seen().map(|seen| IfMatch { edition: edition.unwrap_or(seen.edition), ..seen });
    let draft = Some(draft_name(reader, &sent.path));
    let order = Order { command, if_match, repeat: sent.repeat(), draft };
    match web.house.carry_out(&reader.who, order).await {
        Ok(done) => Ok(Redirect::to(&form.next(&done)).into_response()),
        Err(Failure::Refused(Refusal::Fields(mut problems))) => {
            for problem in &mut problems {
                problem.field = form.asked_as(std::mem::take(&mut problem.field));
            }
            Ok(questions_page(web, reader, &sent.path, form, answers, &problems, None))
        }
        Err(Failure::SecondFactorFirst) => {
            // They are sent to give it; the form waits for them as a draft.
            let name = draft_name(reader, &sent.path);
            web.house.keep_draft(&reader.who, &name, answers.body().as_bytes()).await?;
            Err(Failure::SecondFactorFirst.into())
        }
        Err(Failure::Changed { .. }) => {
            let fresh = fresh_fields(web, reader, form);
            Ok(changed_page(form, answers, &fresh, reader, &sent.path))
        }
        Err(other) => Err(other.into()),
    }
}

pub(super) fn draft_name(reader: &Reader, at: &str) -> DraftName {
    DraftName { actor: reader.who.actor(), form: at.to_owned(), about: String::new() }
}

fn fresh_fields(web: &Web, reader: &Reader, form: &dyn Form) -> Vec<(String, String)> {
    let mut hidden = vec![
        (FORM_TOKEN.to_owned(), reader.who.form_token.clone()),
        (REPEAT_KEY.to_owned(), web.house.ids().fresh().to_string()),
    ];
    if let Some(seen) = form.seen() {
        hidden.push(("_version".to_owned(), seen.edition.to_string()));
    }
    hidden
}

pub(super) fn hidden(pairs: &[(String, String)]) -> Html {
    pairs.iter().fold(Html::default(), |all, (name, value)| {
        all.then(Html::trusted("<input type=\"hidden\" name=\""))
            .then(name.as_str())
            .then(Html::trusted("\" value=\""))
            .then(value.as_str())
            .then(Html::trusted("\">"))
    })
}

pub(super) fn form_open(action: &str, autosave: bool) -> Html {
    let open = Html::trusted("<form method=\"post\" novalidate action=\"").then(action);
    if autosave {
        open.then(Html::trusted("\" data-autosave=\"/drafts")).then(action).then(Html::trusted("\">"))
    } else {
        open.then(Html::trusted("\">"))
    }
}

fn questions_page(
    web: &Web,
    reader: &Reader,
    at: &str,
    form: &dyn Form,
    fields: &Fields,
    problems: &[FieldProblem],
    note: Option<&str>,
) -> Response {
    let questions = form.questions(fields);
    let error = |name: &str| problems.iter().find(|p| p.field == name).map(|p| p.message.as_str());
    let asked = questions.iter().fold(Html::default(), |all, q| all.then(q.ask(fields, error(q.name()))));
    let mut body = Html::default();
    if !problems.is_empty() {
        body = body.then(summary(&questions, problems));
    }
    body = body
        .then(Html::trusted("<h1 class=\"govuk-heading-l\">"))
        .then(form.heading().as_str())
        .then(Html::trusted("</h1>"));
    if let Some(note) = note {
        body = body.then(InsetText::new(note));
    }
    let buttons = Html::trusted("<div class=\"govuk-button-group\">")
        .then(Button::new("Continue").name("_step").value("check"))
        .then(Button::new("Save and come back later").secondary().name("_step").value("draft"))
        .then(Html::trusted("</div>"));
    body = body
        .then(form.introduction())
        .then(form_open(at, true))
        .then(hidden(&fresh_fields(web, reader, form)))
        .then(hidden(&[(SHOWN.to_owned(), names(&questions).join(" "))]))
        .then(asked)
        .then(DraftStatus::default())
        .then(buttons)
        .then(Html::trusted("</form>"));
    let title = if problems.is_empty() { form.heading() } else { format!("Error: {}", form.heading()) };
    Page::bare(&title, body).for_reader(reader).above(BackLink::new(form.back())).into_response()
}

/// What is wrong, in the order of the page; what the form does not ask stands last.
fn summary(questions: &[Question], problems: &[FieldProblem]) -> ErrorSummary {
    let place = |problem: &&FieldProblem| {
        questions.iter().position(|question| question.name() == problem.field).unwrap_or(questions.len())
    };
    let mut problems: Vec<_> = problems.iter().collect();
    problems.sort_by_key(place);
    problems.into_iter().fold(ErrorSummary::default(), |summary, problem| {
        summary.field(&anchor(questions, problem), problem.message.as_str())
    })
}

/// The id a problem's link leads to: the field's own, or the form's first where the form does not ask it.
fn anchor(questions: &[Question], problem: &FieldProblem) -> String {
    let known = questions.iter().any(|q| q.name() == problem.field);
    let first = questions.iter().find(|q| q.asks()).map_or("main-content", Question::name);
    if known { problem.field.clone() } else { first.to_owned() }
}

/// Every question with what was answered, under the headings of the form.
fn given(questions: &[Question], answers: &Fields) -> Html {
    let mut body = Html::default();
    let parts = questions.chunk_by(|_, next| next.asks());
    for part in parts.filter(|part| part.iter().any(Question::asks)) {
        let rows = part.iter().filter(|question| question.asks()).map(|question| {
            let answered = question.answered(answers);
            let shown = if answered.is_empty() { Html::from("Not answered") } else { Html::verbatim(&answered) };
            SummaryRow::new(question.label(), shown)
        });
        let headings = part.iter().filter(|question| !question.asks()).map(|question| question.ask(answers, None));
        body = headings.fold(body, Html::then).then(SummaryList::new(rows));
    }
    body
}

fn check_page(web: &Web, sent: &Sent, form: &dyn Form, answers: &Fields) -> Response {
    let mut carried: Vec<_> = answers.iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
    carried.extend(fresh_fields(web, &sent.reader, form));
    let version = sent.fields.get("_version");
    if !version.is_empty() {
        carried.retain(|(name, _)| name != "_version");
        carried.push(("_version".to_owned(), version.to_owned()));
    }
    let buttons = Html::trusted("<div class=\"govuk-button-group\">")
        .then(Button::new("Confirm and save").name("_step").value("save"))
        .then(Button::new("Change answers").secondary().name("_step").value("change"))
        .then(Html::trusted("</div>"));
    let body = Html::trusted("<h1 class=\"govuk-heading-l\">Check your answers</h1>")
        .then(Html::paragraph(form.heading().as_str()))
        .then(given(&form.questions(answers), answers))
        .then(form_open(&sent.path, false))
        .then(hidden(&carried))
        .then(buttons)
        .then(Html::trusted("</form>"));
    Page::bare(&format!("Check your answers: {}", form.heading()), body)
        .for_reader(&sent.reader)
        .above(BackLink::new(form.back()))
        .into_response()
}
