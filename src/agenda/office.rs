//! Files that are no text, by their first bytes: what they are, and how to get a text out of them.
//!
//! An office's agenda often comes as one of these; "not a text" alone would leave the scribe to guess. Not here: any reading of
//! them.

/// So much at each end of an archive is searched for the names of its parts.
const LOOKED_AT: usize = 64 << 10;

/// A file that holds no text, as far as its first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// A page description.
    Pdf,
    /// Of a word processor.
    Text,
    /// Of a spreadsheet.
    Sheet,
    /// Of a presentation.
    Slides,
    /// An old office file, of whatever program, or a saved message.
    Office,
    /// Another archive.
    Archive,
}

impl Document {
    /// What these bytes are; none where they may be a text.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"%PDF-") {
            return Some(Self::Pdf);
        }
        if bytes.starts_with(b"{\\rtf") {
            return Some(Self::Text);
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
            return Some(Self::Office);
        }
        if !bytes.starts_with(b"PK\x03\x04") {
            return None;
        }
        let ends = [
            bytes.get(..LOOKED_AT).unwrap_or(bytes),
            bytes.get(bytes.len().saturating_sub(LOOKED_AT)..).unwrap_or(bytes),
        ];
        let holds = |name: &[u8]| ends.iter().any(|end| end.windows(name.len()).any(|part| part == name));
        let parts: [(&[u8], Self); 6] = [
            (b"word/document", Self::Text),
            (b"xl/workbook", Self::Sheet),
            (b"ppt/presentation", Self::Slides),
            (b"opendocument.text", Self::Text),
            (b"opendocument.spreadsheet", Self::Sheet),
            (b"opendocument.presentation", Self::Slides),
        ];
        let found = parts.into_iter().find(|(name, _)| holds(name));
        Some(found.map_or(Self::Archive, |(_, document)| document))
    }

    /// What it is called, with its article.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "a PDF file",
            Self::Text => "a word processor's file",
            Self::Sheet => "a spreadsheet's file",
            Self::Slides => "a presentation",
            Self::Office => "an office program's file",
            Self::Archive => "an archive",
        }
    }

    /// How to get a text out of it, as a sentence without its full stop.
    pub fn hint(self) -> &'static str {
        match self {
            Self::Pdf => {
                "Copy its text and paste it on the first screen of `minutebook`, or save it with `pdftotext -layout`"
            }
            Self::Text => {
                "Save it there as a web page (HTML), or copy its text and paste it on the first screen of `minutebook`"
            }
            Self::Sheet => "Save the sheet with the agenda there as CSV",
            Self::Slides => "Copy the agenda's text and paste it on the first screen of `minutebook`",
            Self::Office => "Save it there as a web page (HTML), a sheet as CSV",
            Self::Archive => "Unpack it and name the file in it that has the agenda",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_an_office_is_known_by_its_first_bytes_and_the_parts_of_its_archive() {
        let zip = |part: &str| [b"PK\x03\x04\x14\0", vec![0; 70_000].as_slice(), part.as_bytes()].concat();
        for (bytes, wanted) in [
            (b"%PDF-1.7\n".to_vec(), Document::Pdf),
            (b"{\\rtf1\\ansi Agenda}".to_vec(), Document::Text),
            (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0".to_vec(), Document::Office),
            (zip("word/document.xml"), Document::Text),
            (zip("xl/workbook.xml"), Document::Sheet),
            (zip("mimetypeapplication/vnd.oasis.opendocument.text"), Document::Text),
            (b"PK\x03\x04ppt/presentation.xml".to_vec(), Document::Slides),
            (b"PK\x03\x04notes.txt".to_vec(), Document::Archive),
        ] {
            assert_eq!(Document::of(&bytes), Some(wanted));
        }
    }

    #[test]
    fn a_text_is_none_of_them() {
        for text in ["", "# Weekly", "PK is a name", "%PDF", "{\"format\": 1}"] {
            assert_eq!(Document::of(text.as_bytes()), None, "{text}");
        }
    }
}
