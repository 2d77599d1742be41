//! Verbs with what they are done to: slots taken up, set aside, given time, opened; the floor; action items by number.
//!
//! `/give 10` says it all in one line, and what it would do is said before Enter. Not here: which words mean which verb
//! (see the key table), and the domain's rules.

use super::acts::{perform, record, refuse, say};
use super::popups::{correct_start, moment_of};
use super::slots::{beside_planned, look, start_clock};
use super::{Effect, act, approval, copying, course, reading, review, search};
use crate::app::naming::{attachment_named, minutes, opening, slot_named, somebody, will_open};
use crate::app::overlay::{Overlay, Picker, sentence};
use crate::app::refused::refused;
use crate::app::{Action, Line, Model, Notice, Tone, terms, themes};
use crate::meeting::{
    Act, Attachment, Cause, Command, EntryId, ItemChanges, ItemRef, Mark, Refusal, SlotId, Stage, Status, decide,
};
use crate::words;

/// Minutes that one key press gives or takes.
const STEP: i32 = 5;

/// A verb and what it is done to.
#[derive(Clone, Debug, PartialEq)]
enum Errand {
    Take(SlotId),
    Look(SlotId),
    SetAside(SlotId, Mark),
    Give(SlotId, i32),
    Trade(SlotId, SlotId, u32),
    Swap(SlotId),
    Place(SlotId, Option<SlotId>, usize),
    Split(Command),
    Open(String),
    Attach(Attachment),
    Detach(Option<SlotId>, Attachment),
    Floor(String),
    Item(ItemRef, ItemChanges),
    Move(EntryId, SlotId),
    Started(SlotId, String),
    Approve(Vec<String>),
    Search(String),
    Dress(crate::palette::Choice),
    Copy(Action),
}

/// Does a verb with what was said after it, empty where nothing was. Says whether it was done: where it was not, the
/// notice says why.
pub(in crate::app) fn do_verb(model: &mut Model, action: Action, argument: &str, effects: &mut Vec<Effect>) -> bool {
    model.notice = None;
    if argument.trim().is_empty() {
        act(model, action, effects);
    } else if !reading::refuses(model, action, effects) {
        match errand(model, action, argument) {
            Ok(errand) => run(model, errand, effects),
            Err(why) => model.notice = Some(Notice { text: sentence(&why), tone: Tone::Refused }),
        }
    }
    model.notice.as_ref().is_none_or(|notice| notice.tone != Tone::Refused)
}

/// What a verb would do with what was said after it, in words; or why it would not.
pub fn foretell(model: &Model, action: Action, argument: &str) -> Result<String, String> {
    let errand = errand(model, action, argument)?;
    let title = |slot: SlotId| model.meeting().slot(slot).map(|slot| slot.plan.title.as_str()).unwrap_or_default();
    let text = |entry: EntryId| model.meeting().place_of(entry).map(|(slot, index)| slot.entries[index].text.as_str());
    let why = |refusal: Refusal| refused(&refusal);
    let cost = |said: String, command: Command| course::with_cost(model, said, command).map_err(why);
    Ok(match errand {
        Errand::Take(slot) => words::say!("will-take-slot", slot = title(slot)),
        Errand::Look(slot) => words::say!("will-look", slot = title(slot)),
        Errand::SetAside(slot, mark) if is_marked(model, slot, mark) => words::say!("will-hold", slot = title(slot)),
        Errand::SetAside(slot, Mark::Skipped) => words::say!("will-skip", slot = title(slot)),
        Errand::SetAside(slot, Mark::Parked) => words::say!("will-park", slot = title(slot)),
        Errand::Give(slot, minutes) if minutes < 0 => {
            let said = words::say!("will-take-minutes", minutes = -minutes, slot = title(slot));
            cost(said, Command::Give(slot, minutes))?
        }
        Errand::Give(slot, minutes) => {
            let said = words::say!("will-give-minutes", minutes = minutes, slot = title(slot));
            cost(said, Command::Give(slot, minutes))?
        }
        Errand::Trade(to, from, minutes) => {
            let said = words::say!("will-trade", minutes = minutes, giver = title(from), slot = title(to));
            cost(said, Command::Trade(to, from, minutes))?
        }
        Errand::Swap(slot) => course::foretell_swap(model, slot).map_err(why)?,
        Errand::Place(slot, behind, day) => course::foretell_place(model, slot, behind, day).map_err(why)?,
        Errand::Split(command) => course::foretell_split(model, command).map_err(why)?,
        Errand::Open(title) => will_open(&title),
        Errand::Attach(attachment) => match attachment.link {
            Some(link) => words::say!("will-attach", link = link, slot = title(model.viewed)),
            None => words::say!("will-promise", name = attachment.name, slot = title(model.viewed)),
        },
        Errand::Detach(slot, attachment) => {
            words::say!("will-detach", what = attachment.shown(), slot = model.meeting().title_of(slot))
        }
        Errand::Floor(name) => words::say!("will-give-floor", name = name),
        Errand::Item(item, changes) => match review::alone(model, &item, &changes) {
            Some(Status::Done) => words::say!("will-tick", text = text(item.entry).unwrap_or_default()),
            Some(_) => words::say!("will-drop", text = text(item.entry).unwrap_or_default()),
            None => review::foretell(model, &item, &changes)?,
        },
        Errand::Move(_, slot) => words::say!("will-move", slot = title(slot)),
        Errand::Started(slot, time) => words::say!("will-start-at", slot = title(slot), time = time),
        Errand::Approve(names) => approval::foretell(model, names)?,
        Errand::Search(words) => words::say!("will-search", words = words),
        Errand::Dress(theme) => words::say!("will-dress", name = theme.name()),
        Errand::Copy(what) => copying::foretell(model, what),
    })
}

