//! What a pop-up asks on the screen, asked in words, and the line that answers.
//!
//! An empty line leaves it as Esc does; a command leaves it too and is done. Not here: what an answer does (see `update`).

use super::spoken::spoken;
use super::words::help_of;
use super::{Reply, command};
use crate::app::closeout::CheckState;
use crate::app::overlay::{Choice, Overlay, asked, groups, sentence};
use crate::app::update::{asked_about, do_verb, key};
use crate::app::{Action, Ending, Line, Model, Saved, catch_up_rows, number_of};
use crate::words::say;

/// Whether the next line answers something.
pub(super) fn is_open(model: &Model) -> bool {
    model.overlay.is_some() || model.editing.is_some()
}

/// What the prompt says while something is asked.
pub(super) fn asks(model: &Model) -> Option<String> {
    Some(match &model.overlay {
        None if model.editing.is_some() => say("plain-asks-text").to_owned(),
        Some(Overlay::Pick(picker)) => picker.title.to_owned(),
        Some(Overlay::Leave { .. }) => say("plain-asks-leave").to_owned(),
        Some(Overlay::StartedAt { .. }) => say("plain-asks-start").to_owned(),
        Some(Overlay::Elsewhere { .. }) => say("plain-asks-folder").to_owned(),
        Some(Overlay::Ask { verb, about, .. }) => {
            let takes = asked(*verb, *about);
            takes.split(':').next().unwrap_or_default().to_owned()
        }
        Some(Overlay::CatchUp { .. }) => say("plain-asks-cuts").to_owned(),
        Some(Overlay::CloseOut) => match model.closeout.rows.len() {
            0 => say("plain-asks-close").to_owned(),
            rows => say!("plain-asks-close-of", number = model.closeout.chosen + 1, count = rows),
        },
        None | Some(Overlay::Help { .. } | Overlay::BigClock | Overlay::Search | Overlay::Report { .. }) => {
            return None;
        }
    })
}

/// Says what is asked. What is only to be read is read, and asks nothing.
pub(super) fn present(model: &mut Model, reply: &mut Reply) {
    match &model.overlay {
        None => {
            if let Some(entry) = model.editing
                && reply.lines.is_empty()
            {
                let was = model.as_line(Some(entry));
                reply.say(say!("plain-it-is", text = was.as_str()));
                if model.line.text() != was {
                    reply.say(say!("plain-half-typed", text = model.line.text()));
                }
                reply.say(say("plain-type-text"));
            }
        }
        Some(Overlay::Pick(_)) => present_list(model, reply),
        Some(Overlay::Leave { .. }) => present_leave(model, reply),
        Some(Overlay::StartedAt { slot, complaint, .. }) => {
            let title = model.meeting().title_of(Some(*slot));
            let asked = say!("plain-ask-start", slot = title);
            reply.lines.push(complaint.clone().map_or(asked, |why| why));
        }
        Some(Overlay::Elsewhere { complaint, .. }) => {
            let asked = say!("plain-ask-folder", folder = model.elsewhere.as_str());
            reply.lines.push(complaint.clone().map_or(asked, |why| why));
        }
        Some(Overlay::Ask { verb, about, complaint, .. }) => {
            let (help, takes) = (sentence(&help_of(verb.verb())), asked(*verb, *about));
            let asked = match about.and_then(|number| asked_about(model, number)) {
                Some(item) => say!("plain-ask-verb-of", help = help, item = item, takes = takes),
                None => say!("plain-ask-verb", help = help, takes = takes),
            };
            reply.lines.push(complaint.clone().map_or(asked, |why| why));
        }
        Some(Overlay::CatchUp { proposals, .. }) => {
            for (at, proposal) in proposals.iter().enumerate() {
                let rows = catch_up_rows(model, std::slice::from_ref(proposal), 0);
                let rows = rows.iter().map(|row| spoken(row)).filter(|row| !row.is_empty());
                reply.lines.push(format!("{} {}", at + 1, rows.collect::<Vec<_>>().join("; ")));
            }
            reply.say(say("plain-ask-cut"));
        }
        Some(Overlay::CloseOut) => present_closeout(model, reply),
        Some(Overlay::Report { .. } | Overlay::Help { .. } | Overlay::BigClock | Overlay::Search) => {
            if let Some(Overlay::Report { title, lines, .. }) = model.overlay.take() {
                reply.lines.push(title);
                reply.lines.extend(lines.iter().map(|line| spoken(line)).filter(|line| !line.is_empty()));
            }
        }
    }
}

