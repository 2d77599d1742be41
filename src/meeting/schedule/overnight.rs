//! On which date the times of a day lie: meetings go on past midnight, and agendas state times and no dates.
//!
//! One rule for the agenda's checks and for the schedule, so that neither calls a mistake what the other counts on. Not
//! here: zones and clock changes (see `plan`).

use chrono::{NaiveTime, TimeDelta};

/// A time that is earlier than the latest one above it by so much is not out of order but on the next date.
pub const OVERNIGHT: TimeDelta = TimeDelta::hours(12);

/// A time of day on one of the dates that a day of a meeting reaches over; ordered as the times come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DayTime {
    /// How many dates after that of the day.
    pub dates: u32,
    /// What the clock shows.
    pub time: NaiveTime,
}

/// Follows the times of a day in their order and says on which date each is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Overnight {
    first: Option<DayTime>,
    latest: Option<DayTime>,
}

impl DayTime {
    /// So many minutes later by the clock on the wall.
    #[must_use]
    pub fn later(self, minutes: u32) -> Self {
        let (time, seconds) = self.time.overflowing_add_signed(TimeDelta::minutes(minutes.into()));
        let dates = u32::try_from(TimeDelta::seconds(seconds).num_days()).unwrap_or(0);
        Self { dates: self.dates.saturating_add(dates), time }
    }
}

impl Overnight {
    /// Of a day that starts then, where that is stated.
    pub fn new(starts: Option<NaiveTime>) -> Self {
        let first = starts.map(|time| DayTime { dates: 0, time });
        Self { first, latest: first }
    }

    /// The next time that the day states: on the date of the latest so far, or on the one after it.
    pub fn place(&mut self, time: NaiveTime) -> DayTime {
        let dates = self.latest.map_or(0, |latest| {
            let earlier = latest.time.signed_duration_since(time);
            latest.dates.saturating_add(u32::from(earlier >= OVERNIGHT))
        });
        let at = DayTime { dates, time };
        self.first.get_or_insert(at);
        self.latest = self.latest.max(Some(at));
        at
    }

    /// A time of the day that has no place in the order.
    pub fn beside(&self, time: NaiveTime) -> DayTime {
        let goes_on = self.latest.is_some_and(|latest| latest.dates > 0);
        let before_all = self.first.is_some_and(|first| time < first.time);
        DayTime { dates: u32::from(goes_on && before_all), time }
    }

    /// When the day ends that has to end then: at or before its first time it is on the next date.
    pub fn end(&self, ends: NaiveTime) -> DayTime {
        let dates = u32::from(self.first.is_some_and(|first| ends <= first.time));
        DayTime { dates, time: ends }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The times of a day, each with `+` for every date that it lies later.
    fn placed(starts: Option<&str>, times: &[&str]) -> Vec<String> {
        let mut day = Overnight::new(starts.map(time));
        times.iter().map(|at| shown(day.place(time(at)))).collect()
    }

    fn time(text: &str) -> NaiveTime {
        text.parse().unwrap()
    }

    fn shown(at: DayTime) -> String {
        format!("{}{}", at.time.format("%H:%M"), "+".repeat(at.dates as usize))
    }

    #[test]
    fn a_time_twelve_hours_before_the_latest_is_on_the_next_date_and_all_after_it_count_on() {
        assert_eq!(placed(None, &["23:30", "00:15", "01:00"]), ["23:30", "00:15+", "01:00+"]);
        assert_eq!(placed(None, &["09:00", "22:00", "09:30"]), ["09:00", "22:00", "09:30+"]);
        assert_eq!(placed(None, &["12:00", "00:00"]), ["12:00", "00:00+"]);
        assert_eq!(placed(None, &["20:00", "06:00", "21:00", "06:00"]), ["20:00", "06:00+", "21:00+", "06:00++"]);
    }

    #[test]
    fn a_time_a_little_before_the_one_above_it_stays_on_its_date() {
        assert_eq!(placed(None, &["11:00", "10:00", "12:00"]), ["11:00", "10:00", "12:00"]);
        assert_eq!(placed(None, &["23:30", "00:15", "00:05"]), ["23:30", "00:15+", "00:05+"]);
        assert_eq!(placed(None, &["11:59", "00:00"]), ["11:59", "00:00"]);
        // Measured from the latest: a slip between does not bring the night back.
        assert_eq!(placed(None, &["20:00", "14:00", "03:00"]), ["20:00", "14:00", "03:00+"]);
    }

    #[test]
    fn the_start_of_the_day_is_the_first_of_its_times() {
        assert_eq!(placed(Some("22:00"), &["00:30"]), ["00:30+"]);
        assert_eq!(placed(Some("09:00"), &["08:30"]), ["08:30"]);
    }

    #[test]
    fn an_end_at_or_before_the_first_time_is_on_the_next_date() {
        let mut day = Overnight::default();
        assert_eq!(shown(day.end(time("17:00"))), "17:00");
        day.place(time("20:00"));
        assert_eq!(shown(day.end(time("02:00"))), "02:00+");
        assert_eq!(shown(day.end(time("20:00"))), "20:00+");
        assert_eq!(shown(day.end(time("20:01"))), "20:01");
    }

    #[test]
    fn a_time_beside_the_order_is_on_the_next_date_only_where_the_day_reaches_there() {
        let mut day = Overnight::new(Some(time("20:00")));
        assert_eq!(shown(day.beside(time("01:00"))), "01:00");
        day.place(time("00:30"));
        assert_eq!(shown(day.beside(time("01:00"))), "01:00+");
        assert_eq!(shown(day.beside(time("21:00"))), "21:00");
    }

    #[test]
    fn minutes_later_may_be_tomorrow() {
        let late = DayTime { dates: 0, time: time("23:30") };
        assert_eq!([29, 30, 45].map(|minutes| shown(late.later(minutes))), ["23:59", "00:00+", "00:15+"]);
        assert_eq!(shown(late.later(2 * 24 * 60)), "23:30++");
    }
}
