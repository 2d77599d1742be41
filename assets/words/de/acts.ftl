# Was Befehle antworten: was sie tun werden, was sie taten und was am Gesagten nicht zu verstehen war.

will-take-slot = startet die Uhr von { $slot }
will-look = zeigt { $slot }
will-hold = { $slot } soll wieder abgehalten werden
will-skip = überspringt { $slot }
will-park = stellt { $slot } zurück
will-take-minutes = nimmt { $slot } { $minutes } min
will-give-minutes = gibt { $slot } { $minutes } min mehr
will-trade = gibt { $minutes } min von { $giver } an { $slot }
will-attach = hängt { $link } an { $slot } an
will-promise = vermerkt, dass „{ $name }“ für { $slot } noch kommt
will-detach = nimmt { $what } von { $slot } weg
will-give-floor = gibt { $name } das Wort
will-tick = hakt „{ $text }“ ab
will-drop = verwirft „{ $text }“
will-move = verschiebt es zu { $slot }
will-start-at = { $slot } begann um { $time }
will-search = sucht { $words } in allen Sitzungen
will-dress = zeigt alles im Farbschema { $name }
will-open = nimmt den TOP „{ $title }“ auf und startet seine Uhr
will-open-for = nimmt den TOP „{ $title }“, { $minutes } min, auf und startet seine Uhr
will-place-behind = verschiebt { $slot } hinter { $behind }
will-place-first = verschiebt { $slot } an den Anfang von Tag { $day }
will-swap = vertauscht { $slot } mit { $next }
will-swap-next = vertauscht { $slot } mit dem nächsten
will-split-behind = beendet { $slot } hier, der Rest kommt hinter { $behind }
will-split-first = beendet { $slot } hier, der Rest kommt an den Anfang von Tag { $day }

cost = { $said }: { $shifts }
cost-day-ends = Tag { $number } endet { $now } → { $then }
cost-ends = endet { $now } → { $then }

did-trade = { $slot } hat { $minutes } min von { $giver }
did-swap = { $slot } und der nächste haben die Plätze getauscht
did-place-behind = { $slot } steht jetzt hinter { $behind }
did-place-first = { $slot } beginnt jetzt Tag { $day }
did-split = { $slot } endet hier, der Rest folgt
did-split-behind = { $slot } endet hier, der Rest steht hinter { $behind }
did-split-first = { $slot } endet hier, der Rest beginnt Tag { $day }
did-it = erledigt
did-hold = { $slot } soll doch abgehalten werden
did-skip = { $slot } ist übersprungen
did-park = { $slot } ist zurückgestellt
did-park-running = { $slot } ist zurückgestellt; { $key } geht zum nächsten TOP weiter
did-give = { $slot } hat { $minutes } min mehr
did-take = { $slot } hat { $minutes } min weniger
did-in-all = { $said }: zusammen { $all } min
did-open = aufgenommen: { $slot }
did-attach = angehängt: { $what }
did-detach = von { $slot } weggenommen: { $what }
did-give-floor = { $name } hat das Wort
did-end-floor = { $name } ist fertig
did-move = zu { $slot } verschoben
did-pause = die Uhr ist angehalten
did-status = { $status }: { $text }
did-start-at = er begann um { $time }
did-remove = entfernt ({ $key } holt es zurück)
did-remove-typed = entfernt ({ $key } nimmt erst die Änderungen der Zeile zurück, dann dies)
did-paste = { $count } Zeilen eingefügt ({ $key } nimmt sie zurück)
did-paste-part = das Eingefügte ist zu lang für einen Eintrag: nur sein Anfang kam hinein
did-correct = berichtigt{ $place }: { $text }
did-correct-lines = { $count ->
    [one] { $count } Zeile berichtigt
   *[other] { $count } Zeilen berichtigt
}
did-undoable = { $said } ({ $key } nimmt es zurück)
did-settle = geklärt
did-cut = gekürzt: der Zeitplan zeigt, wie es wird
did-add-person = { $name } steht auf der Teilnehmerliste
did-read-agenda = Tagesordnung geändert: eingearbeitet, jeder Eintrag bleibt

say-select-first = erst einen Eintrag auswählen: { $key }
say-names-nobody = sein Text nennt niemanden von der Teilnehmerliste
say-take-owners = { $count ->
    [one] { $key } macht { $names } zuständig
   *[other] { $key } macht { $names } zuständig
}
say-strangers = { $count ->
    [one] { $names } steht nicht auf der Teilnehmerliste: { $key } ergänzt
   *[other] { $names } stehen nicht auf der Teilnehmerliste: { $key } ergänzt
}
say-no-strangers = alle bisher Genannten stehen auf der Teilnehmerliste
say-line-full = die Zeile ist voll
say-saved = alles wird gespeichert, wo es hingehört
say-write-folder = Den Pfad eines Ordners schreiben
say-write-time = die Zeit wie 9:05 schreiben
say-last-slot = das ist der letzte TOP
say-first-slot = das ist der erste TOP
say-last-closes = das ist der letzte TOP: { $key } schließt die Sitzung
say-next-day = der nächste Tag beginnt; { $key } nimmt das zurück
say-next-day-on = der nächste Tag beginnt: { $date }; { $key } nimmt das zurück
say-day-before = das ist der Tag davor; { $key } nimmt das zurück
say-day-before-on = das ist der Tag davor: { $date }; { $key } nimmt das zurück
say-no-conflict = kein Eintrag hat zwei Texte
say-conflict = { $key } behält einen seiner Texte; auch Ändern klärt ihn
say-nothing-to-cut = nichts, was noch kommt, lässt sich kürzen
say-nothing-late = nichts ist verspätet
say-no-snippets = noch keine Textbausteine: sie stehen unter [snippets] in den Einstellungen
say-item = Aufgabe { $number }: { $text } · { $owners } · { $origin }
say-closed-again = Die Sitzung wurde von anderer Hand geschlossen: { $key } noch einmal öffnet sie wieder und fügt die Zeile an

