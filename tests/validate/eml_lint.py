#!/usr/bin/env python3
"""Reads drafts of e-mails of ours with Python's own mail library and holds them against the JSON of the same meeting.

Usage: eml_lint.py FILE.eml|FOLDER ...      needs html5lib (pip); exit 0: all is well; 1: each fault on a line
Samples: MINUTEBOOK_SAMPLES=FOLDER cargo test --test minutes -- --ignored calendars_sheets_and_drafts

The headers must be exactly ours: whatever a name or a title holds, it adds none.
"""

import email
import email.policy
import json
import pathlib
import re
import sys

import html_lint
import plain_lint
from shown import clean

HEADERS = {"Subject", "Date", "Message-ID", "X-Unsent", "MIME-Version", "Content-Type"}


def lint(path):
    faults = []
    data = path.read_bytes()
    if re.search(rb"(?<!\r)\n|\r(?!\n)", data):
        faults.append("a line that does not end with CRLF")
    if max(map(len, data.split(b"\r\n"))) > 998:
        faults.append("a line of more than 998 bytes")
    message = email.message_from_bytes(data, policy=email.policy.default)
    names = message.keys()
    if set(names) - {"From", "To"} != HEADERS or len(names) != len(set(names)):
        faults.append(f"headers {names}")
    if message.defects or any(part.defects for part in message.walk()):
        faults.append(f"defects {[part.defects for part in message.walk()]}")
    if any(header.defects for header in map(message.get, names)):
        faults.append("a header with defects")
    parts = [part.get_content_type() for part in message.iter_parts()]
    if message.get_content_type() != "multipart/alternative" or parts != ["text/plain", "text/html"]:
        faults.append(f"parts {parts}")
    minutes = path.with_suffix(".json")
    if minutes.exists():
        facts(message, minutes, faults)
    return [f"{path}: {fault}" for fault in faults]


def facts(message, path, faults):
    minutes = json.loads(path.read_text("utf-8"))
    title = clean(minutes["meeting"]["title"])
    if title not in message["Subject"] or not message["Subject"].startswith("Minutes: "):
        faults.append(f"subject {message['Subject']!r}")
    known = {person.get("email") for person in minutes["people"]} - {None}
    found = {address.addr_spec for address in message["To"].addresses} if message["To"] else set()
    if found != known:
        faults.append(f"to {found}, not {known}")
    # The same minutes twice: each part has to say all of it.
    text = message.get_body(("plain",)).get_content().replace("\r\n", "\n")
    faults += [f"text: {fault}" for fault in plain_lint.told(text, path)]
    page = message.get_body(("html",)).get_payload(decode=True)
    faults += [f"page: {fault}" for fault in html_lint.told(page, path)]


def main(arguments):
    files = []
    for argument in map(pathlib.Path, arguments):
        files += sorted(argument.glob("*.eml")) if argument.is_dir() else [argument]
    if not files:
        print(__doc__, file=sys.stderr)
        return 2
    faults = [fault for file in files for fault in lint(file)]
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"{len(files)} drafts, {len(faults)} faults", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
