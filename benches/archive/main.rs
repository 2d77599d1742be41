//! What ten years of meetings cost: the first index, an update, a search as it is typed, the task report, the home screen.
//!
//! `ARCHIVE_MEETINGS` and `ARCHIVE_ENTRIES` say how many there are (the whole: 2000 and 1000000), `ARCHIVE_FOLDER` where they
//! are written, to be used again. Prints a table; ripgrep over the same journals stands beside it where it is installed.
//! Not here: what must hold of the answers (see the tests of `archive`).

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a bench prints its figures and fails by panicking")]

mod words;
mod years;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use minutebook::archive::{DataFolder, Library, Listed, Wanted, WantedDecisions};
use minutebook::meeting::search::Query;
use minutebook::meeting::statistics::{Period, Statistics};

/// What somebody looks for, typed letter by letter.
const QUERIES: [&str; 24] = [
    "budget",
    "the",
    "the and of",
    "pipeline review",
    "calibration",
    "naive",
    "réunion équipe",
    "会議",
    "会議の予定",
    "\"need the\"",
    "\"the budget for\"",
    "documentation schedule",
    "telescope commissioning delay",
    "x",
    "qualitat",
    "owner:ann kind:action budget",
    "kind:decision the",
    "ticket:DM-4711",
    "series:\"series 3\" review",
    "after:2025 risk",
    "before:2017 milestone",
    "o'mullane",
    "the -and release",
    "zoë travel",
];

fn main() {
    let number = |name: &str, usual| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let scale = years::Scale { meetings: number("ARCHIVE_MEETINGS", 100), entries: number("ARCHIVE_ENTRIES", 20_000) };
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = std::env::var_os("ARCHIVE_FOLDER").map_or(temporary.path().to_owned(), PathBuf::from);
    if !folder.join("meetings").exists() {
        let (took, noted) = timed(|| years::write(&folder, scale));
        say("written", &format!("{} meetings, {noted} lines in {}", scale.meetings, seconds(took)));
    }
    say("journals", &mebibytes(size_of(&folder.join("meetings"))));
    let data = DataFolder::at(&folder);
    index(&data);
    let mut library = Library::open(&data);
    small_things(&data, &mut library, &folder);
    search(&library);
    ripgrep(&folder);
}

fn index(data: &DataFolder) {
    let _ = fs::remove_dir_all(data.cache());
    let cpu = cpu_seconds();
    let (took, read) = timed(|| Library::open(data).refresh(&mut |_| ()));
    say("first index", &format!("{} ({:.1} s of CPU), {} meetings", seconds(took), cpu_seconds() - cpu, read.read));
    say("memory at most", &peak());
    say("cache", &mebibytes(size_of(data.cache())));
}

fn small_things(data: &DataFolder, library: &mut Library, folder: &Path) {
    let (took, meetings) = timed(|| Library::open(data).meetings());
    say("home: all meetings, from the cache", &format!("{}, {} meetings", milliseconds(took), meetings.len()));
    let (took, _) = timed(|| library.refresh(&mut |_| ()));
    say("refresh, nothing new", &milliseconds(took));
    let longest = meetings.iter().max_by_key(|it| size_of(&it.folder)).expect("a meeting");
    for (what, meeting) in [("the newest", &meetings[0]), ("the longest", longest)] {
        years::go_on(folder, &meeting.slug, "one line more");
        let (took, read) = timed(|| library.refresh(&mut |_| ()));
        assert_eq!(read.read, 1, "the meeting was changed");
        say(&format!("refresh after a line in {what} meeting"), &milliseconds(took));
    }
    let (took, items) = timed(|| library.items(&Wanted { open: true, ..Wanted::default() }));
    say("task report: what is open", &format!("{}, {} items", milliseconds(took), items.len()));
    let (took, items) = timed(|| library.items(&Wanted::default()));
    say("task report: all", &format!("{}, {} items", milliseconds(took), items.len()));
    let (took, decisions) = timed(|| library.decisions(&WantedDecisions::default()));
    say("decisions", &format!("{}, {} of them", milliseconds(took), decisions.len()));
    people_and_figures(library, &meetings);
}

