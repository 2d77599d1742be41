//! The next agenda before it is written: what comes back, line by line, each to be left out or kept, moved, and when it is.
//!
//! Everything comes unless somebody says otherwise, and what somebody said can be taken back until it is written. Pure: it knows
//! lines of text in groups and nothing of agendas. Not here: what comes back (see `agenda::next`), and what becomes of the answer
//! (see `cli`).

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::overlay::{HelpRow, help_of};
use super::update::edit_of;
use super::{Action, Deed, Key, Keymap, Notice, Rolled, Scope, Target, Tone, VERBS};
use crate::notation::coming_day;
use crate::text;
use crate::words::say;

mod ask;

pub use ask::NextAsk;

/// A line that comes into the agenda unless it is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextRow {
    /// By which whoever made it knows it.
    pub id: usize,
    /// Its name.
    pub text: String,
    /// What else there is to know; may be empty.
    pub detail: String,
    /// Minutes that it takes, or is asked for.
    pub minutes: Option<u32>,
    /// Whether leaving it out has to be explained.
    pub needs_reason: bool,
    /// Whether it has a place in the schedule.
    pub is_slot: bool,
}

/// Lines that come back for the same reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextGroup {
    /// What stands above them.
    pub title: &'static str,
    /// In the order in which they come.
    pub rows: Vec<NextRow>,
}

/// What is known of the meeting beside its lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NextHead {
    /// What it is called.
    pub title: String,
    /// When it is, where that is known.
    pub date: Option<NaiveDate>,
    /// Today.
    pub today: NaiveDate,
    /// Minutes of the slots that are there in any case.
    pub besides: u32,
    /// How many minutes the last meeting took, where its clock ran.
    pub took: Option<u32>,
}

/// What is done once the agenda is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NextStep {
    /// Nothing more.
    #[default]
    Stop,
    /// It is planned.
    Plan,
    /// The meeting is opened.
    Open,
}

/// How the screen was left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextWish {
    /// The agenda is to be written.
    Write(NextStep),
    /// Nothing is to be written.
    GiveUp,
}

/// A line of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NextLine {
    /// The heading of a group.
    Group(usize),
    /// A row of a group, by their places.
    Row(usize, usize),
}

/// All that somebody said.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Said {
    /// For each group its rows, in the order in which they come.
    order: Vec<Vec<usize>>,
    /// The reasons of what is left out, by the rows' own numbers.
    left_out: BTreeMap<usize, String>,
    date: Option<NaiveDate>,
    /// None: as the date has it.
    title: Option<String>,
}

/// The screen.
#[derive(Clone, Debug)]
pub struct NextPage {
    head: NextHead,
    groups: Vec<NextGroup>,
    said: Said,
    /// As it was before anybody said something.
    first: Said,
    undo: Vec<Said>,
    redo: Vec<Said>,
    /// Position of the selected line.
    chosen: usize,
    /// The first line on screen.
    rolled: Rolled,
    ask: Option<NextAsk>,
    /// Rows of the help that are scrolled away; none where it is not shown.
    help: Option<usize>,
    /// What the foot says.
    pub notice: Option<Notice>,
    /// Grows with whatever may change what is shown.
    revision: u64,
}

/// Lines that one key goes past.
const PAGE: isize = 10;

impl NextPage {
    /// Everything comes.
    pub fn new(head: NextHead, groups: Vec<NextGroup>) -> Self {
        let groups: Vec<NextGroup> = groups.into_iter().filter(|group| !group.rows.is_empty()).collect();
        let order = groups.iter().map(|group| (0..group.rows.len()).collect()).collect();
        let said = Said { order, left_out: BTreeMap::new(), date: head.date, title: None };
        let (undo, redo) = (Vec::new(), Vec::new());
        let first = said.clone();
        let (ask, help, notice, rolled) = (None, None, None, Rolled::default());
        Self { head, groups, said, first, undo, redo, chosen: 0, rolled, ask, help, notice, revision: 0 }
    }

    /// What the meeting is called.
    pub fn title(&self) -> &str {
        self.said.title.as_deref().unwrap_or(&self.head.title)
    }

    /// What somebody called it.
    pub fn title_said(&self) -> Option<&str> {
        self.said.title.as_deref()
    }

    /// When it is.
    pub fn date(&self) -> Option<NaiveDate> {
        self.said.date
    }

    /// What is known beside the lines.
    pub fn head(&self) -> &NextHead {
        &self.head
    }

