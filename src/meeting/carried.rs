//! Action items over several meetings: which of earlier ones this meeting goes through, and what was said of them here.
//!
//! An action item belongs to the meeting in which it was noted and is known everywhere by that meeting and its entry. A
//! later meeting states those that it begins with, and what is said of one there is a line of its notes: whoever takes
//! the line out takes back what it says, and the older meeting's journal stays as it is. Not here: gathering them from
//! the meetings of a series (see `register`).

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

use super::event::present;
use super::{ActionItem, Entry, EntryId, Event, Meeting, Slot, Status};

/// An action item, whichever meeting it was noted in.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ItemRef {
    /// The identity of that meeting; none: this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meeting: Option<String>,
    /// Its line there.
    pub entry: EntryId,
}

/// An action item of an earlier meeting as it stood when this one began.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CarriedItem {
    /// Which.
    #[serde(flatten)]
    pub item: ItemRef,
    /// Its number in the series.
    pub number: u32,
    /// What is to be done.
    pub text: String,
    /// Who will do it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub owners: Vec<String>,
    /// Until when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// From 1, the first, to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<u8>,
    /// Ticket keys in its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tickets: Vec<String>,
    /// On which day it was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised: Option<NaiveDate>,
    /// The title of the meeting in which it was noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// The title of the slot in which it was noted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub topic: String,
    /// How many meetings it was carried into before this one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub carried: u32,
}

/// The new values of what changed about an action item; the others are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemChanges {
    /// Open, done or dropped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// New due date; `null`: no longer due.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "present")]
    #[allow(clippy::option_option)] // absent, null and a value are three things
    pub due: Option<Option<NaiveDate>>,
    /// New owners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owners: Option<Vec<String>>,
    /// Why, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a line of the notes says of an action item beside its words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    /// Of which.
    #[serde(flatten)]
    pub item: ItemRef,
    /// What became of it.
    #[serde(flatten)]
    pub changes: ItemChanges,
}

/// When each of them was last changed after the item was noted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ItemTimes {
    /// Its status, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<DateTime<FixedOffset>>,
    /// Its due date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<DateTime<FixedOffset>>,
    /// Its owners.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owners: Option<DateTime<FixedOffset>>,
}

impl ItemChanges {
    /// Nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether something of it is said otherwise than the item stands.
    pub(super) fn differ_from(&self, item: &ActionItem) -> bool {
        self.status.is_some_and(|status| status != item.status)
            || self.due.is_some_and(|due| due != item.due)
            || self.owners.as_ref().is_some_and(|owners| *owners != item.owners)
            || self.reason.is_some() && self.reason != item.reason
    }

    /// What a line of the notes says of it: `action-12 (draft the plan): done, sent on Monday`.
    pub fn in_words(&self, number: u32, text: &str) -> String {
        let status = self.status.map(|status| status.word().to_owned());
        let owners = self.owners.as_ref().map(|owners| match owners.as_slice() {
            [] => "nobody's any more".to_owned(),
            owners => format!("now {}", owners.join(", ")),
        });
        let due = self.due.map(|due| {
            due.map_or_else(|| "no longer due".to_owned(), |day| day.format("due %a %-d %b %Y").to_string())
        });
        let said: Vec<String> = [status, owners, due, self.reason.clone()].into_iter().flatten().collect();
        let said = if said.is_empty() { "still open".to_owned() } else { said.join(", ") };
        format!("action-{number} ({text}): {said}")
    }
}

impl ActionItem {
    /// As the minutes of its own meeting have it: what was said while that was closed is no part of them.
    pub fn as_minuted(&self) -> &Self {
        self.minuted.as_deref().unwrap_or(self)
    }

    /// Takes changes in that were said at `at`, unless something newer is known.
    pub fn change(&mut self, changes: &ItemChanges, at: DateTime<FixedOffset>) {
        let newer = |known: &mut Option<DateTime<FixedOffset>>| {
            let newer = known.is_none_or(|known| known <= at);
            *known = (*known).max(Some(at));
            newer
        };
        if let Some(status) = changes.status
            && newer(&mut self.changed.status)
        {
            self.status = status;
            self.reason.clone_from(&changes.reason);
        }
        if let Some(due) = changes.due
            && newer(&mut self.changed.due)
        {
            self.due = due;
        }
        if let Some(owners) = &changes.owners
            && newer(&mut self.changed.owners)
        {
            self.owners.clone_from(owners);
        }
    }
}

