//! The journal as the shell sees it: acts and half-typed lines go in, and how safe they are comes out.
//!
//! What was given is with the kernel when the call returns, or [`Journal::state`] says that it is not. Not here:
//! what an act means, and reading the journals of other writers (see `archive`).

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{Builder, JoinHandle};

use chrono::{DateTime, FixedOffset};

use super::file::{self, JournalFile, Lock, OpenError, Whole, draft_path, io_error, journal_path};
use super::half_typed::HalfTyped;
use super::read_back::Sources;
use super::record::{Heading, encode};
use super::tail::{NotSaved, Pace, Place, Saved, Shared, Tail, Wake};
use super::thread::run;
use super::{Drafts, Hlc, Memory, Origin, Record, Recovered, Storage, draft, recover_drafts, seal};
use crate::meeting::{Act, Draft, Event, Seal, Version, WriterId};

/// One writer's journal of one meeting, open and locked.
pub struct Journal {
    writer: WriterId,
    seq: u64,
    clock: Hlc,
    /// What other writers' records this one has seen, and which of that no record of its own says yet.
    seen: BTreeMap<WriterId, u64>,
    news: Vec<Version>,
    seal: Option<Seal>,
    line: Vec<u8>,
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// A journal that was there before, and what it held.
pub struct Reopened {
    /// To go on with.
    pub journal: Journal,
    /// Its records, and what was wrong with it (a torn tail, nothing else).
    pub recovered: Recovered,
    /// Half-typed lines.
    pub drafts: Drafts,
    /// Where the torn tail now is.
    pub aside: Option<PathBuf>,
}

impl Journal {
    /// Begins a journal in a meeting's folder, which is made if need be, with its first act: the one that says that
    /// the meeting was opened. Both are with the kernel when this returns, and synced by the thread like everything
    /// else, so that the first frame does not wait for the disk. `seen`: what its writer knows of the other writers of this
    /// meeting, none where it is the first.
    pub fn create(
        folder: &Path,
        writer: WriterId,
        origin: &Origin,
        first: &Act,
        (seen, clock): (&[Version], Hlc),
        wake: Wake,
    ) -> Result<Self, OpenError> {
        file::create_folder(folder).map_err(io_error("create", folder))?;
        let holder = file::this_program(&origin.host, first.stamp.at);
        let lock = Lock::take(folder, writer, &holder)?;
        let mut header = Vec::new();
        let clock = clock.tick(first.stamp.at);
        let heading = Heading { hlc: Some(clock), seen, origin: Some(origin), ..Heading::new(writer, 1) };
        encode(&mut header, &heading, first)?;
        // The journal last: where it is, the meeting is.
        let drafts = Arc::new(JournalFile::open(&draft_path(folder, writer), writer, true)?);
        let journal = Arc::new(JournalFile::create(&journal_path(folder, writer), writer, &header)?);
        let place = Place { folder: folder.to_owned(), older: Vec::new(), journal, locks: vec![lock] };
        let mut tail = Tail::at(place, (1, header.len() as u64), HalfTyped::at(drafts, &Drafts::default(), 1, 0));
        (tail.synced, tail.unsynced, tail.first) = (0, header.clone(), header);
        tail.reports = file::open_to_others(folder);
        let mut journal = Self::over(Shared::new(writer, holder, Pace::default(), tail), wake)
            .map_err(io_error("start the thread of", folder))?;
        journal.clock = clock;
        journal.seen = seen.iter().map(|version| (version.writer, version.seq)).collect();
        Ok(journal)
    }

    /// Goes on with a journal. A torn tail is set aside; any other damage is an error, because nothing is added to a
    /// damaged file: the meeting can still be read, and gone on with as another writer.
    /// `since`: the moment, for whoever finds it held.
    pub fn open(
        folder: &Path,
        writer: WriterId,
        origin: &Origin,
        since: DateTime<FixedOffset>,
        wake: Wake,
    ) -> Result<Reopened, OpenError> {
        let mut records = Vec::new();
        let mut reopened = Self::open_each(folder, writer, origin, since, wake, &mut |record| records.push(record))?;
        reopened.recovered.records = records;
        Ok(reopened)
    }

