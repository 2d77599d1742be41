//! Minutes as the body of a Confluence page, in its storage format.

use super::{Minutes, Options};

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let page = super::page::Page::new(minutes, options);
    format!("{}\n", page.title)
}
