//! Several readings as one: the calendar of one office, the page of another, the sheet of a third.
//!
//! The first one names the meeting; what it does not say is taken from those after it. Days are one by their date, slots by title
//! and start within their day, people and groups by name. Where two name different zones, the times of the later one are put
//! into the zone of the first. Not here: the reading.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use chrono::{Days, NaiveDate, NaiveTime};
use chrono_tz::Tz;

use super::body::append;
use super::{Reading, ToldSlot};
use crate::meeting::schedule::Overnight;
use crate::meeting::{Agenda, Head, PlannedDay, PlannedSlot, Tickets, Twice, folded, instant};

/// The readings as one; none where there are none. Remarks follow each other, each file's with its own places.
pub fn combine(readings: Vec<Reading>) -> Option<Reading> {
    let mut readings = readings.into_iter();
    let mut first = readings.next()?;
    let rest: Vec<Reading> = readings.collect();
    if rest.is_empty() {
        return Some(first);
    }
    let mut days = days(&mut first);
    for mut reading in rest {
        let own = self::days(&mut reading);
        let zones = [&first.agenda, &reading.agenda].map(zone_of);
        let own = match zones {
            [Some(wanted), Some(other)] if wanted != other => in_zone(own, other, wanted),
            _ => own,
        };
        take_days(&mut days, own);
        head(&mut first.agenda, reading.agenda);
        first.diagnostics.append(&mut reading.diagnostics);
    }
    days.sort_by_key(|day| (day.day.date.is_none(), day.day.date));
    put_back(&mut first, days);
    Some(first)
}

/// A slot and what was told of it.
struct Slot {
    plan: PlannedSlot,
    told: Option<ToldSlot>,
    /// Minutes from the midnight that its day begins with; without a start of its own, those of the slot before it.
    at: u32,
}

/// A day whose slots stand beside it.
struct Day {
    day: PlannedDay,
    slots: Vec<Slot>,
}

/// Takes the days and what was told out of a reading.
fn days(reading: &mut Reading) -> Vec<Day> {
    let mut told = std::mem::take(&mut reading.told).into_iter().peekable();
    let days = std::mem::take(&mut reading.agenda.days).into_iter().enumerate();
    days.map(|(number, mut day)| {
        let mut dates = Overnight::new(day.starts);
        let mut at = 0;
        let slots = std::mem::take(&mut day.slots).into_iter().enumerate();
        let slots = slots.map(|(nth, plan)| {
            if let Some(start) = plan.start {
                at = minutes_of(dates.place(start).dates, start);
            }
            let of_it = |told: &ToldSlot| (told.day, told.slot) <= (number, nth);
            let told = std::iter::from_fn(|| told.next_if(of_it)).find(|told| (told.day, told.slot) == (number, nth));
            Slot { plan, told, at }
        });
        let slots = slots.collect();
        Day { day, slots }
    })
    .collect()
}

fn minutes_of(dates: u32, time: NaiveTime) -> u32 {
    use chrono::Timelike;
    dates.saturating_mul(24 * 60).saturating_add(time.num_seconds_from_midnight() / 60)
}

fn zone_of(agenda: &Agenda) -> Option<Tz> {
    agenda.head.timezone.as_deref()?.parse().ok()
}

/// The same days by the clock of another zone: a slot may come to stand on another date. Days without a date stay as they are.
fn in_zone(days: Vec<Day>, from: Tz, to: Tz) -> Vec<Day> {
    let mut pieces: Vec<Day> = Vec::new();
    for Day { mut day, slots } in days {
        let Some(date) = day.date else {
            pieces.push(Day { day, slots });
            continue;
        };
        // Bounds of a day in one zone are none in another.
        (day.starts, day.ends) = (None, None);
        pieces.push(Day { day, slots: Vec::new() });
        let mut last = (date, 0);
        for mut slot in slots {
            if slot.plan.start.is_some()
                && let Some((date, time)) = elsewhere(date, slot.at, from, to)
            {
                slot.plan.start = Some(time);
                last = (date, minutes_of(0, time));
            }
            slot.at = last.1;
            match pieces.last_mut() {
                Some(piece) if piece.day.date == Some(last.0) => piece.slots.push(slot),
                _ => {
                    let day = PlannedDay { date: Some(last.0), ..PlannedDay::default() };
                    pieces.push(Day { day, slots: vec![slot] });
                }
            }
        }
    }
    let mut moved = Vec::new();
    take_days(&mut moved, pieces);
    moved.retain(|Day { day, slots }| !slots.is_empty() || !day.description.is_empty() || !day.title.is_empty());
    moved
}

