//! All journals of a meeting's folder, read and brought into one order.
//!
//! Reading takes no lock and changes nothing, so that it works while a scribe is writing and on a read-only disk.
//! Not here: the fold of the records (see `meeting`), and what a copied journal comes to (see `clones`).

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};

use super::belonging::{meeting_of, opened_by, other_meeting};
use super::clones::Weave;
use super::files::{Files, no_file, part};
use super::order::in_order;
use super::sheet::Sheet;
use super::spot::{LoadError, Spot};
use crate::journal::{self, Drafts, Hlc, Origin, Record, Recovered, What};
use crate::meeting::{Draft, DraftKey, Event, Ledger, Seal, Version, WriterId};

/// A meeting's folder as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Loaded {
    /// The records of all writers in the order of the fold, see [`in_order`].
    pub records: Vec<Record>,
    /// The half-typed lines of all writers.
    pub drafts: Vec<Draft>,
    /// What is to be told to whoever opens the meeting, each a line.
    pub reports: Vec<String>,
    /// Whose journals there are, in the order of their names.
    pub writers: Vec<WriterId>,
    /// Where journals are not as they were written. With any, nothing is to be added to them.
    pub damage: Vec<Spot>,
    /// How many journals end in a half-written line.
    pub torn: usize,
    /// What to call each writer: the scribe's own name, else the machine's; absent where no record tells it.
    pub authors: BTreeMap<WriterId, String>,
    /// Who writes each journal, as its first record says.
    pub machines: BTreeMap<WriterId, Origin>,
    /// The last record of each writer up to which none is missing.
    pub versions: Vec<Version>,
    /// Writers who are not to be gone on with: two programs wrote under their name, or a copy has more of their records than
    /// their own files.
    pub clones: Vec<WriterId>,
    /// What the last closing states, while the meeting is closed.
    pub seal: Option<Seal>,
}

/// Reads a meeting's folder. It fails only if no journal of it can be read at all.
pub fn load(folder: &Path) -> Result<Loaded, LoadError> {
    let files = Files::of(folder).map_err(|source| LoadError::Io { path: folder.to_owned(), source })?;
    let mut loaded = Loaded::default();
    let mut failure = None;
    loaded.reports.extend(files.others.iter().map(|path| no_file(path)));
    let mut found: BTreeMap<WriterId, Vec<(PathBuf, Recovered)>> = BTreeMap::new();
    for path in files.journals {
        let named = part(&path).map(|(writer, _)| writer);
        match journal::read(&path, named) {
            Ok(recovered) => match named.or(recovered.writer) {
                Some(writer) => found.entry(writer).or_default().push((path, recovered)),
                None => loaded.reports.push(format!("{}: no record in it can be read", path.display())),
            },
            Err(source) => {
                loaded.reports.push(format!("{}: {source}", path.display()));
                failure.get_or_insert(LoadError::Io { path, source });
            }
        }
    }
    if found.is_empty() {
        return Err(failure.unwrap_or_else(|| LoadError::NoJournal(folder.to_owned())));
    }
    let hands = found.into_iter().map(|(writer, files)| Hand::read(folder, writer, files)).collect();
    loaded.put_together(folder, hands);
    Ok(loaded)
}

/// All that one writer's files hold.
#[derive(Default)]
struct Hand {
    writer: WriterId,
    /// Its own records, and those of each clone.
    strands: Vec<(WriterId, Vec<Record>)>,
    origin: Option<Origin>,
    damage: Vec<Spot>,
    torn: usize,
    reports: Vec<String>,
    drafts: Vec<Draft>,
    /// Its own files lack records that a copy has.
    behind: bool,
}

