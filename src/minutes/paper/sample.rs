//! A page with all that a page can hold, for the tests of the forms on paper.

use chrono::TimeZone as _;

use super::super::page::{Block, Item, Line, Mark, Page, Refers, Run, Table, Task, Weight, plain};
use super::About;
use crate::meeting::Status;

/// Texts that each form has to show as they are.
pub(in crate::minutes) const HOSTILE: [&str; 9] = [
    "</w:t></w:r><w:script/>",
    "]]> <!-- --> <![CDATA[ &nbsp; &#x0;",
    "#eval(\"1+1\") #import \"x.typ\" $x$ *b* _e_ `c` @ref <label> \\u{41}",
    "]#text(red)[x] // no /* comment */",
    "= not a heading",
    "https://a.example/?a=1&b=\"2\"",
    "مرحبا שלום 日本語 中文 한국어",
    "👩‍🚀 e\u{301}\u{301}\u{301} \u{fffd}",
    "\u{fffe}\u{ffff}",
];

fn strong(text: &str) -> Run {
    Run { text: text.into(), weight: Weight::Strong, refers: None }
}

fn link(text: &str, address: &str) -> Run {
    Run { text: text.into(), weight: Weight::Plain, refers: Some(Refers::Address(address.into())) }
}

fn bullet(text: Line, children: Vec<Item>) -> Item {
    Item { mark: Mark::Bullet, text, children }
}

fn task(number: u32, status: Status, text: &str) -> Item {
    let owners = vec!["Tomas Lind".to_owned()];
    let mark = Mark::Task(Task { number, status, owners, due: None, is_first: true });
    let mut line = vec![strong("Tomas Lind")];
    line.extend(plain(format!(" — {text}")));
    line.push(Run { text: "TIDE-12".into(), weight: Weight::Plain, refers: Some(Refers::Ticket(None)) });
    Item { mark, text: line, children: vec![] }
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: plain(text), id: text.to_lowercase().replace(' ', "-") }
}

/// Lists in lists, `depth` levels of them.
pub(in crate::minutes) fn nested(depth: usize) -> Vec<Item> {
    let mut items = vec![];
    for level in (0..depth).rev() {
        items = vec![bullet(plain(format!("level {level}")), items)];
    }
    items
}

fn table() -> Table {
    let row = |time: &str, notes: Vec<Item>| {
        let cell = |text: &str| vec![Block::Paragraph(plain(text))];
        vec![cell(time), cell("Winter dredging of the inner basin"), vec![], vec![Block::List(notes)]]
    };
    let notes = vec![bullet(plain("The silt is deeper than charted."), nested(2)), task(3, Status::Open, "ask again ")];
    Table {
        id: "day-1".into(),
        header: ["Time", "Topic", "Chair", "Notes and action items"].map(str::to_owned).to_vec(),
        rows: vec![row("09:00–09:45", notes), row("09:45", vec![])],
    }
}

/// The page.
pub(in crate::minutes) fn page() -> Page {
    let facts = vec![
        ("When".to_owned(), plain("26–27 March 2026, Europe/Paris")),
        ("Link".to_owned(), vec![link("https://harbour.example/x?a=1&b=2", "https://harbour.example/x?a=1&b=2")]),
    ];
    let said = vec![
        bullet(vec![strong("Decision: "), Run { text: "the crane stays".into(), ..Run::default() }], nested(12)),
        task(1, Status::Done, "send the room list "),
        task(2, Status::Dropped, "paint the shed "),
    ];
    let hostile = HOSTILE.iter().map(|text| bullet(plain(*text), vec![])).collect();
    Page {
        title: "Harbour & Tides <board>".into(),
        dates: "26–27 March 2026".into(),
        source: Some("Journal 3f2a9c1b4d5e, 212 records".into()),
        blocks: vec![
            Block::Facts(facts),
            heading(2, "Day 1: Thursday 26 March 2026"),
            heading(3, "09:00 Welcome"),
            Block::Paragraph(plain("Marta Quiroga · held 09:02–09:14")),
            Block::Prepared(vec![Block::Paragraph(plain("Bring the charts.")), Block::List(nested(2))]),
            Block::List(said),
            Block::Table(table()),
            heading(4, "What was shown"),
            Block::List(hostile),
            heading(2, "Action items"),
            Block::List(vec![task(1, Status::Done, "send the room list ")]),
        ],
        ..Page::default()
    }
}

/// Two scribes, closed on a winter's evening.
pub(in crate::minutes) fn about() -> About {
    let at = chrono_tz::Europe::Paris.with_ymd_and_hms(2026, 3, 27, 17, 30, 0).single();
    About { authors: vec!["Ann Lee".into(), "Bo <Chen>".into()], at, wide: false }
}
