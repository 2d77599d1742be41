//! The fixed words of the minutes, a field each.
//!
//! A field that a language leaves out does not compile. `{}`, or `{0}` and `{1}`, stand for what is put in. Not here: the
//! languages, a file each.

use super::{Counted, Dates, Lengths};
use crate::meeting::Status;

/// The fixed words in one language.
#[derive(Debug)]
pub(crate) struct Words {
    /// What stands between the parts of a line and of a list: `, `.
    pub comma: &'static str,
    /// What stands after the name of what follows: `: `.
    pub colon: &'static str,
    /// What stands between parts that have commas: `; `.
    pub semicolon: &'static str,
    /// What ends a sentence, and what stands between two.
    pub full_stop: &'static str,
    pub between_sentences: &'static str,
    /// How dates are written.
    pub dates: Dates,
    /// How lengths of time are written.
    pub lengths: Lengths,
    /// The head of the minutes.
    pub head: Head,
    /// What stands where there is nothing to show.
    pub nothing: Nothing,
    /// The parts of a slot.
    pub slot: Slot,
    /// The kinds of entries, and what is said of an action item.
    pub entry: Entry,
    /// The lists at the end.
    pub lists: Lists,
    /// When things were, against when they were planned.
    pub times: Times,
    /// How the meeting kept to its plan.
    pub course: Course,
    /// The picture of a day.
    pub picture: Picture,
    /// Votes.
    pub votes: Votes,
    /// Tables.
    pub tables: Tables,
    /// Reports over several meetings.
    pub reports: Reports,
    /// Meetings of a series, and how far the minutes are.
    pub series: Series,
    /// Figures over meetings.
    pub statistics: Statistics,
}

/// The head of the minutes.
#[derive(Debug)]
pub(crate) struct Head {
    pub minutes: &'static str,
    pub series: &'static str,
    pub when: &'static str,
    pub place: &'static str,
    pub link: &'static str,
    pub chair: &'static str,
    pub scribe: &'static str,
    pub people: &'static str,
    pub groups: &'static str,
    pub present: &'static str,
    pub regrets: &'static str,
    pub next_meeting: &'static str,
    pub times_also_in: &'static str,
    /// Within a line: `times in {}`, a zone.
    pub times_in_zone: &'static str,
    pub times_in: &'static str,
    pub also_in: &'static str,
    /// `{}`: a date and a time.
    pub still_open: &'static str,
    pub skip: &'static str,
    pub contents: &'static str,
    pub written_with: &'static str,
    /// `{}`: its identity.
    pub meeting: &'static str,
    /// At the foot of a sheet; `{0}`: its number, `{1}`: how many there are.
    pub page_of: &'static str,
    /// `{}`: its short digest.
    pub journal: &'static str,
    pub records: Counted,
}

/// What stands where there is nothing to show.
#[derive(Debug)]
pub(crate) struct Nothing {
    pub untitled: &'static str,
    pub no_text: &'static str,
    pub no_name: &'static str,
    pub no_owner: &'static str,
    /// As the heading of those action items.
    pub nobody: &'static str,
    pub none: &'static str,
}

/// The parts of a slot.
#[derive(Debug)]
pub(crate) struct Slot {
    /// `{}`: its number.
    pub day: &'static str,
    pub kind: &'static str,
    pub requested_by: &'static str,
    pub speakers: &'static str,
    pub talking_points: &'static str,
    pub attachments: &'static str,
    pub file: &'static str,
}

/// The kinds of entries, and what is said of an action item.
#[derive(Debug)]
pub(crate) struct Entry {
    pub action: &'static str,
    pub decision: &'static str,
    pub question: &'static str,
    pub proposal: &'static str,
    pub vote: &'static str,
    pub idea: &'static str,
    pub info: &'static str,
    pub also_written: &'static str,
    /// `{}`: how urgent it is, 1 the most.
    pub priority: &'static str,
    /// `{}`: a date.
    pub due: &'static str,
    /// `{}`: the other owners.
    pub with: &'static str,
    /// Within a line.
    pub dropped: &'static str,
    pub is_open: &'static str,
    pub is_done: &'static str,
    pub is_dropped: &'static str,
}

impl Entry {
    /// How an action item stands.
    pub(crate) fn status(&self, status: Status) -> &'static str {
        match status {
            Status::Open => self.is_open,
            Status::Done => self.is_done,
            Status::Dropped => self.is_dropped,
        }
    }
}

