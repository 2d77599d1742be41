//! Going through action items and closing with the checklist, in the program itself.

use super::*;

const REVIEWED: &str = "\
---
title: Harbour board
people: [Ana Reis, Bo Chen]
---
# Monday: 2026-03-02

## 09:00 Crane repair (20m)

## 09:20 Review of action items (20m)
";

#[test]
fn action_items_are_gone_through_and_the_meeting_is_closed_from_the_checklist() {
    let desk = Desk::with(REVIEWED);
    let mut terminal = desk.open();
    terminal.wait_for("Ctrl-N starts the clock");
    terminal.keys("C-n");
    terminal.type_text(
        "! Bo — get a third bid due 2026-03-13\r! Ana — ask the insurer due 2026-03-20\r? Who pays the diver\r",
    );
    wait_for_row(&mut terminal, "? Who pays the diver");

    terminal.keys("C-n");
    wait_for_slot(&mut terminal, "Review of action items");
    terminal.wait_for("2 open by owner");
    terminal.keys("M-e");
    terminal.wait_for("1 of 2");
    terminal.keys("C-d");
    wait_for_row(&mut terminal, "• action-2 (ask the insurer): done");
    terminal.keys("Down Delete");
    terminal.wait_for("Drops it and asks why");
    terminal.type_text("two are enough\r");
    wait_for_row(&mut terminal, "• action-1 (get a third bid): dropped, two are enough");

    terminal.keys("C-q Enter");
    terminal.wait_for("Close-out");
    terminal.wait_for("0 of 1 settled");
    terminal.wait_for("Enter is answered");
    terminal.keys("Enter");
    terminal.wait_for("1 of 1 settled");
    terminal.type_text("c");
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());
    let minutes = desk.minutes_in_json();
    let said = ["action get a third bid", "action ask the insurer", "info Who pays the diver"];
    assert_eq!(outline(slot(&minutes, "Crane repair")), said);
    assert_eq!(minutes["actions"][0]["status"], "dropped");
    assert_eq!(minutes["actions"][1]["status"], "done");
}
