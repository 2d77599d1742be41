# Keys as they are printed on a keyboard. What the settings call them is English always.

key-ctrl = Ctrl-
key-alt = Alt-
key-shift = Shift-
key-enter = Enter
key-tab = Tab
key-backspace = Backspace
key-delete = Delete
key-insert = Insert
key-esc = Esc
key-home = Home
key-end = End
key-page-up = PageUp
key-page-down = PageDown
key-space = Space
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
