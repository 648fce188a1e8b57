//! Whether the centre demands a second factor.

use super::centre_forms::{Here, centre, of_the_centre};
use crate::answer::Answer;
use crate::components::{Html, SummaryRow};
use crate::forms::{Form, Question, Reading};
use crate::reader::Reader;
use crate::sent::Fields;
use crate::state::Web;
use app::worker::CentrePage;
use app::{Failure, IfMatch};
use domain::centre::{CentreCommand, FactorDemand};
use domain::command::Command;
use domain::decision::FieldProblem;

/// The row of the centre's page.
pub(super) fn row(page: &CentrePage) -> SummaryRow {
    let row = SummaryRow::new("Second factor", words(page.second_factor));
    if page.may_settle_second_factor { row.change("/centre/second-factor", "second factor") } else { row }
}

const fn words(demand: FactorDemand) -> &'static str {
    match demand {
        FactorDemand::Demanded => "Demanded for protected facts, disclosures, releasing reports and engaging people",
        FactorDemand::NotDemanded => "Not demanded",
    }
}

/// Settles it.
pub(super) struct Settles {
    here: Here,
}

impl Form for Settles {
    type Path = ();

    async fn open(web: &Web, reader: &Reader, (): ()) -> Result<Self, Answer> {
        let here = Here::find(web, reader).await?;
        if here.page.may_settle_second_factor { Ok(Self { here }) } else { Err(Failure::NotOpen.into()) }
    }

    fn heading(&self) -> String {
        "Second factor".to_owned()
    }

    fn introduction(&self) -> Html {
        Html::paragraph(
            "A password can be watched, guessed or passed on. A code from a telephone shows that it is its owner who signs in. \
             Where it is demanded, nobody opens protected facts or a disclosure, releases a report or engages people without it. \
             To settle this you need one yourself.",
        )
    }

    fn questions(&self, _answers: &Fields) -> Vec<Question> {
        let choices = [("demanded", "Yes"), ("not-demanded", "No")];
        vec![Question::one("demand", "Does the centre demand a second factor?", choices)]
    }

    fn standing(&self) -> Fields {
        let stands = match self.here.page.second_factor {
            FactorDemand::Demanded => "demanded",
            FactorDemand::NotDemanded => "not-demanded",
        };
        Fields::default().with("demand", stands)
    }

    fn command(&self, answers: &Fields) -> Result<Command, Vec<FieldProblem>> {
        let mut reading = Reading::of(answers);
        let demand = reading.choice("demand", "Choose yes or no");
        reading.finish(demand.map(|demand| CentreCommand::SettleSecondFactor { demand }.into()))
    }

    of_the_centre!();
}
