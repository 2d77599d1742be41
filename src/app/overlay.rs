//! Pop-ups: one at a time, each with its own state, opened and thrown away.
//!
//! All of them filter or answer as one types, act on Enter and leave on Esc. Not here: what a choice does (see
//! `update`), and drawing.

use super::outline::Hands;
use super::{Action, Ending, Keymap, Line, Scope, VERBS};
use crate::meeting::{Entry, EntryId, Kind, Meeting, SlotId, Status};
use crate::text;

/// The pop-up that is open.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A list that is narrowed down by typing.
    Pick(Picker<Choice>),
    /// All keys.
    Help {
        /// Rows scrolled away.
        top: usize,
    },
    /// What is unfinished, and the ways to leave.
    Leave {
        /// What there is left to do.
        unfinished: Unfinished,
        /// The way that was chosen while something is not saved: the same key once more goes it.
        asked: Option<Ending>,
    },
    /// A time of day is asked for.
    StartedAt {
        /// The slot that really started then.
        slot: SlotId,
        /// The answer so far.
        line: Line,
        /// Why the last answer would not do.
        complaint: Option<String>,
    },
    /// A folder is asked for in which the journal can go on.
    Elsewhere {
        /// The answer so far.
        line: Line,
        /// Why the last answer would not do.
        complaint: Option<String>,
    },
    /// Something to read: a title and lines.
    Report {
        /// What it is about.
        title: String,
        /// Its lines.
        lines: Vec<String>,
        /// Rows scrolled away.
        top: usize,
    },
}

/// A list that is narrowed down by typing.
#[derive(Clone, Debug)]
pub struct Picker<C> {
    /// What is being picked.
    pub title: &'static str,
    /// What was typed.
    pub filter: Line,
    /// Everything there is.
    pub items: Vec<Item<C>>,
    /// Positions in `items` of those that fit the filter.
    pub matches: Vec<usize>,
    /// Position in `matches` of the one that Enter takes.
    pub chosen: usize,
    /// Opened by a `/` typed on an empty line, which goes back there with the filter when nothing is picked.
    pub slash: bool,
}

/// One row of a list.
#[derive(Clone, Debug)]
pub struct Item<C> {
    /// What is matched and shown first.
    pub label: String,
    /// Shown behind it; matched too.
    pub detail: String,
    /// What Enter does.
    pub choice: C,
}

/// What Enter does in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Looks at a slot.
    Look(SlotId),
    /// Moves an entry to the end of a slot.
    MoveTo(EntryId, SlotId),
    /// Does a verb.
    Do(Action),
    /// Shows an entry.
    Show(EntryId),
    /// Takes one of an entry's texts: the one that stands, or the rival of that number, from 1.
    Settle(EntryId, usize),
}

/// What is unfinished when the scribe wants to leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unfinished {
    /// Lines typed and not committed, each with its slot's title.
    pub lines: Vec<(String, String)>,
    /// Action items without an owner: number and text.
    pub ownerless: Vec<(u32, String)>,
    /// Slots that were held and have no notes.
    pub noteless: Vec<String>,
    /// Slots that were not reached.
    pub unreached: Vec<String>,
    /// Entries of which there are two texts, each with its slot's title.
    pub conflicts: Vec<(String, String)>,
}

impl Picker<Choice> {
    /// Slots by title, the one on screen chosen.
    pub fn slots(title: &'static str, meeting: &Meeting, viewed: SlotId, choice: impl Fn(SlotId) -> Choice) -> Self {
        let mut items = Vec::new();
        for day in &meeting.days {
            for slot in &day.slots {
                let day = day.date.map_or_else(|| day.title.clone(), super::outline::short_date);
                let start = slot.plan.start.map(|start| start.format("%H:%M ").to_string()).unwrap_or_default();
                items.push(Item {
                    label: slot.plan.title.clone(),
                    detail: format!("{start}{day}"),
                    choice: choice(slot.id),
                });
            }
        }
        let mut picker = Self::new(title, items);
        picker.chosen = picker.items.iter().position(|item| item.choice == choice(viewed)).unwrap_or(0);
        picker
    }

