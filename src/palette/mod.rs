//! Colours as numbers: how well one reads on another, the 256 of a terminal, and the themes that there are by name.
//!
//! A room of its own because the file of settings, the screen and the command line all speak of them, and none of the three may
//! know the others. Not here: what anything on the screen looks like (see `view`), and asking a terminal (see `shell`).

mod indexed;
mod rgb;
mod seen;
mod terminal;
mod themes;

pub use indexed::{nearest, tone};
pub use rgb::{READABLE, Rgb};
pub use seen::{Depth, Ground, Seen};
pub use terminal::Terminal;
pub use themes::{Choice, Moved, Own, Themes};
