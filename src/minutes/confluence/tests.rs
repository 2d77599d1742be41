//! Shapes of the storage format, from pages made by hand.

use super::super::page::plain;
use super::*;

fn run(text: &str, refers: Option<Refers>) -> Run {
    Run { text: text.to_owned(), refers, ..Run::default() }
}

fn bullet(text: &str, children: Vec<Item>) -> Item {
    Item { mark: Mark::Bullet, text: plain(text), children }
}

fn task(number: u32, owners: &[(&str, Option<&str>)], text: &str) -> Item {
    let names: Vec<String> = owners.iter().map(|(name, _)| (*name).to_owned()).collect();
    let mut line: Line = Vec::new();
    for (name, account) in owners {
        line.push(run(name, Some(Refers::Person(account.map(str::to_owned)))));
        line.push(run(" ", None));
    }
    line.push(run(text, None));
    let task = Task { number, status: Status::Open, owners: names, due: None, is_first: true };
    Item { mark: Mark::Task(task), text: line, children: vec![] }
}

fn again(mut item: Item) -> Item {
    if let Mark::Task(task) = &mut item.mark {
        task.is_first = false;
    }
    item
}

/// The page of these blocks, without line breaks.
fn written(blocks: Vec<Block>) -> String {
    let page = Page { title: "Title".to_owned(), blocks, ..Page::default() };
    storage(&page, None, &Accounts::new()).replace('\n', "")
}

fn slot(notes: Vec<Block>) -> Vec<Block> {
    let heading = Block::Heading { level: 3, text: plain("Budget"), id: "slot-1".to_owned() };
    [heading].into_iter().chain(notes).collect()
}

#[test]
fn an_action_item_is_a_task_whose_id_is_its_number() {
    let mut done = task(9, &[], "tell everybody");
    if let Mark::Task(task) = &mut done.mark {
        task.status = Status::Dropped;
    }
    let written = written(vec![Block::List(vec![task(7, &[("Ann", Some("5b10:a"))], "rotate"), done])]);
    assert_eq!(
        written,
        "<ac:task-list><ac:task><ac:task-id>7</ac:task-id><ac:task-status>incomplete</ac:task-status>\
         <ac:task-body><ac:link><ri:user ri:account-id=\"5b10:a\" /></ac:link> rotate</ac:task-body></ac:task>\
         <ac:task><ac:task-id>9</ac:task-id><ac:task-status>complete</ac:task-status>\
         <ac:task-body>tell everybody</ac:task-body></ac:task></ac:task-list>"
    );
}

#[test]
fn an_action_item_is_a_task_once_and_then_a_line() {
    let (first, second) = (task(1, &[], "a"), task(2, &[], "b"));
    let blocks = vec![Block::List(vec![first.clone(), again(second)]), Block::List(vec![first])];
    let written = written(blocks);
    assert_eq!(written.matches("<ac:task>").count(), 1, "{written}");
    assert!(written.ends_with("</ac:task-list><ul><li><p>b</p></li></ul><ul><li><p>a</p></li></ul>"), "{written}");
}

#[test]
fn only_an_owner_with_an_account_is_mentioned_in_a_task() {
    let mut item = task(1, &[("Ann", None), ("Bo", Some("b"))], "");
    item.text.push(run("Cy", Some(Refers::Person(Some("c".to_owned())))));
    let written = written(vec![Block::List(vec![item])]);
    assert!(written.contains("<ac:task-body>Ann <ac:link><ri:user ri:account-id=\"b\" /></ac:link> Cy</ac:task-body>"));
}

#[test]
fn a_task_below_its_owners_name_is_assigned_to_them_and_not_to_who_is_named_in_it() {
    let mut item = task(1, &[("Ann", Some("a")), ("Bo", Some("b"))], "");
    item.text = vec![run("tidy up with ", None), run("Bo", Some(Refers::Person(Some("b".to_owned()))))];
    let page = Page { blocks: vec![Block::List(vec![item])], ..Page::default() };
    let accounts = [("Ann".to_owned(), "a".to_owned()), ("Bo".to_owned(), "b".to_owned())].into();
    let written = storage(&page, None, &accounts);
    let mention = |account: &str| format!("<ac:link><ri:user ri:account-id=\"{account}\" /></ac:link>");
    let body = format!("<ac:task-body>{} tidy up with {}</ac:task-body>", mention("a"), mention("b"));
    assert!(written.contains(&body), "{written}");
}

#[test]
fn no_date_in_a_task_is_one_but_the_day_on_which_it_is_due() {
    let day = |day: &str| Refers::Day(day.parse().unwrap());
    let mut item = task(1, &[], "report of ");
    item.text.push(run("1 May", Some(day("2026-05-01"))));
    item.text.push(run("; due ", None));
    item.text.push(run("2 May", Some(day("2026-05-02"))));
    if let Mark::Task(task) = &mut item.mark {
        task.due = "2026-05-02".parse().ok();
    }
    let written = written(vec![Block::List(vec![item])]);
    assert!(written.contains("report of 1 May; due <time datetime=\"2026-05-02\" /></ac:task-body>"), "{written}");
}

