//! Another scribe writes in the same meeting: what comes in is shown with its author, and nobody loses their place.

use minutebook::app::scroll::Scroll;
use minutebook::app::{Msg, Notice, Tone, overlay::Overlay};
use minutebook::meeting::{Agenda, Command};

use crate::panes::{rows_of, shown};
use crate::script::{Screen, authors, note, plan, usual};

/// What stands in a row of the screen, without what is beside it.
fn row_with(screen: &Screen, words: &str) -> String {
    let row = shown(screen).lines().find(|row| row.contains(words)).unwrap_or_default().to_owned();
    row.rsplit('│').next().unwrap_or_default().trim().to_owned()
}

#[test]
fn what_another_wrote_appears_with_its_author_and_is_said() {
    let mut screen = Screen::open();
    screen.size(120, 40).lines(&["mine"]).other_adds("Welcome", &["theirs"]);
    assert_eq!(screen.outline(), ["mine", "theirs"]);
    assert_eq!(screen.notice(), "Bo Chen: 1 new entry in Welcome");
    assert_eq!(row_with(&screen, "theirs"), "• theirs · Bo");
    assert_eq!(row_with(&screen, "mine"), "• mine");
    screen.press("up");
    assert!(shown(&screen).contains("by Bo Chen · 09:00"), "{}", shown(&screen));
    screen.press("up");
    assert!(!shown(&screen).contains("by Bo Chen"), "one's own needs no name");
}

#[test]
fn an_action_item_of_another_says_whose_it_is_behind_its_date() {
    let mut screen = Screen::open();
    screen.size(120, 40).other(|meeting| {
        let mut content = note("draft it");
        content.kind = minutebook::meeting::Kind::Action;
        content.owners = vec!["Jim Botha".to_owned()];
        content.due = "2019-11-29".parse().ok();
        Some(Command::Add { slot: meeting.slots().next()?.id, after: None, lines: vec![(0, content)] })
    });
    assert_eq!(row_with(&screen, "draft it ·"), "☐ 1 Jim Botha  draft it · due Fri 29 Nov · Bo");
}

#[test]
fn the_scribes_own_other_machine_is_no_other_author() {
    let mut screen = Screen::open();
    screen.size(120, 40).other_adds("Welcome", &["from the laptop"]);
    let ledger = Box::new(screen.model.ledger.clone());
    let own = screen.model.authors[&screen.model.writer].clone();
    let authors = screen.model.authors.keys().map(|writer| (*writer, own.clone())).collect();
    screen.send(Msg::Merged(ledger, authors));
    assert_eq!(row_with(&screen, "from the laptop"), "• from the laptop");
}

#[test]
fn two_with_one_first_name_are_told_apart() {
    let mut screen = Screen::open();
    screen.size(120, 40).other_adds("Welcome", &["theirs"]);
    let ledger = Box::new(screen.model.ledger.clone());
    let mut authors = screen.model.authors.clone();
    authors.insert(minutebook::meeting::WriterId(3), "Bo Diaz".to_owned());
    screen.send(Msg::Merged(ledger, authors));
    assert_eq!(row_with(&screen, "theirs"), "• theirs · Bo Chen");
}

#[test]
fn the_line_being_typed_and_its_place_stay() {
    let mut screen = Screen::open();
    screen.lines(&["one"]).press("tab").typed("ask @fri").press("left");
    screen.other_adds("Welcome", &["theirs"]).other_adds("Data", &["more"]);
    assert_eq!((screen.line(), screen.model.line.cursor(), screen.model.line_depth()), ("ask @fri", 7, 1));
    screen.press("ctrl-e right enter");
    assert_eq!(screen.outline(), ["one", "theirs", "  ask @Fritz Moeller"]);
    screen.press("ctrl-z");
    assert_eq!(screen.outline(), ["one", "theirs"], "one's own act is taken back, not the other's");
}

