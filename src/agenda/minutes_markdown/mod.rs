//! Minutes in Markdown, read back; any other Markdown is an agenda.
//!
//! Our own are known by their head: a title, and a list with `When` and the zone of the times. They may have been edited by
//! hand since; what stands where it can be understood counts, and nothing else is dropped. Only the English ones are
//! known. Not here: a line of what was said (see `entry`), and how the file is written.

mod by_hand;
mod entry;
mod line;
mod ours;
mod summary;
mod tables;
mod times;

use super::diagnostic::Report;
use super::{AgendaError, Reading, markdown, source, yaml};

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let mut report = Report::default();
    let text = source::decode(bytes, &mut report)?;
    if looks_like_ours(&text) {
        let blocks = markdown::outline(&text, 0).blocks;
        if let Some(mut reading) = ours::read(&text, &blocks, &yaml::one_line(fallback_title), &mut report) {
            reading.diagnostics = report.finish(&text);
            return Ok(reading);
        }
    }
    let reading = super::read_and_tell(bytes, fallback_title)?;
    // Front matter is what agendas of ours begin with: their bullets are talking points, whatever they say.
    Ok(if text.starts_with("---\n") { reading } else { by_hand::told(reading) })
}

/// A first look that costs nothing: the mark of the head near the beginning.
fn looks_like_ours(text: &str) -> bool {
    let near = source::near(text, 64 << 10);
    near.trim_start().starts_with("# ") && near.contains("\n- **When:** ") && near.contains("times in ")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
