//! The agenda of the next meeting of a series: what comes back from the last one, and what is still to be done.
//!
//! A topic comes back if the meeting did not come to it, if it was set aside, or if it recurs. One that was discussed does
//! not, whatever arose in it: its open action items are gone through in the slot that reviews them. All that would come is
//! offered line by line, so that each can be left out; what is left out stands in the agenda's text. Not here: asking for
//! that (see `app`), and carrying action items into the meeting that is opened (see `meeting::carry_over`).

mod arrange;
mod compose;
mod dates;
mod said;

use std::collections::{BTreeMap, BTreeSet};

use chrono::{NaiveDate, NaiveTime};

pub use dates::next_date;
pub use said::Detail;
use said::{line, of_topic};

use crate::meeting::schedule::{Planned, of_agenda};
use crate::meeting::{
    Agenda, Day, Head, Item, ItemRef, Kind, Mark, Meeting, Person, PlannedDay, PlannedSlot, Request, Slot, SlotId,
    Stamp, Status, folded, placements,
};

/// Why something comes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// An action item of the series that is open.
    Items,
    /// A topic that was not discussed.
    Topics,
    /// A topic or a break that comes back in every meeting.
    Recurring,
    /// A topic that was set aside, or an idea that was noted to come back to.
    Parked,
    /// A request that found no place.
    Requests,
    /// Somebody of the roster.
    People,
}

/// Something that comes into the agenda unless it is left out.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Why it comes back.
    pub group: Group,
    /// Its name, on one line.
    pub text: String,
    /// What else there is to know: owners, age, where it arose.
    pub details: Vec<Detail>,
    /// How many minutes it takes, or is asked for, where that is known.
    pub minutes: Option<u32>,
    what: What,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Item(Box<Item>),
    /// One of the slots of the plan.
    Slot,
    Request(Request),
    Person(Person),
}

/// A slot of the next agenda.
#[derive(Clone, Debug)]
struct Place {
    /// The number of its day in the frame.
    day: usize,
    /// On which offer it depends; none: it is there in any case.
    offer: Option<usize>,
    slot: PlannedSlot,
}

/// The next agenda before anybody left anything out.
#[derive(Clone, Debug)]
pub struct Next {
    /// Head, groups, and days without their slots.
    frame: Agenda,
    /// When each of the days begins, where its first slot says it.
    begins: Vec<Option<NaiveTime>>,
    places: Vec<Place>,
    offers: Vec<Offer>,
    /// The numbers of the offers as they come: by group, and within each in the order of the meeting until they are arranged.
    order: Vec<usize>,
}

/// When the meetings are and were.
#[derive(Clone, Copy, Debug)]
pub struct When {
    /// The day of the next one, where it is known.
    pub next: Option<NaiveDate>,
    /// The day of the last one, where it is known.
    pub last: Option<NaiveDate>,
    /// Today.
    pub today: NaiveDate,
}

impl Group {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [Self::Items, Self::Topics, Self::Recurring, Self::Parked, Self::Requests, Self::People];

    /// What stands above its lines.
    pub fn title(self) -> &'static str {
        match self {
            Self::Items => "Open action items",
            Self::Topics => "Not discussed last time",
            Self::Recurring => "In every meeting",
            Self::Parked => "Parking lot",
            Self::Requests => "Requests without a place",
            Self::People => "People",
        }
    }
}

impl Offer {
    /// The action item that it is.
    pub fn item(&self) -> Option<&ItemRef> {
        match &self.what {
            What::Item(item) => Some(&item.item),
            _ => None,
        }
    }

    /// Whether leaving it out has to be explained: an action item is dropped by it.
    pub fn needs_reason(&self) -> bool {
        self.item().is_some()
    }

    /// Whether it comes as a slot of the agenda.
    pub fn is_slot(&self) -> bool {
        matches!(self.what, What::Slot)
    }
}

