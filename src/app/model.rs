//! What the screen knows: the meeting, the line being typed, and where the scribe is looking.
//!
//! `update` changes it, `view` reads it. Derived things (previews, the plan's times) are kept here only because a key
//! must not pay for them again; each says what it is derived from.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use chrono::{DateTime, FixedOffset};
use chrono_tz::Tz;

use super::keeping::Leads;
use super::layout::{Layout, Shape};
use super::notices::{Called, Desktop, Happening};
use super::outline::Hands;
use super::outside::Outside;
use super::overlay::Overlay;
use super::scroll::Scroll;
use super::update::Deleted;
use super::vocabulary::Vocabulary;
use super::zones::zones;
use super::{
    Clipboard, CloseOut, ItemList, Keymap, Later, Line, Mode, Mouse, Preview, ReadOnly, ReviewPanel, Saved, Search,
    Snippet, Strokes, Vim, slash_words,
};
use crate::meeting::schedule::{self, Planned, Projection, Standing, State};
use crate::meeting::{Draft, DraftKey, Entry, EntryId, Ledger, Meeting, Rival, Slot, SlotId, Stamp, WriterId};
use crate::notation::{self, Completion, Roster, Source};
use crate::palette::Themes;

/// How many ways to go on with the line are kept; more cannot be taken in at a glance.
const CHOICES: usize = 4;

/// The meeting screen.
#[derive(Clone, Debug)]
pub struct Model {
    /// The meeting and what can be taken back in it.
    pub ledger: Ledger,
    /// Whose hand this is.
    pub writer: WriterId,
    /// The last moment that the shell told.
    pub now: Stamp,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// The bindings in force.
    pub keymap: Keymap,
    /// What the user set.
    pub settings: Settings,
    /// The slot on screen.
    pub viewed: SlotId,
    /// The entry being edited in place.
    pub editing: Option<EntryId>,
    /// The line being typed, or the text of the entry being edited.
    pub line: Line,
    /// What was deleted last of a line, more than a character of it.
    pub(super) deleted: Deleted,
    /// The beginning of a sequence of keys.
    pub strokes: Strokes,
    /// The mode in which the line is edited, where its keys are Vim's.
    pub vim: Vim,
    /// Half-typed lines that were put aside, each at its place.
    pub aside: BTreeMap<DraftKey, Line>,
    /// The entry that the keys of [`super::Scope::Entry`] act on.
    pub selected: Option<EntryId>,
    /// The action items that the slot on screen goes through.
    pub review: ReviewPanel,
    /// All action items; derived from the meeting.
    pub items: ItemList,
    /// What is unfinished, and what was settled of it.
    pub closeout: CloseOut,
    /// What is looked for in all meetings.
    pub search: Search,
    /// Which part of the notes is shown.
    pub scroll: Scroll,
    /// The pop-up that is open.
    pub overlay: Option<Overlay>,
    /// What the foot of the screen says instead of keys.
    pub notice: Option<Notice>,
    /// Whether the journal has everything.
    pub saved: Saved,
    /// Why nothing can be changed here; none where the scribe writes.
    pub read_only: Option<ReadOnly>,
    /// What became of its action items after it, where it is only looked at.
    pub(super) later: Later,
    /// Where leaving leads; set by the shell.
    pub leads: Leads,
    /// The folder that is offered where the journal's own takes nothing; set by the shell.
    pub elsewhere: String,
    /// Who writes in this meeting besides; empty where there is one scribe.
    pub authors: BTreeMap<WriterId, String>,
    /// Entries of which there are two texts; derived from the meeting.
    pub conflicts: usize,
    /// Whether each entry shows its time.
    pub times: bool,
    /// The zone whose times are shown beside the meeting's.
    pub zone: Option<Tz>,
    /// What the mouse has to do with it.
    pub mouse: Mouse,
    /// What the line would become; derived from the line.
    pub preview: Preview,
    /// The completion shown in grey; derived from the line.
    pub completion: Option<Completion>,
    /// What else the line could go on with, the likeliest first; derived from the line.
    pub choices: Vec<String>,
    /// Grows with every act; panes that show notes redraw when it does.
    pub revision: u64,
    /// The revision of the last act that was about more than entries; for panes that show plan and clocks.
    pub plan_revision: u64,
    /// The revision of the last act that was not just notes added; for panes that show action items.
    pub items_revision: u64,
    /// What plan and clocks come to; derived from the meeting and the second that it is.
    pub projection: Projection,
    /// How the running day stands; derived from the same.
    pub standing: Option<Standing>,
    /// The moment of both.
    pub(super) projected: DateTime<FixedOffset>,
    /// Owners that the last line named and the roster does not know.
    pub strangers: Vec<String>,
    /// Half-typed lines that closing committed, for the words on leaving.
    pub committed: Vec<String>,
    /// Whether all talking points of the slot are shown, however many.
    pub all_points: bool,
    /// The slot in which a fence was opened and not yet ended.
    pub(super) verbatim: Option<SlotId>,
    /// The meeting is closed, and the scribe was told what opens it again.
    pub(super) asked_to_reopen: bool,
    /// Texts that others wrote while their entry was under edit here: none of them was read before.
    pub(super) overtaken: BTreeMap<EntryId, Vec<Rival>>,
    /// Notes that were given out to be edited elsewhere.
    pub(super) outside: Option<Outside>,
    pub(super) roster: Roster,
    pub(super) recent: Vec<String>,
    /// What lines may take up again; derived from the meeting.
    pub(super) vocabulary: Vocabulary,
    /// How many notices of each slot's time were given.
    pub(super) rung: BTreeMap<SlotId, usize>,
    pub(super) called: Called,
    /// The entry being edited as a line, before anything was changed in it.
    pub(super) original: String,
    /// Day and slot, by position, of the slot on screen and of the current one: a key must not search for them.
    places: Places,
}

