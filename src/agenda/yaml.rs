//! YAML as a tree of texts, lists and maps, each with its place.
//!
//! The tree is built from the parser's events and not by the parser's own loader: every scalar stays the text that was
//! written (`18:00`, `1.10`, `no`), depth is bounded, and aliases, which can grow without bound, are refused.
//! Not here: what the keys mean.

use saphyr_parser::{Event, Parser, ScalarStyle};

/// Deeper nesting is refused; front matter needs three levels.
const DEEPEST: usize = 16;

/// A node of the tree.
#[derive(Debug)]
pub(super) struct Node {
    /// Byte offset into the parsed text.
    pub(super) at: usize,
    pub(super) value: Value,
}

#[derive(Debug)]
pub(super) enum Value {
    /// A scalar; empty where it is a null, written out or not.
    Text(String),
    List(Vec<Node>),
    /// Keys in the order of the file; a key may come twice.
    Map(Vec<(Node, Node)>),
}

/// What is wrong, and where.
#[derive(Debug)]
pub(super) struct Fault {
    pub(super) at: usize,
    pub(super) message: String,
}

/// The one document in `text`; none where there is nothing but blanks and comments.
pub(super) fn parse(text: &str) -> Result<Option<Node>, Fault> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let byte = |index: usize| bytes.get(index).copied().unwrap_or(text.len());
    let fault = |at: usize, message: &str| Err(Fault { at, message: message.to_owned() });
    let mut parser = Parser::new_from_str(text);
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    while let Some(next) = parser.next_event() {
        let (event, span) =
            next.map_err(|error| Fault { at: byte(error.marker().index()), message: error.info().to_owned() })?;
        let at = byte(span.start.index());
        let done = match event {
            Event::DocumentStart(_) if root.is_some() => return fault(at, "a second document"),
            Event::Alias(_) => return fault(at, "aliases are not understood"),
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                open.push(Open { at, children: Vec::new() });
                None
            }
            Event::SequenceEnd => open.pop().map(Open::into_list),
            Event::MappingEnd => open.pop().map(Open::into_map),
            Event::Scalar(text, style, ..) => Some(Node { at, value: Value::Text(scalar(&text, style)) }),
            _ => None,
        };
        if open.len() > DEEPEST {
            return fault(at, "nested too deeply");
        }
        if let Some(node) = done {
            match open.last_mut() {
                Some(parent) => parent.children.push(node),
                None => root = Some(node),
            }
        }
    }
    Ok(root.filter(|root| !matches!(&root.value, Value::Text(text) if text.is_empty())))
}

fn scalar(text: &str, style: ScalarStyle) -> String {
    let null = style == ScalarStyle::Plain && matches!(text, "~" | "null" | "Null" | "NULL");
    if null { String::new() } else { text.to_owned() }
}

/// A list or a map whose end has not come yet; a map's keys and values alternate.
struct Open {
    at: usize,
    children: Vec<Node>,
}

impl Open {
    fn into_list(self) -> Node {
        Node { at: self.at, value: Value::List(self.children) }
    }

    fn into_map(self) -> Node {
        let mut pairs = Vec::with_capacity(self.children.len() / 2);
        let mut children = self.children.into_iter();
        while let (Some(key), Some(value)) = (children.next(), children.next()) {
            pairs.push((key, value));
        }
        Node { at: self.at, value: Value::Map(pairs) }
    }
}

impl Node {
    /// The text of a scalar on one line; none for a list or a map.
    pub(super) fn line(&self) -> Option<String> {
        match &self.value {
            Value::Text(text) => Some(one_line(text)),
            _ => None,
        }
    }
}

/// A text on one line, with single blanks.
pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn pairs(text: &str) -> Vec<(String, Option<String>)> {
        match parse(text).unwrap().unwrap().value {
            Value::Map(pairs) => pairs.iter().map(|(key, value)| (key.line().unwrap(), value.line())).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn scalars_stay_as_they_were_written() {
        assert_eq!(
            pairs("a: 18:00\nb: 1.10\nc: no\nd: ~\ne: \"~\"\nf:\n"),
            [("a", "18:00"), ("b", "1.10"), ("c", "no"), ("d", ""), ("e", "~"), ("f", "")]
                .map(|(key, value)| (key.to_owned(), Some(value.to_owned())))
        );
    }

    #[test]
    fn a_fault_has_its_place() {
        let text = "ж: 1\ntitle: a: b\n";
        let fault = parse(text).unwrap_err();
        assert!(text[fault.at..].starts_with(": b"), "{fault:?}");
    }

    #[test]
    fn what_could_grow_without_bound_is_refused() {
        assert!(parse("a: &x [1]\nb: *x\n").is_err());
        assert!(parse(&format!("a: {}", "[".repeat(40))).is_err());
        assert!(parse(&"- ".repeat(10_000)).is_err());
    }

    #[test]
    fn nothing_but_comments_is_nothing() {
        assert!(parse("# only this\n\n").unwrap().is_none());
    }
}
