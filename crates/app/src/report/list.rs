use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use access::action::{Action, ReadReport};
use access::{Purpose, Record, RecordKind, Relation};
use domain::ids::{CaseId, ReportId, SessionId};
use domain::words::Role;
use jiff::civil::Date;
use storage::lists::{Filter, ListQuery, ListRecord, Order, REPORTS, SESSIONS};

/// How many reports a page shows.
const PAGE: u32 = 50;

/// A report in the list.
#[derive(Debug, Clone)]
pub struct ReportLine {
    /// Which.
    pub report: ReportId,
    /// Of which session.
    pub session: SessionId,
    /// The session's day, where it is known.
    pub day: Option<Date>,
    /// Where it stands, by its stored name.
    pub stage: String,
    /// Whether the reader wrote it.
    pub own: bool,
}

/// The reports a reader may see.
#[derive(Debug, Clone)]
pub struct ReportList {
    /// Those of this page.
    pub lines: Vec<ReportLine>,
    /// How many there are in the reader's scope.
    pub total: u64,
}

impl House {
    /// The reports of the centre, newest session first: all of them for those who review and lead, else one's own.
    pub async fn reports(&self, who: &SignedIn, page: u64) -> Result<ReportList, Failure> {
        let centre = who.asker.centre;
        let sees_all = [Role::Reviewer, Role::Coordinator, Role::SafeguardingLead, Role::DeputySafeguardingLead]
            .iter()
            .any(|role| who.asker.roles.contains(role));
        let mut query = ListQuery::of(centre, &REPORTS);
        if !sees_all {
            query = query.only(Filter::Is("author", who.asker.worker.to_string().into()));
        }
        let offset = page.saturating_mul(u64::from(PAGE));
        let found = self.storage.list(&query.sort("stage", Order::Ascending).page(offset, PAGE)).await?;
        let mut lines = Vec::new();
        for row in &found.rows {
            lines.push(self.report_line(who, row).await?);
        }
        Ok(ReportList { lines, total: found.total })
    }

    /// Every row of the scope is decided again; a refusal here is a fault of the scope.
    async fn report_line(&self, who: &SignedIn, row: &ListRecord) -> Result<ReportLine, Failure> {
        let read = || -> Option<(ReportId, SessionId, CaseId)> {
            Some((row.key().parse().ok()?, row.text("session_id")?.parse().ok()?, row.text("case_id")?.parse().ok()?))
        };
        let (report, session, case) = read().ok_or(Failure::NotOpen)?;
        let own = row.text("author") == Some(who.asker.worker.to_string().as_str());
        let record = Record::new(who.asker.centre, RecordKind::Report(report, case));
        let mut relations = self.relations(who.asker.centre, who.asker.worker, Some(case)).await?;
        if own {
            relations.insert(Relation::Author);
        }
        let decided = self.access.explain(&who.asker, ReadReport::NAME, record, &relations, Purpose::CaseWork);
        if !decided.permitted {
            return Err(Failure::NotOpen);
        }
        let query = ListQuery::of(who.asker.centre, &SESSIONS)
            .only(Filter::Is("session_id", session.to_string().into()))
            .page(0, 1);
        let sessions = self.storage.list(&query).await?;
        let day = sessions.rows.first().and_then(|row| row.text("day")?.parse().ok());
        Ok(ReportLine { report, session, day, stage: row.text("stage").unwrap_or_default().to_owned(), own })
    }

    /// Where a report is, for whoever may read it.
    pub(super) async fn place_of(&self, who: &SignedIn, report: ReportId) -> Result<(SessionId, bool), Failure> {
        let query = ListQuery::of(who.asker.centre, &REPORTS)
            .only(Filter::Is("report_id", report.to_string().into()))
            .page(0, 1);
        let found = self.storage.list(&query).await?;
        let row = found.rows.first();
        let session = row.and_then(|row| row.text("session_id")?.parse().ok());
        let own = row.and_then(|row| row.text("author")) == Some(who.asker.worker.to_string().as_str());
        match session {
            Some(session) => Ok((session, own)),
            None => Err(self.not_here::<ReadReport>(who, Purpose::CaseWork, format!("report/{report}")).await),
        }
    }
}
