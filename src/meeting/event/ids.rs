//! The identities that an event names, each handed to a caller that may change it.
//!
//! Two machines that went on with one journal gave the same identities to different things; whoever reads both must tell
//! them apart. Not here: which of them are to be called otherwise (see `archive`).

use super::Event;
use crate::meeting::Id;

impl Event {
    /// Hands over every identity of a slot or an entry that the event names.
    pub fn each_id(&mut self, each: &mut dyn FnMut(&mut Id)) {
        match self {
            Self::MeetingOpened { slots, .. } | Self::AgendaRevised { slots, .. } => {
                for slot in slots {
                    each(&mut slot.0);
                }
            }
            Self::ClockStarted { slot } | Self::ClockStopped { slot } | Self::ClockSet { slot, .. } => {
                each(&mut slot.0);
            }
            Self::EntryAdded { entry, slot, after, .. }
            | Self::EntryMoved { entry, slot, after, .. }
            | Self::EntryRestored { entry, slot, after, .. } => {
                each(&mut entry.0);
                each(&mut slot.0);
                if let Some(after) = after {
                    each(&mut after.0);
                }
            }
            Self::EntryChanged { entry, .. } | Self::EntryRemoved { entry, .. } => each(&mut entry.0),
            Self::PersonAdded { .. }
            | Self::PersonRemoved { .. }
            | Self::ScribeLeft
            | Self::MeetingClosed
            | Self::MeetingReopened
            | Self::RecordLost => {}
        }
    }
}
