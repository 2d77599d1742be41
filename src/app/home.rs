//! The screen before a meeting: a question, rows to choose from, and a line to type into.
//!
//! It shows the meetings there are when the program is started without one, asks whether a closed meeting is to be opened again,
//! and where a pasted agenda is to be kept. Its rows may come by and by: what is chosen and typed stays. Not here: the meeting
//! screen, and where the rows come from.

use super::overlay::{HelpRow, Item, Picker, help_of};
use super::update::edit_of;
use super::{Action, Deed, Key, Keymap, Scope, Target};
use crate::words::say;

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
    /// What is still going on, in words; empty: nothing.
    pub foot: String,
    /// Another one for other rows.
    pub revision: u64,
    /// The keys for searching everything and for the list of action items lead there.
    pub leads: bool,
    /// The key that shows all keys; empty: none is named.
    pub help_key: String,
    /// It is answered in words, which stand there to be changed: Esc gives up at once.
    is_question: bool,
    /// What each row is beside its words; none where rows are only words.
    rows: Vec<Kind>,
    /// The scribe went to a row, which is kept.
    moved: bool,
}

/// A row that stands under a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HomeRow {
    /// The heading; the rows of one heading follow each other.
    pub group: &'static str,
    /// What it is about.
    pub label: String,
    /// What there is to know of it.
    pub detail: String,
    /// What tells it from all others, wherever it stands and whatever it says.
    pub identity: String,
}

#[derive(Clone, Debug)]
struct Kind {
    group: &'static str,
    identity: String,
}

/// A line of the list as it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeLine {
    /// What the rows below it have in common; nobody can choose it.
    Heading(&'static str),
    /// A row, by its place among those that fit what was typed.
    Row(usize),
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
    /// To search everything, for what was typed.
    Search(String),
    /// The action items of all meetings.
    Tasks,
    /// To leave.
    Nothing,
}

impl Home {
    /// A screen with rows of a label and a detail.
    pub fn new(intro: Vec<String>, rows: Vec<(String, String)>, prompt: Option<&'static str>) -> Self {
        let items =
            rows.into_iter().enumerate().map(|(choice, (label, detail))| Item::new(label, detail, choice)).collect();
        let picker = Picker::new("", items);
        Self {
            intro,
            picker,
            prompt,
            enter: say("home-opens"),
            escape: say("home-leaves"),
            foot: String::new(),
            revision: 0,
            leads: false,
            is_question: false,
            help_key: String::new(),
            rows: Vec::new(),
            moved: false,
        }
    }

    /// Puts other rows in the place of those that are there. What was typed stays, and so does the row that was gone to or typed
    /// for, wherever it stands now; one that is gone leaves its place to another. Where nobody has chosen anything it is the first
    /// row: that an earlier one stood out for a moment is no choice.
    pub fn refill(&mut self, rows: Vec<HomeRow>) {
        let before = self.picker.choice().and_then(|row| self.rows.get(row));
        let is_meant = self.moved || !self.picker.filter.is_empty();
        let kept = before.filter(|_| is_meant).map(|row| row.identity.clone());
        let place = self.picker.chosen;
        self.rows = Vec::with_capacity(rows.len());
        let mut items = Vec::with_capacity(rows.len());
        for (choice, row) in rows.into_iter().enumerate() {
            self.rows.push(Kind { group: row.group, identity: row.identity });
            items.push(Item::new(row.label, row.detail, choice));
        }
        let filter = std::mem::take(&mut self.picker.filter);
        self.picker = Picker::new("", items);
        self.picker.filter = filter;
        self.picker.narrow();
        if let Some(kept) = kept {
            let is_kept = |row: &usize| self.rows.get(*row).is_some_and(|row| row.identity == kept);
            let last = self.picker.matches.len().saturating_sub(1);
            self.picker.chosen = self.picker.matches.iter().position(is_kept).unwrap_or(place.min(last));
        }
        self.revision += 1;
    }

    /// The rows that fit what was typed, in order; under their headings as long as nothing was.
    pub fn lines(&self) -> Vec<HomeLine> {
        let mut lines = Vec::with_capacity(self.picker.matches.len());
        let mut group = "";
        for (place, row) in self.picker.matches.iter().enumerate() {
            let of = self.rows.get(*row).map_or("", |row| row.group);
            if self.picker.filter.is_empty() && of != group {
                group = of;
                lines.extend((!of.is_empty()).then_some(HomeLine::Heading(of)));
            }
            lines.push(HomeLine::Row(place));
        }
        lines
    }

