//! Who is meant by what is typed: on the roster of a real meeting, read in place, and on a roster of five hundred.
//!
//! Whoever is not surely meant must not become an owner; the test counts how often a guess is right, wrong or missing.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;

use minutebook::meeting::{Person, Tickets};
use minutebook::notation::{Context, Roster, Source, choices, parse};

/// The roster of a real meeting; none where it is not at hand.
fn real_roster() -> Option<Roster> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/dmlt-2019-10/agenda.md");
    let Ok(bytes) = std::fs::read(&path) else {
        eprintln!("skipped: the real agenda is not beside this package");
        return None;
    };
    let agenda = minutebook::agenda::read(&bytes, "agenda").unwrap().agenda;
    Some(Roster::new(&agenda.people, &agenda.groups))
}

/// The owners that an action item of this head would have: names, and whether each is known.
fn owners(roster: &Roster, head: &str) -> Vec<(String, bool)> {
    let today = chrono::NaiveDate::default();
    let context = Context { roster, tickets: &Tickets::Any, today, next_meeting: None, verbs: &[] };
    let line = parse(&format!("! {head} — draft the plan"), &context);
    line.owners.iter().map(|owner| (owner.name.clone(), owner.is_known())).collect()
}

#[test]
fn a_slip_in_a_real_name_is_flagged_and_the_name_suggested() {
    let Some(roster) = real_roster() else { return };
    for (typed, meant) in [
        ("Leane", "Leanne Guy"),
        ("Lianne", "Leanne Guy"),
        ("Leanne Gyu", "Leanne Guy"),
        ("Michele", "Michelle Butler"),
        ("Buttler", "Michelle Butler"),
        ("Swinbnak", "John Swinbank"),
        ("Jonh", "John Swinbank"),
        ("Gruendel", "Robert Gruendl"),
        ("Grundl", "Robert Gruendl"),
        ("Krughof", "Simon Krughoff"),
        ("Frosie", "Frossie Economou"),
        ("Economu", "Frossie Economou"),
        ("Yursa", "Yusra AlSayyad"),
        ("Al Sayyad", "Yusra AlSayyad"),
        ("Alsayad", "Yusra AlSayyad"),
        ("O Mullane", "Wil O'Mullane"),
        ("OMullane", "Wil O'Mullane"),
        ("Will O'Mullane", "Wil O'Mullane"),
        ("O'Mulane", "Wil O'Mullane"),
        ("Kian Tat", "Kian-Tat Lim"),
        ("KianTat", "Kian-Tat Lim"),
        ("Gregroy", "Gregory Dubois-Felsmann"),
        ("Dubois Felsman", "Gregory Dubois-Felsmann"),
        ("Müller", "Fritz Mueller"),
        ("Bösch", "Jim Bosch"),
        ("Slatter", "Colin Slater"),
        ("Jmi", "Jim Bosch"),
        ("DM SST", "DM-SST"),
        ("DMSST", "DM-SST"),
        ("Architecure team", "Architecture team"),
    ] {
        let suggested = roster.suggest(typed);
        assert_eq!(suggested, Some(meant), "{typed}");
        let surely = matches!(typed, "Bösch");
        let read = owners(&roster, &format!("{typed}, Steve Kahn"));
        let wanted = if surely { meant } else { typed };
        assert_eq!(read, [(wanted.to_owned(), surely), ("Steve Kahn".to_owned(), true)], "{typed}");
    }
}

#[test]
fn initials_and_beginnings_of_real_names_are_suggested() {
    let Some(roster) = real_roster() else { return };
    for (typed, meant) in [
        ("LG", "Leanne Guy"),
        ("wom", "Wil O'Mullane"),
        ("W.O.", "Wil O'Mullane"),
        ("KTL", "Kian-Tat Lim"),
        ("GDF", "Gregory Dubois-Felsmann"),
        ("FE", "Frossie Economou"),
        ("MB", "Michelle Butler"),
        ("Rob", "Robert Gruendl"),
        ("Greg", "Gregory Dubois-Felsmann"),
        ("Mich", "Michelle Butler"),
        ("J Swinbank", "John Swinbank"),
        ("Jim B", "Jim Bosch"),
        ("F. Economou", "Frossie Economou"),
        ("SST", "DM-SST"),
    ] {
        assert_eq!(roster.suggest(typed), Some(meant), "{typed}");
    }
}

