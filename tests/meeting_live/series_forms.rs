//! What the minutes of the five meetings of `series` say in each form: what was carried over, what became of it, what was corrected.
//!
//! As a reader finds it, without the markup. Not here: the meetings, and the agendas between them.

use super::series::Board;

/// What the minutes of each week say of the series, as people read it, once all five are over; and what they do not say.
const SAID: [(&[&str], &[&str]); 5] = [
    (
        &[
            "draft the plan · done on Mon 12 Jan 2026 in Harbour board 2026-01-12",
            "dropped on Mon 19 Jan 2026 (the diver is ill)",
        ],
        &["carried over", "What became"],
    ),
    (
        &[
            "action-1 (draft the plan): done",
            "action-2 (book the diver): now Dora Lind",
            "paint the hull · done on Mon 19 Jan 2026 in Harbour board 2026-01-19",
            "Action items carried over",
            "#2 Dora Lind — book the diver · due Mon 12 Jan 2026 · noted in Harbour board 2026-01-05, Round table",
            "#1 Ana Reis — draft the plan · noted in Harbour board 2026-01-05, Round table",
        ],
        &["action-1 Ana Reis — draft", "1 time", "Mon 5 Jan"],
    ),
    (
        &[
            "Final · approved by Ana Reis, Bo Chen, Mon 19 Jan 2026, 09:00",
            "action-3 (paint the hull): done",
            "Fees stay until 2027",
            "tell the owners · done on Mon 2 Feb 2026 in Harbour board 2026-02-02",
            "#2 Dora Lind — book the diver · due Mon 12 Jan 2026 · noted in Harbour board 2026-01-05, Round table · carried over 2 times",
            "#3 Dora Lind — paint the hull · noted in Harbour board 2026-01-12, Round table",
            "Corrections after approval",
            "Changed: Fees stay → Fees stay until 2027 · Berth fees · Tue 20 Jan 2026, 10:00",
        ],
        &["Mon 12 Jan 2026 · noted in Harbour board 2026-01-12", "diver · done"],
    ),
    (
        &[
            "action-2 book the diver — the diver is ill",
            "Bo Chen — buy rope",
            "#4 Ana Reis — tell the owners · noted in Harbour board 2026-01-19, Berth fees",
        ],
        &["#2 Dora", "dropped", "rope · done", "Corrections"],
    ),
    (
        &[
            "action-4 (tell the owners): done",
            "#5 Bo Chen — buy rope · noted in Harbour board 2026-01-26, Round table",
            "#4 Ana Reis — tell the owners · noted in Harbour board 2026-01-19, Berth fees · carried over 2 times",
        ],
        &["rope · done", "Corrections"],
    ),
];

/// The to-dos that a calendar has of each week, by number: those noted there, then those carried into it.
const TO_DOS: [&[(u32, &str)]; 5] = [
    &[(1, "COMPLETED"), (2, "CANCELLED")],
    &[(3, "COMPLETED"), (2, "NEEDS-ACTION"), (1, "COMPLETED")],
    &[(4, "COMPLETED"), (2, "NEEDS-ACTION"), (3, "COMPLETED")],
    &[(5, "NEEDS-ACTION"), (4, "NEEDS-ACTION")],
    &[(5, "NEEDS-ACTION"), (4, "COMPLETED")],
];

/// The rows that a sheet of action items has of each week: number, owners and status.
const ROWS: [&[&str]; 5] = [
    &["1,Ana Reis,done", "2,Bo Chen,dropped"],
    &["3,Dora Lind,done", "2,Dora Lind,open"],
    &["4,Ana Reis,done", "2,Dora Lind,open"],
    &["5,Bo Chen,open", "4,Ana Reis,open"],
    &["5,Bo Chen,open"],
];

pub(super) fn every_form_tells_it(board: &Board) {
    let forms = ["md", "html", "txt", "confluence", "wiki", "org", "csv", "ics", "eml", "docx"];
    let weeks = (1..=5).zip(SAID).zip(TO_DOS).zip(ROWS);
    for (((week, (said, unsaid)), to_dos), rows) in weeks {
        let (agenda, folder) = (format!("week{week}.md"), format!("forms{week}"));
        let mut asked = vec!["export", &agenda, "-o", &folder];
        for form in &forms {
            asked.extend(["-f", form]);
        }
        board.runs(5, &asked);
        let bytes = |ending: &str| {
            let path = board.desk.folder.path().join(format!("{folder}/week{week}-minutes.{ending}"));
            std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
        };
        let file = |ending: &str| String::from_utf8(bytes(ending)).expect("text");
        for ending in ["md", "html", "txt", "confluence.xml", "wiki", "org"] {
            let text = as_read(&file(ending));
            for said in said {
                assert!(reads(&text, said, ending), "{said:?} is not in week {week} as {ending}:\n{text}");
            }
            for unsaid in unsaid {
                assert!(!text.contains(unsaid), "{unsaid:?} is in week {week} as {ending}:\n{text}");
            }
        }
        let found = found_to_dos(&file("ics"));
        let found: Vec<(u32, &str)> = found.iter().map(|(number, status)| (*number, status.as_str())).collect();
        assert_eq!(found, to_dos, "week {week}");
        let sheet = file("actions.csv");
        let of_row = |row: &str| {
            let cells: Vec<&str> = row.split(',').collect();
            [cells[0], cells[2], cells[4]].join(",")
        };
        let found: Vec<String> = sheet.lines().skip(1).map(of_row).collect();
        assert_eq!(found, rows, "week {week}");
        assert!(bytes("docx").starts_with(b"PK") && file("eml").contains("multipart/alternative"), "week {week}");
    }
}

/// Whether a text says it. HTML says in the place of the status what became of an action item, and Org at its heading.
fn reads(text: &str, said: &str, ending: &str) -> bool {
    let became = ["done on ", "dropped on "].iter().find_map(|words| said.find(words)).map(|at| &said[at..]);
    match (ending, became) {
        ("html", Some(became)) => text.contains(&format!("D{}", &became[1..])),
        ("org", Some(became)) => text.contains(became) && text.contains("CLOSED: ["),
        _ => text.contains(said),
    }
}

/// Without markup and escapes, on one line.
fn as_read(file: &str) -> String {
    let mut text = String::new();
    for part in file.split('<') {
        text.push_str(part.split_once('>').map_or(part, |(_, behind)| behind));
    }
    let text = [("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\"")]
        .into_iter()
        .fold(text, |text, (from, to)| text.replace(from, to));
    let text = text.replace(['\\', '*', '_', '\u{200b}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Number and status of each to-do of a calendar.
fn found_to_dos(calendar: &str) -> Vec<(u32, String)> {
    let value = |to_do: &str, name: &str| -> Option<String> {
        to_do.lines().find_map(|line| Some(line.strip_prefix(name)?.trim_end().to_owned()))
    };
    let one = |to_do: &str| -> Option<(u32, String)> {
        Some((value(to_do, "X-MINUTEBOOK-NUMBER:")?.parse().ok()?, value(to_do, "STATUS:")?))
    };
    calendar.split("BEGIN:VTODO").skip(1).filter_map(one).collect()
}
