//! `minutebook export` with its options: parts of the minutes, templates, several forms; and what a config has closing write.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::note::in_the_novel;
use crate::terminal::Terminal;
use crate::{Desk, SEVEN, done};

impl Desk {
    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).expect("a folder");
        }
        fs::write(path, text).expect("a file");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// The page on templates, as users have it.
fn page() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/templates.md")).expect("the page")
}

/// The block of a page that is marked so.
fn block<'a>(page: &'a str, mark: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("```{mark}\n")).expect("the block");
    rest.split_once("```\n").expect("its end").0
}

#[test]
fn the_template_of_the_page_does_what_the_page_says() {
    let desk = Desk::with_a_meeting();
    desk.write("letter.txt.j2", block(&page(), "jinja letter.txt.j2"));
    let wanted = "\
Reading circle, Monday 4 May 2026

1. bring wine
   Bruno Serra, by Mon 11 May 2026

Welcome (19:00)
- Everybody has read it
- bring wine
";
    assert_eq!(desk.run(&["export", "--template", "letter.txt.j2"]).output(), wanted);
    let printed = desk.run(&["export", "--template", "letter.txt.j2", "-f", "json"]).output();
    assert!(printed.lines().any(|path| path.ends_with("/circle-letter.txt")), "{printed}");
    assert_eq!(desk.read("circle-letter.txt"), wanted);
}

#[test]
fn what_a_template_puts_into_a_page_is_escaped_for_it() {
    let desk = Desk::with_a_meeting();
    let note = "<script>alert(1)</script> *bold* \u{202e}txt & `x`";
    desk.run(&["note", "--slot", "1", note]).output();
    let line = |name: &str, template: &str| {
        desk.write(name, template);
        desk.run(&["export", "--template", name]).output()
    };
    let each = "{% for entry in days[0].slots[0].entries %}{{ entry.text }}|{% endfor %}";
    let html = line("page.html.j2", each);
    assert!(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; *bold*"), "{html}");
    let md = line("page.md.j2", each);
    assert!(md.contains("\\<script>") && md.contains("\\*bold\\*"), "{md}");
    let text = line("page.txt.j2", each);
    assert!(text.contains("<script>") && !text.contains('\u{202e}'), "{text:?}");
    let json = line("page.json.j2", "{{ days[0].slots[0].entries[2].text }}");
    let value: Value = serde_json::from_str(&json).expect("JSON");
    let minutes = desk.run(&["export", "-f", "json"]).json();
    assert_eq!(value, minutes["days"][0]["slots"][0]["entries"][2]["text"]);
}

#[test]
fn a_template_that_is_wrong_is_said_with_file_line_and_hint() {
    let desk = Desk::with_a_meeting();
    for (template, words) in [
        ("{{ meeting.title }}\n{{ meting.title }}\n", ["bad.txt.j2:2: ", "undefined", "docs/minutes-json.md"]),
        ("a\nb\n{% if %}\n", ["bad.txt.j2:3: ", "syntax error", "docs/templates.md"]),
        ("{{ meeting.title | dates }}\n", ["bad.txt.j2:1: ", "dates", "docs/templates.md"]),
        ("{{ meeting.title | date }}\n", ["bad.txt.j2:1: ", "`Reading circle` is no date", "hint: "]),
        ("\n{% include 'part.txt' %}\n", ["part.txt:2: ", "undefined", "hint: "]),
        ("{% include '../secret.txt' %}\n", ["bad.txt.j2:1: ", "leads out of the template's folder", "hint: "]),
        ("{% include '/etc/passwd' %}\n", ["bad.txt.j2:1: ", "leads out of the template's folder", "hint: "]),
        ("{% include 'link.txt' %}\n", ["bad.txt.j2:1: ", "leads out of the template's folder", "hint: "]),
        ("{% include 'nowhere.txt' %}\n", ["bad.txt.j2:1: ", "nowhere.txt", "hint: "]),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}\n",
            ["bad.txt.j2:1: ", "does not come to an end", "hint: "],
        ),
        (
            "{% set text = 'long' * 9999 %}{% for a in range(9999) %}{{ text }}{% endfor %}\n",
            ["bad.txt.j2: ", "more than 64 MiB", "hint: "],
        ),
    ] {
        desk.write("own/bad.txt.j2", template);
        desk.write("own/part.txt", "\n{{ nothing }}\n");
        desk.write("secret.txt", "secret");
        let _ = std::os::unix::fs::symlink("../secret.txt", desk.path("own/link.txt"));
        desk.run(&["export", "--template", "own/bad.txt.j2"]).fails(1, &words);
    }
    desk.run(&["export", "--template", "nowhere.j2"]).fails(1, &["nowhere.j2: ", "hint: "]);
}

