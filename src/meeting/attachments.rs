//! Files and pages that belong to the meeting, named before it or in it.
//!
//! The agenda names some; whoever brings another one in the meeting names it then, and an edited agenda does not take it
//! away. Not here: whether a file is there, which only the disk knows.

use super::knowledge::Hand;
use super::{Attachment, Event, Meeting, Refusal, Slot, SlotId};

impl Attachment {
    /// What to call it: its name, else where it is.
    pub fn shown(&self) -> &str {
        if self.name.is_empty() { self.link.as_deref().unwrap_or_default() } else { &self.name }
    }

    /// Its place where that is a path and no address.
    pub fn path(&self) -> Option<&str> {
        self.link.as_deref().filter(|link| !has_scheme(link))
    }

    /// What sort of thing it is, as far as the ending of its place tells.
    pub fn kind_of(place: &str) -> &'static str {
        let ending = place.rsplit(['/', '\\']).next().and_then(|name| name.rsplit_once('.')).map(|(_, ending)| ending);
        match ending.unwrap_or_default().to_ascii_lowercase().as_str() {
            "ppt" | "pptx" | "odp" | "key" => "slides",
            "pdf" => "PDF",
            "jpg" | "jpeg" | "png" | "gif" | "svg" | "webp" | "heic" => "image",
            "doc" | "docx" | "odt" | "md" | "txt" => "document",
            "xls" | "xlsx" | "ods" | "csv" => "sheet",
            _ if has_scheme(place) => "link",
            _ => "file",
        }
    }

    /// Somebody promised it, and nobody has said where it is.
    pub fn is_promised(&self) -> bool {
        self.link.is_none()
    }
}

/// Whether an address begins with a scheme (`https:`); one letter before the colon is a drive.
pub(crate) fn has_scheme(address: &str) -> bool {
    address.split_once(':').is_some_and(|(scheme, rest)| {
        scheme.len() > 1
            && scheme.starts_with(|sign: char| sign.is_ascii_alphabetic())
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
            && rest.starts_with(|sign: char| !sign.is_whitespace())
    })
}

impl Slot {
    /// All that is named for it: by the agenda, then in the meeting.
    pub fn attachments(&self) -> impl Iterator<Item = &Attachment> {
        let planned = &self.plan.attachments;
        planned.iter().chain(self.attached.iter().filter(|one| !planned.contains(one)))
    }
}

impl Meeting {
    /// All that is named for it and for no slot: by the agenda, then in the meeting.
    pub fn attachments(&self) -> impl Iterator<Item = &Attachment> {
        self.attachments.iter().chain(self.attached.iter().filter(|one| !self.attachments.contains(one)))
    }

    /// All that is named, each with the slot that it is for: slot by slot, then what is the meeting's. Those of slots that the
    /// agenda has dropped are left out.
    pub fn all_attachments(&self) -> impl Iterator<Item = (Option<&Slot>, &Attachment)> {
        let slots = self.slots().filter(|slot| !slot.withdrawn);
        let of_slots = slots.flat_map(|slot| slot.attachments().map(move |one| (Some(slot), one)));
        of_slots.chain(self.attachments().map(|one| (None, one)))
    }

    /// The title of a slot; none: the meeting's.
    pub fn title_of(&self, id: Option<SlotId>) -> &str {
        let slot = id.and_then(|id| self.slot(id));
        slot.map_or(self.head.title.as_str(), |slot| slot.plan.title.as_str())
    }

    /// Whether the agenda names it, so that the meeting cannot take it away.
    pub fn is_of_the_agenda(&self, id: Option<SlotId>, attachment: &Attachment) -> bool {
        match id {
            None => self.attachments.contains(attachment),
            Some(id) => self.slot(id).is_some_and(|slot| slot.plan.attachments.contains(attachment)),
        }
    }

    /// What was named for a slot, or for the meeting, in it.
    fn attached_to(&mut self, id: Option<SlotId>, hand: Hand<'_>) -> Option<&mut Vec<Attachment>> {
        match id {
            None => Some(&mut self.attached),
            Some(id) if self.has_slot(id, hand) => self.slot_mut(id).map(|slot| &mut slot.attached),
            Some(_) => None,
        }
    }

    pub(super) fn attach(&mut self, id: Option<SlotId>, attachment: &Attachment, hand: Hand<'_>) -> Vec<Event> {
        match self.attached_to(id, hand) {
            Some(attached) if !attached.contains(attachment) => attached.push(attachment.clone()),
            _ => return Vec::new(),
        }
        vec![Event::FileDetached { slot: id, attachment: Box::new(attachment.clone()) }]
    }

    pub(super) fn detach(&mut self, id: Option<SlotId>, attachment: &Attachment, hand: Hand<'_>) -> Vec<Event> {
        let Some(attached) = self.attached_to(id, hand) else { return Vec::new() };
        let Some(at) = attached.iter().position(|one| one == attachment) else { return Vec::new() };
        attached.remove(at);
        vec![Event::FileAttached { slot: id, attachment: Box::new(attachment.clone()) }]
    }
}

/// What was named for a slot in the meeting, as one could say it anew.
pub(super) fn attached(slot: Option<SlotId>, attached: &[Attachment]) -> impl Iterator<Item = Event> + use<'_> {
    attached.iter().map(move |one| Event::FileAttached { slot, attachment: Box::new(one.clone()) })
}

/// Names a file or a page for a slot, or for the whole meeting.
pub(super) fn attach(meeting: &Meeting, id: Option<SlotId>, attachment: Attachment) -> Result<Vec<Event>, Refusal> {
    if attachment.shown().trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let same = |one: &Attachment| one.link == attachment.link && one.name == attachment.name;
    let known = match id {
        Some(id) => meeting.slot(id).ok_or(Refusal::NoSlot)?.attachments().any(same),
        None => meeting.attachments().any(same),
    };
    if known {
        return Err(Refusal::IsAttached(attachment.shown().to_owned()));
    }
    Ok(vec![Event::FileAttached { slot: id, attachment: Box::new(attachment) }])
}

/// Takes off what was named for a slot, or for the whole meeting, in it.
pub(super) fn detach(meeting: &Meeting, id: Option<SlotId>, attachment: Attachment) -> Result<Vec<Event>, Refusal> {
    let attached = match id {
        Some(id) => &meeting.slot(id).ok_or(Refusal::NoSlot)?.attached,
        None => &meeting.attached,
    };
    if !attached.contains(&attachment) {
        return Err(Refusal::IsNotAttached(attachment.shown().to_owned()));
    }
    Ok(vec![Event::FileDetached { slot: id, attachment: Box::new(attachment) }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_no_address() {
        let path = |link: &str| {
            let attachment = Attachment { link: Some(link.to_owned()), ..Attachment::default() };
            attachment.path().map(str::to_owned)
        };
        for place in ["plan.pdf", "../slides/a b.key", "/home/ann/plan.pdf", "C:\\plan.pdf", "talk: second part.pdf"] {
            assert_eq!(path(place).as_deref(), Some(place));
        }
        for address in ["https://a.example/plan.pdf", "mailto:ann@a.example", "file:///plan.pdf"] {
            assert_eq!(path(address), None);
        }
    }

    #[test]
    fn the_ending_says_what_it_is_and_without_one_an_address_is_a_link() {
        for (place, kind) in [
            ("a/Plan.PDF", "PDF"),
            ("talk.pptx", "slides"),
            ("https://a.example/x.png", "image"),
            ("https://a.example/x", "link"),
            ("notes.d/readme", "file"),
        ] {
            assert_eq!(Attachment::kind_of(place), kind, "{place}");
        }
    }
}
