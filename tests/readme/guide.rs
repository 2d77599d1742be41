//! The guide, followed as it says: its files are written, its commands run, its keys pressed, in one folder from page to page.
//!
//! Whatever a page shows is what the program shows then; `UPDATE_ASSETS=1` writes it anew. Blocks, by the word behind
//! their fence:
//!
//! - `markdown NAME`, `text NAME`: a file that the reader is to write; `toml NAME`: one in the config folder.
//! - `console`: commands after a `$`, each with what it prints, or one that has a screen. A second word `terminal` lets a
//!   meeting's screen be the program's own, with the reader's settings.
//! - `keys`: what is pressed there, a line each: keys by their names, or a text, with `⏎` where Enter follows and `▏` where
//!   it does not; a time in brackets before it is what the clock shows by then.
//! - `screen`: what stands on the screen. `output`: what the program printed when its screen was left.
//! - `paste`: what is pasted there. `clipboard`: what was copied there last.
//! - `editor`: what the reader's editor is given to edit, and `editor saved`, what it then saves.
//!
//! A line `[…]` stands for any number of lines; of such a block nothing is written anew. A line `*It is DATE, TIME.*`
//! sets the clock. A meeting's screen is, but for `terminal`, the real one without its terminal, so that its clock can be told the
//! time; every act goes to the meeting's journal, and the program itself opens and closes it.

#[path = "page.rs"]
mod page;
#[path = "reader.rs"]
mod reader;

use std::fs;
use std::path::{Path, PathBuf};

use page::{ANY, Block, Step, commands, is_as_shown, steps};
use reader::{Reader, is_update};

/// Follows a page; the page as it ought to be, and where it is not.
fn follow(reader: &mut Reader, name: &str, page: &str) -> (String, Vec<String>) {
    let (mut written, mut faults) = (String::new(), Vec::new());
    let mut done = 0;
    let mut check = |block: &Block, shown: &str, is: &str| {
        if is_as_shown(shown, is) {
            return shown.to_owned();
        }
        let line = page[..block.from].lines().count() + 1;
        faults.push(format!("{name}:{line}: shows\n{shown}\nbut it is\n{is}"));
        if shown.contains(ANY) { shown.to_owned() } else { is.to_owned() }
    };
    for step in steps(page) {
        let block = match step {
            Step::Clock(moment) => {
                reader.set_clock(&moment);
                continue;
            }
            Step::Block(block) => block,
        };
        let words: Vec<&str> = block.words.iter().map(String::as_str).collect();
        let shown = block.lines.join("\n");
        let is = match words.as_slice() {
            ["markdown" | "text", file] => {
                fs::write(reader.folder().join(file), shown.clone() + "\n").expect("a file to write");
                shown
            }
            ["toml", file] => {
                reader.set(file, &shown);
                shown
            }
            ["keys"] => {
                block.lines.iter().for_each(|line| reader.press(line));
                shown
            }
            ["screen"] => {
                let is = reader.screen(&shown);
                check(&block, &shown, &is)
            }
            ["output"] => {
                reader.be_at_shell(name);
                check(&block, &shown, &reader.output.clone())
            }
            ["paste"] => {
                reader.paste(&shown);
                shown
            }
            ["clipboard"] => check(&block, &shown, &reader.copied()),
            ["editor"] => check(&block, &shown, &reader.edited()),
            ["editor", "saved"] => {
                reader.save(&shown);
                shown
            }
            ["console", rest @ ..] => {
                let mut all = Vec::new();
                for command in commands(&block.lines) {
                    let (command, shown) = (command[0].trim_start_matches("$ "), command[1..].join("\n"));
                    let printed = reader.run(command, !rest.is_empty()).unwrap_or_default();
                    let is = check(&block, &shown, printed.trim_end());
                    all.push(format!("$ {command}\n{is}").trim_end().to_owned());
                }
                all.join("\n")
            }
            [] | ["text" | "markdown"] => shown,
            other => panic!("{name}: nobody knows what to do with a block {other:?}"),
        };
        written += &page[done..block.from];
        written += &(is.trim_end().to_owned() + "\n");
        done = block.to;
    }
    written += &page[done..];
    (written, faults)
}

fn pages() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/guide");
    let files = fs::read_dir(folder).expect("the guide").flatten().map(|found| found.path());
    let is_page = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut pages: Vec<PathBuf> = files.filter(is_page).collect();
    pages.sort();
    pages
}

#[test]
fn every_screen_and_every_output_of_the_guide_is_what_the_program_shows() {
    let mut reader = Reader::new();
    let mut all = Vec::new();
    for path in pages() {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let page = fs::read_to_string(&path).expect("a page");
        let (written, faults) = follow(&mut reader, &name, &page);
        reader.be_at_shell(&name);
        if is_update() {
            fs::write(&path, written).expect("a page that can be written");
        } else {
            all.extend(faults);
        }
    }
    assert!(all.is_empty(), "{}\nUPDATE_ASSETS=1 writes them anew", all.join("\n\n"));
}

#[test]
fn every_page_of_the_guide_leads_to_the_next_and_links_to_what_is_there() {
    let pages = pages();
    assert!(pages.len() > 2, "{pages:?}");
    let index = fs::read_to_string(pages[0].with_file_name("README.md")).expect("the guide's contents");
    for page in &pages {
        let name = page.file_name().unwrap_or_default().to_string_lossy();
        assert!(index.contains(&format!("]({name})")), "docs/guide/README.md does not lead to {name}");
    }
    for (at, path) in pages.iter().enumerate() {
        let page = fs::read_to_string(path).expect("a page");
        let links: Vec<&str> = page.split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
        for link in links.iter().filter(|link| !link.contains("://")) {
            assert!(path.with_file_name(link).exists(), "{} links to {link}", path.display());
        }
        if let Some(next) = pages.get(at + 1) {
            let next = next.file_name().unwrap_or_default().to_string_lossy();
            assert!(links.contains(&next.as_ref()), "{} does not lead to {next}", path.display());
        }
    }
}
