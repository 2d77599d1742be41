//! Several people named in one line.
//!
//! `Chair: Ann Lee, Bo Chen` and `chair: Ann Lee and Bo Chen` are two people; a name that the roster has as it stands
//! is never taken apart. Not here: who a part of a name is (see the notation).

/// The names in `text`, in their order. `known` are the names that may contain a comma or an `and`.
pub(super) fn split(text: &str, known: &[String]) -> Vec<String> {
    split_by(text, |name| known.iter().any(|known| known.eq_ignore_ascii_case(name)))
}

/// The same, where `is_known` says which names may contain a comma or an `and`.
pub(super) fn split_by(text: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let text = text.trim();
    if is_known(text) {
        return vec![text.to_owned()];
    }
    let mut names = Vec::new();
    for part in at_commas(text) {
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

/// The pieces between commas that stand outside brackets.
fn at_commas(text: &str) -> Vec<&str> {
    let (mut pieces, mut from, mut depth) = (Vec::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' | '（' | '［' | '<' => depth += 1,
            ')' | ']' | '）' | '］' | '>' => depth = depth.saturating_sub(1),
            ',' | ';' | '，' | '；' | '、' | '،' if depth == 0 => {
                pieces.push(text.get(from..at).unwrap_or("").trim());
                from = at + c.len_utf8();
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
        assert_eq!(split("Bo Chen, Research and Development", &known), ["Bo Chen", "Research and Development"]);
    }
}
