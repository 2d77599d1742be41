//! Which key was meant by one that is misspelt, or written as other programs write it.

use super::{Key, MODIFIERS, NAMES};
use crate::notation::near::nearest;

/// What others call a modifier, and what it is called here. Editors write `C-x`, keyboards are printed with other words.
const OTHERS: [(&str, &str); 11] = [
    ("c", "ctrl"),
    ("ctl", "ctrl"),
    ("control", "ctrl"),
    ("strg", "ctrl"),
    ("m", "alt"),
    ("a", "alt"),
    ("meta", "alt"),
    ("option", "alt"),
    ("opt", "alt"),
    ("s", "shift"),
    ("umschalt", "shift"),
];

/// As [`OTHERS`], for keys.
const OTHER_NAMES: [(&str, &str); 14] = [
    ("return", "enter"),
    ("ret", "enter"),
    ("cr", "enter"),
    ("escape", "esc"),
    ("bs", "backspace"),
    ("del", "delete"),
    ("ins", "insert"),
    ("pgup", "pageup"),
    ("prior", "pageup"),
    ("pgdn", "pagedown"),
    ("pgdown", "pagedown"),
    ("next", "pagedown"),
    ("spc", "space"),
    ("minus", "-"),
];

/// What is longer is no key.
const LONGEST: usize = 60;

/// The key that is likely meant by a text which is none, as it has to be written.
pub(super) fn meant(text: &str) -> Option<String> {
    if text.len() > LONGEST {
        return None;
    }
    // An editor's angle brackets, and a plus between keys that are held together.
    let bare = text.trim().replace(['<', '>'], "").replace('+', "-").to_lowercase();
    let strokes: Option<Vec<String>> = bare.split_whitespace().map(stroke).collect();
    let spelled = strokes?.join(" ");
    (spelled != text && spelled.parse::<Key>().is_ok()).then_some(spelled)
}

fn stroke(text: &str) -> Option<String> {
    let (mut spelled, mut rest) = (String::new(), text);
    while let Some((head, tail)) = rest.split_once('-').filter(|(head, tail)| !head.is_empty() && !tail.is_empty()) {
        spelled.push_str(&modifier(head)?);
        spelled.push('-');
        rest = tail;
    }
    spelled.push_str(&name(rest)?);
    Some(spelled)
}

fn modifier(head: &str) -> Option<String> {
    let known = MODIFIERS.map(|(_, name, _)| name.trim_end_matches('-'));
    let other = OTHERS.iter().find(|(other, _)| *other == head).map(|(_, ours)| *ours);
    other.or_else(|| nearest(head, known)).map(str::to_owned)
}

fn name(rest: &str) -> Option<String> {
    let is_sign = rest.chars().nth(1).is_none();
    let is_function = rest.strip_prefix('f').is_some_and(|n| n.parse::<u8>().is_ok());
    if is_sign || is_function {
        return Some(rest.to_owned());
    }
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == rest).map(|(_, ours)| *ours);
    other.or_else(|| nearest(rest, NAMES.iter().map(|(name, ..)| *name))).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn a_misspelt_key_finds_the_right_one() {
        for (text, key) in [
            ("crtl-f", "ctrl-f"),
            ("ctrl-entre", "ctrl-enter"),
            ("hift-tab", "shift-tab"),
            ("C-x C-s", "ctrl-x ctrl-s"),
            ("<C-x>", "ctrl-x"),
            ("M-Down", "alt-down"),
            ("Control+Return", "ctrl-enter"),
            ("Strg-F5", "ctrl-f5"),
            ("escape", "esc"),
            ("pgup", "pageup"),
        ] {
            assert_eq!(meant(text).as_deref(), Some(key), "{text}");
        }
    }

    #[test]
    fn what_is_like_no_key_finds_none() {
        for text in ["", "hyper-z", "f99", "ctrl-wobble", "a b c d e", "ctrl-", "-", &"ctrl-".repeat(50)] {
            assert_eq!(meant(text), None, "{text}");
        }
    }
}
