//! The minutes as a document: what every format says, in the order in which it says it.
//!
//! It borrows the meeting and adds what only follows from it: planned and measured times, the outline as a tree, who
//! owns what. Not here: any markup, and words for dates and times (see `words`).

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, TimeDelta};
use chrono_tz::Tz;

use super::later::{Aftermath, Changed, Corrected, Later, SaidAfter};
use super::said::{self, Said};
use super::{Lang, Options};
use crate::lang::fill;
use crate::meeting::{
    ActionItem, Attachment, CarriedItem, Day, DraftLine, Entry, EntryId, Kind, Mark, Meeting, Request, Run, Seal, Slot,
    SlotId, Stamp, Status, TalkingPoint, placements, reviewed_in,
    schedule::{DayOutcome, Planned, SlotOutcome, of_agenda, outcomes},
};
use crate::text::without_comments;

/// The deepest level written, from 0. JSON readers commonly stop at 128 levels of nesting and an entry takes two;
/// what stands deeper in a meeting is written at this level.
pub const DEEPEST: usize = 47;

/// The minutes of one meeting at one moment.
#[derive(Debug)]
pub struct Minutes<'m> {
    /// The meeting itself: title, place, roster.
    pub meeting: &'m Meeting,
    /// The moment at which they were written, in the meeting's zone.
    pub now: DateTime<Tz>,
    /// The same moment as a clock read it.
    pub stamp: Stamp,
    /// When the first clock started.
    pub started: Option<DateTime<Tz>>,
    /// When the meeting was closed; none while it is open.
    pub closed: Option<DateTime<Tz>>,
    /// When it ended, which is earlier where it was opened again to be corrected; none while it is open.
    pub ended: Option<DateTime<Tz>>,
    /// The days.
    pub days: Vec<DayMinutes<'m>>,
    /// Lines typed and not committed.
    pub drafts: &'m [DraftLine],
    /// What closing it stated about its journals; none while it is open.
    pub seal: Option<&'m Seal>,
    /// What is known beside the meeting itself.
    later: Option<&'m Later>,
    /// What became of its action items after it.
    aftermath: BTreeMap<EntryId, Aftermath>,
}

/// One day.
#[derive(Debug)]
pub struct DayMinutes<'m> {
    /// Which day of the meeting, from 1.
    pub number: usize,
    /// As the meeting has it.
    pub day: &'m Day,
    /// Its slots.
    pub slots: Vec<SlotMinutes<'m>>,
    /// What became of its plan.
    pub outcome: DayOutcome,
}

/// One slot.
#[derive(Debug)]
pub struct SlotMinutes<'m> {
    /// As the meeting has it.
    pub slot: &'m Slot,
    /// When it was to take place.
    pub plan: Plan,
    /// When it took place; none where it did not.
    pub held: Option<Held>,
    /// What became of its plan.
    pub outcome: SlotOutcome,
    /// Talking points, as the agenda has them.
    pub topics: Vec<Branch<&'m str>>,
    /// The same as people read them (see [`Self::talking_points`]).
    points: Vec<Branch<Cow<'m, str>>>,
    /// What was said.
    pub entries: Vec<Branch<Said<'m>>>,
}

/// A slot's planned times, and which of them are a guess (see [`Planned`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// When it starts.
    pub start: Option<DateTime<Tz>>,
    /// The start is a guess.
    pub start_guessed: bool,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// The length is a guess.
    pub minutes_guessed: bool,
}

/// A slot's measured times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// When its clock first started.
    pub start: DateTime<Tz>,
    /// When its clock last stopped; none while it runs.
    pub end: Option<DateTime<Tz>>,
    /// Time spent on it, pauses left out.
    pub elapsed: TimeDelta,
    /// Time between its first start and its last stop in which its clock stood still.
    pub paused: TimeDelta,
}

/// A line of an outline and the lines under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Branch<T> {
    /// The line.
    pub line: T,
    /// Those under it.
    pub children: Vec<Branch<T>>,
}

/// An action item and where it was noted.
#[derive(Clone, Copy, Debug)]
pub struct Task<'m> {
    /// In which slot.
    pub slot: &'m Slot,
    /// Its line.
    pub entry: &'m Entry,
    /// Its owners, due date and so on, as they were minuted.
    pub item: &'m ActionItem,
    /// How it stands by all that is known, also from later meetings.
    pub status: Status,
}

