//! Lists of records, read piece by piece so that a file may be of any size.

use super::columns::{Columns, Map};
use super::style;
use crate::failed::Failed;
use ::matching::Record;
use csv::{ByteRecord, Reader, ReaderBuilder, StringRecord};
use indicatif::{ProgressBar, ProgressBarIter};
use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;

/// Rows that are held at a time.
const BATCH: usize = 8_192;

/// No row of records about a person is longer. One quotation mark without a second makes one row of a whole file.
const LONGEST_ROW: u64 = 1 << 20;

/// A model is some tens of kilobytes.
const LARGEST_MODEL: u64 = 1 << 22;

/// The ids of a list in the order of its rows.
#[derive(Debug, Default)]
pub struct Ids {
    text: String,
    ends: Vec<usize>,
}

impl Ids {
    /// How many.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The id in a place; the empty text where there is none.
    pub fn get(&self, place: usize) -> &str {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(place).and_then(|end| self.text.get(start..*end)).unwrap_or_default()
    }

    /// The place of an id.
    pub fn find(&self, id: &str) -> Option<usize> {
        (0..self.len()).find(|place| self.get(*place) == id)
    }

    fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len());
    }

    /// The places of two rows with the same id, the first such pair in the order of the ids.
    fn repeated(&self) -> Option<(usize, usize)> {
        let mut places: Vec<usize> = (0..self.len()).collect();
        places.sort_unstable_by(|one, other| self.get(*one).cmp(self.get(*other)).then(one.cmp(other)));
        let mut pairs = places.iter().zip(places.iter().skip(1));
        pairs.find(|(one, other)| self.get(**one) == self.get(**other)).map(|(one, other)| (*one, *other))
    }
}

