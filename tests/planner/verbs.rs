//! Every verb of the planner, with the days written out as they are afterwards.

use chrono::NaiveDate;
use minutebook::app::planner::{Panel, Planner, Side, Wish};
use minutebook::meeting::{Agenda, Head, PlannedDay, Request};

use crate::hand::{AGENDA, Hand, request, requests};

const FRIDAY: [&str; 4] = [" 09:00 15 Welcome", " 09:15 45 Budget", " 10:00 20 Break", " 10:20 40 Stages"];

#[test]
fn requests_that_have_no_slot_stand_first_and_enter_places_them_one_after_another() {
    let mut hand = Hand::new();
    assert_eq!(hand.planner.side, Side::Requests);
    assert_eq!(hand.unplaced(), ["Lighting", "Volunteers", "Tickets", "Rain plan"]);
    hand.planner.spot = hand.spot("Stages");
    hand.press("enter enter");
    assert_eq!(hand.day(0)[3..], [" 10:20 40 Stages", "~11:00 30 Lighting", "~11:30 ~30 Volunteers"]);
    assert_eq!(hand.unplaced(), ["Tickets", "Rain plan"]);
    assert_eq!(hand.planner.selected_request().unwrap().topic, "Tickets");
    assert_eq!(hand.notice(), "Volunteers stands at 11:30");
}

#[test]
fn a_slot_takes_what_was_asked_for_and_a_range_keeps_both_its_bounds() {
    let mut hand = Hand::new();
    hand.planner.spot = hand.spot("Stages");
    hand.press("down down enter");
    let slot = &hand.planner.plan().at(hand.spot("Tickets")).unwrap().slot;
    assert_eq!((slot.minutes, slot.least, slot.requested_by.as_deref()), (Some(40), Some(20), Some("Bo Chen")));
    assert_eq!(hand.planner.plan().at(hand.spot("Tickets")).unwrap().origin, None);
}

#[test]
fn what_does_not_fit_before_the_next_stated_start_is_marked_with_its_minutes() {
    let mut hand = Hand::new();
    hand.planner.spot = hand.spot("Budget");
    hand.press("enter");
    assert_eq!(
        hand.day(0),
        [FRIDAY[0], FRIDAY[1], "~10:00 30!30 Lighting", FRIDAY[2], FRIDAY[3]],
        "slots with a stated start keep it"
    );
    assert_eq!(hand.notice(), "Lighting stands at 10:00, 30 min more than there is room for");
    hand.at("Budget").press("- - -");
    assert_eq!(hand.day(0)[1..3], [" 09:15 30 Budget", "~09:45 30!15 Lighting"]);
}

#[test]
fn what_goes_on_behind_the_end_of_the_day_is_marked_too() {
    let mut hand = Hand::new();
    hand.at("Lunch").press("h").answer("10:00-14:00");
    hand.press("tab enter enter");
    assert_eq!(hand.day(1), [" 12:30 60 Lunch", "~13:30 30 Lighting", "~14:00 ~30!30 Volunteers"]);
    let sum = &hand.planner.sums()[1];
    // Four hours without lunch.
    assert_eq!((sum.capacity, sum.placed, sum.free(), sum.over), (Some(180), 60, Some(120), 30));
}

#[test]
fn a_day_is_as_long_as_its_hours_say_else_as_its_slots_take_and_breaks_are_no_room() {
    let mut hand = Hand::new();
    let sum = |hand: &Hand, day: usize| {
        let sum = &hand.planner.sums()[day];
        (sum.capacity, sum.placed, sum.breaks, sum.free())
    };
    assert_eq!(sum(&hand, 0), (Some(100), 100, 20, Some(0)));
    hand.at("Welcome").press("h").answer("9:00-12:00");
    assert_eq!(sum(&hand, 0), (Some(160), 100, 20, Some(60)));
    hand.press("h").answer("9:00-10:30");
    assert_eq!(sum(&hand, 0), (Some(70), 100, 20, Some(-30)));
    hand.press("h").answer("");
    assert_eq!(sum(&hand, 0), (Some(100), 100, 20, Some(0)));
}

#[test]
fn where_the_last_slot_may_go_on_nobody_knows_how_much_is_free() {
    let text = AGENDA.replace("10:20 Stages (40m)", "10:20 Stages");
    let mut hand = Hand::with(&text, requests());
    assert_eq!((hand.planner.sums()[0].capacity, hand.planner.sums()[0].placed), (None, 60));
    hand.press("1");
    assert_eq!(hand.day(0)[3..], [" 10:20 ? Stages", " --:-- 30 Lighting"]);
    assert_eq!(hand.planner.sums()[0].free(), None);
}

