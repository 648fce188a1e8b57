//! What a reader is shown, as JSON: structs with exactly that.

use access::action::{Action, Opens, Ordinary};
use access::{Grant, OtherRecord, Sealed};
use app::booking::DayPage;
use app::cases::{CaseList, Named, Overview};
use app::report::{ReportList, ReportPage};
use domain::report::ReportStage;
use domain::words::PersonName;
use serde::Serialize;
use utoipa::ToSchema;

/// A text that may have been erased, or that nobody has told the centre.
fn text<A: Action + Opens<Ordinary>>(
    sealed: Option<&Sealed<String, Ordinary>>,
    grant: &Grant<A>,
) -> Result<Option<String>, OtherRecord> {
    sealed.map_or(Ok(None), |sealed| Ok(sealed.open(grant)?.ok().cloned()))
}

fn stored(choice: &impl Serialize) -> String {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A page of cases.
#[derive(Serialize, ToSchema)]
pub(super) struct CasesView {
    /// How many cases are in the reader's scope.
    total: u64,
    /// Which page this is, from 1.
    page: u32,
    /// How many pages there are.
    pages: u32,
    /// The cases of this page.
    cases: Vec<CaseLine>,
}

/// A case in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseLine {
    case: String,
    reference: String,
    stage: Option<String>,
    level: Option<String>,
    /// The day the referral came.
    received: Option<String>,
    /// First names and initials; null where erased or not known.
    children: Vec<Option<String>>,
}

fn named<A: Action + Opens<Ordinary>>(people: &[Named], grant: &Grant<A>) -> Result<Vec<Option<String>>, OtherRecord> {
    let shown = |person: &Named| match &person.name {
        Some(name) => Ok(name.open(grant)?.ok().map(PersonName::first_and_initial)),
        None => Ok(None),
    };
    people.iter().map(shown).collect()
}

impl CasesView {
    pub(super) fn open(list: &CaseList) -> Result<Self, OtherRecord> {
        let line = |row: &app::cases::CaseRow| {
            Ok(CaseLine {
                case: row.case.to_string(),
                reference: row.reference.clone(),
                stage: row.course.map(app::cases::Course::name),
                level: row.level.as_ref().map(stored),
                received: row.received.map(|day| day.to_string()),
                children: named(&row.children, &list.grant)?,
            })
        };
        let cases = list.rows.iter().map(line).collect::<Result<_, _>>()?;
        Ok(Self { total: list.total, page: list.page, pages: list.pages, cases })
    }
}

/// A case's overview.
#[derive(Serialize, ToSchema)]
pub(super) struct CaseView {
    case: String,
    reference: Option<String>,
    stage: String,
    /// How often what its readers are told of has changed.
    version: u64,
    children: Vec<Option<String>>,
    /// What the safety rules find, with the key an override names.
    findings: Vec<FindingView>,
    /// Standing facts about harm. Their status stands beside them: an allegation is not a finding.
    standing_facts: Vec<FactView>,
    /// How many mandatory answers are still unknown.
    unknown: usize,
}

/// What a rule finds.
#[derive(Serialize, ToSchema)]
pub(super) struct FindingView {
    key: String,
    rule: String,
    effect: String,
    sentence: String,
    reason: String,
    source: String,
    clears: String,
}

/// A standing fact.
#[derive(Serialize, ToSchema)]
pub(super) struct FactView {
    harm: String,
    status: String,
    learned_on: String,
}

impl CaseView {
    pub(super) fn open(overview: &Overview) -> Result<Self, OtherRecord> {
        let findings = overview.findings.iter().map(|standing| {
            let finding = &standing.finding;
            FindingView {
                key: finding.key().as_str().to_owned(),
                rule: finding.rule.to_string(),
                effect: stored(&finding.effect),
                sentence: finding.sentence.clone(),
                reason: finding.reason.clone(),
                source: finding.source.clone(),
                clears: finding.clears.clone(),
            }
        });
        let facts = overview.assertions.iter().map(|line| FactView {
            harm: line.harm.label().to_owned(),
            status: line.status.label().to_owned(),
            learned_on: line.learned_on.to_string(),
        });
        Ok(Self {
            case: overview.head.case.to_string(),
            reference: overview.head.reference.as_ref().map(ToString::to_string),
            stage: overview.head.course.name(),
            version: overview.head.edition,
            children: named(&overview.head.children, &overview.head.grant)?,
            findings: findings.collect(),
            standing_facts: facts.collect(),
            unknown: overview.unknown,
        })
    }
}

/// A day.
#[derive(Serialize, ToSchema)]
pub(super) struct DayView {
    date: String,
    sessions: Vec<DaySession>,
}

/// A session of a day: as much as the run sheet shows.
#[derive(Serialize, ToSchema)]
pub(super) struct DaySession {
    session: String,
    level: String,
    stage: String,
    from: String,
    to: String,
    room: Option<String>,
    /// First names and initials.
    people: Vec<Option<String>>,
}

impl DayView {
    pub(super) fn open(page: &DayPage) -> Result<Self, OtherRecord> {
        let mut sessions = Vec::new();
        for family in &page.families {
            let comers = family.comings.iter().flat_map(|coming| &coming.people);
            sessions.push(DaySession {
                session: family.session.to_string(),
                level: stored(&family.level),
                stage: family.stage.name().to_owned(),
                from: family.contact.from().to_string(),
                to: family.contact.to().to_string(),
                room: text(family.room.as_ref(), &page.grant)?,
                people: comers.map(|comer| text(comer.name.as_ref(), &page.grant)).collect::<Result<_, _>>()?,
            });
        }
        Ok(Self { date: page.date.to_string(), sessions })
    }
}

/// Session reports.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportsView {
    total: u64,
    reports: Vec<ReportLine>,
}

/// A session report in a list.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportLine {
    report: String,
    session: String,
    reference: String,
    day: Option<String>,
    stage: Option<&'static str>,
}

impl From<&ReportList> for ReportsView {
    fn from(list: &ReportList) -> Self {
        let line = |line: &app::report::ReportLine| ReportLine {
            report: line.report.to_string(),
            session: line.session.to_string(),
            reference: line.reference.clone(),
            day: line.day.map(|day| day.to_string()),
            stage: line.stage.map(ReportStage::name),
        };
        Self { total: list.total, reports: list.lines.iter().map(line).collect() }
    }
}

/// A session report.
#[derive(Serialize, ToSchema)]
pub(super) struct ReportView {
    report: String,
    session: String,
    stage: String,
    /// How often what its readers are told of has changed.
    version: u64,
    statements: Vec<StatementView>,
}

/// A statement of a report.
#[derive(Serialize, ToSchema)]
pub(super) struct StatementView {
    id: String,
    section: String,
    /// Null where erased.
    text: Option<String>,
    sources: Vec<String>,
}

impl ReportView {
    pub(super) fn open(page: &ReportPage) -> Result<Self, OtherRecord> {
        let mut statements = Vec::new();
        for line in &page.statements {
            let opened = line.text.open(&page.grant)?.ok();
            statements.push(StatementView {
                id: line.id.to_string(),
                section: stored(&line.section),
                text: opened.map(|text| text.as_str().to_owned()),
                sources: line.sources.iter().map(ToString::to_string).collect(),
            });
        }
        Ok(Self {
            report: page.report.to_string(),
            session: page.session.to_string(),
            stage: page.stage.name().to_owned(),
            version: page.edition,
            statements,
        })
    }
}
