#!/usr/bin/env python3
"""Has Emacs read Org files of ours and finds the facts of the JSON export beside them.

Usage: org_lint.py FILE.org|FOLDER ...      needs Emacs (Debian: emacs-nox); exit 0: all is well; 1: each fault on a line

Emacs' Org is what reads: see `org.el`. Action items are read where they were said and once more as tasks of Org, with deadline, priority,
owners and tags; clocks and timestamps beside the words for them.
"""

import collections
import json
import pathlib
import re
import subprocess
import sys

import facts
import shown
from shown import clean, squeezed

READER = pathlib.Path(__file__).with_name("org.el")
HEAD = {"SERIES": "Series", "LOCATION": "Where", "LINK": "Link", "CHAIR": "Chair", "SCRIBE": "Scribe", "PEOPLE": "People", "GROUPS": "Groups"}
STATUS = {"TODO": "open", "DONE": "done", "CANCELLED": "dropped"}
TOGETHER = 100


def parsed(paths):
    """What Emacs reads of each file."""
    read = {}
    for at in range(0, len(paths), TOGETHER):
        some = list(map(str, paths[at : at + TOGETHER]))
        done = subprocess.run(["emacs", "-Q", "--batch", "-l", READER, *some], capture_output=True, check=True)
        for line in done.stdout.decode("utf-8").splitlines():
            one = json.loads(line)
            read[pathlib.Path(one["file"])] = one
    return read


def seen(text):
    """Without the mark that keeps a sign from being markup: it has no width."""
    return squeezed(text.replace("\u200b", ""))


def list_of(value):
    """The names of a property; a semicolon within one has a backslash before it."""
    names = re.findall(r"(?:^|; )((?:\\.|[^\\;])*)", seen(value))
    return [re.sub(r"\\(.)", r"\1", name) for name in names]


def org_words(text):
    """An item as pages have it: a priority and a dropped item have marks of Org's own."""
    text = re.sub(r" · \[#([A-E])\](?= · |$)", lambda found: f" · priority {ord(found[1]) - 64}", text)
    return re.sub(r" · CANCELLED$", " · dropped", text)


class Reader:
    """Makes pages' blocks of Org's, and keeps what only Org has."""

    def __init__(self, blocks):
        self.page, self.tasks, self.beside = [], [], []
        self.part, self.properties = None, {}
        for kind, *values in blocks:
            getattr(self, kind)(*values)
        self.flush()

    def flush(self):
        """The properties of a heading, as the line below it."""
        found, self.properties = self.properties, {}
        if not found:
            return
        chair = ", ".join(list_of(found["CHAIR"])) if "CHAIR" in found else ""
        facts_of = [f"Chair: {chair}"] * bool(chair) + [seen(found.get("TIMES", ""))]
        if self.part == "task":
            self.tasks[-1].update(number=int(found["NUMBER"]), owners=list_of(found["OWNER"]) if "OWNER" in found else [],
                                  slot=seen(found.get("SLOT", "")))
        elif self.part == "head":
            for name, value in found.items():
                if name in HEAD:
                    value = seen(value) if name in ("SERIES", "LOCATION", "LINK") else ", ".join(list_of(value))
                    self.page.append(("fact", HEAD[name], value))
        elif any(facts_of):
            self.page.append(("line", " · ".join(filter(None, facts_of))))

    def headline(self, level, title, keyword, deadline, priority, tags):
        self.flush()
        title = seen(title)
        if keyword:
            self.part = "task"
            self.tasks.append({"text": title or "(no text)", "status": STATUS[keyword], "due": deadline,
                               "priority": priority and ord(priority) - 64, "tags": list(tags)})
            return
        self.part = "day"
        if level == 1:
            title = re.sub(r"^(.+) (\d{4}-\d\d-\d\d)$", r"\1: \2", title)
        if level == 2:
            self.beside.append({"planned": None, "clocks": []})
        self.page.append(("heading", level + 1, title))

    def property(self, name, value):
        if self.part is None:
            self.part = "head"
        self.properties[name] = value

    def keyword(self, name, value):
        self.flush()
        if name == "TITLE":
            self.page.append(("heading", 1, seen(value)))

    def planned(self, raw):
        found = re.match(r"<(\d{4}-\d\d-\d\d) \w+ (\d\d:\d\d)", raw)
        self.beside[-1]["planned"] = f"{found[1]}T{found[2]}"

    def clock(self, raw, duration):
        ends = [f"{date}T{clock}" for date, clock in re.findall(r"\[(\d{4}-\d\d-\d\d) \w+ (\d\d:\d\d)\]", raw)]
        self.beside[-1]["clocks"].append(ends)

    def item(self, depth, box, text, links):
        self.flush()
        name, tag, value = seen(text).partition(" :: ")
        if tag and not any(block[0] == "heading" and block[1] > 1 for block in self.page):
            self.page.append(("fact", name, value))
        else:
            self.page.append(("item", depth, box, org_words(seen(text)), links))

    def line(self, text):
        self.flush()

    def table(self, rows):
        self.flush()
        self.page.append(("table", [[seen(cell) for cell in row] for row in rows]))


def clocked(clocks):
    """When the first began and the last stopped; of one that runs only the beginning is there."""
    if not clocks:
        return None
    return min(clock[0] for clock in clocks), None if any(len(clock) < 2 for clock in clocks) else max(clock[1] for clock in clocks)


def lint(path, read):
    yield from read["faults"]
    beside = shown.beside(path, "org")
    if not beside.exists():
        return
    minutes = json.loads(beside.read_text("utf-8"))
    reader = Reader(read["blocks"])
    found, wanted = facts.read(reader.page), facts.expected(minutes)
    # The name of a link has no brackets.
    for one in (found, wanted):
        one["lists"] = collections.Counter((kind, re.sub(r"[\[\]]", "", text)) for kind, text in one["lists"].elements())
    del wanted["owners"]
    yield from facts.differences(found, wanted)
    slots = [slot for day in minutes["days"] for slot in day["slots"]]
    titles = {slot["id"]: squeezed(clean(slot["title"])) for slot in slots}
    yield from facts.differences(reader.tasks, [{
        "number": one["number"], "text": facts.shown(one["text"]), "status": one["status"], "due": one["due"], "priority": one.get("priority"),
        "owners": [name for name in (squeezed(clean(name)) for name in one["owners"]) if name], "slot": titles[one["slot"]],
        "tags": [tag for tag in (re.sub(r"\W", "_", clean(name)) for name in one["owners"]) if tag],
    } for one in minutes["actions"]], "tasks")
    timed = [{"planned": one["planned"], "held": clocked(one["clocks"])}
             for one in reader.beside[: len(slots)]]
    yield from facts.differences(timed, [{
        "planned": facts.minute(slot["planned"]["start"]),
        "held": slot["actual"] and (facts.minute(slot["actual"]["start"]), facts.minute(slot["actual"]["end"])),
    } for slot in slots], "timestamps")


def main(arguments):
    read = parsed(shown.files("org", arguments))
    return shown.report("Org", "org", arguments, lambda path: lint(path, read[path]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else print(__doc__) or 2)