#[test]
fn notes_and_tasks_keep_their_order_and_what_stands_below_them() {
    let mut first = task(1, &[], "a");
    first.children = vec![bullet("below", vec![task(2, &[], "deep")])];
    let blocks = vec![Block::List(vec![bullet("n", vec![]), first, bullet("m", vec![task(3, &[], "b")])])];
    let shape = written(blocks).replace("<ac:task-status>incomplete</ac:task-status>", "");
    assert_eq!(
        shape,
        "<ul><li><p>n</p></li></ul>\
         <ac:task-list><ac:task><ac:task-id>1</ac:task-id><ac:task-body>a<ul><li><p>below</p>\
         <ac:task-list><ac:task><ac:task-id>2</ac:task-id><ac:task-body>deep</ac:task-body></ac:task></ac:task-list>\
         </li></ul></ac:task-body></ac:task></ac:task-list>\
         <ul><li><p>m</p><ac:task-list><ac:task><ac:task-id>3</ac:task-id><ac:task-body>b</ac:task-body></ac:task>\
         </ac:task-list></li></ul>"
    );
}

#[test]
fn the_facts_of_the_meeting_are_page_properties_and_those_of_a_slot_a_paragraph() {
    let facts = |name: &str, value: &str| Block::Facts(vec![(name.to_owned(), plain(value))]);
    let blocks = [vec![facts("Location", "Lisbon & Porto")], slot(vec![facts("Chair", "Ann")])].concat();
    assert_eq!(
        written(blocks),
        "<ac:structured-macro ac:name=\"details\" ac:schema-version=\"1\"><ac:parameter ac:name=\"id\">meeting\
         </ac:parameter><ac:rich-text-body><table><tbody><tr><th>Location</th><td>Lisbon &amp; Porto</td></tr>\
         </tbody></table></ac:rich-text-body></ac:structured-macro>\
         <h2>Budget</h2><p><strong>Chair:</strong> Ann</p>"
    );
}

#[test]
fn long_notes_of_a_slot_are_folded_up_and_what_was_prepared_is_not() {
    let notes = |count: usize| Block::List((0..count).map(|n| bullet(&n.to_string(), vec![])).collect());
    let prepared = Block::Prepared(vec![notes(LONG * 2)]);
    assert!(!written(slot(vec![prepared.clone(), notes(LONG)])).contains("expand"));
    let long = written(slot(vec![prepared, notes(LONG + 1)]));
    let (before, folded) = long.split_once("<ac:structured-macro ac:name=\"expand\"").unwrap();
    assert!(before.ends_with("</blockquote>"));
    assert!(folded.contains("<ac:parameter ac:name=\"title\">Notes and action items (31)</ac:parameter>"), "{folded}");
    assert!(folded.ends_with("<li><p>30</p></li></ul></ac:rich-text-body></ac:structured-macro>"));
}

#[test]
fn a_table_has_its_names_in_its_body() {
    let cell = vec![Block::Paragraph(plain("a|b")), Block::List(vec![bullet("c", vec![])])];
    let table = Table { id: "day-1".to_owned(), header: vec!["Time <1>".to_owned()], rows: vec![vec![cell]] };
    assert_eq!(
        written(vec![Block::Table(table)]),
        "<table><tbody><tr><th>Time &lt;1&gt;</th></tr>\
         <tr><td><p>a|b</p><ul><li><p>c</p></li></ul></td></tr></tbody></table>"
    );
}

#[test]
fn a_ticket_is_a_macro_where_there_is_a_jira_to_ask_and_else_a_link() {
    let tickets = vec![
        run("DM-1", Some(Refers::Ticket(Some("https://t.example/?a=1&b=\"2\"".to_owned())))),
        run("DM-2", Some(Refers::Ticket(None))),
    ];
    let page = Page { blocks: vec![Block::Paragraph(tickets)], ..Page::default() };
    assert_eq!(
        storage(&page, None, &Accounts::new()),
        "<p><a href=\"https://t.example/?a=1&amp;b=&quot;2&quot;\">DM-1</a>DM-2</p>\n"
    );
    let jira = Jira { server: "System <Jira>".to_owned(), server_id: "1-2".to_owned() };
    let written = storage(&page, Some(&jira), &Accounts::new());
    let parameter = |name: &str, value: &str| format!("<ac:parameter ac:name=\"{name}\">{value}</ac:parameter>");
    for key in ["DM-1", "DM-2"] {
        let parameters = [("server", "System &lt;Jira&gt;"), ("serverId", "1-2"), ("key", key)];
        let parameters = parameters.map(|(name, value)| parameter(name, value)).concat();
        let expected =
            format!("<ac:structured-macro ac:name=\"jira\" ac:schema-version=\"1\">{parameters}</ac:structured-macro>");
        assert!(written.contains(&expected), "{written}");
    }
}

#[test]
fn what_xml_cannot_write_is_left_out_and_what_it_gives_a_meaning_to_is_escaped() {
    let hostile = "a\u{0}\u{1b}[2J\u{85}\u{fffe}]]> &nbsp; <ac:task>\u{a0}\"'";
    assert_eq!(
        written(vec![Block::Paragraph(plain(hostile))]),
        "<p>a[2J]]&gt; &amp;nbsp; &lt;ac:task&gt;\u{a0}&quot;'</p>"
    );
}

#[test]
fn blanks_do_not_stand_out() {
    let run = |text: &str, weight: Weight| Run { text: text.to_owned(), weight, refers: None };
    let strong = |text: &str| run(text, Weight::Strong);
    let line = vec![strong("#1 "), run("– ", Weight::Plain), strong(" a  b"), strong("")];
    assert_eq!(written(vec![Block::Paragraph(line)]), "<p><strong>#1</strong> –  <strong>a  b</strong></p>");
}

#[test]
fn a_break_after_long_notes_is_not_folded_up_with_them() {
    let notes = Block::List((0..=LONG).map(|n| bullet(&n.to_string(), vec![])).collect());
    let written = written(slot(vec![notes, Block::Paragraph(plain("10:00 Coffee"))]));
    assert!(written.ends_with("</ac:structured-macro><p>10:00 Coffee</p>"), "{written}");
}
