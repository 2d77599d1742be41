//! Minutes in a form of the user's own: a template in the language of Jinja, filled with the minutes' JSON.
//!
//! What is put into a text in HTML, XML, Markdown or JSON is escaped for it; control characters and marks that turn the direction
//! of a text are harmless in every form. A template reads nothing but what it is given, and one of too many steps is ended. Not
//! here: where templates lie, where their texts go, and how long they may take (see `cli`).

mod bounds;

use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, NaiveDate};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior};

use super::inline::{Origin, safe_address};
use super::markdown::escape::{Place, inline};
use super::{Format, Lang, Minutes, Options, write};
use crate::meeting::Tickets;
use crate::text::safe_for_terminal;

/// Steps that a template may take; minutes of ten thousand lines take a tenth of them.
const MOST_STEPS: u64 = 5_000_000;

/// Bytes that a template may write.
const MOST_BYTES: usize = 64 << 20;

/// Bytes of stack that the longest chain of a template needs, with room to spare.
pub const STACK: usize = 256 << 20;

/// Why a template wrote nothing.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct TemplateError {
    /// The template, or the one that it includes, in which it happened.
    pub name: String,
    /// The line, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
    /// What to write instead, as a sentence without its full stop.
    pub hint: &'static str,
}

/// What a template is filled with: the minutes, and how their dates and tickets are written. It borrows nothing, so that another
/// thread can render it.
pub struct Filling {
    context: Value,
    tickets: Tickets,
    lang: Lang,
}

impl Filling {
    /// What templates have of the minutes.
    pub fn of(minutes: &Minutes, options: &Options) -> Result<Self, TemplateError> {
        let context = context(minutes, options).map_err(|why| described("", &why))?;
        Ok(Self { context, tickets: minutes.meeting.head.tickets.clone(), lang: options.lang })
    }

    /// The minutes as the template `name` has them. `load` gives the text of a template by its name: of this one and of those
    /// that it includes; none where there is none.
    ///
    /// It needs [`STACK`] bytes of stack. It ends, but a few steps can make values that take minutes and gigabytes.
    pub fn render(
        self,
        name: &str,
        load: impl Fn(&str) -> Result<Option<String>, String> + Send + Sync + 'static,
    ) -> Result<String, TemplateError> {
        let mut templates = environment(self.tickets, self.lang);
        let refused = Arc::new(OnceLock::new());
        let refuse = Arc::clone(&refused);
        templates.set_loader(move |name| {
            let failed = |why: String| Error::new(ErrorKind::InvalidOperation, why);
            let source = load(name).map_err(failed)?;
            if let Some((line, fault)) = source.as_deref().and_then(bounds::broken) {
                refuse.get_or_init(|| TemplateError::beyond(name, line, fault));
                return Err(failed(fault.to_owned()));
            }
            Ok(source)
        });
        let mut text = Capped(Vec::new());
        templates
            .get_template(name)
            .and_then(|template| template.render_captured_to(self.context, &mut text).map(drop))
            .map_err(|error| refused.get().cloned().unwrap_or_else(|| described(name, &error)))?;
        let mut text = String::from_utf8_lossy(&text.0).into_owned();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        Ok(text)
    }
}

impl TemplateError {
    /// A template that takes longer than anyone waits.
    pub fn endless(name: &str) -> Self {
        described(name, &ErrorKind::OutOfFuel.into())
    }

    fn beyond(name: &str, line: usize, fault: &str) -> Self {
        let hint = "Cut it into several with `{% set … %}`, or into a loop";
        Self { name: name.to_owned(), line: Some(line), message: fault.to_owned(), hint }
    }
}

/// What a template's file writes: `minutes.html` for `minutes.html.j2`. None where the name is not that of a template.
pub fn written_by(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit_once('.')?;
    (["j2", "jinja", "jinja2"].contains(&ending.to_ascii_lowercase().as_str()) && !stem.is_empty()).then_some(stem)
}

