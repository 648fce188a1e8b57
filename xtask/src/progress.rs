//! Which steps of the last run passed, so that the next may go on from there.

use std::fs;
use std::path::PathBuf;

use anyhow::Result;
use serde_json::{Value, json};

use crate::tally::Tally;

/// The steps that passed for one state of the files.
pub(crate) struct Progress {
    file: PathBuf,
    state: String,
    steps: Vec<(String, Tally)>,
}

impl Progress {
    /// Nothing has passed yet. `state` stands for all files and for what was asked.
    pub(crate) fn fresh(file: PathBuf, state: String) -> Self {
        Self { file, state, steps: Vec::new() }
    }

    /// What the last run noted, unless it was about another state.
    pub(crate) fn resumed(file: PathBuf, state: String) -> Self {
        let steps = fs::read_to_string(&file).ok().and_then(|text| steps_for(&state, &text)).unwrap_or_default();
        Self { file, state, steps }
    }

    /// What this step counted when it passed.
    pub(crate) fn passed(&self, step: &str) -> Option<Tally> {
        self.steps.iter().find(|(name, _)| name == step).map(|(_, tally)| *tally)
    }

    /// Notes on disk that a step passed.
    pub(crate) fn note(&mut self, step: &str, tally: Tally) -> Result<()> {
        self.steps.push((step.to_owned(), tally));
        if let Some(folder) = self.file.parent() {
            fs::create_dir_all(folder)?;
        }
        let steps: Vec<Value> = self
            .steps
            .iter()
            .map(|(name, tally)| json!({ "step": name, "passed": tally.passed, "left_out": tally.left_out }))
            .collect();
        fs::write(&self.file, json!({ "state": self.state, "steps": steps }).to_string())?;
        Ok(())
    }
}

fn steps_for(state: &str, text: &str) -> Option<Vec<(String, Tally)>> {
    let noted: Value = serde_json::from_str(text).ok()?;
    if noted.get("state")?.as_str()? != state {
        return None;
    }
    let mut steps = Vec::new();
    for step in noted.get("steps")?.as_array()? {
        let passed = step.get("passed")?.as_u64()?;
        let left_out = step.get("left_out")?.as_u64()?;
        steps.push((step.get("step")?.as_str()?.to_owned(), Tally { passed, failed: 0, left_out }));
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_goes_on_only_where_no_file_changed() {
        let file = std::env::temp_dir().join(format!("xtask-progress-{}.json", std::process::id()));
        let tally = Tally { passed: 7, failed: 0, left_out: 1 };
        Progress::fresh(file.clone(), "one".to_owned()).note("lints", tally).unwrap();
        assert_eq!(Progress::resumed(file.clone(), "one".to_owned()).passed("lints"), Some(tally));
        assert_eq!(Progress::resumed(file.clone(), "one".to_owned()).passed("tests"), None);
        assert_eq!(Progress::resumed(file.clone(), "two".to_owned()).passed("lints"), None);
        fs::remove_file(file).unwrap();
    }
}
