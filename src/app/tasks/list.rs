//! The action items of the screen: in groups, narrowed down by what was typed, each where it was.
//!
//! The groups are made when the items come or the scribe asks for others, not when one changes: what is ticked stays in its place.
//! Not here: what a key does (see `tasks`), and what puts items into one group (see `meeting::tasks`).

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::sieve::{Sieve, Words};
use crate::app::terms;
use crate::meeting::search::Query;
use crate::meeting::tasks::{GroupKey, Grouping, TaskRow, Tasks};
use crate::meeting::{ActionItem, ItemRef};

/// The items and what is shown of them.
#[derive(Clone, Debug)]
pub struct TaskList {
    tasks: Tasks,
    /// Of each item, in the order of the items.
    beside: Vec<Beside>,
    groups: Vec<TaskGroup>,
    /// Which item stands in which group, from the top down.
    places: Vec<(usize, usize)>,
    /// What is shown, from the top down.
    lines: Vec<TaskLine>,
    counts: Counts,
    /// Items of several series are there: a number alone does not say which.
    pub several_series: bool,
    /// Those that a meeting in progress goes through: only there words alone can be kept.
    gone_through: HashSet<ItemRef>,
}

/// What is known of an item beside itself.
#[derive(Clone, Debug, Default)]
struct Beside {
    words: Words,
    standing: Standing,
}

/// What became of what was done to an item on this screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was done.
    #[default]
    Untouched,
    /// It is being recorded.
    Underway,
    /// It is recorded, where these words say.
    Recorded(String),
    /// It could not be recorded, why these words say.
    Refused(String),
}

/// A group as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskGroup {
    /// What its items have in common, in words.
    pub words: String,
    /// They have their owner in common, by full name.
    pub owner: Option<String>,
    /// They are overdue.
    pub overdue: bool,
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskLine {
    /// The heading of a group, by its number, and how many of its items are shown.
    Head(usize, usize),
    /// An item, by its number, and its group.
    Item(usize, usize),
}

/// How many items are shown, each once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Those that are open.
    pub open: usize,
    /// Those of them that are overdue.
    pub overdue: usize,
    /// All of them.
    pub all: usize,
}

impl TaskList {
    /// These items in such groups, all of them shown.
    pub fn new(rows: Vec<TaskRow>, grouping: Grouping, today: NaiveDate) -> Self {
        let tasks = Tasks::new(rows, Vec::new(), grouping, today);
        let beside = tasks.rows.iter().map(|row| Beside { words: Words::of(row), ..Beside::default() }).collect();
        let several_series = tasks.has_several_series();
        let mut list = Self {
            tasks,
            beside,
            groups: Vec::new(),
            places: Vec::new(),
            lines: Vec::new(),
            counts: Counts::default(),
            several_series,
            gone_through: HashSet::new(),
        };
        list.group_by(grouping);
        list.narrow(&Query::default(), true);
        list
    }

    /// With those of them that a meeting in progress goes through.
    #[must_use]
    pub fn with_gone_through(mut self, items: impl IntoIterator<Item = ItemRef>) -> Self {
        self.gone_through = items.into_iter().collect();
        self
    }

    /// Whether a meeting in progress goes through an item.
    pub(super) fn is_gone_through(&self, item: &ItemRef) -> bool {
        self.gone_through.contains(item)
    }

    /// Puts the items into other groups, as they stand now; what is shown is to be narrowed down anew.
    pub fn group_by(&mut self, grouping: Grouping) {
        self.tasks.grouping = grouping;
        let numbers: HashMap<*const TaskRow, usize> = self.tasks.rows.iter().map(std::ptr::from_ref).zip(0..).collect();
        let mut groups = Vec::new();
        let mut places = Vec::new();
        for group in self.tasks.groups() {
            let of_group = group.rows.into_iter().filter_map(|row| numbers.get(&std::ptr::from_ref(row)));
            places.extend(of_group.map(|row| (groups.len(), *row)));
            let owner = if let GroupKey::Owner(name) = group.key { Some(name.to_owned()) } else { None };
            let overdue = group.key == GroupKey::Overdue;
            groups.push(TaskGroup { words: terms::group(&group.key), owner, overdue });
        }
        (self.groups, self.places) = (groups, places);
    }

