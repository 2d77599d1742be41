//! Where each pane lies on a screen of a given size.
//!
//! Computed once per size and shape, from numbers alone, so that `update` can scroll by pages and `view` can draw
//! from the same rectangles. Panes keep their size while one types; only another slot's talking points move a border.
//!
//! ```text
//! title ──────────────────────────────────────────────────
//! ───────────────────────┬────────────────────────────────
//!  agenda                │ header   (title, timer)
//!                        │ points   (talking points)
//!                        │┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
//!                        │ notes
//!                        │
//!  actions               │ composer
//!                        │ preview  (what the line will become)
//! ───────────────────────┴────────────────────────────────
//! hints
//! ```

use ratatui::layout::Rect;

/// What decides the layout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Shape {
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// Rows that the talking points of the slot on screen want.
    pub points: u16,
    /// Whether they are to have them, at the cost of the notes.
    pub all_points: bool,
    /// Whether they are action items that are gone through: they get most of the room.
    pub review: bool,
}

/// The rectangles; an empty one means that the pane is not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// The whole screen.
    pub screen: Rect,
    /// Meeting, day, clock, saved state.
    pub title: Rect,
    /// The rules between panes: the whole area from the upper to the lower rule, the divider among it.
    pub frame: Rect,
    /// Days and slots.
    pub agenda: Rect,
    /// Action items below the agenda.
    pub actions: Rect,
    /// Before, current and after, where there is no room for the agenda.
    pub strip: Rect,
    /// Title, chair and timer of the slot on screen.
    pub header: Rect,
    /// Its talking points, with the dotted rule under them as the last row.
    pub points: Rect,
    /// What was said.
    pub notes: Rect,
    /// The line being typed.
    pub composer: Rect,
    /// What it will become, in the row below.
    pub preview: Rect,
    /// Keys, or a notice.
    pub hints: Rect,
    /// Where pop-ups open.
    pub popup: Rect,
    /// Where a help opens, which is long: all rows between the title and the foot, those of the line among them.
    pub help: Rect,
}

/// The width of the columns at the left edge that nothing is written in.
const MARGIN: u16 = 1;

impl Layout {
    /// Lays out a screen.
    pub fn new(shape: Shape) -> Self {
        let (columns, rows) = shape.size;
        let screen = Rect::new(0, 0, columns, rows);
        let mut layout = Self { screen, ..Self::default() };
        if columns == 0 || rows == 0 {
            return layout;
        }
        let ruled = rows >= 16;
        let (top, bottom) = layout.edges(ruled);
        let height = bottom.saturating_sub(top);
        let left = match columns {
            // From here on there is room for two times a slot: planned, and held or expected.
            120.. => 37,
            110.. => 30,
            84.. => 26,
            60.. => 22,
            _ => 0,
        };
        if ruled {
            layout.frame = Rect::new(0, top - 1, columns, height + 2);
        }
        let x = if left > 0 { left + 2 } else { MARGIN.min(columns - 1) };
        let width = columns.saturating_sub(x).saturating_sub(MARGIN).max(1);
        if left > 0 {
            layout.left_column(left, top, height);
        }
        layout.right_column(Rect::new(x, top, width, height), left == 0, shape);
        layout.popup = popup(&layout);
        layout.help = layout.help(top + height);
        layout
    }

    /// The first row below the title and the first row of the foot.
    fn edges(&mut self, ruled: bool) -> (u16, u16) {
        let Rect { width, height: rows, .. } = self.screen;
        if rows < 5 {
            return (0, rows);
        }
        let rule = u16::from(ruled);
        self.title = Rect::new(0, 0, width, 1);
        if rows < 9 {
            return (1, rows);
        }
        self.hints = Rect::new(0, rows - 1, width, 1);
        (1 + rule, rows - 1 - rule)
    }

    /// As wide as any pop-up.
    fn help(&self, bottom: u16) -> Rect {
        let y = self.title.bottom();
        Rect { y, height: bottom.saturating_sub(y), ..self.popup }.union(self.popup)
    }

    fn left_column(&mut self, width: u16, top: u16, height: u16) {
        let actions = if height >= 30 { (height / 4).min(9) } else { 0 };
        self.agenda = Rect::new(MARGIN, top, width - MARGIN, height - actions);
        if actions > 0 {
            self.actions = Rect::new(MARGIN, top + height - actions, width - MARGIN, actions);
        }
    }

