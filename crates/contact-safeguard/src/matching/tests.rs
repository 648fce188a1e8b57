//! Files in, files out.

use super::options::MatchTask;
use super::run;
use clap::Parser;
use std::fmt::Write as _;
use std::path::PathBuf;

#[derive(Parser)]
struct Line {
    #[command(subcommand)]
    task: MatchTask,
}

/// A folder with files in it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// Runs `match` with the words of a line; words with a dot are files of the folder.
    fn run(&self, line: &str) -> Result<(), String> {
        let words = line
            .split_whitespace()
            .map(|word| if word.contains('.') { self.path(word).display().to_string() } else { word.to_owned() });
        let line = Line::try_parse_from(std::iter::once("match".to_owned()).chain(words))
            .map_err(|error| error.to_string())?;
        run(&line.task).map_err(|failed| failed.to_string())
    }

    fn pairs(&self, name: &str) -> Vec<(String, String, f64)> {
        let mut rows = csv::Reader::from_path(self.path(name)).unwrap();
        assert_eq!(rows.headers().unwrap(), vec!["id_l", "id_r", "score"]);
        let read = |row: csv::StringRecord| (row[0].to_owned(), row[1].to_owned(), row[2].parse().unwrap());
        rows.records().map(|row| read(row.unwrap())).collect()
    }
}

const PEOPLE: &str = "\
rec_id,given_name,surname,dob,postcode,phone
R3,Rebecca,Oakes,1990-03-04,BD6 6HX,07700 900123
R1,Amina,Khan,1984-11-20,LE2 1AA,
R2,BECKY,Oakes,04/03/1990,bd66hx,+447700900123
R4,Wojciech,Nowak,1971-06-30,HU5 2AB,07700 900456
";

#[test]
fn one_list_gives_its_pairs_with_the_lower_id_first() {
    let desk = Desk::new();
    desk.put("people.csv", PEOPLE);
    desk.run("dedupe people.csv --out pairs.csv").unwrap();
    let pairs = desk.pairs("pairs.csv");
    assert_eq!(pairs.len(), 1);
    assert_eq!((pairs[0].0.as_str(), pairs[0].1.as_str()), ("R2", "R3"));
    assert!(pairs[0].2 > 0.5 && pairs[0].2 <= 1.0);
    assert!(!desk.path("pairs.csv.part").exists());
}

#[test]
fn shuffled_rows_give_the_same_file() {
    let desk = Desk::new();
    desk.put("people.csv", PEOPLE);
    let mut lines: Vec<&str> = PEOPLE.lines().collect();
    lines[1..].reverse();
    desk.put("turned.csv", lines.join("\n"));
    desk.run("dedupe people.csv --out one.csv").unwrap();
    desk.run("dedupe turned.csv --out two.csv").unwrap();
    let read = |name| std::fs::read_to_string(desk.path(name)).unwrap();
    assert_eq!(read("one.csv"), read("two.csv"));
}

#[test]
fn two_lists_and_a_question_give_the_first_file_first() {
    let desk = Desk::new();
    desk.put("people.csv", PEOPLE);
    desk.put("new.csv", "unique_id,first_name,last_name,date_of_birth,mobile\nZ1,Bex,Oaks,4 March 1990,07700900123\n");
    desk.run("link new.csv people.csv --out link.csv").unwrap();
    desk.run("lookup --base people.csv new.csv --out lookup.csv").unwrap();
    for name in ["link.csv", "lookup.csv"] {
        let pairs = desk.pairs(name);
        assert_eq!(pairs.len(), 2, "{name}");
        assert!(pairs.iter().all(|pair| pair.0 == "Z1" && ["R2", "R3"].contains(&pair.1.as_str())), "{pairs:?}");
    }
}

#[test]
fn other_headers_are_mapped_and_missing_columns_are_no_fault() {
    let desk = Desk::new();
    desk.put("people.csv", PEOPLE.replace("rec_id,given_name,surname,dob", "Nummer,Vorname,Familienname,Geburtstag"));
    let told = desk.run("dedupe people.csv --out pairs.csv").unwrap_err();
    assert!(told.contains("no column with ids") && told.contains("--map id="), "{told}");
    let map = "--map id=Nummer --map given=Vorname --map surname=Familienname --map birth=Geburtstag";
    desk.run(&format!("dedupe people.csv --out pairs.csv {map}")).unwrap();
    assert_eq!(desk.pairs("pairs.csv").len(), 1);
    for (map, why) in [
        ("--map id=Nothing", "has no column \"Nothing\""),
        ("--map planet=Vorname", "there is no field planet"),
        ("--map id", "no equals sign"),
        ("--map id=Nummer --map id=Vorname", "twice"),
        ("--map id=Nummer --map given=Vorname --map surname=Vorname", "two fields"),
    ] {
        let told = desk.run(&format!("dedupe people.csv --out pairs.csv {map}")).unwrap_err();
        assert!(told.contains(why), "{told}");
    }
}

