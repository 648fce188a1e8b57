//! Two things at once: of two who want the same, one gets it, and what somebody decides rests on what is so when it is saved.

use crate::answers::rules_of;
use ::access::Access;
use app::{Clock, Done, Failure, House, Order, SignedIn};
use domain::booking::{BookSession, BookingCommand};
use domain::command::Command;
use domain::decision::Refusal;
use domain::event::Event;
use domain::ids::{CaseId, WorkerId};
use domain::referral::{Amendment, Clause, OrderTerms, ReferralCommand};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel, Exception, OrderKind, Prohibition, Role};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use std::sync::{Arc, Mutex};
use testkit::story::{Family, SATURDAY, TEN};
use testkit::{MovableClock, SeededEntropy, TestHouse, houses_on_both_engines};
use tokio::runtime::Handle;

const LEVEL: ContactLevel = ContactLevel::Supervised;

/// Two coordinators and two families who want the small room; each family has a supervisor of its own.
struct Two {
    families: [Family; 2],
    coordinators: [SignedIn; 2],
    supervisors: [WorkerId; 2],
}

impl Two {
    async fn at(house: &TestHouse) -> Self {
        let families = [Family::live(house, LEVEL).await, Family::live(house, LEVEL).await];
        let (_, one) = house.sign_in(Role::Coordinator).await;
        let (_, other) = house.sign_in_worker(house.another(Role::Coordinator).await).await;
        let supervisors = [house.worker(Role::ContactSupervisor), house.another(Role::ContactSupervisor).await];
        Self { families, coordinators: [one, other], supervisors }
    }

    fn booking(&self, house: &TestHouse, place: usize, date: Date) -> BookSession {
        let mut book = self.families[place].booking(house, date, TEN);
        book.team = vec![self.supervisors[place]];
        book
    }
}

async fn books(house: Arc<House>, who: SignedIn, book: BookSession) -> Result<Done, Failure> {
    house.carry_out(&who, Order::from(Command::from(BookingCommand::Book(book)))).await
}