/// The number of the action item that a talking point of a review stands for, as the next agenda writes it: `action-12 Ann Lee — draft`.
pub fn reviewed_in(point: &str) -> Option<u32> {
    let number = point.strip_prefix("action-")?.split(' ').next()?;
    number.parse().ok().filter(|_| number.bytes().all(|byte| byte.is_ascii_digit()))
}

impl CarriedItem {
    /// As it stood when the meeting began.
    pub fn as_action(&self) -> ActionItem {
        ActionItem {
            number: self.number,
            owners: self.owners.clone(),
            due: self.due,
            priority: self.priority,
            ..ActionItem::default()
        }
    }
}

impl Meeting {
    /// The lines that say something of an action item, in reading order.
    pub fn reviews(&self) -> impl Iterator<Item = (&Slot, &Entry, &Review)> {
        self.entries().filter_map(|(slot, entry)| entry.review.as_deref().map(|review| (slot, entry, review)))
    }

    /// The action items that this meeting began with, each as it stands by what was said here.
    pub fn carried_items(&self) -> Vec<(&CarriedItem, ActionItem)> {
        let mut reviews: Vec<(&Entry, &Review)> = self.reviews().map(|(_, entry, review)| (entry, review)).collect();
        reviews.sort_by_key(|(entry, _)| (entry.at, entry.id));
        let mut now: BTreeMap<&ItemRef, ActionItem> =
            self.carried.iter().map(|carried| (&carried.item, carried.as_action())).collect();
        for (entry, review) in reviews {
            if let Some(item) = now.get_mut(&review.item) {
                item.change(&review.changes, entry.at);
            }
        }
        self.carried.iter().filter_map(|carried| Some((carried, now.remove(&carried.item)?))).collect()
    }

    /// One of them.
    pub fn carried_item(&self, item: &ItemRef) -> Option<(&CarriedItem, ActionItem)> {
        self.carried.iter().find(|carried| carried.item == *item).map(|carried| self.as_it_stands(carried))
    }

    /// The one that has this number in the series.
    pub fn carried_numbered(&self, number: u32) -> Option<(&CarriedItem, ActionItem)> {
        self.carried.iter().find(|carried| carried.number == number).map(|carried| self.as_it_stands(carried))
    }

    fn as_it_stands<'m>(&self, carried: &'m CarriedItem) -> (&'m CarriedItem, ActionItem) {
        let said = self.reviews().filter(|(_, _, review)| review.item == carried.item);
        let mut said: Vec<_> = said.map(|(_, entry, review)| (entry.at, entry.id, &review.changes)).collect();
        said.sort_by_key(|(at, id, _)| (*at, *id));
        let mut now = carried.as_action();
        for (at, _, changes) in said {
            now.change(changes, at);
        }
        (carried, now)
    }

    /// Takes in the action items of earlier meetings; one that is known already is stated anew. An undo does not take them
    /// back, as it does not take back the agenda: what is no longer wanted is dropped, with a reason.
    pub(super) fn carry(&mut self, items: &[CarriedItem], numbers_from: u32) {
        let is_earlier = |item: &&CarriedItem| item.item.meeting.as_ref().is_some_and(|id| *id != self.id);
        let items: Vec<&CarriedItem> = items.iter().filter(is_earlier).collect();
        let mut places: BTreeMap<ItemRef, usize> = self.carried.iter().map(|it| it.item.clone()).zip(0..).collect();
        for item in &items {
            if let Some(known) = places.get(&item.item).and_then(|place| self.carried.get_mut(*place)) {
                known.clone_from(item);
            } else {
                places.insert(item.item.clone(), self.carried.len());
                self.carried.push((*item).clone());
            }
        }
        let highest = items.iter().map(|item| item.number.saturating_add(1)).max().unwrap_or(1);
        self.books.numbers_from = self.books.numbers_from.max(numbers_from).max(highest);
    }

    /// What a further writer's journal says of them.
    pub(super) fn carried_so_far(&self) -> Option<Event> {
        let nothing = self.carried.is_empty() && self.books.numbers_from <= 1;
        (!nothing).then(|| Event::ItemsCarried { items: self.carried.clone(), numbers_from: self.books.numbers_from })
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the signature that serde calls
fn is_zero(count: &u32) -> bool {
    *count == 0
}