    fn right_column(&mut self, area: Rect, strip: bool, shape: Shape) {
        let Rect { x, y: mut top, width, mut height } = area;
        let mut take = |rows: u16| {
            let rows = rows.min(height);
            let taken = Rect::new(x, top, width, rows);
            top += rows;
            height -= rows;
            taken
        };
        let full = area.height;
        // From the foot up: the composer is the last thing to go.
        let composer = match full {
            30.. => 5,
            17.. => 4,
            9.. => 3,
            4.. => 2,
            _ => 1,
        };
        let header = match full {
            14.. => 3,
            8.. => 2,
            3.. => 1,
            _ => 0,
        };
        if strip && full >= 8 {
            self.strip = take(1);
        }
        self.header = take(header);
        let room = full.saturating_sub(composer + header + self.strip.height);
        let most = match (shape.all_points, full) {
            _ if shape.review => room - (room / 3).max(1).min(room),
            (true, _) => room.saturating_sub(3),
            (false, 14..) => room / 3,
            (false, _) => 0,
        };
        let points = if shape.points == 0 { 0 } else { shape.points.saturating_add(1).min(most) };
        if points > 1 {
            self.points = take(points);
        }
        let left = area.bottom().saturating_sub(self.points.bottom().max(self.header.bottom()).max(area.y));
        self.notes = take(left.saturating_sub(composer));
        let preview = u16::from(composer > 1);
        self.composer = take(composer - preview);
        self.preview = take(preview);
    }
}

/// Pop-ups open over the notes, below the slot's header where there is room, and never over the composer.
fn popup(layout: &Layout) -> Rect {
    let foot = layout.composer.y;
    let below_header = layout.header.bottom().max(layout.title.bottom());
    // A small screen gives up the slot's header too.
    let top = if foot.saturating_sub(below_header) < 8 { layout.title.bottom() } else { below_header };
    let height = foot.saturating_sub(top);
    let beside = layout.composer;
    // Where the agenda leaves little, the pop-up lies over it: what it says is worth more than what it covers.
    let (x, width) = if beside.width >= 70 { (beside.x, beside.width) } else { (0, layout.screen.width) };
    if height >= 3 {
        Rect::new(x, top, width, height)
    } else {
        // A screen this small has no room beside the composer; the pop-up takes all above the last row.
        Rect::new(0, 0, layout.screen.width, layout.screen.height.saturating_sub(1))
    }
}

/// Inside a pop-up's border and one blank beside it.
pub fn inside_popup(area: Rect) -> Rect {
    Rect {
        x: area.x.saturating_add(2).min(area.right()),
        y: area.y.saturating_add(1).min(area.bottom()),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panes(layout: &Layout) -> Vec<Rect> {
        let Layout { title, agenda, actions, strip, header, points, notes, composer, preview, hints, .. } = *layout;
        vec![title, agenda, actions, strip, header, points, notes, composer, preview, hints]
    }

    #[test]
    fn no_two_panes_overlap_and_none_leaves_the_screen_at_any_size() {
        for columns in 0..150 {
            for rows in 0..60 {
                for points in [0, 1, 5, 50] {
                    let layout = Layout::new(Shape {
                        size: (columns, rows),
                        points,
                        all_points: points == 50,
                        review: points == 5,
                    });
                    let panes = panes(&layout);
                    for (index, pane) in panes.iter().enumerate() {
                        let inside = pane.right() <= columns && pane.bottom() <= rows;
                        assert!(pane.is_empty() || inside, "{columns}x{rows}: {layout:?}");
                        let apart = panes[index + 1..].iter().all(|other| pane.intersection(*other).is_empty());
                        assert!(apart, "{columns}x{rows}: {layout:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn there_is_always_a_composer_where_there_is_a_screen() {
        for columns in 1..150 {
            for rows in 1..60 {
                let layout = Layout::new(Shape { size: (columns, rows), points: 9, ..Shape::default() });
                assert!(!layout.composer.is_empty(), "{columns}x{rows}");
                assert!(rows < 9 || layout.notes.height >= 1, "{columns}x{rows}: {layout:?}");
            }
        }
    }

    #[test]
    fn the_agenda_goes_where_it_would_crowd_the_notes() {
        assert_eq!(Layout::new(Shape { size: (80, 24), ..Shape::default() }).agenda.width, 21);
        let narrow = Layout::new(Shape { size: (40, 12), points: 3, ..Shape::default() });
        assert!(narrow.agenda.is_empty() && !narrow.strip.is_empty());
    }
}
