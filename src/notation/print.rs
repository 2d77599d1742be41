//! From an entry's content to the line that reads back as the same.
//!
//! An entry is edited as a line, and what was not touched must not change; backslashes and quotes keep what would read
//! as something else, and the plainest line that reads back is taken. Not here: the minutes' own forms (see `minutes`).

use super::due::SET_OFF;
use super::line::Context;
use super::parse::action::Found;
use super::parse::parse;
use super::roster::Roster;
use super::tickets::tickets_in;
use crate::meeting::{Ballot, Choice, Content, Kind, Tickets};

/// The line that is read as this content. Tickets and a priority that the text does not name are put at its end, so that
/// they are not lost; spaces around the text are.
pub fn print(content: &Content, context: &Context<'_>) -> String {
    let mut text = content.text.trim().to_owned();
    let named = tickets_in(&text, &Tickets::Any);
    for ticket in content.tickets.iter().filter(|ticket| !named.contains(ticket)) {
        text.push(' ');
        text.push_str(ticket);
    }
    match content.kind {
        Kind::Note => plainest(&[text.clone(), format!("\\{text}")], content, &text, context),
        Kind::Action => action(content, &text, context),
        Kind::Decision => format!("= {text}"),
        Kind::Question => format!("? {text}"),
        Kind::Proposal => format!("PROPOSED: {text}"),
        Kind::Idea => format!("IDEA: {text}"),
        Kind::Info => format!("INFO: {text}"),
        Kind::Subtopic => format!("Subtopic: {text}"),
        Kind::Link => link(content, &text, context),
        Kind::Speech => speech(content, &text, context),
        Kind::Vote => vote(content, &text, context),
    }
}

/// The first of these lines that reads back as the content with this text; the last where none does.
fn plainest(lines: &[String], content: &Content, text: &str, context: &Context<'_>) -> String {
    let wanted = Content { text: text.to_owned(), tickets: vec![], number: None, ..content.clone() };
    let reads_back = |line: &&String| Content { tickets: vec![], ..parse(line, context).content() } == wanted;
    let found = lines.iter().find(reads_back).or(lines.last());
    found.cloned().unwrap_or_default()
}

fn action(content: &Content, text: &str, context: &Context<'_>) -> String {
    let (body, text) = escaped(content, text, context);
    let mut lines = vec![format!("! {body}"), format!("! \\{body}")];
    if !content.owners.is_empty() {
        lines.extend(lists(&content.owners, context.roster).into_iter().map(|list| format!("! {list} — {body}")));
    }
    plainest(&lines, content, &text, context)
}

/// The text of an action item with what else counts in its line, and with backslashes before what would count but does
/// not; and its text with what had to be added for good.
fn escaped(content: &Content, text: &str, context: &Context<'_>) -> (String, String) {
    let mut text = text.to_owned();
    let found = Found::within(&text, context);
    let after_backslash = |at: usize| text.get(..at).is_some_and(|before| before.ends_with('\\'));
    let owned = |name: &String| content.owners.contains(name);
    let mentions = found.mentions.iter().filter(|mention| mention.literal || !owned(&mention.owner.name));
    let says_when = found.due().is_some_and(|due| due.text_end.is_none() && due.date == content.due);
    let phrases = found
        .phrases
        .iter()
        .filter(|phrase| after_backslash(phrase.range.start) || content.due.is_none() && phrase.date.is_some());
    let counts = |(_, value, literal): &&(usize, u8, bool)| !literal && Some(*value) == content.priority;
    let said = found.priorities.iter().find(counts).map(|(at, ..)| *at);
    let priorities = found.priorities.iter().filter(|(at, _, literal)| *literal || said.is_none_or(|said| *at < said));
    let mut places: Vec<usize> = mentions.map(|mention| mention.at).collect();
    places.extend(phrases.map(|phrase| phrase.range.start));
    places.extend(priorities.map(|(at, ..)| *at));
    places.sort_unstable();
    let mut body = with_backslashes(&text, &places);
    if let Some(priority) = content.priority.filter(|_| said.is_none()) {
        text = format!("{text} p{priority}");
        body = format!("{body} p{priority}");
    }
    if let Some(date) = content.due.filter(|_| !says_when) {
        // The comma before a due date is taken off with it, the one before brackets is not.
        body = if body.ends_with(SET_OFF) { format!("{body} (due {date})") } else { format!("{body} due {date}") };
    }
    (body, text)
}

/// The text with a backslash at each of these places, which are in order.
fn with_backslashes(text: &str, places: &[usize]) -> String {
    let mut escaped = String::with_capacity(text.len() + places.len());
    let mut from = 0;
    for &at in places {
        escaped += text.get(from..at).unwrap_or_default();
        escaped.push('\\');
        from = at;
    }
    escaped + text.get(from..).unwrap_or_default()
}

fn quoted(name: &str) -> String {
    format!("@\"{}\"", name.replace('"', "\"\""))
}

