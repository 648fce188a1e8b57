//! The paper for one recipient: what they may have, and nothing else.

use super::page::ReportFile;
use crate::failure::Failure;
use access::action::ReadReport;
use access::{Grant, Sealed};
use documents::{
    Addendum as PaperAddendum, Attendee, CourtNote, OrderLine, Recipient as PaperRecipient, SessionReport, StaffMember,
    Statement as PaperStatement, Wellbeing as PaperWellbeing, Window as PaperWindow,
};
use domain::actor::Actor;
use domain::arrangement::ComesAs;
use domain::ids::PersonId;
use domain::private::Private;
use domain::report::{Basis, Recipient, Report, Section, Statement};
use domain::session::{BeforeOrAfter, WellbeingEntry};
use domain::words::{OrderSeen, at_centre};
use jiff::Timestamp;
use jiff::civil::DateTime;

/// Makes the data of the paper out of a report that was opened.
pub(super) struct PaperMaker<'a> {
    pub(super) file: &'a ReportFile,
    pub(super) report: &'a Report,
    pub(super) recipient: &'a Recipient,
    pub(super) now: Timestamp,
}

/// What stands where a text was erased.
const ERASED: &str = "(erased)";

impl PaperMaker<'_> {
    pub(super) fn make(self) -> Result<SessionReport, Failure> {
        let slot = &self.file.slot;
        let reference = self.file.world.cases.get(&slot.case).and_then(|case| case.referral.reference.as_ref());
        let (_, reviewer) = self.report.reviewer.ok_or(Failure::NotOpen)?;
        Ok(SessionReport {
            recipient: PaperRecipient {
                name: self.open(&self.recipient.name, |name| name.as_str().to_owned())?,
                role: self.recipient.kind.label().to_owned(),
            },
            centre: self.centre()?,
            case_reference: reference.map(ToString::to_string).unwrap_or_default(),
            record_id: self.file.id.to_string(),
            session_date: slot.contact.date(),
            session_time: Some(PaperWindow { from: slot.contact.from(), until: slot.contact.to() }),
            released: self.wall(self.now).date(),
            status: "Reviewed by somebody other than its author".to_owned(),
            author: self.staff(self.report.author)?,
            reviewer: self.staff(reviewer)?,
            attended: self.attended()?,
            orders: self.orders(),
            arrival: self.section(Section::Arrival, reviewer)?,
            session: self.section(Section::Session, reviewer)?,
            ending: self.section(Section::Ending, reviewer)?,
            wellbeing: self.wellbeing()?,
            court_note: match self.recipient.basis {
                Basis::CourtProperty => CourtNote::PropertyOfCourt,
                Basis::Order(_) | Basis::WrittenAgreement | Basis::Safeguarding => CourtNote::None,
            },
        })
    }

    fn grant(&self) -> &Grant<ReadReport> {
        &self.file.grant
    }

    fn open<T: Clone>(&self, value: &Private<T>, text: impl FnOnce(&T) -> String) -> Result<String, Failure> {
        let sealed = Sealed::<T, access::action::Ordinary>::new(self.file.record, value.clone());
        Ok(sealed.open(self.grant())?.map_or_else(|_| ERASED.to_owned(), text))
    }

    fn wall(&self, at: Timestamp) -> DateTime {
        at_centre(at, &self.file.world.centre.zone()).datetime()
    }

    fn centre(&self) -> Result<String, Failure> {
        match self.file.world.centre.name() {
            Some(name) => self.open(name, |label| label.as_str().to_owned()),
            None => Ok(String::new()),
        }
    }

    fn staff(&self, actor: Actor) -> Result<StaffMember, Failure> {
        let name = actor.worker().and_then(|id| self.file.world.workers.get(&id)).and_then(|worker| worker.name());
        let name = match name {
            Some(name) => self.open(name, domain::words::PersonName::full)?,
            None => "the program".to_owned(),
        };
        Ok(StaffMember { reference: actor.to_string(), name })
    }

    /// First names only: a party's copy must not carry another party's family name.
    fn first_name(&self, person: PersonId) -> Result<String, Failure> {
        let identity = self.file.world.people.get(&person).and_then(|state| state.identity.as_ref());
        match identity.and_then(|identity| identity.name.as_ref()) {
            Some(name) => self.open(name, |name| name.given().to_owned()),
            None => Ok("name not known".to_owned()),
        }
    }

    /// Those who were together. Who brought the child, and when they came and left, is not for the other side.
    fn attended(&self) -> Result<Vec<Attendee>, Failure> {
        let together = |comes: ComesAs| comes != ComesAs::Escort;
        let visits = self.file.slot.visits.iter().filter(|visit| together(visit.comes));
        visits
            .map(|visit| {
                Ok(Attendee { name: self.first_name(visit.person)?, role: visit.comes.label().to_lowercase() })
            })
            .collect()
    }

    fn orders(&self) -> Vec<OrderLine> {
        let orders = self.file.world.cases.get(&self.file.slot.case).map_or(&[][..], |c| &c.referral.orders[..]);
        orders
            .iter()
            .filter_map(|order| {
                Some(OrderLine {
                    kind: crate::cases::words::order_kind(order.kind()).to_owned(),
                    made_on: order.terms().issued_on?,
                    status: match order.seen {
                        OrderSeen::DescribedOnly => "not seen by the centre",
                        OrderSeen::CopySeen => "copy seen",
                        OrderSeen::SecondChecked => "copy seen and checked by two people",
                    }
                    .to_owned(),
                    terms: String::new(),
                    record_id: order.id().to_string(),
                })
            })
            .collect()
    }

    fn section(&self, section: Section, reviewer: Actor) -> Result<Vec<PaperStatement>, Failure> {
        let statements = self.report.statements.iter().filter(|s| s.section == section);
        statements
            .map(|statement| {
                let text = &statement.text;
                Ok(PaperStatement {
                    record_id: statement.id.to_string(),
                    text: self.open(text, |text| text.as_str().to_owned())?,
                    status: resting_on(statement),
                    recorded: self.wall(self.report.begun_at),
                    author: self.staff(self.report.author)?,
                    reviewer: self.staff(reviewer)?,
                    addenda: self.addenda(statement, text, reviewer)?,
                })
            })
            .collect()
    }

    fn addenda(
        &self,
        statement: &Statement,
        text: &Private<domain::words::Narrative>,
        reviewer: Actor,
    ) -> Result<Vec<PaperAddendum>, Failure> {
        self.report
            .addenda_to(statement.id)
            .map(|added| {
                Ok(PaperAddendum {
                    record_id: statement.id.to_string(),
                    earlier_text: self.open(text, |text| text.as_str().to_owned())?,
                    corrected_text: self.open(&added.text, |text| text.as_str().to_owned())?,
                    reason: "added after release".to_owned(),
                    recorded: self.wall(added.at),
                    author: self.staff(added.author)?,
                    reviewer: self.staff(reviewer)?,
                })
            })
            .collect()
    }

    fn wellbeing(&self) -> Result<Vec<PaperWellbeing>, Failure> {
        let children = self.file.slot.coming_as(ComesAs::Child);
        children
            .map(|child| {
                Ok(PaperWellbeing {
                    name: self.first_name(child.person)?,
                    before: self.how(child.person, BeforeOrAfter::Before)?,
                    after: self.how(child.person, BeforeOrAfter::After)?,
                    record_id: self.file.session.to_string(),
                })
            })
            .collect()
    }

    fn how(&self, person: PersonId, when: BeforeOrAfter) -> Result<String, Failure> {
        let session = self.file.world.sessions.get(&self.file.session).ok_or(Failure::NotOpen)?;
        let entries = session.session.wellbeing().iter().rev();
        let entry = entries.filter(|e| e.when == when).find(|e| e.person == Some(person) || e.person.is_none());
        match entry.map(|e| &e.entry) {
            None => Ok("not recorded".to_owned()),
            Some(WellbeingEntry::AsPlanned) => Ok("nothing out of the ordinary seen".to_owned()),
            // A concern goes its own way, by the safeguarding lead's decision.
            Some(WellbeingEntry::Concern | WellbeingEntry::NotSeen) => Ok("not described here".to_owned()),
            Some(WellbeingEntry::Described(text)) => self.open(text, |text| text.as_str().to_owned()),
            Some(WellbeingEntry::NotObtained(_)) => Ok("could not be obtained".to_owned()),
        }
    }
}

fn resting_on(statement: &Statement) -> String {
    match statement.sources.len() {
        0 => "rests on no note".to_owned(),
        1 => "rests on 1 record".to_owned(),
        several => format!("rests on {several} records"),
    }
}
