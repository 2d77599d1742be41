//! Keeping the meeting on course: what is expected, what is late, minutes and slots moved about, cuts.
//!
//! Not here: what is late and by how much (see the tests of the schedule).

use minutebook::app::overlay::Overlay;
use minutebook::app::{Action, foretell};
use minutebook::meeting::schedule::State;
use minutebook::meeting::{Mark, Slot, SlotKind};

use crate::panes::shown;
use crate::script::{Screen, plan};

/// A morning until lunch, whose first slot began twelve minutes late.
fn late() -> Screen {
    let slots: &[&str] = &["09:00 Welcome", "09:30 News", "10:00 Break", "10:30 Plans", "12:00 Lunch", "13:00 Data"];
    let mut agenda = plan(&[slots, &["09:00 Close"]]);
    agenda.days[0].slots[4].kind = SlotKind::Break;
    let mut screen = Screen::of(agenda);
    screen.wait(12 * 60).press("ctrl-n");
    screen
}

fn order(screen: &Screen, day: usize) -> Vec<&str> {
    screen.model.meeting().days[day].slots.iter().map(|slot: &Slot| slot.plan.title.as_str()).collect()
}

#[test]
fn what_is_expected_at_another_time_is_shown_with_a_sign_and_what_will_be_missed_is_named() {
    let mut screen = late();
    let seen = shown(&screen);
    for words in ["12 min behind", "▲ Break 12 min late", "↓09:42 News", "!10:12 Break", "!12:12 Lunch"] {
        assert!(seen.contains(words), "{words}\n{seen}");
    }
    screen.press("alt-down");
    assert!(shown(&screen).contains("planned 09:30, expected 09:42"), "{}", shown(&screen));
    // A clock that stands still expects nothing.
    screen.press("esc ctrl-t");
    let seen = shown(&screen);
    assert!(seen.contains(" 09:30 News") && !seen.contains("12 min behind"), "{seen}");
}

#[test]
fn a_fixed_slot_is_called_once_when_it_is_due_and_not_again_after_a_restart() {
    let mut screen = late();
    // 10:00 has come while Welcome runs.
    screen.wait(48 * 60 - 1);
    assert!(!screen.notice().contains("Break"), "{}", screen.notice());
    screen.wait(1);
    assert_eq!(screen.notice(), "Break is due, planned for 10:00");
    screen.press("esc").wait(60);
    assert!(!screen.notice().contains("Break"), "{}", screen.notice());
    let mut screen = screen.restart(1);
    screen.wait(5);
    assert!(!screen.notice().contains("Break"), "{}", screen.notice());
}

#[test]
fn one_key_gives_the_running_slot_five_minutes_and_one_takes_them() {
    let mut screen = late();
    screen.press("alt-down alt-= alt-=");
    assert_eq!(screen.slot("Welcome").given, 10, "the clock's slot is meant, whatever is on screen");
    screen.press("alt--");
    assert_eq!(screen.slot("Welcome").given, 5);
    screen.press("ctrl-z ctrl-z ctrl-z");
    assert_eq!(screen.slot("Welcome").given, 0);
}

#[test]
fn what_minutes_cost_is_said_before_they_are_given() {
    let screen = late();
    let said = |argument| foretell(&screen.model, Action::SlotGive, argument).unwrap();
    assert_eq!(said("10"), "gives 10 more min to Welcome: Break 10:12 → 10:22, Lunch 12:12 → 12:22");
    assert_eq!(said("5 data"), "gives 5 more min to Data");
    assert_eq!(said("5 data from lunch"), "gives 5 min of Lunch to Data");
    assert_eq!(said("10 from break"), "gives 10 min of Break to Welcome: Break 10:12 → 10:22");
}

#[test]
fn minutes_change_hands_in_one_act() {
    let mut screen = late();
    screen.press("/").typed("give 10 from break").press("enter");
    assert_eq!((screen.slot("Welcome").given, screen.slot("Break").given), (10, -10));
    assert!(screen.notice().starts_with("Welcome has 10 min of Break"), "{}", screen.notice());
    screen.press("ctrl-z");
    assert_eq!((screen.slot("Welcome").given, screen.slot("Break").given), (0, 0));
    screen.press("/").typed("break -10").press("enter");
    assert_eq!(screen.slot("Break").given, -10, "the next break is meant");
}

