use crate::answer::Answer;
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{OrderId, PersonId, ReportId, SessionId, StatementId};
use domain::report::{Basis, NameRecipients as Naming, RecipientGiven, RecipientKind, ReportCommand, SharingPurpose};

/// The reviewer asks for changes.
pub(crate) struct ReturnReport {
    report: ReportId,
    session: SessionId,
}

impl Form for ReturnReport {
    type Path = ReportId;

    async fn open(web: &Web, reader: &Reader, report: ReportId) -> Result<Self, Answer> {
        let page = web.house.report_for(&reader.who, report, "return-report").await?;
        Ok(Self { report, session: page.session })
    }

    fn heading(&self) -> String {
        "Ask for changes to the report".to_owned()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::text("reason", "What should change, and why?")]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let reason = reading.text("reason", "Say what should change");
        let reason = reading.finish(reason)?;
        Ok(ReportCommand::ReturnReport { session: self.session, report: self.report, reason }.into())
    }

    fn back(&self) -> String {
        format!("/reports/{}", self.report)
    }
}

/// How many recipients one form has room for.
const PLACES: usize = 6;

/// Who is to have the report.
pub(crate) struct NameRecipients {
    report: ReportId,
    session: SessionId,
    people: Vec<(PersonId, String)>,
    orders: Vec<(OrderId, &'static str)>,
    standing: Fields,
}

impl NameRecipients {
    fn place(&self, number: usize) -> Vec<Question> {
        let kinds = RecipientKind::ALL.iter().map(|kind| (kind.name(), kind.label()));
        let mut bases = vec![
            ("agreement".to_owned(), "Both adults agreed in writing".to_owned()),
            ("court".to_owned(), "The court directed it; it is the court's property".to_owned()),
            ("safeguarding".to_owned(), "A service needs it to keep somebody safe".to_owned()),
        ];
        bases.extend(self.orders.iter().map(|(id, kind)| (id.to_string(), format!("An order names them: {kind}"))));
        let people = self.people.iter().map(|(id, name)| (id.to_string(), name.clone()));
        let purposes = SharingPurpose::ALL.iter().map(|purpose| (purpose.name(), purpose.label()));
        vec![
            Question::heading(&format!("Recipient {number}")),
            Question::listed(&format!("kind-{number}"), &format!("Who is recipient {number}?"), kinds),
            Question::line(&format!("name-{number}"), &format!("Name of recipient {number}, as the paper shows it")),
            Question::listed(&format!("person-{number}"), &format!("Which person is recipient {number}?"), people)
                .hint("For a solicitor, the person they act for. Leave it empty for a court or an agency."),
            Question::listed(&format!("basis-{number}"), &format!("Why may recipient {number} have it?"), bases),
            Question::listed(&format!("purpose-{number}"), &format!("What is recipient {number} told it for?"), purposes)
                .hint("Only for the police, children's or adult services, a MARAC or a LADO: it decides what may stand in it."),
        ]
    }
}

fn basis(text: &str) -> Option<Basis> {
    match text {
        "agreement" => Some(Basis::WrittenAgreement),
        "court" => Some(Basis::CourtProperty),
        "safeguarding" => Some(Basis::Safeguarding),
        order => order.parse().ok().map(Basis::Order),
    }
}

impl Form for NameRecipients {
    type Path = ReportId;

    async fn open(web: &Web, reader: &Reader, report: ReportId) -> Result<Self, Answer> {
        let page = web.house.report_for(&reader.who, report, "name-recipients").await?;
        let mut people = Vec::new();
        for (person, name) in &page.parties {
            let name = match name {
                Some(name) => name.open(&page.grant)?.map_or("(erased)", String::as_str).to_owned(),
                None => "name not known".to_owned(),
            };
            people.push((*person, name));
        }
        let orders = page.orders.iter().map(|(id, kind)| (*id, app::cases::words::order_kind(*kind))).collect();
        Ok(Self { report, session: page.session, people, orders, standing: Fields::default() })
    }

    fn heading(&self) -> String {
        "Who is to have the report?".to_owned()
    }

    fn introduction(&self) -> Html {
        InsetText::new(
            "Each recipient gets a paper of their own, which is compared with everybody else's protected facts before it \
             leaves. Name only those whom an order or a written agreement names.",
        )
        .into()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        (1..=PLACES).flat_map(|number| self.place(number)).collect()
    }

    fn standing(&self) -> Fields {
        self.standing.clone()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let mut recipients = Vec::new();
        for number in 1..=PLACES {
            let field = |part: &str| format!("{part}-{number}");
            let parts = ["kind", "name", "person", "basis"].map(|part| reading.raw(&field(part)).is_empty());
            if parts == [true; 4] {
                continue;
            }
            let kind = reading.choice(&field("kind"), "Choose who this is");
            let name = reading.text(&field("name"), "Enter the name the paper should show");
            let person = reading.raw(&field("person")).parse().ok();
            let basis = basis(reading.raw(&field("basis")));
            if basis.is_none() {
                reading.problem(&field("basis"), "Choose why they may have it");
            }
            let given = reading.raw(&field("purpose"));
            let purpose = SharingPurpose::ALL.iter().copied().find(|purpose| purpose.name() == given);
            if let (Some(kind), Some(name), Some(basis)) = (kind, name, basis) {
                recipients.push(RecipientGiven { person, kind, name, basis, purpose });
            }
        }
        if recipients.is_empty() {
            reading.problem("kind-1", "Name at least one recipient");
        }
        let recipients = reading.finish(Some(recipients))?;
        let naming = Naming { session: self.session, report: self.report, recipients };
        Ok(ReportCommand::NameRecipients(naming).into())
    }

    fn asked_as(&self, field: String) -> String {
        let mut parts = field.split('.').skip(1);
        match (parts.next().and_then(|index| index.parse::<usize>().ok()), parts.next()) {
            (Some(index), Some(part)) => format!("{part}-{}", index + 1),
            _ => field,
        }
    }

    fn back(&self) -> String {
        format!("/reports/{}", self.report)
    }
}

/// Adding to a statement after release.
pub(crate) struct WriteAddendum {
    report: ReportId,
    session: SessionId,
    statement: StatementId,
    text: String,
}

impl Form for WriteAddendum {
    type Path = (ReportId, StatementId);

    async fn open(web: &Web, reader: &Reader, (report, statement): Self::Path) -> Result<Self, Answer> {
        let page = web.house.report_for(&reader.who, report, "write-addendum").await?;
        let line = page.statements.iter().find(|line| line.id == statement);
        let line = line.ok_or(Answer::Failed(app::Failure::NotOpen))?;
        let text = line.text.open(&page.grant)?.map_or("(erased)", |text| text.as_str()).to_owned();
        Ok(Self { report, session: page.session, statement, text })
    }

    fn heading(&self) -> String {
        "Add to a released statement".to_owned()
    }

    fn introduction(&self) -> Html {
        Html::paragraph("The released text stays as it is. Both texts are shown from now on.")
            .then(InsetText::new(self.text.as_str()))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        vec![Question::text("text", "What should be added or corrected?")]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let text = reading.text("text", "Say what should be added");
        let text = reading.finish(text)?;
        let (session, report, statement) = (self.session, self.report, self.statement);
        Ok(ReportCommand::WriteAddendum { session, report, statement, text }.into())
    }

    fn back(&self) -> String {
        format!("/reports/{}", self.report)
    }
}
