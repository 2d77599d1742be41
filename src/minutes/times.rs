//! Planned against actual, in one sentence that all formats for people share.
//!
//! A format says how it marks a moment (HTML as `<time>`, Markdown not at all); the words are the same. Not here: the
//! words for a single date or length (see `words`).

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::document::{Held, Minutes, Plan, Unheld};
use super::words;
use crate::meeting::{Mark, Slot};

/// How a format writes a moment that is shown with these words.
pub(super) type Write<'f> = &'f dyn Fn(DateTime<Tz>, &str) -> String;

/// `planned 09:00, 45 min`, with `~` before what is a guess; none where nothing is planned.
pub(super) fn planned(plan: &Plan, mark: Write) -> Option<String> {
    let start = start(plan).map(|(at, shown)| mark(at, &shown));
    let length = plan.minutes.map(|minutes| guess(plan.minutes_guessed, &words::minutes(minutes)));
    let both: Vec<String> = start.into_iter().chain(length).collect();
    (!both.is_empty()).then(|| format!("planned {}", both.join(", ")))
}

/// The planned start, as it stands before a title: `09:00` or `~09:23`.
pub(super) fn start(plan: &Plan) -> Option<(DateTime<Tz>, String)> {
    plan.start.map(|start| (start, guess(plan.start_guessed, &words::clock(start))))
}

fn guess(guessed: bool, shown: &str) -> String {
    format!("{}{shown}", if guessed { "~" } else { "" })
}

/// `held 09:02–09:51, 49 min`, or how long it has been running; with its date where that is not the day's.
pub(super) fn held(held: &Held, day: Option<NaiveDate>, mark: Write) -> String {
    let start = moment(held.start, day, mark);
    let elapsed = words::elapsed(held.elapsed);
    match held.end {
        None => format!("running since {start}, {elapsed} so far"),
        Some(end) if end.date_naive() == held.start.date_naive() => {
            format!("held {start}–{}, {elapsed}", mark(end, &words::clock(end)))
        }
        Some(end) => format!("held {start} – {}, {elapsed}", moment(end, day, mark)),
    }
}

/// `09:02` on the day in question, `Tue 29 Oct 2019 09:02` on any other.
pub(super) fn moment(at: DateTime<Tz>, day: Option<NaiveDate>, mark: Write) -> String {
    let clock = words::clock(at);
    let dated = || format!("{} {clock}", words::short_date(at.date_naive()));
    mark(at, &if day == Some(at.date_naive()) { clock.clone() } else { dated() })
}

/// What became of a slot beside its times: whether it is of the agenda, set aside, given time.
pub(super) fn fate(slot: &Slot) -> Vec<String> {
    let mark = slot.mark.map(|mark| match mark {
        Mark::Skipped => "skipped",
        Mark::Parked => "parked",
    });
    let withdrawn = slot.withdrawn.then_some("no longer on the agenda");
    let unplanned = slot.unplanned.then_some("opened in the meeting");
    let moved = slot.moved.then_some("moved");
    let given = slot.given.unsigned_abs();
    let given = (given > 0).then(|| format!("{given} min {}", if slot.given > 0 { "added" } else { "taken off" }));
    let words = mark.into_iter().chain(withdrawn).chain(unplanned).chain(moved).map(str::to_owned);
    words.chain(given).collect()
}

/// Why a slot shows no measured time.
pub(super) fn unheld(why: Unheld) -> &'static str {
    match why {
        Unheld::NotReached => "not reached",
        Unheld::NotYet => "not reached yet",
        Unheld::NotTimed => "not timed",
    }
}

/// When the whole meeting began and ended, as far as it did: `began 09:02, ended 10:31`.
pub(super) fn whole(minutes: &Minutes, mark: Write) -> Option<String> {
    let only_day = minutes.only_day();
    let began = format!("began {}", moment(minutes.started?, only_day, mark));
    let ended = minutes.closed.map(|closed| format!(", ended {}", moment(closed, only_day, mark)));
    Some(began + &ended.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    fn at(text: &str) -> DateTime<Tz> {
        DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Tz::America__Los_Angeles)
    }

    fn plain(_: DateTime<Tz>, shown: &str) -> String {
        shown.to_owned()
    }

    #[test]
    fn a_guess_is_shown_as_one() {
        let start = Some(at("2019-10-28T09:23:00-07:00"));
        let plan = Plan { start, start_guessed: true, minutes: Some(22), minutes_guessed: true };
        assert_eq!(planned(&plan, &plain).as_deref(), Some("planned ~09:23, ~22 min"));
        let plan = Plan { start_guessed: false, minutes: None, ..plan };
        assert_eq!(planned(&plan, &plain).as_deref(), Some("planned 09:23"));
        assert_eq!(planned(&Plan { start: None, ..plan }, &plain), None);
    }

    #[test]
    fn a_slot_says_when_it_was_held_and_the_date_only_where_it_is_another() {
        let day = "2019-10-28".parse().ok();
        let start = at("2019-10-28T09:02:10.500-07:00");
        let mut slot = Held { start, end: Some(at("2019-10-28T09:51:30-07:00")), elapsed: TimeDelta::minutes(49) };
        assert_eq!(held(&slot, day, &plain), "held 09:02–09:51, 49 min");
        assert_eq!(held(&slot, None, &plain), "held Mon 28 Oct 2019 09:02–09:51, 49 min");
        slot.end = Some(at("2019-10-29T08:05:00-07:00"));
        assert_eq!(held(&slot, day, &plain), "held 09:02 – Tue 29 Oct 2019 08:05, 49 min");
        slot.end = None;
        assert_eq!(held(&slot, day, &plain), "running since 09:02, 49 min so far");
    }
}
