//! The minutes for programs: JSON, versioned.
//!
//! FROZEN FORMAT. `assets/minutes.schema.json` is its schema and `docs/minutes-json.md` its description; fields may be
//! added, none removed or renamed. It carries every text exactly as it stands. Not here: anything made for the eye.

use chrono::{DateTime, FixedOffset, NaiveDate};
use chrono_tz::Tz;
use serde::Serialize;

use super::document::{Branch, DayMinutes, Minutes, SlotMinutes, Task};
use super::said::Said;
use super::{Only, Options};
use crate::meeting::{
    Attachment, Choice, DraftLine, EntryId, Kind, Mark, Meeting, Request, Role, SlotId, Status, Stay, Tally, Tickets,
};

mod series;
mod times;

use series::{Approved, Carried, Correction, Reviewed, Since};
use times::{Actual, Hours, Missed, MovedFrom, PlannedHours, Times, Totals, measured, seconds};

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
    carried: Vec<Carried<'m>>,
    corrections: Vec<Correction<'m>>,
    drafts: Vec<Draft<'m>>,
    requests: Vec<Asked<'m>>,
    attachments: Vec<Attached<'m>>,
    next_meetings: &'m [NaiveDate],
    totals: Totals,
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
    zones: &'m [String],
    location: Option<&'m str>,
    link: Option<&'m str>,
    chair: &'m [String],
    scribe: &'m [String],
    #[serde(skip_serializing_if = "Tickets::is_default")]
    tickets: &'m Tickets,
    description: &'m str,
    started: Option<String>,
    closed: Option<String>,
    stage: &'static str,
    approvals: Vec<Approved<'m>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    follows: Option<&'m str>,
}

#[derive(Serialize)]
struct Participant<'m> {
    name: &'m str,
    kind: &'static str,
    attendance: Vec<Stayed>,
    /// Sent word of not coming.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    regrets: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    handle: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    account: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    timezone: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<&'m str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    aliases: &'m [String],
}

#[derive(Serialize)]
struct Stayed {
    from: String,
    to: Option<String>,
}

#[derive(Serialize)]
struct Day<'m> {
    date: Option<NaiveDate>,
    title: &'m str,
    description: &'m str,
    planned: PlannedHours,
    actual: Option<Hours>,
    over_seconds: Option<f64>,
    misses: Vec<Missed>,
    slots: Vec<Slot<'m>>,
}

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is a field of the format")]
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
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    over_seconds: Option<f64>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fixed: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    moved_from: Option<MovedFrom>,
    #[serde(skip_serializing_if = "Option::is_none")]
    continues: Option<SlotId>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    withdrawn: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unplanned: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<Mark>,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_minutes: Option<i32>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    recurs: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    put_off: &'m [NaiveDate],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    speakers: Vec<Speaker<'m>>,
    attachments: Vec<Attached<'m>>,
    topics: Vec<Topic<'m>>,
    entries: Vec<Line<'m>>,
}

#[derive(Serialize)]
struct Speaker<'m> {
    name: &'m str,
    seconds: f64,
}

#[derive(Serialize)]
struct Attached<'m> {
    kind: &'m str,
    name: &'m str,
    link: Option<&'m str>,
    modified: Option<NaiveDate>,
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
    #[serde(flatten)]
    spoken: Option<Spoken<'m>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    votes: Option<Vec<Votes<'m>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tally: Option<Count>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<&'m str>,
    /// The other texts that writers gave to it without knowledge of each other.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    conflict: Vec<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    review: Option<Reviewed<'m>>,
}

#[derive(Serialize)]
struct Fields<'m> {
    number: u32,
    owners: &'m [String],
    due: Option<NaiveDate>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'m str>,
}

/// Who says it; none where nobody had spoken before.
#[derive(Serialize)]
struct Spoken<'m> {
    speaker: Option<&'m str>,
    /// It goes on with what the speaker said before.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    continues: bool,
}

#[derive(Serialize)]
struct Votes<'m> {
    choice: Choice,
    voters: &'m [String],
    others: u32,
}

#[derive(Serialize)]
struct Count {
    #[serde(rename = "for")]
    for_it: u32,
    against: u32,
    abstain: u32,
}

#[derive(Serialize)]
struct Action<'m> {
    id: EntryId,
    number: u32,
    text: &'m str,
    owners: &'m [String],
    due: Option<NaiveDate>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<u8>,
    tickets: &'m [String],
    slot: SlotId,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    later: Option<Since<'m>>,
}

#[derive(Serialize)]
struct Decision<'m> {
    id: EntryId,
    text: &'m str,
    #[serde(skip_serializing_if = "Option::is_none")]
    tally: Option<Count>,
    slot: SlotId,
}

#[derive(Serialize)]
struct Draft<'m> {
    slot: SlotId,
    entry: Option<EntryId>,
    text: &'m str,
}

#[derive(Serialize)]
struct Asked<'m> {
    topic: &'m str,
    requested_by: Option<&'m str>,
    minutes: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<u32>,
    #[serde(skip_serializing_if = "str::is_empty")]
    wish: &'m str,
    notes: &'m str,
    slot: Option<SlotId>,
}

