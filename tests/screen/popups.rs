//! Pop-ups: jump, palette, help, the list of action items, and leaving.

use minutebook::app::overlay::{Choice, Overlay};
use minutebook::app::{Ending, verbs_of_meeting};

use crate::panes::shown;
use crate::script::{Screen, plan, usual};

#[test]
fn jump_narrows_as_one_types_and_esc_leaves_it() {
    let mut screen = Screen::open();
    screen.typed("half").press("ctrl-g").typed("ta");
    assert_eq!(screen.popup(), Some("Jump to"));
    screen.press("esc");
    assert_eq!((screen.popup(), screen.viewed(), screen.line()), (None, "Welcome", "half"));
    screen.press("ctrl-g").typed("DATA").press("enter");
    assert_eq!((screen.viewed(), screen.line()), ("Data", ""));
}

#[test]
fn enter_where_nothing_fits_goes_nowhere() {
    let mut screen = Screen::open();
    screen.press("ctrl-g").typed("nothing like it").press("enter");
    assert_eq!((screen.popup(), screen.viewed(), screen.line()), (None, "Welcome", ""));
}

#[test]
fn the_palette_reaches_every_verb() {
    for verb in verbs_of_meeting() {
        let mut screen = Screen::open();
        screen.press("alt-x").typed(verb.name);
        let Some(Overlay::Pick(palette)) = &screen.model.overlay else { panic!("no palette") };
        let chosen = &palette.items[palette.matches[palette.chosen]];
        assert_eq!(chosen.choice, Choice::Do(verb.action), "{} finds {}", verb.name, chosen.detail);
        screen.press("enter");
    }
}

#[test]
fn a_verb_of_the_palette_does_what_its_key_does() {
    let mut screen = Screen::open();
    screen.press("alt-x").typed("slot.next").press("enter");
    assert_eq!(screen.running(), Some("Welcome"));
    screen.press("/").typed("next slot clock").press("enter");
    assert_eq!(screen.running(), Some("Middleware"));
}

#[test]
fn a_lone_slash_opens_the_palette_and_one_within_a_line_is_typed() {
    let mut screen = Screen::open();
    screen.press("/");
    assert_eq!((screen.popup(), screen.line()), (Some("Do"), ""));
    screen.press("backspace");
    assert_eq!((screen.popup(), screen.line()), (None, ""));
    screen.typed("and/or");
    assert_eq!((screen.popup(), screen.line()), (None, "and/or"));
}

#[test]
fn what_was_typed_after_a_slash_is_given_back_as_a_line() {
    let mut screen = Screen::open();
    screen.press("/").typed("etc is full").press("esc");
    assert_eq!((screen.popup(), screen.line()), (None, "/etc is full"));
    screen.press("ctrl-u /").typed("etc is full").press("enter");
    assert_eq!((screen.popup(), screen.line()), (None, ""));
    assert_eq!(screen.outline(), ["/etc is full"]);
    screen.press("/").typed("half").press("ctrl-q esc");
    assert_eq!(screen.line(), "/half");
}

#[test]
fn what_was_typed_after_a_slash_survives_a_crash() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("tab /").typed("etc ").paste("is full");
    let screen = screen.restart(5);
    assert_eq!((screen.popup(), screen.line(), screen.model.line_depth()), (None, "/etc is full", 1));
    let mut screen = Screen::open();
    screen.press("/").typed("view.next").press("enter");
    let screen = screen.restart(5);
    assert_eq!((screen.drafts.len(), screen.line()), (0, ""), "a verb that was picked leaves nothing behind");
}

#[test]
fn the_slash_palette_acts_on_the_entry_that_is_selected() {
    let mut screen = Screen::open();
    screen.lines(&["! jim — x"]).press("up /").typed("entry.done").press("enter");
    assert_eq!(screen.outline(), ["! Jim Botha — x (done)"]);
    screen.press("/").typed("none such").press("esc");
    assert_eq!((screen.line(), screen.selected()), ("/none such", None));
}

