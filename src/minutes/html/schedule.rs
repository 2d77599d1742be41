//! The schedule on the page: a line under each day, and at the end what went otherwise and a table of each day.
//!
//! Not here: the words and the figures, which all formats share (see `course`), and the picture (see `timeline`).

use super::super::course::{self, Otherwise, Part, Row};
use super::super::document::{DayMinutes, Minutes};
use super::slot::title;
use super::text::{Text, or};
use super::{heading, moment};
use crate::meeting::Slot;

/// `Planned 09:00–17:00, held 09:12–17:42, 42 min over`; nothing where nothing is known.
pub(super) fn hours(minutes: &Minutes, day: &DayMinutes, text: &Text) -> String {
    let lines = course::hours(text.lang, minutes, day, &moment);
    if lines.is_empty() { String::new() } else { format!("<p class=\"hours\">{}</p>\n", lines.join("<br>\n")) }
}

/// The section at the end; nothing where there was no plan to hold the meeting against.
pub(super) fn write(minutes: &Minutes, text: &Text) -> String {
    if !course::is_told(minutes) {
        return String::new();
    }
    let mut html = vec![format!(
        "<section class=\"summary\" aria-labelledby=\"schedule\">\n<h2 id=\"schedule\">{}</h2>\n",
        text.words.course.schedule
    )];
    let facts: String = course::otherwise(text.lang, minutes).iter().map(|one| otherwise(one, text)).collect();
    if !facts.is_empty() {
        html.push(format!("<dl class=\"facts\">\n{facts}</dl>\n"));
    }
    let titled = |slot: &Slot| format!("<bdi>{}</bdi>", title(slot, text));
    for day in &minutes.days {
        html.push(table(day, &course::table(text.lang, minutes, day, &moment, &titled), text));
    }
    html.push("</section>\n".to_owned());
    html.concat()
}

fn otherwise(one: &Otherwise, text: &Text) -> String {
    let parts = one.parts.iter().map(|(part, note)| {
        let (name, by) = match part {
            Part::Slot(slot) => (linked(slot, text), String::new()),
            Part::EndOfDay => (text.words.course.end_of_day.to_owned(), String::new()),
            Part::Request(request) => {
                let topic = or(text.plain(&request.topic), text.words.nothing.untitled);
                (format!("<bdi>{topic}</bdi>"), text.names(request.requested_by.as_slice()))
            }
        };
        let notes = course::beside(text.lang, &by, note.as_deref());
        let notes = notes.map(|notes| format!(" <span class=\"stay\">({notes})</span>"));
        name + &notes.unwrap_or_default()
    });
    let parts = parts.collect::<Vec<_>>().join(text.words.comma);
    format!("<div><dt>{}</dt><dd>{parts}</dd></div>\n", one.label)
}

fn linked(slot: &Slot, text: &Text) -> String {
    format!("<a href=\"#slot-{}\"><bdi>{}</bdi></a>", slot.id, title(slot, text))
}

fn table(day: &DayMinutes, rows: &[Row], text: &Text) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let words = &text.words.tables;
    let columns = [words.slot, words.planned, words.held, words.outcome]
        .map(|name| format!("<th scope=\"col\">{name}</th>"))
        .concat();
    let row = |(row, number): (&Row, usize)| {
        let name = match row.slot.map(|slot| slot.slot) {
            Some(slot) => format!("<span class=\"nth\">{number}</span> {}", linked(slot, text)),
            None => words.total.to_owned(),
        };
        let cells = [&row.planned, &row.held, &row.outcome].map(|cell| format!("<td>{cell}</td>")).concat();
        let class = if row.slot.is_none() { " class=\"total\"" } else { "" };
        format!("<tr{class}><th scope=\"row\">{name}</th>{cells}</tr>\n")
    };
    let rows: String = rows.iter().zip(1..).map(row).collect();
    format!(
        "<table>\n<caption dir=\"auto\">{}</caption>\n<thead>\n<tr>{columns}</tr>\n</thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n",
        heading(day, text)
    )
}
