//! What a page says about the meeting as a whole: when, where, who.
//!
//! It stands in page properties, a list of definitions, or a table of two columns, under a dozen names. Not here: facts about one slot
//! (see `slot`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::line::Line;
use super::own::SLOT_LEVEL;
use super::parts::{Item, Part, Table, TableCell};
use super::sections::has_clock;
use crate::agenda::front_matter::FrontMatter;
use crate::agenda::language::{self, HeadFact};
use crate::agenda::{chapters, dates, names, write, zone};
use crate::lang::Lang;
use crate::meeting::{Agenda, Attachment, Person};
use crate::notation::near;

/// The meeting as a page describes it.
#[derive(Default)]
pub(in crate::agenda) struct Facts {
    /// Head, people, groups and files; no days.
    pub(super) agenda: Agenda,
    /// The only date that is said.
    pub(super) date: Option<NaiveDate>,
    /// The level of the headings that are slots, where the page is our own.
    pub(super) slots: Option<u8>,
    /// The level of the headings that are days, there: in what a slot is called a date may stand.
    pub(super) days: Option<u8>,
    /// The page is our own, and its fixed words are in this language.
    pub(super) ours: Option<Lang>,
    /// It is our own page, which marks what stands behind a text.
    pub(super) marked: bool,
    /// Where the people stand, by name.
    known: BTreeMap<String, usize>,
    /// Names that stand as they are, whatever is in them: those of the page's own roster.
    roster: Vec<String>,
}

