//! The YAML between the `---` lines at the top: title, zone, roster.
//!
//! Files come from many tools, so every key that is not ours stays word for word in the description, and one broken
//! entry does not cost the others. Not here: what YAML is (see `yaml`).

use std::ops::Range;

use chrono::NaiveDate;

use crate::meeting::{Attachment, Head, Person, Tickets};
use crate::notation::near;

use super::diagnostic::{Remark, Report};
use super::hours::Hours;
use super::roster::{self, Refused};
use super::yaml::{self, Fault, Node, Value};
use super::{attachment, dates, names, next_meeting, zone};

/// Longer front matter is kept as text.
const LONGEST: usize = 1 << 20;

const KEYS: [&str; 18] = [
    "title",
    "series",
    "follows",
    "timezone",
    "zones",
    "location",
    "link",
    "chair",
    "scribe",
    "tickets",
    "people",
    "groups",
    "date",
    "hours",
    "starts",
    "ends",
    "next meeting",
    "attachments",
];

/// Other names of a key.
const ALIASES: [(&str, &str); 4] =
    [("next", "next meeting"), ("next meetings", "next meeting"), ("start", "starts"), ("end", "ends")];

/// Keys that a word of another tool is too easily like (`status`) to be taken for a slip.
const NO_HINTS: [&str; 2] = ["starts", "ends"];

/// Keys whose value is a line of text, so that it can be taken as it stands where YAML cannot read it.
const LINES: [&str; 8] = ["title", "series", "timezone", "location", "link", "chair", "scribe", "follows"];

/// What the front matter said.
#[derive(Default)]
pub(super) struct FrontMatter {
    /// Without a description; the title may be empty.
    pub(super) head: Head,
    pub(super) people: Vec<Person>,
    pub(super) groups: Vec<String>,
    /// Files that belong to no slot.
    pub(super) attachments: Vec<Attachment>,
    /// The date of a one-day meeting, and the place of its entry.
    pub(super) date: Option<(NaiveDate, Range<usize>)>,
    /// The hours of a day that has no heading, and the places of their entries.
    pub(super) hours: Vec<(Hours, Range<usize>)>,
    /// What was not understood, word for word.
    pub(super) kept: Vec<String>,
}

/// Where the front matter and the rest of the file lie.
pub(super) struct Parts {
    /// Between the lines `---`; empty where there is none.
    pub(super) front: Range<usize>,
    /// Where the rest begins.
    pub(super) body: usize,
}

/// An entry at the outermost level.
struct Entry {
    key: String,
    /// Its lines, with comments below it.
    lines: Range<usize>,
    value: Node,
    /// What is added to the places of its nodes.
    base: usize,
}

/// Finds the front matter of `text`.
pub(super) fn parts(text: &str, report: &mut Report) -> Parts {
    let none = Parts { front: 0..0, body: 0 };
    let start = text.len() - text.trim_start().len();
    let start = text.get(..start).and_then(|blank| blank.rfind('\n')).map_or(0, |newline| newline + 1);
    let mut lines = lines_from(text, start);
    let Some(opening) = lines.next().filter(|line| text.get(line.clone()).is_some_and(|line| line.trim_end() == "---"))
    else {
        return none;
    };
    let front = opening.end;
    let mut end_if_open = None;
    let mut seen_key = false;
    for line in lines {
        let content = text.get(line.clone()).unwrap_or("").trim_end();
        if content == "---" || content == "..." {
            return Parts { front: front..line.start, body: line.end };
        }
        if !seen_key && !content.is_empty() && !content.starts_with('#') {
            if !begins_entry(content) && !content.starts_with('{') {
                return none; // a line across the page, not front matter
            }
            seen_key = true;
        }
        if seen_key
            && end_if_open.is_none()
            && (content.is_empty() || content.starts_with("# ") || content.starts_with("## "))
        {
            end_if_open = Some(line.start);
        }
    }
    if !seen_key {
        return none;
    }
    report.warn(opening.start, "The front matter is never closed", "Write `---` on a line of its own below it");
    let end = end_if_open.unwrap_or(text.len());
    Parts { front: front..end, body: end }
}

fn lines_from(text: &str, start: usize) -> impl Iterator<Item = Range<usize>> {
    let mut at = start;
    text.get(start..).unwrap_or("").split_inclusive('\n').map(move |line| {
        at += line.len();
        at - line.len()..at
    })
}

