//! The lines of a calendar (RFC 5545, 3.1): unfolded, cut into properties, nested into components.
//!
//! Each property knows where it stands, so that a remark can point at it. What is no property goes on with the one above:
//! many programs forget to fold. Not here: what a property means.

use super::super::diagnostic::Report;
use super::super::sayable::without_controls;

/// Components nested deeper than this are read as part of the one above.
const DEEPEST: usize = 16;

/// A component: what stands between `BEGIN:` and `END:`.
#[derive(Debug, Default)]
pub(super) struct Component {
    /// Where it begins in the text.
    pub(super) at: usize,
    /// Its name, in capitals.
    pub(super) name: String,
    /// All but its dates.
    pub(super) properties: Vec<Property>,
    /// RDATE and EXDATE. There may be one for each occurrence, and each occurrence looks for other properties.
    dates: Vec<Property>,
    pub(super) components: Vec<Component>,
}

/// A property.
#[derive(Debug)]
pub(super) struct Property {
    /// Where it stands in the text.
    pub(super) at: usize,
    /// Its name, in capitals, without a group.
    pub(super) name: String,
    /// Its parameters, their names in capitals.
    params: Vec<(String, String)>,
    /// Its value as it stands, unfolded.
    pub(super) value: String,
}

/// Whether a property of that name says when its event takes place besides, or does not.
fn is_date(name: &str) -> bool {
    matches!(name, "RDATE" | "EXDATE")
}

impl Component {
    /// The first property of that name.
    pub(super) fn get(&self, name: &str) -> Option<&Property> {
        self.of_kind(name).iter().find(|property| property.name == name)
    }

    /// All properties of that name.
    pub(super) fn all<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Property> {
        self.of_kind(name).iter().filter(move |property| property.name == name)
    }

    fn of_kind(&self, name: &str) -> &[Property] {
        if is_date(name) { &self.dates } else { &self.properties }
    }

    /// The text of the first property of that name, ends trimmed; empty where there is none.
    pub(super) fn text(&self, name: &str) -> String {
        self.get(name).map(Property::text).unwrap_or_default()
    }

    /// The same on one line.
    pub(super) fn line(&self, name: &str) -> String {
        harmless_line(&self.text(name))
    }
}

impl Property {
    /// A parameter's value.
    pub(super) fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Whether a parameter says that, in any case.
    pub(super) fn says(&self, name: &str, value: &str) -> bool {
        self.param(name).is_some_and(|said| said.eq_ignore_ascii_case(value))
    }

    /// Its value as a text, ends trimmed, without controls.
    pub(super) fn text(&self) -> String {
        without_controls(&unescaped(&self.value)).trim().to_owned()
    }
}

/// A text on one line: line ends and tabs are blanks, other controls are left out, ends trimmed.
pub(super) fn harmless_line(text: &str) -> String {
    let line: String = text.trim().replace(['\n', '\r', '\t'], " ");
    without_controls(&line).trim().to_owned()
}

fn unescaped(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut chars = value.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => match chars.next() {
                Some('n' | 'N') => out.push('\n'),
                Some(escaped @ ('\\' | ';' | ',' | ':' | '"')) => out.push(escaped),
                Some(other) => out.extend(['\\', other]),
                None => out.push('\\'),
            },
            other => out.push(other),
        }
    }
    out
}

/// The components of a text; the ones that stand outside any are there too.
pub(super) fn components(source: &str, report: &mut Report) -> Vec<Component> {
    let mut nest = Nest { open: vec![Component::default()], too_deep: 0 };
    for (at, line) in unfolded(source) {
        nest.take(at, &line, report);
    }
    nest.finish(source.len(), report)
}

