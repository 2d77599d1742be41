#!/usr/bin/env python3
"""Reads wiki markup of ours as pandoc does (its reader of Jira's markup) and finds the facts of the JSON export beside it.

Usage: wiki_lint.py FILE.wiki|FOLDER ...      needs pandoc; Atlassian's own parser, which takes long to install, is asked by `wiki.mjs`

A page may hold headings, lists, tables, quotes, bold and italic words and links to the web; nothing else that either program knows.
"""

import json
import re
import subprocess
import sys

import facts
import shown

KNOWN = {"Header", "Para", "Plain", "BulletList", "BlockQuote", "Table", "Str", "Space", "SoftBreak", "LineBreak", "Strong", "Emph", "Link"}
# Characters that stand for those that cannot be escaped.
LOOKALIKES = str.maketrans("∣∖＆∶․！\ue000", "|\\&:.!~")
BOXES = {"☐": "open", "☑": "done", "☒": "dropped"}
DAY_TABLE = ["Time", "Topic", "Chair", "Discussion topics", "Notes and action items"]
TOGETHER = 50


# An escape that Jira knows and pandoc does not.
TILDE = "\ue000"


def parsed(paths):
    """The pages, each as its blocks. A page begins with the only heading of the first level; starting pandoc takes longer than reading."""
    whole = "\n\n".join(path.read_text("utf-8") for path in paths).replace("\\~", TILDE)
    done = subprocess.run(["pandoc", "-f", "jira", "-t", "json"], input=whole.encode(), capture_output=True, check=True)
    pages = []
    for block in json.loads(done.stdout)["blocks"]:
        if block["t"] == "Header" and block["c"][0] == 1:
            pages.append([])
        pages[-1].append(block)
    return pages


def words(inlines):
    text = ""
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind in ("Link", "Strong", "Emph"):
            text += words(content[1] if kind == "Link" else content)
        else:
            text += content if kind == "Str" else " "
    return text


def read(inlines):
    """What a line says. Jira knows escapes that pandoc leaves as they stand, and links to addresses in any letters."""
    text = re.sub(r"\[([^\[\]|]*)\|(?:https?://|mailto:)[^\]\s]*\]", r"\1", words(inlines))
    text = re.sub(r"\[((?:https?://|mailto:)[^\[\]|\s]+)\]", r"\1", text)
    return re.sub(r"\\([^\w\s])", r"\1", text).translate(LOOKALIKES)


def links(inlines):
    for inline in inlines:
        if inline["t"] == "Link":
            yield inline["c"][2][0]
        elif inline["t"] in ("Strong", "Emph"):
            yield from links(inline["c"])


def folded(text):
    """In the text of a link brackets are parentheses, in an address some signs are encoded, and pandoc decodes entities there."""
    for sign in "[]!|\\`":
        text = text.replace(f"%{ord(sign):X}", sign)
    return text.replace("&amp;", "&").translate(str.maketrans("[]", "()"))


def items(lists, depth=0):
    for item in lists:
        said = [block for block in item if block["t"] in ("Para", "Plain")]
        text = " ".join(read(block["c"]) for block in said).strip()
        box = BOXES.get(text[:1])
        yield "item", depth, box, text[box is not None :].strip(), [link for block in said for link in links(block["c"])]
        for block in item:
            if block["t"] == "BulletList":
                yield from items(block["c"], depth + 1)


def rows(table):
    _, _, _, head, bodies, _ = table
    return [[cell[4] for cell in row[1]] for row in [*head[1], *(row for body in bodies for row in [*body[2], *body[3]])]]


def blocks(page):
    """What a reader finds, see `facts`."""
    for block in page:
        kind, content = block["t"], block["c"]
        if kind == "Header":
            yield "heading", content[0], read(content[2])
        elif kind in ("Para", "Plain"):
            lines = [[]]
            for inline in content:
                lines.append([]) if inline["t"] in ("LineBreak", "SoftBreak") else lines[-1].append(inline)
            for line in filter(None, lines):
                name, _, value = read(line).partition(": ")
                yield "fact", name, value
                yield "line", read(line)
        elif kind == "BulletList":
            yield from items(content)
        elif kind == "Table":
            cells = rows(content)
            yield "table", [[" ".join(read(block["c"]) for block in cell) for cell in row] for row in cells]


def live(node):
    """What is none of the things that our pages are made of."""
    if isinstance(node, dict):
        if node.get("t", "Str") not in KNOWN and not re.match("Align|ColWidth", node["t"]):
            yield f"{node['t']} {str(node.get('c'))[:60]}"
        if node.get("t") == "Link" and not re.match(r"(?i)https?://|mailto:", node["c"][2][0]):
            yield f"a link to {node['c'][2][0]!r}"
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from live(inner)


def lint(path, page):
    yield from live(page)
    minutes = shown.beside(path, "wiki")
    if minutes.exists():
        yield from facts.compare(blocks(page), json.loads(minutes.read_text("utf-8")), folded)


def together(paths):
    """Each page with its blocks, many read at once."""
    for at in range(0, len(paths), TOGETHER):
        some = paths[at : at + TOGETHER]
        pages = parsed(some)
        if len(pages) != len(some):
            # One of them begins in the middle of another.
            pages = [sum(parsed([path]), []) for path in some]
        yield from zip(some, pages)


def main(arguments):
    found = dict(together(shown.files("wiki", arguments)))
    return shown.report("Wiki markup", "wiki", arguments, lambda path: lint(path, found[path]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if len(sys.argv) > 1 else print(__doc__) or 2)
