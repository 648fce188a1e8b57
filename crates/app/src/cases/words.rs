//! The words pages show for the referral's choices.

use domain::person::{Confidentiality, FactKind, KnownFrom};
use domain::referral::{
    AbuseForm, Asked, CheckOutcome, ConcludedBy, ContactWanted, DecidedBy, DeclineGround, InfoOutcome, ProceedingsRole,
    RedirectTo, RelationshipKind, Route, TextKind,
};
use domain::words::{Answer, Exception, OrderKind, OrderSeen, Prohibition, Side};

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident($type:ty) { $($pattern:pat => $text:literal,)+ })+) => {$(
        $(#[$doc])*
        pub const fn $name(choice: $type) -> &'static str {
            match choice { $($pattern => $text),+ }
        }
    )+};
}

words! {
    /// A kind of order.
    order_kind(OrderKind) {
        OrderKind::ChildArrangements => "child arrangements order",
        OrderKind::NonMolestation => "non-molestation order",
        OrderKind::Occupation => "occupation order",
        OrderKind::ProhibitedSteps => "prohibited steps order",
        OrderKind::SpecificIssue => "specific issue order",
        OrderKind::Section91 => "section 91(14) order",
        OrderKind::ProtectionNotice => "protection notice",
        OrderKind::ProtectionOrder => "protection order",
        OrderKind::Restraining => "restraining order",
        OrderKind::ForcedMarriageProtection => "forced marriage protection order",
        OrderKind::OtherInjunction => "other injunction or undertaking",
        OrderKind::BailCondition => "bail condition",
        OrderKind::LicenceCondition => "licence condition",
        OrderKind::SexualHarmPrevention => "sexual harm prevention order",
        OrderKind::Care => "care order",
        OrderKind::Section34Contact => "section 34 contact order",
        OrderKind::Other => "another order",
    }

    /// How the centre knows of an order.
    order_seen(OrderSeen) {
        OrderSeen::DescribedOnly => "described only",
        OrderSeen::CopySeen => "written down, not checked",
        OrderSeen::SecondChecked => "checked",
    }

    /// What a clause forbids.
    prohibition(Prohibition) {
        Prohibition::ContactWithChild => "contact with the child",
        Prohibition::ContactWithAdult => "contact with another adult",
        Prohibition::AttendingPlace => "going to, or near, a place",
        Prohibition::NotTranscribed => "not written down yet: treated as a restriction",
    }

    /// Whether a clause has an exception that covers the planned contact.
    exception(Exception) {
        Exception::Unknown => "nobody has asked whether it has an exception",
        Exception::None => "it has no exception",
        Exception::NotMet => "it has an exception that the plan does not meet",
        Exception::Met => "it has an exception, documented, that the plan meets",
    }

    /// An answer.
    answer(Answer) {
        Answer::NotAsked => "Not asked",
        Answer::Declined => "Asked, chose not to say",
        Answer::Unknown => "Asked, not known",
        Answer::CannotBeObtained => "Cannot be obtained",
        Answer::No => "No",
        Answer::Yes => "Yes",
    }

    /// A side of the case.
    side(Side) {
        Side::Resident => "the child lives with this adult",
        Side::Visiting => "visiting adult",
        Side::Other => "somebody else",
    }

    /// A place in court proceedings.
    proceedings_role(ProceedingsRole) {
        ProceedingsRole::Applicant => "applicant",
        ProceedingsRole::Respondent => "respondent",
        ProceedingsRole::OtherPerson => "other person in the case",
        ProceedingsRole::NotAParty => "not a party",
    }

    /// What an adult is to a child.
    relationship(RelationshipKind) {
        RelationshipKind::Parent => "parent",
        RelationshipKind::StepParent => "step-parent",
        RelationshipKind::Grandparent => "grandparent",
        RelationshipKind::Guardian => "guardian",
        RelationshipKind::Carer => "carer",
        RelationshipKind::Relative => "relative",
        RelationshipKind::Other => "something else",
        RelationshipKind::NotStated => "not stated",
    }

    /// The form of an abuse.
    abuse_form(AbuseForm) {
        AbuseForm::Physical => "physical",
        AbuseForm::Psychological => "psychological",
        AbuseForm::Sexual => "sexual",
        AbuseForm::Emotional => "emotional",
        AbuseForm::Financial => "financial",
        AbuseForm::Other => "another form",
    }

    /// Who decides about the contact.
    decided_by(DecidedBy) {
        DecidedBy::Court => "a court",
        DecidedBy::LocalAuthority => "a local authority",
        DecidedBy::Agreement => "the adults, by agreement",
    }

    /// The contact somebody agrees to.
    contact_wanted(ContactWanted) {
        ContactWanted::None => "no contact",
        ContactWanted::Supervised => "supervised",
        ContactWanted::Unsupervised => "unsupervised",
        ContactWanted::Indirect => "indirect only",
        ContactWanted::Unknown => "not stated",
    }

    /// Somebody who can be asked.
    asked(Asked) {
        Asked::Referrer => "the referrer",
        Asked::Court => "the court",
        Asked::Cafcass => "Cafcass",
        Asked::LocalAuthority => "the local authority",
        Asked::Police => "the police",
        Asked::Probation => "probation",
        Asked::Solicitor => "a solicitor",
        Asked::ResidentAdult => "the adult the child lives with",
        Asked::VisitingAdult => "the visiting adult",
        Asked::OtherCentre => "another centre",
        Asked::Other => "somebody else",
    }

    /// How a request for information ended.
    info_outcome(InfoOutcome) {
        InfoOutcome::Replied => "they replied",
        InfoOutcome::CannotBeObtained => "it cannot be obtained",
    }

    /// Where a referral goes.
    redirect_to(RedirectTo) {
        RedirectTo::SupervisedCentre => "a centre that offers supervised contact",
        RedirectTo::SupportedCentre => "a centre that offers supported contact",
        RedirectTo::BackToCourt => "back to the court",
        RedirectTo::LocalAuthority => "the local authority",
        RedirectTo::FamilyService => "mediation or another family service",
        RedirectTo::Elsewhere => "somewhere else, named in the reasons",
    }

    /// Why a referral is not taken.
    decline_ground(DeclineGround) {
        DeclineGround::SafetyBeyondCapacity => "what safety needs is more than this centre can give",
        DeclineGround::OrderForbids => "an order or condition forbids it",
        DeclineGround::InformationMissing => "what must be known cannot be known",
        DeclineGround::NoCapacity => "no room, worker or time",
        DeclineGround::Cost => "the cost, and no waiver is possible",
        DeclineGround::Distance => "too far to travel",
        DeclineGround::ConflictOfInterest => "a conflict of interest",
        DeclineGround::Other => "something else, named in the reasons",
    }

    /// How a referral came.
    route(Route) {
        Route::CourtApplicationFile => "as a court application",
        Route::TypedIn => "typed in",
        Route::ByTelephone => "by telephone",
    }

    /// What a free text tells.
    text_kind(TextKind) {
        TextKind::WhatIsAskedFor => "What is asked for",
        TextKind::Reasons => "Why",
        TextKind::WantedFromTheCourt => "What the applicant wants the court to do",
        TextKind::Frequency => "How often and for how long",
        TextKind::WhereTheChildrenAre => "Where the children are now",
        TextKind::WhoHoldsPassports => "Who holds the children's passports",
        TextKind::LocalAuthority => "What is known of the local authority's involvement",
        TextKind::Police => "What is known of the police's involvement",
        TextKind::WhoBrings => "Who brings and collects the children",
        TextKind::Fears => "What somebody fears, in their own words",
        TextKind::LastContact => "When the visiting adult and the children last saw each other",
        TextKind::Anything => "Anything else",
    }

    /// Whose conclusion it is.
    concluded_by(ConcludedBy) {
        ConcludedBy::ThisCentre => "this centre",
        ConcludedBy::Cafcass => "Cafcass",
        ConcludedBy::LocalAuthority => "a local authority",
        ConcludedBy::Court => "a court",
        ConcludedBy::Police => "the police",
        ConcludedBy::Probation => "probation",
        ConcludedBy::Expert => "an expert the court asked",
        ConcludedBy::OtherCentre => "another centre",
    }

    /// What a second reader found.
    check_outcome(CheckOutcome) {
        CheckOutcome::Agrees => "It says what the order says",
        CheckOutcome::Differs => "It differs from the order, and must be written down again",
    }

    /// A kind of protected fact.
    fact_kind(FactKind) {
        FactKind::Address => "Address",
        FactKind::Telephone => "Telephone",
        FactKind::Email => "Email",
        FactKind::School => "School or nursery",
        FactKind::Vehicle => "Vehicle",
        FactKind::Refuge => "Refuge",
        FactKind::Workplace => "Workplace",
        FactKind::Associate => "Somebody close",
    }

    /// What was said about keeping a fact.
    confidentiality(Confidentiality) {
        Confidentiality::Confidential => "They asked for it to be kept from the others",
        Confidentiality::NotAskedToBeKept => "They did not ask for it to be kept",
        Confidentiality::NotStated => "Nobody said whether it is to be kept: treat it as confidential",
    }

    /// Where a fact is known from.
    known_from(KnownFrom) {
        KnownFrom::CourtApplication => "a court application",
        KnownFrom::Referrer => "the referrer",
        KnownFrom::ThePerson => "the person themselves",
        KnownFrom::Agency => "an agency",
        KnownFrom::Worker => "somebody who works here",
    }
}

/// Every kind of order, as forms list them.
pub const ORDER_KINDS: [OrderKind; 17] = [
    OrderKind::ChildArrangements,
    OrderKind::NonMolestation,
    OrderKind::Occupation,
    OrderKind::ProhibitedSteps,
    OrderKind::SpecificIssue,
    OrderKind::Section91,
    OrderKind::ProtectionNotice,
    OrderKind::ProtectionOrder,
    OrderKind::Restraining,
    OrderKind::ForcedMarriageProtection,
    OrderKind::OtherInjunction,
    OrderKind::BailCondition,
    OrderKind::LicenceCondition,
    OrderKind::SexualHarmPrevention,
    OrderKind::Care,
    OrderKind::Section34Contact,
    OrderKind::Other,
];

/// Every level of contact, as forms list them.
pub const LEVELS: [domain::words::ContactLevel; 8] = {
    use domain::words::ContactLevel;
    [
        ContactLevel::Supported,
        ContactLevel::Supervised,
        ContactLevel::Handover,
        ContactLevel::Indirect,
        ContactLevel::Virtual,
        ContactLevel::Community,
        ContactLevel::SupervisedAssessment,
        ContactLevel::LifeStory,
    ]
};
