//! Everything impure on screen: the terminal, the clock, signals, and the loop between them and the pure rooms.
//!
//! Not here: what a key means (see `app`), what is drawn (see `view`), and the command line (see `cli`).
#![allow(clippy::disallowed_methods, reason = "this is the room where the world is touched")]

mod background;
mod big_clock;
mod bus;
mod clipboard;
mod clock;
mod decode;
mod desk;
mod editor;
mod files;
mod follow;
mod home;
mod keyboard;
mod lent;
mod live;
mod looks;
mod next;
mod outside;
mod outward;
mod page;
mod pen;
mod plain;
mod planner;
mod pointer;
mod run;
mod screen;
mod search;
mod searcher;
mod settings;
mod tasks;
mod told;
mod tty;
mod wait;
mod watch;

pub use background::in_background;
pub use big_clock::{Deeds, Done, show_clock};
pub use clock::Clock;
pub use desk::Following;
pub(crate) use desk::from_home;
pub use editor::{Edited, edit_alone};
pub use follow::{Follow, News};
pub use home::choose;
pub use live::Live;
pub use next::go_through_next;
pub use page::{Page, attend, show};
pub use plain::{Teller, take_minutes};
pub use planner::{AgendaFile, Kept, PlanEnd, plan};
pub use run::{Around, Beneath, Console, MeetingFrame, Outcome, Visit, run};
pub use screen::{Frame, Screen};
pub use search::look_for;
pub use searcher::{Heard, Searcher};
pub use settings::edit_settings;

/// Prepares the process: a panic gives the terminal back, and a file-size limit is an error, not the end.
pub fn prepare() {
    tty::install_panic_hook();
    // With a handler in place the kernel lets the write fail, and the journal says NOT SAVED.
    #[cfg(unix)]
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, std::sync::Arc::default());
}
