//! The list of session reports, by stage and page by page.

use app::report::{PER_PAGE, ReportList, ReportQuery};
use domain::ids::ReportId;
use domain::report::ReportStage;
use domain::words::{ContactLevel, Role};
use jiff::ToSpan;
use testkit::story::{Family, SATURDAY, TEN};
use testkit::{TestHouse, houses_on_both_engines};

async fn listed(house: &TestHouse, role: Role, stage: Option<ReportStage>, page: u32) -> ReportList {
    let (_, who) = house.sign_in(role).await;
    house.house.reports(&who, ReportQuery { stage, page }).await.unwrap()
}

fn ids(list: &ReportList) -> Vec<ReportId> {
    list.lines.iter().map(|line| line.report).collect()
}

/// A draft of the first Saturday, and a report of the next that was passed.
async fn two_reports(house: &TestHouse) -> [ReportId; 2] {
    let family = Family::live(house, ContactLevel::Supervised).await;
    let first = family.book(house, SATURDAY, TEN).await;
    family.hold(house, first).await;
    let draft = family.report_saying(house, first, "They built a bridge of blocks.").await;
    let next = family.book(house, SATURDAY.saturating_add(7.days()), TEN).await;
    family.hold(house, next).await;
    [draft, family.report(house, next).await]
}

#[tokio::test]
async fn reports_are_listed_by_stage_with_the_newest_session_first() {
    houses_on_both_engines(async |house| {
        let [draft, passed] = two_reports(&house).await;
        let all = listed(&house, Role::Coordinator, None, 1).await;
        assert_eq!((ids(&all), all.total), (vec![passed, draft], 2), "{}", house.engine);
        for (stage, expected) in [
            (ReportStage::Draft, vec![draft]),
            (ReportStage::Submitted, vec![]),
            (ReportStage::Passed, vec![passed]),
            (ReportStage::Released, vec![]),
        ] {
            let found = listed(&house, Role::Coordinator, Some(stage), 1).await;
            assert_eq!((ids(&found), found.total), (expected.clone(), expected.len() as u64), "{stage:?}");
        }
        let beyond = listed(&house, Role::Coordinator, None, 2).await;
        assert_eq!((beyond.lines.len(), beyond.total), (0, 2), "a page holds {PER_PAGE}");
    })
    .await;
}

#[tokio::test]
async fn an_author_finds_their_own_reports_and_a_volunteer_none() {
    let house = TestHouse::build().await;
    two_reports(&house).await;
    assert_eq!(listed(&house, Role::ContactSupervisor, None, 1).await.total, 2);
    assert_eq!(listed(&house, Role::Volunteer, None, 1).await.total, 0);
}
