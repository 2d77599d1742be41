# The big clock and how the meeting stands.

clock-goes-on = The meeting goes on
clock-not-begun = The meeting has not begun
clock-is-closed = The meeting is closed
clock-over = over
clock-remaining = remaining
clock-so-far = so far
clock-paused-over = paused, over
clock-paused = paused
clock-planned-for = planned for { $at }
clock-closed-at = closed at { $at }
clock-next-slot = next slot
clock-goes-back = goes back
clock-pauses = pauses
clock-resumes = goes on
clock-starts = starts the clock
clock-planned = planned { $at }
clock-at-planned = { $at }, planned { $planned }
clock-next = Next
clock-elapsed-of = { $elapsed } of { $planned }
clock-length-planned = { $length } planned
clock-not-saved = NOT SAVED: { $why }
clock-keys = { $key } shows the keys
clock-space = space

clock-key-next = starts the clock on the next slot
    .hint = next
clock-key-previous = starts the clock on the previous slot
clock-key-take = pauses the clock, and lets it go on
    .hint = pauses
clock-key-more = gives the slot five minutes more
    .hint = 5 min more
clock-key-less = takes five minutes from the slot
    .hint = 5 min less
clock-key-skip = skips the slot
clock-key-undo = takes back what was done here last
    .hint = undo
clock-key-help = shows these keys, and puts them away
    .hint = keys
clock-key-leave = leaves the clock; the meeting goes on
    .hint = leave

going-behind = { $span } behind
going-on-time = on time
going-ahead = { $span } ahead
going-ends = ends { $clock }
going-past-end = { $span } past the end of the day
going-late = { $point } { $span } late
going-end-of-day = end of day

zone-you = you
zone-none-known = No other zone is known: an agenda names them after zones:, the config file in [zones]
zone-own = Times of the meeting's own zone alone
zone-beside = Times of { $zone } beside the meeting's
zone-beside-people = Times of { $zone } beside the meeting's: { $people }
zone-meetings = { $zone }, the meeting's
zone-title = Zones; { $key } shows them one by one
