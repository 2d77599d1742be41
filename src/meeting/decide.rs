//! The rules: what was asked, turned into events or a refusal.
//!
//! Every rule of a meeting stands here and nowhere else, so that keys, the command line and scripts all meet the
//! same ones. Not here: what an event does to the state (see `apply`), and how a line is read (see `notation`).

use chrono::{DateTime, FixedOffset};

use super::{
    Agenda, Changes, Content, Entry, EntryId, Event, Id, Kind, Mark, Meeting, Person, Presence, Rival, Role, Run, Slot,
    SlotId, Stamp, Status, WriterId, attendance, floor, merge, unplanned,
};

/// What can be asked of a meeting.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Start the clock on a slot; the other's stops.
    TakeUp(SlotId),
    /// Stop the running clock.
    Pause,
    /// The slot really started at this moment; a slot that was still running then ended at it.
    CorrectStart(SlotId, DateTime<FixedOffset>),
    /// Add lines after an entry, or at the end of the slot.
    Add {
        /// Where.
        slot: SlotId,
        /// Right after this entry; none: at the end.
        after: Option<EntryId>,
        /// Depth and content of each, in order.
        lines: Vec<(u16, Content)>,
    },
    /// Give an entry new content (an edit in place).
    Revise(EntryId, Content),
    /// As an edit in place, but these texts came while it was made: none of them is written over, each stands beside it.
    ReviseBeside(EntryId, Content, Vec<Rival>),
    /// Choose a text for an entry that has several; one that has not is changed like by an edit.
    Settle(EntryId, String),
    /// Turn an entry into another kind; its action item, if it was one, is remembered.
    Rekind(EntryId, Kind),
    /// Open, done or dropped.
    SetStatus(EntryId, Status),
    /// One level deeper, with what stands under it.
    Indent(EntryId),
    /// One level up, with what stands under it.
    Outdent(EntryId),
    /// Above the sibling before it, with what stands under it.
    MoveUp(EntryId),
    /// Below the sibling after it, with what stands under it.
    MoveDown(EntryId),
    /// To the end of another slot, with what stands under it.
    MoveTo(EntryId, SlotId),
    /// Take an entry out; what stands under it stays, one level up.
    Remove(EntryId),
    /// Open a slot of that title right after this one and start its clock.
    OpenSlot(String, SlotId),
    /// Set a slot aside, its clock stops; or no longer.
    Mark(SlotId, Option<Mark>),
    /// Give a slot so many minutes more; negative: less.
    Give(SlotId, i32),
    /// Votes on a proposal, as its last line; their text is what was said beside them.
    Vote(EntryId, Content),
    /// The proposal is settled: it becomes a decision, with these words where they are others.
    Resolve(EntryId, Option<String>),
    /// Somebody came, went or sends regrets; who is not on the roster joins it.
    Attend(Vec<String>, Presence),
    /// Who holds an office now.
    Appoint(Role, Vec<String>),
    /// These want to speak.
    Queue(Vec<String>),
    /// These no longer want to speak.
    Unqueue(Vec<String>),
    /// Gives the floor to this one, or to the next who waits.
    GiveFloor(SlotId, Option<String>),
    /// Who has the floor is done.
    EndFloor,
    /// New content for several entries at once.
    Correct(Vec<(EntryId, Content)>),
    /// Add a line right before an entry, on its level.
    InsertBefore(EntryId, Content),
    /// Put somebody on the roster.
    AddPerson(Person),
    /// The agenda file was edited: merge it.
    ReviseAgenda(Box<Agenda>),
    /// Leave the meeting open, to go on later; a running clock stops.
    Leave,
    /// End the meeting.
    Close,
    /// Go on with a meeting that was closed.
    Reopen,
}

