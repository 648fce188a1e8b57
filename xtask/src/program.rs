//! The release program, started and stopped, with the moment it says that it is ready.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A program that serves.
pub(crate) struct Program {
    child: Child,
    /// Where it serves.
    pub(crate) address: String,
    /// From its start to the line that says so.
    pub(crate) ready_after: Duration,
}

impl Program {
    /// Starts it and waits for `Ready: ADDRESS`.
    pub(crate) fn start(program: &Path, arguments: &[&str]) -> Result<Self> {
        let began = Instant::now();
        let mut child = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("cannot start {}", program.display()))?;
        let output = child.stdout.take().context("the program's output was not handed over")?;
        for line in BufReader::new(output).lines() {
            if let Some(address) = line?.strip_prefix("Ready: ") {
                let address = address.to_owned();
                return Ok(Self { child, address, ready_after: began.elapsed() });
            }
        }
        bail!("{} ended before it was ready: {}", program.display(), child.wait()?);
    }

    /// Memory that is its own or shared and in use now, in MiB.
    pub(crate) fn resident_mib(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kib: u64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kib / 1024)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // By a signal, so that it takes its temporary folder with it.
        let _asked = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ended = self.child.wait();
    }
}