    /// Shows those that are looked for; `all`: also those that are done or dropped and were not touched here.
    pub fn narrow(&mut self, query: &Query, all: bool) {
        let sieve = Sieve::new(query);
        let mut counts = Counts::default();
        let shown: Vec<bool> = self
            .tasks
            .rows
            .iter()
            .zip(&self.beside)
            .map(|(row, beside)| {
                let is_wanted = all || row.is_open() || beside.standing != Standing::Untouched;
                let shown = is_wanted && sieve.takes(&beside.words);
                counts.all += usize::from(shown);
                counts.open += usize::from(shown && row.is_open());
                counts.overdue += usize::from(shown && row.is_overdue(self.tasks.today));
                shown
            })
            .collect();
        self.counts = counts;
        self.lines.clear();
        let mut head = None;
        for (group, row) in &self.places {
            if !shown.get(*row).is_some_and(|shown| *shown) {
                continue;
            }
            match head.and_then(|at: usize| self.lines.get_mut(at)) {
                Some(TaskLine::Head(of, count)) if of == group => *count += 1,
                _ => {
                    head = Some(self.lines.len());
                    self.lines.push(TaskLine::Head(*group, 1));
                }
            }
            self.lines.push(TaskLine::Item(*row, *group));
        }
    }

    /// Counts once more where an item has changed, and leaves every line where it is.
    fn count(&mut self) {
        let items = self.lines.iter().filter_map(|line| match line {
            TaskLine::Item(row, _) => Some(*row),
            TaskLine::Head(..) => None,
        });
        let mut shown: Vec<usize> = items.collect();
        shown.sort_unstable();
        shown.dedup();
        let rows: Vec<&TaskRow> = shown.iter().filter_map(|row| self.tasks.rows.get(*row)).collect();
        self.counts = Counts {
            open: rows.iter().filter(|row| row.is_open()).count(),
            overdue: rows.iter().filter(|row| row.is_overdue(self.tasks.today)).count(),
            all: rows.len(),
        };
    }

    /// What is shown, from the top down.
    pub fn lines(&self) -> &[TaskLine] {
        &self.lines
    }

    /// How many items are shown.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// The day on which they stand so.
    pub fn today(&self) -> NaiveDate {
        self.tasks.today
    }

    /// By what they are grouped.
    pub fn grouping(&self) -> Grouping {
        self.tasks.grouping
    }

    /// Whether there are none at all, whatever was typed.
    pub fn is_empty(&self) -> bool {
        self.tasks.rows.is_empty()
    }

    /// An item by its number.
    pub fn row(&self, row: usize) -> Option<&TaskRow> {
        self.tasks.rows.get(row)
    }

    /// A group by its number.
    pub fn group(&self, group: usize) -> Option<&TaskGroup> {
        self.groups.get(group)
    }

    /// What became of what was done to it.
    pub fn standing(&self, row: usize) -> &Standing {
        static UNTOUCHED: Standing = Standing::Untouched;
        self.beside.get(row).map_or(&UNTOUCHED, |beside| &beside.standing)
    }

    /// The item and the words of the group at a line.
    pub(super) fn at(&self, line: usize) -> Option<(usize, &TaskRow, &str)> {
        let TaskLine::Item(row, group) = self.lines.get(line)? else { return None };
        Some((*row, self.row(*row)?, &self.group(*group)?.words))
    }

    /// The line at which an item stands: in the group of those words, else wherever it stands first.
    pub(super) fn line_of(&self, item: &ItemRef, words: &str) -> Option<usize> {
        let is = |line: usize| self.at(line).filter(|(_, row, _)| row.item.item == *item);
        let stands = (0..self.lines.len()).filter(|line| is(*line).is_some());
        let stands: Vec<usize> = stands.collect();
        let same = stands.iter().find(|line| is(**line).is_some_and(|(_, _, group)| group == words));
        same.or(stands.first()).copied()
    }

    /// The item's number.
    pub(super) fn number_of(&self, item: &ItemRef) -> Option<usize> {
        self.tasks.rows.iter().position(|row| row.item.item == *item)
    }

    /// Says how an item stands now, without moving it.
    pub(super) fn change(&mut self, row: usize, action: ActionItem, standing: Standing) {
        if let (Some(task), Some(beside)) = (self.tasks.rows.get_mut(row), self.beside.get_mut(row)) {
            task.item.action = action;
            beside.standing = standing;
            beside.words.say(task);
            self.count();
        }
    }

    /// Takes over what was done to items of an older list and is not known yet to whoever made this one.
    pub(super) fn go_on_from(&mut self, older: &Self) {
        let of_older = older.tasks.rows.iter().zip(&older.beside);
        for (row, beside) in of_older.filter(|(_, beside)| beside.standing == Standing::Underway) {
            if let Some(number) = self.number_of(&row.item.item) {
                self.change(number, row.item.action.clone(), beside.standing.clone());
            }
        }
    }
}
