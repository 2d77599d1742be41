//! Agendas in the plain text of a copied page.

use super::{AgendaError, Reading};

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    super::read(bytes, fallback_title)
}
