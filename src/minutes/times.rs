//! Planned against actual, in one sentence that all formats for people share.
//!
//! A moment stays known as one, so that a form that has a mark for it can set it; the words are the same. Not here: the
//! words for a single date or length (see `words`).

use chrono::{DateTime, NaiveDate, Offset, TimeDelta};
use chrono_tz::Tz;

use super::document::{DayMinutes, Held, Minutes, Plan, SlotMinutes};
use super::page::line::{self, concat, filled, join};
use super::page::{Line, plain};
use super::{Lang, words};
use crate::lang::fill;
use crate::meeting::schedule::{Fate, SlotOutcome};
use crate::meeting::{Mark, Slot, abbreviation};

/// `planned 09:00, 45 min`, with `~` before what is a guess and the date where that is not the day's; none where nothing is
/// planned.
pub(super) fn planned(lang: Lang, plan: &Plan, day: Option<NaiveDate>) -> Option<Line> {
    let start = plan.start.map(|start| {
        let shown = guess(plan.start_guessed, &on_day(lang, start, day));
        line::moment(start, &shown)
    });
    let both = join(start.into_iter().chain(length(lang, plan).map(plain)), lang.words().comma);
    (!both.is_empty()).then(|| filled(lang.words().times.planned, &[both]))
}

/// The same of a slot that was moved, for a place where only the times stand: a time alone would be when it is to be there.
pub(super) fn planned_elsewhere(lang: Lang, slot: &SlotMinutes, day: Option<NaiveDate>) -> Option<Line> {
    slot.slot.moved.then(|| planned(lang, &slot.plan, day)).flatten()
}

/// The planned length: `45 min` or `~22 min`.
pub(super) fn length(lang: Lang, plan: &Plan) -> Option<String> {
    plan.minutes.map(|minutes| guess(plan.minutes_guessed, &lang.minutes(minutes)))
}

/// The planned start, as it stands before a title: `09:00` or `~09:23`.
pub(super) fn start(plan: &Plan) -> Option<Line> {
    plan.start.map(|start| line::moment(start, &guess(plan.start_guessed, &words::clock(start))))
}

/// `~22 min` for what is a guess.
pub(super) fn guess(guessed: bool, shown: &str) -> String {
    format!("{}{shown}", if guessed { "~" } else { "" })
}

/// `held 09:02–09:51, 49 min`, or how long it has been running; with its date where that is not the day's.
pub(super) fn held(lang: Lang, held: &Held, day: Option<NaiveDate>) -> Line {
    let words = &lang.words().times;
    let pattern = if held.end.is_some() { words.held } else { words.running };
    filled(pattern, &[held_when(lang, held, day)])
}

/// `09:02–09:51, 49 min`, `12:34–13:49 with pauses, 27 min`, or `since 11:32, 4 min so far`.
pub(super) fn held_when(lang: Lang, held: &Held, day: Option<NaiveDate>) -> Line {
    let words = &lang.words().times;
    let paused = |when: Line| {
        if held.paused.num_minutes() > 0 { filled(words.with_pauses, &[when]) } else { when }
    };
    let elapsed = plain(lang.elapsed(held.elapsed));
    let both = match held.end {
        None => {
            let since = filled(words.since, &[paused(moment(lang, held.start, day))]);
            [since, filled(words.so_far, &[elapsed])]
        }
        Some(end) => [paused(span(lang, held.start, end, day)), elapsed],
    };
    join(both, lang.words().comma)
}

/// `09:02–09:51`, with the date of what is not on the day in question; where the clocks change in between, what each time is
/// called: `02:50 CEST–02:20 CET`.
pub(super) fn span(lang: Lang, from: DateTime<Tz>, to: DateTime<Tz>, day: Option<NaiveDate>) -> Line {
    let called = |at| if changes(from, to) { plain(format!(" {}", abbreviation(at))) } else { Line::new() };
    let (between, end) = if from.date_naive() == to.date_naive() {
        ("–", line::moment(to, &words::clock(to)))
    } else {
        (" – ", moment(lang, to, day))
    };
    concat([moment(lang, from, day), called(from), plain(between), end, called(to)])
}

