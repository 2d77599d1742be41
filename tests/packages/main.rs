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

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use installed::{documents_are_whole, manuals_and_completions_work};
use root::{Root, lines, run, succeeded};

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

/// Files that the program takes in when it is built, named from the root of the repository.
fn taken_in(folder: &Path) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    for entry in fs::read_dir(folder).expect("sources").map(|entry| entry.expect("a source").path()) {
        // Tests are built only where the whole repository is.
        if entry.ends_with("tests") {
            continue;
        }
        if entry.is_dir() {
            found.extend(taken_in(&entry));
        } else if entry.extension().is_some_and(|ending| ending == "rs") && !entry.ends_with("tests.rs") {
            let text = fs::read_to_string(&entry).expect("a source");
            let text = text.split("#[cfg(test)]").next().unwrap_or_default();
            let named = ["include_str!(\"", "include_bytes!(\""].iter().flat_map(|call| text.split(call).skip(1));
            let paths = named.filter_map(|rest| rest.split('"').next()).map(|path| folder.join(path));
            found.extend(paths.map(|path| path.canonicalize().unwrap_or(path)));
        }
    }
    found
}

#[test]
fn the_source_package_holds_what_the_program_is_built_from_and_no_tests() {
    let home = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["package", "--list", "--allow-dirty", "--offline"]).current_dir(home);
    let packed = succeeded(&cargo.output().expect("cargo"), "cargo package --list");
    let packed: BTreeSet<&str> = packed.lines().collect();
    for name in
        ["Cargo.toml", "Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "CHANGELOG.md", "src/main.rs"]
    {
        assert!(packed.contains(name), "{name} is missing");
    }
    let taken_in = taken_in(&home.join("src"));
    assert!(taken_in.len() > 10, "{taken_in:?}");
    let home = home.canonicalize().expect("the repository");
    for path in taken_in {
        let name = path.strip_prefix(&home).expect("a file of the repository").to_string_lossy().into_owned();
        assert!(packed.contains(name.as_str()), "{name} is missing");
    }
    let needless: Vec<&&str> = packed
        .iter()
        .filter(|name| ["tests/", "benches/", "packaging/", ".ci/"].iter().any(|folder| name.starts_with(folder)))
        .collect();
    assert!(needless.is_empty(), "{needless:?}");
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
    documents_are_whole(&prefix);
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
    let is_left = |path: &&String| {
        let is_theirs = path.starts_with("home/") || path.starts_with("tmp/");
        !is_theirs && (!path.ends_with('/') || path.contains("minutebook"))
    };
    let after = root.tree();
    let left: Vec<&String> = after.difference(&before).filter(is_left).collect();
    assert!(left.is_empty(), "left behind: {left:?}");
}
