//! The pictures of the screen in README and docs/themes.md, made from the program's own buffer.
//!
//! A meeting is played with keys, its panes are drawn as on a terminal, and the cells become SVG files, so that the first
//! thing people see is what they get. It fails when a file in `assets/` or the page is stale; `UPDATE_ASSETS=1` writes it anew.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod scene;
mod svg;
mod themes;

use std::fs;
use std::path::Path;

use minutebook::app::Model;
use minutebook::palette::{Choice, Depth, Ground, Rgb, Seen, Themes};
use minutebook::view::{self, Pane, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// A terminal of today with a dark ground.
const DARK: svg::Terminal = svg::Terminal { ink: Rgb(0xdc, 0xdf, 0xe4), paper: Rgb(0x15, 0x18, 0x1e) };

/// All panes of a screen in one buffer, as the terminal shows them.
fn screen(model: &Model, theme: &Theme) -> Buffer {
    let layout = model.layout();
    let (columns, rows) = model.size;
    let mut whole = Buffer::empty(Rect::new(0, 0, columns, rows));
    for pane in Pane::ALL {
        let mut buffer = Buffer::empty(pane.area(model, &layout));
        pane.draw(model, theme, &mut buffer);
        whole.merge(&buffer);
    }
    whole
}

/// The theme on a terminal that shows all colours and said what its own are.
fn theme(wanted: Choice, terminal: svg::Terminal) -> Theme {
    let ground = Ground::Exactly { background: terminal.paper, text: Some(terminal.ink) };
    Theme::of(&Themes { wanted, own: Vec::new() }, &Seen { ground, ..Seen::blind(Depth::True) })
}

/// The picture in the README.
fn picture(model: &Model) -> String {
    let theme = theme(Choice::Auto, DARK);
    let cursor = view::cursor(model, &model.layout());
    svg::write(&screen(model, &theme), cursor, (&theme, DARK), (scene::TITLE, scene::DESCRIPTION))
}

/// Holds a file against what it has to be, or writes it.
#[track_caller]
fn stands(path: &str, text: &str) {
    let place = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE_ASSETS").is_some() {
        fs::create_dir_all(place.parent().expect("a folder")).expect("a folder");
        fs::write(&place, text).expect("assets can be written");
    }
    let stands = fs::read_to_string(&place).unwrap_or_default();
    assert!(stands == text, "{path} is stale: run the tests once with UPDATE_ASSETS=1");
}

#[test]
fn the_picture_in_the_readme_is_what_the_program_draws() {
    stands("assets/screen.svg", &picture(&scene::model()));
}

#[test]
fn the_picture_shows_what_the_scene_promises() {
    let buffer = screen(&scene::model(), &theme(Choice::Auto, DARK));
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
    let picture = picture(&scene::model());
    for unwanted in ["<script", "href", "url(", "<image", "<foreignObject", "@import", "\u{1b}"] {
        assert!(!picture.contains(unwanted), "{unwanted}");
    }
    assert_eq!(picture.matches("<text").count(), picture.matches("</text>").count());
    assert!(picture.contains("role=\"img\"") && picture.contains("<title") && picture.contains("<desc"));
}