#[test]
fn nobody_is_suggested_for_another_name_or_where_two_are_as_near() {
    let Some(roster) = real_roster() else { return };
    for typed in [
        "Tim",
        "Zed",
        "Joanna",
        "Leanne Smith",
        "Simone Weil",
        "SK",
        "J",
        "s",
        "",
        "—",
        "everybody",
        "TBD",
        "somebody",
        "Steven Slater",
        "review",
        "Ji",
        "all",
        "李雷",
    ] {
        let suggested = roster.suggest(typed);
        let beginning = typed == "Ji";
        assert_eq!(suggested, beginning.then_some("Jim Bosch"), "{typed}");
    }
}

#[test]
fn every_part_of_a_real_name_that_one_person_has_is_that_person() {
    let Some(roster) = real_roster() else { return };
    for (typed, meant) in [
        ("leanne", "Leanne Guy"),
        ("O’MULLANE", "Wil O'Mullane"),
        ("kian‑tat", "Kian-Tat Lim"),
        ("felsmann", "Gregory Dubois-Felsmann"),
        ("the DM-SST", "DM-SST"),
    ] {
        assert_eq!(owners(&roster, typed), [(meant.to_owned(), true)], "{typed}");
    }
}

const FIRST: [&str; 25] = [
    "Ann",
    "Beatriz",
    "Chidi",
    "Dmitri",
    "Eun-ji",
    "Fatima",
    "Günther",
    "Hélène",
    "Ingrid",
    "José",
    "Katarzyna",
    "Łukasz",
    "Mário",
    "Ngozi",
    "Oluwaseun",
    "Priya",
    "Quentin",
    "Rosalind",
    "Søren",
    "Thandiwe",
    "Umberto",
    "Věra",
    "Wolfgang",
    "Ximena",
    "Yasmin",
];

const LAST: [&str; 20] = [
    "Adeyemi",
    "Botha",
    "Castellanos",
    "Dąbrowska",
    "Eriksson",
    "Fitzgerald",
    "García Márquez",
    "Hoffmann",
    "Iwanow",
    "Jørgensen",
    "Kowalski",
    "Lindqvist",
    "Müller",
    "Nakamura",
    "O'Sullivan",
    "Papadopoulos",
    "Rasmussen-Holt",
    "Silva",
    "Takahashi",
    "van der Berg",
];

fn five_hundred() -> Vec<String> {
    FIRST.iter().flat_map(|first| LAST.iter().map(move |last| format!("{first} {last}"))).collect()
}

fn roster_of(names: &[String]) -> Roster {
    let people: Vec<Person> = names.iter().map(|name| Person { name: name.clone(), ..Person::default() }).collect();
    Roster::new(&people, &[])
}

/// Each name with one slip of the keyboard after its first letter: a letter left out, typed twice or exchanged with the
/// next.
fn slips(name: &str) -> Vec<String> {
    let letters: Vec<char> = name.chars().collect();
    let at = |nth: usize| letters[nth].is_alphabetic() && letters[nth - 1].is_alphabetic();
    let inner = (1..letters.len()).filter(|&nth| at(nth));
    inner
        .flat_map(|nth| {
            let (mut without, mut twice, mut exchanged) = (letters.clone(), letters.clone(), letters.clone());
            without.remove(nth);
            twice.insert(nth, letters[nth]);
            exchanged.swap(nth - 1, nth);
            [without, twice, exchanged]
        })
        .map(|letters| letters.into_iter().collect())
        .collect()
}

#[test]
fn one_slip_in_a_name_of_five_hundred_finds_the_name_and_hardly_ever_another() {
    let names = five_hundred();
    let roster = roster_of(&names);
    let (mut right, mut wrong, mut none) = (0, 0, 0);
    for name in names.iter().step_by(7) {
        for typed in slips(name) {
            match roster.suggest(&typed) {
                Some(found) if found == name => right += 1,
                Some(_) => wrong += 1,
                None => none += 1,
            }
        }
    }
    let all = right + wrong + none;
    println!("{all} slips: {right} right, {wrong} wrong, {none} without a suggestion");
    assert!(right * 100 >= all * 98 && wrong * 1000 <= all, "{all} slips: {right} right, {wrong} wrong, {none} none");
}

#[test]
fn three_letters_of_each_word_complete_each_name_of_five_hundred() {
    let names = five_hundred();
    let roster = roster_of(&names);
    let present = BTreeSet::new();
    let source = Source { roster: &roster, recent: &[], present: &present, tickets: &[], tags: &[], verbs: &[] };
    for name in &names {
        let beginnings: Vec<String> = name.split(' ').map(|word| word.chars().take(3).collect()).collect();
        let line = format!("! ask @{}", beginnings.join(" "));
        let found = choices(&line, line.len(), &source, 5);
        assert_eq!(found.first().map(|found| &found.with), Some(name), "{line}");
    }
}
