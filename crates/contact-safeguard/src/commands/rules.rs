use crate::cli::{RulesFormat, RulesTask};
use crate::failed::Failed;
use crate::terminal;
use domain::rules;

/// Lists the safety rules.
pub fn run(task: &RulesTask) -> Result<(), Failed> {
    let RulesTask::List { format } = task;
    let text = match format {
        RulesFormat::Json => serde_json::to_string_pretty(&rules::listing()).map_err(|error| {
            Failed::around(&format!("The rules cannot be written as JSON: {error}."), "Please report this.")
        })?,
        RulesFormat::Md => rules::markdown().trim_end().to_owned(),
    };
    terminal::say(&text);
    Ok(())
}
