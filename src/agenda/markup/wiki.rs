//! The wiki's own elements: tasks, mentions, tickets, macros.
//!
//! A page in storage format is HTML with elements of Confluence's between. What they hold is read; a macro whose content the wiki
//! makes when the page is shown has none, and stays as its name. Not here: HTML.

use super::line::Pen;
use super::parts::{Item, Part, Task};
use super::tree::{Element, Place, Tree};
use super::walk::{Walker, flush, push_list};
use crate::meeting::{Attachment, Person, Tickets};

/// Macros that only hold something: what they hold is all that they say.
const HOLDERS: [&str; 14] = [
    "info",
    "note",
    "tip",
    "warning",
    "panel",
    "expand",
    "excerpt",
    "section",
    "column",
    "ui-expand",
    "ui-tabs",
    "ui-tab",
    "div",
    "details",
];

/// Macros that show a file.
const FILES: [&str; 8] = ["view-file", "viewfile", "viewpdf", "viewppt", "viewdoc", "viewxls", "multimedia", "preview"];

/// Macros that show where one is, or the same once more.
const ORNAMENTS: [&str; 17] = [
    "toc",
    "toc-zone",
    "anchor",
    "livesearch",
    "pagetree",
    "children",
    "recently-updated",
    "contributors",
    "profile-picture",
    "attachments",
    "gallery",
    "tasks-report-macro",
    "tasks-report",
    "content-report-table",
    "contentbylabel",
    "create-from-template",
    "change-history",
];