#[test]
fn a_template_that_would_use_up_stack_or_memory_is_said_with_its_line() {
    let desk = Desk::with_a_meeting();
    let chain = |link: &str| format!("\n{{{{ x{} }}}}", link.repeat(50_000));
    let grown = |by: &str| {
        let grow = format!("{{% for i in range(60000) %}}{{% set ns.a = {by} %}}{{% endfor %}}");
        format!("{{% set ns = namespace(a=[1]) %}}{grow}\n{{{{ ns.a }}}}")
    };
    let doubled = grown("[ns.a, ns.a]").replace("60000", "60");
    for (template, words) in [
        (chain("|upper"), ["bad.txt.j2:2: ", "this tag is too long", "hint: "]),
        (chain(" + 1"), ["bad.txt.j2:2: ", "this tag is too long", "hint: "]),
        (doubled, ["bad.txt.j2:2: ", "too large to be written as a whole", "hint: "]),
        (grown("[ns.a]"), ["bad.txt.j2:2: ", "too large to be written as a whole", "hint: "]),
        ("\n{{ [1] * 100000000 }}".to_owned(), ["bad.txt.j2:2: ", "", "hint: "]),
    ] {
        desk.write("own/bad.txt.j2", &template);
        desk.run(&["export", "--template", "own/bad.txt.j2"]).fails(1, &words);
    }
    // What is just short of too long is read and written.
    for (template, text) in [
        (format!("{{{{ {}true }}}}", "not ".repeat(1300)), "True\n"),
        (format!("{{{{ {}1 }}}}", "-".repeat(4000)), "1\n"),
        (format!("{{{{ 1{} }}}}", "|abs".repeat(1000)), "1\n"),
        (format!("{{% if false %}}{}{{% else %}}a{{% endif %}}", "{% elif false %}".repeat(1000)), "a\n"),
    ] {
        desk.write("own/good.txt.j2", &template);
        assert_eq!(desk.run(&["export", "--template", "own/good.txt.j2"]).output(), text);
    }
}

#[test]
fn a_template_includes_those_of_its_folder() {
    let desk = Desk::with_a_meeting();
    desk.write("own/page.html", "<h1>{% include 'parts/title.html' %}</h1>");
    desk.write("own/parts/title.html", "{{ meeting.title }}");
    assert_eq!(desk.run(&["export", "--template", "own/page.html"]).output(), "<h1>Reading circle</h1>\n");
}

#[test]
fn an_owner_is_found_by_a_part_of_the_name_or_the_names_there_are_are_said() {
    let desk = Desk::with_a_meeting();
    desk.write("own.txt.j2", "{% for action in actions %}{{ action.text }}{% endfor %}");
    let asked = |name: &str| desk.run(&["export", "--template", "own.txt.j2", "--owner", name]);
    assert_eq!(asked("bruno").code, Some(0));
    asked("Brno").fails(2, &["nobody is called `Brno`", "did you mean `Bruno Serra`?"]);
    asked("Xenia").fails(2, &["nobody is called `Xenia`", "action items have Bruno Serra"]);
}

#[test]
fn choices_that_there_are_not_end_with_2() {
    let desk = Desk::with_a_meeting();
    desk.run(&["export", "--lang", "xx"]).fails(2, &["`xx` is no language of the minutes", "hint: one of en"]);
    desk.run(&["export", "--layout", "rows"]).fails(2, &["rows", "sections", "tables"]);
    desk.run(&["export", "--only", "notes"]).fails(2, &["notes", "actions", "decisions"]);
    desk.write("minutes.md.j2", "x");
    desk.run(&["export", "-f", "md", "--template", "minutes.md.j2"]).fails(2, &["circle-minutes.md", "hint: "]);
}

#[test]
fn a_form_that_is_no_text_is_not_written_on_a_terminal() {
    let desk = Desk::with_a_meeting();
    let start = Terminal::start(&["export", "-f", "docx"]).data_dir(desk.path("data")).env("MINUTEBOOK_NOW", SEVEN);
    let mut terminal = start.spawn();
    assert_eq!(terminal.wait_exit().exit_code(), 2);
    let said = String::from_utf8_lossy(&terminal.output()).into_owned();
    assert!(said.contains("a terminal cannot show it") && said.contains("-o minutes.docx"), "{said}");
}

