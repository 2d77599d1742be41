//! Finding lines by their words, with work that has a bound: the newest that have the words, and of those the best.
//!
//! A word that may go on is looked up as all words that begin so, the most used of them; a filter as a sign among the words
//! or as a stretch of the index, in which each meeting's lines stand together, oldest meetings first. Not here: what a
//! query says (see `meeting::search`) and which of the lines is the best (see `weigh`).

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use rusqlite::{Connection, OptionalExtension, params};

use super::keep::{LINE, LINE_BITS, day, line, slot_number};
use super::lines::Line;
use super::weigh::{Scale, Sequence, Weighed};
use super::words::{kind_sign, owner_signs, series_sign, ticket_sign};
use crate::meeting::search::{Found, Hit, Place, Query};
use crate::meeting::{Contact, Directory, Kind};
use crate::text::tokens::tokens;

/// Lines that are weighed against each other.
const WEIGHED: usize = 2_000;

/// Lines that are looked at for those.
const LOOKED_AT: usize = 10_000;

/// Words that one beginning stands for: alone, and beside other words.
const ENDINGS: (u32, u32) = (200, 60);

/// Stretches of the index that are looked through one by one.
const STRETCHES: usize = 40;

/// A part of a name that more people have is looked for as it is: somebody is still typing it.
const MEANT: usize = 12;

/// What a line is worth that was opened today; half of it a year ago.
const NEW: f64 = 6.0;

/// The best lines for a query.
pub(super) fn find(store: &Connection, query: &Query, limit: usize) -> rusqlite::Result<Found> {
    let nothing = Found { complete: true, ..Found::default() };
    let scale = Scale::of(query);
    let Some(scope) = Scope::of(store, query)?.filter(|_| asks_anything(query, &scale)) else { return Ok(nothing) };
    let Some(wanted) = Expression::of(store, query, &scale, &scope)? else { return Ok(nothing) };
    let mut search =
        Search { store, query, scale, scope, kept: Vec::new(), looked_at: 0, planned: Planned::default(), room: None };
    let whole = search.run(&wanted)?;
    let count = search.kept.len();
    let hits = best(store, search.kept, limit)?;
    Ok(Found { hits, count, complete: whole && !wanted.cut })
}

/// The parts of names that are looked for, and beside them the other names of those who are meant: what was noted for
/// somebody under an older name is found by the newer one, and the other way round.
pub(super) fn with_other_names(asked: &[String], directory: &Directory) -> Vec<String> {
    let mut owners = asked.to_vec();
    for wanted in asked {
        let has = |contact: &Contact| {
            let called = [&contact.handle, &contact.email].into_iter().flatten().chain(&contact.aliases);
            called.chain([&contact.name]).any(|name| has_words(name, wanted))
        };
        let meant = directory.people.iter().enumerate().filter(|(_, contact)| has(contact));
        let meant: Vec<usize> = meant.map(|(at, _)| at).take(MEANT + 1).collect();
        if meant.len() <= MEANT {
            let names = meant.into_iter().flat_map(|at| directory.spellings(at));
            owners.extend(names.filter(|name| !has_words(name, wanted)).map(str::to_owned));
        }
    }
    owners
}

/// Whether anything is looked for: signs alone are no words.
fn asks_anything(query: &Query, scale: &Scale) -> bool {
    let filters = [&query.owners, &query.series, &query.tickets, &query.meetings];
    !(scale.terms.is_empty() && scale.without.is_empty() && query.places.is_empty())
        || filters.iter().any(|filter| !filter.is_empty())
        || query.before.is_some()
        || query.after.is_some()
}

/// The best of the lines, the best first.
fn best(store: &Connection, mut kept: Vec<Kept>, limit: usize) -> rusqlite::Result<Vec<Hit>> {
    let newest = kept.iter().map(Kept::day).max().unwrap_or_default();
    for kept in &mut kept {
        kept.weight += NEW * 0.5_f64.powf((newest - kept.day()) as f64 / 365.0);
    }
    kept.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(b.id.cmp(&a.id)));
    kept.truncate(limit);
    let mut hits = Vec::new();
    for kept in kept {
        hits.extend(hit(store, kept)?);
    }
    // Meetings that were opened in the same second stand in the index as they came.
    let place = |hit: &Placed| (-hit.day, hit.hit.meeting.clone(), -hit.number);
    hits.sort_by(|a, b| b.weight.total_cmp(&a.weight).then_with(|| place(a).cmp(&place(b))));
    Ok(hits.into_iter().map(|placed| placed.hit).collect())
}

/// A line that is one of those looked for.
struct Kept {
    id: i64,
    line: Line,
    weight: f64,
    marks: Vec<std::ops::Range<usize>>,
}

