# What Enter would do with the line being typed, and what was done then.

intent-paste-does-nothing = a paste does nothing
intent-nobody-spoke = nobody spoke before it in this slot
intent-no-last-slash = the last `/` is missing; with a backslash before it the line is a note
intent-already = already so: { $done }
intent-no-command = no command has that name
intent-waits = { $count ->
    [one] { $who } waits to speak
   *[other] { $who } wait to speak
}
intent-no-longer-waits = { $count ->
    [one] { $who } no longer waits to speak
   *[other] { $who } no longer wait to speak
}
intent-will-note = { $will } · and the line as a note
intent-did-note = { $done }; the line is a note
intent-adds-before = adds “{ $line }” before “{ $what }”{ $place }
intent-added-before = added before “{ $what }”{ $place }
intent-nobody-on-roster = nobody is on the roster yet: name who is meant
intent-joins = { $count ->
    [one] { $will } · { $names } joins the roster
   *[other] { $will } · { $names } join the roster
}
intent-comes = { $count ->
    [one] { $who } is here from now
   *[other] { $who } are here from now
}
intent-came = { $count ->
    [one] { $who } is here since { $time }
   *[other] { $who } are here since { $time }
}
intent-leaves = { $count ->
    [one] { $who } left just now
   *[other] { $who } left just now
}
intent-left = { $count ->
    [one] { $who } left at { $time }
   *[other] { $who } left at { $time }
}
intent-regrets = { $count ->
    [one] { $who } sends regrets
   *[other] { $who } send regrets
}
intent-chairs = { $count ->
    [one] { $who } chairs
   *[other] { $who } chair
}
intent-takes-minutes = { $count ->
    [one] { $who } takes the minutes
   *[other] { $who } take the minutes
}

intent-no-proposal = no proposal is open in this slot
intent-other-words = other words than the open proposal “{ $text }”
intent-settles = settles the proposal “{ $text }”
intent-decided = decided: { $text }
intent-decided-by = decided, { $count }: { $text }
intent-rejected = rejected: { $text }
intent-rejected-by = rejected, { $count }: { $text }
intent-nothing-to-vote = no proposal to vote on in this slot
intent-votes-on = on “{ $text }”

intent-say-number = say the number of the action item
intent-item-already = action item { $number } is { $status } already
intent-item = action item { $number } is { $status }: { $text }
intent-item-from = { $will } · from { $meeting }
intent-item-elsewhere = there is no action item { $number } here; one that an earlier meeting settled is opened again by `minutebook done { $number } --reopen`
intent-one-floor = one at a time has the floor
intent-speaks = { $name } speaks
intent-nobody-waits = nobody waits to speak
intent-next = next { $names }

names-fit = { $name } fits { $names }: say which
names-more = { $first }, { $second } and { $count } more
names-and = { $one } and { $other }
names-or = { $one } or { $other }

intent-in = in { $slot }
