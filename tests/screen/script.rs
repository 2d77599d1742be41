//! A scribe at the screen: keys in, and beside it what a journal would have of it.
//!
//! After every message it is checked that an act was written once, that the half-typed lines are kept as they stand on
//! the screen, and that no pane shows something old. Not here: the tests.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use minutebook::app::overlay::Overlay;
use minutebook::app::{Deed, Effect, Ending, Model, Msg, Pointer, ReadOnly, revise_agenda, update};
use minutebook::meeting::{
    Act, Agenda, Boot, Cause, Changes, Command, Content, Draft, DraftKey, Entry, EntryId, Event, Head, Kind, Ledger,
    Meeting, Person, PlannedDay, PlannedSlot, Slot, SlotId, SlotKind, Stamp, Status, TalkingPoint, Version, WriterId,
    decide, open,
};

use crate::keyboard::{key_event, typed_event};
use minutebook::view::{Depth, Theme, under};
use ratatui::layout::Position;

use crate::panes::{Panes, place_of};

const WRITER: WriterId = WriterId(1);

/// The other scribe, Bo.
pub(crate) const OTHER: WriterId = WriterId(2);

/// A third, who knows nothing of Bo.
const THIRD: WriterId = WriterId(3);

/// A record of the journals: which, what its writer had read of the others, and the act.
type Record = (Version, Vec<Version>, Act);

/// The moment so many seconds after nine.
pub(crate) fn moment(seconds: i64) -> Stamp {
    let nine = Stamp::wall("2019-10-28T09:00:00-07:00".parse().unwrap());
    let boot = Boot { id: 7, ms: 1_000_000 + u64::try_from(seconds * 1000).unwrap() };
    Stamp { at: nine.at + TimeDelta::seconds(seconds), boot: Some(boot) }
}

/// `09:45 Middleware`, or a title alone.
fn slot(line: &str) -> PlannedSlot {
    let timed = line.split_once(' ').and_then(|(time, title)| {
        NaiveTime::parse_from_str(time, "%H:%M").ok().map(|start| (Some(start), title.to_owned()))
    });
    let (start, title) = timed.unwrap_or((None, line.to_owned()));
    let kind = if title == "Break" { SlotKind::Break } else { SlotKind::Topic };
    PlannedSlot { title, kind, start, ..PlannedSlot::default() }
}

pub(crate) fn plan(days: &[&[&str]]) -> Agenda {
    let day = |(day, slots): (u32, &&[&str])| PlannedDay {
        date: NaiveDate::from_ymd_opt(2019, 10, day),
        title: format!("Day {}", day - 27),
        slots: slots.iter().map(|line| slot(line)).collect(),
        ..PlannedDay::default()
    };
    let person = |name: &str| Person { name: name.to_owned(), ..Person::default() };
    Agenda {
        head: Head { title: "Team face-to-face".to_owned(), chair: vec!["Ann Lee".into()], ..Head::default() },
        people: ["Ann Lee", "Bo Chen", "Fritz Moeller", "Jim Botha"].map(person).to_vec(),
        groups: vec!["RV-SST".to_owned()],
        days: (28..).zip(days).map(day).collect(),
        ..Agenda::default()
    }
}

/// Two days of three slots.
pub(crate) fn usual() -> Agenda {
    let first: &[&str] = &["09:00 Welcome", "09:45 Middleware", "10:30 Break"];
    let mut plan = plan(&[first, &["09:00 Data", "09:30 Plans", "10:00 Close"]]);
    plan.days[0].slots[0].topics = vec![TalkingPoint {
        text: "Confirm agenda".to_owned(),
        children: vec![TalkingPoint { text: "and the dinner".to_owned(), children: vec![] }],
    }];
    plan
}

/// The screen and what was written.
pub(crate) struct Screen {
    pub(crate) model: Model,
    pub(crate) acts: Vec<Act>,
    /// Everything written by both, in the order in which it came here.
    records: Vec<Record>,
    pub(crate) drafts: BTreeMap<DraftKey, Draft>,
    pub(crate) bells: usize,
    pub(crate) ended: Option<Ending>,
    /// What else the shell was asked to do.
    pub(crate) asked: Vec<Effect>,
    seconds: i64,
    pub(crate) panes: Panes,
}

impl Screen {
    /// The usual meeting, opened for the first time.
    pub(crate) fn open() -> Self {
        Self::of(usual())
    }

