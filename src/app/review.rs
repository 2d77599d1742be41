//! The action items that a slot goes through: of earlier meetings and this one's, with age, due date and where each arose.
//!
//! They stand where the talking points of a slot do and are gathered anew only when an act was about one of them, so that
//! a key does not pay for hundreds. While the list is on screen its rows keep their places; it is sorted when it is shown and when
//! another order is asked for. Not here: what the keys do with one (see `update`), and drawing.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::Model;
use crate::meeting::{ActionItem, ItemRef, Meeting, SlotId, Status};
use crate::words::{Day, day, say};

/// The list of action items at the head of a slot.
#[derive(Clone, Debug, Default)]
pub struct ReviewPanel {
    /// In the order in which they are shown.
    pub rows: Vec<Reviewed>,
    /// By what they are sorted.
    pub order: ReviewOrder,
    /// The one that the keys of [`super::Scope::Item`] act on.
    pub selected: Option<ItemRef>,
    /// Grows whenever the rows change.
    pub revision: u64,
    /// The slot for which the list was asked though it is about something else.
    pub(super) asked_in: Option<SlotId>,
    /// Whether the slot on screen has the list.
    pub(super) listed: bool,
    /// What the rows were made from.
    stand: Option<(u64, ReviewOrder, NaiveDate)>,
}

/// An action item as a review shows it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    /// Which.
    pub item: ItemRef,
    /// What is to be done.
    pub text: String,
    /// As it stands by now.
    pub state: ActionItem,
    /// On which day it was noted.
    pub raised: Option<NaiveDate>,
    /// Days since then.
    pub age: Option<i64>,
    /// Days by which it is overdue.
    pub overdue: Option<i64>,
    /// Where it arose: meeting, day and slot, as far as they are known.
    pub origin: String,
}

/// By what the action items of a review are sorted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ReviewOrder {
    /// By who owns them; those of nobody come first, they need somebody.
    #[default]
    Owner,
    /// The oldest first.
    Age,
    /// By due date; those without one come last.
    Due,
}

impl ReviewOrder {
    /// The one after it.
    pub fn next(self) -> Self {
        match self {
            Self::Owner => Self::Age,
            Self::Age => Self::Due,
            Self::Due => Self::Owner,
        }
    }

    /// `by owner`.
    pub fn words(self) -> &'static str {
        match self {
            Self::Owner => say("review-by-owner"),
            Self::Age => say("review-by-age"),
            Self::Due => say("review-by-due"),
        }
    }
}

impl ReviewPanel {
    /// Position of the selected row.
    pub fn place(&self) -> Option<usize> {
        let selected = self.selected.as_ref()?;
        self.rows.iter().position(|row| row.item == *selected)
    }

    /// The selected row.
    pub fn chosen(&self) -> Option<&Reviewed> {
        self.rows.get(self.place()?)
    }

    /// How many are open.
    pub fn open(&self) -> usize {
        self.rows.iter().filter(|row| row.state.status == Status::Open).count()
    }
}

impl Model {
    /// Whether the action items stand where the talking points of the slot on screen would: those have the place while
    /// all of them are to be seen, and where there is nothing to go through.
    pub fn shows_review(&self) -> bool {
        let gives_way = self.all_points || self.review.rows.is_empty();
        self.review.listed && !(gives_way && self.lines_prepared() > 0)
    }

    /// Keeps the list as the meeting, the slot on screen and the day have it.
    pub(super) fn keep_review(&mut self) {
        let viewed = self.viewed;
        self.review.asked_in = self.review.asked_in.filter(|slot| *slot == viewed);
        self.review.listed = self.review.asked_in.is_some() || self.slot().is_some_and(|slot| slot.plan.is_review());
        if self.review.listed {
            let today = self.meeting().local(self.now.at).date_naive();
            let stand = (self.items_revision, self.review.order, today);
            if self.review.stand != Some(stand) {
                let mut rows = gathered(self.meeting(), self.review.order, today);
                if self.review.stand.is_some_and(|(_, order, _)| order == self.review.order) {
                    stay_in_place(&self.review.rows, &mut rows);
                }
                self.review.rows = rows;
                self.review.stand = Some(stand);
                self.review.revision += 1;
            }
        } else {
            self.review.stand = None;
        }
        if self.selected.is_some() || !self.shows_review() || self.review.place().is_none() {
            self.review.selected = None;
        }
    }
}

/// Leaves each row where it was, whatever was said of it meanwhile, so that the next key is for the row that was looked at; what is
/// new comes last.
fn stay_in_place(before: &[Reviewed], rows: &mut [Reviewed]) {
    let places: BTreeMap<&ItemRef, usize> = before.iter().enumerate().map(|(place, row)| (&row.item, place)).collect();
    rows.sort_by_key(|row| places.get(&row.item).copied().unwrap_or(usize::MAX));
}

/// The items in that order: those that were open when the meeting began, and this meeting's that are open or of which
/// something was said in a review.
fn gathered(meeting: &Meeting, order: ReviewOrder, today: NaiveDate) -> Vec<Reviewed> {
    let row = |item: ItemRef, text: &str, state: ActionItem, raised: Option<NaiveDate>, origin: String| {
        let due = state.due.filter(|_| state.status == Status::Open);
        let overdue = due.map(|due| (today - due).num_days()).filter(|days| *days > 0);
        let age = raised.map(|raised| (today - raised).num_days().max(0));
        Reviewed { item, text: text.to_owned(), state, raised, age, overdue, origin }
    };
    let carried = meeting.carried_items().into_iter().map(|(carried, now)| {
        let day = carried.raised.map(|date| day(date, Day::Weekday)).unwrap_or_default();
        let again = match carried.carried {
            0 => String::new(),
            times => say!("review-carried-before", times = times),
        };
        let parts = [carried.title.as_str(), &day, &carried.topic, &again];
        let origin: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        row(carried.item.clone(), &carried.text, now, carried.raised, origin.join(" · "))
    });
    let gone_through: BTreeSet<&ItemRef> = meeting.reviews().map(|(_, _, review)| &review.item).collect();
    let own = meeting.action_items().filter_map(|(slot, entry, item)| {
        let of = ItemRef { meeting: None, entry: entry.id };
        let shown = item.status == Status::Open || gone_through.contains(&of);
        let raised = Some(meeting.local(entry.at).date_naive());
        shown.then(|| {
            row(of, &entry.text, item.clone(), raised, say!("review-this-meeting", slot = slot.plan.title.as_str()))
        })
    });
    let mut rows: Vec<Reviewed> = carried.chain(own).collect();
    rows.sort_by_cached_key(|row| {
        let owners: Vec<String> = row.state.owners.iter().map(|owner| owner.to_lowercase()).collect();
        let due = row.state.due.unwrap_or(NaiveDate::MAX);
        let age = Reverse(row.age);
        match order {
            ReviewOrder::Owner => (owners, None, due, age, row.state.number),
            ReviewOrder::Age => (Vec::new(), Some(age), due, age, row.state.number),
            ReviewOrder::Due => (Vec::new(), None, due, age, row.state.number),
        }
    });
    rows
}
