//! A time of day as people write it: `9:00 AM`, `9h30`, `10.30 Uhr`, `下午2点30分`, `오후 2시`.
//!
//! Not here: spans of two of them.

use super::is_colon;
use crate::notation::cursor::Cursor;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Afternoon,
}

/// How much like a time of day it looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Looks {
    /// A number: `9`, which is a time only where another one behind it is.
    Bare,
    /// `9.30` and `9h`, which may be the number of a section, or a length.
    Maybe,
    Surely,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Clock {
    hour: u32,
    minute: u32,
    pub(super) half: Option<Half>,
    pub(super) looks: Looks,
}

/// What stands before the hour and says which half of the day it is.
const BEFORE: [(&str, Half); 11] = [
    ("上午", Half::Morning),
    ("早上", Half::Morning),
    ("凌晨", Half::Morning),
    ("下午", Half::Afternoon),
    ("晚上", Half::Afternoon),
    ("傍晚", Half::Afternoon),
    ("中午", Half::Afternoon),
    ("午前", Half::Morning),
    ("午後", Half::Afternoon),
    ("오전", Half::Morning),
    ("오후", Half::Afternoon),
];

/// The same behind the time, in scripts other than Latin.
const BEHIND: [(&str, Half); 13] = [
    ("صباحًا", Half::Morning),
    ("صباحاً", Half::Morning),
    ("صباحا", Half::Morning),
    ("صبح", Half::Morning),
    ("ص", Half::Morning),
    ("مساءً", Half::Afternoon),
    ("مساء", Half::Afternoon),
    ("بعد از ظهر", Half::Afternoon),
    ("بعدازظهر", Half::Afternoon),
    ("عصر", Half::Afternoon),
    ("شب", Half::Afternoon),
    ("م", Half::Afternoon),
    ("вечера", Half::Afternoon),
];

/// Words behind a time. Behind a number alone only the first ones say that it is one: `9 h` is a length.
const WORDS: [&str; 6] = ["Uhr", "uhr", "uur", "ч", "hrs", "h"];

impl Clock {
    /// Passes a time; a bare number is passed too, and looks it.
    pub(super) fn read(cursor: &mut Cursor) -> Option<Self> {
        let mut ahead = cursor.clone();
        let early = half(&mut ahead, &BEFORE);
        if early.is_some() {
            ahead.spaces();
        }
        let (hour, digits) = ahead.number(2)?;
        let (minute, mut looks) = minute(&mut ahead, hour, digits)?;
        let late = Half::read(&mut ahead);
        if early.or(late).is_some() || said_by_a_word(&mut ahead, looks) {
            looks = Looks::Surely;
        }
        let half = early.or(late).filter(|_| hour <= 12);
        let known = match late {
            Some(_) => (1..=12).contains(&hour),
            None => hour < 24 || (hour == 24 && minute == 0),
        };
        let ends = ahead.peek().is_none_or(|c| !c.is_ascii_alphanumeric() && !is_colon(c) && !c.is_numeric());
        let separator = {
            let mut after = ahead.clone();
            after.eat(is_colon).is_some() && after.peek().is_none_or(|c| !c.is_numeric())
        };
        let found = (known && minute < 60 && (ends || separator)).then_some(Self { hour, minute, half, looks })?;
        *cursor = ahead;
        Some(found)
    }

    /// Whether it and the one behind a dash make a span. `parted`: there are blanks between them, so that a number alone is
    /// more likely the number of an item.
    pub(super) fn begins(self, end: Self, parted: bool) -> bool {
        match (self.looks, end.looks) {
            (_, Looks::Bare) => false,
            (Looks::Bare, looks) => looks == Looks::Surely && (end.half.is_some() || !parted),
            _ => true,
        }
    }

    pub(super) fn minutes(self, half: Option<Half>) -> u32 {
        let hour = match half {
            Some(_) if self.hour > 12 => self.hour,
            None => self.hour,
            Some(Half::Morning) => self.hour % 12,
            Some(Half::Afternoon) => self.hour % 12 + 12,
        };
        hour * 60 + self.minute
    }
}

