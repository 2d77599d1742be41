# Tasten, wie sie auf einer Tastatur stehen. In den Einstellungen heißen sie immer englisch.

key-ctrl = Strg-
key-alt = Alt-
key-shift = Umschalt-
key-enter = Enter
key-tab = Tab
key-backspace = Rücktaste
key-delete = Entf
key-insert = Einfg
key-esc = Esc
key-home = Pos1
key-end = Ende
key-page-up = Bild↑
key-page-down = Bild↓
key-space = Leertaste
key-up = ↑
key-down = ↓
key-left = ←
key-right = →
