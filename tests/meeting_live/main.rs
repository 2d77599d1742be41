//! The program itself under a real terminal, through all that happens to a scribe in a meeting.
//!
//! What only a real terminal shows is tested here: keys as they are sent, signals, kills, what is restored. Every test waits
//! for what must appear and never sleeps. Not here: what each key means, which faster tests drive without a terminal.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../terminal/mod.rs"]
mod terminal;

mod clock;
mod first;
mod hostile;
mod keys;
mod killed;
mod meeting;
mod mouse;
mod note;
mod notices;
mod outside;
mod places;
mod plain;
mod review;
mod search;
mod series;
mod series_forms;
mod sessions;
mod signals;
mod themes;
mod together;
mod twin;
mod unicode;
mod unsaved;

use terminal::desk::{
    AGENDA, Desk, NINE, assert_restored, close, leave, notes_pane, outline, slot, wait_for_row, wait_for_slot,
};
use terminal::{Screen, Terminal, text_of};