impl Walker<'_> {
    /// Reads an element with a prefix.
    pub(super) fn wiki(&mut self, place: Place, element: &Element, out: &mut Vec<Part>, pen: &mut Pen) {
        let (tree, at) = (self.tree, self.tree.at(place));
        match element.name.as_str() {
            "ac:structured-macro" | "ac:macro" => self.wiki_macro(place, element, out, pen),
            "ac:task-list" => {
                flush(out, pen);
                let items = tree.named(place, "ac:task").map(|task| self.wiki_task(task)).collect();
                push_list(out, items);
            }
            "ac:link" => self.wiki_link(place, out, pen),
            "ac:image" => self.wiki_image(place, element, pen),
            "ac:emoticon" => {
                let shown =
                    [element.get("ac:emoji-fallback"), element.get("ac:emoji-shortname"), element.get("ac:name")];
                pen.write(at, shown.into_iter().find(|text| !text.is_empty()).unwrap_or(""));
            }
            "ri:user" => self.wiki_user(at, element, "", pen),
            "ri:attachment" => pen.file(at, file(element.get("ri:filename"))),
            "ri:page" | "ri:blog-post" => pen.write(at, element.get("ri:content-title")),
            "ri:url" => pen.write(at, element.get("ri:value")),
            "ac:parameter" | "ac:task-id" | "ac:task-uuid" | "ac:task-status" | "ac:adf-attribute" | "ac:adf-mark" => {}
            // A newer element, and below it the same for those who do not know it.
            "ac:adf-extension" => {
                let known = tree.below(place, &|inner| inner.name == "ac:adf-fallback");
                let inner = known.first().copied().or_else(|| tree.children(place).first().copied());
                flush(out, pen);
                let parts = inner.map(|inner| self.parts(inner)).unwrap_or_default();
                out.extend(parts);
            }
            "ac:rich-text-body" | "ac:layout" | "ac:layout-section" | "ac:layout-cell" | "ac:task-body" => {
                flush(out, pen);
                self.children(place, out, pen);
                flush(out, pen);
            }
            _ => self.children(place, out, pen),
        }
    }

    fn parameter(&self, place: Place, name: &str) -> String {
        let tree = self.tree;
        let wanted = |child: &Place| tree.element(*child).is_some_and(|element| element.get("ac:name") == name);
        let value = tree.named(place, "ac:parameter").find(wanted).map(|child| tree.text_below(child));
        value.unwrap_or_default().trim().to_owned()
    }

    fn wiki_macro(&mut self, place: Place, element: &Element, out: &mut Vec<Part>, pen: &mut Pen) {
        let at = self.tree.at(place);
        let name = element.get("ac:name").to_ascii_lowercase();
        match name.as_str() {
            "jira" | "jiraissues" if !self.parameter(place, "key").is_empty() => {
                let key = self.parameter(place, "key");
                if let Some((prefix, _)) = Tickets::split_key(&key) {
                    self.tickets.entry(prefix.to_owned()).or_default();
                }
                pen.write(at, &key);
            }
            "status" => {
                let title = self.parameter(place, "title");
                pen.write(at, &title);
            }
            "code" | "noformat" => {
                flush(out, pen);
                let bodies = self.tree.named(place, "ac:plain-text-body");
                let text: String = bodies.map(|body| self.tree.text_below(body)).collect();
                out.extend((!text.trim().is_empty()).then_some(Part::Code(at, text)));
            }
            name if FILES.contains(&name) => {
                let inner = self.tree.below(place, &|inner| inner.name == "ri:attachment");
                let named = inner.first().and_then(|inner| self.tree.element(*inner));
                let named = named.map(|element| element.get("ri:filename").to_owned());
                pen.file(at, file(&named.unwrap_or_else(|| self.parameter(place, "name"))));
            }
            "details" if self.is_roster(place) => {}
            name if HOLDERS.contains(&name) => self.holder(place, name, out, pen),
            name if ORNAMENTS.contains(&name) => {}
            name => self.other_macro(place, name, out, pen),
        }
    }

    /// Whether a macro is the roster that our own pages carry where nobody sees it.
    fn is_roster(&self, place: Place) -> bool {
        self.parameter(place, "id") == "minutebook-roster"
    }

    /// Whether the page has the properties that minutes of ours have.
    pub(super) fn has_our_properties(&self) -> bool {
        let details = self.tree.below(Tree::ROOT, &|element| element.get("ac:name") == "details");
        details.into_iter().any(|place| self.parameter(place, "id") == "meeting" || self.is_roster(place))
    }

    /// Takes the rows of such a roster: what it is, its name, its account.
    pub(super) fn take_roster(&mut self) {
        let tree = self.tree;
        let details = tree.below(Tree::ROOT, &|element| element.get("ac:name") == "details");
        let rows = details.into_iter().filter(|place| self.is_roster(*place));
        let rows: Vec<_> = rows.flat_map(|place| tree.below(place, &|element| element.name == "tr")).collect();
        for row in rows {
            let cells = tree.below(row, &|element| matches!(element.name.as_str(), "th" | "td"));
            let cells: Vec<_> = cells.into_iter().map(|cell| self.line(cell).text).collect();
            let [sort, name, account] = cells.as_slice() else { continue };
            if sort == "person" {
                let account = Some(account.clone()).filter(|account| !account.is_empty());
                if let Some(account) = &account {
                    self.account_names.entry(account.clone()).or_insert_with(|| name.clone());
                    self.accounts.insert(account.clone());
                }
                self.people.push(Person { name: name.clone(), account, ..Person::default() });
            }
            self.roster.push(name.clone());
        }
    }

    /// A macro around other parts.
    fn holder(&mut self, place: Place, name: &str, out: &mut Vec<Part>, pen: &mut Pen) {
        flush(out, pen);
        let title = self.parameter(place, "title");
        if !title.is_empty() && matches!(name, "info" | "note" | "tip" | "warning" | "panel") {
            pen.write(self.tree.at(place), &title);
            flush(out, pen);
        }
        let tree = self.tree;
        for body in tree.named(place, "ac:rich-text-body") {
            let parts = self.parts(body);
            out.extend(if name == "details" { parts.into_iter().flat_map(as_facts).collect() } else { parts });
        }
    }

    /// A macro that is not known: its name and what it holds.
    fn other_macro(&mut self, place: Place, name: &str, out: &mut Vec<Part>, pen: &mut Pen) {
        let (tree, at) = (self.tree, self.tree.at(place));
        let bodies = |name: &'static str| tree.named(place, name).collect::<Vec<_>>();
        let (rich, plain) = (bodies("ac:rich-text-body"), bodies("ac:plain-text-body"));
        if self.unknown.insert(name.to_owned()) {
            let message = format!("The macro `{name}` is not understood");
            let hint = if rich.is_empty() && plain.is_empty() {
                "What the wiki shows there is not on the page; its name is kept"
            } else {
                "What it holds is read as if it stood there by itself"
            };
            self.report.note(at, message, hint);
        }
        let name: String = name.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, '-' | '_')).collect();
        if rich.is_empty() && plain.is_empty() {
            return pen.write(at, &format!("{{{name}}}"));
        }
        flush(out, pen);
        for body in rich {
            let parts = self.parts(body);
            out.extend(parts);
        }
        for body in plain {
            let text = tree.text_below(body);
            out.extend((!text.trim().is_empty()).then_some(Part::Code(at, text)));
        }
    }

    fn wiki_task(&mut self, place: Place) -> Item {
        let tree = self.tree;
        let field =
            |name: &'static str| tree.named(place, name).next().map(|field| tree.text_below(field)).unwrap_or_default();
        let task = Task {
            done: field("ac:task-status").trim() == "complete",
            number: field("ac:task-id").trim().parse().ok(),
        };
        let bodies: Vec<_> = tree.named(place, "ac:task-body").collect();
        let parts = bodies.into_iter().flat_map(|body| self.parts(body)).collect();
        let mut item = Item { task: Some(task), ..Item::of(parts) };
        if item.line.text.is_empty() {
            item.line.at = tree.at(place);
        }
        item
    }

    fn wiki_link(&mut self, place: Place, out: &mut Vec<Part>, pen: &mut Pen) {
        let (tree, at) = (self.tree, self.tree.at(place));
        let bodies = ["ac:plain-text-link-body", "ac:link-body"];
        let body = bodies.into_iter().find_map(|name| tree.named(place, name).next());
        let shown = body.map(|body| self.line(body).text).unwrap_or_default();
        let target = tree
            .children(place)
            .iter()
            .find_map(|child| tree.element(*child).filter(|element| element.name.starts_with("ri:")));
        match target {
            Some(user) if user.name == "ri:user" => self.wiki_user(at, user, &shown, pen),
            Some(attached) if attached.name == "ri:attachment" => pen.file(at, file(attached.get("ri:filename"))),
            _ if !shown.is_empty() => pen.write(at, &shown),
            _ => self.children(place, out, pen),
        }
    }

    /// A mention. The page has no names, only accounts, so an account that its roster does not name stands for its person
    /// until one is known by name.
    fn wiki_user(&mut self, at: usize, element: &Element, shown: &str, pen: &mut Pen) {
        let accounts = ["ri:account-id", "ri:userkey", "ri:username"];
        let account =
            accounts.into_iter().map(|name| element.get(name)).find(|account| !account.is_empty()).unwrap_or("");
        let shown = shown.trim_start_matches('@').trim();
        let known = self.account_names.get(account).cloned();
        let shown = if shown.is_empty() { account } else { shown };
        let name = known.as_deref().unwrap_or(shown);
        if name.is_empty() {
            return;
        }
        if !account.is_empty() && self.accounts.insert(account.to_owned()) {
            let account = Some(account.to_owned());
            self.people.push(Person { name: name.to_owned(), account, ..Person::default() });
        }
        pen.person(at, name);
    }

    fn wiki_image(&self, place: Place, element: &Element, pen: &mut Pen) {
        let tree = self.tree;
        let inner = tree.children(place).iter().find_map(|child| tree.element(*child));
        let name = inner.map_or("", |inner| inner.get("ri:filename"));
        let alt = element.get("ac:alt");
        pen.write(tree.at(place), if alt.is_empty() { name } else { alt });
    }
}

/// A file of the page.
fn file(name: &str) -> Attachment {
    let lower = name.to_ascii_lowercase();
    let is_slides = [".pptx", ".ppt", ".odp", ".key", ".pdf"].iter().any(|ending| lower.ends_with(ending));
    let kind = if is_slides { "slides" } else { "link" };
    Attachment { kind: kind.to_owned(), name: name.to_owned(), ..Attachment::default() }
}

/// The rows of a table of page properties as facts.
fn as_facts(part: Part) -> Vec<Part> {
    let Part::Table(table) = part else { return vec![part] };
    if !table.rows.iter().all(|row| row.len() == 2) {
        return vec![Part::Table(table)];
    }
    let facts = table.rows.into_iter().filter_map(|row| {
        let [name, value] = <[_; 2]>::try_from(row).ok()?;
        let mut line = Item::of(value.parts).line;
        if line.text.is_empty() {
            line.at = value.at;
        }
        Some((Item::of(name.parts).line.text.trim_end_matches(':').to_owned(), line))
    });
    vec![Part::Facts(facts.collect())]
}
