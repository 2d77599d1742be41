//! Events on days: each date a day, its events its slots in the order of their times.
//!
//! A file may also have but one event, whose text is the agenda: that is read as any text is. Not here: what is in a slot.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use crate::meeting::{Agenda, PlannedDay, PlannedSlot};

use super::super::body::append;
use super::super::days::MOST_SLOTS;
use super::super::diagnostic::Report;
use super::super::{items, plain, read as read_text};
use super::events::{Event, Events};
use super::lines::Component;
use super::slot::{self, Common};
use super::times::When;
use super::{ours, people};

/// A day: an event that lasts as long or longer is none of its slots.
const DAY: TimeDelta = TimeDelta::days(1);

/// What begins before this time and not after the end of what went before belongs to the evening.
const NIGHT: u32 = 6;

/// Where the events went.
#[derive(Default)]
pub(super) struct Placed<'c> {
    /// Day and slot of each, by its identity; of several occurrences the first.
    pub(super) by_uid: HashMap<String, (usize, usize)>,
    /// Day and slot of those that were minuted.
    pub(super) told: Vec<((usize, usize), &'c Component)>,
}

/// What orders the days: the number of one of ours, then the date, at last those without.
type Key = (u32, bool, Option<NaiveDate>);

/// A day in the making.
#[derive(Default)]
struct Draft<'e, 'c> {
    day: PlannedDay,
    slots: Vec<(Option<&'e Event<'c>>, PlannedSlot)>,
}

/// Fills days and slots; there is always one.
pub(super) fn read<'c>(agenda: &mut Agenda, events: &Events<'c>, home: Option<Tz>, report: &mut Report) -> Placed<'c> {
    let common = Common::of(&events.all);
    agenda.head.location.clone_from(&common.location);
    agenda.head.link.clone_from(&common.link);
    agenda.head.chair.clone_from(&common.chair);
    if let [only] = events.all.as_slice()
        && whole_meeting(agenda, only, home, report)
    {
        return Placed::default();
    }
    let roster: Vec<String> =
        agenda.people.iter().map(|person| person.name.clone()).chain(agenda.groups.iter().cloned()).collect();
    let listed = if events.is_one_series() { Listed::of(agenda, events, home, report) } else { None };
    let mut sheet =
        Sheet { home, common: &common, roster: &roster, days: BTreeMap::new(), evening: None, listed: listed.as_ref() };
    let mut timed: Vec<&Event> = Vec::new();
    let (mut whole_days, mut undated) = (Vec::new(), Vec::new());
    for event in &events.all {
        match event.start {
            _ if ours::is_slot(event.component) => sheet.place_ours(event),
            Some(When::Time(_)) if event.length.is_none_or(|length| length < DAY) => timed.push(event),
            Some(_) => whole_days.push(event),
            None => undated.push(event),
        }
    }
    timed.sort_by_key(|event| sheet.instant(event));
    for event in timed {
        sheet.place(event);
    }
    for event in whole_days {
        sheet.place_whole_days(event);
    }
    for event in undated {
        sheet.put((0, true, None), event, None, None);
    }
    sheet.finish(agenda, report)
}

struct Sheet<'e, 'c> {
    home: Option<Tz>,
    common: &'e Common,
    roster: &'e [String],
    days: BTreeMap<Key, Draft<'e, 'c>>,
    /// The latest day and when the last of its events ended.
    evening: Option<(NaiveDate, DateTime<Utc>)>,
    /// What the text of a series lists for each of its occurrences.
    listed: Option<&'e Listed<'c>>,
}

/// The slots that the text of a series lists.
struct Listed<'c> {
    component: &'c Component,
    slots: Vec<PlannedSlot>,
}

