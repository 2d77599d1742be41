//! HTML as a tree, as forgiving as a browser.
//!
//! html5ever cuts the text into tags, with every rule for odd quotes, entities, scripts and comments. The tree is built here: what
//! people paste leaves cells, items and paragraphs open, and each of those ends where the next begins. The full rules for
//! misplaced tags are left out, as they look through all open elements for each new one: thousands of nested boxes
//! would take minutes. Not here: what the elements mean.

use std::cell::{Cell, RefCell};

use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::tree::{Builder, Element, Tree};

/// The attributes of a tag, each counted with its `=` fivefold.
const MOST_ATTRIBUTES: usize = 1024;

/// Elements that never hold anything.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements before which a paragraph ends.
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "dir",
    "div",
    "dl",
    "dt",
    "dd",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "ul",
];

/// Elements beyond which no end tag but their own reaches.
const WALLS: [&str; 5] = ["table", "td", "th", "caption", "template"];

/// The tree of a page. `storage`: it is Confluence's form, in which `<…/>` is closed and `<![CDATA[` means something.
pub(super) fn tree(text: &str, storage: bool) -> Tree {
    let sink = Sink { builder: RefCell::new(Builder::new()), at: Cell::new(0), storage };
    let tokenizer = Tokenizer::new(sink, TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() });
    let queue = BufferQueue::default();
    // Fed up to each `<`, the tokenizer's words can be placed: a tag begins where its piece does.
    for (at, piece) in pieces(text, past_clipboard_head(text)) {
        tokenizer.sink.at.set(at);
        let (tag, rest) = uncrowded(piece);
        for part in [tag, rest] {
            queue.push_back(StrTendril::from_slice(part));
            let _ = tokenizer.feed(&queue);
        }
    }
    tokenizer.end();
    tokenizer.sink.builder.into_inner().finish()
}

/// The text in pieces that begin with `<`.
fn pieces(text: &str, mut at: usize) -> impl Iterator<Item = (usize, &str)> {
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let end = rest.get(1..).and_then(|rest| rest.find('<')).map_or(rest.len(), |end| end + 1);
        let piece = (at, rest.get(..end)?);
        at += end;
        Some(piece)
    })
}

/// A piece without the attributes beyond what any page has: the tokenizer compares each of a tag with all before it.
///
/// What begins with another sign than a letter, as a comment does, is left alone.
fn uncrowded(piece: &str) -> (&str, &str) {
    let bytes = piece.as_bytes();
    if bytes.len() < MOST_ATTRIBUTES || !bytes.get(1).is_some_and(u8::is_ascii_alphabetic) {
        return (piece, "");
    }
    let (mut at, mut weight, mut cut, mut before) = (1, 0, None, b'<');
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => break,
            b'"' | b'\'' if before == b'=' => {
                at += 1;
                at += bytes.iter().skip(at).position(|other| other == byte).unwrap_or(bytes.len());
            }
            b'=' => weight += 4,
            b'/' => weight += 1,
            _ if byte.is_ascii_whitespace() => {
                weight += usize::from(bytes.get(at - 1).is_some_and(|last| !last.is_ascii_whitespace()));
                // Blanks do not part a name from its value.
                let value_follows = before == b'=';
                if weight > MOST_ATTRIBUTES && cut.is_none() && !value_follows {
                    cut = Some(at);
                }
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = *byte;
        }
        at += 1;
    }
    // What may close more than a tag, `-->` and `]]>`, stays whole.
    let end = at.min(bytes.len());
    let stays = |cut: usize| matches!(bytes.get(cut.max(end.saturating_sub(2))..end), Some(b"--" | b"]]"));
    match cut {
        Some(cut) => {
            let rest = if stays(cut) { end - 2 } else { end };
            (piece.get(..cut).unwrap_or(piece), piece.get(rest..).unwrap_or(""))
        }
        None => (piece, ""),
    }
}

/// Where the page begins behind the lines that Windows puts before one on its clipboard.
fn past_clipboard_head(text: &str) -> usize {
    let has_head = text.starts_with("Version:") && text.get(..200).unwrap_or(text).contains("StartHTML:");
    if has_head { text.find('<').unwrap_or(0) } else { 0 }
}

