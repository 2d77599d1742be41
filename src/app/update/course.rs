//! Keeping the meeting on course: minutes moved about, slots put elsewhere, cuts that bring it back on time.
//!
//! What a change costs is projected before it is made, so that nobody is promised minutes that are not there. Not here:
//! which cuts would help (see `schedule`), and the rules of a move (see `decide`).

use super::Effect;
use super::acts::{perform, refuse, say};
use crate::app::naming::{minutes, slot_named};
use crate::app::overlay::Overlay;
use crate::app::{Action, Model, outline};
use crate::meeting::schedule::{self, Cut, Miss, Point, Projection, Proposal, Way};
use crate::meeting::{Command, Event, Refusal, SlotId, decide};
use crate::text;

/// Where a slot is to go: `after lunch`, `before 4`, `first`, `last`, `day 2`.
pub(super) fn place(model: &Model, argument: &str) -> Result<(Option<SlotId>, usize), String> {
    let meeting = model.meeting();
    let words = argument.trim();
    let day_of = |slot: SlotId| meeting.days.iter().position(|day| day.slots.iter().any(|other| other.id == slot));
    let here = day_of(model.viewed).unwrap_or(0);
    // The slot itself is no neighbour of its own.
    let others = |day: usize| meeting.days[day].slots.iter().map(|slot| slot.id).filter(|slot| *slot != model.viewed);
    let (word, rest) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
    match word.to_lowercase().as_str() {
        "after" | "behind" => Ok((Some(slot_named(meeting, model.viewed, rest)?), here)),
        "before" => {
            let next = slot_named(meeting, model.viewed, rest)?;
            let day = day_of(next).unwrap_or(here);
            Ok((others(day).take_while(|slot| *slot != next).last(), day))
        }
        "first" => Ok((None, here)),
        "last" => Ok((others(here).last(), here)),
        "day" => {
            let number: usize = rest.trim().parse().map_err(|_| format!("“{}” is no number of a day", rest.trim()))?;
            let day = number.checked_sub(1).filter(|day| *day < meeting.days.len());
            let day =
                day.ok_or_else(|| format!("there is no day {number}: they go from 1 to {}", meeting.days.len()))?;
            Ok((others(day).last(), day))
        }
        _ => Err("say after or before a slot, first, last, or a day: after lunch, day 2".to_owned()),
    }
}

/// How the slot on screen is to be split: `20`, `after lunch`, `20 day 2`; the rest follows right behind where no place is said.
pub(super) fn split(model: &Model, argument: &str) -> Result<Command, String> {
    let words: Vec<&str> = argument.split_whitespace().collect();
    let place_at = words.iter().position(|word| PLACE_WORDS.contains(&word.to_lowercase().as_str()));
    let (length, rest) = words.split_at(place_at.unwrap_or(words.len()));
    let length = if length.is_empty() { None } else { Some(minutes(&length.join(" "))?) };
    let length =
        length.map(|minutes| u32::try_from(minutes).map_err(|_| "the rest needs minutes: write 20".to_owned()));
    let (behind, day) = match rest {
        [] => (Some(model.viewed), 0),
        words => place(model, &words.join(" "))?,
    };
    // What is left of a slot cannot come before it.
    let order = |slot: SlotId| model.meeting().slots().position(|other| other.id == slot);
    let first_of_day = || model.meeting().days.iter().take(day).map(|day| day.slots.len()).sum();
    let at = behind.map_or_else(first_of_day, |behind| order(behind).map_or(0, |at| at + 1));
    let behind = if order(model.viewed).is_some_and(|own| at <= own) { Some(model.viewed) } else { behind };
    Ok(Command::Split { slot: model.viewed, minutes: length.transpose()?, behind, day })
}

/// The words that a place begins with.
const PLACE_WORDS: [&str; 6] = ["after", "behind", "before", "first", "last", "day"];

/// The break that runs, or the next one that is still to come.
pub(super) fn this_break(model: &Model) -> Result<SlotId, String> {
    let meeting = model.meeting();
    let from = model.current().map_or(model.viewed, |slot| slot.id);
    let on = meeting.slots().skip_while(|slot| slot.id != from);
    let to_come = |slot: &&crate::meeting::Slot| slot.is_running() || slot.runs.is_empty();
    let mut breaks = on.filter(|slot| slot.plan.kind.is_break() && !slot.withdrawn && slot.mark.is_none());
    breaks.find(to_come).map(|slot| slot.id).ok_or_else(|| "no break is still to come".to_owned())
}

