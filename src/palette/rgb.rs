//! A colour as a screen mixes it, and how well it reads on another.
//!
//! Contrast is that of the Web Content Accessibility Guidelines 2.2; lightness is moved in Björn Ottosson's Oklab, where a colour
//! keeps its hue while it becomes lighter or darker. Not here: which colours anything has.

/// The contrast at which text of any size can be read by nearly everybody: level AA of the guidelines.
pub const READABLE: f64 = 4.5;

/// Steps of lightness that are tried: fine enough that black and white can both be read on what is found.
const STEPS: u16 = 512;

/// Red, green and blue of the sRGB space, 0 to 255 each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// The names that a colour can be given by, as CSS has them.
const NAMES: [(&str, Rgb); 20] = [
    ("black", Rgb(0, 0, 0)),
    ("white", Rgb(255, 255, 255)),
    ("gray", Rgb(128, 128, 128)),
    ("grey", Rgb(128, 128, 128)),
    ("silver", Rgb(192, 192, 192)),
    ("red", Rgb(255, 0, 0)),
    ("maroon", Rgb(128, 0, 0)),
    ("yellow", Rgb(255, 255, 0)),
    ("olive", Rgb(128, 128, 0)),
    ("lime", Rgb(0, 255, 0)),
    ("green", Rgb(0, 128, 0)),
    ("cyan", Rgb(0, 255, 255)),
    ("teal", Rgb(0, 128, 128)),
    ("blue", Rgb(0, 0, 255)),
    ("navy", Rgb(0, 0, 128)),
    ("magenta", Rgb(255, 0, 255)),
    ("purple", Rgb(128, 0, 128)),
    ("orange", Rgb(255, 165, 0)),
    ("pink", Rgb(255, 192, 203)),
    ("brown", Rgb(165, 42, 42)),
];

impl Rgb {
    /// The darkest.
    pub const BLACK: Self = Self(0, 0, 0);

    /// The lightest.
    pub const WHITE: Self = Self(255, 255, 255);

    /// `#rrggbb`, `#rgb`, or one of [`Rgb::names`], in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let Some(digits) = text.strip_prefix('#') else {
            return NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)).map(|(_, colour)| *colour);
        };
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let pair = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        let single = |at: usize| u8::from_str_radix(digits.get(at..=at)?, 16).ok().map(|digit| digit * 17);
        match digits.len() {
            6 => Some(Self(pair(0)?, pair(2)?, pair(4)?)),
            3 => Some(Self(single(0)?, single(1)?, single(2)?)),
            _ => None,
        }
    }

    /// The words that name a colour.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }

    /// Relative luminance, from 0 for black to 1 for white.
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.linear();
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Contrast of two colours, whichever is the text: from 1 for the same to 21 for black and white.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The worst of its contrasts on all of these.
    pub fn least_contrast(self, grounds: &[Self]) -> f64 {
        grounds.iter().map(|ground| self.contrast(*ground)).fold(21.0, f64::min)
    }

    /// Whether black reads better on it than white.
    pub fn is_light(self) -> bool {
        self.contrast(Self::BLACK) > self.contrast(Self::WHITE)
    }

    /// So much of another in it, from 0 to 1, as the eye mixes them.
    pub fn mix(self, other: Self, share: f64) -> Self {
        let (from, to) = (self.oklab(), other.oklab());
        Self::from_oklab([0, 1, 2].map(|at| from[at] + (to[at] - from[at]) * share))
    }

    /// The nearest lightness of it that has at least that contrast on all of these; where none has, the one that reads best.
    pub fn readable(self, grounds: &[Self], least: f64) -> Self {
        if self.least_contrast(grounds) >= least {
            return self;
        }
        let [lightness, a, b] = self.oklab();
        let lighter_or_darker = (0..=STEPS).map(|step| {
            let at = f64::from(step) / f64::from(STEPS);
            // White and black have no hue, and what lies near them has little room for one.
            let fade = if at > lightness { (1.0 - at) / (1.0 - lightness).max(0.01) } else { at / lightness.max(0.01) };
            let fade = fade.min(1.0);
            (at, Self::from_oklab([at, a * fade, b * fade]))
        });
        let (mut best, mut nearest): (Option<Self>, Option<(f64, Self)>) = (None, None);
        for (at, colour) in lighter_or_darker {
            let contrast = colour.least_contrast(grounds);
            if best.is_none_or(|best| contrast > best.least_contrast(grounds)) {
                best = Some(colour);
            }
            let way = (at - lightness).abs();
            if contrast >= least && nearest.is_none_or(|(shortest, _)| way < shortest) {
                nearest = Some((way, colour));
            }
        }
        nearest.map(|(_, colour)| colour).or(best).unwrap_or(self)
    }

    /// How far apart two colours look: 0 for the same, 1 for black and white.
    pub fn distance(self, other: Self) -> f64 {
        let (from, to) = (self.oklab(), other.oklab());
        (0..3).map(|at| (from[at] - to[at]).powi(2)).sum::<f64>().sqrt()
    }

    fn linear(self) -> [f64; 3] {
        [self.0, self.1, self.2].map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn oklab(self) -> [f64; 3] {
        let [red, green, blue] = self.linear();
        let long = (0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue).cbrt();
        let middle = (0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue).cbrt();
        let short = (0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue).cbrt();
        [
            0.210_454_255_3 * long + 0.793_617_785_0 * middle - 0.004_072_046_8 * short,
            1.977_998_495_1 * long - 2.428_592_205_0 * middle + 0.450_593_709_9 * short,
            0.025_904_037_1 * long + 0.782_771_766_2 * middle - 0.808_675_766_0 * short,
        ]
    }

    fn from_oklab([lightness, a, b]: [f64; 3]) -> Self {
        let long = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
        let middle = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
        let short = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
        let parts = [
            4.076_741_662_1 * long - 3.307_711_591_3 * middle + 0.230_969_929_2 * short,
            -1.268_438_004_6 * long + 2.609_757_401_1 * middle - 0.341_319_396_5 * short,
            -0.004_196_086_3 * long - 0.703_418_614_7 * middle + 1.707_614_701_0 * short,
        ];
        let [red, green, blue] = parts.map(|part| {
            let part = part.clamp(0.0, 1.0);
            let part = if part <= 0.003_130_8 { 12.92 * part } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
            (part * 255.0).round() as u8
        });
        Self(red, green, blue)
    }
}

