kind-note = Notiz
kind-action = Aufgabe
kind-decision = Beschluss
kind-question = Frage
kind-proposal = Antrag
kind-vote = Abstimmung
kind-idea = Idee
kind-info = Information
kind-link = Verweis
kind-speech = Wortmeldung
kind-subtopic = Unterpunkt

status-open = offen
status-done = erledigt
status-dropped = verworfen

place-title = Titel
place-topic = TOP
place-point = Stichpunkt
place-agenda = Tagesordnung

hint-choose = wählt
hint-scroll = blättert
hint-help = Hilfe
hint-leaves = zurück
hint-goes-back = zurück
hint-does = bestätigt
hint-leaves-it = bricht ab
hint-name = ergänzt den Namen

age-days = { $days } T
age-weeks = { $weeks } W

item-dropped-why = warum sie verworfen wird
item-due-until = bis wann: 1. Feb., Freitag, 2026-02-01; none nimmt das Datum weg
item-owners = wer zuständig ist: Ann, Ann und Bo; nobody nimmt alle weg
item-note = was dazu zu notieren ist
item-looking-up = es wird nachgesehen, wer so heißt…
item-say-why = den Grund angeben, aus dem sie verworfen wird
item-say-note = angeben, was dazu zu notieren ist
item-say-date = das Datum als 1. Feb., Freitag oder 2026-02-01 schreiben; none nimmt es weg
item-say-who = Namen angeben, wie Ann oder Ann und Bo; nobody nimmt alle weg
item-strangers = { $said } (nicht auf der Teilnehmerliste: { $names })
item-nobodys = niemand mehr zuständig
item-now-of = jetzt { $names }
item-not-due = nicht mehr fällig
item-due = fällig { $day }
item-still-open = noch offen
item-changed = action-{ $number } ({ $text }): { $said }

misread = `{ $part }`: { $what }
misread-open = das Anführungszeichen ist nicht geschlossen
misread-without = nur Wörter und Wortfolgen lassen sich mit `-` ausschließen
misread-nothing = nach `{ $filter }:` steht nichts
misread-kind = keine Art von Zeile; es gibt { $known }
misread-day = kein Tag; geschrieben wird er als 2026-03-31, 2026-03 oder 2026
misread-filter = kein solcher Filter; es gibt { $known }; gesucht werden die Wörter

entry-note = Notiz
entry-action = Aufgabe
entry-decision = Beschluss
entry-question = offene Frage
entry-proposal = Antrag
entry-vote = Abstimmung
entry-idea = Idee
entry-info = Information
entry-link = Verweis
entry-speech = Wortmeldung
entry-subtopic = Unterpunkt
