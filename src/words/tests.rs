//! Every word that the sources ask for is in every language, with what is put in, and nothing else is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_bundle::FluentResource;

use super::book::{Book, ids};
use super::*;

/// Words by name, with the names of what is put in.
type Needs = BTreeMap<String, BTreeSet<String>>;

fn files_of(lang: Lang) -> &'static [&'static str] {
    LANGUAGES.iter().find(|(known, _)| *known == lang).map_or(&[], |(_, files)| *files)
}

/// The messages of a language as they are written: all from a name to the next.
fn written(lang: Lang) -> BTreeMap<String, String> {
    let mut messages = BTreeMap::new();
    for file in files_of(lang) {
        let mut id = "";
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            id = ids(line).next().unwrap_or(id);
            let message: &mut String = messages.entry(id.to_owned()).or_default();
            message.push_str(line);
            message.push('\n');
        }
    }
    messages.remove("");
    messages
}

fn in_files(lang: Lang) -> Needs {
    let variables = |text: &str| {
        let after = text.split("{ $").skip(1);
        after.map(|rest| rest.split(|sign: char| !is_of_name(sign)).next().unwrap_or_default().to_owned()).collect()
    };
    written(lang).into_iter().map(|(id, text)| (id, variables(&text))).collect()
}

fn is_of_name(sign: char) -> bool {
    sign.is_ascii_alphanumeric() || matches!(sign, '_' | '-')
}

/// Every `say("…")` and `say!("…", …)` of the sources, each with its file.
fn asked_for() -> Vec<(PathBuf, String, BTreeSet<String>)> {
    let mut asked = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("words/tests.rs") {
                let source = fs::read_to_string(&path).unwrap();
                let code: String = source.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
                asked.extend(calls(&code).into_iter().map(|(id, values)| (path.clone(), id, values)));
            }
        }
    }
    asked
}

fn calls(code: &str) -> Vec<(String, BTreeSet<String>)> {
    let mut calls = Vec::new();
    for (at, name) in code.match_indices("say").chain(code.match_indices("message")) {
        let before = code[..at].chars().next_back().unwrap_or(' ');
        if is_of_name(before) || matches!(before, '.' | '_') {
            continue;
        }
        let rest = &code[at + name.len()..];
        let Some(rest) = rest.strip_prefix('!').unwrap_or(rest).strip_prefix('(') else { continue };
        let Some((id, rest)) = rest.trim_start().strip_prefix('"').and_then(|rest| rest.split_once('"')) else {
            continue;
        };
        // The command line's own `say` has whole lines.
        if !id.is_empty() && id.chars().all(|sign| is_of_name(sign) || sign == '.') {
            calls.push((id.to_owned(), values(rest)));
        }
    }
    calls
}

