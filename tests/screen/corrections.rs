//! Corrections of what stands already: the hit is shown first, a miss stays in the line, one key takes all of it back.

use chrono::NaiveDate;
use minutebook::meeting::{Ballot, Choice, Kind, Person};

use crate::script::{Screen, usual};

/// A meeting of people with full names.
fn observatory() -> Screen {
    let mut agenda = usual();
    agenda.people = ["Jim Bosch", "Leanne Guy", "Colin Slater", "Fritz Mueller"]
        .map(|name| Person { name: name.to_owned(), ..Person::default() })
        .to_vec();
    Screen::of(agenda)
}

/// A line is typed and corrected; what it is then.
fn corrected(line: &str, correction: &str) -> String {
    let mut screen = observatory();
    screen.lines(&[line, correction]);
    assert_eq!(screen.line(), "", "{correction}: {}", screen.notice());
    screen.outline().concat()
}

#[test]
fn the_nearest_earlier_entry_is_corrected_and_shown_first() {
    let mut screen = Screen::open();
    screen.lines(&["the colour red", "the colour blue", "nothing here"]).typed("s/colour/color/");
    assert_eq!(screen.preview(), "correction · the colour → color blue");
    assert_eq!(screen.outline()[1], "the colour blue", "nothing is done before Enter");
    screen.press("enter");
    assert_eq!(screen.outline(), ["the colour red", "the color blue", "nothing here"]);
    assert_eq!(screen.notice(), "Corrected: the color blue (Ctrl-Z takes it back)");
    screen.press("ctrl-z");
    assert_eq!(screen.outline()[1], "the colour blue");
}

#[test]
fn a_correction_reaches_the_slots_before_but_none_after() {
    let mut screen = Screen::open();
    screen
        .lines(&["teh first"])
        .press("alt-down")
        .lines(&["fine"])
        .press("alt-down")
        .lines(&["teh last"])
        .press("alt-up");
    screen.typed("s/teh/the/");
    assert_eq!(screen.preview(), "correction · in Welcome · teh → the first");
    screen.press("enter");
    assert_eq!(
        (screen.outline_of("Welcome"), screen.outline_of("Break")),
        (vec!["the first".to_owned()], vec!["teh last".to_owned()])
    );
    assert_eq!(screen.viewed(), "Middleware", "the scribe stays where they write");
}

#[test]
fn g_corrects_the_slot_and_capital_g_the_meeting_as_one_act() {
    let mut screen = Screen::open();
    screen.lines(&["a teh teh"]).press("alt-down").lines(&["b teh teh", "c teh"]);
    screen.typed("s/teh/the/g");
    assert_eq!(screen.preview(), "correction · 2 lines of this slot · c teh → the");
    screen.press("enter");
    assert_eq!(
        (screen.outline(), screen.outline_of("Welcome")),
        (vec!["b the the".to_owned(), "c the".to_owned()], vec!["a teh teh".to_owned()])
    );
    assert_eq!(screen.notice(), "Corrected 2 lines (Ctrl-Z takes it back)");
    screen.press("ctrl-z");
    assert_eq!(screen.outline(), ["b teh teh", "c teh"]);
    screen.lines(&["s|teh|the|G"]);
    assert_eq!(
        (screen.outline().join("/"), screen.outline_of("Welcome").join("/")),
        ("b the the/c the".to_owned(), "a the the".to_owned())
    );
    screen.press("ctrl-z");
    assert_eq!(screen.outline_of("Welcome"), ["a teh teh"]);
}

#[test]
fn a_miss_says_so_and_stays_in_the_line() {
    let mut screen = Screen::open();
    screen.lines(&["The Colour"]).typed("s/colour/color/");
    assert_eq!(screen.preview(), "correction · “colour” stands here only in another case: The Colour");
    screen.press("enter");
    assert_eq!((screen.line(), screen.outline()), ("s/colour/color/", vec!["The Colour".to_owned()]));
    assert_eq!(screen.notice(), "“colour” stands here only in another case: The Colour");
    screen.press("ctrl-u").typed("s/zebra/x/").press("enter");
    assert_eq!((screen.line(), screen.notice()), ("s/zebra/x/", "No earlier line has “zebra”"));
}

#[test]
fn the_words_of_a_correction_are_literal() {
    let mut screen = Screen::open();
    screen.lines(&["a.c (x)", "abc"]).lines(&["s/a.c/z/", "s/(x)/[y]/"]);
    assert_eq!(screen.outline(), ["z [y]", "abc"]);
}

