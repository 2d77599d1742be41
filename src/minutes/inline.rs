//! Text from outside on its way into a document: made harmless, and cut into plain runs and links.
//!
//! Agendas and typed lines hold anything: control characters, text that reverses what follows, addresses that run
//! scripts. What is a link is decided here once for all formats. Not here: the escaping that each format needs.

use crate::meeting::Tickets;
use crate::text::one_line_for_terminal;

/// Where a text comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The agenda file: `[name](address)` is a link.
    Agenda,
    /// The composer: it is what was typed.
    Typed,
}

/// A run of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'t> {
    /// Plain text.
    Plain(&'t str),
    /// A ticket whose address is not known; among [`runs`] only.
    Ticket(&'t str),
    /// A link.
    Link {
        /// What is shown.
        shown: &'t str,
        /// Where it leads; safe to follow.
        address: String,
    },
}

/// The text on one line: control characters gone, line breaks and tabs as spaces, ends trimmed. Marks that turn the
/// direction of what follows, or that nobody sees, become U+FFFD: they could make one text read as another.
pub(super) fn clean(text: &str) -> String {
    let harmless = |char: char| match char {
        '\t' | '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        _ => (!char.is_control()).then_some(char),
    };
    let line: String = text.chars().filter_map(harmless).collect();
    one_line_for_terminal(&line).trim().to_owned()
}

/// A name for a row of names: a comma within it has a hard blank behind it, so that it does not look like the one between two.
/// `comma`: what stands between two.
pub(super) fn in_row(name: &str, comma: &str) -> String {
    name.replace(comma, &format!("{}\u{a0}", comma.trim_end()))
}

/// The same name where what surrounds it says where it ends.
pub(super) fn out_of_row(name: &str, comma: &str) -> String {
    name.replace(&format!("{}\u{a0}", comma.trim_end()), comma)
}

/// The address, if it is one that is safe to follow: http, https or mailto, with what is not allowed in an address
/// percent-encoded. None for any other scheme, a path or words.
pub(super) fn safe_address(address: &str) -> Option<String> {
    let address = clean(address);
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    let begins = match scheme.as_str() {
        "http" => "http://".len(),
        "https" => "https://".len(),
        "mailto" => "mailto:".len(),
        _ => return None,
    };
    let slashes = scheme == "mailto" || address.get(scheme.len()..begins) == Some("://");
    (slashes && begins_host(address.get(begins..)?)).then(|| encoded(&address))
}

fn encoded(address: &str) -> String {
    let mut safe = String::with_capacity(address.len());
    for char in address.chars() {
        if char.is_whitespace() || matches!(char, '<' | '>' | '"' | '\\' | '`' | '{' | '|' | '}' | '^') {
            let mut bytes = [0; 4];
            for byte in char.encode_utf8(&mut bytes).bytes() {
                safe.extend(['%', hex(byte >> 4), hex(byte)]);
            }
        } else {
            safe.push(char);
        }
    }
    safe
}

/// The lowest four bits as a digit.
fn hex(bits: u8) -> char {
    char::from_digit(u32::from(bits & 0xf), 16).unwrap_or('0').to_ascii_uppercase()
}

/// A cleaned text in runs: web addresses become links, and so do tickets whose address is known.
pub(super) fn pieces<'t>(text: &'t str, origin: Origin, tickets: &Tickets) -> Vec<Piece<'t>> {
    cut(text, |rest, before| link_at(rest, before, origin, tickets))
}

/// The same, with the tickets whose address is not known as what they are.
pub(super) fn runs<'t>(text: &'t str, origin: Origin, tickets: &Tickets) -> Vec<Piece<'t>> {
    let is_ticket = |key: &str| Tickets::split_key(key).is_some_and(|(prefix, _)| tickets.takes(prefix));
    let unlinked = |rest: &'t str, before: Option<char>| {
        let begins = !before.is_some_and(goes_on) && before != Some('-');
        let key = key(rest).filter(|key| begins && is_ticket(key))?;
        Some((key.len(), Piece::Ticket(key)))
    };
    cut(text, |rest, before| link_at(rest, before, origin, tickets).or_else(|| unlinked(rest, before)))
}

fn cut<'t>(text: &'t str, find: impl Fn(&'t str, Option<char>) -> Option<(usize, Piece<'t>)>) -> Vec<Piece<'t>> {
    let mut pieces = Vec::new();
    let (mut plain_from, mut at) = (0, 0);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let Some((length, link)) = find(rest, before) else {
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        pieces.extend(text.get(plain_from..at).filter(|plain| !plain.is_empty()).map(Piece::Plain));
        pieces.push(link);
        at += length;
        plain_from = at;
    }
    pieces.extend(text.get(plain_from..).filter(|plain| !plain.is_empty()).map(Piece::Plain));
    pieces
}

/// The link that `rest` begins with and the bytes it takes, given the character before it.
fn link_at<'t>(rest: &'t str, before: Option<char>, origin: Origin, tickets: &Tickets) -> Option<(usize, Piece<'t>)> {
    let first = rest.chars().next()?;
    if first == '[' && origin == Origin::Agenda {
        return named_link(rest);
    }
    if before.is_some_and(goes_on) {
        return None;
    }
    let address = matches!(first, 'h' | 'H').then(|| bare_address(rest)).flatten();
    address.or_else(|| (first.is_ascii_uppercase() && before != Some('-')).then(|| ticket(rest, tickets)).flatten())
}