/// Names as a list that may read back as these names, the plainest first: the last has all in quotes.
fn lists(names: &[String], roster: &Roster) -> Vec<String> {
    let plain_or_quoted = |name: &String| {
        let plain = roster.named(name).is_some_and(|known| known.full == *name);
        if plain { name.clone() } else { quoted(name) }
    };
    let joined = |way: &dyn Fn(&String) -> String| names.iter().map(way).collect::<Vec<_>>().join(", ");
    vec![names.join(", "), joined(&plain_or_quoted), joined(&|name| quoted(name))]
}

fn link(content: &Content, text: &str, context: &Context<'_>) -> String {
    match &content.link {
        Some(address) if address == text => {
            plainest(&[text.to_owned(), format!("#link {text}")], content, text, context)
        }
        Some(address) => format!("#link {address} {text}"),
        None => plainest(&[format!("#link {text}"), format!("#link \\{text}")], content, text, context),
    }
}

fn speech(content: &Content, text: &str, context: &Context<'_>) -> String {
    let Some(speaker) = &content.speaker else { return format!("… {text}") };
    let names = [speaker.clone(), quoted(speaker)];
    let lines = names.iter().flat_map(|name| [format!("{name}: {text}"), format!("{name}: \\{text}")]);
    plainest(&lines.collect::<Vec<_>>(), content, text, context)
}

fn vote(content: &Content, text: &str, context: &Context<'_>) -> String {
    let remark = if text.is_empty() { String::new() } else { format!(" — {text}") };
    let mut lines = vec![];
    if let [one] = content.votes.as_slice() {
        let sign = sign(one.choice);
        let named = if one.voters.is_empty() { vec![String::new()] } else { lists(&one.voters, context.roster) };
        lines.extend(named.into_iter().map(|list| format!("{}{remark}", format!("{sign} {list}").trim_end())));
        lines.push(format!("{sign} {text}"));
    }
    for way in 0..3 {
        let ballots: Vec<String> = content.votes.iter().map(|ballot| counted(ballot, way, context.roster)).collect();
        lines.push(format!("#vote {}{remark}", ballots.join("; ")));
    }
    plainest(&lines, content, text, context)
}

/// A ballot as it stands after `#vote`.
fn counted(ballot: &Ballot, way: usize, roster: &Roster) -> String {
    let listed = lists(&ballot.voters, roster).into_iter().nth(way).unwrap_or_default();
    let more = (ballot.others > 0).then(|| format!("{} more", ballot.others));
    let names: Vec<String> = Some(listed).filter(|list| !list.is_empty()).into_iter().chain(more).collect();
    format!("{} {}", sign(ballot.choice), names.join(", "))
}

