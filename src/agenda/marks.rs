//! Signs before a line that make it an item of a list, or something to do.
//!
//! Word processors, mail programs and people each have their own, and copied text has them as letters. Not here: marks that
//! are the grammar of a form, as in Markdown (see `markdown`) and in Org (see `org`).

/// A bullet before a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Bullet<'t> {
    /// How much deeper than its indent the sign alone makes the item.
    pub(super) deeper: usize,
    /// The sign is nothing else than a bullet, in running text too.
    pub(super) sure: bool,
    /// What stands behind it.
    pub(super) rest: &'t str,
}

/// Signs that are nothing else than bullets, so that no blank needs to follow, and how much deeper each makes an item.
const SURE: [(char, usize); 13] = [
    ('•', 0),
    ('●', 0),
    ('·', 0),
    ('‣', 0),
    ('⁃', 0),
    ('・', 0),
    ('∙', 0),
    ('\u{F0B7}', 0),
    ('◦', 1),
    ('○', 1),
    ('▪', 2),
    ('■', 2),
    ('▫', 2),
];

/// Signs that are bullets where a blank follows.
const PARTED: [(char, usize); 8] =
    [('-', 0), ('*', 0), ('+', 0), ('o', 1), ('–', 1), ('—', 1), ('§', 2), ('\u{F0A7}', 2)];

/// Boxes before something to do, and whether they are ticked; a crossed one is how word processors tick (see
/// `recorded::without_dropped`).
const BOXES: [(&str, bool); 8] =
    [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true), ("☐", false), ("□", false), ("☑", true), ("☒", true)];

/// Ticks without a box.
const TICKS: [&str; 3] = ["✓", "✔", "✅"];

/// Takes the bullet off a line that has no blanks before it.
pub(super) fn bullet(line: &str) -> Option<Bullet<'_>> {
    let sign = line.chars().next()?;
    let behind = line.get(sign.len_utf8()..)?;
    let of = |signs: &[(char, usize)]| signs.iter().find(|(one, _)| *one == sign).map(|(_, deeper)| *deeper);
    let rest = behind.trim_start();
    if let Some(deeper) = of(&SURE) {
        // Twice, it stands for a word that is left out.
        return (!behind.starts_with(sign)).then_some(Bullet { deeper, sure: true, rest });
    }
    let is_parted = behind.is_empty() || behind.starts_with(char::is_whitespace);
    let is_paragraph = sign == '§' && rest.starts_with(|sign: char| sign.is_ascii_digit());
    of(&PARTED).filter(|_| is_parted && !is_paragraph).map(|deeper| Bullet { deeper, sure: false, rest })
}

/// Takes the number off a line that has no blanks before it: `1. `, `12) `.
pub(super) fn number(line: &str) -> Option<&str> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = line.get(digits..)?.strip_prefix(['.', ')'])?;
    let is_parted = rest.is_empty() || rest.starts_with(char::is_whitespace);
    // With more digits it is a year.
    ((1..=3).contains(&digits) && is_parted).then(|| rest.trim_start())
}

/// Takes the bullet or the number off an item: how much deeper the sign makes it, and its text.
pub(super) fn item(line: &str) -> Option<(usize, &str)> {
    let bullet = bullet(line).map(|bullet| (bullet.deeper, bullet.rest));
    bullet.or_else(|| number(line).map(|rest| (0, rest)))
}

/// Takes the box off something to do: whether it is ticked, and the text.
pub(super) fn boxed(text: &str) -> Option<(bool, &str)> {
    BOXES.into_iter().find_map(|(sign, ticked)| {
        let rest = text.strip_prefix(sign)?;
        let is_parted = rest.is_empty() || rest.starts_with(char::is_whitespace) || !sign.is_ascii();
        is_parted.then(|| (ticked, rest.trim_start()))
    })
}

/// Takes off a tick without a box.
pub(super) fn ticked(text: &str) -> Option<&str> {
    TICKS.into_iter().find_map(|sign| text.strip_prefix(sign)).map(str::trim_start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bullet_is_taken_off_with_its_depth() {
        for (line, found) in [
            ("- one", Some((0, "one"))),
            ("-", Some((0, ""))),
            ("•one", Some((0, "one"))),
            ("\u{F0B7} one", Some((0, "one"))),
            ("o two", Some((1, "two"))),
            ("– two", Some((1, "two"))),
            ("§ three", Some((2, "three"))),
            ("12) one", Some((0, "one"))),
            ("-5 degrees", None),
            ("over there", None),
            ("§ 5 of the statutes", None),
            ("○○ Ltd.", None),
            ("2019. A year", None),
            ("3.5 hours", None),
            (". one", None),
            ("", None),
        ] {
            assert_eq!(item(line), found, "{line}");
        }
    }

    #[test]
    fn a_box_says_whether_it_is_ticked_and_a_link_is_none() {
        for (text, found) in [
            ("[ ] open", Some((false, "open"))),
            ("[x] done", Some((true, "done"))),
            ("☐open", Some((false, "open"))),
            ("☑ done", Some((true, "done"))),
            ("[x](https://a.example)", None),
            ("✓ done", None),
        ] {
            assert_eq!(boxed(text), found, "{text}");
        }
        assert_eq!((ticked("✓ done"), ticked("[x] done")), (Some("done"), None));
    }
}
