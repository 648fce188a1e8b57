//! A private PostgreSQL that cannot be mistaken for anybody's real one.
//!
//! Its folder is made for it, it listens on no network address, its socket lies in a folder only its owner may enter,
//! and nothing is run on it before it has said that its data folder is that one. PostgreSQL refuses to run as root, so
//! root starts it as the user `postgres`.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use crate::process;

/// The environment variable that carries the cluster's address to tests.
pub(crate) const ADDRESS_VARIABLE: &str = "CONTACT_SAFEGUARD_TEST_POSTGRES";

const FOLDER_PREFIX: &str = "contact-safeguard-pg.";
const PATIENCE: Duration = Duration::from_mins(1);
/// Debian's packages put each version into its own folder; 15 is what the project promises to run on.
const VERSIONS: [&str; 4] = ["15", "16", "17", "18"];

/// Where PostgreSQL's programs lie, if they are installed.
pub(crate) fn programs() -> Option<PathBuf> {
    VERSIONS
        .iter()
        .map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin")))
        .chain(process::on_path("initdb").and_then(|found| found.parent().map(Path::to_path_buf)))
        .find(|folder| ["initdb", "postgres", "pg_ctl", "psql"].iter().all(|name| folder.join(name).is_file()))
}

/// A running cluster; it ends with this value.
pub(crate) struct Cluster {
    owner: Owner,
    server: Child,
    // After `server`, so that the folder goes when nothing runs in it any more.
    scratch: Scratch,
}

impl Cluster {
    /// Makes a cluster, starts it and asks it where it lives.
    pub(crate) fn start() -> Result<Self> {
        let programs =
            programs().context("PostgreSQL 15 is not installed; `cargo xtask test` installs it on Debian")?;
        remove_leftovers(Path::new("/tmp"));
        let owner = Owner::fitting(programs)?;
        let scratch = Scratch::for_owner(&owner)?;
        process::read(owner.command("initdb", &scratch).arg("--pgdata").arg(scratch.data()).args([
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync",
        ]))?;
        let server = start_server(&owner, &scratch)?;
        let mut cluster = Self { owner, server, scratch };
        cluster.wait_until_it_answers()?;
        Ok(cluster)
    }

    /// The address for sqlx: the socket's folder stands where a host would.
    pub(crate) fn address(&self) -> String {
        format!("postgres://postgres@localhost/postgres?host={}", self.scratch.0.display())
    }

    /// Waits for the first answer, and lets nothing else happen before it is the right one.
    fn wait_until_it_answers(&mut self) -> Result<()> {
        let began = Instant::now();
        loop {
            if let Some(status) = self.server.try_wait()? {
                bail!("PostgreSQL ended with {status} while starting: {}", self.log());
            }
            let answer = process::read(
                self.owner
                    .command("psql", &self.scratch)
                    .arg("--host")
                    .arg(&self.scratch.0)
                    .args(["--username=postgres", "--dbname=postgres", "--no-psqlrc", "--tuples-only", "--no-align"])
                    .args(["--command", "show data_directory"]),
            );
            match answer {
                Ok(folder) => return same_folder(&folder, &self.scratch.data()),
                Err(error) if began.elapsed() > PATIENCE => {
                    return Err(error.context(format!("PostgreSQL does not answer: {}", self.log())));
                }
                Err(_) => std::thread::sleep(Duration::from_millis(100)),
            }
        }
    }

    fn log(&self) -> String {
        fs::read_to_string(self.scratch.log()).unwrap_or_default()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // `immediate` spares the checkpoint: nothing here is kept. It also frees the shared memory, which a plain kill
        // would leave behind.
        let stopped =
            process::read(self.owner.command("pg_ctl", &self.scratch).arg("--pgdata").arg(self.scratch.data()).args([
                "--mode=immediate",
                "--wait",
                "stop",
            ]));
        if let Err(error) = stopped {
            eprintln!("xtask: PostgreSQL would not stop and is killed: {error:#}");
            let _ = self.server.kill();
        }
        let _ = self.server.wait();
    }
}

fn start_server(owner: &Owner, scratch: &Scratch) -> Result<Child> {
    let log = File::create(scratch.log())?;
    owner
        .command("postgres", scratch)
        .arg("-D")
        .arg(scratch.data())
        .arg("-k")
        .arg(&scratch.0)
        .args(["-c", "listen_addresses=", "-c", "max_connections=200"])
        // Thrown away in a minute: the disk need not hear of it.
        .args(["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"])
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("cannot start postgres")
}

