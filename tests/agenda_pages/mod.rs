//! Pages as browsers, wikis, office and mail programs give them, and the text of copied pages.
//!
//! Each file of `tests/corpus/agenda/pages/` is recognised and read; what is written of its plan must read back equal. Not
//! here: our own minutes, which are read back in `tests/read_back`.

mod real;

use std::fmt::Write as _;
use std::path::Path;

use minutebook::agenda::{Format, Reading, import, read, write};

fn page(name: &str) -> (Format, Reading) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus/agenda/pages").join(name);
    let bytes = std::fs::read(path).expect("a file of the corpus");
    (Format::of(&bytes), import(&bytes, None, "the-file").expect("an agenda"))
}

/// The plan, what was said in it, and the remarks.
fn shown(reading: &Reading) -> String {
    let mut text = write(&reading.agenda);
    for told in &reading.told {
        let _ = writeln!(text, "\nday {} slot {}", told.day, told.slot);
        for entry in &told.entries {
            let indent = usize::from(entry.depth) * 2;
            let _ = write!(text, "{:indent$}{} {:?}", "", entry.kind.word(), entry.text);
            for owner in &entry.owners {
                let _ = write!(text, " @{owner}");
            }
            let number = entry.number.map(|number| format!(" #{number}")).unwrap_or_default();
            let due = entry.due.map(|due| format!(" due {due}")).unwrap_or_default();
            let _ = writeln!(text, "{number}{due} {:?}", entry.status);
        }
    }
    text.push('\n');
    for remark in &reading.diagnostics {
        let _ = writeln!(text, "{remark}");
    }
    text
}

fn golden(name: &str, format: Format) {
    let (found, reading) = page(name);
    assert_eq!(found, format, "{name}");
    let again = read(write(&reading.agenda).as_bytes(), "another").expect("an agenda");
    assert_eq!(again.agenda, reading.agenda, "{name} does not read back");
    insta::assert_snapshot!(name, shown(&reading));
}

#[test]
fn a_saved_page_of_a_wiki_comes_back_with_all_its_five_parts() {
    golden("planning-page.html", Format::Html);
    let (_, reading) = page("planning-page.html");
    let agenda = &reading.agenda;
    let slots: Vec<usize> = agenda.days.iter().map(|day| day.slots.len()).collect();
    assert_eq!((slots.as_slice(), agenda.attachments.len(), agenda.requests.len()), (&[4, 2][..], 2, 2));
    let entries: Vec<_> = reading.told.iter().flat_map(|told| &told.entries).collect();
    assert_eq!(entries.iter().filter(|entry| !entry.owners.is_empty()).count(), 2, "the summary is no second item");
}

#[test]
fn what_office_programs_put_on_the_clipboard_is_headings_and_lists() {
    golden("word.html", Format::Html);
    golden("docs.html", Format::Html);
}

#[test]
fn cells_of_a_sheet_on_the_clipboard_are_slots() {
    golden("sheet.html", Format::Html);
}

#[test]
fn a_mail_in_tables_is_its_lines() {
    golden("outlook.html", Format::Html);
}

#[test]
fn a_wiki_page_that_is_not_well_formed_is_read_with_a_remark() {
    golden("broken.xml", Format::Confluence);
}

#[test]
fn the_text_of_a_copied_table_is_cut_into_its_cells() {
    golden("glued.txt", Format::Text);
    golden("lines.txt", Format::Text);
}

#[test]
fn cells_with_tabs_between_them_are_a_table() {
    golden("tabs.txt", Format::Text);
}
