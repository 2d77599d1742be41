//! Putting what comes into the next agenda in another order.
//!
//! Not here: which order (whoever goes through the agenda says it).

use std::collections::{BTreeMap, BTreeSet};

use super::{Group, Next, Place};

impl Next {
    /// Puts the offers in this order, by their numbers; those that it does not name come last, as they stood. Each stays in its
    /// group, and slots of one group take one another's places: what stands between them stays where it is.
    pub fn arrange(&mut self, order: &[usize]) {
        let mut named = BTreeSet::new();
        let known = |number: &usize| *number < self.offers.len();
        let mut wanted: Vec<usize> =
            order.iter().copied().filter(known).filter(|number| named.insert(*number)).collect();
        wanted.extend(self.order.iter().copied().filter(|number| !named.contains(number)));
        wanted.sort_by_key(|number| self.offers.get(*number).map(|offer| offer.group));
        for group in Group::ALL {
            self.rearrange(group, &wanted);
        }
        self.order = wanted;
    }

    /// Lets the slots of a group stand at the places that they have among them, in that order.
    fn rearrange(&mut self, group: Group, wanted: &[usize]) {
        let is_of_group = |offer: usize| self.offers.get(offer).is_some_and(|it| it.group == group && it.is_slot());
        let of_group = self.places.iter().enumerate().filter_map(|(at, place)| Some((place.offer?, at)));
        let at: BTreeMap<usize, usize> = of_group.filter(|(offer, _)| is_of_group(*offer)).collect();
        let mut free: Vec<usize> = at.values().copied().collect();
        free.sort_unstable();
        let from: Vec<usize> = wanted.iter().filter_map(|offer| at.get(offer).copied()).collect();
        let slots: Vec<Option<Place>> = from.iter().map(|from| self.places.get(*from).cloned()).collect();
        for ((to, from), moved) in free.into_iter().zip(from).zip(slots) {
            if let (Some(place), Some(mut moved)) = (self.places.get_mut(to), moved) {
                moved.day = place.day;
                if to != from && moved.slot.kind.is_break() {
                    // Its time was that of the other place.
                    (moved.slot.start, moved.slot.fixed) = (None, None);
                }
                *place = moved;
            }
        }
    }
}
