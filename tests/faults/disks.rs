//! Disks that are full, read-only or limited, folders that move and vanish, a journal cut by another hand.
//!
//! What the scribe typed stays on the screen, the title says NOT SAVED and why, it goes away when the disk is well again,
//! and what was missing is there. What needs root is skipped where there is none. Not here: single calls (see `injected`).

use super::*;

/// A file system of its own, taken away at the end.
struct Mounted {
    folder: PathBuf,
}

impl Mounted {
    /// In memory, of so many kibibytes; none where this may not be done.
    fn tiny(desk: &Desk, kibibytes: u32, test: &str) -> Option<Self> {
        let folder = desk.folder.path().join("disk");
        fs::create_dir(&folder).expect("a folder");
        let (size, path) = (format!("size={kibibytes}k"), folder.to_string_lossy().into_owned());
        if works("mount", &["-t", "tmpfs", "-o", &size, "tmpfs", &path]) {
            return Some(Self { folder });
        }
        skip(test, "a file system of its own cannot be mounted here: that takes root");
        None
    }

    fn again(&self, how: &str) {
        let path = self.folder.to_string_lossy().into_owned();
        assert!(works("mount", &["-o", &format!("remount,{how}"), &path]), "remount {how}");
    }

    fn begin(&self, desk: &Desk) -> Terminal {
        let mut terminal = desk
            .start(&["open", "board.md"])
            .data_dir(&self.folder)
            .env("TMPDIR", desk.folder.path())
            .env("HOME", desk.folder.path())
            .spawn();
        terminal.wait_for("● saved");
        terminal
    }

    fn meeting(&self) -> PathBuf {
        let mut folders = fs::read_dir(self.folder.join("meetings")).expect("meetings");
        folders.next().and_then(Result::ok).expect("a meeting").path()
    }

    /// Nothing more fits.
    fn fill(&self) {
        let mut file = fs::File::create(self.folder.join("filler")).expect("a file");
        while file.write_all(&[0; 512]).is_ok() {}
    }

    fn free(&self) {
        fs::remove_file(self.folder.join("filler")).expect("the filler");
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        works("umount", &["-l", &self.folder.to_string_lossy()]);
    }
}

#[track_caller]
fn wait_not_saved(terminal: &mut Terminal, why: &str) {
    terminal.wait_until(
        |screen| text_of(screen).lines().next().is_some_and(|title| title.contains("NOT SAVED") && title.contains(why)),
        &format!("NOT SAVED: {why}"),
    );
}

/// Lines until the disk takes no more, and all of them.
fn type_until_unsaved(terminal: &mut Terminal) -> Vec<String> {
    let mut typed = Vec::new();
    while !terminal.screen().contains("NOT SAVED") {
        assert!(typed.len() < 500, "the disk is never full");
        let line = format!("line {} of what was said", typed.len());
        terminal.type_text(&format!("{line}\r"));
        terminal.wait_for(&format!("• {line}"));
        typed.push(line);
    }
    typed
}

#[test]
fn a_full_disk_is_said_and_all_is_saved_when_there_is_room_again() {
    let desk = Desk::new();
    let test = "a_full_disk_is_said_and_all_is_saved_when_there_is_room_again";
    let Some(disk) = Mounted::tiny(&desk, 64, test) else { return };
    let mut terminal = disk.begin(&desk);
    disk.fill();
    let mut typed = type_until_unsaved(&mut terminal);
    wait_not_saved(&mut terminal, "");
    for n in 0..5 {
        typed.push(format!("line {n} on a full disk"));
        terminal.type_text(&format!("line {n} on a full disk\r"));
        terminal.wait_for(&format!("• line {n} on a full disk"));
    }
    terminal.type_text("half a thought");
    terminal.wait_for("› half a thought");
    assert!(terminal.screen().contains("NOT SAVED"), "{}", terminal.screen());
    disk.free();
    terminal.wait_for("● saved");
    typed.push("half a thought".to_owned());
    terminal.kill9();
    assert_eq!(in_folder(&disk.meeting()), typed);
}

#[test]
fn a_disk_that_stays_full_is_left_with_all_that_is_missing_in_another_place() {
    let desk = Desk::new();
    let test = "a_disk_that_stays_full_is_left_with_all_that_is_missing_in_another_place";
    let Some(disk) = Mounted::tiny(&desk, 64, test) else { return };
    let mut terminal = disk.begin(&desk);
    let mut typed = type_until_unsaved(&mut terminal);
    terminal.type_text("half a thought");
    terminal.wait_for("› half a thought");
    typed.push("half a thought".to_owned());
    leave(&mut terminal);
    let status = terminal.wait_exit();
    assert_eq!((status.success(), status.signal()), (false, None), "{}", terminal.screen());
    assert_no_panic(&terminal);
    assert_restored(&terminal);
    let kept = in_folder(&disk.meeting());
    for line in typed {
        assert!(kept.contains(&line) || is_below(desk.folder.path(), &line), "{line:?} is nowhere");
    }
}

