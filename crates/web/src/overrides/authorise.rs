//! The second person: signed in here, or by telephone and written down by somebody else.

use super::at;
use super::page::rows;
use crate::answer::Answer;
use crate::cases::words::{ERASED, capital, opened};
use crate::components::{Html, InsetText, SummaryList};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::referral::triage::stored;
use crate::sent::Fields;
use crate::state::Web;
use crate::worker::partners::called;
use app::Failure;
use app::overrides::{Authorising, ReaderStep, Second};
use domain::actor::Actor;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{PersonId, WorkerId};
use domain::overrides::{Channel, OverrideCommand, SecondRole};

/// The form.
pub(super) struct Authorise {
    found: Authorising,
    seconds: Vec<(String, String)>,
    about: Html,
}

impl Form for Authorise {
    type Path = (domain::ids::CaseId, domain::ids::OverrideId);

    async fn open(web: &Web, reader: &Reader, (case, id): Self::Path) -> Result<Self, Answer> {
        let found = web.house.authorising(&reader.who, case, id).await?;
        let own = |step: &ReaderStep| matches!(step, ReaderStep::Authorise | ReaderStep::WriteDownCall);
        if !found.line.open_to_reader.iter().any(own) {
            return Err(Failure::NotOpen.into());
        }
        let me = reader.who.asker.worker;
        let mut seconds = Vec::new();
        for second in &found.seconds {
            seconds.push((second.worker.to_string(), label(second, &found, me)?));
        }
        for partner in &found.partners {
            let (name, organisation) = called(partner, &found.head.grant)?;
            let role = SecondRole::PartnerLead.label();
            seconds.push((partner.lead.to_string(), format!("{name}, {organisation}, {role}; by telephone")));
        }
        let about = SummaryList::new(rows(&found.line, &found.head)?).into();
        Ok(Self { found, seconds, about })
    }

    fn heading(&self) -> String {
        "Authorise an override".to_owned()
    }

    fn introduction(&self) -> Html {
        let note = "Authorise only what you have understood and stand for. By telephone, whoever takes the call writes it down, \
                    and the second person confirms it themselves within two working days.";
        self.about.clone().then(InsetText::new(note))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let mut roles = vec![SecondRole::Trustee, SecondRole::Deputy, SecondRole::SafeguardingLead];
        if !self.found.partners.is_empty() {
            roles.push(SecondRole::PartnerLead);
        }
        let channels = [
            (stored(Channel::InPerson), "They are signed in here and authorise it themselves"),
            (stored(Channel::ByPhone), "By telephone, and I write it down"),
        ];
        vec![
            Question::one("second", "Who authorises it?", self.seconds.clone()),
            Question::one("role", "As what?", roles.into_iter().map(|role| (stored(role), capital(role.label())))),
            Question::one("channel", "How?", channels),
        ]
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let second = self.second(&mut reading);
        let role = reading.choice("role", "Choose as what they authorise it");
        let channel = reading.choice("channel", "Choose how they authorise it");
        let (case, id) = (self.found.head.case, self.found.line.id);
        let read = second.zip(role).zip(channel).map(|((second, role), channel)| OverrideCommand::AuthoriseOverride {
            case,
            id,
            second,
            role,
            channel,
        });
        reading.finish(read).map(Command::from)
    }

    fn back(&self) -> String {
        at(self.found.head.case)
    }
}

impl Authorise {
    /// Whoever was chosen: somebody who works here, or the lead of a partner centre.
    fn second(&self, reading: &mut Reading<'_>) -> Option<Actor> {
        let partner = reading.raw("second").parse::<PersonId>().ok();
        match partner.filter(|id| self.found.partners.iter().any(|partner| partner.lead == *id)) {
            Some(lead) => Some(Actor::Person(lead)),
            None => reading.parsed("second", "Choose who authorises it").map(Actor::Worker),
        }
    }
}

fn label(second: &Second, found: &Authorising, me: WorkerId) -> Result<String, Answer> {
    let name = match &second.name {
        Some(name) => {
            opened(name, &found.head.grant)?.map_or_else(|_| ERASED.to_owned(), domain::words::PersonName::full)
        }
        None => "Name not known".to_owned(),
    };
    let roles: Vec<_> = second.roles.iter().map(|role| role.label()).collect();
    let you = if second.worker == me { " (you)" } else { "" };
    Ok(format!("{name}{you}, {}", roles.join(", ")))
}
