use super::file::CaseFile;
use super::steps_later::{arrangement, assessment, countersignature, first_session, ground_rules, previsit, voice};
use domain::ids::PersonId;
use domain::referral::{InfoRequest, Stage, Topic};
use domain::words::day_in_words as day;
use domain::words::{Answer, OrderSeen, Side};

/// Something that is done before contact can start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What.
    pub kind: StepKind,
    /// How far it has come.
    pub state: StepState,
}

/// The steps before contact can start, in their usual order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepKind {
    /// The referral tells what must be known.
    Referral,
    /// Orders were seen, written down and checked.
    Orders,
    /// What is missing was asked for.
    Information,
    /// Both adults told their own account.
    Accounts,
    /// A risk assessment is signed.
    Assessment,
    /// A second person put their name to it.
    Countersignature,
    /// The pre-visit of the adult the child lives with.
    ResidentPreVisit,
    /// The pre-visit of the visiting adult.
    VisitingPreVisit,
    /// Both adults signed ground rules and the notice of what is recorded.
    GroundRules,
    /// Each child was asked, or it is written down why not.
    ChildVoice,
    /// The arrangement is agreed.
    Arrangement,
    /// A first session is booked.
    FirstSession,
}

/// How far a step has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepState {
    /// Done; with a note where there is one to make.
    Done(Option<String>),
    /// Not needed here, and why.
    NotNeeded(&'static str),
    /// Can be done now; what is missing.
    ToDo(String),
    /// Begun; what it waits for.
    Waiting(String),
    /// Cannot be done yet, and why.
    Blocked(String),
}

/// The steps of a case. `sessions` is how many sessions were ever booked.
pub(super) fn steps(file: &CaseFile, sessions: u64) -> Vec<Step> {
    let step = |kind, state| Step { kind, state };
    vec![
        step(StepKind::Referral, referral(file)),
        step(StepKind::Orders, orders(file)),
        step(StepKind::Information, information(file)),
        step(StepKind::Accounts, accounts(file)),
        step(StepKind::Assessment, assessment(file)),
        step(StepKind::Countersignature, countersignature(file)),
        step(StepKind::ResidentPreVisit, previsit(file, Side::Resident)),
        step(StepKind::VisitingPreVisit, previsit(file, Side::Visiting)),
        step(StepKind::GroundRules, ground_rules(file)),
        step(StepKind::ChildVoice, voice(file)),
        step(StepKind::Arrangement, arrangement(file)),
        step(StepKind::FirstSession, first_session(file, sessions)),
    ]
}

pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

pub(super) fn to_do(what: impl Into<String>) -> StepState {
    StepState::ToDo(what.into())
}

pub(super) fn blocked(why: impl Into<String>) -> StepState {
    StepState::Blocked(why.into())
}

fn referral(file: &CaseFile) -> StepState {
    let referral = &file.case_state().referral;
    match referral.stage {
        None | Some(Stage::Draft) => {
            return to_do("It is a draft. Hand it in when it tells what is known.");
        }
        Some(Stage::Redirected | Stage::Declined | Stage::Withdrawn) => {
            return blocked("The referral is closed.");
        }
        _ => {}
    }
    if referral.adults_on(Side::Resident).next().is_none() || referral.adults_on(Side::Visiting).next().is_none() {
        return to_do("Nobody has said which adult the child lives with, or which adult visits.");
    }
    let unknown = |answer: Answer| answer.is_unknown() && answer != Answer::CannotBeObtained;
    let open = Topic::MANDATORY.into_iter().filter(|topic| unknown(referral.answer(*topic))).count();
    if open > 0 {
        return to_do(format!("{} of safety without an answer.", count(open, "question", "questions")));
    }
    let never = Topic::MANDATORY.into_iter().filter(|t| referral.answer(*t).is_unknown()).count();
    StepState::Done((never > 0).then(|| format!("{} could not be obtained.", count(never, "answer", "answers"))))
}

fn orders(file: &CaseFile) -> StepState {
    let referral = &file.case_state().referral;
    let standing: Vec<_> = referral.orders.iter().filter(|order| order.may_be_in_force(file.today)).collect();
    if standing.is_empty() {
        let told = [Topic::OrdersInForce, Topic::BailConditions].map(|topic| referral.answer(topic));
        return match told {
            [Answer::No, Answer::No] => StepState::Done(Some("The centre was told that there are none.".to_owned())),
            answers if answers.contains(&Answer::Yes) => {
                to_do("The centre was told of an order, and none is on record.")
            }
            _ => to_do("Nobody has said whether any are in force."),
        };
    }
    let seen = |seen: OrderSeen| standing.iter().filter(|order| order.seen == seen).count();
    let (described, copies) = (seen(OrderSeen::DescribedOnly), seen(OrderSeen::CopySeen));
    if described > 0 {
        to_do(format!(
            "{} only described. Ask for the copy and write down what it says.",
            count(described, "order is", "orders are")
        ))
    } else if copies > 0 {
        StepState::Waiting(format!(
            "{} for a second person to compare with the copy.",
            count(copies, "order waits", "orders wait")
        ))
    } else {
        StepState::Done(None)
    }
}

fn information(file: &CaseFile) -> StepState {
    let referral = &file.case_state().referral;
    let open: Vec<&InfoRequest> = referral.open_requests().collect();
    if let Some(first) = open.iter().map(|request| request.due).min() {
        let asked = count(open.len(), "request is", "requests are");
        let when = if first < file.today { "was due" } else { "is due" };
        return StepState::Waiting(format!("{asked} open. The first answer {when} on {}.", day(first)));
    }
    let asked = |topic: Topic| referral.requests.iter().any(|request| request.about.contains(&topic));
    let missing = |topic: &Topic| {
        let answer = referral.answer(*topic);
        answer.is_unknown() && answer != Answer::CannotBeObtained && !asked(*topic)
    };
    let missing: Vec<_> = Topic::MANDATORY.into_iter().filter(missing).map(Topic::label).collect();
    if missing.is_empty() {
        StepState::Done(None)
    } else {
        to_do(format!("Still to be found out: {}.", missing.join(", ")))
    }
}

fn accounts(file: &CaseFile) -> StepState {
    let referral = &file.case_state().referral;
    let account = |person: PersonId| {
        let own = referral.answers_about.get(&(Topic::AccountObtained, person)).copied();
        own.unwrap_or_else(|| referral.answer(Topic::AccountObtained))
    };
    let missing = [Side::Resident, Side::Visiting].into_iter().filter(|side| {
        let mut adults = referral.adults_on(*side).peekable();
        adults.peek().is_none() || adults.any(|person| account(person).is_unknown() || account(person) == Answer::No)
    });
    match missing.collect::<Vec<_>>().as_slice() {
        [] => StepState::Done(None),
        [Side::Resident] => to_do("The adult the child lives with has not told their own account."),
        [Side::Visiting] => to_do("The visiting adult has not told their own account."),
        _ => to_do("Neither adult has told their own account."),
    }
}
