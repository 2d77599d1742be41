# The screen of the action items of all meetings.

tasks-keys = Keys
tasks-title = Action items
tasks-open = { $count } open
tasks-overdue = { $count } overdue
tasks-settled = { $count } done or dropped
tasks-by-owner = by owner
tasks-by-due = by due date
tasks-by-series = by series
tasks-by-meeting = by meeting
tasks-all = all
tasks-only-open = only open
tasks-reading = reading the meetings…
tasks-reading-of = reading the meetings, { $done } of { $all }…
tasks-filter = words, owner:ann, series:weekly, ticket:DM-12 narrow the list
tasks-being-read = the meetings are being read
tasks-none-open = no action item is open; { $key } shows those that are done or dropped too
tasks-none = there are no action items
tasks-none-fits-open = nothing fits among those that are open; { $key } looks at all
tasks-none-fits = nothing fits

tasks-late = overdue { $age }
tasks-no-date = no date
tasks-no-owner = no owner
tasks-with = with { $names }
tasks-now = now { $names }
tasks-place = { $place } of { $count }
tasks-recording = being recorded…
tasks-carried = { $times ->
    [one] carried once
   *[other] carried { $times } times
}
tasks-noted-as = action-{ $number } there
tasks-settled-in = { $status } in { $meeting }
tasks-priority = priority { $priority }

group-nobody = No owner
group-overdue = Overdue
group-soon = Due within 7 days
group-later = Due later
group-undated = No due date
group-done = Done
group-dropped = Dropped
group-no-series = Without a series

tasks-not-here = the meeting in which action-{ $number } arose is not here
tasks-no-item = there is no item to do it to
tasks-note-alone = a note alone is kept where a meeting in progress goes through the item, and none does
tasks-no-undo = there is nothing to take back
tasks-note-stays = a note stays where it was recorded: take its line out there
tasks-still-recording = what was done last is being recorded…
tasks-gone = action-{ $number } is not there any more
tasks-recorded = { $said } · in { $place } ({ $folder })
tasks-told-later = its minutes tell it when they are written again

tasks-help-undo = takes the last change back
tasks-help-up = chooses the item above
tasks-help-down = chooses the item below
tasks-help-group-up = goes to the group above
tasks-help-group-down = goes to the group below
tasks-help-page-up = goes ten items up
tasks-help-page-down = goes ten items down
tasks-help-back = clears the line, then leaves
