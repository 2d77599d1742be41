//! A folder that stands for a machine on which nothing is installed, and programs that run in it or beside it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::terminal::Terminal;
use crate::terminal::desk::AGENDA;

/// Lines of a meeting, as `take` reads them.
const LINES: &str = "/next\nThe crane stands still\n! Bo Chen — call the yard due 2026-03-09\n= Repair it\n/close\n";

/// A folder that stands for a machine on which nothing is installed.
pub(crate) struct Root(TempDir);

impl Root {
    pub(crate) fn new() -> Self {
        let root = Self(tempfile::tempdir().expect("a temporary folder"));
        // Others may enter it too: the program is not always root's.
        for folder in ["tmp", "home", "var/lib/dpkg/info", "var/lib/dpkg/updates"] {
            fs::create_dir_all(root.path(folder)).expect("a folder");
        }
        fs::write(root.path("var/lib/dpkg/status"), "").expect("a file");
        root
    }

    /// Another's whole system, to be changed at will.
    pub(crate) fn copied(system: &Path) -> Self {
        let root = Self(tempfile::tempdir().expect("a temporary folder"));
        let whole = system.join(".");
        run("cp", &["-a".as_ref(), whole.as_os_str(), root.0.path().as_os_str()], Path::new("/"));
        root
    }

    pub(crate) fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(inside)
    }

    /// The words that run a program with this folder for its `/`.
    pub(crate) fn enter(&self) -> Vec<String> {
        let root = self.0.path().to_string_lossy().into_owned();
        if rustix::process::geteuid().is_root() {
            vec!["/usr/sbin/chroot".to_owned(), root]
        } else {
            ["/usr/bin/unshare", "--map-root-user", "/usr/sbin/chroot"]
                .map(str::to_owned)
                .into_iter()
                .chain([root])
                .collect()
        }
    }

    /// Whether this machine lets us enter a root at all: an ordinary user may not where there are no user namespaces.
    pub(crate) fn can_be_entered(&self, program: &str) -> bool {
        let enters = self.run(program, &["--version"]).status.success();
        if !enters && !rustix::process::geteuid().is_root() {
            eprintln!("SKIPPED: only root enters a root here");
            return false;
        }
        true
    }

    pub(crate) fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let words = self.enter();
        let mut command = Command::new(&words[0]);
        // Of the environment only what says where things are kept.
        command.args(&words[1..]).arg(program).args(arguments).env_clear().env("HOME", "/home").env("PATH", path());
        command.current_dir(self.path("home")).stdin(Stdio::null());
        command
    }

    pub(crate) fn run(&self, program: &str, arguments: &[&str]) -> Output {
        self.command(program, arguments).output().expect("a program that can be started")
    }

    /// What the program prints, which must succeed.
    #[track_caller]
    pub(crate) fn says(&self, program: &str, arguments: &[&str]) -> String {
        succeeded(&self.run(program, arguments), &format!("{program} {arguments:?}"))
    }

    /// A meeting is taken, listed and exported, and the demo draws its screen and takes keys.
    pub(crate) fn takes_a_meeting(&self, program: &str) {
        assert_eq!(self.says(program, &["--version"]).trim(), concat!("minutebook ", env!("CARGO_PKG_VERSION")));
        fs::write(self.path("home/board.md"), AGENDA).expect("an agenda");
        fs::write(self.path("home/lines.txt"), LINES).expect("a file");
        let lines = fs::File::open(self.path("home/lines.txt")).expect("lines");
        let taken = self.command(program, &["take", "/home/board.md"]).stdin(lines).output().expect("a meeting");
        succeeded(&taken, "take");
        assert!(self.says(program, &["list"]).contains("Harbour board"));
        assert!(self.says(program, &["search", "crane"]).contains("The crane stands still"));
        let minutes = self.says(program, &["export", "-f", "md"]);
        assert!(minutes.contains("The crane stands still") && minutes.contains("call the yard"), "{minutes}");
        self.says(program, &["export", "-f", "html", "-f", "docx", "-f", "ics", "-f", "json"]);
        for ending in ["html", "docx", "ics", "json"] {
            let path = self.path(format!("home/board-minutes.{ending}"));
            assert!(path.metadata().is_ok_and(|file| file.len() > 100), "{}", path.display());
        }

        let words = self.enter();
        let arguments: Vec<&str> = words[1..].iter().map(String::as_str).chain([program, "demo"]).collect();
        let mut terminal =
            Terminal::start_program(&words[0], &arguments).env("HOME", "/home").env("TMPDIR", "/tmp").spawn();
        terminal.wait_for("● saved");
        terminal.type_text("! Ann Lee — draft the plan\r");
        terminal.wait_for("draft the plan");
        terminal.keys("C-q");
        terminal.wait_for("leave it open");
        terminal.keys("l");
        assert!(terminal.wait_exit().success(), "{}", terminal.screen());
    }

    /// Every path in it, folders with a `/` at their ends.
    pub(crate) fn tree(&self) -> BTreeSet<String> {
        lines(&run("find", &["-mindepth", "1", "-printf", "%P%y\n"], self.0.path()))
            .map(|line| {
                line.strip_suffix('d').map_or_else(|| line[..line.len() - 1].to_owned(), |folder| format!("{folder}/"))
            })
            .collect()
    }
}

pub(crate) fn path() -> String {
    "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin".to_owned()
}

#[track_caller]
pub(crate) fn succeeded(output: &Output, what: &str) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{what}: {}\n{said}{}", output.status, String::from_utf8_lossy(&output.stderr));
    said
}

/// What a program of this machine says in a folder.
#[track_caller]
pub(crate) fn run(program: &str, arguments: &[impl AsRef<OsStr>], folder: &Path) -> String {
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .envs([("PATH", path()), ("LC_ALL", "C.UTF-8".to_owned()), ("HOME", folder.display().to_string())])
        .stdin(Stdio::null())
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    succeeded(&output, program)
}

pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty())
}

/// Whether the program is here: tests that need it do without, where CI has not said that everything is there.
pub(crate) fn has(program: &str) -> bool {
    let found = path().split(':').any(|folder| Path::new(folder).join(program).exists());
    assert!(found || std::env::var_os("MINUTEBOOK_VALIDATORS").is_none(), "{program} is not installed");
    if !found {
        eprintln!("SKIPPED: {program} is not installed");
    }
    found
}
