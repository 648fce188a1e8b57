//! The JSON interface asked by a program that knows nothing of it but its description: whatever it sends, as whoever it
//! signs in, no answer is a failure of the program and none is undocumented.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::program::Program;
use crate::visitor::Visitor;
use crate::{install, process, sources};

/// The program that asks, from Python's packages.
const ASKER: &str = "schemathesis==4.32.5";

/// What must hold of every answer.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
    response_headers_conformance,response_schema_conformance,negative_data_rejection,missing_required_header,\
    unsupported_method,allow_header_conformance,ignored_auth";

/// Questions of each kind to each operation.
const QUESTIONS: &str = "200";

/// Who asks: nobody, and demo people by their roles.
const READERS: [Option<&str>; 4] = [None, Some("volunteer"), Some("coordinator"), Some("trustee")];

/// Asks as everybody in turn, each in a demo of their own, because what they ask for is carried out.
pub(crate) fn run() -> Result<()> {
    let asker = asker()?;
    let program = sources::program()?;
    let mut wrong = Vec::new();
    for reader in READERS {
        let who = reader.unwrap_or("nobody");
        println!("\nThe interface asked as {who}:");
        let demo = Program::start(&program, &["demo", "--no-open", "--listen", "127.0.0.1:0"])?;
        let mut asking = Command::new(&asker);
        asking.arg("run").arg(format!("{}/api/openapi.json", demo.address.trim_end_matches('/')));
        asking.args(["--checks", CHECKS, "--max-examples", QUESTIONS, "--continue-on-failure"]);
        asking.args(["--seed", "2026", "--generation-database", "none", "--phases", "examples,coverage,fuzzing"]);
        if let Some(role) = reader {
            let mut visitor = Visitor::of(&demo.address)?;
            visitor.sign_in_as(role)?;
            asking.args(["--header", &format!("Authorization: Bearer {}", visitor.token()?)]);
            // Whoever signed out would ask everything after that as nobody.
            asking.args(["--exclude-path", "/api/v1/sign-out"]);
        }
        if process::run(&mut asking).is_err() {
            wrong.push(who);
        }
    }
    if wrong.is_empty() { Ok(()) } else { bail!("wrong answers to {}; see above", wrong.join(", ")) }
}

/// The asking program, in an environment of its own below the target folder.
fn asker() -> Result<PathBuf> {
    install::python()?;
    let folder = sources::target_folder()?.join("interface");
    let (program, fetched) = (folder.join("bin/schemathesis"), folder.join(ASKER));
    if !fetched.exists() {
        process::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
        process::run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", ASKER]))?;
        std::fs::write(&fetched, "").context("cannot note which program was fetched")?;
    }
    Ok(program)
}
