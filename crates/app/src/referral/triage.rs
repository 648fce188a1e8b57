//! Triage: what is unknown, what contradicts itself, the levels, what stops it, and what was asked for. People decide.

use super::lines::{AdultLine, AnswerLine, AssertionDetail, OrderLine, RequestLine};
use crate::cases::{CaseHead, LevelGap, Names, gaps};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use access::Sealed;
use access::action::Ordinary;
use domain::actor::Actor;
use domain::arrangement::case_facts;
use domain::ids::CaseId;
use domain::referral::UnknownFact;
use domain::referral::{Contradiction, Stage};
use domain::rules::facts::Levels;
use domain::rules::{Moment, Standing};
use domain::words::Narrative;
use jiff::civil::Date;

/// The page before somebody decides.
#[derive(Debug)]
pub struct TriagePage {
    /// What stands above it.
    pub head: CaseHead,
    /// The people it names.
    pub names: Names,
    /// Where the referral stands.
    pub stage: Stage,
    /// Today at the centre.
    pub today: Date,
    /// What nobody has said; what must be known first.
    pub unknown: Vec<UnknownFact>,
    /// What contradicts itself.
    pub contradictions: Vec<Contradiction>,
    /// The level as four people see it.
    pub levels: Levels,
    /// Where two of them differ.
    pub gaps: Vec<LevelGap>,
    /// What rules find.
    pub findings: Vec<Standing>,
    /// Requests for information, open ones first.
    pub requests: Vec<RequestLine>,
    /// Orders and conditions.
    pub orders: Vec<OrderLine>,
    /// Statements of harm.
    pub assertions: Vec<AssertionDetail>,
    /// Answers to questions of safety, and questions that must have one.
    pub answers: Vec<AnswerLine>,
    /// The adults, with side and account.
    pub adults: Vec<AdultLine>,
    /// The reasons of the newest decision.
    pub reasons: Option<Sealed<Narrative, Ordinary>>,
    /// Which of the actions of the page the reader may take.
    pub may: Vec<&'static str>,
}

/// The actions of the page.
const ACTIONS: &[&str] = &[
    "amend-referral",
    "submit-referral",
    "request-information",
    "record-information",
    "record-triage",
    "decide-referral",
    "withdraw-referral",
    "transcribe-order",
    "second-check-order",
    "record-assertion-status",
    "request-override",
];

impl House {
    /// The page before somebody decides.
    pub async fn triage(&self, who: &SignedIn, case: CaseId) -> Result<TriagePage, Failure> {
        let mut file = self.open_case(who, case).await?;
        let may = self.may_of(who, case, ACTIONS).await?;
        let orders = &file.case_state().referral.orders;
        let actors: Vec<Actor> = orders.iter().flat_map(|o| [o.transcribed_by, o.checked_by]).flatten().collect();
        self.read_workers(&mut file, actors).await?;
        let referral = &file.case_state().referral;
        let facts = case_facts(&file.world, case, file.now, file.today);
        let levels = facts.case.levels;
        let looked = domain::referral::triage(referral, &facts);
        let mut unknown = looked.unknown;
        unknown.sort_by_key(|fact| !fact.what.is_mandatory());
        let mut requests = file.request_lines();
        requests.sort_by_key(|request| (request.outcome.is_some(), request.due));
        Ok(TriagePage {
            stage: referral.stage.unwrap_or(Stage::Draft),
            today: file.today,
            unknown,
            contradictions: looked.contradictions,
            gaps: gaps(levels),
            levels,
            findings: file.findings(Moment::Triage),
            requests,
            orders: file.order_lines(who.actor()),
            assertions: file.assertion_details(),
            answers: file.answer_lines(),
            adults: file.adult_lines(),
            reasons: file.ordinary_if(referral.decision_reasons.as_ref()),
            names: file.names(),
            may,
            head: file.into_head(),
        })
    }
}
