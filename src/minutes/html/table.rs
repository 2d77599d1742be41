//! Tables as a team keeps them on its wiki page: a day with a row a slot, attached documents, what was asked for before the
//! meeting.
//!
//! Not here: what stands in a cell (see `slot` and `entry`), and the tables of the schedule (see `schedule`).

use super::super::document::{DayMinutes, Minutes, SlotMinutes};
use super::super::{Layout, course, times, votes};
use super::slot::{fate, file, kind_and_origin, preparation, title};
use super::text::{Text, escape, or};
use super::{date, entry, heading, moment};
use crate::meeting::{Attachment, Request};

/// A day: time, topic, chair, what was prepared, and what was said.
pub(super) fn day(minutes: &Minutes, day: &DayMinutes, text: &Text) -> String {
    if day.slots.is_empty() {
        return String::new();
    }
    let words = &text.words.tables;
    let header = [words.time, words.topic, words.chair, words.discussion, words.notes_and_actions];
    let rows: String = day.slots.iter().map(|slot| row(minutes, slot, day, text)).collect();
    let caption = format!("<caption dir=\"auto\">{}</caption>\n", heading(day, text));
    format!("<table class=\"agenda\">\n{caption}{}<tbody>\n{rows}</tbody>\n</table>\n", head(&header))
}

fn row(minutes: &Minutes, slot: &SlotMinutes, day: &DayMinutes, text: &Text) -> String {
    let lang = text.lang;
    let start = times::start(&slot.plan_before_title()).map(|(at, shown)| format!("<b>{}</b>", moment(at, &shown)));
    let planned: Vec<String> = start.into_iter().chain(times::length(lang, &slot.plan)).collect();
    let times = [
        times::planned_elsewhere(lang, slot, day.day.date, &moment)
            .or_else(|| Some(planned.join(text.words.comma)).filter(|planned| !planned.is_empty())),
        slot.held.map(|held| times::held(lang, &held, day.day.date, &moment)),
        times::over(lang, slot),
        times::unheld(lang, slot.outcome.fate).map(str::to_owned),
    ];
    let times: Vec<String> = times.into_iter().flatten().collect();
    let facts: Vec<String> =
        kind_and_origin(slot, text).into_iter().flatten().chain(fate(minutes, slot, text)).collect();
    let facts =
        if facts.is_empty() { String::new() } else { format!("<div class=\"meta\">{}</div>", facts.join(" · ")) };
    let topic = format!("<b dir=\"auto\">{}</b>{facts}", or(title(slot.slot, text), text.words.nothing.untitled));
    let notes = entry::notes(&votes::folded(&slot.entries), text);
    format!(
        "<tr id=\"slot-{}\"><td>{}</td><th scope=\"row\">{topic}</th><td>{}</td>\n<td>{}</td>\n<td>{notes}</td></tr>\n",
        slot.slot.id,
        times.join("<br>"),
        text.names(&slot.slot.plan.chair),
        preparation(slot, text),
    )
}

/// All files: in a page of tables always, else where the list says more of them than the slots do.
pub(super) fn documents(minutes: &Minutes, layout: Layout, text: &Text) -> String {
    if layout == Layout::Sections && !minutes.has_dated_documents() {
        return String::new();
    }
    let words = &text.words.tables;
    let row = |one: &Attachment| {
        let modified = one.modified.map(|at| date(at, &text.lang.short_date(at))).unwrap_or_default();
        let kind = or(escape(&one.kind), text.words.slot.file);
        cells(&[kind, file(one, text), modified, text.names(one.by.as_slice())])
    };
    let header = [words.kind, words.file, words.modified, words.by];
    section("documents", words.documents, &header, minutes.documents().map(row).collect())
}

/// What was asked for before the meeting; in a page of tables.
pub(super) fn requests(minutes: &Minutes, layout: Layout, text: &Text) -> String {
    if layout == Layout::Sections {
        return String::new();
    }
    let words = &text.words.tables;
    let row = |request: &Request| {
        let length = course::asked_for(text.lang, request);
        let wish = Some(text.planned(&request.wish)).filter(|wish| !wish.is_empty());
        let time = length.into_iter().chain(wish).collect::<Vec<_>>().join(text.words.comma);
        let topic = or(text.planned(&request.topic), text.words.nothing.untitled);
        cells(&[topic, text.names(request.requested_by.as_slice()), time, text.planned(&request.notes)])
    };
    let header = [words.topic, words.requested_by, words.time_required, words.notes];
    section("requests", words.planning, &header, minutes.meeting.requests.iter().map(row).collect())
}

fn head(columns: &[&str]) -> String {
    let columns: Vec<String> = columns.iter().map(|name| format!("<th scope=\"col\">{name}</th>")).collect();
    let columns = columns.concat();
    format!("<thead>\n<tr>{columns}</tr>\n</thead>\n")
}

fn cells(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| format!("<td dir=\"auto\">{cell}</td>")).collect();
    format!("<tr>{}</tr>\n", cells.concat())
}

/// A table under its heading; nothing where it has no rows.
fn section(id: &str, name: &str, header: &[&str], rows: String) -> String {
    if rows.is_empty() {
        return rows;
    }
    format!(
        "<section class=\"summary\" aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{name}</h2>\n\
         <table aria-labelledby=\"{id}\">\n{}<tbody>\n{rows}</tbody>\n</table>\n</section>\n",
        head(header)
    )
}
