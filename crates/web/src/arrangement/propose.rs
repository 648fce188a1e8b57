//! Proposing terms. Nothing is chosen beforehand; where terms stand already, they are what is changed.

use super::at;
use super::reading::{self, AWAY, Chosen, Controls, HOUSE_RULES, comes, relation};
use super::terms::{decided_by, door_of};
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::cases::words::{long, opened};
use crate::components::{Html, InsetText};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::risk::steps;
use crate::risk::words::{Choosable, applies_to, choosable, level, stored};
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::name as place_name;
use app::arrangement::{OfferedControl, Proposing, Standing, TermsLine};
use app::cases::words::LEVELS;
use app::{Done, IfMatch};
use domain::arrangement::{Allowance, ArrangementCommand, ComesAs, Frequency, LanguagePlan, OrderEnd, ToiletHelp};
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::CaseId;
use domain::rules::facts::DecidedBy;
use domain::words::{ContactLevel, Side};

/// Proposes terms.
pub(crate) struct Proposes {
    found: Proposing,
    levels: Html,
    children: Vec<Choosable>,
    visiting: Vec<Choosable>,
    others: Vec<Choosable>,
    rooms: Vec<(String, String)>,
    doors: Vec<(String, String)>,
    controls: Vec<(String, String)>,
    standing: Fields,
}

impl Form for Proposes {
    type Path = CaseId;

    async fn open(web: &Web, reader: &Reader, case: CaseId) -> Result<Self, Answer> {
        let found = web.house.proposing(&reader.who, case).await?;
        let grant = &found.head.grant;
        let people = |people| choosable(people, &found.names, grant);
        let (children, visiting, others) = (people(&found.children)?, people(&found.visiting)?, people(&found.others)?);
        let mut rooms = Vec::new();
        for (id, room) in &found.rooms {
            rooms.push((id.to_string(), place_name(room, grant)?));
        }
        let mut doors = Vec::new();
        for (id, door) in &found.entrances {
            doors.push((id.to_string(), place_name(door, grant)?));
        }
        let mut controls = Vec::new();
        for control in &found.controls {
            controls.push((control.id.to_string(), offered(control, &found)?));
        }
        let standing = match &found.terms {
            Some(line) => standing(line, &found)?,
            None => Fields::default(),
        };
        let levels = crate::cases::levels(found.levels, &[]);
        Ok(Self { found, levels, children, visiting, others, rooms, doors, controls, standing })
    }

    fn heading(&self) -> String {
        let what = if self.found.terms.is_some() { "propose changed terms" } else { "propose an arrangement" };
        format!("{}: {what}", reference(&self.found.head))
    }

    fn introduction(&self) -> Html {
        let case = self.found.head.case;
        let missing = Html::link(&format!("/cases/{case}/referral"), "Add them to the referral");
        let people = Html::paragraph(Html::from("Is somebody missing who is to come? ").then(missing).then(" first."));
        match self.found.standing {
            Standing::None => self.levels.clone().then(people),
            Standing::At(held) => {
                let other = Html::link(&at(case), "on the page of the arrangement");
                let text = format!("These terms stay at {}. Another level is proposed ", held.label());
                Html::from(InsetText::new(Html::from(text).then(other).then(".")))
                    .then(self.levels.clone())
                    .then(people)
            }
        }
    }

    fn questions(&self, answers: &Fields) -> Vec<Question> {
        let mut all = vec![Question::heading("The contact")];
        if self.found.standing == Standing::None {
            all.push(Question::one("level", "At which level?", self.levels_offered()));
        }
        let often = Frequency::ALL.iter().map(|often| (often.name(), often.label()));
        all.push(Question::one("frequency", "How often?", often));
        all.push(Question::number("minutes", "How many minutes does a session last?"));
        all.extend(self.about_people(answers));
        all.extend(self.about_place());
        all.extend(about_times());
        all.extend(about_house_rules());
        all.extend(self.about_grounds(answers));
        all
    }

    fn standing(&self) -> Fields {
        self.standing.clone()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let level = match self.found.standing {
            Standing::At(level) => Some(level),
            Standing::None => reading.choice("level", "Choose the level"),
        };
        let chosen = Chosen { level, attendees: self.attendees(&mut reading) };
        let controls = if self.controls.is_empty() { Controls::None } else { Controls::Offered };
        let terms = reading::terms(&mut reading, chosen, controls);
        let case = self.found.head.case;
        let command = terms.map(|terms| ArrangementCommand::ProposeArrangement { case, terms: Box::new(terms) });
        reading.finish(command.map(Command::from))
    }

