//! The Word document of pages made by hand, taken apart again.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::super::page::{Block, plain};
use super::super::paper::sample;
use super::*;

/// The parts of the file by name. Panics where one is damaged or bears a date.
fn parts(file: &[u8]) -> BTreeMap<String, String> {
    let archive = rawzip::ZipArchive::from_slice(file).unwrap();
    let mut entries = archive.entries();
    let mut parts = BTreeMap::new();
    while let Some(entry) = entries.next_entry().unwrap() {
        let at = entry.last_modified();
        assert_eq!((at.year(), at.month(), at.day(), at.hour()), (1980, 1, 1, 0));
        let name = entry.file_path().try_normalize().unwrap().as_ref().to_owned();
        let packed = archive.get_entry(entry.wayfinder()).unwrap();
        let bytes = miniz_oxide::inflate::decompress_to_vec(packed.data()).unwrap();
        assert_eq!(rawzip::crc32(&bytes), entry.crc32());
        parts.insert(name, String::from_utf8(bytes).unwrap());
    }
    parts
}

fn sample_parts() -> BTreeMap<String, String> {
    parts(&of_page(&sample::page(), &sample::about()).unwrap())
}

/// What a reader reads, a line a paragraph.
fn text_of(part: &str) -> String {
    let mut reader = quick_xml::Reader::from_str(part);
    let mut text = String::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Text(words) => text.push_str(&words.xml10_content().unwrap()),
            Event::GeneralRef(entity) => match entity.decode().unwrap().as_ref() {
                "amp" => text.push('&'),
                "lt" => text.push('<'),
                "gt" => text.push('>'),
                "quot" => text.push('"'),
                other => panic!("&{other};"),
            },
            Event::End(end) if end.name().as_ref() == b"w:p" => text.push('\n'),
            Event::Eof => return text,
            _ => {}
        }
    }
}

#[test]
fn every_part_is_well_formed_and_named_in_the_list_of_types() {
    let parts = sample_parts();
    for (name, part) in &parts {
        text_of(part);
        let listed = parts["[Content_Types].xml"].contains(&format!("\"/{name}\""));
        let unlisted = name.contains("_rels/") || name.starts_with('[');
        assert!(listed || unlisted, "{name}");
    }
    for name in ["word/header2.xml", "word/footer2.xml", "word/numbering.xml", "docProps/core.xml"] {
        assert!(parts.contains_key(name), "{name}");
    }
}

#[test]
fn the_same_page_gives_the_same_bytes() {
    let once = of_page(&sample::page(), &sample::about()).unwrap();
    assert_eq!(of_page(&sample::page(), &sample::about()).unwrap(), once);
}

#[test]
fn a_long_document_is_packed_to_a_fraction_of_its_text() {
    let line =
        |at: usize| Block::Paragraph(plain(format!("Note {at}: the crane stays, the pier is mended in spring.")));
    let page = Page { title: "T".into(), blocks: (0..500).map(line).collect(), ..Page::default() };
    let file = of_page(&page, &About::default()).unwrap();
    assert!(parts(&file)["word/document.xml"].len() > 5 * file.len(), "{} bytes", file.len());
    // Programs that look at the beginning only tell it from another archive by this.
    assert!(file.starts_with(b"PK\x03\x04") && file[30..].starts_with(b"[Content_Types].xml"));
}

#[test]
fn hostile_text_is_shown_and_is_never_markup() {
    let parts = sample_parts();
    let text = text_of(&parts["word/document.xml"]);
    for hostile in sample::HOSTILE {
        let shown = hostile.replace(['\u{fffe}', '\u{ffff}'], "");
        assert!(text.lines().any(|line| line == shown), "{shown}");
    }
    assert!(!parts["word/document.xml"].contains("<w:script"));
    assert!(text_of(&parts["docProps/core.xml"]).contains("Ann Lee; Bo <Chen>"));
}

#[test]
fn the_file_says_its_title_its_language_and_the_moment_of_the_meeting() {
    let core = &sample_parts()["docProps/core.xml"];
    for said in [
        "<dc:title>Harbour &amp; Tides &lt;board&gt;</dc:title>",
        "<dc:language>en</dc:language>",
        "<dcterms:created xsi:type=\"dcterms:W3CDTF\">2026-03-27T16:30:00Z</dcterms:created>",
    ] {
        assert!(core.contains(said), "{said}: {core}");
    }
}

#[test]
fn a_list_ends_at_the_ninth_level_and_goes_on_there() {
    let document = &sample_parts()["word/document.xml"];
    assert!(document.contains("<w:ilvl w:val=\"8\"/>") && !document.contains("<w:ilvl w:val=\"9\"/>"));
    assert!(text_of(document).lines().any(|line| line == "level 11"));
}

