//! The text of one page, in the order in which it is drawn.

use std::collections::BTreeMap;

use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId};

use super::{LetterMap, MOST_BYTES_UNPACKED, PdfTextError, order, pdf_string};

/// Drawings inside drawings are followed this deep; the house's documents have none.
const DEEPEST_FORM: usize = 4;
/// Steps smaller than this, in points, are not a new line (superscripts, accents).
const SAME_LINE: f64 = 2.0;

/// Reads one page.
pub(super) fn read(document: &Document, id: ObjectId, number: usize) -> Result<String, PdfTextError> {
    let broken = || PdfTextError::Page { page: number };
    let content = document.get_page_content_with_limit(id, MOST_BYTES_UNPACKED).map_err(|_| broken())?;
    let (own, inherited) = document.get_page_resources(id).map_err(|_| broken())?;
    let resources: Vec<&Dictionary> =
        own.into_iter().chain(inherited.iter().filter_map(|&id| document.get_dictionary(id).ok())).collect();
    let mut reader = Reader::new(document);
    reader.draw(&content, &resources, 0).map_err(|()| broken())?;
    if reader.unknown > 0 {
        return Err(PdfTextError::SignsWithoutLetters { page: number, signs: reader.unknown });
    }
    Ok(order::read(reader.drawn))
}

type Matrix = [f64; 6];
const UPRIGHT: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// `first` applied before `then`.
fn combine(first: Matrix, then: Matrix) -> Matrix {
    let [xx, xy, yx, yy, right, up] = first;
    let [a, b, c, d, then_right, then_up] = then;
    [
        xx * a + xy * c,
        xx * b + xy * d,
        yx * a + yy * c,
        yx * b + yy * d,
        right * a + up * c + then_right,
        right * b + up * d + then_up,
    ]
}

/// A marked stretch of the page; some say themselves what they stand for.
struct Mark {
    stands_for: Option<String>,
}

