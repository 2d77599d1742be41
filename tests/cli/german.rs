//! Every kind of screen on a German machine, in a terminal: none of it is in English.
//!
//! What a screen shows is often put together before the terminal is taken over, and words that are said too early are English. So each
//! screen is opened as a person opens it and held against all English messages there are. Not here: how the German screens look (see
//! `tests/german`), and that every message is translated (see `words`).

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::Desk;
use crate::series::Held;
use crate::terminal::Terminal;

const AGENDA: &str = "\
---
title: Vorstand des Hafens
timezone: Europe/Berlin
people: [Anna Lehmann, Jörg Weiß]
---
# Montag: 2026-05-04

## 09:00 Begrüßung (15m)

## 09:15 Haushalt (45m)
";

/// The message files of a language.
fn messages(language: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/words").join(language);
    let files = fs::read_dir(folder).expect("the message files").map(|file| file.expect("a file").path());
    files.map(|path| fs::read_to_string(path).expect("a message file")).collect::<Vec<_>>().join("\n")
}

/// How whatever English says begins, as far as German does not say the same.
fn english() -> BTreeSet<String> {
    let german = messages("de");
    let said = |line: &str| Some(line.split_once('=').or_else(|| line.split_once(']'))?.1.to_owned());
    let messages = messages("en");
    let messages = messages.lines().filter(|line| !line.starts_with('#')).filter_map(said);
    let pieces = messages.flat_map(|said| said.split(['{', '}']).map(str::to_owned).collect::<Vec<_>>());
    // A screen cuts and wraps: what counts is how it begins. Short words are of every language.
    let beginning = |piece: String| piece.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
    let telling = |words: &String| {
        words.len() > 5 && words.chars().all(|sign| sign.is_ascii_alphabetic() || " ',".contains(sign))
    };
    pieces.map(beginning).filter(telling).filter(|words| !german.contains(words.as_str())).collect()
}

/// Whether these words stand in a text, as whole words.
fn says(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let (before, after) = (&text[..at], &text[at + words.len()..]);
        !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric)
    })
}

/// A program on a German machine, opened step by step: keys, and the German words that they lead to.
#[track_caller]
fn is_german(desk: &Desk, arguments: &[&str], size: (u16, u16), steps: &[(&str, &str)]) {
    let english = english();
    assert!(english.len() > 600, "{}", english.len());
    let mut terminal = Terminal::start(arguments)
        .size(size.0, size.1)
        .cwd(desk.path(""))
        .data_dir(desk.path("data"))
        .env("MINUTEBOOK_NOW", "2026-05-04T09:00:00+02:00")
        .env("LANG", "de_DE.UTF-8")
        .spawn();
    for (keys, words) in steps {
        match keys.split_once("type ") {
            Some((_, text)) => terminal.type_text(text),
            None => terminal.keys(keys),
        }
        terminal.wait_for(words);
        // A slot of the meetings here is called so.
        let screen = terminal.screen().replace("Review action items", "");
        let left = english.iter().find(|words| says(&screen, words));
        assert_eq!(left, None, "{arguments:?} {keys:?}\n{screen}");
    }
}

/// A folder with a meeting that is closed, one that is under way, and an agenda.
fn desk() -> Desk {
    let desk = Desk::new();
    fs::remove_file(desk.path("circle.md")).expect("the agenda of others");
    fs::write(desk.path("hafen.md"), AGENDA).expect("an agenda");
    let mut closed = Held::opens(&desk, 1, Some("Vorstand"), "Vorstand April", "2026-04-20");
    closed.owes(3, 1, "den Kran prüfen", &["Ada Conti"], Some("2026-05-01"));
    closed.decides(4, "der Steg bleibt");
    closed.closes();
    let mut open = Held::opens(&desk, 2, Some("Vorstand"), "Vorstand Mai", "2026-05-04");
    open.owes(3, 2, "den Steg streichen", &[], None);
    desk
}

const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

