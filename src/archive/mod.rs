//! The archive: the data folder as a library of meetings, each a folder with its writers' journals.
//!
//! It finds meetings by whatever a person calls them, reads all their journals, and puts exported files where they
//! belong without treading on anybody's. Not here: what records mean (see `meeting`) and writing journals.
#![allow(clippy::disallowed_methods, reason = "the archive is the folder of all meetings")]

mod agenda_file;
mod belonging;
mod catalogue;
mod clones;
mod export_file;
mod files;
mod folder;
mod hands;
mod kept;
mod library;
mod load;
mod order;
mod origin;
mod repair;
#[cfg(test)]
mod sample;
mod sheet;
mod shelf;
mod spot;
mod trash;
mod verify;

pub use agenda_file::{
    read_at_most, remember_form, remembered_form, replace_file, write_beside, write_free, write_new,
};
pub use catalogue::{FindError, Listed, changed_last, find, list, newest_first};
pub use export_file::write_export;
pub use folder::{Beginning, DataFolder, hold_turn, slug};
pub use hands::{Hand, hands};
pub use kept::{keep_edited, kept_edited};
pub use library::{
    Announced, Glance, Library, Owed, Progress, Reader, Refreshed, SeriesDecision, SeriesItem, Wanted, WantedDecisions,
    glance, items_known, items_now,
};
pub use load::{Loaded, load};
pub use order::in_order;
pub use origin::{Origin, find_by_agenda};
pub use repair::{Lost, RepairError, Repaired, repair};
pub use shelf::{is_archived, put_away, take_back};
pub use spot::{LoadError, Spot};
pub use trash::trash;
pub use verify::{Verified, verify};
