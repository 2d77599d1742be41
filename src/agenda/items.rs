//! Items of lists as slots: `3 min - title - presenter`, `Title (15m, Ann Lee)`, `Title @Ann 10min`.
//!
//! A list has one shape, so what the last part of an item is, all its items show together. Not here: which lists hold slots.

use super::heading::{SlotHeading, leading_bracket, trailing_bracket, without_emphasis};
use super::markdown::Item;
use super::names;
use crate::meeting::{Person, PlannedSlot, folded};
use crate::notation::times::{self, Length, is_dash};

/// An item read as a slot.
pub(super) struct Slotted {
    pub(super) heading: SlotHeading,
    /// Who leads it.
    pub(super) chair: Vec<String>,
}

/// What the items of a list have in common.
pub(super) struct Shape<'a> {
    roster: &'a [String],
    /// The last part behind a dash is who leads it.
    names_last: bool,
}

impl<'a> Shape<'a> {
    pub(super) fn of(items: &[Item], roster: &'a [String]) -> Self {
        // `3 min - title - presenter`: the length in front is what makes the others a record, and not a sentence.
        let records = items.iter().filter(|item| {
            let (line, _) = item.text.split_at_checked(item.first_line).unwrap_or((&item.text, ""));
            let is_record = in_front(line).is_some_and(|(_, title)| last_part(title).is_some());
            is_record && last_part(line).is_some_and(|(_, last)| last.split_whitespace().count() < 5)
        });
        let measured = items.iter().filter(|item| in_front(item.text.get(..item.first_line).unwrap_or("")).is_some());
        Self { roster, names_last: records.count() * 2 > measured.count() }
    }

    /// The first line of an item as a slot, and its other lines.
    pub(super) fn read<'t>(&self, item: &'t Item) -> (Slotted, &'t str) {
        let (mut heading, rest) = heading_of(item);
        let mut chair = Vec::new();
        let title = heading.title.clone();
        if let Some((length, title, last)) = length_and_name(&title)
            && heading.agrees_with(length)
        {
            chair = names::split(last, self.roster);
            without_emphasis(title).clone_into(&mut heading.title);
        }
        if let Some((title, last)) = heading.title.split_once('\t')
            && heading.is_timed()
            && chair.is_empty()
            && !last.contains('\t')
        {
            let title = title.trim().to_owned();
            (chair, heading.title) = (names::split(last, self.roster), title);
        }
        if let Some((title, inner)) = trailing_bracket(&heading.title)
            && let Some((length, who)) = self.length_and_names(inner)
            && !title.is_empty()
        {
            let title = title.to_owned();
            if heading.agrees_with(length) {
                (chair, heading.title) = (who, title);
            }
        }
        while let Some((title, mention)) = last_mention(&heading.title).filter(|_| heading.is_timed()) {
            let title = title.to_owned();
            chair.insert(0, self.known(mention));
            heading.title = title;
        }
        if let Some((title, last)) = last_part(&heading.title)
            && chair.is_empty()
            && heading.is_timed()
            && (self.names_last || self.are_of_roster(last))
        {
            let title = title.to_owned();
            (chair, heading.title) = (names::split(last, self.roster), title);
        }
        (Slotted { heading, chair }, rest)
    }

    /// `15m, Ann Lee` or the other way round.
    fn length_and_names(&self, inner: &str) -> Option<(Length, Vec<String>)> {
        let mut parts = names::split(inner, self.roster);
        let nth = parts.iter().position(|part| times::length(part).is_some())?;
        let length = times::length(&parts.remove(nth))?;
        let is_name = |part: &String| {
            let capital = part.chars().next().is_some_and(|first| !first.is_lowercase() && first.is_alphabetic());
            self.roster.contains(part) || (capital && part.split_whitespace().count() < 5)
        };
        (!parts.is_empty() && parts.iter().all(is_name)).then_some((length, parts))
    }

    fn are_of_roster(&self, text: &str) -> bool {
        let names = names::split(text, self.roster);
        !names.is_empty() && names.iter().all(|name| self.roster.contains(name))
    }

    /// The one of the roster whose first name this is, else the name as it stands.
    fn known(&self, name: &str) -> String {
        let mut fitting = self
            .roster
            .iter()
            .filter(|known| known.split(' ').next().is_some_and(|first| first.eq_ignore_ascii_case(name)));
        match (fitting.next(), fitting.next()) {
            (Some(known), None) => known.clone(),
            _ => name.to_owned(),
        }
    }
}

