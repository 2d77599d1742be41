//! Lines that a mark, a word or a tag begins.
//!
//! The table says what each gives; here it is made. Not here: how a lead is recognised (`forms`).

use super::parts::Parts;
use super::{action, link, people, vote};
use crate::notation::forms::{Gives, Led, Role, leads};
use crate::notation::line::{Context, Line, LineKind, Order, Part};

pub(super) fn read(source: &str, context: &Context<'_>) -> Option<Line> {
    leads(source).find_map(|led| given(source, &led, context))
}

fn given(source: &str, led: &Led, context: &Context<'_>) -> Option<Line> {
    let body = text_begin(source, led);
    let says_something = body < source.len();
    let plain = |kind| Parts::new(source).to(body, Part::Mark).line(kind);
    match led.gives {
        Gives::Kind(LineKind::Action) => says_something.then(|| action::read(source, led, body, context)),
        Gives::Kind(LineKind::Link) => says_something.then(|| link::read(source, body, led.role))?,
        Gives::Kind(kind) => says_something.then(|| plain(kind)),
        Gives::Resolve { adopted } => {
            let mut line = plain(LineKind::Decision);
            if !adopted && says_something {
                line.text = format!("Rejected: {}", line.text);
            }
            Some(Line { order: Some(Order::Resolve { adopted }), ..line })
        }
        Gives::Votes => vote::counted(source, body, context),
        Gives::OpenSlot => says_something.then(|| {
            let line = plain(LineKind::Topic);
            Line { order: Some(Order::OpenSlot(line.text.clone())), ..line }
        }),
        gives => people::read(source, body, gives, certainty(led.role), context),
    }
}

/// Where the text begins. Only owners count in brackets after a word; what else stands there is text.
fn text_begin(source: &str, led: &Led) -> usize {
    let before = led.names.as_ref().and_then(|names| source.get(..names.start));
    let bracket = before.and_then(|before| before.char_indices().next_back());
    bracket.map_or(led.body, |(at, _)| at)
}

/// How much the words after such a lead must look like names.
fn certainty(role: Role) -> people::Certainty {
    match role {
        Role::Tag(tag, _) if tag.contains(|sign: char| !sign.is_alphabetic()) => people::Certainty::Anything,
        Role::Word(..) => people::Certainty::Names,
        _ => people::Certainty::KnownOrCapital,
    }
}
