//! The messages of one language, read from its files.
//!
//! A message in which nothing is put is written out once, when the files are read: a frame that says a hundred of them looks up a
//! hundred strings. Not here: which language is spoken.

use std::collections::HashMap;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use crate::lang::Lang;

/// What can be put into a message: a text, or a number, by which a message may choose its form.
pub(crate) use fluent_bundle::FluentValue as Value;

/// The messages of a language.
pub(super) struct Book {
    bundle: FluentBundle<FluentResource>,
    /// Those in which nothing is put, by their names; an attribute's is `message.attribute`.
    fixed: HashMap<String, String>,
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
        let mut book = Self { bundle, fixed: HashMap::new() };
        for id in files.iter().flat_map(|file| ids(file)) {
            for name in book.names(id) {
                if let Some(text) = book.composed(&name, &[]) {
                    book.fixed.insert(name, text);
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
        let (id, attribute) = id.split_once('.').map_or((id, None), |(id, attribute)| (id, Some(attribute)));
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let values: FluentArgs<'_> = values.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&values), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }

    /// The message and its attributes, as they are named.
    fn names(&self, id: &str) -> Vec<String> {
        let Some(message) = self.bundle.get_message(id) else { return Vec::new() };
        let own = message.value().map(|_| id.to_owned());
        own.into_iter().chain(message.attributes().map(|it| format!("{id}.{}", it.id()))).collect()
    }
}

/// The names of a file's messages, in order: by Fluent's grammar nothing else begins a line with a letter.
pub(super) fn ids(file: &str) -> impl Iterator<Item = &str> {
    let begins = |line: &&str| line.starts_with(|sign: char| sign.is_ascii_alphabetic());
    file.lines().filter(begins).filter_map(|line| Some(line.split_once('=')?.0.trim_end()))
}
