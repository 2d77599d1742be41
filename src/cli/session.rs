//! A meeting opened: its journal locked and replayed for writing, or begun, or read where nothing may be written.
//!
//! Not here: asking the scribe anything (see `open`), and the screen.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, FixedOffset};

use super::carry::CarriedOver;
use super::machine::Machine;
use super::{Context, Failure, elsewhere};
use crate::app::{At, ReadOnly};
use crate::archive::{self, Loaded};
use crate::journal::{
    Hlc, Holder, Journal, OpenError, Reopened, Saved, draft_path, file_system_of, journal_path, read_whole,
    recover_drafts,
};
use crate::meeting::{Act, Agenda, Cause, Draft, Ledger, Meeting, WriterId, open, restate};

/// A meeting under the scribe's hands or eyes.
pub(super) struct Session {
    pub(super) ledger: Ledger,
    pub(super) hand: Hand,
    pub(super) drafts: Vec<Draft>,
    /// The meeting's own folder.
    pub(super) folder: PathBuf,
    /// What the journal had to say when it was opened, for the scribe.
    pub(super) reports: Vec<String>,
    /// What of that the scribe was told.
    pub(super) told: Vec<String>,
    /// The names of all writers, where there are several.
    pub(super) authors: Authors,
    /// What is to be on screen first.
    pub(super) at: At,
    /// It is looked at from another screen, to which Esc goes back.
    pub(super) visiting: bool,
    wake: Arc<OnceLock<Box<dyn Fn() + Send + Sync>>>,
}

type Authors = std::collections::BTreeMap<WriterId, String>;

/// What the scribe can do with a meeting.
pub(super) enum Hand {
    /// Write in it.
    Writing(Journal),
    /// Look at it.
    Reading {
        /// Why no more than that.
        why: ReadOnly,
        /// Whose journal another program holds.
        held: Option<WriterId>,
    },
}

impl Session {
    /// Begins a meeting from an agenda.
    pub(super) fn begin(context: &Context, agenda: Agenda, path: Option<&Path>) -> Result<Self, Failure> {
        let zone = zone_of(&agenda);
        let now = context.clock.now(zone);
        let date = agenda.days.iter().find_map(|day| day.date).unwrap_or_else(|| now.at.date_naive());
        let slug = context.folder.free_slug(&agenda.head.title, Some(date));
        let folder = context.folder.meeting(&slug);
        let ids = Identities::new(context, &slug, now.at.timestamp_millis());
        let path = path.map(|path| path.to_string_lossy().into_owned());
        let carried = CarriedOver::of(context, agenda.head.series.as_deref());
        let mut events = vec![open(agenda, ids.meeting, slug, path, zone.name().to_owned(), ids.writer)];
        events.extend(carried.event);
        let act = Act { stamp: now, events, cause: Cause::Fresh, clears: None };
        let mut session = Self::empty(&folder, ids.writer);
        session.reports = carried.reports;
        let origin = Machine::here().origin();
        let journal = Journal::create(&folder, ids.writer, &origin, &act, (&[], Hlc::default()), session.call())
            .map_err(|error| cannot_open(&error))?;
        session.hand = Hand::Writing(journal);
        session.ledger.commit(&act);
        session.warn_of_network();
        Ok(session)
    }

    /// Goes on with a meeting where it stopped: as the writer that this machine was in it, else as a new one. Where
    /// another program here has it open, or its journal is damaged, it can be read.
    pub(super) fn resume(context: &Context, folder: &Path) -> Result<Self, Failure> {
        Self::resume_by(context, folder, &Machine::here())
    }

