//! The minutes in GitHub's Markdown, pleasant to read unrendered too.
//!
//! Whatever comes from outside stays text: a title with `#`, a note with `<script>` and an owner with `*` are shown as
//! they were typed. Not here: what is a link (see `inline`) and how a character is kept from being markup (`escape`).

use std::borrow::Cow;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;

use super::document::{Branch, DayMinutes, Listed, Minutes, SlotMinutes, Task};
use super::inline::{Origin, clean, in_row, safe_address};
use super::page::{Block, Line, Page};
use super::said::Said;
use super::{Lang, Only, Options, room, times, votes, words, zones};
use crate::lang::{Words, fill};
use crate::meeting::{ActionItem, Attachment, Entry, Kind, Rival, Role, Slot, Status, Tickets, Zone};
use crate::text::without_comments;

pub(super) mod escape;
mod page;
mod schedule;

pub(super) use page::of_page;

/// The minutes as a Markdown file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let lang = options.lang;
    let series = Page::of_series(minutes, options, options.only.is_some());
    let text = Text { tickets: &minutes.meeting.head.tickets, lang, words: lang.words(), series };
    let owner = options.owner.as_deref();
    let mut blocks = text.title_and_standing(minutes);
    match options.only {
        None => blocks.extend(text.whole(minutes, owner)),
        Some(only) => {
            blocks.push(text.fact(text.words.head.when, &when(lang, minutes)));
            blocks.extend(match only {
                Only::Actions => [text.actions(minutes, owner), page::blocks(&text.series.1, lang)].concat(),
                Only::Decisions => text.decisions(minutes),
            });
        }
    }
    blocks.extend(minutes.source(lang).map(|source| format!("---\n\n*{source}*")));
    blocks.join("\n\n") + "\n"
}

/// Markdown has no mark for a moment.
fn plain(_: DateTime<Tz>, shown: &str) -> String {
    shown.to_owned()
}

/// Writes text with the meeting's tickets as links.
struct Text<'m> {
    tickets: &'m Tickets,
    lang: Lang,
    words: &'static Words,
    /// How far the minutes are, and the sections on their series.
    series: (Option<(String, Line)>, Vec<Block>),
}

