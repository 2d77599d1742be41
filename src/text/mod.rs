//! Text as a terminal shows it: graphemes, cells, rows, and what must never reach a terminal.
//!
//! Every pane, the composer and every printed line count and clean text alike, because they all do it here.
//! Not here: colours, the notation's meaning, and anything that knows what a meeting is.

mod align;
mod comments;
pub(crate) mod fold;
mod grapheme;
mod paste;
mod safe;
mod system;
pub(crate) mod tokens;
mod width;
mod wrap;

pub use align::{align, longest_rising};
pub use comments::without_comments;
pub use grapheme::{next_boundary, next_char, previous_boundary, previous_char};
pub use paste::{PastedLine, lines_of_outline, lines_of_paste};
pub use safe::{one_line_for_terminal, safe_for_terminal};
pub use system::reason;
pub use width::{Cell, Cells, cells, fit, sign_at, width};
pub use wrap::{rows, wrap};
