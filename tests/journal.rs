//! The journal on a real disk, and the files of earlier versions.
//!
//! What only a file system can show: locks, permissions, links, tails. Faults and flipped bits are tested beside the
//! code. `MINUTEBOOK_BLESS=1` writes golden files that are not there yet; one that is there is never changed.
#![allow(clippy::unwrap_used)]

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta};
use minutebook::journal::{
    Heading, Hlc, Journal, OpenError, Origin, Reopened, What, draft_path, encode, journal_path, read, recover,
};
use minutebook::meeting::{
    Act, Agenda, Attachment, Boot, Cause, Changes, Content, Draft, DraftKey, EntryId, Event, Head, Id, Kind, Person,
    PlannedDay, PlannedSlot, Run, SlotId, SlotKind, Stamp, Status, TalkingPoint, Tickets, WriterId,
};

const WRITER: WriterId = WriterId(0x1f3a_9c0b);

fn id(n: u32) -> Id {
    Id { writer: WRITER, n }
}

fn slot(n: u32) -> SlotId {
    SlotId(id(n))
}

fn entry(n: u32) -> EntryId {
    EntryId(id(n))
}

fn stamp(seconds: i64) -> Stamp {
    let start = DateTime::parse_from_rfc3339("2019-10-28T09:00:00.123-07:00").unwrap();
    let ms = 61_000 + seconds.unsigned_abs() * 1000;
    Stamp { at: start + TimeDelta::seconds(seconds), boot: Some(Boot { id: 0xdead_beef, ms }) }
}

fn fresh(seconds: i64, events: Vec<Event>) -> Act {
    Act { stamp: stamp(seconds), events, cause: Cause::Fresh, clears: None }
}

fn note(n: u32) -> Act {
    let content = Box::new(Content { text: format!("note {n}"), ..Content::default() });
    fresh(n.into(), vec![Event::EntryAdded { entry: entry(n), slot: slot(1), after: None, depth: 0, content }])
}

fn opened() -> Act {
    let agenda = Agenda { head: Head { title: "Stand-up".into(), ..Head::default() }, ..Agenda::default() };
    let event = Event::MeetingOpened {
        meeting: "016e1234-0000-7000-8000-00001f3a9c0b".into(),
        slug: "stand-up".into(),
        path: None,
        zone: "America/Los_Angeles".into(),
        agenda: Box::new(agenda),
        slots: vec![],
    };
    fresh(0, vec![event])
}

fn create(folder: &Path) -> Result<Journal, OpenError> {
    Journal::create(folder, WRITER, &Origin::named("a test"), &opened(), (&[], Hlc::default()), Box::new(|| ()))
}

fn open(folder: &Path) -> Result<Reopened, OpenError> {
    Journal::open(folder, WRITER, &Origin::named("another test"), stamp(60).at, Box::new(|| ()))
}

/// A closed journal with the numbers 1 to `last`.
fn written(folder: &Path, last: u32) {
    let mut journal = create(folder).unwrap();
    for n in 2..=last {
        journal.append(&note(n));
    }
    journal.close().unwrap();
}

fn numbers(folder: &Path) -> Vec<u64> {
    let found = read(&journal_path(folder, WRITER), Some(WRITER)).unwrap();
    assert_eq!((&found.damage[..], &found.torn), (&[][..], &None));
    found.records.iter().map(|record| record.seq).collect()
}

#[test]
fn a_journal_goes_on_where_it_stopped_with_its_half_typed_lines() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("meetings/stand-up");
    let half = Draft { key: DraftKey { slot: slot(1), entry: None }, text: "half a li".into(), depth: 2, cursor: 9 };
    {
        let mut journal = create(&folder).unwrap();
        journal.append(&note(2));
        journal.keep_draft(&half);
    }
    let mut reopened = open(&folder).unwrap();
    assert_eq!(reopened.recovered.records.len(), 2);
    assert_eq!(reopened.recovered.records[1].act, note(2));
    assert_eq!(reopened.recovered.origin, Some(Origin::named("a test")));
    assert_eq!((reopened.drafts.drafts, reopened.aside), (vec![half.clone()], None));
    let commits = Act { clears: Some(half.key), ..note(3) };
    assert_eq!(reopened.journal.append(&commits), 3);
    reopened.journal.close().unwrap();
    assert_eq!(numbers(&folder), [1, 2, 3]);
    assert_eq!(open(&folder).unwrap().drafts.drafts, []);
    assert_eq!(fs::read(draft_path(&folder, WRITER)).unwrap(), b"");
}

