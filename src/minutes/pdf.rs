//! The minutes as a typeset document: PDF, tagged for readers who hear it, where the build has a typesetter.
//!
//! The page goes to the typesetter as data beside a template of our own. Not here: the look (`assets/minutes.typ`), and what
//! stands in the minutes (see [`page`](super::page)).

use super::page::Page;
use super::paper::About;
use super::{CannotWrite, Minutes, Options};

#[cfg(feature = "pdf")]
mod data;
#[cfg(feature = "pdf")]
mod typeset;

/// The whole file.
#[cfg(feature = "pdf")]
pub(super) fn write(minutes: &Minutes, options: &Options) -> Result<Vec<u8>, CannotWrite> {
    of_page(&Page::new(minutes, options), &About::new(minutes, options))
}

/// The document of any page.
#[cfg(feature = "pdf")]
pub(super) fn of_page(page: &Page, about: &About) -> Result<Vec<u8>, CannotWrite> {
    typeset::file(page, about)
}

/// Not in this build.
#[cfg(not(feature = "pdf"))]
pub(super) fn write(_: &Minutes, _: &Options) -> Result<Vec<u8>, CannotWrite> {
    Err(CannotWrite::NotBuilt(super::Format::Pdf))
}

/// Not in this build either.
#[cfg(not(feature = "pdf"))]
pub(super) fn of_page(_: &Page, _: &About) -> Result<Vec<u8>, CannotWrite> {
    Err(CannotWrite::NotBuilt(super::Format::Pdf))
}

#[cfg(all(test, feature = "pdf"))]
mod tests;
