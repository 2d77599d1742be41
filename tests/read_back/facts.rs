//! What has to survive on the way out of the program and back: of a meeting, and of what a file says.
//!
//! A form says what it cannot carry by a method of [`Facts`] that takes it away from both sides, never by a comparison that
//! looks away. What no agenda at all can say is left out as the facts are taken: see `title` and `is_length`.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use minutebook::agenda::{Reading, ToldEntry};
use minutebook::meeting::{Attachment, Kind, Meeting, Stamp, Status};
use minutebook::minutes::Minutes;
use minutebook::minutes::document::{Branch, SlotMinutes};
use minutebook::minutes::said::Said;

/// A meeting.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) title: String,
    pub(crate) slots: Vec<SlotFacts>,
    /// The files of the whole meeting.
    pub(crate) files: Vec<Attachment>,
}

/// A slot of it, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SlotFacts {
    pub(crate) day: Option<NaiveDate>,
    pub(crate) title: String,
    /// When it was to start, where the agenda states that, on its day or after midnight.
    pub(crate) start: Option<NaiveTime>,
    pub(crate) minutes: Option<u32>,
    /// When it was held, to the minute, in the meeting's zone; the end is open while its clock runs.
    pub(crate) held: Option<(NaiveDateTime, Option<NaiveDateTime>)>,
    pub(crate) entries: Vec<EntryFacts>,
    /// Those named by the agenda, then those named in the meeting.
    pub(crate) files: Vec<Attachment>,
}

/// A line of what was said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntryFacts {
    pub(crate) depth: u16,
    pub(crate) kind: Kind,
    pub(crate) text: String,
    pub(crate) number: Option<u32>,
    pub(crate) owners: Vec<String>,
    pub(crate) due: Option<NaiveDate>,
    pub(crate) status: Status,
    pub(crate) priority: Option<u8>,
    pub(crate) speaker: Option<String>,
    /// As text: the choice and who.
    pub(crate) votes: Vec<String>,
    pub(crate) link: Option<String>,
}

impl Facts {
    /// Those of a meeting as it stands at `now`.
    pub(crate) fn of(meeting: &Meeting, now: &Stamp) -> Self {
        let minutes = Minutes::new(meeting, &[], None, now);
        let days = minutes.days.iter();
        let slots = days.flat_map(|day| day.slots.iter().map(|slot| SlotFacts::of(slot, day.day.date)));
        Self {
            title: one_line(&meeting.head.title),
            slots: slots.collect(),
            files: meeting.attachments().cloned().collect(),
        }
    }

    /// Those of a file.
    pub(crate) fn read(reading: &Reading) -> Self {
        let mut slots = Vec::new();
        for (number, day) in reading.agenda.days.iter().enumerate() {
            for (at, slot) in day.slots.iter().enumerate() {
                let told = reading.told.iter().find(|told| (told.day, told.slot) == (number, at)).cloned();
                let told = told.unwrap_or_default();
                slots.push(SlotFacts {
                    day: day.date,
                    title: title(&slot.title),
                    start: slot.start,
                    minutes: slot.minutes.filter(|minutes| is_length(*minutes)),
                    held: told.started.map(|at| (to_the_minute(at), told.ended.map(to_the_minute))),
                    entries: told.entries.iter().map(EntryFacts::read).collect(),
                    files: slot.attachments.clone(),
                });
            }
        }
        let files = reading.agenda.attachments.clone();
        Self { title: one_line(&reading.agenda.head.title), slots, files }
    }
}

impl SlotFacts {
    fn of(slot: &SlotMinutes, day: Option<NaiveDate>) -> Self {
        let plan = slot.plan;
        let start = plan.start.filter(|_| !plan.start_guessed).map(|at| at.naive_local());
        let is_here = |at: &NaiveDateTime| day.is_none_or(|day| at.date() == day || Some(at.date()) == day.succ_opt());
        let mut entries = Vec::new();
        slot.entries.iter().for_each(|branch| flatten(branch, 0, &mut entries));
        Self {
            day,
            title: title(&slot.slot.plan.title),
            start: start.filter(is_here).map(|at| at.time()),
            minutes: plan.minutes.filter(|minutes| !plan.minutes_guessed && is_length(*minutes)),
            held: slot.held.map(|held| {
                let minute = |at: DateTime<chrono_tz::Tz>| to_the_minute(at.fixed_offset());
                (minute(held.start), held.end.map(minute))
            }),
            entries,
            files: slot.slot.attachments().cloned().collect(),
        }
    }
}

impl EntryFacts {
    fn read(told: &ToldEntry) -> Self {
        Self {
            depth: told.depth,
            kind: told.kind,
            text: told.text.clone(),
            number: told.number,
            owners: told.owners.clone(),
            due: told.due,
            status: told.status,
            priority: told.priority,
            speaker: told.speaker.clone(),
            votes: told.votes.iter().map(ToString::to_string).collect(),
            link: told.link.clone(),
        }
    }
}