#[test]
fn everything_is_its_owners_alone() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("meetings/stand-up");
    written(&folder, 2);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&home.path().join("meetings")), mode(&folder)), (0o700, 0o700));
    let files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()).collect();
    assert_eq!(files.len(), 3, "journal, half-typed lines, lock: {files:?}");
    assert!(files.iter().all(|file| mode(file) == 0o600));
}

#[test]
fn a_second_program_is_told_who_has_the_journal_and_gets_it_afterwards() {
    let home = tempfile::tempdir().unwrap();
    let journal = create(home.path()).unwrap();
    let Err(OpenError::Locked { holder: Some(holder) }) = open(home.path()) else { panic!("it was given away twice") };
    assert_eq!((holder.pid, holder.host.as_str()), (std::process::id(), "a test"));
    assert!(matches!(create(home.path()), Err(OpenError::Locked { .. })));
    drop(journal);
    open(home.path()).unwrap();
}

#[test]
fn a_torn_tail_is_set_aside_and_the_next_line_stands_on_its_own() {
    let home = tempfile::tempdir().unwrap();
    written(home.path(), 3);
    let path = journal_path(home.path(), WRITER);
    for (round, tail) in [&b"{\"v\":1,\"writer\":\"1f3a"[..], &[0; 300]].into_iter().enumerate() {
        OpenOptions::new().append(true).open(&path).unwrap().write_all(tail).unwrap();
        let mut reopened = open(home.path()).unwrap();
        let aside = reopened.aside.unwrap();
        assert!(aside.ends_with(format!("1f3a9c0b.torn-{}", round + 1)));
        assert_eq!(fs::read(aside).unwrap(), tail);
        reopened.journal.append(&note(4));
    }
    assert_eq!(numbers(home.path()), [1, 2, 3, 4, 5]);
}

#[test]
fn nothing_is_added_to_a_journal_that_is_damaged_in_the_middle() {
    let home = tempfile::tempdir().unwrap();
    written(home.path(), 4);
    let path = journal_path(home.path(), WRITER);
    let text = fs::read_to_string(&path).unwrap().replace("note 3", "note 8") + "torn";
    fs::write(&path, &text).unwrap();
    let Err(OpenError::Damaged { damage, .. }) = open(home.path()) else { panic!("it was opened") };
    assert_eq!((damage.len(), damage[0].line, &damage[0].what), (1, 3, &What::Checksum));
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "not even its torn tail was touched");
}

#[test]
fn a_file_that_is_no_journal_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let path = journal_path(home.path(), WRITER);
    fs::write(&path, "shopping list").unwrap();
    assert!(matches!(open(home.path()), Err(OpenError::Empty(_))));
    assert!(matches!(create(home.path()), Err(OpenError::Exists(_))));
    assert_eq!(fs::read_to_string(&path).unwrap(), "shopping list");
}

#[test]
fn symbolic_links_are_not_followed() {
    let home = tempfile::tempdir().unwrap();
    let (there, folder) = (home.path().join("there"), home.path().join("folder"));
    written(&there, 2);
    fs::create_dir(&folder).unwrap();
    symlink(journal_path(&there, WRITER), journal_path(&folder, WRITER)).unwrap();
    assert!(matches!(open(&folder), Err(OpenError::Io { .. })));
    assert!(matches!(create(&folder), Err(OpenError::Exists(_))));
    fs::remove_file(journal_path(&folder, WRITER)).unwrap();
    let target = home.path().join("target");
    fs::write(&target, "not to be touched").unwrap();
    for name in ["1f3a9c0b.lock", "1f3a9c0b.draft"] {
        let link = folder.join(name);
        fs::remove_file(&link).unwrap_or_default();
        symlink(&target, &link).unwrap();
        assert!(matches!(create(&folder), Err(OpenError::Io { .. })), "{name}");
        fs::remove_file(&link).unwrap();
    }
    assert_eq!(fs::read_to_string(&target).unwrap(), "not to be touched");
    assert!(!journal_path(&folder, WRITER).exists(), "and no half of a meeting was made");
}

