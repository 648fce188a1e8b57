//! One invented family's case, told by commands and events. Every command goes through its JSON form and every event
//! through the stored form: encoded, split into segments, joined, decoded.

use domain::actor::Actor;
use domain::body::{join, split};
use domain::command::{Command, FeatureCommand};
use domain::decision::{Context, Recorded, Refusal};
use domain::event::{Event, Happened};
use domain::ids::{CaseId, CentreId, FreshIds, PersonId, WorkerId};
use domain::private::Subject;
use domain::referral::{ChildPlace, ProceedingsRole, ReferralEvent, Topic};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, Narrative, Side};
use domain::world::{CaseState, World};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use uuid::Uuid;

#[derive(Default)]
pub struct Counted(u128);

impl FreshIds for Counted {
    fn fresh(&mut self) -> Uuid {
        self.0 += 1;
        Uuid::from_u128(self.0)
    }
}

pub struct Story {
    pub world: World,
    pub case: CaseId,
    pub now: Timestamp,
    /// Amina, nine.
    pub older: PersonId,
    /// Tomasz, two.
    pub younger: PersonId,
    pub resident: PersonId,
    pub visiting: PersonId,
    pub aunt: PersonId,
    pub coordinator: WorkerId,
    pub safeguarding_lead: WorkerId,
    ids: Counted,
}

pub fn person(n: u128) -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(n))
}

pub fn worker(n: u128) -> WorkerId {
    WorkerId::from_uuid(Uuid::from_u128(n))
}

pub fn text(words: &str) -> Narrative {
    Narrative::parse(words).unwrap()
}

pub fn london() -> TimeZone {
    TimeZone::get("Europe/London").unwrap()
}

/// An instant by the clock on the centre's wall.
pub fn wall(civil: &str) -> Timestamp {
    let civil: jiff::civil::DateTime = civil.parse().unwrap();
    civil.to_zoned(london()).unwrap().timestamp()
}

impl Story {
    /// A family whose referral says nothing of harm: domestic abuse was asked about, and the answer is `abuse`.
    pub fn of_family(abuse: Answer) -> Self {
        let centre = CentreId::from_uuid(Uuid::from_u128(1));
        let mut story = Self {
            world: World::of_centre(centre),
            case: CaseId::from_uuid(Uuid::from_u128(2)),
            now: wall("2026-03-02T10:00"),
            older: person(11),
            younger: person(12),
            resident: person(21),
            visiting: person(22),
            aunt: person(23),
            coordinator: worker(31),
            safeguarding_lead: worker(32),
            ids: Counted(1000),
        };
        story.is_referred(abuse);
        story
    }

    fn is_referred(&mut self, abuse: Answer) {
        for child in [self.older, self.younger] {
            self.happens(ReferralEvent::ChildAdded {
                person: child,
                place: ChildPlace::OfTheReferral,
                parental_responsibility: None,
            });
        }
        for (adult, side) in
            [(self.resident, Side::Resident), (self.visiting, Side::Visiting), (self.aunt, Side::Other)]
        {
            self.happens(ReferralEvent::AdultAdded {
                person: adult,
                side: Some(side),
                role: ProceedingsRole::NotAParty,
            });
        }
        for (topic, answer) in [
            (Topic::DomesticAbuse, abuse),
            (Topic::OrdersInForce, Answer::No),
            (Topic::BailConditions, Answer::No),
            (Topic::PoliceInvolved, Answer::No),
            (Topic::LocalAuthorityKnown, Answer::No),
            (Topic::ChildProtectionPlan, Answer::No),
            (Topic::AccountObtained, Answer::Yes),
        ] {
            self.happens(ReferralEvent::AnswerRecorded { topic, about: None, answer, note: None });
        }
        self.happens(ReferralEvent::LevelRequested { level: ContactLevel::Supported });
        self.happens(ReferralEvent::AcceptedToPreVisit {
            level: ContactLevel::Supported,
            reasons: domain::private::Private::Erased,
        });
    }

    pub fn state(&self) -> &CaseState {
        &self.world.cases[&self.case]
    }

    pub fn today(&self) -> Date {
        domain::words::at_centre(self.now, &london()).date()
    }

    pub fn at(&mut self, civil: &str) -> &mut Self {
        self.now = wall(civil);
        self
    }

    /// Something happened that these features did not decide.
    pub fn happens(&mut self, event: impl Into<Event>) {
        let stream = StreamName::Case(self.case);
        self.append(Actor::Program, &Recorded::now(stream, event));
    }

    /// A worker gives a command; what it decides is appended.
    pub fn does(&mut self, worker: WorkerId, command: impl Into<Command>) -> Result<(), Refusal> {
        self.gives(Actor::Worker(worker), command)
    }

    pub fn gives(&mut self, actor: Actor, command: impl Into<Command>) -> Result<(), Refusal> {
        let json = serde_json::to_string(&command.into()).unwrap();
        let command: Command = serde_json::from_str(&json).unwrap();
        assert!(command.reads(self.world.centre_id.unwrap()).contains(&StreamName::Case(self.case)));
        let mut context = Context {
            now: self.now,
            today: domain::words::at_centre(self.now, &london()).date(),
            actor,
            ids: &mut self.ids,
        };
        for recorded in command.decide(&self.world, &mut context)? {
            self.append(actor, &recorded);
        }
        Ok(())
    }

    fn append(&mut self, actor: Actor, recorded: &Recorded) {
        let version = self.world.versions.get(&recorded.stream).copied().unwrap_or(0) + 1;
        let event = stored_and_read(&recorded.event, Subject::Case(self.case));
        assert_eq!(event, recorded.event, "what is read is what was written");
        self.world.evolve(&Happened {
            stream: recorded.stream,
            version,
            recorded_at: self.now,
            about_at: recorded.about_at,
            actor,
            event,
        });
    }
}

/// The event as it comes back from the journal.
pub fn stored_and_read(event: &Event, owner: Subject) -> Event {
    let encoded = event.encode().unwrap();
    let segments: Vec<_> =
        split(owner, encoded.body).into_iter().map(|s| (s.subject, s.compartment, Some(s.value))).collect();
    Event::decode(&encoded.kind, encoded.version, join(&segments).unwrap()).unwrap()
}

/// The event as it comes back after every key but the skeleton's was destroyed.
pub fn erased(event: &Event, owner: Subject) -> Event {
    let encoded = event.encode().unwrap();
    let segments: Vec<_> = split(owner, encoded.body)
        .into_iter()
        .enumerate()
        .map(|(place, s)| (s.subject, s.compartment, (place == 0).then_some(s.value)))
        .collect();
    Event::decode(&encoded.kind, encoded.version, join(&segments).unwrap()).unwrap()
}

/// The rules that refused it, in order; panics where something else did.
#[track_caller]
pub fn rules_of(refusal: Refusal) -> Vec<String> {
    match refusal {
        Refusal::Rules(findings) => findings.iter().map(|f| f.rule.to_string()).collect(),
        other => panic!("refused, but not by a rule: {other:?}"),
    }
}

/// The fields that refused it.
#[track_caller]
pub fn fields_of(refusal: Refusal) -> Vec<String> {
    match refusal {
        Refusal::Fields(problems) => problems.into_iter().map(|p| p.field).collect(),
        other => panic!("refused, but not for a field: {other:?}"),
    }
}

/// Why it could not be done now.
#[track_caller]
pub fn because(refusal: Refusal) -> String {
    match refusal {
        Refusal::NotNow { because, .. } => because,
        other => panic!("refused, but not because of where it stands: {other:?}"),
    }
}
