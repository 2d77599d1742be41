//! docs/themes.md: every theme with its picture, and what each colour's contrast is.
//!
//! Not here: that the contrasts are high enough (see the tests of the themes themselves).

use std::fmt::Write as _;

use minutebook::palette::{Choice, Depth, Ground, Own, Rgb, Seen, Themes};
use minutebook::view::{self, Theme};
use ratatui::style::{Color, Style};

use crate::svg::Terminal;
use crate::{DARK, scene, screen, stands, svg};

/// A terminal of today with a light ground.
const LIGHT: Terminal = Terminal { ink: Rgb(0x1f, 0x23, 0x28), paper: Rgb(0xfa, 0xfa, 0xfa) };

/// xterm as it comes, turned round.
const XTERM: Terminal = Terminal { ink: Rgb(0xe5, 0xe5, 0xe5), paper: Rgb(0, 0, 0) };

/// A theme on a terminal, and what is said of it.
struct Shown {
    /// The picture's file, without its ending.
    file: &'static str,
    title: &'static str,
    wanted: Choice,
    terminal: Terminal,
    depth: Depth,
    words: &'static str,
}

fn all() -> Vec<Shown> {
    let shown =
        |file, title, wanted, terminal, words| Shown { file, title, wanted, terminal, depth: Depth::True, words };
    vec![
        shown(
            "dark",
            "dark",
            Choice::Dark,
            DARK,
            "For a dark terminal. The terminal's own ground stays where it says that it is dark; on any other a dark one is painted.",
        ),
        shown("light", "light", Choice::Light, LIGHT, "For a light terminal; on any other a light ground is painted."),
        shown(
            "contrast-dark",
            "contrast, on a dark terminal",
            Choice::Contrast,
            DARK,
            "At least 7:1 everywhere, on black, which is painted. This one comes too where the terminal does not say what it is.",
        ),
        shown("contrast-light", "contrast, on a light terminal", Choice::Contrast, LIGHT, "The same on white."),
        Shown {
            depth: Depth::Ansi,
            ..shown(
                "ansi",
                "ansi",
                Choice::Ansi,
                XTERM,
                "The sixteen colours that you gave your terminal, and nothing else. What they look like is yours, so no contrast can be \
                 promised; as xterm and the Linux console have them it is at least 4.5:1. Bright black is used for nothing: the \
                 console has it at 2.8:1 on black, and Solarized has it as its ground. Terminals of sixteen colours have this one \
                 under every name.",
            )
        },
        shown(
            "none",
            "none",
            Choice::None,
            DARK,
            "No colour: weight, reverse and underline. Every meaning has a sign or words as well, here and in all the others. \
             `NO_COLOR` and terminals without colours come to this.",
        ),
        shown(
            "own",
            "one of your own",
            Choice::Own("sea".to_owned()),
            DARK,
            "What the lines below come to; everything that they do not name is made of what they do.",
        ),
    ]
}

/// A theme of somebody's, as in the example of the settings.
fn sea() -> Own {
    let mut own = Own { name: "sea".to_owned(), ..Own::default() };
    for (part, colour) in [("background", "#0b1f2a"), ("text", "#d8e6ec"), ("accent", "#4fb3d9"), ("warning", "orange")]
    {
        assert!(own.set(part, Rgb::parse(colour).expect("a colour")));
    }
    own
}

impl Shown {
    fn theme(&self) -> Theme {
        let ground = Ground::Exactly { background: self.terminal.paper, text: Some(self.terminal.ink) };
        let themes = Themes { wanted: self.wanted.clone(), own: vec![sea()] };
        Theme::of(&themes, &Seen { ground, ..Seen::blind(self.depth) })
    }
}

