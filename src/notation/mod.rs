//! What a typed line means: kind, owners, due date and tickets; and the line that reads back as the same.
//!
//! A scribe types faster than any form can be filled in, so everything about an entry can be said in its one line.
//! The times, lengths and zones that people write are read here too, for lines, agendas and answers alike.
//! Not here: who may own what, numbers of action items, the editing of the line, and any clock (`today` is given).

mod book;
pub(crate) mod brackets;
mod complete;
pub(crate) mod cursor;
mod due;
mod forms;
mod likeness;
mod line;
mod mentions;
mod named;
pub(crate) mod near;
mod ordinary;
mod owners;
mod parse;
mod print;
mod roster;
mod tickets;
pub(crate) mod times;
pub(crate) mod zone;

pub(crate) use crate::text::fold;
pub use book::book;
pub use complete::{Completion, Source, choices, complete};
pub(crate) use due::{MONTHS, coming_day, past_day};
pub use forms::{Form, Group, forms, is_fence};
pub use line::{Context, Known, Line, LineKind, Order, Owner, Part, Piece, Reach};
pub use named::names_in;
pub use parse::correction::unfinished_correction;
pub use parse::parse;
pub use print::print;
pub use roster::Roster;

#[cfg(test)]
mod tests;
