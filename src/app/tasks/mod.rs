//! The screen of the action items of all meetings: one key each for what becomes of one, and a line that narrows them down.
//!
//! It is shown from what is known at once. Whatever takes its time is a wish, which the shell has done by a thread and comes back with:
//! reading the meetings, writing down what was said of an item, looking up who may own it. Not here: where a change is recorded (see
//! `cli`), and drawing.

mod ask;
mod list;
mod sieve;
#[cfg(test)]
mod tests;

use chrono::{DateTime, FixedOffset};

use super::overlay::{HelpRow, help_of};
use super::update::edit_of;
use super::{Action, Deed, Key, Keymap, Line, Notice, Rolled, Scope, Target, Tone, terms};
use crate::meeting::search::{Query, There};
use crate::meeting::tasks::{Grouping, TaskRow};
use crate::meeting::{ActionItem, ItemChanges, ItemRef, Person, Status};
use crate::notation::past_day;
use crate::text::one_line_for_terminal;
use crate::words::say;

pub use ask::Question;
pub use list::{Counts, Standing, TaskGroup, TaskLine, TaskList};

/// Nobody reads more of a paste on one line.
const LONGEST_LINE: usize = 1_000;
/// So many rows are a page.
const PAGE: isize = 10;

/// The screen.
#[derive(Clone, Debug)]
pub struct TaskScreen {
    /// The items.
    pub list: TaskList,
    /// What was typed to narrow them down.
    pub filter: Line,
    /// What of it was not understood.
    pub misread: Option<String>,
    /// Those that are done or dropped are shown too.
    pub all: bool,
    /// What is being asked about the chosen item.
    pub question: Option<Question>,
    /// News, until the next key.
    pub notice: Option<Notice>,
    /// The meetings are being read: how many of how many, as far as that is known.
    pub reading: Option<(usize, usize)>,
    /// The first row of the help that is on screen.
    pub help: Option<usize>,
    /// The keys in force.
    pub keymap: Keymap,
    /// Grows whenever anything that is shown changes.
    pub revision: u64,
    /// The chosen line of the list.
    chosen: usize,
    /// The first line on screen.
    rolled: Rolled,
    /// Those that are done or dropped are in the list.
    has_all: bool,
    now: DateTime<FixedOffset>,
    past: Vec<Past>,
    /// How many changes were made.
    changes: u64,
    /// The last change of each item that is being recorded.
    underway: Vec<(ItemRef, u64)>,
    wishes: Vec<TaskWish>,
}

/// Something that is to be done beside the screen.
#[derive(Clone, Debug, PartialEq)]
pub enum TaskWish {
    /// Reads the meetings, and then the items: all, or those that are open.
    Read {
        /// Those that are done or dropped too.
        all: bool,
    },
    /// Looks up who may own the item.
    People(Box<TaskRow>),
    /// Writes down what was said of an item.
    Record {
        /// Which change this is.
        nth: u64,
        /// The item as it stood before.
        row: Box<TaskRow>,
        /// What was said.
        changes: ItemChanges,
    },
}

/// What the scribe comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskChosen {
    /// To see a meeting at a place.
    Open(There),
    /// To leave.
    Nothing,
}

/// A change that was made here, and what takes it back.
#[derive(Clone, Debug)]
struct Past {
    nth: u64,
    item: ItemRef,
    /// Empty: nothing does.
    back: ItemChanges,
}

impl TaskScreen {
    /// The screen of these items, which are those that are open.
    pub fn new(list: TaskList, now: DateTime<FixedOffset>, keymap: Keymap) -> Self {
        let mut screen = Self {
            list,
            filter: Line::default(),
            misread: None,
            all: false,
            question: None,
            notice: None,
            reading: None,
            help: None,
            keymap,
            revision: 0,
            chosen: 0,
            rolled: Rolled::default(),
            has_all: false,
            now,
            past: Vec::new(),
            changes: 0,
            underway: Vec::new(),
            wishes: Vec::new(),
        };
        screen.narrow();
        screen.read_again();
        screen
    }

    /// The chosen item: its line in the list, its number and itself.
    pub fn chosen(&self) -> Option<(usize, usize, &TaskRow)> {
        self.list.at(self.chosen).map(|(number, row, _)| (self.chosen, number, row))
    }

