//! Lists what a document holds that has no place in a referral.

use super::not_taken::plain;
use super::reader::{Document, has_content};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Why a place of the document has none here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhyNotMapped {
    /// It tells something and has no place here: worth a look.
    NoPlace,
    /// The service's own display table or copy of something kept elsewhere in the document.
    Repeats,
    /// The service's own bookkeeping: task lists, payments, ids, links to files.
    Bookkeeping,
    /// The first of two values under the same name; the last one counts.
    SaidTwice,
}

/// A place of the document that has none here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotMapped {
    /// The path in the document.
    pub path: String,
    /// Why it has no place.
    pub why: WhyNotMapped,
}

/// Every place that says something and was not read. `case` is the path of the application in the document.
pub(super) fn list(document: &Document, case: &str) -> Vec<NotMapped> {
    let mut found = Vec::new();
    walk(document, &document.root, "", case, &mut found);
    found.extend(document.twice.iter().map(|path| NotMapped { path: plain(path), why: WhyNotMapped::SaidTwice }));
    found
}

fn walk(document: &Document, value: &Value, path: &str, case: &str, found: &mut Vec<NotMapped>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object {
                walk(document, value, &format!("{path}/{name}"), case, found);
            }
        }
        Value::Array(items) => {
            for (i, value) in items.iter().enumerate() {
                walk(document, value, &format!("{path}/{i}"), case, found);
            }
        }
        leaf if !has_content(leaf) || document.was_read(path) => {}
        Value::String(_) if document.within.contains_key(path) => {
            if let Some(inner) = document.within.get(path) {
                walk(document, inner, &format!("{path}#"), case, found);
            }
        }
        _ => found.push(NotMapped { why: why(path, case), path: plain(path) }),
    }
}

/// Fields of the application that the service makes out of others, or has made its own fields of.
const COPIES: [&str; 18] = [
    "c100RebuildApplicantDetails",
    "c100RebuildRespondentDetails",
    "c100RebuildOtherPersonsDetails",
    "c100RebuildChildDetails",
    "SearchCriteria",
    "allegationOfHarm",
    "allegationOfHarmRevised",
    "applicantCaseName",
    "applicantName",
    "respondentName",
    "childName",
    "caseNameHmctsInternal",
    "childAndCafcassOfficers",
    "summaryTabForOrderAppliedFor",
    "otherProceedingsForSummaryTab",
    "confidentialDetails",
    "specialArrangement",
    "respondentNameForResponse",
];

/// Beginnings of fields by which the service runs itself.
const BOOKKEEPING: [&str; 22] = [
    "taskList",
    "payment",
    "payAgreeStatement",
    "fee",
    "case",
    "Case",
    "court",
    "localCourt",
    "isEngDocGen",
    "isWelshDocGen",
    "selectedCaseTypeID",
    "dateOfSubmission",
    "lastModified",
    "createdDate",
    "sentDocument",
    "missingAddress",
    "c100RebuildReturnUrl",
    "userInfo",
    "respondentTaskList",
    "soa",
    "sdo",
    "dio",
];

fn why(path: &str, case: &str) -> WhyNotMapped {
    let Some(inside) = path.strip_prefix(case).and_then(|p| p.strip_prefix('/')) else {
        return WhyNotMapped::Bookkeeping;
    };
    let field = inside.split(['/', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    if last == "id" || last.starts_with("document_") || inside.contains("OrganisationID") {
        WhyNotMapped::Bookkeeping
    } else if field.ends_with("Table") || COPIES.contains(&field) || numbered(field) || inside.contains("/list_items/")
    {
        WhyNotMapped::Repeats
    } else if field.ends_with("Policy") || BOOKKEEPING.iter().any(|start| field.starts_with(start)) {
        WhyNotMapped::Bookkeeping
    } else {
        WhyNotMapped::NoPlace
    }
}

/// The service numbers its copies of parties: `caApplicant1`, `caRespondent2ExternalFlags`.
fn numbered(field: &str) -> bool {
    ["caApplicant", "caRespondent", "caOtherParty"].iter().any(|start| {
        field.strip_prefix(start).is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()))
            && !field.ends_with("Policy")
    })
}