#[test]
fn a_task_is_a_box_that_is_ticked_once_it_is_done() {
    let document = &sample_parts()["word/document.xml"];
    for (shown, checked, times) in [('☐', 0, 1), ('☑', 1, 2), ('☒', 1, 1)] {
        assert_eq!(document.matches(&format!("<w:t>{shown}</w:t>")).count(), times, "{shown}");
        assert!(document.contains(&format!("<w14:checked w14:val=\"{checked}\"/>")));
        // In the font for symbols that LibreOffice's machines have, and for others by the name of theirs.
        assert!(document.contains(&format!("w:cs=\"DejaVu Sans\"/></w:rPr><w:t>{shown}</w:t>")));
    }
    assert!(sample_parts()["word/fontTable.xml"].contains("<w:altName w:val=\"Segoe UI Symbol\"/>"));
}

#[test]
fn an_address_is_one_relation_however_often_it_is_named() {
    let address = Page::default();
    let mut page = Page { title: "T".into(), ..address };
    let run = |to: &str| super::super::page::Run {
        text: "x".into(),
        refers: Some(super::super::page::Refers::Address(to.into())),
        ..Default::default()
    };
    page.blocks = vec![Block::Paragraph(vec![
        run("https://a.example/?a&b"),
        run("https://b.example"),
        run("https://a.example/?a&b"),
    ])];
    let parts = parts(&of_page(&page, &About::default()).unwrap());
    let relations = &parts["word/_rels/document.xml.rels"];
    assert_eq!(
        relations.matches("Target=\"https://a.example/?a&amp;b\" TargetMode=\"External\"").count(),
        1,
        "{relations}"
    );
    assert_eq!(parts["word/document.xml"].matches("r:id=\"rIdLink1\"").count(), 2);
}

#[test]
fn the_head_of_a_table_stands_on_each_of_its_pages() {
    let document = &sample_parts()["word/document.xml"];
    assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
    // Each cell ends in a paragraph, an empty one too.
    assert_eq!(document.matches("</w:p></w:tc>").count(), document.matches("</w:tc>").count());
    assert_eq!(document.matches("</w:p></w:tc>").count(), 4 * 3 + 2 * 2);
}

#[test]
fn a_line_in_a_script_from_the_right_runs_from_the_right() {
    let page = Page { title: "T".into(), blocks: vec![Block::Paragraph(plain("שלום Ann"))], ..Page::default() };
    let document = &parts(&of_page(&page, &About::default()).unwrap())["word/document.xml"];
    assert!(document.contains("<w:bidi/></w:pPr><w:r><w:rPr><w:rtl/></w:rPr>"), "{document}");
    assert_eq!(document.matches("<w:bidi/>").count(), 1);
}

#[test]
fn on_a_page_from_the_right_all_lines_are_and_those_from_the_left_are_marked() {
    let line = |text: &str| Block::Paragraph(plain(text));
    let blocks = vec![line("שלום."), line("Ann was there.")];
    let page = Page { title: "ישיבה".into(), lang: crate::minutes::Lang::Hebrew, blocks, ..Page::default() };
    let parts = parts(&of_page(&page, &About::default()).unwrap());
    let document = &parts["word/document.xml"];
    // Three paragraphs and the section.
    assert_eq!(document.matches("<w:bidi/>").count(), 4, "{document}");
    assert!(text_of(document).contains("\nשלום.\n\u{200e}Ann was there.\u{200e}\n"));
    assert!(parts["word/styles.xml"].contains("w:bidi=\"he-IL\""));
    assert!(text_of(&parts["word/footer1.xml"]).trim().starts_with("עמוד 1"));
}

#[test]
fn foot_and_head_stand_on_every_page_but_the_head_on_the_first() {
    let parts = sample_parts();
    assert_eq!(text_of(&parts["word/header1.xml"]).trim(), "Harbour & Tides <board> · 26–27 March 2026");
    assert_eq!(text_of(&parts["word/header2.xml"]).trim(), "");
    assert_eq!(text_of(&parts["word/footer1.xml"]).trim(), "Page 1 of 1");
    assert_eq!(parts["word/footer1.xml"], parts["word/footer2.xml"]);
}

#[test]
fn a_wide_page_lies_on_its_side() {
    let about = About { wide: true, ..sample::about() };
    let document = &parts(&of_page(&sample::page(), &about).unwrap())["word/document.xml"];
    assert!(document.contains("w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\""));
}

#[test]
fn what_was_planned_and_what_was_said_are_two_lists_with_a_gap_between_them() {
    let document = sample_parts().remove("word/document.xml").unwrap();
    let between =
        document.split("Bring the charts.").nth(1).and_then(|rest| rest.split("the crane stays").next()).unwrap();
    assert!(between.contains("<w:pStyle w:val=\"Gap\"/>"), "{between}");
}
