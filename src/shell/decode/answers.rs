//! What a terminal answers when it is asked for its colours, or says by itself when they change.
//!
//! An answer comes as keys do and may be torn like them, so it is the decoder that finds where it ends. The forms are those of "XTerm Control Sequences" and, for a changed scheme, of Contour's colour palette
//! update notifications. Not here: when a terminal is asked.

use crate::palette::Rgb;

/// All that is asked of a terminal: its text, its ground, and at last what it is, which every terminal answers, so that nobody
/// waits for one that keeps silent about the others.
pub(crate) const QUESTIONS: &str = "\x1b]10;?\x1b\\\x1b]11;?\x1b\\\x1b[c";

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

/// What a whole sequence that is no key says of the terminal.
pub(super) fn said(sequence: &[u8]) -> Option<Answer> {
    if let Some(rest) = sequence.strip_prefix(b"\x1b]") {
        let rest = rest.strip_suffix(b"\x07").or_else(|| rest.strip_suffix(b"\x1b\\"))?;
        let text = rest.strip_prefix(b"10;").and_then(specified).map(Answer::Text);
        return text.or_else(|| rest.strip_prefix(b"11;").and_then(specified).map(Answer::Background));
    }
    match sequence.strip_prefix(b"\x1b[?")? {
        b"997;1n" | b"997;2n" => Some(Answer::Changed),
        [numbers @ .., b'c'] if numbers.iter().all(|byte| byte.is_ascii_digit() || *byte == b';') => {
            Some(Answer::Attributes)
        }
        _ => None,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(said(text.as_bytes()), Some(answer), "{text:?}");
        }
    }

    #[test]
    fn what_says_no_colour_says_nothing() {
        for text in [
            "\x1b]11;rgb:1e/1e/2e",
            "\x1b[?1u",
            "\x1b[?997;3n",
            "\x1b[24;80R",
            "\x1b[99~",
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
            assert_eq!(said(text.as_bytes()), None, "{text:?}");
        }
    }
}
