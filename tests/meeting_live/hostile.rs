//! Text that would like to take the terminal over: it is shown as signs and never sent as it is.

use std::fs;

use super::*;

/// Sequences and signs that must never reach a terminal, and that the program has no use for itself.
const HOSTILE: &[&str] = &[
    "\x1b[38;5;199m",
    "\x1b[8m",
    "\x1b]0;owned\x07",
    "\x1b]52;c;b3duZWQ=\x07",
    "\x1bPq\x1b\\",
    "\x07",
    "\x0e",
    "\x7f",
    "\u{9b}35m",
    "\u{85}",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{e0041}",
];

/// What of it a terminal would obey, wherever it stands.
fn obeyed(text: &str) -> Vec<char> {
    text.chars()
        .filter(|c| {
            let kept = matches!(c, '\n');
            let unseen = matches!(*c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}');
            !kept && (c.is_control() || unseen)
        })
        .collect()
}

/// As it can stand between quotes in the head of an agenda.
fn in_quotes(bad: &str) -> String {
    bad.replace(|sign: char| sign.is_control() || sign == '\\', "")
}

#[track_caller]
fn assert_none_sent(terminal: &Terminal) {
    let output = String::from_utf8_lossy(&terminal.output()).into_owned();
    for bad in HOSTILE {
        assert!(!output.contains(bad), "{bad:?} was sent to the terminal");
    }
    assert!(!output.contains("\x1bP"), "a string sequence was sent");
    for string in output.split("\x1b]").skip(1) {
        let Some((string, _)) = string.split_once("\x1b\\") else { panic!("{string:?} has no end") };
        match string.split_once(';') {
            // What the terminal is asked of itself.
            Some(("10" | "11", "?")) => {}
            Some(("2", title)) => assert_eq!(obeyed(title), ['\0'; 0], "the window's title {title:?}"),
            _ => panic!("{string:?} was sent"),
        }
    }
}

#[test]
fn hostile_pastes_are_shown_and_never_obeyed() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    // Into the line, and as lines.
    terminal.paste(&format!("one {} end", HOSTILE.concat()));
    terminal.wait_for("› one ");
    terminal.wait_for(" end");
    terminal.keys("Enter");
    terminal.wait_for("• one ");
    let lines: Vec<String> = HOSTILE.iter().enumerate().map(|(n, bad)| format!("- row {n} {bad} over")).collect();
    terminal.paste(&lines.join("\n"));
    terminal.wait_for("Pasted ");
    terminal.wait_for("row 0 ");
    terminal.paste(&format!("! Bo Chen — look {} due 2026-03-13\n@{}", HOSTILE[0], HOSTILE[10]));
    terminal.wait_for("look ");
    terminal.keys("C-g");
    terminal.wait_for("Jump to");
    terminal.paste(HOSTILE[0]);
    terminal.wait_for("nothing fits");
    terminal.keys("Esc");
    terminal.wait_gone("Jump to");
    close(&mut terminal);
    assert_none_sent(&terminal);
    for ending in ["md", "html", "json"] {
        assert_eq!(obeyed(&desk.minutes(ending)), ['\0'; 0], "{ending}");
    }
    let minutes = desk.minutes_in_json();
    let rows = outline(slot(&minutes, "Opening"));
    for n in 0..HOSTILE.len() {
        assert!(rows.iter().any(|row| row.contains(&format!("row {n} "))), "row {n} of {rows:#?}");
    }
    for row in rows {
        assert_eq!(obeyed(&row), ['\0'; 0], "{row:?}");
    }
}

#[test]
fn a_hostile_agenda_is_shown_and_never_obeyed() {
    let bad = HOSTILE.concat();
    let agenda = AGENDA
        .replace("## 09:00 Opening", &format!("## 09:00 Opening {bad} wide"))
        .replace("- Quotes", &format!("- Quotes {bad} asked"))
        .replace("title: Harbour board", "title: \"Harbour \\e]0;owned\\a board\"");
    let desk = Desk::with(&agenda);
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.wait_for("Opening ");
    terminal.keys("M-Down C-g");
    terminal.wait_for("Jump to");
    terminal.keys("Esc");
    terminal.wait_gone("Jump to");
    close(&mut terminal);
    assert_none_sent(&terminal);
    for arguments in [["check", "board.md"].as_slice(), &["list"], &["export", "-f", "md"], &["open", "\x1b]0;x\x07"]] {
        let mut terminal = desk.start(arguments).spawn();
        terminal.wait_exit();
        assert_none_sent(&terminal);
    }
    for ending in ["md", "html", "json"] {
        assert_eq!(obeyed(&desk.minutes(ending)), ['\0'; 0], "{ending}");
    }
}

