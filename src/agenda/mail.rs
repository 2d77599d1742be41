//! Agendas in a mail (RFC 5322 and MIME): its calendar, its page or its text is read as that form is.
//!
//! Not here: the forms; and files beside the text, which are imported by themselves.

use mail_parser::{Address, Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::diagnostic::{Diagnostic, Severity};
use super::yaml::one_line;
use super::{AgendaError, Format, Reading, body, items, sayable};
use crate::meeting::{Agenda, Person};

/// So many bytes of a file are looked at to tell what it is.
const BEGINNING: usize = 1 << 14;

/// Marks in front of a subject that say what became of a mail.
const MARKS: [&str; 10] = ["re:", "fw:", "fwd:", "aw:", "wg:", "tr:", "rv:", "sv:", "vs:", "antw:"];

/// Whether a file is a mail: it begins with fields, and among them are those that no mail is without.
pub(super) fn is_mail(bytes: &[u8]) -> bool {
    let sample = String::from_utf8_lossy(bytes.get(..BEGINNING).unwrap_or(bytes));
    let (mut sender, mut named, mut others) = (false, false, 0);
    for line in sample.lines().take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let Some((name, _)) = line.split_once(':') else { return false };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
            return false;
        }
        match name.to_ascii_lowercase().as_str() {
            "from" => sender = true,
            // A mail that nobody sent so far, as our own is, names no sender.
            "message-id" | "x-unsent" => named = true,
            "mime-version" | "received" | "content-type" | "return-path" => others += 1,
            _ => {}
        }
    }
    (sender && named) || ((sender || named) && others > 0)
}

/// Reads the whole file.
pub(super) fn read(bytes: &[u8], fallback_title: &str) -> Result<Reading, AgendaError> {
    let Some(message) = MessageParser::default().parse(bytes) else { return super::read(bytes, fallback_title) };
    let subject = without_marks(&line(message.subject().unwrap_or("")));
    let fallback = if subject.is_empty() { fallback_title } else { &subject };
    let Some((part, format)) = content(&message) else { return super::read(b"", fallback) };
    let text = text(part);
    let (text, cut) = match format {
        Some(_) => (text, false),
        None => without_signature(text),
    };
    let format = format.unwrap_or_else(|| match Format::of(text.as_bytes()) {
        Format::Mail => Format::Text,
        other => other,
    });
    let mut reading = super::import(text.as_bytes(), Some(format), fallback)?;
    let names_itself = matches!(format, Format::Calendar | Format::Json) || text.contains("id=\"minutes\"");
    if !subject.is_empty() && !names_itself {
        reading.agenda.head.title.clone_from(&subject);
    }
    for address in [message.from(), message.to(), message.cc()].into_iter().flatten() {
        people(&mut reading.agenda, address);
    }
    let Agenda { people, days, .. } = &mut reading.agenda;
    for slot in days.iter_mut().flat_map(|day| &mut day.slots) {
        items::lead(slot, people);
    }
    sent(&mut reading.agenda, &message);
    place(&mut reading.diagnostics, bytes, part);
    let mut say = |severity, message: &str, hint: &str| {
        let (message, hint) = (message.to_owned(), hint.to_owned());
        reading.diagnostics.push(Diagnostic { severity, line: 1, column: 1, message, hint });
    };
    if cut {
        say(Severity::Note, "The signature below the mail's text is left out", "");
    }
    if message.attachment_count() > 0 && format != Format::Calendar {
        say(Severity::Note, "The files of the mail are not read", "Save them and import them by themselves");
    }
    Ok(reading)
}

/// The part that is read and its form, where the part says it: an invitation, else a page with tables, lists or headings, else
/// the text.
fn content<'m>(message: &'m Message<'m>) -> Option<(&'m MessagePart<'m>, Option<Format>)> {
    let invitation =
        message.parts.iter().find(|part| part.is_content_type("text", "calendar") && !text(part).is_empty());
    if let Some(part) = invitation {
        return Some((part, Some(Format::Calendar)));
    }
    let html = message.html_bodies().find(|part| matches!(part.body, PartType::Html(_)));
    let plain = message.text_bodies().find(|part| matches!(part.body, PartType::Text(_)));
    let is_laid_out = |part: &&MessagePart| {
        let page = text(part).to_ascii_lowercase();
        ["<table", "<h2", "<h3", "<li"].iter().any(|mark| page.contains(mark))
    };
    if let Some(part) = html.filter(|part| plain.is_none() || is_laid_out(part)) {
        return Some((part, Some(Format::Html)));
    }
    plain.map(|part| (part, None))
}

