//! Tables as people write them, and what they come to.

use super::*;
use crate::meeting::{Person, PlannedSlot, SlotKind, TalkingPoint};

/// The cells of a table: rows on lines, cells between bars, lines of a cell between slashes, bullets as `- ` with two blanks
/// a level, boxes as `[ ] ` and `[x] `.
fn grid(text: &str) -> Grid {
    let line = |text: &str| {
        let bare = text.trim_start();
        let indent = u16::try_from((text.len() - bare.len()) / 2).unwrap();
        let (depth, bare) = match bare.strip_prefix("- ") {
            Some(bare) => (Some(indent), bare),
            None => (None, bare),
        };
        let task = |done| Some(CellTask { done, ..CellTask::default() });
        let (task, bare) = match (bare.strip_prefix("[ ] "), bare.strip_prefix("[x] ")) {
            (Some(bare), _) => (task(false), bare),
            (_, Some(bare)) => (task(true), bare),
            _ => (None, bare),
        };
        CellLine { at: 0, depth, text: bare.trim().to_owned(), task }
    };
    let cell = |text: &str| Cell { at: 0, lines: text.split('/').map(line).collect() };
    Grid { rows: text.lines().map(|row| row.trim().split('|').map(cell).collect()).collect() }
}

fn read(text: &str) -> Option<(Vec<FoundDay>, Vec<String>)> {
    let people = ["Ann Lee", "Bo Chen"].map(|name| Person { name: name.to_owned(), ..Person::default() });
    let names: Vec<_> = people.iter().map(|person| person.name.clone()).collect();
    let roster = Roster::new(&people, &[]);
    let setting = Setting {
        names: &names,
        roster: &roster,
        tickets: &Tickets::Any,
        date: None,
        alone: false,
        tells: true,
        most: MOST_SLOTS,
    };
    let mut report = Report::default();
    let days = days(&grid(text), &setting, &mut report)?;
    Some((days, report.finish("").iter().map(|said| said.message.clone()).collect()))
}

fn points(points: &[TalkingPoint]) -> String {
    let shown = |point: &TalkingPoint| {
        let below = self::points(&point.children);
        if below.is_empty() { point.text.clone() } else { format!("{}({below})", point.text) }
    };
    points.iter().map(shown).collect::<Vec<_>>().join(", ")
}

fn slot(slot: &PlannedSlot) -> String {
    let mut parts = vec![slot.title.clone()];
    parts.extend(slot.start.map(|start| start.format("%H:%M").to_string()));
    parts.extend(slot.minutes.map(|minutes| format!("{minutes}m")));
    if slot.kind != SlotKind::Topic {
        parts.push(slot.kind.word().to_owned());
    }
    parts.extend((!slot.chair.is_empty()).then(|| slot.chair.join("+")));
    parts.extend((!slot.topics.is_empty()).then(|| format!("[{}]", points(&slot.topics))));
    parts.extend((!slot.description.is_empty()).then(|| slot.description.replace("\n\n", " ¶ ")));
    parts.join("; ")
}

/// Days on lines, `# date title`, and their slots below them.
fn shown(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for found in read(text).unwrap_or_else(|| panic!("no agenda: {text}")).0 {
        let date = found.day.date.map(|date| date.to_string()).unwrap_or_default();
        lines.push(format!("# {date} {} {}", found.day.title, found.day.description).trim().to_owned());
        lines.extend(found.day.slots.iter().map(slot));
    }
    lines
}

#[test]
fn columns_are_found_in_any_order_and_language() {
    let expected = ["#", "Welcome; 09:00; 45m; Ann Lee", "Plans; 09:45; 15m"];
    for text in [
        "Time|Topic|Chair\n09:00–09:45|Welcome|Ann Lee\n09:45–10:00|Plans|",
        "Chair|Duration|Start|Agenda item\nAnn Lee|45|9:00|Welcome\n-|15|9:45|**Plans**",
        "Start|End|Topic|Who\n9:00|9:45|Welcome|Ann Lee\n9:45|10:00|Plans|",
        "Uhrzeit|Thema|Referent\n09:00 – 09:45|Welcome|Ann Lee\n09:45-10:00|Plans|",
        "Horaire|Sujet|Intervenant\n09:00-09:45|Welcome|Ann Lee\n09:45-10:00|Plans|",
        "时间|议题|主持人\n09:00-09:45|Welcome|Ann Lee\n09:45-10:00|Plans|",
        "時間|議題|担当\n09:00～09:45|Welcome|Ann Lee\n09:45～10:00|Plans|",
        "시간|안건|발표자\n09:00~09:45|Welcome|Ann Lee\n09:45~10:00|Plans|",
        "زمان|موضوع|ارائه‌دهنده\n۰۹:۰۰–۰۹:۴۵|Welcome|Ann Lee\n۰۹:۴۵–۱۰:۰۰|Plans|",
        "Время|Тема|Докладчик\n09:00–09:45|Welcome|Ann Lee\n09:45–10:00|Plans|",
        "09:00–09:45|Welcome|Ann Lee\n09:45–10:00|Plans|",
        "Time|Topic|Chair\n9 AM - 9:45 AM|Welcome|Ann Lee\n9:45am–10am|Plans|",
        "Agenda of the day\nTime|Topic|Chair\n09:00–09:45|Welcome|Ann Lee\nTime|Topic|Chair\n09:45–10:00|Plans|",
    ] {
        let mut lines = shown(text);
        lines[0].truncate(1);
        assert_eq!(lines, expected, "{text}");
    }
}

