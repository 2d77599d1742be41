//! Agendas on a page: HTML, and Confluence's storage format.

use super::{AgendaError, Reading};

/// Reads the whole file.
pub(super) fn html(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    super::read(bytes, fallback_title)
}

/// Reads the whole file.
pub(super) fn confluence(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    super::read(bytes, fallback_title)
}
