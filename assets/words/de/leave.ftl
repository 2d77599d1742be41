way-leave = lässt es, wie es ist
way-leave-half-typed = lässt es: beim Schließen wird es eine Notiz
way-leave-parked = lässt ihn zurückgestellt
way-leave-idea = lässt sie im Themenspeicher
way-leave-missing = lässt es: es kommt noch
way-show = zeigt es
way-take-owners = gibt sie { $names }
way-ask-owner = fragt, wer zuständig ist
way-ask-date = fragt nach einem Datum
way-add-person = setzt den Namen auf die Teilnehmerliste
way-choose = wählt einen der Texte
way-commit = fügt es als Notiz hinzu
way-action = macht es zur Aufgabe
way-info = ist beantwortet: macht es zur Information
way-decide = ist angenommen: macht es zum Beschluss
way-park = stellt ihn zurück
way-skip = überspringt ihn
way-hold = soll doch abgehalten werden
way-take-off = nimmt es von der Sitzung

check-conflict = Zwei Texte in { $slot }: { $text }
check-half-typed = Halb getippt in { $slot }: { $text }
check-no-owner = Für Aufgabe { $number } ist niemand zuständig: { $text }
check-no-date = Aufgabe { $number } hat kein Datum: { $text }
check-stranger = { $name } steht nicht auf der Teilnehmerliste
check-proposal = Offener Antrag in { $slot }: { $text }
check-question = Offene Frage in { $slot }: { $text }
check-idea = Idee in { $slot }: { $text }
check-noteless = Ohne Notiz abgehalten: { $slot }
check-unreached = Nicht erreicht: { $slot }
check-parked = Zurückgestellt: { $slot }
check-missing = Nicht da für { $slot }: { $what }

close-is-settled = es ist geklärt; { $key } nimmt das zurück
close-done = { $said }: { $what }
close-in-no-line = { $name } war da und steht in keiner Zeile
close-of-meeting = { $what } gehört zur ganzen Sitzung
close-nothing = Nichts ist unfertig.
close-closes = c schließt die Sitzung und schreibt ihr Protokoll
close-closes-short = c schließt und schreibt das Protokoll
close-settled-of = { $count } von { $all } geklärt
close-settled = geklärt · { $key } nimmt es zurück
close-left = bleibt, wie es ist · Enter greift es wieder auf
close-enter = Enter { $way }
close-other-way = Tab: anders, { $way } von { $ways }

leave-conflicts = Einträge mit zwei Texten, zu klären
leave-lines = Zeilen ohne Enter (beim Schließen werden sie Notizen)
leave-ownerless = Aufgaben, für die niemand zuständig ist
leave-dateless = Aufgaben ohne Datum
leave-questions = Offene Fragen
leave-proposals = Offene Anträge
leave-noteless = Ohne Notiz abgehaltene TOPs
leave-unreached = Nicht erreichte TOPs
leave-parked = Zurückgestellte TOPs
leave-ideas = Ideen im Themenspeicher
leave-missing = Anlagen, die nicht da sind
leave-only-in-memory = { $acts ->
    [0] NICHT GESPEICHERT: eine halb getippte Zeile ist nur im Speicher dieses Programms ({ $why })
    [one] NICHT GESPEICHERT: { $acts } Schritt ist nur im Speicher dieses Programms ({ $why })
   *[other] NICHT GESPEICHERT: { $acts } Schritte sind nur im Speicher dieses Programms ({ $why })
}
leave-again-close = { $key } noch einmal: schließt ungespeichert; was fehlt, steht dann in einer Datei, die genannt wird
leave-again-leave = { $key } noch einmal: verlässt ungespeichert; was fehlt, steht dann in einer Datei, die genannt wird
leave-low-failing = s anderswo  c schließt  l lässt offen  Esc bleibt
leave-low = c schließt  l lässt offen  Esc bleibt
leave-elsewhere = anderswo speichern
leave-close = die Sitzung schließen und ihr Protokoll schreiben
leave-open = sie offen lassen, um später fortzufahren; die Uhr hält an
leave-unfinished = durchgehen, was unfertig ist
leave-stay = bleiben
leave-more = … und { $count } weitere
leave-file-missing = { $path } ist nicht da; { $of } behält den Namen, bis die Datei kommt

review-by-owner = nach Zuständigen
review-by-age = nach Alter
review-by-due = nach Fälligkeit
review-carried-before = { $times ->
    [one] schon einmal übernommen
   *[other] schon { $times }-mal übernommen
}
review-this-meeting = diese Sitzung · { $slot }
review-none = es sind keine Aufgaben durchzugehen
review-too-low = für die Liste ist der Bildschirm zu niedrig: { $key } zeigt die Aufgaben
review-sorted = Aufgaben { $order }
review-select = erst eine Aufgabe auswählen: { $key }
review-none-open = keine Aufgabe ist offen
review-late = { $age } überfällig
review-more = { $count } weitere
review-head = { $count } offen { $order } · { $order_key } · { $key } geht sie durch
review-points = { $key } Stichpunkte
review-about = action-{ $number } ({ $text })

approve-would = macht das Protokoll endgültig
approve-would-by = macht das Protokoll endgültig, genehmigt von { $names }
approve-done = das Protokoll ist endgültig; beim Verlassen wird es noch einmal geschrieben
approve-done-by = das Protokoll ist endgültig, genehmigt von { $names }; beim Verlassen wird es noch einmal geschrieben

stage-was-approved = Ihr Protokoll wurde am { $day } genehmigt; was jetzt geändert wird, ist wieder zu genehmigen.
stage-was-approved-by = Ihr Protokoll wurde am { $day } von { $names } genehmigt; was jetzt geändert wird, ist wieder zu genehmigen.
stage-draft = Die Sitzung ist geschlossen und ihr Protokoll ein Entwurf: /{ $word } und wer genehmigt macht es endgültig.
stage-final = Ihr Protokoll ist endgültig, genehmigt am { $day }.
stage-final-by = Ihr Protokoll ist endgültig, genehmigt von { $names } am { $day }.

keep-read-only = NUR LESEN
keep-held = NUR LESEN · { $by }
keep-ended = NUR LESEN · das andere Programm ist zu Ende
keep-ended-short = NUR LESEN · zu Ende
keep-damaged = NUR LESEN · beschädigt: { $place }
keep-damaged-short = NUR LESEN · beschädigt
keep-as-of = Stand { $when }
keep-read-only-as-of = NUR LESEN · Stand { $when }
keep-looked-at = NUR LESEN · auf einem anderen Bildschirm offen
keep-goes-on-there = zu sehen ist, wie es dort weitergeht
keep-takes-over = { $key } übernimmt
keep-repair = `minutebook repair` schreibt ein intaktes Journal
keep-later = was später kam, ist nicht zu sehen
keep-goes-on = { $key } fährt damit fort
keep-open = `minutebook open` fährt damit fort
keep-refused-elsewhere = nur lesen: anderswo offen
keep-refused-ended = das andere Programm ist zu Ende: { $key } übernimmt
keep-refused-damaged = nur lesen: { $place }; `minutebook repair` schreibt ein intaktes Journal
keep-refused-as-of = nur lesen: Stand { $when }
keep-refused = nur lesen: { $why }
