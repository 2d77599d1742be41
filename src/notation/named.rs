//! Who is named in a running text.
//!
//! A note that becomes an action item can take its owners from what it says. Not here: whether it should.

use super::fold::joins;
use super::line::Owner;
use super::mentions::mentions;
use super::ordinary;
use super::owners::each_once;
use super::roster::Roster;

/// The full names of the people and groups that a text names, in its order, each once: by their whole names, by a part
/// with a capital that fits one person, or in a mention.
pub fn names_in(text: &str, roster: &Roster) -> Vec<String> {
    let mentions = mentions(text, roster);
    let mut found: Vec<Owner> = vec![];
    let mut from = 0;
    for (at, sign) in text.char_indices() {
        let begins = at >= from && (sign.is_alphanumeric() || sign == '@') && !text[..at].ends_with(joins);
        if !begins {
            continue;
        }
        if let Some(mention) = mentions.iter().find(|mention| mention.at == at) {
            from = mention.end;
            found.push(mention.owner.clone());
        } else if let Some((owner, end)) = name_at(text, at, roster) {
            from = end;
            found.push(owner);
        }
    }
    found.retain(Owner::is_known);
    each_once(found).into_iter().map(|owner| owner.name).collect()
}

fn name_at(text: &str, at: usize, roster: &Roster) -> Option<(Owner, usize)> {
    let rest = text.get(at..)?;
    if let Some((name, taken)) = roster.at_start(rest) {
        let typed = rest.get(..taken)?;
        // One small word is a word: `will` is not Will, and `build` not a group of that name.
        let is_word = typed.chars().all(char::is_lowercase) && (name.is_group() || ordinary::is_word(typed));
        return (!is_word).then(|| (name.owner(), at + taken));
    }
    let end = rest.find(|sign: char| !(sign.is_alphanumeric() || "-'’‑\u{300}\u{301}\u{308}".contains(sign)));
    let word = rest.get(..end.unwrap_or(rest.len()))?;
    let word = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
    let capital = word.starts_with(|sign: char| sign.is_alphabetic() && !sign.is_lowercase());
    let owner = capital.then(|| roster.resolve(word)).filter(Owner::is_known)?;
    Some((owner, at + word.len()))
}

#[cfg(test)]
mod tests {
    use super::super::tests::roster;
    use super::*;

    #[test]
    fn the_names_in_a_text_are_found_in_their_order() {
        for (text, names) in [
            ("Bo asks whether ann lee can come", &["Bo Chen", "Ann Lee"][..]),
            ("Botha's slides, see the RV-SST and O’Donovan", &["Jim Botha", "RV-SST", "Wil O'Donovan"]),
            ("@blee and @zed and Jim, Jim", &["Beth Lee", "Jim Botha"]),
            ("李雷请准备", &["李雷"]),
            ("Lee fits two, bo is small, Zed is nobody, Annette neither, mail beth@example.org", &[]),
            ("", &[]),
        ] {
            assert_eq!(names_in(text, &roster()), names, "{text}");
        }
    }
}
