"""The facts of minutes: what the JSON export says, what a reader finds on a page, and where the two differ.

Every form for people is a run of blocks to its reader, so each lint only has to find those, with a parser that is not ours:

    ("heading", LEVEL, TEXT)            1: the title; 2: a day or a list at the end; 3: a slot or an owner; 4: a subtopic
    ("fact", NAME, TEXT)                of the meeting; an item of a list before the first heading is one too
    ("line", TEXT)                      a paragraph
    ("plan", TEXT)                      what stands set apart, as it was prepared before the meeting: passed over
    ("item", DEPTH, BOX, TEXT, LINKS)   of a list; BOX: None, "open", "done", "dropped", or "closed" where it may be either
    ("table", ROWS)                     texts of cells, the names of the columns first

`read` makes facts of them, `expected` makes the same of the JSON, and `differences` says what is not in both. What is read are the words
that anybody sees: no class, no identity, no comment. Not compared: talking points and descriptions, files, and what was asked for; of a
line that gives the floor to somebody, that their name stands before the words.
"""

import collections
import datetime
import re
import urllib.parse

from shown import clean, squeezed

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
ENDING = {"Attached documents", "Action items", "Decisions", "Open proposals", "Open questions", "Parking lot",
          "Pre-meeting planning", "Schedule"}
LISTS = {"Decisions": "decision", "Open proposals": "proposal", "Open questions": "question", "Parking lot": "idea"}
LABELS = {"Decision": "decision", "Question": "question", "Proposal": "proposal", "Idea": "idea", "Information": "info", "Vote": "vote"}
OUTCOMES = {"not reached": "not_reached", "not timed": "not_timed", "parked": "parked", "skipped": "skipped",
            "no longer on the agenda": "withdrawn", "opened in the meeting": "unplanned", "not reached yet": "not_yet"}

DATE = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w* )?\d{1,2} [A-Z][a-z]+ \d{4}|\d{4}-\d\d-\d\d"
MOMENT = rf"(?:(?:{DATE}) )?\d\d:\d\d"
LENGTH = r"(?:\d+ h(?: \d+ min)?|\d+ min|under 1 min)"
ABBREVIATION = r"(?: [A-Z+0-9-]{2,6})?"
SPAN = rf"({MOMENT}){ABBREVIATION}( ?)– ?({MOMENT}){ABBREVIATION}"
TALLY = re.compile(r" · ((?:\d+ (?:for|against|abstaining)(?:, )?)+)$")
TAIL = re.compile(rf" · (?:priority (?P<priority>\d+)|due (?P<due>{DATE})|(?P<dropped>dropped)|with (?P<others>[^·]*)"
                  r"|(?P<ticket>[A-Z][A-Z0-9]*-\d+))$")


def shown(text):
    """A text of the meeting as a page shows it."""
    return squeezed(clean(text)) or "(no text)"


def names(all_of_them):
    return ", ".join(squeezed(clean(name)) for name in all_of_them)


def date(text):
    """`Thu 26 Mar 2026`, `Thursday 26 March 2026` or `2026-03-26` as the last."""
    found = re.fullmatch(rf"(?:.* )?(\d{{1,2}}) ([A-Z][a-z]{{2}})[a-z]* (\d{{4}})", text)
    if found:
        return f"{found[3]}-{MONTHS.index(found[2]) + 1:02}-{int(found[1]):02}"
    return text


def moment(text, day):
    """`09:02` of that day, or `Thu 26 Mar 2026 09:02`, as `2026-03-26T09:02`."""
    *dated, clock = text.rsplit(" ", 1)
    return f"{date(dated[0]) if dated else day}T{clock}"


def span(found, day):
    """`09:02–09:51` on one day, else `Thu 26 Mar 2026 22:00 – 01:15`: what has no date is on the day in question."""
    start = moment(found[1], day)
    return start, moment(found[3], day if found[2] else start[:10])


def minutes_of(length):
    hours, minutes = re.search(r"(\d+) h", length), re.search(r"(\d+) min", length)
    return 0 if length.startswith("under") else 60 * int(hours[1] if hours else 0) + int(minutes[1] if minutes else 0)


