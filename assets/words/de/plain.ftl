# Schlichter Modus: eine Sitzung Zeile für Zeile, jede Antwort eine Zeile, die sich vorlesen lässt.

plain-snippet-between = Angeben, was zwischen „{ $before }“ und „{ $behind }“ stehen soll
plain-no-command = Kein Befehl heißt { $word }. Mit einem Backslash davor ist die Zeile eine Notiz
plain-no-command-near = Kein Befehl heißt { $word }, ist /{ $near } gemeint? Mit einem Backslash davor ist die Zeile eine Notiz
plain-paste-now = Jetzt einfügen; ein Punkt allein in einer Zeile beendet es
plain-prompt-is = Vor der Eingabe steht jetzt: { $prompt }
plain-say-prompt = full, short oder none angeben
plain-no-word = Kein Befehl heißt { $word }; /verbs liest alle vor
plain-say-search = Angeben, was zu suchen ist: /search und Wörter
plain-times-on = /notes sagt die Zeit jeder Zeile
plain-times-off = /notes sagt keine Zeiten
plain-on-screen = Das geht nur am Bildschirm, mit einer Zeile
plain-say-line = Die Nummer einer Zeile angeben; /notes liest sie vor
plain-no-line = Hier gibt es keine Zeile { $number }; /notes liest sie vor
plain-selected = { $number } von { $count }, { $words }
plain-nothing-there = Dort ist keine Zeile

plain-asks-text = neuer Text
plain-asks-leave = verlassen
plain-asks-start = begann um
plain-asks-folder = Ordner
plain-asks-cuts = aufholen
plain-asks-close = abschließen
plain-asks-close-of = abschließen, { $number } von { $count }
plain-it-is = Jetzt: { $text }
plain-half-typed = Halb getippt: { $text }
plain-type-text = Den neuen Text tippen; eine leere Zeile ändert nichts
plain-ask-start = Wann begann { $slot } wirklich? Wie 9:05 oder 14:30; eine leere Zeile ändert nichts
plain-ask-folder = In welchem Ordner? yes für { $folder } oder ein Pfad; eine leere Zeile ändert nichts
plain-ask-verb = { $help }. Anzugeben: { $takes }; eine leere Zeile bricht ab
plain-ask-verb-of = { $help }: { $item }. Anzugeben: { $takes }; eine leere Zeile bricht ab
plain-ask-cut = Eine Nummer kürzt so; eine leere Zeile kürzt nichts
plain-none-yet = Es gibt noch keine; mit einer leeren Zeile geht es weiter
plain-ask-list = { $title }: eine Nummer oder ein Teil der Wörter; eine leere Zeile bricht ab
plain-again-close = noch einmal c schließt ungespeichert; was fehlt, kommt dann in eine Datei, die genannt wird
plain-again-leave = noch einmal l oder Strg-D verlässt ungespeichert; was fehlt, kommt dann in eine Datei, die genannt wird
plain-nothing-unfinished = Nichts ist unfertig
plain-ask-leave = c schließt die Sitzung und schreibt ihr Protokoll; l lässt sie offen und hält die Uhr an; g geht Unfertiges durch; mit einer leeren Zeile geht die Sitzung weiter
plain-ask-leave-saving = s speichert an einem anderen Ort; { $ways }
plain-close-settled = Nichts ist mehr unfertig: c schließt die Sitzung und schreibt ihr Protokoll; mit einer leeren Zeile geht es weiter
plain-close-row = { $number } von { $count }, { $row }: { $ways }
plain-close-row-left = { $row }, bleibt, wie es ist
plain-close-row-done = { $row }, geklärt
plain-ask-close = Eine Nummer eingeben; n ist das nächste, p das vorige; c schließt die Sitzung; mit einer leeren Zeile geht es weiter
plain-as-it-was = Wie es war
plain-nothing-fits = Nichts passt

plain-not-added = Nicht hinzugefügt: { $why }
plain-nothing-found = Nichts gefunden
plain-found = Gefunden: { $count }
plain-no-hit = Nichts mit dieser Nummer gefunden: { $number }
plain-hit-elsewhere = { $hit }; minutebook show { $meeting } liest diese Sitzung vor
plain-this-meeting = diese Sitzung

