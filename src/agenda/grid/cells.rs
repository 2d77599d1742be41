//! What the lines of a cell come to: a line, talking points, paragraphs.
//!
//! Not here: which column a cell stands in.

use crate::agenda::body::as_paragraph;
use crate::agenda::heading::without_emphasis;
use crate::agenda::markdown::{DEEPEST, as_item_text};
use crate::agenda::yaml::one_line;
use crate::meeting::TalkingPoint;
use crate::notation::times::is_dash;

use super::{Cell, CellLine};

impl Cell {
    /// All of it on one line; empty for a dash, which says that there is nothing.
    pub(super) fn line(&self) -> String {
        let lines: Vec<_> = self.lines.iter().map(|line| line.text.as_str()).collect();
        let line = one_line(&lines.join(" "));
        if line.chars().all(is_dash) { String::new() } else { line }
    }

    /// The same without emphasis around it.
    pub(super) fn plain(&self) -> String {
        without_emphasis(&self.line()).to_owned()
    }

    /// It says nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.lines.iter().all(|line| line.task.is_none() && line.text.chars().all(|c| is_dash(c) || c.is_whitespace()))
    }
}

impl CellLine {
    fn says_something(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

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
