//! Text on its way into wiki markup.
//!
//! A backslash escapes `- # * _ + ? ^ ~ | % { } [ ] ( ) ! @`, where no other backslash is before it; that is all that Jira's
//! renderer and its editor agree on. Entities such as `&#124;` are decoded by the one and shown as they are by the other.
//! What has no escape in both is written as a character that looks the same: a bar in a cell, a backslash before what it
//! would escape, an ampersand that begins an entity, the colon of an address or a smiley, the dot of a heading. Not here:
//! markup of our own.

/// What stands around a text on its line; none at the line's ends.
#[derive(Clone, Copy)]
pub(super) struct Around {
    pub(super) before: Option<char>,
    pub(super) after: Option<char>,
    /// The text is read as if it began a line: it does, or it is what stands within a pair of marks.
    pub(super) begins: bool,
}

impl Around {
    /// The text is the whole line.
    pub(super) const LINE: Self = Self { before: None, after: None, begins: true };
}

/// A bar where one would end the cell.
const BAR: char = '∣';
/// A backslash where one would escape what follows.
const BACKSLASH: char = '∖';
/// An ampersand where one would begin an entity.
const AMPERSAND: char = '＆';
/// A colon where one would make a link or a smiley.
const COLON: char = '∶';
/// A dot where one would make a heading.
const DOT: char = '․';

/// What stands between the parentheses of a sign that both draw as a picture.
const SIGNS: [&str; 18] =
    ["y", "n", "i", "/", "x", "!", "+", "-", "?", "on", "off", "*", "*r", "*g", "*b", "*y", "flag", "flagoff"];

/// The text without any character that the markup gives a meaning to.
pub(super) fn escape(text: &str, around: Around, in_cell: bool) -> String {
    let mut written = String::with_capacity(text.len() + 16);
    for (at, char) in text.char_indices() {
        let (start, rest) = text.split_at(at);
        push(&mut written, char, &Place { start, rest, around }, in_cell);
    }
    written
}

/// The text of a link, in brackets: neither these nor a bar can be escaped there.
pub(super) fn in_link(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|char| match char {
            '[' => '(',
            ']' => ')',
            '|' => BAR,
            '!' => '！',
            _ => char,
        })
        .collect();
    escape(&text, Around { before: Some('['), after: Some('|'), begins: true }, true)
}

/// Whether an address has a sign or a smiley in it, which would be a picture where the address itself is shown.
pub(super) fn draws(address: &str) -> bool {
    address.char_indices().any(|(at, char)| {
        let rest = address.get(at..).unwrap_or_default();
        let mouth = || rest.chars().nth(1).is_some_and(|mouth| "DPp()-".contains(mouth));
        begins_sign(rest) || (matches!(char, ':' | ';') && mouth())
    })
}

/// A character's place.
struct Place<'t> {
    /// What stands before it.
    start: &'t str,
    /// From the character on.
    rest: &'t str,
    /// What stands around the text.
    around: Around,
}

impl Place<'_> {
    fn before(&self) -> Option<char> {
        self.start.chars().next_back().or(self.around.before)
    }

    fn next(&self) -> Option<char> {
        self.rest.chars().nth(1).or(self.around.after)
    }

    /// What stands before it on its line.
    fn line_so_far(&self) -> Option<&str> {
        self.around.begins.then_some(self.start)
    }

    /// Between blanks within a line, where a mark of formatting is none.
    fn is_between_blanks(&self) -> bool {
        self.before() == Some(' ') && self.next() == Some(' ')
    }

    /// Where a mark of formatting could begin but not end. All that could end it are escaped; marks that we write ourselves are
    /// not to be left like that.
    fn only_opens(&self) -> bool {
        self.before().is_none_or(|char| char == ' ') && self.next().is_some_and(|char| char.is_ascii_alphanumeric())
    }

    fn is_within_word(&self) -> bool {
        let alphanumeric = |char: Option<char>| char.is_some_and(|char| char.is_ascii_alphanumeric());
        alphanumeric(self.before()) && alphanumeric(self.next())
    }
}

fn push(written: &mut String, char: char, place: &Place, in_cell: bool) {
    let (before, next) = (place.before(), place.next());
    let escaped = match char {
        '\t' | '\n' | '\r' => return written.push(' '),
        '\u{fffe}' | '\u{ffff}' => return,
        _ if char.is_control() => return,
        '\\' => return written.push(if escapes(next) { BACKSLASH } else { char }),
        '|' if in_cell => return written.push(BAR),
        '&' if begins_entity(place.rest) => return written.push(AMPERSAND),
        ':' if is_live_colon(place) => return written.push(COLON),
        '.' if ends_block_mark(place) => return written.push(DOT),
        '{' | '}' | '[' | ']' | '|' => true,
        '-' | '+' => !place.is_between_blanks() && !place.is_within_word() && !place.only_opens(),
        '^' | '~' => !place.is_between_blanks() && !place.only_opens(),
        '_' => !place.is_between_blanks() && !place.is_within_word(),
        '*' => !place.is_between_blanks(),
        '?' => before == Some('?') || next == Some('?'),
        '!' => before == Some('!') || next.is_some_and(|next| next != ' '),
        '#' => place.line_so_far() == Some("") && next.is_none_or(|next| !next.is_alphanumeric()),
        '(' => begins_sign(place.rest) || ends_smiley(before),
        ')' => ends_smiley(before),
        _ => false,
    };
    if escaped {
        written.push('\\');
    }
    written.push(char);
}

/// Whether a backslash before it would be more than a backslash; at the end of the line it would be none.
fn escapes(next: Option<char>) -> bool {
    next.is_some_and(|next| !next.is_alphanumeric() && !next.is_whitespace())
}

/// `&name;`, `&#12;`.
fn begins_entity(rest: &str) -> bool {
    let name: Vec<char> = rest.chars().skip(1).take(12).collect();
    let length = name.iter().take_while(|char| char.is_ascii_alphanumeric() || **char == '#').count();
    length > 0 && name.get(length) == Some(&';')
}

/// The colon of `scheme://`, of `mailto:` and of smileys with a letter for a mouth.
fn is_live_colon(place: &Place) -> bool {
    let mut after = place.rest.chars().skip(1).chain(place.around.after);
    let (first, second) = (after.next(), after.next());
    let address = first == Some('/') && second == Some('/');
    let smiley = matches!(first, Some('D' | 'P' | 'p')) && second.is_none_or(|char| !char.is_ascii_alphanumeric());
    let scheme = place.start.len().checked_sub("mailto".len()).and_then(|from| place.start.get(from..));
    address || smiley || scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto"))
}

/// The dot of `h1.` or `bq.` at the beginning of a line.
fn ends_block_mark(place: &Place) -> bool {
    matches!(place.line_so_far(), Some("h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "bq"))
}

/// `(y)`, `(flag)`: a sign that both draw.
fn begins_sign(rest: &str) -> bool {
    let inside = rest.strip_prefix('(').unwrap_or_default();
    SIGNS.iter().any(|sign| inside.strip_prefix(sign).is_some_and(|rest| rest.starts_with(')')))
}

/// The mouth of `:)` or `;)`; the nose of `:-)` is escaped as it is.
fn ends_smiley(before: Option<char>) -> bool {
    matches!(before, Some(':' | ';'))
}
