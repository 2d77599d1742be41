//! Org carries all of it; times to the minute.

use minutebook::minutes::Format;
use proptest::prelude::*;

use crate::facts::{Facts, difference};
use crate::{generated, generated_meetings, now, read_back, rich_meeting};

#[test]
fn a_rich_meeting_comes_back_whole() {
    let meeting = rich_meeting();
    let reading = read_back(Format::Org, &meeting);
    assert_eq!(reading.diagnostics, []);
    let written = Facts::of(&meeting, &now()).read_by_people();
    assert_eq!(difference(&written, &Facts::read(&reading).read_by_people()), None);
    let agenda = &reading.agenda;
    assert_eq!(agenda.groups, meeting.groups);
    assert_eq!(agenda.head.chair, meeting.head.chair);
    let (read, planned) = (&agenda.days[0].slots[3], &meeting.days[0].slots[3].plan);
    assert_eq!((&read.chair, &read.requested_by), (&planned.chair, &planned.requested_by));
    assert_eq!((&read.description, &read.attachments[0]), (&planned.description, &planned.attachments[0]));
    assert_eq!(agenda.days[0].slots[1].topics, meeting.days[0].slots[1].plan.topics);
}

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn any_meeting_comes_back_as_it_was(meeting in generated::meeting()) {
        let reading = read_back(Format::Org, &meeting);
        let written = Facts::of(&meeting, &now()).read_by_people();
        prop_assert_eq!(difference(&written, &Facts::read(&reading).read_by_people()), None);
    }
}
