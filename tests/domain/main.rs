//! The domain under random hands: what holds for every meeting, whatever was done in it and in whatever order.
//!
//! Only what the library offers to everybody is used. Not here: single rules, which are tested beside the code.

#![allow(clippy::unwrap_used, reason = "these are all tests, their helpers too")]

mod anything;
mod hands;
mod times;

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use minutebook::meeting::{
    Act, Cause, Command, Day, EntryId, Event, ItemTimes, Kind, Ledger, Meeting, PlannedSlot, Slot, Version, Wanted,
    WantedLine, WriterId, plan_changes,
};
use proptest::prelude::*;

use anything::{agenda, event};
use hands::{Deed, Sitting, deeds, deeds_that_can_be_taken_back, rewritten, wanted};

/// What a person sees of a meeting; what the fold remembers beside it is left out.
fn visible(meeting: &Meeting) -> impl PartialEq + std::fmt::Debug + use<> {
    let carried: Vec<_> = meeting
        .carried_items()
        .into_iter()
        .map(|(carried, now)| (carried.clone(), now.status, now.owners, now.due))
        .collect();
    let Meeting { head, people, groups, mut days, attendance, roles, queue, opened, closed, approvals, .. } =
        meeting.clone();
    forget_when_items_changed(&mut days);
    let so_far = (carried, approvals, meeting.next_number());
    (head, people, groups, days, attendance, roles, queue, opened, closed, so_far)
}

/// Taking a change of an action item back is a change of it too, at that moment; what it does not restate was last changed
/// when it was.
fn assert_kept_or_restated(before: &Meeting, after: &Meeting, now: DateTime<FixedOffset>) {
    let times = |meeting: &Meeting| -> BTreeMap<EntryId, ItemTimes> {
        meeting.action_items().map(|(_, entry, item)| (entry.id, item.changed)).collect()
    };
    let known = times(before);
    for (entry, after) in times(after) {
        let Some(before) = known.get(&entry) else { continue };
        let parts = [(before.status, after.status), (before.due, after.due), (before.owners, after.owners)];
        for (before, after) in parts {
            assert!(before == after || after == Some(now), "{entry}: {before:?} became {after:?} at {now}");
        }
    }
}

/// So that the rest can be compared; see above for these.
fn forget_when_items_changed(days: &mut [Day]) {
    for entry in days.iter_mut().flat_map(|day| &mut day.slots).flat_map(|slot| &mut slot.entries) {
        if let Some(item) = &mut entry.action {
            item.changed = ItemTimes::default();
        }
    }
}

/// Who stands where in a slot, and what it says; of what is new nobody knows who it is.
type Shown = Vec<(u16, Option<EntryId>, Kind, String)>;

fn shown(slot: &Slot) -> Shown {
    slot.entries.iter().map(|entry| (entry.depth, Some(entry.id), entry.kind, entry.text.clone())).collect()
}

/// What is to stand there.
fn expected(slot: &Slot, wanted: &[Wanted]) -> Shown {
    let mut shown = Shown::new();
    for Wanted { depth, line } in wanted {
        let depth = (*depth).min(shown.last().map_or(0, |(above, ..)| above + 1));
        let old = line.entry().and_then(|id| slot.entries.iter().find(|entry| entry.id == id));
        match (line, old) {
            (WantedLine::New(content), _) => shown.push((depth, None, content.kind, content.text.clone())),
            (_, Some(old)) if shown.iter().any(|(_, met, ..)| *met == Some(old.id)) => {}
            (WantedLine::Changed { content, .. }, Some(old)) => {
                shown.push((depth, Some(old.id), content.kind, content.text.clone()));
            }
            (_, Some(old)) => shown.push((depth, Some(old.id), old.kind, old.text.clone())),
            (_, None) => {}
        }
    }
    shown
}