    /// What is to be done; each is told once.
    pub fn take_wishes(&mut self) -> Vec<TaskWish> {
        std::mem::take(&mut self.wishes)
    }

    /// Reads the meetings and their items again.
    pub fn read_again(&mut self) {
        self.reading = Some((0, 0));
        self.wishes.push(TaskWish::Read { all: self.all });
        self.revision += 1;
    }

    /// Takes a key in; what was come to, once something was.
    pub fn press(&mut self, key: impl Into<Key>) -> Option<TaskChosen> {
        let key = key.into();
        self.revision += 1;
        self.notice = None;
        let meeting = self.keymap.action(Scope::Meeting, key);
        if meeting == Some(Action::Leave) {
            return Some(TaskChosen::Nothing);
        }
        if self.help.is_some() {
            self.press_in_help(meeting);
        } else if self.question.is_some() {
            self.press_in_question(key, meeting);
        } else if let Some(sign) = key.types() {
            self.type_text(sign.encode_utf8(&mut [0; 4]));
        } else {
            let scopes = [Scope::Tasks, Scope::Item, Scope::Meeting, Scope::Line];
            let of_screen = scopes.iter().filter_map(|scope| self.keymap.action(*scope, key));
            if let Some(action) = of_screen.into_iter().find(|action| is_here(*action)) {
                return self.act(action);
            }
        }
        None
    }

    /// Takes in what the mouse did: a click chooses an item or ticks its box, a second one shows where it arose.
    pub fn point(&mut self, deed: Deed, target: Target) -> Option<TaskChosen> {
        self.revision += 1;
        match (deed, target) {
            (Deed::Wheel(by), _) if self.help.is_some() => {
                self.help = self.help.map(|top| top.saturating_add_signed(by));
            }
            _ if self.help.is_some() => {}
            (Deed::Press(_), Target::Typed(byte)) => match &mut self.question {
                Some(question) => question.line.go_to(byte),
                None => self.filter.go_to(byte),
            },
            (Deed::Wheel(by), Target::Row { rows, .. }) => self.rolled.turn(by, rows),
            // What is half answered is about the item that is chosen.
            _ if self.question.is_some() => {}
            (Deed::Press(times), Target::Row { on_box, rows }) => {
                self.notice = None;
                let row = rows.under?;
                let was_chosen = std::mem::replace(&mut self.chosen, row) == row;
                if on_box {
                    self.rolled.hold(rows);
                    if times == 1 {
                        self.act_on_item(Action::ItemDone);
                    }
                } else if self.rolled.click(rows, was_chosen) {
                    return self.open();
                }
            }
            _ => {}
        }
        None
    }

    /// The first line on screen, as the mouse has left it.
    pub fn rolled(&self) -> Rolled {
        self.rolled
    }

    /// Takes a paste in, on one line.
    pub fn paste(&mut self, text: &str) {
        self.revision += 1;
        let short: String = text.chars().take(LONGEST_LINE).collect();
        let words = short.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.help.is_some() {
            return;
        }
        match &mut self.question {
            Some(question) => {
                question.line.insert_str(&one_line_for_terminal(&words));
                question.was_typed();
            }
            None => self.type_text(&words),
        }
    }

    fn type_text(&mut self, text: &str) {
        if self.filter.text().len() < LONGEST_LINE {
            self.filter.insert_str(&one_line_for_terminal(text));
            self.narrow();
        }
    }

    fn press_in_help(&mut self, meeting: Option<Action>) {
        let top = self.help.unwrap_or_default();
        let page = PAGE.unsigned_abs();
        self.help = match meeting {
            Some(Action::SelectUp) => Some(top.saturating_sub(1)),
            Some(Action::SelectDown) => Some(top + 1),
            Some(Action::PageUp) => Some(top.saturating_sub(page)),
            Some(Action::PageDown) => Some(top + page),
            _ => None,
        };
    }

