//! What our own page says by its classes, beside what it shows.
//!
//! Our HTML marks owners, states and kinds for the eye; here they become the words that all our minutes have, so that one
//! reader reads them all. Not here: pages of others.

use super::line::Pen;
use super::parts::{Part, Task};
use super::tree::{Element, Place};
use super::walk::{Walker, flush};
use crate::agenda::slot_line::APART;

/// The level of its headings that are slots.
pub(super) const SLOT_LEVEL: u8 = 3;

/// Paragraphs and pictures that say what follows from the rest.
const DERIVED: [&str; 5] = ["label", "when", "standing", "hours", "timeline"];

impl Walker<'_> {
    /// Reads an element of our own page that says more than it shows; says whether it was one.
    pub(super) fn own(&mut self, place: Place, element: &Element, out: &mut Vec<Part>, pen: &mut Pen) -> bool {
        let at = self.tree.at(place);
        let is = |name: &str, class: &str| element.name == name && element.is_of(class);
        if matches!(element.name.as_str(), "p" | "figure") && DERIVED.iter().any(|class| element.is_of(class)) {
            return true;
        }
        if is("p", "series") {
            flush(out, pen);
            let line = self.line(place);
            out.push(Part::Facts(vec![(self.lang.words().head.series.to_owned(), line)]));
        } else if is("p", "attachments") {
            flush(out, pen);
            let words = self.lang.words();
            pen.write(at, &format!("{}{}", words.slot.attachments, words.colon));
            self.children(place, out, pen);
            flush(out, pen);
        } else if is("span", "status") {
            if element.is_of("dropped") {
                pen.write(at, &format!("{APART}{}", self.lang.words().entry.dropped));
            }
        } else if is("span", "aside") || is("span", "tally") || is("span", "from") {
            pen.behind();
            self.behind(place, pen);
        } else if is("span", "label") {
            self.label(place, out, pen);
        } else if element.name == "bdi" {
            let name = self.line(place).text;
            pen.person(at, &name);
        } else {
            return false;
        }
        true
    }

    /// What stands behind a text, with a mark between the two.
    fn behind(&mut self, place: Place, pen: &mut Pen) {
        let (mut out, mut inner) = (Vec::new(), Pen::default());
        self.children(place, &mut out, &mut inner);
        for line in inner.take() {
            let text = line.text.trim_start_matches([' ', '·']);
            if !text.is_empty() {
                pen.write(self.tree.at(place), &format!(" · {text}"));
            }
        }
    }

    /// `Action #2` as the number, `Decision` as `Decision:` in bold.
    fn label(&mut self, place: Place, out: &mut Vec<Part>, pen: &mut Pen) {
        let number = self.tree.below(place, &|inner| inner.is_of("number"));
        if let Some(number) = number.first() {
            return self.children(*number, out, pen);
        }
        let bold = pen.is_bold();
        let text = self.line(place).text;
        pen.write(self.tree.at(place), &format!("{}:", text.trim_end_matches(':')));
        if bold {
            pen.embolden();
        }
    }

    /// Whether an item of our lists is what somebody noted: all other kinds have a class.
    pub(super) fn is_own_note(&self, element: &Element) -> bool {
        self.ours && element.get("id").starts_with("entry-") && element.get("class").is_empty()
    }

    /// The action item that an item of our lists is.
    pub(super) fn own_task(&self, place: Place, element: &Element) -> Option<Task> {
        let done = |inner: &Element| inner.is_of("status") || matches!(inner.name.as_str(), "ul" | "ol");
        let states = || self.tree.below(place, &done).into_iter().filter_map(|state| self.tree.element(state));
        let is_task = self.ours && element.is_of("action");
        is_task.then(|| Task { done: states().any(|state| state.is_of("done")), number: None })
    }
}
