//! The small pieces of a Word document's markup: text made safe for XML, runs, paragraphs, fields.
//!
//! Not here: which of them the minutes need (see `body`).

use std::fmt::Write as _;

use super::super::markup;

/// What every part begins with.
pub(super) const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The names used in a part; a reader that does not know `w14`, the boxes that can be ticked, is told to go on without.
pub(super) const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" mc:Ignorable=\"w14\"";

/// The text without what XML gives a meaning to and without what it forbids, within an attribute too.
pub(super) fn push_text(xml: &mut String, text: &str) {
    text.chars().for_each(|sign| markup::push(xml, sign));
}

/// An element that holds a text; none where there is no text.
pub(super) fn element(xml: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        let _ = write!(xml, "<{name}>");
        push_text(xml, text);
        let _ = write!(xml, "</{name}>");
    }
}

/// A run of text, from the right or from the left; `properties` is markup and in the order that the schema asks for.
pub(super) fn run(xml: &mut String, properties: &str, text: &str, rtl: bool) {
    if text.is_empty() {
        return;
    }
    let rtl = if rtl { "<w:rtl/>" } else { "" };
    xml.push_str("<w:r>");
    if !(properties.is_empty() && rtl.is_empty()) {
        let _ = write!(xml, "<w:rPr>{properties}{rtl}</w:rPr>");
    }
    xml.push_str("<w:t xml:space=\"preserve\">");
    push_text(xml, text);
    xml.push_str("</w:t></w:r>");
}

/// A number that the reader's program counts: `PAGE`, `NUMPAGES`.
pub(super) fn field(xml: &mut String, name: &str) {
    let _ = write!(xml, "<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
}

/// A paragraph around runs.
pub(super) fn paragraph(style: &str, rtl: bool, runs: &str) -> String {
    let bidi = if rtl { "<w:bidi/>" } else { "" };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{bidi}</w:pPr>{runs}</w:p>")
}
