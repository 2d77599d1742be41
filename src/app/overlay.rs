//! Pop-ups: one at a time, each with its own state, opened and thrown away.
//!
//! All of them filter or answer as one types, act on Enter and leave on Esc. Not here: what a choice does (see
//! `update`), and drawing.

use ratatui::layout::Rect;

use super::{Action, Ending, Layout, Line, Model};
use crate::meeting::schedule::Proposal;
use crate::meeting::{ActionItem, Kind, Mark, Meeting, Slot, SlotId, Stage, Status};
use crate::text;
use crate::words::{Day, day, say};

mod help;
mod leave;
mod pick;
mod sieve;

pub use help::{HelpRow, help, help_column, help_of, notation_row};
pub(super) use help::{heading, in_columns, in_language};
pub(super) use leave::groups;
pub use leave::{Weight, leave_key, leave_rows};
pub use pick::{Choice, Item, Picker};

/// The pop-up that is open.
#[derive(Clone, Debug)]
pub enum Overlay {
    /// A list that is narrowed down by typing.
    Pick(Picker<Choice>),
    /// All keys.
    Help {
        /// Rows scrolled away.
        top: usize,
    },
    /// What is unfinished, and the ways to leave.
    Leave {
        /// What there is left to do.
        unfinished: Unfinished,
        /// The way that was chosen while something is not saved: the same key once more goes it.
        asked: Option<Ending>,
        /// Rows scrolled away.
        top: usize,
    },
    /// A time of day is asked for.
    StartedAt {
        /// The slot that really started then.
        slot: SlotId,
        /// The answer so far.
        line: Line,
        /// Why the last answer would not do.
        complaint: Option<String>,
    },
    /// A folder is asked for in which the journal can go on.
    Elsewhere {
        /// The answer so far.
        line: Line,
        /// Why the last answer would not do.
        complaint: Option<String>,
    },
    /// What a verb is to be done with is asked for.
    Ask {
        /// The verb.
        verb: Action,
        /// The number of the action item that it is about; none where it is about something else.
        about: Option<u32>,
        /// The answer so far.
        line: Line,
        /// Why the last answer would not do.
        complaint: Option<String>,
    },
    /// Ways to be on time again.
    CatchUp {
        /// The ways.
        proposals: Vec<Proposal>,
        /// The one that Enter takes.
        chosen: usize,
    },
    /// What is unfinished, to be settled row by row; the rows are the model's.
    CloseOut,
    /// Everything ever minuted is searched; the search is the model's.
    Search,
    /// The time as large as the screen; over everything else.
    BigClock,
    /// Something to read: a title and lines.
    Report {
        /// What it is about.
        title: String,
        /// Its lines.
        lines: Vec<String>,
        /// Rows scrolled away.
        top: usize,
    },
}

/// What is unfinished when the scribe wants to leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Unfinished {
    /// Lines typed and not committed, each with its slot's title.
    pub lines: Vec<(String, String)>,
    /// Open action items without an owner: number and text.
    pub ownerless: Vec<(u32, String)>,
    /// Open action items without a due date: number and text.
    pub dateless: Vec<(u32, String)>,
    /// Open questions, each with its slot's title.
    pub questions: Vec<(String, String)>,
    /// Slots that were held and have no notes.
    pub noteless: Vec<String>,
    /// Slots that were not reached.
    pub unreached: Vec<String>,
    /// Entries of which there are two texts, each with its slot's title.
    pub conflicts: Vec<(String, String)>,
    /// Proposals that were never settled, each with its slot's title.
    pub proposals: Vec<(String, String)>,
    /// Slots that were parked.
    pub parked: Vec<String>,
    /// Ideas to come back to, each with its slot's title.
    pub ideas: Vec<(String, String)>,
    /// Files and pages that were promised, or are not where they are said to be, each with what it is for.
    pub missing: Vec<(String, String)>,
    /// How far the minutes are, where there is something to say of that: it leaves nothing to do.
    pub stage: Option<String>,
}

impl Unfinished {
    /// Nothing is left to do.
    pub fn is_empty(&self) -> bool {
        *self == Self { stage: self.stage.clone(), ..Self::default() }
    }

