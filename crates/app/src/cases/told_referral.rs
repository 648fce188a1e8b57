//! A referral's part of the timeline in words.

use super::told::Told;
use super::words;
use domain::referral::{ContactWanted, FactAssertion, ReferralEvent};
use domain::words::{ContactLevel, Side};

pub(super) fn referral(event: &ReferralEvent) -> Told {
    if let Some(told) = referral_people(event) {
        return told;
    }
    if let Some(told) = referral_orders(event) {
        return told;
    }
    if let Some(told) = referral_facts(event) {
        return told;
    }
    if let Some(told) = referral_harm(event) {
        return told;
    }
    referral_course(event).unwrap_or_else(|| referral_decision(event))
}

fn referral_people(event: &ReferralEvent) -> Option<Told> {
    Some(match event {
        ReferralEvent::ChildAdded { person, .. } => Told::new("Child on the referral: ").about(*person),
        ReferralEvent::AdultAdded { person, side, .. } => {
            let told = Told::new("Adult on the referral: ").about(*person);
            match side {
                Some(side) => told.and(format!(" ({})", words::side(*side))),
                None => told.and(" (nobody has said on which side)"),
            }
        }
        ReferralEvent::SideStated { person, side } => match side {
            Side::Resident => Told::new("The children live with ").about(*person),
            Side::Visiting => Told::new("The visiting adult is ").about(*person),
            Side::Other => Told::new("Neither visiting adult nor the one the child lives with: ").about(*person),
        },
        ReferralEvent::RelationshipRecorded(relation) => Told::new("")
            .about(relation.adult)
            .and(format!(" is recorded as {} of ", words::relationship(relation.kind)))
            .about(relation.child)
            .words_if("As stated", relation.as_stated.as_ref()),
        ReferralEvent::NeedNoted { .. } => Told::new("A need was noted"),
        _ => return None,
    })
}

fn referral_orders(event: &ReferralEvent) -> Option<Told> {
    Some(match event {
        ReferralEvent::OrderRecorded(order) => {
            Told::new(format!("The centre was told of an order: {}", words::order_kind(order.kind)))
                .words_if("Court or body", order.made_by.as_ref())
        }
        ReferralEvent::OrderTranscribed { .. } => Told::new("An order was read and written down from its copy"),
        ReferralEvent::OrderSecondChecked { outcome, .. } => {
            Told::new(format!("A second person compared an order with its copy: {}", words::check_outcome(*outcome)))
        }
        ReferralEvent::ClauseExceptionRecorded { now, source, .. } => {
            Told::new(format!("About a clause of an order: {}", words::exception(now.exception)))
                .words("Source", source)
        }
        ReferralEvent::ProceedingsNoted(proceedings) => {
            Told::new("Other court proceedings were noted").words_if("Details", proceedings.details.as_ref())
        }
        ReferralEvent::AppliedFor { orders } => {
            let kinds: Vec<_> = orders.iter().map(|kind| words::order_kind(*kind)).collect();
            Told::new(format!("The application asks for: {}", kinds.join(", ")))
        }
        ReferralEvent::CourtRecorded(court) => Told::new("Court details were recorded")
            .words_if("Court", court.court.as_ref())
            .words_if("Number", court.case_number.as_ref()),
        _ => return None,
    })
}

fn referral_facts(event: &ReferralEvent) -> Option<Told> {
    Some(match event {
        ReferralEvent::AnswerRecorded { topic, about, answer, note } => {
            let told = Told::new(format!("Answer about {}", topic.label()));
            let told = match about {
                Some(person) => told.and(" of ").about(*person),
                None => told,
            };
            told.and(format!(": {}", words::answer(*answer))).words_if("Note", note.as_ref())
        }
        ReferralEvent::TextRecorded { kind, text } => {
            Told::new("Something was told in words").words(words::text_kind(*kind), text)
        }
        ReferralEvent::ContactWished(wish) => {
            let told = if wish.by.is_empty() {
                Told::new("What somebody agrees to was recorded")
            } else {
                Told::new("What contact is agreed to was recorded, as said by ").everybody(&wish.by)
            };
            told.and(format!(": {}", words::contact_wanted(ContactWanted::of(wish))))
        }
        ReferralEvent::LevelRequested { level } => Told::new(format!("Requested: {}", level.label())),
        ReferralEvent::LevelOrdered { level, .. } => Told::new(format!("Ordered: {}", level.label())),
        ReferralEvent::DecidedByRecorded { decided_by } => {
            Told::new(format!("Contact is decided by {}", words::decided_by(*decided_by)))
        }
        _ => return None,
    })
}

