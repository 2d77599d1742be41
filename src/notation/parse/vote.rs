//! Votes: `+1`, `0`, `-1` with names, or counted after `#vote`.
//!
//! `0 errors` and `-1 degrees` are no votes: after the sign only names may follow, or a remark that a dash or a bracket
//! sets off. Not here: what is voted on, and the count.

use super::parts::Parts;
use crate::meeting::{Ballot, Choice};
use crate::notation::forms::{Role, forms};
use crate::notation::line::{Context, Line, LineKind, Order, Owner, Part};
use crate::notation::owners::{Delimiter, Ends, List, all_surely_names, each_once, list};

const NAMES: Ends = Ends { to: false, semicolon: false, line: true };
const BALLOT: Ends = Ends { to: false, semicolon: true, line: true };

/// `+1`, `+1 Ann, Bo`, `+1 Ann — with the change`.
pub(super) fn read(source: &str, context: &Context<'_>) -> Option<Line> {
    let (choice, rest) = choice(source)?;
    let sign = source.len() - rest.len();
    if let Some(remark) = remark(rest) {
        return Some(cast(source, sign, None, source.len() - remark.len(), choice, vec![]));
    }
    let names = rest.trim_start();
    let begin = source.len() - names.len();
    // `+1 Ann (with the change)`
    let bracket = names.find([' ', '\u{a0}']).and_then(|_| names.find(['(', '（'])).filter(|at| {
        let remark = names.get(*at..).unwrap_or_default();
        remark.ends_with([')', '）']) && one_bracket(remark)
    });
    let people = bracket.and_then(|at| names.get(..at)).unwrap_or(names);
    let list = list(people, context.roster, NAMES).filter(all_surely_names).filter(|_| begin > sign)?;
    let remark = begin + bracket.unwrap_or(list.rest);
    let owners = list.names.into_iter().map(|named| named.owner).collect();
    Some(cast(source, begin, Some(remark), remark, choice, owners))
}

/// `Ann: +1`, `Ann, Bo +1`.
pub(super) fn after_names(source: &str, context: &Context<'_>) -> Option<Line> {
    let (names, sign) = split_names(source, context)?;
    let (choice, rest) = choice(source.get(sign..)?)?;
    let remark = source.len() - remark(rest)?.len();
    let owners: Vec<Owner> = names.names.into_iter().map(|named| named.owner).collect();
    let votes = vec![ballot(choice, &owners)];
    let parts = Parts::new(source).to(sign, Part::Names).to(remark, Part::Mark);
    Some(voted(parts.line(LineKind::Vote), owners, votes))
}

/// The names at the line's beginning, and where the sign after them begins.
fn split_names(source: &str, context: &Context<'_>) -> Option<(List, usize)> {
    const LONGEST: usize = 200;
    // Nobody quotes who votes so: a name in quotes before a colon speaks.
    if source.starts_with("@\"") {
        return None;
    }
    let starts = source.match_indices(['+', '-', '−', '±', '0']).map(|(at, _)| at).take_while(|at| *at < LONGEST);
    let sign = starts.filter(|at| *at > 0).find(|at| {
        let before =
            source.get(..*at).is_some_and(|before| before.ends_with(|sign: char| sign.is_whitespace() || sign == ':'));
        before && source.get(*at..).and_then(choice).and_then(|(_, rest)| remark(rest)).is_some()
    })?;
    let typed = source.get(..sign)?.trim_end();
    let named = typed.strip_suffix([':', '：']);
    let list = list(named.unwrap_or(typed), context.roster, NAMES).filter(|list| list.end == Delimiter::Line)?;
    let plain_zero = source.get(sign..)?.starts_with('0');
    let certain = match named {
        Some(_) => all_surely_names(&list),
        None => !plain_zero && list.names.iter().all(|named| named.sure),
    };
    certain.then_some((list, sign))
}

/// `#vote +1 Ann, Bo; -1 Jim, 2 more — why`, `#vote 7/2/1`, `#vote 7 for, 2 against`: the ballots begin at `body`.
pub(super) fn counted(source: &str, body: usize, context: &Context<'_>) -> Option<Line> {
    let rest = source.get(body..)?;
    let parts = Parts::new(source).to(body, Part::Mark);
    if let Some((votes, taken)) = totals(rest) {
        let remark = source.len() - remark(rest.get(taken..)?)?.len();
        return Some(voted(parts.to(remark, Part::Names).line(LineKind::Vote), vec![], votes));
    }
    let mut owners = vec![];
    let mut votes = vec![];
    let mut at = 0;
    let remark = loop {
        let text = rest.get(at..)?.trim_start();
        let Some((choice, after)) = choice(text) else {
            // A vote without votes: only what was said of it is left.
            break remark(text).filter(|remark| votes.is_empty() && !remark.is_empty() && remark.len() < text.len())?;
        };
        if let Some(remark) = remark(after) {
            votes.push(ballot(choice, &[]));
            break remark;
        }
        let names = after.strip_prefix(char::is_whitespace)?.trim_start();
        let list = list(names, context.roster, BALLOT)?;
        let (ballot, named) = of_list(choice, &list);
        votes.push(ballot);
        owners.extend(named);
        at = rest.len() - names.get(list.rest..)?.len();
        if list.end != Delimiter::Semicolon {
            break rest.get(at..)?;
        }
    };
    let line = parts.to(source.len() - remark.len(), Part::Names).line(LineKind::Vote);
    Some(voted(line, owners, votes))
}

