tasks-keys = Tasten
tasks-title = Aufgaben
tasks-open = { $count } offen
tasks-overdue = { $count } überfällig
tasks-settled = { $count } erledigt oder verworfen
tasks-by-owner = je Person
tasks-by-due = nach Datum
tasks-by-series = je Reihe
tasks-by-meeting = je Sitzung
tasks-all = alle
tasks-only-open = nur offene
tasks-reading = die Sitzungen werden gelesen…
tasks-reading-of = die Sitzungen werden gelesen, { $done } von { $all }…
tasks-filter = Wörter, owner:ann, series:weekly, ticket:DM-12 grenzen ein
tasks-being-read = die Sitzungen werden gelesen
tasks-none-open = keine Aufgabe ist offen; { $key } zeigt auch erledigte und verworfene
tasks-none = es gibt keine Aufgaben
tasks-none-fits-open = unter den offenen passt keine; { $key } sucht in allen
tasks-none-fits = keine passt

tasks-late = { $age } überfällig
tasks-no-date = kein Datum
tasks-no-owner = niemand
tasks-with = mit { $names }
tasks-now = jetzt { $names }
tasks-place = { $place } von { $count }
tasks-recording = wird festgehalten…
tasks-carried = { $times ->
    [one] einmal übernommen
   *[other] { $times }-mal übernommen
}
tasks-noted-as = dort action-{ $number }
tasks-settled-in = { $status } in { $meeting }
tasks-priority = Priorität { $priority }

group-nobody = Niemand zuständig
group-overdue = Überfällig
group-soon = Fällig in 7 Tagen
group-later = Später fällig
group-undated = Ohne Datum
group-done = Erledigt
group-dropped = Verworfen
group-no-series = Ohne Reihe

tasks-not-here = die Sitzung, aus der action-{ $number } stammt, ist nicht hier
tasks-no-item = hier steht keine Aufgabe
tasks-note-alone = eine bloße Notiz wird nur festgehalten, wenn eine laufende Sitzung die Aufgabe durchgeht, und keine tut das
tasks-no-undo = nichts ist zurückzunehmen
tasks-note-stays = eine Notiz bleibt, wo sie festgehalten wurde: dort ist ihre Zeile wegzunehmen
tasks-still-recording = was zuletzt getan wurde, wird noch festgehalten…
tasks-gone = action-{ $number } ist nicht mehr da
tasks-recorded = { $said } · in { $place } ({ $folder })
tasks-told-later = ihr Protokoll sagt es, wenn es wieder geschrieben wird

tasks-help-undo = nimmt die letzte Änderung zurück
tasks-help-up = wählt die Aufgabe darüber
tasks-help-down = wählt die Aufgabe darunter
tasks-help-group-up = geht zur Gruppe darüber
tasks-help-group-down = geht zur Gruppe darunter
tasks-help-page-up = geht zehn Aufgaben hinauf
tasks-help-page-down = geht zehn Aufgaben hinab
tasks-help-back = leert die Zeile, dann geht es zurück