    pub(crate) fn of(agenda: Agenda) -> Self {
        let opening = open(agenda, "id".into(), "team".into(), None, "America/Los_Angeles".into(), WRITER);
        let act = Act { stamp: moment(0), events: vec![opening], cause: Cause::Fresh, clears: None };
        Self::resume(vec![(Version { writer: WRITER, seq: 1 }, vec![], act)], BTreeMap::new(), 0)
    }

    fn resume(records: Vec<Record>, drafts: BTreeMap<DraftKey, Draft>, seconds: i64) -> Self {
        let ledger = folded(&records, WRITER);
        let mut model = Model::new(ledger, WRITER, moment(seconds), drafts.values().cloned().collect()).unwrap();
        if records.iter().any(|(version, ..)| version.writer == OTHER) {
            model.authors = authors();
        }
        let acts =
            records.iter().filter(|(version, ..)| version.writer == WRITER).map(|(.., act)| act.clone()).collect();
        let panes = Panes::of(&model);
        Self { panes, model, acts, records, drafts, bells: 0, ended: None, asked: vec![], seconds }
    }

    /// The program is killed, and started again so many seconds later.
    pub(crate) fn restart(self, after: i64) -> Self {
        let mut again = Self::resume(self.records, self.drafts, self.seconds + after);
        // Lines whose place is gone are kept where they are shown now, as the command line does it.
        again.drafts = again.model.half_typed().into_iter().map(|draft| (draft.key, draft)).collect();
        again.send(Msg::Resize(self.model.size.0, self.model.size.1));
        again
    }

    pub(crate) fn send(&mut self, msg: Msg) -> &mut Self {
        let said = match &msg {
            Msg::Merged(..) => "acts of another".to_owned(),
            msg => format!("{msg:?}"),
        };
        let before = self.model.ledger.last_seq();
        let effects = update(&mut self.model, msg);
        self.take(effects, before, &said)
    }

    /// The agenda was edited and is read again.
    pub(crate) fn revise(&mut self, agenda: Agenda) -> &mut Self {
        let before = self.model.ledger.last_seq();
        let effects = revise_agenda(&mut self.model, agenda);
        self.take(effects, before, "an edited agenda")
    }

    fn take(&mut self, effects: Vec<Effect>, before: u64, said: &str) -> &mut Self {
        let mut written = 0;
        for effect in effects {
            assert!(
                self.model.read_only.is_none() || !matches!(effect, Effect::Append(_) | Effect::KeepDraft(_)),
                "written on a screen that is only for reading, after {said}: {effect:?}"
            );
            match effect {
                Effect::Append(act) => {
                    act.clears.iter().for_each(|key| {
                        self.drafts.remove(key);
                    });
                    let seen = [OTHER, THIRD].into_iter().filter_map(|writer| self.last_of(writer)).collect();
                    let version = Version { writer: WRITER, seq: self.acts.len() as u64 + 1 };
                    self.records.push((version, seen, act.clone()));
                    self.acts.push(act);
                    written += 1;
                }
                Effect::KeepDraft(draft) if draft.text.is_empty() => {
                    self.drafts.remove(&draft.key);
                }
                Effect::KeepDraft(draft) => {
                    self.drafts.insert(draft.key, draft);
                }
                Effect::Bell => self.bells += 1,
                Effect::Quit(how) => self.ended = Some(how),
                _ => self.asked.push(effect),
            }
        }
        assert_eq!(self.model.ledger.last_seq(), before + written, "an act is written once: {said}");
        let kept: Vec<_> = self.drafts.values().map(|draft| (draft.key, draft.text.as_str(), draft.depth)).collect();
        let mut shown: Vec<_> = self.model.drafts().map(|(key, line)| (key, line.text(), line.depth)).collect();
        let after_slash = match &self.model.overlay {
            Some(Overlay::Pick(palette)) if palette.slash => Some(format!("/{}", palette.filter.text())),
            _ => None,
        };
        shown.extend(after_slash.as_deref().map(|text| (self.model.line_key(), text, self.model.line.depth)));
        shown.sort_by_key(|(key, _, _)| *key);
        // On a screen that is only for reading they are another's, who keeps them.
        assert!(
            self.model.read_only.is_some() || kept == shown,
            "half-typed lines kept and shown after {said}: {kept:?}, {shown:?}"
        );
        self.panes.check(&self.model, said);
        self
    }

    fn last_of(&self, writer: WriterId) -> Option<Version> {
        self.records.iter().rev().map(|(version, ..)| *version).find(|version| version.writer == writer)
    }