impl std::fmt::Display for Rgb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rgb(text: &str) -> Rgb {
        Rgb::parse(text).expect("a colour")
    }

    /// Pairs whose contrast is published: in the guidelines' own examples and in WebAIM's checker.
    #[test]
    fn contrast_is_that_of_the_guidelines() {
        for (text, ground, published) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#777777", "#ffffff", 4.48),
            ("#767676", "#ffffff", 4.54),
            ("#595959", "#ffffff", 7.0),
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#ffffff", 8.59),
            ("#008000", "#ffffff", 5.14),
            ("#ffff00", "#000000", 19.56),
            ("#00ffff", "#000000", 16.75),
        ] {
            let contrast = rgb(text).contrast(rgb(ground));
            assert!((contrast - published).abs() < 0.006, "{text} on {ground}: {contrast:.3}, published {published}");
            assert!((contrast - rgb(ground).contrast(rgb(text))).abs() < 1e-9);
        }
    }

    #[test]
    fn colours_are_read_as_css_writes_them() {
        assert_eq!(Rgb::parse("#1e90Ff"), Some(Rgb(0x1e, 0x90, 0xff)));
        assert_eq!(Rgb::parse("#f0a"), Some(Rgb(0xff, 0, 0xaa)));
        assert_eq!(Rgb::parse("Teal"), Some(Rgb(0, 128, 128)));
        for wrong in ["", "#", "#12345", "#1234567", "#ggg", "#é1", "#-12", "#+1+1+1", "tael", "1e90ff"] {
            assert_eq!(Rgb::parse(wrong), None, "{wrong}");
        }
        assert!(Rgb::names().all(|name| Rgb::parse(name).is_some()));
        assert_eq!(Rgb(1, 2, 255).to_string(), "#0102ff");
    }

    #[test]
    fn mixing_goes_from_one_colour_to_the_other() {
        let (from, to) = (rgb("#336699"), rgb("#ffcc00"));
        assert_eq!((from.mix(to, 0.0), from.mix(to, 1.0)), (from, to));
        let half = Rgb::BLACK.mix(Rgb::WHITE, 0.5);
        assert!(half.luminance() > 0.0 && half.luminance() < 1.0 && half.0 == half.1 && half.1 == half.2, "{half}");
    }

    #[test]
    fn what_is_moved_keeps_its_hue() {
        let moved = rgb("#3333aa").readable(&[Rgb::BLACK], READABLE);
        assert!(moved.2 > moved.0 && moved.2 > moved.1, "{moved} is no blue");
        assert!(moved.contrast(Rgb::BLACK) < 5.0, "{moved} is moved farther than it needs");
    }

    proptest! {
        #[test]
        fn every_colour_can_be_made_readable_on_every_ground(colour: [u8; 3], ground: [u8; 3]) {
            let [colour, ground] = [colour, ground].map(|[r, g, b]| Rgb(r, g, b));
            let moved = colour.readable(&[ground], READABLE);
            prop_assert!(moved.contrast(ground) >= READABLE, "{colour} on {ground} became {moved}");
        }

        #[test]
        fn every_colour_has_a_tone_that_reads_on_black_and_on_white(r: u8, g: u8, b: u8) {
            let moved = Rgb(r, g, b).readable(&[Rgb::BLACK, Rgb::WHITE], READABLE);
            prop_assert!(moved.least_contrast(&[Rgb::BLACK, Rgb::WHITE]) >= READABLE, "{moved}");
        }

        #[test]
        fn a_colour_that_is_taken_apart_and_put_together_is_the_same(r: u8, g: u8, b: u8) {
            let colour = Rgb(r, g, b);
            prop_assert_eq!(Rgb::from_oklab(colour.oklab()), colour);
        }

        #[test]
        fn any_words_are_a_colour_or_none(words in "#?.{0,8}") {
            let _ = Rgb::parse(&words);
        }
    }
}
