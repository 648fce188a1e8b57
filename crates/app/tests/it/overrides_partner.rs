//! The lead of a partner centre as the second person, from being named to the answer, on both engines.

use ::access::{Purpose, Record, RecordKind};
use app::overrides::{ByLink, MadeLink, PartnerAnswer, PartnerAsks, ReaderStep};
use app::{Failure, Order, SignedIn};
use domain::actor::Actor;
use domain::centre::{CentreCommand, Label, Telephone};
use domain::command::Command;
use domain::ids::{OverrideId, PersonId};
use domain::overrides::{Channel, OverrideCommand, OverrideStanding, SecondRole};
use domain::referral::{Amendment, ReferralCommand};
use domain::words::{ContactLevel, EvidentialStatus, Harm, PersonName, Role};
use jiff::ToSpan;
use jiff::civil::date;
use storage::AccessOutcome;
use testkit::story::{Family, text};
use testkit::{TestHouse, houses_on_both_engines};

const REASON: &str = "A second worker stays in the room.";

/// A house with the lead of a partner centre, and a family about whom an override waits.
struct Story {
    house: TestHouse,
    family: Family,
    id: OverrideId,
    lead: PersonId,
    coordinator: SignedIn,
}

async fn named(house: &TestHouse, role: Role) -> Result<app::Done, Failure> {
    let name = CentreCommand::NamePartnerLead {
        name: PersonName::parse("Temi", "Balogun").unwrap(),
        organisation: Label::parse("Rowan House").unwrap(),
        telephone: Telephone::parse("01632 960 001").unwrap(),
    };
    house.carry_out(role, name).await
}

impl Story {
    async fn begin(house: TestHouse) -> Self {
        named(&house, Role::SafeguardingLead).await.unwrap();
        let lead = *house.world(&[]).await.centre.partner_leads().keys().next().unwrap();
        let family = Family::submitted(&house, ContactLevel::Supported).await;
        let amendment = Amendment::Assertion {
            harm: Harm::DomesticAbuse,
            form: None,
            status: EvidentialStatus::Allegation,
            by: vec![family.visiting],
            against: vec![family.resident],
            made_by: vec![family.resident],
            when: None,
            narrative: None,
        };
        let amend = ReferralCommand::AmendReferral { case: family.case, amendment: Box::new(amendment) };
        house.carry_out(Role::Coordinator, amend).await.unwrap();
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        let finding = house.house.overrides(&coordinator, family.case).await.unwrap().open[0].key();
        let request = OverrideCommand::RequestOverride {
            case: family.case,
            finding,
            reason: text(REASON),
            until: date(2026, 12, 20),
        };
        house.carry_out(Role::Coordinator, request).await.unwrap();
        let id = family.state(&house).await.overrides.records().next().unwrap().id;
        Self { house, family, id, lead, coordinator }
    }

    async fn make(&self) -> MadeLink {
        self.house.house.ask_partner(&self.coordinator, self.family.case, self.id, self.lead).await.unwrap()
    }

    async fn stands(&self) -> OverrideStanding {
        let today = self.house.house.clock_at(&self.house.world(&[]).await).date();
        self.family.state(&self.house).await.overrides.record(self.id).unwrap().standing(today)
    }

    async fn answer(&self, made: &MadeLink, code: &str, answer: PartnerAnswer) -> ByLink<PartnerAsks> {
        self.house.house.answer_partner_request(&made.token, code, answer).await.unwrap()
    }

    async fn is_nothing(&self, token: &str, code: &str) -> bool {
        let request = self.house.house.partner_request(token, code).await.unwrap();
        let works = self.house.house.partner_link_works(token).await.unwrap();
        matches!(request, ByLink::Nothing) && !works
    }

    async fn rings(&self) {
        let authorise = OverrideCommand::AuthoriseOverride {
            case: self.family.case,
            id: self.id,
            second: Actor::Person(self.lead),
            role: SecondRole::PartnerLead,
            channel: Channel::ByPhone,
        };
        self.house.carry_out(Role::Coordinator, authorise).await.unwrap();
    }
}

/// Another code of eight digits.
fn wrong(code: &str) -> String {
    code.chars().map(|c| if c == '0' { '1' } else { '0' }).collect()
}

#[tokio::test]
async fn a_partner_lead_opens_a_link_with_its_code_sees_one_request_and_authorises_it_once() {
    houses_on_both_engines(async |house| {
        let story = Story::begin(house).await;
        let program = &story.house.house;
        let page = program.overrides(&story.coordinator, story.family.case).await.unwrap();
        assert!(page.overrides[0].open_to_reader.contains(&ReaderStep::AskPartner));
        let made = story.make().await;
        assert!(program.partner_link_works(&made.token).await.unwrap());
        let ByLink::Open(request) = program.partner_request(&made.token, &made.code).await.unwrap() else {
            panic!("{}: the code belongs to the link", story.house.engine);
        };
        assert_eq!(request.reason.open(&request.grant).unwrap().unwrap().as_str(), REASON);
        assert_eq!((request.until, request.asks), (date(2026, 12, 20), PartnerAsks::Authorise));
        assert!(request.found_because.is_some() && !request.sentence.is_empty());
        assert_eq!(story.stands().await, OverrideStanding::Requested, "looking changes nothing");
        let spaced = format!("{} {}", &made.code[..4], &made.code[4..]);
        let answered = story.answer(&made, &spaced, PartnerAnswer::Authorise).await;
        assert!(matches!(answered, ByLink::Open(PartnerAsks::Authorise)));
        assert_eq!(story.stands().await, OverrideStanding::InForce);
        assert!(story.is_nothing(&made.token, &made.code).await, "a link works once");
        let again = story.answer(&made, &made.code, PartnerAnswer::Decline).await;
        assert!(matches!(again, ByLink::Nothing));
        assert_eq!(story.stands().await, OverrideStanding::InForce);
        let by = Actor::Person(story.lead);
        let log = program.storage().access_log(story.house.centre, 0, 10_000).await.unwrap();
        let looks: Vec<_> = log.into_iter().map(|entry| entry.event).filter(|event| event.actor == by).collect();
        assert!(looks.iter().any(|look| look.action == "authorise-override"), "{looks:?}");
    })
    .await;
}