    /// Every verb, with its key as shown.
    pub fn palette(shown: impl Fn(Action) -> String) -> Self {
        let items = VERBS
            .iter()
            .map(|verb| Item {
                label: sentence(verb.help),
                detail: format!("{}  {:>8}", verb.name, shown(verb.action)),
                choice: Choice::Do(verb.action),
            })
            .collect();
        Self::new("Do", items)
    }

    /// The texts of an entry, the one that stands first, each with whose it is.
    pub fn texts(entry: &Entry, hands: &Hands<'_>) -> Self {
        let stands = Item {
            label: entry.text.clone(),
            detail: format!("{} now", hands.whose(entry.by)),
            choice: Choice::Settle(entry.id, 0),
        };
        let rivals = entry.rivals.iter().zip(1..).map(|(rival, which)| Item {
            label: rival.text.clone(),
            detail: hands.whose(rival.version.writer).to_owned(),
            choice: Choice::Settle(entry.id, which),
        });
        Self::new("Take one of the texts", std::iter::once(stands).chain(rivals).collect())
    }

    /// All action items; those of the slot on screen first.
    pub fn action_items(meeting: &Meeting, viewed: SlotId) -> Self {
        let mut found: Vec<_> = meeting.action_items().collect();
        found.sort_by_key(|(slot, _, _)| slot.id != viewed);
        let items = found
            .into_iter()
            .map(|(_, entry, item)| {
                let done = if item.status == Status::Open { "☐" } else { "☑" };
                let owners = if item.owners.is_empty() { "no owner".to_owned() } else { item.owners.join(", ") };
                Item {
                    label: format!("{done} {} {owners}  {}", item.number, entry.text),
                    detail: item.due.map(super::outline::short_date).unwrap_or_default(),
                    choice: Choice::Show(entry.id),
                }
            })
            .collect();
        Self::new("Action items", items)
    }
}

impl<C: Copy> Picker<C> {
    /// A list with nothing typed yet, its first row chosen.
    pub fn new(title: &'static str, items: Vec<Item<C>>) -> Self {
        let mut picker = Self { title, filter: Line::default(), items, matches: Vec::new(), chosen: 0, slash: false };
        picker.narrow();
        picker
    }

    /// Finds the rows that have every typed word, in any order and case.
    pub fn narrow(&mut self) {
        let words: Vec<String> = self.filter.text().split_whitespace().map(str::to_lowercase).collect();
        let fits = |item: &Item<C>| {
            let text = format!("{} {}", item.label, item.detail).to_lowercase();
            words.iter().all(|word| text.contains(word.as_str()))
        };
        self.matches = self.items.iter().enumerate().filter(|(_, item)| fits(item)).map(|(index, _)| index).collect();
        // A title that begins with what was typed is what was meant, before one that has it inside.
        if let Some(first) = words.first() {
            self.matches.sort_by_key(|index| {
                let Item { label, detail, .. } = &self.items[*index];
                ![label, detail].iter().any(|text| text.to_lowercase().starts_with(first.as_str()))
            });
        }
        self.chosen = 0;
    }

    /// Goes up or down the rows that fit.
    pub fn step(&mut self, by: isize) {
        let last = self.matches.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
    }

    /// What Enter takes.
    pub fn choice(&self) -> Option<C> {
        self.matches.get(self.chosen).map(|index| self.items[*index].choice)
    }
}

