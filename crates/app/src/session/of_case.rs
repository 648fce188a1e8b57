use crate::cases::CaseHead;
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use domain::ids::{CaseId, SessionId};
use domain::session::Stage;
use jiff::civil::{Date, Time};
use storage::lists::{Filter, ListQuery, ListRecord, Order, SESSIONS};

/// The sessions of a case.
#[derive(Debug)]
pub struct CaseSessions {
    /// What stands above every page of the case.
    pub head: CaseHead,
    /// Its sessions, the newest first.
    pub rows: Vec<SessionRow>,
    /// How many there are in all.
    pub total: u64,
    /// Whether this reader may book one.
    pub may_book: bool,
}

/// A session in the list of its case.
#[derive(Debug, Clone, Copy)]
pub struct SessionRow {
    /// Which.
    pub session: SessionId,
    /// The day.
    pub day: Date,
    /// When contact starts.
    pub starts: Option<Time>,
    /// Where it stands.
    pub stage: Stage,
    /// How many incidents and near misses were recorded.
    pub incidents: i64,
}

const STAGES: [Stage; 6] =
    [Stage::Planned, Stage::Confirmed, Stage::Underway, Stage::Ended, Stage::Closed, Stage::Cancelled];

impl House {
    /// The sessions of a case, the newest first.
    pub async fn case_sessions(&self, who: &SignedIn, case: CaseId) -> Result<CaseSessions, Failure> {
        let head = self.case_head(who, case).await?;
        let query = ListQuery::of(who.asker.centre, &SESSIONS)
            .only(Filter::Is("case_id", case.to_string().into()))
            .sort("day", Order::Descending)
            .sort("starts", Order::Descending)
            .page(0, 100);
        let page = self.storage.list(&query).await?;
        let rows = page.rows.iter().filter_map(row).collect();
        let may_book = !self.may_of(who, case, &["book-session"]).await?.is_empty();
        Ok(CaseSessions { head, rows, total: page.total, may_book })
    }
}

fn row(record: &ListRecord) -> Option<SessionRow> {
    let stage = record.text("stage")?;
    Some(SessionRow {
        session: record.key().parse().ok()?,
        day: record.text("day")?.parse().ok()?,
        starts: record.text("starts").and_then(|time| time.parse().ok()),
        stage: STAGES.into_iter().find(|known| known.name() == stage)?,
        incidents: record.int("incidents").unwrap_or(0),
    })
}