/// What the clock of another zone shows so many minutes after the midnight of that date.
fn elsewhere(date: NaiveDate, minutes: u32, from: Tz, to: Tz) -> Option<(NaiveDate, NaiveTime)> {
    let date = date.checked_add_days(Days::new(u64::from(minutes / (24 * 60))))?;
    let time = NaiveTime::from_num_seconds_from_midnight_opt(minutes % (24 * 60) * 60, 0)?;
    let there = instant(from, date.and_time(time), Twice::First)?.with_timezone(&to).naive_local();
    Some((there.date(), there.time()))
}

/// What makes two days one: their date, or what they are called where they have none.
#[derive(PartialEq, Eq, Hash)]
enum DayKey {
    Date(NaiveDate),
    Title(String),
}

impl Day {
    fn key(&self) -> DayKey {
        self.day.date.map_or_else(|| DayKey::Title(folded(&self.day.title)), DayKey::Date)
    }
}

impl Slot {
    /// What makes two slots of a day one.
    fn key(&self) -> (Option<NaiveTime>, String) {
        (self.plan.start, folded(&self.plan.title))
    }
}

/// What comes to a day that is there.
struct Joining {
    /// Where each of its slots is: first those that were there, then `fresh`.
    places: HashMap<(Option<NaiveTime>, String), usize>,
    fresh: Vec<Slot>,
    texts: Vec<String>,
    /// So many days of the other reading are this one.
    days: usize,
}

/// Adds days to those there are: each to the one of its date, else as another. Of days without a date, those called the same are
/// one.
fn take_days(days: &mut Vec<Day>, new: Vec<Day>) {
    let mut places: HashMap<DayKey, usize> = HashMap::new();
    for (nth, day) in days.iter().enumerate() {
        places.entry(day.key()).or_insert(nth);
    }
    let mut joining: HashMap<usize, Joining> = HashMap::new();
    for day in new {
        match places.entry(day.key()) {
            Entry::Vacant(place) => {
                place.insert(days.len());
                days.push(day);
            }
            Entry::Occupied(place) => {
                let nth = *place.get();
                let Some(there) = days.get_mut(nth) else { continue };
                joining.entry(nth).or_insert_with(|| Joining::to(there)).take(there, day);
            }
        }
    }
    for (nth, joining) in joining {
        if let Some(day) = days.get_mut(nth) {
            joining.finish(day);
        }
    }
}

impl Joining {
    fn to(day: &Day) -> Self {
        let mut places = HashMap::new();
        for (nth, slot) in day.slots.iter().enumerate() {
            places.entry(slot.key()).or_insert(nth);
        }
        Self { places, fresh: Vec::new(), texts: Vec::new(), days: 0 }
    }

    fn take(&mut self, there: &mut Day, new: Day) {
        self.days += 1;
        if there.day.title.is_empty() {
            there.day.title = new.day.title;
        }
        there.day.starts = there.day.starts.or(new.day.starts);
        there.day.ends = there.day.ends.or(new.day.ends);
        self.texts.push(new.day.description);
        // Two slots of one day are two, whatever they are called.
        let mut added = Vec::new();
        for slot in new.slots {
            let key = slot.key();
            let known = there.slots.len();
            let same = self.places.get(&key).and_then(|nth| match nth.checked_sub(known) {
                None => there.slots.get_mut(*nth),
                Some(nth) => self.fresh.get_mut(nth),
            });
            if let Some(same) = same {
                fill(same, slot);
            } else {
                added.push((key, known + self.fresh.len()));
                self.fresh.push(slot);
            }
        }
        for (key, nth) in added {
            self.places.entry(key).or_insert(nth);
        }
    }

