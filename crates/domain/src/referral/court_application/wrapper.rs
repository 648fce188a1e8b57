//! Finds the application in its document: `case_data`, `case_details.case_data`, or the document itself.

use super::not_taken::{NotTaken, Why};
use super::reader::{Document, Reader};

/// Fields one of which every application has.
const SIGNS: [&str; 12] = [
    "applicants",
    "respondents",
    "children",
    "newChildDetails",
    "otherPartyInTheCaseRevised",
    "othersToNotify",
    "applicantsFL401",
    "respondentsFL401",
    "c100RebuildChildDetails",
    "c100RebuildApplicantDetails",
    "c100RebuildRespondentDetails",
    "c100RebuildOtherPersonsDetails",
];

/// The object that holds the application's fields.
pub(super) fn case(document: &Document) -> Result<Reader<'_>, NotTaken> {
    let root = Reader::root(document)?;
    if let Some(data) = root.object("case_data")? {
        return Ok(data);
    }
    if let Some(details) = root.object("case_details")? {
        return match details.object("case_data")? {
            Some(data) => Ok(data),
            None => Err(NotTaken::new(&format!("{}/case_data", details.path()), Why::NoApplication)),
        };
    }
    if SIGNS.iter().any(|field| root.has(field)) { Ok(root) } else { Err(NotTaken::new("", Why::NoApplication)) }
}
