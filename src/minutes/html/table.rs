//! Tables as a team keeps them on its wiki page: a day with a row a slot, attached documents, what was asked for before the
//! meeting.
//!
//! Not here: what stands in a cell (see `slot` and `entry`), and the tables of the schedule (see `schedule`).

use super::super::document::{DayMinutes, SlotMinutes};
use super::super::page::{Block, Table};
use super::super::votes;
use super::entry;
use super::slot::preparation;
use super::text::{Text, escape, heading};

/// A day: time, topic, chair, what was prepared, and what was said.
pub(super) fn day(day: &DayMinutes, text: &Text) -> String {
    if day.slots.is_empty() {
        return String::new();
    }
    let words = &text.words.tables;
    let header = [words.time, words.topic, words.chair, words.discussion, words.notes_and_actions];
    let rows: String = day.slots.iter().map(|slot| row(slot, day, text)).collect();
    let caption = format!("<caption dir=\"auto\">{}</caption>\n", heading(&text.parts.day_title(day)));
    format!("<table class=\"agenda\">\n{caption}{}<tbody>\n{rows}</tbody>\n</table>\n", head(header))
}

fn row(slot: &SlotMinutes, day: &DayMinutes, text: &Text) -> String {
    let parts = &text.parts;
    let facts = text.lines(&parts.row_facts(slot), " · ");
    let facts = if facts.is_empty() { facts } else { format!("<div class=\"meta\">{facts}</div>") };
    let topic = format!("<b dir=\"auto\">{}</b>{facts}", heading(&parts.slot_title(slot.slot)));
    let notes = entry::notes(&votes::folded(&slot.entries), text);
    format!(
        "<tr id=\"slot-{}\"><td>{}</td><th scope=\"row\">{topic}</th><td>{}</td>\n<td>{}</td>\n<td>{notes}</td></tr>\n",
        slot.slot.id,
        text.lines(&parts.row_times(slot, day), "<br>"),
        text.line(&parts.text.names(&slot.slot.plan.chair)),
        preparation(slot, text),
    )
}

/// A table under its heading.
pub(super) fn section(blocks: &[Block], text: &Text) -> String {
    let [Block::Heading { text: name, id, .. }, Block::Table(table)] = blocks else { return String::new() };
    let name = heading(name);
    let Table { header, rows, .. } = table;
    let cell = |cell: &Vec<Block>| {
        let lines = cell.iter().filter_map(|block| if let Block::Paragraph(line) = block { Some(line) } else { None });
        format!("<td dir=\"auto\">{}</td>", text.lines(lines, "<br>"))
    };
    let row = |cells: &Vec<Vec<Block>>| format!("<tr>{}</tr>\n", cells.iter().map(cell).collect::<String>());
    format!(
        "<section class=\"summary\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{name}</h2>\n\
         <table aria-labelledby=\"{id}\">\n{}<tbody>\n{}</tbody>\n</table>\n</section>\n",
        head(header.iter().map(String::as_str)),
        rows.iter().map(row).collect::<String>()
    )
}

fn head<'n>(columns: impl IntoIterator<Item = &'n str>) -> String {
    let columns = columns.into_iter().map(|name| format!("<th scope=\"col\">{}</th>", escape(name)));
    format!("<thead>\n<tr>{}</tr>\n</thead>\n", columns.collect::<String>())
}
