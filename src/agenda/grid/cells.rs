//! What the lines of a cell come to: a line, talking points, paragraphs.
//!
//! Not here: which column a cell stands in.

use crate::agenda::body::as_paragraph;
use crate::agenda::heading::without_emphasis;
use crate::agenda::markdown::{DEEPEST, as_item_text, list_marker};
use crate::agenda::yaml::one_line;
use crate::meeting::TalkingPoint;
use crate::notation::times::is_dash;

use super::{Cell, CellLine, CellTask};

impl Cell {
    /// All of it on one line; empty for a dash, which says that there is nothing.
    pub(super) fn line(&self) -> String {
        let lines: Vec<_> = self.lines.iter().map(|line| line.text.as_str()).collect();
        let line = one_line(&lines.join(" "));
        if line.chars().all(is_dash) { String::new() } else { line }
    }

    /// The same without emphasis around it.
    pub(in crate::agenda) fn plain(&self) -> String {
        without_emphasis(&self.line()).to_owned()
    }

    /// It says nothing.
    pub(in crate::agenda) fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.task.is_none() && line.text.chars().all(|c| is_dash(c) || c.is_whitespace()))
    }
}

impl CellLine {
    fn says_something(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

/// What stands before an item of a list, and how much deeper than its indent the sign alone makes it.
const BULLETS: [(char, usize); 19] = [
    ('-', 0),
    ('*', 0),
    ('+', 0),
    ('•', 0),
    ('●', 0),
    ('·', 0),
    ('‣', 0),
    ('⁃', 0),
    ('・', 0),
    ('∙', 0),
    ('◦', 1),
    ('○', 1),
    ('o', 1),
    ('–', 1),
    ('—', 1),
    ('▪', 2),
    ('■', 2),
    ('▫', 2),
    ('§', 2),
];

/// Boxes that stand before something to do, and whether they are ticked; a crossed one is how word processors tick (see
/// `recorded::without_dropped`).
const BOXES: [(&str, bool); 11] = [
    ("[ ]", false),
    ("[]", false),
    ("[x]", true),
    ("[X]", true),
    ("☐", false),
    ("□", false),
    ("☑", true),
    ("☒", true),
    ("✓", true),
    ("✔", true),
    ("✅", true),
];

impl Cell {
    /// A cell of lines of plain text, in which bullets and boxes stand as signs; deeper ones are indented, or have the
    /// signs that word processors give them.
    pub(in crate::agenda) fn of_lines<'a>(at: usize, lines: impl IntoIterator<Item = (usize, &'a str)>) -> Self {
        let mut cell = Self { at, lines: Vec::new() };
        let mut levels: Vec<usize> = Vec::new();
        for (at, line) in lines {
            let bare = line.trim_start();
            let indent = line.get(..line.len() - bare.len()).unwrap_or("").chars().map(width).sum::<usize>();
            let (bullet, bare) = bullet(bare.trim_end());
            let (task, text) = boxed(bare);
            let text = one_line(text);
            let Some(deeper) = bullet.or(task.as_ref().map(|_| 0)) else {
                let goes_on = indent > 0 && !levels.is_empty();
                match cell.lines.last_mut().filter(|_| goes_on && !text.is_empty()) {
                    Some(above) => above.text.extend([" ", text.as_str()]),
                    None => cell.lines.push(CellLine { at, depth: None, text, task: None }),
                }
                continue;
            };
            let level = indent * 4 + deeper;
            while levels.last().is_some_and(|last| *last > level) {
                levels.pop();
            }
            if levels.last() != Some(&level) {
                levels.push(level);
            }
            let depth = u16::try_from(levels.len() - 1).ok();
            cell.lines.push(CellLine { at, depth, text, task });
        }
        cell.lines.retain(|line| !line.text.is_empty() || line.task.is_some());
        cell
    }
}

/// How many columns a blank takes.
fn width(blank: char) -> usize {
    match blank {
        '\t' => 4,
        '\u{3000}' => 2,
        _ => 1,
    }
}

