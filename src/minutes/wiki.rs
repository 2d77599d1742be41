//! Minutes in the wiki markup of Confluence and Jira.
//!
//! Only what both understand, and of Jira both its old renderer and its new editor: headings, lists, tables, quotations,
//! links. Neither has tasks in this markup, so an action item is a line with a box. A line after a list belongs to its last
//! item until an empty line ends it, and in a cell there can be none: what follows a list there becomes an item of it. Not here:
//! what the page says (see `page`), and the escaping (see `escape`).

mod escape;

use super::page::line::{marked, shown};
use super::page::{Block, Item, Line, Mark, Page, Refers, Run, Table, Weight};
use super::{Minutes, Options};
use crate::meeting::Status;
use escape::{Around, draws, escape, in_link};

/// Lists can be no deeper: Jira's editor reads twenty levels.
const DEEPEST: usize = 20;

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    of_page(&Page::new(minutes, options))
}

/// The markup of any page.
pub(super) fn of_page(page: &Page) -> String {
    let title = format!("h1. {}", escape(&page.title, Around::LINE, false));
    let blocks = page.blocks.iter().map(block);
    let source = page.source.iter().map(|source| format!("_{}_", escape(source, Around::LINE, false)));
    let all = [title].into_iter().chain(blocks).chain(source).filter(|block| !block.is_empty());
    all.collect::<Vec<_>>().join("\n\n") + "\n"
}

/// A block, without empty lines around it.
fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text, .. } => match line(text, false) {
            text if text.is_empty() => text,
            text => format!("h{level}. {text}"),
        },
        Block::Paragraph(text) => line(text, false),
        // Paragraphs of their own, which nothing before them can take for a part of itself.
        Block::Lines(lines) => lines.iter().map(|text| line(text, false)).collect::<Vec<_>>().join("\n\n"),
        Block::Facts(facts) => self::facts(facts, false).join("\n"),
        Block::List(items) => list(items, false).join("\n"),
        Block::Table(table) => self::table(table),
        Block::Prepared(blocks) => match together(blocks) {
            text if text.is_empty() => text,
            text => format!("{{quote}}\n{text}\n{{quote}}"),
        },
    }
}

fn together(blocks: &[Block]) -> String {
    blocks.iter().map(block).filter(|block| !block.is_empty()).collect::<Vec<_>>().join("\n\n")
}

fn facts(facts: &[(String, Line)], in_cell: bool) -> Vec<String> {
    let one = |(name, value): &(String, Line)| {
        let name = Run { text: format!("{name}:"), weight: Weight::Strong, refers: None };
        let blank = Run { text: " ".to_owned(), ..Run::default() };
        line(&[&[name, blank], value.as_slice()].concat(), in_cell)
    };
    facts.iter().map(one).collect()
}

/// The lines of a list.
fn list(items: &[Item], in_cell: bool) -> Vec<String> {
    let mut lines = Vec::new();
    push_items(&mut lines, items, 1, in_cell);
    lines
}

fn push_items(lines: &mut Vec<String>, items: &[Item], depth: usize, in_cell: bool) {
    for item in items {
        let text = match &item.mark {
            Mark::Bullet => line(&item.text, in_cell),
            Mark::Task(task) => {
                let shown = match task.status {
                    Status::Open => "☐",
                    Status::Done => "☑",
                    Status::Dropped => "☒",
                };
                let mark = Run { text: format!("{shown} "), ..Run::default() };
                line(&[&[mark], item.text.as_slice()].concat(), in_cell)
            }
        };
        lines.push(bullet(depth, &text));
        push_items(lines, &item.children, depth + 1, in_cell);
    }
}

fn bullet(depth: usize, text: &str) -> String {
    format!("{} {text}", "*".repeat(depth.min(DEEPEST)))
}

fn table(table: &Table) -> String {
    let mut lines = Vec::new();
    if !table.header.is_empty() {
        let names = table.header.iter().map(|name| format!("||{}", or_blank(escape(name, Around::LINE, true))));
        lines.push(names.collect::<String>() + "||");
    }
    for row in table.rows.iter().filter(|row| !row.is_empty()) {
        let cells = row.iter().map(|blocks| format!("|{}", or_blank(cell(blocks))));
        lines.push(cells.collect::<String>() + "|");
    }
    lines.join("\n")
}

/// Two bars in a row begin a cell of a header.
fn or_blank(text: String) -> String {
    if text.is_empty() { " ".to_owned() } else { text }
}

/// The lines of a cell. None is empty, for that would end the table.
fn cell(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = Vec::new();
    let mut in_list = false;
    push_cell(&mut lines, blocks, &mut in_list);
    lines.join("\n")
}

