//! The leave panel: what is not saved, the ways to leave, and what is unfinished.
//!
//! What is in danger comes first and in alarm. Not here: what the keys do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::paint::Row;
use super::theme::Theme;
use crate::app::overlay::{Unfinished, hanging};
use crate::app::{Ending, Model, Saved};

/// A pop-up with fewer rows has no room for a row a way out.
const LOW: u16 = 6;

pub(super) fn draw(
    model: &Model,
    unfinished: &Unfinished,
    asked: Option<Ending>,
    theme: &Theme,
    area: Rect,
    buffer: &mut Buffer,
) {
    let low = area.height < LOW;
    let mut lines = Vec::new();
    if let Saved::Failing { why, unsaved } = &model.saved {
        in_danger(why, *unsaved, asked, low, theme, &mut lines);
    }
    ways(model.saved.is_failing(), low, theme, &mut lines);
    let Unfinished { lines: drafts, ownerless, noteless, unreached, conflicts, proposals, parked, ideas, missing } =
        unfinished;
    let mut group = |title: &str, items: Vec<String>| {
        if items.is_empty() {
            return;
        }
        lines.push((format!("{title} · {}", items.len()), theme.warning));
        lines.extend(items.into_iter().map(|item| (format!("  {item}"), theme.plain)));
    };
    let in_slots = |of: &[(String, String)]| of.iter().map(|(slot, text)| format!("{slot}: {text}")).collect();
    group("Entries with two texts, to be settled", in_slots(conflicts));
    group("Lines not committed (closing makes them notes)", in_slots(drafts));
    group("Action items without an owner", ownerless.iter().map(|(n, text)| format!("{n} {text}")).collect());
    group("Proposals not settled", in_slots(proposals));
    group("Slots held without a note", noteless.clone());
    group("Attachments that are not there", in_slots(missing));
    group("Slots not reached", unreached.clone());
    group("Slots parked for another time", parked.clone());
    group("Ideas in the parking lot", in_slots(ideas));
    if unfinished.is_empty() && !model.saved.is_failing() {
        lines.push(("Nothing is unfinished.".to_owned(), theme.good));
    }
    draw_lines(&lines, theme, area, buffer);
}

/// What is lost with this program, and that a way was asked for which would lose it.
fn in_danger(
    why: &str,
    unsaved: usize,
    asked: Option<Ending>,
    low: bool,
    theme: &Theme,
    lines: &mut Vec<(String, Style)>,
) {
    let what = match unsaved {
        0 => "a half-typed line is".to_owned(),
        1 => "1 act is".to_owned(),
        acts => format!("{acts} acts are"),
    };
    let again = match asked {
        Some(Ending::Closed) => Some(("c", "close it")),
        Some(Ending::Left) => Some(("l", "leave it")),
        Some(Ending::Looked) | None => None,
    };
    let again = again.map(|(key, way)| {
        format!("press {key} again to {way} unsaved; what is missing is then written to a file that is named")
    });
    // On a low screen there is one row for it: the answer to the key that was just pressed, else what is in danger.
    let danger = format!("NOT SAVED: {what} only in this program's memory ({why})");
    let said = if low { vec![again.unwrap_or(danger)] } else { std::iter::once(danger).chain(again).collect() };
    lines.extend(said.into_iter().map(|words| (words, theme.alarm)));
}

fn ways(failing: bool, low: bool, theme: &Theme, lines: &mut Vec<(String, Style)>) {
    let ways: &[&str] = match (low, failing) {
        (true, true) => &["s saves elsewhere  c closes  l leaves open  Esc stays"],
        (true, false) => &["c closes  l leaves open  Esc stays"],
        (false, _) => &[
            "s    save in another place",
            "c    close the meeting and write its minutes",
            "l    leave it open, to be resumed; the clock pauses",
            "Esc  stay",
            "",
        ],
    };
    let skipped = usize::from(!low && !failing);
    lines.extend(ways.iter().skip(skipped).map(|way| ((*way).to_owned(), theme.strong)));
}

/// Lines to be read, wrapped; where there are too many the last row says that there are more.
fn draw_lines(lines: &[(String, Style)], theme: &Theme, area: Rect, buffer: &mut Buffer) {
    let width = usize::from(area.width);
    let wrapped = |(words, style): &(String, Style)| {
        let style = *style;
        hanging(words, width).into_iter().map(move |(indent, words)| (indent, words, style))
    };
    let mut rows: Vec<_> = lines.iter().flat_map(wrapped).collect();
    let hidden = rows.len().saturating_sub(area.height.into());
    if hidden > 0 {
        rows.truncate(usize::from(area.height).saturating_sub(1));
        rows.push((0, format!("… and {} more", hidden + 1), theme.dim));
    }
    for (y, (indent, words, style)) in (0..area.height).zip(&rows) {
        Row::new(buffer, area, y).skip(*indent).put(words, *style);
    }
}