/// Whether the clocks change between two moments.
pub(super) fn changes(from: DateTime<Tz>, to: DateTime<Tz>) -> bool {
    from.offset().fix() != to.offset().fix()
}

/// `12 min over`, `5 min under`, against a guess with `~`; none where it is less than a minute, and where a clock that still
/// runs or a slot that was set aside fell short.
pub(super) fn over(lang: Lang, slot: &SlotMinutes) -> Option<String> {
    let is_whole = slot.slot.mark.is_none() && slot.held.is_some_and(|held| held.end.is_some());
    let over = slot.outcome.over.filter(|over| *over > TimeDelta::zero() || is_whole)?;
    let words = &lang.words().times;
    Some(guess(slot.plan.minutes_guessed, &lang.measured(over, words.over, words.under)?))
}

/// `09:02` on the day in question, `Tue 29 Oct 2019 09:02` on any other.
pub(super) fn moment(lang: Lang, at: DateTime<Tz>, day: Option<NaiveDate>) -> Line {
    line::moment(at, &on_day(lang, at, day))
}

/// The words of a moment.
fn on_day(lang: Lang, at: DateTime<Tz>, day: Option<NaiveDate>) -> String {
    let clock = words::clock(at);
    if day == Some(at.date_naive()) { clock } else { format!("{} {clock}", lang.short_date(at.date_naive())) }
}

/// What became of a slot beside its times: whether it was set aside, is of the agenda, was moved, given time.
/// `title` writes the title of a slot.
pub(super) fn fate(lang: Lang, minutes: &Minutes, slot: &SlotMinutes, title: &dyn Fn(&Slot) -> Line) -> Vec<Line> {
    let (outcome, slot) = (&slot.outcome, slot.slot);
    let mark = slot.mark.map(|mark| plain(set_aside(lang, mark)));
    let withdrawn = slot.withdrawn.then(|| plain(lang.words().times.withdrawn));
    let moved = slot.moved.then(|| plain(moved(lang, minutes, slot, outcome)));
    let beside = beside_the_agenda(lang, minutes, slot, title);
    [mark, withdrawn, beside, moved, given(lang, slot).map(plain)].into_iter().flatten().collect()
}

/// Where a slot comes from that the agenda does not have: `opened in the meeting`, or `continues Budget` of the rest of one
/// that was split.
pub(super) fn beside_the_agenda(
    lang: Lang,
    minutes: &Minutes,
    slot: &Slot,
    title: &dyn Fn(&Slot) -> Line,
) -> Option<Line> {
    let words = &lang.words().times;
    match slot.continues {
        Some(first) => minutes.meeting.slot(first).map(|first| filled(words.continues, &[title(first)])),
        None => slot.unplanned.then(|| plain(words.opened_in_meeting)),
    }
}

/// What it was set aside as.
pub(super) fn set_aside(lang: Lang, mark: Mark) -> &'static str {
    match mark {
        Mark::Skipped => lang.words().times.skipped,
        Mark::Parked => lang.words().times.parked,
    }
}

/// `10 min added`: what was given to it in the meeting.
pub(super) fn given(lang: Lang, slot: &Slot) -> Option<String> {
    let words = &lang.words().times;
    lang.against(slot.given.into(), words.added, words.taken_off)
}

fn moved(lang: Lang, minutes: &Minutes, slot: &Slot, outcome: &SlotOutcome) -> String {
    let home = outcome.moved_from.and_then(|place| minutes.days.get(place.day));
    match home.filter(|home| home.day.slots.iter().all(|other| other.id != slot.id)) {
        Some(home) => fill(lang.words().times.moved_from, &[&day(lang, home)]),
        None => lang.words().times.moved.to_owned(),
    }
}

/// A day's name within a sentence: `Tue 29 Oct 2019`, else `Day 2`.
pub(super) fn day(lang: Lang, day: &DayMinutes) -> String {
    let numbered = || fill(lang.words().slot.day, &[&day.number.to_string()]);
    day.day.date.map_or_else(numbered, |date| lang.short_date(date))
}

