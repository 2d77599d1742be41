//! One act of the scribe ↔ one line of JSON.
//!
//! FROZEN FORMAT: see `docs/journal-format.md`. A field once here stays; new ones are optional and stand before
//! `events`. Pure: stamps and names are handed in. Not here: where lines go, and what becomes of broken ones.

use std::collections::BTreeMap;
use std::io::Write;

use chrono::{DateTime, Datelike, FixedOffset, SecondsFormat, Timelike};
use serde::Deserialize;
use serde_json::value::RawValue;

use super::{Hlc, sealed};
use crate::meeting::{Act, Boot, Cause, DraftKey, Event, Seal, Stamp, Version, WriterId, of_the_calendar};

/// The version of the format that this program writes, and the newest that it reads.
pub const VERSION: u32 = 1;

/// An act as one writer's journal has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Who wrote it.
    pub writer: WriterId,
    /// Its number among that writer's records, dense from 1.
    pub seq: u64,
    /// What its writer's hybrid logical clock said.
    pub hlc: Hlc,
    /// The last record of each other writer that this one's had seen, where that is more than at its record before.
    pub seen: Vec<Version>,
    /// What it says; events that this version does not know are left out.
    pub act: Act,
    /// How many events of it this version does not know. They stay in the file untouched.
    pub unknown: usize,
    /// Who writes; in the first record of a file.
    pub origin: Option<Box<Origin>>,
    /// What the record that closed the meeting states about all records before it.
    pub seal: Option<Box<Seal>>,
}

impl Record {
    /// Its name.
    pub fn version(&self) -> Version {
        Version { writer: self.writer, seq: self.seq }
    }
}

/// Who writes a journal, as its first record says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Which program on which machine: `minutebook 0.1.0 on desk`.
    pub host: String,
    /// A name for the machine and its user that no other machine has; where one is known.
    pub machine: Option<String>,
    /// The scribe's own name.
    pub by: Option<String>,
}

impl Origin {
    /// A program of that name, and nothing else known.
    pub fn named(host: &str) -> Self {
        Self { host: host.to_owned(), ..Self::default() }
    }
}

/// What a line says about its act.
#[derive(Clone, Copy, Debug)]
pub struct Heading<'a> {
    /// Who writes.
    pub writer: WriterId,
    /// The record's number.
    pub seq: u64,
    /// The clock's reading; none: the act's wall time.
    pub hlc: Option<Hlc>,
    /// See [`Record::seen`].
    pub seen: &'a [Version],
    /// In the first record of a file.
    pub origin: Option<&'a Origin>,
    /// In the record that closes the meeting.
    pub seal: Option<&'a Seal>,
}

impl Heading<'_> {
    /// Nothing but the record's name.
    pub fn new(writer: WriterId, seq: u64) -> Self {
        Self { writer, seq, hlc: None, seen: &[], origin: None, seal: None }
    }
}

/// Writes an act as a whole line at the end of `line`, its newline included; on an error `line` is as it was.
pub fn encode(line: &mut Vec<u8>, heading: &Heading<'_>, act: &Act) -> Result<(), serde_json::Error> {
    let start = line.len();
    let written = encode_open(line, heading, act);
    match written {
        Ok(()) => sealed::seal(line, start),
        Err(_) => line.truncate(start),
    }
    written
}