impl Next {
    /// After `last`, as it stood at `at`; `items` are those of its series.
    pub fn after(last: &Meeting, at: &Stamp, items: &[Item], when: When) -> Self {
        let first = last.days.first().and_then(|day| day.date);
        let day = |(n, day): (usize, &Day)| {
            let date = when.next.and_then(|next| match (day.date, first) {
                (Some(date), Some(first)) => next.checked_add_signed(date - first),
                _ => (n == 0).then_some(next),
            });
            PlannedDay {
                date,
                title: dates::day_title(&day.title, date),
                starts: day.starts,
                ends: day.ends,
                ..PlannedDay::default()
            }
        };
        let begins = last.days.iter().map(|day| match day.starts {
            Some(_) => None,
            None => day.slots.iter().find(|slot| !slot.unplanned && !slot.withdrawn)?.plan.start,
        });
        let head = Head {
            title: dates::title_for(&last.head.title, when.next),
            follows: Some(last.id.clone()).filter(|id| !id.is_empty()),
            next_meetings: dates::after(&last.head.next_meetings, when.next.unwrap_or(when.today)),
            description: String::new(),
            ..last.head.clone()
        };
        let frame = Agenda {
            head,
            groups: last.groups.clone(),
            days: last.days.iter().enumerate().map(day).collect(),
            ..Agenda::default()
        };
        let mut next =
            Self { frame, begins: begins.collect(), places: Vec::new(), offers: Vec::new(), order: Vec::new() };
        next.offer_items(items);
        next.offer_slots(last, at, when);
        next.offer_requests(last);
        next.offer_people(last);
        next.order = (0..next.offers.len()).collect();
        next.order.sort_by_key(|number| next.offers.get(*number).map(|offer| offer.group));
        next
    }

    /// All that would come, each with its number among the offers, by group and within each in the order of the meeting, or as
    /// they were arranged.
    pub fn offers(&self) -> Vec<(usize, &Offer)> {
        self.order.iter().filter_map(|number| Some((*number, self.offers.get(*number)?))).collect()
    }

    /// What the agenda is called.
    pub fn title(&self) -> &str {
        &self.frame.head.title
    }

    /// Calls the agenda something else.
    pub fn call(&mut self, title: &str) {
        self.frame.head.title = line(title);
    }

    /// The minutes of the slots that are there in any case.
    pub fn minutes_besides(&self) -> u32 {
        let besides = self.places.iter().filter(|place| place.offer.is_none());
        besides.filter_map(|place| place.slot.minutes).fold(0, u32::saturating_add)
    }

    fn offer(&mut self, group: Group, text: &str, details: Vec<Detail>, what: What) -> usize {
        let minutes = if let What::Request(request) = &what { request.minutes } else { None };
        self.offers.push(Offer { group, text: line(text), details, minutes, what });
        self.offers.len() - 1
    }

    fn offer_items(&mut self, items: &[Item]) {
        let mut known = BTreeSet::new();
        for item in items.iter().filter(|item| item.action.status == Status::Open && known.insert(&item.item)) {
            let owners = item.action.owners.iter().map(|owner| line(owner)).collect::<Vec<_>>().join(", ");
            let since = item.raised.map(|at| Detail::Since(at.date_naive()));
            let due = item.action.due.map(Detail::Due);
            let carried = (item.carried > 0).then_some(Detail::Carried(item.carried));
            let details = [Detail::text(owners), due, since, Detail::text(of_topic(item)), carried];
            let text = format!("action-{} {}", item.action.number, item.text);
            let details = details.into_iter().flatten().collect();
            self.offer(Group::Items, &text, details, What::Item(Box::new(item.clone())));
        }
    }

    fn offer_slots(&mut self, last: &Meeting, at: &Stamp, when: When) {
        let planned: BTreeMap<SlotId, Planned> = of_agenda(last).into_iter().map(|plan| (plan.slot, plan)).collect();
        let mut coming = BTreeSet::new();
        for (number, day) in last.days.iter().enumerate() {
            for slot in day.slots.iter().filter(|slot| !slot.withdrawn) {
                let plan = planned.get(&slot.id);
                if slot.plan.is_review() {
                    self.places.push(Place { day: number, offer: None, slot: again(slot, plan, true) });
                    continue;
                }
                let Some(group) = comes_back_as(slot, at) else { continue };
                // The rest of a slot that comes back whole.
                if slot.continues.is_some_and(|whole| coming.contains(&whole)) {
                    continue;
                }
                coming.insert(slot.id);
                let discussed = is_discussed(slot, at);
                let mut again = again(slot, plan, discussed);
                if discussed && slot.mark.is_none() {
                    again.put_off.clear();
                } else if !slot.plan.kind.is_break()
                    && let Some(date) = day.date.or(when.last)
                    && again.put_off.last() != Some(&date)
                {
                    again.put_off.push(date);
                }
                let details = said::of_slot(&again);
                let offer = self.offer(group, &slot.plan.title, details, What::Slot);
                if let Some(offered) = self.offers.get_mut(offer) {
                    offered.minutes = again.minutes;
                }
                self.places.push(Place { day: number, offer: Some(offer), slot: again });
            }
        }
    }

