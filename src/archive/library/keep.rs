//! Putting meetings into the store and taking them out: whole transactions, each of which leaves it right.
//!
//! What several meetings come to is marked as stale by every change and made anew after the last one. Not here: reading the
//! journals (see `read`), and the tables (see `store`).

use std::collections::HashMap;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::lines::Line;
use super::now::each;
use super::read::Read;
use super::words::words;
use super::{Series, SeriesDecision, SeriesItem};
use crate::meeting::search::Place;
use crate::meeting::{Digest, EntryId, Id, Register, SlotId, Status, WriterId};

/// The bits of a line's number within its meeting.
pub(super) const LINE_BITS: u32 = 22;

/// More lines of one meeting than that are not found by their words.
const MOST_LINES: usize = 1 << LINE_BITS;

/// Meetings being put into the store, within one transaction.
pub(super) struct Keeper<'c> {
    store: &'c Connection,
    /// How many lines more than before have a word.
    terms: HashMap<String, i64>,
    /// Lines written since the transaction began.
    pub(super) written: usize,
}

impl<'c> Keeper<'c> {
    pub(super) fn new(store: &'c Connection) -> Self {
        Self { store, terms: HashMap::new(), written: 0 }
    }

    /// Puts a meeting in the place of what was known of it.
    pub(super) fn put(&mut self, read: &Read) -> rusqlite::Result<()> {
        let known: Option<String> = self
            .store
            .prepare_cached("SELECT fingerprint FROM meeting WHERE slug = ?1")?
            .query_row([&read.listed.slug], |row| row.get(0))
            .optional()?;
        // Another program may have read it meanwhile.
        if known.as_ref() == Some(&read.fingerprint.0) {
            return Ok(());
        }
        if known.is_some() {
            self.remove(&read.listed.slug)?;
        }
        let series = read.digest.as_ref().map(|digest| Series::of(digest).key());
        let base = self.base(read)?;
        let said = read.lines.iter().filter_map(|line| line.at).map(|at| at.with_timezone(&read.zone).date_naive());
        let mut days: Vec<NaiveDate> = said.chain(read.digest.as_ref().and_then(|digest| digest.date)).collect();
        days.sort_unstable();
        self.store
            .prepare_cached(
                "INSERT INTO meeting VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            )?
            .execute(params![
                read.listed.slug,
                read.fingerprint.0,
                series,
                base,
                count(read.lines.len().min(MOST_LINES)),
                days.first().copied().map(day),
                days.last().copied().map(day),
                read.digest.as_ref().and_then(|digest| digest.date).map(day),
                read.zone.name(),
                read.listed.id,
                read.listed.title,
                read.listed.series,
                json(&read.listed)?,
                read.listed.held.map(|at| at.timestamp_millis()),
                read.digest.as_ref().and_then(next_meetings),
            ])?;
        self.put_parts(read, series.as_deref(), base)?;
        self.mark_stale(series.as_deref())
    }

    /// Takes a meeting out.
    pub(super) fn remove(&mut self, slug: &str) -> rusqlite::Result<()> {
        let known = self
            .store
            .prepare_cached("SELECT base, lines, series FROM meeting WHERE slug = ?1")?
            .query_row([slug], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
            .optional()?;
        let Some((base, lines, series)) = known else { return Ok(()) };
        let (base, lines, series): (i64, i64, Option<String>) = (base, lines, series);
        let (from, to) = (base, base + lines);
        let mut kept = self.store.prepare_cached(&format!("SELECT {LINE} FROM line WHERE id >= ?1 AND id < ?2"))?;
        let mut rows = kept.query([from, to])?;
        while let Some(row) = rows.next()? {
            let id: i64 = row.get(0)?;
            let words = words(&line(row)?, series.as_deref());
            self.count(&words, -1);
            self.store
                .prepare_cached("INSERT INTO word (word, rowid, words) VALUES ('delete', ?1, ?2)")?
                .execute(params![id, words.join(" ")])?;
            self.written += 1;
        }
        self.store.prepare_cached("DELETE FROM line WHERE id >= ?1 AND id < ?2")?.execute([from, to])?;
        self.store.prepare_cached("DELETE FROM slot WHERE base = ?1")?.execute([base])?;
        for table in ["digest", "participants", "decision", "meeting"] {
            self.store.prepare_cached(&format!("DELETE FROM {table} WHERE slug = ?1"))?.execute([slug])?;
        }
        self.mark_stale(series.as_deref())
    }

    /// Writes down what is counted on the way; the last step of a transaction.
    pub(super) fn finish(self) -> rusqlite::Result<()> {
        let mut add = self.store.prepare_cached(
            "INSERT INTO term VALUES (?1, ?2) ON CONFLICT (term) DO UPDATE SET lines = lines + excluded.lines",
        )?;
        let mut drop = self.store.prepare_cached("DELETE FROM term WHERE term = ?1 AND lines <= 0")?;
        let mut terms: Vec<(String, i64)> = self.terms.into_iter().filter(|(_, lines)| *lines != 0).collect();
        terms.sort_unstable();
        for (term, lines) in &terms {
            add.execute(params![term, lines])?;
            if *lines < 0 {
                drop.execute([term])?;
            }
        }
        Ok(())
    }

    /// Where the meeting's lines begin: after those of all that were opened before it.
    fn base(&self, read: &Read) -> rusqlite::Result<i64> {
        let opened = read.listed.opened.map_or(0, |at| at.timestamp().max(0));
        let mut taken = self.store.prepare_cached("SELECT 1 FROM meeting WHERE base = ?1")?;
        let mut base = opened << LINE_BITS;
        while taken.exists([base])? {
            base += 1 << LINE_BITS;
        }
        Ok(base)
    }

    fn put_parts(&mut self, read: &Read, series: Option<&str>, base: i64) -> rusqlite::Result<()> {
        for (id, line) in (base..).zip(read.lines.iter().take(MOST_LINES)) {
            self.put_line(id, line, series)?;
        }
        let (Some(digest), Some(series)) = (&read.digest, series) else { return Ok(()) };
        self.store.prepare_cached("INSERT INTO digest VALUES (?1, ?2, ?3)")?.execute(params![
            digest.slug,
            series,
            json(digest)?
        ])?;
        if let Some(participants) = &read.participants {
            self.store.prepare_cached("INSERT INTO participants VALUES (?1, ?2, ?3)")?.execute(params![
                digest.slug,
                series,
                json(participants)?
            ])?;
        }
        let mut slots = self.store.prepare_cached("INSERT OR IGNORE INTO slot VALUES (?1, ?2, ?3)")?;
        for topic in &digest.topics {
            slots.execute(params![base, number(topic.slot.0), topic.title])?;
        }
        let mut decisions = self.store.prepare_cached("INSERT INTO decision VALUES (?1, ?2, ?3, ?4)")?;
        for decision in &digest.decisions {
            let on = decision.at.with_timezone(&read.zone).date_naive();
            let row = SeriesDecision {
                series: digest.head.series.clone(),
                slug: digest.slug.clone(),
                title: digest.head.title.clone(),
                decision: decision.clone(),
            };
            decisions.execute(params![digest.slug, series, day(on), json(&row)?])?;
        }
        Ok(())
    }

    fn put_line(&mut self, id: i64, line: &Line, series: Option<&str>) -> rusqlite::Result<()> {
        let words = words(line, series);
        self.count(&words, 1);
        self.written += 1;
        let listed = |all: &[String]| (!all.is_empty()).then(|| all.join("\n"));
        self.store.prepare_cached("INSERT INTO line VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?.execute(params![
            id,
            line.slot.map(|slot| number(slot.0)),
            line.entry.map(|entry| number(entry.0)),
            count(Place::all().position(|place| place == line.place).unwrap_or_default()),
            line.at.map(|at| at.timestamp_millis()),
            line.text,
            listed(&line.owners),
            listed(&line.tickets),
        ])?;
        self.store
            .prepare_cached("INSERT INTO word (rowid, words) VALUES (?1, ?2)")?
            .execute(params![id, words.join(" ")])?;
        Ok(())
    }

    fn count(&mut self, words: &[String], by: i64) {
        for word in words {
            match self.terms.get_mut(word) {
                Some(lines) => *lines += by,
                None => {
                    self.terms.insert(word.clone(), by);
                }
            }
        }
    }

    fn mark_stale(&self, series: Option<&str>) -> rusqlite::Result<()> {
        if let Some(series) = series {
            self.store.prepare_cached("INSERT OR IGNORE INTO stale VALUES (?1)")?.execute([series])?;
        }
        Ok(())
    }
}

/// Makes the registers anew of all series that were changed, each in a transaction of its own.
pub(super) fn bring_up_to_date(store: &mut Connection) -> rusqlite::Result<()> {
    let stale: Vec<String> = store
        .prepare("SELECT series FROM stale ORDER BY series")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for series in stale {
        let transaction = store.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let digests = digests(&transaction, &series)?;
        transaction.prepare_cached("DELETE FROM item WHERE series = ?1")?.execute([&series])?;
        let name = digests.last().and_then(|digest| digest.head.series.clone());
        for item in Register::of(&digests).items {
            let open = item.action.status == Status::Open;
            let (due, owners) = (item.action.due.map(day), item.action.owners.join("\n"));
            let row = SeriesItem { series: name.clone(), item };
            transaction.prepare_cached("INSERT INTO item VALUES (?1, ?2, ?3, ?4, ?5)")?.execute(params![
                series,
                open,
                json(&row)?,
                due,
                owners
            ])?;
        }
        transaction.prepare_cached("DELETE FROM stale WHERE series = ?1")?.execute([&series])?;
        transaction.commit()?;
    }
    Ok(())
}

/// The days on which a meeting says that the next ones will be, as they are kept.
fn next_meetings(digest: &Digest) -> Option<String> {
    let days: Vec<String> = digest.head.next_meetings.iter().copied().map(day).collect();
    (!days.is_empty()).then(|| days.join("\n"))
}

/// What the meetings of a series say, in the order in which they were opened.
pub(super) fn digests(store: &Connection, series: &str) -> rusqlite::Result<Vec<Digest>> {
    let mut wanted = store.prepare_cached("SELECT digest FROM digest WHERE series = ?1")?;
    read_digests(&wanted.query_map([series], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?)
}

/// What all meetings say.
pub(super) fn all_digests(store: &Connection) -> rusqlite::Result<Vec<Digest>> {
    let mut all = store.prepare_cached("SELECT digest FROM digest")?;
    read_digests(&all.query_map([], |row| row.get(0))?.collect::<Result<Vec<_>, _>>()?)
}

/// Of ten years there are megabytes, which several threads read.
fn read_digests(texts: &[String]) -> rusqlite::Result<Vec<Digest>> {
    let mut digests = each(texts, |text| read_json(text)).into_iter().collect::<Result<Vec<Digest>, _>>()?;
    in_fold_order(&mut digests);
    Ok(digests)
}

/// In the order in which they were opened; copies of one meeting by the names of their folders.
pub(super) fn in_fold_order(digests: &mut [Digest]) {
    digests.sort_by(|a, b| (a.opened, &a.id, &a.slug).cmp(&(b.opened, &b.id, &b.slug)));
}

/// The columns of a line, in the order of [`line`].
pub(super) const LINE: &str =
    "line.id, line.slot, line.entry, line.place, line.at, line.text, line.owners, line.tickets";

/// A line as it was put in; of its time the moment is kept and not the offset.
pub(super) fn line(row: &Row) -> rusqlite::Result<Line> {
    let place: i64 = row.get(3)?;
    let listed = |text: Option<String>| text.map_or(Vec::new(), |text| text.split('\n').map(str::to_owned).collect());
    Ok(Line {
        slot: row.get::<_, Option<i64>>(1)?.map(|number| SlotId(identity(number))),
        entry: row.get::<_, Option<i64>>(2)?.map(|number| EntryId(identity(number))),
        place: usize::try_from(place).ok().and_then(|place| Place::all().nth(place)).unwrap_or(Place::Agenda),
        at: row.get::<_, Option<i64>>(4)?.and_then(chrono::DateTime::from_timestamp_millis).map(|at| at.fixed_offset()),
        text: row.get(5)?,
        owners: listed(row.get(6)?),
        tickets: listed(row.get(7)?),
    })
}

/// A count as the tables have it.
fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// An identity as one number.
fn number(id: Id) -> i64 {
    (u64::from(id.writer.0) << 32 | u64::from(id.n)).cast_signed()
}

fn identity(number: i64) -> Id {
    let number = number.cast_unsigned();
    Id { writer: WriterId((number >> 32) as u32), n: number as u32 }
}

/// The number of a slot's identity, as the tables have it.
pub(super) fn slot_number(slot: SlotId) -> i64 {
    number(slot.0)
}

/// A day as text that sorts as days do; years beyond four digits are nobody's.
pub(super) fn day(day: NaiveDate) -> String {
    day.to_string()
}

fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

/// What [`json`] wrote; anything else is damage.
pub(super) fn read_json<T: serde::de::DeserializeOwned>(text: &str) -> rusqlite::Result<T> {
    serde_json::from_str(text)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, error.into()))
}
