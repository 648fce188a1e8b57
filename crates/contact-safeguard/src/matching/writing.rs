//! Results, written whole or not at all.

use crate::failed::Failed;
use std::ffi::OsString;
use std::fs::File;
use std::io::{self, BufWriter};
use std::path::{Path, PathBuf};

/// A pair to be written.
pub struct Found<'a> {
    /// The id that stands first.
    pub left: &'a str,
    /// The id that stands second.
    pub right: &'a str,
    /// The probability of being one person.
    pub score: f64,
}

/// Writes pairs, the likeliest first, those of one probability by their ids: the same file whatever the order of the rows
/// was.
pub fn pairs(path: &Path, mut found: Vec<Found<'_>>) -> Result<(), Failed> {
    // As it will be read: six places.
    let score = |found: &Found<'_>| (found.score * 1e6).round();
    found.sort_unstable_by(|one, other| {
        score(other).total_cmp(&score(one)).then_with(|| (one.left, one.right).cmp(&(other.left, other.right)))
    });
    whole(path, |file| {
        let mut rows = csv::Writer::from_writer(file);
        rows.write_record(["id_l", "id_r", "score"])?;
        for one in &found {
            rows.write_record([one.left, one.right, &format!("{:.6}", one.score)])?;
        }
        rows.flush()
    })
}

/// Writes a file beside its place and puts it there when it is complete.
pub fn whole(path: &Path, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> Result<(), Failed> {
    let part = beside(path);
    let written = File::create(&part).map(BufWriter::new).and_then(|mut file| {
        write(&mut file)?;
        file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
        std::fs::rename(&part, path)
    });
    written.map_err(|error| {
        // What was begun is worth nothing; where it cannot be taken away there is nothing more to do.
        let _gone = std::fs::remove_file(&part);
        Failed::around(
            &format!("{} cannot be written: {}.", path.display(), error.kind()),
            "Look at the folder and at the free space on the disk.",
        )
    })
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().map_or_else(OsString::new, OsString::from);
    name.push(".part");
    path.with_file_name(name)
}
