//! The close-out: what is unfinished, each settled by one key, and nothing of it in the way of closing.

use minutebook::app::{CheckState, Effect, Ending, Msg, Saved};
use minutebook::meeting::{Attachment, Mark};

use crate::pictures::pictures;
use crate::script::{Screen, usual};

/// A meeting in which everything is left undone that can be.
fn untidy() -> Screen {
    let mut agenda = usual();
    agenda.days[0].slots[1].attachments = vec![Attachment {
        kind: "file".to_owned(),
        name: "The plan".to_owned(),
        link: Some("plan.pdf".to_owned()),
        ..Attachment::default()
    }];
    let mut screen = Screen::of(agenda);
    screen.press("ctrl-n").wait(600);
    screen.lines(&[
        "! tell Jim Botha and the users",
        "! Ann Lee, Zed Zoo — draft it due 2019-11-29",
        "? who pays",
        "PROPOSED: we go",
        "#idea a dinner",
    ]);
    screen.press("ctrl-n").wait(600);
    screen.lines(&["/park data"]).typed("half a line").size(80, 24);
    screen
}

/// What the rows say, each with how it stands.
fn list(screen: &Screen) -> Vec<String> {
    let sign = |state| match state {
        CheckState::Open => "",
        CheckState::Left => "- ",
        CheckState::Settled => "ok ",
    };
    screen.model.closeout.rows.iter().map(|row| format!("{}{}", sign(row.state), row.label)).collect()
}

/// Chooses the row that begins so.
fn choose(screen: &mut Screen, label: &str) {
    let at = screen.model.closeout.rows.iter().position(|row| row.label.starts_with(label)).expect(label);
    screen.press("pageup pageup pageup").press(&"down ".repeat(at));
    assert_eq!(screen.model.closeout.chosen, at);
}

fn state(screen: &Screen, label: &str) -> CheckState {
    screen.model.closeout.rows.iter().find(|row| row.label.starts_with(label)).expect(label).state
}

#[test]
fn an_owner_whom_no_roster_knew_is_named_once_when_asked_for() {
    let mut screen = Screen::of(usual());
    screen.press("ctrl-n").lines(&["! Zoe — ask the users"]).press("ctrl-q enter");
    choose(&mut screen, "Action item 1 has no owner");
    screen.press("enter");
    assert_eq!(screen.popup(), Some("item.owner"));
    screen.typed("Zoe").press("enter");
    assert_eq!(screen.outline(), ["! Zoe — ask the users"]);
}

#[test]
fn the_leave_panels_enter_opens_a_list_of_all_that_is_unfinished() {
    let mut screen = untidy();
    screen.press("ctrl-q enter");
    assert_eq!(screen.popup(), Some("Close-out"));
    assert!(matches!(screen.asked.last(), Some(Effect::LookForFiles(paths)) if paths == &["plan.pdf"]));
    screen.send(Msg::NotThere(vec!["plan.pdf".to_owned()]));
    assert_eq!(
        list(&screen),
        [
            "Half typed in Middleware: half a line",
            "Action item 1 has no owner: tell Jim Botha and the users",
            "Action item 1 has no date: tell Jim Botha and the users",
            "Zed Zoo is not on the roster",
            "Open question in Welcome: who pays",
            "Proposal not settled in Welcome: we go",
            "Idea in Welcome: a dinner",
            "Held without a note: Middleware",
            "Not reached: Plans",
            "Not reached: Close",
            "Parked: Data",
            "Not there for Middleware: The plan",
        ]
    );
    insta::assert_snapshot!("the_close_out", {
        screen.press("down enter down tab");
        pictures(&mut screen)
    });
}

