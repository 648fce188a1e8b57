//! `match`: who is in one list twice, who is in two lists, who of these is already known. The thinking is done by the
//! crate `matching`; here are files.

mod columns;
mod explaining;
mod options;
mod reading;
mod writing;

#[cfg(test)]
mod tests;

use crate::failed::Failed;
use crate::terminal;
use ::matching::{Comparison, Explanation, Index, Model, Table};
use columns::Map;
use explaining::Pair;
use indicatif::{ProgressBar, ProgressStyle};
pub use options::MatchTask;
use options::{Dedupe, How, Link, Lookup};
use reading::Ids;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;
use writing::Found;

/// Pairs at most this probable are not written.
const LEAST: f64 = 0.05;

/// Does what is asked for with files of records.
pub fn run(task: &MatchTask) -> Result<(), Failed> {
    match task {
        MatchTask::Dedupe(task) => dedupe(task),
        MatchTask::Link(task) => link(task),
        MatchTask::Lookup(task) => lookup(task),
    }
}

fn dedupe(task: &Dedupe) -> Result<(), Failed> {
    let map = Map::of(&task.how.map)?;
    let given = given_model(&task.how)?;
    let mut table = Table::new();
    let ids = reading::read(&task.records, &map, |records| table.add(records))?;
    say_what_was_read(&task.records, &ids);
    let between = match task.how.explain() {
        None => None,
        Some((one, other)) => Some((find(&ids, one, &task.records)?, find(&ids, other, &task.records)?)),
    };
    let everybody = working("Comparing", || Comparison::within(&table));
    compared(&task.how, &everybody, given, between, |place| ids.get(place), false)
}

fn link(task: &Link) -> Result<(), Failed> {
    let map = Map::of(&task.how.map)?;
    let given = given_model(&task.how)?;
    let mut table = Table::new();
    let first = reading::read(&task.first, &map, |records| table.add(records))?;
    say_what_was_read(&task.first, &first);
    let second = reading::read(&task.second, &map, |records| table.add(records))?;
    say_what_was_read(&task.second, &second);
    let start = first.len();
    let between = match task.how.explain() {
        None => None,
        Some((one, other)) => Some((find(&first, one, &task.first)?, start + find(&second, other, &task.second)?)),
    };
    let across = working("Comparing", || Comparison::across(&table, start));
    let id = |place: usize| if place < start { first.get(place) } else { second.get(place - start) };
    compared(&task.how, &across, given, between, id, true)
}

/// What follows a comparison of lists: learn, explain, write.
fn compared<'a>(
    how: &How,
    comparison: &Comparison<'_>,
    given: Option<Model>,
    between: Option<(usize, usize)>,
    id: impl Fn(usize) -> &'a str,
    ordered: bool,
) -> Result<(), Failed> {
    say_what_was_left_out(comparison);
    let model = match given {
        Some(model) => model,
        None => working("Learning", || shipped().map(|start| comparison.learn(&start)))?,
    };
    save_model(how, &model)?;
    let matches = working("Weighing", || comparison.matches(&model, LEAST));
    if let Some((one, other)) = between {
        let (low, high) = (one.min(other), one.max(other));
        let written = matches.iter().find(|found| (found.left, found.right) == (low, high));
        let pair = Pair { ids: (id(one), id(other)), score: written.map(|found| found.verdict.same) };
        let explanation = comparison.table().explain(one, other, &model).ok_or_else(lost)?;
        terminal::say(&explaining::text(&pair, &explanation));
    }
    let found = matches.iter().filter(|found| found.verdict.same > LEAST).map(|found| {
        let (left, right) = (id(found.left), id(found.right));
        let turn = !ordered && right < left;
        let (left, right) = if turn { (right, left) } else { (left, right) };
        Found { left, right, score: found.verdict.same }
    });
    write(how, found.collect())
}

