# What verbs answer: what they will do, what they did, and what was not understood of what was said after them.

will-take-slot = starts the clock on { $slot }
will-look = looks at { $slot }
will-hold = { $slot } is to be held again
will-skip = skips { $slot }
will-park = puts off { $slot }
will-take-minutes = takes { $minutes } min from { $slot }
will-give-minutes = gives { $minutes } more min to { $slot }
will-trade = gives { $minutes } min of { $giver } to { $slot }
will-attach = attaches { $link } to { $slot }
will-promise = says that “{ $name }” is to come for { $slot }
will-detach = takes { $what } off { $slot }
will-give-floor = gives the floor to { $name }
will-tick = ticks “{ $text }”
will-drop = drops “{ $text }”
will-move = moves it to { $slot }
will-start-at = { $slot } started at { $time }
will-search = looks for { $words } in all meetings
will-dress = shows the screen in the theme { $name }
will-open = opens the slot “{ $title }” and starts its clock
will-open-for = opens the slot “{ $title }”, { $minutes } min, and starts its clock
will-place-behind = moves { $slot } behind { $behind }
will-place-first = moves { $slot } to the beginning of day { $day }
will-swap = swaps { $slot } with { $next }
will-swap-next = swaps { $slot } with the next one
will-split-behind = ends { $slot } here, the rest goes behind { $behind }
will-split-first = ends { $slot } here, the rest goes to the beginning of day { $day }

cost = { $said }: { $shifts }
cost-day-ends = day { $number } ends { $now } → { $then }
cost-ends = ends { $now } → { $then }

