//! The languages that minutes are written in.
//!
//! Not here: the texts of the meeting, which stay in the language they were typed in.

/// A language of the fixed words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// English.
    #[default]
    English,
}
