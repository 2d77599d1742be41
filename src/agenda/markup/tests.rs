#![allow(clippy::unwrap_used)]

use std::time::{Duration, Instant};

use super::super::{Format, Reading, import, read, write};
use super::{confluence, html};

fn page(text: &str) -> Reading {
    html(text.as_bytes(), "the-file").unwrap()
}

fn titles(reading: &Reading) -> Vec<&str> {
    reading.agenda.days.iter().flat_map(|day| &day.slots).map(|slot| slot.title.as_str()).collect()
}

/// A table of one day around some rows.
fn table(rows: &str) -> Reading {
    page(&format!(
        "<h2>Day 1: 2026-03-26</h2><table><tr><th>Time<th>Topic<th>Discussion topics<th>Notes and action items</tr>{rows}</table>"
    ))
}

#[test]
fn cells_and_items_that_are_never_closed_end_where_the_next_begins() {
    let reading =
        table("<tr><td>09:00<td>Welcome<td><ul><li>one<li>two<ul><li>three</ul></ul><td>noted<tr><td>10:00<td>Tides");
    assert_eq!(titles(&reading), ["Welcome", "Tides"]);
    let topics = &reading.agenda.days[0].slots[0].topics;
    assert_eq!((topics.len(), topics[1].children.len()), (2, 1));
    assert_eq!(reading.told[0].entries[0].text, "noted");
}

#[test]
fn what_a_page_does_not_show_is_left_out() {
    let reading = table(
        "<tr><td>09:00<td>Wel<!-- not --><script>'not'</script>come<span hidden>not</span><i style='display : NONE'>not</i><td><td>",
    );
    assert_eq!(titles(&reading), ["Welcome"]);
    assert!(!write(&reading.agenda).contains("not"));
}

#[test]
fn what_was_added_between_the_facts_of_a_slot_is_its_text_behind_its_files() {
    let reading = page(
        "<h2>Day 1: 2026-03-26</h2><h3>09:00 Tides</h3><p>planned 09:00, 45 min · 4 min over · catering: soup</p>\
         <blockquote><p>Attachments: slides: a.pdf</p></blockquote><ul><li>noted</ul><h3>10:00 Wind</h3><p>planned 10:00</p>",
    );
    let slot = &reading.agenda.days[0].slots[0];
    assert_eq!((slot.description.as_str(), slot.attachments.len()), ("catering: soup", 1));
    assert_eq!((titles(&reading), reading.told[0].entries.len()), (vec!["Tides", "Wind"], 1));
    assert!(reading.diagnostics.iter().any(|one| one.message.contains("catering")), "{:?}", reading.diagnostics);
}

#[test]
fn of_a_saved_page_that_marks_its_content_the_site_around_it_is_left_out() {
    for mark in ["div id=main-content", "main", "div role=main"] {
        let name = mark.split(' ').next().unwrap();
        let reading = page(&format!(
            "<title>Crew - DM - Confluence</title><div><ul><li>Spaces<li>People</ul></div><{mark}><h2>Day 1: 2026-03-26</h2>\
             <table><tr><th>Time<th>Topic<tr><td>09:00<td>Tides</table></{name}><div>Powered by somebody</div>"
        ));
        assert_eq!((reading.agenda.head.title.as_str(), titles(&reading)), ("Crew", vec!["Tides"]), "{mark}");
        let written = write(&reading.agenda);
        assert!(!written.contains("Spaces") && !written.contains("Powered"), "{written}");
    }
}

#[test]
fn a_row_that_spans_the_table_and_begins_with_a_time_is_a_slot() {
    let reading = table("<tr><td>09:00<td>Tides<td><td><tr><td colspan=4>10:30 Break<tr><td>11:00<td>Waves<td><td>");
    assert_eq!(titles(&reading), ["Tides", "Break", "Waves"]);
    let slot = &reading.agenda.days[0].slots[1];
    assert!(slot.kind.is_break() && slot.start.is_some());
    assert_eq!(reading.agenda.days[0].slots[2].description, "");
}

#[test]
fn a_page_that_is_xml_too_is_a_page() {
    let text = "<?xml version=\"1.0\"?>\n<!-- made -->\n<!DOCTYPE html PUBLIC \"x\">\n<html><body><h2>2026-03-26</h2></body></html>";
    assert_eq!(Format::of(text.as_bytes()), Format::Html);
}

