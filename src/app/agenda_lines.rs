//! The rows of days and slots beside the notes, and which of them are on screen.
//!
//! They are drawn from here, and a click finds its slot here. Not here: how a row looks.

use super::Model;
use crate::meeting::{Day, Slot, SlotId};

/// A row.
#[derive(Clone, Copy, Debug)]
pub enum AgendaLine<'a> {
    /// A day, and whether its slots follow.
    Day(&'a Day, bool),
    /// A slot.
    Slot(&'a Slot),
}

impl AgendaLine<'_> {
    /// The slot that a click on the row means: of a day its first.
    pub fn slot(&self) -> Option<SlotId> {
        match self {
            Self::Day(day, _) => day.slots.first().map(|slot| slot.id),
            Self::Slot(slot) => Some(slot.id),
        }
    }
}

impl Model {
    /// The rows, with days folded where all of them are too many for the room; those of the slots on screen and running stay open.
    pub fn agenda_lines(&self, room: usize) -> Vec<AgendaLine<'_>> {
        let days = &self.meeting().days;
        let all: usize = days.iter().map(|day| day.slots.len() + 1).sum();
        let current = self.meeting().current().map(|slot| slot.id);
        let mut lines = Vec::new();
        for day in days {
            let has = |id: SlotId| day.slots.iter().any(|slot| slot.id == id);
            let open = all <= room || has(self.viewed) || current.is_some_and(has);
            if days.len() > 1 || day.date.is_some() {
                lines.push(AgendaLine::Day(day, open));
            }
            if open {
                lines.extend(day.slots.iter().map(AgendaLine::Slot));
            }
        }
        lines
    }

    /// The first of these rows that is on screen, and the last one that can be it.
    pub fn agenda_top(&self, lines: &[AgendaLine<'_>], room: usize) -> (usize, usize) {
        let last = lines.len().saturating_sub(room);
        // The slot on screen stays in the middle where there is more than fits.
        let follows = agenda_row(lines, self.viewed).unwrap_or(0).saturating_sub(room / 2).min(last);
        (self.mouse.agenda.top(follows, last), last)
    }
}

/// The row of a slot.
pub(super) fn agenda_row(lines: &[AgendaLine<'_>], slot: SlotId) -> Option<usize> {
    lines.iter().position(|line| matches!(line, AgendaLine::Slot(it) if it.id == slot))
}
