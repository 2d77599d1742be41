//! Shapes of the wiki markup, from pages made by hand.

use super::super::page::{Task, plain};
use super::*;

fn bullet_item(text: &str, children: Vec<Item>) -> Item {
    Item { mark: Mark::Bullet, text: plain(text), children }
}

fn weighted(text: &str, weight: Weight) -> Run {
    Run { text: text.to_owned(), weight, refers: None }
}

fn refers(text: &str, refers: Refers) -> Run {
    Run { text: text.to_owned(), weight: Weight::Plain, refers: Some(refers) }
}

#[test]
fn a_page_is_its_title_and_its_blocks_with_an_empty_line_between_them() {
    let task = |number, status| Task { number, status, owners: vec![], due: None, is_first: true };
    let tasks = [Status::Open, Status::Done, Status::Dropped].into_iter().zip(1..);
    let tasks = tasks.map(|(status, number)| Item {
        mark: Mark::Task(task(number, status)),
        text: plain("do"),
        children: vec![],
    });
    let table = Table {
        id: "t".to_owned(),
        header: vec!["A".to_owned(), "B".to_owned()],
        rows: vec![vec![vec![], vec![Block::Paragraph(plain("x"))]]],
    };
    let page = Page {
        title: "Title".to_owned(),
        blocks: vec![
            Block::Facts(vec![("Chair".to_owned(), plain("Ann")), ("Room".to_owned(), plain("2"))]),
            Block::Heading { level: 2, text: plain("Day"), id: "day-1".to_owned() },
            Block::Prepared(vec![Block::List(vec![bullet_item("a", vec![bullet_item("b", vec![])])])]),
            Block::List(tasks.collect()),
            Block::Table(table),
        ],
        ..Page::default()
    };
    let expected = "h1. Title\n\n*Chair:* Ann\n*Room:* 2\n\nh2. Day\n\n{quote}\n* a\n** b\n{quote}\n\n\
                    * ☐ do\n* ☑ do\n* ☒ do\n\n||A||B||\n| |x|\n";
    assert_eq!(of_page(&page), expected);
}

#[test]
fn what_follows_a_list_in_a_cell_is_an_item_of_it() {
    let cell_of = vec![
        Block::Paragraph(plain("before")),
        Block::List(vec![bullet_item("a|b", vec![])]),
        Block::Heading { level: 4, text: plain("Sub"), id: "s".to_owned() },
        Block::List(vec![bullet_item("c", vec![])]),
    ];
    assert_eq!(cell(&cell_of), "before\n* a∣b\n* *Sub*\n* c");
}

#[test]
fn blanks_stand_outside_the_markup_and_there_is_none_within_a_word_or_around_escapes() {
    let runs = [
        weighted(" a ", Weight::Strong),
        weighted("b", Weight::Plain),
        weighted("c", Weight::Emphasis),
        weighted(" d ", Weight::Strong),
        weighted("e", Weight::Plain),
        weighted("f*", Weight::Strong),
    ];
    assert_eq!(line(&runs, false), "*a* bc *d* ef\\*");
}

#[test]
fn a_ticket_is_its_key_and_an_address_a_link() {
    let runs = [
        refers("DM-1", Refers::Ticket(None)),
        weighted(" ", Weight::Plain),
        refers("https://a.example/[x]", Refers::Address("https://a.example/[x]".to_owned())),
        weighted(" \\", Weight::Plain),
        refers("the [re|port]", Refers::Address("https://a.example".to_owned())),
        weighted(" ", Weight::Plain),
        refers("D|M", Refers::Ticket(None)),
    ];
    assert_eq!(
        line(&runs, false),
        "DM-1 [https://a.example/%5Bx%5D|https://a.example/%5Bx%5D] ∖[the (re∣port)|https://a.example] D\\|M"
            .replace("[https://a.example/%5Bx%5D|", "[")
    );
}

#[test]
fn an_address_with_a_sign_in_it_is_shown_without_the_picture() {
    let address = "https://a.example/(y)";
    let shown = line(&[refers(address, Refers::Address(address.to_owned()))], false);
    assert_eq!(shown, "[https∶//a.example/\\(y)|https://a.example/(y)]");
}

#[test]
fn a_list_is_never_deeper_than_jira_reads_one() {
    let mut deepest = bullet_item("x", vec![]);
    for _ in 0..40 {
        deepest = bullet_item("x", vec![deepest]);
    }
    let lines = list(&[deepest], false);
    assert_eq!(lines.len(), 41);
    assert!(lines.iter().all(|line| line.bytes().take_while(|byte| *byte == b'*').count() <= DEEPEST));
}

#[track_caller]
fn assert_escaped(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(line(&plain(*text), false), *expected, "{text}");
    }
}

#[test]
fn marks_are_escaped_where_they_could_be_markup_and_left_where_they_cannot() {
    assert_escaped(&[
        ("a two-day snake_case 1+1", "a two-day snake_case 1+1"),
        ("3 * 4 - 5", "3 * 4 - 5"),
        ("*b* _i_ -d- +u+ ^s^ ~l~", "\\*b\\* \\_i\\_ -d\\- +u\\+ ^s\\^ ~l\\~"),
        ("{color:red}x{color} [a|b] {{m}}", "\\{color:red\\}x\\{color\\} \\[a\\|b\\] \\{\\{m\\}\\}"),
        ("Why? What?? Go! !a.png!", "Why? What\\?\\? Go! \\!a.png!"),
        ("a -- b ---- c", "a \\-\\- b \\-\\-\\-\\- c"),
        ("C:\\Users \\* \\\\x", "C:\\Users ∖\\* ∖\\x"),
        ("AT&T &nbsp; &#124; a & b;", "AT&T ＆nbsp; ＆#124; a & b;"),
    ]);
}

#[test]
fn marks_that_begin_a_line_are_none() {
    assert_escaped(&[
        ("# a # b", "\\# a # b"),
        ("#1 a ~30 min", "#1 a ~30 min"),
        ("- a", "\\- a"),
        ("* a", "\\* a"),
        ("||a", "\\|\\|a"),
        ("h1. a h1. b", "h1․ a h1. b"),
        ("bq. a", "bq․ a"),
        ("Dr. No", "Dr. No"),
    ]);
    let blanks_first = [weighted("  ", Weight::Plain), weighted(" # a", Weight::Plain)];
    assert_eq!(line(&blanks_first, false), "\\# a");
}

#[test]
fn no_text_becomes_an_address_or_a_picture() {
    assert_escaped(&[
        ("ftp://a mailto:b@c MAILTO:b", "ftp∶//a mailto∶b@c MAILTO∶b"),
        ("a: b 9:00 auto:x", "a: b 9:00 auto:x"),
        (":) ;-) :D :Duty (y) (yes) (flagoff) (*r)", ":\\) ;\\-) ∶D :Duty \\(y) (yes) \\(flagoff) \\(\\*r)"),
    ]);
}
