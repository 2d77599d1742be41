//! That what is drawn can be read: every cell with a sign has text and ground of one style of the theme, never of two.
//!
//! The tests of the themes hold the styles themselves against the guidelines; this holds the screens against the styles, and a busy
//! screen in every theme against the guidelines directly.

use minutebook::palette::{Choice, Depth, Ground, READABLE, Rgb, Seen, Themes, tone};
use minutebook::view::Theme;
use ratatui::style::Color;

use crate::panes::drawn;
use crate::script::Screen;

#[path = "../contrast/mod.rs"]
mod cells;

pub(crate) use cells::check;

fn rgb(colour: Color, own: Rgb) -> Rgb {
    match colour {
        Color::Reset => own,
        Color::Rgb(red, green, blue) => Rgb(red, green, blue),
        Color::Indexed(index) => tone(index),
        other => panic!("{other:?} is the terminal's own"),
    }
}

#[test]
fn a_busy_screen_can_be_read_in_every_theme() {
    let mut screen = Screen::open();
    screen.size(120, 40).press("ctrl-n").lines(&["a", "! jim — b", "! — nobody's", "= c", "? d"]).wait(3000);
    for keys in ["", "up", "esc ctrl-g", "esc f1", "esc ctrl-q", "esc alt-v"] {
        screen.press(keys).typed(if keys.is_empty() { "! jim — half" } else { "" });
        for wanted in [Choice::Auto, Choice::Dark, Choice::Light, Choice::Contrast] {
            let least = if wanted == Choice::Contrast { 7.0 } else { READABLE };
            for (depth, background) in [Depth::Indexed, Depth::True]
                .into_iter()
                .flat_map(|depth| [Rgb(0, 0, 0), Rgb(0x2e, 0x34, 0x40), Rgb(0xfd, 0xf6, 0xe3)].map(|it| (depth, it)))
            {
                let text = if background.is_light() { Rgb::BLACK } else { Rgb::WHITE };
                let ground = Ground::Exactly { background, text: Some(text) };
                let themes = Themes { wanted: wanted.clone(), own: Vec::new() };
                let theme = Theme::of(&themes, &Seen { ground, ..Seen::blind(depth) });
                let buffer = drawn(&screen.model, &theme);
                check(&buffer, &theme);
                for cell in buffer.content.iter().filter(|cell| !cell.symbol().trim().is_empty()) {
                    let (fg, bg) = theme.resolved(cell.fg, cell.bg);
                    let contrast = rgb(fg, text).contrast(rgb(bg, background));
                    assert!(
                        contrast >= least,
                        "{wanted:?} {depth:?} on {background}: {:?} {contrast:.2}",
                        cell.symbol()
                    );
                }
            }
        }
    }
}