impl Hand {
    fn read(folder: &Path, writer: WriterId, mut files: Vec<(PathBuf, Recovered)>) -> Self {
        let mut hand = Self { writer, ..Self::default() };
        let origin = files.iter().find_map(|(_, found)| found.origin.clone());
        let two_hands = |found: &Recovered| found.damage.iter().any(|d| matches!(d.what, What::SameNumber(_)));
        let mut cleared = BTreeMap::new();
        if let [(path, found)] = files.as_mut_slice()
            && !two_hands(found)
        {
            let records = std::mem::take(&mut found.records);
            cleared = std::mem::take(&mut found.cleared);
            hand.alone(path, found);
            hand.behind = part(path).is_none();
            hand.strands.push((writer, records));
        } else {
            hand.woven(files.into_iter().map(|(path, _)| path), &mut cleared);
        }
        hand.origin = origin;
        hand.half_typed(&journal::draft_path(folder, writer), &cleared);
        hand
    }

    /// A single file, by far the most frequent case: what was found in it stands.
    fn alone(&mut self, path: &Path, found: &Recovered) {
        for damage in &found.damage {
            self.damage.push(Spot { file: path.to_owned(), damage: damage.clone() });
        }
        self.reports.extend(self.damage.iter().map(ToString::to_string));
        self.beside(path, found);
    }

    /// Several files of one writer, or one in which two wrote: they are read once more, with their bytes.
    fn woven(&mut self, files: impl Iterator<Item = PathBuf>, cleared: &mut BTreeMap<DraftKey, u64>) {
        let mut sheets = Vec::new();
        for path in files {
            match Sheet::read(&path) {
                Ok(sheet) => sheets.push(sheet),
                Err(error) => self.reports.push(format!("{}: {error}", path.display())),
            }
        }
        let weave = Weave::of(self.writer, sheets);
        self.damage = weave.damage();
        self.reports.extend(self.damage.iter().map(ToString::to_string));
        for (number, sheet) in weave.sheets.iter().enumerate() {
            let torn = sheet.found.torn.is_some();
            let unread = sheet.found.damage.iter().any(|damage| damage.what == What::Checksum);
            match weave.resumed(number) {
                Some(line) if torn || unread => self.reports.push(format!(
                    "{}: what follows line {line} was written once more into the next file",
                    sheet.path.display()
                )),
                Some(_) => {}
                None => self.beside(&sheet.path, &sheet.found),
            }
        }
        // What a clone committed came from its own screen.
        for (_, line) in weave.own_lines(0) {
            if let Some(key) = line.record.act.clears {
                cleared.insert(key, line.record.seq);
            }
        }
        self.reports.extend(weave.clone_reports());
        if let Some(copy) = weave.richer_copy() {
            self.behind = true;
            self.reports.push(format!(
                "{}: has records of {} that its own journal lacks; they are read, and that journal is not gone on with",
                copy.display(),
                self.writer
            ));
        }
        self.strands = weave.into_strands();
    }

    /// What is to be said about a file that is no damage.
    fn beside(&mut self, path: &Path, found: &Recovered) {
        if let Some(torn) = &found.torn {
            self.torn += 1;
            let bytes = torn.end - torn.start;
            self.reports
                .push(format!("{}: the last line was cut off while it was written ({bytes} bytes)", path.display()));
        }
        if found.unknown > 0 {
            let count = found.unknown;
            self.reports.push(format!("{}: {count} events of a later version are kept but not shown", path.display()));
        }
    }

    fn half_typed(&mut self, path: &Path, cleared: &BTreeMap<DraftKey, u64>) {
        match journal::read_whole(path) {
            Ok(bytes) => {
                let Drafts { drafts, damaged } = journal::recover_drafts(&bytes, cleared);
                self.drafts = drafts;
                if damaged > 0 {
                    self.reports.push(format!("{}: {damaged} keys could not be read", path.display()));
                }
            }
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => self.reports.push(format!("{}: {error}", path.display())),
        }
    }
}

/// Where the journal of a writer was gone on with by two hands.
struct Fork {
    /// The first number that is not shared.
    from: u64,
    /// The names of the other hands.
    hands: Vec<WriterId>,
}

