//! The messages of one language, read from its files.
//!
//! A message in which nothing is put is written out once, when the files are read: a frame that says a hundred of them looks up a
//! hundred strings. One of nothing but texts and what is put in between is kept in pieces, as a screen full of action items has a
//! hundred due dates. Not here: which language is spoken.

use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use crate::lang::Lang;

/// What can be put into a message: a text, or a number, by which a message may choose its form.
pub(crate) use fluent_bundle::FluentValue as Value;

/// The messages of a language.
pub(super) struct Book {
    bundle: FluentBundle<FluentResource>,
    /// Those in which nothing is put, by their names; an attribute's is `message.attribute`.
    fixed: HashMap<String, String>,
    /// Those that choose no form, by their names.
    pieces: HashMap<String, Vec<Piece>>,
}

/// A part of a message.
enum Piece {
    Text(String),
    /// What is put in, by its name.
    Value(String),
}

impl Book {
    /// Reads the files. What cannot be read is left out, and said in English then; a test holds that there is no such thing.
    pub(super) fn read(lang: Lang, files: &[&str]) -> Self {
        // The language decides on the forms of numbers. Its type is of no other use here and is not named.
        let mut bundle = FluentBundle::new_concurrent(vec![lang.code().parse().unwrap_or_default()]);
        // The screen is made of cells: a mark of direction around what is put in would stand in one.
        bundle.set_use_isolating(false);
        for file in files {
            let (Ok(resource) | Err((resource, _))) = FluentResource::try_new((*file).to_owned());
            // A message that is there twice is its first one.
            let _ = bundle.add_resource(resource);
        }
        let mut book = Self { bundle, fixed: HashMap::new(), pieces: HashMap::new() };
        for id in files.iter().flat_map(|file| ids(file)) {
            for name in book.names(id) {
                if let Some(text) = book.composed(&name, &[]) {
                    book.fixed.insert(name, text);
                } else if let Some(pieces) = book.pattern(&name).and_then(pieces_of) {
                    book.pieces.insert(name, pieces);
                }
            }
        }
        book
    }

    /// A message in which nothing is put.
    pub(super) fn fixed(&self, id: &str) -> Option<&str> {
        self.fixed.get(id).map(String::as_str)
    }

    /// A message with these values; none where it is not there or needs others.
    pub(super) fn composed(&self, id: &str, values: &[(&'static str, Value<'_>)]) -> Option<String> {
        if let Some(text) = self.pieces.get(id).and_then(|pieces| joined(pieces, values)) {
            return Some(text);
        }
        let pattern = self.pattern(id)?;
        let values: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }

    fn pattern(&self, id: &str) -> Option<&Pattern<&str>> {
        let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id)?;
        match attribute {
            Some(attribute) => Some(message.get_attribute(attribute)?.value()),
            None => message.value(),
        }
    }

    /// The message and its attributes, as they are named.
    fn names(&self, id: &str) -> Vec<String> {
        let Some(message) = self.bundle.get_message(id) else { return Vec::new() };
        let own = message.value().map(|_| id.to_owned());
        own.into_iter().chain(message.attributes().map(|it| format!("{id}.{}", it.id()))).collect()
    }
}

/// The pieces of a message that chooses no form; none of any other.
fn pieces_of(pattern: &Pattern<&str>) -> Option<Vec<Piece>> {
    let piece = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => Some(Piece::Text((*value).to_owned())),
        PatternElement::Placeable { expression: Expression::Inline(InlineExpression::VariableReference { id }) } => {
            Some(Piece::Value(id.name.to_owned()))
        }
        PatternElement::Placeable { .. } => None,
    };
    pattern.elements.iter().map(piece).collect()
}

/// The pieces with these values; none where one is missing.
fn joined(pieces: &[Piece], values: &[(&'static str, Value<'_>)]) -> Option<String> {
    let mut text = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(words) => text.push_str(words),
            Piece::Value(name) => match &values.iter().find(|(known, _)| known == name)?.1 {
                Value::String(value) => text.push_str(value),
                Value::Number(number) => text.push_str(&number.as_string()),
                _ => return None,
            },
        }
    }
    Some(text)
}

/// The names of a file's messages, in order: by Fluent's grammar nothing else begins a line with a letter.
pub(super) fn ids(file: &str) -> impl Iterator<Item = &str> {
    let begins = |line: &&str| line.starts_with(|sign: char| sign.is_ascii_alphabetic());
    file.lines().filter(begins).filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}
