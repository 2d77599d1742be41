//! What every theme promises: text that can be read, and meanings that differ.

use proptest::prelude::*;

use super::*;
use crate::palette::Own;

/// The sixteen as xterm has them, and as the Linux console.
const XTERM: [u32; 16] = [
    0x00_0000, 0xcd_0000, 0x00_cd00, 0xcd_cd00, 0x00_00ee, 0xcd_00cd, 0x00_cdcd, 0xe5_e5e5, 0x7f_7f7f, 0xff_0000,
    0x00_ff00, 0xff_ff00, 0x5c_5cff, 0xff_00ff, 0x00_ffff, 0xff_ffff,
];
const CONSOLE: [u32; 16] = [
    0x00_0000, 0xaa_0000, 0x00_aa00, 0xaa_5500, 0x00_00aa, 0xaa_00aa, 0x00_aaaa, 0xaa_aaaa, 0x55_5555, 0xff_5555,
    0x55_ff55, 0xff_ff55, 0x55_55ff, 0xff_55ff, 0x55_ffff, 0xff_ffff,
];

fn rgb(code: u32) -> Rgb {
    let [_, red, green, blue] = code.to_be_bytes();
    Rgb(red, green, blue)
}

/// How a terminal shows a colour; `own` is what it takes for none.
fn shown(colour: Color, own: Rgb, sixteen: &[u32; 16]) -> Rgb {
    let numbered = |number: usize| rgb(sixteen[number]);
    match colour {
        Color::Reset => own,
        Color::Rgb(red, green, blue) => Rgb(red, green, blue),
        Color::Indexed(index) if index >= 16 => tone(index),
        Color::Black => numbered(0),
        Color::Red => numbered(1),
        Color::Yellow => numbered(3),
        Color::Blue => numbered(4),
        Color::Magenta => numbered(5),
        Color::Cyan => numbered(6),
        Color::Gray => numbered(7),
        Color::LightRed => numbered(9),
        Color::LightGreen => numbered(10),
        Color::LightYellow => numbered(11),
        Color::LightCyan => numbered(14),
        Color::White => numbered(15),
        other => panic!("no theme has {other:?}"),
    }
}

impl Theme {
    fn styles(&self) -> [(&'static str, Style); 8] {
        [
            ("plain", self.plain),
            ("dim", self.dim),
            ("strong", self.strong),
            ("accent", self.accent),
            ("warning", self.warning),
            ("alarm", self.alarm),
            ("good", self.good),
            ("selected", self.selected),
        ]
    }

    /// The style that is read worst on a terminal of these colours, and its contrast.
    fn worst(&self, (text, ground): (Rgb, Rgb), sixteen: &[u32; 16]) -> (&'static str, f64) {
        let contrast = |(name, style): (&'static str, Style)| {
            let (fg, bg) = self.resolved(style.fg.unwrap_or_default(), style.bg.unwrap_or_default());
            (name, shown(fg, text, sixteen).contrast(shown(bg, ground, sixteen)))
        };
        self.styles().map(contrast).into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).expect("styles")
    }
}

fn wanting(wanted: Choice) -> Themes {
    Themes { wanted, own: Vec::new() }
}

fn exactly(background: Rgb) -> Ground {
    Ground::Exactly { background, text: None }
}

/// A terminal's text and ground, that of its own where they are not painted.
const BLACK: (Rgb, Rgb) = (Rgb::WHITE, Rgb::BLACK);
const WHITE: (Rgb, Rgb) = (Rgb::BLACK, Rgb::WHITE);

#[test]
fn text_can_be_read_in_every_theme_of_ours_at_every_depth_on_what_the_terminal_said() {
    let grounds =
        [Rgb::BLACK, Rgb::WHITE, rgb(0x2e_3440), rgb(0x28_2c34), rgb(0x00_2b36), rgb(0xfd_f6e3), rgb(0x30_0a24)];
    for wanted in [Choice::Auto, Choice::Dark, Choice::Light, Choice::Contrast] {
        let least = if wanted == Choice::Contrast { HIGH } else { READABLE };
        for depth in [Depth::Indexed, Depth::True] {
            for background in grounds {
                let own = if background.is_light() { Rgb::BLACK } else { Rgb::WHITE };
                for ground in [exactly(background), if background.is_light() { Ground::Light } else { Ground::Dark }] {
                    let theme = Theme::of(&wanting(wanted.clone()), &Seen { ground, ..Seen::blind(depth) });
                    let (style, contrast) = theme.worst((own, background), &XTERM);
                    assert!(contrast >= least, "{wanted:?} {depth:?} on {background}: {style} has {contrast:.2}");
                }
            }
        }
    }
}

#[test]
fn text_can_be_read_on_black_and_on_white_where_nobody_knows_which_it_is() {
    for wanted in [Choice::Auto, Choice::Dark, Choice::Light, Choice::Contrast] {
        for depth in [Depth::Indexed, Depth::True] {
            let theme = Theme::of(&wanting(wanted.clone()), &Seen::blind(depth));
            for own in [BLACK, WHITE] {
                let (style, contrast) = theme.worst(own, &XTERM);
                assert!(contrast >= READABLE, "{wanted:?} {depth:?} {own:?}: {style} has {contrast:.2}");
            }
        }
    }
}