/// What was answered where a verb asked, with the number of the action item that it is about.
pub fn answered(about: Option<u32>, answer: &str) -> String {
    about.map_or_else(|| answer.to_owned(), |number| format!("{number} {answer}"))
}

/// What was said after a verb, understood.
fn errand(model: &Model, action: Action, argument: &str) -> Result<Errand, String> {
    let argument = argument.trim();
    let slot = || slot_named(model.meeting(), model.viewed, argument);
    Ok(match action {
        Action::SlotTake => Errand::Take(slot()?),
        Action::Jump => Errand::Look(slot()?),
        Action::SlotSkip => Errand::SetAside(slot()?, Mark::Skipped),
        Action::SlotPark => Errand::SetAside(slot()?, Mark::Parked),
        Action::SlotGive => give(model, argument)?,
        Action::SlotBreak => Errand::Give(course::this_break(model)?, minutes(argument)?),
        Action::SlotSwap => Errand::Swap(slot()?),
        Action::SlotPlace => {
            let (behind, day) = course::place(model, argument)?;
            Errand::Place(model.viewed, behind, day)
        }
        Action::SlotSplit => Errand::Split(course::split(model, argument)?),
        Action::SlotOpen => Errand::Open(argument.to_owned()),
        Action::SlotAttach => Errand::Attach(attachment(model, argument)),
        Action::SlotDetach => {
            let (slot, attachment) = attachment_named(model.meeting(), Some(model.viewed), argument)?;
            Errand::Detach(slot, attachment)
        }
        Action::QueueNext => Errand::Floor(somebody(model.meeting(), argument)?),
        Action::EntryDone
        | Action::EntryDrop
        | Action::ItemDone
        | Action::ItemDrop
        | Action::ItemDue
        | Action::ItemOwner
        | Action::ItemNote => {
            let (item, changes) = review::read(model, action, argument)?;
            Errand::Item(item, changes)
        }
        Action::EntryToSlot => Errand::Move(selected(model)?, slot()?),
        Action::Approve => Errand::Approve(approval::names(model, argument)?),
        Action::ClockCorrect => {
            moment_of(model, model.viewed, argument)?;
            Errand::Started(model.viewed, argument.to_owned())
        }
        Action::Search => Errand::Search(argument.to_owned()),
        Action::ThemeNext => Errand::Dress(themes::named(model, argument)?),
        Action::CopyEntry => Errand::Copy(copying::named(argument)?),
        _ => {
            let word = action.verb().word();
            return Err(words::say!("name-takes-nothing", word = word));
        }
    })
}

