//! A damaged journal written anew: every line that can be read, as it stands, and in the place of each lost one a record
//! that says so.
//!
//! The old file stays beside under another name, and whenever the program dies on the way, one of the two can be read.
//! Not here: finding the damage (see `verify`), and telling a person about it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::ops::Range;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::clones::{Weave, weave_all};
use super::sheet::Sheet;
use super::spot::{LoadError, Spot};
use crate::journal::{self, Damage, Heading, Holder, Lock, OpenError, Record, What, encode};
use crate::meeting::{Act, Cause, Event, Stamp, WriterId};

/// No journal has so many gaps: a number beyond is no number of ours.
const MOST_LOST: u64 = 1_000_000;

/// What a repair did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Repaired {
    /// Each damaged file under the name that it has now, and the new one that holds its lines.
    pub files: Vec<(PathBuf, PathBuf)>,
    /// What could not be saved.
    pub lost: Vec<Lost>,
    /// Records that could be saved, in all files that were written anew.
    pub kept: u64,
}

/// Something that could not be saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Where it is, in the file that was set aside.
    pub place: Spot,
    /// Its bytes, as far as they are text.
    pub text: String,
}

/// Why a repair was not done, or not to its end. What was there can still be read.
#[derive(Debug, thiserror::Error)]
pub enum RepairError {
    /// The folder cannot be read.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// Another program has the journal open.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// No record of the only journal can be read.
    #[error("{}: nothing in it can be saved", .0.display())]
    Nothing(PathBuf),
    /// So many records cannot be missing.
    #[error("{}: it lacks {count} records; that is no journal", .file.display())]
    TooMany {
        /// The journal.
        file: PathBuf,
        /// How many.
        count: u64,
    },
    /// The system said no.
    #[error("cannot {what} {}: {source}", .path.display())]
    Io {
        /// `write`, `rename`, …
        what: &'static str,
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Writes the damaged journals of a meeting's folder anew. Where nothing is damaged, it does nothing.
pub fn repair(folder: &Path) -> Result<Repaired, RepairError> {
    let damaged = |weaves: &BTreeMap<WriterId, Weave>| {
        weaves.iter().filter(|(_, weave)| weave.is_damaged()).map(|(writer, _)| *writer).collect::<Vec<_>>()
    };
    let repairer = Holder { pid: std::process::id(), host: "minutebook repair".to_owned(), since: None };
    let mut locks = Vec::new();
    for writer in damaged(&weave_all(folder)?.0) {
        locks.push(Lock::take(folder, writer, &repairer)?);
    }
    // Once more, now that nobody writes: what only looked damaged because it was being written is whole now.
    let (weaves, _) = weave_all(folder)?;
    let mut repaired = Repaired::default();
    let others = weaves.values().filter(|weave| weave.own_lines(0).next().is_some()).count();
    for writer in damaged(&weaves) {
        let Some(weave) = weaves.get(&writer) else { continue };
        if weave.own_lines(0).next().is_none() && others == 0 {
            let path = weave.sheets.first().map(|sheet| sheet.path.clone()).unwrap_or_default();
            return Err(RepairError::Nothing(path));
        }
        repaired.writer(folder, writer, weave)?;
    }
    Ok(repaired)
}

impl Repaired {
    /// Writes the journals of one writer anew: its own, and one for each clone.
    fn writer(&mut self, folder: &Path, writer: WriterId, weave: &Weave) -> Result<(), RepairError> {
        let mut written = Vec::new();
        for (number, strand) in weave.strands.iter().enumerate() {
            let path = match number {
                0 => journal::journal_path(folder, writer),
                _ => folder.join(format!("{writer}.clone-{}.jsonl", strand.writer)),
            };
            written.push(Anew::of(writer, weave, number, path)?);
        }
        let asides = install(folder, writer, weave, &written)?;
        for (number, aside) in asides.into_iter().enumerate() {
            self.lost.extend(lost(weave, number, &aside, &written));
            self.files.push((aside, journal::journal_path(folder, writer)));
        }
        let kept = weave.strands.iter().zip(&written).map(|(strand, anew)| anew.numbers.range(strand.fork..).count());
        self.kept += kept.sum::<usize>() as u64;
        Ok(())
    }
}

/// A journal as it is to be.
struct Anew {
    path: PathBuf,
    /// None where no record of the writer itself can be read; then there is to be no such file.
    lines: Vec<u8>,
    /// The numbers whose records were saved.
    numbers: BTreeSet<u64>,
}

impl Anew {
    /// The lines of a strand, those that it shares among them, with no number missing.
    fn of(writer: WriterId, weave: &Weave, strand: usize, path: PathBuf) -> Result<Self, RepairError> {
        let mut lines: BTreeMap<u64, &[u8]> = BTreeMap::new();
        if strand == 0 {
            for sheet in &weave.sheets {
                lines.extend(later(writer, sheet));
            }
        }
        let readable = weave.lines_up_to(strand, u64::MAX);
        lines.extend(readable.iter().map(|(sheet, line)| (line.record.seq, sheet.text(line))));
        let records: BTreeMap<u64, &Record> =
            readable.iter().map(|(_, line)| (line.record.seq, &line.record)).collect();
        let last = lines.last_key_value().map_or(0, |(last, _)| *last);
        let end = if strand == 0 && last > 0 { last.max(end(weave)) } else { last };
        let count = end - lines.len() as u64;
        if count > MOST_LOST {
            return Err(RepairError::TooMany { file: path, count });
        }
        let mut anew = Self { path, lines: Vec::new(), numbers: BTreeSet::new() };
        for seq in 1..=end {
            if let Some(line) = lines.get(&seq) {
                anew.lines.extend_from_slice(line);
                anew.lines.push(b'\n');
                anew.numbers.insert(seq);
            } else if let Some(near) = records.range(..seq).next_back().or_else(|| records.range(seq..).next()) {
                // The same bytes on every machine that repairs the same damage, so that no two of them seem clones.
                let heading = Heading { hlc: Some(near.1.hlc), ..Heading::new(writer, seq) };
                let act = Act {
                    stamp: Stamp::wall(near.1.act.stamp.at),
                    events: vec![Event::RecordLost],
                    cause: Cause::Fresh,
                    clears: None,
                };
                encode(&mut anew.lines, &heading, &act).map_err(OpenError::from)?;
            }
        }
        Ok(anew)
    }
}

/// Records of a later version, which are kept as they stand where they bear a number of this writer.
fn later(writer: WriterId, sheet: &Sheet) -> Vec<(u64, &[u8])> {
    #[derive(Deserialize)]
    struct Numbered {
        writer: WriterId,
        seq: u64,
    }
    let newer = sheet.found.damage.iter().filter(|damage| matches!(damage.what, What::Newer(_)));
    let lines = newer.filter_map(|damage| {
        let line = sheet.whole_line(damage.byte_offset).trim_ascii();
        let numbered: Numbered = serde_json::from_slice(line).ok()?;
        (numbered.writer == writer && numbered.seq > 0).then_some((numbered.seq, line))
    });
    lines.collect()
}

/// The last number that the writer itself used: that of its last record, and one more for each line after it that cannot
/// be read.
fn end(weave: &Weave) -> u64 {
    let own = |number: &usize| weave.resumed(*number).is_none() && weave.last_strand(*number) == Some(0);
    let ends = weave.sheets.iter().enumerate().filter(|(number, _)| own(number)).map(|(_, sheet)| {
        let (line, seq) = sheet.lines.last().map_or((0, 0), |line| (line.number, line.record.seq));
        let lost = |what: &What| matches!(what, What::Checksum | What::NotARecord(_));
        let unread = sheet.found.damage.iter().filter(|damage| damage.line > line && lost(&damage.what));
        seq.saturating_add(unread.count() as u64)
    });
    ends.max().unwrap_or(0)
}

/// What of a file is in none of the new ones.
fn lost(weave: &Weave, number: usize, aside: &Path, written: &[Anew]) -> Vec<Lost> {
    let Some(sheet) = weave.sheets.get(number) else { return Vec::new() };
    let saved = |line: u64, mut seqs: Range<u64>| {
        let anew = written.get(weave.strand_at(number, line));
        anew.is_some_and(|anew| seqs.all(|seq| anew.numbers.contains(&seq)))
    };
    let counts = |damage: &Damage| match damage.what {
        What::Foreign(_) | What::Torn => true,
        What::Missing { from, to } => !saved(damage.line, from..to.saturating_add(1)),
        What::Checksum | What::NotARecord(_) => {
            let place = sheet.lines.partition_point(|line| line.number < damage.line);
            let before = place.checked_sub(1).and_then(|place| sheet.lines.get(place));
            let (line, seq) = before.map_or((0, 0), |before| (before.number, before.record.seq));
            let after = sheet.lines.get(place).map_or(seq + 2, |after| after.record.seq);
            // A line that stands where no number is missing has no record to be saved; it is named all the same.
            after <= seq + 1 || !saved(line, seq + 1..after)
        }
        _ => false,
    };
    let damage = weave.damage().into_iter().filter(|spot| spot.file == sheet.path).map(|spot| spot.damage);
    let all = damage.chain(sheet.torn()).filter(counts);
    let named = all.map(|damage| {
        let bytes = match damage.what {
            What::Missing { .. } => &[],
            _ => sheet.whole_line(damage.byte_offset),
        };
        let text = String::from_utf8_lossy(bytes).trim_end_matches(['\n', '\r']).to_owned();
        Lost { place: Spot { file: aside.to_owned(), damage }, text }
    });
    named.collect()
}

/// Puts new files in the place of a writer's old ones and says how each old one is called now. At every moment the folder
/// holds a whole set of files.
fn install(folder: &Path, writer: WriterId, weave: &Weave, written: &[Anew]) -> Result<Vec<PathBuf>, RepairError> {
    let written: Vec<&Anew> = written.iter().filter(|anew| !anew.lines.is_empty()).collect();
    let replaced = |sheet: &Sheet| written.iter().any(|anew| anew.path == sheet.path);
    let mut asides = Vec::new();
    for (number, anew) in written.iter().enumerate() {
        stage(&staged(folder, writer, number), &anew.lines).map_err(failed("write", &anew.path))?;
    }
    for sheet in &weave.sheets {
        let aside = unused(folder, writer, &asides);
        if replaced(sheet) {
            keep(&sheet.path, &sheet.bytes, &aside).map_err(failed("keep", &aside))?;
        }
        asides.push(aside);
    }
    // The second names are on the disk before the first ones lead elsewhere.
    sync(folder)?;
    for (number, anew) in written.iter().enumerate() {
        fs::rename(staged(folder, writer, number), &anew.path).map_err(failed("replace", &anew.path))?;
    }
    sync(folder)?;
    for (sheet, aside) in weave.sheets.iter().zip(&asides).filter(|(sheet, _)| !replaced(sheet)) {
        fs::rename(&sheet.path, aside).map_err(failed("rename", &sheet.path))?;
    }
    sync(folder)?;
    Ok(asides)
}

fn sync(folder: &Path) -> Result<(), RepairError> {
    File::open(folder).and_then(|open| open.sync_all()).map_err(failed("sync", folder))
}

fn staged(folder: &Path, writer: WriterId, number: usize) -> PathBuf {
    folder.join(format!("{writer}.repaired-{number}"))
}

fn stage(path: &Path, lines: &[u8]) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    write_new(path, lines)
}

fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A second name for a file; a copy where the file system knows no second names.
fn keep(path: &Path, bytes: &[u8], aside: &Path) -> io::Result<()> {
    match fs::hard_link(path, aside) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => write_new(aside, bytes),
        linked => linked,
    }
}

/// The first `WRITER.damaged-N` that is not there yet.
fn unused(folder: &Path, writer: WriterId, taken: &[PathBuf]) -> PathBuf {
    let mut n = 1_u64;
    loop {
        let path = folder.join(format!("{writer}.damaged-{n}"));
        if path.symlink_metadata().is_err() && !taken.contains(&path) {
            return path;
        }
        n += 1;
    }
}

fn failed<'a>(what: &'static str, path: &'a Path) -> impl Fn(io::Error) -> RepairError + use<'a> {
    move |source| RepairError::Io { what, path: path.to_owned(), source }
}
