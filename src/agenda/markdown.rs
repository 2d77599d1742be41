//! The blocks of a Markdown text: headings, paragraphs, lists, and everything else as it stands.
//!
//! A reader needs the structure that CommonMark sees (a `##` in a code fence is no heading) and the source beneath it
//! word by word. Not here: what any of it means in an agenda, and anything inside a line.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A block at the outermost level. Blocks stand in order; between two of them there may be text that Markdown shows
/// nowhere, such as link definitions.
pub(super) struct Block {
    pub(super) kind: BlockKind,
    /// Bytes of the source.
    pub(super) range: Range<usize>,
}

pub(super) enum BlockKind {
    /// A heading and its text on one line.
    Heading { level: u8, text: String },
    /// Lines of text.
    Paragraph,
    /// A list of either sort.
    List(Vec<Item>),
    /// A line across the page, or the underline of what turned out to be no heading.
    Rule,
    /// Rows of cells, with a line of dashes below the first.
    Table,
    /// Code, quotations, HTML.
    Other,
}

/// An item of a list.
pub(super) struct Item {
    /// Where it begins.
    pub(super) at: usize,
    /// Its source on one line, without the items below it; never empty.
    pub(super) text: String,
    /// How many bytes of the text its first line is.
    pub(super) first_line: usize,
    /// The items below it, at most [`DEEPEST`] levels of them in all.
    pub(super) children: Vec<Item>,
}

/// Items lie at most so many levels deep; deeper ones stand beside their parents. A journal could not hold more:
/// its JSON reader stops at 128 levels, and an item is two.
pub(super) const DEEPEST: usize = 32;

/// What a text consists of.
pub(super) struct Outline {
    pub(super) blocks: Vec<Block>,
    /// What its last block lacks where that is never closed.
    pub(super) unclosed: Option<Unclosed>,
    /// Where the first item begins that lies deeper than [`DEEPEST`].
    pub(super) too_deep: Option<usize>,
}

/// A block that would swallow whatever is written behind it.
pub(super) struct Unclosed {
    /// Where it begins.
    pub(super) at: usize,
    /// The line that ends it.
    pub(super) closer: String,
}

enum Frame {
    /// Its items, and where the last one ends: the parser counts a link's definition behind a list as a part of it.
    List(Vec<Item>, usize),
    Item {
        range: Range<usize>,
        holes: Vec<Range<usize>>,
        children: Vec<Item>,
    },
}

/// Collects blocks from the parser's events; only lists directly within lists are entered.
struct Collector<'a> {
    source: &'a str,
    blocks: Vec<Block>,
    frames: Vec<Frame>,
    depth: usize,
    too_deep: Option<usize>,
    fenced: bool,
    html: bool,
}

/// The blocks of `source` from the byte `base` on.
pub(super) fn outline(source: &str, base: usize) -> Outline {
    let mut collector = Collector {
        source,
        blocks: Vec::new(),
        frames: Vec::new(),
        depth: 0,
        too_deep: None,
        fenced: false,
        html: false,
    };
    let text = source.get(base..).unwrap_or("");
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        collector.take(&event, range.start + base..range.end + base);
    }
    let unclosed = collector.unclosed();
    Outline { blocks: collector.blocks, unclosed, too_deep: collector.too_deep }
}

