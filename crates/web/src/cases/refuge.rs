//! A refuge: opened with a click of its own by whoever may, and never with the other protected facts. Nothing says
//! beforehand whether anybody is in one.

use super::protected::{Whose, chosen, question, shown};
use super::words::{ERASED, name, opened};
use crate::answer::Answer;
use crate::asked::Path;
use crate::components::{Html, SummaryList, SummaryRow};
use crate::page::Page;
use crate::reader::Reader;
use crate::sent::Sent;
use crate::state::Web;
use access::Erased;
use app::cases::words::{confidentiality, known_from};
use app::cases::{CaseHead, Named, OpenedRefuge};
use axum::extract::State;
use domain::ids::{CaseId, PersonId};

const MISSING: &str = "Say what you need the refuge for";

pub(super) async fn ask(
    State(web): State<Web>,
    reader: Reader,
    Path((case, person)): Path<(CaseId, PersonId)>,
) -> Result<Page, Answer> {
    let (head, named) = web.house.protected_of(&reader.who, case, person).await?;
    let purposes = web.house.refuge_purposes(&reader.who, case).await?;
    question(&reader, &head, &whose(&head, &named)?, &purposes, None)
}

pub(super) async fn open(
    State(web): State<Web>,
    Path((case, person)): Path<(CaseId, PersonId)>,
    sent: Sent,
) -> Result<Page, Answer> {
    let reader = &sent.reader;
    let (head, named) = web.house.protected_of(&reader.who, case, person).await?;
    let purposes = web.house.refuge_purposes(&reader.who, case).await?;
    let whose = whose(&head, &named)?;
    let Some(purpose) = chosen(&sent.fields, &purposes) else {
        return question(reader, &head, &whose, &purposes, Some(MISSING));
    };
    let found = web.house.open_refuge(&reader.who, case, person, purpose).await?;
    shown(reader, &found.head, &whose, purpose, refuges(&found)?)
}

fn whose(head: &CaseHead, named: &Named) -> Result<Whose, Answer> {
    let (case, person) = (head.case, named.person);
    let text = "Where somebody is sheltered is kept from everybody but the safeguarding lead and the deputy, and from whom \
                two people let in for a time. It is shown once, and who looked, when and for what is written down.";
    Ok(Whose {
        heading: format!("Refuge of {}", name(named, &head.grant)?),
        title: "Refuge",
        back: format!("/cases/{case}/people/{person}/protected"),
        at: format!("/cases/{case}/people/{person}/refuge"),
        before: Html::paragraph(text),
    })
}

fn refuges(found: &OpenedRefuge) -> Result<Html, Answer> {
    let mut rows = Vec::new();
    for line in &found.refuges {
        let about = format!("{}. Known from {}.", confidentiality(line.confidentiality), known_from(line.known_from));
        let text = match opened(&line.text, &found.opened)? {
            Ok(text) => Html::verbatim(text.as_str()).then(Html::paragraph(about)),
            Err(Erased) => Html::from(ERASED),
        };
        rows.push(SummaryRow::new("Refuge", text));
    }
    Ok(if rows.is_empty() { Html::paragraph("No refuge is on record.") } else { SummaryList::new(rows).into() })
}