fn present_list(model: &Model, reply: &mut Reply) {
    let Some(Overlay::Pick(picker)) = &model.overlay else { return };
    if picker.items.is_empty() {
        return reply.say(say("plain-none-yet"));
    }
    let slot_of = |choice: &Choice| match choice {
        Choice::Look(slot) | Choice::MoveTo(_, slot) => Some(*slot),
        _ => None,
    };
    for (at, item) in picker.matches.iter().filter_map(|at| picker.items.get(*at)).enumerate() {
        reply.lines.push(match slot_of(&item.choice) {
            // Slots have numbers of their own.
            Some(slot) => {
                let day = model.meeting().days.iter().find(|day| day.slots.iter().any(|other| other.id == slot));
                let number = day.and_then(|day| number_of(day, slot));
                number.map_or_else(|| item.label.clone(), |number| format!("{number} {}", item.label))
            }
            None => format!("{} {}, {}", at + 1, item.label, spoken(&item.detail)),
        });
    }
    reply.lines.push(say!("plain-ask-list", title = picker.title));
}

fn present_leave(model: &Model, reply: &mut Reply) {
    let Some(Overlay::Leave { unfinished, asked, .. }) = &model.overlay else { return };
    if let Saved::Failing { .. } = &model.saved {
        reply.lines.push(super::list::saved_in_words(&model.saved));
        let again = match asked {
            Some(Ending::Closed) => Some(say("plain-again-close")),
            Some(Ending::Left) => Some(say("plain-again-leave")),
            Some(Ending::Looked) | None => None,
        };
        if let Some(again) = again {
            return reply.say(again);
        }
    }
    reply.lines.extend(unfinished.stage.clone());
    for (title, count, items) in groups(unfinished).into_iter().filter(|(_, count, _)| *count > 0) {
        reply.lines.push(format!("{title}, {count}: {}", items.join("; ")));
    }
    if unfinished.is_empty() {
        reply.say(say("plain-nothing-unfinished"));
    }
    let ways = say("plain-ask-leave");
    reply.lines.push(if model.saved.is_failing() {
        say!("plain-ask-leave-saving", ways = ways)
    } else {
        ways.to_owned()
    });
}

fn present_closeout(model: &Model, reply: &mut Reply) {
    let panel = &model.closeout;
    let left = panel.rows.iter().filter(|row| row.state == CheckState::Open).count();
    let Some(row) = panel.row().filter(|_| left > 0) else {
        return reply.say(say("plain-close-settled"));
    };
    let label = row.label.as_str();
    let said = match row.state {
        CheckState::Open => label.to_owned(),
        CheckState::Left => say!("plain-close-row-left", row = label),
        CheckState::Settled => say!("plain-close-row-done", row = label),
    };
    let ways: Vec<String> = row
        .check
        .ways(model)
        .iter()
        .zip(1..)
        .map(|(way, number): (_, usize)| format!("{number} {}", way.words()))
        .collect();
    let (number, count) = (panel.chosen + 1, panel.rows.len());
    reply.lines.push(say!("plain-close-row", number = number, count = count, row = said, ways = ways.join(", ")));
    if panel.chosen == 0 {
        reply.say(say("plain-ask-close"));
    }
}