impl<'c> Listed<'c> {
    /// What the text of the series says: two slots or more with times, all of them within its hours. The rest of it, such as how to
    /// join, is text of the meeting.
    fn of(agenda: &mut Agenda, events: &Events<'c>, home: Option<Tz>, report: &mut Report) -> Option<Self> {
        let event = events.all.iter().find(|event| event.component.get("RECURRENCE-ID").is_none())?;
        let property = event.component.get("DESCRIPTION")?;
        let text = slot::said(event.component);
        let is_rule = |line: &&str| line.trim().len() > 7 && line.trim().bytes().all(|byte| byte == b'_');
        let rule = text.lines().find(is_rule).and_then(|rule| text.find(rule)).unwrap_or(text.len());
        let (list, rest) = text.split_at_checked(rule)?;
        let found = read_text(list.as_bytes(), &agenda.head.title).ok()?.agenda;
        let [day] = <[PlannedDay; 1]>::try_from(found.days).ok()?;
        let start = event.start.and_then(When::time)?.at_home(home);
        let end = start.checked_add_signed(event.length?)?;
        let within =
            |slot: &PlannedSlot| slot.start.is_some_and(|at| at >= start.time() && start.date().and_time(at) < end);
        let too_many = day.slots.len().saturating_mul(events.all.len()) > MOST_SLOTS;
        if day.slots.len() < 2 || too_many || !day.slots.iter().all(within) {
            return None;
        }
        report.note(property.at, "The slots of each date are read from the text of the series", "");
        let mut slots = day.slots;
        for slot in &mut slots {
            items::lead(slot, &agenda.people);
        }
        for text in [day.description.as_str(), rest.trim_matches(['_', '\n', ' '])] {
            let names_the_list = text.trim_end_matches(':').eq_ignore_ascii_case("agenda");
            append(&mut agenda.head.description, &if names_the_list { String::new() } else { slot::prose(text) });
        }
        Some(Self { component: event.component, slots })
    }
}

impl<'e, 'c> Sheet<'e, 'c> {
    fn instant(&self, event: &Event) -> Option<DateTime<Utc>> {
        event.start?.time().map(|moment| moment.instant(self.home))
    }

    fn put(&mut self, key: Key, event: &'e Event<'c>, start: Option<NaiveTime>, minutes: Option<u32>) {
        let mut slot = slot::slot(event, self.common, self.roster);
        (slot.start, slot.minutes) = (start, minutes);
        let draft = self.days.entry(key).or_default();
        draft.day.date = key.2;
        draft.slots.push((Some(event), slot));
    }

    /// Places an event that begins at a time, after all that begin before it.
    fn place(&mut self, event: &'e Event<'c>) {
        let (Some(moment), Some(instant)) = (event.start.and_then(When::time), self.instant(event)) else { return };
        let local = moment.at_home(self.home);
        let goes_on = |(date, end): &(NaiveDate, DateTime<Utc>)| {
            instant <= *end && local.hour() < NIGHT && date.succ_opt() == Some(local.date())
        };
        let evening = self.evening.filter(goes_on).map(|(date, _)| date);
        let date = evening.unwrap_or_else(|| local.date());
        let end = event.length.and_then(|length| instant.checked_add_signed(length)).unwrap_or(instant);
        let later = self.evening.filter(|(other, _)| *other == date).map_or(end, |(_, other)| other.max(end));
        self.evening = Some((date, later));
        let key = (0, false, Some(date));
        if let Some(listed) = self.listed.filter(|listed| std::ptr::eq(listed.component, event.component)) {
            let draft = self.days.entry(key).or_default();
            draft.day.date = Some(date);
            draft.slots.extend(listed.slots.iter().map(|slot| (Some(event), slot.clone())));
            return;
        }
        self.put(key, event, Some(to_the_minute(local.time())), event.length.and_then(minutes));
    }

    /// Places an event of whole days: as text where the day has slots with times, else as a slot without one.
    fn place_whole_days(&mut self, event: &'e Event<'c>) {
        let Some(start) = event.start else { return };
        let first = start.time().map_or(start.date(), |moment| moment.at_home(self.home).date());
        let days = event.length.map_or(1, |length| length.num_days()).max(1);
        let last = first.checked_add_signed(TimeDelta::days(days - 1)).unwrap_or(first);
        let range = (0, false, Some(first))..=(0, false, Some(last));
        let timed = |draft: &Draft| draft.slots.iter().any(|(_, slot)| slot.start.is_some());
        let Some((_, draft)) = self.days.range_mut(range).find(|(_, draft)| timed(draft)) else {
            self.put((0, false, Some(first)), event, None, None);
            if last > first
                && let Some((_, slot)) = self.days.get_mut(&(0, false, Some(first))).and_then(|it| it.slots.last_mut())
            {
                append(&mut slot.description, &format!("{first} to {last}"));
            }
            return;
        };
        let span = if last > first { format!(" ({first} to {last})") } else { String::new() };
        append(&mut draft.day.description, &slot::prose(&format!("{}{span}", slot::title(event.component))));
        for text in [event.component.line("LOCATION"), slot::said(event.component)] {
            let shared = self.common.location.as_deref() == Some(text.as_str());
            append(&mut draft.day.description, &if shared { String::new() } else { slot::prose(&text) });
        }
    }

