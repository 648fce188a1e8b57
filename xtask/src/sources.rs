//! The files of the checkout, without what is built or fetched.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::process;

/// Folders that no person writes in.
const NOT_OURS: [&str; 4] = [".git", "target", "node_modules", "shots"];

/// One file: its path from the root, with forward slashes, and its text if it is UTF-8.
pub(crate) struct Source {
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Source {
    /// What follows the last dot of the file's name.
    pub(crate) fn extension(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// The root of the checkout.
pub(crate) fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_path_buf()
}

/// Every text file, in the order of their paths.
pub(crate) fn all(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in paths(root)? {
        let bytes = fs::read(root.join(&path)).with_context(|| path.clone())?;
        if let Ok(text) = String::from_utf8(bytes) {
            sources.push(Source { path, text });
        }
    }
    Ok(sources)
}

/// A number that changes when any file does.
pub(crate) fn fingerprint(root: &Path) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    for path in paths(root)? {
        path.hash(&mut hasher);
        fs::read(root.join(&path)).with_context(|| path.clone())?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}

fn paths(root: &Path) -> Result<Vec<String>> {
    let walk = WalkDir::new(root).sort_by_file_name().into_iter().filter_entry(|entry| {
        let name = entry.file_name().to_string_lossy();
        // `/data` is where the README's first command keeps a real database.
        !(NOT_OURS.contains(&name.as_ref()) || entry.depth() == 1 && name == "data")
    });
    let mut paths = Vec::new();
    for entry in walk {
        let entry = entry?;
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(root)?;
            paths.push(path.to_string_lossy().replace('\\', "/"));
        }
    }
    Ok(paths)
}

/// Where cargo builds to.
pub(crate) fn target_folder() -> Result<PathBuf> {
    let metadata =
        cargo_metadata::MetadataCommand::new().current_dir(root()).no_deps().exec().context("cargo metadata")?;
    Ok(metadata.target_directory.into_std_path_buf())
}

/// The program as tests start it, built now if it is not.
pub(crate) fn program() -> Result<PathBuf> {
    // Built for the whole workspace: built alone, it would get other features of its dependencies, and half the house
    // would be compiled once more.
    let building = ["build", "--workspace", "--bin", "contact-safeguard"];
    process::run(Command::new("cargo").args(building).current_dir(root()))?;
    Ok(target_folder()?.join("debug/contact-safeguard"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_checkout_is_read_without_what_is_built() {
        let sources = all(&root()).unwrap();
        assert!(sources.iter().any(|source| source.path == "xtask/src/sources.rs"));
        assert!(!sources.iter().any(|source| source.path.starts_with("target/")));
    }
}
