//! Verbs with what follows their word: slots by number and title, minutes, the floor; the palette and snippets.
//!
//! Each is typed as a scribe types it, after a slash, and taken back by one key. Not here: the bots' phrases.

use minutebook::app::overlay::{Choice, Overlay, Picker};
use minutebook::app::{Action, Settings, Snippet, slash_words, verb_of};
use minutebook::meeting::{Mark, Status};

use crate::panes::shown;
use crate::script::{Screen, plan};

/// A day with breaks in it.
fn day() -> Screen {
    let slots: &[&str] =
        &["09:00 Welcome", "09:30 Break", "10:00 Middleware", "11:00 Future middleware", "12:00 Lunch"];
    Screen::of(plan(&[slots, &["09:00 Data"]]))
}

fn palette(screen: &Screen) -> &Picker<Choice> {
    match &screen.model.overlay {
        Some(Overlay::Pick(picker)) => picker,
        _ => panic!("no palette"),
    }
}

/// What the palette would do on Enter.
fn chosen(screen: &mut Screen, typed: &str) -> Option<Choice> {
    screen.press("/").typed(typed);
    let choice = palette(screen).choice();
    screen.press("esc ctrl-u");
    choice
}

#[test]
fn a_slot_is_taken_up_by_its_number_or_a_part_of_its_title() {
    let mut screen = day();
    screen.press("/").typed("take 3").press("enter");
    assert_eq!(
        (screen.running(), screen.viewed(), screen.popup()),
        (Some("Future middleware"), "Future middleware", None)
    );
    screen.press("/").typed("TAKE middle").press("enter");
    assert_eq!(screen.running(), Some("Middleware"), "a title that begins so is meant");
    screen.press("/").typed("take lunch").press("enter");
    assert_eq!(screen.running(), Some("Lunch"));
    screen.press("/").typed("jump data").press("enter");
    assert_eq!((screen.viewed(), screen.running()), ("Data", Some("Lunch")), "a look moves no clock");
    screen.press("/").typed("take 1").press("enter");
    assert_eq!(screen.running(), Some("Data"), "numbers are those of the day on screen");
}

#[test]
fn what_an_argument_cannot_mean_is_said_and_stays() {
    let mut screen = day();
    for (typed, why) in [
        ("take 9", "No slot 9 on this day: they go from 1 to 4"),
        ("take 0", "No slot 0 on this day: they go from 1 to 4"),
        ("take nowhere", "No slot has “nowhere” in its title"),
        ("take e", "“e” may be Welcome or Break: say more of it"),
        ("give ten", "“ten” is no number of minutes: write 10, or -5"),
        ("done 7", "There is no action item 7"),
        ("floor nobody", "Nobody here is called “nobody”"),
    ] {
        screen.press("/").typed(typed).press("enter");
        assert_eq!((screen.notice(), screen.popup()), (why, Some("Do")), "{typed}");
        screen.press("esc");
        assert_eq!(screen.line(), format!("/{typed}"), "nothing typed is lost");
        screen.press("ctrl-u");
    }
    assert_eq!(screen.acts.len(), 1, "nothing was done");
}

#[test]
fn the_palette_says_what_an_argument_would_do_before_enter() {
    let mut screen = day();
    screen.size(120, 40).press("/").typed("give 10");
    assert!(shown(&screen).contains("gives 10 more min to Welcome"));
    screen.typed(" lunch");
    assert!(shown(&screen).contains("gives 10 more min to Lunch"));
    screen.typed("time");
    assert!(shown(&screen).contains("is no number of minutes"));
}

#[test]
fn minutes_given_count_in_the_timer_and_come_back() {
    let mut screen = day();
    screen.press("ctrl-n").wait(60).press("/").typed("give 10").press("enter");
    assert_eq!(screen.notice(), "Welcome has 10 min more: 40 min in all");
    assert!(shown(screen.size(120, 40)).contains("1:00 of 40:00"));
    screen.press("alt-g");
    assert_eq!(screen.popup(), Some("slot.give"));
    assert!(shown(&screen).contains("Gives the slot on screen more minutes"));
    screen.typed("lots").press("enter");
    assert_eq!(screen.popup(), Some("slot.give"), "it asks on");
    screen.press("ctrl-u").typed("-5").press("enter");
    assert_eq!((screen.popup(), screen.slot("Welcome").given), (None, 5));
    screen.press("ctrl-z");
    assert_eq!(screen.slot("Welcome").given, 10);
    screen.press("ctrl-z");
    assert!(shown(&screen).contains("1:00 of 30:00"));
}