/// Gives a slot the people at the end of its title as its chairs, in brackets or behind a dash, where it has none: `Plan (Bo)`,
/// `Plan - Ann Lee`. Only people who are known count, by their whole or their first name.
pub(super) fn lead(slot: &mut PlannedSlot, people: &[Person]) {
    let parts = trailing_bracket(&slot.title).or_else(|| last_part(&slot.title));
    let Some((title, last)) = parts.filter(|(title, _)| slot.chair.is_empty() && !title.is_empty()) else { return };
    let named = |name: &String| {
        let same = |own: &str| folded(own) == folded(name);
        let whole = people.iter().find(|person| same(&person.name));
        let mut first = people.iter().filter(|person| person.name.split(' ').next().is_some_and(same));
        whole.or_else(|| first.next().filter(|_| first.next().is_none())).map(|person| person.name.clone())
    };
    let found: Option<Vec<String>> = names::split(last, &[]).iter().map(named).collect();
    if let Some(found) = found.filter(|found| !found.is_empty()) {
        let title = title.to_owned();
        (slot.chair, slot.title) = (found, title);
    }
}

/// The first line of an item as a heading, and its other lines. Items also put their length first, or behind a dash, or
/// behind a name.
pub(super) fn heading_of(item: &Item) -> (SlotHeading, &str) {
    let (line, rest) = item.text.split_at_checked(item.first_line).unwrap_or((&item.text, ""));
    let mut heading = SlotHeading::read(line);
    if heading.length.is_none()
        && let Some((length, title)) = other_length(&heading.title)
    {
        let title = title.to_owned();
        heading.length = Some(length);
        heading.read_on(&title);
    }
    (heading, rest.trim_start())
}

/// `[10 min] Title`, `10 min: Title`, `10 min - Title`, `Title - 10 min`, `Title @Ann 10 min`.
fn other_length(title: &str) -> Option<(Length, &str)> {
    let marks = |c: char| is_dash(c) || matches!(c, ',' | '，');
    let behind = || {
        title.char_indices().filter(|(_, c)| marks(*c)).find_map(|(at, _)| {
            let before = title.get(..at)?;
            let parted = before.ends_with(char::is_whitespace) || !title.get(at..)?.starts_with('-');
            let length = times::length(title.get(at..)?.trim_start_matches(marks))?;
            parted.then(|| (length, before.trim_end()))
        })
    };
    let mentioned = || {
        let at = title.rfind(" @")? + 1;
        let name = at + title.get(at..)?.find(char::is_whitespace)?;
        Some((times::length(title.get(name..)?)?, title.get(..name)?))
    };
    in_front(title).or_else(behind).or_else(mentioned).filter(|(_, title)| !title.is_empty())
}

/// Whether an item says when it is or how long it takes.
pub(super) fn is_timed(item: &Item) -> bool {
    let heading = heading_of(item).0;
    heading.is_timed() || length_and_name(&heading.title).is_some()
}

/// `Title (5 min) — Ann Lee`, `挨拶（5分）田中`: the length, the title and who leads it.
fn length_and_name(title: &str) -> Option<(Length, &str, &str)> {
    let in_western = || {
        let (before, last) = last_part(title)?;
        trailing_bracket(before).map(|(title, inner)| (title, inner, last))
    };
    let in_chinese = || {
        let (before, rest) = title.split_once('（')?;
        let (inner, last) = rest.split_once('）')?;
        (last.chars().count() < 20).then_some((before.trim(), inner, last.trim()))
    };
    let is_name = |name: &String| {
        let mut words = name.split_whitespace();
        words.clone().count() < 5
            && words.all(|word| !word.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()))
    };
    let (title, inner, last) = in_western().or_else(in_chinese)?;
    let names = names::split(last, &[]);
    let named = !names.is_empty() && names.iter().all(is_name) && !title.is_empty();
    named.then_some((times::length(inner)?, title, last))
}

/// `[10 min] Title`, `10 min: Title`, `10 min - Title`.
fn in_front(title: &str) -> Option<(Length, &str)> {
    let at_dash = || {
        let dash =
            title.char_indices().find(|(at, c)| is_dash(*c) && title.get(..*at).is_some_and(|it| it.ends_with(' ')))?;
        let (before, after) = title.split_at_checked(dash.0)?;
        let after = after.trim_start_matches(is_dash);
        after.starts_with(' ').then_some((before.trim_end(), after.trim_start()))
    };
    // `5分 議題`: nothing but a blank parts the two.
    let chinese = || {
        let (first, rest) = title.split_once(char::is_whitespace)?;
        first.contains(['分', '时', '時']).then_some((first, rest))
    };
    let parts = leading_bracket(title).or_else(|| title.split_once(": ")).or_else(|| title.split_once('：'));
    let parts = parts.or_else(chinese);
    let known = |(inner, rest): (&str, _)| Some((times::length(inner)?, rest));
    let (length, rest): (Length, &str) = parts.and_then(known).or_else(|| at_dash().and_then(known))?;
    Some((length, rest.trim()))
}

