//! From a terminal's bytes to keys, pastes and what the mouse does, pure.
//!
//! The sequences are those of "XTerm Control Sequences", with what rxvt and the Linux console do otherwise; keys that come as
//! numbers, as in Kitty's protocol, are read in `coded`. What is none of these (focus, a terminal's answers, a key that is let go) is
//! skipped whole, so that it never types anything. Not here: reading, and what a key does.

use std::collections::VecDeque;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers, MouseEvent};

pub(crate) mod answers;
mod coded;
mod mouse;
#[cfg(test)]
mod tests;

use answers::Answer;
use coded::{Numbers, coded, numbered_key};

const ESC: u8 = 0x1b;
const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";

/// Bytes that make no event yet.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    bytes: Vec<u8>,
    /// No paste and no string ends before this place.
    searched: usize,
    /// What was taken for a key by itself, because nothing followed it, and may have been the beginning of what comes now.
    given_up: Vec<u8>,
    /// What the terminal said of itself.
    answers: VecDeque<Answer>,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pending {
    /// Nothing.
    Nothing,
    /// What begins like a sequence and may be the Esc key.
    Escape,
    /// What begins like a sequence and may be Alt with a bracket, which nobody presses.
    Bracket,
    /// The rest of something that can be nothing else.
    Rest,
}

/// What stands at the beginning of some bytes.
enum Step {
    /// A key and how many bytes it took.
    Key(KeyEvent, usize),
    /// The characters that one key types, and how many bytes it took.
    Typed(String, usize),
    /// A paste and how many bytes it took.
    Paste(String, usize),
    /// A report of the mouse and how many bytes it took.
    Mouse(MouseEvent, usize),
    /// Bytes that mean nothing here.
    Skip(usize),
    /// The beginning of something.
    Incomplete,
}

impl Decoder {
    /// Takes bytes in and adds the events that are whole now.
    pub(crate) fn feed(&mut self, bytes: &[u8], events: &mut VecDeque<Event>) {
        let given_up = std::mem::take(&mut self.given_up);
        if goes_on(&given_up, bytes) {
            self.bytes.push(ESC);
            self.bytes.extend(given_up.iter().filter(|byte| **byte != ESC));
        }
        self.bytes.extend_from_slice(bytes);
        let mut at = 0;
        while let Some(rest) = self.bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let length = match self.step(rest) {
                Step::Key(key, length) => {
                    events.push_back(Event::Key(key));
                    length
                }
                Step::Typed(text, length) => {
                    events.extend(text.chars().map(|c| typed(c, KeyModifiers::NONE)));
                    length
                }
                Step::Paste(text, length) => {
                    events.push_back(Event::Paste(text));
                    length
                }
                Step::Mouse(mouse, length) => {
                    events.push_back(Event::Mouse(mouse));
                    length
                }
                Step::Skip(length) => {
                    self.answers.extend(rest.get(..length).and_then(answers::said));
                    length
                }
                Step::Incomplete => break,
            };
            self.searched = 0;
            at += length;
        }
        self.bytes.drain(..at);
        // The end of a paste or a string may be torn too.
        if self.bytes.starts_with(PASTE) {
            self.searched = self.bytes.len().saturating_sub(PASTED.len()).max(PASTE.len());
        } else if matches!(self.bytes.as_slice(), [ESC, b']' | b'P' | b'_', ..]) {
            self.searched = self.bytes.len().saturating_sub(1);
        }
    }

    /// The next that the terminal said of itself.
    pub(crate) fn answer(&mut self) -> Option<Answer> {
        self.answers.pop_front()
    }

    /// What the bytes that are left wait for.
    pub(crate) fn pending(&self) -> Pending {
        match self.bytes.as_slice() {
            [] => Pending::Nothing,
            bytes if strokes(bytes).is_none() => Pending::Rest,
            [.., ESC] => Pending::Escape,
            _ => Pending::Bracket,
        }
    }

    /// Nothing followed: what began like a sequence was the Esc key, or Alt with a key.
    pub(crate) fn give_up(&mut self, events: &mut VecDeque<Event>) {
        if let Some(strokes) = strokes(&self.bytes) {
            events.extend(strokes);
            self.given_up = std::mem::take(&mut self.bytes);
            self.searched = 0;
        }
    }

    fn step(&self, bytes: &[u8]) -> Step {
        if bytes.starts_with(PASTE) {
            return self.paste(bytes);
        }
        match bytes {
            [ESC, rest @ ..] => escape(rest, self.searched),
            _ => plain(bytes),
        }
    }

    fn paste(&self, bytes: &[u8]) -> Step {
        let from = self.searched.max(PASTE.len());
        let end = bytes.get(from..).and_then(|rest| rest.windows(PASTED.len()).position(|window| window == PASTED));
        let Some(end) = end else { return Step::Incomplete };
        let text = bytes.get(PASTE.len()..from + end).unwrap_or_default();
        Step::Paste(String::from_utf8_lossy(text).into_owned(), from + end + PASTED.len())
    }
}