/// What a change would do to the fixed points and the end of the days, in words that follow on; empty where nothing.
pub(super) fn cost(model: &Model, command: Command) -> Result<String, Refusal> {
    let events = decide(model.meeting(), command, model.writer, &model.now)?;
    let after = schedule::after(model.meeting(), &events, &model.now);
    let mut said = shifts(model, &after);
    said.truncate(2);
    Ok(if said.is_empty() { String::new() } else { format!(": {}", said.join(", ")) })
}

/// A slot's title, so short that the times behind it are seen.
fn short(model: &Model, slot: SlotId) -> String {
    let title = model.meeting().slot(slot).map(|slot| slot.plan.title.as_str()).unwrap_or_default();
    text::fit(title, 20).into_owned()
}

/// The fixed points that start at another time then, and the days that end at another.
fn shifts(model: &Model, after: &Projection) -> Vec<String> {
    let before = &model.projection;
    let minute = |at: chrono::DateTime<chrono_tz::Tz>| at.format("%H:%M").to_string();
    let mut said = Vec::new();
    for then in after.slots.iter().filter(|then| then.fixed) {
        let now = before.of(then.slot).and_then(|now| now.start);
        if let (Some(now), Some(start)) = (now, then.start)
            && minute(now) != minute(start)
        {
            said.push(format!("{} {} → {}", short(model, then.slot), minute(now), minute(start)));
        }
    }
    for (number, (now, then)) in (1..).zip(before.days.iter().zip(&after.days)) {
        if let (Some(now), Some(end)) = (now.end, then.end)
            && minute(now) != minute(end)
        {
            let day = if after.days.len() > 1 { format!("day {number} ends") } else { "ends".to_owned() };
            said.push(format!("{day} {} → {}", minute(now), minute(end)));
        }
    }
    said
}

/// What moving a slot would do, in words.
pub(super) fn foretell_place(
    model: &Model,
    slot: SlotId,
    behind: Option<SlotId>,
    day: usize,
) -> Result<String, Refusal> {
    let place = match behind {
        Some(behind) => format!("behind {}", short(model, behind)),
        None => format!("to the beginning of day {}", day + 1),
    };
    let cost = cost(model, Command::MoveSlot(slot, behind, day))?;
    Ok(format!("moves {} {place}{cost}", short(model, slot)))
}

/// What letting a slot change places with the next one would do, in words.
pub(super) fn foretell_swap(model: &Model, slot: SlotId) -> Result<String, Refusal> {
    let cost = cost(model, Command::SwapSlot(slot))?;
    let next = changes_places_with(model, slot).map_or_else(|| "the next one".to_owned(), |next| short(model, next));
    Ok(format!("swaps {} with {next}{cost}", short(model, slot)))
}

/// The slot that a swap would bring before this one.
fn changes_places_with(model: &Model, slot: SlotId) -> Option<SlotId> {
    let events = decide(model.meeting(), Command::SwapSlot(slot), model.writer, &model.now).ok()?;
    events.into_iter().find_map(|event| match event {
        Event::SlotMoved { slot: moved, .. } if moved != slot => Some(moved),
        Event::SlotMoved { behind, .. } => behind,
        _ => None,
    })
}

/// What splitting a slot would do, in words.
pub(super) fn foretell_split(model: &Model, command: Command) -> Result<String, Refusal> {
    let Command::Split { slot, behind, day, .. } = command else { return Ok(String::new()) };
    let place = match behind {
        Some(behind) => format!("behind {}", short(model, behind)),
        None => format!("to the beginning of day {}", day + 1),
    };
    Ok(format!("ends {} here, the rest goes {place}{}", short(model, slot), cost(model, command)?))
}

