//! The name that the line may go on with, shown in grey behind the cursor.
//!
//! Names are long and must be right; two letters and a key are enough. A completion is only ever offered.
//! Not here: keys, and who counts as recent.

use std::ops::Range;

use super::fold::{folded, joins, starts};
use super::forms::lead;
use super::line::LineKind;
use super::owners::open_name;
use super::roster::{Name, Roster};

/// A name that the line may go on with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What to show in grey behind the cursor: the rest of the name, or ` → Name` where the name does not begin with
    /// what was typed.
    pub rest: String,
    /// The bytes of the line that taking it replaces; they end at the cursor.
    pub replace: Range<usize>,
    /// The full name.
    pub with: String,
}

/// The completion at a byte offset of the line: directly after `@` and letters, or for an owner at the beginning of an
/// action item. People in `recent` (full names, the latest first) come first, then the roster in its order.
pub fn complete(line: &str, cursor: usize, roster: &Roster, recent: &[String]) -> Option<Completion> {
    let (before, after) = line.split_at_checked(cursor)?;
    if after.starts_with(joins) {
        return None;
    }
    after_sign(before, roster, recent).or_else(|| before_dash(before, roster, recent))
}

fn after_sign(before: &str, roster: &Roster, recent: &[String]) -> Option<Completion> {
    let (outside, typed) = before.rsplit_once('@')?;
    if outside.ends_with(|sign| joins(sign) || sign == '\\') || typed.starts_with(char::is_whitespace) {
        return None;
    }
    let from = if typed.is_empty() { From::Recent } else { From::Everybody };
    offer(before, before.len() - typed.len(), roster, recent, from, &[])
}

/// One letter is not yet a name: most action items begin with a verb.
fn before_dash(before: &str, roster: &Roster, recent: &[String]) -> Option<Completion> {
    let (kind, body) = lead(before.trim_start());
    if kind != LineKind::Action || body.starts_with('\\') {
        return None;
    }
    let (begin, named) = open_name(body)?;
    let named: Vec<_> = named.into_iter().map(|name| roster.resolve(name)).collect();
    if body.get(begin..)?.chars().nth(1).is_none() || !(named.is_empty() || named.iter().any(super::Owner::is_known)) {
        return None;
    }
    let taken: Vec<&str> = named.iter().map(|owner| owner.name.as_str()).collect();
    offer(before, before.len() - body.len() + begin, roster, recent, From::Everybody, &taken)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Recent,
    Everybody,
}

fn offer(
    before: &str,
    begin: usize,
    roster: &Roster,
    recent: &[String],
    from: From,
    taken: &[&str],
) -> Option<Completion> {
    let typed = before.get(begin..)?;
    let wanted = folded(typed);
    let lately = recent.iter().filter_map(|name| roster.named(name));
    let others = roster.names().iter().filter(|_| from == From::Everybody);
    let open = |name: &&Name| !taken.contains(&name.full.as_str()) && name.full != typed;
    let name = [fits_at_start, fits_elsewhere]
        .into_iter()
        .find_map(|fits| lately.clone().filter(open).find(|name| fits(name, &wanted)))
        .or_else(|| {
            let mut ways = [fits_at_start, fits_elsewhere].into_iter();
            ways.find_map(|fits| others.clone().filter(open).find(|name| fits(name, &wanted)))
        })?;
    let rest = match starts(&name.full, &wanted) {
        Some(said) => name.full.get(said..)?.to_owned(),
        None => format!(" → {}", name.full),
    };
    Some(Completion { rest, replace: begin..before.len(), with: name.full.clone() })
}

fn fits_at_start(name: &Name, wanted: &str) -> bool {
    name.folded.starts_with(wanted)
}

fn fits_elsewhere(name: &Name, wanted: &str) -> bool {
    let mut inner = name.folded.match_indices([' ', '-']);
    name.handle.as_deref().is_some_and(|handle| handle.starts_with(wanted))
        || inner.any(|(at, _)| name.folded.get(at + 1..).is_some_and(|tail| tail.starts_with(wanted)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::{anything, roster};
    use super::*;

    fn offered(line: &str, recent: &[&str]) -> Option<(String, String, String)> {
        let recent: Vec<String> = recent.iter().map(|&name| name.to_owned()).collect();
        let found = complete(line, line.len(), &roster(), &recent)?;
        Some((found.rest, line[found.replace].to_owned(), found.with))
    }

    fn assert_offered(line: &str, recent: &[&str], rest: &str, replaced: &str, with: &str) {
        let offered = offered(line, recent);
        let offered = offered.as_ref().map(|(rest, replaced, with)| (&**rest, &**replaced, &**with));
        assert_eq!(offered, Some((rest, replaced, with)), "{line}");
    }

    #[test]
    fn a_mention_is_completed_from_its_first_letters() {
        assert_offered("ask @an", &[], "n Lee", "an", "Ann Lee");
        assert_offered("! ask @Ann L", &[], "ee", "Ann L", "Ann Lee");
        assert_offered("ask @both", &[], " → Jim Botha", "both", "Jim Botha");
        assert_offered("ask @ble", &[], " → Beth Lee", "ble", "Beth Lee");
        assert_offered("ask @rv", &[], "-SST", "rv", "RV-SST");
        assert_offered("ask @jose", &[], " Ruiz", "jose", "José Ruiz");
        assert_offered("ask @lee", &[], " → Ann Lee", "lee", "Ann Lee");
    }

    #[test]
    fn people_who_were_named_lately_come_first() {
        assert_offered("ask @b", &[], "o Chen", "b", "Bo Chen");
        assert_offered("ask @b", &["Beth Lee"], "eth Lee", "b", "Beth Lee");
        assert_offered("ask @", &["Beth Lee"], "Beth Lee", "", "Beth Lee");
        assert_eq!(offered("ask @", &["Nobody"]), None);
    }

    #[test]
    fn an_owner_is_completed_at_the_beginning_of_an_action_item() {
        assert_offered("! ji", &[], "m Botha", "ji", "Jim Botha");
        assert_offered("  ACTION: ann, bo", &[], " Chen", "bo", "Bo Chen");
        assert_offered("! ann and the rv", &[], "-SST", "rv", "RV-SST");
    }

    #[test]
    fn nothing_is_offered_where_no_name_is_being_typed() {
        for line in [
            "ji",
            "! j",
            "! jim — bo",
            "! fix it, bo",
            "\\! ji",
            "! \\ji",
            "ann@exa",
            "ask @ ann",
            "ask \\@ann",
            "! Ann Lee, ann",
            "ask @Ann Lee",
            "ask @xyz",
            "",
        ] {
            assert_eq!(offered(line, &["Bo Chen"]), None, "{line}");
        }
        assert_eq!(complete("ask @ann", 6, &roster(), &[]), None, "within a word");
    }

    proptest! {
        #[test]
        fn a_taken_completion_leaves_the_rest_of_the_line(line in anything(), cursor in 0usize..40) {
            if let Some(found) = complete(&line, cursor, &roster(), &[]) {
                prop_assert_eq!(found.replace.end, cursor);
                prop_assert!(line.get(found.replace).is_some());
                prop_assert!(!found.rest.is_empty());
            }
        }
    }
}
