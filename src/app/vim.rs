//! The line edited as in Vim: an insert mode in which everything is typed, and a normal mode in which letters are keys.
//!
//! A line begins in insert mode, so that typing is always at hand; Esc leads to normal mode. Only the line being typed has modes:
//! answers and filters are typed as ever. Not here: where a motion leads (see `motion`), and the verbs that letters are bound to
//! (see the preset in `keymap`).

use super::{Edit, Line};

mod keys;
mod motion;
mod object;
#[cfg(test)]
mod tests;

use motion::{Find, Motion};

pub use keys::{VIM_COMMANDS, VIM_KEYS};

/// The largest count that is obeyed.
const MOST: usize = 10_000;

/// As often text is put in by one command at most: a slip of a digit is no line of megabytes.
const MOST_TEXTS: usize = 100;

/// What is done with text that is marked.
const ENDS_MARKING: &str = "dxXcCsSyYDr~uUJpP><";

/// As many changes of a line can be taken back.
const MOST_UNDO: usize = 1_000;

/// What a line is edited with.
#[derive(Clone, Debug, Default)]
pub struct Vim {
    mode: Mode,
    /// The mode in which an entry's text was put into the line.
    before: Mode,
    /// What was pressed of a command that is not whole yet.
    begun: Begun,
    /// What the line had in it when it was begun, as a line that is edited has.
    base: (String, usize),
    /// The text before each change in normal mode and before each stay in insert mode, with the cursor.
    undo: Vec<(String, usize)>,
    redo: Vec<(String, usize)>,
    /// What is typed in insert mode takes the place of what stands there.
    overwrites: bool,
    /// The keys of the command that is pressed, as far as they go.
    pressed: String,
    /// The stay in insert mode that a command began.
    stay: Option<Stay>,
    /// The last command that changed something.
    last: Option<Change>,
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

/// A stay in insert mode.
#[derive(Clone, Debug)]
struct Stay {
    /// The keys that began it.
    keys: String,
    /// How often what is typed is wanted.
    times: usize,
    /// The line as it was then, and where its cursor stood.
    text: String,
    cursor: usize,
}

/// A command that can be done once more.
#[derive(Clone, Debug)]
struct Change {
    keys: String,
    /// What was typed in the stay in insert mode that it began.
    typed: String,
}

/// For which character a command waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waits {
    Find(Find),
    Replace,
    /// A thing of the text; whether what is around it belongs to it.
    Object {
        around: bool,
    },
    /// The name of a register: there is one only, whatever its name.
    Register,
    /// The name of what would be recorded; whoever reads that nothing is, and goes back to typing, is not to be held up.
    Recording,
    /// What would be marked, up to what would be done with it: nothing is, and nothing of it is taken for a command.
    Marking,
    /// What belongs to a command that there is not, so that it is not taken for one.
    Nothing,
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
    /// It is none, and takes more with it that is to come.
    Refused,
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

    /// The keys of the command that has begun.
    pub fn pressed(&self) -> &str {
        &self.pressed
    }

    /// Ends a command that is not whole.
    pub fn give_up(&mut self) {
        self.begun = Begun::default();
        self.pressed.clear();
    }

    /// The scribe looks at another line: who went there by keys of normal mode goes on with them.
    pub fn turn_to(&mut self, line: &Line) {
        let mode = self.mode;
        self.begin(line);
        self.mode = mode;
    }

    /// An entry's text stands in the line: it is typed as any line, and after it all goes on in the mode that there was.
    pub fn begin_entry(&mut self, line: &Line) {
        self.before = self.mode;
        self.begin(line);
    }

    /// The entry's text is done with.
    pub fn go_on_as_before(&mut self) {
        self.mode = self.before;
    }

    /// Another line: it is typed, and what was done to the one before is its own affair.
    pub fn begin(&mut self, line: &Line) {
        self.mode = Mode::Insert;
        self.overwrites = false;
        self.give_up();
        self.stay = None;
        self.undo.clear();
        self.redo.clear();
        self.base = (line.text().to_owned(), line.cursor());
    }

    /// Esc in insert mode; whether that changed the text, as a count before the stay does.
    pub fn leave_insert(&mut self, line: &mut Line) -> bool {
        self.mode = Mode::Normal;
        self.overwrites = false;
        let mut changed = false;
        if let Some(stay) = self.stay.take() {
            let typed = stay.typed(line).to_owned();
            let more = typed.repeat(stay.times.saturating_sub(1).min(MOST_TEXTS));
            if !more.is_empty() && has_room(line, &more) {
                line.insert_str(&more);
                changed = true;
            }
            self.last = Some(Change { keys: stay.keys, typed });
        }
        self.end_stay(line);
        line.edit(Edit::Left);
        changed
    }

