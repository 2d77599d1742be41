//! What may be written down and changed: lines, their kinds, their votes.
//!
//! Each gives the events of one act or a refusal. Not here: where entries stand (see `moves`), and what an event does to
//! the state (see `apply`).

use std::collections::BTreeSet;

use super::moves::subtree_end;
use super::{Refusal, locate};
use crate::meeting::{Changes, Content, Entry, EntryId, Event, Id, Kind, Meeting, Rival, SlotId, Status, WriterId};

pub(super) fn add(
    meeting: &Meeting,
    slot: SlotId,
    after: Option<EntryId>,
    lines: Vec<(u16, Content)>,
    writer: WriterId,
) -> Result<Vec<Event>, Refusal> {
    let place = meeting.slot(slot).ok_or(Refusal::NoSlot)?;
    let here = after.filter(|entry| place.entries.iter().any(|other| other.id == *entry));
    let mut after = here.or_else(|| place.entries.last().map(|entry| entry.id));
    let mut n = meeting.next_made(writer);
    let mut number = meeting.next_number();
    let mut events = Vec::with_capacity(lines.len());
    for (depth, mut content) in lines {
        if !content.says_something() {
            continue;
        }
        if content.kind == Kind::Action {
            content.number = Some(number);
            number += 1;
        }
        let entry = EntryId(Id { writer, n });
        events.push(Event::EntryAdded { entry, slot, after, depth, content: Box::new(content) });
        after = Some(entry);
        n += 1;
    }
    if events.is_empty() { Err(Refusal::Empty) } else { Ok(events) }
}

pub(super) fn revise(
    meeting: &Meeting,
    id: EntryId,
    content: Content,
    beside: Vec<Rival>,
) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    if !content.says_something() {
        return Err(Refusal::Empty);
    }
    change(id, changes_to(meeting, &slot.entries[index], content, beside))
}

/// What changes about an entry that is to have this content, with these texts beside its own.
pub(super) fn changes_to(meeting: &Meeting, entry: &Entry, content: Content, mut beside: Vec<Rival>) -> Changes {
    let item = entry.action.as_deref().cloned().unwrap_or_default();
    let acts = content.kind == Kind::Action;
    beside.retain(|rival| rival.text != content.text);
    Changes {
        rivals: (!beside.is_empty()).then_some(beside),
        kind: (content.kind != entry.kind).then_some(content.kind),
        // Said again where others say something else: that settles it.
        text: (content.text != entry.text || !entry.rivals.is_empty()).then_some(content.text),
        tickets: (content.tickets != entry.tickets).then_some(content.tickets),
        owners: (acts && content.owners != item.owners).then_some(content.owners),
        due: (acts && content.due != item.due).then_some(content.due),
        number: (acts && item.number == 0).then(|| Some(meeting.next_number())),
        priority: (acts && content.priority != item.priority).then_some(content.priority),
        speaker: (content.speaker != entry.speaker).then_some(content.speaker),
        votes: (content.votes != entry.votes).then_some(content.votes),
        link: (content.link != entry.link).then_some(content.link),
        ..Changes::default()
    }
}

pub(super) fn settle(meeting: &Meeting, id: EntryId, text: String) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let entry = &slot.entries[index];
    if !(Content { text: text.clone(), ..entry.content() }).says_something() {
        return Err(Refusal::Empty);
    }
    let text = (text != entry.text || !entry.rivals.is_empty()).then_some(text);
    change(id, Changes { text, ..Changes::default() })
}

pub(super) fn rekind(meeting: &Meeting, id: EntryId, kind: Kind) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    change(id, becoming(meeting, &slot.entries[index], kind))
}

/// What changes about an entry that becomes another kind: an action item has a number, and what only the old kind shows
/// beside its text becomes part of the text.
fn becoming(meeting: &Meeting, entry: &Entry, kind: Kind) -> Changes {
    let numberless = entry.action.as_ref().is_none_or(|item| item.number == 0);
    let whole = if kind == entry.kind { None } else { whole_text(entry) };
    let told = whole.is_some();
    Changes {
        text: whole,
        speaker: (told && entry.speaker.is_some()).then_some(None),
        votes: (told && !entry.votes.is_empty()).then(Vec::new),
        link: (told && entry.link.is_some()).then_some(None),
        kind: (kind != entry.kind).then_some(kind),
        number: (kind == Kind::Action && numberless).then(|| Some(meeting.next_number())),
        ..Changes::default()
    }
}

