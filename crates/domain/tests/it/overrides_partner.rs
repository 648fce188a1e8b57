//! The lead of a partner centre as the second person: named by the centre, asked by a link, or by telephone.

use crate::rules_family::{case, found, orderly, worker};
use crate::rules_house::{COORDINATOR, House, MONDAY, TRUSTEE, UNTIL};
use domain::actor::Actor;
use domain::centre::{CentreCommand, CentreEvent, Clock, Label, Settings, Telephone};
use domain::command::FeatureCommand;
use domain::decision::Refusal;
use domain::event::Event;
use domain::ids::{OverrideId, PersonId};
use domain::overrides::{Channel, OverrideCommand, OverrideStanding, SecondRole};
use domain::private::{Compartment, Subject};
use domain::rules::facts::{TriggerFact, TriggerKind};
use domain::rules::{Facts, Moment};
use domain::words::{Answer, ContactLevel, PersonName};
use jiff::civil::date;

fn coordinator() -> Actor {
    Actor::Worker(worker(COORDINATOR))
}

fn label(text: &str) -> Label {
    Label::parse(text).unwrap()
}

fn trustee() -> Actor {
    Actor::Worker(worker(TRUSTEE))
}

/// Names somebody, by the trustee; the centre is set up first where it is not.
pub fn named(house: &mut House, given: &str) -> PersonId {
    named_by(trustee(), house, given)
}

fn named_by(who: Actor, house: &mut House, given: &str) -> PersonId {
    let settings = Settings {
        clock: Clock::London,
        opened_on: date(2026, 3, 7),
        levels: [ContactLevel::Supported].into(),
        minimum_staff: 2,
        arrival_buffer_minutes: None,
        leaving_buffer_minutes: None,
        advice_by_telephone: Answer::No,
    };
    if !house.world.centre.is_open() {
        house.run(coordinator(), CentreCommand::OpenCentre { name: label("Elm Hall"), settings }).unwrap();
    }
    let name = CentreCommand::NamePartnerLead {
        name: PersonName::parse(given, "Balogun").unwrap(),
        organisation: label("Rowan House"),
        telephone: Telephone::parse("01632 960 001").unwrap(),
    };
    match house.run(who, name).unwrap().as_slice() {
        [Event::Centre(CentreEvent::PartnerLeadNamed { lead, .. })] => *lead,
        other => panic!("{other:?}"),
    }
}

struct Story {
    house: House,
    facts: Facts,
    id: OverrideId,
    lead: PersonId,
}

impl Story {
    fn begin() -> Self {
        let mut facts = orderly();
        facts.assessment.as_mut().unwrap().triggers =
            vec![TriggerFact { id: "incident/1".to_owned(), kind: TriggerKind::Incident }];
        let key = found(Moment::Confirm, &facts, "R-P07")[0].key();
        let mut house = House::new();
        let lead = named(&mut house, "Temi");
        let id = house.request(key, UNTIL).unwrap();
        Self { house, facts, id, lead }
    }

    fn ask(&mut self, lead: PersonId) -> Result<Vec<Event>, Refusal> {
        self.house.run(coordinator(), OverrideCommand::AskPartnerLead { case: case(1), id: self.id, lead })
    }

    fn answers(&mut self, lead: PersonId) -> Result<Vec<Event>, Refusal> {
        let second = Actor::Person(lead);
        self.house.authorise(second, self.id, second, SecondRole::PartnerLead, Channel::ByLink)
    }

    fn rings(&mut self) {
        let second = Actor::Person(self.lead);
        self.house.authorise(coordinator(), self.id, second, SecondRole::PartnerLead, Channel::ByPhone).unwrap();
    }

    fn confirms(&mut self, actor: Actor) -> Result<Vec<Event>, Refusal> {
        self.house.run(actor, OverrideCommand::ConfirmPhoned { case: case(1), id: self.id })
    }

    fn declines(&mut self, actor: Actor) -> Result<Vec<Event>, Refusal> {
        self.house.run(actor, OverrideCommand::DeclineOverride { case: case(1), id: self.id })
    }

    fn stands(&self) -> OverrideStanding {
        self.house.stands(self.id)
    }
}

#[test]
fn who_leads_a_partner_centre_is_sealed_under_their_own_key_and_the_number_as_a_protected_fact() {
    let mut house = House::new();
    let lead = named(&mut house, "Temi");
    let known = house.world.centre.partner_lead(lead).unwrap();
    let own = Some(Subject::Person(lead));
    assert_eq!((known.name.subject(), known.organisation.subject(), known.telephone.subject()), (own, own, own));
    assert_eq!(known.telephone.compartment(), Some(Compartment::ProtectedFacts));
    house.run(coordinator(), CentreCommand::EndPartnerLead { lead }).unwrap();
    assert!(house.world.centre.partner_lead(lead).is_none() && house.world.centre.partner_leads().contains_key(&lead));
    assert!(house.run(coordinator(), CentreCommand::EndPartnerLead { lead }).is_err(), "ended already");
}

