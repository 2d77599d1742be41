//! Programs that are not ours read what we write, over generated meetings whose texts try to be markup.
//!
//! Each test hands the same folder of exports to a script of `tests/validate`, which holds them against the standard and
//! against the JSON export beside each. What is not installed is passed over with a word; where `MINUTEBOOK_VALIDATORS` is
//! `required`, as in CI, that is a failure. `MINUTEBOOK_MEETINGS` says how many meetings (1,000 without it). Not here: the
//! heavy validators, which are run by hand (see `docs/formats.md`).

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use minutebook::meeting::{Attendance, Ballot, Choice, Kind, Meeting, Stay, TalkingPoint};
use minutebook::minutes::{self, Format, Layout, Minutes, Options};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::{example, generated};

/// Texts that are live somewhere: in a terminal, on a page, in a sheet, a calendar, a wiki, a mail, an Org file.
const LIVE: [&str; 26] = [
    "\u{1b}[2J\u{1b}]0;title\u{7} cleared",
    "\u{9b}31m red \u{7f}",
    "admin\u{202e}txt.exe \u{2066}x\u{2069}",
    "</script><script>alert(1)</script>",
    "]]> <![CDATA[ -->",
    "=1+1",
    "@SUM(1,2)",
    "\t=HYPERLINK(\"http://a.example\")",
    "x\r\nATTENDEE:mailto:eve@a.example",
    "a | b || c",
    "`code` ``` fence",
    "[click](javascript:alert(1)) <javascript:alert(1)>",
    "* heading #+begin_src sh :END: [[elisp:(delete)][x]] {{{m}}}",
    "a\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}\u{301}b",
    "we said src_sh[:x (write-region \"a\" nil \"pwned\")]{ls} and SRC_emacs-lisp{(kill-emacs)}",
    "or call_me() and call_x[:y 1](1), [fn::a note], [fn:1], [cite:@a] and on",
    "{macro:x} h1. !img.png! {quote}",
    "&nbsp; &#60; &lt;b&gt; <b onmouseover=alert(1)>",
    "<img src=x onerror=alert(1)>",
    "\u{feff}bom \u{2028} line \u{2029}",
    "Bcc: eve@a.example",
    "\\; \\, \\n \\\\ end\\",
    "👨‍👩‍👧‍👦 é e\u{301} 日本語 عربي עברית",
    "${jndi:x} %s %n {0} {{x}} {% x %}",
    "1. not a list - nor this + nor that # nor a heading",
    "../../etc/passwd CON NUL",
];

/// Where the exports of all meetings are, written once.
fn exports() -> &'static Path {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    FOLDER.get_or_init(|| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("exports");
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let meetings = std::env::var("MINUTEBOOK_MEETINGS").ok().and_then(|many| many.parse().ok()).unwrap_or(1_000);
        let mut runner = TestRunner::deterministic();
        for nth in 0..meetings {
            let mut meeting = match nth {
                0 => example::meeting(),
                _ => generated::meeting().new_tree(&mut runner).unwrap().current(),
            };
            fill_the_room(&mut meeting, nth);
            if nth % 3 == 1 {
                vote_without_words(&mut meeting);
            }
            if nth % 2 == 1 {
                speak_live(&mut meeting, nth);
            }
            write_all(&meeting, &folder, nth);
        }
        crate::report::written_to(&folder, &LIVE);
        crate::statistics::written_to(&folder, &LIVE);
        folder
    })
}

/// Says who was there and when, who led, who wrote: in the order of the roster, as the JSON has them.
fn fill_the_room(meeting: &mut Meeting, nth: usize) {
    let at = |clock: &str| example::stamp(&format!("2026-03-26T{clock}:30Z"));
    let stay = |from: &str, to: Option<&str>| Stay { from: at(from), to: to.map(at) };
    let there = |name: &str, stays: Vec<Stay>| Attendance { name: name.to_owned(), stays, regrets: false };
    let [first, second] =
        [0, 1].map(|at| meeting.people.get(at).map_or_else(|| "Nobody".to_owned(), |one| one.name.clone()));
    let regrets = Attendance { name: second.clone(), stays: Vec::new(), regrets: true };
    meeting.attendance = match nth % 4 {
        0 => Vec::new(),
        1 => vec![there(&first, vec![stay("08:58", None)]), regrets],
        2 => vec![
            there(&first, vec![stay("09:01", Some("09:20")), stay("09:40", None)]),
            there("Cy Diaz", vec![stay("11:05", None)]),
        ],
        _ => vec![there(&first, vec![stay("10:12", Some("16:05"))]), there(&second, vec![stay("09:09", None)])],
    };
    if nth.is_multiple_of(3) {
        (meeting.head.chair, meeting.head.scribe) = (vec![first.clone()], vec![second.clone(), first]);
        for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots).step_by(2) {
            slot.plan.chair = vec![second.clone(), "Cy Diaz".to_owned()];
        }
    }
}

/// Ends each slot in which something was said with votes in a row that say nothing else.
fn vote_without_words(meeting: &mut Meeting) {
    for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots) {
        let Some(last) = slot.entries.last().cloned() else { continue };
        for (choice, n) in [(Choice::For, 1), (Choice::Against, 2), (Choice::For, 3)] {
            let mut vote = last.clone();
            vote.id.0.n += 10_000 * n;
            (vote.depth, vote.kind, vote.text) = (0, Kind::Vote, String::new());
            (vote.action, vote.speaker, vote.link, vote.tickets) = (None, None, None, Vec::new());
            vote.votes = vec![Ballot { choice, voters: vec!["Ann Lee".to_owned()], others: 0 }];
            slot.entries.push(vote);
        }
    }
}

