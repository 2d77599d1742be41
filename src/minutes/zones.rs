//! The zones that times are shown in: the meeting's own rules, others stand beside it.
//!
//! Not here: which others there are (see the meeting), and RFC 3339, whose offsets say it
//! to programs (see `json`).

use chrono::DateTime;
use chrono_tz::Tz;

use super::{Minutes, times, words};
use crate::meeting::{self, Zone, abbreviation};

/// The zones beside the meeting's own.
pub(super) fn further(minutes: &Minutes) -> Vec<Zone> {
    // Not when they are written: that they part half a year later matters to nobody.
    let held = minutes.started.unwrap_or(minutes.now);
    meeting::zones(minutes.meeting, std::iter::empty(), None, held.to_utc())
}

/// A zone's name as people read it: `America/Los Angeles`.
pub(super) fn name(zone: Tz) -> String {
    zone.name().replace('_', " ")
}

/// The same times in a further zone: `18:00–02:00 CEST (+1)`, with by how many days their dates differ from `from`'s in the
/// meeting's zone. Without an end: `18:00 CEST`; where the clocks change in between: `01:00 CEST–04:00 CET`.
pub(super) fn there(from: DateTime<Tz>, to: Option<DateTime<Tz>>, zone: Tz) -> String {
    let (start, end) = (from.with_timezone(&zone), to.map(|to| to.with_timezone(&zone)));
    let days = |at: &DateTime<Tz>| (at.date_naive() - from.date_naive()).num_days();
    let mut away: Vec<i64> = [Some(days(&start)), end.as_ref().map(days)].into_iter().flatten().collect();
    away.dedup();
    let away: Vec<String> = away.into_iter().filter(|days| *days != 0).map(signed).collect();
    let away = if away.is_empty() { String::new() } else { format!(" ({})", away.join(", ")) };
    let named = |at: DateTime<Tz>| format!("{} {}", words::clock(at), abbreviation(at));
    match end {
        None => format!("{}{away}", named(start)),
        Some(end) if times::changes(start, end) => format!("{}–{}{away}", named(start), named(end)),
        Some(end) => format!("{}–{}{away}", words::clock(start), named(end)),
    }
}

fn signed(days: i64) -> String {
    format!("{}{}", if days < 0 { '\u{2212}' } else { '+' }, days.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOS_ANGELES: Tz = Tz::America__Los_Angeles;

    fn at(text: &str) -> DateTime<Tz> {
        DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&LOS_ANGELES)
    }

    #[test]
    fn times_elsewhere_say_how_many_days_away_they_are() {
        let (from, to) = (at("2019-10-28T09:00:00-07:00"), Some(at("2019-10-28T17:00:00-07:00")));
        for (zone, expected) in [
            (Tz::Europe__Paris, "17:00–01:00 CET (+1)"),
            (Tz::Asia__Tokyo, "01:00–09:00 JST (+1)"),
            (Tz::America__New_York, "12:00–20:00 EDT"),
            (Tz::America__Sao_Paulo, "13:00–21:00 UTC-03"),
        ] {
            assert_eq!(there(from, to, zone), expected);
        }
        assert_eq!(there(at("2019-10-28T01:00:00-07:00"), None, Tz::Pacific__Honolulu), "22:00 HST (\u{2212}1)");
        assert_eq!(there(from, None, Tz::Europe__Paris), "17:00 CET");
        let (from, to) = (at("2019-10-26T16:00:00-07:00"), Some(at("2019-10-26T20:00:00-07:00")));
        assert_eq!(there(from, to, Tz::Europe__Paris), "01:00 CEST–04:00 CET (+1)");
    }
}