    fn finish(mut self, day: &mut Day) {
        let mut known = HashSet::new();
        let mut text = String::new();
        self.texts.iter().filter(|one| known.insert(one.as_str())).for_each(|one| append(&mut text, one));
        add_text(&mut day.day.description, &text);
        if self.days > 1 {
            self.fresh.sort_by_key(|slot| slot.at);
        }
        merge(&mut day.slots, self.fresh);
    }
}

/// Two rows of slots as one, by their time; those of the first stand first where they begin at once.
fn merge(slots: &mut Vec<Slot>, fresh: Vec<Slot>) {
    let old = std::mem::take(slots);
    slots.reserve(old.len() + fresh.len());
    let mut fresh = fresh.into_iter().peekable();
    for slot in old {
        slots.extend(std::iter::from_fn(|| fresh.next_if(|new| new.at < slot.at)));
        slots.push(slot);
    }
    slots.extend(fresh);
}

/// Gives a slot what it does not say and another reading of it does.
fn fill(there: &mut Slot, new: Slot) {
    let (plan, other) = (&mut there.plan, new.plan);
    if plan.kind.is_topic() {
        plan.kind = other.kind;
    }
    add_names(&mut plan.chair, other.chair);
    plan.requested_by = plan.requested_by.take().or(other.requested_by);
    if plan.minutes.is_none() {
        (plan.minutes, plan.least) = (other.minutes, other.least);
    }
    plan.fixed = plan.fixed.or(other.fixed);
    plan.request = plan.request.take().or(other.request);
    plan.recurs |= other.recurs;
    if plan.put_off.is_empty() {
        plan.put_off = other.put_off;
    }
    for attachment in other.attachments {
        if !plan.attachments.contains(&attachment) {
            plan.attachments.push(attachment);
        }
    }
    for point in other.topics {
        if !plan.topics.contains(&point) {
            plan.topics.push(point);
        }
    }
    add_text(&mut plan.description, &other.description);
    match (&mut there.told, new.told) {
        (Some(told), Some(other)) => {
            told.started = told.started.or(other.started);
            told.ended = told.ended.or(other.ended);
            // Whole: a line says little without those that it stands under.
            if told.entries != other.entries {
                told.entries.extend(other.entries);
            }
        }
        (told, other) => *told = told.take().or(other),
    }
}

fn add_names(names: &mut Vec<String>, others: Vec<String>) {
    let mut known: HashSet<String> = names.iter().map(|name| folded(name)).collect();
    names.extend(others.into_iter().filter(|other| known.insert(folded(other))));
}

fn add_text(text: &mut String, other: &str) {
    if !text.contains(other) {
        append(text, other);
    }
}

