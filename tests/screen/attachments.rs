//! Files and pages named for a slot in the meeting, and what is said of those that are not there.

use minutebook::app::overlay::{Overlay, leave_rows};
use minutebook::app::{Effect, Msg};
use minutebook::meeting::Attachment;

use crate::panes::shown;
use crate::script::Screen;

/// Kind, name and place of what is named for a slot.
fn named(screen: &Screen, title: &str) -> Vec<(String, String, Option<String>)> {
    let one = |one: &Attachment| (one.kind.clone(), one.name.clone(), one.link.clone());
    screen.slot(title).attachments().map(one).collect()
}

#[test]
fn a_file_is_named_for_the_slot_on_screen_with_what_to_call_it_before_or_behind_it() {
    let mut screen = Screen::open();
    screen.lines(&[
        "/attach plan.pdf The plan",
        "/attach The map: https://maps.example/1",
        "/attach \"my talk.key\" Talk",
        "/attach notes of June.md",
        "/attach figures of July",
    ]);
    let of = |kind: &str, name: &str, link: Option<&str>| (kind.to_owned(), name.to_owned(), link.map(str::to_owned));
    assert_eq!(
        named(&screen, "Welcome"),
        [
            of("PDF", "The plan", Some("plan.pdf")),
            of("link", "The map", Some("https://maps.example/1")),
            of("slides", "Talk", Some("my talk.key")),
            of("document", "notes of", Some("June.md")),
            of("file", "figures of July", None),
        ]
    );
    screen.press("ctrl-z");
    assert_eq!(named(&screen, "Welcome").len(), 4, "one act each");
    screen.lines(&["/attach plan.pdf The plan"]);
    assert_eq!((named(&screen, "Welcome").len(), screen.notice()), (4, "The plan is attached already"));
}

#[test]
fn what_is_promised_or_not_there_is_said_before_leaving() {
    let mut screen = Screen::open();
    screen.lines(&["/attach plan.pdf", "/attach figures of July"]);
    screen.press("ctrl-q");
    let missing = |screen: &Screen| match &screen.model.overlay {
        Some(Overlay::Leave { unfinished, .. }) => unfinished.missing.clone(),
        other => panic!("{other:?}"),
    };
    let pair = |path: &str| ("Welcome".to_owned(), path.to_owned());
    assert_eq!(missing(&screen), [pair("figures of July")]);
    let asked = screen.asked.iter().rev().find_map(|effect| match effect {
        Effect::LookForFiles(paths) => Some(paths.clone()),
        _ => None,
    });
    assert_eq!(asked, Some(vec!["plan.pdf".to_owned()]));
    screen.send(Msg::NotThere(vec!["plan.pdf".to_owned()]));
    assert_eq!(missing(&screen), [pair("figures of July"), pair("plan.pdf")]);
}

#[test]
fn a_file_that_is_not_there_keeps_its_name_and_is_said_at_once() {
    let mut screen = Screen::open();
    screen.lines(&["/attach plan.pdf"]);
    screen.send(Msg::NotThere(vec!["plan.pdf".to_owned()]));
    assert_eq!(screen.notice(), "plan.pdf is not there; Welcome keeps its name until the file comes");
    assert_eq!(named(&screen, "Welcome").len(), 1);
}

#[test]
fn what_was_named_in_the_meeting_is_taken_off_by_a_part_of_its_name_and_comes_back_with_undo() {
    let mut screen = Screen::open();
    screen.lines(&["/attach plan.pdf The plan", "/attach https://maps.example/1 The map"]);
    screen.lines(&["/detach the"]);
    assert_eq!(screen.notice(), "“the” may be The plan or The map: say more of it");
    screen.press("ctrl-u").lines(&["detach chart"]);
    assert_eq!(screen.notice(), "Nothing is attached that is called “chart”");
    screen.press("ctrl-u").lines(&["detach maps.ex"]);
    assert_eq!((named(&screen, "Welcome").len(), screen.notice()), (1, "Taken off Welcome: The map"));
    screen.press("ctrl-z");
    assert_eq!(named(&screen, "Welcome").len(), 2);
}

#[test]
fn the_leave_panel_has_a_line_a_slot_for_missing_files_behind_all_else_and_scrolls_to_its_end() {
    let mut screen = Screen::open();
    screen.lines(&["/attach a.pdf", "/attach b.pdf", "! nobody does it"]).size(60, 20).press("ctrl-q");
    screen.send(Msg::NotThere(vec!["a.pdf".to_owned(), "b.pdf".to_owned()]));
    let rows = |screen: &Screen| match &screen.model.overlay {
        Some(Overlay::Leave { unfinished, .. }) => leave_rows(&screen.model.saved, unfinished, None, (60, 9)),
        other => panic!("{other:?}"),
    };
    let texts: Vec<String> = rows(&screen).into_iter().map(|(_, words, _)| words).collect();
    assert_eq!(texts[texts.len() - 2..], ["Attachments that are not there · 2", "  Welcome: a.pdf, b.pdf"]);
    let top = |screen: &Screen| match &screen.model.overlay {
        Some(Overlay::Leave { top, .. }) => *top,
        other => panic!("{other:?}"),
    };
    screen.press("down");
    assert_eq!(top(&screen), 1);
    screen.press("pagedown pagedown pagedown pagedown");
    let last = top(&screen);
    assert!(last > 1, "{last}");
    screen.press("down");
    assert_eq!(top(&screen), last, "never further than its last page");
    screen.press("up");
    assert_eq!(top(&screen), last - 1);
}

#[test]
fn a_small_screen_shows_the_ways_out_before_the_files_that_are_not_there() {
    let mut screen = Screen::open();
    screen
        .lines(&["/attach plan.pdf", "/attach a-rather-long-name-of-a-file-in-July.pdf"])
        .size(40, 12)
        .press("ctrl-q");
    screen.send(Msg::NotThere(vec!["plan.pdf".to_owned(), "a-rather-long-name-of-a-file-in-July.pdf".to_owned()]));
    let first = shown(&screen);
    for words in ["│ c closes  l leaves open  Esc stays   │", "│ … and ", " Enter settles what is unfinished"] {
        assert!(first.contains(words), "{words} in\n{first}");
    }
    screen.press(&"down ".repeat(20));
    let last = shown(&screen);
    for words in ["Attachments that are not there · 2", "plan.pdf", "in-July.pdf"] {
        assert!(last.contains(words), "{words} in\n{last}");
    }
}
