//! What one scribe did, so that it can be taken back without limit.
//!
//! The journal is never rewritten: an undo is an act of its own whose events are the inverse of an earlier act's.
//! The stacks here are rebuilt by replay, so undo reaches back over restarts. Of several writers each takes back its own
//! acts, and of those what no other has changed since. Not here: the edits of the line being typed, which the composer
//! undoes by itself first.

use super::knowledge::{Hand, Knowledge};
use super::touched::Touched;
use super::{Act, Cause, Event, Meeting, Stamp, Version, WriterId};

/// A meeting together with what this writer can take back.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// The meeting as it stands.
    pub meeting: Meeting,
    /// Whose acts can be taken back.
    writer: WriterId,
    done: Vec<Step>,
    undone: Vec<Step>,
    last_seq: u64,
    knowledge: Knowledge,
    touched: Touched,
}

/// An act that can be taken back or done again.
#[derive(Clone, Debug)]
struct Step {
    seq: u64,
    /// The act that put it on its stack: itself, or the one that took it back or did it again last.
    since: u64,
    /// The events that take it back (or, on the other stack, do it again).
    inverse: Box<[Event]>,
}

impl Ledger {
    /// Folds acts in the order given, each with its writer and sequence number; only `writer`'s can be taken back.
    pub fn replay<'a>(acts: impl IntoIterator<Item = (WriterId, u64, &'a Act)>, writer: WriterId) -> Self {
        let mut ledger = Self::new(writer);
        for (author, seq, act) in acts {
            ledger.read(Version { writer: author, seq }, &[], act);
        }
        ledger
    }

    /// Before the first act; only those of `writer` can be taken back.
    pub fn new(writer: WriterId) -> Self {
        Self { writer, ..Self::default() }
    }

    /// Whose acts can be taken back.
    pub fn writer(&self) -> WriterId {
        self.writer
    }

    /// Folds the next act of the journals in: which record it is, and the records of other writers that its own had
    /// seen since its record before.
    pub fn read(&mut self, version: Version, seen: &[Version], act: &Act) {
        self.knowledge.read(version, seen);
        let hand = Hand::of(version, &self.knowledge);
        let steps: Vec<_> = act.events.iter().map(|event| self.meeting.apply_by(hand, &act.stamp, event)).collect();
        if version.writer == self.writer {
            self.last_seq = self.last_seq.max(version.seq);
            self.remember(act, version.seq, steps);
        } else {
            self.respect(act, &steps);
        }
    }

    /// The last record of every writer that is folded in, by writer: what a record written now has seen.
    pub fn versions(&self) -> Vec<Version> {
        self.knowledge.versions().collect()
    }

    /// The sequence number of this writer's last act; 0 before the first.
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// Applies a new act of this writer, which gets the next sequence number and has seen all others.
    pub fn commit(&mut self, act: &Act) {
        self.read(Version { writer: self.writer, seq: self.last_seq + 1 }, &self.versions(), act);
    }

    /// The act that would take back the last one of which something still stands; its events and its sequence number.
    pub fn undo(&self) -> Option<(Cause, Vec<Event>)> {
        self.last_of(&self.done).map(|(of, events)| (Cause::Undo { of }, events))
    }

    /// Whether others have changed since all that this writer did last, so that an earlier act is taken back.
    pub fn undo_passes_over(&self) -> bool {
        let last = self.done.last().map(|step| step.seq);
        self.last_of(&self.done).is_some_and(|(of, _)| Some(of) != last)
    }

    /// The act that would do again what was undone last, or as much of it as can be.
    pub fn redo(&self) -> Option<(Cause, Vec<Event>)> {
        self.last_of(&self.undone).map(|(of, events)| (Cause::Redo { of }, events))
    }

    fn last_of(&self, steps: &[Step]) -> Option<(u64, Vec<Event>)> {
        steps.iter().rev().find_map(|step| {
            let left = self.touched.left_of(&step.inverse, step.since, &self.meeting);
            (!left.is_empty()).then_some((step.seq, left))
        })
    }

    /// Keeps what takes back an act of this writer.
    fn remember(&mut self, act: &Act, seq: u64, steps: Vec<Vec<Event>>) {
        // Kept for each act of a long meeting: not a byte more than it needs.
        let inverse: Box<[Event]> = steps.into_iter().rev().flatten().collect();
        match act.cause {
            // The end of a sitting is no edit: the key that takes back edits does not take it back.
            Cause::Fresh if act.events.iter().any(Event::ends_a_sitting) => self.end_runs(act.stamp),
            Cause::Fresh if !inverse.is_empty() => {
                self.undone.clear();
                self.done.push(Step { seq, since: seq, inverse });
            }
            Cause::Fresh => {}
            Cause::Undo { of } => {
                take(&mut self.done, of);
                self.undone.push(Step { seq: of, since: seq, inverse });
            }
            Cause::Redo { of } => {
                take(&mut self.undone, of);
                self.done.push(Step { seq: of, since: seq, inverse });
            }
        }
    }

    /// Keeps this writer's steps from overwriting what another one changed after them.
    fn respect(&mut self, act: &Act, steps: &[Vec<Event>]) {
        if self.done.is_empty() && self.undone.is_empty() {
            return;
        }
        for (event, back) in act.events.iter().zip(steps) {
            self.touched.note(event, back, self.last_seq);
        }
        // Another scribe who leaves does not end this one's sitting.
        if act.events.iter().any(|event| matches!(event, Event::MeetingClosed | Event::MeetingReopened)) {
            self.end_runs(act.stamp);
        }
    }

    fn end_runs(&mut self, stamp: Stamp) {
        for step in self.done.iter_mut().chain(&mut self.undone) {
            step.end_runs(stamp);
        }
    }
}

impl Step {
    /// A clock or a turn that this step would set going again must not count the time between two sittings.
    fn end_runs(&mut self, stamp: Stamp) {
        for event in &mut self.inverse {
            match event {
                Event::ClockSet { runs, .. } => {
                    runs.last_mut().map(|run| run.to.get_or_insert(stamp));
                }
                Event::TurnsSet { turns, .. } => {
                    turns.last_mut().map(|turn| turn.to.get_or_insert(stamp));
                }
                _ => {}
            }
        }
    }
}

/// Takes the step of that number off its stack, where it is the last one in all but a damaged journal.
fn take(steps: &mut Vec<Step>, seq: u64) {
    if let Some(place) = steps.iter().rposition(|step| step.seq == seq) {
        steps.remove(place);
    }
}