fn environment(tickets: Tickets, lang: Lang) -> Environment<'static> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    templates.set_fuel(Some(MOST_STEPS));
    // A line with nothing but a block on it leaves no line. A syntax without this is better than none.
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        templates.set_syntax(syntax);
    }
    templates.set_auto_escape_callback(escaping);
    let tickets = Arc::new(tickets);
    let of_text = Arc::clone(&tickets);
    templates.set_formatter(move |out, state, value| put(out, state, value, &of_text));
    templates.add_filter("date", move |text: &str| day(text).map(|day| lang.long_date(day)));
    templates.add_filter("short_date", move |text: &str| day(text).map(|day| lang.short_date(day)));
    templates.add_filter("time", |text: &str| moment(text).map(|at| at.format("%H:%M").to_string()));
    templates.add_filter("minutes", move |minutes: u32| lang.minutes(minutes));
    templates.add_filter("address", |text: &str| safe_address(text).unwrap_or_default());
    templates.add_filter("md", move |text: &str| Value::from_safe_string(as_markdown(text, &tickets)));
    templates.add_filter("html", |text: &str| Value::from_safe_string(as_html(text)));
    templates
}

/// How a text in a form of that ending is escaped.
fn escaping(name: &str) -> AutoEscape {
    let name = written_by(name).unwrap_or(name);
    match name.rsplit('.').next().map(str::to_ascii_lowercase).as_deref() {
        Some("html" | "htm" | "xhtml" | "xml" | "svg") => AutoEscape::Html,
        Some("json") => AutoEscape::Json,
        Some("md" | "markdown") => AutoEscape::Custom("md".into()),
        _ => AutoEscape::None,
    }
}

/// Puts a value into the text. What is not there leaves nothing.
fn put(out: &mut Output, state: &mut State, value: &Value, tickets: &Tickets) -> Result<(), Error> {
    if value.is_none() && *state.auto_escape() != AutoEscape::Json {
        return Ok(());
    }
    if bounds::is_too_large(value) {
        return Err(Error::new(ErrorKind::InvalidOperation, "this value is too large to be written as a whole"));
    }
    let text = match (value.as_str(), state.auto_escape()) {
        (Some(text), _) if value.is_safe() => return Ok(out.write_str(text)?),
        (Some(text), AutoEscape::Html) => as_html(text),
        (Some(text), AutoEscape::Custom(_)) => as_markdown(text, tickets),
        (Some(text), AutoEscape::None) => harmless(text),
        (None, AutoEscape::Html) if !value.is_number() && !value.is_undefined() => as_html(&value.to_string()),
        (None, AutoEscape::Custom(_)) if !value.is_undefined() => as_markdown(&value.to_string(), tickets),
        _ => return minijinja::escape_formatter(out, state, value),
    };
    Ok(out.write_str(&text)?)
}

/// The text without what could steer a terminal or turn the direction of what follows; its lines stay.
fn harmless(text: &str) -> String {
    let text: String = text.chars().filter(|sign| !sign.is_control() || matches!(sign, '\n' | '\t')).collect();
    let lines: Vec<String> = text.split('\t').map(|part| safe_for_terminal(part).into_owned()).collect();
    lines.join("\t")
}

fn as_html(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    for sign in harmless(text).chars() {
        match sign {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            '`' => html.push_str("&#96;"),
            _ => html.push(sign),
        }
    }
    html
}

/// Each line as Markdown that shows just that, its addresses and tickets as links.
fn as_markdown(text: &str, tickets: &Tickets) -> String {
    let lines = text.lines().map(|line| inline(line, Origin::Typed, tickets, Place::LineStart));
    lines.collect::<Vec<_>>().join("\n")
}

/// The date of a date or of a time.
fn day(text: &str) -> Result<NaiveDate, Error> {
    text.parse().or_else(|_| moment(text).map(|at| at.date_naive()))
}

