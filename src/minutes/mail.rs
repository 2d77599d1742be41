//! Minutes as the draft of an e-mail.

use super::{Minutes, Options};

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let page = super::page::Page::new(minutes, options);
    format!("{}\n", page.title)
}