#[test]
fn a_draft_file_past_its_size_is_written_anew_on_the_disk_too() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = create(home.path()).unwrap();
    let mut half = Draft { key: DraftKey { slot: slot(1), entry: None }, text: String::new(), depth: 0, cursor: 0 };
    for n in 0..400_usize {
        half.text = format!("{n} {}", "long ".repeat(200));
        journal.keep_draft(&half);
    }
    journal.flush();
    let path = draft_path(home.path(), WRITER);
    assert!(fs::metadata(&path).unwrap().len() < 300_000);
    half.text.push('!');
    journal.keep_draft(&half);
    drop(journal);
    assert_eq!(open(home.path()).unwrap().drafts.drafts, [half]);
}

/// Acts that hold every event with every field, as this version writes them.
fn every_event() -> Vec<Act> {
    let action = Content {
        kind: Kind::Action,
        text: "Draft the plan DM-123, “quoted” \"twice\" \\ \t…".into(),
        owners: vec!["Ann Lee".into(), "Bo Chen".into()],
        due: NaiveDate::from_ymd_opt(2019, 11, 30),
        tickets: vec!["DM-123".into()],
        number: Some(1),
        ..Content::default()
    };
    let changes = Changes {
        kind: Some(Kind::Action),
        text: Some("Draft the other plan".into()),
        rivals: None,
        owners: Some(vec![]),
        due: Some(None),
        tickets: Some(vec![]),
        number: Some(Some(2)),
        status: Some(Status::Done),
        depth: Some(1),
        ..Changes::default()
    };
    let runs = vec![Run { from: stamp(10), to: Some(stamp(70)) }, Run { from: stamp(80), to: None }];
    let person = Box::new(Person { name: "Cy Ng".into(), ..Person::default() });
    let at = |after: u32| (entry(after), slot(2), Some(entry(10)), 1_u16);
    let (moved, restored) = (at(12), at(11));
    vec![
        fresh(0, vec![whole_opening()]),
        fresh(1, vec![Event::AgendaRevised { agenda: Box::new(whole_agenda()), slots: vec![slot(1), slot(2)] }]),
        fresh(2, vec![Event::ClockStarted { slot: slot(1) }]),
        fresh(3, vec![Event::ClockStopped { slot: slot(1) }, Event::ClockStarted { slot: slot(2) }]),
        fresh(4, vec![Event::ClockSet { slot: slot(2), runs }]),
        Act { clears: Some(DraftKey { slot: slot(2), entry: None }), ..note(10) },
        fresh(
            11,
            vec![Event::EntryAdded {
                entry: entry(11),
                slot: slot(2),
                after: Some(entry(10)),
                depth: 1,
                content: Box::new(action),
            }],
        ),
        Act {
            clears: Some(DraftKey { slot: slot(2), entry: Some(entry(11)) }),
            ..fresh(12, vec![Event::EntryChanged { entry: entry(11), changes: Box::new(changes) }])
        },
        fresh(13, vec![Event::EntryMoved { entry: moved.0, slot: moved.1, after: moved.2, depth: moved.3 }]),
        fresh(14, vec![Event::EntryRemoved { entry: entry(10), undone: false }]),
        Act { cause: Cause::Undo { of: 7 }, ..fresh(15, vec![Event::EntryRemoved { entry: entry(11), undone: true }]) },
        Act {
            cause: Cause::Redo { of: 7 },
            ..fresh(
                16,
                vec![Event::EntryRestored {
                    entry: restored.0,
                    slot: restored.1,
                    after: restored.2,
                    depth: restored.3,
                }],
            )
        },
        fresh(17, vec![Event::PersonAdded { person }]),
        fresh(18, vec![Event::PersonRemoved { name: "Cy Ng".into() }]),
        Act { stamp: Stamp::wall(stamp(19).at), ..fresh(19, vec![Event::MeetingClosed]) },
        fresh(20, vec![Event::MeetingReopened]),
        fresh(21, vec![Event::ScribeLeft]),
    ]
}

