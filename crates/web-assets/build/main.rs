//! Fetches the front-end packages, makes what is served from them, and writes the table that embeds it.

mod bundle;
mod css;
mod npm;

use std::env;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

fn main() -> ExitCode {
    let mut orders = String::new();
    for path in ["package.json", "package-lock.json", "build", "src-assets"] {
        // Infallible here and below: writing to a String.
        let _ = writeln!(orders, "cargo::rerun-if-changed={path}");
    }
    orders.push_str("cargo::rerun-if-env-changed=CONTACT_SAFEGUARD_ASSETS\n");
    let code = match run() {
        Ok(packages) => {
            let _ = writeln!(orders, "cargo::rustc-env=WEB_ASSETS_PACKAGES={}", packages.display());
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            let _ = writeln!(orders, "cargo::error={sentence}");
            ExitCode::FAILURE
        }
    };
    match std::io::stdout().write_all(orders.as_bytes()) {
        Ok(()) => code,
        Err(_) => ExitCode::FAILURE,
    }
}

#[expect(clippy::disallowed_methods, reason = "a build is told its settings by the environment")]
fn run() -> Result<PathBuf, String> {
    let manifest = folder("CARGO_MANIFEST_DIR")?;
    let out = folder("OUT_DIR")?;
    let packages = match env::var_os("CONTACT_SAFEGUARD_ASSETS") {
        Some(given) if !given.is_empty() => PathBuf::from(given),
        _ => npm::fetch(&manifest, &store(&out), &lock_hash(&manifest)?)?,
    };
    let node_modules = packages.join("node_modules");
    bundle::Bundle::make(&node_modules, &manifest.join("src-assets"))?.embed(&out)?;
    Ok(node_modules)
}

#[expect(clippy::disallowed_methods, reason = "a build is told its settings by the environment")]
fn folder(variable: &str) -> Result<PathBuf, String> {
    env::var_os(variable).map(PathBuf::from).ok_or_else(|| format!("Cargo did not set {variable}"))
}

/// `target/assets`: beside the profiles, so that debug and release builds and every checkout tool share one copy.
fn store(out: &Path) -> PathBuf {
    let target = out.ancestors().find(|folder| folder.join("CACHEDIR.TAG").is_file());
    target.unwrap_or(out).join("assets")
}

fn lock_hash(manifest: &Path) -> Result<String, String> {
    let lock = manifest.join("package-lock.json");
    let bytes = std::fs::read(&lock).map_err(|error| format!("cannot read {}: {error}", lock.display()))?;
    let mut digest = HEXLOWER.encode(&Sha256::digest(bytes));
    digest.truncate(16);
    Ok(digest)
}