/// What of the output would steer the terminal, where a command prints lines and nothing else.
#[track_caller]
fn assert_plain(terminal: &Terminal, what: &[&str]) {
    let output = String::from_utf8_lossy(&terminal.output()).replace("\r\n", "\n");
    assert_eq!(obeyed(&output), ['\0'; 0], "{what:?}: {output:?}");
    assert!(!output.contains("panicked"), "{what:?}: {output}");
}

#[test]
fn a_hostile_page_that_is_pasted_on_the_first_screen_is_shown_and_never_obeyed() {
    let bad = HOSTILE.concat();
    let desk = Desk::new();
    let mut terminal = desk.start(&[]).spawn();
    terminal.wait_for("paste the text of one");
    // As what is looked for, as a path, and as an agenda with remarks.
    terminal.paste(&format!("look {bad}"));
    terminal.wait_for("look ");
    terminal.keys("Enter");
    terminal.wait_for("No such file");
    terminal.paste(&format!(
        "---\nmood{bad}: sunny\n---\n# Crane {bad} week: 2026-03-03\n\n## 09:00 Opening {bad}\nSlides: {bad}\n- Who {bad}\n"
    ));
    terminal.wait_for("understood");
    terminal.paste(&bad);
    terminal.wait_for("␛");
    terminal.keys("Esc");
    terminal.wait_for("Try the example");
    terminal.paste(&format!("{bad}\0\n{bad}\n"));
    terminal.wait_for("What was pasted is no agenda");
    terminal.keys("Esc");
    terminal.wait_for("Try the example");
    terminal.keys("Esc");
    assert!(terminal.wait_exit().success());
    assert_none_sent(&terminal);
}

#[test]
fn hostile_names_of_files_are_shown_and_never_obeyed() {
    let bad = HOSTILE.concat();
    let desk =
        Desk::with(&AGENDA.replace("## 09:00 Opening (10m)", &format!("## 09:00 Opening\nSlides: deck{bad}.pdf")));
    leave(&mut desk.open());
    let (place, link) = (format!("plan{bad}.pdf"), format!("https://x.example/{bad}"));
    for (place, name) in [(&place, "Plan"), (&place, bad.as_str()), (&link, bad.as_str())] {
        let named = ["attach", "--slot", "Opening", "--by", &bad, place, name];
        let mut terminal = desk.start(&named).spawn();
        assert!(terminal.wait_exit().success(), "{}", terminal.screen());
        assert_plain(&terminal, &named);
    }
    let mut terminal = desk.open();
    terminal.keys("C-n M-x");
    terminal.type_text("attach ");
    terminal.paste(&format!("map{bad}.pdf"));
    terminal.wait_for("attaches map");
    terminal.keys("Enter");
    terminal.wait_for("is not there");
    terminal.keys("M-x");
    terminal.type_text("detach map");
    terminal.wait_for("takes map");
    terminal.keys("Enter");
    terminal.wait_for("aken off Opening");
    terminal.keys("C-q");
    terminal.wait_for("Attachments that are not there");
    terminal.keys("l");
    terminal.wait_exit();
    assert_none_sent(&terminal);
    let remove = ["attach", "--remove", "--slot", "Opening", "Plan"];
    let mut terminal = desk.start(&remove).spawn();
    terminal.wait_exit();
    assert_plain(&terminal, &remove);
}