#[track_caller]
fn names_the_room(refused: &Result<Done, Failure>) {
    match refused {
        Err(Failure::Refused(Refusal::Fields(problems))) => {
            assert!(problems.iter().any(|problem| problem.field == "room"), "{problems:?}");
        }
        other => panic!("not refused for the room: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_book_one_room_at_the_same_moment_one_gets_it_and_the_other_is_told() {
    houses_on_both_engines(async |house| {
        let two = Two::at(&house).await;
        for day in 0..20 {
            let date = SATURDAY + day.days();
            let [one, other] = [0, 1].map(|place| {
                let (program, who) = (Arc::clone(&house.house), two.coordinators[place].clone());
                tokio::spawn(books(program, who, two.booking(&house, place, date)))
            });
            let answers = [one.await.unwrap(), other.await.unwrap()];
            let booked = answers.iter().filter(|answer| answer.is_ok()).count();
            assert_eq!(booked, 1, "{} on {date}: {answers:?}", house.engine);
            names_the_room(answers.iter().find(|answer| answer.is_err()).unwrap());
            let world = house.world(&[StreamName::Day(house.centre, date)]).await;
            assert_eq!(world.days[&date].slots().count(), 1);
        }
        house.house.storage().verify().await.unwrap();
        assert_eq!(house.house.storage().compare_lists().await.unwrap(), None);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_sixteen_tries_at_one_room_made_at_once_exactly_one_gets_it() {
    houses_on_both_engines(async |house| {
        let two = Two::at(&house).await;
        let tries = (0..16).map(|number| {
            let (program, who) = (Arc::clone(&house.house), two.coordinators[number / 2 % 2].clone());
            tokio::spawn(books(program, who, two.booking(&house, number % 2, SATURDAY)))
        });
        let mut booked = 0;
        for one in tries.collect::<Vec<_>>() {
            match one.await.unwrap() {
                Ok(_) => booked += 1,
                Err(Failure::Refused(_) | Failure::Changed { .. }) => {}
                Err(other) => panic!("{}: {other:?}", house.engine),
            }
        }
        let world = house.world(&[StreamName::Day(house.centre, SATURDAY)]).await;
        assert_eq!((booked, world.days[&SATURDAY].slots().count()), (1, 1), "{}", house.engine);
    })
    .await;
}

/// What happens the next times somebody asks for the time, the last first.
type Then = Mutex<Vec<Box<dyn FnOnce() + Send>>>;

/// A clock that is asked once between reading and deciding. Something else can happen just then.
struct Interrupted {
    clock: Arc<MovableClock>,
    then: Then,
}

impl Clock for Interrupted {
    fn now(&self) -> Timestamp {
        let next = self.then.lock().unwrap().pop();
        if let Some(happens) = next {
            happens();
        }
        self.clock.now()
    }
}

/// A second node over the same record, whose decisions are interrupted by these, the first first.
fn interrupted(house: &TestHouse, mut then: Vec<Box<dyn FnOnce() + Send>>) -> House {
    then.reverse();
    let clock = Arc::new(Interrupted { clock: Arc::clone(&house.clock), then: Mutex::new(then) });
    let entropy = Arc::new(SeededEntropy::new(99));
    House::new(house.house.storage().clone(), Access::load().unwrap(), clock, entropy)
}

/// Gives a command by way of the first node, while the second one waits.
fn meanwhile(house: &TestHouse, who: &SignedIn, command: impl Into<Command>) -> Box<dyn FnOnce() + Send> {
    let (house, who, command) = (Arc::clone(&house.house), who.clone(), command.into());
    Box::new(move || {
        let given = async move { house.carry_out(&who, Order::from(command)).await };
        tokio::task::block_in_place(|| Handle::current().block_on(given)).unwrap();
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_booking_decided_on_a_day_that_changed_meanwhile_is_decided_again() {
    houses_on_both_engines(async |house| {
        let two = Two::at(&house).await;
        let [one, other] = &two.coordinators;
        let first = meanwhile(&house, one, BookingCommand::Book(two.booking(&house, 0, SATURDAY)));
        let node = Arc::new(interrupted(&house, vec![first]));
        let second = books(node, other.clone(), two.booking(&house, 1, SATURDAY)).await;
        names_the_room(&second);
        let world = house.world(&[StreamName::Day(house.centre, SATURDAY)]).await;
        assert_eq!(world.days[&SATURDAY].slots().count(), 1, "{}", house.engine);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_order_that_arrives_while_a_session_is_being_booked_makes_the_booking_think_again() {
    houses_on_both_engines(async |house| {
        let (_, intake) = house.sign_in(Role::IntakeWorker).await;
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        let told = Family::live(&house, LEVEL).await;
        let read = Family::live(&house, LEVEL).await;
        // Told of an order that nobody has read yet; and an order that was harmless is transcribed anew.
        let arrives = ReferralCommand::AmendReferral { case: told.case, amendment: Box::new(order(&told)) };
        let transcribed = transcribed_anew(&house, &read).await;
        for (week, (family, command)) in [(told, arrives), (read, transcribed)].into_iter().enumerate() {
            let calm = family.booking(&house, SATURDAY + i64::try_from(week + 1).unwrap().weeks(), TEN);
            books(Arc::clone(&house.house), coordinator.clone(), calm).await.expect("nothing stops it before");
            let book = family.booking(&house, SATURDAY, TEN);
            let node = Arc::new(interrupted(&house, vec![meanwhile(&house, &intake, command)]));
            let stopped = rules_of(books(node, coordinator.clone(), book).await);
            assert!(stopped.contains(&"R-O01".to_owned()), "{}: {stopped:?}", house.engine);
            assert_eq!(of_case(&house, family.case).await, 1, "nothing more was booked");
        }
        house.house.storage().verify().await.unwrap();
    })
    .await;
}

fn order(family: &Family) -> Amendment {
    Amendment::Order {
        kind: OrderKind::BailCondition,
        issued_on: None,
        ends_on: None,
        current: Answer::Yes,
        protects: vec![family.child],
        restrains: vec![family.visiting],
        directs: None,
        made_by: None,
    }
}

/// A bail condition that keeps the adults apart is on file; the command that says it forbids seeing the child too.
async fn transcribed_anew(house: &TestHouse, family: &Family) -> ReferralCommand {
    let case = family.case;
    let amend = ReferralCommand::AmendReferral { case, amendment: Box::new(order(family)) };
    house.carry_out(Role::IntakeWorker, amend).await.unwrap();
    let order = family.state(house).await.referral.orders[0].id();
    let terms = |prohibition, protects| OrderTerms {
        issued_on: None,
        ends_on: None,
        current: Answer::Yes,
        protects: vec![protects],
        restrains: vec![family.visiting],
        clauses: vec![Clause { prohibition, exception: Exception::None }],
        directs: None,
    };
    let apart = terms(Prohibition::ContactWithAdult, family.resident);
    house.carry_out(Role::IntakeWorker, ReferralCommand::TranscribeOrder { case, order, terms: apart }).await.unwrap();
    family.assess(house).await;
    family.countersign(house).await;
    let terms = terms(Prohibition::ContactWithChild, family.child);
    ReferralCommand::TranscribeOrder { case, order, terms }
}

/// How many sessions of a case were ever booked.
async fn of_case(house: &TestHouse, case: CaseId) -> usize {
    let log = house.house.storage().log_from(house.centre, 0, 10_000).await.unwrap();
    let booked =
        |event: &Event| matches!(event, Event::Booking(domain::booking::BookingEvent::Booked(s)) if s.case == case);
    log.iter().filter(|(_, happened)| booked(&happened.event)).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_is_interrupted_five_times_is_told_that_the_record_changed() {
    houses_on_both_engines(async |house| {
        let family = Family::live(&house, LEVEL).await;
        let (_, intake) = house.sign_in(Role::IntakeWorker).await;
        let (_, coordinator) = house.sign_in(Role::Coordinator).await;
        let another = || {
            let court = Amendment::Court { court: None, case_number: None, submitted_on: None, next_hearing: None };
            let amend = ReferralCommand::AmendReferral { case: family.case, amendment: Box::new(court) };
            meanwhile(&house, &intake, amend)
        };
        // The clock is asked four times in an attempt: for the assignments, for the policies, to decide, and for the log.
        let four: Vec<_> = (0..4).map(|_| another()).collect();
        let node = Arc::new(interrupted(&house, four));
        books(node, coordinator.clone(), family.booking(&house, SATURDAY, TEN)).await.unwrap();
        let many: Vec<_> = (0..20).map(|_| another()).collect();
        let node = Arc::new(interrupted(&house, many));
        let next = family.booking(&house, SATURDAY + 14.days(), TEN);
        match books(node, coordinator, next).await {
            Err(Failure::Changed { stream, opened_at, now_at }) => {
                assert_eq!(stream, StreamName::Case(family.case));
                assert!(opened_at < now_at);
            }
            other => panic!("{}: {other:?}", house.engine),
        }
        assert_eq!(of_case(&house, family.case).await, 1);
    })
    .await;
}
