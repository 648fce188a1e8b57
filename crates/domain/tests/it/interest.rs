//! Who of a centre's own people has something to do with a family, and what that keeps them from.

use crate::case_story::{because, fields_of, text};
use crate::saturday::{COORDINATOR, LEAD, OTHER_VOLUNTEER, SAFEGUARDING, Saturday, VOLUNTEER};
use domain::booking::BookingCommand;
use domain::ids::{CaseId, WorkerId};
use domain::interest::{Closeness, InterestCommand, Settlement, Standing};
use domain::session::SessionCommand;
use domain::words::ContactLevel;
use jiff::civil::{Time, time};

const NOON: Time = time(12, 0, 0, 0);

fn standing(day: &Saturday, case: CaseId, worker: WorkerId) -> Option<Standing> {
    day.world.cases[&case].interest.of(worker).map(|known| known.standing)
}

fn settle(case: CaseId, worker: WorkerId, settlement: Settlement) -> InterestCommand {
    InterestCommand::SettleInterest { case, worker, settlement, reason: text("Asked them both.") }
}

#[test]
fn what_somebody_declares_of_themselves_holds_at_once_and_only_closeness_keeps_away() {
    for closeness in Closeness::ALL {
        let mut day = Saturday::of_centre();
        let case = day.family(ContactLevel::Supported).case;
        day.does(VOLUNTEER, InterestCommand::DeclareInterest { case, closeness: *closeness }).unwrap();
        assert_eq!(standing(&day, case, VOLUNTEER), Some(Standing::Known(*closeness)));
        let kept = day.world.cases[&case].interest.keeps_away(VOLUNTEER);
        assert_eq!(kept, *closeness != Closeness::Acquaintance, "{closeness:?}");
        assert!(!day.world.cases[&case].interest.keeps_away(LEAD), "it says nothing of a colleague");
    }
}

#[test]
fn nobody_settles_for_themselves_and_nothing_is_settled_of_which_nothing_is_known() {
    let mut day = Saturday::of_centre();
    let case = day.family(ContactLevel::Supported).case;
    let cleared = |worker| settle(case, worker, Settlement::Cleared);
    assert!(because(day.does(SAFEGUARDING, cleared(LEAD)).unwrap_err()).contains("Nothing is known"));
    day.does(COORDINATOR, InterestCommand::SuspectInterest { case, worker: LEAD }).unwrap();
    assert!(matches!(standing(&day, case, LEAD), Some(Standing::Suspected(_))));
    assert!(because(day.does(LEAD, cleared(LEAD)).unwrap_err()).contains("for themselves"));
    assert!(day.does(LEAD, InterestCommand::SuspectInterest { case, worker: LEAD }).is_err());
    day.does(SAFEGUARDING, cleared(LEAD)).unwrap();
    assert_eq!(standing(&day, case, LEAD), Some(Standing::Cleared));
    assert!(day.does(SAFEGUARDING, cleared(LEAD)).is_err(), "it is settled");
    let nobody = WorkerId::from_uuid(uuid::Uuid::from_u128(999));
    let unknown = day.does(COORDINATOR, InterestCommand::SuspectInterest { case, worker: nobody });
    assert_eq!(fields_of(unknown.unwrap_err()), ["worker"]);
}

#[test]
fn whoever_is_kept_from_a_family_is_not_booked_for_it_and_a_suspicion_does_not_stop_a_booking() {
    let mut day = Saturday::of_centre();
    let family = day.family(ContactLevel::Supported);
    let case = family.case;
    let booking = Saturday::booking(family, NOON);
    let worker = booking.team[0];
    assert!([VOLUNTEER, OTHER_VOLUNTEER].contains(&worker));
    day.does(COORDINATOR, InterestCommand::SuspectInterest { case, worker }).unwrap();
    day.does(COORDINATOR, BookingCommand::Book(booking.clone())).unwrap();
    let session = day.newest_session();
    let closeness = Closeness::CloseAssociate;
    day.does(SAFEGUARDING, settle(case, worker, Settlement::Confirmed { closeness })).unwrap();
    let refused = day.at("2026-03-14T11:00").does(LEAD, SessionCommand::Confirm { session }).unwrap_err();
    assert!(because(refused).contains("something to do with the family"));
    let later = Saturday::booking(family, time(15, 0, 0, 0));
    assert_eq!(fields_of(day.does(COORDINATOR, BookingCommand::Book(later.clone())).unwrap_err()), ["team"]);
    let lead = later.lead;
    day.does(SAFEGUARDING, settle(case, worker, Settlement::Cleared)).unwrap();
    day.does(lead, InterestCommand::DeclareInterest { case, closeness }).unwrap();
    assert_eq!(fields_of(day.does(COORDINATOR, BookingCommand::Book(later)).unwrap_err()), ["lead"]);
}
