//! Several files of one writer laid over each other: what is the same is read once, and what two machines wrote under
//! one number is told apart.
//!
//! A folder that is carried around comes back with copies, and a copied disk with a second hand that writes under the
//! first one's name. Neither may cost a line. Not here: reading the files (see `sheet`) and who goes on how (see `cli`).

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::belonging::{meeting_of, other_meeting};
use super::files::{self, Files};
use super::sheet::{Line, Sheet};
use super::spot::{LoadError, Spot};
use crate::journal::{Hlc, Record, What};
use crate::meeting::{Id, Version, WriterId};

/// The lines that one hand wrote.
#[derive(Debug)]
pub(super) struct Strand {
    /// Under which name they are read: the writer's own, or for a clone the checksum of the first line of its own.
    pub(super) writer: WriterId,
    /// The strand that it went on from; none for the writer's own.
    parent: Option<usize>,
    /// The first number that it does not share with that one.
    pub(super) fork: u64,
    /// Where its lines are, by number: which file, which of its lines.
    pub(super) places: BTreeMap<u64, Place>,
}

/// A line: the place of its file among the writer's, and its own among that file's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) sheet: usize,
    pub(super) line: usize,
}

/// All files of one writer, laid over each other.
#[derive(Debug)]
pub(super) struct Weave {
    pub(super) sheets: Vec<Sheet>,
    /// The writer's own strand first, then those of clones in the order in which they were found.
    pub(super) strands: Vec<Strand>,
    /// Which strand each line belongs to.
    owner: BTreeMap<Place, usize>,
}

impl Weave {
    /// Lays a writer's files over each other, in the order of [`super::files::Files::journals`].
    pub(super) fn of(writer: WriterId, sheets: Vec<Sheet>) -> Self {
        let own = Strand { writer, parent: None, fork: 1, places: BTreeMap::new() };
        let mut weave = Self { sheets: Vec::new(), strands: vec![own], owner: BTreeMap::new() };
        for (sheet, lines) in sheets.iter().map(|sheet| &sheet.lines).enumerate() {
            let (mut strand, mut last) = (0, 0);
            for (line, Line { record, .. }) in lines.iter().enumerate() {
                // Ascending numbers are one hand's; where they start again, another one begins.
                if record.seq <= last {
                    strand = 0;
                }
                last = record.seq;
                let place = Place { sheet, line };
                strand = weave.put(&sheets, place, record.seq, strand);
                weave.owner.insert(place, strand);
            }
        }
        weave.sheets = sheets;
        weave
    }

    /// Whether a file of it is damaged in a way that can be mended.
    pub(super) fn is_damaged(&self) -> bool {
        self.damage().iter().any(|spot| !matches!(spot.damage.what, What::Newer(_)))
    }

    /// Puts a line into the strand that is being read, or into the one that it belongs to, and says which that is.
    fn put(&mut self, sheets: &[Sheet], place: Place, seq: u64, strand: usize) -> usize {
        let Some(there) = self.strands.get(strand).and_then(|strand| strand.places.get(&seq)).copied() else {
            self.insert(strand, seq, place);
            return strand;
        };
        if same(sheets, there, place) || is_lost(sheets, place) {
            return strand;
        }
        if is_lost(sheets, there) {
            self.insert(strand, seq, place);
            return strand;
        }
        let known = |other: &Strand| other.places.get(&seq).is_some_and(|there| same(sheets, *there, place));
        if let Some(other) = self.strands.iter().position(known) {
            return other;
        }
        // Not the names of the files decide who keeps the name, but what stands in them: so all machines agree. (Where
        // the first records differ, it is not one meeting.)
        if seq > 1 && age(sheets, place) < age(sheets, there) {
            self.branch_off(sheets, strand, seq);
            self.insert(strand, seq, place);
            return strand;
        }
        let writer = checksum(sheets, place).unwrap_or_default();
        let places = BTreeMap::from([(seq, place)]);
        self.strands.push(Strand { writer, parent: Some(strand), fork: seq, places });
        self.strands.len() - 1
    }

