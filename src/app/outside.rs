//! A slot's notes as a text for the user's editor, and what such a text says once it was edited.
//!
//! A line is an entry, in the notation, with a bullet at its level; times are left out. What comes back is held against what was
//! given out: a line that stayed is the same entry with all that is known of it, and what others wrote meanwhile stays. Nothing
//! is refused: what is no notation is text. Not here: what is done with it (see `update`), and the file (see `shell`).

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::Model;
use super::intent::pasted_content;
use crate::meeting::{Content, Entry, EntryId, Kind, Rival, Slot, SlotId, Wanted, WantedLine};
use crate::notation::{self, Line, LineKind};
use crate::text;

/// Blanks that one level is worth: as editors indent Markdown.
const LEVEL: usize = 4;

/// What stands at the beginning and is no note. Five lines at least, as editors read orders in the first ones.
const HEAD: &str = "\
<!-- minutebook: the notes of {}
     A line with a bullet is an entry, as it would be typed; one that is
     indented stands under the line above it.
     Change, add, move and delete lines: a line that stays is the same
     entry, with its time and its author.
     Save and leave to take it over; leave without saving, or with an error
     (:cq), to change nothing.
     Others may go on writing meanwhile, and nothing of theirs is lost.
     This comment is no note.
-->
";

/// No line of it is wider, so that one stays one in the narrowest of usual editors.
const COLUMNS: usize = 76;

/// What stands before its lines but the first.
const MARGIN: &str = "     ";

/// Empty lines at the end: editors take orders from the last lines of a file, and these are anybody's words.
const TAIL: &str = "\n\n\n\n\n";

/// Notes that were given out.
#[derive(Clone, Debug)]
pub(super) struct Outside {
    /// The notes of this slot.
    pub(super) slot: SlotId,
    /// Its lines, in order.
    lines: Vec<Given>,
    /// The whole text.
    pub(super) text: String,
}

/// An entry as it was given out.
#[derive(Clone, Debug)]
struct Given {
    entry: EntryId,
    /// What stood in its line.
    line: String,
    /// What it said.
    text: String,
}

/// What an edited text comes to.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// The notes as they are to be.
    pub(super) wanted: Vec<Wanted>,
    /// Owners that nobody knows.
    pub(super) strangers: Vec<String>,
}

impl Outside {
    /// The notes of a slot as they stand.
    pub(super) fn of(model: &Model, slot: &Slot) -> Self {
        let context = model.context();
        let line = |entry: &Entry| {
            let line = notation::print(&entry.content(), &context);
            let line = text::one_line_for_terminal(&line).trim().to_owned();
            // As a line of its own it would begin what is taken as it stands.
            if notation::is_fence(&line) { format!("\\{line}") } else { line }
        };
        let mut written = HEAD.replace("{}", &title(&slot.plan.title));
        written.push('\n');
        let mut lines = Vec::with_capacity(slot.entries.len());
        for entry in &slot.entries {
            let given = Given { entry: entry.id, line: line(entry), text: entry.text.clone() };
            // What shows nothing cannot be edited: it stays where it is.
            if given.line.is_empty() {
                continue;
            }
            written.extend([&" ".repeat(usize::from(entry.depth) * LEVEL), "- ", &given.line, "\n"]);
            lines.push(given);
        }
        written.push_str(TAIL);
        Self { slot: slot.id, lines, text: written }
    }

    /// How many entries were given out.
    pub(super) fn count(&self) -> usize {
        self.lines.len()
    }

    /// Whether nothing is left of the notes in an edited text.
    pub(super) fn is_emptied_by(&self, edited: &str) -> bool {
        !self.lines.is_empty() && lines_of(edited, &self.text).is_empty()
    }

    /// What an edited text wants of the notes as they stand now.
    pub(super) fn read(&self, model: &Model, edited: &str) -> Read {
        let lines = lines_of(edited, &self.text);
        let old: Vec<&str> = self.lines.iter().map(|given| given.line.as_str()).collect();
        let new: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
        let was = text::align(&old, &new);
        let slot = model.meeting().slot(self.slot);
        let mut reader = Reader {
            model,
            entries: slot.into_iter().flat_map(|slot| &slot.entries).map(|entry| (entry.id, entry)).collect(),
            speaks: model.meeting().last_speaker(self.slot, None).is_some(),
            kinds: Vec::new(),
            read: Read::default(),
        };
        for (line, was) in lines.iter().zip(was) {
            let wanted = match was.and_then(|at| self.lines.get(at)) {
                Some(given) if given.line == line.text => WantedLine::Kept { entry: given.entry, stays: false },
                Some(given) => reader.changed(given, line),
                None => WantedLine::New(reader.new_line(line)),
            };
            reader.note_kind(line.depth, &wanted);
            reader.read.wanted.push(Wanted { depth: line.depth, line: wanted });
        }
        self.finish(model, reader.read)
    }

