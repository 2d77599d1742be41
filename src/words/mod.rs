//! The words of the screen, in the language of the one who sits at it.
//!
//! They stand in message files under `assets/words/`, one folder for each language, in the syntax of Project Fluent, and are
//! built into the program. The function `say` gives a message that is always the same, the macro `say!` one with something put in. What a
//! language does not have is said in English.
//!
//! Which language is spoken is one fact of the process, as a locale is: it is set when a screen opens and when the settings are
//! read again, and read wherever a word is drawn. Handing it through every function that draws would be a parameter of each of
//! them that none of them is about.
//!
//! Not here: the command line, which is English always; the languages of minutes (see `lang`); and where the language that is
//! wished for is read from (see `cli`).

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::lang::Lang;

mod book;
mod dates;
mod locale;
#[cfg(test)]
mod tests;

use book::Book;

pub(crate) use book::Value;
pub(crate) use dates::{Day, day, near_day, past_day, time_of_day, weekday, weekday_and_clock, weekday_and_day};
pub use locale::of_environment;

/// The message files of a language's folder. A new file is a line here and in each folder.
macro_rules! files {
    ($folder:literal) => {
        &[
            include_str!(concat!("../../assets/words/", $folder, "/dates.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/home.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/terms.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/tasks.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/search.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/planner.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/next.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/clock.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/leave.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/meeting.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/keys.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/verbs.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/forms.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/answers.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/plain.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/intents.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/acts.ftl")),
            include_str!(concat!("../../assets/words/", $folder, "/notices.ftl")),
        ]
    };
}

/// The languages there are and their messages, English first. A new language is a folder and a line here.
const LANGUAGES: [(Lang, &[&str]); 2] = [(Lang::English, files!("en")), (Lang::German, files!("de"))];

/// Each language is read when it is first spoken.
static BOOKS: [OnceLock<Book>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];

/// The place in [`LANGUAGES`] of the language that is spoken.
static SPOKEN: AtomicUsize = AtomicUsize::new(0);

/// The languages of the screen, English first.
pub fn languages() -> impl Iterator<Item = Lang> {
    LANGUAGES.iter().map(|(lang, _)| *lang)
}

/// The language of the screen that has this code; none for one that the screen does not have.
pub fn language(code: &str) -> Option<Lang> {
    languages().find(|lang| lang.code() == code)
}

/// Speaks a language from now on, on all screens of this process; one that the screen does not have is English.
pub fn speak(lang: Lang) {
    SPOKEN.store(place_of(lang), Ordering::Relaxed);
}

/// The language that is spoken: English until another was asked for.
pub fn spoken() -> Lang {
    LANGUAGES.get(SPOKEN.load(Ordering::Relaxed)).map_or(Lang::English, |(lang, _)| *lang)
}

/// A message that is always the same; its name where no language has it, which a test rules out.
pub(crate) fn say(id: &'static str) -> &'static str {
    let here = book(SPOKEN.load(Ordering::Relaxed)).and_then(|book| book.fixed(id));
    here.or_else(|| book(0)?.fixed(id)).unwrap_or(id)
}

/// The name of a message that stands in a table and is said later, so that a test finds it there.
pub(crate) const fn message(id: &'static str) -> &'static str {
    id
}

/// An attribute of a message, such as its short form; empty where it has none.
pub(crate) fn attribute(id: &str, name: &str) -> &'static str {
    let id = format!("{id}.{name}");
    let here = book(SPOKEN.load(Ordering::Relaxed)).and_then(|book| book.fixed(&id));
    here.or_else(|| book(0)?.fixed(&id)).unwrap_or_default()
}

/// A message of the language that is spoken, where the English stands in a table of the program; none in English.
pub(crate) fn translated(id: &str) -> Option<&'static str> {
    match SPOKEN.load(Ordering::Relaxed) {
        0 => None,
        place => book(place)?.fixed(id),
    }
}

/// A message with something put in; what is put in is never read as a message. Called by `say!`.
pub(crate) fn compose(id: &'static str, values: &[(&'static str, Value<'_>)]) -> String {
    let here = book(SPOKEN.load(Ordering::Relaxed)).and_then(|book| book.composed(id, values));
    here.or_else(|| book(0)?.composed(id, values)).unwrap_or_else(|| id.to_owned())
}

/// A message with something put in: `say!("tasks-open", count = 5)`, a `String`. Its name is written out, so that a test can hold
/// every use against the files.
macro_rules! say_with {
    ($id:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::words::compose($id, &[$((stringify!($name), $crate::words::Value::from($value))),+])
    };
}
pub(crate) use say_with as say;

/// A message that is always the same in one language.
#[cfg(test)]
pub(crate) fn fixed_in(lang: Lang, id: &str) -> Option<&'static str> {
    book(place_of(lang))?.fixed(id)
}

fn place_of(lang: Lang) -> usize {
    LANGUAGES.iter().position(|(known, _)| *known == lang).unwrap_or(0)
}

fn book(place: usize) -> Option<&'static Book> {
    let (lang, files) = LANGUAGES.get(place)?;
    Some(BOOKS.get(place)?.get_or_init(|| Book::read(*lang, files)))
}
