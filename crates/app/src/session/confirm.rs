//! What whoever leads a session must know before it goes ahead: who may come, the controls, what is on record and on what
//! footing, and what the rules find.

use super::names::{Name, short_name};
use super::page::{SessionFile, Shown};
use crate::failure::Failure;
use crate::house::House;
use crate::sign_in::SignedIn;
use access::Sealed;
use access::action::Ordinary;
use domain::ids::{PersonId, SessionId};
use domain::person::NeedKind;
use domain::risk::{AppliesTo, Control, ControlKind, Requirement};
use domain::rules::{self, Effect, Moment, Standing};
use domain::session::{Stage, confirm_facts};
use domain::words::{EvidentialStatus, Harm, Narrative, OrderKind, OrderSeen};
use domain::world::CaseState;

/// The need-to-know card of a session, and what the rules find before it goes ahead.
#[derive(Debug)]
pub struct ConfirmPage {
    /// What stands on every page of it.
    pub shown: Shown,
    /// The controls that the assessment asks for.
    pub controls: Vec<ControlLine>,
    /// Needs to be ready for, by person. Health is not among them.
    pub needs: Vec<(Name, NeedKind)>,
    /// What is on record, each with what stands behind it; empty for a reader who may not read the case.
    pub facts: Vec<FactLine>,
    /// Orders that may be in force, with whether somebody has seen a copy.
    pub orders: Vec<(OrderKind, OrderSeen)>,
    /// Whether the case is open to this reader.
    pub case_open: bool,
    /// Whether this reader may confirm, and it can still be confirmed.
    pub may_confirm: bool,
    /// Whether this reader may ask for an override.
    pub may_ask: bool,
    /// Findings that stop it.
    pub stops: Vec<Standing>,
    /// Findings that two people have overridden.
    pub overridden: Vec<Standing>,
    /// Findings to be read.
    pub warnings: Vec<Standing>,
}

/// A control of the assessment.
#[derive(Debug)]
pub struct ControlLine {
    /// Which.
    pub kind: ControlKind,
    /// Whether a session can go ahead without it.
    pub requirement: Requirement,
    /// To whom it applies; `None` for the session as a whole.
    pub person: Option<Name>,
    /// How it is done here.
    pub note: Option<Sealed<Narrative, Ordinary>>,
    /// Whether this session plans it.
    pub planned: bool,
}

/// Something on record about somebody, with what stands behind it.
#[derive(Debug)]
pub struct FactLine {
    /// What kind of harm.
    pub harm: Harm,
    /// What stands behind it.
    pub status: EvidentialStatus,
    /// Of whom it is said.
    pub by: Vec<Name>,
    /// To whom.
    pub against: Vec<Name>,
}

impl SessionFile {
    fn names(&self, people: &[PersonId]) -> Vec<Name> {
        people.iter().map(|person| short_name(&self.world, *person, self.record)).collect()
    }

    fn control(&self, control: &Control) -> ControlLine {
        ControlLine {
            kind: control.kind,
            requirement: control.requirement,
            person: match control.applies_to {
                AppliesTo::Session => None,
                AppliesTo::Person(person) => Some(short_name(&self.world, person, self.record)),
            },
            note: control.note.clone().map(|note| Sealed::new(self.record, note)),
            planned: self.slot.controls.contains(&control.id),
        }
    }

    fn controls(&self, case: &CaseState) -> Vec<ControlLine> {
        let current = case.risk.current.as_ref();
        current.map_or_else(Vec::new, |current| {
            current.signed.draft.content.controls.iter().map(|control| self.control(control)).collect()
        })
    }

    fn needs(&self) -> Vec<(Name, NeedKind)> {
        let coming = self.slot.visits.iter().filter_map(|v| Some((v.person, self.world.people.get(&v.person)?)));
        coming
            .flat_map(|(person, state)| {
                let kinds = state.needs.iter().filter_map(|need| need.expose()).map(|need| need.kind);
                kinds.map(move |kind| (person, kind))
            })
            .filter(|(_, kind)| kind.compartment() == domain::private::Compartment::Ordinary)
            .map(|(person, kind)| (short_name(&self.world, person, self.record), kind))
            .collect()
    }

    fn facts(&self, case: &CaseState) -> Vec<FactLine> {
        let line = |assertion: &domain::referral::FactAssertion| FactLine {
            harm: assertion.harm,
            status: assertion.status,
            by: self.names(&assertion.by),
            against: self.names(&assertion.against),
        };
        case.referral.assertions.iter().map(line).collect()
    }

    fn orders(&self, case: &CaseState) -> Vec<(OrderKind, OrderSeen)> {
        let in_force = case.referral.orders.iter().filter(|order| order.may_be_in_force(self.slot.contact.date()));
        in_force.map(|order| (order.kind(), order.seen)).collect()
    }
}

impl House {
    /// What must be known and checked before a session goes ahead.
    pub async fn confirm_page(&self, who: &SignedIn, session: SessionId) -> Result<ConfirmPage, Failure> {
        let mut file = self.open_session(who, session).await?;
        let centre = who.asker.centre;
        let looks_at = file.state().map(|record| record.session.looks_at(centre)).unwrap_or_default();
        self.read_into(&mut file.world, centre, &looks_at).await?;
        let people = file.world.cases.values().flat_map(|case| case.referral.people());
        let people: Vec<_> = people.map(domain::stream::StreamName::Person).collect();
        self.read_into(&mut file.world, centre, &people).await?;
        let case_open = self.may(who, "read-case", file.record).await?;
        let permitted = self.may(who, "confirm-session", file.record).await?;
        let case = file.world.cases.get(&file.slot.case).cloned().ok_or(Failure::NotOpen)?;
        let facts = confirm_facts(&file.world, session, file.now, file.today).ok_or(Failure::NotOpen)?;
        let found = rules::standing(rules::at(Moment::Confirm, &facts), &case.overrides, file.today);
        let planned = file.state().is_some_and(|record| record.session.stage() == Stage::Planned);
        let (stops, passing): (Vec<_>, Vec<_>) = found.into_iter().partition(Standing::stops);
        let (overridden, rest): (Vec<_>, Vec<_>) = passing.into_iter().partition(|s| s.overridden.is_some());
        Ok(ConfirmPage {
            controls: file.controls(&case),
            needs: file.needs(),
            facts: if case_open { file.facts(&case) } else { Vec::new() },
            orders: if case_open { file.orders(&case) } else { Vec::new() },
            case_open,
            may_confirm: permitted && planned,
            may_ask: self.may(who, "request-override", file.record).await?,
            stops,
            overridden,
            warnings: rest.into_iter().filter(warns).collect(),
            shown: file.into_shown()?,
        })
    }
}

fn warns(standing: &Standing) -> bool {
    matches!(standing.finding.effect, Effect::Warn | Effect::Escalate | Effect::Incident)
}
