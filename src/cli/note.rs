//! `minutebook note`: a line added to a running meeting from another terminal or a script.
//!
//! It writes as a hand of its own, one for all scripts of a machine, so that an open screen is never in the way and shows
//! the line as it shows another scribe's. What the line means is found out by the screen's own state machine: what it would
//! do there it does here, and what needs a screen is refused with nothing done. Not here: the meaning of a line.

use std::cmp::Reverse;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::machine::Machine;
use super::output::{raw, say, warn};
use super::parse::object;
use super::session::{Hand, NOBODY, Session};
use super::{Context, Failure, elsewhere, folder_of};
use crate::app::outline::short_date;
use crate::app::{Effect, Model, ReadOnly, Tone, add_lines, enter_line, look_at, number_of, slot_named};
use crate::archive;
use crate::meeting::{Act, Day, Entry, Event, Ledger, Meeting, Slot, WriterId};
use crate::minutes::safe_json;
use crate::notation::{Line, LineKind, Order, print};

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
    let mut read = None;
    let written = write_in_turn(context, &folder, &Machine::scripts(asked.by), &mut |model| {
        look_at_asked(model, asked.slot)?;
        read = matches!(text, Text::Line(_)).then(|| model.parse(text.as_str()));
        take(model, &text)
    })?;
    for report in &written.reports {
        warn(report);
    }
    tell(&written.model, &written.acts, (text.as_str(), read.as_ref()), asked.json)
}

/// What was written beside an open screen.
pub(super) struct Written {
    /// The screen's state behind it.
    pub(super) model: Model,
    pub(super) acts: Vec<Act>,
    /// What the journals had to say.
    pub(super) reports: Vec<String>,
}

/// Has a screen's state do something in the meeting of a folder and writes what comes of it, as a hand of its own that takes
/// its turn. The slot on that screen is the one whose clock runs, else the one held last, else the first. It is all on the
/// disk when this returns; what `does` refuses leaves nothing behind in the folder.
pub(super) fn write_in_turn(
    context: &Context,
    folder: &Path,
    here: &Machine,
    does: &mut dyn FnMut(&mut Model) -> Result<Vec<Act>, Failure>,
) -> Result<Written, Failure> {
    let mut after = None;
    let (acts, reports) = append_in_turn(context, folder, here, &mut |ledger, writer| {
        let mut model = model(context, ledger, writer)?;
        let acts = does(&mut model)?;
        after = Some(model);
        Ok(acts)
    })?;
    let model = after.ok_or_else(|| Failure::new("nothing came of it"))?;
    Ok(Written { model, acts, reports })
}

/// What is done to a meeting: from how it stands and who writes, the acts.
pub(super) type Deed<'d> = dyn FnMut(Ledger, WriterId) -> Result<Vec<Act>, Failure> + 'd;

/// Writes what `does` makes of the meeting of a folder, as a hand of its own that takes its turn. It is all on the disk when this
/// returns; what `does` refuses leaves nothing behind in the folder, so it is asked twice: first by what can be read. Hands over the acts
/// and what the journals had to say.
pub(super) fn append_in_turn(
    context: &Context,
    folder: &Path,
    here: &Machine,
    does: &mut Deed<'_>,
) -> Result<(Vec<Act>, Vec<String>), Failure> {
    let folder = where_it_goes_on(folder.to_owned());
    let loaded = archive::load(&folder).map_err(|error| Failure::new(error.to_string()))?;
    let own = loaded.machines.iter().find(|(_, origin)| here.began(Some(origin)));
    let own = own.map_or(NOBODY, |(writer, _)| *writer);
    does(loaded.ledger(own), own)?;
    let _turn = archive::hold_turn(&folder)
        .map_err(|error| Failure::new(format!("cannot wait for a turn to write in {}: {error}", folder.display())))?;
    let session = Session::resume_by(context, &folder, here)?;
    let Session { ledger, hand, reports, .. } = session;
    let mut journal = match hand {
        Hand::Writing(journal) => journal,
        Hand::Reading { why, .. } => return Err(unwritable(&why)),
    };
    let writer = ledger.writer();
    let acts = does(ledger, writer)?;
    for act in &acts {
        journal.append(act);
    }
    journal.close().map_err(|lost| Failure::new(format!("NOT SAVED in {}: {}", folder.display(), lost.why)))?;
    Ok((acts, reports))
}

/// The screen's state for the meeting.
fn model(context: &Context, ledger: Ledger, writer: WriterId) -> Result<Model, Failure> {
    is_open(&ledger.meeting)?;
    let now = context.clock.now(ledger.meeting.zone);
    Model::new(ledger, writer, now, Vec::new()).ok_or_else(|| Failure::new("this meeting has no slots"))
}

