//! Links: an address and what it is.
//!
//! An address that is the whole line is a link; within a text it is text. Not here: whether it leads anywhere.

use super::parts::Parts;
use crate::notation::forms::Role;
use crate::notation::line::{Context, Line, LineKind, Part};

/// An address that is the whole line.
pub(super) fn bare(source: &str, _: &Context<'_>) -> Option<Line> {
    is_address(source).then(|| Line {
        text: source.to_owned(),
        link: Some(without_punctuation(source).to_owned()),
        ..Parts::new(source).to(source.len(), Part::Address).line(LineKind::Link)
    })
}

/// The link whose address or text begins at `body`. An arrow is one only before an address.
pub(super) fn read(source: &str, body: usize, role: Role) -> Option<Line> {
    let rest = source.get(body..)?;
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let typed = rest.get(..end)?;
    let address = typed.strip_prefix('<').and_then(|typed| typed.strip_suffix('>')).unwrap_or(typed);
    let parts = Parts::new(source).to(body, Part::Mark);
    if is_address(address) {
        let label = source.len() - rest.get(end..)?.trim_start().len();
        let mut line = parts.to(label, Part::Address).line(LineKind::Link);
        if line.text.is_empty() {
            address.clone_into(&mut line.text);
        }
        return Some(Line { link: Some(address.to_owned()), ..line });
    }
    if !matches!(role, Role::Tag(tag, _) if tag.starts_with('#')) {
        return None;
    }
    let escaped = rest.len() > 1 && rest.starts_with('\\');
    let parts = if escaped { parts.to(body + 1, Part::Escape) } else { parts };
    let hint = (!escaped).then(|| "no address stands after it".to_owned());
    Some(Line { hint, ..parts.line(LineKind::Link) })
}

/// An address without the punctuation of the sentence that it ends.
fn without_punctuation(address: &str) -> &str {
    let plain = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '…']);
    match plain.strip_suffix(')') {
        Some(inside) if !inside.contains('(') => without_punctuation(inside),
        _ => plain,
    }
}

/// Whether a text is an address of a kind that readers of minutes can follow.
pub(in crate::notation) fn is_address(text: &str) -> bool {
    let after = |scheme: &str| {
        let (said, rest) = text.split_at_checked(scheme.len())?;
        said.eq_ignore_ascii_case(scheme).then_some(rest)
    };
    let rest = ["https://", "http://", "ftp://", "mailto:"].into_iter().find_map(after);
    rest.is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) && !text.contains(char::is_whitespace)
}
