//! From the tree of a page to its parts.
//!
//! Browsers, office programs and mail programs put the same list on the clipboard in a dozen ways; here they become one. What a
//! page does not show is left out. Not here: the wiki's own elements (see `wiki`), and what the parts mean.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate};

use super::line::{Line, Pen};
use super::parts::{Item, Part, Task, nested, paragraph};
use super::tree::{Element, Place, Tree};
use crate::agenda::diagnostic::Report;
use crate::agenda::{marks, percent};
use crate::lang::Lang;
use crate::meeting::{Person, Tickets};

/// What is said about a page as a whole, beside its parts.
pub(super) struct Walker<'t> {
    pub(super) tree: &'t Tree,
    pub(super) report: &'t mut Report,
    /// What the head of the page calls it.
    pub(super) title: Option<String>,
    /// People who are mentioned with an account.
    pub(super) people: Vec<Person>,
    /// The prefixes of tickets that links lead to, and the address of each with `{key}` in it; empty where none is known.
    pub(super) tickets: BTreeMap<String, String>,
    /// It is a page that our own export made, which marks more than its text shows.
    pub(super) ours: bool,
    /// It is in the wiki's own form, and our export made it.
    stored_by_us: bool,
    /// The language that such a page says it is in.
    pub(super) lang: Lang,
    /// Boxes written as text are tasks; a wiki, and our own page, have tasks of their own.
    pub(super) boxes: bool,
    /// Accounts that were mentioned.
    pub(super) accounts: BTreeSet<String>,
    /// Names of people and groups, where the page has a roster.
    pub(super) roster: Vec<String>,
    /// The names of its accounts.
    pub(super) account_names: BTreeMap<String, String>,
    /// Macros that have been remarked on.
    pub(super) unknown: BTreeSet<String>,
    /// Cells that may still be added where one spans several.
    pub(super) spare_cells: usize,
}

/// Elements of which a page shows nothing, or nothing that is text.
const UNSEEN: [&str; 23] = [
    "script",
    "style",
    "template",
    "svg",
    "math",
    "object",
    "embed",
    "iframe",
    "canvas",
    "audio",
    "video",
    "map",
    "select",
    "datalist",
    "button",
    "textarea",
    "noframes",
    "noembed",
    "xmp",
    "colgroup",
    "ac:placeholder",
    "nav",
    "footer",
];

/// Elements that begin and end lines.
const BLOCKS: [&str; 32] = [
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "aside",
    "blockquote",
    "figure",
    "figcaption",
    "address",
    "center",
    "form",
    "fieldset",
    "legend",
    "details",
    "summary",
    "dd",
    "dt",
    "caption",
    "html",
    "body",
    "td",
    "th",
    "tr",
    "tbody",
    "li",
    "ac:rich-text-body",
    "ac:layout",
    "ac:layout-section",
    "ac:layout-cell",
    "ac:task-body",
];

impl<'t> Walker<'t> {
    /// `storage`: the page is in the wiki's own form.
    pub(super) fn new(tree: &'t Tree, storage: bool, report: &'t mut Report) -> Self {
        let is_main = |element: &Element| element.name == "main" && element.get("id") == "minutes";
        let ours = !tree.below(Tree::ROOT, &is_main).is_empty();
        let whole = tree.below(Tree::ROOT, &|element| element.name == "html");
        let code = whole.first().and_then(|whole| tree.element(*whole)).map(|whole| whole.get("lang"));
        let mut walker = Self {
            tree,
            report,
            title: None,
            people: Vec::new(),
            tickets: BTreeMap::new(),
            ours,
            stored_by_us: false,
            lang: code.and_then(Lang::from_code).filter(|_| ours).unwrap_or_default(),
            boxes: !storage && !ours,
            accounts: BTreeSet::new(),
            roster: Vec::new(),
            account_names: BTreeMap::new(),
            unknown: BTreeSet::new(),
            spare_cells: 100_000,
        };
        if storage {
            walker.stored_by_us = walker.has_our_properties();
            walker.take_roster();
        }
        walker
    }

    /// The parts of the whole page.
    pub(super) fn page(&mut self) -> Vec<Part> {
        let main = if self.ours { None } else { self.main() };
        let Some(main) = main else { return self.parts(Tree::ROOT) };
        self.head(Tree::ROOT);
        self.parts(main)
    }

    /// What a saved page itself marks as its content, with menus and site around it; none where it holds nothing that could be
    /// an agenda.
    fn main(&self) -> Option<Place> {
        const IDS: [&str; 3] = ["main-content", "mw-content-text", "wiki-content"];
        let tree = self.tree;
        let marks: [&dyn Fn(&Element) -> bool; 3] =
            [&|element| IDS.contains(&element.get("id")), &|element| element.name == "main", &|element| {
                element.get("role") == "main"
            }];
        let says = |element: &Element| matches!(element.name.as_str(), "table" | "ul" | "ol" | "h2" | "h3");
        let only = marks.iter().map(|is_main| tree.below(Tree::ROOT, is_main)).find(|found| !found.is_empty())?;
        let [only] = only.as_slice() else { return None };
        (!tree.below(*only, &says).is_empty()).then_some(*only)
    }