    /// A stay in insert mode is taken back as one; where nothing was typed it was none.
    fn end_stay(&mut self, line: &Line) {
        if self.undo.last().is_some_and(|(text, _)| text == line.text()) {
            self.undo.pop();
        } else if self.undo.is_empty() && self.base.0 != line.text() {
            self.undo.push(self.base.clone());
        }
    }

    /// Takes the line's last change back, in whichever mode.
    pub fn undo(&mut self, line: &mut Line) -> Came {
        self.step(line, |vim, line| Self::travel(&mut vim.undo, &mut vim.redo, line)).unwrap_or(Came::Undo)
    }

    /// A step through the history. In insert mode a stay ends before it and another begins behind it.
    fn step(&mut self, line: &mut Line, go: impl FnOnce(&mut Self, &mut Line) -> Option<Came>) -> Option<Came> {
        let types = self.mode == Mode::Insert;
        if types {
            self.end_stay(line);
            self.stay = None;
        }
        let came = go(self, line);
        if types && came.is_some() {
            self.undo.push((line.text().to_owned(), line.cursor()));
        }
        came
    }

    /// Something else than a key is about to change the line.
    pub fn remember(&mut self, line: &Line) {
        self.remember_at(line, line.cursor());
    }

    fn remember_at(&mut self, line: &Line, cursor: usize) {
        self.remember_text(line.text().to_owned(), cursor);
    }

    /// The line was changed by something else than a command, and was this before.
    pub fn remember_text(&mut self, text: String, cursor: usize) {
        if self.undo.len() >= MOST_UNDO {
            self.undo.remove(0);
        }
        self.undo.push((text, cursor));
        self.redo.clear();
    }

    /// A character is typed in insert mode: makes room for it where it takes the place of another.
    pub fn make_room(&self, line: &mut Line) {
        let (here, end) = (line.cursor(), motion::right(line.text(), line.cursor(), 1));
        if self.overwrites && self.mode == Mode::Insert && end > here {
            line.replace(here..end, "");
        }
    }

    /// Takes a character in normal mode.
    pub fn press(&mut self, c: char, line: &mut Line) -> Came {
        self.pressed.push(c);
        let is_again = c == '.' && self.begun.waits.is_none() && self.begun.operator.is_none();
        let is_undo = c == 'u' && self.begun.waits.is_none();
        let came = match self.begun.waits.take() {
            Some(Waits::Find(find)) => {
                self.found = Some((find, c));
                self.go(Motion::Find { find, sign: c, again: false }, line)
            }
            Some(Waits::Replace) => self.replace(c, line),
            Some(Waits::Object { around }) => self.operate_on_object(c, around, line),
            Some(Waits::Register) => Came::Begun,
            Some(Waits::Recording) if c == 'i' => {
                self.pressed = c.to_string();
                self.command(c, line)
            }
            Some(Waits::Marking) if !ENDS_MARKING.contains(c) => {
                self.begun.waits = Some(Waits::Marking);
                self.pressed.truncate(1);
                return Came::Begun;
            }
            Some(Waits::Recording | Waits::Marking | Waits::Nothing) => Came::Unknown,
            None if is_again => self.again(line),
            None => self.command(c, line),
        };
        if came == Came::Refused {
            return came;
        }
        if came != Came::Begun {
            let keys = std::mem::take(&mut self.pressed);
            if self.mode == Mode::Insert {
                let times = if keys.ends_with(['i', 'a', 'I', 'A']) { self.begun.count.max(1) } else { 1 };
                let (text, cursor) = (line.text().to_owned(), line.cursor());
                self.stay = Some(Stay { keys, times, text, cursor });
            } else if came == Came::Changed && !is_again && !is_undo {
                self.last = Some(Change { keys, typed: String::new() });
            }
            self.begun = Begun::default();
        }
        // The cursor stands on a character, never behind the last.
        if self.mode == Mode::Normal && line.cursor() == line.text().len() {
            line.edit(Edit::Left);
        }
        came
    }

