//! Two scribes in one meeting: what becomes of what they did without knowing of each other.
//!
//! Told in the order in which their acts are folded. Not here: random schedules (see `tests/convergence`).

use super::*;
use crate::meeting::{Changes, Id, Rival, Run, Version};

pub(super) const BO: WriterId = WriterId(0xb);

/// A meeting of Ann and Bo: one state for each, of all acts told so far. Each act says how much of the other's its scribe
/// had seen.
pub(super) struct Pair {
    /// As Ann's program has it, and as Bo's.
    pub(super) ledgers: [Ledger; 2],
    now: Stamp,
}

/// Who acts, and how many of the other's acts that scribe has seen; what it has seen it keeps in mind.
#[derive(Clone, Copy)]
pub(super) struct By(pub(super) WriterId, pub(super) u64);

impl Pair {
    /// Ann opened the meeting and said `lines` under News; Bo has seen that.
    pub(super) fn after(lines: &[&str]) -> Self {
        let mut pair = Self { ledgers: [ANN, BO].map(Ledger::new), now: stamp("09:00") };
        let plan = agenda(&[&["09:00 Welcome", "09:30 News", "10:00 Plans"]]);
        let opening = open(plan, "id".into(), "team".into(), None, "America/Los_Angeles".into(), ANN);
        pair.fold(By(ANN, 0), Cause::Fresh, vec![opening.clone()]);
        let lines = lines.iter().map(|line| {
            let text = line.trim_start();
            (u16::try_from((line.len() - text.len()) / 2).unwrap(), note(text))
        });
        pair.take(By(ANN, 0), Command::Add { slot: pair.id("News"), after: None, lines: lines.collect() });
        pair.fold(By(BO, 2), Cause::Fresh, vec![opening]);
        pair
    }

    pub(super) fn meeting(&self) -> &Meeting {
        assert_eq!(self.ledgers[0].meeting, self.ledgers[1].meeting, "both see the same");
        &self.ledgers[0].meeting
    }

    pub(super) fn ledger(&self, writer: WriterId) -> &Ledger {
        &self.ledgers[usize::from(writer == BO)]
    }

    pub(super) fn fold(&mut self, By(writer, seen): By, cause: Cause, events: Vec<Event>) {
        let act = Act { stamp: self.now, events, cause, clears: None };
        let version = Version { writer, seq: self.ledger(writer).last_seq() + 1 };
        let other = if writer == ANN { BO } else { ANN };
        for ledger in &mut self.ledgers {
            ledger.read(version, &[Version { writer: other, seq: seen }], &act);
        }
    }

    /// What a scribe asked for, decided as things stand: only for what does not depend on the other's unseen acts.
    pub(super) fn take(&mut self, by: By, command: Command) {
        let events = decide(self.meeting(), command, by.0, &self.now).unwrap();
        self.fold(by, Cause::Fresh, events);
    }

    /// A line that a scribe saw at the end or after `after` and added there.
    fn add(&mut self, by: By, after: &str, depth: u16, text: &str) {
        let n = self.meeting().next_made(by.0);
        let entry = EntryId(Id { writer: by.0, n });
        let (slot, after) = (self.id("News"), Some(self.entry(after)));
        let added = Event::EntryAdded { entry, slot, after, depth, content: Box::new(note(text)) };
        self.fold(by, Cause::Fresh, vec![added]);
    }

    fn write(&mut self, by: By, entry: EntryId, text: &str) {
        let changes = Changes { text: Some(text.to_owned()), ..Changes::default() };
        self.fold(by, Cause::Fresh, vec![Event::EntryChanged { entry, changes: Box::new(changes) }]);
    }

    fn remove(&mut self, by: By, entry: EntryId) {
        self.fold(by, Cause::Fresh, vec![Event::EntryRemoved { entry, undone: false }]);
    }

    /// A scribe who has seen everything takes back its last act; whether there was one.
    pub(super) fn undo(&mut self, writer: WriterId) -> bool {
        let undone = self.ledger(writer).undo();
        self.again(writer, undone)
    }

