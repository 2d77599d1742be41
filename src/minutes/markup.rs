//! What HTML and XML give a meaning to, escaped.
//!
//! Not here: which texts are cleaned before (see `inline`), and the quotes that HTML takes beside these.

/// Adds a character, for an element and an attribute alike; what XML has no way to write, and other controls, are left out.
pub(super) fn push(markup: &mut String, sign: char) {
    match sign {
        '&' => markup.push_str("&amp;"),
        '<' => markup.push_str("&lt;"),
        '>' => markup.push_str("&gt;"),
        '"' => markup.push_str("&quot;"),
        '\u{fffe}' | '\u{ffff}' => {}
        _ if sign.is_control() && !matches!(sign, '\t' | '\n' | '\r') => {}
        _ => markup.push(sign),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_sign_is_text_or_left_out() {
        let mut markup = String::new();
        "<a b=\"c\">&\u{1b}[2J\0\u{9b}\u{ffff}\u{e000} é\n".chars().for_each(|sign| super::push(&mut markup, sign));
        assert_eq!(markup, "&lt;a b=&quot;c&quot;&gt;&amp;[2J\u{e000} é\n");
    }
}
