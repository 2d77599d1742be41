#!/usr/bin/env python3
"""A lint of Confluence's storage format, and the opinion of two parsers of it that are not ours.

    python3 -m venv VENV && VENV/bin/pip install markdown-to-confluence confluence-content-parser   (Python 3.12 or later)
    VENV/bin/python tests/validate/confluence_lint.py FILE.confluence.xml|FOLDER ...

Where the JSON export of the same meeting lies beside a page, the facts of its action items have to be found in it. Without the two
packages the lint alone is run, which needs nothing but Python. Exits 1 where anything is wrong.
"""

import datetime
import json
import re
import sys
import xml.etree.ElementTree as ElementTree

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


def own_words(element):
    """What a task says itself, without the lists in it."""
    lists = {"ul", f"{AC}task-list"}
    shown = element.text or ""
    for child in element:
        shown += ("" if child.tag in lists else own_words(child)) + (child.tail or "")
    return shown


def facts(page, expected):
    """Which facts of the action items are not those of the tasks."""
    found = {task.find(f"{AC}task-id").text: task for task in page.iter(f"{AC}task")}
    if len(found) != len(expected):
        yield f"{len(found)} tasks of {len(expected)} action items"
    for item in expected:
        task = found.get(str(item["number"]))
        if task is None:
            yield f"action item {item['number']} is not there"
            continue
        body = task.find(f"{AC}task-body")
        words = " ".join(own_words(body).split())
        status = {"open": "incomplete"}.get(item["status"], "complete")
        due = [time.get("datetime") for time in body.findall("time")]
        if task.find(f"{AC}task-status").text != status or due != ([item["due"]] if item["due"] else []):
            yield f"action item {item['number']}: {status}, due {item['due']}"
        for text in [item["text"], *item["owners"]]:
            if " ".join(text.split()) not in words:
                yield f"action item {item['number']}: {text!r} is not in {words!r}"


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


def check(text, expected, others):
    try:
        page = ElementTree.fromstring(ROOT % text)
    except ElementTree.ParseError as error:
        return [f"not well-formed: {error}"]
    faults = [*structure(page), *tasks(page), *values(page)]
    if expected is not None:
        faults.extend(facts(page, expected))
    for other in others.values():
        faults.extend(other(text))
    return faults


def lint(path, others=parsers()):
    text = path.read_text("utf-8")
    minutes = shown.beside(path, "confluence.xml")
    actions = json.loads(minutes.read_text("utf-8"))["actions"] if minutes.exists() else None
    actions = actions and [{**one, "text": shown.clean(one["text"]), "owners": [shown.clean(o) for o in one["owners"]]} for one in actions]
    yield from check(text, actions, others)


if __name__ == "__main__":
    sys.exit(shown.report("Confluence", "confluence.xml", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
