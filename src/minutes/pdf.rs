//! Minutes as a pdf file.

use super::{CannotWrite, Format, Minutes, Options};

/// The whole file.
pub(super) fn write(_minutes: &Minutes, _options: &Options) -> Result<Vec<u8>, CannotWrite> {
    Err(CannotWrite::NotBuilt(Format::Pdf))
}