#[derive(Clone, Copy, Debug, Default)]
struct Places {
    viewed: (usize, usize),
    current: Option<(usize, usize)>,
}

/// Everything that the panes beside the line being typed show, in numbers that can be compared at once: where it
/// stands, only the line can have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surroundings {
    revision: u64,
    size: (u16, u16),
    viewed: SlotId,
    selected: Option<EntryId>,
    editing: Option<EntryId>,
    scroll: Scroll,
    times: bool,
    zone: Option<Tz>,
    all_points: bool,
    review: (bool, u64, Option<usize>),
    words: u64,
    strokes: Strokes,
    mode: Mode,
    second: i64,
    projected: i64,
    mouse: u64,
}

/// What the user may set; see the config file.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// Shares of a slot's time at which a notice is due; 1 is its end.
    pub notices: Vec<f64>,
    /// What rings and is told on the desktop.
    pub happenings: Vec<Happening>,
    /// Whether the terminal's bell rings.
    pub bell: bool,
    /// Whether the window's title says the slot and what is left of its time.
    pub title: bool,
    /// How the desktop is told.
    pub desktop: Desktop,
    /// The user's own phrases, by name.
    pub snippets: Vec<Snippet>,
    /// The theme of the screen, and all that there are.
    pub themes: Themes,
    /// Zones to show beside the meeting's; the first one from the beginning.
    pub zones: Vec<Tz>,
    /// The zone of this computer's clock; none where it is not known.
    pub own_zone: Option<Tz>,
    /// Where copies go.
    pub clipboard: Clipboard,
    /// Whether the mouse is the program's when it starts.
    pub mouse: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            notices: vec![0.7, 1.0],
            happenings: Happening::ALL.to_vec(),
            bell: true,
            title: true,
            desktop: Desktop::default(),
            snippets: Vec::new(),
            themes: Themes::default(),
            zones: Vec::new(),
            own_zone: None,
            clipboard: Clipboard::default(),
            mouse: true,
        }
    }
}

/// Words at the foot of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Notice {
    /// One line.
    pub text: String,
    /// What sort of news.
    pub tone: Tone,
}

/// What sort of news a notice is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something could not be done.
    Refused,
    /// The slot's time is running out or over; stays until the scribe leaves the slot or presses Esc.
    Time,
    /// Another scribe wrote something; stays while one types.
    News,
}

