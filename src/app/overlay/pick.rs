//! Lists that are narrowed down by typing: slots, verbs, action items, texts.
//!
//! One list for all of them, so that each is searched and stepped through alike. Not here: what a choice does (see
//! `update`), and how well a row fits (see `sieve`).

use super::sentence;
use super::sieve::Sieve;
use crate::app::outline::{CARRIED, Hands, short_date, tick};
use crate::app::{Action, ItemList, ItemPlace, Line, ListedItem, Rolled, Rows, Snippet, number_of, verbs_of_meeting};
use crate::meeting::{Entry, EntryId, Meeting, SlotId};
use crate::notation::fold::folded;
use crate::words::say;

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
    /// The first of `matches` on screen.
    pub rolled: Rolled,
    /// Opened by a `/` typed on an empty line, which goes back there with the filter when nothing is picked.
    pub slash: bool,
    /// Enter takes only what was typed by its word, or was chosen by hand: never the first that fits.
    pub exact: bool,
    /// The row was chosen by hand.
    stepped: bool,
    /// All words of each item as they are compared: made once, as a list may be long and is searched for each key.
    compared: Vec<String>,
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
    /// What it is called after a slash, the best word first; empty: nothing.
    pub words: Vec<String>,
    /// Whether something may follow such a word.
    pub takes: bool,
}

/// What Enter does in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Looks at a slot.
    Look(SlotId),
    /// Moves an entry to the end of a slot.
    MoveTo(EntryId, SlotId),
    /// Does a verb.
    Do(Action),
    /// Types this snippet, as it was when the list was made.
    Type(Snippet),
    /// Shows an entry, which is an action item.
    Show(EntryId),
    /// Shows the action item of an earlier meeting that has this number.
    ShowCarried(u32),
    /// Takes one of an entry's texts: the one that stands, or the rival of that number, from 1.
    Settle(EntryId, usize),
    /// Takes out all notes that came back empty from the editor; else they stay.
    Empty(bool),
}

impl Choice {
    /// To show an action item, wherever it was noted.
    pub fn of_item(item: &ListedItem) -> Self {
        match item.place {
            ItemPlace::Here(_, entry) => Self::Show(entry),
            ItemPlace::Earlier { .. } => Self::ShowCarried(item.state.number),
        }
    }

    /// Whether a row that does this is the same one to the user, though its phrase may be another by now.
    fn is_row_of(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Type(one), Self::Type(other)) => one.name == other.name,
            _ => self == other,
        }
    }
}

/// Cells in which a row says where an action item of an earlier meeting arose.
const ORIGIN: usize = 28;

impl Picker<Choice> {
    /// Slots by title, the one on screen chosen.
    pub fn slots(title: &'static str, meeting: &Meeting, viewed: SlotId, choice: impl Fn(SlotId) -> Choice) -> Self {
        let mut items = Vec::new();
        for of in &meeting.days {
            for slot in &of.slots {
                let day = of.date.map_or_else(|| of.title.clone(), short_date);
                let start = slot.plan.start.map(|start| start.format("%H:%M ").to_string()).unwrap_or_default();
                let number = number_of(of, slot.id).map(|number| format!("{number:>2}  ")).unwrap_or_default();
                let detail = format!("{number}{start:>6}{day}");
                items.push(Item::new(slot.plan.title.clone(), detail, choice(slot.id)));
            }
        }
        let mut picker = Self::new(title, items);
        picker.chosen = picker.items.iter().position(|item| item.choice == choice(viewed)).unwrap_or(0);
        picker
    }

    /// Every verb with its key as shown, then the user's snippets.
    pub fn palette(shown: impl Fn(Action) -> String, snippets: &[Snippet]) -> Self {
        let verbs = verbs_of_meeting().map(|verb| Item {
            label: sentence(verb.help()),
            detail: format!("/{}  {:>8}", verb.word(), shown(verb.action)),
            choice: Choice::Do(verb.action),
            words: verb.words.iter().chain([&verb.name]).map(|word| (*word).to_owned()).collect(),
            takes: !verb.takes_in_english.is_empty(),
        });
        Self::new(say("pick-do"), verbs.chain(snippet_items(snippets)).collect())
    }