    /// Places a slot of ours on the day on which the minutes have it.
    fn place_ours(&mut self, event: &'e Event<'c>) {
        let Some(day) = ours::day(event.component) else {
            self.put((0, true, None), event, None, None);
            return;
        };
        let key = (day.number, day.date.is_none(), day.date);
        let (start, minutes) = ours::planned(event.component);
        let start = start.map(|start| self.home.map_or(start.time(), |home| start.with_timezone(&home).time()));
        self.put(key, event, start.map(to_the_minute), minutes);
        if let Some(draft) = self.days.get_mut(&key) {
            draft.day.title = day.title;
        }
    }

    fn finish(self, agenda: &mut Agenda, report: &mut Report) -> Placed<'c> {
        let mut placed = Placed::default();
        for (nth, draft) in self.days.into_values().enumerate() {
            let mut day = draft.day;
            for (event, slot) in draft.slots {
                if let Some(component) = event.map(|event| event.component) {
                    let place = (nth, day.slots.len());
                    placed.by_uid.entry(component.line("UID")).or_insert(place);
                    if ours::is_slot(component) {
                        placed.told.push((place, component));
                    }
                }
                day.slots.push(slot);
            }
            agenda.days.push(day);
        }
        if agenda.days.is_empty() {
            report.warn(0, "The calendar has no events", "Export the days of the meeting");
            let slot = PlannedSlot { title: agenda.head.title.clone(), ..PlannedSlot::default() };
            agenda.days.push(PlannedDay { slots: vec![slot], ..PlannedDay::default() });
        }
        placed
    }
}

/// Without seconds: agendas have none.
fn to_the_minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

/// In minutes begun.
fn minutes(length: TimeDelta) -> Option<u32> {
    u32::try_from((length.num_seconds() + 59) / 60).ok().filter(|minutes| *minutes > 0)
}

/// Reads the text of the only event as the agenda, if it is one: two of its lines have times.
fn whole_meeting(agenda: &mut Agenda, event: &Event, home: Option<Tz>, report: &mut Report) -> bool {
    let Some(property) = event.component.get("DESCRIPTION").filter(|_| !ours::is_slot(event.component)) else {
        return false;
    };
    let text = slot::said(event.component);
    let title = agenda.head.title.clone();
    let readers = [read_text, plain::read];
    let timed = |found: &Agenda| {
        let slots = found.days.iter().flat_map(|day| &day.slots);
        slots.filter(|slot| slot.start.is_some() || slot.minutes.is_some()).count() > 1
    };
    let found = readers.iter().filter_map(|reader| reader(text.as_bytes(), &title).ok()).map(|found| found.agenda);
    let Some(mut found) = found.into_iter().find(timed) else { return false };
    report.note(property.at, "The agenda is read from the text of this event", "");
    if let Some(first) = found.days.first_mut() {
        first.date = first
            .date
            .or(event.start.map(|start| start.time().map_or(start.date(), |moment| moment.at_home(home).date())));
        let start = event.start.and_then(When::time).map(|moment| to_the_minute(moment.at_home(home).time()));
        if let Some(slot) = first.slots.first_mut() {
            slot.start = slot.start.or(start);
        }
    }
    agenda.days = found.days;
    agenda.requests = found.requests;
    append(&mut agenda.head.description, &found.head.description);
    agenda.attachments.extend(slot::slot(event, &Common::of(std::slice::from_ref(event)), &[]).attachments);
    if agenda.head.chair.is_empty() {
        agenda.head.chair = people::chairs(event.component);
    }
    true
}
