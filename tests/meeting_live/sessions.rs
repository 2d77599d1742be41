//! A meeting opened again: after it was closed, after its agenda was edited.

use super::*;

fn closed_with_a_note() -> Desk {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.type_text("Said the first time\r");
    wait_for_row(&mut terminal, "• Said the first time");
    close(&mut terminal);
    desk
}

#[test]
fn a_closed_meeting_can_be_opened_again() {
    let desk = closed_with_a_note();
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    terminal.wait_for("This meeting was closed on Mon 2 Mar 2026, 09:00.");
    terminal.wait_for("Open it again");
    terminal.keys("Enter");
    wait_for_row(&mut terminal, "• Said the first time");
    terminal.type_text("Said the second time\r");
    wait_for_row(&mut terminal, "• Said the second time");
    close(&mut terminal);
    assert_eq!(
        outline(slot(&desk.minutes_in_json(), "Opening")),
        ["note Said the first time", "note Said the second time"]
    );
}

#[test]
fn a_closed_meeting_can_be_left_for_a_new_one() {
    let desk = closed_with_a_note();
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    terminal.wait_for("Start a new meeting from its agenda");
    terminal.keys("Down Enter");
    terminal.wait_for("Ctrl-N starts the clock");
    assert!(!terminal.screen().contains("Said the first time"));
    // What is typed ahead is not lost while the screen changes.
    terminal.type_text("Said in the new one\r");
    wait_for_row(&mut terminal, "• Said in the new one");
    close(&mut terminal);
    let mut listed = desk.start(&["list"]).spawn();
    assert!(listed.wait_exit().success());
    assert_eq!(listed.screen().matches("Harbour board").count(), 2, "{}", listed.screen());
}

#[test]
fn keys_typed_ahead_of_an_answer_reach_the_meeting() {
    let desk = closed_with_a_note();
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    terminal.wait_for("Open it again");
    terminal.type_text("\rtyped at once\r");
    wait_for_row(&mut terminal, "• typed at once");
}

#[test]
fn esc_leaves_a_closed_meeting_closed() {
    let desk = closed_with_a_note();
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    terminal.wait_for("Open it again");
    terminal.keys("Esc");
    assert!(terminal.wait_exit().success());
    assert_restored(&terminal);
}

#[test]
fn an_agenda_edited_between_two_sessions_is_merged_and_says_what_changed() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.keys("M-Down");
    wait_for_slot(&mut terminal, "Crane repair");
    terminal.type_text("It stands idle\r");
    wait_for_row(&mut terminal, "• It stands idle");
    terminal.keys("C-q");
    terminal.wait_for("leave it open");
    terminal.keys("l");
    assert!(terminal.wait_exit().success());
    assert!(terminal.screen().contains("Harbour board is open. Go on with: minutebook open"), "{}", terminal.screen());
    assert_restored(&terminal);

    let edited = AGENDA.replace("## 09:10 Crane repair (20m)", "## 09:15 Crane repair (25m)").replace(
        "## 10:15 Any other business (15m)\n",
        "## 10:15 Dredging (10m)\n\n## 10:25 Any other business (15m)\n",
    );
    desk.write_agenda(&edited);
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    terminal.wait_for("every entry");
    terminal.wait_for("09:15 Crane repair: was at 09:10");
    terminal.wait_for("10:15 Dredging");
    terminal.keys("Esc");
    terminal.wait_gone("every entry");
    terminal.keys("M-Down");
    wait_for_slot(&mut terminal, "Crane repair");
    wait_for_row(&mut terminal, "• It stands idle");
    close(&mut terminal);
    let minutes = desk.minutes_in_json();
    assert_eq!(outline(slot(&minutes, "Crane repair")), ["note It stands idle"]);
    assert_eq!(slot(&minutes, "Crane repair")["planned"]["minutes"], 25);
    assert_eq!(slot(&minutes, "Dredging")["planned"]["start"], "2026-03-02T10:15:00+00:00");
}

#[test]
fn closing_says_that_the_minutes_are_a_draft_and_a_closed_meeting_is_approved_from_the_question_it_opens_with() {
    let desk = Desk::new();
    let mut terminal = desk.open();
    terminal.keys("C-n");
    terminal.type_text("Repair before the season\r");
    wait_for_row(&mut terminal, "• Repair before the season");
    close(&mut terminal);
    let told = terminal.screen().replace('\n', "");
    assert!(told.contains("They are a draft") && told.contains("--by NAME"), "{told}");

    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    terminal.wait_for("Approve its minutes");
    terminal.keys("Down Down Enter");
    terminal.wait_for("Who approves them");
    terminal.type_text("chen, Zoe Zed\r");
    // A slip is not made final by one key, and what was typed stands there to be corrected.
    terminal.wait_for("Not on the roster: Zoe Zed. Enter once more");
    assert_eq!(desk.minutes_in_json()["meeting"]["stage"], "draft");
    terminal.keys("End");
    terminal.type_text("ee\r");
    terminal.wait_for("Not on the roster: Zoe Zedee. Enter once more");
    terminal.type_text("\x7f\x7f\r");
    terminal.wait_for("Not on the roster: Zoe Zed. Enter once more");
    terminal.keys("Enter");
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());
    assert_restored(&terminal);
    let told = terminal.screen();
    assert!(told.contains("is final, approved by Bo Chen, Zoe Zed"), "{told}");
    assert!(told.contains("not on the roster: Zoe Zed"), "{told}");
    let minutes = desk.minutes_in_json();
    assert_eq!(minutes["meeting"]["stage"], "final", "{minutes:#}");

    // Final minutes are not approved once more.
    let mut terminal = desk.start(&["open", "board.md"]).spawn();
    terminal.wait_for("Its minutes are final");
    assert!(!terminal.screen().contains("Approve its minutes"), "{}", terminal.screen());
    // The next agenda is begun from the same question.
    assert!(terminal.screen().contains("Write the next agenda"), "{}", terminal.screen());
    terminal.type_text("next agenda\r");
    terminal.wait_for("Not discussed last time");
    terminal.keys("Esc");
    assert!(terminal.wait_exit().success());
}