fn encode_open(line: &mut Vec<u8>, heading: &Heading<'_>, act: &Act) -> Result<(), serde_json::Error> {
    let Heading { writer, seq, hlc, seen, origin, seal } = *heading;
    // Writing into a Vec cannot fail, so the results of write! say nothing.
    let _ = write!(line, "{{\"v\":{VERSION},\"writer\":\"{writer}\",\"seq\":{seq},\"at\":\"");
    push_time(line, act.stamp.at);
    line.push(b'"');
    if let Some(Boot { id, ms }) = act.stamp.boot {
        let _ = write!(line, ",\"boot\":{{\"id\":{id},\"ms\":{ms}}}");
    }
    if let Some(Hlc { ms, n }) = hlc.filter(|hlc| *hlc != Hlc::of(act.stamp.at)) {
        let _ = write!(line, ",\"hlc\":{{\"ms\":{ms},\"n\":{n}}}");
    }
    for (place, Version { writer, seq }) in seen.iter().enumerate() {
        let before = if place == 0 { ",\"seen\":{" } else { "," };
        let _ = write!(line, "{before}\"{writer}\":{seq}");
    }
    if !seen.is_empty() {
        line.push(b'}');
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
    if let Some(Origin { host, machine, by }) = origin {
        for (field, text) in [("host", Some(host)), ("machine", machine.as_ref()), ("by", by.as_ref())] {
            let Some(text) = text else { continue };
            let _ = write!(line, ",\"{field}\":");
            serde_json::to_writer(&mut *line, text)?;
        }
    }
    if let Some(Seal { records, sha256 }) = seal {
        let _ = write!(line, ",\"seal\":{{\"records\":{records},\"sha256\":");
        serde_json::to_writer(&mut *line, sha256)?;
        line.push(b'}');
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
    #[serde(deserialize_with = "of_the_calendar")]
    at: DateTime<FixedOffset>,
    boot: Option<Boot>,
    hlc: Option<Hlc>,
    seen: Option<BTreeMap<WriterId, u64>>,
    undoes: Option<u64>,
    redoes: Option<u64>,
    clears: Option<DraftKey>,
    host: Option<String>,
    machine: Option<String>,
    by: Option<String>,
    seal: Option<StatedSeal>,
    events: Vec<E>,
}

#[derive(Deserialize)]
struct StatedSeal {
    records: u64,
    sha256: String,
}

/// Only the version, for lines that cannot be read otherwise.
#[derive(Deserialize)]
struct FormatVersion {
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

/// Reads a sound line (without its newline).
pub(super) fn decode(line: &[u8]) -> Result<Record, Unreadable> {
    match serde_json::from_slice::<Line<Event>>(line) {
        Ok(read) if read.v == VERSION && read.seq == 0 => {
            Err(Unreadable::Other("records are numbered from 1".to_owned()))
        }
        Ok(read) if read.v == VERSION => Ok(read.into_record(0)),
        Ok(read) => Err(Unreadable::Newer(read.v)),
        Err(_) => decode_leniently(line),
    }
}

/// The slow way, for a line with events that this version does not know: those that it knows, and a count.
fn decode_leniently(line: &[u8]) -> Result<Record, Unreadable> {
    let other = |error: serde_json::Error| Unreadable::Other(error.to_string());
    let FormatVersion { v } = serde_json::from_slice(line).map_err(other)?;
    if v != VERSION {
        return Err(Unreadable::Newer(v));
    }
    let raw: Line<&RawValue> = serde_json::from_slice(line).map_err(other)?;
    if raw.seq == 0 {
        return Err(Unreadable::Other("records are numbered from 1".to_owned()));
    }
    let events: Vec<Event> = raw.events.iter().filter_map(|event| serde_json::from_str(event.get()).ok()).collect();
    let unknown = raw.events.len() - events.len();
    Ok(raw.with(events).into_record(unknown))
}

impl<E> Line<E> {
    /// The same line with its events read.
    fn with(self, events: Vec<Event>) -> Line<Event> {
        let Self { v, writer, seq, at, boot, hlc, seen, undoes, redoes, clears, host, machine, by, seal, events: _ } =
            self;
        Line { v, writer, seq, at, boot, hlc, seen, undoes, redoes, clears, host, machine, by, seal, events }
    }
}

impl Line<Event> {
    fn into_record(self, unknown: usize) -> Record {
        let cause = match (self.undoes, self.redoes) {
            (Some(of), _) => Cause::Undo { of },
            (None, Some(of)) => Cause::Redo { of },
            (None, None) => Cause::Fresh,
        };
        let stamp = Stamp { at: self.at, boot: self.boot };
        let (machine, by) = (self.machine, self.by);
        let seen = self.seen.into_iter().flatten();
        Record {
            writer: self.writer,
            seq: self.seq,
            hlc: self.hlc.unwrap_or(Hlc::of(self.at)),
            seen: seen.map(|(writer, seq)| Version { writer, seq }).collect(),
            act: Act { stamp, events: self.events, cause, clears: self.clears },
            unknown,
            origin: self.host.map(|host| Box::new(Origin { host, machine, by })),
            seal: self.seal.map(|StatedSeal { records, sha256 }| Box::new(Seal { records, sha256 })),
        }
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
        let origin = host.map(Origin::named);
        encode(&mut line, &Heading { origin: origin.as_ref(), ..Heading::new(WRITER, seq) }, act).unwrap();
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
    fn what_several_writers_need_stands_between_the_clocks_and_the_cause() {
        let act = Act { cause: Cause::Redo { of: 3 }, ..note("x") };
        let origin = Origin { host: "here".into(), machine: Some("5f".into()), by: Some("Ann".into()) };
        let seal = Seal { records: 12, sha256: "00ff".into() };
        let seen = [Version { writer: WriterId(11), seq: 4 }, Version { writer: WriterId(12), seq: 7 }];
        let hlc = Hlc { ms: 1_572_278_400_123, n: 2 };
        let heading =
            Heading { writer: WRITER, seq: 13, hlc: Some(hlc), seen: &seen, origin: Some(&origin), seal: Some(&seal) };
        let mut line = Vec::new();
        encode(&mut line, &heading, &act).unwrap();
        assert_eq!(
            String::from_utf8_lossy(&line),
            concat!(
                r#"{"v":1,"writer":"1f3a9c0b","seq":13,"at":"2019-10-28T09:00:00.123-07:00","#,
                r#""hlc":{"ms":1572278400123,"n":2},"seen":{"0000000b":4,"0000000c":7},"redoes":3,"#,
                r#""host":"here","machine":"5f","by":"Ann","seal":{"records":12,"sha256":"00ff"},"#,
                r#""events":[{"event":"entry_added","entry":"1f3a9c0b-7","slot":"1f3a9c0b-2","text":"x"}],"crc":"e8141061"}"#,
                "\n"
            )
        );
        let read = decode(line.trim_ascii_end()).unwrap();
        assert_eq!((read.hlc, &read.seen[..], read.act), (hlc, &seen[..], act));
        assert_eq!((read.origin.as_deref(), read.seal.as_deref()), (Some(&origin), Some(&seal)));
    }

    #[test]
    fn an_event_of_a_later_version_is_counted_and_the_others_are_read() {
        let mut bytes = br#"{"v":1,"writer":"1f3a9c0b","seq":2,"at":"2026-01-01T00:00:00.000Z","mood":"good","events":[{"event":"vote_held","for":3},{"event":"meeting_closed","by":"Ann"}]"#.to_vec();
        sealed::seal(&mut bytes, 0);
        let record = decode(bytes.trim_ascii_end()).unwrap();
        assert_eq!((record.seq, record.unknown, record.origin), (2, 1, None));
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
            let record = decode(written.trim_end_matches('\n').as_bytes()).unwrap();
            let hlc = Hlc::of(moment);
            prop_assert_eq!(record, Record { writer: WRITER, seq, hlc, seen: vec![], act, unknown: 0, origin: None, seal: None });
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
