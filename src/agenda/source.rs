//! From bytes to text: encoding, byte order mark, line ends.
//!
//! Files come from every system and editor; what cannot be decoded is replaced and reported, never a reason to refuse.
//! Not here: anything that the text means.

use super::AgendaError;
use super::diagnostic::{Report, place};

/// Bytes in the largest file that is read: larger ones are no agenda, and no table of requests.
pub const LARGEST: usize = 16 << 20;

/// As [`decode`], of a file that another program wrote: without a word of UTF-8 in it, it may be in Windows-1252.
pub(super) fn decode_foreign(bytes: &[u8], report: &mut Report) -> Result<String, AgendaError> {
    if bytes.len() > LARGEST || bytes.contains(&0) || utf16(bytes).is_some() {
        return decode(bytes, report);
    }
    if let Some((text, at)) = western(bytes) {
        let shift = text.get(..at).map_or(0, |before| before.matches("\r\n").count());
        let message = "The file is not UTF-8; it is read as Windows-1252, the code page of western Europe";
        report.warn(at - shift, message, "Look at its letters with accents; save the file as UTF-8 where one is wrong");
        return Ok(with_newlines(text));
    }
    decode(bytes, report)
}

/// The text of a file with `\n` at its line ends.
pub(super) fn decode(bytes: &[u8], report: &mut Report) -> Result<String, AgendaError> {
    if bytes.len() > LARGEST {
        return Err(AgendaError::TooLarge { bytes: bytes.len() });
    }
    if let Some(text) = utf16(bytes) {
        return Ok(with_newlines(text));
    }
    if let Some(at) = bytes.iter().position(|byte| *byte == 0) {
        let (line, column) = place(&with_newlines(String::from_utf8_lossy(&bytes[..at]).into_owned()), usize::MAX);
        return Err(AgendaError::NotText { line, column });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let mut text = String::with_capacity(bytes.len());
    let mut bad = 0_usize;
    let mut first_bad = None;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            first_bad.get_or_insert(text.len());
            bad += 1;
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    if let Some(at) = first_bad {
        let shift = text.get(..at).map_or(0, |before| before.matches("\r\n").count());
        let message = format!("{bad} places are not UTF-8 and are shown as \u{FFFD}; the first is here");
        let message = if bad == 1 { "This is not UTF-8 and is shown as \u{FFFD}".to_owned() } else { message };
        report.warn(at - shift, message, "Save the file as UTF-8");
    }
    Ok(with_newlines(text))
}

/// The characters of Windows-1252 from 0x80 to 0x9F, where it differs from Latin-1; five are none.
const WINDOWS: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘', '’', '“', '”', '•',
    '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// A text that spreadsheets and mail programs saved in Windows-1252, and where the first byte stands that shows it. Such a
/// text has nothing of UTF-8 beyond ASCII, and of its letters with accents most stand beside other letters.
fn western(bytes: &[u8]) -> Option<(String, usize)> {
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    if bytes.utf8_chunks().any(|chunk| !chunk.valid().is_ascii() || chunk.invalid().len() > 1) {
        return None;
    }
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let (mut first, mut letters, mut others) = (None, 0_usize, 0_usize);
    for (nth, byte) in bytes.iter().enumerate() {
        let sign = match byte {
            0x80..=0x9F => WINDOWS.get(usize::from(byte - 0x80)).copied().filter(|sign| *sign != '\0')?,
            byte => char::from(*byte),
        };
        if !byte.is_ascii() {
            first.get_or_insert(text.len());
            let beside = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphabetic);
            let in_word = beside(nth.checked_sub(1)) || beside(nth.checked_add(1));
            let is_print =
                matches!(byte, 0x80 | 0x82 | 0x84 | 0x85 | 0x91..=0x97 | 0xA0 | 0xA7 | 0xAB | 0xB0 | 0xB7 | 0xBB);
            // `ÿ` and `þ` hardly stand in a word; as bytes they are common in files that are no text.
            if is_print || (*byte >= 0xC0 && *byte < 0xFE && in_word) {
                letters += 1;
            } else {
                others += 1;
            }
        }
        text.push(sign);
    }
    first.filter(|_| letters > others * 4).map(|at| (text, at))
}

