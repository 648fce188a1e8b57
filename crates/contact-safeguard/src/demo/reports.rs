//! Reports of supervised sessions, in each stage from draft to release.

use super::families::{Case, Family};
use super::texts;
use super::weeks::Booked;
use crate::failed::Failed;
use domain::ids::ReportId;
use domain::report::{
    Basis, NameRecipients, RecipientGiven, RecipientKind, ReportCommand, Section, StatementText, draft_from,
};
use domain::stream::StreamName;
use domain::words::{OrderKind, Role};
use jiff::ToSpan as _;
use jiff::civil::Date;

impl Family {
    /// Every third session gets a report; how far it has come depends on how long ago it was.
    pub async fn report(&mut self, case: &Case, session: &Booked) -> Result<(), Failed> {
        let day = |days: i64| session.day.saturating_add(days.days());
        if !session.place.is_multiple_of(3) || !self.has_come(day(1)) {
            return Ok(());
        }
        self.at(day(1), 18, 20).await;
        let statements = self.statements(session).await?;
        let id = session.id;
        self.carry_out(self.supervisor(session)?, ReportCommand::DraftReport { session: id, statements }).await?;
        let Some(report) = self.report_of(session).await? else {
            return Err(Failed::no("The demo lost a report.", "Please report this."));
        };
        if !self.has_come(day(2)) {
            return Ok(());
        }
        self.at(day(2), 18, 45).await;
        self.carry_out(self.supervisor(session)?, ReportCommand::SubmitReport { session: id, report }).await?;
        if !self.has_come(day(4)) || session.place + self.number == 4 {
            return Ok(());
        }
        self.at(day(4), 10, 5).await;
        let reviewer = self.office.of(Role::Reviewer, u64::from(self.number))?;
        if self.number % 6 == 5 {
            let reason = texts::words("The second statement names a feeling; say what was seen and heard instead.")?;
            return self
                .carry_out(reviewer, ReportCommand::ReturnReport { session: id, report, reason })
                .await
                .map(drop);
        }
        self.carry_out(reviewer, ReportCommand::PassReport { session: id, report }).await?;
        let naming = NameRecipients { session: id, report, recipients: self.recipients(case).await? };
        self.carry_out(self.office.coordinator()?, ReportCommand::NameRecipients(naming)).await.map(drop)
    }

    fn has_come(&self, day: Date) -> bool {
        day < self.calendar.today()
    }

    /// What the notes give, with each section's summary written in.
    async fn statements(&self, session: &Booked) -> Result<Vec<StatementText>, Failed> {
        let streams = [StreamName::Session(session.id), StreamName::Centre(self.office.centre)];
        let world = self.office.house.world(self.office.centre, &streams).await?;
        let Some(record) = world.sessions.get(&session.id) else {
            return Ok(Vec::new());
        };
        let mut statements = draft_from(record, &world.centre.zone());
        for statement in &mut statements {
            if statement.text.is_none() {
                statement.text = Some(texts::words(summary(statement.section))?);
            }
        }
        Ok(statements)
    }

    async fn report_of(&self, session: &Booked) -> Result<Option<ReportId>, Failed> {
        let world = self.office.house.world(self.office.centre, &[StreamName::Session(session.id)]).await?;
        Ok(world.sessions.get(&session.id).and_then(|record| record.report.current()).map(|(id, _)| id))
    }

    async fn recipients(&self, case: &Case) -> Result<Vec<RecipientGiven>, Failed> {
        let state = self.state(case.id).await?;
        let order = state.referral.orders.iter().find(|order| order.kind() == OrderKind::ChildArrangements);
        let basis = order.map_or(Basis::WrittenAgreement, |order| Basis::Order(order.id()));
        let to = |person, kind, name: String| -> Result<RecipientGiven, Failed> {
            Ok(RecipientGiven { person: Some(person), kind, name: texts::words(&name)?, basis, purpose: None })
        };
        Ok(vec![
            to(case.resident, RecipientKind::ResidentAdult, self.members.resident_name())?,
            to(case.visiting, RecipientKind::VisitingAdult, self.members.visiting_name())?,
        ])
    }
}

const fn summary(section: Section) -> &'static str {
    match section {
        Section::Arrival => {
            "Both sides arrived within their windows and did not meet. The child came in with a worker."
        }
        Section::Session => {
            "They built a tower, read two books and talked about school. A question about home was turned to another \
             subject by the worker. The child was quiet for a while and was given time."
        }
        Section::Ending => "They tidied up together. Goodbye was short and calm.",
        Section::BeforeAndAfter => {
            "Before and after, the child and both adults were asked how they were. Nobody asked for anything."
        }
    }
}
