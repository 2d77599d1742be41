//! Org carries all of it; times to the minute.

use minutebook::minutes::{Format, Options};
use proptest::prelude::*;

use crate::facts::{Facts, difference};
use crate::{any_lang, example, generated, generated_meetings, now, read_back, read_back_with, rich_meeting};

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

#[test]
fn names_and_places_that_are_links_in_org_come_back_as_they_were() {
    let mut meeting = example::meeting();
    meeting.head.location = Some("[[elisp:(x)]] https://a.example/x a:b 9:30 \u{200b}".trim().to_owned());
    meeting.head.chair = vec!["[[shell:x][Ann]]".to_owned()];
    meeting.days[0].slots[3].plan.requested_by = Some("file:x".to_owned());
    let agenda = read_back(Format::Org, &meeting).agenda;
    assert_eq!((&agenda.head.location, &agenda.head.chair), (&meeting.head.location, &meeting.head.chair));
    assert_eq!(agenda.days[0].slots[3].requested_by.as_deref(), Some("file:x"));
}

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn any_meeting_comes_back_as_it_was(meeting in generated::meeting(), lang in any_lang()) {
        let options = Options { lang, ..Options::default() };
        let reading = read_back_with(Format::Org, &options, &meeting);
        let written = Facts::of(&meeting, &now()).read_by_people();
        prop_assert_eq!(difference(&written, &Facts::read(&reading).read_by_people()), None);
    }
}