fn same_folder(said: &str, expected: &Path) -> Result<()> {
    let (said, expected) = (Path::new(said).canonicalize()?, expected.canonicalize()?);
    ensure!(
        said == expected,
        "the PostgreSQL that answered keeps its data in {}, not in {}: nothing was run on it",
        said.display(),
        expected.display()
    );
    Ok(())
}

/// Who runs the cluster, and with which programs.
struct Owner {
    programs: PathBuf,
    /// Set when we are root: the user and its number.
    other: Option<(String, u32)>,
}

impl Owner {
    fn fitting(programs: PathBuf) -> Result<Self> {
        if !process::is_root()? {
            return Ok(Self { programs, other: None });
        }
        let number = process::read(Command::new("id").args(["-u", "postgres"]))
            .context("PostgreSQL will not run as root and there is no user `postgres` to run it as")?;
        Ok(Self { programs, other: Some(("postgres".to_owned(), number.parse()?)) })
    }

    /// One of PostgreSQL's programs, as this owner, deaf to the caller's PostgreSQL settings.
    fn command(&self, program: &str, scratch: &Scratch) -> Command {
        // setpriv replaces itself by the program (our child is postgres, not a wrapper) and lets it end when we do,
        // also when we are killed.
        let mut command = Command::new("setpriv");
        command.arg("--pdeathsig=INT");
        if let Some((user, _)) = &self.other {
            command.args([format!("--reuid={user}"), format!("--regid={user}"), "--init-groups".to_owned()]);
        }
        command.arg("--").arg(self.programs.join(program)).current_dir(&scratch.0);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("PG") {
                command.env_remove(name);
            }
        }
        command
    }
}

/// The cluster's folder; it goes with this value.
struct Scratch(PathBuf);

impl Scratch {
    /// Made in `/tmp` itself: a socket's path may have 107 bytes only.
    fn for_owner(owner: &Owner) -> Result<Self> {
        let pattern = format!("/tmp/{FOLDER_PREFIX}XXXXXX");
        let scratch = Self(process::read(Command::new("mktemp").args(["-d", &pattern]))?.into());
        fs::write(scratch.0.join("started-by"), std::process::id().to_string())?;
        fs::set_permissions(&scratch.0, Permissions::from_mode(0o700))?;
        if let Some((_, number)) = owner.other {
            chown(&scratch.0, Some(number), None)?;
        }
        Ok(scratch)
    }

    fn data(&self) -> PathBuf {
        self.0.join("data")
    }

    fn log(&self) -> PathBuf {
        self.0.join("log")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("xtask: cannot remove {}: {error}", self.0.display());
        }
    }
}

/// Removes folders whose maker was killed before it could do so.
fn remove_leftovers(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else {
        return;
    };
    for folder in entries.flatten().map(|entry| entry.path()) {
        let ours = folder.file_name().is_some_and(|name| name.to_string_lossy().starts_with(FOLDER_PREFIX));
        if ours && !lives(&folder.join("started-by")) && !lives(&folder.join("data/postmaster.pid")) {
            // Another user's folder stays: we may not remove it, and need not.
            let _ = fs::remove_dir_all(&folder);
        }
    }
}

/// Does the process named in the first line of this file live? A file that is not there names none; one that cannot
/// be read or understood is taken for a living one, so that nothing in use is removed.
fn lives(file: &Path) -> bool {
    match fs::read_to_string(file) {
        Ok(text) => text
            .lines()
            .next()
            .and_then(|line| line.trim().parse::<u32>().ok())
            .is_none_or(|number| Path::new("/proc").join(number.to_string()).exists()),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("xtask-test-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    #[test]
    fn a_server_with_another_data_folder_is_refused() {
        let (ours, other) = (folder("ours"), folder("other"));
        assert!(same_folder(&ours.to_string_lossy(), &ours).is_ok());
        let error = same_folder(&other.to_string_lossy(), &ours).unwrap_err();
        assert!(error.to_string().contains("nothing was run on it"), "{error}");
        fs::remove_dir_all(ours).unwrap();
        fs::remove_dir_all(other).unwrap();
    }

    #[test]
    fn only_folders_of_the_dead_are_swept() {
        let parent = folder("sweep");
        let make = |name: &str, pid: &str| {
            let made = parent.join(name);
            fs::create_dir_all(&made).unwrap();
            fs::write(made.join("started-by"), pid).unwrap();
            made
        };
        let dead = make("contact-safeguard-pg.dead", "4294967294");
        let living = make("contact-safeguard-pg.living", &std::process::id().to_string());
        let unclear = make("contact-safeguard-pg.unclear", "?");
        let foreign = make("somebody-elses", "4294967294");
        remove_leftovers(&parent);
        assert!(!dead.exists() && living.exists() && unclear.exists() && foreign.exists());
        fs::remove_dir_all(parent).unwrap();
    }
}