impl Kept {
    /// The day on which its meeting was opened, counted from 1970.
    fn day(&self) -> i64 {
        (self.id >> LINE_BITS) / 86_400
    }
}

struct Search<'s> {
    store: &'s Connection,
    query: &'s Query,
    scale: Scale<'s>,
    scope: Scope,
    kept: Vec<Kept>,
    looked_at: usize,
    /// What the plans of each series say, as far as it was found.
    planned: Planned,
    /// The meeting of the line looked at last: its first line, the one after its last, its zone and its date.
    room: Option<(i64, i64, Tz, Option<NaiveDate>)>,
}

impl Search<'_> {
    /// Goes through the lines, the newest first; whether all of them were looked at.
    fn run(&mut self, wanted: &Expression) -> rusqlite::Result<bool> {
        let store = self.store;
        let mut rows = match &wanted.text {
            Some(_) => store.prepare_cached(&format!(
                "SELECT {LINE} FROM word CROSS JOIN line ON line.id = word.rowid
                 WHERE word MATCH ?1 AND word.rowid >= ?2 AND word.rowid < ?3 ORDER BY word.rowid DESC"
            ))?,
            None => store.prepare_cached(&format!(
                "SELECT {LINE} FROM line WHERE ?1 IS NULL AND id >= ?2 AND id < ?3 ORDER BY id DESC"
            ))?,
        };
        for (from, to) in self.scope.stretches.clone() {
            let mut rows = rows.query(params![wanted.text, from, to])?;
            while let Some(row) = rows.next()? {
                if self.kept.len() >= WEIGHED || self.looked_at >= LOOKED_AT {
                    return Ok(false);
                }
                self.looked_at += 1;
                let id = row.get(0)?;
                if self.scope.has(id) {
                    self.look_at(id, line(row)?)?;
                }
            }
        }
        Ok(true)
    }

    fn look_at(&mut self, id: i64, line: Line) -> rusqlite::Result<()> {
        if (self.query.before.is_some() || self.query.after.is_some()) && !self.is_in_time(id, &line)? {
            return Ok(());
        }
        if let Some(Weighed { weight, marks }) = self.scale.weigh(&line)
            && !self.planned.has(self.store, id, &line)?
        {
            self.kept.push(Kept { id, line, weight, marks });
        }
        Ok(())
    }

    fn is_in_time(&mut self, id: i64, line: &Line) -> rusqlite::Result<bool> {
        if !self.room.as_ref().is_some_and(|(from, to, ..)| (*from..*to).contains(&id)) {
            let mut room = self.store.prepare_cached(
                "SELECT base, base + lines, zone, date FROM meeting WHERE base <= ?1 ORDER BY base DESC LIMIT 1",
            )?;
            self.room = room
                .query_row([id], |row| {
                    Ok((
                        row.get(0)?,
                        row.get(1)?,
                        zone(row.get_ref(2)?.as_str()?),
                        read_day(row.get_ref(3)?.as_str_or_null()?),
                    ))
                })
                .optional()?;
        }
        let Some((_, _, zone, date)) = &self.room else { return Ok(false) };
        let day = line.at.map(|at| at.with_timezone(zone).date_naive()).or(*date);
        let before = self.query.before.is_none_or(|before| day.is_some_and(|day| day < before));
        Ok(before && self.query.after.is_none_or(|after| day.is_some_and(|day| day >= after)))
    }
}

/// Lines of plans that were found: what comes back in every meeting of a series is found in the newest one.
#[derive(Default)]
struct Planned {
    /// The first line of each meeting, the key of its series and its identity, in order; empty before it is asked for.
    meetings: Vec<(i64, Option<String>, String)>,
    /// What was found of each series, with the identity of the meeting: a copy of that has it too.
    found: HashMap<(Place, String, String), String>,
}

impl Planned {
    /// Whether a newer meeting of its series has the same line in its plan.
    fn has(&mut self, store: &Connection, id: i64, line: &Line) -> rusqlite::Result<bool> {
        if !matches!(line.place, Place::Point | Place::Agenda) {
            return Ok(false);
        }
        if self.meetings.is_empty() {
            let mut all = store.prepare_cached("SELECT base, series, id FROM meeting ORDER BY base")?;
            let all = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            self.meetings = all.collect::<Result<_, _>>()?;
        }
        let after = self.meetings.partition_point(|(base, ..)| *base <= id);
        let Some((_, Some(series), meeting)) = after.checked_sub(1).and_then(|at| self.meetings.get(at)) else {
            return Ok(false);
        };
        let newest = self.found.entry((line.place, series.clone(), line.text.clone()));
        Ok(newest.or_insert_with(|| meeting.clone()) != meeting)
    }
}

fn zone(name: &str) -> Tz {
    name.parse().unwrap_or_default()
}

