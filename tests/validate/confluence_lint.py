#!/usr/bin/env python3
"""A lint of Confluence's storage format, and the opinion of two parsers of it that are not ours.

    python3 -m venv VENV && VENV/bin/pip install markdown-to-confluence confluence-content-parser   (Python 3.12 or later)
    VENV/bin/python tests/validate/confluence_lint.py FILE.confluence.xml|FOLDER ...

Where the JSON export of the same meeting lies beside a page, its facts have to be found in it. Without the two
packages the lint alone is run, which needs nothing but Python. Exits 1 where anything is wrong.
"""

import collections
import datetime
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

import facts
import shown

AC = "{http://atlassian.com/content}"
RI = "{http://atlassian.com/resource/identifier}"
ROOT = (
    '<page xmlns:ac="http://atlassian.com/content" xmlns:ri="http://atlassian.com/resource/identifier">%s</page>'
)

# Where an element may stand; what is not named here stands anywhere that blocks or words do.
PARENTS = {
    f"{AC}task": {f"{AC}task-list"},
    f"{AC}task-id": {f"{AC}task"},
    f"{AC}task-uuid": {f"{AC}task"},
    f"{AC}task-status": {f"{AC}task"},
    f"{AC}task-body": {f"{AC}task"},
    f"{AC}task-list": {"page", "td", "li", "blockquote", f"{AC}task-body", f"{AC}rich-text-body"},
    f"{AC}parameter": {f"{AC}structured-macro"},
    f"{AC}rich-text-body": {f"{AC}structured-macro"},
    f"{RI}user": {f"{AC}link"},
    "li": {"ul", "ol"},
    "ul": {"page", "td", "li", "blockquote", f"{AC}task-body", f"{AC}rich-text-body"},
    "tbody": {"table"},
    "tr": {"tbody"},
    "th": {"tr"},
    "td": {"tr"},
    "table": {"page", "td", "blockquote", f"{AC}rich-text-body"},
}
# What our pages are made of.
WORDS = {"strong", "em", "a", "time", "br", f"{AC}link", f"{RI}user"}
BLOCKS = {"h1", "h2", "h3", "h4", "p", "blockquote", f"{AC}structured-macro"}
MACROS = {"details": {"id"}, "hidden": {"id", "hidden"}, "expand": {"title"}, "jira": {"server", "serverId", "key"}}


def name(element):
    return element.tag.replace(AC, "ac:").replace(RI, "ri:")


def structure(page):
    """What is wrong with how the elements stand in each other."""
    for parent in page.iter():
        for child in parent:
            if child.tag not in PARENTS and child.tag not in WORDS | BLOCKS:
                yield f"{name(child)}: not one of ours"
            elif child.tag in PARENTS and parent.tag not in PARENTS[child.tag]:
                yield f"{name(child)} in {name(parent)}"
        holds_elements = parent.tag in {f"{AC}task-list", f"{AC}task", "ul", "table", "tbody", "tr"}
        if holds_elements and "".join([parent.text or ""] + [child.tail or "" for child in parent]).strip():
            yield f"{name(parent)}: text between its elements"


def tasks(page):
    """What is wrong with the tasks."""
    seen = set()
    for task in page.iter(f"{AC}task"):
        parts = [name(child) for child in task]
        if parts != ["ac:task-id", "ac:task-status", "ac:task-body"]:
            yield f"task of {parts}"
            continue
        number, status, _ = task
        if not re.fullmatch(r"[1-9][0-9]*", number.text or ""):
            yield f"task id {number.text!r}"
        if number.text in seen:
            yield f"task id {number.text} twice"
        seen.add(number.text)
        if status.text not in {"incomplete", "complete"}:
            yield f"task status {status.text!r}"


def values(page):
    """What is wrong with dates, mentions, links and macros."""
    for time in page.iter("time"):
        try:
            datetime.date.fromisoformat(time.get("datetime", ""))
        except ValueError:
            yield f"date {time.get('datetime')!r}"
    for user in page.iter(f"{RI}user"):
        if not (user.get(f"{RI}account-id") or "").strip():
            yield "a mention of nobody"
    for link in page.iter("a"):
        if not re.match(r"(?i)(https?://|mailto:)", link.get("href", "")):
            yield f"link to {link.get('href')!r}"
    for macro in page.iter(f"{AC}structured-macro"):
        kind = macro.get(f"{AC}name")
        given = {parameter.get(f"{AC}name") for parameter in macro.findall(f"{AC}parameter")}
        # Properties that nobody sees: who takes part, for the program that reads the page back.
        kind = "hidden" if kind == "details" and "hidden" in given else kind
        if kind not in MACROS or given != MACROS[kind]:
            yield f"macro {kind} with {sorted(given)}"
        if (macro.find(f"{AC}rich-text-body") is None) != (kind == "jira"):
            yield f"macro {kind}: its body"
    for table in page.iter("table"):
        widths = {len(row) for row in table.iter("tr")}
        if len(widths) != 1:
            yield f"rows of {sorted(widths)} cells"


LISTS = {"ul", f"{AC}task-list"}


def words(element):
    """What an element shows, without the lists in it; a date as its day."""
    text = element.get("datetime", "") if element.tag == "time" else element.text or ""
    if element.tag == f"{AC}link":
        return "@" + element.find(f"{RI}user").get(f"{RI}account-id", "")
    if element.tag == f"{AC}structured-macro" and element.get(f"{AC}name") == "jira":
        return element.find(f"{AC}parameter[@{AC}name='key']").text or ""
    for child in element:
        text += ("" if child.tag in LISTS else words(child)) + (child.tail or "")
    return text


