//! Addresses as they were typed, before what may not stand in one was escaped.
//!
//! Not here: which addresses may be followed.

/// A text with its escapes (`%20`) undone; as it stands where that gives no text.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, behind)) = rest.split_first() {
        let code = match behind {
            [high, low, ..] if first == b'%' => hex(*high).zip(hex(*low)),
            _ => None,
        };
        bytes.push(code.map_or(first, |(high, low)| high << 4 | low));
        rest = behind.get(if code.is_some() { 2 } else { 0 }..).unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn escapes_are_undone_and_nothing_else_is() {
        for (text, plain) in [
            ("a%20b%C3%a9", "a bé"),
            ("100%", "100%"),
            ("%2", "%2"),
            ("%+f", "%+f"),
            ("%%41", "%A"),
            ("%ff", "%ff"),
            ("é%zz", "é%zz"),
        ] {
            assert_eq!(decoded(text), plain, "{text}");
        }
    }
}
