# What is said of the line being typed, and why something cannot be done.

line-topic = topic
line-attendance = attendance
line-correction = correction
line-command = command
line-blank = blank

preview-verbatim = verbatim
preview-until-fence = every line as it stands until ```
preview-ends = ends here
preview-until-line = until a line ```
preview-queue = queue
preview-takes = { $key } takes { $name }
preview-goes-on = { $name } goes on
preview-nobody = nobody
preview-no-date = no date
preview-priority = priority { $priority }
preview-group = (group)
preview-stranger = (not on the roster)
preview-stranger-or = (not on the roster; { $name }?)
preview-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
preview-of-slot = of this slot
preview-of-meeting = of the meeting
preview-nothing = nothing

refused-closed = the meeting is closed; open it again to change it
refused-not-closed = the meeting is open already
refused-no-slot = that slot is not in this meeting any more
refused-no-entry = that entry is not there any more
refused-held = { $slot } has begun: what happened stays where it was
refused-set-aside = { $slot } is set aside: it has to be taken up first
refused-no-day = there is no such day
refused-nothing-after = nothing is still to come after it on this day
refused-no-clock = no clock is running
refused-running = its clock is running already
refused-not-started = this slot has not started yet
refused-in-future = that time is still to come
refused-after-stop = its clock had stopped by then
refused-ran-before = its clock was still running from before then
refused-before-previous = the slot before had not started by then
refused-empty = there is nothing to write down
refused-too-deep = it cannot go deeper than one level below the line above
refused-outermost = it is at the outermost level
refused-no-sibling = there is nothing beyond it on its level
refused-unchanged = it is there already
refused-not-an-action = only an action item can be done or open
refused-on-roster = { $name } is on the roster already
refused-not-a-proposal = only a proposal can be voted on or settled
refused-is-there = { $name } is there already
refused-is-not-there = { $name } is not there
refused-waits = { $name } waits already
refused-does-not-wait = { $name } does not wait
refused-nobody-waits = nobody waits to speak
refused-speaks = { $name } has the floor already
refused-nobody-speaks = nobody has the floor
refused-is-attached = { $what } is attached already
refused-is-not-attached = { $what } is not attached
refused-nobody = say who
refused-still-open = the meeting is still open: its minutes can be approved once it is closed
refused-is-final = the minutes are final already; open the meeting again to correct them
refused-not-carried = this meeting does not carry that action item