    /// Makes a strand of its own of all lines of another from a number on.
    fn branch_off(&mut self, sheets: &[Sheet], from: usize, fork: u64) {
        let Some(strand) = self.strands.get_mut(from) else { return };
        let places = strand.places.split_off(&fork);
        let Some(first) = places.values().next() else { return };
        let writer = checksum(sheets, *first).unwrap_or_default();
        let number = self.strands.len();
        for place in places.values() {
            self.owner.insert(*place, number);
        }
        for child in self.strands.iter_mut().filter(|child| child.parent == Some(from) && child.fork > fork) {
            child.parent = Some(number);
        }
        self.strands.push(Strand { writer, parent: Some(from), fork, places });
    }

    fn insert(&mut self, strand: usize, seq: u64, place: Place) {
        if let Some(strand) = self.strands.get_mut(strand) {
            strand.places.insert(seq, place);
        }
    }

    /// The line at a place.
    pub(super) fn line(&self, place: Place) -> Option<(&Sheet, &Line)> {
        let sheet = self.sheets.get(place.sheet)?;
        Some((sheet, sheet.lines.get(place.line)?))
    }

    /// The lines of a strand in the order of their numbers; those that it shares with the one it went on from are not
    /// among them.
    pub(super) fn own_lines(&self, strand: usize) -> impl Iterator<Item = (&Sheet, &Line)> {
        let places = self.strands.get(strand).into_iter().flat_map(|strand| strand.places.values());
        places.filter_map(|place| self.line(*place))
    }

    /// The lines of a strand up to a number, those that it shares among them.
    pub(super) fn lines_up_to(&self, strand: usize, last: u64) -> Vec<(&Sheet, &Line)> {
        let Some(this) = self.strands.get(strand) else { return Vec::new() };
        let shared = this.parent.map(|parent| self.lines_up_to(parent, last.min(this.fork - 1)));
        let own = this.places.range(..=last).filter_map(|(_, place)| self.line(*place));
        shared.into_iter().flatten().chain(own).collect()
    }

    /// A copy that has numbers which the writer's own files lack, if there is one.
    pub(super) fn richer_copy(&self) -> Option<&Path> {
        let own = self.sheets.iter().filter(|sheet| files::part(&sheet.path).is_some());
        let numbers: BTreeSet<u64> = own.flat_map(|sheet| sheet.lines.iter().map(|line| line.record.seq)).collect();
        let (_, place) = self.strands.first()?.places.iter().find(|(seq, _)| !numbers.contains(*seq))?;
        self.sheets.get(place.sheet).map(|sheet| sheet.path.as_path())
    }

    /// What is to be said about each clone.
    pub(super) fn clone_reports(&self) -> Vec<String> {
        let Some(own) = self.strands.first() else { return Vec::new() };
        let clones = self.strands.iter().skip(1);
        let told = clones.filter_map(|strand| {
            let (sheet, line) = self.line(*strand.places.get(&strand.fork)?)?;
            Some(format!(
                "{}:{}: two programs went on with the journal of {} after record {}; what the other one wrote is read too, as \
                 that of {}",
                sheet.path.display(),
                line.number,
                own.writer,
                strand.fork - 1,
                strand.writer
            ))
        });
        told.collect()
    }

    /// What is damaged once the files are taken together: a gap that another file fills is none, nor is what stands where a
    /// continuation wrote everything again.
    pub(super) fn damage(&self) -> Vec<Spot> {
        let mut spots = Vec::new();
        for (number, sheet) in self.sheets.iter().enumerate() {
            let resumed = self.resumed(number);
            for damage in &sheet.found.damage {
                let mut damage = damage.clone();
                let strand = self.strand_at(number, damage.line);
                let counts = match damage.what {
                    What::SameNumber(_) => false,
                    What::OutOfOrder(_) => strand == 0,
                    What::Missing { from, to } => {
                        let gap = self.lacking(strand, from, to).filter(|gap| !self.spans(number, *gap));
                        gap.inspect(|(from, to)| damage.what = What::Missing { from: *from, to: *to }).is_some()
                    }
                    _ => resumed.is_none_or(|line| damage.line <= line),
                };
                if counts {
                    spots.push(Spot { file: sheet.path.clone(), damage });
                }
            }
        }
        spots
    }