/// Puts tokens into the tree.
struct Sink {
    builder: RefCell<Builder>,
    /// Where the piece begins that is being read.
    at: Cell<usize>,
    storage: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut builder = self.builder.borrow_mut();
        match token {
            Token::CharacterTokens(text) => builder.text(self.at.get(), &text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.start(&mut builder, &tag),
            Token::TagToken(tag) => end(&mut builder, &tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.storage
    }
}

impl Sink {
    fn start(&self, builder: &mut Builder, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        close_before(builder, name);
        let closed = VOID.contains(&name)
            || (tag.self_closing && (self.storage || name.contains(':') || builder.is_within("svg")));
        let attributes =
            tag.attrs.iter().map(|attribute| (attribute.name.local.to_string(), attribute.value.to_string())).collect();
        builder.start(self.at.get(), Element { name: name.to_owned(), attributes }, closed);
        match name {
            _ if closed => TokenSinkResult::Continue,
            "script" => TokenSinkResult::RawData(ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(Rawtext),
            "title" | "textarea" if !builder.is_within("svg") => TokenSinkResult::RawData(Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Ends what the beginning of an element ends.
fn close_before(builder: &mut Builder, name: &str) {
    let wall = |open: &str| WALLS.contains(&open);
    if BLOCKS.contains(&name) {
        builder.close(|open| open == "p", |open| wall(open) || open == "li" || open == "ac:task-body");
    }
    match name {
        "li" => builder.close(|open| open == "li", |open| wall(open) || matches!(open, "ul" | "ol" | "menu")),
        "dt" | "dd" => builder.close(|open| matches!(open, "dt" | "dd"), |open| wall(open) || open == "dl"),
        "option" => builder.close(|open| open == "option", |open| open == "select"),
        "td" | "th" => builder.close(|open| matches!(open, "td" | "th" | "caption"), |open| open == "table"),
        "tr" => builder.close(|open| matches!(open, "tr" | "caption" | "colgroup"), |open| open == "table"),
        "thead" | "tbody" | "tfoot" => {
            let part = |open: &str| matches!(open, "thead" | "tbody" | "tfoot" | "caption" | "colgroup");
            builder.close(part, |open| open == "table");
        }
        _ => {}
    }
}

fn end(builder: &mut Builder, name: &str) {
    match name {
        "br" => builder.start(0, Element { name: "br".to_owned(), ..Element::default() }, true),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let heading = |open: &str| matches!(open.as_bytes(), [b'h', b'1'..=b'6']);
            builder.end(heading, |open| WALLS.contains(&open));
        }
        "table" | "td" | "th" | "tr" | "thead" | "tbody" | "tfoot" | "caption" => {
            builder.end(|open| open == name, |open| open == "table");
        }
        _ => {
            builder.end(|open| open == name, |open| WALLS.contains(&open));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_keeps_its_first_attributes_and_all_of_a_long_value_and_what_follows_it_stays() {
        let kept = |tag: &str| {
            let tree = tree(&format!("<i>{tag}>said</b></i>"), false);
            let found = tree.below(Tree::ROOT, &|element| element.name == "b");
            let attributes = found.first().and_then(|place| tree.element(*place)).map(|it| it.attributes.len());
            (attributes, tree.text_below(Tree::ROOT))
        };
        let attributes = |count: usize| (0..count).map(|nth| format!(" a{nth} = \"x>\"")).collect::<Vec<_>>().concat();
        let said = || "said".to_owned();
        assert_eq!(kept(&format!("<b{}", attributes(100))), (Some(100), said()));
        let (found, text) = kept(&format!("<b{}", attributes(200_000)));
        assert!(found.is_some_and(|found| (100..300).contains(&found)), "{found:?}");
        assert_eq!(text, said());
        assert_eq!(kept(&format!("<b a=\"{}\" b=1", "x = y ".repeat(2000))), (Some(2), said()));
        let bare = (0..200_000).map(|nth| format!(" a{nth}")).collect::<Vec<_>>().concat();
        assert!(kept(&format!("<b{bare}")).0.is_some_and(|found| found < 1100));
    }
}
