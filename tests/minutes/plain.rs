//! The minutes as plain text, as its readers get it.

use minutebook::meeting::{Attachment, Kind, Meeting, Request};
use minutebook::minutes::{self, Format, Layout, Minutes, Only, Options};
use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::{example, generated};

/// The example with what a team's own page has beside it: documents, requests, the meeting that follows.
pub(crate) fn planned() -> Meeting {
    let mut meeting = example::meeting();
    meeting.head.next_meetings = vec!["2026-09-24".parse().unwrap()];
    let notice = Attachment {
        kind: "notice".to_owned(),
        name: "Invitation".to_owned(),
        link: Some("https://harbour.example/invitation".to_owned()),
        modified: "2026-03-02".parse().ok(),
        by: Some("Tomas Lind".to_owned()),
    };
    meeting.attachments = vec![notice];
    let request = |topic: &str, minutes, least, wish: &str, notes: &str| Request {
        topic: topic.to_owned(),
        requested_by: Some("Jun Watanabe".to_owned()),
        minutes,
        least,
        wish: wish.to_owned(),
        notes: notes.to_owned(),
    };
    meeting.requests = vec![
        request("Sensor network: status and plans", Some(90), None, "", "before lunch if it can be"),
        request("Cranes", Some(60), Some(30), "Fri AM?", ""),
        request("Insurance", None, None, "", ""),
    ];
    meeting
}

pub(crate) fn text(meeting: &Meeting, options: &Options) -> String {
    let minutes = Minutes::new(meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"));
    String::from_utf8(minutes::write(Format::Text, &minutes, options).unwrap()).unwrap()
}

#[test]
fn the_plain_text_of_a_rich_meeting() {
    insta::assert_snapshot!(text(&planned(), &Options::default()));
}

#[test]
fn the_plain_text_of_a_rich_meeting_with_a_table_a_day() {
    insta::assert_snapshot!(text(&planned(), &Options { layout: Layout::Tables, ..Options::default() }));
}

#[test]
fn the_action_items_of_one_owner_alone() {
    let options = Options { only: Some(Only::Actions), owner: Some("Jun Watanabe".to_owned()), ..Options::default() };
    insta::assert_snapshot!(text(&planned(), &options));
}

#[test]
fn the_decisions_alone_are_said_to_be_none_where_there_are_none() {
    let options = Options { only: Some(Only::Decisions), ..Options::default() };
    let mut meeting = planned();
    let with = text(&meeting, &options);
    assert!(with.contains("- The second crane is bought this year. · Project news & budget\n"), "{with}");
    assert!(!with.contains("Action items") && !with.contains("Welcome"), "{with}");
    for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots) {
        slot.entries.retain(|entry| entry.kind != Kind::Decision);
    }
    assert!(text(&meeting, &options).ends_with("Decisions\n=========\n\nNone.\n"));
}

#[test]
fn no_line_that_goes_on_within_a_list_begins_as_an_item_does() {
    let mut meeting = planned();
    let words = "- ".repeat(2) + &"1 - 22 - 333 ".repeat(30);
    let entries = meeting.days.iter_mut().flat_map(|day| &mut day.slots).flat_map(|slot| &mut slot.entries);
    entries.for_each(|entry| entry.text = words.clone());
    let text = text(&meeting, &Options::default());
    let begin: Vec<&str> =
        text.lines().filter(|line| line.contains("333") && line.trim_start().starts_with("- ")).collect();
    assert!(begin.len() >= meeting.entries().count() && begin.iter().all(|line| line.contains("- - 1")), "{begin:#?}");
}

#[test]
fn an_address_is_not_told_twice_because_a_sign_of_it_has_to_be_encoded() {
    let mut meeting = planned();
    meeting.days[0].slots[0].entries[0].text = "see http://a.example/a|b and".to_owned();
    let text = text(&meeting, &Options::default());
    assert!(text.contains("- see http://a.example/a|b and\n"), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_line_of_any_meeting_is_wider_than_a_mail_bears_but_one_that_is_an_address(meeting in generated::meeting()) {
        for layout in [Layout::Sections, Layout::Tables] {
            let text = text(&meeting, &Options { layout, ..Options::default() });
            for line in text.lines() {
                let is_address = || line.contains("://") || line.contains("mailto:");
                prop_assert!(line.width() <= 72 || is_address(), "{}", line);
                prop_assert_eq!(line.trim_end(), line);
            }
        }
    }
}
