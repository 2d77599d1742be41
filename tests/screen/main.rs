//! The meeting screen without a terminal: keys in, state and panes out, every sentence of the key table's contract.
//!
//! Each test is a script. Not here: the terminal and the files (see `tests/pseudo_terminal.rs`), and what a line means.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are all tests, their helpers too")]

mod above_and_below;
mod any;
mod attachments;
mod big_clock;
#[path = "../buffer/mod.rs"]
mod buffer;
mod closeout;
mod contrast;
mod copying;
mod corrections;
mod course;
mod entries;
mod home;
mod items;
#[path = "../keyboard/mod.rs"]
mod keyboard;
mod keys;
mod kinds;
mod line;
mod mouse;
mod next;
mod notices;
mod orders;
mod outside;
mod panes;
mod paste;
mod pictures;
mod plain;
mod popups;
mod previews;
mod reading;
mod review;
mod script;
mod search;
mod slots;
mod tasks;
mod undo;
mod unsaved;
mod verbs;
mod writers;
mod zones;
