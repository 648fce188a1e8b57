//! How somebody stands to cases: what the policies are asked with, and what lists leave out.

use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::{Factor, SignedIn};
use access::action::Action;
use access::{Asker, Explanation, FactorNeed, Moment, Office, Purpose, Record, Relation, Relations, SecondFactor};
use domain::ids::{CaseId, CentreId, WorkerId};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use std::collections::{BTreeMap, BTreeSet};
use storage::lists::{ASSIGNMENTS, EMERGENCIES, Filter, INTERESTS, ListQuery, ListRecord};

/// For so many days after a session its workers stand in the case: long enough to write its report and to have it returned.
/// Who wrote a report reads it afterwards as its author.
const ASSIGNED_DAYS: i64 = 28;

/// How many rows of a list are read at once.
const AT_ONCE: u32 = 1000;

/// The standings of an interest that keep a worker from a case, or from most of it until somebody has settled it.
const KEPT: [(&str, Relation); 2] = [("keeps-away", Relation::Conflicted), ("suspected", Relation::Suspected)];

/// What the policies are asked with about one record: who asks, how they stand to it, what for, and how surely it is they.
pub(crate) struct Standing {
    pub(crate) asker: Asker,
    pub(crate) relations: Relations,
    purpose: Purpose,
    factor: Factor,
    until: Option<Timestamp>,
}

impl House {
    /// How somebody stands to a record of this case, or of none, for a purpose.
    pub(crate) async fn standing(
        &self,
        who: &SignedIn,
        case: Option<CaseId>,
        purpose: Purpose,
    ) -> Result<Standing, Failure> {
        let relations = self.relations(who.asker.centre, who.asker.worker, case).await?;
        let mut standing = Standing { asker: who.asker.clone(), relations, purpose, factor: who.factor, until: None };
        let until = if purpose == Purpose::Emergency { self.let_in_until(who, case, self.now()).await? } else { None };
        if until.is_some() {
            standing.asker.offices.insert(Office::SealedHolder);
            standing.relations.insert(Relation::SecondPerson);
            standing.until = until;
        }
        if let Some(door) = who.door() {
            standing.until = Some(door.ends());
        }
        Ok(standing)
    }

    /// Until when two people let somebody into what is sealed in this case.
    pub(crate) async fn let_in_until(
        &self,
        who: &SignedIn,
        case: Option<CaseId>,
        now: Timestamp,
    ) -> Result<Option<Timestamp>, Failure> {
        let Some(case) = case else {
            return Ok(None);
        };
        let after = now.as_microsecond().saturating_add(1);
        let query = ListQuery::of(who.asker.centre, &EMERGENCIES)
            .only(Filter::Is("worker_id", who.asker.worker.to_string().into()))
            .only(Filter::Is("case_id", case.to_string().into()))
            .only(Filter::AtLeast("open_until", after.into()))
            .page(0, AT_ONCE);
        let found = self.storage.list(&query).await?;
        let until = found.rows.iter().filter_map(|row| row.int("open_until")).max();
        Ok(until.and_then(|until| Timestamp::from_microsecond(until).ok()))
    }

    /// The purpose of a look: the usual one, or an emergency where that alone opens the record because two people let the
    /// reader in.
    pub(crate) async fn or_let_in<A: Action>(
        &self,
        who: &SignedIn,
        record: Record,
        usual: &Standing,
    ) -> Result<Purpose, Failure> {
        let let_in = self.standing(who, record.kind.case(), Purpose::Emergency).await?;
        let as_ever = self.decided(usual, A::NAME, record).permitted;
        let opens = !as_ever && self.decided(&let_in, A::NAME, record).permitted;
        Ok(if opens { Purpose::Emergency } else { usual.purpose })
    }

    /// The moment at which somebody who stands so asks to do something.
    pub(crate) fn moment(&self, standing: &Standing, action: &str) -> Moment {
        let now = self.now();
        let second_factor = standing.factor.at(now, self.access.factor_need(action));
        Moment { purpose: standing.purpose, now, until: standing.until.unwrap_or(now), second_factor }
    }

    /// Refuses, before anything is looked at, whoever has yet to give the second factor that an action needs. It follows from
    /// the action and the sign-in alone, so that it tells nothing of any record.
    pub(crate) fn factor_first(&self, who: &SignedIn, action: &str) -> Result<(), Failure> {
        let need = self.access.factor_need(action);
        let given = who.factor.at(self.now(), need);
        match (need, given) {
            (FactorNeed::Everybody, SecondFactor::NotDemanded | SecondFactor::Missing)
            | (FactorNeed::WhereDemanded, SecondFactor::Missing) => Err(Failure::SecondFactorFirst),
            _ => Ok(()),
        }
    }

