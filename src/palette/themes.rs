//! The themes by name: ours, and those that a user makes of a few colours.
//!
//! Not here: the styles that are made of them (see `view`), and reading them from a file (see `config`).

use super::rgb::{READABLE, Rgb};

/// A theme by its name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Choice {
    /// As the terminal's own ground wants it.
    #[default]
    Auto,
    /// For a dark ground.
    Dark,
    /// For a light ground.
    Light,
    /// High contrast, dark or light as the terminal is.
    Contrast,
    /// The terminal's own sixteen colours.
    Ansi,
    /// No colours: weight, reverse and underline.
    None,
    /// One of the user's own.
    Own(String),
}

/// The colours that a user gives; what is left out is derived.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// What it is called.
    pub name: String,
    /// The ground, which then is painted; none: the terminal's own.
    pub background: Option<Rgb>,
    /// What is read.
    pub text: Option<Rgb>,
    /// "Here".
    pub accent: Option<Rgb>,
    /// Time running out.
    pub warning: Option<Rgb>,
    /// Time over, NOT SAVED.
    pub alarm: Option<Rgb>,
    /// Saved, held, done.
    pub good: Option<Rgb>,
}

/// A colour that could not be read on its ground as it was given.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    /// Which of the colours, by its name in the file.
    pub part: &'static str,
    /// As it was given.
    pub from: Rgb,
    /// As it is used.
    pub to: Rgb,
    /// The contrast that it had.
    pub contrast: f64,
}

/// The theme that is wanted, and all that there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Themes {
    /// The one that is wanted.
    pub wanted: Choice,
    /// The user's own.
    pub own: Vec<Own>,
}

impl Choice {
    /// Ours, in the order in which they are listed.
    pub const ALL: [Self; 6] = [Self::Auto, Self::Dark, Self::Light, Self::Contrast, Self::Ansi, Self::None];

    /// What it is called.
    pub fn name(&self) -> &str {
        match self {
            Self::Auto => "auto",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::Contrast => "contrast",
            Self::Ansi => "ansi",
            Self::None => "none",
            Self::Own(name) => name,
        }
    }
}

impl Own {
    /// The colours by their names in the file, the ground first.
    pub const PARTS: [&'static str; 6] = ["background", "text", "accent", "warning", "alarm", "good"];

    /// Sets a colour by its name; whether there is one of that name.
    pub fn set(&mut self, part: &str, colour: Rgb) -> bool {
        let place = match part {
            "background" => &mut self.background,
            "text" => &mut self.text,
            "accent" => &mut self.accent,
            "warning" => &mut self.warning,
            "alarm" => &mut self.alarm,
            "good" => &mut self.good,
            _ => return false,
        };
        *place = Some(colour);
        true
    }

    /// The colours that cannot be read on the ground that it names, and what they become; empty where it names none.
    pub fn moved(&self) -> Vec<Moved> {
        let Some(background) = self.background else { return Vec::new() };
        let given = [
            ("text", self.text),
            ("accent", self.accent),
            ("warning", self.warning),
            ("alarm", self.alarm),
            ("good", self.good),
        ];
        let moved = |(part, colour): (&'static str, Option<Rgb>)| {
            let from = colour?;
            let contrast = from.contrast(background);
            let to = from.readable(&[background], READABLE);
            (contrast < READABLE).then_some(Moved { part, from, to, contrast })
        };
        given.into_iter().filter_map(moved).collect()
    }
}

impl Themes {
    /// The theme of that name, in any case; the user's own come after ours.
    pub fn named(&self, name: &str) -> Option<Choice> {
        let own = self.own.iter().map(|own| Choice::Own(own.name.clone()));
        Choice::ALL.into_iter().chain(own).find(|choice| choice.name().eq_ignore_ascii_case(name))
    }

    /// The names of all, ours first.
    pub fn names(&self) -> Vec<String> {
        let ours = Choice::ALL.iter().map(|choice| choice.name().to_owned());
        ours.chain(self.own.iter().map(|own| own.name.clone())).collect()
    }

    /// The one after it in the order of [`Themes::names`], and after the last the first.
    pub fn after(&self, choice: &Choice) -> Choice {
        let names = self.names();
        let at = names.iter().position(|name| name == choice.name()).map_or(0, |at| (at + 1) % names.len());
        names.get(at).and_then(|name| self.named(name)).unwrap_or_default()
    }

    /// The user's own of that name.
    pub fn own(&self, name: &str) -> Option<&Own> {
        self.own.iter().find(|own| own.name == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> Themes {
        Themes { own: vec![Own { name: "sea".into(), ..Own::default() }], ..Themes::default() }
    }

    #[test]
    fn every_theme_is_found_by_its_name_in_any_case() {
        for name in themes().names() {
            assert_eq!(themes().named(&name.to_uppercase()).map(|choice| choice.name().to_owned()), Some(name));
        }
        assert_eq!(themes().named("drak"), None);
    }

    #[test]
    fn stepping_through_the_themes_comes_to_each_and_back() {
        let themes = themes();
        let mut at = Choice::Auto;
        let mut seen = Vec::new();
        for _ in 0..themes.names().len() {
            seen.push(at.name().to_owned());
            at = themes.after(&at);
        }
        assert_eq!((seen, at), (themes.names(), Choice::Auto));
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_told_with_what_it_becomes() {
        let mut own = Own { background: Some(Rgb::BLACK), ..Own::default() };
        assert!(own.set("accent", Rgb(0, 0, 128)) && own.set("good", Rgb(0, 255, 0)) && !own.set("dim", Rgb::WHITE));
        let moved = own.moved();
        assert_eq!(moved.iter().map(|moved| moved.part).collect::<Vec<_>>(), ["accent"]);
        assert!(moved[0].contrast < READABLE && moved[0].to.contrast(Rgb::BLACK) >= READABLE);
        assert!(Own { background: None, ..own }.moved().is_empty());
        assert!(Own::PARTS.iter().all(|part| Own::default().set(part, Rgb::BLACK)));
    }
}
