//! From a typed line to what it means.
//!
//! It runs for each key, so that the composer can show what Enter would make of the line.
//! Not here: the spellings (`forms`), names (`owners`, `roster`) and dates (`due`).

use super::due::due_phrases;
use super::forms::lead;
use super::line::{Context, Line, LineKind, Part, Piece};
use super::owners::{Head, Mention, begins_with_mention, each_once, head, mentions};
use super::roster::Roster;
use super::tickets::tickets_in;

/// What a line means here and today. No visible word of the line is lost: each is in the text, an owner, the due date or
/// the mark.
pub fn parse(line: &str, context: &Context<'_>) -> Line {
    let line = line.trim();
    if line.is_empty() {
        return Line::default();
    }
    let (kind, body) = lead(line);
    let mut read = match kind {
        LineKind::Action => action(body, context),
        kind => Line { kind, text: body.to_owned(), ..Line::default() },
    };
    read.tickets = tickets_in(&read.text, context.tickets);
    line.clone_into(&mut read.source);
    read.pieces = vec![Piece { range: 0..line.len(), part: Part::Text }];
    read
}

fn action(body: &str, context: &Context<'_>) -> Line {
    let roster = context.roster;
    let (mut owners, body) = match literal_body(body, roster) {
        Some(body) => (vec![], body),
        None => match head(body, roster) {
            Some(Head { owners, rest }) => (owners, body.get(rest..).unwrap_or_default()),
            None => (vec![], body),
        },
    };
    let phrases = due_phrases(body, context.today, context.next_meeting);
    let dated = || phrases.iter().filter(|phrase| !phrase.literal && phrase.date.is_some());
    let due = dated().find(|phrase| phrase.text_end.is_some()).or_else(|| dated().next_back());
    let end = due.and_then(|phrase| phrase.text_end).unwrap_or(body.len());
    let literal = phrases.iter().filter(|phrase| phrase.literal && phrase.range.end <= end);
    let text = without_backslashes(body.get(..end).unwrap_or_default(), literal.map(|phrase| phrase.range.start));
    let due = due.and_then(|phrase| phrase.date);
    let mut text = text;
    let (literal, meant): (Vec<Mention>, Vec<Mention>) =
        mentions(&text, roster).into_iter().partition(|mention| mention.literal);
    if !literal.is_empty() {
        text = without_backslashes(&text, literal.iter().map(|mention| mention.at));
    }
    owners.extend(meant.into_iter().map(|mention| mention.owner));
    Line { kind: LineKind::Action, text, owners: each_once(owners), due, ..Line::default() }
}

/// The text of an action item that begins with a backslash: no owners stand before it. The backslash is dropped,
/// unless it belongs to a mention.
pub(super) fn literal_body<'a>(body: &'a str, roster: &Roster) -> Option<&'a str> {
    let rest = body.strip_prefix('\\').map(str::trim_start).filter(|rest| !rest.is_empty())?;
    let before_mention = begins_with_mention(body.trim_start_matches('\\'), roster);
    Some(if before_mention { body } else { rest })
}

/// The text without the backslash before each of these places.
fn without_backslashes(text: &str, places: impl Iterator<Item = usize>) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut from = 0;
    for at in places {
        kept += text.get(from..at).and_then(|piece| piece.strip_suffix('\\')).unwrap_or_default();
        from = at;
    }
    kept + text.get(from..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold::folded;
    use super::super::print;
    use super::super::tests::{anything, context, read, roster};
    use super::*;

    fn words(text: &str) -> Vec<String> {
        text.split(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty()).map(folded).collect()
    }

    #[test]
    fn a_line_is_read_whole() {
        for (line, reading) in [
            ("", "blank: "),
            (" \t ", "blank: "),
            ("  !  draft ", "action: draft"),
            ("ACTION:draft", "action: draft"),
            ("!important", "action: important"),
            ("!!", "note: !!"),
            ("@Ann Lee says x due 2019-11-30", "note: @Ann Lee says x due 2019-11-30"),
            ("= Ann Lee — draft due 2019-11-30", "decision: Ann Lee — draft due 2019-11-30"),
            ("! draft due 2019-02-30", "action: draft due 2019-02-30"),
            ("! Bo: ask @Ann Lee, @Bo", "action: ask @Ann Lee, @Bo; owners: Bo Chen, Ann Lee"),
            ("! \\@bo asks", "action: @bo asks"),
            ("! \\\\bo: asks", "action: \\bo: asks"),
            ("! Lee — draft", "action: draft; owners: Lee (fits Ann Lee, Beth Lee)"),
            ("! mail zed@example.org", "action: mail zed@example.org"),
            ("\\\\! x", "note: \\! x"),
            ("! Ann Lee — draft, due tomorrow", "action: draft; owners: Ann Lee; due: 2019-10-29"),
        ] {
            assert_eq!(read(line), reading, "{line:?}");
        }
    }

    proptest! {
        #[test]
        fn reading_never_fails_and_prints_as_the_same(line in anything()) {
            let read = parse(&line, &context(&roster()));
            let printed = print(&read.content(), &context(&roster()));
            prop_assert_eq!(parse(&printed, &context(&roster())).content(), read.content(), "{}", printed);
        }

        #[test]
        fn no_word_is_lost(line in anything()) {
            let read = parse(&line, &context(&roster()));
            let resolved = |word: &str| roster().resolve(word).name;
            let names = read.owners.iter().map(|owner| owner.name.as_str());
            let kept: Vec<&str> = [&*read.text, "action decision question the and"].into_iter().chain(names).collect();
            let kept = words(&kept.join(" "));
            // A date that was understood ends the line.
            let said = read.due.and_then(|_| line.to_ascii_lowercase().rfind("due")).map_or(&*line, |due| &line[..due]);
            for word in words(said) {
                let found = kept.contains(&word) || read.owners.iter().any(|owner| owner.name == resolved(&word));
                prop_assert!(found, "{} of {:?} in {:?}", word, line, read);
            }
        }
    }
}
