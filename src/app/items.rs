//! The action items of the meeting in one list: its own, then those of earlier meetings that it began with.
//!
//! Gathered anew only when an act was about one of them, as the review's list is: a key must not pay for hundreds. Not here: the
//! review (see `review`), what the keys do with one (see `update`), and drawing.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::overlay::Choice;
use super::{Line, Model};
use crate::meeting::{ActionItem, EntryId, ItemRef, Meeting, SlotId, Status};
use crate::text;
use crate::words::{Day, day, say};

/// The list.
#[derive(Clone, Debug, Default)]
pub struct ItemList {
    /// This meeting's in reading order, then the carried ones as the meeting began with them.
    pub rows: Vec<ListedItem>,
    /// How many of this meeting's are open.
    pub own_open: usize,
    /// How many of the carried ones are.
    pub carried_open: usize,
    /// A question was asked from it that leads back to it: to this row, with what was typed to find it.
    pub(super) returns: Option<(Choice, Line)>,
    /// What it was made from.
    stand: Option<u64>,
}

/// An action item as the list has it.
#[derive(Clone, Debug, PartialEq)]
pub struct ListedItem {
    /// Which.
    pub item: ItemRef,
    /// What is to be done.
    pub text: String,
    /// As it stands by now.
    pub state: ActionItem,
    /// Where it was noted.
    pub place: ItemPlace,
}

/// Where an action item was noted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemPlace {
    /// In a slot of this meeting, in this line.
    Here(SlotId, EntryId),
    /// In an earlier meeting.
    Earlier {
        /// In which slot; the meeting's title where that is not known.
        topic: String,
        /// When.
        day: Option<NaiveDate>,
    },
}

impl ItemList {
    /// How many are open.
    pub fn open(&self) -> usize {
        self.own_open + self.carried_open
    }

    /// As they stand beside the notes of a slot: those of that slot first, then the newest, then what earlier meetings left.
    pub fn beside(&self, slot: SlotId) -> Vec<&ListedItem> {
        let (carried, mut rows): (Vec<&ListedItem>, Vec<_>) = self.rows.iter().partition(|row| row.is_carried());
        rows.reverse();
        rows.sort_by_key(|row| !matches!(row.place, ItemPlace::Here(of, _) if of == slot));
        rows.extend(carried.into_iter().filter(|row| row.is_open()));
        rows
    }
}

impl ListedItem {
    /// Whether it is of an earlier meeting.
    pub fn is_carried(&self) -> bool {
        matches!(self.place, ItemPlace::Earlier { .. })
    }

    /// Where one of an earlier meeting arose, in that many cells: `Budget, 5 Jan`, or the first of it.
    pub fn origin(&self, room: usize) -> Option<String> {
        let ItemPlace::Earlier { topic, day: raised } = &self.place else { return None };
        let parts = [Some(topic.clone()), raised.map(|date| day(date, Day::Short))].into_iter().flatten();
        let whole = parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        Some(if text::width(&whole) <= room { whole } else { text::fit(topic, room).into_owned() })
    }

    /// Whether it is still to be done.
    pub fn is_open(&self) -> bool {
        self.state.status == Status::Open
    }

    /// Who will do it.
    pub fn owners(&self) -> String {
        if self.state.owners.is_empty() { say("entry-no-owner").to_owned() } else { self.state.owners.join(", ") }
    }
}

impl Model {
    /// Keeps the list as the meeting has it.
    pub(super) fn keep_items(&mut self) {
        if self.items.stand == Some(self.items_revision) {
            return;
        }
        let rows = gathered(self.meeting(), &self.later);
        let open = |carried: bool| rows.iter().filter(|row| row.is_open() && row.is_carried() == carried).count();
        let (own_open, carried_open) = (open(false), open(true));
        let returns = self.items.returns.take();
        self.items = ItemList { rows, own_open, carried_open, returns, stand: Some(self.items_revision) };
    }
}

/// The action items of a meeting and of those before it as their series has them by now; of this meeting without its identity.
pub type Later = BTreeMap<ItemRef, ActionItem>;

impl Model {
    /// Shows what became of action items after the meeting, which is only looked at: it is laid over what is shown, and whoever
    /// goes on with the meeting sees what was said in it.
    pub fn look_back(&mut self, later: Later) {
        self.later = later;
        self.lay_later_over();
        self.items.stand = None;
        self.keep_items();
    }

    /// The same once the meeting was read again.
    pub(super) fn lay_later_over(&mut self) {
        if self.later.is_empty() {
            return;
        }
        let slots = self.ledger.meeting.days.iter_mut().flat_map(|day| &mut day.slots);
        for entry in slots.flat_map(|slot| &mut slot.entries) {
            let item = ItemRef { meeting: None, entry: entry.id };
            if let (Some(later), Some(action)) = (self.later.get(&item), entry.action.as_deref_mut()) {
                *action = ActionItem { number: action.number, ..later.clone() };
            }
        }
    }
}

fn gathered(meeting: &Meeting, later: &Later) -> Vec<ListedItem> {
    let own = meeting.action_items().map(|(slot, entry, item)| ListedItem {
        item: ItemRef { meeting: None, entry: entry.id },
        text: entry.text.clone(),
        state: item.clone(),
        place: ItemPlace::Here(slot.id, entry.id),
    });
    let carried = meeting.carried_items().into_iter().map(|(carried, state)| ListedItem {
        item: carried.item.clone(),
        text: carried.text.clone(),
        state: match later.get(&carried.item) {
            Some(later) => ActionItem { number: state.number, ..later.clone() },
            None => state,
        },
        place: ItemPlace::Earlier {
            topic: if carried.topic.is_empty() { &carried.title } else { &carried.topic }.clone(),
            day: carried.raised,
        },
    });
    own.chain(carried).collect()
}
