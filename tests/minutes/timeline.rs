//! The picture of a day: well formed and within its frame whatever the times are, and no label over another.

use crate::write;
use minutebook::meeting::{Command, Meeting, PlannedSlot, Run, Stamp};
use minutebook::minutes::Format;
use proptest::prelude::*;

use crate::course::{Play, played};
use crate::example::stamp;
use crate::{example, generated, html};

fn page(meeting: &Meeting) -> String {
    write(Format::Html, meeting, &[], None, &stamp("2026-05-01T12:00:00Z"))
}

/// The pictures of a page, each from its `<figure>` on.
fn pictures(page: &str) -> Vec<&str> {
    page.split("<figure").skip(1).filter_map(|rest| rest.split_once("</figure>")).map(|(picture, _)| picture).collect()
}

/// The numbers of an attribute of all tags that begin so.
fn numbers(picture: &str, tag: &str, attribute: &str) -> Vec<f64> {
    let attribute = format!(" {attribute}=\"");
    let tag = format!("<{tag} ");
    let tags = picture.split(&tag).skip(1).filter_map(|rest| rest.split_once('>'));
    let value = |(tag, _): (&str, &str)| {
        let tag = format!(" {tag}");
        let (_, rest) = tag.split_once(&attribute)?;
        rest.split_once('"')?.0.parse().ok()
    };
    tags.filter_map(value).collect()
}

/// What is wrong with a picture.
fn faults(picture: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for tag in ["rect", "svg"] {
        let starts = numbers(picture, tag, "x");
        for (x, width) in starts.iter().zip(numbers(picture, tag, "width")) {
            if !(0.0..=720.0).contains(x) || width < 0.0 || x + width > 722.0 {
                faults.push(format!("{tag} at {x}, {width} wide"));
            }
        }
    }
    // The labels of a row, in order.
    let (x, y, width) = (numbers(picture, "svg", "x"), numbers(picture, "svg", "y"), numbers(picture, "svg", "width"));
    let labels: Vec<(f64, f64, f64)> = x.into_iter().zip(y).zip(width).map(|((x, y), width)| (y, x, width)).collect();
    for pair in labels.windows(2) {
        let same_row = (pair[0].0 - pair[1].0).abs() < 1.0;
        if same_row && pair[0].1 + pair[0].2 > pair[1].1 + 0.11 {
            faults.push(format!("{:?} over {:?}", pair[0], pair[1]));
        }
    }
    if picture.contains("NaN") || picture.contains("inf") {
        faults.push("no number".to_owned());
    }
    faults
}

/// One day of slots that all have this plan and these runs.
fn day(slots: usize, plan: &PlannedSlot, runs: &[(&str, &str)]) -> Meeting {
    let mut meeting = example::meeting();
    meeting.days.truncate(1);
    let mut slot = meeting.days[0].slots.remove(0);
    slot.entries.clear();
    slot.plan = plan.clone();
    slot.runs = runs.iter().map(|(from, to)| Run { from: stamp(from), to: Some(stamp(to)) }).collect();
    meeting.days[0].slots = (0..slots).map(|_| slot.clone()).collect();
    for (slot, n) in meeting.days[0].slots.iter_mut().zip(1..) {
        slot.id.0.n = n;
    }
    meeting
}

fn plan(start: &str, minutes: u32) -> PlannedSlot {
    PlannedSlot { title: "Tides".to_owned(), start: start.parse().ok(), minutes: Some(minutes), ..Default::default() }
}

#[track_caller]
fn only_picture(meeting: &Meeting) -> String {
    let page = page(meeting);
    assert_eq!(html::faults(&page), Vec::<String>::new());
    let pictures = pictures(&page);
    assert_eq!(pictures.len(), 1, "{page}");
    assert_eq!(faults(pictures[0]), Vec::<String>::new());
    pictures[0].to_owned()
}

#[test]
fn odd_times_make_a_well_formed_picture() {
    let held = ("2026-03-26T09:00:00Z", "2026-03-26T09:30:00Z");
    for (slots, plan, runs) in [
        (1, plan("23:30:00", 90), vec![("2026-03-26T23:40:00Z", "2026-03-27T01:20:00Z")]),
        (1, plan("09:00:00", 0), vec![]),
        (1, PlannedSlot { minutes: None, ..plan("09:00:00", 0) }, vec![]),
        (1, plan("09:00:00", 30), vec![("2026-03-26T09:00:00Z", "2026-03-26T09:00:00Z")]),
        (1, plan("09:00:00", u32::MAX), vec![held]),
        (500, plan("09:00:00", 1), vec![held]),
        (2, plan("09:00:00", 45), vec![("2026-03-26T10:00:00Z", "2026-03-26T09:00:00Z")]),
        (1, plan("09:00:00", 10), vec![held, ("2026-04-26T09:00:00Z", "2026-04-26T09:30:00Z")]),
    ] {
        only_picture(&day(slots, &plan, &runs));
    }
}

