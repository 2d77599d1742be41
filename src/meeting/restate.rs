//! The meeting's identity and plan as they stand, stated once more: each further writer's journal begins with it.
//!
//! So every file of a folder says by itself which meeting it belongs to, and can be read where the others are missing.
//! Not here: the first opening (see `decide`), and what the others wrote down and timed.

use super::{Agenda, Event, Meeting, PlannedDay};

/// The opening of a meeting that was opened before, for the first record of another writer's journal.
///
/// Slots that the agenda has dropped are stated too, or their notes would have no place where this file is alone. What no
/// agenda says (slots opened in the meeting, marks, given minutes, attendance, offices) is a second event.
pub fn restate(meeting: &Meeting) -> Vec<Event> {
    let stated = || meeting.as_planned().filter(|(_, slot)| !slot.unplanned);
    let days = meeting.days.iter().enumerate().map(|(number, day)| PlannedDay {
        date: day.date,
        title: day.title.clone(),
        starts: day.starts,
        ends: day.ends,
        description: day.description.clone(),
        slots: stated().filter(|(on, _)| *on == number).map(|(_, slot)| slot.plan.clone()).collect(),
    });
    let agenda = Agenda {
        head: meeting.head.clone(),
        people: meeting.people.clone(),
        groups: meeting.groups.clone(),
        days: days.collect(),
        requests: meeting.requests.clone(),
        attachments: meeting.attachments.clone(),
    };
    let opened = Event::MeetingOpened {
        meeting: meeting.id.clone(),
        slug: meeting.slug.clone(),
        path: meeting.path.clone(),
        zone: meeting.zone.name().to_owned(),
        agenda: Box::new(agenda),
        slots: stated().map(|(_, slot)| slot.id).collect(),
    };
    let so_far: Vec<Event> =
        meeting.carried_so_far().into_iter().chain(meeting.plan_so_far()).chain(meeting.people_so_far()).collect();
    let joined = (!so_far.is_empty()).then_some(Event::WriterJoined { so_far });
    [opened].into_iter().chain(joined).collect()
}
