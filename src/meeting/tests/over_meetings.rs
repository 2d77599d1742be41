//! Random series of meetings, some of them held without knowing of each other: nothing that is open disappears between
//! them, and no number stands for two items.
//!
//! Not here: one meeting's part (see `series`), and the journals on the disk (see `archive`).

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::meeting::{Digest, Item, ItemChanges, ItemRef, Register, Status, carry_over};

#[derive(Clone, Copy, Debug)]
enum Step {
    /// A meeting begins; of those before it, its scribe knows the ones in the mask.
    Opens { knows: u32 },
    /// An action item is noted.
    Owes { which: usize },
    /// Something is said of an item that the meeting carries.
    Says { which: usize, item: usize, status: Status },
    /// Something is said of an item in the meeting that noted it.
    FollowsUp { which: usize, status: Status },
    /// The meeting is over.
    Closes { which: usize },
}

fn step() -> impl Strategy<Value = Step> {
    let any_index = || 0..64_usize;
    let status = || prop_oneof![Just(Status::Open), Just(Status::Done), Just(Status::Dropped)];
    let knows = prop_oneof![2 => Just(u32::MAX), 1 => any::<u32>()];
    prop_oneof![
        2 => knows.prop_map(|knows| Step::Opens { knows }),
        4 => any_index().prop_map(|which| Step::Owes { which }),
        4 => (any_index(), any_index(), status()).prop_map(|(which, item, status)| Step::Says { which, item, status }),
        1 => (any_index(), status()).prop_map(|(which, status)| Step::FollowsUp { which, status }),
        1 => any_index().prop_map(|which| Step::Closes { which }),
    ]
}

/// The meetings, and what was said last of each item.
#[derive(Default)]
struct Series {
    meetings: Vec<Ledger>,
    said: BTreeMap<ItemRef, Status>,
    seconds: i64,
}

impl Series {
    fn now(&self) -> Stamp {
        Stamp::wall(wall("09:00") + chrono::TimeDelta::seconds(self.seconds))
    }

    fn items(&self, knows: u32) -> Vec<Item> {
        let known = self.meetings.iter().enumerate().filter(|(n, _)| knows & (1 << (n % 32)) != 0);
        let digests: Vec<Digest> = known.map(|(_, ledger)| Digest::of(&ledger.meeting, &self.now())).collect();
        Register::of(&digests).items
    }

    fn does(&mut self, step: Step) {
        self.seconds += 1;
        match step {
            Step::Opens { knows } => self.opens(knows),
            _ if self.meetings.is_empty() => {}
            Step::Owes { which } => {
                let n = which % self.meetings.len();
                let content = action("do it", "Ann");
                let slot = self.meetings[n].meeting.slots().next().unwrap().id;
                if self.take(n, Command::Add { slot, after: None, lines: vec![(0, content)] }) {
                    let entry = self.meetings[n].meeting.entries().last().unwrap().1.id;
                    self.said.insert(self.reference(n, entry), Status::Open);
                }
            }
            Step::Says { which, item, status } => {
                let n = which % self.meetings.len();
                let meeting = &self.meetings[n].meeting;
                let slot = meeting.slots().next().unwrap().id;
                if !meeting.carried.is_empty() {
                    let item = meeting.carried[item % meeting.carried.len()].item.clone();
                    let changes = ItemChanges { status: Some(status), ..ItemChanges::default() };
                    if self.take(n, Command::Review { slot, item: item.clone(), changes }) {
                        self.said.insert(item, status);
                    }
                }
            }
            Step::FollowsUp { which, status } => {
                let n = which % self.meetings.len();
                let own: Vec<EntryId> = self.meetings[n].meeting.action_items().map(|(_, entry, _)| entry.id).collect();
                let Some(entry) = own.first() else { return };
                let changes = ItemChanges { status: Some(status), ..ItemChanges::default() };
                if self.take(n, Command::FollowUp(*entry, changes)) {
                    self.said.insert(self.reference(n, *entry), status);
                }
            }
            Step::Closes { which } => {
                let n = which % self.meetings.len();
                self.take(n, Command::Close);
            }
        }
    }

