use super::words::{AppliesTo, AtRisk, Concluder, ControlKind, HazardKind, Requirement, SourceKind};
use crate::ids::{CaseId, ControlId, FreshIds, PersonId};
use crate::private::{Compartment, Private, Subject};
use crate::words::{ContactLevel, EvidentialStatus, Narrative};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What could happen, about whom, and on what footing it is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hazard<T = Private<Narrative>> {
    /// The kind.
    pub kind: HazardKind,
    /// Whose conduct or condition it is about, where it is about one person.
    pub about: Option<PersonId>,
    /// Towards whom.
    #[serde(default)]
    pub towards: Vec<PersonId>,
    /// An allegation is never a finding.
    pub status: EvidentialStatus,
    /// What is known, in words.
    pub what: T,
}

/// What it means for one child. Each child has their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildImpact<T = Private<Narrative>> {
    /// The child.
    pub child: PersonId,
    /// How the child is and could be affected, as a person in their own right.
    pub impact: T,
}

/// Something the centre does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unknown<T = Private<Narrative>> {
    /// What is not known.
    pub what: T,
    /// Who could tell.
    pub could_tell: SourceKind,
}

/// A control as the assessor enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlGiven {
    /// The id of a control of an earlier version that stays; without it the control is new.
    #[serde(default)]
    pub id: Option<ControlId>,
    /// The kind.
    pub kind: ControlKind,
    /// Whether a session can go ahead without it.
    pub requirement: Requirement,
    /// To whom it applies.
    pub applies_to: AppliesTo,
    /// How it is done here; required for a control of another kind.
    #[serde(default)]
    pub note: Option<Narrative>,
}

/// A control that an assessment asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Control {
    /// Its id, by which arrangement and sessions plan it. It stays the same through the versions that keep it.
    pub id: ControlId,
    /// The kind.
    pub kind: ControlKind,
    /// Whether a session can go ahead without it.
    pub requirement: Requirement,
    /// To whom it applies.
    pub applies_to: AppliesTo,
    /// How it is done here.
    pub note: Option<Private<Narrative>>,
}

/// A source the assessor used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The kind.
    pub kind: SourceKind,
    /// The date of the information, where it is known.
    #[serde(default)]
    pub dated: Option<Date>,
}

/// Two adults who must not meet at the centre (R-O03, R-S02).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ProtectedPair {
    /// One of them.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
}

/// The conclusion of a risk assessment, ours or another body's, that an adult poses a risk (R-R17). A person writes
/// it down; the program never concludes anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct RiskConclusion {
    /// The adult.
    pub adult: PersonId,
    /// To whom.
    pub at_risk: AtRisk,
    /// Who concluded it.
    pub by: Concluder,
}

/// What an assessment says, as its author enters it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContentGiven {
    /// The level of contact the assessor holds to be the least that is safe. There is no default.
    pub level: ContactLevel,
    /// Hazards.
    #[serde(default)]
    pub hazards: Vec<Hazard<Narrative>>,
    /// Impact, child by child; all of them before it can be signed (R-P09).
    #[serde(default)]
    pub impact: Vec<ChildImpact<Narrative>>,
    /// What is not known.
    #[serde(default)]
    pub unknowns: Vec<Unknown<Narrative>>,
    /// Controls.
    #[serde(default)]
    pub controls: Vec<ControlGiven>,
    /// Sources used.
    #[serde(default)]
    pub sources: Vec<Source>,
    /// Adults who must not meet.
    #[serde(default)]
    pub protected_pairs: Vec<ProtectedPair>,
    /// Conclusions that an adult poses a risk.
    #[serde(default)]
    pub conclusions: Vec<RiskConclusion>,
}

/// What an assessment says, as it is recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The level of contact the assessor holds to be the least that is safe.
    pub level: ContactLevel,
    /// Hazards.
    pub hazards: Vec<Hazard>,
    /// Impact, child by child.
    pub impact: Vec<ChildImpact>,
    /// What is not known.
    pub unknowns: Vec<Unknown>,
    /// Controls.
    pub controls: Vec<Control>,
    /// Sources used.
    pub sources: Vec<Source>,
    /// Adults who must not meet.
    pub protected_pairs: Vec<ProtectedPair>,
    /// Conclusions that an adult poses a risk.
    pub conclusions: Vec<RiskConclusion>,
}

impl Content {
    /// The controls without which no session goes ahead.
    pub fn mandatory_controls(&self) -> impl Iterator<Item = &Control> {
        self.controls.iter().filter(|c| c.requirement == Requirement::Mandatory)
    }

    /// Whether it tells of abuse of one adult of the case by another, on whatever footing (R-P08).
    pub fn tells_of_domestic_abuse(&self, adults: &[PersonId]) -> bool {
        let adult = |person: &PersonId| adults.contains(person);
        self.hazards.iter().any(|hazard| match hazard.kind {
            HazardKind::CoerciveControl => true,
            HazardKind::PhysicalViolence
            | HazardKind::Strangulation
            | HazardKind::ThreatsToKill
            | HazardKind::Stalking
            | HazardKind::SexualHarm => hazard.about.as_ref().is_none_or(adult) && hazard.towards.iter().any(adult),
            _ => false,
        })
    }

    /// Whether the impact on this child has been written down, and is not erased.
    pub fn tells_impact_on(&self, child: PersonId) -> bool {
        self.impact.iter().any(|i| i.child == child && i.impact.expose().is_some())
    }
}

impl ContentGiven {
    /// Puts every text under the person it tells about, or under the case where it tells about several.
    pub fn seal(self, case: CaseId, ids: &mut dyn FreshIds) -> Content {
        let of_case = |text| Private::new(Subject::Case(case), Compartment::Ordinary, text);
        Content {
            level: self.level,
            hazards: self.hazards.into_iter().map(|h| h.seal(case)).collect(),
            impact: self
                .impact
                .into_iter()
                .map(|i| ChildImpact { child: i.child, impact: Private::of_person(i.child, i.impact) })
                .collect(),
            unknowns: self
                .unknowns
                .into_iter()
                .map(|u| Unknown { what: of_case(u.what), could_tell: u.could_tell })
                .collect(),
            controls: self.controls.into_iter().map(|c| c.seal(case, ids)).collect(),
            sources: self.sources,
            protected_pairs: self.protected_pairs,
            conclusions: self.conclusions,
        }
    }
}

impl Hazard<Narrative> {
    fn seal(self, case: CaseId) -> Hazard {
        let subject = match self.about {
            Some(person) if self.towards.is_empty() => Subject::Person(person),
            _ => Subject::Case(case),
        };
        let compartment = match self.kind {
            HazardKind::LocationTraced => Compartment::ProtectedFacts,
            HazardKind::Health => Compartment::Health,
            _ => Compartment::Ordinary,
        };
        Hazard {
            kind: self.kind,
            about: self.about,
            towards: self.towards,
            status: self.status,
            what: Private::new(subject, compartment, self.what),
        }
    }
}

impl ControlGiven {
    fn seal(self, case: CaseId, ids: &mut dyn FreshIds) -> Control {
        let subject = match self.applies_to {
            AppliesTo::Session => Subject::Case(case),
            AppliesTo::Person(person) => Subject::Person(person),
        };
        Control {
            id: self.id.unwrap_or_else(|| ControlId::fresh(ids)),
            kind: self.kind,
            requirement: self.requirement,
            applies_to: self.applies_to,
            note: self.note.map(|note| Private::new(subject, Compartment::Ordinary, note)),
        }
    }
}
