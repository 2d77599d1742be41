//! An entry becomes another kind: its time and what stands under it stay, and owners come from its text when told to.

use crate::script::Screen;

#[test]
fn an_action_made_of_a_note_takes_the_owners_whom_its_text_names_when_told_to() {
    let mut screen = Screen::open();
    screen.lines(&["Fritz Moeller and Jim Botha look into it"]).press("tab").lines(&["a child"]).press("up up ctrl-r");
    assert_eq!(screen.outline()[0], "! Fritz Moeller and Jim Botha look into it", "nobody owns it unasked");
    assert_eq!(screen.notice(), "Alt-O takes Fritz Moeller, Jim Botha as owners");
    let at = screen.slot("Welcome").entries[0].at;
    screen.wait(60).press("alt-o");
    assert_eq!(
        screen.outline(),
        ["! Fritz Moeller, Jim Botha — Fritz Moeller and Jim Botha look into it", "  a child"]
    );
    assert_eq!(screen.slot("Welcome").entries[0].at, at);
    screen.press("ctrl-z");
    assert_eq!(screen.outline()[0], "! Fritz Moeller and Jim Botha look into it");
    screen.press("ctrl-z");
    assert_eq!(screen.outline(), ["Fritz Moeller and Jim Botha look into it", "  a child"]);
}

#[test]
fn one_key_makes_a_note_an_action_of_those_it_names() {
    let mut screen = Screen::open();
    screen.lines(&["Bo Chen writes it down", "nobody does"]).press("up up alt-o");
    assert_eq!(screen.outline()[0], "! Bo Chen — Bo Chen writes it down");
    screen.press("down alt-o");
    assert_eq!((screen.outline()[1].as_str(), screen.notice()), ("nobody does", "Its text names nobody of the roster"));
}

#[test]
fn a_note_that_names_nobody_offers_nothing() {
    let mut screen = Screen::open();
    screen.lines(&["look into it"]).press("up ctrl-r");
    assert_eq!((screen.outline()[0].as_str(), screen.notice()), ("! look into it", ""));
}

#[test]
fn the_owners_also_go_into_an_edit_of_it_that_was_put_aside() {
    let mut screen = Screen::open();
    screen.lines(&["Bo Chen writes"]).press("up enter").typed(" it down").press("esc alt-o enter");
    assert_eq!(screen.line(), "! Bo Chen writes it down", "the shortest line that reads so");
    screen.press("enter");
    assert_eq!(screen.outline(), ["! Bo Chen — Bo Chen writes it down"]);
}