    /// Without any line: what is left then is what others wrote meanwhile.
    pub(super) fn read_nothing(&self, model: &Model) -> Read {
        self.finish(model, Read::default())
    }

    fn finish(&self, model: &Model, mut read: Read) -> Read {
        if let Some(slot) = model.meeting().slot(self.slot) {
            let given: BTreeSet<EntryId> = self.lines.iter().map(|given| given.entry).collect();
            read.wanted = put_in_what_came(read.wanted, slot, &given);
            say_what_stays(&mut read.wanted, slot);
        }
        read
    }
}

/// A line that was edited.
struct Edited {
    depth: u16,
    text: String,
    /// It stands between fences, and is a note as it stands.
    verbatim: bool,
}

/// The lines of an edited text that are notes.
fn lines_of(edited: &str, given: &str) -> Vec<Edited> {
    let mut lines = Vec::new();
    let found = text::lines_of_outline(&without_head(edited, given));
    let mut fences = found.iter().filter(|line| notation::is_fence(&line.text)).count();
    let mut verbatim = false;
    for line in found {
        if notation::is_fence(&line.text) {
            fences -= 1;
            // One that is never ended begins nothing.
            if verbatim || fences > 0 {
                verbatim = !verbatim;
                continue;
            }
        }
        lines.push(Edited { depth: line.depth, text: line.text, verbatim });
    }
    level(&mut lines);
    lines
}

/// Lines that were left out leave no gap between the levels.
fn level(lines: &mut [Edited]) {
    let mut deepest = 0;
    for line in lines {
        line.depth = line.depth.min(deepest);
        deepest = line.depth.saturating_add(1);
    }
}

/// The text without the comment at its beginning, or where that is broken without those of its lines that are left.
fn without_head(edited: &str, given: &str) -> String {
    let text = edited.trim_start_matches('\u{feff}').trim_start();
    let begins = HEAD.split('{').next().unwrap_or_default().trim_end();
    if text.starts_with(begins) {
        let mut length = 0;
        for line in text.split_inclusive(['\n', '\r']) {
            length += line.len();
            if line.trim_start().starts_with("- ") {
                break;
            }
            if line.trim_end().ends_with("-->") {
                return text.get(length..).unwrap_or_default().to_owned();
            }
        }
    }
    let head_rows = given.lines().take_while(|line| !line.ends_with("-->")).count() + 1;
    let head: BTreeSet<&str> = given.lines().take(head_rows).map(str::trim).collect();
    let kept =
        edited.split_inclusive(['\n', '\r']).filter(|line| !head.contains(line.trim()) || line.trim().is_empty());
    kept.collect()
}

/// A title in the comment: harmless, and no end of it.
/// It goes on below where the editor's screen would cut it.
fn title(title: &str) -> String {
    let title = text::one_line_for_terminal(title).replace("--", "\u{2013}");
    let rows = text::wrap(&title, COLUMNS - HEAD.find('{').unwrap_or(0), COLUMNS - MARGIN.len());
    let rows = rows.into_iter().map(|row| title.get(row).unwrap_or_default().trim_end());
    rows.collect::<Vec<_>>().join(&format!("\n{MARGIN}"))
}

/// Reads lines from the top down.
struct Reader<'m> {
    model: &'m Model,
    /// Those that stand in the slot.
    entries: BTreeMap<EntryId, &'m Entry>,
    /// Somebody spoke before, so that speech can go on.
    speaks: bool,
    /// The kind of the last line on each level.
    kinds: Vec<Kind>,
    read: Read,
}

impl<'m> Reader<'m> {
    fn parse(&mut self, line: &Edited) -> Line {
        let read = if line.verbatim { Line::verbatim(&line.text) } else { self.model.parse(&line.text) };
        let strangers = read.owners.iter().filter(|owner| !owner.is_known() && read.kind == LineKind::Action);
        for owner in strangers {
            if !self.read.strangers.contains(&owner.name) {
                self.read.strangers.push(owner.name.clone());
            }
        }
        read
    }

    /// A line that was not there; what would do something is a note, and so is a vote that stands under no proposal.
    fn new_line(&mut self, line: &Edited) -> Content {
        let read = self.parse(line);
        let above = usize::from(line.depth).checked_sub(1).and_then(|above| self.kinds.get(above));
        if read.kind == LineKind::Vote && matches!(above, Some(Kind::Proposal | Kind::Decision)) {
            return read.content();
        }
        pasted_content(&read, self.speaks)
    }

