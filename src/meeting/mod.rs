//! The domain: what a meeting is, what can happen in it, and what is true afterwards.
//!
//! Everything else reads from here or writes to here, so that every rule of a meeting stands in one place.
//! Not here: files, clocks, the screen, the notation of a typed line, and any form of the minutes.
//!
//! State is the fold of events. [`decide`] turns what was asked into events or a refusal; [`Meeting::apply`] turns
//! events into state and is total: it accepts any event in any order and never reads a clock.

mod act;
mod apply;
mod approval;
mod attachments;
mod attendance;
mod books;
mod carried;
mod change;
mod clock;
mod corrections;
mod decide;
mod digest;
mod draft;
mod event;
mod floor;
mod history;
mod id;
mod knowledge;
mod lookup;
mod merge;
mod moved;
mod outline;
mod participants;
mod people;
mod placement;
mod plan;
mod register;
mod restate;
pub mod schedule;
mod seal;
pub mod search;
mod spoken;
mod stamp;
mod state;
pub mod statistics;
mod tally;
pub mod tasks;
#[cfg(test)]
mod tests;
mod touched;
mod unplanned;
mod version;
mod visits;
mod zones;

pub use act::{Act, Cause, Draft, DraftKey};
pub use approval::{Approval, Stage};
pub(crate) use attachments::has_scheme;
pub use carried::{CarriedItem, ItemChanges, ItemRef, ItemTimes, Review, reviewed_in};
pub use clock::PASSED_OVER;
pub use corrections::{Correction, corrections};
pub use decide::{Command, Refusal, Wanted, WantedLine, decide, open};
pub use digest::{Digest, DigestCourse, DigestDecision, DigestItem, DigestReview, DigestTopic};
pub use draft::DraftLine;
pub use event::{Changes, Content, Event};
pub use history::Ledger;
pub use id::{EntryId, Id, NotAnId, SlotId, WriterId};
pub use merge::plan_changes;
pub use participants::{Attended, Participants};
pub use people::{Conflict, Contact, Directory};
pub use placement::placements;
pub use plan::{
    Agenda, Attachment, Head, Person, PlannedDay, PlannedSlot, Request, SlotKind, TalkingPoint, Tickets, folded,
};
pub use register::{Item, Register, Renumbered, carry_over};
pub use restate::restate;
pub use schedule::{Planned, Standing};
pub use seal::Seal;
pub use spoken::{near_date, past_date, short_date};
pub use stamp::{Boot, Stamp, of_the_calendar};
pub use state::{
    ActionItem, Attendance, Ballot, Choice, Day, Entry, Kind, Mark, Meeting, Presence, Rival, Role, Run, Slot, Status,
    Stay, Turn,
};
pub use tally::Tally;
pub use version::Version;
pub use visits::{Visit, Was, visits};
pub use zones::{Twice, Zone, abbreviation, instant, zones};
