//! Confluence's storage format: the example in both layouts, and facts that survive for any meeting.

use std::collections::{BTreeMap, BTreeSet};

use minutebook::meeting::{Meeting, Status};
use minutebook::minutes::{self, Format, Layout, Minutes, Options};
use proptest::prelude::*;
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::{example, generated};

/// An element of the page.
#[derive(Debug, Default)]
pub(crate) struct Element {
    name: String,
    attributes: BTreeMap<String, String>,
    /// Elements and texts in order.
    content: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    fn children(&self) -> impl Iterator<Item = &Element> {
        self.content.iter().filter_map(|node| if let Node::Element(element) = node { Some(element) } else { None })
    }

    fn child(&self, name: &str) -> Option<&Element> {
        self.children().find(|child| child.name == name)
    }

    /// This and those below it, in order.
    fn all(&self) -> Vec<&Element> {
        let below = self.children().flat_map(Element::all);
        std::iter::once(self).chain(below).collect()
    }

    pub(crate) fn named(&self, name: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|element| element.name == name).collect()
    }

    /// What is shown of it.
    fn text(&self) -> String {
        let shown = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) if element.name == "ac:parameter" => String::new(),
            Node::Element(element) => element.text(),
        };
        self.content.iter().map(shown).collect()
    }

    /// What is shown of it beside its lists.
    fn own_text(&self) -> String {
        let shown = |node: &Node| match node {
            Node::Text(text) => text.clone(),
            Node::Element(element) if ["ul", "ac:task-list"].contains(&element.name.as_str()) => String::new(),
            Node::Element(element) => element.own_text(),
        };
        self.content.iter().map(shown).collect::<String>().trim().to_owned()
    }
}

/// The page under one root; a second parser's view of it.
pub(crate) fn parse(xml: &str) -> Element {
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Element::default()];
    loop {
        let element = |start: &quick_xml::events::BytesStart| Element {
            name: String::from_utf8(start.name().as_ref().to_vec()).unwrap(),
            attributes: start
                .attributes()
                .map(|attribute| {
                    let attribute = attribute.unwrap();
                    let name = String::from_utf8(attribute.key.as_ref().to_vec()).unwrap();
                    let value = std::str::from_utf8(&attribute.value).unwrap();
                    (name, quick_xml::escape::unescape(value).unwrap().into_owned())
                })
                .collect(),
            content: vec![],
        };
        match reader.read_event().unwrap() {
            Event::Start(start) => open.push(element(&start)),
            Event::Empty(start) => open.last_mut().unwrap().content.push(Node::Element(element(&start))),
            Event::End(_) => {
                let done = open.pop().unwrap();
                open.last_mut().unwrap().content.push(Node::Element(done));
            }
            Event::Text(text) => {
                let text = text.decode().unwrap().into_owned();
                open.last_mut().unwrap().content.push(Node::Text(text));
            }
            Event::GeneralRef(name) => {
                let entity = format!("&{};", name.decode().unwrap());
                let text = quick_xml::escape::unescape(&entity).unwrap().into_owned();
                open.last_mut().unwrap().content.push(Node::Text(text));
            }
            Event::Eof => break,
            other => panic!("nothing else is written: {other:?}"),
        }
    }
    assert_eq!(open.len(), 1, "all is closed");
    open.pop().unwrap()
}

fn page(meeting: &Meeting, layout: Layout) -> String {
    let now = example::stamp("2026-04-01T12:00:00Z");
    let options = Options { layout, ..Options::default() };
    let seal = example::seal();
    let bytes = minutes::write(Format::Confluence, &Minutes::new(meeting, &[], Some(&seal), &now), &options).unwrap();
    String::from_utf8(bytes).unwrap()
}

/// The example with account ids for two of its people.
fn with_accounts() -> Meeting {
    let mut meeting = example::meeting();
    for (person, account) in meeting.people.iter_mut().zip(["5b10a2844c20165700ede21g", "557058:f58131cb"]) {
        person.account = Some(account.to_owned());
    }
    meeting
}

#[test]
fn the_confluence_page_of_a_rich_meeting() {
    insta::assert_snapshot!(page(&with_accounts(), Layout::Sections));
}

#[test]
fn the_confluence_page_of_a_rich_meeting_in_tables() {
    insta::assert_snapshot!(page(&with_accounts(), Layout::Tables));
}

