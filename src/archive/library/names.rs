//! Names of what there is, for who completes a word: from the cache as it was left, so that nobody waits.
//!
//! Not here: which names fit what was typed.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::super::catalogue::{Listed, newest_first};
use super::wanted::SeriesItem;
use super::{Reader, glance, keep};
use crate::archive::DataFolder;
use crate::meeting::Participants;

/// Of so many meetings, the newest, the rosters are read.
const ROSTERS: i64 = 60;

impl Reader {
    /// As [`super::Library::meetings`]; none where the cache cannot be asked any more.
    pub fn meetings(&self, folder: &DataFolder) -> Option<Vec<Listed>> {
        let mut meetings = self
            .rows("SELECT slug, listed, coalesce(archived, 0) FROM meeting LEFT JOIN folder USING (slug)", |row| {
                glance::listed(folder, row)
            })?;
        newest_first(&mut meetings);
        Some(meetings)
    }

    /// Who owns an open action item, or is on a roster of the newest meetings, by name.
    pub fn people(&self) -> Option<BTreeSet<String>> {
        let owners = self.rows("SELECT DISTINCT owners FROM item WHERE open = 1", |row| row.get::<_, String>(0))?;
        let mut names: BTreeSet<String> = owners.iter().flat_map(|all| all.split('\n')).map(str::to_owned).collect();
        let newest = format!(
            "SELECT participants.row FROM meeting JOIN participants USING (slug) ORDER BY happened DESC LIMIT {ROSTERS}"
        );
        let rosters = self.rows(&newest, |row| keep::read_json::<Participants>(&row.get::<_, String>(0)?))?;
        for roster in rosters {
            names.extend(roster.people.into_iter().map(|person| person.name));
            names.extend(roster.groups);
        }
        names.remove("");
        Some(names)
    }

    /// At most so many open action items.
    pub fn open_items(&self, most: usize) -> Option<Vec<SeriesItem>> {
        self.rows(&format!("SELECT row FROM item WHERE open = 1 LIMIT {most}"), |row| {
            keep::read_json(&row.get::<_, String>(0)?)
        })
    }

    fn rows<T>(&self, query: &str, read: impl Fn(&rusqlite::Row) -> rusqlite::Result<T>) -> Option<Vec<T>> {
        let all = |store: &Connection| store.prepare(query)?.query_map([], |row| read(row))?.collect();
        self.store.connection().and_then(all).ok()
    }
}