# What a reader finds.


def action(box, text):
    """`#3 Ann Lee, Bo — text · with Cy · priority 1 · due Thu 26 Mar 2026 · dropped`."""
    fact = {"kind": "action", "due": None, "priority": None, "dropped": None, "others": None, "tickets": ()}
    while found := TAIL.search(text):
        text = text[: found.start()]
        if found["ticket"]:
            fact["tickets"] = (found["ticket"], *fact["tickets"])
        fact.update((name, value) for name, value in found.groupdict().items() if value and name != "ticket")
    begin = re.match(r"#(\d+) ?(.*?) — ?", text)
    if not begin:
        return {"kind": "a task that does not begin with its number", "text": text}
    dropped = bool(fact.pop("dropped"))
    status = {"open": "open", "closed": "dropped" if dropped else "done",
              None: "dropped" if dropped else "not said"}.get(box, box)
    if dropped != (status == "dropped"):
        status = f"{status}, said to be {'dropped' if dropped else 'not dropped'}"
    others = fact.pop("others")
    fact.update(number=int(begin[1]), owners="" if begin[2] == "(no owner)" else begin[2], text=text[begin.end() :] or "(no text)",
                status=status, due=fact["due"] and date(fact["due"]), priority=fact["priority"] and int(fact["priority"]))
    return {**fact, "others": others} if others is not None else fact


def line(box, text):
    """What an item of the notes says, and as what."""
    if box is not None:
        return action(box, text)
    fact = {"kind": "note"}
    if tally := TALLY.search(text):
        text, fact["tally"] = text[: tally.start()], tally[1]
    if label := re.match(rf"({'|'.join(LABELS)}): ?", text):
        text, fact["kind"] = text[label.end() :], LABELS[label[1]]
    elif vote := re.match(r"(\+1|-1|0) ([^—]*)(?: — |$)", text):
        text, fact["kind"], fact["votes"] = text[vote.end() :], "vote", f"{vote[1]} {vote[2]}"
    return {**fact, "text": text or "(no text)"}


def course(text, day):
    """What a slot's line of facts says: who led it, when it was planned and held, what became of it."""
    fact = {"chair": "", "planned": None, "minutes": None, "held": None, "outcomes": set(), "over": 0, "given": 0}
    for part in filter(None, (part.strip() for part in text.split(" · "))):
        if part.startswith("Chair: "):
            fact["chair"] = part.removeprefix("Chair: ")
        elif planned := re.fullmatch(rf"planned (?:(~?)({MOMENT}))?(?:, )?(~?{LENGTH})?", part):
            fact["planned"] = planned[2] and planned[1] + moment(planned[2], day)
            fact["minutes"] = planned[3] and (planned[3].startswith("~"), minutes_of(planned[3]))
        elif held := re.fullmatch(rf"held {SPAN}(?: with pauses)?, ({LENGTH})", part):
            fact["held"] = (*span(held, day), minutes_of(held[4]))
        elif running := re.fullmatch(rf"(?:held )?(?:running )?since ({MOMENT})(?: with pauses)?, ({LENGTH}) so far", part):
            fact["held"] = (moment(running[1], day), None, minutes_of(running[2]))
        elif over := re.fullmatch(rf"(~?)({LENGTH}) (over|under)", part):
            fact["over"] = minutes_of(over[2]) * (1 if over[3] == "over" else -1)
        elif given := re.fullmatch(rf"({LENGTH}) (added|taken off)", part):
            fact["given"] = minutes_of(given[1]) * (1 if given[2] == "added" else -1)
        elif part in OUTCOMES:
            fact["outcomes"].add(OUTCOMES[part])
    return fact


def hours(text, day):
    """`Planned 09:00–12:00, held 09:02–12:04, 4 min over`."""

    def hours_of(whole, open_):
        if found := re.search(rf"{whole} {SPAN}", text):
            return span(found, day)
        begin = re.search(rf"{open_} ({MOMENT})", text)
        return begin and (moment(begin[1], day), None)

    return {"planned": hours_of("Planned", "Planned from"), "held": hours_of("[Hh]eld", "[Rr]unning since")}


