//! What a day comes to, computed a second time: from the agenda's table in this test and the facts in the journal, with
//! plain sums and without a line of the program.
//!
//! Times are seconds of the day. Not here: how the facts come about.

use std::fs;
use std::path::Path;

use serde_json::Value;

/// A slot as the agenda of this test has it.
pub(crate) struct Planned {
    pub(crate) title: &'static str,
    /// Minutes of the day.
    pub(crate) start: i64,
    pub(crate) minutes: i64,
    pub(crate) fixed: bool,
}

/// A slot with what happened to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Slot {
    id: String,
    pub(crate) title: String,
    /// Its place on the agenda, its start, and the idle time planned before it; none: no agenda had it.
    planned: Option<(usize, i64, i64)>,
    /// Its length with the minutes given to it; none: not known.
    length: Option<i64>,
    /// Its length without them.
    agenda_length: Option<i64>,
    fixed: bool,
    moved: bool,
    pub(crate) mark: Option<String>,
    pub(crate) runs: Vec<(i64, Option<i64>)>,
}

/// The day as far as it has come.
#[derive(Clone, Debug, Default)]
pub(crate) struct Day {
    pub(crate) slots: Vec<Slot>,
    /// When each act was written.
    pub(crate) acts: Vec<i64>,
}

/// How the day stands at some moment.
#[derive(Debug)]
pub(crate) struct Outcome {
    /// The slot that runs or pauses.
    pub(crate) current: usize,
    pub(crate) elapsed: i64,
    pub(crate) length: Option<i64>,
    /// Start of each slot that is still to come, by its place.
    pub(crate) starts: Vec<(usize, i64)>,
    pub(crate) behind: i64,
    pub(crate) ends: i64,
    /// Fixed points that will be missed, by how much.
    pub(crate) misses: Vec<(usize, i64)>,
}

impl Day {
    /// The day of that agenda with all facts of a journal.
    pub(crate) fn read(plan: &[Planned], journal: &Path) -> Self {
        let text = fs::read_to_string(journal).expect("a journal");
        let mut day = Self::default();
        for line in text.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
            let record: Value = serde_json::from_str(line).expect("a record");
            let at = second_of_day(record["at"].as_str().expect("a time"));
            day.acts.push(at);
            for event in record["events"].as_array().into_iter().flatten() {
                day.take(plan, at, event);
            }
        }
        day
    }

    fn take(&mut self, plan: &[Planned], at: i64, event: &Value) {
        let slot = event["slot"].as_str().and_then(|id| self.slots.iter().position(|slot| slot.id == id));
        match (event["event"].as_str().expect("a name"), slot) {
            ("meeting_opened", _) => {
                let ids = event["slots"].as_array().expect("identities").iter().filter_map(Value::as_str);
                self.slots =
                    plan.iter().zip(ids).enumerate().map(|(nth, (it, id))| planned(plan, nth, it, id)).collect();
                assert_eq!(self.slots.len(), plan.len(), "the agenda was read whole");
            }
            ("clock_started", Some(slot)) => {
                self.stop_all(at);
                self.slots[slot].runs.push((at, None));
            }
            ("clock_stopped", Some(slot)) => stop(&mut self.slots[slot], at),
            ("slot_given", Some(slot)) => {
                let minutes = event["minutes"].as_i64().expect("minutes");
                let length = &mut self.slots[slot].length;
                *length = Some(length.unwrap_or(0) + minutes * 60);
            }
            ("slot_marked", Some(slot)) => self.slots[slot].mark = event["mark"].as_str().map(str::to_owned),
            ("slot_moved", Some(slot)) => {
                let mut taken = self.slots.remove(slot);
                taken.moved = event["home"] != true;
                self.put(event, taken);
            }
            ("slot_added", None) => {
                let id = event["slot"].as_str().expect("an identity").to_owned();
                let title = event["plan"]["title"].as_str().expect("a title").to_owned();
                self.put(event, Slot { id, title, ..Slot::default() });
            }
            ("meeting_closed" | "scribe_left", _) => self.stop_all(at),
            (other, _) => panic!("no such fact was expected: {other}"),
        }
    }

    fn put(&mut self, event: &Value, slot: Slot) {
        let behind = event["behind"].as_str().and_then(|id| self.slots.iter().position(|slot| slot.id == id));
        self.slots.insert(behind.map_or(0, |behind| behind + 1), slot);
    }

    fn stop_all(&mut self, at: i64) {
        self.slots.iter_mut().for_each(|slot| stop(slot, at));
    }

    pub(crate) fn place(&self, title: &str) -> usize {
        self.slots.iter().position(|slot| slot.title == title).unwrap_or_else(|| panic!("no slot {title:?}"))
    }

    /// When the last act was written.
    pub(crate) fn last_act(&self) -> i64 {
        *self.acts.last().expect("an act")
    }

    /// How the day stands then.
    pub(crate) fn at(&self, now: i64) -> Outcome {
        let current = (0..self.slots.len()).max_by_key(|nth| self.slots[*nth].runs.last().map(|run| run.0));
        let current = current.expect("a slot");
        let elapsed = self.slots[current].elapsed(now);
        let length = self.slots[current].length;
        let mut free = length.map_or(now, |length| now.max(now + length - elapsed));
        let mut outcome =
            Outcome { current, elapsed, length, starts: Vec::new(), behind: 0, ends: free, misses: Vec::new() };
        let mut measured = false;
        for (nth, slot) in self.slots.iter().enumerate().skip(current + 1) {
            if slot.mark.is_some() || slot.is_held(now) {
                continue;
            }
            let due = slot.planned.filter(|_| !slot.moved);
            let start = match due {
                Some((_, due, _)) if slot.fixed => free.max(due),
                Some((_, due, idle)) => free.max(due.min(free + idle)),
                None => free,
            };
            if let (false, Some((place, due, idle))) = (measured, due)
                && self.stands_behind_all_before(nth, place)
            {
                measured = true;
                outcome.behind = if free > due - idle { (free - due).max(0) } else { free - (due - idle) };
            }
            if let Some((_, due, _)) = due.filter(|(_, due, _)| slot.fixed && start > *due) {
                outcome.misses.push((nth, start - due));
            }
            outcome.starts.push((nth, start));
            free = start + slot.length.unwrap_or(0);
        }
        if !measured {
            let closes = self.slots.iter().filter_map(|slot| Some(slot.planned?.1 + slot.agenda_length?)).max();
            outcome.behind = free - closes.expect("an agenda");
        }
        outcome.ends = free;
        outcome
    }

    /// The fixed points that were met late by a minute or more, by how much.
    pub(crate) fn missed(&self) -> Vec<(String, i64)> {
        let fixed = self.slots.iter().filter(|slot| slot.fixed && !slot.moved && slot.is_held(i64::MAX));
        let late = fixed.filter_map(|slot| Some((slot.title.clone(), slot.runs.first()?.0 - slot.planned?.1)));
        late.filter(|(_, by)| *by >= 60).collect()
    }

    /// Whether just those stand before a slot that the agenda has before it.
    fn stands_behind_all_before(&self, nth: usize, place: usize) -> bool {
        let before = self.slots[..nth].iter().filter_map(|slot| slot.planned);
        before.clone().count() == place && before.clone().all(|(other, ..)| other < place)
    }
}