/// What is read of all meetings at once: who is who, and what is counted.
fn people_and_figures(library: &Library, meetings: &[Listed]) {
    let (took, _) = timed(|| library.directory());
    say("who is who", &milliseconds(took));
    let (took, meetings_of) = timed(|| library.participants(None));
    let noted = meetings_of.iter().filter(|meeting| !meeting.attended.is_empty()).count();
    say("who was there", &format!("{}, noted in {noted} meetings", milliseconds(took)));
    let newest = meetings.iter().find_map(|it| it.series.clone()).unwrap_or_default();
    let today = NaiveDate::from_ymd_opt(2026, 1, 5).expect("a day");
    for (what, series) in [("statistics of one series", Some(newest)), ("statistics of all meetings", None)] {
        let (took, (meetings, topics)) = timed(|| {
            let digests = series.as_deref().map_or_else(|| library.digests(), |name| library.series(name));
            let figures = Statistics::of(&digests, Period::default(), today);
            (figures.meetings.len(), figures.topics.len())
        });
        say(what, &format!("{}, {meetings} meetings, {topics} topics", milliseconds(took)));
    }
}

fn search(library: &Library) {
    let mut all = Vec::new();
    for round in 0..3 {
        for whole in QUERIES {
            for (end, sign) in whole.char_indices() {
                let typed = &whole[..end + sign.len_utf8()];
                let (query, _) = Query::read(typed, true, &|day| day.parse().ok());
                let (took, found) = timed(|| library.search(&query, 50));
                if round > 0 {
                    all.push((took, typed.to_owned(), found.count));
                }
            }
        }
    }
    all.sort();
    let at = |share: usize| milliseconds(all[(all.len() - 1) * share / 100].0);
    say("search as typed", &format!("p50 {}, p95 {}, p99 {}, {} searches", at(50), at(95), at(99), all.len()));
    let mut named = Vec::new();
    for (took, typed, count) in all.iter().rev() {
        if !named.contains(&typed) && named.len() < 8 {
            say(&format!("  slow: {typed}"), &format!("{}, {count} found", milliseconds(*took)));
            named.push(typed);
        }
    }
}

fn ripgrep(folder: &Path) {
    let mut all = Vec::new();
    for word in ["budget", "the", "calibration", "会議", "commissioning", "xyzzy"] {
        let mut command = Command::new("rg");
        command.args(["--ignore-case", "--fixed-strings", "--max-count", "20", word]).arg(folder.join("meetings"));
        let (took, status) = timed(|| command.stdout(Stdio::null()).stderr(Stdio::null()).status());
        if status.is_err() {
            return say("ripgrep", "is not installed");
        }
        let mut whole = Command::new("rg");
        whole.args(["--ignore-case", "--fixed-strings", "--count", word]).arg(folder.join("meetings"));
        let (counted, _) = timed(|| whole.stdout(Stdio::null()).stderr(Stdio::null()).status());
        all.push(format!("{word} {} / {}", milliseconds(took), milliseconds(counted)));
    }
    say("ripgrep, 20 lines a file / all counted", &all.join(", "));
}

fn timed<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed(), done)
}

fn say(what: &str, figure: &str) {
    println!("{what:<44} {figure}");
}

fn seconds(took: Duration) -> String {
    format!("{:.1} s", took.as_secs_f64())
}

fn milliseconds(took: Duration) -> String {
    format!("{:.1} ms", took.as_secs_f64() * 1_000.0)
}

fn mebibytes(bytes: u64) -> String {
    format!("{:.0} MiB", bytes as f64 / 1_048_576.0)
}

/// The bytes of all files in a folder.
fn size_of(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(file) if file.is_dir() => size_of(&entry.path()),
        Ok(file) => file.len(),
        Err(_) => 0,
    };
    entries.map(size).sum()
}

/// The seconds of processor that this program has used.
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |n: usize| fields.get(n).and_then(|text| text.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

/// The most memory that this program has held.
fn peak() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.map_or("not known here".to_owned(), |kib| mebibytes(kib * 1024))
}
