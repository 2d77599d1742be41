//! The picture in the README, made from the program's own buffer.
//!
//! A meeting is played with keys, its panes are drawn as on a terminal, and the cells become an SVG file, so that the first
//! thing people see is what they get. It fails when the file in `assets/` is stale; `UPDATE_ASSETS=1` writes it anew.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod scene;
mod svg;

use std::fs;
use std::path::Path;

use minutebook::app::Model;
use minutebook::view::{self, Depth, Pane, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// All panes of a screen in one buffer, as the terminal shows them.
fn screen(model: &Model) -> Buffer {
    let theme = Theme::new(Depth::Indexed);
    let layout = model.layout();
    let (columns, rows) = model.size;
    let mut whole = Buffer::empty(Rect::new(0, 0, columns, rows));
    for pane in Pane::ALL {
        let mut buffer = Buffer::empty(pane.area(model, &layout));
        pane.draw(model, &theme, &mut buffer);
        whole.merge(&buffer);
    }
    whole
}

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    let model = scene::model();
    let cursor = view::cursor(&model, &model.layout());
    let picture = svg::write(&screen(&model), cursor, scene::TITLE, scene::DESCRIPTION);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screen.svg");
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        fs::write(&path, &picture).expect("assets can be written");
    }
    let stands = fs::read_to_string(&path).unwrap_or_default();
    assert!(stands == picture, "assets/screen.svg is stale: run the tests once with UPDATE_ASSETS=1");
}

#[test]
fn the_picture_shows_what_the_scene_promises() {
    let buffer = screen(&scene::model());
    let rows: Vec<String> = buffer
        .content
        .chunks(usize::from(buffer.area.width))
        .map(|row| row.iter().map(ratatui::buffer::Cell::symbol).collect())
        .collect();
    let text = rows.join("\n");
    for promised in ["✓", "▶", "●", "☐", "☑", "◆", "remaining", "due Fri 4 Dec", "action item · Ingrid Solberg"]
    {
        assert!(text.contains(promised), "{promised:?} in\n{text}");
    }
}

#[test]
fn the_picture_is_plain_svg() {
    let model = scene::model();
    let picture = svg::write(&screen(&model), view::cursor(&model, &model.layout()), scene::TITLE, scene::DESCRIPTION);
    for unwanted in ["<script", "href", "url(", "<image", "<foreignObject", "@import", "\u{1b}"] {
        assert!(!picture.contains(unwanted), "{unwanted}");
    }
    assert_eq!(picture.matches("<text").count(), picture.matches("</text>").count());
    assert!(picture.contains("role=\"img\"") && picture.contains("<title") && picture.contains("<desc"));
}