#[test]
fn owners_and_dates_are_corrected_like_words() {
    let mut screen = Screen::open();
    screen.lines(&["! Jim Botha — draft due 2019-11-29"]).press("tab").lines(&["a child"]);
    screen.lines(&["s/Jim Botha/Bo Chen/", "s/11-29/12-02/"]);
    assert_eq!(screen.outline(), ["! Bo Chen — draft due 2019-12-02", "  a child"]);
    assert_eq!(screen.model.meeting().action_items().next().unwrap().2.number, 1, "its number stays");
    screen.lines(&["Ann: we begin", "s/Ann Lee/Fritz/"]);
    assert_eq!(screen.slot("Welcome").entries[2].speaker.as_deref(), Some("Fritz Moeller"));
}

#[test]
fn an_owner_becomes_whom_the_new_words_mean() {
    for (line, correction, becomes) in [
        ("! Jim Bosch — draft", "s/Jim/Leanne/", "! Leanne Guy — draft"),
        ("! Jim Bosch — draft", "s/Jim Bosch/Leanne/", "! Leanne Guy — draft"),
        ("! Leanne, Colin — draft", "s/Leanne/Fritz/", "! Fritz Mueller, Colin Slater — draft"),
        ("! Leanne, Colin — draft", "s/Leanne Guy/Colin/", "! Colin Slater — draft"),
        ("! Jim — draft", "s/Jim Bosch/RV-SST/", "! RV-SST — draft"),
        ("! Jim — draft", "s/Jim Bosch/Leanne and Fritz/", "! Leanne Guy, Fritz Mueller — draft"),
        ("! Jim — draft", "s/Jim/Zed/", "! Zed Bosch — draft"),
        ("! Jim, Colin — draft", "s/Jim Bosch//", "! Colin Slater — draft"),
        ("! Jim, Colin — draft", "s/Jim Bosch, Colin Slater/Fritz/", "! Fritz Mueller — draft"),
        ("! Jim — call Jim", "s/Jim/Leanne/", "! Jim Bosch — call Leanne"),
        ("! Jim — call Jim", "s/Jim/Leanne/g", "! Leanne Guy — call Leanne"),
        ("! Jim — call Jim", "s/Jim/James/g", "! Jim Bosch — call James"),
    ] {
        assert_eq!(corrected(line, correction), becomes, "{line} {correction}");
    }
}

#[test]
fn speakers_and_voters_are_corrected_like_owners() {
    let mut screen = observatory();
    screen.lines(&["Jim: we begin", "s/Jim/Leanne/"]);
    assert_eq!(screen.slot("Welcome").entries[0].speaker.as_deref(), Some("Leanne Guy"));
    screen.lines(&["PROPOSED: go", "+1 Jim, Colin", "s/Jim/Fritz/"]);
    let voters = ["Fritz Mueller", "Colin Slater"].map(str::to_owned).to_vec();
    assert_eq!(screen.slot("Welcome").entries[2].votes, [Ballot { choice: Choice::For, voters, others: 0 }]);
    screen.lines(&["s/+1/-1/"]);
    assert_eq!(screen.slot("Welcome").entries[2].votes[0].choice, Choice::Against);
    screen.lines(&["s/Leanne Guy//"]);
    let begun = &screen.slot("Welcome").entries[0];
    assert_eq!((begun.kind, begun.text.as_str()), (Kind::Note, "we begin"));
}

#[test]
fn a_due_date_is_corrected_as_it_is_shown() {
    for (correction, becomes) in [
        ("s/1 Dec/5 Dec/", " due 2019-12-05"),
        ("s/Sun 1 Dec/Friday/", " due 2019-11-01"),
        ("s/2019-12-01/2019-12-05/", " due 2019-12-05"),
        ("s/12-01/12-05/", " due 2019-12-05"),
        ("s/due Sun 1 Dec/by 5 Jan/", " due 2020-01-05"),
        ("s/Dec/Nov/", " due 2019-11-01"),
        ("s/2019/2020/", " due 2020-12-01"),
        ("s/due Sun 1 Dec//", ""),
        ("s/1 Dec/5 Dec/g", " due 2019-12-05"),
    ] {
        let expected = format!("! Jim Bosch — draft{becomes}");
        assert_eq!(corrected("! Jim — draft due 2019-12-01", correction), expected, "{correction}");
    }
    assert_eq!(corrected("! draft due 2021-03-01", "s/1 Mar/5 Mar/"), "! draft due 2021-03-05", "the year stays");
}

