//! How the meeting kept to its plan, in words that all formats for people share: a line for each day, what went otherwise,
//! and a table.
//!
//! A reader wants the day's sum first, then what was not as planned, and looks the rest up. Not here: the figures (see
//! `meeting::schedule`), a single slot's own line (`times`), and the picture, which is the page's.

use chrono::DateTime;
use chrono_tz::Tz;

use super::document::{DayMinutes, Minutes, SlotMinutes};
use super::times::{self, Write};
use super::{words, zones};
use crate::meeting::schedule::{Fate, Miss, Point};
use crate::meeting::{Mark, Request, Slot, abbreviation};

/// A line of a day's table.
#[derive(Debug)]
pub(super) struct Row<'m> {
    /// Of which slot; none: what the day comes to.
    pub(super) slot: Option<&'m SlotMinutes<'m>>,
    /// When and how long it was planned.
    pub(super) planned: String,
    /// When and how long it was held.
    pub(super) held: String,
    /// `4 min over`, or what became of it.
    pub(super) outcome: String,
}

/// Parts of the plan that went otherwise, all in the same way.
#[derive(Debug)]
pub(super) struct Otherwise<'m> {
    /// In which: `Parked`, `Not reached`, …
    pub(super) label: &'static str,
    /// Which; each with what else there is to say: where it was moved, by how much it was late.
    pub(super) parts: Vec<(Part<'m>, Option<String>)>,
}

/// How the end of a day is called among its slots.
pub(super) const END_OF_DAY: &str = "the end of the day";

