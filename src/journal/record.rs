//! One act of the scribe ↔ one line of JSON.
//!
//! FROZEN FORMAT: see `docs/journal-format.md`. A field once here stays; new ones are optional and stand before
//! `events`. Pure: stamps and names are handed in. Not here: where lines go, and what becomes of broken ones.

use std::io::Write;

use chrono::{DateTime, Datelike, FixedOffset, SecondsFormat, Timelike};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::sealed;
use crate::meeting::{Act, Boot, Cause, DraftKey, Event, Stamp, WriterId};

/// The version of the format that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// An act as one writer's journal has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Who wrote it.
    pub writer: WriterId,
    /// Its number among that writer's records, dense from 1.
    pub seq: u64,
    /// What it says; events that this version does not know are left out.
    pub act: Act,
    /// How many events of it this version does not know. They stay in the file untouched.
    pub unknown: usize,
}

/// Writes an act as a whole line at the end of `line`, its newline included; on an error `line` is as it was.
///
/// `host` says which program on which machine wrote; it stands in the first record of a file.
pub fn encode(
    line: &mut Vec<u8>,
    writer: WriterId,
    seq: u64,
    act: &Act,
    host: Option<&str>,
) -> Result<(), serde_json::Error> {
    let start = line.len();
    let written = encode_open(line, writer, seq, act, host);
    match written {
        Ok(()) => sealed::seal(line, start),
        Err(_) => line.truncate(start),
    }
    written
}

fn encode_open(
    line: &mut Vec<u8>,
    writer: WriterId,
    seq: u64,
    act: &Act,
    host: Option<&str>,
) -> Result<(), serde_json::Error> {
    // Writing into a Vec cannot fail, so the results of write! say nothing.
    let _ = write!(line, "{{\"v\":{VERSION},\"writer\":\"{writer}\",\"seq\":{seq},\"at\":\"");
    push_time(line, act.stamp.at);
    line.push(b'"');
    if let Some(Boot { id, ms }) = act.stamp.boot {
        let _ = write!(line, ",\"boot\":{{\"id\":{id},\"ms\":{ms}}}");
    }
    match act.cause {
        Cause::Fresh => {}
        Cause::Undo { of } => drop(write!(line, ",\"undoes\":{of}")),
        Cause::Redo { of } => drop(write!(line, ",\"redoes\":{of}")),
    }
    if let Some(key) = &act.clears {
        line.extend_from_slice(b",\"clears\":");
        serde_json::to_writer(&mut *line, key)?;
    }
    if let Some(host) = host {
        line.extend_from_slice(b",\"host\":");
        serde_json::to_writer(&mut *line, host)?;
    }
    line.extend_from_slice(b",\"events\":");
    serde_json::to_writer(line, &act.events)
}

/// RFC 3339 to the millisecond, always with its fraction: by hand, because a formatter costs more than all the rest.
fn push_time(line: &mut Vec<u8>, at: DateTime<FixedOffset>) {
    // RFC 3339 has no seconds in an offset (old local mean times have): the moment counts, not its offset.
    let offset = at.offset().local_minus_utc();
    let whole = FixedOffset::east_opt(offset - offset % 60).unwrap_or(*at.offset());
    let local = at.with_timezone(&whole).naive_local();
    let (year, nanos) = (local.year(), local.nanosecond());
    if !(0..=9999).contains(&year) || nanos >= 1_000_000_000 {
        let text = at.with_timezone(&whole).to_rfc3339_opts(SecondsFormat::Millis, false);
        line.extend_from_slice(text.as_bytes());
        return;
    }
    let minutes = offset.unsigned_abs() / 60;
    push_digits(line, year.unsigned_abs(), 4);
    for (before, number) in [
        (b'-', local.month()),
        (b'-', local.day()),
        (b'T', local.hour()),
        (b':', local.minute()),
        (b':', local.second()),
    ] {
        line.push(before);
        push_digits(line, number, 2);
    }
    line.push(b'.');
    push_digits(line, nanos / 1_000_000, 3);
    line.push(if offset < 0 { b'-' } else { b'+' });
    push_digits(line, minutes / 60, 2);
    line.push(b':');
    push_digits(line, minutes % 60, 2);
}