/// Words for each fact but people, without blanks and in lower case.
const NAMES: [(Fact, &[&str]); 12] = [
    (Fact::When, &["when", "date", "dates", "datum", "wann", "fecha", "日期", "日時", "时间"]),
    (
        Fact::Where,
        &["where", "place", "location", "room", "venue", "ort", "wo", "raum", "lieu", "lugar", "地点", "場所"],
    ),
    (
        Fact::Link,
        &["link", "url", "videolink", "video", "zoom", "broadcast", "call", "dialin", "videoconference", "bluejeans"],
    ),
    (Fact::Chair, &["chair", "chairs", "host", "facilitator", "moderator", "leitung", "organizer", "主持人", "司会"]),
    (
        Fact::Scribe,
        &[
            "scribe",
            "scribes",
            "notetaker",
            "minutes",
            "minutetaker",
            "secretary",
            "recorder",
            "protokoll",
            "记录人",
            "書記",
        ],
    ),
    (Fact::Series, &["series", "meetingseries", "reihe"]),
    (Fact::Title, &["title", "meeting", "titel"]),
    (Fact::Groups, &["groups", "group", "gruppen"]),
    (Fact::Zone, &["timezone", "timesin", "zone", "zeitzone"]),
    (Fact::Beside, &["timesalsoin", "alsoin"]),
    (Fact::Next, &["nextmeeting", "nextmeetings", "followingmeeting", "nächstesitzung"]),
    (Fact::Files, &["attachments", "slides", "documents"]),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fact {
    When,
    Where,
    Link,
    Chair,
    Scribe,
    Series,
    Title,
    People,
    Groups,
    Zone,
    Beside,
    Next,
    Files,
}

/// The same where the page may be our own, in that language.
fn named_in(name: &str, lang: Lang) -> Option<Fact> {
    let ours = language::head_fact(name, lang).map(|fact| match fact {
        HeadFact::Series => Some(Fact::Series),
        HeadFact::When => Some(Fact::When),
        HeadFact::Where => Some(Fact::Where),
        HeadFact::Link => Some(Fact::Link),
        HeadFact::Chair => Some(Fact::Chair),
        HeadFact::Scribe => Some(Fact::Scribe),
        HeadFact::People | HeadFact::Present => Some(Fact::People),
        HeadFact::Groups => Some(Fact::Groups),
        HeadFact::Zone => Some(Fact::Zone),
        HeadFact::Beside => Some(Fact::Beside),
        HeadFact::Next => Some(Fact::Next),
        HeadFact::Regrets | HeadFact::Stage => None,
    });
    ours.unwrap_or_else(|| named(name))
}

fn named(name: &str) -> Option<Fact> {
    if chapters::is_people(name) {
        return Some(Fact::People);
    }
    let folded = near::fold(name.split('(').next().unwrap_or(""));
    NAMES.iter().find(|(_, names)| names.contains(&folded.as_str())).map(|(fact, _)| *fact)
}

/// Whether a table of two columns holds facts: most of its first cells are names of some.
pub(super) fn of_table(table: &Table) -> Option<Vec<(String, Line)>> {
    let pair = |row: &Vec<TableCell>| match row.as_slice() {
        [name, value] => Some((name.text().trim_end_matches([':', ' ']).to_owned(), Item::of(value.parts.clone()))),
        _ => None,
    };
    let pairs: Vec<_> = table.rows.iter().take(64).map(pair).collect::<Option<_>>()?;
    let known = pairs.iter().filter(|(name, _)| named(name).is_some()).count();
    let all = table.rows.len() <= 64 && known > 1 && known * 2 >= pairs.len();
    all.then(|| pairs.into_iter().map(|(name, value)| (name, value.all())).collect())
}

impl Item {
    /// Its line with those of the items below it.
    pub(super) fn all(self) -> Line {
        let mut line = self.line;
        for child in self.children {
            let below = child.all();
            if !line.text.is_empty() && !below.text.is_empty() {
                line.text.push(',');
            }
            line.join(below);
        }
        line
    }
}

impl Facts {
    /// What front matter says; what of it was not understood is text.
    pub(in crate::agenda) fn of(front: FrontMatter) -> Self {
        let FrontMatter { mut head, people, groups, attachments, date, kept, .. } = front;
        head.description = crate::agenda::fenced(&kept);
        let agenda = Agenda { head, people, groups, attachments, ..Agenda::default() };
        let known = agenda.people.iter().enumerate().map(|(nth, person)| (person.name.clone(), nth)).collect();
        Self {
            agenda,
            date: date.map(|(date, _)| date),
            slots: None,
            days: None,
            ours: None,
            marked: false,
            known,
            roster: Vec::new(),
        }
    }

    /// Nothing yet, of minutes of ours in that language.
    pub(in crate::agenda) fn of_ours(lang: Lang) -> Self {
        Self { slots: Some(SLOT_LEVEL), ours: Some(lang), ..Self::default() }
    }

    /// Names of people and groups.
    pub(in crate::agenda) fn names(&self) -> Vec<String> {
        write::roster(&self.agenda)
    }

    /// The language of the fixed words.
    pub(super) fn lang(&self) -> Lang {
        self.ours.unwrap_or_default()
    }

    /// Knows somebody or a group by name from now on.
    pub(super) fn knows(&mut self, name: String) {
        self.roster.push(name);
    }

    /// Takes a fact about the meeting, and says whether it is one.
    pub(in crate::agenda) fn take(&mut self, name: &str, value: &Line) -> bool {
        let lang = self.lang();
        let head = &mut self.agenda.head;
        let text = value.text.trim();
        if text.is_empty() {
            return named_in(name, lang).is_some();
        }
        let one = |field: &mut Option<String>| {
            let free = field.is_none();
            field.get_or_insert_with(|| bare_link(text));
            free
        };
        match named_in(name, lang) {
            Some(Fact::Where) => one(&mut head.location),
            Some(Fact::Link) => one(&mut head.link),
            Some(Fact::Series) => one(&mut head.series),
            Some(Fact::Chair) => add(&mut head.chair, value, &self.roster),
            Some(Fact::Scribe) => add(&mut head.scribe, value, &self.roster),
            Some(Fact::Title) if head.title.is_empty() => {
                text.clone_into(&mut head.title);
                true
            }
            Some(Fact::People) => self.people(value),
            Some(Fact::Groups) => add(&mut self.agenda.groups, value, &self.roster),
            Some(Fact::Zone) if head.timezone.is_none() => {
                head.timezone = zone::checked(&text.replace(' ', "_"), "").ok();
                head.timezone.is_some()
            }
            Some(Fact::Beside) => {
                head.zones = zone::beside(text, &mut self.agenda.people, lang);
                true
            }
            Some(Fact::Next) => {
                let found = dates_in(value, lang);
                head.next_meetings.extend(&found);
                !found.is_empty() && dates::whole(text).is_some()
            }
            // `26–27 March 2026 · began …, ended … · times in Europe/Lisbon`, as our minutes have it.
            Some(Fact::When) if language::zone_in(text, lang).is_some() => {
                let named = language::zone_in(text, lang);
                head.timezone = head.timezone.take().or_else(|| zone::checked(&named?, "").ok());
                true
            }
            Some(Fact::When) => {
                let found = dates_of(value);
                self.date = self.date.or(found.first().copied().filter(|_| found.len() == 1));
                self.date.is_some() && dates::whole(text).is_some()
            }
            Some(Fact::Files) => {
                self.agenda.attachments.extend(value.files.iter().cloned());
                !value.files.is_empty()
            }
            _ => false,
        }
    }

    /// Takes a line such as `Date: 2 March 2026`, and says whether it has said all.
    pub(super) fn take_line(&mut self, line: &Line) -> bool {
        let Some((name, rest)) = line.text.split_once([':', '：']) else { return false };
        let is_fact = matches!(named(name), Some(Fact::When | Fact::Where | Fact::Zone | Fact::People));
        let past = line.text.len() - rest.trim_start().len();
        is_fact && !rest.trim().is_empty() && self.take(name, &line.clone().cut(past))
    }

    /// Takes a fact if it is who takes part.
    pub(super) fn take_people(&mut self, name: &str, value: &Line) {
        if matches!(named_in(name, self.lang()), Some(Fact::People | Fact::Groups)) {
            self.take(name, value);
        }
    }

    /// Adds people, each once.
    pub(super) fn people(&mut self, line: &Line) -> bool {
        let mut found = Vec::new();
        add(&mut found, line, &self.roster);
        for name in found {
            self.person(Person { name, ..Person::default() });
        }
        true
    }

    /// Adds somebody, once.
    pub(super) fn person(&mut self, person: Person) {
        let people = &mut self.agenda.people;
        match self.known.get(&person.name).and_then(|nth| people.get_mut(*nth)) {
            Some(known) => known.account = known.account.take().or(person.account),
            None if !person.name.trim().is_empty() => {
                self.known.insert(person.name.clone(), people.len());
                people.push(person);
            }
            None => {}
        }
    }

    /// The people of a chapter about them: the items of its lists, the first column of its tables, names between commas.
    pub(super) fn people_of(&mut self, parts: &[Part]) {
        for part in parts {
            match part {
                Part::List(items) => items.iter().for_each(|item| {
                    self.people(&item.line);
                    self.people_of(&[Part::List(item.children.clone())]);
                }),
                Part::Table(table) => {
                    let header = |row: &[TableCell]| {
                        row.iter().all(|cell| cell.header) || row.iter().any(|cell| named(&cell.text()).is_some())
                    };
                    for row in table.rows.iter().filter(|row| !header(row)) {
                        if let Some(cell) = row.first() {
                            self.people(&Item::of(cell.parts.clone()).line);
                        }
                    }
                }
                Part::Paragraph(lines) => lines.iter().for_each(|line| {
                    self.people(line);
                }),
                _ => {}
            }
        }
    }
}

/// Adds the names of a line: its mentions, and what stands between commas around them.
fn add(names: &mut Vec<String>, line: &Line, roster: &[String]) -> bool {
    let mut seen: BTreeSet<String> = names.iter().cloned().collect();
    let mut one = |name: String, names: &mut Vec<String>| {
        // A mention that is text has its sign still.
        let name = without_hours(name.trim_start_matches('@').trim()).to_owned();
        if name.chars().any(char::is_alphabetic) && seen.insert(name.clone()) {
            names.push(name);
        }
    };
    let mut at = 0;
    for (range, name) in &line.people {
        let before = line.text.get(at..range.start).unwrap_or("");
        for name in names::split(before, roster) {
            one(name, names);
        }
        one(name.clone(), names);
        at = range.end;
    }
    for name in names::split(line.text.get(at..).unwrap_or(""), roster) {
        one(name, names);
    }
    true
}

/// `Ann Lee (from 10:12)` without when they were there.
fn without_hours(name: &str) -> &str {
    let hours = name.strip_suffix(')').and_then(|rest| rest.rsplit_once('('));
    hours.filter(|(_, hours)| has_clock(hours)).map_or(name, |(name, _)| name.trim_end())
}

/// The dates of a line in which our own minutes list some.
fn dates_in(line: &Line, lang: Lang) -> Vec<NaiveDate> {
    let listed = line.text.split(lang.words().comma).map(|date| lang.date_in(date)).collect::<Option<Vec<_>>>();
    listed.filter(|_| line.dates.is_empty()).unwrap_or_else(|| dates_of(line))
}

fn dates_of(line: &Line) -> Vec<NaiveDate> {
    let marked: Vec<_> = line.dates.iter().map(|(_, date)| *date).collect();
    if marked.is_empty() { dates::all(&line.text).into_iter().map(|(date, _)| date).collect() } else { marked }
}

/// The address of a text that is one link.
fn bare_link(text: &str) -> String {
    let parts = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')?.split_once("]("));
    match parts {
        Some((shown, address)) if !shown.contains('[') && !address.contains('(') => address.to_owned(),
        _ => text.to_owned(),
    }
}

/// The files of a table about them: kind, name, when it was changed, by whom.
pub(super) fn files_of(table: &Table, lang: Lang) -> Option<Vec<Attachment>> {
    let header = table.rows.first()?;
    let column = |words: &[&str]| header.iter().position(|cell| words.contains(&near::fold(&cell.text()).as_str()));
    let name = column(&["name", "file", "attachment", "document", "filename", "title", "datei"])?;
    let (kind, modified) =
        (column(&["kind", "type", "art"]), column(&["modified", "date", "changed", "created", "uploaded"]));
    let by = column(&["by", "who", "author", "modifiedby", "createdby", "creator", "uploadedby"]);
    if kind.is_none() && modified.is_none() {
        return None;
    }
    let text = |row: &[TableCell], nth: Option<usize>| {
        nth.and_then(|nth| row.get(nth)).map(TableCell::text).unwrap_or_default()
    };
    let file = |row: &Vec<TableCell>| {
        let shown = text(row, Some(name));
        let (shown, link) = match shown.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')?.split_once("](")) {
            Some((shown, link)) => (shown.to_owned(), Some(link.to_owned())),
            None => (shown, None),
        };
        let kind = Some(text(row, kind)).filter(|kind| !kind.is_empty() && kind != lang.words().slot.file);
        let kind = kind.unwrap_or_else(|| "file".to_owned());
        let modified = text(row, modified);
        let modified = lang.date_in(&modified).or_else(|| dates::find(&modified).map(|(date, _)| date));
        let by = Some(text(row, by)).filter(|by| !by.is_empty());
        (!shown.is_empty()).then_some(Attachment { kind, name: shown, link, modified, by })
    };
    Some(table.rows.iter().skip(1).filter_map(file).collect())
}
