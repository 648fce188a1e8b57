use super::exception::found_rows;
use crate::answer::Answer;
use crate::cases::words::{capital, long};
use crate::components::{BackLink, Button, Html, InsetText, Tag, WarningText};
use crate::page::Page;
use crate::sent::{FORM_TOKEN, REPEAT_KEY};
use access::action::Ordinary;
use access::{Grant, Sealed};
use app::report::{RecipientLine, ReportPage, StatementLine};
use domain::report::{ExceptionStage, ReportStage, Section};

/// What is asked about a report's case before a button is shown.
pub(super) const ACTIONS: [&str; 8] = [
    "amend-report",
    "submit-report",
    "pass-report",
    "return-report",
    "name-recipients",
    "release-report",
    "ask-release",
    "agree-release",
];

/// A report as this reader is shown it.
pub(super) struct ReportView {
    title: String,
    body: Html,
}

/// What buttons on the page carry.
struct Buttons<'a> {
    report: String,
    token: &'a str,
    key: &'a str,
    may: &'a [&'static str],
}

impl Buttons<'_> {
    fn tap(&self, action: &str, path: &str, button: Button) -> Html {
        if !self.may.contains(&action) {
            return Html::default();
        }
        Html::trusted("<form method=\"post\" action=\"/reports/")
            .then(format!("{}/{path}", self.report).as_str())
            .then(Html::trusted(format!("\"><input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"")))
            .then(self.token)
            .then(Html::trusted(format!("\"><input type=\"hidden\" name=\"{REPEAT_KEY}\" value=\"")))
            .then(format!("{}-{path}", self.key).as_str())
            .then(Html::trusted("\">"))
            .then(button)
            .then(Html::trusted("</form>"))
    }

    fn link(&self, action: &str, path: &str, text: &str) -> Html {
        if self.may.contains(&action) {
            Html::paragraph(Html::link(&format!("/reports/{}/{path}", self.report), text))
        } else {
            Html::default()
        }
    }
}

fn opened<T>(
    value: &Sealed<T, Ordinary>,
    grant: &Grant<access::action::ReadReport>,
    text: impl FnOnce(&T) -> &str,
) -> Result<String, Answer> {
    Ok(value.open(grant)?.map_or("(erased)", text).to_owned())
}

impl ReportView {
    /// Opens what the reader was granted.
    pub(super) fn open(page: &ReportPage, may: &[&'static str], token: &str, key: &str) -> Result<Self, Answer> {
        let buttons = Buttons { report: page.report.to_string(), token, key, may };
        let mut body = Html::paragraph(Tag::new(capital(page.stage.label()))).then(people(page)?);
        if !page.unsourced.is_empty() && page.stage < ReportStage::Released {
            body = body.then(WarningText::new(unsourced(page.unsourced.len()).as_str()));
        }
        for reason in &page.returned {
            let text = opened(reason, &page.grant, |text| text.as_str())?;
            body = body.then(InsetText::new(format!("The reviewer asked: {text}").as_str()));
        }
        for section in Section::ALL {
            body = body.then(section_html(page, *section)?);
        }
        body = body.then(steps(page, &buttons)).then(recipients(page, &buttons)?);
        Ok(Self { title: format!("Report of {}", long(page.contact.date())), body })
    }

    pub(super) fn page(self) -> Page {
        let above = BackLink::new("/reports").text("Reports");
        Page::new(&self.title, self.body).above(above)
    }
}

fn people(page: &ReportPage) -> Result<Html, Answer> {
    let name = |name: &Option<Sealed<String, Ordinary>>, none: &str| match name {
        Some(name) => opened(name, &page.grant, |name| name.as_str()),
        None => Ok(none.to_owned()),
    };
    let author = name(&page.author, "not known")?;
    let reviewer = name(&page.reviewer, "nobody yet")?;
    let session = Html::link(&format!("/sessions/{}", page.session), "the session");
    Ok(Html::paragraph(
        Html::from("Written by ")
            .then(author.as_str())
            .then(". Reviewed by ")
            .then(reviewer.as_str())
            .then(". It is about ")
            .then(session)
            .then("."),
    ))
}

fn section_html(page: &ReportPage, section: Section) -> Result<Html, Answer> {
    let lines: Vec<_> = page.statements.iter().filter(|line| line.section == section).collect();
    if lines.is_empty() {
        return Ok(Html::default());
    }
    let mut html = Html::trusted("<h2 class=\"govuk-heading-m\">").then(section.label()).then(Html::trusted("</h2>"));
    for line in lines {
        html = html.then(statement(page, line)?);
    }
    Ok(html)
}

fn rests_on(records: usize) -> String {
    if records == 1 { "Rests on one record.".to_owned() } else { format!("Rests on {records} records.") }
}

fn unsourced(statements: usize) -> String {
    match statements {
        1 => "One statement rests on no note. It is marked.".to_owned(),
        several => format!("{several} statements rest on no note. They are marked."),
    }
}

fn statement(page: &ReportPage, line: &StatementLine) -> Result<Html, Answer> {
    let text = opened(&line.text, &page.grant, |text| text.as_str())?;
    let mut html = Html::verbatim(&text);
    html = html.then(if page.unsourced.contains(&line.id) {
        Html::paragraph(Tag::new("No source"))
    } else {
        Html::paragraph(rests_on(line.sources.len()).as_str())
    });
    for (_, added) in &line.addenda {
        let added = opened(added, &page.grant, |text| text.as_str())?;
        html = html.then(InsetText::new(format!("Added after release: {added}").as_str()));
    }
    if page.stage == ReportStage::Released {
        let path = format!("/reports/{}/addendum/{}", page.report, line.id);
        html = html.then(Html::paragraph(Html::link(
            &path,
            Html::from("Add to this").then(Html::unseen(format!(" statement {}", line.id))),
        )));
    }
    Ok(html)
}

fn steps(page: &ReportPage, buttons: &Buttons<'_>) -> Html {
    match page.stage {
        ReportStage::Draft => buttons.link("amend-report", "change", "Change the report").then(buttons.tap(
            "submit-report",
            "submit",
            Button::new("Send it to a reviewer"),
        )),
        ReportStage::Submitted if page.own => {
            Html::paragraph("Somebody who did not write it reviews it next. You cannot.")
        }
        ReportStage::Submitted => buttons
            .tap("pass-report", "pass", Button::new("Pass the report"))
            .then(buttons.link("return-report", "return", "Ask for changes")),
        ReportStage::Passed | ReportStage::Released => Html::default(),
    }
}

fn recipients(page: &ReportPage, buttons: &Buttons<'_>) -> Result<Html, Answer> {
    let mut html = Html::trusted("<h2 class=\"govuk-heading-m\">Recipients</h2>");
    if page.recipients.is_empty() {
        html = html.then(Html::paragraph("Nobody has been named yet."));
    }
    for (place, line) in page.recipients.iter().enumerate() {
        html = html.then(recipient(page, buttons, place, line)?);
    }
    Ok(html.then(buttons.link("name-recipients", "recipients", "Say who is to have it")))
}

fn recipient(page: &ReportPage, buttons: &Buttons<'_>, place: usize, line: &RecipientLine) -> Result<Html, Answer> {
    let name = opened(&line.name, &page.grant, |text| text.as_str())?;
    let mut html = Html::trusted("<h3 class=\"govuk-heading-s\">")
        .then(format!("{name}: {}", line.kind.label()).as_str())
        .then(Html::trusted("</h3>"));
    if let Some(purpose) = line.purpose {
        html = html.then(Html::paragraph(format!("Told for: {}.", purpose.label()).as_str()));
    }
    if let Some((_, hash)) = &line.released {
        let path = format!("/reports/{}/paper/{place}", page.report);
        let label = Html::from("Download the paper (PDF)").then(Html::unseen(format!(" for {name}")));
        html = html
            .then(Html::paragraph(Html::link(&path, label)))
            .then(Html::paragraph(format!("Its SHA-256 begins with {}.", hash.get(..16).unwrap_or(hash)).as_str()));
    }
    let ready = matches!(page.stage, ReportStage::Passed | ReportStage::Released) && !line.has_newest;
    if ready {
        let label = Html::from("Check and release").then(Html::unseen(format!(" to {name}")));
        html = html.then(buttons.tap("release-report", &format!("release/{place}"), Button::new(label)));
        html = html.then(exception(page, buttons, place, line)?);
    }
    Ok(html)
}

/// What was asked about a paper in which something was found, and the next step.
fn exception(page: &ReportPage, buttons: &Buttons<'_>, place: usize, line: &RecipientLine) -> Result<Html, Answer> {
    let ask = "The check found something that should stay in? Ask a second person";
    let ask = || buttons.link("ask-release", &format!("release/{place}/ask"), ask);
    let Some(asked) = &line.exception else { return Ok(ask()) };
    let html =
        Html::paragraph(Html::from("Letting it go although this is in it: ").then(Tag::new(asked.stage.label())))
            .then(found_rows(&asked.found, &page.grant)?);
    Ok(match asked.stage {
        ExceptionStage::Asked if asked.own => html.then(Html::paragraph("You asked. Somebody else answers.")),
        ExceptionStage::Asked => html.then(buttons.link(
            "agree-release",
            &format!("release/{place}/answer"),
            "See what was found, and answer",
        )),
        ExceptionStage::Agreed => html.then(Html::paragraph("Exactly that paper goes when you release it.")),
        ExceptionStage::Refused | ExceptionStage::Lapsed | ExceptionStage::Used => html.then(ask()),
    })
}
