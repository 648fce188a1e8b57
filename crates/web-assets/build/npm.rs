//! Fetches the front-end packages with npm, once per lockfile.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// What to do when npm cannot run: said in every failure of this module.
const WHAT_TO_DO: &str = "Install Node.js 20 or newer with npm (on Debian: apt-get install nodejs npm) and build again, \
     or set CONTACT_SAFEGUARD_ASSETS to a folder whose node_modules holds govuk-frontend and @ministryofjustice/frontend.";

/// The program that is run. Windows ships npm as a script that needs its extension spelt out.
pub fn program() -> &'static OsStr {
    OsStr::new(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// The command that fills `folder/node_modules` from the lockfile in `folder`.
///
/// `--ignore-scripts`: no package may run code on the builder's machine. `--omit=peer`: the only peer dependency, a
/// date library, serves a component that is not used here.
pub fn install_command(npm: &OsStr, folder: &Path) -> Command {
    let mut command = Command::new(npm);
    command
        .args(["ci", "--ignore-scripts", "--omit=peer", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder);
    command
}

/// Turns what npm said into success or one sentence that names the cause and the way out.
pub fn judge(outcome: io::Result<Output>) -> Result<(), String> {
    match outcome {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.lines().filter(|line| !line.trim().is_empty()).collect::<Vec<_>>().join(" | ");
            Err(format!("npm could not fetch the front-end packages ({}): {said}. {WHAT_TO_DO}", output.status))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(format!("npm was not found, and the web pages are built from two npm packages. {WHAT_TO_DO}"))
        }
        Err(error) => Err(format!("npm could not be started: {error}. {WHAT_TO_DO}")),
    }
}

/// Returns the folder that holds `node_modules` for this lockfile, fetching it the first time.
///
/// The packages are fetched beside their final place and renamed into it, so that a build that is stopped half-way, or
/// two builds at once, never leave a folder that looks whole and is not.
pub fn fetch(manifest: &Path, store: &Path, hash: &str) -> Result<PathBuf, String> {
    let place = store.join(hash);
    if place.join("node_modules").is_dir() {
        return Ok(place);
    }
    let scratch = store.join(format!(".{hash}.{}", std::process::id()));
    let told = |what: &str, error: &io::Error| format!("{what} {}: {error}", scratch.display());
    std::fs::create_dir_all(&scratch).map_err(|error| told("cannot create", &error))?;
    for name in ["package.json", "package-lock.json"] {
        std::fs::copy(manifest.join(name), scratch.join(name)).map_err(|error| told("cannot copy into", &error))?;
    }
    let judged = judge(install_command(program(), &scratch).output());
    if judged.is_ok() && std::fs::rename(&scratch, &place).is_ok() {
        return Ok(place);
    }
    let removed = std::fs::remove_dir_all(&scratch);
    judged?;
    // The rename failed: another build finished first, or the disk refused.
    if place.join("node_modules").is_dir() {
        return Ok(place);
    }
    removed.map_err(|error| told("cannot remove", &error))?;
    Err(format!("cannot rename the fetched packages into {}", place.display()))
}