/// Why something cannot be done; the text is for the scribe.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[allow(missing_docs)] // the messages say it
pub enum Refusal {
    #[error("the meeting is closed; open it again to change it")]
    Closed,
    #[error("the meeting is open already")]
    NotClosed,
    #[error("that slot is not in this meeting any more")]
    NoSlot,
    #[error("that entry is not there any more")]
    NoEntry,
    #[error("no clock is running")]
    NoClock,
    #[error("its clock is running already")]
    Running,
    #[error("this slot has not started yet")]
    NotStarted,
    #[error("that time is still to come")]
    InTheFuture,
    #[error("its clock had stopped by then")]
    AfterItStopped,
    #[error("its clock was still running from before then")]
    RanBefore,
    #[error("the slot before had not started by then")]
    BeforeThePrevious,
    #[error("there is nothing to write down")]
    Empty,
    #[error("it cannot go deeper than one level below the line above")]
    TooDeep,
    #[error("it is at the outermost level")]
    Outermost,
    #[error("there is nothing beyond it on its level")]
    NoSibling,
    #[error("it is there already")]
    Unchanged,
    #[error("only an action item can be done or open")]
    NotAnAction,
    #[error("{0} is on the roster already")]
    OnRoster(String),
    #[error("only a proposal can be voted on or settled")]
    NotAProposal,
    #[error("{0} is there already")]
    IsThere(String),
    #[error("{0} is not there")]
    IsNotThere(String),
    #[error("{0} waits already")]
    Waits(String),
    #[error("{0} does not wait")]
    DoesNotWait(String),
    #[error("nobody waits to speak")]
    NobodyWaits,
    #[error("nobody has the floor")]
    NobodySpeaks,
    #[error("say who")]
    Nobody,
}

/// The event that opens a meeting from an agenda; the rules of identity are here too: slots count from 1.
pub fn open(
    agenda: Agenda,
    meeting: String,
    slug: String,
    path: Option<String>,
    zone: String,
    writer: WriterId,
) -> Event {
    let count = u32::try_from(agenda.slot_count()).unwrap_or(u32::MAX);
    let slots = (1..=count).map(|n| SlotId(Id { writer, n })).collect();
    Event::MeetingOpened { meeting, slug, path, zone, agenda: Box::new(agenda), slots }
}

/// Turns a command into the events of one act, or refuses it with the reason.
pub fn decide(meeting: &Meeting, command: Command, writer: WriterId, now: &Stamp) -> Result<Vec<Event>, Refusal> {
    match (&command, meeting.closed) {
        (Command::Reopen, None) => return Err(Refusal::NotClosed),
        (Command::Reopen, Some(_)) => return Ok(vec![Event::MeetingReopened]),
        (_, Some(_)) => return Err(Refusal::Closed),
        (_, None) => {}
    }
    let events = match command {
        Command::TakeUp(slot) => {
            let running = meeting.slot(slot).ok_or(Refusal::NoSlot)?.is_running();
            if running {
                return Err(Refusal::Running);
            }
            vec![Event::ClockStarted { slot }]
        }
        Command::Pause => vec![Event::ClockStopped { slot: meeting.current().ok_or(Refusal::NoClock)?.id }],
        Command::CorrectStart(slot, at) => correct_start(meeting, slot, at, now)?,
        Command::Add { slot, after, lines } => add(meeting, slot, after, lines, writer)?,
        Command::Revise(entry, content) => revise(meeting, entry, content, Vec::new())?,
        Command::ReviseBeside(entry, content, beside) => revise(meeting, entry, content, beside)?,
        Command::Settle(entry, text) => settle(meeting, entry, text)?,
        Command::Rekind(entry, kind) => rekind(meeting, entry, kind)?,
        Command::SetStatus(entry, status) => set_status(meeting, entry, status)?,
        Command::Indent(entry) => shift(meeting, entry, Shift::Deeper)?,
        Command::Outdent(entry) => shift(meeting, entry, Shift::Shallower)?,
        Command::MoveUp(entry) => move_up(meeting, entry)?,
        Command::MoveDown(entry) => move_down(meeting, entry)?,
        Command::MoveTo(entry, slot) => move_to(meeting, entry, slot)?,
        Command::Remove(entry) => {
            locate(meeting, entry)?;
            vec![Event::EntryRemoved { entry, undone: false }]
        }
        Command::OpenSlot(title, after) => unplanned::open(meeting, title, after, writer)?,
        Command::Mark(slot, mark) => unplanned::mark(meeting, slot, mark)?,
        Command::Give(slot, minutes) => unplanned::give(meeting, slot, minutes)?,
        Command::Vote(proposal, content) => vote(meeting, proposal, content, writer)?,
        Command::Resolve(proposal, text) => resolve(meeting, proposal, text)?,
        Command::Attend(names, presence) => attendance::attend(meeting, &names, presence)?,
        Command::Appoint(role, names) => attendance::appoint(meeting, role, names)?,
        Command::Queue(names) => floor::queue(meeting, names)?,
        Command::Unqueue(names) => floor::unqueue(meeting, names)?,
        Command::GiveFloor(slot, name) => floor::give(meeting, slot, name)?,
        Command::EndFloor => floor::end(meeting)?,
        Command::Correct(corrections) => correct(meeting, corrections)?,
        Command::InsertBefore(entry, content) => insert_before(meeting, entry, content, writer)?,
        Command::AddPerson(person) => {
            if meeting.people.iter().any(|known| known.name == person.name) {
                return Err(Refusal::OnRoster(person.name));
            }
            vec![Event::PersonAdded { person: Box::new(person) }]
        }
        Command::ReviseAgenda(agenda) => vec![merge::revise(meeting, agenda, writer)],
        Command::Leave => {
            let running = meeting.current().map(|slot| Event::ClockStopped { slot: slot.id });
            running.into_iter().chain([Event::ScribeLeft]).collect()
        }
        Command::Close => {
            let running = meeting.current().map(|slot| Event::ClockStopped { slot: slot.id });
            running.into_iter().chain([Event::MeetingClosed]).collect()
        }
        Command::Reopen => Vec::new(),
    };
    Ok(events)
}

