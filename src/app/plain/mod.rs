//! A meeting line by line: every line that is typed is answered in words, without a screen, a colour or a key.
//!
//! For screen readers, braille, dumb terminals and scripts. It is the meeting screen's own model that a line goes to, by the same
//! paths as Enter and the palette, so that the journal holds the same; only what a screen would show is said. Not here: reading
//! lines and printing answers (see `shell`).

mod answer;
mod command;
mod dialogue;
mod found;
mod list;
mod spoken;
mod words;

use self::answer::Before;
use super::overlay::{Overlay, sentence};
use super::update::{commit_line, kept_line, key};
use super::{Effect, Keymap, Line, Model, Notice, Preview, ReadOnly, Tone, add_lines};
use crate::meeting::search::Hit;
use crate::meeting::{DraftKey, EntryId};
use crate::text;
use crate::words::say;

/// What is said before a line is typed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Prompt {
    /// Where one is: `Middleware status, 13 of 45 min > `.
    #[default]
    Full,
    /// That a line can be typed: `> `.
    Short,
    /// Nothing.
    None,
}

impl Prompt {
    /// The names of all.
    pub const NAMES: [&str; 3] = ["full", "short", "none"];

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "full" => Some(Self::Full),
            "short" => Some(Self::Short),
            "none" => Some(Self::None),
            _ => None,
        }
    }
}

/// What stands between a plain meeting's lines.
#[derive(Debug, Default)]
pub struct Plain {
    prompt: Prompt,
    /// What came meanwhile, to be said before the next line is typed.
    news: Vec<String>,
    /// Lines of a paste that has not ended.
    pasted: Option<String>,
    /// The line that a meeting closed by another scribe did not take: the same once more opens it again.
    held_back: Option<String>,
    /// The line that was added last: what is done to a line is done to it where none is named.
    last: Option<EntryId>,
    /// Something was looked for, and what was found is still to be said.
    looks: bool,
    /// What was found last, as it was said.
    hits: Vec<Hit>,
    /// It was said that something is not saved.
    alarmed: bool,
    /// It was said that the program which held the meeting has ended.
    told_of_end: bool,
}

/// What a line came to.
#[derive(Debug, Default)]
pub struct Reply {
    /// What is to be done, before anything is said.
    pub effects: Vec<Effect>,
    /// What is to be said, a line each; text from outside may be in it.
    pub lines: Vec<String>,
    /// What was typed was not taken.
    pub refused: bool,
}

impl Reply {
    fn say(&mut self, words: impl Into<String>) {
        self.lines.push(words.into());
    }

    /// The meeting is left with it.
    fn ends(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect, Effect::Quit(_) | Effect::TakeOver))
    }

    fn refuse(&mut self, words: impl Into<String>) {
        self.refused = true;
        self.say(words);
    }
}

/// Columns and rows of the screen that nobody sees: nothing is refused for want of room.
const UNSEEN: (u16, u16) = (200, 100);

impl Plain {
    /// From now on this is said before each line.
    pub fn ask_with(&mut self, prompt: Prompt) {
        self.prompt = prompt;
    }

    /// A meeting is taken with this prompt.
    pub fn new(prompt: Prompt) -> Self {
        Self { prompt, ..Self::default() }
    }

    /// Makes the model one without a screen and says what is to be known before the first line; `at_length`: to somebody who is
    /// not a script.
    pub fn begin(&mut self, model: &mut Model, at_length: bool) -> Vec<String> {
        model.size = UNSEEN;
        model.keymap = Keymap::in_words();
        let mut lines = Vec::new();
        if at_length {
            let (meeting, slots) = (model.meeting(), model.meeting().slots().count());
            lines.push(say!(
                "plain-title",
                meeting = meeting.head.title.as_str(),
                slots = say!("plain-slots", count = slots)
            ));
            lines.push(say("plain-begin").to_owned());
        }
        if let Some(Overlay::Report { title, lines: report, .. }) = model.overlay.take() {
            lines.push(title);
            lines.extend(report);
        }
        let slot_of = |key: DraftKey| model.meeting().title_of(Some(key.slot));
        let drafts = model.drafts();
        let half_typed: Vec<String> =
            drafts.map(|(key, line)| say!("plain-half-typed-in", slot = slot_of(key), text = line.text())).collect();
        if !half_typed.is_empty() {
            lines.extend(half_typed);
            lines.push(say("plain-half-typed-ways").to_owned());
        }
        if let Some(why) = &model.read_only {
            lines.push(sentence(&why.refusal(&model.keymap)));
            lines.extend(at_length.then(|| why.headline().replace(" · ", ", ")));
        }
        lines
    }

