//! The schedule in Markdown: a line under each day, and at the end what went otherwise and a table of each day.
//!
//! Not here: the words and the figures, which all formats share (see `course`).

use super::super::course::{self, END_OF_DAY, Otherwise, Part, Row};
use super::super::document::{DayMinutes, Minutes};
use super::{Text, or, plain};

impl Text<'_> {
    /// `Planned 09:00–17:00, held 09:12–17:42, 42 min over`.
    pub(super) fn hours(minutes: &Minutes, day: &DayMinutes) -> Option<String> {
        let lines = course::hours(minutes, day, &plain);
        (!lines.is_empty()).then(|| lines.join("\\\n"))
    }

    /// The section at the end; nothing where there was no plan to hold the meeting against.
    pub(super) fn schedule(&self, minutes: &Minutes) -> Vec<String> {
        if !course::is_told(minutes) {
            return Vec::new();
        }
        let mut blocks = vec!["## Schedule".to_owned()];
        let otherwise: Vec<String> = course::otherwise(minutes).iter().map(|one| self.otherwise(one)).collect();
        blocks.extend((!otherwise.is_empty()).then(|| otherwise.join("\n")));
        for day in &minutes.days {
            let rows = course::table(minutes, day, &plain, &|slot| self.title(slot));
            if !rows.is_empty() {
                blocks.extend((minutes.days.len() > 1).then(|| format!("### {}", self.day_title(day))));
                blocks.push(self.table(&rows));
            }
        }
        blocks
    }

    /// `- **Moved:** Budget (within the day), News`.
    fn otherwise(&self, one: &Otherwise) -> String {
        let parts = one.parts.iter().map(|(part, note)| {
            let (name, by) = match part {
                Part::Slot(slot) => (self.title(slot), String::new()),
                Part::EndOfDay => (END_OF_DAY.to_owned(), String::new()),
                Part::Request(request) => {
                    let topic = or(self.planned(&request.topic), "(untitled)");
                    (topic, self.names(request.requested_by.as_slice()))
                }
            };
            name + &course::beside(&by, note.as_deref()).map(|notes| format!(" ({notes})")).unwrap_or_default()
        });
        format!("- **{}:** {}", one.label, parts.collect::<Vec<_>>().join(", "))
    }

    fn table(&self, rows: &[Row]) -> String {
        let head = "| Slot | Planned | Held | Outcome |\n|---|---|---|---|".to_owned();
        let row = |row: &Row| {
            let title = row.slot.map_or_else(|| "**Total**".to_owned(), |slot| self.title(slot.slot));
            format!("| {title} | {} | {} | {} |", row.planned, row.held, row.outcome)
        };
        [head].into_iter().chain(rows.iter().map(row)).collect::<Vec<_>>().join("\n")
    }
}
