//! The acceptance test: a real day of a real meeting, typed through a real terminal.
//!
//! A face-to-face of three days and 32 slots; its first day is typed as its scribe noted it, and every note and action
//! item must be found at its place in each form of the minutes. The material lies beside the project and is not part of
//! it; where it is not at hand, these tests say so and do nothing.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod terminal;

use std::fs;
use std::path::{Path, PathBuf};

use minutebook::agenda::read;
use minutebook::meeting::schedule::planned;
use minutebook::meeting::{Stamp, WriterId, open};
use serde::Deserialize;
use serde_json::Value;
use tempfile::TempDir;

use terminal::{Screen, Terminal, text_of};

const MORNING: &str = "2019-10-28T09:00:00-07:00";

/// A slot of the first day, as its scribe noted it.
#[derive(Deserialize)]
struct NotedSlot {
    topic: String,
    notes: Vec<Note>,
    actions: Vec<Action>,
}

#[derive(Deserialize)]
struct Note {
    depth: usize,
    text: String,
}

#[derive(Deserialize)]
struct Action {
    owners: Vec<String>,
    text: String,
    tickets: Vec<String>,
    /// How many notes stand before it.
    after: usize,
}

/// A line of the minutes: what is typed, and what is to be found again.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    depth: usize,
    text: String,
    /// Owners and tickets; none for a note.
    action: Option<(Vec<String>, Vec<String>)>,
}

/// The agenda copied into a folder of its own, so that the minutes are written there; none where it is not at hand.
struct Meeting {
    folder: TempDir,
    agenda: PathBuf,
    day: Vec<NotedSlot>,
}

impl Meeting {
    fn at_hand() -> Option<Self> {
        let material = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/dmlt-2019-10");
        let (Ok(agenda), Ok(notes)) =
            (fs::read(material.join("agenda.md")), fs::read(material.join("day1-notes.json")))
        else {
            eprintln!("SKIPPED: the meeting of October 2019 is not at hand ({})", material.display());
            return None;
        };
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("agenda.md");
        fs::write(&path, agenda).expect("a copy of the agenda");
        let day = serde_json::from_slice(&notes).expect("the notes of the first day");
        Some(Self { folder, agenda: path, day })
    }

    fn open(&self) -> Terminal {
        let agenda = self.agenda.to_str().expect("a path that is text");
        Terminal::start(&["open", agenda])
            .size(120, 40)
            .data_dir(self.folder.path().join("data"))
            .env("MINUTEBOOK_NOW", MORNING)
            .spawn()
    }

    /// Titles of the agenda's level-2 headings, without their times.
    fn titles(&self) -> Vec<String> {
        let text = fs::read_to_string(&self.agenda).expect("the agenda");
        text.lines()
            .filter_map(|line| line.strip_prefix("## "))
            .map(|title| match title.split_once(' ') {
                Some((time, rest)) if time.contains(':') => rest.to_owned(),
                _ => title.to_owned(),
            })
            .collect()
    }