    fn press_in_question(&mut self, key: Key, meeting: Option<Action>) {
        let Some(question) = &mut self.question else { return };
        if let Some(sign) = key.types() {
            question.line.insert_str(&one_line_for_terminal(sign.encode_utf8(&mut [0; 4])));
            return question.was_typed();
        }
        match (meeting, self.keymap.action(Scope::Line, key)) {
            (Some(Action::Back), _) => self.question = None,
            (_, Some(Action::Commit)) => self.answer(),
            (_, Some(Action::Deeper)) => _ = question.complete(),
            (_, Some(action)) => {
                let at_end = question.line.cursor() == question.line.text().len();
                if action == Action::LineRight && at_end && question.complete() {
                    return;
                }
                if edit_of(action).is_some_and(|edit| question.line.edit(edit)) {
                    question.was_typed();
                }
            }
            _ => {}
        }
    }

    /// Does what was answered, or says why not.
    fn answer(&mut self) {
        let Some(question) = &mut self.question else { return };
        match question.answer() {
            None => question.waits = true,
            Some(Err(why)) => question.complaint = Some(why),
            Some(Ok(changes)) => {
                let item = question.item.clone();
                self.question = None;
                self.change(&item, changes, true);
            }
        }
    }

    fn act(&mut self, action: Action) -> Option<TaskChosen> {
        match action {
            Action::Back if self.filter.is_empty() => return Some(TaskChosen::Nothing),
            Action::Back => {
                self.filter = Line::default();
                self.narrow();
            }
            Action::TasksOpen => return self.open(),
            Action::TasksGroup => self.group(),
            Action::TasksAll => self.show_all(),
            Action::TasksRefresh => self.read_again(),
            Action::ItemDone | Action::ItemDrop | Action::ItemDue | Action::ItemOwner | Action::TasksNote => {
                self.act_on_item(action);
            }
            Action::Undo => self.take_back(),
            Action::Help => self.help = Some(0),
            Action::SelectUp => self.step(-1),
            Action::SelectDown => self.step(1),
            Action::PageUp => self.step(-PAGE),
            Action::PageDown => self.step(PAGE),
            Action::ViewPrevious => self.step_group(false),
            Action::ViewNext => self.step_group(true),
            Action::LineStart if self.filter.is_empty() => self.step(isize::MIN),
            Action::LineEnd if self.filter.is_empty() => self.step(isize::MAX),
            action => {
                if edit_of(action).is_some_and(|edit| self.filter.edit(edit)) {
                    self.narrow();
                }
            }
        }
        None
    }

    /// Where the chosen item arose.
    fn open(&mut self) -> Option<TaskChosen> {
        let (_, _, row) = self.chosen()?;
        let item = &row.item;
        let Some(meeting) = item.slug.clone() else {
            self.refuse(say!("tasks-not-here", number = item.action.number));
            return None;
        };
        Some(TaskChosen::Open(There { meeting, slot: item.slot, entry: Some(item.item.entry) }))
    }

    fn act_on_item(&mut self, action: Action) {
        let Some((_, _, row)) = self.chosen() else { return self.refuse(say("tasks-no-item").to_owned()) };
        let (item, status) = (row.item.item.clone(), row.item.action.status);
        let to = match action {
            Action::ItemDone if status == Status::Open => Status::Done,
            Action::ItemDone => Status::Open,
            Action::ItemDrop if status == Status::Dropped => Status::Open,
            // Said before anything is typed, or it would be typed in vain.
            Action::TasksNote if !self.list.is_gone_through(&item) => {
                return self.refuse(say("tasks-note-alone").to_owned());
            }
            _ => {
                let question = Question::new(action, row, self.list.today());
                if question.is_about_people() {
                    let row = Box::new(row.clone());
                    self.wishes.push(TaskWish::People(row));
                }
                self.question = Some(question);
                return;
            }
        };
        self.change(&item, ItemChanges { status: Some(to), ..ItemChanges::default() }, true);
    }

    /// Shows a change at once and has it recorded; one that is `new` can be taken back.
    fn change(&mut self, item: &ItemRef, changes: ItemChanges, new: bool) {
        let Some(number) = self.list.number_of(item) else { return };
        let Some(before) = self.list.row(number).cloned() else { return };
        self.changes += 1;
        let nth = self.changes;
        if new {
            let back = back(&before.item.action, &changes);
            self.past.push(Past { nth, item: item.clone(), back });
        }
        let mut action = before.item.action.clone();
        // By a clock that goes wrong something may have been said later than now.
        action.changed = crate::meeting::ItemTimes::default();
        action.change(&changes, self.now);
        self.list.change(number, action, Standing::Underway);
        self.underway.retain(|(other, _)| other != item);
        self.underway.push((item.clone(), nth));
        self.wishes.push(TaskWish::Record { nth, row: Box::new(before), changes });
    }