plain-next = Danach { $slot }
plain-next-at = Danach { $slot } um { $time }
plain-saved = Alles ist gespeichert
plain-saving = Alles ist geschrieben, die Platte arbeitet
plain-line-unsaved = NICHT GESPEICHERT, eine halb getippte Zeile ist nur im Speicher: { $why }
plain-unsaved = { $count ->
    [one] NICHT GESPEICHERT, { $count } Schritt ist nur im Speicher dieses Programms: { $why }
   *[other] NICHT GESPEICHERT, { $count } Schritte sind nur im Speicher dieses Programms: { $why }
}
plain-saved-again = Alles ist wieder gespeichert
plain-elsewhere = { $what }; { $key } speichert an einem anderen Ort
plain-break = Pause
plain-running = läuft, { $clock }
plain-expected = erwartet { $time }
plain-withdrawn = nicht mehr in der Tagesordnung
plain-you-are-here = hier
plain-no-lines = { $slot } hat noch keine Zeilen
plain-lines = { $count ->
    [one] { $count } Zeile
   *[other] { $count } Zeilen
}
plain-slots = { $count ->
    [one] { $count } TOP
   *[other] { $count } TOPs
}
plain-points = { $count ->
    [one] { $count } Stichpunkt
   *[other] { $count } Stichpunkte
}
plain-items = { $count ->
    [one] { $count } Aufgabe
   *[other] { $count } Aufgaben
}
plain-rival = { $number } hat noch einen Text, { $whose }: { $text }
plain-in-slot = in { $slot }
plain-carried = mitgenommen
plain-from = aus { $meeting }
plain-no-items = Noch keine Aufgaben
plain-items-open = { $items }, { $open } offen
plain-items-open-by = { $items }, { $open } offen, { $order }
plain-no-review = Es gibt keine Aufgaben durchzugehen
plain-age = { $count ->
    [one] { $count } Tag alt
   *[other] { $count } Tage alt
}
plain-overdue = { $count ->
    [one] überfällig seit { $count } Tag
   *[other] überfällig seit { $count } Tagen
}
plain-due = fällig { $date }
plain-level = Ebene { $level }
plain-on-level = Ebene { $level }, { $words }
plain-attached = Anlage: { $what }
plain-no-points = { $slot } hat keine Stichpunkte
plain-chairs = Leitung
plain-scribes = Protokollführung
plain-here-since = da seit { $time }
plain-left-at = gegangen um { $time }
plain-regrets = entschuldigt
plain-group = Gruppe { $name }
plain-nobody = Niemand steht auf der Teilnehmerliste

plain-to = auf
plain-times = mal
plain-item = Aufgabe { $number }
plain-said = { $name } sagte
plain-goes-on = geht weiter
plain-vote = Abstimmung
plain-priority = Priorität { $priority }
plain-by = von { $name }
plain-no-owner = niemand zuständig
plain-clock-on = { $slot }, Uhr auf { $current }
plain-time-of = { $had } von { $planned } min
plain-time-over = { $had } von { $planned } min, { $over } darüber
plain-paused = angehalten bei { $time }
plain-skipped = übersprungen
plain-parked = zurückgestellt
plain-held = abgehalten, { $time }
plain-planned = { $time } geplant
plain-no-clock = ohne Uhr
plain-a-break = eine Pause
plain-chair = Leitung { $names }
plain-half-typed-here = hier halb getippt: { $text }
plain-now = jetzt { $slot }, { $about }
plain-looking = angesehen: { $slot }, { $about }
plain-clock-elsewhere = { $place }; die Uhr läuft auf { $current }
plain-no-clock-runs = { $place }; keine Uhr läuft

