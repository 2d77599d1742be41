//! Lines of every kind, and what must hold of any line.

use proptest::prelude::*;

use super::super::fold::folded;
use super::super::line::Piece;
use super::super::print;
use super::super::tests::{anything, context, read, roster};
use super::*;

fn assert_reads(lines: &[(&str, &str)]) {
    let wrong = lines.iter().filter(|(line, reading)| read(line) != *reading);
    let wrong: Vec<String> =
        wrong.map(|(line, reading)| format!("{line}\n  not {reading}\n  but {}", read(line))).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn assert_notes(lines: &[&str]) {
    for line in lines {
        assert_eq!(read(line).split("; tickets:").next(), Some(&*format!("note: {line}")));
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(folded).collect()
}

#[test]
fn a_line_is_read_whole() {
    assert_reads(&[
        ("", "blank: "),
        (" \t ", "blank: "),
        ("  !  draft ", "action: draft"),
        ("ACTION:draft", "action: draft"),
        ("!important", "action: important"),
        ("!!", "note: !!"),
        ("@Ann Lee says x due 2019-11-30", "note: @Ann Lee says x due 2019-11-30"),
        ("= Ann Lee — draft due 2019-11-30", "decision: Ann Lee — draft due 2019-11-30"),
        ("! draft due 2019-02-30", "action: draft due 2019-02-30"),
        ("! Bo: ask @Ann Lee, @Bo", "action: ask @Ann Lee, @Bo; owners: Bo Chen, Ann Lee"),
        ("! \\@bo asks", "action: @bo asks"),
        ("! \\\\bo: asks", "action: \\bo: asks"),
        ("! Lee — draft", "action: draft; owners: Lee (fits Ann Lee, Beth Lee)"),
        ("! mail zed@example.org", "action: mail zed@example.org"),
        ("\\\\! x", "note: \\! x"),
        ("! Ann Lee — draft, due tomorrow", "action: draft; owners: Ann Lee; due: 2019-10-29"),
    ]);
}

#[test]
fn an_and_of_another_language_names_only_who_is_known_or_written_as_a_name() {
    assert_reads(&[
        ("! Ann Lee und Jo — draft", "action: draft; owners: Ann Lee, Jo (unknown)"),
        ("! Ann Lee und bo — draft", "action: draft; owners: Ann Lee, Bo Chen"),
        ("! Bo et al. — draft", "action: Bo et al. — draft; owners: Bo Chen"),
        ("! Bo und so weiter — draft", "action: Bo und so weiter — draft; owners: Bo Chen"),
        ("! Bo y más — draft", "action: Bo y más — draft; owners: Bo Chen"),
    ]);
}

#[test]
fn owners_before_to_must_be_names() {
    assert_reads(&[
        ("ACTION: Jim to ask Bo", "action: ask Bo; owners: Jim Botha"),
        ("! Lee to draft", "action: draft; owners: Lee (fits Ann Lee, Beth Lee)"),
        ("! Ann, Zed and the RV-SST to draft", "action: draft; owners: Ann Lee, Zed (unknown), RV-SST"),
        ("! Ask Jim to come", "action: Ask Jim to come"),
        ("! Ask Jim and Bo to come", "action: Ask Jim and Bo to come"),
        ("! Zed to draft", "action: Zed to draft"),
        ("! Frank, Mary and Kate to draft", "action: draft; owners: Frank (unknown), Mary (unknown), Kate (unknown)"),
        ("! Need to draft", "action: Need to draft"),
        ("! plan and design to please", "action: plan and design to please"),
        ("! go to Bo: ask", "action: go to Bo: ask"),
    ]);
}

#[test]
fn known_names_at_the_beginning_own_a_text_that_goes_on() {
    assert_reads(&[
        ("#action jim and bo own it", "action: jim and bo own it; owners: Jim Botha, Bo Chen"),
        ("! Ann, please draft", "action: Ann, please draft; owners: Ann Lee"),
        ("! Ann and others draft", "action: Ann and others draft; owners: Ann Lee"),
        ("! the RV-SST drafts", "action: the RV-SST drafts; owners: RV-SST"),
        ("! wil drafts", "action: wil drafts; owners: Wil O'Donovan"),
        ("! Ann's draft is late", "action: Ann's draft is late"),
        ("! Lee drafts", "action: Lee drafts"),
        ("! draft with Ann", "action: draft with Ann"),
        ("! annex the draft", "action: annex the draft"),
        ("! \\Ann drafts", "action: Ann drafts"),
    ]);
}

#[test]
fn a_small_word_is_no_owner_although_somebody_is_called_so() {
    let person = |name: &str| crate::meeting::Person { name: name.to_owned(), ..crate::meeting::Person::default() };
    let roster = super::super::Roster::new(&["Mark Hill", "Will Stone", "Bo Chen"].map(person), &["build".to_owned()]);
    let owners = |line: &str| parse(line, &context(&roster)).content().owners;
    assert_eq!(owners("! mark the slides"), [""; 0]);
    assert_eq!(owners("! will do"), [""; 0]);
    assert_eq!(owners("! build the tower"), [""; 0]);
    assert_eq!(owners("! Mark draws the slides"), ["Mark Hill"]);
    assert_eq!(owners("! mark and bo draw the slides"), ["Mark Hill", "Bo Chen"]);
    assert_eq!(owners("! mark: the slides"), ["Mark Hill"]);
    assert_eq!(owners("! will to draw the slides"), ["Will Stone"]);
}

#[test]
fn the_word_action_before_names_must_be_sure() {
    assert_reads(&[
        ("action ann: draft", "action: draft; owners: Ann Lee"),
        ("Action Fred to draft", "action: draft; owners: Fred (unknown)"),
        ("ACTION Ann and Bo — draft", "action: draft; owners: Ann Lee, Bo Chen"),
        (
            "Action Frank, Mary and Kate to draft",
            "action: draft; owners: Frank (unknown), Mary (unknown), Kate (unknown)",
        ),
        ("ACTION (Ann): draft", "action: draft; owners: Ann Lee"),
        ("ACTION (urgent): draft", "action: (urgent): draft"),
    ]);
    assert_notes(&[
        "action fred to draft",
        "Action items: three",
        "Action required: restart",
        "Action Required: restart",
        "action was taken to stop it",
        "Action",
        "Actions Ann to draft",
    ]);
}

#[test]
fn a_reference_is_no_new_action_item() {
    assert_reads(&[
        ("ACTION-20: draft", "note: ACTION-20: draft; number: 20"),
        ("action-20 is late", "note: action-20 is late; number: 20"),
        ("action #20: late", "note: action #20: late; number: 20"),
        ("action 20: late", "note: action 20: late; number: 20"),
        ("Close ACTION-20.", "command: ; number: 20; does: done"),
        ("close action 20", "command: ; number: 20; does: done"),
        ("done #20", "command: ; number: 20; does: done"),
        ("ACTION-20: done", "command: ; number: 20; does: done"),
        ("action-20 closed", "command: ; number: 20; does: done"),
        ("reopen action-20", "command: ; number: 20; does: open"),
    ]);
    assert_notes(&[
        "close action-20 next week",
        "done 20 of 30",
        "action 20 people wanted",
        "done",
        "20 done",
        "ACTION-2x done",
    ]);
}

#[test]
fn dates_and_priorities_count_wherever_they_stand() {
    assert_reads(&[
        ("! draft by Friday, send due 3 June", "action: draft by Friday, send; due: 2020-06-03"),
        (
            "! draft by Friday, send in 2 weeks, then rest",
            "action: draft by Friday, send in 2 weeks, then rest; due: 2019-11-11",
        ),
        ("! draft (by Friday).", "action: draft; due: 2019-11-01"),
        ("[] draft @bo //2026-11-30", "action: draft @bo; owners: Bo Chen; due: 2026-11-30"),
        ("! P2: draft", "action: P2: draft; priority: 2"),
        ("! draft p3 p1", "action: draft p3 p1; priority: 3"),
        ("! draft \\p3 \\by Friday", "action: draft p3 by Friday"),
        ("! @\"due Friday p1\" — draft", "action: draft; owners: due Friday p1 (unknown)"),
        ("draft by Friday p1", "note: draft by Friday p1"),
    ]);
}

#[test]
fn a_vote_has_names_or_a_remark_and_nothing_else() {
    assert_reads(&[
        ("+1", "vote: ; votes: for 1 more"),
        ("+1.", "vote: ; votes: for 1 more"),
        ("+1 Ted - thanks", "vote: thanks; owners: Ted (unknown); votes: for Ted"),
        ("+1 — with doubts", "vote: with doubts; votes: for 1 more"),
        ("-0 (not objecting)", "vote: (not objecting); votes: abstaining 1 more"),
        ("Ann and Bo: +1", "vote: ; owners: Ann Lee, Bo Chen; votes: for Ann Lee, Bo Chen"),
        ("Ann -1 — too early", "vote: too early; owners: Ann Lee; votes: against Ann Lee"),
        ("Zed: 0", "vote: ; owners: Zed (unknown); votes: abstaining Zed"),
        ("#vote +1 Ann", "vote: ; owners: Ann Lee; votes: for Ann Lee"),
        ("#vote 7/2/1", "vote: ; votes: for 7 more, against 2 more, abstaining 1 more"),
        ("#vote 7/0 — late", "vote: late; votes: for 7 more"),
        (
            "#vote +1 Ann, Bo, 3 more; -1 jim; 0 2 more — late",
            "vote: late; owners: Ann Lee, Bo Chen, Jim Botha; votes: for Ann Lee, Bo Chen, 3 more, against Jim Botha, abstaining 2 more",
        ),
        ("#vote 7 for, 2 against", "vote: ; votes: for 7 more, against 2 more"),
    ]);
    assert_notes(&[
        "0 errors found",
        "-1 degrees",
        "+1 to the idea of Bo",
        "+1 would love to see it",
        "+1 Thanks",
        "+1 Good idea",
        "+1.023",
        "0 – 5 people",
        "Room 0",
        "Zed -1",
        "0.5",
        "+10",
        "#vote for it",
        "We counted: +1 was said",
    ]);
}

#[test]
fn a_bare_settlement_needs_capitals_a_colon_or_a_tag() {
    assert_reads(&[
        ("RESOLVED:", "decision: ; does: adopts"),
        ("resolved: ", "decision: ; does: adopts"),
        ("#agreed", "decision: ; does: adopts"),
        ("#rejected", "decision: ; does: rejects"),
        ("**RESOLVED:** ship it", "decision: ship it; does: adopts"),
        ("#rejected: ship it", "decision: Rejected: ship it; does: rejects"),
    ]);
    assert_notes(&[
        "Resolved.",
        "Agreed",
        "DECISION:",
        "PROPOSED:",
        "Pre-Proposal: ship it",
        "proposed action in 2021",
    ]);
    let bare = parse("RESOLVED", &context(&roster())).content();
    assert_eq!(
        (bare.kind, &*bare.text),
        (crate::meeting::Kind::Note, "RESOLVED"),
        "nothing is lost where none is open"
    );
}

#[test]
fn speech_has_a_known_name_or_one_of_a_chat() {
    assert_reads(&[
        ("ann：we need a plan", "speech: we need a plan; speaker: Ann Lee"),
        ("RV-SST: we need a plan", "speech: we need a plan; speaker: RV-SST"),
        ("Jim_Botha: we need a plan", "speech: we need a plan; speaker: Jim Botha"),
        ("<zed> we need a plan", "speech: we need a plan; speaker: zed (unknown)"),
        ("@Ann Lee: we need a plan", "speech: we need a plan; speaker: Ann Lee"),
        ("Ann: \\+1", "speech: +1; speaker: Ann Lee"),
        ("@\"Ann Lee\": +1", "speech: +1; speaker: Ann Lee"),
        ("...and so on", "speech: and so on"),
        ("…and so on", "speech: and so on"),
    ]);
    assert_notes(&[
        "Note: x",
        "Next steps: x",
        "10:30 x",
        "see https://x.example: good",
        "Monday: x",
        "eP: x",
        "Lee: x",
        "MAX_PATH: 260",
        "Ann:",
        "Ann:// x",
        "Bo 10:30",
        "....",
        "a < b > c",
        "@Ann Lee says",
    ]);
}

#[test]
fn people_come_and_go_by_name() {
    assert_reads(&[
        ("present+", "attendance: ; does: there"),
        ("Present+ Ann, zed", "attendance: ; owners: Ann Lee, zed (unknown); does: there"),
        ("present+Ann", "attendance: ; owners: Ann Lee; does: there"),
        ("present+ Ann (remote)", "attendance: (remote); owners: Ann Lee; does: there"),
        ("regrets+ Lee", "attendance: ; owners: Lee (fits Ann Lee, Beth Lee); does: regrets"),
        ("scribe+", "attendance: ; does: scribe too"),
        ("Chair: Ann & Bo", "attendance: ; owners: Ann Lee, Bo Chen; does: chair"),
        ("q+", "command: ; does: queues"),
        ("q+ service endpoints", "command: service endpoints; does: queues"),
        ("q+ to say no", "command: to say no; does: queues"),
        ("q+ Ann, Bo: the plan", "command: the plan; owners: Ann Lee, Bo Chen; does: queues"),
        ("q-", "command: ; does: leaves the queue"),
        ("ack", "command: ; does: gives the floor"),
        ("Ack Manu", "command: ; owners: Manu (unknown); does: gives the floor"),
    ]);
    assert_notes(&[
        "present-day issues",
        "Present: everybody we know",
        "present",
        "regrets",
        "regrets were sent",
        "Chair: we should begin",
        "ack that it is hard",
        "ack received",
        "q-factor 3",
        "q",
        "chair",
    ]);
}

#[test]
fn only_a_whole_line_is_a_command() {
    assert_reads(&[
        ("/next", "command: ; does: /next"),
        ("/Give 10 more", "command: 10 more; does: /give 10 more"),
        ("/slot.next", "command: ; does: /slot.next"),
        ("Zakim, next agendum", "command: ; does: /next"),
        ("move to next agendum", "command: ; does: /next"),
        ("take up item 4.", "command: ; does: /take 4"),
        ("give agendum 10 more minutes", "command: ; does: /give 10"),
        ("skip this item", "command: ; does: /skip"),
    ]);
    assert_notes(&[
        "next",
        "skip",
        "done",
        "pause",
        "/etc/hosts",
        "/nxt",
        "/",
        "//x",
        "next item is lunch",
        "take up item four",
        "give this item 10 people",
        "we skip this item",
        "give this item more minutes",
    ]);
}

#[test]
fn a_correction_needs_both_texts_and_the_last_delimiter() {
    assert_reads(&[
        ("s/a b/c d/", "correction: ; does: replaces `a b` with `c d` in the nearest entry"),
        ("S/a//G", "correction: ; does: replaces `a` with `` in the meeting"),
        ("s,1/2,half,g", "correction: ; does: replaces `1/2` with `half` in the slot"),
        (r"s/a\/b/\d\\|/", r"correction: ; does: replaces `a/b` with `\d\\|` in the nearest entry"),
        ("i|labs|! Ann: call|", "correction: ; does: inserts `! Ann: call` before `labs`"),
    ]);
    assert_notes(&[
        "s/w and h/w",
        "s/chargers/charters",
        "s//x/",
        "s/a/b/x",
        "s/a/b/gg",
        "s\\a\\b\\",
        "i/x//",
        "i/x/y/g",
        "i.e. this.",
        "I'm what I'd be",
        "sudo/a/b/",
        "S-shaped-x-",
        "is/a/b/",
    ]);
}

#[test]
fn a_link_is_an_address_alone_or_after_a_sign() {
    assert_reads(&[
        ("#link <https://x.example> the plan", "link: the plan; link: https://x.example"),
        ("mailto:ann@x.example", "link: mailto:ann@x.example; link: mailto:ann@x.example"),
        ("HTTP://x.example/a?b=c#d", "link: HTTP://x.example/a?b=c#d; link: HTTP://x.example/a?b=c#d"),
        ("#link the plan", "link: the plan"),
    ]);
    assert_notes(&[
        "-> the plan",
        "https:// x",
        "javascript:alert(1)",
        "see https://x.example",
        "file:///x",
        "https://x.example y",
    ]);
}

#[test]
fn a_near_miss_says_what_it_would_take() {
    for (line, hint) in [
        ("next", "`/next` does it; this is a note"),
        ("/nxt", "no verb is called `/nxt`; this is a note"),
        ("s/w and h/w", "`s/…/…/` needs the last `/`"),
        ("+1 to the idea", "`+1 — …` counts as a vote; this is a note"),
        ("TODO fix it", "`TODO:` or `!` makes it an action item"),
        ("action fred: fix it", "`action:` or `!` makes it an action item"),
        ("RESOLVED that we go", "`RESOLVED:` makes it a decision"),
        ("Agreed", "`Agreed:` settles the proposal; this is a note"),
        ("PROPOSAL two", "`PROPOSAL:` makes it a proposal"),
        ("ack that it is hard", "after `ack` names are expected, with commas between them"),
        ("Lee: we go", "`Lee` fits Ann Lee and Beth Lee; write more of the name"),
    ] {
        assert_eq!(parse(line, &context(&roster())).hint.as_deref(), Some(hint), "{line}");
    }
    for (line, said) in [("done 7 in A", "done 7"), ("Reopen 3 again", "Reopen 3")] {
        let read = parse(line, &context(&roster()));
        assert_eq!(read.kind, LineKind::Note, "{line}");
        assert!(read.hint.unwrap().starts_with(&format!("`{said}` alone")), "{line}");
    }
    for line in [
        "done with it",
        "we go",
        "0 errors found",
        "the action was taken",
        "/etc/hosts",
        "// x",
        "Next steps: x",
        "\\next",
        "! next",
    ] {
        assert_eq!(parse(line, &context(&roster())).hint, None, "{line}");
    }
    let roster = roster();
    let unnamed = Context { next_meeting: None, ..context(&roster) };
    assert!(parse("! slides by next meeting", &unnamed).hint.unwrap().contains("no next meeting"));
}

fn pieces_of(line: &str) -> Vec<(String, Part)> {
    let read = parse(line, &context(&roster()));
    read.pieces.into_iter().map(|Piece { range, part }| (read.source[range].to_owned(), part)).collect()
}

#[test]
fn each_part_of_a_line_is_marked_as_what_it_is() {
    use Part::{Address, Due, Escape, Mark, Names, Text};
    for (line, pieces) in [
        (
            " ! Ann, Bo — draft \\@bo, due Friday.",
            &[
                ("! ", Mark),
                ("Ann, Bo — ", Names),
                ("draft ", Text),
                ("\\", Escape),
                ("@bo", Text),
                (", due Friday.", Due),
            ][..],
        ),
        ("**TODO:** x", &[("**TODO:** ", Mark), ("x", Text)]),
        ("ACTION(Ann): x", &[("ACTION(", Mark), ("Ann): ", Names), ("x", Text)]),
        ("#link https://x.example a", &[("#link ", Mark), ("https://x.example ", Address), ("a", Text)]),
        ("s/a/b/g", &[("s/", Mark), ("a", Text), ("/", Mark), ("b", Text), ("/g", Mark)]),
        ("Ann: +1 — so", &[("Ann: ", Names), ("+1 — ", Mark), ("so", Text)]),
        ("+1 Ann — so", &[("+1 ", Mark), ("Ann — ", Names), ("so", Text)]),
        ("q+ Ann to ask", &[("q+ ", Mark), ("Ann ", Names), ("to ask", Text)]),
        ("\\! x", &[("\\", Escape), ("! x", Text)]),
        ("/take 4", &[("/take ", Mark), ("4", Text)]),
    ] {
        let pieces: Vec<_> = pieces.iter().map(|&(text, part)| (text.to_owned(), part)).collect();
        assert_eq!(pieces_of(line), pieces, "{line}");
    }
}

#[test]
fn what_sentences_and_headings_begin_with_is_nobody_and_nothing() {
    assert_reads(&[
        ("Chair: TBD", "note: Chair: TBD"),
        ("Scribe: Needed", "note: Scribe: Needed"),
        ("Present: Linux, Windows, Mac", "note: Present: Linux, Windows, Mac"),
        ("chair: Ann, Zed", "attendance: ; owners: Ann Lee, Zed (unknown); does: chair"),
        ("Present: Data Release, Code", "note: Present: Data Release, Code"),
        ("Action plan: many", "note: Action plan: many"),
        ("<TODO> fix it", "note: <TODO> fix it"),
        ("<br> fix it", "note: <br> fix it"),
        ("PATH_To=\"$X\": text", "note: PATH_To=\"$X\": text"),
        ("\u{feff}! draft", "action: draft"),
        ("Action Items: many", "note: Action Items: many"),
        ("+1 (650) 926-3300", "note: +1 (650) 926-3300"),
        ("0 (zero) errors", "note: 0 (zero) errors"),
        ("Q+A comes next", "note: Q+A comes next"),
        ("<https://example.org/x> has it", "note: <https://example.org/x> has it"),
        ("! look in 2 weeks of logs", "action: look in 2 weeks of logs"),
    ]);
}

#[test]
fn a_remark_in_brackets_is_kept() {
    assert_reads(&[
        ("+1 Ann (with the change)", "vote: (with the change); owners: Ann Lee; votes: for Ann Lee"),
        ("Regrets: Ann (on leave), Bo", "attendance: (on leave); owners: Ann Lee, Bo Chen; does: regrets"),
        ("q+ Ann (remote)", "command: (remote); owners: Ann Lee; does: queues"),
        ("! Ann (remote) — draft", "action: (remote) — draft; owners: Ann Lee"),
        ("! Ann (remote), Bo — draft", "action: draft; owners: Ann Lee (remote) (unknown), Bo Chen"),
    ]);
}

#[test]
fn a_numbered_line_is_read_like_any_other() {
    assert_reads(&[
        ("1. ACTION: draft", "action: draft"),
        ("12) ACTION: draft", "action: draft"),
        ("2019. ACTION: x", "note: 2019. ACTION: x"),
    ]);
}

#[test]
fn the_punctuation_behind_an_address_is_none_of_it() {
    let link = |line: &str| parse(line, &context(&roster())).link;
    assert_eq!(link("https://example.org/x)."), Some("https://example.org/x".to_owned()));
    assert_eq!(link("https://example.org/x_(y)"), Some("https://example.org/x_(y)".to_owned()));
}

proptest! {
    #[test]
    fn reading_never_fails_and_prints_as_the_same(line in anything()) {
        let read = parse(&line, &context(&roster()));
        let printed = print(&read.content(), &context(&roster()));
        prop_assert_eq!(parse(&printed, &context(&roster())).content(), read.content(), "{}", printed);
    }

    #[test]
    fn the_pieces_are_the_whole_line_and_the_text_is_made_of_them(line in anything()) {
        let read = parse(&line, &context(&roster()));
        prop_assert_eq!(&read.source, line.trim());
        let mut at = 0;
        for piece in &read.pieces {
            prop_assert!(piece.range.start == at && piece.range.end > at && read.source.get(piece.range.clone()).is_some());
            at = piece.range.end;
        }
        prop_assert_eq!(at, read.source.len());
        let text: String =
            read.pieces.iter().filter(|piece| piece.part == Part::Text).map(|piece| &read.source[piece.range.clone()]).collect();
        match read.kind {
            LineKind::Correction => prop_assert_eq!(&read.text, ""),
            // The punctuation behind an address is no part of it, and yet is kept.
            LineKind::Link if text.is_empty() => {
                prop_assert!(read.link.as_ref().is_some_and(|link| read.text.starts_with(link.as_str())));
            }
            LineKind::Decision => prop_assert_eq!(read.text.strip_prefix("Rejected: ").unwrap_or(&read.text), text.trim()),
            _ => prop_assert_eq!(&read.text, text.trim()),
        }
    }

    #[test]
    fn no_word_is_lost(line in anything()) {
        let read = parse(&line, &context(&roster()));
        let resolved = |word: &str| roster().resolve(word).name;
        let names = read.owners.iter().chain(&read.speaker).map(|owner| owner.name.as_str());
        let marks = read.pieces.iter().filter(|piece| matches!(piece.part, Part::Mark | Part::Due | Part::Address));
        let marks: Vec<String> = marks.flat_map(|piece| words(&read.source[piece.range.clone()])).collect();
        let kept: Vec<&str> = [&*read.text, "the and at least to more"].into_iter().chain(names).collect();
        let kept = words(&kept.join(" "));
        for word in words(&line) {
            let known = read.owners.iter().chain(&read.speaker).any(|owner| owner.name == resolved(&word));
            let number = read.votes.iter().any(|ballot| ballot.others.to_string() == word);
            let text = read.kind == LineKind::Correction;
            prop_assert!(known || number || text || kept.contains(&word) || marks.contains(&word), "{} of {:?} in {:?}", word, line, read);
        }
    }
}
