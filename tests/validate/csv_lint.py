#!/usr/bin/env python3
"""Holds sheets of ours against RFC 4180 and against the JSON export of the same meeting.

Usage: csv_lint.py FILE.actions.csv|FILE.slots.csv|FOLDER ...      exit 0: all is well; 1: each fault on a line
Samples: MINUTEBOOK_SAMPLES=FOLDER cargo test --test minutes -- --ignored calendars_sheets_and_drafts

With soffice on the machine the first 25 sheets are opened in LibreOffice too: no cell of them may have become a formula.
"""

import csv
import io
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from shown import clean

RISKY = tuple("=+-@\t\r\0＝＋－＠")


def bare(cell):
    """A cell without the apostrophes that keep it from running."""
    cell = cell[1:] if cell.startswith("'") and cell[1:].startswith(RISKY) else cell
    return re.sub(r"(;\"*)'(?=[=+\-@＝＋－＠])", r"\1", cell)


def lint(path):
    faults = []
    data = path.read_bytes()
    if not data.startswith(b"\xef\xbb\xbf"):
        faults.append("no byte order mark")
    text = data.decode("utf-8-sig")
    if text.count("\n") != text.count("\r\n") or text.count("\r") != text.count("\r\n") or not text.endswith("\r\n"):
        faults.append("a line that does not end with CRLF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if len({len(row) for row in rows}) != 1:
        faults.append("rows of several lengths")
    faults += [f"runs: {cell!r}" for row in rows for cell in row if cell.startswith(RISKY)]
    faults += [f"runs behind a semicolon: {cell!r}" for row in rows for cell in row
               if re.search(r';"*[=+\-@＝＋－＠]', cell)]
    minutes = path.with_name(path.name.split(".")[0] + ".json")
    if minutes.exists():
        found = [dict(zip(rows[0], map(bare, row))) for row in rows[1:]]
        (actions if ".actions." in path.name else slots)(json.loads(minutes.read_text("utf-8")), found, faults)
    return [f"{path}: {fault}" for fault in faults]


def names(people):
    return "; ".join(map(clean, people))


def compared(found, wanted, faults):
    """Row for row and column for column; a column of which nothing is known here is one that should not be there."""
    for number, (row, other) in enumerate(zip(found, wanted), 1):
        faults += [f"row {number}: {name} is {row.get(name)!r}, not {other.get(name)!r}"
                   for name in row.keys() | other.keys() if row.get(name) != other.get(name)]
    if len(found) != len(wanted):
        faults.append(f"{len(found)} rows of {len(wanted)}")


def actions(minutes, found, faults):
    slots = {slot["id"]: (str(number), day["date"] or "", clean(slot["title"]))
             for number, day in enumerate(minutes["days"], 1) for slot in day["slots"]}
    conflicts = dict(told for day in minutes["days"] for slot in day["slots"] for told in conflicts_of(slot["entries"]))
    compared(found, [{
        "number": str(one["number"]), "text": clean(one["text"]), "owners": names(one["owners"]), "due": one["due"] or "",
        "status": (one.get("later") or one)["status"], "priority": str(one.get("priority") or ""), "tickets": " ".join(one["tickets"]),
        **dict(zip(("day", "date", "slot"), slots[one["slot"]])), "meeting": clean(minutes["meeting"]["title"]),
        "conflict": "; ".join(map(clean, conflicts.get(one["id"], []))), "carried": "",
    } for one in minutes["actions"]] + [{
        "number": str(one["number"]), "text": clean(one["text"]), "owners": names(one["now"]["owners"]),
        "due": one["now"]["due"] or "", "status": "open", "priority": str(one.get("priority") or ""),
        "tickets": " ".join(one["tickets"]), "slot": clean(one["from"]["slot"]), "day": "",
        "date": one["from"]["date"] or "", "meeting": clean(one["from"]["title"]), "conflict": "",
        "carried": str(one["carried"] + 1),
    } for one in minutes.get("carried", []) if one["now"]["status"] == "open"], faults)


def conflicts_of(entries):
    for entry in entries:
        yield entry["id"], entry.get("conflict", [])
        yield from conflicts_of(entry["children"])


def slots(minutes, found, faults):
    def moment(times, name):
        return times[name][:19].replace("T", " ") if times and times[name] else ""

    compared(found, [{
        "day": str(number), "date": day["date"] or "", "slot": clean(slot["title"]), "kind": slot["kind"],
        "chair": names(slot["chair"]), "requested by": clean(slot["requested_by"] or ""),
        "planned start": moment(slot["planned"], "start"),
        "planned minutes": str(slot["planned"]["minutes"] if slot["planned"]["minutes"] is not None else ""),
        "held start": moment(slot["actual"], "start"), "held end": moment(slot["actual"], "end"),
        "seconds": str(int(slot["actual"]["seconds"])) if slot["actual"] else "", "outcome": slot["outcome"].replace("_", " "),
        "zone": minutes["meeting"]["timezone"], "meeting": clean(minutes["meeting"]["title"]),
    } for number, day in enumerate(minutes["days"], 1) for slot in day["slots"]], faults)


def live(files):
    """The cells that LibreOffice takes for formulas."""
    with tempfile.TemporaryDirectory() as out:
        subprocess.run(["soffice", "--headless", "--convert-to", "fods", "--outdir", out, *map(str, files)],
                       check=True, capture_output=True, timeout=300)
        return [f"{sheet.name}: {cell}" for sheet in pathlib.Path(out).glob("*.fods")
                for cell in re.findall(r'table:formula="[^"]*"', sheet.read_text("utf-8"))]


def main(arguments):
    files = []
    for argument in map(pathlib.Path, arguments):
        files += sorted(argument.glob("*.csv")) if argument.is_dir() else [argument]
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    faults = [fault for file in files for fault in lint(file)]
    if shutil.which("soffice"):
        faults += live(files[:25])
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(files)} sheets, {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
