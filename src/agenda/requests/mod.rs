//! Requests for topics: what people would like to have a slot for.
//!
//! Before a meeting they stand in a table (topic, requested by, time, notes): in the agenda's own `Requests` section, in
//! a sheet saved as CSV, or on some page in Markdown. All three are read here into the same [`Request`]s, and the section
//! is written. Not here: which day and slot a request gets.

mod bullet;
mod section;
mod sheet;
mod table;

use std::collections::BTreeSet;
use std::ops::Range;

use crate::meeting::{Request, folded};
use crate::notation::near;
use crate::notation::times::{self, Length};

use super::body::Text;
use super::diagnostic::{Diagnostic, Report};
use super::heading::{UNTITLED, without_emphasis};
use super::markdown::{self, Block, BlockKind};
use super::sayable::reported_without_controls;
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
    let text = reported_without_controls(&text, &mut report);
    let mut all = Collected::default();
    if !from_markdown(&text, &mut all, &mut report) && !sheet::read(&text, &mut all, &mut report) {
        let hint = "Write a table with the columns Topic, Requested by, Time and Notes";
        report.warn(0, "No requests were found", hint);
    }
    RequestReading { requests: all.requests, diagnostics: report.finish(&text) }
}

/// Reads the requests of a sheet; none where it is no sheet of requests.
pub(super) fn read_sheet(text: &str) -> Option<RequestReading> {
    let (mut all, mut report) = (Collected::default(), Report::default());
    let found = sheet::read(text, &mut all, &mut report) && !all.requests.is_empty();
    found.then(|| RequestReading { requests: all.requests, diagnostics: report.finish(text) })
}

