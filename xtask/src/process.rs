//! Starting other programs, with errors that say which one and how it ended.

use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

/// Runs a command that shares our terminal.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot start {}", shown(command)))?;
    if !status.success() {
        bail!("`{}` ended with {status}", shown(command));
    }
    Ok(())
}

/// Runs a command and returns what it wrote to standard output, without the last line end.
pub(crate) fn read(command: &mut Command) -> Result<String> {
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {}", shown(command)))?;
    if !output.status.success() {
        let complaint = String::from_utf8_lossy(&output.stderr);
        bail!("`{}` ended with {}: {}", shown(command), output.status, complaint.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).trim_end().to_owned())
}

/// Runs a command whose standard output is shown line by line and handed to `look` as well. Says whether it succeeded.
pub(crate) fn watch(command: &mut Command, mut look: impl FnMut(&str)) -> Result<bool> {
    let mut child =
        command.stdout(Stdio::piped()).spawn().with_context(|| format!("cannot start {}", shown(command)))?;
    let output = child.stdout.take().context("the child's output was not handed over")?;
    let mut lines = BufReader::new(output);
    let mut line = Vec::new();
    // By bytes: one test that prints something other than UTF-8 must not end the run.
    while lines.read_until(b'\n', &mut line)? > 0 {
        let text = String::from_utf8_lossy(&line);
        print!("{text}");
        look(text.trim_end());
        line.clear();
    }
    Ok(child.wait()?.success())
}

/// Where a program of this name lies on the search path.
pub(crate) fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|candidate| candidate.is_file())
}

/// Are we the superuser?
pub(crate) fn is_root() -> Result<bool> {
    Ok(read(Command::new("id").arg("-u"))? == "0")
}

fn shown(command: &Command) -> String {
    let mut words = vec![command.get_program().to_string_lossy().into_owned()];
    words.extend(command.get_args().map(|word| word.to_string_lossy().into_owned()));
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_that_fails_is_named_with_its_complaint() {
        let error = read(Command::new("sh").args(["-c", "echo no room >&2; exit 3"])).unwrap_err();
        let text = error.to_string();
        assert!(text.contains("exit status: 3") && text.contains("no room"), "{text}");
    }

    #[test]
    fn every_line_of_a_watched_command_is_seen_even_when_it_is_not_utf8() {
        let mut seen = Vec::new();
        let well = watch(Command::new("printf").arg("one\\n\\377\\nthree"), |line| {
            seen.push(line.to_owned());
        })
        .unwrap();
        assert!(well);
        assert_eq!(seen, ["one", "\u{fffd}", "three"]);
    }
}
