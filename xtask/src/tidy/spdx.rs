//! SPDX licence expressions: may something be used under this one?

/// An expression that cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unreadable;

/// Does the expression hold, when `allowed` says which single licences (`MIT`, `Apache-2.0 WITH LLVM-exception`) do?
/// The older form `MIT/Apache-2.0` is read as `OR`.
pub(super) fn permits(expression: &str, allowed: &dyn Fn(&str) -> bool) -> Result<bool, Unreadable> {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = Words { list: spaced.split_whitespace().collect(), next: 0, allowed };
    let permitted = words.any_of()?;
    if words.peek().is_some() { Err(Unreadable) } else { Ok(permitted) }
}

struct Words<'a> {
    list: Vec<&'a str>,
    next: usize,
    allowed: &'a dyn Fn(&str) -> bool,
}

impl<'a> Words<'a> {
    fn peek(&self) -> Option<&'a str> {
        self.list.get(self.next).copied()
    }

    fn take(&mut self) -> Option<&'a str> {
        let word = self.peek();
        self.next += 1;
        word
    }

    fn take_if(&mut self, word: &str) -> bool {
        let found = self.peek() == Some(word);
        self.next += usize::from(found);
        found
    }

    fn any_of(&mut self) -> Result<bool, Unreadable> {
        let mut permitted = self.all_of()?;
        while self.take_if("OR") {
            permitted |= self.all_of()?;
        }
        Ok(permitted)
    }

    fn all_of(&mut self) -> Result<bool, Unreadable> {
        let mut permitted = self.one()?;
        while self.take_if("AND") {
            permitted &= self.one()?;
        }
        Ok(permitted)
    }

    fn one(&mut self) -> Result<bool, Unreadable> {
        if self.take_if("(") {
            let permitted = self.any_of()?;
            return if self.take_if(")") { Ok(permitted) } else { Err(Unreadable) };
        }
        let licence = self.licence()?;
        if self.take_if("WITH") {
            let exception = self.licence()?;
            return Ok((self.allowed)(&format!("{licence} WITH {exception}")));
        }
        Ok((self.allowed)(licence))
    }

    fn licence(&mut self) -> Result<&'a str, Unreadable> {
        let word = self.take().ok_or(Unreadable)?;
        if ["(", ")", "AND", "OR", "WITH"].contains(&word) { Err(Unreadable) } else { Ok(word) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn says(expression: &str, expected: Result<bool, Unreadable>) {
        let allowed = |licence: &str| ["MIT", "ISC", "Apache-2.0 WITH LLVM-exception"].contains(&licence);
        assert_eq!(permits(expression, &allowed), expected, "{expression}");
    }

    #[test]
    fn expressions_are_read_as_the_specification_reads_them() {
        says("MIT", Ok(true));
        says("GPL-3.0-only", Ok(false));
        says("GPL-3.0-only OR MIT", Ok(true));
        says("GPL-3.0-only AND MIT", Ok(false));
        says("MIT/GPL-3.0-only", Ok(true));
        // AND binds closer than OR.
        says("MIT OR GPL-3.0-only AND Foo", Ok(true));
        says("(MIT OR GPL-3.0-only) AND Foo", Ok(false));
        says("(MIT OR Foo) AND (ISC OR Foo)", Ok(true));
        says("Apache-2.0 WITH LLVM-exception OR Foo", Ok(true));
        says("Apache-2.0", Ok(false));
    }

    #[test]
    fn what_cannot_be_read_is_not_taken_for_permitted() {
        for expression in ["", "MIT OR", "(MIT", "MIT)", "MIT ISC", "WITH MIT"] {
            says(expression, Err(Unreadable));
        }
    }
}
