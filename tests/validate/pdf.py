"""What poppler and pypdf read of typeset minutes, against the JSON of the same minutes. Called by pdf.sh."""

import json
import pathlib
import re
import subprocess
import sys

import pypdf


def squeezed(text):
    """Without blanks and marks that wrapping adds: lines are broken anywhere."""
    return re.sub(r"[\s\u00ad\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", text)


def faults_of(file):
    reader = pypdf.PdfReader(file)
    catalog = reader.trailer["/Root"]
    if not catalog.get("/MarkInfo", {}).get("/Marked"):
        yield "is not tagged"
    if not (reader.metadata.title and catalog.get("/Lang")):
        yield "has no title or no language"
    if b"pdfuaid" not in catalog["/Metadata"].get_data():
        print(f"{file}: note: not marked as PDF/UA-1 (a character that no font has?)", file=sys.stderr)
    for name in ("/OpenAction", "/AA", "/AcroForm", "/Names"):
        if name in catalog and (name != "/Names" or "/JavaScript" in catalog[name]):
            yield f"has {name}"
    for page in reader.pages:
        for note in page.get("/Annots") or []:
            action = note.get_object().get("/A", {})
            if action.get("/S") not in (None, "/URI"):
                yield f"does {action.get('/S')}"
            address = action.get("/URI", "https:")
            if not address.startswith(("http://", "https://", "HTTP://", "HTTPS://", "mailto:")):
                yield f"leads to {address}"
    facts = file.with_suffix(".json")
    if not facts.exists():
        return
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    minutes = json.loads(facts.read_text())
    for kind in ("actions", "decisions"):
        for item in minutes[kind]:
            if squeezed(item["text"]) not in squeezed(text):
                yield f"{kind} {item['text']!r} is not found"


def main():
    files = [pathlib.Path(name) for name in sys.argv[1:]]
    faults = [f"{file}: {fault}" for file in files for fault in faults_of(file)]
    print("\n".join(faults) or f"{len(files)} documents, no fault")
    sys.exit(bool(faults))


main()
