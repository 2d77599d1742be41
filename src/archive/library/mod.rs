//! The library: the one door to all meetings, so that a question about ten years of them reads no journal.
//!
//! What it knows follows from the journals alone and is kept in a cache, which is made anew from them wherever it is
//! missing, damaged or another version's: a folder that is copied in is there after [`Library::refresh`], one that is taken
//! away is gone. Nothing here fails: where no cache can be kept, the same is held in memory. Not here: what a meeting says
//! to the others (see `meeting::Digest`), what several of them come to (see `meeting::Register`) and what a query means
//! (see `meeting::search`).

mod fill;
mod find;
mod glance;
mod keep;
mod lines;
mod names;
mod now;
mod place;
mod read;
mod reader;
mod store;
mod wanted;
mod weigh;
mod words;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use crate::meeting::search::{Found, Query};
use crate::meeting::{Digest, Directory, Participants};

use super::catalogue::{Listed, newest_first};
use super::folder::DataFolder;
use super::shelf::is_archived;
pub use glance::{Announced, Glance, Owed, glance};
pub(super) use now::each;
pub use now::items_now;
pub(super) use place::{Place, opened_from_others};
pub use reader::Reader;
use store::Store;
pub(super) use wanted::series_name;
pub use wanted::{SeriesDecision, SeriesItem, Wanted, WantedDecisions};

/// The name of the cache's file.
const FILE: &str = "library.sqlite";

/// How far a refresh is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Meetings read so far.
    pub done: usize,
    /// Meetings that are to be read.
    pub all: usize,
}

/// What a refresh found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Meetings that were read, because they are new or were changed.
    pub read: usize,
    /// Meetings whose folder is gone.
    pub gone: usize,
}

/// All meetings of a data folder.
#[derive(Debug)]
pub struct Library {
    folder: DataFolder,
    store: RefCell<Store>,
    /// Who is who, once it was asked since the last refresh.
    directory: RefCell<Option<Arc<Directory>>>,
}

impl Library {
    /// The library of a data folder, as it was left; it knows nothing new before a refresh.
    pub fn open(folder: &DataFolder) -> Self {
        let store = RefCell::new(Store::at(&folder.cache().join(FILE)));
        Self { folder: folder.clone(), store, directory: RefCell::default() }
    }

    /// Reads what is new or was changed since, and forgets what is gone.
    pub fn refresh(&mut self, progress: &mut dyn FnMut(Progress)) -> Refreshed {
        self.fill(progress)
    }

    /// All meetings, the one that was last held first; those that cannot be read are among them, last.
    pub fn meetings(&self) -> Vec<Listed> {
        let mut meetings = self.ask(|store| {
            let mut all = store.prepare_cached(
                "SELECT slug, listed, coalesce(archived, 0) FROM meeting LEFT JOIN folder USING (slug)",
            )?;
            all.query_map([], |row| glance::listed(&self.folder, row))?.collect::<rusqlite::Result<Vec<Listed>>>()
        });
        newest_first(&mut meetings);
        meetings
    }

    /// What the meeting in the folder of that name says to the others.
    pub fn digest(&self, slug: &str) -> Option<Digest> {
        self.ask(|store| {
            let mut one = store.prepare_cached("SELECT digest FROM digest WHERE slug = ?1")?;
            let text: Option<String> = one.query_row([slug], |row| row.get(0)).optional()?;
            text.map(|text| keep::read_json(&text)).transpose()
        })
    }

    /// The meetings of a series, in the order in which they were opened.
    pub fn series(&self, name: &str) -> Vec<Digest> {
        self.ask(|store| keep::digests(store, &Series::named(name).key()))
    }

    /// The meetings of the series that the meeting in that folder belongs to, itself among them.
    pub fn series_of(&self, slug: &str) -> Vec<Digest> {
        self.ask(|store| {
            let mut one = store.prepare_cached("SELECT series FROM digest WHERE slug = ?1")?;
            let series: Option<String> = one.query_row([slug], |row| row.get(0)).optional()?;
            series.map_or(Ok(Vec::new()), |series| keep::digests(store, &series))
        })
    }

    /// What all meetings say to the others, in the order in which they were opened.
    pub fn digests(&self) -> Vec<Digest> {
        self.ask(keep::all_digests)
    }

    /// The people of each meeting of a series, or of all meetings, in the order in which they were opened.
    pub fn participants(&self, series: Option<&str>) -> Vec<Participants> {
        let series = series.map(|name| Series::named(name).key());
        let mut meetings = self.ask(|store| {
            let mut rows =
                store.prepare_cached("SELECT row FROM participants WHERE ?1 IS NULL OR series = ?1 ORDER BY slug")?;
            let rows = rows.query_map([&series], |row| row.get::<_, String>(0))?;
            rows.map(|row| keep::read_json(&row?)).collect::<rusqlite::Result<Vec<Participants>>>()
        });
        meetings.sort_by(|a, b| (a.opened, &a.id).cmp(&(b.opened, &b.id)));
        meetings
    }

    /// Who is who over all meetings, as the last refresh left them.
    pub fn directory(&self) -> Arc<Directory> {
        let known = self.directory.borrow().clone();
        known.unwrap_or_else(|| {
            let made = Arc::new(Directory::of(&self.participants(None)));
            *self.directory.borrow_mut() = Some(Arc::clone(&made));
            made
        })
    }

