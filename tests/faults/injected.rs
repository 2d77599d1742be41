//! Calls on the meeting's files made to fail, one at a time and for ever, by the tracer: the program knows nothing of it.
//!
//! Whatever fails: no panic, the terminal given back, the text on the screen, the reason in the title, and all that was shown
//! in the folder or in the file that is named on leaving. Not here: faults of whole disks (see `disks`).

use std::time::{Duration, Instant};

use super::*;

/// How a call fails, as the tracer wants it, and what the title then says.
struct Fault {
    with: &'static str,
    says: &'static str,
}

const EIO: Fault = Fault { with: "error=EIO", says: "Input/output error" };
const ENOSPC: Fault = Fault { with: "error=ENOSPC", says: "No space left" };
const EDQUOT: Fault = Fault { with: "error=EDQUOT", says: "quota" };

/// The lines that are typed under the fault.
const TYPED: [&str; 3] = ["First under the fault", "Second under the fault", "a thought half out"];

pub(super) fn has_strace(test: &str) -> bool {
    let there = works("strace", &["-D", "-f", "-qq", "-o", "/dev/null", "true"]);
    if !there {
        skip(test, "strace is missing, or may not trace here");
    }
    there
}

/// The meeting gone on with, its calls on `files` (by their endings) failing as `inject` says.
pub(super) fn traced(desk: &Desk, files: &[&str], calls: &str, inject: &str) -> Terminal {
    let log = desk.folder.path().join("trace.log");
    let mut arguments: Vec<String> = ["-D", "-f", "-qq", "-o"].map(str::to_owned).to_vec();
    arguments.push(log.to_string_lossy().into_owned());
    for ending in files {
        arguments.extend(["-P".to_owned(), file_of(&desk.meeting(), ending).to_string_lossy().into_owned()]);
    }
    arguments.extend(["-e".to_owned(), format!("trace={calls}"), "-e".to_owned(), format!("inject={calls}:{inject}")]);
    arguments.extend([env!("CARGO_BIN_EXE_minutebook"), "open", "board.md"].map(str::to_owned));
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    Terminal::start_program("strace", &arguments)
        .size(120, 36)
        .cwd(desk.folder.path())
        .data_dir(desk.data())
        .env("MINUTEBOOK_NOW", NINE)
        .env("TMPDIR", desk.folder.path())
        .env("HOME", desk.folder.path())
        .spawn()
}

/// How often the tracer did what it was told.
pub(super) fn injected(desk: &Desk) -> usize {
    let log = fs::read_to_string(desk.folder.path().join("trace.log")).unwrap_or_default();
    log.matches("INJECTED").count()
}

fn type_all(terminal: &mut Terminal) {
    for line in &TYPED[..2] {
        // The half-typed line from before is there first: it is put out of the way as a note.
        terminal.keys("C-u");
        terminal.type_text(&format!("{line}\r"));
        terminal.wait_for(&format!("• {line}"));
    }
    terminal.type_text(TYPED[2]);
    terminal.wait_for(&format!("› {}", TYPED[2]));
}

/// All that was shown is in the folder, or, where the program says that it is not saved, in the file that it names or on the
/// terminal.
#[track_caller]
fn assert_nothing_lost(desk: &Desk, terminal: &Terminal, what: &str, saved: bool) {
    let found = in_folder(&desk.meeting());
    for line in ["Said before"].iter().chain(&TYPED) {
        let kept = found.iter().any(|text| text == line);
        let elsewhere = || is_below(desk.folder.path(), line) || terminal.screen().contains(line);
        assert!(kept || (!saved && elsewhere()), "{what}: {line:?} is nowhere; {found:#?}\n{}", terminal.screen());
    }
}

/// A fault that passes: it is survived, and in the end all is saved.
fn passes(files: &[&str], call: &str, with: &str, nth: u64) -> bool {
    let desk = begun();
    let what = format!("{call} of {files:?} {with} at {nth}");
    let mut terminal = traced(&desk, files, call, &format!("{with}:when={nth}"));
    terminal.wait_until(Screen::alternate_screen, &format!("the screen under {what}"));
    type_all(&mut terminal);
    terminal.wait_for("● saved");
    leave(&mut terminal);
    // A fault of the very last sync may be said instead, with where the text is.
    let saved = terminal.wait_exit().success();
    assert!(saved || terminal.screen().contains("NOT SAVED"), "{what}: {}", terminal.screen());
    assert_no_panic(&terminal);
    assert_restored(&terminal);
    assert_nothing_lost(&desk, &terminal, &what, saved);
    injected(&desk) > 0
}

