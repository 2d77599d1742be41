//! Reading an event as one flat object.
//!
//! A tagged enum as the library reads it copies each object into a tree first, because the tag may come last; measured,
//! that was most of the time of opening a long meeting. All events together have few field names, and none of them
//! means two things, so one structure takes them all and the tag is looked at afterwards.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::de::{Deserialize, Deserializer, Error, IgnoredAny};

use super::{Changes, Content, Event, present};
use crate::meeting::{
    Agenda, Attachment, Ballot, CarriedItem, EntryId, Kind, Mark, Person, PlannedSlot, Presence, Review, Rival, Role,
    Run, SlotId, Status, Stay, Turn,
};

/// Every field that an event can have.
#[allow(clippy::option_option)] // absent, null and a value are three things
#[derive(serde::Deserialize)]
struct Flat<'a> {
    #[serde(borrow)]
    event: Cow<'a, str>,
    #[serde(default)]
    meeting: Option<String>,
    #[serde(default)]
    slug: Option<String>,
    #[serde(default)]
    path: Option<String>,
    #[serde(default)]
    zone: Option<String>,
    #[serde(default)]
    agenda: Option<Box<Agenda>>,
    #[serde(default)]
    slots: Option<Vec<SlotId>>,
    #[serde(default)]
    slot: Option<SlotId>,
    #[serde(default)]
    runs: Option<Vec<Run>>,
    #[serde(default)]
    entry: Option<EntryId>,
    #[serde(default)]
    after: Option<EntryId>,
    #[serde(default)]
    depth: Option<u16>,
    #[serde(default)]
    kind: Option<Kind>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    rivals: Option<Vec<Rival>>,
    #[serde(default)]
    owners: Option<Vec<String>>,
    #[serde(default, deserialize_with = "present")]
    due: Option<Option<NaiveDate>>,
    #[serde(default)]
    tickets: Option<Vec<String>>,
    #[serde(default, deserialize_with = "present")]
    number: Option<Option<u32>>,
    #[serde(default)]
    status: Option<Status>,
    #[serde(default)]
    undone: bool,
    #[serde(default)]
    person: Option<Box<Person>>,
    #[serde(default)]
    name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    priority: Option<Option<u8>>,
    #[serde(default, deserialize_with = "present")]
    speaker: Option<Option<String>>,
    #[serde(default)]
    votes: Option<Vec<Ballot>>,
    #[serde(default, deserialize_with = "present")]
    link: Option<Option<String>>,
    #[serde(default)]
    behind: Option<SlotId>,
    #[serde(default)]
    day: Option<u16>,
    #[serde(default)]
    continues: Option<SlotId>,
    #[serde(default)]
    home: bool,
    #[serde(default)]
    place: Option<u16>,
    #[serde(default, deserialize_with = "some_known")]
    so_far: Option<Vec<Event>>,
    #[serde(default)]
    plan: Option<Box<PlannedSlot>>,
    #[serde(default)]
    mark: Option<Mark>,
    #[serde(default)]
    minutes: Option<i32>,
    #[serde(default)]
    presence: Option<Presence>,
    #[serde(default)]
    stays: Option<Vec<Stay>>,
    #[serde(default)]
    regrets: bool,
    #[serde(default)]
    role: Option<Role>,
    #[serde(default)]
    names: Option<Vec<String>>,
    #[serde(default)]
    turns: Option<Vec<Turn>>,
    #[serde(default)]
    attachment: Option<Box<Attachment>>,
    #[serde(default, deserialize_with = "present")]
    reason: Option<Option<String>>,
    #[serde(default)]
    review: Option<Box<Review>>,
    #[serde(default)]
    approved_by: Vec<String>,
    #[serde(default)]
    items: Option<Vec<CarriedItem>>,
    #[serde(default)]
    numbers_from: Option<u32>,
}

impl<'de> Deserialize<'de> for Event {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let flat = Flat::deserialize(deserializer)?;
        flat.event()
    }
}

/// An event within another; one that this version does not know is passed over.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Within {
    Known(Box<Event>),
    Unknown(IgnoredAny),
}

fn some_known<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<Event>>, D::Error> {
    let known = |within| match within {
        Within::Known(event) => Some(*event),
        Within::Unknown(IgnoredAny) => None,
    };
    Ok(Some(Vec::deserialize(deserializer)?.into_iter().filter_map(known).collect()))
}

/// A field that this event cannot be without.
fn needed<T, E: Error>(field: Option<T>, name: &'static str) -> Result<T, E> {
    field.ok_or_else(|| E::missing_field(name))
}