/// What can go otherwise than planned.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part<'m> {
    Slot(&'m Slot),
    EndOfDay,
    /// What was asked for, and by whom.
    Request(&'m Request),
}

/// `Planned 09:00–17:00, held 09:12–17:42, 42 min over`; with further zones two lines, each with the times there too.
/// Nothing where nothing is known.
pub(super) fn hours(minutes: &Minutes, day: &DayMinutes, mark: Write) -> Vec<String> {
    let outcome = &day.outcome;
    let further = zones::further(minutes);
    let open = |from| times::moment(from, day.day.date, mark);
    let both = |from, to: Option<_>, word| {
        let here = to.map_or_else(|| format!("{word} {}", open(from)), |to| times::span(from, to, day.day.date, mark));
        if further.is_empty() {
            return here;
        }
        let elsewhere = further.iter().map(|one| format!(" · {}", zones::there(from, to, one.zone)));
        // A span over a change of the clocks has the names of both its times.
        let named = to.is_some_and(|to| times::changes(from, to));
        let called = if named { String::new() } else { format!(" {}", abbreviation(from)) };
        format!("{here}{called}{}", elsewhere.collect::<String>())
    };
    let planned = outcome.planned_start.map(|from| both(from, outcome.planned_end, "from"));
    let held = outcome.started.map(|from| both(from, outcome.ended, "since"));
    let held = held.map(|held| [held].into_iter().chain(over(day)).collect::<Vec<_>>().join(", "));
    let (word, within) = if outcome.ended.is_some() { ("Held", "held") } else { ("Running", "running") };
    match (planned, held) {
        (Some(planned), Some(held)) if further.is_empty() => vec![format!("Planned {planned}, {within} {held}")],
        (planned, held) => {
            let planned = planned.map(|planned| format!("Planned {planned}"));
            planned.into_iter().chain(held.map(|held| format!("{word} {held}"))).collect()
        }
    }
}

/// `42 min over`, `5 min early`, `on time`: the day's end against its plan.
fn over(day: &DayMinutes) -> Option<String> {
    Some(words::measured(day.outcome.over?, "over", "early").unwrap_or_else(|| "on time".to_owned()))
}

/// A day in sentences, for those who do not see its picture. The table has the rest. `title` writes the title of a slot.
pub(super) fn told(minutes: &Minutes, day: &DayMinutes, title: &dyn Fn(&Slot) -> String) -> String {
    let over = |slot: &&SlotMinutes| slot.outcome.over.is_some_and(|over| over.num_minutes() > 0);
    let over = day.slots.iter().filter(over).count();
    let listed = of_days(minutes, std::slice::from_ref(day)).into_iter().chain(gone(minutes, day)).map(|one| {
        let part = |(part, note): &(Part, Option<String>)| {
            let name = if let Part::Slot(slot) = part { title(slot) } else { END_OF_DAY.to_owned() };
            name + &note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default()
        };
        format!("{}: {}", one.label, one.parts.iter().map(part).collect::<Vec<_>>().join(", "))
    });
    let sentences = hours(minutes, day, &unmarked).into_iter().chain(took_place(minutes, day));
    let longer = words::count(over, "slot took", "slots took") + " longer than planned";
    let table = "All times are in the table under Schedule".to_owned();
    let sentences = sentences.chain((over > 0).then_some(longer)).chain(listed);
    let sentences = sentences.chain((has_plan(day) && is_told(minutes)).then_some(table));
    sentences.map(|it| it + ".").collect::<Vec<_>>().join(" ")
}

/// `9 of 11 planned slots took place`: of those that the agenda has on the day, those that were held on it.
fn took_place(minutes: &Minutes, day: &DayMinutes) -> Option<String> {
    let planned = minutes.agenda_of(day);
    let held = planned.iter().filter(|(stands, slot)| stands.number == day.number && slot.held.is_some()).count();
    let of = words::count(planned.len(), "planned slot", "planned slots");
    let so_far = if day.outcome.ended.is_none() { " so far" } else { "" };
    (day.outcome.started.is_some() && !planned.is_empty()).then(|| format!("{held} of {of} took place{so_far}"))
}

/// What went from a day to another one: slots, and the rests of such as were split.
fn gone<'m>(minutes: &Minutes<'m>, day: &DayMinutes<'m>) -> Vec<Otherwise<'m>> {
    let others = || minutes.days.iter().filter(|other| other.number != day.number);
    let listed = |label, parts: Vec<_>| (!parts.is_empty()).then_some(Otherwise { label, parts });
    let to = |other: &DayMinutes| Some(format!("to {}", times::day(other)));
    let moved = minutes.agenda_of(day).into_iter().filter(|(stands, _)| stands.number != day.number);
    let moved = moved.map(|(stands, slot)| (Part::Slot(slot.slot), to(stands))).collect();
    let begun_here = |slot: &SlotMinutes| day.slots.iter().find(|begun| Some(begun.slot.id) == slot.slot.continues);
    let rests = others().flat_map(|other| other.slots.iter().map(move |slot| (other, slot)));
    let rests = rests.filter_map(|(other, slot)| Some((Part::Slot(begun_here(slot)?.slot), Some(times::day(other)))));
    listed("Moved away", moved).into_iter().chain(listed("Continued on another day", rests.collect())).collect()
}

/// Whether there is a plan to hold the meeting against, and a meeting to hold against it.
pub(super) fn is_told(minutes: &Minutes) -> bool {
    minutes.started.is_some() && (minutes.days.iter().any(has_plan) || !otherwise(minutes).is_empty())
}

/// Whether the agenda has times for the day, or something came to stand on it that it has on another.
fn has_plan(day: &DayMinutes) -> bool {
    let outcome = &day.outcome;
    let came = || day.slots.iter().any(|slot| slot.slot.moved);
    outcome.planned_minutes.is_some() || outcome.planned_start.is_some() || came()
}

/// What went otherwise than planned, beside how long it took.
pub(super) fn otherwise<'m>(minutes: &Minutes<'m>) -> Vec<Otherwise<'m>> {
    of_days(minutes, &minutes.days).into_iter().chain(unplaced(minutes)).collect()
}

