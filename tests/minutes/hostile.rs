//! A meeting whose every text tries to be something else, written as a Confluence page and as wiki markup.
//!
//! Not here: the same for HTML and JSON (see `html`, `json`).

use minutebook::meeting::{Attachment, Meeting, Person, TalkingPoint};
use minutebook::minutes::{self, Format, Jira, Layout, Minutes, Options};

use crate::{confluence, example};

/// What people and programs try: controls, other directions, markup of several forms, formulas, other fields, paths.
const CORPUS: [&str; 27] = [
    "a\u{1b}[2Jb\u{1b}]52;c;eA==\u{7}c\u{9b}31md\u{0}e\u{7f}f\u{85}g",
    "a\u{202e}b\u{2066}c\u{2028}d\u{2029}e\u{feff}f\u{200b}g",
    "a\u{fffe}b\u{ffff}c\u{1fffe}d",
    "e\u{301}\u{301}\u{301} 👩\u{200d}🚀 العربية",
    "</script><script>alert(1)</script>",
    "]]><![CDATA[x]]>",
    "--><!-- x -->",
    "&nbsp;&lt;&#124;&bogus;",
    "=1+1",
    "@SUM(1,2)",
    "a | b || c",
    "`code` ```",
    "[x](javascript:alert(1)) [x|javascript:alert(1)]",
    "{code}x{code} {html}<b>{html} {include:x} {*}b{*}",
    "a\r\nATTENDEE:mailto:x@y.example",
    "* heading #+begin_src :END:",
    "../../etc/passwd",
    "</ac:task-body></ac:task></ac:task-list><ac:structured-macro ac:name=\"html\">",
    "\"><ri:user ri:account-id=\"x\"/>",
    "h1. big",
    "bq. quoted",
    "----",
    "!https://evil.example/x.png! !x.png|width=1!",
    "*b* _i_ -d- +u+ ^s^ ~s~ ??c?? {{m}}",
    "[~admin] @admin [^file] [#anchor]",
    ":) (y) (!) \\\\ \\* C:\\x",
    "|cell| ||head||",
];

/// The example with the text in each of its fields.
pub(crate) fn meeting(text: &str) -> Meeting {
    let mut meeting = example::meeting();
    let some = || Some(text.to_owned());
    let all = || vec![text.to_owned()];
    let file = || Attachment {
        kind: text.to_owned(),
        name: text.to_owned(),
        link: some(),
        by: some(),
        ..Attachment::default()
    };
    let head = &mut meeting.head;
    text.clone_into(&mut head.title);
    (head.series, head.location, head.link) = (some(), some(), some());
    text.clone_into(&mut head.description);
    meeting.people.push(Person { name: text.to_owned(), account: some(), role: some(), ..Person::default() });
    meeting.groups.push(text.to_owned());
    meeting.attachments.push(file());
    for day in &mut meeting.days {
        (day.title, day.description) = (text.to_owned(), text.to_owned());
    }
    for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots) {
        let plan = &mut slot.plan;
        (plan.title, plan.description, plan.requested_by) = (text.to_owned(), text.to_owned(), some());
        plan.chair = all();
        plan.topics.push(TalkingPoint { text: text.to_owned(), children: vec![] });
        plan.attachments.push(file());
        for entry in &mut slot.entries {
            text.clone_into(&mut entry.text);
            entry.tickets = all();
            entry.speaker = some();
            entry.link = some();
            if let Some(item) = &mut entry.action {
                item.owners = all();
            }
        }
    }
    meeting
}

fn written(format: Format, text: &str) -> impl Iterator<Item = String> {
    let jira = Jira { server: text.to_owned(), server_id: text.to_owned() };
    let options = [(Layout::Sections, None), (Layout::Tables, Some(jira))];
    let meeting = meeting(text);
    options.into_iter().map(move |(layout, jira)| {
        let options = Options { layout, jira, ..Options::default() };
        let now = example::stamp("2026-04-01T12:00:00Z");
        let bytes = minutes::write(format, &Minutes::new(&meeting, &[], None, &now), &options).unwrap();
        let file = String::from_utf8(bytes).unwrap();
        let live = |char: char| {
            (char.is_control() && char != '\n') || "\u{202e}\u{2066}\u{2028}\u{feff}\u{fffe}".contains(char)
        };
        assert!(!file.contains(live), "{text:?}: {file}");
        file
    })
}

#[test]
fn no_text_makes_an_element_a_link_or_a_macro_of_a_confluence_page() {
    let count = |file: &str| {
        let root = confluence::parse(file);
        confluence::assert_well_built(&root);
        ["ac:task", "blockquote", "table", "ac:structured-macro"].map(|name| root.named(name).len())
    };
    let harmless: Vec<_> = written(Format::Confluence, "harmless").map(|file| count(&file)).collect();
    for text in CORPUS {
        let found: Vec<_> = written(Format::Confluence, text).map(|file| count(&file)).collect();
        assert_eq!(found, harmless, "{text:?}");
    }
}

#[test]
fn no_text_makes_a_line_or_a_macro_of_wiki_markup() {
    let lines = |file: &str| file.lines().count();
    for text in CORPUS {
        // The lines of a description are lines.
        let harmless = if text.contains('\n') { "harm\r\nless" } else { "harmless" };
        let harmless: Vec<_> = written(Format::Wiki, harmless).map(|file| lines(&file)).collect();
        let files: Vec<_> = written(Format::Wiki, text).collect();
        assert_eq!(files.iter().map(|file| lines(file)).collect::<Vec<_>>(), harmless, "{text:?}");
        for line in files.iter().flat_map(|file| file.lines()).filter(|line| *line != "{quote}") {
            for (at, _) in line.match_indices(['{', '!']).filter(|(at, sign)| *sign == "{" || at + 1 < line.len()) {
                let picture = line.as_bytes().get(at + 1).is_some_and(|next| !matches!(next, b' ' | b'|'));
                assert!(line[..at].ends_with('\\') || (line[at..].starts_with('!') && !picture), "{text:?}: {line}");
            }
            for (at, _) in line.match_indices('[').filter(|(at, _)| !line[..*at].ends_with('\\')) {
                let target = line[at + 1..].split(']').next().unwrap().rsplit('|').next().unwrap();
                assert!(target.starts_with("http"), "{text:?}: {line}");
            }
        }
    }
}

#[test]
fn ten_thousand_combining_marks_are_as_many_as_people_write() {
    let text = format!("e{}", "\u{301}".repeat(10_000));
    for format in [Format::Confluence, Format::Wiki] {
        for file in written(format, &text) {
            assert!(file.contains("e\u{301}") && !file.contains(&"\u{301}".repeat(17)));
        }
    }
}