impl Unfinished {
    /// Nothing is left to do.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What a meeting and its half-typed lines leave to do.
    pub fn of<'a>(
        meeting: &Meeting,
        drafts: impl Iterator<Item = (SlotId, &'a str)>,
        now: &crate::meeting::Stamp,
    ) -> Self {
        let title = |slot| meeting.slot(slot).map(|slot| slot.plan.title.clone()).unwrap_or_default();
        let ownerless = meeting
            .action_items()
            .filter(|(_, _, item)| item.owners.is_empty())
            .map(|(_, entry, item)| (item.number, entry.text.clone()))
            .collect();
        let topics = || meeting.slots().filter(|slot| !slot.plan.kind.is_break() && slot.entries.is_empty());
        Self {
            lines: drafts.map(|(slot, text)| (title(slot), text.to_owned())).collect(),
            ownerless,
            conflicts: meeting.conflicts().map(|(slot, entry)| (slot.plan.title.clone(), entry.text.clone())).collect(),
            noteless: topics().filter(|slot| slot.was_held(now)).map(|slot| slot.plan.title.clone()).collect(),
            unreached: topics().filter(|slot| !slot.was_held(now)).map(|slot| slot.plan.title.clone()).collect(),
        }
    }
}

/// With a capital first letter.
pub(super) fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// A row of the help.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpRow {
    /// Keys, or a heading where the words are empty.
    pub keys: String,
    /// What they do.
    pub words: String,
}

/// Cells of the keys' column in a help of that width, the blanks behind it among them.
pub fn help_column(width: usize) -> usize {
    (width / 3).clamp(13, 22)
}

/// The help: a heading a scope, then its verbs, keys and words both wrapped in their columns.
pub fn help(keymap: &Keymap, width: usize) -> Vec<HelpRow> {
    let column = help_column(width);
    let (keys_room, words_room) = (column - 1, width.saturating_sub(column).max(1));
    let mut rows = Vec::new();
    for scope in Scope::ALL {
        if !rows.is_empty() {
            rows.push(HelpRow { keys: String::new(), words: String::new() });
        }
        rows.push(HelpRow { keys: scope.title().to_owned(), words: String::new() });
        for verb in VERBS.iter().filter(|verb| verb.scope == scope) {
            let keys: Vec<_> = keymap.keys(verb.action).iter().map(|key| key.shown()).collect();
            let keys = keys.join(" ");
            let left = text::wrap(&keys, keys_room, keys_room);
            let right = text::wrap(verb.help, words_room, words_room);
            let part = |text: &str, rows: &[std::ops::Range<usize>], row: usize| {
                rows.get(row).and_then(|range| text.get(range.clone())).unwrap_or_default().trim_end().to_owned()
            };
            rows.extend((0..left.len().max(right.len())).map(|row| {
                // Words that went on below their keys stay words.
                let words = part(verb.help, &right, row);
                HelpRow { keys: part(&keys, &left, row), words: if words.is_empty() { " ".to_owned() } else { words } }
            }));
        }
    }
    rows
}

/// Cells by which what goes on in a further row stands in.
const HANGING: usize = 4;

/// Lines to be read in a pop-up of that width: the indent and the words of each row.
pub fn read_rows(lines: &[String], width: usize) -> Vec<(usize, String)> {
    lines.iter().flat_map(|line| hanging(&format!("· {line}"), width)).collect()
}

/// The rows of one line to be read.
pub fn hanging(line: &str, width: usize) -> Vec<(usize, String)> {
    let words = text::one_line_for_terminal(line);
    let below = width.saturating_sub(HANGING).max(1);
    let rows = text::wrap(&words, width, below).into_iter().enumerate();
    rows.map(|(row, range)| (if row == 0 { 0 } else { HANGING }, words[range].trim_end().to_owned())).collect()
}

/// The word that a kind has on screen.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Note => "note",
        Kind::Action => "action item",
        Kind::Decision => "decision",
        Kind::Question => "open question",
        Kind::Proposal => "proposal",
        Kind::Vote => "vote",
        Kind::Idea => "idea",
        Kind::Info => "information",
        Kind::Link => "link",
        Kind::Speech => "speech",
        Kind::Subtopic => "subtopic",
    }
}