fn text(part: &MessagePart) -> String {
    match &part.body {
        PartType::Text(text) | PartType::Html(text) => text.to_string(),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        PartType::Message(_) | PartType::Multipart(_) => String::new(),
    }
}

/// The text above the last line `-- `, with which a signature begins, and whether there was one.
fn without_signature(mut text: String) -> (String, bool) {
    let mut at = 0;
    let mut end = None;
    for line in text.split_inclusive('\n') {
        let line_end = line.trim_end_matches(['\r', '\n']);
        if line_end.strip_prefix("--").is_some_and(|rest| !rest.is_empty() && rest.trim().is_empty()) {
            end = Some(at);
        }
        at += line.len();
    }
    text.truncate(end.unwrap_or(text.len()));
    (text, end.is_some())
}

fn line(text: &str) -> String {
    one_line(&sayable::without_controls(&text.replace(['\r', '\n', '\t'], " ")))
}

fn without_marks(subject: &str) -> String {
    let mut rest = subject.trim();
    while let Some(mark) =
        MARKS.iter().find(|mark| rest.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark)))
    {
        rest = rest.get(mark.len()..).unwrap_or("").trim_start();
    }
    rest.to_owned()
}

/// Adds those whom a field names, each once.
fn people(agenda: &mut Agenda, address: &Address) {
    // A mail to more than these is a newsletter.
    for one in address.iter().take(500) {
        let email = one.address.as_deref().map(line).filter(|email| !email.is_empty());
        let name = one.name.as_deref().map(line).filter(|name| !name.is_empty()).or_else(|| email.clone());
        let Some(name) = name.map(|name| name.trim_matches(['"', '\'']).to_owned()) else { continue };
        let known =
            agenda.people.iter_mut().find(|person| person.name == name || (email.is_some() && person.email == email));
        match known {
            Some(known) => known.email = known.email.take().or(email),
            None if !agenda.groups.contains(&name) => {
                agenda.people.push(Person { name, email, ..Person::default() });
            }
            None => {}
        }
    }
}

/// Says who sent the mail, and when: words such as `next Monday` depend on it.
fn sent(agenda: &mut Agenda, message: &Message) {
    let Some(date) = message.date() else { return };
    let from = message.from().and_then(Address::first);
    let name = from.and_then(|from| from.name.as_deref().or(from.address.as_deref())).map(line).unwrap_or_default();
    let by = if name.is_empty() { String::new() } else { format!(" by {name}") };
    let said = format!("Sent{by} on {:04}-{:02}-{:02}", date.year, date.month, date.day);
    body::append(&mut agenda.head.description, &body::as_paragraph(&said));
}

