//! `minutebook item` and `minutebook done`: what became of an action item, said from outside any meeting's screen.
//!
//! Where an open meeting of the series goes through it, it is a line there, as if its scribe had said it; else it is noted after the
//! meeting in which the item arose, whose minutes tell it from then on. It writes as `note` does, so that a screen is never in the
//! way. Not here: which items there are (see `archive`), and the rules (see `meeting`).

use clap::Args;
use serde_json::json;

use super::machine::Machine;
use super::note::append_in_turn;
use super::output::{raw, say, warn};
use super::report::{self, day, library_to_report, named_owners, now};
use super::{Context, Failure, folder_of};
use crate::archive::{Library, SeriesItem, Wanted};
use crate::meeting::{
    Act, Cause, Command, Digest, EntryId, Event, Item, ItemChanges, ItemRef, Meeting, Refusal, SlotId, Status, decide,
};
use crate::minutes::report::series_key;
use crate::minutes::safe_json;
use crate::minutes::words::short_date;

/// So many candidates are said where a number is not the only one.
const MOST: usize = 6;

/// An action item by its number, and how it is told from others of that number.
#[derive(Args)]
pub(super) struct Named {
    /// Its number, as `minutebook actions` shows it
    #[arg(value_name = "NUMBER", value_parser = number)]
    number: u32,
    /// The series that it is numbered in, where several have an open one of that number
    #[arg(long, value_name = "SERIES")]
    series: Option<String>,
    /// A meeting of that series: its id, slug, agenda or journal
    #[arg(long, value_name = "MEETING", conflicts_with = "series")]
    meeting: Option<String>,
    /// Who is shown as the author; you by default
    #[arg(long = "as", value_name = "NAME")]
    by: Option<String>,
    /// For machines: an object
    #[arg(long)]
    json: bool,
}

/// What `done` takes.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook done 12\n  minutebook done 12 --note 'sent on Monday'\n  minutebook done 12 --dropped --note 'not needed any more' --series 'Weekly status'\n  minutebook done 12 --reopen"
)]
pub(super) struct DoneArguments {
    #[command(flatten)]
    named: Named,
    /// Why, or what came of it
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
    /// It will not be done
    #[arg(long, conflicts_with = "reopen")]
    dropped: bool,
    /// It is still to be done after all
    #[arg(long)]
    reopen: bool,
}

/// What `item` takes.
#[derive(Args)]
#[command(
    after_help = "Examples:\n  minutebook item 12\n  minutebook item 12 --due friday\n  minutebook item 12 --owner 'Ann Lee' --owner bo --note 'Ann is back'\n  minutebook item 12 --due none --series 'Weekly status'"
)]
pub(super) struct ItemArguments {
    #[command(flatten)]
    named: Named,
    /// Until when: 2026-02-10, friday, in 2 weeks; `none` for no day
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    due: Option<String>,
    /// Who will do it instead; can be repeated; `nobody` for no owner
    #[arg(long, value_name = "NAME")]
    owner: Vec<String>,
    /// Why
    #[arg(long, value_name = "WORDS")]
    note: Option<String>,
}

fn number(text: &str) -> Result<u32, String> {
    let digits = text.trim().trim_start_matches('#');
    let digits = digits.strip_prefix("action-").unwrap_or(digits);
    digits.parse().ok().filter(|number| *number > 0).ok_or_else(|| "an action item has a number such as 12".to_owned())
}

pub(super) fn done(context: &Context, asked: &DoneArguments) -> Result<(), Failure> {
    let status = match (asked.dropped, asked.reopen) {
        (_, true) => Status::Open,
        (true, false) => Status::Dropped,
        (false, false) => Status::Done,
    };
    let library = library_to_report(context);
    let found = find(context, &library, &asked.named, Some(status))?;
    let changes = ItemChanges { status: Some(status), reason: words(asked.note.as_deref()), ..ItemChanges::default() };
    record_and_tell(context, &library, &found, &changes, &asked.named)
}

