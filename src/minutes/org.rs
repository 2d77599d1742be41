//! Minutes as an Org file.

use super::{Minutes, Options};

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let page = super::page::Page::new(minutes, options);
    format!("{}\n", page.title)
}
