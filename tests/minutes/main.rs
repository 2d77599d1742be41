//! The minutes as their readers get them: snapshots of a rich meeting, and facts that survive for any meeting.
//!
//! Each format is read back by a parser that is not ours. Not here: single functions, which are tested beside the code.

#![allow(clippy::unwrap_used, reason = "these are all tests, their helpers too")]

mod asked;
mod calendar;
mod confluence;
mod course;
mod docx;
mod example;
mod generated;
mod hostile;
mod html;
mod json;
mod mail;
mod markdown;
mod org;
mod page;
mod plain;
mod report;
mod series;
mod sheet;
mod spoken;
mod statistics;
mod timeline;
mod validators;
mod wiki;

use minutebook::meeting::{DraftLine, Meeting, Rival, Seal, Stamp, TalkingPoint, Version, WriterId};
use minutebook::minutes::{self, Format, Minutes, Options};

/// The minutes in a form that is a text.
pub(crate) fn write(
    format: Format,
    meeting: &Meeting,
    drafts: &[DraftLine],
    seal: Option<&Seal>,
    now: &Stamp,
) -> String {
    let bytes = minutes::write(format, &Minutes::new(meeting, drafts, seal, now), &Options::default()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn exported(format: Format) -> String {
    write(format, &example::meeting(), &[], Some(&example::seal()), &example::stamp("2026-04-01T12:00:00Z"))
}

#[test]
fn the_markdown_of_a_rich_meeting() {
    insta::assert_snapshot!(exported(Format::Markdown));
}

#[test]
fn the_html_of_a_rich_meeting() {
    // The look is not a matter of facts: its file changes without a new snapshot.
    let html = exported(Format::Html);
    let (head, rest) = html.split_once("<style>").unwrap();
    let (_, body) = rest.split_once("</style>").unwrap();
    insta::assert_snapshot!(format!("{head}<style>…</style>{body}"));
}

#[test]
fn what_is_no_digest_is_named_in_no_format_nor_is_that_of_an_open_meeting() {
    let now = example::stamp("2026-04-01T12:00:00Z");
    let markup = Seal { records: 1, sha256: "**<b>x**</b>".to_owned() };
    let (running, ..) = example::running();
    for format in [Format::Markdown, Format::Html, Format::Json] {
        let without = write(format, &example::meeting(), &[], None, &now);
        assert_eq!(write(format, &example::meeting(), &[], Some(&markup), &now), without);
        assert_ne!(exported(format), without);
        let open = write(format, &running, &[], None, &now);
        assert_eq!(write(format, &running, &[], Some(&example::seal()), &now), open);
    }
}

#[test]
fn texts_in_conflict_are_all_shown_wherever_the_entry_is() {
    let mut meeting = example::meeting();
    let version = Version { writer: WriterId(0xb), seq: 9 };
    let rival = |text: &str| Rival { version, text: text.to_owned() };
    for entry in meeting.days.iter_mut().flat_map(|day| &mut day.slots).flat_map(|slot| &mut slot.entries) {
        entry.rivals = vec![rival("the <b>other</b> *text*"), rival("")];
    }
    let now = example::stamp("2026-04-01T12:00:00Z");
    let entries = meeting.entries().count();
    let again = meeting.entries().filter(|(_, entry)| !entry.kind.is_note()).count();
    let count = |format, words: &str| write(format, &meeting, &[], None, &now).matches(words).count();
    // Once among the notes, and once more for each owner, or as a decision or a question.
    let markdown = count(Format::Markdown, " · *not settled, also written:* the \\<b>other\\</b> \\*text\\*");
    assert!(markdown >= entries + again, "{markdown} of {entries} + {again}");
    assert_eq!(markdown, count(Format::Markdown, " · *not settled, also written:* (no text)"));
    let html =
        count(Format::Html, "also written:</span> <span dir=\"auto\">the &lt;b&gt;other&lt;/b&gt; *text*</span>");
    assert_eq!(html, markdown);
    assert_eq!(count(Format::Json, "\"conflict\": ["), entries);
}

#[test]
fn what_authors_note_for_themselves_in_the_agenda_is_in_the_json_only() {
    let mut meeting = example::meeting();
    let secret = |text: &str| format!("{text} <!-- ask\nWil --> told");
    meeting.head.description = secret("Of the meeting");
    meeting.days[0].description = secret("Of the day");
    let slot = &mut meeting.days[0].slots[1];
    slot.plan.description = secret("Of the slot");
    let point = |text: &str, children| TalkingPoint { text: text.to_owned(), children };
    let below = vec![point("Below", vec![])];
    slot.plan.topics = vec![point("<!-- ask Wil -->", below), point("Beside <!-- Wil? -->", vec![])];
    let now = example::stamp("2026-04-01T12:00:00Z");
    for format in [Format::Markdown, Format::Html] {
        let file = write(format, &meeting, &[], None, &now);
        assert!(!file.contains("Wil") && !file.contains("<!--") && !file.contains("--&gt;"), "{file}");
        for told in ["Of the meeting told", "Of the day told", "Of the slot told", "Below", "Beside"] {
            assert!(file.contains(told), "{told}: {file}");
        }
    }
    let file: serde_json::Value = serde_json::from_str(&write(Format::Json, &meeting, &[], None, &now)).unwrap();
    assert_eq!(file["meeting"]["description"], secret("Of the meeting"));
    assert_eq!(file["days"][0]["slots"][1]["topics"][0]["text"], "<!-- ask Wil -->");
}

#[test]
fn a_break_with_a_comment_of_its_author_is_one_line_as_any_other() {
    let mut meeting = example::meeting();
    let now = example::stamp("2026-04-01T12:00:00Z");
    let plain = write(Format::Html, &meeting, &[], None, &now);
    for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots).filter(|slot| slot.plan.kind.is_break()) {
        slot.plan.description.push_str("<!-- cake? -->\n");
    }
    assert!(plain.contains("class=\"break\""));
    assert_eq!(write(Format::Html, &meeting, &[], None, &now), plain);
}

#[test]
fn the_json_of_a_rich_meeting() {
    insta::assert_snapshot!(exported(Format::Json));
}