    /// The screen is made again for reading, or for writing.
    pub(crate) fn read_only(&mut self, why: Option<ReadOnly>) -> &mut Self {
        // A line behind a slash, and an edit, are a writer's: the shell makes a screen without them.
        if self.model.read_only.is_none() {
            self.press("esc esc");
        }
        self.model.read_only = why;
        self.drafts = self.model.half_typed().into_iter().map(|draft| (draft.key, draft)).collect();
        self.panes = Panes::of(&self.model);
        self
    }

    /// The other scribe, who has read everything so far, does something; it comes on screen here.
    pub(crate) fn other(&mut self, command: impl FnOnce(&Meeting) -> Option<Command>) -> &mut Self {
        let meeting = folded(&self.records, OTHER).meeting;
        let now = moment(self.seconds);
        let Some(events) = command(&meeting).and_then(|command| decide(&meeting, command, OTHER, &now).ok()) else {
            return self;
        };
        self.written_by(OTHER, &[WRITER, THIRD], events);
        self.merged()
    }

    /// A record of another writer, who has read all that those wrote.
    fn written_by(&mut self, writer: WriterId, read: &[WriterId], events: Vec<Event>) {
        let act = Act { stamp: moment(self.seconds), events, cause: Cause::Fresh, clears: None };
        let seq = self.last_of(writer).map_or(1, |last| last.seq + 1);
        let seen = read.iter().filter_map(|writer| self.last_of(*writer)).collect();
        self.records.push((Version { writer, seq }, seen, act));
    }

    /// What both wrote is read again and comes on screen.
    pub(crate) fn merged(&mut self) -> &mut Self {
        let ledger = folded(&self.records, WRITER);
        self.send(Msg::Merged(Box::new(ledger), authors()))
    }

