use serde::{Deserialize, Serialize};

/// What a question of safety is about. Which of them must be answered before a referral is accepted says
/// [`Topic::is_mandatory`] (R-R08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Topic {
    /// Whether any court order restricts somebody or directs contact.
    OrdersInForce,
    /// Whether anybody is on bail with conditions.
    BailConditions,
    /// Whether there is or was domestic abuse.
    DomesticAbuse,
    /// Whether a child was or may have been abused or neglected.
    ChildAbuse,
    /// Whether a child was taken or may be taken away.
    ChildAbduction,
    /// Whether drugs or alcohol are a concern.
    SubstanceAbuse,
    /// Whether there is any other concern for safety.
    OtherConcerns,
    /// Whether the police are or were involved.
    PoliceInvolved,
    /// Whether the children are known to a local authority.
    LocalAuthorityKnown,
    /// Whether a child is in need under section 17.
    ChildInNeed,
    /// Whether a child is under a child protection plan.
    ChildProtectionPlan,
    /// Whether a child is looked after by a local authority.
    LookedAfter,
    /// Whether somebody needs an interpreter.
    InterpreterNeeded,
    /// Whether somebody has an access need.
    AccessNeeded,
    /// Whether somebody asked to be kept apart from another adult.
    KeptApart,
    /// Whether the children have a passport.
    PassportHeld,
    /// Whether the children have more than one passport.
    SeveralPassports,
    /// Whether the passport office was told.
    PassportOfficeTold,
    /// Whether somebody threatened to take a child away, or did before.
    AbductionThreatened,
    /// Whether police or others were involved in an earlier abduction.
    AbductionPolice,
    /// Whether both adults know of the referral.
    BothAdultsInformed,
    /// Whether each adult told the centre their own account (R-R09).
    AccountObtained,
    /// Whether a fact-finding hearing was held or is planned.
    FactFindingHearing,
    /// Whether the referrer knows what the level of contact means (R-R16).
    LevelExplained,
    /// Whether another centre refused or stopped contact (R-R14).
    RefusedElsewhere,
    /// Whether anybody lives in a refuge.
    InRefuge,
    /// Whether there are or were other court proceedings about the children.
    OtherProceedings,
    /// Whether the adults agree on the contact.
    AdultsAgree,
    /// Whether the centre holds a written agreement of the adults.
    WrittenAgreement,
    /// Whether mediation was left out because of domestic abuse: a claim to hold evidence of it.
    ExemptForAbuse,
}

impl Topic {
    /// Those that must be answered, or asked and not obtainable, before a referral is accepted (R-R08).
    pub const MANDATORY: [Self; 6] = [
        Self::OrdersInForce,
        Self::BailConditions,
        Self::DomesticAbuse,
        Self::PoliceInvolved,
        Self::LocalAuthorityKnown,
        Self::ChildProtectionPlan,
    ];

    /// Whether it must be answered before a referral is accepted (R-R08).
    pub fn is_mandatory(self) -> bool {
        Self::MANDATORY.contains(&self)
    }

    /// The name used in lists of what is unknown, as `referral import` prints it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OrdersInForce => "orders_in_force",
            Self::BailConditions => "bail_conditions",
            Self::DomesticAbuse => "domestic_abuse",
            Self::ChildAbuse => "child_abuse",
            Self::ChildAbduction => "child_abduction",
            Self::SubstanceAbuse => "substance_abuse",
            Self::OtherConcerns => "other_concerns",
            Self::PoliceInvolved => "police_involved",
            Self::LocalAuthorityKnown => "local_authority_known",
            Self::ChildInNeed => "child_in_need",
            Self::ChildProtectionPlan => "child_protection_plan",
            Self::LookedAfter => "looked_after",
            Self::InterpreterNeeded => "interpreter_needed",
            Self::AccessNeeded => "access_needed",
            Self::KeptApart => "kept_apart",
            Self::PassportHeld => "passport_held",
            Self::SeveralPassports => "several_passports",
            Self::PassportOfficeTold => "passport_office_told",
            Self::AbductionThreatened => "abduction_threatened",
            Self::AbductionPolice => "abduction_police",
            Self::BothAdultsInformed => "both_adults_informed",
            Self::AccountObtained => "account_obtained",
            Self::FactFindingHearing => "fact_finding_hearing",
            Self::LevelExplained => "level_explained",
            Self::RefusedElsewhere => "refused_elsewhere",
            Self::InRefuge => "in_refuge",
            Self::OtherProceedings => "other_proceedings",
            Self::AdultsAgree => "adults_agree",
            Self::WrittenAgreement => "written_agreement",
            Self::ExemptForAbuse => "exempt_for_abuse",
        }
    }

    /// The topic in the words pages show.
    pub const fn label(self) -> &'static str {
        match self {
            Self::OrdersInForce => "court orders in force",
            Self::BailConditions => "bail conditions",
            Self::DomesticAbuse => "domestic abuse",
            Self::ChildAbuse => "abuse or neglect of a child",
            Self::ChildAbduction => "abduction of a child",
            Self::SubstanceAbuse => "drugs or alcohol",
            Self::OtherConcerns => "other concerns for safety",
            Self::PoliceInvolved => "police involvement",
            Self::LocalAuthorityKnown => "known to a local authority",
            Self::ChildInNeed => "child in need",
            Self::ChildProtectionPlan => "child protection plan",
            Self::LookedAfter => "looked after by a local authority",
            Self::InterpreterNeeded => "interpreter",
            Self::AccessNeeded => "access need",
            Self::KeptApart => "to be kept apart",
            Self::PassportHeld => "children's passport",
            Self::SeveralPassports => "more than one passport",
            Self::PassportOfficeTold => "passport office told",
            Self::AbductionThreatened => "earlier abduction or threat of it",
            Self::AbductionPolice => "police in an earlier abduction",
            Self::BothAdultsInformed => "both adults know of the referral",
            Self::AccountObtained => "each adult's own account",
            Self::FactFindingHearing => "fact-finding hearing",
            Self::LevelExplained => "referrer knows what the level means",
            Self::RefusedElsewhere => "refused or stopped at another centre",
            Self::InRefuge => "somebody lives in a refuge",
            Self::OtherProceedings => "other court proceedings",
            Self::AdultsAgree => "the adults agree",
            Self::WrittenAgreement => "written agreement of the adults",
            Self::ExemptForAbuse => "mediation left out because of abuse",
        }
    }
}