DAY_TABLE = ["Time", "Topic", "Chair", "Discussion topics", "Notes and action items"]


def row(times, is_planned, topic, chair):
    """The first cells of a row of a day's table, each as its lines, as the heading and the line of the section that it would be."""
    planned, *when = times if is_planned else ["", *times]
    # A start without a length stands alone.
    start, _, length = planned.partition(", ") if re.match(r"~?\d\d:|.* \d\d:\d\d", planned) else ("", "", planned)
    title, *of_it = topic
    length = [f"planned {length}"] if length else []
    yield "heading", 3, f"{start} {title}"
    yield "line", " · ".join([*(f"Chair: {name}" for name in chair), *length, *when, *of_it])


class Page:
    """Reads block after block."""

    def __init__(self):
        self.facts = {"head": {}, "days": [], "owners": collections.Counter(), "lists": collections.Counter(), "schedule": {}}
        self.part, self.owner, self.slot, self.day = None, None, None, None

    def heading(self, level, text):
        if level == 1:
            self.facts["head"]["Title"] = text
        elif level == 2:
            self.part, self.slot = text if text in ENDING else "day", None
            if self.part == "day":
                found = re.fullmatch(rf"(?:(.*): )?({DATE})", text)
                title, when = (found[1] or "", date(found[2])) if found else (text, None)
                self.facts["days"].append({"title": title, "date": when, "hours": hours("", when), "slots": []})
        elif self.part == "Schedule":
            self.day = date(text.rsplit(": ", 1)[-1])
        elif self.part == "Action items":
            self.owner = "" if text == "No owner" else text
        elif level == 3 and self.part == "day":
            self.begin(text)
        elif level == 4 and self.slot:
            self.slot["lines"].append({"depth": 0, "kind": "subtopic", "text": text or "(no text)"})

    def begin(self, text):
        """A slot, by its heading."""
        start = re.match(rf"(~?)({MOMENT}) ", text)
        day = self.facts["days"][-1]
        title = text[start.end() :] if start else text
        planned = start and start[1] + moment(start[2], day["date"])
        self.slot = {"title": title, **course("", day["date"]), "planned": planned, "lines": [], "is_new": True}
        day["slots"].append(self.slot)

    def line(self, text):
        if self.part != "day":
            return
        day = self.facts["days"][-1]
        if not self.slot:
            if not day["slots"] and re.match("Planned|Held|Running", text):
                day["hours"] = hours(text, day["date"])
                return
        if self.slot and self.slot.pop("is_new", False):
            facts = course(text, day["date"])
        else:
            # A break without notes is one line.
            title, _, facts = text.partition(" · ")
            self.begin(title)
            self.slot.pop("is_new")
            facts = course(facts, day["date"])
        self.slot.update(facts, planned=facts["planned"] or self.slot["planned"])

    def item(self, depth, box, text, links=()):
        if self.part == "day" and self.slot:
            self.slot.pop("is_new", None)
            self.slot["lines"].append({"depth": depth, **line(box, text), "links": set(map(urllib.parse.unquote, links))})
        elif self.part == "Action items":
            one = action(box, text)
            self.facts["owners"][(self.owner, *(one.get(name) for name in ("number", "text", "tickets", "status", "due", "priority", "others")))] += 1
        elif self.part is None:
            name, _, value = text.partition(": ")
            self.facts["head"][name] = value
        elif self.part in LISTS:
            self.facts["lists"][(LISTS[self.part], text)] += 1

    def table(self, rows):
        if self.part == "Schedule":
            day = self.day or self.facts["days"][0]["date"]
            rows = [(squeezed(title), course(f"planned {planned} · held {held}", day)) for title, planned, held, outcome in rows[1:]
                    if title != "Total" and not outcome.startswith("moved to")]
            self.facts["schedule"][day] = [{"title": title, "held": row["held"], "planned": row["planned"]} for title, row in rows]

    def end(self):
        """What can be told only when all is read."""
        for day in self.facts["days"]:
            for slot in day["slots"]:
                slot.pop("is_new", None)
        head, days = self.facts["head"], self.facts["days"]
        only = days[0]["date"] if len(days) == 1 else None
        dated = lambda text: re.sub(MOMENT, lambda found: moment(found[0], only), text)
        when = head.get("When", "")
        for name, pattern in (("began", rf"began ({MOMENT})"), ("ended", rf"ended ({MOMENT})"), ("zone", r"times in (\S+(?: \S+)?)$")):
            found = re.search(pattern, when)
            head[name] = found and dated(found[1])
        head["zone"] = head.pop("Times in", head["zone"])
        if "Present" in head:
            head["Present"] = dated(head["Present"])
        return self.facts


