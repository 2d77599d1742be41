//! What the notes of a row say: entries as in the minutes.
//!
//! Each line is read as a scribe would have typed it, so `Ann Lee — draft the plan due 2019-11-30` beside a box is an action
//! item with its owner and its date. Not here: the notation.

use chrono::{Datelike as _, NaiveDate};

use crate::agenda::columns::Meaning;
use crate::agenda::recorded::without_dropped;
use crate::agenda::told::ToldEntry;
use crate::agenda::yaml::one_line;
use crate::meeting::{Content, Kind, Status};
use crate::notation::{Context, Line, Part, parse};

use super::{CellLine, CellTask, Setting};

/// Days against which a line is read where nobody knows when it was written: two that have no date in common that `Friday` or
/// `in two weeks` could be.
const SOME_DAYS: [NaiveDate; 2] =
    [NaiveDate::from_ymd_opt(2000, 1, 3).unwrap(), NaiveDate::from_ymd_opt(2011, 7, 20).unwrap()];

/// Adds what the lines of a cell say. `date`: the day on which it was said.
pub(in crate::agenda) fn entries(
    told: &mut Vec<ToldEntry>,
    lines: &[CellLine],
    column: Meaning,
    date: Option<NaiveDate>,
    setting: &Setting,
) {
    let mut above = None;
    for line in lines.iter().filter(|line| !line.text.trim().is_empty() || line.task.is_some()) {
        let mut entry = entry(line, column, date, setting);
        entry.depth = line.depth.unwrap_or(0).min(above.map_or(0, |above: u16| above.saturating_add(1)));
        above = Some(entry.depth);
        told.push(entry);
    }
}

fn entry(line: &CellLine, column: Meaning, date: Option<NaiveDate>, setting: &Setting) -> ToldEntry {
    let text = one_line(&line.text);
    if let Some(task) = &line.task {
        return action(&text, task, date, setting);
    }
    let marked = match column {
        Meaning::Actions => return action(&text, &CellTask::default(), date, setting),
        Meaning::Decisions => format!("= {text}"),
        _ => text,
    };
    told(read(&marked, date, setting))
}

/// An action item: what its box says comes first, then what its words say.
fn action(text: &str, task: &CellTask, date: Option<NaiveDate>, setting: &Setting) -> ToldEntry {
    let dropped = without_dropped(text).filter(|_| task.done);
    let text = dropped.unwrap_or(text);
    let said = read(&format!("! {text}"), date, setting);
    let names_others = !task.owners.is_empty() && said.owners.iter().any(|owner| !task.owners.contains(owner));
    let mut entry = if said.kind != Kind::Action || names_others {
        ToldEntry { text: text.to_owned(), ..ToldEntry::default() }
    } else {
        told(said)
    };
    entry.kind = Kind::Action;
    entry.number = task.number;
    entry.due = task.due.or(entry.due);
    entry.status = match (dropped, task.done) {
        (Some(_), _) => Status::Dropped,
        (None, true) => Status::Done,
        (None, false) => Status::Open,
    };
    if !task.owners.is_empty() {
        entry.owners.clone_from(&task.owners);
    }
    entry
}

/// What a line means. A date that depends on the day on which it was written stays in the text where nobody knows that day.
fn read(line: &str, date: Option<NaiveDate>, setting: &Setting) -> Content {
    let on = |today: NaiveDate| {
        let context =
            Context { roster: setting.roster, tickets: setting.tickets, today, next_meeting: None, verbs: &[] };
        parse(line, &context)
    };
    if let Some(date) = date.or(setting.date).filter(|date| date.year() > 0) {
        return on(date).content();
    }
    let [one, other] = SOME_DAYS.map(on);
    if one.due == other.due {
        return one.content();
    }
    let mut content = Line { due: None, ..one.clone() }.content();
    for piece in one.pieces.iter().filter(|piece| piece.part == Part::Due) {
        content.text = one_line(&format!("{} {}", content.text, one.source.get(piece.range.clone()).unwrap_or("")));
    }
    content
}

fn told(content: Content) -> ToldEntry {
    let Content { kind, text, owners, due, tickets: _, number, priority, speaker, votes, link, review: _ } = content;
    ToldEntry {
        depth: 0,
        kind,
        text: one_line(&text),
        number,
        owners,
        due,
        status: Status::Open,
        priority,
        speaker,
        votes,
        link,
    }
}
