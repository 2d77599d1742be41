# The search of all meetings.

search-title = Search
search-about = everything ever minuted
search-opens = opens it there
search-clears = clears
search-newest = The newest decisions and action items
search-nothing-yet = nothing found yet
search-nothing = nothing found
search-this-meeting = this meeting
search-place = { $place } of { $count }
search-looking = looking for what is new …
search-reading = reading what is new: { $done } of { $all } meetings
search-lines = { $count ->
    [one] { $count } line
   *[other] { $count } lines
}
search-best = best { $shown } of { $count }
search-best-more = best { $shown } of more than { $count }

search-teaches-words = lines with all of these words
search-teaches-phrase = these words side by side
search-teaches-owner = action items of Ann
search-teaches-kind = also action, question, topic, title …
search-teaches-series = meetings of a series
search-teaches-after = from that day on; before:2026 before it
search-teaches-ticket = lines that name it
search-teaches-meeting = one meeting, by words of its title
search-teaches-without = lines without it
search-teaches-beginning = every word that begins so
