//! The schedule on the page, at its end: what went otherwise and a table of each day.
//!
//! Not here: the words and the figures, which all formats share (see `course`), and the picture (see `timeline`).

use super::super::course::{self, Otherwise, Row};
use super::super::document::{DayMinutes, Minutes};
use super::text::{Text, heading};

/// The section; nothing where there was no plan to hold the meeting against.
pub(super) fn write(minutes: &Minutes, text: &Text) -> String {
    if !course::is_told(minutes) {
        return String::new();
    }
    let mut html = vec![format!(
        "<section class=\"summary\" aria-labelledby=\"schedule\">\n<h2 id=\"schedule\">{}</h2>\n",
        text.words.course.schedule
    )];
    let fact = |one: &Otherwise| {
        format!("<div><dt>{}</dt><dd>{}</dd></div>\n", one.label, text.line(&text.parts.otherwise(one)))
    };
    let facts: String = course::otherwise(text.lang, minutes).iter().map(fact).collect();
    if !facts.is_empty() {
        html.push(format!("<dl class=\"facts\">\n{facts}</dl>\n"));
    }
    for day in &minutes.days {
        html.push(table(day, &course::table(text.lang, minutes, day, &|slot| text.parts.title(slot)), text));
    }
    html.push("</section>\n".to_owned());
    html.concat()
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
            Some(slot) => format!("<span class=\"nth\">{number}</span> {}", text.line(&text.parts.title(slot))),
            None => words.total.to_owned(),
        };
        let cells = [&row.planned, &row.held, &row.outcome].map(|cell| format!("<td>{}</td>", text.line(cell)));
        let class = if row.slot.is_none() { " class=\"total\"" } else { "" };
        format!("<tr{class}><th scope=\"row\">{name}</th>{}</tr>\n", cells.concat())
    };
    let rows: String = rows.iter().zip(1..).map(row).collect();
    format!(
        "<table>\n<caption dir=\"auto\">{}</caption>\n<thead>\n<tr>{columns}</tr>\n</thead>\n\
         <tbody>\n{rows}</tbody>\n</table>\n",
        heading(&text.parts.day_title(day))
    )
}
