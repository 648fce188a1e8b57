//! The families that other tests start from.

use domain::arrangement::Phase;
use domain::referral::Stage as ReferralStage;
use domain::referral::court_application::{read, summary};
use domain::report::ReportStage;
use domain::session::Stage;
use domain::words::{ContactLevel, Role};
use jiff::ToSpan;
use testkit::TestHouse;
use testkit::story::{Family, SATURDAY, TEN};

const LEVELS: [ContactLevel; 2] = [ContactLevel::Supported, ContactLevel::Supervised];

#[tokio::test]
async fn a_family_is_brought_as_far_as_a_test_wants_it() {
    let house = TestHouse::build().await;
    for level in LEVELS {
        let stage = async |family: Family| family.state(&house).await.referral.stage.unwrap();
        assert_eq!(stage(Family::drafted(&house, level).await).await, ReferralStage::Draft);
        assert_eq!(stage(Family::submitted(&house, level).await).await, ReferralStage::Submitted);
        assert_eq!(stage(Family::pre_visited(&house, level).await).await, ReferralStage::Accepted);
        let assessed = Family::assessed(&house, level).await.state(&house).await.risk;
        assert_eq!(assessed.awaiting.is_some(), level == ContactLevel::Supervised, "a second signature is waited for");
        assert!(Family::countersigned(&house, level).await.state(&house).await.risk.current.is_some());
        let live = Family::live(&house, level).await.state(&house).await;
        assert_eq!(live.arrangement.phase, Phase::Live);
        assert_eq!(live.referral.stage, Some(ReferralStage::Converted));
    }
    house.house.storage().verify().await.unwrap();
}

#[tokio::test]
async fn a_session_is_held_and_a_supervised_one_reported() {
    let house = TestHouse::build().await;
    for (level, day) in LEVELS.into_iter().zip([SATURDAY, SATURDAY + 1.day()]) {
        let family = Family::live(&house, level).await;
        let session = family.book(&house, day, TEN).await;
        assert_eq!(family.record(&house, session).await.session.stage(), Stage::Planned);
        family.hold(&house, session).await;
        let held = family.record(&house, session).await;
        assert_eq!(held.session.stage(), Stage::Closed);
        assert_eq!(held.concern.incidents().count(), 0, "{level:?}: nothing went wrong");
        if level == ContactLevel::Supervised {
            family.report(&house, session).await;
            let reported = family.record(&house, session).await;
            assert_eq!(reported.report.current().unwrap().1.stage, ReportStage::Passed);
        }
    }
}

/// A carer who is nobody in the proceedings is a person of the case, and not one of its adults as the service counts.
#[tokio::test]
async fn what_a_file_holds_is_counted_alike_before_and_after_it_is_saved() {
    const FILE: &str = include_str!("../../../domain/tests/fixtures/older.json");
    let house = TestHouse::build().await;
    let (_, intake) = house.sign_in(Role::IntakeWorker).await;
    let looked = house.house.preview_application(&intake, FILE.as_bytes()).await.unwrap().unwrap();
    let application = read(FILE.as_bytes()).unwrap();
    let printed = summary(&application, &"CS-7F3K-29QM".parse().unwrap());
    assert_eq!((looked.children, looked.adults), (printed.children, printed.adults));
    assert!(looked.adults < application.adults.len(), "the fixture has a carer who is no party");
    assert_eq!((looked.unknown, looked.not_mapped.len()), (printed.unknown, printed.not_mapped));
}
