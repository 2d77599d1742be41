//! The foot: the keys that help right now, or a notice; and the rules between panes.
//!
//! The hints are made from the key table and the bindings in force. Not here: help as a whole (see `popup`).

use std::hash::{Hash, Hasher};
use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use super::Pane;
use super::paint::Row;
use super::theme::Theme;
use crate::app::overlay::{Choice, Overlay, Picker};
use crate::app::{Action, Key, Keymap, Mode, Model, Notice, Scope, Target, Tone, VERBS, Verb, answer_completion};
use crate::words::say;

/// With fewer cells a sign and a number have to do.
const ROOMY: usize = 60;

pub(super) fn mark(model: &Model, hasher: &mut impl Hasher) {
    (&model.notice, model.selected.is_some(), model.review.selected.is_some(), model.editing.is_some()).hash(hasher);
    model.overlay.as_ref().map(std::mem::discriminant).hash(hasher);
    if let Some(Overlay::Pick(picker)) = &model.overlay {
        settles(model, picker).hash(hasher);
    }
    (model.meeting().current().is_some(), model.paused_elsewhere(), answer_completion(model).is_some()).hash(hasher);
    (model.conflicts, model.saved.is_failing(), &model.read_only, model.mouse.on).hash(hasher);
    (model.strokes, model.is_modal(), model.vim.mode()).hash(hasher);
    if model.actions_hidden() {
        model.items_revision.hash(hasher);
    }
}

pub(super) fn draw(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    draw_keys(model, theme, area, buffer, &mut |_, _| {});
}

/// The keys under the pointer, or the notice there.
pub(super) fn under(model: &Model, theme: &Theme, area: Rect, at: Position) -> Target {
    let keys = keys_under(area, at, |buffer, told| draw_keys(model, theme, area, buffer, told));
    let elsewhere = if model.notice.is_some() { Target::Notice } else { Target::Nothing };
    keys.map_or(elsewhere, Target::Keys)
}

/// Draws the foot and tells where the words of which keys stand.
fn draw_keys(model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer, told: &mut dyn FnMut(Range<u16>, &str)) {
    let mut row = Row::new(buffer, area, 0);
    row.skip(1);
    let (asides, states) = (asides(model, theme), states(model, theme, row.room()));
    // On a narrow screen the keys of the moment are worth more than what may concern somebody, and so is news on any.
    let news = model.notice.as_ref().map_or(0, |notice| crate::text::width(&notice.text) + NEWS_SIGN);
    let taken: usize = asides.iter().chain(&states).map(|right| crate::text::width(&right.words)).sum();
    let at_once = row.room() >= ROOMY && news + taken <= row.room();
    let (first, last) = if at_once { (asides, Vec::new()) } else { (Vec::new(), asides) };
    put_rights(&mut row, &first, told);
    put_rights(&mut row, &states, told);
    draw_left(model, theme, &mut row, told);
    put_rights(&mut row, &last, told);
}

/// Puts them, as far as they have room, each to the left of the one before.
fn put_rights(row: &mut Row<'_>, rights: &[Right], told: &mut dyn FnMut(Range<u16>, &str)) {
    for Right { words, style, key } in rights {
        let end = row.end();
        row.put_right(words, *style);
        if !key.is_empty() {
            told(row.end()..end, key);
        }
    }
}

/// Cells of the widest sign before news.
const NEWS_SIGN: usize = 3;

/// What stands at the right, and the keys that its words stand for; none for a word that is no key.
struct Right {
    words: String,
    style: Style,
    key: String,
}

/// What may concern somebody: how many action items are open where they are not on screen, and that the mouse is the terminal's.
/// A pop-up takes no key for the first.
fn asides(model: &Model, theme: &Theme) -> Vec<Right> {
    let mut asides = Vec::new();
    if model.actions_hidden() && model.items.open() > 0 && model.overlay.is_none() {
        let key = model.keymap.shown(Action::ActionList);
        let words = say!("foot-open", count = model.items.open(), key = key.as_str());
        asides.push(Right { words: format!(" {words} "), style: theme.dim, key });
    }
    if !model.mouse.on {
        let key = model.keymap.shown(Action::MouseToggle);
        asides.push(Right { words: mouse_off(&key), style: theme.dim, key });
    }
    asides
}