/// `10`, `-5`, `10 lunch`, `10 min 4`.
fn give(model: &Model, argument: &str) -> Result<Errand, String> {
    if let Some((given, from)) = argument.split_once(" from ")
        && let Errand::Give(to, minutes @ 1..) = give(model, given)?
    {
        let from = slot_named(model.meeting(), model.viewed, from)?;
        return Ok(Errand::Trade(to, from, minutes.unsigned_abs()));
    }
    let whole = match minutes(argument) {
        Ok(minutes) => return Ok(Errand::Give(model.viewed, minutes)),
        Err(why) => why,
    };
    // The minutes end where what follows is a slot.
    for (at, _) in argument.match_indices(' ') {
        let (time, slot) = argument.split_at(at);
        if let Ok(minutes) = minutes(time)
            && let Ok(slot) = slot_named(model.meeting(), model.viewed, slot.trim_start().trim_start_matches("to "))
        {
            return Ok(Errand::Give(slot, minutes));
        }
    }
    Err(whole)
}

fn selected(model: &Model) -> Result<EntryId, String> {
    let key = model.keymap.shown(Action::SelectUp);
    model.selected.or(model.editing).ok_or_else(|| words::say!("say-select-first", key = key.as_str()))
}

fn is_marked(model: &Model, slot: SlotId, mark: Mark) -> bool {
    model.meeting().slot(slot).is_some_and(|slot| slot.mark == Some(mark))
}

fn run(model: &mut Model, errand: Errand, effects: &mut Vec<Effect>) {
    let outcome = match errand {
        Errand::Take(slot) => return start_clock(model, slot, effects),
        Errand::Look(slot) => return look(model, slot),
        Errand::Copy(what) => return copying::copy(model, what, effects),
        Errand::Search(words) => return search::look_for(model, &words, effects),
        Errand::Dress(theme) => return themes::wear(model, theme, effects),
        Errand::SetAside(slot, mark) => set_aside(model, slot, mark, effects),
        Errand::Give(slot, minutes) => give_minutes(model, slot, minutes, effects),
        Errand::Attach(attachment) => attach(model, attachment, effects),
        Errand::Detach(slot, attachment) => detach(model, slot, attachment, effects),
        Errand::Open(title) => open_slot(model, &title, effects),
        Errand::Trade(to, from, minutes) => course::do_it(model, Command::Trade(to, from, minutes), effects),
        Errand::Swap(slot) => course::do_it(model, Command::SwapSlot(slot), effects),
        Errand::Place(slot, behind, day) => course::do_it(model, Command::MoveSlot(slot, behind, day), effects),
        Errand::Split(command) => course::do_it(model, command, effects),
        Errand::Floor(name) => give_floor(model, Some(name), effects),
        Errand::Item(item, changes) => {
            let alone = review::alone(model, &item, &changes);
            let said = review::review(model, &item, changes, effects);
            said.map(|()| {
                if let Some(status) = alone {
                    say(
                        model,
                        &words::say!("did-status", status = terms::status(status), text = text_of(model, item.entry)),
                    );
                }
            })
        }
        Errand::Move(entry, slot) => move_to(model, entry, slot, effects),
        Errand::Approve(names) => approval::approve(model, names, effects),
        Errand::Started(slot, time) => match correct_start(model, slot, &time, effects) {
            Ok(()) => Ok(()),
            Err(why) => return model.notice = Some(Notice { text: sentence(&why), tone: Tone::Refused }),
        },
    };
    if let Err(refusal) = outcome {
        refuse(model, &refusal);
    }
}

