//! What is known of a meeting's folder without reading its journals whole: which agenda it was opened from, and whether it was
//! put away.
//!
//! It holds as long as nothing was put into the folder or taken out of it, which its own times tell. So the agenda of a new
//! meeting is held against ten years of others by asking for the times of their folders. Not here: reading the first
//! lines (see `origin`), and the mark (see `shelf`).

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rusqlite::{Connection, TransactionBehavior, params};

use super::super::folder::DataFolder;
use super::super::origin::opened_from;
use super::super::shelf::is_archived;
use super::read::There;
use super::{FILE, Store};

/// Clocks of file systems are coarse: what is younger may be changed once more without a trace.
const YOUNG: Duration = Duration::from_millis(100);

/// Where a folder is on the disk, and when a name was last put into it or taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::archive) struct Place(pub(super) String);

impl Place {
    /// That of a folder; none where no folder is there.
    pub(in crate::archive) fn of(folder: &Path) -> Option<Self> {
        Some(Self::told(&found(folder)?))
    }

    /// Whether another change could be told from it.
    pub(in crate::archive) fn is_told(&self) -> bool {
        !self.0.is_empty()
    }

    fn told(found: &Metadata) -> Self {
        let times = (found.mtime(), found.mtime_nsec(), found.ctime(), found.ctime_nsec());
        Self(format!("{} {} {times:?}", found.dev(), found.ino()))
    }

    /// What is to be remembered of a folder, before anything in it is looked at: nothing where its last change is so young
    /// that another one could not be told from it.
    pub(in crate::archive) fn to_remember(folder: &Path) -> Option<Self> {
        let found = found(folder)?;
        let age = found.modified().ok().and_then(|at| SystemTime::now().duration_since(at).ok());
        Some(if age.is_some_and(|age| age > YOUNG) { Self::told(&found) } else { Self::default() })
    }
}

fn found(folder: &Path) -> Option<Metadata> {
    fs::metadata(folder).ok().filter(Metadata::is_dir)
}

/// Brings what is known of the folders up to date; only those that were changed are looked into.
pub(super) fn bring_up_to_date(store: &mut Connection, there: &BTreeMap<String, There>) -> rusqlite::Result<()> {
    let known: HashMap<String, String> = store
        .prepare("SELECT slug, place FROM folder")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let gone: Vec<&String> = known.keys().filter(|slug| !there.contains_key(*slug)).collect();
    let is_known = |slug: &String, now: &Place| now.is_told() && known.get(slug) == Some(&now.0);
    let changed: Vec<(&String, &There)> = there.iter().filter(|(slug, now)| !is_known(slug, &now.place)).collect();
    if gone.is_empty() && changed.is_empty() {
        return Ok(());
    }
    let found: Vec<_> = changed
        .into_iter()
        .map(|(slug, now)| {
            (slug, &now.place.0, opened_from(&now.path).and_then(|it| it.agenda), is_archived(&now.path))
        })
        .collect();
    let transaction = store.transaction_with_behavior(TransactionBehavior::Immediate)?;
    {
        let mut forget = transaction.prepare_cached("DELETE FROM folder WHERE slug = ?1")?;
        for slug in gone {
            forget.execute([slug])?;
        }
        let mut keep = transaction.prepare_cached("INSERT OR REPLACE INTO folder VALUES (?1, ?2, ?3, ?4)")?;
        for (slug, place, agenda, archived) in found {
            keep.execute(params![slug, place, agenda, archived])?;
        }
    }
    transaction.commit()
}

/// The folders that are known to be of meetings which were not opened from that agenda, as long as they are where they were.
/// Nothing is read or written but the cache, as it is.
pub(in crate::archive) fn opened_from_others(folder: &DataFolder, agenda: &Path) -> HashMap<String, Place> {
    let file = folder.cache().join(FILE);
    let Some(store) = file.exists().then(|| Store::as_it_is(&file)).flatten() else { return HashMap::new() };
    let known = store.connection().and_then(|store| {
        let mut others = store.prepare("SELECT slug, place FROM folder WHERE agenda IS NOT ?1 AND place <> ''")?;
        let others = others.query_map([agenda.to_string_lossy()], |row| Ok((row.get(0)?, Place(row.get(1)?))))?;
        others.collect()
    });
    known.unwrap_or_default()
}
