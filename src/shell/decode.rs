//! From a terminal's bytes to keys and pastes, pure.
//!
//! The sequences are those of "XTerm Control Sequences", with what rxvt, the Linux console and the CSI-u encoding do
//! otherwise. What is no key (mouse, focus, a terminal's answers) is skipped whole, so that it never types anything.
//! Not here: reading, and what a key does.

use std::collections::VecDeque;

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};

const ESC: u8 = 0x1b;
const PASTE: &[u8] = b"\x1b[200~";
const PASTED: &[u8] = b"\x1b[201~";

/// Bytes that make no event yet.
#[derive(Debug, Default)]
pub(crate) struct Decoder {
    bytes: Vec<u8>,
    /// No paste ends before this place.
    searched: usize,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pending {
    /// Nothing.
    Nothing,
    /// What begins like a sequence and may be the Esc key, or Alt with a key.
    Escape,
    /// The rest of something that can be nothing else.
    Rest,
}

/// What stands at the beginning of some bytes.
enum Step {
    /// A key and how many bytes it took.
    Key(KeyEvent, usize),
    /// A paste and how many bytes it took.
    Paste(String, usize),
    /// Bytes that mean nothing here.
    Skip(usize),
    /// The beginning of something.
    Incomplete,
}

impl Decoder {
    /// Takes bytes in and adds the events that are whole now.
    pub(crate) fn feed(&mut self, bytes: &[u8], events: &mut VecDeque<Event>) {
        self.bytes.extend_from_slice(bytes);
        let mut at = 0;
        while let Some(rest) = self.bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let (event, length) = match self.step(rest) {
                Step::Key(key, length) => (Some(Event::Key(key)), length),
                Step::Paste(text, length) => (Some(Event::Paste(text)), length),
                Step::Skip(length) => (None, length),
                Step::Incomplete => break,
            };
            events.extend(event);
            self.searched = 0;
            at += length;
        }
        self.bytes.drain(..at);
        if self.bytes.starts_with(PASTE) {
            // The end of the paste may be torn too.
            self.searched = self.bytes.len().saturating_sub(PASTED.len()).max(PASTE.len());
        }
    }

    /// What the bytes that are left wait for.
    pub(crate) fn pending(&self) -> Pending {
        match self.bytes.as_slice() {
            [] => Pending::Nothing,
            [ESC] | [ESC, b'[' | b'O'] => Pending::Escape,
            _ => Pending::Rest,
        }
    }

    /// Nothing followed: what began like a sequence was the Esc key, or Alt with a key.
    pub(crate) fn give_up(&mut self, events: &mut VecDeque<Event>) {
        match self.bytes.as_slice() {
            [ESC] => events.push_back(Event::Key(KeyEvent::new(KeyCode::Esc, KeyModifiers::NONE))),
            [ESC, letter @ (b'[' | b'O')] => {
                events.push_back(Event::Key(KeyEvent::new(KeyCode::Char(char::from(*letter)), KeyModifiers::ALT)));
            }
            _ => return,
        }
        self.bytes.clear();
    }