fn push_digits(line: &mut Vec<u8>, number: u32, places: u32) {
    for place in (0..places).rev() {
        line.push(b'0' + (number / 10_u32.pow(place) % 10) as u8);
    }
}

/// A line's fields; `E` is an event, understood or not.
#[derive(Deserialize)]
struct Line<E> {
    v: u32,
    writer: WriterId,
    seq: u64,
    at: DateTime<FixedOffset>,
    boot: Option<Boot>,
    undoes: Option<u64>,
    redoes: Option<u64>,
    clears: Option<DraftKey>,
    host: Option<String>,
    events: Vec<E>,
}

/// Only the version, for lines that cannot be read otherwise.
#[derive(Deserialize)]
struct Version {
    v: u32,
}

/// Why a line with a sound checksum is no record of this version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// A newer version of the format.
    Newer(u32),
    /// Something else altogether.
    Other(String),
}

/// Reads a sound line (without its newline): the record, and the host where it states one.
pub(super) fn decode(line: &[u8]) -> Result<(Record, Option<String>), Unreadable> {
    match serde_json::from_slice::<Line<Event>>(line) {
        Ok(read) if read.v == VERSION => Ok(read.into_record(0)),
        Ok(read) => Err(Unreadable::Newer(read.v)),
        Err(_) => decode_leniently(line),
    }
}

/// The slow way, for a line with events that this version does not know: those that it knows, and a count.
fn decode_leniently(line: &[u8]) -> Result<(Record, Option<String>), Unreadable> {
    let other = |error: serde_json::Error| Unreadable::Other(error.to_string());
    let Version { v } = serde_json::from_slice(line).map_err(other)?;
    if v != VERSION {
        return Err(Unreadable::Newer(v));
    }
    let raw: Line<&RawValue> = serde_json::from_slice(line).map_err(other)?;
    let events: Vec<Event> = raw.events.iter().filter_map(|event| serde_json::from_str(event.get()).ok()).collect();
    let unknown = raw.events.len() - events.len();
    let Line { v, writer, seq, at, boot, undoes, redoes, clears, host, events: _ } = raw;
    Ok(Line { v, writer, seq, at, boot, undoes, redoes, clears, host, events }.into_record(unknown))
}

