//! Slots: which one is on screen, whose clock runs, and what is said about time.

use minutebook::app::{Settings, Tone};
use minutebook::meeting::Request;
use minutebook::view::{Depth, Theme};

use crate::panes::{drawn, rows, shown};
use crate::script::{Screen, plan};

#[test]
fn a_meeting_opened_for_the_first_time_shows_its_first_slot_and_runs_no_clock() {
    let screen = Screen::open();
    assert_eq!((screen.viewed(), screen.running()), ("Welcome", None));
    assert_eq!(screen.model.next_tick(), None, "nothing wakes the process");
}

#[test]
fn where_no_clock_runs_next_starts_the_slot_on_screen() {
    let mut screen = Screen::open();
    screen.press("alt-down ctrl-n");
    assert_eq!((screen.viewed(), screen.running()), ("Middleware", Some("Middleware")));
}

#[test]
fn next_and_previous_count_from_the_running_slot_and_bring_it_on_screen() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(600).press("alt-down alt-down alt-down alt-down ctrl-n");
    assert_eq!((screen.viewed(), screen.running()), ("Middleware", Some("Middleware")));
    screen.wait(300);
    assert_eq!((screen.spent("Welcome"), screen.spent("Middleware")), (600, 300));
    screen.press("ctrl-p").wait(60);
    assert_eq!((screen.viewed(), screen.running()), ("Welcome", Some("Welcome")));
    assert_eq!((screen.spent("Welcome"), screen.spent("Middleware")), (660, 300));
}

#[test]
fn the_ends_of_the_agenda_are_said() {
    let mut screen = Screen::open();
    screen.press("ctrl-n ctrl-p");
    assert_eq!((screen.running(), screen.notice()), (Some("Welcome"), "This is the first slot"));
    screen.press("ctrl-n ctrl-n ctrl-n ctrl-n ctrl-n ctrl-n");
    assert_eq!(
        (screen.running(), screen.notice()),
        (Some("Close"), "This is the last slot: Ctrl-Q closes the meeting")
    );
    screen.press("alt-down");
    assert_eq!(screen.notice(), "This is the last slot");
}

#[test]
fn the_start_that_a_day_states_for_its_first_slot_is_shown_as_no_guess() {
    let mut agenda = plan(&[&["Welcome", "News", "09:50 Plans"]]);
    agenda.days[0].starts = chrono::NaiveTime::from_hms_opt(9, 0, 0);
    let screen = Screen::of(agenda);
    let shown = rows(&drawn(&screen.model, &Theme::new(Depth::Indexed)));
    let row = |title: &str| shown.iter().find(|row| row.contains(title)).unwrap().clone();
    assert!(row(" 09:00 Welcome").contains("›"), "{shown:?}");
    assert!(row("~09:25 News").contains("25"), "{shown:?}");
    row(" 09:50 Plans");
}

#[test]
fn what_was_said_when_a_slot_was_asked_for_stands_below_its_points() {
    const SAID: &str = "An overview of the brokers, first.";
    let below = |change: fn(&mut minutebook::meeting::Agenda)| {
        let mut agenda = plan(&[&["09:00 Middleware"]]);
        let (requested_by, notes) = (Some("Bo Chen".to_owned()), "overview of the brokers".to_owned());
        agenda.requests = vec![Request { topic: "middleware".to_owned(), requested_by, notes, ..Request::default() }];
        change(&mut agenda);
        let screen = Screen::of(agenda);
        let shown = rows(&drawn(&screen.model, &Theme::new(Depth::Indexed))).join("\n");
        let lines: Vec<String> = screen.model.lines_below_points().into_iter().map(Into::into).collect();
        assert!(lines.iter().all(|line| shown.contains(line.as_str())), "{shown}");
        lines
    };
    assert_eq!(below(|_| ()), ["asked for by Bo Chen: overview of the brokers"]);
    // The slot's own head says who asked.
    assert_eq!(
        below(|it| it.days[0].slots[0].requested_by = Some("Bo Chen".to_owned())),
        ["asked for: overview of the brokers"]
    );
    assert_eq!(below(|it| it.days[0].slots[0].description = SAID.to_owned()), [SAID, "asked for by Bo Chen"]);
    // Whose of two it is, nobody says.
    assert!(below(|it| it.requests.push(Request { requested_by: None, ..it.requests[0].clone() })).len() == 1);
    assert!(
        below(|it| it.requests.push(Request { requested_by: Some("Ann".into()), ..it.requests[0].clone() })).is_empty()
    );
}

#[test]
fn next_goes_past_a_slot_that_the_agenda_no_longer_has() {
    let mut screen = Screen::of(plan(&[&["09:00 Welcome", "09:30 News", "10:00 Plans"]]));
    screen.press("alt-down").lines(&["said"]);
    screen.revise(plan(&[&["09:00 Welcome"], &["10:00 Plans"]]));
    assert!(screen.slot("News").withdrawn);
    screen.press("esc alt-up ctrl-n ctrl-n");
    assert_eq!(screen.running(), Some("Plans"));
}

