//! How a key is spelled and shown: one key, or a sequence of up to four, in one normal form.
//!
//! Terminals send the same key in several ways, and several keys in the same way; this is where they become one. Not here: what
//! a key means (see `keymap`).

use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::words::{message, say};

mod spelling;

/// A key with its modifiers, or several that are pressed one after the other, in one normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    first: Stroke,
    /// The others, without gaps.
    more: [Option<Stroke>; Self::LONGEST - 1],
}

/// The text names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is no key; {}", self.hint())]
pub struct NotAKey {
    text: String,
}

impl NotAKey {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned() }
    }

    /// The key that was most likely meant, else how keys are written.
    fn hint(&self) -> String {
        match spelling::meant(&self.text) {
            Some(meant) => format!("did you mean `{meant}`?"),
            None => "write it like ctrl-n, alt-down, shift-tab, f1, enter, or a sequence of up to four: ctrl-x ctrl-s"
                .to_owned(),
        }
    }
}

/// A key with its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Stroke {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// How a key is spelled, and the message of how it is printed on a keyboard.
const NAMES: &[(&str, &str, KeyCode)] = &[
    ("enter", message("key-enter"), KeyCode::Enter),
    ("tab", message("key-tab"), KeyCode::Tab),
    ("backspace", message("key-backspace"), KeyCode::Backspace),
    ("delete", message("key-delete"), KeyCode::Delete),
    ("insert", message("key-insert"), KeyCode::Insert),
    ("esc", message("key-esc"), KeyCode::Esc),
    ("up", message("key-up"), KeyCode::Up),
    ("down", message("key-down"), KeyCode::Down),
    ("left", message("key-left"), KeyCode::Left),
    ("right", message("key-right"), KeyCode::Right),
    ("home", message("key-home"), KeyCode::Home),
    ("end", message("key-end"), KeyCode::End),
    ("pageup", message("key-page-up"), KeyCode::PageUp),
    ("pagedown", message("key-page-down"), KeyCode::PageDown),
    ("space", message("key-space"), KeyCode::Char(' ')),
];

/// The modifiers in the order in which they stand before a key, with their messages.
const MODIFIERS: [(KeyModifiers, &str, &str); 3] = [
    (KeyModifiers::CONTROL, "ctrl-", message("key-ctrl")),
    (KeyModifiers::ALT, "alt-", message("key-alt")),
    (KeyModifiers::SHIFT, "shift-", message("key-shift")),
];

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        Self::one(Stroke::new(event.code, event.modifiers))
    }
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // As a rule there is one; the others are not hashed for it.
        self.strokes().for_each(|stroke| stroke.hash(state));
    }
}

impl Key {
    /// As many keys as a sequence may have.
    pub const LONGEST: usize = 4;

    fn one(first: Stroke) -> Self {
        Self { first, more: [None; Self::LONGEST - 1] }
    }