/// A line of one of the lists at the end.
#[derive(Clone, Debug)]
pub enum Listed<'m> {
    /// An entry and where it was noted.
    Said(&'m Slot, Said<'m>),
    /// A slot that was put off to another time.
    Parked(&'m Slot),
}

impl<'m> Minutes<'m> {
    /// The document of `meeting` as it stands at `now`.
    pub fn new(meeting: &'m Meeting, drafts: &'m [DraftLine], seal: Option<&'m Seal>, now: &Stamp) -> Self {
        // What was given in the meeting is said beside the plan.
        let mut plans = of_agenda(meeting).into_iter();
        let outcomes = outcomes(meeting, now);
        let reviewed: BTreeSet<u32> = meeting.carried.iter().map(|carried| carried.number).collect();
        let mut slot_outcomes = outcomes.slots.into_iter();
        let mut slot_minutes = |slot: &'m Slot| {
            let topics = nest(talking_points(&slot.plan.topics));
            Some(SlotMinutes {
                points: without_items(without_notes_to_self(&topics), slot, &reviewed),
                slot,
                plan: plans.next().map_or_else(Plan::unknown, |times| Plan::new(&times)),
                held: held(meeting, slot, now),
                outcome: slot_outcomes.next()?,
                topics,
                entries: nest(said::all(slot).map(|said| (usize::from(said.entry.depth), said)).collect()),
            })
        };
        let days = meeting.days.iter().zip(outcomes.days).zip(1..).map(|((day, outcome), number)| DayMinutes {
            number,
            day,
            slots: day.slots.iter().filter_map(&mut slot_minutes).collect(),
            outcome,
        });
        let days = days.collect();
        Self {
            meeting,
            now: meeting.local(now.at),
            stamp: *now,
            started: meeting.slots().filter_map(Slot::started).min().map(|at| meeting.local(at)),
            closed: meeting.closed.map(|at| meeting.local(at)),
            ended: meeting.closed.map(|at| meeting.local(meeting.ended.map_or(at, |end| end.at))),
            days,
            drafts,
            // A journal may come from anywhere: what is no digest is none.
            seal: seal.filter(|seal| meeting.closed.is_some() && is_digest(&seal.sha256)),
            later: None,
            aftermath: meeting
                .action_items()
                .filter_map(|(_, entry, item)| between_meetings(meeting, entry, item))
                .collect(),
        }
    }

    /// The same with what is known beside the meeting itself.
    #[must_use]
    pub fn with(self, later: &'m Later) -> Self {
        // It knows all that was said, also in the meeting itself.
        let told = later.aftermath.iter().map(|(entry, after)| (*entry, after.clone()));
        let mut aftermath: BTreeMap<_, _> = self.aftermath.into_iter().chain(told).collect();
        aftermath.retain(|_, after| !after.is_empty());
        Self { later: Some(later), aftermath, ..self }
    }

    /// The moment whose state they tell, for forms that must state one: of a closed meeting when it was closed, approved or
    /// last corrected, so that what is exported again is the same; else the moment at which they are written.
    pub fn as_of(&self) -> DateTime<Tz> {
        let Some(closed) = self.closed else { return self.now };
        let approved = self.meeting.approvals.iter().map(|approval| approval.at);
        let corrected = self.corrections().iter().map(|corrected| corrected.correction.at);
        let changed = self
            .meeting
            .action_items()
            .flat_map(|(_, _, item)| [item.changed.status, item.changed.due, item.changed.owners])
            .flatten();
        let after = self.aftermath.values().flat_map(Aftermath::moments);
        let later = approved.chain(corrected).chain(changed).chain(after).map(|at| self.meeting.local(at));
        later.fold(closed, DateTime::max)
    }

    /// What was changed after the minutes had been approved.
    pub fn corrections(&self) -> &'m [Corrected] {
        self.later.map(|later| later.corrections.as_slice()).unwrap_or_default()
    }

    /// What became of the meeting's action items after it: as a later one says, else as was noted between them.
    pub fn aftermath(&self) -> &BTreeMap<EntryId, Aftermath> {
        &self.aftermath
    }

    /// The action items of earlier meetings that this one went through, each as it stands by what was said here: the open ones
    /// first, then by number; those of `options` only. `open`: nothing but the open ones.
    pub fn carried(&self, options: &Options, open: bool) -> Vec<(&'m CarriedItem, ActionItem)> {
        let mut carried = self.meeting.carried_items();
        carried.retain(|(_, now)| options.takes(&now.owners) && (!open || now.status == Status::Open));
        carried.sort_by_key(|(item, now)| (now.status != Status::Open, item.number));
        carried
    }

    /// How the minutes name the journals that they come from: `Journal 3f2a9c1b4d5e, 212 records`.
    pub fn source(&self, lang: Lang) -> Option<String> {
        let (seal, words) = (self.seal?, lang.words());
        let journal = fill(words.head.journal, &[seal.short()]);
        let records = lang.count(usize::try_from(seal.records).unwrap_or(usize::MAX), &words.head.records);
        Some([journal, records].join(words.comma))
    }

    /// The first and the last day of the meeting: those of the plan, else the day on which it began.
    pub fn dates(&self) -> Option<(NaiveDate, NaiveDate)> {
        let planned = || self.days.iter().filter_map(|day| day.day.date);
        let began = self.started.map(|at| at.date_naive());
        planned().min().zip(planned().max()).or(began.zip(began))
    }

    /// The only day of the meeting, where it has but one: its times need no date.
    pub fn only_day(&self) -> Option<NaiveDate> {
        self.dates().filter(|(from, to)| from == to).map(|(from, _)| from)
    }

    /// All action items, in reading order.
    pub fn tasks(&self) -> impl Iterator<Item = Task<'m>> {
        let task = |(slot, entry, item): (&'m Slot, &'m Entry, &'m ActionItem)| {
            let item = item.as_minuted();
            let after = self.aftermath.get(&entry.id).and_then(|after| after.status.as_ref());
            Task { slot, entry, item, status: after.map_or(item.status, |(status, ..)| *status) }
        };
        self.meeting.action_items().map(task)
    }

    /// All entries of a kind with their slots, in reading order.
    pub fn entries_of(&self, kind: Kind) -> Vec<(&'m Slot, Said<'m>)> {
        let mut found = Vec::new();
        for minutes in self.days.iter().flat_map(|day| &day.slots) {
            let mut take = |said: &Said<'m>| {
                if said.entry.kind == kind {
                    found.push((minutes.slot, said.clone()));
                }
            };
            minutes.entries.iter().for_each(|branch| branch.each(&mut take));
        }
        found
    }

    /// What stands in the list at the end that collects a kind; slots that were put off stand with the ideas.
    pub fn listed(&self, kind: Kind) -> Vec<Listed<'m>> {
        let said = self.entries_of(kind).into_iter().map(|(slot, said)| Listed::Said(slot, said));
        let put_off = self.meeting.slots().filter(|slot| kind == Kind::Idea && slot.mark == Some(Mark::Parked));
        said.chain(put_off.map(Listed::Parked)).collect()
    }

    /// Who owns which action items, open ones first: the roster, the groups, others as they come; last, under no
    /// name, those that nobody owns. An item with several owners stands under each. With a name, those of that owner only.
    pub fn by_owner(&self, only: Option<&str>) -> Vec<(Option<&'m str>, Vec<Task<'m>>)> {
        let mut tasks: Vec<Task> = self.tasks().collect();
        tasks.sort_by_key(|task| (task.status != Status::Open, task.item.number));
        let roster = self.meeting.people.iter().map(|person| person.name.as_str());
        let groups = self.meeting.groups.iter().map(String::as_str);
        let others = self.tasks().flat_map(|task| task.item.owners.iter().map(String::as_str));
        let mut owners: Vec<&str> = Vec::new();
        for owner in roster.chain(groups).chain(others) {
            if !owners.contains(&owner) {
                owners.push(owner);
            }
        }
        let owned = |owner: &&'m str| -> Vec<Task<'m>> {
            tasks.iter().filter(|task| task.item.owners.iter().any(|name| name == owner)).copied().collect()
        };
        let unowned: Vec<Task> = tasks.iter().filter(|task| task.item.owners.is_empty()).copied().collect();
        let named = owners.iter().map(|owner| (Some(*owner), owned(owner)));
        let asked_for = |owner: Option<&str>| only.is_none() || owner == only;
        named.chain([(None, unowned)]).filter(|(owner, tasks)| asked_for(*owner) && !tasks.is_empty()).collect()
    }

    /// All files and links of the meeting and of its slots.
    pub fn documents(&self) -> impl Iterator<Item = &'m Attachment> + use<'m> {
        self.meeting.attachments().chain(self.meeting.slots().flat_map(Slot::attachments))
    }

    /// Whether a list of the documents says more than the slots do, where each is named already.
    pub fn has_dated_documents(&self) -> bool {
        let says_more = |one: &Attachment| one.modified.is_some() || one.by.is_some();
        self.meeting.attachments().next().is_some() || self.documents().any(says_more)
    }

    /// What was asked for before the meeting, each with the slot that it has; none where it found no place.
    pub fn requests(&self) -> Vec<(&'m Request, Option<SlotId>)> {
        let slots: Vec<&Slot> = self.meeting.slots().filter(|slot| !slot.withdrawn).collect();
        let places = placements(&self.meeting.requests, slots.iter().map(|slot| &slot.plan));
        let slot = |place: Option<usize>| Some(slots.get(place?)?.id);
        self.meeting.requests.iter().zip(places).map(|(request, place)| (request, slot(place))).collect()
    }

    /// The slots that the agenda has on a day, wherever they stand now, in the order of their planned times; each with the
    /// day that it stands on.
    pub fn agenda_of(&self, day: &DayMinutes) -> Vec<(&DayMinutes<'m>, &SlotMinutes<'m>)> {
        let all = self.days.iter().flat_map(|stands| stands.slots.iter().map(move |slot| (stands, slot)));
        let mut found: Vec<_> = all.filter(|(stands, slot)| slot.agenda_day(stands) == Some(day.number)).collect();
        found.sort_by_key(|(_, slot)| slot.plan.start);
        found
    }
}

