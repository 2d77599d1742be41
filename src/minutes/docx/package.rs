//! The package around the parts of a Word document (Open Packaging Conventions, ISO/IEC 29500-2): which types they have,
//! what leads to what, and the archive that holds them.
//!
//! The same parts give the same bytes on every machine and in every build: the order is fixed, all files bear the first
//! moment that an archive can say, and the compressor is one whose output no other crate's features change. Not here:
//! what the parts say.

use std::fmt::Write as _;
use std::io::Write as _;

use miniz_oxide::deflate::compress_to_vec;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, Error, ZipArchiveWriter};

use super::xml;

/// How hard the compressor tries, of 10, as zlib's default. More gains under a hundredth and takes twice as long.
const LEVEL: u8 = 6;

/// What all types of content and of relations begin with.
const CONTENT: &str = "application/vnd.openxmlformats";
const RELATION: &str = "http://schemas.openxmlformats.org";

/// What stands beside the document and belongs to it.
pub(super) struct Part {
    /// The file in `word/`, without `.xml`.
    pub(super) file: &'static str,
    /// `styles`, `header` …: what the standard calls it, as content and as the target of a relation.
    pub(super) kind: &'static str,
    /// The name of its relation, which the document may refer to.
    pub(super) relation: &'static str,
    pub(super) xml: String,
}

/// The archive of a document, its properties, its parts and the addresses that it leads to, each with its relation.
pub(super) fn pack<'a>(
    document: &str,
    core: &str,
    parts: &[Part],
    links: impl Iterator<Item = (String, &'a str)>,
) -> Result<Vec<u8>, Error> {
    let mut archive = ZipArchiveWriter::new(Vec::with_capacity(document.len() / 4));
    let mut add = |name: &str, text: &str| add(&mut archive, name, text);
    // Programs that look at the first files only know the document by these.
    add("[Content_Types].xml", &content_types(parts))?;
    add("_rels/.rels", &package_relations())?;
    add("word/document.xml", document)?;
    add("word/_rels/document.xml.rels", &document_relations(parts, links))?;
    for part in parts {
        add(&format!("word/{}.xml", part.file), &part.xml)?;
    }
    add("docProps/core.xml", core)?;
    archive.finish()
}

fn add(archive: &mut ZipArchiveWriter<Vec<u8>>, name: &str, text: &str) -> Result<(), Error> {
    let file = archive.new_file(name).compression_method(CompressionMethod::DEFLATE);
    let file = match UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0) {
        Some(first) => file.last_modified(first),
        None => file,
    };
    let (mut entry, _) = file.start()?;
    entry.write_all(&compress_to_vec(text.as_bytes(), LEVEL))?;
    let sum = rawzip::crc32(text.as_bytes());
    entry.finish(DataDescriptorOutput::new(sum, text.len() as u64))?;
    Ok(())
}

fn content_types(parts: &[Part]) -> String {
    let mut types = format!(
        "{}<Types xmlns=\"{RELATION}/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"{CONTENT}-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"{CONTENT}-package.core-properties+xml\"/>",
        xml::DECLARATION
    );
    let parts = parts.iter().map(|part| (part.file, part.kind));
    for (file, kind) in [("document", "document.main")].into_iter().chain(parts) {
        let _ = write!(
            types,
            "<Override PartName=\"/word/{file}.xml\" \
             ContentType=\"{CONTENT}-officedocument.wordprocessingml.{kind}+xml\"/>"
        );
    }
    types.push_str("</Types>");
    types
}

fn package_relations() -> String {
    let mut relations = begin_relations();
    let core = "package/2006/relationships/metadata/core-properties";
    let document = "officeDocument/2006/relationships/officeDocument";
    for (id, kind, target) in [("rId1", document, "word/document.xml"), ("rId2", core, "docProps/core.xml")] {
        let _ = write!(relations, "<Relationship Id=\"{id}\" Type=\"{RELATION}/{kind}\" Target=\"{target}\"/>");
    }
    relations.push_str("</Relationships>");
    relations
}

fn document_relations<'a>(parts: &[Part], links: impl Iterator<Item = (String, &'a str)>) -> String {
    let mut relations = begin_relations();
    let mut relation = |id: &str, kind: &str, target: &str, mode: &str| {
        let _ = write!(
            relations,
            "<Relationship Id=\"{id}\" Type=\"{RELATION}/officeDocument/2006/relationships/{kind}\" Target=\""
        );
        xml::push_text(&mut relations, target);
        let _ = write!(relations, "\"{mode}/>");
    };
    for part in parts {
        relation(part.relation, part.kind, &format!("{}.xml", part.file), "");
    }
    for (id, address) in links {
        relation(&id, "hyperlink", address, " TargetMode=\"External\"");
    }
    relations.push_str("</Relationships>");
    relations
}

fn begin_relations() -> String {
    format!("{}<Relationships xmlns=\"{RELATION}/package/2006/relationships\">", xml::DECLARATION)
}