pub(super) fn item(context: &Context, asked: &ItemArguments) -> Result<(), Failure> {
    let library = library_to_report(context);
    let found = find(context, &library, &asked.named, None)?;
    let due = match asked.due.as_deref().map(str::trim) {
        None => None,
        Some(none) if none.eq_ignore_ascii_case("none") => Some(None),
        Some(text) => Some(Some(day(text, now(context).date_naive())?)),
    };
    let owners = owners(&library, &asked.owner)?;
    let changes = ItemChanges { status: None, due, owners, reason: words(asked.note.as_deref()) };
    if changes.is_empty() {
        return show(context, &found, &asked.named);
    }
    record_and_tell(context, &library, &found, &changes, &asked.named)
}

/// Who is named; `nobody` is none, as on the screens.
fn owners(library: &Library, typed: &[String]) -> Result<Option<Vec<String>>, Failure> {
    let is_nobody = |name: &String| ["nobody", "none"].contains(&name.trim().to_lowercase().as_str());
    match typed {
        [] => Ok(None),
        [one] if is_nobody(one) => Ok(Some(Vec::new())),
        several if several.iter().any(is_nobody) => {
            let failure = Failure::new("`nobody` takes the owners away, and others are named beside it");
            Err(failure.hint("name either nobody or those who will do it").wrong_use())
        }
        several => named_owners(library, several).map(Some),
    }
}

/// Drops an item of a series, with the reason, where `done --dropped` would say it.
pub(super) fn drop_item(context: &Context, library: &Library, item: &Item, reason: &str) -> Result<(), Failure> {
    let changes = ItemChanges { status: Some(Status::Dropped), reason: words(Some(reason)), ..ItemChanges::default() };
    let found = SeriesItem { series: None, item: item.clone() };
    let number = item.action.number;
    let named = Named { number, series: None, meeting: None, by: None, json: false };
    record_and_tell(context, library, &found, &changes, &named)
}

/// On one line; none where it says nothing.
fn words(note: Option<&str>) -> Option<String> {
    let note = note?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!note.is_empty()).then_some(note)
}

/// The item that was meant: of those with that number the open one, for `--reopen` the one that is not.
fn find(context: &Context, library: &Library, named: &Named, status: Option<Status>) -> Result<SeriesItem, Failure> {
    let number = named.number;
    let all = numbered(context, library, named)?;
    let fits = |row: &&SeriesItem| match status {
        Some(Status::Open) => row.item.action.status != Status::Open,
        _ => row.item.action.status == Status::Open,
    };
    let candidates: Vec<&SeriesItem> = all.iter().filter(fits).collect();
    match (candidates.as_slice(), all.as_slice()) {
        ([one], _) => Ok((*one).clone()),
        // A settled one can be looked at and changed where there is no open one.
        ([], [one]) if status.is_none() => Ok(one.clone()),
        ([], []) => {
            let of = named.series.as_deref().map(|series| format!(" in {series}")).unwrap_or_default();
            Err(Failure::new(format!("no action item{of} has the number {number}"))
                .hint(format!("`{}` shows them", context.command("actions --all"))))
        }
        ([], [first, ..]) => {
            let standing = first.item.action.status.word();
            let done = first.item.settled_in.as_deref().map(|slug| format!(", in {slug}")).unwrap_or_default();
            let failure = Failure::new(format!("action-{number} ({}) is {standing} already{done}", first.item.text));
            Err(if status == Some(Status::Open) {
                failure
            } else {
                failure.hint(format!("`{}` opens it again", context.command(&format!("done {number} --reopen"))))
            })
        }
        (several, _) => Err(ambiguous(number, several)),
    }
}

