//! Rust source as tokens, with what is not code left out.
//!
//! Enough to follow paths and braces: comments, strings and characters vanish, `::` is one token. It is not a lexer for
//! anything else: numbers and operators come as they fall.

/// A word or a sign of the code.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Token {
    pub(crate) text: String,
    /// From 1.
    pub(crate) line: usize,
}

/// The tokens of a source file; literals come as `""`.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = source;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (length, text) = next(rest, first);
        if let Some(text) = text {
            tokens.push(Token { text: text.to_owned(), line });
        }
        line += rest.bytes().take(length).filter(|byte| *byte == b'\n').count();
        rest = &rest[length..];
    }
    tokens
}

/// The length in bytes of what stands at the beginning, and its text where that is code.
fn next(rest: &str, first: char) -> (usize, Option<&str>) {
    if first.is_whitespace() {
        (first.len_utf8(), None)
    } else if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), None)
    } else if rest.starts_with("/*") {
        (block_comment(rest), None)
    } else if let Some(length) = raw_string(rest).or_else(|| string(rest)).or_else(|| character(rest)) {
        (length, Some("\"\""))
    } else if first.is_alphanumeric() || first == '_' {
        let length = rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(rest.len());
        (length, Some(&rest[..length]))
    } else if rest.starts_with("::") {
        (2, Some("::"))
    } else {
        (first.len_utf8(), Some(&rest[..first.len_utf8()]))
    }
}

/// Block comments nest.
fn block_comment(rest: &str) -> usize {
    let mut open = 0;
    let mut at = 0;
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            open += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            open -= 1;
            at += 2;
            if open == 0 {
                return at;
            }
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    rest.len()
}

/// `r"…"`, `r#"…"#`, `br"…"`, `cr"…"`; a raw identifier is none.
fn raw_string(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix(['b', 'c']).unwrap_or(rest).strip_prefix('r')?;
    let body = after.trim_start_matches('#');
    let hashes = after.len() - body.len();
    let body = body.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let opening = rest.len() - body.len();
    Some(body.find(&end).map_or(rest.len(), |at| opening + at + end.len()))
}

/// `"…"`, `b"…"`, `c"…"`.
fn string(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix(['b', 'c']).unwrap_or(rest).strip_prefix('"')?;
    let mut escaped = false;
    for (at, c) in body.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return Some(rest.len() - body.len() + at + 1),
            _ => {}
        }
    }
    Some(rest.len())
}

/// `'x'`, `'\''`, `b'x'`; a lifetime is none.
fn character(rest: &str) -> Option<usize> {
    let body = rest.strip_prefix('b').unwrap_or(rest).strip_prefix('\'')?;
    let opening = rest.len() - body.len();
    let mut chars = body.char_indices();
    let (_, first) = chars.next()?;
    if first == '\\' {
        chars.next();
        return chars.find(|(_, c)| *c == '\'').map(|(at, _)| opening + at + 1);
    }
    chars.next().filter(|(_, c)| *c == '\'').map(|(at, _)| opening + at + 1)
}

/// The code without its `#[cfg(test)]` items; nothing of a file that begins with `#![cfg(test)]`.
pub(crate) fn without_tests(code: &[Token]) -> Vec<Token> {
    const FILE: [&str; 8] = ["#", "!", "[", "cfg", "(", "test", ")", "]"];
    const ITEM: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let begins = |code: &[Token], with: &[&str]| {
        code.len() >= with.len() && code.iter().zip(with).all(|(token, text)| token.text == *text)
    };
    if begins(code, &FILE) {
        return Vec::new();
    }
    let mut kept = Vec::new();
    let mut at = 0;
    while at < code.len() {
        if begins(&code[at..], &ITEM) {
            at += ITEM.len();
            at += item(&code[at..]);
        } else {
            kept.push(code[at].clone());
            at += 1;
        }
    }
    kept
}

/// How many tokens an item takes: to its semicolon or its closing brace, whatever brackets stand before that, and never
/// past the block it stands in. The braces of a `use` group end nothing.
fn item(code: &[Token]) -> usize {
    let is_use =
        code.iter().take_while(|token| token.text != ";" && token.text != "{").any(|token| token.text == "use");
    let mut open = 0;
    for (at, token) in code.iter().enumerate() {
        match token.text.as_str() {
            "(" | "[" | "{" => open += 1,
            ")" | "]" => open -= 1,
            "}" => {
                open -= 1;
                if open < 0 {
                    return at;
                }
                if open == 0 && !is_use {
                    return at + 1;
                }
            }
            ";" if open == 0 => return at + 1,
            _ => {}
        }
    }
    code.len()
}
