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

import facts
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
    minutes = shown.beside(path, "docx")
    if minutes.exists():
        yield from facts.compare(blocks(body, document.part.rels), json.loads(minutes.read_text("utf-8")))


def words(element):
    return "".join("\t" if part.tag == qn("w:tab") else part.text or "" for part in element.iter(qn("w:t"), qn("w:tab")))


def paragraph(element, rels):
    """A paragraph: by its style a heading or what was prepared, by its numbering or its box an item, and by its indent how deep."""
    properties = element.pPr
    style = properties.style or ""
    text = shown.squeezed(words(element))
    heading = re.fullmatch(r"Heading(\d)", style)
    links = [rels[link.get(qn("r:id"))].target_ref for link in element.iter(qn("w:hyperlink"))]
    box = {"☐": "open", "☑": "done", "☒": "dropped"}.get(text[:1]) if element.find(qn("w:sdt")) is not None else None
    if heading:
        return "heading", int(heading[1]) + 1, text
    if style == "Title":
        return "heading", 1, text
    if style == "Prepared":
        return "plan", text
    if box:
        indent = properties.find(qn("w:ind"))
        return "item", int(indent.get(qn("w:left"))) // int(indent.get(qn("w:hanging"))) - 1, box, text[1:], links
    if properties.numPr is not None:
        return "item", properties.numPr.ilvl.val, None, text, links
    return "line", text


def blocks(body, rels):
    """What a reader finds, see `facts`. A table of two columns holds facts."""
    for element in body:
        if element.tag == qn("w:p"):
            if element.pPr is not None and words(element):
                yield paragraph(element, rels)
        elif element.tag == qn("w:tbl"):
            rows = [[words(cell) for cell in row.iter(qn("w:tc"))] for row in element.iter(qn("w:tr"))]
            if len(rows[0]) == 2:
                yield from (("fact", *row) for row in rows)
            else:
                yield "table", rows


if __name__ == "__main__":
    sys.exit(shown.report("Word", "docx", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