/// All items of that number in the series that were named.
fn numbered(context: &Context, library: &Library, named: &Named) -> Result<Vec<SeriesItem>, Failure> {
    let key = |row: &SeriesItem| series_key(row.series.as_deref(), row.item.item.meeting.as_deref());
    let meeting = match named.meeting.as_deref() {
        Some(name) => {
            let folder = folder_of(context, Some(name))?;
            let slug = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let digest = library.digest(&slug);
            Some(digest.ok_or_else(|| Failure::new(format!("{slug}: no record of this meeting can be read")))?)
        }
        None => None,
    };
    let of_meeting = meeting.as_ref().map(|digest| series_key(digest.head.series.as_deref(), Some(&digest.id)));
    let series = named.series.as_deref().map(|typed| report::series(library, typed)).transpose()?;
    let wanted = Wanted { series, ..Wanted::default() };
    let mut rows = library.items(&wanted);
    rows.retain(|row| of_meeting.as_ref().is_none_or(|wanted| *wanted == key(row)));
    Ok(of_number(rows, named.number, meeting.map(|digest| digest.id).as_deref()))
}

/// Those of that number. Whoever holds the minutes of a meeting that gave the number without knowing that another had knows no
/// other number: its item is meant where the meeting is named or no item has the number in the series, and else told of.
fn of_number(rows: Vec<SeriesItem>, number: u32, meeting: Option<&str>) -> Vec<SeriesItem> {
    let (mut numbered, others): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.item.action.number == number);
    let noted: Vec<SeriesItem> = others.into_iter().filter(|row| row.item.noted_as == Some(number)).collect();
    for SeriesItem { item, .. } in &noted {
        let (title, now) = (&item.title, item.action.number);
        warn(&format!("action-{number} of {title} ({}) is action-{now} in the series", item.text));
    }
    let is_of_it = |row: &SeriesItem| meeting.is_some() && row.item.item.meeting.as_deref() == meeting;
    if numbered.is_empty() || noted.iter().any(is_of_it) {
        numbered = noted;
        if meeting.is_some() && numbered.iter().any(is_of_it) {
            numbered.retain(is_of_it);
        }
    }
    numbered
}

/// Wrong use: several series have an open item of that number.
fn ambiguous(number: u32, several: &[&SeriesItem]) -> Failure {
    let one = |row: &&SeriesItem| {
        let series = row.series.as_ref().map(|series| format!("--series '{series}'"));
        let series = series.or(row.item.slug.as_ref().map(|slug| format!("--meeting {slug}")));
        format!("{} ({})", series.unwrap_or_else(|| row.item.title.clone()), row.item.text)
    };
    let mut named: Vec<String> = several.iter().take(MOST).map(one).collect();
    if several.len() > MOST {
        named.push(format!("{} more", several.len() - MOST));
    }
    let message = format!("several series have an action item {number}; say which");
    Failure::new(message).hint(named.join(", or ")).wrong_use()
}

/// The meetings in progress.
fn in_progress(library: &Library) -> impl Iterator<Item = Digest> {
    let slugs = library.meetings().into_iter().filter(|meeting| meeting.closed.is_none() && meeting.last.is_some());
    slugs.filter_map(|meeting| library.digest(&meeting.slug))
}

/// The action items of earlier meetings that a meeting in progress goes through.
pub(super) fn gone_through(library: &Library) -> impl Iterator<Item = ItemRef> {
    in_progress(library).flat_map(|digest| digest.carried).map(|carried| carried.item)
}

/// The newest meeting in progress that began with the item.
fn carrier(library: &Library, found: &SeriesItem) -> Option<Digest> {
    let mut digests: Vec<Digest> = in_progress(library).collect();
    digests.retain(|digest| digest.carried.iter().any(|carried| carried.item == found.item.item));
    digests.into_iter().max_by(|a, b| (a.opened, &a.id).cmp(&(b.opened, &b.id)))
}

/// Writes it where it belongs and says so.
fn record_and_tell(
    context: &Context,
    library: &Library,
    found: &SeriesItem,
    changes: &ItemChanges,
    named: &Named,
) -> Result<(), Failure> {
    let recorded = record(context, library, found, changes, named.by.as_deref())?;
    for report in &recorded.reports {
        warn(report);
    }
    tell(found, changes, &recorded, named.json)
}

