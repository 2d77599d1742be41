//! Corrections of what stands already: the hit is shown first, a miss stays in the line, one key takes all of it back.

use crate::script::Screen;

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