/// A ballot of these names, of which `3 more` are none.
fn of_list(choice: Choice, list: &List) -> (Ballot, Vec<Owner>) {
    let more = |name: &str| {
        let (number, word) = name.split_once(' ')?;
        let number: u32 = number.parse().ok()?;
        matches!(word, "more" | "others" | "other").then_some(number)
    };
    let mut ballot = Ballot { choice, voters: vec![], others: 0 };
    let mut owners = vec![];
    for named in &list.names {
        match more(&named.owner.name).filter(|_| !named.quoted) {
            Some(number) => ballot.others = ballot.others.saturating_add(number),
            None => owners.push(named.owner.clone()),
        }
    }
    let owners = each_once(owners);
    ballot.voters = owners.iter().map(|owner| owner.name.clone()).collect();
    (ballot, owners)
}

/// `7/2/1`, `7 for, 2 against, 1 abstaining`: the ballots and how much of the text they are.
fn totals(text: &str) -> Option<(Vec<Ballot>, usize)> {
    let unnamed = |choice, others| Ballot { choice, voters: vec![], others };
    let mut votes = vec![];
    let mut at = 0;
    let order = [Choice::For, Choice::Against, Choice::Abstain];
    loop {
        let rest = text.get(at..)?;
        let digits = rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len());
        let number: u32 = rest.get(..digits)?.parse().ok()?;
        at += digits;
        let after = text.get(at..)?;
        if let Some(next) = after.strip_prefix('/') {
            votes.push(unnamed(*order.get(votes.len())?, number));
            at = text.len() - next.len();
            continue;
        }
        let word_at = after.len() - after.trim_start().len();
        let word = after.get(word_at..)?;
        let end = word.find(|sign: char| !sign.is_alphabetic()).unwrap_or(word.len());
        match choice_word(word.get(..end)?) {
            Some(choice) => {
                votes.push(unnamed(choice, number));
                at += word_at + end;
                let joint = text.get(at..)?.strip_prefix([',', ';']).map(str::trim_start);
                match joint.filter(|next| next.starts_with(|sign: char| sign.is_ascii_digit())) {
                    Some(next) => at = text.len() - next.len(),
                    None => break,
                }
            }
            None if !votes.is_empty() => {
                votes.push(unnamed(*order.get(votes.len())?, number));
                break;
            }
            None => return None,
        }
    }
    votes.retain(|ballot| ballot.others > 0);
    Some((votes, at))
}

fn choice_word(word: &str) -> Option<Choice> {
    Some(match word.to_lowercase().as_str() {
        "for" | "yes" | "pro" | "favour" | "favor" => Choice::For,
        "against" | "no" | "contra" => Choice::Against,
        "abstaining" | "abstained" | "abstain" | "abstention" | "abstentions" => Choice::Abstain,
        _ => return None,
    })
}

/// The vote at a text's beginning and what follows it.
pub(super) fn choice(text: &str) -> Option<(Choice, &str)> {
    let found = forms().iter().find_map(|form| {
        let Role::Choice(sign, choice) = form.role else { return None };
        text.strip_prefix(sign).map(|rest| (choice, rest))
    });
    found.filter(|(_, rest)| {
        !rest.starts_with(|next: char| next.is_alphanumeric() || ".,:%/".contains(next) && rest.len() > 1)
    })
}

/// The remark after a vote: nothing, or what a dash or a bracket sets off; none where the text goes on otherwise.
fn remark(rest: &str) -> Option<&str> {
    let said = rest.trim_start();
    if matches!(said, "" | "." | "!") {
        return Some("");
    }
    let spaced = said.len() < rest.len();
    // `+1 (650) 926-3300` is a telephone.
    if said.starts_with(['(', '（']) && spaced {
        return said
            .trim_end_matches(['.', '!'])
            .ends_with([')', '）'])
            .then_some(said)
            .filter(|said| one_bracket(said));
    }
    if let Some(after) = said.strip_prefix('—') {
        return Some(after.trim_start());
    }
    let hyphens = || said.strip_prefix("--").or_else(|| said.strip_prefix('-')).filter(|_| spaced);
    let after = said.strip_prefix('–').or_else(|| hyphens().filter(|after| after.starts_with(char::is_whitespace)))?;
    // `0 – 5 people` is a range.
    let after = after.trim_start();
    (!after.starts_with(|sign: char| sign.is_ascii_digit())).then_some(after)
}

/// Whether the bracket that opens a text closes once, at its end.
fn one_bracket(text: &str) -> bool {
    text.matches([')', '）']).count() == 1
}

/// A line of one ballot: the sign ends at `begin`, the names at `names`, and the remark begins at `remark`.
fn cast(source: &str, begin: usize, names: Option<usize>, remark: usize, choice: Choice, owners: Vec<Owner>) -> Line {
    let parts = Parts::new(source).to(begin, Part::Mark).to(names.unwrap_or(begin), Part::Names).to(remark, Part::Mark);
    let votes = vec![ballot(choice, &owners)];
    voted(parts.line(LineKind::Vote), owners, votes)
}

fn ballot(choice: Choice, owners: &[Owner]) -> Ballot {
    let voters: Vec<String> = each_once(owners.to_vec()).into_iter().map(|owner| owner.name).collect();
    Ballot { choice, others: u32::from(voters.is_empty()), voters }
}

fn voted(line: Line, owners: Vec<Owner>, votes: Vec<Ballot>) -> Line {
    Line { owners: each_once(owners), votes, ..line.ordering(Order::Vote) }
}
