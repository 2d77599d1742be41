home-about = Das Protokoll einer Sitzung, während sie läuft.
home-prompt = Pfad oder Titel tippen oder den Text einer Tagesordnung einfügen
home-choose = wählt
home-opens = öffnet
home-leaves = beendet
home-no-meetings = Es gibt noch keine Sitzungen und damit keine Aufgaben.
home-not-there = { $path }: Diese Datei gibt es nicht
home-reading = Die Sitzungen werden gelesen…
home-reading-of = Die Sitzungen werden gelesen: { $done } von { $all }

home-running = Läuft
home-next = Als Nächstes
home-all = Alle Sitzungen
home-newest = Die neueste jeder Reihe
home-earlier = Frühere Sitzungen

home-example = Beispiel ausprobieren
home-example-detail = eigene Sitzungen bleiben unberührt
demo-minutes = Das Protokoll des Beispiels liegt in { $folder }:
demo-own = Die eigene Sitzung: minutebook open TAGESORDNUNG.md
home-not-opened = { $file }, noch nicht geöffnet
home-makes-agenda = { $day } · schreibt die Tagesordnung
home-no-day = noch kein Tag
home-items = { $count ->
    [one] { $count } offene Aufgabe
   *[other] { $count } offene Aufgaben
}
home-overdue = { $count } überfällig
home-none-overdue = keine überfällig
home-most = die meisten: { $name } { $count }
home-drafts = { $count ->
    [one] { $count } Protokoll ist noch ein Entwurf
   *[other] { $count } Protokolle sind noch Entwürfe
}
home-drafts-detail = zeigt sie; zum Genehmigen öffnen
home-search = Alles durchsuchen

home-draft = Entwurf
home-closed = geschlossen am { $day }
home-closed-draft = geschlossen am { $day }, { home-draft }
home-closed-final = geschlossen am { $day }, endgültig
home-in-progress = läuft
home-in-progress-since = läuft, letzte Zeile { $day }

pasted-reading = Das Eingefügte wird gelesen: { $size } KiB …
pasted-saves = speichert sie und öffnet die Sitzung
pasted-gives-up = bricht ab und verwirft es
pasted-there = { $path } gibt es schon; eine andere Datei nennen
pasted-refused = { $path } kann nicht geschrieben werden: { $why }; eine andere Datei nennen
pasted-no-agenda = Das Eingefügte ist keine Tagesordnung: { $why }.
pasted-goes-back = zurück
pasted-understood = Verstanden: { $what }.
pasted-remark = Zeile { $line }: { $what }
pasted-more = { $count ->
    [one] und { $count } weitere Stelle zum Nachsehen
   *[other] und { $count } weitere Stellen zum Nachsehen
}
pasted-file = Die Datei, in der sie liegen soll:

read-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
read-slots = { $count ->
    [one] { $count } TOP
   *[other] { $count } TOPs
}
read-items = { $count ->
    [one] { $count } Aufgabe
   *[other] { $count } Aufgaben
}
read-decisions = { $count ->
    [one] { $count } Beschluss
   *[other] { $count } Beschlüsse
}
read-others = { $count ->
    [one] { $count } weitere Zeile
   *[other] { $count } weitere Zeilen
}

again-closed = Diese Sitzung wurde am { $when } geschlossen.
again-final = Ihr Protokoll ist endgültig: genehmigt am { $when }.
again-final-by = Ihr Protokoll ist endgültig: genehmigt von { $names } am { $when }.
again-open = Wieder öffnen
again-open-detail = alle Zeilen sind noch da
again-open-final = wird wieder ein Entwurf; das Protokoll zeigt Berichtigungen
again-anew = Neue Sitzung aus ihrer Tagesordnung
again-anew-detail = diese bleibt, wie sie ist
again-approve = Ihr Protokoll genehmigen
again-approve-detail = jetzt ein Entwurf, dann endgültig; fragt, von wem
again-next = Nächste Tagesordnung schreiben
again-next-detail = geht Offenes und Wiederkehrendes durch

approve-final = Das Protokoll wird endgültig. Auf der Teilnehmerliste: { $names }
approve-asks = Wer genehmigt es? Zwischen zwei Namen ein Komma:
approve-strangers = Nicht auf der Teilnehmerliste: { $names }. Stimmt das, noch einmal Enter.
approve-does = genehmigt es
approve-leaves = lässt es, wie es ist

# The keys of the first screen and of the search.
home-help-up = wählt die Zeile darüber
home-help-down = wählt die Zeile darunter
home-help-page-up = geht eine Seite hinauf
home-help-page-down = geht eine Seite hinab