#[test]
fn a_slot_that_is_left_no_time_is_marked() {
    let text = AGENDA.replace("09:15 Budget (45m)", "09:15 Budget");
    let mut hand = Hand::with(&text, vec![request("Lighting", Some(50))]);
    hand.planner.spot = hand.spot("Budget");
    hand.press("enter");
    assert_eq!(hand.day(0)[1..3], [" 09:15 ? Budget", "~09:15 50!5 Lighting"]);
    assert!(hand.planner.times(hand.spot("Budget")).unwrap().squeezed);
    assert_eq!(hand.planner.sums()[0].free(), Some(-5));
    assert!(hand.picture(120, 40).contains("▲ no time left    ?"));
}

#[test]
fn hours_past_midnight_end_on_the_next_date() {
    let mut hand = Hand::new();
    hand.at("Lunch").press("h").answer("12:30-1:00");
    assert_eq!(hand.planner.sums()[1].capacity, Some(12 * 60 + 30 - 60));
}

#[test]
fn a_digit_places_a_request_at_the_end_of_that_day() {
    let mut hand = Hand::new();
    hand.press("2 1");
    assert_eq!(hand.day(1), [" 12:30 60 Lunch", "~13:30 30 Lighting"]);
    assert_eq!(hand.day(0)[4..], ["~11:00 ~30 Volunteers"]);
    hand.press("7");
    assert_eq!(hand.notice(), "there is no day 7");
    assert_eq!(hand.unplaced(), ["Tickets", "Rain plan"]);
}

#[test]
fn a_request_that_has_a_slot_is_not_placed_twice() {
    let mut hand = Hand::new();
    hand.press("2 end enter");
    assert_eq!(hand.planner.selected_request().unwrap().topic, "Lighting");
    assert_eq!(hand.notice(), "it has a slot already: this one");
    assert_eq!(hand.planner.spot, hand.spot("Lighting"));
    assert_eq!(hand.day(1).len(), 2);
}

#[test]
fn a_slot_moves_up_and_down_and_over_the_edge_of_its_day() {
    let mut hand = Hand::new();
    hand.at("Stages").press("alt-up");
    assert_eq!(hand.day(0), [FRIDAY[0], FRIDAY[1], "~10:00 40!40 Stages", FRIDAY[2]]);
    hand.press("alt-down alt-down");
    assert_eq!(hand.day(0), FRIDAY[..3]);
    // Nothing stands before it that says when.
    assert_eq!(hand.day(1), [" --:-- 40 Stages", " 12:30 60 Lunch"]);
    hand.press("alt-up");
    assert_eq!(hand.day(0)[3], "~10:20 40 Stages");
    assert_eq!(hand.planner.spot, hand.spot("Stages"));
}

#[test]
fn who_comes_to_stand_first_begins_the_day() {
    let moved = ["~09:45 15 Welcome"];
    let mut down = Hand::new();
    down.at("Welcome").press("alt-down");
    let mut up = Hand::new();
    up.at("Budget").press("alt-up");
    for hand in [down, up] {
        assert_eq!(hand.day(0)[..2], [" 09:00 45 Budget", moved[0]]);
    }
    let mut hand = Hand::new();
    hand.at("Welcome").press("delete");
    assert_eq!(hand.day(0)[0], " 09:00 45 Budget".replace("09:00", "09:15"), "it states a start of its own");
}

#[test]
fn a_fixed_point_keeps_its_time_wherever_it_goes() {
    let mut hand = Hand::new();
    hand.at("Stages").press("f left");
    assert_eq!(hand.notice(), "there is no such day");
    hand.press("right");
    assert_eq!(hand.day(1), [" 10:20 40 Stages", " 12:30 60 Lunch"]);
    hand.press("alt-down");
    assert_eq!(hand.day(1), [" 12:30 60!60 Lunch", " 10:20 40 Stages"]);
    assert!(hand.planner.plan().at(hand.spot("Stages")).unwrap().slot.is_fixed());
    hand.press("f");
    assert!(!hand.planner.plan().at(hand.spot("Stages")).unwrap().slot.is_fixed());
}

