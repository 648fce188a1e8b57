use serde::{Deserialize, Serialize};

/// How a referral came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Route {
    /// As the file of a court application (C100 with C1A).
    CourtApplicationFile,
    /// Typed in from a letter, form or message.
    TypedIn,
    /// Taken by telephone.
    ByTelephone,
}

/// Who refers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReferrerKind {
    /// A court.
    Court,
    /// Cafcass or Cafcass Cymru.
    Cafcass,
    /// A solicitor.
    Solicitor,
    /// A local authority.
    LocalAuthority,
    /// One of the adults themselves.
    #[serde(rename = "self")]
    Themselves,
    /// A family mediator.
    Mediator,
}

impl ReferrerKind {
    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Court => "court",
            Self::Cafcass => "Cafcass",
            Self::Solicitor => "solicitor",
            Self::LocalAuthority => "local authority",
            Self::Themselves => "one of the adults",
            Self::Mediator => "mediator",
        }
    }
}

/// Where a referral stands (domain.md C.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Being filled in.
    Draft,
    /// Handed in; nobody has looked at it yet.
    Submitted,
    /// Waiting for information somebody was asked for.
    InfoRequested,
    /// Looked through; no decision yet.
    Triaged,
    /// Sent to somewhere that fits better.
    Redirected,
    /// Not taken.
    Declined,
    /// Fits, but there is no place yet.
    Waitlisted,
    /// Both adults are invited to pre-visits.
    PreVisit,
    /// Taken.
    Accepted,
    /// An arrangement stands in its place.
    Converted,
    /// Taken back by whoever made it.
    Withdrawn,
}

impl Stage {
    /// Whether nothing more is decided about the referral itself.
    pub const fn is_closed(self) -> bool {
        matches!(self, Self::Redirected | Self::Declined | Self::Converted | Self::Withdrawn)
    }

    /// The words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "new",
            Self::InfoRequested => "waiting for information",
            Self::Triaged => "looked through",
            Self::Redirected => "sent elsewhere",
            Self::Declined => "not taken",
            Self::Waitlisted => "waiting list",
            Self::PreVisit => "pre-visits",
            Self::Accepted => "accepted",
            Self::Converted => "arrangement made",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Whether a child is one the contact is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChildPlace {
    /// The contact is about this child.
    OfTheReferral,
    /// Another child of the family or household.
    OtherChild,
}

/// An adult's place in the court proceedings, where there are any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ProceedingsRole {
    /// Applies to the court.
    Applicant,
    /// Answers the application.
    Respondent,
    /// Another person in the case.
    OtherPerson,
    /// Not in the proceedings, or there are none.
    NotAParty,
}

/// What an adult is to a child. Without sex: roles here never are mother or father.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RelationshipKind {
    /// A parent.
    Parent,
    /// A step-parent.
    StepParent,
    /// A grandparent.
    Grandparent,
    /// A guardian or special guardian.
    Guardian,
    /// A foster carer or somebody a local authority placed the child with.
    Carer,
    /// Another relative.
    Relative,
    /// Something else, in the words kept beside it.
    Other,
    /// Nobody said.
    NotStated,
}

/// The form an abuse takes, as the court's form C1A names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AbuseForm {
    /// Physical.
    Physical,
    /// Psychological.
    Psychological,
    /// Sexual.
    Sexual,
    /// Emotional.
    Emotional,
    /// Financial.
    Financial,
    /// Something else.
    Other,
}

/// Who decides about contact. Never the centre, and never this program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecidedBy {
    /// A court ordered it.
    Court,
    /// A local authority arranges it.
    LocalAuthority,
    /// The adults agree on it.
    Agreement,
}

/// The contact an application says its maker agrees to. When several kinds are agreed to, the widest of them names it;
/// every single answer is kept beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContactWanted {
    /// No contact of any kind.
    None,
    /// With somebody watching.
    Supervised,
    /// Without anybody watching.
    Unsupervised,
    /// In other ways only: letters, calls, messages.
    Indirect,
    /// The document does not say.
    Unknown,
}

/// Somebody the centre can ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Asked {
    /// The referrer.
    Referrer,
    /// The court.
    Court,
    /// Cafcass or Cafcass Cymru.
    Cafcass,
    /// A local authority.
    LocalAuthority,
    /// The police.
    Police,
    /// Probation.
    Probation,
    /// A solicitor.
    Solicitor,
    /// The adult the child lives with.
    ResidentAdult,
    /// The visiting adult.
    VisitingAdult,
    /// Another centre.
    OtherCentre,
    /// Somebody else, named in the question.
    Other,
}

/// How a request for information ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum InfoOutcome {
    /// They replied.
    Replied,
    /// Asked of everybody who could know; it cannot be obtained. It stays a visible unknown.
    CannotBeObtained,
}

/// Whose risk assessment or report concludes something (R-R17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ConcludedBy {
    /// This centre's own assessment.
    ThisCentre,
    /// Cafcass or Cafcass Cymru.
    Cafcass,
    /// A local authority.
    LocalAuthority,
    /// A court.
    Court,
    /// The police.
    Police,
    /// Probation.
    Probation,
    /// An expert the court asked.
    Expert,
    /// Another centre.
    OtherCentre,
}

/// Where a referral is sent that does not fit here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RedirectTo {
    /// A centre that offers supervised contact.
    SupervisedCentre,
    /// A centre that offers supported contact.
    SupportedCentre,
    /// Back to the court, to ask for another order.
    BackToCourt,
    /// The local authority.
    LocalAuthority,
    /// Mediation or another family service.
    FamilyService,
    /// Somewhere else, named in the reasons.
    Elsewhere,
}

/// Why a referral is not taken; the words are kept beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeclineGround {
    /// What safety needs is more than this centre can give (R-R11).
    SafetyBeyondCapacity,
    /// An order or condition forbids it.
    OrderForbids,
    /// What must be known cannot be known.
    InformationMissing,
    /// No room, worker or time.
    NoCapacity,
    /// The family cannot pay and no waiver is possible.
    Cost,
    /// Too far to travel.
    Distance,
    /// A conflict of interest.
    ConflictOfInterest,
    /// Something else, named in the reasons.
    Other,
}

/// What a free text of a referral tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextKind {
    /// What the application or referral asks for.
    WhatIsAskedFor,
    /// Why.
    Reasons,
    /// What the applicant wants the court to do for safety.
    WantedFromTheCourt,
    /// How often and for how long contact is wished.
    Frequency,
    /// Where the children are now, as the application says. A protected fact.
    WhereTheChildrenAre,
    /// Who holds the children's passports.
    WhoHoldsPassports,
    /// What is known of the local authority's involvement.
    LocalAuthority,
    /// What is known of the police's involvement.
    Police,
    /// Who brings and collects the children.
    WhoBrings,
    /// What somebody fears, in their own words.
    Fears,
    /// When the visiting adult and the children last saw each other.
    LastContact,
    /// Anything else the referrer wants the centre to know.
    Anything,
}

/// Whether other proceedings go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ongoing {
    /// They go on.
    Ongoing,
    /// They are over.
    Previous,
    /// Nobody said.
    NotStated,
}

/// Whether a second reader of an order's transcription found it right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CheckOutcome {
    /// It says what the order says.
    Agrees,
    /// It does not: it must be transcribed again.
    Differs,
}