/// Takes the bullet or the number off an item: how much deeper its sign makes it, and its text.
fn bullet(line: &str) -> (Option<usize>, &str) {
    let sign = line.chars().next().and_then(|first| BULLETS.iter().find(|(sign, _)| *sign == first));
    if let Some((sign, deeper)) = sign
        && let Some(rest) = line.strip_prefix(*sign)
        && (rest.starts_with(char::is_whitespace) || matches!(sign, '•' | '●' | '◦' | '▪' | '■' | '・'))
    {
        return (Some(*deeper), rest.trim_start());
    }
    match list_marker(line) {
        Some(past) => (Some(0), line.get(past..).unwrap_or("").trim_start()),
        None => (None, line),
    }
}

/// Takes the box off something to do.
fn boxed(text: &str) -> (Option<CellTask>, &str) {
    for (sign, done) in BOXES {
        if let Some(rest) = text.strip_prefix(sign)
            && (rest.is_empty() || rest.starts_with(char::is_whitespace) || !sign.is_ascii())
        {
            return (Some(CellTask { done, ..CellTask::default() }), rest.trim_start());
        }
    }
    (None, text)
}

/// Deeper lists than these are indented no more.
pub(super) const DEEPEST_INDENT: usize = 2 * DEEPEST;

/// Lines as talking points: bullets by their depth, any other line as one at the outermost level.
pub(super) fn points(lines: &[CellLine]) -> Vec<TalkingPoint> {
    let mut lines = lines.iter().filter(|line| line.says_something()).peekable();
    let mut points = Vec::new();
    below(&mut points, &mut lines, 0);
    points
}

/// Takes the lines of this depth with those below them; an outer line that is missing is no level.
fn below<'a>(
    points: &mut Vec<TalkingPoint>,
    lines: &mut std::iter::Peekable<impl Iterator<Item = &'a CellLine>>,
    depth: u16,
) {
    while let Some(line) = lines.next_if(|line| points.is_empty() || line.depth.unwrap_or(0) >= depth) {
        let mut children = Vec::new();
        let own = line.depth.unwrap_or(0);
        let is_deeper = |next: &&&CellLine| next.depth.unwrap_or(0) > own;
        if usize::from(depth) + 1 < DEEPEST && lines.peek().as_ref().is_some_and(is_deeper) {
            below(&mut children, lines, own.saturating_add(1));
        }
        let text = as_item_text(one_line(&line.text), !children.is_empty());
        points.push(TalkingPoint { text, children });
    }
}

/// Text as a paragraph of Markdown that nothing in it can make anything else.
pub(super) fn paragraph(text: &str) -> String {
    as_paragraph(&one_line(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &str) -> Vec<String> {
        let shown = |line: &CellLine| {
            let depth = line.depth.map_or(String::from("-"), |depth| depth.to_string());
            let task = line.task.as_ref().map_or("", |task| if task.done { "x" } else { "o" });
            format!("{depth}{task} {}", line.text)
        };
        Cell::of_lines(0, text.lines().map(|line| (0, line))).lines.iter().map(shown).collect()
    }

    #[test]
    fn an_item_that_goes_on_over_very_many_lines_is_one_line() {
        let text = "- one".to_owned() + &"\n  and more words of the same item".repeat(100_000);
        assert_eq!(lines(&text), ["0 one".to_owned() + &" and more words of the same item".repeat(100_000)]);
    }

    #[test]
    fn bullets_and_boxes_of_every_sort_are_seen_with_their_depth() {
        assert_eq!(
            lines("intro\n- one\n  - two\n    goes on\n- three"),
            ["- intro", "0 one", "1 two goes on", "0 three"]
        );
        assert_eq!(lines("• one\n◦ two\n▪ three\n• four"), ["0 one", "1 two", "2 three", "0 four"]);
        assert_eq!(
            lines("1. one\n\t2) two\n☐ three\n- [x] four\n[ ] five"),
            ["0 one", "1 two", "0o three", "0x four", "0o five"]
        );
        assert_eq!(lines("-5 degrees\n2019 plans\n\nover there"), ["- -5 degrees", "- 2019 plans", "- over there"]);
    }
}