#[test]
fn a_disk_gone_read_only_is_said_and_all_is_saved_when_it_can_be_written_again() {
    let desk = Desk::new();
    let test = "a_disk_gone_read_only_is_said_and_all_is_saved_when_it_can_be_written_again";
    let Some(disk) = Mounted::tiny(&desk, 1024, test) else { return };
    // A kernel refuses to do it while a file is open for writing, so the meeting is begun, and opened on the disk as it is then.
    let mut terminal = disk.begin(&desk);
    terminal.type_text("Said before\r");
    terminal.wait_for("• Said before");
    terminal.wait_for("● saved");
    terminal.kill9();
    disk.again("ro");
    let mut terminal = desk
        .start(&["open", "board.md"])
        .data_dir(&disk.folder)
        .env("TMPDIR", desk.folder.path())
        .env("HOME", desk.folder.path())
        .spawn();
    terminal.wait_until(
        |screen| text_of(screen).contains("ead-only") || text_of(screen).contains("READ ONLY"),
        "the reason",
    );
    if terminal.alternate_screen() {
        terminal.wait_for("• Said before");
        return;
    }
    assert_eq!(terminal.wait_exit().exit_code(), 1);
    assert_restored(&terminal);
    disk.again("rw");
    let mut terminal = disk.begin(&desk);
    terminal.wait_for("• Said before");
}

#[test]
fn a_folder_renamed_under_the_program_takes_its_text_with_it() {
    let desk = begun();
    let mut terminal =
        desk.start(&["open", "board.md"]).env("TMPDIR", desk.folder.path()).env("HOME", desk.folder.path()).spawn();
    terminal.wait_for("● saved");
    let (before, after) = (desk.meeting(), desk.data().join("moved"));
    fs::rename(&before, &after).expect("renamed");
    terminal.keys("C-u");
    terminal.type_text("Said on the move\rhalf");
    terminal.wait_for("• Said on the move");
    terminal.wait_for("› half");
    terminal.wait_until(
        |screen| text_of(screen).contains("● saved") || text_of(screen).contains("NOT SAVED"),
        "a word on whether it is saved",
    );
    leave(&mut terminal);
    terminal.wait_exit();
    assert_no_panic(&terminal);
    assert_restored(&terminal);
    let kept = in_folder(&after);
    for line in ["Said on the move", "half"] {
        let elsewhere = !terminal.is_success() && is_below(desk.folder.path(), line);
        assert!(kept.iter().any(|text| text == line) || elsewhere, "{line:?}: {kept:?}\n{}", terminal.screen());
    }
}

#[test]
fn a_folder_removed_under_the_program_is_said_and_its_text_put_elsewhere() {
    let desk = begun();
    let mut terminal =
        desk.start(&["open", "board.md"]).env("TMPDIR", desk.folder.path()).env("HOME", desk.folder.path()).spawn();
    terminal.wait_for("● saved");
    fs::remove_dir_all(desk.meeting()).expect("removed");
    terminal.keys("C-u");
    terminal.type_text("Said into the void\rhalf");
    terminal.wait_for("• Said into the void");
    terminal.wait_for("› half");
    wait_not_saved(&mut terminal, "");
    leave(&mut terminal);
    assert!(!terminal.wait_exit().success());
    assert_no_panic(&terminal);
    assert_restored(&terminal);
    for line in ["Said before", "Said into the void", "half"] {
        assert!(is_below(desk.folder.path(), line), "{line:?} is nowhere");
    }
}

