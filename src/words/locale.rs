//! The language that the machine asks for.
//!
//! Not here: reading the environment, which is the caller's.

use crate::lang::Lang;

use super::languages;

/// The language of the screen by the environment, of which a variable's value is asked for by name: that of `LC_ALL`, else
/// `LC_MESSAGES`, else `LANG`, by the first that says anything; before it the first of `LANGUAGE` that the screen has, unless
/// the locale is that of programs (`C`), as gettext reads it. English for every other.
pub fn of_environment(value: impl Fn(&str) -> Option<String>) -> Lang {
    let said = |name: &str| value(name).filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(said).unwrap_or_default();
    let base = locale.split(['.', '@']).next().unwrap_or_default();
    if matches!(base, "" | "C" | "POSIX") {
        return Lang::English;
    }
    let preferred = said("LANGUAGE").unwrap_or_default();
    preferred.split(':').chain([base]).find_map(on_screen).unwrap_or_default()
}

fn on_screen(code: &str) -> Option<Lang> {
    Lang::from_code(code).filter(|lang| languages().any(|known| known == *lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(variables: &[(&str, &str)]) -> Lang {
        of_environment(|name| variables.iter().find(|(it, _)| *it == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_first_variable_that_says_anything_decides() {
        assert_eq!(of(&[("LANG", "de_DE.UTF-8")]), Lang::German);
        assert_eq!(of(&[("LANG", "de_DE.UTF-8"), ("LC_MESSAGES", "en_GB.UTF-8")]), Lang::English);
        assert_eq!(of(&[("LANG", "en_US"), ("LC_MESSAGES", "en_GB"), ("LC_ALL", "de_AT@euro")]), Lang::German);
        assert_eq!(of(&[("LANG", "de_DE"), ("LC_ALL", "")]), Lang::German, "an empty one says nothing");
        assert_eq!(of(&[("LC_TIME", "de_DE.UTF-8")]), Lang::English, "it is about times alone");
    }

    #[test]
    fn a_language_that_the_screen_does_not_have_is_english() {
        for locale in ["", "C", "C.UTF-8", "POSIX", "fr_FR.UTF-8", "tlh", "\u{1b}[2J"] {
            assert_eq!(of(&[("LANG", locale)]), Lang::English, "{locale:?}");
        }
    }

    #[test]
    fn preferred_languages_come_before_the_locale_but_not_before_that_of_programs() {
        assert_eq!(of(&[("LANG", "en_US.UTF-8"), ("LANGUAGE", "fr:de:en")]), Lang::German);
        assert_eq!(of(&[("LANG", "de_DE.UTF-8"), ("LANGUAGE", "fr")]), Lang::German);
        assert_eq!(of(&[("LC_ALL", "C.UTF-8"), ("LANGUAGE", "de")]), Lang::English);
    }
}