impl Model {
    /// The screen of a meeting; none where it has no slot to look at.
    pub fn new(ledger: Ledger, writer: WriterId, now: Stamp, drafts: Vec<Draft>) -> Option<Self> {
        let meeting = &ledger.meeting;
        let first = meeting.slots().next()?.id;
        let projection = schedule::project(meeting, &now);
        let viewed = goes_on(meeting, &projection).unwrap_or(first);
        let search = Search::new(meeting.local(now.at).date_naive());
        let mut model = Self {
            roster: Roster::new(&meeting.people, &meeting.groups),
            standing: schedule::standing(meeting, &projection, &now),
            projection,
            projected: now.at,
            called: Called::default(),
            recent: Vec::new(),
            verbatim: None,
            vocabulary: Vocabulary::of(meeting),
            overtaken: BTreeMap::new(),
            outside: None,
            asked_to_reopen: false,
            rung: BTreeMap::new(),
            original: String::new(),
            ledger,
            writer,
            now,
            size: (80, 24),
            keymap: Keymap::default(),
            settings: Settings::default(),
            viewed,
            editing: None,
            line: Line::default(),
            deleted: Deleted::default(),
            strokes: Strokes::default(),
            vim: Vim::default(),
            aside: BTreeMap::new(),
            selected: None,
            review: ReviewPanel::default(),
            items: ItemList::default(),
            closeout: CloseOut::default(),
            search,
            scroll: Scroll::Tail,
            overlay: None,
            notice: None,
            saved: Saved::Saved,
            read_only: None,
            later: Later::new(),
            leads: Leads::Out,
            elsewhere: String::new(),
            authors: BTreeMap::new(),
            conflicts: 0,
            times: false,
            zone: None,
            mouse: Mouse { on: true, ..Mouse::default() },
            preview: Preview::default(),
            completion: None,
            choices: Vec::new(),
            revision: 0,
            plan_revision: 0,
            items_revision: 0,
            strangers: Vec::new(),
            committed: Vec::new(),
            all_points: false,
            places: Places::default(),
        };
        model.find_places();
        for draft in drafts {
            model.put_aside(draft);
        }
        model.take_line(DraftKey { slot: viewed, entry: None });
        model.pass_notices();
        model.count_conflicts();
        model.keep_review();
        model.keep_items();
        Some(model)
    }

    /// Puts the user's settings in force.
    pub fn set(&mut self, settings: Settings) {
        self.settings = settings;
        let first = self.settings.zones.first().copied();
        self.zone = first.filter(|first| zones(self).iter().any(|zone| zone.zone == *first));
        self.pass_notices();
    }

    /// Puts in force what the user has changed of them. Where nobody presses keys, there are still none.
    pub fn change(&mut self, keymap: Keymap, settings: Settings) {
        if !self.keymap.is_in_words() && self.keymap != keymap {
            self.keymap = keymap;
            // What had begun may lead elsewhere by now, or nowhere.
            self.strokes = Strokes::default();
            self.vim.give_up();
        }
        if settings.mouse != self.settings.mouse {
            self.mouse.on = settings.mouse;
        }
        let settings = Settings { own_zone: self.settings.own_zone, ..settings };
        if settings.zones == self.settings.zones {
            // The zone on screen is still the one that was chosen there.
            self.settings = settings;
            self.pass_notices();
        } else {
            self.set(settings);
        }
        super::update::renew(self);
    }

    /// The meeting as it stands.
    pub fn meeting(&self) -> &Meeting {
        &self.ledger.meeting
    }