/// A tracer put on a program that runs, and taken off it again.
pub(super) struct Tracer(std::process::Child);

impl Tracer {
    pub(super) fn attach(desk: &Desk, terminal: &Terminal, files: &[&str], calls: &str, with: &str) -> Self {
        let process = terminal.process();
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o"]).arg(desk.folder.path().join("trace.log"));
        for ending in files {
            strace.arg("-P").arg(file_of(&desk.meeting(), ending));
        }
        strace.args([
            "-e",
            &format!("trace={calls}"),
            "-e",
            &format!("inject={calls}:{with}"),
            "-p",
            &process.to_string(),
        ]);
        let tracer = Self(strace.stdin(Stdio::null()).spawn().expect("strace"));
        let traced = || {
            let threads = fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
            threads.map(|thread| fs::read_to_string(thread.path().join("status")).unwrap_or_default()).all(|status| {
                status.lines().any(|line| line.strip_prefix("TracerPid:").is_some_and(|pid| pid.trim() != "0"))
            })
        };
        eventually("the tracer", traced);
        tracer
    }

    /// The fault is over.
    fn detach(mut self) {
        let process = rustix::process::Pid::from_child(&self.0);
        rustix::process::kill_process(process, rustix::process::Signal::INT).expect("a tracer that can be told");
        self.0.wait().expect("the tracer's end");
    }
}