/// Whether a line looks like `key: value` at the outermost level.
fn begins_entry(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, rest)| {
        key.chars().count() <= 40
            && key.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '"' | '\'' | '_'))
            && (rest.trim_end().is_empty() || rest.starts_with([' ', '\t']))
    })
}

/// Reads the front matter that lies at `range` of `text`.
pub(super) fn read(text: &str, range: Range<usize>, report: &mut Report) -> FrontMatter {
    let mut reader = Reader { text, report, front: FrontMatter::default(), seen: Vec::new() };
    let block = text.get(range.clone()).unwrap_or("");
    if block.len() > LONGEST {
        reader.report.warn(
            range.start,
            "The front matter is too long and is kept as text",
            "Keep it below one megabyte",
        );
        reader.keep(range);
        return reader.front;
    }
    let entries = match yaml::parse(block) {
        Ok(None) => Vec::new(),
        Ok(Some(Node { value: Value::Map(pairs), .. })) => entries(text, range, pairs),
        Ok(Some(node)) => {
            reader.report.warn(range.start + node.at, "The front matter is no list of keys", "Write it as `title: …`");
            reader.keep(range);
            Vec::new()
        }
        Err(fault) => reader.salvage(range, &fault),
    };
    let (first, second): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|entry| entry.is("people") || entry.is("groups"));
    for entry in first.into_iter().chain(second) {
        reader.take(&entry);
    }
    reader.front
}

/// The pairs of a map with the lines that each takes, up to the next.
fn entries(text: &str, range: Range<usize>, pairs: Vec<(Node, Node)>) -> Vec<Entry> {
    let line_start = |at: usize| text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
    let starts: Vec<usize> = pairs.iter().map(|(key, _)| line_start(range.start + key.at).max(range.start)).collect();
    let ends = starts.iter().skip(1).copied().chain([range.end]);
    let lines: Vec<_> = starts.iter().zip(ends).map(|(start, end)| *start..end.max(*start)).collect();
    pairs
        .into_iter()
        .zip(lines)
        .map(|((key, value), lines)| Entry { key: key.line().unwrap_or_default(), lines, value, base: range.start })
        .collect()
}

impl Entry {
    fn is(&self, key: &str) -> bool {
        let alias = || ALIASES.into_iter().any(|(alias, meant)| meant == key && self.key.eq_ignore_ascii_case(alias));
        self.key.eq_ignore_ascii_case(key) || alias()
    }
}

struct Reader<'a> {
    text: &'a str,
    report: &'a mut Report,
    front: FrontMatter,
    seen: Vec<&'static str>,
}