    /// The same as a machine's scripts, say.
    pub(super) fn resume_by(context: &Context, folder: &Path, here: &Machine) -> Result<Self, Failure> {
        // Two programs of this machine are not to become two writers.
        let beginning = context.folder.hold();
        let hands = archive::hands(folder).map_err(|error| Failure::new(error.to_string()))?;
        // Journals of two meetings in one folder: only one of them is its own.
        let several = hands.windows(2).any(|pair| pair[0].meeting != pair[1].meeting);
        let read = if several { archive::load(folder).ok() } else { None };
        let counts = |writer| read.as_ref().is_none_or(|loaded| loaded.writers.contains(&writer));
        let own = hands.iter().find(|hand| counts(hand.writer) && here.began(hand.origin.as_ref()));
        if let Some(there) = own.and_then(|own| elsewhere::moved(folder, own.writer)) {
            drop(beginning);
            let mut session = Self::resume_by(context, &there, here)?;
            let place = there.display();
            session.reports.push(format!("the disk had failed: this meeting went on in {place}, and does so now"));
            return Ok(session);
        }
        let mut session = match own {
            Some(own) => match Self::reopen(context, folder, own.writer, hands.len() == 1, here) {
                Ok(session) => session,
                Err(OpenError::Locked { holder }) => {
                    let why = ReadOnly::Held { by: String::new(), gone: false };
                    let mut session = Self::read(folder, why, Some(own.writer))?;
                    let zone = session.meeting().zone;
                    let by = holder.map_or_else(|| "another program".to_owned(), |holder| named(&holder, zone));
                    session.hand = Hand::Reading { why: ReadOnly::Held { by, gone: false }, held: Some(own.writer) };
                    session
                }
                Err(OpenError::Damaged { .. } | OpenError::Empty(_)) => {
                    Self::join(context, folder, here, Some(own.writer))?
                }
                // Something odd beside the journal, perhaps: under another name there is nothing in the way.
                Err(error) => Self::join(context, folder, here, Some(own.writer)).map_err(|_| cannot_open(&error))?,
            },
            None => Self::join(context, folder, here, None)?,
        };
        session.warn_of_network();
        session.tell_what_is_kept();
        Ok(session)
    }

    /// The meeting as it stood at a moment, to be read.
    pub(super) fn at(folder: &Path, loaded: &Loaded, at: DateTime<FixedOffset>) -> Self {
        let mut session = Self::empty(folder, NOBODY);
        session.ledger = loaded.ledger_at(NOBODY, at);
        session.authors = loaded.named_authors();
        session.hand = Hand::Reading { why: ReadOnly::AsOf { at }, held: None };
        session
    }

    /// The meeting as it stands, to be read only: no journal is opened and none begun.
    pub(super) fn look(folder: &Path, why: ReadOnly) -> Result<Self, Failure> {
        let mut session = Self::read(folder, why, None)?;
        session.tell_what_is_kept();
        Ok(session)
    }

    fn empty(folder: &Path, writer: WriterId) -> Self {
        Self {
            ledger: Ledger::new(writer),
            hand: Hand::Reading { why: ReadOnly::Damaged { place: String::new() }, held: None },
            drafts: Vec::new(),
            folder: folder.to_owned(),
            reports: Vec::new(),
            told: Vec::new(),
            authors: Authors::new(),
            at: At::default(),
            visiting: false,
            wake: Arc::default(),
        }
    }

    fn reopen(
        context: &Context,
        folder: &Path,
        writer: WriterId,
        alone: bool,
        here: &Machine,
    ) -> Result<Self, OpenError> {
        let mut session = Self::empty(folder, writer);
        let call = session.call();
        // The common meeting has one scribe: its journal is folded in as it is read.
        let ledger = &mut session.ledger;
        let since = context.clock.now(zone_of(&Agenda::default())).at;
        let Reopened { mut journal, drafts, aside, .. } =
            Journal::open_each(folder, writer, &here.origin(), since, call, &mut |record| {
                if alone {
                    ledger.read(record.version(), &record.seen, &record.act);
                }
            })?;
        session.reports = journal.reports();
        if let Some(aside) = aside {
            let place = aside.display();
            let torn = "the last line had been cut off while it was written; what is left of it is in";
            session.reports.push(format!("{torn} {place}"));
        }
        if !alone && let Ok(loaded) = archive::load(folder) {
            if loaded.clones.contains(&writer) {
                return Err(OpenError::Damaged { path: folder.to_owned(), damage: Vec::new() });
            }
            session.ledger = loaded.ledger(writer);
            let now = context.clock.now(session.ledger.meeting.zone).at;
            journal.saw(&loaded.versions, loaded.clock(now), now);
            session.authors = loaded.named_authors();
            session.reports.extend(loaded.clock_reports(now));
            session.reports.extend(loaded.reports);
        }
        session.drafts = drafts.drafts;
        session.hand = Hand::Writing(journal);
        Ok(session)
    }

