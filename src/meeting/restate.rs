//! The meeting's identity and plan as they stand, stated once more: each further writer's journal begins with it.
//!
//! So every file of a folder says by itself which meeting it belongs to, and can be read where the others are missing.
//! Not here: the first opening (see `decide`).

use super::{Agenda, Event, Meeting, PlannedDay};

/// The opening of a meeting that was opened before, for the first record of another writer's journal.
///
/// Slots that the agenda has dropped are stated too, or their notes would have no place where this file is alone.
pub fn restate(meeting: &Meeting) -> Event {
    let days = meeting.days.iter().map(|day| PlannedDay {
        date: day.date,
        title: day.title.clone(),
        description: day.description.clone(),
        slots: day.slots.iter().map(|slot| slot.plan.clone()).collect(),
    });
    let agenda = Agenda {
        head: meeting.head.clone(),
        people: meeting.people.clone(),
        groups: meeting.groups.clone(),
        days: days.collect(),
    };
    Event::MeetingOpened {
        meeting: meeting.id.clone(),
        slug: meeting.slug.clone(),
        path: meeting.path.clone(),
        zone: meeting.zone.name().to_owned(),
        agenda: Box::new(agenda),
        slots: meeting.slots().map(|slot| slot.id).collect(),
    }
}
