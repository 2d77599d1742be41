//! Which key means which verb, and how a key is spelled.
//!
//! Made from the key table and the user's config over it; terminals send the same key in several ways, and this is
//! where they become one. Not here: the verbs themselves (see `action`).

use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{Action, Scope, VERBS};

/// A key with its modifiers, in one normal form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    code: KeyCode,
    modifiers: KeyModifiers,
}

/// The text names no key.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no key; write it like ctrl-n, alt-down, shift-tab, f1, enter")]
pub struct NotAKey(String);

/// The bindings in force.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: HashMap<(Scope, Key), Action>,
    keys: HashMap<Action, Vec<Key>>,
    /// Where there are no keys, a verb is called by its word.
    words: bool,
}

const NAMES: &[(&str, KeyCode)] = &[
    ("enter", KeyCode::Enter),
    ("tab", KeyCode::Tab),
    ("backspace", KeyCode::Backspace),
    ("delete", KeyCode::Delete),
    ("insert", KeyCode::Insert),
    ("esc", KeyCode::Esc),
    ("up", KeyCode::Up),
    ("down", KeyCode::Down),
    ("left", KeyCode::Left),
    ("right", KeyCode::Right),
    ("home", KeyCode::Home),
    ("end", KeyCode::End),
    ("pageup", KeyCode::PageUp),
    ("pagedown", KeyCode::PageDown),
    ("space", KeyCode::Char(' ')),
];

impl From<KeyEvent> for Key {
    fn from(event: KeyEvent) -> Self {
        Self::new(event.code, event.modifiers)
    }
}

impl Key {
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
                KeyCode::Char(if bare { c } else { c.to_lowercase().next().unwrap_or(c) })
            }
            other => other,
        };
        Self { code, modifiers }
    }

    /// The character that this key types; none for a key that types nothing.
    pub fn types(self) -> Option<char> {
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

    /// As a person reads it on the screen: `Ctrl-N`, `Alt-↓`, `F1`.
    pub fn shown(self) -> String {
        let mut text = String::new();
        for (modifier, name) in
            [(KeyModifiers::CONTROL, "Ctrl-"), (KeyModifiers::ALT, "Alt-"), (KeyModifiers::SHIFT, "Shift-")]
        {
            if self.modifiers.contains(modifier) {
                text.push_str(name);
            }
        }
        match self.code {
            KeyCode::Up => text.push('↑'),
            KeyCode::Down => text.push('↓'),
            KeyCode::Left => text.push('←'),
            KeyCode::Right => text.push('→'),
            KeyCode::PageUp => text.push_str("PageUp"),
            KeyCode::PageDown => text.push_str("PageDown"),
            KeyCode::F(n) => text.extend(["F", &n.to_string()]),
            KeyCode::Char(' ') => text.push_str("Space"),
            // A letter by itself is another key than its capital.
            KeyCode::Char(c) if text.is_empty() => text.push(c),
            KeyCode::Char(c) => text.extend(c.to_uppercase()),
            code => {
                let name = NAMES.iter().find(|(_, named)| *named == code).map_or("?", |(name, _)| name);
                let mut letters = name.chars();
                text.extend(letters.next().map(|c| c.to_ascii_uppercase()));
                text.push_str(letters.as_str());
            }
        }
        text
    }
}

impl FromStr for Key {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let no = || NotAKey(text.to_owned());
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
            _ => match NAMES.iter().find(|(name, _)| *name == lower) {
                Some((_, code)) => *code,
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

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown())
    }
}

impl Default for Keymap {
    fn default() -> Self {
        let mut keymap = Self { bindings: HashMap::new(), keys: HashMap::new(), words: false };
        for verb in VERBS {
            let keys = verb.keys.iter().filter_map(|key| key.parse().ok()).collect();
            keymap.bind(verb.action, keys);
        }
        keymap
    }
}

impl Keymap {
    /// The default bindings where nobody presses keys: a verb is shown as the word that is typed for it.
    pub fn in_words() -> Self {
        Self { words: true, ..Self::default() }
    }

    /// Whether verbs are shown as words.
    pub fn is_in_words(&self) -> bool {
        self.words
    }

    /// Gives a verb these keys and takes its old ones away; a key that another verb of the scope had is now this one's.
    pub fn bind(&mut self, action: Action, keys: Vec<Key>) {
        let scope = action.verb().scope;
        self.bindings.retain(|_, bound| *bound != action);
        for key in &keys {
            if let Some(other) = self.bindings.insert((scope, *key), action)
                && let Some(theirs) = self.keys.get_mut(&other)
            {
                theirs.retain(|theirs| theirs != key);
            }
        }
        self.keys.insert(action, keys);
    }

    /// The verb of a key in a scope.
    pub fn action(&self, scope: Scope, key: Key) -> Option<Action> {
        self.bindings.get(&(scope, key)).copied()
    }

    /// The keys of a verb, the best known first.
    pub fn keys(&self, action: Action) -> &[Key] {
        self.keys.get(&action).map_or(&[], Vec::as_slice)
    }

    /// The first key of a verb as shown on screen; empty where it has none.
    pub fn shown(&self, action: Action) -> String {
        // Enter is pressed there too.
        if self.words && action != Action::Commit {
            return format!("/{}", action.verb().word());
        }
        self.keys(action).first().map(|key| key.shown()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Key {
        text.parse().expect("a key")
    }

    #[test]
    fn every_default_key_is_a_key_and_no_scope_has_it_twice() {
        let mut seen = std::collections::HashSet::new();
        for verb in VERBS {
            for text in verb.keys {
                assert!(seen.insert((verb.scope, key(text))), "{text} is bound twice");
            }
        }
    }

    #[test]
    fn a_key_reads_in_any_case_and_shows_as_people_write_it() {
        assert_eq!(key("Ctrl-N"), key("ctrl-n"));
        assert_eq!(key("alt-down").shown(), "Alt-↓");
        assert_eq!(key("alt--").shown(), "Alt--");
        assert_eq!(key("f12").shown(), "F12");
        assert_eq!(key("shift-tab").shown(), "Shift-Tab");
        assert_eq!(["x", "X", "space", "alt-x"].map(|text| key(text).shown()), ["x", "X", "Space", "Alt-X"]);
    }

    #[test]
    fn words_that_are_no_key_are_refused() {
        for text in ["", "ctrl-", "hyper-x", "f0", "f25", "entre"] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_two_ways_of_saying_shift_tab_are_one_key() {
        assert_eq!(Key::new(KeyCode::BackTab, KeyModifiers::NONE), key("shift-tab"));
        assert_eq!(Key::new(KeyCode::BackTab, KeyModifiers::SHIFT), key("shift-tab"));
    }

    #[test]
    fn where_there_are_no_keys_a_verb_is_shown_as_its_word() {
        let keymap = Keymap::in_words();
        assert_eq!(keymap.shown(Action::Undo), "/undo");
        assert_eq!(keymap.shown(Action::LineStart), "/line.start");
        assert_eq!(keymap.shown(Action::Commit), "Enter");
    }

    #[test]
    fn a_key_given_to_another_verb_leaves_the_first() {
        let mut keymap = Keymap::default();
        keymap.bind(Action::Jump, vec![key("ctrl-n")]);
        assert_eq!(keymap.action(Scope::Meeting, key("ctrl-n")), Some(Action::Jump));
        assert!(keymap.keys(Action::SlotNext).is_empty());
        assert_eq!(keymap.action(Scope::Meeting, key("ctrl-g")), None);
    }
}
