//! JSON carries everything.

use minutebook::minutes::Format;
use proptest::prelude::*;

use crate::facts::{Facts, difference};
use crate::{example, generated, generated_meetings, now, read_back};

#[test]
fn a_rich_meeting_comes_back_whole() {
    let meeting = example::meeting();
    let reading = read_back(Format::Json, &meeting);
    assert_eq!(reading.agenda.head.tickets, meeting.head.tickets);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(difference(&Facts::of(&meeting, &now()), &Facts::read(&reading)), None);
    let agenda = &reading.agenda;
    assert_eq!((&agenda.people, &agenda.groups), (&meeting.people, &meeting.groups));
    assert_eq!(agenda.head.chair, meeting.head.chair);
    assert_eq!(agenda.head.timezone, meeting.head.timezone);
    let sensors = &meeting.days[0].slots[3].plan;
    assert_eq!(agenda.days[0].slots[3], *sensors);
    assert_eq!(agenda.days[0].slots[1].topics, meeting.days[0].slots[1].plan.topics);
}

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn any_meeting_comes_back_as_it_was(meeting in generated::meeting()) {
        let reading = read_back(Format::Json, &meeting);
        prop_assert_eq!(difference(&Facts::of(&meeting, &now()), &Facts::read(&reading)), None);
    }
}