#[test]
fn a_day_without_date_or_without_times_has_no_picture() {
    let plain = PlannedSlot { title: "Tides".to_owned(), ..PlannedSlot::default() };
    let held = ("2026-03-26T09:00:00Z", "2026-03-26T09:30:00Z");
    assert_eq!(pictures(&page(&day(0, &plain, &[]))).len(), 0);
    assert_eq!(pictures(&page(&day(3, &plain, &[]))).len(), 0);
    let mut undated = day(1, &plan("09:00:00", 30), &[held]);
    undated.days[0].date = None;
    assert_eq!(pictures(&page(&undated)).len(), 0);
    only_picture(&day(1, &plain, &[held]));
}

#[test]
fn a_day_held_two_weeks_later_shows_what_was_held_only() {
    let picture = only_picture(&day(1, &plan("09:00:00", 30), &[("2026-04-09T14:05:00Z", "2026-04-09T15:00:00Z")]));
    assert!(picture.contains(">Held</text>") && !picture.contains(">Planned</text>"), "{picture}");
    assert!(picture.contains(">15:05</text>") && !picture.contains(">09:00</text>"));
}

#[test]
fn time_over_is_striped_and_signed_what_was_not_held_is_dashed_and_the_same_is_said_in_words() {
    let mut meeting = day(2, &plan("09:00:00", 30), &[("2026-03-26T09:00:00Z", "2026-03-26T09:42:00Z")]);
    meeting.days[0].slots[1].plan.start = "09:30:00".parse().ok();
    meeting.days[0].slots[1].runs.clear();
    let picture = only_picture(&meeting);
    assert_eq!(picture.matches("<rect class=\"striped\" fill=\"url(#day-1-stripes)\"").count(), 1);
    assert!(picture.contains(">+12</text>"), "{picture}");
    assert_eq!(picture.matches("class=\"bar unheld\"").count(), 1);
    let told = "Planned 09:00–10:00, held 09:00–09:42, 18 min early. 1 of 2 planned slots took place. 1 slot took longer \
                than planned. Not reached: Tides. All times are in the table under Schedule.</desc>";
    assert!(picture.contains(told), "{picture}");
    assert!(picture.contains("Striped, +: minutes over the planned time. Dashed: not held here."));
}

#[test]
fn pauses_are_gaps_and_the_time_over_begins_where_the_planned_minutes_are_used_up() {
    let runs = [("2026-03-26T09:00:00Z", "2026-03-26T09:20:00Z"), ("2026-03-26T09:40:00Z", "2026-03-26T10:00:00Z")];
    let picture = only_picture(&day(1, &plan("09:00:00", 30), &runs));
    // An hour takes all of the axis: planned 09:00–09:30, held 09:00–09:20, 09:40–09:50, and over 09:50–10:00.
    let minute = 640.0 / 60.0;
    let at = |tenths: f64| (60.0 + tenths * minute * 10.0).round() / 10.0 * 10.0;
    let rounded: Vec<f64> = numbers(&picture, "rect", "x").into_iter().map(f64::round).collect();
    assert_eq!(rounded, [0.0, 0.0, 4.0, 5.0, 5.0].map(|tens| at(tens).round()));
}

#[test]
fn a_hostile_title_stays_text_in_the_picture_and_is_cut_at_a_letter() {
    let hostile = "</text></svg><script>alert(1)</script>\u{202e}\"]]>&amp;潮汐模型潮汐模型潮汐模型é\u{301}";
    let title = |minutes| PlannedSlot { title: hostile.to_owned(), ..plan("09:00:00", minutes) };
    for minutes in [1, 5, 30, 200] {
        let picture = only_picture(&day(3, &title(minutes), &[("2026-03-26T09:00:00Z", "2026-03-26T12:00:00Z")]));
        assert!(!picture.contains("<script") && !picture.contains('\u{202e}'));
    }
    let picture = only_picture(&day(1, &title(60), &[("2026-03-26T09:00:00Z", "2026-03-26T09:30:00Z")]));
    assert!(picture.contains(">&lt;/text&gt;&lt;/svg&gt;&lt;script&gt;"), "{picture}");
}

#[test]
fn a_slot_that_runs_is_drawn_up_to_now() {
    let (meeting, _, now) = example::running();
    let page = write(Format::Html, &meeting, &[], None, &now);
    let picture = *pictures(&page).last().unwrap();
    let later = Stamp { boot: None, ..stamp("2026-03-27T13:36:00Z") };
    let later = write(Format::Html, &meeting, &[], None, &later);
    let last = |picture: &str| numbers(picture, "rect", "width").last().copied();
    assert!(last(picture) < last(pictures(&later).last().unwrap()));
}

