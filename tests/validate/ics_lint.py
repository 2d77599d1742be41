#!/usr/bin/env python3
"""Holds calendars of ours against RFC 5545, byte by byte, and against the JSON export of the same meeting.

Usage: ics_lint.py FILE.ics|FOLDER ...      exit 0: all is well; 1: each fault on a line as FILE:LINE: what
Samples: MINUTEBOOK_SAMPLES=FOLDER cargo test --test minutes -- --ignored calendars_sheets_and_drafts

Libraries accept what other programs choke on: bare line feeds, lines that are too long, characters cut by a fold, components
without UID. So the bytes are looked at first, then python-icalendar and vobject read the file (where they are installed),
and what they find must be the facts of the JSON file beside it, neither more nor less.
"""

import collections
import json
import pathlib
import re
import sys

from shown import clean

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
        facts(json.loads(minutes.read_text("utf-8")), found, fault)
        libraries(path, json.loads(minutes.read_text("utf-8")), fault)
    return faults


def wanted(minutes):
    return collections.Counter(
        (a["number"], clean(a["text"]), a["due"], STATUS[a["status"]], tuple(map(clean, a["owners"])), a.get("priority"))
        for a in minutes["actions"])


def facts(minutes, found, fault):
    """What the lines say must be what the JSON says."""

    def one(properties, name):
        return unescaped(properties[name][0][1]) if properties[name] else None

    def todo(properties):
        due, priority = one(properties, "DUE"), one(properties, "PRIORITY")
        due = due and f"{due[:4]}-{due[4:6]}-{due[6:8]}"
        owners = tuple(unescaped(value) for _, value in properties["X-MINUTEBOOK-OWNER"])
        priority = priority and (int(priority) + 1) // 2
        return (int(one(properties, "X-MINUTEBOOK-NUMBER")), one(properties, "SUMMARY"), due, one(properties, "STATUS"),
                owners, priority)

    todos = collections.Counter(todo(properties) for name, _, properties in found if name == "VTODO")
    for extra in (todos - wanted(minutes)).elements():
        fault(0, f"a to-do that the JSON has not: {extra}")
    for missing in (wanted(minutes) - todos).elements():
        fault(0, f"an action item that is no to-do: {missing}")
    slots = collections.Counter(clean(slot["title"]) for day in minutes["days"] for slot in day["slots"])
    events = collections.Counter(one(properties, "SUMMARY") for name, _, properties in found
                                 if name in ("VEVENT", "VJOURNAL"))
    if slots != events:
        fault(0, f"slots {slots - events} are no events, events {events - slots} no slots")


def libraries(path, minutes, fault):
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
