//! Overrides: two people, a reason, an end date, exactly one finding.

use crate::overrides_partner::named;
use crate::rules_family::{case, found, orderly, worker};
use crate::rules_house::{COORDINATOR, House, MONDAY, TRUSTEE, UNTIL, VOLUNTEER, text};
use domain::actor::Actor;
use domain::command::FeatureCommand;
use domain::ids::{CentreId, OverrideId};
use domain::overrides::{Channel, OverrideCommand, OverrideStanding, SecondRole};
use domain::rules::facts::{TriggerFact, TriggerKind};
use domain::rules::{Facts, FindingKey, Moment, at, standing, stops};
use domain::stream::StreamName;
use jiff::civil::date;
use uuid::Uuid;

fn trustee() -> Actor {
    Actor::Worker(worker(TRUSTEE))
}

/// Facts with one finding that can be overridden: something has happened since the assessment.
fn with_a_trigger() -> (Facts, FindingKey) {
    let mut facts = orderly();
    facts.assessment.as_mut().unwrap().triggers =
        vec![TriggerFact { id: "incident/1".to_owned(), kind: TriggerKind::Incident }];
    let key = found(Moment::Confirm, &facts, "R-P07")[0].key();
    (facts, key)
}

#[test]
fn an_override_takes_a_second_person_and_then_lets_exactly_that_finding_pass() {
    let (mut facts, key) = with_a_trigger();
    let mut house = House::new();
    assert!(!house.passes(&facts));
    let id = house.request(key.clone(), UNTIL).unwrap();
    assert!(!house.passes(&facts), "asked for is not authorised");
    let own = Actor::Worker(worker(COORDINATOR));
    assert!(house.authorise(own, id, own, SecondRole::Trustee, Channel::InPerson).is_err(), "oneself is no second");
    house.authorise(trustee(), id, trustee(), SecondRole::Trustee, Channel::InPerson).unwrap();
    assert!(house.passes(&facts));
    let overrides = &house.world.cases[&case(1)].overrides;
    let standing = standing(at(Moment::Confirm, &facts), overrides, MONDAY);
    assert_eq!(standing[0].overridden.as_ref().unwrap().second, trustee());
    assert!(overrides.is_in_force(&key, MONDAY));

    facts
        .assessment
        .as_mut()
        .unwrap()
        .triggers
        .push(TriggerFact { id: "incident/2".to_owned(), kind: TriggerKind::Incident });
    assert!(!house.passes(&facts), "something else has happened: the override no longer fits");
}

#[test]
fn an_override_ends_with_its_date_or_when_it_is_withdrawn() {
    let (facts, key) = with_a_trigger();
    let mut house = House::new();
    let id = house.request(key.clone(), UNTIL).unwrap();
    house.authorise(trustee(), id, trustee(), SecondRole::Trustee, Channel::ByLink).unwrap();
    house.today = UNTIL;
    assert!(house.passes(&facts));
    house.today = date(2026, 12, 21);
    assert!(!house.passes(&facts));
    assert_eq!(house.stands(id), OverrideStanding::Ended);

    house.today = MONDAY;
    assert!(house.request(key.clone(), UNTIL).is_err(), "one is in force already");
    let reason = text("The assessment is being made anew today.");
    house.run(trustee(), OverrideCommand::WithdrawOverride { case: case(1), id, reason }).unwrap();
    assert!(!house.passes(&facts));
    assert_eq!(house.stands(id), OverrideStanding::Withdrawn);
    assert!(house.request(key, UNTIL).is_ok());
}

#[test]
fn what_was_authorised_by_telephone_lapses_unless_confirmed_in_two_working_days() {
    let (facts, key) = with_a_trigger();
    let own = Actor::Worker(worker(COORDINATOR));
    for (said_on, last, lapsed) in [
        (MONDAY, date(2026, 11, 25), date(2026, 11, 26)),
        // Christmas Eve is a Thursday; the Friday and the Monday are bank holidays.
        (date(2026, 12, 24), date(2026, 12, 30), date(2026, 12, 31)),
    ] {
        for confirms in [true, false] {
            let mut house = House::new();
            house.today = said_on;
            let id = house.request(key.clone(), date(2027, 1, 20)).unwrap();
            house.authorise(own, id, trustee(), SecondRole::Trustee, Channel::ByPhone).unwrap();
            assert!(house.passes(&facts));
            house.today = last;
            assert_eq!(house.stands(id), OverrideStanding::AwaitingConfirmation);
            let confirm = OverrideCommand::ConfirmPhoned { case: case(1), id };
            assert!(house.run(own, confirm.clone()).is_err(), "only who said it can confirm it");
            if confirms {
                house.run(trustee(), confirm.clone()).unwrap();
            }
            house.today = lapsed;
            assert_eq!(house.passes(&facts), confirms, "said on {said_on}");
            if !confirms {
                assert_eq!(house.stands(id), OverrideStanding::NotConfirmed);
                assert!(house.run(trustee(), confirm).is_err(), "too late");
            }
        }
    }
}

