//! The hybrid logical clock: wall time that never goes back and counts where it stands still.
//!
//! Records of several writers are ordered by it, so that an effect never comes before its cause though no two
//! machines' clocks agree. A clock far ahead is not followed, or one wrong machine would drag all others into the
//! future for good. Not here: the order itself (see `archive`), and durations (see `meeting::Stamp`).

use chrono::{DateTime, FixedOffset, TimeDelta};
use serde::{Deserialize, Serialize};

/// How far ahead of its own wall clock a writer follows another's, in milliseconds: a quarter of an hour.
const LEASH: i64 = 15 * 60 * 1000;

/// A reading of the clock. Written only where it says more than the record's wall time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Hlc {
    /// Milliseconds since 1970, of the latest wall time known.
    pub ms: i64,
    /// Count of readings in that millisecond, from 0.
    pub n: u32,
}

impl Hlc {
    /// A moment of wall time.
    pub fn of(at: DateTime<FixedOffset>) -> Self {
        Self { ms: at.timestamp_millis(), n: 0 }
    }

    /// The next reading, at a moment of wall time: later than this one, whatever the wall says.
    pub fn tick(self, at: DateTime<FixedOffset>) -> Self {
        let wall = Self::of(at);
        if wall > self { wall } else { self.next() }
    }

    /// This clock after it has seen another's reading, unless that is too far ahead of the wall.
    pub fn saw(self, other: Self, at: DateTime<FixedOffset>) -> Self {
        if other.is_far_ahead(at) { self } else { self.max(other) }
    }

    /// Whether no well-kept clock can say this at that moment of wall time.
    pub fn is_far_ahead(self, at: DateTime<FixedOffset>) -> bool {
        self.ms.saturating_sub(at.timestamp_millis()) > LEASH
    }

    /// How far it is ahead of a moment of wall time.
    pub fn ahead_of(self, at: DateTime<FixedOffset>) -> TimeDelta {
        TimeDelta::milliseconds(self.ms.saturating_sub(at.timestamp_millis()).clamp(i64::MIN / 4, i64::MAX / 4))
    }

    fn next(self) -> Self {
        match self.n.checked_add(1) {
            Some(n) => Self { n, ..self },
            None => Self { ms: self.ms.saturating_add(1), n: 0 },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(ms: i64) -> DateTime<FixedOffset> {
        DateTime::from_timestamp_millis(ms).unwrap().fixed_offset()
    }

    #[test]
    fn it_follows_the_wall_and_counts_where_the_wall_stands_or_goes_back() {
        let first = Hlc::default().tick(at(5));
        assert_eq!(first, Hlc { ms: 5, n: 0 });
        assert_eq!(first.tick(at(5)), Hlc { ms: 5, n: 1 });
        assert_eq!(first.tick(at(3)), Hlc { ms: 5, n: 1 });
        assert_eq!(first.tick(at(5)).tick(at(6)), Hlc { ms: 6, n: 0 });
        assert_eq!(Hlc { ms: 5, n: u32::MAX }.tick(at(0)), Hlc { ms: 6, n: 0 });
    }

    #[test]
    fn what_it_has_seen_is_in_its_past() {
        let other = Hlc { ms: 9, n: 3 };
        assert!(Hlc::default().tick(at(5)).saw(other, at(5)).tick(at(6)) > other);
    }

    #[test]
    fn a_clock_that_is_far_ahead_is_not_followed() {
        let wrong = Hlc { ms: 40_000_000_000, n: 0 };
        assert!(wrong.is_far_ahead(at(5)));
        assert_eq!(Hlc { ms: 5, n: 0 }.saw(wrong, at(5)), Hlc { ms: 5, n: 0 });
        assert_eq!(wrong.ahead_of(at(5)).num_milliseconds(), 39_999_999_995);
        assert!(!Hlc { ms: i64::MIN, n: 0 }.is_far_ahead(at(5)));
    }
}