/// The lists at the end: what stands above each, and how many are in it.
#[derive(Debug)]
pub(crate) struct Lists {
    pub actions: &'static str,
    pub decisions: &'static str,
    pub proposals: &'static str,
    pub questions: &'static str,
    pub ideas: &'static str,
    pub action_count: Counted,
    /// `{}`: how many action items are open.
    pub open_count: &'static str,
    pub decision_count: Counted,
    pub proposal_count: Counted,
    pub question_count: Counted,
    pub idea_count: Counted,
    pub slot_count: Counted,
}

/// When things were, against when they were planned; all within a line.
#[derive(Debug)]
pub(crate) struct Times {
    pub planned: &'static str,
    pub held: &'static str,
    pub running: &'static str,
    /// `{}`: `11:32`, and with pauses or not.
    pub since: &'static str,
    /// `{}`: a span of time.
    pub with_pauses: &'static str,
    /// `{}`: a length.
    pub so_far: &'static str,
    pub over: &'static str,
    pub under: &'static str,
    pub late: &'static str,
    pub early: &'static str,
    pub added: &'static str,
    pub taken_off: &'static str,
    pub opened_in_meeting: &'static str,
    /// `{}`: the title of another slot.
    pub continues: &'static str,
    pub withdrawn: &'static str,
    pub skipped: &'static str,
    pub parked: &'static str,
    pub moved: &'static str,
    /// `{}`: a date.
    pub moved_from: &'static str,
    pub moved_to: &'static str,
    pub not_reached: &'static str,
    pub not_reached_yet: &'static str,
    pub not_timed: &'static str,
    /// `{}`: a time.
    pub began: &'static str,
    pub ended: &'static str,
    /// Of people. `{}`: a time.
    pub from: &'static str,
    pub back: &'static str,
    pub left: &'static str,
}

/// How the meeting kept to its plan.
#[derive(Debug)]
pub(crate) struct Course {
    pub schedule: &'static str,
    /// At the beginning of a line; `{}`: a span of time.
    pub planned: &'static str,
    pub held: &'static str,
    pub running: &'static str,
    /// `{}`: a time.
    pub from: &'static str,
    pub on_time: &'static str,
    /// `{0}`: how many, `{1}`: of how many.
    pub took_place: &'static str,
    pub took_place_so_far: &'static str,
    pub planned_slots: Counted,
    pub longer: Counted,
    pub see_table: &'static str,
    pub moved_away: &'static str,
    /// `{}`: a date.
    pub to: &'static str,
    pub elsewhere: &'static str,
    pub missed: &'static str,
    pub moved: &'static str,
    pub split: &'static str,
    pub opened: &'static str,
    pub parked: &'static str,
    pub skipped: &'static str,
    pub not_reached: &'static str,
    /// `{}`: a length.
    pub after: &'static str,
    pub unplaced: &'static str,
    /// Two lengths.
    pub lengths: &'static str,
    /// Two dates.
    pub between_days: &'static str,
    pub within_day: &'static str,
    pub as_planned: &'static str,
    /// `{}`: a length.
    pub of_pauses: &'static str,
    pub end_of_day: &'static str,
}

/// The picture of a day.
#[derive(Debug)]
pub(crate) struct Picture {
    /// `{}`: a date.
    pub timeline: &'static str,
    /// The names of its rows.
    pub planned: &'static str,
    pub held: &'static str,
    /// Its legend, a sentence each.
    pub rows: &'static str,
    pub hollow: &'static str,
    pub striped: &'static str,
    pub dashed: &'static str,
    pub dotted: &'static str,
    pub fixed: &'static str,
    pub number: &'static str,
    pub later: &'static str,
}

/// Votes.
#[derive(Debug)]
pub(crate) struct Votes {
    /// `{}`: how many.
    pub in_favour: &'static str,
    pub against: &'static str,
    pub abstaining: &'static str,
    /// `{0}`: names, `{1}`: how many others.
    pub and_more: &'static str,
}

