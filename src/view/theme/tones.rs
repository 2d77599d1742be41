//! The colours of the themes: ours, and what a user's few are filled up with.
//!
//! A theme names tones; whether they can be read where they stand is seen to when styles are made of them. Not here: styles.

use ratatui::style::Color;

use crate::palette::{Choice, Ground, Own, Rgb, Themes};

/// A theme's colours on a terminal.
#[derive(Clone, Debug)]
pub(super) struct Tones {
    /// The ground that is painted; none: the terminal's own.
    pub(super) painted: Option<Rgb>,
    /// The grounds on which all has to be read where none is painted.
    pub(super) grounds: Vec<Rgb>,
    /// Whether it is for a light ground; none: for both.
    pub(super) light: Option<bool>,
    /// What is read, on a ground that is painted.
    pub(super) text: Rgb,
    /// What is read where the user says so and no ground is painted.
    pub(super) own_text: Option<Rgb>,
    pub(super) dim: Rgb,
    pub(super) accent: Rgb,
    pub(super) warning: Rgb,
    pub(super) alarm: Rgb,
    pub(super) good: Rgb,
    /// A block: what stands on it, and itself.
    pub(super) selected: (Rgb, Rgb),
}

/// The colours of one of ours.
struct Ours {
    background: Rgb,
    text: Rgb,
    dim: Rgb,
    accent: Rgb,
    warning: Rgb,
    alarm: Rgb,
    good: Rgb,
    selected: (Rgb, Rgb),
}

const fn hex(code: u32) -> Rgb {
    let [_, red, green, blue] = code.to_be_bytes();
    Rgb(red, green, blue)
}

const DARK: Ours = Ours {
    background: hex(0x15_181e),
    text: hex(0xdc_dfe4),
    dim: hex(0x9a_a1ac),
    accent: hex(0x5c_b3ff),
    warning: hex(0xf0_a04b),
    alarm: hex(0xff_7b72),
    good: hex(0x6f_bf73),
    selected: (hex(0xff_ffff), hex(0x1f_4b73)),
};

const LIGHT: Ours = Ours {
    background: hex(0xfa_fafa),
    text: hex(0x1f_2328),
    dim: hex(0x5b_626d),
    accent: hex(0x0a_5fb4),
    warning: hex(0x8f_4a00),
    alarm: hex(0xb3_141f),
    good: hex(0x1a_6b2f),
    selected: (hex(0x10_243a), hex(0xc4_def8)),
};

const DARK_CONTRAST: Ours = Ours {
    background: hex(0x00_0000),
    text: hex(0xff_ffff),
    dim: hex(0xc4_c8cf),
    accent: hex(0x66_c7ff),
    warning: hex(0xff_c04d),
    alarm: hex(0xff_9c94),
    good: hex(0x7e_e08a),
    selected: (hex(0x00_0000), hex(0xff_ffff)),
};

const LIGHT_CONTRAST: Ours = Ours {
    background: hex(0xff_ffff),
    text: hex(0x00_0000),
    dim: hex(0x3d_434c),
    accent: hex(0x00_458a),
    warning: hex(0x6b_3500),
    alarm: hex(0xa3_0048),
    good: hex(0x0a_4f1f),
    selected: (hex(0xff_ffff), hex(0x00_0000)),
};

/// For a ground that nobody knows: between light and dark.
const MIDDLE: Ours = Ours {
    background: hex(0x00_0000),
    text: hex(0xff_ffff),
    dim: hex(0x76_7b80),
    accent: hex(0x2f_7fd0),
    warning: hex(0xb0_620b),
    alarm: hex(0xd9_1e8c),
    good: hex(0x2e_8540),
    selected: (hex(0xff_ffff), hex(0x00_5f87)),
};

/// Of dark grounds that do not say which the lightest that is usual, and of light ones the darkest.
const USUAL: [Rgb; 2] = [hex(0x2e_3440), hex(0xee_e8d5)];

