//! Starting the program in a folder of its own, and talking to it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

/// A folder with a home in it; it goes with the value.
pub struct Hall(tempfile::TempDir);

impl Hall {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub fn keys(&self) -> PathBuf {
        self.path("config").join("contact-safeguard").join("keys")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_contact-safeguard"));
        command
            .args(arguments)
            .env_remove("CONTACT_SAFEGUARD_DATABASE_URL")
            .env("XDG_CONFIG_HOME", self.path("config"))
            .stdin(Stdio::null());
        command
    }

    /// Runs a task to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Starts serving and waits until it is ready. Anything else that was printed before is kept.
    pub fn serve(&self, arguments: &[&str]) -> Serving {
        let data = self.data();
        let mut all = vec!["serve", "--data", text(&data)];
        all.extend(arguments);
        let mut child = self.command(&all).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut said = Vec::new();
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            said.push(line.clone());
            if line.starts_with("Ready: ") {
                return Serving { child: Some(child), said };
            }
        }
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        child.wait().unwrap();
        panic!("the program ended before it was ready: {errors}");
    }
}

/// A program that serves.
pub struct Serving {
    child: Option<Child>,
    said: Vec<String>,
}

impl Serving {
    /// What follows a word at the start of a line it printed.
    pub fn said(&self, start: &str) -> Option<&str> {
        self.said.iter().find_map(|line| line.strip_prefix(start))
    }

    /// Where it listens; on every address where that is what it was told.
    pub fn address(&self) -> SocketAddr {
        let base = self.said("Ready: ").unwrap();
        let port = base.split("://").nth(1).unwrap().rsplit(':').next().unwrap();
        let port: u16 = port.chars().take_while(char::is_ascii_digit).collect::<String>().parse().unwrap();
        SocketAddr::from(([127, 0, 0, 1], port))
    }

    /// Sends one request and reads the whole answer.
    pub fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn get(&self, path: &str) -> String {
        let host = self.address();
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"))
    }

    pub fn post(&self, path: &str, body: &str) -> String {
        let host = self.address();
        let length = body.len();
        self.ask(&format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\
             \r\nContent-Length: {length}\r\n\r\n{body}"
        ))
    }

    /// Asks it to stop, and gives its exit code and what it wrote to standard error.
    pub fn stop(mut self) -> (Option<i32>, String) {
        let mut child = self.child.take().unwrap();
        let told = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        assert!(told.success());
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        (child.wait().unwrap().code(), errors)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let _ended = child.kill();
            let _reaped = child.wait();
        }
    }
}

pub fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[track_caller]
pub fn refused(output: &Output, code: i32, words: &[&str]) {
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{errors}");
    assert!(output.stdout.is_empty(), "a refusal says nothing on standard output");
    for word in words {
        assert!(errors.contains(word), "{word:?} is not in: {errors}");
    }
}
