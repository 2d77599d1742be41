# Was Enter mit der getippten Zeile täte und was dann getan ist.

intent-paste-does-nothing = Eingefügtes tut nichts
intent-nobody-spoke = davor sprach in diesem TOP niemand
intent-no-last-slash = das letzte `/` fehlt; mit einem Backslash davor ist die Zeile eine Notiz
intent-already = schon so: { $done }
intent-no-command = kein Befehl heißt so
intent-waits = { $count ->
    [one] { $who } wartet auf das Wort
   *[other] { $who } warten auf das Wort
}
intent-no-longer-waits = { $count ->
    [one] { $who } wartet nicht mehr auf das Wort
   *[other] { $who } warten nicht mehr auf das Wort
}
intent-will-note = { $will } · und die Zeile als Notiz
intent-did-note = { $done }; die Zeile ist eine Notiz
intent-adds-before = fügt „{ $line }“ vor „{ $what }“{ $place } ein
intent-added-before = vor „{ $what }“{ $place } eingefügt
intent-nobody-on-roster = noch steht niemand auf der Teilnehmerliste: angeben, wer gemeint ist
intent-joins = { $count ->
    [one] { $will } · { $names } kommt auf die Teilnehmerliste
   *[other] { $will } · { $names } kommen auf die Teilnehmerliste
}
intent-comes = { $count ->
    [one] { $who } ist ab jetzt da
   *[other] { $who } sind ab jetzt da
}
intent-came = { $count ->
    [one] { $who } ist seit { $time } da
   *[other] { $who } sind seit { $time } da
}
intent-leaves = { $count ->
    [one] { $who } ist soeben gegangen
   *[other] { $who } sind soeben gegangen
}
intent-left = { $count ->
    [one] { $who } ging um { $time }
   *[other] { $who } gingen um { $time }
}
intent-regrets = { $count ->
    [one] { $who } lässt sich entschuldigen
   *[other] { $who } lassen sich entschuldigen
}
intent-chairs = { $count ->
    [one] { $who } leitet
   *[other] { $who } leiten
}
intent-takes-minutes = { $count ->
    [one] { $who } führt Protokoll
   *[other] { $who } führen Protokoll
}

intent-no-proposal = in diesem TOP ist kein Antrag offen
intent-other-words = andere Worte als der offene Antrag „{ $text }“
intent-settles = entscheidet den Antrag „{ $text }“
intent-decided = beschlossen: { $text }
intent-decided-by = beschlossen, { $count }: { $text }
intent-rejected = abgelehnt: { $text }
intent-rejected-by = abgelehnt, { $count }: { $text }
intent-nothing-to-vote = in diesem TOP ist über keinen Antrag abzustimmen
intent-votes-on = über „{ $text }“

intent-say-number = die Nummer der Aufgabe angeben
intent-item-already = Aufgabe { $number } ist schon { $status }
intent-item = Aufgabe { $number } ist { $status }: { $text }
intent-item-from = { $will } · aus { $meeting }
intent-item-elsewhere = hier gibt es keine Aufgabe { $number }; eine, die eine frühere Sitzung erledigte, öffnet `minutebook done { $number } --reopen` wieder
intent-one-floor = das Wort hat nur eine Person auf einmal
intent-speaks = { $name } spricht
intent-nobody-waits = niemand wartet auf das Wort
intent-next = danach { $names }

names-fit = { $name } passt auf { $names }: angeben, wer gemeint ist
names-more = { $first }, { $second } und { $count } weitere
names-and = { $one } und { $other }
names-or = { $one } oder { $other }

intent-in = in { $slot }