/// A row of the table of contrasts; none where the colours are the terminal's own.
fn contrasts(theme: &Theme, terminal: Terminal) -> Option<Vec<f64>> {
    let styles: [Style; 8] =
        [theme.plain, theme.dim, theme.strong, theme.accent, theme.warning, theme.alarm, theme.good, theme.selected];
    let rgb = |colour, own| match colour {
        Color::Reset => Some(own),
        Color::Rgb(red, green, blue) => Some(Rgb(red, green, blue)),
        _ => None,
    };
    styles
        .into_iter()
        .map(|style| {
            let (text, ground) = theme.resolved(style.fg.unwrap_or_default(), style.bg.unwrap_or_default());
            Some(rgb(text, terminal.ink)?.contrast(rgb(ground, terminal.paper)?))
        })
        .collect()
}

#[test]
fn the_page_of_themes_shows_what_the_program_draws() {
    let model = scene::model();
    let mut page = INTRO.to_owned();
    let mut table = TABLE.to_owned();
    for shown in all() {
        let theme = shown.theme();
        let cursor = view::cursor(&model, &model.layout());
        let title = format!("{} in the theme {}", scene::TITLE, shown.title);
        let looks = (&theme, shown.terminal);
        let picture = svg::write(&screen(&model, &theme), cursor, looks, (&title, scene::DESCRIPTION));
        stands(&format!("assets/themes/{}.svg", shown.file), &picture);
        let _ = write!(page, "\n## {}\n\n{}\n", shown.title, shown.words);
        if shown.wanted == Choice::Own("sea".to_owned()) {
            page.push_str(OWN);
        }
        let _ = write!(page, "\n![{title}](../assets/themes/{}.svg)\n", shown.file);
        if let Some(contrasts) = contrasts(&theme, shown.terminal).filter(|_| shown.wanted != Choice::None) {
            let cells: Vec<String> = contrasts.iter().map(|contrast| format!("{contrast:.1}")).collect();
            let _ = writeln!(table, "| {} | {} |", shown.title, cells.join(" | "));
        }
    }
    stands("docs/themes.md", &(page + &table));
}

const INTRO: &str = "\
# Themes

How the screen looks is set by a theme. Which one:

- `auto`, the default, is `dark` or `light` as the terminal's own ground is. The terminal is asked for it when the screen is taken over,
  and nothing waits for the answer but the first frame, for at most 20 ms; an answer that comes later recolours the screen. A terminal
  that says so when its colours change (mode 2031) is followed. Where no answer comes, the variable `COLORFGBG` counts, and where that
  is missing too, middle tones that can be read on black and on white.
- `[theme] name` in the [settings](config.md), `minutebook --theme NAME` or the variable `MINUTEBOOK_THEME` name one; what is given with
  the command counts before the variable, and that before the file.
- `/theme` on the meeting screen shows the next one, `/theme light` that one, for as long as the program runs.
- `NO_COLOR` means `none` where no theme is named.

The text of every theme has a contrast of at least 4.5:1 against what lies under it (7:1 in `contrast`), by the Web Content
Accessibility Guidelines. Where the terminal says what its ground is, the colours are held against just that one, and made lighter
or darker until they can be read on it; the terminal's own text colour is left alone unless it falls short too. Else `dark` is held
against black and `#2e3440`, `light` against white and `#eee8d5`. Rules and bars have the colours of text.

Colours are true ones where `COLORTERM` says `truecolor` or `24bit`, else the nearest of the 256 that can be read, else the
terminal's own sixteen. GNU screen takes true colours for something else, so it gets 256 where `TERM` is `screen-256color`, else sixteen.
";

const OWN: &str = "
```toml
[themes]
sea = { background = \"#0b1f2a\", text = \"#d8e6ec\", accent = \"#4fb3d9\", warning = \"orange\" }

[theme]
name = \"sea\"
```
";

const TABLE: &str = "
## Contrasts

As the pictures above have them, in true colours; made by the test that holds this page against the program.

| theme | text | dim | strong | accent | warning | alarm | good | selected |
|---|---|---|---|---|---|---|---|---|
";
