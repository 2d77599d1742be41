//! The schedule under random hands: what holds for every plan, whatever was done and whenever somebody looks.
//!
//! Not here: single rules, with times written out (see the tests beside the schedule).

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use minutebook::meeting::schedule::{
    self, Cut, Fate, Miss, Planned, Point, Projected, Projection, State, after, catch_up, of_agenda, outcomes, outlook,
    planned, project, slack, standing,
};
use minutebook::meeting::{
    Act, Agenda, Cause, Command, Event, Head, Ledger, Mark, Meeting, PlannedDay, PlannedSlot, SlotId, SlotKind, Stamp,
    WriterId, decide, open,
};
use proptest::option;
use proptest::prelude::*;

use crate::hands::moment;

const WRITER: WriterId = WriterId(1);

/// What steers a meeting; slots are counted around.
#[derive(Clone, Debug)]
enum Deed {
    TakeUp(usize),
    Next,
    Pause,
    CorrectStart(usize, i64),
    OpenSlot(usize),
    Mark(usize, Option<Mark>),
    Give(usize, i32),
    Move(usize, Option<usize>, usize),
    Swap(usize),
    Trade(usize, usize, u32),
    CatchUp(usize),
    Undo,
}

fn slot() -> impl Strategy<Value = PlannedSlot> {
    let start = option::weighted(0.4, (32..72_u32).prop_map(|quarter| quarter * 15));
    let length = option::weighted(0.7, (0..10_u32, 0..4_u32));
    let kind = prop::bool::weighted(0.25);
    (start, length, kind, option::weighted(0.3, any::<bool>())).prop_map(|(start, length, is_break, fixed)| {
        let minutes = length.map(|(fives, _)| fives * 5);
        PlannedSlot {
            title: "Subject".to_owned(),
            start: start.and_then(|at| NaiveTime::from_hms_opt(at / 60, at % 60, 0)),
            minutes,
            least: length.and_then(|(fives, less)| (less == 3 && fives > 1).then(|| (fives - 1) * 5)),
            kind: if is_break { SlotKind::Break } else { SlotKind::Topic },
            fixed,
            ..PlannedSlot::default()
        }
    })
}

/// A day of any plan, without its date.
fn day() -> impl Strategy<Value = PlannedDay> {
    let sharp = |hour: Option<u32>| NaiveTime::from_hms_opt(hour?, 0, 0);
    let hours = (option::weighted(0.3, 7..10_u32), option::weighted(0.3, 17..20_u32));
    // In three of four days the starts go forward, as people write them; one in four is held at night: all of it is twelve
    // hours later, from the evening over midnight.
    let (forward, night) = (prop::bool::weighted(0.75), prop::bool::weighted(0.25));
    (prop::collection::vec(slot(), 0..7), forward, night, hours).prop_map(
        move |(mut slots, forward, night, (opens, ends))| {
            let by_clock = |at: NaiveTime| if night { at + TimeDelta::hours(12) } else { at };
            let mut starts: Vec<_> = slots.iter().filter_map(|slot| slot.start).collect();
            if forward {
                starts.sort_unstable();
            }
            for (slot, at) in slots.iter_mut().filter(|slot| slot.start.is_some()).zip(starts) {
                slot.start = Some(by_clock(at));
            }
            let (starts, ends) = (sharp(opens).map(by_clock), sharp(ends).map(by_clock));
            PlannedDay { starts, ends, slots, ..PlannedDay::default() }
        },
    )
}

fn agenda() -> impl Strategy<Value = Agenda> {
    (prop::collection::vec(day(), 1..4), prop::bool::weighted(0.9)).prop_map(|(mut days, dated)| {
        for (number, day) in (28..).zip(&mut days) {
            day.date = NaiveDate::from_ymd_opt(2019, 10, number).filter(|_| dated);
        }
        Agenda { head: Head { title: "Team".to_owned(), ..Head::default() }, days, ..Agenda::default() }
    })
}