impl Reader<'_> {
    /// Keeps lines word for word.
    fn keep(&mut self, lines: Range<usize>) {
        let kept = self.text.get(lines).unwrap_or("").trim_end().trim_start_matches('\n');
        if !kept.is_empty() && self.front.kept.last().is_none_or(|last| last != kept) {
            self.front.kept.push(kept.to_owned());
        }
    }

    /// The entries of broken front matter that can be read each by itself; the others are reported and kept.
    fn salvage(&mut self, range: Range<usize>, fault: &Fault) -> Vec<Entry> {
        let mut starts: Vec<usize> = lines_from(self.text, range.start)
            .take_while(|line| line.start < range.end)
            .filter(|line| begins_entry(self.text.get(line.clone()).unwrap_or("")))
            .map(|line| line.start)
            .collect();
        starts.insert(0, range.start);
        starts.dedup();
        let ends: Vec<usize> = starts.iter().skip(1).copied().chain([range.end]).collect();
        let mut found = Vec::new();
        let mut broken = false;
        for (start, end) in starts.into_iter().zip(ends) {
            match yaml::parse(self.text.get(start..end).unwrap_or("")) {
                Ok(None) => {}
                Ok(Some(Node { value: Value::Map(pairs), .. })) => found.extend(entries(self.text, start..end, pairs)),
                Ok(Some(_)) => self.keep(start..end),
                Err(fault) => {
                    broken = true;
                    found.extend(self.broken(start..end, &fault));
                }
            }
        }
        if !broken {
            let message = format!("The front matter is broken: {}", fault.message);
            self.report.warn(range.start + fault.at, message, "Write each entry as `key: value` on lines of its own");
        }
        found
    }

    /// One broken entry: where it is one line of a key that takes text, the line is clear enough.
    fn broken(&mut self, lines: Range<usize>, fault: &Fault) -> Option<Entry> {
        let at = lines.start + fault.at.min(lines.len());
        let source = self.text.get(lines.clone()).unwrap_or("");
        let mut content = source.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
        let line = content.next().unwrap_or("");
        let alone = content.next().is_none();
        let taken = line.split_once(':').filter(|(key, value)| {
            let plain = value.trim().starts_with(char::is_alphanumeric);
            alone && plain && LINES.iter().any(|known| known.eq_ignore_ascii_case(key.trim()))
        });
        let Some((key, value)) = taken else {
            let message = format!("This entry is broken and is kept as text: {}", fault.message);
            self.report.warn(at, message, "Put text with `: `, `#` or quotes in it between double quotes");
            self.keep(lines);
            return None;
        };
        let (key, value) = (key.trim().to_owned(), value.trim().to_owned());
        let message = format!("YAML cannot read this: {}; the line is taken as it stands", fault.message);
        self.report.warn(at, message, format!("Write {key}: \"{}\"", value.replace('"', "\\\"")));
        Some(Entry { key, lines, value: Node { at: 0, value: Value::Text(value) }, base: 0 })
    }

    /// Takes an entry, or keeps its lines.
    fn take(&mut self, entry: &Entry) {
        let Some(key) = KEYS.into_iter().find(|key| entry.is(key)) else {
            let keys = KEYS.into_iter().filter(|key| !NO_HINTS.contains(key));
            let remark = match near::nearest(&entry.key, keys) {
                Some(near) => Remark::warning(
                    format!("`{}` is not a key of an agenda and is kept as text", entry.key),
                    format!("Did you mean `{near}`?"),
                ),
                None => Remark::note(
                    format!("`{}` is not a key of an agenda and is kept as text", entry.key),
                    "It stays in the meeting's description",
                ),
            };
            self.report.add(entry.lines.start, remark);
            return self.keep(entry.lines.clone());
        };
        if self.seen.contains(&key) {
            self.report.warn(
                entry.lines.start,
                format!("`{key}` is said twice; the first counts"),
                "Leave one of them out",
            );
            return self.keep(entry.lines.clone());
        }
        self.seen.push(key);
        let refused = match key {
            "people" => self.people(entry),
            "groups" => self.groups(entry),
            "next meeting" => self.next_meetings(entry),
            "zones" => self.zones(entry),
            "attachments" => self.attachments(entry),
            _ => self.field(key, entry).err().into_iter().collect(),
        };
        for Refused { at, remark } in refused {
            let from = entry.base + at.unwrap_or(entry.value.at);
            self.report.add(from, remark);
            let lines = match at {
                None => entry.lines.clone(),
                Some(_) => self.lines_of(from, &entry.lines),
            };
            self.keep(lines);
        }
    }

    /// The line of one member of an entry, and those below it that are indented more.
    fn lines_of(&self, at: usize, within: &Range<usize>) -> Range<usize> {
        let start = self.text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let indent = |line: &str| line.len() - line.trim_start().len();
        let mut lines = lines_from(self.text, start).take_while(|line| line.start < within.end);
        let Some(first) = lines.next() else { return start..start };
        let own = indent(self.text.get(first.clone()).unwrap_or(""));
        let below = lines.take_while(|line| indent(self.text.get(line.clone()).unwrap_or("")) > own);
        start..below.last().map_or(first.end, |last| last.end)
    }

    fn people(&mut self, entry: &Entry) -> Vec<Refused> {
        let (people, refused) = roster::people(&entry.value);
        self.front.people = people;
        refused
    }

    fn groups(&mut self, entry: &Entry) -> Vec<Refused> {
        let (groups, refused) = roster::groups(&entry.value);
        self.front.groups = groups;
        refused
    }

    fn next_meetings(&mut self, entry: &Entry) -> Vec<Refused> {
        let (next_meetings, refused) = next_meeting::dates(&entry.value);
        self.front.head.next_meetings = next_meetings;
        refused
    }

    fn zones(&mut self, entry: &Entry) -> Vec<Refused> {
        let (zones, refused) = zone::list(&entry.value);
        self.front.head.zones = zones;
        refused
    }

    fn attachments(&mut self, entry: &Entry) -> Vec<Refused> {
        let (attachments, refused) = attachment::list(&entry.value);
        self.front.attachments = attachments;
        refused
    }

    fn field(&mut self, key: &str, entry: &Entry) -> Result<(), Refused> {
        let known = self.front.roster();
        let head = &mut self.front.head;
        let line = || {
            entry.value.line().ok_or_else(|| {
                Refused::all(Remark::warning(format!("`{key}` takes one line of text"), format!("Write `{key}: …`")))
            })
        };
        let line_or_none = || line().map(|line| Some(line).filter(|line| !line.is_empty()));
        match key {
            "title" => head.title = line()?,
            "series" => head.series = line_or_none()?,
            "location" => head.location = line_or_none()?,
            "follows" => head.follows = line_or_none()?,
            "link" => head.link = line_or_none()?,
            "timezone" => {
                let checked = |name: String| zone::checked(&name, "the machine's own is used").map_err(Refused::all);
                head.timezone = line_or_none()?.map(checked).transpose()?;
            }
            "chair" => head.chair = names_of(key, &entry.value, &known)?,
            "scribe" => head.scribe = names_of(key, &entry.value, &known)?,
            "tickets" => head.tickets = tickets(&entry.value)?,
            "hours" | "starts" | "ends" => {
                if let Some(said) = line_or_none()?.and_then(|value| Hours::read(key, &value)) {
                    self.front.hours.push((said.map_err(Refused::all)?, entry.lines.clone()));
                }
            }
            "date" => {
                let date = line_or_none()?.map(|text| {
                    let hint = "Write it as `date: 2026-11-24`";
                    dates::whole(&text)
                        .ok_or_else(|| Refused::all(Remark::warning(format!("`{text}` is not a date"), hint)))
                });
                self.front.date = date.transpose()?.map(|date| (date, entry.lines.clone()));
            }
            _ => {}
        }
        Ok(())
    }
}

