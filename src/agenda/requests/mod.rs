//! Requests for topics: what people would like to have a slot for.
//!
//! Before a meeting they stand in a table (topic, requested by, time, notes): in the agenda's own `Requests` section, in
//! a sheet saved as CSV, or on some page in Markdown. All three are read here into the same [`Request`]s, and the section
//! is written. Not here: which day and slot a request gets.

mod bullet;
mod section;
mod sheet;
mod table;

use crate::meeting::Request;

use super::body::Text;
use super::diagnostic::{Diagnostic, Report};
use super::heading::UNTITLED;
use super::markdown::{self, Block, BlockKind};
use super::near;
use super::times::{self, Length};
use super::yaml::one_line;

pub(super) use bullet::written as item;
pub(super) use section::{Found, Section, mask, take};
pub(super) use table::{columns, row, written};

/// Requests as they were understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RequestReading {
    /// In the order of the text; no topic is empty, and no two are equal.
    pub requests: Vec<Request>,
    /// What there is to say about the text, in its order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads requests from a text of its own: CSV, or Markdown with a `Requests` section, a table or nothing but a list.
///
/// Which of them it is, the text decides; see `docs/agenda-format.md`. Any text is read: where it holds no requests, a
/// remark says so.
pub fn read_requests(text: &str) -> RequestReading {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n").replace('\r', "\n");
    let mut report = Report::default();
    let mut all = Collected::default();
    if !from_markdown(&text, &mut all, &mut report) && !sheet::read(&text, &mut all, &mut report) {
        let hint = "Write a table with the columns Topic, Requested by, Time and Notes";
        report.warn(0, "No requests were found", hint);
    }
    RequestReading { requests: all.requests, diagnostics: report.finish(&text) }
}

/// Reads the requests of a Markdown text and says whether it is one that holds some.
fn from_markdown(source: &str, all: &mut Collected, report: &mut Report) -> bool {
    let mut blocks = markdown::outline(source, 0).blocks;
    let found = take(source, &mut blocks, report);
    if !found.sections.is_empty() {
        all.requests = found.requests;
        return true;
    }
    let tables = tables(source, &blocks);
    if !tables.is_empty() {
        for block in tables {
            table::read(source, block.range.clone(), all, report);
        }
        return true;
    }
    let is_list = |block: &Block| matches!(block.kind, BlockKind::List(_));
    let only_lists = blocks.iter().all(|block| is_list(block) || matches!(block.kind, BlockKind::Heading { .. }));
    let found = only_lists && blocks.iter().any(is_list);
    if found {
        for block in &blocks {
            block_of_requests(&Text { source, blocks: &blocks, roster: &[] }, block, all, report);
        }
    }
    found
}

/// The tables of a page that hold requests: those that say who asks, or else the only one that has topics.
fn tables<'a>(source: &str, blocks: &'a [Block]) -> Vec<&'a Block> {
    let with_topics: Vec<_> = blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Table))
        .filter_map(|block| Some((block, table::columns(source, block.range.clone())?)))
        .collect();
    let asked: Vec<_> =
        with_topics.iter().filter(|(_, columns)| columns.says_who_asks()).map(|(block, _)| *block).collect();
    match with_topics.as_slice() {
        [(only, _)] => vec![*only],
        _ => asked,
    }
}

/// Reads a block that holds requests and says whether it was one.
fn block_of_requests(text: &Text, block: &Block, all: &mut Collected, report: &mut Report) -> bool {
    match &block.kind {
        BlockKind::Table => table::read(text.source, block.range.clone(), all, report),
        BlockKind::List(items) => {
            for item in items {
                all.add(item.at, bullet::request(item), report);
            }
        }
        _ => return false,
    }
    true
}

/// Requests read so far, each once.
#[derive(Default)]
struct Collected {
    requests: Vec<Request>,
}

/// What one row or item says, as it stands there.
#[derive(Debug, Default, PartialEq)]
struct Said {
    topic: String,
    requested_by: String,
    time: String,
    notes: String,
}

impl Said {
    /// A request in the words in which it is read.
    fn of(request: &Request) -> Self {
        let Request { topic, requested_by, minutes, least, wish, notes } = request;
        let length = minutes.map(|minutes| Length { least: *least, ..Length::of(minutes) });
        let time = match (length, wish.as_str()) {
            (None, wish) => wish.to_owned(),
            (Some(length), "") => length.to_string(),
            (Some(length), wish) => format!("{length}, {wish}"),
        };
        Self {
            topic: topic.clone(),
            requested_by: requested_by.clone().unwrap_or_default(),
            time,
            notes: notes.clone(),
        }
    }
}

