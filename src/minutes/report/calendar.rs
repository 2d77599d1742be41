//! A report as a calendar: a to-do for each action item, with the identity that the minutes of its meeting give it, so that a calendar
//! which has both knows them as one; a journal's entry for each decision.
//!
//! Not here: the lines (see `minutes/calendar`).

use super::super::calendar::lines::Lines;
use super::super::calendar::times::utc;
use super::super::calendar::told::or;
use super::super::calendar::{Todo, uid};
use super::super::inline::clean;
use super::{DecisionRow, List, Report, TaskRow};
use crate::lang::Lang;

/// The whole file.
pub(super) fn write(report: &Report, lang: Lang) -> String {
    let mut lines = Lines::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//minutebook//minutes//EN", "CALSCALE:GREGORIAN"] {
        lines.plain(line);
    }
    lines.text("NAME", report.title(lang));
    lines.text("X-WR-CALNAME", report.title(lang));
    match &report.list {
        List::Tasks(tasks) => tasks.rows.iter().for_each(|row| task(&mut lines, report, row, lang)),
        List::Decisions(decisions) => decisions.rows.iter().for_each(|row| decision(&mut lines, report, row, lang)),
    }
    lines.plain("END:VCALENDAR");
    lines.finish()
}

fn task(lines: &mut Lines, report: &Report, row: &TaskRow, lang: Lang) {
    let (item, words) = (&row.item, lang.words());
    let meeting = item.item.meeting.as_deref().unwrap_or_default();
    let owners: Vec<String> = item.action.owners.iter().map(|name| clean(name)).collect();
    let owners = if owners.is_empty() { words.nothing.no_owner.to_owned() } else { owners.join(words.comma) };
    let day = item.raised.map(|at| lang.short_date(at.date_naive())).unwrap_or_default();
    let place = [clean(row.series.as_deref().unwrap_or_default()), clean(&item.title), day, clean(&item.topic)];
    let mut place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
    place.dedup();
    let number = format!("{} #{}", words.entry.action, item.action.number);
    let todo = Todo {
        uid: uid(item.item.entry.0, meeting),
        stamp: utc(report.now),
        summary: or(&item.text, words.nothing.no_text),
        description: [owners, [number].into_iter().chain(place).collect::<Vec<_>>().join(" · ")].join("\n"),
        item: &item.action,
        related: item.slot.map(|slot| uid(slot.0, meeting)),
        is_carried: false,
    };
    todo.write(lines, &report.people);
}

fn decision(lines: &mut Lines, report: &Report, row: &DecisionRow, lang: Lang) {
    lines.plain("BEGIN:VJOURNAL");
    lines.text("UID", &uid(row.decision.entry.0, &row.id));
    lines.plain(&format!("DTSTAMP:{}", utc(report.now)));
    lines.plain(&format!("DTSTART;VALUE=DATE:{}", row.date().format("%Y%m%d")));
    lines.text("SUMMARY", &or(&row.decision.text, lang.words().nothing.no_text));
    lines.text("DESCRIPTION", &[clean(&row.title), clean(&row.decision.topic)].join(lang.words().comma));
    lines.text("CATEGORIES", "decision");
    lines.text("RELATED-TO", &uid(row.decision.slot.0, &row.id));
    lines.plain("END:VJOURNAL");
}
