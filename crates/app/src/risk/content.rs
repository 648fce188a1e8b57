use crate::cases::CaseFile;
use access::Sealed;
use access::action::Ordinary;
use domain::ids::{ControlId, PersonId};
use domain::private::{Compartment, Private};
use domain::risk::{
    AppliesTo, ChildImpact, Content, Control, ControlKind, Hazard, HazardKind, ProtectedPair, Requirement,
    RiskConclusion, Source, SourceKind, Unknown,
};
use domain::words::{ContactLevel, EvidentialStatus, Narrative};

/// Words that may lie in another compartment than the one a case's pages open.
#[derive(Debug)]
pub enum Kept {
    /// They open with the case.
    Here(Sealed<Narrative, Ordinary>),
    /// They lie among the protected facts: a page of their own opens them, for a purpose.
    WithProtectedFacts,
    /// They lie among what is known of health.
    WithHealth,
    /// They lie where this page does not look.
    Elsewhere,
}

/// A hazard.
#[derive(Debug)]
pub struct HazardLine {
    /// The kind.
    pub kind: HazardKind,
    /// About whom.
    pub about: Option<PersonId>,
    /// Towards whom.
    pub towards: Vec<PersonId>,
    /// What stands behind it.
    pub status: EvidentialStatus,
    /// What is known, in words.
    pub what: Kept,
}

/// What it means for one child.
#[derive(Debug)]
pub struct ImpactLine {
    /// The child.
    pub child: PersonId,
    /// In words.
    pub impact: Sealed<Narrative, Ordinary>,
}

/// Something the centre does not know.
#[derive(Debug)]
pub struct UnknownLine {
    /// What.
    pub what: Sealed<Narrative, Ordinary>,
    /// Who could tell.
    pub could_tell: SourceKind,
}

/// A control.
#[derive(Debug)]
pub struct ControlLine {
    /// Its id.
    pub id: ControlId,
    /// The kind.
    pub kind: ControlKind,
    /// Whether a session can go ahead without it.
    pub requirement: Requirement,
    /// To whom it applies.
    pub applies_to: AppliesTo,
    /// How it is done here.
    pub note: Option<Sealed<Narrative, Ordinary>>,
}

/// What a version says, to be opened with the case's grant.
#[derive(Debug)]
pub struct ContentLines {
    /// The level its author holds to be the least that is safe.
    pub level: ContactLevel,
    /// Hazards.
    pub hazards: Vec<HazardLine>,
    /// Impact, child by child.
    pub impact: Vec<ImpactLine>,
    /// What is not known.
    pub unknowns: Vec<UnknownLine>,
    /// Controls.
    pub controls: Vec<ControlLine>,
    /// Sources.
    pub sources: Vec<Source>,
    /// Adults who must not meet.
    pub protected_pairs: Vec<ProtectedPair>,
    /// Conclusions that an adult poses a risk.
    pub conclusions: Vec<RiskConclusion>,
}

impl CaseFile {
    pub(super) fn content_lines(&self, content: &Content) -> ContentLines {
        ContentLines {
            level: content.level,
            hazards: content.hazards.iter().map(|hazard| self.hazard_line(hazard)).collect(),
            impact: content.impact.iter().map(|impact| self.impact_line(impact)).collect(),
            unknowns: content.unknowns.iter().map(|unknown| self.unknown_line(unknown)).collect(),
            controls: content.controls.iter().map(|control| self.control_line(control)).collect(),
            sources: content.sources.clone(),
            protected_pairs: content.protected_pairs.clone(),
            conclusions: content.conclusions.clone(),
        }
    }

    pub(super) fn hazard_line(&self, hazard: &Hazard) -> HazardLine {
        HazardLine {
            kind: hazard.kind,
            about: hazard.about,
            towards: hazard.towards.clone(),
            status: hazard.status,
            what: self.kept(&hazard.what),
        }
    }

    pub(super) fn impact_line(&self, impact: &ChildImpact) -> ImpactLine {
        ImpactLine { child: impact.child, impact: self.seal(impact.impact.clone()) }
    }

    pub(super) fn unknown_line(&self, unknown: &Unknown) -> UnknownLine {
        UnknownLine { what: self.seal(unknown.what.clone()), could_tell: unknown.could_tell }
    }

    pub(super) fn control_line(&self, control: &Control) -> ControlLine {
        ControlLine {
            id: control.id,
            kind: control.kind,
            requirement: control.requirement,
            applies_to: control.applies_to,
            note: control.note.clone().map(|note| self.seal(note)),
        }
    }

    pub(super) fn kept(&self, words: &Private<Narrative>) -> Kept {
        match words.compartment() {
            None | Some(Compartment::Ordinary) => Kept::Here(self.seal(words.clone())),
            Some(Compartment::ProtectedFacts) => Kept::WithProtectedFacts,
            Some(Compartment::Health) => Kept::WithHealth,
            Some(Compartment::Disclosure | Compartment::MultiAgency) => Kept::Elsewhere,
        }
    }
}