/// Does a change of course and says what it did.
pub(super) fn do_it(model: &mut Model, command: Command, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    let done = match &command {
        Command::Trade(to, from, minutes) => {
            format!("{} has {minutes} min of {}", short(model, *to), short(model, *from))
        }
        Command::SwapSlot(slot) => format!("{} and the next one have changed places", short(model, *slot)),
        Command::MoveSlot(slot, Some(behind), _) => {
            format!("{} stands behind {} now", short(model, *slot), short(model, *behind))
        }
        Command::MoveSlot(slot, None, day) => format!("{} begins day {} now", short(model, *slot), day + 1),
        Command::Split { slot, behind: Some(behind), .. } if slot == behind => {
            format!("{} ends here, the rest follows", short(model, *slot))
        }
        Command::Split { slot, behind: Some(behind), .. } => {
            format!("{} ends here, the rest stands behind {}", short(model, *slot), short(model, *behind))
        }
        Command::Split { slot, day, .. } => {
            format!("{} ends here, the rest begins day {}", short(model, *slot), day + 1)
        }
        _ => "done".to_owned(),
    };
    let cost = cost(model, command.clone())?;
    perform(model, command, None, effects)?;
    say(model, &format!("{done}{cost}"));
    Ok(())
}

/// Shows the ways to be on time again.
pub(super) fn propose(model: &mut Model) {
    let mut proposals = schedule::catch_up(model.meeting(), &model.now);
    // The gentlest of those that help most comes first.
    proposals.sort_by_key(|proposal| proposal.misses.len());
    if proposals.is_empty() {
        let late = model.projection.days.iter().any(|day| !day.misses.is_empty());
        return say(model, if late { "nothing that is still to come can be cut" } else { "nothing is late" });
    }
    model.overlay = Some(Overlay::CatchUp { proposals, chosen: 0 });
}

/// A key in that pop-up; says whether it was meant for it.
pub(super) fn press(
    model: &mut Model,
    meeting: Option<Action>,
    line: Option<Action>,
    effects: &mut Vec<Effect>,
) -> bool {
    let Some(Overlay::CatchUp { proposals, chosen }) = &mut model.overlay else { return false };
    let ways = proposals.len().max(1);
    match (meeting, line) {
        (Some(Action::SelectDown), _) | (_, Some(Action::Deeper | Action::LineRight)) => *chosen = (*chosen + 1) % ways,
        (Some(Action::SelectUp), _) | (_, Some(Action::Shallower | Action::LineLeft)) => {
            *chosen = (*chosen + ways - 1) % ways;
        }
        (_, Some(Action::Commit)) => {
            let cuts = proposals.get(*chosen).map(|proposal| proposal.cuts.clone()).unwrap_or_default();
            model.overlay = None;
            match perform(model, Command::Cut(cuts), None, effects) {
                Ok(()) => say(model, "cut: the schedule is shown as it will be"),
                Err(refusal) => refuse(model, &refusal),
            }
        }
        _ => return false,
    }
    true
}

/// The rows of that pop-up: the way, each cut with the minutes before and after it, and what that comes to.
pub fn catch_up_rows(model: &Model, proposals: &[Proposal], chosen: usize) -> Vec<String> {
    let Some(proposal) = proposals.get(chosen) else { return Vec::new() };
    let title = |slot| model.meeting().slot(slot).map(|slot| slot.plan.title.clone()).unwrap_or_default();
    let way = match proposal.way {
        Way::Breaks => "Shorten the breaks",
        Way::Evenly => "Shorten everything that is still to come",
        Way::ParkLast => "Park what comes last",
    };
    let more = if proposals.len() > 1 { format!("   {} of {}", chosen + 1, proposals.len()) } else { String::new() };
    let mut rows = vec![format!("{way}{more}"), String::new()];
    for cut in &proposal.cuts {
        rows.push(match *cut {
            Cut::Park(slot) => format!("» parked         {}", title(slot)),
            Cut::Shorten(slot, minutes) => {
                let now = model.planned(slot).and_then(|planned| planned.minutes).unwrap_or(minutes);
                format!("− {now:>3} → {:>3} min  {}", now.saturating_sub(minutes), title(slot))
            }
        });
    }
    rows.push(String::new());
    let by = |miss: &Miss| outline::duration(miss.by.num_minutes().max(1));
    let missed = |miss: &Miss| match miss.point {
        Point::EndOfDay => format!("the day ends {} late", by(miss)),
        Point::Slot(slot) => format!("{} {} late", short(model, slot), by(miss)),
    };
    rows.push(match proposal.misses.as_slice() {
        [] => "✓ everything is on time then".to_owned(),
        missing => format!("! still missed: {}", missing.iter().map(missed).collect::<Vec<_>>().join(", ")),
    });
    rows.extend(proposal.end.map(|end| format!("  the day ends {}", end.format("%H:%M"))));
    rows
}
