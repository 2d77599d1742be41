//! The domain: what a meeting is, what can happen in it, and what is true afterwards.
//!
//! Everything else reads from here or writes to here, so that every rule of a meeting stands in one place.
//! Not here: files, clocks, the screen, the notation of a typed line, and any form of the minutes.
//!
//! State is the fold of events. [`decide`] [`decide`] turns
//! events into state and is total: it accepts any event in any order and never reads a clock.

mod act;
mod clock;
mod event;
mod id;
mod plan;
mod stamp;
mod state;

pub use act::{Act, Cause, Draft, DraftKey};
pub use clock::PASSED_OVER;
pub use event::{Changes, Content, Event};
pub use id::{EntryId, Id, SlotId, WriterId};
pub use plan::{Agenda, Attachment, Head, Person, PlannedDay, PlannedSlot, SlotKind, TalkingPoint, Tickets};
pub use stamp::{Boot, Stamp};
pub use state::{ActionItem, Day, Entry, Kind, Meeting, Run, Slot, Status};
