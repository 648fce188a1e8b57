//! Reads a court application as the HMCTS private-law service keeps it (C100 with C1A), without its ids and tables.
//!
//! The service's documents come in three wrappers and several historical shapes. Everything is read by type: a field
//! of another type than the service gives it stops the whole import and is named by its path. What has no place here
//! is listed with its path and never passed over in silence. Nothing in an application is more than an allegation.
//!
//! Adding a field: read it in the file of its subject through `reader`, which remembers that it was read, and put it
//! into [`CourtApplication`]; the list of what is not mapped shrinks by itself.

mod adults;
mod allegations;
mod application;
mod behaviours;
mod children;
mod citizen;
mod citizen_safety;
mod contact;
mod court;
mod limits;
mod needs;
mod not_mapped;
mod not_taken;
mod orders;
mod reader;
mod relations;
mod respondent_allegations;
mod summary;
mod wrapper;

pub use application::{
    AppliedAdult, AppliedAllegation, AppliedAnswer, AppliedChild, AppliedCourt, AppliedFact, AppliedOrder,
    AppliedProceedings, AppliedRelation, AppliedWish, CourtApplication, ExistingOrder, Harmed, Maker,
};
pub use limits::{MOST_BYTES, MOST_DEPTH};
pub use not_mapped::{NotMapped, WhyNotMapped};
pub use not_taken::{NotTaken, Why};
pub use summary::{ImportSummary, contact_wanted, summary, unknown};

use reader::Document;

/// Reads a document, or says at which path it cannot be taken. Nothing is saved here.
pub fn read(bytes: &[u8]) -> Result<CourtApplication, NotTaken> {
    let document = Document::parse(bytes)?;
    let case = wrapper::case(&document)?;
    let mut application = CourtApplication::default();
    adults::read(&case, &mut application)?;
    children::read(&case, &mut application)?;
    citizen::read_people(&case, &mut application)?;
    if application.children.is_empty() && application.adults.is_empty() {
        return Err(NotTaken::new(case.path(), Why::NoApplication));
    }
    relations::read(&case, &mut application)?;
    citizen::read_relations(&case, &mut application)?;
    allegations::read(&case, &mut application)?;
    respondent_allegations::read(&case, &mut application)?;
    citizen_safety::read(&case, &mut application)?;
    orders::read(&case, &mut application)?;
    contact::read(&case, &mut application)?;
    needs::read(&case, &mut application)?;
    court::read(&document, &case, &mut application)?;
    application.not_mapped = not_mapped::list(&document, case.path());
    Ok(application)
}