/// The lines with those put together that were folded, each with where it begins.
///
/// An empty line before the rest of a folded one is passed over: a terminal that makes each line feed a carriage return
/// makes two line ends of one.
fn unfolded(source: &str) -> impl Iterator<Item = (usize, String)> {
    let mut lines = source.split_inclusive('\n').peekable();
    let mut at = 0;
    std::iter::from_fn(move || {
        let first = lines.next()?;
        let start = at;
        at += first.len();
        let mut line = first.trim_end_matches('\n').to_owned();
        while let Some(more) = lines.next_if(|next| next.starts_with([' ', '\t', '\n'])) {
            at += more.len();
            line.push_str(more.get(1..).unwrap_or("").trim_end_matches('\n'));
        }
        Some((start, line))
    })
}

/// The components that are open.
struct Nest {
    /// Never empty: the first is the file.
    open: Vec<Component>,
    /// So many more are open than are kept.
    too_deep: usize,
}

impl Nest {
    fn take(&mut self, at: usize, line: &str, report: &mut Report) {
        if line.trim().is_empty() {
            return;
        }
        let Some(property) = property(at, line) else {
            self.stray(at, line, report);
            return;
        };
        let name = property.value.trim().to_ascii_uppercase();
        match property.name.as_str() {
            "BEGIN" if self.open.len() > DEEPEST => self.too_deep += 1,
            "BEGIN" => self.open.push(Component { at, name, ..Component::default() }),
            "END" if self.too_deep > 0 => self.too_deep -= 1,
            "END" => self.end(at, &name, report),
            _ => {
                if let Some(component) = self.open.last_mut() {
                    let dated = is_date(&property.name);
                    if dated { &mut component.dates } else { &mut component.properties }.push(property);
                }
            }
        }
    }

    /// Closes the component of that name, and those in it that were never closed.
    fn end(&mut self, at: usize, name: &str, report: &mut Report) {
        let Some(nth) = self.open.iter().skip(1).rposition(|component| component.name == name) else {
            report.warn(at, format!("`END:{name}` ends nothing"), "Leave the line out");
            return;
        };
        while self.open.len() > nth + 1 {
            let inner = self.open.len() > nth + 2;
            self.close(inner.then_some(at), report);
        }
    }

    /// Closes the innermost component. `missing`: where its end was looked for in vain.
    fn close(&mut self, missing: Option<usize>, report: &mut Report) {
        let Some(done) = self.open.pop() else { return };
        if missing.is_some() {
            report.warn(
                done.at,
                format!("This {} is never closed", done.name),
                format!("Close it with `END:{}`", done.name),
            );
        }
        if let Some(above) = self.open.last_mut() {
            above.components.push(done);
        }
    }

    /// A line that is no property is a part of the text above it.
    fn stray(&mut self, at: usize, line: &str, report: &mut Report) {
        report.warn(
            at,
            "This line is no property; it is kept as a part of the text above it",
            "Write `NAME:value`; a line that goes on begins with a blank",
        );
        let Some(component) = self.open.last_mut() else { return };
        let text = |property: &Property| matches!(property.name.as_str(), "DESCRIPTION" | "SUMMARY" | "COMMENT");
        match component.properties.last_mut().filter(|last| text(last)) {
            Some(last) => {
                last.value.push_str("\\n");
                last.value.push_str(line);
            }
            None => component.properties.push(Property {
                at,
                name: "COMMENT".to_owned(),
                params: Vec::new(),
                value: line.to_owned(),
            }),
        }
    }

    fn finish(mut self, end: usize, report: &mut Report) -> Vec<Component> {
        while self.open.len() > 1 {
            self.close(Some(end), report);
        }
        let Some(mut file) = self.open.pop() else { return Vec::new() };
        let mut components = std::mem::take(&mut file.components);
        if !file.properties.is_empty() {
            components.push(file);
        }
        components
    }
}

/// `NAME;PARAM=value;PARAM="quoted":value`
fn property(at: usize, line: &str) -> Option<Property> {
    let end = line.find([':', ';'])?;
    let (name, mut rest) = line.split_at_checked(end)?;
    let name = name.rsplit('.').next().unwrap_or(name).trim();
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
        return None;
    }
    let mut params = Vec::new();
    while let Some(after) = rest.strip_prefix(';') {
        let end = end_of_param(after)?;
        let (param, behind) = after.split_at_checked(end)?;
        let (name, value) = param.split_once('=').unwrap_or((param, ""));
        params.push((name.trim().to_ascii_uppercase(), decoded(value)));
        rest = behind;
    }
    let value = rest.strip_prefix(':')?.to_owned();
    Some(Property { at, name: name.to_ascii_uppercase(), params, value })
}

