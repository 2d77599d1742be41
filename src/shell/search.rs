//! The search of all meetings as a page.
//!
//! Not here: answering it (see `searcher`), and opening what was found (see `cli`).

use std::hash::{DefaultHasher, Hasher};
use std::io;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::page::{Page, attend};
use super::run::Console;
use super::searcher::{Heard, Searcher};
use crate::app::overlay::HelpRow;
use crate::app::search::Wanted;
use crate::app::{Action, Deed, Key, Keymap, Scope, Search, Target};
use crate::view::{self, Theme, search};

/// The search on its page, with what a scribe who hurried wants as soon as it is found.
struct SearchPage<'a> {
    search: &'a mut Search,
    wanted: Option<Wanted>,
}

impl Page for SearchPage<'_> {
    type Answer = Wanted;

    fn press(&mut self, key: Key, keymap: &Keymap) -> Option<Wanted> {
        if keymap.action(Scope::Meeting, key) == Some(Action::Back) && !self.search.line.is_empty() {
            self.search.clear();
            return None;
        }
        self.search.press(key, keymap)
    }

    fn paste(&mut self, text: String) -> Option<Wanted> {
        self.search.paste(&text);
        None
    }

    fn under(&self, at: Position, screen: Rect, theme: &Theme) -> Target {
        search::under_page(self.search, theme, screen, at)
    }

    fn point(&mut self, deed: Deed, target: Target) -> Option<Wanted> {
        self.search.point(deed, target)
    }

    fn found(&mut self) -> Option<Wanted> {
        self.wanted.take()
    }

    fn help(&self, keymap: &Keymap, columns: u16) -> Option<Vec<HelpRow>> {
        Some(Search::help_rows(keymap, view::help_width(columns)))
    }

    fn rebind(&mut self, keymap: &Keymap) {
        self.search.help_key = keymap.shown(Action::Help);
    }

    fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.search.mark(&mut hasher);
        hasher.finish()
    }

    fn draw(&self, theme: &Theme, buffer: &mut Buffer) {
        search::draw_page(self.search, theme, buffer);
    }

    fn cursor(&self, screen: Rect) -> Option<Position> {
        search::page_cursor(self.search, screen)
    }
}

/// Shows the search until something is to be opened or the scribe leaves it; none where the terminal is gone.
pub fn look_for(console: &mut Console, search: &mut Search, searcher: &Searcher) -> io::Result<Option<Wanted>> {
    let mut page = SearchPage { search, wanted: None };
    attend(console, &mut page, &mut |page| {
        for heard in searcher.heard() {
            match heard {
                Heard::Found(answer) => page.wanted = page.search.answer(answer),
                Heard::Indexing(indexing) => page.search.indexing = indexing,
            }
        }
        if let Some(question) = page.search.question() {
            searcher.ask(question);
        }
    })
}