/// The verbs of this module without anything said after them: the slot on screen is meant, the next who waits, or it is
/// asked for.
pub(super) fn steer(model: &mut Model, action: Action, effects: &mut Vec<Effect>) {
    let viewed = model.viewed;
    let outcome = match action {
        Action::SlotSkip => set_aside(model, viewed, Mark::Skipped, effects),
        Action::SlotPark => set_aside(model, viewed, Mark::Parked, effects),
        Action::SlotMore | Action::SlotLess => {
            let slot = model.current().map_or(viewed, |slot| slot.id);
            give_minutes(model, slot, if action == Action::SlotMore { STEP } else { -STEP }, effects)
        }
        Action::SlotSwap => course::do_it(model, Command::SwapSlot(viewed), effects),
        Action::SlotSplit => match course::split(model, "") {
            Ok(command) => course::do_it(model, command, effects),
            Err(why) => return model.notice = Some(Notice { text: sentence(&why), tone: Tone::Refused }),
        },
        Action::SlotPause => {
            perform(model, Command::Pause, None, effects).map(|()| say(model, words::say("did-pause")))
        }
        Action::SlotResume => return start_clock(model, model.paused().unwrap_or(viewed), effects),
        Action::QueueNext => give_floor(model, None, effects),
        Action::QueueEnd => end_turn(model, effects),
        Action::QueueShow => return show_queue(model),
        Action::Snippets if model.settings.snippets.is_empty() => {
            return say(model, words::say("say-no-snippets"));
        }
        Action::Snippets => return model.overlay = Some(Overlay::Pick(Picker::snippets(&model.settings.snippets))),
        Action::Approve if model.meeting().stage() != Stage::Draft => approval::approve(model, Vec::new(), effects),
        _ => {
            return model.overlay =
                Some(Overlay::Ask { verb: action, about: None, line: Line::default(), complaint: None });
        }
    };
    if let Err(refusal) = outcome {
        refuse(model, &refusal);
    }
}

/// Marks a slot, or takes that mark back. What is skipped while it runs gives its time to the next.
fn set_aside(model: &mut Model, slot: SlotId, mark: Mark, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    let found = model.meeting().slot(slot).ok_or(Refusal::NoSlot)?;
    let (title, runs, undone) = (found.plan.title.clone(), found.is_running(), found.mark == Some(mark));
    let mut events = decide(model.meeting(), Command::Mark(slot, (!undone).then_some(mark)), model.writer, &model.now)?;
    let next = beside_planned(model, slot, true).filter(|_| runs && mark == Mark::Skipped && !undone);
    if let Some(next) = next {
        events.extend(decide(model.meeting(), Command::TakeUp(next), model.writer, &model.now)?);
    }
    record(model, Act { stamp: model.now, events, cause: Cause::Fresh, clears: None }, effects);
    if let Some(next) = next {
        look(model, next);
    }
    let goes_on = model.keymap.shown(Action::SlotNext);
    let said = match (undone, mark) {
        (true, _) => words::say!("did-hold", slot = title),
        (false, Mark::Skipped) => words::say!("did-skip", slot = title),
        (false, Mark::Parked) if runs => words::say!("did-park-running", slot = title, key = goes_on),
        (false, Mark::Parked) => words::say!("did-park", slot = title),
    };
    say(model, &said);
    Ok(())
}

fn give_minutes(model: &mut Model, slot: SlotId, minutes: i32, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    perform(model, Command::Give(slot, minutes), None, effects)?;
    let Some(found) = model.meeting().slot(slot) else { return Ok(()) };
    // What is over already is not to be said again, and what is no longer over is to be said when it is.
    let due = model.notices_due(found);
    let title = found.plan.title.clone();
    model.rung.insert(slot, due);
    let given = if minutes < 0 {
        words::say!("did-take", slot = title, minutes = -minutes)
    } else {
        words::say!("did-give", slot = title, minutes = minutes)
    };
    let said = match model.planned(slot).and_then(|planned| planned.minutes) {
        Some(all) => words::say!("did-in-all", said = given, all = all),
        None => given,
    };
    say(model, &said);
    Ok(())
}

/// Opens a slot that no agenda has: after the running one, else after the one on screen.
pub(super) fn open_slot(model: &mut Model, said: &str, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    let after = model.current().map_or(model.viewed, |slot| slot.id);
    let (title, minutes) = opening(said);
    let said = words::say!("did-open", slot = title.as_str());
    perform(model, Command::OpenSlot(title, minutes, after), None, effects)?;
    if let Some(opened) = model.current().map(|slot| slot.id) {
        look(model, opened);
    }
    say(model, &said);
    Ok(())
}

