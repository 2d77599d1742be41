//! Sheets as spreadsheets and calendars save them.

use crate::agenda::{Format, import, read, write};

/// `day title`, the slots and told entries of each, and the remarks.
fn shown(bytes: &[u8]) -> (Vec<String>, Vec<String>) {
    assert_eq!(Format::of(bytes), Format::Sheet, "{}", String::from_utf8_lossy(bytes));
    let reading = import(bytes, None, "the-file").unwrap();
    let mut lines = vec![reading.agenda.head.title.clone()];
    for (nth, day) in reading.agenda.days.iter().enumerate() {
        lines.push(
            format!("# {} {}", day.date.map(|date| date.to_string()).unwrap_or_default(), day.title).trim().to_owned(),
        );
        for (slot_nth, slot) in day.slots.iter().enumerate() {
            let start = slot.start.map(|start| start.format("%H:%M").to_string());
            let minutes = slot.minutes.map(|minutes| format!("{minutes}m"));
            let topics: Vec<_> = slot.topics.iter().map(|point| format!("- {}", point.text)).collect();
            let told = reading.told.iter().filter(|told| (told.day, told.slot) == (nth, slot_nth));
            let told =
                told.flat_map(|told| &told.entries).map(|entry| format!("> {} {}", entry.kind.word(), entry.text));
            let parts = [start, minutes].into_iter().flatten().chain([slot.title.clone()]).chain(slot.chair.clone());
            let text = (!slot.description.is_empty()).then(|| slot.description.replace("\n\n", " ¶ "));
            lines.push(parts.chain(text).chain(topics).chain(told).collect::<Vec<_>>().join("; "));
        }
    }
    let again = read(write(&reading.agenda).as_bytes(), "x").unwrap().agenda;
    assert_eq!(again, reading.agenda);
    (lines, reading.diagnostics.iter().map(ToString::to_string).collect())
}

#[test]
fn a_sheet_is_read_with_any_separator_mark_and_line_end() {
    let expected = ["the-file", "#", "09:00; 45m; Welcome, all; Ann Lee", "10:00; Plans"];
    for text in [
        "Time,Topic,Chair\n09:00-09:45,\"Welcome, all\",Ann Lee\n10:00,Plans,\n",
        "\u{feff}Chair;Time;Topic\r\nAnn Lee;09:00-09:45;Welcome, all\r\n;10:00;Plans\r\n",
        "sep=;\r\nTopic;Start;End;Chair\r\n\"Welcome, all\";9:00;9:45;Ann Lee\r\nPlans;10:00;;\r\n",
        "Start\tDuration\tTopic\tSpeaker\n9:00 AM\t45\tWelcome, all\tAnn Lee\n10:00 AM\t\tPlans",
        "09:00-09:45\tWelcome, all\tAnn Lee\n10:00\tPlans\tBo Chen",
    ] {
        let mut lines = shown(text.as_bytes()).0;
        lines[3] = lines[3].trim_end_matches("; Bo Chen").to_owned();
        assert_eq!(lines, expected, "{text}");
    }
    let unicode: Vec<u8> = "\u{feff}Time\tTopic\r\n09:00\t議題\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(shown(&unicode).0, ["the-file", "#", "09:00; 議題"]);
}

#[test]
fn cells_of_several_lines_hold_points_and_notes() {
    let text = "Team meeting,,,\nTime,Topic,Discussion topics,Notes\n\
                09:00,A,\"- one\n- two\",\"• said\n• ACTION: Ann: draft\"\n10:00,B,,\n";
    assert_eq!(
        shown(text.as_bytes()).0,
        ["Team meeting", "#", "09:00; A; - one; - two; > note said; > action Ann: draft", "10:00; B"]
    );
}