fn sign(choice: Choice) -> &'static str {
    match choice {
        Choice::For => "+1",
        Choice::Against => "-1",
        Choice::Abstain => "0",
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;
    use proptest::prelude::*;

    use super::super::parse;
    use super::super::tests::{TODAY, anything, context, roster};
    use super::*;

    fn item(text: &str, owners: &[&str], due: Option<NaiveDate>) -> Content {
        let owners = owners.iter().map(|&owner| owner.to_owned()).collect();
        Content { kind: Kind::Action, text: text.to_owned(), owners, due, ..Content::default() }
    }

    #[test]
    fn a_line_is_printed_as_a_scribe_would_write_it() {
        for (content, line) in [
            (item("draft", &[], None), "! draft"),
            (item("draft", &["Ann Lee", "RV-SST"], Some(TODAY)), "! Ann Lee, RV-SST — draft due 2019-10-28"),
            (item("ask @Ann Lee", &["Ann Lee"], None), "! ask @Ann Lee"),
            (item("ask @Ann Lee", &["Bo Chen", "Ann Lee"], None), "! Bo Chen, Ann Lee — ask @Ann Lee"),
            (item("ask @Ann Lee", &[], None), "! ask \\@Ann Lee"),
            (item("Ann Lee: draft", &[], None), "! \\Ann Lee: draft"),
            (item("draft due 2019-10-28", &[], None), "! draft \\due 2019-10-28"),
            (item("draft", &["Zed"], None), "! @\"Zed\" — draft"),
            (item("draft", &["Zed", "Bo Chen"], None), "! Zed, Bo Chen — draft"),
            (item("draft", &["Zed & Co"], None), "! @\"Zed & Co\" — draft"),
            (Content { tickets: vec!["DM-1".to_owned()], ..item("draft", &[], None) }, "! draft DM-1"),
            (Content { text: "! x".to_owned(), ..Content::default() }, "\\! x"),
        ] {
            assert_eq!(print(&content, &context(&roster())), line);
        }
    }

    #[test]
    fn every_kind_has_its_line() {
        let ann = || Some("Ann Lee".to_owned());
        let plain = |kind| Content { kind, text: "x".to_owned(), ..Content::default() };
        let ballot = |choice, voters: &[&str], others| Ballot {
            choice,
            voters: voters.iter().map(|&voter| voter.to_owned()).collect(),
            others,
        };
        let vote = |votes: Vec<Ballot>| Content { votes, ..plain(Kind::Vote) };
        let address = || Some("https://x.example".to_owned());
        for (content, line) in [
            (plain(Kind::Proposal), "PROPOSED: x"),
            (plain(Kind::Idea), "IDEA: x"),
            (plain(Kind::Info), "INFO: x"),
            (plain(Kind::Subtopic), "Subtopic: x"),
            (plain(Kind::Speech), "… x"),
            (Content { speaker: ann(), ..plain(Kind::Speech) }, "Ann Lee: x"),
            (Content { speaker: ann(), text: "+1".to_owned(), ..plain(Kind::Speech) }, "Ann Lee: \\+1"),
            (Content { speaker: Some("zed".to_owned()), ..plain(Kind::Speech) }, "@\"zed\": x"),
            (Content { link: address(), ..plain(Kind::Link) }, "#link https://x.example x"),
            (
                Content { link: address(), text: "https://x.example".to_owned(), ..plain(Kind::Link) },
                "https://x.example",
            ),
            (plain(Kind::Link), "#link x"),
            (Content { text: String::new(), ..vote(vec![ballot(Choice::For, &[], 1)]) }, "+1"),
            (vote(vec![ballot(Choice::Against, &["Ann Lee", "Zed"], 0)]), "-1 Ann Lee, Zed — x"),
            (
                vote(vec![ballot(Choice::For, &["zed"], 2), ballot(Choice::Abstain, &[], 3)]),
                "#vote +1 zed, 2 more; 0 3 more — x",
            ),
            (Content { priority: Some(2), ..item("x", &[], None) }, "! x p2"),
            (item("x p2", &[], None), "! x \\p2"),
            (item("x by Friday", &[], None), "! x \\by Friday"),
            (item("by Friday x", &[], NaiveDate::from_ymd_opt(2019, 11, 1)), "! by Friday x"),
            (item("by Friday x", &[], NaiveDate::from_ymd_opt(2019, 11, 2)), "! by Friday x due 2019-11-02"),
            (item("Ann drafts", &["Ann Lee"], None), "! Ann drafts"),
            (item("Ann drafts", &[], None), "! \\Ann drafts"),
            (item("Ann drafts", &["Bo Chen"], None), "! Bo Chen — Ann drafts"),
        ] {
            assert_eq!(print(&content, &context(&roster())), line);
        }
    }

    fn names(most: usize) -> impl Strategy<Value = Vec<String>> {
        let name = "(Ann Lee|Bo Chen|RV-SST|R & D|bo|Zed( Smith)?|Thanks|3 more|the (bo|RV-SST)|A, B|[a-zA-Z@\"\\\\,&;—:-]{1,8})";
        prop::collection::btree_set(name, 0..most).prop_map(|names| names.into_iter().collect())
    }

    fn votes() -> impl Strategy<Value = Vec<Ballot>> {
        let choice = prop::sample::select(vec![Choice::For, Choice::Against, Choice::Abstain]);
        let ballot = (choice, names(3), prop::sample::select(vec![0, 0, 1, 12]));
        let ballot = ballot.prop_map(|(choice, voters, others)| Ballot { choice, voters, others });
        prop::collection::vec(
            ballot.prop_filter("somebody votes", |ballot| ballot.others > 0 || !ballot.voters.is_empty()),
            0..3,
        )
    }

    proptest! {
        #[test]
        fn any_content_reads_back_as_it_was(
            text in anything().prop_filter("something is said", |text| !text.trim().is_empty()),
            kind in prop::sample::select(&Kind::ALL[..]),
            owners in names(4),
            days in prop::option::of(0u64..100_000),
            priority in prop::option::of(1u8..=5),
            speaker in prop::option::of(prop::sample::select(vec!["Ann Lee", "RV-SST", "Lee", "zed", "Zed_Smith", "A: \"B\"", "R & D"])),
            votes in votes(),
            link in prop::option::of(prop::sample::select(vec!["https://x.example", "mailto:a@b"])),
        ) {
            let mut text = text.trim().to_owned();
            let only = |wanted| move |_: &_| kind == wanted;
            let acts = kind == Kind::Action;
            let roster = roster();
            let context = context(&roster);
            let said = Found::within(&text, &context).priorities;
            // A priority that the text does not say is put at its end.
            let named = |value: &u8| said.iter().any(|(_, said, literal)| !literal && said == value);
            if let Some(value) = priority.filter(|value| acts && !named(value)) {
                text = format!("{text} p{value}");
            }
            let content = Content {
                kind,
                tickets: tickets_in(&text, &Tickets::Any),
                text,
                owners: owners.into_iter().filter(|_| acts).collect(),
                due: days.filter(|_| acts).and_then(|days| TODAY.checked_add_days(chrono::Days::new(days))),
                priority: priority.filter(|_| acts),
                speaker: speaker.map(str::to_owned).filter(only(Kind::Speech)),
                votes: if kind == Kind::Vote { votes } else { vec![] },
                link: link.map(str::to_owned).filter(only(Kind::Link)),
                number: None,
                review: None,
            };
            let line = print(&content, &context);
            prop_assert_eq!(parse(&line, &context).content(), content, "{}", line);
        }
    }
}
