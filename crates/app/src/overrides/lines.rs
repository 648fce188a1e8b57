use crate::cases::{By, CaseHead};
use crate::worker::PartnerLine;
use access::Sealed;
use access::action::Ordinary;
use domain::ids::{OverrideId, WorkerId};
use domain::overrides::{Channel, OverrideStanding, SecondRole};
use domain::rules::{Finding, RuleId, SoleCoordinatorPack};
use domain::words::{Narrative, PersonName};
use jiff::Zoned;
use jiff::civil::Date;

/// One override from request to end.
#[derive(Debug)]
pub struct OverrideLine {
    /// Its id.
    pub id: OverrideId,
    /// The rule.
    pub rule: RuleId,
    /// The rule in one sentence, where this version of the program knows it.
    pub sentence: Option<&'static str>,
    /// How it stands today.
    pub standing: OverrideStanding,
    /// Whether the finding it names stands today; where it does not, the override no longer fits anything.
    pub fits: Fits,
    /// Who asked for it.
    pub requested_by: By,
    /// When.
    pub requested_at: Zoned,
    /// Why.
    pub reason: Sealed<Narrative, Ordinary>,
    /// The last day it is to hold.
    pub until: Date,
    /// What the second person did.
    pub second: Option<SecondLine>,
    /// The newest link made for the lead of a partner centre.
    pub asked: Option<AskedLine>,
    /// When the second person said that they do not authorise it.
    pub declined_at: Option<Zoned>,
    /// What the reader can do about it.
    pub open_to_reader: Vec<ReaderStep>,
}

/// Whether an override still fits what rules find.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// The finding it names stands.
    Stands,
    /// It names nothing that is found in the case today, or something that shows only when a session is planned.
    NotFoundNow,
}

/// What the second person did.
#[derive(Debug)]
pub struct SecondLine {
    /// Who.
    pub by: By,
    /// As what.
    pub role: SecondRole,
    /// How.
    pub channel: Channel,
    /// When it was recorded.
    pub at: Zoned,
    /// By telephone: the last day on which they can confirm it.
    pub confirm_by: Option<Date>,
    /// When they confirmed it.
    pub confirmed_at: Option<Zoned>,
}

/// A link made for the lead of a partner centre.
#[derive(Debug)]
pub struct AskedLine {
    /// Whom it is for.
    pub lead: By,
    /// Who made it.
    pub by: By,
    /// When.
    pub at: Zoned,
    /// Until when it works.
    pub until: Zoned,
}

/// What a reader can do about an override.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReaderStep {
    /// Authorise it as the second person, or write down that somebody did by telephone.
    Authorise,
    /// Write down that somebody else authorised it by telephone: the reader asked for it.
    WriteDownCall,
    /// Confirm what they authorised by telephone.
    Confirm,
    /// Make a link for the lead of a partner centre.
    AskPartner,
    /// Take it back.
    Withdraw,
}

/// The overrides of a case.
#[derive(Debug)]
pub struct OverridesPage {
    /// What stands above it.
    pub head: CaseHead,
    /// Every override, newest first.
    pub overrides: Vec<OverrideLine>,
    /// Findings of the case that two people could override and have not.
    pub open: Vec<Finding>,
    /// What stays with two people in a centre that one person runs.
    pub sole: Option<SoleCoordinatorPack>,
    /// Whether the reader may ask for one.
    pub may_request: bool,
}

/// What somebody asks an override of.
#[derive(Debug)]
pub struct OverrideRequest {
    /// What stands above it.
    pub head: CaseHead,
    /// The finding as it stands today; nothing where it shows only when a session is planned.
    pub finding: Option<Finding>,
    /// The rule in one sentence.
    pub sentence: Option<&'static str>,
    /// Today at the centre.
    pub today: Date,
    /// For how many days it can be asked at most.
    pub longest_days: u16,
}

/// Somebody who can be the second person.
#[derive(Debug)]
pub struct Second {
    /// Who.
    pub worker: WorkerId,
    /// Their name.
    pub name: Option<Sealed<PersonName, Ordinary>>,
    /// As what they can be.
    pub roles: Vec<SecondRole>,
}

/// What the second person looks at.
#[derive(Debug)]
pub struct Authorising {
    /// What stands above it.
    pub head: CaseHead,
    /// The override.
    pub line: OverrideLine,
    /// Who can be the second person, whoever asked for it left out.
    pub seconds: Vec<Second>,
    /// The leads of partner centres, who can authorise it by telephone.
    pub partners: Vec<PartnerLine>,
}
