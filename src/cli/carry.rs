//! What a new meeting takes over from the earlier ones of its series: the action items that are still open.
//!
//! It is taken from the register when the meeting is opened and not from the agenda, which may be weeks old. A meeting that
//! is gone on with takes nothing over again. Not here: the rule (see `meeting::carry_over`), and the agenda of the next
//! meeting (see `next`).

use super::Context;
use crate::archive::items_now;
use crate::meeting::{Event, Item, Status, carry_over};

/// What is stated in the act that opens the meeting, and what the scribe is told of it.
#[derive(Default)]
pub(super) struct CarriedOver {
    pub(super) event: Option<Event>,
    pub(super) reports: Vec<String>,
}

impl CarriedOver {
    /// From all meetings of the series that there are; nothing where the meeting belongs to none.
    pub(super) fn of(context: &Context, series: Option<&str>) -> Self {
        let Some(series) = series.filter(|name| !name.trim().is_empty()) else { return Self::default() };
        let items = items_now(&context.folder, series);
        let is_new_here = |item: &&Item| item.carried == 0 && item.action.status == Status::Open;
        let reports = items.iter().filter(is_new_here).filter_map(renumbered).collect();
        Self { event: carry_over(&items), reports }
    }
}

/// Said once, in the first meeting that begins with the item.
fn renumbered(item: &Item) -> Option<String> {
    let noted = item.noted_as?;
    let (number, text, title) = (item.action.number, &item.text, &item.title);
    Some(format!(
        "action-{noted} of {title} ({text}) is action-{number} from here on: another meeting of the series had given the number \
         {noted} already"
    ))
}
