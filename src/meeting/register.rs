//! The action items of a series: one register over all its meetings, whatever order they were copied in.
//!
//! It is the fold of the meetings' digests in the order in which they were opened. Each item has one number in the series:
//! the one under which it was noted, unless an earlier item has that already, as when two meetings were held without
//! knowing of each other; then the later one gets the next free number, and the register says so. A number under which a later
//! meeting carried an item stays its number. Not here: keeping it (see `archive`) and showing it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{ActionItem, CarriedItem, Digest, Event, ItemChanges, ItemRef, SlotId, Status};

/// An action item of a series, as it stands by all that was said of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Item {
    /// Which: the meeting's identity and its line there.
    pub item: ItemRef,
    /// The folder of the meeting in which it was noted; none where only later ones tell of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<String>,
    /// That meeting's title.
    pub title: String,
    /// Its slot there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<SlotId>,
    /// The title of that slot.
    pub topic: String,
    /// When it was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub raised: Option<DateTime<FixedOffset>>,
    /// What is to be done.
    pub text: String,
    /// Ticket keys in its text.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tickets: Vec<String>,
    /// Its number in its own minutes, where that is another one than its number in the series.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noted_as: Option<u32>,
    /// Its number in the series, owners, due date, status and when they last changed.
    pub action: ActionItem,
    /// How many meetings it was carried into.
    pub carried: u32,
    /// The folder of the meeting in which its status last changed, where that is a later one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_in: Option<String>,
}

/// An item that has another number in the series than in its own minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Renumbered {
    /// Which item.
    pub item: ItemRef,
    /// Its number in its own minutes.
    pub noted: u32,
    /// Its number in the series.
    pub number: u32,
}

/// The action items of a series.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Register {
    /// All of them, by number.
    pub items: Vec<Item>,
    /// Those with another number than their own minutes give them.
    pub renumbered: Vec<Renumbered>,
}

