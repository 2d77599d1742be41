//! A drawn screen as text.
//!
//! Not here: what is drawn, and at which sizes it is looked at.

use ratatui::buffer::Buffer;

/// The rows of a screen as text.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    let row = |y| {
        let mut row = String::new();
        let mut hidden = 0;
        for x in 0..area.width {
            let symbol = buffer[(x, y)].symbol();
            if hidden > 0 {
                hidden -= 1;
                continue;
            }
            row.push_str(symbol);
            hidden = minutebook::text::width(symbol).saturating_sub(1);
        }
        row.trim_end().to_owned()
    };
    (0..area.height).map(row).collect()
}