impl Text<'_> {
    /// A text of the agenda somewhere within a line.
    fn planned(&self, text: &str) -> String {
        escape::inline(text, Origin::Agenda, self.tickets, escape::Place::Within)
    }

    fn title(&self, slot: &Slot) -> String {
        or(self.planned(&slot.plan.title), self.words.nothing.untitled)
    }

    /// All that stands below the title.
    fn whole(&self, minutes: &Minutes, owner: Option<&str>) -> Vec<String> {
        let mut blocks = self.head(minutes);
        for day in &minutes.days {
            blocks.push(format!("## {}", self.day_title(day)));
            blocks.extend(self.hours(minutes, day));
            blocks.extend(quote(&self.paragraphs(&day.day.description)));
            for slot in &day.slots {
                blocks.extend(self.slot(minutes, slot, day.day.date));
            }
        }
        blocks.extend(self.documents(minutes));
        blocks.extend(self.actions(minutes, owner));
        for summary in self.lang.summaries() {
            blocks.extend(self.listed(summary.heading, &minutes.listed(summary.kind)));
        }
        blocks.extend(page::blocks(&self.series.1, self.lang));
        blocks.extend(self.schedule(minutes));
        blocks
    }

    /// The title, and that the meeting is still open, where it is.
    fn title_and_standing(&self, minutes: &Minutes) -> Vec<String> {
        let title = self.planned(&minutes.meeting.head.title);
        let mut blocks = vec![format!("# {}", or(title, self.words.head.minutes))];
        if minutes.closed.is_none() {
            let date = self.lang.short_date(minutes.now.date_naive());
            let now = [date, words::clock(minutes.now)].join(self.words.comma);
            blocks.push(format!("*{}*", fill(self.words.head.still_open, &[&now])));
        }
        blocks
    }

    fn fact(&self, label: &str, value: &str) -> String {
        format!("- **{}** {value}", self.labelled(label))
    }

    fn head(&self, minutes: &Minutes) -> Vec<String> {
        let meeting = minutes.meeting;
        let (head, lang, words) = (&meeting.head, self.lang, &self.words.head);
        let mut facts = Vec::new();
        let mut fact = |label: &str, value: String| {
            if !value.is_empty() {
                facts.push(self.fact(label, &value));
            }
        };
        fact(words.series, self.planned(head.series.as_deref().unwrap_or_default()));
        fact(words.when, when(lang, minutes));
        if let Some((label, value)) = &self.series.0 {
            fact(label, page::value(value));
        }
        fact(words.place, self.planned(head.location.as_deref().unwrap_or_default()));
        fact(words.link, self.planned(head.link.as_deref().unwrap_or_default()));
        fact(words.chair, self.names(meeting.holders(Role::Chair)));
        fact(words.scribe, self.names(meeting.holders(Role::Scribe)));
        let people: Vec<String> = meeting.people.iter().map(|person| person.name.clone()).collect();
        fact(words.people, self.names(&people));
        fact(words.groups, self.names(&meeting.groups));
        fact(words.present, self.present(minutes));
        fact(words.regrets, self.names(&room::regrets(minutes)));
        fact(words.times_also_in, self.zones(minutes));
        let mut blocks = vec![facts.join("\n")];
        blocks.extend(quote(&self.paragraphs(&head.description)));
        blocks
    }

    /// `Europe/Paris (Ann Lee), Asia/Tokyo`: the zones beside the meeting's own.
    fn zones(&self, minutes: &Minutes) -> String {
        let one = |one: &Zone| match self.names(&one.people) {
            people if people.is_empty() => zones::name(one.zone),
            people => format!("{} ({people})", zones::name(one.zone)),
        };
        zones::further(minutes).iter().map(one).collect::<Vec<_>>().join(self.words.comma)
    }

    fn names(&self, names: &[String]) -> String {
        let names: Vec<String> = names
            .iter()
            .map(|name| in_row(&self.planned(name), self.words.comma))
            .filter(|name| !name.is_empty())
            .collect();
        names.join(self.words.comma)
    }

    /// `Ann Lee, Bo Chen (from 10:12)`.
    fn present(&self, minutes: &Minutes) -> String {
        let one = |(name, when): (&str, Option<String>)| {
            self.planned(name) + &when.map(|when| format!(" ({when})")).unwrap_or_default()
        };
        room::present(self.lang, minutes, &plain).into_iter().map(one).collect::<Vec<_>>().join(self.words.comma)
    }

    fn day_title(&self, day: &DayMinutes) -> String {
        let title = self.planned(&day.day.title);
        match day.day.date.map(|date| self.lang.long_date(date)) {
            Some(date) if title.is_empty() => date,
            Some(date) => format!("{title}{}{date}", self.words.colon),
            None => or(title, &fill(self.words.slot.day, &[&day.number.to_string()])),
        }
    }

    fn slot(&self, minutes: &Minutes, slot: &SlotMinutes, day: Option<NaiveDate>) -> Vec<String> {
        let title = self.title(slot.slot);
        let title =
            times::start(&slot.plan_before_title()).map(|(_, start)| format!("{start} ")).unwrap_or_default() + &title;
        let facts = self.slot_facts(minutes, slot, day);
        if slot.is_plain_break() {
            let facts = if facts.is_empty() { facts } else { format!(" · {facts}") };
            return vec![format!("**{title}**{facts}")];
        }
        let mut blocks = vec![format!("### {title}")];
        blocks.extend((!facts.is_empty()).then_some(facts));
        blocks.extend(quote(&self.preparation(slot)));
        blocks.extend(self.notes(&votes::folded(&slot.entries)));
        blocks
    }

    /// What was said: bullets, and a heading for each subtopic. What stands under a subtopic stands under its heading.
    fn notes(&self, branches: &[Branch<Said>]) -> Vec<String> {
        let mut blocks = Vec::new();
        let mut bullets = Vec::new();
        let write = |said: &Said| self.said(said);
        for branch in branches {
            if branch.line.entry.kind != Kind::Subtopic {
                outline(std::slice::from_ref(branch), 0, &mut bullets, &write);
                continue;
            }
            blocks.extend((!bullets.is_empty()).then(|| bullets.join("\n")));
            bullets.clear();
            let title = or(self.typed(&branch.line.entry.text, escape::Place::Within), self.words.nothing.no_text);
            blocks.push(format!("#### {title}{}", self.conflict(branch.line.entry)));
            outline(&branch.children, 0, &mut bullets, &write);
        }
        blocks.extend((!bullets.is_empty()).then(|| bullets.join("\n")));
        blocks
    }

    /// `Chair: Ann Lee · planned 09:00, 45 min · held 09:02–09:51, 49 min · 4 min over`.
    fn slot_facts(&self, minutes: &Minutes, slot: &SlotMinutes, day: Option<NaiveDate>) -> String {
        let plan = &slot.slot.plan;
        let (lang, words) = (self.lang, &self.words.slot);
        let labelled =
            |label: &str, value: String| (!value.is_empty()).then(|| format!("{label}{}{value}", self.words.colon));
        let kind = (!plan.kind.is_topic() && !plan.kind.is_break()).then(|| self.planned(plan.kind.word()));
        let name = |name: &str| self.planned(name);
        let facts = [
            labelled(words.kind, kind.unwrap_or_default()),
            labelled(self.words.head.chair, self.names(&plan.chair)),
            labelled(words.requested_by, self.planned(plan.requested_by.as_deref().unwrap_or_default())),
            times::planned(lang, &slot.plan_beside_title(), day, &plain),
            slot.held.map(|held| times::held(lang, &held, day, &plain)),
            times::over(lang, slot),
            times::unheld(lang, slot.outcome.fate).map(str::to_owned),
        ];
        let title = |slot: &Slot| self.title(slot);
        let speakers = room::speakers(lang, slot.slot, &minutes.stamp, &name);
        let speakers = speakers.and_then(|times| labelled(words.speakers, times));
        let facts = facts.into_iter().flatten().chain(times::fate(lang, minutes, slot, &title)).chain(speakers);
        facts.collect::<Vec<_>>().join(" · ")
    }

    /// What stood in the agenda before the meeting: description, talking points, attachments.
    fn preparation(&self, slot: &SlotMinutes) -> Vec<String> {
        let plan = &slot.slot.plan;
        let mut blocks = self.paragraphs(&plan.description);
        let mut topics = Vec::new();
        let topic = |text: &Cow<str>| escape::inline(text, Origin::Agenda, self.tickets, escape::Place::LineStart);
        outline(&slot.talking_points(), 0, &mut topics, &|text| or(topic(text), self.words.nothing.no_text));
        if !topics.is_empty() {
            blocks.push(format!("*{}*", self.words.slot.talking_points));
            blocks.push(topics.join("\n"));
        }
        let attachments: Vec<String> = slot.slot.attachments().map(|one| self.attachment(one)).collect();
        if !attachments.is_empty() {
            blocks.push(format!("*{}* {}", self.labelled(self.words.slot.attachments), attachments.join(" · ")));
        }
        blocks
    }

    fn attachment(&self, attachment: &Attachment) -> String {
        let kind = or(self.planned(&attachment.kind), self.words.slot.file);
        format!("{kind}{}{}", self.words.colon, self.file(attachment))
    }

    fn file(&self, attachment: &Attachment) -> String {
        let link = clean(attachment.link.as_deref().unwrap_or_default());
        let shown = or(clean(&attachment.name), &link);
        match safe_address(&link) {
            Some(address) => escape::link(&shown, &address),
            None if link.is_empty() || link == shown => self.planned(&shown),
            None => format!("{} ({})", self.planned(&shown), self.planned(&link)),
        }
    }

    /// The table of all files, where it says more of them than the slots do.
    fn documents(&self, minutes: &Minutes) -> Vec<String> {
        if !minutes.has_dated_documents() {
            return Vec::new();
        }
        let words = &self.words.tables;
        let row = |one: &Attachment| {
            let kind = or(self.planned(&one.kind), self.words.slot.file);
            let modified = one.modified.map(|date| self.lang.short_date(date)).unwrap_or_default();
            format!("| {kind} | {} | {modified} | {} |", self.file(one), self.names(one.by.as_slice()))
        };
        let columns = [words.kind, words.file, words.modified, words.by].join(" | ");
        let head = format!("| {columns} |\n|---|---|---|---|");
        let rows = [head].into_iter().chain(minutes.documents().map(row));
        vec![format!("## {}", words.documents), rows.collect::<Vec<_>>().join("\n")]
    }

    /// Lines of the agenda's running text, each kept on its own line, without its author's comments.
    fn paragraphs(&self, text: &str) -> Vec<String> {
        let line = |line: &str| escape::inline(line, Origin::Agenda, self.tickets, escape::Place::LineStart);
        let lines: Vec<String> = without_comments(text).lines().map(line).collect();
        let paragraphs = lines.split(String::is_empty).filter(|lines| !lines.is_empty());
        paragraphs.map(|lines| lines.join("\\\n")).collect()
    }

    /// A text of the scribe.
    fn typed(&self, text: &str, place: escape::Place) -> String {
        escape::inline(text, Origin::Typed, self.tickets, place)
    }

    fn said(&self, said: &Said) -> String {
        let entry = said.entry;
        let nothing = &self.words.nothing;
        let text = |place| or(self.typed(&entry.text, place), nothing.no_text);
        let within = || text(escape::Place::Within);
        let shown = match (entry.kind, entry.as_action()) {
            (Kind::Action, Some(item)) => {
                let owners = or(self.names(&item.owners), nothing.no_owner);
                let rest = self.rest_of_action(entry, item);
                format!("{} **#{} {owners}** — {}{rest}", checkbox(item.status), item.number, within())
            }
            (Kind::Speech, _) => match entry.speaker.as_deref() {
                Some(speaker) => {
                    format!("**{}** {}", self.labelled(&or(self.planned(speaker), nothing.no_name)), within())
                }
                None => format!("… {}", within()),
            },
            (Kind::Vote, _) if !said.votes.is_empty() => self.votes(said),
            (Kind::Link, _) => self.link(entry),
            (Kind::Subtopic, _) => format!("**{}**", within()),
            (kind, _) => match self.lang.label(kind) {
                Some(label) => format!("**{}** {}", self.labelled(label), within()),
                None => text(escape::Place::LineStart),
            },
        };
        shown + &self.tallied(said) + &self.conflict(entry)
    }

    /// Who voted how, and the comment.
    fn votes(&self, said: &Said) -> String {
        let comment = self.typed(&said.entry.text, escape::Place::Within);
        let comment = if comment.is_empty() { comment } else { format!(" — {comment}") };
        votes::cast(self.lang, &said.votes, &|names| self.names(names)) + &comment
    }

    /// A link where its address is safe to follow, else words.
    fn link(&self, entry: &Entry) -> String {
        let target = clean(entry.link.as_deref().unwrap_or_default());
        let shown = or(clean(&entry.text), &target);
        match safe_address(&target) {
            Some(address) => escape::link(&shown, &address),
            None if target.is_empty() || shown.contains(&target) => {
                or(self.typed(&shown, escape::Place::LineStart), self.words.nothing.no_text)
            }
            None => {
                let target = self.typed(&target, escape::Place::Within);
                format!("{} ({target})", self.typed(&shown, escape::Place::LineStart))
            }
        }
    }

    /// The other texts that writers gave to an entry without knowledge of each other.
    fn conflict(&self, entry: &Entry) -> String {
        let also = self.words.entry.also_written;
        let other = |rival: &Rival| {
            let text = self.typed(&rival.text, escape::Place::Within);
            format!(" · *{}* {}", self.labelled(also), or(text, self.words.nothing.no_text))
        };
        entry.rivals.iter().map(other).collect()
    }

    /// What follows an action item's text: tickets that are not in it, priority, due date, status.
    fn rest_of_action(&self, entry: &Entry, item: &ActionItem) -> String {
        let apart = entry.tickets.iter().filter(|ticket| !entry.text.contains(ticket.as_str()));
        let tickets = apart.map(|ticket| self.typed(ticket, escape::Place::Within));
        let words = &self.words.entry;
        let priority = item.priority.map(|priority| fill(words.priority, &[&priority.to_string()]));
        let due = item.due.map(|due| fill(words.due, &[&self.lang.short_date(due)]));
        let dropped = (item.status == Status::Dropped).then(|| words.dropped.to_owned());
        let rest: Vec<String> =
            tickets.chain(priority).chain(due).chain(dropped).map(|fact| " · ".to_owned() + &fact).collect();
        rest.concat()
    }

    /// How the vote on it came out.
    fn tallied(&self, said: &Said) -> String {
        said.tally.map(|tally| format!(" · *{}*", votes::tally(self.lang, &tally))).unwrap_or_default()
    }

    /// A name as it stands before what it names, without the blank that follows.
    fn labelled(&self, name: &str) -> String {
        format!("{name}{}", self.words.colon.trim_end())
    }

    fn actions(&self, minutes: &Minutes, owner: Option<&str>) -> Vec<String> {
        let owners = minutes.by_owner(owner);
        let nothing = &self.words.nothing;
        let mut blocks = vec![format!("## {}", self.words.lists.actions)];
        if owners.is_empty() {
            blocks.push(nothing.none.to_owned());
        }
        for (owner, tasks) in owners {
            let name =
                owner.map_or_else(|| nothing.nobody.to_owned(), |owner| or(self.planned(owner), nothing.no_name));
            blocks.push(format!("### {name}"));
            let tasks: Vec<String> = tasks.iter().map(|task| self.task(task, owner)).collect();
            blocks.push(tasks.join("\n"));
        }
        blocks
    }

    /// An action item under one of its owners.
    fn task(&self, task: &Task, owner: Option<&str>) -> String {
        let Task { entry, item, .. } = task;
        let others: Vec<String> = item.owners.iter().filter(|name| Some(name.as_str()) != owner).cloned().collect();
        let with = fill(self.words.entry.with, &[&self.names(&others)]);
        let with = if others.is_empty() { String::new() } else { format!(" · {with}") };
        let text = or(self.typed(&entry.text, escape::Place::Within), self.words.nothing.no_text);
        let rest = self.rest_of_action(entry, item);
        let conflict = self.conflict(entry);
        format!("- {} **#{}** — {text}{with}{rest}{conflict}", checkbox(item.status), item.number)
    }

    /// The decisions alone.
    fn decisions(&self, minutes: &Minutes) -> Vec<String> {
        let heading = self.words.lists.decisions;
        let listed = self.listed(heading, &minutes.listed(Kind::Decision));
        if listed.is_empty() { vec![format!("## {heading}"), self.words.nothing.none.to_owned()] } else { listed }
    }

    fn listed(&self, heading: &str, lines: &[Listed]) -> Vec<String> {
        if lines.is_empty() {
            return Vec::new();
        }
        let nothing = &self.words.nothing;
        let line = |line: &Listed| match line {
            Listed::Said(slot, said) => {
                let text = or(self.typed(&said.entry.text, escape::Place::LineStart), nothing.no_text);
                let title = self.planned(&slot.plan.title);
                let from = if title.is_empty() { title } else { format!(" · *{title}*") };
                format!("- {text}{}{}{from}", self.tallied(said), self.conflict(said.entry))
            }
            Listed::Parked(slot) => {
                let title = &slot.plan.title;
                let title = escape::inline(title, Origin::Agenda, self.tickets, escape::Place::LineStart);
                format!("- {} · *{}*", or(title, nothing.untitled), self.words.times.parked)
            }
        };
        vec![format!("## {heading}"), lines.iter().map(line).collect::<Vec<_>>().join("\n")]
    }
}

