//! The minutes as a page: headings, lists and tables with runs of text, before any markup.
//!
//! Every form for people says the same in the same order; what differs is how it marks a heading or a task. A writer
//! turns these blocks into its form and needs to know nothing about meetings; HTML and Org, which have marks for more than
//! a block says (a clock, a property, a way back to where something was said), take the parts that blocks are made of (see
//! `compose`, `notes`). Texts in here are harmless already: on one line, without control characters and without marks that turn
//! the direction of what follows. Not here: any markup, and escaping, which each form needs in its own way.

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use self::line::Text;
use super::document::Branch;
use super::report::Report;
use super::said::Said;
use super::{Lang, Minutes, Options};
use crate::meeting::{EntryId, SlotId, Status};

pub(super) mod compose;
mod ending;
pub(super) mod line;
pub(super) mod notes;
mod report;
pub(super) mod series;

/// The minutes as blocks.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// The meeting's title; never empty.
    pub title: String,
    /// The language of the fixed words.
    pub lang: Lang,
    /// What stands on the page below the title, in order.
    pub blocks: Vec<Block>,
    /// What a running head or foot says: `28–30 October 2019`.
    pub dates: String,
    /// What the minutes can be led back to, where the meeting is closed: `Journal 3f2a9c1b4d5e, 212 records`.
    pub source: Option<String>,
}

/// A part of the page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading; the title is level 1 and none of these, a day 2, a slot 3, what stands within it 4.
    Heading {
        /// 2 to 4.
        level: u8,
        /// What it says.
        text: Line,
        /// A name for it that is unique on the page: `day-1`, `slot-1f3a9c0b-3`, `actions`.
        id: String,
    },
    /// A line of text of its own.
    Paragraph(Line),
    /// Two lines or more that stand one below the other and belong together.
    Lines(Vec<Line>),
    /// Facts of the meeting, each with its name. Those of a slot are a paragraph.
    Facts(Vec<(String, Line)>),
    /// A list. An action item is a task in it wherever it stands.
    List(Vec<Item>),
    /// A table.
    Table(Table),
    /// What was prepared before the meeting, set apart from what was said.
    Prepared(Vec<Block>),
}

/// A table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it is: `day-1-table`, `documents-table`; unique on the page.
    pub id: String,
    /// The names of its columns.
    pub header: Vec<String>,
    /// Its rows, each with a cell a column.
    pub rows: Vec<Vec<Vec<Block>>>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What stands before it.
    pub mark: Mark,
    /// What it says.
    pub text: Line,
    /// The items below it.
    pub children: Vec<Item>,
}

/// What stands before an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A bullet.
    Bullet,
    /// A box to tick: an action item.
    Task(Task),
}

/// An action item. Its line holds all of it in words; these are the same facts once more for forms that have fields.
#[derive(Clone, Debug, PartialEq)]
pub struct Task {
    /// Its number, unique in the meeting.
    pub number: u32,
    /// Open, done or dropped.
    pub status: Status,
    /// Who has to do it.
    pub owners: Vec<String>,
    /// When it is due.
    pub due: Option<NaiveDate>,
    /// Whether this is where it was said; else it is named here once more, as in a list at the end.
    pub is_first: bool,
}

/// A line of text in runs.
pub type Line = Vec<Run>;

/// A run of a line.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// What is shown.
    pub text: String,
    /// How much it stands out.
    pub weight: Weight,
    /// What it stands for, where it is more than words.
    pub refers: Option<Refers>,
}

/// How much a run stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    #[default]
    Plain,
    /// What there is to say beside it, in brackets.
    Soft,
    /// Bold.
    Strong,
    /// Italic.
    Emphasis,
}

/// What a run stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Refers {
    /// An address that is safe to follow: http, https or mailto.
    Address(String),
    /// A ticket, and its address where one is known; the run's text is its key.
    Ticket(Option<String>),
    /// Somebody of the roster; with the account id of the team's wiki, where it is known.
    Person(Option<String>),
    /// Somebody who is on no roster, by name.
    Name,
    /// A date.
    Day(NaiveDate),
    /// A moment, in the meeting's zone.
    Moment(DateTime<Tz>),
    /// What is talked about, by its title; and the slot in which it is, where it has one.
    Title(Option<SlotId>),
}

impl Page {
    /// The page of `minutes`.
    pub fn new(minutes: &Minutes, options: &Options) -> Self {
        compose::page(minutes, options)
    }

    /// Leaves of the page what it says of one slot; says whether it says anything of it.
    pub fn keep_slot(&mut self, slot: SlotId) -> bool {
        let wanted = compose::slot_heading(slot);
        let mut blocks = std::mem::take(&mut self.blocks).into_iter();
        let is_wanted = |block: &Block| matches!(block, Block::Heading { id, .. } if *id == wanted);
        let Some(heading) = blocks.find(is_wanted) else { return false };
        let Block::Heading { level: own, .. } = heading else { return false };
        let is_within = |block: &Block| !matches!(block, Block::Heading { level, .. } if *level <= own);
        self.blocks = std::iter::once(heading).chain(blocks.take_while(is_within)).collect();
        true
    }

    /// Leaves of the page what stands under its first heading and what follows; says whether it has one.
    pub fn keep_from_heading(&mut self) -> bool {
        let heading = self.blocks.iter().position(|block| matches!(block, Block::Heading { .. }));
        self.blocks.drain(..heading.unwrap_or(self.blocks.len()));
        heading.is_some()
    }

    /// The page of a report over many meetings.
    pub fn of_report(report: &Report, options: &Options) -> Self {
        report::page(report, options)
    }
}

/// What the minutes say of an entry and of what stands under it; nothing where it is not in them.
pub(super) fn of_entry(minutes: &Minutes, lang: Lang, entry: EntryId) -> Vec<Block> {
    let mut slots = minutes.days.iter().flat_map(|day| &day.slots);
    let found = slots.find_map(|slot| find(&slot.entries, entry));
    let blocks = found.map(|branch| Text::new(minutes, lang).notes(std::slice::from_ref(branch))).unwrap_or_default();
    match <[Block; 1]>::try_from(blocks) {
        // One line alone is no list.
        Ok([Block::List(items)]) => match <[Item; 1]>::try_from(items) {
            Ok([Item { mark: Mark::Bullet, text, children }]) if children.is_empty() => vec![Block::Paragraph(text)],
            Ok(item) => vec![Block::List(item.into())],
            Err(items) => vec![Block::List(items)],
        },
        Ok(block) => block.into(),
        Err(blocks) => blocks,
    }
}

fn find<'b, 'm>(branches: &'b [Branch<Said<'m>>], entry: EntryId) -> Option<&'b Branch<Said<'m>>> {
    branches.iter().find_map(
        |branch| {
            if branch.line.entry.id == entry { Some(branch) } else { find(&branch.children, entry) }
        },
    )
}

/// A line of plain text.
pub fn plain(text: impl Into<String>) -> Line {
    vec![Run { text: text.into(), ..Run::default() }]
}
