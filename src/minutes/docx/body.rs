//! The pages of the Word document: each block of the minutes as paragraphs and tables.
//!
//! Not here: how they look, which `assets/docx/styles.xml` says, and the package around them.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::super::page::line::marked;
use super::super::page::{Block, Item, Line, Mark, Page, Refers, Run, Table, Task, Weight, plain};
use super::super::paper::{column_widths, is_short};
use super::direction::{self, Piece};
use super::xml;
use crate::meeting::Status;

/// A4, in twentieths of a point, as are all lengths here.
const PAPER: (u32, u32) = (11906, 16838);
const MARGIN: u32 = 1247;

/// How far a level of a list stands in on the page, and in the cell of a table: as in `assets/docx/numbering.xml`.
const STEP: u32 = 340;
const NARROW_STEP: u32 = 227;

/// Levels of a list, from 0; Word knows nine. What stands deeper is written at the last.
const LAST_LEVEL: u32 = 8;

/// The body as far as it is written.
pub(super) struct Body {
    xml: String,
    /// The addresses that the text leads to, each once.
    links: Vec<String>,
    /// Where in them each stands.
    known: HashMap<String, usize>,
    /// The direction of what has no letter to tell it by.
    rtl: bool,
    wide: bool,
    /// The style of the last paragraph.
    last: &'static str,
}

/// As the style of links says: LibreOffice forgets that in the cells of a table.
const LINK: &str = "<w:color w:val=\"0B5394\"/><w:u w:val=\"single\"/>";

/// Where a block stands.
#[derive(Clone, Copy)]
struct Place {
    style: &'static str,
    /// How wide it may be.
    width: u32,
    in_cell: bool,
}

impl Body {
    pub(super) fn of(page: &Page, wide: bool) -> Self {
        let rtl = page.lang.is_rtl();
        let mut body = Self { xml: String::new(), links: Vec::new(), known: HashMap::new(), rtl, wide, last: "" };
        body.text("Title", "", &plain(&page.title));
        let place = Place { style: "Normal", width: body.paper().0 - 2 * MARGIN, in_cell: false };
        body.blocks(&page.blocks, place);
        if let Some(source) = &page.source {
            body.text("Facts", "<w:spacing w:before=\"480\"/>", &plain(source));
        }
        body
    }

    /// The whole part.
    pub(super) fn document(&self) -> String {
        let (across, down) = self.paper();
        let turned = if self.wide { " w:orient=\"landscape\"" } else { "" };
        let bidi = if self.rtl { "<w:bidi/>" } else { "" };
        format!(
            "{}<w:document {}><w:body>{}<w:sectPr>\
             <w:headerReference w:type=\"default\" r:id=\"rIdHeader1\"/>\
             <w:headerReference w:type=\"first\" r:id=\"rIdHeader2\"/>\
             <w:footerReference w:type=\"default\" r:id=\"rIdFooter1\"/>\
             <w:footerReference w:type=\"first\" r:id=\"rIdFooter2\"/>\
             <w:pgSz w:w=\"{across}\" w:h=\"{down}\"{turned}/>\
             <w:pgMar w:top=\"1361\" w:right=\"{MARGIN}\" w:bottom=\"1247\" w:left=\"{MARGIN}\" w:header=\"680\" \
             w:footer=\"624\" w:gutter=\"0\"/><w:titlePg/>{bidi}</w:sectPr></w:body></w:document>",
            xml::DECLARATION,
            xml::NAMESPACES,
            self.xml
        )
    }

    /// The relation that each address has, and the address.
    pub(super) fn links(&self) -> impl Iterator<Item = (String, &str)> {
        self.links.iter().enumerate().map(|(at, address)| (relation(at), address.as_str()))
    }

    fn paper(&self) -> (u32, u32) {
        if self.wide { (PAPER.1, PAPER.0) } else { PAPER }
    }

    fn blocks(&mut self, blocks: &[Block], place: Place) {
        for block in blocks {
            self.block(block, place);
        }
    }

    fn block(&mut self, block: &Block, place: Place) {
        match block {
            Block::Heading { level, text, .. } => {
                let style = match level {
                    ..=2 => "Heading1",
                    3 => "Heading2",
                    _ => "Heading3",
                };
                self.text(style, "", text);
            }
            Block::Paragraph(line) => self.paragraph(line, place),
            Block::Lines(lines) => lines.iter().for_each(|line| self.paragraph(line, place)),
            Block::Facts(facts) => self.facts(facts, place),
            Block::List(items) => {
                // What was planned and what was said are two lists: without a gap they would read as one.
                let behind_a_list = matches!(self.last, "ListBullet" | "Task");
                let behind_the_plan = self.last == "Prepared" && place.style != "Prepared";
                if !place.in_cell && (behind_a_list || behind_the_plan) {
                    self.text("Gap", "", &[]);
                }
                self.items(items, 0, place);
            }
            Block::Table(table) => self.table(table, place),
            Block::Prepared(blocks) if place.in_cell => self.blocks(blocks, place),
            Block::Prepared(blocks) => self.blocks(blocks, Place { style: "Prepared", ..place }),
        }
    }

