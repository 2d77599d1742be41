//! A whole meeting, from the agenda to the minutes.

use serde_json::Value;

use super::*;

#[test]
fn a_meeting_is_scribed_from_agenda_to_minutes() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.wait_for("Ctrl-N starts the clock");

    terminal.keys("C-n");
    terminal.wait_for("of 10:00");
    terminal.type_text("Quorum is there\r\tAll four present\r\tDora by phone\r\x1b[Z\x1b[ZAgenda confirmed\r");
    wait_for_row(&mut terminal, "▪ Dora by phone");
    wait_for_row(&mut terminal, "• Agenda confirmed");

    terminal.keys("C-n");
    wait_for_slot(&mut terminal, "Crane repair");
    terminal.type_text("! Bo Chen, Chidi — get a third bid HB-12 due 2026-03-13\r");
    terminal.type_text("! ask the insurer @Dora Lind\r= Repair before the season\r? Who pays the diver\r");
    wait_for_row(&mut terminal, "☐ 1 Bo Chen, Chidi Okafor  get a third bid HB-12 · due Fri 13 Mar");
    wait_for_row(&mut terminal, "☐ 2 ask the insurer @Dora Lind");
    wait_for_row(&mut terminal, "◆ Repair before the season");
    wait_for_row(&mut terminal, "? Who pays the diver");

    terminal.keys("C-n C-n");
    wait_for_slot(&mut terminal, "Berth fees");
    terminal.type_text("Fees rise by 3 percent\r");
    wait_for_row(&mut terminal, "• Fees rise by 3 percent");

    late_notes(&mut terminal);
    edit_in_place(&mut terminal);

    terminal.paste("- Berths 1 to 4\n  - Berth 2 is silted\n- Winter rates stay\n");
    terminal.wait_for("Pasted 3 lines");
    wait_for_row(&mut terminal, "◦ Berth 2 is silted");

    close(&mut terminal);
    assert_restored(&terminal);
    let farewell = terminal.screen();
    assert!(farewell.contains("Harbour board is closed. Its minutes:"), "{farewell}");
    for ending in ["md", "html", "json"] {
        let path = desk.folder.path().join(format!("board-minutes.{ending}"));
        assert!(farewell.contains(&format!("  {}\n", path.display())), "{ending}: {farewell}");
        assert!(path.is_file());
    }
    check_json(&desk.minutes_in_json());
    check_texts(&desk);
}

/// Late notes for slots that are over: by title, and by looking one further back; the clock stays where it is.
fn late_notes(terminal: &mut Terminal) {
    terminal.keys("C-g");
    terminal.wait_for("Jump to");
    terminal.type_text("crane\r");
    wait_for_slot(terminal, "Crane repair");
    terminal.wait_for("▶ the clock runs on 09:45 Berth fees");
    terminal.type_text("It stands idle since January\r");
    wait_for_row(terminal, "• It stands idle since January");
    terminal.keys("M-Up");
    wait_for_slot(terminal, "Opening");
    terminal.type_text("Minutes of February approved\r");
    wait_for_row(terminal, "• Minutes of February approved");
    terminal.wait_for("▶ the clock runs on 09:45 Berth fees");
    terminal.keys("Esc");
    wait_for_slot(terminal, "Berth fees");
}

/// An entry is edited where it stands; taken back and done again.
fn edit_in_place(terminal: &mut Terminal) {
    terminal.keys("Up Enter");
    wait_for_row(terminal, "✎ Fees rise by 3 percent");
    terminal.keys("C-w");
    terminal.type_text("per cent in May\r");
    wait_for_row(terminal, "• Fees rise by 3 per cent in May");
    terminal.keys("C-z");
    wait_for_row(terminal, "• Fees rise by 3 percent");
    terminal.wait_for("Took back a change: Fees rise by 3 percent");
    terminal.keys("C-y");
    wait_for_row(terminal, "• Fees rise by 3 per cent in May");
}

