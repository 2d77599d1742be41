//! Whether a meeting's journals are still what was written: checksums, numbers, and the digest that each closing states.
//!
//! So that anybody can prove, years later, that minutes come from these lines and no others. It changes nothing and
//! takes no lock. Not here: what can be done about damage (see `repair`).

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;

use super::clones::{Weave, weave_all};
use super::files;
use super::load::load;
use super::sheet::{Line, Sheet};
use super::spot::{LoadError, Spot};
use crate::journal::{self, Damage, Digest, What};
use crate::meeting::{Seal, WriterId};

/// What a meeting's journals turned out to be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verified {
    /// SHA-256 over all lines: of each writer in ascending order, its lines in the order of their numbers. Each line once.
    pub digest: String,
    /// How many lines that is.
    pub records: u64,
    /// What the last closing states, recomputed, while the meeting is closed: minutes bear its first characters.
    pub seal: Option<Seal>,
    /// Whose they are.
    pub writers: Vec<WriterId>,
    /// Each place that is not as it was written.
    pub spots: Vec<Spot>,
    /// What is worth knowing and no damage.
    pub notes: Vec<String>,
}

/// Reads a meeting's folder and recomputes everything.
pub fn verify(folder: &Path) -> Result<Verified, LoadError> {
    let mut verified = once(folder)?;
    if !verified.spots.is_empty() {
        // A line that was being written just then is no damage: what is not there the second time was none.
        let again = once(folder)?;
        let first = std::mem::replace(&mut verified, again).spots;
        verified.spots.retain(|spot| first.contains(spot));
    }
    Ok(verified)
}

fn once(folder: &Path) -> Result<Verified, LoadError> {
    let (weaves, notes) = weave_all(folder)?;
    let mut verified = Verified { notes, ..Verified::default() };
    for (writer, weave) in &weaves {
        verified.read(weave);
        verified.half_typed(&journal::draft_path(folder, *writer));
    }
    let all = Lines::of(&weaves);
    (verified.digest, verified.records) = all.digest();
    verified.writers = all.strands.keys().copied().collect();
    for (writer, weave) in &weaves {
        verified.seals(*writer, weave, &all);
    }
    verified.seal = load(folder)?.seal;
    Ok(verified)
}

impl Verified {
    fn read(&mut self, weave: &Weave) {
        self.spots.extend(weave.damage());
        for (number, sheet) in weave.sheets.iter().enumerate() {
            // What a continuation wrote once more may end as it likes.
            let is_copy = files::part(&sheet.path).is_none();
            if is_copy && sheet.torn().is_some() {
                self.notes.push(format!("{}: the end of this copy is missing", sheet.path.display()));
            } else if let Some(damage) = sheet.torn().filter(|_| weave.resumed(number).is_none()) {
                self.spots.push(Spot { file: sheet.path.clone(), damage });
            }
            if sheet.found.unknown > 0 {
                let (path, count) = (sheet.path.display(), sheet.found.unknown);
                self.notes.push(format!("{path}: {count} events of a later version, not understood here"));
            }
        }
        self.notes.extend(weave.clone_reports());
        let lines = (0..weave.strands.len()).flat_map(|strand| weave.own_lines(strand));
        match lines.filter(|(_, line)| line.is_lost()).count() {
            0 => {}
            1 => self.notes.push("1 record was lost before its journal was repaired".to_owned()),
            lost => self.notes.push(format!("{lost} records were lost before their journal was repaired")),
        }
    }

    fn half_typed(&mut self, path: &Path) {
        let bytes = match journal::read_whole(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == ErrorKind::NotFound => return,
            Err(error) => return self.notes.push(format!("{}: {error}", path.display())),
        };
        let mut byte_offset = 0;
        for (line, bytes) in (1..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
            if journal::recover_drafts(bytes, &BTreeMap::new()).damaged > 0 {
                let what = if bytes.ends_with(b"\n") { What::Checksum } else { What::Torn };
                self.spots.push(Spot { file: path.to_owned(), damage: Damage { line, byte_offset, what } });
            }
            byte_offset += bytes.len() as u64;
        }
    }

