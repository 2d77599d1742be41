//! Reports over many meetings: what they say in each form, and that others read them.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use minutebook::meeting::{
    ActionItem, DigestDecision, EntryId, Id, Item, ItemRef, Person, SlotId, Status, Tickets, WriterId,
};
use minutebook::minutes::report::{self, Asked, DecisionRow, Decisions, Grouping, List, Report, TaskRow, Tasks};
use minutebook::minutes::{Format, Lang, Options};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(writer: u32, n: u32) -> Id {
    Id { writer: WriterId(writer), n }
}

fn row(meeting: u32, n: u32, text: &str, owners: &[&str], due: Option<&str>) -> TaskRow {
    let owners = owners.iter().map(|&name| name.to_owned()).collect();
    TaskRow {
        series: Some(if meeting == 3 { "Board" } else { "Weekly" }.to_owned()),
        item: Item {
            item: ItemRef { meeting: Some(format!("meeting-{meeting}")), entry: EntryId(id(meeting, n)) },
            slug: Some(format!("2026-01-0{meeting}-weekly")),
            title: format!("Weekly {meeting}"),
            slot: Some(SlotId(id(meeting, 1))),
            topic: "Budget".to_owned(),
            raised: Some(format!("2026-01-0{meeting}T09:00:00+01:00").parse().unwrap()),
            text: text.to_owned(),
            tickets: Vec::new(),
            action: ActionItem { number: n, owners, due: due.map(day), ..ActionItem::default() },
            carried: meeting - 1,
            settled_in: None,
            noted_as: None,
        },
    }
}

/// Every text of a report, said by `say`.
fn report(say: &mut dyn FnMut(&str) -> String, grouping: Grouping) -> Report {
    let mut rows = vec![
        row(1, 1, &say("Draft the plan for HB-12"), &["Ann Lee", "Bo Chen"], Some("2026-02-02")),
        row(1, 2, &say("Ask the harbour"), &["Newcomers"], None),
        row(2, 3, &say("Count the chairs"), &[], Some("2026-02-20")),
        // The same number in another series.
        row(3, 1, &say("Buy a boat"), &["Bo Chen"], Some("2026-03-30")),
        row(3, 2, &say("Sell the boat"), &["Ann Lee"], None),
    ];
    rows[4].item.action.status = Status::Dropped;
    rows[4].item.action.reason = Some(say("there is none"));
    rows[3].item.action.priority = Some(1);
    let people = vec![
        Person {
            name: "Ann Lee".into(),
            email: Some("ann@example.org".into()),
            account: Some("a1".into()),
            ..Person::default()
        },
        Person { name: "Bo Chen".into(), email: Some("bo@example.org".into()), ..Person::default() },
    ];
    let tracker = Tickets::At("https://tracker.example/{key}".to_owned());
    Report {
        list: List::Tasks(Tasks::new(rows, Vec::new(), grouping, day("2026-02-16"))),
        asked: Asked { due_before: Some(day("2026-04-01")), ..Asked::default() },
        people,
        tickets: BTreeMap::from([("meeting-1".to_owned(), tracker)]),
        now: "2026-02-16T12:00:00+01:00"
            .parse::<chrono::DateTime<chrono::FixedOffset>>()
            .unwrap()
            .with_timezone(&chrono_tz::Europe::Rome),
    }
}

fn decided(say: &mut dyn FnMut(&str) -> String) -> Report {
    let row = |meeting: u32, n: u32, text: String, topic: String| DecisionRow {
        series: Some("Weekly".to_owned()),
        id: format!("meeting-{meeting}"),
        slug: format!("2026-01-0{meeting}-weekly"),
        title: format!("Weekly {meeting}"),
        decision: DigestDecision {
            entry: EntryId(id(meeting, n)),
            slot: SlotId(id(meeting, 1)),
            topic,
            at: format!("2026-01-0{meeting}T09:{n:02}:00+01:00").parse().unwrap(),
            text,
        },
    };
    let rows = vec![
        row(1, 5, say("We meet weekly"), say("Budget")),
        row(2, 5, say("No more chairs"), say("Budget")),
        row(2, 6, say("HB-12 is closed"), String::new()),
    ];
    let list = List::Decisions(Decisions::new(rows));
    Report { list, asked: Asked { since: Some(day("2026-01-01")), ..Asked::default() }, ..report(say, Grouping::Owner) }
}

fn written(report: &Report, format: Format, lang: Lang) -> String {
    let bytes = report::write(format, report, &Options { lang, ..Options::default() }).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn plainly(text: &str) -> String {
    text.to_owned()
}

#[test]
fn the_markdown_of_a_task_report() {
    insta::assert_snapshot!(written(&report(&mut plainly, Grouping::Owner), Format::Markdown, Lang::English));
}

#[test]
fn the_plain_text_of_a_task_report_by_due_date_in_german() {
    insta::assert_snapshot!(written(&report(&mut plainly, Grouping::Due), Format::Text, Lang::German));
}

#[test]
fn the_org_file_of_a_task_report() {
    insta::assert_snapshot!(written(&report(&mut plainly, Grouping::Owner), Format::Org, Lang::English));
}

#[test]
fn the_calendar_of_a_task_report() {
    insta::assert_snapshot!(written(&report(&mut plainly, Grouping::Owner), Format::Calendar, Lang::English));
}

#[test]
fn the_markdown_of_a_report_of_decisions() {
    insta::assert_snapshot!(written(&decided(&mut plainly), Format::Markdown, Lang::English));
}

#[test]
fn equal_numbers_of_two_series_are_two_tasks_of_a_page_and_their_own_stay_in_its_words() {
    let page = written(&report(&mut plainly, Grouping::Owner), Format::Confluence, Lang::English);
    let ids: Vec<&str> = page.split("<ac:task-id>").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert_eq!(ids.len(), 5, "{page}");
    let once: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(once.len(), ids.len(), "{ids:?}");
    assert_eq!(page.matches("<strong>#1</strong>").count(), 3, "{page}");
    assert!(page.contains("ri:account-id=\"a1\""), "{page}");
}

#[test]
fn a_report_of_nothing_says_so_in_every_form_and_language() {
    let mut nothing = report(&mut plainly, Grouping::Owner);
    nothing.list = List::Tasks(Tasks::new(Vec::new(), Vec::new(), Grouping::Owner, day("2026-02-16")));
    for lang in Lang::ALL {
        for format in [Format::Markdown, Format::Html, Format::Text, Format::Org, Format::Wiki, Format::Confluence] {
            let text = written(&nothing, format, lang);
            assert!(text.lines().count() > 3 && text.ends_with('\n'), "{format:?} {lang:?}: {text}");
        }
    }
}

/// Where reports whose texts try to be markup are, in every form.
pub(crate) fn written_to(folder: &std::path::Path, live: &[&str]) {
    std::fs::create_dir_all(folder).unwrap();
    for nth in 0..live.len() {
        let mut next = (nth..).map(|at| live[at % live.len()].to_owned());
        let mut say = |_: &str| next.next().unwrap_or_default();
        let grouping = [Grouping::Owner, Grouping::Due, Grouping::Series, Grouping::Meeting][nth % 4];
        for (name, report) in [("actions", report(&mut say, grouping)), ("decisions", decided(&mut say))] {
            for format in
                Format::ALL.into_iter().filter(|format| !matches!(format, Format::Pdf | Format::Slots | Format::Json))
            {
                let bytes = report::write(format, &report, &Options::default()).unwrap();
                std::fs::write(folder.join(format!("{name}{nth:02}.{}", format.extension())), bytes).unwrap();
            }
        }
    }
}
