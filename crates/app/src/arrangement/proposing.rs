use super::terms::TermsLine;
use crate::cases::{CaseHead, Names};
use crate::failure::Failure;
use crate::house::House;
use crate::session::{Name, door_name, room_name};
use crate::sign_in::SignedIn;
use access::Sealed;
use access::action::Ordinary;
use domain::arrangement::{Phase, case_facts};
use domain::centre::Standing as InUse;
use domain::ids::{CaseId, ControlId, EntranceId, PersonId, RoomId};
use domain::risk::{AppliesTo, ControlKind, Requirement};
use domain::rules::facts::Levels;
use domain::words::{ContactLevel, Narrative, Side};
use jiff::ToSpan as _;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// A control of the signed assessment.
#[derive(Debug)]
pub struct OfferedControl {
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

/// Whether an arrangement stands whose level terms must keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// None does: the level is open.
    None,
    /// Terms hold at this level; another level is a change of level, on which a second person decides.
    At(ContactLevel),
}

/// What proposing terms offers.
#[derive(Debug)]
pub struct Proposing {
    /// What stands above it.
    pub head: CaseHead,
    /// The people of the case.
    pub names: Names,
    /// Whether the level is open.
    pub standing: Standing,
    /// The level as four people see it.
    pub levels: Levels,
    /// The children the contact is about.
    pub children: Vec<PersonId>,
    /// The visiting adults.
    pub visiting: Vec<PersonId>,
    /// Every other adult of the case.
    pub others: Vec<PersonId>,
    /// Rooms in use.
    pub rooms: Vec<(RoomId, Name)>,
    /// Doors in use.
    pub entrances: Vec<(EntranceId, Name)>,
    /// The levels the centre offers; empty where it has not said.
    pub offered: BTreeSet<ContactLevel>,
    /// The controls of the signed assessment.
    pub controls: Vec<OfferedControl>,
    /// The last day on which it can be looked at again.
    pub latest_review: Date,
    /// The terms that stand, where they are changed.
    pub terms: Option<TermsLine>,
}

impl House {
    /// What proposing terms offers, to somebody who may.
    pub async fn proposing(&self, who: &SignedIn, case: CaseId) -> Result<Proposing, Failure> {
        let file = self.open_case(who, case).await?;
        if !self.may(who, "propose-arrangement", file.record).await? {
            return Err(Failure::NotOpen);
        }
        let state = file.case_state();
        let arrangement = &state.arrangement;
        let holds = matches!(arrangement.phase, Phase::Live | Phase::Paused);
        let agreed = arrangement.agreed.as_ref().filter(|_| holds);
        let (world, record) = (&file.world, file.record);
        let rooms = world.centre.rooms().iter().filter(|(_, room)| room.standing == InUse::Open);
        let doors = world.centre.entrances().iter().filter(|(_, door)| door.standing == InUse::Open);
        let visiting: Vec<_> = state.referral.adults_on(Side::Visiting).collect();
        let adults = state.referral.adults.iter().map(|adult| adult.person);
        let controls = state.risk.signed().map(|signed| signed.draft.content.controls.as_slice()).unwrap_or_default();
        Ok(Proposing {
            standing: agreed.map_or(Standing::None, |terms| Standing::At(terms.level)),
            levels: case_facts(world, case, file.now, file.today).case.levels,
            children: state.referral.children_of_referral().collect(),
            others: adults.filter(|adult| !visiting.contains(adult)).collect(),
            visiting,
            rooms: rooms.map(|(id, _)| (*id, room_name(world, *id, record))).collect(),
            entrances: doors.map(|(id, _)| (*id, door_name(world, *id, record))).collect(),
            offered: world.centre.settings().map(|settings| settings.levels.clone()).unwrap_or_default(),
            controls: (controls.iter())
                .map(|c| OfferedControl {
                    id: c.id,
                    kind: c.kind,
                    requirement: c.requirement,
                    applies_to: c.applies_to,
                    note: c.note.clone().map(|note| file.seal(note)),
                })
                .collect(),
            latest_review: file.today.checked_add(3.months()).unwrap_or(file.today),
            terms: arrangement.proposed.as_ref().or(agreed).map(|terms| file.terms_line(terms)),
            names: file.names(),
            head: file.into_head(),
        })
    }
}
