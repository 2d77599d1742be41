//! Whole calendars, read.

use std::fmt::Write as _;

use super::super::{Format, Reading, import};

fn read(text: &str) -> Reading {
    assert_eq!(Format::of(text.as_bytes()), Format::Calendar);
    import(text.as_bytes(), None, "file").unwrap()
}

fn calendar(inside: &str) -> Reading {
    read(&format!("BEGIN:VCALENDAR\nVERSION:2.0\n{inside}\nEND:VCALENDAR\n"))
}

/// Days and slots, one a line.
fn shown(reading: &Reading) -> Vec<String> {
    let mut lines = Vec::new();
    for day in &reading.agenda.days {
        let date = day.date.map(|date| date.to_string()).unwrap_or_default();
        lines.push(format!("# {date} {}", day.description.replace('\n', "|")).trim_end().to_owned());
        for slot in &day.slots {
            let mut line = slot.start.map(|start| start.format("%H:%M ").to_string()).unwrap_or_default();
            let _ = write!(line, "{}", slot.title);
            if let Some(minutes) = slot.minutes {
                let _ = write!(line, " ({minutes})");
            }
            for name in &slot.chair {
                let _ = write!(line, " [{name}]");
            }
            if !slot.description.is_empty() {
                let _ = write!(line, " — {}", slot.description.replace('\n', "|"));
            }
            for topic in &slot.topics {
                let _ = write!(line, " • {}", topic.text);
            }
            lines.push(line);
        }
    }
    lines
}

fn said(reading: &Reading) -> Vec<String> {
    reading.diagnostics.iter().map(ToString::to_string).collect()
}

#[test]
fn print_real() {
    let Ok(dir) = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/data/real/calendar")) else {
        return;
    };
    let mut files: Vec<_> = dir.map(|f| f.unwrap().path()).collect();
    files.sort();
    for file in files {
        let bytes = std::fs::read(&file).unwrap();
        if file.extension().unwrap() != "ics" {
            continue;
        }
        println!("=== {}", file.display());
        let reading = import(&bytes, None, "file").unwrap();
        println!("{:?}", reading.agenda.head);
        println!("{:?}", reading.agenda.people);
        for line in shown(&reading) {
            println!("{line}");
        }
        for line in said(&reading) {
            println!("! {line}");
        }
        for told in &reading.told {
            println!("{told:?}");
        }
    }
}
