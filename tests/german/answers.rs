//! What is said of a line before Enter, and what is answered to it.

use std::fmt::Write as _;

use minutebook::app::overlay::Overlay;
use minutebook::app::{Action, Deed, Pointer, Target, foretell, verb_of};
use ratatui::layout::Position;

use super::meeting::Scribe;

/// What is said before Enter of each line, and after it.
fn dialogue(scribe: &mut Scribe, lines: &[&str]) -> String {
    let mut all = String::new();
    for line in lines {
        let _ = writeln!(all, "{line}");
        scribe.model.notice = None;
        scribe.typed(line);
        let (word, argument) = line.split_once(' ').unwrap_or((line, ""));
        let verb = word.strip_prefix('/').and_then(verb_of);
        let before = match verb {
            Some(_) if argument.is_empty() => String::new(),
            Some(action) => foretell(&scribe.model, action, argument).unwrap_or_else(|why| format!("! {why}")),
            None => scribe.model.preview.words(),
        };
        scribe.press("enter");
        let after = scribe.model.notice.take().map(|notice| notice.text).unwrap_or_default();
        for (sign, said) in [("?", before), ("→", after)] {
            if !said.is_empty() {
                let _ = writeln!(all, "    {sign} {said}");
            }
        }
        if let Some(Overlay::Report { title, lines, .. }) = &scribe.model.overlay {
            let _ = writeln!(all, "    {title}: {lines:?}");
        }
        while scribe.model.overlay.is_some() {
            scribe.press("esc");
        }
        scribe.model.line = minutebook::app::Line::default();
        scribe.press("esc esc");
    }
    all
}

#[test]
fn what_verbs_answer() {
    let lines = [
        "/skip kran",
        "/skip kran",
        "/park liege",
        "/take 9",
        "/take zirkus",
        "/take e",
        "/give 10",
        "/give -5",
        "/give 5 from pause",
        "/give viel",
        "/give 5000",
        "/swap",
        "/place after kran",
        "/place day 2",
        "/place irgendwo",
        "/place day 7",
        "/split 10",
        "/split 10 day 2",
        "/break 5",
        "/topic Hafenfest (10m)",
        "/attach plan.pdf Der Plan",
        "/attach Der Bericht",
        "/detach plan",
        "/detach nichts",
        "/floor ann",
        "/floor zoe",
        "/finished",
        "/queue",
        "/started 10:20",
        "/started bald",
        "/done 1",
        "/done 1",
        "/drop 2",
        "/done 99",
        "/theme light",
        "/theme lite",
        "/theme bunt",
        "/mouse",
        "/mouse",
        "/copy 1",
        "/copy-slot",
        "/copy-actions",
        "/conflicts",
        "/roster",
        "/snippets",
        "/catch-up",
        "/pause",
        "/undo",
        "/undo",
        "/redo",
        "/elsewhere",
        "/times 5",
        "/zone",
        "/search Hafen",
        "/after",
        "/next",
        "/next",
        "/next",
        "/previous",
    ];
    insta::assert_snapshot!(dialogue(&mut Scribe::busy(), &lines));
}

#[test]
fn what_is_said_of_a_line() {
    let lines = [
        "present+ Ann, Bo",
        "present- Bo",
        "regrets+ Fritz",
        "present+ Zoe",
        "present+ Zoe, Max",
        "present+ Zoe",
        "chair: Bo",
        "chair+ Ann",
        "scribe: Fritz",
        "q+ Ann",
        "q+ Bo, Fritz",
        "q+ Ann",
        "q?",
        "ack",
        "ack Fritz Bo",
        "q- Fritz",
        "q- Fritz",
        "q+ Fritz zum Kran",
        "+1 Ann, Bo",
        "-1 Fritz",
        "RESOLVED",
        "RESOLVED",
        "+1 Ann",
        "RESOLUTION: etwas anderes",
        "PROPOSED: wir kaufen ein Boot",
        "#agreed etwas ganz anderes",
        "#rejected",
        "close action-1",
        "close action-1",
        "close action-77",
        "reopen 77",
        "reopen 1",
        "drop 2",
        "s/Kran/Steg/",
        "s/kRAN/Steg/",
        "s/gibt es nicht/x/",
        "s/Kran",
        "i/Kran/Davor kam dies/",
        "… und weiter",
        "/gibtesnicht",
        "! Zoe — das Boot",
        "! Ann, Zed — den Motor",
        "next item",
        "give this item 5 minutes",
        "park this item",
        "s/due 2026-03-13/due bald/",
        "Topic: Boot",
        "all present",
    ];
    insta::assert_snapshot!(dialogue(&mut Scribe::busy(), &lines));
}

#[test]
fn keys_are_called_as_they_are_printed_and_work_where_they_are_clicked() {
    let mut scribe = Scribe::busy();
    let shown = |action| scribe.model.keymap.shown(action);
    assert_eq!([Action::Jump, Action::PageUp, Action::EntryRemove].map(shown), ["Strg-G", "Bild↑", "Entf"]);
    assert_eq!(shown(Action::Shallower), "Umschalt-Tab");
    let click = |label: &str| {
        let pointer = Pointer { deed: Deed::Press(1), at: Position::default() };
        minutebook::app::Msg::Mouse(pointer, Target::Keys(label.to_owned()))
    };
    minutebook::app::update(&mut scribe.model, click("Strg-G"));
    assert!(matches!(scribe.model.overlay, Some(Overlay::Pick(_))), "the list of slots is open");
    scribe.press("esc");
    for (label, depth) in [("Tab", 1), ("Umschalt-Tab", 0)] {
        minutebook::app::update(&mut scribe.model, click(label));
        assert_eq!(scribe.model.line.depth, depth, "{label}");
    }
}