#[test]
fn a_line_above_the_table_says_when_and_where_the_meeting_is() {
    let slots = "<table><tr><th>Time<th>Item<tr><td>10min<td>Budget<tr><td>20min<td>Plan</table>";
    let reading = page(&format!("<h1>Weekly</h1><p>Date: 2026-03-02, 14:00 CET<br>Location: Room 5</p>{slots}"));
    assert_eq!(titles(&reading), ["Budget", "Plan"]);
    assert_eq!(reading.agenda.days[0].date.unwrap().to_string(), "2026-03-02");
    assert_eq!(reading.agenda.head.location.as_deref(), Some("Room 5"));
    assert!(write(&reading.agenda).contains("14:00 CET"));
}

#[test]
fn hostile_text_stays_text() {
    for text in [
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&lt;!-- gone --&gt;",
        "# no day: 2026-01-01",
        "## 09:00 no slot",
        "```",
        "---",
        "&#27;[2J",
    ] {
        let reading = table(&format!("<tr><td>09:00<td>Welcome<td>{text}<td><tr><td>10:00<td>{text}<td><td>"));
        assert_eq!(titles(&reading).len(), 2, "{text}");
        let written = write(&reading.agenda);
        assert!(!written.contains('\u{1b}'));
        assert_eq!(read(written.as_bytes(), "x").unwrap().agenda, reading.agenda, "{text}");
        let paragraph = page(&format!("<h2>Day 1: 2026-03-26</h2><h3>09:00 A</h3><p>{text}</p><h3>10:00 B</h3>"));
        assert_eq!(titles(&paragraph), ["A", "B"], "{text}");
    }
}

#[test]
fn links_that_run_something_are_their_text() {
    let reading =
        table("<tr><td>09:00<td>A<td><a href=' JaVaScript:alert(1)'>x</a> <a href='https://a.example/(b)'>y</a><td>");
    assert_eq!(reading.agenda.days[0].slots[0].topics[0].text, "x [y](https://a.example/%28b%29)");
}

#[test]
fn a_spanning_cell_moves_no_other() {
    let reading = table(
        "<tr><td rowspan=2>09:00<td>A<td>a<td>n<tr><td>B<td>b<td>m<tr><td colspan=4>Day 2: 2026-03-27<tr><td>09:00<td>C<td><td>",
    );
    assert_eq!(titles(&reading), ["A", "B", "C"]);
    assert_eq!(reading.agenda.days.len(), 2);
}

#[test]
fn a_page_of_headings_and_lists_is_read_as_markdown_is() {
    let reading = page(
        "<title>x</title><h1>Crew sync</h1><h2>Agenda</h2><ul><li>Tides (10m)</li><li>Buoys (5m)<ul><li>map</li></ul></li></ul>",
    );
    assert_eq!(titles(&reading), ["Tides", "Buoys"]);
    assert_eq!(reading.agenda.head.title, "Crew sync");
}

#[test]
fn remarks_stand_at_the_place_in_the_page() {
    let text = "<p>x</p>\n<p>\n  <ac:structured-macro ac:name=\"roadmap\" /></p>\n";
    let reading = confluence(text.as_bytes(), "the-file").unwrap();
    let remark = reading.diagnostics.iter().find(|remark| remark.message.contains("roadmap")).unwrap();
    assert_eq!((remark.line, remark.column), (3, 3));
    let broken = confluence(b"<p>one</p>\n<p>a & b</p>", "the-file").unwrap();
    assert!(broken.diagnostics.iter().any(|remark| remark.line == 2 && remark.message.contains("not well-formed")));
}

#[test]
fn an_entity_stands_for_no_more_than_it_says() {
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbb\"><!ENTITY c \"&b;&b;\">]><p>&c; &nbsp;&copy;</p>";
    for reading in [page(bomb), confluence(bomb.as_bytes(), "the-file").unwrap()] {
        assert!(!write(&reading.agenda).contains("bbbbbbbbb"));
    }
}