    /// The user's snippets.
    pub fn snippets(snippets: &[Snippet]) -> Self {
        Self::new(say("pick-snippets"), snippet_items(snippets).collect())
    }

    /// Whether it has the user's snippets, and verbs besides; none where it lists something else.
    pub fn has_verbs(&self) -> Option<bool> {
        let (verbs, snippets) = self.items.iter().fold((false, false), |(verbs, snippets), item| {
            (verbs || matches!(item.choice, Choice::Do(_)), snippets || matches!(item.choice, Choice::Type(_)))
        });
        (verbs || snippets).then_some(verbs)
    }

    /// The rows of another list in the place of its own. What was typed stays, and the chosen row where it is still there.
    pub fn take_rows(&mut self, fresh: Self) {
        let (chosen, stepped) = (self.choice(), self.stepped);
        (self.title, self.items, self.compared) = (fresh.title, fresh.items, fresh.compared);
        self.narrow();
        let is_it = |index: &usize| {
            let choice = self.items.get(*index).map(|item| &item.choice);
            choice.zip(chosen.as_ref()).is_some_and(|(choice, chosen)| choice.is_row_of(chosen))
        };
        if let Some(row) = self.matches.iter().position(is_it) {
            (self.chosen, self.stepped) = (row, stepped);
        }
    }

    /// The texts of an entry, the one that stands first, each with whose it is.
    pub fn texts(entry: &Entry, hands: &Hands<'_>) -> Self {
        let now = say!("entry-now", whose = hands.whose(entry.by));
        let stands = Item::new(entry.text.clone(), now, Choice::Settle(entry.id, 0));
        let rivals = entry.rivals.iter().zip(1..).map(|(rival, which)| {
            let whose = hands.whose(rival.version.writer).to_owned();
            Item::new(rival.text.clone(), whose, Choice::Settle(entry.id, which))
        });
        Self::new(say("pick-texts"), std::iter::once(stands).chain(rivals).collect())
    }

    /// Whether so many entries, of which an edited text has none, were meant to go.
    pub fn emptied(count: usize) -> Self {
        let keep = Item::new(say("editor-keep").to_owned(), String::new(), Choice::Empty(false));
        let remove =
            Item::new(say("editor-remove").to_owned(), say!("editor-in-all", count = count), Choice::Empty(true));
        Self::new(say("editor-emptied"), vec![keep, remove])
    }

    /// All action items: those of the slot on screen, those of the others, those of earlier meetings; of these the open ones
    /// first.
    pub fn action_items(list: &ItemList, viewed: SlotId) -> Self {
        let mut found: Vec<&ListedItem> = list.rows.iter().collect();
        found.sort_by_key(|row| match row.place {
            ItemPlace::Here(slot, _) => (false, slot != viewed),
            ItemPlace::Earlier { .. } => (true, !row.is_open()),
        });
        let items = found.into_iter().map(|row| {
            let item = &row.state;
            let choice = Choice::of_item(row);
            let (sign, origin) = if row.is_carried() { (CARRIED, row.origin(ORIGIN)) } else { ("", None) };
            let label = format!("{} {}{sign} {}  {}", tick(item.status), item.number, row.owners(), row.text);
            let due = item.due.map(short_date);
            // Behind another day it has to be said which this is.
            let due = if origin.is_some() { due.map(|due| say!("entry-due", day = due)) } else { due };
            let detail = [origin, due].into_iter().flatten().collect::<Vec<_>>().join(" · ");
            Item::new(label, detail, choice)
        });
        Self::new(say("pick-items"), items.collect())
    }
}

impl<C: Clone> Picker<C> {
    /// A list with nothing typed yet, its first row chosen.
    pub fn new(title: &'static str, items: Vec<Item<C>>) -> Self {
        let compared = items.iter().map(Item::compared).collect();
        let filter = Line::default();
        let (rolled, matches) = (Rolled::default(), Vec::new());
        let mut picker = Self {
            title,
            filter,
            items,
            matches,
            chosen: 0,
            rolled,
            slash: false,
            exact: false,
            stepped: false,
            compared,
        };
        picker.narrow();
        picker
    }