struct Reader<'a> {
    document: &'a Document,
    fonts: BTreeMap<Vec<u8>, LetterMap>,
    font: (Vec<u8>, f64),
    last_font: (Vec<u8>, f64),
    page: Matrix,
    saved: Vec<Matrix>,
    line: Matrix,
    leading: f64,
    moved: bool,
    last_line: Option<f64>,
    marks: Vec<Mark>,
    drawn: Vec<String>,
    unknown: usize,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document) -> Self {
        Self {
            document,
            fonts: BTreeMap::new(),
            font: (Vec::new(), 0.0),
            last_font: (Vec::new(), 0.0),
            page: UPRIGHT,
            saved: Vec::new(),
            line: UPRIGHT,
            leading: 0.0,
            moved: true,
            last_line: None,
            marks: Vec::new(),
            drawn: Vec::new(),
            unknown: 0,
        }
    }

    fn draw(&mut self, content: &[u8], resources: &[&Dictionary], depth: usize) -> Result<(), ()> {
        let outer = std::mem::take(&mut self.fonts);
        for fonts in resources
            .iter()
            .rev()
            .filter_map(|dictionary| dictionary.get_deref(b"Font", self.document).and_then(Object::as_dict).ok())
        {
            for (name, font) in fonts {
                let font = self.document.dereference(font).map_err(|_| ())?.1;
                let map = LetterMap::of_font(self.document, font.as_dict().map_err(|_| ())?);
                self.fonts.insert(name.clone(), map);
            }
        }
        for operation in Content::decode(content).map_err(|_| ())?.operations {
            self.follow(&operation, resources, depth)?;
        }
        self.fonts = outer;
        Ok(())
    }

    fn follow(&mut self, operation: &Operation, resources: &[&Dictionary], depth: usize) -> Result<(), ()> {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "q" => self.saved.push(self.page),
            "Q" => self.page = self.saved.pop().unwrap_or(UPRIGHT),
            "cm" => self.page = combine(matrix(operands).ok_or(())?, self.page),
            "BT" => self.place(UPRIGHT),
            "Tm" => self.place(matrix(operands).ok_or(())?),
            "Td" => self.step(operands)?,
            "TD" => {
                self.leading = -numbers(operands).get(1).copied().ok_or(())?;
                self.step(operands)?;
            }
            "TL" => self.leading = numbers(operands).first().copied().ok_or(())?,
            "T*" => self.next_line(),
            "Tf" => {
                let name = operands.first().ok_or(())?.as_name().map_err(|_| ())?;
                let size = numbers(operands).first().copied().unwrap_or(0.0);
                self.font = (name.to_vec(), size);
            }
            "Tj" | "TJ" => self.show_all(operands),
            "'" | "\"" => {
                self.next_line();
                self.show_all(operands);
            }
            "BMC" => self.marks.push(Mark { stands_for: None }),
            "BDC" => self.begin_mark(operands, resources),
            "EMC" => {
                self.marks.pop();
            }
            "Do" => self.draw_form(operands, resources, depth)?,
            _ => {}
        }
        Ok(())
    }

    fn place(&mut self, matrix: Matrix) {
        self.line = matrix;
        self.moved = true;
    }

    fn step(&mut self, operands: &[Object]) -> Result<(), ()> {
        let [right, up] = numbers(operands).try_into().map_err(|_| ())?;
        self.place(combine([1.0, 0.0, 0.0, 1.0, right, up], self.line));
        Ok(())
    }

    fn next_line(&mut self) {
        self.place(combine([1.0, 0.0, 0.0, 1.0, 0.0, -self.leading], self.line));
    }

    fn show_all(&mut self, operands: &[Object]) {
        for shown in operands {
            self.show(shown);
        }
    }

    fn show(&mut self, shown: &Object) {
        match shown {
            Object::String(codes, _) => self.show_codes(codes),
            Object::Array(parts) => self.show_all(parts),
            // A leap of a third of the letter size is a gap even when no space is drawn.
            Object::Integer(gap) if *gap < -333 => self.gap(' '),
            Object::Real(gap) if *gap < -333.0 => self.gap(' '),
            _ => {}
        }
    }

    fn show_codes(&mut self, codes: &[u8]) {
        if std::mem::take(&mut self.moved) {
            let [.., y] = combine(self.line, self.page);
            if let Some(last) = self.last_line {
                let new_line = (y - last).abs() > SAME_LINE;
                self.gap(if new_line { '\n' } else { ' ' });
                // Other letters on a new line are another block: a heading, a label, small print.
                if new_line && self.font != self.last_font {
                    self.drawn.push("\n".to_owned());
                }
            }
            self.last_line = Some(y);
        }
        // The outermost mark that stands for something speaks for all inside it, once.
        let spoken = self.marks.iter_mut().find_map(|mark| mark.stands_for.as_mut());
        if let Some(words) = spoken {
            self.drawn.push(std::mem::take(words));
            self.last_font.clone_from(&self.font);
            return;
        }
        match self.fonts.get(&self.font.0) {
            Some(map) => {
                for sign in map.read(codes) {
                    match sign {
                        Some(letters) => self.drawn.push(letters.to_owned()),
                        None => self.unknown += 1,
                    }
                }
            }
            None => self.unknown += codes.len(),
        }
        self.last_font.clone_from(&self.font);
    }

    fn gap(&mut self, sign: char) {
        let ends_with = |drawn: &[String], signs: &[char]| drawn.last().is_none_or(|last| last.ends_with(signs));
        if sign == '\n' && !self.drawn.is_empty() && ends_with(&self.drawn, &[' ']) {
            self.drawn.pop();
        }
        if !ends_with(&self.drawn, &[' ', '\n']) {
            self.drawn.push(sign.to_string());
        }
    }

    fn begin_mark(&mut self, operands: &[Object], resources: &[&Dictionary]) {
        let named = |name: &[u8]| {
            resources.iter().find_map(|dictionary| {
                let list = dictionary.get_deref(b"Properties", self.document).ok()?;
                list.as_dict().ok()?.get_deref(name, self.document).ok()
            })
        };
        let properties = match operands.get(1) {
            Some(Object::Name(name)) => named(name),
            other => other,
        };
        let stands_for = properties
            .and_then(|object| object.as_dict().ok())
            .and_then(|fields| fields.get_deref(b"ActualText", self.document).ok())
            .and_then(|text| text.as_str().ok())
            .map(pdf_string);
        self.marks.push(Mark { stands_for });
    }

    fn draw_form(&mut self, operands: &[Object], resources: &[&Dictionary], depth: usize) -> Result<(), ()> {
        let name = operands.first().and_then(|name| name.as_name().ok());
        let form = name.and_then(|name| {
            resources.iter().find_map(|dictionary| {
                let list = dictionary.get_deref(b"XObject", self.document).ok()?;
                let form = list.as_dict().ok()?.get_deref(name, self.document).ok()?;
                form.as_stream().ok()
            })
        });
        let Some(form) = form else { return Ok(()) };
        let subtype = form.dict.get(b"Subtype").and_then(Object::as_name);
        if !subtype.is_ok_and(|name| name == b"Form") {
            return Ok(());
        }
        if depth >= DEEPEST_FORM {
            return Err(());
        }
        let content = form.get_plain_content_with_limit(MOST_BYTES_UNPACKED).map_err(|_| ())?;
        let own = form.dict.get_deref(b"Resources", self.document);
        let own = own.and_then(Object::as_dict).ok();
        let inner: Vec<&Dictionary> = own.into_iter().chain(resources.iter().copied()).collect();
        let outer = self.page;
        let depth = depth + 1;
        self.draw(&content, &inner, depth)?;
        self.page = outer;
        Ok(())
    }
}

fn numbers(operands: &[Object]) -> Vec<f64> {
    operands.iter().filter_map(|operand| operand.as_float().ok().map(f64::from)).collect()
}

fn matrix(operands: &[Object]) -> Option<Matrix> {
    numbers(operands).try_into().ok()
}
