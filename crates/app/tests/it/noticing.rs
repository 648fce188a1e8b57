//! Whoever works here under the name of somebody in a family is kept from it until another person has settled it, whichever
//! of the two became known first.

use ::access::Relation;
use app::cases::By;
use domain::ids::{PersonId, WorkerId};
use domain::interest::{InterestCommand, Settlement, Standing, Suspicion};
use domain::person::{NameGiven, PersonCommand};
use domain::stream::StreamName;
use domain::words::{ContactLevel, PersonName, Role};
use domain::worker::{Terms, WorkerCommand};
use std::collections::BTreeSet;
use testkit::story::{Family, text};
use testkit::{TestHouse, houses_on_both_engines};

const LEVEL: ContactLevel = ContactLevel::Supported;

fn name(given: &str, family: &str) -> NameGiven {
    NameGiven { given: given.to_owned(), family: family.to_owned() }
}

/// Puts the name of one of the family right, and what else they are called.
async fn is_called(house: &TestHouse, person: PersonId, called: NameGiven, aliases: Vec<NameGiven>) {
    let reason = text("They spelled it on the telephone.");
    let correct = PersonCommand::CorrectIdentity { person, name: called, aliases, date_of_birth: None, reason };
    house.carry_out(Role::Coordinator, correct).await.unwrap();
}

async fn engages(house: &TestHouse, given: &str, family: &str) -> WorkerId {
    let worker = WorkerId::fresh(&mut house.house.ids());
    let engage = WorkerCommand::EngageWorker {
        worker: Some(worker),
        name: PersonName::parse(given, family).unwrap(),
        roles: BTreeSet::from([Role::Volunteer]),
        terms: Terms::Volunteer,
        started_on: "2026-01-05".parse().unwrap(),
    };
    house.carry_out(Role::Coordinator, engage).await.unwrap();
    worker
}

async fn stands(house: &TestHouse, family: &Family, worker: WorkerId) -> Option<Standing> {
    family.state(house).await.interest.of(worker).map(|interest| interest.standing)
}

const NAMESAKE: Option<Standing> = Some(Standing::Suspected(Suspicion::Name));

#[tokio::test]
async fn a_worker_under_the_name_of_one_of_a_family_is_kept_from_it_until_another_person_has_settled_it() {
    houses_on_both_engines(async |house| {
        let family = Family::live(&house, LEVEL).await;
        let (before, other) = (engages(&house, "Tegan", "Oyelaran").await, engages(&house, "Ifan", "Oyelaran").await);
        assert_eq!(stands(&house, &family, before).await, None);
        is_called(&house, family.resident, name("Tegan Mary", "Oyelaran"), Vec::new()).await;
        assert_eq!(stands(&house, &family, before).await, NAMESAKE, "{}", house.engine);
        assert_eq!(stands(&house, &family, other).await, None, "a family name alone says nothing");
        let relations = house.house.relations(house.centre, before, Some(family.case)).await.unwrap();
        assert!(relations.contains(&Relation::Suspected));
        let (_, lead) = house.sign_in(Role::SafeguardingLead).await;
        let page = house.house.interests(&lead, family.case).await.unwrap();
        let line = page.lines.iter().find(|line| line.worker == before).unwrap();
        assert!(line.open_to_reader && matches!(line.by, By::Program), "nobody said so, whoever typed the name");
        let today = house.house.today_page(&lead).await.unwrap();
        assert!(today.tasks.iter().any(|task| task.kind == app::today::TaskKind::Interest));

        let settlement = Settlement::Cleared;
        let reason = text("Another person of that name.");
        let settle = InterestCommand::SettleInterest { case: family.case, worker: before, settlement, reason };
        house.carry_out(Role::SafeguardingLead, settle).await.unwrap();
        is_called(&house, family.resident, name("Tegan", "Oyelaran"), Vec::new()).await;
        assert_eq!(stands(&house, &family, before).await, Some(Standing::Cleared), "a person's word stands");

        is_called(&house, family.visiting, name("Sol", "Ferreira"), vec![name("Bob", "Ashdown")]).await;
        let after = engages(&house, "Robert", "Ashdown").await;
        assert_eq!(stands(&house, &family, after).await, NAMESAKE, "by another name they go by, and a short form");
        house.house.storage().verify().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_referral_that_is_typed_in_is_compared_with_everybody_who_works_here() {
    let house = TestHouse::build().await;
    let family = Family::drafted(&house, LEVEL).await;
    assert_eq!(family.state(&house).await.interest.all().count(), 0);
    let world = house.world(&[StreamName::Person(family.visiting)]).await;
    let identity = world.people[&family.visiting].identity.as_ref().unwrap();
    let called = identity.name.as_ref().unwrap().expose().unwrap();
    let worker = engages(&house, called.family().unwrap(), called.given()).await;
    assert_eq!(stands(&house, &family, worker).await, NAMESAKE, "crosswise too");
    let mut suspected = 0;
    for _ in 0..7 {
        let again = Family::drafted(&house, LEVEL).await;
        suspected += usize::from(stands(&house, &again, worker).await == NAMESAKE);
    }
    assert!((1..7).contains(&suspected), "of seven families one or two have these names, and no other: {suspected}");
}