#[test]
fn the_first_screen_is_german_from_its_first_word_on() {
    for size in SIZES {
        let empty = Desk::new();
        is_german(
            &empty,
            &[],
            size,
            &[
                ("", "Beispiel ausprobieren"),
                ("F1", "wählt die Zeile darüber"),
                ("F1", "Beispiel ausprobieren"),
                ("M-a", "Es gibt noch keine Sitzungen"),
                ("type nirgends.md", "nirgends.md"),
                ("Enter", "Diese Datei gibt es nicht"),
            ],
        );
        let desk = desk();
        is_german(
            &desk,
            &[],
            size,
            &[
                ("", "Alles durchsuchen"),
                ("type April", "› Vorstand April"),
                ("Enter", "Diese Sitzung wurde am Mo 20. Apr. 2026"),
            ],
        );
    }
}

#[test]
fn the_question_of_a_closed_meeting_is_german_and_so_is_who_approves_it() {
    for size in SIZES {
        let steps = [
            ("", "Ihr Protokoll genehmigen"),
            ("type genehmigen", "› Ihr Protokoll genehmigen"),
            ("Enter", "Wer genehmigt es?"),
        ];
        is_german(&desk(), &["open", "2026-04-20-vorstand-april"], size, &steps);
    }
}

#[test]
fn a_meeting_and_its_pop_ups_are_german() {
    for size in SIZES {
        let steps = [
            ("", "startet die Uhr"),
            ("C-g", "Springen zu"),
            ("Enter", "startet die Uhr"),
            ("M-x", "Befehle"),
            ("type abgehakt", "nichts passt"),
            ("C-q", "sie offen lassen"),
        ];
        is_german(&desk(), &["open", "hafen.md"], size, &steps);
        is_german(&desk(), &["open", "hafen.md"], size, &[("", "startet die Uhr"), ("F1", "blättert")]);
        is_german(&desk(), &["open", "2026-04-20-vorstand-april", "--at", "2026-04-20 10:15"], size, &[("", "Stand ")]);
    }
}

#[test]
fn the_other_screens_are_german() {
    for size in SIZES {
        let desk = desk();
        is_german(&desk, &["search"], size, &[("", "Die neuesten Beschlüsse"), ("F1", "wählt die Zeile darüber")]);
        is_german(&desk, &["actions", "--screen"], size, &[("", "den Kran prüfen"), ("F1", "gruppiert sie")]);
        is_german(
            &desk,
            &["next", "2026-04-20-vorstand-april"],
            size,
            &[("", "Offene Aufgaben"), ("F1", "schreibt die Tagesordnung")],
        );
        is_german(&desk, &["plan", "hafen.md"], size, &[("", "keine Anfragen"), ("F1", "gibt der Anfrage einen TOP")]);
        is_german(
            &desk,
            &["clock", "2026-05-04-vorstand-mai"],
            size,
            &[("", "hat noch nicht begonnen"), ("?", "nächsten")],
        );
        is_german(&desk, &["take", "hafen.md"], size, &[("", "Jede Zeile ist eine Notiz"), ("type /help\r", "Strg-D")]);
    }
}

#[test]
fn the_example_is_german_and_so_are_its_minutes_and_what_is_said_at_its_end() {
    let desk = Desk::new();
    for size in SIZES {
        let steps = [("", "Begrüßung"), ("C-n", "noch 1"), ("C-q", "sie offen lassen")];
        is_german(&desk, &["demo"], size, &steps);
    }
    let mut terminal = Terminal::start(&["demo"]).env("LANG", "de_DE.UTF-8").env("TMPDIR", desk.path("")).spawn();
    terminal.wait_for("Dieses Beispiel ist zum Ausprobieren");
    terminal.wait_for("fällig Fr 4. Dez.");
    terminal.keys("C-q");
    terminal.wait_for("sie offen lassen");
    terminal.type_text("c");
    assert!(terminal.wait_exit().success());
    let farewell = terminal.screen();
    assert!(farewell.contains("Das Protokoll des Beispiels liegt in"), "{farewell}");
    let mut written =
        fs::read_dir(desk.path("minutebook-demo")).expect("the minutes").flatten().map(|file| file.path());
    let markdown = written.find(|path| path.extension().is_some_and(|ending| ending == "md")).expect("a page");
    let text = fs::read_to_string(markdown).expect("the minutes");
    assert!(text.contains("Aufgaben") && !text.contains("Action items"), "{text}");
}
