//! Completions in the shells themselves: what Tab puts on a line is read back as one word, and nothing in it runs.
//!
//! A function stands in for the program on the line and says which words it was given; the completions are those of the program. The
//! shells are there in CI (see `.ci/run`); PowerShell is not, see the tests beside its quoting.

use std::path::{Path, PathBuf};

use crate::Desk;
use crate::series::Held;
use crate::terminal::Terminal;

/// What would leave a file behind if any shell ran it.
const OWNERS: [&str; 5] = [
    "Dollar $(touch ran)",
    "O'Brien; touch ran #",
    "Jim `touch ran` Bosch",
    "Quote \"b\" & touch ran",
    "Zoë — Ångström \\ *",
];

fn desk() -> Desk {
    let desk = Desk::new();
    let mut held = Held::opens(&desk, 1, Some("Weekly $(touch ran) 'x'"), "Planning $(touch ran)", "2026-01-05");
    for (nth, owner) in (0_u32..).zip(OWNERS) {
        held.owes(11 + nth, 1 + nth, "draft the plan", &[owner], None);
    }
    desk.run(&["list"]).output();
    desk
}

/// A shell in the desk's folder that knows the completions, with `told` in the program's place; none where it is not installed.
fn shell(desk: &Desk, name: &str, arguments: &[&str], set_up: &str) -> Option<Terminal> {
    let places = ["/bin", "/usr/bin", "/usr/local/bin"];
    let program = places.iter().map(|place| Path::new(place).join(name)).find(|path| path.exists());
    let Some(program) = program else {
        assert!(std::env::var_os("MINUTEBOOK_VALIDATORS").is_none(), "{name} is not installed");
        eprintln!("SKIPPED: {name} is not installed");
        return None;
    };
    let own = PathBuf::from(env!("CARGO_BIN_EXE_minutebook"));
    let path = format!("{}:/usr/local/bin:/usr/bin:/bin", own.parent().expect("a folder").display());
    let mut terminal = Terminal::start_program(program, arguments)
        .size(200, 50)
        .cwd(desk.path("."))
        .data_dir(desk.path("data"))
        .env("PATH", path)
        .spawn();
    std::fs::write(desk.path("set-up"), set_up).expect("a file");
    terminal.type_text("source ./set-up\r");
    terminal.wait_for("READY");
    Some(terminal)
}

fn bash(desk: &Desk) -> Option<Terminal> {
    let set_up = "bind 'set enable-bracketed-paste off'\nsource <(minutebook completions bash)\ntold() { printf '<%s>' \"$@\"; echo; }\ncomplete -F _minutebook told\nPS1='$ '\necho READY\n";
    shell(desk, "bash", &["--norc", "--noprofile", "-i"], set_up)
}

fn zsh(desk: &Desk) -> Option<Terminal> {
    let set_up = "autoload -U compinit\ncompinit -u -D\nsource <(minutebook completions zsh)\ntold() { printf '<%s>' \"$@\"; echo }\ncompdef _minutebook told\nPS1='$ '\nunsetopt prompt_sp\necho READY\n";
    shell(desk, "zsh", &["-f", "-i"], set_up)
}

fn fish(desk: &Desk) -> Option<Terminal> {
    let set_up = "set fish_greeting\nminutebook completions fish | source\nfunction told; printf '<%s>' $argv; echo; end\ncomplete -c told -f -a '(__minutebook_complete)'\nfunction fish_prompt; echo '$ '; end\necho READY\n";
    shell(desk, "fish", &["--no-config", "--interactive"], set_up)
}

type Shell = fn(&Desk) -> Option<Terminal>;
const SHELLS: [(&str, Shell); 3] = [("bash", bash), ("zsh", zsh), ("fish", fish)];

/// Types the beginning of a line, has the shell complete it, and waits for the words that it comes to.
fn completes(terminal: &mut Terminal, typed: &str, words: &str) {
    terminal.type_text(typed);
    terminal.type_text("\t\r");
    terminal.wait_for(words);
}

#[test]
fn each_shell_completes_subcommands_options_meetings_slots_and_series() {
    let desk = desk();
    for (name, start) in SHELLS {
        let Some(mut terminal) = start(&desk) else { continue };
        eprintln!("{name}");
        completes(&mut terminal, "told expo", "<export>");
        completes(&mut terminal, "told export --lay", "<export><--layout>");
        completes(&mut terminal, "told export -f conf", "<export><-f><confluence>");
        completes(&mut terminal, "told show 2026", "<show><2026-01-05-planning---touch-ran->");
        completes(&mut terminal, "told show --slot rev", "<show><--slot><Review action items>");
        completes(&mut terminal, "told list --series=w", "<list><--series=Weekly $(touch ran) 'x'>");
        completes(&mut terminal, "told check cir", "<check><circle.md>");
        assert!(!desk.path("ran").exists(), "{name} ran what a meeting says");
    }
}

#[test]
fn whatever_signs_a_name_has_each_shell_reads_it_back_and_runs_nothing() {
    let desk = desk();
    for (name, start) in SHELLS {
        let Some(mut terminal) = start(&desk) else { continue };
        for owner in OWNERS {
            eprintln!("{name}: {owner}");
            let begins: String = owner.chars().take(2).filter(|sign| *sign != '\'').collect();
            completes(
                &mut terminal,
                &format!("told actions --owner {begins}"),
                &format!("<actions><--owner><{owner}>"),
            );
            terminal.keys("C-l");
        }
        assert!(!desk.path("ran").exists(), "{name} ran what a name says");
    }
}

#[test]
fn within_an_open_quotation_mark_bash_completes_too() {
    let desk = desk();
    let Some(mut terminal) = bash(&desk) else { return };
    completes(&mut terminal, "told done 1 --series 'We", "<done><1><--series><Weekly $(touch ran) 'x'>");
    completes(&mut terminal, "told actions --owner \"Jim ", "<actions><--owner><Jim `touch ran` Bosch>");
    completes(&mut terminal, "told item 1 --owner=\"Qu", "<item><1><--owner=Quote \"b\" & touch ran>");
    assert!(!desk.path("ran").exists(), "bash ran what a name says");
}

#[test]
fn a_script_that_is_installed_is_found_by_its_name() {
    let desk = desk();
    let Some(mut terminal) = zsh(&desk) else { return };
    let script = desk.run(&["completions", "zsh"]).output();
    std::fs::create_dir(desk.path("zfunc")).expect("a folder");
    std::fs::write(desk.path("zfunc/_minutebook"), script).expect("a file");
    terminal.type_text(
        "unfunction _minutebook; fpath=($PWD/zfunc $fpath); compinit -u -D; compdef _minutebook told; echo AGAIN\r",
    );
    terminal.wait_for("\nAGAIN");
    completes(&mut terminal, "told expo", "<export>");
}