#[test]
fn what_is_selected_stays_selected_while_lines_come_in_around_it() {
    let mut screen = Screen::open();
    screen.size(80, 24).paste(&"line\n".repeat(30)).lines(&["here", "last"]).press("up up");
    let before = rows_of(&screen, screen.model.layout().notes);
    screen.other_adds("Welcome", &["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
    assert_eq!(screen.selected(), Some("here"));
    let now = rows_of(&screen, screen.model.layout().notes);
    assert_eq!(now[..9], before[..9], "what is read stays where it is");
    assert_eq!((before[9].as_str(), now[9].trim()), ("• last", "11 below · PageDown"));
    screen.press("delete");
    assert!(!screen.outline().contains(&"here".to_owned()));
}

#[test]
fn what_is_read_stays_on_screen_when_lines_come_in_above_it() {
    let mut screen = Screen::open();
    let lines: Vec<String> = (0..60).map(|n| format!("line {n}\n")).collect();
    screen.size(80, 24).paste(&lines.concat()).press("x backspace pageup pageup");
    let read = rows_of(&screen, screen.model.layout().notes);
    let first = screen.entry("line 0");
    screen.other(|meeting| {
        let slot = meeting.slots().next()?.id;
        Some(Command::Add { slot, after: Some(first), lines: vec![(0, note("in between")), (1, note("and below"))] })
    });
    let now = rows_of(&screen, screen.model.layout().notes);
    assert_eq!((read[0].trim(), now[0].trim()), ("35 above · PageUp", "37 above · PageUp"));
    assert_eq!(now[1..], read[1..]);
    let top = screen.entry(read[1].trim_start_matches("• "));
    screen.other(|_| Some(Command::Remove(top)));
    let now = rows_of(&screen, screen.model.layout().notes);
    assert_eq!(now[1..8], read[2..9], "a row that is gone leaves the ones below it");
    screen.press("pagedown pagedown pagedown pagedown pagedown");
    assert_eq!(screen.model.scroll, Scroll::Tail);
}

#[test]
fn the_newest_lines_stay_at_the_foot_while_nothing_is_pinned() {
    let mut screen = Screen::open();
    screen.size(80, 24).paste(&"line\n".repeat(30)).typed("half").other_adds("Welcome", &["theirs"]);
    let read = rows_of(&screen, screen.model.layout().notes);
    assert_eq!((screen.model.scroll, read.last().unwrap().as_str()), (Scroll::Tail, "• theirs · Bo"));
}

#[test]
fn an_edit_goes_with_its_entry_to_another_slot() {
    let mut screen = Screen::open();
    screen.lines(&["moved"]).typed("a new line").press("up enter").typed(" and edited");
    let (entry, to) = (screen.entry("moved"), screen.slot_id("Data"));
    screen.other(|_| Some(Command::MoveTo(entry, to)));
    assert_eq!((screen.viewed(), screen.line()), ("Data", "moved and edited"));
    screen.typed("!").press("enter");
    assert_eq!(screen.outline_of("Data"), ["moved and edited!"]);
    screen.press("esc").press("alt-up alt-up alt-up");
    assert_eq!((screen.viewed(), screen.line()), ("Welcome", "a new line"));
}

#[test]
fn an_edit_of_an_entry_that_is_removed_becomes_a_new_line() {
    let mut screen = Screen::open();
    screen.lines(&["gone"]).press("up enter").typed(" but not my words");
    let entry = screen.entry("gone");
    screen.other(|_| Some(Command::Remove(entry)));
    assert_eq!((screen.model.editing, screen.line()), (None, "gone but not my words"));
    let mut screen = Screen::open();
    screen.lines(&["gone"]).press("up enter");
    let entry = screen.entry("gone");
    screen.other(|_| Some(Command::Remove(entry)));
    assert_eq!((screen.model.editing, screen.line()), (None, ""), "an edit without a change is none");
}

#[test]
fn an_edit_without_a_change_is_of_the_text_that_stands_now() {
    let mut screen = Screen::open();
    screen.lines(&["before"]).press("up enter");
    let entry = screen.entry("before");
    screen.other(|_| Some(Command::Revise(entry, note("after"))));
    assert_eq!(screen.line(), "after");
    screen.typed("wards").press("enter");
    assert_eq!(screen.outline(), ["afterwards"]);
}

#[test]
fn an_edit_that_another_made_word_for_word_is_over() {
    let mut screen = Screen::open();
    screen.lines(&["a"]).press("up enter").typed("b").press("esc esc");
    assert_eq!(screen.drafts.len(), 1);
    let entry = screen.entry("a");
    screen.other(|_| Some(Command::Revise(entry, note("ab"))));
    assert_eq!((screen.drafts.len(), screen.outline()), (0, vec!["ab".to_owned()]));
}

#[test]
fn a_slot_that_is_gone_gives_its_line_to_the_one_on_screen() {
    let mut screen = Screen::open();
    screen.press("alt-down").typed("half").press("up");
    let mut agenda: Agenda = usual();
    agenda.days[0].slots.remove(1);
    screen.other(|_| Some(Command::ReviseAgenda(Box::new(agenda))));
    assert_eq!((screen.viewed(), screen.line()), ("Welcome", "half"));
}

#[test]
fn a_choice_that_is_gone_by_the_time_it_is_taken_is_refused() {
    let mut screen = Screen::open();
    screen.press("ctrl-g").typed("middle");
    screen.other(|_| Some(Command::ReviseAgenda(Box::new(plan(&[&["09:00 Welcome", "10:30 Break"]])))));
    screen.press("enter");
    assert_eq!((screen.viewed(), screen.notice()), ("Welcome", "That slot is not in this meeting any more"));
    screen.lines(&["! jim — x"]).press("alt-a");
    let entry = screen.entry("x");
    screen.other(|_| Some(Command::Remove(entry))).press("enter");
    assert_eq!((screen.selected(), screen.notice()), (None, "That entry is not there any more"));
}

#[test]
fn news_stay_while_one_types_and_go_with_the_next_verb() {
    let mut screen = Screen::open();
    screen.other_adds("Welcome", &["a"]).typed("I type on");
    assert_eq!(screen.notice(), "Bo Chen: 1 new entry in Welcome");
    screen.press("enter");
    assert_eq!(screen.notice(), "");
}

#[test]
fn news_give_way_to_a_refusal_and_to_the_clock() {
    let mut screen = Screen::open();
    screen.press("tab").other_adds("Welcome", &["a"]);
    assert_eq!(screen.notice(), "It cannot go deeper than one level below the line above");
    screen.press("ctrl-n").wait(45 * 60).other_adds("Welcome", &["b"]);
    assert_eq!(screen.notice(), "Time is up: Welcome");
}

#[test]
fn news_of_several_slots_of_the_clock_and_of_the_end_are_said() {
    let mut screen = Screen::open();
    screen.other(|meeting| Some(Command::TakeUp(meeting.slots().nth(1)?.id)));
    assert_eq!((screen.notice(), screen.running()), ("The clock runs on Middleware now", Some("Middleware")));
    assert_eq!(screen.viewed(), "Welcome", "the screen stays");
    screen.other(|_| Some(Command::Pause));
    assert_eq!(screen.notice(), "The clock was stopped");
    screen.other(|_| Some(Command::Close));
    assert_eq!(screen.notice(), "The meeting was closed by another scribe");
    screen.typed("late").press("enter");
    let asked = "Another scribe has closed the meeting: Enter once more opens it again and adds the line";
    assert_eq!((screen.notice(), screen.line()), (asked, "late"));
    screen.typed("r").press("enter");
    assert_eq!((screen.notice(), screen.line()), (asked, "later"), "another key in between is no answer");
    screen.press("enter");
    assert_eq!((screen.outline(), screen.model.meeting().closed), (vec!["later".to_owned()], None));
}

#[test]
fn a_line_that_is_half_typed_when_another_closes_is_in_the_minutes_after_closing_here() {
    let mut screen = Screen::open();
    screen.typed("late").other(|_| Some(Command::Close)).press("ctrl-q c");
    assert_eq!((screen.outline(), screen.model.committed.len()), (vec!["late".to_owned()], 1));
    assert!(screen.model.meeting().closed.is_some());
}

#[test]
fn what_others_remove_is_said_and_an_edit_of_it_is_a_new_line() {
    let mut screen = Screen::open();
    screen.lines(&["a", "b"]).press("up enter").typed("!");
    let (a, b) = (screen.entry("a"), screen.entry("b"));
    screen.other(|_| Some(Command::Remove(a)));
    assert_eq!(screen.notice(), "1 entry was removed");
    screen.other(|_| Some(Command::Remove(b)));
    assert_eq!(screen.notice(), "The entry that you are changing was removed: its text is a new line now");
    assert_eq!(screen.line(), "b!");
}

#[test]
fn a_ledger_that_lacks_an_act_of_ones_own_is_not_taken() {
    let mut screen = Screen::open();
    let behind = Box::new(screen.model.ledger.clone());
    screen.lines(&["mine"]).send(Msg::Merged(behind, authors()));
    assert_eq!(screen.outline(), ["mine"]);
}

#[test]
fn the_leave_panel_shows_what_came_in_while_it_is_open() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(60).press("ctrl-q");
    let noteless = |screen: &Screen| match &screen.model.overlay {
        Some(Overlay::Leave { unfinished, .. }) => unfinished.noteless.clone(),
        _ => panic!("no panel"),
    };
    assert_eq!(noteless(&screen), ["Welcome"]);
    screen.other_adds("Welcome", &["a note"]);
    assert_eq!(noteless(&screen), [""; 0]);
}

#[test]
fn two_texts_of_one_entry_are_both_shown_and_counted() {
    let mut screen = Screen::open();
    screen.size(120, 40).lines(&["one", "we meet on Monday"]).rival("we meet on Monday", "we meet on Tuesday");
    assert_eq!(row_with(&screen, "Monday"), "≠ we meet on Monday");
    assert_eq!(row_with(&screen, "Tuesday"), "≠ we meet on Tuesday · Bo");
    assert!(shown(&screen).contains("≠ 1 conflict · Alt-S"), "{}", shown(&screen));
    assert_eq!(screen.notice(), "Two texts of one entry: Alt-S goes there");
    screen.press("ctrl-q");
    let Some(Overlay::Leave { unfinished, .. }) = &screen.model.overlay else { panic!("no panel") };
    assert_eq!(unfinished.conflicts, [("Welcome".to_owned(), "we meet on Monday".to_owned())]);
}

#[test]
fn a_conflict_is_found_and_settled_by_choosing_a_text() {
    for (down, settled) in [("", "Monday"), ("down", "Tuesday")] {
        let mut screen = Screen::open();
        screen.lines(&["Monday"]).rival("Monday", "Tuesday").press("alt-down alt-s");
        assert_eq!((screen.viewed(), screen.selected()), ("Welcome", Some("Monday")));
        screen.press("alt-s");
        assert_eq!(screen.popup(), Some("Take one of the texts"));
        screen.press(down).press("enter");
        assert_eq!((screen.outline(), screen.model.conflicts), (vec![settled.to_owned()], 0));
        screen.press("alt-s");
        assert_eq!(screen.notice(), "No entry has two texts");
    }
}

#[test]
fn editing_settles_a_conflict_and_so_does_keeping_the_text() {
    for (typed, text) in [(" or Tuesday", "Monday or Tuesday"), ("", "Monday")] {
        let mut screen = Screen::open();
        screen.lines(&["Monday"]).rival("Monday", "Tuesday").press("up enter").typed(typed).press("enter");
        assert_eq!((screen.outline(), screen.model.conflicts), (vec![text.to_owned()], 0));
    }
}

#[test]
fn a_text_that_came_while_its_entry_was_under_edit_is_not_written_over() {
    for aside in ["", "alt-down alt-up up enter"] {
        let mut screen = Screen::open();
        screen.lines(&["Monday"]).press("up enter").typed(", or later").press(aside);
        let monday = screen.entry("Monday");
        screen.other(|_| Some(Command::Revise(monday, note("Tuesday"))));
        assert_eq!(screen.line(), "Monday, or later");
        screen.press("enter");
        let entry = screen.model.meeting().entries().next().unwrap().1;
        let rivals: Vec<&str> = entry.rivals.iter().map(|rival| rival.text.as_str()).collect();
        assert_eq!((entry.text.as_str(), rivals), ("Monday, or later", vec!["Tuesday"]), "{aside}");
        screen.press("up enter").typed("!").press("enter");
        assert_eq!((screen.outline(), screen.model.conflicts), (vec!["Monday, or later!".to_owned()], 0));
        screen.press("ctrl-z ctrl-z");
        assert_eq!((screen.outline(), screen.model.conflicts), (vec!["Tuesday".to_owned()], 0));
    }
}

#[test]
fn taking_back_says_when_the_last_act_was_passed_over() {
    let mut screen = Screen::open();
    screen.lines(&["Monday", "mine"]).press("up up enter").typed("!").press("enter esc");
    let monday = screen.entry("Monday!");
    screen.other(|_| Some(Command::Revise(monday, note("Tuesday")))).press("ctrl-z");
    let passed = "What you did last was changed by others since; took back a line: mine";
    assert_eq!((screen.notice(), screen.outline()), (passed, vec!["Tuesday".to_owned()]));
    screen.press("ctrl-y");
    assert_eq!((screen.notice(), screen.outline_of("Welcome").len()), ("Did again a line: mine", 2));
    screen.lines(&["last"]).press("ctrl-z");
    assert_eq!(screen.notice(), "Took back a line: last", "where it is one's last act nothing more is said");
}

#[test]
fn the_key_goes_around_all_conflicts() {
    let mut screen = Screen::open();
    screen.lines(&["a", "b"]).press("alt-down").lines(&["c"]);
    screen.rival("a", "a2").rival("c", "c2").press("alt-s");
    assert_eq!(screen.selected(), Some("a"));
    screen.press("down alt-s");
    assert_eq!(screen.selected(), Some("a"), "from an entry with one text to the first");
    screen.press("alt-x").typed("conflict.next").press("enter");
    assert_eq!((screen.viewed(), screen.selected()), ("Middleware", Some("c")));
    screen.press("alt-x").typed("conflict.next").press("enter");
    assert_eq!(screen.selected(), Some("a"));
}

#[test]
fn the_shell_can_say_something() {
    let mut screen = Screen::open();
    let words = "the journal goes on in /backup";
    screen.send(Msg::Say(Notice { text: words.to_owned(), tone: Tone::Done }));
    assert_eq!(screen.notice(), words);
}

#[test]
fn what_was_typed_after_a_slash_goes_with_the_line_when_its_slot_is_gone() {
    let mut screen = Screen::open();
    screen.press("alt-down /").typed("etc");
    screen.other(|_| Some(Command::ReviseAgenda(Box::new(plan(&[&["09:00 Welcome"]])))));
    assert_eq!((screen.viewed(), screen.drafts.len()), ("Welcome", 1));
    screen.press("esc");
    assert_eq!((screen.line(), screen.drafts.len()), ("/etc", 1));
}
