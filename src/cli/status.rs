//! `minutebook status`: how the meeting in progress is doing, in one line for a status bar or as an object for scripts.
//!
//! It reads the journals as they are, takes no lock and writes nothing, so that it can be called each second. Not here:
//! what the figures come from (see `app`).

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::note::{newest_open, where_it_goes_on};
use super::output::{raw, say, warn};
use super::session::NOBODY;
use super::{Context, Failure, folder_of};
use crate::app::outline::clock;
use crate::app::{Going, Progress, point_name};
use crate::archive::{self, Loaded};
use crate::meeting::schedule::{self, Outlook, PutOff};
use crate::meeting::{Meeting, SlotId};
use crate::minutes::safe_json;

pub(super) fn run(context: &Context, meeting: Option<&str>, as_json: bool) -> Result<(), Failure> {
    let found = match meeting {
        Some(name) => folder_of(context, Some(name)),
        None => newest_open(context),
    };
    let named = match found {
        // For a script it is an answer that there is no meeting.
        Err(_) if as_json && meeting.is_none() => return machine(&no_meeting()),
        found => found?,
    };
    let folder = where_it_goes_on(named.clone());
    let loaded = archive::load(&folder).map_err(|error| Failure::new(error.to_string()))?;
    let saved = is_saved(&named, &folder, &loaded);
    let meeting = loaded.ledger(NOBODY).meeting;
    let now = context.clock.now(meeting.zone);
    let projection = schedule::project(&meeting, &now);
    let progress = Progress::of(&meeting, &projection, &now);
    let outlook = schedule::outlook(&meeting, &projection, &now);
    if as_json {
        return machine(&object(&meeting, &progress, &outlook, saved));
    }
    if !saved {
        warn(&format!("not everything can be read whole: `{}` says more", context.command("verify")));
    }
    say(&line(&meeting, &progress, &outlook, saved))
}

/// Whether all that was written can be read, to the last line of each journal, where it was begun.
fn is_saved(named: &Path, folder: &PathBuf, loaded: &Loaded) -> bool {
    named == folder && loaded.damage.is_empty() && loaded.torn == 0 && !loaded.records.is_empty()
}

/// `Middleware status 13:12 of 45:00 · 12 min behind · ends 17:42 · 1 slot does not fit · 2 slots put off`.
fn line(meeting: &Meeting, progress: &Progress<'_>, outlook: &Outlook, saved: bool) -> String {
    let title = progress.slot.map_or(meeting.head.title.as_str(), |slot| slot.plan.title.as_str());
    let of = progress.planned.map(|planned| format!(" of {}", clock(planned))).unwrap_or_default();
    let time = format!("{}{of}", clock(progress.elapsed));
    let mut parts = match progress.going {
        Going::Running if progress.over() > 0 => vec![format!("{title} {time}, +{} over", clock(progress.over()))],
        Going::Running => vec![format!("{title} {time}")],
        Going::Paused => vec![format!("{title} paused at {time}")],
        Going::NotStarted => {
            let start = progress.slot.and_then(|slot| planned_start(meeting, slot.id));
            let start = start.map(|start| format!(" at {}", start.format("%H:%M"))).unwrap_or_default();
            match schedule::ran_last(meeting) {
                None => vec![format!("{} has not started", meeting.head.title), format!("begins with {title}{start}")],
                Some(_) => vec![format!("{} goes on with {title}{start}", meeting.head.title)],
            }
        }
        Going::Closed => {
            let closed = meeting.closed.map(|at| meeting.local(at).format(" at %H:%M").to_string());
            let stage = meeting.stage().word();
            vec![format!("{} closed{}, {stage}", meeting.head.title, closed.unwrap_or_default())]
        }
    };
    parts.extend(progress.words(meeting));
    parts.extend(match outlook.overflowing.len() {
        0 => None,
        1 => Some("1 slot does not fit".to_owned()),
        count => Some(format!("{count} slots do not fit")),
    });
    parts.extend(match outlook.put_off.len() {
        0 => None,
        1 => Some("1 slot put off".to_owned()),
        count => Some(format!("{count} slots put off")),
    });
    parts.extend((!saved).then(|| "NOT SAVED".to_owned()));
    parts.join(" · ")
}

