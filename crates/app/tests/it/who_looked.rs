//! Who looked at a case: for three readers, with every look and refusal, their own among them.

use access::{Office, Purpose};
use app::who_looked::{AccessOutcome, LookedAt, Looker, PER_PAGE};
use app::{Failure, Order, SignedIn};
use domain::command::Command;
use domain::interest::{Closeness, InterestCommand};
use domain::words::{ContactLevel, Role};
use domain::worker::{Officer, WorkerCommand};
use testkit::story::{Family, SATURDAY, TEN};
use testkit::{TestHouse, houses_on_both_engines};

const LEVEL: ContactLevel = ContactLevel::Supervised;

async fn officer(house: &TestHouse) -> SignedIn {
    let worker = house.worker(Role::Trustee);
    house
        .carry_out(Role::Coordinator, WorkerCommand::SetOfficer { worker, office: Officer::DataProtection })
        .await
        .unwrap();
    house.sign_in(Role::Trustee).await.1
}

#[tokio::test]
async fn every_look_and_refusal_at_a_case_its_sessions_reports_and_people_is_told_to_three_readers() {
    houses_on_both_engines(async |house| {
        let (family, other) = (Family::live(&house, LEVEL).await, Family::live(&house, LEVEL).await);
        let session = family.book(&house, SATURDAY, TEN).await;
        family.hold(&house, session).await;
        let report = family.report(&house, session).await;
        let program = &house.house;
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        program.open_protected(&coordinator, family.case, family.resident, Purpose::SafeContact).await.unwrap();
        program.report_page(&coordinator, report).await.unwrap();
        let (_, stranger) = house.sign_in_worker(house.another(Role::Reviewer).await).await;
        assert!(program.case_overview(&stranger, family.case).await.is_err());
        program.case_overview(&coordinator, other.case).await.unwrap();
        let officer = officer(&house).await;
        assert!(officer.asker.offices.contains(&Office::DataProtectionOfficer));
        let lead = house.sign_in(Role::SafeguardingLead).await.1;
        let deputy = house.sign_in(Role::DeputySafeguardingLead).await.1;
        for who in [lead, deputy, officer] {
            let found = program.who_looked(&who, family.case, 1).await.unwrap();
            let own = &found.lines[0];
            assert_eq!((own.action.as_str(), own.at_what.as_slice()), ("read-access-log", [LookedAt::Case].as_slice()));
            let opened = found.lines.iter().find(|line| line.action == "open-protected-facts").expect("the look");
            assert_eq!((opened.purpose.as_str(), opened.compartments.len()), ("safe-contact", 1), "{}", house.engine);
            assert_eq!(opened.at_what, [LookedAt::Person]);
            let Looker::Worker(Some(name), roles) = &opened.who else { panic!("{:?}", opened.who) };
            assert_eq!(name.open(&found.grant).unwrap().unwrap(), "Worker coordinator");
            assert!(roles.contains(&Role::Coordinator));
            assert!(found.lines.iter().any(|line| line.outcome == AccessOutcome::Refused));
            assert!(found.lines.iter().any(|line| line.at_what == [LookedAt::Report]));
            let mut seen = found.lines.len() as u64;
            for page in 2..=found.total.div_ceil(u64::from(PER_PAGE)) {
                seen += program.who_looked(&who, family.case, page).await.unwrap().lines.len() as u64;
            }
            assert!(seen >= found.total, "every look is on some page");
        }
        program.storage().verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn nobody_else_reads_who_looked_and_an_officer_who_knows_the_family_does_not_either() {
    let house = TestHouse::build().await;
    let family = Family::live(&house, LEVEL).await;
    for role in Role::ALL {
        let may = [Role::SafeguardingLead, Role::DeputySafeguardingLead].contains(&role);
        let found = house.house.who_looked(&house.sign_in(role).await.1, family.case, 1).await;
        assert_eq!(found.is_ok(), may, "{role:?}");
    }
    let officer = officer(&house).await;
    house.house.who_looked(&officer, family.case, 1).await.unwrap();
    assert!(
        matches!(house.house.case_overview(&officer, family.case).await, Err(Failure::NotOpen)),
        "and nothing else"
    );
    let declare = InterestCommand::DeclareInterest { case: family.case, closeness: Closeness::Relative };
    house.house.carry_out(&officer, Order::from(Command::from(declare))).await.unwrap();
    assert!(matches!(house.house.who_looked(&officer, family.case, 1).await, Err(Failure::NotOpen)));
    let worker = house.worker(Role::Trustee);
    let own = WorkerCommand::SetOfficer { worker, office: Officer::Nobody };
    let ended = house.house.carry_out(&officer, Order::from(Command::from(own.clone()))).await;
    assert!(matches!(ended, Err(Failure::NotOpen)), "nobody changes their own office");
    house.carry_out(Role::Coordinator, own).await.unwrap();
    assert!(house.sign_in(Role::Trustee).await.1.asker.offices.is_empty());
}