did-trade = { $slot } has { $minutes } min of { $giver }
did-swap = { $slot } and the next one have changed places
did-place-behind = { $slot } stands behind { $behind } now
did-place-first = { $slot } begins day { $day } now
did-split = { $slot } ends here, the rest follows
did-split-behind = { $slot } ends here, the rest stands behind { $behind }
did-split-first = { $slot } ends here, the rest begins day { $day }
did-it = done
did-hold = { $slot } is to be held after all
did-skip = { $slot } is skipped
did-park = { $slot } is parked
did-park-running = { $slot } is parked; { $key } goes on with the next slot
did-give = { $slot } has { $minutes } min more
did-take = { $slot } has { $minutes } min less
did-in-all = { $said }: { $all } min in all
did-open = opened: { $slot }
did-attach = attached: { $what }
did-detach = taken off { $slot }: { $what }
did-give-floor = { $name } has the floor
did-end-floor = { $name } is done
did-move = moved to { $slot }
did-pause = the clock is paused
did-status = { $status }: { $text }
did-start-at = it started at { $time }
did-remove = removed ({ $key } brings it back)
did-remove-typed = removed ({ $key } takes back the line's edits, then this)
did-paste = pasted { $count } lines ({ $key } takes them back)
did-paste-part = the paste is too long for one entry: only its beginning came in
did-correct = corrected{ $place }: { $text }
did-correct-lines = { $count ->
    [one] corrected { $count } line
   *[other] corrected { $count } lines
}
did-undoable = { $said } ({ $key } takes it back)
did-settle = settled
did-cut = cut: the schedule is shown as it will be
did-add-person = { $name } is on the roster
did-read-agenda = Agenda edited: merged, every entry stays

say-select-first = select an entry first: { $key }
say-names-nobody = its text names nobody of the roster
say-take-owners = { $count ->
    [one] { $key } takes { $names } as owner
   *[other] { $key } takes { $names } as owners
}
say-strangers = { $count ->
    [one] { $names } is not on the roster: { $key } adds
   *[other] { $names } are not on the roster: { $key } adds
}
say-no-strangers = everybody named so far is on the roster
say-line-full = the line is full
say-saved = everything is being saved where it belongs
say-write-folder = Write the path of a folder
say-write-time = write the time as 9:05
say-last-slot = this is the last slot
say-first-slot = this is the first slot
say-last-closes = this is the last slot: { $key } closes the meeting
say-next-day = the next day begins; { $key } takes that back
say-next-day-on = the next day begins: { $date }; { $key } takes that back
say-day-before = this is the day before; { $key } takes that back
say-day-before-on = this is the day before: { $date }; { $key } takes that back
say-no-conflict = no entry has two texts
say-conflict = { $key } takes one of its texts, editing it settles it too
say-nothing-to-cut = nothing that is still to come can be cut
say-nothing-late = nothing is late
say-no-snippets = there are no snippets yet: [snippets] in the config file is for them
say-item = action-{ $number }: { $text } · { $owners } · { $origin }
say-closed-again = Another scribe has closed the meeting: { $key } once more opens it again and adds the line

queue-title = Speaker queue
queue-nobody = nobody waits to speak; q+ and a name puts somebody here
queue-spoken = { $name } has spoken { $time }

undo-nothing = there is nothing to take back
redo-nothing = there is nothing to do again
undo-done = took back { $what }
undo-done-before = what you did last was changed by others since; took back { $what }
redo-done = did again { $what }
undo-quoted = { $said }: { $text }
undo-lines = { $count } lines
undo-line = a line
undo-change = a change
undo-move = a move
undo-clock = the clock of { $slot }
undo-roster = { $name } on the roster
undo-last = the last act
undo-split = the split that made { $slot }
undo-place = the move of { $slot }
undo-minutes = the minutes of { $slot }
undo-trade = the minutes between { $one } and { $other }
undo-cuts = the cuts
undo-attendance = when { $name } was there
undo-chair = who chairs
undo-scribe = who takes the minutes
undo-slot = the slot { $slot }
undo-aside = setting { $slot } aside
undo-attachment = the attachment { $what }
undo-queue = the queue
undo-floor = who has the floor

cuts-breaks = Shorten the breaks
cuts-evenly = Shorten everything that is still to come
cuts-park-last = Park what comes last
cuts-which = { $way }   { $number } of { $count }
cuts-parked = parked
cuts-day-late = the day ends { $time } late
cuts-slot-late = { $slot } { $time } late
cuts-on-time = everything is on time then
cuts-missed = still missed: { $what }
cuts-day-ends = the day ends { $time }

news-edit-changed = The line that you are changing was changed meanwhile: Enter keeps both
news-closed = The meeting was closed by another scribe
news-edit-removed = The entry that you are changing was removed: its text is a new line now
news-removed = { $count ->
    [one] { $count } entry was removed
   *[other] { $count } entries were removed
}
news-conflict = Two texts of one entry: { $key } goes there
news-another = Another scribe
news-by = { $name }: { $what }
news-entries = { $count ->
    [one] { $count } new entry in { $place }
   *[other] { $count } new entries in { $place }
}
news-slots = { $count } slots
news-clock-stopped = The clock was stopped
news-clock-runs = The clock runs on { $slot } now
news-skipped = { $slot } was skipped
news-parked = { $slot } was parked

name-no-numbers = no slot of this day has a number
name-no-slot = no slot { $number } on this day: they go from 1 to { $last }
name-no-title = no slot has “{ $text }” in its title
name-several = “{ $text }” may be { $one } or { $other }: say more of it
name-no-attachment = nothing is attached that is called “{ $text }”
name-of-agenda = { $what } is named by the agenda: take it out there
name-no-item-number = “{ $text }” is no number of an action item
name-no-item = there is no action item { $number }
name-nobody = nobody here is called “{ $text }”
name-several-people = “{ $text }” may be { $one } or { $other }
name-no-minutes = “{ $text }” is no number of minutes: write 10, or -5
name-too-long = that is more than a day
name-no-day-number = “{ $text }” is no number of a day
name-no-day = there is no day { $number }: they go from 1 to { $last }
name-no-place = say after or before a slot, first, last, or a day: after lunch, day 2
name-rest-minutes = the rest needs minutes: write 20
name-no-break = no break is still to come
name-takes-nothing = /{ $word } takes nothing after it; a backslash before it makes the line a note
name-no-words = no earlier line has “{ $text }”
name-other-case = “{ $text }” stands here only in another case: { $line }
name-no-date = “{ $text }” is no date: write it like 5 Dec, Friday or 2019-12-05
