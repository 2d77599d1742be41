//! What a click, a drag and the wheel do, by what stands under them on the screen as it is drawn.
//!
//! Not here: reports as terminals write them (see `shell`), and the mouse of a real terminal (see `tests/meeting_live/mouse.rs`).

use minutebook::app::scroll::Scroll;
use minutebook::app::{Deed, Ending, ReadOnly};
use minutebook::meeting::Status;
use minutebook::view::cursor;

use crate::panes::{place_in, place_of, rows_of, shown};
use crate::script::{Screen, plan};

fn wide() -> Screen {
    let mut screen = Screen::open();
    screen.size(120, 40);
    screen
}

#[test]
fn a_click_on_a_slot_looks_at_it_and_moves_no_clock() {
    let mut screen = wide();
    screen.press("ctrl-n").click("Plans");
    assert_eq!((screen.viewed(), screen.running()), ("Plans", Some("Welcome")));
    screen.clicks("Middleware", 2);
    assert_eq!((screen.viewed(), screen.running()), ("Middleware", Some("Welcome")));
    screen.click("Tue 29 Oct");
    assert_eq!(screen.viewed(), "Data", "of a day its first slot");
    screen.click("▶ the clock runs on");
    assert_eq!(screen.viewed(), "Welcome", "the head leads to the clock");
}

#[test]
fn the_row_that_was_clicked_stays_under_the_pointer_whichever_days_fold() {
    let titles: Vec<Vec<String>> =
        (0..9).map(|day| (0..8).map(|slot| format!("{:02}:00 D{day}S{slot}", slot + 9)).collect()).collect();
    let days: Vec<Vec<&str>> = titles.iter().map(|day| day.iter().map(String::as_str).collect()).collect();
    let mut screen = Screen::of(plan(&days.iter().map(Vec::as_slice).collect::<Vec<_>>()));
    screen.size(120, 40).press("ctrl-n");
    for _ in 0..12 {
        screen.press("alt-down");
    }
    for title in ["D1S7", "D0S2", "Thu 31 Oct", "D3S1"] {
        let agenda = screen.model.layout().agenda;
        let before = place_in(&screen, agenda, title);
        screen.point(Deed::Press(1), before);
        assert_eq!(place_in(&screen, agenda, title), before, "{title}");
    }
    assert_eq!(screen.viewed(), "D3S1");
}