fn read_day(text: Option<&str>) -> Option<NaiveDate> {
    text?.parse().ok()
}

/// Which part of the index may hold what is looked for.
struct Scope {
    /// The first line and the one after the last of each stretch, the newest first.
    stretches: Vec<(i64, i64)>,
    /// The lines of each meeting that is looked through, in order; none: of all.
    meetings: Option<Vec<(i64, i64)>>,
    /// The keys of the series that are looked through.
    series: Vec<String>,
}

impl Scope {
    /// None where no meeting passes the filters.
    fn of(store: &Connection, query: &Query) -> rusqlite::Result<Option<Self>> {
        let named = !(query.series.is_empty() && query.meetings.is_empty());
        if !named && query.before.is_none() && query.after.is_none() {
            return Ok(Some(Self { stretches: vec![(0, i64::MAX)], meetings: None, series: Vec::new() }));
        }
        let mut all = store.prepare_cached(
            "SELECT base, base + lines, slug, id, title, name, series FROM meeting
             WHERE (?1 IS NULL OR first < ?1) AND (?2 IS NULL OR last >= ?2) ORDER BY base",
        )?;
        let mut rows = all.query(params![query.before.map(day), query.after.map(day)])?;
        let (mut meetings, mut series) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let (slug, id, title): (String, String, String) = (row.get(2)?, row.get(3)?, row.get(4)?);
            let name: Option<String> = row.get(5)?;
            let of_series = |wanted: &String| name.as_ref().is_some_and(|name| has_words(name, wanted));
            let is = |wanted: &String| {
                *wanted == slug || *wanted == id || has_words(&title, wanted) || has_words(&slug, wanted)
            };
            let passes = query.series.is_empty() || query.series.iter().any(of_series);
            if passes && (query.meetings.is_empty() || query.meetings.iter().any(is)) {
                meetings.push((row.get(0)?, row.get(1)?));
                let key: Option<String> = row.get(6)?;
                series.extend(key.filter(|_| !query.series.is_empty()));
            }
        }
        series.sort_unstable();
        series.dedup();
        let (Some(first), Some(last)) = (meetings.first().copied(), meetings.last().copied()) else { return Ok(None) };
        let one_by_one = named && meetings.len() <= STRETCHES;
        let stretches = if one_by_one { meetings.iter().rev().copied().collect() } else { vec![(first.0, last.1)] };
        Ok(Some(Self { stretches, meetings: Some(meetings), series }))
    }

    /// Whether a line is of a meeting that is looked through.
    fn has(&self, id: i64) -> bool {
        let Some(meetings) = &self.meetings else { return true };
        let after = meetings.partition_point(|(from, _)| *from <= id);
        after.checked_sub(1).and_then(|at| meetings.get(at)).is_some_and(|(from, to)| (*from..*to).contains(&id))
    }
}

/// Whether a name has words that begin with each word of what is looked for.
fn has_words(name: &str, wanted: &str) -> bool {
    let (theirs, wanted) = (tokens(name), tokens(wanted));
    !wanted.is_empty() && wanted.iter().all(|word| theirs.iter().any(|token| token.word.starts_with(&word.word)))
}

/// What is looked for, in the index's own language.
struct Expression {
    /// None where the words say nothing: then every line is looked at.
    text: Option<String>,
    /// A beginning stands for more words than were looked for.
    cut: bool,
}

impl Expression {
    /// None where nothing can be found.
    fn of(store: &Connection, query: &Query, scale: &Scale, scope: &Scope) -> rusqlite::Result<Option<Self>> {
        let mut parts = Vec::new();
        let mut cut = false;
        let most = if scale.terms.len() > 1 { ENDINGS.1 } else { ENDINGS.0 };
        for term in &scale.terms {
            let (text, whole) = either(store, term, most)?;
            let Some(text) = text else { return Ok(None) };
            parts.push(text);
            cut |= !whole;
        }
        let (owners, whole) = owners(store, query)?;
        if owners.is_none() && !query.owners.is_empty() {
            return Ok(None);
        }
        parts.extend(owners);
        cut |= !whole;
        let signs = |signs: Vec<String>| (!signs.is_empty()).then(|| any_of(signs.iter().map(String::as_str)));
        if !query.places.contains(&Place::Entry(Kind::Note)) {
            parts.extend(signs(query.places.iter().filter_map(|place| kind_sign(*place)).collect()));
        }
        parts.extend(signs(scope.series.iter().map(|key| series_sign(key)).collect()));
        let tickets = tickets(store, query)?;
        if tickets.is_none() && !query.tickets.is_empty() {
            return Ok(None);
        }
        parts.extend(tickets);
        let text = (!parts.is_empty()).then(|| parts.join(" AND "));
        Ok(Some(Self { text, cut }))
    }
}

