//! When each slot of a day is to start and how long it may take, from what the agenda states and leaves out.
//!
//! Agendas state some starts and few durations; what follows from them is computed here. Not here: anything that happened.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;

use super::{DayTime, Overnight, Planned};
use crate::meeting::{Day, Slot, Twice, instant};

/// How long breaks take in a meeting, by those whose length the agenda's times tell.
#[derive(Debug, Default)]
pub(super) struct Breaks(BTreeMap<String, Vec<u32>>);

impl Breaks {
    /// Takes note of a slot's length, where it is a break and its length is no guess.
    pub(super) fn note(&mut self, slot: &Slot, planned: &Planned) {
        let counts = slot.plan.kind.is_break() && !slot.withdrawn && !slot.unplanned && !planned.length_guessed;
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

/// No slot is planned to take longer than a day, whatever a journal says.
const LONGEST: u32 = 24 * 60;

/// The length that the agenda states for a slot.
fn stated_minutes(slot: &Slot) -> Option<u32> {
    slot.plan.minutes.map(|minutes| minutes.min(LONGEST))
}

/// What each of the others has to keep for a break to take its usual length.
const SHORTEST_SHARE: u32 = 5;

/// What is known of a day's times beside its slots.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hours {
    zone: Tz,
    date: Option<NaiveDate>,
    starts: Option<NaiveTime>,
    ends: Option<NaiveTime>,
}

impl Hours {
    pub(super) fn of(zone: Tz, day: Option<&Day>) -> Self {
        let said = |of: fn(&Day) -> Option<NaiveTime>| day.and_then(of);
        Self { zone, date: day.and_then(|day| day.date), starts: said(|day| day.starts), ends: said(|day| day.ends) }
    }

    /// A time on one line with all others of its day, in seconds: since 1970 where the date is known, else since the day's
    /// midnight, so that lengths are right over midnight and a clock change and known without a date.
    fn seconds(&self, at: DayTime) -> i64 {
        let since_midnight = at.time.signed_duration_since(NaiveTime::MIN).num_seconds();
        let date = self.date.and_then(|date| date.checked_add_days(Days::new(at.dates.into())));
        let moment = date.and_then(|date| local(self.zone, date, at.time));
        moment.map_or(TimeDelta::days(at.dates.into()).num_seconds() + since_midnight, |at| at.timestamp())
    }

    /// When the day starts, where that is stated and its date is known.
    pub(super) fn opens(&self) -> Option<DateTime<Tz>> {
        self.moment(self.seconds(DayTime { dates: 0, time: self.starts? }))
    }

    /// The inverse of [`Self::seconds`], where the date is known.
    fn moment(&self, seconds: i64) -> Option<DateTime<Tz>> {
        self.date?;
        Some(DateTime::from_timestamp(seconds, 0)?.with_timezone(&self.zone))
    }
}

/// A slot of the agenda, and the start that it states in seconds.
type Stated<'a> = (&'a Slot, Option<i64>);

/// A timed slot and the untimed ones that follow it.
struct Block<'a> {
    slots: &'a [Stated<'a>],
    /// When it starts: as its first slot states, or as the day does.
    from: Option<i64>,
    /// The next stated start.
    next: Option<i64>,
    /// The end of the day, where nothing follows.
    ends: Option<i64>,
}

/// The planned times of a day's slots, of which those that the agenda does not have (any more) take no share.
pub(super) fn planned_day(hours: Hours, slots: &[&Slot], breaks: &Breaks) -> Vec<Planned> {
    let on_agenda = |slot: &Slot| !slot.withdrawn && !slot.unplanned;
    let mut dates = Overnight::new(hours.starts);
    let mut stated = |slot: &Slot| slot.plan.start.map(|start| hours.seconds(dates.place(start)));
    let kept: Vec<Stated> = slots.iter().filter(|slot| on_agenda(slot)).map(|slot| (*slot, stated(slot))).collect();
    let ends = hours.ends.map(|ends| hours.seconds(dates.end(ends)));
    let starts = hours.starts.map(|starts| hours.seconds(DayTime { dates: 0, time: starts }));
    let mut planned = blocks(&kept, starts, ends).into_iter().flat_map(|block| planned_block(hours, &block, breaks));
    let as_stated = |slot: &Slot| Planned {
        slot: slot.id,
        start: slot.plan.start.and_then(|start| hours.moment(hours.seconds(dates.beside(start)))),
        minutes: stated_minutes(slot),
        start_guessed: false,
        length_guessed: false,
    };
    let times = |slot: &&Slot| on_agenda(slot).then(|| planned.next()).flatten().unwrap_or_else(|| as_stated(slot));
    slots.iter().map(times).collect()
}

