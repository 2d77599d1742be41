//! What the journal asks of a disk, and nothing more.
//!
//! It stands under the journal so that tests can cut, tear and fail every call that a real disk can fail. Calls may
//! come from two threads at once: a line is appended while an earlier one is being synced.

use std::io;

/// A file that grows at its end.
pub trait Storage: Send + Sync {
    /// Appends by ONE write and says how many bytes were taken: fewer than given where the disk is nearly full.
    fn append(&self, bytes: &[u8]) -> io::Result<usize>;

    /// Cuts everything from `len` on.
    fn truncate(&self, len: u64) -> io::Result<()>;

    /// Returns once everything appended before the call survives a power cut.
    fn sync(&self) -> io::Result<()>;

    /// Writes the same bytes over themselves, from the offset `from`. After a failed sync the kernel may take unsynced
    /// bytes for clean and say yes to the next sync without writing them; this makes them dirty again.
    fn write_again(&self, from: u64, bytes: &[u8]) -> io::Result<()>;

    /// Writes and syncs `bytes` beside the file. The file itself stays in use.
    fn stage(&self, bytes: &[u8]) -> io::Result<()>;

    /// Appends `more` to what was staged and puts it in the file's place, all at once.
    fn install(&self, more: &[u8]) -> io::Result<()>;
}