    /// As [`Journal::open`], but hands over the records one by one: a long meeting is never in memory twice.
    pub fn open_each(
        folder: &Path,
        writer: WriterId,
        origin: &Origin,
        since: DateTime<FixedOffset>,
        wake: Wake,
        each: &mut dyn FnMut(Record),
    ) -> Result<Reopened, OpenError> {
        let holder = file::this_program(&origin.host, since);
        let lock = Lock::take(folder, writer, &holder)?;
        let Whole { recovered, first, files, len } = file::read_each(folder, writer, each)?;
        let path = files.last().cloned().unwrap_or_else(|| journal_path(folder, writer));
        if !recovered.damage.is_empty() {
            return Err(OpenError::Damaged { path, damage: recovered.damage });
        }
        if recovered.last == 0 {
            return Err(OpenError::Empty(path));
        }
        let aside = recovered.torn.as_ref().map(|torn| file::set_aside(&path, torn)).transpose()?;
        let mut older: Vec<Arc<dyn Storage>> = Vec::new();
        for file in files.iter().filter(|file| **file != path) {
            older.push(Arc::new(JournalFile::open(file, writer, false)?));
        }
        let journal = Arc::new(JournalFile::open(&path, writer, false)?);
        let draft_path = draft_path(folder, writer);
        let half_typed = Arc::new(JournalFile::open(&draft_path, writer, true)?);
        let bytes = file::read_whole(&draft_path).map_err(io_error("read", &draft_path))?;
        let drafts = recover_drafts(&bytes, &recovered.cleared);
        let half_typed = HalfTyped::at(half_typed, &drafts, recovered.last, bytes.len() as u64);
        let place = Place { folder: folder.to_owned(), older, journal, locks: vec![lock] };
        let mut tail = Tail::at(place, (recovered.last, len), half_typed);
        tail.first = first;
        tail.reports = file::open_to_others(folder);
        let mut journal = Self::over(Shared::new(writer, holder, Pace::default(), tail), wake)
            .map_err(io_error("start the thread of", folder))?;
        journal.clock = recovered.clock;
        journal.seen.clone_from(&recovered.seen);
        Ok(Reopened { journal, recovered, drafts, aside })
    }

    /// Begins a journal in memory, for tests of whatever writes one.
    pub fn in_memory(
        writer: WriterId,
        first: &Act,
        journal: Arc<Memory>,
        drafts: Arc<Memory>,
        wake: Wake,
    ) -> Result<Self, OpenError> {
        let mut header = Vec::new();
        encode(&mut header, &Heading::new(writer, 1), first)?;
        let begun = journal.append(&header).and_then(|_| journal.sync(header.len() as u64));
        begun.map_err(io_error("begin", Path::new("memory")))?;
        let place = Place { folder: PathBuf::new(), older: Vec::new(), journal, locks: Vec::new() };
        let half_typed = HalfTyped::at(drafts, &Drafts::default(), 1, 0);
        let mut tail = Tail::at(place, (1, header.len() as u64), half_typed);
        tail.first = header;
        let holder = file::this_program("memory", first.stamp.at);
        Self::over(Shared::new(writer, holder, Pace::default(), tail), wake)
            .map_err(io_error("begin", Path::new("memory")))
    }

    fn over(shared: Shared, wake: Wake) -> std::io::Result<Self> {
        let (writer, seq) = (shared.writer, shared.tail().given);
        let shared = Arc::new(shared);
        let theirs = Arc::clone(&shared);
        let thread = Builder::new().name("journal".into()).spawn(move || run(&theirs, &wake))?;
        Ok(Self {
            writer,
            seq,
            clock: Hlc::default(),
            seen: BTreeMap::new(),
            news: Vec::new(),
            seal: None,
            line: Vec::new(),
            shared,
            thread: Some(thread),
        })
    }

    /// Whose journal it is.
    pub fn writer(&self) -> WriterId {
        self.writer
    }

    /// The number of the last act given.
    pub fn seq(&self) -> u64 {
        self.seq
    }

    /// The folder in which it is written now.
    pub fn folder(&self) -> PathBuf {
        self.shared.tail().place.folder.clone()
    }

    /// What the last closing of the meeting stated about everything before it.
    pub fn seal(&self) -> Option<&Seal> {
        self.seal.as_ref()
    }

    /// What the scribe is to be told and was not yet, in a sentence each.
    pub fn reports(&self) -> Vec<String> {
        std::mem::take(&mut self.shared.tail().reports)
    }