/// Passes what stands behind the hour: `:30`, `:30:00`, `.30`, `h30`, `点30分`, `時半`, or nothing.
fn minute(cursor: &mut Cursor, hour: u32, digits: u32) -> Option<(u32, Looks)> {
    let mut ahead = cursor.clone();
    let two = |cursor: &mut Cursor| cursor.number(2).filter(|(_, digits)| *digits == 2).map(|(minute, _)| minute);
    match ahead.eat(|c| is_colon(c) || matches!(c, '.' | 'h' | 'H' | '点' | '點' | '时' | '時' | '시')) {
        Some('.') => {
            let Some(minute) = two(&mut ahead).filter(|_| ahead.peek() != Some('.')) else {
                return Some((0, Looks::Bare));
            };
            *cursor = ahead;
            Some((minute, if digits == 2 { Looks::Surely } else { Looks::Maybe }))
        }
        // Less than these is a length.
        Some('h' | 'H') if hour < 7 && digits == 1 => Some((0, Looks::Bare)),
        Some('h' | 'H') => {
            let minute = two(&mut ahead);
            *cursor = ahead;
            Some((minute.unwrap_or(0), if minute.is_some() { Looks::Surely } else { Looks::Maybe }))
        }
        Some('间' | '間' | '간') => None,
        Some(mark) if !is_colon(mark) => eastern(cursor, ahead, mark),
        Some(_) => {
            let minute = two(&mut ahead)?;
            *cursor = ahead.clone();
            if ahead.eat(is_colon).is_some() && ahead.number(2) == Some((0, 2)) {
                *cursor = ahead;
            }
            Some((minute, Looks::Surely))
        }
        None => Some((0, Looks::Bare)),
    }
}

/// Passes `点`, `点半`, `时30分`, `시 30분`; with a sign for a length behind it, it is one.
fn eastern<'a>(cursor: &mut Cursor<'a>, mut ahead: Cursor<'a>, mark: char) -> Option<(u32, Looks)> {
    if ahead.peek().is_some_and(|c| matches!(c, '间' | '間' | '간')) {
        return Some((0, Looks::Bare));
    }
    ahead.eat(|c| c == '钟' || c == '鐘');
    let hour = ahead.clone();
    if ahead.eat(|c| matches!(c, '半' | '반')).is_some() {
        *cursor = ahead;
        return Some((30, Looks::Surely));
    }
    ahead.spaces();
    if let Some((minute, _)) = ahead.number(2)
        && (ahead.eat(|c| matches!(c, '分' | '분')).is_some() || mark == '点' || mark == '點')
        && !ahead.peek().is_some_and(|c| matches!(c, '钟' | '鐘' | '間' | '간'))
    {
        *cursor = ahead;
        return Some((minute, Looks::Surely));
    }
    let ends = hour.peek().is_none_or(|c| !c.is_alphabetic());
    *cursor = hour;
    Some((0, if ends { Looks::Surely } else { Looks::Maybe }))
}

impl Half {
    /// `AM`, `pm`, `a.m.`, `مساءً`, after a blank or none.
    fn read(cursor: &mut Cursor) -> Option<Self> {
        let mut ahead = cursor.clone();
        ahead.eat(|c| c == ' ' || c == '\u{a0}' || c == '\u{202f}');
        if let Some(half) = half(&mut ahead, &BEHIND) {
            *cursor = ahead;
            return Some(half);
        }
        let half = match ahead.eat(|c| c.is_ascii_alphabetic())?.to_ascii_lowercase() {
            'a' => Self::Morning,
            'p' => Self::Afternoon,
            _ => return None,
        };
        let dotted = ahead.eat(|c| c == '.').is_some();
        ahead.eat(|c| c.eq_ignore_ascii_case(&'m'))?;
        if dotted {
            ahead.eat(|c| c == '.')?;
        }
        if ahead.peek().is_some_and(char::is_alphanumeric) {
            return None;
        }
        *cursor = ahead;
        Some(half)
    }
}

/// Passes one of these words, which no letter may go on.
fn half(cursor: &mut Cursor, words: &[(&str, Half)]) -> Option<Half> {
    words.iter().find_map(|(word, half)| {
        let mut ahead = cursor.clone();
        let joins = |c: char| c.is_alphabetic() && !word.starts_with(|c: char| ('\u{3000}'..'\u{e000}').contains(&c));
        let found = ahead.eat_exactly(word) && !ahead.peek().is_some_and(joins);
        found.then(|| {
            *cursor = ahead;
            *half
        })
    })
}

fn said_by_a_word(cursor: &mut Cursor, looks: Looks) -> bool {
    let mut ahead = cursor.clone();
    ahead.spaces();
    let known = if looks == Looks::Bare { WORDS.get(..2).unwrap_or(&[]) } else { WORDS.as_slice() };
    for word in known {
        let mut after = ahead.clone();
        if after.eat_exactly(word) && !after.peek().is_some_and(char::is_alphanumeric) {
            *cursor = after;
            return true;
        }
    }
    false
}
