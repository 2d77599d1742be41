//! The sections on the meeting's series in Org: what was carried over, what became of action items, what was corrected.
//!
//! They are lists and no tasks of Org's own: those are in the minutes that noted them. Not here: what they say (see `page`).

use super::super::page::{Block, Item, Mark};
use super::escape::{self, Place};
use super::properties;
use crate::meeting::Status;

/// Each heading with its list.
pub(super) fn sections(blocks: &[Block]) -> Vec<String> {
    let one = |block: &Block| match block {
        Block::Heading { text, id, .. } => {
            let title = escape::heading(text, Place::Within);
            Some(format!("* {title}\n{}", properties(&[("CUSTOM_ID", id.clone())])))
        }
        Block::List(items) => Some(items.iter().map(item).collect::<Vec<_>>().join("\n")),
        Block::Paragraph(_) | Block::Lines(_) | Block::Facts(_) | Block::Table(_) | Block::Prepared(_) => None,
    };
    blocks.iter().filter_map(one).collect()
}

fn item(item: &Item) -> String {
    let mark = match &item.mark {
        Mark::Bullet => "",
        Mark::Task(task) if task.status == Status::Open => "[ ] ",
        Mark::Task(_) => "[X] ",
    };
    format!("- {mark}{}", escape::line(&item.text, Place::Typed))
}