#[test]
fn a_calendars_sheet_gives_days_in_order_and_what_is_not_known_as_text() {
    let text = "Subject,Start Date,Start Time,End Date,End Time,All day event,Description,Location\n\
                Late,10/29/2019,9:00:00 AM,10/29/2019,10:30:00 AM,False,Bring tea,B51\n\
                Later,10/28/2019,1:00:00 PM,10/28/2019,2:00:00 PM,False,,\n\
                Visit,10/28/2019,12:00:00 AM,10/29/2019,12:00:00 AM,True,,\n\
                Early,10/28/2019,9:00:00 AM,10/28/2019,9:30:00 AM,False,,\n";
    let (lines, said) = shown(text.as_bytes());
    assert_eq!(
        lines,
        [
            "the-file",
            "# 2019-10-28",
            "Visit; End Date: 10/29/2019",
            "09:00; 30m; Early",
            "13:00; 60m; Later",
            "# 2019-10-29",
            "09:00; 90m; Late; Bring tea ¶ Location: B51",
        ]
    );
    assert_eq!(said, [""; 0]);
}

#[test]
fn dates_that_could_be_either_are_decided_by_all_of_them_and_pointed_at() {
    let text = "Date;Time;Topic\n01/02/2019;09:00;A\n02/02/2019;09:00;B\n";
    let (lines, said) = shown(text.as_bytes());
    assert_eq!(lines, ["the-file", "# 2019-02-01", "09:00; A", "# 2019-02-02", "09:00; B"]);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("2:1: warning: In dates such as `01/02/2019` the day is taken to come first"),
        "{said:?}"
    );
}

#[test]
fn a_sheet_of_requests_gives_requests_and_no_slots() {
    let text = "Topic,Requested by,Time required (estimate),Notes\nNetworks,Ann,30 minutes,overview\nPlans,,Wed AM?,\n";
    let reading = import(text.as_bytes(), None, "x").unwrap();
    assert_eq!(Format::of(text.as_bytes()), Format::Sheet);
    let topics: Vec<_> = reading.agenda.requests.iter().map(|request| request.topic.as_str()).collect();
    assert_eq!((topics, reading.agenda.slot_count()), (vec!["Networks", "Plans"], 0));
}

#[test]
fn prose_and_markdown_are_no_sheets() {
    for text in [
        "Agenda, topics, and time for all\n\nDear all, we meet at 9, in B51, as ever.\n",
        "# Agenda, time, place\n\n- 09:00, Welcome, Ann\n- 10:00, Plans, Bo\n",
        "| Time | Topic |\n|---|---|\n| 09:00 | A |\n",
        "09:00 Welcome\n10:00 Plans\n",
        "Name,Company\nAnn Lee,W3C\n",
        "",
    ] {
        assert_eq!(Format::of(text.as_bytes()), Format::Markdown, "{text}");
    }
}

#[test]
fn ragged_rows_and_controls_lose_nothing() {
    let text = "Time,Topic\n09:00\n10:00,B,extra,more\n11:00,C\u{1b}[31m\n\n,,,\n";
    let (lines, said) = shown(text.as_bytes());
    assert_eq!(lines, ["the-file", "#", "09:00; 09:00", "10:00; B; extra ¶ more", "11:00; C[31m"]);
    assert_eq!(said, ["4:8: warning: This control character is left out (Save the file as plain text)"]);
}

#[test]
fn the_real_export_of_a_meeting_gives_its_days_and_slots() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/real/calendar/dmlt-agenda.csv");
    let Ok(bytes) = std::fs::read(path) else { return };
    let reading = import(&bytes, None, "x").unwrap();
    let slots: Vec<_> = reading.agenda.days.iter().map(|day| day.slots.len()).collect();
    assert_eq!((slots, reading.diagnostics), (vec![12, 7, 7], vec![]));
    assert_eq!(reading.agenda.days[0].slots[0].chair, ["Wil O'Mullane"]);
}