impl<T> Branch<T> {
    /// This line and those under it, in reading order; a tree is never deeper than [`DEEPEST`].
    fn each(&self, take: &mut dyn FnMut(&T)) {
        take(&self.line);
        self.children.iter().for_each(|child| child.each(take));
    }
}

impl<'m> SlotMinutes<'m> {
    /// A break about which there is nothing to say but its times.
    pub fn is_plain_break(&self) -> bool {
        let plan = &self.slot.plan;
        let silent =
            self.entries.is_empty() && self.talking_points().is_empty() && self.slot.attachments().next().is_none();
        plan.kind.is_break() && silent && without_comments(&plan.description).trim().is_empty()
    }

    /// The talking points as people read them: without their author's comments. What stands under one that was nothing but a
    /// comment stands in its place. A review of action items is without the lines that name those that the meeting began with:
    /// how these stand is said once, at the end.
    pub fn talking_points(&self) -> &[Branch<Cow<'m, str>>] {
        &self.points
    }

    /// The planned times that stand before the title: none where it was moved, for that is not when it was to be here.
    pub fn plan_before_title(&self) -> Plan {
        if self.slot.moved { Plan::unknown() } else { self.plan }
    }

    /// The planned times that stand beside the title: a break's one line has its start before the title already.
    pub fn plan_beside_title(&self) -> Plan {
        if self.is_plain_break() && self.plan_before_title().start.is_some() {
            Plan { start: None, start_guessed: false, ..self.plan }
        } else {
            self.plan
        }
    }

