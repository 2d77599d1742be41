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
            Self::ClockStarted { slot }
            | Self::ClockStopped { slot }
            | Self::ClockSet { slot, .. }
            | Self::SlotRemoved { slot }
            | Self::SlotMarked { slot, .. }
            | Self::SlotGiven { slot, .. }
            | Self::FloorGiven { slot, .. }
            | Self::TurnsSet { slot, .. } => each(&mut slot.0),
            Self::FileAttached { slot, .. } | Self::FileDetached { slot, .. } => {
                if let Some(slot) = slot {
                    each(&mut slot.0);
                }
            }
            Self::WriterJoined { so_far } => {
                for event in so_far {
                    event.each_id(each);
                }
            }
            Self::SlotAdded { slot, behind, continues, .. } => {
                each(&mut slot.0);
                for other in behind.iter_mut().chain(continues) {
                    each(&mut other.0);
                }
            }
            Self::SlotMoved { slot, behind, .. } => {
                each(&mut slot.0);
                if let Some(behind) = behind {
                    each(&mut behind.0);
                }
            }
            Self::EntryAdded { entry, slot, after, content, .. } => {
                each(&mut entry.0);
                each(&mut slot.0);
                if let Some(after) = after {
                    each(&mut after.0);
                }
                // The identities of other meetings are none of this one's.
                if let Some(review) = content.review.as_mut().filter(|review| review.item.meeting.is_none()) {
                    each(&mut review.item.entry.0);
                }
            }
            Self::EntryMoved { entry, slot, after, .. } | Self::EntryRestored { entry, slot, after, .. } => {
                each(&mut entry.0);
                each(&mut slot.0);
                if let Some(after) = after {
                    each(&mut after.0);
                }
            }
            Self::EntryChanged { entry, .. } | Self::EntryRemoved { entry, .. } => each(&mut entry.0),
            Self::PersonAdded { .. }
            | Self::PersonRemoved { .. }
            | Self::AttendanceChanged { .. }
            | Self::AttendanceSet { .. }
            | Self::RoleChanged { .. }
            | Self::QueueJoined { .. }
            | Self::QueueLeft { .. }
            | Self::ScribeLeft
            | Self::MeetingClosed
            | Self::MeetingReopened
            | Self::MinutesApproved { .. }
            | Self::ItemsCarried { .. }
            | Self::RecordLost => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::meeting::WriterId;

    #[test]
    fn no_identity_of_any_event_is_passed_over() {
        let journals = [
            include_str!("../../../tests/corpus/journal/v1-every-event.jsonl"),
            include_str!("../../../tests/corpus/journal/v1-every-event-notation.jsonl"),
            include_str!("../../../tests/corpus/journal/v1-every-event-course.jsonl"),
            include_str!("../../../tests/corpus/journal/v1-every-event-attachments.jsonl"),
            include_str!("../../../tests/corpus/journal/v1-every-event-series.jsonl"),
        ];
        let mut met = 0;
        for line in journals.iter().flat_map(|journal| journal.lines()) {
            let record: Value = serde_json::from_str(line).unwrap();
            for written in record["events"].as_array().unwrap() {
                let mut event: Event = serde_json::from_value(written.clone()).unwrap();
                event.each_id(&mut |id| {
                    id.writer = WriterId(0xa);
                    met += 1;
                });
                let (text, renamed) = (written.to_string(), serde_json::to_value(&event).unwrap().to_string());
                assert_eq!(renamed, text.replace("\"1f3a9c0b-", "\"0000000a-"));
            }
        }
        assert!(met > 80, "{met}");
    }
}
