//! An Org file cut into its headings: what each says, its drawers, its times, its text.
//!
//! A reader of lines is enough: nothing of what an agenda or minutes need spans more than a drawer. Nothing is evaluated, and
//! blocks of code are text. The crate orgize is at an alpha, and out of its syntax tree all of this would have to be read
//! once more. Not here: what a heading means, and marks within a line (see `inline`).

use std::collections::{BTreeMap, HashSet};

use super::list;
use super::stamp::{self, Stamp};

/// The file.
#[derive(Debug, Default)]
pub(super) struct File<'a> {
    pub(super) source: &'a str,
    /// `#+NAME: value`, by the name in upper case; of several of one name the first.
    pub(super) keywords: BTreeMap<String, &'a str>,
    /// What stands before the first heading; its title is empty.
    pub(super) top: Section<'a>,
    /// The headings, in order.
    pub(super) sections: Vec<Section<'a>>,
}

/// A heading and what stands below it, up to the next.
#[derive(Debug, Default)]
pub(super) struct Section<'a> {
    /// Where its line begins, in bytes.
    pub(super) at: usize,
    /// Its stars.
    pub(super) level: usize,
    /// `TODO`, `DONE`, …
    pub(super) keyword: Option<&'a str>,
    /// `[#A]` is 1.
    pub(super) priority: Option<u8>,
    pub(super) title: &'a str,
    pub(super) tags: Vec<&'a str>,
    pub(super) deadline: Option<Stamp>,
    pub(super) scheduled: Option<Stamp>,
    /// By the name in upper case.
    pub(super) properties: BTreeMap<String, &'a str>,
    /// Clock lines as they stand, mostly the last one first; an end where it stopped.
    pub(super) clocks: Vec<Clock>,
    /// Lines of drawers that hold text, by their names in upper case.
    pub(super) drawers: BTreeMap<String, Vec<Line<'a>>>,
    /// The other lines.
    pub(super) body: Vec<Line<'a>>,
    /// One of them is not blank.
    has_text: bool,
}

/// A clock line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    pub(super) from: Stamp,
    /// None while it runs.
    pub(super) to: Option<Stamp>,
    /// How long it ran, as it says.
    pub(super) minutes: Option<u32>,
}

/// A line and where it begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    pub(super) at: usize,
    pub(super) text: &'a str,
}

/// Keywords that people use without declaring them.
const USUAL: [&str; 7] = ["TODO", "DONE", "NEXT", "WAITING", "CANCELLED", "CANCELED", "DROPPED"];

/// Drawers whose text stands apart.
const APART: [&str; 2] = ["AGENDA", "ATTACHMENTS"];

/// The file of a text.
pub(super) fn read(text: &str) -> File<'_> {
    let mut at = 0;
    let lines = text.split('\n').map(|line| {
        let begins = at;
        at += line.len() + 1;
        Line { at: begins, text: line }
    });
    let lines: Vec<Line> = lines.collect();
    let keywords = keywords(&lines);
    let words = keywords.iter().flat_map(|(_, words)| words.split_whitespace().map(bare));
    let known: HashSet<&str> = words.filter(|word| *word != "|").chain(USUAL).collect();
    let ends = drawer_ends(&lines);
    let mut file = File { source: text, keywords: first_keywords(&lines), ..File::default() };
    let mut section = Section::default();
    let mut next = 0;
    while let Some(line) = lines.get(next) {
        if let Some(level) = stars(line.text) {
            finish(&mut file, std::mem::take(&mut section));
            section = heading(*line, level, &known);
            next += 1;
            continue;
        }
        let drawer = drawer_name(line.text).and_then(|name| Some((name, (*ends.get(next)?)?)));
        let Some((name, end)) = drawer else {
            section.line(*line);
            next += 1;
            continue;
        };
        section.drawer(name, lines.get(next + 1..end).unwrap_or(&[]));
        next = end + 1;
    }
    finish(&mut file, section);
    file
}

impl<'a> File<'a> {
    /// A section as it stands, with its heading.
    pub(super) fn source_of(&self, nth: usize) -> &'a str {
        let begin = |nth: usize| self.sections.get(nth).map_or(self.source.len(), |section| section.at);
        self.source.get(begin(nth)..begin(nth + 1)).unwrap_or_default()
    }
}

fn finish<'a>(file: &mut File<'a>, section: Section<'a>) {
    if section.level == 0 {
        file.top = section;
    } else {
        file.sections.push(section);
    }
}

/// `#+TODO: TODO | DONE` and its like.
fn keywords<'a>(lines: &[Line<'a>]) -> Vec<(String, &'a str)> {
    let all = lines.iter().filter_map(|line| keyword(line.text));
    all.filter(|(name, _)| matches!(name.as_str(), "TODO" | "SEQ_TODO" | "TYP_TODO")).collect()
}

fn first_keywords<'a>(lines: &[Line<'a>]) -> BTreeMap<String, &'a str> {
    let mut keywords = BTreeMap::new();
    for (name, value) in lines.iter().filter_map(|line| keyword(line.text)) {
        keywords.entry(name).or_insert(value);
    }
    keywords
}

/// `#+NAME: value`.
pub(super) fn keyword(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.trim_start().strip_prefix("#+")?.split_once(':')?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then(|| (name.to_uppercase(), value.trim()))
}

