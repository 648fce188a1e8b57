//! Planning a pre-visit of one adult.

use super::views::taken;
use crate::answer::Answer;
use crate::cases::shell::reference;
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::risk::words::{Choosable, choosable};
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::{name, roles};
use app::previsit::PreVisitChoices;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::{CaseId, PersonId, RoomId};
use domain::previsit::{Plan, PreVisitCommand};
use domain::words::{Side, Window};
use jiff::civil::Date;

/// Plans a pre-visit.
pub(crate) struct Plans {
    choices: PreVisitChoices,
    adult: String,
    children: Vec<Choosable>,
    rooms: Vec<(String, String)>,
    receivers: Vec<(String, String)>,
}

/// On which side somebody stands, in the heading of a form: a name in a title would stay in the browser's list of pages.
pub(super) const fn of_side(side: Side) -> &'static str {
    match side {
        Side::Resident => "the adult the child lives with",
        Side::Visiting | Side::Other => "the visiting adult",
    }
}

/// Reads day, from and to into a window; a problem of the window is told at the day.
pub(super) fn window(reading: &mut Reading<'_>) -> Option<Window> {
    let day: Option<Date> = reading.day("window", "Enter the day");
    let from = reading.time("from", "Enter when it begins");
    let to = reading.time("to", "Enter when it ends");
    let window = Window::new(day?, from?, to?);
    if window.is_err() {
        reading.problem("to", "Enter a later time than the beginning");
    }
    window.ok()
}

impl Form for Plans {
    type Path = (CaseId, PersonId);

    async fn open(web: &Web, reader: &Reader, (case, adult): Self::Path) -> Result<Self, Answer> {
        let choices = web.house.pre_visit_choices(&reader.who, case, adult).await?;
        let grant = &choices.head.grant;
        let children = choosable(&choices.children, &choices.names, grant)?;
        let mut rooms = vec![("open".to_owned(), "Not settled yet".to_owned())];
        for (id, room) in &choices.rooms {
            rooms.push((id.to_string(), name(room, grant)?));
        }
        let mut receivers = Vec::new();
        for receiver in &choices.receivers {
            let told = format!("{}, {}", name(&receiver.name, grant)?, roles(&receiver.roles));
            receivers.push((receiver.worker.to_string(), told));
        }
        let adult = crate::cases::words::name_in(&choices.names, choices.adult, grant)?;
        Ok(Self { choices, adult, children, rooms, receivers })
    }

    fn heading(&self) -> String {
        format!("{}: plan a pre-visit of {}", reference(&self.choices.head), of_side(self.choices.side))
    }

    fn introduction(&self) -> Html {
        Html::paragraph(format!("For {}.", self.adult)).then(taken(&self.choices.taken))
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let mut all = vec![
            Question::day("window", "On which day?"),
            Question::time("from", "From when?"),
            Question::time("to", "Until when?"),
            Question::listed("room", "Where?", self.rooms.clone()),
            Question::listed("worker", "Who receives them?", self.receivers.clone()),
        ];
        if !self.children.is_empty() {
            let children = self.children.iter().map(|(child, name)| (child.to_string(), name.clone()));
            all.push(
                Question::many("children", "Which children come along?", children)
                    .hint("Leave it empty where none does."),
            );
        }
        all
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let window = window(&mut reading);
        let room: Option<Option<RoomId>> = match reading.raw("room") {
            "open" => Some(None),
            _ => reading.parsed("room", "Choose a room, or that it is not settled yet").map(Some),
        };
        let worker = reading.parsed("worker", "Choose who receives them");
        let children = reading.all_parsed("children");
        let (case, adult) = (self.choices.head.case, self.choices.adult);
        let plan = window.zip(room).zip(worker).map(|((window, room), worker)| Plan { window, room, worker, children });
        reading.finish(plan.map(|plan| PreVisitCommand::PlanPreVisit { case, adult, plan }.into()))
    }

    fn back(&self) -> String {
        format!("/cases/{}/pre-visits", self.choices.head.case)
    }
}
