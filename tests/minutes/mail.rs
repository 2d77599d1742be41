//! The draft of an e-mail: whom it is for, and that nothing adds a header to it.

use minutebook::meeting::{Attendance, Meeting, Person, Stay};
use minutebook::minutes::Format;

use crate::{example, write};

fn draft(meeting: &Meeting) -> String {
    write(Format::Mail, meeting, &[], None, &example::stamp("2026-04-01T12:00:00Z"))
}

/// The names of its headers; folded lines go with the one above.
fn headers(draft: &str) -> Vec<&str> {
    let (head, _) = draft.split_once("\r\n\r\n").unwrap();
    head.split("\r\n")
        .filter(|line| !line.starts_with([' ', '\t']))
        .map(|line| line.split(':').next().unwrap())
        .collect()
}

#[test]
fn a_draft_goes_to_everybody_whose_address_is_known_those_who_were_there_first() {
    let mut meeting = example::meeting();
    let person =
        |name: &str, email: &str| Person { name: name.to_owned(), email: Some(email.to_owned()), ..Person::default() };
    meeting.people.push(person("Zoë \"Z\" Quill", "zoe@harbour.example"));
    meeting.people.push(person("No Address", "none"));
    let stays = vec![Stay { from: example::stamp("2026-03-26T09:00:00Z"), to: None }];
    meeting.attendance = vec![Attendance { name: "Zoë \"Z\" Quill".to_owned(), stays, regrets: false }];
    let draft = draft(&meeting);
    let to = draft.split("To: ").nth(1).unwrap().split("\r\nSubject").next().unwrap();
    let (first, last) = (to.find("<zoe@harbour.example>").unwrap(), to.find("<tomas@harbour.example>").unwrap());
    assert!(first < last && !to.contains("No Address"), "{to}");
    assert!(draft.starts_with("From: \"Tomas Lind\" <tomas@harbour.example>\r\n"), "{draft}");
    let wanted = ["From", "To", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"];
    assert_eq!(headers(&draft), wanted);
}

#[test]
fn no_name_and_no_title_adds_a_header_to_a_draft() {
    let mut meeting = example::meeting();
    let hostile = "x\r\nBcc: evil@example.org\r\n\r\nbody\u{0}";
    meeting.head.title = hostile.to_owned();
    meeting.id = hostile.to_owned();
    for person in &mut meeting.people {
        person.email = Some(format!("a@example.org{hostile}"));
    }
    meeting.people.push(Person {
        name: hostile.to_owned(),
        email: Some("b@example.org".to_owned()),
        ..Person::default()
    });
    let draft = draft(&meeting);
    assert_eq!(headers(&draft), ["To", "Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"]);
    assert!(!draft.contains("evil@example.org\r\n\r\nbody"), "{draft}");
}

#[test]
fn the_same_meeting_gives_the_same_draft() {
    let meeting = example::meeting();
    assert_eq!(draft(&meeting), draft(&meeting));
}

#[test]
fn the_page_in_a_draft_has_no_picture_and_only_a_look_that_mail_programs_know() {
    let draft = draft(&example::meeting());
    let page = draft.split("text/html").nth(1).unwrap();
    for absent in ["<svg", "var(--", "grid", "flex", ":is("] {
        assert!(!page.contains(absent), "{absent}");
    }
    assert!(page.contains("<h2") && page.contains("class=3D\"action"), "{page}");
}