#[test]
fn left_right_and_digits_take_a_slot_to_another_day_and_a_heading_nowhere() {
    let mut hand = Hand::new();
    hand.at("Budget").press("right");
    assert_eq!(hand.day(1), [" 12:30 60 Lunch", "~13:30 45 Budget"]);
    hand.press("1");
    assert_eq!(hand.day(0)[3], "~11:00 45 Budget");
    hand.press("home right");
    assert_eq!((hand.planner.spot.day, hand.planner.spot.slot), (1, None));
    hand.press("alt-up");
    assert_eq!(hand.notice(), "select a slot first");
}

#[test]
fn minutes_are_given_and_taken_by_fives_and_said_outright() {
    let mut hand = Hand::new();
    hand.at("Welcome").press("+ +");
    assert_eq!(hand.day(0)[0], " 09:00 25!10 Welcome");
    hand.press("- - - - -");
    assert_eq!((hand.day(0)[0].as_str(), hand.notice()), (" 09:00 5 Welcome", "it is as short as it can be"));
    hand.press("l").answer("1h05");
    assert_eq!(hand.day(0)[0], " 09:00 65!50 Welcome");
    hand.press("l").answer("10-20");
    assert_eq!(hand.planner.plan().at(hand.spot("Welcome")).unwrap().slot.least, Some(10));
    hand.press("- -");
    assert_eq!(hand.planner.plan().at(hand.spot("Welcome")).unwrap().slot.least, None, "it is no bound any more");
}

#[test]
fn a_start_can_be_stated_and_taken_away() {
    let mut hand = Hand::new();
    hand.at("Stages").press("t").answer("11:00");
    assert_eq!(hand.day(0)[3], " 11:00 40 Stages");
    hand.press("t").answer("");
    assert_eq!(hand.day(0)[3], "~10:20 40 Stages");
    hand.press("t").answer("late");
    assert!(
        matches!(&hand.planner.panel, Some(Panel::Ask { complaint: Some(why), .. }) if why == "write the time as 9:30")
    );
    hand.press("esc");
    assert!(hand.planner.panel.is_none());
    assert_eq!(hand.day(0)[3], "~10:20 40 Stages");
}

#[test]
fn the_slots_of_a_day_can_be_let_to_follow_one_another() {
    let mut hand = Hand::new();
    hand.planner.spot = hand.spot("Welcome");
    hand.press("enter r");
    // The break states its start, and breaks that do are fixed.
    let after =
        [" 09:00 15 Welcome", "~09:15 30 Lighting", "~09:45 45!30 Budget", " 10:00 20 Break", "~10:20 40 Stages"];
    assert_eq!(hand.day(0), after);
    hand.press("r");
    assert_eq!(hand.notice(), "they follow one another already");
}

#[test]
fn what_was_asked_for_is_to_be_placed_again_when_its_slot_is_taken_out() {
    let mut hand = Hand::new();
    hand.press("2").at("Lighting").press("delete");
    assert_eq!((hand.day(1).len(), hand.notice()), (1, "Lighting is to be placed again"));
    assert_eq!(hand.unplaced(), ["Lighting", "Volunteers", "Tickets", "Rain plan"]);
    hand.at("Budget").press("x");
    assert_eq!(hand.notice(), "Budget is taken out");
    assert_eq!(hand.day(0).len(), 3);
    hand.press("tab home 1").press("home end x");
    assert_eq!(hand.unplaced().len(), 4, "from the side of the requests too");
}

#[test]
fn a_slot_called_otherwise_goes_on_to_fulfil_its_request() {
    let mut hand = Hand::new();
    hand.press("2").at("Lighting").press("enter").answer("Light and sound");
    let slot = &hand.planner.plan().at(hand.spot("Light and sound")).unwrap().slot;
    assert_eq!(slot.request.as_deref(), Some("Lighting"));
    assert_eq!(hand.unplaced().len(), 3);
    hand.press("e").answer("LIGHTING");
    assert_eq!(hand.planner.plan().at(hand.spot("LIGHTING")).unwrap().slot.request, None);
    hand.press("e").answer("");
    assert!(matches!(&hand.planner.panel, Some(Panel::Ask { complaint: Some(_), .. })));
}

#[test]
fn a_slot_that_stands_there_already_can_be_what_was_asked_for() {
    let mut hand = Hand::new();
    hand.planner.spot = hand.spot("Stages");
    hand.press("a");
    assert_eq!(hand.planner.plan().at(hand.spot("Stages")).unwrap().slot.request.as_deref(), Some("Lighting"));
    assert_eq!((hand.unplaced().len(), hand.day(0).len(), hand.notice()), (3, 4, "Lighting has its slot"));
    hand.press("a");
    assert_eq!(hand.notice(), "it is there for “Lighting” already");
    hand.press("ctrl-z");
    assert_eq!(hand.unplaced().len(), 4);
}

