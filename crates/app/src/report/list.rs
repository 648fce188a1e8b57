use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use access::action::{Action, ReadReport};
use access::{Record, RecordKind, Relation, Relations};
use domain::ids::{CaseId, ReportId, SessionId};
use domain::report::ReportStage;
use domain::words::Role;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use storage::lists::{CASES, Filter, ListQuery, ListRecord, Order, REPORTS};

/// How many reports a page shows.
pub const PER_PAGE: u32 = 50;

/// What a reader asks of the list.
#[derive(Debug, Clone, Copy)]
pub struct ReportQuery {
    /// Only those at this stage.
    pub stage: Option<ReportStage>,
    /// Which page, from 1.
    pub page: u32,
}

/// A report in the list.
#[derive(Debug, Clone)]
pub struct ReportLine {
    /// Which.
    pub report: ReportId,
    /// Of which session.
    pub session: SessionId,
    /// The reference of the case.
    pub reference: String,
    /// The session's day, where it is known.
    pub day: Option<Date>,
    /// Where it stands.
    pub stage: Option<ReportStage>,
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

/// Where a report is, and whether whoever asks wrote it.
pub(super) struct PlaceOf {
    pub(super) session: SessionId,
    pub(super) case: CaseId,
    pub(super) own: bool,
}

/// What stands in other lists about the cases of a page of reports.
struct Cases {
    references: BTreeMap<CaseId, String>,
    relations: BTreeMap<CaseId, Relations>,
}

impl House {
    /// The reports of the centre, newest session first: all of them for those who review and lead, else one's own.
    pub async fn reports(&self, who: &SignedIn, query: ReportQuery) -> Result<ReportList, Failure> {
        let sees_all = [Role::Reviewer, Role::Coordinator, Role::SafeguardingLead, Role::DeputySafeguardingLead]
            .iter()
            .any(|role| who.asker.roles.contains(role));
        let open = self.open_to(who.asker.centre, who.asker.worker, "case_id").await?;
        let mut asked = ListQuery::of(who.asker.centre, &REPORTS).only(open);
        if !sees_all {
            asked = asked.only(Filter::Is("author", who.asker.worker.to_string().into()));
        }
        if let Some(stage) = query.stage {
            asked = asked.only(Filter::Is("stage", stage.name().into()));
        }
        let offset = u64::from(query.page.saturating_sub(1)) * u64::from(PER_PAGE);
        let found = self.storage.list(&asked.sort("day", Order::Descending).page(offset, PER_PAGE)).await?;
        let cases = self.cases_of_reports(who, &found.rows).await?;
        let lines: Result<_, _> = found.rows.iter().map(|row| self.report_line(who, row, &cases)).collect();
        Ok(ReportList { lines: lines?, total: found.total })
    }

    async fn cases_of_reports(&self, who: &SignedIn, rows: &[ListRecord]) -> Result<Cases, Failure> {
        let ids: BTreeSet<CaseId> = rows.iter().filter_map(|row| row.text("case_id")?.parse().ok()).collect();
        let those = Filter::In("case_id", ids.iter().map(|id| id.to_string().into()).collect());
        let cases = self.storage.list(&ListQuery::of(who.asker.centre, &CASES).only(those)).await?;
        let reference = |row: &ListRecord| Some((row.key().parse().ok()?, row.text("reference")?.to_owned()));
        Ok(Cases {
            references: cases.rows.iter().filter_map(reference).collect(),
            relations: self.relations_among(who.asker.centre, who.asker.worker, &ids).await?,
        })
    }

    /// Every row of the scope is decided again; a refusal here is a fault of the scope.
    fn report_line(&self, who: &SignedIn, row: &ListRecord, cases: &Cases) -> Result<ReportLine, Failure> {
        let read = || -> Option<(ReportId, SessionId, CaseId)> {
            Some((row.key().parse().ok()?, row.text("session_id")?.parse().ok()?, row.text("case_id")?.parse().ok()?))
        };
        let (report, session, case) = read().ok_or(Failure::NotOpen)?;
        let own = row.text("author") == Some(who.asker.worker.to_string().as_str());
        let record = Record::new(who.asker.centre, RecordKind::Report(report, case));
        let mut relations = cases.relations.get(&case).cloned().unwrap_or_default();
        if own {
            relations.insert(Relation::Author);
        }
        if !self.permitted(who, ReadReport::NAME, record, &relations) {
            return Err(Failure::NotOpen);
        }
        let stage = row.text("stage").and_then(|name| ReportStage::ALL.into_iter().find(|stage| stage.name() == name));
        Ok(ReportLine {
            report,
            session,
            reference: cases.references.get(&case).cloned().unwrap_or_default(),
            day: row.text("day").and_then(|day| day.parse().ok()),
            stage,
            own,
        })
    }

    /// Where a report is; nothing where there is none.
    pub(super) async fn place_of(&self, who: &SignedIn, report: ReportId) -> Result<Option<PlaceOf>, Failure> {
        let query = ListQuery::of(who.asker.centre, &REPORTS)
            .only(Filter::Is("report_id", report.to_string().into()))
            // Two, so that one that is there is not followed by counting and so told from one that is not.
            .page(0, 2);
        let found = self.storage.list(&query).await?;
        let place = |row: &ListRecord| {
            let own = row.text("author") == Some(who.asker.worker.to_string().as_str());
            let (session, case) = (row.text("session_id")?.parse().ok()?, row.text("case_id")?.parse().ok()?);
            Some(PlaceOf { session, case, own })
        };
        Ok(found.rows.first().and_then(place))
    }
}
