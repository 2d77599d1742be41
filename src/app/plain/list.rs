//! What is read aloud when it is asked for: the slots, the lines of one, the action items, the people, where one is.
//!
//! Lists are numbered by the numbers that verbs take. Not here: how one entry is put in words (see `spoken`).

use super::spoken::{arrival, clock, day, entry_in_words, owners, status};
use crate::app::outline::{Hands, short_date};
use crate::app::overlay::sentence;
use crate::app::{Model, Progress, Reviewed, Saved, number_of, points};
use crate::meeting::{Role, Slot, SlotId, Status};
use crate::words::say;

/// When and where one is, how the meeting stands against its plan, and whether all is saved.
pub(super) fn place(model: &Model) -> String {
    let meeting = model.meeting();
    let now = meeting.local(model.now.at);
    let progress = Progress::of(meeting, &model.projection, &model.now);
    let mut parts =
        vec![format!("{}, {}", short_date(now.date_naive()), now.format("%H:%M")), sentence(&arrival(model))];
    let words = progress.words(meeting);
    parts.extend((!words.is_empty()).then(|| sentence(&words.join(", "))));
    parts.extend(progress.next.map(|(slot, start)| match start {
        Some(start) => {
            let time = start.format("%H:%M").to_string();
            say!("plain-next-at", slot = slot.plan.title.as_str(), time = time)
        }
        None => say!("plain-next", slot = slot.plan.title.as_str()),
    }));
    parts.push(match (&model.read_only, &model.saved) {
        (Some(why), _) => sentence(&why.refusal(&model.keymap)),
        (None, saved) => saved_in_words(saved),
    });
    parts.join(". ")
}

/// Whether everything is saved.
pub(super) fn saved_in_words(saved: &Saved) -> String {
    match saved {
        Saved::Saved => say("plain-saved").to_owned(),
        Saved::Saving => say("plain-saving").to_owned(),
        Saved::Failing { why, unsaved: 0 } => say!("plain-line-unsaved", why = why.as_str()),
        Saved::Failing { why, unsaved } => say!("plain-unsaved", count = *unsaved, why = why.as_str()),
    }
}

/// The slots of all days with the numbers by which they are called.
pub(super) fn slots(model: &Model) -> Vec<String> {
    let meeting = model.meeting();
    let mut lines = Vec::new();
    for of in &meeting.days {
        if meeting.days.len() > 1 {
            lines.push(day(of));
        }
        lines.extend(of.slots.iter().map(|slot| {
            let number = number_of(of, slot.id).map(|number| format!("{number} ")).unwrap_or_default();
            format!("{number}{}", slot_in_words(model, slot))
        }));
    }
    lines
}

fn slot_in_words(model: &Model, slot: &Slot) -> String {
    let mut parts = vec![slot.plan.title.clone()];
    let projected = model.projection.of(slot.id);
    let planned = projected.and_then(|projected| projected.planned.start);
    parts.extend(planned.map(|start| start.format("%H:%M").to_string()));
    parts.extend(slot.plan.kind.is_break().then(|| say("plain-break").to_owned()));
    parts.push(if slot.is_running() { say!("plain-running", clock = clock(model, slot)) } else { clock(model, slot) });
    let expected = projected.filter(|_| slot.runs.is_empty()).and_then(|projected| projected.start);
    let late = expected.filter(|start| planned.is_some_and(|planned| (*start - planned).num_minutes() != 0));
    parts.extend(late.map(|start| say!("plain-expected", time = start.format("%H:%M").to_string())));
    parts.extend(slot.withdrawn.then(|| say("plain-withdrawn").to_owned()));
    parts.extend((!slot.entries.is_empty()).then(|| say!("plain-lines", count = slot.entries.len())));
    parts.extend((slot.id == model.viewed).then(|| say("plain-you-are-here").to_owned()));
    parts.join(", ")
}

/// The lines of a slot, each with its number there.
pub(super) fn notes(model: &Model, slot: SlotId) -> Vec<String> {
    let Some(slot) = model.meeting().slot(slot) else { return Vec::new() };
    let title = &slot.plan.title;
    if slot.entries.is_empty() {
        return vec![say!("plain-no-lines", slot = title.as_str())];
    }
    let hands: Hands<'_> = model.hands();
    let mut lines = vec![format!("{title}, {}", say!("plain-lines", count = slot.entries.len()))];
    for (index, entry) in slot.entries.iter().enumerate() {
        lines.push(format!("{} {}", index + 1, entry_in_words(model, slot, index)));
        let others = entry.rivals.iter().map(|rival| {
            let whose = hands.whose(rival.version.writer);
            say!("plain-rival", number = index + 1, whose = whose, text = rival.text.as_str())
        });
        lines.extend(others);
    }
    lines
}

