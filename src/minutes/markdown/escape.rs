//! Keeping text from being read as Markdown.
//!
//! A backslash stands only where the character would otherwise mean something at that place, so that minutes stay
//! readable as plain text. The rules are CommonMark's and GitHub's; pulldown-cmark reads the result back in the tests.

use super::super::inline::{Origin, Piece, clean, pieces};
use crate::meeting::Tickets;

/// Where on its line a text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::minutes) enum Place {
    /// First: a leading `#` or `1.` would begin a block.
    LineStart,
    /// After something else.
    Within,
    /// Within the brackets of a link.
    Shown,
}

/// A text from outside on one line, with its links; empty where nothing but blanks and control characters is in it.
pub(in crate::minutes) fn inline(text: &str, origin: Origin, tickets: &Tickets, place: Place) -> String {
    let text = clean(text);
    let mut markdown = String::with_capacity(text.len() + 16);
    let mut place = place;
    let mut pieces = pieces(&text, origin, tickets).into_iter().peekable();
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Plain(plain) | Piece::Ticket(plain) => {
                escape(&mut markdown, plain, place);
                // `!` directly before a link would make it an image.
                if pieces.peek().is_some() && plain.ends_with('!') {
                    markdown.insert(markdown.len() - 1, '\\');
                }
            }
            Piece::Link { shown, address } => markdown.push_str(&link(shown, &address)),
        }
        place = Place::Within;
    }
    markdown
}

/// A harmless text on one line, without links.
pub(super) fn text(text: &str, place: Place) -> String {
    let mut markdown = String::with_capacity(text.len() + 16);
    escape(&mut markdown, text, place);
    markdown
}

/// A link; one that shows its own address is written `<address>`, where that cannot be misread.
pub(super) fn link(shown: &str, address: &str) -> String {
    if shown == address && address.is_ascii() && !address.contains('&') {
        return format!("<{address}>");
    }
    let mut markdown = String::from("[");
    escape(&mut markdown, shown, Place::Shown);
    markdown.push_str("](");
    for (at, char) in address.char_indices() {
        if matches!(char, '(' | ')') || (char == '&' && is_entity(address.get(at..).unwrap_or_default())) {
            markdown.push('\\');
        }
        markdown.push(char);
    }
    markdown.push(')');
    markdown
}

/// Escapes plain text, or, within a link, what it shows.
fn escape(markdown: &mut String, text: &str, place: Place) {
    let mut before = None;
    for (at, char) in text.char_indices() {
        let after = text.get(at + char.len_utf8()..).unwrap_or_default();
        let begins = place == Place::LineStart && at == 0;
        let means_something = match char {
            '\\' | '`' | '*' | '[' | ']' | '<' | '|' | '$' => true,
            '_' => !(is_letter(before) && is_letter(after.chars().next())),
            // Before a word it could only open what nothing closes: all others are escaped.
            '~' => !(before.is_none_or(char::is_whitespace) && is_letter(after.chars().next())),
            '&' => is_entity(text.get(at..).unwrap_or_default()),
            // The closing marks of a heading.
            '#' => begins || (before.is_none_or(char::is_whitespace) && after.chars().all(|char| char == '#')),
            '>' | '=' => begins,
            '+' | '-' => begins && (ends_word(after) || after.starts_with('-')),
            // GitHub makes links of bare addresses too, and takes marks behind them for a part of the address.
            ':' => place != Place::Shown && after.starts_with("//"),
            '.' if place != Place::Shown && ends_with_www(text.get(..at)) => true,
            '.' | ')' => place == Place::LineStart && is_number(text.get(..at)) && ends_word(after),
            _ => false,
        };
        if means_something {
            markdown.push('\\');
        }
        markdown.push(char);
        before = Some(char);
    }
}

fn is_letter(char: Option<char>) -> bool {
    char.is_some_and(char::is_alphanumeric)
}

fn ends_with_www(before: Option<&str>) -> bool {
    let last = before.and_then(|before| before.get(before.len().checked_sub(3)?..));
    last.is_some_and(|last| last.eq_ignore_ascii_case("www"))
}

fn ends_word(after: &str) -> bool {
    after.chars().next().is_none_or(char::is_whitespace)
}

