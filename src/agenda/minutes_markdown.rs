//! Minutes in Markdown, read back; any other Markdown is an agenda.

use super::{AgendaError, Reading};

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    super::read_and_tell(bytes, fallback_title)
}
