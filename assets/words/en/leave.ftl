# Close-out, leaving, approval, and how the meeting is kept.

way-leave = leaves it as it is
way-leave-half-typed = leaves it: closing makes it a note
way-leave-parked = leaves it parked
way-leave-idea = leaves it in the parking lot
way-leave-missing = leaves it: it is still to come
way-show = shows it
way-take-owners = gives it to { $names }
way-ask-owner = asks who owns it
way-ask-date = asks for a date
way-add-person = puts the name on the roster
way-choose = chooses one of the texts
way-commit = adds it as a note
way-action = makes it an action item
way-info = is answered: makes it information
way-decide = is adopted: makes it a decision
way-park = parks it for another time
way-skip = skips it
way-hold = is to be held after all
way-take-off = takes it off the meeting

check-conflict = Two texts in { $slot }: { $text }
check-half-typed = Half typed in { $slot }: { $text }
check-no-owner = Action item { $number } has no owner: { $text }
check-no-date = Action item { $number } has no date: { $text }
check-stranger = { $name } is not on the roster
check-proposal = Proposal not settled in { $slot }: { $text }
check-question = Open question in { $slot }: { $text }
check-idea = Idea in { $slot }: { $text }
check-noteless = Held without a note: { $slot }
check-unreached = Not reached: { $slot }
check-parked = Parked: { $slot }
check-missing = Not there for { $slot }: { $what }

close-is-settled = it is settled; { $key } takes that back
close-done = { $said }: { $what }
close-in-no-line = { $name } was there and stands in no line
close-of-meeting = { $what } belongs to the whole meeting
close-nothing = Nothing is unfinished.
close-closes = c closes the meeting and writes its minutes
close-closes-short = c closes and exports
close-settled-of = { $count } of { $all } settled
close-settled = settled · { $key } takes it back
close-left = left as it is · Enter takes it up again
close-enter = Enter { $way }
close-other-way = Tab: another way, { $way } of { $ways }

leave-conflicts = Entries with two texts, to be settled
leave-lines = Lines not committed (closing makes them notes)
leave-ownerless = Action items without an owner
leave-dateless = Action items without a date
leave-questions = Open questions
leave-proposals = Proposals not settled
leave-noteless = Slots held without a note
leave-unreached = Slots not reached
leave-parked = Slots parked for another time
leave-ideas = Ideas in the parking lot
leave-missing = Attachments that are not there
leave-only-in-memory = { $acts ->
    [0] NOT SAVED: a half-typed line is only in this program's memory ({ $why })
    [one] NOT SAVED: { $acts } act is only in this program's memory ({ $why })
   *[other] NOT SAVED: { $acts } acts are only in this program's memory ({ $why })
}
leave-again-close = press { $key } again to close it unsaved; what is missing is then written to a file that is named
leave-again-leave = press { $key } again to leave it unsaved; what is missing is then written to a file that is named
leave-low-failing = s saves elsewhere  c closes  l leaves open  Esc stays
leave-low = c closes  l leaves open  Esc stays
leave-elsewhere = save in another place
leave-close = close the meeting and write its minutes
leave-open = leave it open, to be resumed; the clock pauses
leave-unfinished = go through what is unfinished
leave-stay = stay
leave-more = … and { $count } more
leave-file-missing = { $path } is not there; { $of } keeps its name until the file comes

review-by-owner = by owner
review-by-age = by age
review-by-due = by due date
review-carried-before = { $times ->
    [one] carried once before
   *[other] carried { $times } times before
}
review-this-meeting = this meeting · { $slot }
review-none = there are no action items to go through
review-too-low = the screen is too low for the list: { $key } shows the action items
review-sorted = action items { $order }
review-select = select an action item first: { $key }
review-none-open = no action items are open
review-late = overdue { $age }
review-more = { $count } more
review-head = { $count } open { $order } · { $order_key } · { $key } goes through them
review-points = { $key } talking points
review-about = action-{ $number } ({ $text })

approve-would = makes the minutes final
approve-would-by = makes the minutes final, approved by { $names }
approve-done = the minutes are final; they are written once more when you leave
approve-done-by = the minutes are final, approved by { $names }; they are written once more when you leave

stage-was-approved = Its minutes were approved on { $day }; what is changed now has to be approved again.
stage-was-approved-by = Its minutes were approved by { $names } on { $day }; what is changed now has to be approved again.
stage-draft = The meeting is closed and its minutes are a draft: /{ $word } and who approves them makes them final.
stage-final = Its minutes are final, approved on { $day }.
stage-final-by = Its minutes are final, approved by { $names } on { $day }.

keep-read-only = READ ONLY
keep-held = READ ONLY · { $by }
keep-ended = READ ONLY · the other program has ended
keep-ended-short = READ ONLY · ended
keep-damaged = READ ONLY · damaged: { $place }
keep-damaged-short = READ ONLY · damaged
keep-as-of = as of { $when }
keep-read-only-as-of = READ ONLY · as of { $when }
keep-looked-at = READ ONLY · looked at from another screen
keep-goes-on-there = it is shown as it goes on there
keep-takes-over = { $key } takes over
keep-repair = `minutebook repair` writes a sound journal
keep-later = what came later is not shown
keep-goes-on = { $key } goes on with it
keep-open = `minutebook open` goes on with it
keep-refused-elsewhere = read only: open elsewhere
keep-refused-ended = the other program has ended: { $key } takes over
keep-refused-damaged = read only: { $place }; `minutebook repair` writes a sound journal
keep-refused-as-of = read only: as it stood at { $when }
keep-refused = read only: { $why }
