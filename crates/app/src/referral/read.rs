use super::lines::{AdultLine, AnswerLine, AssertionDetail, ChildLine, OrderLine, ProceedingsLine, TextLine, WishLine};
use crate::cases::{CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use access::action::Ordinary;
use access::{Purpose, Sealed};
use domain::actor::Actor;
use domain::ids::{CaseId, DocumentId};
use domain::referral::court_application::NotMapped;
use domain::referral::{DecidedBy, ReferrerKind, Route, Stage};
use domain::words::{ContactLevel, Narrative, OrderKind};
use jiff::civil::Date;

/// A referral as its page shows it.
#[derive(Debug)]
pub struct ReferralPage {
    /// What stands above it.
    pub head: CaseHead,
    /// The people it names.
    pub names: Names,
    /// Where it stands.
    pub stage: Stage,
    /// How it came.
    pub route: Option<Route>,
    /// Who refers.
    pub referrer: Option<ReferrerKind>,
    /// When it came.
    pub received_on: Option<Date>,
    /// The children.
    pub children: Vec<ChildLine>,
    /// The adults.
    pub adults: Vec<AdultLine>,
    /// Answers to questions of safety.
    pub answers: Vec<AnswerLine>,
    /// Free texts.
    pub texts: Vec<TextLine>,
    /// Statements of harm, each with what stands behind it.
    pub assertions: Vec<AssertionDetail>,
    /// Orders and conditions.
    pub orders: Vec<OrderLine>,
    /// Other proceedings.
    pub proceedings: Vec<ProceedingsLine>,
    /// Kinds of order asked for.
    pub applied_for: Vec<OrderKind>,
    /// What each side agrees to.
    pub wishes: Vec<WishLine>,
    /// The level asked for.
    pub requested: Option<ContactLevel>,
    /// The level ordered.
    pub ordered: Option<ContactLevel>,
    /// Who decides about the contact.
    pub decided_by: Option<DecidedBy>,
    /// The court.
    pub court: Option<Sealed<Narrative, Ordinary>>,
    /// The number at the court.
    pub case_number: Option<Sealed<Narrative, Ordinary>>,
    /// The next hearing.
    pub next_hearing: Option<Date>,
    /// The file it came in, and its length in bytes.
    pub original: Option<(DocumentId, u64)>,
    /// Places of the file that have none here.
    pub not_mapped: Option<Sealed<Vec<NotMapped>, Ordinary>>,
    /// How many of them there are.
    pub not_mapped_count: u32,
    /// Which of the actions of the page the reader may take.
    pub may: Vec<&'static str>,
    /// For what the reader may open protected facts; for nothing, where it is empty.
    pub purposes: Vec<Purpose>,
}

/// The actions of the page.
const ACTIONS: &[&str] = &["amend-referral", "submit-referral", "withdraw-referral"];

impl House {
    /// A referral.
    pub async fn referral(&self, who: &SignedIn, case: CaseId) -> Result<ReferralPage, Failure> {
        let mut file = self.open_case(who, case).await?;
        let may = self.may_of(who, case, ACTIONS).await?;
        let purposes = self.purposes(who, case).await?;
        let orders = &file.case_state().referral.orders;
        let actors: Vec<Actor> = orders.iter().flat_map(|o| [o.transcribed_by, o.checked_by]).flatten().collect();
        self.read_workers(&mut file, actors).await?;
        let referral = &file.case_state().referral;
        Ok(ReferralPage {
            stage: referral.stage.unwrap_or(Stage::Draft),
            route: referral.route,
            referrer: referral.referrer,
            received_on: referral.received_on,
            applied_for: referral.applied_for.clone(),
            requested: referral.levels.requested,
            ordered: referral.levels.ordered,
            decided_by: referral.decided_by,
            court: file.ordinary_if(referral.court.court.as_ref()),
            case_number: file.ordinary_if(referral.court.case_number.as_ref()),
            next_hearing: referral.court.next_hearing,
            original: referral.original,
            not_mapped: file.ordinary_if(referral.not_mapped_places.as_ref()),
            not_mapped_count: referral.not_mapped,
            children: file.child_lines(),
            adults: file.adult_lines(),
            answers: file.answer_lines(),
            texts: file.text_lines(),
            assertions: file.assertion_details(),
            orders: file.order_lines(who.actor()),
            proceedings: file.proceedings_lines(),
            wishes: file.wish_lines(),
            names: file.names(),
            may,
            purposes,
            head: file.into_head(),
        })
    }
}