/// Tables.
#[derive(Debug)]
pub(crate) struct Tables {
    pub slot: &'static str,
    pub planned: &'static str,
    pub held: &'static str,
    pub outcome: &'static str,
    pub total: &'static str,
    pub time: &'static str,
    pub topic: &'static str,
    pub chair: &'static str,
    pub discussion: &'static str,
    pub notes_and_actions: &'static str,
    /// A heading, and the columns below it.
    pub documents: &'static str,
    pub kind: &'static str,
    pub file: &'static str,
    pub modified: &'static str,
    pub by: &'static str,
    /// A heading, and the columns below it.
    pub planning: &'static str,
    pub requested_by: &'static str,
    pub time_required: &'static str,
    pub notes: &'static str,
}

/// Reports over several meetings.
#[derive(Debug)]
pub(crate) struct Reports {
    /// `{}`: a date.
    pub as_of: &'static str,
    /// `{}`: how many action items are overdue.
    pub overdue_count: &'static str,
    /// How many days ago it was noted.
    pub age: Counted,
    /// Into how many meetings it was carried.
    pub carried: Counted,
    /// Within a line.
    pub overdue: &'static str,
    pub owners: &'static str,
    pub due: &'static str,
    /// `{}`: a date.
    pub before: &'static str,
    /// Headings.
    pub past: &'static str,
    pub soon: &'static str,
    pub later: &'static str,
    pub undated: &'static str,
    pub no_series: &'static str,
    pub ticket: &'static str,
    pub since: &'static str,
    /// In a mail, above the list.
    pub yours: &'static str,
}

/// Meetings of a series, and how far the minutes are.
#[derive(Debug)]
pub(crate) struct Series {
    /// Headings.
    pub carried: &'static str,
    pub corrections: &'static str,
    /// In the place of the action items where none was noted; `{}`: how many open ones were carried over.
    pub none_new: &'static str,
    /// The name of a fact, and its values.
    pub stage: &'static str,
    pub draft: &'static str,
    pub is_final: &'static str,
    /// `{}`: a date and a time.
    pub approved: &'static str,
    /// `{0}`: names, `{1}`: a date and a time.
    pub approved_by: &'static str,
    /// `{}`: a date and a time.
    pub reopened: &'static str,
    /// Within a line; `{}`: the title of a meeting.
    pub noted_in: &'static str,
    /// `{}`: a date.
    pub noted: &'static str,
    /// `{0}`: how an action item stands, `{1}`: a date, `{2}`: the title of a meeting.
    pub since: &'static str,
    pub since_in: &'static str,
    /// Within a line; `{0}`: whose an action item is or when it is due, `{1}`: a date, `{2}`: the title of a meeting.
    pub now: &'static str,
    pub now_in: &'static str,
    /// Before a line that was corrected.
    pub added: &'static str,
    pub changed: &'static str,
    pub removed: &'static str,
    /// Between what a line was and what it is.
    pub becomes: &'static str,
}

/// Figures over meetings.
#[derive(Debug)]
pub(crate) struct Statistics {
    pub title: &'static str,
    /// The name of a fact: the last day that counts.
    pub until: &'static str,
    /// A heading, and what stands below it where there is nothing.
    pub topics: &'static str,
    pub no_topics: &'static str,
    /// A heading, and columns.
    pub meetings: &'static str,
    pub meeting: &'static str,
    pub date: &'static str,
    pub times_held: &'static str,
    pub put_off: &'static str,
    /// Of lengths.
    pub range: &'static str,
    /// Between the planned and the actual length.
    pub difference: &'static str,
    pub late: &'static str,
    /// How many action items.
    pub opened: &'static str,
    pub open_before: &'static str,
    pub open_after: &'static str,
    /// How many lines the minutes have.
    pub entries: &'static str,
    /// A heading, and the rows below it; `{0}` and `{1}`: the first and the last number of days.
    pub ages: &'static str,
    pub age_range: &'static str,
    /// `{}`: the least number of days.
    pub age_from: &'static str,
    pub age_unknown: &'static str,
    pub median_age: &'static str,
    pub oldest: &'static str,
    pub to_close: &'static str,
    /// The titles of two pictures, and their legends.
    pub paired: &'static str,
    pub flow: &'static str,
    pub line: &'static str,
    pub bars: &'static str,
    pub binned: &'static str,
    /// `{}`: how many topics.
    pub most: &'static str,
    /// Where else a picture's figures are.
    pub below: &'static str,
    pub days: Counted,
    pub meeting_count: Counted,
}