#[test]
fn take_up_starts_the_slot_on_screen_and_pauses_and_resumes_the_running_one() {
    let mut screen = Screen::open();
    screen.press("alt-down alt-down ctrl-t").wait(60);
    assert_eq!(screen.running(), Some("Break"));
    screen.press("ctrl-t").wait(60);
    assert_eq!((screen.running(), screen.notice()), (None, "The clock is paused"));
    screen.press("ctrl-t").wait(60);
    assert_eq!((screen.running(), screen.spent("Break")), (Some("Break"), 120));
    screen.press("alt-up ctrl-t").wait(10);
    assert_eq!(screen.running(), Some("Middleware"));
    assert_eq!((screen.spent("Break"), screen.spent("Middleware")), (120, 10));
}

#[test]
fn who_looks_back_during_a_pause_sees_what_was_held_and_goes_on_with_what_pauses() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(90).press("ctrl-n").wait(90).press("ctrl-t").wait(60).press("alt-up");
    assert_eq!((screen.viewed(), screen.running()), ("Welcome", None));
    let all = shown(&screen);
    assert!(all.contains("held 09:00–09:01"), "{all}");
    assert!(all.contains("Ctrl-N goes on") && !all.contains("Ctrl-T goes on"), "{all}");
    screen.typed("late").press("enter esc");
    assert_eq!((screen.viewed(), screen.running()), ("Middleware", None), "Esc goes back to where the clock is");
    assert!(shown(&screen).contains("Ctrl-T goes on"), "{}", shown(&screen));
    screen.press("alt-up ctrl-n");
    assert_eq!(screen.running(), Some("Middleware"), "the slot that pauses, and no other");
    // By hand a slot that is done is taken up again, and the other stays held from when it was.
    screen.wait(60).press("ctrl-t alt-up ctrl-t").wait(60);
    assert_eq!(screen.running(), Some("Welcome"));
    let all = shown(&screen);
    let row = all.lines().find(|line| line.contains("Middle")).unwrap_or_default();
    assert!(row.contains("09:01"), "{row}");
}

#[test]
fn looking_at_slots_never_moves_a_clock() {
    let mut screen = Screen::open();
    screen.press("ctrl-n");
    let written = screen.acts.len();
    for (keys, viewed) in [
        ("alt-down", "Middleware"),
        ("ctrl-down", "Break"),
        ("f8", "Data"),
        ("alt-up", "Break"),
        ("ctrl-up", "Middleware"),
        ("f7", "Welcome"),
    ] {
        screen.press(keys);
        assert_eq!((screen.viewed(), screen.running()), (viewed, Some("Welcome")), "{keys}");
    }
    screen.press("ctrl-g").typed("lan").press("enter");
    assert_eq!((screen.viewed(), screen.running()), ("Plans", Some("Welcome")));
    assert_eq!(screen.acts.len(), written);
}

#[test]
fn esc_on_an_empty_line_goes_back_to_the_running_slot_and_never_discards_text() {
    let mut screen = Screen::open();
    screen.press("ctrl-n alt-down alt-down esc");
    assert_eq!(screen.viewed(), "Welcome");
    screen.press("alt-down").typed("half").press("esc esc");
    assert_eq!((screen.viewed(), screen.line()), ("Middleware", "half"));
    screen.press("ctrl-u").lines(&["1", "2", "3"]).size(60, 10).press("pageup esc");
    assert_eq!(screen.viewed(), "Welcome", "also from notes that are scrolled");
}

#[test]
fn a_slot_passed_over_is_not_held() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(9).press("ctrl-n").wait(10).press("ctrl-n");
    let now = screen.model.now;
    assert!(!screen.slot("Welcome").was_held(&now));
    assert!(screen.slot("Middleware").was_held(&now));
}

#[test]
fn each_notice_is_given_once() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(31 * 60);
    assert_eq!(screen.notice(), "");
    screen.wait(60);
    assert_eq!((screen.notice(), screen.bells), ("13 min left: Welcome", 1));
    screen.wait(60);
    assert_eq!(screen.bells, 1);
    screen.wait(12 * 60);
    assert_eq!((screen.notice(), screen.bells), ("Time is up: Welcome", 2));
    screen.wait(600);
    assert_eq!(screen.bells, 2);
}

#[test]
fn a_notice_of_time_stays_while_one_types_until_esc_or_the_next_slot() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(45 * 60).typed("typing on").press("enter");
    assert_eq!(screen.notice(), "Time is up: Welcome");
    assert_eq!(screen.model.notice.as_ref().unwrap().tone, Tone::Time);
    screen.press("esc");
    assert_eq!(screen.notice(), "");
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(45 * 60).press("ctrl-n");
    assert_eq!(screen.notice(), "");
}