def links(element):
    """Where what an item itself says leads."""
    for child in element:
        if child.tag == "a":
            yield child.get("href")
        elif child.tag not in LISTS:
            yield from links(child)


def items(element, depth=0):
    """The items of a list of either kind, each with those below it."""
    for child in element:
        said = child.find(f"{AC}task-body") if child.tag == f"{AC}task" else child
        ticked = None if said is child else {"incomplete": "open"}.get(child.find(f"{AC}task-status").text, "closed")
        yield "item", depth, ticked, words(said), list(links(said))
        for inner in said:
            if inner.tag in LISTS:
                yield from items(inner, depth + 1)


def slot(row):
    """A row of a day's table as the section that it would be."""
    time, topic, chair, _, notes = row
    times, about, chair = ([shown.squeezed(words(p)) for p in cell.iter("p")] for cell in (time, topic, chair))
    is_planned = time.find("p/strong") is not None or times and re.match(r"~?\d+ (h|min)", times[0])
    yield from facts.row(times, is_planned, about, chair)
    for inner in notes:
        if inner.tag in LISTS:
            yield from items(inner)


def blocks(element):
    """What a reader finds, see `facts`."""
    for child in element:
        if child.tag in ("h1", "h2", "h3", "h4"):
            yield "heading", int(child.tag[1]) + 1, words(child)
        elif child.tag == "p":
            yield "line", words(child)
        elif child.tag == "blockquote":
            yield "plan", "".join(child.itertext())
        elif child.tag in LISTS:
            yield from items(child)
        elif child.tag == "table":
            names, *rows = child.iter("tr")
            if [words(name) for name in names] == facts.DAY_TABLE:
                for row in rows:
                    yield from slot(row)
            else:
                yield "table", [[shown.squeezed(words(cell)) for cell in row] for row in (names, *rows)]
        elif child.tag == f"{AC}structured-macro" and child.get(f"{AC}name") == "details":
            # Those that are hidden are for the program that reads the page back.
            if all(parameter.get(f"{AC}name") != "hidden" for parameter in child.iter(f"{AC}parameter")):
                yield from (("fact", words(row[0]), words(row[1])) for row in child.iter("tr"))
        elif child.tag == f"{AC}structured-macro":
            yield from blocks(child.find(f"{AC}rich-text-body"))


def fields(page, actions):
    """Confluence reads an action item's number, state and due date from the task alone, not from its words."""
    for one in actions:
        task = next((task for task in page.iter(f"{AC}task") if task.find(f"{AC}task-id").text == str(one["number"])), None)
        if task is None:
            yield f"action item {one['number']} is no task"
            continue
        due = [time.get("datetime") for time in task.find(f"{AC}task-body").findall("time")]
        status = task.find(f"{AC}task-status").text
        if due != [one["due"]][: one["due"] is not None] or (status == "incomplete") != (one["status"] == "open"):
            yield f"action item {one['number']}: a task that is {status}, due {due}"
    if len(list(page.iter(f"{AC}task"))) != len(actions):
        yield f"not {len(actions)} tasks"


def parsers():
    """The other parsers that are installed, each a function that gives what it has to say."""
    found = {}
    try:
        from md2conf.csf import elements_from_string

        def md2conf(text):
            try:
                elements_from_string(text)
            except Exception as error:  # it has its own
                yield f"md2conf: {error}"

        found["md2conf"] = md2conf
    except ImportError:
        pass
    try:
        from confluence_content_parser import ConfluenceParser

        def content_parser(text):
            try:
                for remark in ConfluenceParser().parse(text).metadata["diagnostics"]:
                    yield f"confluence-content-parser: {remark}"
            except Exception as error:
                yield f"confluence-content-parser: {error}"

        found["confluence-content-parser"] = content_parser
    except ImportError:
        pass
    return found


def check(text, minutes, others):
    try:
        page = ElementTree.fromstring(ROOT % text)
    except ElementTree.ParseError as error:
        return [f"not well-formed: {error}"]
    faults = [*structure(page), *tasks(page), *values(page)]
    if minutes is not None:
        in_cell = any([words(name) for name in table.iter("th")][:5] == facts.DAY_TABLE for table in page.iter("table"))
        wanted = facts.expected(minutes, in_cell)
        # The page's title is no part of its body.
        del wanted["head"]["Title"]
        # A task is one only once on a page: the list by owners says of its state whether it was dropped.
        unsaid = [(*one[:4], one[4] if one[4] == "dropped" else "not said", *one[5:]) for one in wanted["owners"].elements()]
        wanted["owners"] = collections.Counter(unsaid)
        found = facts.read(blocks(page))
        if in_cell:
            facts.clocks_alone(found, wanted)
        faults += [*fields(page, minutes["actions"]), *facts.differences(found, wanted)]
    for other in others.values():
        faults.extend(other(text))
    return faults


def lint(path, others=parsers()):
    minutes = shown.beside(path, "confluence.xml")
    minutes = json.loads(minutes.read_text("utf-8")) if minutes.exists() else None
    yield from check(path.read_text("utf-8"), minutes, others)


if __name__ == "__main__":
    sys.exit(shown.report("Confluence", "confluence.xml", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