/// The action items of this meeting and those that it carries, by their numbers.
pub(super) fn actions(model: &Model) -> Vec<String> {
    let meeting = model.meeting();
    let own = meeting.action_items().map(|(slot, entry, item)| {
        (item.clone(), entry.text.clone(), say!("plain-in-slot", slot = slot.plan.title.as_str()))
    });
    let carried = meeting.carried_items().into_iter().map(|(carried, now)| {
        let from = match carried.title.as_str() {
            "" => say("plain-carried").to_owned(),
            title => say!("plain-from", meeting = title),
        };
        (now, carried.text.clone(), from)
    });
    let mut all: Vec<_> = own.chain(carried).collect();
    all.sort_by_key(|(item, ..)| item.number);
    if all.is_empty() {
        return vec![say("plain-no-items").to_owned()];
    }
    let open = all.iter().filter(|(item, ..)| item.status == Status::Open).count();
    let mut lines = vec![say!("plain-items-open", items = say!("plain-items", count = all.len()), open = open)];
    lines.extend(all.iter().map(|(item, text, place)| {
        let due = item.due.map(|due| say!("plain-due", date = model.date(due)) + ", ").unwrap_or_default();
        format!("{} {}, {}: {text}; {due}{place}", item.number, status(item), owners(item))
    }));
    lines
}

/// The action items that a review goes through, in the order in force.
pub(super) fn reviewed(model: &Model) -> Vec<String> {
    let panel = &model.review;
    if panel.rows.is_empty() {
        return vec![say("plain-no-review").to_owned()];
    }
    let items = say!("plain-items", count = panel.rows.len());
    let mut lines = vec![say!("plain-items-open-by", items = items, open = panel.open(), order = panel.order.words())];
    lines.extend(panel.rows.iter().map(|row| reviewed_row(model, row)));
    lines
}

/// One of them.
pub(super) fn reviewed_row(model: &Model, row: &Reviewed) -> String {
    let mut parts = vec![format!("{} {}", row.state.number, status(&row.state)), owners(&row.state)];
    parts.extend(row.age.map(|age| say!("plain-age", count = age.max(0))));
    parts.extend(row.state.due.map(|due| say!("plain-due", date = model.date(due))));
    parts.extend(row.overdue.map(|overdue| say!("plain-overdue", count = overdue.max(0))));
    format!("{}: {}; {}", parts.join(", "), row.text, row.origin.replace(" · ", ", "))
}

/// What was prepared for the slot on screen.
pub(super) fn prepared(model: &Model) -> Vec<String> {
    let Some(slot) = model.slot() else { return Vec::new() };
    let all: Vec<String> = points(&slot.plan.topics)
        .into_iter()
        .map(|(depth, words)| match depth {
            0 => words.into_owned(),
            _ => say!("plain-on-level", level = depth + 1, words = words),
        })
        .chain(model.lines_below_points().into_iter().map(std::borrow::Cow::into_owned))
        .collect();
    let attached = slot.plan.attachments.iter().map(|one| say!("plain-attached", what = one.shown()));
    let title = &slot.plan.title;
    if all.is_empty() && slot.plan.attachments.is_empty() {
        return vec![say!("plain-no-points", slot = title.as_str())];
    }
    let head = format!("{title}, {}", say!("plain-points", count = all.len()));
    let numbered = all.into_iter().zip(1..).map(|(words, number): (String, usize)| format!("{number} {words}"));
    std::iter::once(head).chain(numbered).chain(attached).collect()
}

/// The roster: who is there, and who holds an office.
pub(super) fn people(model: &Model) -> Vec<String> {
    let meeting = model.meeting();
    let holds = |role, name: &String| meeting.holders(role).contains(name);
    let mut lines: Vec<String> = meeting
        .people
        .iter()
        .zip(1..)
        .map(|(person, number): (_, usize)| {
            let mut parts = vec![format!("{number} {}", person.name)];
            parts.extend(holds(Role::Chair, &person.name).then(|| say("plain-chairs").to_owned()));
            parts.extend(holds(Role::Scribe, &person.name).then(|| say("plain-scribes").to_owned()));
            let attendance = meeting.attendance_of(&person.name);
            parts.extend(attendance.and_then(|known| {
                let time = |at| meeting.local(at).format("%H:%M").to_string();
                let stay = known.stays.last();
                match stay {
                    Some(stay) => Some(match &stay.to {
                        None => say!("plain-here-since", time = time(stay.from.at)),
                        Some(to) => say!("plain-left-at", time = time(to.at)),
                    }),
                    None => known.regrets.then(|| say("plain-regrets").to_owned()),
                }
            }));
            parts.join(", ")
        })
        .collect();
    lines.extend(meeting.groups.iter().map(|group| say!("plain-group", name = group.as_str())));
    if lines.is_empty() {
        lines.push(say("plain-nobody").to_owned());
    }
    lines
}