impl Drop for Tracer {
    fn drop(&mut self) {
        // It has ended with the program that it traced, or with a test that failed.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A fault that comes in the middle of a meeting and stays for a while: it is said with its reason and nothing leaves the
/// screen. If it passes, all is saved; if it does not, what is missing is put elsewhere on leaving.
fn stays(files: &[&str], calls: &str, fault: &Fault, passes: bool) {
    let desk = begun();
    let what = format!("{calls} of {files:?} {}", fault.with);
    let mut terminal =
        desk.start(&["open", "board.md"]).env("TMPDIR", desk.folder.path()).env("HOME", desk.folder.path()).spawn();
    terminal.wait_for("● saved");
    let tracer = Tracer::attach(&desk, &terminal, files, calls, fault.with);
    type_all(&mut terminal);
    terminal.wait_until(
        |screen| {
            let title = text_of(screen).lines().next().unwrap_or_default().to_owned();
            title.contains("NOT SAVED") && title.contains(fault.says)
        },
        &format!("NOT SAVED: {} under {what}", fault.says),
    );
    for line in &TYPED[..2] {
        assert!(terminal.screen().contains(line), "{what}: {line} left the screen");
    }
    assert!(injected(&desk) > 0, "{what}: nothing was injected");
    if passes {
        tracer.detach();
        terminal.wait_for("● saved");
    }
    leave(&mut terminal);
    let status = terminal.wait_exit();
    assert_eq!((status.success(), status.signal()), (passes, None), "{what}: {}", terminal.screen());
    assert!(passes || terminal.screen().contains("NOT SAVED"), "{what}: {}", terminal.screen());
    assert_no_panic(&terminal);
    assert_restored(&terminal);
    assert_nothing_lost(&desk, &terminal, &what, passes);
}

/// Each call of these failing once at its first, second … use; at least one of them must have come to pass.
fn each_passes(test: &str, cases: &[(&[&str], &str, &str)], usual: u64) {
    if !has_strace(test) {
        return;
    }
    for (files, call, with) in cases {
        let hits = (1..=faults(usual)).filter(|nth| passes(files, call, with, *nth)).count();
        assert!(hits > 0, "{call} of {files:?} was never called");
    }
}

#[test]
fn a_write_to_the_journal_that_fails_once_costs_nothing() {
    let file: &[&str] = &["jsonl"];
    each_passes(
        "a_write_to_the_journal_that_fails_once_costs_nothing",
        &[
            (file, "write", "error=EIO"),
            (file, "write", "error=ENOSPC"),
            (file, "write", "error=EINTR"),
            (file, "write", "retval=9"),
        ],
        2,
    );
}

#[test]
fn a_sync_of_the_journal_that_fails_once_costs_nothing() {
    let file: &[&str] = &["jsonl"];
    each_passes(
        "a_sync_of_the_journal_that_fails_once_costs_nothing",
        &[(file, "fdatasync", "error=EIO"), (file, "fdatasync", "error=ENOSPC"), (file, "fdatasync", "error=EINTR")],
        2,
    );
}

#[test]
fn a_fault_of_the_half_typed_lines_costs_nothing() {
    let file: &[&str] = &["draft"];
    let both: &[&str] = &["draft", "draft-new"];
    each_passes(
        "a_fault_of_the_half_typed_lines_costs_nothing",
        &[
            (file, "write", "error=EIO"),
            (file, "write", "error=ENOSPC"),
            (file, "write", "error=EINTR"),
            (file, "write", "retval=9"),
            (file, "fdatasync", "error=EIO"),
            (both, "fsync", "error=EIO"),
            (both, "rename", "error=EIO"),
        ],
        2,
    );
}

/// All files that the writer may go on in.
const JOURNALS: &[&str] = &["jsonl", "2.jsonl", "3.jsonl", "4.jsonl", "2.new", "3.new", "4.new"];
const DRAFTS: &[&str] = &["draft", "draft-new"];

#[test]
fn a_journal_that_can_be_written_no_more_is_named_and_its_text_put_elsewhere() {
    if has_strace("a_journal_that_can_be_written_no_more_is_named_and_its_text_put_elsewhere") {
        for fault in [EIO, ENOSPC, EDQUOT] {
            stays(JOURNALS, "write,pwrite64", &fault, false);
            stays(JOURNALS, "write,pwrite64", &fault, true);
        }
    }
}

#[test]
fn a_disk_that_syncs_no_more_is_named_and_its_text_put_elsewhere() {
    if has_strace("a_disk_that_syncs_no_more_is_named_and_its_text_put_elsewhere") {
        for fault in [EIO, ENOSPC] {
            // Wherever it goes on, nothing can be synced there.
            stays(&[], "fdatasync,fsync", &fault, false);
            stays(&[], "fdatasync,fsync", &fault, true);
        }
    }
}

#[test]
fn a_half_typed_line_that_can_be_kept_no_more_is_named_and_put_elsewhere() {
    if has_strace("a_half_typed_line_that_can_be_kept_no_more_is_named_and_put_elsewhere") {
        for (calls, fault) in [("write", ENOSPC), ("fdatasync,fsync", EIO), ("write,fdatasync,fsync,rename", EIO)] {
            stays(DRAFTS, calls, &fault, false);
            stays(DRAFTS, calls, &fault, true);
        }
    }
}

#[test]
fn a_disk_that_does_nothing_any_more_is_named_and_all_put_elsewhere() {
    if has_strace("a_disk_that_does_nothing_any_more_is_named_and_all_put_elsewhere") {
        let all: Vec<&str> = JOURNALS.iter().chain(DRAFTS).copied().collect();
        for fault in [EIO, ENOSPC] {
            for passes in [false, true] {
                stays(&all, "write,pwrite64,ftruncate,fdatasync,fsync,rename,openat", &fault, passes);
            }
        }
    }
}

#[test]
fn a_disk_that_takes_200_ms_to_sync_keeps_nobody_waiting() {
    const SLOW: Duration = Duration::from_millis(200);
    if !has_strace("a_disk_that_takes_200_ms_to_sync_keeps_nobody_waiting") {
        return;
    }
    let desk = begun();
    let mut terminal = traced(&desk, &["jsonl", "draft"], "fdatasync,fsync", "delay_enter=200ms");
    terminal.wait_until(Screen::alternate_screen, "the screen");
    terminal.keys("C-u");
    let mut slowest = Duration::ZERO;
    let mut said = 0;
    for line in 0..10 {
        let words = format!("line {line} over a slow disk");
        for (at, one) in words.char_indices() {
            let typed = Instant::now();
            terminal.type_text(&one.to_string());
            terminal.wait_for(format!("› {}{one}", &words[..at]).trim_end());
            slowest = slowest.max(typed.elapsed());
        }
        terminal.keys("Enter");
        terminal.wait_for(&format!("• {words}"));
        said += usize::from(terminal.screen().contains("○ saving"));
    }
    assert!(slowest < SLOW, "a key waited {slowest:?}");
    assert!(said > 0, "the title says that the disk is at work");
    terminal.wait_for("● saved");
    assert!(injected(&desk) > 0 || slowest < SLOW);
    leave(&mut terminal);
    assert!(terminal.wait_exit().success());
    assert_eq!(in_folder(&desk.meeting()).len(), 11);
}
