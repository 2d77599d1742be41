//! What the runs of a slot's clock add up to.
//!
//! Elapsed times come from the facts and a given now, never from a counter, so that a restart, a suspended laptop and
//! a killed terminal all show the right figure. Not here: planned and projected times (see `schedule`).

use chrono::{DateTime, FixedOffset, TimeDelta};

use super::{Meeting, Run, Slot, Stamp};

/// A slot that ran for less and has no entry was passed over, not held.
pub const PASSED_OVER: TimeDelta = TimeDelta::seconds(10);

impl Run {
    /// How long it lasted, or has lasted by `now`.
    pub fn elapsed(&self, now: &Stamp) -> TimeDelta {
        self.to.as_ref().unwrap_or(now).since(&self.from)
    }
}

impl Slot {
    /// Whether its clock runs.
    pub fn is_running(&self) -> bool {
        self.runs.last().is_some_and(|run| run.to.is_none())
    }

    /// Time spent on it up to `now`, pauses left out.
    pub fn elapsed(&self, now: &Stamp) -> TimeDelta {
        self.runs.iter().map(|run| run.elapsed(now)).sum()
    }

    /// Milliseconds until its clock, which runs, shows another second: 1 to 1000.
    pub fn next_second(&self, now: &Stamp) -> u64 {
        1000 - self.elapsed(now).num_milliseconds().rem_euclid(1000).unsigned_abs()
    }

    /// When its clock first started.
    pub fn started(&self) -> Option<DateTime<FixedOffset>> {
        self.runs.first().map(|run| run.from.at)
    }

    /// When its clock last stopped; none while it runs or before it ran.
    pub fn ended(&self) -> Option<DateTime<FixedOffset>> {
        // The clocks of two writers may have run at once, so that the last to start is not the last to stop.
        let stopped = self.runs.iter().filter_map(|run| run.to).map(|stamp| stamp.at).max();
        stopped.filter(|_| !self.is_running())
    }

    /// Whether it really took place: its clock ran for [`PASSED_OVER`] at least, or runs, or something was said.
    pub fn was_held(&self, now: &Stamp) -> bool {
        !self.runs.is_empty() && (self.is_running() || !self.entries.is_empty() || self.elapsed(now) >= PASSED_OVER)
    }
}

impl Meeting {
    /// The current slot: the one whose clock runs.
    pub fn current(&self) -> Option<&Slot> {
        self.slots().find(|slot| slot.is_running())
    }

    /// A moment in the meeting's own zone.
    pub fn local(&self, at: DateTime<FixedOffset>) -> DateTime<chrono_tz::Tz> {
        at.with_timezone(&self.zone)
    }
}
