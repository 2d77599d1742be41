//! A meeting opened for writing: its journal locked and replayed, or begun.
//!
//! Not here: asking the scribe anything (see `open`), and the screen.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::{Context, Failure};
use crate::archive;
use crate::journal::{Hlc, Journal, OpenError, Origin, Reopened};
use crate::meeting::{Act, Agenda, Cause, Draft, Ledger, Meeting, WriterId, open};

/// A meeting under the scribe's hands.
pub(super) struct Session {
    pub(super) ledger: Ledger,
    pub(super) journal: Journal,
    pub(super) drafts: Vec<Draft>,
    /// The meeting's own folder.
    pub(super) folder: PathBuf,
    /// What the journal had to say when it was opened, for the scribe.
    pub(super) reports: Vec<String>,
    wake: Arc<OnceLock<Box<dyn Fn() + Send + Sync>>>,
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
        let event = open(agenda, ids.meeting, slug, path, zone.name().to_owned(), ids.writer);
        let act = Act { stamp: now, events: vec![event], cause: Cause::Fresh, clears: None };
        let (wake, call) = late_wake();
        let journal = Journal::create(&folder, ids.writer, &origin(), &act, (&[], Hlc::default()), call)
            .map_err(|error| cannot_open(&error))?;
        let mut ledger = Ledger::new(ids.writer);
        ledger.commit(&act);
        Ok(Self { ledger, journal, drafts: Vec::new(), folder, reports: Vec::new(), wake })
    }

    /// Goes on with a meeting where it stopped, as the writer who wrote last.
    pub(super) fn resume(folder: &Path) -> Result<Self, Failure> {
        let writers = archive::writers(folder).map_err(|error| Failure::new(error.to_string()))?;
        let writer = *writers.first().ok_or_else(|| Failure::new(format!("{}: no journal", folder.display())))?;
        let (wake, call) = late_wake();
        // The common meeting has one scribe: its journal is folded in as it is read.
        let mut ledger = Ledger::new(writer);
        let alone = writers.len() == 1;
        let since = chrono::Local::now().fixed_offset();
        let Reopened { journal, drafts, aside, .. } =
            Journal::open_each(folder, writer, &origin(), since, call, &mut |record| {
                if alone {
                    ledger.read(record.version(), &record.seen, &record.act);
                }
            })
            .map_err(|error| cannot_open(&error))?;
        let mut reports = Vec::new();
        if let Some(aside) = aside {
            let place = aside.display();
            reports
                .push(format!("the last line had been cut off while it was written; what is left of it is in {place}"));
        }
        if !alone {
            let loaded = archive::load(folder).map_err(|error| Failure::new(error.to_string()))?;
            ledger = loaded.ledger(writer);
            reports.extend(loaded.reports);
        }
        Ok(Self { ledger, journal, drafts: drafts.drafts, folder: folder.to_owned(), reports, wake })
    }

    /// Who is to be woken when the journal's state changes.
    pub(super) fn on_change(&self, wake: impl Fn() + Send + Sync + 'static) {
        let _ = self.wake.set(Box::new(wake));
    }

    /// The meeting.
    pub(super) fn meeting(&self) -> &Meeting {
        &self.ledger.meeting
    }
}

/// A journal needs to know whom to wake before there is a screen to be woken.
#[allow(clippy::type_complexity)] // the type is the journal's
fn late_wake() -> (Arc<OnceLock<Box<dyn Fn() + Send + Sync>>>, Box<dyn Fn() + Send>) {
    let wake: Arc<OnceLock<Box<dyn Fn() + Send + Sync>>> = Arc::default();
    let theirs = Arc::clone(&wake);
    let call = Box::new(move || {
        if let Some(wake) = theirs.get() {
            wake();
        }
    });
    (wake, call)
}

/// The zone that rules: the agenda's, else the machine's.
fn zone_of(agenda: &Agenda) -> chrono_tz::Tz {
    let named = agenda.head.timezone.clone().or_else(|| iana_time_zone::get_timezone().ok());
    named.and_then(|name| name.parse().ok()).unwrap_or(chrono_tz::UTC)
}

/// Program and machine, as the journal's first line names them.
fn origin() -> Origin {
    let machine = rustix::system::uname().nodename().to_string_lossy().into_owned();
    Origin::named(&format!("minutebook {} on {machine}", env!("CARGO_PKG_VERSION")))
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
            random[4..8].copy_from_slice(&high.to_le_bytes());
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
        OpenError::Damaged { .. } => {
            failure.hint("nothing was changed; `minutebook export` writes all that can be read")
        }
        _ => failure,
    }
}
