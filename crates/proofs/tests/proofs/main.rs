//! Every statement is proved of the policies, and refuted of its twin.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, reason = "tests")]

mod doubt;

use proofs::statements::*;
use proofs::{House, Prover, Statement};
use std::time::Instant;

#[expect(clippy::disallowed_methods, reason = "says how long a proof took; nothing is decided by it")]
async fn check(statement: Statement) {
    let sentence = statement.sentence;
    let began = Instant::now();
    let mut prover = Prover::start().unwrap();
    match prover.prove(&House::built_in().unwrap(), &statement).await.unwrap() {
        Ok(actions) => println!("proved in {:.1} s, over {actions} actions: {sentence}", began.elapsed().as_secs_f64()),
        Err(broken) => panic!("{sentence}\n  does not hold: {}\n  by {:#?}", broken.words, broken.deciders),
    }
    let began = Instant::now();
    let weakened = House::weakened(statement.twin).unwrap();
    match prover.prove(&weakened, &statement).await.unwrap() {
        Ok(_) => panic!("{sentence}\n  holds of its twin too, and so shows nothing: {:?}", statement.twin),
        Err(broken) => {
            println!("  its twin broken in {:.1} s by {}", began.elapsed().as_secs_f64(), broken.words);
            for word in statement.breaks {
                assert!(broken.words.contains(word), "{word:?} is not in: {}", broken.words);
            }
        }
    }
}

macro_rules! proved {
    ($($name:ident: $statement:ident),+ $(,)?) => {$(
        #[tokio::test]
        async fn $name() {
            check($statement).await;
        }
    )+};
}

proved! {
    no_party_sees_another_partys_protected_fact: PROTECTED_FACTS,
    nobody_outside_the_sealed_role_sees_a_refuge: REFUGE,
    the_existence_of_a_disclosure_is_invisible_to_the_visiting_side: DISCLOSURE,
    arrival_and_leaving_times_of_one_adult_are_invisible_to_the_other: TIMES,
    a_conflicted_worker_whatever_their_role_sees_nothing_of_the_case: CONFLICT,
    a_suspected_worker_reads_nothing_but_in_an_emergency: SUSPECTED,
    an_administrator_sees_no_case_content: ADMINISTRATOR,
    oversight_sees_no_person: OVERSIGHT,
    a_childs_words_reach_an_adult_only_after_the_leads_decision: VOICE,
    multi_agency_material_reaches_no_party: MULTI_AGENCY,
    no_action_is_permitted_without_the_second_factor_where_it_is_demanded: SECOND_FACTOR,
    policies_never_err: NO_ERRORS,
    nothing_of_one_centre_is_open_to_another: CENTRES,
    an_agency_sees_nothing_once_its_time_is_up: AGENCY,
    nobody_of_the_family_reads_the_case_itself: FAMILY,
    a_link_is_for_one_answer: LINK,
    nobody_makes_themselves_more_than_they_are: OWN_ROLES,
    nothing_stops_a_concern_from_being_recorded: RECORDING,
    a_conflicted_worker_is_never_let_in_by_break_glass: GLASS,
    what_two_people_open_closes_by_itself: GLASS_ENDS,
    a_suspected_conflict_leaves_what_must_never_be_stopped: SUSPICION_LEAVES,
    a_device_at_the_door_opens_nothing_but_todays_sheet: DOOR,
    nothing_is_recorded_at_the_door_without_a_pin: DOOR_PIN,
    what_happens_at_the_door_is_recorded_at_the_door: DOOR_RECORDS,
}