/// `DONE(d!)` declares `DONE`.
fn bare(word: &str) -> &str {
    word.split('(').next().unwrap_or(word)
}

/// The level of a heading.
pub(super) fn stars(line: &str) -> Option<usize> {
    let level = line.len() - line.trim_start_matches('*').len();
    (level > 0 && line.get(level..).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))).then_some(level)
}

/// `:NAME:` alone on its line.
fn drawer_name(line: &str) -> Option<&str> {
    let name = line.trim().strip_prefix(':')?.strip_suffix(':')?;
    let is_name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '-');
    (!name.is_empty() && name.chars().all(is_name) && !is_end(line)).then_some(name)
}

fn is_end(line: &str) -> bool {
    line.trim().eq_ignore_ascii_case(":end:")
}

/// For each line the next `:END:` below it, if no heading stands before that.
fn drawer_ends(lines: &[Line]) -> Vec<Option<usize>> {
    let mut ends = vec![None; lines.len()];
    let mut end = None;
    for (at, line) in lines.iter().enumerate().rev() {
        if stars(line.text).is_some() {
            end = None;
        }
        if let Some(place) = ends.get_mut(at) {
            *place = end;
        }
        if is_end(line.text) {
            end = Some(at);
        }
    }
    ends
}

/// `** TODO [#A] Title :tag:`.
fn heading<'a>(line: Line<'a>, level: usize, known: &HashSet<&str>) -> Section<'a> {
    let mut rest = line.text.get(level..).unwrap_or_default().trim();
    let mut keyword = None;
    let (word, after) = rest.split_once(' ').unwrap_or((rest, ""));
    if known.contains(word) {
        (keyword, rest) = (Some(word), after.trim());
    }
    let mut priority = None;
    if let Some((value, after)) = rest.strip_prefix("[#").and_then(|cookie| cookie.split_once(']')) {
        priority = cookie(value);
        rest = if priority.is_some() { after.trim() } else { rest };
    }
    let (title, tags) = tags(rest);
    Section { at: line.at, level, keyword, priority, title, tags, ..Section::default() }
}

/// `A` is the first priority.
pub(super) fn cookie(value: &str) -> Option<u8> {
    match value.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(letter - b'A' + 1),
        _ => value.parse().ok(),
    }
}

/// A title and the `:tags:` behind it.
fn tags(text: &str) -> (&str, Vec<&str>) {
    let is_tag = |char: char| char.is_alphanumeric() || matches!(char, '_' | '@' | '#' | '%' | ':');
    let (before, last) = text.rsplit_once([' ', '\t']).unwrap_or(("", text));
    let inner = last.strip_prefix(':').and_then(|last| last.strip_suffix(':'));
    match inner.filter(|inner| !inner.is_empty() && inner.chars().all(is_tag)) {
        Some(inner) => (before.trim_end(), inner.split(':').filter(|tag| !tag.is_empty()).collect()),
        None => (text, Vec::new()),
    }
}

impl<'a> Section<'a> {
    fn line(&mut self, line: Line<'a>) {
        if self.clock(line.text) || (!self.has_text && self.planning(line.text)) {
            return;
        }
        self.has_text |= !line.text.trim().is_empty();
        self.body.push(line);
    }

    /// `DEADLINE: <…> SCHEDULED: <…>`.
    fn planning(&mut self, line: &str) -> bool {
        let line = line.trim();
        let is_planning = ["DEADLINE:", "SCHEDULED:", "CLOSED:"].iter().any(|word| line.starts_with(word));
        if is_planning {
            let after =
                |word: &str| line.split_once(word).and_then(|(_, rest)| stamp::first(rest)).map(|(stamp, _)| stamp);
            self.deadline = after("DEADLINE:");
            self.scheduled = after("SCHEDULED:");
        }
        is_planning
    }

    /// `CLOCK: […]--[…] => 0:12`.
    fn clock(&mut self, line: &str) -> bool {
        let Some(rest) = line.trim().strip_prefix("CLOCK:") else { return false };
        let Some((from, past)) = stamp::first(rest) else { return false };
        let to = rest.get(past..).and_then(|rest| rest.strip_prefix("--")).and_then(stamp::first);
        let minutes = rest.split_once("=>").and_then(|(_, length)| super::clocked(length.trim()));
        self.clocks.push(Clock { from, to: to.map(|(to, _)| to), minutes });
        true
    }

    fn drawer(&mut self, name: &str, lines: &[Line<'a>]) {
        let name = name.to_uppercase();
        if name == "PROPERTIES" {
            for line in lines {
                if let Some((name, value)) = line.text.trim().strip_prefix(':').and_then(|rest| rest.split_once(':')) {
                    self.properties.insert(name.to_uppercase(), value.trim());
                }
            }
        } else if APART.contains(&name.as_str()) {
            self.drawers.entry(name).or_default().extend_from_slice(lines);
        } else {
            for line in lines {
                self.line(*line);
            }
        }
    }

    /// The property of that name; none where it is empty.
    pub(super) fn property(&self, name: &str) -> Option<&'a str> {
        self.properties.get(name).copied().filter(|value| !value.is_empty())
    }

    /// Its text as items and other lines.
    pub(super) fn parts(&self) -> Vec<list::Part<'a>> {
        list::parts(&self.body)
    }
}
