"""What python-docx, pandoc and LibreOffice read of Word documents, against the JSON of the same minutes.

Called by docx.sh with the folder of what the other two read, and the files.
"""

import json
import pathlib
import re
import sys
import zipfile
from xml.etree import ElementTree

import docx
from docx.oxml.ns import qn


def squeezed(text):
    """Without blanks, marks that wrapping adds and what pandoc writes for emphasis: lines are broken anywhere."""
    return re.sub(r"[\s\u00ad\u200b\u200e\u200f\u202a-\u202e]", "", text)


def paragraphs(document):
    """All text, that of links, boxes and tables too, a line a paragraph."""
    for paragraph in document.element.body.iter(qn("w:p")):
        yield "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def faults_of(file, read):
    with zipfile.ZipFile(file) as package:
        if package.testzip():
            yield "a part is damaged"
        for part in package.infolist():
            if part.date_time != (1980, 1, 1, 0, 0, 0):
                yield f"{part.filename} bears a date: {part.date_time}"
            if part.filename.endswith((".xml", ".rels")):
                ElementTree.fromstring(package.read(part))
        targets = re.findall(r'Target="([^"]+)" TargetMode="External"', package.read("word/_rels/document.xml.rels").decode())
        for target in targets:
            if not target.startswith(("http://", "https://", "mailto:")):
                yield f"leads to {target}"
    document = docx.Document(file)
    properties = document.core_properties
    if not (properties.title and properties.language):
        yield "has no title or no language"
    if document.paragraphs[0].style.name != "Title":
        yield "does not begin with its title"
    texts = {"python-docx": "\n".join(paragraphs(document))}
    for reader, ending in (("pandoc", "pandoc"), ("LibreOffice", "office")):
        texts[reader] = (read / f"{file.stem}.{ending}").read_text()
    facts = file.with_suffix(".json")
    if not facts.exists():
        return
    minutes = json.loads(facts.read_text())
    for kind in ("actions", "decisions"):
        for item in minutes[kind]:
            for reader, text in texts.items():
                # pandoc's plain text has marks of its own for emphasis.
                if squeezed(item["text"]) not in squeezed(text):
                    yield f"{reader} does not find {kind} {item['text']!r}"
    boxes = texts["python-docx"].count("☑")
    done = sum(action["status"] == "done" for action in minutes["actions"])
    if boxes < done:
        yield f"{boxes} ticked boxes, {done} items done"


def main():
    read, files = pathlib.Path(sys.argv[1]), [pathlib.Path(name) for name in sys.argv[2:]]
    faults = [f"{file}: {fault}" for file in files for fault in faults_of(file, read)]
    print("\n".join(faults) or f"{len(files)} documents, no fault")
    sys.exit(bool(faults))


main()
