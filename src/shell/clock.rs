//! The only clock: wall time, and the boot's own clock beside it.
//!
//! `MINUTEBOOK_NOW` replaces both with a moment that runs on from there, so that a recorded meeting can be played
//! again and every output is reproducible. Not here: what time adds up to (see `meeting`).

use std::cell::Cell;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use crate::meeting::{Boot, Stamp};

/// The clock in use.
#[derive(Clone, Debug)]
pub struct Clock {
    played: Option<(DateTime<FixedOffset>, Instant)>,
    boot: Option<u32>,
    /// The zone's offset in a quarter of an hour: zones change their clocks at no other moments, and a key should not
    /// search their history.
    offset: Cell<Option<(Tz, i64, FixedOffset)>>,
}

impl Clock {
    /// The machine's clock, or the one that `MINUTEBOOK_NOW` starts; the error says what is wrong with its value.
    pub fn from_environment() -> Result<Self, String> {
        match std::env::var("MINUTEBOOK_NOW") {
            Ok(text) if !text.is_empty() => {
                let moment = DateTime::parse_from_rfc3339(&text)
                    .map_err(|why| format!("MINUTEBOOK_NOW is `{text}`: {why}; write 2019-10-28T09:00:00-07:00"))?;
                Ok(Self { played: Some((moment, Instant::now())), boot: None, offset: Cell::default() })
            }
            _ => Ok(Self { played: None, boot: boot_id(), offset: Cell::default() }),
        }
    }

    /// Whether time is played rather than real, so that identities must be reproducible too.
    pub fn is_played(&self) -> bool {
        self.played.is_some()
    }

    /// Now, with the offset of that zone.
    pub fn now(&self, zone: Tz) -> Stamp {
        let (utc, boot) = match &self.played {
            // In whole seconds: two runs of the same keys differ in milliseconds, and their outputs must not.
            Some((moment, since)) => (moment.to_utc() + Duration::from_secs(since.elapsed().as_secs()), None),
            None => (Utc::now(), self.boot.and_then(boot_reading)),
        };
        // Milliseconds are what the journal keeps; what is held in memory must not know more.
        let utc = DateTime::from_timestamp_millis(utc.timestamp_millis()).unwrap_or(utc);
        Stamp { at: utc.with_timezone(&self.offset(zone, utc)), boot }
    }

    fn offset(&self, zone: Tz, utc: DateTime<Utc>) -> FixedOffset {
        let quarter = utc.timestamp().div_euclid(15 * 60);
        match self.offset.get() {
            Some((of, at, offset)) if of == zone && at == quarter => offset,
            _ => {
                let offset = zone.offset_from_utc_datetime(&utc.naive_utc()).fix();
                self.offset.set(Some((zone, quarter, offset)));
                offset
            }
        }
    }
}

#[cfg(target_os = "linux")]
fn boot_id() -> Option<u32> {
    let text = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    u32::from_str_radix(text.get(..8)?, 16).ok()
}

#[cfg(not(target_os = "linux"))]
fn boot_id() -> Option<u32> {
    None
}

#[cfg(target_os = "linux")]
#[allow(clippy::unnecessary_wraps)] // other platforms have none
fn boot_reading(id: u32) -> Option<Boot> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
    let ms = u64::try_from(time.tv_sec).ok()? * 1000 + u64::try_from(time.tv_nsec).ok()? / 1_000_000;
    Some(Boot { id, ms })
}

#[cfg(not(target_os = "linux"))]
fn boot_reading(_: u32) -> Option<Boot> {
    None
}
