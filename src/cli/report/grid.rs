//! A table of many narrow columns on a terminal: numbers to the right, one column of text that takes what is left.
//!
//! Where there is no room for all columns, the last ones are left out, and a text that is cut ends with `…`. Not here: what stands in
//! the cells, and tables of long texts (see `table`).

use super::table::{BOLD, DIM, Look};
use crate::text::{fit, one_line_for_terminal, width};

/// Columns between those of a table.
const GAP: usize = 2;
/// The fewest columns that the text is given, and the most.
const TEXT: (usize, usize) = (14, 48);

/// A column.
pub(super) struct Column {
    /// What stands above it.
    name: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As wide as what stands in it, to the left.
    Left,
    /// As wide as what stands in it, to the right.
    Right,
    /// As wide as there is room; one of the first.
    Text,
}

/// A column of dates or bars.
pub(super) const fn left(name: &'static str) -> Column {
    Column { name, kind: Kind::Left }
}

/// A column of numbers.
pub(super) const fn right(name: &'static str) -> Column {
    Column { name, kind: Kind::Right }
}

/// The column of text.
pub(super) const fn text(name: &'static str) -> Column {
    Column { name, kind: Kind::Text }
}

/// The table under a heading, with rows of a cell a column; a column in which nothing stands is left out.
pub(super) fn grid(look: &Look, heading: &str, columns: &[Column], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| harmless(cell)).collect()).collect();
    let cell = |row: &Vec<String>, at: usize| row.get(at).map_or(0, |cell| width(cell));
    let widest = |at: usize| rows.iter().map(|row| cell(row, at)).max().unwrap_or(0);
    let mut widths: Vec<(usize, usize)> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| (at, widest(at), column))
        .filter(|(_, wide, column)| *wide > 0 || column.kind == Kind::Text)
        .map(|(at, wide, column)| (at, wide.max(width(column.name))))
        .collect();
    let kind = |at: usize| columns.get(at).map_or(Kind::Left, |column| column.kind);
    let fixed = |widths: &[(usize, usize)]| -> usize {
        widths.iter().map(|(at, wide)| GAP + if kind(*at) == Kind::Text { TEXT.0 } else { *wide }).sum()
    };
    while fixed(&widths) > look.columns + GAP && widths.len() > 2 {
        widths.pop();
    }
    let room = (look.columns + GAP + TEXT.0).saturating_sub(fixed(&widths));
    for (at, wide) in &mut widths {
        if kind(*at) == Kind::Text {
            *wide = (*wide).min(room).min(TEXT.1);
        }
    }
    let line = |cells: &dyn Fn(usize) -> String| {
        let mut line = String::new();
        for (at, wide) in &widths {
            let text = cells(*at);
            let text = fit(&text, *wide);
            let padding = " ".repeat(wide.saturating_sub(width(&text)));
            match kind(*at) {
                Kind::Right => line.extend([&padding, text.as_ref()]),
                Kind::Left | Kind::Text => line.extend([text.as_ref(), &padding]),
            }
            line.push_str(&" ".repeat(GAP));
        }
        line.trim_end().to_owned()
    };
    let names = line(&|at| columns.get(at).map(|column| column.name.to_owned()).unwrap_or_default());
    let mut out = format!("{}\n{}\n", look.marked(BOLD, &harmless(heading)), look.marked(DIM, &names));
    for row in &rows {
        out.push_str(&line(&|at| row.get(at).cloned().unwrap_or_default()));
        out.push('\n');
    }
    out
}

/// `█████` for five of five: a share of so many columns; what is not nought is seen.
pub(super) fn bar(count: u32, most: u32, columns: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    if count == 0 || most == 0 {
        return String::new();
    }
    let eighths = (u64::from(count) * columns as u64 * 8 / u64::from(most)).max(1) as usize;
    "█".repeat(eighths / 8) + EIGHTHS.get(eighths % 8).copied().unwrap_or_default()
}

fn harmless(text: &str) -> String {
    one_line_for_terminal(text).trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(columns: usize) -> Look {
        Look { columns, colour: false }
    }

    fn shown(columns: usize) -> String {
        let rows =
            [["2026-01-05", "A very long title of a meeting", "3", "", "12 min"], ["", "会議\u{1b}[31m", "10", "", ""]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        grid(
            &look(columns),
            "Meetings",
            &[left("date"), text("meeting"), right("n"), right("none"), right("took")],
            &rows,
        )
    }

    #[test]
    fn a_table_is_no_wider_than_the_terminal_and_leaves_its_last_columns_out_first() {
        for columns in [30, 40, 48, 80, 160] {
            let shown = shown(columns);
            assert!(shown.lines().all(|line| width(line) <= columns), "{columns}:\n{shown}");
            assert!(!shown.contains('\u{1b}') && !shown.contains("none"), "{shown}");
        }
        assert!(shown(80).contains("took") && !shown(36).contains("took"), "{}", shown(36));
        assert!(shown(36).contains('…'));
    }

    #[test]
    fn numbers_stand_to_the_right_and_what_is_a_little_is_seen_in_a_bar() {
        assert!(shown(80).contains("   3  12 min\n") && shown(80).contains("  10\n"), "{}", shown(80));
        assert_eq!([bar(0, 5, 4), bar(5, 5, 4), bar(1, 8, 4), bar(1, 1000, 4)], ["", "████", "▌", "▏"]);
        assert_eq!(bar(3, 0, 4), "");
    }
}
