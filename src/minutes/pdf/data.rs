//! The page as the template gets it: JSON, in which a text is a string and nothing else.
//!
//! Not here: the template (`assets/minutes.typ`), whose names these are.

use serde_json::{Value, json};

use super::super::page::line::marked;
use super::super::page::{Block, Item, Mark, Page, Refers, Run, Table, Weight};
use super::super::paper::{About, column_widths, is_rtl, is_short, page_of};
use crate::meeting::Status;

/// Levels of lists in lists; the typesetter takes no more than some dozens in all. What stands deeper is set at the last.
const LEVELS: usize = 9;

/// The file that the template reads.
pub(super) fn of(page: &Page, about: &About) -> Value {
    let (before, between, after) = page_of(page.lang);
    let mut reader = Reader { level: 0, below_heading: false, in_cell: false };
    json!({
        "title": page.title,
        "authors": about.authors,
        "dates": page.dates,
        "lang": page.lang.code(),
        "rtl": page.lang.is_rtl(),
        "wide": about.wide,
        "fonts": fonts(page.lang.code()),
        "page_of": [before, between, after],
        "source": page.source,
        "blocks": reader.blocks(&page.blocks),
    })
}

/// The fonts of the system that suit a language, where the program's have no letters for it: the first that is there.
fn fonts(code: &str) -> &'static [&'static str] {
    match code {
        "ja" => &["Noto Serif CJK JP", "Noto Sans CJK JP", "Hiragino Mincho ProN", "Yu Mincho"],
        "zh" => &["Noto Serif CJK SC", "Noto Sans CJK SC", "Songti SC", "SimSun"],
        "ar" => &["Noto Naskh Arabic", "Amiri", "Noto Sans Arabic", "Geeza Pro", "Arial"],
        "he" => &["Noto Serif Hebrew", "Noto Sans Hebrew", "Arial Hebrew", "Arial"],
        _ => &[],
    }
}

/// Goes through the page from top to bottom.
struct Reader {
    /// The level of the last heading; none may be more than one below the one before it.
    level: u8,
    /// Whether a heading came last: a line right below it says when and by whom, and belongs to it.
    below_heading: bool,
    in_cell: bool,
}

impl Reader {
    fn blocks(&mut self, blocks: &[Block]) -> Value {
        Value::Array(blocks.iter().flat_map(|block| self.block(block)).collect())
    }

    /// A block; of lines that belong together each is one of its own.
    fn block(&mut self, block: &Block) -> Vec<Value> {
        let below_heading = std::mem::take(&mut self.below_heading);
        let text = |text: &[Run]| json!({ "kind": self.kind_of_line(below_heading), "line": line(text) });
        vec![match block {
            Block::Heading { level, text, .. } => self.heading(level.saturating_sub(1), text),
            Block::Paragraph(line) => text(line),
            Block::Lines(lines) => return lines.iter().map(|line| text(line)).collect(),
            Block::Facts(facts) => {
                let facts: Vec<Value> = facts.iter().map(|(name, value)| json!([name, line(value)])).collect();
                json!({ "kind": "facts", "facts": facts })
            }
            Block::List(items) => json!({ "kind": "list", "items": groups(&shallow(items)) }),
            Block::Table(table) => self.table(table),
            Block::Prepared(blocks) => json!({ "kind": "prepared", "blocks": self.blocks(blocks) }),
        }]
    }

    fn kind_of_line(&self, below_heading: bool) -> &'static str {
        match (self.in_cell, below_heading) {
            (true, _) => "line",
            (false, true) => "beside",
            (false, false) => "paragraph",
        }
    }

    fn heading(&mut self, level: u8, text: &[Run]) -> Value {
        self.level = level.clamp(1, self.level + 1);
        self.below_heading = true;
        json!({ "kind": "heading", "level": self.level, "line": line(text) })
    }

    fn table(&mut self, table: &Table) -> Value {
        let was_in_cell = std::mem::replace(&mut self.in_cell, true);
        let cells = |row: &Vec<Vec<Block>>, reader: &mut Self| -> Vec<Value> {
            let cell = |at: usize| row.get(at).map_or(&[][..], Vec::as_slice);
            (0..table.header.len())
                .map(|at| json!({ "blocks": reader.blocks(cell(at)), "whole": is_short(row) }))
                .collect()
        };
        let rows: Vec<Vec<Value>> = table.rows.iter().map(|row| cells(row, self)).collect();
        self.in_cell = was_in_cell;
        json!({ "kind": "table", "header": table.header, "widths": column_widths(table), "rows": rows })
    }
}

/// An item with the items below it, no deeper than is set.
struct Shallow<'p> {
    item: &'p Item,
    children: Vec<Shallow<'p>>,
}

fn shallow(items: &[Item]) -> Vec<Shallow<'_>> {
    let mut roots = Vec::new();
    push_shallow(&mut roots, items, 1);
    roots
}

fn push_shallow<'p>(siblings: &mut Vec<Shallow<'p>>, items: &'p [Item], level: usize) {
    for item in items {
        let mut children = Vec::new();
        if level < LEVELS {
            push_shallow(&mut children, &item.children, level + 1);
            siblings.push(Shallow { item, children });
        } else {
            siblings.push(Shallow { item, children });
            push_shallow(siblings, &item.children, level);
        }
    }
}

/// Runs of items that have the same mark.
fn groups(items: &[Shallow]) -> Vec<Value> {
    let same = |one: &Shallow, next: &Shallow| mark(one.item) == mark(next.item);
    let item = |shallow: &Shallow| json!({ "line": line(&shallow.item.text), "children": groups(&shallow.children) });
    let group = |group: &[Shallow]| {
        let items: Vec<Value> = group.iter().map(item).collect();
        json!({ "mark": group.first().and_then(|shallow| mark(shallow.item)), "items": items })
    };
    items.chunk_by(same).map(group).collect()
}

/// What stands before an item; none: a bullet.
fn mark(item: &Item) -> Option<&'static str> {
    match &item.mark {
        Mark::Bullet => None,
        Mark::Task(task) => Some(match task.status {
            Status::Open => "☐",
            Status::Done => "☑",
            Status::Dropped => "☒",
        }),
    }
}

fn line(runs: &[Run]) -> Value {
    let shown = marked(runs, |refers| matches!(refers, Refers::Address(_) | Refers::Ticket(Some(_))));
    let shown: Vec<Value> = shown.iter().filter(|run| !run.text.is_empty()).map(run).collect();
    json!({ "rtl": runs.iter().find_map(|run| is_rtl(&run.text)), "runs": shown })
}

fn run(run: &Run) -> Value {
    let weight = match run.weight {
        Weight::Plain | Weight::Soft => None,
        Weight::Strong => Some("strong"),
        Weight::Emphasis => Some("emphasis"),
    };
    let link = match &run.refers {
        Some(Refers::Address(address) | Refers::Ticket(Some(address))) => Some(address),
        _ => None,
    };
    json!({ "text": run.text, "weight": weight, "link": link })
}
