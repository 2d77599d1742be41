//! The minutes as a Word document (Office Open XML, as ISO/IEC 29500 has it).
//!
//! The parts are written here and not with a library's types: those at hand know no language, no repeated header row
//! and no direction of writing. Not here: what stands in the minutes (see [`page`](super::page)), and how the parts become
//! a file (see `package`).

mod body;
mod direction;
mod package;
mod xml;

use std::fmt::Write as _;

use body::Body;
use chrono::SecondsFormat;
use package::Part;

use super::page::{Page, plain};
use super::paper::{About, page_of};
use super::{CannotWrite, Format, Minutes, Options};

/// Paragraphs, lists and tables look as these styles say; a reader of Word changes them in one place.
const STYLES: &str = include_str!("../../assets/docx/styles.xml");
/// The bullets of nine levels, 1: on the page, 2: narrower, in the cell of a table.
const NUMBERING: &str = include_str!("../../assets/docx/numbering.xml");
/// What the boxes of action items are shown in where their font is missing.
const FONTS: &str = include_str!("../../assets/docx/fontTable.xml");
const SETTINGS: &str = include_str!("../../assets/docx/settings.xml");

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> Result<Vec<u8>, CannotWrite> {
    of_page(&Page::new(minutes, options), &About::new(minutes, options))
}

/// The document of any page.
pub(super) fn of_page(page: &Page, about: &About) -> Result<Vec<u8>, CannotWrite> {
    let body = Body::of(page, about.wide);
    let part = |file, kind, relation, xml| Part { file, kind, relation, xml };
    let foot = footer(page);
    let parts = [
        part("styles", "styles", "rIdStyles", styles(page)),
        part("numbering", "numbering", "rIdNumbering", NUMBERING.to_owned()),
        part("fontTable", "fontTable", "rIdFonts", FONTS.to_owned()),
        part("settings", "settings", "rIdSettings", SETTINGS.to_owned()),
        part("header1", "header", "rIdHeader1", header(page)),
        part("header2", "header", "rIdHeader2", empty_header()),
        part("footer1", "footer", "rIdFooter1", foot.clone()),
        part("footer2", "footer", "rIdFooter2", foot),
    ];
    package::pack(&body.document(), &core(page, about), &parts, body.links())
        .map_err(|why| CannotWrite::Refused { format: Format::Docx, why: why.to_string() })
}

/// The styles, with the fonts and the spelling of the page's language. Latin text within a page in another script is
/// taken for English.
fn styles(page: &Page) -> String {
    let code = page.lang.code();
    let (latin, east_asian, bidi) = match code {
        "zh" => ("en", "zh-CN", "ar-SA"),
        "he" => ("en", "ja-JP", "he-IL"),
        "ja" | "ar" => ("en", "ja-JP", "ar-SA"),
        other => (other, "ja-JP", "ar-SA"),
    };
    let font = if code == "zh" { "Microsoft YaHei" } else { "Yu Gothic" };
    STYLES
        .replace("{EAST_ASIA}", font)
        .replace("{LANG}", latin)
        .replace("{LANG_EAST_ASIA}", east_asian)
        .replace("{LANG_BIDI}", bidi)
}

/// What a folder's view or a search shows of the file.
fn core(page: &Page, about: &About) -> String {
    let mut core = String::from(xml::DECLARATION);
    core.push_str(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
    );
    xml::element(&mut core, "dc:title", &page.title);
    xml::element(&mut core, "dc:subject", &page.dates);
    xml::element(&mut core, "dc:creator", &about.authors.join("; "));
    xml::element(&mut core, "dc:language", page.lang.code());
    for name in ["created", "modified"] {
        if let Some(at) = about.at {
            let at = at.to_utc().to_rfc3339_opts(SecondsFormat::Secs, true);
            let _ = write!(core, "<dcterms:{name} xsi:type=\"dcterms:W3CDTF\">{at}</dcterms:{name}>");
        }
    }
    core.push_str("</cp:coreProperties>");
    core
}

/// The running head: the title and the dates.
fn header(page: &Page) -> String {
    let mut said = page.title.clone();
    if !page.dates.is_empty() {
        said.push_str(" · ");
        said.push_str(&page.dates);
    }
    let mut text = String::new();
    for piece in direction::pieces(&plain(said), page.lang.is_rtl()) {
        xml::run(&mut text, "", &piece.text, piece.rtl);
    }
    part("w:hdr", &xml::paragraph("Header", page.lang.is_rtl(), &text))
}

/// The first page has the title on it.
fn empty_header() -> String {
    part("w:hdr", &xml::paragraph("Normal", false, ""))
}

/// `Page 2 of 7`.
fn footer(page: &Page) -> String {
    let (before, between, after) = page_of(page.lang);
    let rtl = page.lang.is_rtl();
    let mut text = String::new();
    xml::run(&mut text, "", before, rtl);
    xml::field(&mut text, "PAGE");
    xml::run(&mut text, "", between, rtl);
    xml::field(&mut text, "NUMPAGES");
    xml::run(&mut text, "", after, rtl);
    part("w:ftr", &xml::paragraph("Footer", rtl, &text))
}

fn part(name: &str, inner: &str) -> String {
    format!("{}<{name} {}>{inner}</{name}>", xml::DECLARATION, xml::NAMESPACES)
}

#[cfg(test)]
mod tests;
