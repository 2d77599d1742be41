//! How the meeting kept to its plan, in words that all formats for people share: a line for each day, what went otherwise,
//! and a table.
//!
//! A reader wants the day's sum first, then what was not as planned, and looks the rest up. Not here: the figures (see
//! `meeting::schedule`), a single slot's own line (`times`), and the picture, which is the page's.

use super::document::{DayMinutes, Minutes, SlotMinutes};
use super::page::line::{concat, filled, join, shown};
use super::page::{Line, plain};
use super::times;
use super::{Lang, zones};
use crate::lang::fill;
use crate::meeting::schedule::{Fate, Miss, Point};
use crate::meeting::{Mark, Request, Slot, abbreviation};

/// A line of a day's table.
#[derive(Debug)]
pub(super) struct Row<'m> {
    /// Of which slot; none: what the day comes to.
    pub(super) slot: Option<&'m SlotMinutes<'m>>,
    /// When and how long it was planned.
    pub(super) planned: Line,
    /// When and how long it was held.
    pub(super) held: Line,
    /// `4 min over`, or what became of it.
    pub(super) outcome: Line,
}

/// Parts of the plan that went otherwise, all in the same way.
#[derive(Debug)]
pub(super) struct Otherwise<'m> {
    /// In which: `Parked`, `Not reached`, …
    pub(super) label: &'static str,
    /// Which; each with what else there is to say: where it was moved, by how much it was late.
    pub(super) parts: Vec<(Part<'m>, Option<String>)>,
}

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
pub(super) fn hours(lang: Lang, minutes: &Minutes, day: &DayMinutes) -> Vec<Line> {
    let (outcome, words) = (&day.outcome, lang.words());
    let further = zones::further(minutes);
    let open = |from| times::moment(lang, from, day.day.date);
    let both = |from, to: Option<_>, pattern: &str| {
        let here = match to {
            None => filled(pattern, &[open(from)]),
            Some(to) => times::span(lang, from, to, day.day.date),
        };
        if further.is_empty() {
            return here;
        }
        let elsewhere = further.iter().map(|one| format!(" · {}", zones::there(from, to, one.zone)));
        // A span over a change of the clocks has the names of both its times.
        let named = to.is_some_and(|to| times::changes(from, to));
        let called = if named { String::new() } else { format!(" {}", abbreviation(from)) };
        concat([here, plain(format!("{called}{}", elsewhere.collect::<String>()))])
    };
    let planned = outcome.planned_start.map(|from| both(from, outcome.planned_end, words.course.from));
    let held = outcome.started.map(|from| both(from, outcome.ended, words.times.since));
    let held = held.map(|held| join([held].into_iter().chain(over(lang, day).map(plain)), words.comma));
    let is_over = outcome.ended.is_some();
    let planned = planned.map(|planned| filled(words.course.planned, &[planned]));
    match (planned, held) {
        (Some(planned), Some(held)) if further.is_empty() => {
            let pattern = if is_over { words.times.held } else { words.times.running };
            vec![join([planned, filled(pattern, &[held])], words.comma)]
        }
        (planned, held) => {
            let pattern = if is_over { words.course.held } else { words.course.running };
            planned.into_iter().chain(held.map(|held| filled(pattern, &[held]))).collect()
        }
    }
}

/// `42 min over`, `5 min early`, `on time`: the day's end against its plan.
fn over(lang: Lang, day: &DayMinutes) -> Option<String> {
    let words = lang.words();
    let against = lang.measured(day.outcome.over?, words.times.over, words.times.early);
    Some(against.unwrap_or_else(|| words.course.on_time.to_owned()))
}

