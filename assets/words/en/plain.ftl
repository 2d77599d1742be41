# Plain mode: a meeting taken line by line, each answer a line that can be read aloud.

plain-snippet-between = Say what is to stand between “{ $before }” and “{ $behind }”
plain-no-command = No command is called { $word }. With a backslash before it the line is a note
plain-no-command-near = No command is called { $word }, did you mean /{ $near }? With a backslash before it the line is a note
plain-paste-now = Paste now; a dot alone on a line ends it
plain-prompt-is = The prompt is { $prompt }
plain-say-prompt = Say full, short or none
plain-no-word = No command is called { $word }; /verbs reads all of them
plain-say-search = Say what to look for: /search and words
plain-times-on = /notes says the time of each line
plain-times-off = /notes says no times
plain-on-screen = That is done to a line on a screen
plain-say-line = Say the number of a line; /notes reads them
plain-no-line = There is no line { $number } here; /notes reads them
plain-selected = { $number } of { $count }, { $words }
plain-nothing-there = No line there

plain-asks-text = new text
plain-asks-leave = leave
plain-asks-start = started at
plain-asks-folder = folder
plain-asks-cuts = catch up
plain-asks-close = close-out
plain-asks-close-of = close-out, { $number } of { $count }
plain-it-is = It is: { $text }
plain-half-typed = Half typed: { $text }
plain-type-text = Type the new text; an empty line keeps it as it is
plain-ask-start = When did { $slot } really start? As 9:05 or 2:30 pm; an empty line leaves it
plain-ask-folder = In which folder? Enter yes for { $folder }, or a path; an empty line stays
plain-ask-verb = { $help }. Say { $takes }; an empty line leaves it
plain-ask-verb-of = { $help }: { $item }. Say { $takes }; an empty line leaves it
plain-ask-cut = The number of one cuts it so; an empty line leaves it
plain-none-yet = There are none yet; an empty line goes on
plain-ask-list = { $title }: a number, or part of the words; an empty line leaves it
plain-again-close = c once more closes it unsaved; what is missing is then written to a file that is named
plain-again-leave = l once more, or Ctrl-D, leaves it unsaved; what is missing is then written to a file that is named
plain-nothing-unfinished = Nothing is unfinished
plain-ask-leave = c closes the meeting and writes its minutes; l leaves it open and pauses the clock; g goes through what is unfinished; an empty line stays
plain-ask-leave-saving = s saves in another place; { $ways }
plain-close-settled = Nothing is unfinished any more: c closes the meeting and writes its minutes, an empty line goes on
plain-close-row = { $number } of { $count }, { $row }: { $ways }
plain-close-row-left = { $row }, left as it is
plain-close-row-done = { $row }, settled
plain-ask-close = Say a number; n is the next one, p the one before; c closes the meeting; an empty line goes on writing
plain-as-it-was = As it was
plain-nothing-fits = Nothing fits

plain-not-added = Not added: { $why }
plain-nothing-found = Nothing was found
plain-found = Found { $count }
plain-no-hit = Nothing of that number was found: { $number }
plain-hit-elsewhere = { $hit }; minutebook show { $meeting } reads that meeting
plain-this-meeting = this meeting

plain-next = Next { $slot }
plain-next-at = Next { $slot } at { $time }
plain-saved = All is saved
plain-saving = All is written, the disk is at work
plain-line-unsaved = NOT SAVED, a half-typed line is only in memory: { $why }
plain-unsaved = { $count ->
    [one] NOT SAVED, { $count } act is only in this program's memory: { $why }
   *[other] NOT SAVED, { $count } acts are only in this program's memory: { $why }
}
plain-saved-again = Everything is saved again
plain-elsewhere = { $what }; { $key } saves in another place
plain-break = break
plain-running = running, { $clock }
plain-expected = expected { $time }
plain-withdrawn = no longer in the agenda
plain-you-are-here = you are here
plain-no-lines = { $slot } has no lines yet
plain-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
plain-slots = { $count ->
    [one] { $count } slot
   *[other] { $count } slots
}
plain-points = { $count ->
    [one] { $count } talking point
   *[other] { $count } talking points
}
plain-items = { $count ->
    [one] { $count } action item
   *[other] { $count } action items
}
plain-rival = { $number } has another text, { $whose }: { $text }
plain-in-slot = in { $slot }
plain-carried = carried over
plain-from = from { $meeting }
plain-no-items = No action items yet
plain-items-open = { $items }, { $open } open
plain-items-open-by = { $items }, { $open } open, { $order }
plain-no-review = There are no action items to go through
plain-age = { $count ->
    [one] { $count } day old
   *[other] { $count } days old
}
plain-overdue = { $count ->
    [one] overdue by { $count } day
   *[other] overdue by { $count } days
}
plain-due = due { $date }
plain-level = level { $level }
plain-on-level = level { $level }, { $words }
plain-attached = attached: { $what }
plain-no-points = { $slot } has no talking points
plain-chairs = chair
plain-scribes = scribe
plain-here-since = here since { $time }
plain-left-at = left at { $time }
plain-regrets = sends regrets
plain-group = group { $name }
plain-nobody = Nobody is on the roster