/// Every outline is well formed, at most one clock runs, and no two action items have the same number.
fn assert_well_formed(meeting: &Meeting) {
    for slot in meeting.slots() {
        let mut allowed = 0;
        for entry in &slot.entries {
            assert!(entry.depth <= allowed, "{:?} stands too deep in {:?}", entry, slot.entries);
            allowed = entry.depth + 1;
        }
        let open = slot.runs.iter().rev().skip(1).filter(|run| run.to.is_none()).count();
        assert_eq!(open, 0, "only the last run may be open: {:?}", slot.runs);
        let open = slot.turns.iter().rev().skip(1).filter(|turn| turn.to.is_none()).count();
        assert_eq!(open, 0, "only the last turn may be open: {:?}", slot.turns);
        assert!(!(slot.unplanned && slot.withdrawn), "no agenda had it: {slot:?}");
    }
    assert!(meeting.slots().filter(|slot| slot.speaking().is_some()).count() <= 1, "two have the floor");
    let mut slots: Vec<_> = meeting.slots().map(|slot| slot.id).collect();
    slots.sort_unstable();
    let count = slots.len();
    slots.dedup();
    assert_eq!(slots.len(), count, "a slot stands in two places");
    let mut waiting = meeting.queue.clone();
    waiting.sort_unstable();
    waiting.dedup();
    assert_eq!(waiting.len(), meeting.queue.len(), "somebody waits twice");
    assert!(meeting.slots().filter(|slot| slot.is_running()).count() <= 1, "more than one clock runs");
    let mut numbers: Vec<u32> = meeting.action_items().map(|(_, _, item)| item.number).collect();
    numbers.sort_unstable();
    let count = numbers.len();
    numbers.dedup();
    assert_eq!(numbers.len(), count, "two action items have one number");
    assert!(numbers.first().is_none_or(|first| *first > 0), "an action item has no number");
    let mut entries: Vec<_> = meeting.entries().map(|(_, entry)| entry.id).collect();
    entries.sort_unstable();
    let count = entries.len();
    entries.dedup();
    assert_eq!(entries.len(), count, "an entry stands in two places");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_state_is_the_replay_of_the_acts(deeds in deeds()) {
        let mut sitting = Sitting::open();
        for deed in deeds {
            sitting.take(deed);
            assert_well_formed(&sitting.ledger.meeting);
        }
        let replayed = Ledger::replay(sitting.acts(), Sitting::WRITER);
        prop_assert_eq!(&replayed.meeting, &sitting.ledger.meeting);
        prop_assert_eq!(replayed.last_seq(), sitting.ledger.last_seq());
        prop_assert_eq!(replayed.undo(), sitting.ledger.undo());
        prop_assert_eq!(replayed.redo(), sitting.ledger.redo());
    }

    #[test]
    fn another_hand_sees_the_same_meeting_and_takes_nothing_of_it_back(deeds in deeds()) {
        let mut sitting = Sitting::open();
        sitting.take_all(deeds);
        let theirs = Ledger::replay(sitting.acts(), WriterId(9));
        prop_assert_eq!(&theirs.meeting, &sitting.ledger.meeting);
        prop_assert!(theirs.undo().is_none() && theirs.redo().is_none());
    }

    #[test]
    fn taking_back_what_was_just_done_is_nothing(deeds in deeds()) {
        let mut sitting = Sitting::open();
        for deed in deeds {
            let (before, stood) = (visible(&sitting.ledger.meeting), sitting.ledger.meeting.clone());
            let step = |sitting: &Sitting| sitting.ledger.undo().map(|(cause, _)| cause);
            let could = step(&sitting);
            sitting.take(deed.clone());
            let done = !matches!(deed, Deed::Undo | Deed::Redo) && step(&sitting) != could;
            if done {
                let after = visible(&sitting.ledger.meeting);
                sitting.take(Deed::Undo);
                prop_assert_eq!(visible(&sitting.ledger.meeting), before, "after undoing {:?}", deed);
                assert_kept_or_restated(&stood, &sitting.ledger.meeting, sitting.now());
                sitting.take(Deed::Redo);
                prop_assert_eq!(visible(&sitting.ledger.meeting), after, "after doing again {:?}", deed);
            }
        }
    }

    #[test]
    fn notes_that_are_written_anew_stand_as_they_were_wanted(
        deeds in deeds_that_can_be_taken_back(),
        at in 0..12_usize,
        lines in rewritten(),
    ) {
        let mut sitting = Sitting::open();
        sitting.take_all(deeds);
        let id = sitting.slot(at).unwrap();
        let slot = sitting.ledger.meeting.slot(id).unwrap().clone();
        let entries: Vec<EntryId> = slot.entries.iter().map(|entry| entry.id).collect();
        let wanted = wanted(&entries, lines);
        let Ok(events) = sitting.decided(Command::Rewrite(id, wanted.clone())) else {
            // Nothing is to be done only where it stands so already.
            prop_assert_eq!(shown(&slot), expected(&slot, &wanted));
            return Ok(());
        };
        let expected = expected(&slot, &wanted);
        prop_assert!(events.len() <= 3 * (slot.entries.len() + wanted.len()));
        sitting.commit(Cause::Fresh, events);
        let known = |(depth, id, kind, text): (u16, Option<EntryId>, Kind, String)| {
            (depth, id.filter(|id| entries.contains(id)), kind, text)
        };
        let stands: Shown = shown(sitting.ledger.meeting.slot(id).unwrap()).into_iter().map(known).collect();
        prop_assert_eq!(stands, expected);
    }

    #[test]
    fn everything_can_be_taken_back_to_the_opening_and_done_again(deeds in deeds_that_can_be_taken_back()) {
        let mut sitting = Sitting::open();
        let opening = visible(&sitting.ledger.meeting);
        sitting.take_all(deeds);
        while sitting.ledger.redo().is_some() {
            sitting.take(Deed::Redo);
        }
        let end = visible(&sitting.ledger.meeting);
        while sitting.ledger.undo().is_some() {
            sitting.take(Deed::Undo);
            assert_well_formed(&sitting.ledger.meeting);
        }
        prop_assert_eq!(visible(&sitting.ledger.meeting), opening);
        while sitting.ledger.redo().is_some() {
            sitting.take(Deed::Redo);
        }
        prop_assert_eq!(visible(&sitting.ledger.meeting), end);
    }

    #[test]
    fn any_events_in_any_order_leave_a_well_formed_meeting(events in prop::collection::vec(event(), 0..60)) {
        let mut meeting = Meeting::default();
        meeting.apply(&hands::moment(0), &hands::opening());
        for (second, event) in (1..).zip(&events) {
            let mut before = (meeting.days.clone(), meeting.queue.clone(), meeting.roles.clone());
            forget_when_items_changed(&mut before.0);
            let back = meeting.apply(&hands::moment(second), event);
            assert_well_formed(&meeting);
            if !back.is_empty() {
                let mut undone = meeting.clone();
                for event in &back {
                    undone.apply(&hands::moment(second), event);
                    assert_well_formed(&undone);
                }
                forget_when_items_changed(&mut undone.days);
                let after = (undone.days, undone.queue, undone.roles);
                prop_assert_eq!(after, before, "{:?} taken back by {:?}", event, back);
            }
        }
    }

    #[test]
    fn any_events_of_several_writers_leave_a_well_formed_meeting_and_steps_that_can_be_taken_back(
        events in prop::collection::vec((0..3_usize, 0..30_u64, 0..30_u64, event()), 0..60),
    ) {
        let writers = [WriterId(1), WriterId(2), WriterId(3)];
        let mut ledger = Ledger::new(writers[0]);
        let mut last = [1_u64, 0, 0];
        let act = |second, events| Act { stamp: hands::moment(second), events, cause: Cause::Fresh, clears: None };
        ledger.read(Version { writer: writers[0], seq: 1 }, &[], &act(0, vec![hands::opening()]));
        for (second, (who, one, other, event)) in (1..).zip(events) {
            last[who] += 1;
            // Knowledge of what was never written, or of what comes later, does no harm.
            let seen = [(1, one), (2, other)];
            let seen = seen.map(|(step, seq)| Version { writer: writers[(who + step) % 3], seq });
            ledger.read(Version { writer: writers[who], seq: last[who] }, &seen, &act(second, vec![event]));
            assert_well_formed(&ledger.meeting);
        }
        let mut steps = 0;
        while let Some((cause, events)) = ledger.undo() {
            ledger.commit(&Act { cause, ..act(100, events) });
            assert_well_formed(&ledger.meeting);
            steps += 1;
            prop_assert!(steps <= last[0], "each act is taken back once");
        }
    }

    #[test]
    fn an_event_is_the_same_after_the_journal(event in event()) {
        let line = serde_json::to_string(&event).unwrap();
        prop_assert_eq!(serde_json::from_str::<Event>(&line).unwrap(), event, "{}", line);
    }

    #[test]
    fn a_merged_agenda_is_the_plan_and_no_entry_has_moved(deeds in deeds(), agenda in agenda()) {
        let mut sitting = Sitting::open();
        sitting.take_all(deeds);
        sitting.take(Deed::Reopen);
        let what_happened = |meeting: &Meeting| {
            let place = |slot: &Slot| (slot.id, slot.entries.clone(), slot.runs.clone(), slot.turns.clone());
            let mut places: Vec<_> = meeting.slots().map(place).collect();
            places.retain(|(_, entries, runs, turns)| !entries.is_empty() || !runs.is_empty() || !turns.is_empty());
            places.sort_by_key(|(id, ..)| *id);
            places
        };
        let before = what_happened(&sitting.ledger.meeting);
        sitting.take(Deed::ReviseAgenda(Box::new(agenda.clone())));
        let meeting = &sitting.ledger.meeting;
        assert_well_formed(meeting);
        prop_assert_eq!(what_happened(meeting), before);
        prop_assert_eq!(plan_changes(meeting, &agenda), Vec::<String>::new(), "merging twice changes nothing");
        let on_agenda = |slot: &&Slot| !slot.withdrawn && !slot.unplanned;
        let mut moved: Vec<_> = meeting.slots().filter(|slot| slot.moved).filter(on_agenda).map(|slot| &slot.plan).collect();
        for (day, planned) in meeting.days.iter().zip(&agenda.days) {
            // What was moved in the meeting stands where it was moved to; all else as the agenda has it.
            let mut kept = day.slots.iter().filter(|slot| !slot.moved).filter(on_agenda).map(|slot| &slot.plan).peekable();
            for planned in &planned.slots {
                if kept.next_if(|kept| *kept == planned).is_none() {
                    let at = moved.iter().position(|moved| *moved == planned);
                    prop_assert!(at.is_some(), "{} is neither in its place nor moved", planned.title);
                    moved.swap_remove(at.unwrap_or(0));
                }
            }
            prop_assert_eq!(kept.next(), None);
        }
        prop_assert_eq!(moved, Vec::<&PlannedSlot>::new());
        prop_assert_eq!(meeting.days.len(), agenda.days.len());
    }
}