#[test]
fn the_second_person_holds_the_role_they_act_in_or_leads_a_partner_centre() {
    let (_, key) = with_a_trigger();
    let mut house = House::new();
    let id = house.request(key, UNTIL).unwrap();
    let volunteer = Actor::Worker(worker(VOLUNTEER));
    let lead = named(&mut house, "Temi");
    let guest = Actor::Person(lead);
    for (second, role) in [
        (volunteer, SecondRole::Trustee),
        (trustee(), SecondRole::SafeguardingLead),
        (trustee(), SecondRole::PartnerLead),
        (guest, SecondRole::Trustee),
        (Actor::Program, SecondRole::PartnerLead),
    ] {
        assert!(house.authorise(second, id, second, role, Channel::ByLink).is_err(), "{second} as {role:?}");
    }
    assert!(
        house.authorise(volunteer, id, trustee(), SecondRole::Trustee, Channel::InPerson).is_err(),
        "nobody authorises in person for somebody else"
    );
    house.run(trustee(), OverrideCommand::AskPartnerLead { case: case(1), id, lead }).unwrap();
    house.authorise(guest, id, guest, SecondRole::PartnerLead, Channel::ByLink).unwrap();
    assert_eq!(house.stands(id), OverrideStanding::InForce);
}

#[test]
fn a_block_is_never_overridden() {
    let mut facts = orderly();
    facts.assessment = None;
    let block = found(Moment::Confirm, &facts, "R-P05")[0].key();
    let mut house = House::new();
    assert!(house.request(block, UNTIL).is_err());
    assert!(house.request(FindingKey::from_form("R-X99@1||"), UNTIL).is_err(), "no such rule");
    assert!(house.request(FindingKey::from_form("R-P07@2||"), UNTIL).is_err(), "no such version");
    assert!(house.request(FindingKey::from_form("R-P07@1|Amina Okafor|"), UNTIL).is_err(), "no text beside ids");

    // An override on file does not help once the same finding blocks.
    let (facts, key) = with_a_trigger();
    let id = house.request(key, UNTIL).unwrap();
    house.authorise(trustee(), id, trustee(), SecondRole::Trustee, Channel::InPerson).unwrap();
    let mut findings = at(Moment::Confirm, &facts);
    findings[0].effect = domain::rules::Effect::Block;
    let standing = standing(findings, &house.world.cases[&case(1)].overrides, MONDAY);
    assert_eq!((stops(&standing).len(), standing[0].overridden.is_none()), (1, true));
}

#[test]
fn an_override_runs_for_90_days_at_most_and_not_into_the_past() {
    let (_, key) = with_a_trigger();
    let mut house = House::new();
    assert!(house.request(key.clone(), date(2027, 2, 22)).is_err());
    assert!(house.request(key.clone(), date(2026, 11, 22)).is_err());
    assert!(house.request(key.clone(), date(2027, 2, 21)).is_ok());
    assert!(house.request(key, UNTIL).is_err(), "one is waiting already");
}

#[test]
fn an_override_names_the_streams_it_rests_on() {
    let command = OverrideCommand::AuthoriseOverride {
        case: case(1),
        id: OverrideId::from_uuid(Uuid::from_u128(1)),
        second: trustee(),
        role: SecondRole::Trustee,
        channel: Channel::ByPhone,
    };
    let streams = command.reads(CentreId::from_uuid(Uuid::from_u128(1)));
    assert!(streams.contains(&StreamName::Case(case(1))) && streams.contains(&StreamName::Worker(worker(TRUSTEE))));
}