    /// Which day the agenda has it on, from 1, `stands` being the one that it stands on; none where the agenda has it on none.
    pub fn agenda_day(&self, stands: &DayMinutes) -> Option<usize> {
        let on_agenda = !self.slot.unplanned && !self.slot.withdrawn;
        on_agenda.then(|| self.outcome.moved_from.map_or(stands.number, |place| place.day + 1))
    }
}

impl Plan {
    fn unknown() -> Self {
        Self { start: None, start_guessed: false, minutes: None, minutes_guessed: false }
    }

    fn new(times: &Planned) -> Self {
        Self {
            start: times.start,
            start_guessed: times.start_guessed,
            minutes: times.minutes,
            minutes_guessed: times.length_guessed,
        }
    }
}

fn is_digest(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn held(meeting: &Meeting, slot: &Slot, now: &Stamp) -> Option<Held> {
    let start = slot.started().filter(|_| slot.was_held(now))?;
    Some(Held {
        start: meeting.local(start),
        end: slot.ended().map(|at| meeting.local(at)),
        elapsed: slot.elapsed(now),
        paused: slot.runs.windows(2).filter_map(between).sum(),
    })
}

fn without_notes_to_self<'m>(branches: &[Branch<&'m str>]) -> Vec<Branch<Cow<'m, str>>> {
    let kept = |branch: &Branch<&'m str>| {
        let children = without_notes_to_self(&branch.children);
        match without_comments(branch.line) {
            Cow::Owned(line) if line.trim().is_empty() => children,
            line => vec![Branch { line, children }],
        }
    };
    branches.iter().flat_map(kept).collect()
}

