//! Asking the cache as it stands, while another connection brings it up to date.
//!
//! Nothing is ever made, mended or waited for here: whoever asks is answering a person who types. Not here: how lines are
//! found.

use std::time::Duration;

use super::super::folder::DataFolder;
use super::store::Store;
use super::{FILE, Library, find};
use crate::meeting::search::{Found, Query};

/// How long to wait for a moment in which the cache's log is put in order.
const PATIENCE: Duration = Duration::from_millis(200);

/// The cache of a data folder, only to be asked.
#[derive(Debug)]
pub struct Reader {
    pub(super) store: Store,
}

impl Reader {
    /// None where there is no cache that this program can use.
    pub fn open(folder: &DataFolder) -> Option<Self> {
        let store = Store::as_it_is(&folder.cache().join(FILE))?;
        let connection = store.connection().ok()?;
        connection.busy_timeout(PATIENCE).ok()?;
        connection.set_prepared_statement_cache_capacity(64);
        Some(Self { store })
    }

    /// As [`Library::search`]; none where the cache cannot be asked any more.
    pub fn search(&self, query: &Query, limit: usize) -> Option<Found> {
        let connection = self.store.connection().ok()?;
        find::find(connection, query, limit).ok()
    }
}

impl Library {
    /// Whether what it knows is in a file that a [`Reader`] can ask, and not in this program's memory.
    pub fn is_in_a_file(&self) -> bool {
        self.store.borrow().is_in_a_file()
    }
}
