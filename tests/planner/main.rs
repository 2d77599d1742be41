//! Planning before the meeting: the planner without a terminal, its screen, and the whole program in one.
//!
//! Not here: how requests are read and how an agenda's text is changed in place (see the tests of the agenda).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "these are all tests, their helpers too")]

mod any;
#[path = "../contrast/mod.rs"]
mod contrast;
mod hand;
#[path = "../keyboard/mod.rs"]
mod keyboard;
mod live;
mod pictures;
#[path = "../terminal/mod.rs"]
mod terminal;
mod verbs;
mod written;