    /// The last line of a file before those that its continuation holds again; none where nothing continues it without
    /// a gap.
    pub(super) fn resumed(&self, sheet: usize) -> Option<u64> {
        let (this, next) = (self.sheets.get(sheet)?, self.sheets.get(sheet + 1)?);
        files::part(&this.path).and(files::part(&next.path))?;
        let first = next.lines.iter().find(|line| line.record.seq > 1)?.record.seq;
        let before = this.lines.iter().filter(|line| line.record.seq < first);
        let (seq, line) = before.map(|line| (line.record.seq, line.number)).max().unwrap_or((0, 0));
        let strand = self.last_strand(sheet + 1).unwrap_or(0);
        self.lacking(strand, seq.saturating_add(1), first - 1).is_none().then_some(line)
    }

    /// The strand of a file's last record.
    pub(super) fn last_strand(&self, sheet: usize) -> Option<usize> {
        let line = self.sheets.get(sheet)?.lines.len().checked_sub(1)?;
        self.owner.get(&Place { sheet, line }).copied()
    }

    /// The strand of the record in that line of a file; the writer's own where none is there.
    pub(super) fn strand_at(&self, sheet: usize, number: u64) -> usize {
        let lines = self.sheets.get(sheet).map(|sheet| sheet.lines.as_slice()).unwrap_or_default();
        let line = lines.binary_search_by_key(&number, |line| line.number);
        line.ok().and_then(|line| self.owner.get(&Place { sheet, line })).copied().unwrap_or(0)
    }

    /// The first and the last of those numbers that are neither in a strand nor in what it went on from.
    fn lacking(&self, strand: usize, from: u64, to: u64) -> Option<(u64, u64)> {
        let first = (from..=to).find(|seq| !self.has(strand, *seq))?;
        let last = (first..=to).rev().find(|seq| !self.has(strand, *seq))?;
        Some((first, last))
    }

    fn has(&self, strand: usize, seq: u64) -> bool {
        let Some(this) = self.strands.get(strand) else { return false };
        match this.parent {
            Some(parent) if seq < this.fork => self.has(parent, seq),
            _ => this.places.contains_key(&seq),
        }
    }

    /// Whether a file before this one has records on both sides of a gap: then the gap is named there.
    fn spans(&self, sheet: usize, (first, last): (u64, u64)) -> bool {
        self.sheets.iter().take(sheet).any(|sheet| {
            let seqs = || sheet.lines.iter().map(|line| line.record.seq);
            seqs().any(|seq| seq < first) && seqs().any(|seq| seq > last)
        })
    }

    /// The records of each hand, in the order of their numbers, and every identity under the name of who gave it.
    pub(super) fn into_strands(self) -> Vec<(WriterId, Vec<Record>)> {
        let names: Vec<Vec<(u32, WriterId)>> = (0..self.strands.len()).map(|strand| self.names(strand)).collect();
        let mut records: Vec<Vec<Option<Record>>> = Vec::new();
        for sheet in self.sheets {
            records.push(sheet.lines.into_iter().map(|line| Some(line.record)).collect());
        }
        let parents: Vec<Option<(WriterId, u64)>> = (self.strands.iter())
            .map(|strand| Some((self.strands.get(strand.parent?)?.writer, strand.fork - 1)))
            .collect();
        let mut strands = Vec::new();
        for ((strand, names), parent) in self.strands.into_iter().zip(names).zip(parents) {
            let taken =
                strand.places.values().filter_map(|place| records.get_mut(place.sheet)?.get_mut(place.line)?.take());
            let mut own: Vec<Record> = taken.collect();
            if let Some((writer, seq)) = parent {
                for record in &mut own {
                    rename(record, strand.writer, &names);
                }
                if let Some(first) = own.first_mut() {
                    first.seen.push(Version { writer, seq });
                }
            }
            strands.push((strand.writer, own));
        }
        strands
    }

