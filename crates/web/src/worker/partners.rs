//! The leads of partner centres: naming one, ending that, and opening a telephone number to ring them.

use super::centre_forms::{Here, centre, of_the_centre};
use crate::answer::Answer;
use crate::asked::Path;
use crate::cases::words::{ERASED, opened};
use crate::components::{BackLink, Button, Html, InsetText, SummaryAction, SummaryList, SummaryRow};
use crate::forms::{Form, Question, Reading};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::{FORM_TOKEN, Fields, Sent};
use crate::state::Web;
use access::Grant;
use access::action::{Opens, Ordinary};
use app::worker::{CentrePage, PartnerLine};
use app::{Failure, IfMatch};
use axum::extract::State;
use domain::centre::{CentreCommand, Label, Telephone};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::PersonId;
use domain::stream::StreamName;
use domain::words::PersonName;

/// Name and centre of somebody who leads a partner centre.
pub(crate) fn called<A: Opens<Ordinary>>(line: &PartnerLine, grant: &Grant<A>) -> Result<(String, String), Answer> {
    let name = opened(&line.name, grant)?.map_or_else(|_| ERASED.to_owned(), PersonName::full);
    let centre = opened(&line.organisation, grant)?.map_or_else(|_| ERASED.to_owned(), |l| l.as_str().to_owned());
    Ok((name, centre))
}

/// The button that opens a telephone number: it is logged, so it is a form and no link.
pub(crate) fn ring(reader: &Reader, lead: PersonId, name: &str) -> Html {
    let words = format!("Open the telephone number of {name}, to ring about an override");
    Html::trusted(format!("<form method=\"post\" action=\"/centre/partners/{lead}/telephone\">"))
        .then(Html::trusted(format!("<input type=\"hidden\" name=\"{FORM_TOKEN}\" value=\"")))
        .then(reader.who.form_token.as_str())
        .then(Html::trusted("\">"))
        .then(Button::new(words.as_str()).secondary())
        .then(Html::trusted("</form>"))
}

/// The leads of partner centres on the page of the centre.
pub(super) fn section(reader: &Reader, page: &CentrePage) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    let mut ways = Html::default();
    for line in &page.partners {
        let (name, organisation) = called(line, &page.grant)?;
        let mut row = SummaryRow::new(name.as_str(), organisation);
        if page.may_name_partners {
            let end = SummaryAction::new(format!("/centre/partners/{}/end", line.lead), "End").unseen(name.as_str());
            row = row.action(end);
            ways = ways.then(ring(reader, line.lead, &name));
        }
        rows.push(row);
    }
    let list = if rows.is_empty() { Html::from(InsetText::new("None yet.")) } else { SummaryList::new(rows).into() };
    let add = if page.may_name_partners {
        Button::link("/centre/partners/new", "Name the lead of a partner centre").secondary().into()
    } else {
        Html::default()
    };
    let note =
        "They have no account here. They can be the second person of an override, by a one-time link or by telephone.";
    Ok(Html::trusted("<h2 class=\"govuk-heading-m\">Leads of partner centres</h2>")
        .then(Html::paragraph(note))
        .then(list)
        .then(ways)
        .then(add))
}

async fn find(web: &Web, reader: &Reader) -> Result<Here, Answer> {
    let page = web.house.centre_page(&reader.who).await?;
    if !page.may_name_partners {
        return Err(Failure::NotOpen.into());
    }
    let seen = IfMatch { stream: StreamName::Centre(reader.who.asker.centre), edition: page.edition };
    Ok(Here { seen, page })
}

/// Names the lead of a partner centre.
pub(super) struct Names {
    here: Here,
}

impl Form for Names {
    type Path = ();

    async fn open(web: &Web, reader: &Reader, (): ()) -> Result<Self, Answer> {
        Ok(Self { here: find(web, reader).await? })
    }

    fn heading(&self) -> String {
        "Name the lead of a partner centre".to_owned()
    }

    fn introduction(&self) -> Html {
        Html::paragraph(
            "Name only somebody whom you know, who has agreed to be asked, and who does not work here. They decide on \
             departures from safety rules as if they were one of you.",
        )
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![
            Question::line("given", "First name"),
            Question::line("family", "Last name"),
            Question::line("organisation", "Which centre do they lead?"),
            Question::line("telephone", "Telephone number").hint(
                "One that you know to be theirs. It is opened only to ring them, and every opening is on record.",
            ),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let name = PersonName::parse(reading.raw("given"), reading.raw("family")).ok();
        if name.is_none() {
            reading.problem("given", "Enter a name");
        }
        let organisation = Label::parse(reading.raw("organisation")).ok();
        if organisation.is_none() {
            reading.problem("organisation", "Enter the name of their centre, in 1 to 120 characters");
        }
        let telephone = Telephone::parse(reading.raw("telephone")).ok();
        if telephone.is_none() {
            reading.problem("telephone", "Enter a telephone number, such as 01632 960 001");
        }
        let read = name.zip(organisation).zip(telephone).map(|((name, organisation), telephone)| {
            CentreCommand::NamePartnerLead { name, organisation, telephone }.into()
        });
        reading.finish(read)
    }

    of_the_centre!();
}

/// Ends that somebody can be asked.
pub(super) struct Ends {
    here: Here,
    lead: PersonId,
    called: String,
}

impl Form for Ends {
    type Path = PersonId;

    async fn open(web: &Web, reader: &Reader, lead: PersonId) -> Result<Self, Answer> {
        let here = find(web, reader).await?;
        let line = here.page.partners.iter().find(|line| line.lead == lead).ok_or(Failure::NotOpen)?;
        let (called, _) = called(line, &here.page.grant)?;
        Ok(Self { here, lead, called })
    }

    fn heading(&self) -> String {
        format!("No longer ask {}", self.called)
    }

    fn introduction(&self) -> Html {
        Html::paragraph(
            "Links that were made for them stop working, and what they authorised by telephone and have not confirmed \
             lapses. What they authorised otherwise holds until its last day.",
        )
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        Vec::new()
    }

    fn command(&self, _answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        Ok(CentreCommand::EndPartnerLead { lead: self.lead }.into())
    }

    of_the_centre!();
}

/// Opens a telephone number.
pub(super) async fn telephone(State(web): State<Web>, Path(lead): Path<PersonId>, sent: Sent) -> Result<Page, Answer> {
    let found = web.house.partner_telephone(&sent.reader.who, lead).await?;
    let (name, organisation) = called(&found.line, &found.grant)?;
    let number = opened(&found.telephone, &found.opened)?.map_or_else(|_| ERASED.to_owned(), |t| t.as_str().to_owned());
    let rows = vec![
        SummaryRow::new("Name", name.as_str()),
        SummaryRow::new("Centre", organisation),
        SummaryRow::new("Telephone", number),
    ];
    let body = Html::from(SummaryList::new(rows)).then(InsetText::new("That you opened this is on record."));
    let back = BackLink::new("/centre").text("The centre");
    Ok(Page::new(&format!("Telephone number of {name}"), body).for_reader(&sent.reader).above(back).part("/workforce"))
}
