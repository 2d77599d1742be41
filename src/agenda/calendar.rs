//! Agendas in a calendar (iCalendar, RFC 5545): events become slots, their dates the days, attendees the roster.
//!
//! ```text
//!  text ─ lines ─► components ─ events ─► occurrences (times, recur) ─ plan ─► days, slots
//!                       └────── people, tasks ──────────────────────────► roster, action items
//! ```
//!
//! What a calendar of ours says beside (see the writer in `minutes`) is taken up too, so that minutes read back. Not here:
//! alarms, free and busy times, and answers to invitations, which are no agenda.

mod events;
mod lines;
mod ours;
mod people;
mod plan;
mod recur;
mod slot;
mod tasks;
#[cfg(test)]
mod tests;
mod times;

use std::borrow::Cow;

use crate::meeting::Agenda;

use super::body::append;
use super::diagnostic::Report;
use super::heading::UNTITLED;
use super::{AgendaError, Reading, source};
use lines::Component;
use times::Zones;

/// What a line is folded by.
const FOLDS: [&[u8]; 4] = [b"\r\n ", b"\r\n\t", b"\n ", b"\n\t"];

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode_foreign(&whole_characters(bytes), &mut report)?;
    let calendars = lines::components(&text, &mut report);
    let mut zones = Zones::of(&calendars, &mut report);
    let mut events = events::all(&calendars, &mut zones, &mut report);
    let home = events.home(&calendars, &zones);
    let mut agenda = Agenda::default();
    agenda.head.timezone = home.map(|zone| zone.name().to_owned());
    agenda.head.title = title(&calendars, &events, fallback_title);
    for calendar in &calendars {
        let said = [calendar.text("X-WR-CALDESC"), calendar.text("DESCRIPTION")];
        said.iter().filter(|text| !calendar.name.is_empty() && !text.is_empty()).for_each(|text| {
            append(&mut agenda.head.description, &slot::prose(text));
        });
    }
    append(&mut agenda.head.description, &slot::prose(&events.left_out()));
    agenda.attachments = calendars.iter().flat_map(ours::files).collect();
    people::read(&mut agenda, &mut events);
    let placed = plan::read(&mut agenda, &events, home, &mut report);
    let told = tasks::read(&mut agenda, &calendars, &placed, &mut zones, &mut report);
    Ok(Reading { agenda, told, diagnostics: report.finish(&text) })
}

/// The bytes with characters put together that a fold cut in two, as some programs fold by bytes.
fn whole_characters(bytes: &[u8]) -> Cow<'_, [u8]> {
    if std::str::from_utf8(bytes).is_ok() {
        return Cow::Borrowed(bytes);
    }
    let mut whole = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        if let Some(fold) = FOLDS.iter().find(|fold| rest.starts_with(fold)) {
            rest = rest.get(fold.len()..).unwrap_or_default();
        } else {
            whole.push(byte);
            rest = after;
        }
    }
    Cow::Owned(whole)
}

/// The calendar's name, else that of the only event.
fn title(calendars: &[Component], events: &events::Events, fallback: &str) -> String {
    let names = ["X-WR-CALNAME", "NAME"].map(|name| calendars.iter().map(|it| it.line(name)).find(|it| !it.is_empty()));
    let fallback = || Some(lines::harmless_line(fallback)).filter(|title| !title.is_empty());
    let named = names.into_iter().flatten().next().or_else(|| events.only_title()).or_else(fallback);
    named.unwrap_or_else(|| UNTITLED.to_owned())
}