/// A day in sentences, for those who do not see its picture. The table has the rest. `title` writes the title of a slot.
pub(super) fn told(lang: Lang, minutes: &Minutes, day: &DayMinutes, title: &dyn Fn(&Slot) -> String) -> String {
    let words = lang.words();
    let over = |slot: &&SlotMinutes| slot.outcome.over.is_some_and(|over| over.num_minutes() > 0);
    let over = day.slots.iter().filter(over).count();
    let listed = of_days(lang, minutes, std::slice::from_ref(day)).into_iter().chain(gone(lang, minutes, day));
    let listed = listed.map(|one| {
        let part = |(part, note): &(Part, Option<String>)| {
            let name = if let Part::Slot(slot) = part { title(slot) } else { words.course.end_of_day.to_owned() };
            name + &note.as_ref().map(|note| format!(" ({note})")).unwrap_or_default()
        };
        let parts = one.parts.iter().map(part).collect::<Vec<_>>().join(words.comma);
        format!("{}{}{parts}", one.label, words.colon)
    });
    let sentences = hours(lang, minutes, day).iter().map(|line| shown(line)).collect::<Vec<_>>();
    let sentences = sentences.into_iter().chain(took_place(lang, minutes, day));
    let longer = lang.count(over, &words.course.longer);
    let sentences = sentences.chain((over > 0).then_some(longer)).chain(listed);
    let see_table = (has_plan(day) && is_told(minutes)).then(|| words.course.see_table.to_owned());
    sentences.chain(see_table).map(|it| it + words.full_stop).collect::<Vec<_>>().join(words.between_sentences)
}

/// `9 of 11 planned slots took place`: of those that the agenda has on the day, those that were held on it.
fn took_place(lang: Lang, minutes: &Minutes, day: &DayMinutes) -> Option<String> {
    let words = &lang.words().course;
    let planned = minutes.agenda_of(day);
    let held = planned.iter().filter(|(stands, slot)| stands.number == day.number && slot.held.is_some()).count();
    let of = lang.count(planned.len(), &words.planned_slots);
    let pattern = if day.outcome.ended.is_none() { words.took_place_so_far } else { words.took_place };
    (day.outcome.started.is_some() && !planned.is_empty()).then(|| fill(pattern, &[&held.to_string(), &of]))
}

/// What went from a day to another one: slots, and the rests of such as were split.
fn gone<'m>(lang: Lang, minutes: &Minutes<'m>, day: &DayMinutes<'m>) -> Vec<Otherwise<'m>> {
    let others = || minutes.days.iter().filter(|other| other.number != day.number);
    let listed = |label, parts: Vec<_>| (!parts.is_empty()).then_some(Otherwise { label, parts });
    let words = &lang.words().course;
    let to = |other: &DayMinutes| Some(fill(words.to, &[&times::day(lang, other)]));
    let moved = minutes.agenda_of(day).into_iter().filter(|(stands, _)| stands.number != day.number);
    let moved = moved.map(|(stands, slot)| (Part::Slot(slot.slot), to(stands))).collect();
    let begun_here = |slot: &SlotMinutes| day.slots.iter().find(|begun| Some(begun.slot.id) == slot.slot.continues);
    let rests = others().flat_map(|other| other.slots.iter().map(move |slot| (other, slot)));
    let rests =
        rests.filter_map(|(other, slot)| Some((Part::Slot(begun_here(slot)?.slot), Some(times::day(lang, other)))));
    listed(words.moved_away, moved).into_iter().chain(listed(words.elsewhere, rests.collect())).collect()
}

/// Whether there is a plan to hold the meeting against, and a meeting to hold against it.
pub(super) fn is_told(minutes: &Minutes) -> bool {
    minutes.started.is_some() && (minutes.days.iter().any(has_plan) || !otherwise(Lang::default(), minutes).is_empty())
}

/// Whether the agenda has times for the day, or something came to stand on it that it has on another.
fn has_plan(day: &DayMinutes) -> bool {
    let outcome = &day.outcome;
    let came = || day.slots.iter().any(|slot| slot.slot.moved);
    outcome.planned_minutes.is_some() || outcome.planned_start.is_some() || came()
}

/// What went otherwise than planned, beside how long it took.
pub(super) fn otherwise<'m>(lang: Lang, minutes: &Minutes<'m>) -> Vec<Otherwise<'m>> {
    of_days(lang, minutes, &minutes.days).into_iter().chain(unplaced(lang, minutes)).collect()
}

