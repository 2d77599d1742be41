#!/usr/bin/env python3
"""Holds calendars of ours against RFC 5545, byte by byte, and against the JSON export of the same meeting.

Usage: ics_lint.py FILE.ics|FOLDER ...      exit 0: all is well; 1: each fault on a line as FILE:LINE: what
Samples: MINUTEBOOK_SAMPLES=FOLDER cargo test --test minutes -- --ignored calendars_sheets_and_drafts

Libraries accept what other programs choke on: bare line feeds, lines that are too long, characters cut by a fold, components
without UID. So the bytes are looked at first, then python-icalendar and vobject read the file (where they are installed),
and what they find must be the facts of the JSON file beside it, neither more nor less. Nested lines, chairs and owners are read from the
descriptions that any calendar shows, and once more from properties of ours, which are for programs.
"""

import collections
import datetime
import json
import pathlib
import re
import sys

import facts
from shown import clean, squeezed

ONCE = {"VEVENT": ["UID", "DTSTAMP", "DTSTART", "SUMMARY", "STATUS"], "VTODO": ["UID", "DTSTAMP", "SUMMARY", "STATUS"],
        "VJOURNAL": ["UID", "DTSTAMP", "SUMMARY"], "VTIMEZONE": ["TZID"], "VCALENDAR": ["VERSION", "PRODID"]}
MOST_ONCE = ["DTEND", "DUE", "DURATION", "PRIORITY", "DESCRIPTION", "LOCATION", "URL", "CATEGORIES"]
NAMES = set("""BEGIN END VERSION PRODID CALSCALE NAME X-WR-CALNAME X-WR-TIMEZONE TZID DTSTART TZOFFSETFROM TZOFFSETTO TZNAME
RRULE RDATE UID DTSTAMP DTEND SUMMARY DESCRIPTION CATEGORIES STATUS LOCATION URL ATTACH DUE PRIORITY ATTENDEE RELATED-TO
X-MINUTEBOOK-DAY X-MINUTEBOOK-OUTCOME X-MINUTEBOOK-TOPIC X-MINUTEBOOK-SAID X-MINUTEBOOK-PLANNED X-MINUTEBOOK-HELD X-MINUTEBOOK-CHAIR
X-MINUTEBOOK-NUMBER X-MINUTEBOOK-OWNER X-MINUTEBOOK-FILE""".split())
STATUS = {"open": "NEEDS-ACTION", "done": "COMPLETED", "dropped": "CANCELLED"}
PROPERTY = re.compile(r'^([A-Z-]+)((?:;[A-Z-]+=(?:"[^"\x00-\x1f]*"|[^";:,\x00-\x1f]*))*):(.*)$', re.S)


def physical(data, fault):
    """The lines of the file, unfolded, each with its number."""
    if not data.endswith(b"\r\n"):
        fault(0, "does not end with CRLF")
    lines = []
    for number, line in enumerate(data.split(b"\r\n")[:-1], 1):
        if b"\r" in line or b"\n" in line:
            fault(number, "a bare CR or LF")
        if len(line) > 75:
            fault(number, f"{len(line)} bytes")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            fault(number, "a character is cut by a fold, or this is not UTF-8")
            text = line.decode("utf-8", "replace")
        if re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text):
            fault(number, "a control character or a mark that turns the direction")
        if text.startswith(" ") and lines:
            lines[-1] = (lines[-1][0], lines[-1][1] + text[1:])
        else:
            lines.append((number, text))
    return lines


def unescaped(value):
    return re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)


def components(lines, fault):
    """Each component as its name, its line and its properties."""
    open_, done = [], []
    for number, line in lines:
        found = PROPERTY.match(line)
        if not found:
            fault(number, f"no property: {line[:40]!r}")
            continue
        name, params, value = found.groups()
        if name not in NAMES:
            fault(number, f"a property that we do not write: {name}")
        if name == "BEGIN":
            open_.append((value, number, collections.defaultdict(list)))
        elif name == "END":
            if not open_ or open_[-1][0] != value:
                fault(number, f"END:{value} ends nothing")
                return done
            done.append(open_.pop())
        elif open_:
            open_[-1][2][name].append((params, value))
        else:
            fault(number, "a property outside of any component")
    if open_:
        fault(open_[-1][1], "never closed")
    return done


def lint(path):
    faults = []

    def fault(number, what):
        faults.append(f"{path}:{number}: {what}")

    lines = physical(path.read_bytes(), fault)
    found = components(lines, fault)
    uids = collections.Counter()
    for name, number, properties in found:
        for once in ONCE.get(name, []):
            if len(properties[once]) != 1:
                fault(number, f"{name} has {len(properties[once])} times {once}")
        for once in MOST_ONCE:
            if len(properties[once]) > 1:
                fault(number, f"{name} has {len(properties[once])} times {once}")
        if name in ("VEVENT", "VTODO", "VJOURNAL"):
            uids.update(value for _, value in properties["UID"])
    for uid, count in uids.items():
        if count > 1:
            fault(0, f"{count} components have the UID {uid}")
    if [name for name, *_ in found].count("VCALENDAR") != 1:
        fault(0, "not one calendar")
    minutes = path.with_suffix(".json")
    if minutes.exists():
        compare(json.loads(minutes.read_text("utf-8")), found, fault)
        libraries(path, json.loads(minutes.read_text("utf-8")), found, fault)
    return faults


