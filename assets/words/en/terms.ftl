# Words of the field that stand on several screens.

kind-note = note
kind-action = action
kind-decision = decision
kind-question = question
kind-proposal = proposal
kind-vote = vote
kind-idea = idea
kind-info = info
kind-link = link
kind-speech = speech
kind-subtopic = subtopic

status-open = open
status-done = done
status-dropped = dropped

place-title = title
place-topic = topic
place-point = point
place-agenda = agenda

# Keys that mean the same everywhere.
hint-choose = choose
hint-scroll = scroll
hint-help = help
hint-leaves = leaves
hint-goes-back = goes back
hint-does = does it
hint-leaves-it = leaves it
hint-name = takes the name

# The age of an action item, in days and in weeks.
age-days = { $days } d
age-weeks = { $weeks } w

# What was typed of an action item.
item-dropped-why = why it is dropped
item-due-until = until when: 2026-02-01, 1 Feb, Friday; none takes the date away
item-owners = who will do it: Ann, Ann and Bo; nobody takes the owners away
item-note = what to note of it
item-looking-up = looking up who is called so…
item-say-why = say why it is dropped
item-say-note = say what is to be noted of it
item-say-date = write the date as 2026-02-01, 1 Feb or Friday; none takes it away
item-say-who = say who, as Ann or Ann and Bo; nobody takes them away
item-strangers = { $said } (not on the roster: { $names })
item-nobodys = nobody's any more
item-now-of = now { $names }
item-not-due = no longer due
item-due = due { $day }
item-still-open = still open
item-changed = action-{ $number } ({ $text }): { $said }

# What of a search was not understood.
misread = `{ $part }`: { $what }
misread-open = the quotation mark is not closed
misread-without = only words and phrases can be left out with `-`
misread-nothing = nothing stands after `{ $filter }:`
misread-kind = no kind of line; there are { $known }
misread-day = no day; write it as 2026-03-31, 2026-03 or 2026
misread-filter = no such filter; there are { $known }; the words are looked for

# What a kind of entry is called in a sentence.
entry-note = note
entry-action = action item
entry-decision = decision
entry-question = open question
entry-proposal = proposal
entry-vote = vote
entry-idea = idea
entry-info = information
entry-link = link
entry-speech = speech
entry-subtopic = subtopic
