//! The Markdown read back by pulldown-cmark: structure, facts, and nothing that we did not write.

use crate::write;
use minutebook::meeting::{Entry, Kind, Meeting, Slot, Status};
use minutebook::minutes::Format;
use proptest::prelude::*;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::{example, generated};

fn written(meeting: &Meeting) -> String {
    write(Format::Markdown, meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"))
}

/// A bullet as a reader sees it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Bullet {
    /// Levels below the outermost list.
    depth: usize,
    /// Whether its box is ticked, where it has one.
    ticked: Option<bool>,
    /// Its strong part.
    strong: String,
    /// All its text, the strong part included.
    text: String,
}

/// What a reader sees: headings, the bullets of each section outside of quotations, and where links lead.
#[derive(Debug, Default)]
struct Page {
    headings: Vec<(HeadingLevel, String)>,
    sections: Vec<Vec<Bullet>>,
    links: Vec<String>,
    surprises: Vec<String>,
}

fn read(markdown: &str) -> Page {
    let options = Options::ENABLE_TASKLISTS
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM;
    let mut page = Page { sections: vec![vec![]], ..Page::default() };
    let (mut open, mut depth, mut quoted, mut strong, mut heading) = (vec![], 0, false, false, false);
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                page.headings.push((level, String::new()));
                page.sections.push(vec![]);
                heading = true;
            }
            Event::End(TagEnd::Heading(_)) => heading = false,
            Event::Start(Tag::BlockQuote(None)) => quoted = true,
            Event::End(TagEnd::BlockQuote(_)) => quoted = false,
            Event::Start(Tag::List(None)) => depth += 1,
            Event::End(TagEnd::List(false)) => depth -= 1,
            Event::Start(Tag::Item) if !quoted => {
                let section = page.sections.last_mut().unwrap();
                open.push(section.len());
                section.push(Bullet { depth: depth - 1, ..Bullet::default() });
            }
            Event::End(TagEnd::Item) if !quoted => drop(open.pop()),
            Event::Start(Tag::Strong) => strong = true,
            Event::End(TagEnd::Strong) => strong = false,
            Event::Start(Tag::Link { dest_url, .. }) => page.links.push(dest_url.to_string()),
            Event::TaskListMarker(ticked) => {
                let at = *open.last().unwrap();
                page.sections.last_mut().unwrap()[at].ticked = Some(ticked);
            }
            Event::Text(text) if heading => page.headings.last_mut().unwrap().1.push_str(&text),
            Event::Text(text) => {
                if let Some(&at) = open.last().filter(|_| !quoted) {
                    let bullet = &mut page.sections.last_mut().unwrap()[at];
                    bullet.text.push_str(&text);
                    if strong {
                        bullet.strong.push_str(&text);
                    }
                }
            }
            // The schedule's tables, and no others.
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
                if page.headings.iter().any(|(level, title)| *level == HeadingLevel::H2 && title == "Schedule") => {}
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Emphasis) | Event::End(_) | Event::HardBreak => {}
            other => page.surprises.push(format!("{other:?}")),
        }
    }
    page
}

/// Where a page's links lead, and whatever in it is no text of ours.
pub(crate) fn links(markdown: &str) -> Vec<String> {
    let page = read(markdown);
    page.links.into_iter().chain(page.surprises).collect()
}

/// The bullets and headings that the entries of a slot are to become.
fn expected(slot: &Slot) -> Vec<Bullet> {
    let mut under_heading = 0;
    let mut one = |entry: &Entry| {
        if entry.depth == 0 {
            under_heading = u16::from(entry.kind == Kind::Subtopic);
        }
        let depth = entry.depth.saturating_sub(under_heading);
        Bullet { depth: depth.into(), ..bullet(slot, entry) }
    };
    slot.entries.iter().map(&mut one).collect()
}

