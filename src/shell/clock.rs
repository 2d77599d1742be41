//! The only clock: wall time, and the boot's own clock beside it.
//!
//! `MINUTEBOOK_NOW` replaces both with a moment that runs on from there, so that a recorded meeting can be played
//! again and every output is reproducible; `MINUTEBOOK_PACE` beside it makes it run that many times as fast, so that a
//! test can live through a day. Not here: what time adds up to (see `meeting`).

use std::cell::Cell;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Offset, TimeZone, Utc};
use chrono_tz::Tz;

use crate::meeting::{Boot, Stamp};

/// How often the screen is told the time at most, however fast the clock runs.
const SHORTEST_TICK: u64 = 20;

/// The clock in use.
#[derive(Clone, Debug)]
pub struct Clock {
    played: Option<Played>,
    boot: Option<u32>,
    /// The zone's offset in a quarter of an hour: zones change their clocks at no other moments, and a key should not
    /// search their history.
    offset: Cell<Option<(Tz, i64, FixedOffset)>>,
}

/// A clock that was started at a moment of its own.
#[derive(Clone, Copy, Debug)]
struct Played {
    moment: DateTime<FixedOffset>,
    since: Instant,
    /// Its seconds in one of the machine's.
    pace: u32,
}

impl Played {
    fn now(&self) -> DateTime<Utc> {
        // In whole seconds: two runs of the same keys differ in milliseconds, and their outputs must not.
        self.moment.to_utc() + Duration::from_secs(self.since.elapsed().saturating_mul(self.pace).as_secs())
    }
}

impl Clock {
    /// The machine's clock, or the one that `MINUTEBOOK_NOW` starts, at the pace that `MINUTEBOOK_PACE` sets (1 to 1000);
    /// the error says what is wrong with a value.
    pub fn from_environment() -> Result<Self, String> {
        let stated = |name: &str| std::env::var(name).ok().filter(|text| !text.is_empty());
        let Some(text) = stated("MINUTEBOOK_NOW") else {
            return Ok(Self { played: None, boot: boot_id(), offset: Cell::default() });
        };
        let moment = DateTime::parse_from_rfc3339(&text)
            .map_err(|why| format!("MINUTEBOOK_NOW is `{text}`: {why}; write 2019-10-28T09:00:00-07:00"))?;
        let pace = stated("MINUTEBOOK_PACE").map_or(Ok(1), |text| pace(&text))?;
        let played = Played { moment, since: Instant::now(), pace };
        Ok(Self { played: Some(played), boot: None, offset: Cell::default() })
    }

    /// In how many of the machine's milliseconds so many of this clock have passed, or it is time to look again.
    pub fn until(&self, milliseconds: u64) -> u64 {
        match self.played {
            Some(Played { pace, .. }) if pace > 1 => (milliseconds / u64::from(pace)).max(SHORTEST_TICK),
            _ => milliseconds,
        }
    }

    /// Whether time is played rather than real, so that identities must be reproducible too.
    pub fn is_played(&self) -> bool {
        self.played.is_some()
    }

    /// Now, with the offset of that zone.
    pub fn now(&self, zone: Tz) -> Stamp {
        let (utc, boot) = match &self.played {
            Some(played) => (played.now(), None),
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

fn pace(text: &str) -> Result<u32, String> {
    let pace = text.parse().ok().filter(|pace| (1..=1000).contains(pace));
    pace.ok_or_else(|| format!("MINUTEBOOK_PACE is `{text}`; write a whole number from 1 to 1000"))
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