fn typed(c: char, modifiers: KeyModifiers) -> Event {
    Event::Key(KeyEvent::new(KeyCode::Char(c), modifiers))
}

/// The keys that bytes are which began like a sequence and went on no further; none where they can only be a part of one.
fn strokes(bytes: &[u8]) -> Option<Vec<Event>> {
    let escape = || Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE));
    match bytes {
        [ESC] => Some(vec![escape()]),
        [ESC, rest @ ..] if matches!(rest, [ESC] | [ESC, b'[' | b'O']) => {
            Some([escape()].into_iter().chain(strokes(rest).unwrap_or_default()).collect())
        }
        [ESC, letter @ (b'[' | b'O' | b']' | b'P' | b'_')] => {
            Some(vec![typed(char::from(*letter), KeyModifiers::ALT | KeyModifiers::META)])
        }
        _ => None,
    }
}

/// Whether some bytes are the rest of a sequence whose beginning was taken for a key: a network may tear it further apart
/// than anybody waits. Nobody types a whole sequence in one stroke.
fn goes_on(given_up: &[u8], bytes: &[u8]) -> bool {
    let whole = |begin: &[u8]| {
        let sequence = [begin, bytes].concat();
        let paste = sequence.starts_with(PASTE);
        // Reports of a mouse come in bursts.
        paste
            || matches!(escape(&sequence[1..], 0), Step::Mouse(..))
            || matches!(escape(&sequence[1..], 0), Step::Key(_, length) | Step::Typed(_, length) | Step::Skip(length) if length == sequence.len())
    };
    match (given_up, bytes) {
        ([.., ESC], [b'[' | b'O', _, ..]) => whole(&[ESC]),
        // A key, the mouse, or a terminal's attributes.
        ([.., ESC, b'['], [b'0'..=b'9' | b'[' | b'<', _, ..] | [b'?', .., b'c']) => whole(&[ESC, b'[']),
        // Its colours, whose end may be still to come.
        ([.., ESC], [b']', b'1', b'0' | b'1', b';', ..]) | ([.., ESC, b']'], [b'1', b'0' | b'1', b';', ..]) => true,
        ([.., ESC, b'O'], [b'0'..=b'9', _, ..]) => whole(&[ESC, b'O']),
        _ => false,
    }
}

fn key(code: KeyCode, modifiers: KeyModifiers, length: usize) -> Step {
    Step::Key(KeyEvent::new(code, modifiers), length)
}

/// A key that sends a character.
fn plain(bytes: &[u8]) -> Step {
    let none = KeyModifiers::NONE;
    let control = |c: u8| key(KeyCode::Char(char::from(c)), KeyModifiers::CONTROL, 1);
    match bytes {
        [] => Step::Incomplete,
        [b'\r', ..] => key(KeyCode::Enter, none, 1),
        [b'\t', ..] => key(KeyCode::Tab, none, 1),
        [0x7f, ..] => key(KeyCode::Backspace, none, 1),
        [0, ..] => control(b' '),
        [c @ 1..=0x1a, ..] => control(c + b'a' - 1),
        [c @ 0x1c..=0x1f, ..] => control(c + b'4' - 0x1c),
        _ => character(bytes),
    }
}