    fn opens(&mut self, knows: u32) {
        let n = u32::try_from(self.meetings.len()).unwrap();
        let writer = WriterId(n + 1);
        let mut events = vec![open(agenda(&[&["Status"]]), format!("m{n}"), "team".into(), None, "UTC".into(), writer)];
        events.extend(carry_over(&self.items(knows)));
        let mut ledger = Ledger::new(writer);
        ledger.commit(&Act { stamp: self.now(), events, cause: Cause::Fresh, clears: None });
        self.meetings.push(ledger);
    }

    fn take(&mut self, n: usize, command: Command) -> bool {
        let stamp = self.now();
        let ledger = &mut self.meetings[n];
        let events = decide(&ledger.meeting, command, ledger.writer(), &stamp);
        events.map(|events| ledger.commit(&Act { stamp, events, cause: Cause::Fresh, clears: None })).is_ok()
    }

    fn reference(&self, n: usize, entry: EntryId) -> ItemRef {
        ItemRef { meeting: Some(self.meetings[n].meeting.id.clone()), entry }
    }
}

proptest! {
    #[test]
    fn what_is_open_is_carried_into_the_next_meeting_and_no_number_stands_for_two(
        steps in proptest::collection::vec(step(), 1..60),
    ) {
        let mut series = Series::default();
        for step in steps {
            series.does(step);
        }
        let before = series.items(u32::MAX);
        let known: BTreeSet<ItemRef> = before.iter().map(|item| item.item.clone()).collect();
        prop_assert_eq!(&known, &series.said.keys().cloned().collect(), "every item that was noted, and no other");
        let numbers: BTreeSet<u32> = before.iter().map(|item| item.action.number).collect();
        prop_assert_eq!(numbers.len(), before.len(), "a number stands for two");
        series.does(Step::Opens { knows: u32::MAX });
        let next = &series.meetings.last().unwrap().meeting;
        let carried: BTreeSet<ItemRef> = next.carried.iter().map(|carried| carried.item.clone()).collect();
        let open = series.said.iter().filter(|(_, status)| **status == Status::Open);
        prop_assert_eq!(carried, open.map(|(item, _)| item.clone()).collect());
        let below = next.next_number();
        prop_assert!(numbers.iter().all(|number| *number < below), "its own numbers are above all of the series");
        let again: BTreeMap<ItemRef, u32> =
            series.items(u32::MAX).into_iter().map(|item| (item.item, item.action.number)).collect();
        for carried in &series.meetings.last().unwrap().meeting.carried {
            prop_assert_eq!(again.get(&carried.item), Some(&carried.number), "the number that was said stays");
        }
    }
}

#[test]
fn the_items_of_two_meetings_held_side_by_side_keep_the_numbers_that_the_next_one_gave_them() {
    let mut series = Series::default();
    for knows in [0, 0] {
        series.does(Step::Opens { knows });
    }
    for n in [0, 1, 1] {
        series.does(Step::Owes { which: n });
    }
    // Each is gone on with by somebody who has only that one.
    series.does(Step::Opens { knows: 0b01 });
    series.does(Step::Opens { knows: 0b10 });
    let numbers = |series: &Series| -> Vec<(String, u32)> {
        let items = series.items(u32::MAX).into_iter();
        items.map(|item| (item.item.meeting.unwrap(), item.action.number)).collect()
    };
    let expected = [("m0", 1), ("m1", 2), ("m1", 3)].map(|(id, number)| (id.to_owned(), number));
    assert_eq!(numbers(&series), expected);
    series.does(Step::Opens { knows: u32::MAX });
    assert_eq!(numbers(&series), expected);
    let carried: Vec<u32> = series.meetings[4].meeting.carried.iter().map(|it| it.number).collect();
    assert_eq!((carried, series.meetings[4].meeting.next_number()), (vec![1, 2, 3], 4));
}
