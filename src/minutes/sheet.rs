//! Action items and slots as comma-separated values.

use super::{Minutes, Options};

/// The action items.
pub(super) fn actions(minutes: &Minutes, _options: &Options) -> String {
    format!("{}\n", minutes.meeting.head.title)
}

/// The slots.
pub(super) fn slots(minutes: &Minutes, _options: &Options) -> String {
    format!("{}\n", minutes.meeting.head.title)
}