/// What has to be known before a key is pressed: entries with two texts, and the mode of the line.
fn states(model: &Model, theme: &Theme, room: usize) -> Vec<Right> {
    let mut states = Vec::new();
    if model.overlay.is_some() {
        return states;
    }
    if model.conflicts > 0 {
        let key = model.keymap.shown(Action::ConflictNext);
        let count = model.conflicts;
        let words = if room < ROOMY {
            say!("foot-conflicts-short", count = count, key = key.as_str())
        } else {
            say!("foot-conflicts", count = count, key = key.as_str())
        };
        states.push(Right { words: format!(" {words} "), style: theme.warning, key });
    }
    if model.is_modal() {
        let mode = match model.vim.mode() {
            Mode::Normal => say("vim-normal"),
            Mode::Insert => say("vim-insert"),
        };
        states.push(Right { words: format!(" {mode} "), style: theme.strong, key: String::new() });
    }
    states
}

/// The keys of a sequence that has begun, else news, else the keys that help now.
fn draw_left(model: &Model, theme: &Theme, row: &mut Row<'_>, told: &mut dyn FnMut(Range<u16>, &str)) {
    if let Some(begun) = model.strokes.begun() {
        return Sequence::begun(&model.keymap, model.scopes(), begun).put(theme, row);
    }
    if let Some(notice) = &model.notice {
        return put_notice(notice, theme, row);
    }
    let (shown, gap) = match hints_of_popup(model) {
        // The first is the one that counts, and the way out stays. The leave panel has the ways out in itself, but not that it
        // scrolls.
        Some(hints) => {
            let is_leave = matches!(model.overlay, Some(Overlay::Leave { .. }));
            let kept = usize::from(is_leave || hints.last().is_some_and(|(key, _)| key == "Esc"));
            (fitting(hints, kept, row.room()), GAP)
        }
        None => most_worth(hints(model), row.room()),
    };
    for (key, words) in shown {
        put_hint(row, &key, &words, theme, told);
        row.skip(gap);
    }
}

/// Puts as many hints as fit, and tells where the words of which keys stand.
pub(super) fn put_hints(
    row: &mut Row<'_>,
    hints: Vec<(String, String)>,
    kept: usize,
    theme: &Theme,
    told: &mut dyn FnMut(Range<u16>, &str),
) {
    for (key, words) in fitting(hints, kept, row.room()) {
        put_hint(row, &key, &words, theme, told);
        row.skip(GAP);
    }
}

/// Puts one.
pub(super) fn put_hint(
    row: &mut Row<'_>,
    key: &str,
    words: &str,
    theme: &Theme,
    told: &mut dyn FnMut(Range<u16>, &str),
) {
    let start = row.column();
    row.put(key, theme.strong).skip(1).put(words, theme.dim);
    told(start..row.column(), key);
}

/// The keys under the pointer on a foot that is drawn so, in an area of its own.
pub(super) fn keys_under(
    area: Rect,
    at: Position,
    draw: impl FnOnce(&mut Buffer, &mut dyn FnMut(Range<u16>, &str)),
) -> Option<String> {
    if !area.contains(at) {
        return None;
    }
    let mut found = None;
    draw(&mut Buffer::empty(area), &mut |columns, key| {
        if columns.contains(&at.x) {
            found = Some(key.to_owned());
        }
    });
    found
}

/// Says that the mouse is the terminal's, and the key that takes it back.
fn mouse_off(key: &str) -> String {
    format!(" {} ", say!("mouse-off", key = key))
}

/// Where a page says it: at the end of its last row.
pub fn mouse_off_area(key: &str, screen: Rect) -> Rect {
    let width = u16::try_from(crate::text::width(&mouse_off(key))).unwrap_or(u16::MAX).min(screen.width);
    let height = screen.height.min(1);
    Rect { x: screen.right() - width, y: screen.bottom() - height, width, height }
}

