//! From an entry's content to the line that reads back as the same.
//!
//! An entry is edited as a line, and what was not touched must not change; backslashes and quotes keep what would read
//! as something else. Not here: the minutes' own forms (see `minutes`).

use chrono::NaiveDate;

use super::due::{SET_OFF, due_phrases};
use super::forms::lead;
use super::line::{Context, LineKind};
use super::owners::{Mention, each_once, head, mentions};
use super::parse::literal_body;
use super::roster::Roster;
use super::tickets::tickets_in;
use crate::meeting::{Content, Kind, Tickets};

/// The line that is read as this content. Tickets that the text does not name are put at its end, so that they are not
/// lost; spaces around the text are.
pub fn print(content: &Content, context: &Context<'_>) -> String {
    let mut text = content.text.trim().to_owned();
    let named = tickets_in(&text, &Tickets::Any);
    for ticket in content.tickets.iter().filter(|ticket| !named.contains(ticket)) {
        text.push(' ');
        text.push_str(ticket);
    }
    match content.kind {
        Kind::Note if lead(&text) == (LineKind::Note, &text) => text,
        Kind::Note => format!("\\{text}"),
        Kind::Action => format!("! {}", action(&text, &content.owners, content.due, context.roster)),
        Kind::Decision => format!("= {text}"),
        Kind::Question => format!("? {text}"),
        _ => text,
    }
}

fn action(text: &str, owners: &[String], due: Option<NaiveDate>, roster: &Roster) -> String {
    let is_owner = |mention: &Mention| !mention.literal && owners.contains(&mention.owner.name);
    let (meant, others): (Vec<Mention>, Vec<Mention>) = mentions(text, roster).into_iter().partition(is_owner);
    let mentioned = each_once(meant.into_iter().map(|mention| mention.owner).collect());
    let mut text = with_backslashes(text, others.iter().map(|mention| mention.at));
    // What reads as a due date is escaped, unless the one at the end counts anyway.
    let phrases = due_phrases(&text, NaiveDate::default(), None);
    let escaped = phrases.iter().filter(|phrase| phrase.literal || due.is_none());
    text = with_backslashes(&text, escaped.map(|phrase| phrase.range.start));
    if let Some(date) = due {
        // The comma before a due date is taken off with it, the one before brackets is not.
        text = if text.ends_with(SET_OFF) { format!("{text} (due {date})") } else { format!("{text} due {date}") };
    }
    let said_by_mentions = mentioned.iter().map(|owner| &owner.name).eq(owners)
        && !(text.starts_with('@') && head(&text, roster).is_some());
    if !said_by_mentions {
        return format!("{} — {text}", listed(owners, roster));
    }
    let reads_otherwise = match literal_body(&text, roster) {
        Some(body) => body.len() < text.len(),
        None => head(&text, roster).is_some(),
    };
    if reads_otherwise { format!("\\{text}") } else { text }
}

/// The text with a backslash at each of these places.
fn with_backslashes(text: &str, places: impl Iterator<Item = usize>) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut from = 0;
    for at in places {
        escaped += text.get(from..at).unwrap_or_default();
        escaped.push('\\');
        from = at;
    }
    escaped + text.get(from..).unwrap_or_default()
}

/// The owners as a list that reads back as these names: as few as can be in quotes.
fn listed(owners: &[String], roster: &Roster) -> String {
    let quoted = |name: &String| format!("@\"{}\"", name.replace('"', "\"\""));
    let plain_or_quoted = |name: &String| {
        let plain = roster.named(name).is_some_and(|known| known.full == *name);
        if plain { name.clone() } else { quoted(name) }
    };
    let ways = [owners.join(", "), owners.iter().map(plain_or_quoted).collect::<Vec<_>>().join(", ")];
    let reads_back = |list: &String| {
        head(&format!("{list} — x"), roster).is_some_and(|head| head.owners.iter().map(|owner| &owner.name).eq(owners))
    };
    ways.into_iter().find(reads_back).unwrap_or_else(|| owners.iter().map(quoted).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
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

    proptest! {
        #[test]
        fn any_content_reads_back_as_it_was(
            text in anything().prop_filter("something is said", |text| !text.trim().is_empty()),
            kind in prop::sample::select(&Kind::ALL[..4]),
            owners in prop::collection::btree_set(
                "(Ann Lee|Bo Chen|RV-SST|R & D|bo|Zed( Smith)?|the (bo|RV-SST)|A, B|[a-zA-Z@\"\\\\,&—:-]{1,8})", 0..4,
            ),
            days in prop::option::of(0u64..100_000),
        ) {
            let text = text.trim().to_owned();
            let is_action = kind == Kind::Action;
            let content = Content {
                kind,
                tickets: tickets_in(&text, &Tickets::Any),
                text,
                owners: owners.into_iter().filter(|_| is_action).collect(),
                due: days.filter(|_| is_action).and_then(|days| TODAY.checked_add_days(chrono::Days::new(days))),
                ..Content::default()
            };
            let line = print(&content, &context(&roster()));
            prop_assert_eq!(parse(&line, &context(&roster())).content(), content, "{}", line);
        }
    }
}