    fn offer_requests(&mut self, last: &Meeting) {
        let placed = placements(&last.requests, last.slots().map(|slot| &slot.plan));
        let unplaced: Vec<&Request> =
            last.requests.iter().zip(placed).filter(|(_, place)| place.is_none()).map(|(request, _)| request).collect();
        let mut known: BTreeSet<String> = unplaced.iter().map(|request| folded(&request.topic)).collect();
        known.extend(self.places.iter().map(|place| folded(&place.slot.title)));
        let ideas = last.entries().filter(|(_, entry)| entry.kind == Kind::Idea && !entry.text.trim().is_empty());
        for (slot, entry) in ideas {
            let topic = line(&entry.text);
            if known.insert(folded(&topic)) {
                let details = vec![Detail::NotedIn(line(&slot.plan.title))];
                let requested_by = entry.speaker.as_deref().map(line);
                let notes = origin(last, &slot.plan.title);
                let request = Request { topic: topic.clone(), requested_by, notes, ..Request::default() };
                self.offer(Group::Parked, &topic, details, What::Request(request));
            }
        }
        for request in unplaced {
            let by = request.requested_by.as_deref().and_then(|by| Detail::text(line(by)));
            let details = [by, request.minutes.map(Detail::Minutes)].into_iter().flatten().collect();
            self.offer(Group::Requests, &request.topic, details, What::Request(request.clone()));
        }
    }

    fn offer_people(&mut self, last: &Meeting) {
        for person in &last.people {
            let role = person.role.as_deref().and_then(|role| Detail::text(line(role)));
            self.offer(Group::People, &person.name, role.into_iter().collect(), What::Person(person.clone()));
        }
    }
}

/// Where an idea arose: slot, meeting and day, for whoever plans the agenda.
fn origin(last: &Meeting, slot: &str) -> String {
    let day = last.days.first().and_then(|day| day.date).map(|date| format!(", {date}")).unwrap_or_default();
    format!("noted in {}: {}{day}", line(slot), line(&last.head.title))
}

/// As what a slot comes back; none where it does not.
fn comes_back_as(slot: &Slot, at: &Stamp) -> Option<Group> {
    if slot.plan.recurs {
        return Some(Group::Recurring);
    }
    if slot.plan.kind.is_break() {
        return None;
    }
    match slot.mark {
        Some(Mark::Parked) => Some(Group::Parked),
        Some(Mark::Skipped) => Some(Group::Topics),
        None => (!is_discussed(slot, at)).then_some(Group::Topics),
    }
}

/// Whether it was talked about: its clock ran for longer than in passing, or something was noted.
fn is_discussed(slot: &Slot, at: &Stamp) -> bool {
    slot.was_held(at) || !slot.entries.is_empty()
}

/// The slot as it is planned again: without times that belong to the last schedule, a break's apart; without the slides of
/// what was discussed.
fn again(slot: &Slot, planned: Option<&Planned>, discussed: bool) -> PlannedSlot {
    let mut plan = slot.plan.clone();
    plan.minutes = plan.minutes.or(planned.filter(|plan| !plan.length_guessed).and_then(|plan| plan.minutes));
    plan.request = None;
    if !plan.kind.is_break() {
        plan.start = None;
        plan.fixed = None;
    }
    if discussed {
        plan.attachments.retain(|attachment| attachment.kind != "slides");
    }
    plan
}

#[cfg(test)]
mod tests;