fn whole_opening() -> Event {
    Event::MeetingOpened {
        meeting: "016e1234-0000-7000-8000-00001f3a9c0b".into(),
        slug: "2019-10-28-planning".into(),
        path: Some("/meetings/planning.md".into()),
        zone: "America/Los_Angeles".into(),
        agenda: Box::new(whole_agenda()),
        slots: vec![slot(1), slot(2)],
    }
}

fn whole_agenda() -> Agenda {
    let head = Head {
        title: "Planning".into(),
        series: Some("Planning days".into()),
        timezone: Some("America/Los_Angeles".into()),
        zones: vec![],
        location: Some("Room 7".into()),
        link: Some("https://meet.example/7".into()),
        chair: vec!["Ann Lee".into()],
        scribe: vec!["Bo Chen".into()],
        tickets: Tickets::At("https://tracker.example/browse/{key}".into()),
        follows: None,
        next_meetings: vec![],
        description: "Bring *nothing*.".into(),
    };
    let ann = Person {
        name: "Ann Lee".into(),
        handle: Some("alee".into()),
        email: Some("alee@example.org".into()),
        account: Some("557058:1".into()),
        timezone: None,
        role: Some("chair".into()),
        aliases: vec![],
    };
    let point = |text: &str, children| TalkingPoint { text: text.into(), children };
    let welcome = PlannedSlot {
        title: "Welcome".into(),
        kind: SlotKind::Topic,
        chair: vec!["Ann Lee".into()],
        requested_by: Some("Bo Chen".into()),
        start: NaiveTime::from_hms_opt(9, 0, 0),
        minutes: Some(45),
        least: None,
        fixed: None,
        request: None,
        recurs: false,
        put_off: vec![],
        attachments: vec![Attachment {
            kind: "slides".into(),
            name: "Deck".into(),
            link: Some("https://files.example/deck".into()),
            ..Attachment::default()
        }],
        topics: vec![point("Confirm agenda", vec![point("Day 1", vec![])])],
        description: "Doors open at 8:30.".into(),
    };
    let coffee = PlannedSlot { title: "Coffee".into(), kind: SlotKind::Break, ..PlannedSlot::default() };
    let visit = PlannedSlot { title: "Visit".into(), kind: SlotKind::Other("visit".into()), ..PlannedSlot::default() };
    Agenda {
        head,
        people: vec![ann],
        groups: vec!["Everyone".into()],
        days: vec![PlannedDay {
            date: NaiveDate::from_ymd_opt(2019, 10, 28),
            title: "Day 1".into(),
            starts: None,
            ends: None,
            description: "The first day.".into(),
            slots: vec![welcome, coffee, visit],
        }],
        ..Agenda::default()
    }
}

fn lines(acts: &[Act]) -> String {
    let mut lines = Vec::new();
    for (seq, act) in (1..).zip(acts) {
        let origin = (seq == 1).then(|| Origin::named("minutebook 0.1.0 on desk"));
        encode(&mut lines, &Heading { origin: origin.as_ref(), ..Heading::new(WRITER, seq) }, act).unwrap();
    }
    String::from_utf8(lines).unwrap()
}

fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn every_event_is_still_written_to_the_byte_as_when_the_format_was_frozen() {
    are_frozen("tests/corpus/journal/v1-every-event.jsonl", &every_event());
}

#[test]
fn what_else_somebody_is_called_is_still_written_to_the_byte() {
    let aliases = vec!["C. Ng".into(), "cng".into()];
    let person = Box::new(Person { name: "Cy Ng".into(), aliases, ..Person::default() });
    let mut opening = whole_opening();
    if let Event::MeetingOpened { agenda, .. } = &mut opening {
        agenda.people = vec![(*person).clone()];
    }
    let acts = [fresh(0, vec![opening]), fresh(1, vec![Event::PersonAdded { person }])];
    are_frozen("tests/corpus/journal/v1-aliases.jsonl", &acts);
}