#[test]
fn hostile_requests_are_planned_and_never_obeyed() {
    let bad = HOSTILE.concat();
    let desk = Desk::new();
    let cell = bad.replace('"', "");
    let sheet = format!(
        "Topic,Requested by,Time required,Notes\n\"Ropes {cell}\",\"Bo {cell}\",\"30 min {cell}\",\"{cell}\"\n"
    );
    fs::write(desk.folder.path().join("requests.csv"), sheet).expect("requests");
    let mut terminal = desk.start(&["plan", "board.md", "--requests", "requests.csv"]).spawn();
    terminal.wait_for("1 to place");
    terminal.keys("1");
    terminal.wait_for("all placed");
    terminal.keys("Home Down q");
    terminal.wait_for("not saved");
    terminal.keys("s");
    terminal.wait_exit();
    assert_none_sent(&terminal);
    let json = ["plan", "board.md", "--requests", "requests.csv", "--json"];
    let mut terminal = desk.start(&json).spawn();
    terminal.wait_exit();
    assert_plain(&terminal, &json);
}

/// Files with the text wherever a form takes one.
fn hostile_files(desk: &Desk, bad: &str) -> [&'static str; 6] {
    let files = [
        ("a.csv", format!("Time,Topic,Chair,{bad}\n09:00,Open {bad},Ann {bad},{bad}\nx{bad},y,z,\n")),
        ("a.html", format!("<h1>T {bad}</h1><table><tr><th>Time<th>Topic<tr><td>09:00<td>Open {bad}</table><p>{bad}")),
        (
            "a.ics",
            format!(
                "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:{bad}\r\nDTSTART;TZID={bad}:20260302T090000\r\nSUMMARY:Open {bad}\r\nRRULE:{bad}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
            ),
        ),
        (
            "a.eml",
            format!(
                "From: Ann {bad} <a@x.example>\r\nSubject: Board {bad}\r\n\r\n09:00 Open {bad}\r\n10:00 Close {bad}\r\n"
            ),
        ),
        ("a.org", format!("#+TITLE: T {bad}\n* 2026-03-02 {bad}\n** 09:00 Open {bad}\n- {bad}\n")),
        (
            "a.md",
            format!(
                "---\ntimezone: \"{bad}\"\nmood{bad}: 1\n---\n# 2026-03-02 {bad}\n\n## 09:00 Open {bad}\nChair: {bad}\nKind: {bad}\n"
            ),
        ),
    ];
    files.map(|(name, text)| {
        fs::write(desk.folder.path().join(name), text).expect("a file");
        name
    })
}

#[test]
fn no_reader_says_anything_to_the_terminal_that_it_would_obey() {
    let bad = HOSTILE.concat();
    let desk = Desk::new();
    for file in hostile_files(&desk, &bad) {
        for asked in
            [["import", file].as_slice(), &["import", "--json", file], &["check", file], &["check", "--json", file]]
        {
            let mut terminal = desk.start(asked).spawn();
            terminal.wait_exit();
            assert_plain(&terminal, asked);
        }
    }
    for asked in [["import", &bad, "-o", &bad].as_slice(), &["check", &bad], &["import", "--from", &bad, "a.csv"]] {
        let mut terminal = desk.start(asked).spawn();
        assert!(!terminal.wait_exit().success());
        assert_plain(&terminal, asked);
    }
}

