#![allow(clippy::unwrap_used)]
use super::super::{Format, import, write};

#[test]
#[ignore]
fn dump() {
    for path in std::env::var("PAGES").unwrap().split(',') {
        let bytes = std::fs::read(path).unwrap();
        println!("=== {path} {:?}", Format::of(&bytes));
        let started = std::time::Instant::now();
        let reading = import(&bytes, None, "the-file").unwrap();
        println!("{:?}", started.elapsed());
        println!("{}", write(&reading.agenda));
        println!("--- told");
        for told in &reading.told {
            println!("{}/{} {:?} {:?}", told.day, told.slot, told.started, told.ended);
            for e in &told.entries {
                println!(
                    "   {:indent$}{:?} {} {:?} {:?} {:?} {:?} {:?} {:?}",
                    "",
                    e.kind,
                    e.text,
                    e.number,
                    e.owners,
                    e.due,
                    e.status,
                    e.priority,
                    e.speaker,
                    indent = usize::from(e.depth) * 2
                );
            }
        }
        for d in &reading.diagnostics {
            println!("{d}");
        }
    }
}
