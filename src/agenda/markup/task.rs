//! A box to tick as an action item: who, what, by when.
//!
//! A wiki's task names its owners as mentions in front and its date behind; once both are fields they leave the
//! text. Not here: what the words of a line say (see `told`).

use chrono::NaiveDate;

use super::line::Line;
use super::parts::Task;
use crate::agenda::grid::CellTask;
use crate::notation::times::is_dash;

/// What an action item says.
pub(super) struct Said {
    /// The text without the owners in front and the date behind it.
    pub(super) text: String,
    pub(super) owners: Vec<String>,
    pub(super) due: Option<NaiveDate>,
}

/// The text of a box to tick, and what it says besides.
pub(super) fn cell(line: &Line, task: Task) -> (String, CellTask) {
    let Said { text, owners, due } = said(line);
    (text, CellTask { done: task.done, number: task.number, owners, due })
}

/// Reads the line of a box to tick: mentions are owners, the last date is when it is due.
pub(super) fn said(line: &Line) -> Said {
    let mut owners: Vec<String> = Vec::new();
    for (_, name) in &line.people {
        if !owners.contains(name) {
            owners.push(name.clone());
        }
    }
    let due = line.dates.last().map(|(_, date)| *date);
    let (from, to) = (past_owners(line), before_date(line));
    let kept = line.text.get(from..to.max(from)).unwrap_or("").trim();
    let text = if kept.is_empty() { line.text.clone() } else { kept.to_owned() };
    Said { text, owners, due }
}

/// Where the text begins behind the mentions that stand first.
fn past_owners(line: &Line) -> usize {
    let mut at = 0;
    for (range, _) in &line.people {
        if range.start != at {
            break;
        }
        let rest = line.text.get(range.end..).unwrap_or("");
        let bare = rest.trim_start_matches(|sign: char| sign.is_whitespace() || matches!(sign, ',' | '&' | ';'));
        let bare = bare.strip_prefix("and ").unwrap_or(bare);
        at = line.text.len() - bare.len();
    }
    let rest = line.text.get(at..).unwrap_or("");
    if at == 0 {
        return 0;
    }
    let bare = rest.trim_start_matches(|sign: char| sign.is_whitespace() || is_dash(sign) || sign == ':');
    line.text.len() - bare.len()
}

/// Where the text ends before the date that stands last.
fn before_date(line: &Line) -> usize {
    let Some((range, _)) = line.dates.last() else { return line.text.len() };
    let behind = line.text.get(range.end..).unwrap_or("");
    if !behind.trim_matches(|sign: char| sign.is_whitespace() || matches!(sign, '.' | ')')).is_empty() {
        return line.text.len();
    }
    let before = line.text.get(..range.start).unwrap_or("");
    let marks = |sign: char| sign.is_whitespace() || matches!(sign, '·' | ',' | ';' | '(' | ':') || is_dash(sign);
    let before = before.trim_end_matches(marks);
    let word = ["due", "by", "until", "bis", "fällig"].into_iter().find_map(|word| {
        let rest = before.len().checked_sub(word.len()).and_then(|at| before.split_at_checked(at))?;
        (rest.1.eq_ignore_ascii_case(word) && rest.0.ends_with(marks)).then_some(rest.0)
    });
    word.unwrap_or(before).trim_end_matches(marks).len()
}