    /// A line was typed, without its end.
    pub fn take(&mut self, model: &mut Model, line: &str) -> Reply {
        let mut reply = Reply::default();
        if self.pasted.is_some() {
            self.take_pasted(model, line, &mut reply);
            return reply;
        }
        model.notice = None;
        let before = Before::of(model);
        if dialogue::is_open(model) && dialogue::answer(model, line, &mut reply) {
            self.conclude(model, &before, None, &mut reply);
            return reply;
        }
        let preview = if line.trim().is_empty() {
            self.take_nothing(model, &mut reply)
        } else if let Some(command) = command::of(model, line) {
            self.held_back = None;
            self.obey(model, command, &mut reply)
        } else {
            Some(self.enter(model, line, &mut reply))
        };
        self.conclude(model, &before, preview, &mut reply);
        reply
    }

    /// A line that is no command, as Enter takes it; what was foretold of it.
    fn enter(&mut self, model: &mut Model, line: &str, reply: &mut Reply) -> Preview {
        // As a key that types does.
        (model.selected, model.review.selected) = (None, None);
        let (depth, said) = if model.is_verbatim() { (0, line) } else { depth_of(line) };
        if said.len() >= super::update::LINE_LIMIT && model.read_only.is_none() {
            reply.effects.extend(add_lines(model, said));
            return Preview::default();
        }
        let kept = HalfTyped::take(model);
        model.asked_to_reopen &= self.held_back.as_deref() == Some(line);
        let safe = text::one_line_for_terminal(said);
        model.line = Line::new(&safe, depth);
        model.completion = None;
        let preview = model.preview_of(&model.line_read());
        commit_line(model, &mut reply.effects);
        self.held_back = model.asked_to_reopen.then(|| line.to_owned());
        if !model.line.is_empty() && model.editing.is_none() {
            // It was not taken, and nobody sees it standing there.
            model.line = Line::default();
        }
        kept.give_back(model, reply);
        preview
    }

    /// Enter alone: it takes over from a program that has ended, and adds the line that a closed meeting held back.
    fn take_nothing(&mut self, model: &mut Model, reply: &mut Reply) -> Option<Preview> {
        if model.read_only.as_ref().is_some_and(ReadOnly::gives_way) {
            reply.effects.push(Effect::TakeOver);
            return None;
        }
        let line = self.held_back.clone()?;
        Some(self.enter(model, &line, reply))
    }

    fn take_pasted(&mut self, model: &mut Model, line: &str, reply: &mut Reply) {
        if line.trim() != "." {
            if let Some(pasted) = &mut self.pasted {
                pasted.extend([line, "\n"]);
            }
            return;
        }
        let pasted = self.pasted.take().unwrap_or_default();
        if pasted.trim().is_empty() {
            return reply.say(say("plain-nothing-pasted"));
        }
        model.notice = None;
        let before = Before::of(model);
        let kept = HalfTyped::take(model);
        reply.effects.extend(add_lines(model, &pasted));
        kept.give_back(model, reply);
        self.conclude(model, &before, None, reply);
    }

    /// Ctrl-C: asks as the screen does.
    pub fn ask_to_leave(&mut self, model: &mut Model) -> Reply {
        let mut reply = Reply::default();
        self.pasted = None;
        reply.effects = key(model, "ctrl-q");
        dialogue::present(model, &mut reply);
        reply
    }

    /// There are no more lines: the meeting stays open. While something is not saved it says so first, unless it is for good.
    pub fn end(&mut self, model: &mut Model, for_good: bool) -> Reply {
        let mut reply = Reply::default();
        if self.pasted.is_some() {
            self.take_pasted(model, ".", &mut reply);
        }
        if !matches!(model.overlay, Some(Overlay::Leave { .. })) {
            reply.effects.extend(key(model, "ctrl-q"));
        }
        for _ in 0..if for_good { 2 } else { 1 } {
            if !reply.ends() {
                reply.effects.extend(key(model, "l"));
            }
        }
        if !reply.ends() {
            dialogue::present(model, &mut reply);
        }
        reply
    }