    /// Who writes in it.
    pub fn hands(&self) -> Hands<'_> {
        Hands { own: self.writer, names: &self.authors }
    }

    /// The slot on screen.
    pub fn slot(&self) -> Option<&Slot> {
        let slot = self.at(self.places.viewed);
        slot.filter(|slot| slot.id == self.viewed).or_else(|| self.meeting().slot(self.viewed))
    }

    /// The slot whose clock runs.
    pub fn current(&self) -> Option<&Slot> {
        self.places.current.and_then(|place| self.at(place))
    }

    fn at(&self, (day, slot): (usize, usize)) -> Option<&Slot> {
        self.meeting().days.get(day)?.slots.get(slot)
    }

    pub(super) fn find_places(&mut self) {
        self.places = Places::default();
        for (day, slots) in self.ledger.meeting.days.iter().enumerate().map(|(at, day)| (at, &day.slots)) {
            for (at, slot) in slots.iter().enumerate() {
                if slot.id == self.viewed {
                    self.places.viewed = (day, at);
                }
                if slot.is_running() {
                    self.places.current = Some((day, at));
                }
            }
        }
    }

    /// What stands beside the line; none while a pop-up is open, which may show anything.
    pub fn surroundings(&self) -> Option<Surroundings> {
        if self.overlay.is_some() {
            return None;
        }
        let words = if self.notice.is_none() && self.saved == Saved::Saved && self.read_only.is_none() {
            0
        } else {
            let mut hasher = DefaultHasher::new();
            (&self.notice, &self.saved, &self.read_only).hash(&mut hasher);
            hasher.finish()
        };
        Some(Surroundings {
            revision: self.revision,
            size: self.size,
            viewed: self.viewed,
            selected: self.selected,
            editing: self.editing,
            scroll: self.scroll,
            times: self.times,
            zone: self.zone,
            all_points: self.all_points,
            review: (self.shows_review(), self.review.revision, self.review.place()),
            words,
            strokes: self.strokes,
            mode: self.vim.mode(),
            second: self.current().map_or(-1, |slot| slot.elapsed(&self.now).num_seconds()),
            projected: self.projected.timestamp(),
            mouse: self.mouse.revision,
        })
    }

    /// The rectangles of the panes.
    pub fn layout(&self) -> Layout {
        let review = self.shows_review();
        // The selected item shows all of its words, in up to two rows more; the list keeps its size whichever it is.
        let rows = if review { self.review.rows.len().max(1) + 2 } else { self.lines_prepared() };
        let points = u16::try_from(rows).unwrap_or(u16::MAX);
        Layout::new(Shape { size: self.size, points, all_points: self.all_points, review })
    }

    /// Whether the screen has no room for the list of action items.
    pub fn actions_hidden(&self) -> bool {
        self.layout().actions.is_empty()
    }

    /// The plan of a slot.
    pub fn planned(&self, slot: SlotId) -> Option<&Planned> {
        self.projection.of(slot).map(|projected| &projected.planned)
    }

    /// When the screen must next be told the time, in milliseconds; none while no clock runs.
    pub fn next_tick(&self) -> Option<u64> {
        if self.read_only.as_ref().is_some_and(ReadOnly::stands_still) {
            return None;
        }
        Some(self.current()?.next_second(&self.now))
    }

    /// Reads what the line would become, after each change of it.
    pub(super) fn read_line(&mut self) {
        self.completion = None;
        self.choices.clear();
        if self.line.is_empty() {
            self.preview = self.preview_of_nothing();
            return;
        }
        if !self.is_verbatim() {
            let source = Source {
                roster: &self.roster,
                recent: &self.recent,
                present: &self.vocabulary.present,
                tickets: &self.vocabulary.tickets,
                tags: &self.vocabulary.tags,
                verbs: slash_words(),
            };
            let mut found = notation::choices(self.line.text(), self.line.cursor(), &source, CHOICES).into_iter();
            let text = self.line.text();
            let at_end = self.line.cursor() == text.len();
            // Within a line only the key that takes a mention can take one.
            let takes = |it: &Completion| at_end || text.get(..it.replace.start).is_some_and(|it| it.ends_with('@'));
            self.completion = found.next().filter(takes);
            self.choices = found.map(|choice| choice.with).collect();
        }
        self.preview = self.preview_of(&self.line_read());
    }

    /// The line on screen, read: after a fence as it stands.
    pub(super) fn line_read(&self) -> notation::Line {
        let text = self.line.text();
        if self.is_verbatim() && self.editing.is_none() { notation::Line::verbatim(text) } else { self.parse(text) }
    }

    /// Whether lines of the slot on screen are taken as they stand, until the fence ends.
    pub(super) fn is_verbatim(&self) -> bool {
        self.verbatim == Some(self.viewed)
    }

    /// What a line means in this meeting.
    pub fn parse(&self, text: &str) -> notation::Line {
        notation::parse(text, &self.context())
    }

    /// Who of the roster is named in a text.
    pub(super) fn names_in(&self, text: &str) -> Vec<String> {
        notation::names_in(text, &self.roster)
    }

    /// What lines are read against here and now.
    pub fn context(&self) -> notation::Context<'_> {
        let meeting = self.meeting();
        let today = meeting.local(self.now.at).date_naive();
        notation::Context {
            roster: &self.roster,
            tickets: &meeting.head.tickets,
            today,
            next_meeting: meeting.head.next_meetings.iter().find(|date| **date > today).copied(),
            verbs: slash_words(),
        }
    }

    /// After an act: everything that is derived from the meeting is derived again.
    pub(super) fn meeting_changed(&mut self, roster: bool, plan: bool) {
        self.revision += 1;
        self.find_places();
        if roster {
            let (people, groups) = (&self.ledger.meeting.people, &self.ledger.meeting.groups);
            self.roster = Roster::new(people, groups);
        }
        if roster && plan {
            // An edited agenda, or what others wrote: anything may have changed.
            self.vocabulary = Vocabulary::of(&self.ledger.meeting);
        }
        self.project();
        if plan && self.slot().is_none() {
            let running = self.current().or_else(|| schedule::ran_last(self.meeting()));
            let first = running.or_else(|| self.meeting().slots().next()).map(|slot| slot.id);
            self.leave_line();
            self.viewed = first.unwrap_or(self.viewed);
            self.take_line(DraftKey { slot: self.viewed, entry: None });
        }
    }

    /// What plan and clocks come to by now.
    pub(super) fn project(&mut self) {
        self.projected = self.now.at;
        self.projection = schedule::project(self.meeting(), &self.now);
        self.standing = schedule::standing(self.meeting(), &self.projection, &self.now);
    }

    /// Counts the entries of which there are two texts.
    pub(super) fn count_conflicts(&mut self) {
        self.conflicts = self.meeting().conflicts().count();
    }

    /// The notices that are due by now are behind us, so that a restart does not give them again.
    fn pass_notices(&mut self) {
        self.rung = self.meeting().slots().map(|slot| (slot.id, self.notices_due(slot))).collect();
        self.called.slots = self.due_now().collect();
        self.called.ends = self.days_over().collect();
    }

    /// The fixed slots that are due by now, or were.
    pub(super) fn due_now(&self) -> impl Iterator<Item = SlotId> {
        let now = self.now.at;
        let fixed = self.projection.slots.iter().filter(|projected| projected.fixed);
        fixed.filter(move |it| it.planned.start.is_some_and(|start| start <= now)).map(|projected| projected.slot)
    }

    /// The days whose stated end has come.
    pub(super) fn days_over(&self) -> impl Iterator<Item = usize> {
        let now = self.now.at;
        let days = self.meeting().days.iter().zip(&self.projection.days).enumerate();
        let over =
            days.filter(move |(_, (day, it))| day.ends.is_some() && it.planned_end.is_some_and(|end| end <= now));
        over.map(|(number, _)| number)
    }
}

impl Model {
    /// How deep the line on screen will stand once committed.
    pub fn line_depth(&self) -> u16 {
        self.line.depth.min(self.deepest())
    }

    /// How deep a new line can stand at most.
    pub(super) fn deepest(&self) -> u16 {
        self.slot().and_then(|slot| slot.entries.last()).map_or(0, |entry| entry.depth.saturating_add(1))
    }

    /// The time that an entry was committed, as shown before it.
    pub fn entry_time(&self, entry: &Entry) -> String {
        self.meeting().local(entry.at).format("%H:%M").to_string()
    }
}

/// Where a meeting that was begun goes on: the slot that runs or pauses, or else the first of today that is still to come;
/// where there is none, it was left at the one that ran last.
fn goes_on(meeting: &Meeting, projection: &Projection) -> Option<SlotId> {
    let last = schedule::ran_last(meeting)?.id;
    let ahead = || projection.day(projection.today?).iter().find(|it| it.state == State::Ahead);
    projection.current.or_else(|| ahead().map(|it| it.slot)).or(Some(last))
}