    pub(super) fn redo(&mut self, writer: WriterId) -> bool {
        let redone = self.ledger(writer).redo();
        self.again(writer, redone)
    }

    fn again(&mut self, writer: WriterId, step: Option<(Cause, Vec<Event>)>) -> bool {
        let Some((cause, events)) = step else { return false };
        self.fold(By(writer, 999), cause, events);
        true
    }

    pub(super) fn id(&self, title: &str) -> SlotId {
        self.meeting().slots().find(|slot| slot.plan.title == title).expect(title).id
    }

    fn entry(&self, text: &str) -> EntryId {
        self.meeting().entries().find(|(_, entry)| entry.text == text).expect(text).1.id
    }

    /// The lines of News, two blanks for every level; rivals after a stroke.
    fn news(&self) -> Vec<String> {
        self.lines("News")
    }

    pub(super) fn lines(&self, slot: &str) -> Vec<String> {
        let line = |entry: &crate::meeting::Entry| {
            let rivals = entry.rivals.iter().map(|rival| rival.text.as_str());
            let texts: Vec<&str> = [entry.text.as_str()].into_iter().chain(rivals).collect();
            format!("{}{}", "  ".repeat(entry.depth.into()), texts.join(" / "))
        };
        let slot = self.id(slot);
        self.meeting().slot(slot).unwrap().entries.iter().map(line).collect()
    }
}

#[test]
fn two_texts_written_without_knowledge_of_each_other_are_both_kept() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    pair.write(By(ANN, 1), budget, "budget of Ann");
    pair.write(By(BO, 2), budget, "budget of Bo");
    assert_eq!(pair.news(), ["budget of Bo / budget of Ann"]);
    let rivals = &pair.meeting().conflicts().next().unwrap().1.rivals;
    assert_eq!(*rivals, [Rival { version: Version { writer: ANN, seq: 3 }, text: "budget of Ann".into() }]);
}

#[test]
fn a_text_written_in_the_knowledge_of_another_replaces_it() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    pair.write(By(ANN, 1), budget, "budget of Ann");
    pair.write(By(BO, 3), budget, "budget of Bo");
    assert_eq!(pair.news(), ["budget of Bo"]);
    assert_eq!(pair.meeting().conflicts().count(), 0);
}

#[test]
fn the_same_text_written_twice_is_no_conflict() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    pair.write(By(ANN, 1), budget, "the budget");
    pair.write(By(BO, 2), budget, "the budget");
    assert_eq!(pair.news(), ["the budget"]);
}

#[test]
fn of_one_writers_texts_only_the_last_is_a_rival() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    pair.write(By(ANN, 1), budget, "first");
    pair.write(By(BO, 2), budget, "other");
    pair.write(By(ANN, 1), budget, "second");
    assert_eq!(pair.news(), ["second / other"]);
}

#[test]
fn a_choice_between_two_texts_settles_it_even_where_the_present_one_is_chosen() {
    for chosen in ["ann", "bo", "a third"] {
        let mut pair = Pair::after(&["budget"]);
        let budget = pair.entry("budget");
        pair.write(By(ANN, 1), budget, "ann");
        pair.write(By(BO, 2), budget, "bo");
        pair.take(By(ANN, 2), Command::Settle(budget, chosen.to_owned()));
        assert_eq!(pair.news(), [chosen]);
        assert!(pair.undo(ANN));
        assert_eq!(pair.news(), ["bo / ann"], "both are back");
        assert!(pair.redo(ANN));
        assert_eq!(pair.news(), [chosen]);
    }
}

#[test]
fn a_revision_that_leaves_the_text_as_it_is_settles_it_too() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    pair.write(By(ANN, 1), budget, "ann");
    pair.write(By(BO, 2), budget, "bo");
    pair.take(By(ANN, 2), Command::Revise(budget, note("bo")));
    assert_eq!(pair.news(), ["bo"]);
}