    fn take_back(&mut self) {
        let Some(past) = self.past.pop() else { return self.refuse(say("tasks-no-undo").to_owned()) };
        if past.back.is_empty() {
            return self.refuse(say("tasks-note-stays").to_owned());
        }
        self.change(&past.item, past.back, false);
    }

    fn group(&mut self) {
        let grouping = if self.list.grouping() == Grouping::Owner { Grouping::Due } else { Grouping::Owner };
        let chosen = self.chosen().map(|(_, _, row)| row.item.item.clone());
        self.list.group_by(grouping);
        self.narrow_keeping(chosen.map(|item| (item, String::new())));
    }

    /// Shows those that are done or dropped too, or only those that are open.
    pub fn show_all(&mut self) {
        self.all = !self.all;
        if self.all && !self.has_all {
            self.read_again();
        }
        self.narrow();
    }

    /// Goes so many items up or down.
    fn step(&mut self, by: isize) {
        let lines = self.list.lines();
        let is_item = |at: &usize| matches!(lines.get(*at), Some(TaskLine::Item(..)));
        let found = if by < 0 {
            let above = (0..self.chosen).rev().filter(is_item);
            above.take(by.unsigned_abs()).last()
        } else {
            let below = (self.chosen + 1..lines.len()).filter(is_item);
            below.take(by.unsigned_abs()).last()
        };
        self.chosen = found.unwrap_or(self.chosen);
        self.rolled.follow();
    }

    /// Goes to the first item of the next group, or of this one or the one before.
    fn step_group(&mut self, forward: bool) {
        let lines = self.list.lines();
        let is_head = |at: &usize| matches!(lines.get(*at), Some(TaskLine::Head(..)));
        let head = if forward {
            (self.chosen..lines.len()).find(is_head)
        } else {
            (0..self.chosen.saturating_sub(1)).rev().find(is_head)
        };
        self.chosen = head.map_or(self.chosen, |head| head + 1);
        self.rolled.follow();
    }

    /// Shows what fits the line that was typed, with the same item chosen if it is among that, else the first.
    fn narrow(&mut self) {
        let chosen = self.list.at(self.chosen).map(|(_, row, group)| (row.item.item.clone(), group.to_owned()));
        self.narrow_keeping(chosen);
    }

    fn narrow_keeping(&mut self, chosen: Option<(ItemRef, String)>) {
        let today = self.list.today();
        let (query, misread) = Query::read(self.filter.text(), true, &|day| past_day(day, today));
        self.misread = misread.first().map(terms::misread);
        self.list.narrow(&query, self.all);
        let place = chosen.and_then(|(item, group)| self.list.line_of(&item, &group));
        self.chosen = place.unwrap_or(usize::from(!self.list.lines().is_empty()));
    }

    /// Says what goes on.
    pub fn say(&mut self, what: &str) {
        self.revision += 1;
        self.notice = Some(Notice { text: what.to_owned(), tone: Tone::News });
    }

    /// Says why something cannot be done.
    pub fn refuse(&mut self, why: String) {
        self.revision += 1;
        self.notice = Some(Notice { text: why, tone: Tone::Refused });
    }

    /// How far the reading of the meetings is; none: it has ended.
    pub fn hear_progress(&mut self, reading: Option<(usize, usize)>) {
        if self.reading != reading {
            self.reading = reading;
            self.revision += 1;
        }
    }

    /// The items were read: all, or those that are open.
    pub fn hear_items(&mut self, list: TaskList, all: bool) {
        self.revision += 1;
        let chosen = self.list.at(self.chosen).map(|(_, row, group)| (row.item.item.clone(), group.to_owned()));
        let older = std::mem::replace(&mut self.list, list);
        self.has_all = all;
        self.list.go_on_from(&older);
        if self.list.grouping() != older.grouping() {
            self.list.group_by(older.grouping());
        }
        let at = self.chosen;
        self.narrow_keeping(chosen.clone());
        let is_gone = chosen.is_some_and(|(item, _)| self.list.line_of(&item, "").is_none());
        if is_gone {
            // What stands where it stood, rather than the first.
            self.chosen = at.min(self.list.lines().len().saturating_sub(1));
            if !matches!(self.list.lines().get(self.chosen), Some(TaskLine::Item(..))) {
                self.step(1);
            }
        }
    }