impl Collected {
    /// Adds what stands at `at`, unless it says nothing or has been said already.
    fn add(&mut self, at: usize, said: Said, report: &mut Report) {
        let (topic, requested_by) = (cell(&said.topic), cell(&said.requested_by));
        let (time, notes) = (cell(&said.time), cell(&said.notes));
        if [&topic, &requested_by, &time, &notes].iter().all(|said| said.is_empty()) {
            return;
        }
        if topic.is_empty() {
            report.warn(at, "A request without a topic", "Write what it is about in the column Topic");
        }
        let asked = Asked::read(&time);
        if let (true, Some(minutes)) = (asked.guessed, asked.minutes) {
            report.note(at, format!("`{time}` is read as {minutes} minutes"), format!("Write it as `{minutes}m`"));
        }
        let request = Request {
            topic: if topic.is_empty() { UNTITLED.to_owned() } else { topic },
            requested_by: (!requested_by.is_empty()).then_some(requested_by),
            minutes: asked.minutes,
            least: asked.least,
            wish: asked.wish,
            notes,
        };
        if self.requests.contains(&request) {
            return report.note(at, "This request is there twice; it counts once", "Leave one of them out");
        }
        let same = |other: &Request| other.topic.to_lowercase() == request.topic.to_lowercase();
        if request.topic != UNTITLED && self.requests.iter().any(same) {
            let hint = "Put them together, or give each a topic of its own";
            report.note(at, format!("Two requests have the topic `{}`", request.topic), hint);
        }
        self.requests.push(request);
    }
}

/// The text of a cell on one line; a dash alone says that there is nothing.
fn cell(text: &str) -> String {
    let line = one_line(text);
    if line.chars().all(times::is_dash) { String::new() } else { line }
}

/// How much time is asked for.
#[derive(Debug, Default, PartialEq)]
struct Asked {
    minutes: Option<u32>,
    least: Option<u32>,
    wish: String,
    /// A word in it was no unit of time, but nearly one.
    guessed: bool,
}

impl Asked {
    /// Reads `30 minutes`, `30`, `30 minurtes`, `30m, Wed AM?`; what is no length is a wish.
    fn read(text: &str) -> Self {
        let commas = text.match_indices([',', ';']).map(|(at, _)| at);
        for at in std::iter::once(text.len()).chain(commas) {
            let (length, rest) = text.split_at_checked(at).unwrap_or((text, ""));
            let Some((Length { minutes, least, .. }, guessed)) = length_of(length) else { continue };
            let wish = rest.trim_start_matches([',', ';']).trim().to_owned();
            return Self { minutes: Some(minutes), least, wish, guessed };
        }
        Self { wish: text.to_owned(), ..Self::default() }
    }
}

/// A length of time, and whether its unit had to be guessed. A bare number is minutes; `1:30` may be a time of day.
fn length_of(text: &str) -> Option<(Length, bool)> {
    if !text.contains(times::is_colon)
        && let Some(length) = times::length_or_bare(text)
    {
        return Some((length, false));
    }
    let is_unit = |word: &&str| word.len() > 3 && word.chars().all(char::is_alphabetic);
    let word = text.split_whitespace().find(is_unit)?;
    let unit = near::nearest(word, ["minutes", "minute", "hours", "hour"])?;
    Some((times::length(&text.replace(word, unit))?, true))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(text: &str) -> (Option<u32>, String) {
        let asked = Asked::read(text);
        (asked.minutes, asked.wish)
    }

    #[test]
    fn a_length_is_read_with_its_slips_and_what_is_none_is_a_wish() {
        assert_eq!(asked("15 minutes"), (Some(15), String::new()));
        assert_eq!(asked("30 mins"), (Some(30), String::new()));
        assert_eq!(asked("30 minurtes"), (Some(30), String::new()));
        assert_eq!(asked("1,5h"), (Some(90), String::new()));
        assert_eq!(asked("45"), (Some(45), String::new()));
        assert_eq!(asked("Wed AM?"), (None, "Wed AM?".to_owned()));
        assert_eq!(asked("10:00"), (None, "10:00".to_owned()));
        assert_eq!(asked("30 min, Wed AM?"), (Some(30), "Wed AM?".to_owned()));
        assert_eq!(asked("after lunch, 30 min"), (None, "after lunch, 30 min".to_owned()));
        assert_eq!(asked(""), (None, String::new()));
    }
}
