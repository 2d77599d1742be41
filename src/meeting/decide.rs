//! The rules: what was asked, turned into events or a refusal.
//!
//! Every rule of a meeting is asked for here and nowhere else, so that keys, the command line and scripts all meet the
//! same ones. The longer ones stand below (`entries`, `moves`, `clock`) and beside what they are about (`attendance`,
//! `floor`, `unplanned`, `merge`). Not here: what an event does to the state (see `apply`), and how a line is read.

mod carried;
mod clock;
mod course;
mod entries;
mod moves;
mod rewrite;

use chrono::{DateTime, FixedOffset};

use super::schedule::Cut;
use super::{
    ActionItem, Agenda, Attachment, CarriedItem, Content, EntryId, Event, Id, ItemChanges, ItemRef, Kind, Mark,
    Meeting, Person, Presence, Rival, Role, Slot, SlotId, Stage, Stamp, Status, WriterId, attachments, attendance,
    floor, merge, unplanned,
};
use moves::Shift;
pub use rewrite::{Wanted, WantedLine};

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
    /// Turn an entry into an action item of these owners.
    TakeOwners(EntryId, Vec<String>),
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
    /// Write the notes of a slot anew: these lines, in this order; its entries that are none of them are taken out.
    Rewrite(SlotId, Vec<Wanted>),
    /// Open a slot of that title and length in minutes, where it has one, right after this one and start its clock.
    OpenSlot(String, Option<u32>, SlotId),
    /// Set a slot aside, its clock stops; or no longer.
    Mark(SlotId, Option<Mark>),
    /// Give a slot so many minutes more; negative: less.
    Give(SlotId, i32),
    /// Put a slot that is still to come right behind another; none: as the first of the day of that number.
    MoveSlot(SlotId, Option<SlotId>, usize),
    /// Let a slot change places with the next one that is still to come.
    SwapSlot(SlotId),
    /// Give the first slot so many minutes that the second loses.
    Trade(SlotId, SlotId, u32),
    /// End a slot where it is and put what is left of it elsewhere, as one that continues it.
    Split {
        /// Which slot.
        slot: SlotId,
        /// Minutes of the rest; none: those that are left, half of them where it has not begun.
        minutes: Option<u32>,
        /// Right behind this one; none: as the first of the day.
        behind: Option<SlotId>,
        /// The number of the day, from 0; counts where no slot says it by standing before it.
        day: usize,
    },
    /// Name a file or a page for a slot; none: for the whole meeting.
    Attach(Option<SlotId>, Attachment),
    /// Take off a file or a page that was named in the meeting.
    Detach(Option<SlotId>, Attachment),
    /// Make these cuts, to catch up.
    Cut(Vec<Cut>),
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
    /// What adds no entry itself; and, in the same act, the line that asked for it, at the end of a slot.
    Noting {
        /// What is asked.
        does: Box<Command>,
        /// Where the line goes.
        slot: SlotId,
        /// How deep it stands.
        depth: u16,
        /// The line.
        content: Content,
    },
    /// Add a line right before an entry, on its level.
    InsertBefore(EntryId, Content),
    /// Put somebody on the roster.
    AddPerson(Person),
    /// The agenda file was edited: merge it.
    ReviseAgenda(Box<Agenda>),
    /// Leave the meeting open, to go on later; a running clock stops.
    Leave,
    /// What became of an action item, as a line at the end of a slot; of one of this meeting itself it also changes that.
    Review {
        /// Where it is said.
        slot: SlotId,
        /// Of which item; of one of an earlier meeting only where this meeting carries it.
        item: ItemRef,
        /// What became of it.
        changes: ItemChanges,
    },
    /// What became of an action item of this meeting, after it, too.
    FollowUp(EntryId, ItemChanges),
    /// What became of an action item, said by somebody who knows how it stands by all that the meetings of its series say.
    SayOfItem {
        /// The slot of whose notes it is a line; none: it is said after this meeting, which noted the item.
        slot: Option<SlotId>,
        /// Of which item; with a slot one of an earlier meeting, which this one carries.
        item: ItemRef,
        /// What became of it.
        changes: ItemChanges,
        /// How it stands over its series: what is so already is refused.
        stands: Box<ActionItem>,
    },
    /// Go through these action items of earlier meetings; the number is the first that is free.
    Carry(Vec<CarriedItem>, u32),
    /// The minutes of the closed meeting are approved, by these.
    Approve(Vec<String>),
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
    #[error("{0} has begun: what happened stays where it was")]
    Held(String),
    #[error("{0} is set aside: it has to be taken up first")]
    SetAside(String),
    #[error("there is no such day")]
    NoDay,
    #[error("nothing is still to come after it on this day")]
    NothingAfter,
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
    #[error("{0} has the floor already")]
    Speaks(String),
    #[error("nobody has the floor")]
    NobodySpeaks,
    #[error("{0} is attached already")]
    IsAttached(String),
    #[error("{0} is not attached")]
    IsNotAttached(String),
    #[error("say who")]
    Nobody,
    #[error("the meeting is still open: its minutes can be approved once it is closed")]
    StillOpen,
    #[error("the minutes are final already; open the meeting again to correct them")]
    IsFinal,
    #[error("this meeting does not carry that action item")]
    NotCarried,
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
        (Command::Approve(_), None) => return Err(Refusal::StillOpen),
        (Command::Approve(_) | Command::FollowUp(..) | Command::SayOfItem { slot: None, .. }, Some(_)) | (_, None) => {}
        (_, Some(_)) => return Err(Refusal::Closed),
    }
    let events = match command {
        Command::TakeUp(slot) => clock::take_up(meeting, slot)?,
        Command::Pause => {
            meeting.current().ok_or(Refusal::NoClock)?;
            clock::stop(meeting).collect()
        }
        Command::CorrectStart(slot, at) => clock::correct_start(meeting, slot, at, now)?,
        Command::Add { slot, after, lines } => entries::add(meeting, slot, after, lines, writer)?,
        Command::Revise(entry, content) => entries::revise(meeting, entry, content, Vec::new())?,
        Command::ReviseBeside(entry, content, beside) => entries::revise(meeting, entry, content, beside)?,
        Command::Settle(entry, text) => entries::settle(meeting, entry, text)?,
        Command::Rekind(entry, kind) => entries::rekind(meeting, entry, kind)?,
        Command::TakeOwners(entry, owners) => entries::take_owners(meeting, entry, owners)?,
        Command::SetStatus(entry, status) => entries::set_status(meeting, entry, status)?,
        Command::Indent(entry) => moves::shift(meeting, entry, Shift::Deeper)?,
        Command::Outdent(entry) => moves::shift(meeting, entry, Shift::Shallower)?,
        Command::MoveUp(entry) => moves::move_up(meeting, entry)?,
        Command::MoveDown(entry) => moves::move_down(meeting, entry)?,
        Command::MoveTo(entry, slot) => moves::move_to(meeting, entry, slot)?,
        Command::Remove(entry) => {
            locate(meeting, entry)?;
            vec![Event::EntryRemoved { entry, undone: false }]
        }
        Command::Rewrite(slot, wanted) => rewrite::rewrite(meeting, slot, wanted, writer)?,
        Command::OpenSlot(title, minutes, after) => unplanned::open(meeting, title, minutes, after, writer)?,
        Command::Mark(slot, mark) => unplanned::mark(meeting, slot, mark)?,
        Command::Give(slot, minutes) => unplanned::give(meeting, slot, minutes, now)?,
        Command::MoveSlot(slot, behind, day) => course::move_slot(meeting, slot, behind, day)?,
        Command::SwapSlot(slot) => course::swap(meeting, slot)?,
        Command::Trade(to, from, minutes) => course::trade(meeting, to, from, minutes, now)?,
        Command::Split { slot, minutes, behind, day } => {
            course::split(meeting, slot, minutes, (behind, day), writer, now)?
        }
        Command::Attach(slot, attachment) => attachments::attach(meeting, slot, attachment)?,
        Command::Detach(slot, attachment) => attachments::detach(meeting, slot, attachment)?,
        Command::Cut(cuts) => course::cut(meeting, &cuts, now)?,
        Command::Vote(proposal, content) => entries::vote(meeting, proposal, content, writer)?,
        Command::Resolve(proposal, text) => entries::resolve(meeting, proposal, text)?,
        Command::Attend(names, presence) => attendance::attend(meeting, &names, presence)?,
        Command::Appoint(role, names) => attendance::appoint(meeting, role, names)?,
        Command::Queue(names) => floor::queue(meeting, names)?,
        Command::Unqueue(names) => floor::unqueue(meeting, names)?,
        Command::GiveFloor(slot, name) => floor::give(meeting, slot, name)?,
        Command::EndFloor => floor::end(meeting)?,
        Command::Correct(corrections) => entries::correct(meeting, corrections)?,
        Command::Noting { does, slot, depth, content } => {
            let mut events = decide(meeting, *does, writer, now)?;
            events.extend(entries::add(meeting, slot, None, vec![(depth, content)], writer)?);
            events
        }
        Command::InsertBefore(entry, content) => entries::insert_before(meeting, entry, content, writer)?,
        Command::AddPerson(person) => {
            if meeting.people.iter().any(|known| known.name == person.name) {
                return Err(Refusal::OnRoster(person.name));
            }
            vec![Event::PersonAdded { person: Box::new(person) }]
        }
        Command::ReviseAgenda(agenda) => vec![merge::revise(meeting, agenda, writer)],
        Command::Leave => clock::stop(meeting).chain([Event::ScribeLeft]).collect(),
        Command::Review { slot, item, changes } => carried::review(meeting, slot, item, &changes, writer)?,
        Command::FollowUp(entry, changes) => carried::follow_up(meeting, entry, changes)?,
        Command::SayOfItem { slot, item, changes, stands } => {
            carried::say(meeting, slot, item, changes, &stands, writer)?
        }
        Command::Carry(items, numbers_from) => carried::carry(meeting, items, numbers_from)?,
        Command::Approve(_) if meeting.stage() == Stage::Final => return Err(Refusal::IsFinal),
        Command::Approve(approved_by) => vec![Event::MinutesApproved { approved_by }],
        Command::Close => clock::stop(meeting).chain([Event::MeetingClosed]).collect(),
        Command::Reopen => Vec::new(),
    };
    Ok(events)
}

/// A slot and the position of an entry in it.
fn locate(meeting: &Meeting, entry: EntryId) -> Result<(&Slot, usize), Refusal> {
    meeting.place_of(entry).ok_or(Refusal::NoEntry)
}