/// The minutes as one JSON object, indented; of what is not asked for, the arrays are empty.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    // Serializing fails only for keys that are no strings and writers that fail; here is neither.
    let json = serde_json::to_string_pretty(&asked_for(file(minutes), options)).unwrap_or_default();
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

fn file<'m>(minutes: &'m Minutes<'m>) -> File<'m> {
    let meeting = minutes.meeting;
    let decision = |(slot, said): (&crate::meeting::Slot, Said<'m>)| Decision {
        id: said.entry.id,
        text: &said.entry.text,
        tally: said.tally.map(count),
        slot: slot.id,
    };
    File {
        format: "minutebook/minutes",
        version: VERSION,
        meeting: head(minutes),
        people: people(meeting),
        days: minutes.days.iter().map(|one| day(minutes, one)).collect(),
        actions: minutes.tasks().map(|task| action(minutes, task)).collect(),
        decisions: minutes.entries_of(Kind::Decision).into_iter().map(decision).collect(),
        carried: minutes.carried(&Options::default(), false).into_iter().map(Carried::of).collect(),
        corrections: minutes.corrections().iter().map(|one| Correction::of(one, meeting)).collect(),
        drafts: minutes.drafts.iter().map(draft).collect(),
        requests: minutes.requests().into_iter().map(asked).collect(),
        attachments: meeting.attachments().map(attached).collect(),
        next_meetings: &meeting.head.next_meetings,
        totals: Totals::of(minutes),
        journal: minutes.seal.map(|seal| Journal { records: seal.records, sha256: &seal.sha256 }),
    }
}

/// The whole file, or what is asked for of it: with an owner, those action items only that are theirs.
fn asked_for<'m>(file: File<'m>, options: &Options) -> File<'m> {
    let actions: Vec<Action> = file.actions.into_iter().filter(|action| options.takes(action.owners)).collect();
    let carried: Vec<Carried> = file.carried.into_iter().filter(|item| options.takes(&item.now.owners)).collect();
    let File { decisions, .. } = file;
    let (actions, carried, decisions) = match options.only {
        None => return File { actions, decisions, carried, ..file },
        Some(Only::Actions) => (actions, carried, Vec::new()),
        Some(Only::Decisions) => (Vec::new(), Vec::new(), decisions),
    };
    let (days, drafts, requests, attachments) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let corrections = Vec::new();
    File { days, actions, decisions, carried, corrections, drafts, requests, attachments, ..file }
}

fn head<'m>(minutes: &Minutes<'m>) -> Head<'m> {
    let meeting = minutes.meeting;
    Head {
        id: &meeting.id,
        title: &meeting.head.title,
        series: meeting.head.series.as_deref(),
        timezone: meeting.zone.name(),
        zones: &meeting.head.zones,
        location: meeting.head.location.as_deref(),
        link: meeting.head.link.as_deref(),
        chair: meeting.holders(Role::Chair),
        scribe: meeting.holders(Role::Scribe),
        tickets: &meeting.head.tickets,
        description: &meeting.head.description,
        started: minutes.started.map(measured),
        closed: minutes.closed.map(measured),
        stage: meeting.stage().word(),
        approvals: meeting.approvals.iter().map(|approval| Approved::of(approval, meeting)).collect(),
        follows: meeting.head.follows.as_deref(),
    }
}

fn people(meeting: &Meeting) -> Vec<Participant<'_>> {
    let people = meeting.people.iter().map(|one| {
        let name = participant(meeting, &one.name, "person");
        let (handle, email) = (one.handle.as_deref(), one.email.as_deref());
        let (account, timezone) = (one.account.as_deref(), one.timezone.as_deref());
        Participant { handle, email, account, timezone, role: one.role.as_deref(), aliases: &one.aliases, ..name }
    });
    let groups = meeting.groups.iter().map(|name| participant(meeting, name, "group"));
    // Who was there is not forgotten because somebody is on no roster any more.
    let listed = |name: &String| meeting.people.iter().any(|one| one.name == *name) || meeting.groups.contains(name);
    let others = meeting.attendance.iter().map(|one| &one.name).filter(|name| !listed(name));
    people.chain(groups).chain(others.map(|name| participant(meeting, name, "person"))).collect()
}

fn participant<'m>(meeting: &'m Meeting, name: &'m str, kind: &'static str) -> Participant<'m> {
    let attendance = meeting.attendance_of(name);
    let stayed = |stay: &Stay| Stayed {
        from: in_zone(stay.from.at, meeting.zone),
        to: stay.to.map(|to| in_zone(to.at, meeting.zone)),
    };
    Participant {
        name,
        kind,
        attendance: attendance.iter().flat_map(|attendance| &attendance.stays).map(stayed).collect(),
        regrets: attendance.is_some_and(|attendance| attendance.regrets),
        handle: None,
        email: None,
        account: None,
        timezone: None,
        role: None,
        aliases: &[],
    }
}