/// Brings the slot on the screen that was asked for.
pub(super) fn look_at_asked(model: &mut Model, slot: Option<&str>) -> Result<(), Failure> {
    if let Some(wanted) = slot {
        let slot = slot_named(model.meeting(), model.viewed, wanted)
            .map_err(|why| Failure::new(why).hint(near(model.meeting(), wanted)))?;
        look_at(model, slot);
    }
    Ok(())
}

fn unwritable(why: &ReadOnly) -> Failure {
    match why {
        ReadOnly::Damaged { place } => Failure::new(format!("the meeting's journal is damaged: {place}"))
            .hint("`minutebook repair` writes a sound journal"),
        ReadOnly::Held { by, .. } => Failure::new(format!("another script writes for longer than it should: {by}")),
        ReadOnly::AsOf { .. } | ReadOnly::LookedAt { .. } => Failure::new("this meeting is only for reading"),
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

/// What is to be noted.
enum Text {
    /// A line as it would be typed.
    Line(String),
    /// Lines as they would be pasted: none of them is a command.
    Lines(String),
}

impl Text {
    fn as_str(&self) -> &str {
        let (Self::Line(text) | Self::Lines(text)) = self;
        text
    }
}

/// The line as it was given; of `-`, all of standard input.
fn text_of(words: &[String]) -> Result<Text, Failure> {
    let text = if words == ["-"] { Text::Lines(lines_of_stdin()?) } else { one_or_several(words.join(" ")) };
    if text.as_str().trim().is_empty() {
        return Err(Failure::new("there is nothing to note")
            .hint("give it a text, or `-` and lines on stdin")
            .wrong_use());
    }
    Ok(text)
}

fn one_or_several(text: String) -> Text {
    if text.trim().contains(['\n', '\r', '\u{2028}', '\u{2029}']) { Text::Lines(text) } else { Text::Line(text) }
}

fn lines_of_stdin() -> Result<String, Failure> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|error| Failure::new(format!("stdin: {error}")))?;
    Ok(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
}

/// The meeting that is in progress; of several, the one that was last held.
pub(super) fn newest_open(context: &Context) -> Result<PathBuf, Failure> {
    let open =
        archive::list(&context.folder).into_iter().find(|it| it.closed.is_none() && it.last.is_some() && !it.archived);
    open.map(|it| it.folder).ok_or_else(|| {
        Failure::new("no meeting is in progress")
            .hint("`minutebook open AGENDA` starts one, `--meeting MEETING` names another")
    })
}

/// The folder in which the meeting is written by now: the disk of this one may have failed.
pub(super) fn where_it_goes_on(folder: PathBuf) -> PathBuf {
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

/// The slots whose titles are most like what was asked for, with their numbers.
pub(super) fn near(meeting: &Meeting, wanted: &str) -> String {
    let wanted = wanted.to_lowercase();
    let likeness = |slot: &Slot| {
        let title = slot.plan.title.to_lowercase();
        let like = |word: &str| (strsim::jaro_winkler(word, &wanted) * 1000.0) as u32;
        title.split(' ').map(like).max().max(Some(like(&title)))
    };
    let days = meeting.days.iter();
    let mut slots: Vec<(&Day, &Slot)> = days.flat_map(|day| day.slots.iter().map(move |slot| (day, slot))).collect();
    slots.sort_by_key(|(_, slot)| Reverse(likeness(slot)));
    let named = |(day, slot): &(&Day, &Slot)| match number_of(day, slot.id) {
        Some(number) => format!("{number} {}", slot.plan.title),
        None => slot.plan.title.clone(),
    };
    let named: Vec<String> = slots.iter().take(3).map(named).collect();
    format!("there are: {}", named.join(", "))
}

/// Does what the screen does with the text, and hands over what is to be written; an error where it would come to nothing
/// there or needs somebody who looks on.
fn take(model: &mut Model, text: &Text) -> Result<Vec<Act>, Failure> {
    let effects = match text {
        Text::Lines(lines) => add_lines(model, lines),
        Text::Line(line) => enter_line(model, line),
    };
    let acts = acts_of(model, effects).ok_or_else(|| {
        Failure::new(format!("`{}` needs a screen", text.as_str())).hint("type it where the meeting is open")
    })?;
    // Who waits was said, or what was ordered is so already.
    let said = model.notice.as_ref().is_some_and(|notice| notice.tone == Tone::Done);
    let orders = |line: &str| !matches!(model.parse(line).order, None | Some(Order::Verb { .. }));
    let answered = matches!(text, Text::Line(line) if said && orders(line));
    if acts.is_empty() && !answered {
        let why = model
            .notice
            .as_ref()
            .map_or_else(|| format!("nothing came of `{}`", text.as_str()), |notice| notice.text.clone());
        return Err(Failure::new(why).hint(r"with a leading backslash any line is a note: \s/old/new/"));
    }
    Ok(acts)
}

/// The acts among what a screen wants; none where it wants somebody who looks on.
pub(super) fn acts_of(model: &Model, effects: Vec<Effect>) -> Option<Vec<Act>> {
    let mut acts = Vec::new();
    for effect in effects {
        match effect {
            Effect::Append(act) => acts.push(act),
            Effect::KeepDraft(_) | Effect::Bell | Effect::Dress | Effect::Tell(_) | Effect::LookForFiles(_) => {}
            _ => return None,
        }
    }
    model.overlay.is_none().then_some(acts)
}

/// Says what the text became; `read` is its meaning where it was a line.
fn tell(model: &Model, acts: &[Act], (text, read): (&str, Option<&Line>), as_json: bool) -> Result<(), Failure> {
    if !model.strangers.is_empty() {
        warn(&format!("not on the roster: {}", model.strangers.join(", ")));
    }
    let corrects = read.is_some_and(|read| read.kind == LineKind::Correction);
    let touched = acts.iter().flat_map(|act| &act.events).filter_map(|event| match event {
        Event::EntryAdded { entry, .. } => model.meeting().place_of(*entry),
        Event::EntryChanged { entry, .. } if corrects => model.meeting().place_of(*entry),
        _ => None,
    });
    let touched: Vec<(&Slot, &Entry)> = touched.map(|(slot, index)| (slot, &slot.entries[index])).collect();
    if as_json {
        return match read {
            Some(read) => machine_line(&for_machines(model, text, read, &touched)?),
            None => touched.iter().try_for_each(|one| {
                let line = print(&one.1.content(), &model.context());
                machine_line(&for_machines(model, &line, &model.parse(&line), std::slice::from_ref(one))?)
            }),
        };
    }
    match (touched.as_slice(), &model.notice) {
        ([], Some(notice)) => say(&notice.text),
        // A slot that was taken up or paused is on the screen instead of in words.
        ([], None) => say(&running(model)),
        (touched, _) => touched.iter().try_for_each(|(slot, entry)| say(&in_short(slot, entry, corrects))),
    }
}

/// Which clock runs now.
fn running(model: &Model) -> String {
    model.current().map_or_else(|| "no clock runs".to_owned(), |slot| format!("now: {}", slot.plan.title))
}

/// `action 24 · Jim Bosch · due Fri 29 Nov · in Release plan`; a correction shows the text.
fn in_short(slot: &Slot, entry: &Entry, with_text: bool) -> String {
    let mut parts = vec![entry.kind.word().to_owned()];
    if let Some(item) = entry.as_action() {
        parts = vec![format!("{} {}", entry.kind.word(), item.number)];
        parts.extend((!item.owners.is_empty()).then(|| item.owners.join(", ")));
        parts.extend(item.due.map(|due| format!("due {}", short_date(due))));
    }
    parts.extend((with_text && !entry.text.is_empty()).then(|| entry.text.clone()));
    parts.push(format!("in {}", slot.plan.title));
    parts.join(" · ")
}

/// What `minutebook parse` says of a line, with the entries that it added or changed, or else what was done.
fn for_machines(model: &Model, line: &str, read: &Line, touched: &[(&Slot, &Entry)]) -> Result<Value, Failure> {
    let mut object = object(line, read)?;
    match (touched, &model.notice) {
        ([(slot, entry), more @ ..], _) => {
            let number = entry.as_action().map(|item| item.number);
            let ids: Vec<String> = touched.iter().map(|(_, entry)| entry.id.to_string()).collect();
            object["slot"] = json!(slot.plan.title);
            object["entry"] = json!(ids[0]);
            if !more.is_empty() {
                object["entries"] = json!(ids);
            }
            if let Some(number) = number {
                object["number"] = json!(number);
            }
        }
        ([], Some(notice)) => object["done"] = json!(notice.text),
        ([], None) => object["done"] = json!(running(model)),
    }
    Ok(object)
}

fn machine_line(object: &Value) -> Result<(), Failure> {
    raw(format!("{}\n", safe_json(&object.to_string())).as_bytes())
}