fn lookup(task: &Lookup) -> Result<(), Failed> {
    let map = Map::of(&task.how.map)?;
    let given = given_model(&task.how)?;
    let mut table = Table::new();
    let known = reading::read(&task.base, &map, |records| table.add(records))?;
    say_what_was_read(&task.base, &known);
    let index = working("Indexing", || match given {
        Some(model) => Ok(Index::with_model(table, model)),
        None => shipped().map(|start| Index::new(table, &start)),
    })?;
    save_model(&task.how, index.model())?;
    let wanted = match task.how.explain() {
        None => None,
        Some((query, base)) => Some((query, find(&known, base, &task.base)?)),
    };
    let answers = answers(task, &map, &index, wanted)?;
    say_what_was_read(&task.queries, &answers.queries);
    if let Some((query, base)) = wanted {
        let place = find(&answers.queries, query, &task.queries)?;
        let score = answers.found.iter().find(|found| (found.0, found.1) == (place, base)).map(|found| found.2);
        let pair = Pair { ids: (query, known.get(base)), score };
        terminal::say(&explaining::text(&pair, &answers.explanation.ok_or_else(lost)?));
    }
    let above = answers.found.iter().filter(|found| found.2 > LEAST);
    let found =
        above.map(|found| Found { left: answers.queries.get(found.0), right: known.get(found.1), score: found.2 });
    write(&task.how, found.collect())
}

/// What a file of queries was answered.
struct Answers {
    queries: Ids,
    /// Places of a query and of somebody known, with the probability.
    found: Vec<(usize, usize, f64)>,
    explanation: Option<Explanation>,
}

fn answers(task: &Lookup, map: &Map, index: &Index, wanted: Option<(&str, usize)>) -> Result<Answers, Failed> {
    let mut asked = 0;
    let mut found = Vec::new();
    let mut explanation = None;
    let queries = reading::read_with_ids(&task.queries, map, |ids, records| {
        for (place, candidates) in index.find_all(records, LEAST).into_iter().enumerate() {
            found.extend(candidates.iter().map(|candidate| (asked + place, candidate.place, candidate.verdict.same)));
        }
        if let Some((query, base)) = wanted {
            let place = ids.iter().position(|id| *id == query);
            explanation = place.and_then(|place| index.explain(records.get(place)?, base)).or(explanation.take());
        }
        asked += records.len();
    })?;
    Ok(Answers { queries, found, explanation })
}

fn find(ids: &Ids, id: &str, path: &Path) -> Result<usize, Failed> {
    ids.find(id).ok_or_else(|| {
        Failed::no(&format!("{} has no record with the id {id:?}.", path.display()), "Look at the ids after --explain.")
    })
}

fn shipped() -> Result<Model, Failed> {
    Model::shipped().map_err(|fault| {
        Failed::around(&format!("The model inside the program is broken: {fault}."), "Build the program again.")
    })
}

/// The model of `--model`.
fn given_model(how: &How) -> Result<Option<Model>, Failed> {
    let Some(path) = &how.model else { return Ok(None) };
    let text = reading::small_file(path)?;
    Model::from_json(&text).map(Some).map_err(|fault| {
        Failed::no(
            &format!("{}: {fault}.", path.display()),
            "Use a file that --save-model has written, or leave --model out.",
        )
    })
}

fn save_model(how: &How, model: &Model) -> Result<(), Failed> {
    let Some(path) = &how.save_model else { return Ok(()) };
    let text = model
        .to_json()
        .map_err(|fault| Failed::around(&format!("The model cannot be written: {fault}."), "Please report this."))?;
    writing::whole(path, |file| file.write_all(text.as_bytes()))
}

fn write(how: &How, found: Vec<Found<'_>>) -> Result<(), Failed> {
    let Some(path) = &how.out else { return Ok(()) };
    let pairs = found.len();
    writing::pairs(path, found)?;
    terminal::note(&format!("{pairs} pairs are in {}.", path.display()));
    Ok(())
}

fn lost() -> Failed {
    Failed::around("The two records cannot be explained.", "Please report this.")
}

fn say_what_was_read(path: &Path, ids: &Ids) {
    terminal::note(&format!("{}: {} records.", path.display(), ids.len()));
}

fn say_what_was_left_out(comparison: &Comparison<'_>) {
    if comparison.blocks_left_out() > 0 {
        terminal::note(&format!(
            "{} values or combinations are shared by too many records to compare all of them with each other; they are \
             compared where they share something rarer.",
            comparison.blocks_left_out()
        ));
    }
}

/// Shows that the program is alive while it does something of unknown length. Silent where nobody looks.
fn working<T>(what: &'static str, work: impl FnOnce() -> T) -> T {
    let bar = ProgressBar::new_spinner().with_message(what).with_style(style("{spinner} {msg} {elapsed}"));
    bar.enable_steady_tick(Duration::from_millis(200));
    let done = work();
    bar.finish_and_clear();
    done
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
