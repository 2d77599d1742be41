//! Tables in Markdown cut into cells.
//!
//! A cell is one line there, so people put breaks and lists into it as HTML, or bullets behind breaks. Not here: which blocks
//! are tables (see `markdown`).

use std::ops::Range;

use super::{Cell, Grid};

/// The rows of a table, at most so many; the line of dashes is none.
pub(in crate::agenda) fn grid(source: &str, table: Range<usize>, most: usize) -> Grid {
    let rows = lines(source, table).enumerate().filter(|(nth, _)| *nth != 1).take(most);
    let rows = rows.map(|(_, (at, line))| cells(line, at).into_iter().map(|(at, text)| cell(at, &text)).collect());
    Grid { rows: rows.collect() }
}

/// The lines of a range, each with its place.
pub(in crate::agenda) fn lines(source: &str, range: Range<usize>) -> impl Iterator<Item = (usize, &str)> {
    let mut at = range.start;
    source.get(range).unwrap_or("").split_inclusive('\n').map(move |line| {
        at += line.len();
        (at - line.len(), line)
    })
}

/// The cells of a line, each with its place: `\|` is a bar that belongs to the text, every other one parts two cells.
pub(in crate::agenda) fn cells(line: &str, at: usize) -> Vec<(usize, String)> {
    let inner = line.trim();
    let start = at + line.len() - line.trim_start().len();
    let open = usize::from(inner.starts_with('|'));
    let inner = inner.get(open..).unwrap_or("");
    let mut cells = Vec::new();
    let mut from = 0;
    let ends = inner.char_indices().filter(|(bar, c)| *c == '|' && !inner.get(..*bar).unwrap_or("").ends_with('\\'));
    for end in ends.map(|(bar, _)| bar).chain([inner.len()]) {
        let raw = inner.get(from..end).unwrap_or("");
        let indent = raw.len() - raw.trim_start().len();
        if end < inner.len() || !raw.trim().is_empty() {
            cells.push((start + open + from + indent, raw.trim().replace("\\|", "|")));
        }
        from = end + 1;
    }
    cells
}

/// A cell with its breaks and the items of its lists on lines of their own.
fn cell(at: usize, text: &str) -> Cell {
    let spaced = text.replace("&nbsp;", "\u{a0}").replace("&emsp;", "\u{a0}\u{a0}");
    let text = spaced.as_str();
    if !text.contains('<') {
        return Cell::of_lines(at, [(at, text)]);
    }
    let mut lines = String::new();
    let mut depth = 0_usize;
    let mut rest = text;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at_checked(open).unwrap_or((rest, ""));
        lines.push_str(before);
        let name: String = tag.chars().skip(1).take_while(|c| c.is_ascii_alphanumeric() || *c == '/').collect();
        let end = tag.find('>').filter(|end| *end < 60);
        let (name, end) = match (name.to_ascii_lowercase(), end) {
            (name, Some(end)) => (name, end),
            _ => (String::new(), 0),
        };
        match name.as_str() {
            "br" | "br/" | "p" | "/p" => lines.push('\n'),
            "ul" | "ol" => depth += 1,
            "/ul" | "/ol" => {
                depth = depth.saturating_sub(1);
                lines.push('\n');
            }
            "li" => {
                lines.push('\n');
                lines.extend(std::iter::repeat_n("  ", depth.min(super::cells::DEEPEST_INDENT)));
                lines.push_str("- ");
            }
            "/li" => {}
            _ => lines.push_str(tag.get(..=end).unwrap_or("")),
        }
        rest = tag.get(end + 1..).unwrap_or("");
    }
    lines.push_str(rest);
    Cell::of_lines(at, lines.lines().map(|line| (at, line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_and_lists_in_a_cell_are_lines_and_nothing_else_is_lost() {
        let lines = |text: &str| -> Vec<String> {
            let shown = |line: super::super::CellLine| {
                format!("{}{}", line.depth.map_or(String::new(), |depth| format!("{depth} ")), line.text)
            };
            cell(0, text).lines.into_iter().map(shown).collect()
        };
        assert_eq!(lines("one<br>two<BR />- three"), ["one", "two", "0 three"]);
        assert_eq!(lines("a<ul><li>b<ul><li>c</li></ul></li><li>d</li></ul>e"), ["a", "0 b", "1 c", "0 d", "e"]);
        assert_eq!(lines("a < b and <b>c</b> <https://x.example>"), ["a < b and <b>c</b> <https://x.example>"]);
        assert_eq!(lines("<"), ["<"]);
    }

    #[test]
    fn a_row_is_cut_at_its_bars_and_the_line_of_dashes_is_none() {
        let source = "| a | b \\| c |\n|---|---|\n| d |\n";
        let grid = grid(source, 0..source.len(), 10);
        let rows: Vec<Vec<_>> = grid.rows.iter().map(|row| row.iter().map(Cell::plain).collect()).collect();
        assert_eq!(rows, [vec!["a", "b | c"], vec!["d"]]);
    }
}
