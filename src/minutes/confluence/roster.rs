//! Who takes part, for the program that reads the page back: names with their accounts, in page properties that no reader of
//! the page sees.
//!
//! A mention is an account without a name, and a row of names cannot say which comma belongs to one. Not here: the people
//! that the page shows.

use super::xml::Xml;
use crate::meeting::Meeting;
use crate::minutes::inline::clean;

/// What these properties are called.
const ID: &str = "minutebook-roster";

/// A row for each person and group: what it is, its name, its account. Nothing where the page says all of it in words.
pub(super) fn written(meeting: &Meeting) -> String {
    let people = meeting.people.iter().map(|one| ("person", clean(&one.name), one.account.as_deref().map(clean)));
    let groups = meeting.groups.iter().map(|name| ("group", clean(name), None));
    let rows: Vec<_> = people.chain(groups).filter(|(_, name, _)| !name.is_empty()).collect();
    let needs_it = |name: &str| name.contains([',', ';', '&', '，', '；', '、', '،']) || name.contains(" and ");
    if !rows.iter().any(|(_, name, account)| needs_it(name) || account.as_deref().is_some_and(|it| !it.is_empty())) {
        return String::new();
    }
    let mut xml = Xml::default();
    xml.open("ac:structured-macro", &[("ac:name", "details"), ("ac:schema-version", "1")]);
    xml.text_in("ac:parameter", &[("ac:name", "hidden")], "true");
    xml.text_in("ac:parameter", &[("ac:name", "id")], ID);
    let around = ["ac:rich-text-body", "table", "tbody"];
    for name in around {
        xml.open(name, &[]);
    }
    for (sort, name, account) in rows {
        xml.open("tr", &[]);
        xml.text_in("th", &[], sort);
        xml.text_in("td", &[], &name);
        xml.text_in("td", &[], account.as_deref().unwrap_or_default());
        xml.close("tr");
    }
    for name in around.iter().rev() {
        xml.close(name);
    }
    xml.close("ac:structured-macro");
    xml.finish()
}