    /// Takes note of what the model has to say that no line asked for.
    pub fn hear(&mut self, model: &mut Model) {
        if let Some(Notice { text, .. }) = model.notice.take() {
            let said = spoken::spoken(&text);
            if !self.news.contains(&said) {
                self.news.push(said);
            }
        }
    }

    /// What cannot wait for the next line: that something is not saved, or that one can write now.
    pub fn alarm(&mut self, model: &Model) -> Option<String> {
        let gone = model.read_only.as_ref().filter(|why| matches!(why, ReadOnly::Held { gone: true, .. }));
        if gone.is_some() != std::mem::replace(&mut self.told_of_end, gone.is_some())
            && let Some(gone) = gone
        {
            return Some(sentence(&gone.refusal(&model.keymap)));
        }
        let failing = model.saved.is_failing();
        match (std::mem::replace(&mut self.alarmed, failing), failing) {
            (false, true) => {
                let elsewhere = model.keymap.shown(super::Action::JournalElsewhere);
                Some(say!("plain-elsewhere", what = list::saved_in_words(&model.saved), key = elsewhere))
            }
            (true, false) => {
                self.news.push(say("plain-saved-again").to_owned());
                None
            }
            _ => None,
        }
    }

    /// What came meanwhile.
    pub fn news(&mut self) -> Vec<String> {
        std::mem::take(&mut self.news)
    }

    /// What is said before a line is typed, with a blank behind it; may be empty.
    pub fn prompt(&self, model: &Model) -> String {
        let asks = if self.pasted.is_some() { Some(say("plain-asks-paste").to_owned()) } else { dialogue::asks(model) };
        let before = |words: &str| format!("{words}, ");
        let danger = if model.saved.is_failing() { before(say("plain-prompt-unsaved")) } else { String::new() };
        match (self.prompt, asks) {
            (Prompt::None, _) => String::new(),
            (Prompt::Short, asks) => format!("{danger}{} ", asks.map_or_else(|| ">".to_owned(), |asks| asks + " >")),
            (Prompt::Full, Some(asks)) => format!("{danger}{asks} > "),
            (Prompt::Full, None) => {
                let only = match (&model.read_only, model.meeting().closed) {
                    (Some(_), _) => before(say("plain-prompt-read-only")),
                    (None, Some(_)) => before(say("plain-prompt-closed")),
                    (None, None) => String::new(),
                };
                let verbatim =
                    if model.is_verbatim() { format!(", {}", say("plain-prompt-verbatim")) } else { String::new() };
                format!("{danger}{only}{}{verbatim} > ", spoken::place(model))
            }
        }
    }

    /// Says what came of it.
    fn conclude(&mut self, model: &mut Model, before: &Before, preview: Option<Preview>, reply: &mut Reply) {
        answer::answer(self, model, before, preview, reply);
        if !reply.ends() {
            dialogue::present(model, reply);
        }
    }
}

/// The line that was half typed where one is: it stays half typed, whatever is entered beside it.
struct HalfTyped(Option<(DraftKey, Line)>);

impl HalfTyped {
    fn take(model: &mut Model) -> Self {
        let here = !model.line.is_empty() && model.editing.is_none();
        Self(here.then(|| (model.line_key(), std::mem::take(&mut model.line))))
    }

    fn give_back(self, model: &mut Model, reply: &mut Reply) {
        let Some((key, line)) = self.0 else { return };
        let key = model.place_of_line(key);
        if key == model.line_key() && model.line.is_empty() {
            model.line = line;
            model.read_line();
        } else {
            model.join_aside(key, line);
        }
        reply.effects.extend(kept_line(model, key));
    }
}

/// How deep a line is to stand, and the line: a hyphen for each level, two blanks or a tab too.
fn depth_of(line: &str) -> (u16, &str) {
    let said = line.trim_start();
    let blanks = line.get(..line.len() - said.len()).unwrap_or_default();
    let columns: usize = blanks.chars().map(|blank| if blank == '\t' { 2 } else { 1 }).sum();
    let rest = said.trim_start_matches('-');
    let hyphens = said.len() - rest.len();
    let marks = hyphens > 0 && rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
    let (levels, said) = if marks { (columns / 2 + hyphens, rest.trim_start()) } else { (columns / 2, said) };
    (u16::try_from(levels).unwrap_or(u16::MAX), said)
}

/// Whether it could not be done.
fn is_refusal(notice: Option<&Notice>) -> bool {
    notice.is_some_and(|notice| notice.tone == Tone::Refused)
}

#[cfg(test)]
mod tests;