impl Flat<'_> {
    #[allow(clippy::too_many_lines)] // one arm an event, and nothing else
    fn event<E: Error>(self) -> Result<Event, E> {
        Ok(match self.event.as_ref() {
            "entry_added" => Event::EntryAdded {
                entry: needed(self.entry, "entry")?,
                slot: needed(self.slot, "slot")?,
                after: self.after,
                depth: self.depth.unwrap_or(0),
                content: Box::new(Content {
                    kind: self.kind.unwrap_or_default(),
                    text: needed(self.text, "text")?,
                    owners: self.owners.unwrap_or_default(),
                    due: self.due.flatten(),
                    tickets: self.tickets.unwrap_or_default(),
                    number: self.number.flatten(),
                    priority: self.priority.flatten(),
                    speaker: self.speaker.flatten(),
                    votes: self.votes.unwrap_or_default(),
                    link: self.link.flatten(),
                    review: self.review,
                }),
            },
            "entry_changed" => Event::EntryChanged {
                entry: needed(self.entry, "entry")?,
                changes: Box::new(Changes {
                    kind: self.kind,
                    text: self.text,
                    rivals: self.rivals,
                    owners: self.owners,
                    due: self.due,
                    tickets: self.tickets,
                    number: self.number,
                    priority: self.priority,
                    speaker: self.speaker,
                    votes: self.votes,
                    link: self.link,
                    status: self.status,
                    reason: self.reason,
                    depth: self.depth,
                }),
            },
            "entry_moved" => Event::EntryMoved {
                entry: needed(self.entry, "entry")?,
                slot: needed(self.slot, "slot")?,
                after: self.after,
                depth: self.depth.unwrap_or(0),
            },
            "entry_removed" => Event::EntryRemoved { entry: needed(self.entry, "entry")?, undone: self.undone },
            "entry_restored" => Event::EntryRestored {
                entry: needed(self.entry, "entry")?,
                slot: needed(self.slot, "slot")?,
                after: self.after,
                depth: self.depth.unwrap_or(0),
            },
            "clock_started" => Event::ClockStarted { slot: needed(self.slot, "slot")? },
            "clock_stopped" => Event::ClockStopped { slot: needed(self.slot, "slot")? },
            "clock_set" => Event::ClockSet { slot: needed(self.slot, "slot")?, runs: needed(self.runs, "runs")? },
            "person_added" => Event::PersonAdded { person: needed(self.person, "person")? },
            "person_removed" => Event::PersonRemoved { name: needed(self.name, "name")? },
            "slot_added" => Event::SlotAdded {
                slot: needed(self.slot, "slot")?,
                behind: self.behind,
                day: self.day.unwrap_or(0),
                plan: needed(self.plan, "plan")?,
                continues: self.continues,
            },
            "slot_moved" => Event::SlotMoved {
                slot: needed(self.slot, "slot")?,
                behind: self.behind,
                day: self.day.unwrap_or(0),
                home: self.home,
            },
            "slot_removed" => Event::SlotRemoved { slot: needed(self.slot, "slot")? },
            "slot_marked" => Event::SlotMarked { slot: needed(self.slot, "slot")?, mark: self.mark },
            "slot_given" => {
                Event::SlotGiven { slot: needed(self.slot, "slot")?, minutes: needed(self.minutes, "minutes")? }
            }
            "file_attached" => {
                Event::FileAttached { slot: self.slot, attachment: needed(self.attachment, "attachment")? }
            }
            "file_detached" => {
                Event::FileDetached { slot: self.slot, attachment: needed(self.attachment, "attachment")? }
            }
            "attendance_changed" => Event::AttendanceChanged {
                name: needed(self.name, "name")?,
                presence: needed(self.presence, "presence")?,
            },
            "attendance_set" => Event::AttendanceSet {
                name: needed(self.name, "name")?,
                stays: needed(self.stays, "stays")?,
                regrets: self.regrets,
            },
            "role_changed" => Event::RoleChanged { role: needed(self.role, "role")?, names: self.names },
            "queue_joined" => Event::QueueJoined { name: needed(self.name, "name")?, place: self.place },
            "queue_left" => Event::QueueLeft { name: needed(self.name, "name")? },
            "floor_given" => Event::FloorGiven { slot: needed(self.slot, "slot")?, name: self.name },
            "turns_set" => Event::TurnsSet { slot: needed(self.slot, "slot")?, turns: needed(self.turns, "turns")? },
            "writer_joined" => Event::WriterJoined { so_far: needed(self.so_far, "so_far")? },
            "scribe_left" => Event::ScribeLeft,
            "meeting_closed" => Event::MeetingClosed,
            "meeting_reopened" => Event::MeetingReopened,
            "minutes_approved" => Event::MinutesApproved { approved_by: self.approved_by },
            "items_carried" => Event::ItemsCarried {
                items: needed(self.items, "items")?,
                numbers_from: self.numbers_from.unwrap_or(1),
            },
            "record_lost" => Event::RecordLost,
            "meeting_opened" => Event::MeetingOpened {
                meeting: needed(self.meeting, "meeting")?,
                slug: needed(self.slug, "slug")?,
                path: self.path,
                zone: needed(self.zone, "zone")?,
                agenda: needed(self.agenda, "agenda")?,
                slots: needed(self.slots, "slots")?,
            },
            "agenda_revised" => {
                Event::AgendaRevised { agenda: needed(self.agenda, "agenda")?, slots: needed(self.slots, "slots")? }
            }
            other => return Err(E::custom(format!("`{other}` is no event of this version"))),
        })
    }
}