    /// Goes on as a new writer, whose journal states the meeting's identity once more; only reads a damaged meeting.
    /// `former`: who this machine was until then; the lines that were half typed go along.
    fn join(context: &Context, folder: &Path, here: &Machine, former: Option<WriterId>) -> Result<Self, Failure> {
        let loaded = archive::load(folder).map_err(|error| Failure::new(error.to_string()))?;
        if let Some(first) = loaded.damage.first() {
            let file = first.file.file_name().unwrap_or_default().to_string_lossy();
            let (line, byte) = (first.damage.line, first.damage.byte_offset);
            let more = match loaded.damage.len() {
                1 => String::new(),
                count => format!(", and {} more", count - 1),
            };
            let place = format!("{file}:{line} (byte {byte}){more}");
            return Self::read(folder, ReadOnly::Damaged { place }, None);
        }
        let meeting = loaded.ledger(NOBODY).meeting;
        let now = context.clock.now(meeting.zone);
        let key = format!("{} {}", meeting.slug, here.origin().machine.unwrap_or_default());
        // Where time is played, the same moment may have given somebody the same identity.
        let writer = (0_u32..1_000)
            .map(|n| Identities::new(context, &format!("{key} {n}"), now.at.timestamp_millis()).writer)
            .find(|writer| !loaded.writers.contains(writer) && !journal_path(folder, *writer).exists())
            .unwrap_or(NOBODY);
        let mut session = Self::empty(folder, writer);
        let act = Act { stamp: now, events: restate(&meeting), cause: Cause::Fresh, clears: None };
        let known = (loaded.versions.as_slice(), loaded.clock(now.at));
        let mut journal = Journal::create(folder, writer, &here.origin(), &act, known, session.call())
            .map_err(|error| cannot_open(&error))?;
        if let Some(former) = former {
            session.drafts = half_typed(&loaded, folder, former);
            session.drafts.iter().for_each(|draft| journal.keep_draft(draft));
            if journal.flush() == Saved::Saved {
                // They are here now, and would else be in the minutes twice.
                let path = draft_path(folder, former);
                let _ = std::fs::rename(&path, path.with_extension("draft-taken"));
            }
        }
        session.ledger = loaded.ledger(writer);
        session.ledger.commit(&act);
        session.hand = Hand::Writing(journal);
        session.authors = loaded.named_authors();
        session.reports = loaded.clock_reports(now.at);
        session.reports.extend(loaded.reports);
        Ok(session)
    }

    fn read(folder: &Path, why: ReadOnly, held: Option<WriterId>) -> Result<Self, Failure> {
        let loaded = archive::load(folder).map_err(|error| Failure::new(error.to_string()))?;
        let mut session = Self::empty(folder, NOBODY);
        session.ledger = loaded.ledger(NOBODY);
        session.authors = loaded.named_authors();
        if !matches!(why, ReadOnly::Held { .. }) {
            session.drafts.clone_from(&loaded.drafts);
            session.reports = loaded.reports;
        }
        session.hand = Hand::Reading { why, held };
        Ok(session)
    }

    fn warn_of_network(&mut self) {
        if let Some(kind) = file_system_of(&self.folder) {
            self.reports.push(format!(
                "this folder is on a network file system ({kind}): a lock may not hold there, and what is called saved is \
                 only as safe as its server"
            ));
        }
    }

    /// Tells what an editor left that was ended with the program, for as long as it is there.
    fn tell_what_is_kept(&mut self) {
        self.reports.extend(archive::kept_edited(&self.folder).iter().map(|place| {
            let place = place.display();
            format!("what your editor left when minutebook was ended is in {place}: delete it once you have what you want of it")
        }));
    }

    /// Who is to be woken when the journal's state changes.
    pub(super) fn on_change(&self, wake: impl Fn() + Send + Sync + 'static) {
        let _ = self.wake.set(Box::new(wake));
    }

