//! The schedule in Markdown: a line under each day, and at the end what went otherwise and a table of each day.
//!
//! Not here: the words and the figures, which all formats share (see `course`).

use super::super::course::{self, Otherwise, Part, Row};
use super::super::document::{DayMinutes, Minutes};
use super::{Text, or, plain};

impl Text<'_> {
    /// `Planned 09:00–17:00, held 09:12–17:42, 42 min over`.
    pub(super) fn hours(&self, minutes: &Minutes, day: &DayMinutes) -> Option<String> {
        let lines = course::hours(self.lang, minutes, day, &plain);
        (!lines.is_empty()).then(|| lines.join("\\\n"))
    }

    /// The section at the end; nothing where there was no plan to hold the meeting against.
    pub(super) fn schedule(&self, minutes: &Minutes) -> Vec<String> {
        if !course::is_told(minutes) {
            return Vec::new();
        }
        let mut blocks = vec![format!("## {}", self.words.course.schedule)];
        let otherwise: Vec<String> =
            course::otherwise(self.lang, minutes).iter().map(|one| self.otherwise(one)).collect();
        blocks.extend((!otherwise.is_empty()).then(|| otherwise.join("\n")));
        for day in &minutes.days {
            let rows = course::table(self.lang, minutes, day, &plain, &|slot| self.title(slot));
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
                Part::EndOfDay => (self.words.course.end_of_day.to_owned(), String::new()),
                Part::Request(request) => {
                    let topic = or(self.planned(&request.topic), self.words.nothing.untitled);
                    (topic, self.names(request.requested_by.as_slice()))
                }
            };
            name + &course::beside(self.lang, &by, note.as_deref())
                .map(|notes| format!(" ({notes})"))
                .unwrap_or_default()
        });
        let parts = parts.collect::<Vec<_>>().join(self.words.comma);
        format!("- **{}** {parts}", self.labelled(one.label))
    }

    fn table(&self, rows: &[Row]) -> String {
        let words = &self.words.tables;
        let columns = [words.slot, words.planned, words.held, words.outcome].join(" | ");
        let head = format!("| {columns} |\n|---|---|---|---|");
        let row = |row: &Row| {
            let title = row.slot.map_or_else(|| format!("**{}**", words.total), |slot| self.title(slot.slot));
            format!("| {title} | {} | {} | {} |", row.planned, row.held, row.outcome)
        };
        [head].into_iter().chain(rows.iter().map(row)).collect::<Vec<_>>().join("\n")
    }
}
