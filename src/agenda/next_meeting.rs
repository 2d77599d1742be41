//! When the group meets again, as the front matter says it.
//!
//! Due dates are often said as "by next meeting", so its date belongs to the agenda. What is no date stays in the file's
//! text and is pointed at. Not here: which of the dates comes next after today.

use chrono::NaiveDate;

use super::dates;
use super::diagnostic::Remark;
use super::roster::Refused;
use super::yaml::{self, Node, Value};

const HINT: &str = "Write it as `next meeting: 2026-12-01`";

/// The dates of a line or of a list, in their order, and the parts that are none.
pub(super) fn dates(value: &Node) -> (Vec<NaiveDate>, Vec<Refused>) {
    match &value.value {
        Value::Text(text) if text.trim().is_empty() => (vec![], vec![]),
        Value::Text(text) => match in_line(text) {
            Some(dates) => (dates, vec![]),
            None => (vec![], vec![Refused::all(no_date(text))]),
        },
        Value::List(items) => {
            let (mut found, mut refused) = (vec![], vec![]);
            for item in items {
                match item.line().map(|line| in_line(&line).ok_or(line)) {
                    Some(Ok(dates)) => found.extend(dates),
                    Some(Err(line)) if line.is_empty() => {}
                    Some(Err(line)) => refused.push(Refused::part(item.at, no_date(&line))),
                    None => refused.push(Refused::part(item.at, wrong())),
                }
            }
            (found, refused)
        }
        Value::Map(_) => (vec![], vec![Refused::all(wrong())]),
    }
}

/// One date, with a time of day or without, or several with nothing but commas and `and` between them.
fn in_line(text: &str) -> Option<Vec<NaiveDate>> {
    if let Some(date) = dates::whole(text) {
        return Some(vec![date]);
    }
    let mut found = vec![];
    let mut rest = text;
    while let Some((date, range)) = dates::find(rest) {
        let before = rest.get(..range.start)?.trim_matches([' ', ',', ';', '，', '；', '、', '&']);
        if !before.is_empty() && !before.eq_ignore_ascii_case("and") {
            return None;
        }
        found.push(date);
        rest = rest.get(range.end..)?;
    }
    (!found.is_empty() && rest.trim_matches([' ', '.', ',', ';']).is_empty()).then_some(found)
}

fn no_date(text: &str) -> Remark {
    Remark::warning(format!("`{}` is not a date", yaml::one_line(text)), HINT)
}

fn wrong() -> Remark {
    Remark::warning("`next meeting` takes a date or a list of dates", HINT)
}

#[cfg(test)]
mod tests {
    fn read(front_matter: &str) -> (Vec<String>, Vec<String>, String) {
        let text = format!("---\ntitle: Team\n{front_matter}\n---\n\n## 09:00 Welcome\n");
        let reading = crate::agenda::read(text.as_bytes(), "stem").unwrap();
        let head = reading.agenda.head;
        let said = reading.diagnostics.into_iter().map(|one| format!("{}: {}", one.line, one.message)).collect();
        (head.next_meetings.iter().map(ToString::to_string).collect(), said, head.description)
    }

    #[test]
    fn the_next_meetings_are_dates_in_a_line_or_a_list() {
        for front_matter in [
            "next meeting: 2019-11-25, 2019-12-09",
            "next meetings:\n  - 2019-11-25\n  - Dec 9, 2019",
            "Next: [2019-11-25, 9 December 2019]",
            "Next Meeting: 25 November 2019 and Dec 9, 2019",
            "next: 2019-11-25; 2019-12-09",
        ] {
            let (dates, said, description) = read(front_matter);
            assert_eq!(dates, ["2019-11-25", "2019-12-09"], "{front_matter}");
            assert!(said.is_empty() && description.is_empty(), "{said:?}");
        }
        assert_eq!(read("next meeting: 2019-11-25 09:00").0, ["2019-11-25"]);
        assert_eq!(read("next meeting:"), (vec![], vec![], String::new()));
    }

    #[test]
    fn what_is_no_date_is_kept_as_text_and_pointed_at() {
        let (dates, said, description) = read("next meeting: in two weeks");
        assert_eq!((dates, said), (vec![], vec!["3: `in two weeks` is not a date".to_owned()]));
        assert!(description.contains("next meeting: in two weeks"), "{description}");
        let (dates, said, description) = read("next meeting:\n  - 2019-11-25\n  - soon\n  - { on: Friday }");
        assert_eq!(dates, ["2019-11-25"]);
        let wanted = ["5: `soon` is not a date", "6: `next meeting` takes a date or a list of dates"];
        assert_eq!(said, wanted);
        assert!(description.contains("- soon") && description.contains("on: Friday"), "{description}");
        let (dates, said, description) = read("next meeting: 2019-11-25 in the library");
        assert_eq!((dates, said.len()), (vec![], 1));
        assert!(description.contains("in the library"), "{description}");
    }

    #[test]
    fn a_key_said_under_two_names_is_said_twice() {
        let (dates, said, description) = read("next: 2019-11-25\nnext meeting: 2019-12-09");
        assert_eq!((dates, said.len()), (vec!["2019-11-25".to_owned()], 1));
        assert!(description.contains("2019-12-09"), "{description}");
    }
}
