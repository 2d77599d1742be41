//! Keys that come as numbers: Kitty's keyboard protocol, CSI u, and xterm's modifyOtherKeys.
//!
//! `CSI key:shifted:base ; modifiers:event ; text u`, where everything but the key may be missing. More is understood than is
//! asked for: another program may have left a terminal saying more. Not here: sequences with letters of their own (see `decode`).

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::Step;

/// The numbers of a sequence, each with those behind its colons.
pub(super) struct Numbers(Vec<Vec<u32>>);

impl Numbers {
    /// Reads `1;5:3`; what is no number is 0.
    pub(super) fn of(text: &[u8]) -> Self {
        let Ok(text) = std::str::from_utf8(text) else { return Self(Vec::new()) };
        let number = |text: &str| text.parse().unwrap_or(0);
        Self(text.split(';').map(|part| part.split(':').map(number).collect()).collect())
    }

    /// The number at that place; 0 where there is none.
    pub(super) fn at(&self, index: usize) -> u32 {
        self.part(index, 0)
    }

    /// The last of them; 0 where there is none.
    pub(super) fn last(&self) -> u32 {
        self.at(self.0.len().saturating_sub(1))
    }

    fn part(&self, index: usize, sub: usize) -> u32 {
        self.0.get(index).and_then(|parts| parts.get(sub)).copied().unwrap_or(0)
    }

    /// Whether the key was pressed, or is held and repeats; not let go.
    pub(super) fn is_pressed(&self) -> bool {
        self.part(1, 1) != 3
    }

    /// `27 ; modifiers ; key` as the key with its modifiers.
    pub(super) fn other_keys(&self) -> Self {
        Self(vec![vec![self.at(2)], vec![self.at(1)]])
    }
}

const SHIFT: u32 = 1;
const ALT: u32 = 2;
const CONTROL: u32 = 4;
const SUPER: u32 = 8;
const HYPER: u32 = 16;
const META: u32 = 32;
const CAPS_LOCK: u32 = 64;

/// What is held down, from a number that is one more than the sum of it; none where it is a key of the desktop's, such as
/// the Windows key, with which no key here means anything.
pub(super) fn modifiers(number: u32) -> Option<KeyModifiers> {
    let held = number.saturating_sub(1);
    if held & (SUPER | HYPER) != 0 {
        return None;
    }
    let mut modifiers = KeyModifiers::NONE;
    for (bits, modifier) in
        [(SHIFT, KeyModifiers::SHIFT), (ALT | META, KeyModifiers::ALT), (CONTROL, KeyModifiers::CONTROL)]
    {
        if held & bits != 0 {
            modifiers |= modifier;
        }
    }
    Some(modifiers)
}

/// The keys that older terminals send as `CSI number ~`.
pub(super) fn numbered_key(number: u32) -> Option<KeyCode> {
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

/// A key as the number of its character.
pub(super) fn coded(numbers: &Numbers, length: usize) -> Step {
    let held = numbers.at(1);
    let Some(modifiers) = modifiers(held).filter(|_| numbers.is_pressed()) else { return Step::Skip(length) };
    let code = match functional(numbers.at(0)) {
        Functional::Key(KeyCode::Tab) if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        Functional::Key(code) => code,
        Functional::Nothing => return Step::Skip(length),
        Functional::Character(c) => return character(c, numbers, modifiers, length),
    };
    Step::Key(KeyEvent::new(code, modifiers), length)
}

/// A key with a character: it types it, or is that key with Ctrl or Alt.
fn character(c: char, numbers: &Numbers, modifiers: KeyModifiers, length: usize) -> Step {
    let text: String = numbers.0.get(2).into_iter().flatten().filter_map(|n| char::from_u32(*n)).collect();
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    let commands = modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
    // AltGr types too; with Ctrl or Alt alone no terminal says that something was typed.
    if !text.is_empty() {
        return Step::Typed(text, length);
    }
    let alternate = |sub: usize| Some(numbers.part(0, sub)).filter(|n| *n > 0x20).and_then(char::from_u32);
    let shifted = modifiers.contains(KeyModifiers::SHIFT);
    if commands {
        // On a keyboard with another alphabet it is the key in that place that has the name.
        let named = if c.is_ascii() { None } else { alternate(2).filter(char::is_ascii) };
        let sign = alternate(1).filter(|sign| shifted && !sign.is_alphabetic());
        return Step::Key(KeyEvent::new(KeyCode::Char(named.or(sign).unwrap_or(c)), modifiers), length);
    }
    let locked = numbers.at(1).saturating_sub(1) & CAPS_LOCK != 0 && c.is_alphabetic();
    let capital = || c.to_uppercase().collect::<String>();
    let typed = match (shifted, locked) {
        (true, false) => alternate(1).map_or_else(capital, String::from),
        (false, true) => capital(),
        _ => c.to_string(),
    };
    Step::Typed(typed, length)
}

enum Functional {
    Character(char),
    Key(KeyCode),
    Nothing,
}

/// What a number is: a character, or a key of the protocol's table in the private area.
fn functional(number: u32) -> Functional {
    use Functional::{Character, Key, Nothing};
    let digit = |base: u32| char::from_digit(number - base, 10).map_or(Nothing, Character);
    match number {
        13 | 57414 => Key(KeyCode::Enter),
        9 => Key(KeyCode::Tab),
        27 => Key(KeyCode::Esc),
        8 | 127 => Key(KeyCode::Backspace),
        57376..=57387 => u8::try_from(number - 57376 + 13).map_or(Nothing, |n| Key(KeyCode::F(n))),
        57399..=57408 => digit(57399),
        57409 => Character('.'),
        57410 => Character('/'),
        57411 => Character('*'),
        57412 => Character('-'),
        57413 => Character('+'),
        57415 => Character('='),
        57416 => Character(','),
        57417 => Key(KeyCode::Left),
        57418 => Key(KeyCode::Right),
        57419 => Key(KeyCode::Up),
        57420 => Key(KeyCode::Down),
        57421 => Key(KeyCode::PageUp),
        57422 => Key(KeyCode::PageDown),
        57423 => Key(KeyCode::Home),
        57424 => Key(KeyCode::End),
        57425 => Key(KeyCode::Insert),
        57426 => Key(KeyCode::Delete),
        // A keyboard's media keys, locks and modifiers by themselves; control characters.
        57344..=63743 | 0..=31 | 0x80..=0x9f => Nothing,
        _ => char::from_u32(number).map_or(Nothing, Character),
    }
}