#[test]
fn a_column_of_numbers_is_minutes() {
    assert_eq!(shown("Topic|Time\nA|10\nB|15 min\nC|5"), ["#", "A; 10m", "B; 15m", "C; 5m"]);
    assert_eq!(shown("Topic|Minutes|Start\nA|10|9:00\nB|15|9:10"), ["#", "A; 09:00; 10m", "B; 09:10; 15m"]);
}

#[test]
fn rows_and_columns_give_days() {
    let expected = ["# 2019-10-28 Day 1", "A; 09:00", "# 2019-10-29 Day 2", "B; 09:00"];
    for text in [
        "Time|Topic\nDay 1: 2019-10-28|\n09:00|A\nDay 2: 2019-10-29|\n09:00|B",
        "Time|Topic\nDay 1: 2019-10-28|Day 1: 2019-10-28\n09:00|A\n|Day 2: 2019-10-29\n09:00|B",
        "Date|Day|Time|Topic\n2019-10-28|Day 1|09:00|A\n2019-10-29|Day 2|09:00|B",
        "Day|Start|Topic\nDay 1 (2019-10-28)|09:00|A\nDay 2 (2019-10-29)|09:00|B",
    ] {
        assert_eq!(shown(text), expected, "{text}");
    }
    let text = "Date|Time|Topic\n2019-10-28|09:00|A\n|10:00|B\n2019-10-29|09:00|C\n2019-10-28|11:00|D";
    assert_eq!(shown(text), ["# 2019-10-28", "A; 09:00", "B; 10:00", "D; 11:00", "# 2019-10-29", "C; 09:00"]);
}

#[test]
fn breaks_sections_and_rows_without_a_time_are_kept() {
    let text = "Time|Topic|Chair\nMorning session||\n09:00|A|\n|B|Bo Chen\nLunch||\n12:00|Coffee|\nLast words||";
    assert_eq!(
        shown(text),
        ["#", "A; 09:00; Morning session", "B; Bo Chen", "Lunch; break", "Coffee; 12:00; break; Last words"]
    );
}

#[test]
fn bullets_nest_and_what_no_column_is_known_for_stays_with_its_name() {
    let text = "Time|Topic|Discussion topics|Room|Time (UTC)|Slides\n\
                09:00|A/Chair: Ann Lee/more|- one/  - two/- three|B51|16:00|https:";
    assert_eq!(shown(text), ["#", "A; 09:00; Ann Lee; [one(two), three]; more ¶ Room: B51 ¶ Time (UTC): 16:00"]);
    let (_, said) = read("Time|Topic\n09:00|A\nlater|B").unwrap();
    assert_eq!(said, ["`later` is no time that is understood, and is kept as text"]);
    assert_eq!(shown("Time|Topic\n09:00|A\nlater|B")[2], "B; Time: later");
}

#[test]
fn notes_are_told_with_owners_dates_and_depth_and_go_on_in_rows_below() {
    let text = "Time|Topic|Notes and action items|Actions\n\
                09:00|A|- said/  - [ ] Ann Lee — draft due 2019-11-30/  - [x] done/DECISION: go|Bo Chen: buy\n\
                ||- later|";
    let (days, _) = read(text).unwrap();
    let told: Vec<_> =
        days[0].told.iter().flat_map(|(slot, entries)| entries.iter().map(move |entry| (slot, entry))).collect();
    let lines: Vec<_> = told
        .iter()
        .map(|(slot, entry)| {
            let due = entry.due.map(|due| due.to_string()).unwrap_or_default();
            format!("{slot} {} {:?} {} {} {due}", entry.depth, entry.kind, entry.text, entry.owners.join("+"))
        })
        .collect();
    assert_eq!(
        lines,
        [
            "0 0 Note said  ",
            "0 1 Action draft Ann Lee 2019-11-30",
            "0 1 Action done  ",
            "0 0 Decision go  ",
            "0 0 Action buy Bo Chen ",
            "0 0 Note later  "
        ]
    );
    assert_eq!(told[2].1.status, crate::meeting::Status::Done);
}

#[test]
fn a_day_that_nobody_knows_gives_no_due_date() {
    let due = |date| {
        let text = format!("Date|Time|Topic|Notes\n{date}|09:00|A|- ! Ann Lee — draft due Friday");
        let entry = read(&text).unwrap().0[0].told[0].1[0].clone();
        (entry.text, entry.due.map(|due| due.to_string()))
    };
    assert_eq!(due("2019-10-28"), ("draft".to_owned(), Some("2019-11-01".to_owned())));
    assert_eq!(due(""), ("draft due Friday".to_owned(), None));
}

#[test]
fn other_tables_are_no_agendas() {
    for text in [
        "Name|Company\nAnn Lee|W3C",
        "Topic|Requested by|Time required (estimate)|Notes\nTea|Ann|30 minutes|",
        "Topic|Status\nTea|hot",
        "Time|Topic\n|\n|",
        "a|b\nc|d",
        "",
    ] {
        assert!(read(text).is_none(), "{text}");
    }
}