fn deed() -> impl Strategy<Value = Deed> {
    let place = || 0..20_usize;
    let mark = prop::sample::select(vec![None, Some(Mark::Skipped), Some(Mark::Parked)]);
    prop_oneof![
        2 => place().prop_map(Deed::TakeUp),
        6 => Just(Deed::Next),
        2 => Just(Deed::Pause),
        1 => (place(), 0..3000_i64).prop_map(|(slot, back)| Deed::CorrectStart(slot, back)),
        1 => place().prop_map(Deed::OpenSlot),
        2 => (place(), mark).prop_map(|(slot, mark)| Deed::Mark(slot, mark)),
        2 => (place(), -6..7_i32).prop_map(|(slot, fives)| Deed::Give(slot, fives * 5)),
        2 => (place(), option::of(place()), 0..3_usize).prop_map(|(slot, behind, day)| Deed::Move(slot, behind, day)),
        2 => place().prop_map(Deed::Swap),
        1 => (place(), place(), 0..30_u32).prop_map(|(to, from, minutes)| Deed::Trade(to, from, minutes)),
        1 => (0..3_usize).prop_map(Deed::CatchUp),
        1 => Just(Deed::Undo),
    ]
}

/// Deeds, each so many seconds after the one before: now and then hours or a day go by.
fn deeds() -> impl Strategy<Value = Vec<(u32, Deed)>> {
    let pause = prop_oneof![3 => 0..15_u32, 12 => 60..4000_u32, 1 => 20_000..90_000_u32];
    prop::collection::vec((pause, deed()), 0..25)
}

/// The meeting as it goes on.
struct Course {
    ledger: Ledger,
    second: u32,
}

impl Course {
    /// The meeting of that agenda, at nine of its first day.
    fn open(agenda: Agenda) -> Self {
        let mut course = Self { ledger: Ledger::new(WRITER), second: 0 };
        let opening = open(agenda, "id".into(), "slug".into(), None, "America/Los_Angeles".into(), WRITER);
        course.commit(Cause::Fresh, vec![opening]);
        course
    }

    fn meeting(&self) -> &Meeting {
        &self.ledger.meeting
    }

    fn now(&self) -> Stamp {
        moment(self.second)
    }

    fn projection(&self) -> Projection {
        project(self.meeting(), &self.now())
    }

    fn commit(&mut self, cause: Cause, events: Vec<Event>) {
        self.ledger.commit(&Act { stamp: self.now(), events, cause, clears: None });
    }

    /// Does it now; whether the rules let it be done.
    fn take(&mut self, deed: &Deed) -> bool {
        if let Deed::Undo = deed {
            let Some((cause, events)) = self.ledger.undo() else { return false };
            self.commit(cause, events);
            return true;
        }
        let decided = self.command(deed).and_then(|it| decide(self.meeting(), it, WRITER, &self.now()).ok());
        let Some(events) = decided else { return false };
        self.commit(Cause::Fresh, events);
        true
    }

    fn command(&self, deed: &Deed) -> Option<Command> {
        let now = self.now();
        Some(match deed {
            Deed::TakeUp(slot) => Command::TakeUp(self.slot(*slot)?),
            Deed::Next => {
                let projection = self.projection();
                Command::TakeUp(projection.slots.iter().find(|it| it.state == State::Ahead)?.slot)
            }
            Deed::Pause => Command::Pause,
            Deed::CorrectStart(slot, back) => {
                Command::CorrectStart(self.slot(*slot)?, now.at - TimeDelta::seconds(*back))
            }
            Deed::OpenSlot(slot) => Command::OpenSlot("Extra".to_owned(), None, self.slot(*slot)?),
            Deed::Mark(slot, mark) => Command::Mark(self.slot(*slot)?, *mark),
            Deed::Give(slot, minutes) => Command::Give(self.slot(*slot)?, *minutes),
            Deed::Move(slot, behind, day) => {
                Command::MoveSlot(self.slot(*slot)?, behind.and_then(|behind| self.slot(behind)), *day)
            }
            Deed::Swap(slot) => Command::SwapSlot(self.slot(*slot)?),
            Deed::Trade(to, from, minutes) => Command::Trade(self.slot(*to)?, self.slot(*from)?, *minutes),
            Deed::CatchUp(nth) => Command::Cut(catch_up(self.meeting(), &now).into_iter().nth(*nth)?.cuts),
            Deed::Undo => return None,
        })
    }

    fn slot(&self, at: usize) -> Option<SlotId> {
        let slots: Vec<_> = self.meeting().slots().map(|slot| slot.id).collect();
        slots.get(at.checked_rem(slots.len())?).copied()
    }
}

