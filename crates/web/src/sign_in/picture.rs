//! The picture of squares that a telephone reads. It is drawn here and stands in the page itself: nothing is fetched for it, and
//! no other program learns what it holds.

use crate::components::Html;
use qrcodegen::{QrCode, QrCodeEcc};
use std::fmt::Write as _;

/// How many squares stay white around it; the standard asks for four.
const QUIET: i32 = 4;

/// The picture of a text, or nothing where the text is too long for one.
pub(super) fn picture(text: &str) -> Html {
    let Ok(code) = QrCode::encode_text(text, QrCodeEcc::Medium) else {
        return Html::default();
    };
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            // Writing to a text cannot fail.
            let _written = write!(path, "M{} {}h1v1h-1z", x + QUIET, y + QUIET);
        }
    }
    let whole = code.size() + 2 * QUIET;
    let size = whole * 4;
    Html::trusted(format!(
        "<p class=\"govuk-body\"><svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
         aria-label=\"The secret as a picture for your telephone\" width=\"{size}\" height=\"{size}\" \
         viewBox=\"0 0 {whole} {whole}\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{whole}v{whole}H0z\"/>\
         <path fill=\"#000\" d=\"{path}\"/></svg></p>"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_has_the_three_corners_that_a_telephone_looks_for_and_nothing_of_the_text() {
        let text = "otpauth://totp/Contact%20safeguard:noor?secret=GEZDGNBVGY3TQOJQ&issuer=Contact%20safeguard";
        let drawn = picture(text);
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        let far = code.size() + QUIET - 7;
        for (x, y) in [(QUIET, QUIET), (far, QUIET), (QUIET, far)] {
            for step in 0..7 {
                assert!(drawn.as_str().contains(&format!("M{} {y}h1", x + step)));
            }
        }
        assert!(!drawn.as_str().contains("GEZD"));
        assert!(picture(&"x".repeat(5000)).is_empty());
    }
}
