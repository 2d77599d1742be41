//! The 256 colours of a terminal: which they are, and which of them stands best for another.
//!
//! The first sixteen are left out: those are the user's own and may be anything. Not here: the depth of a terminal.

use super::rgb::Rgb;

/// The colour that xterm, and everybody after it, has at this number, 16 or more.
pub fn tone(index: u8) -> Rgb {
    if index >= 232 {
        let level = 8 + 10 * (index - 232);
        return Rgb(level, level, level);
    }
    let cube = index.saturating_sub(16);
    let level = |step: u8| if step == 0 { 0 } else { 55 + 40 * step };
    Rgb(level(cube / 36), level(cube / 6 % 6), level(cube % 6))
}

/// The number whose colour looks most like this one among those that have at least that contrast on all of these grounds; where
/// none has, the one that reads best.
pub fn nearest(colour: Rgb, grounds: &[Rgb], least: f64) -> u8 {
    let reads = (16..=255).filter(|index| tone(*index).least_contrast(grounds) >= least);
    let by = |value: &dyn Fn(Rgb) -> f64, a: u8, b: u8| value(tone(a)).total_cmp(&value(tone(b)));
    reads
        .min_by(|a, b| by(&|tone| tone.distance(colour), *a, *b))
        .or_else(|| (16..=255).max_by(|a, b| by(&|tone| tone.least_contrast(grounds), *a, *b)))
        .unwrap_or(16)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::rgb::READABLE;
    use super::*;

    #[test]
    fn the_256_are_those_of_xterm() {
        for (index, hex) in
            [(16, "#000000"), (21, "#0000ff"), (24, "#005f87"), (166, "#d75f00"), (231, "#ffffff"), (243, "#767676")]
        {
            assert_eq!(tone(index).to_string(), hex, "{index}");
        }
        assert_eq!((tone(232), tone(255)), (Rgb(8, 8, 8), Rgb(238, 238, 238)));
    }

    #[test]
    fn a_colour_that_is_among_them_stands_for_itself() {
        for index in [24, 67, 131, 166, 236, 250] {
            assert_eq!(tone(nearest(tone(index), &[], 1.0)), tone(index));
        }
    }

    proptest! {
        #[test]
        fn one_of_them_can_be_read_on_every_ground(colour: [u8; 3], ground: [u8; 3]) {
            let [colour, ground] = [colour, ground].map(|[r, g, b]| Rgb(r, g, b));
            prop_assert!(tone(nearest(colour, &[ground], READABLE)).contrast(ground) >= READABLE);
        }
    }
}
