//! What a scribe means by a word after a verb: a slot, an action item, somebody, minutes.
//!
//! Names are parts of what is on screen, and numbers are those that the screen shows. What fits several things or none
//! is refused with what would do. Not here: what is done to it (see `update`), and names in the notation.

use crate::meeting::{Attachment, Day, ItemRef, Meeting, Slot, SlotId};
use crate::notation::brackets::trailing_length;
use crate::words::say;

/// The slots that have a number on their day, in order, from 1: what the agenda planned, without breaks. Opening a slot
/// in between moves no number.
fn numbered(day: &Day) -> impl Iterator<Item = &Slot> {
    day.slots.iter().filter(|slot| !slot.plan.kind.is_break() && !slot.unplanned && !slot.withdrawn)
}

/// The number of a slot on its day.
pub fn number_of(day: &Day, slot: SlotId) -> Option<usize> {
    numbered(day).position(|other| other.id == slot).map(|place| place + 1)
}

/// The slot of a number on the day of the slot on screen, or the one whose title has this part.
pub fn slot_named(meeting: &Meeting, viewed: SlotId, text: &str) -> Result<SlotId, String> {
    let text = text.trim();
    let today = meeting.days.iter().find(|day| day.slots.iter().any(|slot| slot.id == viewed));
    if let (Ok(number), Some(day)) = (text.trim_start_matches('#').parse::<usize>(), today) {
        let found = number.checked_sub(1).and_then(|place| numbered(day).nth(place));
        return found.map(|slot| slot.id).ok_or_else(|| match numbered(day).count() {
            0 => say("name-no-numbers").to_owned(),
            last => say!("name-no-slot", number = number, last = last),
        });
    }
    let on_day = |slot: &Slot| today.is_some_and(|day| day.slots.iter().any(|other| other.id == slot.id));
    let slots = meeting.slots().filter(|slot| !slot.withdrawn);
    let ranked = slots.filter_map(|slot| Some(((fit(&slot.plan.title, text)?, !on_day(slot)), slot)));
    match best(ranked).as_slice() {
        [] => Err(say!("name-no-title", text = text)),
        [slot] => Ok(slot.id),
        [one, other, ..] => {
            let (one, other) = (one.plan.title.as_str(), other.plan.title.as_str());
            Err(say!("name-several", text = text, one = one, other = other))
        }
    }
}

/// What was named for a slot, or for the whole meeting, in it, by a part of its name or its place: what is for `here` before all
/// else. What the agenda names is the agenda's.
pub(super) fn attachment_named(
    meeting: &Meeting,
    here: Option<SlotId>,
    text: &str,
) -> Result<(Option<SlotId>, Attachment), String> {
    let text = text.trim().trim_matches('"');
    let all = meeting.all_attachments().map(|(slot, one)| (slot.map(|slot| slot.id), one));
    let ranked = all.filter_map(|(slot, one)| {
        let fits =
            [one.name.as_str(), one.link.as_deref().unwrap_or_default()].into_iter().filter_map(|it| fit(it, text));
        Some(((slot != here, fits.min()?), (slot, one)))
    });
    match best(ranked).as_slice() {
        [] => Err(say!("name-no-attachment", text = text)),
        [(slot, one)] if meeting.is_of_the_agenda(*slot, one) => Err(say!("name-of-agenda", what = one.shown())),
        [(slot, one)] => Ok((*slot, (*one).clone())),
        [(_, one), (_, other), ..] => Err(say!("name-several", text = text, one = one.shown(), other = other.shown())),
    }
}

/// The action item of a number: this meeting's, or one that it carries.
pub(super) fn item_numbered(meeting: &Meeting, text: &str) -> Result<ItemRef, String> {
    let number = text.trim().trim_start_matches('#').parse::<u32>();
    let number = number.map_err(|_| say!("name-no-item-number", text = text.trim()))?;
    if let Some((_, entry)) = meeting.action_numbered(number) {
        return Ok(ItemRef { meeting: None, entry: entry.id });
    }
    let carried = meeting.carried.iter().find(|carried| carried.number == number);
    carried.map(|carried| carried.item.clone()).ok_or_else(|| say!("name-no-item", number = number))
}

