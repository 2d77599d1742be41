//! When a clock may start, stop and be set right.
//!
//! Not here: what the times add up to (see `meeting/clock.rs`).

use chrono::{DateTime, FixedOffset};

use super::Refusal;
use crate::meeting::{Event, Meeting, Run, SlotId, Stamp, floor};

/// Starts the clock of a slot; one that was set aside is held after all.
pub(super) fn take_up(meeting: &Meeting, id: SlotId) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slot(id).ok_or(Refusal::NoSlot)?;
    if slot.is_running() {
        return Err(Refusal::Running);
    }
    let unmarked = slot.mark.map(|_| Event::SlotMarked { slot: id, mark: None });
    let ends = floor::ended(meeting, |speaking| speaking != id);
    Ok(unmarked.into_iter().chain(ends).chain([Event::ClockStarted { slot: id }]).collect())
}

/// Stops the clock that runs, and the turn of who has the floor with it.
pub(super) fn stop(meeting: &Meeting) -> impl Iterator<Item = Event> {
    let running = meeting.current().map(|slot| Event::ClockStopped { slot: slot.id });
    floor::ended(meeting, |_| true).into_iter().chain(running)
}

pub(super) fn correct_start(
    meeting: &Meeting,
    id: SlotId,
    at: DateTime<FixedOffset>,
    now: &Stamp,
) -> Result<Vec<Event>, Refusal> {
    let slot = meeting.slot(id).ok_or(Refusal::NoSlot)?;
    if slot.runs.is_empty() {
        return Err(Refusal::NotStarted);
    }
    if at > now.at {
        return Err(Refusal::InTheFuture);
    }
    // Of several runs the last is meant: it is the one that the scribe sees.
    let meant = slot.runs.len() - 1;
    let run = slot.runs[meant];
    if meant.checked_sub(1).and_then(|before| slot.runs[before].to).is_some_and(|to| at < to.at) {
        return Err(Refusal::RanBefore);
    }
    if run.to.is_some_and(|to| at > to.at) {
        return Err(Refusal::AfterItStopped);
    }
    let mut events = Vec::new();
    for other in meeting.slots().filter(|other| other.id != id) {
        let runs = cut_after(&other.runs, at, run.from.at)?;
        if runs != other.runs {
            events.push(Event::ClockSet { slot: other.id, runs });
        }
    }
    let mut runs = slot.runs.clone();
    // A corrected moment has wall time only: nobody read the boot's clock then.
    runs[meant].from = Stamp::wall(at);
    events.push(Event::ClockSet { slot: id, runs });
    Ok(events)
}

/// The runs of another slot, which had to end when the corrected one began; those after `until` are left alone.
fn cut_after(runs: &[Run], at: DateTime<FixedOffset>, until: DateTime<FixedOffset>) -> Result<Vec<Run>, Refusal> {
    runs.iter()
        .map(|run| {
            let ends = run.to.is_none_or(|to| to.at > at);
            if run.from.at >= until || !ends {
                return Ok(*run);
            }
            if run.from.at > at {
                return Err(Refusal::BeforeThePrevious);
            }
            Ok(Run { from: run.from, to: Some(Stamp::wall(at)) })
        })
        .collect()
}