/// The same of some days.
fn of_days<'m>(minutes: &Minutes<'m>, days: &[DayMinutes<'m>]) -> Vec<Otherwise<'m>> {
    let slots = || days.iter().flat_map(|day| day.slots.iter().map(move |slot| (day, slot)));
    let with = |label, note: &dyn Fn(&DayMinutes, &SlotMinutes) -> Option<Option<String>>| {
        let found = slots().filter_map(|(day, slot)| Some((Part::Slot(slot.slot), note(day, slot)?)));
        Otherwise { label, parts: found.collect() }
    };
    let set_aside = |label, mark| {
        let begun = |slot: &SlotMinutes| slot.held.map(|held| format!("after {}", words::elapsed(held.elapsed)));
        with(label, &|_, slot| (slot.slot.mark == Some(mark)).then(|| begun(slot)))
    };
    // Few scribes run a clock for a break.
    let not_reached = |_: &DayMinutes, slot: &SlotMinutes| {
        (slot.outcome.fate == Fate::NotReached && !slot.slot.plan.kind.is_break()).then_some(None)
    };
    let moved = |day: &DayMinutes, slot: &SlotMinutes| slot.slot.moved.then(|| moved(minutes, day, slot));
    let rest = |day: &DayMinutes, slot: &SlotMinutes| {
        let first = slot.slot.continues?;
        let apart = day.slots.iter().all(|other| other.slot.id != first);
        Some(apart.then(|| times::day(day)))
    };
    let added =
        |_: &DayMinutes, slot: &SlotMinutes| (slot.slot.unplanned && slot.slot.continues.is_none()).then_some(None);
    let all = [
        missed(minutes, days),
        with("Moved", &moved),
        with("Split", &rest),
        with("Opened in the meeting", &added),
        set_aside("Parked", Mark::Parked),
        set_aside("Skipped", Mark::Skipped),
        with("Not reached", &not_reached),
    ];
    all.into_iter().filter(|one| !one.parts.is_empty()).collect()
}

/// What stands in brackets behind a part: who asked for it, where somebody did, and what else there is to say.
pub(super) fn beside(by: &str, note: Option<&str>) -> Option<String> {
    let notes: Vec<&str> = [by].into_iter().chain(note).filter(|note| !note.is_empty()).collect();
    (!notes.is_empty()).then(|| notes.join(", "))
}

/// The fixed points that were missed, each with when it was to be: a meeting has many breaks of one name.
fn missed<'m>(minutes: &Minutes<'m>, days: &[DayMinutes<'m>]) -> Otherwise<'m> {
    let one = |day: &DayMinutes<'m>, miss: &Miss| {
        let (part, due) = match miss.point {
            Point::Slot(id) => {
                let slot = day.slots.iter().find(|slot| slot.slot.id == id)?;
                (Part::Slot(slot.slot), slot.plan.start)
            }
            Point::EndOfDay => (Part::EndOfDay, day.outcome.planned_end),
        };
        let due = due.map(|due| times::moment(due, minutes.only_day(), &unmarked));
        let note = due.into_iter().chain(words::measured(miss.by, "late", "early")).collect::<Vec<_>>().join(", ");
        Some((part, Some(note)))
    };
    let all = days.iter().flat_map(|day| day.outcome.misses.iter().filter_map(move |miss| one(day, miss)));
    Otherwise { label: "Fixed points missed", parts: all.collect() }
}

/// What was asked for and has no slot.
fn unplaced<'m>(minutes: &Minutes<'m>) -> Option<Otherwise<'m>> {
    let length = |request: &Request| {
        let least = request.least.filter(|least| Some(*least) != request.minutes);
        let from = least.map(|least| format!("{} to ", words::minutes(least))).unwrap_or_default();
        request.minutes.map(|minutes| from + &words::minutes(minutes))
    };
    let left = minutes.requests().into_iter().filter(|(_, slot)| slot.is_none());
    let parts: Vec<_> = left.map(|(request, _)| (Part::Request(request), length(request))).collect();
    (!parts.is_empty()).then_some(Otherwise { label: "Asked for and not placed", parts })
}

/// Times within a sentence that no format marks.
pub(super) fn unmarked(_: DateTime<Tz>, shown: &str) -> String {
    shown.to_owned()
}