#[test]
fn no_command_says_anything_of_a_meeting_that_the_terminal_would_obey() {
    let bad = HOSTILE.concat();
    let agenda = AGENDA
        .replace("# Monday", &format!("# Monday {bad}"))
        .replace("## 09:00 Opening (10m)", &format!("## 09:00 Opening {bad}\nChair: Ann {bad}\nSlides: {bad}"));
    let desk = Desk::with(&agenda);
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.paste(&format!("one {bad}\n! Bo {bad} — two {bad} due 2026-03-13\n= three {bad}"));
    terminal.wait_for("three ");
    leave(&mut terminal);
    let note = ["note", "--slot", "1", &format!("? four {bad}"), "--json"];
    let mut asked: Vec<Vec<&str>> = vec![note[..4].to_vec(), note.to_vec(), vec!["list"], vec!["list", "--json"]];
    for name in ["status", "log", "verify"] {
        asked.extend([vec![name], vec![name, "--json"]]);
    }
    for form in ["md", "html", "json", "txt", "confluence", "wiki", "org", "csv", "csv-slots", "ics", "eml"] {
        asked.extend([vec!["export", "-f", form], vec!["export", "-f", form, "--raw", "--layout", "tables"]]);
    }
    for about in
        [["actions"].as_slice(), &["actions", "--all"], &["decisions"], &["search", "two"], &["search", "three"]]
    {
        asked.extend([about.to_vec(), [about, &["--json"]].concat()]);
    }
    asked.extend([
        vec!["actions", "--csv"],
        vec!["actions", "--csv", "--raw"],
        vec!["decisions", "-f", "csv", "--raw"],
        vec!["actions", "--owner", &bad],
        vec!["item", "1"],
    ]);
    asked.extend([vec!["done", "1", "--note", &bad], vec!["next", "--yes", "-o", "next.md"]]);
    let known = asked.len();
    asked.extend([vec!["done", &bad], vec!["next", &bad], vec!["approve", &bad]]);
    asked.extend(["status", "log", "verify", "export", "delete", "repair", "open"].map(|name| vec![name, &bad]));
    for (at, asked) in asked.iter().enumerate() {
        // Without our own bold and dim, every escape would be a foreign one.
        let mut terminal = desk.start(asked).env("NO_COLOR", "1").env("PAGER", "cat").spawn();
        assert_eq!(terminal.wait_exit().success(), at < known, "{asked:?}: {}", terminal.screen());
        assert_plain(&terminal, asked);
    }
}

#[test]
fn hostile_action_items_are_gone_through_and_closed_out_and_never_obeyed() {
    let bad = HOSTILE.concat();
    let desk = Desk::with(&AGENDA.replace("## 09:00 Opening (10m)", &format!("## 09:00 Opening {bad}\nSlides: {bad}")));
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.paste(&format!("! Bo {bad} — two {bad} due 2026-03-13\n? four {bad}"));
    terminal.wait_for("four ");
    terminal.keys("M-e");
    terminal.wait_for("1 of 1");
    terminal.keys("Delete");
    terminal.paste(&format!("why {bad}"));
    terminal.keys("Enter");
    terminal.wait_for("dropped, why");
    terminal.keys("C-q Enter");
    terminal.wait_for("settled");
    terminal.keys("Down Tab Enter");
    terminal.keys("Esc Esc");
    terminal.wait_gone("settled");
    close(&mut terminal);
    assert_none_sent(&terminal);
    for ending in ["md", "html", "json"] {
        assert_eq!(obeyed(&desk.minutes(ending)), ['\0'; 0], "{ending}");
    }
}

#[test]
fn hostile_meetings_are_searched_looked_at_and_shown_and_never_obeyed() {
    let bad = HOSTILE.concat();
    let agenda = AGENDA
        .replace("title: Harbour board", &format!("title: \"Harbour {}\"", in_quotes(&bad)))
        .replace("## 09:00 Opening (10m)", &format!("## 09:00 Opening {bad}"));
    let desk = Desk::with(&agenda);
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.paste(&format!("one {bad} sea\n! Bo {bad} — two {bad} sea\n= {bad}three{bad}"));
    terminal.wait_for("three");
    // Over the meeting itself, then from outside once it is closed.
    terminal.keys("F3");
    terminal.wait_for("Search all meetings");
    terminal.paste(&format!("sea {bad}"));
    terminal.wait_for("nothing found");
    terminal.keys("Esc");
    terminal.wait_gone("Search all meetings");
    close(&mut terminal);
    assert_none_sent(&terminal);
    let mut terminal = desk.start(&["search"]).spawn();
    terminal.wait_for("The newest decisions");
    terminal.paste("sea");
    terminal.wait_for("2 lines");
    terminal.keys("Down Enter");
    terminal.wait_for("READ ONLY · looked at");
    terminal.keys("Esc");
    terminal.wait_for("2 lines");
    terminal.keys("Esc");
    terminal.wait_for("The newest decisions");
    terminal.paste(&format!("kind:{bad} x"));
    terminal.wait_for("no kind of line");
    terminal.keys("C-q");
    assert!(terminal.wait_exit().success());
    assert_none_sent(&terminal);
    for asked in [["show"].as_slice(), &["show", "--json"], &["show", "--slot", "opening"], &["show", "--slot", &bad]] {
        let mut terminal = desk.start(asked).env("PAGER", "cat").spawn();
        terminal.wait_exit();
        assert_plain(&terminal, asked);
    }
}

