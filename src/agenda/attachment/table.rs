//! Attachments in a table, as a wiki lists what was uploaded to a page: kind, file, modified, by whom.
//!
//! People and wikis name and order the columns as they like, so the header's words decide. Not here: cutting a text into
//! cells, and finding the table.

use csv::ReaderBuilder;

use crate::agenda::dates;
use crate::agenda::diagnostic::{Diagnostic, Report};
use crate::agenda::yaml::one_line;
use crate::meeting::Attachment;
use crate::notation::near;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Kind,
    Name,
    Link,
    Modified,
    By,
    Slot,
    Other,
}

/// The columns of a table of attachments.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::agenda) struct Columns(Vec<Column>);

/// An attachment and the title of the slot that it is for; none: the whole meeting's.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The line of a list that it stands in, from 1; 0 where it comes from no list.
    pub line: u64,
    /// The title of its slot.
    pub slot: Option<String>,
    /// What it is.
    pub attachment: Attachment,
}

/// A list of attachments as it was understood.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AttachmentReading {
    /// In the order of the text.
    pub listed: Vec<Listed>,
    /// What there is to say about the text, in its order.
    pub diagnostics: Vec<Diagnostic>,
}

impl Columns {
    /// The columns that a header names; none where this is no table of attachments: without a file's name, or with nothing
    /// that only such a table says.
    pub(in crate::agenda) fn of<'a>(header: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let (mut columns, mut named) = (Vec::new(), false);
        for cell in header {
            let column = Column::named(cell);
            named |= column == Column::Name && near::fold(cell) == "name";
            columns.push(if columns.contains(&column) { Column::Other } else { column });
        }
        let has = |column| columns.contains(&column);
        let uploaded = has(Column::Modified) || has(Column::By);
        let is_one = if named {
            has(Column::Kind) && uploaded // people have names too
        } else {
            has(Column::Name) && (has(Column::Kind) || has(Column::Link) || uploaded)
        };
        is_one.then_some(Self(columns))
    }

    /// What a row says; none where it names nothing.
    pub(in crate::agenda) fn said<'a>(&self, cells: impl IntoIterator<Item = &'a str>) -> Option<Listed> {
        let (mut slot, mut found) = (None, Attachment::default());
        for (column, cell) in self.0.iter().zip(cells) {
            let cell = one_line(cell);
            if cell.is_empty() {
                continue;
            }
            match column {
                Column::Kind => found.kind = cell,
                Column::Name => found.name = cell,
                Column::Link => found.link = Some(cell),
                Column::Modified => found.modified = dates::find(&cell).map(|(date, _)| date),
                Column::By => found.by = Some(cell),
                Column::Slot => slot = Some(cell),
                Column::Other => {}
            }
        }
        if found.name.is_empty() && found.link.is_none() {
            return None;
        }
        // The name of a file that was uploaded is also where it is.
        let is_file = |name: &String| Attachment::kind_of(name) != "file" && name.contains('.');
        found.link = found.link.or_else(|| Some(found.name.clone()).filter(is_file));
        if found.kind.is_empty() {
            found.kind = Attachment::kind_of(found.link.as_deref().unwrap_or(&found.name)).to_owned();
        }
        Some(Listed { line: 0, slot, attachment: found })
    }
}

impl Column {
    fn named(cell: &str) -> Self {
        match near::fold(cell.split(['(', '[']).next().unwrap_or("")).as_str() {
            "kind" | "type" | "art" | "typ" | "dateityp" => Self::Kind,
            "file" | "name" | "filename" | "attachment" | "attachments" | "document" | "datei" | "fichier"
            | "archivo" => Self::Name,
            "link" | "url" | "path" | "address" | "adresse" => Self::Link,
            "modified" | "date" | "uploaded" | "changed" | "lastmodified" | "geandert" | "datum" => Self::Modified,
            "by" | "author" | "who" | "uploadedby" | "modifiedby" | "creator" | "owner" | "von" | "par" => Self::By,
            "slot" | "topic" | "item" | "agendaitem" => Self::Slot,
            _ => Self::Other,
        }
    }
}