fn eighty_lines() -> String {
    (0..80).map(|line| format!("line {line}")).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_wheel_scrolls_what_is_under_it_and_selects_nothing() {
    let mut screen = wide();
    screen.paste(&eighty_lines()).press("up up");
    let selected = screen.selected().unwrap().to_owned();
    let notes = screen.model.layout().notes;
    let top = |screen: &Screen| rows_of(screen, notes)[0].clone();
    let tail = top(&screen);
    screen.wheel("line 70", -6);
    assert_ne!(top(&screen), tail);
    assert_eq!(screen.selected(), Some(selected.as_str()));
    screen.point(Deed::Wheel(6), (notes.x, notes.y));
    assert_eq!((top(&screen), screen.model.scroll), (tail, Scroll::Tail), "the last page follows what is typed again");
    screen.point(Deed::Wheel(-500), (notes.x, notes.y));
    assert!(top(&screen).ends_with("line 0"));
    assert_eq!(screen.model.viewed, screen.slot_id("Welcome"));
}

#[test]
fn lists_scroll_under_the_wheel_and_follow_their_chosen_row_again_with_the_next_key() {
    let mut screen = wide();
    screen.press("alt-x");
    let first = place_of(&screen, "Starts the clock on the next slot");
    screen.wheel("Starts the clock on the next slot", 5);
    assert!(!shown(&screen).contains("Starts the clock on the next slot"));
    screen.point(Deed::Wheel(-50), first);
    assert_eq!(place_of(&screen, "Starts the clock on the next slot"), first);
    screen.point(Deed::Wheel(500), first).press("down");
    assert_eq!(place_of(&screen, "Starts the clock on the next slot"), first);
}

#[test]
fn a_row_of_a_list_is_chosen_by_a_click_and_done_by_a_second_one() {
    let mut screen = wide();
    screen.press("ctrl-g");
    let row = place_in(&screen, screen.model.layout().popup, "Close");
    screen.point(Deed::Press(1), row).point(Deed::Release, row);
    assert_eq!((screen.popup(), screen.viewed()), (Some("Jump to"), "Welcome"));
    let other = place_in(&screen, screen.model.layout().popup, "Data");
    screen.point(Deed::Press(1), other);
    assert_eq!(screen.popup(), Some("Jump to"), "a click on another row is its first");
    // A second one may come as late as it likes, but no key between.
    screen.press("up down").point(Deed::Press(1), other);
    assert_eq!(screen.popup(), Some("Jump to"));
    screen.point(Deed::Press(1), row).point(Deed::Press(1), row);
    assert_eq!((screen.popup(), screen.viewed()), (None, "Close"));
}

#[test]
fn a_way_to_leave_is_taken_by_a_click_on_its_row() {
    for (row, popup, ended) in [
        ("close the meeting", None, Some(Ending::Closed)),
        ("leave it open", None, Some(Ending::Left)),
        ("Enter  ", Some("Close-out"), None),
        ("Esc  ", None, None),
    ] {
        let mut screen = wide();
        screen.press("ctrl-n").lines(&["! nobody's"]).press("ctrl-q");
        screen.click("without an owner");
        assert_eq!(screen.popup(), Some("Leave"), "what is unfinished is only to be read");
        screen.click(row);
        assert_eq!(screen.ended, ended, "{row}");
        assert!(ended.is_some() || screen.popup() == popup, "{row}");
    }
}

#[test]
fn a_drag_whose_release_was_lost_is_over_with_the_next_key_paste_or_click() {
    let mut screen = wide();
    screen.lines(&["one two", "three"]);
    let (from, to) = (place_of(&screen, "one"), place_of(&screen, "three"));
    for deed in 0..3 {
        screen.point(Deed::Press(1), from).point(Deed::Drag, to);
        assert!(screen.model.mouse.marked.is_some());
        match deed {
            0 => screen.press("ctrl-g"),
            1 => screen.paste("x"),
            _ => screen.point(Deed::Press(1), place_of(&screen, "Plans")),
        };
        screen.point(Deed::Drag, to).point(Deed::Release, to).press("esc esc");
        assert_eq!((screen.copied(), screen.model.mouse.marked), (None, None), "{deed}");
        if screen.viewed() != "Welcome" {
            screen.click("Welcome");
        }
    }
}

#[test]
fn a_blank_is_not_copied() {
    let mut screen = wide();
    screen.lines(&["one two"]);
    let (x, y) = place_of(&screen, "two");
    for times in 1..=2 {
        screen.point(Deed::Press(times), (x - 1, y)).point(Deed::Release, (x - 1, y));
    }
    assert_eq!((screen.copied(), screen.notice()), (None, ""));
}

#[test]
fn a_click_beside_a_pop_up_leaves_it_unless_words_would_be_lost() {
    let mut screen = wide();
    screen.press("f1").click("Welcome");
    assert_eq!((screen.popup(), screen.viewed()), (None, "Welcome"), "the click is for that alone");
    screen.press("alt-c").typed("9:05").click("Plans");
    assert_eq!(screen.popup(), Some("Started at"));
    screen.press("esc").typed("/half").click("Plans");
    assert_eq!((screen.popup(), screen.line()), (None, "/half"), "what stands behind a slash is a line again");
}

#[test]
fn a_click_selects_an_entry_and_one_on_the_box_ticks_it() {
    let mut screen = wide();
    screen.press("ctrl-n").lines(&["one", "! jim — draft the plan", "three"]);
    screen.click("one");
    assert_eq!(screen.selected(), Some("one"));
    let notes = screen.model.layout().notes;
    let below = (notes.x + 2, notes.bottom() - 1);
    screen.point(Deed::Press(1), below).point(Deed::Release, below);
    let status = |screen: &Screen| screen.model.meeting().action_items().next().unwrap().2.status;
    let (_, y) = place_of(&screen, "three");
    let boxed = (notes.x, y - 1);
    screen.point(Deed::Press(1), boxed).point(Deed::Release, boxed);
    assert_eq!((status(&screen), screen.selected()), (Status::Done, None), "{}", shown(&screen));
    screen.press("ctrl-z");
    assert_eq!(status(&screen), Status::Open);
    // The list beside the notes.
    screen.click("☐ 1");
    assert_eq!(status(&screen), Status::Done);
    screen.press("alt-down").click("1 Jim Botha");
    assert_eq!((screen.viewed(), screen.selected()), ("Welcome", Some("draft the plan")));
}

#[test]
fn a_closed_look_ticks_nothing_and_marks_and_copies() {
    let mut screen = wide();
    screen.lines(&["! jim — draft the plan"]).read_only(Some(ReadOnly::LookedAt { over_a_meeting: false }));
    screen.click("☐ 1");
    assert_eq!(screen.model.meeting().action_items().next().unwrap().2.status, Status::Open);
    assert!(!screen.notice().is_empty());
    screen.clicks("draft", 2);
    assert_eq!(screen.copied(), Some("draft"));
}

#[test]
fn a_click_in_the_line_places_the_cursor_before_the_sign_there() {
    let mut screen = wide();
    screen.typed("日本 e\u{301}👨\u{200d}👩\u{200d}👧x");
    for (sign, before) in [("本", "日"), ("e\u{301}", "日本 "), ("x", "日本 e\u{301}👨\u{200d}👩\u{200d}👧")]
    {
        let place = place_in(&screen, screen.model.layout().composer, sign);
        screen.point(Deed::Press(1), place);
        assert_eq!(&screen.line()[..screen.model.line.cursor()], before, "{sign}");
        let at = cursor(&screen.model, &screen.model.layout()).unwrap();
        assert_eq!((at.x, at.y), place);
    }
    let composer = screen.model.layout().composer;
    // The second cell of a wide sign is that sign's.
    screen.point(Deed::Press(1), (composer.x + 5, composer.bottom() - 1));
    assert_eq!(screen.model.line.cursor(), "日".len());
    screen.point(Deed::Press(1), (composer.right() - 1, composer.bottom() - 1));
    assert_eq!(screen.model.line.cursor(), screen.line().len());
    screen.typed("!");
    assert!(screen.line().ends_with("x!"));
}

#[test]
fn a_click_in_a_wrapped_line_finds_its_row() {
    let mut screen = Screen::open();
    screen.size(60, 24).typed(&"word ".repeat(18)).typed("target and more").click("target");
    assert_eq!(screen.model.line.cursor(), "word ".repeat(18).len());
}

#[test]
fn the_words_at_the_foot_do_what_their_key_does() {
    let mut screen = wide();
    screen.click("starts this slot");
    assert_eq!(screen.running(), Some("Welcome"));
    screen.click("jump");
    assert_eq!(screen.popup(), Some("Jump to"));
    screen.click("leaves");
    assert_eq!(screen.popup(), None);
    screen.lines(&["one"]).click("one").click("edit");
    assert_eq!(screen.model.editing, Some(screen.entry("one")));
}

#[test]
fn on_a_narrow_screen_the_slots_beside_are_clicked_in_the_strip() {
    let mut screen = Screen::open();
    screen.size(40, 24).press("alt-down");
    screen.click("Break ›");
    assert_eq!(screen.viewed(), "Break");
    screen.click("‹ Middle");
    assert_eq!(screen.viewed(), "Middleware");
}

#[test]
fn a_click_on_the_talking_points_folds_them() {
    let mut screen = wide();
    assert!(!screen.model.all_points);
    screen.click("Confirm agenda");
    assert!(screen.model.all_points);
}

#[test]
fn an_item_that_is_gone_through_is_selected_by_a_click_and_ticked_on_its_box() {
    let mut screen = wide();
    screen.press("ctrl-n").lines(&["! jim — one", "! bo — two"]).press("alt-e esc");
    let points = screen.model.layout().points;
    let (_, y) = place_of(&screen, "Bo Chen  two");
    assert!(points.contains((points.x, y).into()));
    screen.point(Deed::Press(1), (points.x + 12, y));
    assert_eq!(screen.model.review.chosen().map(|row| row.text.as_str()), Some("two"));
    screen.point(Deed::Press(1), (points.x, y));
    assert_eq!(screen.model.review.chosen().map(|row| row.state.status), Some(Status::Done));
}

#[test]
fn a_drag_marks_by_signs_over_several_lines_and_copies_with_levels_and_marks() {
    let mut screen = wide();
    screen.lines(&["first of all", "= so be it"]).press("tab").lines(&["below 日本語 here"]);
    screen.drag("of all", "本語");
    assert_eq!(screen.copied(), Some("of all\n◆ so be it\n  ◦ below 日本"));
    assert_eq!(screen.notice(), "Copied 3 lines");
    assert_eq!(screen.selected(), None);
    screen.drag("本語", "of all");
    assert_eq!(screen.copied(), Some("of all\n◆ so be it\n  ◦ below 日本"), "it is the same upwards");
    screen.drag("so be", "be it");
    assert_eq!(screen.copied(), Some("so b"));
    assert_eq!(screen.notice(), "Copied: so b");
}

#[test]
fn rows_that_were_wrapped_are_copied_as_one_line_without_times() {
    let mut screen = Screen::open();
    let text =
        "a line that is so long that it goes over several rows of a screen which is not wide at all, up to its END";
    screen.size(60, 24).lines(&[text]).press("alt-t").drag("a line", "END");
    assert_eq!(screen.copied(), text.strip_suffix("ND"));
    screen.clicks("several", 3);
    assert_eq!(screen.copied(), Some(text));
}

#[test]
fn two_clicks_mark_a_word_and_three_an_entry() {
    let mut screen = wide();
    screen.lines(&["ask Ann-Lee@example.org, e\u{301}té or 日本."]);
    for (on, word) in [("Lee@", "Ann-Lee@example.org"), ("té", "e\u{301}té"), ("or ", "or"), ("本", "日本")] {
        screen.clicks(on, 2);
        assert_eq!(screen.copied(), Some(word));
    }
    screen.clicks("or ", 3);
    assert_eq!(screen.copied(), Some("ask Ann-Lee@example.org, e\u{301}té or 日本."));
}

#[test]
fn esc_clears_what_is_marked_and_nothing_more() {
    let mut screen = wide();
    screen.press("ctrl-n alt-down").lines(&["one two"]).drag("one", "two");
    assert!(screen.model.mouse.marked.is_some());
    let marked = shown(&screen);
    screen.press("esc");
    assert!(screen.model.mouse.marked.is_none());
    assert_eq!(screen.viewed(), "Middleware", "it did not go back to the clock");
    screen.press("esc");
    assert_eq!(screen.viewed(), "Welcome");
    assert!(marked.contains("one two"));
}

#[test]
fn dragging_past_the_edge_scrolls_and_marks_on() {
    let mut screen = wide();
    screen.paste(&eighty_lines());
    let notes = screen.model.layout().notes;
    let from = place_of(&screen, "line 79");
    screen.point(Deed::Press(1), (from.0, from.1));
    for _ in 0..5 {
        screen.point(Deed::Drag, (from.0, notes.y - 2));
    }
    screen.point(Deed::Release, (from.0, notes.y - 2));
    let copied = screen.copied().unwrap();
    assert!(copied.lines().count() > usize::from(notes.height) + 8, "{copied}");
    assert!(copied.ends_with("• l"), "{copied}");
}

#[test]
fn what_is_marked_is_let_go_with_the_next_key_and_with_its_slot() {
    let mut screen = wide();
    screen.lines(&["one two"]).drag("one", "two").typed("x");
    assert!(screen.model.mouse.marked.is_none());
    assert_eq!(screen.line(), "x");
    screen.drag("one", "two").click("Plans");
    assert!(screen.model.mouse.marked.is_none());
}

#[test]
fn nothing_is_copied_where_nothing_was_dragged_over() {
    let mut screen = wide();
    screen.lines(&["one"]).click("one").drag("one", "one");
    assert_eq!((screen.copied(), screen.model.mouse.marked), (None, None));
}

#[test]
fn one_key_leaves_the_mouse_to_the_terminal_and_says_how_to_take_it_back() {
    let mut screen = wide();
    assert!(!shown(&screen).contains("mouse off"));
    screen.press("f2");
    assert!(!screen.model.mouse.on && screen.notice().contains("F2"));
    screen.typed("x");
    assert!(shown(&screen).contains("mouse off · F2"));
    screen.press("f2");
    assert!(screen.model.mouse.on);
}

#[test]
fn a_click_edits_nothing_and_keeps_what_is_half_typed() {
    let mut screen = wide();
    screen.lines(&["one", "two"]).typed("half").click("one");
    assert_eq!((screen.selected(), screen.line()), (Some("one"), "half"));
    screen.click("Plans").click("Welcome");
    assert_eq!(screen.line(), "half");
}
