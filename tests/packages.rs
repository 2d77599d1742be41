//! What an administrator installs, installed: the static program, the archive and the Debian package, each in a clean root.
//!
//! `packaging/build` makes them and `MINUTEBOOK_PACKAGES` says in which folder; without it these tests say so and do
//! nothing, as making them takes a build of its own. A clean root is a folder that is nobody's system: no C library, no shell, no
//! settings. Not here: that two builds are the same bytes, which `packaging/verify` shows.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod terminal;

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use terminal::Terminal;
use terminal::desk::AGENDA;

/// Lines of a meeting, as `take` reads them.
const LINES: &str = "/next\nThe crane stands still\n! Bo Chen — call the yard due 2026-03-09\n= Repair it\n/close\n";

/// The folder of the packages; none where this run has none.
fn packages() -> Option<PathBuf> {
    let folder = std::env::var_os("MINUTEBOOK_PACKAGES").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SKIPPED: MINUTEBOOK_PACKAGES names no folder with packages (see packaging/build)");
    }
    folder
}

/// The only package whose name ends like this.
fn package(folder: &Path, ending: &str) -> PathBuf {
    let named = |path: &PathBuf| path.to_string_lossy().ends_with(ending);
    let mut found =
        fs::read_dir(folder).expect("a folder of packages").map(|entry| entry.expect("a file").path()).filter(named);
    match (found.next(), found.next()) {
        (Some(only), None) => only,
        _ => panic!("not one file *{ending} in {}", folder.display()),
    }
}

/// A folder that stands for a machine on which nothing is installed.
struct Root(TempDir);

impl Root {
    fn new() -> Self {
        let root = Self(tempfile::tempdir().expect("a temporary folder"));
        // Others may enter it too: the program is not always root's.
        for folder in ["tmp", "home", "var/lib/dpkg/info", "var/lib/dpkg/updates"] {
            fs::create_dir_all(root.path(folder)).expect("a folder");
        }
        fs::write(root.path("var/lib/dpkg/status"), "").expect("a file");
        root
    }

    fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.0.path().join(inside)
    }

    /// The words that run a program with this folder for its `/`.
    fn enter(&self) -> Vec<String> {
        let root = self.0.path().to_string_lossy().into_owned();
        if rustix::process::geteuid().is_root() {
            vec!["chroot".to_owned(), root]
        } else {
            ["unshare", "--map-root-user", "chroot"].map(str::to_owned).into_iter().chain([root]).collect()
        }
    }

    /// Whether this machine lets us enter a root at all: an ordinary user may not where there are no user namespaces.
    fn can_be_entered(&self, program: &str) -> bool {
        let enters = self.run(program, &["--version"]).status.success();
        if !enters && !rustix::process::geteuid().is_root() {
            eprintln!("SKIPPED: only root enters a root here");
            return false;
        }
        true
    }

    fn command(&self, program: &str, arguments: &[&str]) -> Command {
        let words = self.enter();
        let mut command = Command::new(&words[0]);
        // Of the environment only what says where things are kept.
        command.args(&words[1..]).arg(program).args(arguments).env_clear().env("HOME", "/home").env("PATH", path());
        command.current_dir(self.path("home")).stdin(Stdio::null());
        command
    }

    fn run(&self, program: &str, arguments: &[&str]) -> Output {
        self.command(program, arguments).output().expect("a program that can be started")
    }

    /// What the program prints, which must succeed.
    #[track_caller]
    fn says(&self, program: &str, arguments: &[&str]) -> String {
        succeeded(&self.run(program, arguments), &format!("{program} {arguments:?}"))
    }

    /// A meeting is taken, listed and exported, and the demo draws its screen and takes keys.
    fn takes_a_meeting(&self, program: &str) {
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
    fn tree(&self) -> BTreeSet<String> {
        lines(&run("find", &["-mindepth", "1", "-printf", "%P%y\n"], self.0.path()))
            .map(|line| {
                line.strip_suffix('d').map_or_else(|| line[..line.len() - 1].to_owned(), |folder| format!("{folder}/"))
            })
            .collect()
    }
}