#[test]
fn each_is_settled_by_enter_and_undo_takes_it_back() {
    let mut screen = untidy();
    screen.press("ctrl-q enter");
    screen.press("enter");
    assert_eq!((screen.line(), screen.outline()), ("", vec!["half a line".to_owned()]));
    assert_eq!(state(&screen, "Held without a note"), CheckState::Settled, "the line is the slot's note");
    screen.press("enter");
    assert_eq!(screen.outline_of("Welcome")[0], "! Jim Botha — tell Jim Botha and the users");
    // The chosen row goes on to what is open.
    assert_eq!(screen.model.closeout.row().unwrap().label, "Action item 1 has no date: tell Jim Botha and the users");
    screen.press("enter").typed("2019-12-02").press("enter");
    assert_eq!(screen.popup(), Some("Close-out"));
    assert_eq!(screen.outline_of("Welcome")[0], "! Jim Botha — tell Jim Botha and the users due 2019-12-02");
    screen.press("enter");
    assert!(screen.model.meeting().people.iter().any(|person| person.name == "Zed Zoo"));
    screen.press("ctrl-z");
    assert_eq!(state(&screen, "Zed Zoo"), CheckState::Open);
    choose(&mut screen, "Open question");
    screen.press("enter");
    choose(&mut screen, "Proposal");
    screen.press("enter");
    choose(&mut screen, "Not reached: Plans");
    screen.press("enter");
    choose(&mut screen, "Not reached: Close");
    screen.press("tab enter");
    assert_eq!(screen.outline_of("Welcome")[2..4], ["info: who pays".to_owned(), "= we go".to_owned()]);
    assert_eq!(screen.slot("Plans").mark, Some(Mark::Parked));
    assert_eq!(screen.slot("Close").mark, Some(Mark::Skipped));
    assert_eq!(state(&screen, "Not reached: Plans"), CheckState::Settled);
    assert_eq!(state(&screen, "Parked: Plans"), CheckState::Open, "what is parked is named as that");
}

#[test]
fn what_is_left_as_it_is_stays_so_and_can_be_taken_up_again() {
    let mut screen = untidy();
    screen.press("ctrl-q enter");
    choose(&mut screen, "Idea");
    screen.press("enter");
    assert_eq!(state(&screen, "Idea"), CheckState::Left);
    screen.press("esc enter");
    screen.lines(&["/closeout"]);
    assert_eq!((screen.popup(), state(&screen, "Idea")), (Some("Close-out"), CheckState::Left));
    choose(&mut screen, "Idea");
    screen.press("enter");
    assert_eq!(state(&screen, "Idea"), CheckState::Open);
}

#[test]
fn its_place_comes_on_screen_by_one_key() {
    let mut screen = untidy();
    screen.press("ctrl-q enter");
    choose(&mut screen, "Open question");
    screen.press("ctrl-g");
    assert_eq!((screen.popup(), screen.viewed(), screen.selected()), (None, "Welcome", Some("who pays")));
    screen.press("ctrl-q enter");
    choose(&mut screen, "Zed Zoo");
    screen.press("ctrl-g");
    assert_eq!(screen.selected(), Some("draft it"));
    screen.press("ctrl-q enter");
    choose(&mut screen, "Not reached: Close");
    screen.press("ctrl-g");
    assert_eq!(screen.viewed(), "Close");
}

#[test]
fn nothing_in_it_stands_in_the_way_of_closing() {
    let mut screen = untidy();
    screen.press("ctrl-q enter c");
    assert_eq!(screen.ended, Some(Ending::Closed));
    assert_eq!(screen.outline_of("Middleware"), ["half a line"]);
}

#[test]
fn while_something_is_not_saved_closing_is_asked_once_more() {
    let mut screen = untidy();
    screen.send(Msg::Saved(Saved::Failing { why: "disk full".to_owned(), unsaved: 2 }));
    screen.press("ctrl-q enter c");
    assert_eq!((screen.ended, screen.popup()), (None, Some("Leave")));
    screen.press("c");
    assert_eq!(screen.ended, Some(Ending::Closed));
}

#[test]
fn what_is_typed_over_it_is_a_line() {
    let mut screen = Screen::open();
    screen.press("ctrl-q enter").typed("Well").press("enter");
    assert_eq!(screen.outline(), ["Well"]);
    // An answer that was begun and left leads back to the list, and from there out.
    screen.lines(&["! do it"]).press("ctrl-q enter enter esc");
    assert_eq!(screen.popup(), Some("Close-out"));
    screen.press("esc");
    assert_eq!(screen.popup(), None);
}

#[test]
fn two_texts_are_settled_from_the_list() {
    let mut screen = Screen::open();
    screen.lines(&["first"]);
    screen.rival("first", "otherwise");
    screen.press("ctrl-q enter enter");
    assert_eq!(screen.popup(), Some("Take one of the texts"));
    screen.press("enter");
    assert_eq!(screen.popup(), Some("Close-out"));
    assert_eq!(state(&screen, "Two texts"), CheckState::Settled);
}
