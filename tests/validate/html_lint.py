#!/usr/bin/env python3
"""Reads pages of ours as browsers do and finds the facts of the JSON export beside them.

Usage: html_lint.py FILE.html|FOLDER ...      needs html5lib (pip); strict: what a browser would have to mend is a fault

Nothing in a page may act: no script, no event handler, no address but http, https, mailto and places in the page, and the content
policy that forbids the rest stands first. Each line of the minutes stands in the page word for word.
"""

import json
import re
import sys

import html5lib

import shown

POLICY = ["default-src 'none'", "base-uri 'none'", "form-action 'none'"]
ACTING = {"script", "iframe", "object", "embed", "form", "input", "button", "base", "frame", "applet", "template", "audio", "video", "img"}


def lint(path):
    parser = html5lib.HTMLParser(tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    tree = parser.parse(path.read_bytes(), transport_encoding="utf-8")
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
    minutes = shown.beside(path, "html")
    if minutes.exists():
        page = shown.squeezed("".join(tree.find("body").itertext()))
        yield from facts(page, json.loads(minutes.read_text("utf-8")))


def facts(page, minutes):
    for _, lines in shown.entries(minutes):
        for _, line in lines:
            text = shown.squeezed(shown.clean(line["text"]))
            if line["kind"] != "vote" and text not in page:
                yield f"not in the page: {text!r}"
    for action in minutes["actions"]:
        for text in [action["text"], *action["owners"]]:
            if shown.squeezed(shown.clean(text)) not in page:
                yield f"not in the page: {text!r} of #{action['number']}"


if __name__ == "__main__":
    sys.exit(shown.report("HTML", "html", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