/// The talking points of a review without those that stand for one of these items; what stands under one is kept with it.
fn without_items<'m>(
    mut points: Vec<Branch<Cow<'m, str>>>,
    slot: &Slot,
    reviewed: &BTreeSet<u32>,
) -> Vec<Branch<Cow<'m, str>>> {
    let is_told = |point: &Branch<Cow<str>>| {
        point.children.is_empty() && reviewed_in(&point.line).is_some_and(|number| reviewed.contains(&number))
    };
    if slot.plan.is_review() {
        points.retain(|point| !is_told(point));
    }
    points
}

/// What became of an action item between its meeting and the next.
fn between_meetings(meeting: &Meeting, entry: &Entry, item: &ActionItem) -> Option<(EntryId, Aftermath)> {
    let said = |what: Changed| Some(SaidAfter { at: meeting.local(what.when(item)?).fixed_offset(), meeting: None });
    let after = Aftermath::between(item.as_minuted(), item, said);
    (!after.is_empty()).then_some((entry.id, after))
}

/// From the end of a run to the beginning of the next.
fn between(pair: &[Run]) -> Option<TimeDelta> {
    let [before, after] = pair else { return None };
    Some(after.from.since(&before.to?))
}

/// The talking points in reading order, each with its depth.
fn talking_points(points: &[TalkingPoint]) -> Vec<(usize, &str)> {
    let mut flat = Vec::new();
    let mut waiting: Vec<(usize, &TalkingPoint)> = points.iter().rev().map(|point| (0, point)).collect();
    while let Some((depth, point)) = waiting.pop() {
        flat.push((depth, point.text.as_str()));
        waiting.extend(point.children.iter().rev().map(|child| (depth + 1, child)));
    }
    flat
}

/// The tree of a flat outline. A line stands at most one level under the line above it and at most at [`DEEPEST`].
fn nest<T>(flat: Vec<(usize, T)>) -> Vec<Branch<T>> {
    // The branch that is open on each level; the last one is the line above.
    let mut open: Vec<Branch<T>> = Vec::new();
    let mut roots = Vec::new();
    for (depth, line) in flat {
        let depth = depth.min(open.len()).min(DEEPEST);
        close(&mut open, depth, &mut roots);
        open.push(Branch { line, children: Vec::new() });
    }
    close(&mut open, 0, &mut roots);
    roots
}

/// Hangs the open branches from level `depth` down on those above them.
fn close<T>(open: &mut Vec<Branch<T>>, depth: usize, roots: &mut Vec<Branch<T>>) {
    while open.len() > depth {
        let Some(done) = open.pop() else { return };
        match open.last_mut() {
            Some(parent) => parent.children.push(done),
            None => roots.push(done),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as `a(b(c)d)e`.
    fn shown(branches: &[Branch<char>]) -> String {
        let one = |branch: &Branch<char>| match branch.children.as_slice() {
            [] => branch.line.to_string(),
            children => format!("{}({})", branch.line, shown(children)),
        };
        branches.iter().map(one).collect()
    }

    #[test]
    fn a_flat_outline_becomes_a_tree_in_the_same_order() {
        let flat = vec![(0, 'a'), (1, 'b'), (2, 'c'), (1, 'd'), (0, 'e'), (1, 'f')];
        assert_eq!(shown(&nest(flat)), "a(b(c)d)e(f)");
    }

    #[test]
    fn a_line_too_deep_stands_one_level_under_the_line_above() {
        assert_eq!(shown(&nest(vec![(3, 'a'), (9, 'b'), (1, 'c')])), "a(bc)");
    }

    #[test]
    fn a_bottomless_outline_ends_at_the_deepest_level() {
        let mut level = &nest((0..5_000).map(|depth| (depth, depth)).collect());
        let mut depth = 0;
        while !level[0].children.is_empty() {
            assert_eq!(level.len(), 1);
            level = &level[0].children;
            depth += 1;
        }
        assert_eq!((depth, level.len()), (DEEPEST, 5_000 - DEEPEST));
    }

    #[test]
    fn talking_points_keep_their_order_and_depth() {
        let leaf = |text: &str| TalkingPoint { text: text.to_owned(), children: vec![] };
        let points = [TalkingPoint { text: "a".to_owned(), children: vec![leaf("b"), leaf("c")] }, leaf("d")];
        assert_eq!(talking_points(&points), [(0, "a"), (1, "b"), (1, "c"), (0, "d")]);
    }
}
