//! The typesetter at work: its world is one template and one file of data, both in memory.
//!
//! It reads no file, asks no network and knows no date but the meeting's. The one exception: characters that none of the
//! fonts in the program has, such as Chinese, are looked for in the fonts of the system.

use std::collections::BTreeSet;
use std::path::PathBuf;

use chrono::{Datelike, Timelike};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook, FontFlags, FontInfo};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::fonts::{self, FontStore};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::super::page::Page;
use super::super::paper::About;
use super::super::{CannotWrite, Format};
use super::data;

const TEMPLATE: &str = include_str!("../../../assets/minutes.typ");

/// The whole file.
pub(super) fn file(page: &Page, about: &About) -> Result<Vec<u8>, CannotWrite> {
    let data = serde_json::to_vec(&data::of(page, about)).map_err(|why| refused(&why.to_string()))?;
    let world = Desk::new(data)?;
    let document = typst::compile(&world).output.map_err(|errors| refused(&first(&errors)))?;
    let options = |standards: &[PdfStandard]| {
        Some(PdfOptions {
            creator: Smart::Custom(Some(concat!("minutebook ", env!("CARGO_PKG_VERSION")).to_owned())),
            timestamp: about.at.and_then(|at| timestamp(&at.to_utc())),
            standards: PdfStandards::new(standards).ok()?,
            ..PdfOptions::default()
        })
    };
    // What the standard for readers who hear a document refuses, such as a character that no font has, is set without it.
    let accessible = options(&[PdfStandard::Ua_1]).and_then(|options| typst_pdf::pdf(&document, &options).ok());
    let plain =
        || typst_pdf::pdf(&document, &options(&[]).unwrap_or_default()).map_err(|errors| refused(&first(&errors)));
    let file = accessible.map_or_else(plain, Ok);
    // What it keeps for a next time is not asked for: a meeting is set once.
    typst::comemo::evict(0);
    file
}

fn refused(why: &str) -> CannotWrite {
    CannotWrite::Refused { format: Format::Pdf, why: why.to_owned() }
}

fn first(errors: &[SourceDiagnostic]) -> String {
    errors.first().map(|error| error.message.to_string()).unwrap_or_default()
}

fn timestamp(at: &(impl Datelike + Timelike)) -> Option<Timestamp> {
    let small = |number: u32| u8::try_from(number).ok();
    let (month, day) = (small(at.month())?, small(at.day())?);
    let (hour, minute, second) = (small(at.hour())?, small(at.minute())?, small(at.second())?);
    Datetime::from_ymd_hms(at.year(), month, day, hour, minute, second).map(Timestamp::new_utc)
}

/// All that the typesetter can see.
struct Desk {
    library: LazyHash<Library>,
    fonts: FontStore,
    template: Source,
    data: (FileId, Bytes),
}

impl Desk {
    fn new(data: Vec<u8>) -> Result<Self, CannotWrite> {
        let id = |name: &str| {
            let path = VirtualPath::new(name).map_err(|why| refused(&why.to_string()))?;
            Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
        };
        let fonts = fonts_for(&String::from_utf8_lossy(&data));
        Ok(Self {
            library: LazyHash::new(Library::builder().build()),
            fonts,
            template: Source::new(id("minutes.typ")?, TEMPLATE.to_owned()),
            data: (id("page.json")?, Bytes::new(data)),
        })
    }
}

/// The fonts in the program, which look the same everywhere, and those of the system only where they lack a character. The
/// one of fixed width counts for signs alone: words in it are no pleasure to read.
fn fonts_for(text: &str) -> FontStore {
    let embedded: Vec<_> = fonts::embedded().collect();
    let fits = |font: &FontInfo, char: char| !(char.is_alphabetic() && font.flags.contains(FontFlags::MONOSPACE));
    let lacks = |char: char| !embedded.iter().any(|(_, font)| font.coverage.contains(char.into()) && fits(font, char));
    let rare: BTreeSet<char> = text.chars().filter(|char| !char.is_ascii()).collect();
    let lacks_some = rare.into_iter().any(lacks);
    let mut store = FontStore::new();
    store.extend(embedded);
    if lacks_some {
        store.extend(fonts::system());
    }
    store
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.template.id() { Ok(self.template.clone()) } else { Err(not_here(id)) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.data.0 { Ok(self.data.1.clone()) } else { Err(not_here(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

fn not_here(id: FileId) -> FileError {
    FileError::NotFound(PathBuf::from(id.vpath().get_without_slash()))
}