impl Fork {
    /// Who had read a record after the fork had read that of one hand, and nobody knows which, before it had read of two.
    /// It counts as not read: then no text is written over that was not before the eyes of who wrote.
    fn bind(&self, writer: WriterId, records: &mut [Record]) {
        let own = |record: &Record| record.writer == writer || self.hands.contains(&record.writer);
        if records.first().is_some_and(own) {
            return;
        }
        let (mut tells_apart, mut held_back) = (false, None);
        for record in records {
            tells_apart |= record.seen.iter().any(|seen| self.hands.contains(&seen.writer));
            for seen in record.seen.iter_mut().filter(|seen| seen.writer == writer && !tells_apart) {
                if seen.seq >= self.from {
                    held_back = Some(std::mem::replace(&mut seen.seq, self.from - 1));
                }
            }
            if let Some(seq) = held_back.take_if(|_| tells_apart) {
                record.seen.push(Version { writer, seq });
            }
        }
    }
}

impl Loaded {
    /// What to call each writer, where there are several to be told apart.
    pub fn named_authors(&self) -> BTreeMap<WriterId, String> {
        if self.writers.len() > 1 { self.authors.clone() } else { BTreeMap::new() }
    }

    fn put_together(&mut self, folder: &Path, hands: Vec<Hand>) {
        let own = hands.iter().filter_map(|hand| hand.strands.first());
        let meeting = meeting_of(folder, own.filter_map(|(_, records)| Some((records.first()?, records.len()))));
        let other = |records: &[Record]| other_meeting(records.first(), meeting.as_deref());
        let mut journals = Vec::new();
        let mut forks: BTreeMap<WriterId, Fork> = BTreeMap::new();
        for mut hand in hands {
            let mut strands = hand.strands.into_iter();
            let own = strands.next().map(|(_, records)| records).unwrap_or_default();
            if let Some(slug) = other(&own) {
                let writer = hand.writer;
                self.reports
                    .push(format!("the journal of {writer} belongs to another meeting ({slug}); it is not read"));
                continue;
            }
            let mut clones = Vec::new();
            for (writer, records) in strands {
                match other(&records) {
                    Some(slug) => hand.reports.push(format!(
                        "records of another meeting ({slug}) bear the name of {}; they are not read",
                        hand.writer
                    )),
                    None => clones.push((writer, records)),
                }
            }
            if hand.behind || !clones.is_empty() {
                self.clones.push(hand.writer);
            }
            self.wrote(hand.writer, hand.origin.as_ref(), 1, &own);
            journals.push(own);
            for (writer, records) in clones {
                let first = records.first().map_or(1, |record| record.seq);
                let fork = forks.entry(hand.writer).or_insert_with(|| Fork { from: first, hands: Vec::new() });
                fork.from = first.min(fork.from);
                fork.hands.push(writer);
                self.wrote(writer, hand.origin.as_ref(), first, &records);
                journals.push(records);
            }
            self.damage.append(&mut hand.damage);
            self.torn += hand.torn;
            self.reports.append(&mut hand.reports);
            self.drafts.append(&mut hand.drafts);
        }
        self.writers.sort_unstable();
        self.versions.sort_unstable();
        for (writer, fork) in &forks {
            for records in &mut journals {
                fork.bind(*writer, records);
            }
        }
        self.records = in_order(journals);
        self.open_first();
        let last = self.records.iter().rev().find(|record| ends_or_begins(record));
        let closing = last.filter(|record| record.act.events.contains(&Event::MeetingClosed));
        self.seal = closing.and_then(|record| record.seal.as_deref().cloned());
    }