/// `plan.pdf The plan`, `"my plan.pdf"`, `https://… The plan`, `The plan https://…`; words alone are what somebody promised.
fn attachment(model: &Model, argument: &str) -> Attachment {
    let is_place = |word: &str| {
        let known = Attachment::kind_of(word);
        known != "file" || word.contains(['/', '\\'])
    };
    let quoted = argument.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    let first = argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
    let last = argument.rsplit_once(char::is_whitespace).map(|(name, place)| (place, name));
    let parted = [quoted, Some(first), last].into_iter().flatten().find(|(place, _)| is_place(place));
    // A file's name with blanks in it needs no quotes where nothing follows it.
    let parted = parted.or_else(|| is_place(argument).then_some((argument, "")));
    let Some((place, name)) = parted else {
        return Attachment { kind: "file".to_owned(), name: argument.to_owned(), ..Attachment::default() };
    };
    Attachment {
        kind: Attachment::kind_of(place).to_owned(),
        name: name.trim().trim_end_matches(':').to_owned(),
        link: Some(place.to_owned()),
        modified: Some(model.now.at.date_naive()),
        by: None,
    }
}

/// Names a file or a page for the slot on screen.
fn attach(model: &mut Model, attachment: Attachment, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    let said = words::say!("did-attach", what = attachment.shown());
    effects.extend(attachment.path().map(|path| Effect::LookForFiles(vec![path.to_owned()])));
    perform(model, Command::Attach(Some(model.viewed), attachment), None, effects)?;
    say(model, &said);
    Ok(())
}

fn detach(
    model: &mut Model,
    slot: Option<SlotId>,
    attachment: Attachment,
    effects: &mut Vec<Effect>,
) -> Result<(), Refusal> {
    let said = words::say!("did-detach", slot = model.meeting().title_of(slot), what = attachment.shown());
    perform(model, Command::Detach(slot, attachment), None, effects)?;
    say(model, &said);
    Ok(())
}

/// Gives the floor to somebody, or to the next who waits, in the slot whose clock runs.
pub(super) fn give_floor(model: &mut Model, name: Option<String>, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    let slot = model.current().map_or(model.viewed, |slot| slot.id);
    perform(model, Command::GiveFloor(slot, name), None, effects)?;
    let speaks = model.meeting().slot(slot).and_then(|slot| slot.speaking()).map(|turn| turn.name.clone());
    say(model, &words::say!("did-give-floor", name = speaks.unwrap_or_default()));
    Ok(())
}

fn end_turn(model: &mut Model, effects: &mut Vec<Effect>) -> Result<(), Refusal> {
    let spoke = model.meeting().slots().find_map(|slot| slot.speaking()).map(|turn| turn.name.clone());
    perform(model, Command::EndFloor, None, effects)?;
    say(model, &words::say!("did-end-floor", name = spoke.unwrap_or_default()));
    Ok(())
}

/// Who waits, who speaks, and how long each has spoken in the slot on screen.
pub(super) fn show_queue(model: &mut Model) {
    let meeting = model.meeting();
    let mut lines = Vec::new();
    let speaking = meeting.slots().find_map(|slot| slot.speaking());
    lines.extend(speaking.map(|turn| words::say!("did-give-floor", name = turn.name.as_str())));
    lines.extend(meeting.queue.iter().zip(1..).map(|(name, place)| format!("{place}. {name}")));
    if meeting.queue.is_empty() {
        lines.push(words::say("queue-nobody").to_owned());
    }
    for (name, time) in model.slot().map(|slot| slot.speaking_times(&model.now)).unwrap_or_default() {
        let time = format!("{}:{:02}", time.num_minutes(), time.num_seconds() % 60);
        lines.push(words::say!("queue-spoken", name = name, time = time));
    }
    model.overlay = Some(Overlay::Report { title: words::say("queue-title").to_owned(), lines, top: 0 });
}

/// Moves an entry to the end of a slot.
pub(super) fn move_to(
    model: &mut Model,
    entry: EntryId,
    slot: SlotId,
    effects: &mut Vec<Effect>,
) -> Result<(), Refusal> {
    perform(model, Command::MoveTo(entry, slot), None, effects)?;
    model.selected = None;
    let title = model.meeting().slot(slot).map(|slot| slot.plan.title.clone()).unwrap_or_default();
    say(model, &words::say!("did-move", slot = title));
    Ok(())
}

fn text_of(model: &Model, entry: EntryId) -> String {
    let found = model.meeting().place_of(entry);
    found.map(|(slot, index)| slot.entries[index].text.clone()).unwrap_or_default()
}