    /// Recomputes what each closing states from the lines that its writer had before it.
    fn seals(&mut self, writer: WriterId, weave: &Weave, all: &Lines) {
        for strand in 0..weave.strands.len() {
            let mut known: BTreeMap<WriterId, u64> = BTreeMap::new();
            for (sheet, line) in weave.lines_up_to(strand, u64::MAX) {
                let record = &line.record;
                for seen in &record.seen {
                    let last = known.entry(seen.writer).or_default();
                    *last = seen.seq.max(*last);
                }
                if let Some(stated) = record.seal.as_deref().filter(|_| record.seq >= weave.strands[strand].fork) {
                    known.remove(&writer);
                    self.seal(stated, (sheet, line), &all.known(&known, (writer, weave), strand, record.seq - 1));
                }
            }
        }
    }

    fn seal(&mut self, stated: &Seal, (sheet, line): (&Sheet, &Line), known: &Known<'_>) {
        let place = format!("{}:{}", sheet.path.display(), line.number);
        if known.missing > 0 || known.lost > 0 {
            let count = known.missing + known.lost;
            self.notes.push(format!(
                "{place}: the digest stated here cannot be recomputed: {count} lines of it are not there"
            ));
            return;
        }
        let found = Seal { records: known.lines.len() as u64, sha256: digest(known.lines.iter().copied()) };
        if found != *stated {
            let byte_offset = line.range.start as u64;
            let damage = Damage { line: line.number, byte_offset, what: What::Seal };
            self.spots.push(Spot { file: sheet.path.clone(), damage });
        }
    }
}

/// All lines of a meeting, by the name under which they are read.
struct Lines<'a> {
    strands: BTreeMap<WriterId, (&'a Weave, usize)>,
}

/// A line, and the file in which it was found.
type Found<'a> = (&'a Sheet, &'a Line);

/// The lines that a writer knew, and how many of them are not there or only hold the place of one that is not.
struct Known<'a> {
    lines: Vec<&'a [u8]>,
    missing: u64,
    lost: u64,
}

impl<'a> Lines<'a> {
    fn of(weaves: &'a BTreeMap<WriterId, Weave>) -> Self {
        let strands = weaves.values().flat_map(|weave| {
            weave.strands.iter().enumerate().map(move |(number, strand)| (strand.writer, (weave, number)))
        });
        Self { strands: strands.collect() }
    }

    fn digest(&self) -> (String, u64) {
        let lines: Vec<&[u8]> = self
            .strands
            .values()
            .flat_map(|(weave, strand)| weave.own_lines(*strand))
            .map(|(sheet, line)| sheet.text(line))
            .collect();
        (digest(lines.iter().copied()), lines.len() as u64)
    }

    /// The lines before a record: of a strand of its own `writer` those up to `last`, of the others those that it had seen.
    fn known(
        &self,
        seen: &BTreeMap<WriterId, u64>,
        (writer, weave): (WriterId, &'a Weave),
        strand: usize,
        last: u64,
    ) -> Known<'a> {
        let mut by_writer: BTreeMap<WriterId, (u64, Vec<Found<'a>>)> = BTreeMap::new();
        by_writer.insert(writer, (last, weave.lines_up_to(strand, last)));
        for (other, last) in seen {
            let lines = self.strands.get(other).map(|(weave, strand)| {
                let fork = weave.strands[*strand].fork;
                let own = weave.own_lines(*strand).filter(|(_, line)| line.record.seq <= *last);
                ((last + 1).saturating_sub(fork), own.collect())
            });
            by_writer.insert(*other, lines.unwrap_or((*last, Vec::new())));
        }
        let mut known = Known { lines: Vec::new(), missing: 0, lost: 0 };
        for (expected, lines) in by_writer.into_values() {
            known.missing += expected.saturating_sub(lines.len() as u64);
            known.lost += lines.iter().filter(|(_, line)| line.is_lost()).count() as u64;
            known.lines.extend(lines.into_iter().map(|(sheet, line)| sheet.text(line)));
        }
        known
    }
}

fn digest<'a>(lines: impl Iterator<Item = &'a [u8]>) -> String {
    let mut digest = Digest::new();
    for line in lines {
        digest.line(line);
        digest.line(b"\n");
    }
    digest.finish()
}