    /// The last change once more; with another count where one was pressed.
    fn again(&mut self, line: &mut Line) -> Came {
        let Some(last) = self.last.clone() else { return Came::Moved };
        let count = std::mem::take(&mut self.begun).count;
        self.pressed.clear();
        let keys = match count {
            0 => last.keys.clone(),
            count => format!("{count}{}", last.keys.trim_start_matches(|c: char| c.is_ascii_digit())),
        };
        for c in keys.chars() {
            self.press(c, line);
        }
        if self.mode == Mode::Insert {
            if has_room(line, &last.typed) {
                line.insert_str(&last.typed);
            }
            self.leave_insert(line);
        }
        self.last = Some(Change { keys, ..last });
        Came::Changed
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
            return match c {
                'i' | 'a' => {
                    self.begun.waits = Some(Waits::Object { around: c == 'a' });
                    Came::Begun
                }
                _ if operator.letter() == c => self.operate_on_line(operator, line),
                _ => Came::Unknown,
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
            'S' => self.operate_on_line(Operator::Change, line),
            'Y' => self.operate_on_line(Operator::Yank, line),
            'i' | 'a' | 'I' | 'A' | 'o' | 'O' => self.begin_typing(c, line),
            'r' => {
                self.begun.waits = Some(Waits::Replace);
                Came::Begun
            }
            '"' => {
                self.begun.waits = Some(Waits::Register);
                Came::Begun
            }
            'q' => {
                self.begun.waits = Some(Waits::Recording);
                Came::Refused
            }
            'v' | 'V' => {
                self.begun.waits = Some(Waits::Marking);
                Came::Refused
            }
            'R' => {
                self.overwrites = true;
                self.begin_typing(c, line)
            }
            'm' | '\'' | '`' | '@' | 'z' | '[' | ']' => {
                self.begun.waits = Some(Waits::Nothing);
                Came::Begun
            }
            '~' => self.turn_case(here..ahead, line),
            'p' | 'P' => self.put(if c == 'p' { motion::right(line.text(), here, 1) } else { here }, count, line),
            'u' => self.undo(line),
            _ => Came::Unknown,
        }
    }

    /// Ctrl-R.
    pub fn redo(&mut self, line: &mut Line) -> Came {
        self.begun = Begun::default();
        self.step(line, |vim, line| Self::travel(&mut vim.redo, &mut vim.undo, line)).unwrap_or(Came::Redo)
    }

    fn begin_typing(&mut self, c: char, line: &mut Line) -> Came {
        match c {
            'a' => _ = line.edit(Edit::Right),
            'I' if line.text().trim_start().is_empty() => _ = line.edit(Edit::End),
            'I' => line.set_cursor(motion::indent(line.text())),
            'A' | 'o' | 'O' => _ = line.edit(Edit::End),
            _ => {}
        }
        self.mode = Mode::Insert;
        self.remember(line);
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
            Motion::Word { big } if operator == Some(Operator::Change) && stands_on_word => Motion::ThisWordEnd { big },
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
        if operator == Operator::Change {
            self.mode = Mode::Insert;
        } else if range.is_empty() {
            return Came::Moved;
        }
        if !range.is_empty() {
            text.clone_into(&mut self.register);
        }
        self.remember_at(line, range.start);
        line.replace(range, "");
        Came::Changed
    }

    fn operate_on_line(&mut self, operator: Operator, line: &mut Line) -> Came {
        let here = line.cursor();
        let came = self.operate(operator, 0..line.text().len(), line);
        if operator == Operator::Yank {
            line.set_cursor(here);
        }
        came
    }

    fn operate_on_object(&mut self, c: char, around: bool, line: &mut Line) -> Came {
        let Some((operator, times)) = self.begun.operator else { return Came::Unknown };
        let count = (times * self.begun.count.max(1)).min(MOST);
        match object::range(line.text(), line.cursor(), c, around, count) {
            Some(Some(range)) => self.operate_within(operator, range, line),
            Some(None) => Came::Moved,
            None => Came::Unknown,
        }
    }

    /// As [`Self::operate`], where text is typed in place of what goes.
    fn operate_within(&mut self, operator: Operator, range: std::ops::Range<usize>, line: &mut Line) -> Came {
        let start = range.start;
        let came = self.operate(operator, range, line);
        line.set_cursor(start);
        came
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
            // What has no capital of its own, as ß, stays.
            let mut other = if c.is_uppercase() { c.to_lowercase().to_string() } else { c.to_uppercase().to_string() };
            if other.chars().nth(1).is_some() {
                other = c.to_string();
            }
            other
        };
        let text: String = line.text().get(range.clone()).unwrap_or_default().chars().map(turned).collect();
        self.exchange(range, &text, line);
        Came::Changed
    }

    fn put(&mut self, at: usize, count: usize, line: &mut Line) -> Came {
        let text = self.register.repeat(count.min(MOST_TEXTS));
        if text.is_empty() || !has_room(line, &text) {
            return Came::Moved;
        }
        self.remember(line);
        line.replace(at..at, &text);
        line.edit(Edit::Left);
        Came::Changed
    }

    fn exchange(&mut self, range: std::ops::Range<usize>, with: &str, line: &mut Line) {
        self.remember_at(line, range.start);
        line.replace(range, with);
    }
}

impl Stay {
    /// What was typed in it: what is new where its cursor stood.
    fn typed<'a>(&self, line: &'a Line) -> &'a str {
        let (before, behind) = self.text.split_at_checked(self.cursor).unwrap_or_default();
        let rest = line.text().strip_prefix(before).unwrap_or_default();
        rest.strip_suffix(behind).unwrap_or_default()
    }
}

/// Whether so much text has room in the line.
fn has_room(line: &Line, text: &str) -> bool {
    line.text().len() + text.len() <= super::update::LINE_LIMIT
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