#[test]
fn a_choice_needs_a_text_and_something_to_choose() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    let refused = |pair: &Pair, text: &str| {
        decide(pair.meeting(), Command::Settle(budget, text.to_owned()), ANN, &pair.now).unwrap_err()
    };
    assert_eq!(refused(&pair, "budget"), Refusal::Unchanged);
    pair.write(By(ANN, 1), budget, "ann");
    pair.write(By(BO, 2), budget, "bo");
    assert_eq!(refused(&pair, " "), Refusal::Empty);
}

#[test]
fn the_last_writer_wins_field_by_field() {
    let mut pair = Pair::after(&["budget"]);
    let entry = pair.entry("budget");
    let change = |changes| vec![Event::EntryChanged { entry, changes: Box::new(changes) }];
    let decided = Changes { kind: Some(Kind::Decision), depth: Some(0), ..Changes::default() };
    pair.fold(By(ANN, 1), Cause::Fresh, change(decided));
    pair.write(By(BO, 2), entry, "the budget");
    let asked = Changes { kind: Some(Kind::Question), ..Changes::default() };
    pair.fold(By(BO, 2), Cause::Fresh, change(asked));
    let (_, entry) = pair.meeting().entries().next().unwrap();
    assert_eq!((entry.kind, entry.text.as_str(), entry.rivals.len()), (Kind::Question, "the budget", 0));
}

#[test]
fn an_entry_that_another_edited_comes_back_whichever_came_first() {
    let mut pair = Pair::after(&["a", "budget", "  cost", "    detail", "z"]);
    let budget = pair.entry("budget");
    pair.write(By(BO, 2), budget, "the budget");
    pair.remove(By(ANN, 1), budget);
    let stays = ["a", "the budget", "  cost", "    detail", "z"];
    assert_eq!(pair.news(), stays);

    let mut pair = Pair::after(&["a", "budget", "  cost", "    detail", "z"]);
    let budget = pair.entry("budget");
    pair.remove(By(ANN, 1), budget);
    assert_eq!(pair.news(), ["a", "cost", "  detail", "z"]);
    pair.write(By(BO, 2), budget, "the budget");
    assert_eq!(pair.news(), stays, "at its place, with what stood under it");
    assert!(pair.undo(BO));
    assert_eq!(pair.news(), ["a", "cost", "  detail", "z"], "who brought it back can take that back");
}

#[test]
fn a_removal_in_the_knowledge_of_the_edit_removes_and_an_edit_in_that_of_the_removal_does_nothing() {
    let mut pair = Pair::after(&["a", "budget"]);
    let budget = pair.entry("budget");
    pair.write(By(BO, 2), budget, "the budget");
    pair.remove(By(ANN, 2), budget);
    assert_eq!(pair.news(), ["a"]);
    pair.write(By(BO, 3), budget, "again");
    assert_eq!(pair.news(), ["a"]);
}

#[test]
fn a_removed_entry_comes_back_where_what_stood_above_it_is_gone_too() {
    let mut pair = Pair::after(&["a", "b", "c", "d"]);
    let (b, c) = (pair.entry("b"), pair.entry("c"));
    pair.remove(By(ANN, 1), c);
    pair.remove(By(ANN, 1), b);
    pair.write(By(BO, 2), c, "the c");
    assert_eq!(pair.news(), ["a", "the c", "d"]);
}

#[test]
fn depth_and_place_alone_bring_nothing_back() {
    let mut pair = Pair::after(&["a", "b"]);
    let b = pair.entry("b");
    pair.remove(By(ANN, 1), b);
    let deeper = Changes { depth: Some(1), ..Changes::default() };
    pair.fold(By(BO, 2), Cause::Fresh, vec![Event::EntryChanged { entry: b, changes: Box::new(deeper) }]);
    let slot = pair.id("Plans");
    pair.fold(By(BO, 2), Cause::Fresh, vec![Event::EntryMoved { entry: b, slot, after: None, depth: 0 }]);
    assert_eq!(pair.news(), ["a"]);
}

#[test]
fn lines_added_at_one_place_read_in_the_order_of_time() {
    let mut pair = Pair::after(&["last"]);
    pair.add(By(ANN, 1), "last", 0, "first of Ann");
    pair.add(By(BO, 2), "last", 0, "second of Bo");
    assert_eq!(pair.news(), ["last", "first of Ann", "second of Bo"]);
}