    /// Who gave which identities of a strand: each up to a number, and the strand itself those after the last.
    fn names(&self, strand: usize) -> Vec<(u32, WriterId)> {
        let (Some(this), Some(own)) = (self.strands.get(strand), self.strands.first()) else { return Vec::new() };
        let Some((number, parent)) = this.parent.and_then(|number| Some((number, self.strands.get(number)?))) else {
            return Vec::new();
        };
        let mut names = self.names(number);
        let mut last = names.last().map_or(0, |(last, _)| *last);
        for place in parent.places.range(..this.fork).map(|(_, place)| *place) {
            let events = self.line(place).map(|(_, line)| line.record.act.events.as_slice()).unwrap_or_default();
            for mut event in events.iter().cloned() {
                event.each_id(&mut |id| last = if id.writer == own.writer { last.max(id.n) } else { last });
            }
        }
        names.push((last, parent.writer));
        names
    }
}

/// All writers of a meeting's folder, and what is to be said about files that are not read.
pub(super) fn weave_all(folder: &Path) -> Result<(BTreeMap<WriterId, Weave>, Vec<String>), LoadError> {
    let files = Files::of(folder).map_err(|source| LoadError::Io { path: folder.to_owned(), source })?;
    let (sheets, mut notes) = Sheet::group(&files.journals);
    notes.extend(files.others.iter().map(|path| files::no_file(path)));
    if sheets.is_empty() {
        return Err(LoadError::NoJournal(folder.to_owned()));
    }
    let mut weaves: BTreeMap<WriterId, Weave> =
        sheets.into_iter().map(|(writer, sheets)| (writer, Weave::of(writer, sheets))).collect();
    let first = |weave: &Weave| weave.own_lines(0).next().map(|(_, line)| line.record.clone());
    let journals: Vec<_> =
        weaves.iter().map(|(writer, weave)| (*writer, first(weave), weave.own_lines(0).count())).collect();
    let counted = journals.iter().filter_map(|(_, first, count)| Some((first.as_ref()?, *count)));
    let meeting = meeting_of(folder, counted);
    for (writer, first, _) in &journals {
        if let Some(slug) = other_meeting(first.as_ref(), meeting.as_deref()) {
            notes.push(format!("the journal of {writer} belongs to another meeting ({slug}); it is not read"));
            weaves.remove(writer);
        }
    }
    Ok((weaves, notes))
}

/// Gives a record of a clone its own name, and to what was made after the fork too.
fn rename(record: &mut Record, writer: WriterId, names: &[(u32, WriterId)]) {
    let original = std::mem::replace(&mut record.writer, writer);
    let mut each = |id: &mut Id| {
        if id.writer == original {
            id.writer = names.iter().find(|(last, _)| id.n <= *last).map_or(writer, |(_, writer)| *writer);
        }
    };
    for event in &mut record.act.events {
        event.each_id(&mut each);
    }
    if let Some(key) = &mut record.act.clears {
        each(&mut key.slot.0);
        if let Some(entry) = &mut key.entry {
            each(&mut entry.0);
        }
    }
}

fn bytes(sheets: &[Sheet], place: Place) -> &[u8] {
    let range = sheets.get(place.sheet).and_then(|sheet| Some((sheet, sheet.lines.get(place.line)?.range.clone())));
    range.and_then(|(sheet, range)| sheet.bytes.get(range)).unwrap_or_default()
}

fn same(sheets: &[Sheet], one: Place, other: Place) -> bool {
    bytes(sheets, one) == bytes(sheets, other)
}

/// By what the first of two hands is known that went on with one journal: it wrote earlier.
fn age(sheets: &[Sheet], place: Place) -> Option<(Hlc, &[u8])> {
    let record = &sheets.get(place.sheet)?.lines.get(place.line)?.record;
    Some((record.hlc, bytes(sheets, place)))
}

fn is_lost(sheets: &[Sheet], place: Place) -> bool {
    sheets.get(place.sheet).and_then(|sheet| sheet.lines.get(place.line)).is_some_and(Line::is_lost)
}

/// The checksum at a line's end, which reads as a writer's name does.
fn checksum(sheets: &[Sheet], place: Place) -> Option<WriterId> {
    let digits = bytes(sheets, place).strip_suffix(b"\"}")?.last_chunk::<8>()?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}
