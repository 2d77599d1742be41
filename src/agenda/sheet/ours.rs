//! The sheet of slots that our own export writes, read back.
//!
//! Its columns are known, so nothing is guessed: slots with what was planned, and when each was held. Not here: sheets of
//! others (see `grid`).

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone as _, Timelike as _};
use chrono_tz::Tz;
use csv::StringRecord;

use super::records::records;
use crate::agenda::told::ToldSlot;
use crate::agenda::yaml::one_line;
use crate::meeting::{Agenda, PlannedDay, PlannedSlot, SlotKind};

/// The columns by which the sheet is known, in their order.
const COLUMNS: [&str; 14] = [
    "day",
    "date",
    "slot",
    "kind",
    "chair",
    "requested by",
    "planned start",
    "planned minutes",
    "held start",
    "held end",
    "seconds",
    "outcome",
    "zone",
    "meeting",
];

/// A row by the names of its columns.
struct Row<'r>(&'r StringRecord);

impl Row<'_> {
    /// A cell as it was before it was made harmless to spreadsheets.
    fn get(&self, name: &str) -> String {
        let nth = COLUMNS.iter().position(|column| *column == name);
        let cell = one_line(nth.and_then(|nth| self.0.get(nth)).unwrap_or(""));
        match cell.strip_prefix('\'') {
            Some(bare) if bare.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) => bare.to_owned(),
            _ => cell,
        }
    }

    fn moment(&self, name: &str, zone: Tz) -> Option<DateTime<FixedOffset>> {
        let text = self.get(name);
        if let Ok(moment) = DateTime::parse_from_rfc3339(&text) {
            return Some(moment.with_timezone(&zone).fixed_offset());
        }
        let local = NaiveDateTime::parse_from_str(&text, "%Y-%m-%d %H:%M:%S").ok()?;
        zone.from_local_datetime(&local).earliest().map(|moment| moment.fixed_offset())
    }

    fn slot(&self, zone: Tz) -> PlannedSlot {
        let start = self.moment("planned start", zone).map(|start| start.time());
        let title = self.get("slot");
        PlannedSlot {
            title: if title.is_empty() { crate::agenda::heading::UNTITLED.to_owned() } else { title },
            kind: SlotKind::from_word(&self.get("kind")),
            chair: self.get("chair").split("; ").filter(|name| !name.is_empty()).map(str::to_owned).collect(),
            requested_by: Some(self.get("requested by")).filter(|name| !name.is_empty()),
            start: start.and_then(|start| start.with_second(0)),
            minutes: self.get("planned minutes").parse().ok(),
            ..PlannedSlot::default()
        }
    }
}

/// The agenda of such a sheet and when its slots were held; none where it is another.
pub(super) fn read(text: &str, separator: u8) -> Option<(Agenda, Vec<ToldSlot>)> {
    let mut rows = records(text, separator).map(|(_, record)| record);
    rows.next().filter(|header| header.iter().map(str::trim).eq(COLUMNS))?;
    let (mut agenda, mut told) = (Agenda::default(), Vec::new());
    let mut last = None;
    for record in rows.take(crate::agenda::days::MOST_SLOTS) {
        let row = Row(&record);
        let zone: Option<Tz> = row.get("zone").parse().ok();
        if agenda.head.title.is_empty() {
            agenda.head.title = row.get("meeting");
            agenda.head.timezone = zone.map(|zone| zone.name().to_owned());
        }
        let zone = zone.unwrap_or(Tz::UTC);
        if last.as_ref() != Some(&row.get("day")) {
            last = Some(row.get("day"));
            agenda.days.push(PlannedDay { date: row.get("date").parse().ok(), ..PlannedDay::default() });
        }
        let nth = agenda.days.len() - 1;
        let Some(day) = agenda.days.last_mut() else { continue };
        let (started, ended) = (row.moment("held start", zone), row.moment("held end", zone));
        if started.is_some() {
            told.push(ToldSlot { day: nth, slot: day.slots.len(), started, ended, entries: Vec::new() });
        }
        day.slots.push(row.slot(zone));
    }
    (agenda.slot_count() > 0).then_some((agenda, told))
}
