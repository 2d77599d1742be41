//! An agenda that was edited after its meeting began: which slot is which, and what changed.
//!
//! Slots are matched by likeness so that each keeps its identity, its clock and its entries; nothing moves by itself.
//! Not here: laying the merged plan (see `apply`).

use super::{Agenda, Event, Id, Meeting, PlannedSlot, Slot, SlotId, WriterId};

/// A slot with the number of its day.
type OnDay<'a, T> = (usize, &'a T);

/// The event that merges an edited agenda.
pub(super) fn revise(meeting: &Meeting, agenda: Box<Agenda>, writer: WriterId) -> Event {
    let mut n = meeting.next_made(writer);
    let slots = matched(meeting, &agenda)
        .into_iter()
        .map(|old| {
            old.map_or_else(
                || {
                    n += 1;
                    SlotId(Id { writer, n: n - 1 })
                },
                |slot| slot.id,
            )
        })
        .collect();
    Event::AgendaRevised { agenda, slots }
}

/// What merging an edited agenda would change, a line each; none where it says the same as the meeting's plan.
pub fn plan_changes(meeting: &Meeting, agenda: &Agenda) -> Vec<String> {
    let mut lines = Vec::new();
    let pairs = matched(meeting, agenda);
    for (old, (day, new)) in pairs.iter().zip(planned_slots(agenda)) {
        match old {
            None => lines.push(format!("new: {}", titled(new))),
            Some(slot) if slot.unplanned => lines.push(format!("now planned: {}", titled(new))),
            Some(slot) if slot.plan != *new => lines.push(difference(&slot.plan, new)),
            Some(slot) if slot.withdrawn => lines.push(format!("back again: {}", titled(new))),
            Some(slot) => {
                let moved = meeting.as_planned().any(|(on, it)| it.id == slot.id && on != day);
                if moved {
                    lines.push(format!("on another day now: {}", titled(new)));
                }
            }
        }
    }
    for slot in meeting.slots().filter(|slot| !slot.withdrawn && !slot.unplanned) {
        if !pairs.iter().flatten().any(|kept| kept.id == slot.id) {
            let kept = if slot.is_untouched() { "" } else { " (kept: it has minutes)" };
            lines.push(format!("no longer planned: {}{kept}", titled(&slot.plan)));
        }
    }
    let order: Vec<_> = pairs.iter().flatten().map(|slot| slot.id).collect();
    let before: Vec<_> = meeting.as_planned().map(|(_, slot)| slot.id).filter(|id| order.contains(id)).collect();
    if lines.is_empty() && order != before {
        lines.push("the order of the slots".to_owned());
    }
    if meeting.requests != agenda.requests {
        lines.push("what was asked for".to_owned());
    }
    if meeting.attachments != agenda.attachments {
        lines.push("the attachments".to_owned());
    }
    if meeting.head != agenda.head {
        lines.push("the meeting's head (title, place, zone, chair, …)".to_owned());
    }
    let joins = agenda.people.iter().any(|person| !meeting.people.contains(person));
    if joins || meeting.groups != agenda.groups {
        lines.push("the people".to_owned());
    }
    let days_were = meeting.days.iter().map(|it| (it.date, &it.title, it.starts, it.ends, &it.description));
    if !days_were.eq(agenda.days.iter().map(|it| (it.date, &it.title, it.starts, it.ends, &it.description))) {
        lines.push("the days".to_owned());
    }
    lines
}

/// For each slot of the agenda the meeting's slot that it is, in reading order.
fn matched<'a>(meeting: &'a Meeting, agenda: &Agenda) -> Vec<Option<&'a Slot>> {
    let mut free: Vec<OnDay<'a, Slot>> = meeting.as_planned().collect();
    free.sort_by_key(|(_, slot)| slot.unplanned);
    let wanted: Vec<OnDay<'_, PlannedSlot>> = planned_slots(agenda).collect();
    let mut found = vec![None; wanted.len()];
    // From the surest likeness to the least: a title at its time, on its day, anywhere, a time on its day,
    // a title with words added or left out. One that was opened in the meeting is only known by its title on its day.
    let likenesses = [unmoved, same_title_and_day, same_title, same_start, longer_or_shorter_title];
    for alike in likenesses {
        for (place, new) in found.iter_mut().zip(&wanted).filter(|(place, _)| place.is_none()) {
            let is_it = |old: OnDay<'_, Slot>| alike(old, *new) && (!old.1.unplanned || same_title_and_day(old, *new));
            if let Some(index) = free.iter().position(|old| is_it(*old)) {
                *place = Some(free.remove(index).1);
            }
        }
    }
    found
}

fn planned_slots(agenda: &Agenda) -> impl Iterator<Item = OnDay<'_, PlannedSlot>> {
    agenda.days.iter().enumerate().flat_map(|(day, it)| it.slots.iter().map(move |slot| (day, slot)))
}

fn unmoved(old: OnDay<'_, Slot>, new: OnDay<'_, PlannedSlot>) -> bool {
    same_title_and_day(old, new) && old.1.plan.start == new.1.start
}

fn same_title_and_day(old: OnDay<'_, Slot>, new: OnDay<'_, PlannedSlot>) -> bool {
    old.0 == new.0 && same_title(old, new)
}

fn same_title(old: OnDay<'_, Slot>, new: OnDay<'_, PlannedSlot>) -> bool {
    old.1.plan.title.to_lowercase() == new.1.title.to_lowercase()
}

/// A slot that left the agenda is not what stands in its place now: its minutes are not the new one's.
fn same_start(old: OnDay<'_, Slot>, new: OnDay<'_, PlannedSlot>) -> bool {
    !old.1.withdrawn && old.0 == new.0 && new.1.start.is_some() && old.1.plan.start == new.1.start
}

fn longer_or_shorter_title(old: OnDay<'_, Slot>, new: OnDay<'_, PlannedSlot>) -> bool {
    let (was, is) = (old.1.plan.title.to_lowercase(), new.1.title.to_lowercase());
    let short = was.chars().count().min(is.chars().count());
    old.0 == new.0 && short >= 6 && (was.contains(&is) || is.contains(&was))
}

fn titled(slot: &PlannedSlot) -> String {
    slot.start.map_or_else(|| slot.title.clone(), |start| format!("{} {}", start.format("%H:%M"), slot.title))
}

fn difference(old: &PlannedSlot, new: &PlannedSlot) -> String {
    let mut parts = Vec::new();
    if old.title != new.title {
        parts.push(format!("was “{}”", old.title));
    }
    if old.start != new.start {
        let was =
            old.start.map_or_else(|| "had no time".to_owned(), |start| format!("was at {}", start.format("%H:%M")));
        parts.push(was);
    }
    if old.minutes != new.minutes {
        parts.push("length".to_owned());
    }
    if old.chair != new.chair {
        parts.push("chair".to_owned());
    }
    if old.topics != new.topics {
        parts.push("talking points".to_owned());
    }
    if parts.is_empty() {
        parts.push("details".to_owned());
    }
    format!("{}: {}", titled(new), parts.join(", "))
}