/// Reads the requests of a table of Markdown, each cell as `shown` reads it; none where its header names other things.
pub(super) fn of_table(
    source: &str,
    table: Range<usize>,
    shown: &dyn Fn(&str) -> String,
    report: &mut Report,
) -> Option<Vec<Request>> {
    table::columns(source, table.clone())?;
    let mut all = Collected::default();
    table::read(source, table, shown, &mut all, report);
    Some(all.requests)
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
            table::read(source, block.range.clone(), &str::to_owned, all, report);
        }
        return true;
    }
    let is_list = |block: &Block| matches!(block.kind, BlockKind::List(_));
    let only_lists = blocks.iter().all(|block| is_list(block) || matches!(block.kind, BlockKind::Heading { .. }));
    let found = only_lists && blocks.iter().any(is_list);
    if found {
        for block in &blocks {
            block_of_requests(&Text { source, blocks: &blocks, roster: &[], telling: None }, block, all, report);
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
        BlockKind::Table => table::read(text.source, block.range.clone(), &str::to_owned, all, report),
        BlockKind::List(items) => {
            for item in items {
                all.add(item.at, &bullet::request(item), report);
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
    /// The same, to be found.
    said: BTreeSet<Request>,
    /// Their topics.
    topics: BTreeSet<String>,
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
    fn add(&mut self, at: usize, said: &Said, report: &mut Report) {
        let topic = without_emphasis(&cell(&said.topic)).to_owned(); // as the title of its slot
        let requested_by = cell(&said.requested_by);
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
        if !self.said.insert(request.clone()) {
            return report.note(at, "This request is there twice; it counts once", "Leave one of them out");
        }
        if !self.topics.insert(folded(&request.topic)) && request.topic != UNTITLED {
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
#[allow(clippy::unwrap_used)]
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

    /// Topic, who asks, minutes or wish, and notes of each.
    fn requests(text: &str) -> Vec<[String; 4]> {
        let said = |request: Request| {
            let time = request.minutes.map_or(request.wish, |minutes| minutes.to_string());
            [request.topic, request.requested_by.unwrap_or_default(), time, request.notes]
        };
        read_requests(text).requests.into_iter().map(said).collect()
    }

    fn remarks(text: &str) -> Vec<String> {
        read_requests(text).diagnostics.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_sheet_is_read_with_any_separator_and_its_columns_in_any_order() {
        let expected = [["Networks", "Ann", "30", "overview; V&V, Q&A"], ["Plans", "", "Wed AM?", ""]];
        for sheet in [
            "Topic,Requested by,Time required (estimate),Notes\nNetworks,Ann,30 minutes,\"overview; V&V, Q&A\"\nPlans,,Wed AM?,\n",
            "\u{feff}notes;WHO;Subject;Duration:\r\n\"overview; V&V, Q&A\";Ann;Networks;30 mins\r\n\r\n;;Plans;Wed AM?\r\n",
            "Time\tTopic\tName\tComment\n30m\tNetworks\tAnn\t\"overview;\nV&V, Q&A\"\nWed AM?\tPlans\t-\t—\n",
            "Networks,Ann,30,\"overview; V&V, Q&A\"\nPlans,,Wed AM?,\n",
        ] {
            assert_eq!(requests(sheet), expected, "{sheet}");
            assert_eq!(remarks(sheet), [""; 0], "{sheet}");
        }
        assert_eq!(requests("Topic\nTea\nCakes, large\n"), [["Tea", "", "", ""], ["Cakes", "", "", "large"]]);
    }

    #[test]
    fn columns_of_other_names_go_into_the_notes() {
        let text = "Topic,Priority,Notes,Room\nTea,high,green,\nCake,,,B51\n";
        assert_eq!(requests(text), [["Tea", "", "", "green; Priority: high"], ["Cake", "", "", "Room: B51"]]);
    }

    #[test]
    fn a_page_gives_the_table_that_says_who_asks() {
        let page = "# Meeting\n\nText.\n\n| Time | Topic | Chair | Notes |\n|---|---|---|---|\n| 09:00 | Welcome | Ann | - |\n\n\
                    ## Pre-meeting planning\n\n| Topic | Requested by | Time required (estimate) | Notes |\n|:--|---|--:|---|\n\
                    | A \\| B |  | 30 minurtes | Demo |\n| | | | |\n";
        assert_eq!(requests(page), [["A | B", "", "30", "Demo"]]);
        assert_eq!(remarks(page), ["13:3: note: `30 minurtes` is read as 30 minutes (Write it as `30m`)"]);
    }

    #[test]
    fn a_table_without_a_header_has_the_usual_columns() {
        let section = "## Requests\n\n| Tea | Ann | 5m | |\n|---|---|---|---|\n| Cake | | | large |\n";
        assert_eq!(requests(section), [["Tea", "Ann", "5", ""], ["Cake", "", "", "large"]]);
    }

    #[test]
    fn a_list_is_read_where_the_text_is_nothing_else() {
        assert_eq!(requests("# Ideas\n\n- Tea (5m)\n  - green\n  - hot\n"), [["Tea", "", "5", "green; hot"]]);
        let prose = "We talked.\n\n1. Networks\n";
        assert_eq!((requests(prose).len(), remarks(prose).len()), (0, 1));
        assert!(remarks("").concat().starts_with("1:1: warning: No requests were found"));
    }

    #[test]
    fn controls_are_left_out_of_requests_and_marks_around_a_topic_too() {
        let text = "Topic,Who\n**Li\0ghts**,A\u{1b}nn\n";
        assert_eq!(requests(text), [["Lights", "Ann", "", ""]]);
        let said = remarks(text);
        assert!(said[0].starts_with("2:5: warning: 2 control characters are left out; the first is here"), "{said:?}");
    }

    #[test]
    fn a_quote_that_takes_rows_in_is_pointed_at() {
        let said = |text: &str| {
            let said = remarks(text);
            assert!(said.len() < 2, "{said:?}");
            said.first().and_then(|said| Some(said.split_once(" (")?.0.to_owned()))
        };
        let open = |at: &str| {
            Some(format!("{at}: warning: This quotation mark is not closed; the lines below it are part of it"))
        };
        assert_eq!(said("Topic,Who,Notes\nTea,Ann,\"green\nCake,Bo,\nBuns,Cy,\n"), open("2:9"));
        assert_eq!(said("Topic,Who,Notes\nTea,Ann,\"green\nCake,Bo,\"large\"\nBuns,Cy,\n"), open("2:9"));
        for fine in ["\"green\nhot\"", "\"6\"\" pipe\"", "6\" pipe", "\"a\" b", "\"\""] {
            assert_eq!(said(&format!("Topic,Who,Notes\nTea,Ann,{fine}\nCake,Bo,\n")), None, "{fine}");
        }
    }

    #[test]
    fn rows_that_say_nothing_are_skipped_and_those_without_a_topic_are_pointed_at() {
        let text = "Topic,Requested by,Time,Notes\n,,,\n,Ann,30m,\nTea,,,\nTea,,,\ntea,Bo,,\n";
        assert_eq!(requests(text), [[UNTITLED, "Ann", "30", ""], ["Tea", "", "", ""], ["tea", "Bo", "", ""]]);
        let said = remarks(text);
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].starts_with("3:1: warning: A request without a topic (Write"), "{said:?}");
        assert!(said[1].starts_with("5:1: note: This request is there twice"), "{said:?}");
        assert!(said[2].starts_with("6:1: note: Two requests have the topic `tea`"), "{said:?}");
    }

    #[test]
    fn the_section_of_an_agenda_is_no_slot_and_what_is_no_request_in_it_stays_as_text() {
        let text = "## 09:00 A\n\nText of A.\n\n# Topic requests:\nBy Friday, please.\n\n- Tea (5m)\n\n### Later\n\n## 10:00 B\n";
        let agenda = crate::agenda::read(text.as_bytes(), "x").unwrap().agenda;
        let titles: Vec<_> = agenda.days[0].slots.iter().map(|slot| slot.title.as_str()).collect();
        assert_eq!(titles, ["A", "B"]);
        assert_eq!(agenda.days[0].slots[0].description, "Text of A.");
        assert_eq!(agenda.head.description, "By Friday, please.\n\n### Later");
        assert_eq!((agenda.requests.len(), agenda.requests[0].minutes), (1, Some(5)));
        let slot = crate::agenda::read(b"## Requests\nChair: Ann\n", "x").unwrap().agenda;
        assert_eq!((slot.days[0].slots[0].title.as_str(), slot.requests.len()), ("Requests", 0));
    }
}
