//! Planned against actual, in one sentence that all formats for people share.
//!
//! A format says how it marks a moment (HTML as `<time>`, Markdown not at all); the words are the same. Not here: the
//! words for a single date or length (see `words`).

use chrono::{DateTime, NaiveDate, Offset, TimeDelta};
use chrono_tz::Tz;

use super::document::{DayMinutes, Held, Minutes, Plan, SlotMinutes};
use super::words;
use crate::meeting::schedule::{Fate, SlotOutcome};
use crate::meeting::{Mark, Slot, abbreviation};

/// How a format writes a moment that is shown with these words.
pub(super) type Write<'f> = &'f dyn Fn(DateTime<Tz>, &str) -> String;

/// `planned 09:00, 45 min`, with `~` before what is a guess and the date where that is not the day's; none where nothing is
/// planned.
pub(super) fn planned(plan: &Plan, day: Option<NaiveDate>, mark: Write) -> Option<String> {
    let both = [plan.start.map(|start| planned_start(start, plan, day, mark)), length(plan)];
    let both: Vec<String> = both.into_iter().flatten().collect();
    (!both.is_empty()).then(|| format!("planned {}", both.join(", ")))
}

fn planned_start(start: DateTime<Tz>, plan: &Plan, day: Option<NaiveDate>, mark: Write) -> String {
    moment(start, day, &|at, shown| mark(at, &guess(plan.start_guessed, shown)))
}

/// The planned length: `45 min` or `~22 min`.
pub(super) fn length(plan: &Plan) -> Option<String> {
    plan.minutes.map(|minutes| guess(plan.minutes_guessed, &words::minutes(minutes)))
}

/// The planned start, as it stands before a title: `09:00` or `~09:23`.
pub(super) fn start(plan: &Plan) -> Option<(DateTime<Tz>, String)> {
    plan.start.map(|start| (start, guess(plan.start_guessed, &words::clock(start))))
}

/// `~22 min` for what is a guess.
pub(super) fn guess(guessed: bool, shown: &str) -> String {
    format!("{}{shown}", if guessed { "~" } else { "" })
}

/// `held 09:02–09:51, 49 min`, or how long it has been running; with its date where that is not the day's.
pub(super) fn held(held: &Held, day: Option<NaiveDate>, mark: Write) -> String {
    let word = if held.end.is_some() { "held" } else { "running" };
    format!("{word} {}", held_when(held, day, mark))
}

/// `09:02–09:51, 49 min`, `12:34–13:49 with pauses, 27 min`, or `since 11:32, 4 min so far`.
pub(super) fn held_when(held: &Held, day: Option<NaiveDate>, mark: Write) -> String {
    let elapsed = words::elapsed(held.elapsed);
    let pauses = if held.paused.num_minutes() > 0 { " with pauses" } else { "" };
    match held.end {
        None => format!("since {}{pauses}, {elapsed} so far", moment(held.start, day, mark)),
        Some(end) => format!("{}{pauses}, {elapsed}", span(held.start, end, day, mark)),
    }
}

/// `09:02–09:51`, with the date of what is not on the day in question; where the clocks change in between, what each time is
/// called: `02:50 CEST–02:20 CET`.
pub(super) fn span(from: DateTime<Tz>, to: DateTime<Tz>, day: Option<NaiveDate>, mark: Write) -> String {
    let called = |at| if changes(from, to) { format!(" {}", abbreviation(at)) } else { String::new() };
    let start = format!("{}{}", moment(from, day, mark), called(from));
    if from.date_naive() == to.date_naive() {
        format!("{start}–{}{}", mark(to, &words::clock(to)), called(to))
    } else {
        format!("{start} – {}{}", moment(to, day, mark), called(to))
    }
}

/// Whether the clocks change between two moments.
pub(super) fn changes(from: DateTime<Tz>, to: DateTime<Tz>) -> bool {
    from.offset().fix() != to.offset().fix()
}

/// `12 min over`, `5 min under`, against a guess with `~`; none where it is less than a minute, and where a clock that still
/// runs or a slot that was set aside fell short.
pub(super) fn over(slot: &SlotMinutes) -> Option<String> {
    let is_whole = slot.slot.mark.is_none() && slot.held.is_some_and(|held| held.end.is_some());
    let over = slot.outcome.over.filter(|over| *over > TimeDelta::zero() || is_whole)?;
    Some(guess(slot.plan.minutes_guessed, &words::measured(over, "over", "under")?))
}

/// `09:02` on the day in question, `Tue 29 Oct 2019 09:02` on any other.
pub(super) fn moment(at: DateTime<Tz>, day: Option<NaiveDate>, mark: Write) -> String {
    let clock = words::clock(at);
    let dated = || format!("{} {clock}", words::short_date(at.date_naive()));
    mark(at, &if day == Some(at.date_naive()) { clock.clone() } else { dated() })
}

/// What became of a slot beside its times: whether it was set aside, is of the agenda, was moved, given time.
/// `title` writes the title of a slot.
pub(super) fn fate(minutes: &Minutes, slot: &SlotMinutes, title: &dyn Fn(&Slot) -> String) -> Vec<String> {
    let (outcome, slot) = (&slot.outcome, slot.slot);
    let mark = slot.mark.map(|mark| set_aside(mark).to_owned());
    let withdrawn = slot.withdrawn.then(|| "no longer on the agenda".to_owned());
    let moved = slot.moved.then(|| moved(minutes, slot, outcome));
    let beside = beside_the_agenda(minutes, slot, title);
    [mark, withdrawn, beside, moved, given(slot)].into_iter().flatten().collect()
}