/// What holds of lines that somebody of those asked for owns, and whether that is all of them; no text where there is nobody
/// of the name.
fn owners(store: &Connection, query: &Query) -> rusqlite::Result<(Option<String>, bool)> {
    let (mut owners, mut all) = (Vec::new(), true);
    for owner in &query.owners {
        let mut words = Vec::new();
        for sign in owner_signs(owner) {
            let (text, whole) = either(store, &Sequence { words: vec![sign], beginning: true }, ENDINGS.1)?;
            all &= whole;
            words.push(text);
        }
        let words: Option<Vec<String>> = words.into_iter().collect();
        owners.extend(words.filter(|words| !words.is_empty()).map(|words| format!("({})", words.join(" AND "))));
    }
    Ok(((!owners.is_empty()).then(|| format!("({})", owners.join(" OR "))), all))
}

/// What holds of lines that name one of the tickets; no text where there are none.
fn tickets(store: &Connection, query: &Query) -> rusqlite::Result<Option<String>> {
    let mut tickets = Vec::new();
    for key in &query.tickets {
        let beginning = !key.contains(|sign: char| sign.is_ascii_digit());
        let (text, _) = either(store, &Sequence { words: vec![ticket_sign(key)], beginning }, ENDINGS.0)?;
        tickets.extend(text);
    }
    Ok((!tickets.is_empty()).then(|| format!("({})", tickets.join(" OR "))))
}

/// A sequence of words in the index's language, one that may go on as each that it may be, and whether that is all of them;
/// no text where there is no such word.
fn either(store: &Connection, term: &Sequence, most: u32) -> rusqlite::Result<(Option<String>, bool)> {
    let Some((last, firsts)) = term.words.split_last().filter(|_| term.beginning) else {
        return Ok((Some(format!("\"{}\"", term.words.join(" "))), true));
    };
    let mut begin = store
        .prepare_cached("SELECT term FROM term WHERE term >= ?1 AND term < ?2 ORDER BY lines DESC, term LIMIT ?3")?;
    let mut endings: Vec<String> = begin
        .query_map(params![last, format!("{last}\u{10ffff}"), most + 1], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let whole = endings.len() <= most as usize;
    endings.truncate(most as usize);
    if endings.is_empty() {
        return Ok((None, whole));
    }
    let ending = any_of(endings.iter().map(String::as_str));
    // Whether the last word stands right behind the others is seen when the line is weighed: to look up each phrase by itself
    // would go through their lines once for each.
    let text = if firsts.is_empty() { ending } else { format!("(\"{}\" AND {ending})", firsts.join(" ")) };
    Ok((Some(text), whole))
}

/// Any one of those words or phrases.
fn any_of<'a>(phrases: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = phrases.map(|phrase| format!("\"{phrase}\"")).collect();
    format!("({})", quoted.join(" OR "))
}

/// A hit with what it is sorted by: its weight, the day of its meeting, and its number there.
struct Placed {
    weight: f64,
    day: i64,
    number: i64,
    hit: Hit,
}

/// The line as it is shown.
fn hit(store: &Connection, kept: Kept) -> rusqlite::Result<Option<Placed>> {
    let mut meeting = store.prepare_cached(
        "SELECT base, slug, title, name, zone, date FROM meeting WHERE base <= ?1 ORDER BY base DESC LIMIT 1",
    )?;
    let found = meeting.query_row([kept.id], |row| {
        let (base, zone): (i64, Tz) = (row.get(0)?, zone(row.get_ref(4)?.as_str()?));
        Ok((base, row.get(1)?, row.get(2)?, row.get(3)?, zone, read_day(row.get_ref(5)?.as_str_or_null()?)))
    });
    let Some((base, meeting, title, series, zone, date)) = found.optional()? else { return Ok(None) };
    let topic = match kept.line.slot {
        Some(slot) => store
            .prepare_cached("SELECT title FROM slot WHERE base = ?1 AND slot = ?2")?
            .query_row([base, slot_number(slot)], |row| row.get(0))
            .optional()?,
        None => None,
    };
    let (weight, day, number) = (kept.weight, kept.day(), kept.id - base);
    let at: Option<DateTime<_>> = kept.line.at.map(|at| at.with_timezone(&zone).fixed_offset());
    let hit = Hit {
        meeting,
        title,
        series,
        date: at.map(|at| at.date_naive()).or(date),
        at,
        slot: kept.line.slot,
        topic: topic.unwrap_or_default(),
        entry: kept.line.entry,
        place: kept.line.place,
        status: kept.line.status,
        text: kept.line.text,
        marks: kept.marks,
    };
    Ok(Some(Placed { weight, day, number, hit }))
}