    /// The parts below a node.
    pub(super) fn parts(&mut self, place: Place) -> Vec<Part> {
        let (mut out, mut pen) = (Vec::new(), Pen::new(self.stored_by_us));
        self.children(place, &mut out, &mut pen);
        flush(&mut out, &mut pen);
        out
    }

    /// What stands below a node on one line.
    pub(super) fn line(&mut self, place: Place) -> Line {
        Item::of(self.parts(place)).line
    }

    pub(super) fn children(&mut self, place: Place, out: &mut Vec<Part>, pen: &mut Pen) {
        let tree = self.tree;
        for child in tree.children(place) {
            self.node(*child, out, pen);
        }
    }

    fn node(&mut self, place: Place, out: &mut Vec<Part>, pen: &mut Pen) {
        let (tree, at) = (self.tree, self.tree.at(place));
        if let Some(text) = tree.text(place) {
            return pen.write(at, text);
        }
        let Some(element) = tree.element(place) else { return };
        if is_unseen(element) || (self.ours && self.own(place, element, out, pen)) {
            return;
        }
        match element.name.as_str() {
            "head" => self.head(place),
            "title" => {}
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(place, element, out, pen),
            "br" => pen.end(),
            "hr" => flush(out, pen),
            "ul" | "ol" | "menu" | "dir" => {
                flush(out, pen);
                let items = self.items(place);
                push_list(out, items);
            }
            "dl" => self.definitions(place, out, pen),
            "table" => {
                flush(out, pen);
                self.table(place, out);
            }
            "pre" => {
                flush(out, pen);
                let text = tree.text_below(place);
                out.extend((!text.trim().is_empty()).then_some(Part::Code(at, text)));
            }
            "a" => self.anchor(place, element, out, pen),
            // A wiki shows a ticket's title and state beside its key; they are the tracker's and change.
            "span" if element.has("data-jira-key") => {
                let links = self.tree.below(place, &|inner| inner.name == "a");
                match links.first() {
                    Some(link) => self.node(*link, out, pen),
                    None => pen.write(at, element.get("data-jira-key")),
                }
            }
            "img" => pen.write(at, picture(element)),
            "time" => self.time(place, element, pen),
            "s" | "del" | "strike" => self.struck(place, out, pen),
            "b" | "strong" => {
                let bold = pen.is_bold();
                self.children(place, out, pen);
                if bold {
                    pen.embolden();
                }
            }
            "p" => self.paragraph(place, element, out, pen),
            "div" | "blockquote" if element.name == "blockquote" || element.is_of("plan") => {
                flush(out, pen);
                let parts = self.parts(place);
                out.push(Part::Prepared(parts));
            }
            name if name.contains(':') => self.wiki(place, element, out, pen),
            name if BLOCKS.contains(&name) => {
                flush(out, pen);
                self.children(place, out, pen);
                flush(out, pen);
            }
            _ => self.children(place, out, pen),
        }
    }

    fn head(&mut self, place: Place) {
        let titles = self.tree.below(place, &|element| element.name == "title");
        self.title = titles.first().map(|title| self.line(*title).text).filter(|title| !title.is_empty());
    }

    fn heading(&mut self, place: Place, element: &Element, out: &mut Vec<Part>, pen: &mut Pen) {
        flush(out, pen);
        let level = element.name.as_bytes().get(1).map_or(1, |digit| digit - b'0');
        let line = self.line(place);
        if !line.text.is_empty() {
            out.push(Part::Heading(level, line));
        }
    }

    /// A paragraph, which in a word processor's page may be the item of a list.
    fn paragraph(&mut self, place: Place, element: &Element, out: &mut Vec<Part>, pen: &mut Pen) {
        flush(out, pen);
        let Some(level) = office_level(element) else {
            self.children(place, out, pen);
            return flush(out, pen);
        };
        let line = self.line(place);
        let item = Item { line: without_office_bullet(line), ..Item::default() };
        // The levels are put below each other when the list is over.
        match out.last_mut() {
            Some(Part::List(items)) if items.last().is_some_and(|last| last.line.indent > 0) => {
                items.push(indented(item, level));
            }
            _ => out.push(Part::List(vec![indented(item, level)])),
        }
    }