/// Opens the meeting and does one thing after the other; after each, and again a while later, something must hold.
fn always(
    agenda: Agenda,
    deeds: &[(u32, Deed)],
    holds: impl Fn(&Course) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let mut course = Course::open(agenda);
    for (wait, deed) in deeds {
        course.second += wait;
        holds(&course)?;
        course.take(deed);
        holds(&course)?;
    }
    Ok(())
}

/// The slots of each day, projected.
fn by_day<'p>(meeting: &Meeting, projection: &'p Projection) -> Vec<&'p [Projected]> {
    let mut rest = projection.slots.as_slice();
    let mut take = |count| {
        let (here, later) = rest.split_at(count);
        rest = later;
        here
    };
    meeting.days.iter().map(|day| take(day.slots.len())).collect()
}

/// What the agenda has right before a slot that stands in its place is over so long before it.
fn idle_before(meeting: &Meeting, agenda: &[Planned], slot: SlotId) -> TimeDelta {
    let times = |id: SlotId| agenda.iter().find(|planned| planned.slot == id);
    let on_agenda = meeting.slots().filter(|other| !other.unplanned).map(|other| other.id);
    // Without an edit of the agenda, identities count in its order.
    let mut order: Vec<SlotId> = on_agenda.collect();
    order.sort_unstable();
    let before = order.iter().position(|id| *id == slot).and_then(|at| order.get(at.checked_sub(1)?));
    let end = before.and_then(|before| times(*before)).and_then(Planned::end);
    let start = times(slot).and_then(|planned| planned.start);
    start.zip(end).map_or(TimeDelta::zero(), |(start, end)| (start - end).max(TimeDelta::zero()))
}

