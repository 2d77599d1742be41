//! Keys as xterm sends them.
//!
//! The tables are those of "XTerm Control Sequences": cursor keys change with the cursor-key mode, a modifier is a
//! parameter, Alt is a leading escape. Not here: the encodings that a program has to ask for.

/// The bytes of a key. Modifiers are `C-`, `M-` (Alt) and `S-`, before a character or one of these names: Enter, Tab, Esc,
/// Space, Backspace, Delete, Insert, Up, Down, Left, Right, Home, End, PageUp, PageDown, F1 to F12.
pub(crate) fn encoded(key: &str, application_cursor: bool) -> Vec<u8> {
    let mut name = key;
    let mut held = Held::default();
    while let Some((modifier, rest)) =
        name.split_once('-').filter(|(modifier, rest)| matches!(*modifier, "C" | "M" | "S") && !rest.is_empty())
    {
        match modifier {
            "C" => held.control = true,
            "M" => held.alt = true,
            _ => held.shift = true,
        }
        name = rest;
    }
    held.special(name, application_cursor)
        .or_else(|| held.plain(name))
        .unwrap_or_else(|| panic!("xterm has no bytes of its own for the key {key:?}"))
}

/// The modifiers held down.
#[derive(Clone, Copy, Default)]
struct Held {
    control: bool,
    alt: bool,
    shift: bool,
}

impl Held {
    /// 1 for none; the sum as it stands in a control sequence.
    fn parameter(self) -> u8 {
        1 + u8::from(self.shift) + 2 * u8::from(self.alt) + 4 * u8::from(self.control)
    }

    /// Keys that send a control sequence, whatever is held.
    fn special(self, name: &str, application_cursor: bool) -> Option<Vec<u8>> {
        let parameter = self.parameter();
        let letter = |letter: char, alone: String| match parameter {
            1 => alone,
            _ => format!("\x1b[1;{parameter}{letter}"),
        };
        let cursor = |c: char| letter(c, if application_cursor { format!("\x1bO{c}") } else { format!("\x1b[{c}") });
        let function = |c: char| letter(c, format!("\x1bO{c}"));
        let number = |n: u8| match parameter {
            1 => format!("\x1b[{n}~"),
            _ => format!("\x1b[{n};{parameter}~"),
        };
        let sequence = match name {
            "Up" => cursor('A'),
            "Down" => cursor('B'),
            "Right" => cursor('C'),
            "Left" => cursor('D'),
            "End" => cursor('F'),
            "Home" => cursor('H'),
            "Insert" => number(2),
            "Delete" => number(3),
            "PageUp" => number(5),
            "PageDown" => number(6),
            "F1" => function('P'),
            "F2" => function('Q'),
            "F3" => function('R'),
            "F4" => function('S'),
            "F5" => number(15),
            "F6" => number(17),
            "F7" => number(18),
            "F8" => number(19),
            "F9" => number(20),
            "F10" => number(21),
            "F11" => number(23),
            "F12" => number(24),
            "Tab" if self.shift => "\x1b[Z".to_owned(),
            _ => return None,
        };
        Some(sequence.into_bytes())
    }

    /// Keys that send a character, changed by Control and preceded by an escape with Alt.
    fn plain(self, name: &str) -> Option<Vec<u8>> {
        let character = match name {
            "Enter" => '\r',
            "Tab" => '\t',
            "Esc" => '\x1b',
            "Space" => ' ',
            "Backspace" => '\x7f',
            _ => {
                let mut characters = name.chars();
                characters.next().filter(|_| characters.as_str().is_empty())?
            }
        };
        let character = if self.control { with_control(character)? } else { character };
        let character = if self.shift { character.to_ascii_uppercase() } else { character };
        let mut bytes = if self.alt { vec![b'\x1b'] } else { Vec::new() };
        bytes.extend(character.to_string().into_bytes());
        Some(bytes)
    }
}

/// The control character of a key, where it has one: many do not, and a terminal sends the bare key for these.
fn with_control(character: char) -> Option<char> {
    match character {
        'a'..='z' | '[' | '\\' | ']' | '^' | '_' | '@' => {
            u8::try_from(character).ok().map(|byte| char::from(byte & 0x1f))
        }
        ' ' => Some('\0'),
        '\x7f' => Some('\x08'),
        _ => None,
    }
}
