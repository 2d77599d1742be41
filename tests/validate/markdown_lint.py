#!/usr/bin/env python3
"""Reads Markdown of ours with GitHub's own parser and finds the facts of the JSON export beside it.

Usage: markdown_lint.py FILE.md|FOLDER ...      needs cmark-gfm (Debian: cmark-gfm); with pandoc a second parser is asked

Markdown is never refused by a parser, so what counts is what it sees: no HTML, no picture and no link that we did not write, each
line of the minutes word for word at its depth, each action item as a task with its box.
"""

import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import facts
import shown

NS = "{http://commonmark.org/xml/1.0}"
LIVE = {"html_block", "html_inline", "image", "code_block", "code", "custom_block", "custom_inline", "footnote_reference"}


def parsed(path):
    extensions = [part for name in ("table", "tasklist", "strikethrough", "autolink") for part in ("-e", name)]
    done = subprocess.run(["cmark-gfm", *extensions, "--sourcepos", "-t", "xml", path], capture_output=True, check=True)
    text = re.sub(r"<!DOCTYPE[^>]*>", "", done.stdout.decode("utf-8"))
    return ElementTree.fromstring(text)


def words(element):
    """What an element shows, without the lists in it."""
    tag = element.tag.removeprefix(NS)
    if tag == "text":
        return element.text or ""
    if tag in ("softbreak", "linebreak"):
        return " "
    return "".join(words(child) for child in element if child.tag.removeprefix(NS) not in ("list",))


def box(item, lines):
    """Whether a task is ticked. cmark-gfm 0.29 takes one for ticked where `[x]` stands anywhere on its line; its source tells."""
    ticked = item.get("completed", "false") == "true"
    if ticked and "[x]" in words(item):
        ticked = lines[int(item.get("sourcepos").split(":")[0]) - 1].lstrip(" ").startswith("- [x]")
    return "closed" if ticked else "open"


def items(element, lines, depth=0):
    """Each item of a list: its depth, its box, what it says and where it leads."""
    for child in element:
        tag = child.tag.removeprefix(NS)
        if tag in ("item", "tasklist", "taskitem"):
            ticked = None if tag == "item" else box(child, lines)
            lists = [inner for inner in child if inner.tag == f"{NS}list"]
            below = {link for inner in lists for link in inner.iter(f"{NS}link")}
            links = [link.get("destination", "") for link in child.iter(f"{NS}link") if link not in below]
            yield "item", depth, ticked, words(child), links
            for inner in lists:
                yield from items(inner, lines, depth + 1)


def blocks(tree, lines):
    """What a reader finds on the page, see `facts`."""
    for child in tree:
        tag = child.tag.removeprefix(NS)
        if tag == "heading":
            yield "heading", int(child.get("level")), words(child)
        elif tag == "paragraph":
            yield "line", words(child)
        elif tag == "block_quote":
            yield "plan", words(child)
        elif tag == "list":
            yield from items(child, lines)
        elif tag == "table":
            yield "table", [[words(cell) for cell in row] for row in child]


def lint(path):
    tree = parsed(path)
    for element in tree.iter():
        tag = element.tag.removeprefix(NS)
        if tag in LIVE:
            yield f"live: {tag} {''.join(element.itertext())[:60]!r}"
        if tag == "link" and not re.match(r"(https?://|mailto:)", element.get("destination", "")):
            yield f"a link to {element.get('destination')!r}"
    minutes = shown.beside(path, "md")
    if minutes.exists():
        lines = path.read_text("utf-8").split("\n")
        yield from facts.compare(blocks(tree, lines), json.loads(minutes.read_text("utf-8")))
    # A second opinion takes a tenth of a second each.
    if shutil.which("pandoc") and path.stem.endswith(("0", "5")):
        yield from pandoc(path)


def pandoc(path):
    """A second parser finds no raw HTML either, and no other links."""
    done = subprocess.run(["pandoc", "-f", "gfm", "-t", "json", path], capture_output=True, check=True)

    def walk(node):
        if isinstance(node, dict):
            if node.get("t") in ("RawInline", "RawBlock", "Image", "CodeBlock", "Code"):
                yield f"pandoc: {node['t']} {str(node.get('c'))[:60]}"
            if node.get("t") == "Link" and not re.match(r"(https?://|mailto:)", node["c"][2][0]):
                yield f"pandoc: a link to {node['c'][2][0]!r}"
            node = list(node.values())
        if isinstance(node, list):
            for inner in node:
                yield from walk(inner)

    yield from walk(json.loads(done.stdout)["blocks"])


if __name__ == "__main__":
    sys.exit(shown.report("Markdown", "md", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