    fn strokes(&self) -> impl Iterator<Item = Stroke> + '_ {
        std::iter::once(self.first).chain(self.more.iter().map_while(|stroke| *stroke))
    }

    /// How many keys it is, one after the other.
    pub fn length(&self) -> usize {
        self.strokes().count()
    }

    /// The first key of a sequence.
    pub fn first(self) -> Self {
        Self::one(self.first)
    }

    /// This, and then that; none where it would be too long.
    pub fn then(mut self, next: Self) -> Option<Self> {
        for stroke in next.strokes() {
            *self.more.iter_mut().find(|place| place.is_none())? = Some(stroke);
        }
        Some(self)
    }

    /// The sequences that it goes on from, the shortest first: none for a single key.
    pub fn beginnings(self) -> impl Iterator<Item = Self> {
        (1..self.length()).map(move |length| {
            let mut more = self.more;
            more.iter_mut().skip(length - 1).for_each(|stroke| *stroke = None);
            Self { first: self.first, more }
        })
    }

    /// The key behind a beginning of it.
    pub fn after(self, beginning: Self) -> Option<Self> {
        self.strokes().nth(beginning.length()).map(Self::one)
    }

    /// The character that this key types; none for a key that types nothing, and for a sequence.
    pub fn types(self) -> Option<char> {
        if self.more[0].is_some() { None } else { self.first.types() }
    }

    /// Whether its first key types something.
    pub fn begins_typing(self) -> bool {
        self.first.types().is_some()
    }

    /// Whether it begins with a character that is held with Alt, which most terminals send as an Esc and that character.
    pub fn is_held_with_alt(self) -> bool {
        self.first.modifiers.contains(KeyModifiers::ALT) && matches!(self.first.code, KeyCode::Char(_))
    }

    /// Why no terminal sends it, or not every one does; none for a key that they all send.
    pub fn is_not_sent(text: &str) -> Option<&'static str> {
        text.split_whitespace().find_map(not_sent)
    }

    /// As a person reads it on the screen: `Ctrl-N`, `Alt-↓`, `F1`, `Ctrl-X Ctrl-S`; in the language of the screen.
    pub fn shown(self) -> String {
        self.strokes().map(Stroke::shown).collect::<Vec<_>>().join(" ")
    }

    /// The one key that is shown so.
    pub(in crate::app) fn from_shown(shown: &str) -> Option<Self> {
        let (mut spelled, mut rest) = (String::new(), shown);
        for (_, modifier, printed) in MODIFIERS {
            if let Some(after) = rest.strip_prefix(say(printed)).filter(|after| !after.is_empty()) {
                spelled.push_str(modifier);
                rest = after;
            }
        }
        let named = NAMES.iter().find(|(_, printed, _)| say(printed) == rest);
        spelled.push_str(named.map_or(rest, |(name, ..)| name));
        spelled.parse().ok()
    }
}

impl Stroke {
    fn new(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let kept = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
        let mut modifiers = modifiers & kept;
        let code = match code {
            // Terminals say Shift-Tab in two ways.
            KeyCode::BackTab => {
                modifiers |= KeyModifiers::SHIFT;
                KeyCode::Tab
            }
            // A capital is its own key when typed; with Ctrl or Alt the case says nothing on most terminals.
            KeyCode::Char(c) => {
                modifiers -= KeyModifiers::SHIFT;
                let bare = modifiers.is_empty();
                let c = if bare { c } else { c.to_lowercase().next().unwrap_or(c) };
                // With Ctrl and Alt a sign is AltGr's, and is typed.
                let is_control = modifiers.contains(KeyModifiers::CONTROL)
                    && (!modifiers.contains(KeyModifiers::ALT) || c.is_alphanumeric());
                match same_control(c).filter(|_| is_control) {
                    Some(KeyCode::Char(sign)) => KeyCode::Char(sign),
                    Some(other) => {
                        modifiers -= KeyModifiers::CONTROL;
                        other
                    }
                    None => KeyCode::Char(c),
                }
            }
            other => other,
        };
        Self { code, modifiers }
    }

    fn types(self) -> Option<char> {
        match self.code {
            // AltGr arrives as Ctrl-Alt on some terminals, with a character that is no letter.
            KeyCode::Char(c) if self.modifiers.is_empty() => Some(c),
            KeyCode::Char(c)
                if self.modifiers == KeyModifiers::CONTROL | KeyModifiers::ALT && !c.is_ascii_alphanumeric() =>
            {
                Some(c)
            }
            _ => None,
        }
    }

