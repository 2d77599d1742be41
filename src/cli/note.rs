//! `minutebook note`: a line added to a running meeting from another terminal or a script.
//!
//! It writes as a hand of its own, one for all scripts of a machine, so that an open screen is never in the way and shows
//! the line as it shows another scribe's. What the line means is found out by the screen's own state machine: what it would
//! do there it does here, and what needs a screen is refused with nothing done. Not here: the meaning of a line.

use std::io::Read;
use std::path::PathBuf;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use serde_json::{Value, json};

use super::machine::Machine;
use super::output::{raw, say, warn};
use super::session::{Hand, NOBODY, Session};
use super::{Context, Failure, elsewhere, folder_of};
use crate::app::outline::short_date;
use crate::app::{Effect, Model, Msg, ReadOnly, Tone, look_at, update};
use crate::archive;
use crate::meeting::{Act, Entry, Event, Meeting, Slot, SlotId};

/// What was asked on the command line.
pub(super) struct Asked<'a> {
    pub(super) meeting: Option<&'a str>,
    pub(super) slot: Option<&'a str>,
    /// In whose name, where it is not the user's.
    pub(super) by: Option<&'a str>,
    pub(super) json: bool,
    pub(super) words: &'a [String],
}

pub(super) fn run(context: &Context, asked: &Asked<'_>) -> Result<(), Failure> {
    let text = text_of(asked.words)?;
    let folder = match asked.meeting {
        Some(name) => folder_of(context, Some(name))?,
        None => newest_open(context)?,
    };
    let folder = where_it_goes_on(folder);
    // Before anything is made in the folder: whether the line has a place at all.
    let loaded = archive::load(&folder).map_err(|error| Failure::new(error.to_string()))?;
    let meeting = loaded.ledger(NOBODY).meeting;
    is_open(&meeting)?;
    let slot = asked.slot.map(|wanted| slot_called(&meeting, wanted)).transpose()?;
    let _turn = archive::hold_turn(&folder)
        .map_err(|error| Failure::new(format!("cannot wait for a turn to write in {}: {error}", folder.display())))?;
    let session = Session::resume_by(context, &folder, &Machine::scripts(asked.by))?;
    let Session { ledger, hand, reports, .. } = session;
    let mut journal = match hand {
        Hand::Writing(journal) => journal,
        Hand::Reading { why, .. } => return Err(unwritable(&why)),
    };
    for report in &reports {
        warn(report);
    }
    is_open(&ledger.meeting)?;
    let (writer, now) = (ledger.writer(), context.clock.now(ledger.meeting.zone));
    let model = Model::new(ledger, writer, now, Vec::new());
    let mut model = model.ok_or_else(|| Failure::new("this meeting has no slots"))?;
    if let Some(slot) = slot {
        look_at(&mut model, slot);
    }
    let acts = take(&mut model, &text)?;
    for act in &acts {
        journal.append(act);
    }
    journal.close().map_err(|lost| Failure::new(format!("NOT SAVED in {}: {}", folder.display(), lost.why)))?;
    tell(&model, &acts, asked.json)
}

fn unwritable(why: &ReadOnly) -> Failure {
    match why {
        ReadOnly::Damaged { place } => Failure::new(format!("the meeting's journal is damaged: {place}"))
            .hint("`minutebook repair` writes a sound journal"),
        ReadOnly::Held { by, .. } => Failure::new(format!("another script writes for longer than it should: {by}")),
        ReadOnly::AsOf { .. } => Failure::new("this meeting is only for reading"),
    }
}

/// Options among the words of the text: `--json` at its end counts, another there or an unknown one before it is a slip
/// that is not to stand in the minutes.
pub(super) fn options_in(words: &mut Vec<String>) -> Result<bool, Failure> {
    if std::env::args_os().any(|argument| argument == "--") {
        return Ok(false);
    }
    let json = words.len() > 1 && words.pop_if(|word| word == "--json").is_some();
    let is_option = |word: &str| word.strip_prefix("--").is_some_and(|name| name.starts_with(char::is_alphabetic));
    let ours = |word: &str| ["--meeting", "--slot", "--as", "--json", "--data-dir"].contains(&word);
    let slip =
        words.iter().enumerate().find(|(at, word)| ours(word) || *at == 0 && is_option(word) && !word.contains(' '));
    match slip {
        None => Ok(json),
        Some((_, word)) => Err(Failure::new(format!("`{word}` stands where the text is"))
            .hint("options come before the text; after ` -- ` everything is text")
            .wrong_use()),
    }
}