#[test]
fn each_scribes_own_lines_stay_together() {
    let mut pair = Pair::after(&["last"]);
    pair.add(By(ANN, 1), "last", 0, "ann 1");
    pair.add(By(BO, 2), "last", 0, "bo 1");
    pair.add(By(ANN, 1), "ann 1", 1, "ann 2");
    pair.add(By(BO, 2), "bo 1", 0, "bo 2");
    pair.add(By(ANN, 1), "ann 2", 0, "ann 3");
    assert_eq!(pair.news(), ["last", "ann 1", "  ann 2", "ann 3", "bo 1", "bo 2"]);
}

#[test]
fn a_line_under_another_is_not_torn_away_from_it() {
    let mut pair = Pair::after(&["last"]);
    pair.add(By(BO, 2), "last", 0, "next");
    pair.add(By(ANN, 1), "last", 1, "under last");
    assert_eq!(pair.news(), ["last", "  under last", "next"]);
}

#[test]
fn what_a_scribe_puts_between_two_lines_it_saw_stays_there() {
    let mut pair = Pair::after(&["a", "z"]);
    pair.add(By(ANN, 1), "a", 0, "ann");
    pair.add(By(BO, 2), "a", 0, "bo");
    pair.add(By(BO, 3), "a", 0, "bo, who saw Ann's");
    assert_eq!(pair.news(), ["a", "bo, who saw Ann's", "ann", "bo", "z"]);
}

#[test]
fn a_line_after_one_that_was_removed_meanwhile_stands_in_its_place() {
    let mut pair = Pair::after(&["a", "b", "z"]);
    let (slot, b) = (pair.id("News"), pair.entry("b"));
    pair.remove(By(ANN, 1), b);
    let entry = EntryId(Id { writer: BO, n: 1 });
    let added = Event::EntryAdded { entry, slot, after: Some(b), depth: 0, content: Box::new(note("bo")) };
    pair.fold(By(BO, 2), Cause::Fresh, vec![added]);
    assert_eq!(pair.news(), ["a", "bo", "z"]);
}

#[test]
fn a_move_after_a_line_that_was_removed_meanwhile_stays_where_that_was() {
    let mut pair = Pair::after(&["a", "b", "c", "z"]);
    let (slot, a, b) = (pair.id("News"), pair.entry("a"), pair.entry("b"));
    pair.remove(By(ANN, 1), b);
    pair.fold(By(BO, 2), Cause::Fresh, vec![Event::EntryMoved { entry: a, slot, after: Some(b), depth: 0 }]);
    assert_eq!(pair.news(), ["a", "c", "z"]);
}

#[test]
fn a_second_opening_changes_nothing() {
    let mut pair = Pair::after(&["budget"]);
    let before = pair.meeting().clone();
    let other = open(agenda(&[&["Other"]]), "other".into(), "other".into(), None, "Europe/Berlin".into(), BO);
    pair.now = stamp("10:00");
    pair.fold(By(BO, 0), Cause::Fresh, vec![other]);
    assert_eq!(*pair.meeting(), before);
}

#[test]
fn two_action_items_of_one_number_get_two() {
    let mut pair = Pair::after(&["budget"]);
    let add = Command::Add { slot: pair.id("Plans"), after: None, lines: vec![(0, action("plan", "Ann"))] };
    let at_bos = decide(pair.meeting(), add.clone(), BO, &pair.now).unwrap();
    pair.take(By(ANN, 1), add);
    pair.fold(By(BO, 2), Cause::Fresh, at_bos);
    let mut numbers: Vec<u32> = pair.meeting().action_items().map(|(_, _, item)| item.number).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [1, 2]);
}