fn misses_of_starts(misses: &[Miss]) -> Vec<Miss> {
    misses.iter().filter(|miss| miss.point != Point::EndOfDay).copied().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn projected_times_never_run_backwards_nor_lie_before_now(agenda in agenda(), deeds in deeds()) {
        always(agenda, &deeds, |course| {
            let now = course.meeting().local(course.now().at);
            let projection = course.projection();
            let mut last = now;
            for projected in projection.slots.iter().filter(|it| it.state == State::Ahead || it.state == State::Current) {
                if projected.state == State::Ahead {
                    for time in projected.start.into_iter().chain(projected.end) {
                        prop_assert!(time >= last, "{time} comes after {last}: {projected:?}");
                        last = time;
                    }
                } else {
                    last = last.max(projected.end.unwrap_or(last));
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn between_two_slots_that_are_still_to_come_lies_nothing_but_planned_idle_time_or_the_wait_for_a_fixed_point(
        agenda in agenda(), deeds in deeds(),
    ) {
        always(agenda, &deeds, |course| {
            let (meeting, projection) = (course.meeting(), course.projection());
            let plan = of_agenda(meeting);
            for day in by_day(meeting, &projection) {
                let ahead: Vec<_> = day.iter().filter(|it| matches!(it.state, State::Ahead | State::Current)).collect();
                for pair in ahead.windows(2) {
                    let (Some(end), Some(start)) = (pair[0].end, pair[1].start) else { continue };
                    // What pauses after its time is over holds nothing up.
                    let end = end.max(meeting.local(course.now().at));
                    if pair[0].state == State::Ahead || meeting.current().is_some() {
                        prop_assert!(start >= end, "{pair:?}");
                    }
                    let gap = start - end;
                    let due = pair[1].planned.start;
                    let allowed = if pair[1].fixed {
                        due.map_or(TimeDelta::zero(), |due| due - end)
                    } else {
                        idle_before(meeting, &plan, pair[1].slot)
                    };
                    prop_assert!(gap <= allowed.max(TimeDelta::zero()), "{gap} more than {allowed}: {pair:?}");
                    let moved = meeting.slot(pair[1].slot).is_some_and(|slot| slot.moved || slot.unplanned);
                    prop_assert!(!moved || gap.is_zero(), "{pair:?}");
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_is_left_of_each_slot_is_what_it_takes(agenda in agenda(), deeds in deeds()) {
        always(agenda, &deeds, |course| {
            let (meeting, now) = (course.meeting(), course.now());
            for projected in &course.projection().slots {
                let Some(slot) = meeting.slot(projected.slot) else { continue };
                let (Some(start), Some(end), Some(minutes)) = (projected.start, projected.end, projected.planned.minutes) else { continue };
                let spent = if slot.was_held(&now) { slot.elapsed(&now) } else { TimeDelta::zero() };
                let left = (TimeDelta::minutes(minutes.into()) - spent).max(TimeDelta::zero());
                match projected.state {
                    State::Ahead => prop_assert_eq!(end - start, left, "{:?}", projected),
                    State::Current if slot.is_running() => prop_assert_eq!(end - meeting.local(now.at), left, "{:?}", projected),
                    _ => {}
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_minute_is_lost_or_counted_twice(agenda in agenda(), deeds in deeds()) {
        let mut course = Course::open(agenda);
        let mut ran = TimeDelta::zero();
        for (wait, deed) in deeds.iter().filter(|(_, deed)| !matches!(deed, Deed::CorrectStart(..) | Deed::Undo)) {
            course.second += wait;
            if course.meeting().current().is_some() {
                ran += TimeDelta::seconds((*wait).into());
            }
            course.take(deed);
            let elapsed: TimeDelta = course.meeting().slots().map(|slot| slot.elapsed(&course.now())).sum();
            prop_assert_eq!(elapsed, ran, "after {:?}", deed);
        }
    }

    #[test]
    fn no_two_clocks_ever_ran_at_once(agenda in agenda(), deeds in deeds()) {
        always(agenda, &deeds, |course| {
            let now = course.now();
            let runs = course.meeting().slots().flat_map(|slot| &slot.runs);
            // What was started and stopped in one moment ran beside nothing.
            let runs = runs.map(|run| (run.from.at, run.to.unwrap_or(now).at)).filter(|(from, to)| from < to);
            let mut runs: Vec<_> = runs.collect();
            runs.sort_unstable();
            for pair in runs.windows(2) {
                prop_assert!(pair[0].1 <= pair[1].0, "{pair:?}");
            }
            Ok(())
        })?;
    }

    #[test]
    fn a_further_fact_does_not_change_when_anything_else_was_held(agenda in agenda(), deeds in deeds()) {
        let mut course = Course::open(agenda);
        for (wait, deed) in deeds {
            course.second += wait;
            let before = course.projection();
            course.take(&deed);
            if matches!(deed, Deed::CorrectStart(..) | Deed::Undo) {
                continue;
            }
            let after = course.projection();
            for was in before.slots.iter().filter(|it| it.state == State::Held) {
                let is = after.of(was.slot).expect("what was held stays");
                if is.state == State::Held {
                    prop_assert_eq!((is.start, is.end), (was.start, was.end), "{:?}", deed);
                }
            }
        }
    }

    #[test]
    fn the_plan_knows_no_facts(agenda in agenda(), deeds in deeds()) {
        let opened = Course::open(agenda.clone());
        let (plan, ends) = (of_agenda(opened.meeting()), |course: &Course| -> Vec<_> {
            let days = course.projection().days;
            days.iter().map(|day| day.planned_end).collect()
        });
        // What the agenda itself says: the screen leaves it out where a day is held far from its plan.
        let planned_ends: Vec<_> =
            outcomes(opened.meeting(), &opened.now()).days.iter().map(|day| day.planned_end).collect();
        always(agenda, &deeds, |course| {
            let mut now = of_agenda(course.meeting());
            now.retain(|it| plan.iter().any(|planned| planned.slot == it.slot));
            now.sort_by_key(|it| it.slot);
            prop_assert_eq!(&now, &plan);
            for (is, was) in ends(course).into_iter().zip(&planned_ends) {
                prop_assert!(is.is_none() || is == *was, "off its plan a day has no planned end, else the same");
            }
            for (slot, planned) in course.meeting().slots().zip(planned(course.meeting())) {
                prop_assert_eq!(planned.slot, slot.id);
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_whole_is_the_sum_of_its_parts(agenda in agenda(), deeds in deeds()) {
        always(agenda, &deeds, |course| {
            let (meeting, now, projection) = (course.meeting(), course.now(), course.projection());
            prop_assert_eq!(projection.slots.len(), meeting.slots().count());
            prop_assert_eq!(projection.days.len(), meeting.days.len());
            for ((slots, day), it) in by_day(meeting, &projection).into_iter().zip(&projection.days).zip(&meeting.days) {
                let last = slots.iter().rfind(|it| matches!(it.state, State::Ahead | State::Current));
                if let Some(last) = last {
                    prop_assert_eq!(day.end, last.end);
                }
                let breaks = it.slots.iter().zip(slots).filter(|(slot, it)| slot.plan.kind.is_break() && it.state == State::Ahead);
                let gives: u32 = breaks.filter_map(|(slot, it)| Some(slack(slot, it.planned.minutes?))).sum();
                prop_assert_eq!(day.slack, gives);
            }
            let outlook = outlook(meeting, &projection, &now);
            let (mut needed, at) = (TimeDelta::zero(), meeting.local(now.at));
            for (slots, day) in by_day(meeting, &projection).into_iter().zip(&projection.days) {
                for it in slots.iter().filter(|_| day.planned_end.is_some()) {
                    let from = match it.state { State::Ahead => it.start, State::Current => Some(at), _ => None };
                    needed += from.zip(it.end).map_or(TimeDelta::zero(), |(from, end)| (end - from).max(TimeDelta::zero()));
                }
            }
            prop_assert_eq!(outlook.needed, needed);
            for it in &outlook.put_off {
                let state = projection.of(it.slot).map(|it| it.state);
                prop_assert!(matches!(state, Some(State::Passed | State::SetAside | State::Held)), "{:?} is {:?}", it, state);
            }
            Ok(())
        })?;
    }

    #[test]
    fn the_minutes_say_what_screen_and_script_say(agenda in agenda(), deeds in deeds()) {
        always(agenda, &deeds, |course| {
            let (meeting, now, projection) = (course.meeting(), course.now(), course.projection());
            let minutes = outcomes(meeting, &now);
            let put_off: Vec<_> = outlook(meeting, &projection, &now).put_off.iter().map(|it| (it.slot, it.fate)).collect();
            for ((slot, it), outcome) in meeting.slots().zip(&projection.slots).zip(&minutes.slots) {
                prop_assert_eq!((it.slot, outcome.slot), (slot.id, slot.id));
                let agrees = match outcome.fate {
                    Fate::NotYet => matches!(it.state, State::Ahead | State::Current),
                    Fate::NotReached => it.state == State::Passed,
                    Fate::Held => slot.was_held(&now),
                    Fate::Parked | Fate::Skipped => slot.mark.is_some(),
                    Fate::Withdrawn => slot.withdrawn,
                    Fate::NotTimed => false,
                };
                prop_assert!(agrees, "{:?} is {:?}", it, outcome);
                let spent = TimeDelta::minutes(it.planned.minutes.unwrap_or(0).into()) + outcome.over.unwrap_or_default();
                prop_assert!(outcome.over.is_none() || spent == slot.elapsed(&now), "{:?} {:?}", it, outcome);
                let continues = meeting.slots().any(|other| other.continues == Some(slot.id));
                let counts = !slot.plan.kind.is_break() && !continues && it.state != State::Current && !slot.withdrawn;
                let off = matches!(outcome.fate, Fate::Parked | Fate::NotReached) && counts;
                prop_assert_eq!(put_off.contains(&(slot.id, outcome.fate)), off, "{:?} {:?}", it, outcome);
                prop_assert!(!it.fixed || outcome.fixed, "{:?} {:?}", it, outcome);
            }
            for ((day, told), slots) in projection.days.iter().zip(&minutes.days).zip(by_day(meeting, &projection)) {
                // A day that is held half a day or more off its plan has none on the screen.
                prop_assert!(day.planned_end.is_none() || day.planned_end == told.planned_end, "{:?} {:?}", day, told);
                let held: Vec<_> = slots.iter().filter(|it| meeting.slot(it.slot).is_some_and(|slot| slot.was_held(&now))).collect();
                let started = |it: &Projected| Some(meeting.local(meeting.slot(it.slot)?.started()?));
                prop_assert_eq!(told.started, held.iter().filter_map(|it| started(it)).min());
                let goes_on = slots.iter().any(|it| matches!(it.state, State::Ahead | State::Current));
                if let Some(over) = told.over {
                    prop_assert!(!goes_on, "{:?}", told);
                    prop_assert_eq!(told.planned_end.map(|end| end + over), told.ended);
                    prop_assert!(told.is_comparable());
                }
                for miss in told.misses.iter().filter(|miss| miss.point != Point::EndOfDay) {
                    let missed = held.iter().find(|it| Point::Slot(it.slot) == miss.point);
                    let late = missed.and_then(|it| Some(started(it)? - it.planned.start?));
                    prop_assert_eq!(late, Some(miss.by), "{:?}", told);
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn cuts_do_what_was_promised(agenda in agenda(), deeds in deeds()) {
        always(agenda, &deeds, |course| {
            let (meeting, now) = (course.meeting(), course.now());
            for proposal in catch_up(meeting, &now) {
                let day = meeting.days.iter().position(|day| day.slots.iter().any(|slot| slot.id == proposal.cuts[0].slot()));
                let day = day.expect("what is cut is there");
                let events = decide(meeting, Command::Cut(proposal.cuts.clone()), WRITER, &now).expect("cuts that can be made");
                let then = after(meeting, &events, &now);
                prop_assert_eq!(then.days[day].end, proposal.end, "{:?}", proposal);
                prop_assert_eq!(misses_of_starts(&then.days[day].misses), misses_of_starts(&proposal.misses), "{:?}", proposal);
                let before = &project(meeting, &now).days[day];
                let late = |misses: &[Miss]| misses.iter().map(|miss| miss.by).sum::<TimeDelta>();
                prop_assert!(late(&then.days[day].misses) <= late(&before.misses), "cuts make nothing later: {:?}", proposal);
                for cut in &proposal.cuts {
                    if let Cut::Shorten(slot, minutes) = cut {
                        let planned = planned(meeting).into_iter().find(|it| it.slot == *slot).and_then(|it| it.minutes);
                        prop_assert!(planned.is_some_and(|planned| *minutes <= planned), "{:?}", proposal);
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_was_steered_and_taken_back_gives_the_projection_back(agenda in agenda(), deeds in deeds()) {
        let mut course = Course::open(agenda);
        for (wait, deed) in deeds {
            course.second += wait;
            let before = (course.projection(), standing(course.meeting(), &course.projection(), &course.now()));
            let done = !matches!(deed, Deed::Undo) && course.take(&deed);
            if done && course.take(&Deed::Undo) {
                let back = (course.projection(), standing(course.meeting(), &course.projection(), &course.now()));
                prop_assert_eq!(back, before, "after {:?}", deed);
                course.take(&deed);
            }
        }
    }

    #[test]
    fn a_meeting_that_keeps_to_its_plan_is_never_late_nor_early(
        slots in prop::collection::vec((1..10_u32, option::weighted(0.3, 0..6_u32), any::<bool>(), any::<bool>()), 1..10),
    ) {
        let mut at = 9 * 60;
        let planned = slots.iter().enumerate().map(|(nth, (fives, idle, stated, fixed))| {
            at += idle.unwrap_or(0) * 5;
            let start = (nth == 0 || *stated || idle.is_some()).then(|| NaiveTime::from_hms_opt(at / 60, at % 60, 0)).flatten();
            at += fives * 5;
            PlannedSlot { start, minutes: Some(fives * 5), fixed: fixed.then_some(true), ..PlannedSlot::default() }
        });
        let day = PlannedDay { date: NaiveDate::from_ymd_opt(2019, 10, 28), slots: planned.collect(), ..PlannedDay::default() };
        let mut course = Course::open(Agenda { days: vec![day], ..Agenda::default() });
        let opened = course.now().at;
        let plan: Vec<(DateTime<Tz>, DateTime<Tz>)> =
            schedule::planned(course.meeting()).iter().map(|it| (it.start.unwrap(), it.end().unwrap())).collect();
        for (nth, (start, end)) in plan.iter().enumerate() {
            course.second = (start.to_utc() - opened.to_utc()).num_seconds() as u32;
            course.take(&Deed::TakeUp(nth));
            let length = (*end - *start).num_seconds() as u32;
            for part in [0, length / 2, length] {
                course.second = (start.to_utc() - opened.to_utc()).num_seconds() as u32 + part;
                let standing = standing(course.meeting(), &course.projection(), &course.now()).expect("it is planned");
                prop_assert_eq!(standing.behind, TimeDelta::zero(), "in slot {}", nth);
                prop_assert_eq!(standing.ends, plan.last().map(|(_, end)| *end));
                prop_assert!(standing.misses.is_empty());
                for (projected, planned) in course.projection().slots.iter().zip(&plan).skip(nth + 1) {
                    prop_assert_eq!((projected.start, projected.end), (Some(planned.0), Some(planned.1)));
                }
            }
            course.take(&Deed::Pause);
        }
    }
}
