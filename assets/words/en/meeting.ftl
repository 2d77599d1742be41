# The meeting screen: title bar, header, agenda, notes, line, foot and pop-ups.

title-saved = saved
title-saving = saving
title-not-saved = NOT SAVED: { $why }
title-final = final · approved
title-final-by = final · approved by { $names }
title-closed = closed { $when } · draft
title-day = Day { $number } of { $days }

head-clock-runs-on = the clock runs on { $slot }
head-speaking = speaking { $name }
head-next-to-speak = next to speak { $names }
head-next = next { $names }
head-wait = { $count } wait
head-wait-to-speak = { $count ->
    [one] { $count } waits to speak
   *[other] { $count } wait to speak
}
head-spoke = spoke: { $times }
head-chair = Chair { $names }
head-withdrawn = no longer in the agenda
head-skipped = skipped
head-parked = parked for another time
head-continues = continues { $slot }
head-unplanned = not on the agenda
head-moved = moved
head-fixed = fixed
head-given = { $minutes } min given
head-taken = { $minutes } min taken
head-asked-by = asked for by { $name }
head-expected = planned { $planned }, expected { $expected }
head-starts-clock = { $key } starts the clock
head-length-planned = { $length } planned
head-elapsed-of = { $elapsed } of { $planned }
head-remaining = { $time } remaining
head-over = +{ $time } over
head-held = held { $from }–{ $to }
head-not-reached = not reached
head-paused = paused
head-goes-on = paused · { $key } goes on
head-more-points = { $count } more · { $key }

points-asked-by = asked for by { $name }
points-asked = asked for: { $notes }
points-asked-by-notes = asked for by { $name }: { $notes }

agenda-items = Action items
agenda-makes-one = ! text makes one
agenda-open-carried = { $open } open, { $carried } carried
agenda-open = { $open } open

entry-no-owner = no owner
entry-due = due { $day }
entry-yours = yours
entry-anothers = another scribe's
entry-now = { $whose } now
entry-for = { $count } for
entry-against = { $count } against
entry-abstaining = { $count } abstaining
entry-and-more = { $names } and { $others } more

notes-none = there are no notes here
notes-above = { $count } above · { $key }
notes-below = { $count } below · { $key }
notes-teach-enter = adds the line you typed to this slot
notes-teach-next = starts the clock, then goes from slot to slot
notes-teach-jump = looks at any slot, and no clock moves
notes-teach-undo = takes back whatever you did last
notes-teach-leave = closes the meeting and writes its minutes
notes-example-action = ! Ann — draft the plan due 2026-12-01
notes-example-decision = = we drop the old format
notes-example-question = ? who tells the users
notes-example-speech = Ann: it works for me
notes-example-proposal = PROPOSED: we meet weekly
notes-example-correction = s/old/new/
notes-an-action = an action item
notes-a-decision = a decision
notes-a-question = a question
notes-who-said = who said it
notes-a-proposal = a proposal
notes-a-correction = a correction

line-by = by { $name }
line-by-changed-by = by { $first }, changed by { $last }
line-you = you
line-goes-back = { $key } goes back
line-or = or { $choices }
line-note = note
line-note-level = note, level { $level } ({ $key } goes up)
line-teach-action = ! action
line-teach-decision = = decision
line-teach-question = ? question
line-teach-owner = @owner
line-teach-verbs = / verbs

foot-open = { $count } open · { $key }
foot-conflicts = { $count ->
    [one] ≠ { $count } conflict · { $key }
   *[other] ≠ { $count } conflicts · { $key }
}
foot-conflicts-short = ≠ { $count } · { $key }
foot-shows = shows it
foot-done = done
foot-drop = drop
foot-date = date
foot-owner = owner
foot-takes = takes it
foot-saves-elsewhere = saves elsewhere
foot-closes = closes
foot-leaves-open = leaves it open
foot-stays = stays
foot-settles-unfinished = settles what is unfinished
foot-closes-and-exports = closes and exports
foot-shows-there = shows it there
foot-settles = settles it
foot-another-way = another way
foot-goes-on-there = goes on there
foot-corrects = corrects
foot-notation = notation, then closes
foot-goes-on = goes on
foot-keeps = keeps
foot-draft-stays = goes back, the draft stays
foot-save-elsewhere = save in another place
foot-leave = leave
foot-starts-slot = starts this slot

popup-keys = Keys
popup-notation = Notation of a line
help-first = What every scribe needs
popup-leave = Leave
popup-elsewhere = Save in another place
popup-clock = Correct the clock
popup-catch-up = Catch up
popup-close-out = Close-out
popup-search = Search all meetings
popup-big-clock = Clock
popup-folder = a folder on a disk that is well: the journal goes on there
popup-not-saved = NOT SAVED: { $why }
popup-started = really started at? (as 9:05 or 2:30 pm)
popup-started-clock = really started at? (as 9:05 or 2:30 pm, { $clock } by the clock)
popup-none-yet = there are none yet
popup-no-verb = nothing does that: Enter makes it a line of the notes
popup-nothing-fits = nothing fits
popup-more-rows = … and { $count } more rows: ↓

pick-do = Do
pick-snippets = Snippets
pick-types = Types “{ $text }”
pick-texts = Take one of the texts
pick-items = Action items
pick-jump = Jump to
pick-move = Move to

popup-give = minutes, as 10 or -5; a slot may follow, as 10 lunch, or where they come from, as 10 from lunch
popup-why = why

foot-types = types
