title-saved = gespeichert
title-saving = speichert
title-not-saved = NICHT GESPEICHERT: { $why }
title-final = endgültig · genehmigt
title-final-by = endgültig · genehmigt von { $names }
title-closed = geschlossen { $when } · Entwurf
title-day = Tag { $number } von { $days }

head-clock-runs-on = die Uhr läuft bei { $slot }
head-speaking = spricht: { $name }
head-next-to-speak = als Nächstes spricht { $names }
head-next = danach { $names }
head-wait = { $count } warten
head-wait-to-speak = { $count ->
    [one] { $count } wartet auf das Wort
   *[other] { $count } warten auf das Wort
}
head-spoke = sprachen: { $times }
head-chair = Leitung { $names }
head-withdrawn = nicht mehr auf der Tagesordnung
head-skipped = übersprungen
head-parked = zurückgestellt
head-continues = setzt { $slot } fort
head-unplanned = nicht auf der Tagesordnung
head-moved = verschoben
head-fixed = fest
head-given = { $minutes } min dazu
head-taken = { $minutes } min weg
head-asked-by = angefragt von { $name }
head-expected = geplant { $planned }, erwartet { $expected }
head-starts-clock = { $key } startet die Uhr
head-length-planned = { $length } geplant
head-elapsed-of = { $elapsed } von { $planned }
head-remaining = noch { $time }
head-over = +{ $time } überzogen
head-held = abgehalten { $from }–{ $to }
head-not-reached = nicht erreicht
head-paused = unterbrochen
head-goes-on = unterbrochen · { $key } fährt fort
head-more-points = { $count } weitere · { $key }

points-asked-by = angefragt von { $name }
points-asked = angefragt: { $notes }
points-asked-by-notes = angefragt von { $name }: { $notes }

agenda-items = Aufgaben
agenda-makes-one = ! Text ergibt eine
agenda-open-carried = { $open } offen, { $carried } übernommen
agenda-open = { $open } offen

entry-no-owner = niemand
entry-due = fällig { $day }
entry-yours = der eigene
entry-anothers = ein anderer
entry-now = { $whose } jetzt
entry-for = { $count } dafür
entry-against = { $count } dagegen
entry-abstaining = { $count } enthalten
entry-and-more = { $names } und { $others } weitere

notes-none = hier sind keine Notizen
notes-above = { $count } darüber · { $key }
notes-below = { $count } darunter · { $key }
notes-teach-enter = fügt die getippte Zeile diesem TOP hinzu
notes-teach-next = startet die Uhr, dann geht es von TOP zu TOP
notes-teach-jump = zeigt einen TOP, ohne die Uhr zu ändern
notes-teach-undo = nimmt zurück, was zuletzt getan wurde
notes-teach-leave = schließt die Sitzung, schreibt ihr Protokoll
notes-example-action = ! Anna — Plan prüfen bis Freitag
notes-example-decision = = das alte Format fällt weg
notes-example-question = ? wer sagt es den Nutzern
notes-example-speech = Anna: bei mir geht es
notes-example-proposal = Antrag: Treffen jede Woche
notes-example-correction = s/alt/neu/
notes-an-action = eine Aufgabe
notes-a-decision = ein Beschluss
notes-a-question = eine Frage
notes-who-said = wer es gesagt hat
notes-a-proposal = ein Antrag
notes-a-correction = eine Berichtigung

line-by = von { $name }
line-by-changed-by = von { $first }, geändert von { $last }
line-you = hier
line-goes-back = { $key } geht zurück
line-or = oder { $choices }
line-note = Notiz
line-note-level = Notiz, Ebene { $level } ({ $key } geht hinauf)
line-teach-action = ! Aufgabe
line-teach-decision = = Beschluss
line-teach-question = ? Frage
line-teach-owner = @wer
line-teach-verbs = / Befehle

foot-open = { $count } offen · { $key }
foot-conflicts = { $count ->
    [one] ≠ { $count } Konflikt · { $key }
   *[other] ≠ { $count } Konflikte · { $key }
}
foot-conflicts-short = ≠ { $count } · { $key }
foot-shows = zeigt es
foot-done = erledigt
foot-drop = verwerfen
foot-date = Datum
foot-owner = wer
foot-takes = übernimmt
foot-saves-elsewhere = speichert anderswo
foot-closes = schließt
foot-leaves-open = lässt sie offen
foot-stays = bleibt
foot-settles-unfinished = klärt Unfertiges
foot-closes-and-exports = schließt und schreibt das Protokoll
foot-shows-there = zeigt die Stelle
foot-settles = klärt es
foot-another-way = anders
foot-goes-on-there = schreibt dort weiter
foot-corrects = berichtigt
foot-notation = Notation
foot-goes-on = weiter
foot-keeps = übernimmt
foot-draft-stays = zurück, der Entwurf bleibt
foot-save-elsewhere = anderswo speichern
foot-leave = verlassen
foot-starts-slot = starten

popup-keys = Tasten
popup-notation = Schreibweise einer Zeile
help-first = Was man immer braucht
popup-leave = Verlassen
popup-elsewhere = Anderswo speichern
popup-clock = Die Uhr berichtigen
popup-catch-up = Aufholen
popup-close-out = Abschluss
popup-search = Alle Sitzungen durchsuchen
popup-big-clock = Uhr
popup-folder = ein Ordner auf einem intakten Datenträger: dort geht das Journal weiter
popup-not-saved = NICHT GESPEICHERT: { $why }
popup-started = begann um … (wie 9:05 oder 14:30)
popup-started-clock = begann um … (wie 9:05; laut Uhr { $clock })
popup-none-yet = es gibt noch keine
popup-no-verb = kein Befehl heißt so: Enter macht eine Notiz daraus
popup-nothing-fits = nichts passt
popup-more-rows = … und { $count } weitere Zeilen: ↓

pick-do = Befehle
pick-snippets = Textbausteine
pick-types = Tippt „{ $text }“
pick-texts = Einen Text behalten
pick-items = Aufgaben
pick-jump = Springen zu
pick-move = Verschieben nach

popup-give = Minuten wie 10 oder -5; ein TOP kann folgen (10 pause) oder woher sie kommen (10 from pause)
popup-why = warum

foot-types = tippt
