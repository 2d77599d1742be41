//! Several people named in one line.
//!
//! `Chair: Ann Lee, Bo Chen` and `chair: Ann Lee and Bo Chen` are two people; a name that the roster has as it stands
//! is never taken apart. Not here: who a part of a name is (see the notation).

/// The names in `text`, in their order. `known` are the names that may contain a comma or an `and`.
pub(super) fn split(text: &str, known: &[String]) -> Vec<String> {
    split_at(text, known, |name| known.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The same, where `is_known` says which names may contain a comma or an `and`.
pub(super) fn split_by(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    split_at(text, &[], is_known)
}

fn split_at(text: &str, known: &[String], is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let text = text.trim();
    if is_known(text) {
        return vec![text.to_owned()];
    }
    let mut names = Vec::new();
    for part in at_commas(text, known) {
        let part = part.strip_prefix("and ").unwrap_or(part).trim();
        let pair = [" and ", " & "].iter().find_map(|word| part.split_once(word)).filter(|_| !is_known(part));
        match pair {
            Some((one, other)) => names.extend([one, other].map(|name| name.trim().to_owned())),
            None => names.push(part.to_owned()),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// The names in `text` as our own minutes list them: between commas of their language and nothing else.
pub(super) fn listed(text: &str, known: &[String], comma: &str) -> Vec<String> {
    let odd = odd(known);
    let between = |sign: char| sign.is_whitespace() || comma.contains(sign);
    let mut names = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(between);
        let known = known_at(rest, &odd);
        let end = if known > 0 { known } else { rest.find(comma).unwrap_or(rest.len()) };
        let (name, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let name = name.trim_end_matches(between);
        if name.is_empty() {
            return names;
        }
        names.push(name.to_owned());
        rest = after;
    }
}

/// What names are between.
const BETWEEN: [char; 6] = [',', ';', '，', '；', '、', '،'];

/// Whether a name has a mark or a word in it that stands between names.
pub(super) fn is_odd(name: &str) -> bool {
    name.contains(BETWEEN) || name.contains(" and ") || name.contains(" & ")
}

/// The names with one of these marks in them.
fn odd(known: &[String]) -> Vec<&str> {
    known.iter().map(String::as_str).filter(|name| name.contains(BETWEEN)).collect()
}

/// How many bytes of `text` are one of these names, with the blanks before it; 0 where it begins with none of them.
fn known_at(text: &str, odd: &[&str]) -> usize {
    let bare = text.trim_start();
    let is_here = |name: &&&str| {
        bare.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)) && {
            let after = bare.get(name.len()..).unwrap_or("").trim_start();
            after.is_empty() || after.starts_with('(') || after.starts_with(BETWEEN)
        }
    };
    let longest = odd.iter().filter(is_here).map(|name| name.len()).max();
    longest.map_or(0, |length| text.len() - bare.len() + length)
}

/// The pieces between commas that stand outside brackets and outside names that have some.
fn at_commas<'t>(text: &'t str, known: &[String]) -> Vec<&'t str> {
    let odd = odd(known);
    let (mut pieces, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    let mut past = known_at(text, &odd);
    for (at, c) in text.char_indices() {
        match c {
            _ if at < past => {}
            '(' | '[' | '（' | '［' | '<' => depth += 1,
            ')' | ']' | '）' | '］' | '>' => depth = depth.saturating_sub(1),
            _ if depth == 0 && BETWEEN.contains(&c) => {
                pieces.push(text.get(from..at).unwrap_or("").trim());
                from = at + c.len_utf8();
                past = from + text.get(from..).map_or(0, |rest| known_at(rest, &odd));
            }
            _ => {}
        }
    }
    pieces.push(text.get(from..).unwrap_or("").trim());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_between_commas_and_before_an_and() {
        let none: [String; 0] = [];
        assert_eq!(split("Ann Lee, Bo Chen and Cy Dee", &none), ["Ann Lee", "Bo Chen", "Cy Dee"]);
        assert_eq!(split("Ann Lee, Bo Chen, and Cy Dee", &none), ["Ann Lee", "Bo Chen", "Cy Dee"]);
        assert_eq!(split("徐嵩、赵磊", &none), ["徐嵩", "赵磊"]);
        assert_eq!(split("Judy Zhu (Standards, Alibaba)", &none), ["Judy Zhu (Standards, Alibaba)"]);
        assert_eq!(split(" ,; ", &none), [""; 0]);
    }

    #[test]
    fn a_name_of_the_roster_stays_whole() {
        let known = ["Lee, Ann".to_owned(), "Research and Development".to_owned()];
        assert_eq!(split("Lee, Ann", &known), ["Lee, Ann"]);
        assert_eq!(split("Bo Chen, lee, ann; Cy", &known), ["Bo Chen", "lee, ann", "Cy"]);
        assert_eq!(split("Lee, Annabel", &known), ["Lee", "Annabel"]);
        assert_eq!(listed("Bo; Chen, Lee, Ann, Cy", &known, ", "), ["Bo; Chen", "Lee, Ann", "Cy"]);
        assert_eq!(listed("甲、Lee, Ann、乙", &known, "、"), ["甲", "Lee, Ann", "乙"]);
        assert_eq!(split("Bo Chen, Research and Development", &known), ["Bo Chen", "Research and Development"]);
    }
}
