//! Part of the minutes, and the minutes in other languages: what is asked for, and nothing that is not.

use minutebook::meeting::Meeting;
use minutebook::minutes::{self, Format, Lang, Layout, Minutes, Only, Options};
use serde_json::Value;

use crate::{example, html, plain};

fn asked(format: Format, options: &Options) -> String {
    let meeting = plain::planned();
    let seal = example::seal();
    let minutes = Minutes::new(&meeting, &[], Some(&seal), &example::stamp("2026-04-01T12:00:00Z"));
    String::from_utf8(minutes::write(format, &minutes, options).unwrap()).unwrap()
}

fn only(only: Only) -> Options {
    Options { only: Some(only), ..Options::default() }
}

fn of_marta() -> Options {
    Options { owner: Some("Marta Quiroga".to_owned()), ..Options::default() }
}

#[test]
fn the_action_items_alone_are_all_of_them_and_nothing_else() {
    for format in [Format::Markdown, Format::Html, Format::Text] {
        let file = asked(format, &only(Only::Actions));
        for said in ["Harbour observatory: spring meeting", "26–27 March 2026", "send the room list", "发布数据"]
        {
            assert!(file.contains(said), "{format:?}: {said} in {file}");
        }
        for other in ["Welcome", "second crane", "Who pays", "Customs house", "Please send"] {
            assert!(!file.contains(other), "{format:?}: {other} in {file}");
        }
    }
}

#[test]
fn the_decisions_alone_are_all_of_them_and_nothing_else() {
    for format in [Format::Markdown, Format::Html, Format::Text] {
        let file = asked(format, &only(Only::Decisions));
        assert!(file.contains("The second crane is bought this year."), "{format:?}: {file}");
        for other in ["room list", "Who pays", "Welcome"] {
            assert!(!file.contains(other), "{format:?}: {other} in {file}");
        }
    }
}

#[test]
fn the_items_of_an_owner_are_listed_alone_and_what_was_said_stays() {
    for format in [Format::Markdown, Format::Html, Format::Text] {
        let both = Options { only: Some(Only::Actions), ..of_marta() };
        let file = asked(format, &both);
        assert!(file.contains("ask the ministry") && !file.contains("room list"), "{format:?}: {file}");
        let whole = asked(format, &of_marta());
        assert_eq!(whole.matches("room list").count(), 1, "{format:?}: only where it was said: {whole}");
        assert_eq!(whole.matches("ask the ministry for a date").count(), 2, "{format:?}: {whole}");
    }
    let nobody = Options { owner: Some("Nobody".to_owned()), ..only(Only::Actions) };
    assert!(asked(Format::Markdown, &nobody).contains("## Action items\n\nNone.\n"));
}

