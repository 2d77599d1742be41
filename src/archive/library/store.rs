//! The file in which the library keeps what it read: one SQLite database, and never the truth.
//!
//! A file of another version, a damaged one, none at all, or a place that cannot be written: in each case there is a store
//! to work with, at worst one in memory that is filled from the journals. Not here: what is put into it (see `keep`) and
//! asked of it.

use std::fs::{self, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use crate::journal::create_folder;

/// One more with every change of the tables, or of what is put into them.
const SCHEMA: i64 = 5;

/// Which program filled it: another version may read a journal otherwise.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// How long to wait for another program that is writing; it writes for about a second at a time.
const PATIENCE: Duration = Duration::from_secs(20);

/// The same for who only asks, and has another way.
const SHORT_PATIENCE: Duration = Duration::from_millis(200);

/// Pages kept in memory, in KiB.
const MEMORY: i64 = 32 * 1024;

/// `line.id` is the meeting's `base` plus the line's number: newest meetings last, each meeting's lines together. `word`
/// holds the words of each line and no text; `term` how many lines have each word. `folder` is of the folders themselves, whatever
/// can be read in them.
const TABLES: &str = "
    CREATE TABLE program (version TEXT NOT NULL);
    CREATE TABLE meeting (
        slug TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, series TEXT, base INTEGER NOT NULL UNIQUE,
        lines INTEGER NOT NULL, first TEXT, last TEXT, date TEXT, zone TEXT NOT NULL, id TEXT NOT NULL,
        title TEXT NOT NULL, name TEXT, listed TEXT NOT NULL, held INTEGER, next TEXT
    ) WITHOUT ROWID;
    CREATE INDEX meeting_held ON meeting (held);
    CREATE INDEX meeting_series ON meeting (series, base);
    CREATE TABLE folder (slug TEXT PRIMARY KEY, place TEXT NOT NULL, agenda TEXT, archived INTEGER NOT NULL) WITHOUT ROWID;
    CREATE TABLE digest (slug TEXT PRIMARY KEY, series TEXT NOT NULL, digest TEXT NOT NULL);
    CREATE INDEX digest_series ON digest (series);
    CREATE TABLE participants (slug TEXT PRIMARY KEY, series TEXT NOT NULL, row TEXT NOT NULL);
    CREATE INDEX participants_series ON participants (series);
    CREATE TABLE slot (base INTEGER NOT NULL, slot INTEGER NOT NULL, title TEXT NOT NULL, PRIMARY KEY (base, slot))
        WITHOUT ROWID;
    CREATE TABLE stale (series TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE item (series TEXT NOT NULL, open INTEGER NOT NULL, row TEXT NOT NULL, due TEXT, owners TEXT);
    CREATE INDEX item_series ON item (series);
    CREATE INDEX item_open ON item (open, due, owners) WHERE open = 1;
    CREATE TABLE decision (slug TEXT NOT NULL, series TEXT, day TEXT NOT NULL, row TEXT NOT NULL);
    CREATE INDEX decision_slug ON decision (slug);
    CREATE TABLE line (
        id INTEGER PRIMARY KEY, slot INTEGER, entry INTEGER, place INTEGER NOT NULL, at INTEGER, text TEXT NOT NULL,
        owners TEXT, tickets TEXT
    );
    CREATE TABLE term (term TEXT PRIMARY KEY, lines INTEGER NOT NULL) WITHOUT ROWID;
    CREATE VIRTUAL TABLE word USING fts5 (words, content='', columnsize=0, tokenize=\"ascii tokenchars '_'\");
    INSERT INTO word (word, rank) VALUES ('hashsize', 33554432);
";

/// The database.
#[derive(Debug)]
pub(super) struct Store {
    /// None only where there is not even memory.
    connection: Option<Connection>,
    /// Its file; none where it is in memory.
    place: Option<PathBuf>,
}

impl Store {
    /// The one in that file, as it was left if it can be used.
    pub(super) fn at(place: &Path) -> Self {
        let opened = open(place).or_else(|error| if is_busy(&error) { Err(error) } else { make_anew(place) });
        match opened {
            Ok(connection) => Self { connection: Some(connection), place: Some(place.to_owned()) },
            Err(_) => Self::in_memory(),
        }
    }

    /// The one in that file if it can be used as it is: nothing is made or mended.
    pub(super) fn as_it_is(place: &Path) -> Option<Self> {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(place, flags).and_then(checked).ok()?;
        // Another program may be putting the cache's log in order; nobody waits for more than that.
        connection.busy_timeout(SHORT_PATIENCE).ok()?;
        Some(Self { connection: Some(connection), place: None })
    }

    /// An empty one that nobody else sees.
    pub(super) fn in_memory() -> Self {
        Self { connection: Connection::open_in_memory().and_then(prepared).ok(), place: None }
    }

    /// An empty one in the place of this, which gave an error: in its file unless that is the fault.
    pub(super) fn anew(&mut self, error: &rusqlite::Error) {
        self.connection = None;
        let place = self.place.take().filter(|_| is_damage(error));
        *self = match place.map(|place| (make_anew(&place), place)) {
            Some((Ok(connection), place)) => Self { connection: Some(connection), place: Some(place) },
            _ => Self::in_memory(),
        };
    }

    /// Whether another connection can ask it.
    pub(super) fn is_in_a_file(&self) -> bool {
        self.connection.is_some() && self.place.is_some()
    }

    /// To ask and to fill it.
    pub(super) fn connection(&self) -> rusqlite::Result<&Connection> {
        self.connection.as_ref().ok_or(rusqlite::Error::InvalidQuery)
    }

    /// To fill it by whole transactions.
    pub(super) fn connection_mut(&mut self) -> rusqlite::Result<&mut Connection> {
        self.connection.as_mut().ok_or(rusqlite::Error::InvalidQuery)
    }
}

/// Whether another program holds it, so that it is not for this one to throw it away.
fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

/// Whether the file is at fault and not its place: what is no database, is damaged, or holds what nobody wrote.
fn is_damage(error: &rusqlite::Error) -> bool {
    let place = [
        ErrorCode::DiskFull,
        ErrorCode::ReadOnly,
        ErrorCode::CannotOpen,
        ErrorCode::PermissionDenied,
        ErrorCode::DatabaseBusy,
        ErrorCode::DatabaseLocked,
        ErrorCode::OutOfMemory,
    ];
    !error.sqlite_error_code().is_some_and(|code| place.contains(&code))
}

fn open(place: &Path) -> rusqlite::Result<Connection> {
    let unusable = |_| rusqlite::Error::InvalidPath(place.to_owned());
    if let Some(folder) = place.parent() {
        create_folder(folder).map_err(unusable)?;
    }
    // What was said in meetings is nobody else's business.
    let file = OpenOptions::new().write(true).create(true).truncate(false).mode(0o600).open(place).map_err(unusable)?;
    drop(file);
    prepared(Connection::open(place)?)
}

/// Deletes a file that is of no use, and what stands beside it, and begins an empty one.
fn make_anew(place: &Path) -> rusqlite::Result<Connection> {
    for ending in ["", "-wal", "-shm", "-journal"] {
        let mut file = place.as_os_str().to_owned();
        file.push(ending);
        let _ = fs::remove_file(file);
    }
    open(place)
}

/// The connection, once the tables are there; an error where they are another program's.
fn prepared(connection: Connection) -> rusqlite::Result<Connection> {
    connection.busy_timeout(PATIENCE)?;
    // On a file system where several programs cannot share a log, SQLite keeps its older way by itself.
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "normal")?;
    connection.pragma_update(None, "cache_size", -MEMORY)?;
    connection.pragma_update(None, "temp_store", "memory")?;
    connection.set_prepared_statement_cache_capacity(64);
    if version(&connection)? == 0 {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        // Another program may have been here first.
        if version(&connection)? == 0 {
            connection.execute_batch(TABLES)?;
            connection.execute("INSERT INTO program VALUES (?1)", [PROGRAM])?;
            connection.pragma_update(None, "user_version", SCHEMA)?;
        }
        connection.execute_batch("COMMIT")?;
    }
    checked(connection)
}

/// The connection, if this program made the tables.
fn checked(connection: Connection) -> rusqlite::Result<Connection> {
    let program: String = connection.query_row("SELECT version FROM program", [], |row| row.get(0))?;
    if (version(&connection)?, program.as_str()) != (SCHEMA, PROGRAM) {
        return Err(rusqlite::Error::InvalidQuery);
    }
    Ok(connection)
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