def read(blocks):
    """The facts on a page."""
    page = Page()
    for kind, *values in blocks:
        values = [squeezed(value) if isinstance(value, str) and kind != "item" else value for value in values]
        if kind == "fact":
            if page.part is None:
                page.facts["head"][values[0]] = values[1]
        elif kind == "item":
            depth, box, text, *links = values
            page.item(depth, box, squeezed(text), *links)
        elif kind != "plan":
            getattr(page, kind)(*values)
    return page.end()


# What there is to find.


def minute(at):
    return at and at[:16]


def apart(action):
    """The tickets that its text does not name."""
    return tuple(shown(ticket) for ticket in action["tickets"] if ticket not in action["text"])


def is_bare(entry):
    """Votes that say nothing else."""
    return entry["kind"] == "vote" and entry["votes"] and not entry["text"] and not entry["children"]


def in_rows(entries):
    """The entries, votes in a row that say nothing else as one."""
    rows = []
    for entry in entries:
        if rows and is_bare(rows[-1][-1]) and is_bare(entry):
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return rows


def cast(votes):
    signs = {"for": "+1", "against": "-1", "abstain": "0"}
    return " · ".join(f"{signs[vote['choice']]} {names(vote['voters'])}" for vote in votes if vote["voters"])


def wanted_line(depth, entry, *further):
    text, kind = shown(entry["text"]), entry["kind"]
    fact = {"depth": depth, "kind": kind}
    if kind == "action":
        return {**fact, "tickets": apart(entry), "due": entry["due"], "priority": entry.get("priority"), "number": entry["number"],
                "owners": names(entry["owners"]), "text": text, "status": entry["status"]}
    if entry.get("tally"):
        counts = [(entry["tally"][name], word) for name, word in (("for", "for"), ("against", "against"), ("abstain", "abstaining"))]
        fact["tally"] = ", ".join(f"{count} {word}" for count, word in counts if count)
    if kind == "speech":
        goes_on = entry.get("continues") or entry["speaker"] is None
        text = f"… {text}" if goes_on else f"{names([entry['speaker']])}: {text}"
    if kind == "vote" and any(vote["voters"] for vote in entry["votes"]):
        fact["votes"] = "; ".join(cast(one["votes"]) for one in (entry, *further))
    if kind == "link" and entry.get("link"):
        address = squeezed(clean(entry["link"]))
        is_safe = re.match(r"(?i)https?://|mailto:", address)
        text = text if is_safe or address in text else f"{text} ({address})"
        fact["links"] = {urllib.parse.unquote(address)} if is_safe else set()
    # What stands out by its weight alone is a note to who reads the words.
    return {**fact, "kind": "note" if kind in ("speech", "link", "subtopic") else kind, "text": text}


def wanted_lines(entries, in_cell):
    """The lines of a slot; what stands under a subtopic that is a heading begins anew."""

    def walk(row, depth):
        yield wanted_line(depth, *row)
        for below in in_rows(row[0]["children"]):
            yield from walk(below, depth + 1)

    for entry, *further in in_rows(entries):
        if entry["kind"] == "subtopic" and not in_cell:
            yield {"depth": 0, "kind": "subtopic", "text": shown(entry["text"])}
            for below in in_rows(entry["children"]):
                yield from walk(below, 0)
        else:
            yield from walk([entry, *further], 0)