/// Says it there.
pub fn draw_mouse_off(key: &str, theme: &Theme, buffer: &mut Buffer) {
    let area = *buffer.area();
    Row::new(buffer, area, 0).put(&mouse_off(key), theme.dim);
}

/// Draws a notice over a row of its own.
pub fn draw_notice(notice: &Notice, theme: &Theme, buffer: &mut Buffer) {
    let pane = buffer.area;
    put_notice(notice, theme, &mut Row::new(buffer, pane, 0));
}

/// News with the sign of their sort.
pub(super) fn put_notice(notice: &Notice, theme: &Theme, row: &mut Row<'_>) {
    let (sign, style) = match notice.tone {
        Tone::Done => ("", theme.accent),
        Tone::Refused => ("! ", theme.warning),
        Tone::Time => ("⏰ ", theme.alarm),
        Tone::News => ("+ ", theme.accent),
    };
    row.put(sign, style).put(&notice.text, style);
}

/// What the foot says of a sequence of keys.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Sequence {
    /// It has begun: its keys so far, and what may follow.
    Begun(String, Vec<(String, String)>),
    /// It led nowhere.
    Nowhere(Notice),
}

impl Sequence {
    /// The beginning of one where the verbs of these scopes can be meant.
    pub fn begun(keymap: &Keymap, scopes: &[Scope], begun: Key) -> Self {
        let words = |verb: &Verb| {
            if verb.hint().is_empty() { verb.word().replace(['.', '-'], " ") } else { verb.hint().to_owned() }
        };
        let follows = keymap.follows(scopes, begun);
        Self::Begun(begun.shown(), follows.into_iter().map(|(key, verb)| (key.shown(), words(verb))).collect())
    }

    /// Draws it over the whole of an area of one row.
    pub fn draw(&self, theme: &Theme, area: Rect, buffer: &mut Buffer) {
        let mut row = Row::new(buffer, area, 0);
        self.put(theme, row.skip(1));
    }

    /// As much of it as fits.
    fn put(&self, theme: &Theme, row: &mut Row<'_>) {
        let (begun, hints) = match self {
            Self::Begun(begun, hints) => (begun, hints),
            Self::Nowhere(notice) => return put_notice(notice, theme, row),
        };
        row.put(begun, theme.accent).put(" …", theme.dim).skip(3);
        for (key, words) in fitting(hints.clone(), 0, row.room()) {
            row.put(&key, theme.strong).skip(1).put(&words, theme.dim).skip(3);
        }
    }
}

/// What of the meeting's hints stays where not all have room, the most worth first; those that are not here by their place.
const WORTH: [Action; 8] = [
    Action::JournalElsewhere,
    Action::Help,
    Action::SlotNext,
    Action::Jump,
    Action::Leave,
    Action::Commit,
    Action::Undo,
    Action::ViewNext,
];

/// Cells between two hints, and where they have to be closer.
pub(super) const GAP: usize = 3;
const NARROW_GAP: usize = 2;

/// A hint of what can be done now.
struct Hint {
    /// None: it is for now, before all others.
    action: Option<Action>,
    key: String,
    words: String,
}