#[test]
fn help_opens_by_both_keys_scrolls_and_closes() {
    let mut screen = Screen::open();
    for key in ["f1", "alt-h"] {
        screen.press(key);
        assert_eq!(screen.popup(), Some("Help"));
        screen.press("esc");
        assert_eq!(screen.popup(), None);
    }
    let top = |screen: &Screen| match &screen.model.overlay {
        Some(Overlay::Help { top }) => *top,
        _ => panic!("no help"),
    };
    screen.press("f1 down down");
    assert_eq!(top(&screen), 2);
    screen.press("pagedown pagedown pagedown pagedown pagedown pagedown pagedown pagedown");
    let last = top(&screen);
    screen.press("up");
    assert_eq!(top(&screen), last - 1, "no key is lost beyond the end");
    screen.typed("x");
    assert_eq!((screen.popup(), screen.line()), (None, "x"));
}

#[test]
fn the_list_of_action_items_shows_the_one_that_is_taken() {
    let mut screen = Screen::open();
    screen.lines(&["! jim — one"]).press("alt-down").lines(&["! bo — two"]).press("alt-a");
    assert_eq!(screen.popup(), Some("Action items"));
    screen.typed("one").press("enter");
    assert_eq!((screen.viewed(), screen.selected()), ("Welcome", Some("one")));
}

#[test]
fn c_in_the_leave_panel_closes_without_asking_again() {
    for key in ["ctrl-q", "ctrl-c"] {
        let mut screen = Screen::open();
        screen.press("ctrl-n").wait(60).press(key);
        assert_eq!((screen.popup(), screen.ended), (Some("Leave"), None));
        screen.press("c");
        assert_eq!((screen.ended, screen.running()), (Some(Ending::Closed), None));
        assert!(screen.model.meeting().closed.is_some());
    }
}

#[test]
fn l_in_the_leave_panel_leaves_the_meeting_open_and_pauses_the_clock() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(60).typed("half").press("ctrl-q l");
    assert_eq!((screen.ended, screen.running()), (Some(Ending::Left), None));
    assert!(screen.model.meeting().closed.is_none());
    let mut screen = screen.restart(3600);
    assert_eq!((screen.viewed(), screen.line(), screen.spent("Welcome")), ("Welcome", "half", 60));
    screen.press("ctrl-t").wait(5);
    assert_eq!(screen.spent("Welcome"), 65);
}

#[test]
fn esc_stays_and_any_other_printable_key_is_typed() {
    let mut screen = Screen::open();
    screen.press("ctrl-q esc");
    assert_eq!((screen.popup(), screen.ended), (None, None));
    screen.press("ctrl-q").typed("x");
    assert_eq!((screen.popup(), screen.line(), screen.ended), (None, "x", None));
    screen.press("ctrl-q C ctrl-q L");
    assert_eq!((screen.line(), screen.ended), ("xCL", None), "capitals are text");
    screen.press("ctrl-q ctrl-q f8 ctrl-n");
    assert_eq!((screen.popup(), screen.running()), (Some("Leave"), None));
}

#[test]
fn the_leave_panel_shows_what_is_unfinished() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(60).press("ctrl-n").wait(60);
    screen.lines(&["! nobody does it", "! Ann Lee — of old", "? who pays"]);
    screen.lines(&["/drop 2"]).typed("half").press("alt-down").typed("other").press("ctrl-q");
    let Some(Overlay::Leave { unfinished, .. }) = &screen.model.overlay else { panic!("no panel") };
    let lines = [("Middleware", "half"), ("Break", "other")];
    assert_eq!(unfinished.lines, lines.map(|(slot, text)| (slot.to_owned(), text.to_owned())));
    assert_eq!(unfinished.ownerless, [(1, "nobody does it".to_owned())]);
    assert_eq!(unfinished.dateless.len(), 1, "{:?}", unfinished.dateless);
    assert_eq!(unfinished.questions, [("Middleware".to_owned(), "who pays".to_owned())]);
    assert_eq!(unfinished.noteless, ["Welcome"]);
    assert_eq!(unfinished.unreached, ["Data", "Plans", "Close"], "a break needs no notes");
}

