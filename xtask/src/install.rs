//! What the machine needs beside Rust and Node, and how it gets there.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::{postgres, process};

/// A program that tests start, and the Debian package that brings it.
struct Need {
    what: &'static str,
    package: &'static str,
    present: fn() -> bool,
}

const NEEDS: [Need; 5] = [
    Need {
        what: "PostgreSQL 15 (server and psql)",
        package: "postgresql-15",
        present: || postgres::programs().is_some(),
    },
    Need {
        what: "Chromium at /usr/bin/chromium",
        package: "chromium",
        present: || Path::new("/usr/bin/chromium").exists(),
    },
    // Without a font of its own Chromium draws boxes, and every measure of a page is wrong.
    Need {
        what: "the Liberation fonts",
        package: "fonts-liberation",
        present: || {
            ["liberation", "liberation2"].iter().any(|name| Path::new("/usr/share/fonts/truetype").join(name).exists())
        },
    },
    Need {
        what: "poppler's pdftotext and pdftoppm",
        package: "poppler-utils",
        present: || ["pdftotext", "pdftoppm"].iter().all(|name| process::on_path(name).is_some()),
    },
    SOLVER,
];

/// What the proofs ask.
const SOLVER: Need = Need {
    what: "the solver cvc5",
    package: "cvc5",
    present: || std::env::var_os("CVC5").is_some() || process::on_path("cvc5").is_some(),
};

/// What brings the program that asks the JSON interface.
const PYTHON: Need = Need {
    what: "Python 3 with its environments",
    package: "python3-venv",
    present: || process::read(Command::new("python3").args(["-c", "import ensurepip, venv"])).is_ok(),
};

const LEAST_NODE: u32 = 20;

/// Sees to it that everything is there, or says exactly what is not.
pub(crate) fn everything(root: &Path) -> Result<()> {
    rust_components()?;
    node()?;
    system_packages()?;
    npm_packages(&root.join("e2e"))
}

fn rust_components() -> Result<()> {
    for component in ["rustfmt", "clippy"] {
        let program = if component == "rustfmt" { "fmt" } else { "clippy" };
        if process::read(Command::new("cargo").args([program, "--version"])).is_err() {
            process::run(Command::new("rustup").args(["component", "add", component]))
                .with_context(|| format!("Rust's component {component} is missing"))?;
        }
    }
    Ok(())
}

fn node() -> Result<()> {
    let said = process::read(Command::new("node").arg("--version")).with_context(|| {
        format!("Node.js {LEAST_NODE} or later is missing; it builds the pages' assets and runs the journeys")
    })?;
    let major = node_major(&said).with_context(|| format!("cannot read the version of Node.js in {said:?}"))?;
    ensure!(major >= LEAST_NODE, "Node.js {LEAST_NODE} or later is needed, this is {said}");
    process::read(Command::new("npm").arg("--version")).context("npm is missing; it comes with Node.js")?;
    Ok(())
}

fn node_major(said: &str) -> Option<u32> {
    said.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

/// Sees to it that the solver is there.
pub(crate) fn solver() -> Result<()> {
    packages(&[SOLVER])
}

/// Sees to it that Python is there.
pub(crate) fn python() -> Result<()> {
    packages(&[PYTHON])
}

fn system_packages() -> Result<()> {
    packages(&NEEDS)
}

fn packages(needs: &[Need]) -> Result<()> {
    let missing: Vec<&Need> = needs.iter().filter(|need| !(need.present)()).collect();
    match remedy(&missing, process::is_root()?, process::on_path("apt-get").is_some()) {
        Remedy::Nothing => Ok(()),
        Remedy::Tell(text) => bail!(text),
        Remedy::Apt(packages) => {
            println!("installing {}", packages.join(", "));
            process::run(Command::new("apt-get").args(["update", "--quiet"]))?;
            process::run(
                Command::new("apt-get")
                    .args(["install", "--yes", "--quiet", "--no-install-recommends"])
                    .args(&packages)
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            )?;
            match needs.iter().find(|need| !(need.present)()) {
                Some(need) => bail!("{} is still missing after installing {}", need.what, need.package),
                None => Ok(()),
            }
        }
    }
}

#[derive(Debug, PartialEq)]
enum Remedy {
    Nothing,
    Apt(Vec<&'static str>),
    Tell(String),
}

fn remedy(missing: &[&Need], root: bool, debian: bool) -> Remedy {
    let packages: Vec<&str> = missing.iter().map(|need| need.package).collect();
    if packages.is_empty() {
        return Remedy::Nothing;
    }
    if root && debian {
        return Remedy::Apt(packages);
    }
    let what: Vec<&str> = missing.iter().map(|need| need.what).collect();
    let what = what.join("; ");
    Remedy::Tell(if debian {
        format!("missing: {what}. As root: apt-get install --no-install-recommends {}", packages.join(" "))
    } else {
        format!(
            "missing: {what}. Install these with this system's own packages (Debian calls them {})",
            packages.join(", ")
        )
    })
}

/// Fetches the journeys' packages when the lock file is another than the one they were fetched for.
fn npm_packages(e2e: &Path) -> Result<()> {
    let lock = fs::read_to_string(e2e.join("package-lock.json")).context("e2e/package-lock.json")?;
    let stamp = e2e.join("node_modules/.fetched-for");
    if fs::read_to_string(&stamp).is_ok_and(|fetched| fetched == lock) {
        return Ok(());
    }
    process::run(
        Command::new("npm")
            .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
            .current_dir(e2e),
    )?;
    fs::write(stamp, lock).context("cannot note which packages were fetched")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing() -> Vec<&'static Need> {
        NEEDS.iter().filter(|need| ["chromium", "poppler-utils"].contains(&need.package)).collect()
    }

    #[test]
    fn nothing_is_installed_where_nothing_is_missing() {
        assert_eq!(remedy(&[], true, true), Remedy::Nothing);
    }

    #[test]
    fn root_on_debian_installs_exactly_what_is_missing() {
        assert_eq!(remedy(&missing(), true, true), Remedy::Apt(vec!["chromium", "poppler-utils"]));
    }

    #[test]
    fn anyone_else_is_told_the_command_instead_of_a_skipped_test() {
        let Remedy::Tell(text) = remedy(&missing(), false, true) else { panic!("not told") };
        assert!(text.ends_with("apt-get install --no-install-recommends chromium poppler-utils"), "{text}");
        let Remedy::Tell(text) = remedy(&missing(), true, false) else { panic!("not told") };
        assert!(text.contains("Chromium at /usr/bin/chromium"), "{text}");
    }

    #[test]
    fn the_version_of_node_is_read() {
        assert_eq!(node_major("v20.20.2\n"), Some(20));
        assert_eq!(node_major("20"), None);
    }
}