    fn asked_as(&self, field: String) -> String {
        match field.as_str() {
            "attendees" => self.children.first().map_or(field, |(child, _)| comes(*child)),
            "timing" => "visiting_arrives-from".to_owned(),
            "entrances" => "door_resident".to_owned(),
            _ => field,
        }
    }

    fn seen(&self) -> Option<IfMatch> {
        Some(steps::seen(&self.found.head))
    }

    fn back(&self) -> String {
        at(self.found.head.case)
    }

    fn next(&self, _done: &Done) -> String {
        format!("{}#proposed", self.back())
    }
}

impl Proposes {
    fn levels_offered(&self) -> impl Iterator<Item = (String, String)> + '_ {
        let offered = &self.found.offered;
        let open = LEVELS.into_iter().filter(|known| offered.is_empty() || offered.contains(known));
        open.map(|known: ContactLevel| (stored(known), level(known)))
    }

    /// Everybody the form asks about, with as what each of them can come.
    fn everybody(&self) -> impl Iterator<Item = (&Choosable, &'static [ComesAs])> {
        const CHILD: &[ComesAs] = &[ComesAs::Child];
        const VISITING: &[ComesAs] = &[ComesAs::Visiting];
        const OTHER: &[ComesAs] = &[ComesAs::Escort, ComesAs::Visitor];
        let children = self.children.iter().map(|child| (child, CHILD));
        let visiting = self.visiting.iter().map(|adult| (adult, VISITING));
        children.chain(visiting).chain(self.others.iter().map(|adult| (adult, OTHER)))
    }

    fn about_people(&self, answers: &Fields) -> Vec<Question> {
        let mut all = vec![Question::heading("Who comes")];
        for ((person, name), ways) in self.everybody() {
            let ways = ways.iter().map(|way| (way.name(), way.label()));
            let choices = ways.chain([(reading::NOBODY, "Does not come")]);
            all.push(Question::one(&comes(*person), &format!("Does {name} come, and as what?"), choices));
            let related = [ComesAs::Visitor, ComesAs::Escort].map(ComesAs::name);
            if related.contains(&answers.get(&comes(*person))) {
                all.push(
                    Question::line(&relation(*person), &format!("How is {name} related to the child?"))
                        .hint("In a word or two. Leave it empty where it is not known."),
                );
            }
        }
        let adults: Vec<_> = self.others.iter().map(|(adult, name)| (adult.to_string(), name.clone())).collect();
        all.push(
            Question::listed("brings", "Who brings the child?", adults.clone())
                .hint("Somebody who comes to bring or collect the child."),
        );
        all.push(
            Question::listed("collects", "Who collects the child?", adults)
                .hint("Somebody who comes to bring or collect the child; it can be the same person."),
        );
        all
    }

    fn attendees(&self, reading: &mut Reading<'_>) -> Vec<reading::Attends> {
        let mut attendees = Vec::new();
        for ((person, name), ways) in self.everybody() {
            attendees.extend(reading::attends(reading, *person, name, ways));
        }
        attendees
    }

    fn about_place(&self) -> Vec<Question> {
        let languages = LanguagePlan::ALL.iter().map(|plan| (plan.name(), plan.label()));
        vec![
            Question::heading("Room, doors and language"),
            Question::one("room", "In which room?", self.rooms.clone()),
            Question::number("room_buffer", "How many minutes does the room stay empty before and after?")
                .hint("0 where nothing is needed."),
            Question::one("door_resident", door_of(Side::Resident), self.doors.clone()),
            Question::one("door_visiting", door_of(Side::Visiting), self.doors.clone()),
            Question::one("language", "How do those who supervise understand what is said?", languages),
        ]
    }

    fn about_grounds(&self, answers: &Fields) -> Vec<Question> {
        let latest = long(self.found.latest_review);
        let deciders = [DecidedBy::Court, DecidedBy::LocalAuthority, DecidedBy::Agreement];
        let mut all = vec![
            Question::heading("What it rests on"),
            Question::one(
                "decided_by",
                "Who decided that there is to be contact?",
                deciders.map(|by| (stored(by), decided_by(by))),
            )
            .hint("Never the centre: it decides only whether it can host it safely."),
            Question::text("centre_concern", "What did the centre tell whoever decided of its own concerns?")
                .hint("Leave it empty where it has none. No addresses."),
            Question::one("order_end", "Until when does the order run?", reading::ORDER_ENDS),
        ];
        if answers.get("order_end") == reading::ENDS_ON {
            all.push(Question::day("order_ends_on", "What is the order's last day?"));
        }
        all.push(
            Question::day("review_on", "On which day is the arrangement looked at again?")
                .hint(&format!("At the latest {latest}. For example, 27 3 2026")),
        );
        if !self.controls.is_empty() {
            all.push(
                Question::many("controls", "Which controls does every session carry out?", self.controls.clone())
                    .hint("They come from the signed risk assessment. What must be in place belongs to every session."),
            );
        }
        all
    }
}