#[tokio::test]
async fn unknown_old_replaced_and_burnt_links_lead_to_the_same_nothing() {
    houses_on_both_engines(async |house| {
        let story = Story::begin(house).await;
        let program = &story.house.house;
        assert!(story.is_nothing("guessed", "12345678").await);
        let first = story.make().await;
        let made = story.make().await;
        assert!(story.is_nothing(&first.token, &first.code).await, "a newer one was made");
        for tried in 1..=5 {
            let answer = program.partner_request(&made.token, &wrong(&made.code)).await.unwrap();
            match tried {
                5 => assert!(matches!(answer, ByLink::Nothing)),
                _ => assert!(matches!(answer, ByLink::WrongCode), "{tried}"),
            }
        }
        assert!(story.is_nothing(&made.token, &made.code).await, "five wrong codes");
        let log = program.storage().access_log(story.house.centre, 0, 10_000).await.unwrap();
        let by = Actor::Person(story.lead);
        let refused = log.iter().filter(|e| e.event.actor == by && e.event.outcome == AccessOutcome::Refused).count();
        assert_eq!(refused, 5, "{}: every wrong code is on record", story.house.engine);
        let last = story.make().await;
        story.house.clock.reach("2026-11-26T09:30:00Z".parse().unwrap());
        assert!(story.is_nothing(&last.token, &last.code).await, "three days are over");
        assert_eq!(story.stands().await, OverrideStanding::Requested);
    })
    .await;
}

#[tokio::test]
async fn what_a_partner_lead_authorised_by_telephone_holds_at_once_and_is_confirmed_or_ended_by_a_link() {
    houses_on_both_engines(async |house| {
        let story = Story::begin(house).await;
        story.rings().await;
        assert_eq!(story.stands().await, OverrideStanding::AwaitingConfirmation);
        let made = story.make().await;
        let confirmed = story.answer(&made, &made.code, PartnerAnswer::Authorise).await;
        assert!(matches!(confirmed, ByLink::Open(PartnerAsks::Confirm)));
        assert_eq!(story.stands().await, OverrideStanding::InForce);
    })
    .await;
    houses_on_both_engines(async |house| {
        let story = Story::begin(house).await;
        story.rings().await;
        let made = story.make().await;
        story.answer(&made, &made.code, PartnerAnswer::Decline).await;
        assert_eq!(story.stands().await, OverrideStanding::Declined, "they never said so");
    })
    .await;
    let story = Story::begin(TestHouse::build().await).await;
    story.rings().await;
    let made = story.make().await;
    story.house.clock.reach("2026-11-26T00:30:00Z".parse().unwrap());
    assert_eq!(story.stands().await, OverrideStanding::NotConfirmed);
    assert!(matches!(story.answer(&made, &made.code, PartnerAnswer::Authorise).await, ByLink::Nothing));
}

#[tokio::test]
async fn nobody_makes_a_link_or_answers_by_one_without_the_right_to_and_what_is_asked_must_still_wait() {
    let story = Story::begin(TestHouse::build().await).await;
    let (house, case) = (&story.house, story.family.case);
    let ask = OverrideCommand::AskPartnerLead { case, id: story.id, lead: story.lead };
    let bare = house.house.carry_out(&story.coordinator, Order::from(Command::from(ask))).await;
    assert!(matches!(bare, Err(Failure::NotOpen)), "a link is made with its text, or not at all");
    for role in [Role::Volunteer, Role::IntakeWorker, Role::Administrator] {
        let (_, who) = house.sign_in(role).await;
        let made = house.house.ask_partner(&who, case, story.id, story.lead).await;
        assert!(matches!(made, Err(Failure::NotOpen)), "{role:?}");
        assert!(matches!(house.house.partner_telephone(&who, story.lead).await, Err(Failure::NotOpen)), "{role:?}");
    }
    assert!(named(house, Role::Administrator).await.is_err());
    let decline = OverrideCommand::DeclineOverride { case, id: story.id };
    assert!(matches!(house.carry_out(Role::Coordinator, decline).await, Err(Failure::NotOpen)));
    let record = Record::new(house.centre, RecordKind::Case(case));
    assert!(!house.house.may(&story.coordinator, "read-override-request", record).await.unwrap());

    let made = story.make().await;
    let withdraw = OverrideCommand::WithdrawOverride { case, id: story.id, reason: text("It is not needed.") };
    house.carry_out(Role::Coordinator, withdraw).await.unwrap();
    let answer = house.house.partner_request(&made.token, &made.code).await.unwrap();
    assert!(matches!(answer, ByLink::Nothing), "nothing is asked any more");
    let told = house.house.partner_telephone(&story.coordinator, story.lead).await.unwrap();
    assert_eq!(told.opened.purpose(), Purpose::Safeguarding);
    let ended = house.house.now() + 1.hours();
    house.clock.reach(ended);
    house.carry_out(Role::Coordinator, CentreCommand::EndPartnerLead { lead: story.lead }).await.unwrap();
    assert!(house.house.partner_telephone(&story.coordinator, story.lead).await.is_err());
}