/// The hints that are worth most of all that have room together, in their order, and the cells between two. Where not all have,
/// they stand closer; one always stays.
fn most_worth(hints: Vec<Hint>, room: usize) -> (Vec<(String, String)>, usize) {
    let width = |hint: &Hint, gap| crate::text::width(&hint.key) + 1 + crate::text::width(&hint.words) + gap;
    let whole: usize = hints.iter().map(|hint| width(hint, GAP)).sum();
    let gap = if whole <= room + GAP { GAP } else { NARROW_GAP };
    let worth = |hint: &Hint| match hint.action {
        None => 0,
        Some(action) => WORTH.iter().position(|it| *it == action).map_or(WORTH.len(), |at| at) + 1,
    };
    let mut by_worth: Vec<usize> = (0..hints.len()).collect();
    by_worth.sort_by_key(|at| hints.get(*at).map(worth));
    let mut left = room + gap;
    let mut kept = Vec::new();
    for (at, hint) in by_worth.into_iter().filter_map(|at| Some((at, hints.get(at)?))) {
        if kept.is_empty() || width(hint, gap) <= left {
            left = left.saturating_sub(width(hint, gap));
            kept.push(at);
        }
    }
    let shown = hints.into_iter().enumerate().filter(|(at, _)| kept.contains(at));
    (shown.map(|(_, hint)| (hint.key, hint.words)).collect(), gap)
}

/// As many hints as fit: the first are for now, and the `kept` ones at the end are never dropped first. Of two with one
/// kept, the one for now stays.
pub(super) fn fitting(mut hints: Vec<(String, String)>, kept: usize, room: usize) -> Vec<(String, String)> {
    let width = |hints: &[(String, String)]| -> usize {
        hints.iter().map(|(key, words)| crate::text::width(key) + crate::text::width(words) + 4).sum()
    };
    while hints.len() > kept.max(1) && width(&hints) > room + 3 {
        hints.remove(if hints.len() == 2 { 1 } else { hints.len() - 1 - kept });
    }
    hints
}

/// Hints of keys that nobody can bind otherwise, or that are spelled already.
fn fixed(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(key, words)| ((*key).to_owned(), (*words).to_owned())).collect()
}

/// What helps in the pop-up that is open; none where none is.
fn hints_of_popup(model: &Model) -> Option<Vec<(String, String)>> {
    let hints = match model.overlay.as_ref()? {
        Overlay::Pick(picker) if settles(model, picker) => {
            let key = |action| model.keymap.shown(action);
            let (done, drop) = (key(Action::ItemDone), key(Action::ItemDrop));
            let (date, owner) = (key(Action::ItemDue), key(Action::ItemOwner));
            fixed(&[
                ("Enter", say("foot-shows")),
                ("↑ ↓", say("hint-choose")),
                (&done, say("foot-done")),
                (&drop, say("foot-drop")),
                (&date, say("foot-date")),
                (&owner, say("foot-owner")),
                ("Esc", say("hint-leaves")),
            ])
        }
        Overlay::Pick(_) => {
            fixed(&[("Enter", say("foot-takes")), ("↑ ↓", say("hint-choose")), ("Esc", say("hint-leaves"))])
        }
        Overlay::Leave { .. } if model.saved.is_failing() => fixed(&[
            ("s", say("foot-saves-elsewhere")),
            ("c", say("foot-closes")),
            ("l", say("foot-leaves-open")),
            ("Esc", say("foot-stays")),
            ("↑ ↓", say("hint-scroll")),
        ]),
        Overlay::Leave { .. } => fixed(&[
            ("Enter", say("foot-settles-unfinished")),
            ("c", say("foot-closes-and-exports")),
            ("l", say("foot-leaves-open")),
            ("Esc", say("foot-stays")),
            ("↑ ↓", say("hint-scroll")),
        ]),
        Overlay::Search => {
            fixed(&[("Enter", say("foot-shows-there")), ("↑ ↓", say("hint-choose")), ("Esc", say("hint-leaves"))])
        }
        Overlay::CloseOut => {
            let jump = model.keymap.shown(Action::Jump);
            fixed(&[
                ("Enter", say("foot-settles")),
                ("Tab", say("foot-another-way")),
                (&jump, say("foot-shows")),
                ("c", say("foot-closes-and-exports")),
                ("Esc", say("hint-goes-back")),
            ])
        }
        Overlay::Elsewhere { .. } => fixed(&[("Enter", say("foot-goes-on-there")), ("Esc", say("hint-leaves"))]),
        Overlay::StartedAt { .. } => fixed(&[("Enter", say("foot-corrects")), ("Esc", say("hint-leaves"))]),
        Overlay::Ask { .. } => {
            let tab = answer_completion(model).map(|_| ("Tab", say("hint-name")));
            let hints: Vec<_> =
                [("Enter", say("hint-does")), ("Esc", say("hint-leaves"))].into_iter().chain(tab).collect();
            fixed(&hints)
        }
        Overlay::Help { .. } => {
            let again = model.keymap.shown(Action::Help);
            fixed(&[("↑ ↓", say("hint-scroll")), ("Esc", say("hint-leaves")), (&again, say("foot-notation"))])
        }
        Overlay::CatchUp { .. } => {
            fixed(&[("Enter", say("hint-does")), ("Tab", say("foot-another-way")), ("Esc", say("hint-leaves"))])
        }
        Overlay::BigClock => fixed(&[("Esc", say("hint-goes-back"))]),
        Overlay::Report { .. } => fixed(&[("Esc", say("foot-goes-on")), ("↑ ↓", say("hint-scroll"))]),
    };
    Some(hints)
}

