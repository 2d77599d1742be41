#!/usr/bin/env python3
"""Reads Word documents of ours and finds the facts of the JSON export beside them.

Usage: docx_lint.py FILE.docx|FOLDER ...      needs python-docx (pip)
"""

import json
import re
import sys
import zipfile

import docx
from docx.oxml.ns import qn

import shown


def lint(path):
    with zipfile.ZipFile(path) as archive:
        fault = archive.testzip()
        if fault:
            yield f"{fault} is damaged"
        for name in archive.namelist():
            if re.search(r"(vbaProject|\.bin$|/embeddings/|/activeX/)", name):
                yield f"holds {name}"
        dates = {info.date_time for info in archive.infolist()}
        if len(dates) != 1:
            yield f"its parts were made at {len(dates)} times: two exports would differ"
    document = docx.Document(path)
    for link in document.part.rels.values():
        if link.is_external and not re.match(r"(https?://|mailto:)", link.target_ref):
            yield f"a link to {link.target_ref!r}"
    body = document.element.body
    for field in body.iter(qn("w:instrText")):
        if not re.match(r"\s*(PAGE|NUMPAGES|HYPERLINK|TOC)\b", field.text or ""):
            yield f"a field {field.text!r}"
    page = shown.squeezed("\n".join("".join(run.text or "" for run in paragraph.iter(qn("w:t")))
                                    for paragraph in body.iter(qn("w:p"))))
    minutes = shown.beside(path, "docx")
    if minutes.exists():
        yield from facts(page, json.loads(minutes.read_text("utf-8")))


def facts(page, minutes):
    for _, lines in shown.entries(minutes):
        for _, line in lines:
            text = shown.squeezed(shown.clean(line["text"]))
            if line["kind"] != "vote" and text not in page:
                yield f"not in the document: {text!r}"
    for action in minutes["actions"]:
        for text in [action["text"], *action["owners"]]:
            if shown.squeezed(shown.clean(text)) not in page:
                yield f"not in the document: {text!r} of #{action['number']}"


if __name__ == "__main__":
    sys.exit(shown.report("Word", "docx", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
