//! Keys as tests write them, `ctrl-n` or `shift-tab`, made into what the terminal's reader reports.
//!
//! Not here: the bytes that a terminal sends for them (see `tests/terminal`).

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

pub(crate) fn key_event(text: &str) -> KeyEvent {
    let mut modifiers = KeyModifiers::NONE;
    let mut rest = text;
    for (prefix, modifier) in
        [("ctrl-", KeyModifiers::CONTROL), ("alt-", KeyModifiers::ALT), ("shift-", KeyModifiers::SHIFT)]
    {
        if let Some(tail) = rest.strip_prefix(prefix).filter(|tail| !tail.is_empty()) {
            modifiers |= modifier;
            rest = tail;
        }
    }
    let code = match rest {
        "enter" => KeyCode::Enter,
        "tab" if modifiers.contains(KeyModifiers::SHIFT) => KeyCode::BackTab,
        "tab" => KeyCode::Tab,
        "backspace" => KeyCode::Backspace,
        "delete" => KeyCode::Delete,
        "esc" => KeyCode::Esc,
        "up" => KeyCode::Up,
        "down" => KeyCode::Down,
        "left" => KeyCode::Left,
        "right" => KeyCode::Right,
        "home" => KeyCode::Home,
        "end" => KeyCode::End,
        "pageup" => KeyCode::PageUp,
        "pagedown" => KeyCode::PageDown,
        "space" => KeyCode::Char(' '),
        "f1" => KeyCode::F(1),
        "f4" => KeyCode::F(4),
        "insert" => KeyCode::Insert,
        "f2" => KeyCode::F(2),
        "f5" => KeyCode::F(5),
        "f3" => KeyCode::F(3),
        "f7" => KeyCode::F(7),
        "f8" => KeyCode::F(8),
        "f9" => KeyCode::F(9),
        one if one.chars().count() == 1 => KeyCode::Char(one.chars().next().unwrap()),
        other => panic!("no such key: {other}"),
    };
    KeyEvent::new(code, modifiers)
}

/// A character that is typed, whatever it is.
pub(crate) fn typed_event(c: char) -> KeyEvent {
    KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)
}
