#![allow(clippy::unwrap_used)]

use super::super::{Format, Reading};
use super::{is_plain, read};

fn text(text: &str) -> Reading {
    read(text.as_bytes(), "the-file").unwrap()
}

fn slots(reading: &Reading) -> Vec<(String, String)> {
    let all = reading.agenda.days.iter().flat_map(|day| &day.slots);
    all.map(|slot| (slot.title.clone(), slot.chair.join(", "))).collect()
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    expected.iter().map(|(title, chair)| ((*title).to_owned(), (*chair).to_owned())).collect()
}

#[test]
fn glued_cells_are_parted_at_a_name_of_the_people() {
    let reading = text("People: Ann Lee, Bo\n2026-03-26\n09:00WelcomeAnn Lee, Bo\n10:00News\n");
    assert_eq!(slots(&reading), pairs(&[("Welcome", "Ann Lee, Bo"), ("News", "")]));
    assert_eq!(reading.agenda.people.len(), 2);
    assert!(reading.diagnostics.iter().all(|remark| !remark.message.contains("guessed")));
}

#[test]
fn a_front_matter_says_who_the_people_are() {
    let reading = text("---\ntitle: Crew\npeople: [bo]\n---\n2026-03-26\n09:00Welcome bo\n10:00Newsbo\n");
    assert_eq!(reading.agenda.head.title, "Crew");
    assert_eq!(slots(&reading), pairs(&[("Welcome", "bo"), ("Newsbo", "")]));
}

#[test]
fn what_a_terminal_pastes_has_returns_for_line_ends_and_is_known_all_the_same() {
    let pasted = "Crew\rDay 1: 2026-03-26\r09:00WelcomeAnn Lee\r10:00NewsBo Chen\r";
    assert_eq!(Format::of(pasted.as_bytes()), Format::Text);
    assert_eq!(slots(&text(pasted)), pairs(&[("Welcome", "Ann Lee"), ("News", "Bo Chen")]));
}

#[test]
fn glued_bullets_are_parted_where_a_sentence_ends_and_rows_without_a_time_are_slots() {
    let reading = text(
        "Crew\nDay 1: 2026-03-26\nTimeTopicChairDiscussion topics\n09:00WelcomeAnn O'MullaneConfirm agenda.Review action items.\n\
         Project news & Data Facility updatesAnn O'Mullane\n10:30Break\nJust a line\n",
    );
    let expected =
        [("Welcome", "Ann O'Mullane"), ("Project news & Data Facility updates", "Ann O'Mullane"), ("Break", "")];
    assert_eq!(slots(&reading), pairs(&expected));
    let points = |nth: usize| {
        reading.agenda.days[0].slots[nth].topics.iter().map(|point| point.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!((points(0), points(2)), (vec!["Confirm agenda.", "Review action items."], vec!["Just a line"]));
}

#[test]
fn a_guess_is_said() {
    let reading = text("2026-03-26\n09:00WelcomeAnn Lee\n10:00NewsBo Chen\n");
    assert_eq!(slots(&reading), pairs(&[("Welcome", "Ann Lee"), ("News", "Bo Chen")]));
    assert!(reading.diagnostics.iter().any(|remark| remark.message.contains("guessed") && remark.line == 2));
}

#[test]
fn bullets_are_talking_points_by_their_sign_and_indent() {
    let reading = text("2026-03-26\n09:00Welcome\n• one\n◦ two\n▪ three\n• four\n  – five\nand a line\n");
    let topics = &reading.agenda.days[0].slots[0].topics;
    let [one, four, line] = topics.as_slice() else { panic!("{topics:?}") };
    assert_eq!(one.children[0].children[0].text, "three");
    assert_eq!((four.children[0].text.as_str(), line.text.as_str()), ("five", "and a line"));
}

#[test]
fn boxes_to_tick_are_action_items() {
    let reading = text(
        "People: Ann Lee\n2026-03-26\n09:00Welcome\n☐ Ann Lee — book a room\n☑ done\n☒ done too\n☒ paint the shed · dropped\n",
    );
    let entries = &reading.told[0].entries;
    assert_eq!((entries.len(), entries[0].owners.as_slice()), (4, &["Ann Lee".to_owned()][..]));
    let stand: Vec<_> = entries.iter().map(|entry| (entry.status.word(), entry.text.as_str())).collect();
    assert_eq!(stand[1..], [("done", "done"), ("done", "done too"), ("dropped", "paint the shed")]);
}

#[test]
fn markdown_and_prose_are_no_such_text() {
    for text in ["# Day\n09:00Welcome\n", "- 09:00Welcome\n", "At 9:00 we met.\n", "09:00 Welcome\n10:00 News\n", ""] {
        assert!(!is_plain(text.as_bytes()), "{text}");
    }
    assert_eq!(Format::of(b"Crew\n9:00 AM\nWelcome\n"), Format::Text);
}