/// `Ann Lee: we need it`, `+1 Ann Lee, 2 more — gladly`, `the plan (https://example.org)`: all that speech, a vote or a link
/// says; none where the text says it.
fn whole_text(entry: &Entry) -> Option<String> {
    match (entry.kind, &entry.speaker, &entry.link) {
        (Kind::Speech, Some(speaker), _) => Some(format!("{speaker}: {}", entry.text)),
        (Kind::Link, _, Some(link)) if !entry.text.contains(link.as_str()) => Some(format!("{} ({link})", entry.text)),
        (Kind::Vote, ..) if !entry.votes.is_empty() => {
            let ballots: Vec<String> = entry.votes.iter().map(ToString::to_string).collect();
            let ballots = ballots.join("; ");
            Some(if entry.text.is_empty() { ballots } else { format!("{ballots} — {}", entry.text) })
        }
        _ => None,
    }
}

pub(super) fn take_owners(meeting: &Meeting, id: EntryId, owners: Vec<String>) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    if owners.is_empty() {
        return Err(Refusal::Nobody);
    }
    let entry = &slot.entries[index];
    let had = entry.action.as_deref().map(|item| item.owners.as_slice()).unwrap_or_default();
    let owners = (had != owners).then_some(owners);
    change(id, Changes { owners, ..becoming(meeting, entry, Kind::Action) })
}

pub(super) fn vote(meeting: &Meeting, id: EntryId, content: Content, writer: WriterId) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let proposal = &slot.entries[index];
    if !matches!(proposal.kind, Kind::Proposal | Kind::Decision) {
        return Err(Refusal::NotAProposal);
    }
    let last = slot.entries[subtree_end(&slot.entries, index) - 1].id;
    add(meeting, slot.id, Some(last), vec![(proposal.depth + 1, content)], writer)
}

pub(super) fn resolve(meeting: &Meeting, id: EntryId, text: Option<String>) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let entry = &slot.entries[index];
    if entry.kind != Kind::Proposal {
        return Err(Refusal::NotAProposal);
    }
    let text = text.filter(|text| *text != entry.text || !entry.rivals.is_empty());
    change(id, Changes { kind: Some(Kind::Decision), text, ..Changes::default() })
}

pub(super) fn correct(meeting: &Meeting, mut corrections: Vec<(EntryId, Content)>) -> Result<Vec<Event>, Refusal> {
    // Of two for one entry the last counts.
    let mut met = BTreeSet::new();
    corrections.reverse();
    corrections.retain(|(id, _)| met.insert(*id));
    corrections.reverse();
    let mut events = Vec::new();
    for (id, content) in corrections {
        let (slot, index) = locate(meeting, id)?;
        let entry = &slot.entries[index];
        if content == entry.content() {
            continue;
        }
        // Whoever corrects a word everywhere has not chosen between the texts of each.
        match revise(meeting, id, content, entry.rivals.clone()) {
            Ok(changes) => events.extend(changes),
            Err(Refusal::Unchanged) => {}
            Err(refusal) => return Err(refusal),
        }
    }
    if events.is_empty() { Err(Refusal::Unchanged) } else { Ok(numbered(meeting, events)) }
}

/// Of several entries that become action items by one act each gets a number of its own.
fn numbered(meeting: &Meeting, mut events: Vec<Event>) -> Vec<Event> {
    let mut number = meeting.next_number();
    for event in &mut events {
        if let Event::EntryChanged { changes, .. } = event
            && let Some(Some(given)) = &mut changes.number
        {
            *given = number;
            number += 1;
        }
    }
    events
}

pub(super) fn insert_before(
    meeting: &Meeting,
    id: EntryId,
    content: Content,
    writer: WriterId,
) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let depth = slot.entries[index].depth;
    let mut events = add(meeting, slot.id, None, vec![(depth, content)], writer)?;
    if let Some(Event::EntryAdded { after, .. }) = events.first_mut() {
        *after = index.checked_sub(1).map(|above| slot.entries[above].id);
    }
    Ok(events)
}

pub(super) fn set_status(meeting: &Meeting, id: EntryId, status: Status) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let item = slot.entries[index].as_action().ok_or(Refusal::NotAnAction)?;
    if item.status == status {
        return Err(Refusal::Unchanged);
    }
    // Why it stood as it did says nothing about how it stands now.
    let reason = item.reason.is_some().then_some(None);
    change(id, Changes { status: Some(status), reason, ..Changes::default() })
}

pub(super) fn change(entry: EntryId, changes: Changes) -> Result<Vec<Event>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Event::EntryChanged { entry, changes: Box::new(changes) }])
}