/// What helps where no pop-up is open.
fn hints(model: &Model) -> Vec<Hint> {
    let now = |key: &str, words: &str| Hint { action: None, key: key.to_owned(), words: words.to_owned() };
    if model.editing.is_some() {
        return vec![now("Enter", say("foot-keeps")), now("Esc", say("foot-draft-stays"))];
    }
    let scopes: &[Scope] = match (model.selected, &model.read_only) {
        (None, None) if model.review.selected.is_some() => &[Scope::Item],
        (Some(_), None) => &[Scope::Entry],
        _ => &[Scope::Line, Scope::Meeting],
    };
    // What can be done about it is the first thing to say while something is not saved.
    let elsewhere = (Action::JournalElsewhere, say("foot-save-elsewhere"));
    let failing = Some(elsewhere).filter(|_| model.saved.is_failing() && model.read_only.is_none());
    let verbs = scopes.iter().flat_map(|scope| VERBS.iter().filter(move |verb| verb.scope == *scope));
    let shown = verbs.filter(|verb| !verb.hint().is_empty() && (model.read_only.is_none() || !verb.changes));
    let words = |action, words| match (action, &model.read_only) {
        (Action::Leave, Some(_)) => say("foot-leave"),
        (Action::SlotNext, None) if model.paused_elsewhere().is_some() => say("foot-goes-on"),
        (Action::SlotNext, None) if model.meeting().current().is_none() => say("foot-starts-slot"),
        _ => words,
    };
    // Unless the user has another use for that letter.
    let is_free = || "i".parse().is_ok_and(|i| scopes.iter().all(|scope| model.keymap.command(*scope, i).is_none()));
    let types = (model.takes_commands() && is_free()).then(|| now("i", say("foot-types")));
    let verbs = failing
        .into_iter()
        .chain(shown.map(|verb| (verb.action, words(verb.action, verb.hint()))))
        .map(|(action, words)| Hint { action: Some(action), ..now(&model.keymap.shown(action), words) })
        .filter(|hint| !hint.key.is_empty());
    types.into_iter().chain(verbs).collect()
}

/// Whether the chosen row of a list is an action item, which can be settled there.
fn settles(model: &Model, picker: &Picker<Choice>) -> bool {
    model.read_only.is_none() && matches!(picker.choice(), Some(Choice::Show(_) | Choice::ShowCarried(_)))
}

pub(super) fn rule(pane: Pane, model: &Model, theme: &Theme, area: Rect, buffer: &mut Buffer) {
    if pane == Pane::Divider {
        for y in 0..area.height {
            Row::new(buffer, area, y).put("│", theme.dim);
        }
        return;
    }
    Row::new(buffer, area, 0).fill("─", theme.dim);
    let divider = model.layout().agenda;
    if !divider.is_empty() {
        let sign = if pane == Pane::UpperRule { "┬" } else { "┴" };
        let joint = Rect { x: divider.right(), width: 1, ..area };
        Row::new(buffer, joint, 0).put(sign, theme.dim);
    }
}
