next-up = wählt die Zeile darüber
next-down = wählt die Zeile darunter
next-undo = nimmt die letzte Änderung zurück
next-redo = wiederholt, was zurückgenommen wurde
next-back = schreibt nichts; fragt, wenn etwas geändert wurde
next-all-of = alles von „{ $title }“
next-group-stays = eine Gruppe bleibt, wo sie ist; ihre Zeilen lassen sich verschieben
next-at-end = sie steht am Ende ihrer Gruppe
next-taken-back = Zurückgenommen
next-done-again = Wiederholt
next-no-undo = nichts ist zurückzunehmen
next-no-redo = nichts ist zu wiederholen
next-say-why = den Grund angeben: sie wird verworfen und kommt in keiner späteren Sitzung wieder

next-unsaid = diesmal nicht
next-no-date = wie 9. Feb., Montag, in 2 Wochen oder 2026-02-09 schreiben; leer: kein Datum ist bekannt
next-why-dropped = Warum wird sie verworfen? { $what }
next-why-left-out = Warum wird es weggelassen? { $what }
next-when = Wann ist die Sitzung?
next-what = Wie heißt die Sitzung?
next-give-up = Noch ist nichts geschrieben: soll verworfen werden, was geändert wurde?
next-leaves-out = lässt es weg
next-keeps = behält es
next-takes = übernimmt
next-leaves-as-it-was = ändert nichts
next-gives-up = verwirft es
next-goes-back = zurück

next-come = { $count } von { $all } kommen
next-planned = { $length } geplant
next-last-time = letztes Mal { $length }
next-without-length = { $count } ohne Dauer
next-asked-for = { $length } angefragt
next-no-date-yet = noch kein Datum
next-nothing = Aus der letzten Sitzung kommt nichts wieder.
next-some-of = { $count } von { $all }
next-left-out = weggelassen: { $reason }
next-enter-escape = Enter { $enter } · Esc { $escape }
next-keep = behalten
next-give-up-hint = verwerfen

next-items = Offene Aufgaben
next-topics = Letztes Mal nicht besprochen
next-recurring = In jeder Sitzung
next-parked = Themenspeicher
next-requests = Anfragen ohne Platz
next-people = Personen

next-is-there = Eine Tagesordnung nach { $meeting } gibt es schon: { $path }
next-goes-on = { $meeting } läuft noch: was ab jetzt dazukommt, steht hier nicht
next-alone = { $meeting } gehört zu keiner Reihe (eine Zeile `series: NAME`), also wird keine Aufgabe übernommen
next-written = Geschrieben: { $path }
next-told-items = { $count ->
    [one] { $count } offene Aufgabe
   *[other] { $count } offene Aufgaben
}
next-told-topics = { $count ->
    [one] { $count } nicht besprochenes Thema
   *[other] { $count } nicht besprochene Themen
}
next-told-recurring = { $count ->
    [one] { $count } regelmäßiger TOP
   *[other] { $count } regelmäßige TOPs
}
next-told-parked = { $count ->
    [one] { $count } Thema aus dem Themenspeicher
   *[other] { $count } Themen aus dem Themenspeicher
}
next-told-requests = { $count ->
    [one] { $count } Anfrage
   *[other] { $count } Anfragen
}
next-told-nothing = aus der letzten Sitzung kommt nichts wieder
next-told-for = { $what }; für { $day }
next-told-no-date = { $what }; kein Datum ist bekannt; --date DATUM gibt eines an

next-due = fällig { $day }
next-since-today = seit heute
next-since = { $days ->
    [one] seit { $day }, { $days } Tag
   *[other] seit { $day }, { $days } Tagen
}
next-since-day = seit { $day }
next-carried = { $count ->
    [one] in { $count } Sitzung mitgenommen
   *[other] in { $count } Sitzungen mitgenommen
}
next-noted-in = notiert in { $topic }
next-length = { $minutes } min
next-put-off = { $count ->
    [one] am { $day } zurückgestellt
   *[other] { $count }-mal zurückgestellt, zuerst am { $day }
}
