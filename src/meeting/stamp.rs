//! When a thing happened, as well as this machine could know.
//!
//! A wall clock is set, jumps and goes back; the boot's own clock does none of that but means nothing after a
//! restart. A stamp carries both: within one boot the boot's clock measures durations, across boots the wall's does.
//! Nothing here reads a clock; the shell hands stamps in.

use chrono::{DateTime, Datelike, FixedOffset, TimeDelta};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

/// A reading of the clock that runs on through suspend (`CLOCK_BOOTTIME`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Boot {
    /// Which boot: the first 32 bits of the kernel's random boot id.
    pub id: u32,
    /// Milliseconds since that boot.
    pub ms: u64,
}

/// A moment: wall time with its offset, to the millisecond, and the boot clock's reading where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// Wall time.
    #[serde(deserialize_with = "of_the_calendar")]
    pub at: DateTime<FixedOffset>,
    /// The boot clock beside it; absent where the clock was set by hand or the platform has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub boot: Option<Boot>,
}

/// A moment of the years 1 to 9998. Beyond them it could not be shown in every zone, and nobody held a meeting then.
pub fn of_the_calendar<'de, D: Deserializer<'de>>(deserializer: D) -> Result<DateTime<FixedOffset>, D::Error> {
    let at = DateTime::<FixedOffset>::deserialize(deserializer)?;
    if (1..=9998).contains(&at.year()) { Ok(at) } else { Err(D::Error::custom("a time beyond any calendar")) }
}

impl Stamp {
    /// A stamp of wall time alone.
    pub fn wall(at: DateTime<FixedOffset>) -> Self {
        Self { at, boot: None }
    }

    /// Time from `earlier` to this moment, never negative: a clock that was set back has not un-spent anything.
    pub fn since(&self, earlier: &Self) -> TimeDelta {
        let measured = match (self.boot, earlier.boot) {
            (Some(now), Some(then)) if now.id == then.id => {
                TimeDelta::milliseconds(i64::try_from(now.ms.saturating_sub(then.ms)).unwrap_or(i64::MAX / 2))
            }
            _ => self.at - earlier.at,
        };
        measured.max(TimeDelta::zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap_or_default()
    }

    #[test]
    fn within_one_boot_a_clock_that_was_set_back_does_not_count() {
        let start = Stamp { at: at("2026-01-01T09:00:00Z"), boot: Some(Boot { id: 7, ms: 1_000 }) };
        let later = Stamp { at: at("2026-01-01T08:00:00Z"), boot: Some(Boot { id: 7, ms: 61_000 }) };
        assert_eq!(later.since(&start), TimeDelta::seconds(60));
    }

    #[test]
    fn across_boots_wall_time_counts_and_never_below_zero() {
        let start = Stamp { at: at("2026-01-01T09:00:00Z"), boot: Some(Boot { id: 7, ms: 900_000 }) };
        let later = Stamp { at: at("2026-01-01T09:10:00Z"), boot: Some(Boot { id: 8, ms: 5_000 }) };
        assert_eq!(later.since(&start), TimeDelta::minutes(10));
        assert_eq!(start.since(&later), TimeDelta::zero());
    }
}