/// Takes a line for an answer; says whether it was one. Where it was not, nothing is asked any more.
pub(super) fn answer(model: &mut Model, line: &str, reply: &mut Reply) -> bool {
    let said = line.trim();
    if matches!(model.overlay, Some(Overlay::CloseOut)) && said == "/undo" {
        reply.effects.extend(key(model, "ctrl-z"));
        return true;
    }
    let leaves = said.is_empty() || command::of(model, said).is_some_and(|command| command.is_known());
    if leaves {
        model.closeout.returns &= said.is_empty();
        reply.effects.extend(key(model, "esc"));
        if said.is_empty() && !is_open(model) {
            reply.say(say("plain-as-it-was"));
        }
        return said.is_empty();
    }
    match &model.overlay {
        None => {
            command::revise(model, said, reply);
            true
        }
        Some(Overlay::Pick(_)) => answer_list(model, said, reply),
        Some(Overlay::Leave { .. }) => answer_leave(model, said, reply),
        Some(Overlay::CloseOut) => answer_closeout(model, said, reply),
        Some(Overlay::CatchUp { proposals, .. }) => {
            let number = ordinal(said, proposals.len());
            if let (Some(at), Some(Overlay::CatchUp { chosen, .. })) = (number, &mut model.overlay) {
                *chosen = at;
                reply.effects.extend(key(model, "enter"));
                return true;
            }
            reply.refused = true;
            true
        }
        Some(Overlay::StartedAt { .. } | Overlay::Elsewhere { .. } | Overlay::Ask { .. }) => {
            answer_words(model, said, reply);
            true
        }
        Some(Overlay::Help { .. } | Overlay::BigClock | Overlay::Search | Overlay::Report { .. }) => {
            model.overlay = None;
            false
        }
    }
}

/// A number of a list of so many, from 1, as a position.
fn ordinal(said: &str, of: usize) -> Option<usize> {
    said.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < of)
}

/// The words that were asked for.
fn answer_words(model: &mut Model, said: &str, reply: &mut Reply) {
    let offered = matches!(model.overlay, Some(Overlay::Elsewhere { .. })) && said.eq_ignore_ascii_case("yes");
    let words = if offered { model.elsewhere.clone() } else { said.to_owned() };
    if let Some(
        Overlay::StartedAt { line, complaint, .. }
        | Overlay::Elsewhere { line, complaint }
        | Overlay::Ask { line, complaint, .. },
    ) = &mut model.overlay
    {
        (*line, *complaint) = (Line::new(&crate::text::one_line_for_terminal(&words), 0), None);
    }
    reply.effects.extend(key(model, "enter"));
    reply.refused |= is_open(model);
}

/// A row of a list: slots as verbs take them, the others by their place or their words.
fn answer_list(model: &mut Model, said: &str, reply: &mut Reply) -> bool {
    let Some(Overlay::Pick(picker)) = &mut model.overlay else { return false };
    let verb = match picker.items.first().map(|item| &item.choice) {
        Some(Choice::Look(_)) => Some(Action::Jump),
        Some(Choice::MoveTo(entry, _)) => {
            model.selected = Some(*entry);
            Some(Action::EntryToSlot)
        }
        _ => None,
    };
    if let Some(verb) = verb {
        let list = model.overlay.take();
        if !do_verb(model, verb, said, &mut reply.effects) {
            model.overlay = list;
            reply.refused = true;
            reply.lines.extend(model.notice.take().map(|notice| spoken(&notice.text)));
        }
        return true;
    }
    if let Some(at) = ordinal(said, picker.matches.len()) {
        picker.chosen = at;
    } else {
        picker.filter = Line::new(&crate::text::one_line_for_terminal(said), 0);
        picker.narrow();
        if picker.matches.len() != 1 {
            if picker.matches.is_empty() {
                picker.filter = Line::default();
                picker.narrow();
                reply.refuse(say("plain-nothing-fits"));
            }
            return true;
        }
    }
    reply.effects.extend(key(model, "enter"));
    true
}

fn answer_leave(model: &mut Model, said: &str, reply: &mut Reply) -> bool {
    let pressed = match said.to_lowercase().as_str() {
        "c" | "close" => "c",
        "l" | "leave" => "l",
        "s" if model.saved.is_failing() => "s",
        "g" => "enter",
        // As on the screen: anything else that is typed is typed.
        _ => {
            model.overlay = None;
            return false;
        }
    };
    reply.effects.extend(key(model, pressed));
    true
}

fn answer_closeout(model: &mut Model, said: &str, reply: &mut Reply) -> bool {
    let ways = model.closeout.row().map_or(0, |row| row.check.ways(model).len());
    if let Some(way) = ordinal(said, ways) {
        model.closeout.way = way;
        reply.effects.extend(key(model, "enter"));
        return true;
    }
    match said.to_lowercase().as_str() {
        "n" | "next" => reply.effects.extend(key(model, "down")),
        "p" | "previous" => reply.effects.extend(key(model, "up")),
        "c" | "close" => reply.effects.extend(key(model, "c")),
        _ => reply.refused = true,
    }
    true
}
