use crate::cases::CaseFile;
use crate::session::{Name, door_name, room_name};
use access::Sealed;
use access::action::Ordinary;
use domain::arrangement::{ComesAs, Frequency, HouseRules, LanguagePlan, OrderEnd, Terms, Timing};
use domain::ids::{ControlId, EntranceId, PersonId, RoomId};
use domain::risk::{AppliesTo, ControlKind, Requirement};
use domain::rules::facts::DecidedBy;
use domain::words::{ContactLevel, Narrative, Side};
use jiff::civil::Date;

/// Somebody who comes.
#[derive(Debug)]
pub struct AttendeeLine {
    /// Who.
    pub person: PersonId,
    /// As what.
    pub comes_as: ComesAs,
    /// How they are related to the child.
    pub relation: Option<Sealed<Narrative, Ordinary>>,
}

/// A control that every session under these terms carries out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ControlKept {
    /// Its id.
    pub id: ControlId,
    /// The kind; nothing where no signed assessment names it any more.
    pub kind: Option<(ControlKind, Requirement, AppliesTo)>,
}

/// Terms, to be opened with the case's grant.
#[derive(Debug)]
pub struct TermsLine {
    /// The level.
    pub level: ContactLevel,
    /// How often.
    pub frequency: Frequency,
    /// For how many minutes.
    pub minutes: u16,
    /// Who comes.
    pub attendees: Vec<AttendeeLine>,
    /// Who brings the child.
    pub brings: PersonId,
    /// Who collects the child.
    pub collects: PersonId,
    /// The room.
    pub room: (RoomId, Name),
    /// The doors.
    pub entrances: Vec<(Side, EntranceId, Name)>,
    /// When each side may arrive and leave.
    pub timing: Timing,
    /// Minutes the room stays empty before and after.
    pub room_buffer: u16,
    /// How what is said is understood.
    pub language: LanguagePlan,
    /// What may be brought and done.
    pub house_rules: HouseRules,
    /// When it is looked at again.
    pub review_on: Date,
    /// Until when the order runs.
    pub order_end: OrderEnd,
    /// Who decided that there is to be contact.
    pub decided_by: DecidedBy,
    /// What the centre told whoever decided.
    pub centre_concern: Option<Sealed<Narrative, Ordinary>>,
    /// The controls.
    pub controls: Vec<ControlKept>,
}

impl CaseFile {
    pub(super) fn terms_line(&self, terms: &Terms) -> TermsLine {
        let seal = |text: &domain::private::Private<Narrative>| self.seal(text.clone());
        TermsLine {
            level: terms.level,
            frequency: terms.frequency,
            minutes: terms.minutes,
            attendees: (terms.attendees.iter())
                .map(|a| AttendeeLine {
                    person: a.person,
                    comes_as: a.comes_as,
                    relation: a.relation.as_ref().map(seal),
                })
                .collect(),
            brings: terms.brings,
            collects: terms.collects,
            room: (terms.room, room_name(&self.world, terms.room, self.record)),
            entrances: (terms.entrances.iter())
                .map(|e| (e.side, e.entrance, door_name(&self.world, e.entrance, self.record)))
                .collect(),
            timing: terms.timing,
            room_buffer: terms.room_buffer,
            language: terms.language,
            house_rules: terms.house_rules,
            review_on: terms.review_on,
            order_end: terms.order_end,
            decided_by: terms.decided_by,
            centre_concern: terms.centre_concern.as_ref().map(seal),
            controls: terms.controls.iter().map(|id| self.control_kept(*id)).collect(),
        }
    }

    fn control_kept(&self, id: ControlId) -> ControlKept {
        let signed = self.case_state().risk.signed();
        let control = signed.and_then(|s| s.draft.content.controls.iter().find(|control| control.id == id));
        ControlKept { id, kind: control.map(|c| (c.kind, c.requirement, c.applies_to)) }
    }
}
