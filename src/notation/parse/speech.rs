//! What somebody said: `Name: text`, and what goes on after `…`.
//!
//! A colon follows many words, so the name must be known or look like one that only a chat has.
//! Not here: who spoke last.

use super::parts::Parts;
use crate::notation::forms::{Role, forms};
use crate::notation::line::{Context, Known, Line, LineKind, Owner, Part};
use crate::notation::mentions::mentioned;
use crate::notation::roster::Roster;

pub(super) fn read(source: &str, context: &Context<'_>) -> Option<Line> {
    going_on(source).or_else(|| {
        let (speaker, text) = in_brackets(source, context.roster)
            .or_else(|| after_sign(source, context.roster))
            .or_else(|| before_colon(source, context.roster))?;
        let parts = Parts::new(source).to(text, Part::Names);
        let escaped = source.get(text..).is_some_and(|text| text.starts_with('\\') && text.len() > 1);
        let parts = if escaped { parts.to(text + 1, Part::Escape) } else { parts };
        (text < source.len()).then(|| Line { speaker: Some(speaker), ..parts.line(LineKind::Speech) })
    })
}

/// `… and so on`.
fn going_on(source: &str) -> Option<Line> {
    let mut signs = forms().iter().filter_map(|form| if let Role::More(sign) = form.role { Some(sign) } else { None });
    let rest = signs.find_map(|sign| source.strip_prefix(sign)).filter(|rest| !rest.starts_with('.'))?.trim_start();
    (!rest.is_empty()).then(|| Parts::new(source).to(source.len() - rest.len(), Part::Mark).line(LineKind::Speech))
}

/// Tags that prose speaks of.
const TAGS: [&str; 24] = [
    "br", "hr", "em", "td", "tr", "th", "li", "ul", "ol", "dl", "div", "pre", "img", "sub", "sup", "kbd", "span",
    "code", "head", "body", "html", "table", "strong", "script",
];

/// `<nick> text`; gives the speaker and where the text begins.
fn in_brackets(source: &str, roster: &Roster) -> Option<(Owner, usize)> {
    let (nick, rest) = source.strip_prefix('<')?.split_once('>')?;
    let owner = nicknamed(nick, roster);
    // `<b>` is a tag of a page, `<TODO>` a gap to be filled.
    let other = TAGS.contains(&nick) || !nick.contains(char::is_lowercase) || nick.chars().nth(1).is_none();
    let is_nick = (owner.is_known() || !other)
        && nick.starts_with(|sign: char| sign.is_alphabetic() || sign == '_')
        && !nick.contains(|sign: char| sign.is_whitespace() || "<=\"".contains(sign))
        && !nick.contains("://");
    (is_nick && rest.starts_with(char::is_whitespace)).then(|| (owner, source.len() - rest.trim_start().len()))
}

/// `@name: text`.
fn after_sign(source: &str, roster: &Roster) -> Option<(Owner, usize)> {
    let named = source.strip_prefix('@')?;
    let (owner, taken) = mentioned(named, roster)?;
    text_after_colon(source, 1 + taken).map(|text| (owner, text))
}

/// `Name: text`.
fn before_colon(source: &str, roster: &Roster) -> Option<(Owner, usize)> {
    const LONGEST: usize = 80;
    let (colon, _) =
        source.char_indices().take_while(|(at, _)| *at < LONGEST).find(|(_, sign)| matches!(sign, ':' | '：'))?;
    let typed = source.get(..colon)?.trim_end();
    let text = text_after_colon(source, typed.len())?;
    let owner = nicknamed(typed, roster);
    (owner.is_known() || is_chat_name(typed)).then_some((owner, text))
}

/// Where the text begins after a colon at `at`, spaces before it or not; an address and a time have colons too.
fn text_after_colon(source: &str, at: usize) -> Option<usize> {
    let rest = source.get(at..)?.trim_start();
    let text = rest.strip_prefix([':', '：'])?;
    let inner = text.starts_with(|next: char| next == '/' || next == ':' || next.is_ascii_digit());
    (!inner).then(|| source.len() - text.trim_start().len())
}

/// Whose nickname this is; a chat has no spaces in names.
pub(in crate::notation) fn nicknamed(typed: &str, roster: &Roster) -> Owner {
    let owner = roster.resolve(typed);
    if owner.known != Known::Unknown || !typed.contains('_') {
        return owner;
    }
    let spaced = roster.resolve(&typed.replace('_', " "));
    if spaced.is_known() { spaced } else { owner }
}

/// `Joe_Andrieu`: one word with an underscore, capitals and small letters.
fn is_chat_name(typed: &str) -> bool {
    let Some((_, after)) = typed.split_once('_') else { return false };
    typed.starts_with(char::is_uppercase)
        && after.contains(char::is_uppercase)
        && typed.contains(char::is_lowercase)
        && typed.chars().all(|sign| sign.is_alphanumeric() || "_-.'’()/".contains(sign))
}
