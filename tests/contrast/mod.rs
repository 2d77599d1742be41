//! That every cell with a sign has text and ground of one style of the theme, never of two: those styles are held against the
//! guidelines by the tests of the themes.
//!
//! Not here: any screen.

use minutebook::view::Theme;
use ratatui::buffer::Buffer;

/// Panics where a cell mixes two styles, so that nobody knows whether it can be read.
pub(crate) fn check(buffer: &Buffer, theme: &Theme) {
    let styles =
        [theme.plain, theme.dim, theme.strong, theme.accent, theme.warning, theme.alarm, theme.good, theme.selected];
    let pairs = styles.map(|style| (style.fg.unwrap_or_default(), style.bg.unwrap_or_default()));
    for (at, cell) in
        buffer.content.iter().enumerate().filter(|(_, cell)| cell.symbol() != " " && !cell.symbol().is_empty())
    {
        let place = buffer.pos_of(at);
        assert!(
            pairs.contains(&(cell.fg, cell.bg)),
            "{:?} at {place:?} is {:?} on {:?}",
            cell.symbol(),
            cell.fg,
            cell.bg
        );
    }
}
