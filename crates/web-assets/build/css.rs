//! Reads shipped, minified CSS just far enough to leave out what this program must not or need not serve, and to put
//! its own colours and fonts in.

/// One thing a style sheet is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// A rule with declarations, `@font-face` included.
    Rule { prelude: String, body: String },
    /// `@media` and its like: a condition around further nodes.
    Group { prelude: String, nodes: Vec<Node> },
}

/// Which rules stay, and what their values become.
pub struct Brand<'a> {
    /// Says whether a class is part of a component this program uses.
    pub keeps: &'a dyn Fn(&str) -> bool,
    /// Colour literals and what stands in their place: selector prefix (empty for all), literal, replacement.
    pub colours: &'a [(&'a str, &'a str, &'a str)],
}

/// Parses a style sheet. Comments, `@charset` and `@import` are left out.
pub fn parse(css: &str) -> Result<Vec<Node>, String> {
    let mut rest = css;
    let nodes = parse_nodes(&mut rest, false)?;
    Ok(nodes)
}

fn parse_nodes(rest: &mut &str, inside: bool) -> Result<Vec<Node>, String> {
    let mut nodes = Vec::new();
    loop {
        let (text, stop) = read_until(rest, &['{', ';', '}']);
        let prelude = text.trim().to_owned();
        match stop {
            Some('{') if is_group(&prelude) => nodes.push(Node::Group { prelude, nodes: parse_nodes(rest, true)? }),
            Some('{') => nodes.push(Node::Rule { prelude, body: read_block(rest)? }),
            Some('}') if inside => return Ok(nodes),
            Some('}') => return Err("a closing brace without its opening one".to_owned()),
            Some(_) => {}
            None if inside => return Err("a block that never closes".to_owned()),
            None => return Ok(nodes),
        }
    }
}

fn is_group(prelude: &str) -> bool {
    ["@media", "@supports", "@layer", "@container"].iter().any(|name| prelude.starts_with(name))
}

/// Reads a block's text up to its closing brace; blocks inside it (as in `@keyframes`) are kept as they are.
fn read_block(rest: &mut &str) -> Result<String, String> {
    let mut body = String::new();
    let mut depth = 0_usize;
    loop {
        let (text, stop) = read_until(rest, &['{', '}']);
        body.push_str(&text);
        match stop {
            Some('}') if depth == 0 => return Ok(body),
            Some('}') => depth -= 1,
            Some(_) => depth += 1,
            None => return Err("a rule that never closes".to_owned()),
        }
        body.extend(stop);
    }
}

/// Reads up to the first of `stops` that stands outside strings, comments and brackets, and past it.
fn read_until(rest: &mut &str, stops: &[char]) -> (String, Option<char>) {
    let mut text = String::new();
    let mut quote = None;
    let mut depth = 0_usize;
    let mut chars = rest.char_indices().peekable();
    let mut comment = false;
    let mut previous = ' ';
    while let Some((at, c)) = chars.next() {
        if comment {
            comment = !(previous == '*' && c == '/');
            previous = if comment { c } else { ' ' };
            continue;
        }
        if quote.is_none() && c == '/' && chars.peek().is_some_and(|(_, next)| *next == '*') {
            chars.next();
            comment = true;
            previous = ' ';
            continue;
        }
        match (quote, c) {
            (Some(open), _) if c == open && previous != '\\' => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, _) if depth == 0 && stops.contains(&c) => {
                *rest = rest.get(at + c.len_utf8()..).unwrap_or_default();
                return (text, Some(c));
            }
            _ => {}
        }
        text.push(c);
        previous = if previous == '\\' { ' ' } else { c };
    }
    *rest = "";
    (text, None)
}

/// Splits at `separator` wherever it stands outside strings and brackets.
pub fn split(text: &str, separator: char) -> Vec<String> {
    let mut rest = text;
    let mut parts = Vec::new();
    loop {
        let (part, stop) = read_until(&mut rest, &[separator]);
        if !part.trim().is_empty() {
            parts.push(part.trim().to_owned());
        }
        if stop.is_none() {
            return parts;
        }
    }
}

/// Drops what is not kept, and brands what is.
pub fn brand(nodes: Vec<Node>, brand_of: &Brand<'_>) -> Vec<Node> {
    nodes.into_iter().filter_map(|node| brand_node(node, brand_of)).collect()
}