#[test]
fn breaks_slots_and_days_are_made() {
    let mut hand = Hand::new();
    hand.at("Lunch").press("b n").answer("Walk");
    assert_eq!(hand.day(1), [" 12:30 60 Lunch", "~13:30 15 Break", "~13:45 30 Walk"]);
    assert_eq!(hand.planner.sums()[1].breaks, 75);
    hand.press("d enter");
    let day = &hand.planner.plan().days[2];
    assert_eq!((day.day.date, day.is_new), (NaiveDate::from_ymd_opt(2026, 3, 8), true), "the day after the last");
    hand.press("d").answer("2026-03-06");
    assert_eq!(hand.notice(), "there is a day of that date already");
    hand.press("end x");
    assert_eq!(hand.planner.plan().days.len(), 2);
    hand.press("home x");
    assert!(hand.notice().starts_with("this day has slots"), "{}", hand.notice());
}

#[test]
fn an_agenda_that_has_nothing_yet_is_begun_with_a_day() {
    let agenda = Agenda { head: Head { title: "New".to_owned(), ..Head::default() }, ..Agenda::default() };
    let mut hand = Hand::with(AGENDA, vec![]);
    hand.planner = Planner::new(agenda, vec![request("Lighting", None)], chrono_tz::UTC, true);
    hand.press("enter");
    assert_eq!(hand.notice(), "make a day first");
    hand.press("d").answer("2026-03-06 Friday").press("h").answer("9:00-17:00").press("tab enter");
    // The day states when its first slot begins.
    assert_eq!(hand.day(0), [" 09:00 ~30 Lighting"]);
    let (agenda, origins) = hand.planner.arranged();
    assert_eq!((agenda.days[0].title.as_str(), agenda.requests.len()), ("Friday", 1));
    assert_eq!(origins, [[None]]);
}

#[test]
fn a_day_without_a_date_has_times_all_the_same() {
    let mut hand = Hand::with("# Team\n\n## 09:00 Start (10m)\n\n## Then (20m)\n", vec![]);
    assert_eq!(hand.day(0), [" 09:00 10 Start", "~09:10 20 Then"]);
    assert_eq!(hand.planner.side, Side::Days, "nothing is to be placed");
    hand.press("d").answer("Second");
    assert_eq!(hand.planner.plan().days[1].day, PlannedDay { title: "Second".to_owned(), ..PlannedDay::default() });
}

#[test]
fn of_two_requests_about_one_topic_the_agendas_counts() {
    let mut agenda = minutebook::agenda::read(AGENDA.as_bytes(), "").unwrap().agenda;
    agenda.requests = vec![request("lighting ", Some(10)), request("Sound", Some(20))];
    let planner = Planner::new(agenda, requests(), chrono_tz::UTC, false);
    let topics: Vec<_> = planner.requests().iter().map(|request| (request.topic.as_str(), request.minutes)).collect();
    assert_eq!(topics[..3], [("lighting ", Some(10)), ("Sound", Some(20)), ("Volunteers", None)]);
    assert_eq!(topics.len(), 5);
}

#[test]
fn everything_can_be_taken_back_over_saving_too() {
    let mut hand = Hand::new();
    let before = hand.days();
    hand.press("enter enter 2 tab b alt-up r");
    let changed = hand.days();
    hand.planner.was_saved(String::new());
    assert!(!hand.planner.is_dirty());
    for _ in 0..6 {
        hand.press("ctrl-z");
    }
    assert_eq!(hand.days(), before);
    assert!(hand.planner.is_dirty(), "the file has it otherwise");
    hand.press("u");
    assert_eq!(hand.notice(), "nothing is left to take back");
    for _ in 0..6 {
        hand.press("ctrl-y");
    }
    assert_eq!(hand.days(), changed);
    assert!(!hand.planner.is_dirty());
}

#[test]
fn leaving_asks_where_something_is_not_saved() {
    let mut hand = Hand::new();
    assert_eq!(hand.press("q").wish, Some(Wish::Leave));
    hand.press("enter q");
    assert!(matches!(hand.planner.panel, Some(Panel::Leave)));
    assert_eq!(hand.press("esc").wish, None);
    assert!(hand.planner.panel.is_none());
    assert_eq!(hand.press("ctrl-c s").wish, Some(Wish::Save { leave: true }));
    assert_eq!(hand.press("q d").wish, Some(Wish::Leave));
    assert_eq!(hand.press("ctrl-s").wish, Some(Wish::Save { leave: false }));
    hand.planner.offer_apart(vec!["no".to_owned()], true);
    assert_eq!(hand.press("w").wish, Some(Wish::SaveApart { leave: true }));
}