fn about_times() -> Vec<Question> {
    let mut all = vec![Question::heading("Arriving and leaving")];
    let usual = "The usual time between the two sides is 15 minutes, with 10 minutes to come through the door.";
    for (place, away) in AWAY.iter().enumerate() {
        let first = Question::number(&away.from(), away.first);
        all.push(if place == 0 { first.hint(usual) } else { first });
        all.push(Question::number(&away.to(), away.last));
    }
    all
}

fn about_house_rules() -> Vec<Question> {
    let allowances = || Allowance::ALL.iter().map(|choice| (choice.name(), choice.label()));
    let helps = ToiletHelp::ALL.iter().map(|help| (help.name(), help.label()));
    let mut all = vec![Question::heading("Rules of the house")];
    all.extend(HOUSE_RULES.iter().map(|(name, label, _)| Question::one(name, label, allowances())));
    all.push(Question::one("toilet", "Who helps a child who needs the toilet?", helps));
    all
}

fn offered(control: &OfferedControl, found: &Proposing) -> Result<String, Answer> {
    let to = applies_to(control.applies_to, &found.names, &found.head.grant)?;
    let told = format!("{}, for {to}. {}", control.kind.label(), control.requirement.label());
    Ok(match &control.note {
        Some(note) => match opened(note, &found.head.grant)? {
            Ok(note) => format!("{told}: {}", note.as_str()),
            Err(_) => told,
        },
        None => told,
    })
}

/// The terms that stand, as answers.
fn standing(line: &TermsLine, found: &Proposing) -> Result<Fields, Answer> {
    let mut fields = Fields::default()
        .with("level", &stored(line.level))
        .with("frequency", line.frequency.name())
        .with("minutes", &line.minutes.to_string());
    for person in found.children.iter().chain(&found.visiting).chain(&found.others) {
        let attendee = line.attendees.iter().find(|attendee| attendee.person == *person);
        fields = fields.with(&comes(*person), attendee.map_or(reading::NOBODY, |attendee| attendee.comes_as.name()));
        if let Some(words) = attendee.and_then(|attendee| attendee.relation.as_ref())
            && let Ok(words) = opened(words, &found.head.grant)?
        {
            fields = fields.with(&relation(*person), words.as_str());
        }
    }
    fields = standing_place(fields, line);
    if let Some(words) = &line.centre_concern
        && let Ok(words) = opened(words, &found.head.grant)?
    {
        fields = fields.with("centre_concern", words.as_str());
    }
    Ok(standing_grounds(fields, line))
}

fn standing_place(fields: Fields, line: &TermsLine) -> Fields {
    let mut fields = fields
        .with("brings", &line.brings.to_string())
        .with("collects", &line.collects.to_string())
        .with("room", &line.room.0.to_string())
        .with("room_buffer", &line.room_buffer.to_string())
        .with("language", line.language.name());
    for (side, door, _) in &line.entrances {
        match side {
            Side::Resident => fields = fields.with("door_resident", &door.to_string()),
            Side::Visiting => fields = fields.with("door_visiting", &door.to_string()),
            Side::Other => {}
        }
    }
    for away in &AWAY {
        let (first, last) = away.told((away.of)(&line.timing));
        fields = fields.with(&away.from(), &first.to_string()).with(&away.to(), &last.to_string());
    }
    for (name, _, of) in HOUSE_RULES {
        fields = fields.with(name, of(&line.house_rules).name());
    }
    fields.with("toilet", line.house_rules.toilet.name())
}

fn standing_grounds(fields: Fields, line: &TermsLine) -> Fields {
    let fields = fields.with("decided_by", &stored(line.decided_by));
    let fields = match line.order_end {
        OrderEnd::NoOrder => fields.with("order_end", "no-order"),
        OrderEnd::NotStated => fields.with("order_end", "not-stated"),
        OrderEnd::NotKnown => fields.with("order_end", "not-known"),
        OrderEnd::On(day) => crate::risk::with_day(fields.with("order_end", reading::ENDS_ON), "order_ends_on", day),
    };
    let fields = crate::risk::with_day(fields, "review_on", line.review_on);
    // A control that no signed assessment names any more is not offered, so that it is not carried on unseen.
    (line.controls.iter())
        .filter(|control| control.kind.is_some())
        .fold(fields, |fields, control| fields.with("controls", &control.id.to_string()))
}