fn referral_harm(event: &ReferralEvent) -> Option<Told> {
    Some(match event {
        ReferralEvent::AssertionRecorded(assertion) => statement(assertion),
        ReferralEvent::AssertionStatusRecorded { status, source, .. } => {
            Told::new(format!("What stands behind a statement of harm: {}", status.label())).words("Source", source)
        }
        ReferralEvent::ConclusionRecorded(conclusion) => {
            let says = words::answer(conclusion.poses_risk).to_lowercase();
            Told::new(format!("Whether {} concludes that ", words::concluded_by(conclusion.by)))
                .about(conclusion.about)
                .and(format!(" poses a risk: {says}"))
                .words_if("Note", conclusion.note.as_ref())
        }
        _ => return None,
    })
}

fn statement(a: &FactAssertion) -> Told {
    let told = Told::new(format!("Statement of {} ({})", a.harm.label(), a.status.label()));
    let told = if a.by.is_empty() { told } else { told.and(", about ").everybody(&a.by) };
    let told = if a.against.is_empty() { told } else { told.and(", towards ").everybody(&a.against) };
    told.words_if("When", a.when.as_ref()).words_if("As told", a.narrative.as_ref())
}

fn referral_course(event: &ReferralEvent) -> Option<Told> {
    Some(match event {
        ReferralEvent::Drafted { route, .. } => Told::new(format!("A referral came in, {}", words::route(*route))),
        ReferralEvent::ReferrerRecorded { referrer, .. } => {
            Told::new(format!("Who refers was recorded: {}", referrer.label()))
        }
        ReferralEvent::OriginalKept { .. } => Told::new("The file it came in was kept, sealed"),
        ReferralEvent::NotMappedListed { count, .. } => {
            Told::new(format!("{count} places of the file have no place in a referral, and are listed"))
        }
        ReferralEvent::InformationRequested { to, question, .. } => {
            Told::new(format!("Information was asked of {}", words::asked(*to))).words("Question", question)
        }
        ReferralEvent::InformationRecorded { outcome, reply, .. } => {
            Told::new(format!("A request for information ended: {}", words::info_outcome(*outcome)))
                .words_if("Reply", reply.as_ref())
        }
        ReferralEvent::Submitted => Told::new("The referral was handed in"),
        ReferralEvent::Converted => Told::new("The referral is dealt with: an arrangement stands in its place"),
        _ => return None,
    })
}

fn referral_decision(event: &ReferralEvent) -> Told {
    match event {
        ReferralEvent::TriageRecorded { level_needed, reasons } => {
            let level = level_needed.map_or("no level stated", ContactLevel::label);
            Told::new(format!("The referral was looked through: {level}")).words("Reasons", reasons)
        }
        ReferralEvent::AcceptedToPreVisit { level, reasons } => {
            Told::new(format!("Accepted to pre-visits, for {}", level.label())).words("Reasons", reasons)
        }
        ReferralEvent::Redirected { to, reasons } => {
            Told::new(format!("Sent elsewhere: {}", words::redirect_to(*to))).words("Reasons", reasons)
        }
        ReferralEvent::Declined { ground, reasons } => {
            Told::new(format!("Not taken: {}", words::decline_ground(*ground))).words("Reasons", reasons)
        }
        ReferralEvent::Waitlisted { reasons } => Told::new("Put on the waiting list").words("Reasons", reasons),
        ReferralEvent::Accepted { reasons } => Told::new("The referral was accepted").words("Reasons", reasons),
        ReferralEvent::Withdrawn { reasons } => Told::new("The referral was withdrawn").words("Reasons", reasons),
        // People, orders and facts are told by the functions before.
        _ => Told::new("Something was recorded on the referral"),
    }
}
