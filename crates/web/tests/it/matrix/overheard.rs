//! What the program says besides its answers: lines of its log at the finest level, messages of panics, what it leaves in
//! files, and the words of its papers.

use super::marks::Marks;
use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, Once};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// How every mark begins.
const BEGINS: &str = "Zq";

static LINES: AtomicU64 = AtomicU64::new(0);
static PANICS: AtomicU64 = AtomicU64::new(0);
static HEARD: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Keeps what has something like a mark in it, from the whole process and whichever test wrote it.
fn hears(line: String) {
    if line.contains(BEGINS) {
        HEARD.lock().unwrap().push(line);
    }
}

/// Listens from now on.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        tracing::subscriber::set_global_default(Ears).expect("nobody else listens to the whole process");
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            PANICS.fetch_add(1, Ordering::Relaxed);
            hears(panic.to_string());
            before(panic);
        }));
    });
}

/// How many lines and panics were heard.
pub fn heard() -> (u64, u64) {
    (LINES.load(Ordering::Relaxed), PANICS.load(Ordering::Relaxed))
}

/// Where a mark was heard.
pub fn marked(marks: &Marks) -> Vec<String> {
    HEARD.lock().unwrap().iter().filter(|line| !marks.within(line.as_bytes()).is_empty()).cloned().collect()
}

struct Ears;

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        write!(self.0, " {}={value:?}", field.name()).unwrap();
    }
}

impl Subscriber for Ears {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut line = Line(span.metadata().name().to_owned());
        span.record(&mut line);
        hears(line.0);
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        let mut line = Line(String::new());
        values.record(&mut line);
        hears(line.0);
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        LINES.fetch_add(1, Ordering::Relaxed);
        let mut line = Line(event.metadata().target().to_owned());
        event.record(&mut line);
        hears(line.0);
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The words and the metadata of a paper, as another program reads them.
pub fn words_of(pdf: &[u8]) -> Vec<u8> {
    let read = |program: &str, arguments: &[&str]| {
        let mut reading = Command::new(program)
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("poppler-utils is installed by cargo xtask install");
        reading.stdin.take().unwrap().write_all(pdf).unwrap();
        reading.wait_with_output().unwrap().stdout
    };
    [read("pdftotext", &["-", "-"]), read("pdfinfo", &["-"])].concat()
}

/// The files in which a mark lies in the clear: among those of a folder, and those that this process has open.
pub fn files_with_marks(marks: &Marks, folder: &Path) -> (usize, BTreeSet<PathBuf>) {
    let mut files: Vec<PathBuf> =
        fs::read_dir("/proc/self/fd").into_iter().flatten().flatten().map(|f| f.path()).collect();
    gather(folder, &mut files);
    let regular: Vec<_> =
        files.into_iter().filter(|file| fs::metadata(file).is_ok_and(|kind| kind.is_file())).collect();
    // Neither the program itself nor what the tests print is the program's doing.
    let printed = ["/proc/self/exe", "/proc/self/fd/0", "/proc/self/fd/1", "/proc/self/fd/2"];
    let printed: Vec<_> = printed.iter().filter_map(|file| fs::canonicalize(file).ok()).collect();
    let data = regular.iter().filter(|file| !fs::canonicalize(file).is_ok_and(|file| printed.contains(&file)));
    let found = data.filter(|file| fs::read(file).is_ok_and(|bytes| !marks.within(&bytes).is_empty()));
    (regular.len(), found.cloned().collect())
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            gather(&entry, files);
        } else {
            files.push(entry);
        }
    }
}

#[test]
fn the_ears_hear_a_mark_in_a_line_and_in_a_panic() {
    listen();
    let mut marks = Marks::default();
    // Unlike every mark of a world, of which the first is a fact.
    let words = marks.make(super::Kept::Incident);
    let words = words.as_str().to_owned();
    tracing::trace!(words, "a line that must not be written");
    let panicked = std::panic::catch_unwind(|| panic!("{}", words.clone()));
    assert!(panicked.is_err());
    assert!(marked(&marks).len() >= 2, "{:?}", marked(&marks));
    let folder = std::env::temp_dir().join(format!("left-behind-{}", std::process::id()));
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join("left behind"), &words).unwrap();
    let found = files_with_marks(&marks, &folder).1;
    fs::remove_dir_all(&folder).unwrap();
    assert_eq!(found.len(), 1);
}
