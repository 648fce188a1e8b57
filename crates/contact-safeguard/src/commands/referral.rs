use crate::cli::{Import, ReferralTask};
use crate::edge;
use crate::failed::Failed;
use crate::place::{self, Place};
use crate::terminal;
use app::{House, Order};
use domain::centre::{CentreCommand, Clock, Label, Settings};
use domain::command::Command;
use domain::ids::{CaseId, CentreId};
use domain::referral::court_application::{self, CourtApplication, MOST_BYTES};
use domain::referral::{OriginalFile, ReferralCommand};
use domain::stream::StreamName;
use domain::words::{Answer, ContactLevel};
use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;

/// Turns a court application into a draft referral, and prints what it holds as one JSON object.
pub async fn run(task: ReferralTask) -> Result<(), Failed> {
    let ReferralTask::Import(import) = task;
    // The file is read and understood before any record is opened or made: a bad file leaves nothing behind.
    let text = text(&import.file)?;
    let application = court_application::read(text.as_bytes()).map_err(|problem| {
        Failed::no(&format!("{} is not taken: {problem}.", import.file.display()), "Nothing was saved.")
    })?;
    let summary = save(import, text, &application).await?;
    terminal::say(&summary);
    Ok(())
}

async fn save(import: Import, text: String, application: &CourtApplication) -> Result<String, Failed> {
    let storage = Place::of(import.store)?.open().await?;
    let house = place::house(storage)?;
    let saved = draft(&house, import.centre, text, application).await;
    house.storage().clone().close().await?;
    saved
}

async fn draft(
    house: &House,
    named: Option<CentreId>,
    text: String,
    application: &CourtApplication,
) -> Result<String, Failed> {
    let storage = house.storage();
    if named.is_none() && storage.centres().await?.is_empty() {
        first_centre(house).await?;
    }
    let centre = place::centre(storage, named).await?;
    let importing = ReferralCommand::ImportCourtApplication { original: OriginalFile::new(text), referrer: None };
    let done = house.carry_out_as_program(centre, Order::from(Command::from(importing))).await?;
    summary(house, centre, done.case(), application).await
}

/// A fresh folder gets one centre without a name, so that the file has somewhere to go; whoever opens the first
/// coordinator's link names it.
async fn first_centre(house: &House) -> Result<(), Failed> {
    let centre = CentreId::fresh(&mut house.ids());
    let unnamed = || Failed::around("The first centre could not be made.", "Please report this.");
    let setting_up = CentreCommand::OpenCentre {
        name: Label::parse("New centre").map_err(|_| unnamed())?,
        settings: Settings {
            clock: Clock::London,
            opened_on: edge::now().to_zoned(Clock::London.zone()).date(),
            levels: BTreeSet::from([ContactLevel::Supported, ContactLevel::Supervised]),
            minimum_staff: 2,
            arrival_buffer_minutes: None,
            leaving_buffer_minutes: None,
            advice_by_telephone: Answer::NotAsked,
        },
    };
    Ok(house.carry_out_as_program(centre, Order::from(Command::from(setting_up))).await.map(drop)?)
}

async fn summary(
    house: &House,
    centre: CentreId,
    case: Option<CaseId>,
    application: &CourtApplication,
) -> Result<String, Failed> {
    let lost = || Failed::around("The draft was saved but cannot be read again.", "Look for it in the list of cases.");
    let case = case.ok_or_else(lost)?;
    let world = house.world(centre, &[StreamName::Case(case)]).await?;
    let reference = world.cases.get(&case).and_then(|state| state.referral.reference.clone()).ok_or_else(lost)?;
    let summary = court_application::summary(application, &reference);
    serde_json::to_string(&summary).map_err(|_| lost())
}

fn text(path: &Path) -> Result<String, Failed> {
    let unreadable = |error: &std::io::Error| {
        Failed::no(
            &format!("{} cannot be read: {}.", path.display(), error.kind()),
            "Look at the path. Nothing was saved.",
        )
    };
    let file = std::fs::File::open(path).map_err(|error| unreadable(&error))?;
    let mut bytes = Vec::new();
    // One byte more than is taken is enough to know that a file is too large.
    let most = u64::try_from(MOST_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    file.take(most).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failed::no(
            &format!("{} is not taken: byte {at} of the document is not text.", path.display()),
            "Nothing was saved.",
        )
    })
}
