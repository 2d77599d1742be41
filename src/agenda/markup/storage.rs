//! Confluence's storage format as a tree.
//!
//! It is XML without a root and without declarations, in which HTML's entities stand as well. Not here: what the elements
//! mean, and pages that are not well-formed (see `hypertext`).

use html5ever::data::NAMED_ENTITIES;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::tree::{Builder, Element, Tree};

/// Where a page is not well-formed, and why.
pub(super) struct Fault {
    /// Bytes of the source.
    pub(super) at: usize,
    /// In the parser's words.
    pub(super) why: String,
}

/// The tree of a page that is well-formed.
pub(super) fn tree(text: &str) -> Result<Tree, Fault> {
    let mut reader = Reader::from_str(text);
    let mut builder = Builder::new();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event();
        let event = event.map_err(|error| Fault {
            at: usize::try_from(reader.error_position()).unwrap_or(at),
            why: error.to_string(),
        })?;
        match event {
            Event::Start(start) => builder.start(at, element(&start), false),
            Event::Empty(start) => builder.start(at, element(&start), true),
            Event::End(_) => {
                builder.end(|_| true, |_| false);
            }
            Event::Text(said) => builder.text(at, &String::from_utf8_lossy(&said)),
            Event::CData(said) => builder.text(at, &String::from_utf8_lossy(&said)),
            Event::GeneralRef(name) => {
                let name = String::from_utf8_lossy(&name);
                let resolved = entity(&name).ok_or_else(|| Fault { at, why: format!("`&{name};` is unknown") })?;
                builder.text(at, &resolved);
            }
            Event::Eof if builder.is_open() => {
                return Err(Fault { at: text.len(), why: "an element is never closed".to_owned() });
            }
            Event::Eof => return Ok(builder.finish()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn element(start: &BytesStart) -> Element {
    let name = String::from_utf8_lossy(start.name().into_inner()).to_ascii_lowercase();
    let mut attributes = start.attributes();
    let attributes = attributes.with_checks(false).flatten().map(|attribute| {
        let key = String::from_utf8_lossy(attribute.key.into_inner()).to_ascii_lowercase();
        (key, resolved(&String::from_utf8_lossy(&attribute.value)))
    });
    Element { name, attributes: attributes.collect() }
}

/// A value with its entities resolved; what is none stays.
fn resolved(value: &str) -> String {
    let mut pieces = value.split('&');
    let mut text = pieces.next().unwrap_or("").to_owned();
    for piece in pieces {
        match piece.split_once(';').and_then(|(name, rest)| Some((entity(name)?, rest))) {
            Some((character, rest)) => text.extend([character.as_str(), rest]),
            None => text.extend(["&", piece]),
        }
    }
    text
}

/// What stands for an entity: `nbsp`, `#160`, `#xa0`. There are no others, so that none can stand for a flood.
fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let number = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(number.ok()?).map(String::from);
    }
    let (first, second) = NAMED_ENTITIES.get(&format!("{name};") as &str).copied()?;
    let both = [first, second].into_iter().filter(|code| *code != 0).filter_map(char::from_u32);
    Some(both.collect::<String>()).filter(|text| !text.is_empty())
}