fn planned_start(meeting: &Meeting, slot: SlotId) -> Option<chrono::DateTime<chrono_tz::Tz>> {
    schedule::planned(meeting).into_iter().find(|planned| planned.slot == slot)?.start
}

/// The object of the contract, and what helps beside it.
fn object(meeting: &Meeting, progress: &Progress<'_>, outlook: &Outlook, saved: bool) -> Value {
    let running = progress.slot.filter(|_| matches!(progress.going, Going::Running | Going::Paused));
    let slot = running.map(|slot| {
        json!({ "title": slot.plan.title, "elapsed_s": progress.elapsed, "planned_s": progress.planned,
            "over_s": progress.over(), "remaining_s": progress.planned.map(|planned| (planned - progress.elapsed).max(0)) })
    });
    let next = match progress.going {
        Going::NotStarted => progress.slot.map(|slot| (slot, planned_start(meeting, slot.id))),
        _ => progress.next,
    };
    let next = next.map(|(slot, start)| json!({ "title": slot.plan.title, "start": start.map(|at| at.to_rfc3339()) }));
    let misses: Vec<Value> = progress
        .misses
        .iter()
        .map(|miss| json!({ "title": point_name(meeting, miss.point), "by_s": miss.by.num_seconds() }))
        .collect();
    let fixed =
        progress.point.map(|(point, due)| json!({ "title": point_name(meeting, point), "due": due.to_rfc3339() }));
    let day = progress.day.and_then(|day| meeting.days.get(day));
    let speaking = meeting.on_the_floor().map(|(_, turn)| turn.name.as_str());
    json!({
        "meeting": meeting.head.title, "slug": meeting.slug,
        "day": day.map(|day| &day.title), "date": day.and_then(|day| day.date),
        "state": state(meeting, progress.going), "stage": meeting.stage().word(), "slot": slot,
        "behind_s": progress.behind.map(|behind| behind.num_seconds()),
        "projected_end": progress.ends.map(|ends| ends.to_rfc3339()),
        "next": next, "misses": misses, "fixed": fixed, "speaking": speaking, "saved": saved,
        "outlook": whole(meeting, outlook),
    })
}

/// The whole meeting: what is still to come against the room that is left for it.
fn whole(meeting: &Meeting, outlook: &Outlook) -> Value {
    let title = |slot: SlotId| meeting.slot(slot).map(|slot| slot.plan.title.as_str());
    let put_off = |it: &PutOff| json!({ "title": title(it.slot), "why": it.fate.word(), "minutes": it.minutes });
    json!({
        "needed_s": outlook.needed.num_seconds(), "room_s": outlook.room.num_seconds(),
        "projected_end": outlook.ends.map(|ends| ends.to_rfc3339()),
        "overflowing": outlook.overflowing.iter().map(|slot| title(*slot)).collect::<Vec<_>>(),
        "put_off": outlook.put_off.iter().map(put_off).collect::<Vec<_>>(),
    })
}

/// The same where no meeting is in progress: nothing of it is in danger.
fn no_meeting() -> Value {
    json!({ "meeting": null, "slug": null, "day": null, "date": null, "state": "none", "stage": null, "slot": null, "behind_s": null,
        "projected_end": null, "next": null, "misses": [], "fixed": null, "speaking": null, "saved": true,
        "outlook": null })
}

fn state(meeting: &Meeting, going: Going) -> &'static str {
    match going {
        // Between its days the meeting pauses, though no slot does.
        Going::NotStarted if schedule::ran_last(meeting).is_some() => "paused",
        Going::NotStarted => "not_started",
        Going::Running => "running",
        Going::Paused => "paused",
        Going::Closed => "closed",
    }
}

fn machine(object: &Value) -> Result<(), Failure> {
    raw(format!("{}\n", safe_json(&object.to_string())).as_bytes())
}