fn path() -> String {
    "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin".to_owned()
}

#[track_caller]
fn succeeded(output: &Output, what: &str) -> String {
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{what}: {}\n{said}{}", output.status, String::from_utf8_lossy(&output.stderr));
    said
}

/// What a program of this machine says in a folder.
#[track_caller]
fn run(program: &str, arguments: &[impl AsRef<OsStr>], folder: &Path) -> String {
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

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.is_empty())
}

/// Whether the program is here: tests that need it do without, where CI has not said that everything is there.
fn has(program: &str) -> bool {
    let found = path().split(':').any(|folder| Path::new(folder).join(program).exists());
    assert!(found || std::env::var_os("MINUTEBOOK_VALIDATORS").is_none(), "{program} is not installed");
    if !found {
        eprintln!("SKIPPED: {program} is not installed");
    }
    found
}

/// The subcommands whose names the program's help lists.
fn subcommands(program: &Path) -> BTreeSet<String> {
    let help = run(&program.to_string_lossy(), &["--help"], Path::new("/"));
    let names = lines(&help)
        .filter_map(|line| line.strip_prefix("  "))
        .filter(|line| line.starts_with(|sign: char| sign.is_ascii_lowercase()));
    names
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| !["help", "minutebook"].contains(name))
        .map(str::to_owned)
        .collect()
}

/// Under a prefix are a manual page for each subcommand, which `man` finds, and completions, which each shell loads.
fn manuals_and_completions_work(prefix: &Path, zsh_folder: &str) {
    let share = prefix.join("share");
    let program = prefix.join("bin/minutebook");
    let names = subcommands(&program);
    assert!(names.len() > 25 && names.contains("export"), "{names:?}");
    if has("man") {
        for name in names.iter().map(|name| format!("minutebook-{name}")).chain(["minutebook".to_owned()]) {
            let found = run("man", &["-M", &share.join("man").to_string_lossy(), "-w", &name], Path::new("/"));
            assert!(Path::new(found.trim()).starts_with(&share), "{found}");
        }
    }
    let bash = share.join("bash-completion/completions/minutebook");
    if has("bash") {
        let loads = format!("source '{}' && complete -p minutebook", bash.display());
        assert!(run("bash", &["--norc", "-c", &loads], Path::new("/")).contains("_minutebook"));
    }
    if has("zsh") {
        let folder = share.join(zsh_folder);
        let loads = format!(
            "fpath=('{}' $fpath); autoload -U compinit; compinit -u -D; print $_comps[minutebook]",
            folder.display()
        );
        assert_eq!(run("zsh", &["-f", "-c", &loads], Path::new("/tmp")).trim(), "_minutebook");
    }
    if has("fish") {
        let home = tempfile::tempdir().expect("a temporary folder");
        let loads = format!(
            "set fish_complete_path '{}'; set PATH '{}' $PATH; complete -C 'minutebook expo'",
            share.join("fish/vendor_completions.d").display(),
            prefix.join("bin").display()
        );
        assert!(run("fish", &["--no-config", "-c", &loads], home.path()).starts_with("export\t"));
    }
    let licences =
        ["THIRD-PARTY-LICENCES", "THIRD-PARTY-LICENCES.gz"].map(|name| share.join("doc/minutebook").join(name));
    assert!(licences.iter().any(|path| path.exists()), "whose work is in it is not said");
}

#[test]
fn the_program_alone_takes_a_meeting_where_nothing_else_is_installed() {
    let Some(folder) = packages() else { return };
    let root = Root::new();
    fs::create_dir(root.path("bin")).expect("a folder");
    fs::copy(folder.join("minutebook"), root.path("bin/minutebook")).expect("a program");
    if root.can_be_entered("/bin/minutebook") {
        root.takes_a_meeting("/bin/minutebook");
        // Without a home, what has to be named is said, and nothing is looked up in a system that is not there.
        let homeless = root.command("/bin/minutebook", &["list"]).env_remove("HOME").output().expect("a program");
        assert!(homeless.status.code().is_some(), "it died of a signal: {}", homeless.status);
    }
}

