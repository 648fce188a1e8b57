//! Writes one of each document, about invented people, to the folder given as the argument.

mod papers;

use std::error::Error;
use std::path::PathBuf;

use documents::{RecipientClass, gate, run_sheet, session_report, trust_sheet};

#[expect(clippy::disallowed_methods, reason = "an example is a binary and reads its argument")]
fn main() -> Result<(), Box<dyn Error>> {
    let folder: PathBuf = std::env::args_os().nth(1).ok_or("usage: samples FOLDER")?.into();
    std::fs::create_dir_all(&folder)?;
    for (name, pdf) in [
        ("run-sheet.pdf", run_sheet(&papers::saturday())?),
        ("session-report.pdf", session_report(&papers::report())?),
        ("trust-sheet.pdf", trust_sheet(&papers::trust())?),
    ] {
        let cleared = gate(pdf, RecipientClass::DoorStaff, &[])?;
        std::fs::write(folder.join(name), cleared.bytes())?;
    }
    Ok(())
}