impl Register {
    /// The register of the meetings of one series.
    pub fn of<'a>(digests: impl IntoIterator<Item = &'a Digest>) -> Self {
        let mut digests: Vec<&Digest> = digests.into_iter().collect();
        digests.sort_by(|a, b| (a.opened, &a.id).cmp(&(b.opened, &b.id)));
        let mut register = Self::default();
        register.number(&digests);
        register.tell_of_those_without_a_meeting(&digests);
        register.review(&digests);
        register.items.sort_by(|a, b| (a.action.number, &a.item).cmp(&(b.action.number, &b.item)));
        register
    }

    /// The first number that an item of the next meeting can have.
    pub fn next_number(&self) -> u32 {
        self.items.iter().map(|item| item.action.number).max().map_or(1, |highest| highest.saturating_add(1))
    }

    /// Gives each item the number that it has in the series.
    fn number(&mut self, digests: &[&Digest]) {
        // The first meeting that carried an item fixed its number, unless another item had it by then.
        let mut carried_as: BTreeMap<&ItemRef, Vec<u32>> = BTreeMap::new();
        for carried in digests.iter().flat_map(|digest| &digest.carried) {
            let numbers = carried_as.entry(&carried.item).or_default();
            if numbers.last() != Some(&carried.number) {
                numbers.push(carried.number);
            }
        }
        let reserved: BTreeSet<u32> = carried_as.values().flatten().copied().collect();
        let mut taken = BTreeSet::new();
        for digest in digests {
            for noted in &digest.items {
                let item = ItemRef { meeting: Some(digest.id.clone()), entry: noted.entry };
                let said = noted.action.number;
                let kept = match carried_as.get(&item) {
                    Some(numbers) => numbers.iter().copied().find(|number| !taken.contains(number)),
                    None => (said > 0 && !taken.contains(&said) && !reserved.contains(&said)).then_some(said),
                };
                let number = kept.unwrap_or_else(|| next_free(&taken, &reserved, said));
                taken.insert(number);
                if number != said {
                    self.renumbered.push(Renumbered { item: item.clone(), noted: said, number });
                }
                self.items.push(Item {
                    item,
                    slug: Some(digest.slug.clone()),
                    title: digest.head.title.clone(),
                    slot: Some(noted.slot),
                    topic: noted.topic.clone(),
                    raised: Some(noted.at),
                    text: noted.text.clone(),
                    tickets: noted.tickets.clone(),
                    noted_as: (number != said && said > 0).then_some(said),
                    action: ActionItem { number, ..noted.action.clone() },
                    carried: 0,
                    settled_in: None,
                });
            }
        }
    }

    /// Adds the items that later meetings carried and whose own meeting is not here: nothing open disappears with it.
    fn tell_of_those_without_a_meeting(&mut self, digests: &[&Digest]) {
        let known: BTreeSet<ItemRef> = self.items.iter().map(|item| item.item.clone()).collect();
        let mut taken: BTreeSet<u32> = self.items.iter().map(|item| item.action.number).collect();
        let mut told = BTreeMap::new();
        for carried in digests.iter().flat_map(|digest| &digest.carried).filter(|it| !known.contains(&it.item)) {
            told.entry(&carried.item).or_insert(carried);
        }
        for carried in told.into_values() {
            let said = carried.number;
            let number = if taken.contains(&said) { next_free(&taken, &BTreeSet::new(), said) } else { said };
            taken.insert(number);
            self.items.push(Item {
                item: carried.item.clone(),
                slug: None,
                title: carried.title.clone(),
                slot: None,
                topic: carried.topic.clone(),
                raised: carried.raised.and_then(|day| Some(day.and_hms_opt(0, 0, 0)?.and_utc().fixed_offset())),
                text: carried.text.clone(),
                tickets: carried.tickets.clone(),
                noted_as: None,
                action: ActionItem { number, ..carried.as_action() },
                carried: 0,
                settled_in: None,
            });
        }
    }

    /// Takes in what later meetings carried and said.
    fn review(&mut self, digests: &[&Digest]) {
        let places: BTreeMap<ItemRef, usize> =
            self.items.iter().enumerate().map(|(place, item)| (item.item.clone(), place)).collect();
        let mut reviews: Vec<(DateTime<FixedOffset>, &Digest, &ItemRef, Cow<ItemChanges>)> = Vec::new();
        let mut said: BTreeMap<&ItemRef, Vec<&ItemChanges>> = BTreeMap::new();
        for review in digests.iter().flat_map(|digest| &digest.reviews) {
            said.entry(&review.item).or_default().push(&review.changes);
        }
        for digest in digests {
            for carried in &digest.carried {
                let Some(item) = places.get(&carried.item).and_then(|place| self.items.get_mut(*place)) else {
                    continue;
                };
                // More meetings had carried it than are here: what one of those said of it is known only by this.
                if carried.carried > item.carried
                    && let Some(opened) = digest.opened
                    && let Some(changes) = said_elsewhere(carried, &item.action, said.get(&carried.item))
                {
                    reviews.push((opened, digest, &carried.item, Cow::Owned(changes)));
                }
                item.carried += 1;
            }
            let here = digest.reviews.iter();
            reviews.extend(here.map(|review| (review.at, *digest, &review.item, Cow::Borrowed(&review.changes))));
        }
        reviews.sort_by(|(a, of_a, ..), (b, of_b, ..)| (a, &of_a.id).cmp(&(b, &of_b.id)));
        for (at, digest, item, changes) in reviews {
            let Some(item) = places.get(item).and_then(|place| self.items.get_mut(*place)) else { continue };
            let settled = item.action.changed.status;
            item.action.change(&changes, at);
            if changes.status.is_some() && item.action.changed.status != settled {
                item.settled_in = Some(digest.slug.clone());
            }
        }
    }
}

/// The owners and the due date with which a meeting began with an item, as far as neither the item's own meeting nor another that is
/// here gave it those (`said`). None where one of them did: a meeting that was held without knowing of the others tells nothing new.
fn said_elsewhere(carried: &CarriedItem, own: &ActionItem, said: Option<&Vec<&ItemChanges>>) -> Option<ItemChanges> {
    let said = || said.into_iter().flatten();
    let owners = carried.owners != own.owners && !said().any(|said| said.owners.as_ref() == Some(&carried.owners));
    let due = carried.due != own.due && !said().any(|said| said.due == Some(carried.due));
    let changes = ItemChanges {
        owners: owners.then(|| carried.owners.clone()),
        due: due.then_some(carried.due),
        ..ItemChanges::default()
    };
    (!changes.is_empty()).then_some(changes)
}