#[test]
fn only_whoever_the_newest_link_was_made_for_authorises_by_it_and_only_for_three_days() {
    let mut story = Story::begin();
    let lead = story.lead;
    assert!(story.answers(lead).is_err(), "nobody was asked");
    let other = named(&mut story.house, "Ola");
    story.ask(other).unwrap();
    story.ask(lead).unwrap();
    assert!(story.answers(other).is_err(), "the newer link is for somebody else");
    story.house.today = date(2026, 11, 26);
    assert!(story.answers(lead).is_err(), "three days are over");
    story.house.today = date(2026, 11, 25);
    story.answers(lead).unwrap();
    assert!(story.house.passes(&story.facts));
    assert!(story.answers(lead).is_err() && story.ask(lead).is_err(), "it is authorised");
}

#[test]
fn somebody_whom_the_centre_has_not_named_or_no_longer_names_is_no_second_person() {
    let mut story = Story::begin();
    let lead = story.lead;
    let stranger = PersonId::from_uuid(uuid::Uuid::from_u128(40));
    assert!(story.ask(stranger).is_err());
    let second = Actor::Person(stranger);
    let by_phone = story.house.authorise(coordinator(), story.id, second, SecondRole::PartnerLead, Channel::ByPhone);
    assert!(by_phone.is_err());
    story.ask(lead).unwrap();
    story.house.run(coordinator(), CentreCommand::EndPartnerLead { lead }).unwrap();
    assert!(story.answers(lead).is_err());
    assert_eq!(story.stands(), OverrideStanding::Requested);
}

#[test]
fn what_they_authorised_by_telephone_holds_at_once_and_lapses_unless_they_confirm_it_by_a_link() {
    for confirms in [true, false] {
        let mut story = Story::begin();
        let lead = Actor::Person(story.lead);
        story.rings();
        assert!(story.house.passes(&story.facts));
        assert!(story.confirms(lead).is_err(), "no link was made for them");
        assert!(story.confirms(coordinator()).is_err(), "nobody confirms for them");
        let other = named(&mut story.house, "Ola");
        assert!(story.ask(other).is_err(), "somebody else was rung");
        story.ask(story.lead).unwrap();
        story.house.today = date(2026, 11, 25);
        assert_eq!(story.stands(), OverrideStanding::AwaitingConfirmation);
        if confirms {
            story.confirms(lead).unwrap();
        }
        story.house.today = date(2026, 11, 26);
        assert_eq!(story.house.passes(&story.facts), confirms);
        if !confirms {
            assert_eq!(story.stands(), OverrideStanding::NotConfirmed);
            assert!(story.ask(story.lead).is_err(), "too late");
        }
    }
}

#[test]
fn whoever_does_not_authorise_ends_the_request_and_what_was_said_to_be_authorised_by_telephone() {
    for rung in [true, false] {
        let mut story = Story::begin();
        let lead = Actor::Person(story.lead);
        if rung {
            story.rings();
        }
        assert!(story.declines(lead).is_err(), "they were not asked");
        story.ask(story.lead).unwrap();
        assert!(story.declines(coordinator()).is_err() && story.declines(Actor::Worker(worker(TRUSTEE))).is_err());
        story.declines(lead).unwrap();
        assert_eq!(story.stands(), OverrideStanding::Declined);
        assert!(!story.house.passes(&story.facts));
        assert!(story.answers(story.lead).is_err() && story.confirms(lead).is_err(), "an answer is given once");
        let again = story.house.world.cases[&case(1)].overrides.record(story.id).unwrap().finding.clone();
        story.house.today = MONDAY;
        story.house.request(again, UNTIL).unwrap();
    }
}

#[test]
fn they_do_not_authorise_in_person() {
    let mut story = Story::begin();
    let lead = Actor::Person(story.lead);
    story.ask(story.lead).unwrap();
    assert!(story.house.authorise(lead, story.id, lead, SecondRole::PartnerLead, Channel::InPerson).is_err());
    let ask = OverrideCommand::AskPartnerLead { case: case(1), id: story.id, lead: story.lead };
    assert_eq!(ask.action(), "ask-partner-lead");
}

#[test]
fn whoever_asks_for_an_override_cannot_have_named_the_lead_who_authorises_it() {
    let mut story = Story::begin();
    let own = named_by(coordinator(), &mut story.house, "Ola");
    assert!(story.ask(own).is_err(), "by link");
    let phoned = OverrideCommand::AuthoriseOverride {
        case: case(1),
        id: story.id,
        second: Actor::Person(own),
        role: SecondRole::PartnerLead,
        channel: Channel::ByPhone,
    };
    assert!(story.house.run(coordinator(), phoned).is_err(), "by telephone");
    let lead = story.lead;
    story.ask(lead).unwrap();
}