#[test]
fn closing_commits_half_typed_lines_as_notes_and_edits_as_edits() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("tab").typed("! jim — DM-1").press("up enter").typed("b").press("esc alt-down");
    screen.typed("  ").press("alt-down").typed("late").press("ctrl-q c");
    assert_eq!(screen.ended, Some(Ending::Closed));
    assert_eq!(screen.outline_of("Welcome"), ["ab", "  ! jim — DM-1"]);
    assert_eq!(screen.slot("Welcome").entries[1].tickets, ["DM-1"]);
    assert!(screen.slot("Welcome").entries[1].as_action().is_none());
    assert_eq!(screen.outline_of("Break"), ["late"]);
    assert!(screen.drafts.is_empty(), "{:?}", screen.drafts);
}

#[test]
fn an_edited_agenda_is_merged_and_said_and_any_key_goes_on() {
    let mut screen = Screen::open();
    screen.press("alt-down").typed("half");
    let mut agenda = usual();
    agenda.days[0].slots.remove(1);
    screen.revise(agenda.clone());
    let Some(Overlay::Report { lines, .. }) = &screen.model.overlay else { panic!("nothing was said") };
    assert_eq!(lines, &["no longer planned: 09:45 Middleware"]);
    screen.typed("x");
    assert_eq!((screen.popup(), screen.viewed(), screen.line()), (None, "Welcome", "halfx"), "no text is lost");
    let written = screen.acts.len();
    screen.revise(agenda);
    assert_eq!((screen.popup(), screen.acts.len()), (None, written), "read again it says nothing new");
}

#[test]
fn everything_that_names_a_key_follows_the_users_bindings() {
    use minutebook::app::{Action, overlay};
    let mut screen = Screen::open();
    screen.model.keymap.bind(Action::SlotNext, vec!["f8".parse().unwrap()]);
    screen.press("f8");
    assert_eq!(screen.running(), Some("Welcome"));
    screen.press("ctrl-n");
    assert_eq!(screen.running(), Some("Welcome"), "the old key is free");
    let help = overlay::help(&screen.model.keymap, 100);
    assert!(help.iter().any(|row| row.keys == "F8" && row.words.starts_with("starts the clock on the next slot")));
    assert!(help.iter().all(|row| row.keys != "Ctrl-N"));
}

#[test]
fn every_key_that_the_contract_names_is_in_the_help() {
    let screen = Screen::open();
    let help = minutebook::app::overlay::help(&screen.model.keymap, 200);
    let keys: Vec<&str> = help.iter().flat_map(|row| row.keys.split(' ')).collect();
    for key in [
        "Enter",
        "Tab",
        "Shift-Tab",
        "Backspace",
        "Ctrl-N",
        "Ctrl-P",
        "Ctrl-T",
        "Alt-↓",
        "Alt-↑",
        "Ctrl-↓",
        "Ctrl-↑",
        "F8",
        "F7",
        "Ctrl-G",
        "Esc",
        "PageDown",
        "PageUp",
        "↑",
        "↓",
        "Delete",
        "Ctrl-D",
        "Ctrl-R",
        "Alt-Shift-↑",
        "Alt-Shift-↓",
        "Ctrl-Z",
        "Ctrl-Y",
        "F1",
        "Alt-H",
        "Ctrl-Q",
        "Ctrl-C",
        "Alt-X",
        "←",
        "→",
        "Home",
        "End",
        "Ctrl-A",
        "Ctrl-E",
        "Ctrl-W",
        "Ctrl-U",
        "Ctrl-K",
        "Alt-B",
        "Alt-F",
        "Ctrl-←",
        "Ctrl-→",
    ] {
        assert!(keys.contains(&key), "{key} is not in the help");
    }
}

#[test]
fn an_agenda_read_again_takes_no_text_from_the_palette() {
    let mut screen = Screen::open();
    screen.press("/").typed("half");
    let mut agenda = usual();
    agenda.days[0].slots.remove(1);
    screen.revise(agenda).press("esc");
    assert_eq!((screen.popup(), screen.line()), (None, "/half"));
}

