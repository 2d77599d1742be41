//! What the journal asks of a disk, and nothing more.
//!
//! It stands under the journal so that tests can cut, tear and fail every call that a real disk can fail. Calls may
//! come from two threads at once: a line is appended while an earlier one is being synced.

use std::io;
use std::sync::Arc;

/// A file that grows at its end.
pub trait Storage: Send + Sync {
    /// Appends by ONE write and says how many bytes were taken: fewer than given where the disk is nearly full.
    fn append(&self, bytes: &[u8]) -> io::Result<usize>;

    /// Cuts everything from `len` on.
    fn truncate(&self, len: u64) -> io::Result<()>;

    /// Returns once everything appended before the call survives a power cut, under the file's name. It fails where the
    /// file is not what was written: shorter than `len`, or ([`NotFound`](io::ErrorKind::NotFound)) gone from its folder.
    fn sync(&self, len: u64) -> io::Result<()>;

    /// Reads everything back: from the open file, so that it works where the name is gone.
    fn contents(&self) -> io::Result<Vec<u8>>;

    /// Writes and syncs `bytes` in a new file beside this one, which nobody takes for one of the meeting's yet.
    fn stage(&self, bytes: &[u8]) -> io::Result<Arc<dyn Storage>>;

    /// Puts a staged file in the place of the one that it was staged beside, all at once; synced with the next sync.
    fn replace(&self) -> io::Result<()>;

    /// Makes a staged file the next one of the journal; when this returns, it survives a power cut.
    fn join(&self) -> io::Result<()>;
}