impl Collector<'_> {
    fn take(&mut self, event: &Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                self.start(tag, range);
                self.depth += 1;
            }
            Event::End(tag) => {
                self.depth -= 1;
                self.end(*tag, range);
            }
            Event::Rule if self.depth == 0 => self.push(BlockKind::Rule, range),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag, range: Range<usize>) {
        match tag {
            Tag::List(_) if self.depth == self.frames.len() => self.frames.push(Frame::List(Vec::new(), range.start)),
            Tag::Item if self.depth == self.frames.len() && self.depth > 0 => {
                self.frames.push(Frame::Item { range, holes: Vec::new(), children: Vec::new() });
            }
            _ if self.depth > 0 => {}
            Tag::Heading { level, .. } => self.heading(*level as u8, range),
            Tag::Paragraph => self.push(BlockKind::Paragraph, range),
            Tag::Table(_) => self.push(BlockKind::Table, range),
            other => {
                self.fenced = matches!(other, Tag::CodeBlock(CodeBlockKind::Fenced(_)));
                self.html = matches!(other, Tag::HtmlBlock);
                self.push(BlockKind::Other, range);
            }
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        if self.depth + 1 != self.frames.len() || !matches!(tag, TagEnd::List(_) | TagEnd::Item) {
            return;
        }
        let popped = self.frames.pop();
        let depth = self.frames.len().div_ceil(2);
        match (popped, self.frames.last_mut()) {
            (Some(Frame::List(items, end)), Some(Frame::Item { holes, children, .. })) => {
                holes.push(range.start..end);
                children.extend(items);
            }
            (Some(Frame::List(items, end)), _) => self.push(BlockKind::List(items), range.start..end),
            (Some(Frame::Item { range, holes, children }), Some(Frame::List(items, end))) => {
                *end = range.end;
                let (text, first_line) = item_text(self.source, range.clone(), &holes);
                let at = range.start;
                if text.is_empty() {
                    items.extend(children); // an item that only holds others says nothing itself
                } else if depth >= DEEPEST && !children.is_empty() {
                    // The innermost ends first.
                    self.too_deep = children.first().map(|child| child.at).into_iter().chain(self.too_deep).min();
                    items.push(Item::new(at, text, first_line, Vec::new()));
                    items.extend(children);
                } else {
                    items.push(Item::new(at, text, first_line, children));
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, kind: BlockKind, range: Range<usize>) {
        if !matches!(kind, BlockKind::Other) {
            (self.fenced, self.html) = (false, false);
        }
        self.blocks.push(Block { kind, range });
    }

    /// A heading of several lines is a paragraph above a rule that lacks its blank line.
    fn heading(&mut self, level: u8, range: Range<usize>) {
        let source = self.source.get(range.clone()).unwrap_or("").trim_end();
        let Some((above, underline)) = source.rsplit_once('\n') else {
            let text = atx_text(source).to_owned();
            return self.push(BlockKind::Heading { level, text }, range);
        };
        if above.contains('\n') || super::property::is_property_line(above) {
            let middle = range.start + source.len() - underline.len();
            self.push(BlockKind::Paragraph, range.start..middle);
            self.push(BlockKind::Rule, middle..range.end);
        } else {
            self.push(BlockKind::Heading { level, text: above.trim().to_owned() }, range);
        }
    }

    fn unclosed(&self) -> Option<Unclosed> {
        let last = self.blocks.last().filter(|_| self.fenced || self.html)?;
        let source = self.source.get(last.range.clone())?;
        let closer = if self.fenced { missing_fence(source) } else { missing_tag(source).map(str::to_owned) }?;
        Some(Unclosed { at: last.range.start, closer })
    }
}

/// The text of a heading that begins with `#`: without those, and without the ones that close it.
fn atx_text(source: &str) -> &str {
    let text = source.trim_start_matches('#').trim();
    let open = text.trim_end_matches('#');
    if open.is_empty() || open.ends_with([' ', '\t']) { open.trim_end() } else { text }
}

impl Item {
    fn new(at: usize, text: String, first_line: usize, children: Vec<Self>) -> Self {
        let before = text.len();
        let text = as_item_text(text, !children.is_empty());
        Self { at, first_line: first_line + text.len() - before, text, children }
    }
}

/// An item's source on one line, and the length of its first: its marker and the lists below it left out.
fn item_text(source: &str, range: Range<usize>, holes: &[Range<usize>]) -> (String, usize) {
    let mut text = String::new();
    let mut first_line = 0;
    let mut at = range.start;
    let ends = holes.iter().map(|hole| (hole.start, hole.end)).chain([(range.end, range.end)]);
    for (stop, next) in ends {
        let mut piece = source.get(at..stop).unwrap_or("");
        if at == range.start {
            piece = without_marker(piece);
        }
        for line in piece.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(line);
            if first_line == 0 {
                first_line = text.len();
            }
        }
        at = next;
    }
    (text, first_line)
}

/// `- text`, `12. text` without the marker.
fn without_marker(item: &str) -> &str {
    let item = item.trim_start();
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    item.get(digits + 1..).unwrap_or("")
}

/// How many bytes the list marker at the beginning of a line takes, without the blank behind it.
pub(super) fn list_marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mark = *line.as_bytes().get(digits)?;
    let is_mark =
        if digits == 0 { matches!(mark, b'-' | b'+' | b'*') } else { digits < 10 && matches!(mark, b'.' | b')') };
    let parted = line.as_bytes().get(digits + 1).is_none_or(|next| matches!(next, b' ' | b'\t'));
    (is_mark && parted).then_some(digits + 1)
}

/// Puts a backslash before the mark that would make a line the beginning of a list.
pub(super) fn escape_list_marker(line: &str) -> Option<String> {
    let marker = list_marker(line)?;
    Some(format!("{}\\{}", line.get(..marker - 1)?, line.get(marker - 1..)?))
}

/// The text of an item, changed where behind `- ` it would be read as something else than a line of text.
///
/// An item may hold code or a rule, whose source begins like a list, a rule or a fence once it stands on one line.
pub(super) fn as_item_text(text: String, has_children: bool) -> String {
    if let Some(escaped) = escape_list_marker(&text) {
        return escaped;
    }
    let suspect = text.starts_with(['-', '*', '_', '=', '~', '`', '<', '&', '\\', '+', '#', '>', '|', '[']);
    if suspect && !stands_as_item(&text, has_children) { format!("\\{text}") } else { text }
}

/// Whether `- text` is one item with that text, and lets an item stand below it.
fn stands_as_item(text: &str, has_children: bool) -> bool {
    let below = if has_children { "\n  - below" } else { "" };
    let source = format!("- {text}{below}\n");
    let (mut lists, mut items) = (0, 0);
    for event in Parser::new_ext(&source, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::List(_)) => lists += 1,
            Event::Start(Tag::Item) => items += 1,
            _ => {}
        }
    }
    let expected = if has_children { 2 } else { 1 };
    (lists, items) == (expected, expected)
}