#[test]
fn forms_are_recognised_by_what_they_hold() {
    for (text, format) in [
        ("<!DOCTYPE html><p>x", Format::Html),
        ("\u{feff}\n <table><tr><td>x", Format::Html),
        ("<!--StartFragment--><div>x</div>", Format::Html),
        ("<p>x</p><ac:task-list></ac:task-list>", Format::Confluence),
        ("<p align=\"center\">logo</p>\n\n# Agenda\n", Format::Markdown),
        ("<!-- a note -->\n# Agenda\n", Format::Markdown),
        ("09:00WelcomeAnn Lee\n10:00Tides\n", Format::Text),
        ("09:00 Welcome\n10:00 Tides\n", Format::Markdown),
        ("# Day\n## 09:00 Welcome\n", Format::Markdown),
        ("We met, talked, and went home.\n", Format::Markdown),
    ] {
        assert_eq!(Format::of(text.as_bytes()), format, "{text}");
    }
}

/// The time that reading takes, which must not grow faster than the page: far below what anything quadratic would take.
fn quick(text: &str) {
    for format in [Format::Html, Format::Confluence] {
        let begun = Instant::now();
        import(text.as_bytes(), Some(format), "the-file").unwrap();
        let took = begun.elapsed();
        assert!(
            took < Duration::from_secs(20),
            "{took:?} for {} bytes of {}",
            text.len(),
            text.get(..20).unwrap_or("")
        );
    }
}

#[test]
fn no_nesting_is_too_deep_and_no_page_takes_long() {
    let many = 4_000;
    quick(&"<div>".repeat(many));
    quick(&"<ul><li>a".repeat(many));
    quick(&"<table><tr><td>a".repeat(many));
    quick(&format!("<table>{}</table>", "<tr><td colspan=64>a<td rowspan=9999>b".repeat(many / 4)));
    quick(&"<b><i>a".repeat(many));
    quick(&"<p>a</div>".repeat(many));
    quick(&format!("{}x{}", "<ul><li>".repeat(200), "</li></ul>".repeat(200)));
    quick(&"<p>2026-03-26</p><h2>09:00 A</h2>".repeat(many / 20));
}

#[test]
fn files_of_a_slot_that_lead_nowhere_are_several_on_our_own_page() {
    let reading = page(
        "<main id=\"minutes\"><section><h2>Monday 2 March 2026</h2><h3>09:00 Hello</h3>\
         <p class=\"meta\">planned 09:00, 10 min</p><div class=\"plan\">\
         <p class=\"attachments\">slides: a.pdf · pdf: Missing one (missing.pdf)</p></div></section></main>",
    );
    let slot = &reading.agenda.days[0].slots[0];
    let files: Vec<_> = slot.attachments.iter().map(|file| (file.kind.as_str(), file.name.as_str())).collect();
    assert_eq!(files.len(), 2, "{files:?}");
    assert_eq!(slot.description, "");
}

#[test]
fn a_slot_of_very_many_lines_with_a_name_and_a_colon_is_read_in_one_go_and_keeps_them() {
    let many = 4_000;
    let lines = (0..many).fold(String::new(), |all, nth| all + &format!("a{nth}: b{nth}\n"));
    quick(&format!("<h1>2026-03-26</h1><h2>09:00 A</h2><p>{}</p>", lines.trim_end().replace('\n', "</p><p>")));
    let ours = format!(
        "Crew\n====\n\nWhen:  26 March 2026 · times in UTC\n\n26 March 2026\n=============\n\nA\n-\n\n- {}",
        lines.replace("\na", "\n- a")
    );
    for (format, text) in [
        (Format::Markdown, format!("# 2026-03-26\n\n## 09:00 A\n{lines}")),
        (Format::Text, format!("2026-03-26\n09:00 A\n{lines}10:00 B\n")),
        (Format::Text, ours),
        (Format::Org, format!("* <2026-03-26 Thu>\n** 09:00 A\n{lines}")),
    ] {
        let begun = Instant::now();
        let agenda = import(text.as_bytes(), Some(format), "the-file").unwrap().into_agenda();
        assert!(begun.elapsed() < Duration::from_secs(20), "{format:?}: {:?}", begun.elapsed());
        let kept = crate::agenda::write(&agenda);
        for nth in [0, many / 2, many - 1] {
            assert!(kept.contains(&format!("a{nth}: b{nth}")), "{format:?}: a{nth}");
        }
    }
}
