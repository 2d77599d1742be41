//! The text of an XML fragment as it is written: tags, attributes, and what XML gives a meaning to.
//!
//! Not here: what the tags mean.

use super::super::markup;

/// A fragment so far.
#[derive(Default)]
pub(super) struct Xml {
    text: String,
}

impl Xml {
    /// A start tag whose content follows on the same line.
    pub(super) fn begin(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push('>');
    }

    /// A start tag on a line of its own, where it holds other elements only.
    pub(super) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.begin(name, attributes);
        self.text.push('\n');
    }

    /// An end tag within a line.
    pub(super) fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An end tag and the end of its line.
    pub(super) fn close(&mut self, name: &str) {
        self.end(name);
        self.text.push('\n');
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.text.push_str(" />");
    }

    /// An element on a line of its own that holds a text.
    pub(super) fn text_in(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.begin(name, attributes);
        self.text(text);
        self.close(name);
    }

    /// A text, escaped for element and attribute alike; characters that XML has no way to write are left out. A `>` is escaped
    /// everywhere, so no text holds the end of a character section.
    pub(super) fn text(&mut self, text: &str) {
        for char in text.chars() {
            match char {
                '\t' | '\n' | '\r' => self.text.push(' '),
                _ => markup::push(&mut self.text, char),
            }
        }
    }

    /// The whole fragment; it ends with a newline.
    pub(super) fn finish(mut self) -> String {
        self.end_line();
        self.text
    }

    /// The end of the line, unless that is where it stands.
    pub(super) fn end_line(&mut self) {
        if !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes {
            self.text.push(' ');
            self.text.push_str(attribute);
            self.text.push_str("=\"");
            self.text(value);
            self.text.push('"');
        }
    }
}
