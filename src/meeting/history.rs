//! What one scribe did, so that it can be taken back without limit.
//!
//! The journal is never rewritten: an undo is an act of its own whose events are the inverse of an earlier act's.
//! The stacks here are rebuilt by replay, so undo reaches back over restarts. Not here: the edits of the line being
//! typed, which the composer undoes by itself first.

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
}

/// An act that can be taken back or done again.
#[derive(Clone, Debug)]
struct Step {
    seq: u64,
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
    pub fn read(&mut self, version: Version, _seen: &[Version], act: &Act) {
        let mine = (version.writer == self.writer).then_some(version.seq);
        self.fold(act, mine);
        self.last_seq = self.last_seq.max(mine.unwrap_or(0));
    }

    /// The sequence number of this writer's last act; 0 before the first.
    pub fn last_seq(&self) -> u64 {
        self.last_seq
    }

    /// Applies a new act of this writer, which gets the next sequence number.
    pub fn commit(&mut self, act: &Act) {
        self.last_seq += 1;
        self.fold(act, Some(self.last_seq));
    }

    /// The act that would take back the last one that still stands; its events and its sequence number.
    pub fn undo(&self) -> Option<(Cause, Vec<Event>)> {
        self.done.last().map(|step| (Cause::Undo { of: step.seq }, step.inverse.to_vec()))
    }

    /// The act that would do again what was undone last.
    pub fn redo(&self) -> Option<(Cause, Vec<Event>)> {
        self.undone.last().map(|step| (Cause::Redo { of: step.seq }, step.inverse.to_vec()))
    }

    fn fold(&mut self, act: &Act, seq: Option<u64>) {
        let steps: Vec<_> = act.events.iter().map(|event| self.meeting.apply(&act.stamp, event)).collect();
        let Some(seq) = seq else { return };
        // Kept for each act of a long meeting: not a byte more than it needs.
        let inverse: Box<[Event]> = steps.into_iter().rev().flatten().collect();
        match act.cause {
            // The end of a sitting is no edit: the key that takes back edits does not take it back.
            Cause::Fresh if act.events.iter().any(Event::ends_a_sitting) => {
                for step in self.done.iter_mut().chain(&mut self.undone) {
                    step.end_runs(act.stamp);
                }
            }
            Cause::Fresh if !inverse.is_empty() => {
                self.undone.clear();
                self.done.push(Step { seq, inverse });
            }
            Cause::Fresh => {}
            Cause::Undo { of } => {
                take(&mut self.done, of);
                self.undone.push(Step { seq: of, inverse });
            }
            Cause::Redo { of } => {
                take(&mut self.undone, of);
                self.done.push(Step { seq: of, inverse });
            }
        }
    }
}

impl Step {
    /// A clock that this step would set going again must not count the time between two sittings.
    fn end_runs(&mut self, stamp: Stamp) {
        for event in &mut self.inverse {
            if let Event::ClockSet { runs, .. } = event
                && let Some(run) = runs.last_mut()
            {
                run.to.get_or_insert(stamp);
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