#[test]
fn the_archive_unpacked_under_a_prefix_works_and_is_taken_away_by_its_own_list() {
    let Some(folder) = packages() else { return };
    let archive = package(&folder, ".tar.gz");
    let root = Root::new();
    fs::create_dir_all(root.path("usr/local")).expect("a folder");
    let before = root.tree();
    let prefix = root.path("usr/local");
    let unpack = ["-xzf", &archive.to_string_lossy(), "--strip-components=1", "--no-same-owner"].map(str::to_owned);
    run("tar", &unpack, &prefix);

    let listed = run("tar", &["-tvzf", &archive.to_string_lossy()], Path::new("/"));
    for line in lines(&listed) {
        let modes = ["drwxr-xr-x root/root ", "-rwxr-xr-x root/root ", "-rw-r--r-- root/root "];
        assert!(modes.iter().any(|mode| line.starts_with(mode)), "{line}");
    }
    manuals_and_completions_work(&prefix, "zsh/site-functions");
    for name in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE", "docs/packaging.md", "assets/screen.svg"]
    {
        assert!(prefix.join("share/doc/minutebook").join(name).is_file(), "{name} is not there");
    }
    if root.can_be_entered("/usr/local/bin/minutebook") {
        root.takes_a_meeting("/usr/local/bin/minutebook");
    }

    // As docs/packaging.md has it.
    let take_away = format!(
        "tar -tzf '{}' | grep -v '/$' | cut -d / -f 2- | xargs -d '\\n' rm -- && find . -mindepth 1 -type d -empty -delete",
        archive.display()
    );
    run("sh", &["-c", &take_away], &prefix);
    let left: Vec<String> =
        root.tree().difference(&before).filter(|path| !path.starts_with("home/")).cloned().collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}

#[test]
fn the_debian_package_is_installed_works_and_leaves_nothing_behind() {
    let Some(folder) = packages() else { return };
    if !has("dpkg") || !rustix::process::geteuid().is_root() {
        eprintln!("SKIPPED: only root installs Debian packages");
        return;
    }
    let deb = package(&folder, ".deb").to_string_lossy().into_owned();
    let root = Root::new();
    let before = root.tree();
    let dpkg = |arguments: &[&str]| {
        let place = format!("--root={}", root.0.path().display());
        let all: Vec<&str> = [place.as_str(), "--log=/dev/null", "--force-not-root"]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        run("dpkg", &all, Path::new("/"))
    };
    dpkg(&["--install", &deb]);
    assert_eq!(dpkg(&["--verify", "minutebook"]), "", "what was installed is not what was packed");
    manuals_and_completions_work(&root.path("usr"), "zsh/vendor-completions");
    let fields = run("dpkg-deb", &["--field", &deb], Path::new("/"));
    assert!(!fields.contains("Depends:"), "it needs nothing: {fields}");
    for script in ["preinst", "postinst", "prerm", "postrm"] {
        assert!(!root.path(format!("var/lib/dpkg/info/minutebook.{script}")).exists(), "it runs a {script}");
    }
    root.takes_a_meeting("/usr/bin/minutebook");

    dpkg(&["--purge", "minutebook"]);
    // What is kept of dpkg itself, and of those who used the program, is theirs.
    let theirs = |path: &&String| !path.starts_with("home/") && !path.starts_with("var/lib/dpkg/");
    let after = root.tree();
    let left: Vec<&String> = after.difference(&before).filter(theirs).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
    let known = "grep -rl minutebook --include=status --include='*.list' --include='*.md5sums' . || true";
    let traces = run("sh", &["-c", known], &root.path("var"));
    assert_eq!(traces, "", "dpkg still knows it");
}

#[test]
fn lintian_has_nothing_to_say_of_the_debian_package() {
    let Some(folder) = packages() else { return };
    if !has("lintian") {
        return;
    }
    let deb = package(&folder, ".deb").to_string_lossy().into_owned();
    let said = run(
        "lintian",
        &["--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0", &deb],
        Path::new("/"),
    );
    assert_eq!(said, "");
}
