//! `minutebook parse`: lines on stdin, and what each would become.
//!
//! So that scripts can read the notation without a meeting, and a scribe can try a spelling. A line is answered as soon as it
//! is read, also where the pipe stays open. Not here: the notation, and what Enter does with an order in a meeting.

use std::io::{self, BufRead};
use std::ops::ControlFlow;
use std::path::Path;

use chrono::NaiveDate;

use super::output::{stream, warn};
use super::session::zone_of;
use super::{Failure, reading};
use crate::app::slash_words;
use crate::meeting::Agenda;
use crate::minutes::safe_json;
use crate::notation::{self, Context, Line, LineKind, Roster};
use crate::shell::Clock;

mod machine;
mod person;

/// How lines are to be read, and for whom.
pub(super) struct Wanted<'a> {
    /// An object a line.
    pub(super) as_json: bool,
    /// Whose people, groups and tickets count.
    pub(super) agenda: Option<&'a Path>,
    /// The day on which the lines are typed.
    pub(super) date: Option<&'a str>,
}

pub(super) fn run(clock: &Clock, wanted: &Wanted) -> Result<(), Failure> {
    let date = wanted.date.map(date).transpose()?;
    let agenda =
        wanted.agenda.map_or_else(|| Ok(Agenda::default()), |path| reading::read(path, None).map(|it| it.agenda))?;
    let today = date.unwrap_or_else(|| clock.now(zone_of(&agenda)).at.date_naive());
    let roster = Roster::new(&agenda.people, &agenda.groups);
    let context = Context {
        roster: &roster,
        tickets: &agenda.head.tickets,
        today,
        next_meeting: agenda.head.next_meetings.iter().find(|date| **date > today).copied(),
        verbs: slash_words(),
    };
    let answer: fn(&str, &Line) -> Result<String, Failure> =
        if wanted.as_json { for_machines } else { |_, line| Ok(person::line(line)) };
    let mut reader = Reader::default();
    let mut input = io::stdin().lock();
    while let Some(typed) = reader.next(&mut input)? {
        let line = reader.read(&typed, &context);
        let answer = answer(&typed, &line)? + "\n";
        if stream(answer.as_bytes())? == ControlFlow::Break(()) {
            break;
        }
    }
    Ok(())
}

fn date(text: &str) -> Result<NaiveDate, Failure> {
    text.trim().parse().map_err(|_| {
        Failure::new(format!("`{text}` is no date"))
            .hint("write --date 2019-10-28; without it, it is today")
            .wrong_use()
    })
}

/// A line's meaning as an object, for others who add to it.
pub(super) fn object(typed: &str, line: &Line) -> Result<serde_json::Value, Failure> {
    serde_json::to_value(machine::Parsed::new(typed, line)).map_err(|error| unwritable(&error))
}

fn for_machines(typed: &str, line: &Line) -> Result<String, Failure> {
    let json = serde_json::to_string(&machine::Parsed::new(typed, line));
    json.map(|json| safe_json(&json)).map_err(|error| unwritable(&error))
}

fn unwritable(error: &serde_json::Error) -> Failure {
    Failure::new(format!("a line cannot be written as JSON: {error}"))
}

/// Takes lines off the input.
#[derive(Default)]
struct Reader {
    /// How many there were.
    lines: u64,
    /// Between two fences: each line is a note as it stands.
    fenced: bool,
}

impl Reader {
    /// The next line without its end; none at the end. What is no text in it is said and shown as U+FFFD.
    fn next(&mut self, input: &mut impl BufRead) -> Result<Option<String>, Failure> {
        let mut bytes = Vec::new();
        let read = input.read_until(b'\n', &mut bytes);
        if read.map_err(|error| Failure::new(format!("stdin: {error}")))? == 0 {
            return Ok(None);
        }
        self.lines += 1;
        let line = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        let mark = "\u{feff}".as_bytes();
        let line = if self.lines == 1 { line.strip_prefix(mark).unwrap_or(line) } else { line };
        let text = String::from_utf8_lossy(line);
        if matches!(text, std::borrow::Cow::Owned(_)) {
            warn(&format!("stdin:{}: not UTF-8; what could not be read stands as \u{fffd}", self.lines));
        }
        Ok(Some(text.into_owned()))
    }

    /// What a line means after those before it. A fence becomes nothing itself.
    fn read(&mut self, typed: &str, context: &Context) -> Line {
        if notation::is_fence(typed) {
            self.fenced = !self.fenced;
            let what = if self.fenced { "begin" } else { "end" };
            let hint = Some(format!("lines that are taken as they stand {what} here"));
            return Line { kind: LineKind::Command, hint, source: typed.trim().to_owned(), ..Line::default() };
        }
        if self.fenced { Line::verbatim(typed) } else { notation::parse(typed, context) }
    }
}