/// A slot and the position of an entry in it.
fn locate(meeting: &Meeting, entry: EntryId) -> Result<(&Slot, usize), Refusal> {
    meeting.place_of(entry).ok_or(Refusal::NoEntry)
}

fn add(
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

fn revise(meeting: &Meeting, id: EntryId, content: Content, mut beside: Vec<Rival>) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let entry = &slot.entries[index];
    if !content.says_something() {
        return Err(Refusal::Empty);
    }
    let item = entry.action.as_deref().cloned().unwrap_or_default();
    let acts = content.kind == Kind::Action;
    beside.retain(|rival| rival.text != content.text);
    let changes = Changes {
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
    };
    change(id, changes)
}

fn settle(meeting: &Meeting, id: EntryId, text: String) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let entry = &slot.entries[index];
    if text.trim().is_empty() && entry.as_action().is_none_or(|item| item.owners.is_empty()) {
        return Err(Refusal::Empty);
    }
    let text = (text != entry.text || !entry.rivals.is_empty()).then_some(text);
    change(id, Changes { text, ..Changes::default() })
}

fn rekind(meeting: &Meeting, id: EntryId, kind: Kind) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let entry = &slot.entries[index];
    let numberless = entry.action.as_ref().is_none_or(|item| item.number == 0);
    let changes = Changes {
        kind: (kind != entry.kind).then_some(kind),
        number: (kind == Kind::Action && numberless).then(|| Some(meeting.next_number())),
        ..Changes::default()
    };
    change(id, changes)
}

fn vote(meeting: &Meeting, id: EntryId, content: Content, writer: WriterId) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let proposal = &slot.entries[index];
    if !matches!(proposal.kind, Kind::Proposal | Kind::Decision) {
        return Err(Refusal::NotAProposal);
    }
    let last = slot.entries[subtree_end(&slot.entries, index) - 1].id;
    add(meeting, slot.id, Some(last), vec![(proposal.depth + 1, content)], writer)
}

fn resolve(meeting: &Meeting, id: EntryId, text: Option<String>) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let entry = &slot.entries[index];
    if entry.kind != Kind::Proposal {
        return Err(Refusal::NotAProposal);
    }
    let text = text.filter(|text| *text != entry.text || !entry.rivals.is_empty());
    change(id, Changes { kind: Some(Kind::Decision), text, ..Changes::default() })
}