#[test]
fn a_letter_in_an_answer_is_no_verb() {
    let mut hand = Hand::new();
    hand.at("Budget").press("n").typed("quiet undo");
    hand.planner.paste(" pasted\ntext");
    assert!(matches!(&hand.planner.panel, Some(Panel::Ask { line, .. }) if line.text() == "quiet undo pasted text"));
    hand.press("enter");
    assert_eq!(hand.day(0)[2], "~10:00 30!30 quiet undo pasted text");
}

/// Two people ask for the same topic.
fn rivals() -> Vec<Request> {
    let ann = Request { requested_by: Some("Ana Reis".to_owned()), ..request("Stages", Some(30)) };
    vec![ann, request("Stages", Some(60))]
}

#[test]
fn each_of_two_requests_for_one_topic_needs_a_slot_of_its_own() {
    let mut hand = Hand::with(AGENDA, rivals());
    let asked = hand.planner.asked();
    assert_eq!((asked.placed, asked.minutes_placed, hand.planner.place_of(1)), (1, 30, None));
    hand.planner.request = 1;
    hand.press("2");
    let spot = hand.planner.place_of(1).unwrap();
    assert_eq!((spot.day, hand.planner.asked().placed), (1, 2));
    assert_eq!(hand.planner.plan().at(spot).unwrap().slot.minutes, Some(60));
    hand.planner.request = 1;
    hand.planner.side = Side::Requests;
    hand.press("x");
    assert_eq!((hand.notice(), hand.planner.asked().placed), ("Stages is to be placed again", 1));
}

#[test]
fn a_slot_without_a_requester_goes_to_whichever_of_two_requests_it_is_said_to_be_for() {
    let mut hand = Hand::with(AGENDA, rivals());
    let spot = hand.spot("Stages");
    hand.planner.request = 1;
    hand.planner.spot = spot;
    hand.press("a");
    assert_eq!((hand.planner.place_of(0), hand.planner.place_of(1)), (None, Some(spot)));
    assert_eq!(hand.planner.plan().at(spot).unwrap().slot.requested_by.as_deref(), Some("Bo Chen"));
    // It is Bo's by name now.
    hand.planner.request = 0;
    hand.planner.spot = spot;
    hand.press("a");
    assert_eq!((hand.notice(), hand.planner.place_of(1)), ("it is there for “Stages” already", Some(spot)));
}

#[test]
fn a_day_that_begins_in_the_hour_that_the_clock_skips_has_a_capacity() {
    // In Lisbon 01:00 to 02:00 does not exist on that date: 01:30 is 02:30.
    let text = AGENDA.replace("# Saturday: 2026-03-07\n", "# Sunday: 2026-03-29\nHours: 01:30–10:00\n");
    let hand = Hand::with(&text, requests());
    assert_eq!(hand.planner.sums()[1].capacity, Some(7 * 60 + 30 - 60));
}

#[test]
fn a_title_that_begins_with_a_time_is_refused_with_what_to_do_instead() {
    let mut hand = Hand::new();
    hand.at("Stages").press("e").answer("9:00-12:00");
    let complaint = match &hand.planner.panel {
        Some(Panel::Ask { complaint: Some(why), .. }) => why.clone(),
        other => panic!("{other:?}"),
    };
    assert!(complaint.contains("set the start with t"), "{complaint}");
    hand.answer("9 lives");
    assert_eq!((hand.day(0)[3].as_str(), hand.planner.panel.is_none()), (" 10:20 40 9 lives", true));
}

#[test]
fn a_request_that_the_agenda_has_is_not_taken_twice_but_that_of_somebody_else_is() {
    let agenda = format!("{AGENDA}\n## Requests\n\n- Rain plan, requested by Ana Reis\n");
    let by = |name: Option<&str>| Request { requested_by: name.map(str::to_owned), ..request("rain plan", Some(30)) };
    let count = |more: Option<&str>| Hand::with(&agenda, vec![by(more)]).planner.requests().len();
    assert_eq!((count(Some("ana reis")), count(None), count(Some("Bo Chen"))), (1, 1, 2));
}