#[test]
fn a_date_that_becomes_none_is_refused_with_a_hint() {
    let mut screen = observatory();
    screen.lines(&["! Jim — draft due 2019-12-01"]).typed("s/1 Dec/5 Foo/").press("enter");
    assert_eq!(
        (screen.line(), screen.notice()),
        ("s/1 Dec/5 Foo/", "“due Sun 5 Foo” is no date: write it like 5 Dec, Friday or 2019-12-05")
    );
    let due = screen.slot("Welcome").entries[0].as_action().unwrap().due;
    assert_eq!(due, NaiveDate::from_ymd_opt(2019, 12, 1));
    screen.press("ctrl-u").lines(&["in Dec all is done"]).typed("s/Dec/winter/g");
    assert_eq!(screen.preview(), "correction · 1 line of this slot · in Dec → winter all is done");
    screen.press("enter");
    assert_eq!(screen.outline(), ["! Jim Bosch — draft due 2019-12-01", "in winter all is done"]);
}

#[test]
fn names_and_dates_are_shown_as_what_they_become() {
    let mut screen = observatory();
    screen.lines(&["! Jim — draft due 2019-12-01"]);
    for (correction, shown) in [
        ("s/Jim/Leanne/", "correction · ! Jim Bosch → Leanne Guy — draft due 2019-12-01"),
        ("s/1 Dec/5 Dec/", "correction · draft · due Sun 1 Dec → Thu 5 Dec"),
        ("s/due Sun 1 Dec//", "correction · draft · due Sun 1 Dec → no date"),
        ("s/draft/write/", "correction · ! Jim Bosch — draft → write due 2019-12-01"),
    ] {
        screen.press("ctrl-u").typed(correction);
        assert_eq!(screen.preview(), shown);
    }
}

#[test]
fn what_stands_behind_backslashes_is_found_as_it_is_read() {
    let mut screen = observatory();
    screen.lines(&["! \\Jim: draft", "s/Jim: draft/Jim: write/"]);
    assert_eq!(screen.outline(), ["! Jim: write"]);
    screen.lines(&["! \\due tomorrow it is, ask \\@Jim now", "s/ask @Jim/ask @Leanne/"]);
    let asked = &screen.slot("Welcome").entries[1];
    assert_eq!(asked.text, "due tomorrow it is, ask @Leanne now");
    assert_eq!(asked.as_action().unwrap().owners, [""; 0]);
    screen.lines(&["https://exmaple.org/x", "s/exmaple/example/"]);
    let link = &screen.slot("Welcome").entries[2];
    assert_eq!((link.text.as_str(), link.link.as_deref()), ("https://example.org/x", Some("https://example.org/x")));
}

#[test]
fn a_corrected_line_is_read_again_but_never_done() {
    let mut screen = Screen::open();
    screen.lines(&["ACTIN: Jim to draft", "s/ACTIN/ACTION/"]);
    assert_eq!(screen.outline(), ["! Jim Botha — draft"]);
    screen.lines(&["presents Ann", "s/presents/present+/"]);
    assert_eq!(screen.outline()[1], "present+ Ann");
    assert!(screen.model.meeting().attendance.is_empty());
}

#[test]
fn a_text_behind_a_backslash_stays_a_note() {
    let mut screen = Screen::open();
    screen.lines(&["\\! text", "s/text/words/"]);
    assert_eq!((screen.outline(), screen.slot("Welcome").entries[0].kind.word()), (vec!["! words".to_owned()], "note"));
}

#[test]
fn a_correction_that_leaves_nothing_is_refused() {
    let mut screen = Screen::open();
    screen.lines(&["word"]).typed("s/word//").press("enter");
    assert_eq!((screen.line(), screen.outline()), ("s/word//", vec!["word".to_owned()]));
    screen.press("ctrl-u").typed("s/word/word/").press("enter");
    assert_eq!(screen.line(), "s/word/word/");
    screen.press("ctrl-u").lines(&["! Jim — draft"]).typed("s/draft//").press("enter");
    assert_eq!((screen.line(), screen.outline()[1].as_str()), ("s/draft//", "! Jim Botha — draft"));
}

#[test]
fn a_line_is_inserted_before_the_one_that_has_the_words() {
    let mut screen = Screen::open();
    screen.lines(&["first"]).press("tab").lines(&["third"]).typed("i/third/! jim — second/");
    assert_eq!(screen.preview(), "correction · adds “! jim — second” before “third”");
    screen.press("enter");
    assert_eq!(screen.outline(), ["first", "  ! Jim Botha — second", "  third"]);
    assert_eq!(screen.notice(), "Added before “third”");
    screen.press("ctrl-z").typed("i/zebra/x/").press("enter");
    assert_eq!(
        (screen.outline().len(), screen.line(), screen.notice()),
        (2, "i/zebra/x/", "No earlier line has “zebra”")
    );
}