fn check_json(minutes: &Value) {
    assert_eq!(minutes["format"], "minutebook/minutes");
    assert_eq!(
        outline(slot(minutes, "Opening")),
        [
            "note Quorum is there",
            "  note All four present",
            "    note Dora by phone",
            "note Agenda confirmed",
            "note Minutes of February approved"
        ]
    );
    assert_eq!(
        outline(slot(minutes, "Crane repair")),
        [
            "action get a third bid HB-12",
            "action ask the insurer @Dora Lind",
            "decision Repair before the season",
            "question Who pays the diver",
            "note It stands idle since January"
        ]
    );
    assert_eq!(
        outline(slot(minutes, "Berth fees")),
        [
            "note Fees rise by 3 per cent in May",
            "note Berths 1 to 4",
            "  note Berth 2 is silted",
            "note Winter rates stay"
        ]
    );
    assert!(outline(slot(minutes, "Any other business")).is_empty());

    let first = &minutes["actions"][0];
    assert_eq!(first["owners"], serde_json::json!(["Bo Chen", "Chidi Okafor"]));
    assert_eq!((&first["due"], &first["status"]), (&"2026-03-13".into(), &"open".into()));
    assert_eq!(first["tickets"], serde_json::json!(["HB-12"]));
    assert_eq!(first["slot"], slot(minutes, "Crane repair")["id"]);
    assert_eq!(minutes["actions"][1]["owners"], serde_json::json!(["Dora Lind"]));
    assert_eq!(minutes["decisions"][0]["text"], "Repair before the season");
    assert_eq!(minutes["drafts"], serde_json::json!([]));

    // The clock ran through the slots in order, and stopped when the meeting was closed.
    let end = |title: &str| slot(minutes, title)["actual"]["end"].as_str().unwrap_or_default().to_owned();
    let start = |title: &str| slot(minutes, title)["actual"]["start"].as_str().unwrap_or_default().to_owned();
    assert_eq!(end("Opening"), start("Crane repair"));
    assert!(end("Crane repair") <= start("Berth fees"));
    assert_eq!(end("Berth fees"), minutes["meeting"]["closed"].as_str().unwrap_or_default());
    assert_eq!(slot(minutes, "Any other business")["actual"], Value::Null);
}

fn check_texts(desk: &Desk) {
    let markdown = desk.minutes("md");
    let lines: Vec<&str> = markdown.lines().collect();
    let wanted = [
        "### 09:00 Opening",
        "- Quorum is there",
        "  - All four present",
        "    - Dora by phone",
        "- Agenda confirmed",
        "- Minutes of February approved",
        "### 09:10 Crane repair",
        "- It stands idle since January",
        "### 09:45 Berth fees",
        "- Fees rise by 3 per cent in May",
        "  - Berth 2 is silted",
    ];
    let mut rest = lines.iter();
    for line in wanted {
        assert!(rest.any(|it| *it == line), "{line:?} at its place in\n{markdown}");
    }
    assert!(markdown.contains("[HB-12](https://tracker.example/browse/HB-12)"), "{markdown}");
    let html = desk.minutes("html");
    let mut rest = html.as_str();
    for text in
        ["Quorum is there", "Dora by phone", "Repair before the season", "idle since January", "Berth 2 is silted"]
    {
        let at = rest.find(text).unwrap_or_else(|| panic!("{text:?} at its place in the HTML"));
        rest = &rest[at..];
    }
}

#[test]
fn the_leave_panel_shows_what_is_unfinished_and_a_letter_goes_on() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.wait_for("of 10:00");
    terminal.type_text("! find a venue\rhalf a thou");
    terminal.wait_for("› half a thou");
    terminal.keys("C-c");
    terminal.wait_for("Lines not committed (closing makes them notes) · 1");
    terminal.wait_for("Opening: half a thou");
    terminal.wait_for("Action items without an owner · 1");
    terminal.wait_for("1 find a venue");
    terminal.wait_for("Slots not reached · 3");
    terminal.type_text("ght");
    wait_for_row(&mut terminal, "› half a thought");
    terminal.wait_gone("Slots not reached");
    terminal.keys("C-q");
    terminal.wait_for("Slots not reached");
    terminal.keys("Esc");
    terminal.wait_gone("Slots not reached");
    terminal.keys("C-q");
    terminal.wait_for("Slots not reached");
    terminal.keys("c");
    assert!(terminal.wait_exit().success());
    // Closing keeps the half-typed line as a note.
    let minutes = desk.minutes_in_json();
    assert_eq!(outline(slot(&minutes, "Opening")), ["action find a venue", "note half a thought"]);
}

#[test]
fn a_burst_of_keys_longer_than_any_buffer_comes_in_whole() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    let lines: Vec<String> = (0..400).map(|n| format!("line {n} of a talk that is faster than any hand")).collect();
    terminal.type_text(&(lines.join("\r") + "\r"));
    terminal.wait_for("• line 399 of a talk");
    close(&mut terminal);
    let wanted: Vec<String> = lines.iter().map(|line| format!("note {line}")).collect();
    assert_eq!(outline(slot(&desk.minutes_in_json(), "Opening")), wanted);
}

#[test]
fn a_long_paste_comes_in_whole_and_goes_in_one_step() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    let lines: Vec<String> = (0..2000).map(|n| format!("- pasted line {n} with some words behind it")).collect();
    terminal.paste(&lines.join("\n"));
    terminal.wait_for("Pasted 2000 lines");
    terminal.wait_for("• pasted line 1999");
    terminal.keys("C-z");
    terminal.wait_gone("• pasted line");
    terminal.keys("C-y");
    terminal.wait_for("• pasted line 0 ");
    close(&mut terminal);
    assert_eq!(outline(slot(&desk.minutes_in_json(), "Opening")).len(), 2000);
}
