//! The rest of a case's stream in words: assessments, pre-visits, voice, arrangement, overrides, concerns.

use super::told::Told;
use domain::arrangement::ArrangementEvent;
use domain::concern::{ConcernEvent, RaisedBy};
use domain::emergency::EmergencyEvent;
use domain::interest::{InterestEvent, Settlement};
use domain::overrides::{Channel, OverrideEvent};
use domain::previsit::PreVisitEvent;
use domain::risk::{Countersignature, RiskEvent};
use domain::voice::VoiceEvent;
use domain::words::day_in_words as day;

pub(super) fn risk(event: &RiskEvent) -> Told {
    match event {
        RiskEvent::Drafted { number, .. } => Told::new(format!("Version {number} of the risk assessment was begun")),
        RiskEvent::DraftAmended { .. } => Told::new("The draft of the risk assessment was changed"),
        RiskEvent::Signed { valid_until, countersignature, .. } => {
            let second = match countersignature {
                Countersignature::Required => "; it counts once a second person has signed",
                Countersignature::NotRequired => "",
            };
            Told::new(format!("The risk assessment was signed, valid until {}{second}", day(*valid_until)))
        }
        RiskEvent::Countersigned { .. } => Told::new("The risk assessment was signed by a second person"),
        RiskEvent::Withdrawn { reason, .. } => {
            Told::new("A version of the risk assessment was withdrawn").words("Reason", reason)
        }
        RiskEvent::TriggerRaised { kind, note, .. } => {
            Told::new(format!("The risk assessment is due again: {}", kind.label())).words_if("Note", note.as_ref())
        }
    }
}

pub(super) fn previsit(event: &PreVisitEvent) -> Told {
    match event {
        PreVisitEvent::Planned { adult, plan, .. } => {
            Told::new("A pre-visit was planned for ").about(*adult).and(format!(" on {}", day(plan.window.date())))
        }
        PreVisitEvent::Held { adult, held, .. } => Told::new("The pre-visit of ")
            .about(*adult)
            .and(format!(" took place on {}", day(held.window.date())))
            .words_if("Note", held.note.as_ref()),
        PreVisitEvent::TextSigned { adult, text, on, .. } => {
            Told::new("").about(*adult).and(format!(" signed on {}: {}", day(*on), text.label()))
        }
        PreVisitEvent::NotHeld { reason, note, .. } => {
            Told::new(format!("A pre-visit did not take place: {}", reason.label())).words_if("Note", note.as_ref())
        }
    }
}

/// What was said stands on its own page: a timeline that quotes children would be read aloud.
pub(super) fn voice(event: &VoiceEvent) -> Told {
    let VoiceEvent::Recorded { person, stage, outcome, .. } = event;
    let what = if outcome.was_asked() { "was asked" } else { "was not asked, and why is written down" };
    Told::new("").about(*person).and(format!(" {what} ({})", stage.label().to_lowercase()))
}

pub(super) fn arrangement(event: &ArrangementEvent) -> Told {
    match event {
        ArrangementEvent::Proposed { terms } => Told::new(format!(
            "Terms were proposed: {}, {}",
            terms.level.label(),
            terms.frequency.label().to_lowercase()
        )),
        ArrangementEvent::Agreed { agreed_by } => {
            if agreed_by.is_empty() {
                Told::new("The terms were agreed")
            } else {
                Told::new("The terms were agreed by ").everybody(agreed_by)
            }
        }
        ArrangementEvent::Paused { reason, note } => {
            Told::new(format!("The arrangement was paused: {}", reason.label())).words_if("Note", note.as_ref())
        }
        ArrangementEvent::Resumed { note } => Told::new("The arrangement was resumed").words("What has changed", note),
        ArrangementEvent::LevelChangeProposed { from, to, why } => {
            Told::new(format!("A change from {} to {} was proposed", from.label(), to.label())).words("Why", why)
        }
        ArrangementEvent::LevelChangeDecided { from, to, decision, why } => Told::new(format!(
            "The change from {} to {} was decided by a second person: {}",
            from.label(),
            to.label(),
            decision.label().to_lowercase()
        ))
        .words("Why", why),
        ArrangementEvent::Ended { outcome, note } => {
            Told::new(format!("The arrangement ended: {}", outcome.label())).words_if("Note", note.as_ref())
        }
        ArrangementEvent::SessionMissed { contact, .. } => {
            Told::new(format!("The session of {} did not take place", day(contact.date())))
        }
        ArrangementEvent::SessionKept { contact, .. } => {
            Told::new(format!("The session of {} took place", day(contact.date())))
        }
    }
}