#[test]
fn a_bad_file_is_named_with_line_and_column() {
    let desk = Desk::new();
    let header = "rec_id,given_name,surname\n";
    let wide: Vec<u8> = "rec_id,surname\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let wide = [vec![0xff, 0xfe], wide].concat();
    let latin = [header.as_bytes(), b"R1,Zo\xeb,Oakes\n"].concat();
    let cases: [(&[u8], &[&str]); 9] = [
        (b"", &["is empty"]),
        (b"\n\n", &["is empty"]),
        (wide.as_slice(), &["UTF-16", "UTF-8"]),
        (latin.as_slice(), &["line 2", "column 2 (given_name)", "byte 3", "UTF-8"]),
        (b"rec_id,given_name,surname\nR1,Zoe\n", &["line 2", "2 values", "3 headers"]),
        (
            b"rec_id,given_name,surname\nR1,Zoe,Oakes\nR2,Amina,Khan\nR1,Becky,Oakes\n",
            &["line 4", "\"R1\"", "line 2 already"],
        ),
        (b"rec_id,given_name,surname\n,Zoe,Oakes\n", &["line 2", "id is empty"]),
        (b"rec_id,colour\nR1,blue\n", &["says anything about a person"]),
        (b"given_name,surname\nZoe,Oakes\n", &["no column with ids"]),
    ];
    for (content, words) in cases {
        desk.put("bad.csv", content);
        let told = desk.run("dedupe bad.csv --out pairs.csv").unwrap_err();
        assert!(words.iter().all(|word| told.contains(word)) && told.contains("bad.csv"), "{told}");
        assert!(!desk.path("pairs.csv").exists());
    }
    assert!(desk.run("dedupe nowhere.csv --out pairs.csv").unwrap_err().contains("cannot be read"));
}

#[test]
fn a_quotation_mark_that_nothing_closes_ends_the_reading_after_a_megabyte() {
    let desk = Desk::new();
    let mut content = "rec_id,given_name,surname\nR0,\"Zoe,Oakes\n".to_owned();
    for number in 1..200_000 {
        writeln!(content, "R{number},Amina,Khan").unwrap();
    }
    desk.put("open.csv", content);
    let told = desk.run("dedupe open.csv --out pairs.csv").unwrap_err();
    assert!(told.contains("longer than a megabyte") && told.contains("quotation mark"), "{told}");
}

#[test]
fn headers_without_rows_give_a_file_without_pairs() {
    let desk = Desk::new();
    desk.put("none.csv", "\u{feff}rec_id,given_name,surname\n");
    desk.run("dedupe none.csv --out pairs.csv").unwrap();
    assert_eq!(desk.pairs("pairs.csv"), []);
}

#[test]
fn a_model_is_saved_used_again_and_refused_when_it_is_none() {
    let desk = Desk::new();
    desk.put("people.csv", PEOPLE);
    desk.run("dedupe people.csv --out one.csv --save-model model.json").unwrap();
    desk.run("dedupe people.csv --out two.csv --model model.json").unwrap();
    assert_eq!(desk.pairs("one.csv"), desk.pairs("two.csv"));
    desk.put("other.json", "{}");
    let told = desk.run("dedupe people.csv --out two.csv --model other.json").unwrap_err();
    assert!(told.contains("other.json") && told.contains("--save-model"), "{told}");
}

#[test]
fn an_explanation_needs_ids_that_are_there_and_no_file_to_write() {
    let desk = Desk::new();
    desk.put("people.csv", PEOPLE);
    desk.run("dedupe people.csv --explain R2 R3").unwrap();
    let told = desk.run("dedupe people.csv --explain R2 R9").unwrap_err();
    assert!(told.contains("\"R9\""), "{told}");
    assert!(desk.run("dedupe people.csv").unwrap_err().contains("--out"));
}

#[test]
fn an_explanation_says_in_words_first_what_agrees_and_what_differs() {
    use ::matching::{Model, Record, Table};
    let mut table = Table::new();
    table.add(&[
        Record { given: "Rebecca", surname: "Oakes", birth: "1990-03-04", phone: "07700900123", ..Record::default() },
        Record { given: "Becky", surname: "Oaks", birth: "1990-03-04", phone: "07700900999", ..Record::default() },
    ]);
    let explanation = table.explain(0, 1, &Model::shipped().unwrap()).unwrap();
    let text = super::explaining::text(&super::Pair { ids: ("R2", "R3"), score: Some(0.9) }, &explanation);
    let mut lines = text.lines();
    assert!(lines.next().unwrap().starts_with("R2 and R3: "), "{text}");
    assert!(text.contains("Agrees: ") && text.contains("given names (short form"), "{text}");
    assert!(text.contains("Differs: telephone (different"), "{text}");
    assert!(text.contains("In the list: 0.900"), "{text}");
}
