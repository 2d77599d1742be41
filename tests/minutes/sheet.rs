//! Sheets, read back by a reader that is not ours.

use minutebook::meeting::Meeting;
use minutebook::minutes::{self, Format, Minutes, Only, Options};

use crate::example;

fn rows(format: Format, meeting: &Meeting, options: &Options) -> Vec<Vec<String>> {
    let now = example::stamp("2026-04-01T12:00:00Z");
    let bytes = minutes::write(format, &Minutes::new(meeting, &[], None, &now), options).unwrap();
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

#[test]
fn a_sheet_has_a_row_an_action_item_with_all_its_facts() {
    let rows = rows(Format::Actions, &example::meeting(), &Options::default());
    assert_eq!(rows.len(), 7);
    let expected = [
        "2",
        "ask the ministry for a date TIDE-41",
        "Marta Quiroga; Jun Watanabe",
        "2026-04-10",
        "open",
        "",
        "TIDE-41",
        "Project news & budget",
        "1",
        "2026-03-26",
        "Harbour observatory: spring meeting",
        "",
        "",
    ];
    assert_eq!(rows[2], expected);
}

#[test]
fn a_sheet_of_slots_says_when_each_was_planned_and_held() {
    let rows = rows(Format::Slots, &example::meeting(), &Options::default());
    assert_eq!(rows.len(), 10);
    let (planned, held) =
        (["2026-03-26 10:00:00", "30"], ["2026-03-26 09:58:00", "2026-03-26 10:31:00", "1980", "held"]);
    assert_eq!(rows[3][6..8], planned);
    assert_eq!(rows[3][8..12], held);
}

#[test]
fn what_is_asked_for_alone_stands_alone_in_a_sheet() {
    let meeting = example::meeting();
    let only = |only| Options { only: Some(only), ..Options::default() };
    assert_eq!(rows(Format::Actions, &meeting, &only(Only::Decisions))[1][0], "The second crane is bought this year.");
    assert_eq!(rows(Format::Slots, &meeting, &only(Only::Actions)).len(), 7);
    let owner = Options { owner: Some("Tomas Lind".to_owned()), ..Options::default() };
    assert_eq!(rows(Format::Actions, &meeting, &owner).len(), 3);
}

#[test]
fn no_cell_of_a_hostile_meeting_runs_unless_cells_are_asked_for_as_they_are() {
    let mut meeting = example::meeting();
    for slot in meeting.days.iter_mut().flat_map(|day| &mut day.slots) {
        slot.plan.title = "=HYPERLINK(\"http://evil.example\";\"x\")".to_owned();
        for entry in &mut slot.entries {
            entry.text = "\t@SUM(1;=2)".to_owned();
            if let Some(item) = &mut entry.action {
                item.owners = vec!["+1".to_owned(), "-2".to_owned()];
            }
        }
    }
    for format in [Format::Actions, Format::Slots] {
        for cell in rows(format, &meeting, &Options::default()).concat() {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t', '＝']) && !cell.contains(";="), "{cell}");
        }
    }
    let raw = rows(Format::Actions, &meeting, &Options { raw: true, ..Options::default() });
    assert_eq!(raw[1][1..3], ["@SUM(1;=2)", "+1; -2"]);
}