/// The line as it was given; of `-`, all of standard input.
fn text_of(words: &[String]) -> Result<String, Failure> {
    let text = if words == ["-"] { lines_of_stdin()? } else { words.join(" ") };
    if text.trim().is_empty() {
        return Err(Failure::new("there is nothing to note")
            .hint("give it a text, or `-` and lines on stdin")
            .wrong_use());
    }
    Ok(text)
}

fn lines_of_stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|error| Failure::new(format!("stdin: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
}

/// The meeting that is in progress; of several, the one in which something last happened.
fn newest_open(context: &Context) -> Result<PathBuf, Failure> {
    let open = archive::list(&context.folder).into_iter().find(|it| it.closed.is_none() && it.last.is_some());
    open.map(|it| it.folder).ok_or_else(|| {
        Failure::new("no meeting is in progress")
            .hint("`minutebook open AGENDA` starts one, `--meeting MEETING` names another")
    })
}

/// The folder in which the meeting is written by now: the disk of this one may have failed.
fn where_it_goes_on(folder: PathBuf) -> PathBuf {
    let hands = archive::hands(&folder).unwrap_or_default();
    hands.iter().find_map(|hand| elsewhere::moved(&folder, hand.writer)).unwrap_or(folder)
}

fn is_open(meeting: &Meeting) -> Result<(), Failure> {
    if meeting.closed.is_none() {
        return Ok(());
    }
    let hint = format!("`minutebook open {}` opens it again", meeting.slug);
    Err(Failure::new(format!("{} is closed", meeting.head.title)).hint(hint))
}

/// The slot that is called so: by its number in the meeting or a part of its title that no other has.
fn slot_called(meeting: &Meeting, wanted: &str) -> Result<SlotId, Failure> {
    let folded = wanted.trim().to_lowercase();
    let title = |slot: &&Slot| slot.plan.title.trim().to_lowercase();
    let number = folded.parse::<usize>().ok().and_then(|number| number.checked_sub(1));
    let numbered = number.and_then(|at| meeting.slots().nth(at));
    let whole: Vec<&Slot> = meeting.slots().filter(|slot| title(slot) == folded).collect();
    let parts: Vec<&Slot> =
        meeting.slots().filter(|slot| !folded.is_empty() && title(slot).contains(&folded)).collect();
    match (whole.as_slice(), numbered.as_slice(), parts.as_slice()) {
        ([only], ..) | ([], [only], _) | ([], [], [only]) => Ok(only.id),
        (_, _, []) => {
            let likeness = |slot: &&Slot| title(slot).split(' ').map(|word| like(word, &folded)).max();
            let mut near: Vec<&Slot> = meeting.slots().collect();
            near.sort_by_key(|slot| std::cmp::Reverse(likeness(slot).max(Some(like(&title(slot), &folded)))));
            near.truncate(3);
            Err(Failure::new(format!("no slot is called `{wanted}`")).hint(listed(meeting, &near)))
        }
        (_, _, several) => {
            Err(Failure::new(format!("`{wanted}` fits {} slots", several.len())).hint(listed(meeting, several)))
        }
    }
}

/// How much two words are alike, in thousandths.
fn like(word: &str, other: &str) -> u32 {
    (strsim::jaro_winkler(word, other) * 1000.0) as u32
}

/// Slots to choose from, each with the number that is its name too.
fn listed(meeting: &Meeting, slots: &[&Slot]) -> String {
    let numbered = meeting.slots().zip(1..).filter(|(slot, _)| slots.iter().any(|one| one.id == slot.id));
    let numbered: Vec<String> = numbered.map(|(slot, number)| format!("{number} {}", slot.plan.title)).collect();
    format!("there are: {}", numbered.join(", "))
}

/// Does what the screen does with the text, and hands over what is to be written; an error where it would come to nothing
/// there or needs somebody who looks on.
fn take(model: &mut Model, text: &str) -> Result<Vec<Act>, Failure> {
    let mut effects = update(model, Msg::Paste(text.to_owned()));
    if !model.line.is_empty() {
        // A single line is not pasted but typed.
        effects.extend(update(model, Msg::Key(KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE))));
    }
    let mut acts = Vec::new();
    let mut leaves = model.overlay.is_some();
    for effect in effects {
        match effect {
            Effect::Append(act) => acts.push(act),
            Effect::KeepDraft(_) | Effect::Bell => {}
            Effect::GoElsewhere(_) | Effect::TakeOver | Effect::Quit(_) => leaves = true,
        }
    }
    if leaves {
        return Err(Failure::new(format!("`{text}` needs a screen")).hint("type it where the meeting is open"));
    }
    let said = model.notice.as_ref();
    if acts.is_empty() && said.is_none_or(|notice| notice.tone != Tone::Done) {
        let why = said.map_or_else(|| format!("nothing came of `{text}`"), |notice| notice.text.clone());
        return Err(Failure::new(why).hint(r"a leading backslash makes any line a note: \ and then the line"));
    }
    Ok(acts)
}

