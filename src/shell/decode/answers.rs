//! What a terminal answers when it is asked for its colours, or says by itself when they change.
//!
//! An answer comes as keys do and may be torn like them, so it is read by the same decoder; what begins like one and is none is
//! left to be keys. The forms are those of "XTerm Control Sequences" and, for a changed scheme, of Contour's colour palette
//! update notifications. Not here: when a terminal is asked.

use super::ESC;
use crate::palette::Rgb;

/// All that is asked of a terminal: its text, its ground, and at last what it is, which every terminal answers, so that nobody
/// waits for one that keeps silent about the others.
pub(crate) const QUESTIONS: &str = "\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[c";

/// No colour takes more bytes to say.
const LONGEST: usize = 128;

/// Something that a terminal said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// What it writes in by itself.
    Text(Rgb),
    /// What it writes on.
    Background(Rgb),
    /// What it is: nothing that was asked before is answered any more.
    Attributes,
    /// It has other colours now, which are to be asked for.
    Changed,
}

/// What stands at the beginning of some bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Read {
    /// No answer.
    No,
    /// The beginning of one, or of a key.
    Part,
    /// So many bytes; none of ours where it is an answer to somebody else.
    Whole(Option<Answer>, usize),
}

/// Reads an answer.
pub(super) fn read(bytes: &[u8]) -> Read {
    match bytes {
        [ESC] | [ESC, b'['] => Read::Part,
        [ESC, b']', rest @ ..] => with_prefix(colour(rest)),
        [ESC, b'[', b'?', rest @ ..] => match report(rest) {
            Read::Whole(answer, length) => Read::Whole(answer, length + 3),
            other => other,
        },
        _ => Read::No,
    }
}

fn with_prefix(read: Read) -> Read {
    match read {
        Read::Whole(answer, length) => Read::Whole(answer, length + 2),
        other => other,
    }
}