    /// What a meeting and its half-typed lines leave to do.
    pub fn of<'a>(
        meeting: &Meeting,
        drafts: impl Iterator<Item = (SlotId, &'a str)>,
        now: &crate::meeting::Stamp,
    ) -> Self {
        let title = |slot| meeting.slot(slot).map(|slot| slot.plan.title.clone()).unwrap_or_default();
        let lacking = |lacks: fn(&ActionItem) -> bool| {
            meeting
                .action_items()
                .filter(|(_, _, item)| item.status == Status::Open && lacks(item))
                .map(|(_, entry, item)| (item.number, entry.text.clone()))
                .collect()
        };
        let topics = || without_notes(meeting);
        let of_kind = |kind: Kind| {
            let found = meeting.entries().filter(move |(_, entry)| entry.kind == kind);
            found.map(|(slot, entry)| (slot.plan.title.clone(), entry.text.clone())).collect()
        };
        let promised = meeting.all_attachments().filter(|(_, one)| one.is_promised());
        let of = |slot: Option<&Slot>| slot.map_or(&meeting.head.title, |slot| &slot.plan.title).clone();
        let parked = meeting.slots().filter(|slot| slot.mark == Some(Mark::Parked));
        Self {
            lines: drafts.map(|(slot, text)| (title(slot), text.to_owned())).collect(),
            ownerless: lacking(|item| item.owners.is_empty()),
            dateless: lacking(|item| item.due.is_none()),
            questions: of_kind(Kind::Question),
            proposals: of_kind(Kind::Proposal),
            parked: parked.map(|slot| slot.plan.title.clone()).collect(),
            ideas: of_kind(Kind::Idea),
            missing: promised.map(|(slot, one)| (of(slot), one.name.clone())).collect(),
            conflicts: meeting.conflicts().map(|(slot, entry)| (slot.plan.title.clone(), entry.text.clone())).collect(),
            stage: stage(meeting),
            noteless: topics().filter(|slot| slot.was_held(now)).map(|slot| slot.plan.title.clone()).collect(),
            unreached: topics().filter(|slot| !slot.was_held(now)).map(|slot| slot.plan.title.clone()).collect(),
        }
    }
}

/// Where the pop-up that is open lies. A help is long and takes the rows there are, but for those of a line that is typed.
pub fn place(model: &Model, layout: &Layout) -> Rect {
    match &model.overlay {
        None => Rect::ZERO,
        Some(Overlay::Help { .. }) if model.line.is_empty() => layout.help,
        Some(Overlay::Help { .. }) => {
            let above = Rect { height: layout.composer.y.saturating_sub(layout.help.y), ..layout.help };
            above.union(layout.popup)
        }
        Some(_) => layout.popup,
    }
}

/// How far the minutes of a closed meeting are, or those of one that was approved before it was opened again.
fn stage(meeting: &Meeting) -> Option<String> {
    let approved = meeting.approvals.last().map(|approval| {
        let on = day(meeting.local(approval.at).date_naive(), Day::Weekday);
        (approval.by.join(", "), on)
    });
    match (meeting.stage(), approved) {
        (Stage::Open, None) => None,
        (Stage::Open, Some((by, on))) if by.is_empty() => Some(say!("stage-was-approved", day = on)),
        (Stage::Open, Some((by, on))) => Some(say!("stage-was-approved-by", names = by, day = on)),
        (Stage::Draft, _) => Some(say!("stage-draft", word = Action::Approve.verb().word())),
        (Stage::Final, approved) => {
            let (by, on) = approved.unwrap_or_default();
            let is_said = !by.is_empty();
            Some(if is_said { say!("stage-final-by", names = by, day = on) } else { say!("stage-final", day = on) })
        }
    }
}

/// The slots in which something was to be said and nothing was written; what was set aside was meant to be.
pub(super) fn without_notes(meeting: &Meeting) -> impl Iterator<Item = &Slot> {
    let due = |slot: &&Slot| !slot.plan.kind.is_break() && slot.mark.is_none();
    meeting.slots().filter(due).filter(|slot| slot.entries.is_empty())
}

/// What is asked for where a verb is to be done with something: what may be answered, as one says it. `about`: the number of the
/// action item, where it is known already and neither asked for nor in the examples.
pub fn asked(verb: Action, about: Option<u32>) -> String {
    match verb {
        Action::SlotGive => say("popup-give").to_owned(),
        Action::ItemDrop => say("popup-why").to_owned(),
        _ if about.is_some() => verb.verb().asks(),
        _ => verb.verb().takes().to_owned(),
    }
}

/// With a capital first letter.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Cells by which what goes on in a further row stands in.
const HANGING: usize = 4;

/// Lines to be read in a pop-up of that width: the indent and the words of each row.
pub fn read_rows(lines: &[String], width: usize) -> Vec<(usize, String)> {
    lines.iter().flat_map(|line| hanging(&format!("· {line}"), width)).collect()
}

/// The rows of one line to be read.
pub fn hanging(line: &str, width: usize) -> Vec<(usize, String)> {
    let words = text::one_line_for_terminal(line);
    let below = width.saturating_sub(HANGING).max(1);
    let rows = text::wrap(&words, width, below).into_iter().enumerate();
    rows.map(|(row, range)| (if row == 0 { 0 } else { HANGING }, words[range].trim_end().to_owned())).collect()
}

/// The word that a kind has on screen.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Note => say("entry-note"),
        Kind::Action => say("entry-action"),
        Kind::Decision => say("entry-decision"),
        Kind::Question => say("entry-question"),
        Kind::Proposal => say("entry-proposal"),
        Kind::Vote => say("entry-vote"),
        Kind::Idea => say("entry-idea"),
        Kind::Info => say("entry-info"),
        Kind::Link => say("entry-link"),
        Kind::Speech => say("entry-speech"),
        Kind::Subtopic => say("entry-subtopic"),
    }
}
