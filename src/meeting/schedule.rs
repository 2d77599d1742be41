//! What the plan's times come to: when each slot is to start, how long it may take, how the day stands.
//!
//! Agendas state some starts and few durations; what follows from them is computed here, once, so that the screen and
//! every export show the same figures. Not here: what the clocks measured (see `clock`), and nothing is stored.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::{Day, Meeting, Slot, SlotId, Stamp};

/// The longest clock change known: Samoa skipped a whole day.
const LONGEST_GAP_HOURS: i64 = 25;

/// A meeting held further than this from its planned time is held on another day: comparing would mislead.
const COMPARABLE: TimeDelta = TimeDelta::hours(12);

/// A slot's planned times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Which slot.
    pub slot: SlotId,
    /// When it starts, in the meeting's zone; none where the day has no date or nothing gives a time.
    pub start: Option<DateTime<Tz>>,
    /// How long it takes, in minutes, with what was given to it: at least 1 unless the agenda states 0 or all was taken.
    pub minutes: Option<u32>,
    /// The start or the length is a guess (shown with `~`); what the agenda states never is.
    pub estimated: bool,
}

/// How the running day stands against its plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How much later than planned the next slot will start; negative: the meeting is ahead.
    pub behind: TimeDelta,
    /// When the day will end, if everything that remains keeps its planned length.
    pub ends: Option<DateTime<Tz>>,
}

/// The planned times of all slots, in reading order.
///
/// A slot without a stated length takes up to the next stated start of its day; where untimed slots stand between,
/// they share that time evenly, in whole minutes. A withdrawn slot keeps what was stated and takes no share, nor does one
/// that was opened in the meeting. Minutes given in the meeting make their slot longer and move no other.
pub fn planned(meeting: &Meeting) -> Vec<Planned> {
    let days = meeting.days.iter();
    days.flat_map(|day| day.slots.iter().zip(planned_day(meeting.zone, day)).map(|(slot, plan)| with_given(slot, plan)))
        .collect()
}

/// The same without what was given in the meeting: as the agenda plans it.
pub fn of_agenda(meeting: &Meeting) -> Vec<Planned> {
    meeting.days.iter().flat_map(|day| planned_day(meeting.zone, day)).collect()
}

/// A slot's planned times with the minutes given to it; where nothing was planned, these alone.
fn with_given(slot: &Slot, plan: Planned) -> Planned {
    let longer = plan.minutes.map(|minutes| minutes.saturating_add_signed(slot.given));
    Planned { minutes: longer.or_else(|| u32::try_from(slot.given).ok().filter(|given| *given > 0)), ..plan }
}

/// How the day of the current slot stands, if that slot ends at its planned length, or now where it is over.
///
/// None where no clock runs, where nothing around the current slot is planned, and where the meeting is held on
/// another day than the planned one.
pub fn standing(meeting: &Meeting, now: &Stamp) -> Option<Standing> {
    let day = meeting.days.iter().find(|day| day.slots.iter().any(Slot::is_running))?;
    let at = day.slots.iter().position(Slot::is_running)?;
    let current = day.slots.get(at)?;
    let plan = planned_day(meeting.zone, day);
    let here = plan.get(at)?;
    let on_agenda = |(slot, _): &(&Slot, &Planned)| !slot.withdrawn && !slot.unplanned;
    let mut later = day.slots.iter().zip(&plan).skip(at + 1).filter(on_agenda);
    let next = later.next().map(|(_, planned)| planned);
    // One that was opened in the meeting, after all others, stands against the end of the one before it.
    let before = day.slots.iter().zip(&plan).take(at).rfind(on_agenda).map(|(_, planned)| planned);
    let against = before.filter(|_| current.unplanned).unwrap_or(here);
    let last = later.next_back().map(|(_, planned)| planned).or(next).unwrap_or(against);

    let forward = |start: &DateTime<Tz>| here.start.is_none_or(|here| here <= *start);
    let here_ends = next.and_then(|next| next.start).filter(forward).or_else(|| end(against));
    let behind = match (here_ends, with_given(current, *here).minutes) {
        (Some(planned), Some(minutes)) => {
            let left = TimeDelta::minutes(minutes.into()) - current.elapsed(now);
            now.at + left.max(TimeDelta::zero()) - planned.fixed_offset()
        }
        // Of unknown length: it may take until the next one is due.
        (Some(planned), None) => (now.at - planned.fixed_offset()).max(TimeDelta::zero()),
        // The day's last word, open-ended: it is as late as it began.
        (None, _) => current.started()? - here.start?.fixed_offset(),
    };
    let remain = day.slots.iter().skip(at + 1).filter(|slot| !slot.withdrawn);
    let given: i64 = remain.map(|slot| i64::from(slot.given)).sum();
    let ends = end(last).and_then(|end| end.checked_add_signed(behind + TimeDelta::minutes(given)));
    (behind.abs() < COMPARABLE).then_some(Standing { behind, ends })
}

