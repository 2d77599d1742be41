#!/usr/bin/env python3
"""Reads minutes in plain text by their layout alone and holds them against the JSON of the same meeting.

Usage: plain_lint.py FILE.txt|FOLDER ...      exit 0: all is well; 1: each fault on a line

The layout: lines of at most 72 columns, only an address is longer. A heading is underlined, with `=` the title, days and lists at the end,
with `-` slots and owners, with `.` subtopics. `- ` begins an item, two columns further in for each level, `- [ ] ` and `- [x] ` an action
item; what goes on stands below the words. What was prepared stands four columns in. Not compared: tables, whose rows go over several lines, and
where a long word was broken.
"""

import json
import re
import sys
import unicodedata

import facts
import shown

LEVELS = {"=": 2, "-": 3, ".": 4}
COLUMNS = 72


def columns(text):
    """How wide a terminal shows a text; what a joiner binds to the sign before it has no width of its own."""
    wide = lambda sign: 0 if unicodedata.category(sign) in ("Mn", "Me", "Cf") else 1 + (unicodedata.east_asian_width(sign) in "WF")
    return sum(map(wide, re.sub("\u200d.", "", text)))


def paragraphs(text):
    """The text in parts: runs of lines without an empty one between them."""
    return [part.split("\n") for part in re.split(r"\n{2,}", text.strip("\n"))]


def is_heading(lines):
    """Whether the last line underlines the others."""
    *text, line = lines
    return text and re.fullmatch(r"=+|-+|\.+", line) and len(line) == min(COLUMNS, max(map(columns, text)))


def items(lines):
    """The items of a list: how deep each stands, its box, and what it says."""
    found = []
    for line in lines:
        begin = re.match(r"( *)- (\[[ x]\] (?=#\d))?", line)
        # What goes on stands below the words, and never begins with a dash.
        if begin and (not found or len(begin[1]) <= 2 * found[-1][1] + 2):
            box = {"[ ] ": "open", "[x] ": "closed", None: None}[begin[2]]
            found.append(["item", len(begin[1]) // 2, box, line[begin.end() :]])
        else:
            found[-1][3] += "\n" + line
    return map(tuple, found)


def blocks(text):
    """What a reader finds, see `facts`."""
    title, *parts = paragraphs(text)
    yield "heading", 1, "\n".join(title[:-1])
    in_head = True
    for lines in parts:
        if is_heading(lines):
            in_head = False
            yield "heading", LEVELS[lines[-1][0]], "\n".join(lines[:-1])
        elif lines[0].startswith("    "):
            yield "plan", "\n".join(lines)
        elif in_head:
            # Before them stands that the meeting is still open, where it is.
            told = (re.match(r"([^:]*): (.*)", fact, re.S) for fact in re.split(r"\n(?! )", "\n".join(lines)))
            yield from (("fact", *fact.groups()) for fact in told if fact)
        elif re.match("- ", lines[0]):
            yield from items(lines)
        elif not any(re.fullmatch(r"-+(  -+)+", line) for line in lines):
            yield "line", "\n".join(lines)


def unbroken(text):
    """Without any blank: a long word is broken where a line ends."""
    return re.sub(r"\s", "", text)


def lint(path):
    yield from told(path.read_text("utf-8"), shown.beside(path, "txt"))


def told(text, minutes):
    """What is wrong with a text; `minutes` is the JSON of the same meeting, where there is one."""
    for number, line in enumerate(text.split("\n"), 1):
        if columns(line) > COLUMNS and not re.search(r"://|mailto:", line):
            yield f"line {number} has {columns(line)} columns"
        if re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]", line):
            yield f"line {number}: a control character or a mark that turns the direction"
    if minutes.exists():
        wanted = facts.expected(json.loads(minutes.read_text("utf-8")))
        del wanted["schedule"]
        for line in (line for day in wanted["days"] for slot in day["slots"] for line in slot["lines"]):
            # An address stands behind what is shown for it.
            line["text"] += "".join(f" <{link}>" for link in line.pop("links", ()) if link != line["text"])
        yield from facts.differences(facts.folded(facts.read(blocks(text)), unbroken), facts.folded(wanted, unbroken))


if __name__ == "__main__":
    sys.exit(shown.report("Plain text", "txt", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