/// Writes what was said of an item where it belongs: where a meeting in progress goes through it, else in the one in which it arose.
/// `by`: in whose name, where it is not the user's. Nothing is said on the terminal.
pub(super) fn record(
    context: &Context,
    library: &Library,
    found: &SeriesItem,
    changes: &ItemChanges,
    by: Option<&str>,
) -> Result<Recorded, Failure> {
    let carrier = carrier(library, found);
    let number = found.item.action.number;
    if carrier.is_none() && (ItemChanges { reason: None, ..changes.clone() }).is_empty() {
        let message = "a note alone is kept where a meeting in progress goes through the item, and none does";
        return Err(Failure::new(message).hint("give it with --due, --owner, or with `minutebook done`"));
    }
    let slug = match (&carrier, &found.item.slug) {
        (Some(digest), _) => digest.slug.clone(),
        (None, Some(slug)) => slug.clone(),
        (None, None) => {
            let damaged: Vec<String> = library.damaged().into_iter().map(|(slug, _)| slug).collect();
            let damaged = if damaged.is_empty() {
                String::new()
            } else {
                format!(", or its record cannot be read: {} is damaged", damaged.join(", "))
            };
            let message = format!("the meeting in which action-{number} arose is not here{damaged}");
            return Err(Failure::new(message).hint("say it in a meeting that goes through it: `minutebook open`"));
        }
    };
    let is_line = carrier.is_some();
    let folder = context.folder.meeting(&slug);
    let mut told = None;
    let (acts, reports) = append_in_turn(context, &folder, &Machine::scripts(by), &mut |ledger, writer| {
        let meeting = &ledger.meeting;
        let now = context.clock.now(meeting.zone);
        let slot = if is_line {
            Some(review_slot(meeting).ok_or_else(|| Failure::new("this meeting has no slots"))?)
        } else {
            None
        };
        let (item, stands) = (found.item.item.clone(), Box::new(found.item.action.clone()));
        let command = Command::SayOfItem { slot, item, changes: changes.clone(), stands };
        let events = decide(meeting, command, writer, &now).map_err(|refusal| refused(&refusal, found, meeting))?;
        told = Some(place(meeting, &events));
        Ok(vec![Act { stamp: now, events, cause: Cause::Fresh, clears: None }])
    })?;
    Ok(Recorded { slug, place: told.unwrap_or_default(), acts, reports })
}

fn refused(refusal: &Refusal, found: &SeriesItem, meeting: &Meeting) -> Failure {
    let number = found.item.action.number;
    match refusal {
        Refusal::Unchanged => Failure::new(format!("action-{number} ({}) is so already", found.item.text)),
        Refusal::NoEntry | Refusal::NotAnAction => {
            Failure::new(format!("action-{number} is not in {} any more", meeting.head.title))
        }
        other => Failure::new(other.to_string()),
    }
}

/// The slot in which open items are gone through, else the one whose clock runs, else the first.
fn review_slot(meeting: &Meeting) -> Option<SlotId> {
    let review = meeting.slots().find(|slot| !slot.withdrawn && slot.plan.is_review());
    review.or_else(|| meeting.current()).or_else(|| meeting.slots().next()).map(|slot| slot.id)
}

/// Where it stands now, in words for a person.
#[derive(Default)]
struct Place {
    title: String,
    slot: Option<String>,
    entry: Option<EntryId>,
    closed: bool,
}

fn place(meeting: &Meeting, events: &[Event]) -> Place {
    let line = events.iter().find_map(|event| match event {
        Event::EntryAdded { entry, slot, .. } => Some((*entry, meeting.title_of(Some(*slot)))),
        _ => None,
    });
    Place {
        title: meeting.head.title.clone(),
        entry: line.as_ref().map(|(entry, _)| *entry),
        slot: line.map(|(_, title)| title.to_owned()),
        closed: meeting.closed.is_some(),
    }
}

/// What was written, and where.
pub(super) struct Recorded {
    /// The folder of the meeting.
    pub(super) slug: String,
    place: Place,
    acts: Vec<Act>,
    /// What the journals had to say.
    pub(super) reports: Vec<String>,
}

impl Recorded {
    /// What was recorded of an item that is called so, and where.
    pub(super) fn in_words(&self, number: u32, text: &str, changes: &ItemChanges) -> String {
        let said = changes.in_words(number, text);
        format!("{said} · in {} ({})", self.place(), self.slug)
    }

