//! The minutes in GitHub's Markdown, pleasant to read unrendered too.
//!
//! Whatever comes from outside stays text: a title with `#`, a note with `<script>` and an owner with `*` are shown as
//! they were typed. A day is always a section a slot: no list can stand in a cell of Markdown. Not here: what the minutes say
//! (see `page`), and how a character is kept from being markup (`escape`).

use super::page::{Block, Item, Mark, Page, Refers, Run, Table, Weight};
use super::{Lang, Layout, Minutes, Options};
use crate::meeting::Status;
use escape::Place;

pub(super) mod escape;

/// The minutes as a Markdown file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let options = Options { layout: Layout::Sections, ..options.clone() };
    of_page(&Page::new(minutes, &options))
}

/// The Markdown of any page.
pub(super) fn of_page(page: &Page) -> String {
    let markdown = Markdown { colon: page.lang.words().colon.trim_end() };
    let mut blocks = vec![format!("# {}", escape::text(&page.title, Place::Within))];
    blocks.extend(page.blocks.iter().map(|block| markdown.block(block)));
    blocks.extend(page.source.iter().map(|source| format!("---\n\n*{source}*")));
    blocks.join("\n\n") + "\n"
}

/// The Markdown of a part of a page, without a title.
pub(super) fn of_blocks(blocks: &[Block], lang: Lang) -> String {
    let markdown = Markdown { colon: lang.words().colon.trim_end() };
    joined(blocks.iter().map(|block| markdown.block(block)), "\n\n")
}

/// Writes blocks in a language.
struct Markdown {
    /// What stands behind a name.
    colon: &'static str,
}

impl Markdown {
    /// A block, without empty lines around it.
    fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading { level, text, .. } => {
                format!("{} {}", "#".repeat(usize::from(*level)), line(text, Place::Within))
            }
            Block::Paragraph(text) => line(text, Place::LineStart),
            Block::Lines(lines) => joined(lines.iter().map(|text| line(text, Place::LineStart)), "\\\n"),
            Block::Facts(facts) => joined(facts.iter().map(|(name, value)| self.fact(name, value)), "\n"),
            Block::List(items) => {
                let mut lines = Vec::new();
                push_items(&mut lines, items, 0);
                lines.join("\n")
            }
            Block::Table(table) => self.table(table),
            Block::Prepared(blocks) => quote(&joined(blocks.iter().map(|block| self.block(block)), "\n\n")),
        }
    }

    /// `- **Moved:** Budget (within the day), News`.
    fn fact(&self, name: &str, value: &[Run]) -> String {
        format!("- **{name}{}** {}", self.colon, line(value, Place::Within))
    }

    fn table(&self, table: &Table) -> String {
        let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
        let names = table.header.iter().map(|name| escape::text(name, Place::Within));
        let head = format!("{}\n|{}", row(names.collect()), "---|".repeat(table.header.len()));
        let rows = table.rows.iter().map(|cells| row(cells.iter().map(|blocks| self.cell(blocks)).collect()));
        joined([head].into_iter().chain(rows), "\n")
    }

    /// What stands in a cell, on one line.
    fn cell(&self, blocks: &[Block]) -> String {
        let one = |block: &Block| match block {
            Block::Paragraph(text) => line(text, Place::Within),
            other => self.block(other).replace('\n', " "),
        };
        joined(blocks.iter().map(one), " ")
    }
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> String {
    parts.collect::<Vec<_>>().join(between)
}

/// Nested bullets. Each level is indented by the two columns that its parent's bullet takes: CommonMark then reads it
/// back as deep as it was written.
fn push_items(lines: &mut Vec<String>, items: &[Item], depth: usize) {
    for item in items {
        let (mark, place) = match &item.mark {
            Mark::Bullet => ("- ", Place::LineStart),
            Mark::Task(task) if task.status == Status::Open => ("- [ ] ", Place::Within),
            Mark::Task(_) => ("- [x] ", Place::Within),
        };
        lines.push(format!("{}{mark}{}", "  ".repeat(depth), line(&item.text, place)));
        push_items(lines, &item.children, depth + 1);
    }
}

/// Blocks set apart as a quotation.
fn quote(text: &str) -> String {
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    joined(text.lines().map(line), "\n")
}

/// A line with its markup. What stands out is marked as a whole, and blanks around it are not: beside a letter the marks would
/// be none.
fn line(runs: &[Run], place: Place) -> String {
    let mut written = String::new();
    for group in runs.chunk_by(|one, next| one.weight == next.weight) {
        let mark = match group.first().map_or(Weight::Plain, |run| run.weight) {
            Weight::Plain | Weight::Soft => "",
            Weight::Strong => "**",
            Weight::Emphasis => "*",
        };
        let begins = written.is_empty() && mark.is_empty();
        let text = content(group, if begins { place } else { Place::Within });
        let inner = text.trim_matches(' ');
        let is_apart = written.is_empty() || written.ends_with(' ') || text.starts_with(' ');
        let touches = !is_apart && (!mark.is_empty() || written.ends_with('*'));
        if (text.starts_with(' ') || touches) && !written.is_empty() {
            written.push(' ');
        }
        if !inner.is_empty() {
            written.extend([mark, inner, mark]);
        }
        written.extend((text.ends_with(' ') && !inner.is_empty()).then_some(' '));
    }
    written.trim_end_matches(' ').to_owned()
}

/// What runs of the same weight say, with their links.
fn content(runs: &[Run], place: Place) -> String {
    let mut written = String::new();
    let mut rest = runs;
    while let Some((run, after)) = rest.split_first() {
        let place = if written.is_empty() { place } else { Place::Within };
        match address(run) {
            Some(address) => written.push_str(&escape::link(&run.text, address)),
            None => written.push_str(&escape::text(&run.text, place)),
        }
        // `!` directly before a link would make it an image.
        if address(run).is_none()
            && run.text.ends_with('!')
            && after.first().is_some_and(|next| address(next).is_some())
        {
            written.insert(written.len() - 1, '\\');
        }
        rest = after;
    }
    written
}

/// Where a run leads.
fn address(run: &Run) -> Option<&str> {
    match &run.refers {
        Some(Refers::Address(address) | Refers::Ticket(Some(address))) => Some(address),
        Some(
            Refers::Ticket(None)
            | Refers::Person(_)
            | Refers::Name
            | Refers::Day(_)
            | Refers::Moment(_)
            | Refers::Title(_),
        )
        | None => None,
    }
}
