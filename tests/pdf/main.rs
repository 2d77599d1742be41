//! The typeset minutes as a PDF reader finds them: text, title, language, tags; nothing that runs.
//!
//! Read by poppler's tools (`apt-get install poppler-utils`). Where they are not installed the tests say so and look at
//! nothing; where `MINUTEBOOK_VALIDATORS` is `required`, as in CI, that is a failure. Not here: the look, see
//! tests/validate/pdf.sh.

#![allow(clippy::unwrap_used, reason = "these are all tests, their helpers too")]

#[allow(dead_code, reason = "shared with the tests of the other forms")]
#[path = "../minutes/example.rs"]
mod example;

use std::io::Write as _;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use minutebook::meeting::{Kind, Meeting};
use minutebook::minutes::{self, Format, Layout, Minutes, Options};

fn written(meeting: &Meeting, options: &Options) -> Vec<u8> {
    let now = example::stamp("2026-04-01T12:00:00Z");
    minutes::write(Format::Pdf, &Minutes::new(meeting, &[], Some(&example::seal()), &now), options).unwrap()
}

/// What a tool of poppler's says of a file; none where it is not installed.
fn said(tool: &str, options: &[&str], file: &[u8]) -> Option<String> {
    let child =
        Command::new(tool).args(options).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = child else {
        let required = std::env::var("MINUTEBOOK_VALIDATORS").is_ok_and(|how| how == "required");
        assert!(!required, "{tool} is not installed");
        eprintln!("{tool} is not installed: nothing was looked at");
        return None;
    };
    child.stdin.take().unwrap().write_all(file).unwrap();
    Some(String::from_utf8(child.wait_with_output().unwrap().stdout).unwrap())
}

/// The text, every run of blanks as one.
fn text(file: &[u8]) -> Option<String> {
    Some(said("pdftotext", &["-", "-"], file)?.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn the_same_meeting_gives_the_same_bytes() {
    let meeting = example::meeting();
    assert_eq!(written(&meeting, &Options::default()), written(&meeting, &Options::default()));
}

#[test]
fn a_reader_finds_title_author_and_tags() {
    let file = written(&example::meeting(), &Options::default());
    let Some(info) = said("pdfinfo", &["-"], &file) else { return };
    for line in ["Title: Harbour observatory: spring meeting", "Author: Tomas Lind", "Tagged: yes", "JavaScript: no"] {
        let (name, value) = line.split_once(": ").unwrap();
        let has = |found: &str| found.starts_with(&format!("{name}:")) && found.trim_end().ends_with(value);
        assert!(info.lines().any(has), "{line}: {info}");
    }
}

#[test]
fn every_line_of_the_meeting_is_in_it_as_it_was_typed() {
    let meeting = example::meeting();
    for layout in [Layout::Sections, Layout::Tables] {
        let Some(text) = text(&written(&meeting, &Options { layout, ..Options::default() })) else { return };
        // A line that is broken in the middle of a word, as an address is, has a blank there.
        let packed = text.replace([' ', '\u{ad}'], "");
        for (_, entry) in meeting.entries().filter(|(_, entry)| entry.text.is_ascii()) {
            assert!(packed.contains(&entry.text.replace(' ', "")), "{}: {text}", entry.text);
        }
        for running in ["Page 2 of", "26–27 March 2026"] {
            assert!(text.contains(running), "{running}: {text}");
        }
    }
}

#[test]
fn text_that_would_be_code_for_the_typesetter_is_shown() {
    let mut meeting = example::meeting();
    let hostile = ["#eval(\"1+1\")", "#import \"x.typ\": y", "$x^2$ *b* _e_", "= no heading", "] #panic()", "\\u{41}"];
    let entries = meeting.days.iter_mut().flat_map(|day| &mut day.slots).flat_map(|slot| &mut slot.entries);
    let mut texts = hostile.iter();
    for (entry, text) in entries.filter(|entry| entry.kind == Kind::Note).zip(&mut texts) {
        entry.text = (*text).to_owned();
    }
    assert_eq!(texts.next(), None, "the meeting has too few notes for all of them");
    meeting.head.title = hostile[0].to_owned();
    let Some(text) = text(&written(&meeting, &Options::default())) else { return };
    for shown in hostile {
        assert!(text.contains(shown), "{shown}: {text}");
    }
}

#[test]
fn a_long_meeting_is_set_in_time() {
    let mut meeting = example::meeting();
    let entries = meeting.days[0].slots[1].entries.clone();
    for _ in 0..60 {
        meeting.days[0].slots[1].entries.extend(entries.iter().cloned());
    }
    let started = Instant::now();
    let file = written(&meeting, &Options::default());
    // Far more than it takes: this is to find what grows faster than the meeting, on any machine and without optimisation.
    assert!(started.elapsed() < Duration::from_secs(120), "{:?}", started.elapsed());
    assert!(file.starts_with(b"%PDF-"));
}