/// Reads a list of attachments from a sheet: values separated by commas, semicolons or tabs, with a header.
///
/// Any text is read: where it is no such list, a remark says so.
pub fn read_attachments(text: &str) -> AttachmentReading {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut report = Report::default();
    let Some((separator, columns)) = b",;\t".iter().find_map(|separator| Some((*separator, header(text, *separator)?)))
    else {
        report.warn(0, "No attachments were found", "Write a table with the columns Kind, File, Modified and By");
        return AttachmentReading { listed: Vec::new(), diagnostics: report.finish(text) };
    };
    let mut listed = Vec::new();
    let (mut line, mut counted) = (1, 0);
    for record in records(text, separator).skip(1) {
        let at = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(usize::MAX));
        match columns.said(&record) {
            Some(found) => {
                // A record is said to begin before the line's end of the one above.
                let rest = text.get(at..).unwrap_or_default();
                let begins = at + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
                line += text.get(counted..begins).unwrap_or_default().matches('\n').count() as u64;
                counted = begins;
                listed.push(Listed { line, ..found });
            }
            None if record.iter().all(|cell| cell.trim().is_empty()) => {}
            None => report.warn(at, "An attachment without a name", "Write its name in the column File"),
        }
    }
    AttachmentReading { listed, diagnostics: report.finish(text) }
}

fn header(text: &str, separator: u8) -> Option<Columns> {
    records(text, separator).next().and_then(|record| Columns::of(&record))
}

fn records(text: &str, separator: u8) -> impl Iterator<Item = csv::StringRecord> {
    let reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(separator).from_reader(text.as_bytes());
    reader.into_records().filter_map(Result::ok)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_uploads_is_read_whatever_the_order_of_its_columns() {
        let expected = Listed {
            line: 2,
            slot: None,
            attachment: Attachment {
                kind: "PDF File".to_owned(),
                name: "Plan, second.pdf".to_owned(),
                link: Some("Plan, second.pdf".to_owned()),
                modified: chrono::NaiveDate::from_ymd_opt(2026, 3, 2),
                by: Some("Ann Lee".to_owned()),
            },
        };
        for text in [
            "Kind,File,Modified,By\nPDF File,\"Plan, second.pdf\",\"Mar 02, 2026\",Ann Lee\n,,,\n",
            "\u{feff}by;FILE NAME;type;Last modified\r\nAnn Lee;Plan, second.pdf;PDF File;2026-03-02\r\n",
            "File\tBy\tKind\tModified\nPlan, second.pdf\tAnn Lee\tPDF File\t2 March 2026\n",
        ] {
            let reading = read_attachments(text);
            assert_eq!(reading.listed, std::slice::from_ref(&expected), "{text}");
            assert_eq!(reading.diagnostics, [], "{text}");
        }
    }

    #[test]
    fn a_slot_may_be_named_and_a_name_alone_is_a_promise() {
        let reading = read_attachments("Topic,File,Kind,By\nWelcome,The figures,,Bo Chen\n,,x,\n");
        let [listed] = reading.listed.as_slice() else { panic!("{reading:?}") };
        assert_eq!((listed.slot.as_deref(), listed.attachment.kind.as_str()), (Some("Welcome"), "file"));
        assert!(listed.attachment.is_promised());
        assert_eq!(reading.diagnostics.len(), 1);
    }

    #[test]
    fn other_sheets_are_no_lists_of_attachments() {
        for text in ["", "Topic,Requested by,Time\nTea,Ann,5m\n", "Name,Age\nAnn,30\n", "just words"] {
            let reading = read_attachments(text);
            assert_eq!(reading.listed, [], "{text}");
            assert_eq!(reading.diagnostics.len(), 1, "{text}");
        }
    }
}