/// The same of some days.
fn of_days<'m>(lang: Lang, minutes: &Minutes<'m>, days: &[DayMinutes<'m>]) -> Vec<Otherwise<'m>> {
    let words = &lang.words().course;
    let slots = || days.iter().flat_map(|day| day.slots.iter().map(move |slot| (day, slot)));
    let with = |label, note: &dyn Fn(&DayMinutes, &SlotMinutes) -> Option<Option<String>>| {
        let found = slots().filter_map(|(day, slot)| Some((Part::Slot(slot.slot), note(day, slot)?)));
        Otherwise { label, parts: found.collect() }
    };
    let set_aside = |label, mark| {
        let begun = |slot: &SlotMinutes| slot.held.map(|held| fill(words.after, &[&lang.elapsed(held.elapsed)]));
        with(label, &|_, slot| (slot.slot.mark == Some(mark)).then(|| begun(slot)))
    };
    // Few scribes run a clock for a break.
    let not_reached = |_: &DayMinutes, slot: &SlotMinutes| {
        (slot.outcome.fate == Fate::NotReached && !slot.slot.plan.kind.is_break()).then_some(None)
    };
    let moved = |day: &DayMinutes, slot: &SlotMinutes| slot.slot.moved.then(|| moved(lang, minutes, day, slot));
    let rest = |day: &DayMinutes, slot: &SlotMinutes| {
        let first = slot.slot.continues?;
        let apart = day.slots.iter().all(|other| other.slot.id != first);
        Some(apart.then(|| times::day(lang, day)))
    };
    let added =
        |_: &DayMinutes, slot: &SlotMinutes| (slot.slot.unplanned && slot.slot.continues.is_none()).then_some(None);
    let all = [
        missed(lang, minutes, days),
        with(words.moved, &moved),
        with(words.split, &rest),
        with(words.opened, &added),
        set_aside(words.parked, Mark::Parked),
        set_aside(words.skipped, Mark::Skipped),
        with(words.not_reached, &not_reached),
    ];
    all.into_iter().filter(|one| !one.parts.is_empty()).collect()
}

/// The fixed points that were missed, each with when it was to be: a meeting has many breaks of one name.
fn missed<'m>(lang: Lang, minutes: &Minutes<'m>, days: &[DayMinutes<'m>]) -> Otherwise<'m> {
    let words = lang.words();
    let one = |day: &DayMinutes<'m>, miss: &Miss| {
        let (part, due) = match miss.point {
            Point::Slot(id) => {
                let slot = day.slots.iter().find(|slot| slot.slot.id == id)?;
                (Part::Slot(slot.slot), slot.plan.start)
            }
            Point::EndOfDay => (Part::EndOfDay, day.outcome.planned_end),
        };
        let due = due.map(|due| shown(&times::moment(lang, due, minutes.only_day())));
        let off = lang.measured(miss.by, words.times.late, words.times.early);
        let note = due.into_iter().chain(off).collect::<Vec<_>>().join(words.comma);
        Some((part, Some(note)))
    };
    let all = days.iter().flat_map(|day| day.outcome.misses.iter().filter_map(move |miss| one(day, miss)));
    Otherwise { label: words.course.missed, parts: all.collect() }
}

/// What was asked for and has no slot.
fn unplaced<'m>(lang: Lang, minutes: &Minutes<'m>) -> Option<Otherwise<'m>> {
    let left = minutes.requests().into_iter().filter(|(_, slot)| slot.is_none());
    let parts: Vec<_> = left.map(|(request, _)| (Part::Request(request), asked_for(lang, request))).collect();
    (!parts.is_empty()).then_some(Otherwise { label: lang.words().course.unplaced, parts })
}

/// How long a request takes: `30 min`, `30 min to 1 h`; none where it gives no length.
pub(super) fn asked_for(lang: Lang, request: &Request) -> Option<String> {
    let least = request.least.filter(|least| Some(*least) != request.minutes);
    let longest = lang.minutes(request.minutes?);
    Some(match least {
        Some(least) => fill(lang.words().course.lengths, &[&lang.minutes(least), &longest]),
        None => longest,
    })
}

