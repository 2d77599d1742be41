//! A part of the minutes, to be pasted into a mail or a chat.
//!
//! The same Markdown as that of the whole minutes, so that a part never says something else than they do; it reads well
//! unrendered too. None where there is nothing to say. Not here: where the text goes.

use super::page::{Page, of_entry};
use super::{Minutes, Only, Options, markdown};
use crate::meeting::{EntryId, SlotId};

/// An entry with all that stands under it; one that stands alone without a bullet.
pub fn entry(minutes: &Minutes, options: &Options, entry: EntryId) -> Option<String> {
    text(&of_entry(minutes, options.lang, entry), options)
}

/// All that the minutes say of a slot, from its title on.
pub fn slot(minutes: &Minutes, options: &Options, slot: SlotId) -> Option<String> {
    let mut page = Page::new(minutes, &Options { only: None, ..sections(options) });
    if page.keep_slot(slot) { text(&page.blocks, options) } else { None }
}

/// All action items, by owner.
pub fn actions(minutes: &Minutes, options: &Options) -> Option<String> {
    let mut page = Page::new(minutes, &Options { only: Some(Only::Actions), ..sections(options) });
    if page.keep_from_heading() { text(&page.blocks, options) } else { None }
}

/// A part of a table is no table.
fn sections(options: &Options) -> Options {
    Options { layout: super::Layout::Sections, ..options.clone() }
}

fn text(blocks: &[super::page::Block], options: &Options) -> Option<String> {
    let text = markdown::of_blocks(blocks, options.lang);
    (!text.trim().is_empty()).then(|| text + "\n")
}
