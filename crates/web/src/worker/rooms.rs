//! Rooms of the centre.

use super::centre_forms::{Here, centre, label, of_the_centre, zones, zones_field, zones_question};
use crate::answer::Answer;
use crate::components::Html;
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use crate::today::words::name;
use app::{Failure, IfMatch};
use domain::centre::CentreCommand;
use domain::command::Command;
use domain::decision::FieldProblem;
use domain::ids::RoomId;

fn room_questions() -> Vec<Question> {
    vec![
        Question::line("name", "Name of the room"),
        Question::number("capacity", "How many families fit in at once?").hint("1 to 50."),
        zones_question("Which zones does one pass to reach it?"),
    ]
}

fn room_command(room: Option<RoomId>, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
    let mut reading = Reading::of(answers);
    let name = label(&mut reading);
    let capacity = reading.parsed("capacity", "Enter how many families fit in, 1 to 50");
    let zones = zones(&mut reading);
    let command = match (name, capacity) {
        (Some(name), Some(capacity)) => Some(CentreCommand::SetRoom { room, name, capacity, zones }.into()),
        _ => None,
    };
    reading.finish(command)
}

/// Adds a room.
pub(super) struct AddsRoom {
    here: Here,
}

impl Form for AddsRoom {
    type Path = ();

    async fn open(web: &Web, reader: &Reader, (): ()) -> Result<Self, Answer> {
        Ok(Self { here: Here::find(web, reader).await? })
    }

    fn heading(&self) -> String {
        "Add a room".to_owned()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        room_questions()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        room_command(None, answers)
    }

    of_the_centre!();
}

/// Changes a room.
pub(super) struct ChangesRoom {
    here: Here,
    room: RoomId,
    called: String,
    standing: Fields,
}

impl Form for ChangesRoom {
    type Path = RoomId;

    async fn open(web: &Web, reader: &Reader, room: RoomId) -> Result<Self, Answer> {
        let here = Here::find(web, reader).await?;
        let line = here.page.rooms.iter().find(|line| line.room == room).ok_or(Failure::NotOpen)?;
        let called = name(&line.name, &here.page.grant)?;
        let standing = Fields::default()
            .with("name", &called)
            .with("capacity", &line.capacity.to_string())
            .with("zones", &zones_field(&line.zones));
        Ok(Self { here, room, called, standing })
    }

    fn heading(&self) -> String {
        format!("Change {}", self.called)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        room_questions()
    }

    fn standing(&self) -> Fields {
        self.standing.clone()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        room_command(Some(self.room), answers)
    }

    of_the_centre!();
}

/// Takes a room out of use.
pub(super) struct ClosesRoom {
    here: Here,
    room: RoomId,
    called: String,
}

impl Form for ClosesRoom {
    type Path = RoomId;

    async fn open(web: &Web, reader: &Reader, room: RoomId) -> Result<Self, Answer> {
        let here = Here::find(web, reader).await?;
        let line = here.page.rooms.iter().find(|line| line.room == room).ok_or(Failure::NotOpen)?;
        let called = name(&line.name, &here.page.grant)?;
        Ok(Self { here, room, called })
    }

    fn heading(&self) -> String {
        format!("Take {} out of use", self.called)
    }

    fn introduction(&self) -> Html {
        Html::paragraph("No session can be booked into it any more. Sessions that were held there still name it.")
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        Vec::new()
    }

    fn command(&self, _answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        Ok(CentreCommand::CloseRoom { room: self.room }.into())
    }

    of_the_centre!();
}