/// When a slot is planned to end.
fn end(planned: &Planned) -> Option<DateTime<Tz>> {
    planned.start?.checked_add_signed(TimeDelta::minutes(planned.minutes?.into()))
}

fn planned_day(zone: Tz, day: &Day) -> Vec<Planned> {
    let kept: Vec<&Slot> = day.slots.iter().filter(|slot| !slot.withdrawn && !slot.unplanned).collect();
    let blocks: Vec<&[&Slot]> = kept.chunk_by(|_, next| next.plan.start.is_none()).collect();
    let from = |block: &[&Slot]| Some(seconds(zone, day.date, block.first()?.plan.start?));
    let mut on_agenda = blocks.iter().enumerate().flat_map(|(index, block)| {
        let until = blocks.get(index + 1).and_then(|next| from(next));
        planned_block(zone, day.date, block, from(block), until)
    });
    let stated = |slot: &Slot| Planned {
        slot: slot.id,
        start: slot.plan.start.and_then(|start| moment(zone, day.date, seconds(zone, day.date, start))),
        minutes: slot.plan.minutes,
        estimated: false,
    };
    let times = |slot: &Slot| {
        let shares = !slot.withdrawn && !slot.unplanned;
        shares.then(|| on_agenda.next()).flatten().unwrap_or_else(|| stated(slot))
    };
    day.slots.iter().map(times).collect()
}

/// The times of a timed slot and the untimed ones that follow it, up to the next stated start.
fn planned_block(
    zone: Tz,
    date: Option<NaiveDate>,
    block: &[&Slot],
    from: Option<i64>,
    until: Option<i64>,
) -> Vec<Planned> {
    let mut sharing = shares(block, from, until);
    let mut reached = from;
    let times = block.iter().map(|slot| {
        let begins = reached.filter(|at| slot.plan.start.is_some() || until.is_none_or(|until| *at < until));
        let shared = if slot.plan.minutes.is_none() { sharing.next() } else { None };
        let minutes = slot.plan.minutes.or(shared);
        reached = begins.zip(minutes).map(|(at, minutes)| at + i64::from(minutes) * 60);
        let start = begins.and_then(|at| moment(zone, date, at));
        let guessed_start = slot.plan.start.is_none() && start.is_some();
        let guessed_length = shared.is_some() && block.len() > 1;
        Planned { slot: slot.id, start, minutes, estimated: guessed_start || guessed_length }
    });
    times.collect()
}

/// Minutes for each slot of a block that states none, in order; nothing where the block's end is open or too near.
fn shares(block: &[&Slot], from: Option<i64>, until: Option<i64>) -> impl Iterator<Item = u32> + use<> {
    let stated: i64 = block.iter().filter_map(|slot| slot.plan.minutes).map(i64::from).sum();
    let sharing = block.iter().filter(|slot| slot.plan.minutes.is_none()).count();
    let room = from.zip(until).map_or(0, |(from, until)| (until - from).div_euclid(60) - stated);
    let room = usize::try_from(room).unwrap_or(0);
    let (share, odd) = (room.checked_div(sharing).unwrap_or(0), room.checked_rem(sharing).unwrap_or(0));
    // What does not divide goes to the first ones, a minute each.
    let minutes = move |nth: usize| u32::try_from(share + usize::from(nth < odd)).ok();
    (0..if share == 0 { 0 } else { sharing }).filter_map(minutes)
}