    fn anchor(&mut self, place: Place, element: &Element, out: &mut Vec<Part>, pen: &mut Pen) {
        let at = self.tree.at(place);
        if let Some(name) = mentioned(element) {
            let shown = self.line(place).text;
            let shown = shown.trim_start_matches('@').trim();
            let name = if shown.is_empty() { name } else { shown };
            return pen.person(at, name);
        }
        let holds_blocks = !self.tree.below(place, &|inner| BLOCKS.contains(&inner.name.as_str())).is_empty();
        let address = address(element.get("href"));
        let Some(address) = address.filter(|_| !holds_blocks) else { return self.children(place, out, pen) };
        let line = self.line(place);
        let bold = pen.is_bold() && line.bold > 0 && line.bold == line.text.len();
        self.link(at, line.text, &address, pen);
        if bold {
            pen.embolden();
        }
    }

    /// Writes a link; one to a ticket is the ticket's key.
    fn link(&mut self, at: usize, shown: String, address: &str, pen: &mut Pen) {
        let shown = if shown.is_empty() { address.to_owned() } else { shown };
        if let Some((prefix, _)) = Tickets::split_key(&shown).filter(|_| address.ends_with(&shown)) {
            let pattern = format!("{}{{key}}", address.get(..address.len() - shown.len()).unwrap_or(""));
            self.tickets.entry(prefix.to_owned()).or_insert(pattern);
            return pen.write(at, &shown);
        }
        let bare = |text: &str| text.trim_start_matches("mailto:").trim_end_matches('/').to_owned();
        let text = if bare(&shown) == bare(address) || shown == percent::decoded(address) {
            shown.clone()
        } else if shown.contains(['[', ']']) || address.starts_with("mailto:") {
            format!("{shown} ({address})")
        } else {
            // Parentheses would end it.
            format!("[{shown}]({})", address.replace('(', "%28").replace(')', "%29"))
        };
        pen.link(at, &text, &shown, address);
    }

    fn time(&mut self, place: Place, element: &Element, pen: &mut Pen) {
        let at = self.tree.at(place);
        let stated = element.get("datetime");
        let shown = self.line(place).text;
        let date = stated.parse::<NaiveDate>().ok();
        match date {
            Some(date) if shown.is_empty() => pen.date(at, stated, date),
            Some(date) => pen.date(at, &shown, date),
            None => match DateTime::parse_from_rfc3339(stated) {
                Ok(moment) if !shown.is_empty() => pen.moment(at, &shown, moment),
                _ => pen.write(at, if shown.is_empty() { stated } else { &shown }),
            },
        }
    }

    fn struck(&mut self, place: Place, out: &mut Vec<Part>, pen: &mut Pen) {
        let before = pen.is_empty();
        pen.write(self.tree.at(place), "~~");
        self.children(place, out, pen);
        // In front of nothing the marks would say nothing.
        if !(before && pen.is_empty()) {
            pen.write(self.tree.at(place), "~~");
        }
    }

    /// Names and what they mean.
    fn definitions(&mut self, place: Place, out: &mut Vec<Part>, pen: &mut Pen) {
        flush(out, pen);
        let tree = self.tree;
        let mut facts: Vec<(String, Line)> = Vec::new();
        for entry in tree.below(place, &|element| matches!(element.name.as_str(), "dt" | "dd")) {
            let line = self.line(entry);
            match facts.last_mut() {
                _ if tree.name(entry) == "dt" => {
                    facts.push((line.text.trim_end_matches(':').to_owned(), Line::default()));
                }
                Some((_, value)) => value.join(line),
                None => facts.push((String::new(), line)),
            }
        }
        if !facts.is_empty() {
            out.push(Part::Facts(facts));
        }
    }

    /// The items of a list. A list directly within a list stands below the item before it.
    fn items(&mut self, place: Place) -> Vec<Item> {
        let tree = self.tree;
        let mut items: Vec<Item> = Vec::new();
        for child in tree.children(place) {
            let Some(element) = tree.element(*child) else {
                let line = self.loose(*child);
                items.extend(line.map(|line| Item { line, ..Item::default() }));
                continue;
            };
            if is_unseen(element) {
                continue;
            }
            match element.name.as_str() {
                "ul" | "ol" | "menu" | "dir" => {
                    let below = self.items(*child);
                    match items.last_mut() {
                        Some(last) => last.children.extend(below),
                        None => items.extend(below),
                    }
                }
                "li" => items.push(self.item(*child, element)),
                _ => {
                    let item = Item::of(self.parts(*child));
                    items.extend((item != Item::default()).then_some(item));
                }
            }
        }
        items
    }

    fn loose(&mut self, place: Place) -> Option<Line> {
        let mut pen = Pen::default();
        pen.write(self.tree.at(place), self.tree.text(place)?);
        pen.take().into_iter().next()
    }

    fn item(&mut self, place: Place, element: &Element) -> Item {
        let mut item = Item::of(self.parts(place));
        if item.line.text.is_empty() {
            item.line.at = self.tree.at(place);
        }
        item.task = self.task(place, element).or_else(|| self.own_task(place, element));
        item.note = self.is_own_note(element);
        if self.boxes {
            item.read_box();
        }
        item
    }