fn push_cell(lines: &mut Vec<String>, blocks: &[Block], in_list: &mut bool) {
    for block in blocks {
        let own = match block {
            Block::Heading { text, .. } => vec![strong(&shown(text), true)],
            Block::Paragraph(text) => vec![line(text, true)],
            Block::Lines(lines) => lines.iter().map(|text| line(text, true)).collect(),
            Block::Facts(all) => facts(all, true),
            Block::List(items) => {
                lines.extend(list(items, true));
                *in_list |= !items.is_empty();
                continue;
            }
            Block::Table(table) => {
                table.rows.iter().flatten().for_each(|blocks| push_cell(lines, blocks, in_list));
                continue;
            }
            Block::Prepared(blocks) => {
                push_cell(lines, blocks, in_list);
                continue;
            }
        };
        lines.extend(own.into_iter().filter(|line| !line.is_empty()).map(|line| placed(line, *in_list)));
    }
}

fn placed(line: String, in_list: bool) -> String {
    if in_list { bullet(1, &line) } else { line }
}

fn strong(text: &str, in_cell: bool) -> String {
    line(&[Run { text: text.to_owned(), weight: Weight::Strong, refers: None }], in_cell)
}

/// A line with its markup.
fn line(runs: &[Run], in_cell: bool) -> String {
    let runs = marked(runs, |refers| matches!(refers, Refers::Address(_) | Refers::Ticket(_)));
    let mut written = String::new();
    for (at, run) in runs.iter().enumerate() {
        let before = runs.get(..at).and_then(|runs| runs.iter().rev().find_map(|run| edges(run).map(|edges| edges.1)));
        let after = runs.get(at + 1..).and_then(|runs| runs.iter().find_map(|run| edges(run).map(|edges| edges.0)));
        let before = before.filter(|_| !written.is_empty());
        push_run(&mut written, run, Around { before, after, begins: false }, in_cell);
    }
    written.trim().to_owned()
}

/// Blanks at the ends of a run stand outside its markup, or it would be none; beside a letter it would be none either. A text
/// that needs escaping goes without: Jira's editor reads what stands between the marks twice, the second time without
/// the escapes.
fn push_run(written: &mut String, run: &Run, around: Around, in_cell: bool) {
    let text = run.text.trim();
    let blank_before = run.text.starts_with(char::is_whitespace) && !written.is_empty();
    if blank_before && !written.ends_with(' ') {
        written.push(' ');
    }
    if text.is_empty() {
        return;
    }
    let blank_after = run.text.ends_with(char::is_whitespace);
    let before = if blank_before { Some(' ') } else { around.before };
    let after = if blank_after { Some(' ') } else { around.after };
    let mark = match run.weight {
        Weight::Plain | Weight::Soft => None,
        Weight::Strong => Some('*'),
        Weight::Emphasis => Some('_'),
    };
    let apart = before.is_none_or(|char| char == ' ') && after.is_none_or(|char| " ),.:;".contains(char));
    let marked = |mark| content(run, text, Around { before: Some(mark), after: Some(mark), begins: true }, in_cell);
    match mark.filter(|_| apart).map(|mark| (mark, marked(mark))) {
        Some((mark, content)) if !content.contains('\\') => {
            written.push(mark);
            written.push_str(&content);
            written.push(mark);
        }
        _ => written.push_str(&content(run, text, Around { before, after, begins: written.is_empty() }, in_cell)),
    }
    if blank_after {
        written.push(' ');
    }
}

/// What a run begins and ends with where it is written; none where it is empty.
fn edges(run: &Run) -> Option<(char, char)> {
    let (first, last) = (run.text.chars().next()?, run.text.chars().next_back()?);
    let marks = match (&run.refers, run.weight) {
        (_, Weight::Strong) => ('*', '*'),
        (_, Weight::Emphasis) => ('_', '_'),
        (Some(Refers::Address(_)), Weight::Plain | Weight::Soft) => ('[', ']'),
        (_, Weight::Plain | Weight::Soft) => return Some((first, last)),
    };
    let or_blank = |char: char, mark| if char.is_whitespace() { char } else { mark };
    Some((or_blank(first, marks.0), or_blank(last, marks.1)))
}

fn content(run: &Run, text: &str, around: Around, in_cell: bool) -> String {
    match &run.refers {
        Some(Refers::Address(address)) => link(text, address),
        // Jira makes its own tickets links; elsewhere a key without an address is a word.
        Some(Refers::Ticket(_)) if is_key(text) => text.to_owned(),
        Some(
            Refers::Ticket(_)
            | Refers::Person(_)
            | Refers::Name
            | Refers::Day(_)
            | Refers::Moment(_)
            | Refers::Title(_),
        )
        | None => escape(text, around, in_cell),
    }
}

fn is_key(text: &str) -> bool {
    text.chars().all(|char| char.is_ascii_uppercase() || char.is_ascii_digit() || char == '-' || char == '_')
}

/// A link in brackets: an address alone would end at marks that are part of it.
fn link(shown: &str, address: &str) -> String {
    let target = address.replace('[', "%5B").replace(']', "%5D").replace('!', "%21").replace('|', "%7C");
    if shown == address && !draws(shown) { format!("[{target}]") } else { format!("[{}|{target}]", in_link(shown)) }
}

#[cfg(test)]
mod tests;
