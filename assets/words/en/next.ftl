# The next agenda before it is written.

next-up = selects the row above
next-down = selects the row below
next-undo = takes the last change back
next-redo = does again what was taken back
next-back = writes nothing; asks where something was changed
next-all-of = all of “{ $title }”
next-group-stays = a group stays where it is; its rows can be moved
next-at-end = it stands at the end of its group
next-taken-back = Taken back
next-done-again = Done again
next-no-undo = there is nothing to take back
next-no-redo = there is nothing to do again
next-say-why = say why: it is dropped, and comes back in no later meeting

next-unsaid = not this time
next-no-date = write it as 2026-02-09, 9 Feb, monday or in 2 weeks; nothing: no date is known
next-why-dropped = Why is it dropped? { $what }
next-why-left-out = Why is it left out? { $what }
next-when = When is the meeting?
next-what = What is the meeting called?
next-give-up = Nothing is written yet: is what you changed to be given up?
next-leaves-out = leaves it out
next-keeps = keeps it
next-takes = takes it
next-leaves-as-it-was = leaves it as it was
next-gives-up = gives it up
next-goes-back = goes back

next-come = { $count } of { $all } come
next-planned = { $length } planned
next-last-time = last time { $length }
next-without-length = { $count } without a length
next-asked-for = { $length } asked for
next-no-date-yet = no date yet
next-nothing = Nothing comes back from the last meeting.
next-some-of = { $count } of { $all }
next-left-out = left out: { $reason }
next-enter-escape = Enter { $enter } · Esc { $escape }
next-keep = keep
next-give-up-hint = give up

next-items = Open action items
next-topics = Not discussed last time
next-recurring = In every meeting
next-parked = Parking lot
next-requests = Requests without a place
next-people = People

next-is-there = An agenda that follows { $meeting } is there already: { $path }
next-goes-on = { $meeting } is still in progress: what is added from now on is not in here
next-alone = { $meeting } belongs to no series (a line `series: NAME`), and so no action item is carried
next-written = Written: { $path }
next-told-items = { $count ->
    [one] { $count } open action item
   *[other] { $count } open action items
}
next-told-topics = { $count ->
    [one] { $count } topic that was not discussed
   *[other] { $count } topics that were not discussed
}
next-told-recurring = { $count ->
    [one] { $count } recurring slot
   *[other] { $count } recurring slots
}
next-told-parked = { $count ->
    [one] { $count } parked topic
   *[other] { $count } parked topics
}
next-told-requests = { $count ->
    [one] { $count } request
   *[other] { $count } requests
}
next-told-nothing = nothing comes back from the last meeting
next-told-for = { $what }; for { $day }
next-told-no-date = { $what }; no date is known; --date DATE gives one

next-due = due { $day }
next-since-today = since today
next-since = { $days ->
    [one] since { $day }, { $days } day
   *[other] since { $day }, { $days } days
}
next-since-day = since { $day }
next-carried = { $count ->
    [one] carried into { $count } meeting
   *[other] carried into { $count } meetings
}
next-noted-in = noted in { $topic }
next-length = { $minutes } min
next-put-off = { $count ->
    [one] put off on { $day }
   *[other] put off { $count } times, first on { $day }
}