/// Where a parameter ends: at the next `;` or `:` outside of quotes.
fn end_of_param(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, char)| {
        quoted ^= char == '"';
        (!quoted && matches!(char, ':' | ';')).then_some(at)
    })
}

/// A parameter's value without quotes, and with what RFC 6868 has instead of characters that cannot stand there.
fn decoded(value: &str) -> String {
    let bare = value.trim().trim_matches('"');
    if !bare.contains('^') {
        return bare.to_owned();
    }
    let mut out = String::with_capacity(bare.len());
    let mut chars = bare.chars().peekable();
    while let Some(char) = chars.next() {
        let next = if char == '^' { chars.next_if(|next| matches!(next, 'n' | '\'' | '^')) } else { None };
        out.push(match next {
            Some('n') => '\n',
            Some('\'') => '"',
            _ => char,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Vec<Component>, Vec<String>) {
        let mut report = Report::default();
        let components = components(source, &mut report);
        (components, report.finish(source).iter().map(ToString::to_string).collect())
    }

    #[test]
    fn lines_are_unfolded_and_texts_unescaped() {
        let (found, said) = read("BEGIN:VEVENT\nSUMMARY:a\\, b\\n\n  c\\;\n\td\nEND:VEVENT\n");
        assert_eq!(found[0].text("SUMMARY"), "a, b\n c;d");
        assert!(said.is_empty(), "{said:?}");
    }

    #[test]
    fn a_line_that_was_folded_goes_on_where_each_of_its_ends_became_two() {
        let (found, said) = read("BEGIN:VEVENT\n\nSUMMARY:one l\n\n ine\n\n\tof three\n\nUID:a\n\nEND:VEVENT\n\n");
        assert_eq!(found[0].text("SUMMARY"), "one lineof three");
        assert_eq!((found[0].text("UID").as_str(), found[0].at), ("a", 0));
        assert!(said.is_empty(), "{said:?}");
        let (_, said) = read("BEGIN:VEVENT\n\n x\n\nSUMMARY:a\n\nno property\nEND:VEVENT\n");
        assert!(said.iter().any(|said| said.starts_with("7:1: ")), "{said:?}");
    }

    #[test]
    fn a_parameter_may_hold_signs_that_end_one_in_quotes() {
        let (found, _) = read("BEGIN:X\nATTENDEE;CN=\"Lee; Ann: x\";role=CHAIR;X-A=^'q^':mailto:a@x.org\nEND:X\n");
        let property = found[0].get("ATTENDEE").unwrap();
        assert_eq!(property.param("CN"), Some("Lee; Ann: x"));
        assert!(property.says("ROLE", "chair"));
        assert_eq!(property.param("X-A"), Some("\"q\""));
        assert_eq!(property.value, "mailto:a@x.org");
    }

    #[test]
    fn what_is_not_closed_and_what_is_no_property_is_said_with_its_place_and_kept() {
        let (found, said) =
            read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:one\ntwo words\nEND:VCALENDAR\nEND:VTODO\n");
        assert_eq!(found[0].components[0].text("DESCRIPTION"), "one\ntwo words");
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said[0].starts_with("2:1: warning: This VEVENT is never closed"), "{said:?}");
        assert!(said[1].starts_with("4:1: warning: This line is no property"), "{said:?}");
        assert!(said[2].starts_with("6:1: warning: `END:VTODO` ends nothing"), "{said:?}");
    }

    #[test]
    fn a_bottomless_file_is_read_in_one_go() {
        let (found, _) = read(&"BEGIN:X\n".repeat(100_000));
        assert_eq!(found.len(), 1);
    }
}
