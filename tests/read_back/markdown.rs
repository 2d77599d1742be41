//! Markdown carries all of it in words; an address alone on its line may be a note or a link.

use minutebook::minutes::{Format, Options};
use proptest::prelude::*;

use crate::facts::{Facts, difference};
use crate::{any_lang, generated, generated_meetings, now, read_back, read_back_with, rich_meeting};

/// What the file can say.
fn in_words(facts: Facts) -> Facts {
    facts.read_by_people().with_bare_links_as_notes()
}

#[test]
fn a_rich_meeting_comes_back_whole() {
    let mut meeting = rich_meeting();
    meeting.head.next_meetings = ["2026-09-24", "2027-03-25"].map(|date| date.parse().unwrap()).to_vec();
    let reading = read_back(Format::Markdown, &meeting);
    assert_eq!(reading.diagnostics, []);
    let written = in_words(Facts::of(&meeting, &now()));
    assert_eq!(difference(&written, &in_words(Facts::read(&reading))), None);
    let agenda = &reading.agenda;
    assert_eq!(agenda.groups, meeting.groups);
    assert_eq!(agenda.head.chair, meeting.head.chair);
    assert_eq!(agenda.head.next_meetings, meeting.head.next_meetings);
    assert_eq!(agenda.head.description, meeting.head.description);
    let (read, planned) = (&agenda.days[0].slots[3], &meeting.days[0].slots[3].plan);
    assert_eq!((&read.chair, &read.requested_by), (&planned.chair, &planned.requested_by));
    assert_eq!((&read.description, &read.attachments[0]), (&planned.description, &planned.attachments[0]));
    assert_eq!(agenda.days[0].slots[1].topics, meeting.days[0].slots[1].plan.topics);
    assert_eq!(agenda.days[0].slots[2].kind, meeting.days[0].slots[2].plan.kind);
}

proptest! {
    #![proptest_config(generated_meetings())]

    #[test]
    fn any_meeting_comes_back_as_it_was(meeting in generated::meeting(), lang in any_lang()) {
        let options = Options { lang, ..Options::default() };
        let reading = read_back_with(Format::Markdown, &options, &meeting);
        prop_assert_eq!(&reading.diagnostics, &[]);
        let written = in_words(Facts::of(&meeting, &now()));
        let read = in_words(Facts::read(&reading));
        prop_assert_eq!(difference(&written, &read), None, "{:?}", lang);
    }
}