/// Where a slot comes from that the agenda does not have: `opened in the meeting`, or `continues Budget` of the rest of one
/// that was split.
pub(super) fn beside_the_agenda(minutes: &Minutes, slot: &Slot, title: &dyn Fn(&Slot) -> String) -> Option<String> {
    match slot.continues {
        Some(first) => minutes.meeting.slot(first).map(|first| format!("continues {}", title(first))),
        None => slot.unplanned.then(|| "opened in the meeting".to_owned()),
    }
}

/// What it was set aside as.
pub(super) fn set_aside(mark: Mark) -> &'static str {
    match mark {
        Mark::Skipped => "skipped",
        Mark::Parked => "parked",
    }
}

/// `10 min added`: what was given to it in the meeting.
pub(super) fn given(slot: &Slot) -> Option<String> {
    words::against(slot.given.into(), "added", "taken off")
}

fn moved(minutes: &Minutes, slot: &Slot, outcome: &SlotOutcome) -> String {
    let home = outcome.moved_from.and_then(|place| minutes.days.get(place.day));
    match home.filter(|home| home.day.slots.iter().all(|other| other.id != slot.id)) {
        Some(home) => format!("moved from {}", day(home)),
        None => "moved".to_owned(),
    }
}

/// A day's name within a sentence: `Tue 29 Oct 2019`, else `Day 2`.
pub(super) fn day(day: &DayMinutes) -> String {
    day.day.date.map_or_else(|| format!("Day {}", day.number), words::short_date)
}

/// Why a slot shows no measured time, where nothing else says it.
pub(super) fn unheld(fate: Fate) -> Option<&'static str> {
    match fate {
        Fate::NotReached => Some("not reached"),
        Fate::NotYet => Some("not reached yet"),
        Fate::NotTimed => Some("not timed"),
        Fate::Held | Fate::Parked | Fate::Skipped | Fate::Withdrawn => None,
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

    fn at(text: &str) -> DateTime<Tz> {
        DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Tz::America__Los_Angeles)
    }

    fn plain(_: DateTime<Tz>, shown: &str) -> String {
        shown.to_owned()
    }

    #[test]
    fn a_guess_is_shown_as_one_and_a_start_on_another_date_with_it() {
        let day = "2019-10-28".parse().ok();
        let start = Some(at("2019-10-28T09:23:00-07:00"));
        let plan = Plan { start, start_guessed: true, minutes: Some(22), minutes_guessed: true };
        assert_eq!(planned(&plan, day, &plain).as_deref(), Some("planned ~09:23, ~22 min"));
        let plan = Plan { start_guessed: false, minutes: None, ..plan };
        assert_eq!(planned(&plan, day, &plain).as_deref(), Some("planned 09:23"));
        assert_eq!(planned(&Plan { start: None, ..plan }, day, &plain), None);
        let other = "2019-10-29".parse().ok();
        assert_eq!(planned(&plan, other, &plain).as_deref(), Some("planned Mon 28 Oct 2019 09:23"));
    }

    #[test]
    fn a_slot_says_when_it_was_held_and_the_date_only_where_it_is_another() {
        let day = "2019-10-28".parse().ok();
        let start = at("2019-10-28T09:02:10.500-07:00");
        let mut slot = Held {
            start,
            end: Some(at("2019-10-28T09:51:30-07:00")),
            elapsed: TimeDelta::minutes(49),
            paused: TimeDelta::zero(),
        };
        assert_eq!(held(&slot, day, &plain), "held 09:02–09:51, 49 min");
        assert_eq!(held(&slot, None, &plain), "held Mon 28 Oct 2019 09:02–09:51, 49 min");
        slot.paused = TimeDelta::seconds(59);
        assert_eq!(held(&slot, day, &plain), "held 09:02–09:51, 49 min");
        slot.paused = TimeDelta::seconds(60);
        assert_eq!(held(&slot, day, &plain), "held 09:02–09:51 with pauses, 49 min");
        slot.paused = TimeDelta::zero();
        slot.end = Some(at("2019-10-29T08:05:00-07:00"));
        assert_eq!(held(&slot, day, &plain), "held 09:02 – Tue 29 Oct 2019 08:05, 49 min");
        slot.end = None;
        assert_eq!(held(&slot, day, &plain), "running since 09:02, 49 min so far");
    }

    #[test]
    fn a_span_over_a_change_of_the_clocks_says_what_each_of_its_times_is_called() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Tz::Europe__Berlin);
        let day = NaiveDate::from_ymd_opt(2026, 10, 25);
        let said = |from, to| span(at(from), at(to), day, &plain);
        let across = said("2026-10-25T02:50:00+02:00", "2026-10-25T02:20:00+01:00");
        assert_eq!(across, "02:50 CEST–02:20 CET");
        assert_eq!(said("2026-10-25T02:20:00+01:00", "2026-10-25T03:00:00+01:00"), "02:20–03:00");
    }
}