/// Why a slot shows no measured time, where nothing else says it.
pub(super) fn unheld(lang: Lang, fate: Fate) -> Option<&'static str> {
    let words = &lang.words().times;
    match fate {
        Fate::NotReached => Some(words.not_reached),
        Fate::NotYet => Some(words.not_reached_yet),
        Fate::NotTimed => Some(words.not_timed),
        Fate::Held | Fate::Parked | Fate::Skipped | Fate::Withdrawn => None,
    }
}

/// When the whole meeting began and ended, as far as it did: `began 09:02, ended 10:31`.
pub(super) fn whole(lang: Lang, minutes: &Minutes) -> Option<Line> {
    let words = &lang.words().times;
    let at = |pattern, at| filled(pattern, &[moment(lang, at, minutes.only_day())]);
    let began = at(words.began, minutes.started?);
    let ended = minutes.ended.map(|end| at(words.ended, end));
    Some(join([began].into_iter().chain(ended), lang.words().comma))
}

#[cfg(test)]
mod tests {
    use super::super::page::line::shown;
    use super::*;

    fn at(text: &str) -> DateTime<Tz> {
        DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Tz::America__Los_Angeles)
    }

    #[test]
    fn a_guess_is_shown_as_one_and_a_start_on_another_date_with_it() {
        let day = "2019-10-28".parse().ok();
        let start = Some(at("2019-10-28T09:23:00-07:00"));
        let plan = Plan { start, start_guessed: true, minutes: Some(22), minutes_guessed: true };
        assert_eq!(
            planned(Lang::English, &plan, day).as_deref().map(shown).as_deref(),
            Some("planned ~09:23, ~22 min")
        );
        let plan = Plan { start_guessed: false, minutes: None, ..plan };
        assert_eq!(planned(Lang::English, &plan, day).as_deref().map(shown).as_deref(), Some("planned 09:23"));
        assert_eq!(planned(Lang::English, &Plan { start: None, ..plan }, day), None);
        let other = "2019-10-29".parse().ok();
        assert_eq!(
            planned(Lang::English, &plan, other).as_deref().map(shown).as_deref(),
            Some("planned Mon 28 Oct 2019 09:23")
        );
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
        assert_eq!(shown(&held(Lang::English, &slot, day)), "held 09:02–09:51, 49 min");
        assert_eq!(shown(&held(Lang::English, &slot, None)), "held Mon 28 Oct 2019 09:02–09:51, 49 min");
        slot.paused = TimeDelta::seconds(59);
        assert_eq!(shown(&held(Lang::English, &slot, day)), "held 09:02–09:51, 49 min");
        slot.paused = TimeDelta::seconds(60);
        assert_eq!(shown(&held(Lang::English, &slot, day)), "held 09:02–09:51 with pauses, 49 min");
        slot.paused = TimeDelta::zero();
        slot.end = Some(at("2019-10-29T08:05:00-07:00"));
        assert_eq!(shown(&held(Lang::English, &slot, day)), "held 09:02 – Tue 29 Oct 2019 08:05, 49 min");
        slot.end = None;
        assert_eq!(shown(&held(Lang::English, &slot, day)), "running since 09:02, 49 min so far");
    }

    #[test]
    fn a_span_over_a_change_of_the_clocks_says_what_each_of_its_times_is_called() {
        let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap().with_timezone(&Tz::Europe__Berlin);
        let day = NaiveDate::from_ymd_opt(2026, 10, 25);
        let said = |from, to| shown(&span(Lang::English, at(from), at(to), day));
        let across = said("2026-10-25T02:50:00+02:00", "2026-10-25T02:20:00+01:00");
        assert_eq!(across, "02:50 CEST–02:20 CET");
        assert_eq!(said("2026-10-25T02:20:00+01:00", "2026-10-25T03:00:00+01:00"), "02:20–03:00");
    }
}