    /// Whether something would be permitted to somebody once they have given the second factor it needs, and by which
    /// policies. It is for showing or leaving out a way there: whoever goes it is asked for the factor. No look, and not logged.
    pub(crate) fn decided(&self, standing: &Standing, action: &str, record: Record) -> Explanation {
        let moment = Moment { second_factor: SecondFactor::Given, ..self.moment(standing, action) };
        self.access.explain(&standing.asker, action, record, &standing.relations, moment)
    }

    /// The same for a row of a list, whose relations were asked for with those of all its rows.
    pub(crate) fn permitted(&self, who: &SignedIn, action: &str, record: Record, relations: &Relations) -> bool {
        let now = self.now();
        let second_factor = SecondFactor::Given;
        let moment = Moment { purpose: Purpose::CaseWork, now, until: now, second_factor };
        self.access.explain(&who.asker, action, record, relations, moment).permitted
    }

    /// How a worker stands to a case.
    pub async fn relations(
        &self,
        centre: CentreId,
        worker: WorkerId,
        case: Option<CaseId>,
    ) -> Result<Relations, Failure> {
        let Some(case) = case else {
            return Ok(Relations::new());
        };
        let mut found = self.relations_among(centre, worker, &BTreeSet::from([case])).await?;
        Ok(found.remove(&case).unwrap_or_default())
    }

    /// How a worker stands to each of these cases. The same is asked, in the same order, whatever the answer.
    pub(crate) async fn relations_among(
        &self,
        centre: CentreId,
        worker: WorkerId,
        cases: &BTreeSet<CaseId>,
    ) -> Result<BTreeMap<CaseId, Relations>, Failure> {
        let mut found: BTreeMap<CaseId, Relations> = cases.iter().map(|case| (*case, Relations::new())).collect();
        for case in self.assigned_among(centre, worker, cases).await? {
            found.entry(case).or_default().insert(Relation::Assigned);
        }
        for (case, relation) in self.interests_of(centre, worker).await? {
            if let Some(relations) = found.get_mut(&case) {
                relations.insert(relation);
            }
        }
        Ok(found)
    }

    /// Leaves out of a list what belongs to cases a worker is kept from; `column` names the case and may be empty.
    pub(crate) async fn open_to(
        &self,
        centre: CentreId,
        worker: WorkerId,
        column: &'static str,
    ) -> Result<Filter, Failure> {
        let kept = self.interests_of(centre, worker).await?;
        let kept = kept.into_iter().map(|(case, _)| case.to_string().into()).collect();
        Ok(Filter::Any(vec![Filter::NotIn(column, kept), Filter::Empty(column)]))
    }

    /// How many cases a worker is kept from, for good or until somebody has settled it.
    pub(crate) async fn kept_from(&self, centre: CentreId, worker: WorkerId) -> Result<usize, Failure> {
        Ok(self.interests_of(centre, worker).await?.len())
    }

    /// The cases a worker is kept from, and how.
    async fn interests_of(&self, centre: CentreId, worker: WorkerId) -> Result<Vec<(CaseId, Relation)>, Failure> {
        let standings = KEPT.iter().map(|(standing, _)| (*standing).into()).collect();
        let query = ListQuery::of(centre, &INTERESTS)
            .only(Filter::Is("worker_id", worker.to_string().into()))
            .only(Filter::In("standing", standings));
        let read = |row: &storage::lists::ListRecord| {
            let relation = KEPT.iter().find(|(standing, _)| row.text("standing") == Some(standing))?.1;
            Some((row.text("case_id")?.parse().ok()?, relation))
        };
        Ok(self.every(&query).await?.iter().filter_map(read).collect())
    }

    /// The cases among these on which a worker works: of which a session is to come, or was not long ago.
    async fn assigned_among(
        &self,
        centre: CentreId,
        worker: WorkerId,
        cases: &BTreeSet<CaseId>,
    ) -> Result<BTreeSet<CaseId>, Failure> {
        // By the calendar of Greenwich: a few hours more or less of four weeks let nobody in who was not let in.
        let since = self.now().to_zoned(TimeZone::UTC).date().saturating_sub(ASSIGNED_DAYS.days());
        let ids = cases.iter().map(|case| case.to_string().into()).collect();
        let query = ListQuery::of(centre, &ASSIGNMENTS)
            .only(Filter::In("case_id", ids))
            .only(Filter::Is("worker_id", worker.to_string().into()))
            .only(Filter::AtLeast("day", since.to_string().into()));
        let rows = self.every(&query).await?;
        Ok(rows.iter().filter_map(|row| row.text("case_id")?.parse().ok()).collect())
    }

    /// Every row of a list, however many pages there are: one left out would let somebody in, or keep them out.
    async fn every(&self, query: &ListQuery) -> Result<Vec<ListRecord>, Failure> {
        let mut rows = Vec::new();
        for page in 0.. {
            let found = self.storage.list(&query.clone().page(page * u64::from(AT_ONCE), AT_ONCE)).await?;
            rows.extend(found.rows);
            if found.total <= (page + 1) * u64::from(AT_ONCE) {
                break;
            }
        }
        Ok(rows)
    }
}
