//! Who was there and when, and who holds which office.
//!
//! Scribes note arrivals and departures as they happen; the minutes need each stay with its times. Not here: who has the
//! floor (see `floor`), and the roster (see `apply`).

use super::{Attendance, Event, Meeting, Person, Presence, Refusal, Role, Stamp, Stay};

impl Meeting {
    /// What is known of somebody's attendance.
    pub fn attendance_of(&self, name: &str) -> Option<&Attendance> {
        self.attendance.iter().find(|attendance| attendance.name == name)
    }

    /// Whether somebody is there, as far as was noted.
    pub fn is_present(&self, name: &str) -> bool {
        self.attendance_of(name).is_some_and(Attendance::is_open)
    }

    /// Who holds an office: as appointed in the meeting, else as the agenda says.
    pub fn holders(&self, role: Role) -> &[String] {
        match (self.roles.get(&role), role) {
            (Some(names), _) => names,
            (None, Role::Chair) => &self.head.chair,
            (None, Role::Scribe) => &self.head.scribe,
        }
    }

    pub(super) fn note_presence(&mut self, name: &str, presence: Presence, stamp: &Stamp) -> Vec<Event> {
        let mut attendance = self.attendance_of(name).cloned().unwrap_or_default();
        match presence {
            Presence::Present if attendance.is_open() => {}
            Presence::Present => {
                attendance.regrets = false;
                attendance.stays.push(Stay { from: *stamp, to: None });
            }
            Presence::Left => {
                if let Some(stay) = attendance.stays.last_mut() {
                    stay.to.get_or_insert(*stamp);
                }
            }
            Presence::Regrets => attendance.regrets = true,
        }
        self.set_attendance(name, &attendance.stays, attendance.regrets)
    }

    pub(super) fn set_attendance(&mut self, name: &str, stays: &[Stay], regrets: bool) -> Vec<Event> {
        let place = self.attendance.iter().position(|attendance| attendance.name == name);
        let old = place.map(|place| self.attendance[place].clone()).unwrap_or_default();
        if old.stays == stays && old.regrets == regrets {
            return Vec::new();
        }
        let new = Attendance { name: name.to_owned(), stays: stays.to_vec(), regrets };
        let nothing = new.stays.is_empty() && !new.regrets;
        match place {
            Some(place) if nothing => drop(self.attendance.remove(place)),
            Some(place) => self.attendance[place] = new,
            None => self.attendance.push(new),
        }
        vec![Event::AttendanceSet { name: name.to_owned(), stays: old.stays, regrets: old.regrets }]
    }

    /// Who is there and who holds which office, as one could say it anew.
    pub(super) fn people_so_far(&self) -> impl Iterator<Item = Event> {
        let attendance = self.attendance.iter().map(|Attendance { name, stays, regrets }| Event::AttendanceSet {
            name: name.clone(),
            stays: stays.clone(),
            regrets: *regrets,
        });
        let role =
            |(role, names): (&Role, &Vec<String>)| Event::RoleChanged { role: *role, names: Some(names.clone()) };
        attendance.chain(self.roles.iter().map(role))
    }

    pub(super) fn change_role(&mut self, role: Role, names: Option<&[String]>) -> Vec<Event> {
        let old = match names {
            Some(names) => self.roles.insert(role, names.to_vec()),
            None => self.roles.remove(&role),
        };
        if old.as_deref() == names { Vec::new() } else { vec![Event::RoleChanged { role, names: old }] }
    }
}

impl Attendance {
    /// The last stay has not ended.
    pub fn is_open(&self) -> bool {
        self.stays.last().is_some_and(|stay| stay.to.is_none())
    }
}

/// Somebody came, went or sends regrets; who is known to be there, or to send regrets, does no harm to the others.
pub(super) fn attend(meeting: &Meeting, names: &[String], presence: Presence) -> Result<Vec<Event>, Refusal> {
    let mut events = Vec::new();
    let mut known_so = None;
    for name in names {
        let there = meeting.is_present(name);
        match presence {
            Presence::Present if there => {
                known_so.get_or_insert(Refusal::IsThere(name.clone()));
                continue;
            }
            Presence::Regrets if there => return Err(Refusal::IsThere(name.clone())),
            Presence::Regrets if meeting.attendance_of(name).is_some_and(|attendance| attendance.regrets) => {
                known_so.get_or_insert(Refusal::Unchanged);
                continue;
            }
            Presence::Left if !there => return Err(Refusal::IsNotThere(name.clone())),
            _ => {}
        }
        let known = meeting.people.iter().any(|person| person.name == *name) || meeting.groups.contains(name);
        if !known {
            let person = Person { name: name.clone(), ..Person::default() };
            events.push(Event::PersonAdded { person: Box::new(person) });
        }
        events.push(Event::AttendanceChanged { name: name.clone(), presence });
    }
    if events.is_empty() { Err(known_so.unwrap_or(Refusal::Nobody)) } else { Ok(events) }
}

/// Who holds an office from now on.
pub(super) fn appoint(meeting: &Meeting, role: Role, names: Vec<String>) -> Result<Vec<Event>, Refusal> {
    match names.as_slice() {
        [] => Err(Refusal::Nobody),
        names if meeting.holders(role) == names => Err(Refusal::Unchanged),
        _ => Ok(vec![Event::RoleChanged { role, names: Some(names) }]),
    }
}
