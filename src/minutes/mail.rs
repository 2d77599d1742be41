//! Minutes as the draft of an e-mail (RFC 5322): to the people of the meeting, as plain text and as a page.
//!
//! `X-Unsent` makes mail programs open the file for writing instead of for reading. The same meeting gives the same
//! bytes: the message's identity is the meeting's, its date the moment whose state the minutes tell, and no boundary is a random
//! number. From: is the scribe, where the address is known; else it is left to the program that sends it. Not here: sending.

use chrono::DateTime;
use chrono_tz::Tz;
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::mime::MimePart;

use super::inline::clean;
use super::{Lang, Minutes, Options, html, plain};
use crate::meeting::{Meeting, Person, Role};

/// The whole file.
pub(super) fn write(minutes: &Minutes, options: &Options) -> String {
    let meeting = minutes.meeting;
    let draft = Draft {
        from: from(meeting),
        to: recipients(meeting),
        subject: subject(minutes, options.lang),
        date: minutes.as_of(),
        identity: identity(&meeting.id),
        text: plain::write(minutes, options),
        page: html::for_mail(minutes, options),
    };
    draft.write()
}

/// A mail that somebody still has to send.
pub(super) struct Draft {
    pub(super) from: Option<Address<'static>>,
    pub(super) to: Vec<Address<'static>>,
    pub(super) subject: String,
    pub(super) date: DateTime<Tz>,
    /// What tells it from all others; letters, digits, dots and hyphens.
    pub(super) identity: String,
    /// What it says, as plain text.
    pub(super) text: String,
    /// The same as a page.
    pub(super) page: String,
}

impl Draft {
    /// The file that a mail program opens for writing.
    pub(super) fn write(self) -> String {
        let mut message = MessageBuilder::new();
        if let Some(from) = self.from {
            message = message.from(from);
        }
        if !self.to.is_empty() {
            message = message.to(Address::new_list(self.to));
        }
        message = message
            .subject(self.subject)
            .header("Date", Raw::new(self.date.to_rfc2822()))
            .message_id(format!("{}@minutebook.invalid", self.identity))
            .header("X-Unsent", Raw::new("1"));
        let boundary = boundary(&[&self.text, &self.page]);
        let form = ContentType::new("multipart/alternative").attribute("boundary", boundary);
        let parts = vec![MimePart::new("text/plain", self.text), MimePart::new("text/html", self.page)];
        message.body(MimePart::new(form, parts)).write_to_string().unwrap_or_default()
    }
}

/// What parts the two forms of the text: the first such word that neither of them has.
fn boundary(texts: &[&str]) -> String {
    let mut word = "=_minutes".to_owned();
    // A text has no more of them than it is long, so that this ends.
    while texts.iter().any(|text| text.contains(&word)) {
        word.push('_');
    }
    word
}

/// The address of somebody as a mailbox, if it is one that can stand in a header: ASCII, one `@`, nothing that ends it.
pub(super) fn mailbox(person: &Person) -> Option<&str> {
    let email = person.email.as_deref()?.trim();
    let (local, domain) = email.rsplit_once('@')?;
    let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let dotted =
        |text: &str, of: &dyn Fn(char) -> bool| text.split('.').all(|part| !part.is_empty() && part.chars().all(of));
    let host = |c: char| c.is_ascii_alphanumeric() || c == '-';
    (email.len() <= 254 && dotted(local, &atom) && dotted(domain, &host)).then_some(email)
}

/// Everybody of the roster whose address is known, in its order; those who were there first.
fn recipients(meeting: &Meeting) -> Vec<Address<'static>> {
    let was_there =
        |person: &Person| meeting.attendance.iter().any(|there| there.name == person.name && !there.stays.is_empty());
    let mut people: Vec<&Person> = meeting.people.iter().filter(|person| mailbox(person).is_some()).collect();
    people.sort_by_key(|person| !was_there(person));
    people.into_iter().filter_map(address).collect()
}

fn from(meeting: &Meeting) -> Option<Address<'static>> {
    let scribe = meeting.holders(Role::Scribe).first()?;
    meeting.people.iter().find(|person| person.name == *scribe).and_then(address)
}

/// Somebody to send a mail to; none where no address is known.
pub(super) fn address(person: &Person) -> Option<Address<'static>> {
    let email = mailbox(person)?.to_owned();
    let name = clean(&person.name);
    Some(Address::new_address(Some(name).filter(|name| !name.is_empty()), email))
}

/// `Minutes: Harbour observatory, 26–27 March 2026`.
fn subject(minutes: &Minutes, lang: Lang) -> String {
    let words = lang.words();
    let title = clean(&minutes.meeting.head.title);
    let dates = minutes.dates().map(|(from, to)| format!("{}{}", words.comma, lang.date_range(from, to)));
    format!("{}{}{title}{}", words.head.minutes, words.colon, dates.unwrap_or_default())
}

/// An identity as it can stand in a header.
fn identity(id: &str) -> String {
    let safe: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    if safe.is_empty() { "meeting".to_owned() } else { safe }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(name: &str, email: &str) -> Person {
        Person { name: name.to_owned(), email: Some(email.to_owned()), ..Person::default() }
    }

    #[test]
    fn what_parts_the_texts_stands_in_none_of_them() {
        assert_eq!(boundary(&["a", "b"]), "=_minutes");
        assert_eq!(boundary(&["a", "--=_minutes__--"]), "=_minutes___");
    }

    #[test]
    fn an_address_that_could_end_its_header_is_none() {
        for email in ["ann@example.org", "o'hara+min=utes@a-b.example"] {
            assert_eq!(mailbox(&person("Ann", email)), Some(email));
        }
        for email in [
            "",
            "ann",
            "a b@x.org",
            "a@x.org\r\nBcc: b@y.org",
            "a@x.org>, <b@y.org",
            "é@x.org",
            "a@é.org",
            "a@@x",
            "a@x..y",
        ] {
            assert_eq!(mailbox(&person("Ann", email)), None, "{email}");
        }
    }
}