/// Splits `Title - Ann Lee` at its last dash between blanks.
fn last_part(title: &str) -> Option<(&str, &str)> {
    let (at, dash) = title.char_indices().rev().find(|(at, c)| {
        let parted = |text: Option<&str>, is: fn(&str) -> bool| text.is_some_and(is);
        is_dash(*c)
            && parted(title.get(..*at), |before| before.ends_with(' '))
            && parted(title.get(at + c.len_utf8()..), |after| after.starts_with(' '))
    })?;
    let (before, after) = (title.get(..at)?.trim(), title.get(at + dash.len_utf8()..)?.trim());
    (!before.is_empty() && !after.is_empty()).then_some((before, after))
}

/// Splits `Title @Ann` into the title and the name.
fn last_mention(title: &str) -> Option<(&str, &str)> {
    let (before, last) = title.trim_end().trim_end_matches(',').rsplit_once(' ')?;
    let name = last.strip_prefix('@')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    (is_name && !before.trim().is_empty()).then_some((before.trim_end(), name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Vec<String> {
        let item = |text: &&str| Item { at: 0, text: (*text).to_owned(), first_line: text.len(), children: Vec::new() };
        let items: Vec<Item> = lines.iter().map(item).collect();
        let roster = ["Ann Lee".to_owned(), "Bo Chen".to_owned()];
        let shape = Shape::of(&items, &roster);
        let shown = |item: &Item| {
            let (Slotted { heading, chair }, _) = shape.read(item);
            let start = heading.start.map_or(String::new(), |start| format!("{} ", start.format("%H:%M")));
            let length = heading.length.map_or(String::new(), |length| format!("{length} "));
            format!("{start}{length}{}|{}", heading.title, chair.join("+"))
        };
        items.iter().map(shown).collect()
    }

    #[test]
    fn a_list_of_records_says_length_title_and_who_leads() {
        assert_eq!(
            read(&["3 min - Introductions - Hadrian", "20 min - Auth - part two - elf Pavlik", "5 min - Close"]),
            ["3m Introductions|Hadrian", "20m Auth - part two|elf Pavlik", "5m Close|"]
        );
        assert_eq!(
            read(&["5 min - Tea - green or black is all the same to me"]),
            ["5m Tea - green or black is all the same to me|"]
        );
    }

    #[test]
    fn of_a_mixed_list_those_with_a_length_in_front_are_records() {
        assert_eq!(read(&["3 min - intro - Ann", "9:00-9:10 title two"]), ["3m intro|Ann", "09:00 10m title two|"]);
        assert_eq!(read(&["5分 四番目"]), ["5m 四番目|"]);
        assert_eq!(read(&["09:00 – 09:10\tWelcome\tAnn"]), ["09:00 10m Welcome|Ann"]);
    }

    #[test]
    fn a_length_in_brackets_may_stand_before_who_leads() {
        for (text, expected) in [
            ("**Welcome** (5 min) — Ann", "5m Welcome|Ann"),
            ("Plan (25 min) - Bo Chen, Zed Abel", "25m Plan|Bo Chen+Zed Abel"),
            ("挨拶（5分）田中", "5m 挨拶|田中"),
            ("Plan (25 min) - if time allows", "Plan (25 min) - if time allows|"),
        ] {
            assert_eq!(read(&[text]), [expected], "{text}");
        }
    }

    #[test]
    fn a_bracket_or_a_mention_names_who_leads() {
        for (text, expected) in [
            ("Report (15m, Zed Abel)", "15m Report|Zed Abel"),
            ("Report (Ann Lee, 15 min)", "15m Report|Ann Lee"),
            ("Report (15m, if time allows)", "Report (15m, if time allows)|"),
            ("Report (15m)", "15m Report|"),
            ("Report @Ann 10min", "10m Report|Ann Lee"),
            ("Report @zed @bo (10m)", "10m Report|zed+Bo Chen"),
            ("Report @zed", "Report @zed|"),
            ("Report - Bo Chen (10m)", "10m Report|Bo Chen"),
            ("9:00-9:10 Report – Ann Lee", "09:00 10m Report|Ann Lee"),
            ("10:00 Report - part two", "10:00 Report - part two|"),
        ] {
            assert_eq!(read(&[text]), [expected], "{text}");
        }
    }
}