#[test]
fn a_long_report_scrolls_to_its_end_and_no_further() {
    let mut screen = Screen::open();
    let many: Vec<String> = (0..40).map(|n| format!("12:{n:02} Slot number {n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    screen.revise(plan(&[&many])).size(80, 24);
    let says = |screen: &Screen, words: &str| shown(screen).contains(words);
    assert!(says(&screen, "new: 12:00 Slot number 0") && says(&screen, "more rows: ↓"));
    assert!(!says(&screen, "no longer planned"));
    screen.press("down down");
    assert!(!says(&screen, "new: 12:01 Slot") && says(&screen, "new: 12:02 Slot"));
    screen.press("pagedown pagedown pagedown pagedown pagedown pagedown pagedown");
    assert!(says(&screen, "no longer planned: 10:00 Close") && !says(&screen, "more rows"));
    let end = shown(&screen);
    screen.press("down");
    assert_eq!(shown(&screen), end, "no key is lost beyond the end");
    screen.press("up");
    assert!(says(&screen, "more rows"));
    screen.press("pageup pageup pageup pageup pageup pageup pageup");
    assert!(says(&screen, "new: 12:00 Slot number 0"));
    screen.press("enter");
    assert_eq!(screen.popup(), None);
}

#[test]
fn the_help_begins_with_what_every_scribe_needs() {
    let mut screen = Screen::open();
    screen.size(80, 24).press("f1");
    let shows = shown(&screen);
    let keys = ["Enter ", "Ctrl-N ", "Ctrl-G ", "Ctrl-Z ", "Esc ", "Ctrl-Q "];
    let rows = keys.map(|key| shows.lines().position(|row| row.starts_with(&format!("│ {key}"))));
    assert!(rows.iter().all(Option::is_some) && rows.is_sorted(), "{rows:?} in {shows}");
    assert_eq!(shows.lines().filter(|row| row.starts_with('│')).count(), 19, "all rows there are: {shows}");
    assert!(shows.contains("Keys"));
    screen.press("f1");
    let shows = shown(&screen);
    assert!(shows.lines().nth(1).unwrap().starts_with("╭ Notation of a line ─"), "{shows}");
    screen.press("up");
    assert!(shown(&screen).lines().nth(1).unwrap().starts_with("╭ Keys ─"));
}

#[test]
fn the_help_covers_no_line_that_is_typed() {
    for size in [(120, 40), (80, 24), (59, 20), (40, 12)] {
        let mut screen = Screen::open();
        screen.size(size.0, size.1).typed("half a line").press("f1");
        let shows = shown(&screen);
        assert!(shows.contains("› half a line") && shows.contains("What every scribe needs"), "{shows}");
        screen.press("pagedown").typed("!");
        assert_eq!((screen.popup(), screen.line()), (None, "half a line!"));
    }
}

#[test]
fn what_more_is_unfinished_is_counted_by_the_slot_and_not_by_the_row() {
    let titles: Vec<String> =
        (10..40).map(|at| format!("A title of slot {at} {}", "that is long ".repeat(9))).collect();
    let titles: Vec<&str> = titles.iter().map(String::as_str).collect();
    let mut screen = Screen::of(plan(&[&titles]));
    screen.size(80, 24).press("ctrl-n").lines(&["a note"]).press("ctrl-q");
    let shows = shown(&screen);
    assert!(shows.contains("Slots not reached · 29"), "{shows}");
    let shown_titles = shows.matches("A title of slot").count();
    let inside = shows.lines().filter(|row| row.starts_with("│   A title")).count();
    assert!(shows.contains(&format!("… and {} more", 29 - inside)), "{inside} of {shown_titles}: {shows}");
}

#[test]
fn a_narrow_foot_gives_the_keys_of_the_moment_before_what_can_wait() {
    let mut screen = Screen::open();
    screen.size(40, 12).press("ctrl-n").lines(&["! jim — x"]).wait(60).press("esc");
    let foot = |screen: &Screen| shown(screen).lines().last().unwrap().trim().to_owned();
    assert_eq!(foot(&screen), "Ctrl-N next slot  Ctrl-G jump  F1 help");
    screen.press("ctrl-g");
    assert_eq!(foot(&screen), "Enter takes it   Esc leaves");
    screen.press("esc").size(80, 24);
    assert!(foot(&screen).ends_with("1 open · Alt-A"), "where there is room it is told: {}", foot(&screen));
    screen.press("ctrl-g");
    assert!(!foot(&screen).contains("open"), "a pop-up takes no key for it");
}