/// The number that an item gets whose own another one has.
fn next_free(taken: &BTreeSet<u32>, reserved: &BTreeSet<u32>, said: u32) -> u32 {
    let above = taken.last().copied().unwrap_or(0).max(said);
    (above.saturating_add(1)..=u32::MAX).find(|number| !reserved.contains(number)).unwrap_or(u32::MAX)
}

impl Item {
    /// As the next meeting of its series begins with it.
    pub fn to_carry(&self) -> CarriedItem {
        CarriedItem {
            item: self.item.clone(),
            number: self.action.number,
            text: self.text.clone(),
            owners: self.action.owners.clone(),
            due: self.action.due,
            priority: self.action.priority,
            tickets: self.tickets.clone(),
            raised: self.raised.map(|at| at.date_naive()),
            title: self.title.clone(),
            topic: self.topic.clone(),
            carried: self.carried,
        }
    }
}

/// What a new meeting of a series begins with: the items that are open, and numbers of its own above all of the series. None
/// where the series has no items yet.
pub fn carry_over(items: &[Item]) -> Option<Event> {
    let highest = items.iter().map(|item| item.action.number).max()?;
    let mut known = BTreeSet::new();
    // A meeting may be there twice, as a copy.
    let open = items.iter().filter(|item| item.action.status == Status::Open && known.insert(&item.item));
    let items = open.map(Item::to_carry).collect();
    Some(Event::ItemsCarried { items, numbers_from: highest.saturating_add(1) })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::meeting::{DigestItem, DigestReview, EntryId, Id, WriterId};

    fn at(day: u32) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(&format!("2026-01-{day:02}T09:00:00Z")).unwrap()
    }

    fn entry(n: u32) -> EntryId {
        EntryId(Id { writer: WriterId(0xa), n })
    }

    /// A meeting of that day with action items of these numbers, each its own entry number.
    fn meeting(id: &str, day: u32, numbers: &[u32]) -> Digest {
        let item = |number: &u32| DigestItem {
            entry: entry(*number),
            slot: SlotId(Id { writer: WriterId(0xa), n: 1 }),
            topic: "Status".to_owned(),
            at: at(day),
            text: format!("{id} {number}"),
            tickets: Vec::new(),
            action: ActionItem { number: *number, ..ActionItem::default() },
        };
        Digest {
            id: id.to_owned(),
            slug: id.to_owned(),
            opened: Some(at(day)),
            items: numbers.iter().map(item).collect(),
            ..Digest::default()
        }
    }

    fn of(meeting: &str, n: u32) -> ItemRef {
        ItemRef { meeting: Some(meeting.to_owned()), entry: entry(n) }
    }

    fn carried(item: ItemRef, number: u32) -> CarriedItem {
        CarriedItem {
            item,
            number,
            text: "carried".to_owned(),
            owners: Vec::new(),
            due: None,
            priority: None,
            tickets: Vec::new(),
            raised: None,
            title: String::new(),
            topic: String::new(),
            carried: 0,
        }
    }

    fn numbers(register: &Register) -> Vec<(&str, u32)> {
        register.items.iter().map(|item| (item.text.as_str(), item.action.number)).collect()
    }

    #[test]
    fn of_two_equal_numbers_the_later_meeting_gets_the_next_free_one_and_it_is_said() {
        let (a, b, c) = (meeting("a", 1, &[1, 2]), meeting("b", 2, &[2, 3]), meeting("c", 3, &[4]));
        for order in [[&a, &b, &c], [&c, &b, &a]] {
            let register = Register::of(order);
            assert_eq!(numbers(&register), [("a 1", 1), ("a 2", 2), ("b 2", 3), ("b 3", 4), ("c 4", 5)]);
            let said: Vec<_> = register.renumbered.iter().map(|it| (it.noted, it.number)).collect();
            assert_eq!(said, [(2, 3), (3, 4), (4, 5)]);
            let noted: Vec<_> = register.items.iter().map(|item| item.noted_as).collect();
            assert_eq!(noted, [None, None, Some(2), Some(3), Some(4)]);
            assert_eq!(register.next_number(), 6);
        }
    }

    #[test]
    fn the_number_under_which_an_item_was_carried_stays_its_own() {
        let (a, b) = (meeting("a", 1, &[1, 2]), meeting("b", 2, &[2]));
        let mut c = meeting("c", 3, &[4]);
        c.carried = vec![carried(of("b", 2), 3)];
        // An older meeting that arrives later moves none of them.
        let late = meeting("z", 1, &[3]);
        let register = Register::of([&a, &b, &c, &late]);
        assert_eq!(numbers(&register), [("a 1", 1), ("a 2", 2), ("b 2", 3), ("z 3", 4), ("c 4", 5)]);
    }

    #[test]
    fn what_a_later_meeting_says_counts_and_what_was_said_still_later_in_its_own_counts_more() {
        let mut a = meeting("a", 1, &[1, 2]);
        a.items[1].action.status = Status::Open;
        a.items[1].action.changed.status = Some(at(9));
        let mut b = meeting("b", 2, &[]);
        let done = ItemChanges { status: Some(Status::Done), ..ItemChanges::default() };
        b.carried = vec![carried(of("a", 1), 1), carried(of("a", 2), 2)];
        b.reviews = [1, 2].map(|n| DigestReview { item: of("a", n), at: at(2), changes: done.clone() }).to_vec();
        let register = Register::of([&a, &b]);
        let stand: Vec<_> = register.items.iter().map(|it| (it.action.status, it.settled_in.as_deref())).collect();
        assert_eq!(stand, [(Status::Done, Some("b")), (Status::Open, None)]);
        assert_eq!(register.items[0].carried, 1);
    }

    #[test]
    fn what_a_meeting_that_is_gone_said_of_owners_and_date_counts_as_the_next_one_began_with_it() {
        let ann = |owner: &str| vec![owner.to_owned()];
        let mut a = meeting("a", 1, &[1]);
        a.items[0].action.owners = ann("José");
        let mut b = meeting("b", 2, &[]);
        b.carried = vec![CarriedItem { owners: ann("José"), ..carried(of("a", 1), 1) }];
        let given = ItemChanges { owners: Some(ann("Chidi")), ..ItemChanges::default() };
        b.reviews = vec![DigestReview { item: of("a", 1), at: at(2), changes: given }];
        let mut c = meeting("c", 3, &[]);
        c.carried = vec![CarriedItem { owners: ann("Chidi"), carried: 1, ..carried(of("a", 1), 1) }];
        let owner = |digests: &[&Digest]| Register::of(digests.iter().copied()).items[0].action.owners.join("");
        assert_eq!(owner(&[&a, &b, &c]), "Chidi");
        assert_eq!(owner(&[&a, &c]), "Chidi", "the meeting that gave it to Chidi is not here");
        assert_eq!(owner(&[&a, &b]), "Chidi");
        // Whoever takes the line out takes it back, though the next meeting had begun by then.
        b.reviews.clear();
        assert_eq!(owner(&[&a, &b, &c]), "José");
        // A meeting that knew of none of the others says nothing new.
        b.reviews = vec![DigestReview {
            item: of("a", 1),
            at: at(2),
            changes: ItemChanges { owners: Some(ann("Zoe")), ..ItemChanges::default() },
        }];
        c.carried[0].owners = ann("José");
        assert_eq!(owner(&[&a, &b, &c]), "Zoe");
    }

    #[test]
    fn an_item_whose_own_meeting_is_gone_is_still_told_by_the_one_that_carried_it() {
        let mut b = meeting("b", 2, &[]);
        b.carried = vec![carried(of("gone", 7), 7)];
        let register = Register::of([&b]);
        assert_eq!(numbers(&register), [("carried", 7)]);
        assert_eq!((register.items[0].slug.as_deref(), register.next_number()), (None, 8));
    }
}