fn day<'m>(minutes: &Minutes<'m>, of: &DayMinutes<'m>) -> Day<'m> {
    let outcome = &of.outcome;
    Day {
        date: of.day.date,
        title: &of.day.title,
        description: &of.day.description,
        planned: PlannedHours::of(outcome),
        actual: Hours::of(outcome),
        over_seconds: outcome.over.map(seconds),
        misses: outcome.misses.iter().map(Missed::of).collect(),
        slots: of.slots.iter().map(|one| slot(minutes, one)).collect(),
    }
}

fn slot<'m>(minutes: &Minutes<'m>, of: &SlotMinutes<'m>) -> Slot<'m> {
    let (slot, outcome) = (of.slot, &of.outcome);
    let (planned, estimate) = Times::of(of.plan, slot.plan.least);
    let speakers = slot.speaking_times(&minutes.stamp).into_iter();
    Slot {
        id: slot.id,
        title: &slot.plan.title,
        kind: slot.plan.kind.word(),
        chair: &slot.plan.chair,
        description: &slot.plan.description,
        requested_by: slot.plan.requested_by.as_deref(),
        planned,
        estimate,
        actual: of.held.map(Actual::of),
        outcome: outcome.fate.word(),
        over_seconds: outcome.over.map(seconds),
        fixed: outcome.fixed,
        moved_from: outcome.moved_from.map(|place| MovedFrom::of(place, minutes)),
        continues: slot.continues,
        withdrawn: slot.withdrawn,
        unplanned: slot.unplanned,
        mark: slot.mark,
        given_minutes: (slot.given != 0).then_some(slot.given),
        recurs: slot.plan.recurs,
        put_off: &slot.plan.put_off,
        speakers: speakers.map(|(name, time)| Speaker { name, seconds: seconds(time) }).collect(),
        attachments: slot.attachments().map(attached).collect(),
        topics: of.topics.iter().map(topic).collect(),
        entries: of.entries.iter().map(|entry| line(entry, minutes.meeting.zone)).collect(),
    }
}

fn attached(attachment: &Attachment) -> Attached<'_> {
    Attached {
        kind: &attachment.kind,
        name: &attachment.name,
        link: attachment.link.as_deref(),
        modified: attachment.modified,
        by: attachment.by.as_deref(),
    }
}

fn topic<'m>(branch: &Branch<&'m str>) -> Topic<'m> {
    Topic { text: branch.line, children: branch.children.iter().map(topic).collect() }
}

fn line<'m>(branch: &Branch<Said<'m>>, zone: Tz) -> Line<'m> {
    let said = &branch.line;
    let entry = said.entry;
    let task = entry.as_action().map(|item| (item, item.as_minuted())).map(|(item, minuted)| Fields {
        number: item.number,
        owners: &minuted.owners,
        due: minuted.due,
        status: item.status,
        priority: item.priority,
        reason: item.reason.as_deref(),
    });
    let spoken = Spoken { speaker: said.speaker, continues: said.continues() };
    let votes = entry.votes.iter().map(|one| Votes { choice: one.choice, voters: &one.voters, others: one.others });
    Line {
        id: entry.id,
        kind: entry.kind,
        text: &entry.text,
        at: in_zone(entry.at, zone),
        children: branch.children.iter().map(|child| line(child, zone)).collect(),
        tickets: (task.is_some() || !entry.tickets.is_empty()).then_some(&entry.tickets),
        task,
        spoken: (entry.kind == Kind::Speech).then_some(spoken),
        votes: (entry.kind == Kind::Vote).then(|| votes.collect()),
        tally: said.tally.map(count),
        link: entry.link.as_deref().filter(|_| entry.kind == Kind::Link),
        conflict: entry.rivals.iter().map(|rival| rival.text.as_str()).collect(),
        review: entry.review.as_deref().map(Reviewed::of),
    }
}

fn action<'m>(minutes: &'m Minutes<'m>, task: Task<'m>) -> Action<'m> {
    // How it stands, the meeting itself may know better than its minutes did.
    let known = task.entry.as_action().unwrap_or(task.item);
    Action {
        id: task.entry.id,
        number: task.item.number,
        text: &task.entry.text,
        owners: &task.item.owners,
        due: task.item.due,
        status: known.status,
        priority: task.item.priority,
        tickets: &task.entry.tickets,
        slot: task.slot.id,
        reason: known.reason.as_deref(),
        later: Since::of(minutes, task.entry),
    }
}

fn count(tally: Tally) -> Count {
    Count { for_it: tally.for_it, against: tally.against, abstain: tally.abstain }
}

fn draft(draft: &DraftLine) -> Draft<'_> {
    Draft { slot: draft.slot, entry: draft.entry, text: &draft.text }
}

fn asked((request, slot): (&Request, Option<SlotId>)) -> Asked<'_> {
    Asked {
        topic: &request.topic,
        requested_by: request.requested_by.as_deref(),
        minutes: request.minutes,
        least: request.least,
        wish: &request.wish,
        notes: &request.notes,
        slot,
    }
}

fn in_zone(at: DateTime<FixedOffset>, zone: Tz) -> String {
    measured(at.with_timezone(&zone))
}
