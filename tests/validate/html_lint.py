#!/usr/bin/env python3
"""Reads pages of ours as browsers do and finds the facts of the JSON export beside them.

Usage: html_lint.py FILE.html|FOLDER ...      needs html5lib (pip); strict: what a browser would have to mend is a fault

Nothing in a page may act: no script, no event handler, no address but http, https, mailto and places in the page, and the content
policy that forbids the rest stands first.
"""

import json
import re
import sys

import html5lib

import facts
import shown

POLICY = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
ACTING = {"script", "iframe", "object", "embed", "form", "input", "button", "base", "frame", "applet", "template", "audio", "video", "img"}


def lint(path):
    yield from told(path.read_bytes(), shown.beside(path, "html"))


def told(page, minutes):
    """What is wrong with a page; `minutes` is the JSON of the same meeting, where there is one."""
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(page, transport_encoding="utf-8")
    for (line, column), code, values in parser.errors:
        yield f"{line}:{column}: {code} {values}"
    seen, policy = set(), ""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            yield f"a comment: {element.text!r}"
            continue
        if element.tag in ACTING:
            yield f"<{element.tag}>"
        if element.tag == "meta" and "http-equiv" in element.attrib:
            if element.get("http-equiv").lower() != "content-security-policy":
                yield f"<meta http-equiv={element.get('http-equiv')!r}>"
            policy = element.get("content", "")
        for name, value in element.attrib.items():
            if str(name).lower().startswith("on") or str(name).lower() == "style":
                yield f"<{element.tag} {name}>"
            if str(name).lower() in ("href", "src", "xlink:href") and not re.match(r"(https?://|mailto:|#)", value):
                yield f"<{element.tag} {name}={value[:60]!r}>"
        if "id" in element.attrib:
            if element.get("id") in seen:
                yield f"two elements have the id {element.get('id')!r}"
            seen.add(element.get("id"))
    for element in tree.iter("a"):
        if element.get("href", "").startswith("#") and element.get("href")[1:] not in seen:
            yield f"a link to {element.get('href')!r}, which is not there"
    for rule in POLICY:
        if rule not in policy:
            yield f"the content policy lacks {rule}"
    if minutes.exists():
        yield from facts.compare(blocks(tree.find("body")), json.loads(minutes.read_text("utf-8")))


def words(element, lists=("ul", "ol")):
    """What an element shows, without the lists in it. What stands in a shape of its own is set off as a page of words does."""
    text = element.text or ""
    for child in element:
        if child.tag not in lists:
            inner, kind = words(child, lists), child.get("class")
            if kind == "label" and not inner.endswith(":"):
                inner += ":"
            text += f" · {inner}" if kind in ("tally", "from", "aside") else f" {inner} " if child.tag in ("p", "br") else inner
        text += child.tail or ""
    return text


def item(element, depth, in_summary):
    """An item of a list as a page of words has it: `#3 Ann Lee — text · due Thu 26 Mar 2026`, ticked off or not."""
    text = shown.squeezed(words(element)).replace(" · · ", " · ")
    below = {link for inner in element.iter("ul") for link in inner.iter("a")}
    links = [link.get("href") for link in element.iter("a") if link not in below]
    action = re.match(r"Action (#\d+): (.*) · (Open|Done|Dropped)((?: · .*)?)$", text)
    if not action:
        return "item", depth, None, text, links
    number, said, status, rest = action.groups()
    rest += " · dropped" if status == "Dropped" else ""
    return "item", depth, status.lower(), f"{number} {'— ' if in_summary else ''}{said}{rest}", links


def items(element, in_summary, depth=0):
    for child in element.findall("li"):
        yield item(child, depth, in_summary)
        for inner in child.findall("ul"):
            yield from items(inner, in_summary, depth + 1)


def rows(table):
    """The texts of its cells; the number before a slot's title is none of it."""
    for row in table.iter("tr"):
        first, *rest = (shown.squeezed(words(cell)) for cell in row)
        number = row[0].find("span[@class='nth']")
        yield [first if number is None else first.removeprefix(number.text).lstrip(), *rest]


def blocks(element, in_summary=False):
    """What a reader finds on the page, see `facts`. Set apart by the style: what was prepared; the picture is passed over."""
    for child in element:
        if child.tag in ("h1", "h2", "h3", "h4"):
            in_summary = child.tag == "h2" and words(child) == "Action items" or in_summary and child.tag == "h3"
            yield "heading", int(child.tag[1]), words(child)
        elif child.get("class") == "series":
            yield "fact", "Series", words(child)
        elif child.get("class") == "when":
            yield "fact", "When", words(child)
        elif child.tag == "dl":
            for fact in child:
                yield "fact", words(fact.find("dt")), words(fact.find("dd"))
        elif child.get("class") == "plan":
            yield "plan", words(child, ())
        elif child.tag == "p":
            yield "line", re.sub(r"(^| · )Chair ", r"\1Chair: ", shown.squeezed(words(child)))
        elif child.tag == "ul":
            yield from items(child, in_summary)
        elif child.tag == "table":
            if child.find("caption") is not None:
                yield "heading", 3, words(child.find("caption"))
            yield "table", list(rows(child))
        elif child.tag not in ("nav", "figure", "footer"):
            yield from blocks(child, in_summary)


if __name__ == "__main__":
    sys.exit(shown.report("HTML", "html", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
