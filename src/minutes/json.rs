//! The minutes for programs: JSON, versioned.
//!
//! FROZEN FORMAT. `assets/minutes.schema.json` is its schema and `docs/minutes-json.md` its description; fields may be
//! added, none removed or renamed. It carries every text exactly as it stands. Not here: anything made for the eye.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use chrono_tz::Tz;
use serde::Serialize;

use super::document::{Branch, Held, Minutes, Plan, SlotMinutes, Task};
use crate::meeting::{Attachment, DraftLine, Entry, EntryId, Kind, Meeting, Person, SlotId, Status};

/// The format's version: raised only when a field changes its meaning.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct File<'m> {
    format: &'static str,
    version: u32,
    meeting: Head<'m>,
    people: Vec<Participant<'m>>,
    days: Vec<Day<'m>>,
    actions: Vec<Action<'m>>,
    decisions: Vec<Decision<'m>>,
    drafts: Vec<Draft<'m>>,
    requests: [(); 0],
    attachments: [(); 0],
    next_meetings: [(); 0],
    journal: Option<Journal<'m>>,
}

#[derive(Serialize)]
struct Journal<'m> {
    records: u64,
    sha256: &'m str,
}

#[derive(Serialize)]
struct Head<'m> {
    id: &'m str,
    title: &'m str,
    series: Option<&'m str>,
    timezone: &'static str,
    location: Option<&'m str>,
    link: Option<&'m str>,
    chair: &'m [String],
    scribe: &'m [String],
    description: &'m str,
    started: Option<String>,
    closed: Option<String>,
}

#[derive(Serialize)]
struct Participant<'m> {
    name: &'m str,
    kind: &'static str,
    attendance: [(); 0],
    #[serde(skip_serializing_if = "Option::is_none")]
    handle: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'m str>,
}

#[derive(Serialize)]
struct Day<'m> {
    date: Option<NaiveDate>,
    title: &'m str,
    description: &'m str,
    slots: Vec<Slot<'m>>,
}

#[derive(Serialize)]
struct Slot<'m> {
    id: SlotId,
    title: &'m str,
    kind: &'m str,
    chair: &'m [String],
    description: &'m str,
    requested_by: Option<&'m str>,
    planned: Times,
    #[serde(skip_serializing_if = "Option::is_none")]
    estimate: Option<Times>,
    actual: Option<Actual>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
    attachments: Vec<Attached<'m>>,
    topics: Vec<Topic<'m>>,
    entries: Vec<Line<'m>>,
}

#[derive(Serialize)]
struct Times {
    start: Option<String>,
    minutes: Option<u32>,
}

#[derive(Serialize)]
struct Actual {
    start: String,
    end: Option<String>,
    seconds: f64,
}

#[derive(Serialize)]
struct Attached<'m> {
    kind: &'m str,
    name: &'m str,
    link: Option<&'m str>,
    modified: Option<&'m str>,
    by: Option<&'m str>,
}

#[derive(Serialize)]
struct Topic<'m> {
    text: &'m str,
    children: Vec<Topic<'m>>,
}

#[derive(Serialize)]
struct Line<'m> {
    id: EntryId,
    kind: Kind,
    text: &'m str,
    at: String,
    children: Vec<Line<'m>>,
    #[serde(flatten)]
    task: Option<Fields<'m>>,
    /// An action item's tickets, even if there are none, and those of any other entry that names some.
    #[serde(skip_serializing_if = "Option::is_none")]
    tickets: Option<&'m [String]>,
    /// The other texts that writers gave to it without knowledge of each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflict: Vec<&'m str>,
}

#[derive(Serialize)]
struct Fields<'m> {
    number: u32,
    owners: &'m [String],
    due: Option<NaiveDate>,
    status: Status,
}

#[derive(Serialize)]
struct Action<'m> {
    id: EntryId,
    number: u32,
    text: &'m str,
    owners: &'m [String],
    due: Option<NaiveDate>,
    status: Status,
    tickets: &'m [String],
    slot: SlotId,
}

#[derive(Serialize)]
struct Decision<'m> {
    id: EntryId,
    text: &'m str,
    slot: SlotId,
}

#[derive(Serialize)]
struct Draft<'m> {
    slot: SlotId,
    entry: Option<EntryId>,
    text: &'m str,
}

/// The minutes as one JSON object, indented.
pub(super) fn write(minutes: &Minutes) -> String {
    // Serializing fails only for keys that are no strings and writers that fail; here is neither.
    let json = serde_json::to_string_pretty(&file(minutes)).unwrap_or_default();
    safe_json(&json) + "\n"
}

/// JSON in which what could steer a terminal, reorder a line or hide in it stands as `\u…`: such characters occur within
/// strings only, so that their value is the same.
pub fn safe_json(json: &str) -> String {
    let mut safe = String::with_capacity(json.len());
    for char in json.chars() {
        match char {
            '\u{7f}'..='\u{9f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}' => {
                for unit in char.encode_utf16(&mut [0; 2]) {
                    let digit = |shift: u32| char::from_digit((u32::from(*unit) >> shift) & 0xf, 16).unwrap_or('0');
                    safe.push_str("\\u");
                    safe.extend([12, 8, 4, 0].map(digit));
                }
            }
            _ => safe.push(char),
        }
    }
    safe
}