def wanted_slot(slot, in_cell):
    plan, guess, actual = slot["planned"], slot.get("estimate") or {}, slot["actual"]
    start, length = plan["start"] or guess.get("start"), plan["minutes"] if plan["minutes"] is not None else guess.get("minutes")
    over = int(slot.get("over_seconds", 0) / 60)
    outcomes = {slot["outcome"]} if slot["outcome"] in ("not_reached", "not_timed", "not_yet") else set()
    outcomes |= {slot["mark"]} if slot.get("mark") else set()
    outcomes |= {name for name in ("withdrawn", "unplanned") if slot.get(name)}
    return {
        "title": squeezed(clean(slot["title"])) or "(untitled)",
        "chair": names(slot["chair"]),
        "planned": start and ("" if plan["start"] else "~") + minute(start),
        "minutes": None if length is None else (plan["minutes"] is None, length),
        "held": actual and (minute(actual["start"]), minute(actual["end"]), int(actual["seconds"] / 60)),
        "outcomes": outcomes,
        "over": 0 if slot.get("mark") and over < 0 else over,
        "given": slot.get("given_minutes", 0),
        "lines": list(wanted_lines(slot["entries"], in_cell)),
    }


def wanted_day(day, in_cell):
    planned, actual = day["planned"], day["actual"]
    span = lambda of: of and of["start"] and (minute(of["start"]), minute(of["end"]))
    return {"title": squeezed(clean(day["title"])), "date": day["date"], "hours": {"planned": span(planned), "held": span(actual)},
            "slots": [wanted_slot(slot, in_cell) for slot in day["slots"]]}


def wanted_owners(actions):
    for one in actions:
        for owner in dict.fromkeys(map(clean, one["owners"])) or [None]:
            others = names(other for other in one["owners"] if clean(other) != owner) or None
            owner = "" if owner is None else squeezed(owner)
            yield (owner, one["number"], shown(one["text"]), apart(one), one["status"], one["due"], one.get("priority"), others)


def wanted_lists(minutes):
    def walk(entries, title):
        for entry in entries:
            if entry["kind"] in LISTS.values():
                tally = wanted_line(0, entry).get("tally")
                yield entry["kind"], " · ".join(filter(None, [shown(entry["text"]), tally, title]))
            yield from walk(entry["children"], title)

    for day in minutes["days"]:
        for slot in day["slots"]:
            title = squeezed(clean(slot["title"]))
            yield from walk(slot["entries"], title)
            if slot.get("mark") == "parked":
                yield "idea", f"{title or '(untitled)'} · parked"


class OneOf(list):
    """Any of these is what is wanted."""


def present(person, meeting):
    """`Ann Lee (from 2026-03-26T10:12, left 2026-03-26T11:30)`; who was noted within ten minutes was there from the beginning."""
    at = datetime.datetime.fromisoformat
    parts = []
    for number, stay in enumerate(person["attendance"]):
        if number:
            parts.append(f"back {minute(stay['from'])}")
        elif not meeting["started"] or at(stay["from"]) > at(meeting["started"]) + datetime.timedelta(minutes=10):
            parts.append(f"from {minute(stay['from'])}")
        if stay["to"] and (not meeting["closed"] or at(stay["to"]) < at(meeting["closed"])):
            parts.append(f"left {minute(stay['to'])}")
    return names([person["name"]]) + (f" ({', '.join(parts)})" if parts else "")