    /// To be told what the meeting is called on its date; what somebody called it counts more.
    pub fn call(&mut self, title: &str) {
        self.revision += 1;
        title.clone_into(&mut self.head.title);
    }

    /// Differs wherever what is shown differs.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The reasons of what is left out, by the rows' own numbers.
    pub fn left_out(&self) -> &BTreeMap<usize, String> {
        &self.said.left_out
    }

    /// The rows' own numbers in the order in which they come.
    pub fn order(&self) -> Vec<usize> {
        self.lines().into_iter().filter_map(|line| self.row(line)).map(|row| row.id).collect()
    }

    /// The lines of the screen from top to bottom.
    pub fn lines(&self) -> Vec<NextLine> {
        let of_group = |(group, order): (usize, &Vec<usize>)| {
            std::iter::once(NextLine::Group(group)).chain((0..order.len()).map(move |row| NextLine::Row(group, row)))
        };
        self.said.order.iter().enumerate().flat_map(of_group).collect()
    }

    /// The row of a line; none for a heading.
    pub fn row(&self, line: NextLine) -> Option<&NextRow> {
        let NextLine::Row(group, row) = line else { return None };
        self.groups.get(group)?.rows.get(*self.said.order.get(group)?.get(row)?)
    }

    /// The group of a line.
    pub fn group(&self, line: NextLine) -> Option<&NextGroup> {
        let (NextLine::Group(group) | NextLine::Row(group, _)) = line;
        self.groups.get(group)
    }

    /// Why a row is left out; none where it comes.
    pub fn reason(&self, row: &NextRow) -> Option<&str> {
        self.said.left_out.get(&row.id).map(String::as_str)
    }

    /// The rows of a group that come.
    pub fn kept<'a>(&'a self, group: &'a NextGroup) -> impl Iterator<Item = &'a NextRow> {
        group.rows.iter().filter(|row| self.reason(row).is_none())
    }

    /// How many rows come, and of how many.
    pub fn counts(&self) -> (usize, usize) {
        let all: usize = self.groups.iter().map(|group| group.rows.len()).sum();
        (all - self.said.left_out.len(), all)
    }

    /// Minutes of the slots that come, how many of them say nothing of their length, and minutes that are asked for beside them.
    pub fn minutes(&self) -> (u32, usize, u32) {
        let (mut slots, mut without, mut asked) = (self.head.besides, 0, 0_u32);
        for row in self.groups.iter().flat_map(|group| self.kept(group)) {
            match (row.is_slot, row.minutes) {
                (true, Some(minutes)) => slots = slots.saturating_add(minutes),
                (true, None) => without += 1,
                (false, minutes) => asked = asked.saturating_add(minutes.unwrap_or(0)),
            }
        }
        (slots, without, asked)
    }

    /// The position of the selected line.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// The question that is asked, with what was answered so far.
    pub fn ask(&self) -> Option<&NextAsk> {
        self.ask.as_ref()
    }

    /// Rows of the help that are scrolled away; none where it is not shown.
    pub fn help(&self) -> Option<usize> {
        self.help
    }

    /// Takes a key in; how the screen was left, once it was.
    pub fn press(&mut self, key: impl Into<Key>, keymap: &Keymap) -> Option<NextWish> {
        let key = key.into();
        self.revision += 1;
        self.notice = None;
        if self.ask.is_some() {
            return self.press_in_question(key, keymap);
        }
        let (line, meeting) = (keymap.command(Scope::Line, key), keymap.command(Scope::Meeting, key));
        if self.help.is_some() {
            self.press_in_help(meeting);
            return None;
        }
        if let Some(action) = keymap.action(Scope::NextAgenda, key) {
            return self.act(action);
        }
        match (meeting, line) {
            (Some(Action::Back | Action::Leave), _) if self.said == self.first => return Some(NextWish::GiveUp),
            (Some(Action::Back | Action::Leave), _) => self.ask = Some(NextAsk::GiveUp),
            (Some(Action::SelectUp | Action::SlotPrevious), _) => self.step(-1),
            (Some(Action::SelectDown | Action::SlotNext), _) => self.step(1),
            (Some(Action::PageUp), _) => self.step(-PAGE),
            (Some(Action::PageDown), _) => self.step(PAGE),
            (Some(Action::Undo), _) => self.travel(true),
            (Some(Action::Redo), _) => self.travel(false),
            (Some(Action::Help), _) => self.help = Some(0),
            (_, Some(Action::LineStart)) => self.step(isize::MIN),
            (_, Some(Action::LineEnd)) => self.step(isize::MAX),
            _ => {}
        }
        None
    }

