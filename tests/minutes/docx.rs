//! The Word document of whole meetings, read back by another's reader.

use docx_rs::{DocumentChild, ParagraphChild, RunChild, TableCellContent, TableChild, TableRowChild, read_docx};
use minutebook::meeting::Meeting;
use minutebook::minutes::{self, Format, Layout, Minutes, Options};
use proptest::prelude::*;

use crate::{example, generated};

fn written(meeting: &Meeting, layout: Layout) -> Vec<u8> {
    let now = example::stamp("2026-04-01T12:00:00Z");
    let options = Options { layout, ..Options::default() };
    minutes::write(Format::Docx, &Minutes::new(meeting, &[], None, &now), &options).unwrap()
}

/// The text of runs, those of links too.
fn text_of(children: &[ParagraphChild]) -> String {
    let one = |child: &ParagraphChild| match child {
        ParagraphChild::Run(run) => {
            let text =
                |child: &RunChild| if let RunChild::Text(text) = child { text.text.clone() } else { String::new() };
            run.children.iter().map(text).collect()
        }
        ParagraphChild::Hyperlink(link) => text_of(&link.children),
        _ => String::new(),
    };
    children.iter().map(one).collect()
}

/// The paragraphs, those in tables too.
fn paragraphs(file: &[u8]) -> Vec<String> {
    let mut texts = Vec::new();
    let document = read_docx(file).unwrap().document;
    for child in &document.children {
        match child {
            DocumentChild::Paragraph(paragraph) => texts.push(text_of(&paragraph.children)),
            DocumentChild::Table(table) => {
                let rows = table.rows.iter().map(|TableChild::TableRow(row)| row);
                let cells = rows.flat_map(|row| &row.cells).flat_map(|TableRowChild::TableCell(cell)| &cell.children);
                texts.extend(cells.filter_map(|content| match content {
                    TableCellContent::Paragraph(paragraph) => Some(text_of(&paragraph.children)),
                    _ => None,
                }));
            }
            _ => {}
        }
    }
    texts
}

/// Whether a line holds the text. The library's reader decodes `&amp;` twice; tests/validate/docx.sh has one that does not.
fn is_in(read: &[String], text: &str) -> bool {
    let decoded = text.replace("&amp;", "&");
    read.iter().any(|line| line.replace("&amp;", "&").contains(&decoded))
}

#[test]
fn a_rich_meeting_is_read_back_in_either_layout() {
    let meeting = example::meeting();
    for layout in [Layout::Sections, Layout::Tables] {
        let read = paragraphs(&written(&meeting, layout));
        for (slot, entry) in meeting.entries() {
            for text in [&slot.plan.title, &entry.text] {
                assert!(is_in(&read, text), "{text} in {read:#?}");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_document_of_any_meeting_is_read_back_with_its_texts(meeting in generated::meeting()) {
        let file = written(&meeting, Layout::Sections);
        prop_assert_eq!(&file, &written(&meeting, Layout::Sections));
        let read = paragraphs(&file);
        for (slot, entry) in meeting.entries() {
            for text in [&meeting.head.title, &slot.plan.title, &entry.text] {
                prop_assert!(is_in(&read, text), "{} in {:#?}", text, read);
            }
        }
    }
}

/// The example and some generated meetings, each with its JSON, for tests/validate/docx.sh and pdf.sh.
#[test]
#[ignore = "writes files; see tests/validate"]
fn samples_for_the_validators() {
    use proptest::strategy::ValueTree;
    let folder = std::path::PathBuf::from(std::env::var_os("MINUTEBOOK_SAMPLES").unwrap());
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let generated = (0..40).map(|_| generated::meeting().new_tree(&mut runner).unwrap().current());
    let now = example::stamp("2026-04-01T12:00:00Z");
    for (at, meeting) in std::iter::once(example::meeting()).chain(generated).enumerate() {
        for (layout, name) in [(Layout::Sections, "sections"), (Layout::Tables, "tables")] {
            let options = Options { layout, ..Options::default() };
            for format in [Format::Docx, Format::Pdf, Format::Json] {
                if let Ok(bytes) = minutes::write(format, &Minutes::new(&meeting, &[], None, &now), &options) {
                    std::fs::write(folder.join(format!("{at:02}-{name}.{}", format.name())), bytes).unwrap();
                }
            }
        }
    }
}