    fn shown(self) -> String {
        let mut text = String::new();
        for (modifier, _, printed) in MODIFIERS {
            if self.modifiers.contains(modifier) {
                text.push_str(say(printed));
            }
        }
        match (NAMES.iter().find(|(.., code)| *code == self.code), self.code) {
            (Some((_, printed, _)), _) => text.push_str(say(printed)),
            (None, KeyCode::F(n)) => text.extend(["F", &n.to_string()]),
            // A letter by itself is another key than its capital.
            (None, KeyCode::Char(c)) if text.is_empty() => text.push(c),
            (None, KeyCode::Char(c)) => text.extend(c.to_uppercase()),
            (None, _) => text.push('?'),
        }
        text
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let no = || NotAKey::new(text);
        let mut strokes = text.split_whitespace().map(str::parse::<Stroke>);
        let first = Self::one(strokes.next().ok_or_else(no)??);
        strokes.try_fold(first, |key, stroke| key.then(Self::one(stroke?)).ok_or_else(no))
    }
}

impl FromStr for Stroke {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let no = || NotAKey::new(text);
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = text.trim();
        while let Some((head, tail)) = rest.split_once('-').filter(|(head, tail)| !head.is_empty() && !tail.is_empty())
        {
            modifiers |= match head.to_lowercase().as_str() {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => return Err(no()),
            };
            rest = tail;
        }
        let lower = rest.to_lowercase();
        let mut letters = rest.chars();
        let code = match (letters.next(), letters.next()) {
            (Some(only), None) => KeyCode::Char(only),
            _ => match NAMES.iter().find(|(name, ..)| *name == lower) {
                Some((.., code)) => *code,
                None => lower
                    .strip_prefix('f')
                    .and_then(|n| n.parse().ok())
                    .filter(|n| (1..=24).contains(n))
                    .map(KeyCode::F)
                    .ok_or_else(no)?,
            },
        };
        Ok(Self::new(code, modifiers))
    }
}

/// Control characters that stand on several keys: which of them was meant is lost on the way, so they are one.
fn same_control(c: char) -> Option<KeyCode> {
    Some(match c {
        '[' | '3' => KeyCode::Esc,
        'i' => KeyCode::Tab,
        'm' => KeyCode::Enter,
        '@' | '2' => KeyCode::Char(' '),
        '\\' => KeyCode::Char('4'),
        ']' => KeyCode::Char('5'),
        '^' => KeyCode::Char('6'),
        '_' | '7' => KeyCode::Char('/'),
        _ => return None,
    })
}

fn not_sent(stroke: &str) -> Option<&'static str> {
    let lower = stroke.to_lowercase();
    let rest = lower.rsplit_once('-').map_or(lower.as_str(), |(_, rest)| if rest.is_empty() { "-" } else { rest });
    let held = |name: &str| lower.starts_with(name) || lower.contains(&format!("-{name}"));
    let (control, alt, shift) = (held("ctrl-"), held("alt-"), held("shift-"));
    let mut letters = rest.chars();
    let (first, only) = (letters.next()?, letters.next().is_none());
    match first {
        'i' if control && only => Some("a terminal sends Ctrl-I as Tab: write tab"),
        'm' if control && only => Some("a terminal sends Ctrl-M as Enter: write enter"),
        '[' | '3' if control && only => Some("a terminal sends it as Esc: write esc"),
        _ if only && shift && (control || alt) && first.is_alphabetic() => {
            Some("most terminals do not say Shift with Ctrl or Alt and a letter: it is the key without Shift")
        }
        _ if only && shift && first.is_alphabetic() => Some("Shift with a letter is its capital: write the capital"),
        _ if only && control && !alt && !(first.is_ascii_alphabetic() || " /_\\]^@24567".contains(first)) => {
            Some("only terminals that have Kitty's keyboard protocol send it")
        }
        '[' | 'o' if only && alt && stroke.ends_with(['[', 'O']) => {
            Some("every function key begins with it: a terminal's keys would be taken for it")
        }
        _ if control && ["enter", "tab", "esc"].contains(&rest) => {
            Some("only terminals that have Kitty's keyboard protocol send it")
        }
        _ if shift && ["enter", "backspace", "esc", "space"].contains(&rest) => {
            Some("only terminals that have Kitty's keyboard protocol send it")
        }
        _ => None,
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}