#[test]
fn hostile_series_are_gone_over_on_every_page_and_never_obeyed() {
    let bad = HOSTILE.concat();
    let seen = in_quotes(&bad);
    let agenda = AGENDA
        .replace("title: Harbour board", &format!("title: \"Harbour {seen}\"\nseries: \"Harbour {seen}\""))
        .replace("people: [Ana Reis,", &format!("people: [\"Zoe {seen}\", Ana Reis,"))
        .replace("## 09:00 Opening (10m)", &format!("## 09:00 Opening {bad}\nRecurs: yes"));
    let desk = Desk::with(&agenda);
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.paste(&format!("! Zoe {bad} — two {bad} sea due 2026-02-13\n= {bad}three{bad}\n: idea {bad}"));
    terminal.wait_for("three");
    leave(&mut terminal);
    home_and_tasks(&desk, &bad);
    close(&mut desk.open());
    next_agenda(&desk, &bad);
    let slug = desk.meeting().file_name().and_then(|name| name.to_str()).expect("a name in signs").to_owned();
    let mut asked: Vec<Vec<&str>> = vec![vec!["people", &bad], vec!["stats", &bad], vec!["list", "--series", &bad]];
    for name in ["people", "stats", "actions", "decisions", "list", "show"] {
        asked.extend([vec![name], vec![name, "--json"]]);
    }
    asked.extend([vec!["people", "--csv"], vec!["people", "--csv", "--raw"], vec!["people", "zoe"]]);
    asked.extend(["txt", "md", "html", "csv", "confluence", "org"].map(|form| vec!["stats", "-f", form]));
    asked.extend([vec!["archive", &slug], vec!["list", "--archived"], vec!["archive", "--restore", &slug]]);
    asked.extend([vec!["archive", &bad], vec!["archive", "--series", &bad], vec!["archive", "--before", &bad]]);
    for asked in &asked {
        let mut terminal = desk.start(asked).env("NO_COLOR", "1").env("PAGER", "cat").spawn();
        terminal.wait_exit();
        assert_plain(&terminal, asked);
    }
}

/// The first screen with a meeting in progress, and the screen of all action items.
fn home_and_tasks(desk: &Desk, bad: &str) {
    let mut terminal = desk.start(&[]).env("MINUTEBOOK_NOW", "2026-03-03T09:00:00+00:00").spawn();
    terminal.wait_for("in progress");
    terminal.keys("Down Down Up");
    terminal.paste(&format!("look {bad}"));
    terminal.wait_for("look ");
    terminal.keys("Esc Esc");
    assert!(terminal.wait_exit().success());
    assert_none_sent(&terminal);

    let mut terminal = desk.start(&["actions", "--screen"]).spawn();
    terminal.wait_for("only open");
    terminal.keys("Delete");
    terminal.wait_for("why it is dropped");
    terminal.paste(&format!("why {bad}"));
    terminal.keys("Enter");
    terminal.wait_for("dropped, why");
    terminal.keys("M-a C-u");
    terminal.paste(&format!("sea {bad}"));
    terminal.wait_for("› sea ");
    terminal.keys("Esc Esc");
    assert!(terminal.wait_exit().success());
    assert_none_sent(&terminal);
}

/// The screen of the next agenda, with a reason and a title that nobody should send to a terminal.
fn next_agenda(desk: &Desk, bad: &str) {
    let mut terminal = desk.start(&["next", "-o", "next.md"]).size(120, 40).spawn();
    terminal.wait_for(" come · ");
    terminal.keys("Down x");
    terminal.paste(&format!("why {bad}"));
    terminal.keys("Enter");
    terminal.wait_for("left out: why");
    terminal.keys("t C-u");
    terminal.paste(&format!("title {bad}"));
    terminal.keys("Enter");
    terminal.wait_for("title ");
    terminal.keys("Esc");
    terminal.wait_for("is what you changed to be given up?");
    terminal.keys("Enter");
    terminal.wait_exit();
    assert_none_sent(&terminal);
}
