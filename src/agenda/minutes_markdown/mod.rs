//! Minutes in Markdown, read back; any other Markdown is an agenda.
//!
//! Our own are known by their head: a title, and a list with `When` and the zone of the times in the words of their language.
//! They may have been edited by hand since; what stands where it can be understood counts, and nothing else is dropped. Not
//! here: a line of what was said (see `entry`), and how the file is written.

mod by_hand;
mod entry;
mod line;
mod ours;
mod summary;
mod tables;

use super::diagnostic::Report;
use super::{AgendaError, Reading, language, markdown, source, yaml};
use crate::lang::Lang;

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode(bytes, &mut report)?;
    if let Some(lang) = language_of_ours(&text) {
        let blocks = markdown::outline(&text, 0).blocks;
        if let Some(mut reading) = ours::read(&text, &blocks, lang, &yaml::one_line(fallback_title), &mut report) {
            reading.diagnostics = report.finish(&text);
            return Ok(reading);
        }
    }
    let reading = super::read_and_tell(bytes, fallback_title)?;
    // Front matter is what agendas of ours begin with: their bullets are talking points, whatever they say.
    Ok(if text.starts_with("---\n") { reading } else { by_hand::told(reading) })
}

/// A first look that costs little: the language in which a mark of our head stands near the beginning.
fn language_of_ours(text: &str) -> Option<Lang> {
    let near = source::near(text, 64 << 10);
    let fact = |line: &str| {
        let (name, value) = line.strip_prefix("- **")?.split_once("** ")?;
        language::of_fact(name, value)
    };
    near.trim_start().starts_with("# ").then(|| near.lines().find_map(fact))?
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