    /// A line that says something else than before. Where others changed it meanwhile, only what was changed in it counts; of two
    /// texts neither is thrown away.
    fn changed(&mut self, given: &Given, line: &Edited) -> WantedLine {
        let read = self.parse(line);
        let entry = self.entry(given.entry);
        let is_vote = entry.is_some_and(|entry| entry.kind == Kind::Vote);
        let content =
            if read.kind == LineKind::Vote && !is_vote { pasted_content(&read, true) } else { read.content() };
        let before = self.model.parse(&given.line).content();
        let content = match entry {
            Some(entry) => merged(entry, &before, content),
            None => content,
        };
        let overtaken = entry.filter(|entry| entry.text != given.text && entry.text != content.text);
        let theirs = overtaken.and_then(|entry| self.model.meeting().text_as_rival(entry.id));
        let beside: Vec<Rival> = theirs.into_iter().collect();
        WantedLine::Changed { entry: given.entry, stays: false, content, beside }
    }

    fn entry(&self, id: EntryId) -> Option<&'m Entry> {
        if let Some(entry) = self.entries.get(&id) {
            return Some(entry);
        }
        let (slot, index) = self.model.meeting().place_of(id)?;
        slot.entries.get(index)
    }

    fn note_kind(&mut self, depth: u16, line: &WantedLine) {
        let kept = line.entry().and_then(|id| self.entries.get(&id));
        let (kind, speaker) = match line {
            WantedLine::New(content) | WantedLine::Changed { content, .. } => (content.kind, content.speaker.is_some()),
            WantedLine::Kept { .. } => kept.map_or((Kind::Note, false), |entry| (entry.kind, entry.speaker.is_some())),
        };
        self.speaks |= kind == Kind::Speech && speaker;
        self.kinds.truncate(usize::from(depth));
        self.kinds.push(kind);
    }
}

/// The new content with all that was not changed as it stands now: a line may not say everything, and others may have changed
/// the rest. `before`: what the line was read as before it was edited.
fn merged(entry: &Entry, before: &Content, new: Content) -> Content {
    let now = entry.content();
    if new.kind != before.kind {
        return new;
    }
    Content {
        kind: now.kind,
        text: pick(&before.text, new.text, now.text),
        owners: pick(&before.owners, new.owners, now.owners),
        due: pick(&before.due, new.due, now.due),
        tickets: pick(&before.tickets, new.tickets, now.tickets),
        priority: pick(&before.priority, new.priority, now.priority),
        speaker: pick(&before.speaker, new.speaker, now.speaker),
        votes: pick(&before.votes, new.votes, now.votes),
        link: pick(&before.link, new.link, now.link),
        number: now.number,
        review: now.review,
    }
}

fn pick<T: PartialEq>(before: &T, new: T, now: T) -> T {
    if new == *before { now } else { new }
}

/// Puts in what stands in the slot and was not given out: behind what it stands behind, and on its level.
fn put_in_what_came(wanted: Vec<Wanted>, slot: &Slot, given: &BTreeSet<EntryId>) -> Vec<Wanted> {
    let named: BTreeSet<EntryId> = wanted.iter().filter_map(|wanted| wanted.line.entry()).collect();
    let mut came: BTreeMap<Option<EntryId>, VecDeque<Wanted>> = BTreeMap::new();
    let mut above = None;
    for entry in &slot.entries {
        if named.contains(&entry.id) {
            above = Some(entry.id);
        } else if !given.contains(&entry.id) {
            let line = WantedLine::Kept { entry: entry.id, stays: false };
            came.entry(above).or_default().push_back(Wanted { depth: entry.depth, line });
        }
    }
    let mut all = Vec::with_capacity(wanted.len() + came.len());
    all.extend(came.remove(&None).into_iter().flatten());
    // What is to be put in as soon as nothing follows that stands further in; the innermost last.
    let mut waiting: Vec<VecDeque<Wanted>> = Vec::new();
    for line in wanted {
        while let Some(last) = waiting.last_mut() {
            match last.front() {
                Some(came) if came.depth < line.depth => break,
                Some(_) => all.extend(last.pop_front()),
                None => drop(waiting.pop()),
            }
        }
        let behind = line.line.entry().and_then(|entry| came.remove(&Some(entry)));
        all.push(line);
        waiting.extend(behind);
    }
    all.extend(waiting.into_iter().rev().flatten());
    all
}

/// As many entries as can be are left where they stand.
fn say_what_stays(wanted: &mut [Wanted], slot: &Slot) {
    let places: BTreeMap<EntryId, usize> = slot.entries.iter().enumerate().map(|(at, entry)| (entry.id, at)).collect();
    let known: Vec<(usize, usize)> =
        wanted.iter().enumerate().filter_map(|(at, wanted)| Some((at, *places.get(&wanted.line.entry()?)?))).collect();
    let order: Vec<usize> = known.iter().map(|(_, place)| *place).collect();
    for at in text::longest_rising(&order).into_iter().filter_map(|at| known.get(at)).map(|(at, _)| *at) {
        if let WantedLine::Kept { stays, .. } | WantedLine::Changed { stays, .. } = &mut wanted[at].line {
            *stays = true;
        }
    }
}