fn correct(meeting: &Meeting, corrections: Vec<(EntryId, Content)>) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    for (entry, content) in corrections {
        match revise(meeting, entry, content, Vec::new()) {
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

fn insert_before(meeting: &Meeting, id: EntryId, content: Content, writer: WriterId) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let depth = slot.entries[index].depth;
    let mut events = add(meeting, slot.id, None, vec![(depth, content)], writer)?;
    if let Some(Event::EntryAdded { after, .. }) = events.first_mut() {
        *after = index.checked_sub(1).map(|above| slot.entries[above].id);
    }
    Ok(events)
}

fn set_status(meeting: &Meeting, id: EntryId, status: Status) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let item = slot.entries[index].as_action().ok_or(Refusal::NotAnAction)?;
    change(id, Changes { status: (item.status != status).then_some(status), ..Changes::default() })
}

fn change(entry: EntryId, changes: Changes) -> Result<Vec<Event>, Refusal> {
    if changes.is_empty() {
        return Err(Refusal::Unchanged);
    }
    Ok(vec![Event::EntryChanged { entry, changes: Box::new(changes) }])
}

#[derive(Clone, Copy, PartialEq)]
enum Shift {
    Deeper,
    Shallower,
}

fn shift(meeting: &Meeting, id: EntryId, way: Shift) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let depth = slot.entries[index].depth;
    let above = index.checked_sub(1).map(|above| slot.entries[above].depth);
    match way {
        Shift::Deeper if above.is_none_or(|above| depth > above) => return Err(Refusal::TooDeep),
        Shift::Shallower if depth == 0 => return Err(Refusal::Outermost),
        _ => {}
    }
    let to = |depth: u16| if way == Shift::Deeper { depth + 1 } else { depth - 1 };
    let subtree = &slot.entries[index..subtree_end(&slot.entries, index)];
    Ok(subtree
        .iter()
        .map(|entry| Event::EntryChanged {
            entry: entry.id,
            changes: Box::new(Changes { depth: Some(to(entry.depth)), ..Changes::default() }),
        })
        .collect())
}

/// The position after the last entry that stands under this one.
fn subtree_end(entries: &[Entry], index: usize) -> usize {
    let depth = entries[index].depth;
    entries[index + 1..].iter().position(|entry| entry.depth <= depth).map_or(entries.len(), |n| index + 1 + n)
}

fn move_up(meeting: &Meeting, id: EntryId) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let depth = slot.entries[index].depth;
    let sibling = slot.entries[..index].iter().rposition(|entry| entry.depth <= depth).ok_or(Refusal::NoSibling)?;
    if slot.entries[sibling].depth < depth {
        return Err(Refusal::NoSibling);
    }
    let after = sibling.checked_sub(1).map(|above| slot.entries[above].id);
    Ok(move_subtree(slot, index, slot.id, after, 0))
}

fn move_down(meeting: &Meeting, id: EntryId) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    let end = subtree_end(&slot.entries, index);
    if slot.entries.get(end).is_none_or(|next| next.depth < slot.entries[index].depth) {
        return Err(Refusal::NoSibling);
    }
    let last = subtree_end(&slot.entries, end) - 1;
    Ok(move_subtree(slot, index, slot.id, Some(slot.entries[last].id), 0))
}

fn move_to(meeting: &Meeting, id: EntryId, to: SlotId) -> Result<Vec<Event>, Refusal> {
    let (slot, index) = locate(meeting, id)?;
    if slot.id == to {
        return Err(Refusal::Unchanged);
    }
    let after = meeting.slot(to).ok_or(Refusal::NoSlot)?.entries.last().map(|entry| entry.id);
    Ok(move_subtree(slot, index, to, after, slot.entries[index].depth))
}

/// Moves an entry and what stands under it to a place, `lift` levels further out.
fn move_subtree(slot: &Slot, index: usize, to: SlotId, mut after: Option<EntryId>, lift: u16) -> Vec<Event> {
    slot.entries[index..subtree_end(&slot.entries, index)]
        .iter()
        .map(|entry| {
            let depth = entry.depth.saturating_sub(lift);
            Event::EntryMoved { entry: entry.id, slot: to, after: after.replace(entry.id), depth }
        })
        .collect()
}

fn correct_start(meeting: &Meeting, id: SlotId, at: DateTime<FixedOffset>, now: &Stamp) -> Result<Vec<Event>, Refusal> {
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