fn moment(text: &str) -> Result<DateTime<chrono::FixedOffset>, Error> {
    DateTime::parse_from_rfc3339(text)
        .map_err(|_| Error::new(ErrorKind::InvalidOperation, format!("`{}` is no date and no time", harmless(text))))
}

/// The minutes' JSON as a template has it.
fn context(minutes: &Minutes, options: &Options) -> Result<Value, Error> {
    let failed = |why: String| Error::new(ErrorKind::BadSerialization, why);
    let json = write(Format::Json, minutes, options).map_err(|error| failed(error.to_string()))?;
    let json: serde_json::Value = serde_json::from_slice(&json).map_err(|error| failed(error.to_string()))?;
    let serde_json::Value::Object(mut fields) = json else { return Err(failed("it is no object".to_owned())) };
    fields.insert("lang".to_owned(), options.lang.code().into());
    fields.insert("now".to_owned(), minutes.now.to_rfc3339().into());
    Ok(value("", serde_json::Value::Object(fields)))
}

/// A value of the JSON; an address that no reader should follow is left out.
fn value(name: &str, json: serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match json {
        Json::Null => Value::from(()),
        Json::Bool(is_so) => Value::from(is_so),
        Json::Number(number) => match (number.as_i64(), number.as_f64()) {
            (Some(whole), _) => Value::from(whole),
            (None, float) => Value::from(float.unwrap_or(0.0)),
        },
        Json::String(text) if name == "link" && is_unsafe(&text) => Value::from(()),
        Json::String(text) => Value::from(text),
        Json::Array(items) => Value::from(items.into_iter().map(|item| value("", item)).collect::<Vec<_>>()),
        Json::Object(fields) => Value::from(
            fields.into_iter().map(|(name, field)| (name.clone(), value(&name, field))).collect::<BTreeMap<_, _>>(),
        ),
    }
}

/// Whether a browser could take it for an address of a kind that is not safe to follow.
fn is_unsafe(link: &str) -> bool {
    let bare: String = link.chars().filter(|sign| !sign.is_control() && !sign.is_whitespace()).collect();
    let scheme = bare.split(['/', '?', '#']).next().unwrap_or_default();
    scheme.contains(':') && safe_address(link).is_none()
}

/// What the library says, of the innermost place that it names.
fn described(name: &str, error: &Error) -> TemplateError {
    let mut innermost = error;
    while let Some(source) = std::error::Error::source(innermost).and_then(|source| source.downcast_ref::<Error>()) {
        innermost = source;
    }
    let name = innermost.name().or(error.name()).unwrap_or(name).to_owned();
    let line = innermost.line().or(error.line());
    let message = match innermost.kind() {
        ErrorKind::OutOfFuel => "the template does not come to an end".to_owned(),
        ErrorKind::WriteFailure => "the template writes more than 64 MiB".to_owned(),
        kind => innermost.detail().map_or_else(|| kind.to_string(), |detail| format!("{kind}: {detail}")),
    };
    TemplateError { name, line, message, hint: hint(innermost.kind()) }
}

fn hint(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::OutOfFuel | ErrorKind::WriteFailure => "Look for a loop, or an include, that runs over too much",
        ErrorKind::UndefinedError => {
            "docs/minutes-json.md lists the fields there are; `{% if FIELD is defined %}` guards one that may be absent"
        }
        ErrorKind::TemplateNotFound => {
            "Only templates in the folder of the first one are read, by their path within it"
        }
        ErrorKind::UnknownFilter | ErrorKind::UnknownFunction | ErrorKind::UnknownTest => {
            "docs/templates.md lists the filters there are"
        }
        // What a filter or an include that may not be says is enough.
        ErrorKind::InvalidOperation | ErrorKind::BadInclude => {
            "docs/templates.md says what a template may read and what its filters take"
        }
        _ => "docs/templates.md has an example; the language is that of Jinja",
    }
}

/// A text that may not grow without end.
struct Capped(Vec<u8>);

impl io::Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MOST_BYTES {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