fn character(bytes: &[u8]) -> Step {
    let start = bytes.get(..bytes.len().min(4)).unwrap_or_default();
    let valid = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() == 0 => {
            // A character torn apart is waited for; bytes that are none are left out.
            return error.error_len().map_or(Step::Incomplete, Step::Skip);
        }
        Err(error) => start.get(..error.valid_up_to()).and_then(|it| std::str::from_utf8(it).ok()).unwrap_or_default(),
    };
    match valid.chars().next() {
        // Controls of eight bits are no keys.
        Some(c @ '\u{80}'..='\u{9f}') => Step::Skip(c.len_utf8()),
        Some(c) => key(KeyCode::Char(c), KeyModifiers::NONE, c.len_utf8()),
        None => Step::Skip(1),
    }
}

/// What follows an Esc: a sequence, or a key with Alt. No string ends before `searched`, counted from that Esc.
fn escape(rest: &[u8], searched: usize) -> Step {
    let (step, prefix) = match rest {
        [b'[', rest @ ..] => (control_sequence(rest), 2),
        [b'O', rest @ ..] => (single_shift(rest), 2),
        // Or a string's beginning; or perhaps Alt with a key that sends a sequence itself.
        [] | [b']' | b'P' | b'_' | ESC] | [ESC, b'[' | b'O'] => return Step::Incomplete,
        // Shift-Tab of the Linux console; Alt-Tab is the desktop's.
        [b'\t', ..] => (key(KeyCode::BackTab, KeyModifiers::SHIFT, 1), 1),
        [b']', b'0'..=b'9', ..] | [b'P', b'0'..=b'9' | b'!' | b'$' | b'+' | b'=' | b'>', ..] | [b'_', b'G', ..] => {
            (string(rest, searched.saturating_sub(1)), 1)
        }
        [ESC, b'[' | b'O', ..] if !rest.starts_with(PASTE) => match alt(escape(&rest[1..], 0)) {
            Step::Incomplete => return Step::Incomplete,
            Step::Key(key, length) => (Step::Key(key, length), 1),
            // What is no key was not pressed with Alt: the first Esc stands for itself.
            _ => (key(KeyCode::Esc, KeyModifiers::NONE, 0), 1),
        },
        [ESC, ..] => (key(KeyCode::Esc, KeyModifiers::NONE, 0), 1),
        _ => (prefixed(plain(rest)), 1),
    };
    match step {
        Step::Key(key, length) => Step::Key(key, length + prefix),
        Step::Typed(text, length) => Step::Typed(text, length + prefix),
        Step::Mouse(mouse, length) => Step::Mouse(mouse, length + prefix),
        Step::Skip(length) => Step::Skip(length + prefix),
        other => other,
    }
}

/// A key behind an Esc: one that is held with Alt, or one that was pressed close behind Esc, which nobody can tell apart; so that
/// it is told apart from one that a terminal says was held, it has the modifier after which that prefix is called.
fn prefixed(step: Step) -> Step {
    match alt(step) {
        Step::Key(mut key, length) => {
            key.modifiers |= KeyModifiers::META;
            Step::Key(key, length)
        }
        other => other,
    }
}

fn alt(step: Step) -> Step {
    match step {
        Step::Key(mut key, length) => {
            key.modifiers |= KeyModifiers::ALT;
            Step::Key(key, length)
        }
        other => other,
    }
}

/// A string that only a terminal sends, as an answer: up to its terminator, or to what breaks it off.
fn string(rest: &[u8], searched: usize) -> Step {
    let from = searched.max(1);
    let Some(end) = rest.get(from..).and_then(|rest| rest.iter().position(|byte| *byte < 0x20)) else {
        return Step::Incomplete;
    };
    match rest.get(from + end..) {
        Some([ESC]) => Step::Incomplete,
        Some([ESC, b'\\', ..]) => Step::Skip(from + end + 2),
        Some([0x07, ..]) => Step::Skip(from + end + 1),
        _ => Step::Skip(from + end),
    }
}