/// The fence that a code block lacks.
fn missing_fence(source: &str) -> Option<String> {
    let fence: String = {
        let mark = source.chars().next()?;
        source.chars().take_while(|c| *c == mark).collect()
    };
    let last = source.lines().skip(1).last().unwrap_or("").trim_end_matches([' ', '\t']);
    let last = (0..3).fold(last, |line, _| line.strip_prefix(' ').unwrap_or(line));
    let closed = last.len() >= fence.len() && last.chars().all(|c| fence.starts_with(c));
    (!closed).then_some(fence)
}

/// The end that an HTML block lacks, where it is of a sort that does not end at a blank line.
fn missing_tag(source: &str) -> Option<&'static str> {
    let source = source.trim_start().to_lowercase();
    let raw = ["script", "pre", "style", "textarea"];
    let name = source.strip_prefix('<').and_then(|rest| rest.split(|c: char| c.is_whitespace() || c == '>').next());
    let is_raw = name.is_some_and(|name| raw.contains(&name));
    let (closer, ends) = if source.starts_with("<!--") {
        ("-->", source.contains("-->"))
    } else if source.starts_with("<?") {
        ("?>", source.contains("?>"))
    } else if source.starts_with("<![cdata[") {
        ("]]>", source.contains("]]>"))
    } else if source.starts_with("<!") {
        (">", source.contains('>'))
    } else if is_raw {
        ("</pre>", raw.iter().any(|tag| source.contains(&format!("</{tag}>"))))
    } else {
        return None;
    };
    (!ends).then_some(closer)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(source: &str) -> Vec<String> {
        fn shown(item: &Item) -> String {
            let below: Vec<_> = item.children.iter().map(shown).collect();
            if below.is_empty() { item.text.clone() } else { format!("{}({})", item.text, below.join(", ")) }
        }
        outline(source, 0)
            .blocks
            .iter()
            .map(|block| match &block.kind {
                BlockKind::Heading { level, text } => format!("h{level} {text}"),
                BlockKind::Paragraph => format!("p {}", source[block.range.clone()].trim_end()),
                BlockKind::List(items) => format!("l {}", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
                BlockKind::Rule => "rule".to_owned(),
                BlockKind::Table => "table".to_owned(),
                BlockKind::Other => "other".to_owned(),
            })
            .collect()
    }

    #[test]
    fn a_heading_in_a_code_fence_or_a_quotation_is_none() {
        assert_eq!(shape("```\n## no\n```\n\n> ## no\n\n## yes ##\n"), ["other", "other", "h2 yes"]);
    }

    #[test]
    fn rows_above_and_below_a_line_of_dashes_are_a_table() {
        assert_eq!(shape("| a | b |\n|---|---|\n| c | d |\n\n| a | b |\n"), ["table", "p | a | b |"]);
    }

    #[test]
    fn an_underlined_line_is_a_heading_and_several_are_not() {
        assert_eq!(shape("One\n---\n"), ["h2 One"]);
        assert_eq!(shape("One\ntwo\n---\n"), ["p One\ntwo", "rule"]);
        assert_eq!(shape("Chair: Ann\n---\n"), ["p Chair: Ann", "rule"]);
    }

    #[test]
    fn the_text_of_an_item_stands_on_one_line_with_the_items_below_it_apart() {
        assert_eq!(
            shape("- one\n  more\n  - two\n    1. three\n\n  and more\n- four\n"),
            ["l one more and more(two(three)), four"]
        );
        assert_eq!(shape("- - one\n-\n- [a]: b\n"), ["l one, [a]: b"]);
    }

    #[test]
    fn code_in_an_item_cannot_become_a_list_or_a_rule() {
        assert_eq!(shape("-     - code\n"), [r"l \- code"]);
        assert_eq!(shape("* ---\n"), [r"l \---"]);
        assert_eq!(shape("- ~~~\n  code\n  ~~~\n  - below\n"), [r"l \~~~ code ~~~(below)"]);
    }

    #[test]
    fn items_beyond_the_deepest_level_stand_beside_their_parents() {
        let lines: Vec<_> = (0..DEEPEST + 3).map(|level| format!("{}- level {level}\n", "  ".repeat(level))).collect();
        let source = lines.concat();
        let outline = outline(&source, 0);
        assert_eq!(outline.too_deep.map(|at| &source[at..at + 10]), Some("- level 32"));
        let BlockKind::List(items) = &outline.blocks[0].kind else { panic!("no list") };
        let mut last = &items[0];
        let mut levels = 1;
        while let [.., below] = last.children.as_slice() {
            (last, levels) = (below, levels + 1);
        }
        assert_eq!((levels, last.text.as_str()), (DEEPEST, "level 34"));
    }

    #[test]
    fn a_links_definition_behind_a_list_is_no_part_of_it() {
        let source = "- item\n\n[a]: b\ntext\n";
        let blocks = outline(source, 0).blocks;
        assert_eq!(&source[blocks[0].range.end..blocks[1].range.start], "[a]: b\n");
    }

    #[test]
    fn a_block_that_is_never_closed_is_found_with_its_end() {
        let closer = |source: &str| outline(source, 0).unclosed.map(|unclosed| unclosed.closer);
        assert_eq!(closer("text\n\n````\ncode\n```\n"), Some("````".to_owned()));
        assert_eq!(closer("<!-- a\n\nb\n"), Some("-->".to_owned()));
        assert_eq!(closer("```\ncode\n```\n"), None);
        assert_eq!(closer("<!-- a -->\n"), None);
        assert_eq!(closer("<div>\n"), None);
    }
}