/// Gives the first agenda what is said once in another and not in it.
fn head(first: &mut Agenda, other: Agenda) {
    let Head {
        title,
        series,
        timezone,
        zones,
        location,
        link,
        chair,
        scribe,
        tickets,
        follows,
        next_meetings,
        description,
    } = other.head;
    let head = &mut first.head;
    if head.title.is_empty() {
        head.title = title;
    }
    for (own, other) in [
        (&mut head.series, series),
        (&mut head.timezone, timezone),
        (&mut head.location, location),
        (&mut head.link, link),
        (&mut head.follows, follows),
    ] {
        *own = own.take().or(other);
    }
    add_names(&mut head.zones, zones);
    add_names(&mut head.chair, chair);
    add_names(&mut head.scribe, scribe);
    if head.tickets == Tickets::Any {
        head.tickets = tickets;
    }
    head.next_meetings.extend(next_meetings);
    head.next_meetings.sort_unstable();
    head.next_meetings.dedup();
    add_text(&mut head.description, &description);
    let mut places: HashMap<String, usize> = HashMap::new();
    for (nth, person) in first.people.iter().enumerate() {
        places.entry(folded(&person.name)).or_insert(nth);
    }
    for person in other.people {
        let nth = *places.entry(folded(&person.name)).or_insert(first.people.len());
        if nth == first.people.len() {
            first.people.push(person);
        } else if let Some(own) = first.people.get_mut(nth) {
            own.handle = own.handle.take().or(person.handle);
            own.email = own.email.take().or(person.email);
            own.account = own.account.take().or(person.account);
            own.timezone = own.timezone.take().or(person.timezone);
            own.role = own.role.take().or(person.role);
            add_names(&mut own.aliases, person.aliases);
        }
    }
    add_names(&mut first.groups, other.groups);
    for attachment in other.attachments {
        if !first.attachments.contains(&attachment) {
            first.attachments.push(attachment);
        }
    }
    for request in other.requests {
        if !first.requests.contains(&request) {
            first.requests.push(request);
        }
    }
}