fn flatten(branch: &Branch<Said>, depth: u16, into: &mut Vec<EntryFacts>) {
    let entry = branch.line.entry;
    let item = entry.as_action();
    into.push(EntryFacts {
        depth,
        kind: entry.kind,
        text: entry.text.clone(),
        number: item.map(|item| item.number),
        owners: item.map(|item| item.owners.clone()).unwrap_or_default(),
        due: item.and_then(|item| item.due),
        status: item.map(|item| item.status).unwrap_or_default(),
        priority: item.and_then(|item| item.priority),
        speaker: entry.speaker.clone().filter(|_| entry.kind == Kind::Speech),
        votes: entry.votes.iter().map(ToString::to_string).collect(),
        link: entry.link.clone().filter(|_| entry.kind == Kind::Link),
    });
    branch.children.iter().for_each(|child| flatten(child, depth + 1, into));
}

/// No agenda can say that something takes no time, or more than a day.
fn is_length(minutes: u32) -> bool {
    (1..=24 * 60).contains(&minutes)
}

/// The title of a slot as an agenda's file can say it: one that begins with marks loses them to the time before it, or takes
/// the time for its words; marks of emphasis around the whole are none of it.
fn title(title: &str) -> String {
    let title = one_line(title);
    let bare = title.split_once(' ').filter(|(time, _)| NaiveTime::parse_from_str(time, "%H:%M").is_ok());
    let bare = bare.map_or(title.as_str(), |(_, rest)| rest);
    let mut bare = bare.trim_start_matches(|char: char| char == ' ' || "-~:,|".contains(char));
    let within = |text: &str, mark: char| text.strip_prefix(mark)?.strip_suffix(mark).map(|inner| inner.trim().len());
    while let Some(length) = within(bare, '*').or_else(|| within(bare, '_')).filter(|length| *length > 0) {
        bare = bare.get(1..bare.len() - 1).map(str::trim).filter(|inner| inner.len() == length).unwrap_or(bare);
    }
    bare.to_owned()
}

/// A title as an agenda's file can say it: with single blanks.
fn one_line(title: &str) -> String {
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn to_the_minute(at: DateTime<FixedOffset>) -> NaiveDateTime {
    let local = at.naive_local();
    local.with_second(0).and_then(|at| at.with_nanosecond(0)).unwrap_or(local)
}

/// The first place where two sides differ, in words; none where they are equal.
pub(crate) fn difference(written: &Facts, read: &Facts) -> Option<String> {
    if written.title != read.title {
        return Some(format!("title\n  {:?}\n  {:?}", written.title, read.title));
    }
    if written.files != read.files {
        return Some(format!("files\n  {:?}\n  {:?}", written.files, read.files));
    }
    for (at, (written, read)) in written.slots.iter().zip(&read.slots).enumerate() {
        let bare = |slot: &SlotFacts| SlotFacts { entries: Vec::new(), ..slot.clone() };
        if bare(written) != bare(read) {
            return Some(format!("slot {at}\n  {:?}\n  {:?}", bare(written), bare(read)));
        }
        for (line, (written, read)) in written.entries.iter().zip(&read.entries).enumerate() {
            if written != read {
                return Some(format!("slot {at}, line {line}\n  {written:?}\n  {read:?}"));
            }
        }
        if written.entries.len() != read.entries.len() {
            return Some(format!("slot {at}: {} lines, {} read", written.entries.len(), read.entries.len()));
        }
    }
    let (written, read) = (written.slots.len(), read.slots.len());
    (written != read).then(|| format!("{written} slots, {read} read"))
}

impl Facts {
    /// What a form for people says: texts on one line without what its reader cannot see, and a subtopic as a heading, under
    /// which all stands that follows. A link that is not safe to follow is words; one that shows its own address has no
    /// other text.
    pub(crate) fn read_by_people(mut self) -> Self {
        for entries in self.slots.iter_mut().map(|slot| &mut slot.entries) {
            let mut under_heading = false;
            for entry in entries {
                if entry.depth == 0 {
                    under_heading = entry.kind == Kind::Subtopic;
                }
                entry.depth = entry.depth.saturating_sub(u16::from(under_heading));
                entry.link_in_words();
            }
        }
        let of_slots = self.slots.iter_mut().flat_map(|slot| &mut slot.files);
        for file in of_slots.chain(&mut self.files).filter(|file| !file.is_promised()) {
            place_in_words(file);
        }
        self
    }

    /// An address alone on its line is a note or a link: which, not every form can tell.
    pub(crate) fn with_bare_links_as_notes(mut self) -> Self {
        let entries = self.slots.iter_mut().flat_map(|slot| &mut slot.entries);
        let is_address = |text: &str| text.starts_with("http") && text.contains("://") && !text.contains(' ');
        for entry in entries.filter(|entry| entry.kind == Kind::Link && is_address(&entry.text)) {
            (entry.kind, entry.link) = (Kind::Note, None);
        }
        self
    }
}

/// Of a file whose place is not safe to follow, the place is words.
fn place_in_words(file: &mut Attachment) {
    let Some(place) = file.link.take() else { return };
    if place.starts_with("http") {
        file.link = Some(place);
    } else {
        file.name = if file.name.is_empty() { place } else { format!("{} ({place})", file.name) };
    }
}

impl EntryFacts {
    fn link_in_words(&mut self) {
        if self.kind != Kind::Link {
            return;
        }
        let Some(link) = self.link.take() else {
            self.kind = Kind::Note;
            return;
        };
        let shown = if self.text.is_empty() { &link } else { &self.text };
        if link.starts_with("http") {
            self.text = shown.clone();
            self.link = Some(link);
            return;
        }
        self.kind = Kind::Note;
        self.text = if shown.contains(&link) { shown.clone() } else { format!("{shown} ({link})") };
    }
}
