# Notices: what falls due, what a key or the mouse came to, what the surroundings say.

notice-left = { $minutes } min left: { $slot }
notice-up = Time is up: { $slot }
notice-due = { $slot } is due
notice-due-planned = { $slot } is due, planned for { $time }
notice-end = The day was to end at { $time }
notice-not-saved = NOT SAVED: { $why }
notice-line-full = The line is full: Enter adds it

window-left = { $minutes } min left
window-up = time is up
window-over = { $minutes } min over
window-not-saved = NOT SAVED

mouse-here = The mouse selects and scrolls here
mouse-is-terminals = The mouse is the terminal's, for its own selection; { $key } takes it back
mouse-off = mouse off · { $key }

copy-lines = Copied { $count } lines
copy-done = copied: { $what }
copy-actions = the action items
copy-unknown = `{ $said }` cannot be copied: say slot or actions, or nothing for the entry that is selected
copy-will-slot = copies the notes of { $slot }
copy-will-actions = copies all action items
copy-will-entry = copies the entry that is selected
copy-off = nothing is copied: [clipboard] in the config file says so
copy-no-clipboard = this terminal has no clipboard; a command may take copies: see [clipboard] in the config file
copy-too-long = too long for the terminal's clipboard: { $size } kB of at most { $most }; a command such as wl-copy takes it: see [clipboard] in the config file
copy-failed = not copied: { $command }: { $why }
copy-nothing-yet = there is nothing to copy yet

theme-unknown-near = no theme is called { $name }; did you mean { $near }?
theme-unknown = no theme is called { $name }; there are { $names }
theme-worn = Theme { $name }, for now; name = "{ $name }" under [theme] in the config file keeps it

keys-unbound = { $key } is bound to nothing
vim-unknown = { $key } is no key of normal mode: i goes back to typing
vim-no-marking = { $key } is not here, nothing can be marked: Esc ends it
colon-saved = every line is saved as it is typed
colon-unknown = `:{ $typed }` is no verb, and nothing was done: ↑ ↓ choose one
vim-normal = NORMAL
vim-insert = INSERT
vim-heading = The line in normal mode
vim-key-esc = from insert mode to normal mode; there it goes back as ever
vim-key-insert = back to typing: here, behind, at the beginning, at the end
vim-key-move = to the left, to the right, to the beginning, to the first word, to the end
vim-key-words = to the next word, to the one before, to a word's end; with capitals words end at blanks alone
vim-key-find = and a character: to it, up to it, the same backwards; ; and , once more and back
vim-key-motion = and a motion: deletes, changes, yanks; dd cc yy the whole line
vim-key-object = with an operator: a word, what stands in quotes or in brackets
vim-key-delete = deletes here, before, to the end; changes to the end, here, the whole line
vim-key-replace = replaces by a character, turns the case
vim-key-put = puts in behind or here what was deleted or yanked
vim-key-undo = takes back, does again; behind the line's changes those of the meeting
vim-key-count = a number before a command does it so often

settings-read = Settings read again
settings-unchanged = Settings unchanged: { $what }
settings-more = { $what }; { $count } more: minutebook config --check
settings-no-place = there is no place for settings here: name one with --config FILE
bus-silent = The desktop is told nothing: { $why }
bus-not-built = this build has no desktop bus (feature `desktop`); set another way in [notices]
journal-goes-on = The journal goes on in { $folder }
journal-cloned = Another program goes on under the name of this journal: leave and open the meeting again

editor-no-file = no file for the editor: { $why }
editor-not-started = the editor could not be started: { $why }
editor-not-there = there is no such program as “{ $editor }”; set $EDITOR to one
editor-not-run = the editor “{ $editor }” cannot be run; set $EDITOR to another
editor-failed = the editor “{ $editor }” ended with an error ({ $status })
editor-none = no editor was found: set $EDITOR to one
editor-unreadable = the edited text cannot be read: { $why }
editor-kept = your text is in { $path }: { $why }
editor-too-long = it is longer than notes can be
editor-unchanged = { $why }: nothing was changed
editor-nothing = nothing was changed
editor-taken = taken over: { $changes } ({ $key } takes all back)
editor-added = { $count } added
editor-changed = { $count } changed
editor-moved = { $count } moved
editor-removed = { $count } removed
editor-emptied = The text came back empty: remove the notes?
editor-keep = no: the notes stay as they are
editor-remove = yes: all of them go
editor-in-all = { $count } in all