    /// A change was recorded, in the words that say where, or it was not and why; and how the item stands, where it is known.
    pub fn hear_recorded(&mut self, nth: u64, item: &ItemRef, stands: Option<ActionItem>, how: Result<String, String>) {
        self.revision += 1;
        if how.is_err() {
            self.past.retain(|past| past.nth != nth);
        }
        // Of the chosen one it stands below the list.
        let is_seen = self.chosen().is_some_and(|(_, _, row)| row.item.item == *item);
        let (standing, tone) = match &how {
            Ok(said) => (Standing::Recorded(said.clone()), Tone::Done),
            Err(why) => (Standing::Refused(why.clone()), Tone::Refused),
        };
        if !is_seen {
            let (Ok(text) | Err(text)) = how;
            self.notice = Some(Notice { text, tone });
        }
        // Another change of the same item may be on its way already: what it comes to counts.
        let last = (item.clone(), nth);
        let was_underway = self.underway.len();
        self.underway.retain(|change| *change != last);
        if self.underway.len() < was_underway
            && let Some(number) = self.list.number_of(item)
            && let Some(row) = self.list.row(number)
        {
            let stands = stands.unwrap_or_else(|| row.item.action.clone());
            self.list.change(number, stands, standing);
        }
    }

    /// Whether something is being recorded.
    pub fn is_recording(&self) -> bool {
        !self.underway.is_empty()
    }

    /// Who may own the item that is asked about.
    pub fn hear_people(&mut self, item: &ItemRef, people: &[Person], groups: &[String]) {
        let Some(question) = self.question.as_mut().filter(|question| question.item == *item) else { return };
        self.revision += 1;
        let waits = question.waits;
        question.know(people, groups);
        if waits {
            self.answer();
        }
    }
}

/// The verbs of this screen beside those of the line, in the order of its help.
const VERBS_HERE: [Action; 17] = [
    Action::ItemDone,
    Action::ItemDrop,
    Action::ItemDue,
    Action::ItemOwner,
    Action::TasksNote,
    Action::Undo,
    Action::TasksOpen,
    Action::TasksGroup,
    Action::TasksAll,
    Action::TasksRefresh,
    Action::SelectUp,
    Action::SelectDown,
    Action::ViewPrevious,
    Action::ViewNext,
    Action::PageUp,
    Action::PageDown,
    Action::Back,
];

/// What a verb does here: as the key table says, unless it is something else.
fn help_here(action: Action) -> &'static str {
    match action {
        Action::Undo => say("tasks-help-undo"),
        Action::SelectUp => say("tasks-help-up"),
        Action::SelectDown => say("tasks-help-down"),
        Action::ViewPrevious => say("tasks-help-group-up"),
        Action::ViewNext => say("tasks-help-group-down"),
        Action::PageUp => say("tasks-help-page-up"),
        Action::PageDown => say("tasks-help-page-down"),
        Action::Back => say("tasks-help-back"),
        other => other.verb().help(),
    }
}

/// The help of this screen.
pub fn task_help(keymap: &Keymap, width: usize) -> Vec<HelpRow> {
    let verbs = VERBS_HERE.map(|action| (action, help_here(action)));
    help_of(keymap, Scope::Tasks.heading(), &verbs, width)
}

/// Whether a verb means something on this screen.
fn is_here(action: Action) -> bool {
    action == Action::Help || VERBS_HERE.contains(&action) || edit_of(action).is_some()
}

/// What takes changes back; nothing does where they are words alone.
fn back(before: &ActionItem, changes: &ItemChanges) -> ItemChanges {
    ItemChanges {
        status: changes.status.map(|_| before.status),
        due: changes.due.map(|_| before.due),
        owners: changes.owners.as_ref().map(|_| before.owners.clone()),
        reason: changes.status.and(before.reason.clone()),
    }
}
