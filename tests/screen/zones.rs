//! Other people's clocks beside the meeting's own.

use chrono_tz::Tz;
use minutebook::app::{Settings, zones};
use minutebook::meeting::Agenda;

use crate::panes::shown;
use crate::script::{Screen, usual};

/// A meeting in California; Bo takes part from Berlin, Fritz from Paris, Jim from Tokyo; the agenda names Phoenix too.
fn scattered() -> Agenda {
    let mut agenda = usual();
    agenda.head.zones = vec!["America/Phoenix".to_owned()];
    for (name, zone) in [("Bo Chen", "Europe/Berlin"), ("Fritz Moeller", "Europe/Paris"), ("Jim Botha", "Asia/Tokyo")] {
        let person = agenda.people.iter_mut().find(|person| person.name == name).unwrap();
        person.timezone = Some(zone.to_owned());
    }
    agenda
}

#[test]
fn zones_whose_clocks_agree_are_one_and_the_meetings_own_is_none_of_them() {
    let screen = Screen::of(scattered());
    let found: Vec<(&str, Vec<String>)> =
        zones(&screen.model).into_iter().map(|zone| (zone.zone.name(), zone.people)).collect();
    let named = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    // Phoenix has the same time as Los Angeles, which still has summer time.
    let expected = [("Europe/Berlin", named(&["Bo Chen", "Fritz Moeller"])), ("Asia/Tokyo", named(&["Jim Botha"]))];
    assert_eq!(found, expected);
}

#[test]
fn a_key_shows_one_zone_after_the_other_beside_the_meetings_and_then_none() {
    let mut screen = Screen::of(scattered());
    screen.press("ctrl-n");
    assert!(shown(&screen).contains("09:00 PDT "), "{}", shown(&screen));
    screen.press("alt-l");
    assert_eq!(screen.notice(), "Times of Europe/Berlin beside the meeting's: Bo Chen, Fritz Moeller");
    let seen = shown(&screen);
    // Europe's clocks went back the day before.
    assert!(seen.contains("09:00 PDT · 17:00 CET") && seen.contains("17:00–17:45 CET"), "{seen}");
    screen.press("alt-l");
    let seen = shown(&screen);
    assert!(seen.contains("09:00 PDT · 01:00 JST Tue") && seen.contains("01:00–01:45 JST Tue"), "{seen}");
    screen.press("alt-l");
    assert_eq!(screen.notice(), "Times of the meeting's own zone alone");
    assert!(!shown(&screen).contains("JST"), "{}", shown(&screen));
}

#[test]
fn where_there_is_no_room_for_two_clocks_the_meetings_own_stays() {
    let mut screen = Screen::of(scattered());
    screen.size(80, 24).press("ctrl-n alt-l");
    let seen = shown(&screen);
    assert!(seen.contains("09:00 PDT ") && seen.contains("17:00–17:45 CET"), "{seen}");
}

#[test]
fn all_clocks_are_shown_at_once_with_who_is_where_and_the_slots_of_the_day() {
    let mut screen = Screen::of(scattered());
    screen.typed("/zones").press("enter");
    let seen = shown(&screen);
    let expected = [
        "Mon 09:00 PDT  America/Los_Angeles, the meeting's",
        "Mon 17:00 CET  Europe/Berlin: Bo Chen, Fritz Moeller",
        "Tue 01:00 JST  Asia/Tokyo: Jim Botha",
        "PDT    CET    JST",
        "09:45  17:45  01:45  Middleware",
    ];
    for words in expected {
        assert!(seen.contains(words), "{words}\n{seen}");
    }
}

#[test]
fn a_zone_of_the_config_file_is_shown_from_the_beginning_and_this_computers_is_yours() {
    let mut screen = Screen::of(usual());
    let zone = |name: &str| name.parse::<Tz>().unwrap();
    let settings = Settings { zones: vec![zone("Asia/Kolkata")], own_zone: Some(zone("UTC")), ..Settings::default() };
    screen.model.set(settings);
    screen.press("ctrl-n");
    assert!(shown(&screen).contains("09:00 PDT · 21:30 IST"), "{}", shown(&screen));
    let who: Vec<_> = zones(&screen.model).into_iter().map(|zone| zone.people).collect();
    assert_eq!(who, [vec![], vec!["you".to_owned()]]);
}

#[test]
fn where_no_other_zone_is_known_the_key_says_what_would_name_one() {
    let mut screen = Screen::of(usual());
    screen.press("alt-l");
    assert!(screen.notice().starts_with("No other zone is known"), "{}", screen.notice());
}
