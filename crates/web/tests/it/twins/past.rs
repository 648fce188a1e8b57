//! What both histories of a pair have in common: two families, sessions with reports, and the readers.

use domain::ids::{CaseId, ReportId, SessionId, WorkerId};
use domain::interest::{Closeness, InterestCommand};
use domain::words::{ContactLevel, Role};
use jiff::ToSpan;
use std::collections::BTreeMap;
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TELEPHONE, TEN};

/// The id of nothing.
const NOWHERE: &str = "5c9a3d5e-7f4b-4c57-9a53-3a1d3d0b8f11";

/// How somebody stands to the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stands {
    /// As their role does; the supervisor wrote the reports, and the supervisor and the shift lead were on the team.
    ByRole,
    /// They are on no team.
    Plain,
    /// They said that they know the family.
    Kept,
}

/// Somebody who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reader {
    pub role: Role,
    pub stands: Stands,
    pub worker: WorkerId,
}

#[derive(Clone)]
pub struct Past {
    pub family: Family,
    pub other: Family,
    /// Held, with a report whose paper tells a telephone number; held, with one that tells nothing; held, with a draft; to
    /// come.
    pub sessions: [SessionId; 4],
    pub reports: [ReportId; 3],
    pub readers: Vec<Reader>,
    values: BTreeMap<&'static str, String>,
}

impl Past {
    pub async fn of(house: &TestHouse) -> Self {
        let level = ContactLevel::Supervised;
        let family = Family::live(house, level).await;
        let other = Family::live(house, level).await;
        let readers = readers(house, family.case).await;
        let mut sessions = Vec::new();
        for week in 0..4 {
            sessions.push(family.book(house, SATURDAY + (week * 7).days(), TEN).await);
        }
        let mut reports = Vec::new();
        for (session, says) in [
            (sessions[0], format!("Rang {TELEPHONE} from the hall.")),
            (sessions[1], "They read a story together.".to_owned()),
            (sessions[2], "They sang.".to_owned()),
        ] {
            family.hold(house, session).await;
            reports.push(family.report_saying(house, session, &says).await);
        }
        for place in [0, 1] {
            family.pass(house, sessions[place], reports[place]).await;
        }
        let values = values(house, &family, &sessions, &reports).await;
        let sessions = sessions.try_into().expect("four sessions");
        Self { family, other, sessions, reports: reports.try_into().expect("three reports"), readers, values }
    }

    /// Where the routes of the pages lead here; a route with a case leads to both families, one with a report to all of them.
    pub fn paths(&self, route: &str) -> Vec<String> {
        let filled = |values: &BTreeMap<&str, String>| {
            let words =
                route.split('/').map(|word| match word.strip_prefix('{').and_then(|word| word.split_once('}')) {
                    Some((name, rest)) => {
                        format!("{}{rest}", values.get(name).cloned().unwrap_or_else(|| NOWHERE.to_owned()))
                    }
                    None => word.to_owned(),
                });
            words.collect::<Vec<_>>().join("/")
        };
        let with = |name: &'static str, value: &dyn ToString| {
            let mut values = self.values.clone();
            values.insert(name, value.to_string());
            filled(&values)
        };
        if route.contains("{report}") {
            return self.reports.iter().map(|report| with("report", report)).collect();
        }
        if route.starts_with("/sessions/{session}") {
            return [self.sessions[0], self.sessions[3]].iter().map(|session| with("session", session)).collect();
        }
        match route {
            "/cases/{case}" | "/cases/{case}/timeline" | "/api/v1/cases/{case}" => {
                [self.family.case, self.other.case].iter().map(|case| with("case", case)).collect()
            }
            _ => vec![filled(&self.values)],
        }
    }
}

async fn readers(house: &TestHouse, case: CaseId) -> Vec<Reader> {
    let by_role = |role| Reader { role, stands: Stands::ByRole, worker: house.worker(role) };
    let mut readers: Vec<_> = Role::ALL.into_iter().map(by_role).collect();
    for role in [Role::ContactSupervisor, Role::Volunteer] {
        let worker = house.newcomer(role, &format!("{}-plain", role.name())).await;
        readers.push(Reader { role, stands: Stands::Plain, worker });
    }
    for role in [Role::Coordinator, Role::SafeguardingLead] {
        let worker = house.newcomer(role, &format!("{}-kept", role.name())).await;
        let declare = InterestCommand::DeclareInterest { case, closeness: Closeness::Relative };
        house.carry_out_as(worker, declare).await.expect("an interest is declared");
        readers.push(Reader { role, stands: Stands::Kept, worker });
    }
    readers
}

async fn values(
    house: &TestHouse,
    family: &Family,
    sessions: &[SessionId],
    reports: &[ReportId],
) -> BTreeMap<&'static str, String> {
    let assessment = family.state(house).await.risk.current.expect("an assessment").signed.draft.id;
    BTreeMap::from([
        ("case", family.case.to_string()),
        ("session", sessions[3].to_string()),
        ("report", reports[0].to_string()),
        ("person", family.resident.to_string()),
        ("adult", family.visiting.to_string()),
        ("assessment", assessment.to_string()),
        ("other", assessment.to_string()),
        ("worker", house.worker(Role::Reviewer).to_string()),
        ("room", house.rooms[1].to_string()),
        ("door", house.entrances[1].to_string()),
        ("date", (SATURDAY + 21.days()).to_string()),
        ("at", "0".to_owned()),
        ("place", "0".to_owned()),
        ("clause", "0".to_owned()),
        ("record", "1".to_owned()),
        ("finding", "R-R02".to_owned()),
        ("decision", "waitlist".to_owned()),
        ("topic", "bail_conditions".to_owned()),
        ("came_of_it", "said".to_owned()),
        ("when", "after".to_owned()),
        ("link", "0123456789".to_owned()),
        ("path", "none.css".to_owned()),
    ])
}