    /// Takes in what the mouse did: a click selects a line, on a row's sign it leaves the row out or takes it in again.
    pub fn point(&mut self, deed: Deed, target: Target) {
        self.revision += 1;
        match (deed, target) {
            (Deed::Press(_), Target::Typed(byte)) => {
                if let Some(line) = self.ask.as_mut().and_then(NextAsk::line_mut) {
                    line.go_to(byte);
                }
            }
            (Deed::Wheel(by), _) if self.help.is_some() => self.scroll_help(by),
            _ if self.ask.is_some() || self.help.is_some() => {}
            (Deed::Press(times), Target::Row { on_box, rows }) => {
                let Some(line) = rows.under else { return };
                self.notice = None;
                self.chosen = line;
                self.rolled.hold(rows);
                if on_box && times == 1 {
                    self.turn();
                }
            }
            (Deed::Wheel(by), Target::Row { rows, .. }) => self.rolled.turn(by, rows),
            _ => {}
        }
    }

    /// The first line on screen, as the mouse has left it.
    pub fn rolled(&self) -> Rolled {
        self.rolled
    }

    /// Takes a paste in: it is typed into the answer, and nowhere else.
    pub fn paste(&mut self, pasted: &str) {
        self.revision += 1;
        if let Some(line) = self.ask.as_mut().and_then(NextAsk::line_mut) {
            let room = ask::LONGEST.saturating_sub(line.text().len());
            let short: String = pasted.chars().take(room).collect();
            line.insert_str(&text::one_line_for_terminal(&short));
        }
    }

    /// The help of this screen.
    pub fn help_rows(keymap: &Keymap, width: usize) -> Vec<HelpRow> {
        let own = VERBS.iter().filter(|verb| verb.scope == Scope::NextAgenda);
        let mut verbs: Vec<(Action, &str)> = own.map(|verb| (verb.action, verb.help())).collect();
        verbs.extend([
            (Action::SelectUp, say("next-up")),
            (Action::SelectDown, say("next-down")),
            (Action::Undo, say("next-undo")),
            (Action::Redo, say("next-redo")),
            (Action::Back, say("next-back")),
        ]);
        help_of(keymap, Scope::NextAgenda.heading(), &verbs, width)
    }

    fn act(&mut self, action: Action) -> Option<NextWish> {
        match action {
            Action::AgendaWrite => return Some(NextWish::Write(NextStep::Stop)),
            Action::AgendaPlan => return Some(NextWish::Write(NextStep::Plan)),
            Action::AgendaOpen => return Some(NextWish::Write(NextStep::Open)),
            Action::AgendaLeaveOut => self.turn(),
            Action::AgendaUp => self.shift(-1),
            Action::AgendaDown => self.shift(1),
            Action::AgendaDate => self.ask = Some(NextAsk::date(self.said.date)),
            Action::AgendaTitle => self.ask = Some(NextAsk::title(self.title())),
            _ => {}
        }
        None
    }

    fn press_in_help(&mut self, action: Option<Action>) {
        let by = match action {
            Some(Action::SelectUp) => -1,
            Some(Action::SelectDown) => 1,
            Some(Action::PageUp) => -PAGE,
            Some(Action::PageDown) => PAGE,
            _ => {
                self.help = None;
                return;
            }
        };
        self.scroll_help(by);
    }

    fn scroll_help(&mut self, by: isize) {
        // Drawing stops at the last page.
        self.help = self.help.map(|top| top.saturating_add_signed(by).min(100));
    }

    fn step(&mut self, by: isize) {
        let last = self.lines().len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        self.rolled.follow();
    }

    fn chosen_line(&self) -> Option<NextLine> {
        self.lines().get(self.chosen).copied()
    }