#[test]
fn a_slot_that_is_skipped_while_it_runs_gives_its_time_to_the_next_by_one_act() {
    let mut screen = day();
    screen.press("ctrl-n").wait(60).press("/").typed("skip").press("enter");
    assert_eq!((screen.running(), screen.viewed()), (Some("Break"), "Break"));
    assert_eq!(screen.slot("Welcome").mark, Some(Mark::Skipped));
    screen.press("ctrl-z");
    assert_eq!((screen.running(), screen.slot("Welcome").mark), (Some("Welcome"), None));
    screen.press("/").typed("skip middle").press("enter");
    assert_eq!((screen.running(), screen.viewed()), (Some("Welcome"), "Welcome"), "one to come is only marked");
    screen.press("ctrl-n ctrl-n");
    assert_eq!(screen.running(), Some("Future middleware"), "what was set aside is passed over");
    screen.press("/").typed("skip middle").press("enter");
    assert_eq!((screen.slot("Middleware").mark, screen.notice()), (None, "Middleware is to be held after all"));
}

#[test]
fn a_slot_that_is_parked_stops_and_the_next_key_goes_on_behind_it() {
    let mut screen = day();
    screen.press("ctrl-n").wait(60).press("/").typed("park").press("enter");
    assert_eq!((screen.running(), screen.slot("Welcome").mark), (None, Some(Mark::Parked)));
    assert!(screen.notice().contains("Ctrl-N goes on with the next slot"), "{}", screen.notice());
    assert!(shown(screen.size(120, 40)).contains("parked for another time"));
    screen.press("ctrl-n");
    assert_eq!(screen.running(), Some("Break"));
    screen.press("/").typed("take welcome").press("enter");
    assert_eq!(
        (screen.running(), screen.slot("Welcome").mark),
        (Some("Welcome"), None),
        "taken up it is held after all"
    );
}

#[test]
fn a_clock_is_paused_and_goes_on_where_it_stopped() {
    let mut screen = day();
    screen.press("ctrl-n").wait(30).press("/").typed("pause").press("enter").wait(60);
    assert_eq!((screen.running(), screen.spent("Welcome")), (None, 30));
    screen.press("alt-down /").typed("resume").press("enter").wait(5);
    assert_eq!((screen.running(), screen.spent("Welcome")), (Some("Welcome"), 35));
    screen.press("/").typed("resume").press("enter");
    assert_eq!(screen.notice(), "Its clock is running already");
}

#[test]
fn a_slot_that_no_agenda_has_is_opened_behind_the_running_one() {
    let mut screen = day();
    screen.press("ctrl-n").wait(60).press("alt-n").typed("Fire drill").press("enter");
    assert_eq!((screen.running(), screen.viewed()), (Some("Fire drill"), "Fire drill"));
    screen.lines(&["all out"]);
    let picture = shown(screen.size(120, 40));
    assert!(picture.contains("+09:01 Fire drill") && picture.contains("not on the agenda"), "{picture}");
    screen.press("/").typed("take 2").press("enter");
    assert_eq!(screen.running(), Some("Middleware"), "no number moved");
    screen.press("ctrl-z ctrl-z ctrl-z");
    assert_eq!((screen.running(), screen.viewed()), (Some("Welcome"), "Welcome"));
    assert!(screen.model.meeting().slots().all(|slot| slot.plan.title != "Fire drill"));
}

#[test]
fn an_action_item_is_ticked_and_dropped_by_its_number() {
    let mut screen = day();
    screen.lines(&["! jim — one", "! bo — two"]).press("/").typed("done 2").press("enter");
    assert_eq!(screen.outline(), ["! Jim Botha — one", "! Bo Chen — two (done)"]);
    screen.press("/").typed("drop 1").press("enter");
    assert_eq!(screen.slot("Welcome").entries[0].as_action().map(|item| item.status), Some(Status::Dropped));
    screen.press("ctrl-z ctrl-z");
    assert_eq!(screen.outline(), ["! Jim Botha — one", "! Bo Chen — two"]);
}