    /// The slot, if it is a line of one, and the meeting.
    pub(super) fn place(&self) -> String {
        let Place { title, slot, .. } = &self.place;
        let slot = slot.as_ref().map(|slot| format!("{slot}, ")).unwrap_or_default();
        format!("{slot}{title}")
    }

    /// It is no line of the meeting, which is closed: only when its minutes are written again they tell it.
    pub(super) fn is_told_later(&self) -> bool {
        self.place.slot.is_none() && self.place.closed
    }
}

/// Says what was recorded and where.
fn tell(found: &SeriesItem, changes: &ItemChanges, recorded: &Recorded, as_json: bool) -> Result<(), Failure> {
    let Recorded { slug, place, acts, .. } = recorded;
    if as_json {
        let mut object = described(found);
        let mut action = found.item.action.clone();
        if let Some(at) = acts.first().map(|act| act.stamp.at) {
            action.change(changes, at);
        }
        object["status"] = json!(action.status);
        object["due"] = json!(action.due);
        object["owners"] = json!(action.owners);
        object["reason"] = json!(action.reason.or_else(|| changes.reason.clone()));
        object["recorded_in"] = json!(slug);
        object["recorded_slot"] = json!(place.slot);
        object["line"] = json!(place.entry);
        return raw(format!("{}\n", safe_json(&object.to_string())).as_bytes());
    }
    say(&recorded.in_words(found.item.action.number, &found.item.text, changes))?;
    if recorded.is_told_later() {
        say(&format!("its minutes tell it when they are written again: minutebook export {slug}"))
    } else {
        Ok(())
    }
}

/// How it stands.
fn show(context: &Context, found: &SeriesItem, named: &Named) -> Result<(), Failure> {
    let (item, action) = (&found.item, &found.item.action);
    if named.json {
        return raw(format!("{}\n", safe_json(&described(found).to_string())).as_bytes());
    }
    say(&format!("action-{}: {}", action.number, item.text))?;
    let owners = if action.owners.is_empty() { "nobody's".to_owned() } else { action.owners.join(", ") };
    let today = now(context).date_naive();
    let due = action.due.map(|due| format!("due {}", short_date(due)));
    let overdue =
        (action.status == Status::Open && action.due.is_some_and(|due| due < today)).then(|| "overdue".to_owned());
    let carried = (item.carried > 0).then(|| format!("carried into {}", meetings(item.carried)));
    let settled = item.settled_in.as_ref().map(|slug| format!("in {slug}"));
    let parts =
        [Some(owners), due, overdue, Some(action.status.word().to_owned()), settled, action.reason.clone(), carried];
    say(&parts.into_iter().flatten().collect::<Vec<_>>().join(" · "))?;
    let day = item.raised.map(|at| short_date(at.date_naive()));
    let place = [found.series.clone(), Some(item.title.clone()), day, Some(item.topic.clone()), item.slug.clone()];
    let place = place.into_iter().flatten().filter(|part| !part.is_empty());
    let as_another = item.noted_as.map(|number| format!(" as action-{number}")).unwrap_or_default();
    say(&format!("noted{as_another} in {}", place.collect::<Vec<_>>().join(" · ")))
}

fn meetings(count: u32) -> String {
    if count == 1 { "1 meeting".to_owned() } else { format!("{count} meetings") }
}

/// The item as an object: the fields of `minutebook actions --json` that do not depend on the day.
fn described(found: &SeriesItem) -> serde_json::Value {
    let SeriesItem { series, item } = found;
    let ItemRef { meeting, entry } = &item.item;
    json!({ "format": "minutebook/item", "version": 1, "number": item.action.number, "text": item.text,
        "owners": item.action.owners, "due": item.action.due, "status": item.action.status,
        "reason": item.action.reason, "priority": item.action.priority, "tickets": item.tickets, "series": series,
        "meeting": item.title, "slug": item.slug, "id": meeting, "entry": entry, "slot": item.topic,
        "noted": item.raised, "noted_as": item.noted_as, "carried": item.carried, "settled_in": item.settled_in })
}
