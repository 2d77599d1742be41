# The screen before a meeting, and the questions that look like it.

home-about = The minutes of a meeting, taken live.
home-prompt = type the path of an agenda or part of a title, or paste the text of one
home-choose = choose
home-opens = opens
home-leaves = leaves
home-no-meetings = There are no meetings yet, and so no action items.
home-not-there = { $path }: No such file
home-reading = Reading the meetings…
home-reading-of = Reading the meetings: { $done } of { $all }

home-running = In progress
home-next = Next
home-all = All meetings
home-newest = Newest of each series
home-earlier = Earlier meetings

home-example = Try the example
home-example-detail = nothing of yours is touched
demo-minutes = The example's minutes are in { $folder }:
demo-own = Your own meeting: minutebook open AGENDA.md
home-not-opened = { $file }, not opened yet
home-makes-agenda = { $day } · makes its agenda
home-no-day = no day yet
home-items = { $count ->
    [one] { $count } open action item
   *[other] { $count } open action items
}
home-overdue = { $count } overdue
home-none-overdue = none overdue
home-most = most: { $name } { $count }
home-drafts = { $count ->
    [one] Minutes of { $count } meeting are a draft
   *[other] Minutes of { $count } meetings are drafts
}
home-drafts-detail = lists them; open one to approve it
home-search = Search everything

home-draft = a draft
home-closed = closed { $day }
home-closed-draft = closed { $day }, { home-draft }
home-closed-final = closed { $day }, final
home-in-progress = in progress
home-in-progress-since = in progress, last line { $day }

# An agenda was pasted.
pasted-reading = Reading what was pasted: { $size } KiB …
pasted-saves = saves it and opens the meeting
pasted-gives-up = gives up and keeps nothing
pasted-there = { $path } is there already; name another file
pasted-refused = { $path } cannot be written: { $why }; name another file
pasted-no-agenda = What was pasted is no agenda: { $why }.
pasted-goes-back = goes back
pasted-understood = { $what } were understood.
pasted-remark = line { $line }: { $what }
pasted-more = { $count ->
    [one] and { $count } more place to look at
   *[other] and { $count } more places to look at
}
pasted-file = The file to keep it in:

# What is read of an agenda.
read-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
read-slots = { $count ->
    [one] { $count } slot
   *[other] { $count } slots
}
read-items = { $count ->
    [one] { $count } action item
   *[other] { $count } action items
}
read-decisions = { $count ->
    [one] { $count } decision
   *[other] { $count } decisions
}
read-others = { $count ->
    [one] { $count } other line
   *[other] { $count } other lines
}

# A meeting that is closed is opened.
again-closed = This meeting was closed on { $when }.
again-final = Its minutes are final: approved on { $when }.
again-final-by = Its minutes are final: approved by { $names } on { $when }.
again-open = Open it again
again-open-detail = every line is where it was
again-open-final = a draft again; the minutes will show what is corrected
again-anew = Start a new meeting from its agenda
again-anew-detail = this one stays as it is
again-approve = Approve its minutes
again-approve-detail = a draft now, final then; it asks who approves them
again-next = Write the next agenda
again-next-detail = first goes through what is open and what comes back

# Who approves the minutes.
approve-final = Its minutes become final. On its roster: { $names }
approve-asks = Who approves them, with a comma between two:
approve-strangers = Not on the roster: { $names }. Enter once more if that is right.
approve-does = approves them
approve-leaves = leaves them a draft

# The keys of the first screen and of the search.
home-help-up = chooses the row above
home-help-down = chooses the row below
home-help-page-up = goes a page up
home-help-page-down = goes a page down
