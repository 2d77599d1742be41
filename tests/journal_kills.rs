//! A writer of the journal killed at random moments, again and again: what it was told was kept must be there.
//!
//! The test binary runs itself as the writer, which says on a pipe what was given to the journal and what the journal called
//! saved. `MINUTEBOOK_KILLS` sets how many it is. With a terminal around it: tests/meeting_live.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use chrono::DateTime;
use minutebook::journal::{Hlc, Journal, Origin, Reopened, Saved};
use minutebook::meeting::{Act, Agenda, Cause, Content, Draft, DraftKey, EntryId, Event, Id, SlotId, Stamp, WriterId};

const WRITER: WriterId = WriterId(0x1f3a_9c0b);
const KEY: DraftKey = DraftKey { slot: SlotId(Id { writer: WRITER, n: 1 }), entry: None };
/// So many, or as many as fit into the time.
const KILLS: usize = 1_000;
const TIME: Duration = Duration::from_secs(25);

fn act(n: u64, event: Event, clears: Option<DraftKey>) -> Act {
    let at = DateTime::from_timestamp(i64::try_from(n).unwrap(), 0).unwrap().fixed_offset();
    Act { stamp: Stamp::wall(at), events: vec![event], cause: Cause::Fresh, clears }
}

/// The act of that number, whoever writes it.
fn nth(n: u64) -> Act {
    if n == 1 {
        let event = Event::MeetingOpened {
            meeting: "016e1234-0000-7000-8000-00001f3a9c0b".into(),
            slug: "stand-up".into(),
            path: None,
            zone: "UTC".into(),
            agenda: Box::new(Agenda::default()),
            slots: vec![],
        };
        return act(1, event, None);
    }
    let entry = EntryId(Id { writer: WRITER, n: u32::try_from(n).unwrap() });
    let text = format!("note {n} {}", "with a few words ".repeat(usize::try_from(n % 7).unwrap()));
    let content = Box::new(Content { text, ..Content::default() });
    act(n, Event::EntryAdded { entry, slot: KEY.slot, after: None, depth: 0, content }, Some(KEY))
}

/// The line as it is typed towards the act of that number.
fn half_typed(n: u64, keys: u64) -> String {
    format!("towards {n}: {}", "k".repeat(usize::try_from(keys).unwrap()))
}

/// A line on the pipe that arrives whole, or not at all.
fn tell(line: &str) {
    std::io::stdout().write_all(format!("{line}\n").as_bytes()).unwrap();
}

#[test]
#[ignore = "the writer that the other test kills"]
fn writer() {
    let Some(folder) = std::env::var_os("MINUTEBOOK_TEST_FOLDER").map(PathBuf::from) else { return };
    let origin = Origin::named("a test");
    let wake = || Box::new(|| ());
    let mut journal = match Journal::open(&folder, WRITER, &origin, nth(1).stamp.at, wake()) {
        Ok(Reopened { journal, .. }) => journal,
        Err(_) => Journal::create(&folder, WRITER, &origin, &nth(1), (&[], Hlc::default()), wake()).unwrap(),
    };
    let mut saved = 0;
    tell("start");
    // Nobody is to be left behind if whoever kills is killed.
    for n in journal.seq() + 1..journal.seq() + 100_000 {
        for keys in 1..=5 {
            let text = half_typed(n, keys);
            journal.keep_draft(&Draft { key: KEY, cursor: text.len(), text, depth: 0 });
            tell(&format!("key {n} {keys}"));
        }
        journal.append(&nth(n));
        tell(&format!("given {n}"));
        if n % 3 == 0 {
            journal.flush();
        }
        if journal.state() == Saved::Saved && saved < n {
            saved = n;
            tell(&format!("saved {n}"));
        }
    }
}

/// What the writer said before it was killed.
#[derive(Debug, Default)]
struct Heard {
    given: u64,
    saved: u64,
    key: Option<(u64, u64)>,
}

/// When the writer is killed.
#[derive(Clone, Copy)]
enum After {
    /// So long after its process began: perhaps before its journal did.
    Birth(Duration),
    /// So long after its first word.
    Start(Duration),
}

