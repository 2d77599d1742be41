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


def actions(minutes, found, faults):
    titles = {slot["id"]: clean(slot["title"]) for day in minutes["days"] for slot in day["slots"]}
    wanted = [(str(a["number"]), clean(a["text"]), "; ".join(map(clean, a["owners"])), a["due"] or "", a["status"],
               str(a.get("priority") or ""), " ".join(a["tickets"]), titles[a["slot"]]) for a in minutes["actions"]]
    names = ["number", "text", "owners", "due", "status", "priority", "tickets", "slot"]
    rows = [tuple(row[name] for name in names) for row in found]
    faults += [f"not in both: {row}" for row in set(rows) ^ set(wanted)]
    if len(rows) != len(wanted):
        faults.append(f"{len(rows)} rows for {len(wanted)} action items")


def slots(minutes, found, faults):
    def moment(times, name):
        return times[name][:19].replace("T", " ") if times and times[name] else ""

    wanted = [(str(number), day["date"] or "", clean(slot["title"]), moment(slot["planned"], "start"),
               str(slot["planned"]["minutes"] if slot["planned"]["minutes"] is not None else ""),
               moment(slot["actual"], "start"), moment(slot["actual"], "end"))
              for number, day in enumerate(minutes["days"], 1) for slot in day["slots"]]
    names = ["day", "date", "slot", "planned start", "planned minutes", "held start", "held end"]
    rows = [tuple(row[name] for name in names) for row in found]
    if rows != wanted:
        faults += [f"{row} should be {other}" for row, other in zip(rows, wanted) if row != other][:3]
        faults.append(f"{len(rows)} rows for {len(wanted)} slots")


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
