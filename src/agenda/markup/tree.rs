//! A page as a tree of elements and texts, whatever its markup was.
//!
//! Both parsers build the same tree, so that a page copied from a browser and one saved from a wiki are read alike. It is flat
//! in memory and never deeper than [`DEEPEST`], so that whoever walks it needs no care. Not here: what the elements mean.

use crate::agenda::sayable::without_controls;

/// Elements lie at most so many levels deep; what lies deeper stands beside its parents. A page that people read has some
/// forty at most.
pub(super) const DEEPEST: usize = 120;

/// Where a node lies in the tree.
pub(super) type Place = usize;

/// A page.
pub(super) struct Tree {
    nodes: Vec<Node>,
}

/// An element or a text, with its children.
struct Node {
    at: usize,
    kind: Kind,
    children: Vec<Place>,
}

enum Kind {
    Element(Element),
    Text(String),
}

/// An element.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Element {
    /// Its name in lower case, with its prefix: `td`, `ac:task`.
    pub(super) name: String,
    /// Names and values, entities resolved.
    pub(super) attributes: Vec<(String, String)>,
}

/// A tree that is being built.
pub(super) struct Builder {
    tree: Tree,
    /// The elements that are open, the outermost first.
    open: Vec<Place>,
    /// How many more are open that lie too deep to be entered.
    beyond: usize,
}

impl Element {
    /// The value of an attribute; empty where it has none.
    pub(super) fn get(&self, name: &str) -> &str {
        self.attributes.iter().find(|(own, _)| own == name).map_or("", |(_, value)| value)
    }

    /// Whether it has an attribute.
    pub(super) fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(own, _)| own == name)
    }

    /// Whether it is of a class.
    pub(super) fn is_of(&self, class: &str) -> bool {
        self.get("class").split_ascii_whitespace().any(|own| own == class)
    }
}

impl Tree {
    /// The place of what holds all others.
    pub(super) const ROOT: Place = 0;

    /// Where a node begins: bytes of the source.
    pub(super) fn at(&self, place: Place) -> usize {
        self.nodes.get(place).map_or(0, |node| node.at)
    }

    /// The children of a node, in order.
    pub(super) fn children(&self, place: Place) -> &[Place] {
        self.nodes.get(place).map_or(&[], |node| &node.children)
    }

    /// The element at a place; none where a text is.
    pub(super) fn element(&self, place: Place) -> Option<&Element> {
        match &self.nodes.get(place)?.kind {
            Kind::Element(element) => Some(element),
            Kind::Text(_) => None,
        }
    }

    /// The name of the element at a place; empty where a text is.
    pub(super) fn name(&self, place: Place) -> &str {
        self.element(place).map_or("", |element| &element.name)
    }

    /// The text at a place; none where an element is.
    pub(super) fn text(&self, place: Place) -> Option<&str> {
        match &self.nodes.get(place)?.kind {
            Kind::Element(_) => None,
            Kind::Text(text) => Some(text),
        }
    }

    /// The children of a node that are elements of that name.
    pub(super) fn named<'t>(&'t self, place: Place, name: &'t str) -> impl Iterator<Item = Place> + 't {
        self.children(place).iter().copied().filter(move |child| self.name(*child) == name)
    }

    /// The nodes below a node, in the order of the page, for which `wanted` holds; not below those that were found.
    pub(super) fn below(&self, place: Place, wanted: &dyn Fn(&Element) -> bool) -> Vec<Place> {
        let mut found = Vec::new();
        self.collect(place, wanted, &mut found);
        found
    }

    fn collect(&self, place: Place, wanted: &dyn Fn(&Element) -> bool, found: &mut Vec<Place>) {
        for child in self.children(place) {
            match self.element(*child) {
                Some(element) if wanted(element) => found.push(*child),
                _ => self.collect(*child, wanted, found),
            }
        }
    }

    /// All text below a node as it stands there.
    pub(super) fn text_below(&self, place: Place) -> String {
        let mut all = String::new();
        self.push_text(place, &mut all);
        all
    }

    fn push_text(&self, place: Place, all: &mut String) {
        all.push_str(self.text(place).unwrap_or(""));
        for child in self.children(place) {
            self.push_text(*child, all);
        }
    }
}

impl Builder {
    pub(super) fn new() -> Self {
        let root = Node { at: 0, kind: Kind::Element(Element::default()), children: Vec::new() };
        Self { tree: Tree { nodes: vec![root] }, open: vec![Tree::ROOT], beyond: 0 }
    }

    /// Adds an element and enters it, unless it is closed at once.
    pub(super) fn start(&mut self, at: usize, mut element: Element, closed: bool) {
        for (_, value) in element.attributes.iter_mut().filter(|(_, value)| value.contains(char::is_control)) {
            *value = without_controls(value).into_owned();
        }
        let place = self.add(Node { at, kind: Kind::Element(element), children: Vec::new() });
        match (closed, self.open.len() < DEEPEST) {
            (true, _) => {}
            (false, true) => self.open.push(place),
            (false, false) => self.beyond += 1,
        }
    }

    /// Leaves the innermost open element of which `is` holds, and all within it, without passing one of which `stops` holds.
    pub(super) fn end(&mut self, is: impl Fn(&str) -> bool, stops: impl Fn(&str) -> bool) -> bool {
        if self.beyond > 0 {
            self.beyond -= 1;
            return true;
        }
        for (nth, place) in self.open.iter().enumerate().skip(1).rev() {
            let name = self.tree.name(*place);
            if is(name) {
                self.open.truncate(nth);
                return true;
            }
            if stops(name) {
                return false;
            }
        }
        false
    }

    /// As [`Builder::end`], for what an element closes by beginning; nothing lies too deep for it.
    pub(super) fn close(&mut self, is: impl Fn(&str) -> bool, stops: impl Fn(&str) -> bool) {
        if self.beyond == 0 {
            self.end(is, stops);
        }
    }

    /// Adds text; directly behind another it becomes a part of that.
    pub(super) fn text(&mut self, at: usize, text: &str) {
        let text = without_controls(text);
        let last = self.open.last().and_then(|place| self.tree.nodes.get(*place)?.children.last().copied());
        if let Some(Kind::Text(before)) = last.and_then(|place| Some(&mut self.tree.nodes.get_mut(place)?.kind)) {
            return before.push_str(&text);
        }
        self.add(Node { at, kind: Kind::Text(text.into_owned()), children: Vec::new() });
    }

    /// The elements that are open, without what holds all.
    pub(super) fn is_open(&self) -> bool {
        self.open.len() > 1
    }

    /// Whether an element of that name is open.
    pub(super) fn is_within(&self, name: &str) -> bool {
        self.open.iter().any(|place| self.tree.name(*place) == name)
    }

    pub(super) fn finish(self) -> Tree {
        self.tree
    }

    fn add(&mut self, node: Node) -> Place {
        let place = self.tree.nodes.len();
        self.tree.nodes.push(node);
        let parent = self.open.last().copied().unwrap_or(Tree::ROOT);
        if let Some(parent) = self.tree.nodes.get_mut(parent) {
            parent.children.push(place);
        }
        place
    }
}