    /// A question, with an answer that Enter takes as it stands.
    pub fn question(intro: Vec<String>, answer: &str, enter: &'static str, escape: &'static str) -> Self {
        let mut home = Self { enter, escape, is_question: true, ..Self::new(intro, Vec::new(), Some("")) };
        home.picker.filter = super::Line::proposed(&crate::text::one_line_for_terminal(answer));
        home.narrow();
        home
    }

    /// The help of this screen.
    pub fn help_rows(&self, keymap: &Keymap, width: usize) -> Vec<HelpRow> {
        let mut verbs = vec![(Action::Commit, self.enter)];
        if self.has_rows() {
            verbs.extend(steps());
        }
        let leads: &[Action] = if self.leads { &[Action::Search, Action::ActionList] } else { &[] };
        let theirs = [leads, &[Action::MouseToggle, Action::Help]].concat();
        verbs.extend(theirs.into_iter().map(|action| (action, action.verb().help())));
        let escape = if self.has_rows() { say("tasks-help-back") } else { self.escape };
        verbs.extend([(Action::Back, escape), (Action::Leave, self.escape)]);
        help_of(keymap, say("popup-keys"), &verbs, width)
    }

    /// Whether there are rows to choose from.
    pub fn has_rows(&self) -> bool {
        !self.is_question
    }

    /// Takes a key in; what was chosen, once something was.
    pub fn press(&mut self, key: impl Into<Key>, keymap: &Keymap) -> Option<Chosen> {
        let key = key.into();
        let picker = &mut self.picker;
        match (keymap.action(Scope::Meeting, key), keymap.action(Scope::Line, key)) {
            (Some(Action::Leave), _) => return Some(Chosen::Nothing),
            (Some(Action::Search), _) if self.leads => {
                return Some(Chosen::Search(picker.filter.text().trim().to_owned()));
            }
            (Some(Action::ActionList), _) if self.leads => return Some(Chosen::Tasks),
            (Some(Action::Back), _) if self.is_question || picker.filter.is_empty() => return Some(Chosen::Nothing),
            (Some(Action::Back), _) => {
                picker.filter = super::Line::default();
                self.narrow();
            }
            (Some(Action::SelectUp | Action::SlotPrevious), _) => self.step(-1),
            (Some(Action::SelectDown | Action::SlotNext), _) => self.step(1),
            (Some(Action::PageUp), _) => self.step(-10),
            (Some(Action::PageDown), _) => self.step(10),
            (_, Some(Action::Commit)) => return self.take(),
            (_, Some(action)) => {
                if edit_of(action).is_some_and(|edit| picker.filter.edit(edit)) {
                    self.narrow();
                }
            }
            _ => self.insert(&key.types().map(String::from).unwrap_or_default()),
        }
        None
    }

    /// Takes in what the mouse did: a click chooses a row or places the cursor, a second one does what Enter does.
    pub fn point(&mut self, deed: Deed, target: Target) -> Option<Chosen> {
        match (deed, target) {
            (Deed::Press(_), Target::ListRow(rows)) if rows.under.is_some() => {
                self.moved = true;
                return if self.picker.choose_row(rows) { self.take() } else { None };
            }
            (Deed::Press(_), Target::Typed(byte)) => self.picker.filter.go_to(byte),
            (Deed::Wheel(by), Target::ListRow(rows)) => self.picker.rolled.turn(by, rows),
            _ => {}
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
            self.narrow();
        }
    }

    /// Puts words in the place of what was typed.
    pub fn retype(&mut self, text: &str) {
        self.picker.filter = super::Line::default();
        self.insert(text);
        self.narrow();
    }

    fn step(&mut self, by: isize) {
        self.picker.step(by);
        self.moved = true;
    }

