//! The screen before a meeting: a question, rows to choose from, and a line to type into.
//!
//! It shows the meetings there are when the program is started without one, and asks whether a closed meeting is to
//! be opened again. Not here: the meeting screen.

use crossterm::event::{KeyEvent, KeyEventKind};

use super::overlay::{Item, Picker};
use super::update::edit_of;
use super::{Action, Key, Keymap, Scope};

/// The screen.
#[derive(Clone, Debug)]
pub struct Home {
    /// What this is about, one line each.
    pub intro: Vec<String>,
    /// The rows; what is typed narrows them down.
    pub picker: Picker<usize>,
    /// What can be typed besides, in words; none where only a row will do.
    pub prompt: Option<&'static str>,
}

/// What the scribe chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A row, by its number.
    Row(usize),
    /// What was typed: it fits no row.
    Typed(String),
    /// To leave.
    Nothing,
}

impl Home {
    /// A screen with rows of a label and a detail.
    pub fn new(intro: Vec<String>, rows: Vec<(String, String)>, prompt: Option<&'static str>) -> Self {
        let items =
            rows.into_iter().enumerate().map(|(choice, (label, detail))| Item::new(label, detail, choice)).collect();
        Self { intro, picker: Picker::new("", items), prompt }
    }

    /// Takes a key in; what was chosen, once something was.
    pub fn press(&mut self, event: KeyEvent, keymap: &Keymap) -> Option<Chosen> {
        if event.kind == KeyEventKind::Release {
            return None;
        }
        let key = Key::from(event);
        let picker = &mut self.picker;
        match (keymap.action(Scope::Meeting, key), keymap.action(Scope::Line, key)) {
            (Some(Action::Leave), _) => return Some(Chosen::Nothing),
            (Some(Action::Back), _) if picker.filter.is_empty() => return Some(Chosen::Nothing),
            (Some(Action::Back), _) => {
                picker.filter = super::Line::default();
                picker.narrow();
            }
            (Some(Action::SelectUp | Action::SlotPrevious), _) => picker.step(-1),
            (Some(Action::SelectDown | Action::SlotNext), _) => picker.step(1),
            (Some(Action::PageUp), _) => picker.step(-10),
            (Some(Action::PageDown), _) => picker.step(10),
            (_, Some(Action::Commit)) => return self.take(),
            (_, Some(action)) => {
                if edit_of(action).is_some_and(|edit| picker.filter.edit(edit)) {
                    picker.narrow();
                }
            }
            _ => self.insert(&key.types().map(String::from).unwrap_or_default()),
        }
        None
    }

    /// Takes typed or pasted text in.
    pub fn insert(&mut self, text: &str) {
        if !text.is_empty() {
            self.picker.filter.insert_str(&crate::text::one_line_for_terminal(text));
            self.picker.narrow();
        }
    }

    /// The row that stands out, or what was typed where no row fits it.
    fn take(&self) -> Option<Chosen> {
        let typed = self.picker.filter.text().trim();
        match self.picker.choice() {
            Some(row) => Some(Chosen::Row(row)),
            None if self.prompt.is_some() && !typed.is_empty() => Some(Chosen::Typed(typed.to_owned())),
            None => None,
        }
    }
}