fn are_frozen(path: &str, acts: &[Act]) {
    let path = in_project(path);
    let written = lines(acts);
    if !path.exists() && std::env::var_os("MINUTEBOOK_BLESS").is_some() {
        fs::write(&path, &written).unwrap();
    }
    let frozen = fs::read_to_string(&path).unwrap();
    assert_eq!(written.lines().count(), frozen.lines().count());
    for (ours, theirs) in written.lines().zip(frozen.lines()) {
        assert_eq!(ours, theirs);
    }
    let found = recover(frozen.as_bytes(), Some(WRITER));
    assert_eq!((&found.damage[..], found.torn, found.unknown), (&[][..], None, 0));
    let read: Vec<Act> = found.records.into_iter().map(|record| record.act).collect();
    assert_eq!(read, acts);
}

#[test]
fn every_journal_ever_written_still_reads() {
    let mut read_so_far = 0;
    for file in fs::read_dir(in_project("tests/corpus/journal")).unwrap() {
        let path = file.unwrap().path();
        let found = read(&path, None).unwrap();
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert_eq!((&found.damage[..], found.torn, found.records.len()), (&[][..], None, lines), "{}", path.display());
        // What a later version wrote is counted and carried along; the names of such files say so.
        let later = path.to_string_lossy().contains("later");
        assert_eq!(found.unknown > 0, later, "{}", path.display());
        read_so_far += 1;
    }
    assert!(read_so_far >= 2);
}

#[test]
fn the_format_is_described_as_it_is() {
    let text = fs::read_to_string(in_project("docs/journal-format.md")).unwrap();
    for line in lines(&every_event()).lines() {
        let value: serde_json::Value = serde_json::from_str(line).unwrap();
        for event in value["events"].as_array().unwrap() {
            let name = event["event"].as_str().unwrap();
            assert!(text.contains(&format!("### `{name}`")), "{name} has no section");
            for field in event.as_object().unwrap().keys() {
                assert!(text.contains(&format!("`{field}`")), "field {field} of {name} is not described");
            }
        }
    }
    // Every example is an event of this version, written as this version writes it.
    let examples = text.lines().filter(|line| line.starts_with("{\"event\""));
    let mut count = 0;
    for example in examples {
        let event: Event = serde_json::from_str(example).unwrap_or_else(|error| panic!("{error}: {example}"));
        assert_eq!(serde_json::to_string(&event).unwrap(), example);
        count += 1;
    }
    assert!(count >= 14, "an example for each event");
}

#[test]
fn the_mark_that_leads_to_another_folder_is_the_owners_alone_and_written_through_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (folder, target) = (home.path().join("here"), home.path().join("target"));
    fs::write(&target, "not to be touched").unwrap();
    let mark = folder.join("1f3a9c0b.moved");
    for what in ["nothing", "a link", "a pipe", "an older and longer mark"] {
        let elsewhere = home.path().join(format!("there, past {what}"));
        let _ = fs::remove_dir_all(&folder);
        let mut journal = create(&folder).unwrap();
        match what {
            "a link" => symlink(&target, &mark).unwrap(),
            "a pipe" => assert!(Command::new("mkfifo").arg(&mark).status().unwrap().success()),
            "nothing" => {}
            _ => fs::write(&mark, "/x".repeat(500)).unwrap(),
        }
        journal.go_elsewhere(elsewhere.clone());
        journal.flush();
        assert_eq!(journal.folder(), elsewhere, "{what}");
        journal.append(&note(2));
        journal.close().unwrap();
        assert_eq!(numbers(&elsewhere), [1, 2], "{what}");
        assert_eq!(fs::read_to_string(&target).unwrap(), "not to be touched");
        if ["nothing", "an older and longer mark"].contains(&what) {
            assert_eq!(fs::read(&mark).unwrap(), elsewhere.as_os_str().as_encoded_bytes(), "{what}");
        }
        if what == "nothing" {
            assert_eq!(fs::metadata(&mark).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }
}