/// Starts the writer, kills it, and returns what it said.
fn killed(folder: &Path, after: After) -> Heard {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["writer", "--exact", "--ignored", "--nocapture", "--test-threads=1"])
        .env("MINUTEBOOK_TEST_FOLDER", folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let pipe = BufReader::new(child.stdout.take().unwrap());
    let (started, start) = mpsc::channel();
    let listener = thread::spawn(move || {
        let mut heard = Heard::default();
        // A last line without its newline was cut off with the writer.
        for line in pipe.split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            let words: Vec<&str> = line.split(' ').collect();
            let number = |place: usize| words.get(place).and_then(|word| word.parse::<u64>().ok());
            match (words.first().copied(), number(1), number(2)) {
                (Some("given"), Some(n), _) => (heard.given, heard.key) = (n, None),
                (Some("saved"), Some(n), _) => heard.saved = n,
                (Some("key"), Some(n), Some(keys)) => heard.key = Some((n, keys)),
                _ => {}
            }
            if line.contains("start") {
                started.send(()).unwrap_or_default();
            }
        }
        heard
    });
    let pause = match after {
        After::Birth(pause) => pause,
        After::Start(pause) => {
            start.recv_timeout(Duration::from_secs(60)).unwrap();
            pause
        }
    };
    thread::sleep(pause);
    child.kill().unwrap();
    child.wait().unwrap();
    listener.join().unwrap()
}

/// Nothing that the writer said is missing, nothing is altered, nothing is invented.
fn look(folder: &Path, heard: &Heard, before: u64) -> u64 {
    let opened = Journal::open(folder, WRITER, &Origin::named("who looks"), nth(1).stamp.at, Box::new(|| ()));
    let Reopened { journal, recovered, drafts, .. } = match opened {
        Ok(reopened) => reopened,
        // Killed before there was a journal.
        Err(_) if before == 0 && heard.given == 0 && heard.key.is_none() => return 0,
        Err(error) => panic!("{error}: {heard:?}"),
    };
    let last = recovered.last;
    for (n, record) in (1..).zip(&recovered.records) {
        assert_eq!((record.seq, &record.act), (n, &nth(n)));
    }
    assert_eq!(recovered.records.len() as u64, last);
    assert!(last >= heard.given.max(heard.saved).max(before), "{last} records after {heard:?}");
    // An act that nobody was told of yet may be there, and has then cleared the line.
    if let Some((n, keys)) = heard.key
        && last < n
    {
        let text = drafts.drafts.first().map_or("", |draft| draft.text.as_str());
        let longer = (keys..=5).map(|keys| half_typed(n, keys)).any(|typed| typed == text);
        assert!(longer, "`{text}` after {heard:?}");
    }
    journal.close().unwrap();
    last
}

#[test]
fn a_writer_killed_at_random_moments_loses_nothing_that_it_had_given() {
    let wanted = std::env::var("MINUTEBOOK_KILLS").ok().and_then(|kills| kills.parse().ok());
    let (done, acts) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let began = Instant::now();
    thread::scope(|scope| {
        for worker in 0_u64..2 {
            let (done, acts) = (&done, &acts);
            scope.spawn(move || {
                let home = tempfile::tempdir().unwrap();
                let mut random = 0x9e37_79b9_7f4a_7c15 ^ worker;
                let mut meeting = 0;
                let mut last = 0;
                while wanted.is_some() || began.elapsed() < TIME {
                    if done.fetch_add(1, Ordering::Relaxed) >= wanted.unwrap_or(KILLS) {
                        done.fetch_sub(1, Ordering::Relaxed);
                        break;
                    }
                    random = (random ^ (random << 13)) ^ (random >> 7);
                    random ^= random << 17;
                    // A new one now and then: a long journal would only cost time, and beginning is interrupted too.
                    if last > 2_000 || random % 11 == 0 && last > 0 {
                        fs::remove_dir_all(home.path().join(meeting.to_string())).unwrap();
                        (meeting, last) = (meeting + 1, 0);
                    }
                    let folder = home.path().join(meeting.to_string());
                    let pause = Duration::from_micros(random % 12_000);
                    let after = if random % 5 == 0 { After::Birth(pause) } else { After::Start(pause) };
                    let heard = killed(&folder, after);
                    let now = look(&folder, &heard, last);
                    acts.fetch_add(usize::try_from(now - last).unwrap(), Ordering::Relaxed);
                    last = now;
                }
            });
        }
    });
    let (kills, acts) = (done.into_inner(), acts.into_inner());
    println!("{kills} kills, {acts} acts in {:?}, none lost", began.elapsed());
    assert!(kills >= 50 && acts > kills, "too few of them to say anything");
}
