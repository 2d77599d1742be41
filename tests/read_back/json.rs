//! JSON carries everything.

use minutebook::agenda;
use minutebook::meeting::PlannedSlot;
use minutebook::minutes::Format;
use proptest::prelude::*;

use crate::facts::{Facts, difference};
use crate::{generated, generated_meetings, now, read_back, rich_meeting};

#[test]
fn a_rich_meeting_comes_back_whole() {
    let meeting = rich_meeting();
    let reading = read_back(Format::Json, &meeting);
    assert_eq!(reading.agenda.head.tickets, meeting.head.tickets);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(difference(&Facts::of(&meeting, &now()), &Facts::read(&reading)), None);
    let agenda = &reading.agenda;
    assert_eq!((&agenda.people, &agenda.groups), (&meeting.people, &meeting.groups));
    assert_eq!(agenda.head.chair, meeting.head.chair);
    assert_eq!(agenda.head.timezone, meeting.head.timezone);
    let sensors = &meeting.days[0].slots[3].plan;
    let planned = PlannedSlot { attachments: agenda.days[0].slots[3].attachments.clone(), ..sensors.clone() };
    assert_eq!(agenda.days[0].slots[3], planned);
    assert_eq!(agenda.days[0].slots[1].topics, meeting.days[0].slots[1].plan.topics);
}

#[test]
fn what_is_no_date_or_no_zone_is_reported_and_kept_as_text() {
    let file = br#"{"format": "minutebook/minutes", "version": 1,
        "meeting": {"title": "Spring", "timezone": "Mars/City", "zones": ["Asia/Tokyo", 7]},
        "people": [{"name": "Ann", "timezone": "Nowhere/City"}, {"handle": "bo"}],
        "days": [{"date": null, "slots": [{"title": "News"}]}],
        "next_meetings": ["2026-13-40", "2026-05-01"]}"#;
    let reading = agenda::import(file, None, "fallback").unwrap();
    let head = &reading.agenda.head;
    assert_eq!((head.timezone.as_ref(), head.zones.as_slice()), (None, &["Asia/Tokyo".to_owned()][..]));
    assert_eq!(head.next_meetings, ["2026-05-01".parse().unwrap()]);
    assert_eq!(reading.agenda.people[0].timezone, None);
    for kept in ["Mars/City", "`zones`: 7", "Nowhere/City", "{\"handle\": \"bo\"}", "2026-13-40"] {
        assert!(head.description.contains(kept), "{kept}: {}", head.description);
    }
    assert_eq!(reading.diagnostics.iter().map(|one| one.line).collect::<Vec<_>>(), [2, 2, 3, 3, 5]);
}

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn any_meeting_comes_back_as_it_was(meeting in generated::meeting()) {
        let reading = read_back(Format::Json, &meeting);
        prop_assert_eq!(difference(&Facts::of(&meeting, &now()), &Facts::read(&reading)), None);
    }
}