#[test]
fn a_list_that_is_asked_for_and_empty_is_one_heading_and_a_word_in_each_form() {
    let mut meeting = example::meeting();
    meeting.days.iter_mut().flat_map(|day| &mut day.slots).for_each(|slot| slot.entries.clear());
    let minutes = Minutes::new(&meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"));
    for (list, name) in [(Only::Actions, "Action items"), (Only::Decisions, "Decisions")] {
        for format in [Format::Markdown, Format::Html, Format::Text, Format::Confluence, Format::Wiki, Format::Org] {
            let file = String::from_utf8(minutes::write(format, &minutes, &only(list)).unwrap()).unwrap();
            let body = file.split("</style>").last().unwrap_or(&file);
            assert_eq!((body.matches(name).count(), body.matches("None.").count()), (1, 1), "{format:?}: {body}");
            assert!(!body.contains("Parking lot") && !body.contains("Schedule"), "{format:?}: {body}");
        }
    }
}

#[test]
fn a_page_of_a_part_leads_to_no_place_that_it_does_not_have() {
    for only in [Only::Actions, Only::Decisions] {
        let page = asked(Format::Html, &Options { only: Some(only), ..Options::default() });
        let links: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        for link in links {
            assert!(page.contains(&format!("id=\"{link}\"")), "{link}");
        }
    }
}

#[test]
fn the_json_of_a_part_has_the_arrays_that_are_asked_for() {
    let file = |options: &Options| -> Value { serde_json::from_str(&asked(Format::Json, options)).unwrap() };
    let length = |file: &Value, name: &str| file[name].as_array().unwrap().len();
    let whole = file(&Options::default());
    let actions = file(&only(Only::Actions));
    assert_eq!(actions["actions"], whole["actions"]);
    for empty in ["days", "decisions", "drafts", "requests", "attachments"] {
        assert_eq!(length(&actions, empty), 0, "{empty}");
    }
    for same in ["meeting", "people", "totals", "journal", "format", "version"] {
        assert_eq!(actions[same], whole[same], "{same}");
    }
    let decisions = file(&only(Only::Decisions));
    assert_eq!(decisions["decisions"], whole["decisions"]);
    assert_eq!((length(&decisions, "actions"), length(&decisions, "days")), (0, 0));
    let hers = file(&of_marta());
    assert_eq!((length(&hers, "actions"), &hers["days"]), (1, &whole["days"]));
    let german = file(&Options { lang: Lang::German, ..Options::default() });
    assert_eq!(german, whole);
}

#[test]
fn each_language_has_its_own_words_in_every_form_for_people_and_leaves_the_texts_alone() {
    for lang in Lang::ALL.into_iter().filter(|lang| *lang != Lang::English) {
        let options = Options { lang, ..Options::default() };
        for format in [Format::Markdown, Format::Html, Format::Text, Format::Confluence, Format::Wiki] {
            let file = asked(format, &options);
            let body = file.split("</style>").last().unwrap_or(&file);
            for word in [
                "Action items",
                "held 09",
                "planned ~0",
                "planned 10",
                "Talking points",
                "Where",
                "Outcome",
                "Thu ",
                "Thursday",
                "(no ",
            ] {
                let body = body.replace("Where do we stand", "");
                assert!(!body.contains(word), "{lang:?}, {format:?}: {word} in {body}");
            }
            for typed in ["Agenda confirmed; the buoy review moves to Friday.", "Customs house, room 2"] {
                assert!(body.contains(typed), "{lang:?}, {format:?}: {typed}");
            }
        }
    }
}

#[test]
fn a_page_says_its_language_and_is_laid_out_from_the_right_where_that_is_written_so() {
    for lang in Lang::ALL {
        let page = asked(Format::Html, &Options { lang, ..Options::default() });
        let right = matches!(lang, Lang::Arabic | Lang::Hebrew);
        let dir = if right { " dir=\"rtl\"" } else { "" };
        assert!(page.contains(&format!("<html lang=\"{}\"{dir}>", lang.code())), "{lang:?}");
        assert_eq!(page.contains("<p dir=\"rtl\">"), right, "{lang:?}");
        assert!(!right || !page.contains("dir=\"ltr\""), "{lang:?}");
        assert_eq!(html::faults(&page), Vec::<String>::new(), "{lang:?}");
    }
}

#[test]
fn a_page_of_tables_is_whole_and_has_all_parts_of_the_page_that_a_team_keeps_by_hand() {
    let tables = Options { layout: Layout::Tables, ..Options::default() };
    let page = asked(Format::Html, &tables);
    assert_eq!(html::faults(&page), Vec::<String>::new());
    let columns = |names: &[&str]| -> String {
        let columns: Vec<_> = names.iter().map(|name| format!("<th scope=\"col\">{name}</th>")).collect();
        let columns = columns.concat();
        format!("<tr>{columns}</tr>")
    };
    let of_a_day = columns(&["Time", "Topic", "Chair", "Discussion topics", "Notes and action items"]);
    assert_eq!(page.matches(&of_a_day).count(), 2, "{page}");
    for rest in [
        columns(&["Kind", "File", "Modified", "By"]),
        columns(&["Topic", "Requested by", "Time required (estimate)", "Notes"]),
        "<h2 id=\"actions\">Action items</h2>".to_owned(),
        "30 min to 1 h, Fri AM?".to_owned(),
        "<time datetime=\"2026-03-02\">Mon 2 Mar 2026</time>".to_owned(),
    ] {
        assert!(page.contains(&rest), "{rest} in {page}");
    }
    // What is said in sections is said in tables too.
    let sections = asked(Format::Html, &Options::default());
    let entries = |page: &str| page.matches("id=\"entry-").count();
    assert_eq!(entries(&page), entries(&sections));
    for said in ["held <time", "11 min<br>~18 min under", "not reached", "Bring your own figures.", "Requested by"] {
        assert!(page.contains(said), "{said} in {page}");
    }
}

#[test]
fn documents_of_the_whole_meeting_are_listed_and_others_where_more_is_known_of_them() {
    let listed = |change: &dyn Fn(&mut Meeting)| {
        let mut meeting = example::meeting();
        change(&mut meeting);
        let minutes = Minutes::new(&meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"));
        [Format::Markdown, Format::Html].map(|format| {
            let file = String::from_utf8(minutes::write(format, &minutes, &Options::default()).unwrap()).unwrap();
            file.contains("Attached documents")
        })
    };
    assert_eq!(listed(&|_| ()), [false; 2]);
    assert_eq!(listed(&|meeting| meeting.attachments = plain::planned().attachments), [true; 2]);
    assert_eq!(listed(&|meeting| meeting.days[0].slots[3].plan.attachments[0].by = Some("Ann".into())), [true; 2]);
    let markdown = asked(Format::Markdown, &Options::default());
    let table = "## Attached documents\n\n| Kind | File | Modified | By |\n|---|---|---|---|\n\
        | notice | [Invitation](https://harbour.example/invitation) | Mon 2 Mar 2026 | Tomas Lind |\n\
        | slides | [sensors.pdf](https://harbour.example/s.pdf) |  |  |\n";
    assert!(markdown.contains(table), "{markdown}");
}

#[test]
fn the_markdown_of_a_meeting_in_german() {
    insta::assert_snapshot!(asked(Format::Markdown, &Options { lang: Lang::German, ..Options::default() }));
}

#[test]
fn the_plain_text_of_a_meeting_in_japanese() {
    insta::assert_snapshot!(asked(Format::Text, &Options { lang: Lang::Japanese, ..Options::default() }));
}

#[test]
fn the_page_of_a_meeting_in_arabic() {
    let page = asked(Format::Html, &Options { lang: Lang::Arabic, ..Options::default() });
    let (_, body) = page.split_once("</style>").unwrap();
    insta::assert_snapshot!(body);
}

#[test]
fn a_kind_without_a_box_has_its_word_in_the_language() {
    let words: Vec<String> = [Lang::German, Lang::French, Lang::Spanish]
        .map(|lang| asked(Format::Markdown, &Options { lang, ..Options::default() }))
        .into_iter()
        .filter_map(|file| Some(file.lines().find(|line| line.contains("second crane is"))?.to_owned()))
        .collect();
    let said = "The second crane is bought this year.";
    assert_eq!(
        words,
        [
            format!("- **Beschluss:** {said}"),
            format!("- **Décision\u{a0}:** {said}"),
            format!("- **Decisión:** {said}"),
        ]
    );
}
