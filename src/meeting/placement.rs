//! Which slot each request has.
//!
//! One slot is one request's, however many people ask for the same topic, so that nobody's request counts as placed by
//! another's slot. Not here: whether a slot is about a request's topic (see [`PlannedSlot::fulfils`]).

use std::collections::BTreeMap;

use super::plan::{PlannedSlot, Request, folded};
use super::{Meeting, Slot};

/// For each request the slot that it has, by its number among `slots` from 0; none where it found no place.
///
/// Of requests for one topic each takes the first slot about it that its own requester asked for; then the others take the
/// first ones that are left. What is left of the slots then is beyond what was asked for.
pub fn placements<'a>(requests: &[Request], slots: impl IntoIterator<Item = &'a PlannedSlot>) -> Vec<Option<usize>> {
    let slots: Vec<&PlannedSlot> = slots.into_iter().collect();
    let mut about: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (number, slot) in slots.iter().enumerate() {
        about.entry(folded(slot.topic())).or_default().push(number);
    }
    let mut places = vec![None; requests.len()];
    for only_its_own in [true, false] {
        for (request, place) in requests.iter().zip(&mut places).filter(|(_, place)| place.is_none()) {
            let Some(left) = about.get_mut(&folded(&request.topic)) else { continue };
            let its_own = |number: &usize| slots.get(*number).is_some_and(|slot| slot.is_asked_for_as(request));
            *place = left.iter().position(|number| !only_its_own || its_own(number)).map(|at| left.remove(at));
        }
    }
    places
}

impl Meeting {
    /// The request that a slot is for: of several for its topic that of its own requester; none where that is not said.
    pub fn request_of(&self, slot: &Slot) -> Option<&Request> {
        let topic = folded(slot.plan.topic());
        let mut about = self.requests.iter().filter(|request| folded(&request.topic) == topic);
        let first = about.next()?;
        let mut others = about.peekable();
        if others.peek().is_none() {
            return Some(first);
        }
        std::iter::once(first).chain(others).find(|request| slot.plan.is_asked_for_as(request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Status` or `Status/Ann`.
    fn request(line: &str) -> Request {
        let (topic, name) = line.split_once('/').map_or((line, None), |(topic, name)| (topic, Some(name.to_owned())));
        Request { topic: topic.to_owned(), requested_by: name, ..Request::default() }
    }

    fn placed(requests: &[&str], slots: &[&str]) -> Vec<Option<usize>> {
        let requests: Vec<Request> = requests.iter().map(|line| request(line)).collect();
        let slot = |line: &&str| {
            let Request { topic, requested_by, .. } = request(line);
            PlannedSlot { title: topic, requested_by, ..PlannedSlot::default() }
        };
        placements(&requests, &slots.iter().map(slot).collect::<Vec<_>>())
    }

    #[test]
    fn of_two_requests_for_one_topic_a_slot_places_one() {
        assert_eq!(placed(&["Status/Ann", "Status/Bo"], &["Status"]), [Some(0), None]);
        assert_eq!(placed(&["Status/Ann", "Status/Bo"], &["Status", "status "]), [Some(0), Some(1)]);
    }

    #[test]
    fn a_slot_goes_first_to_the_request_of_who_asked_for_it() {
        assert_eq!(placed(&["Status/Ann", "Status/Bo"], &["Status/bo"]), [None, Some(0)]);
        assert_eq!(placed(&["Status/Ann", "Status/Bo"], &["Status/Cy", "Status/Ann"]), [Some(1), Some(0)]);
        assert_eq!(placed(&["Status/Ann", "Status"], &["Status"]), [None, Some(0)]);
    }

    #[test]
    fn a_slot_about_another_topic_places_nothing_and_a_second_one_about_it_is_beyond() {
        assert_eq!(placed(&["Status"], &["Data", "Status", "Status"]), [Some(1)]);
        assert_eq!(placed(&["Status"], &["Data"]), [None]);
    }
}