pub(super) fn interest(event: &InterestEvent) -> Told {
    match event {
        InterestEvent::Declared { closeness, .. } => {
            Told::new(format!("Somebody here said how close they are to the family: {}", closeness.label()))
        }
        InterestEvent::Suspected { because, .. } => {
            Told::new(format!("Somebody here may have something to do with the family: {}", because.label()))
        }
        InterestEvent::Settled { settlement, reason, .. } => {
            let found = match settlement {
                Settlement::Confirmed { closeness } => closeness.label(),
                Settlement::Cleared => "nothing",
            };
            Told::new(format!("What somebody here has to do with the family was settled: {found}"))
                .words("Reason", reason)
        }
    }
}

pub(super) fn overriding(event: &OverrideEvent) -> Told {
    match event {
        OverrideEvent::Requested { rule, reason, until, .. } => {
            Told::new(format!("An override of rule {rule} was asked for, until {}", day(*until)))
                .words("Reason", reason)
        }
        OverrideEvent::Authorised { role, channel, confirm_by, .. } => {
            let how = match channel {
                Channel::InPerson => "in person",
                Channel::ByLink => "by link",
                Channel::ByPhone => "by telephone",
            };
            let confirm = confirm_by.map_or_else(String::new, |by| format!(", to be confirmed by {}", day(by)));
            Told::new(format!("A second person, {}, authorised an override {how}{confirm}", role.label()))
        }
        OverrideEvent::Confirmed { .. } => Told::new("An override authorised by telephone was confirmed"),
        OverrideEvent::Withdrawn { reason, .. } => Told::new("An override was withdrawn").words("Reason", reason),
        OverrideEvent::PartnerLeadAsked { .. } => {
            Told::new("A link to an override was made for the lead of a partner centre")
        }
        OverrideEvent::Declined { .. } => Told::new("The second person did not authorise an override"),
    }
}

pub(super) fn emergency(event: &EmergencyEvent) -> Told {
    match event {
        EmergencyEvent::Asked { length, reason, .. } => {
            Told::new(format!("Somebody asked to be let into what is sealed, for {}", length.label()))
                .words("The emergency", reason)
        }
        EmergencyEvent::Agreed { .. } => Told::new("A second person agreed that they are let in"),
        EmergencyEvent::Refused { reason, .. } => {
            Told::new("A second person refused that they are let in").words("Reason", reason)
        }
        EmergencyEvent::Ended { .. } => Told::new("What was open in an emergency was closed, or the asking taken back"),
        EmergencyEvent::Noted { .. } => Told::new("The data-protection officer has looked at what was opened"),
    }
}

pub(super) fn concern(event: &ConcernEvent) -> Told {
    match event {
        ConcernEvent::IncidentReported(incident) => {
            let raised = match &incident.raised {
                RaisedBy::Recorder => String::new(),
                RaisedBy::Rule(rule) => format!(" (raised by rule {rule})"),
            };
            Told::new(format!("Incident: {}{raised}", incident.kind.label()))
                .words_if("What happened", incident.what.as_ref())
        }
        // Only readers who may open disclosures get as far as this; the words stay on the page that opens them.
        ConcernEvent::DisclosureCaptured { .. } => Told::new("A disclosure was recorded"),
        ConcernEvent::DisclosureSeen { .. } => Told::new("The safeguarding lead has read a disclosure"),
        ConcernEvent::IncidentReviewed { outcome, .. } => {
            Told::new("The safeguarding lead has reviewed an incident").words("What follows", outcome)
        }
    }
}
