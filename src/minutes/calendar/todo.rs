//! An action item as a to-do of a calendar, wherever it was noted.
//!
//! Not here: what its description says.

use std::fmt::Write as _;

use super::super::inline::clean;
use super::super::mail;
use super::lines::{Lines, quoted};
use crate::meeting::{ActionItem, Person, Status};

/// A to-do.
pub(in crate::minutes) struct Todo<'t> {
    /// The same in every export.
    pub(in crate::minutes) uid: String,
    /// The moment of the export, as a calendar writes it.
    pub(in crate::minutes) stamp: String,
    /// What is to be done; never empty.
    pub(in crate::minutes) summary: String,
    /// More about it.
    pub(in crate::minutes) description: String,
    /// Number, owners, due date and so on.
    pub(in crate::minutes) item: &'t ActionItem,
    /// What it belongs to.
    pub(in crate::minutes) related: Option<String>,
    /// It was noted in an earlier meeting than the calendar's.
    pub(in crate::minutes) is_carried: bool,
}

impl Todo<'_> {
    /// Writes it; an owner becomes an attendee where the address is known.
    pub(in crate::minutes) fn write(&self, lines: &mut Lines, people: &[Person]) {
        let item = self.item;
        lines.plain("BEGIN:VTODO");
        lines.text("UID", &self.uid);
        lines.plain(&format!("DTSTAMP:{}", self.stamp));
        lines.text("SUMMARY", &self.summary);
        if let Some(due) = item.due {
            lines.plain(&format!("DUE;VALUE=DATE:{}", due.format("%Y%m%d")));
        }
        lines.plain(match item.status {
            Status::Open => "STATUS:NEEDS-ACTION",
            Status::Done => "STATUS:COMPLETED",
            Status::Dropped => "STATUS:CANCELLED",
        });
        if let Some(priority) = item.priority {
            // A calendar counts from 1 to 9, we from 1 to 5.
            lines.plain(&format!("PRIORITY:{}", (priority.saturating_mul(2).saturating_sub(1)).min(9)));
        }
        lines.text_if("DESCRIPTION", &self.description);
        for owner in &item.owners {
            let Some(person) = people.iter().find(|person| person.name == *owner) else { continue };
            let Some(email) = mail::mailbox(person) else { continue };
            let name = quoted(&person.name);
            lines.plain(&format!("ATTENDEE;CN={name};ROLE=REQ-PARTICIPANT:mailto:{}", in_address(email)));
        }
        if let Some(related) = &self.related {
            lines.text("RELATED-TO", related);
        }
        lines.plain(&format!("X-MINUTEBOOK-NUMBER:{}", item.number));
        if self.is_carried {
            lines.plain("X-MINUTEBOOK-CARRIED:TRUE");
        }
        item.owners.iter().for_each(|name| lines.text_if("X-MINUTEBOOK-OWNER", &clean(name)));
        lines.plain("END:VTODO");
    }
}

/// An address within one of the form `mailto:`.
fn in_address(email: &str) -> String {
    let mut out = String::with_capacity(email.len());
    for char in email.chars() {
        if char.is_ascii_alphanumeric() || "@.-_+~!$'*=".contains(char) {
            out.push(char);
        } else {
            let _ = write!(out, "%{:02X}", u32::from(char));
        }
    }
    out
}