    /// Asks for the journal to go on in another folder, which is made if need be: all of it is copied there. Never waits;
    /// [`Journal::folder`] says when it has happened, [`Journal::state`] and [`Journal::reports`] when it cannot.
    pub fn go_elsewhere(&self, folder: PathBuf) {
        self.shared.go_elsewhere(folder);
    }

    /// Takes the next act, writes it, has it synced, and says its number. The one that closes the meeting states a digest
    /// of everything before it: for that the journals are read once.
    pub fn append(&mut self, act: &Act) -> u64 {
        self.seq += 1;
        self.line.clear();
        let clock = self.clock.tick(act.stamp.at);
        let closes = act.events.iter().any(|event| matches!(event, Event::MeetingClosed));
        let seal = closes.then(|| self.sealed()).flatten();
        let heading =
            Heading { hlc: Some(clock), seen: &self.news, seal: seal.as_ref(), ..Heading::new(self.writer, self.seq) };
        match encode(&mut self.line, &heading, act) {
            Ok(()) => {
                self.clock = clock;
                if closes {
                    self.seal = seal;
                }
                self.news.clear();
                self.shared.append(self.seq, &self.line);
            }
            Err(error) => {
                // No event is like that; if one ever is, the next acts still get dense numbers.
                self.seq -= 1;
                self.shared.tail().faults.unwritable = Some(format!("an act could not be written: {error}"));
                return self.seq;
            }
        }
        if let Some(key) = act.clears {
            self.shared.tail().half_typed.kept.remove(&key);
        }
        self.seq
    }

    /// Tells which records of other writers the scribe's screen shows from now on, and the latest reading of all their
    /// clocks, `now` being the wall's: the next act is written as one that knew them.
    pub fn saw(&mut self, versions: &[Version], latest: Hlc, now: DateTime<FixedOffset>) {
        self.clock = self.clock.saw(latest, now);
        for version in versions.iter().filter(|version| version.writer != self.writer) {
            let known = self.seen.entry(version.writer).or_default();
            if version.seq > *known {
                *known = version.seq;
                self.news.retain(|other| other.writer != version.writer);
                self.news.push(*version);
            }
        }
    }

    /// The seal of the record about to be written; none, with a report, where a line before it cannot be found.
    fn sealed(&self) -> Option<Seal> {
        let (folder, own) = {
            let tail = self.shared.tail();
            (tail.place.folder.clone(), Sources::of(&tail))
        };
        let mut versions: BTreeMap<WriterId, (u64, Vec<Vec<u8>>)> = BTreeMap::new();
        for (writer, seq) in &self.seen {
            versions.insert(*writer, (*seq, file::read_files(&folder, *writer)));
        }
        versions.insert(self.writer, (self.seq - 1, own.contents().0));
        match seal::seal(&versions) {
            Ok(seal) => Some(seal),
            Err(missing) => {
                self.shared.tail().report(format!("the minutes bear no digest: {missing}"));
                None
            }
        }
    }

    /// Keeps a half-typed line as it is now; an empty text: there is none any more.
    pub fn keep_draft(&mut self, draft: &Draft) {
        self.line.clear();
        match draft::encode(&mut self.line, draft, self.seq) {
            Ok(()) => self.shared.keep(draft, self.seq, &self.line),
            Err(error) => self.shared.tail().faults.unwritable = Some(format!("a line could not be kept: {error}")),
        }
    }

    /// How safe is what was given so far. Never waits for the disk.
    pub fn state(&self) -> Saved {
        self.shared.tail().saved()
    }

    /// Tries to bring everything to the disk now, waits for the outcome, and says it.
    pub fn flush(&self) -> Saved {
        self.shared.flush();
        self.state()
    }

    /// Brings everything to the disk and ends. What could not be brought there is handed back.
    pub fn close(mut self) -> Result<(), NotSaved> {
        self.end();
        self.shared.not_saved().map_or(Ok(()), Err)
    }

    fn end(&mut self) {
        if let Some(thread) = self.thread.take()
            && self.shared.close()
        {
            // It fails only if the wake callback panicked; what it left undone is in the tail.
            let _ = thread.join();
        }
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        self.end();
    }
}

#[cfg(test)]
mod tests;