/// Whether the bytes may still be Alt with a bracket and a digit behind it.
pub(super) fn is_doubtful(bytes: &[u8]) -> bool {
    matches!(bytes, [ESC, b']', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
}

/// `11;rgb:1e1e/1e1e/1e1e` and a bell or `ESC \`.
fn colour(rest: &[u8]) -> Read {
    let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
    if digits > 3 {
        return Read::No;
    }
    match rest.get(digits) {
        None => return Read::Part,
        Some(b';') if digits > 0 => {}
        Some(_) => return Read::No,
    }
    let number = rest.get(..digits).unwrap_or_default();
    let said = rest.get(digits + 1..).unwrap_or_default();
    let end = said.iter().position(|byte| !(0x20..=0x7e).contains(byte));
    let Some(end) = end.filter(|end| *end <= LONGEST) else {
        // What is longer is given up, and what follows it counts for itself.
        return if said.len() > LONGEST { Read::Whole(None, digits + 1 + LONGEST) } else { Read::Part };
    };
    let until = digits + 1 + end;
    let length = match said.get(end..).unwrap_or_default() {
        [0x07, ..] => until + 1,
        [ESC, b'\\', ..] => until + 2,
        [ESC] => return Read::Part,
        // Broken off by something else.
        _ => return Read::Whole(None, until),
    };
    let colour = said.get(..end).and_then(specified);
    let answer = match number {
        b"10" => colour.map(Answer::Text),
        b"11" => colour.map(Answer::Background),
        _ => None,
    };
    Read::Whole(answer, length)
}

/// `rgb:R/G/B` or `rgba:R/G/B/A` of one to four digits each, as X11 writes colours, or `#rrggbb`.
fn specified(text: &[u8]) -> Option<Rgb> {
    let text = std::str::from_utf8(text).ok()?;
    let Some(parts) = text.strip_prefix("rgb:").or_else(|| text.strip_prefix("rgba:")) else {
        return text.starts_with('#').then(|| Rgb::parse(text)).flatten();
    };
    let mut parts = parts.split('/').map(|part| {
        let most = 16_u32.checked_pow(u32::try_from(part.len()).ok()?)?.checked_sub(1).filter(|most| *most > 0)?;
        let short = part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
        let value = u32::from_str_radix(part, 16).ok().filter(|_| short)?;
        u8::try_from((value * 255 + most / 2) / most).ok()
    });
    Some(Rgb(parts.next()??, parts.next()??, parts.next()??))
}

/// `62;22c`, `997;1n`: what follows `ESC [ ?`.
fn report(rest: &[u8]) -> Read {
    let Some(end) = rest.iter().position(|byte| !(byte.is_ascii_digit() || *byte == b';')) else { return Read::Part };
    match (rest.get(..end).unwrap_or_default(), rest.get(end)) {
        (_, Some(b'c')) => Read::Whole(Some(Answer::Attributes), end + 1),
        (b"997;1" | b"997;2", Some(b'n')) => Read::Whole(Some(Answer::Changed), end + 1),
        _ => Read::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole(text: &str) -> Option<Answer> {
        match read(text.as_bytes()) {
            Read::Whole(answer, length) => {
                assert_eq!(length, text.len(), "{text:?}");
                answer
            }
            other => panic!("{text:?}: {other:?}"),
        }
    }

    #[test]
    fn colours_are_read_as_terminals_say_them() {
        let dark = Rgb(0x1e, 0x1e, 0x2e);
        for (text, answer) in [
            ("\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", Answer::Background(dark)),
            ("\x1b]11;rgb:1e/1e/2e\x07", Answer::Background(dark)),
            ("\x1b]11;rgba:1e1e/1e1e/2e2e/ffff\x07", Answer::Background(dark)),
            ("\x1b]11;#1e1e2e\x07", Answer::Background(dark)),
            ("\x1b]10;rgb:f/f/f\x1b\\", Answer::Text(Rgb::WHITE)),
            ("\x1b]10;rgb:8000/8000/8000\x1b\\", Answer::Text(Rgb(128, 128, 128))),
            ("\x1b[?62;22c", Answer::Attributes),
            ("\x1b[?6c", Answer::Attributes),
            ("\x1b[?997;1n", Answer::Changed),
            ("\x1b[?997;2n", Answer::Changed),
        ] {
            assert_eq!(whole(text), Some(answer), "{text:?}");
        }
    }

    #[test]
    fn what_says_no_colour_is_skipped_whole() {
        for text in [
            "\x1b]11;\x07",
            "\x1b]11;rgb:\x07",
            "\x1b]11;rgb:12345/1/1\x07",
            "\x1b]11;rgb:+1/-1/ 1\x07",
            "\x1b]11;rgb://\x07",
            "\x1b]11;rgb:ff/ff\x07",
            "\x1b]11;red\x1b\\",
            "\x1b]4;1;rgb:ff/ff/ff\x07",
            "\x1b]52;c;aGVsbG8=\x1b\\",
        ] {
            assert_eq!(whole(text), None, "{text:?}");
        }
    }

    #[test]
    fn an_answer_without_an_end_is_given_up() {
        let endless = format!("\x1b]11;{}", "f".repeat(LONGEST));
        assert_eq!(read(endless.as_bytes()), Read::Part);
        assert_eq!(read(format!("{endless}f").as_bytes()), Read::Whole(None, 5 + LONGEST));
        assert_eq!(read(b"\x1b]11;rgb:1\r"), Read::Whole(None, 10));
    }

    #[test]
    fn every_beginning_of_an_answer_is_waited_for_and_a_key_is_none() {
        for text in ["\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\", "\x1b[?62;22c"] {
            for end in 1..text.len() {
                assert_eq!(read(&text.as_bytes()[..end]), Read::Part, "{:?}", &text[..end]);
            }
        }
        for keys in ["a", "\x1bx", "\x1b[A", "\x1b]x", "\x1b];", "\x1b[?25h", "\x1b[?1u", "\x1b]1111"] {
            assert_eq!(read(keys.as_bytes()), Read::No, "{keys:?}");
        }
    }
}