impl Line<Event> {
    fn into_record(self, unknown: usize) -> (Record, Option<String>) {
        let cause = match (self.undoes, self.redoes) {
            (Some(of), _) => Cause::Undo { of },
            (None, Some(of)) => Cause::Redo { of },
            (None, None) => Cause::Fresh,
        };
        let stamp = Stamp { at: self.at, boot: self.boot };
        let act = Act { stamp, events: self.events, cause, clears: self.clears };
        (Record { writer: self.writer, seq: self.seq, act, unknown }, self.host)
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;
    use proptest::prelude::*;

    use super::*;
    use crate::meeting::{Content, EntryId, Id, SlotId};

    const WRITER: WriterId = WriterId(0x1f3a_9c0b);

    fn id(n: u32) -> Id {
        Id { writer: WRITER, n }
    }

    fn at(text: &str) -> DateTime<FixedOffset> {
        DateTime::parse_from_rfc3339(text).unwrap()
    }

    fn line(seq: u64, act: &Act, host: Option<&str>) -> String {
        let mut line = Vec::new();
        encode(&mut line, WRITER, seq, act, host).unwrap();
        String::from_utf8(line).unwrap()
    }

    fn note(text: &str) -> Act {
        let content = Box::new(Content { text: text.to_owned(), ..Content::default() });
        let added = Event::EntryAdded { entry: EntryId(id(7)), slot: SlotId(id(2)), after: None, depth: 0, content };
        Act {
            stamp: Stamp::wall(at("2019-10-28T09:00:00.123-07:00")),
            events: vec![added],
            cause: Cause::Fresh,
            clears: None,
        }
    }

    #[test]
    fn a_note_is_written_to_the_byte() {
        assert_eq!(
            line(12, &note("Confirm agenda"), None),
            concat!(
                r#"{"v":1,"writer":"1f3a9c0b","seq":12,"at":"2019-10-28T09:00:00.123-07:00","#,
                r#""events":[{"event":"entry_added","entry":"1f3a9c0b-7","slot":"1f3a9c0b-2","text":"Confirm agenda"}],"#,
                r#""crc":"148f19b3"}"#,
                "\n"
            )
        );
    }

    #[test]
    fn every_optional_field_has_its_place() {
        let act = Act {
            stamp: Stamp { at: at("2019-10-28T09:00:00Z"), boot: Some(Boot { id: 4_000_000_000, ms: 61_000 }) },
            events: vec![Event::MeetingClosed],
            cause: Cause::Undo { of: 11 },
            clears: Some(DraftKey { slot: SlotId(id(2)), entry: Some(EntryId(id(7))) }),
        };
        assert_eq!(
            line(13, &act, Some("minutebook 0.1.0 on desk")),
            concat!(
                r#"{"v":1,"writer":"1f3a9c0b","seq":13,"at":"2019-10-28T09:00:00.000+00:00","#,
                r#""boot":{"id":4000000000,"ms":61000},"undoes":11,"clears":{"slot":"1f3a9c0b-2","entry":"1f3a9c0b-7"},"#,
                r#""host":"minutebook 0.1.0 on desk","events":[{"event":"meeting_closed"}],"crc":"5e58bc84"}"#,
                "\n"
            )
        );
    }

    #[test]
    fn an_event_of_a_later_version_is_counted_and_the_others_are_read() {
        let mut bytes = br#"{"v":1,"writer":"1f3a9c0b","seq":2,"at":"2026-01-01T00:00:00.000Z","mood":"good","events":[{"event":"vote_held","for":3},{"event":"meeting_closed","by":"Ann"}]"#.to_vec();
        sealed::seal(&mut bytes, 0);
        let (record, host) = decode(bytes.trim_ascii_end()).unwrap();
        assert_eq!((record.seq, record.unknown, host), (2, 1, None));
        assert_eq!(record.act.events, [Event::MeetingClosed]);
    }

    #[test]
    fn a_later_version_of_the_format_is_said_to_be_one() {
        let line = br#"{"v":2,"writer":"1f3a9c0b","what":"ever"}"#;
        assert_eq!(decode(line).unwrap_err(), Unreadable::Newer(2));
    }

    #[test]
    fn an_offset_with_seconds_keeps_its_moment() {
        let old = at("1930-01-01T12:00:00Z").with_timezone(&FixedOffset::east_opt(1172).unwrap());
        let mut text = Vec::new();
        push_time(&mut text, old);
        assert_eq!(String::from_utf8_lossy(&text), "1930-01-01T12:19:00.000+00:19");
    }

    proptest! {
        #[test]
        fn an_act_reads_back_as_it_was_written(
            ms in -62_135_596_800_000_i64..253_402_300_799_000,
            offset in -1439_i32..1440,
            text in any::<String>(),
            seq in 1_u64..,
        ) {
            let zone = FixedOffset::east_opt(offset * 60).unwrap();
            let moment = (DateTime::UNIX_EPOCH + TimeDelta::milliseconds(ms)).with_timezone(&zone);
            let act = Act { stamp: Stamp::wall(moment), ..note(&text) };
            let written = line(seq, &act, None);
            prop_assert_eq!(written.matches('\n').count(), 1);
            prop_assert!(sealed::is_sound(written.trim_end_matches('\n').as_bytes()));
            let (record, _) = decode(written.trim_end_matches('\n').as_bytes()).unwrap();
            prop_assert_eq!(record, Record { writer: WRITER, seq, act, unknown: 0 });
        }

        #[test]
        fn a_time_is_written_as_the_standard_says(ms in 0_i64..253_402_300_799_000, offset in -1439_i32..1440) {
            let zone = FixedOffset::east_opt(offset * 60).unwrap();
            let moment = (DateTime::UNIX_EPOCH + TimeDelta::milliseconds(ms)).with_timezone(&zone);
            let mut text = Vec::new();
            push_time(&mut text, moment);
            let standard = moment.to_rfc3339_opts(SecondsFormat::Millis, false);
            prop_assert_eq!(String::from_utf8(text).unwrap(), standard);
        }
    }
}