/// `from Tue 29 Oct 2019 to Wed 30 Oct 2019`, or only that it stands elsewhere on its day.
fn moved(minutes: &Minutes, stands: &DayMinutes, slot: &SlotMinutes) -> Option<String> {
    let home = minutes.days.get(slot.outcome.moved_from?.day)?;
    let other_day = home.number != stands.number;
    Some(if other_day {
        format!("from {} to {}", times::day(home), times::day(stands))
    } else {
        "within the day".into()
    })
}

/// The table of a day: its slots as they stand, those that were moved away from it, and what it comes to. Every planned
/// minute and every measured second of the meeting stands in one table only. Nothing where the day had no plan.
/// `title` writes the title of a slot.
pub(super) fn table<'m>(
    minutes: &'m Minutes<'m>,
    day: &'m DayMinutes<'m>,
    mark: Write,
    title: &dyn Fn(&Slot) -> String,
) -> Vec<Row<'m>> {
    let date = day.day.date;
    if !has_plan(day) {
        return Vec::new();
    }
    let planned = |slot: &SlotMinutes| {
        let start = times::start(&slot.plan).map(|(at, shown)| mark(at, &shown));
        start.into_iter().chain(times::length(&slot.plan)).collect::<Vec<_>>().join(", ")
    };
    let here = |slot: &'m SlotMinutes<'m>| Row {
        slot: Some(slot),
        planned: if slot.agenda_day(day) == Some(day.number) { planned(slot) } else { String::new() },
        held: slot.held.map(|held| times::held_when(&held, date, mark)).unwrap_or_default(),
        outcome: outcome(minutes, day, slot, title),
    };
    let away = minutes.agenda_of(day).into_iter().filter(|(stands, _)| stands.number != day.number);
    let away = away.map(|(stands, slot)| Row {
        slot: Some(slot),
        planned: planned(slot),
        held: String::new(),
        outcome: format!("moved to {}", times::day(stands)),
    });
    let mut rows: Vec<Row> = day.slots.iter().map(here).chain(away).collect();
    if rows.len() > 1 {
        rows.push(sum(minutes, day));
    }
    rows
}

fn outcome(minutes: &Minutes, day: &DayMinutes, slot: &SlotMinutes, title: &dyn Fn(&Slot) -> String) -> String {
    let home = slot.outcome.moved_from.and_then(|place| minutes.days.get(place.day));
    let whence = home.filter(|home| home.number != day.number).map(|home| format!("moved from {}", times::day(home)));
    let ended = slot.held.is_some_and(|held| held.end.is_some());
    let exact = ended && slot.outcome.over.is_some() && slot.slot.mark.is_none();
    let over = times::over(slot).or_else(|| exact.then(|| "as planned".to_owned()));
    let fate = slot.slot.mark.map(times::set_aside).or(times::unheld(slot.outcome.fate));
    let withdrawn = slot.slot.withdrawn.then_some("no longer on the agenda");
    let fate = [fate, withdrawn].into_iter().flatten().map(str::to_owned);
    let fate = fate.chain(times::beside_the_agenda(minutes, slot.slot, title));
    let figures = [over, times::given(slot.slot)].into_iter().flatten();
    figures.chain(fate).chain(whence).collect::<Vec<_>>().join(", ")
}

/// What a day comes to.
fn sum<'m>(minutes: &Minutes, day: &DayMinutes) -> Row<'m> {
    let outcome = &day.outcome;
    let held = outcome.started.map(|_| words::elapsed(outcome.spent));
    let pauses = words::measured(outcome.idle, "of pauses", "");
    let guessed = minutes.agenda_of(day).iter().any(|(_, slot)| slot.plan.minutes_guessed);
    let planned = outcome.planned_minutes.map(|minutes| times::guess(guessed, &words::minutes(minutes)));
    Row {
        slot: None,
        planned: planned.unwrap_or_default(),
        held: held.unwrap_or_default(),
        outcome: pauses.unwrap_or_default(),
    }
}
