//! The HTML read back, tag by tag: well formed, accessible in its structure, and nothing that runs or reaches out.

use std::collections::BTreeSet;

use crate::write;
use minutebook::meeting::{Attachment, Meeting, Request};
use minutebook::minutes::{self, Format, Layout, Minutes, Options};
use proptest::prelude::*;

use crate::{example, generated};

/// Elements that have no end tag.
const VOID: [&str; 2] = ["meta", "br"];

/// All elements that we write.
const KNOWN: [&str; 48] = [
    "html",
    "head",
    "meta",
    "title",
    "style",
    "body",
    "header",
    "nav",
    "main",
    "section",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "li",
    "dl",
    "dt",
    "dd",
    "div",
    "span",
    "bdi",
    "b",
    "strong",
    "a",
    "time",
    "br",
    "figure",
    "figcaption",
    "table",
    "caption",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "svg",
    "desc",
    "defs",
    "pattern",
    "g",
    "rect",
    "circle",
    "path",
    "line",
    "text",
];

fn written(meeting: &Meeting) -> String {
    write(Format::Html, meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"))
}

/// What is wrong with a page, and the text that it shows.
#[derive(Debug, Default)]
struct Page {
    faults: Vec<String>,
    text: String,
}

fn decoded(text: &str) -> String {
    let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")];
    entities.iter().fold(text.to_owned(), |text, (entity, char)| text.replace(entity, char))
}

/// Reads a page in which `<` and `>` stand for tags only, as they do where all text is escaped.
fn read(html: &str) -> Page {
    let mut page = Page::default();
    let (mut open, mut ids, mut level) = (Vec::new(), BTreeSet::new(), 0);
    let mut links = Vec::new();
    for chunk in html.strip_prefix("<!doctype html>\n").unwrap().split('<').skip(1) {
        let (tag, text) = chunk.split_once('>').unwrap();
        if open.last() != Some(&"style") {
            page.text.push_str(&decoded(text));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                page.faults.push(format!("unbalanced {name}"));
            }
            continue;
        }
        let name = tag.split(' ').next().unwrap();
        if !KNOWN.contains(&name) || tag.contains(" on") || tag.contains(" src") {
            page.faults.push(format!("unknown {tag}"));
        }
        if let Some(heading) = name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok()) {
            if heading > level + 1 {
                page.faults.push(format!("skipped to {name}"));
            }
            level = heading;
        }
        let attribute = |name: &str| tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
        if let Some((id, _)) = attribute("id").filter(|(id, _)| !ids.insert(*id)) {
            page.faults.push(format!("two of {id}"));
        }
        links.extend(attribute("href").map(|(link, _)| link));
        // Within a picture an element may end itself.
        let ends_itself = tag.ends_with('/') && open.contains(&"svg");
        if !ends_itself && !VOID.contains(&name) {
            open.push(name);
        }
    }
    let safe = |link: &&&str| match link.strip_prefix('#') {
        Some(id) => ids.contains(id),
        None => ["http://", "https://", "mailto:"].iter().any(|scheme| link.starts_with(scheme)),
    };
    page.faults.extend(links.iter().filter(|link| !safe(link)).map(|link| format!("link {link}")));
    page.faults.extend(open.iter().map(|name| format!("open {name}")));
    page
}

/// What is wrong with a page.
pub(crate) fn faults(html: &str) -> Vec<String> {
    read(html).faults
}

#[test]
fn the_example_is_well_formed_closed_and_running() {
    assert_eq!(read(&written(&example::meeting())).faults, Vec::<String>::new());
    let (meeting, drafts, now) = example::running();
    let page = read(&write(Format::Html, &meeting, &drafts, None, &now));
    assert_eq!(page.faults, Vec::<String>::new());
    assert!(page.text.contains("running since 11:32, 4 min so far"));
    assert!(!page.text.contains("thank the ca"), "a draft is no minute");
}

#[test]
fn what_controls_or_turns_text_is_in_no_page_and_no_markdown() {
    let hostile = "a\u{1b}]52;c;x\u{7}b\u{9b}2Jc\u{202e}d\u{2066}e\u{2028}f\u{0}g\r\nh";
    let mut meeting = example::meeting();
    meeting.head.title = hostile.to_owned();
    meeting.head.link = Some(format!("https://a.example/{hostile}"));
    meeting.people[0].name = hostile.to_owned();
    meeting.groups.push(hostile.to_owned());
    let slot = &mut meeting.days[0].slots[1];
    slot.plan.title = hostile.to_owned();
    slot.plan.topics[0].text = hostile.to_owned();
    slot.plan.description = hostile.to_owned();
    for entry in &mut slot.entries {
        entry.text = hostile.to_owned();
        if let Some(item) = &mut entry.action {
            item.owners.push(hostile.to_owned());
        }
    }
    let forbidden = |char: char| match char {
        '\n' => false,
        '\u{2028}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        _ => char.is_control(),
    };
    let file = Attachment {
        kind: hostile.to_owned(),
        name: hostile.to_owned(),
        link: Some(hostile.to_owned()),
        modified: None,
        by: Some(hostile.to_owned()),
    };
    meeting.attachments = vec![file];
    let topic = hostile.to_owned();
    let (wish, notes) = (topic.clone(), topic.clone());
    meeting.requests = vec![Request { requested_by: Some(topic.clone()), topic, wish, notes, ..Request::default() }];
    let minutes = Minutes::new(&meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"));
    for format in [Format::Html, Format::Markdown, Format::Text, Format::Confluence, Format::Wiki] {
        for layout in [Layout::Sections, Layout::Tables] {
            let options = Options { layout, ..Options::default() };
            let file = String::from_utf8(minutes::write(format, &minutes, &options).unwrap()).unwrap();
            assert_eq!(file.find(forbidden), None, "{format:?}, {layout:?}");
            // Plain text breaks its lines.
            let text = file.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(text.contains("2Jc\u{fffd}d\u{fffd}e fg h"), "{format:?}, {layout:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_page_of_any_meeting_is_well_formed_and_shows_its_texts(meeting in generated::meeting()) {
        let html = written(&meeting);
        prop_assert_eq!(&html, &written(&meeting));
        let page = read(&html);
        prop_assert_eq!(&page.faults, &Vec::<String>::new());
        prop_assert!(page.text.contains(&meeting.head.title));
        for (slot, entry) in meeting.entries() {
            prop_assert!(page.text.contains(&slot.plan.title));
            prop_assert!(page.text.contains(&entry.text), "{}", entry.text);
        }
    }
}
