//! Lines that do something: a verb after a slash, a bot's phrase, a word about an action item's number.
//!
//! Only a whole line that can mean nothing else is a command; a bare word is a note. Not here: what a verb does.

use super::parts::Parts;
use crate::meeting::Status;
use crate::notation::fold::joins;
use crate::notation::forms::{Does, Role, forms, spelled};
use crate::notation::line::{Context, Line, LineKind, Order, Part};

/// `/next`, `/give 10`.
pub(super) fn verb(source: &str, context: &Context<'_>) -> Option<Line> {
    let mut signs = forms().iter().filter_map(|form| if let Role::Verb(sign) = form.role { Some(sign) } else { None });
    let rest = signs.find_map(|sign| source.strip_prefix(sign))?;
    let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
    let (word, argument) = rest.split_at_checked(end)?;
    let name = word.to_lowercase();
    if !context.verbs.contains(&name.as_str()) {
        return None;
    }
    let argument = argument.trim().to_owned();
    let line = Parts::new(source).to(source.len() - argument.len(), Part::Mark).line(LineKind::Command);
    Some(Line { order: Some(Order::Verb { name, argument }), ..line })
}

/// A bot's phrase, with the bot's name before it or not.
pub(super) fn phrase(source: &str, _: &Context<'_>) -> Option<Line> {
    const LONGEST: usize = 80;
    let words = words(source.get(..).filter(|line| line.len() <= LONGEST)?)?;
    let (does, number) = forms().iter().find_map(|form| {
        let Role::Phrase(pattern, does) = form.role else { return None };
        matched(pattern, &words).map(|numbers| (does, numbers.first().copied()))
    })?;
    let line = Parts::new(source).to(source.len(), Part::Mark).line(LineKind::Command);
    Some(match does {
        Does::Verb(name) => line.ordering(named(name, number.map_or_else(String::new, |number| number.to_string()))),
        Does::Less(name) => line.ordering(named(name, format!("-{}", number?))),
        Does::GiveFloor => line.ordering(Order::GiveFloor),
        Does::SetStatus(status) => Line { target: Some(number?), ..line.ordering(Order::SetStatus(status)) },
    })
}

/// The first words of a line that has more: those that would say it of an action item, and of which.
pub(super) fn begun(source: &str) -> Option<(&str, Status, u32)> {
    const MOST_WORDS: usize = 5;
    let ends = source.char_indices().filter(|(_, sign)| sign.is_whitespace()).map(|(at, _)| at).take(MOST_WORDS);
    ends.filter_map(|end| source.get(..end)).find_map(|said| {
        let words = words(said)?;
        forms().iter().find_map(|form| match form.role {
            Role::Phrase(pattern, Does::SetStatus(status)) => {
                matched(pattern, &words).and_then(|numbers| Some((said, status, *numbers.first()?)))
            }
            _ => None,
        })
    })
}

fn named(name: &str, argument: String) -> Order {
    Order::Verb { name: name.to_owned(), argument }
}

/// `action-20: the draft is late` is about an action item and no new one.
pub(super) fn reference(source: &str, _: &Context<'_>) -> Option<Line> {
    let mut words =
        forms().iter().filter_map(|form| if let Role::Reference(word) = form.role { Some(word) } else { None });
    let rest = words.find_map(|word| spelled(source, word))?;
    let after_sign = rest.strip_prefix(['-', '‑']).or_else(|| rest.trim_start().strip_prefix('#'));
    let digits = after_sign.or_else(|| rest.starts_with(char::is_whitespace).then(|| rest.trim_start()))?;
    let end = digits.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(digits.len());
    let (number, after) = digits.split_at_checked(end)?;
    let number: u32 = number.parse().ok()?;
    let ended = if after_sign.is_some() { !after.starts_with(joins) } else { after.starts_with([':', '：']) };
    if !ended {
        return None;
    }
    let said = after.trim_matches(|sign: char| sign.is_whitespace() || ":：.!-–—".contains(sign));
    let line = Line { target: Some(number), ..Parts::new(source).line(LineKind::Note) };
    let sign_before = after.trim_start().starts_with([':', '：', '-', '–', '—']);
    Some(match status(said).filter(|_| sign_before) {
        Some(status) => {
            let line = Parts::new(source).to(source.len(), Part::Mark).line(LineKind::Command);
            Line { target: Some(number), ..line.ordering(Order::SetStatus(status)) }
        }
        None if status(said).is_some() => return None,
        None => line,
    })
}

fn status(said: &str) -> Option<Status> {
    Some(match said.to_ascii_lowercase().as_str() {
        "done" | "closed" | "completed" => Status::Done,
        "open" | "reopened" => Status::Open,
        "dropped" => Status::Dropped,
        _ => return None,
    })
}

/// The line's words in lower case, without the name of a bot before them; none where signs stand among them that no
/// phrase has.
fn words(line: &str) -> Option<Vec<String>> {
    const BOTS: [&str; 5] = ["zakim", "bot", "rrsagent", "trackbot", "minutebook"];
    let called = BOTS.iter().find_map(|bot| spelled(line, bot)?.strip_prefix([',', ':', '：']));
    let line = called.unwrap_or(line).trim().trim_end_matches(['.', '!']);
    let parted = |sign: char| sign.is_whitespace() || matches!(sign, '-' | '‑' | '#');
    let words: Vec<String> = line.split(parted).filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    words.iter().all(|word| word.chars().all(char::is_alphanumeric)).then_some(words)
}

/// The numbers among these words, if they are what a pattern wants.
fn matched(pattern: &str, words: &[String]) -> Option<Vec<u32>> {
    let mut numbers = vec![];
    let mut words = words.iter().peekable();
    for part in pattern.split(' ') {
        let (wanted, may_lack) = part.strip_prefix('?').map_or((part, false), |wanted| (wanted, true));
        let fits = |word: &&String| match wanted {
            "N" => word.parse::<u32>().is_ok(),
            wanted => wanted.split('|').any(|wanted| wanted == word.as_str()),
        };
        match words.next_if(fits) {
            Some(word) if wanted == "N" => numbers.extend(word.parse::<u32>()),
            Some(_) => {}
            None if may_lack => {}
            None => return None,
        }
    }
    words.next().is_none().then_some(numbers)
}
