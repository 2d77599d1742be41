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

impl Lang {
    /// Its code in BCP 47: `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// Whether it is written from right to left.
    pub fn is_rtl(self) -> bool {
        match self {
            Self::English => false,
        }
    }
}
