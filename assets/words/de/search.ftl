search-title = Suche
search-about = in allem, was je protokolliert wurde
search-opens = öffnet die Stelle
search-clears = leert
search-newest = Die neuesten Beschlüsse und Aufgaben
search-nothing-yet = noch nichts gefunden
search-nothing = nichts gefunden
search-this-meeting = diese Sitzung
search-place = { $place } von { $count }
search-looking = Neues wird gesucht …
search-reading = Neues wird gelesen: { $done } von { $all } Sitzungen
search-lines = { $count ->
    [one] { $count } Zeile
   *[other] { $count } Zeilen
}
search-best = die besten { $shown } von { $count }
search-best-more = die besten { $shown } von mehr als { $count }

search-teaches-words = Zeilen mit all diesen Wörtern
search-teaches-phrase = diese Wörter nebeneinander
search-teaches-owner = Aufgaben von Ann
search-teaches-kind = auch action, question, topic, title …
search-teaches-series = Sitzungen einer Reihe
search-teaches-after = ab diesem Tag; before:2026 davor
search-teaches-ticket = Zeilen, die es nennen
search-teaches-meeting = eine Sitzung nach Wörtern ihres Titels
search-teaches-without = Zeilen ohne das Wort
search-teaches-beginning = jedes Wort, das so beginnt
