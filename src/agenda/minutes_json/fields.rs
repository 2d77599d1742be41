//! Fields of a JSON text, each with its place.
//!
//! A tree of values does not know where its values stood, and a remark needs a place. The text is walked instead, value by
//! value. Not here: what the fields mean.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::super::diagnostic::Report;

/// What to do about a field that is wrong.
const HINT: &str = "Export the minutes again, or mend the field";

/// The text being read, and what there is to say about it.
pub(super) struct Source<'a> {
    text: &'a str,
    pub(super) report: Report,
    /// Values that are not what they should be, as they stand, since the last time that they were taken.
    kept: Vec<String>,
}

/// An object.
#[derive(Default)]
pub(super) struct Object<'a> {
    /// How it stands in the file, where it is one of a list.
    whole: Option<&'a RawValue>,
    fields: BTreeMap<Key<'a>, &'a RawValue>,
}

/// A field's name; borrowed from the text unless something is escaped in it.
#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(transparent)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Source<'a> {
    pub(super) fn new(text: &'a str, report: Report) -> Self {
        Self { text, report, kept: Vec::new() }
    }

    /// The object that is the whole text.
    pub(super) fn whole(&mut self) -> Object<'a> {
        serde_json::from_str(self.text).map(|fields| Object { whole: None, fields }).unwrap_or_default()
    }

    /// What could not be read since the last call, as text that keeps it.
    pub(super) fn take_kept(&mut self) -> String {
        std::mem::take(&mut self.kept).join("\n\n")
    }

    /// Where a value stands: it is a piece of the text.
    fn at(&self, value: &RawValue) -> usize {
        (value.get().as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize).min(self.text.len())
    }

    /// The field of that name as what it has to be; none where it is not there or `null`. One that is something else is
    /// reported and kept as it stands.
    pub(super) fn field<T: Deserialize<'a>>(&mut self, object: &Object<'a>, name: &str, what: &str) -> Option<T> {
        self.parsed(object, name, what, |raw| serde_json::from_str(raw.get()).ok())
    }

    fn parsed<T>(
        &mut self,
        object: &Object<'a>,
        name: &str,
        what: &str,
        read: impl FnOnce(&'a RawValue) -> Option<T>,
    ) -> Option<T> {
        let value = object.get(name)?;
        let read = read(value);
        if read.is_none() {
            self.misread(name, value, what);
        }
        read
    }

    fn misread(&mut self, name: &str, value: &RawValue, what: &str) {
        self.report.warn(self.at(value), format!("`{name}` is not {what}; it is kept as text"), HINT);
        self.kept.push(format!("`{name}`: {}", without_line_ends(value.get())));
    }

    /// Reports an object without the field that says what it is of, and keeps it as it stands.
    pub(super) fn lacks(&mut self, object: &Object<'a>, name: &str) {
        let Some(value) = object.whole else { return };
        self.report.warn(self.at(value), format!("There is no `{name}` in this; it is kept as text"), HINT);
        self.kept.push(without_line_ends(value.get()));
    }

    /// A text as it stands; empty where there is none.
    pub(super) fn text(&mut self, object: &Object<'a>, name: &str) -> String {
        self.field(object, name, "a text").unwrap_or_default()
    }

    /// A text on one line; none where it is blank.
    pub(super) fn line(&mut self, object: &Object<'a>, name: &str) -> Option<String> {
        let line = without_line_ends(&self.text(object, name));
        (!line.is_empty()).then_some(line)
    }

    /// Texts on one line each.
    pub(super) fn lines(&mut self, object: &Object<'a>, name: &str) -> Vec<String> {
        let lines: Vec<String> = self.field(object, name, "a list of texts").unwrap_or_default();
        lines.iter().map(|line| without_line_ends(line)).filter(|line| !line.is_empty()).collect()
    }

    /// What a text says, such as a date.
    pub(super) fn said<T>(
        &mut self,
        object: &Object<'a>,
        name: &str,
        what: &str,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        self.parsed(object, name, what, |raw| read(&serde_json::from_str::<Cow<'_, str>>(raw.get()).ok()?))
    }

    /// What each text of a list says; one that does not is reported and kept, and the others count.
    pub(super) fn each_said<T>(
        &mut self,
        object: &Object<'a>,
        name: &str,
        what: &str,
        read: impl Fn(&str) -> Option<T>,
    ) -> Vec<T> {
        let values: Vec<&'a RawValue> = self.field(object, name, "a list of texts").unwrap_or_default();
        let mut all = Vec::new();
        for value in values {
            match serde_json::from_str::<Cow<'_, str>>(value.get()).ok().and_then(|text| read(&text)) {
                Some(said) => all.push(said),
                None => self.misread(name, value, what),
            }
        }
        all
    }

    /// The object in a field.
    pub(super) fn object(&mut self, object: &Object<'a>, name: &str) -> Option<Object<'a>> {
        self.field(object, name, "an object").map(|fields| Object { whole: None, fields })
    }

    /// The objects of a list; what is none is reported and kept.
    pub(super) fn objects(&mut self, object: &Object<'a>, name: &str) -> Vec<Object<'a>> {
        let values: Vec<&'a RawValue> = self.field(object, name, "a list").unwrap_or_default();
        let mut objects = Vec::with_capacity(values.len());
        for value in values {
            match serde_json::from_str(value.get()) {
                Ok(fields) => objects.push(Object { whole: Some(value), fields }),
                Err(_) => self.misread(name, value, "a list of objects"),
            }
        }
        objects
    }
}

/// A text on one line, otherwise as it stands: two blanks stay two.
fn without_line_ends(text: &str) -> String {
    text.trim().replace("\r\n", " ").replace(['\n', '\r'], " ")
}

impl<'a> Object<'a> {
    /// The value of a field; none for `null`.
    fn get(&self, name: &str) -> Option<&'a RawValue> {
        self.fields.get(&Key(Cow::Borrowed(name))).copied().filter(|value| value.get() != "null")
    }
}