/// The digits of an ordered list's marker: nine at most.
fn is_number(text: Option<&str>) -> bool {
    text.is_some_and(|text| (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Whether text that begins with `&` begins with what looks like `&amp;` or `&#123;`.
fn is_entity(text: &str) -> bool {
    let name = text.get(1..).unwrap_or_default();
    let name = name.strip_prefix('#').unwrap_or(name);
    let ends = name.find(|char: char| !char.is_ascii_alphanumeric());
    ends.is_some_and(|at| at > 0 && name.get(at..).is_some_and(|rest| rest.starts_with(';')))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use pulldown_cmark::{Event, Options, Parser, Tag};

    /// What a reader of GitHub's Markdown sees: the text, and everything else that it took for markup.
    fn read(markdown: &str) -> (String, Vec<String>) {
        let (mut text, mut markup) = (String::new(), Vec::new());
        let options = Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_TABLES
            | Options::ENABLE_TASKLISTS
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_MATH
            | Options::ENABLE_GFM;
        for event in Parser::new_ext(markdown, options) {
            match event {
                Event::Text(piece) => text.push_str(&piece),
                Event::Start(Tag::Link { dest_url, .. }) => markup.push(dest_url.to_string()),
                Event::End(_) | Event::Start(Tag::Paragraph) => {}
                other => markup.push(format!("{other:?}")),
            }
        }
        (text, markup)
    }

    fn written(text: &str, place: Place) -> String {
        inline(text, Origin::Typed, &Tickets::Any, place)
    }

    #[test]
    fn ordinary_text_is_written_as_it_is() {
        for text in [
            "Wil O'Donovan (chair): 50 % done, see snake_case & R&D - all fine!",
            "3.5 GB or ~2 h, -5 degrees, a + b = c, PR #12",
            "会议纪要：下一步。",
        ] {
            assert_eq!(written(text, Place::LineStart), text);
        }
    }

    #[test]
    fn marks_stay_text() {
        for text in [
            "# heading",
            "## a ##",
            "1. one",
            "2) two",
            "- a",
            "+ a",
            "* a",
            "---",
            "***",
            "___",
            "===",
            "> quoted",
            ">",
            "-",
            "+",
            "#",
            "1.",
            "```rust",
            "~~~",
            "~~gone~~",
            "a ~b~ c",
            "`code`",
            "**bold** _it_ __x__ *y*",
            "a_b_c _d_",
            "| a | b |",
            "|---|---|",
            "<script>alert(1)</script>",
            "<b>",
            "<!-- x -->",
            "<https",
            "[x](javascript:alert(1))",
            "![x](y)",
            "[x]",
            "[x]: y",
            "[^1]",
            "[ ] task",
            "[x] task",
            "&amp; &#65; &#x41; &copy;",
            "\\",
            "a\\",
            "\\*",
            "$x$ and $$y$$",
            "a  b",
            "http",
            "a@b.example",
            "foo #",
            "#3",
            "!",
            "=1+1",
            "@SUM",
            "]]>",
            "{macro}",
        ] {
            for place in [Place::LineStart, Place::Within] {
                let before = if place == Place::Within { "x " } else { "" };
                let (read, markup) = read(&format!("{before}{}", written(text, place)));
                assert_eq!((read, markup), (format!("{before}{text}"), vec![]), "{text}");
            }
        }
    }

    #[test]
    fn a_web_address_is_the_only_link() {
        for (text, address) in [
            ("see https://a.example/x_y_z*. Then", "https://a.example/x_y_z"),
            ("!https://a.example/a?b=c&copy;=d!", "https://a.example/a?b=c&copy;=d"),
            ("https://a.example/(x)", "https://a.example/(x)"),
            ("https://例.example/路", "https://例.example/路"),
            ("https://a.example/a`b`|c", "https://a.example/a%60b%60%7Cc"),
        ] {
            let (read, markup) = read(&written(text, Place::LineStart));
            assert_eq!((read.as_str(), markup), (text, vec![address.to_owned()]));
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_as_it_was(text in "([-#>+=*_~`|$&<>!.()\\[\\]\\\\:;a1 ]|&amp;|http://a\\.|\\PC){0,24}") {
            let expected = clean(&text);
            prop_assume!(!expected.is_empty());
            for (place, before) in [(Place::LineStart, ""), (Place::Within, "x ")] {
                let markdown = written(&text, place);
                let (read, markup) = read(&format!("{before}{markdown}"));
                prop_assert_eq!(&read, &format!("{before}{expected}"), "{}", markdown);
                prop_assert!(markup.iter().all(|address| address.starts_with("http://")), "{:?}", markup);
            }
        }

        #[test]
        fn any_heading_and_any_strong_text_is_read_back_as_it_was(text in "[-#*_~`\\[\\]!.()\\\\a \u{a0}\u{3000}é]{0,12}") {
            let expected = clean(&text);
            prop_assume!(!expected.is_empty());
            let inner = written(&text, Place::Within);
            let (heading, _) = read(&format!("### {inner}"));
            prop_assert_eq!(&heading, &expected);
            let (strong, markup) = read(&format!("- **{inner}** x"));
            prop_assert_eq!(strong, format!("{expected} x"));
            prop_assert_eq!(markup.len(), 3, "{:?}", markup); // the list, its item, the strong text
        }
    }
}