#[test]
fn the_slots_that_our_own_export_wrote_are_read_back_with_when_they_were_held() {
    let header = "day,date,slot,kind,chair,requested by,planned start,planned minutes,held start,held end,seconds,outcome,zone,meeting";
    let rows = [
        "1,2026-03-02,'=Budget,topic,Ann Lee; Bo,,2026-03-02 09:00:00,45,2026-03-02 09:02:00,2026-03-02 09:40:00,2280,held,Europe/Lisbon,Crew",
        "1,2026-03-02,Coffee,break,,,,,,,,not reached,Europe/Lisbon,Crew",
        "2,2026-03-03,Plan,topic,,Cy,2026-03-03T10:00:00.000+01:00,,,,,not reached,Europe/Lisbon,Crew",
    ];
    let text = format!("\u{feff}{header}\r\n{}\r\n", rows.join("\r\n"));
    let (lines, said) = shown(text.as_bytes());
    assert_eq!(
        lines,
        ["Crew", "# 2026-03-02", "09:00; 45m; =Budget; Ann Lee; Bo", "Coffee", "# 2026-03-03", "09:00; Plan"]
    );
    assert_eq!(said, Vec::<String>::new());
    let reading = import(text.as_bytes(), None, "x").unwrap();
    assert_eq!((reading.told.len(), reading.agenda.head.timezone.as_deref()), (1, Some("Europe/Lisbon")));
    assert!(reading.told[0].started.is_some_and(|start| start.to_rfc3339() == "2026-03-02T09:02:00+00:00"));
    assert!(reading.agenda.days[0].slots[1].kind.is_break());
}

#[test]
fn empty_cells_behind_the_last_filled_one_are_not_kept() {
    let wide = format!("Time,Topic\n09:00,A{}\n09:30,B{}x\n", ",".repeat(100_000), ",".repeat(100));
    let widths: Vec<usize> = super::grid_of(&wide, b',', usize::MAX).rows.iter().map(Vec::len).collect();
    assert_eq!(widths, [2, 64, 102]);
}

#[test]
fn the_action_items_that_our_own_export_wrote_are_read_back_below_their_slots() {
    let header = "number,text,owners,due,status,priority,tickets,slot,day,date,meeting,conflict";
    let rows = [
        "1,ask TIDE-41,Ann Lee; Bo,2026-04-10,open,,TIDE-41,Plans,2,2026-03-03,Crew,",
        "2,\"'=SUM(a;'-b)\",,,done,1,,Budget,1,2026-03-02,Crew,",
        "4,\"move, or not\",'+Team,,dropped,,TIDE-9,Plans,2,2026-03-03,Crew,sell",
    ];
    let text = format!("\u{feff}{header}\r\n{}\r\n", rows.join("\r\n"));
    let (lines, said) = shown(text.as_bytes());
    let budget = "Budget; > action =SUM(a;-b)";
    let plans = "Plans; > action ask TIDE-41; > action move, or not TIDE-9; > note Not settled, also written: sell";
    assert_eq!(
        (lines, said),
        (["Crew", "# 2026-03-02", budget, "# 2026-03-03", plans].map(str::to_owned).to_vec(), vec![])
    );
    let told = import(text.as_bytes(), None, "x").unwrap().told;
    let facts = |slot: usize, entry: usize| {
        let entry = &told[slot].entries[entry];
        let due = entry.due.map(|due| due.to_string()).unwrap_or_default();
        (entry.number, entry.owners.join("|"), due, entry.status.word(), entry.priority)
    };
    assert_eq!(facts(0, 0), (Some(2), String::new(), String::new(), "done", Some(1)));
    assert_eq!(facts(1, 0), (Some(1), "Ann Lee|Bo".to_owned(), "2026-04-10".to_owned(), "open", None));
    assert_eq!(facts(1, 1), (Some(4), "+Team".to_owned(), String::new(), "dropped", None));
}

#[test]
fn the_decisions_that_our_own_export_wrote_are_read_back_and_a_list_of_many_slots_keeps_each_line() {
    let header = "text,slot,day,date,meeting,conflict";
    let decision = format!("{header}\r\nWe buy.,Budget,1,2026-03-02,Crew,\r\n");
    assert_eq!(shown(decision.as_bytes()).0, ["Crew", "# 2026-03-02", "Budget; > decision We buy."]);
    let rows =
        (0..12_000).fold(format!("{header}\n"), |all, nth| all + &format!("D{nth},S{nth},{},,Crew,\n", nth % 400));
    let reading = import(rows.as_bytes(), None, "x").unwrap();
    let lines: usize = reading.told.iter().map(|told| told.entries.len()).sum();
    assert_eq!(lines, 12_000);
    // Each day may have one more, for the lines beyond.
    assert!(reading.agenda.slot_count() <= crate::agenda::days::MOST_SLOTS + 400);
}
