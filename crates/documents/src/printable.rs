//! Makes recorded text fit for a page: no invisible controls, no letter the typefaces lack.

use serde_json::Value;

use crate::fonts::SHELF;
use crate::press::DocumentError;

/// Stands for a letter that cannot be printed. The sheets' footers say so when it occurs.
pub(crate) const MISSING_LETTER: char = '\u{25AF}';

/// What to do about letters no built-in typeface has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum MissingLetters {
    /// Refuse: a statement for a court is not printed with holes in it.
    Refuse,
    /// Print a box: a sheet for Saturday's door must come out in any case.
    ShowBox,
}

/// Cleans every string of the page's data in place.
///
/// Control and direction-override characters go: they can hide or reorder what a reader sees.
pub(crate) fn clean(data: &mut Value, missing: MissingLetters) -> Result<(), DocumentError> {
    let mut lacking = 0_usize;
    clean_value(data, &mut lacking);
    if lacking > 0 && missing == MissingLetters::Refuse {
        return Err(DocumentError::LettersNotCovered { letters: lacking });
    }
    Ok(())
}

fn clean_value(value: &mut Value, lacking: &mut usize) {
    match value {
        Value::String(text) => *text = clean_text(text, lacking),
        Value::Array(items) => items.iter_mut().for_each(|item| clean_value(item, lacking)),
        Value::Object(fields) => fields.values_mut().for_each(|field| clean_value(field, lacking)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn clean_text(text: &str, lacking: &mut usize) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|letter| match letter {
            '\n' => Some('\n'),
            '\t' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
            letter if letter.is_control() || is_invisible(letter) => None,
            letter if SHELF.covers(letter) => Some(letter),
            _ => {
                *lacking += 1;
                Some(MISSING_LETTER)
            }
        })
        .collect()
}

/// Direction overrides, isolates, byte-order marks, zero-width spaces, soft hyphens and the tag
/// block. The joiners U+200C and U+200D stay: several scripts need them.
fn is_invisible(letter: char) -> bool {
    matches!(letter,
        '\u{00AD}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}' | '\u{FEFF}'
        | '\u{E0000}'..='\u{E007F}')
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn direction_overrides_and_controls_are_removed() {
        let mut data = json!({"name": "Am\u{202E}ir\u{0007} K"});
        clean(&mut data, MissingLetters::Refuse).unwrap();
        assert_eq!(data["name"], "Amir K");
    }

    #[test]
    fn a_letter_without_a_typeface_is_refused_or_boxed() {
        let mut data = json!(["\u{A985}"]);
        assert!(matches!(
            clean(&mut data.clone(), MissingLetters::Refuse),
            Err(DocumentError::LettersNotCovered { letters: 1 })
        ));
        clean(&mut data, MissingLetters::ShowBox).unwrap();
        assert_eq!(data[0], "\u{25AF}");
    }

    #[test]
    fn the_scripts_the_readme_names_are_covered() {
        for text in [
            "Llŷr Ŵyn",
            "Łukasz Żak",
            "Gülşen İ",
            "Nguyễn Thị Ánh",
            "Δέσποινα",
            "Олена",
            "سارة",
            "שרה",
            "Նարեկ",
            "გიორგი",
        ] {
            let mut data = json!(text);
            clean(&mut data, MissingLetters::Refuse).unwrap();
            assert_eq!(data, text);
        }
    }
}
