//! What can be wrong with a meeting's folder, and where.
//!
//! Not here: what is wrong with a line (see `journal`).

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::journal::Damage;

/// A damaged place, shown as `FILE:LINE: what`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The journal.
    pub file: PathBuf,
    /// Where in it, and what is wrong.
    pub damage: Damage,
}

impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.damage.line, self.damage.what)
    }
}

/// Why nothing of a folder could be read.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// It is no meeting's folder.
    #[error("{}: there is no journal in it", .0.display())]
    NoJournal(PathBuf),
    /// The system said no.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The folder or file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}
