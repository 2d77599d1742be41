//! Real calendars, where they lie beside the project.

use std::path::Path;

use super::super::text;

#[test]
fn the_dates_of_a_real_calendar_over_clock_changes_are_as_long_as_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/real/calendar/dst-crossing.ics");
    let Ok(calendar) = std::fs::read_to_string(&path) else { return eprintln!("skipped: no {}", path.display()) };
    let times = |name: &'static str| {
        let prefix = format!("{name};TZID=Europe/Brussels:");
        let values: Vec<_> = calendar.lines().filter_map(|line| Some(line.strip_prefix(&prefix)?.to_owned())).collect();
        values
    };
    let clock = |value: &str| format!("{}:{}", &value[9..11], &value[11..13]);
    let minutes: Vec<_> = times("DTSTART")
        .iter()
        .zip(times("DTEND"))
        .map(|(start, end)| {
            let (date, from, to) =
                (format!("{}-{}-{}", &start[..4], &start[4..6], &start[6..8]), clock(start), clock(&end));
            let source = format!("---\ntimezone: Europe/Brussels\n---\n# {date}\n\n## {from}–{to} Shift\n");
            text(&source).agenda.days[0].slots[0].minutes
        })
        .collect();
    assert_eq!(minutes, [Some(210), Some(180), Some(60)]);
}
