//! When each slot of a day is to start and how long it may take, from what the agenda states and leaves out.
//!
//! Agendas state some starts and few durations; what follows from them is computed here. Not here: anything that happened.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::Planned;
use crate::meeting::Slot;

/// The longest clock change known: Samoa skipped a whole day.
const LONGEST_GAP_HOURS: i64 = 25;

/// How long breaks take in a meeting, by those whose length the agenda's times tell.
#[derive(Debug, Default)]
pub(super) struct Breaks(BTreeMap<String, Vec<u32>>);

impl Breaks {
    /// Takes note of a slot's length, where it is a break and its length is no guess.
    pub(super) fn note(&mut self, slot: &Slot, planned: &Planned) {
        let counts = slot.plan.kind.is_break() && !slot.withdrawn && !slot.unplanned && !planned.estimated;
        if let Some(minutes) = planned.minutes.filter(|_| counts) {
            let lengths = self.0.entry(sort(slot)).or_default();
            lengths.insert(lengths.partition_point(|other| *other < minutes), minutes);
        }
    }

    /// What a break without a length usually takes: the median of its sort.
    fn usual(&self, slot: &Slot) -> Option<u32> {
        let lengths = self.0.get(&sort(slot)).filter(|_| slot.plan.kind.is_break())?;
        let upper = lengths.get(lengths.len() / 2)?;
        let lower = lengths.get(lengths.len().checked_sub(1)? / 2)?;
        Some(u32::midpoint(*lower, *upper))
    }
}

/// The sort of a break: the first word of its title, as `lunch`.
fn sort(slot: &Slot) -> String {
    slot.plan.title.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default().to_lowercase()
}

/// What each of the others has to keep for a break to take its usual length.
const SHORTEST_SHARE: u32 = 5;

pub(super) fn planned_day(zone: Tz, date: Option<NaiveDate>, slots: &[&Slot], breaks: &Breaks) -> Vec<Planned> {
    let kept: Vec<&Slot> = slots.iter().copied().filter(|slot| !slot.withdrawn && !slot.unplanned).collect();
    let blocks: Vec<&[&Slot]> = kept.chunk_by(|_, next| next.plan.start.is_none()).collect();
    let from = |block: &[&Slot]| Some(seconds(zone, date, block.first()?.plan.start?));
    let mut on_agenda = blocks.iter().enumerate().flat_map(|(index, block)| {
        let until = blocks.get(index + 1).and_then(|next| from(next));
        planned_block(zone, date, block, (from(block), until), breaks)
    });
    let stated = |slot: &Slot| Planned {
        slot: slot.id,
        start: slot.plan.start.and_then(|start| moment(zone, date, seconds(zone, date, start))),
        minutes: slot.plan.minutes,
        estimated: false,
    };
    let times = |slot: &Slot| {
        let shares = !slot.withdrawn && !slot.unplanned;
        shares.then(|| on_agenda.next()).flatten().unwrap_or_else(|| stated(slot))
    };
    slots.iter().copied().map(times).collect()
}

/// The times of a timed slot and the untimed ones that follow it, up to the next stated start.
fn planned_block(
    zone: Tz,
    date: Option<NaiveDate>,
    block: &[&Slot],
    (from, until): (Option<i64>, Option<i64>),
    breaks: &Breaks,
) -> Vec<Planned> {
    let mut sharing = shares(block, from, until, breaks).into_iter();
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
///
/// A break takes what breaks of its sort usually do, where that leaves the others something; they share the rest evenly.
fn shares(block: &[&Slot], from: Option<i64>, until: Option<i64>, breaks: &Breaks) -> Vec<u32> {
    let stated: i64 = block.iter().filter_map(|slot| slot.plan.minutes).map(i64::from).sum();
    let sharing: Vec<&Slot> = block.iter().copied().filter(|slot| slot.plan.minutes.is_none()).collect();
    let room = from.zip(until).map_or(0, |(from, until)| (until - from).div_euclid(60) - stated);
    let room = u32::try_from(room).unwrap_or(0);
    let mut usual: Vec<Option<u32>> = sharing.iter().map(|slot| breaks.usual(slot)).collect();
    let count = |usual: &[Option<u32>]| u32::try_from(usual.iter().filter(|it| it.is_none()).count()).unwrap_or(0);
    let taken = |usual: &[Option<u32>]| usual.iter().flatten().fold(0_u32, |sum, it| sum.saturating_add(*it));
    let others = count(&usual);
    if others == 0 || taken(&usual).saturating_add(others.saturating_mul(SHORTEST_SHARE)) > room {
        usual.fill(None);
    }
    let (others, left) = (count(&usual), room.saturating_sub(taken(&usual)));
    let (share, odd) = (left.checked_div(others).unwrap_or(0), left.checked_rem(others).unwrap_or(0));
    if share == 0 {
        return Vec::new();
    }
    // What does not divide goes to the first ones, a minute each.
    let mut even = (0..others).map(|nth| share + u32::from(nth < odd));
    usual.into_iter().filter_map(|usual| usual.or_else(|| even.next())).collect()
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

/// When a day has to end: on its date, or on the next where that is before its first slot.
pub(super) fn end_of_day(
    zone: Tz,
    date: NaiveDate,
    first: Option<DateTime<Tz>>,
    ends: NaiveTime,
) -> Option<DateTime<Tz>> {
    let end = local(zone, date, ends)?;
    if first.is_some_and(|first| end <= first) { local(zone, date.succ_opt()?, ends) } else { Some(end) }
}