    /// The other scribe adds lines at the end of a slot.
    pub(crate) fn other_adds(&mut self, title: &str, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.other(|meeting| {
                let slot = meeting.slots().find(|slot| slot.plan.title == title).expect(title).id;
                Some(Command::Add { slot, after: None, lines: vec![(0, note(line))] })
            });
        }
        self
    }

    /// The other scribe writes an entry otherwise; a third says again what stands, without knowing that.
    pub(crate) fn rival(&mut self, of: &str, text: &str) -> &mut Self {
        let entry = self.entry(of);
        let says = |text: &str| {
            let changes = Box::new(Changes { text: Some(text.to_owned()), ..Changes::default() });
            vec![Event::EntryChanged { entry, changes }]
        };
        self.written_by(OTHER, &[WRITER, THIRD], says(text));
        self.written_by(THIRD, &[WRITER], says(of));
        self.merged()
    }

    /// An entry of the meeting by its text.
    pub(crate) fn entry(&self, text: &str) -> EntryId {
        self.model.meeting().entries().find(|(_, entry)| entry.text == text).expect(text).1.id
    }

    /// A slot by its title.
    pub(crate) fn slot_id(&self, title: &str) -> SlotId {
        self.slot(title).id
    }

    /// Keys with blanks between them: `ctrl-n`, `alt-down`, `enter`, `x`.
    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        for key in keys.split_whitespace() {
            self.send(Msg::Key(key_event(key)));
        }
        self
    }

    /// A key for each character.
    pub(crate) fn typed(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.send(Msg::Key(typed_event(c)));
        }
        self
    }

    /// Lines typed and committed.
    pub(crate) fn lines(&mut self, lines: &[&str]) -> &mut Self {
        for line in lines {
            self.typed(line).press("enter");
        }
        self
    }

    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.to_owned()))
    }

    /// Something is done with the mouse at a cell.
    pub(crate) fn point(&mut self, deed: Deed, at: (u16, u16)) -> &mut Self {
        let pointer = Pointer { deed, at: Position { x: at.0, y: at.1 } };
        let theme = Theme::new(Depth::Indexed);
        let target = under(&self.model, &self.model.layout(), &theme, pointer);
        self.send(Msg::Mouse(pointer, target))
    }

    /// The button goes down and up where a text stands on the screen, so many times.
    pub(crate) fn clicks(&mut self, text: &str, times: u8) -> &mut Self {
        let at = place_of(self, text);
        for nth in 1..=times {
            self.point(Deed::Press(nth), at).point(Deed::Release, at);
        }
        self
    }

    /// Once.
    pub(crate) fn click(&mut self, text: &str) -> &mut Self {
        self.clicks(text, 1)
    }

    /// From the first sign of a text to the first of another with the button down.
    pub(crate) fn drag(&mut self, from: &str, to: &str) -> &mut Self {
        let (from, to) = (place_of(self, from), place_of(self, to));
        self.point(Deed::Press(1), from).point(Deed::Drag, to).point(Deed::Release, to)
    }

    /// The wheel turns by so many rows over a text.
    pub(crate) fn wheel(&mut self, text: &str, by: isize) -> &mut Self {
        let at = place_of(self, text);
        self.point(Deed::Wheel(by), at)
    }

    /// The last text that was to go into the clipboard.
    pub(crate) fn copied(&self) -> Option<&str> {
        self.asked.iter().rev().find_map(|effect| match effect {
            Effect::Copy(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// Time goes by, told each second at the end only.
    pub(crate) fn wait(&mut self, seconds: i64) -> &mut Self {
        self.seconds += seconds;
        self.send(Msg::Now(moment(self.seconds)))
    }

    pub(crate) fn size(&mut self, columns: u16, rows: u16) -> &mut Self {
        self.send(Msg::Resize(columns, rows))
    }

    /// What stands in the composer.
    pub(crate) fn line(&self) -> &str {
        self.model.line.text()
    }

    pub(crate) fn notice(&self) -> &str {
        self.model.notice.as_ref().map_or("", |notice| &notice.text)
    }

    /// What is said of the line being typed.
    pub(crate) fn preview(&self) -> String {
        self.model.preview.words()
    }

    /// Title of the slot on screen.
    pub(crate) fn viewed(&self) -> &str {
        &self.model.slot().unwrap().plan.title
    }

    /// Title of the slot whose clock runs.
    pub(crate) fn running(&self) -> Option<&str> {
        self.model.meeting().current().map(|slot| slot.plan.title.as_str())
    }

    /// Seconds that a slot has had.
    pub(crate) fn spent(&self, title: &str) -> i64 {
        self.slot(title).elapsed(&self.model.now).num_seconds()
    }

    pub(crate) fn slot(&self, title: &str) -> &Slot {
        self.model.meeting().slots().find(|slot| slot.plan.title == title).expect(title)
    }

    /// The entries of the slot on screen as one would type them: two blanks a level, the sign of the kind.
    pub(crate) fn outline(&self) -> Vec<String> {
        self.outline_of(self.viewed())
    }

    pub(crate) fn outline_of(&self, title: &str) -> Vec<String> {
        self.slot(title).entries.iter().map(as_typed).collect()
    }

    /// The text of the entry that is selected.
    pub(crate) fn selected(&self) -> Option<&str> {
        let (slot, index) = self.model.meeting().place_of(self.model.selected?)?;
        Some(&slot.entries[index].text)
    }

    /// The title of the list that is open, or what else is.
    pub(crate) fn popup(&self) -> Option<&str> {
        Some(match self.model.overlay.as_ref()? {
            Overlay::Pick(picker) => picker.title,
            Overlay::Help { .. } => "Help",
            Overlay::Leave { .. } => "Leave",
            Overlay::Elsewhere { .. } => "Elsewhere",
            Overlay::StartedAt { .. } => "Started at",
            Overlay::Ask { verb, .. } => verb.verb().name,
            Overlay::CatchUp { .. } => "Catch up",
            Overlay::CloseOut => "Close-out",
            Overlay::BigClock => "Clock",
            Overlay::Search => "Search",
            Overlay::Report { title, .. } => title,
        })
    }
}

/// A plain note.
pub(crate) fn note(text: &str) -> Content {
    Content { text: text.to_owned(), ..Content::default() }
}

/// The names of both.
pub(crate) fn authors() -> BTreeMap<WriterId, String> {
    BTreeMap::from([(WRITER, "Ann Lee".to_owned()), (OTHER, "Bo Chen".to_owned())])
}

/// The meeting of all that was written, under the hand of one of them.
fn folded(records: &[Record], writer: WriterId) -> Ledger {
    let mut ledger = Ledger::new(writer);
    for (version, seen, act) in records {
        ledger.read(*version, seen, act);
    }
    ledger
}

fn as_typed(entry: &Entry) -> String {
    let sign = match entry.kind {
        Kind::Note => "",
        Kind::Action => "! ",
        Kind::Decision => "= ",
        Kind::Question => "? ",
        other => return format!("{}{}: {}", "  ".repeat(entry.depth.into()), other.word(), entry.text),
    };
    let indent = "  ".repeat(entry.depth.into());
    let Some(item) = entry.as_action() else { return format!("{indent}{sign}{}", entry.text) };
    let owners = if item.owners.is_empty() { String::new() } else { format!("{} — ", item.owners.join(", ")) };
    let due = item.due.map(|due| format!(" due {due}")).unwrap_or_default();
    let done = if item.status == Status::Done { " (done)" } else { "" };
    format!("{indent}{sign}{owners}{}{due}{done}", entry.text)
}