impl Slot {
    pub(crate) fn elapsed(&self, now: i64) -> i64 {
        self.runs.iter().map(|(from, to)| to.unwrap_or(now) - from).sum()
    }

    /// What became of it in a meeting that is closed.
    pub(crate) fn outcome(&self) -> &str {
        match self.mark.as_deref() {
            Some("parked") => "parked",
            _ if self.is_held(i64::MAX) => "held",
            Some(mark) => mark,
            None => "not_reached",
        }
    }

    /// How much longer than planned it took, what was given to it counted as planned.
    pub(crate) fn over(&self) -> Option<i64> {
        self.length.filter(|_| self.is_held(i64::MAX)).map(|length| self.elapsed(0) - length)
    }

    /// A moment is no holding of a slot.
    pub(crate) fn is_held(&self, now: i64) -> bool {
        !self.runs.is_empty() && (self.runs.last().is_some_and(|run| run.1.is_none()) || self.elapsed(now) >= 10)
    }
}

fn planned(plan: &[Planned], nth: usize, it: &Planned, id: &str) -> Slot {
    let ended = nth.checked_sub(1).and_then(|before| plan.get(before)).map_or(it.start, |it| it.start + it.minutes);
    Slot {
        id: id.to_owned(),
        title: it.title.to_owned(),
        planned: Some((nth, it.start * 60, (it.start - ended) * 60)),
        length: Some(it.minutes * 60),
        agenda_length: Some(it.minutes * 60),
        fixed: it.fixed,
        ..Slot::default()
    }
}

fn stop(slot: &mut Slot, at: i64) {
    if let Some(run) = slot.runs.last_mut() {
        run.1.get_or_insert(at);
    }
}

/// The seconds since midnight of `2026-03-02T09:04:07.000+00:00`.
pub(crate) fn second_of_day(time: &str) -> i64 {
    let clock = time.split_once('T').expect("a date and a time").1;
    let part = |at: usize| clock.get(at..at + 2).and_then(|digits| digits.parse::<i64>().ok()).expect("two digits");
    part(0) * 3600 + part(3) * 60 + part(6)
}
