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
        in_cell = any(header(table) == facts.DAY_TABLE for table in body.iter(qn("w:tbl")))
        yield from facts.compare(blocks(body, document.part.rels), json.loads(minutes.read_text("utf-8")), in_cell=in_cell)


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


def cells(row):
    return list(row.iter(qn("w:tc")))


def header(table):
    return [words(cell) for cell in cells(table.find(qn("w:tr")))]


def slot(row, rels):
    """A row of a day's table as the section that it would be."""
    time, topic, chair, _, notes = cells(row)
    lines = lambda cell: [text for text in (shown.squeezed(words(one)) for one in cell.iter(qn("w:p"))) if text]
    times = lines(time)
    is_planned = time.find(f".//{qn('w:b')}") is not None or times and re.match(r"~?\d+ (h|min)", times[0])
    yield from facts.row(times, is_planned, lines(topic), lines(chair))
    for one in notes.iter(qn("w:p")):
        if words(one):
            yield paragraph(one, rels)


def blocks(body, rels):
    """What a reader finds, see `facts`. A table of two columns holds facts."""
    for element in body:
        if element.tag == qn("w:p"):
            if element.pPr is not None and words(element):
                yield paragraph(element, rels)
        elif element.tag == qn("w:tbl"):
            rows = [[words(cell) for cell in row.iter(qn("w:tc"))] for row in element.iter(qn("w:tr"))]
            if rows[0] == facts.DAY_TABLE:
                for row in list(element.iter(qn("w:tr")))[1:]:
                    yield from slot(row, rels)
            elif len(rows[0]) == 2:
                yield from (("fact", *row) for row in rows)
            else:
                yield "table", rows


if __name__ == "__main__":
    sys.exit(shown.report("Word", "docx", sys.argv[1:], lint) if len(sys.argv) > 1 else print(__doc__) or 2)
