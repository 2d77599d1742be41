//! Corrections of earlier entries: `s/old/new/` and `i/where/new line/`.
//!
//! The texts are taken literally; a backslash before the delimiter makes it one of their characters.
//! Not here: which entry is hit.

use super::parts::Parts;
use crate::notation::forms::{Role, forms};
use crate::notation::line::{Context, Line, LineKind, Order, Part, Reach};

pub(super) fn read(source: &str, _: &Context<'_>) -> Option<Line> {
    let (letter, delimiter) = opening(source)?;
    let first = 1 + delimiter.len_utf8();
    let (old, old_end) = field(source, first, delimiter)?;
    let (new, new_end) = field(source, old_end + 1, delimiter)?;
    let reach = match source.get(new_end + 1..)? {
        "" => Reach::Nearest,
        "g" => Reach::Slot,
        "G" => Reach::Meeting,
        _ => return None,
    };
    if old.trim().is_empty() && letter == 'i' || old.is_empty() {
        return None;
    }
    let order = match letter {
        's' => Order::Correct { old, new, reach },
        _ if reach == Reach::Nearest && !new.trim().is_empty() => {
            Order::Insert { before: old, line: new.trim().to_owned() }
        }
        _ => return None,
    };
    let parts = Parts::new(source).to(first, Part::Mark).to(old_end, Part::Text).to(old_end + 1, Part::Mark);
    let line = parts.to(new_end, Part::Text).to(source.len(), Part::Mark).line(LineKind::Correction);
    Some(Line { text: String::new(), order: Some(order), ..line })
}

/// What a correction with slashes would look for if its last one were not missing.
pub fn unfinished_correction(line: &str) -> Option<String> {
    let line = line.trim();
    let (_, delimiter) = opening(line).filter(|(_, delimiter)| *delimiter == '/')?;
    let (old, end) = field(line, 2, delimiter)?;
    (field(line, end + 1, delimiter).is_none() && !old.trim().is_empty()).then_some(old)
}

/// The letter with which a correction begins and the sign that parts its fields.
pub(super) fn opening(source: &str) -> Option<(char, char)> {
    let mut signs = source.chars();
    let (typed, delimiter) = (signs.next()?, signs.next()?);
    let letter = typed.to_ascii_lowercase();
    forms().iter().find(|form| form.role == Role::Correction(letter))?;
    // `i.e. this.` and `I'm what I'd be` are no insertions, `S-shaped` is no correction.
    let usual = delimiter == '/' || typed == letter && (letter == 's' || !"-.',:;\"()".contains(delimiter));
    (usual && delimiter.is_ascii_punctuation() && delimiter != '\\').then_some((letter, delimiter))
}

/// The field that begins here, without its backslashes before delimiters, and where it ends.
fn field(source: &str, begin: usize, delimiter: char) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut signs = source.get(begin..)?.char_indices().peekable();
    while let Some((at, sign)) = signs.next() {
        match sign {
            '\\' if signs.next_if(|(_, next)| *next == delimiter).is_some() => text.push(delimiter),
            sign if sign == delimiter => return Some((text, begin + at)),
            sign => text.push(sign),
        }
    }
    None
}