    fn narrow(&mut self) {
        self.picker.narrow();
        self.moved = false;
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

/// What goes through the rows of a list.
pub(super) fn steps() -> [(Action, &'static str); 4] {
    [
        (Action::SelectUp, say("home-help-up")),
        (Action::SelectDown, say("home-help-down")),
        (Action::PageUp, say("home-help-page-up")),
        (Action::PageDown, say("home-help-page-down")),
    ]
}

#[cfg(test)]
mod tests {
    use crossterm::event::KeyEvent;

    use super::*;

    fn home() -> Home {
        Home::new(Vec::new(), vec![("Weekly".to_owned(), String::new())], Some("a path"))
    }

    fn row(group: &'static str, title: &str) -> HomeRow {
        HomeRow { group, label: title.to_owned(), detail: String::new(), identity: title.to_owned() }
    }

    fn listing(rows: &[(&'static str, &str)]) -> Vec<HomeRow> {
        rows.iter().map(|(group, title)| row(group, title)).collect()
    }

    fn chosen(home: &Home) -> &str {
        home.picker.choice().map_or("", |row| &home.picker.items[row].label)
    }

    const EXAMPLE: (&str, &str) = ("", "Try the example");

    #[test]
    fn rows_that_come_by_and_by_leave_what_was_chosen_and_typed() {
        let keymap = Keymap::default();
        let mut home = Home::new(Vec::new(), Vec::new(), Some("a path"));
        let press = |home: &mut Home, key: crossterm::event::KeyCode| home.press(KeyEvent::from(key), &keymap);
        home.refill(listing(&[EXAMPLE]));
        home.refill(listing(&[("Earlier", "Budget"), ("Earlier", "Weekly"), EXAMPLE]));
        assert_eq!(chosen(&home), "Budget");
        home.refill(listing(&[("Next", "Board"), ("Earlier", "Budget"), ("Earlier", "Weekly"), EXAMPLE]));
        assert_eq!(chosen(&home), "Board", "nobody has chosen what stood out before");
        press(&mut home, crossterm::event::KeyCode::Down);
        home.refill(listing(&[("In progress", "Audit"), ("Next", "Board"), ("Earlier", "Budget"), EXAMPLE]));
        assert_eq!(chosen(&home), "Budget", "a key was pressed for it");
        press(&mut home, crossterm::event::KeyCode::Down);
        home.refill(listing(&[("Earlier", "Audit"), ("Earlier", "Budget"), EXAMPLE, ("", "More")]));
        assert_eq!(chosen(&home), "Try the example", "which was gone to");
        home.insert("bud");
        home.refill(listing(&[("Earlier", "Budget cuts"), ("Earlier", "Budget"), EXAMPLE]));
        assert_eq!((chosen(&home), home.picker.filter.text()), ("Budget", "bud"));
        home.refill(listing(&[("Earlier", "Budget cuts"), EXAMPLE]));
        assert_eq!(chosen(&home), "Budget cuts", "what is gone leaves its place to another");
        home.refill(Vec::new());
        assert_eq!((chosen(&home), home.picker.filter.text()), ("", "bud"));
        home.retype("");
        home.refill(listing(&[("Earlier", "Audit"), EXAMPLE]));
        home.refill(listing(&[("In progress", "Board"), ("Earlier", "Audit"), EXAMPLE]));
        assert_eq!(chosen(&home), "Board", "what was typed is taken back, and with it the choice");
    }

    #[test]
    fn headings_stand_over_their_rows_until_something_is_typed_and_are_never_chosen() {
        use HomeLine::{Heading, Row};
        let mut home = Home::new(Vec::new(), Vec::new(), Some("a path"));
        home.refill(listing(&[("Earlier", "Budget"), ("Earlier", "Weekly"), ("Next", "Board"), EXAMPLE]));
        assert_eq!(home.lines(), [Heading("Earlier"), Row(0), Row(1), Heading("Next"), Row(2), Row(3)]);
        for (place, expected) in ["Budget", "Weekly", "Board", "Try the example", "Try the example"].iter().enumerate()
        {
            assert_eq!(chosen(&home), *expected, "{place}");
            home.step(1);
        }
        home.retype("b");
        assert_eq!(home.lines(), [Row(0), Row(1)]);
    }

    #[test]
    fn the_keys_for_the_search_and_the_action_items_lead_there_and_a_question_has_neither() {
        use crossterm::event::{KeyCode, KeyModifiers};
        let keymap = Keymap::default();
        let search = KeyEvent::from(KeyCode::F(3));
        let tasks = KeyEvent::new(KeyCode::Char('a'), KeyModifiers::ALT);
        let mut home = home();
        home.insert(" budget ");
        assert_eq!((home.press(search, &keymap), home.press(tasks, &keymap)), (None, None));
        home.leads = true;
        assert_eq!(home.press(search, &keymap), Some(Chosen::Search("budget".to_owned())), "with what was typed");
        assert_eq!(home.press(tasks, &keymap), Some(Chosen::Tasks));
        assert_eq!(home.picker.filter.text(), " budget ");
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
        assert_eq!(press(&mut asked, KeyCode::End).or_else(|| press(&mut asked, KeyCode::Char('x'))), None);
        assert_eq!(press(&mut asked, KeyCode::Enter), Some(Chosen::Typed("weekly.mdx".to_owned())));
        assert_eq!(press(&mut asked, KeyCode::Esc), Some(Chosen::Nothing));
    }
}