/// Says something live wherever a meeting says something.
fn speak_live(meeting: &mut Meeting, nth: usize) {
    let mut next = (nth..).map(|at| LIVE[at % LIVE.len()].to_owned());
    let mut say = || next.next().unwrap_or_default();
    meeting.head.title = say();
    (meeting.head.series, meeting.head.location, meeting.head.link) = (Some(say()), Some(say()), Some(say()));
    meeting.head.description = say();
    for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots) {
        slot.plan.title = say();
        slot.plan.chair = vec![say()];
        slot.plan.topics = vec![TalkingPoint { text: say(), children: Vec::new() }];
        for entry in &mut slot.entries {
            entry.text = say();
            for owner in entry.action.iter_mut().flat_map(|item| &mut item.owners).take(1) {
                *owner = say();
            }
        }
    }
}

fn write_all(meeting: &Meeting, folder: &Path, nth: usize) {
    let now = example::stamp("2026-04-01T12:00:00Z");
    let minutes = Minutes::new(meeting, &[], None, &now);
    let layout = if nth.is_multiple_of(4) { Layout::Tables } else { Layout::Sections };
    for format in Format::ALL.into_iter().filter(|format| *format != Format::Pdf) {
        let layout = if matches!(format, Format::Confluence | Format::Docx) { layout } else { Layout::Sections };
        let bytes = minutes::write(format, &minutes, &Options { layout, ..Options::default() }).unwrap();
        std::fs::write(folder.join(format!("{nth:04}.{}", format.extension())), bytes).unwrap();
    }
}

/// A program by its name or path, as far as it can be started.
fn found(program: &str) -> Option<PathBuf> {
    let ours = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/validators/bin").join(program);
    let answers = |program: &Path| Command::new(program).arg("--version").output().is_ok();
    [ours, PathBuf::from(program)].into_iter().find(|program| answers(program))
}

/// Has a script read the exports, where all that it needs is there: modules of Python, and programs, which are written with
/// a `$`.
#[track_caller]
fn reads(script: &str, needs: &[&str]) {
    let required = std::env::var("MINUTEBOOK_VALIDATORS").is_ok_and(|how| how == "required");
    let python = found("python3");
    let imports = |module: &str| {
        let asked =
            python.as_ref().map(|python| Command::new(python).args(["-c", &format!("import {module}")]).output());
        asked.is_some_and(|asked| asked.is_ok_and(|done| done.status.success()))
    };
    let there = |need: &&&str| need.strip_prefix('$').map_or_else(|| imports(need), |need| found(need).is_some());
    let missing: Vec<_> = needs.iter().filter(|need| !there(need)).collect();
    let Some(python) = python.as_ref().filter(|_| missing.is_empty()) else {
        assert!(!required, "{script}: not installed: {missing:?}; .ci/run says how");
        return eprintln!("{script}: passed over, not installed: {missing:?}");
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/validate").join(script);
    let done = Command::new(python).arg(script).arg(exports()).output().unwrap();
    let said = String::from_utf8_lossy(&done.stdout).into_owned() + &String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{}", said.lines().take(40).collect::<Vec<_>>().join("\n"));
}

#[test]
fn githubs_parser_finds_the_facts_in_markdown_and_pandoc_too_nothing_live() {
    reads("markdown_lint.py", &["$cmark-gfm"]);
}

#[test]
fn a_browsers_parser_finds_the_facts_of_a_page_mends_nothing_and_finds_nothing_live() {
    reads("html_lint.py", &["html5lib"]);
}

#[test]
fn a_reader_of_plain_text_finds_the_facts_by_their_layout() {
    reads("plain_lint.py", &[]);
}

#[test]
fn pandoc_finds_the_facts_in_wiki_markup_and_nothing_live() {
    reads("wiki_lint.py", &["$pandoc"]);
}

#[test]
fn another_validator_holds_json_against_the_schema() {
    reads("json_lint.py", &["jsonschema"]);
}

#[test]
fn two_libraries_and_a_byte_lint_find_the_facts_of_a_calendar() {
    reads("ics_lint.py", &["icalendar", "vobject"]);
}

#[test]
fn pythons_csv_finds_the_facts_of_a_sheet_and_nothing_that_runs() {
    reads("csv_lint.py", &[]);
}

#[test]
fn pythons_mail_parser_finds_our_headers_alone_and_the_facts_in_both_parts_of_a_draft() {
    reads("eml_lint.py", &["html5lib"]);
}

#[test]
fn parsers_of_confluence_pages_find_the_facts_and_each_task() {
    reads("confluence_lint.py", &["md2conf"]);
}

#[test]
fn python_docx_finds_the_facts_of_a_word_document() {
    reads("docx_lint.py", &["docx"]);
}

#[test]
fn emacs_finds_the_facts_of_an_org_file_and_has_nothing_to_say_against_it() {
    reads("org_lint.py", &["$emacs"]);
}

#[test]
fn the_validators_see_each_fact_that_is_another_in_each_form_that_carries_it() {
    reads("can_fail.py", &["$cmark-gfm", "$pandoc", "$emacs", "html5lib", "icalendar", "vobject", "docx", "md2conf"]);
}
