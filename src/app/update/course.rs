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
use crate::{text, words};

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
            let number: usize =
                rest.trim().parse().map_err(|_| words::say!("name-no-day-number", text = rest.trim()))?;
            let day = number.checked_sub(1).filter(|day| *day < meeting.days.len());
            let day = day.ok_or_else(|| words::say!("name-no-day", number = number, last = meeting.days.len()))?;
            Ok((others(day).last(), day))
        }
        _ => Err(words::say("name-no-place").to_owned()),
    }
}

/// How the slot on screen is to be split: `20`, `after lunch`, `20 day 2`; the rest follows right behind where no place is said.
pub(super) fn split(model: &Model, argument: &str) -> Result<Command, String> {
    let words: Vec<&str> = argument.split_whitespace().collect();
    let place_at = words.iter().position(|word| PLACE_WORDS.contains(&word.to_lowercase().as_str()));
    let (length, rest) = words.split_at(place_at.unwrap_or(words.len()));
    let length = if length.is_empty() { None } else { Some(minutes(&length.join(" "))?) };
    let length = length.map(|minutes| u32::try_from(minutes).map_err(|_| words::say("name-rest-minutes").to_owned()));
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
    breaks.find(to_come).map(|slot| slot.id).ok_or_else(|| words::say("name-no-break").to_owned())
}

/// What is said of a change, and behind it what the change would do to the fixed points and the end of the days.
pub(super) fn with_cost(model: &Model, said: String, command: Command) -> Result<String, Refusal> {
    let events = decide(model.meeting(), command, model.writer, &model.now)?;
    let after = schedule::after(model.meeting(), &events, &model.now);
    let mut shifts = shifts(model, &after);
    shifts.truncate(2);
    Ok(if shifts.is_empty() { said } else { words::say!("cost", said = said, shifts = shifts.join(", ")) })
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
            let (now, then) = (minute(now), minute(end));
            said.push(if after.days.len() > 1 {
                words::say!("cost-day-ends", number = number, now = now, then = then)
            } else {
                words::say!("cost-ends", now = now, then = then)
            });
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
    let title = short(model, slot);
    let said = match behind {
        Some(behind) => words::say!("will-place-behind", slot = title, behind = short(model, behind)),
        None => words::say!("will-place-first", slot = title, day = day + 1),
    };
    with_cost(model, said, Command::MoveSlot(slot, behind, day))
}

/// What letting a slot change places with the next one would do, in words.
pub(super) fn foretell_swap(model: &Model, slot: SlotId) -> Result<String, Refusal> {
    let title = short(model, slot);
    let said = match changes_places_with(model, slot) {
        Some(next) => words::say!("will-swap", slot = title, next = short(model, next)),
        None => words::say!("will-swap-next", slot = title),
    };
    with_cost(model, said, Command::SwapSlot(slot))
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
    let title = short(model, slot);
    let said = match behind {
        Some(behind) => words::say!("will-split-behind", slot = title, behind = short(model, behind)),
        None => words::say!("will-split-first", slot = title, day = day + 1),
    };
    with_cost(model, said, command)
}

/// Does a change of course and says what it did.
pub(super) fn do_it(model: &mut Model, command: Command, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    let done = match &command {
        Command::Trade(to, from, minutes) => {
            let (slot, giver) = (short(model, *to), short(model, *from));
            words::say!("did-trade", slot = slot, minutes = *minutes, giver = giver)
        }
        Command::SwapSlot(slot) => words::say!("did-swap", slot = short(model, *slot)),
        Command::MoveSlot(slot, Some(behind), _) => {
            words::say!("did-place-behind", slot = short(model, *slot), behind = short(model, *behind))
        }
        Command::MoveSlot(slot, None, day) => {
            words::say!("did-place-first", slot = short(model, *slot), day = *day + 1)
        }
        Command::Split { slot, behind: Some(behind), .. } if slot == behind => {
            words::say!("did-split", slot = short(model, *slot))
        }
        Command::Split { slot, behind: Some(behind), .. } => {
            words::say!("did-split-behind", slot = short(model, *slot), behind = short(model, *behind))
        }
        Command::Split { slot, day, .. } => {
            words::say!("did-split-first", slot = short(model, *slot), day = *day + 1)
        }
        _ => words::say("did-it").to_owned(),
    };
    let said = with_cost(model, done, command.clone())?;
    perform(model, command, None, effects)?;
    say(model, &said);
    Ok(())
}

/// Shows the ways to be on time again.
pub(super) fn propose(model: &mut Model) {
    let mut proposals = schedule::catch_up(model.meeting(), &model.now);
    // The gentlest of those that help most comes first.
    proposals.sort_by_key(|proposal| proposal.misses.len());
    if proposals.is_empty() {
        let late = model.projection.days.iter().any(|day| !day.misses.is_empty());
        return say(model, if late { words::say("say-nothing-to-cut") } else { words::say("say-nothing-late") });
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
                Ok(()) => say(model, words::say("did-cut")),
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
        Way::Breaks => words::say("cuts-breaks"),
        Way::Evenly => words::say("cuts-evenly"),
        Way::ParkLast => words::say("cuts-park-last"),
    };
    let heading = match proposals.len() {
        0 | 1 => way.to_owned(),
        count => words::say!("cuts-which", way = way, number = chosen + 1, count = count),
    };
    let mut rows = vec![heading, String::new()];
    for cut in &proposal.cuts {
        rows.push(match *cut {
            Cut::Park(slot) => format!("» {:<14} {}", words::say("cuts-parked"), title(slot)),
            Cut::Shorten(slot, minutes) => {
                let now = model.planned(slot).and_then(|planned| planned.minutes).unwrap_or(minutes);
                format!("− {now:>3} → {:>3} min  {}", now.saturating_sub(minutes), title(slot))
            }
        });
    }
    rows.push(String::new());
    let by = |miss: &Miss| outline::duration(miss.by.num_minutes().max(1));
    let missed = |miss: &Miss| match miss.point {
        Point::EndOfDay => words::say!("cuts-day-late", time = by(miss)),
        Point::Slot(slot) => words::say!("cuts-slot-late", slot = short(model, slot), time = by(miss)),
    };
    rows.push(match proposal.misses.as_slice() {
        [] => format!("✓ {}", words::say("cuts-on-time")),
        missing => {
            let missed: Vec<String> = missing.iter().map(missed).collect();
            format!("! {}", words::say!("cuts-missed", what = missed.join(", ")))
        }
    });
    rows.extend(proposal.end.map(|end| {
        let time = end.format("%H:%M").to_string();
        format!("  {}", words::say!("cuts-day-ends", time = time))
    }));
    rows
}