fn file<'m>(minutes: &Minutes<'m>) -> File<'m> {
    let meeting = minutes.meeting;
    let zone = meeting.zone;
    let day = |day: &super::document::DayMinutes<'m>| Day {
        date: day.day.date,
        title: &day.day.title,
        description: &day.day.description,
        slots: day.slots.iter().map(|minutes| slot(minutes, zone)).collect(),
    };
    let decision =
        |(slot, entry): (&crate::meeting::Slot, &'m Entry)| Decision { id: entry.id, text: &entry.text, slot: slot.id };
    File {
        format: "minutebook/minutes",
        version: VERSION,
        meeting: head(minutes),
        people: people(meeting),
        days: minutes.days.iter().map(day).collect(),
        actions: minutes.tasks().map(action).collect(),
        decisions: minutes.entries_of(Kind::Decision).into_iter().map(decision).collect(),
        drafts: minutes.drafts.iter().map(draft).collect(),
        requests: [],
        attachments: [],
        next_meetings: [],
        journal: minutes.seal.map(|seal| Journal { records: seal.records, sha256: &seal.sha256 }),
    }
}

fn head<'m>(minutes: &Minutes<'m>) -> Head<'m> {
    let meeting = minutes.meeting;
    Head {
        id: &meeting.id,
        title: &meeting.head.title,
        series: meeting.head.series.as_deref(),
        timezone: meeting.zone.name(),
        location: meeting.head.location.as_deref(),
        link: meeting.head.link.as_deref(),
        chair: &meeting.head.chair,
        scribe: &meeting.head.scribe,
        description: &meeting.head.description,
        started: minutes.started.map(measured),
        closed: minutes.closed.map(measured),
    }
}

fn people(meeting: &Meeting) -> Vec<Participant<'_>> {
    let people = meeting.people.iter().map(person);
    let group = |name| Participant {
        name,
        kind: "group",
        attendance: [],
        handle: None,
        email: None,
        account: None,
        role: None,
    };
    people.chain(meeting.groups.iter().map(String::as_str).map(group)).collect()
}

fn person(person: &Person) -> Participant<'_> {
    Participant {
        name: &person.name,
        kind: "person",
        attendance: [],
        handle: person.handle.as_deref(),
        email: person.email.as_deref(),
        account: person.account.as_deref(),
        role: person.role.as_deref(),
    }
}

fn slot<'m>(minutes: &SlotMinutes<'m>, zone: Tz) -> Slot<'m> {
    let slot = minutes.slot;
    let (planned, estimate) = times(minutes.plan);
    Slot {
        id: slot.id,
        title: &slot.plan.title,
        kind: slot.plan.kind.word(),
        chair: &slot.plan.chair,
        description: &slot.plan.description,
        requested_by: slot.plan.requested_by.as_deref(),
        planned,
        estimate,
        actual: minutes.held.map(actual),
        withdrawn: slot.withdrawn,
        attachments: slot.plan.attachments.iter().map(attached).collect(),
        topics: minutes.topics.iter().map(topic).collect(),
        entries: minutes.entries.iter().map(|entry| line(entry, zone)).collect(),
    }
}

/// The planned times that are known, and beside them all that can be guessed, where something is.
fn times(plan: Plan) -> (Times, Option<Times>) {
    let start = plan.start.map(|start| start.to_rfc3339_opts(SecondsFormat::AutoSi, false));
    let known = Times {
        start: start.clone().filter(|_| !plan.start_guessed),
        minutes: plan.minutes.filter(|_| !plan.minutes_guessed),
    };
    let guessed = plan.start_guessed || plan.minutes_guessed;
    (known, guessed.then_some(Times { start, minutes: plan.minutes }))
}

fn actual(held: Held) -> Actual {
    Actual {
        start: measured(held.start),
        end: held.end.map(measured),
        seconds: held.elapsed.num_milliseconds() as f64 / 1000.0,
    }
}

fn attached(attachment: &Attachment) -> Attached<'_> {
    Attached {
        kind: &attachment.kind,
        name: &attachment.name,
        link: attachment.link.as_deref(),
        modified: None,
        by: None,
    }
}

fn topic<'m>(branch: &Branch<&'m str>) -> Topic<'m> {
    Topic { text: branch.line, children: branch.children.iter().map(topic).collect() }
}

fn line<'m>(branch: &Branch<&'m Entry>, zone: Tz) -> Line<'m> {
    let entry = branch.line;
    let task = entry.as_action().map(|item| Fields {
        number: item.number,
        owners: &item.owners,
        due: item.due,
        status: item.status,
    });
    Line {
        id: entry.id,
        kind: entry.kind,
        text: &entry.text,
        at: in_zone(entry.at, zone),
        children: branch.children.iter().map(|child| line(child, zone)).collect(),
        tickets: (task.is_some() || !entry.tickets.is_empty()).then_some(&entry.tickets),
        task,
        conflict: entry.rivals.iter().map(|rival| rival.text.as_str()).collect(),
    }
}

fn action(task: Task<'_>) -> Action<'_> {
    Action {
        id: task.entry.id,
        number: task.item.number,
        text: &task.entry.text,
        owners: &task.item.owners,
        due: task.item.due,
        status: task.item.status,
        tickets: &task.entry.tickets,
        slot: task.slot.id,
    }
}

fn draft(draft: &DraftLine) -> Draft<'_> {
    Draft { slot: draft.slot, entry: draft.entry, text: &draft.text }
}

/// A moment that a clock gave: RFC 3339 to the millisecond.
fn measured(at: DateTime<Tz>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Millis, false)
}

fn in_zone(at: DateTime<FixedOffset>, zone: Tz) -> String {
    measured(at.with_timezone(&zone))
}