#[test]
fn closing_writes_what_the_config_names_and_a_mistake_in_it_is_said_with_its_place() {
    let desk = Desk::new();
    let config = "home/config/minutebook/config.toml";
    desk.write(config, "[export]\nformats = [\"md\", \"short.txt.j2\", \"htlm\"]\n");
    desk.write("home/config/minutebook/short.txt.j2", "{{ meeting.title }}: {{ actions | length }}\n");
    let said = done(&mut desk.command(&["list"]));
    assert!(said.stderr.contains("config.toml:2:34: `htlm` is not known; did you mean `html`?"), "{said:?}");
    let mut terminal = Terminal::start(&["open", "circle.md"])
        .cwd(desk.path("."))
        .data_dir(desk.path("data"))
        .env("XDG_CONFIG_HOME", desk.path("home/config"))
        .env("MINUTEBOOK_NOW", SEVEN)
        .spawn();
    terminal.wait_for("● saved");
    terminal.keys("C-q");
    terminal.wait_for("close the meeting");
    terminal.keys("c");
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());
    assert_eq!(desk.read("circle-short.txt"), "Reading circle: 0\n");
    assert!(desk.path("circle-minutes.md").is_file() && !desk.path("circle-minutes.html").exists());
}

#[test]
fn a_part_of_the_minutes_is_written_for_one_owner_in_the_language_of_choice() {
    let desk = Desk::with_a_meeting();
    let all = desk.run(&["export", "-f", "txt", "--lang", "de-AT"]).output();
    assert!(all.contains("Everybody has read it") && all.contains("Mo 11. Mai 2026"), "{all}");
    let actions = desk.run(&["export", "-f", "txt", "--only", "actions", "--owner", "bruno"]).output();
    assert!(actions.contains("bring wine") && !actions.contains("Everybody has read it"), "{actions}");
    let nothing = desk.run(&["export", "-f", "json", "--only", "actions", "--owner", "ada"]).json();
    assert_eq!(
        (&nothing["actions"], &nothing["decisions"]),
        (&Value::from(Vec::<Value>::new()), &Value::from(Vec::<Value>::new()))
    );
    desk.write(
        "list.txt.j2",
        "{% for action in actions %}{{ action.text }}, {{ action.due | date }} ({{ lang }}){% endfor %}",
    );
    let list = desk.run(&["export", "--template", "list.txt.j2", "--owner", "bruno", "--lang", "fr"]).output();
    assert!(list.starts_with("bring wine, lundi 11 mai 2026 (fr)"), "{list}");
}

#[test]
fn that_decisions_have_no_owner_is_said_where_one_is_named() {
    let desk = Desk::with_a_meeting();
    let said = desk.run(&["export", "-f", "txt", "--only", "decisions", "--owner", "bruno"]);
    assert!(said.stderr.contains("decisions have no owner") && said.stderr.contains("hint: "), "{}", said.stderr);
    assert_eq!(said.code, Some(0));
    assert!(!desk.run(&["export", "-f", "txt", "--only", "actions", "--owner", "bruno"]).stderr.contains("no owner"));
}

#[test]
fn several_forms_need_a_folder_which_is_made_where_none_is_there() {
    let desk = in_the_novel();
    desk.run(&["export", "-f", "md", "-f", "html", "-o", "all.md"])
        .fails(2, &["all.md is no folder, and several forms need one"]);
    let done = desk.run(&["export", "-f", "md", "-f", "html", "-o", "out/all"]);
    assert_eq!(done.stdout, "out/all/circle-minutes.md\nout/all/circle-minutes.html\n", "{}", done.stderr);
    desk.run(&["export", "-f", "md", "-o", "gone/a.md"]).fails(1, &["the folder gone is not there"]);
}

#[test]
fn a_clock_that_nobody_stopped_does_not_count_for_weeks() {
    let desk = Desk::new();
    desk.meeting().kill9();
    let export = |now: &str| done(desk.command(&["export", "-f", "txt"]).env("MINUTEBOOK_NOW", now));
    let soon = export("2026-05-04T19:30:00+02:00");
    assert_eq!((soon.code, soon.stderr.as_str()), (Some(0), ""), "{soon:?}");
    let late = export("2026-06-01T00:00:00Z");
    assert!(late.stderr.contains("was never stopped; the minutes say how it stood at 2026-05-04 19:0"), "{late:?}");
    assert!(late.stdout.contains("so far") && !late.stdout.contains(" h "), "{late:?}");
}
