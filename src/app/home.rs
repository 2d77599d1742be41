//! The screen before a meeting: a question, rows to choose from, and a line to type into.
//!
//! It shows the meetings there are when the program is started without one, asks whether a closed meeting is to be opened again,
//! and where a pasted agenda is to be kept. Not here: the meeting screen.

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
    /// What Enter does.
    pub enter: &'static str,
    /// What Esc does.
    pub escape: &'static str,
    /// It is answered in words, which stand there to be changed: Esc gives up at once.
    is_question: bool,
}

/// A line of more characters than a path has is the text of an agenda, as a page on one line is.
const LONGEST_LINE: usize = 1_000;

/// What the scribe chose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// A row, by its number.
    Row(usize),
    /// What was typed: it fits no row.
    Typed(String),
    /// The text of an agenda, pasted.
    Pasted(String),
    /// To leave.
    Nothing,
}

impl Home {
    /// A screen with rows of a label and a detail.
    pub fn new(intro: Vec<String>, rows: Vec<(String, String)>, prompt: Option<&'static str>) -> Self {
        let items =
            rows.into_iter().enumerate().map(|(choice, (label, detail))| Item::new(label, detail, choice)).collect();
        let picker = Picker::new("", items);
        Self { intro, picker, prompt, enter: "opens", escape: "leaves", is_question: false }
    }

    /// A question, with an answer that Enter takes as it stands.
    pub fn question(intro: Vec<String>, answer: &str, enter: &'static str, escape: &'static str) -> Self {
        let mut home = Self { enter, escape, is_question: true, ..Self::new(intro, Vec::new(), Some("")) };
        home.insert(answer);
        home
    }

    /// Whether there are rows to choose from.
    pub fn has_rows(&self) -> bool {
        !self.is_question
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
            (Some(Action::Back), _) if self.is_question || picker.filter.is_empty() => return Some(Chosen::Nothing),
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

    /// Takes a paste in: several lines are the text of an agenda, where one can be opened; one line is typed.
    pub fn paste(&mut self, text: String) -> Option<Chosen> {
        let lines = text.trim().contains(['\n', '\r']);
        if self.prompt.is_some() && (lines || text.len() > LONGEST_LINE) {
            return Some(Chosen::Pasted(text));
        }
        // Nobody reads more of it on one line.
        self.insert(&text.chars().take(LONGEST_LINE).collect::<String>());
        None
    }

    /// Takes typed text in.
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

#[cfg(test)]
mod tests {
    use super::*;

    fn home() -> Home {
        Home::new(Vec::new(), vec![("Weekly".to_owned(), String::new())], Some("a path"))
    }

    #[test]
    fn several_lines_pasted_are_an_agenda_and_one_is_typed() {
        for text in ["# A\n## 09:00 B", "a\rb", "\n a\n b\n"] {
            assert_eq!(home().paste(text.to_owned()), Some(Chosen::Pasted(text.to_owned())));
        }
        let page = format!("<html>{}</html>", "x".repeat(2_000));
        assert_eq!(home().paste(page.clone()), Some(Chosen::Pasted(page)));
        let mut typed = home();
        assert_eq!(typed.paste("Week\n".to_owned()), None);
        assert_eq!(typed.picker.filter.text(), "Week ");
    }

    #[test]
    fn where_only_a_row_will_do_a_paste_is_typed_and_short() {
        let mut asked = Home::new(Vec::new(), vec![("Open it again".to_owned(), String::new())], None);
        assert_eq!(asked.paste("a\n".repeat(5_000_000)), None);
        assert!(asked.picker.filter.text().len() <= LONGEST_LINE);
    }

    #[test]
    fn a_question_is_answered_with_what_stands_there_or_given_up_at_once() {
        use crossterm::event::KeyCode;
        let keymap = Keymap::default();
        let mut asked = Home::question(Vec::new(), "weekly.md", "saves", "gives up");
        let press = |home: &mut Home, key: KeyCode| home.press(KeyEvent::from(key), &keymap);
        assert_eq!(press(&mut asked, KeyCode::Enter), Some(Chosen::Typed("weekly.md".to_owned())));
        assert_eq!(press(&mut asked, KeyCode::Char('x')), None);
        assert_eq!(press(&mut asked, KeyCode::Enter), Some(Chosen::Typed("weekly.mdx".to_owned())));
        assert_eq!(press(&mut asked, KeyCode::Esc), Some(Chosen::Nothing));
    }
}