/// `from Tue 29 Oct 2019 to Wed 30 Oct 2019`, or only that it stands elsewhere on its day.
fn moved(lang: Lang, minutes: &Minutes, stands: &DayMinutes, slot: &SlotMinutes) -> Option<String> {
    let home = minutes.days.get(slot.outcome.moved_from?.day)?;
    let other_day = home.number != stands.number;
    Some(if other_day {
        fill(lang.words().course.between_days, &[&times::day(lang, home), &times::day(lang, stands)])
    } else {
        lang.words().course.within_day.to_owned()
    })
}

/// The table of a day: its slots as they stand, those that were moved away from it, and what it comes to. Every planned
/// minute and every measured second of the meeting stands in one table only. Nothing where the day had no plan.
/// `title` writes the title of a slot.
pub(super) fn table<'m>(
    lang: Lang,
    minutes: &'m Minutes<'m>,
    day: &'m DayMinutes<'m>,
    title: &dyn Fn(&Slot) -> Line,
) -> Vec<Row<'m>> {
    let date = day.day.date;
    if !has_plan(day) {
        return Vec::new();
    }
    let planned = |slot: &SlotMinutes| {
        let length = times::length(lang, &slot.plan).map(plain);
        join(times::start(&slot.plan).into_iter().chain(length), lang.words().comma)
    };
    let here = |slot: &'m SlotMinutes<'m>| Row {
        slot: Some(slot),
        planned: if slot.agenda_day(day) == Some(day.number) { planned(slot) } else { Line::new() },
        held: slot.held.map(|held| times::held_when(lang, &held, date)).unwrap_or_default(),
        outcome: outcome(lang, minutes, day, slot, title),
    };
    let away = minutes.agenda_of(day).into_iter().filter(|(stands, _)| stands.number != day.number);
    let away = away.map(|(stands, slot)| Row {
        slot: Some(slot),
        planned: planned(slot),
        held: Line::new(),
        outcome: plain(fill(lang.words().times.moved_to, &[&times::day(lang, stands)])),
    });
    let mut rows: Vec<Row> = day.slots.iter().map(here).chain(away).collect();
    if rows.len() > 1 {
        rows.push(sum(lang, minutes, day));
    }
    rows
}

fn outcome(lang: Lang, minutes: &Minutes, day: &DayMinutes, slot: &SlotMinutes, title: &dyn Fn(&Slot) -> Line) -> Line {
    let words = lang.words();
    let home = slot.outcome.moved_from.and_then(|place| minutes.days.get(place.day));
    let whence = home.filter(|home| home.number != day.number);
    let whence = whence.map(|home| fill(words.times.moved_from, &[&times::day(lang, home)]));
    let ended = slot.held.is_some_and(|held| held.end.is_some());
    let exact = ended && slot.outcome.over.is_some() && slot.slot.mark.is_none();
    let over = times::over(lang, slot).or_else(|| exact.then(|| words.course.as_planned.to_owned()));
    let fate = slot.slot.mark.map(|mark| times::set_aside(lang, mark)).or(times::unheld(lang, slot.outcome.fate));
    let withdrawn = slot.slot.withdrawn.then_some(words.times.withdrawn);
    let fate = [fate, withdrawn].into_iter().flatten().map(plain);
    let fate = fate.chain(times::beside_the_agenda(lang, minutes, slot.slot, title));
    let figures = [over, times::given(lang, slot.slot)].into_iter().flatten().map(plain);
    join(figures.chain(fate).chain(whence.map(plain)), words.comma)
}

/// What a day comes to.
fn sum<'m>(lang: Lang, minutes: &Minutes, day: &DayMinutes) -> Row<'m> {
    let outcome = &day.outcome;
    let held = outcome.started.map(|_| lang.elapsed(outcome.spent));
    let pauses = lang.measured(outcome.idle, lang.words().course.of_pauses, "");
    let guessed = minutes.agenda_of(day).iter().any(|(_, slot)| slot.plan.minutes_guessed);
    let planned = outcome.planned_minutes.map(|minutes| times::guess(guessed, &lang.minutes(minutes)));
    Row {
        slot: None,
        planned: planned.map(plain).unwrap_or_default(),
        held: held.map(plain).unwrap_or_default(),
        outcome: pauses.map(plain).unwrap_or_default(),
    }
}
