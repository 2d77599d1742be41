//! Several scribes of one meeting who hear of each other late, twice, out of order or not at all for a while.
//!
//! Whatever the schedule: once all have everything, all see the same, and nothing that anybody wrote is gone.
//! `MINUTEBOOK_SCHEDULES` says how many schedules are tried. Not here: files (see `archive`).

#![allow(clippy::unwrap_used, reason = "these are all tests, their helpers too")]

mod dice;
mod hands;
mod lost;
mod order;
mod scribe;

use std::thread;

use chrono::TimeDelta;
use minutebook::journal::Record;
use minutebook::meeting::{Cause, Ledger, Meeting, WriterId, open};

use dice::Dice;
use scribe::Scribe;

/// Tried by default, and in how many threads.
const SCHEDULES: u64 = 1_000;
const THREADS: u64 = 2;

#[test]
fn all_scribes_see_the_same_meeting_and_no_note_is_lost() {
    let schedules = std::env::var("MINUTEBOOK_SCHEDULES").map_or(SCHEDULES, |count| count.parse().unwrap());
    thread::scope(|scope| {
        for thread in 0..THREADS {
            let run = move || (0..schedules).filter(|seed| seed % THREADS == thread).for_each(schedule);
            scope.spawn(run);
        }
    });
}

/// Names itself if it fails.
struct Named(u64);

impl Drop for Named {
    fn drop(&mut self) {
        if thread::panicking() {
            eprintln!("this was schedule {}", self.0);
        }
    }
}

fn schedule(seed: u64) {
    let _named = Named(seed);
    let mut dice = Dice(seed);
    let mut scribes = begin(&mut dice);
    let count = scribes.len();
    let mut cut = vec![false; count];
    for second in 0..50 {
        let who = dice.below(count);
        match dice.below(100) {
            0..50 => (0..=dice.below(2)).for_each(|_| scribes[who].work(&mut dice, 10 + second)),
            50..85 if !cut[who] => {
                let from = dice.below(count);
                if !cut[from] {
                    let journal = scribes[from].own.clone();
                    let (start, end) = (dice.below(journal.len()), dice.below(journal.len() + 1));
                    let part = if dice.percent(50) { 0..journal.len() } else { start.min(end)..end.max(start) };
                    scribes[who].receive(&journal[part]);
                    scribes[who].read(10 + second);
                }
            }
            85..92 => cut[who] = !cut[who],
            _ => crash(&mut scribes[who], 10 + second),
        }
    }
    let journals: Vec<Vec<Record>> = scribes.iter().map(|scribe| scribe.own.clone()).collect();
    for scribe in &mut scribes {
        let mut late: Vec<Record> =
            journals.iter().flatten().flat_map(|record| [record.clone(), record.clone()]).collect();
        dice.shuffle(&mut late);
        scribe.receive(&late);
        scribe.read(100);
    }
    let mut outsider = Ledger::new(WriterId(99));
    for record in order::in_order(journals.clone()) {
        outsider.read(record.version(), &record.seen, &record.act);
    }
    let all = format!("{:?}", outsider.meeting);
    for scribe in &scribes {
        assert_eq!(format!("{:?}", scribe.ledger.meeting), all, "what {} sees", scribe.writer);
    }
    assert_well_formed(&outsider.meeting);
    lost::assert_nothing_lost(&journals, &outsider.meeting);
}

/// Two to four scribes, their clocks up to ten minutes off and now and then one by days; the first opens the meeting and the
/// others, who know of it, begin their journals with the same opening.
fn begin(dice: &mut Dice) -> Vec<Scribe> {
    let count = 2 + dice.below(3);
    let stray = dice.below(3 * count);
    let mut scribes: Vec<Scribe> = (0..count)
        .map(|place| {
            let far = if place == stray { 5 * 24 * 3_600 } else { 0 };
            let off = TimeDelta::seconds(i64::from(dice.below(1_200) as u32) - 600 + far);
            Scribe::new(WriterId(place as u32 + 1), off)
        })
        .collect();
    let opening = open(hands::agenda(dice), "id".into(), "team".into(), None, "Europe/Berlin".into(), WriterId(1));
    scribes[0].write(Cause::Fresh, vec![opening.clone()], 0);
    let first = scribes[0].own.clone();
    for scribe in &mut scribes[1..] {
        scribe.receive(&first);
        scribe.read(1);
        scribe.write(Cause::Fresh, vec![opening.clone()], 1);
    }
    scribes
}

/// After a crash nothing is different.
fn crash(scribe: &mut Scribe, second: i64) {
    let before = (format!("{:?}", scribe.ledger.meeting), scribe.ledger.undo(), scribe.ledger.redo());
    scribe.crash(second);
    assert_eq!(format!("{:?}", scribe.ledger.meeting), before.0, "what {} sees after a crash", scribe.writer);
    assert_eq!((scribe.ledger.undo(), scribe.ledger.redo()), (before.1, before.2), "what it can take back");
}

/// Every outline is well formed, one clock runs at most, and nothing has the identity or number of another thing.
fn assert_well_formed(meeting: &Meeting) {
    for slot in meeting.slots() {
        let mut allowed = 0;
        for entry in &slot.entries {
            assert!(entry.depth <= allowed, "{entry:?} stands too deep in {:?}", slot.entries);
            allowed = entry.depth + 1;
        }
    }
    assert!(meeting.slots().filter(|slot| slot.is_running()).count() <= 1, "more than one clock runs");
    assert!(meeting.slots().filter(|slot| slot.speaking().is_some()).count() <= 1, "two have the floor");
    assert_distinct(meeting.queue.clone());
    assert_distinct(meeting.action_items().map(|(_, _, item)| item.number).collect());
    assert_distinct(meeting.entries().map(|(_, entry)| entry.id).collect());
    assert_distinct(meeting.slots().map(|slot| slot.id).collect());
}

fn assert_distinct<T: Ord + std::fmt::Debug>(mut things: Vec<T>) {
    things.sort_unstable();
    assert!(things.windows(2).all(|pair| pair[0] != pair[1]), "{things:?}");
}