/// All that a page may be made of: whatever a text says, nothing else is written.
const NAMES: [&str; 31] = [
    "",
    "h1",
    "h2",
    "h3",
    "p",
    "ul",
    "li",
    "blockquote",
    "table",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "em",
    "a",
    "br",
    "time",
    "ac:task-list",
    "ac:task",
    "ac:task-id",
    "ac:task-status",
    "ac:task-body",
    "ac:link",
    "ri:user",
    "ac:structured-macro",
    "ac:parameter",
    "ac:rich-text-body",
    "h4",
    "h5",
    "h6",
];

/// Which elements stand directly in which.
pub(crate) fn assert_well_built(root: &Element) {
    for element in root.all() {
        assert!(NAMES.contains(&element.name.as_str()), "{}", element.name);
        for child in element.children() {
            let parents: &[&str] = match child.name.as_str() {
                "ac:task" => &["ac:task-list"],
                "ac:task-id" | "ac:task-status" | "ac:task-body" => &["ac:task"],
                "li" => &["ul"],
                "tr" => &["tbody"],
                "tbody" => &["table"],
                "td" | "th" => &["tr"],
                "ri:user" => &["ac:link"],
                "ac:rich-text-body" | "ac:parameter" => &["ac:structured-macro"],
                "ul" | "ac:task-list" => &["", "li", "td", "blockquote", "ac:task-body", "ac:rich-text-body"],
                _ => continue,
            };
            assert!(parents.contains(&element.name.as_str()), "{} in {}", child.name, element.name);
        }
    }
    let ids: Vec<String> = root.named("ac:task-id").iter().map(|id| id.text()).collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id once: {ids:?}");
    for link in root.named("a") {
        assert!(link.attributes["href"].starts_with("http"), "{link:?}");
    }
}

#[test]
fn a_mention_stands_only_for_who_has_an_account_and_the_first_one_in_a_task_is_an_owner() {
    let meeting = with_accounts();
    let root = parse(&page(&meeting, Layout::Sections));
    assert_well_built(&root);
    let tasks = root.named("ac:task");
    assert_eq!(tasks.len(), meeting.action_items().count());
    for ((_, _, item), task) in meeting.action_items().zip(tasks) {
        let body = task.child("ac:task-body").unwrap();
        let mentioned: Vec<&str> =
            body.named("ri:user").iter().map(|user| user.attributes["ri:account-id"].as_str()).collect();
        let account = |name: &String| meeting.people.iter().find(|person| person.name == *name)?.account.as_deref();
        assert_eq!(mentioned, item.owners.iter().filter_map(account).collect::<Vec<_>>());
        for name in item.owners.iter().filter(|name| account(name).is_none()) {
            assert!(body.text().contains(name), "{name}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn action_items_of_any_meeting_are_on_its_page_once_with_their_facts(meeting in generated::meeting()) {
        for layout in [Layout::Sections, Layout::Tables] {
            let root = parse(&page(&meeting, layout));
            assert_well_built(&root);
            let tasks = root.named("ac:task");
            prop_assert_eq!(tasks.len(), meeting.action_items().count());
            for ((_, entry, item), task) in meeting.action_items().zip(tasks) {
                prop_assert_eq!(task.child("ac:task-id").unwrap().text(), item.number.to_string());
                let status = if item.status == Status::Open { "incomplete" } else { "complete" };
                prop_assert_eq!(task.child("ac:task-status").unwrap().text(), status);
                let body = task.child("ac:task-body").unwrap();
                let words = body.own_text();
                let text = entry.text.split_whitespace().collect::<Vec<_>>().join(" ");
                let shown = words.split_whitespace().collect::<Vec<_>>().join(" ");
                prop_assert!(shown.contains(&text), "{:?} in {:?}", text, shown);
                prop_assert_eq!(shown.ends_with(" dropped") || shown.contains("dropped ·"), item.status == Status::Dropped);
                for owner in &item.owners {
                    prop_assert!(words.contains(owner.as_str()), "{:?} in {:?}", owner, words);
                }
                let due = body.children().find(|child| child.name == "time").map(|time| time.attributes["datetime"].clone());
                prop_assert_eq!(due, item.due.map(|due| due.to_string()));
            }
        }
    }
}