plain-word-help = sagt, wie es geht, was ein Wort tut oder wie Zeilen zu schreiben sind
plain-takes-help = ein Wort oder notation
plain-word-where = sagt die Zeit, den Ort, wie die Sitzung steht und ob alles gespeichert ist
plain-word-slots = liest die TOPs mit ihren Nummern vor
plain-word-notes = liest die Zeilen dieses TOPs mit ihren Nummern vor oder die eines anderen
plain-takes-notes = ein TOP
plain-word-select = liest eine Zeile vor; die Befehle für eine Zeile gelten dann ihr
plain-takes-select = die Nummer einer Zeile
plain-word-found = liest vor, was /search fand, oder geht zu der Zeile dieser Nummer
plain-takes-found = eine Nummer
plain-word-people = liest die Teilnehmerliste vor: wer da ist, wer ein Amt hat
plain-word-paste = nimmt die folgenden Zeilen bis zu einem Punkt allein als Eingefügtes: keine ist ein Befehl
plain-word-prompt = ändert, was vor der Eingabe gesagt wird
plain-takes-prompt = full, short oder none
plain-does-back = geht zum laufenden TOP zurück
plain-does-times = lässt /notes die Zeit jeder Zeile sagen oder nicht mehr
plain-does-points = liest alle Stichpunkte vor
plain-does-clock = sagt die Zeit und wie die Sitzung steht
plain-does-up = liest die Zeile darüber vor; die Befehle für eine Zeile gelten dann ihr
plain-does-down = liest die Zeile darunter vor
plain-does-actions = liest alle Aufgaben vor
plain-does-review = liest die Aufgaben der Durchsicht vor
plain-does-verbs = liest alle Befehle vor
plain-does-help = sagt, wie es geht
plain-does-snippets = fügt einen der Textbausteine hinzu
plain-does-undo = nimmt den letzten Schritt zurück
plain-does-closeout = geht Unfertiges durch, eines nach dem anderen
plain-does-edit = fragt nach dem neuen Text oder nimmt den hinter der Nummer
plain-help-note = Eine Zeile ist eine Notiz. Eine Aufgabe beginnt mit einem Ausrufezeichen: ! Anna -- den Plan entwerfen bis Freitag. Ein Beschluss beginnt mit =, eine offene Frage mit ?.
plain-help-levels = Eine Zeile unter der darüber beginnt mit einem Bindestrich und einem Leerzeichen oder mit zwei Leerzeichen; jeder Bindestrich mehr ist eine Ebene mehr.
plain-help-slash = Ein Schrägstrich vor einem Wort ist ein Befehl. Ein Backslash vor einer Zeile macht sie zur Notiz, wie sie auch aussieht.
plain-help-more = /verbs liest alle Befehle vor, /help notation alle Arten, eine Zeile zu schreiben. Strg-D lässt die Sitzung offen.
plain-for-line = Für eine Zeile: ihre Nummer darf folgen; ohne sie ist die zuletzt hinzugefügte oder ausgewählte gemeint
plain-for-item = Für eine Aufgabe, nach ihrer Nummer
plain-adds = /{ $word }: fügt „{ $text }“ hinzu
plain-slot-on-screen = angezeigten TOP
plain-this-slot = gewählten TOP
plain-explained = /{ $word }: { $help }
plain-explained-with = /{ $word }, dahinter { $takes }: { $help }

plain-title = { $meeting }, { $slots }
plain-begin = Jede Zeile ist eine Notiz; /help sagt mehr; Strg-D lässt die Sitzung offen
plain-half-typed-in = Halb getippt in { $slot }: { $text }
plain-half-typed-ways = /closeout fügt halb Getipptes hinzu; Schließen macht Notizen daraus
plain-nothing-pasted = Nichts wurde eingefügt
plain-asks-paste = einfügen, ein Punkt allein beendet es
plain-prompt-unsaved = NICHT GESPEICHERT
plain-prompt-read-only = nur lesen
plain-prompt-closed = geschlossen
plain-prompt-verbatim = wörtlich
plain-no-terminal = für einen Editor ist kein Terminal da
plain-say-number = Die Nummer eingeben; eine leere Zeile bricht ab
plain-say-number-to = Eine Nummer von 1 bis { $last } eingeben