#[test]
fn a_verb_turns_the_selected_entry_into_what_it_says() {
    let mut screen = day();
    screen.lines(&["ship it"]);
    for (word, line) in [
        ("action", "! ship it"),
        ("decision", "= ship it"),
        ("question", "? ship it"),
        ("proposal", "proposal: ship it"),
        ("idea", "idea: ship it"),
        ("info", "info: ship it"),
        ("note", "ship it"),
    ] {
        screen.press("up /").typed(word).press("enter");
        assert!(screen.outline()[0].ends_with(line.trim_start_matches("! ")), "{word}: {:?}", screen.outline());
        assert_eq!(screen.outline()[0].starts_with("! "), word == "action");
        screen.press("esc");
    }
}

#[test]
fn the_floor_goes_from_one_to_the_next_and_the_header_says_so() {
    let mut screen = day();
    screen.size(120, 40).press("ctrl-n").lines(&["q+ Ann, Bo, Jim"]);
    assert!(shown(&screen).contains("next to speak Ann Lee, Bo Chen, Jim Botha"));
    screen.press("alt-q").wait(80);
    assert!(shown(&screen).contains("speaking Ann Lee 1:20 · next Bo Chen, Jim Botha"), "{}", shown(&screen));
    screen.press("/").typed("floor jim").press("enter");
    assert_eq!(screen.notice(), "Jim Botha has the floor");
    screen.wait(10).press("/").typed("queue").press("enter");
    assert_eq!(screen.popup(), Some("Speaker queue"));
    let picture = shown(&screen);
    for line in ["Jim Botha has the floor", "1. Bo Chen", "Ann Lee has spoken 1:20", "Jim Botha has spoken 0:10"] {
        assert!(picture.contains(line), "{line}: {picture}");
    }
    screen.press("esc /").typed("finished").press("enter");
    assert!(shown(&screen).contains("next to speak Bo Chen"));
    screen.press("alt-q alt-q");
    assert_eq!(screen.notice(), "Nobody waits to speak");
}

#[test]
fn who_speaks_moves_nothing_below_at_any_size() {
    for (columns, rows) in [(120, 40), (80, 24), (59, 20), (40, 12), (20, 6)] {
        let mut screen = day();
        screen.size(columns, rows).press("ctrl-n");
        let before = screen.model.layout();
        screen.lines(&["q+ Ann, Bo, Jim"]).press("alt-q").wait(80);
        assert_eq!(screen.model.layout(), before, "{columns}x{rows}");
    }
    let mut screen = day();
    screen.size(40, 12).press("ctrl-n").lines(&["q+ Ann, Bo"]);
    assert!(shown(&screen).contains("2 wait to speak"));
}

#[test]
fn every_word_after_a_slash_is_found_first_and_does_its_verb() {
    let mut screen = Screen::open();
    for word in slash_words() {
        assert_eq!(chosen(&mut screen, word), verb_of(word).map(Choice::Do), "/{word}");
    }
}

#[test]
fn the_palette_knows_a_verb_by_the_letters_of_its_word_but_takes_no_text_for_one() {
    let mut screen = Screen::open();
    assert_eq!(chosen(&mut screen, "nxt"), Some(Choice::Do(Action::SlotNext)));
    assert_eq!(chosen(&mut screen, "rsm"), Some(Choice::Do(Action::SlotResume)));
    assert_eq!(chosen(&mut screen, "gi 10"), Some(Choice::Do(Action::SlotGive)));
    for text in ["etc", "etc/hosts", "usr/bin is full", "home/ann", "tmp", "dev/null", "opt", "var/log"] {
        assert_eq!(chosen(&mut screen, text), None, "/{text}");
    }
}

#[test]
fn lists_find_titles_whatever_their_accents_and_the_best_first() {
    let mut screen = Screen::of(plan(&[&["Après-midi", "Middle", "Future middleware", "Data"]]));
    for (typed, titles) in [
        ("apres", &["Après-midi"][..]),
        ("mid", &["Middle", "Après-midi", "Future middleware"]),
        ("mdlwr", &["Future middleware"]),
        ("ware fut", &["Future middleware"]),
        ("xyz", &[]),
    ] {
        screen.press("ctrl-g").typed(typed);
        let picker = palette(&screen);
        let found: Vec<&str> = picker.matches.iter().map(|index| picker.items[*index].label.as_str()).collect();
        assert_eq!(found, titles, "{typed}");
        screen.press("esc");
    }
}