    /// Finds the rows that fit what was typed, the best first; rows that fit as well as each other keep their order.
    pub fn narrow(&mut self) {
        let mut sieve = Sieve::new(self.filter.text());
        let mut ranked = sieve.ranked(&self.items, &self.compared);
        if ranked.is_empty() {
            // Where nothing has it, what has the letters of it is meant.
            sieve.loosen();
            ranked = sieve.ranked(&self.items, &self.compared);
        }
        ranked.sort_by_key(|(rank, _)| *rank);
        self.matches = ranked.into_iter().map(|(_, index)| index).collect();
        self.chosen = 0;
        self.stepped = false;
        self.rolled.follow();
    }

    /// Chooses the row that is called by the first word that was typed; whether there is one, or one was chosen by hand.
    pub fn choose_exactly(&mut self) -> bool {
        let word = self.filter.text().split_whitespace().next().unwrap_or_default();
        let is_it = |index: &usize| self.items.get(*index).is_some_and(|item| item.is_called(word));
        let found = if self.stepped { Some(self.chosen) } else { self.matches.iter().position(is_it) };
        self.chosen = found.unwrap_or(self.chosen);
        found.is_some()
    }

    /// What was typed behind the word of the row that Enter takes; none where nothing was, or nothing may.
    pub fn argument(&self) -> Option<&str> {
        let (word, rest) = self.filter.text().trim_start().split_once(char::is_whitespace)?;
        let item = self.items.get(*self.matches.get(self.chosen)?)?;
        (item.takes && item.begins(word)).then(|| rest.trim()).filter(|rest| !rest.is_empty())
    }

    /// Goes up or down the rows that fit.
    pub fn step(&mut self, by: isize) {
        let last = self.matches.len().saturating_sub(1);
        self.chosen = self.chosen.saturating_add_signed(by).min(last);
        self.stepped = true;
        self.rolled.follow();
    }

    /// Its rows where there is room for so many; `under`: the one under the pointer, counted from the first on screen.
    pub fn shown(&self, room: usize, under: Option<usize>) -> Rows {
        self.rolled.rows((self.chosen + 1).saturating_sub(room), (self.matches.len(), room), under)
    }

    /// A click on a row: it is chosen, and no row moves; says whether it is a second click, which does what Enter does.
    pub fn choose_row(&mut self, rows: Rows) -> bool {
        let Some(row) = rows.under else { return false };
        let was_chosen = std::mem::replace(&mut self.chosen, row) == row;
        self.stepped = true;
        self.rolled.click(rows, was_chosen)
    }

    /// What Enter takes.
    pub fn choice(&self) -> Option<C> {
        self.matches.get(self.chosen).and_then(|index| Some(self.items.get(*index)?.choice.clone()))
    }
}

impl<C: Clone + PartialEq> Picker<C> {
    /// Chooses the row that does this, where it fits.
    pub fn choose(&mut self, choice: &C) {
        let is_it = |index: &usize| self.items.get(*index).is_some_and(|item| item.choice == *choice);
        self.chosen = self.matches.iter().position(is_it).unwrap_or(0);
    }
}

impl<C> Item<C> {
    /// A row that has no word after a slash.
    pub fn new(label: String, detail: String, choice: C) -> Self {
        Self { label, detail, choice, words: Vec::new(), takes: false }
    }

    /// All its words as they are compared.
    fn compared(&self) -> String {
        folded(&format!("{} {} {}", self.label, self.detail, self.words.join(" ")))
    }

    /// Whether one of its words begins so.
    pub(super) fn begins(&self, typed: &str) -> bool {
        let typed = typed.to_lowercase();
        self.words.iter().any(|word| word.to_lowercase().starts_with(&typed))
    }

    /// Whether one of its words is this.
    pub(super) fn is_called(&self, typed: &str) -> bool {
        let typed = typed.to_lowercase();
        self.words.iter().any(|word| word.to_lowercase() == typed)
    }
}

fn snippet_items(snippets: &[Snippet]) -> impl Iterator<Item = Item<Choice>> {
    snippets.iter().map(|snippet| Item {
        label: say!("pick-types", text = format!("{}{}", snippet.before, snippet.behind)),
        detail: format!("/{}", snippet.name),
        choice: Choice::Type(snippet.clone()),
        words: vec![snippet.name.clone()],
        takes: true,
    })
}
