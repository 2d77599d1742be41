//! The line edited as in Vim: an insert mode in which everything is typed, and a normal mode in which letters are keys.
//!
//! A line begins in insert mode, so that typing is always at hand; Esc leads to normal mode. Only the line being typed has modes:
//! answers and filters are typed as ever. Not here: where a motion leads (see `motion`), and the verbs that letters are bound to
//! (see the preset in `keymap`).

use super::{Edit, Line};
use crate::words::message;

mod motion;
#[cfg(test)]
mod tests;

use motion::{Find, Motion};

/// The largest count that is obeyed.
const MOST: usize = 10_000;

/// What a line is edited with.
#[derive(Clone, Debug, Default)]
pub struct Vim {
    mode: Mode,
    /// What was pressed of a command that is not whole yet.
    begun: Begun,
    /// The text before each change in normal mode and before each stay in insert mode, with the cursor.
    undo: Vec<(String, usize)>,
    redo: Vec<(String, usize)>,
    /// What was deleted or yanked last.
    register: String,
    /// The last character looked for, for `;` and `,`.
    found: Option<(Find, char)>,
}

/// What typing does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// It types.
    #[default]
    Insert,
    /// Letters are keys.
    Normal,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Begun {
    count: usize,
    operator: Option<(Operator, usize)>,
    waits: Option<Waits>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Delete,
    Change,
    Yank,
}

/// For which character a command waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    Find(Find),
    Replace,
}

/// What a key of normal mode came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// The text is another one.
    Changed,
    /// Cursor or mode may have changed, and nothing else.
    Moved,
    /// More is to come.
    Begun,
    /// There is nothing of the line to take back, or to do again: what else there is may be.
    Undo,
    /// As [`Self::Undo`].
    Redo,
    /// It is no command.
    Unknown,
}

impl Vim {
    /// The mode that typing is in.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Whether a command has begun and is not whole.
    pub fn is_begun(&self) -> bool {
        self.begun != Begun::default()
    }

    /// How often the command that follows is to be done, and that is no count any more.
    pub fn take_count(&mut self) -> usize {
        std::mem::take(&mut self.begun.count).max(1)
    }

    /// Whether a count alone has begun, which may be for any verb.
    pub fn has_only_count(&self) -> bool {
        self.begun.operator.is_none() && self.begun.waits.is_none()
    }

    /// Ends a command that is not whole.
    pub fn give_up(&mut self) {
        self.begun = Begun::default();
    }

    /// The scribe looks at another line: who went there by keys of normal mode goes on with them.
    pub fn turn_to_another_line(&mut self) {
        let mode = self.mode;
        self.fresh();
        self.mode = mode;
    }

    /// Another line: it is typed, and what was done to the one before is its own affair.
    pub fn fresh(&mut self) {
        (self.mode, self.begun) = (Mode::Insert, Begun::default());
        self.undo.clear();
        self.redo.clear();
    }

    /// Esc in insert mode.
    pub fn leave_insert(&mut self, line: &mut Line) {
        self.mode = Mode::Normal;
        // The stay is taken back as one; where nothing was typed it was none.
        if self.undo.last().is_some_and(|(text, _)| text == line.text()) {
            self.undo.pop();
        } else if self.undo.is_empty() && !line.is_empty() {
            self.undo.push((String::new(), 0));
        }
        line.edit(Edit::Left);
    }

    /// Begins to type at the cursor.
    pub fn insert(&mut self, line: &Line) {
        self.mode = Mode::Insert;
        self.begun = Begun::default();
        self.remember(line);
    }

    fn remember(&mut self, line: &Line) {
        self.undo.push((line.text().to_owned(), line.cursor()));
        self.redo.clear();
    }

    /// Takes a character in normal mode.
    pub fn press(&mut self, c: char, line: &mut Line) -> Came {
        let came = match self.begun.waits.take() {
            Some(Waits::Find(find)) => {
                self.found = Some((find, c));
                self.go(Motion::Find(find, c), line)
            }
            Some(Waits::Replace) => self.replace(c, line),
            None => self.command(c, line),
        };
        if came != Came::Begun {
            self.begun = Begun::default();
        }
        if self.mode == Mode::Normal && line.cursor() == line.text().len() {
            line.edit(Edit::Left);
        }
        came
    }

    fn command(&mut self, c: char, line: &mut Line) -> Came {
        if let Some(digit) = c.to_digit(10).filter(|digit| *digit > 0 || self.begun.count > 0) {
            self.begun.count = (self.begun.count * 10 + digit as usize).min(MOST);
            return Came::Begun;
        }
        if let Some(find) = Find::of(c) {
            self.begun.waits = Some(Waits::Find(find));
            return Came::Begun;
        }
        if let Some(motion) = Motion::of(c, self.found) {
            return self.go(motion, line);
        }
        if let Some((operator, _)) = self.begun.operator {
            // The letter once more means the whole line.
            return if operator.letter() == c {
                self.operate(operator, 0..line.text().len(), line)
            } else {
                Came::Unknown
            };
        }
        let count = self.begun.count.max(1);
        let (here, end) = (line.cursor(), line.text().len());
        let ahead = motion::right(line.text(), here, count);
        match c {
            'd' | 'c' | 'y' => {
                let operator = if c == 'd' {
                    Operator::Delete
                } else if c == 'c' {
                    Operator::Change
                } else {
                    Operator::Yank
                };
                self.begun.operator = Some((operator, count));
                self.begun.count = 0;
                Came::Begun
            }
            'x' => self.operate(Operator::Delete, here..ahead, line),
            'X' => self.operate(Operator::Delete, motion::left(line.text(), here, count)..here, line),
            's' => self.operate(Operator::Change, here..ahead, line),
            'D' => self.operate(Operator::Delete, here..end, line),
            'C' => self.operate(Operator::Change, here..end, line),
            'S' => self.operate(Operator::Change, 0..end, line),
            'Y' => self.operate(Operator::Yank, 0..end, line),
            'i' | 'a' | 'I' | 'A' | 'o' | 'O' => self.begin_typing(c, line),
            'r' => {
                self.begun.waits = Some(Waits::Replace);
                Came::Begun
            }
            '~' => self.turn_case(here..ahead, line),
            'p' | 'P' => self.put(if c == 'p' { motion::right(line.text(), here, 1) } else { here }, count, line),
            'u' => Self::travel(&mut self.undo, &mut self.redo, line).unwrap_or(Came::Undo),
            _ => Came::Unknown,
        }
    }