    /// A line of text; right below a heading it says when and by whom, and belongs to it.
    fn paragraph(&mut self, line: &[Run], place: Place) {
        match self.last {
            "Heading1" if !place.in_cell => {
                self.begin("Facts", "<w:keepNext/>", "", line);
                self.runs(line);
                self.xml.push_str("</w:p>");
            }
            "Heading2" | "Heading3" if !place.in_cell => self.text("Facts", "", line),
            "ListBullet" | "Task" if !place.in_cell => self.text(place.style, "<w:spacing w:before=\"160\"/>", line),
            _ => self.text(place.style, "", line),
        }
    }

    /// A paragraph; `properties` is markup that comes after the style.
    fn text(&mut self, style: &'static str, properties: &str, line: &[Run]) {
        self.begin(style, "", properties, line);
        self.runs(line);
        self.xml.push_str("</w:p>");
    }

    /// The schema asks for numbering, direction, indents in this order.
    fn begin(&mut self, style: &'static str, before: &str, after: &str, line: &[Run]) {
        self.last = style;
        let bidi = if self.line_is_rtl(line) { "<w:bidi/>" } else { "" };
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{before}{bidi}{after}</w:pPr>");
    }

    fn runs(&mut self, line: &[Run]) {
        let rtl = self.line_is_rtl(line);
        let line = marked(line, |refers| matches!(refers, Refers::Address(_) | Refers::Ticket(Some(_))));
        let pieces = direction::pieces(&line, rtl);
        for pieces in pieces.chunk_by(|one, next| one.run == next.run) {
            let run = pieces.first().and_then(|piece| line.get(piece.run?));
            let weight = match run.map(|run| run.weight).unwrap_or_default() {
                Weight::Plain | Weight::Soft => "",
                Weight::Strong => "<w:b/><w:bCs/>",
                Weight::Emphasis => "<w:i/><w:iCs/>",
            };
            if let Some(Refers::Address(address) | Refers::Ticket(Some(address))) =
                run.and_then(|run| run.refers.as_ref())
            {
                let id = self.relation_of(address);
                let _ = write!(self.xml, "<w:hyperlink r:id=\"{id}\" w:history=\"1\">");
                self.pieces(pieces, &format!("<w:rStyle w:val=\"Hyperlink\"/>{weight}{LINK}"));
                self.xml.push_str("</w:hyperlink>");
            } else {
                self.pieces(pieces, weight);
            }
        }
    }

    fn pieces(&mut self, pieces: &[Piece], properties: &str) {
        for piece in pieces {
            xml::run(&mut self.xml, properties, &piece.text, piece.rtl);
        }
    }

    /// Where the page runs from the right all of it does, so that its bullets and boxes stand below one another.
    fn line_is_rtl(&self, line: &[Run]) -> bool {
        self.rtl || direction::is_from_the_right(line)
    }

    fn relation_of(&mut self, address: &str) -> String {
        if let Some(at) = self.known.get(address) {
            return relation(*at);
        }
        let at = self.links.len();
        self.known.insert(address.to_owned(), at);
        self.links.push(address.to_owned());
        relation(at)
    }

    /// The facts of the meeting, the names in a column of their own.
    fn facts(&mut self, facts: &[(String, Line)], place: Place) {
        let widths = [1900, place.width.saturating_sub(1900)];
        self.begin_table("FactsTable", &widths, false);
        for (name, value) in facts {
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            self.begin_cell(widths[0]);
            self.text("Facts", "", &plain(name));
            self.xml.push_str("</w:tc>");
            self.begin_cell(widths[1]);
            self.text("TableText", "", value);
            self.xml.push_str("</w:tc></w:tr>");
        }
        self.end_table();
    }

    fn items(&mut self, items: &[Item], level: u32, place: Place) {
        for item in items {
            match &item.mark {
                Mark::Bullet => self.bullet(item, level.min(LAST_LEVEL), place),
                Mark::Task(task) => self.task(item, task, level.min(LAST_LEVEL), place),
            }
            self.items(&item.children, level + 1, place);
        }
    }

