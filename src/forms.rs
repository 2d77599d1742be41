//! What the forms are called that agendas are read from and minutes are written in: one name each, whichever way it goes.
//!
//! Not here: which forms there are to read (see `agenda`) and to write (see `minutes`), and what any of them is.

/// The names of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    /// The one that it goes by, which a file of it ends in too.
    pub own: &'static str,
    /// Others that are understood.
    pub others: &'static [&'static str],
}

/// Markdown.
pub const MARKDOWN: Names = Names::new("md", &["markdown", "gfm"]);
/// A web page.
pub const HTML: Names = Names::new("html", &["htm"]);
/// JSON.
pub const JSON: Names = Names::new("json", &[]);
/// Plain text.
pub const TEXT: Names = Names::new("txt", &["text", "plain"]);
/// The body of a Confluence page.
pub const CONFLUENCE: Names = Names::new("confluence", &["storage"]);
/// Org.
pub const ORG: Names = Names::new("org", &[]);
/// A calendar.
pub const CALENDAR: Names = Names::new("ics", &["ical", "icalendar", "calendar"]);
/// A mail.
pub const MAIL: Names = Names::new("eml", &["mail", "email", "mime"]);

impl Names {
    /// The names `own` and `others`, in lower case.
    pub const fn new(own: &'static str, others: &'static [&'static str]) -> Self {
        Self { own, others }
    }

    /// Whether `name` is one of them, in any case.
    pub fn has(&self, name: &str) -> bool {
        [self.own].iter().chain(self.others).any(|known| known.eq_ignore_ascii_case(name))
    }
}

/// The form in a table that goes by that name, in any case.
pub fn called<F: Copy>(table: &[(F, Names)], name: &str) -> Option<F> {
    table.iter().find(|(_, names)| names.has(name)).map(|(form, _)| *form)
}

/// What a form in a table goes by; nothing where it is not in it.
pub fn name_of<F: PartialEq>(table: &[(F, Names)], form: &F) -> &'static str {
    table.iter().find(|(known, _)| known == form).map_or("", |(_, names)| names.own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_known_by_each_of_its_names_in_any_case() {
        let table = [('m', MAIL), ('t', TEXT)];
        for name in ["eml", "EML", "Email", "mime"] {
            assert_eq!(called(&table, name), Some('m'), "{name}");
        }
        assert_eq!(called(&table, "PLAIN"), Some('t'));
        assert_eq!(called(&table, "md"), None);
        assert_eq!((name_of(&table, &'t'), name_of(&table, &'x')), ("txt", ""));
    }
}