    /// Takes down whose records these are, which should begin with the number `first`.
    fn wrote(&mut self, writer: WriterId, origin: Option<&Origin>, first: u64, records: &[Record]) {
        self.writers.push(writer);
        if let Some(origin) = origin {
            let host = origin.host.rsplit_once(" on ").map_or(origin.host.as_str(), |(_, machine)| machine);
            self.authors.insert(writer, origin.by.clone().unwrap_or_else(|| host.to_owned()));
            self.machines.insert(writer, origin.clone());
        }
        let mut seqs: Vec<u64> = records.iter().map(|record| record.seq).collect();
        seqs.sort_unstable();
        seqs.dedup();
        let dense = (first..).zip(&seqs).take_while(|(expected, seq)| expected == *seq).last();
        if let Some((seq, _)) = dense {
            self.versions.push(Version { writer, seq });
        }
    }

    /// Where the record that opened the meeting is lost, another writer's restatement of it comes first: without it no
    /// entry has a slot.
    fn open_first(&mut self) {
        if self.records.first().is_some_and(|record| opened_by(record).is_none())
            && let Some(place) = self.records.iter().position(|record| opened_by(record).is_some())
            && let Some(until) = self.records.get_mut(..=place)
        {
            until.rotate_right(1);
            // What it says of the time until then stands in the records that follow.
            if let Some(first) = until.first_mut() {
                first.act.events.retain(|event| !matches!(event, Event::WriterJoined { .. }));
            }
        }
    }

    /// The meeting, with what `writer` can take back in it.
    pub fn ledger(&self, writer: WriterId) -> Ledger {
        fold(writer, self.records.iter())
    }

    /// The meeting as it stood at a moment: the acts that were done up to then, by the clocks of those who did them.
    pub fn ledger_at(&self, writer: WriterId, at: DateTime<FixedOffset>) -> Ledger {
        fold(writer, self.records.iter().filter(|record| record.act.stamp.at <= at))
    }

    /// The latest reading of all writers' clocks at a moment, those that are far ahead of it left out.
    pub fn clock(&self, now: DateTime<FixedOffset>) -> Hlc {
        let readings = self.records.iter().map(|record| record.hlc);
        readings.filter(|clock| !clock.is_far_ahead(now)).max().unwrap_or_default()
    }

    /// What is to be said about clocks that are far ahead of a moment.
    pub fn clock_reports(&self, now: DateTime<FixedOffset>) -> Vec<String> {
        let mut ahead: BTreeMap<WriterId, Hlc> = BTreeMap::new();
        for record in self.records.iter().filter(|record| record.hlc.is_far_ahead(now)) {
            let latest = ahead.entry(record.writer).or_default();
            *latest = record.hlc.max(*latest);
        }
        let told = ahead.into_iter().map(|(writer, clock)| {
            let minutes = clock.ahead_of(now).num_minutes();
            let name =
                self.authors.get(&writer).map_or_else(|| writer.to_string(), |name| format!("{name} ({writer})"));
            format!("the clock of {name} is {} ahead; its acts stand after all others", duration(minutes))
        });
        told.collect()
    }
}