plain-to = to
plain-times = times
plain-item = action item { $number }
plain-said = { $name } said
plain-goes-on = goes on
plain-vote = vote
plain-priority = priority { $priority }
plain-by = by { $name }
plain-no-owner = no owner
plain-clock-on = { $slot }, clock on { $current }
plain-time-of = { $had } of { $planned } min
plain-time-over = { $had } of { $planned } min, { $over } over
plain-paused = paused at { $time }
plain-skipped = skipped
plain-parked = parked
plain-held = held { $time }
plain-planned = { $time } planned
plain-no-clock = no clock
plain-a-break = a break
plain-chair = chair { $names }
plain-half-typed-here = half typed here: { $text }
plain-now = now { $slot }, { $about }
plain-looking = looking at { $slot }, { $about }
plain-clock-elsewhere = { $place }; the clock runs on { $current }
plain-no-clock-runs = { $place }; no clock runs

plain-word-help = says how this works, or what a word does, or how lines are written
plain-takes-help = a word, or notation
plain-word-where = says the time, where you are, how the meeting stands and whether all is saved
plain-word-slots = reads the slots with their numbers
plain-word-notes = reads the lines of this slot with their numbers, or of another
plain-takes-notes = a slot
plain-word-select = reads a line; the words for a line mean it from then on
plain-takes-select = the number of a line
plain-word-found = reads what /search found, or goes to the line of that number
plain-takes-found = a number
plain-word-people = reads the roster: who is there, who holds an office
plain-word-paste = takes the lines that follow, up to one with a dot alone, as a paste: none is a command
plain-word-prompt = changes what is said before you type
plain-takes-prompt = full, short or none
plain-does-back = goes back to the running slot
plain-does-times = has /notes say the time of each line, or no more
plain-does-points = reads all talking points
plain-does-clock = says the time and how the meeting stands
plain-does-up = reads the line above; the words for a line mean it from then on
plain-does-down = reads the line below
plain-does-actions = reads all action items
plain-does-review = reads the action items that are gone through
plain-does-verbs = reads all commands
plain-does-help = says how this works
plain-does-snippets = adds one of your snippets
plain-does-undo = takes back the last act
plain-does-closeout = goes through what is unfinished, row by row
plain-does-edit = asks for its new text, or takes the text behind the number
plain-help-note = A line is a note. An action item begins with an exclamation mark: ! Ann -- draft the plan due Friday. A decision begins with =, an open question with ?.
plain-help-levels = A line below the one above begins with a hyphen and a blank, or two blanks; each hyphen more is a level more.
plain-help-slash = A slash before a word is a command. A backslash before a line makes it a note whatever it looks like.
plain-help-more = /verbs reads all commands, /help notation all ways to write a line. Ctrl-D leaves the meeting open.
plain-for-line = For a line: its number may follow; without one the line that was added or selected last is meant
plain-for-item = For an action item, by its number
plain-adds = /{ $word }: adds “{ $text }”
plain-slot-on-screen = the slot on screen
plain-this-slot = this slot
plain-explained = /{ $word }: { $help }
plain-explained-with = /{ $word } with { $takes }: { $help }

plain-title = { $meeting }, { $slots }
plain-begin = Each line is a note; /help says more; Ctrl-D leaves the meeting open
plain-half-typed-in = Half typed in { $slot }: { $text }
plain-half-typed-ways = /closeout adds what was half typed; closing makes it notes
plain-nothing-pasted = Nothing was pasted
plain-asks-paste = paste, a dot alone ends it
plain-prompt-unsaved = NOT SAVED
plain-prompt-read-only = read only
plain-prompt-closed = closed
plain-prompt-verbatim = verbatim
plain-no-terminal = there is no terminal for an editor
plain-say-number = Say its number; an empty line leaves it
plain-say-number-to = Say a number from 1 to { $last }
