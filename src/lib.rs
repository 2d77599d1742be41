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
//! `meeting`, `notation`, `agenda`, `minutes`, `app`, `view` and `text` are pure: nothing in them reads a clock, a
//! file, an environment variable or a random number.

pub mod archive;
pub mod journal;
pub mod meeting;