    /// The box to tick that an item of a list is.
    fn task(&self, place: Place, element: &Element) -> Option<Task> {
        let tree = self.tree;
        let is_box = |inner: &Element| inner.name == "input" && inner.get("type").eq_ignore_ascii_case("checkbox");
        let outer = |inner: &Element| is_box(inner) || matches!(inner.name.as_str(), "ul" | "ol");
        let boxes = tree.below(place, &outer);
        let tick = boxes.iter().filter_map(|place| tree.element(*place)).find(|inner| is_box(inner));
        let id = element.get("data-inline-task-id");
        let checks = element.get("role") == "checkbox" || element.has("aria-checked");
        let is_task = tick.is_some() || !id.is_empty() || checks;
        let done = tick.is_some_and(|tick| tick.has("checked"))
            || element.is_of("checked")
            || element.get("aria-checked") == "true";
        is_task.then(|| Task { done, number: id.parse().ok() })
    }
}

impl Item {
    /// Takes a box that is written in front of the text: `[x]`, `☐`.
    pub(in crate::agenda) fn read_box(&mut self) {
        if let Some((done, rest)) = marks::boxed(&self.line.text) {
            let past = self.line.text.len() - rest.len();
            self.line = std::mem::take(&mut self.line).cut(past);
            self.task.get_or_insert(Task { done, number: None });
        }
    }
}

/// Ends the paragraph that is being gathered.
pub(super) fn flush(out: &mut Vec<Part>, pen: &mut Pen) {
    let lines = pen.take();
    if !lines.is_empty() {
        paragraph(lines, out);
    }
}

/// Adds a list; one of nothing but blank items leaves nothing.
pub(super) fn push_list(out: &mut Vec<Part>, items: Vec<Item>) {
    if !items.is_empty() {
        out.push(Part::List(items));
    }
}

fn is_unseen(element: &Element) -> bool {
    let style = element.get("style");
    let styled = || {
        let style: String = style.chars().filter(|sign| !sign.is_whitespace()).collect::<String>().to_ascii_lowercase();
        ["display:none", "visibility:hidden", "mso-hide:all", "mso-list:ignore"]
            .iter()
            .any(|unseen| style.contains(unseen))
    };
    UNSEEN.contains(&element.name.as_str())
        || element.has("hidden")
        || element.is_of("skip")
        || (!style.is_empty() && styled())
}

/// The address of a link that may be followed.
fn address(href: &str) -> Option<String> {
    let href = href.trim();
    let lower = href.get(..8).unwrap_or(href).to_ascii_lowercase();
    let safe = ["http://", "https://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme));
    let harmless = !href.chars().any(|sign| sign.is_whitespace() || sign.is_control());
    (safe && harmless).then(|| href.to_owned())
}

/// What a picture says.
fn picture(element: &Element) -> &str {
    ["data-emoji-fallback", "alt"]
        .into_iter()
        .map(|name| element.get(name).trim())
        .find(|text| !text.is_empty())
        .unwrap_or("")
}

/// The account of a person whom a link of a wiki or a chat mentions.
fn mentioned(element: &Element) -> Option<&str> {
    let accounts = ["data-account-id", "data-username", "data-mention-id", "data-userkey"];
    let account = accounts.into_iter().map(|name| element.get(name)).find(|account| !account.is_empty());
    let is_mention = ["user-mention", "confluence-userlink", "userLink"].into_iter().any(|class| element.is_of(class));
    account.or_else(|| is_mention.then_some(""))
}

/// How deep the item lies that a word processor's paragraph is, from 1.
fn office_level(element: &Element) -> Option<usize> {
    let style = element.get("style").to_ascii_lowercase();
    let list = style.split_once("mso-list:")?.1;
    let level = list.split_once("level")?.1;
    level.chars().next()?.to_digit(10).map(|digit| digit.max(1) as usize)
}

/// Without the bullet, which some programs leave beside the marked one.
fn without_office_bullet(line: Line) -> Line {
    match marks::bullet(&line.text).map(|bullet| line.text.len() - bullet.rest.len()) {
        Some(past) => line.cut(past),
        None => line,
    }
}

/// An item with its level, until the list is over.
fn indented(mut item: Item, level: usize) -> Item {
    item.line.indent = level;
    item
}

/// Puts the items of a word processor's lists below each other.
pub(super) fn settle(parts: Vec<Part>) -> Vec<Part> {
    let settled = |part: Part| match part {
        Part::List(items) if items.iter().any(|item| item.line.indent > 0 && item.children.is_empty()) => {
            Part::List(nested(items.into_iter().map(|item| (item.line.indent, item)).collect()))
        }
        other => other,
    };
    parts.into_iter().map(settled).collect()
}