/// `28–30 October 2019, times in America/Los_Angeles`, and when it really began and ended.
fn when(lang: Lang, minutes: &Minutes) -> String {
    let dates = minutes.dates().map(|(from, to)| lang.date_range(from, to));
    let zone = fill(lang.words().head.times_in_zone, &[&zones::name(minutes.meeting.zone)]);
    dates.into_iter().chain(times::whole(lang, minutes, &plain)).chain([zone]).collect::<Vec<_>>().join(" · ")
}

/// Nested bullets. Each level is indented by the two columns that its parent's bullet takes: CommonMark then reads it
/// back as deep as it was written.
fn outline<T>(branches: &[Branch<T>], depth: usize, lines: &mut Vec<String>, write: &dyn Fn(&T) -> String) {
    for branch in branches {
        lines.push(format!("{}- {}", "  ".repeat(depth), write(&branch.line)));
        outline(&branch.children, depth + 1, lines, write);
    }
}

/// Blocks set apart as a quotation; none where there are none.
fn quote(blocks: &[String]) -> Option<String> {
    let line = |line: &str| if line.is_empty() { ">".to_owned() } else { format!("> {line}") };
    let lines: Vec<String> = blocks.join("\n\n").lines().map(line).collect();
    (!blocks.is_empty()).then(|| lines.join("\n"))
}

fn checkbox(status: Status) -> &'static str {
    match status {
        Status::Open => "[ ]",
        Status::Done | Status::Dropped => "[x]",
    }
}

fn or(text: String, otherwise: &str) -> String {
    if text.is_empty() { otherwise.to_owned() } else { text }
}