    /// Leaves the selected row out, after its reason was said, or takes it in again; on a heading all below it.
    fn turn(&mut self) {
        let Some(line) = self.chosen_line() else { return };
        let rows: Vec<&NextRow> = match (self.row(line), self.group(line)) {
            (Some(row), _) => vec![row],
            (None, Some(group)) => group.rows.iter().collect(),
            (None, None) => return,
        };
        let come: Vec<&NextRow> = rows.iter().copied().filter(|row| self.reason(row).is_none()).collect();
        if come.is_empty() {
            let ids: BTreeSet<usize> = rows.iter().map(|row| row.id).collect();
            return self.change(|said| said.left_out.retain(|id, _| !ids.contains(id)));
        }
        let needs_reason = come.iter().any(|row| row.needs_reason);
        let come = come.into_iter().map(|row| row.id).collect();
        let what = match (self.row(line), self.group(line)) {
            (None, Some(group)) => say!("next-all-of", title = group.title),
            (row, _) => row.map(|row| row.text.clone()).unwrap_or_default(),
        };
        self.ask = Some(NextAsk::reason(come, what, needs_reason));
    }

    /// Lets the selected row and the one beside it change places.
    fn shift(&mut self, by: isize) {
        let Some(NextLine::Row(group, row)) = self.chosen_line() else {
            return self.refuse(say("next-group-stays"));
        };
        let beside = row.checked_add_signed(by);
        let last = self.said.order.get(group).map_or(0, Vec::len);
        let Some(beside) = beside.filter(|beside| *beside < last) else {
            return self.refuse(say("next-at-end"));
        };
        self.change(|said| {
            if let Some(order) = said.order.get_mut(group) {
                order.swap(row, beside);
            }
        });
        self.step(by);
    }

    /// Changes what was said; what was before can be had again.
    fn change(&mut self, change: impl FnOnce(&mut Said)) {
        let before = self.said.clone();
        change(&mut self.said);
        if self.said != before {
            self.undo.push(before);
            self.redo.clear();
        }
    }

    fn travel(&mut self, back: bool) {
        let (from, to) = if back { (&mut self.undo, &mut self.redo) } else { (&mut self.redo, &mut self.undo) };
        match from.pop() {
            Some(said) => {
                to.push(std::mem::replace(&mut self.said, said));
                let text = if back { say("next-taken-back") } else { say("next-done-again") }.to_owned();
                self.notice = Some(Notice { text, tone: Tone::Done });
            }
            None if back => self.refuse(say("next-no-undo")),
            None => self.refuse(say("next-no-redo")),
        }
    }

    fn refuse(&mut self, why: &str) {
        self.notice = Some(Notice { text: super::overlay::sentence(why), tone: Tone::Refused });
    }

    fn press_in_question(&mut self, key: Key, keymap: &Keymap) -> Option<NextWish> {
        let (line, meeting) = (keymap.action(Scope::Line, key), keymap.action(Scope::Meeting, key));
        if matches!(meeting, Some(Action::Back | Action::Leave)) {
            self.ask = None;
            return None;
        }
        match (&mut self.ask, line) {
            (Some(NextAsk::GiveUp), Some(Action::Commit)) => return Some(NextWish::GiveUp),
            (Some(_), Some(Action::Commit)) => self.answer(),
            (Some(ask), edit) => ask.edit(edit.and_then(edit_of), key.types()),
            (None, _) => {}
        }
        None
    }

    /// Enter behind an answer.
    fn answer(&mut self) {
        match self.ask.take() {
            Some(NextAsk::Reason { rows, what, needs_reason, line, .. }) => {
                let said = line.text().trim();
                if said.is_empty() && needs_reason {
                    let complaint = Some(say("next-say-why").to_owned());
                    self.ask = Some(NextAsk::Reason { rows, what, needs_reason, line, complaint });
                    return;
                }
                let reason = if said.is_empty() { say("next-unsaid") } else { said };
                self.change(|said| said.left_out.extend(rows.into_iter().map(|row| (row, reason.to_owned()))));
            }
            Some(NextAsk::Date { line, .. }) => {
                let typed = line.text().trim();
                let date = if typed.is_empty() { Some(None) } else { coming_day(typed, self.head.today).map(Some) };
                match date {
                    Some(date) => self.change(|said| said.date = date),
                    None => self.ask = Some(NextAsk::Date { complaint: Some(say("next-no-date").to_owned()), line }),
                }
            }
            Some(NextAsk::Title { line }) => {
                let typed = line.text().trim();
                // Without words it is called again as its date has it.
                let title = Some(typed).filter(|typed| !typed.is_empty() && *typed != self.head.title);
                let title = title.map(str::to_owned);
                self.change(|said| said.title = title);
            }
            Some(NextAsk::GiveUp) | None => {}
        }
    }
}

#[cfg(test)]
mod tests;