/// `[name](address)`.
fn named_link(rest: &str) -> Option<(usize, Piece<'_>)> {
    let (shown, tail) = rest.get(1..)?.split_at_checked(rest.get(1..)?.find(['[', ']'])?)?;
    let target = tail.strip_prefix("](")?;
    let target = target.get(..target.find(|char: char| char == ')' || char == '(' || char.is_whitespace())?)?;
    let length = shown.len() + target.len() + "[]()".len();
    let shown = shown.trim();
    let closed = rest.get(..length)?.ends_with(')');
    let address = safe_address(target).filter(|_| closed && !shown.is_empty())?;
    Some((length, Piece::Link { shown, address }))
}

/// `https://…` up to a blank or a mark that ends it; the punctuation of the sentence around it is not part of it.
fn bare_address(rest: &str) -> Option<(usize, Piece<'_>)> {
    let scheme = ["https://", "http://"].into_iter().find(|scheme| {
        let begins = rest.get(..scheme.len());
        begins.is_some_and(|begins| begins.eq_ignore_ascii_case(scheme))
    })?;
    if !begins_host(rest.get(scheme.len()..)?) {
        return None;
    }
    let ends = |char: char| char.is_whitespace() || matches!(char, '<' | '>' | '"' | '\u{fffd}') || is_wide_mark(char);
    let mut shown = rest.get(..rest.find(ends).unwrap_or(rest.len()))?;
    let unopened =
        |open, close| shown.matches::<char>(close).count().saturating_sub(shown.matches::<char>(open).count());
    let (mut parentheses, mut brackets) = (unopened('(', ')'), unopened('[', ']'));
    while let Some(last) = shown.chars().next_back() {
        let outside = match last {
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_' | '~' => true,
            ')' => take_one(&mut parentheses),
            ']' => take_one(&mut brackets),
            _ => false,
        };
        if !outside {
            break;
        }
        shown = shown.strip_suffix(last)?;
    }
    Some((shown.len(), Piece::Link { shown, address: safe_address(shown)? }))
}

fn begins_host(text: &str) -> bool {
    text.starts_with(|char: char| char.is_alphanumeric() || char == '[')
}

/// Whether there was one left to take.
fn take_one(left: &mut usize) -> bool {
    let some = *left > 0;
    *left = left.saturating_sub(1);
    some
}

/// Quotation marks and the punctuation of East Asian text, which follows an address without a blank.
fn is_wide_mark(char: char) -> bool {
    matches!(char, '‘' | '’' | '“' | '”' | '«' | '»' | '\u{3000}'..='\u{303f}' | '\u{ff01}' | '\u{ff08}' | '\u{ff09}')
        || matches!(char, '，' | '：' | '；' | '？')
}

/// Whether a word goes on with it.
fn goes_on(char: char) -> bool {
    char.is_ascii_alphanumeric() || char == '_'
}

/// `DM-123`, where its address is known.
fn ticket<'t>(rest: &'t str, tickets: &Tickets) -> Option<(usize, Piece<'t>)> {
    let shown = key(rest)?;
    let address = safe_address(&tickets.address(shown)?)?;
    Some((shown.len(), Piece::Link { shown, address }))
}

