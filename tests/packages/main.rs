//! What an administrator installs, installed: the static program, the archive and the Debian package, each in a clean root.
//!
//! `packaging/build` makes them and `MINUTEBOOK_PACKAGES` says in which folder; without it these tests say so and do
//! nothing, as making them takes a build of its own. A clean root is a folder that is nobody's system: no C library, no
//! shell, no settings. `MINUTEBOOK_DEBIAN_ROOT` names a folder with a whole Debian, of which a copy is used too. Not
//! here: that two builds are the same bytes, which `packaging/verify` shows.

#![allow(clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

mod debian;
mod installed;
mod root;
#[path = "../terminal/mod.rs"]
mod terminal;

use std::fs;
use std::path::{Path, PathBuf};

use installed::manuals_and_completions_work;
use root::{Root, lines, run};

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

/// The command of docs/packaging.md that begins like this.
fn documented(begin: &str) -> String {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/packaging.md")).expect("a page");
    let command = lines(&page).find(|line| line.starts_with(begin));
    command.unwrap_or_else(|| panic!("docs/packaging.md has no command {begin:?}")).to_owned()
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
    let as_here = |command: &str| {
        let named = command.replace("minutebook-*.tar.gz", &archive.to_string_lossy());
        named.replace("/usr/local", &prefix.to_string_lossy())
    };
    run("sh", &["-c", &as_here(&documented("tar -xzf"))], &prefix);

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

    for begin in ["tar -tzf", "rm -r"] {
        run("sh", &["-c", &as_here(&documented(begin))], &prefix);
    }
    // Folders in which other programs have their files too stay.
    let is_left = |path: &&String| !path.starts_with("home/") && (!path.ends_with('/') || path.contains("minutebook"));
    let after = root.tree();
    let left: Vec<&String> = after.difference(&before).filter(is_left).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}