#[test]
fn a_slot_that_was_dropped_while_another_used_it_comes_back_withdrawn() {
    let mut pair = Pair::after(&["budget"]);
    let plans = pair.id("Plans");
    let say = decide(
        pair.meeting(),
        Command::Add { slot: plans, after: None, lines: vec![(0, note("later"))] },
        BO,
        &pair.now,
    );
    pair.take(By(ANN, 1), Command::ReviseAgenda(Box::new(agenda(&[&["09:00 Welcome", "09:30 News"]]))));
    assert!(pair.meeting().slot(plans).is_none());
    pair.fold(By(BO, 2), Cause::Fresh, say.unwrap());
    assert!(pair.meeting().slot(plans).unwrap().withdrawn);
    assert_eq!(pair.lines("Plans"), ["later"]);
    pair.fold(By(BO, 3), Cause::Fresh, vec![Event::ClockStarted { slot: plans }]);
    assert_eq!(pair.meeting().current().map(|slot| slot.id), Some(plans));
}

#[test]
fn an_entry_of_a_slot_that_nobody_knows_is_shown_in_the_first() {
    let mut pair = Pair::after(&["budget"]);
    let entry = EntryId(Id { writer: BO, n: 9 });
    let slot = SlotId(Id { writer: BO, n: 8 });
    let added = Event::EntryAdded { entry, slot, after: None, depth: 0, content: Box::new(note("astray")) };
    pair.fold(By(BO, 2), Cause::Fresh, vec![added]);
    assert_eq!(pair.lines("Welcome"), ["astray"]);
}

#[test]
fn taking_back_spares_what_another_changed_since() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    let revised = Content { kind: Kind::Decision, ..note("ann") };
    pair.take(By(ANN, 1), Command::Revise(budget, revised));
    pair.write(By(BO, 3), budget, "bo");
    assert!(pair.undo(ANN));
    let (_, entry) = pair.meeting().entries().next().unwrap();
    assert_eq!((entry.text.as_str(), entry.kind), ("bo", Kind::Note), "the kind is Ann's, the text is Bo's");
    assert!(pair.redo(ANN));
    let (_, entry) = pair.meeting().entries().next().unwrap();
    assert_eq!((entry.text.as_str(), entry.kind), ("bo", Kind::Decision));
}

#[test]
fn what_another_changed_before_is_given_back() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    pair.write(By(BO, 2), budget, "bo");
    pair.write(By(ANN, 2), budget, "ann");
    assert!(pair.undo(ANN));
    assert_eq!(pair.news(), ["bo"]);
}

#[test]
fn a_step_of_which_nothing_is_left_is_passed_over() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    pair.add(By(ANN, 1), "budget", 0, "mine");
    pair.write(By(ANN, 1), budget, "ann");
    assert!(!pair.ledger(ANN).undo_passes_over());
    pair.write(By(BO, 4), budget, "bo");
    assert!(pair.ledger(ANN).undo_passes_over(), "which can be said");
    assert!(pair.undo(ANN));
    assert_eq!(pair.news(), ["bo"], "the line before is taken back");
    assert!(pair.redo(ANN));
    assert_eq!(pair.news(), ["bo", "mine"]);
}

#[test]
fn a_text_of_which_the_adding_is_lost_is_shown_where_it_is_seen() {
    let mut pair = Pair::after(&["budget"]);
    let lost = EntryId(Id { writer: ANN, n: 77 });
    pair.write(By(BO, 2), lost, "of a line that is damaged");
    assert_eq!(pair.lines("Welcome"), ["of a line that is damaged"]);
    pair.write(By(BO, 2), lost, "and once more");
    assert_eq!(pair.lines("Welcome"), ["and once more"]);
    pair.remove(By(ANN, 3), lost);
    pair.write(By(ANN, 3), lost, "not by its remover");
    assert_eq!(pair.lines("Welcome"), [""; 0]);
}

#[test]
fn a_line_in_which_another_wrote_is_not_taken_back_by_who_added_it() {
    let mut pair = Pair::after(&["budget"]);
    let budget = pair.entry("budget");
    pair.write(By(BO, 2), budget, "bo");
    assert!(!pair.undo(ANN));
    assert_eq!(pair.news(), ["bo"]);
}