fn blocks<'a>(kept: &'a [Stated<'a>], starts: Option<i64>, ends: Option<i64>) -> Vec<Block<'a>> {
    let mut later = None;
    let mut blocks: Vec<Block> = Vec::new();
    for slots in kept.chunk_by(|_, (_, next)| next.is_none()).rev() {
        let from = slots.first().and_then(|(_, start)| *start);
        let ends = ends.filter(|_| blocks.is_empty());
        blocks.push(Block { slots, from, next: later, ends });
        later = from;
    }
    blocks.reverse();
    if let Some(first) = blocks.first_mut() {
        first.from = first.from.or(starts);
    }
    blocks
}

/// The times of a block's slots, up to the next stated start.
fn planned_block(hours: Hours, block: &Block, breaks: &Breaks) -> Vec<Planned> {
    let mut sharing = shares(block, breaks).into_iter();
    let mut reached = block.from;
    let times = block.slots.iter().enumerate().map(|(nth, (slot, stated))| {
        let begins = reached.filter(|at| stated.is_some() || block.next.is_none_or(|next| *at < next));
        let shared = if slot.plan.minutes.is_none() { sharing.next() } else { None };
        let minutes = stated_minutes(slot).or(shared);
        reached = begins.zip(minutes).map(|(at, minutes)| at + i64::from(minutes) * 60);
        let start = begins.and_then(|at| hours.moment(at));
        // The first one's start is stated, by itself or by its day.
        let start_guessed = nth > 0 && start.is_some();
        let length_guessed = shared.is_some() && block.slots.len() > 1;
        Planned { slot: slot.id, start, minutes, start_guessed, length_guessed }
    });
    times.collect()
}

/// Minutes for each slot of a block that states none, in order; nothing where the block's end is open or too near.
///
/// A break takes what breaks of its sort usually do, where that leaves the others something; they share the rest evenly.
fn shares(block: &Block, breaks: &Breaks) -> Vec<u32> {
    let slots = || block.slots.iter().map(|(slot, _)| *slot);
    let stated: i64 = slots().filter_map(stated_minutes).map(i64::from).sum();
    let sharing: Vec<&Slot> = slots().filter(|slot| slot.plan.minutes.is_none()).collect();
    let room =
        block.from.zip(block.next.or(block.ends)).map_or(0, |(from, until)| (until - from).div_euclid(60) - stated);
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

/// How many minutes lie between two times of the day of that date, over midnight and clock changes; none where the second
/// does not come after the first.
pub fn minutes_between(zone: Tz, date: NaiveDate, from: DayTime, to: DayTime) -> Option<u32> {
    let hours = Hours { zone, date: Some(date), starts: None, ends: None };
    let minutes = (hours.seconds(to) - hours.seconds(from)).div_euclid(60);
    u32::try_from(minutes).ok().filter(|minutes| *minutes > 0)
}

/// A local time of the agenda: the earlier one where the clock shows it twice.
fn local(zone: Tz, date: NaiveDate, time: NaiveTime) -> Option<DateTime<Tz>> {
    instant(zone, date.and_time(time), Twice::First)
}

/// When a day has to end: on its date, or on the next where that is not after its first time.
pub(super) fn end_of_day(
    zone: Tz,
    date: NaiveDate,
    first: Option<DateTime<Tz>>,
    ends: NaiveTime,
) -> Option<DateTime<Tz>> {
    let end = local(zone, date, ends)?;
    if first.is_some_and(|first| end <= first) { local(zone, date.succ_opt()?, ends) } else { Some(end) }
}

#[cfg(test)]
mod tests;
