//! Terms as a list to read.

use crate::answer::Answer;
use crate::cases::words::{bullets, capital, long, name_in, verbatim};
use crate::components::{Html, SummaryList, SummaryRow, Tag, TagColour};
use crate::risk::words::{applies_to, level};
use crate::today::words::name as place_name;
use access::Grant;
use access::action::ReadCase;
use app::arrangement::{AttendeeLine, ControlKept, TermsLine};
use app::cases::{CaseHead, Names};
use domain::arrangement::{Allowance, Away, HouseRules, OrderEnd, Timing};
use domain::ids::PersonId;
use domain::risk::Requirement;
use domain::rules::facts::DecidedBy;
use domain::words::Side;

/// Everything agreed or proposed, on a card.
pub(super) fn card(title: &str, terms: &TermsLine, names: &Names, head: &CaseHead) -> Result<Html, Answer> {
    let shown = Shown { names, grant: &head.grant };
    let mut rows = shown.contact(terms)?;
    rows.extend(shown.people(terms)?);
    rows.extend(shown.place(terms)?);
    rows.extend(house_rules(terms.house_rules));
    rows.extend(shown.grounds(terms)?);
    Ok(SummaryList::new(rows).card(title).card_level(3).into())
}

#[derive(Clone, Copy)]
struct Shown<'a> {
    names: &'a Names,
    grant: &'a Grant<ReadCase>,
}

impl Shown<'_> {
    fn name(self, person: PersonId) -> Result<String, Answer> {
        name_in(self.names, person, self.grant)
    }

    fn contact(self, terms: &TermsLine) -> Result<Vec<SummaryRow>, Answer> {
        Ok(vec![
            SummaryRow::new("Level", level(terms.level)),
            SummaryRow::new("How often", terms.frequency.label()),
            SummaryRow::new("Length of a session", minutes(terms.minutes)),
            SummaryRow::new("Room", place_name(&terms.room.1, self.grant)?),
            SummaryRow::new("Room empty before and after", minutes(terms.room_buffer)),
        ])
    }

    fn people(self, terms: &TermsLine) -> Result<Vec<SummaryRow>, Answer> {
        let coming: Result<Vec<_>, Answer> = terms.attendees.iter().map(|attendee| self.attendee(attendee)).collect();
        Ok(vec![
            SummaryRow::new("Who comes", bullets(coming?)),
            SummaryRow::new("Brings the child", self.name(terms.brings)?),
            SummaryRow::new("Collects the child", self.name(terms.collects)?),
        ])
    }

    fn attendee(self, attendee: &AttendeeLine) -> Result<Html, Answer> {
        let who = Html::from(format!("{}: {}", self.name(attendee.person)?, attendee.comes_as.label().to_lowercase()));
        Ok(match &attendee.relation {
            Some(relation) => who.then(verbatim(relation, self.grant)?),
            None => who,
        })
    }

    fn place(self, terms: &TermsLine) -> Result<Vec<SummaryRow>, Answer> {
        let mut rows = Vec::new();
        for (side, _, door) in &terms.entrances {
            rows.push(SummaryRow::new(door_of(*side), place_name(door, self.grant)?));
        }
        rows.extend(timing(terms.timing));
        rows.push(SummaryRow::new("What is said is understood", terms.language.label()));
        Ok(rows)
    }

    fn grounds(self, terms: &TermsLine) -> Result<Vec<SummaryRow>, Answer> {
        let mut rows = vec![
            SummaryRow::new("Looked at again", long(terms.review_on)),
            SummaryRow::new("The order runs", order_end(terms.order_end)),
            SummaryRow::new("Who decided that there is to be contact", decided_by(terms.decided_by)),
        ];
        let concern = match &terms.centre_concern {
            Some(concern) => verbatim(concern, self.grant)?,
            None => "Nothing is written here".into(),
        };
        rows.push(SummaryRow::new("What the centre told whoever decided", concern));
        let controls: Result<Vec<_>, Answer> = terms.controls.iter().map(|control| self.control(*control)).collect();
        let controls = controls?;
        let controls = if controls.is_empty() { Html::from("None") } else { bullets(controls) };
        rows.push(SummaryRow::new("Controls in every session", controls));
        Ok(rows)
    }

    fn control(self, control: ControlKept) -> Result<Html, Answer> {
        let Some((kind, requirement, to)) = control.kind else {
            return Ok("A control that the signed assessment no longer names".into());
        };
        let colour = match requirement {
            Requirement::Mandatory => TagColour::Tint,
            Requirement::Advisory => TagColour::Grey,
        };
        let to = applies_to(to, self.names, self.grant)?;
        Ok(Html::from(format!("{}, for {to} ", kind.label())).then(Tag::new(requirement.label()).colour(colour)))
    }
}

/// The question and row of a side's door.
pub(super) const fn door_of(side: Side) -> &'static str {
    match side {
        Side::Resident => "Door of the child and whoever brings them",
        Side::Visiting => "Door of the visiting side",
        Side::Other => "Door of others",
    }
}

fn timing(timing: Timing) -> [SummaryRow; 6] {
    let before = |away: Away| format!("{} to {} minutes before contact starts", away.far, away.near);
    let after = |away: Away| format!("{} to {} minutes after contact ends", away.near, away.far);
    [
        SummaryRow::new("The visiting side arrives", before(timing.visiting_arrives)),
        SummaryRow::new("The child arrives", before(timing.child_arrives)),
        SummaryRow::new("Between the two at arriving", minutes(timing.arriving_buffer())),
        SummaryRow::new("The child leaves", after(timing.child_leaves)),
        SummaryRow::new("The visiting side leaves", after(timing.visiting_leaves)),
        SummaryRow::new("Between the two at leaving", minutes(timing.leaving_buffer())),
    ]
}

fn house_rules(rules: HouseRules) -> Vec<SummaryRow> {
    let row = |name: &str, allowed: Allowance| SummaryRow::new(name, allowed.label());
    vec![
        row("Photographs and recordings", rules.photos),
        row("Gifts", rules.gifts),
        row("Food and drink", rules.food),
        row("Telephones", rules.phones),
        SummaryRow::new("Help with the toilet", rules.toilet.label()),
    ]
}

fn minutes(many: u16) -> String {
    if many == 1 { "1 minute".to_owned() } else { format!("{many} minutes") }
}

fn order_end(end: OrderEnd) -> String {
    match end {
        OrderEnd::NoOrder => "There is no order".to_owned(),
        OrderEnd::On(day) => format!("Until {}", long(day)),
        OrderEnd::NotStated => "The order states no end".to_owned(),
        OrderEnd::NotKnown => "Nobody has told the centre until when".to_owned(),
    }
}

/// Who decided, as the form offers it and the list shows it.
pub(super) fn decided_by(by: DecidedBy) -> String {
    let told = match by {
        DecidedBy::Court => domain::referral::DecidedBy::Court,
        DecidedBy::LocalAuthority => domain::referral::DecidedBy::LocalAuthority,
        DecidedBy::Agreement => domain::referral::DecidedBy::Agreement,
    };
    capital(app::cases::words::decided_by(told))
}