impl FrontMatter {
    /// Whether it says what only our form has, so that the file's level-2 headings are slots whatever they are called.
    pub(super) fn is_ours(&self) -> bool {
        is_ours(&self.head, &self.people, &self.groups)
    }

    /// Names of people and groups.
    pub(super) fn roster(&self) -> Vec<String> {
        self.people.iter().map(|person| person.name.clone()).chain(self.groups.iter().cloned()).collect()
    }
}

/// See [`FrontMatter::is_ours`].
pub(super) fn is_ours(head: &Head, people: &[Person], groups: &[String]) -> bool {
    let roster = !people.is_empty() || !groups.is_empty();
    roster || head.timezone.is_some() || !head.zones.is_empty() || !head.scribe.is_empty() || !head.tickets.is_default()
}

fn names_of(key: &str, value: &Node, known: &[String]) -> Result<Vec<String>, Refused> {
    let wrong =
        || Refused::all(Remark::warning(format!("`{key}` takes names"), format!("Write `{key}: Ann Lee` or a list")));
    match &value.value {
        Value::Text(text) => Ok(names::split(&yaml::one_line(text), known)),
        Value::List(items) => {
            let names: Option<Vec<_>> = items.iter().map(Node::line).collect();
            Ok(names.ok_or_else(wrong)?.into_iter().filter(|name| !name.is_empty()).collect())
        }
        Value::Map(_) => Err(wrong()),
    }
}

fn tickets(value: &Node) -> Result<Tickets, Refused> {
    let wrong = || {
        Refused::all(Remark::warning(
            "`tickets` takes an address or a map of prefixes to addresses",
            "Write `tickets: https://tracker.example/browse/{key}`",
        ))
    };
    let address = |node: &Node| {
        let address = node.line().ok_or_else(wrong)?;
        let complete = address.is_empty() || address.contains("{key}");
        complete.then_some(address).ok_or_else(|| {
            let hint = "Write {key} where the whole key belongs, in quotes";
            Refused::all(Remark::warning("An address of tickets without {key} leads nowhere", hint))
        })
    };
    match &value.value {
        Value::Text(_) => {
            Ok(Some(address(value)?).filter(|address| !address.is_empty()).map_or(Tickets::Any, Tickets::At))
        }
        Value::List(items) => {
            let prefixes = items.iter().map(|item| Some((item.line()?, String::new()))).collect::<Option<_>>();
            Ok(Tickets::Only(prefixes.ok_or_else(wrong)?))
        }
        Value::Map(pairs) => {
            let pair = |(key, value): &(Node, Node)| Ok((key.line().ok_or_else(wrong)?, address(value)?));
            Ok(Tickets::Only(pairs.iter().map(pair).collect::<Result<_, _>>()?))
        }
    }
}
