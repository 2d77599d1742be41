//! Calendars carry all of it, most in properties of ours; a day without slots is none.

use minutebook::minutes::Format;
use proptest::prelude::*;

use crate::facts::{Facts, difference};
use crate::{generated, generated_meetings, now, read_back, rich_meeting};

#[test]
fn a_rich_meeting_comes_back_whole() {
    let meeting = rich_meeting();
    let reading = read_back(Format::Calendar, &meeting);
    assert_eq!(reading.diagnostics, []);
    assert_eq!(difference(&Facts::of(&meeting, &now()), &Facts::read(&reading)), None);
    let agenda = &reading.agenda;
    assert_eq!(agenda.head.timezone, meeting.head.timezone);
    assert_eq!(agenda.days[0].slots[1].topics, meeting.days[0].slots[1].plan.topics);
}

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn any_meeting_comes_back_as_it_was(mut meeting in generated::meeting()) {
        // Titles that try to be markup are the agenda's own matter.
        for (slot, number) in meeting.days.iter_mut().flat_map(|day| &mut day.slots).zip(1..) {
            slot.plan.title = format!("Slot {number}");
        }
        prop_assume!(meeting.slots().count() > 0); // an empty calendar is one slot to write into
        let reading = read_back(Format::Calendar, &meeting);
        prop_assert_eq!(difference(&Facts::of(&meeting, &now()), &Facts::read(&reading)), None);
    }
}
