#!/usr/bin/env python3
"""Whether the validators would see a fault: each fact of a meeting is changed in the JSON, and each form has to be found to say otherwise.

Usage: can_fail.py FOLDER ...      a folder of exports, of which some are taken; needs all that the validators need

A form is asked only for the facts that it carries. Exits 1 with a line for each change that a validator did not see.
"""

import copy
import json
import pathlib
import shutil
import sys
import tempfile

import confluence_lint
import csv_lint
import docx_lint
import eml_lint
import html_lint
import ics_lint
import markdown_lint
import org_lint
import plain_lint
import shown
import wiki_lint

MEETINGS = 20


def entries(minutes, kind=None):
    for _, lines in shown.entries(minutes):
        yield from (line for _, line in lines if kind in (None, line["kind"]))


def in_both(minutes, change):
    """An action item stands among what was said, and once more in the list of all."""
    number = next((one["number"] for one in minutes["actions"]), None)
    for one in [*minutes["actions"], *entries(minutes, "action")]:
        if one["number"] == number:
            change(one)


def held(minutes):
    return next((slot for day in minutes["days"] for slot in day["slots"] if slot["actual"]), None)


def planned(minutes):
    return next((slot for day in minutes["days"] for slot in day["slots"]
                 if slot["planned"]["minutes"] and not slot.get("moved_from") and not slot.get("withdrawn")), None)


def first(found, change):
    for one in found:
        return change(one)


def later(time):
    hour = (int(time[11:13]) + 1) % 24
    return f"{time[:11]}{hour:02}{time[13:]}"


def moved_up(minutes):
    """The first line that stands below another comes to stand beside it."""
    for _, lines in shown.entries(minutes):
        for depth, line in lines:
            if depth == 1 and line["children"] and line["kind"] not in ("proposal", "decision"):
                line["children"][0]["children"][:0] = line["children"][1:2]
                if len(line["children"]) > 1:
                    del line["children"][1]
                    return


def to_another_slot(minutes):
    slots = [slot for day in minutes["days"] for slot in day["slots"] if slot["outcome"] != "not_reached"]
    for slot, other in zip(slots, slots[1:]):
        if slot["entries"] and slot["entries"][-1]["kind"] == "note":
            other["entries"].append(slot["entries"].pop())
            return


PAGES = {"md", "html", "txt", "confluence.xml", "wiki", "docx", "eml", "org"}
SHEET, SLOTS, CALENDAR = {"actions.csv"}, {"slots.csv"}, {"ics"}
CHANGES = {
    "who has to do it": (PAGES | SHEET | CALENDAR, lambda m: in_both(m, lambda one: one.update(owners=["Somebody Else"]))),
    "when it is due": (PAGES | SHEET | CALENDAR, lambda m: in_both(m, lambda one: one.update(due="2031-01-02"))),
    "its status": (PAGES | SHEET | CALENDAR, lambda m: in_both(m, lambda one: one.update(
        status={"open": "done", "done": "open", "dropped": "open"}[one["status"]]))),
    "its number": (PAGES | SHEET | CALENDAR, lambda m: in_both(m, lambda one: one.update(number=one["number"] + 1000))),
    "its priority": (PAGES | SHEET | CALENDAR, lambda m: in_both(m, lambda one: one.update(priority=one.get("priority", 0) % 5 + 1))),
    "its text": (PAGES | SHEET | CALENDAR, lambda m: in_both(m, lambda one: one.update(text=one["text"] + "!?"))),
    "a line's text": (PAGES | CALENDAR, lambda m: first(entries(m, "note"), lambda one: one.update(text=one["text"] + "!?"))),
    "a line's kind": (PAGES | CALENDAR, lambda m: first(entries(m, "question"), lambda one: one.update(kind="info"))),
    "how deep a line stands": (PAGES | CALENDAR, moved_up),
    "in which slot": (PAGES | CALENDAR, to_another_slot),
    "a slot's title": (PAGES | SLOTS | CALENDAR, lambda m: first((s for d in m["days"] for s in d["slots"]),
                                                             lambda one: one.update(title=one["title"] + "!?"))),
    "a slot's chair": (PAGES | SLOTS | CALENDAR, lambda m: first((s for d in m["days"] for s in d["slots"]),
                                                             lambda one: one.update(chair=["Somebody Else"]))),
    "a day's date": (PAGES | SLOTS | CALENDAR, lambda m: first(m["days"], lambda one: one["slots"] and one.update(date="2031-01-02"))),
    "when a slot was planned": (PAGES | SLOTS, lambda m: first(filter(None, [planned(m)]), lambda one: one["planned"].update(
        minutes=one["planned"]["minutes"] + 7))),
    "when a slot was held": (PAGES | SLOTS | CALENDAR, lambda m: first(filter(None, [held(m)]), lambda one: one["actual"].update(
        start=later(one["actual"]["start"])))),
    "who was there": (PAGES, lambda m: first((one for one in m["people"] if one["attendance"]), lambda one: one.update(attendance=[]))),
}


def readers(folder):
    """How each form is read; what is read by another program is read once."""
    pages = dict(wiki_lint.together(sorted(folder.glob("*.wiki"))))
    tasks = org_lint.parsed(sorted(folder.glob("*.org")))
    return {
        "md": markdown_lint.lint, "html": html_lint.lint, "txt": plain_lint.lint, "confluence.xml": confluence_lint.lint,
        "wiki": lambda path: wiki_lint.lint(path, pages[path]), "docx": docx_lint.lint, "eml": eml_lint.lint,
        "org": lambda path: org_lint.lint(path, tasks[path]), "actions.csv": csv_lint.lint, "slots.csv": csv_lint.lint, "ics": ics_lint.lint,
    }


def unseen(folder):
    """For each change the forms in which nobody saw it."""
    read = readers(folder)
    seen_at_all = set()
    for name in sorted(path.stem for path in folder.glob("*.json")):
        file = folder / f"{name}.json"
        text = file.read_text("utf-8")
        minutes = json.loads(text)
        for what, (forms, change) in CHANGES.items():
            changed = copy.deepcopy(minutes)
            change(changed)
            if changed == minutes:
                continue
            seen_at_all.add(what)
            file.write_text(json.dumps(changed), "utf-8")
            yield from (f"{name}.{form}: nobody sees that {what} is another" for form in sorted(forms)
                        if not list(read[form](folder / f"{name}.{form}")))
        file.write_text(text, "utf-8")
    yield from (f"no meeting to try this with: {what}" for what in CHANGES.keys() - seen_at_all)


def main(arguments):
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        for path in shown.files("json", arguments)[:MEETINGS]:
            for file in path.parent.glob(f"{path.stem}.*"):
                shutil.copy(file, folder)
        faults = list(unseen(folder))
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(CHANGES)} changes, {len(faults)} not seen", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else print(__doc__) or 2)