    /// The action items that are wanted, by series and number.
    pub fn items(&self, wanted: &Wanted) -> Vec<SeriesItem> {
        let series = wanted.series.as_deref().map(|name| Series::named(name).key());
        let only_open = wanted.open || wanted.overdue.is_some();
        let mut items = self.ask(|store| {
            let mut rows = store.prepare_cached(
                "SELECT row FROM item WHERE (?1 IS NULL OR series = ?1) AND open >= ?2 ORDER BY series, rowid",
            )?;
            let rows = rows.query_map((&series, only_open), |row| row.get::<_, String>(0))?;
            rows.map(|row| keep::read_json(&row?)).collect::<rusqlite::Result<Vec<SeriesItem>>>()
        });
        items.retain(|row| wanted.takes(&row.item));
        items
    }

    /// The decisions that are wanted, the newest first.
    pub fn decisions(&self, wanted: &WantedDecisions) -> Vec<SeriesDecision> {
        let series = wanted.series.as_deref().map(|name| Series::named(name).key());
        let mut decisions = self.ask(|store| {
            let mut rows = store.prepare_cached(
                "SELECT row FROM decision WHERE (?1 IS NULL OR series = ?1) AND (?2 IS NULL OR day >= ?2)",
            )?;
            let rows = rows.query_map((&series, wanted.since.map(keep::day)), |row| row.get::<_, String>(0))?;
            rows.map(|row| keep::read_json(&row?)).collect::<rusqlite::Result<Vec<SeriesDecision>>>()
        });
        let place = |row: &SeriesDecision| (row.decision.at, row.slug.clone(), row.decision.entry);
        decisions.sort_by_cached_key(|row| std::cmp::Reverse(place(row)));
        decisions
    }

    /// The lines that are looked for, at most so many, the best first.
    ///
    /// A line is the better the more of its words were asked for, and as they were asked for: whole words count more than
    /// beginnings, words side by side more than words apart. Titles, decisions and action items come before what was merely
    /// noted, and of two equal lines the newer one comes first. All of that is weighed for the newest lines that have the
    /// words, a few thousand of them, so that the answer comes while somebody types.
    pub fn search(&self, query: &Query, limit: usize) -> Found {
        if query.owners.is_empty() {
            return self.ask(|store| find::find(store, query, limit));
        }
        let query = Query { owners: find::with_other_names(&query.owners, &self.directory()), ..query.clone() };
        self.ask(|store| find::find(store, &query, limit))
    }

    /// Asks the store. One that gives an error is made anew, filled, and asked once more.
    fn ask<T: Default>(&self, question: impl Fn(&Connection) -> rusqlite::Result<T>) -> T {
        let ask = || self.store.borrow().connection().and_then(&question);
        ask()
            .or_else(|error| {
                self.store.borrow_mut().anew(&error);
                self.fill(&mut |_| ());
                ask()
            })
            .unwrap_or_default()
    }

    fn fill(&self, progress: &mut dyn FnMut(Progress)) -> Refreshed {
        self.directory.replace(None);
        let there = read::folders(&self.folder);
        let mut fill =
            || self.store.borrow_mut().connection_mut().and_then(|store| fill::fill(store, &there, progress));
        let filled = fill().or_else(|error| {
            self.store.borrow_mut().anew(&error);
            fill()
        });
        let filled = filled.or_else(|_| {
            *self.store.borrow_mut() = Store::in_memory();
            fill()
        });
        filled.unwrap_or_default()
    }
}

/// The meetings of a data folder, by the names of their folders, whose journals are as they were when they were read. Nothing
/// is read or written but the cache, as it is: somebody waits for one meeting and not for all of them.
pub(super) fn unchanged(folder: &DataFolder) -> BTreeMap<String, Listed> {
    let place = folder.cache().join(FILE);
    let Some(store) = place.exists().then(|| Store::as_it_is(&place)).flatten() else { return BTreeMap::new() };
    let there = read::folders(folder);
    let known = store.connection().and_then(|store| {
        let mut all = store.prepare("SELECT slug, fingerprint, listed FROM meeting")?;
        let mut rows = all.query([])?;
        let mut known = BTreeMap::new();
        while let Some(row) = rows.next()? {
            let (slug, fingerprint): (String, String) = (row.get(0)?, row.get(1)?);
            if let Some(now) = there.get(&slug)
                && now.fingerprint.0 == fingerprint
            {
                let listed: Listed = keep::read_json(&row.get::<_, String>(2)?)?;
                let archived = is_archived(&now.path);
                known.insert(slug, Listed { folder: now.path.clone(), archived, ..listed });
            }
        }
        Ok(known)
    });
    known.unwrap_or_default()
}

/// What meetings have in common whose action items are numbered together.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Series {
    /// Its name, as names are compared.
    Named(String),
    /// A meeting that belongs to none is one of its own: its identity.
    Alone(String),
}

impl Series {
    fn named(name: &str) -> Self {
        Self::Named(series_name(name))
    }

    fn of(digest: &Digest) -> Self {
        match digest.head.series.as_deref().filter(|name| !name.trim().is_empty()) {
            Some(name) => Self::named(name),
            None => Self::Alone(digest.id.clone()),
        }
    }

    /// Under which it is kept.
    fn key(&self) -> String {
        match self {
            Self::Named(name) => format!("={name}"),
            Self::Alone(id) => format!(" {id}"),
        }
    }
}

#[cfg(test)]
mod tests;
