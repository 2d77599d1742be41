//! Five meetings of one series: action items that are noted, carried, given to others and closed, and a topic that is put
//! off twice; each one's agenda and minutes are read.

use serde_json::Value;

use super::*;

const FIRST: &str = "\
---
title: Harbour board 2026-01-05
series: Harbour board
timezone: Europe/Lisbon
people: [Ana Reis, Bo Chen, Dora Lind]
---
# Monday: 2026-01-05

## 09:00 Round table (10m)
Recurs: yes

## 09:10 Crane repair (20m)

## 09:30 Berth fees (15m)
Chair: Bo Chen
";

/// The harbour board, week by week.
pub(super) struct Board {
    pub(super) desk: Desk,
}

impl Board {
    fn new() -> Self {
        let board = Self { desk: Desk::new() };
        std::fs::write(board.desk.folder.path().join("week1.md"), FIRST).expect("an agenda");
        board
    }

    fn file(&self, name: &str) -> String {
        let path = self.desk.folder.path().join(name);
        std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// A command of that week's Monday, to its end.
    #[track_caller]
    pub(super) fn runs(&self, week: u32, arguments: &[&str]) -> String {
        let mut terminal = self.desk.start(arguments).env("MINUTEBOOK_NOW", now(week)).spawn();
        assert!(terminal.wait_exit().success(), "{}", terminal.screen());
        terminal.screen()
    }

    fn opens(&self, week: u32) -> Terminal {
        let file = format!("week{week}.md");
        let mut terminal = self.desk.start(&["open", &file]).env("MINUTEBOOK_NOW", now(week)).spawn();
        terminal.wait_for("● saved");
        terminal
    }

    /// Writes the agenda of a week, without asking.
    fn next(&self, week: u32, more: &[&str]) -> String {
        let file = format!("week{week}.md");
        let told = self.runs(week - 1, &[&["next", "--yes", "-o", &file], more].concat());
        assert!(told.contains(&file), "{told}");
        self.file(&file)
    }

    fn minutes(&self, week: u32) -> Value {
        serde_json::from_str(&self.file(&format!("week{week}-minutes.json"))).expect("minutes in JSON")
    }

    /// Writes a week's minutes again, by what is known now.
    fn minutes_now(&self, week: u32) -> Value {
        let (agenda, file) = (format!("week{week}.md"), format!("again{week}.json"));
        self.runs(5, &["export", &agenda, "--format", "json", "-o", &file]);
        serde_json::from_str(&self.file(&file)).expect("minutes in JSON")
    }
}

fn now(week: u32) -> String {
    ["2026-01-05", "2026-01-12", "2026-01-19", "2026-01-26", "2026-02-02"][week as usize - 1].to_owned()
        + "T09:00:00+00:00"
}

/// The action items noted in a meeting: `number text: owners`.
fn noted(minutes: &Value) -> Vec<String> {
    told(&minutes["actions"], |item| item)
}

/// Those that it carried, as they stood after it: `number text: owners, status`.
fn carried(minutes: &Value) -> Vec<String> {
    let rows = told(&minutes["carried"], |item| &item["now"]).into_iter();
    let status = minutes["carried"].as_array().into_iter().flatten().map(|item| item["now"]["status"].as_str());
    rows.zip(status).map(|(row, status)| format!("{row}, {}", status.unwrap_or_default())).collect()
}

fn told(items: &Value, owned: impl Fn(&Value) -> &Value) -> Vec<String> {
    let one = |item: &Value| {
        let owners: Vec<&str> =
            owned(item)["owners"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        format!("{} {}: {}", item["number"], item["text"].as_str().unwrap_or_default(), owners.join(", "))
    };
    items.as_array().into_iter().flatten().map(one).collect()
}

#[test]
fn a_series_of_five_meetings_reads_right_in_every_agenda_and_every_minutes_file() {
    let board = Board::new();
    first(&board);
    second(&board);
    third(&board);
    third_corrected(&board);
    fourth(&board);
    fifth(&board);
    old_minutes_tell_what_became_of_it(&board);
    super::series_forms::every_form_tells_it(&board);
}

fn first(board: &Board) {
    let mut terminal = board.opens(1);
    terminal.type_text("! Ana Reis — draft the plan\r! Bo Chen — book the diver due 2026-01-12\r");
    wait_for_row(&mut terminal, "☐ 1 Ana Reis  draft the plan");
    terminal.keys("M-Down");
    wait_for_slot(&mut terminal, "Crane repair");
    terminal.type_text("It runs again\r");
    wait_for_row(&mut terminal, "• It runs again");
    close(&mut terminal);
    let minutes = board.minutes(1);
    assert_eq!(noted(&minutes), ["1 draft the plan: Ana Reis", "2 book the diver: Bo Chen"]);
    assert_eq!(carried(&minutes), [""; 0]);
}

fn second(board: &Board) {
    let agenda = board.next(2, &["--date", "2026-01-12"]);
    for line in [
        "title: Harbour board 2026-01-12",
        "## 09:00 Review action items",
        "- action-1 Ana Reis — draft the plan (since 2026-01-05, Round table)",
        "- action-2 Bo Chen — book the diver (due 2026-01-12, since 2026-01-05, Round table)",
        "## Round table\nRecurs: yes\nDuration: 10m",
        "## Berth fees\nChair: Bo Chen\nPut off: 2026-01-05\nDuration: 15m",
    ] {
        assert!(agenda.contains(&format!("{line}\n")), "{line:?} in {agenda}");
    }
    assert!(!agenda.contains("Crane repair"), "it was discussed: {agenda}");
    let mut terminal = board.opens(2);
    wait_for_slot(&mut terminal, "Review action items");
    terminal.type_text("done 1\r");
    wait_for_row(&mut terminal, "• action-1 (draft the plan): done");
    board.runs(2, &["item", "2", "--owner", "Dora Lind"]);
    wait_for_row(&mut terminal, "• action-2 (book the diver): now Dora Lind");
    terminal.keys("M-Down");
    wait_for_slot(&mut terminal, "Round table");
    terminal.type_text("! Dora Lind — paint the hull\r");
    wait_for_row(&mut terminal, "☐ 3 Dora Lind  paint the hull");
    close(&mut terminal);
    let minutes = board.minutes(2);
    assert_eq!(noted(&minutes), ["3 paint the hull: Dora Lind"]);
    assert_eq!(carried(&minutes), ["2 book the diver: Dora Lind, open", "1 draft the plan: Ana Reis, done"]);
    let text = board.file("week2-minutes.md");
    assert!(text.contains("action-1 (draft the plan): done"), "{text}");
}

fn third(board: &Board) {
    // A week after the second, as that was a week after the first.
    let agenda = board.next(3, &[]);
    for line in [
        "title: Harbour board 2026-01-19",
        "- action-2 Dora Lind — book the diver (due 2026-01-12, since 2026-01-05, Round table)",
        "- action-3 Dora Lind — paint the hull (since 2026-01-12, Round table)",
        "Put off: 2026-01-05, 2026-01-12",
    ] {
        assert!(agenda.contains(&format!("{line}\n")), "{line:?} in {agenda}");
    }
    assert!(!agenda.contains("action-1"), "it is done: {agenda}");
    let mut terminal = board.opens(3);
    wait_for_slot(&mut terminal, "Review action items");
    terminal.type_text("done 3\r");
    wait_for_row(&mut terminal, "• action-3 (paint the hull): done");
    terminal.keys("M-Down M-Down");
    wait_for_slot(&mut terminal, "Berth fees");
    terminal.type_text("Fees stay\r! Ana Reis — tell the owners\r");
    wait_for_row(&mut terminal, "☐ 4 Ana Reis  tell the owners");
    close(&mut terminal);
    let minutes = board.minutes(3);
    assert_eq!(noted(&minutes), ["4 tell the owners: Ana Reis"]);
    assert_eq!(carried(&minutes), ["2 book the diver: Dora Lind, open", "3 paint the hull: Dora Lind, done"]);
    assert_eq!(minutes["carried"][0]["carried"], 1, "it was carried into one meeting before");
}

/// Its minutes are approved, opened again a day later, corrected, and approved once more.
fn third_corrected(board: &Board) {
    let day = |week: u32| now(week).replace("19T09", "20T10");
    let told = board.runs(3, &["approve", "week3.md", "--by", "Ana Reis"]);
    assert!(told.contains("week3-minutes"), "{told}");
    let mut terminal = board.desk.start(&["open", "week3.md"]).env("MINUTEBOOK_NOW", day(3)).spawn();
    terminal.wait_for("Open it again");
    terminal.keys("Enter");
    terminal.wait_for("● saved");
    terminal.keys("M-Down M-Down");
    wait_for_slot(&mut terminal, "Berth fees");
    terminal.type_text("s/Fees stay/Fees stay until 2027/\r");
    wait_for_row(&mut terminal, "• Fees stay until 2027");
    close(&mut terminal);
    let told = board.runs(3, &["approve", "week3.md", "--by", "Ana Reis", "--by", "Bo Chen"]);
    assert!(told.contains("week3-minutes"), "{told}");
}

/// The agenda is gone through on a screen, and an action item is dropped there.
fn fourth(board: &Board) {
    let mut terminal =
        board.desk.start(&["next", "-o", "week4.md"]).env("MINUTEBOOK_NOW", now(3)).size(160, 30).spawn();
    terminal.wait_for("6 of 6 come");
    terminal.wait_for("✓ action-2 book the diver");
    terminal.keys("Down Space Enter");
    terminal.wait_for("Say why");
    terminal.type_text("the diver is ill\r");
    terminal.wait_for("✗ action-2 book the diver");
    terminal.wait_for("left out: the diver is ill");
    terminal.keys("Down Space");
    terminal.wait_for("Why is it dropped?");
    terminal.keys("Esc");
    terminal.wait_gone("Why is it dropped?");
    terminal.wait_for("5 of 6 come");
    terminal.keys("Enter");
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());
    assert_restored(&terminal);
    let agenda = board.file("week4.md");
    for line in [
        "title: Harbour board 2026-01-26",
        "- action-2 book the diver — the diver is ill",
        "- action-4 Ana Reis — tell the owners (since 2026-01-19, Berth fees)",
    ] {
        assert!(agenda.contains(&format!("{line}\n")), "{line:?} in {agenda}");
    }
    assert!(!agenda.contains("## Berth fees") && !agenda.contains("action-2 Dora"), "{agenda}");
    let mut terminal = board.opens(4);
    terminal.keys("M-Down");
    wait_for_slot(&mut terminal, "Round table");
    terminal.type_text("! Bo Chen — buy rope\r");
    wait_for_row(&mut terminal, "☐ 5 Bo Chen  buy rope");
    close(&mut terminal);
    let minutes = board.minutes(4);
    assert_eq!(noted(&minutes), ["5 buy rope: Bo Chen"]);
    assert_eq!(carried(&minutes), ["4 tell the owners: Ana Reis, open"]);
}

fn fifth(board: &Board) {
    let agenda = board.next(5, &[]);
    assert!(agenda.contains("title: Harbour board 2026-02-02\n"), "{agenda}");
    let mut terminal = board.opens(5);
    wait_for_slot(&mut terminal, "Review action items");
    terminal.type_text("done 4\r");
    wait_for_row(&mut terminal, "• action-4 (tell the owners): done");
    leave(&mut terminal);
    // Gone on with, it carries nothing again.
    let mut terminal = board.opens(5);
    wait_for_row(&mut terminal, "• action-4 (tell the owners): done");
    close(&mut terminal);
    let minutes = board.minutes(5);
    assert_eq!(noted(&minutes), [""; 0]);
    assert_eq!(carried(&minutes), ["5 buy rope: Bo Chen, open", "4 tell the owners: Ana Reis, done"]);
}

fn old_minutes_tell_what_became_of_it(board: &Board) {
    let actions = &board.minutes_now(1)["actions"];
    assert_eq!(actions[0]["later"]["status"], "done", "{actions:#}");
    assert_eq!(actions[0]["later"]["meeting"], "Harbour board 2026-01-12");
    assert_eq!((&actions[1]["status"], &actions[1]["reason"]), (&"dropped".into(), &"the diver is ill".into()));
    let listed = board.runs(5, &["actions", "--all"]);
    for text in ["draft the plan", "book the diver", "paint the hull", "tell the owners", "buy rope"] {
        assert_eq!(listed.matches(text).count(), 1, "{text}: {listed}");
    }
}

#[test]
fn the_next_agenda_goes_from_its_screen_into_planning_and_into_the_meeting() {
    let board = Board::new();
    first(&board);
    let next = |board: &Board, file: &str| {
        let mut terminal = board.desk.start(&["next", "-o", file]).env("MINUTEBOOK_NOW", now(1)).size(120, 40).spawn();
        terminal.wait_for("no date yet");
        terminal.keys("d");
        terminal.wait_for("When is the meeting?");
        terminal.type_text("12 jan\r");
        terminal.wait_for("Mon 12 Jan · in 7 days");
        terminal.wait_for("Harbour board 2026-01-12");
        terminal
    };
    let mut terminal = next(&board, "planned.md");
    terminal.keys("Down M-Down p");
    terminal.wait_for("● saved");
    terminal.wait_for("Review action items");
    terminal.keys("q");
    assert!(terminal.wait_exit().success(), "{}", terminal.screen());
    assert_restored(&terminal);
    let (plan, first) = (board.file("planned.md"), "- action-2 Bo Chen — book the diver");
    assert!(
        plan.contains(&format!("## 09:00 Review action items\nKind: review\n\n{first}")),
        "it was moved up: {plan}"
    );

    let mut terminal = next(&board, "week2.md");
    terminal.keys("Down x");
    terminal.type_text("it is drafted\r");
    terminal.wait_for("left out: it is drafted");
    terminal.keys("o");
    wait_for_slot(&mut terminal, "Review action items");
    terminal.wait_for("☐ 2 Bo Chen  book the diver");
    assert!(!terminal.screen().contains("☐ 1"), "it was dropped: {}", terminal.screen());
    close(&mut terminal);
    assert_eq!(carried(&board.minutes(2)), ["2 book the diver: Bo Chen, open"]);
    assert!(board.file("week2.md").contains("- action-1 draft the plan — it is drafted"));
}

/// Copies a meeting's folder from one data folder into another.
fn copy_meeting(from: &Board, to: &Board, slug: &str) {
    let folder = |board: &Board| board.desk.data().join("meetings").join(slug);
    std::fs::create_dir_all(folder(to)).expect("a folder");
    for file in std::fs::read_dir(folder(from)).expect("a meeting").flatten() {
        std::fs::copy(file.path(), folder(to).join(file.file_name())).expect("a copy");
    }
}

#[test]
fn two_scribes_offline_give_one_number_twice_and_from_the_next_meeting_on_each_item_has_its_own() {
    let (ours, theirs) = (Board::new(), Board::new());
    let holds = |board: &Board, week: u32, line: &str, row: &str| {
        let mut terminal = board.opens(week);
        terminal.type_text(line);
        wait_for_row(&mut terminal, row);
        close(&mut terminal);
    };
    holds(&ours, 1, "! Ana Reis — draft the plan\r", "☐ 1 Ana Reis  draft the plan");
    copy_meeting(&ours, &theirs, "harbour-board-2026-01-05");
    ours.next(2, &["--date", "2026-01-12"]);
    holds(&ours, 2, "! Bo Chen — buy rope\r", "☐ 2 Bo Chen  buy rope");
    // The other scribe has heard nothing of that one.
    std::fs::rename(theirs.desk.folder.path().join("week1.md"), theirs.desk.folder.path().join("first.md"))
        .expect("a file");
    theirs.next(3, &["--date", "2026-01-19"]);
    holds(&theirs, 3, "! Dora Lind — paint the hull\r", "☐ 2 Dora Lind  paint the hull");
    copy_meeting(&theirs, &ours, "harbour-board-2026-01-19");

    let agenda = ours.next(4, &["--date", "2026-01-26"]);
    for line in [
        "- action-1 Ana Reis — draft the plan",
        "- action-2 Bo Chen — buy rope",
        "- action-3 Dora Lind — paint the hull",
    ] {
        assert!(agenda.contains(line), "{line:?} in {agenda}");
    }
    holds(&ours, 4, "done 3\r! Ana Reis — ring the bell\r", "☐ 4 Ana Reis  ring the bell");
    let now = ["1 draft the plan: Ana Reis, open", "2 buy rope: Bo Chen, open", "3 paint the hull: Dora Lind, done"];
    assert_eq!(carried(&ours.minutes(4)), now);
    ours.next(5, &[]);
    close(&mut ours.opens(5));
    let open = ["1 draft the plan: Ana Reis, open", "2 buy rope: Bo Chen, open", "4 ring the bell: Ana Reis, open"];
    assert_eq!(carried(&ours.minutes(5)), open);
    // Its own minutes keep the number that they gave, and tell what became of it.
    let told = ours.runs(5, &["export", "harbour-board-2026-01-19", "-f", "txt"]);
    assert!(told.contains("#2 Dora Lind — paint the hull · done on Mon 26 Jan"), "{told}");
    let shown = ours.runs(5, &["item", "2", "--meeting", "harbour-board-2026-01-19"]);
    assert!(shown.contains("is action-3 in the series") && shown.contains("noted as action-2"), "{shown}");
}
