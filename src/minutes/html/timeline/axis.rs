//! The time axis of a picture: which moment stands where, and where the ticks are.
//!
//! Not here: what is drawn on it.

use chrono::{DateTime, TimeDelta, Timelike};
use chrono_tz::Tz;

use crate::minutes::words;

/// Where the axis begins and how far it goes, in the picture's units.
pub(super) const LEFT: f64 = 60.0;
pub(super) const LENGTH: f64 = 640.0;

/// What takes longer is no day any more; a picture of it would show nothing.
const LONGEST: TimeDelta = TimeDelta::hours(36);

/// Minutes from one tick to the next; each divides the next one's day.
const STEPS: [i64; 7] = [5, 15, 30, 60, 120, 180, 240];

/// More ticks than these would touch.
const MOST_TICKS: i64 = 12;

/// From one tick to another.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    from: DateTime<Tz>,
    step: TimeDelta,
    steps: i64,
}

/// A stretch of the axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stretch {
    pub(super) x: f64,
    pub(super) width: f64,
}

impl Axis {
    /// The axis that shows all from the first moment on, up to a day and a half; it begins and ends with a tick.
    pub(super) fn over(moments: impl Iterator<Item = DateTime<Tz>> + Clone) -> Option<Self> {
        let first = moments.clone().min()?;
        let last = moments.max()?.min(first.checked_add_signed(LONGEST)?);
        let length = (last - first).num_minutes();
        let step = STEPS.into_iter().find(|step| length / step < MOST_TICKS).unwrap_or(240);
        let past_tick = i64::from(first.num_seconds_from_midnight()) % (step * 60);
        let from = first.checked_sub_signed(TimeDelta::seconds(past_tick))?.with_nanosecond(0)?;
        let step = TimeDelta::minutes(step);
        let over = (last - from).num_seconds();
        let steps = (over + step.num_seconds() - 1).div_euclid(step.num_seconds()).max(1);
        Some(Self { from, step, steps })
    }

    /// Where a moment stands; beyond the ends too.
    pub(super) fn x(&self, at: DateTime<Tz>) -> f64 {
        let whole = (self.step * i32::try_from(self.steps).unwrap_or(i32::MAX)).num_seconds();
        LEFT + LENGTH * ((at - self.from).num_seconds() as f64 / whole as f64)
    }

    /// From one moment to another, as far as the axis goes; none where it lies beyond.
    pub(super) fn stretch(&self, from: DateTime<Tz>, to: DateTime<Tz>) -> Option<Stretch> {
        let (from, to) = (self.x(from), self.x(to));
        if to < LEFT || from > LEFT + LENGTH {
            return None;
        }
        let x = from.max(LEFT);
        Some(Stretch { x, width: (to.min(LEFT + LENGTH) - x).max(0.0) })
    }

    /// Each tick: where it stands, and its time.
    pub(super) fn ticks(&self) -> impl Iterator<Item = (f64, String)> {
        let at = |nth| self.from.checked_add_signed(self.step * i32::try_from(nth).ok()?);
        (0..=self.steps).filter_map(at).map(|at| (self.x(at), words::clock(at)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(zone: Tz, moments: &[&str]) -> Vec<String> {
        let moments = moments.iter().map(|at| DateTime::parse_from_rfc3339(at).unwrap().with_timezone(&zone));
        Axis::over(moments).unwrap().ticks().map(|(_, label)| label).collect()
    }

    #[test]
    fn the_axis_takes_in_all_times_between_two_ticks() {
        let day = ["2026-03-26T09:12:00Z", "2026-03-26T17:42:00Z"];
        let hours = ["09:00", "10:00", "11:00", "12:00", "13:00", "14:00", "15:00", "16:00", "17:00", "18:00"];
        assert_eq!(ticks(Tz::UTC, &day), hours);
        assert_eq!(
            ticks(Tz::UTC, &["2026-03-26T09:02:00Z", "2026-03-26T09:16:00Z"]),
            ["09:00", "09:05", "09:10", "09:15", "09:20"]
        );
        assert_eq!(ticks(Tz::UTC, &["2026-03-26T09:00:00Z"]), ["09:00", "09:05"]);
        assert_eq!(
            ticks(Tz::UTC, &[day[0], "2026-05-26T09:00:00Z"]).len(),
            11,
            "no day has more than a day and a half"
        );
    }

    #[test]
    fn ticks_are_full_hours_of_the_meetings_zone_over_a_clock_change_too() {
        let kolkata = ["2026-03-26T04:00:00Z", "2026-03-26T06:10:00Z"];
        assert_eq!(
            ticks(Tz::Asia__Kolkata, &kolkata),
            ["09:30", "09:45", "10:00", "10:15", "10:30", "10:45", "11:00", "11:15", "11:30", "11:45"]
        );
        let autumn = ["2019-11-03T07:30:00Z", "2019-11-03T11:00:00Z"];
        let expected = ["00:30", "01:00", "01:30", "01:00", "01:30", "02:00", "02:30", "03:00"];
        assert_eq!(ticks(Tz::America__Los_Angeles, &autumn), expected);
    }

    #[test]
    fn what_lies_beyond_the_axis_is_cut_off() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Tz::UTC);
        let (nine, ten) = (at("2026-03-26T09:00:00Z"), at("2026-03-26T10:00:00Z"));
        let axis = Axis::over([nine, ten].into_iter()).unwrap();
        assert_eq!(axis.stretch(nine, at("2026-03-26T09:30:00Z")), Some(Stretch { x: LEFT, width: LENGTH / 2.0 }));
        assert_eq!(
            axis.stretch(at("2026-03-25T09:00:00Z"), at("2026-03-27T09:00:00Z")),
            Some(Stretch { x: LEFT, width: LENGTH })
        );
        assert_eq!(axis.stretch(at("2026-03-27T09:00:00Z"), at("2026-03-27T10:00:00Z")), None);
    }
}
