//! Wiki markup: the example in both layouts. Jira's own parser reads it in `tests/validate/wiki.mjs`.

use minutebook::meeting::Meeting;
use minutebook::minutes::{self, Format, Layout, Minutes, Options};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::{example, generated};

fn page(meeting: &Meeting, layout: Layout) -> String {
    let now = example::stamp("2026-04-01T12:00:00Z");
    let options = Options { layout, ..Options::default() };
    let seal = example::seal();
    let bytes = minutes::write(Format::Wiki, &Minutes::new(meeting, &[], Some(&seal), &now), &options).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_wiki_markup_of_a_rich_meeting() {
    insta::assert_snapshot!(page(&example::meeting(), Layout::Sections));
}

#[test]
fn the_wiki_markup_of_a_rich_meeting_in_tables() {
    insta::assert_snapshot!(page(&example::meeting(), Layout::Tables));
}

#[test]
fn a_table_stands_apart_from_the_list_before_it_and_no_row_is_broken_by_an_empty_line() {
    let wiki = page(&example::meeting(), Layout::Tables);
    let mut tables = 0;
    for block in wiki.split("\n\n") {
        if let Some(at) = block.find("||") {
            assert_eq!(at, 0, "{block}");
            assert!(block.trim_end().ends_with('|'), "{block}");
            tables += 1;
        }
    }
    assert!(tables >= 4, "{tables}: the days, the documents, the schedule");
}

/// Any row of what means something to one of the two forms.
fn hostile() -> impl Strategy<Value = String> {
    let marks = "[-*_+^~!?|\\\\{}\\[\\]()#:;/@%.<&]| |a|B|1|é|漢|\u{a0}|&lt;|http:|//x\\.example|mailto:|h1\\.|bq\\.|\\{code\\}|!i\\.png!|\\(y\\)|\
        :D|<b>|\\{\\*\\}|--|\\]\\]>|</ac:task-body>|<!--|&nbsp;";
    let text = proptest::string::string_regex(&format!("({marks}){{1,9}}")).unwrap();
    text.prop_map(|text| text.trim().to_owned()).prop_filter("a text", |text| !text.is_empty())
}

/// For `tests/validate/wiki.mjs`; the validators that are run with the tests have theirs in `validators`.
#[test]
#[ignore = "writes a file for a validator that is not run with the tests"]
fn pages_for_the_validators() {
    let mut runner = TestRunner::deterministic();
    let meetings = std::iter::repeat_with(|| generated::meeting().new_tree(&mut runner).unwrap().current());
    let mut runner = TestRunner::deterministic();
    let pages = meetings.take(1_000).zip(0..).map(|(mut meeting, number)| {
        // Every other meeting speaks in marks only.
        let slots = meeting.days.iter_mut().flat_map(|day| &mut day.slots).filter(|_| number % 4 < 2);
        for entry in slots.flat_map(|slot| &mut slot.entries) {
            entry.text = hostile().new_tree(&mut runner).unwrap().current();
        }
        let entries = meeting.entries().map(|(_, entry)| entry.text.clone());
        let lines: Vec<String> = entries.chain(meeting.slots().map(|slot| slot.plan.title.clone())).collect();
        let layout = if number % 2 == 0 { Layout::Sections } else { Layout::Tables };
        serde_json::json!({ "page": page(&meeting, layout), "lines": lines })
    });
    let pages: Vec<_> = pages.collect();
    let file = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("wiki-meetings.json");
    std::fs::write(file, serde_json::to_string(&pages).unwrap()).unwrap();
}