    fn minutes(&self, ending: &str) -> String {
        let path = self.folder.path().join(format!("agenda-minutes.{ending}"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

impl NotedSlot {
    /// Notes and action items in the order in which they were said.
    fn lines(&self) -> Vec<Line> {
        let mut lines = Vec::new();
        for at in 0..=self.notes.len() {
            for action in self.actions.iter().filter(|action| action.after == at) {
                let text = [std::slice::from_ref(&action.text), &action.tickets].concat().join(" ");
                lines.push(Line { depth: 0, text, action: Some((action.owners.clone(), action.tickets.clone())) });
            }
            if let Some(note) = self.notes.get(at) {
                lines.push(Line { depth: note.depth, text: note.text.clone(), action: None });
            }
        }
        lines
    }
}

impl Line {
    fn typed(&self) -> String {
        match &self.action {
            Some((owners, _)) => format!("! {} — {}", owners.join(", "), self.text),
            None => self.text.clone(),
        }
    }
}

/// The title in the header of the notes pane.
fn title_in_header(screen: &str) -> &str {
    let row = screen.lines().nth(2).unwrap_or_default();
    let (_, header) = row.split_once('│').unwrap_or_default();
    header.trim_start()
}

/// A long title may be cut, but not to nothing.
fn is_titled(shown: &str, title: &str) -> bool {
    match shown.split_once('…') {
        Some((start, _)) if title.len() > 40 => start.len() > 40 && title.starts_with(start),
        _ => shown.starts_with(title),
    }
}

fn wait_for_slot(terminal: &mut Terminal, title: &str) {
    let titled = |screen: &Screen| is_titled(title_in_header(&text_of(screen)), title);
    terminal.wait_until(titled, &format!("the slot {title:?}"));
}

/// Types lines at their depths, each in one write; levels go up by Shift-Tab and by Backspace in turn.
fn type_lines(terminal: &mut Terminal, lines: &[Line]) {
    let mut depth = 0;
    for (n, line) in lines.iter().enumerate() {
        let mut keys = String::new();
        if line.depth > depth {
            keys.push_str(&"\t".repeat(line.depth - depth));
        } else {
            keys.push_str(&if n % 2 == 0 { "\x1b[Z" } else { "\x7f" }.repeat(depth - line.depth));
        }
        depth = line.depth;
        terminal.type_text(&format!("{keys}{}\r", line.typed()));
    }
}

/// Each line's last words stand on the screen once it is committed.
fn wait_for_line(terminal: &mut Terminal, line: &Line) {
    let last = line.text.split_whitespace().next_back().unwrap_or_default().to_owned();
    terminal.wait_until(
        |screen| {
            let text = text_of(screen);
            let mut rows = text.lines().rev().filter_map(|row| row.split_once('│')).map(|(_, notes)| notes.trim_end());
            let said = rows.any(|notes| notes.ends_with(&last));
            said && text.lines().any(|row| row.split_once('│').is_some_and(|(_, notes)| notes.trim() == "›"))
        },
        &format!("the line {:?}", line.text),
    );
}

#[test]
fn three_days_and_32_slots_come_on_the_screen() {
    let Some(meeting) = Meeting::at_hand() else { return };
    let titles = meeting.titles();
    assert_eq!(titles.len(), 32);
    let mut terminal = meeting.open();
    terminal.wait_for("Day 1 of 3");
    let mut days = vec![];
    for (n, title) in titles.iter().enumerate() {
        if n > 0 {
            terminal.keys("M-Down");
        }
        wait_for_slot(&mut terminal, title);
        let screen = terminal.screen();
        let day = screen.lines().next().and_then(|row| row.split_once("Day ")).map(|(_, day)| day[..6].to_owned());
        days.extend(day.filter(|day| days.last() != Some(day)));
    }
    assert_eq!(days, ["1 of 3", "2 of 3", "3 of 3"]);
    terminal.keys("M-Down");
    terminal.wait_for("This is the last slot");
}

#[test]
fn a_day_typed_as_its_scribe_noted_it_is_found_whole_in_every_form() {
    let Some(meeting) = Meeting::at_hand() else { return };
    let day: Vec<(String, Vec<Line>)> = meeting.day.iter().map(|slot| (slot.topic.clone(), slot.lines())).collect();
    let lines = || day.iter().flat_map(|(_, lines)| lines);
    assert_eq!(day.len(), 13);
    assert_eq!(lines().filter(|line| line.action.is_none()).count(), 113);
    assert_eq!(lines().filter(|line| line.action.is_some()).count(), 15);

    let mut terminal = meeting.open();
    terminal.wait_for("Ctrl-N starts the clock");
    for (title, lines) in &day {
        terminal.keys("C-n");
        wait_for_slot(&mut terminal, title);
        type_lines(&mut terminal, lines);
        if let Some(last) = lines.last() {
            wait_for_line(&mut terminal, last);
        }
    }
    terminal.wait_for("Action items · 15 open");
    terminal.keys("C-q");
    terminal.wait_for("close the meeting");
    terminal.keys("c");
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());

    let minutes: Value = serde_json::from_str(&meeting.minutes("json")).expect("minutes in JSON");
    assert_eq!(minutes["days"].as_array().map(Vec::len), Some(3));
    assert_same("JSON", &in_json(&minutes), &day);
    assert_eq!(summary_in_json(&minutes), lines().filter(|line| line.action.is_some()).cloned().collect::<Vec<_>>());
    let noted: Vec<(String, Vec<Line>)> = day.into_iter().filter(|(_, lines)| !lines.is_empty()).collect();
    assert_same("Markdown", &in_markdown(&meeting.minutes("md")), &noted);
    assert_same("HTML", &in_html(&meeting.minutes("html")), &noted);
}

/// Slot by slot and line by line, so that a failure names the one that is wrong.
fn assert_same(form: &str, found: &[(String, Vec<Line>)], wanted: &[(String, Vec<Line>)]) {
    for ((title, lines), (wanted_title, wanted_lines)) in found.iter().zip(wanted) {
        assert_eq!(title, wanted_title, "{form}");
        for (line, wanted) in lines.iter().zip(wanted_lines) {
            assert_eq!(line, wanted, "{form}: {title}");
        }
        assert_eq!(lines.len(), wanted_lines.len(), "{form}: lines of {title}");
    }
    assert_eq!(found.len(), wanted.len(), "{form}: slots");
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
}

fn line_in_json(entry: &Value, depth: usize) -> Line {
    Line {
        depth,
        text: entry["text"].as_str().unwrap_or_default().to_owned(),
        action: (entry["owners"].is_array()).then(|| (texts(&entry["owners"]), texts(&entry["tickets"]))),
    }
}

/// The slots of the first day with their lines.
fn in_json(minutes: &Value) -> Vec<(String, Vec<Line>)> {
    fn outline(entries: &Value, depth: usize) -> Vec<Line> {
        let of = |entry| [vec![line_in_json(entry, depth)], outline(&entry["children"], depth + 1)].concat();
        entries.as_array().into_iter().flatten().flat_map(of).collect()
    }
    let slots = minutes["days"][0]["slots"].as_array().expect("slots");
    slots
        .iter()
        .map(|slot| (slot["title"].as_str().expect("a title").to_owned(), outline(&slot["entries"], 0)))
        .collect()
}

fn summary_in_json(minutes: &Value) -> Vec<Line> {
    minutes["actions"].as_array().into_iter().flatten().map(|action| line_in_json(action, 0)).collect()
}

/// The slots with notes, read back from their headings and lists.
fn in_markdown(minutes: &str) -> Vec<(String, Vec<Line>)> {
    let slots = minutes.split("\n### ").skip(1);
    let outlines = slots.map(|slot| {
        let (heading, rest) = slot.split_once('\n').expect("a heading and what follows");
        let (_, title) = heading.split_once(' ').expect("a time and a title");
        // A break or another day ends the list.
        let list = rest.split("\n**").next().and_then(|rest| rest.split("\n## ").next()).unwrap_or_default();
        (title.to_owned(), list.lines().filter_map(line_in_markdown).collect::<Vec<_>>())
    });
    outlines.filter(|(_, lines)| !lines.is_empty()).collect()
}

fn line_in_markdown(row: &str) -> Option<Line> {
    let item = row.trim_start().strip_prefix("- ")?;
    let depth = (row.len() - row.trim_start().len()) / 2;
    let Some(action) = item.strip_prefix("[ ] **#") else {
        return Some(Line { depth, text: item.to_owned(), action: None });
    };
    let (_, action) = action.split_once(' ')?;
    let (owners, said) = action.split_once("** — ")?;
    let (mut text, mut tickets) = (String::new(), Vec::new());
    for part in said.split('[') {
        // `[DM-1](where it is tracked)`
        match part.split_once("](") {
            Some((ticket, after)) => {
                assert!(after.ends_with(&format!("/{ticket})")), "{row}");
                text.push_str(ticket);
                tickets.push(ticket.to_owned());
            }
            None => text.push_str(part),
        }
    }
    Some(Line { depth, text, action: Some((names(owners), tickets)) })
}

fn names(text: &str) -> Vec<String> {
    text.split(", ").map(str::to_owned).collect()
}

/// The slots with notes, read back from their sections and lists.
fn in_html(minutes: &str) -> Vec<(String, Vec<Line>)> {
    let slots = minutes.split("<section class=\"slot\">").skip(1);
    let outlines = slots.filter_map(|slot| {
        let title = words(slot.split_once("<h3")?.1.split_once("</time>")?.1.split_once("</h3>")?.0);
        let notes = slot.split_once("<ul class=\"notes\">")?.1.split_once("</section>")?.0;
        let mut depth = 0;
        let mut lines = Vec::new();
        for tag in notes.split('\n') {
            if let Some((_, item)) = tag.split_once("<li ") {
                let (attributes, content) = item.split_once('>')?;
                lines.push(line_in_html(attributes, content, depth));
            }
            match tag {
                "<ul>" => depth += 1,
                "</ul>" => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        Some((title, lines))
    });
    outlines.collect()
}

fn line_in_html(attributes: &str, content: &str, depth: usize) -> Line {
    let (content, _) = content.split_once("<span class=\"aside\">").unwrap_or((content, ""));
    let text = words(content);
    if !attributes.contains("class=\"action\"") {
        return Line { depth, text, action: None };
    }
    let (head, text) = text.split_once(" — ").expect("owners before a dash");
    let owners = head.splitn(3, ' ').nth(2).expect("`Action #1 Owner`");
    let tickets = content.split("<a ").skip(1).map(|link| words(link.split_once('>').map_or("", |(_, it)| it)));
    let tickets = tickets.filter_map(|words| words.split_whitespace().next().map(str::to_owned)).collect();
    Line { depth, text: text.to_owned(), action: Some((names(owners), tickets)) }
}

/// Text without its tags.
fn words(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push_str(part.split_once('>').map_or(if text.is_empty() { part } else { "" }, |(_, after)| after));
    }
    text.replace("&#39;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .trim()
        .to_owned()
}

/// What the schedule makes of the slots to which the agenda gives no time. A naive reading gives the second day's working
/// group all of the 150 minutes up to the next stated start; lunch and the visit stand in them too. Lunch takes the
/// median of the other days' lunches (60 and 30), the break what the other breaks do, and the others share what is left.
#[test]
fn the_slots_without_a_time_get_their_fair_share() {
    let Some(meeting) = Meeting::at_hand() else { return };
    let text = fs::read(&meeting.agenda).expect("the agenda");
    let agenda = read(&text, "agenda").expect("an agenda").agenda;
    let zone = agenda.head.timezone.clone().expect("a zone");
    let opening = open(agenda, "id".into(), "slug".into(), None, zone, WriterId(1));
    let mut opened = minutebook::meeting::Meeting::default();
    let now = Stamp::wall(MORNING.parse().expect("a moment"));
    opened.apply(&now, &opening);
    let planned = planned(&opened);
    let told: Vec<String> = opened
        .slots()
        .zip(&planned)
        .filter(|(_, planned)| planned.start_guessed || planned.length_guessed)
        .map(|(slot, planned)| {
            let start = planned.start.map_or_else(|| "-".to_owned(), |start| start.format("%a %H:%M").to_string());
            let minutes = planned.minutes.map_or_else(|| "-".to_owned(), |minutes| minutes.to_string());
            format!("{start} {minutes} {}", slot.plan.title.split(' ').take(2).collect::<Vec<_>>().join(" "))
        })
        .collect();
    let expected = [
        "Mon 09:00 23 Welcome",
        "Mon 09:23 22 Project news",
        "Tue 11:15 53 Image Display",
        "Tue 12:08 45 Lunch (not",
        "Tue 12:53 52 Visit to",
        "Tue 13:45 53 Configuration Management",
        "Tue 14:38 52 Conda packaging",
        "Tue 15:30 30 Break (Refreshments",
    ];
    assert_eq!(told, expected);
}
