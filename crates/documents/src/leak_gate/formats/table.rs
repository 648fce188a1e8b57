//! What a table says, row by row and column by column.

use super::{Said, Unreadable};
use crate::leak_gate::Place;

/// Everything a table says: each row as a line, each column as a run of lines, and the file as it stands.
pub(super) fn read(source: &str) -> Result<Vec<Said>, Unreadable> {
    let rows = rows(source)?;
    let lines: Vec<String> = rows.iter().map(|row| row.join(" ")).collect();
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    let column =
        |index: usize| rows.iter().map(|row| row.get(index).map_or("", String::as_str)).collect::<Vec<_>>().join("\n");
    let columns = (0..width).map(|index| (Place::Hidden(format!("column {}", index + 1)), column(index)));
    Ok([(Place::Text, lines.join("\n")), (Place::Text, source.to_owned())].into_iter().chain(columns).collect())
}

/// The cells of each row (RFC 4180). Programs guess what parts cells, so any of three signs does here.
fn rows(source: &str) -> Result<Vec<Vec<String>>, Unreadable> {
    let mut rows = vec![vec![String::new()]];
    let mut letters = source.chars().peekable();
    let mut quoted = false;
    let mut begun = false;
    while let Some(letter) = letters.next() {
        let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) else { break };
        match letter {
            '"' if quoted => match letters.next_if_eq(&'"') {
                Some(quote) => cell.push(quote),
                None => quoted = false,
            },
            '"' if !begun => quoted = true,
            ',' | ';' | '\t' if !quoted => {
                if let Some(row) = rows.last_mut() {
                    row.push(String::new());
                }
                begun = false;
                continue;
            }
            '\n' if !quoted => {
                rows.push(vec![String::new()]);
                begun = false;
                continue;
            }
            '\r' if !quoted => {}
            other => cell.push(other),
        }
        begun = true;
    }
    // A formula can put together what stands nowhere.
    let formula = |cell: &String| cell.trim_start().starts_with('=');
    if quoted || rows.iter().flatten().any(formula) { Err(Unreadable::Cell) } else { Ok(rows) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_cells_hold_commas_quotes_and_lines() {
        let read = rows("a,\"b, \"\"c\"\"\nd\"\r\ne;f\tg\"h\n").unwrap();
        assert_eq!(read, [vec!["a", "b, \"c\"\nd"], vec!["e", "f", "g\"h"], vec![""]]);
    }

    #[test]
    fn an_open_quote_and_a_formula_are_refused() {
        assert_eq!(rows("a,\"b"), Err(Unreadable::Cell));
        assert_eq!(rows("a,=\"LS2\"&\"1AA\""), Err(Unreadable::Cell));
    }
}