class Component:
    """A component's properties, unescaped."""

    def __init__(self, properties):
        self.properties = properties

    def one(self, name):
        return next(iter(self.all(name)), None)

    def all(self, name):
        return [unescaped(value) for _, value in self.properties.get(name, [])]

    def moment(self, name):
        """`2026-03-26T09:02:10` in the zone that it names, or a date alone; of one in UTC, which is rare, nothing is said."""
        params, value = (self.properties.get(name) or [("", "")])[0]
        if value.endswith("Z"):
            return None
        date = f"{value[:4]}-{value[4:6]}-{value[6:8]}"
        return f"{date}T{value[9:11]}:{value[11:13]}:{value[13:]}" if "T" in value else date if value else None

    def parameters(self, name):
        """Each of that name with what stands beside it."""
        for params, value in self.properties.get(name, []):
            yield {key: (quoted or bare) for key, quoted, bare in re.findall(r';([A-Z-]+)=(?:"([^"]*)"|([^;]*))', params)}, unescaped(value)


def parts(found):
    named = lambda *names: [Component(properties) for kind, _, properties in found if kind in names]
    return named("VEVENT", "VJOURNAL"), named("VTODO")


def described(text):
    """What the description of an event says, as any calendar shows it: who leads, and what was said in nested lines."""
    chair, lines = "", []
    for line in (text or "").split("\n"):
        bullet = re.match(r"( *)- ", line)
        if not bullet:
            chair = line.removeprefix("Chair: ")
            continue
        said = squeezed(line[bullet.end() :])
        action = re.match(r"Action #(\d+): ?", said)
        fact = {"kind": "action", "number": int(action[1]), "text": said[action.end() :] or "(no text)"} if action else facts.line(None, said)
        if fact["kind"] == "vote":
            fact = {**facts.line(None, fact["text"]), "kind": "vote"}
        lines.append({"depth": len(bullet[1]) // 2, **fact})
    return squeezed(chair), lines


def wanted_described(entries):
    for line, entry in zip(facts.wanted_lines(entries, True), outline(entries)):
        if line["kind"] == "action":
            line = {name: line[name] for name in ("depth", "kind", "number", "text")}
        if entry["kind"] == "speech":
            line["text"] = line["text"].removeprefix("… ")
        if entry["kind"] == "link":
            address, shown = squeezed(clean(entry.get("link") or "")), squeezed(clean(entry["text"]))
            line = {"depth": line["depth"], "kind": "note", "text": shown if address in shown else f"{shown} {address}".strip()}
        yield line


def outline(entries):
    for entry in entries:
        yield entry
        yield from outline(entry["children"])


def said(entries, depth=0):
    """For programs: each line in a property of ours, with its true depth and its text as it stands."""
    for entry in entries:
        wanted = {"X-DEPTH": str(depth), "X-KIND": entry["kind"]}
        if entry["kind"] == "action":
            wanted["X-NUMBER"] = str(entry["number"])
        yield wanted, squeezed(clean(entry["text"]))
        yield from said(entry["children"], depth + 1)


def event(slot, number, day):
    """What an event has to say of a slot: held, else planned."""
    plan, guess, actual = slot["planned"], slot.get("estimate") or {}, slot["actual"]
    start, length = plan["start"] or guess.get("start"), plan["minutes"] if plan["minutes"] is not None else guess.get("minutes")
    end = None
    if actual:
        start, end = actual["start"], actual["end"]
    elif start and length is not None:
        end = (datetime.datetime.fromisoformat(start) + datetime.timedelta(minutes=length)).isoformat()
    start, end = start and start[:19], end and end[:19]
    outcome = slot["outcome"]
    status = "CONFIRMED" if actual or outcome in ("held", "not_timed") else "TENTATIVE" if outcome == "not_yet" else "CANCELLED"
    # What still runs lasts until the minutes were written.
    running = {} if actual and not end else {"end": end if end != start else None}
    return {
        "title": clean(slot["title"]) or "(untitled)", "start": start or day["date"], **running, "status": status,
        "kind": slot["kind"], "day": f"{number}/{day['date'] or ''}/{clean(day['title'])}", "outcome": outcome,
        "chair": facts.names(slot["chair"]) if slot["chair"] else "", "chairs": [squeezed(clean(name)) for name in slot["chair"]],
        "described": list(wanted_described(slot["entries"])), "said": list(said(slot["entries"])),
        "held": [f"{actual['start']}/{actual['end'] or ''}"] if actual else [],
    }


def read_event(one, has_entries):
    chair, lines = described(one.one("DESCRIPTION"))
    return {
        "title": one.one("SUMMARY"), "start": one.moment("DTSTART"), "end": one.moment("DTEND"), "status": one.one("STATUS"),
        "kind": one.one("CATEGORIES"), "day": one.one("X-MINUTEBOOK-DAY"), "outcome": one.one("X-MINUTEBOOK-OUTCOME"),
        "chair": chair, "chairs": list(map(squeezed, one.all("X-MINUTEBOOK-CHAIR"))),
        # Where nothing was said, the talking points stand there.
        "described": lines if has_entries else [],
        "said": [({name: params.get(name) for name in ("X-DEPTH", "X-KIND", "X-NUMBER") if name in params}, squeezed(value))
                 for params, value in one.parameters("X-MINUTEBOOK-SAID")],
        "held": one.all("X-MINUTEBOOK-HELD"),
    }


def compare(minutes, found, fault):
    """What the lines say must be what the JSON says."""
    events, todos = parts(found)
    slots = [(slot, number, day) for number, day in enumerate(minutes["days"], 1) for slot in day["slots"]]
    titles = {slot["id"]: clean(slot["title"]) for slot, _, _ in slots}
    uid = lambda of: f"{of}.{minutes['meeting']['id']}@minutebook.invalid"
    emails = {person["name"]: person["email"] for person in minutes["people"] if person.get("email")}
    read = {
        "slots": [read_event(one, bool(slot["entries"])) for one, (slot, _, _) in zip(events, slots)] + events[len(slots) :],
        "actions": [{
            "text": one.one("SUMMARY"), "due": one.moment("DUE"), "status": one.one("STATUS"), "number": one.one("X-MINUTEBOOK-NUMBER"),
            "owners": one.all("X-MINUTEBOOK-OWNER"), "priority": one.one("PRIORITY"), "slot": one.one("RELATED-TO"),
            "described": (one.one("DESCRIPTION") or "").split("\n")[:2],
            "attendees": [value.removeprefix("mailto:") for value in one.all("ATTENDEE")],
        } for one in todos],
    }
    wanted = {
        "slots": [event(*one) for one in slots],
        "actions": [{
            "text": clean(one["text"]) or "(no text)", "due": one["due"], "status": STATUS[one["status"]], "number": str(one["number"]),
            "owners": [name for name in map(clean, one["owners"]) if name], "slot": uid(one["slot"]),
            "priority": str(2 * one["priority"] - 1) if one.get("priority") else None,
            "described": [", ".join(map(clean, one["owners"])) or "(no owner)", f"Action #{one['number']} · {titles[one['slot']]}".strip()],
            "attendees": [emails[name] for name in one["owners"] if name in emails],
        } for one in minutes["actions"]],
    }
    for difference in facts.differences(read, wanted):
        fault(0, difference)


def libraries(path, minutes, lines, fault):
    """Two libraries that know nothing of us find the same to-dos and the same moments."""
    expected = collections.Counter((clean(a["text"]), a["due"], STATUS[a["status"]]) for a in minutes["actions"])
    held = collections.Counter(slot["actual"]["start"][:19] for day in minutes["days"] for slot in day["slots"]
                               if slot["actual"])
    try:
        import icalendar
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        found = collections.Counter((str(t["SUMMARY"]), t["DUE"].dt.isoformat() if "DUE" in t else None, str(t["STATUS"]))
                                    for t in calendar.walk("VTODO"))
        if found != expected:
            fault(0, f"icalendar: {found - expected} too many, {expected - found} missing")
        zone = minutes["meeting"]["timezone"]
        import zoneinfo
        home = zoneinfo.ZoneInfo(zone)
        starts = collections.Counter(e["DTSTART"].dt.astimezone(home).replace(tzinfo=None).isoformat()
                                     for e in calendar.walk("VEVENT") if "X-MINUTEBOOK-HELD" in e)
        if starts != held:
            fault(0, f"icalendar: held at {starts - held}, not at {held - starts}")
        descriptions = [unescaped(properties["DESCRIPTION"][0][1]) for _, _, properties in lines if properties["DESCRIPTION"]]
        if sorted(str(one["DESCRIPTION"]) for one in calendar.walk() if "DESCRIPTION" in one) != sorted(descriptions):
            fault(0, "icalendar: other descriptions")
        for component in calendar.walk():
            if component.errors:
                fault(0, f"icalendar: {component.errors}")
    except ImportError:
        pass
    try:
        import vobject
        calendar = vobject.readOne(path.read_bytes().decode("utf-8"))
        found = collections.Counter((t.summary.value, t.due.value.isoformat() if hasattr(t, "due") else None, t.status.value)
                                    for t in getattr(calendar, "vtodo_list", []))
        if found != expected:
            fault(0, f"vobject: {found - expected} too many, {expected - found} missing")
        for event in getattr(calendar, "vevent_list", []):
            event.validate(raiseException=True)
    except ImportError:
        pass
    except Exception as error:  # what vobject raises has many types
        fault(0, f"vobject: {error!r}")


def main(arguments):
    files = []
    for argument in map(pathlib.Path, arguments):
        files += sorted(argument.glob("*.ics")) if argument.is_dir() else [argument]
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    faults = [fault for file in files for fault in lint(file)]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(files)} calendars, {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