    /// A journal needs to know whom to wake before there is a screen to be woken.
    fn call(&self) -> Box<dyn Fn() + Send> {
        let wake = Arc::clone(&self.wake);
        Box::new(move || {
            if let Some(wake) = wake.get() {
                wake();
            }
        })
    }

    /// The meeting.
    pub(super) fn meeting(&self) -> &Meeting {
        &self.ledger.meeting
    }

    /// Folds an act in and writes it, where the meeting can be written.
    pub(super) fn perform(&mut self, act: &Act) {
        if let Hand::Writing(journal) = &mut self.hand {
            self.ledger.commit(act);
            journal.append(act);
        }
    }

    /// The journal, where it can be written.
    pub(super) fn journal(&mut self) -> Option<&mut Journal> {
        match &mut self.hand {
            Hand::Writing(journal) => Some(journal),
            Hand::Reading { .. } => None,
        }
    }
}

/// Whose hand a reader is: no journal is called that.
pub(super) const NOBODY: WriterId = WriterId(0);

/// The lines that a writer of the folder had half typed.
fn half_typed(loaded: &Loaded, folder: &Path, writer: WriterId) -> Vec<Draft> {
    let own = loaded.records.iter().filter(|record| record.writer == writer);
    let cleared = own.filter_map(|record| Some((record.act.clears?, record.seq))).collect();
    let bytes = read_whole(&draft_path(folder, writer)).unwrap_or_default();
    recover_drafts(&bytes, &cleared).drafts
}

/// Who has a meeting open, as a scribe looks for it: the process, its machine, since when.
fn named(Holder { pid, host, since }: &Holder, zone: chrono_tz::Tz) -> String {
    let machine = host.rsplit_once(" on ").map_or(host.as_str(), |(_, machine)| machine);
    let since = since.map(|since| since.with_timezone(&zone).format(" since %H:%M").to_string()).unwrap_or_default();
    format!("process {pid} on {machine}{since}")
}

/// The zone that rules: the agenda's, else the machine's.
pub(super) fn zone_of(agenda: &Agenda) -> chrono_tz::Tz {
    let named = agenda.head.timezone.as_ref().and_then(|name| name.parse().ok());
    named.or_else(own_zone).unwrap_or(chrono_tz::UTC)
}

/// The zone of this computer's clock, where it is known.
pub(super) fn own_zone() -> Option<chrono_tz::Tz> {
    iana_time_zone::get_timezone().ok()?.parse().ok()
}

struct Identities {
    meeting: String,
    writer: WriterId,
}

impl Identities {
    /// New ones; where time is played, the same ones for the same moment and slug.
    fn new(context: &Context, slug: &str, milliseconds: i64) -> Self {
        let uuid = if context.clock.is_played() {
            let low = crc32fast::hash(slug.as_bytes());
            let high = crc32fast::hash(&milliseconds.to_le_bytes());
            let mut random = [0; 10];
            random[..4].copy_from_slice(&low.to_le_bytes());
            random[4..6].copy_from_slice(&high.to_le_bytes()[..2]);
            // The writer's: another one for each moment and for each name.
            random[6..].copy_from_slice(&(low.rotate_left(16) ^ high).to_be_bytes());
            let since_epoch = u64::try_from(milliseconds).unwrap_or(0);
            uuid::Builder::from_unix_timestamp_millis(since_epoch, &random).into_uuid()
        } else {
            uuid::Uuid::now_v7()
        };
        // The last 32 bits of a UUID of version 7 are random.
        let [.., a, b, c, d] = *uuid.as_bytes();
        Self { meeting: uuid.to_string(), writer: WriterId(u32::from_be_bytes([a, b, c, d])) }
    }
}

fn cannot_open(error: &OpenError) -> Failure {
    let failure = Failure::new(error.to_string());
    match error {
        OpenError::Locked { .. } => failure.hint("close it there, or read it with `minutebook export`"),
        OpenError::Damaged { .. } | OpenError::Empty(_) => failure
            .hint("nothing was changed; `minutebook export` writes all that can be read, `minutebook repair` mends"),
        _ => failure,
    }
}
