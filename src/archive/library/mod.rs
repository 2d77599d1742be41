//! The library: the one door to all meetings, so that a question about ten years of them reads no journal.
//!
//! What it knows follows from the journals alone and is made anew from them wherever it is missing: a folder that is copied
//! in is there after [`Library::refresh`], one that is taken away is gone. Not here: what a meeting says to the others (see
//! `meeting::Digest`) and what several of them come to (see `meeting::Register`).

mod read;
mod wanted;

use std::collections::BTreeMap;

use crate::meeting::{Digest, Register};

use super::catalogue::Listed;
use super::folder::DataFolder;
use read::{Fingerprint, folders};
use wanted::series_name;
pub use wanted::{SeriesDecision, SeriesItem, Wanted, WantedDecisions};

/// How far a refresh is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Meetings read so far.
    pub done: usize,
    /// Meetings that are to be read.
    pub all: usize,
}

/// What a refresh found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    known: BTreeMap<String, Known>,
}

/// A meeting as it was read last.
#[derive(Debug)]
struct Known {
    fingerprint: Fingerprint,
    listed: Listed,
    digest: Option<Digest>,
}

impl Library {
    /// The library of a data folder, as it was left; it knows nothing new before a refresh.
    pub fn open(folder: &DataFolder) -> Self {
        Self { folder: folder.clone(), known: BTreeMap::new() }
    }

    /// Reads what is new or was changed since, and forgets what is gone.
    pub fn refresh(&mut self, progress: &mut dyn FnMut(Progress)) -> Refreshed {
        let there = folders(&self.folder);
        let before = self.known.len();
        self.known.retain(|slug, _| there.contains_key(slug));
        let gone = before - self.known.len();
        let is_known =
            |slug: &String, now: &Fingerprint| self.known.get(slug).is_some_and(|known| known.fingerprint == *now);
        let changed: Vec<_> = there.into_iter().filter(|(slug, (_, now))| !is_known(slug, now)).collect();
        let all = changed.len();
        for (done, (slug, (path, fingerprint))) in changed.into_iter().enumerate() {
            progress(Progress { done, all });
            let (listed, digest) = read::meeting(&path);
            self.known.insert(slug, Known { fingerprint, listed, digest });
        }
        progress(Progress { done: all, all });
        Refreshed { read: all, gone }
    }

    /// All meetings, the one in which something last happened first; those that cannot be read are among them, last.
    pub fn meetings(&self) -> Vec<Listed> {
        let mut meetings: Vec<Listed> = self.known.values().map(|known| known.listed.clone()).collect();
        Listed::newest_first(&mut meetings);
        meetings
    }

    /// What the meeting in the folder of that name says to the others.
    pub fn digest(&self, slug: &str) -> Option<Digest> {
        self.known.get(slug)?.digest.clone()
    }

    /// The meetings of a series, in the order in which they were opened.
    pub fn series(&self, name: &str) -> Vec<Digest> {
        self.grouped().remove(&Series::named(name)).unwrap_or_default().into_iter().cloned().collect()
    }

    /// The meetings of the series that the meeting in that folder belongs to, itself among them.
    pub fn series_of(&self, slug: &str) -> Vec<Digest> {
        let Some(digest) = self.known.get(slug).and_then(|known| known.digest.as_ref()) else { return Vec::new() };
        self.grouped().remove(&Series::of(digest)).unwrap_or_default().into_iter().cloned().collect()
    }

    /// The action items that are wanted, by series and number.
    pub fn items(&self, wanted: &Wanted) -> Vec<SeriesItem> {
        let only = wanted.series.as_deref().map(Series::named);
        let mut items = Vec::new();
        for (series, digests) in self.grouped() {
            if only.as_ref().is_some_and(|only| *only != series) {
                continue;
            }
            let name = digests.last().and_then(|digest| digest.head.series.clone());
            let register = Register::of(digests);
            let those = register.items.into_iter().filter(|item| wanted.takes(item));
            items.extend(those.map(|item| SeriesItem { series: name.clone(), item }));
        }
        items
    }

    /// The decisions that are wanted, the newest first.
    pub fn decisions(&self, wanted: &WantedDecisions) -> Vec<SeriesDecision> {
        let only = wanted.series.as_deref().map(Series::named);
        let digests = self.known.values().filter_map(|known| known.digest.as_ref());
        let digests = digests.filter(|digest| only.as_ref().is_none_or(|only| *only == Series::of(digest)));
        let all = digests.flat_map(|digest| digest.decisions.iter().map(move |decision| (digest, decision)));
        let since = |decision: &crate::meeting::DigestDecision| {
            wanted.since.is_none_or(|since| decision.at.date_naive() >= since)
        };
        let mut decisions: Vec<SeriesDecision> = all
            .filter(|(_, decision)| since(decision))
            .map(|(digest, decision)| SeriesDecision {
                series: digest.head.series.clone(),
                slug: digest.slug.clone(),
                title: digest.head.title.clone(),
                decision: decision.clone(),
            })
            .collect();
        decisions.sort_by(|a, b| (b.decision.at, &b.slug).cmp(&(a.decision.at, &a.slug)));
        decisions
    }

    /// The digests of each series, in the order in which its meetings were opened.
    fn grouped(&self) -> BTreeMap<Series, Vec<&Digest>> {
        let mut grouped: BTreeMap<Series, Vec<&Digest>> = BTreeMap::new();
        for digest in self.known.values().filter_map(|known| known.digest.as_ref()) {
            grouped.entry(Series::of(digest)).or_default().push(digest);
        }
        for digests in grouped.values_mut() {
            digests.sort_by(|a, b| (a.opened, &a.id).cmp(&(b.opened, &b.id)));
        }
        grouped
    }
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
}

#[cfg(test)]
mod tests;