    fn step(&self, bytes: &[u8]) -> Step {
        if bytes.starts_with(PASTE) {
            return self.paste(bytes);
        }
        match bytes {
            [ESC, rest @ ..] => escape(rest),
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
        Some(c) => key(KeyCode::Char(c), KeyModifiers::NONE, c.len_utf8()),
        None => Step::Skip(1),
    }
}

/// What follows an Esc: a sequence, or a key with Alt.
fn escape(rest: &[u8]) -> Step {
    let step = match rest {
        [] => return Step::Incomplete,
        [b'[', rest @ ..] => control_sequence(rest),
        [b'O', rest @ ..] => single_shift(rest),
        // Alt with a key that sends a sequence itself; else two strokes of Esc.
        [ESC, b'[' | b'O', ..] => alt(escape(&rest[1..])),
        [ESC, ..] => key(KeyCode::Esc, KeyModifiers::NONE, 0),
        _ => alt(plain(rest)),
    };
    let prefix = match rest {
        [b'[' | b'O', ..] => 2,
        _ => 1,
    };
    match step {
        Step::Key(key, length) => Step::Key(key, length + prefix),
        Step::Skip(length) => Step::Skip(length + prefix),
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

/// `ESC O` and a letter: cursor and function keys, and the keypad's.
fn single_shift(rest: &[u8]) -> Step {
    let Some(letter) = rest.first() else { return Step::Incomplete };
    let none = KeyModifiers::NONE;
    match letter {
        b'a'..=b'd' => key(cursor_key(letter.to_ascii_uppercase()), KeyModifiers::CONTROL, 1),
        b'A'..=b'D' | b'F' | b'H' => key(cursor_key(*letter), none, 1),
        b'P'..=b'S' => key(KeyCode::F(letter - b'P' + 1), none, 1),
        b'M' => key(KeyCode::Enter, none, 1),
        b'j'..=b'y' => key(KeyCode::Char(char::from(letter - 0x40)), none, 1),
        _ => Step::Skip(1),
    }
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
        return function.map_or(Step::Skip(2), |code| key(code, KeyModifiers::NONE, 2));
    }
    let Some(end) = rest.iter().position(|byte| !(0x20..=0x3f).contains(byte)) else { return Step::Incomplete };
    let last = rest[end];
    if last == b'[' && end == 0 {
        return Step::Incomplete;
    }
    if !(0x40..=0x7e).contains(&last) {
        // Broken off by something else, which counts for itself.
        return Step::Skip(end);
    }
    if matches!(rest.first(), Some(0x3c..=0x3f)) {
        // A private mark: a mouse or an answer.
        return Step::Skip(end + 1);
    }
    let numbers = numbers(&rest[..end]);
    let length = end + 1;
    let number = |index: usize| numbers.get(index).copied().unwrap_or(0);
    let modifiers = modifiers(number(1));
    let code = match last {
        b'A'..=b'D' | b'F' | b'H' => cursor_key(last),
        b'a'..=b'd' => return key(cursor_key(last.to_ascii_uppercase()), KeyModifiers::SHIFT, length),
        b'P'..=b'S' if number(0) <= 1 => KeyCode::F(last - b'P' + 1),
        b'Z' => return key(KeyCode::BackTab, modifiers | KeyModifiers::SHIFT, length),
        b'~' if number(0) == 27 => return coded(number(2), modifiers, length),
        b'~' => match numbered_key(number(0)) {
            Some(code) => code,
            None => return Step::Skip(length),
        },
        b'u' => return coded(number(0), modifiers, length),
        _ => return Step::Skip(length),
    };
    key(code, modifiers, length)
}

/// The numbers of a sequence; of `1:3` the first counts.
fn numbers(text: &[u8]) -> Vec<u32> {
    let Ok(text) = std::str::from_utf8(text) else { return Vec::new() };
    text.split(';').map(|part| part.split(':').next().and_then(|n| n.parse().ok()).unwrap_or(0)).collect()
}

/// One more than the sum of what is held down.
fn modifiers(number: u32) -> KeyModifiers {
    let held = number.saturating_sub(1);
    let mut modifiers = KeyModifiers::NONE;
    for (bit, modifier) in [(1, KeyModifiers::SHIFT), (2, KeyModifiers::ALT), (4, KeyModifiers::CONTROL)] {
        if held & bit != 0 {
            modifiers |= modifier;
        }
    }
    modifiers
}

fn numbered_key(number: u32) -> Option<KeyCode> {
    let function = |base: u32, first: u8| u8::try_from(number - base).ok().map(|n| KeyCode::F(first + n));
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => function(11, 1),
        17..=21 => function(17, 6),
        23..=26 => function(23, 11),
        28 | 29 => function(28, 15),
        31..=34 => function(31, 17),
        _ => None,
    }
}

/// A key as the number of its character, as some terminals are set up to send it.
fn coded(number: u32, modifiers: KeyModifiers, length: usize) -> Step {
    let code = match number {
        13 | 57414 => KeyCode::Enter,
        9 if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        9 => KeyCode::Tab,
        27 => KeyCode::Esc,
        8 | 127 => KeyCode::Backspace,
        // Keys of the private area: a keyboard's media keys and modifiers alone.
        0..=31 | 57344..=63743 => return Step::Skip(length),
        _ => match char::from_u32(number) {
            Some(c) => KeyCode::Char(c),
            None => return Step::Skip(length),
        },
    };
    key(code, modifiers, length)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn events(bytes: &[u8]) -> Vec<Event> {
        let mut events = VecDeque::new();
        let mut decoder = Decoder::default();
        decoder.feed(bytes, &mut events);
        decoder.give_up(&mut events);
        events.into()
    }

    /// Keys as `ctrl-alt-shift-name`, pastes in quotes.
    fn read(bytes: &[u8]) -> String {
        let word = |event: &Event| match event {
            Event::Key(key) => {
                let mut word = String::new();
                for (modifier, name) in
                    [(KeyModifiers::CONTROL, "ctrl-"), (KeyModifiers::ALT, "alt-"), (KeyModifiers::SHIFT, "shift-")]
                {
                    if key.modifiers.contains(modifier) {
                        word.push_str(name);
                    }
                }
                match key.code {
                    KeyCode::Char(c) => word.push(c),
                    KeyCode::F(n) => word.extend(["f".to_owned(), n.to_string()]),
                    code => word.push_str(&format!("{code:?}").to_lowercase()),
                }
                word
            }
            Event::Paste(text) => format!("{text:?}"),
            other => panic!("{other:?}"),
        };
        events(bytes).iter().map(word).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn keys_are_read_as_terminals_send_them() {
        for (bytes, keys) in [
            ("aé会🎉", "a é 会 🎉"),
            ("\r\t\x7f\x08\x01\x1a\0\x1f", "enter tab backspace ctrl-h ctrl-a ctrl-z ctrl-  ctrl-7"),
            ("\x1b[A\x1bOB\x1b[1;3B\x1b[1;5A\x1b[1;4A", "up down alt-down ctrl-up alt-shift-up"),
            ("\x1b[H\x1b[F\x1b[1~\x1b[4~\x1b[7~\x1b[8~", "home end home end home end"),
            ("\x1b[2~\x1b[3~\x1b[3;2~\x1b[5~\x1b[6;5~", "insert delete shift-delete pageup ctrl-pagedown"),
            (
                "\x1bOP\x1bOS\x1b[1;2P\x1b[15~\x1b[17~\x1b[21~\x1b[23~\x1b[24;5~",
                "f1 f4 shift-f1 f5 f6 f10 f11 ctrl-f12",
            ),
            ("\x1b[Z", "shift-backtab"),
            ("\x1bx\x1bX\x1b\r\x1b\x7f\x1bé\x1b\x02", "alt-x alt-X alt-enter alt-backspace alt-é ctrl-alt-b"),
            ("\x1b", "esc"),
            ("\x1b[", "alt-["),
            ("\x1bO", "alt-O"),
            ("\x1b\x1b", "esc esc"),
            ("\x1b\x1b[A", "alt-up"),
            // rxvt, the Linux console, the keypad
            ("\x1bOa\x1b[b\x1b[[C\x1bOM\x1bOp", "ctrl-up shift-down f3 enter 0"),
            // CSI u and modifyOtherKeys
            ("\x1b[13;5u\x1b[97;3u\x1b[9;2u\x1b[27;5;46~", "ctrl-enter alt-a shift-backtab ctrl-."),
        ] {
            assert_eq!(read(bytes.as_bytes()), keys, "{bytes:?}");
        }
    }

    #[test]
    fn what_is_no_key_types_nothing() {
        for bytes in
            ["\x1b[I\x1b[O", "\x1b[24;80R", "\x1b[<0;3;4M\x1b[<0;3;4m", "\x1b[?62;22c", "\x1b[99~", "\x1b[57358u"]
        {
            assert_eq!(read(format!("{bytes}a").as_bytes()), "a", "{bytes:?}");
        }
        assert_eq!(read(b"\xff\xfea\xc3(b"), "a ( b");
    }

    #[test]
    fn a_sequence_that_is_broken_off_costs_nothing_of_what_follows() {
        assert_eq!(read(b"\x1b[1;\rab"), "enter a b");
        assert_eq!(read("\x1b[é".as_bytes()), "é");
    }

    #[test]
    fn a_paste_is_one_event_whatever_is_in_it() {
        assert_eq!(read(b"a\x1b[200~one\rtwo\x1b[31m\x1b\x1b[201~b"), r#"a "one\rtwo\u{1b}[31m\u{1b}" b"#);
        assert_eq!(read(b"\x1b[200~\x1b[201~"), r#""""#);
    }

    #[test]
    fn half_a_paste_is_waited_for() {
        let mut decoder = Decoder::default();
        let mut events = VecDeque::new();
        decoder.feed(b"\x1b[200~one", &mut events);
        decoder.give_up(&mut events);
        assert_eq!((events.len(), decoder.pending()), (0, Pending::Rest));
        decoder.feed(b" two\x1b[201~", &mut events);
        assert_eq!((events.pop_front(), decoder.pending()), (Some(Event::Paste("one two".into())), Pending::Nothing));
    }

    proptest! {
        #[test]
        fn it_does_not_matter_where_the_bytes_are_torn(
            parts in prop::collection::vec(
                prop_oneof![
                    "[a-zé会🎉]{0,4}",
                    Just("\r".to_owned()),
                    Just("\x1b[1;3B".to_owned()),
                    Just("\x1bOP".to_owned()),
                    Just("\x1b[24;80R".to_owned()),
                    Just("\x1b[200~a\x1b[2b\x1b[201~".to_owned()),
                ],
                0..12,
            ),
            cut in 1_usize..7,
        ) {
            let bytes = parts.concat().into_bytes();
            let mut torn = VecDeque::new();
            let mut decoder = Decoder::default();
            for piece in bytes.chunks(cut) {
                decoder.feed(piece, &mut torn);
            }
            prop_assert_eq!(Vec::from(torn), events(&bytes));
        }

        #[test]
        fn any_bytes_end_in_events_and_a_character_after_them_comes_through(bytes in prop::collection::vec(any::<u8>(), 0..64)) {
            let mut events = VecDeque::new();
            let mut decoder = Decoder::default();
            decoder.feed(&bytes, &mut events);
            decoder.give_up(&mut events);
            if decoder.pending() == Pending::Nothing {
                decoder.feed(b"x", &mut events);
                prop_assert_eq!(events.pop_back(), Some(Event::Key(KeyEvent::new(KeyCode::Char('x'), KeyModifiers::NONE))));
            }
        }
    }
}