queue-title = Redeliste
queue-nobody = niemand wartet auf das Wort; q+ und ein Name setzt jemanden hierher
queue-spoken = { $name } hat { $time } gesprochen

undo-nothing = es gibt nichts zurückzunehmen
redo-nothing = es gibt nichts zu wiederholen
undo-done = zurückgenommen: { $what }
undo-done-before = das zuletzt Getane haben andere inzwischen geändert; zurückgenommen: { $what }
redo-done = wiederholt: { $what }
undo-quoted = { $said }, { $text }
undo-lines = { $count } Zeilen
undo-line = eine Zeile
undo-change = eine Änderung
undo-move = ein Verschieben
undo-clock = die Uhr von { $slot }
undo-roster = { $name } auf der Teilnehmerliste
undo-last = der letzte Schritt
undo-split = die Teilung, aus der { $slot } kam
undo-place = das Verschieben von { $slot }
undo-minutes = die Minuten von { $slot }
undo-trade = die Minuten zwischen { $one } und { $other }
undo-cuts = die Kürzungen
undo-attendance = wann { $name } da war
undo-chair = wer leitet
undo-scribe = wer Protokoll führt
undo-slot = der TOP { $slot }
undo-aside = das Beiseitelegen von { $slot }
undo-attachment = die Anlage { $what }
undo-queue = die Redeliste
undo-floor = wer das Wort hat

cuts-breaks = Die Pausen kürzen
cuts-evenly = Alles kürzen, was noch kommt
cuts-park-last = Zurückstellen, was zuletzt kommt
cuts-which = { $way }   { $number } von { $count }
cuts-parked = zurückgestellt
cuts-day-late = der Tag endet { $time } zu spät
cuts-slot-late = { $slot } { $time } zu spät
cuts-on-time = dann ist alles pünktlich
cuts-missed = immer noch verfehlt: { $what }
cuts-day-ends = der Tag endet { $time }

news-edit-changed = Die Zeile in Bearbeitung wurde inzwischen geändert: Enter behält beide
news-closed = Die Sitzung wurde von anderer Hand geschlossen
news-edit-removed = Der Eintrag in Bearbeitung wurde entfernt: sein Text ist jetzt eine neue Zeile
news-removed = { $count ->
    [one] { $count } Eintrag wurde entfernt
   *[other] { $count } Einträge wurden entfernt
}
news-conflict = Ein Eintrag mit zwei Texten: { $key } geht dorthin
news-another = Andere Hand
news-by = { $name }: { $what }
news-entries = { $count ->
    [one] { $count } neuer Eintrag in { $place }
   *[other] { $count } neue Einträge in { $place }
}
news-slots = { $count } TOPs
news-clock-stopped = Die Uhr wurde angehalten
news-clock-runs = Jetzt läuft die Uhr von { $slot }
news-skipped = { $slot } wurde übersprungen
news-parked = { $slot } wurde zurückgestellt

name-no-numbers = kein TOP dieses Tages hat eine Nummer
name-no-slot = kein TOP { $number } an diesem Tag: sie gehen von 1 bis { $last }
name-no-title = kein TOP hat „{ $text }“ im Titel
name-several = „{ $text }“ kann { $one } oder { $other } sein: mehr davon angeben
name-no-attachment = nichts ist angehängt, das „{ $text }“ heißt
name-of-agenda = { $what } steht in der Tagesordnung: dort herausnehmen
name-no-item-number = „{ $text }“ ist keine Nummer einer Aufgabe
name-no-item = es gibt keine Aufgabe { $number }
name-nobody = niemand heißt hier „{ $text }“
name-several-people = „{ $text }“ kann { $one } oder { $other } sein
name-no-minutes = „{ $text }“ ist keine Zahl von Minuten: 10 schreiben oder -5
name-too-long = das ist mehr als ein Tag
name-no-day-number = „{ $text }“ ist keine Nummer eines Tages
name-no-day = es gibt keinen Tag { $number }: sie gehen von 1 bis { $last }
name-no-place = after oder before und einen TOP angeben, first, last oder einen Tag: after lunch, day 2
name-rest-minutes = der Rest braucht Minuten: 20 schreiben
name-no-break = es kommt keine Pause mehr
name-takes-nothing = nach /{ $word } kommt nichts; ein Backslash davor macht die Zeile zur Notiz
name-no-words = keine frühere Zeile hat „{ $text }“
name-other-case = „{ $text }“ steht hier nur anders geschrieben, groß oder klein: { $line }
name-no-date = „{ $text }“ ist kein Datum: wie 5. Dez., Freitag, in 2 Wochen oder 2019-12-05 schreiben