#[test]
fn a_snippet_is_typed_into_the_line_and_waits_for_enter() {
    let mut screen = Screen::open();
    let snippets = vec![Snippet::new("kudos", "{} was thanked"), Snippet::new("slides", "! jim — share the slides")];
    screen.model.set(Settings { snippets, ..Settings::default() });
    screen.press("/").typed("kudos").press("enter");
    assert_eq!((screen.line(), screen.model.line.cursor(), screen.acts.len()), (" was thanked", 0, 1));
    screen.typed("Ann").press("enter");
    assert_eq!(screen.outline(), ["Ann was thanked"]);
    screen.press("/").typed("kudos Bo Chen").press("enter enter");
    assert_eq!(screen.outline()[1], "Bo Chen was thanked");
    screen.typed("so: ").press("alt-i");
    assert_eq!(screen.popup(), Some("Snippets"));
    screen.typed("sli").press("enter");
    assert_eq!(screen.line(), "so: ! jim — share the slides");
    screen.press("ctrl-z");
    assert_eq!(screen.line(), "so: ", "one key takes it back");
}

#[test]
fn an_open_list_of_verbs_and_snippets_follows_the_settings_and_types_what_its_row_shows() {
    let mut screen = Screen::open();
    let kept =
        [Snippet::new("apology", "sorry"), Snippet::new("thanks", "{} was thanked"), Snippet::new("third", "no")];
    let mut settings = Settings { snippets: kept.to_vec(), ..Settings::default() };
    let keymap = screen.model.keymap.clone();
    screen.model.change(keymap.clone(), settings.clone());
    screen.press("/").typed("th");
    let wanted = Choice::Type(kept[1].clone());
    let rows = palette(&screen).matches.len();
    for _ in 0..rows {
        if palette(&screen).choice().as_ref() == Some(&wanted) {
            break;
        }
        screen.press("down");
    }
    assert_eq!(palette(&screen).choice(), Some(wanted));
    // Those that stood above it are gone, and the phrase is another one.
    let thanks = Snippet::new("thanks", "thanks to {}");
    settings.snippets = vec![thanks.clone()];
    screen.model.change(keymap.clone(), settings.clone());
    let list = palette(&screen);
    assert_eq!((list.filter.text(), list.slash, list.choice()), ("th", true, Some(Choice::Type(thanks))));
    screen.press("enter");
    assert_eq!(screen.line(), "thanks to ");
    // A row that is gone is nobody's choice any more, and what was typed stays.
    screen.press("ctrl-u alt-i").typed("tha");
    settings.snippets = vec![kept[2].clone()];
    screen.model.change(keymap, settings);
    assert_eq!((palette(&screen).filter.text(), palette(&screen).choice()), ("tha", None));
}

#[test]
fn help_shows_the_notation_below_the_keys() {
    let mut screen = Screen::open();
    screen.size(80, 24).press("f1");
    let mut seen = String::new();
    for _ in 0..60 {
        seen += &shown(&screen);
        screen.press("pagedown");
    }
    for words in ["The meeting", "Action items", "Corrections", "s/old/new/", "/skip", "Alt-N"] {
        assert!(seen.contains(words), "{words}");
    }
    assert!(minutebook::notation::forms().iter().all(|form| {
        let first = form.spelling.split(' ').next().unwrap();
        seen.contains(first)
    }));
}

#[test]
fn a_screen_for_reading_refuses_what_would_change_something() {
    let mut screen = day();
    screen.read_only(Some(minutebook::app::ReadOnly::Held { by: "Bo".to_owned(), gone: false }));
    screen.press("/").typed("take lunch").press("enter");
    assert_eq!(screen.running(), None);
    screen.press("esc /").typed("jump lunch").press("enter");
    assert_eq!(screen.viewed(), "Lunch");
}

#[test]
fn the_leave_panel_names_what_was_put_off_and_what_is_open() {
    let mut screen = day();
    screen.press("ctrl-n").wait(60).lines(&["PROPOSED: meet weekly", "#idea a wiki"]);
    screen.press("/").typed("park middle").press("enter").press("/").typed("skip lunch").press("enter ctrl-q");
    let Some(Overlay::Leave { unfinished, .. }) = &screen.model.overlay else { panic!("no panel") };
    let pair = |slot: &str, text: &str| vec![(slot.to_owned(), text.to_owned())];
    assert_eq!(unfinished.proposals, pair("Welcome", "meet weekly"));
    assert_eq!(unfinished.ideas, pair("Welcome", "a wiki"));
    assert_eq!(unfinished.parked, ["Middleware"]);
    assert_eq!(unfinished.unreached, ["Future middleware", "Data"], "what was set aside was meant to be");
}