/// Somebody who waits to speak, else somebody of the roster or a group, by any part of the name.
pub(super) fn somebody(meeting: &Meeting, text: &str) -> Result<String, String> {
    let text = text.trim();
    let waiting = meeting.queue.iter().map(|name| (name, false));
    let known = meeting.people.iter().map(|person| &person.name).chain(&meeting.groups).map(|name| (name, true));
    let known = known.filter(|(name, _)| !meeting.queue.contains(name));
    let ranked = waiting.chain(known).filter_map(|(name, later)| Some(((later, fit(name, text)?), name)));
    match best(ranked).as_slice() {
        [] => Err(say!("name-nobody", text = text)),
        [name] => Ok((*name).clone()),
        [one, other, ..] => Err(say!("name-several-people", text = text, one = one.as_str(), other = other.as_str())),
    }
}

/// Minutes to give or to take: `10`, `-5`, `+10 min`, `10 more minutes`, `1h`.
pub(super) fn minutes(text: &str) -> Result<i32, String> {
    let refused = || say!("name-no-minutes", text = text.trim());
    let text = text.trim().replace('−', "-").to_lowercase();
    let digits = text.trim_start_matches(['+', '-']);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (number, unit) = digits.split_at(end);
    let unit = unit.trim_start().trim_start_matches("more ").trim_end_matches('.');
    let one = match unit {
        "" | "m" | "min" | "mins" | "minute" | "minutes" => 1,
        "h" | "hour" | "hours" => 60,
        _ => return Err(refused()),
    };
    let minutes = number.parse::<i32>().ok().and_then(|number| number.checked_mul(one));
    match minutes {
        Some(minutes @ 1..=MOST_MINUTES) => Ok(if text.starts_with('-') { -minutes } else { minutes }),
        Some(0) | None => Err(refused()),
        Some(_) => Err(say("name-too-long").to_owned()),
    }
}

const MOST_MINUTES: i32 = 24 * 60;

/// How well a part fits a name, less is better: all of it, its beginning, the beginning of a word, anywhere in it.
fn fit(name: &str, part: &str) -> Option<u8> {
    let (name, part) = (name.to_lowercase(), part.to_lowercase());
    if part.is_empty() {
        return None;
    }
    let begins_word = |at: usize| name[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    if name == part {
        Some(0)
    } else if name.starts_with(&part) {
        Some(1)
    } else if name.match_indices(&part).any(|(at, _)| begins_word(at)) {
        Some(2)
    } else {
        name.contains(&part).then_some(3)
    }
}

/// All that fit as well as the best.
fn best<R: Ord + Copy, T>(ranked: impl Iterator<Item = (R, T)>) -> Vec<T> {
    let ranked: Vec<(R, T)> = ranked.collect();
    let rank = ranked.iter().map(|(rank, _)| *rank).min();
    ranked.into_iter().filter(|(it, _)| Some(*it) == rank).map(|(_, it)| it).collect()
}

/// The title and the minutes of a slot that is to be opened: `Extra (15m)` is planned for 15, as in an agenda. A range has no
/// place in the command and stays in the title.
pub(super) fn opening(said: &str) -> (String, Option<u32>) {
    match trailing_length(said).filter(|(_, length)| length.least.is_none()) {
        Some((title, length)) => (title.to_owned(), Some(length.minutes)),
        None => (said.to_owned(), None),
    }
}

/// That it will be opened, in words.
pub(super) fn will_open(said: &str) -> String {
    let (title, minutes) = opening(said);
    match minutes {
        Some(minutes) => say!("will-open-for", title = title, minutes = minutes),
        None => say!("will-open", title = title),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_given_and_taken_as_people_say_them() {
        for (text, said) in [("10", 10), ("+10", 10), ("-5", -5), ("−5", -5), ("10 min", 10), ("10m", 10), ("1h", 60)]
        {
            assert_eq!(minutes(text), Ok(said), "{text}");
        }
        assert_eq!(minutes("10 more minutes"), Ok(10));
        for text in ["", "-", "0", "ten", "10 bottles", "5000", "99999999999", "1-2"] {
            assert!(minutes(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_part_fits_the_better_the_nearer_it_is_to_the_beginning() {
        let fits = |part| ["Lunch", "Lunch break", "After lunch", "Brunch"].map(|name| fit(name, part));
        assert_eq!(fits("lunch"), [Some(0), Some(1), Some(2), None]);
        assert_eq!(fits("unch"), [Some(3), Some(3), Some(3), Some(3)]);
        assert_eq!(fits(""), [None; 4]);
    }
}