/// `DM-123`, where the text begins with it.
fn key(rest: &str) -> Option<&str> {
    let mut end = rest.find(|char: char| !(char.is_ascii_uppercase() || char.is_ascii_digit() || char == '_'))?;
    let number = rest.get(end..)?.strip_prefix('-')?;
    end += 1 + number.find(|char: char| !char.is_ascii_digit()).unwrap_or(number.len());
    let (shown, tail) = rest.split_at_checked(end)?;
    let goes_on = tail.starts_with(|char: char| char.is_alphanumeric() || char == '_');
    Tickets::split_key(shown).filter(|_| !goes_on).map(|_| shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tracker() -> Tickets {
        Tickets::Only([("DM".to_owned(), "https://tracker.example/browse/{key}".to_owned())].into())
    }

    /// The runs of a text, links as `{shown|address}`.
    fn cut(text: &str, origin: Origin) -> String {
        let shown = |piece: Piece| match piece {
            Piece::Plain(text) => text.to_owned(),
            Piece::Ticket(key) => format!("{{{key}}}"),
            Piece::Link { shown, address } => format!("{{{shown}|{address}}}"),
        };
        pieces(text, origin, &tracker()).into_iter().map(shown).collect()
    }

    #[track_caller]
    fn assert_typed(cases: &[(&str, &str)]) {
        for (text, expected) in cases {
            assert_eq!(cut(text, Origin::Typed), *expected);
        }
    }

    #[test]
    fn a_web_address_is_a_link_without_the_sentence_around_it() {
        assert_typed(&[
            ("see https://a.example/x.", "see {https://a.example/x|https://a.example/x}."),
            ("(http://a.example)", "({http://a.example|http://a.example})"),
            ("https://a.example/x_(y)", "{https://a.example/x_(y)|https://a.example/x_(y)}"),
            ("见https://a.example。", "见{https://a.example|https://a.example}。"),
            ("https://a.example/\"><script>", "{https://a.example/|https://a.example/}\"><script>"),
            ("https://a.example/a`b", "{https://a.example/a`b|https://a.example/a%60b}"),
        ]);
    }

    #[test]
    fn a_line_made_to_be_slow_is_cut_in_time() {
        // Each of these takes minutes where a scan to the end starts at every word.
        for part in ["h.", "http://.", "[", "[a](b", "[a](http://", "A-", "&a", ")"] {
            let text = format!("http://a.example/ {}{}", part.repeat(200_000), ")".repeat(200_000));
            assert!(!pieces(&text, Origin::Agenda, &tracker()).is_empty());
            assert!(!runs(&text, Origin::Agenda, &Tickets::Any).is_empty());
        }
    }

    #[test]
    fn what_only_resembles_an_address_is_text() {
        for text in ["https://", "http:a", "https://.", "xhttps://a.example", "javascript:alert(1)", "ftp://a.example"]
        {
            assert_eq!(cut(text, Origin::Typed), text);
        }
    }

    #[test]
    fn a_ticket_is_a_link_where_its_prefix_has_an_address() {
        assert_typed(&[
            ("fix DM-12.", "fix {DM-12|https://tracker.example/browse/DM-12}."),
            ("DM-1,DM-2", "{DM-1|https://tracker.example/browse/DM-1},{DM-2|https://tracker.example/browse/DM-2}"),
            ("LDM-692 XDM-1 DM- DM-1a A-DM-1 dm-1", "LDM-692 XDM-1 DM- DM-1a A-DM-1 dm-1"),
        ]);
        // A key that begins as an address does is a ticket all the same.
        let tickets = Tickets::At("https://tracker.example/{key}".to_owned());
        let found = pieces("HB-12", Origin::Typed, &tickets);
        assert_eq!(found, [Piece::Link { shown: "HB-12", address: "https://tracker.example/HB-12".to_owned() }]);
    }

    #[test]
    fn a_ticket_without_an_address_is_one_among_the_runs_where_its_prefix_may_be_a_ticket() {
        let found = |text, tickets: &Tickets| -> Vec<String> {
            let keys = runs(text, Origin::Typed, tickets).into_iter();
            keys.filter_map(|piece| if let Piece::Ticket(key) = piece { Some(key.to_owned()) } else { None }).collect()
        };
        assert_eq!(found("fix DM-12, then (XY-3) and A-DM-1, DM-1a", &Tickets::Any), ["DM-12", "XY-3"]);
        let silent = Tickets::Only([("DM".to_owned(), String::new())].into());
        assert_eq!(found("LDM-692 or DM-1", &silent), ["DM-1"]);
        assert_eq!(pieces("DM-1", Origin::Typed, &silent), [Piece::Plain("DM-1")]);
    }

    #[test]
    fn a_tracker_that_runs_scripts_gives_no_link() {
        let tickets = Tickets::At("javascript:alert('{key}')".to_owned());
        assert_eq!(pieces("DM-1", Origin::Typed, &tickets), [Piece::Plain("DM-1")]);
    }

    #[test]
    fn a_named_link_is_one_in_an_agenda_only_and_only_where_it_is_safe() {
        assert_eq!(cut("[Slides](https://a.example) x", Origin::Agenda), "{Slides|https://a.example} x");
        assert_eq!(cut("[write](mailto:a@b.example)", Origin::Agenda), "{write|mailto:a@b.example}");
        for text in ["[x](javascript:alert(1))", "[x](data:text/html,y)", "[](https://a)", "[x](https://a", "[x] (y)"] {
            assert!(!cut(text, Origin::Agenda).contains("{x"), "{text}");
        }
        let typed = cut("[Slides](https://a.example)", Origin::Typed);
        assert_eq!(typed, "[Slides]({https://a.example|https://a.example})");
    }

    #[test]
    fn what_controls_a_terminal_or_turns_the_text_is_taken_out() {
        assert_eq!(clean(" a\u{1b}[2J\u{9b}b\tc\u{202e}d\u{2028}e\n"), "a[2Jb c\u{fffd}d e");
        assert_eq!(clean("a\u{feff}b\u{e0041}c"), "a\u{fffd}b\u{fffd}c");
        // Marks that only join or separate letters stay: Persian and emoji need them.
        assert_eq!(clean("می‌خواهم 👩‍🚀"), "می‌خواهم 👩‍🚀");
    }

    #[test]
    fn an_address_with_another_scheme_or_none_is_not_followed() {
        for address in
            ["javascript:x", "JaVaScRiPt:x", "java\nscript:x", "data:text/html,x", "//a.example", "words", ""]
        {
            assert_eq!(safe_address(address), None, "{address}");
        }
        assert_eq!(safe_address("HTTPS://a.example/a b").as_deref(), Some("HTTPS://a.example/a%20b"));
    }
}
