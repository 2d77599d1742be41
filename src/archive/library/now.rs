//! The action items of one series as its journals have them at this moment, for a meeting that is about to begin.
//!
//! A scribe is waiting, so only what was changed of this series is read, and nothing is put into the cache: that is the
//! next refresh's. Not here: what a meeting takes over of them (see `meeting::carry_over`).

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use rusqlite::Connection;

use super::super::catalogue::first_record;
use super::super::files::Files;
use super::super::folder::DataFolder;
use super::read::{self, Fingerprint};
use super::{FILE, Series, Store, keep};
use crate::meeting::{Digest, Event, Item, Register};

/// What the cache knows of a meeting: its fingerprint if it belongs to the series that is asked for, else none.
type Known = HashMap<String, Option<String>>;

/// All action items of a series, by number, as a refresh would have them. Nothing is made or mended.
///
/// A meeting of which the cache knows belongs to the series that it belonged to then; a new one to that which it was
/// opened in.
pub fn items_now(folder: &DataFolder, series: &str) -> Vec<Item> {
    let key = Series::named(series).key();
    let there = names(folder);
    let file = folder.cache().join(FILE);
    let store = file.exists().then(|| Store::as_it_is(&file)).flatten();
    let kept = store.and_then(|store| kept_items(folder, store.connection().ok()?, &key, &there).ok());
    // Without a cache that can be asked everything of the series is read.
    kept.unwrap_or_else(|| register(Vec::new(), &changed_of(folder, &key, &there, &Known::new())))
}

fn kept_items(folder: &DataFolder, store: &Connection, key: &str, there: &[String]) -> rusqlite::Result<Vec<Item>> {
    let mut known: Known = store
        .prepare("SELECT slug FROM meeting INDEXED BY meeting_series")?
        .query_map([], |row| Ok((row.get(0)?, None)))?
        .collect::<Result<_, _>>()?;
    let mut of_series = store.prepare("SELECT slug, fingerprint FROM meeting WHERE series = ?1")?;
    let of_series: Known =
        of_series.query_map([key], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
    let left = there.iter().filter(|slug| of_series.contains_key(*slug));
    let is_whole = of_series.len() == left.count();
    known.extend(of_series);
    let changed = changed_of(folder, key, there, &known);
    let is_stale = store.prepare("SELECT 1 FROM stale WHERE series = ?1")?.exists([key])?;
    if changed.is_empty() && is_whole && !is_stale {
        let mut rows = store.prepare("SELECT row FROM item WHERE series = ?1 ORDER BY rowid")?;
        let rows = rows.query_map([key], |row| row.get::<_, String>(0))?;
        let items = rows.map(|row| Ok(keep::read_json::<super::SeriesItem>(&row?)?.item));
        return items.collect();
    }
    let gone_over: BTreeSet<&String> = changed.iter().map(|(slug, ..)| slug).collect();
    let as_known: BTreeSet<&String> = there.iter().filter(|slug| !gone_over.contains(slug)).collect();
    let mut digests = keep::digests(store, key)?;
    digests.retain(|digest| as_known.contains(&digest.slug));
    Ok(register(digests, &changed))
}

/// The names of the folders of all meetings.
fn names(folder: &DataFolder) -> Vec<String> {
    let entries = fs::read_dir(folder.meetings()).into_iter().flatten().flatten();
    entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
}

/// The meetings of the series whose journals are not as the cache knows them.
fn changed_of(data: &DataFolder, key: &str, there: &[String], known: &Known) -> Vec<(String, PathBuf, Fingerprint)> {
    let changed = each(there, |slug| {
        let known = known.get(slug);
        // Of another series, as most are.
        if known.is_some_and(Option::is_none) {
            return None;
        }
        let folder = data.meeting(slug);
        if known.is_none() && opened_in(&folder).is_none_or(|series| series.key() != key) {
            return None;
        }
        let now = read::fingerprint(&folder);
        let as_known = known.is_some_and(|fingerprint| fingerprint.as_ref() == Some(&now.0));
        (!as_known).then(|| (slug.clone(), folder, now))
    });
    changed.into_iter().flatten().collect()
}

/// The register of the meetings that are known as they are and of those that are to be read.
fn register(mut digests: Vec<Digest>, changed: &[(String, PathBuf, Fingerprint)]) -> Vec<Item> {
    let read = each(changed, |(_, folder, now)| read::meeting(folder, now.clone()).digest);
    digests.extend(read.into_iter().flatten());
    keep::in_fold_order(&mut digests);
    Register::of(&digests).items
}

/// The series that the first record of a meeting tells.
fn opened_in(folder: &Path) -> Option<Series> {
    let first = Files::of(folder).ok()?.journals.iter().find_map(|journal| first_record(journal))?;
    first.act.events.iter().find_map(|event| match event {
        Event::MeetingOpened { agenda, .. } => {
            agenda.head.series.as_deref().filter(|name| !name.trim().is_empty()).map(Series::named)
        }
        _ => None,
    })
}

/// What is to be done to each, by several threads where there are many; in the same order, without those of a thread that panicked.
pub(in crate::archive) fn each<T: Sync, R: Send>(of: &[T], does: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(4);
    let share = of.len().div_ceil(threads).max(8);
    if of.len() <= share {
        return of.iter().map(does).collect();
    }
    thread::scope(|scope| {
        let does = &does;
        let parts = of.chunks(share).map(|part| scope.spawn(move || part.iter().map(does).collect::<Vec<R>>()));
        let parts: Vec<_> = parts.collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_default()).collect()
    })
}
