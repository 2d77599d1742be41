//! The journal: every act of the scribe as a line of JSON, appended and never rewritten, and the half-typed lines beside.
//!
//! So that nothing typed is ever lost. Its contract, each sentence with the test that holds it to it:
//!
//! - What has been shown is with the kernel: it survives a kill, a panic, a lost terminal
//!   (`a_writer_killed_at_random_moments_loses_nothing_that_it_had_given`, and for each key on its way
//!   `a_key_never_waits_for_the_draft_file_and_is_not_lost_meanwhile`).
//! - What is called saved has been synced: it survives a power cut
//!   (`ten_thousand_power_cuts_lose_nothing_that_was_called_saved`).
//! - Nothing is rewritten: what was not acknowledged after a failed sync is repeated in a new file
//!   (`after_a_failed_sync_no_other_of_that_file_is_believed_and_the_journal_goes_on_in_a_new_one`).
//! - Nothing damaged is silently dropped (`every_flipped_bit_is_reported_with_its_line_and_no_flipped_line_is_read`,
//!   `nothing_is_added_to_a_journal_that_is_damaged_in_the_middle`).
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
mod read_back;
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
    Holder, JournalFile, Lock, OpenError, create_folder, draft_path, file_system_of, files_of, holder, is_held,
    journal_path, moved_path, read, read_whole, wait_gone,
};
pub use hlc::Hlc;
pub use memory::{Fault, Memory};
pub use record::{Heading, Origin, Record, VERSION, encode};
pub use recover::{Damage, Recovered, Recovery, What, recover};
pub use storage::Storage;
pub use tail::{NotSaved, PATIENCE, Saved, Wake};
pub use writer::{Journal, Reopened};