#[test]
fn the_clock_is_not_taken_back_from_another() {
    let mut pair = Pair::after(&["budget"]);
    let (news, plans) = (pair.id("News"), pair.id("Plans"));
    pair.take(By(ANN, 1), Command::TakeUp(news));
    pair.now = stamp("09:30");
    pair.take(By(BO, 3), Command::TakeUp(plans));
    assert!(pair.undo(ANN));
    assert_eq!(pair.meeting().current().map(|slot| slot.id), Some(plans));
    assert_eq!(pair.news(), Vec::<String>::new(), "the step before was taken back");
    pair.now = stamp("09:40");
    assert!(pair.undo(BO), "Bo gives the time back");
    let runs = &pair.meeting().slot(news).unwrap().runs;
    assert!(matches!(runs[..], [Run { to: None, .. }]), "{runs:?}");
}

#[test]
fn a_clock_that_another_stopped_by_closing_does_not_count_the_time_until_the_next_sitting() {
    let mut pair = Pair::after(&["budget"]);
    let news = pair.id("News");
    pair.take(By(ANN, 1), Command::TakeUp(news));
    pair.now = stamp("09:30");
    pair.take(By(ANN, 1), Command::Pause);
    pair.now = stamp("10:00");
    pair.take(By(BO, 4), Command::Close);
    pair.now = stamp("15:00");
    pair.take(By(BO, 4), Command::Reopen);
    assert!(pair.undo(ANN), "the pause is taken back");
    let runs = &pair.meeting().slot(news).unwrap().runs;
    assert_eq!(runs[..], [Run { from: stamp("09:00"), to: Some(stamp("10:00")) }]);
}

#[test]
fn an_entry_comes_back_into_its_slot_even_where_the_agenda_has_dropped_that() {
    let mut pair = Pair::after(&["budget"]);
    let (news, budget) = (pair.id("News"), pair.entry("budget"));
    pair.remove(By(ANN, 1), budget);
    pair.take(By(ANN, 1), Command::ReviseAgenda(Box::new(agenda(&[&["09:00 Welcome", "10:00 Plans"]]))));
    pair.write(By(BO, 2), budget, "the budget");
    assert!(pair.meeting().slot(news).unwrap().withdrawn);
    assert_eq!(pair.news(), ["the budget"]);
}

#[test]
fn what_another_moved_or_removed_since_is_left_there() {
    let mut pair = Pair::after(&["a", "b", "c"]);
    let (a, b, plans) = (pair.entry("a"), pair.entry("b"), pair.id("Plans"));
    pair.take(By(ANN, 1), Command::MoveDown(a));
    pair.take(By(ANN, 1), Command::Revise(b, note("the b")));
    pair.take(By(BO, 4), Command::MoveTo(a, plans));
    pair.take(By(BO, 4), Command::Remove(b));
    let step = pair.ledger(ANN).undo().unwrap();
    assert_eq!(step.0, Cause::Undo { of: 2 }, "both later steps are passed over");
    let removed = |entry: EntryId| step.1.contains(&Event::EntryRemoved { entry, undone: true });
    assert_eq!((removed(a), removed(b)), (true, false), "who added a line takes it back from wherever it stands");
}

#[test]
fn each_scribe_takes_back_its_own_acts_among_the_others() {
    let mut pair = Pair::after(&["budget"]);
    pair.add(By(ANN, 1), "budget", 0, "ann");
    pair.add(By(BO, 3), "ann", 0, "bo");
    assert!(pair.undo(ANN));
    assert_eq!(pair.news(), ["budget", "bo"]);
    assert!(pair.redo(ANN));
    assert_eq!(pair.news(), ["budget", "ann", "bo"]);
    assert_eq!(pair.ledger(BO).undo().unwrap().0, Cause::Undo { of: 2 }, "Bo's own");
}

#[test]
fn the_ledger_says_how_much_of_each_writer_it_has() {
    let mut pair = Pair::after(&["budget"]);
    pair.add(By(BO, 2), "budget", 0, "bo");
    let expected = [Version { writer: ANN, seq: 2 }, Version { writer: BO, seq: 2 }];
    assert_eq!(pair.ledger(ANN).versions(), expected);
}
