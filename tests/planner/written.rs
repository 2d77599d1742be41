//! What the planner changes in an agenda's text beside its slots: hours of days, and which request a slot fulfils.
//!
//! Each with its text written out before and after. Not here: slots that move (see the tests of the agenda).

use chrono::NaiveTime;
use minutebook::agenda::{read, rewrite};
use minutebook::meeting::Agenda;

/// The text with an agenda changed that keeps all its slots where they are.
fn changed(text: &str, change: impl FnOnce(&mut Agenda)) -> String {
    let mut agenda = read(text.as_bytes(), "").expect("an agenda").agenda;
    let mut numbers = 0..;
    let origins: Vec<_> =
        agenda.days.iter().map(|day| numbers.by_ref().take(day.slots.len()).map(Some).collect()).collect();
    change(&mut agenda);
    rewrite(text, &agenda, &origins).expect("a text")
}

/// The hours of the first day set in a text, `9:00-` for those that have no end.
fn with_hours(text: &str, hours: &str) -> String {
    let time = |text: &str| NaiveTime::parse_from_str(text, "%H:%M").ok();
    let (starts, ends) = hours.split_once('-').expect("a dash");
    changed(text, |agenda| (agenda.days[0].starts, agenda.days[0].ends) = (time(starts), time(ends)))
}

#[test]
fn hours_of_a_day_are_put_below_its_heading_and_changed_there() {
    let bare = "# Day 1: 2019-10-28\n\n## 09:00 Welcome\n";
    let stated = "# Day 1: 2019-10-28\nHours: 09:00–17:00\n\n## 09:00 Welcome\n";
    assert_eq!(with_hours(bare, "9:00-17:00"), stated);
    assert_eq!(with_hours(stated, "9:00-18:30"), stated.replace("17:00", "18:30"));
    assert_eq!(with_hours(stated, "9:00-"), stated.replace("Hours: 09:00–17:00", "Starts: 09:00"));
    assert_eq!(with_hours(stated, "-"), bare);
    assert_eq!(
        with_hours("# 2019-10-28\nBring a coat.\n\n## One\n", "-17:00"),
        "# 2019-10-28\nEnds: 17:00\n\nBring a coat.\n\n## One\n"
    );
    assert_eq!(
        with_hours("# 2019-10-28\r\nStarts: 9:00\r\nEnds: 17:00\r\n## One\r\n", "10:00-17:00"),
        "# 2019-10-28\r\nHours: 10:00–17:00\r\n## One\r\n"
    );
}

#[test]
fn hours_of_a_day_without_a_heading_stand_in_the_front_matter() {
    let bare = "---\ntitle: Team\ndate: 2019-10-28 # a Monday\n---\n\n## 09:00 Welcome\n";
    let stated = bare.replace("Monday\n", "Monday\nhours: 09:00–17:00\n");
    assert_eq!(with_hours(bare, "9:00-17:00"), stated);
    assert_eq!(with_hours(&stated, "-17:00"), stated.replace("hours: 09:00–", "ends: "));
    assert_eq!(with_hours(&stated, "-"), bare);
}

#[test]
fn a_slot_that_fulfils_a_request_by_another_name_says_so_in_a_line_below() {
    let set = |text: &str, topic: Option<&str>| {
        changed(text, |agenda| agenda.days[0].slots[0].request = topic.map(str::to_owned))
    };
    let bare = "# Day 1: 2019-10-28\n\n## 09:00 Light\nChair: Bo\n";
    let stated = "# Day 1: 2019-10-28\n\n## 09:00 Light\nRequest: Lighting\nChair: Bo\n";
    assert_eq!(set(bare, Some("Lighting")), stated);
    assert_eq!(set(stated, Some("Towers")), stated.replace("Lighting", "Towers"));
    assert_eq!(set(stated, None), bare);
}