    fn bullet(&mut self, item: &Item, level: u32, place: Place) {
        let kind = if place.in_cell { 2 } else { 1 };
        let numbering = format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{kind}\"/></w:numPr>");
        self.begin(list_style(place), &numbering, "", &item.text);
        self.runs(&item.text);
        self.xml.push_str("</w:p>");
    }

    /// A box that a click ticks, in programs that know such boxes; a dropped item is ticked off for good.
    fn task(&mut self, item: &Item, task: &Task, level: u32, place: Place) {
        let step = if place.in_cell { NARROW_STEP } else { STEP };
        let indent = format!("<w:ind w:left=\"{}\" w:hanging=\"{step}\"/>", step * (level + 1));
        self.begin(if place.in_cell { "TableText" } else { "Task" }, "", &indent, &item.text);
        let (shown, checked) = match task.status {
            Status::Open => ('☐', 0),
            Status::Done => ('☑', 1),
            Status::Dropped => ('☒', 1),
        };
        // Where this font is missing, LibreOffice takes the ticked box from one of coloured pictures and prints none of it; Word
        // takes the other one that the list of fonts names.
        let font = "w:ascii=\"DejaVu Sans\" w:hAnsi=\"DejaVu Sans\" w:eastAsia=\"DejaVu Sans\" w:cs=\"DejaVu Sans\"";
        let on = if task.status == Status::Dropped { "2612" } else { "2611" };
        let _ = write!(
            self.xml,
            "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val=\"{checked}\"/>\
             <w14:checkedState w14:val=\"{on}\" w14:font=\"Segoe UI Symbol\"/>\
             <w14:uncheckedState w14:val=\"2610\" w14:font=\"Segoe UI Symbol\"/></w14:checkbox></w:sdtPr>\
             <w:sdtContent><w:r><w:rPr><w:rFonts {font}/></w:rPr><w:t>{shown}</w:t></w:r></w:sdtContent></w:sdt>\
             <w:r><w:tab/></w:r>"
        );
        self.runs(&item.text);
        self.xml.push_str("</w:p>");
    }

    fn table(&mut self, table: &Table, place: Place) {
        let weights = column_widths(table);
        let sum = weights.iter().sum::<u32>().max(1);
        let widths: Vec<u32> = weights.iter().map(|weight| place.width * weight / sum).collect();
        self.begin_table("MinutesTable", &widths, true);
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (name, width) in table.header.iter().zip(&widths) {
            self.begin_cell(*width);
            self.text("TableHead", "", &plain(name));
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
        for row in &table.rows {
            self.xml.push_str(if is_short(row) { "<w:tr><w:trPr><w:cantSplit/></w:trPr>" } else { "<w:tr>" });
            for (at, width) in widths.iter().enumerate() {
                self.begin_cell(*width);
                self.cell(row.get(at).map_or(&[], Vec::as_slice), *width);
            }
            self.xml.push_str("</w:tr>");
        }
        self.end_table();
    }

    /// What a cell holds; it has to end in a paragraph.
    fn cell(&mut self, blocks: &[Block], width: u32) {
        self.blocks(blocks, Place { style: "TableText", width: width.saturating_sub(170), in_cell: true });
        if blocks.is_empty() || !self.xml.ends_with("</w:p>") {
            self.text("TableText", "", &[]);
        }
        self.xml.push_str("</w:tc>");
    }

    fn begin_table(&mut self, style: &str, widths: &[u32], has_header: bool) {
        // All others leave no room below them.
        if !matches!(self.last, "Title" | "Gap" | "Heading1" | "Heading2" | "Heading3") {
            self.text("Gap", "", &[]);
        }
        let bidi = if self.rtl { "<w:bidiVisual/>" } else { "" };
        let total: u32 = widths.iter().sum();
        let header = u32::from(has_header);
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/>{bidi}<w:tblW w:w=\"{total}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"00{header}20\" w:firstRow=\"{header}\" w:lastRow=\"0\" \
             w:firstColumn=\"0\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>"
        );
        for width in widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
    }

    /// Two tables without a paragraph between them would become one.
    fn end_table(&mut self) {
        self.xml.push_str("</w:tbl>");
        self.text("Gap", "", &[]);
    }

    fn begin_cell(&mut self, width: u32) {
        let _ = write!(self.xml, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
    }
}

fn relation(at: usize) -> String {
    format!("rIdLink{}", at + 1)
}

fn list_style(place: Place) -> &'static str {
    match place.style {
        "Normal" => "ListBullet",
        other => other,
    }
}
