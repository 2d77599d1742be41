//! minutebook: the terminal in which a scribe takes a meeting's minutes live.
//!
//! Data flows one way: **agenda → meeting → minutes**, with the **journal** beside the meeting remembering every
//! fact. The program in `main.rs` is a thin caller of [`cli`].
//!
//! ```text
//!   agenda file                                            md html json
//!        │ read                                                 ▲ write
//!        ▼                                                      │
//!    agenda/ ─────────────► meeting/ ─────────────────────► minutes/
//!                            ▲    │ events
//!    notation/ ── line ──► decide │
//!                            │    ▼
//!   keys ─► shell/ ─ Msg ─► app::update ── Effect ─► shell/ ─► journal/ ─► disk
//!                              │ &Model                          │
//!                              ▼                                 │ replay at start
//!                            view/ ─► terminal               archive/
//! ```
//!
//! The pure rooms are a library by themselves:
//!
//! ```
//! use minutebook::agenda;
//!
//! let reading = agenda::read(b"# Weekly: 2026-03-02\n\n## 09:00 Welcome (10m)\n", "weekly")?;
//! assert_eq!(reading.agenda.slot_count(), 1);
//! assert_eq!(reading.agenda.days[0].slots[0].minutes, Some(10));
//! # Ok::<(), agenda::AgendaError>(())
//! ```
//!
//! `meeting`, `notation`, `lang`, `words`, `forms`, `agenda`, `minutes`, `app`, `palette`, `view` and `text` are pure:
//! nothing in them reads a clock, a file, an environment variable or a random number.

#![cfg_attr(not(test), warn(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr, clippy::dbg_macro))]

pub mod agenda;
pub mod app;
pub mod archive;
pub mod cli;
pub mod config;
pub mod forms;
pub mod journal;
pub mod lang;
pub mod meeting;
pub mod minutes;
pub mod notation;
pub mod palette;
pub mod shell;
pub mod text;
pub mod view;
pub mod words;