/// A stated time on one line with all others of its day, in seconds: since 1970 where the date is known, else since
/// midnight, so that lengths are right over a clock change and known without a date.
fn seconds(zone: Tz, date: Option<NaiveDate>, time: NaiveTime) -> i64 {
    let since_midnight = time.signed_duration_since(NaiveTime::MIN).num_seconds();
    date.and_then(|date| local(zone, date, time)).map_or(since_midnight, |at| at.timestamp())
}

/// The inverse of [`seconds`], where the date is known.
fn moment(zone: Tz, date: Option<NaiveDate>, seconds: i64) -> Option<DateTime<Tz>> {
    date?;
    Some(DateTime::from_timestamp(seconds, 0)?.with_timezone(&zone))
}

/// A local time of the agenda: the earlier one where the clock shows it twice, shifted forward where it skips it.
fn local(zone: Tz, date: NaiveDate, time: NaiveTime) -> Option<DateTime<Tz>> {
    let wanted = date.and_time(time);
    (0..=LONGEST_GAP_HOURS).map(TimeDelta::hours).find_map(|back| {
        let before = zone.from_local_datetime(&wanted.checked_sub_signed(back)?).earliest()?;
        before.checked_add_signed(back)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{Id, PlannedSlot, Run, WriterId};

    /// A day of slots written as `09:00 45`, `- 15`, `10:30 -`, one that was withdrawn as `x 10:00 -`, one that was
    /// opened in the meeting as `+ - -`, and minutes given at the end: `09:00 45 +10`.
    fn meeting(zone: Tz, date: Option<&str>, slots: &[&str]) -> Meeting {
        let slots = slots.iter().enumerate().map(|(index, line)| {
            let mut words: Vec<&str> = line.split_whitespace().collect();
            let gives = words.pop_if(|word| word.starts_with(['+', '-']) && word.len() > 1);
            let given = gives.map_or(0, |given| given.parse().unwrap());
            let (start, minutes) = (words[words.len() - 2], words[words.len() - 1]);
            let plan = PlannedSlot { start: start.parse().ok(), minutes: minutes.parse().ok(), ..Default::default() };
            let id = SlotId(Id { writer: WriterId(1), n: index as u32 + 1 });
            Slot { withdrawn: words[0] == "x", unplanned: words[0] == "+", given, ..Slot::new(id, plan) }
        });
        let day = Day { date: date.map(|date| date.parse().unwrap()), slots: slots.collect(), ..Default::default() };
        Meeting { zone, days: vec![day], ..Meeting::default() }
    }

    /// The planned times as `09:00 45`, with `~` before what holds a guess and `-` for what is unknown.
    fn times(zone: Tz, date: Option<&str>, slots: &[&str]) -> Vec<String> {
        let shown = |planned: &Planned| {
            let start = planned.start.map_or("-".to_owned(), |start| start.format("%H:%M").to_string());
            let minutes = planned.minutes.map_or("-".to_owned(), |minutes| minutes.to_string());
            format!("{}{start} {minutes}", if planned.estimated { "~" } else { "" })
        };
        planned(&meeting(zone, date, slots)).iter().map(shown).collect()
    }

    const LOS_ANGELES: Tz = Tz::America__Los_Angeles;

    #[track_caller]
    fn assert_times(slots: &[&str], expected: &[&str]) {
        assert_eq!(times(LOS_ANGELES, Some("2019-10-28"), slots), expected, "{slots:?}");
    }

    #[test]
    fn a_slot_takes_up_to_the_next_stated_start_and_the_last_is_open() {
        assert_times(&["09:00 -", "09:45 -", "10:30 -"], &["09:00 45", "09:45 45", "10:30 -"]);
    }

    #[test]
    fn a_stated_length_is_kept_even_where_it_leaves_or_lacks_room() {
        assert_times(&["09:00 30", "10:00 90", "11:00 15"], &["09:00 30", "10:00 90", "11:00 15"]);
    }

    #[test]
    fn untimed_slots_share_the_gap_in_whole_minutes() {
        assert_times(&["09:00 -", "- -", "09:45 -"], &["~09:00 23", "~09:23 22", "09:45 -"]);
        assert_times(&["09:00 -", "- -", "- -", "10:00 5"], &["~09:00 20", "~09:20 20", "~09:40 20", "10:00 5"]);
    }

    #[test]
    fn what_is_stated_within_a_gap_is_taken_off_before_sharing() {
        assert_times(&["09:00 15", "- -", "09:45 5"], &["09:00 15", "~09:15 30", "09:45 5"]);
        assert_times(&["09:00 -", "- 30", "09:45 5"], &["~09:00 15", "~09:15 30", "09:45 5"]);
    }

    #[test]
    fn lengths_alone_give_starts_until_one_is_missing() {
        assert_times(&["09:00 15", "- 20", "- -", "- 5"], &["09:00 15", "~09:15 20", "~09:35 -", "- 5"]);
    }

    #[test]
    fn slots_before_the_first_stated_start_have_none() {
        assert_times(&["- 10", "- -", "09:00 5"], &["- 10", "- -", "09:00 5"]);
    }

    #[test]
    fn nothing_is_guessed_where_times_go_backwards_or_leave_no_room() {
        assert_times(&["10:00 -", "09:00 -"], &["10:00 -", "09:00 -"]);
        assert_times(&["10:00 -", "- -", "09:00 -"], &["10:00 -", "- -", "09:00 -"]);
        assert_times(&["09:00 60", "- -", "09:45 -"], &["09:00 60", "- -", "09:45 -"]);
        assert_times(&["09:00 -", "- -", "- -", "09:02 -"], &["09:00 -", "- -", "- -", "09:02 -"]);
    }

    #[test]
    fn a_withdrawn_slot_keeps_what_it_stated_and_takes_no_share() {
        assert_times(&["09:00 -", "x 09:15 -", "x - 7", "09:45 -"], &["09:00 45", "09:15 -", "- 7", "09:45 -"]);
    }

    #[test]
    fn a_slot_that_was_opened_in_the_meeting_takes_no_share_and_has_what_was_given_to_it() {
        assert_times(&["09:00 -", "+ - -", "- -", "09:40 -"], &["~09:00 20", "- -", "~09:20 20", "09:40 -"]);
        assert_times(&["09:00 -", "+ - - +10", "09:40 -"], &["09:00 40", "- 10", "09:40 -"]);
    }

    #[test]
    fn minutes_given_make_their_slot_longer_and_move_no_other() {
        assert_times(&["09:00 30 +10", "- 20", "- -"], &["09:00 40", "~09:30 20", "~09:50 -"]);
        assert_times(&["09:00 - -5", "- -", "10:00 -"], &["~09:00 25", "~09:30 30", "10:00 -"]);
        assert_times(&["09:00 10 -30"], &["09:00 0"]);
    }

    #[test]
    fn without_a_date_lengths_are_known_and_starts_are_not() {
        assert_eq!(times(LOS_ANGELES, None, &["09:00 -", "09:45 10", "- 10"]), ["- 45", "- 10", "- 10"]);
    }

    #[test]
    fn a_time_that_spring_skips_is_shifted_forward() {
        // 02:00 became 03:00.
        let slots = &["01:30 -", "02:30 -", "03:45 -"];
        assert_eq!(times(LOS_ANGELES, Some("2020-03-08"), slots), ["01:30 60", "03:30 15", "03:45 -"]);
        // Samoa had no 30 December.
        assert_eq!(times(Tz::Pacific__Apia, Some("2011-12-30"), &["09:00 -"]), ["09:00 -"]);
    }

    #[test]
    fn a_time_that_autumn_shows_twice_is_the_earlier() {
        // 02:00 became 01:00: 01:30 of summer time, and two hours from 01:00 to 02:00.
        let plan = planned(&meeting(LOS_ANGELES, Some("2019-11-03"), &["01:00 -", "01:30 -", "02:00 -"]));
        assert_eq!(plan[1].start.unwrap().to_rfc3339(), "2019-11-03T01:30:00-07:00");
        assert_eq!(plan.iter().map(|planned| planned.minutes).collect::<Vec<_>>(), [Some(30), Some(90), None]);
    }

    fn stamp(time: &str) -> Stamp {
        Stamp::wall(format!("2019-10-28T{time}-07:00").parse().unwrap())
    }

    /// How the day stands at `now`, with the clock of slot `current` running since `since`: minutes behind, end.
    fn stands(slots: &[&str], current: usize, since: &str, now: &str) -> Option<(i64, Option<String>)> {
        let mut meeting = meeting(LOS_ANGELES, Some("2019-10-28"), slots);
        meeting.days[0].slots[current].runs.push(Run { from: stamp(since), to: None });
        let standing = standing(&meeting, &stamp(now))?;
        Some((standing.behind.num_minutes(), standing.ends.map(|ends| ends.format("%H:%M").to_string())))
    }

    const DAY: [&str; 4] = ["09:00 -", "09:45 -", "10:30 30", "11:00 60"];

    #[test]
    fn a_slot_that_began_late_makes_the_day_late() {
        assert_eq!(stands(&DAY, 0, "09:10:00", "09:20:00"), Some((10, Some("12:10".to_owned()))));
    }

    #[test]
    fn a_slot_that_runs_over_ends_now() {
        assert_eq!(stands(&DAY, 0, "09:00:00", "09:58:00"), Some((13, Some("12:13".to_owned()))));
    }

    #[test]
    fn a_slot_that_began_early_puts_the_day_ahead() {
        assert_eq!(stands(&DAY, 1, "09:30:00", "09:31:00"), Some((-15, Some("11:45".to_owned()))));
    }

    #[test]
    fn minutes_given_to_a_slot_make_the_day_late() {
        let given = ["09:00 - +10", "09:45 -", "10:30 30", "11:00 60"];
        assert_eq!(stands(&given, 0, "09:00:00", "09:20:00"), Some((10, Some("12:10".to_owned()))));
        let given = ["09:00 -", "09:45 - +5", "10:30 30", "11:00 60 +5"];
        assert_eq!(stands(&given, 0, "09:00:00", "09:20:00"), Some((0, Some("12:10".to_owned()))));
        assert_eq!(stands(&["09:00 30 +10"], 0, "09:00:00", "09:20:00"), Some((10, Some("09:40".to_owned()))));
    }

    #[test]
    fn a_slot_that_was_opened_in_the_meeting_stands_against_the_next_one_or_the_end_of_the_last() {
        let slots = ["09:00 30", "+ - - +20", "09:30 30"];
        assert_eq!(stands(&slots, 1, "09:20:00", "09:25:00"), Some((10, Some("10:10".to_owned()))));
        let slots = ["09:00 30", "+ - - +20"];
        assert_eq!(stands(&slots, 1, "09:20:00", "09:25:00"), Some((10, Some("09:40".to_owned()))));
    }

    #[test]
    fn the_last_slot_stands_against_its_own_end() {
        assert_eq!(stands(&DAY, 3, "11:05:00", "11:20:00"), Some((5, Some("12:05".to_owned()))));
        assert_eq!(stands(&["09:00 -"], 0, "09:04:00", "09:30:00"), Some((4, None)));
    }

    #[test]
    fn a_slot_of_unknown_length_may_take_until_the_next_is_due() {
        let slots = ["- -", "10:00 30"];
        assert_eq!(stands(&slots, 0, "09:00:00", "09:30:00"), Some((0, Some("10:30".to_owned()))));
        assert_eq!(stands(&slots, 0, "09:00:00", "10:07:00"), Some((7, Some("10:37".to_owned()))));
    }

    #[test]
    fn a_next_slot_planned_before_this_one_is_no_measure() {
        assert_eq!(stands(&["10:00 30", "09:00 20"], 0, "10:05:00", "10:10:00"), Some((5, Some("09:25".to_owned()))));
    }

    #[test]
    fn a_day_without_plan_a_silent_clock_or_another_day_has_no_standing() {
        assert_eq!(stands(&["- -", "- -"], 0, "09:00:00", "09:30:00"), None);
        let mut meeting = meeting(LOS_ANGELES, Some("2018-10-28"), &DAY);
        assert_eq!(standing(&meeting, &stamp("09:30:00")), None);
        meeting.days[0].slots[0].runs.push(Run { from: stamp("09:00:00"), to: None });
        assert_eq!(standing(&meeting, &stamp("09:30:00")), None);
    }
}