/// The names before `=` up to the closing parenthesis.
fn values(rest: &str) -> BTreeSet<String> {
    let (mut depth, mut quoted, mut word, mut values) = (1, false, String::new(), BTreeSet::new());
    let signs: Vec<char> = rest.chars().collect();
    for (at, sign) in signs.iter().copied().enumerate() {
        let is_escaped = at > 0 && signs[at - 1] == '\\';
        match sign {
            '"' if !is_escaped => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 1 => word.clear(),
            '=' if depth == 1 && signs.get(at + 1) == Some(&' ') && is_name(word.trim()) => {
                values.insert(word.trim().to_owned());
            }
            _ if depth == 1 => word.push(sign),
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    values
}

fn is_name(word: &str) -> bool {
    !word.is_empty() && word.chars().all(is_of_name)
}

#[test]
fn the_calls_in_a_source_are_found_with_what_they_put_in() {
    let code = r#"say("a-b"); words::say!( "c", one = f(x, "=)"), two = y == z,); it.say("d"); say("a line"); say!("e.f", g = 1)"#;
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
    let expected = [("a-b", named(&[])), ("c", named(&["one", "two"])), ("e.f", named(&["g"]))];
    assert_eq!(calls(code), expected.map(|(id, names)| (id.to_owned(), names)));
}

#[test]
fn every_message_that_is_asked_for_is_there_with_what_is_put_in() {
    let known = in_files(Lang::English);
    let asked = asked_for();
    assert!(asked.len() > 100, "only {} uses: are they found?", asked.len());
    let none = BTreeSet::new();
    let is_wrong = |(_, id, values): &&(PathBuf, String, BTreeSet<String>)| known.get(id).is_none_or(|it| it != values);
    let wrong: Vec<String> = asked
        .iter()
        .filter(is_wrong)
        .map(|(path, id, values)| {
            format!("{}: {id} with {values:?}, not {:?}", path.display(), known.get(id).unwrap_or(&none))
        })
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_message_in_the_files_is_asked_for() {
    let asked: BTreeSet<String> = asked_for().into_iter().map(|(_, id, _)| id).collect();
    let referred: String = written(Lang::English).into_values().collect();
    let is_idle = |id: &String| !asked.contains(id) && !referred.contains(&format!("{{ {id} }}"));
    let idle: Vec<String> = in_files(Lang::English).into_keys().filter(is_idle).collect();
    assert!(idle.is_empty(), "{idle:?}");
}

/// Its English is no message, but stands in the table of keys or in that of the notation.
fn is_of_a_table(id: &str) -> bool {
    ["verb-", "scope-", "form-"].iter().any(|table| id.starts_with(table))
}

#[test]
fn every_language_has_every_message_with_the_same_things_put_in() {
    let english = in_files(Lang::English);
    for lang in languages() {
        let own = in_files(lang);
        let missing: Vec<_> = english.iter().filter(|(id, needs)| own.get(*id) != Some(needs)).collect();
        let more: Vec<_> = own.keys().filter(|id| !english.contains_key(*id) && !is_of_a_table(id)).collect();
        assert!(missing.is_empty() && more.is_empty(), "{lang:?} lacks {missing:#?} and has besides {more:?}");
    }
}

#[test]
fn every_file_is_read_whole_and_no_name_stands_twice() {
    for (lang, files) in LANGUAGES {
        let mut names = BTreeSet::new();
        for file in files {
            let read = FluentResource::try_new((*file).to_owned());
            assert!(read.is_ok(), "{lang:?}: {:?}", read.err().map(|(_, errors)| errors));
            for id in ids(file) {
                assert!(names.insert(id), "{lang:?}: {id} stands twice");
            }
        }
    }
}

#[test]
fn no_message_has_a_sign_that_a_cell_cannot_show() {
    for lang in languages() {
        for (id, text) in written(lang) {
            let odd = text.chars().find(|sign| {
                (sign.is_control() && *sign != '\n')
                    || matches!(sign, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            });
            assert_eq!(odd, None, "{lang:?}: {id}");
        }
    }
}

#[test]
fn what_is_put_in_is_shown_as_it_is_and_never_read_as_a_message() {
    let book = Book::read(Lang::English, &["hit = { $place } of { $count }\nfixed = as it is\n    .more = and more\n"]);
    let values = [("place", Value::from("{ $count } {\"x\"}")), ("count", Value::from(1_000_000))];
    assert_eq!(book.composed("hit", &values).as_deref(), Some("{ $count } {\"x\"} of 1000000"));
    assert_eq!((book.fixed("fixed"), book.fixed("fixed.more")), (Some("as it is"), Some("and more")));
    assert_eq!((book.fixed("hit"), book.fixed("none"), book.composed("hit", &[])), (None, None, None));
}

#[test]
fn a_number_chooses_the_form() {
    let book = Book::read(Lang::German, files_of(Lang::German));
    let days = |count: usize| book.composed("read-days", &[("count", Value::from(count))]);
    assert_eq!([days(1), days(2), days(0)].map(Option::unwrap_or_default), ["1 Tag", "2 Tage", "0 Tage"]);
}

#[test]
fn what_no_language_has_is_said_by_its_name() {
    assert_eq!(
        (say("no-such-message"), say!("no-such-message", count = 1)),
        ("no-such-message", "no-such-message".to_owned())
    );
    assert_eq!(place_of(Lang::Japanese), 0, "the screen has no Japanese and speaks English");
}

#[test]
fn a_message_of_several_words_is_translated() {
    // What is put in has the same name in every language.
    let words = |text: &str| {
        let text = text.split_once('=').map_or(text, |(_, text)| text);
        let said = text.split('{').map(|part| part.split_once('}').map_or(part, |(_, said)| said));
        said.collect::<String>().split(|sign: char| !sign.is_alphabetic()).filter(|word| word.len() > 3).count()
    };
    let english = written(Lang::English);
    for lang in languages().filter(|lang| *lang != Lang::English) {
        let own = written(lang);
        let same: Vec<_> = english.iter().filter(|(id, text)| words(text) > 1 && own.get(*id) == Some(text)).collect();
        assert!(same.is_empty(), "{lang:?}: {same:#?}");
    }
}
