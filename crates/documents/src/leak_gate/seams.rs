//! What is split between two pages: the end of one, its foot left out, with the beginning of the next, its head left out.

/// A foot or a head has at most so many lines. Which of them belong to the text nobody can say, so every number is tried.
const LONGEST_FOOT: usize = 5;
/// A fact takes up at most so many lines on either side.
const LINES_ON_EACH_SIDE: usize = 3;

/// Lines from the end of one page and the beginning of the next, read as one text.
pub(crate) struct Seam {
    /// The page before, from 1.
    pub(crate) page: usize,
    /// Which lines of that page the text begins with, from 1.
    lines: Vec<usize>,
    /// What of the text stands on the page before. What is found in it by itself is no matter of the seam.
    pub(crate) before: String,
    /// The text.
    pub(crate) text: String,
}

impl Seam {
    /// Which line of the page before a line of the text is; none where it stands on the page after.
    pub(crate) fn line_of(&self, line: usize) -> Option<usize> {
        line.checked_sub(1).and_then(|index| self.lines.get(index)).copied()
    }
}

/// All seams of a document.
pub(crate) fn of(pages: &[String]) -> Vec<Seam> {
    let mut found = Vec::new();
    for (index, pair) in pages.windows(2).enumerate() {
        let [before, after] = pair else { continue };
        let before: Vec<(usize, &str)> = said(before);
        let after: Vec<(usize, &str)> = said(after);
        for foot in 0..=LONGEST_FOOT {
            let end = before.len().saturating_sub(foot);
            let start = end.saturating_sub(LINES_ON_EACH_SIDE);
            let upper = before.get(start..end).unwrap_or_default();
            if upper.is_empty() {
                break;
            }
            for head in 0..=LONGEST_FOOT {
                let lower = after.iter().skip(head).take(LINES_ON_EACH_SIDE);
                let words: Vec<&str> = upper.iter().chain(lower).map(|(_, line)| *line).collect();
                let before: Vec<&str> = upper.iter().map(|(_, line)| *line).collect();
                found.push(Seam {
                    page: index + 1,
                    lines: upper.iter().map(|(index, _)| index + 1).collect(),
                    before: before.join("\n"),
                    text: words.join("\n"),
                });
            }
        }
    }
    found
}

/// The lines with anything on them.
fn said(page: &str) -> Vec<(usize, &str)> {
    page.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_page_is_read_on_at_the_beginning_of_the_next_whatever_foot_and_head_lie_between() {
        let pages = ["one\ntwo\n\nto Larch\nfoot\nPage 1".to_owned(), "head\n\nGrove today\nmore".to_owned()];
        let seams = of(&pages);
        let found = seams.iter().find(|seam| seam.text.contains("to Larch\nGrove today")).unwrap();
        assert_eq!((found.page, found.line_of(1), found.line_of(3), found.line_of(4)), (1, Some(1), Some(4), None));
        assert_eq!(found.before, "one\ntwo\nto Larch");
        assert!(of(&pages[..1]).is_empty());
    }
}
