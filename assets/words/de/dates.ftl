# Wörter, die auf jedem Bildschirm dasselbe heißen:
#
#   meeting                 Sitzung
#   minutes (the document)  Protokoll
#   minutes (of an hour)    min, Minuten
#   agenda                  Tagesordnung
#   slot                    Tagesordnungspunkt, kurz TOP
#   talking point           Stichpunkt
#   entry                   Eintrag
#   action item             Aufgabe; erledigt (done), verworfen (dropped), offen (open)
#   owner                   wer zuständig ist
#   due                     fällig
#   decision                Beschluss
#   proposal                Antrag
#   question                Frage
#   idea, parking lot       Idee, Themenspeicher
#   to skip, to park        überspringen, zurückstellen
#   scribe                  Protokollführung
#   chair                   Leitung
#   roster                  Teilnehmerliste
#   series                  Reihe
#   draft, final            Entwurf, endgültig
#   to approve              genehmigen
#   to close, to reopen     schließen, wieder öffnen
#   journal                 Journal
#
# Tasten werden in der dritten Person beschrieben (Enter öffnet), Aufforderungen stehen im Infinitiv. Niemand wird angeredet.

date-short = { $day }. { $month }
date-year = { $day }. { $month } { $year }
date-weekday = { $weekday } { $day }. { $month }
date-whole = { $weekday } { $day }. { $month } { $year }
date-clock = { $day }, { $clock }

date-today = heute
date-tomorrow = morgen
date-yesterday = gestern
date-in-days = in { $days } Tagen
date-days-ago = vor { $days } Tagen

date-weekday-day = { $weekday } { $day }.

date-clock-weekday = { $clock } { $weekday }
date-weekday-clock = { $weekday } { $clock }