/// Reads a list, handing its records on in pieces; the ids are returned.
pub fn read(path: &Path, map: &Map, mut take: impl FnMut(&[Record<'_>])) -> Result<Ids, Failed> {
    read_with_ids(path, map, |_, records| take(records))
}

/// Reads a list, handing ids and records on in pieces.
pub fn read_with_ids(path: &Path, map: &Map, mut take: impl FnMut(&[&str], &[Record<'_>])) -> Result<Ids, Failed> {
    let mut list = List::open(path, map)?;
    let mut rows = vec![StringRecord::new(); BATCH];
    let (mut ids, mut lines) = (Ids::default(), Vec::new());
    loop {
        let mut count = 0;
        for row in &mut rows {
            if !list.next(row)? {
                break;
            }
            count += 1;
        }
        let rows = rows.get(..count).unwrap_or_default();
        let (of_rows, records): (Vec<&str>, Vec<Record<'_>>) = rows.iter().map(|row| list.columns.record(row)).unzip();
        for (id, row) in of_rows.iter().zip(rows) {
            let line = row.position().map_or(0, csv::Position::line);
            if id.is_empty() {
                return Err(list.wrong(line, "the id is empty", "Give every record an id of its own."));
            }
            ids.push(id);
            lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        }
        take(&of_rows, &records);
        if count < BATCH {
            break;
        }
    }
    list.bar.finish_and_clear();
    if let Some((one, other)) = ids.repeated() {
        let line = |place: usize| lines.get(place).copied().unwrap_or(0);
        let what = format!("the id {:?} stands in line {} already", ids.get(one), line(one));
        return Err(list.wrong(u64::from(line(other)), &what, "Give every record an id of its own."));
    }
    Ok(ids)
}

/// A small file as text.
pub fn small_file(path: &Path) -> Result<String, Failed> {
    let mut text = String::new();
    let mut file = File::open(path).map_err(|error| unreadable(path, &error))?.take(LARGEST_MODEL);
    file.read_to_string(&mut text).map_err(|error| unreadable(path, &error))?;
    Ok(text)
}

fn unreadable(path: &Path, error: &io::Error) -> Failed {
    Failed::no(&format!("{} cannot be read: {}.", path.display(), error.kind()), "Look at the path and at the file.")
}

/// An open list.
struct List<'a> {
    path: &'a Path,
    reader: Reader<Metered>,
    /// Bytes that may still be read before the row ends.
    allowance: Rc<Cell<u64>>,
    columns: Columns,
    headers: Vec<String>,
    bytes: ByteRecord,
    bar: ProgressBar,
}

impl<'a> List<'a> {
    fn open(path: &'a Path, map: &Map) -> Result<Self, Failed> {
        let file = File::open(path).map_err(|error| unreadable(path, &error))?;
        let length = file.metadata().map_or(0, |about| about.len());
        let bar = ProgressBar::new(length)
            .with_style(style("Reading {bar:40} {binary_bytes} of {binary_total_bytes}, {eta} left"));
        let allowance = Rc::new(Cell::new(LONGEST_ROW));
        let metered = Metered { file: bar.wrap_read(file), allowance: Rc::clone(&allowance) };
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(metered);
        let no = |what: &str, next: &str| Failed::no(&format!("{} {what}.", path.display()), next);
        let mut bytes = ByteRecord::new();
        let any = reader.read_byte_record(&mut bytes).map_err(|error| row_fault(path, &error))?;
        let first = bytes.get(0).unwrap_or_default();
        if first.starts_with(&[0xff, 0xfe]) || first.starts_with(&[0xfe, 0xff]) {
            return Err(no("is UTF-16", "Save it as CSV in UTF-8."));
        }
        if !any || (bytes.len() == 1 && first.is_empty()) {
            return Err(no("is empty", "The first line has to hold the headers."));
        }
        let headers = StringRecord::from_byte_record(bytes.clone())
            .map_err(|_| no("has headers that are not UTF-8", "Save it as CSV in UTF-8."))?;
        let headers: Vec<String> =
            headers.iter().map(|header| header.trim_start_matches('\u{feff}').to_owned()).collect();
        let names: Vec<&str> = headers.iter().map(String::as_str).collect();
        let columns = Columns::of(&names, map).map_err(|(what, next)| no(&what, &next))?;
        let unused = columns.unused(&names);
        if !unused.is_empty() {
            crate::terminal::note(&format!("{}: not used: {}.", path.display(), unused.join(", ")));
        }
        Ok(Self { path, reader, allowance, columns, headers, bytes, bar })
    }

    /// Reads a row; `false` at the end.
    fn next(&mut self, row: &mut StringRecord) -> Result<bool, Failed> {
        self.allowance.set(LONGEST_ROW);
        let bytes = &mut self.bytes;
        if !self.reader.read_byte_record(bytes).map_err(|error| row_fault(self.path, &error))? {
            return Ok(false);
        }
        let line = bytes.position().map_or(0, csv::Position::line);
        if bytes.len() != self.headers.len() {
            let what = format!("{} values, but there are {} headers", bytes.len(), self.headers.len());
            return Err(self.wrong(line, &what, "Look for a comma or a quotation mark too many or too few."));
        }
        match StringRecord::from_byte_record(std::mem::take(bytes)) {
            Ok(read) => {
                *bytes = std::mem::replace(row, read).into_byte_record();
                Ok(true)
            }
            Err(error) => {
                let column = error.utf8_error().field();
                let header = self.headers.get(column).map_or("", String::as_str);
                let byte = error.utf8_error().valid_up_to() + 1;
                let what = format!("column {} ({header}): byte {byte} of the value is not UTF-8", column + 1);
                Err(self.wrong(line, &what, "Save the file as CSV in UTF-8."))
            }
        }
    }

    fn wrong(&self, line: u64, what: &str, next: &str) -> Failed {
        Failed::no(&format!("{}, line {line}: {what}.", self.path.display()), next)
    }
}

fn row_fault(path: &Path, error: &csv::Error) -> Failed {
    let line = error.position().map_or_else(String::new, |at| format!(", near line {}", at.line()));
    if let csv::ErrorKind::Io(fault) = error.kind() {
        if fault.kind() == io::ErrorKind::FileTooLarge {
            return Failed::no(
                &format!("{}{line}: a row is longer than a megabyte.", path.display()),
                "Look for a quotation mark that nothing closes.",
            );
        }
        return unreadable(path, fault);
    }
    Failed::no(&format!("{}{line}: {error}.", path.display()), "Look at that line.")
}

/// A file that stops in the middle of a row that does not end.
struct Metered {
    file: ProgressBarIter<File>,
    allowance: Rc<Cell<u64>>,
}

impl Read for Metered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.allowance.get();
        if left == 0 {
            return Err(io::Error::from(io::ErrorKind::FileTooLarge));
        }
        let count = self.file.read(buffer)?;
        self.allowance.set(left.saturating_sub(u64::try_from(count).unwrap_or(u64::MAX)));
        Ok(count)
    }
}