/// What an entry is to say.
fn bullet(slot: &Slot, entry: &Entry) -> Bullet {
    let text = &entry.text;
    let strong = |strong: String, rest: String| Bullet { text: strong.clone() + &rest, strong, ..Bullet::default() };
    let plain = |text: String| Bullet { text, ..Bullet::default() };
    let tally = slot.tally(entry).map(|tally| format!(" · {} for", tally.for_it)).unwrap_or_default();
    match (entry.kind, entry.as_action()) {
        (Kind::Decision, _) => strong("Decision:".to_owned(), format!(" {text}{tally}")),
        (Kind::Proposal, _) => strong("Proposal:".to_owned(), format!(" {text}{tally}")),
        (Kind::Question, _) => strong("Question:".to_owned(), format!(" {text}")),
        (Kind::Idea, _) => strong("Idea:".to_owned(), format!(" {text}")),
        (Kind::Info, _) => strong("Information:".to_owned(), format!(" {text}")),
        (Kind::Speech, _) => match &entry.speaker {
            Some(speaker) => strong(format!("{speaker}:"), format!(" {text}")),
            None => plain(format!("… {text}")),
        },
        (Kind::Vote, _) => match entry.votes.first() {
            Some(ballot) => plain(format!("+1 {} — {text}", ballot.voters.join(", "))),
            None => strong("Vote:".to_owned(), format!(" {text}")),
        },
        (Kind::Link, _) => match entry.link.as_deref() {
            Some(address) if address.starts_with("javascript:") && !text.contains(address) => {
                plain(format!("{text} ({address})"))
            }
            _ => plain(text.clone()),
        },
        (Kind::Subtopic, _) if entry.depth > 0 => strong(text.clone(), String::new()),
        (Kind::Action, Some(item)) => {
            let owners = if item.owners.is_empty() { "(no owner)".to_owned() } else { item.owners.join(", ") };
            let priority = item.priority.map(|priority| format!(" · priority {priority}")).unwrap_or_default();
            let due = item.due.map(|due| format!(" · due {}", due.format("%a %-d %b %Y"))).unwrap_or_default();
            let dropped = if item.status == Status::Dropped { " · dropped" } else { "" };
            let ticked = Some(item.status != Status::Open);
            let rest = format!(" — {text}{priority}{due}{dropped}");
            Bullet { ticked, ..strong(format!("#{} {owners}", item.number), rest) }
        }
        _ => plain(text.clone()),
    }
}

#[test]
fn the_example_holds_nothing_that_we_did_not_write() {
    let page = read(&written(&example::meeting()));
    assert_eq!(page.surprises, Vec::<String>::new());
    let unsafe_link = |link: &&String| !link.starts_with("https://");
    assert_eq!(page.links.iter().find(unsafe_link), None);
}

#[test]
fn an_item_with_several_owners_stands_under_each_and_open_ones_come_first() {
    let page = read(&written(&example::meeting()));
    let under = |owner: &str| -> Vec<String> {
        let at = page.headings.iter().rposition(|(_, heading)| heading == owner).unwrap();
        page.sections[at + 1].iter().map(|bullet| bullet.strong.clone()).collect()
    };
    assert_eq!(under("Operations group"), ["#3"]);
    assert_eq!(under("An Outsider"), ["#3"]);
    assert_eq!(under("No owner"), ["#4"]);

    let mut meeting = example::meeting();
    let first = meeting.days[0].slots[0].entries[1].action.as_mut().unwrap();
    first.owners = vec!["Marta Quiroga".to_owned()];
    let page = read(&written(&meeting));
    let at = page.headings.iter().rposition(|(_, heading)| heading == "Marta Quiroga").unwrap();
    let numbers: Vec<&str> = page.sections[at + 1].iter().map(|bullet| bullet.strong.as_str()).collect();
    assert_eq!(numbers, ["#2", "#1"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_markdown_of_any_meeting_gives_its_facts_back(meeting in generated::meeting()) {
        let markdown = written(&meeting);
        prop_assert_eq!(&markdown, &written(&meeting));
        let page = read(&markdown);
        prop_assert_eq!(&page.surprises, &Vec::<String>::new(), "{}", markdown);
        let ours = |link: &String| link.contains("://a.example/") || link.starts_with("https://tracker.example/");
        prop_assert!(page.links.iter().all(ours), "{:?}", page.links);
        prop_assert_eq!(&page.headings[0], &(HeadingLevel::H1, meeting.head.title.clone()));

        let slots: Vec<_> = meeting.slots().collect();
        let mut read: Vec<(String, Vec<Bullet>)> = Vec::new();
        for ((level, heading), bullets) in page.headings.iter().zip(&page.sections[1..]) {
            match level {
                HeadingLevel::H3 if read.len() < slots.len() => read.push((heading.clone(), bullets.clone())),
                HeadingLevel::H4 => {
                    let (_, notes) = read.last_mut().unwrap();
                    notes.push(Bullet { text: heading.clone(), ..Bullet::default() });
                    notes.extend(bullets.iter().cloned());
                }
                _ => {}
            }
        }
        prop_assert_eq!(read.len(), slots.len(), "{}", markdown);
        for (slot, (heading, bullets)) in slots.iter().zip(read) {
            prop_assert!(heading.ends_with(&slot.plan.title), "{} for {}", heading, slot.plan.title);
            prop_assert_eq!(bullets, expected(slot), "{}", markdown);
        }
    }
}