def wanted_head(minutes):
    """The facts of the meeting. The JSON has those who were there in the order of the roster."""
    meeting, people = minutes["meeting"], minutes["people"]
    persons = [person for person in people if person["kind"] == "person"]
    # Who is on no roster stands last, and was noted.
    rosters = [persons[:end] for end in range(len(persons) + 1)
               if all(person["attendance"] or person["regrets"] for person in persons[end:] if "regrets" in person or person["attendance"])]
    head = {name: squeezed(clean(meeting[key] or "")) for name, key in (("Series", "series"), ("Where", "location"), ("Link", "link"))}
    head.update((name.capitalize(), names(meeting[name])) for name in ("chair", "scribe"))
    head["Title"] = squeezed(clean(meeting["title"])) or "Minutes"
    head["Groups"] = names(one["name"] for one in people if one["kind"] == "group")
    head["Present"] = ", ".join(present(one, meeting) for one in people if one["attendance"])
    head["Regrets"] = names(one["name"] for one in people if one.get("regrets"))
    head = {name: value or None for name, value in head.items()}
    head["People"] = OneOf([names(person["name"] for person in roster) or None for roster in rosters])
    head.update(began=minute(meeting["started"]), ended=meeting["started"] and minute(meeting["closed"]),
                zone=meeting["timezone"].replace("_", " "))
    return head


def wanted_schedule(minutes):
    """A table of each day that was planned; none of a meeting that never began."""
    if not minutes["meeting"]["started"]:
        return {}
    planned = lambda day: day["planned"]["start"] or day["planned"]["minutes"] is not None
    held = lambda day: [{name: slot[name] for name in ("title", "held")} for slot in wanted_day(day, False)["slots"]]
    return {day["date"]: held(day) for day in minutes["days"] if planned(day)}


def expected(minutes, in_cell=False):
    """The facts of the JSON export; `in_cell`: where no heading may stand, so that a subtopic is an item."""
    days = [wanted_day(day, in_cell) for day in minutes["days"]]
    return {"head": wanted_head(minutes), "days": days, "schedule": wanted_schedule(minutes), "owners": collections.Counter(wanted_owners(minutes["actions"])), "lists": collections.Counter(wanted_lists(minutes))}


def differences(found, wanted, at=""):
    """What is not the same; of what was found, only what is wanted is looked at where names lead to it."""
    if isinstance(wanted, collections.Counter):
        yield from (f"{at}: not there: {one}" for one in (wanted - found).elements())
        yield from (f"{at}: too many: {one}" for one in (found - wanted).elements())
    elif isinstance(wanted, dict):
        for name, value in wanted.items():
            if name == "links":
                if not value <= found.get("links", set()):
                    yield f"{at}: links to {found.get('links')}, not to {value}"
            else:
                yield from differences(found.get(name), value, f"{at} {name}".strip())
    elif isinstance(wanted, OneOf):
        if found not in wanted:
            yield f"{at}: {found!r}, none of {wanted}"
    elif isinstance(wanted, list) and isinstance(found, list):
        if len(wanted) != len(found):
            yield f"{at}: {len(found)} of {len(wanted)}"
        for number, (one, other) in enumerate(zip(found, wanted), 1):
            yield from differences(one, other, f"{at} {number}".strip())
    elif found != wanted:
        yield f"{at}: {found!r}, not {wanted!r}"


def folded(facts, fold):
    """The same facts with each text as `fold` makes it, for a form that cannot keep two texts apart."""
    if isinstance(facts, str):
        return fold(facts)
    if isinstance(facts, collections.Counter):
        return collections.Counter(folded(list(facts.elements()), fold))
    if isinstance(facts, dict):
        return {name: folded(value, fold) for name, value in facts.items()}
    return type(facts)(folded(one, fold) for one in facts) if isinstance(facts, (list, tuple, set)) else facts


def clocks_alone(found, wanted):
    """A day's table has the planned start as a clock shows it, after midnight too."""
    for one, other in zip(found["days"], wanted["days"]):
        for has, wants in zip(one["slots"], other["slots"]):
            for slot in filter(lambda slot: slot["planned"], (has, wants)):
                slot["planned"] = slot["planned"].replace(slot["planned"].lstrip("~")[:11], "")


def compare(blocks, minutes, fold=str, in_cell=False):
    """What a page says otherwise than the JSON; `in_cell`: where days are tables."""
    found, wanted = read(blocks), expected(minutes, in_cell)
    if in_cell:
        clocks_alone(found, wanted)
    yield from differences(folded(found, fold), folded(wanted, fold))
