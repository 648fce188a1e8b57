use super::flow::{Form, form_open, hidden};
use crate::components::{BackLink, Button, Cell, Html, Table, WarningText};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::Fields;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// Both versions side by side: what the record says now, and what was entered. Nothing is merged; a person decides.
pub(super) fn changed_page(
    form: &dyn Form,
    answers: &Fields,
    fresh: &[(String, String)],
    reader: &Reader,
    at: &str,
) -> Response {
    let standing = form.standing();
    let asked = form.questions(answers).into_iter().filter(super::Question::asks);
    let shown = |text: String| {
        if text.is_empty() { Cell::new("Not answered") } else { Cell::new(text.as_str()) }
    };
    let versions = if standing.is_empty() {
        // The form adds something; what changed lies elsewhere in the record.
        let rows = asked.map(|question| vec![Cell::new(question.label()), shown(question.answered(answers))]);
        let table =
            Table::new().caption("What you entered").head(["Question", "You entered"].map(Cell::new)).rows(rows);
        Html::paragraph(Html::link(&form.back(), "Read what the record says now")).then(table)
    } else {
        let rows = asked.map(|question| {
            let (now, yours) = (question.answered(&standing), question.answered(answers));
            vec![Cell::new(question.label()), shown(now), shown(yours)]
        });
        let table = Table::new()
            .caption("What the record says now, and what you entered")
            .head(["Question", "Now", "You entered"].map(Cell::new))
            .rows(rows);
        table.into()
    };
    let mut carried: Vec<_> = answers.iter().map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
    carried.extend(fresh.iter().cloned());
    let buttons = Html::trusted("<div class=\"govuk-button-group\">")
        .then(Button::new("Go on with what I entered").name("_step").value("change"))
        .then(Button::new("Keep it as a draft").secondary().name("_step").value("draft"))
        .then(Html::trusted("</div>"));
    let body = Html::from(WarningText::new("Somebody changed this record while you were working. Nothing was saved."))
        .then(versions)
        .then(form_open(at, false))
        .then(hidden(&carried))
        .then(buttons)
        .then(Html::trusted("</form>"));
    Page::new("Two versions of one record", body)
        .for_reader(reader)
        .above(BackLink::new(form.back()))
        .status(StatusCode::CONFLICT)
        .into_response()
}
