use super::court_application::NotMapped;
use super::record::{
    Clause, Conclusion, ContactWish, CourtDetails, FactAssertion, OrderDescribed, OrderTerms, Proceedings, Relationship,
};
use super::reference::Reference;
use super::topic::Topic;
use super::words::{
    Asked, CheckOutcome, ChildPlace, DecidedBy, DeclineGround, InfoOutcome, ProceedingsRole, RedirectTo, ReferrerKind,
    Route, TextKind,
};
use crate::event::FeatureEvent;
use crate::ids::{AssertionId, DocumentId, InfoRequestId, OrderId, PersonId};
use crate::person::Need;
use crate::private::Private;
use crate::words::{Answer, ContactLevel, EvidentialStatus, Narrative, OrderKind, Side};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Referral and triage. Every case begins with `referral.drafted`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", content = "body", rename_all = "kebab-case")]
pub enum ReferralEvent {
    /// A referral came in.
    Drafted {
        /// What people call it.
        reference: Reference,
        /// How it came.
        route: Route,
        /// Who refers, where it is known.
        referrer: Option<ReferrerKind>,
        /// The referrer's name and how to reach them.
        referrer_details: Option<Private<Narrative>>,
        /// When it came.
        received_on: Date,
    },
    /// Who refers became known, or was put right.
    ReferrerRecorded {
        /// Who refers.
        referrer: ReferrerKind,
        /// The referrer's name and how to reach them.
        details: Option<Private<Narrative>>,
    },
    /// The file it came in was kept, sealed: JSON is text, so the text is the file byte for byte.
    OriginalKept {
        /// The document's own id.
        document: DocumentId,
        /// How long it is, in bytes.
        bytes: u64,
        /// The file, among the case's protected facts.
        content: Private<String>,
    },
    /// What the file holds that has no place here, by path.
    NotMappedListed {
        /// How many places.
        count: u32,
        /// Their paths in the document, and why each has no place. Paths are the document's own words, so they are
        /// sealed too.
        places: Private<Vec<NotMapped>>,
    },
    /// A child belongs to the referral.
    ChildAdded {
        /// Who.
        person: PersonId,
        /// Whether the contact is about this child.
        place: ChildPlace,
        /// What is said of who has parental responsibility.
        parental_responsibility: Option<Private<Narrative>>,
    },
    /// An adult belongs to the referral.
    AdultAdded {
        /// Who.
        person: PersonId,
        /// The side they stand on, where it is known.
        side: Option<Side>,
        /// Their place in the proceedings.
        role: ProceedingsRole,
    },
    /// Somebody said on which side an adult stands.
    SideStated {
        /// Who.
        person: PersonId,
        /// The side.
        side: Side,
    },
    /// What an adult is to a child; replaces what was recorded of the two before.
    RelationshipRecorded(Relationship),
    /// A question of safety was answered, or asked in vain; replaces the earlier answer.
    AnswerRecorded {
        /// What about.
        topic: Topic,
        /// About whom; nobody where it is about the whole case.
        about: Option<PersonId>,
        /// The answer.
        answer: Answer,
        /// What was said besides.
        note: Option<Private<Narrative>>,
    },
    /// A free text of the referral.
    TextRecorded {
        /// What it tells.
        kind: TextKind,
        /// The words.
        text: Private<Narrative>,
    },
    /// Somebody is said to have been harmed.
    AssertionRecorded(FactAssertion),
    /// What stands behind a statement has changed.
    AssertionStatusRecorded {
        /// Which statement.
        assertion: AssertionId,
        /// What stands behind it now.
        status: EvidentialStatus,
        /// When the centre learned of it.
        learned_on: Date,
        /// Where it is written.
        source: Private<Narrative>,
    },
    /// The centre was told of an order or condition.
    OrderRecorded(OrderDescribed),
    /// Somebody read the order and wrote down what it says.
    OrderTranscribed {
        /// Which.
        order: OrderId,
        /// What it says.
        terms: OrderTerms,
    },
    /// A second person compared the transcription with the order.
    OrderSecondChecked {
        /// Which.
        order: OrderId,
        /// What they found.
        outcome: CheckOutcome,
    },
    /// Whether a clause's exception covers the planned contact was asked and answered.
    ClauseExceptionRecorded {
        /// Which order.
        order: OrderId,
        /// Which of its clauses, from 0.
        clause: u32,
        /// The clause as it stands now.
        now: Clause,
        /// Where it is documented.
        source: Private<Narrative>,
    },
    /// Other proceedings about the children.
    ProceedingsNoted(Proceedings),
    /// What an application asks the court for.
    AppliedFor {
        /// Kinds of order.
        orders: Vec<OrderKind>,
    },
    /// What somebody says they agree to.
    ContactWished(ContactWish),
    /// The level of contact the referrer asks for.
    LevelRequested {
        /// The level.
        level: ContactLevel,
    },
    /// The level of contact that is ordered.
    LevelOrdered {
        /// The level.
        level: ContactLevel,
        /// By which order, where it is on record.
        order: Option<OrderId>,
    },
    /// Who decides about the contact.
    DecidedByRecorded {
        /// Who.
        decided_by: DecidedBy,
    },
    /// Court, number and hearing; replaces what was recorded before.
    CourtRecorded(CourtDetails),
    /// Somebody else's assessment concludes something about an adult.
    ConclusionRecorded(Conclusion),
    /// A need stated for the case, where it is not clear whose it is.
    NeedNoted {
        /// The need.
        need: Private<Need>,
    },
    /// The referral was handed in.
    Submitted,
    /// Somebody was asked for information.
    InformationRequested {
        /// The request's own id.
        request: InfoRequestId,
        /// Who was asked.
        to: Asked,
        /// What it is to clear up.
        about: Vec<Topic>,
        /// The question.
        question: Private<Narrative>,
        /// By when to chase.
        due: Date,
        /// When it was asked.
        asked_on: Date,
    },
    /// They answered, or it cannot be obtained.
    InformationRecorded {
        /// Which request.
        request: InfoRequestId,
        /// How it ended.
        outcome: InfoOutcome,
        /// What was answered.
        reply: Option<Private<Narrative>>,
    },
    /// Somebody looked the referral through.
    TriageRecorded {
        /// The level this person thinks is needed; nothing where they do not say.
        level_needed: Option<ContactLevel>,
        /// Why.
        reasons: Private<Narrative>,
    },
    /// Both adults are invited to pre-visits.
    AcceptedToPreVisit {
        /// The level it goes forward at.
        level: ContactLevel,
        /// Why.
        reasons: Private<Narrative>,
    },
    /// It goes to somewhere that fits better.
    Redirected {
        /// Where.
        to: RedirectTo,
        /// Why.
        reasons: Private<Narrative>,
    },
    /// It is not taken.
    Declined {
        /// On what ground.
        ground: DeclineGround,
        /// Why.
        reasons: Private<Narrative>,
    },
    /// It waits for a place.
    Waitlisted {
        /// Why.
        reasons: Private<Narrative>,
    },
    /// It is taken.
    Accepted {
        /// Why.
        reasons: Private<Narrative>,
    },
    /// An arrangement stands in its place.
    Converted,
    /// It was taken back.
    Withdrawn {
        /// Why.
        reasons: Private<Narrative>,
    },
}

impl FeatureEvent for ReferralEvent {
    const FEATURE: &'static str = "referral";
}
