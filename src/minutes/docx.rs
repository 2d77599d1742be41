//! The minutes as a Word document (Office Open XML, as ISO/IEC 29500 has it).
//!
//! The document's own parts are written here, as the library knows no language, no repeated header row and no
//! direction of writing; the library gives the package around them: types of content, relations, and the archive, whose
//! files bear no date. Not here: what stands in the minutes (see [`page`](super::page)).

mod body;
mod xml;

use std::fmt::Write as _;
use std::io::Cursor;

use body::Body;
use chrono::SecondsFormat;
use docx_rs::{Docx, Footer, Header};

use super::page::Page;
use super::paper::{About, page_of};
use super::{CannotWrite, Format, Minutes, Options};

/// Paragraphs, lists and tables look as these styles say; a reader of Word changes them in one place.
const STYLES: &str = include_str!("../../assets/docx/styles.xml");
/// The bullets of nine levels, 1: on the page, 2: narrower, in the cell of a table.
const NUMBERING: &str = include_str!("../../assets/docx/numbering.xml");
const SETTINGS: &str = include_str!("../../assets/docx/settings.xml");

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> Result<Vec<u8>, CannotWrite> {
    file(&Page::new(minutes, options), &About::new(minutes, options))
}

fn file(page: &Page, about: &About) -> Result<Vec<u8>, CannotWrite> {
    let body = Body::of(page, about.wide);
    // Only for its list of parts: all that is in them is ours.
    let mut package =
        Docx::new().header(Header::new()).first_header(Header::new()).footer(Footer::new()).first_footer(Footer::new());
    package.document_rels.has_numberings = true;
    for (id, address) in body.links() {
        package.document_rels = package.document_rels.add_hyperlinks(id, address, "External");
    }
    let mut parts = package.build();
    parts.styles = styles(page).into_bytes();
    parts.numberings = NUMBERING.into();
    parts.settings = SETTINGS.into();
    parts.doc_props.core = core(page, about).into_bytes();
    let (head, foot) = (header(page).into_bytes(), footer(page).into_bytes());
    parts.headers = vec![head, empty_header().into_bytes()];
    parts.footers = vec![foot.clone(), foot];
    parts.document = body.document().into_bytes();
    let mut file = Cursor::new(Vec::new());
    let refused = |why: &dyn std::fmt::Display| CannotWrite::Refused { format: Format::Docx, why: why.to_string() };
    parts.pack(&mut file).map_err(|why| refused(&why))?;
    Ok(file.into_inner())
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
    xml::run(&mut text, "", &said);
    part("w:hdr", &xml::paragraph("Header", page.lang.is_rtl(), &text))
}

/// The first page has the title on it.
fn empty_header() -> String {
    part("w:hdr", &xml::paragraph("Normal", false, ""))
}

/// `Page 2 of 7`.
fn footer(page: &Page) -> String {
    let (before, between, after) = page_of(page.lang);
    let mut text = String::new();
    xml::run(&mut text, "", before);
    xml::field(&mut text, "PAGE");
    xml::run(&mut text, "", between);
    xml::field(&mut text, "NUMPAGES");
    xml::run(&mut text, "", after);
    part("w:ftr", &xml::paragraph("Footer", page.lang.is_rtl(), &text))
}

fn part(name: &str, inner: &str) -> String {
    format!("{}<{name} {}>{inner}</{name}>", xml::DECLARATION, xml::NAMESPACES)
}

#[cfg(test)]
mod tests;
