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

import shown

NS = "{http://commonmark.org/xml/1.0}"
LIVE = {"html_block", "html_inline", "image", "code_block", "code", "custom_block", "custom_inline", "footnote_reference"}


def parsed(path):
    extensions = [part for name in ("table", "tasklist", "strikethrough", "autolink") for part in ("-e", name)]
    done = subprocess.run(["cmark-gfm", *extensions, "-t", "xml", path], capture_output=True, check=True)
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


def items(element, depth=0):
    """Each item of a list: its depth, whether it is a task and a ticked one, and what it says."""
    for child in element:
        tag = child.tag.removeprefix(NS)
        if tag in ("item", "tasklist", "taskitem"):
            box = None if tag == "item" else child.get("completed", "false")
            yield depth, box, words(child)
            for inner in child:
                if inner.tag.removeprefix(NS) == "list":
                    yield from items(inner, depth + 1)


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
        yield from facts(tree, json.loads(minutes.read_text("utf-8")))
    # A second opinion takes a tenth of a second each.
    if shutil.which("pandoc") and path.stem.endswith(("0", "5")):
        yield from pandoc(path)


def facts(tree, minutes):
    """Each line of the minutes is an item of a list at its depth, in order; an action item is one with a box."""
    found = [item for child in tree if child.tag == f"{NS}list" for item in items(child)]
    headings = [shown.squeezed(words(child)) for child in tree if child.tag == f"{NS}heading"]
    at = 0
    for _, lines in shown.entries(minutes):
        under = 0  # what stands under a subtopic that is a heading stands one level higher
        for depth, line in lines:
            text = shown.squeezed(shown.clean(line["text"]))
            if line["kind"] == "subtopic" and depth == 0:
                if text and not any(text in heading for heading in headings):
                    yield f"the subtopic {text!r} is no heading"
                under = 1
                continue
            if line["kind"] == "vote":
                continue  # told with its proposal
            is_action = line["kind"] == "action"
            begin = f"#{line['number']} " if is_action else ""

            def fits(item):
                item_depth, box, said = item
                said = shown.squeezed(said)
                return (item_depth in (depth, depth - under) and (box is not None) == is_action and said.startswith(begin)
                        and text in said)

            place = next((n for n in range(at, len(found)) if fits(found[n])), None)
            if place is None:
                yield f"not in order, not at its depth, or not there: {text!r}"
                return
            # cmark-gfm 0.29 takes a task for a ticked one where `[x]` stands anywhere on its line.
            if is_action and found[place][1] != str(line["status"] != "open").lower() and "[x]" not in line["text"]:
                yield f"the box of {text!r} is {found[place][1]}, its status {line['status']}"
            at = place + 1
    for action in minutes["actions"]:
        who = ", ".join(shown.squeezed(shown.clean(owner)) for owner in action["owners"]) or "(no owner)"
        begin = f"#{action['number']} {who}"
        if not any(box is not None and shown.squeezed(text).startswith(begin) for _, box, text in found):
            yield f"no task begins {begin!r}"


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
