//! Doors of the centre.

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
use domain::ids::EntranceId;

fn door_questions() -> Vec<Question> {
    vec![Question::line("name", "Name of the door"), zones_question("Which zones lie behind it?")]
}

fn door_command(entrance: Option<EntranceId>, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
    let mut reading = Reading::of(answers);
    let name = label(&mut reading);
    let zones = zones(&mut reading);
    reading.finish(name.map(|name| CentreCommand::SetEntrance { entrance, name, zones }.into()))
}

/// Adds a door.
pub(super) struct AddsDoor {
    here: Here,
}

impl Form for AddsDoor {
    type Path = ();

    async fn open(web: &Web, reader: &Reader, (): ()) -> Result<Self, Answer> {
        Ok(Self { here: Here::find(web, reader).await? })
    }

    fn heading(&self) -> String {
        "Add a door".to_owned()
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        door_questions()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        door_command(None, answers)
    }

    of_the_centre!();
}

/// Changes a door.
pub(super) struct ChangesDoor {
    here: Here,
    door: EntranceId,
    called: String,
    standing: Fields,
}

impl Form for ChangesDoor {
    type Path = EntranceId;

    async fn open(web: &Web, reader: &Reader, door: EntranceId) -> Result<Self, Answer> {
        let here = Here::find(web, reader).await?;
        let line = here.page.doors.iter().find(|line| line.door == door).ok_or(Failure::NotOpen)?;
        let called = name(&line.name, &here.page.grant)?;
        let standing = Fields::default().with("name", &called).with("zones", &zones_field(&line.zones));
        Ok(Self { here, door, called, standing })
    }

    fn heading(&self) -> String {
        format!("Change {}", self.called)
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        door_questions()
    }

    fn standing(&self) -> Fields {
        self.standing.clone()
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        door_command(Some(self.door), answers)
    }

    of_the_centre!();
}

/// Takes a door out of use.
pub(super) struct ClosesDoor {
    here: Here,
    door: EntranceId,
    called: String,
}

impl Form for ClosesDoor {
    type Path = EntranceId;

    async fn open(web: &Web, reader: &Reader, door: EntranceId) -> Result<Self, Answer> {
        let here = Here::find(web, reader).await?;
        let line = here.page.doors.iter().find(|line| line.door == door).ok_or(Failure::NotOpen)?;
        let called = name(&line.name, &here.page.grant)?;
        Ok(Self { here, door, called })
    }

    fn heading(&self) -> String {
        format!("Take {} out of use", self.called)
    }

    fn introduction(&self) -> Html {
        Html::paragraph("No session can be booked through it any more. Sessions that were held still name it.")
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        Vec::new()
    }

    fn command(&self, _answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        Ok(CentreCommand::CloseEntrance { entrance: self.door }.into())
    }

    of_the_centre!();
}