/// Minutes in the largest unit that says enough.
fn duration(minutes: i64) -> String {
    match minutes {
        ..120 => format!("{minutes} minutes"),
        120..2880 => format!("{} hours", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}

fn fold<'a>(writer: WriterId, records: impl Iterator<Item = &'a Record>) -> Ledger {
    let mut ledger = Ledger::new(writer);
    for record in records {
        ledger.read(record.version(), &record.seen, &record.act);
    }
    ledger
}

/// Whether a record closes the meeting or opens it again.
fn ends_or_begins(record: &Record) -> bool {
    record.act.events.iter().any(|event| matches!(event, Event::MeetingClosed | Event::MeetingReopened))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::DataFolder;
    use super::super::sample::{act, begin, note, opened};
    use super::*;
    use crate::meeting::{DraftKey, Id, SlotId};

    const ANN: WriterId = WriterId(0xa);
    const BO: WriterId = WriterId(0xb);

    fn order(loaded: &Loaded) -> Vec<(WriterId, u64)> {
        loaded.records.iter().map(|record| (record.writer, record.seq)).collect()
    }

    #[test]
    fn two_writers_are_read_in_the_order_of_time() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        let mut ann = begin(&folder, "m", ANN, &opened("m", "M", None, "2026-01-05T09:00:00Z")).unwrap();
        let mut bo = begin(&folder, "m", BO, &opened("m", "M", None, "2026-01-05T09:01:00Z")).unwrap();
        ann.append(&act("2026-01-05T09:03:00Z", note(ANN, 2, "second")));
        bo.append(&act("2026-01-05T10:02:00+01:00", note(BO, 2, "first")));
        let loaded = load(&folder.meeting("m")).unwrap();
        assert_eq!(loaded.writers, [ANN, BO]);
        assert_eq!(order(&loaded), [(ANN, 1), (BO, 1), (BO, 2), (ANN, 2)], "while both are still open");
        assert_eq!(loaded.reports, Vec::<String>::new());
    }

    #[test]
    fn a_clock_that_was_set_back_leaves_a_writers_acts_in_their_order() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        let mut ann = begin(&folder, "m", ANN, &opened("m", "M", None, "2026-01-05T09:00:00Z")).unwrap();
        let _bo = begin(&folder, "m", BO, &opened("m", "M", None, "2026-01-05T09:01:00Z")).unwrap();
        ann.append(&act("2026-01-05T10:00:00Z", note(ANN, 2, "at ten")));
        ann.append(&act("2026-01-05T08:00:00Z", note(ANN, 3, "at eight, an hour later")));
        assert_eq!(order(&load(&folder.meeting("m")).unwrap()), [(ANN, 1), (BO, 1), (ANN, 2), (ANN, 3)]);
    }

    #[test]
    fn what_is_wrong_is_reported_with_file_and_line_and_the_rest_is_read() {
        let home = tempfile::tempdir().unwrap();
        let folder = DataFolder::at(home.path());
        let mut ann = begin(&folder, "m", ANN, &opened("m", "M", None, "2026-01-05T09:00:00Z")).unwrap();
        for n in 2..=4 {
            ann.append(&act("2026-01-05T09:03:00Z", note(ANN, n, "a note")));
        }
        let half = crate::meeting::Draft {
            key: DraftKey { slot: SlotId(Id { writer: ANN, n: 1 }), entry: None },
            text: "half a li".to_owned(),
            depth: 0,
            cursor: 9,
        };
        ann.keep_draft(&half);
        ann.close().unwrap();
        let path = journal::journal_path(&folder.meeting("m"), ANN);
        let text = fs::read_to_string(&path).unwrap();
        let third = text.lines().nth(2).unwrap();
        fs::write(&path, text.replace(third, &third.replace("a note", "A note")) + "{\"v\":1,\"wri").unwrap();
        fs::write(folder.meeting("m").join("0000000a.sync-conflict.jsonl"), "").unwrap();
        let loaded = load(&folder.meeting("m")).unwrap();
        assert_eq!(order(&loaded), [(ANN, 1), (ANN, 2), (ANN, 4)]);
        assert_eq!(loaded.drafts, [half]);
        assert_eq!((loaded.damage.len(), loaded.damage[0].damage.line), (1, 3));
        let said = loaded.reports.join("\n");
        assert!(said.contains("0000000a.jsonl:3: the checksum"), "{said}");
        assert!(said.contains("cut off while it was written (11 bytes)"), "{said}");
        assert!(said.contains("sync-conflict.jsonl: no record in it"), "{said}");
    }

    #[test]
    fn a_folder_without_a_journal_is_no_meeting() {
        let home = tempfile::tempdir().unwrap();
        assert!(matches!(load(home.path()), Err(LoadError::NoJournal(_))));
        assert!(matches!(load(&home.path().join("not there")), Err(LoadError::Io { .. })));
    }
}
