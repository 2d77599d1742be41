//! The journal: every act of the scribe as a line of JSON, appended and never rewritten, and the half-typed lines beside.
//!
//! So that nothing typed is ever lost. What has been shown is with the kernel: it survives a kill, a panic, a lost
//! terminal. What is called saved has been synced: it survives a power cut. Nothing damaged is silently dropped.
//!
//! `record` and `recover` are pure; the format is frozen (`docs/journal-format.md`). Not here: what events mean
//! (see `meeting`) and the folder of all meetings (see `archive`).

mod digest;
mod draft;
mod file;
mod half_typed;
mod hlc;
mod memory;
mod parts;
#[cfg(test)]
mod power_cut;
mod record;
mod recover;
mod seal;
mod sealed;
mod storage;
mod tail;
mod thread;
mod writer;

pub use digest::Digest;
pub use draft::{Drafts, recover_drafts};
pub use file::{
    Holder, JournalFile, Lock, OpenError, create_folder, draft_path, file_system_of, holder, is_held, journal_path,
    read, read_whole, wait_gone,
};
pub use hlc::Hlc;
pub use memory::{Fault, Memory};
pub use record::{Heading, Origin, Record, VERSION, encode};
pub use recover::{Damage, Recovered, Recovery, What, recover};
pub use storage::Storage;
pub use tail::{NotSaved, Saved, Wake};
pub use writer::{Journal, Reopened};