#[test]
fn a_slot_that_was_moved_away_is_dashed_where_it_was_planned_and_drawn_where_it_was_held() {
    let agenda = "---\ntitle: Works\ntimezone: America/Los_Angeles\n---\n# One: 2026-03-26\n\n## 09:00 Tides (30m)\n\n\
                  ## 09:30 Cranes (30m)\n\n# Two: 2026-03-27\n\n## 09:00 Locks (30m)\n";
    let mut play = Play::of(agenda, |_| {});
    play.move_to_end_of_second_day("26 09:05", "Cranes");
    play.take_up("26 09:05", "Tides");
    play.at("26 09:30", Command::Pause);
    play.take_up("27 09:00", "Cranes");
    play.at("27 09:31", Command::Close);
    let page = page(&play.meeting);
    let pictures = pictures(&page);
    assert!(pictures[0].contains("class=\"bar unheld\"") && pictures[0].contains(">Cranes</text>"), "{}", pictures[0]);
    let held = pictures[1].split_once(">Held</text>").map(|(_, held)| held).unwrap();
    assert!(held.contains(">Cranes</text>"), "{held}");
}

#[test]
fn the_words_of_a_day_count_what_was_planned_on_it_and_name_what_went_otherwise() {
    let page = page(&played().meeting);
    let words = |picture: &str| picture.split_once("<desc").unwrap().1.split_once("</desc>").unwrap().0.to_owned();
    let [first, second] = pictures(&page).try_into().unwrap();
    let first = words(first);
    // Pilots went to the second day; the leak was not planned.
    for told in [
        " 7 of 8 planned slots took place.",
        " Fixed points missed: Coffee (Thu 26 Mar 2026 10:00, 28 min late), Lunch (",
        ", the end of the day (Thu 26 Mar 2026 15:00, 20 min late).",
        " Opened in the meeting: A leak.",
        " Parked: Buoys (after 20 min).",
        " Moved away: Pilots (to Fri 27 Mar 2026).",
    ] {
        assert!(first.contains(told), "{told}: {first}");
    }
    let second = words(second);
    for told in [
        " 1 of 3 planned slots took place.",
        " Moved: Pilots (from Thu 26 Mar 2026 to Fri 27 Mar 2026).",
        " Skipped: Night watch.",
        " Not reached: Close.",
    ] {
        assert!(second.contains(told), "{told}: {second}");
    }
}

#[test]
fn the_words_of_a_day_name_the_slot_whose_rest_is_on_another() {
    let mut play = played();
    play.meeting.days[1].slots[0].continues = Some(play.slot("Dredging"));
    assert!(page(&play.meeting).contains(" Continued on another day: Dredging (Fri 27 Mar 2026). "));
}

#[test]
fn each_bar_says_in_words_what_it_is_and_one_too_short_for_its_title_has_its_number_in_the_table() {
    let page = page(&played().meeting);
    let picture = pictures(&page)[0];
    let bars = picture.matches("<rect class=\"bar").count();
    assert_eq!(picture.matches("</title></rect>").count(), bars);
    let budget = "<title>Budget | &lt;quay&gt; &amp; *cranes*: planned 09:15, 45 min; held 09:31–10:28, 57 min; 12 min over\
                  </title>";
    assert_eq!(picture.matches(budget).count(), 3, "planned, held, over: {picture}");
    let moved =
        "<title>Pilots: planned 11:15, 30 min; held Fri 27 Mar 2026 10:02–10:26, 24 min; moved to Fri 27 Mar 2026";
    assert!(picture.contains(moved), "{picture}");
    assert!(picture.contains(">3</text>") && !picture.contains(">Coffee</text>"), "{picture}");
    assert!(page.contains("<span class=\"nth\">3</span> <a href=\"#slot-1f3a9c0b-3\"><bdi>Coffee</bdi>"));
    assert!(picture.contains("A number alone: the slot of that number in the table under Schedule."));
}

#[test]
fn a_slot_that_no_agenda_had_is_dotted_and_a_break_is_not_filled_and_the_legend_says_so() {
    let page = page(&played().meeting);
    let [first, second] = pictures(&page).try_into().unwrap();
    assert_eq!(first.matches("<rect class=\"bar held added\"").count(), 1);
    assert!(first.contains("Dotted: opened in the meeting.") && first.contains("Not filled: a break."));
    assert!(!second.contains("Dotted") && !second.contains("Not filled"), "{second}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_pictures_of_any_meeting_stay_within_their_frames_and_no_label_is_over_another(
        meeting in generated::meeting()
    ) {
        let page = page(&meeting);
        for picture in pictures(&page) {
            prop_assert_eq!(faults(picture), Vec::<String>::new(), "{}", picture);
        }
    }
}
