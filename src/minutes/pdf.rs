//! The minutes as a typeset document: PDF, tagged for readers who hear it, where the build has a typesetter.
//!
//! The page goes to the typesetter as data beside a template of our own. Not here: the look (`assets/minutes.typ`), and what
//! stands in the minutes (see [`page`](super::page)).

use super::{CannotWrite, Minutes, Options};

#[cfg(feature = "pdf")]
mod data;
#[cfg(feature = "pdf")]
mod typeset;

/// The whole file.
#[cfg(feature = "pdf")]
pub(super) fn write(minutes: &Minutes, options: &Options) -> Result<Vec<u8>, CannotWrite> {
    typeset::file(&super::page::Page::new(minutes, options), &super::paper::About::new(minutes, options))
}

/// Not in this build.
#[cfg(not(feature = "pdf"))]
pub(super) fn write(_: &Minutes, _: &Options) -> Result<Vec<u8>, CannotWrite> {
    Err(CannotWrite::NotBuilt(super::Format::Pdf))
}

#[cfg(all(test, feature = "pdf"))]
mod tests;