    /// Ctrl-R.
    pub fn redo(&mut self, line: &mut Line) -> Came {
        self.begun = Begun::default();
        Self::travel(&mut self.redo, &mut self.undo, line).unwrap_or(Came::Redo)
    }

    fn begin_typing(&mut self, c: char, line: &mut Line) -> Came {
        match c {
            'a' => _ = line.edit(Edit::Right),
            'I' => line.set_cursor(motion::indent(line.text())),
            'A' | 'o' | 'O' => _ = line.edit(Edit::End),
            _ => {}
        }
        self.insert(line);
        Came::Moved
    }

    fn travel(from: &mut Vec<(String, usize)>, to: &mut Vec<(String, usize)>, line: &mut Line) -> Option<Came> {
        let (text, cursor) = from.pop()?;
        to.push((line.text().to_owned(), line.cursor()));
        line.replace(0..line.text().len(), &text);
        line.set_cursor(cursor);
        Some(Came::Changed)
    }

    /// A motion by itself, or what an operator is done to.
    fn go(&mut self, motion: Motion, line: &mut Line) -> Came {
        let here = line.cursor();
        let (operator, times) = match self.begun.operator {
            Some((operator, times)) => (Some(operator), times),
            None => (None, 1),
        };
        let count = (times * self.begun.count.max(1)).min(MOST);
        // Changing a word leaves the blanks behind it.
        let stands_on_word = line.text().get(here..).is_some_and(|rest| rest.starts_with(|c: char| !c.is_whitespace()));
        let motion = match motion {
            Motion::Word { big } if operator == Some(Operator::Change) && stands_on_word => Motion::WordEnd { big },
            other => other,
        };
        let Some(to) = motion.from(line.text(), here, count) else { return Came::Moved };
        let Some(operator) = operator else {
            line.set_cursor(to);
            return Came::Moved;
        };
        let end = if motion.takes_its_end() { motion::right(line.text(), to, 1) } else { to };
        self.operate(operator, here.min(to)..here.max(end), line)
    }

    fn operate(&mut self, operator: Operator, range: std::ops::Range<usize>, line: &mut Line) -> Came {
        let Some(text) = line.text().get(range.clone()) else { return Came::Moved };
        if operator == Operator::Yank {
            text.clone_into(&mut self.register);
            line.set_cursor(range.start);
            return Came::Moved;
        }
        self.remember(line);
        if !range.is_empty() {
            line.text().get(range.clone()).unwrap_or_default().clone_into(&mut self.register);
            line.replace(range, "");
        }
        if operator == Operator::Change {
            self.mode = Mode::Insert;
        }
        Came::Changed
    }

    fn replace(&mut self, c: char, line: &mut Line) -> Came {
        let (here, count) = (line.cursor(), self.begun.count.max(1));
        let end = motion::right(line.text(), here, count);
        let graphemes = motion::count(line.text().get(here..end).unwrap_or_default());
        if graphemes < count || c.is_control() {
            return Came::Moved;
        }
        self.exchange(here..end, &c.to_string().repeat(count), line);
        line.set_cursor(here + c.len_utf8() * (count - 1));
        Came::Changed
    }

    fn turn_case(&mut self, range: std::ops::Range<usize>, line: &mut Line) -> Came {
        let turned = |c: char| -> String {
            if c.is_uppercase() { c.to_lowercase().collect() } else { c.to_uppercase().collect() }
        };
        let text: String = line.text().get(range.clone()).unwrap_or_default().chars().map(turned).collect();
        self.exchange(range, &text, line);
        Came::Changed
    }

    fn put(&mut self, at: usize, count: usize, line: &mut Line) -> Came {
        let text = self.register.repeat(count.min(100));
        if text.is_empty() || line.text().len() + text.len() > super::update::LINE_LIMIT {
            return Came::Moved;
        }
        self.exchange(at..at, &text, line);
        line.edit(Edit::Left);
        Came::Changed
    }

    fn exchange(&mut self, range: std::ops::Range<usize>, with: &str, line: &mut Line) {
        self.remember(line);
        line.replace(range, with);
    }
}

impl Operator {
    fn letter(self) -> char {
        match self {
            Self::Delete => 'd',
            Self::Change => 'c',
            Self::Yank => 'y',
        }
    }
}

/// The keys of normal mode and what they do, for help; the preset's verbs stand beside them.
pub const VIM_KEYS: &[(&str, &str)] = &[
    ("Esc", message("vim-key-esc")),
    ("i a I A o", message("vim-key-insert")),
    ("h l 0 ^ $", message("vim-key-move")),
    ("w b e W B E", message("vim-key-words")),
    ("f t F T", message("vim-key-find")),
    ("d c y", message("vim-key-motion")),
    ("x X D C s S", message("vim-key-delete")),
    ("r ~", message("vim-key-replace")),
    ("p P", message("vim-key-put")),
    ("u Ctrl-R", message("vim-key-undo")),
    ("2 3 …", message("vim-key-count")),
];
