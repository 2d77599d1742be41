//! The minutes as their readers get them: snapshots of a rich meeting, and facts that survive for any meeting.
//!
//! Each format is read back by a parser that is not ours. Not here: single functions, which are tested beside the code.

#![allow(clippy::unwrap_used, reason = "these are all tests, their helpers too")]

mod example;
mod generated;
mod html;
mod json;
mod markdown;

use minutebook::meeting::Seal;
use minutebook::minutes::{Format, write};

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
    for format in Format::ALL {
        let without = write(format, &example::meeting(), &[], None, &now);
        assert_eq!(write(format, &example::meeting(), &[], Some(&markup), &now), without);
        assert_ne!(exported(format), without);
        let open = write(format, &running, &[], None, &now);
        assert_eq!(write(format, &running, &[], Some(&example::seal()), &now), open);
    }
}

#[test]
fn the_json_of_a_rich_meeting() {
    insta::assert_snapshot!(exported(Format::Json));
}
