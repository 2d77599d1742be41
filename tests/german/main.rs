//! The screens in German, at the sizes that count: nothing is left in English, cut where it counts, or out of its place.
//!
//! A language is one of a whole process, so that these are a program of their own. Looked at by a person when they change; see
//! `tests/german/snapshots`. Not here: that every message is there (see `words`), and what a key does (see `tests/screen`).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "these are all tests, their helpers too")]

mod answers;
#[path = "../buffer/mod.rs"]
mod buffer;
mod meeting;
mod pages;

use buffer::rows;
use minutebook::lang::Lang;
use minutebook::view::{Depth, Theme};
use minutebook::words;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const SIZES: [(u16, u16); 3] = [(120, 40), (80, 24), (40, 12)];

/// A screen at each size, one below the other, in German.
fn pictures(mut draw: impl FnMut(&Theme, Rect) -> Buffer) -> String {
    words::speak(Lang::German);
    let theme = Theme::new(Depth::Indexed);
    let mut all = String::new();
    for (columns, height) in SIZES {
        let edge = "═".repeat(columns.into());
        let rows = rows(&draw(&theme, Rect::new(0, 0, columns, height))).join("\n");
        all.extend([format!("{columns}x{height}\n{edge}\n{rows}\n{edge}\n")]);
    }
    all
}
