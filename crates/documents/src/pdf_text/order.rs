//! From the order in which signs are drawn to the order in which they are read.
//!
//! A PDF draws Hebrew and Arabic from left to right like everything else, last letter first. Read
//! back as drawn, a name in them would be spelt backwards and no search would find it.

/// Joins what was drawn, turning round each stretch that is read from right to left.
pub(super) fn read(mut drawn: Vec<String>) -> String {
    let mut place = 0;
    while place < drawn.len() {
        let length = leftward_stretch(drawn.get(place..).unwrap_or_default());
        if let Some(stretch) = drawn.get_mut(place..place + length) {
            stretch.reverse();
        }
        place += length.max(1);
    }
    drawn.concat()
}

/// How many signs from here on are read from right to left: letters of such scripts and what
/// stands between them on the same line. Digits are read from left to right everywhere.
fn leftward_stretch(signs: &[String]) -> usize {
    if !signs.first().is_some_and(|sign| is_leftward(sign)) {
        return 0;
    }
    let mut length = 0;
    for (index, sign) in signs.iter().enumerate() {
        if is_leftward(sign) {
            length = index + 1;
        } else if sign.chars().any(|letter| letter == '\n' || letter.is_alphanumeric()) {
            break;
        }
    }
    length
}

fn is_leftward(sign: &str) -> bool {
    sign.chars().any(|letter| {
        !letter.is_numeric()
            && matches!(letter, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_and_hebrew_are_turned_round_and_nothing_else() {
        let drawn = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        assert_eq!(read(drawn("Ama, ةراس K")), "Ama, سارة K");
        assert_eq!(read(drawn("دومحم ةراس, 12")), "سارة محمود, 12");
        assert_eq!(read(drawn("םולש 07 ab")), "שלום 07 ab");
    }

    #[test]
    fn a_sign_for_two_letters_keeps_their_order() {
        let drawn = ["م", "لا", "س"].map(String::from).to_vec();
        assert_eq!(read(drawn), "سلام");
    }
}