/// `ESC O` and a letter, some terminals with the modifiers between them: cursor and function keys, and the keypad's.
fn single_shift(rest: &[u8]) -> Step {
    let Some(end) = rest.iter().position(|byte| !matches!(byte, b'0'..=b'9' | b';')) else { return Step::Incomplete };
    let held = Numbers::of(&rest[..end]).last();
    let Some(modifiers) = coded::modifiers(held) else { return Step::Skip(end + 1) };
    let (letter, length) = (rest[end], end + 1);
    let code = match letter {
        b'a'..=b'd' => return key(cursor_key(letter.to_ascii_uppercase()), KeyModifiers::CONTROL, length),
        b'A'..=b'D' | b'F' | b'H' => cursor_key(letter),
        b'P'..=b'S' => KeyCode::F(letter - b'P' + 1),
        b'M' => KeyCode::Enter,
        b'I' => KeyCode::Tab,
        b' ' => KeyCode::Char(' '),
        b'X' => KeyCode::Char('='),
        b'j'..=b'y' => KeyCode::Char(char::from(letter - 0x40)),
        // Broken off by something else, which counts for itself.
        ..0x20 | 0x7f.. => return Step::Skip(end),
        _ => return Step::Skip(length),
    };
    key(code, modifiers, length)
}

fn cursor_key(letter: u8) -> KeyCode {
    match letter {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'F' => KeyCode::End,
        _ => KeyCode::Home,
    }
}

/// `ESC [`, numbers, and a letter that says what it was.
fn control_sequence(rest: &[u8]) -> Step {
    if let [b'[', letter, ..] = rest {
        // The Linux console's F1 to F5.
        let function = (b'A'..=b'E').contains(letter).then(|| KeyCode::F(letter - b'A' + 1));
        let length = if letter.is_ascii_alphabetic() { 2 } else { 1 };
        return function.map_or(Step::Skip(length), |code| key(code, KeyModifiers::NONE, 2));
    }
    if let [b'M', report @ ..] = rest {
        return if report.len() < mouse::X10 { Step::Incomplete } else { Step::Skip(1 + mouse::X10) };
    }
    let Some(end) = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        return shifted_by_dollar(rest).unwrap_or(Step::Incomplete);
    };
    let last = rest[end];
    if last == b'[' && end == 0 {
        return Step::Incomplete;
    }
    if let Some(step) = shifted_by_dollar(rest) {
        return step;
    }
    if !(0x40..=0x7e).contains(&last) {
        // Broken off by something else, which counts for itself.
        return Step::Skip(end);
    }
    if let ([b'<', numbered @ ..], b'M' | b'm') = (&rest[..end], last) {
        let report = mouse::report(numbered, last);
        return report.map_or(Step::Skip(end + 1), |report| Step::Mouse(report, end + 1));
    }
    if matches!(rest.first(), Some(0x3c..=0x3f)) {
        // A private mark: an answer.
        return Step::Skip(end + 1);
    }
    let (numbers, length) = (Numbers::of(&rest[..end]), end + 1);
    let held = numbers.at(1);
    let Some(modifiers) = coded::modifiers(held).filter(|_| numbers.is_pressed()) else { return Step::Skip(length) };
    let code = match last {
        b'A'..=b'D' | b'F' | b'H' => cursor_key(last),
        b'a'..=b'd' => return key(cursor_key(last.to_ascii_uppercase()), KeyModifiers::SHIFT, length),
        b'P'..=b'S' if numbers.at(0) <= 1 => KeyCode::F(last - b'P' + 1),
        b'Z' => return key(KeyCode::BackTab, modifiers | KeyModifiers::SHIFT, length),
        b'~' if numbers.at(0) == 27 => return coded(&numbers.other_keys(), length),
        b'u' => return coded(&numbers, length),
        b'~' | b'^' | b'@' => match numbered_key(numbers.at(0)) {
            Some(code) => code,
            None => return Step::Skip(length),
        },
        _ => return Step::Skip(length),
    };
    // rxvt says by the last sign what is held down.
    let more = match last {
        b'^' => KeyModifiers::CONTROL,
        b'@' => KeyModifiers::CONTROL | KeyModifiers::SHIFT,
        _ => KeyModifiers::NONE,
    };
    key(code, modifiers | more, length)
}

/// rxvt's Shift with a numbered key, `ESC [ 3 $`, which stands where in other sequences something must follow.
fn shifted_by_dollar(rest: &[u8]) -> Option<Step> {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    (digits > 0 && rest.get(digits) == Some(&b'$')).then(|| {
        let code = numbered_key(Numbers::of(&rest[..digits]).at(0));
        code.map_or(Step::Skip(digits + 1), |code| key(code, KeyModifiers::SHIFT, digits + 1))
    })
}