#[test]
fn a_restart_does_not_give_a_notice_again() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(37 * 60);
    let mut screen = screen.restart(30);
    screen.bells = 0;
    screen.wait(60);
    assert_eq!((screen.notice(), screen.bells), ("", 0));
    screen.wait(8 * 60);
    assert_eq!((screen.notice(), screen.bells), ("Time is up: Welcome", 1));
}

#[test]
fn a_restart_with_other_settings_does_not_give_a_notice_again() {
    let mut screen = Screen::open();
    let settings = Settings { notices: vec![0.5, 1.0], bell: true, ..Settings::default() };
    screen.model.set(settings.clone());
    screen.press("ctrl-n").wait(25 * 60);
    assert_eq!(screen.notice(), "20 min left: Welcome");
    let mut screen = screen.restart(30);
    screen.model.set(settings);
    screen.wait(1);
    assert_eq!(screen.notice(), "");
}

#[test]
fn coming_back_to_a_slot_does_not_give_a_notice_again() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(37 * 60).press("esc ctrl-n").wait(5).press("ctrl-z").wait(5);
    assert_eq!((screen.running(), screen.bells), (Some("Welcome"), 1));
    screen.press("ctrl-n").wait(60).press("ctrl-p").wait(5);
    assert_eq!((screen.running(), screen.bells), (Some("Welcome"), 1));
}

#[test]
fn a_notice_says_what_is_left_now_after_the_lid_was_shut() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(43 * 60);
    assert_eq!(screen.notice(), "2 min left: Welcome");
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(50 * 60);
    assert_eq!((screen.notice(), screen.bells), ("Time is up: Welcome", 1), "two that fell due at once are one");
}

#[test]
fn a_bell_that_was_switched_off_does_not_ring() {
    let mut screen = Screen::open();
    screen.model.set(Settings { bell: false, ..Settings::default() });
    screen.press("ctrl-n").wait(45 * 60);
    assert_eq!((screen.notice(), screen.bells), ("Time is up: Welcome", 0));
}

#[test]
fn the_clock_is_corrected_by_a_time_of_day() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(20 * 60).press("ctrl-n").wait(10 * 60).press("alt-c");
    assert_eq!(screen.popup(), Some("Started at"));
    screen.typed("9:15").press("enter");
    assert_eq!((screen.popup(), screen.notice()), (None, "It started at 9:15"));
    assert_eq!((screen.spent("Welcome"), screen.spent("Middleware")), (15 * 60, 15 * 60));
    screen.press("ctrl-z");
    assert_eq!((screen.spent("Welcome"), screen.spent("Middleware")), (20 * 60, 10 * 60));
}

#[test]
fn a_time_that_cannot_be_is_refused_and_the_question_stays() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(20 * 60).press("ctrl-n").wait(10 * 60).press("alt-c");
    for (answer, why) in [
        ("soon", "Write the time as 9:05"),
        ("25:00", "Write the time as 9:05"),
        ("10:30", "That time is still to come"),
        ("8:59", "The slot before had not started by then"),
    ] {
        screen.press("ctrl-u").typed(answer).press("enter");
        let Some(minutebook::app::overlay::Overlay::StartedAt { complaint, .. }) = &screen.model.overlay else {
            panic!("the question is gone after {answer}");
        };
        assert_eq!(complaint.as_deref(), Some(why), "{answer}");
    }
    screen.press("ctrl-u").paste("9.16\n").press("enter");
    assert_eq!(screen.spent("Welcome"), 16 * 60, "a time may be pasted");
}

#[test]
fn the_screen_wakes_at_the_next_whole_second_of_the_clock() {
    let mut screen = Screen::open();
    screen.press("ctrl-n").wait(3);
    assert_eq!(screen.model.next_tick(), Some(1000));
    screen.press("ctrl-t");
    assert_eq!(screen.model.next_tick(), None);
}

#[test]
fn a_slot_that_was_passed_over_is_not_said_to_be_held() {
    use minutebook::app::overlay::Overlay;
    let mut screen = Screen::open();
    screen.size(120, 40).press("ctrl-n").wait(1).press("ctrl-n").wait(60).press("alt-up");
    let shows = shown(&screen);
    assert!(shows.contains("not reached") && !shows.contains("held"), "{shows}");
    assert!(shows.contains("›– 09:00"), "as the agenda beside it has it: {shows}");
    screen.press("ctrl-q");
    let Some(Overlay::Leave { unfinished, .. }) = &screen.model.overlay else { panic!("no way to leave") };
    assert!(unfinished.unreached.contains(&"Welcome".to_owned()), "and the leave panel: {unfinished:?}");
    screen.press("esc").lines(&["somebody was early"]);
    assert!(shown(&screen).contains("held 09:00–09:00"), "a word makes it one that was held");
}
