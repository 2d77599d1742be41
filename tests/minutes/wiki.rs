//! Wiki markup: the example in both layouts. Jira's own parser reads it in `tests/validate/wiki.mjs`.

use minutebook::meeting::Meeting;
use minutebook::minutes::{self, Format, Layout, Minutes, Options};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::{example, generated};

pub(crate) fn page(format: Format, meeting: &Meeting, layout: Layout) -> String {
    let now = example::stamp("2026-04-01T12:00:00Z");
    let options = Options { layout, ..Options::default() };
    let seal = example::seal();
    let bytes = minutes::write(format, &Minutes::new(meeting, &[], Some(&seal), &now), &options).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_wiki_markup_of_a_rich_meeting() {
    insta::assert_snapshot!(page(Format::Wiki, &example::meeting(), Layout::Sections));
}

#[test]
fn the_wiki_markup_of_a_rich_meeting_in_tables() {
    insta::assert_snapshot!(page(Format::Wiki, &example::meeting(), Layout::Tables));
}

#[test]
fn a_table_stands_apart_from_the_list_before_it_and_no_row_is_broken_by_an_empty_line() {
    let wiki = page(Format::Wiki, &example::meeting(), Layout::Tables);
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

/// For `tests/validate/wiki.mjs` and `tests/validate/confluence_lint.py`.
#[test]
#[ignore = "writes files for validators that are not run with the tests"]
fn pages_for_the_validators() {
    let mut runner = TestRunner::deterministic();
    let meetings = std::iter::repeat_with(|| generated::meeting().new_tree(&mut runner).unwrap().current());
    let (mut wikis, mut confluences) = (Vec::new(), Vec::new());
    let mut runner = TestRunner::deterministic();
    for (mut meeting, number) in meetings.take(1_000).zip(0..) {
        // Every other meeting speaks in marks only.
        let slots = meeting.days.iter_mut().flat_map(|day| &mut day.slots).filter(|_| number % 4 < 2);
        for entry in slots.flat_map(|slot| &mut slot.entries) {
            entry.text = hostile().new_tree(&mut runner).unwrap().current();
        }
        let layout = if number % 2 == 0 { Layout::Sections } else { Layout::Tables };
        let entries = meeting.entries().map(|(_, entry)| entry.text.clone());
        let lines: Vec<String> = entries.chain(meeting.slots().map(|slot| slot.plan.title.clone())).collect();
        wikis.push(serde_json::json!({ "page": page(Format::Wiki, &meeting, layout), "lines": lines }));
        let actions = meeting.action_items().map(|(_, entry, item)| {
            let status = match item.status {
                minutebook::meeting::Status::Open => "open",
                minutebook::meeting::Status::Done => "done",
                minutebook::meeting::Status::Dropped => "dropped",
            };
            serde_json::json!({ "number": item.number, "text": entry.text, "owners": item.owners, "due": item.due, "status": status })
        });
        let actions: Vec<_> = actions.collect();
        confluences.push(serde_json::json!({ "page": page(Format::Confluence, &meeting, layout), "actions": actions }));
    }
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, pages) in [("wiki-meetings.json", wikis), ("confluence-meetings.json", confluences)] {
        std::fs::write(folder.join(name), serde_json::to_string(&pages).unwrap()).unwrap();
    }
}