fn brand_node(node: Node, brand_of: &Brand<'_>) -> Option<Node> {
    match node {
        Node::Group { prelude, nodes } => {
            let nodes = brand(nodes, brand_of);
            (!nodes.is_empty()).then_some(Node::Group { prelude, nodes })
        }
        // `@document` spoke to a browser that is long gone.
        Node::Rule { prelude, .. } if prelude == "@font-face" || prelude.contains("document ") => None,
        Node::Rule { prelude, body } if prelude.starts_with('@') => Some(Node::Rule { prelude, body }),
        Node::Rule { prelude, body } => {
            let kept: Vec<String> = split(&prelude, ',')
                .into_iter()
                // Printing a link's address after it helps nobody on paper, and shows record numbers.
                .filter(|selector| !selector.contains("[href^="))
                .filter(|selector| classes(selector).iter().all(|class| (brand_of.keeps)(class)))
                .collect();
            let selector = kept.join(",");
            let declarations: Vec<String> = split(&body, ';')
                .into_iter()
                .filter_map(|declaration| declared(&selector, &declaration, brand_of))
                .collect();
            (!kept.is_empty() && !declarations.is_empty())
                .then(|| Node::Rule { prelude: selector, body: declarations.join(";") })
        }
    }
}

/// The classes a selector asks for; those inside `:not(...)` and `:has(...)` are conditions, not the thing styled.
fn classes(selector: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let mut outside = String::new();
    for c in selector.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    outside
        .split('.')
        .skip(1)
        .map(|part| part.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '\\' | '!')).collect())
        .collect()
}

/// One declaration in this house's fonts and colours, or nothing where it is not wanted.
fn declared(selector: &str, declaration: &str, brand_of: &Brand<'_>) -> Option<String> {
    let (property, value) = declaration.split_once(':')?;
    let (property, value) = (property.trim(), value.trim());
    match property {
        // The face is the reader's own system's: smoothing tuned for one bought face has no place.
        "-webkit-font-smoothing" | "-moz-osx-font-smoothing" => return None,
        // Print fell back from the web font to a plain face; the variable is already one the system has.
        "font-family" if value == "sans-serif" => return None,
        "font-family" if value.contains("GDS Transport") => {
            return Some("font-family:var(--house-font)".to_owned());
        }
        // house.css defines every colour; what else stands in :root (breakpoints, read by the JavaScript) stays.
        _ if selector == ":root" && (value.contains('#') || value.contains("var(")) => return None,
        _ => {}
    }
    let value = without_fallbacks(value);
    let value = brand_of
        .colours
        .iter()
        .filter(|(prefix, _, _)| selector.starts_with(prefix))
        .fold(value, |value, (_, literal, replacement)| replace_colour(&value, literal, replacement));
    Some(format!("{property}:{value}"))
}

/// `var(--govuk-x,#hex)` without its fallback: every variable is defined, and the fallback is somebody else's colour.
fn without_fallbacks(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("var(--govuk-") {
        out.push_str(before);
        let (inside, tail) = after.split_once(')').unwrap_or((after, ""));
        let name = inside.split(',').next().unwrap_or_default();
        out.push_str("var(--govuk-");
        out.push_str(name);
        out.push(')');
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Replaces a colour where it stands as a whole word, so that `#fff` is not found in `#ffffff`.
fn replace_colour(value: &str, literal: &str, replacement: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, after)) = rest.split_once(literal) {
        out.push_str(before);
        let whole = !after.starts_with(|c: char| c.is_ascii_hexdigit());
        out.push_str(if whole { replacement } else { literal });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Writes the nodes as one minified style sheet. Neighbouring groups with the same condition become one.
pub fn write(nodes: &[Node]) -> String {
    let mut out = String::new();
    let mut open: Option<&str> = None;
    for node in nodes {
        let condition = match node {
            Node::Group { prelude, .. } => Some(prelude.as_str()),
            Node::Rule { .. } => None,
        };
        if open != condition {
            out.push_str(if open.is_some() { "}" } else { "" });
            if let Some(condition) = condition {
                out.push_str(condition);
                out.push('{');
            }
            open = condition;
        }
        match node {
            Node::Group { nodes, .. } => out.push_str(&write(nodes)),
            Node::Rule { prelude, body } => {
                out.push_str(prelude);
                out.push('{');
                out.push_str(body.trim_end_matches(';'));
                out.push('}');
            }
        }
    }
    out.push_str(if open.is_some() { "}" } else { "" });
    out
}

/// Our own style sheet, without its comments and the white space between things.
pub fn tightened(css: &str) -> Result<String, String> {
    Ok(write(&tighten(parse(css)?)))
}

fn tighten(nodes: Vec<Node>) -> Vec<Node> {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    nodes
        .into_iter()
        .map(|node| match node {
            Node::Group { prelude, nodes } => Node::Group { prelude: words(&prelude), nodes: tighten(nodes) },
            Node::Rule { prelude, body } => Node::Rule {
                prelude: split(&words(&prelude), ',').join(","),
                body: split(&body, ';')
                    .iter()
                    .map(|declaration| {
                        let (property, value) = declaration.split_once(':').unwrap_or((declaration, ""));
                        format!("{}:{}", property.trim(), words(value))
                    })
                    .collect::<Vec<_>>()
                    .join(";"),
            },
        })
        .collect()
}