impl Tones {
    /// The colours of the wanted theme on that ground.
    pub(super) fn of(themes: &Themes, ground: Ground) -> Self {
        let known = ground.is_light();
        match &themes.wanted {
            Choice::Own(name) => match themes.own(name) {
                Some(own) => Self::own(own, ground),
                None => Self::ours(known, ground),
            },
            Choice::Contrast => {
                let ours = if known == Some(true) { &LIGHT_CONTRAST } else { &DARK_CONTRAST };
                Self { painted: Some(ours.background), ..Self::from(ours, known.or(Some(false)), ground) }
            }
            wanted @ (Choice::Dark | Choice::Light) => {
                let light = *wanted == Choice::Light;
                let tones = Self::ours(Some(light), ground);
                // Only a ground that is known to be of that kind is left as it is: on any other nothing could be read.
                let painted = (known != Some(light)).then_some(if light { LIGHT } else { DARK }.background);
                Self { painted, ..tones }
            }
            Choice::Auto | Choice::Ansi | Choice::None => Self::ours(known, ground),
        }
    }

    fn ours(light: Option<bool>, ground: Ground) -> Self {
        let ours = match light {
            Some(true) => &LIGHT,
            Some(false) => &DARK,
            None => &MIDDLE,
        };
        Self::from(ours, light, ground)
    }

    fn from(ours: &Ours, light: Option<bool>, ground: Ground) -> Self {
        Self {
            painted: None,
            grounds: grounds(ground),
            light,
            text: ours.text,
            own_text: None,
            dim: ours.dim,
            accent: ours.accent,
            warning: ours.warning,
            alarm: ours.alarm,
            good: ours.good,
            selected: ours.selected,
        }
    }

    /// What a user gives, filled up with ours for that ground.
    fn own(own: &Own, ground: Ground) -> Self {
        let light = own.background.map(Rgb::is_light).or(ground.is_light());
        let ours = Self::ours(light, ground);
        let text = own.text.unwrap_or(ours.text);
        let accent = own.accent.unwrap_or(ours.accent);
        let (dim, selected) = match own.background {
            Some(background) => (text.mix(background, 0.35), (text, background.mix(accent, 0.35))),
            None => (ours.dim, (Rgb::WHITE, accent.readable(&[Rgb::WHITE], 4.5))),
        };
        Self {
            painted: own.background,
            light,
            text,
            own_text: own.text,
            dim,
            accent,
            warning: own.warning.unwrap_or(ours.warning),
            alarm: own.alarm.unwrap_or(ours.alarm),
            good: own.good.unwrap_or(ours.good),
            selected,
            ..ours
        }
    }
}

/// All tones that a ground may have, as far as it matters: its darkest and its lightest.
fn grounds(ground: Ground) -> Vec<Rgb> {
    let [dark, light] = USUAL;
    match ground {
        Ground::Unknown => vec![Rgb::BLACK, Rgb::WHITE],
        Ground::Dark => vec![Rgb::BLACK, dark],
        Ground::Light => vec![Rgb::WHITE, light],
        Ground::Exactly { background, .. } => vec![background],
    }
}

/// The terminal's own sixteen, by meaning.
///
/// Bright black is used for nothing: consoles have it at a contrast of 2.8 on black, and Solarized has it as its ground. What is
/// dim is therefore grey where the ground is dark, and the terminal's own text elsewhere.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sixteen {
    /// Text and ground.
    pub(super) base: (Color, Color),
    pub(super) dim: Color,
    pub(super) accent: Color,
    pub(super) warning: Color,
    pub(super) alarm: Color,
    pub(super) good: Color,
    /// What stands on the block, and the block.
    pub(super) selected: (Color, Color),
}

impl Sixteen {
    /// For such a ground, which is painted or the terminal's own.
    pub(super) fn of(light: Option<bool>, painted: bool) -> Self {
        let ours = (Color::Reset, Color::Reset);
        match light {
            // Green, yellow and cyan are for dark grounds: a tick is the text's own colour, time running out is magenta.
            Some(true) => Self {
                base: if painted { (Color::Black, Color::White) } else { ours },
                dim: Color::Reset,
                accent: Color::Blue,
                warning: Color::Magenta,
                alarm: Color::Red,
                good: Color::Reset,
                selected: (Color::White, Color::Blue),
            },
            // Terminals of sixteen colours that say nothing are consoles, and those are dark.
            dark => Self {
                base: if painted {
                    (Color::White, Color::Black)
                } else if dark.is_some() {
                    (Color::White, Color::Reset)
                } else {
                    ours
                },
                dim: if dark.is_some() { Color::Gray } else { Color::Reset },
                accent: Color::LightCyan,
                warning: Color::LightYellow,
                alarm: Color::LightRed,
                good: Color::LightGreen,
                selected: (Color::Black, Color::Cyan),
            },
        }
    }
}