#[test]
fn slots_change_places_and_go_to_other_days() {
    let mut screen = late();
    screen.press("/").typed("swap news").press("enter");
    assert_eq!(order(&screen, 0)[..3], ["Welcome", "Break", "News"]);
    screen.press("ctrl-z").press("alt-down");
    assert_eq!((screen.viewed(), &order(&screen, 0)[..3]), ("News", &["Welcome", "News", "Break"][..]));
    screen.press("/").typed("place after lunch").press("enter");
    assert_eq!(order(&screen, 0), ["Welcome", "Break", "Plans", "Lunch", "News", "Data"]);
    assert!(shown(&screen).contains("↕"), "{}", shown(&screen));
    screen.press("/").typed("place before data").press("enter");
    assert_eq!(screen.notice(), "It is there already");
    screen.press("esc ctrl-u").press("/").typed("place day 2").press("enter");
    assert_eq!(order(&screen, 1), ["Close", "News"]);
    assert_eq!(screen.notice(), "News stands behind Close now");
    screen.press("ctrl-z ctrl-z");
    assert_eq!(screen.notice(), "Took back the move of News");
    assert_eq!(order(&screen, 0)[..3], ["Welcome", "News", "Break"]);
    for (typed, why) in [
        ("place day 7", "There is no day 7: they go from 1 to 2"),
        ("place nowhere", "Say after or before a slot, first, last, or a day: after lunch, day 2"),
    ] {
        screen.press("/").typed(typed).press("enter");
        assert_eq!(screen.notice(), why);
        screen.press("esc ctrl-u");
    }
    screen.press("alt-up").press("/").typed("place last").press("enter");
    assert_eq!(screen.notice(), "Welcome has begun: what happened stays where it was");
}

#[test]
fn ctrl_n_goes_through_the_slots_as_they_stand() {
    let mut screen = late();
    screen.press("alt-down").press("/").typed("place after lunch").press("enter").press("ctrl-n");
    assert_eq!(screen.running(), Some("Break"));
    screen.press("ctrl-n ctrl-n ctrl-n");
    assert_eq!(screen.running(), Some("News"));
}

#[test]
fn cuts_are_shown_before_they_are_made_and_are_one_act() {
    let mut screen = late();
    screen.press("alt-u");
    let seen = shown(&screen);
    assert!(seen.contains("Shorten everything that is still to come   1 of 3"), "{seen}");
    insta::assert_snapshot!(seen);
    // What helps less comes last: no break before the break can be shortened.
    screen.press("shift-tab");
    let seen = shown(&screen);
    assert!(seen.contains("Shorten the breaks   3 of 3") && seen.contains("still missed: Break"), "{seen}");
    screen.press("tab enter");
    assert_eq!(screen.popup(), None);
    let lunch = screen.model.projection.of(screen.slot_id("Lunch")).unwrap();
    assert_eq!((lunch.state, lunch.late().unwrap().num_minutes()), (State::Ahead, 0), "lunch is in time");
    let given = |screen: &Screen| screen.model.meeting().slots().map(|slot| slot.given).sum::<i32>();
    assert!(given(&screen) < 0);
    screen.press("ctrl-z");
    assert_eq!(given(&screen), 0);
}

#[test]
fn a_way_to_catch_up_may_park_what_comes_last_and_any_letter_goes_on_typing() {
    let mut screen = late();
    screen.press("alt-u tab");
    assert!(shown(&screen).contains("Park what comes last"), "{}", shown(&screen));
    screen.typed("on");
    assert_eq!((screen.popup(), screen.line()), (None, "on"));
    screen.press("ctrl-u alt-u tab enter");
    assert!(screen.model.meeting().slots().any(|slot| slot.mark == Some(Mark::Parked)));
    assert!(!matches!(screen.model.overlay, Some(Overlay::CatchUp { .. })));
}

#[test]
fn a_meeting_in_time_has_nothing_to_cut() {
    let mut screen = Screen::of(plan(&[&["09:00 Welcome", "09:30 News", "10:00 Break"]]));
    screen.press("ctrl-n alt-u");
    assert_eq!((screen.popup(), screen.notice()), (None, "Nothing is late"));
}