/// Puts the days back into their reading, and what was told where its slot is now.
fn put_back(reading: &mut Reading, days: Vec<Day>) {
    for (number, Day { mut day, slots }) in days.into_iter().enumerate() {
        for (nth, slot) in slots.into_iter().enumerate() {
            reading.told.extend(slot.told.map(|told| ToldSlot { day: number, slot: nth, ..told }));
            day.slots.push(slot.plan);
        }
        reading.agenda.days.push(day);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::{ToldEntry, read};
    use super::*;
    use crate::meeting::Person;

    fn reading(text: &str) -> Reading {
        read(text.as_bytes(), "Meeting").unwrap()
    }

    /// Each day's slots as `09:00 Title`.
    fn shown(reading: &Reading) -> Vec<String> {
        let slot = |slot: &PlannedSlot| {
            let start = slot.start.map_or_else(|| "--:--".to_owned(), |start| start.format("%H:%M").to_string());
            format!("{start} {}", slot.title)
        };
        let day = |day: &PlannedDay| {
            let slots: Vec<_> = day.slots.iter().map(slot).collect();
            format!("{} {}", day.date.map(|date| date.to_string()).unwrap_or_default(), slots.join(" | "))
        };
        reading.agenda.days.iter().map(day).collect()
    }

    #[test]
    fn days_are_one_by_date_and_their_slots_stand_in_the_order_of_time() {
        let one = reading("# 2026-03-03\n\n## 09:00 Opening\n\n## Wishes\n\n## 11:00 Close\n");
        let two = reading("# 2026-03-02\n\n## 10:00 Before\n\n# 2026-03-03\n\n## 10:00 Budget\n\n## Money\n");
        let both = combine(vec![one, two]).unwrap();
        let wanted = "2026-03-03 09:00 Opening | --:-- Wishes | 10:00 Budget | --:-- Money | 11:00 Close";
        assert_eq!(shown(&both), ["2026-03-02 10:00 Before", wanted]);
    }

    #[test]
    fn a_slot_of_the_same_title_and_start_is_there_once_with_what_each_says_of_it() {
        let one = reading("# 2026-03-03\n\n## 09:00 Opening\nChair: Ann\n\n- a\n\n## 10:00 Opening\n");
        let two = reading("# 2026-03-03\n\n## 9:00 AM OPENING (20m)\nChair: Bo, Ann\n\n- a\n- b\n");
        let both = combine(vec![one, two]).unwrap();
        assert_eq!(shown(&both), ["2026-03-03 09:00 Opening | 10:00 Opening"]);
        let slot = &both.agenda.days[0].slots[0];
        assert_eq!((slot.minutes, slot.chair.join(","), slot.topics.len()), (Some(20), "Ann,Bo".to_owned(), 2));
    }

    #[test]
    fn times_of_another_zone_are_put_into_the_zone_of_the_first() {
        let head = |zone: &str| format!("---\ntitle: Call\ntimezone: {zone}\n---\n");
        let one = reading(&(head("Europe/Berlin") + "# 2026-03-03\n\n## 09:00 Opening\n"));
        let two = reading(
            &(head("America/Los_Angeles") + "# 2026-03-02\n\n## 14:00 Late\n\n## 23:30 Night\n\n## 00:15 On\n"),
        );
        let both = combine(vec![one, two]).unwrap();
        assert_eq!(shown(&both), ["2026-03-02 23:00 Late", "2026-03-03 08:30 Night | 09:00 Opening | 09:15 On"]);
    }

    #[test]
    fn what_was_told_goes_with_its_slot() {
        let mut one = reading("# 2026-03-03\n\n## 10:00 Budget\n");
        let mut two = reading("# 2026-03-03\n\n## 09:00 Opening\n\n## 10:00 Budget\n");
        let said = |day, slot, text: &str| ToldSlot {
            day,
            slot,
            entries: vec![ToldEntry { text: text.to_owned(), ..ToldEntry::default() }],
            ..ToldSlot::default()
        };
        one.told = vec![said(0, 0, "one")];
        two.told = vec![said(0, 0, "opened"), said(0, 1, "two")];
        let both = combine(vec![one, two]).unwrap();
        let told: Vec<_> = both.told.iter().map(|told| (told.slot, told.entries.len())).collect();
        assert_eq!(told, [(0, 1), (1, 2)]);
    }

    #[test]
    fn days_of_one_date_in_a_later_file_are_one_in_the_order_of_time() {
        let one = reading("# 2026-03-03\n\n## 10:00 Budget\n");
        let two = reading(
            "# A: 2026-03-03\n\n## 11:00 Close\n\n## Break\n\n## Break\n\n# B: 2026-03-03\n\n## 09:00 Opening\n\n## 11:00 Close\n",
        );
        let both = combine(vec![one, two]).unwrap();
        let wanted = "2026-03-03 09:00 Opening | 10:00 Budget | 11:00 Close | --:-- Break | --:-- Break";
        assert_eq!(shown(&both), [wanted]);
    }

    #[test]
    fn very_many_days_and_people_of_two_zones_are_one() {
        let file = |zone: &str, from: usize| {
            let people: Vec<String> = (from..from + 4_000).map(|n| format!("Person {n}")).collect();
            let mut file = reading(&format!("---\ntimezone: {zone}\n---\n# 2026-03-03\n\n## Opening\n"));
            let person = |name| Person { name, ..Person::default() };
            file.agenda.people = people.into_iter().map(person).collect();
            let plan = |n: usize| PlannedSlot { title: format!("Slot {n}"), ..PlannedSlot::default() };
            let date = |n: usize| NaiveDate::default().checked_add_days(Days::new(u64::try_from(n / 2).unwrap()));
            let day = |n| PlannedDay { date: date(n), slots: vec![plan(n)], ..PlannedDay::default() };
            file.agenda.days = (from..from + 8_000).map(day).collect();
            file.agenda.days.push(PlannedDay { slots: (from..from + 8_000).map(plan).collect(), ..day(0) });
            file
        };
        let all = combine(vec![file("Europe/Berlin", 0), file("Asia/Tokyo", 2_000)]).unwrap().agenda;
        assert_eq!((all.people.len(), all.days.len()), (6_000, 9_001));
        assert_eq!(all.slot_count(), 29_000);
    }

    #[test]
    fn many_files_of_many_slots_are_one_within_a_moment() {
        let many = |from: usize| {
            let slots: String =
                (from..from + 3_000).fold(String::from("# 2026-03-03\n"), |all, n| all + &format!("\n## Slot {n}\n"));
            reading(&slots)
        };
        let begun = std::time::Instant::now();
        let all = combine(vec![many(0), many(0), many(3_000)]).unwrap();
        assert_eq!(all.agenda.slot_count(), 6_000);
        assert!(begun.elapsed().as_secs() < 10, "{:?}", begun.elapsed());
    }
}