/// Says what the text became.
fn tell(model: &Model, acts: &[Act], as_json: bool) -> Result<(), Failure> {
    if !model.strangers.is_empty() {
        warn(&format!("not on the roster: {}", model.strangers.join(", ")));
    }
    let added = acts.iter().flat_map(|act| &act.events).filter_map(|event| match event {
        Event::EntryAdded { entry, .. } => model.meeting().place_of(*entry),
        _ => None,
    });
    let added: Vec<(&Slot, &Entry)> = added.map(|(slot, index)| (slot, &slot.entries[index])).collect();
    match (added.as_slice(), &model.notice) {
        ([], Some(notice)) if as_json => raw(format!("{}\n", json!({ "done": notice.text })).as_bytes()),
        ([], Some(notice)) => say(&notice.text),
        (added, _) if as_json => {
            added.iter().try_for_each(|(slot, entry)| raw(format!("{}\n", for_machines(model, slot, entry)).as_bytes()))
        }
        (added, _) => added.iter().try_for_each(|(slot, entry)| say(&in_short(slot, entry))),
    }
}

/// `action 24 · Jim Bosch · due Fri 29 Nov · in Release plan`.
fn in_short(slot: &Slot, entry: &Entry) -> String {
    let mut parts = vec![entry.kind.word().to_owned()];
    if let Some(item) = entry.as_action() {
        parts = vec![format!("{} {}", entry.kind.word(), item.number)];
        parts.extend((!item.owners.is_empty()).then(|| item.owners.join(", ")));
        parts.extend(item.due.map(|due| format!("due {}", short_date(due))));
    }
    parts.push(format!("in {}", slot.plan.title));
    parts.join(" · ")
}

/// An entry with the fields that `minutebook parse` has, and where it stands.
fn for_machines(model: &Model, slot: &Slot, entry: &Entry) -> Value {
    let mut object = json!({ "entry": entry.id.to_string(), "slot": slot.plan.title, "kind": entry.kind.word(),
        "text": entry.text, "tickets": entry.tickets });
    let mut add = |field: &str, value: Value| {
        if !value.is_null() {
            object[field] = value;
        }
    };
    if let Some(item) = entry.as_action() {
        let unknown: Vec<&String> = item.owners.iter().filter(|owner| model.strangers.contains(owner)).collect();
        add("number", json!(item.number));
        add("owners", json!(item.owners));
        add("unknown", json!(unknown));
        add("due", json!(item.due));
        add("priority", json!(item.priority));
    }
    add("speaker", json!(entry.speaker));
    add("link", json!(entry.link));
    object
}