#[test]
fn a_slot_is_split_by_a_line_that_says_before_enter_what_it_will_do() {
    let mut screen = late();
    screen.wait(10 * 60);
    let said = foretell(&screen.model, Action::SlotSplit, "after data").unwrap();
    assert!(said.starts_with("ends Welcome here, the rest goes behind Data"), "{said}");
    screen.typed("/split 20 after data").press("enter");
    assert!(order(&screen, 0).ends_with(&["Data", "Welcome (continued)"]), "{:?}", order(&screen, 0));
    screen.press("ctrl-z");
    screen.typed("/split").press("enter");
    assert_eq!(order(&screen, 0)[..2], ["Welcome", "Welcome (continued)"]);
    screen.press("alt-down");
    assert!(shown(&screen).contains("continues Welcome"), "{}", shown(&screen));
    // The rest cannot come before its beginning.
    screen.press("ctrl-z").typed("/split first").press("enter");
    assert_eq!(order(&screen, 0)[..2], ["Welcome", "Welcome (continued)"]);
    assert!(foretell(&screen.model, Action::SlotSplit, "20 bottles").is_err());
    assert!(foretell(&screen.model, Action::SlotSplit, "-20").is_err());
}

#[test]
fn a_meeting_that_is_opened_again_on_its_second_day_shows_where_that_goes_on() {
    let mut screen = Screen::of(plan(&[&["09:00 Welcome", "09:30 News"], &["09:00 Data", "09:30 Plans"]]));
    screen.press("ctrl-n").wait(15 * 60).press("ctrl-t");
    let mut screen = screen.restart(60);
    assert_eq!(screen.viewed(), "Welcome", "the same day: exactly where it stopped");
    screen.wait(60);
    let mut screen = screen.restart(24 * 3600);
    assert_eq!(screen.viewed(), "Data");
    screen.press("ctrl-n");
    assert_eq!(screen.running(), Some("Data"));
}

#[test]
fn the_end_of_a_day_is_called_once_when_it_has_come() {
    let mut agenda = plan(&[&["09:00 Welcome", "09:30 News"]]);
    agenda.days[0].ends = chrono::NaiveTime::from_hms_opt(10, 0, 0);
    let mut screen = Screen::of(agenda);
    screen.press("ctrl-n").wait(30 * 60).press("ctrl-n").wait(29 * 60 + 59).press("esc");
    assert!(!screen.notice().contains("to end"), "{}", screen.notice());
    screen.wait(1);
    assert_eq!(screen.notice(), "The day was to end at 10:00");
    screen.press("esc").wait(60);
    assert!(!screen.notice().contains("to end"), "{}", screen.notice());
}

#[test]
fn going_on_into_the_next_day_is_said() {
    let mut screen = Screen::of(plan(&[&["09:00 Welcome"], &["09:00 Data"]]));
    screen.press("ctrl-n").wait(20 * 60).press("ctrl-n");
    assert_eq!(screen.notice(), "The next day begins: Tue 29 Oct; Ctrl-Z takes that back");
}

#[test]
fn what_is_refused_is_said_before_enter_and_what_is_long_is_shown_whole() {
    let mut screen = late();
    assert_eq!(
        foretell(&screen.model, Action::SlotPlace, "after lunch"),
        Err("Welcome has begun: what happened stays where it was".to_owned())
    );
    screen.size(80, 24).press("alt-down").typed("/place after lunch");
    let popup = shown(&screen);
    assert!(popup.contains("moves News behind Lunch") && popup.contains("→"), "{popup}");
    screen.press("esc esc").press("alt-down").typed("/swap 3");
    let told = foretell(&screen.model, Action::SlotSwap, "plans").unwrap();
    assert!(told.starts_with("swaps Plans with Lunch"), "{told}");
}

#[test]
fn undo_names_what_it_takes_back() {
    let mut screen = late();
    screen.press("alt-u enter ctrl-z");
    assert_eq!(screen.notice(), "Took back the cuts");
    screen.typed("/give 5 from lunch").press("enter ctrl-z");
    assert_eq!(screen.notice(), "Took back the minutes between Lunch and Welcome");
    screen.typed("/split").press("enter ctrl-z");
    assert_eq!(screen.notice(), "Took back the split that made Welcome (continued)");
}