/// Puts the remarks on a part where the part stands in the file: to the line where it is there as it was read, else to its
/// beginning.
fn place(diagnostics: &mut [Diagnostic], bytes: &[u8], part: &MessagePart) {
    let begin = usize::try_from(part.offset_body).unwrap_or(0);
    let above = bytes.get(..begin).unwrap_or(bytes).split(|byte| *byte == b'\n').count() - 1;
    let is_verbatim = matches!(part.encoding, Encoding::None);
    for diagnostic in diagnostics {
        if is_verbatim {
            diagnostic.line += above;
        } else {
            (diagnostic.line, diagnostic.column) = (above + 1, 1);
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::agenda::import;

    const HEAD: &str = "From: Ann Lee <ann@example.org>\r\nTo: Bo Chen <bo@example.org>,\r\n =?utf-8?Q?J=C3=B6rg?= <j@example.org>\r\n\
                        Subject: Re: AW: =?utf-8?Q?Agenda_f=C3=BCr_Montag?=\r\nDate: Fri, 27 Feb 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n";

    fn mail(rest: &str) -> Reading {
        let text = format!("{HEAD}{rest}");
        assert_eq!(Format::of(text.as_bytes()), Format::Mail);
        import(text.as_bytes(), None, "the-file").unwrap()
    }

    fn titles(reading: &Reading) -> Vec<&str> {
        reading.agenda.days.iter().flat_map(|day| &day.slots).map(|slot| slot.title.as_str()).collect()
    }

    #[test]
    fn the_text_of_a_mail_is_decoded_and_its_fields_say_title_and_people() {
        let reading = mail(
            "Content-Type: text/plain; charset=\"iso-8859-1\"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
             Agenda 2 March 2026\r\n\r\n09:00 Begr=FC=DFung - Ann\r\n09:15 Plan (Bo)\r\n09:45 Pause\r\n-- =20\r\nAnn\r\n",
        );
        assert_eq!(reading.agenda.head.title, "Agenda für Montag");
        let people: Vec<_> =
            reading.agenda.people.iter().map(|person| (person.name.as_str(), person.email.as_deref())).collect();
        let wanted = [("Ann Lee", "ann@example.org"), ("Bo Chen", "bo@example.org"), ("Jörg", "j@example.org")];
        assert_eq!(people, wanted.map(|(name, email)| (name, Some(email))));
        assert_eq!(reading.agenda.days.len(), 1);
        assert_eq!(reading.agenda.days[0].date.unwrap().to_string(), "2026-03-02");
        assert_eq!(titles(&reading), ["Begrüßung", "Plan", "Pause"]);
        let chairs: Vec<_> = reading.agenda.days[0].slots.iter().map(|slot| slot.chair.join(", ")).collect();
        assert_eq!(chairs, ["Ann Lee", "Bo Chen", ""]);
        assert!(reading.agenda.head.description.contains("2026-02-27"));
        assert_eq!(reading.agenda.days[0].slots[2].description, "");
        assert!(reading.diagnostics.iter().any(|remark| remark.message.contains("signature")));
    }

    #[test]
    fn the_table_of_a_mails_page_and_its_invitation_are_read_rather_than_its_text() {
        let two = |kind: &str, text: &str| {
            mail(&format!(
                "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nsee there\r\n\
                 --b\r\nContent-Type: {kind}\r\n\r\n{text}\r\n--b--\r\n"
            ))
        };
        let page = "<table><tr><th>Time<th>Topic<tr><td>09:00<td>Tides<tr><td>10:00<td>Waves</table>";
        assert_eq!(titles(&two("text/html", page)), ["Tides", "Waves"]);
        let event = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Tides\r\nDTSTART:20260302T090000Z\r\nEND:VEVENT\r\nEND:VCALENDAR";
        let reading = two("text/calendar; method=REQUEST", event);
        assert_eq!((reading.agenda.head.title.as_str(), titles(&reading)), ("Tides", vec!["Tides"]));
    }

    #[test]
    fn a_mail_that_nobody_sent_so_far_is_one_without_a_sender() {
        let text = "Subject: Minutes: One\r\nMessage-ID: <1@minutebook.invalid>\r\nX-Unsent: 1\r\nMIME-Version: 1.0\r\n\
                    Content-Type: text/plain\r\n\r\nAgenda 2 March 2026\r\n\r\n09:00 Tides\r\n09:30 Waves\r\n";
        assert_eq!(Format::of(text.as_bytes()), Format::Mail);
        assert_eq!(titles(&import(text.as_bytes(), None, "the-file").unwrap()), ["Tides", "Waves"]);
    }

    #[test]
    fn text_that_only_has_colons_is_no_mail() {
        for text in
            ["From: Ann\nTo: Bo\n\n09:00 Welcome\n", "Crew: all\n\nContent-Type: x\nFrom: y\n", "# From: x\n", ""]
        {
            assert_ne!(Format::of(text.as_bytes()), Format::Mail, "{text}");
        }
    }
}
