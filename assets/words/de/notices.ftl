# Hinweise: was fällig wird, was eine Taste oder die Maus bewirkt, was die Umgebung meldet.

notice-left = Noch { $minutes } min: { $slot }
notice-up = Die Zeit ist um: { $slot }
notice-due = { $slot } ist fällig
notice-due-planned = { $slot } ist fällig, geplant um { $time }
notice-end = Der Tag sollte um { $time } enden
notice-not-saved = NICHT GESPEICHERT: { $why }
notice-line-full = Die Zeile ist voll: Enter fügt sie hinzu

window-left = noch { $minutes } min
window-up = Zeit ist um
window-over = { $minutes } min über der Zeit
window-not-saved = NICHT GESPEICHERT

mouse-here = Die Maus wählt und rollt hier
mouse-is-terminals = { $key } holt die Maus zurück; bis dahin wählt das Terminal aus
mouse-off = Maus aus · { $key }

copy-lines = { $count } Zeilen kopiert
copy-done = kopiert: { $what }
copy-actions = die Aufgaben
copy-unknown = `{ $said }` lässt sich nicht kopieren: slot oder actions angeben, oder nichts für den ausgewählten Eintrag
copy-will-slot = kopiert die Notizen von { $slot }
copy-will-actions = kopiert alle Aufgaben
copy-will-entry = kopiert den ausgewählten Eintrag
copy-off = es wird nichts kopiert: so steht es in der Einstellungsdatei unter [clipboard]
copy-no-clipboard = dieses Terminal hat keine Zwischenablage; ein Befehl kann Kopien nehmen: siehe [clipboard] in den Einstellungen
copy-too-long = zu lang für die Zwischenablage des Terminals: { $size } kB, höchstens { $most }; ein Befehl wie wl-copy nimmt es: siehe [clipboard] in der Einstellungsdatei
copy-failed = nicht kopiert: { $command }: { $why }
copy-nothing-yet = es gibt noch nichts zu kopieren

theme-unknown-near = kein Farbschema heißt { $name }; ist { $near } gemeint?
theme-unknown = kein Farbschema heißt { $name }; es gibt { $names }
theme-worn = Farbschema { $name }; dauerhaft: name = "{ $name }" unter [theme] in den Einstellungen

keys-unbound = { $key } ist nicht belegt
vim-unknown = { $key } ist keine Taste des Normalmodus: i geht zum Tippen zurück
vim-no-marking = { $key } gibt es hier nicht, nichts lässt sich markieren: Esc beendet es
colon-saved = jede Zeile ist gesichert, sobald sie getippt ist
colon-unknown = `:{ $typed }` ist kein Befehl, und nichts ist geschehen: ↑ ↓ wählen einen
vim-normal = NORMAL
vim-insert = EINFÜGEN
vim-heading = Die Zeile im Normalmodus
vim-key-esc = vom Einfügemodus zum Normalmodus; dort geht es zurück wie immer
vim-key-insert = zurück zum Tippen: hier, dahinter, am Anfang, am Ende
vim-key-move = nach links, nach rechts, zum Anfang, zum ersten Wort, zum Ende
vim-key-words = zum nächsten Wort, zum vorigen, zum Wortende; groß geschrieben enden Wörter nur an Leerzeichen
vim-key-find = und ein Zeichen: zu ihm, bis davor, dasselbe rückwärts; ; und , noch einmal und zurück
vim-key-motion = und eine Bewegung: löscht, ersetzt, merkt sich; dd cc yy die ganze Zeile
vim-key-object = mit einem Operator: ein Wort, was in Anführungszeichen oder Klammern steht
vim-key-delete = löscht hier, davor, bis zum Ende; ersetzt bis zum Ende, hier, die ganze Zeile
vim-key-replace = ersetzt durch ein Zeichen, tauscht Groß und Klein
vim-key-put = fügt dahinter oder hier ein, was gelöscht oder gemerkt wurde
vim-key-undo = nimmt zurück, wiederholt; nach den Änderungen der Zeile die der Sitzung
vim-key-count = eine Zahl vor einem Befehl tut ihn so oft

settings-read = Einstellungen neu gelesen
settings-unchanged = Einstellungen unverändert: { $what }
settings-more = { $what }; { $count } weitere: minutebook config --check
settings-no-place = hier gibt es keinen Ort für Einstellungen: mit --config DATEI einen nennen
bus-silent = Die Arbeitsfläche erfährt nichts: { $why }
bus-not-built = dieses Programm ist ohne Arbeitsflächenbus gebaut (Merkmal `desktop`); unter [notices] einen anderen Weg wählen
journal-goes-on = Das Journal geht weiter in { $folder }
journal-cloned = Ein anderes Programm schreibt unter dem Namen dieses Journals weiter: verlassen und die Sitzung wieder öffnen

editor-no-file = keine Datei für den Editor: { $why }
editor-not-started = der Editor ließ sich nicht starten: { $why }
editor-not-there = ein Programm „{ $editor }“ gibt es nicht; $EDITOR muss eines nennen
editor-not-run = der Editor „{ $editor }“ lässt sich nicht ausführen; $EDITOR muss einen anderen nennen
editor-failed = der Editor „{ $editor }“ endete mit einem Fehler ({ $status })
editor-none = kein Editor gefunden: $EDITOR auf einen setzen
editor-unreadable = der bearbeitete Text ist nicht lesbar: { $why }
editor-kept = dein Text liegt in { $path }: { $why }
editor-too-long = er ist länger, als Notizen sein können
editor-unchanged = { $why }: nichts wurde geändert
editor-nothing = nichts wurde geändert
editor-taken = übernommen: { $changes } ({ $key } nimmt alles zurück)
editor-added = { $count } hinzugefügt
editor-changed = { $count } geändert
editor-moved = { $count } verschoben
editor-removed = { $count } entfernt
editor-emptied = Der Text kam leer zurück: Notizen entfernen?
editor-keep = nein: die Notizen bleiben, wie sie sind
editor-remove = ja: alle werden entfernt
editor-in-all = insgesamt { $count }