#[test]
fn a_journal_cut_by_another_hand_goes_on_and_what_was_typed_since_is_there() {
    let desk = begun();
    let mut terminal =
        desk.start(&["open", "board.md"]).env("TMPDIR", desk.folder.path()).env("HOME", desk.folder.path()).spawn();
    terminal.wait_for("● saved");
    let journal = fs::OpenOptions::new().write(true).open(file_of(&desk.meeting(), "jsonl")).expect("the journal");
    let length = journal.metadata().expect("its length").len();
    journal.set_len(length - 40).expect("cut");
    terminal.keys("C-u");
    terminal.type_text("Said after the cut\r");
    terminal.wait_for("• Said after the cut");
    // It goes on in a new file, and can say so for a moment only.
    terminal.wait_for("● saved");
    leave(&mut terminal);
    assert!(terminal.is_success(), "{}", terminal.screen());
    assert_no_panic(&terminal);
    assert_restored(&terminal);
    let loaded = archive::load(&desk.meeting()).expect("a meeting");
    assert!(loaded.damage.iter().any(|spot| spot.to_string().contains("is missing")), "{:#?}", loaded.reports);
    let ledger = loaded.ledger(*loaded.writers.first().expect("a writer"));
    let kept: Vec<_> = ledger.meeting.slots().flat_map(|slot| &slot.entries).map(|entry| entry.text.as_str()).collect();
    assert_eq!(kept, ["Said before", "Said after the cut"]);
}

#[test]
fn a_limit_on_the_size_of_files_is_said_and_no_signal_kills() {
    let desk = Desk::new();
    // What the shell's limit leaves is a whole number of blocks of 512 or 1,024 bytes, as shells differ.
    let script = "ulimit -f 8; exec \"$0\" \"$@\"";
    let program = env!("CARGO_BIN_EXE_minutebook");
    let mut terminal = Terminal::start_program("sh", &["-c", script, program, "open", "board.md"])
        .size(120, 36)
        .cwd(desk.folder.path())
        .data_dir(desk.data())
        .env("MINUTEBOOK_NOW", NINE)
        .env("TMPDIR", desk.folder.path())
        .env("HOME", desk.folder.path())
        .spawn();
    terminal.wait_for("● saved");
    let typed = type_until_unsaved(&mut terminal);
    leave(&mut terminal);
    let status = terminal.wait_exit();
    assert_eq!((status.success(), status.signal()), (false, None), "{}", terminal.screen());
    assert_no_panic(&terminal);
    assert_restored(&terminal);
    let kept = in_folder(&desk.meeting());
    for line in typed {
        assert!(kept.contains(&line) || is_below(desk.folder.path(), &line), "{line:?} is nowhere");
    }
}

#[test]
fn a_journal_goes_on_in_another_place_at_the_scribes_word() {
    let desk = Desk::new();
    let Some(disk) = Mounted::tiny(&desk, 64, "a_journal_goes_on_in_another_place_at_the_scribes_word") else { return };
    let place = desk.folder.path().join("another");
    let mut terminal = disk.begin(&desk);
    let mut typed = type_until_unsaved(&mut terminal);
    terminal.type_text("half a thought");
    terminal.wait_for("› half a thought");
    terminal.keys("M-w");
    terminal.wait_for("minutebook-elsewhere");
    terminal.keys("C-u");
    terminal.type_text(&format!("{}\r", place.display()));
    terminal.wait_for("● saved");
    terminal.keys("Enter");
    terminal.type_text("on we go\rand on");
    terminal.wait_for("• on we go");
    terminal.wait_for("› and on");
    terminal.kill9();
    typed.extend(["half a thought", "on we go", "and on"].map(str::to_owned));
    let journal = journal_below(&place).expect("a journal in the other place");
    assert_eq!(in_folder(journal.parent().expect("a folder")), typed);
    // And there it is gone on with.
    let data = place_of_data(&journal);
    let mut again = desk.start(&["open", "last"]).data_dir(data).spawn();
    again.wait_for("› and on");
    again.wait_for("• on we go");
    again.kill9();
    // Whoever opens the old folder is led there, where it says so.
    disk.again("size=256k");
    let mark = file_of(&disk.meeting(), "jsonl").with_extension("moved");
    fs::write(mark, journal.parent().expect("a folder").as_os_str().as_encoded_bytes()).expect("room for the mark");
    let mut led = desk.start(&["open", "board.md"]).data_dir(&disk.folder).spawn();
    led.wait_for("this meeting went on in");
    led.keys("Esc");
    led.wait_for("• on we go");
}

/// The first journal somewhere below a folder.
fn journal_below(folder: &Path) -> Option<PathBuf> {
    fs::read_dir(folder).ok()?.flatten().map(|found| found.path()).find_map(|path| {
        if path.is_dir() {
            journal_below(&path)
        } else {
            Some(path).filter(|path| path.extension().is_some_and(|it| it == "jsonl"))
        }
    })
}

/// The data folder above a journal.
fn place_of_data(journal: &Path) -> &Path {
    journal.ancestors().nth(3).expect("DATA/meetings/SLUG/WRITER.jsonl")
}