/// The text of a file whose mark says that it is UTF-16, as spreadsheets save what they call Unicode text.
fn utf16(bytes: &[u8]) -> Option<String> {
    let unit: fn([u8; 2]) -> u16 = match bytes {
        [0xFF, 0xFE, ..] => u16::from_le_bytes,
        [0xFE, 0xFF, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let (pairs, _) = bytes.as_chunks::<2>();
    let text = String::from_utf16_lossy(&pairs.iter().skip(1).map(|pair| unit(*pair)).collect::<Vec<_>>());
    Some(text).filter(|text| !text.contains('\0'))
}

/// The beginning of a file as far as it can be decoded, to tell what it is.
pub(super) fn beginning(bytes: &[u8]) -> String {
    let bare = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    utf16(bytes).unwrap_or_else(|| String::from_utf8_lossy(bare).into_owned())
}

/// The beginning of a text, of at most so many bytes.
pub(super) fn near(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

fn with_newlines(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    type Decode = fn(&[u8], &mut Report) -> Result<String, AgendaError>;

    fn decoded(bytes: &[u8]) -> (String, Vec<String>) {
        decoded_with(decode, bytes)
    }

    fn decoded_with(decode: Decode, bytes: &[u8]) -> (String, Vec<String>) {
        let mut report = Report::default();
        let text = decode(bytes, &mut report).unwrap();
        let said = report.finish(&text).iter().map(ToString::to_string).collect();
        (text, said)
    }

    #[test]
    fn line_ends_of_every_system_become_one() {
        assert_eq!(decoded(b"a\r\nb\rc\n\r\n").0, "a\nb\nc\n\n");
    }

    #[test]
    fn utf_16_is_read_where_its_mark_says_so() {
        let encoded = |mark: [u8; 2], unit: fn(u16) -> [u8; 2]| {
            let bytes: Vec<u8> =
                mark.into_iter().chain("Zeit\tThema\r\n議題 😀".encode_utf16().flat_map(unit)).collect();
            decoded(&bytes).0
        };
        assert_eq!(encoded([0xFF, 0xFE], u16::to_le_bytes), "Zeit\tThema\n議題 😀");
        assert_eq!(encoded([0xFE, 0xFF], u16::to_be_bytes), "Zeit\tThema\n議題 😀");
    }

    #[test]
    fn a_byte_order_mark_is_skipped() {
        assert_eq!(decoded(b"\xEF\xBB\xBFa"), ("a".to_owned(), vec![]));
    }

    #[test]
    fn bad_bytes_are_replaced_counted_and_placed() {
        let (text, said) = decoded(b"a\r\n\xC3\xA9\xFFb\xFE");
        assert_eq!(text, "a\n\u{E9}\u{FFFD}b\u{FFFD}");
        assert_eq!(said.len(), 1);
        assert!(said[0].starts_with("2:2: warning: 2 places are not UTF-8"), "{said:?}");
    }

    #[test]
    fn what_a_spreadsheet_saved_in_windows_1252_keeps_its_letters_and_is_remarked_on() {
        let (text, said) = decoded_with(decode_foreign, b"Thema\r\nBegr\xFC\xDFung;J\xF6rg \x96 \x84Plan\x93\r\n");
        assert_eq!(text, "Thema\nBegrüßung;Jörg – „Plan“\n");
        assert!(said[0].starts_with("2:5: warning: The file is not UTF-8; it is read as Windows-1252"), "{said:?}");
        assert_eq!(said.len(), 1);
    }

    #[test]
    fn what_is_no_text_or_too_large_is_refused() {
        let mut report = Report::default();
        assert_eq!(decode(b"PK\n\x03\0", &mut report), Err(AgendaError::NotText { line: 2, column: 2 }));
        let large = vec![b'a'; LARGEST + 1];
        assert_eq!(decode(&large, &mut report), Err(AgendaError::TooLarge { bytes: LARGEST + 1 }));
    }
}
