"""What the validators share: which files there are, and what an export for people shows of a text."""

import pathlib
import re
import sys
import unicodedata

# Marks that turn the direction of what follows, or that nobody sees: shown as U+FFFD.
HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069\ufeff]")
MARKS = 16


def clean(text):
    """A text as an export for people shows it: on one line, controls gone, ends trimmed, no flood of marks on one letter."""
    text = re.sub("[\t\n\r\x85\u2028\u2029]", " ", text)
    text = re.sub("[\x00-\x1f\x7f-\x9f]", "", text)
    text = HIDDEN.sub("\ufffd", text)
    kept, marks = [], 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MARKS:
            kept.append(sign)
    return "".join(kept).strip()


def squeezed(text):
    """The same with one blank for several, as pages show them, and without the marks that keep a full stop where it belongs."""
    return re.sub(r"\s+", " ", re.sub("[\u200e\u200f]", "", text.replace("\u00a0", " "))).strip()


def files(ending, arguments):
    """The files of that ending: those named, or all of a folder."""
    found = []
    for argument in map(pathlib.Path, arguments):
        found += sorted(argument.glob(f"*.{ending}")) if argument.is_dir() else [argument]
    return found


def beside(path, ending):
    """The JSON export of the same meeting, which lies beside it under the same name."""
    return path.with_name(path.name[: -len(ending) - 1] + ".json")


def entries(minutes):
    """All lines of the minutes with their depths, in reading order, slot by slot."""

    def walk(lines, depth):
        for line in lines:
            yield depth, line
            yield from walk(line["children"], depth + 1)

    for day in minutes["days"]:
        for slot in day["slots"]:
            yield slot, list(walk(slot["entries"], 0))


def report(name, ending, arguments, lint):
    """Lints each file, prints the faults, and says how it went: exit 0 where all is well, 1 with faults, 2 without files."""
    found = files(ending, arguments)
    faults = [f"{path}: {fault}" for path in found for fault in lint(path)]
    print(*faults[:200], sep="\n", end="\n" if faults else "")
    print(f"{name}: {len(found)} files, {len(faults)} faults", file=sys.stderr)
    return 2 if not found else 1 if faults else 0