#[test]
fn the_sixteen_can_be_read_as_xterm_and_the_console_have_them() {
    for (wanted, least) in
        [(Choice::Auto, READABLE), (Choice::Ansi, READABLE), (Choice::Dark, READABLE), (Choice::Contrast, HIGH)]
    {
        for ground in [Ground::Dark, Ground::Unknown] {
            let theme = Theme::of(&wanting(wanted.clone()), &Seen { ground, ..Seen::blind(Depth::Ansi) });
            for (name, sixteen) in [("xterm", &XTERM), ("console", &CONSOLE)] {
                let own = (rgb(sixteen[7]), Rgb::BLACK);
                let (style, contrast) = theme.worst(own, sixteen);
                assert!(contrast >= least, "{wanted:?} {ground:?} on {name}: {style} has {contrast:.2}");
            }
        }
    }
    for wanted in [Choice::Auto, Choice::Ansi, Choice::Light] {
        let theme = Theme::of(&wanting(wanted.clone()), &Seen { ground: Ground::Light, ..Seen::blind(Depth::Ansi) });
        for (name, sixteen) in [("xterm", &XTERM), ("console", &CONSOLE)] {
            let (style, contrast) = theme.worst(WHITE, sixteen);
            assert!(contrast >= READABLE, "{wanted:?} on {name}: {style} has {contrast:.2}");
        }
    }
}

#[test]
fn a_theme_is_painted_only_where_the_terminal_would_not_do() {
    let ground = |wanted: &Choice, ground| {
        Theme::of(&wanting(wanted.clone()), &Seen { ground, ..Seen::blind(Depth::True) }).base.bg.is_some()
    };
    for (wanted, painted) in [
        (Choice::Auto, [false, false, false]),
        (Choice::Dark, [false, true, true]),
        (Choice::Light, [true, false, true]),
        (Choice::Contrast, [true, true, true]),
        (Choice::Ansi, [false, false, false]),
        (Choice::None, [false, false, false]),
    ] {
        assert_eq!([Ground::Dark, Ground::Light, Ground::Unknown].map(|it| ground(&wanted, it)), painted, "{wanted:?}");
    }
}

#[test]
fn the_terminals_own_text_is_left_alone_unless_it_cannot_be_read() {
    let base = |text| {
        let ground = Ground::Exactly { background: rgb(0xfd_f6e3), text: Some(text) };
        Theme::of(&Themes::default(), &Seen { ground, ..Seen::blind(Depth::True) }).base
    };
    assert_eq!(base(Rgb::BLACK), Style::new());
    let Some(Color::Rgb(red, green, blue)) = base(rgb(0x65_7b83)).fg else { panic!("Solarized's text is at 4.1") };
    assert!(Rgb(red, green, blue).contrast(rgb(0xfd_f6e3)) >= READABLE);
}

#[test]
fn no_colour_is_used_where_none_is_wanted_and_meanings_differ_all_the_same() {
    let no_color = Seen { no_color: true, ..Seen::blind(Depth::True) };
    let named = Theme::of(&wanting(Choice::Dark), &no_color);
    assert_ne!(named.accent.fg, None, "a theme that is asked for by name is meant");
    for theme in [
        Theme::of(&Themes::default(), &no_color),
        Theme::of(&wanting(Choice::None), &Seen::blind(Depth::True)),
        Theme::of(&wanting(Choice::Dark), &Seen::blind(Depth::Mono)),
    ] {
        assert!(theme.styles().iter().all(|(_, style)| style.fg.is_none() && style.bg.is_none()));
        let urgent = [theme.plain, theme.strong, theme.warning, theme.alarm, theme.selected];
        for (at, style) in urgent.iter().enumerate() {
            assert!(!urgent[..at].contains(style), "{style:?} means two things");
        }
    }
}

#[test]
fn meanings_differ_in_every_theme() {
    for wanted in [Choice::Auto, Choice::Dark, Choice::Light, Choice::Contrast, Choice::Ansi] {
        for depth in [Depth::Ansi, Depth::Indexed, Depth::True] {
            for ground in [Ground::Dark, Ground::Light, Ground::Unknown] {
                let theme = Theme::of(&wanting(wanted.clone()), &Seen { ground, ..Seen::blind(depth) });
                let apart = [theme.plain, theme.accent, theme.warning, theme.alarm, theme.selected];
                for (at, style) in apart.iter().enumerate() {
                    assert!(
                        !apart[..at].contains(style),
                        "{wanted:?} {depth:?} {ground:?}: {style:?} means two things"
                    );
                }
            }
        }
    }
}

fn any_rgb() -> impl Strategy<Value = Rgb> {
    any::<[u8; 3]>().prop_map(|[red, green, blue]| Rgb(red, green, blue))
}

fn any_own() -> impl Strategy<Value = Own> {
    prop::array::uniform6(prop::option::of(any_rgb())).prop_map(|[background, text, accent, warning, alarm, good]| {
        Own { name: "own".to_owned(), background, text, accent, warning, alarm, good }
    })
}

proptest! {
    #[test]
    fn whatever_a_terminal_says_its_ground_is_all_can_be_read_on_it(background in any_rgb(), indexed: bool) {
        let depth = if indexed { Depth::Indexed } else { Depth::True };
        let own = if background.is_light() { Rgb::BLACK } else { Rgb::WHITE };
        let seen = Seen { ground: exactly(background), ..Seen::blind(depth) };
        let (style, contrast) = Theme::of(&Themes::default(), &seen).worst((own, background), &XTERM);
        prop_assert!(contrast >= READABLE, "{style} has {contrast:.2}");
    }

    #[test]
    fn whatever_colours_a_user_gives_all_can_be_read(own in any_own(), indexed: bool, dark: bool) {
        let depth = if indexed { Depth::Indexed } else { Depth::True };
        let terminal = if dark { BLACK } else { WHITE };
        let themes = Themes { wanted: Choice::Own("own".to_owned()), own: vec![own] };
        let seen = Seen { ground: exactly(terminal.1), ..Seen::blind(depth) };
        let (style, contrast) = Theme::of(&themes, &seen).worst(terminal, &XTERM);
        prop_assert!(contrast >= READABLE, "{style} has {contrast:.2}");
    }
}
